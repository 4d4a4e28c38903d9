"""Lookup: the Decoded Mapping Records of ECMA-426 and its GetOriginalPositions, and what consumers do.

Expected values come from the standard's text, from a transcription of it, and from trace-mapping.
"""

import base64
import json
import os
import re
import subprocess
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import mappings as mappings_module
from smaplint.document import Document, SourceMap
from smaplint.lookup import Bias, Lookup, Mapping
from smaplint.settings import Settings
from tests.foreign import PEERS
from tests.npm import installed, program
from tests.test_mappings import vlq

# A mapping, short: generated line and column, source, original line and column, name. No source: None for all three.
Row = tuple[int, int, int | None, int | None, int | None, str | None]

SPEC: Final = Settings(presets=("spec",))


def text(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def map_of(data: bytes) -> SourceMap:
    map = Document(data).map
    assert map is not None
    return map


def regular(mappings: Any, **fields: Any) -> dict[str, Any]:
    return {"version": 3, "sources": ["a.js", "b.js"], "names": ["n", "m"], "mappings": mappings, **fields}


def section(line: Any, column: Any, map: Any) -> dict[str, Any]:
    return {"offset": {"line": line, "column": column}, "map": map}


def index(*sections: Any) -> dict[str, Any]:
    return {"version": 3, "sections": list(sections)}


def look(value: Any) -> Lookup:
    return map_of(text(value)).lookup


def row(mapping: Mapping) -> Row:
    line, column, original, name = mapping
    return line, column, *(original or (None, None, None)), name


def rows(value: Any) -> list[Row]:
    return [row(mapping) for mapping in look(value).mappings()]


def none(line: int, column: int, name: str | None = None) -> Row:
    return line, column, None, None, None, name


# DecodeMappings and DecodeMappingsField, on two sources and two names.
DECODED: Final[dict[str, tuple[str, list[Row]]]] = {
    "nothing": ("", []),
    "lines without segments": (";;;", []),
    "one field": ("E", [none(0, 2)]),
    "four fields": ("CCEG", [(0, 1, 1, 2, 3, None)]),
    "five fields": ("AAAAC", [(0, 0, 0, 0, 0, "m")]),
    "columns begin anew on each line, the others do not": (
        "CCCCA;CACCC",
        [(0, 1, 1, 1, 1, "n"), (1, 1, 1, 2, 2, "m")],
    ),
    "a segment of one field moves the column alone": (
        "CAAC,E,CAAC",
        [(0, 1, 0, 0, 1, None), none(0, 3), (0, 4, 0, 0, 2, None)],
    ),
    "in order of the column, whatever that of the text": (
        "EAAA,DAAC,DAAC,EAAC",
        [(0, 0, 0, 0, 2, None), (0, 1, 0, 0, 1, None), (0, 2, 0, 0, 0, None), (0, 2, 0, 0, 3, None)],
    ),
    "at one place in the order of the text": (
        "CCAA,AACA,D,CADA",
        [none(0, 0), (0, 1, 1, 0, 0, None), (0, 1, 1, 1, 0, None), (0, 1, 1, 0, 0, None)],
    ),
    "2**31 - 1": ("+/////DA+/////D+/////D", [(0, 2**31 - 1, 0, 2**31 - 1, 2**31 - 1, None)]),
    "sums go on beyond it": (
        "+/////DA+/////D+/////D,+/////DA+/////D+/////D",
        [(0, 2**31 - 1, 0, 2**31 - 1, 2**31 - 1, None), (0, 2**32 - 2, 0, 2**32 - 2, 2**32 - 2, None)],
    ),
    "any number of digits": ("ggggggggggggggAAAA", [(0, 0, 0, 0, 0, None)]),
    # What may be reported, and how it goes on.
    "a column below 0 is left out; the columns count on, the other numbers do not": (
        "CAAA,JCCC,KAAC",
        [(0, 1, 0, 0, 0, None), (0, 2, 0, 0, 1, None)],
    ),
    "also for those behind it that are still below 0": ("CAAA,JACI,CAAC", [(0, 1, 0, 0, 0, None)]),
    "on the next line columns are what they were": ("D;CAAA", [(1, 1, 0, 0, 0, None)]),
    "a source that is not there has no position, but counts": (
        "AAAA,CEAA,CDAC",
        [(0, 0, 0, 0, 0, None), none(0, 1), (0, 2, 1, 0, 1, None)],
    ),
    "a source below 0": ("ADAA,CCAA", [none(0, 0), (0, 1, 0, 0, 0, None)]),
    "a line below 0": ("AADC,CACC", [none(0, 0), (0, 1, 0, 0, 2, None)]),
    "a column below 0 in the source": ("AACD,CACE", [none(0, 0), (0, 1, 0, 2, 1, None)]),
    "a name stays where the position goes": ("AEAAC", [none(0, 0, "m")]),
    "a name that is not there, but counts": (
        "AAAAE,CAAAD",
        [(0, 0, 0, 0, 0, None), (0, 1, 0, 0, 0, "m")],
    ),
    "a name below 0": ("AAAAD", [(0, 0, 0, 0, 0, None)]),
    "minus zero is -2**31": ("AAAB,CAAA", [none(0, 0), none(0, 1)]),
    "minus zero for a column, padded": ("hgA,CAAA;AAAA", [(1, 0, 0, 0, 0, None)]),
    # What breaks the grammar leaves nothing of the field.
    "two fields": ("AAAA,CA", []),
    "three fields": ("AAAA,CAA", []),
    "six fields": ("AAAA,CAAAAA", []),
    "no digit": ("AAAA,C=", []),
    "a blank": ("AAAA, CAAA", []),
    "a number without its end": ("AAAA;AAAg", []),
    "an empty segment": ("AAAA,,CAAA", []),
    "a comma at the end": ("AAAA,", []),
    "a comma in front of a line": ("AAAA;,AAAA", []),
    # And what throws.
    "2**31": ("AAAA;ggggggE", []),
    "2**31, for a name": ("AAAAggggggE", []),
    "2**31 behind a column below 0 is not read": ("DAAggggggE;CAAA", [(1, 1, 0, 0, 0, None)]),
    "2**31 for a column below 0 is": ("D,hgggggE;CAAA", []),
}


@pytest.mark.parametrize(("mappings", "expected"), DECODED.values(), ids=DECODED)
def test_decoded(mappings: str, expected: list[Row]) -> None:
    assert rows(regular(mappings)) == expected


# DecodeSourceMap and what it calls.
FIELDS: Final[dict[str, tuple[dict[str, Any], list[Row]]]] = {
    "no mappings": ({"version": 3, "sources": ["a"]}, []),
    "mappings an array": (regular([]), []),
    "no sources": ({"version": 3, "mappings": "A"}, []),
    "sources null": (regular("A", sources=None), []),
    "any version": (regular("A", version=7), [none(0, 0)]),
    "no names": (regular("AAAAA", names=None), [(0, 0, 0, 0, 0, None)]),
    "a name that is no string": (regular("AAAAA", names=[None]), [(0, 0, 0, 0, 0, "")]),
    "a source that is no string": (regular("AAAA", sources=[None]), [(0, 0, 0, 0, 0, None)]),
}


@pytest.mark.parametrize(("value", "expected"), FIELDS.values(), ids=FIELDS)
def test_fields(value: Any, expected: list[Row]) -> None:
    assert rows(value)[:1] == expected


A: Final = regular("AAAA;CAAC")
B: Final = regular("AAAAA,CCAAC")

# DecodeIndexSourceMap: what the standard reads of it.
SECTIONS: Final[dict[str, tuple[Any, list[Row]]]] = {
    "none": (index(), []),
    "columns count from the section's on its first line alone": (
        index(section(2, 5, A)),
        [(2, 5, 0, 0, 0, None), (3, 1, 0, 0, 1, None)],
    ),
    "sources and names of each its own": (
        index(section(0, 0, B), section(1, 0, B)),
        [(0, 0, 0, 0, 0, "n"), (0, 1, 1, 0, 0, "m"), (1, 0, 2, 0, 0, "n"), (1, 1, 3, 0, 0, "m")],
    ),
    "on one line": (
        index(section(0, 0, B), section(0, 9, B)),
        [(0, 0, 0, 0, 0, "n"), (0, 1, 1, 0, 0, "m"), (0, 9, 2, 0, 0, "n"), (0, 10, 3, 0, 0, "m")],
    ),
    "in their order, whatever their offsets": (
        index(section(5, 0, A), section(0, 0, A)),
        [(5, 0, 0, 0, 0, None), (6, 1, 0, 0, 1, None), (0, 0, 2, 0, 0, None), (1, 1, 2, 0, 1, None)],
    ),
    "overlapping, whole": (
        index(section(0, 0, A), section(1, 0, A)),
        [(0, 0, 0, 0, 0, None), (1, 1, 0, 0, 1, None), (1, 0, 2, 0, 0, None), (2, 1, 2, 0, 1, None)],
    ),
    "offsets that are no numbers read as 0": (
        index(section("7", 3, A)),
        [(0, 3, 0, 0, 0, None), (1, 1, 0, 0, 1, None)],
    ),
    "and such as are not there": (index({"offset": {}, "map": A}), [(0, 0, 0, 0, 0, None), (1, 1, 0, 0, 1, None)]),
    "a section that is no object is passed over": (index(7, section(1, 0, regular("A"))), [none(1, 0)]),
    "one without an offset fails the whole": (index(section(0, 0, A), {"map": A}), []),
    "one with an offset that is no object does": (index(section(0, 0, A), {"offset": [], "map": A}), []),
    "one without a map does": (index(section(0, 0, A), {"offset": {"line": 1, "column": 0}}), []),
    "one with a URL for a map does": (
        index(section(0, 0, A), {"offset": {"line": 1, "column": 0}, "url": "b.js.map"}),
        [],
    ),
    "sections that are no array": ({"version": 3, "sections": None, "sources": ["a"], "mappings": "AAAA"}, []),
    "an inner map that throws adds nothing": (
        index(section(0, 0, regular("AAAA", sources=None)), section(1, 0, regular("A"))),
        [none(1, 0)],
    ),
    "an inner map that breaks the grammar adds its sources": (
        index(section(0, 0, regular("A=")), section(1, 0, regular("AAAA"))),
        [(1, 0, 2, 0, 0, None)],
    ),
    "an inner map with sections throws": (
        index(section(0, 0, index(section(0, 0, A))), section(1, 0, regular("AAAA"))),
        [(1, 0, 2, 0, 0, None)],
    ),
    "each is put in order by itself": (
        index(section(0, 3, regular("CAAA,DAAC"))),
        [(0, 3, 0, 0, 1, None), (0, 4, 0, 0, 0, None)],
    ),
}


@pytest.mark.parametrize(("value", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections(value: Any, expected: list[Row]) -> None:
    assert rows(value) == expected


# GetOriginalPositions: (generated position, source and original position of each; None where there is none).
POSITIONS: Final = regular(";CAAA,CAAC,A,ACAC;;EAAC")
ORIGINALS: Final[dict[str, tuple[Any, tuple[int, int], list[tuple[int, int, int] | None]]]] = {
    "before everything": (POSITIONS, (0, 9), []),
    "before the first in its line": (POSITIONS, (1, 0), []),
    "at it": (POSITIONS, (1, 1), [(0, 0, 0)]),
    "at one place all of them": (POSITIONS, (1, 2), [(0, 0, 1), None, (1, 0, 2)]),
    "behind them too": (POSITIONS, (1, 700), [(0, 0, 1), None, (1, 0, 2)]),
    "on a line without any": (POSITIONS, (2, 0), [(0, 0, 1), None, (1, 0, 2)]),
    "before the first in a later line": (POSITIONS, (3, 1), [(0, 0, 1), None, (1, 0, 2)]),
    "beyond the last line": (POSITIONS, (2**70, 0), [(1, 0, 3)]),
    "beyond the last column": (POSITIONS, (3, 2**70), [(1, 0, 3)]),
    "nothing is mapped": (regular(""), (0, 0), []),
    # The mappings of sections out of order are not in order: the last in the list at or before the place.
    "of sections out of order, the last that begins before": (
        index(section(5, 0, regular("AAAA")), section(0, 0, regular("AAAC"))),
        (9, 0),
        [(2, 0, 1)],
    ),
    "and with it what is at the same place elsewhere": (
        index(section(5, 0, regular("AAAA")), section(9, 0, regular("A")), section(5, 0, regular("AAAC"))),
        (7, 0),
        [(0, 0, 0), (4, 0, 1)],
    ),
    "two sections touch": (
        index(section(0, 0, regular("AAAA;A")), section(1, 0, regular("AAAC"))),
        (1, 0),
        [None, (2, 0, 1)],
    ),
}


@pytest.mark.parametrize(("value", "at", "expected"), ORIGINALS.values(), ids=ORIGINALS)
def test_original_positions(value: Any, at: tuple[int, int], expected: list[Any]) -> None:
    assert list(look(value).original_positions(*at)) == expected


# What consumers make of it: (generated position, the mapping).
FOUND: Final[dict[str, tuple[Any, tuple[int, int], Row | None]]] = {
    "nothing is mapped": (regular(""), (0, 0), None),
    "before everything": (POSITIONS, (0, 9), None),
    "before the first in its line": (POSITIONS, (1, 0), None),
    "at it": (POSITIONS, (1, 1), (1, 1, 0, 0, 0, None)),
    "of several at the place the first": (POSITIONS, (1, 2), (1, 2, 0, 0, 1, None)),
    "of several before it the last": (POSITIONS, (1, 3), (1, 2, 1, 0, 2, None)),
    "on no other line": (POSITIONS, (2, 0), None),
    "nor before the first in a later line": (POSITIONS, (3, 1), None),
    "a segment of one field is found": (regular("AAAA,C"), (0, 5), none(0, 1)),
    "beyond the last line": (POSITIONS, (2**70, 0), None),
    "a section ends where the next one begins": (
        index(section(0, 0, regular("AAAA;C")), section(1, 0, regular("EAAC"))),
        (1, 1),
        None,
    ),
    "and at that place the next one answers": (
        index(section(0, 0, regular("AAAA;A")), section(1, 0, regular("AAAC"))),
        (1, 0),
        (1, 0, 2, 0, 1, None),
    ),
    "on one line the section before goes on": (
        index(section(0, 0, regular("AAAA")), section(0, 5, regular("CAAC"))),
        (0, 5),
        (0, 0, 0, 0, 0, None),
    ),
    "sections in sections are read": (
        index(section(1, 0, index(section(0, 4, A))), section(9, 0, A)),
        (1, 7),
        (1, 4, 0, 0, 0, None),
    ),
    "their columns count from the outer one's on its first line alone": (
        index(section(1, 8, index(section(0, 4, A), section(3, 4, A)))),
        (1, 20),
        (1, 12, 0, 0, 0, None),
    ),
    "as here on a later one": (
        index(section(1, 8, index(section(0, 4, A), section(3, 4, A)))),
        (4, 4),
        (4, 4, 2, 0, 0, None),
    ),
    "an inner one that fails adds nothing": (
        index(section(0, 0, index({"map": A})), section(1, 0, A)),
        (1, 0),
        (1, 0, 0, 0, 0, None),
    ),
    "nor does one in it reach beyond where the outer one ends": (
        index(section(0, 0, index(section(0, 0, regular(";;;;;AAAA")), section(9, 0, A))), section(3, 0, A)),
        (5, 0),
        None,
    ),
    "sections out of order are put in order": (
        index(section(5, 0, regular("A")), section(4, 3, regular("AAAC"))),
        (4, 3),
        (4, 3, 2, 0, 1, None),
    ),
}


@pytest.mark.parametrize(("value", "at", "expected"), FOUND.values(), ids=FOUND)
def test_find(value: Any, at: tuple[int, int], expected: Row | None) -> None:
    found = look(value).find(*at)
    assert (found and row(found)) == expected


BACK: Final = regular("AAAC,CAAE,CAAA;AAAD,CAAA;ACAE,CDCA")


class TestGeneratedPositions:
    @pytest.mark.parametrize(
        ("column", "bias", "expected"),
        [
            (1, "exact", [(0, 0)]),
            (3, "exact", [(0, 1), (0, 2)]),
            (2, "exact", [(1, 0), (1, 1)]),
            (0, "exact", []),
            (4, "exact", []),
            (0, "lower", []),
            (0, "upper", [(0, 0)]),
            (1, "lower", [(0, 0)]),
            (1, "upper", [(0, 0)]),
            (9, "lower", [(0, 1), (0, 2)]),
            (9, "upper", []),
            (None, "exact", [(0, 0), (1, 0), (1, 1), (0, 1), (0, 2)]),
        ],
    )
    def test_of_one_line(self, column: int | None, bias: Bias, expected: list[tuple[int, int]]) -> None:
        found = look(BACK).generated_positions(0, 0, column, bias)
        assert [mapping[:2] for mapping in found] == expected

    @pytest.mark.parametrize(("source", "line"), [(0, 2), (1, 1), (2, 0), (-1, 0), (0, -1), (0, 2**70)])
    @pytest.mark.parametrize("bias", ["exact", "lower", "upper"])
    def test_on_no_other_line(self, source: int, line: int, bias: Bias) -> None:
        assert look(BACK).generated_positions(source, line, 5, bias) == ()
        assert look(BACK).generated_positions(source, line) == ()

    def test_of_a_section(self) -> None:
        value = index(section(0, 0, A), section(0, 5, A), section(4, 0, index(section(0, 0, A))))
        found = [look(value).generated_positions(source, 0, 1) for source in range(6)]
        # The first one's second line lies behind the second section.
        assert [[mapping[:2] for mapping in mappings] for mappings in found] == [[], [], [(1, 1)], [], [(5, 1)], []]


class TestSources:
    def test_name_and_content(self) -> None:
        sources = look(regular("", sources=["a", None, 3, ""], sourcesContent=["let a", None, "x"])).sources
        assert [source.name for source in sources] == ["a", None, None, ""]
        assert [source.content for source in sources] == ["let a", None, "x", None]

    @pytest.mark.parametrize(
        ("root", "expected"),
        [
            (None, ["a.ts", "../b.ts", "webpack:///c.ts", None]),
            # By the letter this is "/a.ts": tsc always writes it, and every consumer reads it as none.
            ("", ["a.ts", "../b.ts", "webpack:///c.ts", None]),
            ("src", ["src/a.ts", "src/../b.ts", "src/webpack:///c.ts", None]),
            ("src/", ["src/a.ts", "src/../b.ts", "src/webpack:///c.ts", None]),
            ("/", ["/a.ts", "/../b.ts", "/webpack:///c.ts", None]),
            (7, ["a.ts", "../b.ts", "webpack:///c.ts", None]),
        ],
    )
    def test_root(self, root: object, expected: list[str | None]) -> None:
        value = regular("", sources=["a.ts", "../b.ts", "webpack:///c.ts", None], sourceRoot=root)
        assert [source.url for source in look(value).sources] == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a.ts", "https://example.com/js/a.ts"),
            ("../a.ts", "https://example.com/a.ts"),
            ("/a.ts", "https://example.com/a.ts"),
            ("//example.org/a.ts", "https://example.org/a.ts"),
            ("webpack:///a.ts", "webpack:///a.ts"),
            ("webpack://app/./src/../a.ts?x=./y", "webpack://app/a.ts?x=./y"),
            ("webpack:///../a/..", "webpack:///"),
            ("data:a/./b", "data:a/./b"),
            ("http://[/a.ts", None),
            ("http://a b/c.ts", None),
        ],
    )
    def test_against_a_base(self, name: str, expected: str | None) -> None:
        map = map_of(text(regular("", sources=[name])))
        assert [source.url for source in Lookup(map, "https://example.com/js/a.js.map").sources] == [expected]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, []),
            ({"ignoreList": [1]}, [1]),
            ({"ignoreList": [0, 1.0, 7, -1, 0.5, "0", None, True]}, [0, 1]),
            ({"ignoreList": [True]}, []),
            ({"ignoreList": 1}, []),
            ({"x_google_ignoreList": [0]}, [0]),
            # May be read only where `ignoreList` is missing.
            ({"x_google_ignoreList": [0], "ignoreList": [1]}, [1]),
            ({"x_google_ignoreList": [0], "ignoreList": []}, []),
        ],
    )
    def test_ignored(self, fields: dict[str, Any], expected: list[int]) -> None:
        sources = look(regular("", **fields)).sources
        assert [at for at, source in enumerate(sources) if source.ignored] == expected

    def test_of_sections(self) -> None:
        one, two = regular("", ignoreList=[1], sourcesContent=["x"]), regular("", sourceRoot="r")
        sources = look(index(section(0, 0, one), section(1, 0, index(section(0, 0, two))), section(2, 0, one))).sources
        assert [(source.url, source.ignored, source.content) for source in sources] == [
            ("a.js", False, "x"),
            ("b.js", True, None),
            ("r/a.js", False, None),
            ("r/b.js", False, None),
            ("a.js", False, "x"),
            ("b.js", True, None),
        ]

    def test_behind_sources_that_are_nested_deeply(self) -> None:
        """They are as many as they are, and read as none."""
        deep = text(index(section(0, 0, regular("", sources=None)), section(1, 0, A)))
        deep = deep.replace(b"null", b'["x",' + b"[" * 100_000 + b"]" * 100_000 + b"]")
        lookup = map_of(deep).lookup
        assert [source.name for source in lookup.sources] == [None, None, "a.js", "b.js"]
        assert [mapping.original and mapping.original.source for mapping in lookup.mappings()] == [2, 2]

    def test_of_a_section_alone(self) -> None:
        (_, inner) = map_of(text(index(section(3, 4, A)))).document.maps()
        assert [row(mapping)[:2] for mapping in inner.lookup.mappings()] == [(0, 0), (1, 1)]


