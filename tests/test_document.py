"""The strict JSON scan, and the document on top of it: verdicts, places, and what must not be mistaken."""

import json
import re
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smaplint._json import MAX_DEPTH, Value, scan
from smaplint.document import Document, SourceMap, whole
from smaplint.engine import lint_files
from smaplint.settings import Settings
from tests.steps import assert_grows_evenly

MAP = b'{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}'


def loads(data: bytes) -> object:
    """Parse as `JSON.parse` does: `json.loads` without what Python adds to it (NaN, a byte order mark, bad UTF-8)."""

    def refuse(word: str) -> object:
        raise ValueError(word)

    return json.loads(data.decode("utf-8", "replace"), parse_constant=refuse)


@pytest.mark.parametrize(
    ("data", "offset", "message"),
    [
        (b"", 0, "there is no JSON text"),
        (b" \n", 2, "there is no JSON text"),
        (b"{", 1, "the text ends inside an object; the file is cut short"),
        (b'{"a"', 4, "the text ends inside an object; the file is cut short"),
        (b'{"a":', 5, "the text ends where a value should be"),
        (b'{"a":1', 6, "the text ends inside an object; the file is cut short"),
        (b'{"a":1,', 7, "the text ends inside an object; the file is cut short"),
        (b"[1", 2, "the text ends inside an array; the file is cut short"),
        (b"[1,", 3, "the text ends where a value should be"),
        (b'["a","b', 7, "the text ends inside a string; the file is cut short"),
        (b'"a\\', 3, "the text ends inside a string; the file is cut short"),
        (b'{"a":1,}', 6, "a trailing comma before `}`"),
        (b'{"a":1 , }', 7, "a trailing comma before `}`"),
        (b"[1,]", 2, "a trailing comma before `]`"),
        (b'["a", \n]', 4, "a trailing comma before `]`"),
        (b"[,]", 1, "`,` where a value should be"),
        (b"[1,,2]", 3, "`,` where a value should be"),
        (b"[1 2]", 3, "`2` where `,` or `]` should be"),
        (b'{"a":1 "b":2}', 7, '`"` where `,` or `}` should be'),
        (b'{"a" 1}', 5, "`1` where `:` should be"),
        (b"{a:1}", 1, "`a` where a name in double quotes should be"),
        (b"{'a':1}", 1, "`'` where a name in double quotes should be"),
        (b"{1:1}", 1, "`1` where a name in double quotes should be"),
        (b"['a']", 1, "a string in single quotes; JSON wants double quotes"),
        (b"[NaN]", 1, "`NaN` is no JSON value"),
        (b"[-Infinity]", 1, "`-Infinity` is no JSON value"),
        (b"[undefined]", 1, "`undefined` is no JSON value"),
        (b"[01]", 1, "`01` is no JSON number"),
        (b"[1.]", 1, "`1.` is no JSON number"),
        (b"[.5]", 1, "`.5` is no JSON number"),
        (b"[+1]", 1, "`+1` is no JSON number"),
        (b"[0x10]", 1, "`0x10` is no JSON number"),
        (b"[-]", 1, "`-` where a value should be"),
        (b"[-", 2, "the text ends inside a value; the file is cut short"),
        (b"[1.", 3, "the text ends inside a value; the file is cut short"),
        (b"[1.5e", 5, "the text ends inside a value; the file is cut short"),
        (b'{"a":fals', 9, "the text ends inside a value; the file is cut short"),
        (b'["\\u00', 6, "the text ends inside a string; the file is cut short"),
        (b"[nulx", 1, "`n` where a value should be"),
        (b"[1] // end", 4, "`/` after the end of the JSON text"),
        (b"[// in\n1]", 1, "a comment; JSON has none"),
        (b"/* x */[]", 0, "a comment; JSON has none"),
        (b"[]]", 2, "`]` after the end of the JSON text"),
        (b"{}{}", 2, "`{` after the end of the JSON text"),
        (b"[}", 1, "`}` where a value should be"),
        (b'["a\nb"]', 3, "a raw line feed inside a string; JSON wants it escaped"),
        (b'["a\tb"]', 3, "a raw tab inside a string; JSON wants it escaped"),
        (b'["\x00"]', 2, "a NUL byte inside a string; JSON wants it escaped"),
        (b'["\x1f"]', 2, "the control character U+001F inside a string; JSON wants it escaped"),
        (b'["\\x"]', 2, "`\\x` is no JSON escape"),
        (b'["\\u12G4"]', 2, "`\\u12G4` is no JSON escape"),
        (b'["\\u1"]', 2, "`\\u1` is no JSON escape"),
        (b'{"a\n":1}', 3, "a raw line feed inside a string; JSON wants it escaped"),
        ('["é"] é'.encode(), 7, "`é` after the end of the JSON text"),
        (b"\x0b[]", 0, None),
        (b"[\xc2\xa01]", 1, "`\xa0` where a value should be"),
    ],
)
def test_fault(data: bytes, offset: int, message: str | None) -> None:
    found = scan(data)
    assert found.root is None
    assert found.fault is not None
    assert found.fault.offset == offset
    assert message in (found.fault.message, None)


