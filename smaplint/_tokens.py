"""The compiled reader of comments: `smaplint.javascript` and `smaplint._slash` in one pass, with the GIL released.

Cython in pure Python mode, as `smaplint._scan`. Those two modules are the same in plain Python, and say why each thing
is done; the functions here have their names and their order. What `smaplint.comments` does with CSS stands at the end. `tests/test_javascript.py` holds both to one answer, on text
that is no JavaScript too, so that what is not known of a bracket there is not known here either: what brackets an
expression of `smaplint.javascript` runs over at once, `_read` runs over as well.

Offsets are 0-based bytes, and `end` is where a token ends. Nothing recurses, and a byte is looked at as often as there.
"""

from array import array

import cython

if not cython.compiled:
    raise ImportError

from cython.cimports.cpython.buffer import PyBUF_READ
from cython.cimports.cpython.bytes import PyBytes_AS_STRING, PyBytes_GET_SIZE
from cython.cimports.cpython.memoryview import PyMemoryView_FromMemory
from cython.cimports.libc.stdlib import free, realloc
from cython.cimports.libc.string import memchr, memcmp

# ---------------------------------------------------------------- the tables

# Where code stops: 1 opening brackets, 2 closing ones, 3 quotes, 4 a slash, 5 a backtick; in scripts 6 `<` and 7 `-`.
_STOP = cython.declare(cython.uchar[256])
_STOP_OF_SCRIPT = cython.declare(cython.uchar[256])
# Bits: 1 a byte of a name, an escape or a character that is not ASCII; 2 a blank of ASCII; 4 a punctuator; 8 a byte that
# may end a line; 16 a byte of a name; 32 a hexadecimal digit; 64 a letter.
_BITS = cython.declare(cython.uchar[256])
# Where CSS stops: 1 a slash, 2 quotes, 3 a `u` or a backslash; bits 16 a blank, 32 a byte of a name.
_CSS = cython.declare(cython.uchar[256])


def _fill_tables():
    byte: cython.int
    name: bytes = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    for byte in range(256):
        _STOP[byte] = (
            (b"({)}\"'/`".find(byte) >> 1) + 1 if byte in b"({)}\"'" else 4 * (byte == 0x2F) + 5 * (byte == 0x60)
        )
        _STOP_OF_SCRIPT[byte] = 6 if byte == 0x3C else 7 if byte == 0x2D else _STOP[byte]
        _BITS[byte] = (
            1 * (byte in name + b"0123456789_$\\" or byte >= 0x80)
            + 2 * (byte in b" \t\n\r\x0b\x0c")
            + 4 * (byte in b"([{,;:?=*%&|^~!<>/@#")
            + 8 * (byte in b"\r\n" or byte == 0xE2)
            + 16 * (byte in name + b"0123456789_$")
            + 32 * (byte in b"0123456789abcdefABCDEF")
            + 64 * (byte in name)
        )
        _CSS[byte] = (
            1 * (byte == 0x2F)
            + 2 * (byte in b"\"'")
            + 3 * (byte in b"uU\\")
            + 16 * (byte in b" \t\n\r\f")
            + 32 * (byte in name + b"0123456789_-" or byte >= 0x80)
        )


_fill_tables()

# Keywords, and what they are: bits. After _BEFORE_EXPRESSION a regular expression begins, and so on as in `_slash`.
_BEFORE_EXPRESSION = cython.declare(cython.int, 1 << 8)
_BEFORE_BLOCK = cython.declare(cython.int, 1 << 9)
_BEFORE_NAME = cython.declare(cython.int, 1 << 10)
_RESTRICTED = cython.declare(cython.int, 1 << 11)
_CONTROL = cython.declare(cython.int, 1 << 12)
_CONTROL_OF_BLOCK = cython.declare(cython.int, 1 << 13)

_OTHER = cython.declare(cython.int, 0)
_OF = cython.declare(cython.int, 1 | 1 << 8)
_YIELD = cython.declare(cython.int, 2 | 1 << 8 | 1 << 11)
_AWAIT = cython.declare(cython.int, 3 | 1 << 8)
_CASE = cython.declare(cython.int, 4 | 1 << 8)
_DEFAULT = cython.declare(cython.int, 5 | 1 << 8)
_DO = cython.declare(cython.int, 6 | 1 << 8 | 1 << 9)
_ELSE = cython.declare(cython.int, 7 | 1 << 8 | 1 << 9)
_EXTENDS = cython.declare(cython.int, 8 | 1 << 8)
_EXPORT = cython.declare(cython.int, 9 | 1 << 9)
_FUNCTION = cython.declare(cython.int, 10)
_ASYNC = cython.declare(cython.int, 11)
_CLASS = cython.declare(cython.int, 12)
_FOR = cython.declare(cython.int, 13 | 1 << 12 | 1 << 13)

_DEEPEST = cython.declare(cython.Py_ssize_t, 1 << 16)
_FAR = cython.declare(cython.int, 50)
_NEAR = cython.declare(cython.Py_ssize_t, 200)
_LONGEST = cython.declare(cython.Py_ssize_t, 24)

_OBJECT = cython.declare(cython.Py_ssize_t, -1)
_BLOCK = cython.declare(cython.Py_ssize_t, -2)
# What `_kind` says where it depends on a colon, and an open bracket of which nothing was asked yet.
_UNKNOWN = cython.declare(cython.Py_ssize_t, -3)

