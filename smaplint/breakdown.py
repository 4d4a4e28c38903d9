"""What a generated file is made of: its bytes, by the original source that its map gives them to.

A segment owns the text from its generated column up to the next segment of its line, or up to the end of the line, line
end included (ECMA-426, Mappings structure, says where a mapping begins; that it reaches to the next is how every consumer
looks up). What no segment with a source owns is unmapped; the comment that names the map, and all behind it, is counted on
its own. The parts add up to the size of the file. Bytes, as a disk counts: columns, which are UTF-16 units, are converted.

Linear in both files, in any order of the segments. A map that several files name is gone through for each up to the end
of that file; one in no order has no end, and is gone through for so many files as is bearable. Counted only where a report
asks for it.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smaplint import escape
from smaplint.alignment import regular
from smaplint.document import SourceMap
from smaplint.generated import GeneratedFile
from smaplint.redact import masked_text, masked_url
from smaplint.report import Breakdown, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Sources of one file that are kept; a picture shows some hundred.
KEPT: Final = 2000
# Characters of a source's name: its ends tell.
_NAME: Final = 300
# Segments that are put in order where a map is not, some 100 bytes each meanwhile; tools write few such maps.
_SORTED: Final = 1_000_000
# Bytes of `mappings` that are gone through to their ends for the files of one unit: half a minute. The first file is free.
_WHOLE: Final = 100_000_000
# Bytes of a line that are decoded at once.
_PIECE: Final = 1 << 20

# A generated line and column, and the number of a source, or -1.
_Row = tuple[int, int, int]


class _DisorderError(Exception):
    """A segment stands before the one that precedes it."""


class Meter:
    """What the files of one unit are made of."""

    def __init__(self) -> None:
        self._left = _WHOLE

    def measure(self, generated: GeneratedFile, map: SourceMap | None, map_path: str = "") -> Breakdown:
        """Count. `map`: the one that belongs to the file, or None; `map_path`: where it stands, as shown. Never raises."""
        maps = list(regular(map)) if map else []
        if generated.size and self._left < 0 and not _is_ordered(maps):
            reason = "`mappings` is in no order, or has sections, and too many files name the map"
            return Breakdown(
                generated.path, generated.kind, generated.size, map_path, unknown=generated.size, reason=reason
            )
        if not _is_ordered(maps):
            self._left -= sum(len(one.mappings.text) for one in maps)
        return measure(generated, map, map_path)


def measure(generated: GeneratedFile, map: SourceMap | None, map_path: str = "") -> Breakdown:
    """Count for one file alone, as `Meter.measure`."""
    size = generated.size
    found = Breakdown(generated.path, generated.kind, size, map=map_path)
    if size and generated.kind != "wasm" and not generated.data:
        return found._replace(unknown=size, reason="the file was not read")
    if map is None:
        reason = "its map is not there, or cannot be read" if map_path or generated.directive else "it has no map"
        return found._replace(unmapped=size, reason=reason)
    maps = list(regular(map))
    if not all(one.mappings.is_grammatical for one in maps):
        return found._replace(unmapped=size, reason="`mappings` cannot be decoded, so nothing is mapped")
    text = _Text(generated)
    sources = _Sources(maps)
    try:
        owned = _owned(text, sources.rows(), ordered=_is_ordered(maps))
    except _DisorderError:
        ordered = _sorted(sources.rows())
        if ordered is None:
            return found._replace(unknown=size, reason="`mappings` is in no order, and too long to be put in one")
        owned = _owned(text, ordered, ordered=True)
    owned.pop(-1, None)
    shares, others = sources.shares(owned)
    return found._replace(unmapped=text.size - owned.total(), comment=size - text.size, sources=shares, others=others)


def alone(map_path: str) -> Breakdown:
    """Of a map whose generated file is not at hand."""
    return Breakdown("", "", map=map_path, reason="the generated file is not at hand")


def _is_ordered(maps: "Sequence[SourceMap]") -> bool:
    """Whether no segment can stand before one that precedes it. Sections may overlap, so of them it is not known."""
    return all("unsorted" not in one.mappings.fault_counts for one in maps) and len(maps) < 2


def _owned(text: "_Text", rows: "Iterable[_Row]", *, ordered: bool) -> "Counter[int]":
    """The bytes of each source, and of -1 for segments without one. `ordered`: nothing comes back. _DisorderError."""
    owned: Counter[int] = Counter()
    last, owner, at, column = -1, -1, 0, 0
    # Behind the end of the file segments own nothing: of an ordered map the rest need not be seen.
    enough = text.end if ordered else text.end + 1
    for line, to, source in rows:
        if line == last and to >= column:
            if to > column:
                end = text.offset(to)
                owned[owner] += end - at
                at, column = end, to
        elif line > last:
            if last >= 0:
                owned[owner] += text.line_end - at
            text.enter(line)
            last, column = line, to
            at = text.offset(to)
        else:
            raise _DisorderError
        owner = source
        if at >= enough:
            break
    if last >= 0:
        owned[owner] += text.line_end - at
    return owned


def _sorted(rows: Iterator[_Row]) -> Iterator[_Row] | None:
    """The rows by generated position, those of one position in the order of the text; None where there are too many."""
    positions, sources = array("Q"), array("q")
    far = (1 << 32) - 1
    for line, column, source in rows:
        if len(positions) == _SORTED:
            return None
        positions.append(min(line, far) << 32 | min(column, far))
        sources.append(source)
    order = sorted(range(len(positions)), key=positions.__getitem__)
    return ((positions[one] >> 32, positions[one] & far, sources[one]) for one in order)


class _Sources:
    """The sources of a map and of all its sections, counted on."""

    def __init__(self, maps: list[SourceMap]) -> None:
        self.maps = maps
        self.firsts = [0]
        for map in maps:
            self.firsts.append(self.firsts[-1] + len(map.sources))

    def rows(self) -> Iterator[_Row]:
        """Every segment in the order of the text; the source of one that is out of bounds is -1."""
        for map, first in zip(self.maps, self.firsts, strict=False):
            mappings = map.mappings
            most = len(map.sources)
            line, column = map.start
            if mappings.fault_counts.keys() - {"unsorted"}:
                for one in mappings.segments():
                    source = first + one.source if 0 <= one.source < most else -1
                    yield one.line + line, one.column + (0 if one.line else column), source
            else:
                for lines, columns, sources, *_ in mappings.batches(map.start, first):
                    yield from zip(lines, columns, sources, strict=True)

    def shares(self, owned: "Counter[int]") -> tuple[tuple[Share, ...], tuple[int, int, int]]:
        """The largest sources, and of the others (how many, bytes with content, bytes without)."""
        merged: Counter[tuple[str, bool]] = Counter()
        for map, first in zip(self.maps, self.firsts, strict=False):
            contents = map.contents
            for index in range(len(map.sources)):
                size = owned[first + index]
                if size:
                    has_text = index < len(contents) and contents[index].kind == "string"
                    merged[map.source_name(index), has_text] += size
        ranked = sorted(merged.items(), key=lambda item: (-item[1], item[0]))
        left = ranked[KEPT:]
        with_text = sum(size for (_, has_text), size in left if has_text)
        without = sum(size for (_, has_text), size in left if not has_text)
        return tuple(Share(_shown(name), size, has_text) for (name, has_text), size in ranked[:KEPT]), (
            len(left),
            with_text,
            without,
        )


def _shown(name: str) -> str:
    """The name of a source without credentials, its middle left out where it is a text of its own."""
    if len(name) > 4 * _NAME:
        # A `data:` URL of megabytes has no secret of a known form that a reader would see.
        name = escape.cut(name, 4 * _NAME)
    return escape.cut(masked_text(masked_url(name), ()), _NAME)


class _Text:
    """The generated text up to the comment that names the map; a cursor that only goes forward.

    `size`: its bytes. `line_end`: the byte behind the line that was entered, its line end included.
    """

    def __init__(self, generated: GeneratedFile) -> None:
        self.data = generated.data
        self.bytes_only = generated.kind == "wasm" or generated.is_bytecode
        if generated.kind == "wasm":
            # What stands around the code (names, DWARF) is not code; but a map may say otherwise, so it keeps its place.
            code = generated.module.code if generated.module else None
            self.size = generated.size
            self.end = code[1] if code else generated.size
        else:
            self.size = generated.directive.start if generated.directive else len(generated.data)
            self.end = self.size
        self.starts = array("q", (0,)) if self.bytes_only else generated.line_starts
        self.is_ascii = self.bytes_only or generated.data.isascii()
        self.line_end = 0
        self.simple = True
        # The byte and the column that the cursor stands at.
        self.at = 0
        self.column = 0

    def enter(self, line: int) -> None:
        """Go to the start of a line; one that is not there is empty."""
        starts = self.starts
        start = starts[line] if line < len(starts) else self.size
        stop = starts[line + 1] if line + 1 < len(starts) else self.end
        self.at = min(start, self.size)
        self.line_end = max(self.at, min(stop, self.end))
        self.column = 0
        self.simple = self.is_ascii or self.data[self.at : self.line_end].isascii()

    def offset(self, column: int) -> int:
        """The byte at a column of the line, which is no smaller than the one asked for before."""
        if self.simple:
            return min(self.at + column, max(self.line_end, self.at))
        while self.column < column and self.at < self.line_end:
            wanted = min(column - self.column, _PIECE)
            # A unit has at most three bytes, and the last character three more than its first.
            piece = self.data[self.at : min(self.at + 3 * wanted + 3, self.line_end)]
            if piece.isascii():
                taken = min(wanted, len(piece))
                self.at += taken
                self.column += taken
                continue
            text = piece.decode("utf-8", "surrogateescape")[:wanted]
            if max(text) > "\uffff":
                units = text.encode("utf-16-le", "surrogatepass")[: 2 * wanted]
                text = units.decode("utf-16-le", "surrogatepass")
                if "\ud800" <= text[-1] <= "\udbff":
                    # Between the halves of a pair: the character goes to whom the first half belongs.
                    taken = len(text[:-1].encode("utf-8", "surrogateescape")) + 4
                    self.at = min(self.at + taken, self.line_end)
                    self.column += len(units) // 2 + 1
                    continue
                self.column += len(units) // 2
            else:
                self.column += len(text)
            self.at += len(text.encode("utf-8", "surrogateescape"))
        return min(self.at, self.line_end)