@pytest.mark.parametrize(
    "data",
    [
        b"null",
        b" true ",
        b"-0.0e-7",
        b'""',
        b"[]",
        b"[ ]",
        b"{ }",
        b'[ "a" , null , "b" ]',
        b'{"a":{"b":[1,[],{}]},"c":"\\u00e9\\ud800"}',
        b'\r\n\t {"\\u0061":"\xff"}\n',
        b"[" * 5000 + b"]" * 5000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
    ],
)
def test_valid(data: bytes) -> None:
    found = scan(data)
    assert found.fault is None
    assert found.root is not None
    assert found.root.raw == data.strip()


def test_start_is_where_the_text_begins() -> None:
    root = scan(b")]}'\n[1]", 5).root
    assert root is not None
    assert (root.start, root.end) == (5, 8)
    found = scan(b")]}'\n", 5)
    assert found.fault is not None
    assert found.fault.message == "there is no JSON text"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
# What breaks JSON, or nearly does.
PIECES = st.sampled_from(
    [
        *rb", : [ ] { } \ \u \ud83d 0 1 - + . e E9 null nul true NaN Infinity ' // ".split(b" "),
        *(b'"', b'"a"', b'["a",null]', b'"a":1', b" ", b"\t", b"\n", b"\x0b", b"\x00", b"\x7f", b"\xa0", b"\xff"),
        *(b"\xc3\xa9", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = json.dumps(draw(JSON), ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    text = data.encode("utf-8", "surrogatepass")
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@settings(max_examples=600, deadline=None)
@given(mutated())
@example(b"1e400")
@example(b'"\\ud800"')
@example(b"\xef\xbb\xbf[]")
@example(b"[1]\x00")
@example(b'["a" null]')
@example(b'["a",null,"b",]')
@example(b"-01")
@example(b'{"a":1,"a":2}')
def test_same_verdict_as_python(data: bytes) -> None:
    """Python's parser, kept from its extras, accepts what this one accepts, and gives the same value."""
    try:
        expected = loads(data)
    except ValueError:
        assert scan(data).root is None
        assert scan(data).fault is not None
        return
    found = scan(data)
    assert found.fault is None, found.fault
    assert found.root is not None
    # Not `==` on floats alone: `repr` tells `-0.0` from `0.0`.
    assert repr(found.root.python()) == repr(expected)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_walk(value: object) -> None:
    """Members and items, taken one by one, are the value."""

    def walk(node: Value) -> object:
        if node.kind == "object":
            return {member.key: walk(member.value) for member in node.all_members()}
        if node.kind == "array":
            return [walk(item) for item in node.items()]
        return node.python()

    for indent in (None, 2):
        root = scan(json.dumps(value, indent=indent).encode()).root
        assert root is not None
        assert repr(walk(root)) == repr(value)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=64) | mutated())
def test_nothing_raises(data: bytes) -> None:
    document = Document(data)
    _ = (document.utf16, document.bad_utf8, document.foreign, document.xssi_end, document.is_map)
    _ = (document.scan, document.lone_surrogates, list(document.maps()), document.find("/a/0/b"))


@pytest.mark.parametrize("piece", [b"[", b'{"a":', b'"a\\u00e9', b"[1,", b'["a",', b'{"a":1,"a":2,"b":'])
def test_a_fault_is_found_in_one_pass(piece: bytes) -> None:
    assert scan(piece * 100_000).fault
    assert_grows_evenly(lambda size: lambda: scan(piece * size), 1000)


def test_a_string_is_passed_over_in_one_pass() -> None:
    assert scan(b'"' + b"\\u00e9" * 300_000).fault
    assert_grows_evenly(lambda size: lambda: scan(b'"' + b"\\u00e9" * size), 1000)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a":1,"b":2}', []),
        (b'{"a":1,"a":2}', [("a", 1, 7)]),
        (b'{"a":1,"a":2,"a":3}', [("a", 1, 7), ("a", 1, 13)]),
        (b'{"a":{"b":1},"c":{"b":1}}', []),
        (b'{"a":{"b":1,"b":1}}', [("b", 6, 12)]),
        (b'{"a":1,"\\u0061":2}', [("a", 1, 7)]),
        (b'{"":1,"":2}', [("", 1, 6)]),
        (b'[{"a":1},{"a":1}]', []),
        (b'{"a":1,"a":2', [("a", 1, 7)]),
    ],
)
def test_duplicates(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    assert [(one.key, one.first, one.second) for one in scan(data).duplicates] == expected


def test_the_last_of_duplicates_counts() -> None:
    root = scan(b'{"a":1,"b":2,"a":3}').root
    assert root is not None
    assert [(key, member.value.raw) for key, member in root.members.items()] == [("a", b"3"), ("b", b"2")]
    assert len(list(root.all_members())) == 3


@pytest.mark.parametrize("inside", [b"", b"1", b'"a"', b'"a",null'])
def test_depth(inside: bytes) -> None:
    assert scan(b"[" * MAX_DEPTH + inside + b"]" * MAX_DEPTH).too_deep is None
    found = scan(b"[" * (MAX_DEPTH + 1) + inside + b"]" * (MAX_DEPTH + 1))
    assert found.too_deep == MAX_DEPTH
    assert found.root is not None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"3", True),
        (b"3.0", True),
        (b"3e0", True),
        (b"0.3e1", True),
        (b'"3"', False),
        (b"[3]", False),
        (b"null", False),
        (b"3.1", False),
        (b"4", False),
    ],
)
def test_is_three(raw: bytes, expected: bool) -> None:
    assert Value(raw, 0, len(raw)).is_three is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"0", 0),
        (b"-0", 0),
        (b"-1", -1),
        (b"1.0", 1),
        (b"1e2", 100),
        (b"0.5", None),
        (b"1e400", None),
        (b"9" * 5000, None),
        (b'"1"', None),
        (b"true", None),
        (b"null", None),
        (b"[1]", None),
    ],
)
def test_whole(raw: bytes, expected: int | None) -> None:
    assert whole(Value(raw, 0, len(raw))) == expected