Bracket = cython.struct(
    at=cython.Py_ssize_t,
    since=cython.Py_ssize_t,
    closed=cython.Py_ssize_t,
    opened=cython.Py_ssize_t,
    kind=cython.Py_ssize_t,  # this and the next two: what was found out of it; -1 for the operators where nothing was
    yields=cython.int,
    awaits=cython.int,
)
Numbers = cython.struct(all=cython.p_longlong, count=cython.Py_ssize_t, room=cython.Py_ssize_t)
# What the tokeniser has come by: `_slash.Lookback`.
State = cython.struct(
    p=cython.p_const_uchar,
    n=cython.Py_ssize_t,
    module=cython.int,  # 0 a script, 1 a module, 2 not known
    is_module=cython.bint,
    failed=cython.bint,  # no memory, or what cannot be
    starts=Numbers,
    ends=Numbers,
    regexes=Numbers,
    open=cython.pointer(Bracket),
    depth=cython.Py_ssize_t,
    room=cython.Py_ssize_t,
    since=cython.Py_ssize_t,
    closed=cython.Py_ssize_t,
    opened=cython.Py_ssize_t,
    last=Bracket,
)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _append(numbers: cython.pointer(Numbers), number: cython.Py_ssize_t) -> cython.bint:
    room: cython.Py_ssize_t
    all: cython.p_longlong
    if numbers.count == numbers.room:
        room = numbers.room * 2 if numbers.room else 64
        all = cython.cast(cython.p_longlong, realloc(numbers.all, room * cython.sizeof(cython.longlong)))
        if all == cython.NULL:
            return False
        numbers.all = all
        numbers.room = room
    numbers.all[numbers.count] = number
    numbers.count += 1
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _first(numbers: cython.pointer(Numbers), least: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """`bisect_left`: the index of the first number that is not below."""
    low: cython.Py_ssize_t = 0
    high: cython.Py_ssize_t = numbers.count
    middle: cython.Py_ssize_t
    # What is asked for is nearly always the last, or behind it.
    if high and numbers.all[high - 1] < least:
        return high
    while low < high:
        middle = (low + high) >> 1
        if numbers.all[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _add(s: cython.pointer(State), start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.void:
    if not (_append(cython.address(s.starts), start) and _append(cython.address(s.ends), end)):
        s.failed = True


# ---------------------------------------------------------------- what stands before a place


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _is_line_end(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.bint:
    """Of a byte with bit 8: whether a line ends there, within `n` bytes."""
    return p[i] != 0xE2 or (i + 2 < n and p[i + 1] == 0x80 and p[i + 2] & 0xFE == 0xA8)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _has_line_end(s: cython.pointer(State), start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    while start < end:
        if _BITS[s.p[start]] & 8 and _is_line_end(s.p, start, end):
            return True
        start += 1
    return False


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _wide_blank(p: cython.p_const_uchar, low: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """How many bytes the blank has that is not ASCII and ends there, not before `low`; 0 where there is none."""
    c: cython.uint = p[end - 1]
    b: cython.uint = p[end - 2] if end - 2 >= low else 0
    a: cython.uint = p[end - 3] if end - 3 >= low else 0
    if c == 0xA0 and b == 0xC2:
        return 2
    if a == 0xE2 and b == 0x80:
        return 3 if 0x80 <= c <= 0x8A or c == 0xA8 or c == 0xA9 or c == 0xAF else 0
    if (
        (a == 0xEF and b == 0xBB and c == 0xBF)
        or (a == 0xE1 and b == 0x9A and c == 0x80)
        or (a == 0xE2 and b == 0x81 and c == 0x9F)
        or (a == 0xE3 and b == 0x80 and c == 0x80)
    ):
        return 3
    return 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _blanks(p: cython.p_const_uchar, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    wide: cython.Py_ssize_t
    while end:
        if _BITS[p[end - 1]] & 2:
            end -= 1
        elif p[end - 1] < 0x80:
            break
        else:
            wide = _wide_blank(p, 0, end)
            if wide == 0:
                break
            end -= wide
    return end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _comment(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """The start of the comment that ends there, or -1."""
    at: cython.Py_ssize_t = _first(cython.address(s.ends), end)
    return s.starts.all[at] if at < s.ends.count and s.ends.all[at] == end else -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _back(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Go back over blanks and comments, to the end of the token before them; 0 where there is none."""
    start: cython.Py_ssize_t
    while True:
        end = _blanks(s.p, end)
        start = _comment(s, end)
        if start < 0:
            return end
        end = start


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_first_of_line(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.bint:
    before: cython.Py_ssize_t
    start: cython.Py_ssize_t
    while True:
        before = _blanks(s.p, end)
        if before == 0 or _has_line_end(s, before, end):
            return True
        start = _comment(s, before)
        if start < 0:
            return False
        if _has_line_end(s, start, before):
            return True
        end = start


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _word(p: cython.p_const_uchar, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """How many bytes the word has that ends there; of a longer one the last."""
    low: cython.Py_ssize_t = end - _LONGEST if end > _LONGEST else 0
    at: cython.Py_ssize_t = end
    while at > low and _BITS[p[at - 1]] & 1 and (p[at - 1] < 0x80 or _wide_blank(p, low, at) == 0):
        at -= 1
    return end - at


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _word_start(p: cython.p_const_uchar, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    length: cython.Py_ssize_t
    while True:
        length = _word(p, end)
        end -= length
        # The two bytes are for a character that was cut.
        if length < _LONGEST - 2:
            return end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_escape(p: cython.p_const_uchar, end: cython.Py_ssize_t) -> cython.bint:
    low: cython.Py_ssize_t = end - 12 if end > 12 else 0
    at: cython.Py_ssize_t = end - 1
    if at < low or p[at] != 0x7D:
        return False
    while at > low and _BITS[p[at - 1]] & 32:
        at -= 1
    return at - 3 >= low and p[at - 1] == 0x7B and p[at - 2] == 0x75 and p[at - 3] == 0x5C


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _named(w: cython.p_const_uchar, length: cython.Py_ssize_t) -> cython.int:
    """Which keyword a word is, with its bits; 0 for any other."""
    if length == 2:
        if memcmp(w, b"of", 2) == 0:
            return _OF
        if memcmp(w, b"in", 2) == 0:
            return _BEFORE_EXPRESSION
        if memcmp(w, b"do", 2) == 0:
            return _DO
        if memcmp(w, b"if", 2) == 0:
            return _CONTROL | _CONTROL_OF_BLOCK
    elif length == 3:
        if memcmp(w, b"for", 3) == 0:
            return _FOR
        if memcmp(w, b"new", 3) == 0:
            return _BEFORE_EXPRESSION
        if memcmp(w, b"try", 3) == 0:
            return _BEFORE_BLOCK
        if memcmp(w, b"var", 3) == 0 or memcmp(w, b"let", 3) == 0:
            return _BEFORE_NAME
    elif length == 4:
        if memcmp(w, b"case", 4) == 0:
            return _CASE
        if memcmp(w, b"else", 4) == 0:
            return _ELSE
        if memcmp(w, b"void", 4) == 0:
            return _BEFORE_EXPRESSION
        if memcmp(w, b"with", 4) == 0:
            return _BEFORE_BLOCK | _CONTROL | _CONTROL_OF_BLOCK
    elif length == 5:
        if memcmp(w, b"async", 5) == 0:
            return _ASYNC
        if memcmp(w, b"await", 5) == 0:
            return _AWAIT
        if memcmp(w, b"break", 5) == 0:
            return _BEFORE_EXPRESSION | _BEFORE_BLOCK | _BEFORE_NAME
        if memcmp(w, b"catch", 5) == 0:
            return _BEFORE_BLOCK | _CONTROL_OF_BLOCK
        if memcmp(w, b"class", 5) == 0:
            return _CLASS
        if memcmp(w, b"throw", 5) == 0:
            return _BEFORE_EXPRESSION
        if memcmp(w, b"while", 5) == 0:
            return _CONTROL | _CONTROL_OF_BLOCK
        if memcmp(w, b"yield", 5) == 0:
            return _YIELD
    elif length == 6:
        if memcmp(w, b"delete", 6) == 0 or memcmp(w, b"typeof", 6) == 0:
            return _BEFORE_EXPRESSION
        if memcmp(w, b"export", 6) == 0:
            return _EXPORT
        if memcmp(w, b"import", 6) == 0 or memcmp(w, b"static", 6) == 0:
            return _BEFORE_BLOCK
        if memcmp(w, b"return", 6) == 0:
            return _BEFORE_EXPRESSION | _RESTRICTED
        if memcmp(w, b"switch", 6) == 0:
            return _CONTROL_OF_BLOCK
    elif length == 7:
        if memcmp(w, b"default", 7) == 0:
            return _DEFAULT
        if memcmp(w, b"extends", 7) == 0:
            return _EXTENDS
        if memcmp(w, b"finally", 7) == 0:
            return _BEFORE_BLOCK
    elif length == 8:
        if memcmp(w, b"continue", 8) == 0:
            return _BEFORE_EXPRESSION | _BEFORE_BLOCK | _BEFORE_NAME
        if memcmp(w, b"debugger", 8) == 0:
            return _BEFORE_EXPRESSION | _BEFORE_BLOCK
        if memcmp(w, b"function", 8) == 0:
            return _FUNCTION
    elif length == 10 and memcmp(w, b"instanceof", 10) == 0:
        return _BEFORE_EXPRESSION
    return _OTHER


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _keyword(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.int:
    """The keyword that ends there: no property's name, and without an escape; or 0."""
    start: cython.Py_ssize_t = end - _word(s.p, end)
    word: cython.int = _named(s.p + start, end - start)
    before: cython.Py_ssize_t
    last: cython.uchar
    if word == _OTHER:
        return _OTHER
    before = _back(s, start)
    if before == 0:
        return word
    last = s.p[before - 1]
    if last == 0x2E:
        return word if before >= 3 and s.p[before - 2] == 0x2E and s.p[before - 3] == 0x2E else _OTHER
    return _OTHER if last == 0x23 or (last == 0x7D and before == start and _is_escape(s.p, before)) else word


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_regex(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.bint:
    at: cython.Py_ssize_t = _first(cython.address(s.regexes), end)
    return at < s.regexes.count and s.regexes.all[at] == end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _string(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the string whose quote is there; -1 where it does not end on its line, or before `n`."""
    quote: cython.uchar = p[i]
    i += 1
    while i < n:
        if p[i] == quote:
            return i + 1
        if p[i] == 0x5C:
            i += 2
            if i < n and p[i - 1] == 0x0D and p[i] == 0x0A:
                i += 1
        elif p[i] == 0x0A or p[i] == 0x0D:
            return -1
        else:
            i += 1
    return -1


# ---------------------------------------------------------------- whether a slash divides


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _opener(
    s: cython.pointer(State),
    closer: cython.Py_ssize_t,
    since: cython.Py_ssize_t,
    closed: cython.Py_ssize_t,
    opened: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """The bracket that the one at `closer` closes, by what is known of the text before a bracket or a place; or -1."""
    p: cython.p_const_uchar = s.p
    # Code that was only run over has no more levels than `_read` keeps at once.
    stack: cython.Py_ssize_t[8]
    depth: cython.int = 0
    at: cython.Py_ssize_t = since
    comment: cython.Py_ssize_t
    stop: cython.Py_ssize_t
    after: cython.Py_ssize_t
    opener: cython.Py_ssize_t
    is_last: cython.bint
    if closer == closed:
        return opened
    if closer < since:
        return -1
    comment = _first(cython.address(s.starts), at)
    while True:
        is_last = comment >= s.starts.count or s.starts.all[comment] > closer
        stop = closer + 1 if is_last else s.starts.all[comment]
        while at < stop:
            if _STOP[p[at]] == 3:
                after = _string(p, at, stop)
                at = after if after >= 0 else at + 1
                continue
            if _STOP[p[at]] == 1:
                if depth == 8:
                    s.failed = True
                    return -1
                stack[depth] = at
                depth += 1
            elif _STOP[p[at]] == 2:
                opener = -1
                if depth:
                    depth -= 1
                    opener = stack[depth]
                if at == closer:
                    return opener
            at += 1
        if is_last:
            return -1
        at = s.ends.all[comment]
        comment += 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _control(s: cython.pointer(State), opener: cython.Py_ssize_t) -> cython.int:
    """The keyword before a bracket; of `for await` the `for`."""
    end: cython.Py_ssize_t = _back(s, opener)
    word: cython.int = _keyword(s, end)
    if word == _AWAIT and _keyword(s, _back(s, end - 5)) == _FOR:
        return _FOR
    return word


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _function(s: cython.pointer(State), opener: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the head of the function begins whose parameters a bracket opens; -1 where it has no such keyword."""
    end: cython.Py_ssize_t = _back(s, opener)
    start: cython.Py_ssize_t
    before: cython.Py_ssize_t
    _time: cython.int
    for _time in range(3):
        if end and s.p[end - 1] == 0x2A:
            end = _back(s, end - 1)
        elif _keyword(s, end) == _FUNCTION:
            start = end - 8
            before = _back(s, start)
            return before - 5 if _keyword(s, before) == _ASYNC and not _has_line_end(s, before, start) else start
        else:
            start = _word_start(s.p, end)
            if start == end:
                break
            end = _back(s, start)
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _class(s: cython.pointer(State), end: cython.Py_ssize_t, brace: cython.pointer(Bracket)) -> cython.Py_ssize_t:
    """Where the class begins whose head ends there; `_BLOCK` where it is no class."""
    start: cython.Py_ssize_t
    before: cython.Py_ssize_t
    word: cython.int
    _time: cython.int
    for _time in range(_FAR):
        if end and s.p[end - 1] == 0x29:
            start = _opener(s, end - 1, brace.since, brace.closed, brace.opened)
            end = _back(s, max(start, 0))
            continue
        word = _keyword(s, end)
        if word == _CLASS:
            return end - 5
        start = _word_start(s.p, end)
        if start == end:
            break
        before = _back(s, start)
        if word != _EXTENDS and before and s.p[before - 1] == 0x2E:
            end = _back(s, before - 1)
            continue
        if word != _EXTENDS:
            word = _keyword(s, before)
            if word != _CLASS and word != _EXTENDS:
                break
        end = before
    return _BLOCK


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _kind(s: cython.pointer(State), brace: cython.pointer(Bracket), depth: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """What braces hold, as in `_slash`; `_UNKNOWN` where that depends on whether the colon before them ends a label."""
    p: cython.p_const_uchar = s.p
    end: cython.Py_ssize_t = _back(s, brace.at)
    byte: cython.uchar = p[end - 1] if end else 0x3B
    opener: cython.Py_ssize_t
    start: cython.Py_ssize_t
    word: cython.int
    if byte == 0x3B or byte == 0x7D:
        return _BLOCK
    if byte == 0x7B:
        return _OBJECT if depth and p[s.open[depth - 1].at] == 0x24 else _BLOCK
    if byte == 0x3A:
        return _UNKNOWN
    if byte == 0x3E and end > 1 and p[end - 2] == 0x3D:
        return _BLOCK
    if byte == 0x2B or byte == 0x2D:
        return _BLOCK if end > 1 and p[end - 2] == byte else _OBJECT
    if byte == 0x2F:
        return _BLOCK if _is_regex(s, end) else _OBJECT
    if _BITS[byte] & 4 or (byte == 0x2E and end > 2 and p[end - 2] == 0x2E and p[end - 3] == 0x2E):
        return _OBJECT
    if byte == 0x29:
        opener = _opener(s, end - 1, brace.since, brace.closed, brace.opened)
        if opener < 0 or _control(s, opener) & _CONTROL_OF_BLOCK:
            return _BLOCK
        start = _function(s, opener)
        return start if start >= 0 else _class(s, end, brace)
    word = _keyword(s, end)
    if word & _BEFORE_BLOCK:
        return _BLOCK
    if word & _BEFORE_EXPRESSION and word != _EXTENDS:
        return _BLOCK if word & _RESTRICTED and _has_line_end(s, end, brace.at) else _OBJECT
    return _class(s, end, brace)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_case(p: cython.p_const_uchar, colon: cython.Py_ssize_t) -> cython.bint:
    """Whether `case` is nearer before a colon that ends no name than `?`."""
    low: cython.Py_ssize_t = colon - _NEAR if colon > _NEAR else 0
    at: cython.Py_ssize_t = colon - 1
    while at >= low:
        if p[at] == 0x3F:
            if (at == 0 or p[at - 1] != 0x3F) and (at + 1 >= colon or (p[at + 1] != 0x2E and p[at + 1] != 0x3F)):
                return False
        elif (
            p[at] == 0x63
            and at + 4 <= colon
            and memcmp(p + at, b"case", 4) == 0
            and (at == 0 or not (_BITS[p[at - 1]] & 1 or p[at - 1] == 0x2E or p[at - 1] == 0x23))
            and (at + 4 == colon or not _BITS[p[at + 4]] & 1)
        ):
            return True
        at -= 1
    return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _ends_label(s: cython.pointer(State), colon: cython.Py_ssize_t) -> cython.bint:
    """Whether a colon ends a label, `case` or `default`, where no property can stand."""
    end: cython.Py_ssize_t
    start: cython.Py_ssize_t
    before: cython.Py_ssize_t
    byte: cython.uchar
    word: cython.int
    _time: cython.int
    for _time in range(_FAR):
        end = _back(s, colon)
        start = _word_start(s.p, end)
        if start == end:
            break
        if _keyword(s, end) == _DEFAULT:
            return True
        before = _back(s, start)
        byte = s.p[before - 1] if before else 0x3B
        if byte == 0x3B or byte == 0x7B or byte == 0x7D or byte == 0x29:
            return True
        if byte != 0x3A:
            word = _keyword(s, before)
            if word in (_CASE, _ELSE, _DO):
                return True
            if not (_BITS[byte] & 4 or byte == 0x2E or byte == 0x2B or byte == 0x2D or word & _BEFORE_EXPRESSION):
                return _has_line_end(s, before, start)
            break
        colon = before - 1
    return _is_case(s.p, colon)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_label(s: cython.pointer(State), colon: cython.Py_ssize_t, depth: cython.Py_ssize_t) -> cython.bint:
    """Whether a colon ends a label, `case` or `default`: asked for the brackets around it first, outwards, 50 at most."""
    colons: cython.Py_ssize_t[52]
    parent: cython.pointer(Bracket)
    asked: cython.int = 0
    answer: cython.bint = False
    while asked < _FAR:
        if depth == 0:
            answer = _ends_label(s, colon)
            break
        parent = s.open + (depth - 1)
        if s.p[parent.at] != 0x7B:
            break
        if parent.kind == _UNKNOWN:
            parent.kind = _kind(s, parent, depth - 1)
        if parent.kind != _UNKNOWN:
            answer = parent.kind != _OBJECT and _ends_label(s, colon)
            break
        colons[asked] = colon
        asked += 1
        depth -= 1
        colon = _back(s, parent.at) - 1
    while asked:
        asked -= 1
        depth += 1
        s.open[depth - 1].kind = _BLOCK if answer else _OBJECT
        answer = answer and _ends_label(s, colons[asked])
    return answer


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_statement(s: cython.pointer(State), start: cython.Py_ssize_t, depth: cython.Py_ssize_t) -> cython.bint:
    """Whether the function or class whose head begins there is a declaration."""
    p: cython.p_const_uchar = s.p
    end: cython.Py_ssize_t = _back(s, start)
    byte: cython.uchar
    word: cython.int
    if end == 0:
        return True
    byte = p[end - 1]
    if byte == 0x3B or byte == 0x7D or byte == 0x29:
        return True
    if byte == 0x7B:
        return depth == 0 or p[s.open[depth - 1].at] != 0x24
    if byte == 0x3A:
        return _is_label(s, end - 1, depth)
    if byte == 0x2B or byte == 0x2D:
        return end > 1 and p[end - 2] == byte and _has_line_end(s, end, start)
    if _BITS[byte] & 4 and not (byte == 0x2F and _is_regex(s, end)):
        return False
    word = _keyword(s, end)
    if word in (_ELSE, _DO, _EXPORT, _DEFAULT):
        return True
    if word & _BEFORE_EXPRESSION and not word & _RESTRICTED:
        return False
    return _has_line_end(s, end, start)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _ends_braces(s: cython.pointer(State), closer: cython.Py_ssize_t) -> cython.bint:
    """Whether the brace there ends an object, or a function or class that is an expression."""
    opener: cython.Py_ssize_t = _opener(s, closer, s.since, s.closed, s.opened)
    here: Bracket
    kind: cython.Py_ssize_t
    if opener < 0:
        return False
    if opener == s.last.at:
        here = s.last
    else:
        here.at = opener
        here.since = s.since
        here.closed = s.closed
        here.opened = s.opened
    kind = _kind(s, cython.address(here), s.depth)
    if kind == _UNKNOWN:
        kind = _BLOCK if _is_label(s, _back(s, opener) - 1, s.depth) else _OBJECT
    return kind == _OBJECT or (kind >= 0 and not _is_statement(s, kind, s.depth))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_of(s: cython.pointer(State), at: cython.Py_ssize_t) -> cython.bint:
    """Whether the `of` there is that of a `for`, not a name."""
    opener: cython.Py_ssize_t = s.open[s.depth - 1].at if s.depth else -1
    before: cython.Py_ssize_t
    byte: cython.uchar
    if opener < 0 or s.p[opener] != 0x28 or _control(s, opener) != _FOR:
        return False
    before = _back(s, at)
    byte = s.p[before - 1] if before else 0x3B
    return not (_BITS[byte] & 4 or byte == 0x2E or byte == 0x2B or byte == 0x2D)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_async_arrow(s: cython.pointer(State), start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether the text to `end`, within one bracket, is the expression of an `async` arrow function."""
    p: cython.p_const_uchar = s.p
    low: cython.Py_ssize_t = max(start, end - _NEAR)
    arrow: cython.Py_ssize_t = end - 2
    at: cython.Py_ssize_t
    to: cython.Py_ssize_t
    while arrow >= low and not (p[arrow] == 0x3D and p[arrow + 1] == 0x3E):
        if p[arrow + 1] == 0x3B:
            return False
        arrow -= 1
    if arrow < low:
        return False
    # The parameters, from their end on.
    at = arrow
    while at > low and _BITS[p[at - 1]] & 2:
        at -= 1
    to = at
    if at > low and p[at - 1] == 0x29:
        at -= 1
        while at > low and p[at - 1] != 0x28 and p[at - 1] != 0x29:
            at -= 1
        if at == low or p[at - 1] != 0x28:
            return False
        at -= 1
    else:
        while at > low and _BITS[p[at - 1]] & 1:
            at -= 1
        # `async` may stand right before the name.
        if (
            to - at > 5
            and memcmp(p + at, b"async", 5) == 0
            and (at == low or not (p[at - 1] == 0x2E or p[at - 1] == 0x23))
        ):
            return True
        if at == to:
            return False
    while at > low and _BITS[p[at - 1]] & 2:
        at -= 1
    if at - 5 < low or memcmp(p + (at - 5), b"async", 5) != 0:
        return False
    at -= 5
    return at == low or not (_BITS[p[at - 1]] & 1 or p[at - 1] == 0x2E or p[at - 1] == 0x23)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_generator(p: cython.p_const_uchar, low: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether the head of a function that ends there, before its parameters, has a `*`."""
    at: cython.Py_ssize_t = end
    to: cython.Py_ssize_t
    while at > low and _BITS[p[at - 1]] & 2:
        at -= 1
    if at > low and p[at - 1] == 0x5D:
        at -= 1
        # The first `[` that stands behind a `*` will do.
        while at > low and p[at - 1] != 0x5D:
            at -= 1
            if p[at] == 0x5B:
                to = at
                while to > low and _BITS[p[to - 1]] & 2:
                    to -= 1
                if to > low and p[to - 1] == 0x2A:
                    return True
        return False
    if at > low and _BITS[p[at - 1]] & 1:
        while at > low and _BITS[p[at - 1]] & 1:
            at -= 1
        while at > low and _BITS[p[at - 1]] & 2:
            at -= 1
    return at > low and p[at - 1] == 0x2A


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_async(p: cython.p_const_uchar, low: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether the head of a function that ends there, before its parameters, has an `async`."""
    start: cython.Py_ssize_t = low
    at: cython.Py_ssize_t
    close: cython.Py_ssize_t = -1
    while start + 5 <= end:
        if (
            p[start] != 0x61
            or memcmp(p + start, b"async", 5) != 0
            or (start > low and (_BITS[p[start - 1]] & 1 or p[start - 1] == 0x2E or p[start - 1] == 0x23))
        ):
            start += 1
            continue
        at = start + 5
        start = at
        while at < end and _BITS[p[at]] & 2:
            at += 1
        if (
            at + 8 <= end
            and memcmp(p + at, b"function", 8) == 0
            and (at + 8 == end or not _BITS[p[at + 8]] & 16 or p[at + 8] == 0x24)
        ):
            at += 8
            while at < end and _BITS[p[at]] & 2:
                at += 1
        if at < end and p[at] == 0x2A:
            at += 1
            while at < end and _BITS[p[at]] & 2:
                at += 1
        if at < end and p[at] == 0x5B:
            if close <= at:
                close = at + 1
                while close < end and p[close] != 0x5D:
                    close += 1
            if close < end:
                at = close + 1
        else:
            while at < end and (_BITS[p[at]] & 1 or p[at] == 0x23):
                at += 1
        while at < end and _BITS[p[at]] & 2:
            at += 1
        if at == end:
            return True
    return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _head(
    s: cython.pointer(State), brace: cython.pointer(Bracket), is_arrow: cython.pointer(cython.bint)
) -> cython.Py_ssize_t:
    """Where the parameters begin of the function whose body that is; -1 for no body."""
    p: cython.p_const_uchar = s.p
    end: cython.Py_ssize_t = _back(s, brace.at)
    start: cython.Py_ssize_t
    is_arrow[0] = end > 1 and p[end - 2] == 0x3D and p[end - 1] == 0x3E
    if is_arrow[0]:
        end = _back(s, end - 2)
    elif end == 0 or p[end - 1] != 0x29:
        return -1
    if end and p[end - 1] == 0x29:
        start = _opener(s, end - 1, brace.since, brace.closed, brace.opened)
    else:
        start = _word_start(p, end)
    if start < 0 or (not is_arrow[0] and _control(s, start) & _CONTROL_OF_BLOCK):
        return -1
    return start


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_operator(s: cython.pointer(State), word: cython.int, at: cython.Py_ssize_t) -> cython.bint:
    """Whether the `yield` or `await` there is an operator, not a name: what function it stands in."""
    inner: cython.Py_ssize_t = at
    depth: cython.Py_ssize_t = s.depth
    last: cython.Py_ssize_t = depth - _FAR if depth > _FAR else 0
    bracket: cython.pointer(Bracket)
    start: cython.Py_ssize_t
    low: cython.Py_ssize_t
    is_arrow: cython.bint = False
    answer: cython.int = -1
    while depth > last:
        bracket = s.open + (depth - 1)
        if word == _AWAIT and _is_async_arrow(s, bracket.at, inner):
            answer = 1
            break
        inner = bracket.at
        depth -= 1
        answer = bracket.awaits if word == _AWAIT else bracket.yields
        if answer >= 0:
            break
        start = _head(s, bracket, cython.address(is_arrow)) if s.p[inner] == 0x7B else -1
        if start >= 0:
            low = max(start - _NEAR, 0)
            if word == _AWAIT:
                answer = _is_async(s.p, low, start)
            elif is_arrow:
                answer = 0
            else:
                answer = _is_generator(s.p, low, start)
            break
    if answer < 0:
        answer = word == _AWAIT and (s.module != 0 or _is_async_arrow(s, 0, inner))
    while depth < s.depth:
        if word == _AWAIT:
            s.open[depth].awaits = answer
        else:
            s.open[depth].yields = answer
        depth += 1
    return answer == 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _ends_expression(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.bint:
    p: cython.p_const_uchar = s.p
    before_plus: cython.bint = False
    byte: cython.uchar
    start: cython.Py_ssize_t
    word: cython.int
    while True:
        if end == 0:
            return False
        byte = p[end - 1]
        if byte == 0x5D or byte == 0x22 or byte == 0x27 or byte == 0x60:
            return True
        if _BITS[byte] & 4:
            return byte == 0x2F and _is_regex(s, end)
        if byte == 0x29:
            start = _opener(s, end - 1, s.since, s.closed, s.opened)
            return start < 0 or not _control(s, start) & _CONTROL
        if byte == 0x7D:
            return _is_escape(p, end) or _ends_braces(s, end - 1)
        if byte == 0x2E:
            return not (end > 2 and p[end - 2] == 0x2E and p[end - 3] == 0x2E)
        if byte == 0x2B or byte == 0x2D:
            start = end
            while start and p[start - 1] == byte:
                start -= 1
            if before_plus or (end - start) & 1:
                return False
            start = _back(s, end - 2)
            if _has_line_end(s, start, end - 2):
                return False
            end = start
            before_plus = True
            continue
        word = _keyword(s, end)
        if not word & _BEFORE_EXPRESSION or _is_regex(s, end):
            return True
        if word == _OF:
            return not _is_of(s, end - 2)
        if word in (_YIELD, _AWAIT):
            return not _is_operator(s, word, end - 5)
        return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _ends_statement(s: cython.pointer(State), end: cython.Py_ssize_t) -> cython.bint:
    """Whether the name or string there, at the end of a line, ends a statement that is no expression."""
    p: cython.p_const_uchar = s.p
    low: cython.Py_ssize_t = max(end - _NEAR, 0)
    at: cython.Py_ssize_t = end - 1
    if p[at] == 0x22 or p[at] == 0x27:
        while at > low and p[at - 1] != p[end - 1] and p[at - 1] != 0x0A and p[at - 1] != 0x0D:
            at -= 1
        if at == low or p[at - 1] != p[end - 1]:
            return False
        at -= 1
        while at > low and _BITS[p[at - 1]] & 2:
            at -= 1
        if at - 4 >= low and memcmp(p + (at - 4), b"from", 4) == 0:
            at -= 4
        elif at - 6 >= low and memcmp(p + (at - 6), b"import", 6) == 0:
            at -= 6
        else:
            return False
        return at == 0 or not (_BITS[p[at - 1]] & 1 or p[at - 1] == 0x2E or p[at - 1] == 0x23)
    at = _word_start(p, end)
    return at < end and _keyword(s, _back(s, at)) & _BEFORE_NAME != 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _divides(s: cython.pointer(State), at: cython.Py_ssize_t) -> cython.bint:
    """Whether the slash there, which begins no comment, divides."""
    end: cython.Py_ssize_t = _back(s, at)
    return _ends_expression(s, end) and not (_has_line_end(s, end, at) and _ends_statement(s, end))


# ---------------------------------------------------------------- the tokens


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _line(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the line of that byte ends."""
    while i < n and not (_BITS[p[i]] & 8 and _is_line_end(p, i, n)):
        i += 1
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _block(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the end of the comment between `/*` and `*/` that begins there; -1 where it has none."""
    found: cython.p_const_uchar
    i += 3
    while i < n:
        found = cython.cast(cython.p_const_uchar, memchr(p + i, 0x2F, n - i))
        if found == cython.NULL:
            return -1
        i = found - p + 1
        if p[i - 2] == 0x2A:
            return i
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _regex(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the regular expression that begins there, and its flags; -1 where it does not end on its line."""
    in_class: cython.bint = False
    i += 1
    while i < n:
        if p[i] == 0x5C:
            i += 1
            if i == n:
                return -1
        elif p[i] == 0x5B:
            in_class = True
        elif p[i] == 0x5D:
            in_class = False
        elif p[i] == 0x2F and not in_class:
            i += 1
            while i < n and _BITS[p[i]] & 16:
                i += 1
            return i
        if _BITS[p[i]] & 8 and _is_line_end(p, i, n):
            return -1
        i += 1
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _template(s: cython.pointer(State), i: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Go on in the text of a template: to behind its end, or into its next substitution. -1 where neither comes."""
    p: cython.p_const_uchar = s.p
    n: cython.Py_ssize_t = s.n
    while i < n:
        if p[i] == 0x60:
            s.since = i + 1
            return i + 1
        if p[i] == 0x5C:
            i += 1
        elif p[i] == 0x24 and i + 1 < n and p[i + 1] == 0x7B:
            return i + 2 if _push(s, i, i + 2, -1, -1) else -1
        i += 1
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _push(
    s: cython.pointer(State),
    at: cython.Py_ssize_t,
    since: cython.Py_ssize_t,
    closed: cython.Py_ssize_t,
    opened: cython.Py_ssize_t,
) -> cython.bint:
    """Note an open bracket, and that what follows it was not looked at; False where too many are open."""
    room: cython.Py_ssize_t
    open: cython.pointer(Bracket)
    bracket: cython.pointer(Bracket)
    if s.depth >= _DEEPEST:
        return False
    if s.depth == s.room:
        room = s.room * 2 if s.room else 64
        open = cython.cast(cython.pointer(Bracket), realloc(s.open, room * cython.sizeof(Bracket)))
        if open == cython.NULL:
            s.failed = True
            return False
        s.open = open
        s.room = room
    bracket = s.open + s.depth
    bracket.at = at
    bracket.since = since
    bracket.closed = closed
    bracket.opened = opened
    bracket.kind = _UNKNOWN
    bracket.yields = -1
    bracket.awaits = -1
    s.depth += 1
    s.since = at + (2 if s.p[at] == 0x24 else 1)
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _look_for_module(p: cython.p_const_uchar, i: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether code has what only a module has: `import` and `export`, but `import(…)` and `import.meta`."""
    at: cython.Py_ssize_t
    while i < end:
        if _STOP[p[i]] == 3:
            at = _string(p, i, end)
            i = at if at >= 0 else i + 1
            continue
        if (
            (p[i] == 0x69 or p[i] == 0x65)
            and i + 6 < end
            and memcmp(p + i, b"import" if p[i] == 0x69 else b"export", 6) == 0
            and (i == 0 or not (_BITS[p[i - 1]] & 1 or p[i - 1] == 0x2E or p[i - 1] == 0x23))
        ):
            at = i + 6
            while at < end and _BITS[p[at]] & 2:
                at += 1
            if at < end and (
                _BITS[p[at]] & 16
                or p[at] == 0x7B
                or p[at] == 0x2A
                or (p[i] == 0x69 and (p[at] == 0x22 or p[at] == 0x27))
            ):
                return True
        i += 1
    return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _read(s: cython.pointer(State), annex: cython.bint, seek: cython.bint) -> cython.Py_ssize_t:
    """Fill the arrays of comments: `javascript._Run.run`. -1, or the byte at which the text stops being JavaScript.

    Brackets that lie within each other, three at most, are only run over where they hold code and strings alone; the
    outermost of others goes to those that are open, and so on.
    """
    p: cython.p_const_uchar = s.p
    n: cython.Py_ssize_t = s.n
    stop: cython.p_const_uchar
    over: cython.Py_ssize_t[3]
    levels: cython.int = 0
    index: cython.int
    i: cython.Py_ssize_t = 0
    run: cython.Py_ssize_t
    at: cython.Py_ssize_t
    kind: cython.int
    if n >= 3 and p[0] == 0xEF and p[1] == 0xBB and p[2] == 0xBF:
        i = 3
    if i + 1 < n and p[i] == 0x23 and p[i + 1] == 0x21:
        at = i
        i = _line(p, i, n)
        _add(s, at, i)
    stop = cython.address(_STOP_OF_SCRIPT[0]) if annex else cython.address(_STOP[0])
    run = i
    while not s.failed:
        kind = 0
        while i < n:
            kind = stop[p[i]]
            if kind:
                break
            i += 1
        if kind == 1:
            if levels == 3:
                if seek and s.depth == 0:
                    s.is_module = _look_for_module(p, run, over[0])
                    seek = not s.is_module
                if not _push(s, over[0], s.since, s.closed, s.opened):
                    return over[0]
                over[0] = over[1]
                over[1] = over[2]
                levels = 2
            over[levels] = i
            levels += 1
            i += 1
            continue
        if kind == 2:
            # `(` and `)` differ by 1, `{` and `}` by 2.
            if levels and p[i] - p[over[levels - 1]] <= 2 and p[i] > p[over[levels - 1]]:
                levels -= 1
                i += 1
                continue
        elif kind == 3:
            at = _string(p, i, n)
            if at >= 0:
                i = at
                continue
        elif kind == 6:
            if n - i < 4 or memcmp(p + i, b"<!--", 4) != 0:
                i += 1
                continue
        elif kind == 7 and (n - i < 3 or memcmp(p + i, b"-->", 3) != 0):
            i += 1
            continue
        for index in range(levels):
            if seek and s.depth == 0:
                s.is_module = _look_for_module(p, run, over[index])
                seek = not s.is_module
            if not _push(s, over[index], s.since, s.closed, s.opened):
                return over[index]
        levels = 0
        if seek and s.depth == 0:
            s.is_module = _look_for_module(p, run, i)
            seek = not s.is_module
        if kind == 0:
            return -1
        if kind == 2:
            if s.depth == 0:
                return i
            at = s.open[s.depth - 1].at
            if p[at] == 0x24 and p[i] == 0x7D:
                # `${` and `}`: the template goes on behind its substitution.
                s.depth -= 1
                i = _template(s, i + 1)
                if i < 0:
                    return at
            elif (p[at] == 0x28 and p[i] == 0x29) or (p[at] == 0x7B and p[i] == 0x7D):
                s.depth -= 1
                s.last = s.open[s.depth]
                s.opened = at
                s.closed = i
                s.since = i + 1
                i += 1
            else:
                return i
        elif kind == 3:
            return i
        elif kind == 4:
            at = i
            if i + 1 < n and p[i + 1] == 0x2F:
                i = _line(p, i, n)
                _add(s, at, i)
            elif i + 1 < n and p[i + 1] == 0x2A:
                i = _block(p, i, n)
                if i < 0:
                    return at
                _add(s, at, i)
            elif _divides(s, i):
                i += 1
                s.since = i
            else:
                i = _regex(p, i, n)
                if i < 0:
                    return at
                s.since = i
                if not _append(cython.address(s.regexes), i):
                    s.failed = True
        elif kind == 5:
            at = i
            i = _template(s, i + 1)
            if i < 0:
                return at
        elif kind == 6 or _is_first_of_line(s, i):
            at = i
            i = _line(p, i, n)
            _add(s, at, i)
        else:
            # `--` and `>` are two operators.
            i += 2
        run = i
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _begin(s: cython.pointer(State), module: cython.int) -> cython.void:
    s.module = module
    s.is_module = False
    s.starts.count = s.ends.count = s.regexes.count = s.depth = 0
    s.since = 0
    s.closed = s.opened = s.last.at = s.last.closed = s.last.opened = -1
    s.last.since = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _has_annex(p: cython.p_const_uchar, n: cython.Py_ssize_t) -> cython.bint:
    """Whether `<!--` or `-->` is there, in whatever."""
    at: cython.p_const_uchar = p
    end: cython.p_const_uchar = p + n
    while end - at >= 2:
        at = cython.cast(cython.p_const_uchar, memchr(at, 0x2D, end - at - 1))
        if at == cython.NULL:
            return False
        if at[1] == 0x2D and (
            (end - at > 2 and at[2] == 0x3E) or (at - p >= 2 and (at - 1)[0] == 0x21 and (at - 2)[0] == 0x3C)
        ):
            return True
        at += 1
    return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _comments(s: cython.pointer(State), module: cython.int) -> cython.Py_ssize_t:
    annex: cython.bint = module != 1 and _has_annex(s.p, s.n)
    broken: cython.Py_ssize_t
    if module == 2 and annex:
        _begin(s, 1)
        broken = _read(s, False, True)
        if s.failed or (broken < 0 and s.is_module):
            return broken
        module = 0
    _begin(s, module)
    return _read(s, annex, False)


def comments(data: bytes, module: object):
    """(starts, ends, broken) of `javascript.Comments`: arrays of 64 bits; None where memory is short.

    `module`: as for `javascript.comments`.
    """
    s: State
    kind: cython.int = 2 if module is None else 1 if module else 0
    broken: cython.Py_ssize_t
    _prepare(cython.address(s), data)
    try:
        with cython.nogil:
            broken = _comments(cython.address(s), kind)
        return None if s.failed else (_array(cython.address(s.starts)), _array(cython.address(s.ends)), broken)
    finally:
        _free(cython.address(s))


@cython.cfunc
def _prepare(s: cython.pointer(State), data: bytes) -> cython.void:
    s.p = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    s.n = PyBytes_GET_SIZE(data)
    s.failed = False
    s.open = cython.NULL
    s.starts.all = s.ends.all = s.regexes.all = cython.NULL
    s.room = s.starts.room = s.ends.room = s.regexes.room = 0
    _begin(s, 0)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _free(s: cython.pointer(State)) -> cython.void:
    free(s.open)
    free(s.starts.all)
    free(s.ends.all)
    free(s.regexes.all)


@cython.cfunc
def _array(numbers: cython.pointer(Numbers)) -> object:
    """The numbers as an array; they are freed, for a hostile text of 50 MB has 12 million comments."""
    found: object = array("q")
    size: cython.Py_ssize_t = numbers.count * cython.sizeof(cython.longlong)
    if size:
        found.frombytes(PyMemoryView_FromMemory(cython.cast(cython.p_char, numbers.all), size, PyBUF_READ))
    free(numbers.all)
    numbers.all = cython.NULL
    return found


# ---------------------------------------------------------------- CSS


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_blank(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the one blank that belongs to a hexadecimal escape."""
    if i + 1 < n and p[i] == 0x0D and p[i + 1] == 0x0A:
        return i + 2
    return i + 1 if i < n and _CSS[p[i]] & 16 else i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_escape(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the hexadecimal escape whose backslash stands before that byte; the byte itself where it is no such escape."""
    digits: cython.int = 0
    while i < n and digits < 6 and _BITS[p[i]] & 32:
        digits += 1
        i += 1
    return _css_blank(p, i, n) if digits else i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_letter(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t, letter: cython.int
) -> cython.Py_ssize_t:
    """Behind a letter, small or large, or its escape; -1 where another one stands. `letter`: its small code."""
    zeros: cython.int = 0
    if i < n and p[i] | 0x20 == letter:
        return i + 1
    if i >= n or p[i] != 0x5C:
        return -1
    i += 1
    if i < n and p[i] | 0x20 == letter:
        return i + 1
    while i < n and zeros < 4 and p[i] == 0x30:
        zeros += 1
        i += 1
    # The codes are hexadecimal, and those of a large letter are 0x20 below.
    if (
        i + 1 < n
        and (p[i] - 0x30 == letter >> 4 or p[i] - 0x30 == (letter >> 4) - 2)
        and (p[i + 1] - 0x30 == letter & 15 if letter & 15 < 10 else (p[i + 1] | 0x20) - 0x57 == letter & 15)
    ):
        return _css_blank(p, i + 2, n)
    return -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_url(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the URL without quotes ends that begins there with `url(`; -1 where none does."""
    if i and (_CSS[p[i - 1]] & 32 or p[i - 1] == 0x23 or p[i - 1] == 0x40):
        return -1
    i = _css_letter(p, i, n, 0x75)
    if i > 0:
        i = _css_letter(p, i, n, 0x72)
    if i > 0:
        i = _css_letter(p, i, n, 0x6C)
    if i < 0 or i >= n or p[i] != 0x28:
        return -1
    i += 1
    while i < n and _CSS[p[i]] & 16:
        i += 1
    if i < n and _CSS[p[i]] & 15 == 2:
        return -1
    while i < n and p[i] != 0x29:
        if p[i] == 0x5C:
            if i + 1 == n:
                break
            i += 1
        i += 1
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_string(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the string whose quote is there, or where its line ends."""
    quote: cython.uchar = p[i]
    at: cython.Py_ssize_t
    i += 1
    while i < n:
        if p[i] == quote:
            return i + 1
        if p[i] == 0x0A or p[i] == 0x0D or p[i] == 0x0C:
            return i
        if p[i] == 0x5C:
            if i + 1 == n:
                return i
            at = _css_escape(p, i + 1, n)
            if at > i + 1:
                i = at
            elif i + 2 < n and p[i + 1] == 0x0D and p[i + 2] == 0x0A:
                i += 3
            else:
                i += 2
        else:
            i += 1
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_name(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the name that begins there with an escape; one byte on where it is none."""
    start: cython.Py_ssize_t = i
    at: cython.Py_ssize_t
    while i < n:
        if p[i] == 0x5C:
            at = _css_escape(p, i + 1, n)
            if at > i + 1:
                i = at
            elif i + 1 < n and p[i + 1] != 0x0A and p[i + 1] != 0x0D and p[i + 1] != 0x0C:
                i += 2
            else:
                break
        elif _CSS[p[i]] & 32:
            i += 1
        else:
            break
    return i if i > start else start + 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _css_comments(s: cython.pointer(State)) -> cython.void:
    """Fill the arrays: `comments.css_comments`."""
    p: cython.p_const_uchar = s.p
    n: cython.Py_ssize_t = s.n
    i: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    kind: cython.int
    while i < n and not s.failed:
        kind = _CSS[p[i]] & 15
        if kind == 0:
            i += 1
        elif kind == 1:
            if i + 1 < n and p[i + 1] == 0x2A:
                end = _block(p, i, n)
                if end < 0:
                    return
                _add(s, i, end)
                i = end
            else:
                i += 1
        elif kind == 2:
            i = _css_string(p, i, n)
        else:
            end = _css_url(p, i, n)
            if end >= 0:
                i = end
            elif p[i] == 0x5C:
                i = _css_name(p, i, n)
            else:
                i += 1


def css_comments(data: bytes):
    """(starts, ends) of all closed comments of CSS: arrays of 64 bits; None where memory is short."""
    s: State
    _prepare(cython.address(s), data)
    try:
        with cython.nogil:
            _css_comments(cython.address(s))
        return None if s.failed else (_array(cython.address(s.starts)), _array(cython.address(s.ends)))
    finally:
        _free(cython.address(s))
