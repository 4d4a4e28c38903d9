"""A rule's options: its keyword-only parameters, as the configuration and its JSON Schema know them.

A parameter is `min_size`, its key in a configuration `min-size`. Types: `bool`, `int`, `str`, `str | None`,
`tuple[str, ...]` and `Literal[...]`.
"""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, Union, get_args, get_origin, get_type_hints

from smaplint.registry import suggest
from smaplint.rule import Rule, quote

# Long enough for any path or glob; what is longer is a mistake or an attack on the matcher of globs.
MAX_TEXT: Final = 1000

Schema = dict[str, object]


class OptionError(Exception):
    """A value or a name that a rule does not take; the text says what was meant."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `name`: the parameter; `type`: its annotation, resolved; `default`: used when nothing is stated."""

    name: str
    type: object
    default: object

    @property
    def key(self) -> str:
        """Its name in a configuration."""
        return self.name.replace("_", "-")

    @property
    def choices(self) -> tuple[object, ...]:
        """The values of a `Literal`; empty for any other type."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def takes(self) -> str:
        """What it takes, for people: `true or false`, `an integer`, `a list of strings`."""
        if self.choices:
            return listed(tuple(str(choice) for choice in self.choices))
        return _TAKES[self.type]

    @property
    def schema(self) -> Schema:
        """The JSON Schema of its value, with the default."""
        if self.choices:
            schema: Schema = {"enum": list(self.choices)}
        elif self.type == tuple[str, ...]:
            # A list is also written as its only item: one rule for every list of a configuration.
            schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
        elif self.type == str | None:
            schema = {"type": ["string", "null"], "maxLength": MAX_TEXT}
        else:
            schema = dict(_SCALARS[self.type])
        default = list(self.default) if isinstance(self.default, tuple) else self.default
        return {**schema, "title": self.takes, "description": f"default: {shown(self.default)}", "default": default}

    def check(self, value: object) -> object:
        """The value as the rule is called with it, or OptionError. JSON's `2.0` is the integer 2."""
        fits: bool
        if self.choices:
            # `True == 1`, so that the type has to be the same too.
            fits = any(value == choice and type(value) is type(choice) for choice in self.choices)
        elif self.type is bool:
            fits = isinstance(value, bool)
        elif self.type is int:
            fits = not isinstance(value, bool) and (
                isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            )
            value = int(value) if fits and isinstance(value, float) else value
        elif self.type == tuple[str, ...]:
            items = [value] if isinstance(value, str) else value
            fits = isinstance(items, (list, tuple)) and all(isinstance(item, str) for item in items)
            value = tuple(items) if isinstance(items, (list, tuple)) else value
        else:
            fits = isinstance(value, str) or (value is None and self.type is not str)
        texts = value if isinstance(value, tuple) else (value,)
        if not fits or any(isinstance(text, str) and len(text) > MAX_TEXT for text in texts):
            meant = (
                suggest(value, tuple(str(choice) for choice in self.choices))
                if self.choices and isinstance(value, str)
                else ""
            )
            raise OptionError(f"`{self.key}` is {shown(value)}; it should be {self.takes}{meant}")
        return value


_TEXT: Final[Schema] = {"type": "string", "maxLength": MAX_TEXT}
_SCALARS: Final[Mapping[object, Schema]] = {bool: {"type": "boolean"}, int: {"type": "integer"}, str: _TEXT}
_TAKES: Final[Mapping[object, str]] = {
    bool: "true or false",
    int: "an integer",
    str: "a string",
    str | None: "a string or null",
    tuple[str, ...]: "a string or a list of strings",
}


@cache
def options(rule: Rule) -> tuple[Option, ...]:
    """The options of a rule, in the order of its signature. TypeError for a rule that declares what cannot be checked."""
    defaults = rule.function.__kwdefaults__ or {}
    if not defaults:
        return ()
    hints = get_type_hints(rule.function)
    found = []
    for name, default in defaults.items():
        hint = hints.get(name)
        # `Optional[str]` and `str | None` are equal since 3.10, but differ in their type.
        if get_origin(hint) is Union:
            hint = str | None if set(get_args(hint)) == {str, types.NoneType} else hint
        if get_origin(hint) is not Literal and hint not in _TAKES:
            raise TypeError(
                f"{rule.name}: `{name}` is annotated {hint!r}, which no configuration can be checked against"
            )
        found.append(Option(name, hint, default))
    return tuple(found)


def validate(rule: Rule, name: str, value: object) -> object:
    """The checked value of one option as the rule is called with it. `name`: as key or as parameter. OptionError."""
    known = {option.key: option for option in options(rule)}
    option = known.get(name.replace("_", "-"))
    if option is None:
        raise OptionError(no_option(rule, name))
    return option.check(value)


def no_option(rule: Rule, name: str) -> str:
    """That a rule has no such option, and which ones it has."""
    keys = tuple(option.key for option in options(rule))
    meant = suggest(name.replace("_", "-"), keys)
    has = "" if meant else f"; it has {listed(keys, 'and')}" if keys else "; it has none"
    return f"`{rule.name}` has no option {quote(name)}{meant}{has}"


def shown(value: object) -> str:
    """A value as a configuration would spell it, cut short, in backquotes."""
    if isinstance(value, (tuple, list)):
        return quote(f"[{', '.join(str(item) for item in value)}]")
    if isinstance(value, dict):
        return "a mapping"
    for spelling, meant in (("true", True), ("false", False), ("null", None), ('""', "")):
        if value is meant or (value == meant == ""):
            return quote(spelling)
    return quote(value)


def listed(words: tuple[str, ...], last: str = "or") -> str:
    """`` `a`, `b` or `c` ``."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