@pytest.mark.parametrize(
    ("raw", "noun", "is_texts"),
    [
        (b"null", "null", False),
        (b"true", "true", False),
        (b"-1", "a number", False),
        (b'"a"', "a string", False),
        (b"{}", "an object", False),
        (b"[]", "an array", True),
        (b'["a", null ]', "an array", True),
        (b'["a",1]', "an array", False),
        (b'[["a"]]', "an array", False),
    ],
)
def test_nouns_and_texts(raw: bytes, noun: str, is_texts: bool) -> None:
    value = Value(raw, 0, len(raw))
    assert (value.noun, value.is_texts) == (noun, is_texts)


def test_deep_nesting_reads_as_none() -> None:
    root = scan(b"[" * 100_000 + b"]" * 100_000).root
    assert root is not None
    assert root.python() is None


class TestEncoding:
    def test_byte_order_mark(self) -> None:
        document = Document(b"\xef\xbb\xbf" + MAP)
        assert document.has_bom
        assert document.bad_utf8 is None
        assert document.map is not None
        assert document.map.value.start == 3

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("mark", [True, False], ids=["marked", "bare"])
    def test_utf16(self, codec: str, mark: bool) -> None:
        document = Document((("\ufeff" if mark else "") + MAP.decode()).encode(codec))
        assert document.utf16 == f"UTF-16 ({'little' if codec.endswith('le') else 'big'}-endian)"
        assert document.root is None
        assert document.foreign is None
        assert not document.is_map

    @pytest.mark.parametrize("data", [b"", b"{", b"[0]", b"{}\x00\x00", MAP])
    def test_not_utf16(self, data: bytes) -> None:
        assert Document(data).utf16 is None

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"ascii", None),
            ("é日😀".encode(), None),
            (b"a\xe9b", (1, 1)),
            (b"ab\xff", (2, 1)),
            (b"a\xc3", (1, 1)),
            (b"a\xf0\x9f\x98", (1, 3)),
            (b"a\xf0\x9f\x98b", (1, 3)),
            (b"\x80" * 9, (0, 1)),
            (b"a\xc0\xafb", (1, 1)),
            (b"a\xed\xa0\x80b", (1, 1)),
            (b"a\xf4\x90\x80\x80", (1, 1)),
        ],
    )
    def test_bad_utf8(self, data: bytes, expected: tuple[int, int] | None) -> None:
        assert Document(data).bad_utf8 == expected

    @pytest.mark.parametrize("before", range(-5, 2))
    @pytest.mark.parametrize("character", ["é", "日", "😀"])
    def test_bad_utf8_at_the_border_of_a_piece(self, before: int, character: str) -> None:
        head = b"a" * ((1 << 20) + before)
        encoded = character.encode()
        assert Document(head + encoded * 3 + b"b").bad_utf8 is None
        assert Document(head + encoded + b"\xff").bad_utf8 == (len(head) + len(encoded), 1)
        assert Document(head + encoded[:-1] + b"b").bad_utf8 == (len(head), len(encoded) - 1)
        assert Document(head + b"\x80" * 8).bad_utf8 == (len(head), 1)

    def test_bad_utf8_of_stray_bytes(self) -> None:
        assert Document(b"aaaa" + b"\x80" * (3 << 20)).bad_utf8 == (4, 1)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (rb"\ud83d\ude00", []),
            (rb"\uD83D\uDE00", []),
            (rb"\ud800", [(0, r"\ud800")]),
            (rb"\udc00", [(0, r"\udc00")]),
            (rb"\\ud800", []),
            (rb"\\\ud800", [(2, r"\ud800")]),
            (rb"\\\\ud800", []),
            (rb"\ud83d\\ude00", [(0, r"\ud83d")]),
            (rb"\ud83d \ude00", [(0, r"\ud83d"), (7, r"\ude00")]),
            (rb"\ud83d\ud83d\ude00", [(0, r"\ud83d")]),
            (rb"\ude00\ud83d", [(0, r"\ude00"), (6, r"\ud83d")]),
            (rb"\ud83d\ude00\ude00", [(12, r"\ude00")]),
            (rb"\ud7ff\ue000\u0041", []),
            (rb"\n\ud800", [(2, r"\ud800")]),
        ],
    )
    def test_lone_surrogates(self, text: bytes, expected: list[tuple[int, str]]) -> None:
        document = Document(b'{"version":3,"x":"' + text + b'"}')
        assert document.root is not None
        assert [(offset - 18, escape) for offset, escape in document.lone_surrogates] == expected

    def test_lone_surrogates_are_counted_to_a_hundred(self) -> None:
        assert 100 <= len(Document(rb"\udc00" * 5000).lone_surrogates) <= 101

    @given(st.lists(st.sampled_from(["\\", "\\\\", "\\ud83d", "\\ude00", "u", "d800", "\\n", "a"]), max_size=12))
    @settings(max_examples=300, deadline=None)
    def test_lone_surrogates_agree_with_python(self, parts: list[str]) -> None:
        raw = '"' + "".join(parts) + '"'
        try:
            text = json.loads(raw)
        except ValueError:
            return
        assert bool(Document(raw.encode()).lone_surrogates) == (re.search("[\ud800-\udfff]", text) is not None)


