"""The compiled comparison of positions with a text: what `smaplint.originals` and `smaplint.alignment` ask of each pair.

Cython in pure Python mode, as `smaplint._scan`; those two modules have the same in plain Python, and `tests/test_compare.py`
holds both to one answer. Positions are arrays of 64 bits, `line << 32 | column`, 0-based, none negative. A text is bytes of
which each is a UTF-16 unit, with anything that is no letter, digit, `_` or `$` of ASCII where it is not ASCII.
"""

from array import array

import cython

if not cython.compiled:
    raise ImportError

from cython.cimports.cpython.buffer import PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cython.cimports.cpython.bytes import PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cython.cimports.libc.stdlib import free, malloc
from cython.cimports.libc.string import memchr

_WORD = cython.declare(cython.uchar[256])
_index: cython.int
for _index in range(256):
    _WORD[_index] = _index < 128 and (chr(_index).isalnum() or chr(_index) in "_$")


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _lines(text: cython.p_const_uchar, size: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """The number of line feeds."""
    at: cython.p_const_uchar = text
    end: cython.p_const_uchar = text + size
    found: cython.Py_ssize_t = 0
    while at < end:
        at = cython.cast(cython.p_const_uchar, memchr(at, 10, end - at))
        if at == cython.NULL:
            break
        found += 1
        at += 1
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _table(
    text: cython.p_const_uchar, size: cython.Py_ssize_t, starts: cython.p_longlong, lengths: cython.p_longlong
) -> cython.void:
    """Where each line begins, and how long it is without its end, LF or CRLF."""
    start: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    line: cython.Py_ssize_t = 0
    found: cython.p_const_uchar
    while True:
        found = (
            cython.cast(cython.p_const_uchar, memchr(text + start, 10, size - start)) if start < size else cython.NULL
        )
        end = size if found == cython.NULL else found - text
        starts[line] = start
        lengths[line] = end - start - (1 if end > start and text[end - 1] == 13 else 0)
        line += 1
        if found == cython.NULL:
            break
        start = end + 1


def compare(positions: object, units: bytes, holes: cython.bint) -> tuple:
    """(lines, outside by line, outside by column, inside, first outside or -1, first inside or -1).

    `holes`: the `$` of `${` is no part of a word. `first …`: the position itself. A position is inside where both units beside
    it belong to a word, but for one that is a column behind the position before it.
    """
    view: cython.Py_buffer
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(units))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(units)
    lines: cython.Py_ssize_t
    starts: cython.p_longlong
    lengths: cython.p_longlong
    at: cython.p_const_longlong
    count: cython.Py_ssize_t
    index: cython.Py_ssize_t
    position: cython.longlong
    before: cython.longlong = -2
    line: cython.longlong
    column: cython.longlong
    here: cython.Py_ssize_t
    by_line: cython.Py_ssize_t = 0
    by_column: cython.Py_ssize_t = 0
    inside: cython.Py_ssize_t = 0
    first_line: cython.longlong = -1
    first_column: cython.longlong = -1
    first_inside: cython.longlong = -1
    mask: cython.longlong = 0xFFFFFFFF
    a: cython.uchar
    b: cython.uchar
    with cython.nogil:
        lines = _lines(text, size) + 1
        starts = cython.cast(cython.p_longlong, malloc(lines * 2 * cython.sizeof(cython.longlong)))
    if starts == cython.NULL:
        raise MemoryError
    lengths = starts + lines
    try:
        PyObject_GetBuffer(positions, cython.address(view), PyBUF_SIMPLE)
        at = cython.cast(cython.p_const_longlong, view.buf)
        count = view.len // cython.sizeof(cython.longlong)
        with cython.nogil:
            _table(text, size, starts, lengths)
            for index in range(count):
                position = at[index]
                line = position >> 32
                # No caller has a negative line; one would be read from before the table.
                if line < 0 or line >= lines:
                    if by_line == 0:
                        first_line = position
                    by_line += 1
                    continue
                column = position & mask
                if column > lengths[line]:
                    if by_column == 0:
                        first_column = position
                    by_column += 1
                    continue
                here = starts[line] + column
                if 0 < here < size:
                    a = text[here - 1]
                    b = text[here]
                    if (
                        _WORD[a]
                        and _WORD[b]
                        and not (holes and b == 36 and here + 1 < size and text[here + 1] == 123)
                        and position - before != 1
                    ):
                        if inside == 0:
                            first_inside = position
                        inside += 1
                before = position
        PyBuffer_Release(cython.address(view))
    finally:
        free(starts)
    return lines, by_line, by_column, inside, first_line if by_line else first_column, first_inside


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _units(data: cython.p_const_uchar, size: cython.Py_ssize_t, to: cython.p_uchar) -> cython.Py_ssize_t:
    """How many UTF-16 units a text of UTF-8 has, written as bytes; -1 where it is none (Unicode 16, table 3-7)."""
    at: cython.Py_ssize_t = 0
    out: cython.Py_ssize_t = 0
    byte: cython.uchar
    second: cython.uchar
    while at < size:
        byte = data[at]
        if byte < 0x80:
            to[out] = byte
            at += 1
            out += 1
        elif byte < 0xE0:
            if byte < 0xC2 or at + 1 >= size or (data[at + 1] & 0xC0) != 0x80:
                return -1
            to[out] = 63
            at += 2
            out += 1
        elif byte < 0xF0:
            if at + 2 >= size or (data[at + 1] & 0xC0) != 0x80 or (data[at + 2] & 0xC0) != 0x80:
                return -1
            second = data[at + 1]
            if (byte == 0xE0 and second < 0xA0) or (byte == 0xED and second >= 0xA0):
                return -1
            to[out] = 63
            at += 3
            out += 1
        else:
            if byte > 0xF4 or at + 3 >= size or (data[at + 1] & 0xC0) != 0x80:
                return -1
            if (data[at + 2] & 0xC0) != 0x80 or (data[at + 3] & 0xC0) != 0x80:
                return -1
            second = data[at + 1]
            if (byte == 0xF0 and second < 0x90) or (byte == 0xF4 and second >= 0x90):
                return -1
            to[out] = 63
            to[out + 1] = 63
            at += 4
            out += 2
    return out


