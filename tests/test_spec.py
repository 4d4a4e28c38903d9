"""The verdict of preset `spec`, section by section of ECMA-426: what is no valid source map, which rule says so, and where.

Expected values come from the standard and from the tests of TC39, never from a run.
"""

import json
from typing import Any, Final

import pytest

from smaplint.engine import lint_files
from smaplint.rule import ERROR
from smaplint.settings import Settings

SPEC: Final = Settings(presets=("spec",))

# What is said: (rule, JSON pointer, the text that stands there). The place of a fault of `mappings` is `/mappings 4` with
# the byte of the field; a place that has no pointer is `-`.
Said = tuple[str, str, str]

DEFAULT: Final = {"version": 3, "sources": ["a.js", "b.js"], "names": ["n"], "mappings": "AAAA"}


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


def at(mappings: str, rule: str, byte: int, there: str) -> tuple[bytes, list[Said]]:
    return mapped(mappings), [(rule, f"/mappings {byte}", there)]


# One test each: its section of the standard (as the sections are numbered below), the file, what is said of it.
# 1 JSON  2 fields  3 base64 VLQ  4 mappings  5 index maps
CASES: Final[dict[str, tuple[bytes, list[Said]]]] = {
    # 1: ParseSourceMap, ParseJSON
    "1 the default": (regular(), []),
    "1 nothing but what must be": (b'{"version":3,"sources":[],"mappings":""}', []),
    "1 blanks around it": (b' \t\r\n{"version":3,"sources":[],"mappings":""}\n', []),
    "1 a trailing comma": (
        b'{"version":3,"sources":[],"mappings":"",}',
        [("json-syntax", "-", ",}")],
    ),
    "1 a comment": (b'{"version":3,/**/"sources":[],"mappings":""}', [("json-syntax", "-", "/**/")]),
    "1 NaN": (b'{"version":3,"sources":[],"mappings":"","x":NaN}', [("json-syntax", "-", "NaN")]),
    "1 single quotes": (b'{\'version\':3,"sources":[],"mappings":""}', [("json-syntax", "-", "'version'")]),
    "1 a number with a zero in front": (
        b'{"version":03,"sources":[],"mappings":""}',
        [("json-syntax", "-", "03")],
    ),
    "1 a line feed in a string": (
        b'{"version":3,"sources":["a\n"],"mappings":""}',
        [("json-syntax", "-", '\n"]')],
    ),
    "1 two values": (b'{"version":3,"sources":[],"mappings":""}{}', [("json-syntax", "-", "{}")]),
    "1 cut short": (b'{"version":3,"sources":[],"mappings":"', [("json-syntax", "-", "")]),
    "1 an empty file": (b"", [("not-a-source-map", "", "")]),
    "1 an array": (b"[]", [("not-a-source-map", "", "[]")]),
    "1 null": (b"null", [("not-a-source-map", "", "null")]),
    "1 a number": (b"3", [("not-a-source-map", "", "3")]),
    "1 a string": (b'"{}"', [("not-a-source-map", "", '"{}"')]),
    "1 a guard against XSSI, on disk": (b")]}'\n" + regular(), [("xssi-prefix", "-", ")]}'")]),
    "1 a byte order mark, which UTF-8 decode takes off": (b"\xef\xbb\xbf" + regular(), []),
    "1 bytes that are no UTF-8, which decode to U+FFFD": (b'{"version":3,"sources":["\xe9"],"mappings":""}', []),
    "1 UTF-16, which decodes to no JSON": (
        regular().decode().encode("utf-16-le"),
        [("text-encoding", "-", "{\0")],
    ),
    "1 unknown fields": (regular(x_y=1, foo=None, debug_id="z", lineCount=2, x_facebook_sources=[]), []),
    "1 proposals, whatever they hold": (regular(scopes=3, rangeMappings=3, debugId=3, sourcesHash=3, env=3), []),
    "1 a field twice": (b'{"version":3,"version":3,"sources":[],"mappings":""}', []),
    "1 a field twice, the last one counts and is wrong": (
        b'{"version":3,"version":4,"sources":[],"mappings":""}',
        [("version-integer", "/version", '4,"sources"')],
    ),
    "1 a field twice, the last one counts and is right": (b'{"version":4,"version":3,"sources":[],"mappings":""}', []),
    "1 half a surrogate pair": (b'{"version":3,"sources":["\\ud800"],"mappings":""}', []),
    "1 depth has no limit": (
        b'{"version":3,"sources":[],"mappings":"","x":' + b"[" * 5000 + b"]" * 5000 + b"}",
        [],
    ),
    # 2: DecodeSourceMap and what it calls
    "2 version a string": (regular(version="3"), [("version-integer", "/version", '"3"')]),
    "2 version 4": (regular(version=4), [("version-integer", "/version", "4")]),
    "2 version 2": (regular(version=2), [("version-integer", "/version", "2")]),
    "2 version 3.5": (regular(version=3.5), [("version-integer", "/version", "3.5")]),
    "2 version null": (regular(version=None), [("version-integer", "/version", "null")]),
    "2 version true": (regular(version=True), [("version-integer", "/version", "true")]),
    "2 version 3.0, the same number": (b'{"version":3.0,"sources":[],"mappings":""}', []),
    "2 version 30e-1, the same number": (b'{"version":30e-1,"sources":[],"mappings":""}', []),
    "2 no version": (without("version"), [("version-integer", "", '{"sources"')]),
    "2 no mappings": (without("mappings"), [("required-fields", "", '{"version"')]),
    "2 mappings null": (regular(mappings=None), [("field-types", "/mappings", "null")]),
    "2 mappings an array": (regular(mappings=["AAAA"]), [("field-types", "/mappings", '["AAAA"]')]),
    "2 no sources": (without("sources"), [("required-fields", "", '{"version"')]),
    "2 sources null": (regular(sources=None, mappings=""), [("field-types", "/sources", "null")]),
    "2 sources a string": (regular(sources="a.js", mappings=""), [("field-types", "/sources", '"a.js"')]),
    "2 a source null": (regular(sources=[None]), []),
    "2 a source that is empty": (regular(sources=[""]), []),
    "2 a source twice": (regular(sources=["a.js", "a.js"]), []),
    "2 a source a number": (regular(sources=["a.js", 3]), [("field-types", "/sources/1", "3]")]),
    "2 a source an object": (regular(sources=[{}]), [("field-types", "/sources/0", "{}")]),
    "2 file a string": (regular(file=""), []),
    "2 file null": (regular(file=None), [("field-types", "/file", "null")]),
    "2 file a number": (regular(file=3), [("field-types", "/file", "3")]),
    "2 sourceRoot a string": (regular(sourceRoot=""), []),
    "2 sourceRoot null": (regular(sourceRoot=None), [("field-types", "/sourceRoot", "null")]),
    "2 sourceRoot an array": (regular(sourceRoot=[]), [("field-types", "/sourceRoot", "[]")]),
    "2 texts": (regular(sourcesContent=["", None]), []),
    "2 texts null": (regular(sourcesContent=None), [("field-types", "/sourcesContent", "null")]),
    "2 a text a number": (regular(sourcesContent=[1, None]), [("field-types", "/sourcesContent/0", "1,null")]),
    "2 fewer texts than sources": (regular(sourcesContent=[]), []),
    "2 more texts than sources": (regular(sourcesContent=["a", "b", "c"]), []),
    "2 no names": (without("names"), []),
    "2 names null": (regular(names=None), [("field-types", "/names", "null")]),
    "2 names an object": (regular(names={}), [("field-types", "/names", "{}")]),
    "2 a name a number": (regular(names=[1]), [("field-types", "/names/0", "1]")]),
    "2 a name null": (regular(names=["n", None]), [("field-types", "/names/1", "null]")]),
    "2 a name that nothing uses, and twice": (regular(names=["n", "n", ""]), []),
    "2 ignoreList": (regular(ignoreList=[1, 0, 1]), []),
    "2 ignoreList, integral": (regular().replace(b"}", b',"ignoreList":[1.0,1e0]}'), []),
    "2 ignoreList null": (regular(ignoreList=None), [("ignore-list", "/ignoreList", "null")]),
    "2 ignoreList a string": (regular(ignoreList="0"), [("ignore-list", "/ignoreList", '"0"')]),
    "2 ignored 0.5": (regular(ignoreList=[0.5]), [("ignore-list", "/ignoreList/0", "0.5")]),
    "2 ignored -1": (regular(ignoreList=[-1]), [("ignore-list", "/ignoreList/0", "-1")]),
    "2 ignored '0'": (regular(ignoreList=[0, "0"]), [("ignore-list", "/ignoreList/1", '"0"')]),
    "2 ignored null": (regular(ignoreList=[None]), [("ignore-list", "/ignoreList/0", "null")]),
    "2 ignored, the first that is no source": (regular(ignoreList=[2]), [("ignore-list", "/ignoreList/0", "2]")]),
    "2 the deprecated list may be left unread": (regular(x_google_ignoreList=[9, "0"]), []),
    # 3: VLQSignedValue and VLQUnsignedValue
    "3 padding": at("AAAA=", "mappings-alphabet", 4, '="'),
    "3 a blank": at("AAAA, CAAC", "mappings-alphabet", 5, " CAAC"),
    "3 a line feed": (mapped("AAAA;\nAAAA"), [("mappings-alphabet", "/mappings 5", "\\nAAAA")]),
    "3 a digit of base64url": at("AAAA,C-AA", "mappings-alphabet", 6, "-AA"),
    "3 beyond ASCII": at("AAAé", "mappings-alphabet", 3, 'é"'),
    "3 a number without its end": at("AAAg", "mappings-vlq", 3, 'g"'),
    "3 a number without its end, before a comma": at("AAAg,CAAA", "mappings-vlq", 3, "g,"),
    "3 any number of digits": (mapped("gggggggggggggggAAAA"), []),
    "3 2,000 digits": (mapped("g" * 2000 + "AAAA"), []),
    "3 2**31 - 1": (mapped("+/////D"), []),
    "3 2**31": at("ggggggE", "mappings-vlq", 0, "ggggggE"),
    "3 2**31, the last of four": at("AAAggggggE", "mappings-vlq", 3, "ggggggE"),
    "3 minus 2**31": at("AAAhgggggE", "mappings-vlq", 3, "hgggggE"),
    "3 minus zero is minus 2**31": at("AAAB", "mappings-vlq", 3, 'B"'),
    "3 minus zero in two digits": at("AAAhA", "mappings-vlq", 3, "hA"),
    "3 sums have no limit": (mapped("+/////DA+/////D+/////D,+/////DA+/////D+/////D"), []),
    "3 escapes of JSON": (regular().replace(b'"AAAA"', b'"\\u0041AA\\u0041,+\\/AAAA"'), []),
    # 4: Mappings grammar, DecodeMappings
    "4 nothing": (mapped(""), []),
    "4 lines": (mapped(";;AAAA;;"), []),
    "4 one field": (mapped("A,C"), []),
    "4 five fields": (mapped("AAAAA"), []),
    "4 two fields": at("AA", "segment-length", 0, "AA"),
    "4 three fields": at("AAAA,CAA", "segment-length", 5, "CAA"),
    "4 six fields": at("AAAAAA", "segment-length", 0, "AAAAAA"),
    "4 an empty segment": at("AAAA,,CAAC", "empty-segment", 5, ",CAAC"),
    "4 a comma in front": at(",AAAA", "empty-segment", 0, ",AAAA"),
    "4 a comma at the end, behind which a segment is missing": at("AAAA,", "empty-segment", 5, '"}'),
    "4 a comma at the end of a line": at("AAAA,;AAAA", "empty-segment", 5, ";AAAA"),
    "4 a comma at the start of a line": at("AAAA;,AAAA", "empty-segment", 5, ",AAAA"),
    "4 a column below 0": at("D", "negative-position", 0, 'D"'),
    "4 columns begin anew on each line": at("EAAA;DAAA", "negative-position", 5, "DAAA"),
    "4 a segment of a column below 0 moves nothing": at("AAAA,DEAA,CAAA", "negative-position", 5, "DEAA"),
    "4 the first that is no source": at("AEAA", "sources-index-bounds", 0, "AEAA"),
    "4 a source below 0": at("ADAA", "sources-index-bounds", 0, "ADAA"),
    "4 sources run on over lines": at("ACAA;ACAA", "sources-index-bounds", 5, "ACAA"),
    "4 a line below 0": at("AADA", "negative-position", 0, "AADA"),
    "4 a line back": (mapped("AACA;AADA"), []),
    "4 an original column below 0": at("AAAD", "negative-position", 0, "AAAD"),
    "4 original columns run on": at("AAAC;AAAF", "negative-position", 5, "AAAF"),
    "4 the first that is no name": at("AAAAC", "names-index-bounds", 0, "AAAAC"),
    "4 a name below 0": at("AAAAD", "names-index-bounds", 0, "AAAAD"),
    "4 names run on": at("AAAAA,CAAAC", "names-index-bounds", 6, "CAAAC"),
    "4 a name where there are none": (
        regular(names=[], mappings="AAAAA"),
        [("names-index-bounds", "/mappings 0", "AAAAA")],
    ),
    "4 columns need no order": (mapped("CAAA,DAAA"), []),
    "4 one place twice": (mapped("AAAA,AAAA"), []),
    "4 positions beyond the texts": (regular(mappings="+/////DA+/////D+/////D", sourcesContent=["", None]), []),
    # 5: DecodeIndexSourceMap
    "5 no sections": (index(), []),
    "5 sections null, which makes it an index map": (
        text({"version": 3, "sections": None}),
        [("field-types", "/sections", "null")],
    ),
    "5 sections null, and mappings too": (regular(sections=None), [("field-types", "/sections", "null")]),
    "5 sections an object": (text({"version": 3, "sections": {}}), [("field-types", "/sections", "{}")]),
    "5 no version": (text({"sections": []}), [("version-integer", "", '{"sections"')]),
    "5 version 4": (text({"version": 4, "sections": []}), [("version-integer", "/version", "4")]),
    "5 file null": (index(file=None), [("field-types", "/file", "null")]),
    "5 a section a number": (index(3), [("field-types", "/sections/0", "3]")]),
    "5 a section null": (index(section(), None), [("field-types", "/sections/1", "null]")]),
    "5 no offset": (index({"map": DEFAULT}), [("required-fields", "/sections/0", '{"map"')]),
    "5 offset an array": (
        index({"offset": [], "map": DEFAULT}),
        [("index-map-sections", "/sections/0/offset", "[]")],
    ),
    "5 offset null": (
        index({"offset": None, "map": DEFAULT}),
        [("index-map-sections", "/sections/0/offset", "null")],
    ),
    "5 a line a string": (index(section("0")), [("index-map-sections", "/sections/0/offset/line", '"0"')]),
    "5 a line 0.5": (index(section(0.5)), [("index-map-sections", "/sections/0/offset/line", "0.5")]),
    "5 a column null": (index(section(0, None)), [("index-map-sections", "/sections/0/offset/column", "null")]),
    "5 no column": (
        index({"offset": {"line": 0}, "map": DEFAULT}),
        [("index-map-sections", "/sections/0/offset", '{"line"')],
    ),
    "5 integral": (index(section()).replace(b'"line":0', b'"line":0.0'), []),
    "5 a line below 0": (index(section(-1)), []),
    "5 no map": (index({"offset": {"line": 0, "column": 0}}), [("required-fields", "/sections/0", '{"offset"')]),
    "5 a map null": (index(section(0, 0, None)), [("index-map-sections", "/sections/0/map", "null")]),
    "5 a map an array": (index(section(0, 0, [])), [("index-map-sections", "/sections/0/map", "[]")]),
    "5 a URL for a map": (
        index({"offset": {"line": 0, "column": 0}, "url": "a"}),
        [("index-map-sections", "/sections/0/url", '"a"')],
    ),
    "5 a URL beside a map": (index({**section(), "url": "a"}), []),
    "5 an inner version": (
        index(section(0, 0, fields_of(version=4))),
        [("version-integer", "/sections/0/map/version", "4")],
    ),
    "5 an inner map inherits nothing": (
        index(section(0, 0, {"sources": [], "mappings": ""})),
        [("version-integer", "/sections/0/map", '{"sources"')],
    ),
    "5 an inner map that lacks a field": (
        index(section(0, 0, {"version": 3, "sources": []})),
        [("required-fields", "/sections/0/map", '{"version"')],
    ),
    "5 inner mappings": (
        index(section(), section(4, 2, fields_of(mappings="AAAA,CA"))),
        [("segment-length", "/sections/1/map/mappings 5", 'CA"')],
    ),
    "5 an inner map with sections": (
        index(section(0, 0, {"version": 3, "sections": [section()]})),
        [("index-map-sections", "/sections/0/map/sections", '[{"offset"')],
    ),
    "5 sections in order, also on one line": (index(section(), section(0, 1), section(1, 0), section(1, 4)), []),
    "5 a section before the one before, by its line": (
        index(section(1), section(0, 7)),
        [("index-map-sections", "/sections/1/offset", '{"line":0')],
    ),
    "5 a section before the one before, by its column": (
        index(section(1, 4), section(1, 3)),
        [("index-map-sections", "/sections/1/offset", '{"line":1,"column":3')],
    ),
    "5 a section before the last mapping of the one before": (
        index(section(0, 0, fields_of(mappings=";;AAAA")), section(1)),
        [("index-map-sections", "/sections/1/offset", '{"line":1')],
    ),
    "5 the same on one line, where columns count from the section's": (
        index(section(2, 4, fields_of(mappings="IAAA")), section(2, 7)),
        [("index-map-sections", "/sections/1/offset", '{"line":2,"column":7')],
    ),
    "5 on a later line columns do not": (
        index(section(2, 4, fields_of(mappings=";IAAA")), section(3, 5)),
        [],
    ),
    "5 two sections at one place": (
        index(section(0, 0, fields_of(mappings="")), section()),
        [("index-map-sections", "/sections/1/offset", '{"line":0')],
    ),
    "5 mappings beside sections": (
        index(section(), mappings="AAAA"),
        [("index-map-sections", "/mappings", '"mappings":"AAAA"}')],
    ),
    "5 sources beside sections": (index(section(), sources=[], names=[], sourcesContent=None), []),
}

