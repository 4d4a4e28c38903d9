"""What the rows of the tables are made of."""

import json
from typing import Any, Final, Literal, NamedTuple

# What is said: (rule, JSON pointer, the text that stands there). The place of a fault of `mappings` is `/mappings 4`
# with the byte of the field; a place that has no pointer is `-`.
Said = tuple[str, str, str]


class Case(NamedTuple):
    """A file, what the standard calls it, and what is said of it."""

    verdict: Literal["valid", "invalid"]
    data: bytes
    said: list[Said]


def valid(data: bytes) -> Case:
    return Case("valid", data, [])


def invalid(data: bytes, *said: Said) -> Case:
    return Case("invalid", data, list(said))


DEFAULT: Final = {"version": 3, "sources": ["a.js", "b.js"], "names": ["n"], "mappings": "AAAA"}

# A value of each JSON type; the string is also one of `mappings`, and the number an index of two sources.
TYPES: Final[dict[str, Any]] = {
    "null": None,
    "true": True,
    "false": False,
    "a number": 1,
    "a string": "a",
    "an array": [],
    "an object": {},
}


def regular(**fields: Any) -> bytes:
    return text(fields_of(**fields))


def without(name: str) -> bytes:
    return text({key: value for key, value in DEFAULT.items() if key != name})


def mapped(mappings: str) -> bytes:
    return regular(mappings=mappings)


def fields_of(**fields: Any) -> dict[str, Any]:
    return {**DEFAULT, **fields}


def text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def section(line: Any = 0, column: Any = 0, map: Any = DEFAULT) -> dict[str, Any]:
    return {"offset": {"line": line, "column": column}, "map": map}


def index(*sections: Any, **fields: Any) -> bytes:
    return text({"version": 3, "sections": list(sections), **fields})


def at(mappings: str, rule: str, byte: int, there: str) -> Case:
    """Mappings that are invalid at a byte."""
    return invalid(mapped(mappings), (rule, f"/mappings {byte}", there))