class TestPrefix:
    @pytest.mark.parametrize(
        ("line", "end"),
        [
            (b")]}'\n", 5),
            (b")]}'\r\n", 6),
            (b")]}'\r", 5),
            (b")]}', x\n", 8),
            (b")]}'", 4),
            (b")]}\n", 0),
            (b" )]}'\n", 0),
        ],
    )
    def test_where_it_ends(self, line: bytes, end: int) -> None:
        assert Document(line).xssi_end == end

    def test_behind_a_byte_order_mark(self) -> None:
        document = Document(b"\xef\xbb\xbf)]}'\n" + MAP)
        assert document.xssi_end == 8
        assert document.is_map


class TestForeign:
    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"", "an empty file"),
            (b"\xef\xbb\xbf", "an empty file"),
            (b"\n \t", "a file of nothing but blanks"),
            (b" " * 100_000, "a file of nothing but blanks"),
            (bytes(100_000), "a file of nothing but NUL bytes"),
            (b"\x1f\x8b\x08\x00", "gzip data"),
            (b"PK\x03\x04\x14\x00", "a zip archive"),
            (b"\x28\xb5\x2f\xfd\x04", "zstd data"),
            (b"\xfd7zXZ\x00", "compressed data"),
            (b"\x00asm\x01\x00\x00\x00", "a binary file"),
            (b"\x89PNG\r\n", "a binary file"),
            (b"\x1b\x05\x00\xf8\x01\x02\x03", "binary data"),
            (b"[\x9f\x03\x00\xa4\x11\x83\x02\xff", "binary data"),
            (b"<!doctype html>", "an HTML page"),
            (b"\xef\xbb\xbf\r\n<HTML>", "an HTML page"),
            (b"<!-- x -->", "an HTML page"),
            (b"<pre>Cannot GET /app.js.map</pre>", "an HTML page"),
            (b"<?xml version='1.0'?>", "an XML document"),
            (b"<Error/>", "an XML document"),
            (b"<<<<<<< HEAD\n{", "a file with Git conflict markers"),
            (b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
            (b'"use strict";', "JavaScript or CSS"),
            (b'"use strict"\nvar a', "JavaScript or CSS"),
            (b"/* x */ a{}", "JavaScript or CSS"),
            (b"// x\nvar a = {version:3}", "JavaScript or CSS"),
            (b"#!/usr/bin/env node\n", "JavaScript or CSS"),
            (b"(()=>{})()", "JavaScript or CSS"),
            (b"!function(e){}()", "JavaScript or CSS"),
            (b";(function(){})()", "JavaScript or CSS"),
            (b"import a from 'a'", "JavaScript or CSS"),
            (b"module.exports = {}", "JavaScript or CSS"),
            (b"webpackJsonp([1],{})", "JavaScript or CSS"),
            (b"@media print{}", "JavaScript or CSS"),
            (b":root{--a:1}", "JavaScript or CSS"),
            (b".a{color:red}", "JavaScript or CSS"),
            (b"nullish {", "JavaScript or CSS"),
            (b"404: Not Found", "plain text"),
            (b"404 page not found\n", "plain text"),
            (b"Access denied", "plain text"),
            (b"# a comment\nkey value\n", "plain text"),
            (b"falsehood", "plain text"),
        ],
    )
    def test_what_it_is(self, data: bytes, name: str) -> None:
        document = Document(data)
        assert document.foreign == name
        assert document.root is None
        assert not document.is_map

    @pytest.mark.parametrize(
        "data",
        [
            b"{",
            b"{version:3}",
            b"{'version':3}",
            b"[1",
            b'"use strict"',
            b'"use strict" \n',
            b"null",
            b"true",
            b" false",
            b"404",
            b"-1",
            b"404 ",
            b")]}'\n{}",
            b"NaN" + MAP,
            b"/* made by x */ " + MAP,
            b"// made by x\n" + MAP,
            b"for(;;);" + MAP,
            b"x" + MAP,
            b"\x01" + MAP,
            b'{"version":3,"sources":["\x01\x02"],"mappings":""}',
        ],
    )
    def test_what_may_be_json(self, data: bytes) -> None:
        assert Document(data).foreign is None

    @settings(max_examples=400, deadline=None)
    @given(JSON, st.booleans(), st.sampled_from([None, 1]))
    @example("use strict", True, None)
    @example("<html>", True, None)
    @example("\x1f\x8b", False, None)
    def test_json_is_never_foreign(self, value: object, escaped: bool, indent: int | None) -> None:
        data = json.dumps(value, ensure_ascii=escaped, indent=indent).encode("utf-8", "surrogatepass")
        document = Document(data)
        assert document.foreign is None
        assert document.root is not None

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (MAP, True),
            (b'{"version":1}', True),
            (b'{"sections":null}', True),
            (b"{}", False),
            (b'{"name":"x"}', False),
            (b'["version"]', False),
            (b'"version"', False),
            (b'{"version":3', False),
        ],
    )
    def test_is_map(self, data: bytes, expected: bool) -> None:
        assert Document(data).is_map is expected


