"""The compiled comparison and the plain one have one answer; both have that of the rules of the text, counted by hand."""

import random
from array import array

import pytest

from smaplint import _fast, alignment, originals

COMPILED = pytest.mark.skipif(
    _fast.compare is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)
TEXTS = ("a", "b", "$", "{", " ", "\n", "\r\n", "\r", "_", "9", "${", "\x80")
WIDE = ("a", " ", "\n", "\r\n", "é", "漢", "😀", "\u2028")


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
        _, by_line, by_column, inside, outside_at, inside_at = fast.compare(positions, units, False)
        assert other == (by_line + by_column, inside, _pair(outside_at), _pair(inside_at))
        text = alignment._Text(units)
        assert fast.lines(units) == (text.starts, text.ends)
        for lines_by in range(-2, 3):
            for columns_by in range(-3, 4):
                moved = (lines_by, columns_by)
                assert text.lies(positions, *moved) == fast.count(positions, text.starts, text.ends, text.inner, *moved)
                assert text.begins(positions, *moved) == fast.count(
                    positions, text.starts, text.ends, text.no_first, *moved
                )
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
        try:
            text = data.decode()
        except UnicodeDecodeError:
            assert fast.units(data) is None
            continue
        assert fast.units(data) == originals.utf16_units(text)
        assert len(originals.utf16_units(text)) * 2 == len(text.encode("utf-16-le"))


def test_a_lone_surrogate_is_one_unit() -> None:
    assert originals.utf16_units("a\ud800😀") == b"a???"
