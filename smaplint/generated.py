"""A generated file: its comments that name a source map, and its lines.

The comment is found as ECMA-426 says ("Linking generated code to source maps"): in JavaScript the way without parsing,
which reads backwards over single-line comments and blank lines and stops at anything else. Where it gives a URL, parsing
gives the same; so text in strings and templates is never taken for a comment. CSS is read forwards, over its strings
and comments, for the standard gives no algorithm for it.
"""

import binascii
import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from smaplint._lazy import pattern
from smaplint.document import SourceMap

_LINE_END = pattern(rb"\r\n|\n|\r|\xe2\x80\xa8|\xe2\x80\xa9")
_CSS_LINE_END = pattern(rb"\r\n|\n|\r|\f")
_LINE_FEED = pattern(rb"\n")
_MATCH = pattern(rb"[@#]\s*sourceMappingURL=([^\s]*)\s*\Z")
# A `data:` URL that was wrapped, or whose `+` became blanks: nothing but an accident looks like this.
_BROKEN_DATA = pattern(rb"[@#]\s*sourceMappingURL=(data:[^\"'`]*+)\Z")
_BASE64_LINES = pattern(rb"[A-Za-z0-9+/=\r\n]++")
_DEBUG_ID = pattern(rb"[@#]\s*debugId=([0-9a-fA-F-]{32,36})\s*\Z")
# ECMA-262 WhiteSpace that is not ASCII, in UTF-8: NBSP, BOM, and category Zs.
_BLANK = pattern(
    rb"(?:[ \t\x0b\x0c]|\xc2\xa0|\xef\xbb\xbf|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80)*+"
)
# Beside comments and strings: an escape (`.content-\[\'\'\]` of Tailwind opens no string) and a URL without quotes.
_CSS_STOP = pattern(rb"/\*|[\"'\\]|(?<![\w-])[uU][rR][lL]\([ \t\r\n\f]*+(?![\"' \t\r\n\f])")
_CSS_URL = pattern(rb"(?:[^)\\]|\\[\s\S])*+")
_CSS_STRING: Final = {
    0x22: pattern(rb'"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]))*+"?'),
    0x27: pattern(rb"'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]))*+'?"),
}
_DATA = pattern(rb"data:([^,;]*+)([^,]*+),", re.IGNORECASE)

# Bytes that are read first from the end of a bundle; more only when the comment is longer (an inline map).
TAIL: Final = 1 << 16

Status = Literal["found", "missing", "outside", "remote", "inline", "none"]


class Directive(NamedTuple):
    """A comment that names a map. `start`, `end`: its bytes in the generated file; `url_start`, `url_end`: the URL's.

    `mark`: `#`, or `@` for the legacy form. `url` is as written; of an inline map its beginning is kept. `status` is what linking found out: `target` is the
    path of the map when it is there, and where it was looked for otherwise.
    """

    url: str
    start: int
    end: int
    url_start: int
    url_end: int
    mark: str
    style: Literal["//", "/*"] = "//"
    status: Status = "none"
    target: str = ""
    line: int = 1
    column: int = 1

    @property
    def is_inline(self) -> bool:
        return self.url[:5].lower() == "data:"


class Tail(NamedTuple):
    """What the end of a generated file says: its directive and its debug ID. `enough` is False when more must be read."""

    directive: Directive | None
    debug_id: str
    enough: bool


