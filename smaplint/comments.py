"""The comments of a generated file that name its source map ("Linking through inline annotations" of ECMA-426).

For JavaScript the standard has two ways, and both are here to the letter: `url_without_parsing` reads lines backwards
and stops at anything but single-line comments, `url_through_tokens` reads the whole file. Where the first gives a URL,
the second gives the same. `javascript_tail` is what linking uses: the first way, from the end of the file alone, and
what is forgiven beyond it. For CSS the standard has no algorithm: the last comment of the file that matches is it.
"""

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from smaplint._fast import load_tokens
from smaplint._lazy import pattern
from smaplint._record import NamedTuple

if TYPE_CHECKING:
    import re

    from smaplint.javascript import Comments

# Bytes that are read first from the end of a bundle; more only when the comment is longer (an inline map).
TAIL: Final = 1 << 16

# Comments that are listed of a file: a hostile one of 50 MB holds two million.
_LISTED: Final = 10_000

_KEY: Final = b"sourceMappingURL="
# ECMA-262 WhiteSpace that is not ASCII, in UTF-8: NBSP, BOM, and category Zs.
_WIDE: Final = rb"\xc2\xa0|\xef\xbb\xbf|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80"
_BLANKS_OF_LINE: Final = rb"(?:[ \t\x0b\x0c]|" + _WIDE + rb")*+"
_BLANK = pattern(_BLANKS_OF_LINE)
# What `\s` is in JavaScript: WhiteSpace and LineTerminator.
_SPACE: Final = rb"(?:[ \t\n\r\x0b\x0c]|" + _WIDE + rb"|\xe2\x80[\xa8\xa9])"
# MatchSourceMapURL of the standard.
_MATCH = pattern(
    rb"[@#]%b*+sourceMappingURL=((?:[^\s\xc2\xe1\xe2\xe3\xef]++|(?!%b)[\xc2\xe1\xe2\xe3\xef])*+)%b*+\Z"
    % (_SPACE, _SPACE, _SPACE)
)
# What `_MATCH` takes too, in a line that no rule of the standard stumbles over: no quote, no `*/`, nothing behind it.
_USUAL = pattern(rb"sourceMappingURL=([\w\-.~!$&()+,;=:@/%?#\[\]]++)[ \t\n\r]*+\Z")
_MARKED: Final = b"//# sourceMappingURL="
_FIRST_OF_LINE = pattern(rb"(?:\A|[\n\r]|\xe2\x80[\xa8\xa9])" + _BLANKS_OF_LINE + _MARKED)
# A `data:` URL that was wrapped, or whose `+` became blanks: nothing but an accident looks like this.
_BROKEN_DATA = pattern(rb"[@#]\s*sourceMappingURL=(data:[^\"'`]*+)\Z")
# What was meant to name a map, and has a blank in its URL.
_BLANK_IN_URL = pattern(rb"//[@#][ \t]*+sourceMappingURL=([^\r\n\"'`*]+?\.map)\Z")
_BLANK_IN_CSS = pattern(rb"/\*[@#][ \t]*+sourceMappingURL=([^\r\n\"'`*]+?\.map)[ \t]*+\*/\Z")
_OF_SCRIPT = pattern(rb"(?:\A|[\r\n\f])[ \t]*+(//([@#])[ \t]*+sourceMappingURL=([^\s\"'`*]++))[ \t]*+(?=[\r\n\f]|\Z)")
_THIS_MACHINE = pattern(
    r"(?:[A-Za-z][A-Za-z0-9+.\-]*+:)?//(?:[^/?#@]*+@)?"
    r"(?:(?i:(?:[^/?#:]*\.)?localhost)|127(?:\.[0-9]{1,3}){1,3}|0\.0\.0\.0|\[::1?\])(?=[:/?#]|\Z)"
)
_BASE64_LINES = pattern(rb"[A-Za-z0-9+/=\r\n]++")
_DEBUG_ID = pattern(rb"[@#]\s*debugId=([0-9a-fA-F-]{32,36})\s*\Z")
# Bytes: the comment has 49 as everyone writes it.
_DEBUG_ID_LINE: Final = 200
# Bytes of a line with a quote beyond which it is taken for code.
_COMMENT_LINE: Final = 4096