class TestPointers:
    DOCUMENT = Document(b'{"version":3,"a/b":{"~x":[10,{"":true}]},"m~1":[],"sources":["a",null]}')

    @pytest.mark.parametrize(
        ("pointer", "raw"),
        [
            ("/version", b"3"),
            ("/a~1b/~0x/0", b"10"),
            ("/a~1b/~0x/1/", b"true"),
            ("/m~01", b"[]"),
            ("/sources/1", b"null"),
            ("/sources/2", None),
            ("/sources/-1", None),
            ("/sources/x", None),
            ("/version/0", None),
            ("/nothing/at/all", None),
        ],
    )
    def test_find(self, pointer: str, raw: bytes | None) -> None:
        found = self.DOCUMENT.find(pointer)
        value = found if isinstance(found, Value) or found is None else found.value
        assert (value.raw if value else None) == raw

    def test_the_root(self) -> None:
        assert self.DOCUMENT.find("") == self.DOCUMENT.root

    def test_maps_of_sections(self) -> None:
        inner = MAP.decode()
        index = f'{{"sections":[{{"offset":{{}},"map":{inner}}},3,{{"map":{{"sections":[{{"map":{inner}}}]}}}},{{"map":1}}]}}'
        document = Document(index.encode())
        assert [map.pointer for map in document.maps()] == [
            "",
            "/sections/0/map",
            "/sections/2/map",
            "/sections/2/map/sections/0/map",
        ]
        for map in document.maps():
            found = document.find(map.pointer)
            assert found is not None
            assert (found if isinstance(found, Value) else found.value).start == map.value.start

    def test_a_nest_of_sections_is_bounded(self) -> None:
        levels = 2_000
        document = Document(b'{"sections":[{"map":' * levels + MAP + b"}]}" * levels)
        assert document.scan.too_deep is not None
        assert 1 < len(list(document.maps())) < MAX_DEPTH


def only(data: bytes) -> SourceMap:
    map = Document(data).map
    assert map is not None
    return map