class _LinesBackwards:
    """Where lines start, asked from the end on. Each mark is looked for once: a search from every line is quadratic."""

    _MARKS: Final = (b"\n", b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last = [len(data) + 1] * len(self._MARKS)

    def start(self, end: int) -> int:
        """The start of the line that ends at byte `end`, which must not be above the last one asked for."""
        start = 0
        for index, mark in enumerate(self._MARKS):
            if self._last[index] > end:
                at = self._data.rfind(mark, 0, end)
                self._last[index] = at + len(mark) if at >= 0 else 0
            start = max(start, self._last[index])
        return start


def javascript_tail(data: bytes, offset: int = 0) -> Tail:
    """Read the trailing comments of JavaScript. `data` may be the file's end alone, from byte `offset` on."""
    end = len(data)
    debug_id = ""
    lines = _LinesBackwards(data)
    while True:
        end = _before_blanks(data, end)
        start = lines.start(end)
        if start == 0 and offset:
            # Whether code or a comment, a line with a double quote or a backtick ends the search: a bundle of one line
            # need not be read to its beginning.
            enough = data.find(b'"', 0, end) >= 0 or data.find(b"`", 0, end) >= 0
            return Tail(None, debug_id, enough=enough)
        at = _BLANK.match(data, start, end).end()  # type: ignore[union-attr]  # matches the empty string
        if at < end:
            if not data.startswith(b"//", at):
                return _wrapped_data(data, end, debug_id, offset)
            body = data[at + 2 : end]
            if any(mark in body for mark in (b'"', b"'", b"`", b"*/")):
                return Tail(_quoted_data(data, at, end, offset), debug_id, enough=True)
            match = _MATCH.match(body) or _BROKEN_DATA.match(body)
            if match:
                directive = _directive(match, offset + at, at + 2 + offset, "//")
                return _with_debug_id_above(Tail(directive, debug_id, enough=True), data, start, lines, offset)
            found = _DEBUG_ID.match(body)
            if found and not debug_id:
                debug_id = found.group(1).decode()
        if start == 0:
            return Tail(None, debug_id, enough=True)
        end = _before_line_end(data, start)


def _with_debug_id_above(tail: Tail, data: bytes, start: int, lines: _LinesBackwards, offset: int) -> Tail:
    """Add the debug ID of the line above the directive, where the proposal wants it (proposals/debug-id.md)."""
    if tail.debug_id or start == 0:
        return tail
    end = _before_blanks(data, _before_line_end(data, start))
    start = lines.start(end)
    if end - start > _DEBUG_ID_LINE:
        return tail
    if start == 0 and offset:
        return tail._replace(enough=False)
    line = data[start:end].lstrip()
    found = _DEBUG_ID.match(line[2:]) if line.startswith(b"//") else None
    return tail._replace(debug_id=found.group(1).decode()) if found else tail


# Bytes: the comment has 49 as everyone writes it.
_DEBUG_ID_LINE: Final = 200


def _quoted_data(data: bytes, at: int, end: int, offset: int) -> Directive | None:
    # dart-sass leaves `'` as it is in a percent-encoded data: URI. The standard gives null there; every browser takes
    # it. A `data:` URI with a media type that fills the line is no accident of a string.
    body = data[at + 2 : end]
    match = _MATCH.match(body)
    if match and match.group(1).startswith(b"data:application/json") and b'"' not in body and b"`" not in body:
        return _directive(match, offset + at, at + 2 + offset, "//")
    return None


def _wrapped_data(data: bytes, end: int, debug_id: str, offset: int) -> Tail:
    """What stands where code ends the search: nothing, or an inline map that `base64` wrapped at 76 columns.

    The standard gives null for it, and the file is no JavaScript any more; it is given as a directive so that
    `data-uri` can say what happened.
    """
    nothing = Tail(None, debug_id, enough=True)
    last = data[max(0, end - 76) : end]
    if not _BASE64_LINES.fullmatch(last):
        return nothing
    at = data.rfind(b"sourceMappingURL=data:", 0, end)
    if at < 0:
        return Tail(None, debug_id, enough=not (offset and _BASE64_LINES.fullmatch(data, 0, end)))
    at = data.rfind(b"//", max(0, at - 8), at)
    match = _BROKEN_DATA.match(data[at + 2 : end]) if at >= 0 else None
    comma = data.find(b",", at, end)
    if match is None or not _BASE64_LINES.fullmatch(data, comma + 1, end):
        return nothing
    return Tail(_directive(match, offset + at, offset + at + 2, "//"), debug_id, enough=True)


def _directive(match: re.Match[bytes], start: int, body: int, style: Literal["//", "/*"]) -> Directive:
    url = match.group(1)
    return Directive(
        url=url.decode("utf-8", "replace"),
        start=start,
        end=body + len(match.group().rstrip()),
        url_start=body + match.start(1),
        url_end=body + match.end(1),
        mark=match.group()[:1].decode(),
        style=style,
    )


def _before_blanks(data: bytes, end: int) -> int:
    # At once, for a file may be nothing but line feeds; little at a time, for most lines end in none.
    size = 64
    while end and data[end - 1] in _BLANKS:
        start = max(0, end - size)
        end = start + len(data[start:end].rstrip(_BLANKS))
        size *= 2
    return end


_BLANKS: Final = b" \t\n\r\x0b\x0c"


def _before_line_end(data: bytes, start: int) -> int:
    if data[start - 1] in b"\r\n":
        return start - 2 if data[start - 2 : start] == b"\r\n" else start - 1
    return start - 3


def css_tail(data: bytes) -> Tail:
    """Find the last comment of CSS that names a map; the text of strings is stepped over. Wants the whole file."""
    last: Directive | None = None
    if b"sourceMappingURL=" not in data:
        return Tail(None, "", enough=True)
    at = 0
    while stop := _CSS_STOP.search(data, at):
        at = stop.start()
        first = data[at]
        if first != 0x2F:
            if first == 0x5C:
                at += 2
            elif pattern := _CSS_STRING.get(first):
                at = pattern.match(data, at).end()  # type: ignore[union-attr]  # the quote is there
            else:
                at = _CSS_URL.match(data, stop.end()).end()  # type: ignore[union-attr]  # matches the empty string
            continue
        close = data.find(b"*/", at + 2)
        if close < 0:
            break
        body = data[at + 2 : close]
        match = _MATCH.match(body) or _BROKEN_DATA.match(body.rstrip())
        if match:
            last = _directive(match, at, at + 2, "/*")._replace(end=close + 2)
        at = close + 2
    return Tail(last, "", enough=True)


@dataclass(frozen=True, slots=True)
class InlineMap:
    """A `data:` URL taken apart. `json`: the decoded bytes; None when `problem` says what is wrong with the URL.

    `problem_at`: the byte of the generated file at which it goes wrong, or -1. `base64`: how it was encoded. `payload_start`: the byte of the generated file at which the encoded text begins.
    """

    json: bytes | None
    base64: bool
    media_type: str
    payload_start: int
    problem: str = ""
    problem_at: int = -1

    # The bytes of the payload at which a percent-encoded character begins, once a place was asked for.
    _escapes: "list[array[int]]" = field(default_factory=list, repr=False, compare=False)

    def place(self, offset: int, payload: bytes) -> int:
        """The byte of the generated file that holds byte `offset` of the decoded map. `payload`: the encoded text."""
        at = offset // 3 * 4 + (0, 1, 2)[offset % 3] if self.base64 else offset
        if b"%" not in payload[: at * 3 + 3]:
            return self.payload_start + min(at, len(payload))
        if not self._escapes:
            self._escapes.append(array("q", (match.start() for match in _ESCAPE.finditer(payload))))
        escapes = self._escapes[0]
        # An escape is three bytes for one: before the escape with number n, 2 n bytes went.
        before = bisect_left(range(len(escapes)), at, key=lambda number: escapes[number] - 2 * number)
        return self.payload_start + min(at + 2 * before, len(payload))


_ESCAPE = pattern(rb"%[0-9a-fA-F]{2}")


def _unquote(payload: bytes) -> bytes:
    # Not urllib's: on a payload that is all percent signs that one takes a list entry and an exception for each.
    return _ESCAPE.sub(_unescaped, payload) if b"%" in payload else payload


def _unescaped(match: re.Match[bytes]) -> bytes:
    return _BYTES[int(match.group()[1:], 16)]


_BYTES: Final = [bytes((byte,)) for byte in range(256)]


def decode_data_url(url: bytes, start: int) -> InlineMap:
    """Decode a `data:` URL whose first byte is byte `start` of the generated file. Never raises."""
    match = _DATA.match(url)
    if match is None:
        return InlineMap(
            None, base64=False, media_type="", payload_start=start, problem="a `data:` URL without a comma"
        )
    media_type = match.group(1).decode("utf-8", "replace")
    payload = url[match.end() :]
    at = start + match.end()
    if b"base64" in match.group(2).lower().replace(b" ", b"").split(b";"):
        text = _unquote(payload)
        try:
            json = binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
        except (binascii.Error, ValueError):
            # Padding in the middle is what two maps pasted together look like.
            bad = re.search(rb"[^A-Za-z0-9+/=]|=(?![=]*+\Z)", text)
            problem = (
                f"`{text[bad.start() : bad.end()].decode('utf-8', 'replace')}` is no base64 digit"
                if bad
                else "the base64 text is cut short"
            )
            # Percent-encoding, which nobody mixes with base64 but by accident, moves the place: then none is given.
            known = -1 if b"%" in payload else at + (bad.start() if bad else len(payload) - 1)
            return InlineMap(
                None, base64=True, media_type=media_type, payload_start=at, problem=problem, problem_at=known
            )
        return InlineMap(json, base64=True, media_type=media_type, payload_start=at)
    return InlineMap(_unquote(payload), base64=False, media_type=media_type, payload_start=at)


class GeneratedFile:
    """A generated file: `kind` is `js`, `css` or `dts`. `data` may be absent (b"") where no rule asked for the bytes."""

    def __init__(self, path: str, kind: str, data: bytes, size: int, directive: Directive | None) -> None:
        self.path = path
        self.kind = kind
        self.data = data
        self.size = size
        self.directive = directive

    @cached_property
    def line_starts(self) -> "array[int]":
        """The byte at which each line begins, by the line ends of JavaScript (CSS: without U+2028 and U+2029).

        Eight bytes a line: a file may be nothing but line feeds.
        """
        pattern = {"css": _CSS_LINE_END, "": _LINE_FEED}.get(self.kind, _LINE_END)
        starts = array("q", (0,))
        starts.extend(match.end() for match in pattern.finditer(self.data))
        return starts

    def offset_of(self, line: int, column: int) -> int | None:
        """The byte at a 0-based line and a 0-based column in UTF-16 units; None where there is no such place."""
        starts = self.line_starts
        if not 0 <= line < len(starts):
            return None
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(self.data)
        if column < 0:
            return None
        text = self.data[start : min(end, start + column * 3 + 3)]
        if text.isascii():
            return start + column if start + column <= end else None
        units = 0
        for index, character in enumerate(decoded := text.decode("utf-8", "replace")):
            if units >= column:
                return start + len(decoded[:index].encode())
            units += 2 if ord(character) > 0xFFFF else 1
        return start + len(decoded.encode()) if units >= column else None


class Pair(NamedTuple):
    """A generated file and its map: the one that its comment names, or that belongs to it by name. `map` may be None.

    `inline`: the `data:` URL of its comment, taken apart, where it is one.
    """

    generated: GeneratedFile
    map: SourceMap | None
    map_path: str = ""
    inline: InlineMap | None = None