# Where smaplint knowingly differs. A URL parser of its own for two errors that no build writes is not worth its faults.
UNSEEN: Final = {
    "2 a source whose URL does not parse": (
        regular(sources=["http://[::1/a.js"]),
        [("field-types", "/sources/0", '"http://[')],
    ),
    "2 a sourceRoot whose URL does not parse": (
        regular(sourceRoot="http://[", sources=["a"]),
        [("field-types", "/sourceRoot", '"http://[')],
    ),
}


def said(data: bytes, expected: list[Said]) -> list[Said]:
    """What is found, in the form of the table; as much of the text at the place as the row has."""
    report = lint_files({"a.js.map": data}, SPEC)
    assert not report.crashed
    found = []
    for number, finding in enumerate(report.findings):
        assert finding.severity == ERROR
        assert finding.offset is not None
        there = data[finding.offset :].decode("utf-8", "replace")
        if number < len(expected):
            there = there[: len(expected[number][2])]
        pointer = "-" if finding.pointer is None else finding.pointer
        found.append((finding.rule, f"{pointer} {finding.segment[0]}" if finding.segment else pointer, there))
    return found


@pytest.mark.parametrize(("data", "expected"), CASES.values(), ids=CASES)
def test_verdict(data: bytes, expected: list[Said]) -> None:
    assert said(data, expected) == expected


@pytest.mark.xfail(
    reason="no URL is parsed (ECMA-426, DecodeSourceMapSources): names of sources are taken as text", strict=True
)
@pytest.mark.parametrize(("data", "expected"), UNSEEN.values(), ids=UNSEEN)
def test_verdict_that_is_missing(data: bytes, expected: list[Said]) -> None:
    assert [rule for rule, _, _ in said(data, expected)] != []


def test_a_wrong_index_moves_the_state_and_is_counted() -> None:
    """The sources run 0, 2, 0, 2: the position of such a segment is lost, its numbers are not."""
    (finding,) = lint_files({"a.js.map": mapped("AAAA,CEAA,CFAA,CEAA")}, SPEC).findings
    assert finding.segment == (5, 0, 1)
    assert "2 segments" in finding.message
    assert finding.notes == ("source index 2 at line 1, column 4, segment 4",)