# Maps that no tool writes: they answer, and do not fill the memory.
HOSTILE: Final[dict[str, tuple[bytes, tuple[int, int] | None]]] = {
    "a million lines": (text(regular(";" * 1_000_000 + "AAAA")), (1_000_000, 0)),
    "a million lines, at fault": (text(regular(";" * 1_000_000 + "AEAA")), (1_000_000, 0)),
    "2**31 lines": (text(index(section(2**31, 2**31, regular("AAAA")))), (2**31, 2**31)),
    # Beyond what doubles hold a place is none; it is kept within 64 bits.
    "an offset of 300 digits": (
        b'{"version":3,"sections":[{"offset":{"line":1e300,"column":1e300},"map":%s}]}' % text(A),
        None,
    ),
    "an offset below 0": (text(index(section(-5, -5, A))), (-4, 1)),
    "sums beyond 2**33": (text(regular(",".join(["+/////DA+/////D+/////D"] * 9))), (0, 9 * (2**31 - 1))),
    "a number of a million digits": (text(regular("g" * 1_000_000 + "AAAA,C")), (0, 1)),
    "a number of a million digits, at fault": (text(regular("g" * 1_000_000 + "AEAA,C")), (0, 1)),
    "a nest of sections": (b'{"sections":[{"offset":{},"map":' * 500 + text(A) + b"}]}" * 500, None),
    "names nested deeply": (
        text(regular("AAAAC", names=None)).replace(b"null", b"[" + b"[" * 100_000 + b"]" * 100_000 + b',"m"]'),
        (0, 0),
    ),
    "sources nested deeply": (
        text(regular("ACAA", sources=None)).replace(b"null", b"[" + b"[" * 100_000 + b"]" * 100_000 + b',"m"]'),
        (0, 0),
    ),
    "many sections": (text(index(*(section(line, 0, A) for line in range(0, 4_000, 2)))), (3_999, 1)),
    "many sections at one place": (text(index(*(section(0, 0, A) for _ in range(2_000)))), None),
}


