"""How much of a generated file its map covers: what the rules about too few mappings ask, counted once per pair."""

from collections.abc import Iterator
from typing import Final

from smaplint._json import Value
from smaplint._lazy import pattern
from smaplint._record import NamedTuple
from smaplint.alignment import regular
from smaplint.document import SourceMap
from smaplint.generated import GeneratedFile
from smaplint.mappings import decode_segment

# A line that no person wrote, in bytes.
LONG: Final = 5000
# Bytes of a file without mappings that are looked through for code.
_LOOKED_AT: Final = 100_000

# Comments, and what strings and templates hold: text, a worker or a shader is no code that a frame could point at.
_TEXT = pattern(
    rb"""/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?:(?<=[\s;])|\A)//[^\n]*+|"(?:[^"\\\n]++|\\[\s\S])*+"?|'(?:[^'\\\n]++|\\[\s\S])*+'?|`(?:[^`\\]++|\\[\s\S])*+`?"""
)
_STATEMENT_END = pattern(rb"[;\n]")
# What a file consists of that only hands on: nothing of it has a place in a source that anyone asks for.
_HANDED_ON = pattern(
    rb"""import\b|export\s*[{*]|\}\s*from\b|exports\.|module\.exports|0\s*&&|Object\.(?:defineProperty|keys)\(|(?:var|let|const)\s+[\w$]+\s*=\s*(?:\w+\()?require\("""
    rb"""|[\w$]+\s*:\s*\(\)\s*=>\s*[\w$.]+,?\Z|[\w$]+,?\Z"""
)
_FUNCTION = pattern(rb"\bfunction\b|=>|\bclass\b|\{")


class Coverage(NamedTuple):
    """`known`: whether `mappings` can be read; without, the rest tells nothing. `mapped`: whether a segment has a source.

    `code`: bytes of statements, without comments, strings, imports and exports, counted where nothing is mapped. `size`: bytes of the file up to
    its comment. `bare`: those on lines of more than `LONG` with one mapped segment or none; `bare_line`: the longest such line,
    0-based, or -1.
    """

    known: bool = False
    mapped: bool = False
    code: int = 0
    size: int = 0
    bare: int = 0
    bare_line: int = -1

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the file is mapped."""
        return self.known and not self.mapped


def measure(map: SourceMap, generated: GeneratedFile) -> Coverage:
    """Count; linear in both files."""
    data = generated.data
    if generated.directive:
        data = data[: generated.directive.start]
    maps = list(regular(map))
    readable = all(one.mappings.is_clean and _is_text(one.field("mappings")) for one in maps)
    if not maps or not readable or generated.kind == "wasm" or generated.is_bytecode:
        return Coverage()
    bare = longest = 0
    bare_line = -1
    for number, length in _long_lines(data):
        if sum(_mapped_in(one, number) for one in maps) <= 1:
            bare += length
            if length > longest:
                bare_line, longest = number, length
    mapped = any(one.mappings.has_sources for one in maps)
    return Coverage(True, mapped, 0 if mapped else _code(data), len(data), bare, bare_line)


def _long_lines(data: bytes) -> Iterator[tuple[int, int]]:
    """(number, bytes) of each line of more than `LONG`; the others are stepped over, not cut out."""
    start = number = counted = 0
    size = len(data)
    while size - start > LONG:
        feed = data.rfind(b"\n", start, start + LONG + 1)
        if feed < 0:
            feed = data.find(b"\n", start + LONG)
            feed = size if feed < 0 else feed
            number += data.count(b"\n", counted, start)
            counted = start
            yield number, feed - start
        start = feed + 1


def _mapped_in(map: SourceMap, line: int) -> int:
    """How many segments with a source a generated line has; 2 for many, which are not decoded."""
    texts = map.mappings.on_line(line - map.start[0])
    if len(texts) > _MANY:
        return 2
    return sum(len(decode_segment(text)) > 1 for text in texts if text)


# Segments without a source stand alone, at the end of what is mapped.
_MANY: Final = 100


def _is_text(value: Value | None) -> bool:
    return value is not None and value.kind == "string"


def _code(data: bytes) -> int:
    pieces = [piece.strip() for piece in _STATEMENT_END.split(_TEXT.sub(b"", data[:_LOOKED_AT]))]
    left = [piece for piece in pieces if piece and not _HANDED_ON.match(piece)]
    return sum(map(len, left)) if any(_FUNCTION.search(piece) for piece in left) else 0


def share(map: SourceMap, generated: GeneratedFile) -> tuple[float, int]:
    """(share, bytes) of the minified lines that lies behind a segment with a source; (1, 0) where there are none, or `mappings` is broken.

    A line is minified from 500 bytes on. Columns are taken for bytes: a share, and no place, comes of it.
    """
    data = generated.data
    if generated.directive:
        data = data[: generated.directive.start]
    lengths = [len(line) for line in data.split(b"\n")]
    long = sum(length for length in lengths if length > _MINIFIED)
    maps = list(regular(map))
    if not long or not maps or not all(one.mappings.is_clean for one in maps):
        return 1.0, 0
    covered = 0
    for one in maps:
        line, column, mapped = -1, 0, False
        for segment in one.mappings.segments():
            here = segment.line + one.start[0]
            at = segment.column + (one.start[1] if segment.line == 0 else 0)
            if line != here:
                covered += _rest(lengths, line, column) if mapped else 0
            elif mapped and line < len(lengths) and lengths[line] > _MINIFIED:
                covered += max(0, min(at, lengths[line]) - column)
            line, column, mapped = here, min(at, _FAR), segment.source >= 0
        covered += _rest(lengths, line, column) if mapped else 0
    return min(1.0, covered / long), long


def _rest(lengths: list[int], line: int, column: int) -> int:
    return max(0, lengths[line] - column) if 0 <= line < len(lengths) and lengths[line] > _MINIFIED else 0


_MINIFIED: Final = 500
_FAR: Final = 1 << 31