class TestFields:
    @pytest.mark.parametrize("wrong", ["null", "1", '"x"', "{}", "[1]", "true"])
    def test_wrong_types_read_as_empty(self, wrong: str) -> None:
        fields = ("version", "file", "sourceRoot", "sources", "sourcesContent", "names", "mappings", "sections")
        for name in fields:
            map = only(('{"version":3,"' + name + '":' + wrong + "}").encode())
            _ = (map.sources, map.names, map.contents, map.content_count, map.sections, map.mappings.faults)
            assert isinstance(map.file, str)
            assert isinstance(map.source_root, str)
            assert isinstance(map.mappings_text, bytes)
            assert map.content(0) is None

    def test_values(self) -> None:
        map = only(
            b'{"version":3,"file":"o.js","sourceRoot":"r","sources":["\\u00e9",null,3],"names":["a",null],'
            b'"sourcesContent":["let a",null,"",7],"mappings":"A\\u0041AA"}'
        )
        assert (map.file, map.source_root) == ("o.js", "r")
        assert map.sources == ("é", None, None)
        assert map.names == ("a", "")
        assert [map.content(index) for index in range(5)] == ["let a", None, "", None, None]
        assert map.content_count == 1
        assert map.mappings_text == b"AAAA"
        assert not map.is_index

    def test_beside_sections_nothing_is_read(self) -> None:
        map = only(b'{"sections":null,"sources":["a"],"names":["b"],"sourcesContent":["c"],"mappings":"AAAA"}')
        assert map.is_index
        assert (map.sources, map.names, map.contents, map.mappings_text) == ((), (), (), b"")

    @pytest.mark.parametrize(
        ("path", "expected"),
        [("a.d.ts.map", True), ("a.d.mts.map", True), ("a.d.cts.map", True), ("a.ts.map", False), ("d.ts.map", False)],
    )
    def test_declaration(self, path: str, expected: bool) -> None:
        map = Document(MAP, path).map
        assert map is not None
        assert map.is_declaration is expected

    @pytest.mark.parametrize(
        ("raw", "offsets"),
        [
            (b"AAAA", [0, 1, 2, 3, 4]),
            (b"A\\u0041;A", [0, 1, 7, 8, 9]),
            (b"A\\/A", [0, 1, 3, 4]),
            (b"\\u00e9A", [0, None, 6, 7]),
            ("éA".encode(), [0, 1, 2, 3]),
            (b"\\ud83d\\ude00A", None),
        ],
    )
    def test_mappings_offset(self, raw: bytes, offsets: list[int | None] | None) -> None:
        data = b'{"version":3,"mappings":"' + raw + b'"}'
        start = data.index(b'"mappings":"') + 12
        map = only(data)
        if offsets is None:
            # A pair of escapes is one character: places behind it need not be exact, but stay in the field.
            assert all(start <= map.mappings_offset(offset) < len(data) for offset in range(12))
            return
        assert len(map.mappings_text) == len(offsets) - 1
        for offset, expected in enumerate(offsets):
            if expected is not None:
                assert map.mappings_offset(offset) == start + expected


# What is wrong with the inner map of a section: the rule that says so, the map as it is written, and the text that stands
# at the place. That text is nowhere else in the file.
INNER: Final[dict[str, tuple[str, str, str]]] = {
    "a field of a wrong type": ("field-types", '{"version":3,"sources":[],"names":"@@","mappings":""}', '"@@"'),
    "an item of a wrong type": ("field-types", '{"version":3,"sources":["a",{"@@":1}],"mappings":""}', '{"@@"'),
    "behind a field that is escaped": (
        "field-types",
        '{"version":3,"fi\\u006ce":[ "@@"],"sources":[],"mappings":""}',
        '[ "@@"',
    ),
    "a version": ("version-integer", '{"version": "3@@","sources":[],"mappings":""}', '"3@@"'),
    "a field that is missing": ("required-fields", '{ "x_a":"@@","version":3,"sources":[]}', '{ "x_a":"@@"'),
    "an ignored source": ("ignore-list", '{"version":3,"sources":[],"mappings":"","ignoreList":[  987654]}', "987654"),
    "no digit": ("mappings-alphabet", '{"version":3,"sources":["a"],"mappings":"AAAA;;,CA@@A"}', "@@A"),
    "a number without its end": ("mappings-vlq", '{"version":3,"sources":["a"],"mappings":"AAAA;ZZggg"}', 'ggg"}'),
    "a number too large": ("mappings-vlq", '{"version":3,"sources":["a"],"mappings":"AAAA,XggggggE"}', "ggggggE"),
    "two fields": ("segment-length", '{"version":3,"sources":["a"],"mappings":"AAAA;;XY,CAAA"}', "XY,"),
    "an empty segment": ("empty-segment", '{"version":3,"sources":["a"],"mappings":"AAAA;OAAA,,QAAA"}', ",QAAA"),
    "a column below 0": ("negative-position", '{"version":3,"sources":["a"],"mappings":"AAAA;;XAAA"}', "XAAA"),
    "an original line below 0": ("negative-position", '{"version":3,"sources":["a"],"mappings":"AAAA;AAXA"}', "AAXA"),
    "a source": ("sources-index-bounds", '{"version":3,"sources":["a"],"mappings":"AAAA,CWAA"}', "CWAA"),
    "a name": ("names-index-bounds", '{"version":3,"sources":["a"],"names":["n"],"mappings":"A;AAAAW"}', "AAAAW"),
    "escapes in front": (
        "sources-index-bounds",
        '{"version":3,"sources":["a"],"mappings":"\\u0041AA\\u0041,\\u0043AAA;CWAA"}',
        "CWAA",
    ),
    "a segment that is escaped": (
        "sources-index-bounds",
        '{"version":3,"sources":["a"],"mappings":"AAAA,\\u0043\\u0057AA"}',
        "\\u0043\\u0057",
    ),
    "a slash that is escaped": (
        "mappings-vlq",
        '{"version":3,"sources":["a"],"mappings":"AAAA,A+\\/\\/\\/\\/\\/HAA"}',
        "+\\/\\/",
    ),
    "no digit, escaped": (
        "mappings-alphabet",
        '{"version":3,"sources":["a"],"mappings":"\\u0041\\u00e9\\u0041"}',
        "\\u00e9",
    ),
    "no digit, behind an escaped character of two units": (
        "mappings-alphabet",
        '{"version":3,"sources":["a"],"mappings":"AAAA,\\ud83d\\ude00;A@@A"}',
        "\\ud83d",
    ),
    "beyond ASCII": ("mappings-alphabet", '{"version":3,"sources":["a"],"mappings":"AAAA,Cé\\u0041AA"}', "é\\u0041"),
}

