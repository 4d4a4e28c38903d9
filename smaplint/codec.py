"""Records as JSON and back, by their type hints: NamedTuples, tuples, mappings, enums, texts and numbers.

A record is the list of its fields; those at its end that are as by default are left out. Reading trusts nothing: what does
not fit its type is a MisfitError that says where.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# Numbers are lines, columns, sizes and counts. Larger ones are not exact in JSON.
_LARGEST = 1 << 53
# A text that JSON cannot hold, for it has half of a surrogate pair: its bytes in hexadecimal behind this.
_RAW = "\0"

Decoder = Callable[[Any], Any]


class MisfitError(ValueError):
    """A value that is not of its type. `path`: where, as `[3][0]`."""

    def __init__(self, *steps: int) -> None:
        super().__init__()
        self.steps = [*steps]

    @property
    def path(self) -> str:
        return "".join(f"[{step}]" for step in reversed(self.steps))


def encode(value: object) -> object:
    """A value of lists, texts, numbers, booleans and None, for `json.dumps`. TypeError for what is no record."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, tuple):
        items = list(value)
        defaults = getattr(type(value), "_field_defaults", {})
        names = getattr(type(value), "_fields", ())
        while items and len(items) <= len(names) and items[-1] == defaults.get(names[len(items) - 1], _NONE):
            items.pop()
        return [encode(item) for item in items]
    if isinstance(value, Mapping):
        return [[encode(key), encode(item)] for key, item in value.items()]
    raise TypeError(f"no record: {type(value).__name__}")


_NONE = object()


def _text(value: str) -> str:
    if value.isascii() and not value.startswith(_RAW):
        return value
    if value.startswith(_RAW) or any("\ud800" <= one <= "\udfff" for one in value):
        return _RAW + value.encode("utf-8", "surrogatepass").hex()
    return value


def decode(type_: Any, value: object) -> Any:
    """The record that `encode` made a value of. MisfitError."""
    return _decoder(type_)(value)


@cache
def hints(record: Any) -> dict[str, Any]:
    """The types of a record's fields, in their order."""
    found = get_type_hints(record, localns=_names())
    return {name: found[name] for name in record._fields}


@cache
def _decoder(type_: Any) -> Decoder:
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ in _PLAIN:
        return _PLAIN[type_]
    if origin in (Union, UnionType):
        return _optional(arguments)
    if origin is Literal:
        return _one_of(arguments)
    if origin is tuple:
        return (
            _list(_decoder(arguments[0])) if arguments[1:] == (...,) else _fields([_decoder(one) for one in arguments])
        )
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_fields([_decoder(one) for one in arguments]))
    if issubclass(type_, Enum):
        return _member(type_)
    if issubclass(type_, tuple):
        return _record(type_)
    raise TypeError(f"no record: {type_}")


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise MisfitError
    if value.startswith(_RAW):
        try:
            return bytes.fromhex(value[1:]).decode("utf-8", "surrogatepass")
        except ValueError:
            raise MisfitError from None
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise MisfitError
    return value


def _fraction(value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise MisfitError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise MisfitError
    return value


def _nothing(value: object) -> None:
    if value is not None:
        raise MisfitError


_PLAIN: dict[Any, Decoder] = {
    str: _string,
    int: _number,
    float: _fraction,
    bool: _flag,
    NoneType: _nothing,
}


def _optional(arguments: tuple[Any, ...]) -> Decoder:
    kinds = [one for one in arguments if one is not NoneType]
    if len(kinds) != 1 or len(arguments) != 2:
        raise TypeError(f"no record: {arguments}")
    inner = _decoder(kinds[0])
    return lambda value: None if value is None else inner(value)


def _one_of(values: tuple[Any, ...]) -> Decoder:
    def decode_one(value: object) -> object:
        if isinstance(value, (list, dict)) or value not in values:
            raise MisfitError
        return value

    return decode_one


def _member(type_: type[Enum]) -> Decoder:
    def decode_member(value: object) -> Enum:
        if type(value) not in (int, str):
            raise MisfitError
        try:
            return type_(value)
        except ValueError:
            raise MisfitError from None

    return decode_member


def _list(inner: Decoder) -> Decoder:
    def decode_list(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise MisfitError
        return tuple(_each(repeat(inner), value))

    return decode_list


def _fields(inner: list[Decoder]) -> Decoder:
    def decode_fields(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(inner):
            raise MisfitError
        return tuple(_each(inner, value))

    return decode_fields


def _mapping(pair: Decoder) -> Decoder:
    pairs = _list(pair)
    return lambda value: dict(pairs(value))


def _record(type_: Any) -> Decoder:
    inner = [_decoder(hint) for hint in hints(type_).values()]
    least = len(inner) - len(type_._field_defaults)

    def decode_record(value: object) -> Any:
        if not isinstance(value, list) or not least <= len(value) <= len(inner):
            raise MisfitError
        return type_(*_each(inner, value))

    return decode_record


def _each(decoders: Iterable[Decoder], values: list[object]) -> list[Any]:
    found: list[Any] = []
    try:
        for decoder, value in zip(decoders, values, strict=False):
            found.append(decoder(value))
    except MisfitError as misfit:
        misfit.steps.append(len(found))
        raise
    return found


@cache
def _names() -> dict[str, Any]:
    """What hints name that their modules import for type checkers alone."""
    from smaplint import expectations, generated, html, report, rule, uploaders

    return {
        name: found
        for module in (expectations, generated, html, report, rule, uploaders)
        for name, found in vars(module).items()
    }
