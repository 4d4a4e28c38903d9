"""The files of a project, read for `smaplint init`: package.json, configurations, scripts. All are input and may be hostile.

Nothing is run and nothing is written. JSON is parsed; what is JavaScript or TypeScript is searched with regular expressions,
and a value that is more than a text (a variable, a condition) is said to be unknown.
"""

import json
import os
import posixpath
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from smaplint.escape import shows

# A lock file is larger, and is not read. In bytes.
MAX_FILE: Final = 1_000_000
# A configuration in JavaScript has a few kilobytes; a bundle that is called like one has not. In characters.
MAX_SCRIPT: Final = 200_000
# Of all files together: a monorepo of some hundred packages has a tenth of it.
MAX_BYTES: Final = 64_000_000
# Folders whose names are listed: a glob such as `**` must not walk a disk.
MAX_LISTINGS: Final = 5_000
_MAX_PATH: Final = 200

SCRIPT_ENDINGS: Final = (".ts", ".js", ".mjs", ".mts", ".cjs", ".cts")


@dataclass(slots=True)
class _Ledger:
    """What has been read, by all folders of one project. `faults`: sentences on files that could not be used."""

    left: int = MAX_BYTES
    listings: int = MAX_LISTINGS
    faults: dict[str, None] = field(default_factory=dict)
    json: dict[str, Mapping[str, object]] = field(default_factory=dict)


class Folder:
    """A folder of a project. `prefix`: its place below the top, with `/`; "" is the top itself. Nothing here raises."""

    def __init__(self, top: str, prefix: str = "", ledger: _Ledger | None = None) -> None:
        self.top = top
        self.prefix = prefix
        self.ledger = ledger or _Ledger()

    def below(self, prefix: str) -> "Folder":
        """A folder by its place below the top."""
        return Folder(self.top, prefix, self.ledger)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with files that were read, as sentences."""
        return tuple(self.ledger.faults)

    def name(self, name: str) -> str:
        """A file of this folder as people see it: its place below the top."""
        return f"{self.prefix}/{name}" if self.prefix else name

    def path(self, name: str) -> str:
        return os.path.join(self.top, *self.prefix.split("/"), *name.split("/"))

    def has(self, name: str) -> bool:
        """Whether a regular file of this name is there."""
        try:
            return stat.S_ISREG(os.stat(self.path(name)).st_mode)
        except (OSError, ValueError):
            return False

    def has_folder(self, name: str) -> bool:
        try:
            return os.path.isdir(self.path(name))
        except ValueError:
            return False

    def names(self, folder: str = "") -> list[str]:
        """What is in a folder, sorted, at most 5,000 names."""
        if not self.ledger.listings:
            self.ledger.faults["there are more folders than are looked at; some packages may be missing"] = None
            return []
        self.ledger.listings -= 1
        try:
            return sorted(os.listdir(self.path(folder)))[:5000]
        except (OSError, ValueError):
            return []

    def script(self, stem: str) -> str:
        """The name of the first of `stem.ts`, `stem.js`, … that is there, or ""."""
        return next((stem + ending for ending in SCRIPT_ENDINGS if self.has(stem + ending)), "")

    def text(self, name: str, limit: int = MAX_FILE) -> str:
        """The text of a regular file; "" where it is not there, too large or not UTF-8, which is a fault."""
        try:
            handle = os.open(self.path(name), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError):
            return ""
        try:
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return ""
                data = file.read(min(limit, self.ledger.left) + 1)
        except OSError as error:
            self.fault(name, f"cannot be read: {(error.strerror or 'unknown').lower()}")
            return ""
        self.ledger.left -= min(len(data), self.ledger.left)
        if len(data) > limit or not self.ledger.left:
            self.fault(name, f"has more than {limit:,} bytes" if len(data) > limit else "is more than is read in all")
            return ""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.fault(name, "is not UTF-8")
            return ""

    def code(self, name: str) -> str:
        """The text of a script without its comments."""
        return without_comments(self.text(name, MAX_SCRIPT))

    def json(self, name: str) -> Mapping[str, object]:
        """The object in a JSON file, comments and last commas left aside; empty where there is none, which is a fault."""
        known = self.ledger.json
        here = self.name(name)
        if here not in known:
            known[here] = self._json(name)
        return known[here]

    def _json(self, name: str) -> Mapping[str, object]:
        text = self.text(name)
        if not text:
            return {}
        try:
            try:
                value = json.loads(text)
            except ValueError:
                value = json.loads(re.sub(r",(?=\s*+[}\]])", "", without_comments(text)))
        except (ValueError, RecursionError):
            self.fault(name, "is not JSON")
            return {}
        if not isinstance(value, dict):
            self.fault(name, "is no JSON object")
            return {}
        return value

    def fault(self, name: str, what: str) -> None:
        self.ledger.faults[f"{self.name(name)} {what}; it was left aside"] = None

    def inside(self, path: str) -> str:
        """A path from this folder as one from the top, in its shortest form; "" for one that is no folder or file below.

        An absolute one is none either, nor what no person could read, and globs.
        """
        if (
            not path
            or len(path) > _MAX_PATH
            or path.startswith(("/", "~"))
            or any(one in path for one in '*?[]{}$<>|":\\')
        ):
            return ""
        if not all(map(shows, path)):
            return ""
        found = posixpath.normpath(posixpath.join(self.prefix, path))
        outside = found in (".", "..") or found.startswith("../") or "node_modules" in found.split("/")
        return "" if outside else found


# The closing quote may be missing: a text that never ends must not be looked for again from each quote in it.
_STRING: Final = r""""(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?"""
_COMMENT: Final = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)"


