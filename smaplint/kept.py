"""Files that one run keeps for the next, the snapshot and the baseline: JSON with an entry on each line.

They are read like any input: what is broken, too large, nested without end or of a newer version is a ConfigError, with
line and column where they are known.
"""

import json
import os
import stat
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from smaplint.config_error import ConfigError, Fault

if TYPE_CHECKING:
    from smaplint.base_config import Commit

# The corpus takes 260 bytes for each generated file: 26 MB for 100,000.
MAX_SIZE: Final = 128_000_000
Object = dict[str, object]


def refuse(shown: str, message: str, line: int = 0, column: int = 0) -> ConfigError:
    """That a kept file cannot be used. `line`, `column`: 1-based; 0 where they are unknown."""
    return ConfigError(Fault(shown, line, column, message))


def read(path: str, what: str, schema: int, commit: "Commit | None" = None) -> Object:
    """The object in a kept file, of at most this version. `what`: `snapshot` or `baseline`. ConfigError.

    `commit`: where the file is read from if it has it.
    """
    found = load(path, what, MAX_SIZE, commit.read(os.path.abspath(path)) if commit else None)
    if not isinstance(found, dict) or found.get("smaplint") != what:
        raise refuse(path, f"this is no {what}: `smaplint {what} -o {path}` writes one")
    version = found.get("schema")
    if type(version) is int and version > schema:
        raise refuse(path, f"this {what} is of version {version}, from a newer smaplint; this one reads {schema}")
    if type(version) is not int or version != schema:
        raise refuse(path, f"the `schema` of this {what} is not {schema}")
    return found


def load(path: str, what: str, limit: int, data: bytes | None = None) -> object:
    """The value in a file of JSON, of at most `limit` bytes. `data`: what is in it, where that is known. ConfigError."""
    try:
        data = _data(path, what, limit) if data is None else data
        return json.loads(_text(path, what, data, limit), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise refuse(path, f"this is no {what}: not JSON ({error.msg.lower()})", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise refuse(path, f"this is no {what}: not JSON that anyone writes") from error


def _data(path: str, what: str, limit: int) -> bytes:
    try:
        # A FIFO must not hang the run.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise refuse(path, f"the {what} is no regular file")
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise refuse(path, f"the {what} cannot be read: {reason}") from error


def _text(path: str, what: str, data: bytes, limit: int) -> str:
    if len(data) > limit:
        raise refuse(path, f"the file has more than {limit:,} bytes; that is no {what}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(path, f"this is no {what}: it is not UTF-8") from error


def _no_number(name: str) -> object:
    raise ValueError(name)


def write(what: str, schema: int, head: Object, lists: dict[str, Sequence[Object]]) -> str:
    """The text of a kept file: ASCII, an entry of the lists on each line, so that tools for merging can work."""
    fields: Object = {"smaplint": what, "schema": schema, **head}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in fields.items()]
    for key, entries in lists.items():
        inner = ",\n".join(f"  {json.dumps(entry)}" for entry in entries)
        lines.append(f"{json.dumps(key)}: [\n{inner}\n]" if entries else f"{json.dumps(key)}: []")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def entries(found: Object, key: str, types: Mapping[str, type], path: str, what: str) -> list[dict[str, Any]]:
    """The list of objects under a key, each with exactly these members of these types; numbers are at least 0."""
    listed = found.get(key)
    if not isinstance(listed, list):
        raise refuse(path, f"`{key}` of this {what} is no list")
    for number, entry in enumerate(listed, 1):
        if not isinstance(entry, dict) or entry.keys() != types.keys():
            raise refuse(path, f"entry {number} of `{key}` does not have the members {', '.join(types)}")
        for name, type_ in types.items():
            value = entry[name]
            fits = type(value) is type_ and not (isinstance(value, int) and not 0 <= value < 1 << 53)
            if not fits or (type_ is list and not all(isinstance(item, str) for item in value)):
                raise refuse(path, f"`{name}` in entry {number} of `{key}` has a value that no {what} has")
    return listed
