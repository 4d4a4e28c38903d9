"""From bytes to line and column, and the window into a line: one-based, in UTF-16 units, never more than a terminal line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint.document import Document
from smaplint.engine import lint_files
from smaplint.place import frame, line_column, offset_at, place, span_of, units
from smaplint.rule import Key, Span
from smaplint.settings import Settings

TEXT = st.text(st.sampled_from("aé€😀\n\r\t\0\u2028"), max_size=60)


class TestLineColumn:
    @given(TEXT, st.text(st.sampled_from("aé😀"), max_size=5))
    def test_counts_utf16(self, before: str, after: str) -> None:
        data = (before + after).encode()
        line, column = line_column(data, len(before.encode()))
        assert line == before.count("\n") + 1
        assert column == len(before.rpartition("\n")[2].encode("utf-16-le")) // 2 + 1

    @given(TEXT, TEXT)
    def test_and_back(self, before: str, after: str) -> None:
        data = (before + after).encode()
        offset = len(before.encode())
        assert offset_at(data, *line_column(data, offset)) == offset

    @pytest.mark.parametrize(("line", "column"), [(3, 1), (1, 4), (2, 9), (1 << 60, 1), (1, 1 << 60)])
    def test_no_such_place(self, line: int, column: int) -> None:
        assert offset_at("ab\n€€".encode(), line, column) is None

    @given(st.binary(max_size=40), st.integers(0, 40))
    def test_any_bytes(self, data: bytes, offset: int) -> None:
        line, column = line_column(data, min(offset, len(data)))
        assert line >= 1
        assert column >= 1
        assert units(data) <= len(data)

    @given(st.lists(st.sampled_from([*range(0x7E, 0x82), *range(0xBF, 0xC3), *range(0xEF, 0xF6), 0xFF]), max_size=9))
    def test_bytes_that_are_no_utf_8_count_alike_everywhere(self, values: list[int]) -> None:
        data = bytes(values)
        found = units(data)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("smaplint.place.fast", None)
            assert units(data) == found

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [(0, 1, (1, 1, 1, 2)), (4, 6, (2, 2, 2, 3)), (0, 4, (1, 1, 2, 2)), (6, 6, (2, 3, 2, 4)), (2, 3, (1, 3, 2, 1))],
    )
    def test_spans(self, start: int, end: int, expected: tuple[int, int, int, int]) -> None:
        found = place("x", "ab\nc€d".encode(), start, end)
        assert (found.line, found.column, found.end_line, found.end_column) == expected


class TestFrame:
    @given(st.binary(max_size=400), st.integers(0, 400), st.integers(0, 400))
    def test_any_bytes(self, data: bytes, start: int, length: int) -> None:
        start = min(start, len(data))
        shown = frame("x", data, start, start + length)
        assert len(shown.before) + len(shown.marked) + len(shown.after) <= 48 + 83 + 64
        assert "\n" not in shown.before + shown.after
        assert (shown.line, shown.column) == line_column(data, start)

    @given(TEXT, TEXT, TEXT)
    def test_cuts_no_character(self, before: str, marked: str, after: str) -> None:
        start = len(before.encode())
        data = (before + marked + after).encode()
        shown = frame("x", data, start, start + len(marked.encode()))
        assert "\ufffd" not in shown.before + shown.marked + shown.after
        assert before.endswith(shown.before)

    def test_a_line_of_megabytes(self) -> None:
        shown = frame("x", b"a" * 5_000_000, 2_500_000, 5_000_000)
        assert (len(shown.before), len(shown.marked), len(shown.after)) == (48, 80, 64)
        assert shown.cut_before
        assert shown.cut_after

    def test_what_goes_on_like_one_character_for_ever(self) -> None:
        shown = frame("x", b"\xc3" + b"\x80" * 5_000_000, 0, 1)
        assert len(shown.marked) <= 4
        assert len(shown.after) <= 64

    def test_a_line_is_whole(self) -> None:
        shown = frame("x", b"one\r\ntwo\r\nthree", 6, 7)
        assert (shown.before, shown.marked, shown.after) == ("t", "w", "o")
        assert (shown.cut_before, shown.cut_after) == (False, False)


class TestSpanOf:
    DOCUMENT = Document(b'{"a":[1,{"b":"c"}],"sections":[{"map":{"version":3}}]}')

    @pytest.mark.parametrize(
        ("at", "text"),
        [
            ("/version", b"3"),
            (Key("/version"), b'"version"'),
            ("", b"{"),
            ("/gone", b"{"),
            ("/version/x/y", b"{"),
            (Span(1, 4), b'"a"'),
            (Span(-5, 1), b"{"),
            (Span(50, 1 << 60), b"3}}]}"[1:]),
            (Span(1 << 60, 0), b""),
        ],
        ids=repr,
    )
    def test_in_a_section(self, at: str | Key | Span, text: bytes) -> None:
        document = self.DOCUMENT
        *_, map = document.maps()
        start, end = span_of(map, at, len(document.data))
        assert document.data[start:end] == text or (at == Span(50, 1 << 60) and end == len(document.data))

    @pytest.mark.parametrize("pointer", ["/a/²", "/a/-1", "/a/99", "/a/" + "9" * 5000, "/a/0/0", "/a/01x", "a", "//"])
    def test_pointers_that_lead_nowhere(self, pointer: str) -> None:
        assert self.DOCUMENT.find(pointer) is None or not pointer.startswith("/")


def test_a_place_behind_text_of_every_width() -> None:
    """The editor's line and column of a fault, with accents and emoji before it in its line and before that."""
    text = '{"x_é":"😀",\n"sources":["ä😀.ts"], "names":[], "mappings":"AAAA", "y":"€", "version": 4}'
    data = text.encode()
    (finding,) = lint_files({"a.js.map": data}, Settings(presets=("spec",))).findings
    line = text.split("\n")[1]
    assert finding.place.line == 2
    assert line.encode("utf-16-le")[(finding.place.column - 1) * 2 :].decode("utf-16-le") == "4}"
    assert finding.frames[0].marked == "4"
    assert finding.offset is not None
    assert json.loads(data[finding.offset : finding.offset + 1]) == 4


def test_a_segment_that_is_written_with_an_escape_is_marked_whole() -> None:
    text = rb'{"version":3,"sources":["a"],"names":[],"mappings":"AAAA,C\u0041AAC"}'

    (finding,) = (
        one for one in lint_files({"a.js.map": text}, Settings()).findings if one.rule == "names-index-bounds"
    )

    assert finding.frames[0].marked == r"C\u0041AAC"
    assert finding.place.end_column - finding.place.column == len(r"C\u0041AAC")
