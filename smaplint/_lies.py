"""Whether a map may lie badly on its texts: one compiled pass that is sure, or says maybe.

`smaplint.alignment`, `coverage` and `originals` measure; here is decided, for an eighth of the price, that they would have nothing to
say. The answers are bits: 1 the alignment, 2 the coverage, 4 the originals. A bit that is not set is certain, and
`tests/test_lies.py` holds it to that; one that is set costs a measurement. Every limit is told in those modules.

Cython in pure Python mode, as `smaplint._scan`. Segments are read once, for both sides of them, and none is kept: the columns of a
generated line ascend. Embedded texts are unescaped once each, into one piece of memory, when a segment first names them: most
of the time goes there and into branches that cannot be foreseen. Offsets are 0-based bytes; columns are UTF-16 units.
"""

import sys

import cython

if not cython.compiled or sys.byteorder != "little":
    raise ImportError

from cython.cimports.cpython.bytes import PyBytes_AS_STRING, PyBytes_GET_SIZE
from cython.cimports.libc.stdlib import calloc, free, malloc, realloc
from cython.cimports.libc.string import memchr, memcmp

# What `lies_plain` may write behind the end of what it copies.
_SLACK = cython.declare(cython.Py_ssize_t, 16)
# What each byte is in `mappings`, as in `_scan.py`: below 0x100 a number of one digit, plus 16; 0x100 and five bits where
# the number goes on; 0x200 a comma; 0x400 a semicolon; 0x800 anything else.
_CLASS = cython.declare(cython.ushort[256])
# The five bits of a digit that is the last of its number.
_DIGIT = cython.declare(cython.uchar[256])
# Letters, digits, `_` and `$` of ASCII.
_WORD = cython.declare(cython.uchar[256])
# The value of a hexadecimal digit; 16 for what is none.
_HEX = cython.declare(cython.uchar[256])


def _fill_tables():
    byte: cython.int
    digit: cython.int
    for byte in range(256):
        _CLASS[byte] = 0x800
        _WORD[byte] = byte < 128 and (chr(byte).isalnum() or chr(byte) in "_$")
        _HEX[byte] = int(chr(byte), 16) if byte in b"0123456789abcdefABCDEF" else 16
    _CLASS[0x2C] = 0x200
    _CLASS[0x3B] = 0x400
    for digit, byte in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"):
        if digit >= 32:
            _CLASS[byte] = 0x100 | (digit & 31)
        else:
            _DIGIT[byte] = digit
            _CLASS[byte] = 16 - (digit >> 1) if digit & 1 else 16 + (digit >> 1)


_fill_tables()

# ---------------------------------------------------------------- one segment