def units(data: bytes) -> object:
    """The UTF-16 units of a text in UTF-8, a byte each, with `?` for what is not ASCII; None where it is no UTF-8."""
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    to: cython.p_uchar
    count: cython.Py_ssize_t
    # No character has more units than bytes.
    made = PyBytes_FromStringAndSize(cython.NULL, size)
    to = cython.cast(cython.p_uchar, PyBytes_AS_STRING(made))
    with cython.nogil:
        count = _units(text, size, to)
    return None if count < 0 else made[:count]


def lines(units: bytes) -> tuple:
    """Where each line begins and ends, CRLF and LF left out, as two arrays of 64 bits."""
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(units))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(units)
    count: cython.Py_ssize_t = _lines(text, size) + 1
    index: cython.Py_ssize_t
    starts: object = array("q", bytes(8 * count))
    ends: object = array("q", bytes(8 * count))
    first: cython.Py_buffer
    second: cython.Py_buffer
    a: cython.p_longlong
    b: cython.p_longlong
    PyObject_GetBuffer(starts, cython.address(first), PyBUF_SIMPLE)
    PyObject_GetBuffer(ends, cython.address(second), PyBUF_SIMPLE)
    a = cython.cast(cython.p_longlong, first.buf)
    b = cython.cast(cython.p_longlong, second.buf)
    with cython.nogil:
        _table(text, size, a, b)
        for index in range(count):
            b[index] += a[index]
    PyBuffer_Release(cython.address(first))
    PyBuffer_Release(cython.address(second))
    return starts, ends


def count(
    positions: object, starts: object, ends: object, bad: bytes, lines_by: cython.longlong, columns_by: cython.longlong
) -> object:
    """How many positions lie, once moved, on a line that is there, not behind its end, and where `bad` has no 1.

    `starts`, `ends`: as `lines` gives them. `bad`: a byte for each index of the text and the one behind it.
    """
    views: cython.Py_buffer[3]
    flags: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(bad))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(bad)
    at: cython.p_const_longlong
    first: cython.p_const_longlong
    last: cython.p_const_longlong
    total: cython.Py_ssize_t
    height: cython.Py_ssize_t
    index: cython.Py_ssize_t
    line: cython.longlong
    here: cython.longlong
    mask: cython.longlong = 0xFFFFFFFF
    well: cython.Py_ssize_t = 0
    PyObject_GetBuffer(positions, cython.address(views[0]), PyBUF_SIMPLE)
    PyObject_GetBuffer(starts, cython.address(views[1]), PyBUF_SIMPLE)
    PyObject_GetBuffer(ends, cython.address(views[2]), PyBUF_SIMPLE)
    at = cython.cast(cython.p_const_longlong, views[0].buf)
    first = cython.cast(cython.p_const_longlong, views[1].buf)
    last = cython.cast(cython.p_const_longlong, views[2].buf)
    total = views[0].len // cython.sizeof(cython.longlong)
    height = views[1].len // cython.sizeof(cython.longlong)
    with cython.nogil:
        for index in range(total):
            line = (at[index] >> 32) + lines_by
            if 0 <= line < height:
                here = first[line] + (at[index] & mask) + columns_by
                if first[line] <= here <= last[line] and here < size and not flags[here]:
                    well += 1
    for index in range(3):
        PyBuffer_Release(cython.address(views[index]))
    return well


