"""How the original positions of a map lie on the texts that it embeds, measured once per map.

Two rules ask: a position may be outside its text (`original-outside-source`), or so many may fall inside a word that
the text cannot be the one that was mapped (`mismatched-source`). Which rule owns a source is decided here, so that one
cause is one finding.

Lines and columns are 0-based, columns are UTF-16 units. The passes run in C over whole arrays: 0.3 µs a position, plus
20 ns a unit of text, and a hundredth of that where `smaplint._compare` was compiled; one source's text is in memory at a time.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import add, gt, rshift
from typing import TYPE_CHECKING, Final

from smaplint._fast import compare as fast
from smaplint._lazy import pattern
from smaplint._record import NamedTuple

if TYPE_CHECKING:
    from smaplint.document import SourceMap

# A position outside the text: of 266,913 of hls.js 259 are, and Angular, dexie, firebase and Next.js ship 1-30 in every
# release. The broken ones have more than 5 %. Columns behind the end of a line prove nothing alone: @vitejs/plugin-vue
# writes up to 40 % of them for a `:class="[...]"` over several lines, on the right lines (79 sources, no line outside, at
# most 0.2 % inside a word), and libsass for its loops. Of the sources that are truly wrong by columns alone the lowest has
# 8 % inside words.
OUTSIDE_SHARE: Final = 0.05
OUTSIDE_LEAST: Final = 20
# A column inside a word: of the sources of 44,577 maps of npm packages the highest right one has 27 % (SWC's multi-line
# templates in next; Parcel and inlined constants give up to 14 %), the lowest wrong one that matters 48 %. Of hls.js, where
# TypeScript's positions lie on the text of the JavaScript, some sources have most positions outside.
INSIDE_SHARE: Final = 1 / 3
# Texts that were only reformatted, or are off by a line, have between 10 % and that; so have a dozen right sources.
SUSPECT_SHARE: Final = 0.1
MOSTLY_OUTSIDE: Final = 0.5
COMPARED_LEAST: Final = 20
# A text with more lines is not compared: the tables weigh 120 bytes a line, and sqlite3.c has 260,000.
MOST_LINES: Final = 1 << 20

_NO_SCRIPT = pattern(r"\.(?:json5?|css|scss|sass|less|styl)(?:\?.*)?$")
LINE_END = pattern(rb"\n")
ASTRAL = pattern("[\U00010000-\U0010ffff]")
# Templates: a generator may map the end of the text before `${`, and `$` alone would be a letter.
_HOLE: Final = b"${", b" {"
WORD: Final = bytes(chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in "_$") for byte in range(256))
COLUMN: Final = (1 << 32) - 1


class SourceState(NamedTuple):
    """How the positions of one source lie on its text.

    `source`: index. `compared`: positions whose source has a text that can be compared. `outside_lines`: those on a
    line that is not there; `outside_columns`: those behind the end of a line (its very end is legal). `inside`:
    those between two characters of a word. `outside_at`, `inside_at`: the first of either, as (line, column).
    `lines`: of the text.
    """

    source: int
    compared: int
    lines: int
    outside_lines: int = 0
    outside_columns: int = 0
    inside: int = 0
    outside_at: tuple[int, int] | None = None
    inside_at: tuple[int, int] | None = None

    @property
    def outside(self) -> int:
        return self.outside_lines + self.outside_columns

    @property
    def is_outside(self) -> bool:
        """Whether so many are outside that the text is not the one that was mapped; columns need a second witness."""
        share = OUTSIDE_SHARE * self.compared
        if self.outside_lines >= max(OUTSIDE_LEAST, share) or self.outside_lines >= MOSTLY_OUTSIDE * self.compared:
            return True
        return self.outside > share and self.inside >= OUTSIDE_SHARE * max(1, self.compared - self.outside)

    @property
    def misplaced(self) -> int:
        return self.outside + self.inside


class Originals(NamedTuple):
    """The states of all sources that could be compared, by index."""

    states: tuple[SourceState, ...]

    @property
    def compared(self) -> int:
        return sum(state.compared for state in self.states)

    @property
    def outside(self) -> int:
        return sum(state.outside for state in self.states)

    @property
    def outlying(self) -> tuple[SourceState, ...]:
        """The sources that `original-outside-source` reports, the worst first; none below the limits of the map."""
        if self.outside < max(OUTSIDE_LEAST, OUTSIDE_SHARE * self.compared):
            return ()
        found = (state for state in self.states if state.is_outside)
        return tuple(sorted(found, key=lambda state: (-state.outside, state.source)))

    @property
    def mismatched(self) -> tuple[SourceState, ...]:
        """The sources that `mismatched-source` reports, the worst first; none of those that are `outlying`."""
        return self._mismatched(INSIDE_SHARE)

    @property
    def suspect(self) -> tuple[SourceState, ...]:
        """The sources that may be mismatched, where none is for certain; the worst first."""
        return () if self.mismatched else self._mismatched(SUSPECT_SHARE)

    def _mismatched(self, share: float) -> tuple[SourceState, ...]:
        taken = {state.source for state in self.outlying}
        found = (
            state
            for state in self.states
            if state.compared >= COMPARED_LEAST
            and (
                state.inside > share * state.compared
                or (state.is_outside and state.outside >= max(OUTSIDE_LEAST, MOSTLY_OUTSIDE * state.compared))
            )
            and state.source not in taken
        )
        return tuple(sorted(found, key=lambda state: (-state.misplaced, state.source)))


def measure(map: "SourceMap") -> Originals:
    """Compare a map's original positions with its texts. Nothing is compared where `mappings` is at fault.

    `SourceMap.originals` keeps the answer: rules ask that.
    """
    # Texts of another number than the sources are shifted against them, and `sources-content-length` has said so.
    if len(map.contents) != len(map.sources) or not map.contents or not map.mappings.is_clean:
        return Originals(())
    return Originals(tuple(_states(map)))


def _states(map: "SourceMap") -> Iterator[SourceState]:
    styles = map.path.endswith((".css", ".css.map"))
    for source, positions in sorted(map.mappings.originals().items()):
        # Parcel maps the tokens of the script that it makes of a JSON file or a style sheet: no frame lands there.
        if not styles and _NO_SCRIPT.search(map.source_name(source)):
            continue
        text = map.content(source)
        few = text is not None and (len(text) < MOST_LINES or text.count("\n") < MOST_LINES)
        if text and few and not _is_ambiguous(text):
            yield compare(source, positions, text)


def _is_ambiguous(text: str) -> bool:
    """Whether tools disagree on the lines or columns of a text.

    JavaScript ends a line at U+2028, U+2029 and a lone CR, CSS at FF and a lone CR, tools that split at LF at none of
    them; a byte order mark is a column for some.
    """
    return (
        text.startswith("\ufeff")
        or "\f" in text
        or ("\r" in text and text.count("\r") != text.count("\r\n"))
        or (not text.isascii() and ("\u2028" in text or "\u2029" in text))
    )


def compare(source: int, positions: "array[int]", text: str) -> SourceState:
    """Compare the positions of one source (`line << 32 | column`, none negative) with its text.

    A text that is not ASCII is measured in the unit that fits it best, for columns in bytes or code points are another
    fault than a wrong text.
    """
    if text.isascii():
        return _on_units(source, positions, text.encode())
    best = _on_units(source, positions, utf16_units(text))
    for units in (text.encode("utf-8", "surrogatepass"), text.encode("ascii", "replace")):
        if best.misplaced < COMPARED_LEAST * INSIDE_SHARE:
            break
        other = _on_units(source, positions, units)
        best = min(best, other, key=lambda state: state.misplaced)
    return best


def utf16_units(text: str) -> bytes:
    """The UTF-16 units of a text, a byte each; for what is not ASCII one that belongs to no word."""
    if fast is not None:
        try:
            units = fast.units(text.encode(), False)
        except UnicodeEncodeError:  # a lone surrogate
            units = None
        if units is not None:
            return units
    return ASTRAL.sub("??", text).encode("ascii", "replace")


def _on_units(source: int, positions: "array[int]", units: bytes) -> SourceState:
    """Compare with a text of which each byte is a unit; bytes above 127 belong to no word."""
    compared = len(positions)
    if fast is not None:
        found = fast.compare(positions, units, True)
        count, outside_lines, outside_columns, inside_words, first_outside, first_inside = found
        return SourceState(
            source,
            compared,
            count,
            outside_lines,
            outside_columns,
            inside_words,
            pair(first_outside) if first_outside >= 0 else None,
            pair(first_inside) if first_inside >= 0 else None,
        )
    starts = [0, *(match.end() for match in LINE_END.finditer(units))]
    ends = [start - 1 for start in starts[1:]]
    ends.append(len(units))
    if b"\r" in units:
        ends = [end - (units[start:end][-1:] == b"\r") for start, end in zip(starts, ends, strict=True)]
    outside_at: tuple[int, int] | None = None
    outside_lines = outside_columns = 0
    held: Sequence[int] = positions
    first_beyond = len(starts) << 32
    if max(positions) >= first_beyond:
        outside_at = pair(next(position for position in positions if position >= first_beyond))
        held = [position for position in positions if position < first_beyond]
        outside_lines = compared - len(held)
    # A line's last legal position, and what turns a position on it into an index of `units`.
    limits = [line << 32 | end - start for line, (start, end) in enumerate(zip(starts, ends, strict=True))]
    shifts = [start - (line << 32) for line, start in enumerate(starts)]
    lines = list(map(rshift, held, repeat(32)))
    beyond = bytes(map(gt, held, map(limits.__getitem__, lines)))
    outside_columns = beyond.count(1)
    if outside_columns:
        outside_at = outside_at or pair(held[beyond.index(1)])
        kept = [index for index, out in enumerate(beyond) if not out]
        held = [held[index] for index in kept]
        lines = [lines[index] for index in kept]
    hits = bytes(map(_inner(units).__getitem__, map(add, held, map(shifts.__getitem__, lines))))
    inside = [index for index in ones(hits) if not (index and held[index] - held[index - 1] == 1)]
    return SourceState(
        source,
        compared,
        len(starts),
        outside_lines,
        outside_columns,
        len(inside),
        outside_at,
        pair(held[inside[0]]) if inside else None,
    )


def _inner(units: bytes) -> bytes:
    """For each index of the text, and the one behind it: 1 where the units before and at it both belong to a word."""
    words = int.from_bytes(units.replace(*_HOLE).translate(WORD), "little")
    return (words & (words << 8)).to_bytes(len(units) + 1, "little")


def ones(hits: bytes) -> Iterator[int]:
    """The indices of the bytes that are 1, in their order."""
    # Maps with a segment per character (magic-string's `hires`) step through words; the caller leaves those out.
    at = hits.find(1)
    while at >= 0:
        yield at
        at = hits.find(1, at + 1)


def pair(position: int) -> tuple[int, int]:
    """The line and column that `line << 32 | column` stands for."""
    return position >> 32, position & COLUMN
