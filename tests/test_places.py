"""Where findings are: in the map, in an inline map, in the generated file; every number counted again by tests/places.py."""

import base64
import json
import urllib.parse
from typing import Any, Final

import pytest

from smaplint.engine import lint_files
from smaplint.report import Finding, Place
from smaplint.settings import Settings
from tests.places import check

DEFAULT: Final = {"version": 3, "sources": ["é😀.js"], "names": ["n"], "mappings": "AAAA"}
COMMENT: Final = "//# sourceMappingURL=a.js.map"
# The code of all index maps here; a section begins at `e`, line 3, column 5.
CODE: Final = f"line1\nline2\nabcdefghijk\nxyz123\n{COMMENT}"


def text(**fields: Any) -> bytes:
    return json.dumps({**DEFAULT, **fields}, ensure_ascii=False).encode()


def index(*sections: tuple[int, int, Any]) -> bytes:
    listed = [{"offset": {"line": line, "column": column}, "map": map} for line, column, map in sections]
    return json.dumps({"version": 3, "sections": listed}, ensure_ascii=False).encode()


def found(files: dict[str, bytes], rule: str) -> list[Finding]:
    """The findings of one rule; the places of all that is found are checked."""
    report = lint_files(files, Settings(presets=("recommended", "strict")))
    assert not report.crashed
    for finding in report.findings:
        check(finding, files.__getitem__)
    return [finding for finding in report.findings if finding.rule == rule]


def code_at(finding: Finding) -> str:
    """The generated place of a finding, what is marked there, and what stands before it."""
    assert finding.generated
    marked = " ".join(f"{one.before}[{one.marked}]" for one in finding.frames[1:])
    return f"{finding.generated.line}:{finding.generated.column} {marked}"


# `mappings` of the section; what the message says of the place; the generated place and the code there.
SECTION: Final = [
    # On its first line, columns are counted from the section's.
    ("AAAAC", "(line 3, column 5, segment 1 of `mappings`)", "3:5 abcd[e]"),
    ("AAAA,CAAAC", "(line 3, column 6, segment 2 of `mappings`)", "3:6 abcde[f]"),
    # On the others, they are not.
    ("AAAA;AAAAC", "(line 4, column 1, segment 1 of `mappings`)", "4:1 [x]"),
    ("AAAA;EAAAC", "(line 4, column 3, segment 1 of `mappings`)", "4:3 xy[z]"),
    ("AAAA;;EAAAC", "(line 5, column 3, segment 1 of `mappings`)", "5:3 //[#]"),
]


class TestSections:
    @pytest.mark.parametrize(("mappings", "message", "code"), SECTION)
    @pytest.mark.parametrize("nested", [False, True])
    def test_offset(self, mappings: str, message: str, code: str, nested: bool) -> None:
        inner = {**DEFAULT, "mappings": mappings}
        map = index((2, 4, inner))
        if nested:
            # (1, 3) and (1, 4): columns add up only within one line, so the inner one counts alone.
            map = index((1, 3, json.loads(index((1, 4, inner)))))
        (finding,) = found({"a.js.map": map, "a.js": CODE.encode()}, "names-index-bounds")
        assert message in finding.message
        assert code_at(finding) == code
        assert finding.segment
        assert finding.segment[1] == int(code.split(":", maxsplit=1)[0]) - 1

    def test_a_section_in_a_section_on_its_first_line(self) -> None:
        inner = index((0, 3, {**DEFAULT, "mappings": "CAAAC"}))
        (finding,) = found({"a.js.map": index((2, 1, json.loads(inner))), "a.js": CODE.encode()}, "names-index-bounds")
        assert "(line 3, column 6, segment 1 of `mappings`)" in finding.message
        assert code_at(finding) == "3:6 abcde[f]"

    @pytest.mark.parametrize(
        ("mappings", "rule", "message", "code"),
        [
            ("AAAA,C*AA", "mappings-alphabet", "(line 3, behind column 5, segment 2)", "3:5 abcd[e]"),
            ("*AAA", "mappings-alphabet", "(line 3, behind column 5, segment 1)", "3:5 abcd[e]"),
            ("AAAA;CAAA,C*AA", "mappings-alphabet", "(line 4, behind column 2, segment 2)", "4:2 x[y]"),
            ("AAAA,CAAg", "mappings-vlq", "(line 3, behind column 5, segment 2)", "3:5 abcd[e]"),
            ("AAAA,CA", "segment-length", "(line 3, behind column 5, segment 2)", "3:5 abcd[e]"),
            ("AAAA,,CAAA", "empty-segment", "(line 3, column 5, segment 2)", "3:5 abcd[e]"),
            ("CAAA,DAAA", "unsorted-columns", "(line 3, column 5, segment 2 of `mappings`)", "3:5 abcd[e]"),
            ("AAAA,DAAA", "negative-position", "(line 3, column 5, segment 2 of `mappings`)", "3:5 abcd[e]"),
        ],
    )
    def test_faults_of_each_kind(self, mappings: str, rule: str, message: str, code: str) -> None:
        files = {"a.js.map": index((2, 4, {**DEFAULT, "mappings": mappings})), "a.js": CODE.encode()}
        (finding,) = found(files, rule)
        assert message in finding.message
        assert code_at(finding) == code

    def test_notes_and_the_second_of_two_sections(self) -> None:
        sound, broken = DEFAULT, {**DEFAULT, "mappings": "AAAAC,CAAAA,CAAAA;AAAAA"}
        files = {"a.js.map": index((0, 0, sound), (2, 4, broken)), "a.js": CODE.encode()}
        (finding,) = found(files, "names-index-bounds")
        assert finding.pointer == "/sections/1/map/mappings"
        assert "(line 3, column 5, segment 1 of `mappings`)" in finding.message
        assert finding.notes[0] == "name index 1 at line 3, column 6, segment 2"
        assert "name index 1 at line 4, column 1, segment 1" in finding.notes