def misplaced(positions: object, units: bytes) -> tuple:
    """(how many positions are behind the end of their line or inside a word, how many do not begin a word).

    Lines end at LF alone; a line that is not there is empty.
    """
    view: cython.Py_buffer
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(units))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(units)
    height: cython.Py_ssize_t = _lines(text, size) + 1
    starts: cython.p_longlong
    lengths: cython.p_longlong
    at: cython.p_const_longlong
    total: cython.Py_ssize_t
    index: cython.Py_ssize_t
    line: cython.longlong
    column: cython.longlong
    length: cython.longlong
    end: cython.longlong
    mask: cython.longlong = 0xFFFFFFFF
    before: cython.bint
    here: cython.bint
    wrong: cython.Py_ssize_t = 0
    begins: cython.Py_ssize_t = 0
    starts = cython.cast(cython.p_longlong, malloc(height * 2 * cython.sizeof(cython.longlong)))
    if starts == cython.NULL:
        raise MemoryError
    lengths = starts + height
    try:
        PyObject_GetBuffer(positions, cython.address(view), PyBUF_SIMPLE)
        at = cython.cast(cython.p_const_longlong, view.buf)
        total = view.len // cython.sizeof(cython.longlong)
        with cython.nogil:
            _table(text, size, starts, lengths)
            for index in range(total):
                line = at[index] >> 32
                column = at[index] & mask
                length = 0
                if 0 <= line < height:
                    end = starts[line + 1] - 1 if line + 1 < height else size
                    length = end - starts[line]
                before = 0 < column <= length and _WORD[text[starts[line] + column - 1]]
                here = column < length and _WORD[text[starts[line] + column]]
                wrong += column > length or (before and here)
                begins += here and not before
        PyBuffer_Release(cython.address(view))
    finally:
        free(starts)
    return wrong, total - begins


def behind_wide(positions: object, data: bytes) -> object:
    """The positions that stand behind a character of their line that is not ASCII, as an array.

    `data`: the text in UTF-8. A column is compared with bytes, which are at least as many as the units before it.
    """
    view: cython.Py_buffer
    to: cython.Py_buffer
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    height: cython.Py_ssize_t = _lines(text, size) + 1
    first: cython.p_longlong
    at: cython.p_const_longlong
    out: cython.p_longlong
    total: cython.Py_ssize_t
    index: cython.Py_ssize_t
    line: cython.longlong = 0
    start: cython.Py_ssize_t = 0
    kept: cython.Py_ssize_t = 0
    mask: cython.longlong = 0xFFFFFFFF
    found: object
    first = cython.cast(cython.p_longlong, malloc(height * cython.sizeof(cython.longlong)))
    if first == cython.NULL:
        raise MemoryError
    try:
        PyObject_GetBuffer(positions, cython.address(view), PyBUF_SIMPLE)
        at = cython.cast(cython.p_const_longlong, view.buf)
        total = view.len // cython.sizeof(cython.longlong)
        found = array("q", bytes(8 * total))
        PyObject_GetBuffer(found, cython.address(to), PyBUF_SIMPLE)
        out = cython.cast(cython.p_longlong, to.buf)
        with cython.nogil:
            for index in range(height):
                first[index] = mask
            for index in range(size):
                if text[index] == 10:
                    line += 1
                    start = index + 1
                elif text[index] >= 0x80 and first[line] == mask:
                    first[line] = index - start
            for index in range(total):
                line = at[index] >> 32
                if 0 <= line < height and (at[index] & mask) > first[line]:
                    out[kept] = at[index]
                    kept += 1
        PyBuffer_Release(cython.address(to))
        PyBuffer_Release(cython.address(view))
    finally:
        free(first)
    return found[:kept]
