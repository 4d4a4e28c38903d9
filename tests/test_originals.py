"""Original positions against embedded texts: tables, a naive count, and which rule owns which source."""

import json
import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint.document import Document
from smaplint.mappings import Mappings
from smaplint.originals import Originals, SourceState, compare, measure
from tests.test_mappings import encode

Pair = tuple[int, int]
Lines = list[list[tuple[int, ...]]]


def state_of(text: str, *positions: Pair) -> SourceState:
    return compare(0, array("q", [line << 32 | column for line, column in positions]), text)


def originals_of(texts: list[str | None], lines: Lines) -> Originals:
    map = Document(
        json.dumps(
            {
                "version": 3,
                "sources": [f"{index}.js" for index in range(len(texts))],
                "names": [],
                "sourcesContent": texts,
                "mappings": encode(lines).decode(),
            }
        ).encode()
    ).map
    assert map
    return map.originals


class TestCompare:
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_outside(self, end: str) -> None:
        state = state_of(f"ab{end}{end}c", (0, 2), (0, 3), (1, 0), (1, 1), (2, 1), (2, 2), (3, 0), (900, 0))
        assert (state.outside_columns, state.outside_lines, state.outside, state.lines) == (3, 2, 5, 3)
        assert state.outside_at == (3, 0)

    def test_a_last_line_without_text_is_a_line(self) -> None:
        assert state_of("a\n", (1, 0)).outside == 0
        assert state_of("a\n", (1, 1)).outside == 1

    @pytest.mark.parametrize(
        ("text", "column", "inside"),
        [
            ("word", 0, 0),
            ("word", 2, 1),
            ("word", 4, 0),
            ("a b", 1, 0),
            ("a b", 2, 0),
            ("$a_1", 1, 1),
            ("a.b", 2, 0),
            ("a-b", 1, 0),
            ("`a${b}`", 2, 0),
            ("`a${b}`", 4, 0),
            ("é", 1, 0),
            ("aé", 1, 0),
            ("\x00a", 1, 0),
        ],
    )
    def test_inside_a_word(self, text: str, column: int, inside: int) -> None:
        assert state_of(text, (0, column)).inside == inside

    def test_words_do_not_reach_over_lines(self) -> None:
        assert state_of("ab\ncd", (0, 2), (1, 0)).inside == 0
        assert state_of("ab\r\ncd", (0, 2), (1, 0)).inside == 0

    def test_a_step_of_one_character_is_no_miss(self) -> None:
        assert state_of("letters", *((0, column) for column in range(7))).inside == 0
        assert state_of("letters", (0, 1), (0, 3), (0, 5)).inside == 3

    def test_columns_are_utf16_units(self) -> None:
        assert state_of("😀 word\n", (0, 3)).inside == 0
        assert state_of("😀 word", (0, 4)).inside == 1
        assert state_of("😀", (0, 2)).outside == 0
        assert state_of("😀", (0, 3)).outside == 1

    def test_the_unit_that_fits_best_counts(self) -> None:
        in_bytes = len("/*ééé*/".encode())
        text = "/*ééé*/call()\n" * 20
        assert state_of(text, *((line, in_bytes) for line in range(20))).misplaced == 0
        in_characters = len("/*😀😀*/")
        text = "/*😀😀*/call()\n" * 20
        assert state_of(text, *((line, in_characters) for line in range(20))).misplaced == 0

    def test_a_lone_surrogate_is_a_unit(self) -> None:
        assert state_of("\ud800 word", (0, 2), (0, 6), (0, 7)).outside == 1

    @given(
        st.text("ab$ .\n\ré😀", max_size=60).map(lambda text: re.sub("\r(?!\n)", "", text)),
        st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), min_size=1, max_size=20),
    )
    def test_a_naive_count_agrees(self, text: str, positions: list[Pair]) -> None:
        """In units of UTF-16, unless another unit fits better: then there are fewer, never more."""
        outside = inside = 0
        lines = [line.encode("utf-16-le") for line in re.split("\r\n|\n", text)]
        before = None
        for line, column in positions:
            if line >= len(lines) or column * 2 > len(lines[line]):
                outside += 1
                continue
            around = lines[line][max(column * 2 - 2, 0) : column * 2 + 2].decode("utf-16-le", "replace")
            stepped = before == (line, column - 1)
            inside += column > 0 and re.fullmatch("[a-z$]{2}", around) is not None and not stepped
            before = (line, column)
        state = state_of(text, *positions)
        if text.isascii():
            assert (state.outside, state.inside) == (outside, inside)
        else:
            assert state.misplaced <= outside + inside


