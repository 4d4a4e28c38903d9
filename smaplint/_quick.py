"""The quick pass: whole files are read and judged in compiled code, with the GIL released, and most need nothing more.

It answers one question of each map and its generated file: which triggers of rules (`when=` in `smaplint.rule`) may hold. A
bit that is not set is certain; one that is set says "look". What is not plain here (a byte order mark, sections, an escape
in a name, a comment of any but the usual form) is not judged at all: UNSURE. `smaplint.quick` turns triggers into bits, and
what is left goes the way of `smaplint.examine`, which has every exactness. `tests/test_quick.py` holds both to one answer.

Cython in pure Python mode, as `smaplint._scan`. Offsets are 0-based bytes.
"""

import cython

if not cython.compiled:
    raise ImportError

from cython.cimports.cpython.bytes import PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cython.cimports.libc.stdlib import calloc, free, malloc, qsort
from cython.cimports.libc.string import memchr, memcmp, memcpy, memset, strcmp, strlen, strrchr, strstr
from cython.cimports.posix.stat import S_ISREG, fstat, struct_stat
from cython.cimports.posix.unistd import SEEK_SET, close, lseek, pread, read
from cython.cimports.smaplint._lies import Span, lies_maybe
from cython.cimports.smaplint._sieve import may_hold_secret, may_name_sensitive
from cython.cimports.smaplint._vector import sl_count, sl_find, sl_mappings, sl_string, sl_sums, sl_utf8

# What `smaplint.quick` knows by the same names.
UNSURE = 1 << 0
UNUSUAL = 1 << 1
FAULTS = 1 << 2
ODD_NAMES = 1 << 3
INCOMPLETE = 1 << 4
IGNORE_LIST = 1 << 5
SOURCE_ROOT = 1 << 6
DEBUG_ID = 1 << 7
SURROGATES = 1 << 8
SECRETS = 1 << 9
SENSITIVE = 1 << 10
ORIGINALS = 1 << 11
# Only in a map that is published.
SERVER = 1 << 12
HOSTS = 1 << 13
OTHER = 1 << 14
BACKSLASHES = 1 << 15
MODULES = 1 << 16
ITSELF = 1 << 17
ALIGNMENT = 1 << 18
COVERAGE = 1 << 19
COMMENTS = 1 << 20
IDS = 1 << 21
# No trigger: that facts are asked for, of what is clean.
FACTS = 1 << 41
# No trigger: the script is not judged, its map is.
UNSURE_CODE = 1 << 42
# No trigger: the comment of the generated file names the map.
LINKED = 1 << 40

_UNSURE = cython.declare(cython.ulonglong, UNSURE)
_UNUSUAL = cython.declare(cython.ulonglong, UNUSUAL)
_FAULTS = cython.declare(cython.ulonglong, FAULTS)
_ODD_NAMES = cython.declare(cython.ulonglong, ODD_NAMES)
_INCOMPLETE = cython.declare(cython.ulonglong, INCOMPLETE)
_IGNORE_LIST = cython.declare(cython.ulonglong, IGNORE_LIST)
_SOURCE_ROOT = cython.declare(cython.ulonglong, SOURCE_ROOT)
_DEBUG_ID = cython.declare(cython.ulonglong, DEBUG_ID)
_SURROGATES = cython.declare(cython.ulonglong, SURROGATES)
_SECRETS = cython.declare(cython.ulonglong, SECRETS)
_SENSITIVE = cython.declare(cython.ulonglong, SENSITIVE)
_ORIGINALS = cython.declare(cython.ulonglong, ORIGINALS)
_SERVER = cython.declare(cython.ulonglong, SERVER)
_HOSTS = cython.declare(cython.ulonglong, HOSTS)
_OTHER = cython.declare(cython.ulonglong, OTHER)
_BACKSLASHES = cython.declare(cython.ulonglong, BACKSLASHES)
_MODULES = cython.declare(cython.ulonglong, MODULES)
_ITSELF = cython.declare(cython.ulonglong, ITSELF)
_ALIGNMENT = cython.declare(cython.ulonglong, ALIGNMENT)
_COVERAGE = cython.declare(cython.ulonglong, COVERAGE)
_COMMENTS = cython.declare(cython.ulonglong, COMMENTS)
_IDS = cython.declare(cython.ulonglong, IDS)
_LINKED = cython.declare(cython.ulonglong, LINKED)
_FACTS = cython.declare(cython.ulonglong, FACTS)
_UNSURE_CODE = cython.declare(cython.ulonglong, UNSURE_CODE)

# Fields that are no field of the standard, in one map; with more of them it is not judged.
_OTHERS = cython.declare(cython.int, 8)
# A buffer beyond this is given back once its file is judged.
_KEPT = cython.declare(cython.Py_ssize_t, 1 << 25)
_LEAST = cython.declare(cython.Py_ssize_t, 1 << 16)
# What block devices give at least at once.
_SECTOR = cython.declare(cython.Py_ssize_t, 512)
# Bytes of a text that facts quote; what is longer is looked at elsewhere.
_QUOTED = cython.declare(cython.Py_ssize_t, 4000)
# As in `smaplint.examine.is_minified`.
_LONG = cython.declare(cython.Py_ssize_t, 500)
# Steps to find out whether a name came before: more are a hostile map's.
_PROBES = cython.declare(cython.int, 64)

# Whether a character may make the name of a source one to be looked at.
_ODD = cython.declare(cython.uchar[256])
# What a URL may hold that is nothing but the path of a file (`smaplint.generated`, `_ODD_URL`).
_PLAIN = cython.declare(cython.uchar[256])
_WORD = cython.declare(cython.uchar[256])


def _fill_tables():
    byte: cython.int
    for byte in range(256):
        _ODD[byte] = byte < 0x20 or byte in b"\\:|?="
        _WORD[byte] = byte < 0x80 and (chr(byte).isalnum() or byte == 0x5F)
        _PLAIN[byte] = byte < 0x80 and (chr(byte).isalnum() or byte in b"_./@~+-")


_fill_tables()

Room = cython.struct(data=cython.p_uchar, size=cython.Py_ssize_t)
Spans = cython.struct(items=cython.pointer(Span), count=cython.Py_ssize_t, room=cython.Py_ssize_t)
Scratch = cython.struct(
    code=Room,
    map=Room,
    sources=Spans,
    contents=Spans,
    slots=cython.pointer(cython.int),
    slots_room=cython.Py_ssize_t,
    texts=Room,  # what facts quote, of all files of a call
    texts_used=cython.Py_ssize_t,
)
# What is told of a script and its map where nothing was found in them. A text is where it stands among those that were kept.
Told = cython.struct(
    line=cython.Py_ssize_t,  # of the comment, which begins it; 1-based
    start=cython.Py_ssize_t,
    url_start=cython.Py_ssize_t,
    url_end=cython.Py_ssize_t,
    minified=cython.bint,
    sources=cython.Py_ssize_t,
    filled=cython.Py_ssize_t,
    file=Span,
    first=Span,
    root=Span,
    root_line=cython.Py_ssize_t,
    root_column=cython.Py_ssize_t,
)
Fields = cython.struct(
    p=cython.p_const_uchar,
    n=cython.Py_ssize_t,
    bits=cython.ulonglong,
    flags=cython.uint,  # of all strings: an escape, an escaped surrogate, a byte that is not ASCII
    seen=cython.uint,
    mappings=Span,
    root=Span,
    file=Span,
    sources=Span,  # with the brackets, as the texts
    contents=Span,
    names=cython.Py_ssize_t,
    filled=cython.Py_ssize_t,  # texts that are not empty
    ignored=cython.longlong,  # the largest index of the ignore lists, or -1
    others=Span[8],  # `_OTHERS`
    other_count=cython.int,
)

