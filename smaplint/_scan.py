"""The compiled pass: strict JSON and `mappings` over the bytes of a map, with the GIL released.

Cython in pure Python mode: `setup.py` compiles this very file, and `smaplint._fast` takes the result where there is one.
It is never run as Python. `smaplint._json` and `smaplint.mappings` are the same in plain Python, the only path
without a compiler and the one that explains broken JSON; `tests/test_scan.py` holds both to one answer.

`faults` asks `sl_mappings` (`_vector.h`) whether anything is wrong with a field; where there is, it goes over it again and keeps
places. `rows`, `generated` and `originals` fill arrays, without an object for a segment. `scan` accepts JSON.

Offsets are 0-based bytes; numbers are sums in 64 bits, which a field would need 4 GB of largest numbers to leave.
"""

import sys
from array import array

import cython

if not cython.compiled or sys.byteorder != "little":
    raise ImportError

from cython.cimports.cpython.buffer import PyBUF_SIMPLE, PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from cython.cimports.libc.stdlib import free, malloc
from cython.cimports.libc.string import memcmp
from cython.cimports.smaplint._vector import sl_count, sl_find, sl_mappings, sl_string, sl_sums, sl_utf8

# ---------------------------------------------------------------- the tables

# What each byte is in `mappings`: below 0x100 a number of one digit, plus 16; 0x100 and five bits where the number goes
# on; 0x200 a comma; 0x400 a semicolon; 0x800 no digit, or `B`, the negative zero. Literals, for a name would be a variable.
_CLASS = cython.declare(cython.ushort[256])
# The six bits of a digit; 64 for what is none.
_DIGIT = cython.declare(cython.uchar[256])


def _fill_tables():
    byte: cython.int
    digit: cython.int
    for byte in range(256):
        _CLASS[byte] = 0x800
        _DIGIT[byte] = 64
    _CLASS[0x2C] = 0x200
    _CLASS[0x3B] = 0x400
    for digit, byte in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"):
        _DIGIT[byte] = digit
        if digit >= 32:
            _CLASS[byte] = 0x100 | (digit & 31)
        elif digit != 1:
            _CLASS[byte] = 16 - (digit >> 1) if digit & 1 else 16 + (digit >> 1)


_fill_tables()

# ---------------------------------------------------------------- one segment

Segment = cython.struct(
    end=cython.Py_ssize_t,  # of its text: a separator, or the end of the field
    column=cython.longlong,
    source=cython.longlong,
    line=cython.longlong,
    original=cython.longlong,  # the original column
    name=cython.longlong,
)


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _read(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t, to: cython.pointer(Segment)
) -> cython.int:
    """Read the segment at `i`: how many fields it has, 0 where it is empty, -1 where it is no segment.

    The numbers are its own, not yet added to those before it; of fields that it does not have they are 0.
    """
    a: cython.uint
    b: cython.uint
    c: cython.uint
    d: cython.uint
    values: cython.longlong[5]
    unsigned: cython.ulonglong
    digit: cython.uint
    shift: cython.int
    count: cython.int = 0
    # Two thirds of all segments are four numbers of one digit.
    if i + 4 < n:
        a, b, c, d = _CLASS[p[i]], _CLASS[p[i + 1]], _CLASS[p[i + 2]], _CLASS[p[i + 3]]
        if (a | b | c | d) < 0x100 and _CLASS[p[i + 4]] & 0x600:
            to.column = cython.cast(cython.longlong, a) - 16
            to.source = cython.cast(cython.longlong, b) - 16
            to.line = cython.cast(cython.longlong, c) - 16
            to.original = cython.cast(cython.longlong, d) - 16
            to.name = 0
            to.end = i + 4
            return 4
    values[0] = values[1] = values[2] = values[3] = values[4] = 0
    while i < n:
        a = _CLASS[p[i]]
        if a & 0x600:
            break
        if count == 5 or a & 0x800:
            count = -1
            break
        i += 1
        if a < 0x100:
            values[count] = cython.cast(cython.longlong, a) - 16
        else:
            unsigned = a & 31
            shift = 5
            while True:
                digit = _DIGIT[p[i]] if i < n else 64
                if digit == 64:
                    count = -1
                    break
                i += 1
                # Digits beyond 32 bits may all be 0: any number of them is padding.
                if shift < 40:
                    unsigned |= cython.cast(cython.ulonglong, digit & 31) << shift
                    shift += 5
                elif digit & 31:
                    unsigned |= cython.cast(cython.ulonglong, 1) << 40
                if digit < 32:
                    break
            # A negative zero, in any padding, is -2**31.
            if count < 0 or unsigned >> 32 or unsigned == 1:
                count = -1
                break
            values[count] = unsigned >> 1
            if unsigned & 1:
                values[count] = -values[count]
        count += 1
    if count < 0:
        while i < n and not _CLASS[p[i]] & 0x600:
            i += 1
    elif count == 2 or count == 3:
        count = -1
    to.end = i
    to.column, to.source, to.line, to.original, to.name = values[0], values[1], values[2], values[3], values[4]
    return count