class TestMeasure:
    @pytest.mark.parametrize("text", [None, "", "a\u2028", "a\u2029b", "a\rb", "a\fb", "\ufeffa"])
    def test_texts_that_cannot_be_compared(self, text: str | None) -> None:
        assert originals_of([text], [[(0, 0, 5, 5)]]).states == ()

    def test_faulty_mappings_are_not_compared(self) -> None:
        assert originals_of(["a"], [[(0, 1, 5, 5)]]).states == ()

    @pytest.mark.parametrize("contents", [b"[]", b'["x"]', b'["x","y","z"]'])
    def test_texts_of_another_number_are_not_compared(self, contents: bytes) -> None:
        map = Document(
            b'{"version":3,"sources":["a","b"],"sourcesContent":%b,"names":[],"mappings":"AAAA,CCAA"}' % contents
        ).map
        assert map
        assert measure(map).states == ()

    def test_it_is_measured_once(self) -> None:
        map = Document(b'{"version":3,"sources":["a"],"sourcesContent":["x"],"names":[],"mappings":"AAAA"}').map
        assert map
        assert map.originals is map.originals

    def test_sums_without_limit_do_no_harm(self) -> None:
        far = (1 << 31) - 1
        step = b"AA" + encode([[(far,)]]) * 2
        found = Mappings(b",".join([step] * 40), 1, 0).originals()
        assert compare(0, found[0], "text").outside == 40


class TestOwner:
    """One cause is one finding: a source belongs to one rule, or to none."""

    def test_outside(self) -> None:
        found = originals_of(["a\n" * 60], [[(0, 0, line, 0)] for line in range(81)])
        assert [state.source for state in found.outlying] == [0]
        assert found.mismatched == ()

    def test_too_few_outside(self) -> None:
        found = originals_of(["a\n" * 60], [[(0, 0, line, 0)] for line in range(80)])
        assert found.outside == 19
        assert found.outlying == found.mismatched == ()

    def test_too_small_a_share_outside(self) -> None:
        found = originals_of(["a\n" * 400], [[(0, 0, line, 0)] for line in range(421)])
        assert (found.outside, found.compared) == (20, 421)
        assert found.outlying == found.mismatched == ()

    @pytest.mark.parametrize(
        ("inside", "lines", "owner"),
        [(3, 30, ""), (3, 29, "suspect"), (10, 30, "suspect"), (10, 29, "mismatched"), (7, 19, "")],
        ids=["a tenth is not more", "more than a tenth", "a third is not more", "more than a third", "too few"],
    )
    def test_inside(self, inside: int, lines: int, owner: str) -> None:
        found = originals_of(["word\n" * 60], [[(0, 0, line, 2 if line < inside else 0)] for line in range(lines)])
        assert [state.inside for state in found.mismatched] == [inside] * (owner == "mismatched")
        assert [state.inside for state in found.suspect] == [inside] * (owner == "suspect")
        assert found.outlying == ()

    def test_columns_alone_prove_nothing(self) -> None:
        """@vitejs/plugin-vue: a `:class` over several lines."""
        found = originals_of(["a\n" * 60], [[(0, 0, line, 9)] for line in range(50)])
        assert found.outside == 50
        assert found.outlying == found.mismatched == found.suspect == ()

    def test_columns_with_a_second_witness(self) -> None:
        found = originals_of(["word\n" * 60], [[(0, 0, line, 9 if line < 40 else 2)] for line in range(50)])
        assert [state.source for state in found.outlying] == [0]

    @pytest.mark.parametrize("name", ["a.json", "a.css", "a.scss?inline", "a.less", "a.styl"])
    @pytest.mark.parametrize(("path", "compared"), [("app.js.map", 0), ("app.css.map", 1)])
    def test_json_and_styles_in_a_script_are_left_out(self, name: str, path: str, compared: int) -> None:
        text = json.dumps({"version": 3, "sources": [name], "sourcesContent": ["x"], "names": [], "mappings": "AAAA"})
        map = Document(text.encode(), path).map
        assert map
        assert measure(map).compared == compared

    def test_a_text_that_is_cut_to_a_stub_in_a_large_map(self) -> None:
        whole: Lines = [[(0, 0, line, 0)] for line in range(500)]
        stub: Lines = [[(0, 1, line, 0)] for line in range(21)]
        found = originals_of(["a\n" * 500, "a"], whole + stub)
        assert found.outlying == ()
        assert [state.source for state in found.mismatched] == [1]

    def test_each_source_has_one_owner_and_the_worst_is_first(self) -> None:
        outside: Lines = [[(0, 0, line, 0)] for line in range(100)]
        worse: Lines = [[(0, 1, line, 0)] for line in range(150)]
        inside: Lines = [[(0, 2, line, 2)] for line in range(50)]
        found = originals_of(["a", "a", "word\n" * 50], [*outside, *worse, *inside])
        assert [state.source for state in found.outlying] == [1, 0]
        assert [state.source for state in found.mismatched] == [2]