def without_comments(text: str) -> str:
    """JavaScript, or JSON as TypeScript reads it, with a blank for each comment. By strings alone, not by grammar."""
    return re.sub(f"({_STRING})|{_COMMENT}", lambda match: match[1] or " ", text, flags=re.DOTALL)


class Value(NamedTuple):
    """What a script states for a key. `text`: "" where it is more than a text. `fixed`: from the folder of the script."""

    text: str
    fixed: bool = False


_TEXT: Final = r"""(?:"[^"\\\n]{0,300}+"|'[^'\\\n]{0,300}+'|`[^`\\$\n]{0,300}+`)"""
_END: Final = r"\s*+(?=[,;})\]]|\Z)"
_BASE: Final = r"(?:__dirname|import\.meta\.dirname|process\.cwd\(\))"
_PATH: Final = r"""(?:(?:\w{1,20}|require\(["'](?:node:)?path["']\))\.)?"""
_VALUES: Final = (
    (rf"({_TEXT}){_END}", False),
    # `path.resolve(__dirname, "a", "b")`, `join("a", "b")`
    (
        rf"{_PATH}(?:resolve|join)\(\s*+{_BASE}\s*+,\s*+({_TEXT}(?:\s*+,\s*+{_TEXT}){{0,8}}+)\s*+,?\s*+\){_END}",
        True,
    ),
    (rf"{_PATH}(?:resolve|join)\(\s*+({_TEXT}(?:\s*+,\s*+{_TEXT}){{0,8}}+)\s*+,?\s*+\){_END}", True),
    # `fileURLToPath(new URL("./dist", import.meta.url))`
    (
        rf"(?:fileURLToPath\(\s*+)?new URL\(\s*+({_TEXT})\s*+,\s*+import\.meta\.url\s*+\)(?:\.pathname)?\s*+\)?{_END}",
        True,
    ),
)


def values(code: str, key: str, most: int = 20) -> Iterator[Value]:
    """What stands behind `key:`, or `key` alone (a variable of that name), in a script without comments."""
    for count, match in enumerate(
        re.finditer(rf"(?<![\w$.-])[\"']?{re.escape(key)}[\"']?\s*+(?::(?!:)\s*+|(?=[,}}]))", code)
    ):
        if count == most:
            return
        yield _value(code, match.end()) if ":" in match[0] else Value("")


def _value(code: str, at: int) -> Value:
    for pattern, fixed in _VALUES:
        if match := re.compile(pattern).match(code, at):
            parts = [part[1:-1] for part in re.findall(_TEXT, match[1])]
            return Value(posixpath.join(*parts), fixed)
    return Value("")


def words_of(code: str, key: str, most: int = 20) -> Iterator[str]:
    """What stands behind `key:` where it is a word or a text: `true`, `hidden`; "?" for anything else."""
    for count, match in enumerate(
        re.finditer(
            rf"(?<![\w$.-])[\"']?{re.escape(key)}[\"']?\s*+:(?!:)\s*+(?:[\"'`]?([\w-]{{1,40}}+)[\"'`]?{_END})?", code
        )
    ):
        if count == most:
            return
        yield match[1] or "?"


def block(code: str, key: str) -> str:
    """All that stands in the braces or brackets behind `key:`, of the first ten of them; "" where there is none."""
    found = []
    for count, match in enumerate(re.finditer(rf"(?<![\w$.-]){re.escape(key)}\s*+:\s*+(?=[{{\[])", code)):
        if count == 10:
            break
        depth = 0
        for bracket in re.compile(r"[{}\[\]]").finditer(code, match.end()):
            depth += 1 if bracket[0] in "{[" else -1
            if not depth:
                found.append(code[match.end() + 1 : bracket.start()])
                break
    return "\n".join(found)


def commands(script: str) -> Iterator[list[str]]:
    """The commands of a script of package.json, as words; variables, `npx` and their like in front are left out."""
    import shlex

    for part in re.split(r"&&|\|\||[;|&\n]", script[:4000]):
        try:
            words = shlex.split(part)
        except ValueError:
            words = part.split()
        for word in words:
            # `concurrently "tsc -w" "vite build"`
            if " " in word and word != script and not re.match(r"\w+=", word):
                yield from commands(word)
        while words and (re.fullmatch(r"\w+=.*", words[0], re.DOTALL) or words[0] in _RUNNERS):
            if words[0] == "bun" and words[1:2] == ["build"]:
                break
            runner = words.pop(0)
            if runner in _RUNNERS and "--" in words:
                words = words[words.index("--") + 1 :]
            while (
                words and runner in _RUNNERS and (words[0] in ("exec", "dlx", "x", "run") or words[0].startswith("-"))
            ):
                words.pop(0)
        if words:
            yield words


# What runs another program. `node build.mjs` and `bun build.ts` read their file, which `smaplint.project_tools` does too.
_RUNNERS: Final = frozenset(
    ("npx", "bunx", "pnpm", "yarn", "bun", "cross-env", "cross-env-shell", "dotenv", "env-cmd", "env")
)


def mapping(value: object) -> Mapping[str, object]:
    """An object of JSON, or an empty one."""
    return value if isinstance(value, dict) else {}


def texts(value: object) -> tuple[str, ...]:
    """The texts of an array of JSON, or a text by itself."""
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