# The first of two sections, which ends on line 1; of a kind that some place might be confused by.
FIRST: Final = '{"offset":{"line":0,"column":0},"map":{"version":3,"sources":["%s"],"mappings":"AAAA;AACA"}}'


def _within(inner: str, line: int, before: str = "a.js") -> str:
    return f'{{"version":3,"sections":[{FIRST % before},{{"offset":{{"line":{line},"column":4}},"map":{inner}}}]}}'


WITHIN: Final[dict[str, Callable[[str], str]]] = {
    "a section": lambda inner: _within(inner, 3),
    "a section of a section": lambda inner: _within(_within(inner, 3), 7),
    "behind text beyond ASCII": lambda inner: _within(inner, 3, "é\U0001f600"),
    "over lines that end in CRLF": lambda inner: _within(inner, 3, "\U0001f600").replace(',"', ',\r\n\t"'),
    "two deep over lines, behind a byte order mark": (
        lambda inner: "\ufeff" + _within(_within(inner, 3, "é"), 7).replace(':{"', ':\n  {"')
    ),
}


@pytest.mark.parametrize("within", WITHIN.values(), ids=WITHIN)
@pytest.mark.parametrize(("rule", "inner", "there"), INNER.values(), ids=INNER)
def test_a_finding_in_a_section_is_where_it_is(rule: str, inner: str, there: str, within: Callable[[str], str]) -> None:
    text = within(inner)
    assert text.count(there) == 1
    before = text[: text.index(there)]
    line = before.rpartition("\n")[2]
    (finding,) = (
        one for one in lint_files({"a.js.map": text.encode()}, Settings(presets=("spec",))).findings if one.rule == rule
    )
    assert finding.offset == len(before.encode())
    assert (finding.place.line, finding.place.column) == (
        before.count("\n") + 1,
        len(line.encode("utf-16-le")) // 2 + 1,
    )
    assert finding.pointer is not None
    depth = text.count('"sections"')
    assert finding.pointer.startswith("/sections/1/map" * depth)
    assert finding.pointer.count("/sections") == depth
    if finding.segment:
        # The generated line counts from the file's first: 3, and 7 more for the outer section.
        field = before.rpartition('"mappings"')[2]
        assert finding.segment[1] == (3 if depth == 1 else 10) + field.count(";")


def _regular(mappings: str, **fields: object) -> dict[str, object]:
    return {"version": 3, "sources": ["a.js"], "mappings": mappings, **fields}


def _section(line: object, map: object, column: int = 0) -> dict[str, object]:
    return {"offset": {"line": line, "column": column}, "map": map}


_TWO: Final = _regular("AAAA;CAAC")
_NEST: Final = {"version": 3, "sections": [_section(0, _TWO), _section(4, _TWO)]}