# ---------------------------------------------------------------- JSON


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
def _grown(spans: cython.pointer(Spans)) -> cython.bint:
    """Room for one more; False where there is no memory."""
    room: cython.Py_ssize_t
    more: cython.pointer(Span)
    index: cython.Py_ssize_t
    if spans.count < spans.room:
        return True
    room = spans.room * 2 if spans.room else 256
    more = cython.cast(cython.pointer(Span), malloc(room * cython.sizeof(Span)))
    if more == cython.NULL:
        return False
    for index in range(spans.count):
        more[index] = spans.items[index]
    free(spans.items)
    spans.items = more
    spans.room = room
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _texts(
    fields: cython.pointer(Fields),
    i: cython.Py_ssize_t,
    spans: cython.pointer(Spans),
    count: cython.pointer(cython.Py_ssize_t),
    nulls: cython.pointer(cython.Py_ssize_t),
) -> cython.Py_ssize_t:
    """Behind the array of strings and nulls at `i`; -1 where it is none. `spans`: where they are noted, or NULL."""
    p: cython.p_const_uchar = fields.p
    n: cython.Py_ssize_t = fields.n
    start: cython.Py_ssize_t
    if i >= n or p[i] != 0x5B:
        return -1
    i = _space(p, i + 1, n)
    if i < n and p[i] == 0x5D:
        return i + 1
    while True:
        if i >= n:
            return -1
        if p[i] == 0x22:
            start = i + 1
            i = sl_string(p, start, n, cython.address(fields.flags))
            if i < 0:
                return -1
        elif n - i >= 4 and memcmp(p + i, b"null", 4) == 0:
            nulls[0] += 1
            start = -1
            i += 4
        else:
            return -1
        count[0] += 1
        if spans != cython.NULL:
            if not _grown(spans):
                return -1
            spans.items[spans.count].start = start
            spans.items[spans.count].end = i - 1
            spans.count += 1
        if i < n and p[i] != 0x2C:
            i = _space(p, i, n)
        if i >= n:
            return -1
        if p[i] == 0x5D:
            return i + 1
        if p[i] != 0x2C:
            return -1
        i = _space(p, i + 1, n)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _indices(fields: cython.pointer(Fields), i: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the array of plain indices at `i`; -1 where it is none."""
    p: cython.p_const_uchar = fields.p
    n: cython.Py_ssize_t = fields.n
    number: cython.longlong
    start: cython.Py_ssize_t
    if i >= n or p[i] != 0x5B:
        return -1
    i = _space(p, i + 1, n)
    if i < n and p[i] == 0x5D:
        return i + 1
    while True:
        start = i
        number = 0
        while i < n and i - start < 9 and 0x30 <= p[i] <= 0x39:
            number = number * 10 + p[i] - 0x30
            i += 1
        if i == start or (p[start] == 0x30 and i - start > 1):
            return -1
        fields.ignored = max(fields.ignored, number)
        i = _space(p, i, n)
        if i >= n:
            return -1
        if p[i] == 0x5D:
            return i + 1
        if p[i] != 0x2C:
            return -1
        i = _space(p, i + 1, n)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _scalar(fields: cython.pointer(Fields), i: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Behind the string, whole number or word at `i`; -1 where it is another value, or none."""
    p: cython.p_const_uchar = fields.p
    n: cython.Py_ssize_t = fields.n
    start: cython.Py_ssize_t = i
    if i >= n:
        return -1
    if p[i] == 0x22:
        return sl_string(p, i + 1, n, cython.address(fields.flags))
    if n - i >= 4 and (memcmp(p + i, b"null", 4) == 0 or memcmp(p + i, b"true", 4) == 0):
        return i + 4
    if n - i >= 5 and memcmp(p + i, b"false", 5) == 0:
        return i + 5
    while i < n and 0x30 <= p[i] <= 0x39:
        i += 1
    return -1 if i == start or (p[start] == 0x30 and i - start > 1) else i


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _is(p: cython.p_const_uchar, length: cython.Py_ssize_t, name: cython.p_const_char) -> cython.bint:
    return strlen(name) == cython.cast(cython.size_t, length) and memcmp(p, name, length) == 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _member(
    fields: cython.pointer(Fields),
    name: cython.Py_ssize_t,
    length: cython.Py_ssize_t,
    i: cython.Py_ssize_t,
    scratch: cython.pointer(Scratch),
) -> cython.Py_ssize_t:
    """Behind the value at `i` of a member; -1 where the map is not to be judged."""
    p: cython.p_const_uchar = fields.p
    n: cython.Py_ssize_t = fields.n
    key: cython.p_const_uchar = p + name
    field: cython.uint
    end: cython.Py_ssize_t
    index: cython.int
    unused: cython.Py_ssize_t = 0
    if _is(key, length, b"mappings"):
        field = 1
    elif _is(key, length, b"sources"):
        field = 2
    elif _is(key, length, b"sourcesContent"):
        field = 4
    elif _is(key, length, b"names"):
        field = 8
    elif _is(key, length, b"version"):
        field = 16
    elif _is(key, length, b"file"):
        field = 32
    elif _is(key, length, b"sourceRoot"):
        field = 64
    elif _is(key, length, b"ignoreList"):
        field = 128
    elif _is(key, length, b"x_google_ignoreList"):
        field = 256
    elif _is(key, length, b"debugId"):
        field = 512
    elif _is(key, length, b"debug_id"):
        field = 1024
    elif _is(key, length, b"sections"):
        return -1
    else:
        # Two of one name are a matter of their own.
        for index in range(fields.other_count):
            if fields.others[index].end == length and memcmp(p + fields.others[index].start, key, length) == 0:
                return -1
        if fields.other_count == _OTHERS:
            return -1
        fields.others[fields.other_count].start = name
        fields.others[fields.other_count].end = length
        fields.other_count += 1
        fields.bits |= _OTHER
        return _scalar(fields, i)
    if fields.seen & field or i >= n:
        return -1
    fields.seen |= field
    if field == 2:
        end = _texts(fields, i, cython.address(scratch.sources), cython.address(unused), cython.address(unused))
        fields.sources.start, fields.sources.end = i, end
    elif field == 4:
        end = _texts(fields, i, cython.address(scratch.contents), cython.address(unused), cython.address(unused))
        fields.contents.start, fields.contents.end = i, end
    elif field == 8:
        end = _texts(fields, i, cython.NULL, cython.address(fields.names), cython.address(unused))
        if unused:
            fields.bits |= _UNUSUAL
    elif field == 16:
        end = _scalar(fields, i)
        if end != i + 1 or p[i] != 0x33:
            fields.bits |= _UNUSUAL
    elif field == 128 or field == 256:
        end = _indices(fields, i)
    else:
        # A string, or the field is another rule's business.
        if p[i] != 0x22:
            return -1
        end = sl_string(p, i + 1, n, cython.address(fields.flags))
        if field == 1:
            fields.mappings.start, fields.mappings.end = i + 1, end - 1
        elif field == 32:
            fields.file.start, fields.file.end = i + 1, end - 1
        elif field == 64:
            fields.root.start, fields.root.end = i + 1, end - 1
        else:
            fields.bits |= _DEBUG_ID
    return end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _read_fields(fields: cython.pointer(Fields), scratch: cython.pointer(Scratch)) -> cython.bint:
    """Whether the text is that of one regular map in strict JSON, with all that must be there."""
    p: cython.p_const_uchar = fields.p
    n: cython.Py_ssize_t = fields.n
    i: cython.Py_ssize_t
    start: cython.Py_ssize_t
    end: cython.Py_ssize_t
    before: cython.uint
    scratch.sources.count = scratch.contents.count = 0
    i = _space(p, 0, n)
    # A file that begins with more blanks than anybody writes is looked at elsewhere.
    if i > 64 or i >= n or p[i] != 0x7B:
        return False
    i = _space(p, i + 1, n)
    while True:
        if i >= n or p[i] != 0x22:
            return False
        start = i + 1
        before = fields.flags
        fields.flags = 0
        end = sl_string(p, start, n, cython.address(fields.flags))
        if end < 0 or fields.flags:
            return False
        fields.flags = before
        i = _space(p, end, n)
        if i >= n or p[i] != 0x3A:
            return False
        i = _member(fields, start, end - 1 - start, _space(p, i + 1, n), scratch)
        if i < 0:
            return False
        i = _space(p, i, n)
        if i >= n:
            return False
        if p[i] == 0x7D:
            break
        if p[i] != 0x2C:
            return False
        i = _space(p, i + 1, n)
    if _space(p, i + 1, n) != n:
        return False
    # `version`, `sources` and `mappings`.
    return fields.seen & 19 == 19


# ---------------------------------------------------------------- names


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _begins(
    p: cython.p_const_uchar, i: cython.Py_ssize_t, end: cython.Py_ssize_t, word: cython.p_const_char
) -> cython.bint:
    """Whether a word, in lower case, stands at `i`, in any case."""
    length: cython.Py_ssize_t = strlen(word)
    index: cython.Py_ssize_t
    if end - i < length:
        return False
    for index in range(length):  # noqa: SIM110  # no generator without the GIL
        if (p[i + index] | 0x20) != cython.cast(cython.uchar, word[index]) | 0x20:
            return False
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_odd(p: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.int:
    """1 where a rule that waits for `SourceMap.has_odd_names` may have something to say of a name, 2 where only its backslashes are odd.

    Those look for paths of the machine that built it, home folders, backslashes, secrets in URLs, and what development builds
    have. `webpack://app/./src/a.js`, which nearly all names are that have a scheme, is none of these.
    """
    i: cython.Py_ssize_t
    c: cython.uchar
    behind: cython.Py_ssize_t = start  # an escape
    backslashes: cython.int = 0
    slashes: cython.bint = False
    marks: cython.bint = False
    queries: cython.bint = False
    homes: cython.bint = False
    if start >= end:
        return 0
    if p[start] == 0x2F or p[start] == 0x40 or p[start] == 0x5C or _begins(p, start, end, b"webpack-internal"):
        return 1
    if start + 1 < end and p[start + 1] == 0x7C:
        return 1
    i = start
    while i < end and p[i] != 0x2F and p[i] != 0x3A:
        i += 1
    if i < end and p[i] == 0x3A and not _has_plain_host(p, start, i, end):
        return 1
    for i in range(start, end):
        c = p[i]
        if i < behind:
            continue
        if _ODD[c]:
            if c == 0x5C and i + 1 < end and (p[i + 1] == 0x22 or p[i + 1] == 0x5C):
                # A quote, or a backslash: what another escape stands for is not looked at here.
                if p[i + 1] == 0x5C:
                    backslashes = 2
                behind = i + 2
                continue
            if c == 0x5C or c < 0x20:
                return 1
            if c == 0x3F:
                queries = True
            elif c == 0x3D:
                marks = True
        elif c == 0x40:
            marks = True
        elif c == 0x2F and i + 1 < end:
            c = p[i + 1]
            if c == 0x2F:
                slashes = True
            elif (
                c == 0x77
                and (
                    _begins(p, i + 1, end, b"webpack/hot/")
                    or _begins(p, i + 1, end, b"webpack-dev-server")
                    or _begins(p, i + 1, end, b"webpack-hot-middleware")
                )
            ) or (c == 0x2E and _begins(p, i + 2, end, b"vite/")):
                return 1
        elif c == 0x5B and _begins(p, i + 1, end, b"turbopack"):
            return 1
        if (c | 0x20) == 0x68 or (c | 0x20) == 0x75:
            homes = homes or _begins(p, i, end, b"home") or _begins(p, i, end, b"users")
    if (slashes and marks) or (queries and homes):
        return 1
    i = start
    while end - i >= 3 and p[i] == 0x2E and p[i + 1] == 0x2E and p[i + 2] == 0x2F:
        i += 3
    if i - start >= 12 and (_begins(p, i, end, b"users/") or _begins(p, i, end, b"home/")):
        return 1
    return backslashes


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _has_plain_host(
    p: cython.p_const_uchar, start: cython.Py_ssize_t, colon: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.bint:
    """Whether a scheme, up to `colon`, is a bundler's own, and what follows is no host, a plain one, or none and a relative path."""
    i: cython.Py_ssize_t
    if colon - start < 4 or _begins(p, start, end, b"http") or _begins(p, start, end, b"file"):
        return False
    for i in range(start, colon):
        if not (
            0x61 <= p[i] <= 0x7A
            or (i > start and (0x30 <= p[i] <= 0x39 or p[i] == 0x2B or p[i] == 0x2D or p[i] == 0x2E))
        ):
            return False
    i = colon + 1
    if i >= end or p[i] != 0x2F:
        # `webpack:\/\/host`: what is escaped may be a slash, or one of the blanks that URLs lose.
        return i >= end or (p[i] > 0x20 and p[i] != 0x5C)
    if i + 1 >= end or p[i + 1] != 0x2F:
        return False
    i += 2
    colon = i
    while i < end and (_WORD[p[i]] or p[i] == 0x2D or p[i] == 0x2E):
        i += 1
    if i >= end or p[i] != 0x2F:
        return False
    if i > colon:
        return True
    # `webpack:///./src/a.js`, which no machine has at its top.
    return i + 1 < end and (p[i + 1] == 0x2E or p[i + 1] == 0x28 or _begins(p, i + 1, end, b"webpack/"))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _has_host(p: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether the URL of a name may have a host that does not parse."""
    i: cython.Py_ssize_t = start
    if start >= end:
        return False
    if p[start] <= 0x20 or p[start] == 0x2F:
        return True
    while i < end and p[i] != 0x2F and p[i] != 0x3A:
        # It may be written so that no slash and no colon is seen, or begin with two of them.
        if p[i] == 0x5C:
            return True
        i += 1
    return i < end and p[i] == 0x3A and not _has_plain_host(p, start, i, end)


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _bare(p: cython.p_const_uchar, span: cython.pointer(Span)) -> cython.Py_ssize_t:
    """Where a name begins without `./`."""
    if span.end - span.start >= 2 and p[span.start] == 0x2E and p[span.start + 1] == 0x2F:
        return span.start + 2
    return span.start


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _are_distinct(p: cython.p_const_uchar, scratch: cython.pointer(Scratch)) -> cython.bint:
    """Whether each source has a name, and one of its own, without `./` before it; False also where that is not certain."""
    count: cython.Py_ssize_t = scratch.sources.count
    spans: cython.pointer(Span) = scratch.sources.items
    room: cython.Py_ssize_t = 64
    index: cython.Py_ssize_t
    start: cython.Py_ssize_t
    first: cython.Py_ssize_t
    i: cython.Py_ssize_t
    slot: cython.Py_ssize_t
    other: cython.int
    probes: cython.int
    hashed: cython.ulonglong
    # FNV-1a.
    basis: cython.ulonglong = 14695981039346656037
    prime: cython.ulonglong = 1099511628211
    if count > 0x3FFFFFFF:
        return False
    while room < 2 * count:
        room *= 2
    if scratch.slots_room < room:
        free(scratch.slots)
        scratch.slots = cython.cast(cython.pointer(cython.int), malloc(room * cython.sizeof(cython.int)))
        scratch.slots_room = room if scratch.slots != cython.NULL else 0
        if scratch.slots == cython.NULL:
            return False
    memset(scratch.slots, 0, room * cython.sizeof(cython.int))
    for index in range(count):
        start = spans[index].start
        if start < 0:
            return False
        start = _bare(p, cython.address(spans[index]))
        if spans[index].end <= start:
            return False
        hashed = basis
        for i in range(start, spans[index].end):
            if p[i] == 0x5C:
                return False
            hashed = (hashed ^ p[i]) * prime
        slot = cython.cast(cython.Py_ssize_t, (hashed ^ (hashed >> 32)) & (room - 1))
        probes = 0
        while True:
            other = scratch.slots[slot]
            if other == 0:
                break
            other -= 1
            first = _bare(p, cython.address(spans[other]))
            if (
                spans[other].end - first == spans[index].end - start
                and memcmp(p + first, p + start, spans[index].end - start) == 0
            ):
                return False
            probes += 1
            if probes > _PROBES:
                return False
            slot = (slot + 1) & (room - 1)
        scratch.slots[slot] = cython.cast(cython.int, index) + 1
    return True


# ---------------------------------------------------------------- a map


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _has_lone_surrogate(p: cython.p_const_uchar, n: cython.Py_ssize_t) -> cython.bint:
    """Whether half of an escaped character stands alone, in a text that is JSON."""
    i: cython.Py_ssize_t = 0
    high: cython.Py_ssize_t = -1  # behind the half that waits for the other
    found: cython.p_const_uchar
    while i < n:
        found = cython.cast(cython.p_const_uchar, memchr(p + i, 0x5C, n - i))
        if found == cython.NULL:
            break
        i = found - p
        if high >= 0 and i != high:
            return True
        if n - i < 6 or p[i + 1] != 0x75:
            if high >= 0:
                return True
            i += 2
            continue
        if (p[i + 2] | 0x20) == 0x64 and p[i + 3] >= 0x38:
            # `\\ud8…` to `\\udb…` are the first half.
            if p[i + 3] == 0x38 or p[i + 3] == 0x39 or (p[i + 3] | 0x20) == 0x61 or (p[i + 3] | 0x20) == 0x62:
                if high >= 0:
                    return True
                high = i + 6
            else:
                if high < 0:
                    return True
                high = -1
        elif high >= 0:
            return True
        i += 6
    return high >= 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _judge_map(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    own: cython.p_const_char,
    declares: cython.bint,
    wanted: cython.ulonglong,
    fields: cython.pointer(Fields),
    scratch: cython.pointer(Scratch),
) -> cython.ulonglong:
    """Bits of the triggers that may hold of a map.

    `own`: the last name of its generated file, or NULL. `declares`: whether it is that of a declaration of TypeScript.
    """
    sums: sl_sums
    index: cython.Py_ssize_t
    size: cython.Py_ssize_t
    escaped: cython.bint
    named: cython.int
    odd: cython.int
    memset(fields, 0, cython.sizeof(Fields))
    fields.p = p
    fields.n = n
    fields.ignored = -1
    fields.file.start = fields.root.start = fields.mappings.start = -1
    if not _read_fields(fields, scratch):
        return _UNSURE
    if fields.flags & 4 and not sl_utf8(p, n):
        return _UNSURE
    if fields.flags & 2 and _has_lone_surrogate(p, n):
        fields.bits |= _SURROGATES
    # Only `mappings` without an escape; a search, for the flags are those of all strings.
    if (
        fields.flags & 1
        and sl_find(p + fields.mappings.start, fields.mappings.end - fields.mappings.start, b"\\", 1) >= 0
    ) or not sl_mappings(
        p + fields.mappings.start,
        fields.mappings.end - fields.mappings.start,
        scratch.sources.count,
        fields.names,
        cython.address(sums),
    ):
        fields.bits |= _FAULTS
    if fields.ignored >= scratch.sources.count:
        fields.bits |= _IGNORE_LIST
    if fields.root.start >= 0 and fields.root.end > fields.root.start:
        fields.bits |= _SOURCE_ROOT
        size = fields.root.end - fields.root.start
        # Of a secret in it no slashes are asked.
        odd = _is_odd(p, fields.root.start, fields.root.end)
        if odd:
            fields.bits |= _BACKSLASHES
        if (
            odd == 1
            or sl_find(p + fields.root.start, size, b"=", 1) >= 0
            or sl_find(p + fields.root.start, size, b"@", 1) >= 0
        ):
            fields.bits |= _ODD_NAMES
        if _has_host(p, fields.root.start, fields.root.end):
            fields.bits |= _HOSTS
    if own != cython.NULL and wanted & _ITSELF:
        size = strlen(own)
        for index in range(scratch.sources.count):
            if (
                scratch.sources.items[index].start >= 0
                and scratch.sources.items[index].end - scratch.sources.items[index].start >= size
                and memcmp(p + scratch.sources.items[index].end - size, own, size) == 0
            ):
                fields.bits |= _ITSELF
                break
    if wanted & (_ODD_NAMES | _BACKSLASHES):
        for index in range(scratch.sources.count):
            if scratch.sources.items[index].start < 0:
                continue
            odd = _is_odd(p, scratch.sources.items[index].start, scratch.sources.items[index].end)
            if odd:
                fields.bits |= _BACKSLASHES
            if odd == 1:
                fields.bits |= _ODD_NAMES
                break
    if wanted & _HOSTS:
        for index in range(scratch.sources.count):
            if scratch.sources.items[index].start >= 0 and _has_host(
                p, scratch.sources.items[index].start, scratch.sources.items[index].end
            ):
                fields.bits |= _HOSTS
                break
    # An escape may stand for any character.
    escaped = (
        fields.flags & 1 and sl_find(p + fields.sources.start, fields.sources.end - fields.sources.start, b"\\", 1) >= 0
    )
    if escaped:
        fields.bits |= _ITSELF
    if wanted & _SENSITIVE:
        named = 1 if escaped else may_name_sensitive(p, fields.sources.start, fields.sources.end)
        if named:
            fields.bits |= _SENSITIVE if named & 1 else _SERVER
    if wanted & (_INCOMPLETE | _FACTS):
        for index in range(scratch.contents.count):
            if (
                scratch.contents.items[index].start >= 0
                and scratch.contents.items[index].end > scratch.contents.items[index].start
            ):
                fields.filled += 1
        if wanted & _INCOMPLETE and not (
            (declares or scratch.sources.count == scratch.contents.count == fields.filled) and _are_distinct(p, scratch)
        ):
            fields.bits |= _INCOMPLETE
    return fields.bits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _judge_texts(
    fields: cython.pointer(Fields),
    code: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    covered: cython.Py_ssize_t,
    declares: cython.bint,
    styles: cython.bint,
    wanted: cython.ulonglong,
    scratch: cython.pointer(Scratch),
) -> cython.ulonglong:
    """Bits of what takes the most time: what positions say of the texts, and what the texts hold. `mappings` is clean.

    `code`: the generated file, or NULL; `covered`: how much of it is before its comment.
    """
    bits: cython.ulonglong = 0
    found: cython.int
    count: cython.Py_ssize_t = scratch.sources.count
    if wanted & _SECRETS and fields.seen & 4 and may_hold_secret(fields.p, fields.contents.start, fields.contents.end):
        bits |= _SECRETS
    if declares or not wanted & _ORIGINALS or scratch.contents.count != count:
        count = 0
    if not wanted & (_ALIGNMENT | _COVERAGE):
        code = cython.NULL
    if code == cython.NULL and count == 0:
        return bits
    found = lies_maybe(
        fields.p + fields.mappings.start,
        fields.mappings.end - fields.mappings.start,
        code,
        size,
        covered,
        fields.p,
        scratch.sources.items,
        scratch.contents.items,
        count,
        styles,
    )
    # Of declarations nothing is compared.
    if found & 1 and not declares:
        bits |= _ALIGNMENT
    if found & 2:
        bits |= _COVERAGE
    if found & 4:
        bits |= _ORIGINALS
    return bits


# ---------------------------------------------------------------- facts


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _keep(
    p: cython.p_const_uchar,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    scratch: cython.pointer(Scratch),
    to: cython.pointer(Span),
) -> cython.bint:
    """Keep the text of a JSON string for who asks later; False for one with an escape, or a long one."""
    length: cython.Py_ssize_t = end - start
    more: cython.p_uchar
    room: cython.Py_ssize_t
    if length > _QUOTED or sl_find(p + start, length, b"\\", 1) >= 0:
        return False
    if scratch.texts.size - scratch.texts_used < length:
        room = max(2 * scratch.texts.size, _LEAST)
        more = cython.cast(cython.p_uchar, malloc(room))
        if more == cython.NULL:
            return False
        if scratch.texts_used:
            memcpy(more, scratch.texts.data, scratch.texts_used)
        free(scratch.texts.data)
        scratch.texts.data = more
        scratch.texts.size = room
    memcpy(scratch.texts.data + scratch.texts_used, p + start, length)
    to.start = scratch.texts_used
    to.end = scratch.texts_used + length
    scratch.texts_used += length
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _tell_map(
    fields: cython.pointer(Fields), scratch: cython.pointer(Scratch), told: cython.pointer(Told)
) -> cython.bint:
    """What `smaplint.examine` knows of a map when it is through; False where that is not to be had here."""
    p: cython.p_const_uchar = fields.p
    index: cython.Py_ssize_t
    start: cython.Py_ssize_t
    length: cython.Py_ssize_t
    if fields.bits & _DEBUG_ID:
        return False
    told.sources = scratch.sources.count
    told.filled = fields.filled
    if fields.file.start >= 0 and not _keep(p, fields.file.start, fields.file.end, scratch, cython.address(told.file)):
        return False
    if fields.root.start >= 0:
        if not _keep(p, fields.root.start, fields.root.end, scratch, cython.address(told.root)):
            return False
        for index in range(fields.root.start, fields.root.end):
            if p[index] >= 0x80:
                return False
        start = fields.root.start
        while start > 0 and p[start - 1] != 0x0A:
            start -= 1
        told.root_line = sl_count(p, start, 10) + 1
        # In UTF-16 units, of the quote before it.
        told.root_column = 0
        for index in range(start, fields.root.start):
            told.root_column += (p[index] & 0xC0) != 0x80
            told.root_column += p[index] >= 0xF0
    for index in range(scratch.sources.count):
        start = scratch.sources.items[index].start
        length = scratch.sources.items[index].end - start
        if start < 0 or length == 0:
            continue
        # What they keep a NUL in front of is for patterns to tell.
        if sl_find(p + start, length, b"\\", 1) >= 0:
            return False
        if _is_webpack_s(p, start, start + length):
            continue
        if sl_find(p + start, length, b"node_modules", 12) >= 0 or p[start] == 0x3C:
            continue
        if length >= 9 and memcmp(p + start, b"external ", 9) == 0:
            continue
        return _keep(p, start, start + length, scratch, cython.address(told.first))
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_webpack_s(p: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether webpack has made a module itself, as `smaplint.examine.first_source` knows it by its name."""
    at: cython.Py_ssize_t = start
    found: cython.Py_ssize_t
    before: cython.Py_ssize_t
    while True:
        found = sl_find(p + at, end - at, b"webpack", 7)
        if found < 0:
            return False
        before = at + found
        at = before + 7
        if end - at >= 8 and memcmp(p + at, b"/runtime", 8) == 0:
            return True
        if end - at >= 10 and memcmp(p + at, b"/bootstrap", 10) == 0:
            return True
        if before > start and p[before - 1] == 0x28:
            before -= 1
        if before == start or p[before - 1] == 0x2F:
            found = at + 1 if at < end and p[at] == 0x29 else at
            if found < end and p[found] == 0x2F:
                return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _is_minified(p: cython.p_const_uchar, n: cython.Py_ssize_t) -> cython.bint:
    """Whether at least half of the bytes are in lines of more than 500."""
    start: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    long: cython.Py_ssize_t = 0
    found: cython.p_const_uchar
    while start < n:
        found = cython.cast(cython.p_const_uchar, memchr(p + start, 10, n - start))
        end = n if found == cython.NULL else found - p
        if end - start > _LONG:
            long += end - start
        start = end + 1
    return 2 * long >= n


# ---------------------------------------------------------------- files


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _load(
    folder: cython.int,
    path: cython.p_const_char,
    flags: cython.int,
    limit: cython.Py_ssize_t,
    room: cython.pointer(Room),
) -> cython.Py_ssize_t:
    """How many bytes a regular file has, which are in the room then; -1 where it is to be looked at elsewhere."""
    status: struct_stat
    size: cython.Py_ssize_t
    got: cython.Py_ssize_t
    handle: cython.int = openat(folder, path, flags)
    if handle < 0:
        return -1
    # Nearly all files come with one call, into a buffer that they do not fill. A call gives less than there is only where it is
    # interrupted or a page cannot be read (POSIX, read()), so at the end of a page or sector: there the system is asked for the
    # size, which would cost a tenth of a run over small files if it were asked of each.
    if room.data != cython.NULL:
        size = min(room.size, limit + 1)
        got = read(handle, room.data, size)
        if got < size:
            if (
                got > 0
                and got % _SECTOR == 0
                and (fstat(handle, cython.address(status)) != 0 or status.st_size != got)
            ):
                got = -1
            close(handle)
            return got if got > 0 else -1
        if lseek(handle, 0, SEEK_SET) != 0:
            close(handle)
            return -1
    if fstat(handle, cython.address(status)) != 0 or not S_ISREG(status.st_mode) or status.st_size > limit:
        close(handle)
        return -1
    size = status.st_size
    if room.size <= size:
        free(room.data)
        room.size = size + 1 if size > _KEPT else max(2 * size, _LEAST)
        room.data = cython.cast(cython.p_uchar, malloc(room.size))
        if room.data == cython.NULL:
            room.size = 0
            close(handle)
            return -1
    # One byte more than there should be: where it does not come that was all of it.
    got = read(handle, room.data, size + 1)
    close(handle)
    return size if got == size and size > 0 else -1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _closes(text: cython.p_const_char, size: cython.Py_ssize_t, end: cython.p_const_char) -> cython.bint:
    """Whether the first `size` bytes of a text end so."""
    length: cython.Py_ssize_t = strlen(end)
    return size >= length and memcmp(text + size - length, end, length) == 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _may_have_ids(p: cython.p_const_uchar, n: cython.Py_ssize_t) -> cython.bint:
    """Whether there may be debug IDs: in a comment, or in a statement that notes one (`smaplint.debug_ids`)."""
    if sl_find(p, n, b"ebugId", 6) < 0 and sl_find(p, n, b"hunkId", 6) < 0:
        return False
    return (
        sl_find(p, n, b"debugId=", 8) >= 0
        or sl_find(p, n, b"chunkId=", 8) >= 0
        or sl_find(p, n, b"_sentryDebugIds", 15) >= 0
        or sl_find(p, n, b"_debugIds", 9) >= 0
        or sl_find(p, n, b"ddDebugId", 9) >= 0
        or sl_find(p, n, b"_posthogChunkIds", 16) >= 0
        or sl_find(p, n, b"sentry-dbid-", 12) >= 0
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _last_comment(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    at: cython.Py_ssize_t,
    map: cython.p_const_char,
    size: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """Where the URL of the last comment is, if nothing but comments that name the map follow from the key at `at` on; else -1."""
    i: cython.Py_ssize_t
    if at < 5 or p[at - 5] != 0x0A:
        return -1
    while True:
        if memcmp(p + at - 4, b"//# sourceMappingURL=", 21) != 0:
            return -1
        at += 17
        if n - at < size or memcmp(p + at, map, size) != 0:
            return -1
        i = at + size
        while i < n and (p[i] == 0x20 or p[i] == 0x0A or p[i] == 0x0D or p[i] == 0x09):
            i += 1
        if i == n:
            return at
        if n - i < 21 or p[i - 1] != 0x0A:
            return -1
        at = i + 4


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _judge_code(
    p: cython.p_const_uchar,
    n: cython.Py_ssize_t,
    map: cython.p_const_char,
    wanted: cython.ulonglong,
    told: cython.pointer(Told),
) -> cython.ulonglong:
    """Bits of the triggers that may hold of a script. `map`: the last name of the map beside it, or NULL."""
    key: cython.p_const_char = b"sourceMappingURL="
    at: cython.Py_ssize_t
    last: cython.Py_ssize_t
    i: cython.Py_ssize_t
    size: cython.Py_ssize_t
    bits: cython.ulonglong = 0
    # Hermes bytecode.
    if n >= 4 and p[0] == 0xC6 and p[1] == 0x1F:
        return _UNSURE
    at = sl_find(p, n, cython.cast(cython.p_const_uchar, key), 17)
    if at >= 0:
        # A comment in its usual form at the end, that names the map beside it, is what all ways to read a script find, as long
        # as no line before it begins with one that some tool would take. The same line again is what tools leave that write it twice.
        if map == cython.NULL:
            return _UNSURE
        size = strlen(map)
        for i in range(size):
            if not _PLAIN[cython.cast(cython.uchar, map[i])]:
                return _UNSURE
        while True:
            last = _last_comment(p, n, at, map, size)
            if last >= 0:
                break
            # In a text, or in another comment: what stands before it is no line end, no blank and not beyond ASCII.
            if at >= 4 and memcmp(p + at - 4, b"//# ", 4) == 0 and (at == 4 or p[at - 5] <= 0x20 or p[at - 5] >= 0x80):
                return _UNSURE
            i = sl_find(p + at + 17, n - at - 17, cython.cast(cython.p_const_uchar, key), 17)
            if i < 0:
                return _UNSURE
            at += 17 + i
        bits |= _LINKED
        told.start = last - 21
        told.url_start = last
        told.url_end = last + size
    # A script without a map may be paired by its ID.
    if (wanted & (_IDS | _FACTS) or map == cython.NULL) and _may_have_ids(p, n):
        return _UNSURE
    if wanted & _MODULES and sl_find(p, n, b"//# sourceURL=webpack", 21) >= 0:
        bits |= _MODULES
    if wanted & _FACTS:
        if bits & _LINKED:
            told.line = sl_count(p, told.start, 10) + 1
        else:
            told.minified = _is_minified(p, n)
    return bits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _judge(
    folder: cython.int,
    code: cython.p_const_char,
    map: cython.p_const_char,
    flags: cython.int,
    limit: cython.Py_ssize_t,
    wanted: cython.ulonglong,
    scratch: cython.pointer(Scratch),
    sizes: cython.p_longlong,
    told: cython.pointer(Told),
) -> cython.ulonglong:
    bits: cython.ulonglong = 0
    size: cython.Py_ssize_t
    length: cython.Py_ssize_t
    declares: cython.bint
    fields: Fields
    sizes[0] = sizes[1] = -1
    memset(told, 0, cython.sizeof(Told))
    told.start = told.file.start = told.first.start = told.root.start = -1
    if code != cython.NULL:
        size = _load(folder, code, flags, limit, cython.address(scratch.code))
        if size < 0:
            return _UNSURE
        sizes[0] = size
        bits = _judge_code(scratch.code.data, size, map, wanted, told)
        if bits & _UNSURE:
            if map == cython.NULL:
                return bits
            bits = _UNSURE_CODE
    if map != cython.NULL:
        size = _load(folder, map, flags, limit, cython.address(scratch.map))
        if size < 0:
            return _UNSURE
        sizes[1] = size
        length = strlen(map)
        declares = (
            _closes(map, length, b".d.ts.map")
            or _closes(map, length, b".d.mts.map")
            or _closes(map, length, b".d.cts.map")
        )
        bits |= _judge_map(scratch.map.data, size, code, declares, wanted, cython.address(fields), scratch)
        if bits & _FAULTS:
            bits |= _SECRETS | _ORIGINALS | _ALIGNMENT | _COVERAGE
        elif not bits & _UNSURE:
            bits |= _judge_texts(
                cython.address(fields),
                scratch.code.data if code != cython.NULL and not bits & _UNSURE_CODE else cython.NULL,
                sizes[0],
                told.start if bits & _LINKED else sizes[0],
                declares,
                False,
                wanted,
                scratch,
            )
        if wanted & _FACTS and not bits & wanted & ~_SERVER and not _tell_map(cython.address(fields), scratch, told):
            bits |= _UNSURE
    return bits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _trim(room: cython.pointer(Room)) -> cython.void:
    if room.size > _KEPT:
        free(room.data)
        room.data = cython.NULL
        room.size = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _free(scratch: cython.pointer(Scratch)) -> cython.void:
    free(scratch.code.data)
    free(scratch.map.data)
    free(scratch.sources.items)
    free(scratch.contents.items)
    free(scratch.slots)
    free(scratch.texts.data)


# ---------------------------------------------------------------- folders

Pair = cython.struct(code=cython.p_const_char, map=cython.p_const_char)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _kind(name: cython.p_const_char) -> cython.int:
    """What a regular file is, by its name: 1 a script or a declaration, 2 a map, 3 for others to say, 0 nothing to us."""
    size: cython.Py_ssize_t = strlen(name)
    end: cython.char[12]
    dot: cython.p_const_char = strrchr(name, 0x2E)
    first: cython.p_const_char = name
    index: cython.Py_ssize_t
    length: cython.Py_ssize_t
    if dot == cython.NULL or name + size - dot > 9:
        return 0
    while first[0] == 0x2E:
        first += 1
    if _closes(name, size, b".js") or _closes(name, size, b".mjs") or _closes(name, size, b".cjs"):
        # `.js` is a name without a kind.
        return 0 if first > dot else 1
    if _closes(name, size, b".map"):
        size -= 4
        if _closes(name, size, b".js") or _closes(name, size, b".mjs") or _closes(name, size, b".cjs"):
            return 2
        return 2 if _closes(name, size, b".ts") or _closes(name, size, b".mts") or _closes(name, size, b".cts") else 3
    if _closes(name, size, b".d.ts") or _closes(name, size, b".d.mts") or _closes(name, size, b".d.cts"):
        return 1
    length = name + size - dot
    for index in range(length):
        end[index] = dot[index] | 0x20 if 0x41 <= dot[index] <= 0x5A else dot[index]
    if _closes(end, length, b"ts"):
        # `x.d.css.ts` is a declaration; sources are none of ours.
        return 3 if strstr(name, b".d.") != cython.NULL or strstr(name, b".D.") != cython.NULL else 0
    if (
        _closes(end, length, b"js")
        or _closes(end, length, b".map")
        or _closes(end, length, b".css")
        or _closes(end, length, b".jsx")
        or _closes(end, length, b"bundle")
        or _closes(end, length, b".wasm")
        or _closes(end, length, b".htm")
        or _closes(end, length, b"html")
        or _closes(end, length, b".tgz")
    ):
        return 3
    return 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _order(one: cython.p_const_void, other: cython.p_const_void) -> cython.int:
    return strcmp(
        cython.cast(cython.pointer(cython.p_const_char), one)[0],
        cython.cast(cython.pointer(cython.p_const_char), other)[0],
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _beside(map: cython.p_const_char, code: cython.p_const_char) -> cython.int:
    """How the name of a map compares with that of a file and `.map` behind it."""
    while code[0] and map[0] == code[0]:
        map += 1
        code += 1
    if code[0] == 0:
        return strcmp(map, b".map")
    return cython.cast(cython.int, cython.cast(cython.uchar, map[0])) - cython.cast(cython.uchar, code[0])


@cython.cclass
class Workspace:
    """The buffers of one thread."""

    scratch: Scratch

    def __cinit__(self):
        memset(cython.address(self.scratch), 0, cython.sizeof(Scratch))

    def __dealloc__(self):
        _free(cython.address(self.scratch))


@cython.cclass
class Folder:
    """A folder, read: its scripts with the maps beside them, and what is found of each. Raises OSError.

    `count`: how many they are. `folders`: the names of those in it. `rest`: names of what must be looked at one by one, or of
    all where the system does not say what is a file.
    """

    _path: bytes
    _names: Room
    _used: cython.Py_ssize_t
    _pairs: cython.pointer(Pair)
    _bits: cython.p_ulonglong
    _sizes: cython.p_longlong
    _told: cython.pointer(Told)
    _texts: list  # of each, those that what is told of it is cut from
    count = cython.declare(cython.Py_ssize_t, visibility="readonly")
    folders = cython.declare(list, visibility="readonly")
    rest = cython.declare(list, visibility="readonly")

    def __cinit__(self, path: bytes):
        handle: cython.int
        failed: cython.int
        where: cython.p_const_char = PyBytes_AS_STRING(path)
        self._path = path
        self.folders = []
        self.rest = []
        self._texts = []
        with cython.nogil:
            handle = c_open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            failed = 1 if handle < 0 else self._read(handle)
        if failed == 2:
            raise MemoryError
        if failed:
            raise OSError
        self._sort()

    def __dealloc__(self):
        free(self._names.data)
        free(self._pairs)
        free(self._bits)
        free(self._sizes)
        free(self._told)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def _read(self, handle: cython.int) -> cython.int:
        """Keep the entries, each as its kind and its name; 1 where the folder cannot be read, 2 where there is no memory."""
        folder: cython.pointer(DIR) = fdopendir(handle)
        entry: cython.pointer(dirent)
        length: cython.Py_ssize_t
        kind: cython.int
        more: cython.p_uchar
        if folder == cython.NULL:
            close(handle)
            return 1
        while True:
            entry = readdir(folder)
            if entry == cython.NULL:
                break
            if strcmp(entry.d_name, b".") == 0 or strcmp(entry.d_name, b"..") == 0:
                continue
            if entry.d_type == DT_REG:
                kind = _kind(entry.d_name)
                if kind == 0:
                    continue
            elif entry.d_type == DT_DIR:
                # One that is called like a map is told of.
                kind = 3 if _kind(entry.d_name) > 1 else 4
            else:
                kind = 3
            length = strlen(entry.d_name)
            if self._names.size - self._used < length + 2:
                more = cython.cast(cython.p_uchar, malloc(2 * self._names.size + 4096))
                if more == cython.NULL:
                    closedir(folder)
                    return 2
                if self._used:
                    memcpy(more, self._names.data, self._used)
                free(self._names.data)
                self._names.data = more
                self._names.size = 2 * self._names.size + 4096
            self._names.data[self._used] = kind
            memcpy(self._names.data + self._used + 1, entry.d_name, length + 1)
            self._used += length + 2
        closedir(folder)
        return 0

    @cython.cfunc
    def _sort(self):
        """Give each script the map beside it."""
        at: cython.Py_ssize_t = 0
        codes: cython.Py_ssize_t = 0
        maps: cython.Py_ssize_t = 0
        index: cython.Py_ssize_t
        low: cython.Py_ssize_t
        high: cython.Py_ssize_t
        middle: cython.Py_ssize_t
        compared: cython.int
        names: cython.pointer(cython.p_const_char)
        taken: cython.p_uchar
        name: cython.p_const_char
        while at < self._used:
            name = cython.cast(cython.p_const_char, self._names.data + at + 1)
            if self._names.data[at] == 1:
                codes += 1
            elif self._names.data[at] == 2:
                maps += 1
            elif self._names.data[at] == 4:
                self.folders.append(PyUnicode_DecodeFSDefault(name))
            else:
                self.rest.append(PyUnicode_DecodeFSDefault(name))
            at += strlen(name) + 2
        if codes + maps == 0:
            return
        names = cython.cast(
            cython.pointer(cython.p_const_char), malloc((codes + maps) * cython.sizeof(cython.p_const_char))
        )
        taken = cython.cast(cython.p_uchar, calloc(maps + 1, 1))
        self._pairs = cython.cast(cython.pointer(Pair), malloc((codes + maps) * cython.sizeof(Pair)))
        self._bits = cython.cast(cython.p_ulonglong, malloc((codes + maps) * cython.sizeof(cython.ulonglong)))
        self._sizes = cython.cast(cython.p_longlong, malloc(2 * (codes + maps) * cython.sizeof(cython.longlong)))
        self._told = cython.cast(cython.pointer(Told), calloc(codes + maps, cython.sizeof(Told)))
        if (
            names == cython.NULL
            or taken == cython.NULL
            or self._pairs == cython.NULL
            or self._bits == cython.NULL
            or self._sizes == cython.NULL
            or self._told == cython.NULL
        ):
            free(names)
            free(taken)
            raise MemoryError
        with cython.nogil:
            at = codes = 0
            maps = 0
            # Scripts from the start, maps behind them.
            while at < self._used:
                name = cython.cast(cython.p_const_char, self._names.data + at + 1)
                if self._names.data[at] == 1:
                    names[codes] = name
                    codes += 1
                at += strlen(name) + 2
            at = 0
            while at < self._used:
                name = cython.cast(cython.p_const_char, self._names.data + at + 1)
                if self._names.data[at] == 2:
                    names[codes + maps] = name
                    maps += 1
                at += strlen(name) + 2
            qsort(names, codes, cython.sizeof(cython.p_const_char), _order)
            qsort(names + codes, maps, cython.sizeof(cython.p_const_char), _order)
            for index in range(codes):
                self._pairs[index].code = names[index]
                self._pairs[index].map = cython.NULL
                low, high = 0, maps
                while low < high:
                    middle = (low + high) // 2
                    compared = _beside(names[codes + middle], names[index])
                    if compared == 0:
                        self._pairs[index].map = names[codes + middle]
                        taken[middle] = 1
                        break
                    if compared < 0:
                        low = middle + 1
                    else:
                        high = middle
            self.count = codes
            for index in range(maps):
                if not taken[index]:
                    self._pairs[self.count].code = cython.NULL
                    self._pairs[self.count].map = names[codes + index]
                    self.count += 1
            free(names)
            free(taken)
            # Until somebody judges them.
            for index in range(self.count):
                self._bits[index] = _UNSURE
                self._sizes[2 * index] = self._sizes[2 * index + 1] = -1
        self._texts = [None] * self.count

    def judge(
        self,
        workspace: Workspace,
        flags: cython.int,
        limit: cython.Py_ssize_t,
        wanted: cython.ulonglong,
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
    ):
        """Find out what may hold of those from `start` to `stop`, each once.

        `flags`: of open(2); `limit`: bytes beyond which a file is not read; `wanted`: the bits that somebody asks for.
        """
        index: cython.Py_ssize_t
        handle: cython.int
        where: cython.p_const_char = PyBytes_AS_STRING(self._path)
        scratch: cython.pointer(Scratch) = cython.address(workspace.scratch)
        start, stop = max(start, 0), min(stop, self.count)
        scratch.texts_used = 0
        with cython.nogil:
            handle = c_open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            for index in range(start, stop):
                self._bits[index] = _judge(
                    handle,
                    self._pairs[index].code,
                    self._pairs[index].map,
                    flags,
                    limit,
                    wanted,
                    scratch,
                    self._sizes + 2 * index,
                    self._told + index,
                )
                _trim(cython.address(scratch.code))
                _trim(cython.address(scratch.map))
            if handle >= 0:
                close(handle)
        if scratch.texts_used:
            texts = PyBytes_FromStringAndSize(cython.cast(cython.p_char, scratch.texts.data), scratch.texts_used)
            for index in range(start, stop):
                self._texts[index] = texts

    def results(self, prefix: str, wanted: cython.ulonglong, apart: cython.bint):
        """(how many scripts with their maps are done with, all else): `clean` gives the former. `apart`: nothing is done with.

        Else it is (script or None, map or None, bits, size of either, what is told or None), and UNSURE what nobody judged; of
        a script whose comment names its map (start, start and end of the URL, line or 0) is told where no facts are. `prefix`:
        what stands before the names.
        """
        done: cython.Py_ssize_t = 0
        found: list = []
        index: cython.Py_ssize_t
        at: cython.pointer(Told)
        bits: cython.ulonglong
        for index in range(self.count):
            bits = self._bits[index]
            if not apart and not bits & wanted and self._is_pair(index):
                done += 1
                continue
            told = None
            if wanted & _FACTS and not bits & wanted & ~_SERVER:
                told = self._facts(index)
            elif bits & _LINKED:
                at = self._told + index
                told = (at.start, at.url_start, at.url_end, at.line)
            size, other = self._sizes[2 * index], self._sizes[2 * index + 1]
            found.append((*self._paths(prefix, index), bits, size, other, told))
        return done, found

    def clean(self, prefix: str, root: str, wanted: cython.ulonglong):
        """What is done with, as `smaplint.quick.Clean`: (script, map, `root`, whether the comment names the map, sizes, facts or None).

        Facts are there where `FACTS` is wanted: (line, start, start and end of the URL, whether it is minified, sources,
        texts that are not empty, `file`, first source, `sourceRoot`, its line and column); 1-based lines and columns, bytes
        or None for what is not there.
        """
        found: list = []
        index: cython.Py_ssize_t
        for index in range(self.count):
            if not self._bits[index] & wanted and self._is_pair(index):
                told = self._facts(index) if wanted & _FACTS else None
                linked = self._bits[index] & _LINKED != 0
                sizes = (self._sizes[2 * index], self._sizes[2 * index + 1])
                found.append((*self._paths(prefix, index), root, linked, sizes, told))
        return found

    @cython.cfunc
    @cython.inline
    def _is_pair(self, index: cython.Py_ssize_t) -> cython.bint:
        return self._pairs[index].code != cython.NULL and self._pairs[index].map != cython.NULL

    @cython.cfunc
    def _paths(self, prefix: str, index: cython.Py_ssize_t):
        code = map = None
        if self._pairs[index].code != cython.NULL:
            code = prefix + PyUnicode_DecodeFSDefault(self._pairs[index].code)
        if self._pairs[index].map != cython.NULL:
            map = prefix + PyUnicode_DecodeFSDefault(self._pairs[index].map)
        return code, map

    @cython.cfunc
    def _facts(self, index: cython.Py_ssize_t):
        at: cython.pointer(Told) = self._told + index
        return (
            at.line,
            at.start,
            at.url_start,
            at.url_end,
            bool(at.minified),
            at.sources,
            at.filled,
            _text(self._texts[index], at.file),
            _text(self._texts[index], at.first),
            _text(self._texts[index], at.root),
            at.root_line,
            at.root_column,
        )


@cython.cfunc
def _text(texts, span: Span):
    return None if span.start < 0 or texts is None else texts[span.start : span.end]


def blank(size: cython.Py_ssize_t):
    """Bytes that are whatever the memory held, for `fill`."""
    return PyBytes_FromStringAndSize(cython.NULL, size)


def fill(data: bytes, handle: cython.int, start: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> bool:
    """Read bytes `start` to `stop` of a file into the same place of `data`, which nobody else has; False where it has fewer."""
    to: cython.p_char = PyBytes_AS_STRING(data)
    got: cython.Py_ssize_t = 1
    if not 0 <= start <= stop <= PyBytes_GET_SIZE(data):
        return False
    with cython.nogil:
        while start < stop and got > 0:
            got = pread(handle, to + start, stop - start, start)
            start += max(got, 0)
    return start == stop


def judge_map(data: bytes, own: bytes, declares: cython.bint, styles: cython.bint, wanted: cython.ulonglong):
    """The bits of a map that is in memory.

    `own`: the last name of its generated file, or b""; `declares`, `styles`: it is of a declaration, or of a style sheet.
    """
    workspace: Workspace = Workspace()
    scratch: cython.pointer(Scratch) = cython.address(workspace.scratch)
    fields: Fields
    bits: cython.ulonglong
    p: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    n: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    name: cython.p_const_char = PyBytes_AS_STRING(own) if own else cython.NULL
    with cython.nogil:
        bits = _judge_map(p, n, name, declares, wanted, cython.address(fields), scratch)
        if bits & (_UNSURE | _FAULTS):
            bits |= _SECRETS | _ORIGINALS
        else:
            bits |= _judge_texts(cython.address(fields), cython.NULL, 0, 0, declares, styles, wanted, scratch)
    return bits


def judge_pair(
    code: bytes,
    beside: bytes,
    declares: cython.bint,
    covered: cython.Py_ssize_t,
    map: bytes | None,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    wanted: cython.ulonglong,
):
    """The bits of a generated file in memory, and of how a map lies on it.

    `beside`: the last name of its map, or b""; `covered`: how much of it is before its comment. `map`: the document, with
    `mappings`, which must be clean, from `start` to `end`; None where nothing is compared.
    """
    told: Told
    found: cython.int = 0
    bits: cython.ulonglong
    p: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(code))
    n: cython.Py_ssize_t = PyBytes_GET_SIZE(code)
    name: cython.p_const_char = PyBytes_AS_STRING(beside) if beside else cython.NULL
    data: cython.p_const_uchar = cython.NULL
    if map is not None:
        if not 0 <= start <= end <= PyBytes_GET_SIZE(map) or not 0 <= covered <= n:
            return _UNSURE
        data = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(map))
    with cython.nogil:
        bits = _judge_code(p, n, name, wanted & ~_FACTS, cython.address(told)) & ~_LINKED
        if bits & _UNSURE:
            bits = _COMMENTS | _IDS | _MODULES
        if data != cython.NULL:
            found = lies_maybe(data + start, end - start, p, n, covered, data, cython.NULL, cython.NULL, 0, False)
    if found & 1 and not declares:
        bits |= _ALIGNMENT
    if found & 2:
        bits |= _COVERAGE
    return bits
