"""Index source map, DecodeIndexSourceMap."""

from collections.abc import Callable
from typing import Any, Final

from tests.spec_cases.make import DEFAULT, TYPES, Case, fields_of, index, invalid, regular, section, text, valid

_FLAT: Final = fields_of(mappings="AAAA,IAAI")
_EMPTY: Final = fields_of(mappings="")
# The columns 2**31 - 1, 2**31 and, by a negative zero, which is -2**31, 0; then a mapping two lines below.
_ZERO: Final = fields_of(mappings="+/////DAAA,CAAA,BAAA;;AAAA")
_SECTIONS: Final = "index-map-sections"


def _each_type(what: str, takes: set[str], rule: str, pointer: str, make: Callable[[Any], bytes]) -> dict[str, Case]:
    """A row for each JSON type of one value but objects; those of `takes` are valid."""
    return {
        f"{what} is {name}": valid(make(value))
        if name in takes
        else invalid(make(value), (rule, pointer, text(value).decode()))
        for name, value in TYPES.items()
        if name != "an object"
    }


def _order(*sections: dict[str, Any], byte: str = "/sections/1/offset") -> Case:
    return invalid(index(*sections), (_SECTIONS, byte, '{"line":'))


CASES: Final[dict[str, Case]] = {
    **_each_type(
        "sections", {"an array"}, "field-types", "/sections", lambda value: text({"version": 3, "sections": value})
    ),
    **_each_type("a section", set(), "field-types", "/sections/0", index),
    **_each_type(
        "an offset", set(), _SECTIONS, "/sections/0/offset", lambda value: index({"offset": value, "map": DEFAULT})
    ),
    **_each_type("a line", {"a number"}, _SECTIONS, "/sections/0/offset/line", lambda value: index(section(value))),
    **_each_type(
        "a column", {"a number"}, _SECTIONS, "/sections/0/offset/column", lambda value: index(section(0, value))
    ),
    **_each_type("a map", set(), _SECTIONS, "/sections/0/map", lambda value: index(section(0, 0, value))),
    **_each_type("file", {"a string"}, "field-types", "/file", lambda value: index(file=value)),
    **_each_type(
        "version", set(), "version-integer", "/version", lambda value: text({"version": value, "sections": []})
    ),
    **_each_type("sources", set(TYPES), "", "", lambda value: index(section(), sources=value)),
    **_each_type("names", set(TYPES), "", "", lambda value: index(section(), names=value)),
    **_each_type("sourcesContent", set(TYPES), "", "", lambda value: index(section(), sourcesContent=value)),
    **_each_type("sourceRoot", set(TYPES), "", "", lambda value: index(section(), sourceRoot=value)),
    **_each_type("ignoreList", set(TYPES), "", "", lambda value: index(section(), ignoreList=value)),
    **_each_type(
        "an inner file",
        {"a string"},
        "field-types",
        "/sections/0/map/file",
        lambda value: index(section(0, 0, fields_of(file=value))),
    ),
    **_each_type(
        "inner mappings",
        {"a string"},
        "field-types",
        "/sections/0/map/mappings",
        lambda value: index(section(0, 0, fields_of(mappings=value))),
    ),
    "sections null, and mappings too": invalid(regular(sections=None), ("field-types", "/sections", "null")),
    "sections an object": invalid(text({"version": 3, "sections": {}}), ("field-types", "/sections", "{}")),
    "no version": invalid(text({"sections": []}), ("version-integer", "", '{"sections"')),
    "version 4": invalid(text({"version": 4, "sections": []}), ("version-integer", "/version", "4")),
    "a section null": invalid(index(section(), None), ("field-types", "/sections/1", "null]")),
    "no offset": invalid(index({"map": DEFAULT}), ("required-fields", "/sections/0", '{"map"')),
    "a line a string": invalid(index(section("0")), ("index-map-sections", "/sections/0/offset/line", '"0"')),
    "a line 0.5": invalid(index(section(0.5)), ("index-map-sections", "/sections/0/offset/line", "0.5")),
    "no column": invalid(
        index({"offset": {"line": 0}, "map": DEFAULT}), ("index-map-sections", "/sections/0/offset", '{"line"')
    ),
    "integral": valid(index(section()).replace(b'"line":0', b'"line":0.0')),
    "a line below 0": valid(index(section(-1))),
    "no map": invalid(index({"offset": {"line": 0, "column": 0}}), ("required-fields", "/sections/0", '{"offset"')),
    "a URL for a map": invalid(
        index({"offset": {"line": 0, "column": 0}, "url": "a"}), ("index-map-sections", "/sections/0/url", '"a"')
    ),
    "a URL beside a map": valid(index({**section(), "url": "a"})),
    "an inner version": invalid(
        index(section(0, 0, fields_of(version=4))), ("version-integer", "/sections/0/map/version", "4")
    ),
    "an inner map inherits nothing": invalid(
        index(section(0, 0, {"sources": [], "mappings": ""})), ("version-integer", "/sections/0/map", '{"sources"')
    ),
    "an inner map that lacks a field": invalid(
        index(section(0, 0, {"version": 3, "sources": []})), ("required-fields", "/sections/0/map", '{"version"')
    ),
    "inner mappings": invalid(
        index(section(), section(4, 2, fields_of(mappings="AAAA,CA"))),
        ("segment-length", "/sections/1/map/mappings 5", 'CA"'),
    ),
    "an inner map with sections": invalid(
        index(section(0, 0, {"version": 3, "sections": [section()]})),
        ("index-map-sections", "/sections/0/map/sections", '[{"offset"'),
    ),
    "sections in order, also on one line": valid(index(section(), section(0, 1), section(1, 0), section(1, 4))),
    "a section before the one before, by its line": invalid(
        index(section(1), section(0, 7)), ("index-map-sections", "/sections/1/offset", '{"line":0')
    ),
    "a section before the one before, by its column": invalid(
        index(section(1, 4), section(1, 3)), ("index-map-sections", "/sections/1/offset", '{"line":1,"column":3')
    ),
    "a section before the last mapping of the one before": invalid(
        index(section(0, 0, fields_of(mappings=";;AAAA")), section(1)),
        ("index-map-sections", "/sections/1/offset", '{"line":1'),
    ),
    "the same on one line, where columns count from the section's": invalid(
        index(section(2, 4, fields_of(mappings="IAAA")), section(2, 7)),
        ("index-map-sections", "/sections/1/offset", '{"line":2,"column":7'),
    ),
    "on a later line columns do not": valid(index(section(2, 4, fields_of(mappings=";IAAA")), section(3, 5))),
    "two sections at one place": invalid(
        index(section(0, 0, fields_of(mappings="")), section()),
        ("index-map-sections", "/sections/1/offset", '{"line":0'),
    ),
    "mappings beside sections": invalid(
        index(section(), mappings="AAAA"), ("index-map-sections", "/mappings", '"mappings":"AAAA"}')
    ),
    "sources beside sections": valid(index(section(), sources=[], names=[], sourcesContent=None)),
    # Sections
    "an empty section": invalid(
        index({}), ("required-fields", "/sections/0", "{}"), ("required-fields", "/sections/0", "{}")
    ),
    "an array for a section among others": invalid(index(section(), []), ("field-types", "/sections/1", "[]")),
    "an object for the sections": invalid(
        text({"version": 3, "sections": {"0": section()}}), ("field-types", "/sections", '{"0"')
    ),
    "fields of sections that are not known": valid(index({**section(), "x": 1, "name": "a", "line": -1})),
    "many sections": valid(index(*(section(line) for line in range(300)))),
    # Offsets
    "an empty offset": invalid(index({"offset": {}, "map": DEFAULT}), (_SECTIONS, "/sections/0/offset", "{}")),
    "no line": invalid(
        index({"offset": {"column": 0}, "map": DEFAULT}), (_SECTIONS, "/sections/0/offset", '{"column"')
    ),
    "a line 1e0": valid(index(section()).replace(b'"line":0', b'"line":1e0')),
    "a line 1e300": valid(index(section()).replace(b'"line":0', b'"line":1e300')),
    "a line 1e400, which is not integral": invalid(
        index(section()).replace(b'"line":0', b'"line":1e400'), (_SECTIONS, "/sections/0/offset/line", "1e400")
    ),
    "a line -0": valid(index(section()).replace(b'"line":0', b'"line":-0')),
    "a line written with forty digits": valid(index(section()).replace(b'"line":0', b'"line":1.' + b"0" * 40)),
    "a column below 0": valid(index(section(0, -1))),
    "a column -0.5": invalid(index(section(0, -0.5)), (_SECTIONS, "/sections/0/offset/column", "-0.5")),
    "a column with a fraction in the second section": invalid(
        index(section(), section(1, 1.5)), (_SECTIONS, "/sections/1/offset/column", "1.5")
    ),
    "a first section that does not begin at 0": valid(index(section(9, 9))),
    "an offset with more in it": valid(index({"offset": {"line": 0, "column": 0, "x": 1}, "map": DEFAULT})),
    # Maps
    "an empty map": invalid(
        index(section(0, 0, {})),
        ("required-fields", "/sections/0/map", "{}"),
        ("version-integer", "/sections/0/map", "{}"),
    ),
    "a map without sources": invalid(
        index(section(0, 0, {"version": 3, "mappings": ""})), ("required-fields", "/sections/0/map", '{"version"')
    ),
    "a map of nothing": valid(index(section(0, 0, {"version": 3, "sources": [], "mappings": ""}))),
    "the same map twice": valid(index(section(0), section(1))),
    "a URL of null and no map": invalid(
        index({"offset": {"line": 0, "column": 0}, "url": None}), ("required-fields", "/sections/0", '{"offset"')
    ),
    "a URL of null beside a map": valid(index({**section(), "url": None})),
    "a URL and a map of null": invalid(
        index({"offset": {"line": 0, "column": 0}, "url": "a", "map": None}), (_SECTIONS, "/sections/0/url", '"a"')
    ),
    # Inner maps: decoded as regular ones, each for itself
    "inner sources of null": invalid(
        index(section(0, 0, fields_of(sources=None, mappings=""))), ("field-types", "/sections/0/map/sources", "null")
    ),
    "inner names of null": invalid(
        index(section(0, 0, fields_of(names=None))), ("field-types", "/sections/0/map/names", "null")
    ),
    "an inner source that is a number": invalid(
        index(section(0, 0, fields_of(sources=["a", 1]))), ("field-types", "/sections/0/map/sources/1", "1]")
    ),
    "an inner ignored source that is none": invalid(
        index(section(0, 0, fields_of(ignoreList=[2]))), ("ignore-list", "/sections/0/map/ignoreList/0", "2]")
    ),
    "an inner ignored number that is none": invalid(
        index(section(0, 0, fields_of(ignoreList=[-1]))), ("ignore-list", "/sections/0/map/ignoreList/0", "-1]")
    ),
    "an inner name of `names` that only the outer map has": invalid(
        index(section(0, 0, {"version": 3, "sources": ["a"], "mappings": "AAAAA"}), names=["n"]),
        ("names-index-bounds", "/sections/0/map/mappings 0", "AAAAA"),
    ),
    "an inner source that only the outer map has": invalid(
        index(section(0, 0, {"version": 3, "sources": [], "mappings": "AAAA"}), sources=["a"]),
        ("sources-index-bounds", "/sections/0/map/mappings 0", "AAAA"),
    ),
    "an inner source that only the section before has": invalid(
        index(section(0, 0, fields_of(sources=["a", "b", "c"])), section(1, 0, fields_of(mappings="AEAA"))),
        ("sources-index-bounds", "/sections/1/map/mappings 0", "AEAA"),
    ),
    "the state of mappings begins anew in each section": invalid(
        index(section(0, 0, fields_of(mappings="ACCC")), section(1, 0, fields_of(mappings="AADA"))),
        ("negative-position", "/sections/1/map/mappings 0", "AADA"),
    ),
    "an inner column below 0, though the offset is above": invalid(
        index(section(0, 9, fields_of(mappings="D"))), ("negative-position", "/sections/0/map/mappings 0", "D")
    ),
    "an inner number that is too large, which throws": invalid(
        index(section(0, 0, fields_of(mappings="ggggggE"))), ("mappings-vlq", "/sections/0/map/mappings 0", "ggggggE")
    ),
    "an inner character that is no digit": invalid(
        index(section(), section(1, 0, fields_of(mappings="A?"))),
        ("mappings-alphabet", "/sections/1/map/mappings 1", "?"),
    ),
    "an inner comma too many": invalid(
        index(section(0, 0, fields_of(mappings="A,"))), ("empty-segment", "/sections/0/map/mappings 2", '"')
    ),
    "an inner version 3.0": valid(index(section()).replace(b'"map":{"version":3', b'"map":{"version":3.0')),
    "inner extensions": valid(index(section(0, 0, fields_of(x_a=1, debugId=2, scopes=3)))),
    "an inner field twice, the last one counts": valid(index(section()).replace(b'"map":{', b'"map":{"mappings":"?",')),
    "an offset twice, the last one counts": invalid(
        index(section()).replace(b'"line":0', b'"line":0,"line":"0"'), (_SECTIONS, "/sections/0/offset/line", '"0"')
    ),
    "inner sections of null, which make it no regular map": invalid(
        index(section(0, 0, {"version": 3, "sections": None})),
        ("field-types", "/sections/0/map/sections", "null"),
        (_SECTIONS, "/sections/0/map/sections", "null"),
    ),
    "an inner map with no sections": invalid(
        index(section(0, 0, {"version": 3, "sections": []})), (_SECTIONS, "/sections/0/map/sections", "[]")
    ),
    # Order
    "offsets that only grow": valid(index(section(0, 0, _EMPTY), section(0, 1, _EMPTY), section(0, 2, _EMPTY))),
    "an offset before the first of three": _order(
        section(5, 0, _EMPTY), section(6, 0, _EMPTY), section(4, 0, _EMPTY), byte="/sections/2/offset"
    ),
    "two offsets that are one written in two ways": invalid(
        index(section(1, 0, _EMPTY), section(1, 0, _EMPTY)).replace(b'"line":1', b'"line":10e-1', 1),
        (_SECTIONS, "/sections/1/offset", '{"line":1'),
    ),
    "two of three at one place": _order(
        section(0, 0, _EMPTY), section(1, 0, _EMPTY), section(1, 0, _EMPTY), byte="/sections/2/offset"
    ),
    # Overlap
    "at the last mapping of the section before": valid(index(section(0, 0, _FLAT), section(0, 4))),
    "one column before it": _order(section(0, 0, _FLAT), section(0, 3)),
    "the last in order, not in the text": _order(section(0, 0, fields_of(mappings="UAAA,RAAA")), section(0, 9)),
    "behind the last in order": valid(index(section(0, 0, fields_of(mappings="UAAA,RAAA")), section(0, 10))),
    "over a section without mappings": _order(
        section(0, 0, fields_of(mappings=";;AAAA")), section(1, 0, _EMPTY), section(3, 0, _EMPTY)
    ),
    "a section without mappings that begins late": valid(
        index(section(0, 0, fields_of(mappings=";;AAAA")), section(2, 0, _EMPTY), section(2, 1, _EMPTY))
    ),
    "lines without mappings do not count": valid(index(section(0, 0, fields_of(mappings="AAAA;;;;")), section(1))),
    "one behind a negative zero counts": _order(section(0, 0, _ZERO), section(1)),
    "at one behind a negative zero": valid(index(section(0, 0, _ZERO), section(2))),
    "a mapping of one number counts": _order(section(0, 0, fields_of(mappings=";;A")), section(1)),
    # Beside `sections`
    "empty mappings beside sections": invalid(
        index(section(), mappings=""), (_SECTIONS, "/mappings", '"mappings":""}')
    ),
    "all of a regular map beside no sections": invalid(
        text(fields_of(sections=[])), (_SECTIONS, "/mappings", '"mappings":"AAAA"')
    ),
    "extensions beside sections": valid(index(section(), x_a=1, debugId=2, url=3, map=4, offset=5)),
}