Status = Literal["found", "missing", "outside", "remote", "inline", "none"]


class Directive(NamedTuple):
    """A comment that names a map. `start`, `end`: its bytes in the generated file; `url_start`, `url_end`: the URL's.

    WebAssembly has a custom section instead: `style` is `section`, and `mark` is empty.

    `mark`: `#`, or `@` for the legacy form. `url` is as written; of an inline map its beginning is kept. `status` is
    what linking found out: `target` is the path of the map when it is there, and where it was looked for otherwise.
    """

    url: str
    start: int
    end: int
    url_start: int
    url_end: int
    mark: str
    style: Literal["//", "/*", "section"] = "//"
    status: Status = "none"
    target: str = ""
    line: int = 1
    column: int = 1

    @property
    def is_inline(self) -> bool:
        return self.url[:5].lower() == "data:"

    @property
    def is_of_this_machine(self) -> bool:
        """Whether the URL's host is whatever machine asks: `localhost`, a name below it, or a loopback address."""
        return _THIS_MACHINE.match(self.url[:4096]) is not None


class Tail(NamedTuple):
    """What the end of a generated file says: its directive and its debug ID. `enough` is False when more must be read.

    `needs_tokens`: reading without parsing gives no URL, but `url_through_tokens` may, of the whole file: a comment
    stands behind code on its line, or a quote in a comment ends the search.
    """

    directive: Directive | None
    debug_id: str
    enough: bool
    needs_tokens: bool = False


class Links(NamedTuple):
    """What each way of the standard gives for a generated file; in CSS both give the same.

    `comments`: the comments that match, in their order, the first 10,000; none of them is text in a string. In
    JavaScript those between `/*` and `*/` are among them, though the standard's ways do not take them. `first`: the
    comment that tools find which look for the first line that begins with `//# sourceMappingURL=`, as Sentry's plugins
    for bundlers do; None where that is text in a template, or there is none. `broken`: the byte at which the file stops
    being JavaScript, so that nothing is known of what follows, or -1.
    """

    without_parsing: Directive | None = None
    through_tokens: Directive | None = None
    comments: tuple[Directive, ...] = ()
    first: Directive | None = None
    broken: int = -1


def links(data: bytes, kind: str = "js") -> Links:
    """Find all comments of a file that name a map. `kind`: `js`, `css` or `dts`; of any other there are none.

    The file is read as tokens only where the key occurs elsewhere than in the one comment at its end.
    """
    if kind == "css":
        directives = _css_directives(data)
        found = tuple(islice(directives, _LISTED))
        last = next(iter(deque(directives, maxlen=1)), found[-1] if found else None)
        return Links(last, last, found)
    first = data.find(_KEY) if kind in {"js", "dts"} else -1
    if first < 0:
        return Links()
    plain = url_without_parsing(data)
    if plain and plain.start <= first and data.find(_KEY, plain.url_start) < 0:
        # Without parsing only a comment that begins its line is found.
        is_first = data[plain.start : plain.url_start] == _MARKED
        return Links(plain, plain, (plain,), plain if is_first else None)
    comments = _comments(data)
    found = tuple(islice(_directives(data, comments), _LISTED))
    return Links(plain, _through_tokens(data, comments), found, _first(data, found), comments.broken)


class Misplaced(NamedTuple):
    """What was meant as the comment that names a map, and is none.

    `form`: that of another language, `//#` in CSS or `/*#` at the end of JavaScript. `blank`: a comment at the end whose URL
    has a blank in it, which `MatchSourceMapURL` does not take.
    """

    form: Directive | None = None
    blank: Directive | None = None


def misplaced(data: bytes, found: Links, kind: str) -> Misplaced:
    """Look for what was meant as the comment of a file that has none. `found`: its links; `kind`: `js` or `css`."""
    at = data.rfind(_KEY)
    if at < 0 or found.through_tokens or found.without_parsing:
        return Misplaced()
    if kind == "css":
        return Misplaced(_script_comment(data), _with_blank(data, at, _BLANK_IN_CSS))
    last = found.comments[-1] if found.comments else None
    is_last = last is not None and last.style == "/*" and not data[last.end :].strip() and found.broken < 0
    return Misplaced(last if is_last else None, _with_blank(data, at, _BLANK_IN_URL))


