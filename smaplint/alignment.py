"""How a map lies on its generated file, decided once per pair: aligned, shifted, in bytes, outside, or stale.

One cause is one finding: each state belongs to one rule. A mapped column begins a token; in a file that the map was made
for next to none falls inside a word. So columns inside words are the measure, and a shift is proven where one constant takes
nearly all of them out again.

Lines and columns are 0-based; columns are UTF-16 units. The passes run in C over whole arrays, as in
`smaplint.originals`; candidates for a shift are tried only where the pair is suspect.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import repeat
from math import ceil
from operator import add, gt, rshift, sub
from typing import Final, Literal

from smaplint._fast import compare as fast
from smaplint._record import NamedTuple
from smaplint.document import SourceMap
from smaplint.generated import GeneratedFile
from smaplint.originals import COLUMN, LINE_END, WORD, ones, pair, utf16_units

State = Literal["unknown", "aligned", "shifted", "bytes", "outside", "stale", "suspect"]

# Below so many positions nothing is said of a pair; below the second, nothing for certain.
COMPARED_LEAST: Final = 20
CERTAIN_LEAST: Final = 100
# Of 1,357 good maps none had more than a tenth of its columns inside a word (the worst 8 %).
INSIDE_SHARE: Final = 0.1
# Angular, dexie, firebase and Next.js ship 1-30 stray mappings in every release; the broken ones have 5 % and more.
OUTSIDE_SHARE: Final = 0.05
OUTSIDE_LEAST: Final = 20
# After the shift.
SHIFTED_SHARE: Final = 0.97
# How far a shift is looked for. Licence headers have up to some hundred lines, snippets up to some thousand columns.
_LINES: Final = 500
_COLUMNS: Final = 4000
_SAMPLE: Final = 2000
_FIRST: Final = 256
_FEW: Final = 24
# Each is counted over all positions: where dots fill a line, thousands fit its sample.
_MANY: Final = 250
# A file with more lines is not compared: the tables weigh 120 bytes a line.
MOST_LINES: Final = 1 << 20


class Alignment(NamedTuple):
    """How the mapped segments of a pair lie on the generated file.

    `compared`: segments with a source. `outside`: on a line that is not there, or behind a line's end (its very end is
    legal). `inside`: between two characters of a word. `outside_at`, `inside_at`: the first of either, (line, column).
    `lines_by`, `columns_by`: what must be added to a position of the map to be right, where it is `shifted`; columns
    only on generated line `line`. `fit`: share of positions that lie well as they are; `fit_after`: once shifted, or read in
    `unit`: `bytes` or `code points`, where columns count those.
    """

    state: State
    reason: str = ""
    compared: int = 0
    lines: int = 0
    outside: int = 0
    inside: int = 0
    outside_at: tuple[int, int] | None = None
    inside_at: tuple[int, int] | None = None
    lines_by: int = 0
    columns_by: int = 0
    line: int = -1
    unit: str = ""
    fit: float = 1.0
    fit_after: float = 1.0

    @property
    def is_off(self) -> bool:
        """Whether it is known how the map fails to lie on the file, by more than single segments outside of it."""
        return self.state in ("bytes", "shifted", "stale", "suspect")


class _Text:
    """A text of which each byte is a unit, with what a comparison needs."""

    def __init__(self, units: bytes) -> None:
        self.units = units

    @cached_property
    def _lines(self) -> "tuple[array[int], array[int]]":
        units = self.units
        if fast is not None:
            return fast.lines(units)
        starts = array("q", (0,))
        starts.extend(match.end() for match in LINE_END.finditer(units))
        ends = array("q", (start - 1 for start in starts[1:]))
        ends.append(len(units))
        if b"\r" in units:
            ends = array("q", (end - (units[start:end][-1:] == b"\r") for start, end in zip(starts, ends, strict=True)))
        return starts, ends

    @property
    def starts(self) -> "array[int]":
        """Where each line begins."""
        return self._lines[0]

    @property
    def ends(self) -> "array[int]":
        """Where each line ends, without LF or CRLF."""
        return self._lines[1]

    @cached_property
    def inner(self) -> bytes:
        """For each index of the text, and the one behind it: 1 where the units before and at it both belong to a word."""
        words = int.from_bytes(self.units.translate(WORD), "little")
        return (words & (words << 8)).to_bytes(len(self.units) + 1, "little")

    @cached_property
    def no_first(self) -> bytes:
        """For each index: 1 where no word begins."""
        words = self.units.translate(WORD)
        size = len(words) + 1
        before = int.from_bytes(b"\0" + words, "little")
        at = int.from_bytes(words + b"\0", "little")
        return (int.from_bytes(b"\1" * size, "little") ^ (at & ~before)).to_bytes(size, "little")

    @cached_property
    def longest(self) -> int:
        """The number of the longest line, the first of them."""
        lengths = list(map(sub, self.ends, self.starts))
        return lengths.index(max(lengths))

    def lies(self, positions: "array[int]") -> int:
        """How many of the positions lie inside the file and inside no word."""
        return self.fitting(positions, _STILL, -1, 0)[1][0]

    def fitting(
        self, positions: "array[int]", moves: "array[int] | range", line: int, least: int, *, begins: bool = False
    ) -> "tuple[array[int], array[int]]":
        """The moves by which at least `least` positions lie inside the file and inside no word, and how many do.

        A move is `(lines << 32) + columns`; its columns are those of `line` alone, unless that is -1. `begins`: count the positions
        that begin a word, which tells two shifts apart that fit as well.
        """
        starts, ends = self.starts, self.ends
        if fast is not None:
            return fast.fitting(positions, starts, ends, self.units, moves, line, least, begins)
        bad = self.no_first if begins else self.inner
        last = len(starts)
        kept, scores = array("q"), array("q")
        for move in moves:
            lines_by, columns_by = split(move)
            well = 0
            for position in positions:
                row = position >> 32
                by = columns_by if line in (-1, row) else 0
                row += lines_by
                if 0 <= row < last:
                    at = starts[row] + (position & COLUMN) + by
                    well += starts[row] <= at <= ends[row] and not bad[at]
            if well >= least:
                kept.append(move)
                scores.append(well)
        return kept, scores


class _State(NamedTuple):
    lines: int
    outside: int
    inside: int
    outside_at: tuple[int, int] | None
    inside_at: tuple[int, int] | None

    @property
    def misplaced(self) -> int:
        return self.outside + self.inside


def measure(map: SourceMap, generated: GeneratedFile) -> Alignment:
    """Compare a map with its generated file. Nothing is compared where `mappings` is at fault."""
    if generated.kind not in ("js", "css"):
        return Alignment("unknown", f"a `{generated.kind}` file")
    if generated.is_bytecode:
        return Alignment("unknown", "Hermes bytecode has no lines")
    data = generated.data
    directive = generated.directive
    if directive and directive.is_inline:
        data = data[: directive.start]
    if not data:
        return Alignment("unknown", "no generated file")
    if _is_ambiguous(data):
        return Alignment("unknown", "tools disagree on the lines of the generated file")
    mappings = [one.mappings for one in regular(map)]
    if not all(one.is_clean for one in mappings):
        return Alignment("unknown", "`mappings` is at fault")
    positions = mappings[0].generated() if mappings else array("q")
    for one in mappings[1:]:
        positions.extend(one.generated())
    if not positions:
        return Alignment("unknown", "nothing is mapped")
    units = _units(data)
    text = _Text(units)
    # So few units hold no more lines.
    if len(units) >= MOST_LINES and units.count(b"\n") >= MOST_LINES:
        return Alignment("unknown", "the generated file has too many lines")
    state = _compare(positions, text)
    found = Alignment(
        "aligned",
        compared=len(positions),
        lines=state.lines,
        outside=state.outside,
        inside=state.inside,
        outside_at=state.outside_at,
        inside_at=state.inside_at,
        fit=1 - state.misplaced / len(positions),
    )
    if len(units) != len(data) and (unit := _unit(positions, data, units, state.misplaced)):
        if unit[2] < COMPARED_LEAST:
            return found._replace(state="unknown", reason="too few columns tell bytes from UTF-16 units")
        return found._replace(state="bytes", unit=unit[0], fit_after=unit[1], compared=unit[2])
    is_outside = state.outside >= max(OUTSIDE_LEAST, OUTSIDE_SHARE * len(positions))
    is_inside = len(positions) >= COMPARED_LEAST and state.inside > INSIDE_SHARE * len(positions)
    if not (is_outside or is_inside):
        return _one_line(found, positions, text)
    if len(positions) >= CERTAIN_LEAST and (shift := _shift(positions, text)):
        return found._replace(
            state="shifted", lines_by=shift[0], columns_by=shift[1], line=shift[2], fit_after=shift[3]
        )
    if is_outside:
        return found._replace(state="outside")
    return found._replace(state="stale" if len(positions) >= CERTAIN_LEAST else "suspect")


def _one_line(found: Alignment, positions: "array[int]", text: _Text) -> Alignment:
    """The same, unless one long line is moved among others that lie well: a snippet was put in front of it."""
    if found.inside < INSIDE_SHARE * CERTAIN_LEAST:
        return found
    for line, on in _fullest(positions, _LINES_TRIED):
        if len(on) < CERTAIN_LEAST:
            break
        fit = text.lies(on) / len(on)
        if fit < 1 - INSIDE_SHARE and (shift := _shift(on, text)) and not shift[0]:
            return found._replace(
                state="shifted",
                columns_by=shift[1],
                line=line,
                compared=len(on),
                fit=fit,
                fit_after=shift[3],
                inside_at=pair(_first_misplaced(on, text)),
            )
    return found


def _first_misplaced(positions: "array[int]", text: _Text) -> int:
    """The first position that is outside or inside a word; there is one."""
    while len(positions) > 1:
        front = positions[: len(positions) // 2]
        positions = positions[len(front) :] if text.lies(front) == len(front) else front
    return positions[0]


def _fullest(positions: "array[int]", most: int) -> "list[tuple[int, array[int]]]":
    """The lines with the most positions, the fullest first, and their positions."""
    found = fast.fullest(positions, most) if fast is not None else None
    if found is not None:
        return [(line, positions[start : start + count]) for line, start, count in found]
    # Sections may be out of order.
    lines = [line for line, _ in Counter(map(rshift, positions, repeat(32))).most_common(most)]
    return [(line, array("q", (position for position in positions if position >> 32 == line))) for line in lines]


# Of a file whose other lines lie well.
_LINES_TRIED: Final = 8


def regular(map: SourceMap) -> Iterator[SourceMap]:
    """The map itself, or the regular maps of its sections, in their order."""
    if not map.is_index:
        yield map
    for section in map.sections:
        if section.map:
            yield from regular(section.map)


def _is_ambiguous(data: bytes) -> bool:
    """Whether tools disagree on the lines or columns (see `originals`): at U+2028, a lone CR, FF, a byte order mark."""
    if fast is not None:
        return fast.ambiguous(data)
    return (
        data.startswith(b"\xef\xbb\xbf")
        or b"\f" in data
        or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n"))
        or (not data.isascii() and (b"\xe2\x80\xa8" in data or b"\xe2\x80\xa9" in data))
    )


def _units(data: bytes) -> bytes:
    """UTF-16 units as bytes; those that are not ASCII are `?`."""
    if data.isascii():
        return data
    units = fast.units(data, False) if fast is not None else None
    return utf16_units(data.decode("utf-8", "replace")) if units is None else units


def _points(data: bytes) -> bytes:
    """Code points as bytes; those that are not ASCII are `?`."""
    points = fast.units(data, True) if fast is not None else None
    return data.decode("utf-8", "replace").encode("ascii", "replace") if points is None else points


def _compare(positions: "array[int]", text: _Text) -> _State:
    if fast is not None:
        found = fast.compare(positions, text.units, False)
        lines, by_line, by_column, inside_words, first_outside, first_inside = found
        return _State(
            lines,
            by_line + by_column,
            inside_words,
            pair(first_outside) if first_outside >= 0 else None,
            pair(first_inside) if first_inside >= 0 else None,
        )
    compared = len(positions)
    held: Sequence[int] = positions
    outside_at: tuple[int, int] | None = None
    outside = 0
    first_beyond = len(text.starts) << 32
    if max(positions) >= first_beyond:
        outside_at = pair(next(position for position in positions if position >= first_beyond))
        held = [position for position in positions if position < first_beyond]
        outside = compared - len(held)
    limits = [line << 32 | end - start for line, (start, end) in enumerate(zip(text.starts, text.ends, strict=True))]
    shifts = [start - (line << 32) for line, start in enumerate(text.starts)]
    rows = list(map(rshift, held, repeat(32)))
    beyond = bytes(map(gt, held, map(limits.__getitem__, rows)))
    if columns := beyond.count(1):
        outside += columns
        outside_at = outside_at or pair(held[beyond.index(1)])
        kept = [index for index, out in enumerate(beyond) if not out]
        held = [held[index] for index in kept]
        rows = [rows[index] for index in kept]
    hits = bytes(map(text.inner.__getitem__, map(add, held, map(shifts.__getitem__, rows))))
    # Maps with a segment per character (magic-string's `hires`) step through words.
    inside = [at for at in ones(hits) if not (at and held[at] - held[at - 1] == 1)]
    return _State(len(text.starts), outside, len(inside), outside_at, pair(held[inside[0]]) if inside else None)


def _sample(positions: "array[int]", size: int) -> "array[int]":
    if len(positions) <= size:
        return positions
    # An odd step, so that lines of one length are not met at one place.
    step = max(1, len(positions) // size) | 1
    return positions[::step][:size]


def split(move: int) -> tuple[int, int]:
    """The lines and columns of a move."""
    lines = (move + _HALF) >> 32
    return lines, move - (lines << 32)


_HALF: Final = 1 << 31
_STILL: Final = array("q", (0,))


def _shift(positions: "array[int]", text: _Text) -> tuple[int, int, int, float] | None:
    """(lines, columns, the line of the columns or -1, fit after) of a shift that is proven; None where there is none."""
    line, on = _fullest(positions, 1)[0]
    if len(on) >= MOSTLY * len(positions):
        moves = _column_moves(on, text, line)
    else:
        line = -1
        moves = array("q", (by << 32 for by in range(-_LINES, _LINES + 1) if by))
    if len(moves) > 8:
        for size in (_FIRST, _SAMPLE):
            some = _sample(positions, size)
            least = SHIFTED_SHARE * 0.98 * len(some)
            by_lines = array("q", sorted({split(move)[0] << 32 for move in moves}))
            # What has less than 0.98 of the least that the best one needs is not counted to its end.
            scores = dict(zip(*text.fitting(some, by_lines, -1, int(0.98 * least)), strict=True))
            best = max(scores.values(), default=0)
            if best < least:
                return None
            moves = array("q", (move for move in moves if scores.get(split(move)[0] << 32, 0) >= 0.98 * best))
    # Of 7,500 pairs that were moved in every way none was proven out of more than 40.
    if len(moves) > _MANY:
        return None
    total = len(positions)
    fits = dict(zip(*text.fitting(positions, moves, line, int(SHIFTED_SHARE * total)), strict=True))
    moves = array("q", (move for move, score in fits.items() if score / total >= SHIFTED_SHARE))
    if not moves:
        return None
    firsts = text.fitting(positions, moves, line, 0, begins=True)[1]
    finals = sorted(((first, fits[move], move) for first, move in zip(firsts, moves, strict=True)), reverse=True)
    # One that is next to as good says that the measure tells nothing here. Shifts by one less fit nearly as well
    # where the code is dense (bootstrap-grid.min.css), but then the columns do not begin words.
    if len(finals) > 1 and finals[1][0] > _BETTER * finals[0][0]:
        return None
    _, score, move = finals[0]
    lines_by, columns_by = split(move)
    return lines_by, columns_by, line, score / total


# A line with so many of the segments is moved by columns.
MOSTLY: Final = 0.8
_BETTER: Final = 0.9


def _column_moves(on: "array[int]", text: _Text, line: int) -> "array[int]":
    """The moves by which the positions of one line fit: to the line it is, or the longest of the file, and by columns."""
    found = array("q")
    for target in dict.fromkeys((line, text.longest)):
        if not 0 <= target < len(text.starts):
            continue
        by = (target - line) << 32
        moves: array[int] | range = range(by - _COLUMNS, by + _COLUMNS + 1)
        # The few of the first round leave out nearly all of 8,000 candidates.
        for size, least in ((_FEW, 0.85), (_FIRST, 0.95), (_SAMPLE, SHIFTED_SHARE)):
            some = _sample(on, size)
            moves = text.fitting(some, moves, line, ceil(least * len(some)))[0]
        found.extend(move for move in moves if move)
    return found


def _unit(positions: "array[int]", data: bytes, units: bytes, misplaced: int) -> tuple[str, float, int] | None:
    """(`bytes` or `code points`, fit, positions compared) where columns count those and not UTF-16 units.

    `misplaced`: of all positions. Where most of them stand before any character that tells, something else is wrong.
    """
    told = _behind_wide(positions, data)
    as_is = _misplaced(told, units)
    if as_is[0] <= INSIDE_SHARE * len(told) or as_is[0] < MOSTLY * misplaced:
        return None
    points = _points(data)
    as_points = _misplaced(told, points) if len(points) < len(units) else as_is
    rest, _, name = min((*_misplaced(told, data), "bytes"), (*as_points, "code points"))
    if rest > (1 - SHIFTED_SHARE) * len(told):
        return None
    return name, 1 - rest / len(told), len(told)


def _behind_wide(positions: "array[int]", data: bytes) -> "array[int]":
    """The positions behind a character of their line that is not ASCII: those for which the ways of counting differ."""
    if fast is not None:
        return fast.behind_wide(positions, data)
    first = {}
    for number, line in enumerate(data.split(b"\n")):
        if not line.isascii():
            first[number] = next(index for index, byte in enumerate(line) if byte > 127)
    return array("q", (position for position in positions if (position & COLUMN) > first.get(position >> 32, COLUMN)))


def _misplaced(positions: "array[int]", text: bytes) -> tuple[int, int]:
    """How many positions are outside or inside a word, and how many do not begin one; lines end at LF alone."""
    if fast is not None:
        return fast.misplaced(positions, text)
    lines = text.split(b"\n")
    wrong = begins = 0
    for position in positions:
        line, column = position >> 32, position & COLUMN
        one = lines[line] if line < len(lines) else b""
        before = 0 < column <= len(one) and WORD[one[column - 1]]
        at = column < len(one) and WORD[one[column]]
        wrong += column > len(one) or bool(before and at)
        begins += bool(at and not before)
    return wrong, len(positions) - begins
