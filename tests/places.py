"""The places of a finding, counted again from the files: every number that a report names, and every text that it shows.

Knows nothing of how smaplint counts: comments are found by a plain search, `mappings` are decoded one number at a time, as
ECMA-426 has it, and lines and columns are counted in the text as UTF-16.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import unquote_to_bytes

from smaplint.report import Finding, Frame
from tests.accidents import _DIGITS

Read = Callable[[str], bytes]

# The line ends of JavaScript and CSS in generated code; in a map, and in an editor, it is the line feed alone.
_CODE_LINES: Final = re.compile("\r\n|[\n\r\u2028\u2029]")
_STYLE_LINES: Final = re.compile("\r\n|[\n\r\f]")

_SEGMENT: Final = re.compile(r"line ([\d,]+), (behind )?column ([\d,]+), segment ([\d,]+)")
_BYTE: Final = re.compile(r"at byte ([\d,]+) of `mappings`")
_SECTION: Final = re.compile(r"/sections/(\d+)/map")


class Seen(NamedTuple):
    """One segment as it stands: bytes `start` to `end` of `mappings`; generated line, segment in it and column, 0-based.

    `column` of a segment that does not decode, or that would begin before column 0, is that of the one before it.
    `sure`: the column is the segment's own.
    """

    start: int
    end: int
    line: int
    segment: int
    column: int
    sure: bool


def _numbers(segment: bytes) -> list[int] | None:
    """The numbers of a segment, or None where it breaks the grammar or a number is too large."""
    numbers, value, shift = [], 0, 0
    for letter in segment.decode("latin-1"):
        digit = _DIGITS.find(letter)
        if digit < 0:
            return None
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            if value == 1 or value >= 1 << 32:
                return None
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers if not shift and len(numbers) in (0, 1, 4, 5) else None


def segments(mappings: bytes, line: int = 0, column: int = 0) -> Iterator[Seen]:
    """Every segment of a map that begins at a generated line and column, empty and broken ones too."""
    start = 0
    for row, text in enumerate(mappings.split(b";")):
        first = here = 0 if row else column
        for index, segment in enumerate(text.split(b",")):
            numbers = _numbers(segment)
            before = max(here, first)
            # A column below 0 stays, for the next to count from (DecodeMappingsField).
            here += numbers[0] if numbers else 0
            shown = here if numbers and here >= first else before
            yield Seen(start, start + len(segment), line + row, index, shown, numbers is not None)
            start += len(segment) + 1


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, length: int) -> str:
    """Characters of a text by their UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")