@pytest.mark.parametrize(("data", "last"), HOSTILE.values(), ids=HOSTILE)
def test_hostile(data: bytes, last: tuple[int, int] | None) -> None:
    lookup = map_of(data).lookup
    found = [mapping[:2] for mapping in lookup.mappings()]
    assert len(found) <= 4_000
    if last:
        assert found[-1] == last
        at_last = lookup.find(*last)
        assert at_last is not None
        assert at_last[:2] == last
        assert lookup.original_positions(last[0], last[1])
        assert lookup.original_positions(-(2**70), 0) == ()
    assert lookup.find(2**70, 2**70) is None
    lookup.original_positions(2**70, 2**70)
    lookup.generated_positions(0, 0, 2**70, "lower")


# --- the transcription, and any map -----------------------------------------------------------------------------------

# Segments as their numbers, relative as they are written.
Field = list[list[tuple[int, ...]]]


def written(lines: Field) -> str:
    return ";".join(",".join("".join(map(vlq, segment)) for segment in line) for line in lines)


def decode_source_map(lines: Field, sources: int, names: int) -> list[Row]:
    """DecodeMappings and the sort of DecodeSourceMap, step by step."""
    mappings: list[Row] = []
    source_index = original_line = original_column = name_index = 0
    for generated_line, line in enumerate(lines):
        generated_column = 0
        for segment in line:
            generated_column += segment[0]
            if generated_column < 0:
                continue
            original: tuple[int | None, int | None, int | None] = (None, None, None)
            name = None
            if len(segment) > 1:
                source_index += segment[1]
                original_line += segment[2]
                original_column += segment[3]
                if not (source_index < 0 or source_index >= sources or original_line < 0 or original_column < 0):
                    original = source_index, original_line, original_column
                if len(segment) == 5:
                    name_index += segment[4]
                    if not (name_index < 0 or name_index >= names):
                        name = f"n{name_index}"
            mappings.append((generated_line, generated_column, *original, name))
    return sorted(mappings, key=lambda mapping: mapping[:2])


