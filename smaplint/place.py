"""From a symbolic place to a line and a column, and to a window into the line. Done for findings only, never before."""

from collections.abc import Sequence
from typing import Final

from smaplint._fast import fast
from smaplint._json import Member
from smaplint.document import SourceMap, find
from smaplint.mappings import Fault
from smaplint.redact import masked_bytes
from smaplint.report import Frame, Place
from smaplint.rule import At, Key, Span

# Bytes that are shown around a fault. A one-line bundle of 50 MB gives a frame of one terminal line.
_BEFORE: Final = 48
_AFTER: Final = 64
_MARKED: Final = 80


_PIECE: Final = 1 << 20
_STRETCH: Final = 1 << 12
_CONTINUATION: Final = bytes(range(0x80, 0xC0))
_ASTRAL: Final = bytes(range(0xF0, 0xF5))


def span_of(map: SourceMap | None, at: At, size: int) -> tuple[int, int]:
    """Bytes (start, end) of the document that a rule's place names; the first byte of the map where it is not there."""
    if isinstance(at, Span):
        start = max(0, min(at.start, size))
        return start, max(start, min(at.end, size))
    if map is None:
        return 0, min(1, size)
    if isinstance(at, Fault):
        start = map.mappings_offset(at.offset)
        # Behind its last character as it is written: that may be an escape.
        return start, max(start + 1, map.mappings_offset(at.offset + at.length))
    # From the map on: from the root, each finding of 100,000 sections would count its way through them all.
    found = find(map.value, at.pointer if isinstance(at, Key) else str(at))
    if isinstance(found, Member):
        if isinstance(at, Key):
            return found.start, found.end
        found = found.value
    if found is None:
        return map.value.start, map.value.start + 1
    # A whole object or array is marked by its bracket.
    return found.start, found.start + 1 if found.kind in ("object", "array") else found.end


def units(data: bytes, start: int = 0, end: int | None = None) -> int:
    """The length in UTF-16 units of UTF-8 text, or of bytes `start` to `end` of it; bytes that are no UTF-8 count as one each."""
    end = len(data) if end is None else end
    if fast is not None:
        return fast.units(data, start, end)
    # In pieces, and without decoding: as text, a line of 20 MB with one emoji takes 80. A character has one byte that
    # does not continue another, and two units where that byte is 0xF0 or above; a bad byte counts as one, or as none.
    total = 0
    for at in range(start, end, _PIECE):
        piece = data[at : min(at + _PIECE, end)]
        total += len(piece)
        if not piece.isascii():
            total += len(piece.translate(None, _CONTINUATION)) - len(piece.translate(None, _ASTRAL))
    return min(total, end - start)


def line_column(data: bytes, offset: int) -> tuple[int, int]:
    """1-based line (by line feeds) and 1-based column in UTF-16 units of a byte offset."""
    start = data.rfind(b"\n", 0, offset) + 1
    feeds = data.count(b"\n", 0, offset) if fast is None else fast.count(data, 0x0A, 0, offset)
    return feeds + 1, units(data, start, offset) + 1


def offset_at(data: bytes, line: int, column: int) -> int | None:
    """The byte at a place that `line_column` gave; None where there is no such place."""
    start, left = 0, line - 1
    # A file may be nothing but line feeds: they are counted, and found one by one in the last stretch only.
    while left > _STRETCH and start < len(data):
        left -= data.count(b"\n", start, start + _STRETCH)
        start += _STRETCH
    for _ in range(left):
        start = data.find(b"\n", start) + 1
        if start == 0:
            return None
    end = data.find(b"\n", start)
    text = data[start : min(len(data) if end < 0 else end, start + column * 3)]
    if text.isascii():
        return start + column - 1 if column - 1 <= len(text) else None
    units = text.decode("utf-8", "replace").encode("utf-16-le")[: (column - 1) * 2]
    return start + len(units.decode("utf-16-le", "ignore").encode()) if len(units) == (column - 1) * 2 else None


def place(path: str, data: bytes, start: int, end: int) -> Place:
    """The span of bytes `start` to `end` (exclusive) of a file's bytes."""
    line, column = line_column(data, start)
    # Nobody reads the end of a span of megabytes, and counting it would cost a pass.
    end = min(end, start + 4096)
    inside = data[start:end]
    last = inside.rfind(b"\n")
    if last < 0:
        return Place(path, line, column, line, column + max(units(inside), 1))
    return Place(path, line, column, line + inside.count(b"\n"), units(inside[last + 1 :]) + 1)


def binary_place(path: str, start: int, end: int) -> Place:
    """The span of bytes `start` to `end` (exclusive) of WebAssembly: one line, whose columns count bytes (ECMA-426)."""
    return Place(path, 1, start + 1, 1, max(start, end) + 1)


def binary_frame(path: str, data: bytes, start: int, end: int) -> tuple[Frame, ...]:
    """The text of a span of a binary file; nothing where it is none. `data`: the file's bytes from `start` on."""
    shown = masked_bytes(data, 0, min(end - start, _MARKED, len(data)))
    while len(shown) < end - start and shown and shown[-1] >= 0x80:
        shown = shown[:-1]  # the last character may be cut
    text = shown.decode("utf-8", "surrogateescape")
    if not text or not text.isprintable():
        return ()
    return (Frame(path, 1, start + 1, "", text, "", cut_after=len(shown) < end - start),)


# The bytes that end a line, by the kind of file; a map's lines, like an editor's, end at a line feed.
_LINE_ENDS: Final[dict[str, tuple[bytes, ...]]] = {
    "js": (b"\n", b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9"),
    "dts": (b"\n", b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9"),
    "css": (b"\n", b"\r", b"\x0c"),
}


def frame(
    path: str, data: bytes, start: int, end: int, caption: str = "", kind: str = "", secrets: Sequence[str] = ()
) -> Frame:
    """The window around bytes `start` to `end`, cut at line ends (those of `kind`) and at characters.

    `secrets`: texts that are masked in it, as credentials of URLs always are.
    """
    line, column = line_column(data, start)
    ends = _LINE_ENDS.get(kind, (b"\n",))
    low = max(0, start - _BEFORE)
    first = max((at + len(mark) for mark in ends if (at := data.rfind(mark, low, start)) >= 0), default=low)
    cut_before = first == low > 0 and not data.endswith(ends, 0, low)
    stop = min(max(end, start + 1), start + _MARKED, len(data))
    marked_end = min((at for mark in ends if (at := data.find(mark, start, stop)) >= 0), default=stop)
    high = min(marked_end + _AFTER, len(data))
    last = min((at for mark in ends if (at := data.find(mark, marked_end, high)) >= 0), default=high)
    cut_after = last == high < len(data) and not data.startswith((*ends, b"\r\n"), last)
    while first < start and data[first] & 0xC0 == 0x80:
        first += 1
    while last > marked_end and last < len(data) and data[last] & 0xC0 == 0x80:
        last -= 1
    # A character has at most three bytes more; what goes on like one for a megabyte is none.
    longest = marked_end + 3
    while start < marked_end < min(len(data), longest) and data[marked_end] & 0xC0 == 0x80:
        marked_end += 1
    last = max(last, marked_end)
    shown = masked_bytes(data, first, last, secrets)
    return Frame(
        path=path,
        line=line,
        column=column,
        before=shown[: start - first].decode("utf-8", "replace"),
        marked=shown[start - first : marked_end - first].decode("utf-8", "replace"),
        after=shown[marked_end - first :].removesuffix(b"\r").decode("utf-8", "replace"),
        cut_before=cut_before,
        cut_after=cut_after,
        caption=caption,
    )
