"""The compiled comparison and the plain one have one answer; both have that of the rules of the text, counted by hand."""

import random
from array import array

import pytest

from smaplint import _fast, alignment, originals

COMPILED = pytest.mark.skipif(
    _fast.compare is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)
TEXTS = ("a", "b", "$", "{", " ", "\n", "\r\n", "\r", "_", "9", "${", "\x80")
WIDE = ("a", " ", "a long one without", "\n", "\r\n", "é", "漢", "😀", "\u2028", "\u2029", "\ufeff", "\r", "\f")


def _positions(chance: random.Random) -> "array[int]":
    found = [chance.randrange(8) << 32 | chance.randrange(14) for _ in range(chance.randrange(1, 40))]
    return array("q", sorted(found) if chance.randrange(3) else found)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing compiled, whatever is there."""
    monkeypatch.setattr(originals, "fast", None)
    monkeypatch.setattr(alignment, "fast", None)


@pytest.mark.parametrize(
    ("units", "positions", "holes", "expected"),
    [
        (b"", [(0, 0)], False, (1, 0, 0, 0, -1, -1)),
        (b"", [(0, 1)], False, (1, 0, 1, 0, 1, -1)),
        (b"ab cd", [(0, 0), (0, 2), (0, 3), (0, 5)], False, (1, 0, 0, 0, -1, -1)),
        (b"ab cd", [(0, 4)], False, (1, 0, 0, 1, -1, 4)),
        (b"ab cd", [(0, 0), (0, 1)], False, (1, 0, 0, 0, -1, -1)),  # a column behind the one before
        (b"ab\r\ncd", [(0, 2), (1, 2)], False, (2, 0, 0, 0, -1, -1)),
        (b"ab\r\ncd", [(0, 3)], False, (2, 0, 1, 0, 3, -1)),
        (b"ab\n", [(1, 0), (2, 0), (0, 9)], False, (2, 1, 1, 0, 2 << 32, -1)),
        (
            b"ab",
            [(-1, 0), (-(1 << 30), 1)],
            False,
            (1, 2, 0, 0, -1 << 32, -1),
        ),  # never, but never out of the table either
        (b"a${b}", [(0, 1)], False, (1, 0, 0, 1, -1, 1)),
        (b"a${b}", [(0, 1)], True, (1, 0, 0, 0, -1, -1)),
        (b"a\x80b", [(0, 1), (0, 2)], False, (1, 0, 0, 0, -1, -1)),
    ],
)
@COMPILED
def test_by_hand(
    units: bytes, positions: list[tuple[int, int]], holes: bool, expected: tuple[int, int, int, int, int, int]
) -> None:
    assert _fast.compare
    packed = array("q", (line << 32 | column for line, column in positions))
    assert _fast.compare.compare(packed, units, holes) == expected


@pytest.mark.parametrize(
    ("moves", "line", "least", "begins", "expected"),
    [
        ([0], -1, 0, False, [4]),
        ([0], -1, 5, False, []),
        ([-1, 1], -1, 0, False, [1, 0]),  # between `ab` and the blank; all of them in a word, or behind the end
        ([-1, 1], 0, 0, False, [3, 2]),  # only on the first line
        ([1 << 32, -1 << 32], -1, 0, False, [1, 2]),
        ([(1 << 32) - 3], 0, 0, False, [1]),
        ([0], -1, 0, True, [3]),  # all but (1, 2), where no word begins
        ([0, 3, 1 << 40], -1, 0, True, [3, 1, 0]),
    ],
)
@pytest.mark.parametrize("path", ["compiled", "plain"])
def test_moves_by_hand(
    path: str,
    moves: list[int],
    line: int,
    least: int,
    begins: bool,
    expected: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if path == "plain":
        monkeypatch.setattr(alignment, "fast", None)
    elif _fast.compare is None:
        pytest.skip("no compiled pass")
    text = alignment._Text(b"ab cd\nef")
    positions = array("q", (0, 3, 1 << 32, 1 << 32 | 2))
    kept, scores = text.fitting(positions, array("q", moves), line, least, begins=begins)
    assert list(scores) == expected
    assert list(kept) == moves[: len(expected)]


@pytest.mark.parametrize("move", [(0, 0), (3, -4000), (-500, 4000), (-1, -1), (500, 0)])
def test_a_move_is_lines_and_columns(move: tuple[int, int]) -> None:
    assert alignment.split((move[0] << 32) + move[1]) == move


@pytest.mark.parametrize(
    ("lines", "most", "expected"),
    [
        ([3], 1, [(3, 0, 1)]),
        ([0, 1, 1, 2, 2, 5, 5, 5], 3, [(5, 5, 3), (1, 1, 2), (2, 3, 2)]),
        ([0, 1, 2], 1, [(0, 0, 1)]),
        (list(range(20)), 8, [(line, line, 1) for line in range(8)]),
        ([0, 2, 1], 2, None),
        ([0, 1, 0], 2, None),
    ],
)
@COMPILED
def test_the_fullest_lines(lines: list[int], most: int, expected: list[tuple[int, int, int]] | None) -> None:
    assert _fast.compare
    assert _fast.compare.fullest(array("q", (line << 32 for line in lines)), most) == expected


@COMPILED
@pytest.mark.parametrize("seed", range(20))
def test_the_fullest_lines_are_those_of_plain_python(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    for _ in range(40):
        positions = _positions(chance)
        most = chance.randrange(1, 9)
        monkeypatch.setattr(alignment, "fast", _fast.compare)
        compiled = alignment._fullest(positions, most)
        monkeypatch.setattr(alignment, "fast", None)
        assert compiled == alignment._fullest(positions, most)


def _pair(position: int) -> tuple[int, int] | None:
    return (position >> 32, position & 0xFFFFFFFF) if position >= 0 else None


@COMPILED
@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("seed", range(40))
def test_both_ways_agree(seed: int) -> None:
    fast = _fast.compare
    assert fast
    chance = random.Random(seed)  # noqa: S311  # no secret
    for _ in range(60):
        units = "".join(chance.choice(TEXTS) for _ in range(chance.randrange(60))).encode("latin-1")
        positions = _positions(chance)
        state = originals._on_units(0, positions, units)
        lines, by_line, by_column, inside, outside_at, inside_at = fast.compare(positions, units, True)
        assert state == (0, len(positions), lines, by_line, by_column, inside, _pair(outside_at), _pair(inside_at))
        other = alignment._compare(positions, alignment._Text(units))
        lines, by_line, by_column, inside, outside_at, inside_at = fast.compare(positions, units, False)
        assert other == (lines, by_line + by_column, inside, _pair(outside_at), _pair(inside_at))
        text = alignment._Text(units)
        assert fast.lines(units) == (text.starts, text.ends)
        moves = array("q", ((lines << 32) + columns for lines in range(-2, 3) for columns in range(-3, 4)))
        for some in (moves, range(-3, 4), range((1 << 32) - 2, (1 << 32) + 2)):
            line, least = chance.randrange(-1, 4), chance.randrange(len(positions) + 2)
            for begins in (False, True):
                assert text.fitting(positions, some, line, least, begins=begins) == fast.fitting(
                    positions, text.starts, text.ends, units, some, line, least, begins
                )
        assert alignment._is_ambiguous(units) == fast.ambiguous(units)
        assert alignment._misplaced(positions, units) == fast.misplaced(positions, units)


@COMPILED
@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("seed", range(40))
def test_both_ways_agree_on_texts_that_are_not_ascii(seed: int) -> None:
    fast = _fast.compare
    assert fast
    chance = random.Random(seed)  # noqa: S311  # no secret
    for broken in range(60):
        data = "".join(chance.choice(WIDE) for _ in range(chance.randrange(30))).encode()
        if broken % 2:
            cut = chance.randrange(len(data) + 1)
            data = data[:cut] + bytes(chance.choices(range(256), k=chance.randrange(3))) + data[cut + broken % 3 :]
        positions = _positions(chance)
        assert fast.behind_wide(positions, data) == alignment._behind_wide(positions, data)
        assert fast.ambiguous(data) == alignment._is_ambiguous(data)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            assert fast.units(data, False) is fast.units(data, True) is None
            continue
        assert fast.units(data, False) == originals.utf16_units(text)
        assert fast.units(data, True) == alignment._points(data)
        assert len(originals.utf16_units(text)) * 2 == len(text.encode("utf-16-le"))


def test_a_lone_surrogate_is_one_unit() -> None:
    assert originals.utf16_units("a\ud800😀") == b"a???"


@COMPILED
def test_moves_that_all_fit_prove_nothing() -> None:
    """Positions behind the end where no sample looks, and 4,000 moves that take them in again: a minute, were each counted."""
    size = 100_000
    end = 2 * size + 4000
    steps = [501, *(size // sample | 1 for sample in (2000, 256, 24))]
    positions = array("q", (4000 + 2 * at for at in range(size)))
    for at in range(size):
        if at % 501 <= 40 and all(at % step for step in steps):
            positions[at] = end + 5
    text = alignment._Text(b";" * end)
    assert alignment._compare(positions, text).outside > alignment.OUTSIDE_SHARE * size
    assert alignment._shift(positions, text) is None
