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
from cython.cimports.libc.string import memchr, memcpy
from cython.cimports.smaplint._vector import sl_count, sl_find

_WORD = cython.declare(cython.uchar[256])
_index: cython.int
for _index in range(256):
    _WORD[_index] = _index < 128 and (chr(_index).isalnum() or chr(_index) in "_$")


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _lines(text: cython.p_const_uchar, size: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """The number of line feeds."""
    return sl_count(text, size, 10)


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
                    # One branch, which is seldom taken: half of all positions are behind a word.
                    if (
                        _WORD[a] & _WORD[b]
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
def _units(
    data: cython.p_const_uchar, size: cython.Py_ssize_t, to: cython.p_uchar, points: cython.bint
) -> cython.Py_ssize_t:
    """How many UTF-16 units, or code points, a text of UTF-8 has, written as bytes; -1 where it is none (Unicode 16, table 3-7)."""
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
            at += 4
            out += 1
            if not points:
                to[out] = 63
                out += 1
    return out


def units(data: bytes, points: cython.bint) -> object:
    """The UTF-16 units of a text in UTF-8, or its code points, a byte each, with `?` for what is not ASCII; None where it is no UTF-8."""
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    to: cython.p_uchar
    count: cython.Py_ssize_t
    # No character has more units than bytes.
    made = PyBytes_FromStringAndSize(cython.NULL, size)
    to = cython.cast(cython.p_uchar, PyBytes_AS_STRING(made))
    with cython.nogil:
        count = _units(text, size, to, points)
    return None if count < 0 else made[:count]


def ambiguous(data: bytes) -> object:
    """Whether a text in UTF-8 has a byte order mark, U+2028, U+2029, FF, or a CR without LF."""
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    at: cython.p_const_uchar = text
    end: cython.p_const_uchar = text + size
    found: cython.bint
    with cython.nogil:
        found = (
            (size >= 3 and text[0] == 0xEF and text[1] == 0xBB and text[2] == 0xBF)
            or memchr(text, 12, size) != cython.NULL
            or sl_find(text, size, cython.cast(cython.p_const_uchar, b"\xe2\x80\xa8"), 3) >= 0
            or sl_find(text, size, cython.cast(cython.p_const_uchar, b"\xe2\x80\xa9"), 3) >= 0
        )
        while not found:
            at = cython.cast(cython.p_const_uchar, memchr(at, 13, end - at))
            if at == cython.NULL:
                break
            at += 1
            found = at == end or at[0] != 10
    return found


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


def fullest(positions: object, most: cython.Py_ssize_t) -> object:
    """The lines with the most positions: (line, index of the first, how many), the fullest first, then the first one.

    At most `most` of them, and at most 8; None where a line comes behind a later one.
    """
    view: cython.Py_buffer
    at: cython.p_const_longlong
    total: cython.Py_ssize_t
    index: cython.Py_ssize_t = 0
    start: cython.Py_ssize_t
    place: cython.Py_ssize_t
    kept: cython.Py_ssize_t = 0
    line: cython.longlong
    before: cython.longlong = -(1 << 62)
    ordered: cython.bint = True
    starts: cython.Py_ssize_t[8]
    counts: cython.Py_ssize_t[8]
    most = min(most, 8)
    PyObject_GetBuffer(positions, cython.address(view), PyBUF_SIMPLE)
    at = cython.cast(cython.p_const_longlong, view.buf)
    total = view.len // cython.sizeof(cython.longlong)
    with cython.nogil:
        while index < total and ordered:
            start = index
            line = at[start] >> 32
            while index < total and at[index] >> 32 == line:
                index += 1
            ordered = line > before
            before = line
            place = kept
            while place > 0 and counts[place - 1] < index - start:
                if place < most:
                    starts[place] = starts[place - 1]
                    counts[place] = counts[place - 1]
                place -= 1
            if place < most:
                starts[place] = start
                counts[place] = index - start
                kept = min(kept + 1, most)
    found = [(at[starts[place]] >> 32, starts[place], counts[place]) for place in range(kept)] if ordered else None
    PyBuffer_Release(cython.address(view))
    return found


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _well(
    at: cython.p_const_longlong,
    total: cython.Py_ssize_t,
    first: cython.p_const_longlong,
    last: cython.p_const_longlong,
    height: cython.Py_ssize_t,
    text: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    move: cython.longlong,
    line: cython.longlong,
    least: cython.Py_ssize_t,
    begins: cython.bint,
) -> cython.Py_ssize_t:
    """What `fitting` counts for one move; -1 once it is less than `least`."""
    mask: cython.longlong = 0xFFFFFFFF
    columns_by: cython.longlong = cython.cast(cython.int, move & mask)
    lines_by: cython.longlong = (move - columns_by) >> 32
    index: cython.Py_ssize_t
    row: cython.longlong
    here: cython.longlong
    before: cython.int
    word: cython.int
    left: cython.Py_ssize_t = total - least
    bad: cython.Py_ssize_t = 0
    if left < 0:
        return -1
    for index in range(total):
        row = at[index] >> 32
        here = at[index] & mask
        if line < 0 or row == line:
            here += columns_by
        row += lines_by
        if 0 <= row < height:
            here += first[row]
            if first[row] <= here <= last[row] and here <= size:
                before = _WORD[text[here - 1]] if here > 0 else 0
                word = _WORD[text[here]] if here < size else 0
                # Without branches for either of them: half of all positions are behind a word.
                if (word & before) == 0 if begins == 0 else (word & (before ^ 1)) == 1:
                    continue
        bad += 1
        if bad > left:
            return -1
    return total - bad


def fitting(
    positions: object,
    starts: object,
    ends: object,
    units: bytes,
    moves: object,
    line: cython.longlong,
    least: cython.Py_ssize_t,
    begins: cython.bint,
) -> tuple:
    """The moves by which so many positions lie on a line that is there, not behind its end, and not between two characters of a word.

    `starts`, `ends`: as `lines` gives them. A move is `(lines << 32) + columns`, both between -2**31 and 2**31; its columns are
    those of `line` alone, unless that is -1. `moves`: an array, or a range without steps. `begins`: positions count that begin a
    word. Two arrays: the moves that have at least `least`, in their order, and how many they have.
    """
    views: cython.Py_buffer[6]
    text: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(units))
    size: cython.Py_ssize_t = PyBytes_GET_SIZE(units)
    at: cython.p_const_longlong
    first: cython.p_const_longlong
    last: cython.p_const_longlong
    tried: cython.p_const_longlong
    to: cython.p_longlong
    scores: cython.p_longlong
    low: cython.longlong = 0
    move: cython.longlong
    total: cython.Py_ssize_t
    height: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(moves)
    index: cython.Py_ssize_t
    score: cython.Py_ssize_t
    kept: cython.Py_ssize_t = 0
    found = array("q", bytes(8 * count))
    scored = array("q", bytes(8 * count))
    spread: cython.bint = isinstance(moves, range)
    if spread:
        low = moves.start
    for index, one in enumerate((positions, starts, ends, found if spread else moves, found, scored)):
        PyObject_GetBuffer(one, cython.address(views[index]), PyBUF_SIMPLE)
    at = cython.cast(cython.p_const_longlong, views[0].buf)
    first = cython.cast(cython.p_const_longlong, views[1].buf)
    last = cython.cast(cython.p_const_longlong, views[2].buf)
    tried = cython.cast(cython.p_const_longlong, views[3].buf)
    to = cython.cast(cython.p_longlong, views[4].buf)
    scores = cython.cast(cython.p_longlong, views[5].buf)
    total = views[0].len // cython.sizeof(cython.longlong)
    height = views[1].len // cython.sizeof(cython.longlong)
    with cython.nogil:
        for index in range(count):
            move = low + index if spread else tried[index]
            score = _well(at, total, first, last, height, text, size, move, line, least, begins)
            if score >= 0:
                to[kept] = move
                scores[kept] = score
                kept += 1
    for index in range(6):
        PyBuffer_Release(cython.address(views[index]))
    return found[:kept], scored[:kept]


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
    before: cython.int
    here: cython.int
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
                before = _WORD[text[starts[line] + column - 1]] if 0 < column <= length else 0
                here = _WORD[text[starts[line] + column]] if column < length else 0
                # Without branches: half of all positions are behind a word.
                wrong += (column > length) | (before & here)
                begins += here & (before ^ 1)
        PyBuffer_Release(cython.address(view))
    finally:
        free(starts)
    return wrong, total - begins


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _first_wide(
    text: cython.p_const_uchar, size: cython.Py_ssize_t, height: cython.Py_ssize_t, to: cython.p_longlong
) -> cython.void:
    """For each line the column of the first byte that is not ASCII, or 0xFFFFFFFF."""
    word: cython.ulonglong
    wide: cython.ulonglong = 0x8080808080808080
    line: cython.Py_ssize_t
    start: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    found: cython.p_const_uchar
    for line in range(height):
        to[line] = 0xFFFFFFFF
    line = 0
    while True:
        while at + 8 <= size:
            memcpy(cython.address(word), text + at, 8)
            if word & wide:
                break
            at += 8
        while at < size and text[at] < 0x80:
            at += 1
        if at == size:
            return
        # The lines up to here.
        while True:
            found = cython.cast(cython.p_const_uchar, memchr(text + start, 10, size - start))
            end = size if found == cython.NULL else found - text
            if end >= at:
                break
            line += 1
            start = end + 1
        to[line] = at - start
        if end == size:
            return
        line += 1
        at = start = end + 1


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
    line: cython.longlong
    kept: cython.Py_ssize_t = 0
    mask: cython.longlong = 0xFFFFFFFF
    first = cython.cast(cython.p_longlong, malloc(height * cython.sizeof(cython.longlong)))
    if first == cython.NULL:
        raise MemoryError
    try:
        PyObject_GetBuffer(positions, cython.address(view), PyBUF_SIMPLE)
        at = cython.cast(cython.p_const_longlong, view.buf)
        total = view.len // cython.sizeof(cython.longlong)
        with cython.nogil:
            _first_wide(text, size, height, first)
            for index in range(total):
                line = at[index] >> 32
                kept += 0 <= line < height and (at[index] & mask) > first[line]
        # Mostly few of them.
        found = array("q", bytes(8 * kept))
        PyObject_GetBuffer(found, cython.address(to), PyBUF_SIMPLE)
        out = cython.cast(cython.p_longlong, to.buf)
        kept = 0
        with cython.nogil:
            for index in range(total):
                line = at[index] >> 32
                if 0 <= line < height and (at[index] & mask) > first[line]:
                    out[kept] = at[index]
                    kept += 1
        PyBuffer_Release(cython.address(to))
        PyBuffer_Release(cython.address(view))
    finally:
        free(first)
    return found
