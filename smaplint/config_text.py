"""A configuration file as values with their places. Its text is input like any other: it may be hostile.

YAML is read as YAML 1.2 has it: `off`, `on`, `no` and `1:30` are text and not booleans or numbers, so that `level: off`
means the level. Anchors, aliases, tags and duplicate keys are refused. PyYAML's SafeLoader in Python, never the one in
C: that one ends the process on deep nesting (measured: signal 11 at 200,000 levels).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from smaplint.config_error import ConfigError, Fault
from smaplint.rule import quote

if TYPE_CHECKING:
    import yaml

# PyYAML takes 0.6 s for as much of the worst text; the longest configuration imaginable is a tenth of it.
MAX_YAML: Final = 64_000
# A pyproject.toml holds the configuration of twenty tools.
MAX_TOML: Final = 1_000_000
MAX_DEPTH: Final = 64

# Where a value stands: its keys and indices from the top of the configuration.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ConfigText:
    """The configuration in a file. `keys`, `values`: path → (line, column), 1-based; `raw`: a scalar as it is written.

    `data`: dicts, lists and scalars, as JSON has them.
    """

    file: str
    data: dict[str, object]
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    raw: Mapping[Path, str] = field(default_factory=dict)

    def at(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """The place of a value, or of its key; else that of the nearest value around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def fault(self, path: Path, message: str, *, key: bool = False) -> Fault:
        return Fault(self.file, *self.at(path, key=key), message)


