"""How a map lies on its generated file, decided once per pair: aligned, shifted, in bytes, outside, or stale.

One cause is one finding: each state belongs to one rule. A mapped column begins a token; in a file that the map was made
for next to none falls inside a word. So columns inside words are the measure, and a shift is proven where one constant takes
nearly all of them out again.

Lines and columns are 0-based; columns are UTF-16 units. The passes run in C over whole arrays, as in
`smaplint.originals`; candidates for a shift are tried only where the pair is suspect.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from operator import add, gt, rshift
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

    def lies(self, positions: Sequence[int], lines_by: int, columns_by: int) -> int:
        """How many of the positions lie inside the file and inside no word, once moved."""
        return self._count(positions, lines_by, columns_by, self.inner)

    def begins(self, positions: Sequence[int], lines_by: int, columns_by: int) -> int:
        """How many of the positions begin a word, once moved: what tells two shifts apart that fit as well."""
        return self._count(positions, lines_by, columns_by, self.no_first)

    @cached_property
    def no_first(self) -> bytes:
        """For each index: 1 where no word begins."""
        words = self.units.translate(WORD)
        size = len(words) + 1
        before = int.from_bytes(b"\0" + words, "little")
        at = int.from_bytes(words + b"\0", "little")
        return (int.from_bytes(b"\1" * size, "little") ^ (at & ~before)).to_bytes(size, "little")

    def _count(self, positions: Sequence[int], lines_by: int, columns_by: int, inner: bytes) -> int:
        starts, ends = self.starts, self.ends
        if fast is not None:
            taken = positions if isinstance(positions, array) else array("q", positions)
            return fast.count(taken, starts, ends, inner, lines_by, columns_by)
        last = len(starts)
        well = 0
        for position in positions:
            line = (position >> 32) + lines_by
            if 0 <= line < last:
                at = starts[line] + (position & COLUMN) + columns_by
                well += starts[line] <= at <= ends[line] and not inner[at]
        return well


class _State(NamedTuple):
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
    positions = array("q")
    for one in regular(map):
        if not one.mappings.is_clean:
            return Alignment("unknown", "`mappings` is at fault")
        positions.extend(one.mappings.generated())
    if not positions:
        return Alignment("unknown", "nothing is mapped")
    units = _units(data)
    text = _Text(units)
    lines = units.count(b"\n") + 1
    if lines > MOST_LINES:
        return Alignment("unknown", "the generated file has too many lines")
    state = _compare(positions, text)
    found = Alignment(
        "aligned",
        compared=len(positions),
        lines=lines,
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
    lines = Counter(map(rshift, positions, repeat(32)))
    for line, segments in lines.most_common(_LINES_TRIED):
        if segments < CERTAIN_LEAST:
            break
        on = [position for position in positions if position >> 32 == line]
        fit = text.lies(on, 0, 0) / segments
        if fit < 1 - INSIDE_SHARE and (shift := _shift(on, text)) and not shift[0]:
            inside_at = next(pair(position) for position in on if not text.lies([position], 0, 0))
            return found._replace(
                state="shifted",
                columns_by=shift[1],
                line=line,
                compared=segments,
                fit=fit,
                fit_after=shift[3],
                inside_at=inside_at,
            )
    return found


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
    units = fast.units(data) if fast is not None else None
    return utf16_units(data.decode("utf-8", "replace")) if units is None else units


def _compare(positions: "array[int]", text: _Text) -> _State:
    if fast is not None:
        _, by_line, by_column, inside_words, first_outside, first_inside = fast.compare(positions, text.units, False)
        return _State(
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
    lines = list(map(rshift, held, repeat(32)))
    beyond = bytes(map(gt, held, map(limits.__getitem__, lines)))
    if columns := beyond.count(1):
        outside += columns
        outside_at = outside_at or pair(held[beyond.index(1)])
        kept = [index for index, out in enumerate(beyond) if not out]
        held = [held[index] for index in kept]
        lines = [lines[index] for index in kept]
    hits = bytes(map(text.inner.__getitem__, map(add, held, map(shifts.__getitem__, lines))))
    # Maps with a segment per character (magic-string's `hires`) step through words.
    inside = [at for at in ones(hits) if not (at and held[at] - held[at - 1] == 1)]
    return _State(outside, len(inside), outside_at, pair(held[inside[0]]) if inside else None)


def _sample(positions: Sequence[int], size: int) -> Sequence[int]:
    if len(positions) <= size:
        return positions
    # An odd step, so that lines of one length are not met at one place.
    step = max(1, len(positions) // size) | 1
    return positions[::step][:size]


def _shift(positions: Sequence[int], text: _Text) -> tuple[int, int, int, float] | None:
    """(lines, columns, the line of the columns or -1, fit after) of a shift that is proven; None where there is none."""
    fullest, segments = Counter(map(rshift, positions, repeat(32))).most_common(1)[0]
    candidates: list[tuple[int, int, int]] = []
    if segments >= MOSTLY * len(positions):
        candidates = list(_column_shifts(positions, text, fullest))
    else:
        candidates = [(by, 0, -1) for by in range(-_LINES, _LINES + 1) if by]
    if len(candidates) > 8:
        for size in (_FIRST, _SAMPLE):
            some = _sample(positions, size)
            scored = [(text.lies(some, by, 0), (by, columns, line)) for by, columns, line in candidates]
            best = max(scored)[0]
            if best < SHIFTED_SHARE * len(some) * 0.98:
                return None
            candidates = [candidate for score, candidate in scored if score >= 0.98 * best]
    total = len(positions)
    finals = [
        (_moved(text.begins, positions, candidate), fit, candidate)
        for candidate in candidates
        if (fit := _moved(text.lies, positions, candidate) / total) >= SHIFTED_SHARE
    ]
    if not finals:
        return None
    finals.sort(reverse=True)
    # One that is next to as good says that the measure tells nothing here. Shifts by one less fit nearly as well
    # where the code is dense (bootstrap-grid.min.css), but then the columns do not begin words.
    if len(finals) > 1 and finals[1][0] > _BETTER * finals[0][0]:
        return None
    _, fit, (lines_by, columns_by, line) = finals[0]
    return lines_by, columns_by, line, fit


# A line with so many of the segments is moved by columns.
MOSTLY: Final = 0.8
_BETTER: Final = 0.9


def _moved(
    count: Callable[[Sequence[int], int, int], int], positions: Sequence[int], candidate: tuple[int, int, int]
) -> int:
    lines_by, columns_by, line = candidate
    if line < 0 or not columns_by:
        return count(positions, lines_by, 0)
    on = [position for position in positions if position >> 32 == line]
    others = [position for position in positions if position >> 32 != line]
    return count(on, lines_by, columns_by) + count(others, lines_by, 0)


def _column_shifts(positions: Sequence[int], text: _Text, line: int) -> Iterator[tuple[int, int, int]]:
    """The shifts by which the segments of one line fit: the line it is, or the longest of the file, and its columns."""
    on = [position for position in positions if position >> 32 == line]
    lengths = [end - start for start, end in zip(text.starts, text.ends, strict=True)]
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    for target in dict.fromkeys((line, longest)):
        if not 0 <= target < len(lengths):
            continue
        by = target - line
        columns = [columns for columns in range(-_COLUMNS, _COLUMNS + 1) if columns or by]
        # The few of the first round leave out nearly all of 8,000 candidates.
        for size, least in ((_FEW, 0.85), (_FIRST, 0.95), (_SAMPLE, SHIFTED_SHARE)):
            some = _sample(on, size)
            columns = [column for column in columns if text.lies(some, by, column) >= least * len(some)]
        yield from ((by, column, line) for column in columns)


def _unit(positions: "array[int]", data: bytes, units: bytes, misplaced: int) -> tuple[str, float, int] | None:
    """(`bytes` or `code points`, fit, positions compared) where columns count those and not UTF-16 units.

    `misplaced`: of all positions. Where most of them stand before any character that tells, something else is wrong.
    """
    told = _behind_wide(positions, data)
    as_is = _misplaced(told, units)[0]
    if as_is <= INSIDE_SHARE * len(told) or as_is < MOSTLY * misplaced:
        return None
    plain = data.decode("utf-8", "replace").encode("ascii", "replace")
    rest, _, name = min((*_misplaced(told, data), "bytes"), (*_misplaced(told, plain), "code points"))
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