def _script_comment(data: bytes) -> Directive | None:
    """The last line of CSS that is a comment of JavaScript, outside of comments."""
    lines = deque(_OF_SCRIPT.finditer(data), maxlen=1)
    if not lines:
        return None
    match = lines[0]
    start = match.start(1)
    last = deque(css_comments(data[:start]), maxlen=1)
    # Behind a comment that is not closed everything is a comment.
    if data.find(b"/*", last[0][1] if last else 0, start) >= 0:
        return None
    url = match.group(3).decode("utf-8", "replace")
    return Directive(url, start, match.end(1), match.start(3), match.end(3), match.group(2).decode(), "//")


def _with_blank(data: bytes, key: int, form: "re.Pattern[bytes]") -> Directive | None:
    start = key - 3 if data[key - 3 : key - 1] in (b"//", b"/*") else key - 4
    end = len(data.rstrip())
    match = form.match(data[start:end]) if start >= 0 and end - start <= _COMMENT_LINE else None
    if match is None or len(match.group(1).split()) < 2:
        return None
    url = match.group(1).decode("utf-8", "replace")
    style: Literal["//", "/*"] = "//" if data[start : start + 2] == b"//" else "/*"
    url_end = start + match.end(1)
    return Directive(url, start, end, start + match.start(1), url_end, data[start + 2 : start + 3].decode(), style)


def _first(data: bytes, found: tuple[Directive, ...]) -> Directive | None:
    start = _first_of_line(data) if found else -1
    return next((one for one in found if one.url_start == start), None)


def _first_of_line(data: bytes) -> int:
    """The byte at which the URL of the first line that begins with `//# sourceMappingURL=` does, or -1."""
    at = data.find(_MARKED)
    while at >= 0:
        before = data[at - 1] if at else 0x0A
        if before in b"\n\r":
            return at + len(_MARKED)
        # A blank, or a part of one.
        if before in b" \t\x0b\x0c" or before >= 0x80:
            line = _FIRST_OF_LINE.search(data)
            return line.end() if line else -1
        at = data.find(_MARKED, at + 1)
    return -1


def is_plain(data: bytes) -> bool:
    """Whether JavaScript ends in a comment that names a map, and nothing before it looks like one to any tool.

    Tokens tell no more of it: where the way without parsing gives a URL, the other one gives the same.
    """
    # From the end on, where the key is.
    last = url_without_parsing(data) if data.rfind(_KEY) >= 0 else None
    return last is not None and _first_of_line(data) in (-1, last.url_start)


def url_through_tokens(data: bytes) -> Directive | None:
    """JavaScriptExtractSourceMapURL through parsing: the last tokens are single-line comments, and one of them matches.

    None for what is no JavaScript.
    """
    return _through_tokens(data, _comments(data)) if _KEY in data else None


def url_without_parsing(data: bytes) -> Directive | None:
    """JavaScriptExtractSourceMapURL without parsing, line by line from the last one."""
    return _read_back(data, 0, forgiving=False).directive


def _comments(data: bytes) -> "Comments":
    from smaplint.javascript import comments

    return comments(data)


def _through_tokens(data: bytes, comments: "Comments") -> Directive | None:
    if comments.broken >= 0:
        return None
    lines = _LinesBackwards(data)
    end = len(data)
    for index in range(len(comments) - 1, -1, -1):
        comment = comments[index]
        if comment.style != "//" or not _is_blank(data, comment.end, end, lines):
            return None
        if match := _MATCH.match(data[comment.start + 2 : comment.end]):
            return _directive(match, comment.start, comment.start + 2, "//")
        end = comment.start
    return None


def _is_blank(data: bytes, start: int, end: int, lines: "_LinesBackwards") -> bool:
    """Whether white space and line ends alone stand between a comment and the next one."""
    while True:
        line = max(lines.start(end), start)
        if _BLANK.match(data, line, end).end() < end:  # type: ignore[union-attr]  # matches the empty string
            return False
        if line == start:
            return True
        end = _before_line_end(data, line)
        if end <= start:
            return True