def decode_index_source_map(sections: list[tuple[int, int, Field]], sources: int, names: int) -> list[Row]:
    """DecodeIndexSourceMap; a source is its index in the list of all."""
    found: list[Row] = []
    for number, (offset_line, offset_column, lines) in enumerate(sections):
        for line, column, source, original_line, original_column, name in decode_source_map(lines, sources, names):
            found.append(
                (
                    line + offset_line,
                    column + offset_column if line == 0 else column,
                    None if source is None else source + number * sources,
                    original_line,
                    original_column,
                    name,
                )
            )
    return found


def get_original_positions(mappings: list[Row], line: int, column: int) -> list[tuple[Any, ...] | None]:
    """GetOriginalPositions, step by step."""
    last = None
    for mapping in reversed(mappings):
        if last is None and mapping[:2] <= (line, column):
            last = mapping
    if last is None:
        return []
    return [mapping[2:5] if mapping[2] is not None else None for mapping in mappings if mapping[:2] == last[:2]]


def flattened(sections: list[tuple[int, int, Field]], sources: int, names: int) -> list[Row]:
    """As trace-mapping flattens: each section up to where the next one begins."""
    kept: list[Row] = []
    for number, one in enumerate(sections):
        before: list[tuple[int, int, Field]] = [(0, 0, [])] * number
        mappings = decode_index_source_map([*before, one], sources, names)
        stop = sections[number + 1][:2] if number + 1 < len(sections) else None
        kept += [mapping for mapping in mappings if stop is None or mapping[:2] < stop]
    return sorted(kept, key=lambda mapping: mapping[:2])