# ---------------------------------------------------------------- faults

# The kinds of faults, in the order of `smaplint.mappings.FaultKind`; an original column below 0 is counted with the lines.
_ALPHABET = cython.declare(cython.int, 0)
_TRUNCATED = cython.declare(cython.int, 1)
_RANGE = cython.declare(cython.int, 2)
_ARITY = cython.declare(cython.int, 3)
_EMPTY = cython.declare(cython.int, 4)
_NEGATIVE_COLUMN = cython.declare(cython.int, 5)
_UNSORTED = cython.declare(cython.int, 6)
_SOURCE_BOUNDS = cython.declare(cython.int, 7)
_NAME_BOUNDS = cython.declare(cython.int, 8)
_NEGATIVE_LINE = cython.declare(cython.int, 9)
_NEGATIVE_ORIGINAL = cython.declare(cython.int, 10)

Log = cython.struct(
    rows=cython.p_longlong,  # eight numbers for each fault that is kept
    used=cython.longlong,
    kept=cython.longlong,  # of each kind
    counts=cython.longlong[10],
)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _add(
    log: cython.pointer(Log),
    kind: cython.int,
    offset: cython.longlong,
    length: cython.longlong,
    line: cython.longlong,
    segment: cython.longlong,
    column: cython.longlong,
    near: cython.longlong,
    number: cython.longlong,
) -> cython.void:
    row: cython.p_longlong
    counted: cython.int = min(kind, 9)
    log.counts[counted] += 1
    if log.counts[counted] <= log.kept:
        row = log.rows + log.used * 8
        row[0], row[1], row[2], row[3] = kind, offset, length, line
        row[4], row[5], row[6], row[7] = segment, column, near, number
        log.used += 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _explain(
    p: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t, place: cython.pointer(cython.Py_ssize_t)
) -> cython.int:
    """The kind of the first fault of a segment that is none; into `place` its offset in the field, and its length."""
    i: cython.Py_ssize_t = start
    begin: cython.Py_ssize_t = start
    unsigned: cython.ulonglong = 0
    shift: cython.int = 0
    digit: cython.uint
    while i < end:
        digit = _DIGIT[p[i]]
        if digit == 64:
            place[0] = i
            while i < end and _DIGIT[p[i]] == 64:
                i += 1
            place[1] = i - place[0]
            return _ALPHABET
        i += 1
        if shift < 40:
            unsigned |= cython.cast(cython.ulonglong, digit & 31) << shift
            shift += 5
        elif digit & 31:
            unsigned |= cython.cast(cython.ulonglong, 1) << 40
        if digit < 32:
            if unsigned >> 32 or unsigned == 1:
                place[0] = begin
                place[1] = i - begin
                return _RANGE
            unsigned = 0
            shift = 0
            begin = i
    if shift:
        place[0] = begin
        place[1] = end - begin
        return _TRUNCATED
    place[0] = start
    place[1] = end - start
    return _ARITY


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _faults(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    sources: cython.longlong,
    names: cython.longlong,
    log: cython.pointer(Log),
    sums: cython.pointer(sl_sums),
) -> cython.void:
    """What `smaplint.mappings._Slow` does, in the same order; why, is told there."""
    i: cython.Py_ssize_t = 0
    read: Segment
    place: cython.Py_ssize_t[2]
    fields: cython.int
    kind: cython.int
    generated_line: cython.longlong = 0
    segment: cython.longlong = 0
    column: cython.longlong = 0
    source: cython.longlong = 0
    line: cython.longlong = 0
    original: cython.longlong = 0
    name: cython.longlong = 0
    # The OR of all numbers, of -1 - number for those below 0: never below the farthest.
    far: cython.longlong = n
    length: cython.Py_ssize_t
    unsure: cython.bint = False
    begins: cython.bint = True
    while True:
        fields = _read(p, i, n, cython.address(read))
        length = read.end - i
        if fields == 0:
            if not (begins and (read.end == n or p[read.end] == 0x3B)):
                _add(log, _EMPTY, i, 0, generated_line, segment, max(column, 0), max(column, 0), 0)
        elif fields < 0:
            kind = _explain(p, i, read.end, cython.address(place[0]))
            _add(log, kind, place[0], place[1], generated_line, segment, -1, max(column, 0), 0)
            unsure = True
        elif column + read.column < 0:
            _add(
                log,
                _NEGATIVE_COLUMN,
                i,
                length,
                generated_line,
                segment,
                max(column, 0),
                max(column, 0),
                column + read.column,
            )
            column += read.column
            if read.source or read.line or read.original or read.name:
                unsure = True
        else:
            column += read.column
            far |= column
            if read.column < 0 and not unsure:
                _add(log, _UNSORTED, i, length, generated_line, segment, column, column, read.column)
            if fields > 1:
                source += read.source
                line += read.line
                original += read.original
                far |= (source ^ (source >> 63)) | (line ^ (line >> 63)) | (original ^ (original >> 63))
                if not unsure:
                    if not 0 <= source < sources:
                        _add(log, _SOURCE_BOUNDS, i, length, generated_line, segment, column, column, source)
                    if line < 0:
                        _add(log, _NEGATIVE_LINE, i, length, generated_line, segment, column, column, line)
                    if original < 0:
                        _add(log, _NEGATIVE_ORIGINAL, i, length, generated_line, segment, column, column, original)
                if fields == 5:
                    name += read.name
                    far |= name ^ (name >> 63)
                    if not unsure and not 0 <= name < names:
                        _add(log, _NAME_BOUNDS, i, length, generated_line, segment, column, column, name)
        if fields == 1:
            sums.one += 1
        elif fields == 4:
            sums.four += 1
        elif fields == 5:
            sums.five += 1
        if read.end == n:
            break
        i = read.end + 1
        segment += 1
        begins = p[read.end] == 0x3B
        if begins:
            generated_line += 1
            segment = 0
            column = 0
    sums.reach = far