def _directives(data: bytes, comments: "Comments") -> Iterator[Directive]:
    at = data.find(_KEY)
    while at >= 0:
        comment = comments.at(at)
        end = at + len(_KEY)
        if comment and comment.style in {"//", "/*"}:
            end = comment.end
            is_block = comment.style == "/*"
            if match := _MATCH.match(data[comment.start + 2 : end - 2 if is_block else end]):
                found = _directive(match, comment.start, comment.start + 2, "/*" if is_block else "//")
                yield found._replace(end=end) if is_block else found
        at = data.find(_KEY, end)


class _Stop(NamedTuple):
    """Where reading backwards ended, and why.

    A URL was `found`, a line of `code` or a comment with a `quote` came, the `file` or what is known of it (`cut`)
    began. `start`, `end`: that line, without blanks behind it; `at`: without those before it.
    """

    why: Literal["found", "code", "quote", "file", "cut"]
    directive: Directive | None
    debug_id: str
    start: int = 0
    at: int = 0
    end: int = 0


def _read_back(data: bytes, offset: int, *, forgiving: bool) -> _Stop:
    """JavaScriptExtractSourceMapURL without parsing. `forgiving`: take a `data:` URL that was broken, too."""
    # Nearly every file ends like this, and each is read twice.
    key = data.rfind(_KEY)
    if key > 4 and data[key - 5 : key] == b"\n//# " and (usual := _USUAL.match(data, key)):
        found = Directive(
            usual.group(1).decode(),
            offset + key - 4,
            offset + usual.end(1),
            offset + usual.start(1),
            offset + usual.end(1),
            "#",
        )
        return _Stop("found", found, "", key - 4, key - 4, usual.end(1))
    end = len(data)
    debug_id = ""
    lines = _LinesBackwards(data)
    while True:
        end = _before_blanks(data, end)
        start = lines.start(end)
        if start == 0 and offset:
            return _Stop("cut", None, debug_id, 0, 0, end)
        at = _BLANK.match(data, start, end).end()  # type: ignore[union-attr]  # matches the empty string
        if at < end:
            if not data.startswith(b"//", at):
                return _Stop("code", None, debug_id, start, at, end)
            body = data[at + 2 : end]
            if any(mark in body for mark in (b'"', b"'", b"`", b"*/")):
                return _Stop("quote", None, debug_id, start, at, end)
            match = _MATCH.match(body) or (_BROKEN_DATA.match(body) if forgiving else None)
            if match:
                return _Stop("found", _directive(match, offset + at, offset + at + 2, "//"), debug_id, start, at, end)
            identified = _DEBUG_ID.match(body)
            if identified and not debug_id:
                debug_id = identified.group(1).decode()
        if start == 0:
            return _Stop("file", None, debug_id)
        end = _before_line_end(data, start)


def javascript_tail(data: bytes, offset: int = 0) -> Tail:
    """Read the trailing comments of JavaScript. `data` may be the file's end alone, from byte `offset` on.

    Beyond the standard it takes a `data:` URL with an apostrophe, and one that blanks or line ends were put into, so
    that `data-uri` can say what happened to it.
    """
    stop = _read_back(data, offset, forgiving=True)
    tail = Tail(stop.directive, stop.debug_id, enough=True)
    if stop.why == "found":
        return _with_debug_id_above(tail, data, stop.start, offset)
    if stop.why == "file":
        return tail
    if stop.why == "cut":
        # Whether code or a comment, a line with a double quote or a backtick ends the search: a bundle of one line need
        # not be read to its beginning.
        quoted = data.find(b'"', 0, stop.end) >= 0 or data.find(b"`", 0, stop.end) >= 0
        if not quoted or stop.end <= _COMMENT_LINE:
            return tail._replace(enough=False)
    elif stop.why == "quote":
        if directive := _quoted_data(data, stop.at, stop.end, offset):
            return tail._replace(directive=directive)
    else:
        wrapped = _wrapped_data(data, stop.end, offset)
        if wrapped.directive or not wrapped.enough:
            return wrapped._replace(debug_id=stop.debug_id)
    needs_tokens, enough = _may_be_for_tokens(data, stop.end, offset)
    return tail._replace(needs_tokens=needs_tokens, enough=enough)


