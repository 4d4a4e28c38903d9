"""Lookup: from a generated position to the original one, and back.

Two views of one map, which differ only in index maps that are odd:

- The standard's (`Lookup.mappings`, `Lookup.original_positions`): the Decoded Mapping Records of ECMA-426, DecodeSourceMap
  and DecodeIndexSourceMap, to the letter.
- The consumers' (`Lookup.find`, `Lookup.generated_positions`): what `@jridgewell/trace-mapping` makes of it, on which most
  tools are built. A section answers from its offset up to that of the next one, and nested sections are read; the
  standard lets sections overlap, and an inner map with sections fails and adds nothing.

All lines and columns are 0-based; columns are UTF-16 units, bytes for WebAssembly. Nothing raises, whatever the map
holds: what decodes to nothing has no mappings. A row takes 24 bytes, 48 at most, and a query two binary searches.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Final, Literal, NamedTuple
from urllib.parse import urljoin

from smaplint._lazy import pattern
from smaplint._url import fails
from smaplint.document import SourceMap
from smaplint.mappings import Batch, Mappings

Bias = Literal["exact", "lower", "upper"]


class OriginalPosition(NamedTuple):
    """A place in a source: an index into `Lookup.sources`, a line and a column (Original Position Record)."""

    source: int
    line: int
    column: int


class Mapping(NamedTuple):
    """One generated position and what it stands for (Decoded Mapping Record).

    `original` is None in a segment of one field, and where the segment's source, line or column is out of bounds; `name`
    is None where there is none, or its index is out of bounds.
    """

    generated_line: int
    generated_column: int
    original: OriginalPosition | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a map (Decoded Source Record).

    `name`: the item of `sources` as written, None where it is no string. `url`: `sourceRoot` and the name, resolved only
    where a base URL was given; None where there is no name, or it does not resolve. `ignored`: whether `ignoreList` names
    it, or `x_google_ignoreList` where that is missing.
    """

    name: str | None
    url: str | None
    ignored: bool
    _map: SourceMap = field(repr=False, compare=False)
    _index: int = field(repr=False, compare=False)

    @property
    def content(self) -> str | None:
        """The embedded text, or None; read when asked, and copied each time."""
        return self._map.content(self._index)


# Doubles, which JSON numbers are to JavaScript, hold whole numbers up to this; so no sum leaves 64 bits.
_FARTHEST: Final = 1 << 53
# Stands for a number that is too large: the negative zero alone is as far from 0, and below it (VLQSignedValue).
_TOO_LARGE: Final = 1 << 31
_NOWHERE: Final = (1 << 62, 0)

_Position = tuple[int, int]


class _Rows:
    """Mappings as columns, a row each.

    `source` and `name` are -1 where there is none. 32 bits wide, or 64 where a number needs it.
    """

    def __init__(self) -> None:
        self.fields = [array("i") for _ in range(6)]

    def __len__(self) -> int:
        return len(self.fields[0])

    def extend(self, batch: Batch) -> None:
        """Rows that are given by column: line, column, source, original line, original column, name."""
        for at, numbers in enumerate(batch):
            if isinstance(numbers, array) and numbers.typecode == self.fields[at].typecode:
                self.fields[at].extend(numbers)
                continue
            listed = list(numbers)
            try:
                self.fields[at].fromlist(listed)
            except OverflowError:
                self.fields[at] = array("q", self.fields[at])
                self.fields[at].fromlist(listed)

    def cut(self, end: int) -> None:
        """Drop the rows from `end` on."""
        for one in self.fields:
            del one[end:]

    def take(self, rows: Iterable[int]) -> "_Rows":
        taken = _Rows()
        order = array("q", rows)
        taken.fields = [array(one.typecode, map(one.__getitem__, order)) for one in self.fields]
        return taken

    def position(self, row: int) -> _Position:
        return self.fields[0][row], self.fields[1][row]

    def at_or_after(self, position: _Position, start: int = 0, end: int | None = None) -> int:
        """The first row not before a generated position, of rows that are sorted."""
        lines, columns, _, _, _, _ = self.fields
        low = bisect_left(lines, position[0], start, len(lines) if end is None else end)
        high = bisect_right(lines, position[0], low, len(lines) if end is None else end)
        return bisect_left(columns, position[1], low, high)

    def after(self, position: _Position) -> int:
        """The first row behind a generated position, of rows that are sorted."""
        lines, columns, _, _, _, _ = self.fields
        low = bisect_left(lines, position[0])
        high = bisect_right(lines, position[0], low)
        return bisect_right(columns, position[1], low, high)

    @cached_property
    def is_sorted(self) -> bool:
        """Whether the rows are in order of their generated position."""
        lines, columns, _, _, _, _ = self.fields
        return all(a <= b for a, b in pairwise(zip(lines, columns, strict=True)))

    @cached_property
    def in_order(self) -> "_Rows":
        """The rows, stably sorted by generated position."""
        return self if self.is_sorted else self.take(sorted(range(len(self)), key=self.position))

    @cached_property
    def least_from(self) -> "_Rows":
        """For each row the least position of it and those behind it: the last row at or before a place can be bisected."""
        if self.is_sorted:
            return self
        lines, columns, _, _, _, _ = self.fields
        least = _Rows()
        least.fields[:2] = array("q"), array("q")
        for line, column in accumulate(zip(reversed(lines), reversed(columns), strict=True), min):
            least.fields[0].append(line)
            least.fields[1].append(column)
        least.fields[0].reverse()
        least.fields[1].reverse()
        return least

    def sort_lines(self, start: int) -> None:
        """Sort each line's rows by column, stably, from row `start` on; the lines are in order."""
        lines, columns, _, _, _, _ = self.fields
        odd = {
            lines[row]
            for row in range(start + 1, len(self))
            if columns[row] < columns[row - 1] and lines[row] == lines[row - 1]
        }
        for line in odd:
            low = bisect_left(lines, line, start)
            order = sorted(range(low, bisect_right(lines, line, low)), key=columns.__getitem__)
            moved = [array(one.typecode, map(one.__getitem__, order)) for one in self.fields]
            for one, numbers in zip(self.fields, moved, strict=True):
                one[low : low + len(numbers)] = numbers


