"""The decoder of `mappings`: tables of every fault, and what holds for any bytes."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smaplint import mappings as module
from smaplint.mappings import Fault, FaultKind, Mappings, Segment, decode_segment

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LARGEST = (1 << 31) - 1

# (generated column, source, original line, original column, name); shorter where there is no original or no name.
Fields = tuple[int, ...]


def vlq(number: int) -> str:
    rest = (-number << 1) | 1 if number < 0 else number << 1
    text = ""
    while True:
        digit, rest = rest & 31, rest >> 5
        text += _DIGITS[digit | 32 if rest else digit]
        if not rest:
            return text


def encode(lines: Sequence[Sequence[Fields]]) -> bytes:
    """Lines of absolute segments as the text of a field."""
    before = [0, 0, 0, 0, 0]
    out = []
    for line in lines:
        before[0] = 0
        texts = []
        for fields in line:
            texts.append("".join(vlq(field - last) for field, last in zip(fields, before, strict=False)))
            before[: len(fields)] = fields
        out.append(",".join(texts))
    return ";".join(out).encode()


class NaiveError(Exception):
    """The text is not a valid field by ECMA-426."""


def naive(text: str, sources: int, names: int) -> list[list[Fields]]:
    """DecodeMappingsField of ECMA-426, step by step; what it may report as an error is one here."""
    if not re.fullmatch(r"[A-Za-z0-9+/,;]*", text):
        raise NaiveError
    state = [0, 0, 0, 0, 0]
    lines: list[list[Fields]] = []
    for line in text.split(";"):
        state[0] = 0
        lines.append([])
        for segment in line.split(",") if line else []:
            vlqs = re.findall(r"[g-z0-9+/]*[A-Za-f]", segment)
            if "".join(vlqs) != segment or len(vlqs) not in (1, 4, 5):
                raise NaiveError
            for field, digits in enumerate(vlqs):
                unsigned = sum((_DIGITS.index(digit) % 32) * 32**place for place, digit in enumerate(digits))
                # A negative zero is -2**31 by the standard; no generator means that.
                if unsigned >= 2**32 or unsigned == 1:
                    raise NaiveError
                state[field] += -(unsigned // 2) if unsigned % 2 else unsigned // 2
            fields = tuple(state[: len(vlqs)])
            if (
                min(fields) < 0
                or (len(fields) > 1 and fields[1] >= sources)
                or (len(fields) > 4 and fields[4] >= names)
            ):
                raise NaiveError
            lines[-1].append(fields)
    return lines


def fields_of(segment: Segment) -> Fields:
    if segment.source < 0:
        return (segment.column,)
    original = (segment.column, segment.source, segment.original_line, segment.original_column)
    return original if segment.name < 0 else (*original, segment.name)


def decoded(mappings: Mappings) -> list[list[Fields]]:
    lines: list[list[Fields]] = [[] for _ in range(mappings.lines)]
    for segment in mappings.segments():
        lines[segment.line].append(fields_of(segment))
    return lines


class TestDecodeSegment:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("A", (0,)),
            ("C", (1,)),
            ("D", (-1,)),
            ("f", (-15,)),
            ("gB", (16,)),
            ("hB", (-16,)),
            ("AAAA", (0, 0, 0, 0)),
            ("IACJE", (4, 0, 1, -4, 2)),
            ("gggggggggggggA", (0,)),
            ("+/////D", (_LARGEST,)),
            ("//////D", (-_LARGEST,)),
            ("gAhBAA", (0, -16, 0, 0)),
            ("", ("arity", 0, 0)),
            ("AA", ("arity", 0, 2)),
            ("AAA", ("arity", 0, 3)),
            ("AAAAAA", ("arity", 0, 6)),
            ("g", ("truncated", 0, 1)),
            ("AAg", ("truncated", 2, 1)),
            ("AAAAgg", ("truncated", 4, 2)),
            ("B", ("range", 0, 1)),
            ("AhA", ("range", 1, 2)),
            ("AhgggggggggggA", ("range", 1, 13)),
            ("+/////H", ("range", 0, 7)),
            ("AAgggggggggggggggB", ("range", 2, 16)),
            ("ggggggE", ("range", 0, 7)),
            ("=", ("alphabet", 0, 1)),
            ("AA==", ("alphabet", 2, 2)),
            (" AAAA", ("alphabet", 0, 1)),
            ("AAé", ("alphabet", 2, 2)),
            ("g=", ("alphabet", 1, 1)),
            ("B=", ("range", 0, 1)),
            ("A-A_A", ("alphabet", 1, 1)),
        ],
    )
    def test_numbers_or_the_first_fault(self, text: str, expected: tuple[object, ...]) -> None:
        assert decode_segment(text.encode()) == expected

    def test_every_number_of_32_bits_survives(self) -> None:
        for number in (0, 1, -1, 15, 16, -16, 1023, -1024, 65535, 1 << 30, -(1 << 30), _LARGEST, -_LARGEST):
            assert decode_segment(vlq(number).encode()) == (number,)

    def test_a_segment_of_a_megabyte_is_no_trouble(self) -> None:
        assert decode_segment(b"g" * 1_000_000 + b"A") == (0,)
        assert decode_segment(b"g" * 1_000_000 + b"B") == ("range", 0, 1_000_001)


def fault(
    kind: FaultKind, offset: int, length: int, place: tuple[int, int, int], value: str
) -> tuple[FaultKind, int, int, tuple[int, int, int], str]:
    return kind, offset, length, place, value


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("", [], id="nothing"),
            pytest.param(";;;", [], id="lines without segments"),
            pytest.param("A;AAAA,CAACA;", [], id="1, 4 and 5 fields"),
            pytest.param("AAAA, CAAC", [fault("alphabet", 5, 1, (0, 1, -1), " ")], id="a space"),
            pytest.param(";AAAA=", [fault("alphabet", 5, 1, (1, 0, -1), "=")], id="padding"),
            pytest.param("AA\n\nAA", [fault("alphabet", 2, 2, (0, 0, -1), "\n\n")], id="a run is one fault"),
            pytest.param("AAé", [fault("alphabet", 2, 2, (0, 0, -1), "é")], id="bytes, not characters"),
            pytest.param("A;A,gg", [fault("truncated", 4, 2, (1, 1, -1), "gg")], id="cut short"),
            pytest.param("AAAB", [fault("range", 3, 1, (0, 0, -1), "B")], id="negative zero"),
            pytest.param(
                "A,AA,AAAAAA",
                [fault("arity", 2, 2, (0, 1, -1), "AA"), fault("arity", 5, 6, (0, 2, -1), "AAAAAA")],
                id="lengths",
            ),
            pytest.param(",A", [fault("empty", 0, 0, (0, 0, 0), "")], id="a comma in front"),
            pytest.param("C,", [fault("empty", 2, 0, (0, 1, 1), "")], id="a comma behind"),
            pytest.param("C,,C", [fault("empty", 2, 0, (0, 1, 1), "")], id="two commas"),
            pytest.param(
                "C,;,C",
                [fault("empty", 2, 0, (0, 1, 1), ""), fault("empty", 3, 0, (1, 0, 0), "")],
                id="around a semicolon",
            ),
            pytest.param(
                ",", [fault("empty", 0, 0, (0, 0, 0), ""), fault("empty", 1, 0, (0, 1, 0), "")], id="a lone comma"
            ),
            pytest.param("C,F", [fault("negative-column", 2, 1, (0, 1, 1), "-1")], id="below column 0"),
            pytest.param("E,D,C", [fault("unsorted", 2, 1, (0, 1, 1), "-1")], id="a step back"),
            pytest.param("AAAA;CEAA", [fault("source-bounds", 5, 4, (1, 0, 1), "2")], id="source one past the end"),
            pytest.param("ADAA,ACAA", [fault("source-bounds", 0, 4, (0, 0, 0), "-1")], id="source below 0"),
            pytest.param("AAAAA,CAACC", [fault("name-bounds", 6, 5, (0, 1, 1), "1")], id="name one past the end"),
            pytest.param("AAAAD", [fault("name-bounds", 0, 5, (0, 0, 0), "-1")], id="name below 0"),
            pytest.param("AADA", [fault("negative-original", 0, 4, (0, 0, 0), "line -1")], id="original line below 0"),
            pytest.param(
                "AAAD", [fault("negative-original", 0, 4, (0, 0, 0), "column -1")], id="original column below 0"
            ),
            pytest.param(
                "AADD",
                [
                    fault("negative-original", 0, 4, (0, 0, 0), "line -1"),
                    fault("negative-original", 0, 4, (0, 0, 0), "column -1"),
                ],
                id="both",
            ),
        ],
    )
    def test_kind_and_place(
        self, text: str, expected: list[tuple[FaultKind, int, int, tuple[int, int, int], str]]
    ) -> None:
        found = Mappings(text.encode(), 2, 1).faults
        assert [
            (one.kind, one.offset, one.length, (one.line, one.segment, one.column), one.value) for one in found
        ] == expected

    @pytest.mark.parametrize("text", ["A=,AEAA", "g,AEAA", "B;AEAA", "AA;;AEAA;AADA;AAAAE", "DEAA,CEAA"])
    def test_bounds_are_not_judged_behind_a_segment_that_is_lost(self, text: str) -> None:
        counts = Mappings(text.encode(), 2, 1).fault_counts
        assert sum(counts.values()) == 1

    def test_a_lost_column_alone_moves_nothing_else(self) -> None:
        assert Mappings(b"D,CEAA", 2, 1).fault_counts == {"negative-column": 1, "source-bounds": 1}

    def test_a_line_left_of_column_0_stays_there_till_it_steps_forth(self) -> None:
        assert Mappings(b"D,A,A,C,A;A", 0, 0).fault_counts == {"negative-column": 3}

    def test_a_line_left_of_column_0_is_remembered_over_pieces(self) -> None:
        text = b"D" + b",A" * module._PIECE
        assert Mappings(text, 0, 0).fault_counts == {"negative-column": module._PIECE + 1}

    def test_all_are_counted_and_some_are_kept(self) -> None:
        mappings = Mappings(b"=," * 1000 + b"A", 1, 0)
        assert mappings.fault_counts == {"alphabet": 1000}
        assert len(mappings.faults) == module.KEPT
        assert mappings.count_of("alphabet", "range") == 1000
        assert mappings.faults_of("alphabet") == mappings.faults

    @pytest.mark.parametrize(
        ("text", "grammatical", "clean"),
        [
            ("AAAA;CAAC", True, True),
            ("E,D", True, True),
            ("A,,A", True, True),
            ("AEAA", True, False),
            ("D", True, False),
            ("=", False, False),
            ("AA", False, False),
            ("g", False, False),
            ("B", False, False),
        ],
    )
    def test_states(self, text: str, grammatical: bool, clean: bool) -> None:
        mappings = Mappings(text.encode(), 1, 1)
        assert (mappings.is_grammatical, mappings.is_clean) == (grammatical, clean)

    def test_places_are_for_people(self) -> None:
        assert Fault("empty", 5, 0, 1, 4, 0, "").place == "line 2, column 1, segment 5"
        assert Fault("alphabet", 5, 1, 1, 4, -1, "=", 12).place == "line 2, behind column 13, segment 5"


class TestSegments:
    def test_a_segment_left_of_column_0_moves_the_column_alone(self) -> None:
        assert decoded(Mappings(b"CAAA,JACI,CAAC,GAAC", 1, 0)) == [[(1, 0, 0, 0), (1, 0, 0, 1)]]

    def test_offsets(self) -> None:
        assert [one.offset for one in Mappings(b";A,AAAA;=,C,,C", 1, 0).segments()] == [1, 3, 10, 13]

    def test_counts(self) -> None:
        assert Mappings(b"A,AAAA;AAAAA,=,,AA;C", 1, 1).counts == (2, 1, 1)

    def test_lines(self) -> None:
        assert [Mappings(text, 0, 0).lines for text in (b"", b";", b"A;A;")] == [1, 2, 3]


_lines = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.integers(0, 200)),
            st.tuples(st.integers(0, 200), st.integers(0, 4), st.integers(0, 5000), st.integers(0, 200)),
            st.tuples(
                st.integers(0, 200),
                st.integers(0, 4),
                st.integers(0, _LARGEST),
                st.integers(0, _LARGEST),
                st.integers(0, 9),
            ),
        ),
        max_size=8,
    ),
    max_size=12,
)
_hostile = st.one_of(
    st.binary(max_size=80),
    st.text("AACDIJgh+/,,;;=B é", max_size=120).map(str.encode),
    st.lists(
        st.sampled_from(
            [
                "AAAA",
                "IAAI",
                "CAACA",
                "EACDC",
                "A",
                "D",
                "AEAA",
                "ADAA",
                "AADA",
                "AAAJ",
                "AA",
                "g",
                "B",
                "=",
                "",
                ";",
                ";;",
            ]
        ),
        max_size=40,
    ).map(lambda parts: ",".join(parts).encode()),
    _lines.map(encode),
)


class TestProperties:
    @given(_lines)
    def test_round_trip(self, lines: list[list[Fields]]) -> None:
        mappings = Mappings(encode(lines), 5, 10)
        assert decoded(mappings) == (lines or [[]])
        assert mappings.is_clean
        steps = sum(after[0] < before[0] for line in lines for before, after in pairwise(line))
        assert mappings.fault_counts == ({"unsorted": steps} if steps else {})
        assert mappings.counts == tuple(
            sum(len(fields) == size for line in lines for fields in line) for size in (1, 4, 5)
        )

    @given(_lines, st.sampled_from([8, 16, 1 << 18]))
    def test_originals_are_those_of_the_segments(self, lines: list[list[Fields]], piece: int) -> None:
        expected: dict[int, list[int]] = {}
        for line in lines:
            for fields in line:
                if len(fields) > 1:
                    expected.setdefault(fields[1], []).append(fields[2] << 32 | fields[3])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_PIECE", piece)
            found = Mappings(encode(lines), 5, 10).originals()
        assert {source: list(positions) for source, positions in found.items()} == expected

    def test_originals_beyond_32_bits_are_held_at_the_largest(self) -> None:
        step = b"AA" + vlq(_LARGEST).encode() * 2
        found = Mappings(b",".join([step] * 5), 1, 0).originals()
        assert set(found[0]) == {_LARGEST << 32 | _LARGEST}

    @given(_hostile, st.integers(0, 3), st.integers(0, 3))
    @settings(max_examples=300)
    def test_nothing_raises_and_places_are_inside(self, text: bytes, sources: int, names: int) -> None:
        mappings = Mappings(text, sources, names)
        for one in mappings.faults:
            assert 0 <= one.offset <= one.offset + one.length <= len(text)
            assert one.line == text.count(b";", 0, one.offset)
            assert one.segment == text[text.rfind(b";", 0, one.offset) + 1 : one.offset].count(b",")
        for segment in mappings.segments():
            assert segment.line == text.count(b";", 0, segment.offset)
        single, four, five = mappings.counts
        assert single + four + five <= text.count(b",") + text.count(b";") + 1
        if mappings.is_clean:
            assert sum(map(len, mappings.originals().values())) == four + five

    @given(_hostile, st.integers(0, 3), st.integers(0, 3))
    @settings(max_examples=400)
    def test_the_fast_and_the_slow_path_agree(self, text: bytes, sources: int, names: int) -> None:
        slow = module._Slow(sources, names)
        if text:
            slow.run(text, 0, len(text), 0, 0, 0, 0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_PIECE", 16)
            in_pieces = Mappings(text, sources, names)
            assert (in_pieces.faults, in_pieces.fault_counts) == (tuple(slow.faults), slow.counts)
        whole = Mappings(text, sources, names)
        assert (whole.faults, whole.fault_counts) == (tuple(slow.faults), slow.counts)

    @given(_hostile, st.integers(0, 3), st.integers(0, 3))
    @settings(max_examples=300)
    def test_a_naive_decoder_agrees(self, text: bytes, sources: int, names: int) -> None:
        agree(text, sources, names)

    @given(_lines.map(encode).filter(bool), st.data())
    @settings(max_examples=300)
    def test_one_changed_byte_is_found_or_harmless(self, text: bytes, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(text) - 1))
        byte = data.draw(st.one_of(st.sampled_from(b"AB=,; gD"), st.integers(0, 127)))
        agree(text[:at] + bytes([byte]) + text[at + 1 :], 5, 10)


def agree(text: bytes, sources: int, names: int) -> None:
    """Smaplint finds a fault exactly where the naive decoder fails, and else reads the same."""
    mappings = Mappings(text, sources, names)
    try:
        expected = naive(text.decode(), sources, names)
    except (NaiveError, UnicodeDecodeError):
        assert mappings.fault_counts.keys() - {"unsorted"}
    else:
        assert not mappings.fault_counts.keys() - {"unsorted"}
        assert decoded(mappings) == expected