def nearest(mappings: list[Row], line: int, column: int) -> Row | None:
    at = [mapping for mapping in mappings if mapping[:2] == (line, column)]
    before = [mapping for mapping in mappings if mapping[0] == line and mapping[1] < column]
    return at[0] if at else before[-1] if before else None


_small = st.integers(-3, 6)
_segment = st.one_of(
    st.tuples(_small),
    st.tuples(_small, st.integers(-1, 1), _small, _small),
    st.tuples(_small, st.integers(-1, 1), _small, _small, st.integers(-1, 1)),
)
_sane = st.one_of(
    st.tuples(st.integers(0, 4)),
    st.tuples(st.integers(0, 4), st.just(0), st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.integers(0, 4), st.just(0), st.integers(0, 2), st.integers(0, 3), st.just(0)),
)
_field = st.one_of(
    st.lists(st.lists(_segment, max_size=6), min_size=1, max_size=5),
    st.lists(st.lists(_sane, max_size=6), min_size=1, max_size=5),
)
_place = st.tuples(st.integers(0, 8), st.integers(0, 14))


def fields(mappings: str) -> dict[str, Any]:
    return {"version": 3, "sources": ["a", "b"], "names": ["n0", "n1"], "mappings": mappings}


def assert_same(lookup: Lookup, listed: list[Row], consumers: list[Row], places: Iterable[tuple[int, int]]) -> None:
    assert [row(mapping) for mapping in lookup.mappings()] == listed
    for line, column in places:
        assert list(lookup.original_positions(line, column)) == get_original_positions(listed, line, column)
        found = lookup.find(line, column)
        assert (found and row(found)) == nearest(consumers, line, column)
        # The same numbers serve as a place in the first source.
        mapped = sorted((one for one in consumers if one[2] == 0 and one[3] == line), key=lambda one: one[4] or 0)
        assert list(map(row, lookup.generated_positions(0, line))) == mapped
        exact = [one for one in mapped if one[4] == column]
        below = [one for one in mapped if (one[4] or 0) <= column]
        above = [one for one in mapped if (one[4] or 0) >= column]
        assert list(map(row, lookup.generated_positions(0, line, column))) == exact
        assert list(map(row, lookup.generated_positions(0, line, column, "lower"))) == [
            one for one in below if one[4] == below[-1][4]
        ]
        assert list(map(row, lookup.generated_positions(0, line, column, "upper"))) == [
            one for one in above if one[4] == above[0][4]
        ]


