"""The check of `rangeMappings` as the draft of April 2026 has it: it never raises, and keeps the place of what is wrong.

Each line is a run of unsigned VLQs: the first is the zero-based index of a mapping of that generated line, each further
one is added to the index before it (proposal "Range mappings", DecodeRangeMappingsField).
"""

from smaplint._lazy import pattern
from smaplint.mappings import Mappings
from smaplint.vlq import TextFault, TextFaults, VlqError, shown, unsigned

_LINE = pattern(rb"[^;]++")
_CONTINUED = b"ghijklmnopqrstuvwxyz0123456789+/"


def check(text: bytes, mappings: Mappings | None) -> tuple[TextFault, ...]:
    """What is wrong with the unescaped text of the field, one fault of each kind.

    Kinds: `grammar` (then it is the only one, for a consumer drops the whole field), `repeated`, `unknown` and
    `unmapped`. `mappings` None: they cannot be read, and the last two kinds are not looked for.
    """
    faults = TextFaults()
    lines = _Lines(mappings.text) if mappings is not None else None
    line = at = 0
    try:
        for match in _LINE.finditer(text):
            start, end = match.span()
            line += text.count(b";", at, start)
            at = start
            if lines:
                lines.go_to(line)
            _check_line(text, start, end, line, lines, faults)
    except VlqError as error:
        says = f"{error.says} (line {line + 1:,}, byte {error.offset:,})"
        return (TextFault("grammar", error.offset, error.length, says),)
    return faults.all


def _check_line(text: bytes, start: int, end: int, line: int, lines: "_Lines | None", faults: TextFaults) -> None:
    index = -1
    for offset, number in unsigned(text, start, end):
        if index < 0:
            index = number
        elif number:
            index += number
        else:
            if faults.tells("repeated"):
                says = (
                    f"marks its mapping {index + 1:,} twice; a number behind the first of a line should be at least 1"
                )
                faults.tell("repeated", offset, 1, f"line {line + 1:,} {says}")
            continue
        if lines is None:
            continue
        known = lines.seek(index)
        if known <= index:
            if faults.tells("unknown"):
                older = "; older drafts counted from 1" if known == index and known else ""
                wanted = f"the index should be below {known:,}" if known else "the line should be empty"
                says = f"marks the mapping with index {index:,}, but `mappings` has {known:,} there; {wanted}{older}"
                faults.tell("unknown", offset, 1, f"line {line + 1:,} {says}")
        elif lines.has_no_original() and faults.tells("unmapped"):
            says = f"marks the mapping with index {index:,}, {shown(*lines.segment)}, which has no original position"
            faults.tell("unmapped", offset, 1, f"line {line + 1:,} {says}; a range mapping should have one")


class _Lines:
    """Goes over the lines and segments of `mappings`, forwards only: each byte is looked at once."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._line = 0
        self._start = 0
        self._enter()

    def _enter(self) -> None:
        end = self._text.find(b";", self._start)
        self._end = end if end >= 0 else len(self._text)
        self._index = 0
        self._at = self._start
        self._over = self._start >= self._end

    def go_to(self, line: int) -> None:
        """Enter a line, one behind the last one or that itself; beyond the last line there is nothing."""
        if line == self._line:
            return
        while self._line < line and self._end < len(self._text):
            self._line += 1
            self._start = self._end + 1
            end = self._text.find(b";", self._start)
            self._end = end if end >= 0 else len(self._text)
        if self._line < line:
            self._line = line
            self._start = len(self._text)
        self._enter()

    def seek(self, index: int) -> int:
        """Go to a segment of the line, not before the last one; a number above `index`, or how many segments there are."""
        while not self._over and self._index < index:
            comma = self._text.find(b",", self._at, self._end)
            self._index += 1
            if comma < 0:
                self._over = True
            else:
                self._at = comma + 1
        return self._index if self._over else index + 1

    @property
    def segment(self) -> tuple[bytes, int, int]:
        """The text, start and end of the segment that was sought."""
        comma = self._text.find(b",", self._at, self._end)
        return self._text, self._at, comma if comma >= 0 else self._end

    def has_no_original(self) -> bool:
        """Whether the segment has one field."""
        text, start, end = self.segment
        return len(text[start:end].translate(None, _CONTINUED)) == 1