def faults(
    data: bytes,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    sources: cython.longlong,
    names: cython.longlong,
    kept: cython.longlong,
):
    """What is wrong with a field: (faults, how many of each kind, its segments of 1, 4 and 5 fields and their reach).

    The field is the bytes from `start` to `end`, here and below; offsets count from its first.
    A fault is (kind, offset, length, line, segment, column, near, number); at most `kept` of a kind. The kinds are
    numbers in the order of `FaultKind`; 10 is an original column below 0, which is counted as kind 9.
    """
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = end - start
    p += start
    sums: sl_sums
    log: Log
    kind: cython.int
    clean: cython.bint
    with cython.nogil:
        clean = sl_mappings(p, n, sources, names, cython.address(sums))
    if clean:
        return [], [0] * 10, (sums.one, sums.four, sums.five, sums.reach)
    sums.one = sums.four = sums.five = sums.reach = 0
    log.used = 0
    log.kept = kept
    for kind in range(10):
        log.counts[kind] = 0
    log.rows = cython.cast(cython.p_longlong, malloc(kept * 10 * 8 * cython.sizeof(cython.longlong)))
    if log.rows == cython.NULL:
        raise MemoryError
    try:
        with cython.nogil:
            _faults(p, n, sources, names, cython.address(log), cython.address(sums))
        found = [tuple([log.rows[at * 8 + kind] for kind in range(8)]) for at in range(log.used)]
    finally:
        free(log.rows)
    return found, [log.counts[kind] for kind in range(10)], (sums.one, sums.four, sums.five, sums.reach)