class TestAnyMap:
    @given(_field, st.lists(_place, max_size=8))
    def test_regular(self, lines: Field, places: list[tuple[int, int]]) -> None:
        listed = decode_source_map(lines, 2, 2)
        assert_same(look(fields(written(lines))), listed, listed, places)

    @given(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9), _field), max_size=4),
        st.booleans(),
        st.lists(_place, max_size=8),
    )
    def test_index(self, sections: list[tuple[int, int, Field]], ordered: bool, places: list[tuple[int, int]]) -> None:
        if ordered:
            sections = sorted(sections, key=lambda one: one[:2])
        value = index(*(section(line, column, fields(written(lines))) for line, column, lines in sections))
        assert_same(look(value), decode_index_source_map(sections, 2, 2), flattened(sections, 2, 2), places)

    @given(_field, _field, st.integers(1, 6), st.lists(_place, max_size=3))
    def test_in_pieces(self, first: Field, second: Field, piece: int, places: list[tuple[int, int]]) -> None:
        """A long field is decoded piece by piece, cut at any separator."""
        sections = [(0, 3, first), (4, 1, second)]
        value = index(*(section(line, column, fields(written(lines))) for line, column, lines in sections))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(mappings_module, "_PIECE", piece)
            lookup = look(value)
            assert_same(lookup, decode_index_source_map(sections, 2, 2), flattened(sections, 2, 2), places)

    @given(st.text("ABCDEghB,;=+/é", max_size=30))
    def test_any_text(self, mappings: str) -> None:
        lookup = look(regular(mappings))
        found = list(lookup.mappings())
        assert [one[:2] for one in found] == sorted(one[:2] for one in found)
        for mapping in found:
            assert mapping.original in lookup.original_positions(*mapping[:2])
            if mapping.original:
                assert mapping in lookup.generated_positions(*mapping.original)