def line_column(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    return before.count(b"\n") + 1, units(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1


def inline_map(bundle: bytes) -> tuple[bytes, Callable[[int], int]]:
    """The map in a bundle's last comment, and a function from its bytes to the byte of the bundle where each begins."""
    match = list(re.finditer(rb"[#@]\s*sourceMappingURL=data:([^\s,]*),(\S*)", bundle))[-1]
    start, payload = match.start(2), match.group(2)
    if match.group(1).endswith(b"base64"):
        # A byte begins in the digit that holds its first bit.
        return base64.b64decode(unquote_to_bytes(payload) + b"==="), lambda at: start + at * 8 // 6
    places = [one.start() for one in re.finditer(rb"%[0-9A-Fa-f]{2}|[\s\S]", payload)]
    return unquote_to_bytes(payload), lambda at: start + (places[at] if at < len(places) else len(payload))


def check(finding: Finding, read: Read) -> None:
    """Raise AssertionError unless all that the finding says of places is so. `read`: a path → the bytes of the file."""
    for frame in finding.frames:
        assert frame.marked or frame.after == "", f"nothing is marked: {frame}"
    if finding.offset is None:
        _check_lone(finding, read)
        return
    file = read(finding.place.path)
    text = file
    if finding.inline:
        text, byte_of = inline_map(file)
        assert (finding.place.line, finding.place.column) == line_column(file, byte_of(finding.offset)), finding
    else:
        assert (finding.place.line, finding.place.column) == line_column(file, finding.offset), finding
    if finding.frames:
        shown = finding.frames[0]
        assert shown.path == finding.place.path
        assert (shown.line, shown.column) == line_column(text, finding.offset), finding
        assert bool(shown.caption) is finding.inline
        _check_frame(shown, text.decode("utf-8", "replace").split("\n"))
    if finding.segment:
        _check_segment(finding, text, read)
    else:
        assert finding.generated is None


def _check_lone(finding: Finding, read: Read) -> None:
    """A finding of a build rule, or of the engine: the frame is at the place, and shows what is there."""
    for frame in finding.frames:
        assert (frame.path, frame.line, frame.column) == finding.place[:3]
        _check_frame(frame, read(frame.path).decode("utf-8", "replace").split("\n"))


def _check_frame(frame: Frame, lines: list[str]) -> None:
    # A place at the very end of a line marks the line end.
    line = lines[frame.line - 1] if frame.marked == "\r" else lines[frame.line - 1].removesuffix("\r")
    start = frame.column - 1 - units(frame.before)
    shown = frame.before + frame.marked + frame.after
    assert start >= 0, frame
    written = cut(line, start, units(shown))
    # Secrets are masked, unit by unit.
    masked = "".join("*" if mark == "*" else one for one, mark in zip(written, shown, strict=False))
    assert shown in (written, masked), f"{frame} in {cut(line, max(0, start - 20), 200)!r}"
    assert frame.cut_before is (start > 0), frame
    assert frame.cut_after is (start + units(shown) < units(line)), frame


def _map_at(root: Any, pointer: str) -> tuple[Any, int, int]:
    """The map that a pointer names, and the generated line and column, 0-based, at which it begins."""
    map, line, column = root, 0, 0
    for number in _SECTION.findall(pointer):
        section = map["sections"][int(number)]
        offset = section["offset"]
        column = offset["column"] + (0 if offset["line"] else column)
        line += offset["line"]
        map = section["map"]
    return map, line, column


def _check_segment(finding: Finding, text: bytes, read: Read) -> None:
    assert finding.segment
    assert finding.offset is not None
    assert finding.pointer
    byte, line, number = finding.segment
    map, first_line, first_column = _map_at(json.loads(text.decode("utf-8-sig", "replace")), finding.pointer)
    mappings: bytes = map["mappings"].encode("utf-8", "surrogatepass")
    every = {(one.line, one.segment): one for one in segments(mappings, first_line, first_column)}
    seen = every[line, number]
    assert seen.start <= byte <= seen.end, finding
    there = mappings[byte : byte + 9]
    if b"\\" not in text[finding.offset : finding.offset + 99] and all(letter > 31 for letter in there):
        assert text[finding.offset :].startswith(there)
    said = [finding.message, *finding.notes]
    assert _SEGMENT.search(finding.message), finding.message
    for at, sentence in enumerate(said):
        for match in _SEGMENT.finditer(sentence):
            said_line, said_column, said_segment = (int(match[group].replace(",", "")) - 1 for group in (1, 3, 4))
            other = every[said_line, said_segment]
            assert (bool(match[2]), said_column) == (not other.sure, other.column), f"{sentence}: it is {other}"
            assert at or other == seen, f"{sentence}: it is {seen}"
    for match in _BYTE.finditer(finding.message):
        assert int(match[1].replace(",", "")) == byte, finding.message
    _check_code(finding, seen, read)


def _check_code(finding: Finding, seen: Seen, read: Read) -> None:
    """The generated place is that of the segment, and the code there is shown wherever there is any."""
    if finding.generated is None:
        assert len(finding.frames) == 1
        return
    path, line, column, end_line, end_column = finding.generated
    assert (line, column, end_line, end_column) == (seen.line + 1, seen.column + 1, seen.line + 1, seen.column + 2)
    ends = _STYLE_LINES if path.endswith(".css") else _CODE_LINES
    lines = ends.split(read(path).decode("utf-8", "replace"))
    code = finding.frames[1:]
    if line > len(lines) or column > units(lines[line - 1]):
        return
    assert len(code) == 1, f"the code at {line}:{column} of {path} is not shown"
    assert (code[0].path, code[0].line, code[0].column) == (path, line, column)
    assert code[0].caption
    assert ("before it" in code[0].caption or "start of the" in code[0].caption) is not seen.sure
    _check_frame(code[0], lines)