def _may_be_for_tokens(data: bytes, end: int, offset: int) -> tuple[bool, bool]:
    """Whether a line at the end of the file ends in what may be a comment that matches; and `Tail.enough`.

    Above comments that a quote is in, and at the end of the first line that is more than a comment.
    """
    lines = _LinesBackwards(data)
    while True:
        end = _before_blanks(data, end)
        start = lines.start(end)
        key = data.rfind(_KEY, start, end)
        mark = data.rfind(b"//", max(start, key - _DEBUG_ID_LINE), key) if key >= 0 else -1
        if mark >= 0 and _MATCH.match(data[mark + 2 : end]):
            return True, True
        if end - start > _COMMENT_LINE:
            return False, True
        if start == 0:
            return False, not offset
        at = _BLANK.match(data, start, end).end()  # type: ignore[union-attr]  # matches the empty string
        if at < end and not data.startswith(b"//", at):
            return False, True
        end = _before_line_end(data, start)


def _with_debug_id_above(tail: Tail, data: bytes, start: int, offset: int) -> Tail:
    """Add the debug ID of the line above the directive, where the proposal wants it (proposals/debug-id.md)."""
    if tail.debug_id or start == 0:
        return tail
    end = _before_blanks(data, _before_line_end(data, start))
    if data.find(b"debugId=", max(0, end - _DEBUG_ID_LINE), end) < 0 and (end > _DEBUG_ID_LINE or not offset):
        return tail
    start = _LinesBackwards(data).start(end)
    if end - start > _DEBUG_ID_LINE:
        return tail
    if start == 0 and offset:
        return tail._replace(enough=False)
    line = data[start:end].lstrip()
    found = _DEBUG_ID.match(line[2:]) if line.startswith(b"//") else None
    return tail._replace(debug_id=found.group(1).decode()) if found else tail


def _quoted_data(data: bytes, at: int, end: int, offset: int) -> Directive | None:
    # dart-sass leaves `'` as it is in a percent-encoded data: URI. The standard gives null there; every browser takes
    # it. A `data:` URI with a media type that fills the line is no accident of a string.
    body = data[at + 2 : end]
    match = _MATCH.match(body)
    if match and match.group(1).startswith(b"data:application/json") and b'"' not in body and b"`" not in body:
        return _directive(match, offset + at, offset + at + 2, "//")
    return None


def _wrapped_data(data: bytes, end: int, offset: int) -> Tail:
    """What stands where code ends the search: nothing, or an inline map that `base64` wrapped at 76 columns.

    The standard gives null for it, and the file is no JavaScript any more; it is given as a directive so that
    `data-uri` can say what happened.
    """
    nothing = Tail(None, "", enough=True)
    last = data[max(0, end - 76) : end]
    if not _BASE64_LINES.fullmatch(last):
        return nothing
    at = data.rfind(b"sourceMappingURL=data:", 0, end)
    if at < 0:
        return nothing._replace(enough=not (offset and _BASE64_LINES.fullmatch(data, 0, end)))
    at = data.rfind(b"//", max(0, at - 8), at)
    match = _BROKEN_DATA.match(data[at + 2 : end]) if at >= 0 else None
    comma = data.find(b",", at, end)
    if match is None or not _BASE64_LINES.fullmatch(data, comma + 1, end):
        return nothing
    return nothing._replace(directive=_directive(match, offset + at, offset + at + 2, "//"))


def _directive(match: "re.Match[bytes]", start: int, body: int, style: Literal["//", "/*"]) -> Directive:
    url = match.group(1)
    return Directive(
        url=url.decode("utf-8", "replace"),
        start=start,
        end=body + match.end(1),
        url_start=body + match.start(1),
        url_end=body + match.end(1),
        mark=match.group()[:1].decode(),
        style=style,
    )