class _Part(NamedTuple):
    """A regular map and where it lies: its section's generated position, and that at which the next one begins.

    `is_standard`: whether DecodeIndexSourceMap reads it. `rows`: which are its mappings.
    """

    map: SourceMap
    begin: _Position
    stop: _Position
    is_standard: bool
    rows: range = range(0)


def _parts(map: SourceMap, begin: _Position = (0, 0), stop: _Position = _NOWHERE, level: int = 0) -> Iterator[_Part]:
    """The regular maps in a map. A map that throws has none, nor has an index map with a section that makes it throw."""
    if not map.is_whole:
        return
    if not map.is_index:
        yield _Part(map, begin, stop, level <= 1)
        return
    inner: list[tuple[_Position, SourceMap]] = []
    for section in map.sections:
        line, column = _near(section.offset("line")), _near(section.offset("column"))
        if section.map:
            inner.append(((begin[0] + line, column if line else begin[1] + column), section.map))
    stops = [min(stop, at) for at, _ in inner[1:]]
    for (at, one), until in zip(inner, [*stops, stop][: len(inner)], strict=True):
        yield from _parts(one, at, until, level + 1)


def _near(offset: int | None) -> int:
    return max(-_FARTHEST, min(offset or 0, _FARTHEST))


class Lookup:
    """What a map says of positions. Everything is decoded when it is first asked for.

    `base_url`: what the URLs of the sources are resolved against, as RFC 3986 has it; by default they are left as they are.
    """

    def __init__(self, map: SourceMap, base_url: str = "") -> None:
        self._map = map
        self._base_url = base_url

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources; of an index map those of every section in turn, nested ones too, for no two are one."""
        return tuple(chain.from_iterable(_sources(part.map, self._base_url) for part in self._all[1]))

    def mappings(self) -> Iterator[Mapping]:
        """The mappings as the standard decodes them: by generated position in a regular map, by section in an index map.

        None where `mappings` breaks the grammar or a number is out of range. A segment with a generated column below 0 is
        left out (DecodeMappingsField).
        """
        return (self._mapping(self._standard, row) for row in range(len(self._standard)))

    def original_positions(self, line: int, column: int) -> tuple[OriginalPosition | None, ...]:
        """What a generated position stands for: GetOriginalPositions of ECMA-426.

        The originals of every mapping at the last position at or before it, be that on an earlier line; None for one that
        has no original. Empty where nothing is mapped before it.
        """
        row = self._standard.least_from.after((line, column)) - 1
        if row < 0:
            return ()
        position = self._standard.position(row)
        rows = self._standard.in_order
        return tuple(
            self._mapping(rows, row).original for row in range(rows.at_or_after(position), rows.after(position))
        )

    def find(self, line: int, column: int) -> Mapping | None:
        """The mapping that a debugger or an error tracker uses: the nearest at or before a position in its own line.

        As trace-mapping's `originalPositionFor`: of several mappings at the position itself the first, of several at
        an earlier one the last.
        """
        rows = self._consumers
        row = rows.at_or_after((line, column))
        if row == len(rows) or rows.position(row) != (line, column):
            row -= 1
        return self._mapping(rows, row) if row >= 0 and rows.fields[0][row] == line else None

    def generated_positions(
        self, source: int, line: int, column: int | None = None, bias: Bias = "exact"
    ) -> tuple[Mapping, ...]:
        """Every mapping to an original position, or to an original line: by original column, then by generated position.

        `source`: an index into `sources`. Where nothing maps to the column itself, `lower` takes the nearest before it in
        the original line, `upper` the nearest behind it, as trace-mapping's `allGeneratedPositionsFor`.
        """
        found = self._rows_of(source)
        lines, columns = self._consumers.fields[3:5]
        low = bisect_left(found, line, key=lines.__getitem__)
        high = bisect_right(found, line, low, key=lines.__getitem__)
        if column is not None and low < high:
            first = bisect_left(found, column, low, high, key=columns.__getitem__)
            if first == high or columns[found[first]] != column:
                first -= bias == "lower"
                if bias == "exact" or not low <= first < high:
                    return ()
            column = columns[found[first]]
            low = bisect_left(found, column, low, high, key=columns.__getitem__)
            high = bisect_right(found, column, low, high, key=columns.__getitem__)
        return tuple(self._mapping(self._consumers, row) for row in found[low:high])

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(_names(part.map) for part in self._all[1]))

    @cached_property
    def _all(self) -> tuple[_Rows, tuple[_Part, ...]]:
        """Every mapping of every part."""
        rows = _Rows()
        parts = []
        sources = names = 0
        for part in _parts(self._map):
            start = len(rows)
            _decode(part, rows, sources, names)
            parts.append(part._replace(rows=range(start, len(rows))))
            sources += part.map.mappings.sources
            names += part.map.mappings.names
        if len(parts) < 2:
            rows.is_sorted = True
        return rows, tuple(parts)

    @cached_property
    def _standard(self) -> _Rows:
        rows, parts = self._all
        if all(part.is_standard for part in parts):
            return rows
        return rows.take(chain.from_iterable(part.rows for part in parts if part.is_standard))

    @cached_property
    def _consumers(self) -> _Rows:
        rows, parts = self._all
        kept = [range(part.rows.start, rows.at_or_after(part.stop, part.rows.start, part.rows.stop)) for part in parts]
        if all(one == part.rows for one, part in zip(kept, parts, strict=True)):
            return rows.in_order
        return rows.take(chain.from_iterable(kept)).in_order

    @cached_property
    def _by_source(self) -> "dict[int, array[int]]":
        found: dict[int, array[int]] = {}
        for row, source in enumerate(self._consumers.fields[2]):
            if source >= 0:
                found.setdefault(source, array("q")).append(row)
        return found

    @cached_property
    def _sorted(self) -> set[int]:
        return set()

    def _rows_of(self, source: int) -> "array[int]":
        """The rows of one source, sorted by original position, then generated position."""
        found = self._by_source.get(source, array("q"))
        if source not in self._sorted:
            lines, columns = self._consumers.fields[3:5]
            found[:] = array("q", sorted(found, key=lambda row: (lines[row], columns[row])))
            self._sorted.add(source)
        return found

    def _mapping(self, rows: _Rows, row: int) -> Mapping:
        line, column, source, original_line, original_column, name = (one[row] for one in rows.fields)
        return Mapping(
            line,
            column,
            OriginalPosition(source, original_line, original_column) if source >= 0 else None,
            self._names[name] if name >= 0 else None,
        )


def _names(map: SourceMap) -> tuple[str, ...]:
    """As many as `mappings` may name: an array that is nested too deep reads as none."""
    return map.names + ("",) * (map.mappings.names - len(map.names))


def _sources(map: SourceMap, base_url: str) -> Iterator[Source]:
    root = map.source_root
    # By the letter an empty `sourceRoot` makes every name absolute; tsc always writes it, and no consumer reads it so.
    prefix = root if not root or root.endswith("/") else f"{root}/"
    ignored = _ignored(map)
    names = map.sources + (None,) * (map.mappings.sources - len(map.sources))
    for index, name in enumerate(names):
        url = None if name is None else _resolved(prefix + name, base_url)
        yield Source(name, url, index in ignored, map, index)


_HIERARCHY = pattern(r"([A-Za-z][A-Za-z0-9+.-]*+:(?://[^/?#]*+)?)(/[^?#]*+)")


def _resolved(url: str, base_url: str) -> str | None:
    if not base_url:
        return url
    if fails(url):
        return None
    try:
        url = urljoin(base_url, url)
    except ValueError:
        return None
    # urljoin leaves a URL of another scheme as it is: `webpack://app/./a.js`.
    match = _HIERARCHY.match(url)
    return match[1] + _without_dots(match[2]) + url[match.end() :] if match else url


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _ignored(map: SourceMap) -> set[float]:
    value = map.field("ignoreList") or map.field("x_google_ignoreList")
    items = value.python() if value else None
    if not isinstance(items, list):
        return set()
    # 1.0 is the number 1, and true is none.
    return {item for item in items if isinstance(item, int | float) and not isinstance(item, bool)}


def _decode(part: _Part, rows: _Rows, sources: int, names: int) -> None:
    """Append the mappings of a regular map. `sources`, `names`: how many there are in the maps before it."""
    mappings = part.map.mappings
    start = len(rows)
    if mappings.fault_counts.keys() <= {"unsorted"}:
        for rows_of in mappings.batches(part.begin, sources, names):
            rows.extend(rows_of)
        if mappings.fault_counts:
            rows.sort_lines(start)
    elif not mappings.count_of("alphabet", "truncated", "arity", "empty"):
        for batch in _batches(mappings, part.begin, sources, names):
            if batch is None:
                rows.cut(start)
                return
            rows.extend(batch)
        rows.sort_lines(start)


# Rows that are gathered before they are put into arrays.
_BATCH: Final = 1 << 14
# Different segments that are kept with their numbers.
_KEPT: Final = 1 << 16
_TOKEN = pattern(rb";++|[^;,]++")
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VLQ = pattern(rb"[g-z0-9+/]*+[A-Za-f]")


def _batches(mappings: Mappings, begin: _Position, first_source: int, first_name: int) -> Iterator[Batch | None]:
    """Mappings of a field that has faults, as DecodeMappingsField goes on after them; None where it must fail."""
    known: dict[bytes, tuple[int, ...]] = {}
    line = column = source = original_line = original_column = name = 0
    batch: tuple[list[int], ...] = ([], [], [], [], [], [])
    for match in _TOKEN.finditer(mappings.text):
        text = match.group()
        if text[0] == 0x3B:
            line += len(text)
            column = 0
            continue
        numbers = known.get(text)
        if numbers is None:
            numbers = _numbers(text)
            if len(known) < _KEPT:
                known[text] = numbers
        if not numbers or numbers[0] == _TOO_LARGE:
            yield None
            return
        column += numbers[0]
        # A number that is too large fails where it is read, and behind a column below 0 nothing is.
        if column < 0:
            continue
        if _TOO_LARGE in numbers:
            yield None
            return
        here = -1
        named = -1
        if len(numbers) > 1:
            source += numbers[1]
            original_line += numbers[2]
            original_column += numbers[3]
            if 0 <= source < mappings.sources and original_line >= 0 and original_column >= 0:
                here = first_source + source
            if len(numbers) > 4:
                name += numbers[4]
                if 0 <= name < mappings.names:
                    named = first_name + name
        row = (
            begin[0] + line,
            column if line else begin[1] + column,
            here,
            original_line if here >= 0 else 0,
            original_column if here >= 0 else 0,
            named,
        )
        for numbers_of, number in zip(batch, row, strict=True):
            numbers_of.append(number)
        if len(batch[0]) == _BATCH:
            yield batch
            batch = ([], [], [], [], [], [])
    yield batch


def _numbers(text: bytes) -> tuple[int, ...]:
    """The numbers of a segment; none where it breaks the grammar."""
    numbers: list[int] = []
    end = 0
    for match in _VLQ.finditer(text):
        if match.start() != end or len(numbers) == 5:
            return ()
        end = match.end()
        numbers.append(_number(match.group()))
    return tuple(numbers) if end == len(text) and len(numbers) in (1, 4, 5) else ()


def _number(text: bytes) -> int:
    # However many digits there are, those at the end may all be 0.
    digits = text[:-1].rstrip(b"g") if text.endswith(b"A") else text
    if len(digits) > 7:
        return _TOO_LARGE
    unsigned = sum((_ALPHABET.index(digit) & 31) << (5 * place) for place, digit in enumerate(digits))
    if unsigned == 1:
        return -_TOO_LARGE
    value = unsigned >> 1
    return _TOO_LARGE if value >= _TOO_LARGE else -value if unsigned & 1 else value