# --- trace-mapping ----------------------------------------------------------------------------------------------------

BUILDS: Final = Path(__file__).with_name("builds") / "output"
_DATA: Final = re.compile(rb"sourceMappingURL=data:application/json[^,]{0,30}?(?:;base64,([\w+/=]+)|,(\S+))")

BASE: Final = "https://example.com/assets/js/app.js.map"


def maps_of(folder: Path) -> Iterator[bytes]:
    """The maps of a build: its files, those in comments, and those in the modules that webpack evals."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".map":
            yield path.read_bytes()
        elif path.suffix in (".js", ".css"):
            for match in _DATA.finditer(path.read_bytes()):
                encoded, escaped = match.groups()
                yield base64.b64decode(encoded) if encoded else unquote_to_bytes(escaped)


class Question:
    """A map, and the places that are asked for: every segment, those around it, and lines without any."""

    def __init__(self, key: str, data: bytes, step: int = 1) -> None:
        """`step`: every how manieth mapping is asked for."""
        self.key = key
        self.data = data
        self.lookup = map_of(data).lookup
        consumers = self.lookup._consumers
        found = [row(self.lookup._mapping(consumers, at)) for at in range(0, len(consumers), step)]
        last = max((one[0] for one in found), default=0)
        self.generated = sorted(
            {(one[0], max(one[1] + by, 0)) for one in found for by in (-1, 0, 1)}
            | {(line, 0) for line in range(min(last + 3, 5_000))}
            | {(last, 10**6), (last + 1, 10**6)}
        )
        self.original = sorted(
            {
                (one[2], one[3], max((one[4] or 0) + by, 0))
                for one in found
                if one[2] is not None and one[3] is not None
                for by in (-1, 0, 1)
            }
            | {(source, line, 7) for source in range(len(self.lookup.sources)) for line in (0, 1, 10**5)}
        )

    def request(self) -> str:
        return json.dumps(
            {
                "id": self.key,
                "map": self.data.decode(),
                "base": BASE,
                "original": self.generated,
                "generated": self.original,
            }
        )


def ask(questions: Sequence[Question]) -> Iterator[tuple[Question, dict[str, Any]]]:
    """What trace-mapping answers, in one run of node."""
    environment = {**os.environ, "SMAPLINT_PEERS": str(installed(PEERS))}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as requests:
        requests.writelines(question.request() + "\n" for question in questions)
        requests.seek(0)
        command = [program("node"), str(PEERS / "lookup.mjs")]
        done = subprocess.run(command, stdin=requests, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    for question, line in zip(questions, done.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        assert answer["id"] == question.key
        yield question, answer


def assert_as_trace_mapping(question: Question, answer: dict[str, Any]) -> None:
    lookup = question.lookup
    theirs: list[Row] = [tuple(one) for one in answer["mappings"]]
    assert sorted(theirs, key=lambda one: one[:2]) == theirs
    mapped: dict[tuple[int | None, ...], list[list[int]]] = {}
    for one in theirs:
        mapped.setdefault(one[2:5], []).append(list(one[:2]))
    for (line, column), (source, original_line, original_column, name) in zip(
        question.generated, answer["original"], strict=True
    ):
        found = lookup.find(line, column)
        there = row(found)[2:] if found and found.original else (None, None, None, None)
        assert there == (source, original_line, original_column, name), (question.key, line, column)
    for (source, line, column), (lower, upper, above, below) in zip(
        question.original, answer["generated"], strict=True
    ):
        at = (question.key, source, line, column)
        exact, ours_below, ours_above = (
            [list(mapping[:2]) for mapping in lookup.generated_positions(source, line, column, bias)]
            for bias in ("exact", "lower", "upper")
        )
        assert ours_below == below, at
        assert ours_above == above, at
        assert exact == mapped.get((source, line, column), []), at
        # Of several, `generatedPositionFor` takes the first from below and the last from above where the place itself is
        # mapped, and else the one that its search meets first.
        assert lower == ((below[0] if exact else below[-1]) if below else None), at
        assert upper == ((above[-1] if exact else above[0]) if above else None), at


def assert_as_the_standard(question: Question, answer: dict[str, Any]) -> None:
    """GetOriginalPositions on the mappings that trace-mapping decodes.

    It differs from `originalPositionFor` in two things: every mapping of a place is given, not one of them; and a place
    before the first mapping of its line belongs to the last one of a line before it.
    """
    theirs: list[Row] = [tuple(one) for one in answer["mappings"]]
    assert [row(mapping) for mapping in question.lookup.mappings()] == theirs, question.key
    places = [one[:2] for one in theirs]
    for (line, column), (source, *_) in zip(question.generated, answer["original"], strict=True):
        after = bisect_right(places, (line, column))
        last = places[after - 1] if after else None
        first = after
        while first and places[first - 1] == last:
            first -= 1
        expected = [one[2:5] if one[2] is not None else None for one in theirs[first:after]]
        found = question.lookup.original_positions(line, column)
        assert list(found) == expected, (question.key, line, column)
        if source is not None:
            assert source in [one[0] for one in expected if one]


@pytest.mark.node
class TestTraceMapping:
    def test_every_build(self) -> None:
        builds = {folder.name: list(maps_of(folder)) for folder in sorted(BUILDS.iterdir()) if folder.is_dir()}
        # The maps that are not there: evaluated modules that have a name and no map.
        assert [name for name, maps in builds.items() if not maps] == ["webpack-eval"]
        assert len(builds) == 61
        questions = [
            Question(f"{name} {number}", data) for name, maps in builds.items() for number, data in enumerate(maps)
        ]
        assert sum(len(question.generated) for question in questions) > 180_000
        for question, answer in ask(questions):
            assert_as_trace_mapping(question, answer)
            assert_as_the_standard(question, answer)
            sources = question.lookup.sources
            assert [source.content for source in sources] == (answer["contents"] or [None] * len(sources))
            assert [at for at, source in enumerate(sources) if source.ignored] == sorted(answer["ignored"])
            resolved = Lookup(map_of(question.data), BASE).sources
            assert [source.url for source in resolved] == answer["sources"]

    @pytest.mark.parametrize("kind", ["in a row", "touching", "overlapping", "nested"])
    def test_every_build_in_sections(self, kind: str) -> None:
        questions = []
        for folder in sorted(BUILDS.iterdir()):
            maps = [data for _, data in zip(range(4), maps_of(folder), strict=False)] if folder.is_dir() else []
            if len(maps) > 1:
                questions.append(Question(folder.name, text(index(*in_sections(maps, kind))), step=5))
        assert len(questions) > 30
        for question, answer in ask(questions):
            assert_as_trace_mapping(question, answer)
            if kind == "in a row":
                assert_as_the_standard(question, answer)

    def test_where_it_differs(self) -> None:
        """It adds the column of an outer section to every section in it, not to those that begin on its first line alone."""
        question = Question("nested", text(index(section(1, 8, index(section(0, 4, A), section(3, 4, A))))))
        ((_, answer),) = ask([question])
        assert [one[:2] for one in answer["mappings"]] == [[1, 12], [2, 1], [4, 12], [5, 1]]
        found = [
            question.lookup.generated_positions(source, 0, column)[0][:2] for source in (0, 2) for column in (0, 1)
        ]
        assert found == [(1, 12), (2, 1), (4, 4), (5, 1)]


def in_sections(maps: Sequence[bytes], kind: str) -> Iterator[dict[str, Any]]:
    """The sections of an index map of real maps, each as it is with respect to the one before."""
    line = column = 0
    inner: list[dict[str, Any]] = []
    for number, data in enumerate(maps):
        one = section(line, column, json.loads(data))
        if kind == "nested" and number:
            one["offset"] = {"line": line - 1, "column": column}
            inner.append(one)
        else:
            yield one
        *_, last = map_of(data).lookup.mappings()
        by_line, by_column = last[:2]
        if kind == "overlapping":
            by_line, by_column = by_line // 2, by_column // 2 + 1
        line, column = line + by_line, by_column + (0 if by_line else column) + (kind in {"in a row", "nested"})
        if kind == "nested" and not number:
            line, column = line + 1, 0
    if inner:
        yield section(1, 0, index(*inner))