class _LinesBackwards:
    """Where lines start, asked from the end on. Each mark is looked for once: a search from every line is quadratic."""

    _MARKS: Final = (b"\n", b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9")

    def __init__(self, data: bytes) -> None:
        self._data = data
        # In ASCII the two of three bytes need not be looked for: they never come, so that all of it is searched.
        self._marks = self._MARKS[:2] if data.isascii() else self._MARKS
        self._last = [len(data) + 1] * len(self._marks)

    def start(self, end: int) -> int:
        """The start of the line that ends at byte `end`, which must not be above the last one asked for."""
        start = 0
        for index, mark in enumerate(self._marks):
            if self._last[index] > end:
                at = self._data.rfind(mark, 0, end)
                self._last[index] = at + len(mark) if at >= 0 else 0
            start = max(start, self._last[index])
        return start


_BLANKS: Final = b" \t\n\r\x0b\x0c"


def _before_blanks(data: bytes, end: int) -> int:
    # At once, for a file may be nothing but line feeds; little at a time, for most lines end in none.
    size = 64
    while end and data[end - 1] in _BLANKS:
        start = max(0, end - size)
        end = start + len(data[start:end].rstrip(_BLANKS))
        size *= 2
    return end


def _before_line_end(data: bytes, start: int) -> int:
    if data[start - 1] in b"\r\n":
        return start - 2 if data[start - 2 : start] == b"\r\n" else start - 1
    return start - 3


def _escaped(letter: bytes) -> bytes:
    """A letter of a name in CSS, in either case or as an escape."""
    upper, lower = letter.upper(), letter.lower()
    codes = b"|".join(b"%x" % byte for byte in upper + lower)
    return rb"(?:[%b]|\\(?:[%b]|0{0,4}(?i:%b)(?:\r\n|[ \t\n\r\f])?))" % (upper + lower, upper + lower, codes)


# Beside comments and strings: a name with an escape in it (`.content-\[\'\'\]` of Tailwind opens no string) and a URL
# without quotes (CSS Syntax 3, "Consume an ident-like token").
_CSS_URL_BEGINS: Final = (
    rb"(?<![\w\-\x80-\xff#@])" + b"".join(map(_escaped, (b"u", b"r", b"l"))) + rb"\([ \t\r\n\f]*+(?![\"' \t\r\n\f])"
)
_CSS_STOP = pattern(rb"/\*|[\"']|" + _CSS_URL_BEGINS + rb"|\\")
# A hexadecimal escape takes the blank behind it along, be it the end of the line.
_CSS_CODE: Final = rb"[0-9a-fA-F]{1,6}+(?:\r\n|[ \t\n\r\f])?+"
_CSS_NAME = pattern(rb"(?:\\(?:" + _CSS_CODE + rb"|[^0-9a-fA-F\n\r\f])|[\w\-\x80-\xff])++|\\")
_CSS_URL = pattern(rb"(?:[^)\\]|\\[\s\S])*+")
_CSS_STRING: Final = {
    0x22: pattern(rb'"(?:[^"\\\n\r\f]++|\\(?:' + _CSS_CODE + rb'|\r\n|[\s\S]))*+"?'),
    0x27: pattern(rb"'(?:[^'\\\n\r\f]++|\\(?:" + _CSS_CODE + rb"|\r\n|[\s\S]))*+'?"),
}


def css_comments(data: bytes) -> Iterator[tuple[int, int]]:
    """The spans of all closed comments of CSS: bytes, 0-based, end exclusive. Strings and URLs are stepped over."""
    tokens = load_tokens()
    found = None if tokens is None else tokens.css_comments(data)
    return _css_comments(data) if found is None else zip(*found, strict=True)


def _css_comments(data: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while stop := _CSS_STOP.search(data, at):
        at = stop.start()
        first = data[at]
        if first == 0x2F:
            close = data.find(b"*/", at + 2)
            if close < 0:
                return
            yield at, close + 2
            at = close + 2
        elif string := _CSS_STRING.get(first):
            at = string.match(data, at).end()  # type: ignore[union-attr]  # the quote is there
        elif stop.end() > at + 1:
            at = _CSS_URL.match(data, stop.end()).end()  # type: ignore[union-attr]  # matches the empty string
        else:
            at = _CSS_NAME.match(data, at).end()  # type: ignore[union-attr]  # matches the empty string


def _css_directives(data: bytes, *, forgiving: bool = False) -> Iterator[Directive]:
    if _KEY not in data:
        return
    for start, end in css_comments(data):
        body = data[start + 2 : end - 2]
        match = _MATCH.match(body) or (_BROKEN_DATA.match(body.rstrip()) if forgiving else None)
        if match:
            yield _directive(match, start, start + 2, "/*")._replace(end=end)


def css_tail(data: bytes) -> Tail:
    """Find the last comment of CSS that names a map; a broken `data:` URL is taken too. Wants the whole file."""
    last = deque(_css_directives(data, forgiving=True), maxlen=1)
    return Tail(last[0] if last else None, "", enough=True)