def decode(data: bytes, file: str, limit: int) -> str:
    """The text of a configuration file; ConfigError when it is too large or not UTF-8."""
    if len(data) > limit:
        raise ConfigError(Fault(file, 0, 0, f"the file has more than {limit:,} bytes; that is no configuration"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        fault = Fault(file, before.count(b"\n") + 1, column, f"byte 0x{data[error.start]:02x} is not UTF-8")
        raise ConfigError(fault) from error


def read_yaml(data: bytes, file: str) -> ConfigText:
    """Parse YAML. `file`: its name for messages. ConfigError for anything that is no plain mapping."""
    import yaml

    text = decode(data, file, MAX_YAML)
    tree = _Tree(file)
    try:
        node = tree.compose(text)
        value = None if node is None else tree.value(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problem = error.problem or error.context or "it cannot be parsed"
        raise ConfigError(Fault(file, line, column, f"this is not YAML: {problem}")) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        code = ord(error.character) if isinstance(error.character, str) else error.character
        raise ConfigError(Fault(file, line, column, f"the character U+{code:04X} may not stand in YAML")) from error
    except ConfigError:
        raise
    except Exception as error:
        # PyYAML lets a ValueError, an AttributeError or a RecursionError out for some texts.
        raise ConfigError(Fault(file, 0, 0, f"this is not YAML: {type(error).__name__}: {error}")) from error
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise ConfigError(Fault(file, *tree.values[()], "a configuration is a mapping of keys to values"))
    return ConfigText(file, value, tree.keys, tree.values, tree.raw)


_NULL: Final = re.compile(r"~|null|Null|NULL|")
_BOOL: Final = re.compile(r"true|True|TRUE|false|False|FALSE")
# Without octal, hexadecimal and `_`, which YAML 1.1 and 1.2 read differently: they are text, and so an error.
_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]{1,20}|[0-9]{1,20}(?:\.[0-9]{0,20})?)(?:[eE][-+]?[0-9]{1,2})?")


def _scalar(text: str) -> object:
    """A plain scalar by the core schema of YAML 1.2."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    # `007` is text: somebody meant its zeros.
    if _FLOAT.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
        return float(text)
    return text


class _Mark(Protocol):
    """A place as PyYAML has it, 0-based."""

    line: int
    column: int


class _Tree:
    """The nodes of one YAML text, turned into values while their places are noted."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.raw: dict[Path, str] = {}

    def refuse(self, mark: _Mark | None, message: str) -> ConfigError:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return ConfigError(Fault(self.file, line, column, message))

    def compose(self, text: str) -> "yaml.Node | None":
        """The tree of nodes; events that a configuration has no use for are refused before they expand to anything."""
        import yaml

        tree = self

        class Loader(yaml.SafeLoader):
            depth = 0

            def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
                event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
                if isinstance(event, yaml.AliasEvent):
                    raise tree.refuse(event.start_mark, f"`*{event.anchor}` is an alias; write the value out")
                if getattr(event, "anchor", None):
                    raise tree.refuse(event.start_mark, f"`&{event.anchor}` is an anchor; write the value out")
                tag = getattr(event, "tag", None)
                if tag not in (None, "!"):
                    raise tree.refuse(event.start_mark, f"{quote(tag)} is a tag; write the value without it")
                self.depth += 1
                if self.depth > MAX_DEPTH:
                    raise tree.refuse(event.start_mark, f"this is nested more than {MAX_DEPTH} levels deep")
                node: yaml.Node | None = super().compose_node(parent, index)
                self.depth -= 1
                return node

        loader = Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
        return node

    def value(self, node: "yaml.Node", path: Path) -> object:
        import yaml

        self.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        self.raw[path] = str(node.value)
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return _scalar(node.value) if plain else str(node.value)

    def mapping(self, node: "yaml.MappingNode", path: Path) -> dict[str, object]:
        import yaml

        found: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.refuse(key.start_mark, "a key is a name, and not a list or a mapping")
            name = str(key.value)
            here = (*path, name)
            if name in found:
                first = self.keys[here][0]
                raise self.refuse(key.start_mark, f"{quote(name)} is here twice; the first is in line {first}")
            self.keys[here] = (key.start_mark.line + 1, key.start_mark.column + 1)
            found[name] = self.value(value, here)
        return found


def read_toml(data: bytes, file: str) -> ConfigText | None:
    """Parse `[tool.smaplint]` of a TOML file, or None where it has none. ConfigError when the text is not TOML."""
    # Most of the many pyproject.toml on the way up are not for us, and parsing one costs more than all the rest.
    if b"smaplint" not in data:
        return None
    import tomllib

    text = decode(data, file, MAX_TOML)
    try:
        tools = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        problem = str(error)[: place.start()] if place else str(error)
        lines = text.split("\n")
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
        raise ConfigError(Fault(file, line, column, f"this is not TOML: {problem}")) from error
    except Exception as error:
        # RecursionError for deep nesting, ValueError for an integer of thousands of digits.
        raise ConfigError(Fault(file, 0, 0, f"this is not TOML: {type(error).__name__}: {error}")) from error
    if not isinstance(tools, dict) or "smaplint" not in tools:
        return None
    keys, values = _toml_places(text)
    found = tools["smaplint"]
    if not isinstance(found, dict):
        line, column = keys.get((), (1, 1))
        raise ConfigError(Fault(file, line, column, "`tool.smaplint` is no table; write it as `[tool.smaplint]`"))
    return ConfigText(file, found, keys, values)


_TOML_NAME: Final = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_TOML_KEY: Final = re.compile(rf"\s*({_TOML_NAME}(?:\s*\.\s*{_TOML_NAME})*)\s*=\s*")
_TOML_TABLE: Final = re.compile(rf"\s*(\[\[?)\s*({_TOML_NAME}(?:\s*\.\s*{_TOML_NAME})*)\s*\]")
_TOML_INLINE: Final = re.compile(rf"[{{,]\s*({_TOML_NAME}(?:\s*\.\s*{_TOML_NAME})*)\s*=\s*")


def _toml_places(text: str) -> tuple[dict[Path, tuple[int, int]], dict[Path, tuple[int, int]]]:
    """Places of keys and of values under `tool.smaplint`, as well as lines tell them: tomllib keeps none.

    A value inside an array or in a text of several lines has the place of the nearest key that was found around it.
    """
    keys: dict[Path, tuple[int, int]] = {}
    values: dict[Path, tuple[int, int]] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TOML_TABLE.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                _note(table, (number, header.start(2) + 1), (number, header.start(1) + 1), keys, values)
                table = (*table, counts[table])
            elif table[:-1] in counts:
                table = (*table[:-1], counts[table[:-1]], table[-1])
            _note(table, (number, header.start(2) + 1), (number, header.start(1) + 1), keys, values)
        elif key := _TOML_KEY.match(line):
            path = (*table, *_names(key[1]))
            _note(path, (number, key.start(1) + 1), (number, key.end() + 1), keys, values)
            for inner in _TOML_INLINE.finditer(line, key.end()):
                place = (number, inner.start(1) + 1)
                _note((*path, *_names(inner[1])), place, (number, inner.end() + 1), keys, values)
    return keys, values


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_TOML_NAME, dotted))


def _note(
    path: Path,
    key: tuple[int, int],
    value: tuple[int, int],
    keys: dict[Path, tuple[int, int]],
    values: dict[Path, tuple[int, int]],
) -> None:
    if path[:2] == ("tool", "smaplint"):
        keys.setdefault(path[2:], key)
        values.setdefault(path[2:], value)