# DecodeIndexSourceMap, where it compares: what a section is compared with, and which sections count. (rule, place).
COMPARED: Final[dict[str, tuple[list[object], list[tuple[str, str]]]]] = {
    "a section is compared with the one before it, not with all": (
        [_section(9, _TWO), _section(5, _TWO), _section(7, _TWO)],
        [("index-map-sections", "/sections/1/offset")],
    ),
    "with the last mapping of the one before it, not of all": (
        [_section(0, _regular(";" * 20 + "AAAA")), _section(1, _TWO), _section(3, _TWO)],
        [("index-map-sections", "/sections/1/offset")],
    ),
    "of an earlier one where that has none": (
        [_section(0, _regular(";;;AAAA")), _section(1, _regular("")), _section(2, _TWO)],
        [("index-map-sections", "/sections/1/offset")],
    ),
    "with the one that is last in order": (
        [_section(0, _regular("IAAA,FAAA")), _section(0, _TWO, 3)],
        [("index-map-sections", "/sections/1/offset")],
    ),
    "and may begin at it": ([_section(0, _regular("IAAA,FAAA")), _section(0, _TWO, 4)], []),
    "a mapping below column 0 is none": (
        [_section(2, _regular("CAAA;D")), _section(2, _TWO, 1)],
        [("negative-position", "/sections/0/map/mappings")],
    ),
    "so that it is the one before it that counts": (
        [_section(2, _regular("EAAA;D;D")), _section(2, _TWO, 1)],
        [("index-map-sections", "/sections/1/offset"), ("negative-position", "/sections/0/map/mappings")],
    ),
    "nor is the one behind it that is still below": (
        [_section(2, _regular("CAAA;F,C")), _section(2, _TWO, 1)],
        [("negative-position", "/sections/0/map/mappings")],
    ),
    "one whose map throws for want of a field does not count": (
        [_section(0, _TWO), _section(9, {"version": 3, "sources": []}), _section(5, _TWO)],
        [("required-fields", "/sections/1/map")],
    ),
    "nor is it the same place twice": (
        [_section(0, _TWO), _section(9, _regular("A", sources=None)), _section(9, _TWO)],
        [("field-types", "/sections/1/map/sources")],
    ),
    "one whose map throws for a number does not": (
        [_section(0, _TWO), _section(9, _regular(";;;ggggggE")), _section(5, _TWO)],
        [("mappings-vlq", "/sections/1/map/mappings")],
    ),
    "a negative zero is a number": (
        [_section(0, _TWO), _section(9, _regular("AAAhA")), _section(5, _TWO)],
        [("index-map-sections", "/sections/2/offset"), ("mappings-vlq", "/sections/1/map/mappings")],
    ),
    "one whose mappings break the grammar counts, without mappings": (
        [_section(0, _TWO), _section(9, _regular(";;;;A=")), _section(10, _TWO), _section(5, _TWO)],
        [("index-map-sections", "/sections/3/offset"), ("mappings-alphabet", "/sections/1/map/mappings")],
    ),
    "one that breaks the grammar and has a number too large does not throw": (
        [_section(0, _TWO), _section(9, _regular("ggggggE;A=")), _section(5, _TWO)],
        [
            ("index-map-sections", "/sections/2/offset"),
            ("mappings-alphabet", "/sections/1/map/mappings"),
            ("mappings-vlq", "/sections/1/map/mappings"),
        ],
    ),
    "one that is no object is passed over": (
        [_section(5, _TWO), 7, _section(3, _TWO)],
        [("field-types", "/sections/1"), ("index-map-sections", "/sections/2/offset")],
    ),
    "one whose offset is no place is not compared": (
        [_section(5, _TWO), _section("9", _TWO), _section(7, _TWO)],
        [("index-map-sections", "/sections/1/offset/line")],
    ),
    # By the letter it throws; those who read it want it in its place.
    "a nested one counts": (
        [_section(9, _NEST), _section(5, _TWO)],
        [("index-map-sections", "/sections/0/map/sections"), ("index-map-sections", "/sections/1/offset")],
    ),
    "with its last mapping": (
        [_section(0, _NEST), _section(5, _TWO), _section(5, _TWO, 1)],
        [("index-map-sections", "/sections/0/map/sections"), ("index-map-sections", "/sections/1/offset")],
    ),
}


@pytest.mark.parametrize(("sections", "expected"), COMPARED.values(), ids=COMPARED)
def test_sections_are_compared(sections: list[object], expected: list[tuple[str, str]]) -> None:
    data = json.dumps({"version": 3, "sections": sections}).encode()
    findings = lint_files({"a.js.map": data}, Settings(presets=("spec",))).findings
    assert sorted((one.rule, one.pointer or "") for one in findings) == expected


def test_places_behind_many_escapes() -> None:
    """Every finding would go through all that are in front of it; they are counted once."""
    data = b'{"version":3,"sources":["a"],"mappings":"A' + b"\\u0041" * 100_000 + b'"}'
    map = only(data)
    assert len(map.mappings_text) == 100_001
    assert all(map.mappings_offset(at) == data.index(b"\\u") + 6 * (at - 1) for at in range(1, 100_001, 10))