# ---------------------------------------------------------------- arrays


@cython.cfunc
def _address(numbers) -> cython.p_void:
    """Where the numbers of an array are; it must neither grow nor go away while they are written."""
    view: cython.Py_buffer
    PyObject_GetBuffer(numbers, cython.address(view), PyBUF_SIMPLE | PyBUF_WRITABLE)
    PyBuffer_Release(cython.address(view))
    return view.buf


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _rows(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    at: cython.p_longlong,
    to: cython.p_int,
    size: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    i: cython.Py_ssize_t = at[0]
    read: Segment
    fields: cython.int
    row: cython.Py_ssize_t = 0
    generated_line: cython.longlong = at[1]
    column: cython.longlong = at[2]
    source: cython.longlong = at[3]
    line: cython.longlong = at[4]
    original: cython.longlong = at[5]
    name: cython.longlong = at[6]
    while i <= n and row < size:
        fields = _read(p, i, n, cython.address(read))
        if fields > 0:
            column += read.column
            # A segment left of column 0 is left out, and moves nothing else (DecodeMappingsField).
            if column >= 0:
                to[row] = cython.cast(cython.int, generated_line)
                to[size + row] = cython.cast(cython.int, column)
                to[2 * size + row] = to[3 * size + row] = to[4 * size + row] = to[5 * size + row] = -1
                if fields > 1:
                    source += read.source
                    line += read.line
                    original += read.original
                    name += read.name
                    to[2 * size + row] = cython.cast(cython.int, source)
                    to[3 * size + row] = cython.cast(cython.int, line)
                    to[4 * size + row] = cython.cast(cython.int, original)
                    if fields == 5:
                        to[5 * size + row] = cython.cast(cython.int, name)
                to[6 * size + row] = cython.cast(cython.int, i)
                row += 1
        i = read.end + 1
        if read.end < n and p[read.end] == 0x3B:
            generated_line += 1
            column = 0
    at[0], at[1], at[2], at[3], at[4], at[5], at[6] = i, generated_line, column, source, line, original, name
    return row


def rows(data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t, at, size: cython.Py_ssize_t):
    """The next segments that decode, `size` at most, as seven arrays of 32 bits; empty ones where there are no more.

    Generated line and column, source, original line and column, name, offset; -1 where a segment has no such field.
    `at`: an array of 64 bits, which goes on from call to call: offset and the six sums, at first the numbers to begin with.
    Only where no number leaves 32 bits (`reach`).
    """
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = end - start
    p += start
    state: cython.p_longlong = cython.cast(cython.p_longlong, _address(at))
    found = array("i", (0,)) * (7 * size)
    to: cython.p_int = cython.cast(cython.p_int, _address(found))
    count: cython.Py_ssize_t
    with cython.nogil:
        count = _rows(p, n, state, to, size)
    return [found[field * size : field * size + count] for field in range(7)]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _generated(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    generated_line: cython.longlong,
    column: cython.longlong,
    to: cython.p_longlong,
    size: cython.Py_ssize_t,
) -> cython.void:
    i: cython.Py_ssize_t = 0
    read: Segment
    row: cython.Py_ssize_t = 0
    while i <= n and row < size:
        if _read(p, i, n, cython.address(read)) > 1:
            column += read.column
            to[row] = min(generated_line, 0x7FFFFFFF) << 32 | min(column, 0x7FFFFFFF)
            row += 1
        else:
            column += read.column
        i = read.end + 1
        if read.end < n and p[read.end] == 0x3B:
            generated_line += 1
            column = 0


def generated(
    data: bytes,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    line: cython.longlong,
    column: cython.longlong,
    size: cython.Py_ssize_t,
):
    """The generated positions of the `size` segments with a source, as `line << 32 | column`, an array of 64 bits.

    For a field that is clean. `line`, `column`: where it begins. What is beyond 31 bits is given as the largest of them.
    """
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = end - start
    p += start
    found = array("q", (0,)) * size
    to: cython.p_longlong = cython.cast(cython.p_longlong, _address(found))
    with cython.nogil:
        _generated(p, n, line, column, to, size)
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _originals(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    next_of: cython.p_longlong,
    sources: cython.longlong,
    to: cython.p_longlong,
    size: cython.Py_ssize_t,
) -> cython.void:
    """Count the segments of each source into `next_of`; or, where `to` is given, write each where `next_of` says."""
    i: cython.Py_ssize_t = 0
    read: Segment
    source: cython.longlong = 0
    line: cython.longlong = 0
    original: cython.longlong = 0
    while i <= n:
        if _read(p, i, n, cython.address(read)) > 1:
            source += read.source
            line += read.line
            original += read.original
            if 0 <= source < sources:
                if to != cython.NULL and 0 <= next_of[source] < size:
                    to[next_of[source]] = min(line, 0x7FFFFFFF) << 32 | min(original, 0x7FFFFFFF)
                next_of[source] += 1
        i = read.end + 1


def originals(
    data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t, sources: cython.Py_ssize_t, size: cython.Py_ssize_t
):
    """The original positions of each source that has any, as `line << 32 | column`, in the order of the text.

    For a field that is clean, with `size` segments with a source. Read twice, so that no position is held twice.
    """
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = end - start
    p += start
    places = array("q", (0,)) * sources
    found = array("q", (0,)) * size
    next_of: cython.p_longlong = cython.cast(cython.p_longlong, _address(places))
    to: cython.p_longlong = cython.cast(cython.p_longlong, _address(found))
    source: cython.Py_ssize_t
    begin: cython.longlong = 0
    count: cython.longlong
    ends: dict = {}
    with cython.nogil:
        _originals(p, n, next_of, sources, cython.NULL, 0)
    for source in range(sources):
        count = next_of[source]
        next_of[source] = begin
        begin += count
        if count:
            ends[source] = begin
    with cython.nogil:
        _originals(p, n, next_of, sources, to, size)
    by_source: dict = {}
    begin = 0
    for source, last in ends.items():
        by_source[source] = found[begin:last]
        begin = last
    return by_source


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _last_lines(
    p: cython.p_const_uchar, n: cython.Py_ssize_t, sources: cython.longlong, to: cython.p_longlong
) -> cython.void:
    i: cython.Py_ssize_t = 0
    read: Segment
    source: cython.longlong = 0
    line: cython.longlong = 0
    while i <= n:
        if _read(p, i, n, cython.address(read)) > 1:
            source += read.source
            line += read.line
            if 0 <= source < sources:
                to[source] = max(to[source], min(line, 0x7FFFFFFF))
        i = read.end + 1


def last_lines(data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t, sources: cython.Py_ssize_t):
    """The last original line of each source, an array of 64 bits; -1 where it has none. For a field that is clean."""
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = end - start
    p += start
    found = array("q", (-1,)) * sources
    to: cython.p_longlong = cython.cast(cython.p_longlong, _address(found))
    with cython.nogil:
        _last_lines(p, n, sources, to)
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _furthest(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.longlong:
    read: Segment
    column: cython.longlong = 0
    found: cython.longlong = -1
    while i <= n:
        if _read(p, i, n, cython.address(read)) > 0:
            column += read.column
            found = max(found, column)
        i = read.end + 1
    return found


def furthest(text: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t):
    """The largest generated column of one generated line, the bytes from `start` to `end`; -1 where there is none."""
    p: cython.p_const_uchar = text
    found: cython.longlong
    end = min(end, len(text))
    with cython.nogil:
        found = _furthest(p, max(start, 0), end)
    return found


# ---------------------------------------------------------------- JSON

# Deeper than this, and with more names at once or in one object, a text is the plain scanner's business.
_DEPTH = cython.declare(cython.int, 128)
_NAMES = cython.declare(cython.int, 512)
_NAMES_OF_ONE = cython.declare(cython.int, 48)

Name = cython.struct(start=cython.Py_ssize_t, length=cython.Py_ssize_t)
Text = cython.struct(
    p=cython.p_const_uchar,
    n=cython.Py_ssize_t,
    used=cython.int,
    names=Name[512],  # `_NAMES`: of the objects that are open
    flags=cython.uint,  # of all strings (`sl_string`)
    # Of each member of the root: the name's start and end, the value's start and end, how many items an array has or
    # -1, and whether they are strings and nulls alone.
    count=cython.int,
    members=cython.longlong[48 * 6],  # `_NAMES_OF_ONE`
)


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _space(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    while i < n and (p[i] == 0x20 or p[i] == 0x0A or p[i] == 0x0D or p[i] == 0x09):
        i += 1
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _scalar(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the number or the word at `i`; -1 where it is none. What follows it is the caller's business."""
    if n - i >= 4 and (memcmp(p + i, b"null", 4) == 0 or memcmp(p + i, b"true", 4) == 0):
        return i + 4
    if n - i >= 5 and memcmp(p + i, b"false", 5) == 0:
        return i + 5
    if i < n and p[i] == 0x2D:
        i += 1
    if i >= n or not 0x30 <= p[i] <= 0x39:
        return -1
    i += 1
    if p[i - 1] != 0x30:
        while i < n and 0x30 <= p[i] <= 0x39:
            i += 1
    if i < n and p[i] == 0x2E:
        i += 1
        if i >= n or not 0x30 <= p[i] <= 0x39:
            return -1
        while i < n and 0x30 <= p[i] <= 0x39:
            i += 1
    if i < n and (p[i] | 0x20) == 0x65:
        i += 1
        if i < n and (p[i] == 0x2B or p[i] == 0x2D):
            i += 1
        if i >= n or not 0x30 <= p[i] <= 0x39:
            return -1
        while i < n and 0x30 <= p[i] <= 0x39:
            i += 1
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _array_of(
    text: cython.pointer(Text), i: cython.Py_ssize_t, depth: cython.int, facts: cython.p_longlong
) -> cython.Py_ssize_t:
    """Behind the array whose bracket is before `i`; -1 where it is none. Into `facts` the number of items and if they are texts."""
    p: cython.p_const_uchar = text.p
    n: cython.Py_ssize_t = text.n
    count: cython.longlong = 0
    texts: cython.longlong = 1
    i = _space(p, i, n)
    if i < n and p[i] == 0x5D:
        facts[0], facts[1] = 0, 1
        return i + 1
    while True:
        if i < n and p[i] == 0x22:
            i = sl_string(p, i + 1, n, cython.address(text.flags))
        else:
            if i < n and p[i] != 0x6E:
                texts = 0
            i = _value(text, i, depth, cython.NULL)
        if i < 0:
            return -1
        count += 1
        if i < n and p[i] != 0x2C:
            i = _space(p, i, n)
        if i >= n:
            return -1
        if p[i] == 0x5D:
            facts[0], facts[1] = count, texts
            return i + 1
        if p[i] != 0x2C:
            return -1
        i += 1
        if i < n and p[i] != 0x22:
            i = _space(p, i, n)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _object(
    text: cython.pointer(Text), i: cython.Py_ssize_t, depth: cython.int, members: cython.p_longlong
) -> cython.Py_ssize_t:
    """Behind the object whose brace is before `i`; -1 where it is none, or has too many names, an escaped one or one twice."""
    p: cython.p_const_uchar = text.p
    n: cython.Py_ssize_t = text.n
    first: cython.int = text.used
    other: cython.int
    start: cython.Py_ssize_t
    length: cython.Py_ssize_t
    row: cython.p_longlong = cython.NULL
    i = _space(p, i, n)
    if i < n and p[i] == 0x7D:
        return i + 1
    while True:
        if i >= n or p[i] != 0x22:
            return -1
        start = i + 1
        i = sl_string(p, start, n, cython.address(text.flags))
        if i < 0 or text.used == _NAMES or text.used - first == _NAMES_OF_ONE:
            return -1
        length = i - 1 - start
        # Longer names are looked at by the plain scanner: comparing them would be the square of their length.
        if length > 64:
            return -1
        for other in range(length):
            if p[start + other] == 0x5C:
                return -1
        for other in range(first, text.used):
            if text.names[other].length == length and memcmp(p + text.names[other].start, p + start, length) == 0:
                return -1
        text.names[text.used].start = start
        text.names[text.used].length = length
        text.used += 1
        if members != cython.NULL:
            row = members + 6 * text.count
            row[0], row[1] = start - 1, i
            text.count += 1
        i = _space(p, i, n)
        if i >= n or p[i] != 0x3A:
            return -1
        i = _space(p, i + 1, n)
        if row != cython.NULL:
            row[2] = i
            row[4], row[5] = -1, 0
            i = _value(text, i, depth, row + 4)
            row[3] = i
        else:
            i = _value(text, i, depth, cython.NULL)
        if i < 0:
            return -1
        i = _space(p, i, n)
        if i >= n:
            return -1
        if p[i] == 0x7D:
            text.used = first
            return i + 1
        if p[i] != 0x2C:
            return -1
        i = _space(p, i + 1, n)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _value(
    text: cython.pointer(Text), i: cython.Py_ssize_t, depth: cython.int, facts: cython.p_longlong
) -> cython.Py_ssize_t:
    """Behind the value at `i`; -1 where it is none, or asks for the plain scanner. `depth`: containers around it."""
    unused: cython.longlong[2]
    if i >= text.n:
        return -1
    if text.p[i] == 0x22:
        return sl_string(text.p, i + 1, text.n, cython.address(text.flags))
    if text.p[i] == 0x5B:
        if depth == _DEPTH:
            return -1
        return _array_of(text, i + 1, depth + 1, facts if facts != cython.NULL else cython.address(unused[0]))
    if text.p[i] == 0x7B:
        if depth == _DEPTH:
            return -1
        return _object(text, i + 1, depth + 1, cython.address(text.members[0]) if depth == 0 else cython.NULL)
    return _scalar(text.p, i, text.n)


def scan(data: bytes, start: cython.Py_ssize_t):
    """The places of a JSON text from `start` to the end of the bytes; None for what `smaplint._json` has to explain.

    (start and end of the root, whether there are escaped surrogates, the members of a root that is an object): six numbers
    for each, the name's start and end, the value's start and end, how many items it has or -1 for what is no array, and
    whether they are strings and nulls alone. None where something is wrong, a name comes twice or has an escape, or an
    object has more than 48 members.
    """
    text: Text
    root: cython.Py_ssize_t
    end: cython.Py_ssize_t
    text.p = data
    text.n = len(data)
    text.used = text.count = 0
    text.flags = 0
    with cython.nogil:
        root = _space(text.p, max(start, 0), text.n)
        end = _value(cython.address(text), root, 0, cython.NULL)
        if end >= 0 and _space(text.p, end, text.n) != text.n:
            end = -1
    if end < 0:
        return None
    return root, end, bool(text.flags & 2), [text.members[at] for at in range(text.count * 6)]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _skip(p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the value at `i` of a text that was found valid; `n` where it is not. However deep it is, without recursion."""
    unused: cython.uint = 0
    depth: cython.Py_ssize_t = 0
    while i < n:
        if p[i] == 0x22:
            i = sl_string(p, i + 1, n, cython.address(unused))
            if i < 0:
                return n
        elif p[i] == 0x5B or p[i] == 0x7B:
            depth += 1
            i += 1
        elif p[i] == 0x5D or p[i] == 0x7D:
            depth -= 1
            i += 1
        elif depth == 0:
            i += 1
            while i < n and p[i] != 0x2C and p[i] != 0x5D and p[i] != 0x7D and p[i] > 0x20:
                i += 1
        else:
            i += 1
            continue
        if depth <= 0:
            return i
    return n


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _parts(
    p: cython.p_const_uchar,
    at: cython.pointer(cython.Py_ssize_t),
    n: cython.Py_ssize_t,
    named: cython.bint,
    to: cython.p_longlong,
    size: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    i: cython.Py_ssize_t = at[0]
    unused: cython.uint = 0
    used: cython.Py_ssize_t = 0
    while used + 4 <= size:
        i = _space(p, i, n)
        if i < n and p[i] == 0x2C:
            i = _space(p, i + 1, n)
        if i >= n or p[i] == 0x5D or p[i] == 0x7D:
            break
        if named:
            to[used] = i
            i = sl_string(p, i + 1, n, cython.address(unused))
            if i < 0:
                i = n
                break
            to[used + 1] = i
            used += 2
            # Behind the colon.
            i = _space(p, _space(p, i, n) + 1, n)
        to[used] = i
        i = _skip(p, i, n)
        to[used + 1] = i
        used += 2
    at[0] = i
    return used


def parts(data: bytes, start: cython.Py_ssize_t, named: cython.bint):
    """The places of the items of an array, or (`named`) of the members of an object, of a text that was found valid.

    An array of 64 bits: of each the start and the end; of a member those of its name, then those of its value.
    """
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = len(data)
    at: cython.Py_ssize_t = max(start, 0) + 1
    used: cython.Py_ssize_t
    numbers: cython.longlong[1024]
    found = array("q")
    while True:
        with cython.nogil:
            used = _parts(p, cython.address(at), n, named, cython.address(numbers[0]), 1024)
        found.frombytes(cython.cast(cython.p_char, cython.address(numbers[0]))[: used * 8])
        if used + 4 <= 1024:
            return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _items(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, n: cython.Py_ssize_t, texts: cython.pointer(cython.bint)
) -> cython.Py_ssize_t:
    count: cython.Py_ssize_t = 0
    while True:
        i = _space(p, i, n)
        if i < n and p[i] == 0x2C:
            i = _space(p, i + 1, n)
        if i >= n or p[i] == 0x5D:
            return count
        if p[i] != 0x22 and p[i] != 0x6E:
            texts[0] = False
        count += 1
        i = _skip(p, i, n)


def items(data: bytes, start: cython.Py_ssize_t):
    """How many items the array at `start` has, and whether they are strings and nulls alone; of a text that was found valid."""
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = len(data)
    count: cython.Py_ssize_t
    texts: cython.bint = True
    with cython.nogil:
        count = _items(p, max(start, 0) + 1, n, cython.address(texts))
    return count, bool(texts)


# ---------------------------------------------------------------- the loops of `_vector.h`, each alone


def utf8(data: bytes):
    """Whether all is UTF-8 (Unicode, table 3-7)."""
    p: cython.p_const_uchar = data
    n: cython.Py_ssize_t = len(data)
    valid: cython.bint
    with cython.nogil:
        valid = sl_utf8(p, n)
    return bool(valid)


def string(data: bytes, start: cython.Py_ssize_t):
    """(behind the JSON string whose first byte within the quotes is at `start`, or -1 where it is none; what is in it).

    The latter is a sum: 1 for an escape, 2 for an escaped surrogate, 4 for a byte that is not ASCII.
    """
    flags: cython.uint = 0
    end: cython.Py_ssize_t = sl_string(data, max(start, 0), len(data), cython.address(flags))
    return end, flags if end >= 0 else 0


def clean(
    data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t, sources: cython.longlong, names: cython.longlong
):
    """The sums that `faults` gives, where nothing is wrong with the field; None where something is."""
    p: cython.p_const_uchar = data
    sums: sl_sums
    if not sl_mappings(p + start, end - start, sources, names, cython.address(sums)):
        return None
    return sums.one, sums.four, sums.five, sums.reach


def count(data: bytes, byte: cython.uchar, start: cython.Py_ssize_t = 0, end: cython.Py_ssize_t = -1):
    """How often a byte occurs from `start` to `end`, or to the end of the bytes."""
    size: cython.Py_ssize_t = len(data)
    p: cython.p_const_uchar = data
    if end < 0 or end > size:
        end = size
    start = max(start, 0)
    return sl_count(p + start, end - start, byte) if start < end else 0


def units(data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t):
    """The length of bytes `start` to `end` in UTF-16 units; bytes that are no UTF-8 count as one each, or as none."""
    p: cython.p_const_uchar = data
    i: cython.Py_ssize_t
    found: cython.Py_ssize_t = 0
    length: cython.Py_ssize_t = end - start
    end = min(end, len(data))
    start = max(start, 0)
    with cython.nogil:
        for i in range(start, end):
            found += (p[i] & 0xC0) != 0x80
            found += 0xF0 <= p[i] < 0xF5
    return max(min(found, length), 0)


def find(data: bytes, needle: bytes):
    """Where a needle of 1 to 32 bytes first occurs; -1 where it does not."""
    return sl_find(data, len(data), needle, len(needle))