class TestGenerated:
    def test_columns_are_utf_16_units(self) -> None:
        files = {"a.js.map": text(mappings="AAAA,EAAAC"), "a.js": f"😀bcd\n{COMMENT}".encode()}
        (finding,) = found(files, "names-index-bounds")
        assert code_at(finding) == "1:3 😀[b]"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
    def test_lines_are_those_of_javascript(self, end: str) -> None:
        code = end.join(["ab", "", "cd", COMMENT])
        (finding,) = found({"a.js.map": text(mappings=";;AAAA,CAAAC"), "a.js": code.encode()}, "names-index-bounds")
        assert finding.generated == Place("a.js", 3, 2, 3, 3)
        assert finding.frames[1].marked == "d"

    def test_a_column_beyond_the_line(self) -> None:
        files = {"a.js.map": text(mappings="AAAA,gjDAAAC"), "a.js": f"ab\n{COMMENT}".encode()}
        (finding,) = found(files, "names-index-bounds")
        assert (finding.generated, len(finding.frames)) == (Place("a.js", 1, 1585, 1, 1586), 1)

    def test_without_a_generated_file(self) -> None:
        (finding,) = found({"a.js.map": text(mappings="AAAA,CAAAC")}, "names-index-bounds")
        assert finding.generated is None
        assert "(line 1, column 2, segment 2 of `mappings`)" in finding.message


ESCAPED: Final = (
    b'{"version":3,"sources":["\xc3\xa9\xf0\x9f\x98\x80.js"],"names":["n"],"mappings":"AAAA,C\\u0041AAC,\\/AAAD"}'
)


class TestMap:
    def test_escapes_in_mappings(self) -> None:
        files = {"a.js.map": ESCAPED, "a.js": f"abcdefgh\n{COMMENT}".encode()}
        (finding,) = found(files, "names-index-bounds")
        assert finding.offset == ESCAPED.index(b"C\\u0041")
        (finding,) = found(files, "negative-position")
        assert finding.offset == ESCAPED.index(b"\\/AAAD")
        assert finding.segment == (11, 0, 2)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{\n",
            b'{"version":3,\r\n"sources":[],\r\n"mappings":"","x":NaN}',
            b'{"version":3,"sources":["\xc3\xa9\xf0\x9f\x98\x80\xe9"],"mappings":"","version":4}',
            b"\x1f\x8b\x08\x00" + bytes(range(200)),
            b'\xef\xbb\xbf{"version":4,"sources":[],"mappings":"*"}',
            b'{"version":3,"sources":["' + "😀".encode() * 100 + b'"],"names":3,"mappings":"AAAA","x":1,,}',
        ],
    )
    def test_what_is_no_map(self, data: bytes) -> None:
        report = lint_files({"a.js.map": data}, Settings(presets=("recommended", "strict")))
        assert report.findings
        for finding in report.findings:
            check(finding, lambda _: data)


def base64_url(map: bytes) -> bytes:
    return b"data:application/json;charset=utf-8;base64," + base64.b64encode(map)


def percent_url(map: bytes) -> bytes:
    return b"data:application/json;charset=utf-8," + urllib.parse.quote(map, safe="{}:,[];").encode()


@pytest.mark.parametrize("url", [base64_url, percent_url])
class TestInline:
    @pytest.mark.parametrize("before", ["let a=1", "let 😀=1", "", "a\r\nb"])
    def test_mappings(self, url: Any, before: str) -> None:
        map = text(mappings="AAAA,CAAAC")
        bundle = before.encode() + b"\n//# sourceMappingURL=" + url(map) + b"\n"
        (finding,) = found({"a.js": bundle}, "names-index-bounds")
        assert finding.inline
        assert finding.offset == map.index(b"CAAAC")
        assert finding.generated == Place("a.js", 1, 2, 1, 3)

    @pytest.mark.parametrize("shift", range(4))
    def test_any_byte_of_the_base64(self, url: Any, shift: int) -> None:
        map = b'{"x":"%b","version":4,"sources":["a.js"],"names":[],"mappings":"AAAA"}' % (b"x" * shift)
        bundle = b"let a=1\n//# sourceMappingURL=" + url(map) + b"\n"
        (finding,) = found({"a.js": bundle}, "version-integer")
        assert finding.offset == map.index(b"4,")

    def test_an_index_map(self, url: Any) -> None:
        map = index((0, 0, {**DEFAULT, "mappings": ""}), (1, 2, {**DEFAULT, "mappings": "CAAAC"}))
        bundle = b"let a=1\nabcdef\n//# sourceMappingURL=" + url(map) + b"\n"
        (finding,) = found({"a.js": bundle}, "names-index-bounds")
        assert code_at(finding) == "2:4 abc[d]"

    def test_no_json(self, url: Any) -> None:
        map = b'{"version":"3","sources":[],"mappings":"",}'
        (finding,) = found({"a.js": b"let a=1\n//# sourceMappingURL=" + url(map) + b"\n"}, "json-syntax")
        assert finding.offset == map.index(b",}")