Segment = cython.struct(
    end=cython.Py_ssize_t,  # of its text: a separator, or the end of the field
    column=cython.longlong,
    source=cython.longlong,
    line=cython.longlong,
    original=cython.longlong,  # the original column
)


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _number(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t, to: cython.p_longlong
) -> cython.Py_ssize_t:
    """Read the number at `i`, of a field that is clean: where it ends. What is no digit is 0, and not read."""
    kind: cython.uint
    unsigned: cython.ulonglong
    shift: cython.int
    to[0] = 0
    if i >= n:
        return i
    kind = _CLASS[p[i]]
    if kind < 0x100:
        to[0] = cython.cast(cython.longlong, kind) - 16
        return i + 1
    if kind > 0x1FF:
        return i
    unsigned = kind & 31
    shift = 5
    i += 1
    while i < n:
        kind = _CLASS[p[i]]
        if kind > 0x1FF:
            break
        i += 1
        if kind < 0x100:
            unsigned |= cython.cast(cython.ulonglong, _DIGIT[p[i - 1]]) << shift
            break
        unsigned |= cython.cast(cython.ulonglong, kind & 31) << shift
        # Padding: the field is clean, so the digits beyond 32 bits are all 0.
        if shift < 40:
            shift += 5
    to[0] = unsigned >> 1
    if unsigned & 1:
        to[0] = -to[0]
    return i


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _end(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the segment ends in which `i` is."""
    step: cython.int
    while n - i >= 8:
        step = lies_end(p + i)
        i += step
        if step < 8:
            return i
    while i < n and not _CLASS[p[i]] & 0x600:
        i += 1
    return i


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _read(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t, to: cython.pointer(Segment)
) -> cython.int:
    """Read the segment at `i`: 0 where it is empty, 1 where it has a column alone, 4 where it has a source."""
    a: cython.uint
    b: cython.uint
    c: cython.uint
    d: cython.uint
    start: cython.Py_ssize_t = i
    fields: cython.int = 4
    # Of 20 million segments of npm packages 79 % begin with four numbers of one digit, and 56 % are no more.
    if i + 12 < n:
        a, b, c, d = _CLASS[p[i]], _CLASS[p[i + 1]], _CLASS[p[i + 2]], _CLASS[p[i + 3]]
        if (a | b | c | d) < 0x100:
            to.column = cython.cast(cython.longlong, a) - 16
            to.source = cython.cast(cython.longlong, b) - 16
            to.line = cython.cast(cython.longlong, c) - 16
            to.original = cython.cast(cython.longlong, d) - 16
            if _CLASS[p[i + 4]] & 0x600:
                to.end = i + 4
            else:
                to.end = _end(p, i + 5, n)
            return 4
    i = _number(p, i, n, cython.address(to.column))
    to.source = to.line = to.original = 0
    if i >= n or _CLASS[p[i]] & 0x600:
        fields = 0 if i == start else 1
    else:
        i = _number(p, i, n, cython.address(to.source))
        i = _number(p, i, n, cython.address(to.line))
        i = _number(p, i, n, cython.address(to.original))
        # The name.
        i = _end(p, i, n)
    to.end = i
    return fields


# ---------------------------------------------------------------- texts


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_wide(text: cython.p_const_uchar, size: cython.Py_ssize_t) -> cython.bint:
    """Whether any byte is not ASCII."""
    found: cython.uchar = 0
    at: cython.Py_ssize_t
    for at in range(size):
        found |= text[at]
    return found >= 0x80


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _character(
    text: cython.p_const_uchar, size: cython.Py_ssize_t, to: cython.p_uchar, odd: cython.p_int
) -> cython.Py_ssize_t:
    """How many bytes a character has that is not ASCII, with which `text` begins; -1 where it is no UTF-8 (Unicode 16, table 3-7).

    A byte of 0x80 is written for each of its UTF-16 units: two where it has four bytes, else one. `odd` is set for U+2028 and U+2029.
    """
    first: cython.uchar = text[0]
    second: cython.uchar = text[1] if size > 1 else 0
    to[0] = 0x80
    if (second & 0xC0) != 0x80 or first < 0xC2:
        return -1
    if first < 0xE0:
        return 2
    if size < 3 or (text[2] & 0xC0) != 0x80:
        return -1
    if first < 0xF0:
        if (first == 0xE0 and second < 0xA0) or (first == 0xED and second >= 0xA0):
            return -1
        if first == 0xE2 and second == 0x80 and (text[2] | 1) == 0xA9:
            odd[0] = 1
        return 3
    if size < 4 or (text[3] & 0xC0) != 0x80:
        return -1
    if first > 0xF4 or (first == 0xF0 and second < 0x90) or (first == 0xF4 and second >= 0x90):
        return -1
    to[1] = 0x80
    return 4


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _units(text: cython.p_const_uchar, size: cython.Py_ssize_t, to: cython.p_uchar) -> cython.Py_ssize_t:
    """How many UTF-16 units UTF-8 has, written as a byte each, 0x80 for what is not ASCII; -1 where it is none.

    `to` has room for `_SLACK` bytes more than `size`; no character has more units than bytes.
    """
    at: cython.Py_ssize_t = 0
    out: cython.Py_ssize_t = 0
    plain: cython.Py_ssize_t
    odd: cython.int = 0
    while True:
        plain = lies_plain(text, at, size, to + out, 0x80)
        at += plain
        out += plain
        if at >= size:
            return out
        plain = _character(text + at, size - at, to + out, cython.address(odd))
        if plain < 0:
            return -1
        at += plain
        out += 2 if plain == 4 else 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_ambiguous(code: cython.p_const_uchar, size: cython.Py_ssize_t) -> cython.bint:
    """What `alignment._is_ambiguous` says of a generated file; asked only where its positions lie badly."""
    at: cython.Py_ssize_t
    if size >= 3 and memcmp(code, cython.cast(cython.p_const_char, b"\xef\xbb\xbf"), 3) == 0:
        return True
    for at in range(size):
        if code[at] == 0x0C or (code[at] == 0x0D and (at + 1 == size or code[at + 1] != 0x0A)):
            return True
        if code[at] == 0xE2 and at + 2 < size and code[at + 1] == 0x80 and (code[at + 2] | 1) == 0xA9:
            return True
    return False


# A text of a source, once it was asked for. `_ASIDE`: it is not compared.
_NEW = cython.declare(cython.int, 0)
_ASIDE = cython.declare(cython.int, 1)
_READ = cython.declare(cython.int, 2)

Text = cython.struct(
    state=cython.int,
    wide=cython.int,  # whether it is not ASCII
    doubtful=cython.int,  # whether its name may be that of no script
    first=cython.Py_ssize_t,  # of `starts`: one more than it has lines
    lines=cython.Py_ssize_t,
    at=cython.Py_ssize_t,  # its first unit in `units`
    before=cython.longlong,  # the position before, of those that are not outside
    compared=cython.longlong,
    outside_lines=cython.longlong,
    outside_columns=cython.longlong,
    inside=cython.longlong,
)

# The texts of one map. A line begins at `starts[first + line]`, counted from the first unit of its text.
Texts = cython.struct(
    data=cython.p_const_uchar,
    texts=cython.pointer(Text),
    units=cython.p_uchar,
    used=cython.Py_ssize_t,
    room=cython.Py_ssize_t,
    starts=cython.p_int,
    lines=cython.Py_ssize_t,
    height=cython.Py_ssize_t,  # how many lines there is room for
)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _begin_line(texts: cython.pointer(Texts), start: cython.Py_ssize_t) -> cython.bint:
    """Add a line; False where there is no memory."""
    grown: cython.p_int
    height: cython.Py_ssize_t
    if texts.lines >= texts.height:
        height = texts.height * 2 + 4096
        grown = cython.cast(cython.p_int, realloc(texts.starts, height * cython.sizeof(cython.int)))
        if grown == cython.NULL:
            return False
        texts.starts = grown
        texts.height = height
    texts.starts[texts.lines] = cython.cast(cython.int, start)
    texts.lines += 1
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_no_script(name: cython.p_const_uchar, size: cython.Py_ssize_t) -> cython.bint:
    """What `originals._NO_SCRIPT` finds in a name without escapes."""
    at: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    length: cython.Py_ssize_t
    dot: cython.Py_ssize_t
    one: cython.p_const_uchar
    found: cython.p_const_uchar
    while True:
        found = cython.cast(cython.p_const_uchar, memchr(name + at, 0x3F, size - at)) if at < size else cython.NULL
        end = size if found == cython.NULL else found - name
        dot = end - 1
        while dot >= 0 and end - dot <= 6 and name[dot] != 0x2E:
            dot -= 1
        length = end - dot - 1
        if dot >= 0 and name[dot] == 0x2E:
            one = name + dot + 1
            if (
                (length == 3 and memcmp(one, cython.cast(cython.p_const_char, b"css"), 3) == 0)
                or (length == 4 and memcmp(one, cython.cast(cython.p_const_char, b"json"), 4) == 0)
                or (length == 4 and memcmp(one, cython.cast(cython.p_const_char, b"scss"), 4) == 0)
                or (length == 4 and memcmp(one, cython.cast(cython.p_const_char, b"sass"), 4) == 0)
                or (length == 4 and memcmp(one, cython.cast(cython.p_const_char, b"less"), 4) == 0)
                or (length == 4 and memcmp(one, cython.cast(cython.p_const_char, b"styl"), 4) == 0)
                or (length == 5 and memcmp(one, cython.cast(cython.p_const_char, b"json5"), 5) == 0)
            ):
                return True
        if found == cython.NULL:
            return False
        at = end + 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _prepare(
    texts: cython.pointer(Texts), one: cython.pointer(Text), source: Span, content: Span, styles: cython.int
) -> cython.bint:
    """Unescape the text of a source, and find its lines; False where that is too much, or the text is no UTF-8."""
    data: cython.p_const_uchar = texts.data
    at: cython.Py_ssize_t = content.start
    end: cython.Py_ssize_t = content.end
    to: cython.p_uchar
    out: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t
    byte: cython.uchar
    code: cython.int
    returns: cython.Py_ssize_t = 0
    odd: cython.int = 0
    index: cython.Py_ssize_t
    one.state = _ASIDE
    one.before = -2
    if at < 0 or at >= end:
        return True
    if source.start >= 0 and not styles:
        if _is_no_script(data + source.start, source.end - source.start):
            return True
        one.doubtful = memchr(data + source.start, 0x5C, source.end - source.start) != cython.NULL
    # One unit of no word before the text, and one behind it.
    if texts.used + end - at + 2 > texts.room:
        return False
    texts.units[texts.used] = 0
    texts.used += 1
    one.at = texts.used
    one.first = texts.lines
    to = texts.units + texts.used
    if not _begin_line(texts, 0):
        return False
    if end - at >= 3 and memcmp(data + at, cython.cast(cython.p_const_char, b"\xef\xbb\xbf"), 3) == 0:
        odd = 1
    while at < end:
        size = lies_plain(data, at, end, to + out, 0x5C)
        at += size
        out += size
        if at >= end:
            break
        if data[at] >= 0x80:
            one.wide = 1
            size = _character(data + at, end - at, to + out, cython.address(odd))
            if size < 0:
                return False
            at += size
            out += 2 if size == 4 else 1
            continue
        at += 2
        if at > end:
            return False
        byte = data[at - 1]
        if byte == 0x6E:
            code = 10
        elif byte == 0x74:
            code = 9
        elif byte == 0x72:
            code = 13
        elif byte == 0x66:
            code = 12
        elif byte == 0x62:
            code = 8
        elif byte == 0x75:
            if at + 4 > end or (_HEX[data[at]] | _HEX[data[at + 1]] | _HEX[data[at + 2]] | _HEX[data[at + 3]]) > 15:
                return False
            code = _HEX[data[at]] << 12 | _HEX[data[at + 1]] << 8 | _HEX[data[at + 2]] << 4 | _HEX[data[at + 3]]
            at += 4
            if code >= 0x80:
                if code == 0x2028 or code == 0x2029 or (code == 0xFEFF and out == 0):
                    odd = 1
                # Each is a unit: both halves of a pair, and one that stands alone.
                one.wide = 1
                code = 0x80
        else:
            code = byte
        to[out] = cython.cast(cython.uchar, code)
        out += 1
        if code == 10:
            if not _begin_line(texts, out):
                return False
        elif code == 13:
            returns += 1
        elif code == 12:
            odd = 1
    to[out] = 0
    texts.used += out + 1
    # As if a line feed ended the last line.
    if not _begin_line(texts, out + 1):
        return False
    one.lines = texts.lines - one.first - 1
    if returns:
        for index in range(out - 1):
            if to[index] == 13 and to[index + 1] == 10:
                returns -= 1
    # `originals.MOST_LINES` is a number of line feeds.
    if not odd and not returns and one.lines <= 0x100000:
        one.state = _READ
    return True


# ---------------------------------------------------------------- the pass


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _originals_off(texts: cython.pointer(Texts), count: cython.Py_ssize_t) -> cython.bint:
    """Whether `Originals` may have a source that is outlying, mismatched or suspect."""
    index: cython.Py_ssize_t
    one: cython.pointer(Text)
    compared: cython.longlong = 0
    outside: cython.longlong = 0
    own: cython.longlong
    misplaced: cython.longlong
    share: cython.double
    is_outside: cython.bint
    any_outside: cython.bint = False
    for index in range(count):
        one = texts.texts + index
        if one.state != _READ or one.compared == 0:
            continue
        own = one.outside_lines + one.outside_columns
        misplaced = own + one.inside
        share = 0.05 * one.compared
        # In another unit less is misplaced, but it may be misplaced otherwise.
        if one.wide and misplaced > 6:
            if misplaced > share:
                return True
            own = misplaced
        is_outside = (
            one.outside_lines >= max(20.0, share)
            or one.outside_lines >= 0.5 * one.compared
            or (own > share and one.inside >= 0.05 * max(1, one.compared - own))
        )
        if one.compared >= 20 and (
            one.inside > 0.1 * one.compared or (is_outside and own >= max(20.0, 0.5 * one.compared))
        ):
            return True
        any_outside = any_outside or is_outside
        outside += own
        # The more are compared the more may be outside: what may not be compared is left out.
        if not one.doubtful:
            compared += one.compared
    return any_outside and outside >= max(20.0, 0.05 * compared)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _pass(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    code: cython.p_const_uchar,
    aligned: cython.Py_ssize_t,
    covered: cython.Py_ssize_t,
    texts: cython.pointer(Texts),
    sources: cython.pointer(Span),
    contents: cython.pointer(Span),
    count: cython.Py_ssize_t,
    styles: cython.int,
) -> cython.int:
    """The bits of `lies_maybe`; nothing is asked of the code where it is NULL, and nothing of the texts without `texts`."""
    read: Segment
    fields: cython.int
    i: cython.Py_ssize_t = 0
    bits: cython.int = 0
    # Of the generated file: its line, the mapped segments of that line and of all, and what is wrong with them.
    wide_file: cython.bint = False
    scratch: cython.p_uchar = cython.NULL
    line: cython.p_const_uchar = code
    start: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t = -1
    length: cython.longlong = -1
    first_wide: cython.longlong = 0
    column: cython.longlong = 0
    before: cython.longlong = -2
    on_line: cython.longlong = 0
    raw_on_line: cython.longlong = 0
    mapped: cython.longlong = 0
    inside: cython.longlong = 0
    behind: cython.longlong = 0
    raw_behind: cython.longlong = 0
    raw: cython.longlong = 0
    is_outside: cython.bint = False
    is_long_bare: cython.bint = False
    is_line_off: cython.bint = False
    line_feed: cython.p_const_uchar
    begins: cython.bint = True
    # Of the texts.
    one: cython.pointer(Text) = cython.NULL
    units: cython.p_const_uchar = cython.NULL
    starts: cython.p_const_int = cython.NULL
    lines: cython.longlong = 0
    source: cython.longlong = 0
    original_line: cython.longlong = 0
    original: cython.longlong = 0
    position: cython.longlong
    position_before: cython.longlong = -2
    begin: cython.longlong = 0
    here: cython.longlong
    width: cython.longlong
    a: cython.uchar
    b: cython.uchar
    if code != cython.NULL:
        wide_file = _is_wide(code, aligned)
    while True:
        if begins:
            begins = False
            if code != cython.NULL:
                # The next line of the generated file; `end` is its line feed, or the end of the file.
                column = 0
                before = -2
                on_line = raw_on_line = 0
                start = end + 1
                length = -1
                if start <= aligned:
                    line = code + start
                    line_feed = (
                        cython.cast(cython.p_const_uchar, memchr(line, 0x0A, aligned - start))
                        if start < aligned
                        else cython.NULL
                    )
                    end = aligned if line_feed == cython.NULL else line_feed - code
                    length = end - start
                    if length and code[end - 1] == 0x0D:
                        length -= 1
                    first_wide = length
                    if wide_file and i < n and p[i] != 0x3B and _is_wide(line, length):
                        first_wide = 0
                        while line[first_wide] < 0x80:
                            first_wide += 1
                        if scratch == cython.NULL:
                            scratch = cython.cast(cython.p_uchar, malloc(aligned + _SLACK))
                        length = -1 if scratch == cython.NULL else _units(line, length, scratch)
                        line = scratch
                        if length < 0:
                            bits |= 3
                            code = cython.NULL
        fields = _read(p, i, n, cython.address(read))
        column += read.column
        if fields > 1:
            if code != cython.NULL:
                on_line += 1
                if 0 <= column < length:
                    raw = _WORD[line[column]] & _WORD[line[column - (column > 0)]] & (column > 0)
                    if raw:
                        raw_on_line += 1
                        inside += column - before != 1
                    if column > first_wide:
                        behind += 1
                        raw_behind += raw
                elif column != length:
                    is_outside = True
                else:
                    behind += column > first_wide
                before = column
            mapped += 1
            if texts != cython.NULL:
                source += read.source
                original_line += read.line
                original += read.original
                if read.source or one == cython.NULL:
                    if one != cython.NULL:
                        one.compared += mapped - 1 - begin
                        one.before = position_before
                    begin = mapped - 1
                    one = texts.texts + (source if 0 <= source < count else 0)
                    if not 0 <= source < count or (
                        one.state == _NEW and not _prepare(texts, one, sources[source], contents[source], styles)
                    ):
                        bits |= 4
                        texts = cython.NULL
                        lines = -1
                    else:
                        lines = one.lines if one.state == _READ else -1
                        units = texts.units + one.at
                        starts = texts.starts + one.first
                        position_before = one.before
                if cython.cast(cython.ulonglong, original_line) < cython.cast(cython.ulonglong, max(lines, 0)):
                    here = starts[original_line]
                    width = starts[original_line + 1] - 1 - here
                    here += original
                    # Unsigned, here as above: a field that is not clean may have negative columns.
                    if cython.cast(cython.ulonglong, original) < cython.cast(cython.ulonglong, width):
                        position = original_line << 32 | original
                        a = units[here - 1]
                        b = units[here]
                        if (
                            _WORD[a] & _WORD[b]
                            and position - position_before != 1
                            and not (b == 0x24 and units[here + 1] == 0x7B)
                        ):
                            one.inside += 1
                        position_before = position
                    elif original != width or units[here - 1] == 0x0D:
                        one.outside_columns += 1
                    else:
                        position_before = original_line << 32 | original
                elif lines >= 0:
                    one.outside_lines += 1
        i = read.end + 1
        if read.end >= n or p[read.end] == 0x3B:
            if code != cython.NULL:
                if on_line:
                    if length < 0:
                        is_outside = True
                    # A line that is moved alone.
                    if on_line >= 100 and raw_on_line * 10 >= on_line:
                        is_line_off = True
                if on_line <= 1 and start <= covered and min(end, covered) - start > 5000:
                    is_long_bare = True
            if read.end >= n:
                break
            begins = True
    free(scratch)
    if code != cython.NULL:
        while end < covered and not is_long_bare:
            start = end + 1
            line_feed = (
                cython.cast(cython.p_const_uchar, memchr(code + start, 0x0A, covered - start))
                if start < covered
                else cython.NULL
            )
            end = covered if line_feed == cython.NULL else line_feed - code
            is_long_bare = end - start > 5000
        if is_long_bare or mapped == 0:
            bits |= 2
        if (
            is_outside
            or (mapped >= 20 and inside * 10 > mapped)
            or (inside >= 10 and is_line_off)
            or (behind >= 20 and raw_behind * 10 > behind and raw_behind * 5 >= inside * 4)
        ) and not (aligned == 0 or _is_ambiguous(code, aligned)):
            bits |= 1
    if texts != cython.NULL:
        if one != cython.NULL:
            one.compared += mapped - begin
        if _originals_off(texts, count):
            bits |= 4
    return bits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def lies_maybe(
    mappings: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    code: cython.p_const_uchar,
    aligned: cython.Py_ssize_t,
    covered: cython.Py_ssize_t,
    data: cython.p_const_uchar,
    sources: cython.pointer(Span),
    contents: cython.pointer(Span),
    count: cython.Py_ssize_t,
    styles: cython.int,
) -> cython.int:
    """What may be wrong with a map, in bits.

    1 unless `Alignment.is_off` is surely False and `outside` 0; 2 unless the coverage is surely `mapped` and `bare` 0; 4 unless
    `outlying`, `mismatched` and `suspect` of the originals are surely empty. Nothing of 1 and 2 is asked where `code` is NULL.

    `mappings`: a field of a regular map that is clean and has no backslash; if it is not clean, the answer is worth nothing, but
    nothing is read that is not there. `code`: the generated file, of kind `js` or `css`; `aligned`: how much of it
    `alignment.measure` looks at, which is all, or up to `directive.start` of an inline map; `covered`: the same of
    `coverage.measure`, up to `directive.start` where there is any, and at most `aligned`.
    `data`: the document; of `sources` and `contents` it has `count` spans each, 0 where those are not equally many or the map is
    one of declarations: then 4 is not set. `styles`: whether the path of the map ends with `.css` or `.css.map`.

    Linear. Takes the size of the texts that are named, four bytes for each of their lines, and, where the code is not ASCII, its size.
    """
    texts: Texts
    asked: cython.int = (3 if code != cython.NULL else 0) | 4
    index: cython.Py_ssize_t
    room: cython.Py_ssize_t = 0
    bits: cython.int
    for index in range(count):
        if contents[index].start >= 0 and contents[index].end > contents[index].start:
            room += contents[index].end - contents[index].start + 2
    if room == 0:
        return _pass(mappings, size, code, aligned, covered, cython.NULL, cython.NULL, cython.NULL, 0, 0) & asked
    if room > 0x7FFFFFF0 or count > 0x100000:
        return asked
    texts.data = data
    texts.texts = cython.cast(cython.pointer(Text), calloc(count, cython.sizeof(Text)))
    texts.units = cython.cast(cython.p_uchar, malloc(room + _SLACK))
    texts.used = 0
    texts.room = room
    texts.starts = cython.NULL
    texts.lines = 0
    texts.height = 0
    if texts.texts == cython.NULL or texts.units == cython.NULL:
        bits = asked
    else:
        bits = (
            _pass(mappings, size, code, aligned, covered, cython.address(texts), sources, contents, count, styles)
            & asked
        )
    free(texts.texts)
    free(texts.units)
    free(texts.starts)
    return bits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def generated_maybe(
    mappings: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    code: cython.p_const_uchar,
    aligned: cython.Py_ssize_t,
    covered: cython.Py_ssize_t,
) -> cython.int:
    """The bits 1 and 2 of `lies_maybe`."""
    return _pass(mappings, size, code, aligned, covered, cython.NULL, cython.NULL, cython.NULL, 0, 0) & 3


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def originals_maybe(
    data: cython.p_const_uchar,
    mappings_start: cython.Py_ssize_t,
    mappings_end: cython.Py_ssize_t,
    sources: cython.pointer(Span),
    contents: cython.pointer(Span),
    count: cython.Py_ssize_t,
    styles: cython.int,
) -> cython.int:
    """The bit 4 of `lies_maybe`, of a field within the document."""
    return lies_maybe(
        data + mappings_start,
        mappings_end - mappings_start,
        cython.NULL,
        0,
        0,
        data,
        sources,
        contents,
        count,
        styles,
    )


# ---------------------------------------------------------------- for Python


@cython.cfunc
def _spans(pairs: list, count: cython.Py_ssize_t) -> cython.pointer(Span):
    found: cython.pointer(Span) = cython.cast(cython.pointer(Span), calloc(count + 1, cython.sizeof(Span)))
    index: cython.Py_ssize_t
    if found == cython.NULL:
        raise MemoryError
    for index in range(count):
        found[index].start, found[index].end = pairs[index]
    return found


def lies(
    data: bytes,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    code: bytes | None,
    aligned: cython.Py_ssize_t,
    covered: cython.Py_ssize_t,
    sources: list,
    contents: list,
    styles: cython.bint,
) -> int:
    """`lies_maybe` of the field from `start` to `end`; spans are pairs of numbers. Where `code` is None, of the texts alone."""
    count: cython.Py_ssize_t = len(contents)
    p: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    text: cython.p_const_uchar = cython.NULL
    first: cython.pointer(Span)
    second: cython.pointer(Span)
    bits: cython.int
    if code is not None:
        text = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(code))
    first = _spans(sources, count)
    try:
        second = _spans(contents, count)
    except:
        free(first)
        raise
    with cython.nogil:
        bits = lies_maybe(p + start, end - start, text, aligned, covered, p, first, second, count, styles)
    free(first)
    free(second)
    return bits


def generated(mappings: bytes, code: bytes, aligned: cython.Py_ssize_t, covered: cython.Py_ssize_t) -> int:
    """`generated_maybe`."""
    p: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(mappings))
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(code))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(mappings)
    bits: cython.int
    with cython.nogil:
        bits = generated_maybe(p, size, text, aligned, covered)
    return bits


def originals(
    data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t, sources: list, contents: list, styles: cython.bint
) -> int:
    """`originals_maybe`; spans are pairs of numbers."""
    return lies(data, start, end, None, 0, 0, sources, contents, styles)
