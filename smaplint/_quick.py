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
from cython.cimports.libc.stdlib import calloc, free, malloc, qsort, realloc
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
_BLOCK = cython.declare(cython.Py_ssize_t, 1 << 18)
_LEAST = cython.declare(cython.Py_ssize_t, 1 << 16)
# What block devices give at least at once.
_SECTOR = cython.declare(cython.Py_ssize_t, 512)
# Bytes of a text that facts quote; what is longer is looked at elsewhere.
_QUOTED = cython.declare(cython.Py_ssize_t, 4000)
# As in `smaplint.examine.is_minified`.
_LONG = cython.declare(cython.Py_ssize_t, 500)
# Pairs that a thread takes at once: more, and one has large files left when the others are through.
_PART = cython.declare(cython.Py_ssize_t, 4)
# Nanoseconds between two looks at signals.
_SLICE = cython.declare(cython.longlong, 1000000)
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
# Memory that is given out and never taken back before all of it is: what is known of folders and files. At its start each block
# has the address of the one before it.
Blocks = cython.struct(last=cython.p_uchar, used=cython.Py_ssize_t, size=cython.Py_ssize_t)
Text = cython.struct(data=cython.p_char, size=cython.Py_ssize_t)
Scratch = cython.struct(
    blocks=Blocks,
    code=Room,
    map=Room,
    sources=Spans,
    contents=Spans,
    slots=cython.pointer(cython.int),
    slots_room=cython.Py_ssize_t,
)
# What is told of a script and its map where nothing was found in them.
Told = cython.struct(
    line=cython.Py_ssize_t,  # of the comment, which begins it; 1-based
    start=cython.Py_ssize_t,
    url_start=cython.Py_ssize_t,
    url_end=cython.Py_ssize_t,
    minified=cython.bint,
    sources=cython.Py_ssize_t,
    filled=cython.Py_ssize_t,
    file=Text,  # without data: there is none
    first=Text,
    root=Text,
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

# ---------------------------------------------------------------- memory


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _room(blocks: cython.pointer(Blocks), size: cython.Py_ssize_t) -> cython.p_uchar:
    """So many zeros, or NULL. A thread's `malloc` asks the system for every page of such, 600 times for 10,000 small maps."""
    block: cython.p_uchar
    most: cython.Py_ssize_t
    size = (size + 15) & ~15
    if blocks.size - blocks.used < size:
        most = max(size + 16, _BLOCK)
        block = cython.cast(cython.p_uchar, calloc(1, most))
        if block == cython.NULL:
            return block
        cython.cast(cython.pointer(cython.p_uchar), block)[0] = blocks.last
        blocks.last, blocks.used, blocks.size = block, 16, most
    blocks.used += size
    return blocks.last + blocks.used - size


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _join(blocks: cython.pointer(Blocks), others: cython.pointer(Blocks)) -> cython.void:
    """Give the memory of the one to the others."""
    first: cython.p_uchar = blocks.last
    if first == cython.NULL:
        return
    while cython.cast(cython.pointer(cython.p_uchar), first)[0] != cython.NULL:
        first = cython.cast(cython.pointer(cython.p_uchar), first)[0]
    cython.cast(cython.pointer(cython.p_uchar), first)[0] = others.last
    others.last = blocks.last
    others.used = others.size = 0
    blocks.last = cython.NULL
    blocks.used = blocks.size = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _give_back(blocks: cython.pointer(Blocks)) -> cython.void:
    block: cython.p_uchar
    while blocks.last != cython.NULL:
        block = blocks.last
        blocks.last = cython.cast(cython.pointer(cython.p_uchar), block)[0]
        free(block)
    blocks.used = blocks.size = 0


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
    to: cython.pointer(Text),
) -> cython.bint:
    """Keep the text of a JSON string for who asks later; False for one with an escape, or a long one."""
    length: cython.Py_ssize_t = end - start
    if length > _QUOTED or sl_find(p + start, length, b"\\", 1) >= 0:
        return False
    to.data = cython.cast(cython.p_char, _room(cython.address(scratch.blocks), length + 1))
    if to.data == cython.NULL:
        return False
    memcpy(to.data, p + start, length)
    to.size = length
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
            if got > 0 and got % _SECTOR == 0 and (fstat(handle, cython.address(status)) != 0 or status.st_size != got):
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
    told.start = -1
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


# ---------------------------------------------------------------- folders

Pair = cython.struct(code=cython.p_const_char, map=cython.p_const_char)
# A folder. Its path ends in `/.`.
Listing = cython.struct(
    path=cython.p_const_char,
    length=cython.Py_ssize_t,  # of what stands before the names of what is in it
    base=cython.Py_ssize_t,  # the same of its top
    longest=cython.Py_ssize_t,
    top=cython.int,
    has_failed=cython.bint,  # it is for others to read
    names=cython.p_uchar,  # of all that is in it, each behind its kind and with a NUL at its end
    used=cython.Py_ssize_t,
    kinds=cython.Py_ssize_t[4],  # how many of each: 1 scripts, 2 maps, 3 what others look at, 4 folders
    count=cython.Py_ssize_t,
    next=cython.Py_ssize_t,  # the first that nobody has taken; the lock's
    pairs=cython.pointer(Pair),
    bits=cython.p_ulonglong,  # and behind them, by how they must lie, sizes, told and pairs
    sizes=cython.p_longlong,  # of script and map
    told=cython.pointer(Told),
)
# What is to be done: a folder to be read, or some of the files of one to be judged.
Task = cython.struct(
    listing=cython.pointer(Listing),
    is_unread=cython.bint,
    is_over=cython.bint,
    start=cython.Py_ssize_t,
    stop=cython.Py_ssize_t,
)
# What is asked of each file.
Asked = cython.struct(flags=cython.int, limit=cython.Py_ssize_t, wanted=cython.ulonglong)


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


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _listing(
    folder: cython.p_const_char,
    length: cython.Py_ssize_t,
    name: cython.p_const_char,
    longest: cython.Py_ssize_t,
    top: cython.int,
    blocks: cython.pointer(Blocks),
) -> cython.pointer(Listing):
    """Of the folder `name` in a folder, whose path has so many bytes; or of that folder, where `name` is empty."""
    size: cython.Py_ssize_t = strlen(name)
    found: cython.pointer(Listing) = cython.cast(
        cython.pointer(Listing), _room(blocks, cython.sizeof(Listing) + length + size + 4)
    )
    path: cython.p_char
    if found == cython.NULL:
        return found
    path = cython.cast(cython.p_char, found + 1)
    memcpy(path, folder, length)
    if length > 0 and path[length - 1] != 0x2F:
        path[length] = 0x2F
        length += 1
    # What stands before the names of what is in it has a slash at its end; opened by its full stop: in a folder that may be
    # read and not entered, each file is a complaint.
    if size:
        memcpy(path + length, name, size)
        length += size
        path[length] = 0x2F
        length += 1
    path[length] = 0x2E
    found.path = path
    found.length = length
    found.longest = longest
    found.top = top
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _read(
    listing: cython.pointer(Listing),
    folder: cython.pointer(DIR),
    names: cython.pointer(Room),
    scratch: cython.pointer(Scratch),
) -> cython.bint:
    """Keep the entries, each as its kind and its name; False where the folder cannot be read, or there is no memory."""
    entry: cython.pointer(dirent)
    length: cython.Py_ssize_t
    kind: cython.int
    failed: cython.int
    more: cython.p_uchar
    while True:
        entry = sl_next(folder, cython.address(failed))
        if entry == cython.NULL:
            break
        if entry.d_type == DT_REG:
            kind = _kind(entry.d_name)
            if kind == 0:
                continue
        elif entry.d_name[0] == 0x2E and (entry.d_name[1] == 0 or (entry.d_name[1] == 0x2E and entry.d_name[2] == 0)):
            continue
        elif entry.d_type == DT_DIR:
            # One that is called like a map is told of.
            kind = 3 if _kind(entry.d_name) > 1 else 4
        else:
            kind = 3
        length = strlen(entry.d_name)
        if names.size - listing.used < length + 2:
            more = cython.cast(cython.p_uchar, realloc(names.data, 2 * names.size + _LEAST))
            if more == cython.NULL:
                return False
            names.data = more
            names.size = 2 * names.size + _LEAST
        names.data[listing.used] = kind
        memcpy(names.data + listing.used + 1, entry.d_name, length + 1)
        listing.used += length + 2
        listing.kinds[kind - 1] += 1
    if failed or listing.used == 0:
        return failed == 0
    listing.names = _room(cython.address(scratch.blocks), listing.used)
    if listing.names == cython.NULL:
        return False
    memcpy(listing.names, names.data, listing.used)
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _pair(listing: cython.pointer(Listing), room: cython.pointer(Room), blocks: cython.pointer(Blocks)) -> cython.bint:
    """Give each script the map beside it; False where there is no memory."""
    at: cython.Py_ssize_t = 0
    index: cython.Py_ssize_t
    low: cython.Py_ssize_t
    high: cython.Py_ssize_t
    middle: cython.Py_ssize_t
    compared: cython.int
    codes: cython.Py_ssize_t = listing.kinds[0]
    maps: cython.Py_ssize_t = listing.kinds[1]
    count: cython.Py_ssize_t = codes + maps
    size: cython.Py_ssize_t
    names: cython.pointer(cython.p_const_char)
    taken: cython.p_uchar
    name: cython.p_const_char
    if count == 0:
        return True
    size = count * (cython.sizeof(cython.p_const_char) + 1)
    if room.size < size:
        free(room.data)
        room.size = size + _LEAST
        room.data = cython.cast(cython.p_uchar, malloc(room.size))
    listing.bits = cython.cast(
        cython.p_ulonglong,
        _room(
            blocks,
            count
            * (
                cython.sizeof(cython.ulonglong)
                + 2 * cython.sizeof(cython.longlong)
                + cython.sizeof(Told)
                + cython.sizeof(Pair)
            ),
        ),
    )
    if room.data == cython.NULL or listing.bits == cython.NULL:
        room.size = room.size if room.data != cython.NULL else 0
        return False
    names = cython.cast(cython.pointer(cython.p_const_char), room.data)
    memset(names, 0, size)
    listing.sizes = cython.cast(cython.p_longlong, listing.bits + count)
    listing.told = cython.cast(cython.pointer(Told), listing.sizes + 2 * count)
    listing.pairs = cython.cast(cython.pointer(Pair), listing.told + count)
    taken = cython.cast(cython.p_uchar, names + count)
    # Scripts from the start, maps behind them.
    codes = maps = 0
    while at < listing.used:
        name = cython.cast(cython.p_const_char, listing.names + at + 1)
        if listing.names[at] == 1:
            names[codes] = name
            codes += 1
        elif listing.names[at] == 2:
            names[listing.kinds[0] + maps] = name
            maps += 1
        at += strlen(name) + 2
    qsort(names, codes, cython.sizeof(cython.p_const_char), _order)
    qsort(names + codes, maps, cython.sizeof(cython.p_const_char), _order)
    for index in range(codes):
        listing.pairs[index].code = names[index]
        listing.pairs[index].map = cython.NULL
        low, high = 0, maps
        while low < high:
            middle = (low + high) // 2
            compared = _beside(names[codes + middle], names[index])
            if compared == 0:
                listing.pairs[index].map = names[codes + middle]
                taken[middle] = 1
                break
            if compared < 0:
                low = middle + 1
            else:
                high = middle
    count = codes
    for index in range(maps):
        if not taken[index]:
            listing.pairs[count].code = cython.NULL
            listing.pairs[count].map = names[codes + index]
            count += 1
    # Until somebody judges them.
    for index in range(count):
        listing.bits[index] = _UNSURE
        listing.sizes[2 * index] = listing.sizes[2 * index + 1] = -1
    listing.count = count
    return True


# What a thread works with: its buffers, and the folder that it has open.
Work = cython.struct(
    scratch=Scratch,
    names=Room,
    order=Room,
    listing=cython.pointer(Listing),
    folder=cython.pointer(DIR),
    handle=cython.int,
)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _leave(work: cython.pointer(Work)) -> cython.void:
    if work.folder != cython.NULL:
        closedir(work.folder)
    elif work.handle >= 0:
        close(work.handle)
    work.folder = cython.NULL
    work.handle = -1
    work.listing = cython.NULL


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _discard(work: cython.pointer(Work)) -> cython.void:
    """All but what is known of folders and files."""
    _leave(work)
    _free(cython.address(work.scratch))
    free(work.names.data)
    free(work.order.data)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _open(work: cython.pointer(Work), listing: cython.pointer(Listing)) -> cython.void:
    _leave(work)
    work.listing = listing
    work.handle = c_open(listing.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _list(work: cython.pointer(Work), listing: cython.pointer(Listing)) -> cython.void:
    """Read a folder, which stays open."""
    _leave(work)
    work.listing = listing
    if listing.length + 1 > listing.longest:
        listing.has_failed = True
        return
    work.folder = opendir(listing.path)
    if work.folder != cython.NULL:
        work.handle = dirfd(work.folder)
    if (
        work.folder == cython.NULL
        or not _read(listing, work.folder, cython.address(work.names), cython.address(work.scratch))
        or not _pair(listing, cython.address(work.order), cython.address(work.scratch.blocks))
    ):
        listing.has_failed = True
        listing.count = 0
        _leave(work)


Listings = cython.struct(items=cython.pointer(cython.pointer(Listing)), count=cython.Py_ssize_t, room=cython.Py_ssize_t)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _append(listings: cython.pointer(Listings), listing: cython.pointer(Listing)) -> cython.bint:
    room: cython.Py_ssize_t
    more: cython.pointer(cython.pointer(Listing))
    if listings.count == listings.room:
        room = 2 * listings.room + 64
        more = cython.cast(
            cython.pointer(cython.pointer(Listing)),
            realloc(listings.items, room * cython.sizeof(cython.pointer(Listing))),
        )
        if more == cython.NULL:
            return False
        listings.items, listings.room = more, room
    listings.items[listings.count] = listing
    listings.count += 1
    return True


# What the threads of one tree share; all but what is behind a listing is the lock's.
Shared = cython.struct(
    lock=pthread_mutex_t,
    event=pthread_cond_t,
    asked=Asked,
    is_asked=cython.bint,
    is_closed=cython.int,
    has_failed=cython.bint,  # for want of memory
    all=Listings,
    unread=Listings,
    judged=cython.Py_ssize_t,  # of `all`, those of which nothing is left to take
    reading=cython.int,  # folders that somebody reads
    waiting=cython.int,
    threads=cython.int,
    bits=cython.ulonglong,
    blocks=Blocks,  # of threads that are through
    skipped=cython.p_const_char,  # names of folders that are not entered, each with a NUL behind it
    skipped_size=cython.Py_ssize_t,
)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _judge_some(
    shared: cython.pointer(Shared), work: cython.pointer(Work), start: cython.Py_ssize_t, stop: cython.Py_ssize_t
) -> cython.ulonglong:
    """Find out what may hold of some of the files of the folder that is open, until `close`; the bits of all of them."""
    index: cython.Py_ssize_t
    listing: cython.pointer(Listing) = work.listing
    every: cython.ulonglong = 0
    for index in range(start, stop):
        if sl_get(cython.address(shared.is_closed)):
            break
        listing.bits[index] = _judge(
            work.handle,
            listing.pairs[index].code,
            listing.pairs[index].map,
            shared.asked.flags,
            shared.asked.limit,
            shared.asked.wanted,
            cython.address(work.scratch),
            listing.sizes + 2 * index,
            listing.told + index,
        )
        every |= listing.bits[index]
        _trim(cython.address(work.scratch.code))
        _trim(cython.address(work.scratch.map))
    return every


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _enter(
    shared: cython.pointer(Shared), listing: cython.pointer(Listing), blocks: cython.pointer(Blocks)
) -> cython.void:
    """Have the folders in a folder read, too, and its files judged. The caller has the lock."""
    at: cython.Py_ssize_t = 0
    other: cython.Py_ssize_t
    name: cython.p_const_char
    inside: cython.pointer(Listing)
    shared.reading -= 1
    if not _append(cython.address(shared.all), listing):
        shared.has_failed = True
        return
    while at < listing.used and not listing.has_failed:
        name = cython.cast(cython.p_const_char, listing.names + at + 1)
        if listing.names[at] == 4:
            other = 0
            while other < shared.skipped_size and strcmp(shared.skipped + other, name) != 0:
                other += strlen(shared.skipped + other) + 1
            if other == shared.skipped_size:
                inside = _listing(listing.path, listing.length, name, listing.longest, listing.top, blocks)
                if inside == cython.NULL or not _append(cython.address(shared.unread), inside):
                    shared.has_failed = True
                    return
                inside.base = listing.base
        at += strlen(name) + 2


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _hand_in(
    shared: cython.pointer(Shared),
    work: cython.pointer(Work),
    bits: cython.ulonglong,
    listed: cython.pointer(Listing),
) -> cython.void:
    """What was found, and the folder that was `listed`, if any. The caller has the lock."""
    shared.bits |= bits
    if listed != cython.NULL:
        _enter(shared, listed, cython.address(work.scratch.blocks))
        if shared.waiting:
            pthread_cond_broadcast(cython.address(shared.event))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _take(
    shared: cython.pointer(Shared),
    work: cython.pointer(Work),
    bits: cython.ulonglong,
    listed: cython.pointer(Listing),
    may_wait: cython.bint,
    task: cython.pointer(Task),
) -> cython.void:
    """Hand in what was found or `listed`, and take what is to be done next."""
    listing: cython.pointer(Listing) = cython.NULL
    pthread_mutex_lock(cython.address(shared.lock))
    _hand_in(shared, work, bits, listed)
    while True:
        task.listing = cython.NULL
        task.is_over = sl_get(cython.address(shared.is_closed)) or shared.has_failed
        if task.is_over:
            break
        # What is in the folder that is open; else what is to be read, as that may be opened then; else what others have left.
        listing = work.listing if shared.is_asked else cython.NULL
        if listing != cython.NULL and listing.next == listing.count:
            listing = cython.NULL
        if listing == cython.NULL and shared.unread.count:
            shared.unread.count -= 1
            shared.reading += 1
            task.listing = shared.unread.items[shared.unread.count]
            task.is_unread = True
            break
        while listing == cython.NULL and shared.is_asked and shared.judged < shared.all.count:
            listing = shared.all.items[shared.judged]
            if listing.next == listing.count:
                listing = cython.NULL
                shared.judged += 1
        if listing != cython.NULL:
            task.listing = listing
            task.is_unread = False
            task.start = listing.next
            listing.next = task.stop = min(listing.next + (_PART if may_wait else 1), listing.count)
            break
        if not may_wait:
            task.is_over = shared.reading == 0
            if not task.is_over:
                shared.waiting += 1
                sl_wait(cython.address(shared.event), cython.address(shared.lock))
                shared.waiting -= 1
            break
        # What is open while it waits may be more than the system lets be open.
        if work.handle >= 0:
            pthread_mutex_unlock(cython.address(shared.lock))
            _leave(work)
            pthread_mutex_lock(cython.address(shared.lock))
            continue
        shared.waiting += 1
        pthread_cond_wait(cython.address(shared.event), cython.address(shared.lock))
        shared.waiting -= 1
    pthread_mutex_unlock(cython.address(shared.lock))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _serve(shared: cython.pointer(Shared), work: cython.pointer(Work), until: cython.longlong) -> cython.bint:
    """Read and judge until that time, or without one (0) until the end; False where nothing is left."""
    task: Task
    listed: cython.pointer(Listing) = cython.NULL
    bits: cython.ulonglong = 0
    while True:
        _take(shared, work, bits, listed, until == 0, cython.address(task))
        listed = cython.NULL
        if task.listing == cython.NULL:
            return not task.is_over
        if task.is_unread:
            listed = task.listing
            _list(work, listed)
        else:
            if work.listing != task.listing:
                _open(work, task.listing)
            bits |= _judge_some(shared, work, task.start, task.stop)
        if until and sl_now() >= until:
            pthread_mutex_lock(cython.address(shared.lock))
            _hand_in(shared, work, bits, listed)
            pthread_mutex_unlock(cython.address(shared.lock))
            return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _run(shared: cython.p_void) -> cython.p_void:
    """A thread."""
    work: Work
    own: cython.pointer(Shared) = cython.cast(cython.pointer(Shared), shared)
    memset(cython.address(work), 0, cython.sizeof(Work))
    work.handle = -1
    _serve(own, cython.address(work), 0)
    _discard(cython.address(work))
    pthread_mutex_lock(cython.address(own.lock))
    _join(cython.address(work.scratch.blocks), cython.address(own.blocks))
    pthread_mutex_unlock(cython.address(own.lock))
    return cython.NULL


@cython.cclass
class Tree:
    """Folders and all that is in them: their scripts with the maps beside them, and what is found of each.

    They are read and judged by whoever calls `serve`, and by threads that never wait for Python. Raises MemoryError.
    `skipped`: names of folders that are not entered.
    """

    _shared: Shared
    _work: Work
    _skipped: bytes
    _threads: pthread_t[64]
    _told: cython.Py_ssize_t  # of all listings, those that `left_over` has told of

    def __cinit__(self, skipped: list):
        # First, for what fails is taken apart too.
        self._work.handle = -1
        pthread_mutex_init(cython.address(self._shared.lock), cython.NULL)
        pthread_cond_init(cython.address(self._shared.event), cython.NULL)
        self._skipped = b"".join([name + b"\0" for name in skipped])
        self._shared.skipped = PyBytes_AS_STRING(self._skipped)
        self._shared.skipped_size = PyBytes_GET_SIZE(self._skipped)

    def __dealloc__(self):
        self._end()
        free(self._shared.all.items)
        free(self._shared.unread.items)
        _discard(cython.address(self._work))
        _give_back(cython.address(self._work.scratch.blocks))
        _give_back(cython.address(self._shared.blocks))
        pthread_cond_destroy(cython.address(self._shared.event))
        pthread_mutex_destroy(cython.address(self._shared.lock))

    def add(self, folder: bytes, top: cython.int, longest: cython.Py_ssize_t) -> None:
        """Have a folder read. `top`: what `results` calls it; `longest`: bytes of a path beyond which it is for others to read."""
        listing: cython.pointer(Listing) = cython.NULL
        if b"\0" not in folder:
            listing = _listing(
                PyBytes_AS_STRING(folder),
                PyBytes_GET_SIZE(folder),
                b"",
                longest,
                top,
                cython.address(self._work.scratch.blocks),
            )
        if listing == cython.NULL:
            raise MemoryError
        listing.base = listing.length
        with cython.nogil:
            pthread_mutex_lock(cython.address(self._shared.lock))
            if not _append(cython.address(self._shared.unread), listing):
                self._shared.has_failed = True
            if self._shared.waiting:
                pthread_cond_broadcast(cython.address(self._shared.event))
            pthread_mutex_unlock(cython.address(self._shared.lock))

    def ask(self, flags: cython.int, limit: cython.Py_ssize_t, wanted: cython.ulonglong) -> None:
        """Have files judged from now on. `flags`: of open(2); `limit`: bytes beyond which a file is not read; `wanted`: bits."""
        with cython.nogil:
            pthread_mutex_lock(cython.address(self._shared.lock))
            self._shared.asked.flags = flags
            self._shared.asked.limit = limit
            self._shared.asked.wanted = wanted
            self._shared.is_asked = True
            if self._shared.waiting:
                pthread_cond_broadcast(cython.address(self._shared.event))
            pthread_mutex_unlock(cython.address(self._shared.lock))

    def begin(self, threads: cython.int) -> None:
        """Have so many threads at work, if the system gives them."""
        with cython.nogil:
            while self._shared.threads < min(threads, 64):
                if sl_begin(self._threads + self._shared.threads, _run, cython.address(self._shared)) != 0:
                    break
                pthread_mutex_lock(cython.address(self._shared.lock))
                self._shared.threads += 1
                pthread_mutex_unlock(cython.address(self._shared.lock))

    def serve(self) -> bool:
        """Read and judge for about a millisecond; False where nothing is left, but what threads have begun with."""
        more: cython.bint
        with cython.nogil:
            more = _serve(cython.address(self._shared), cython.address(self._work), sl_now() + _SLICE)
        if self._shared.has_failed:
            raise MemoryError
        return more

    def is_read(self) -> bool:
        """Whether no folder is left to be read."""
        left: cython.bint
        with cython.nogil:
            pthread_mutex_lock(cython.address(self._shared.lock))
            left = self._shared.unread.count > 0 or self._shared.reading > 0
            pthread_mutex_unlock(cython.address(self._shared.lock))
        return not left

    def bits(self) -> int:
        """What may hold of any of those that were judged, but perhaps of the last few."""
        bits: cython.ulonglong
        with cython.nogil:
            pthread_mutex_lock(cython.address(self._shared.lock))
            bits = self._shared.bits
            pthread_mutex_unlock(cython.address(self._shared.lock))
        return bits

    def close(self) -> None:
        """Read and judge nothing more, and wait for the threads."""
        with cython.nogil:
            self._end()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def _end(self) -> cython.void:
        pthread_mutex_lock(cython.address(self._shared.lock))
        sl_set(cython.address(self._shared.is_closed))
        pthread_cond_broadcast(cython.address(self._shared.event))
        pthread_mutex_unlock(cython.address(self._shared.lock))
        while self._shared.threads:
            self._shared.threads -= 1
            pthread_join(self._threads[self._shared.threads], cython.NULL)
        _leave(cython.address(self._work))

    def left_over(self) -> list:
        """(top, folder below it, names of what must be looked at one by one) of folders that were read since the last call.

        None for the names: it could not be read here. Only once `is_read`.
        """
        found: list = []
        names: list
        at: cython.Py_ssize_t
        listing: cython.pointer(Listing)
        name: cython.p_const_char
        while self._told < self._shared.all.count:
            listing = self._shared.all.items[self._told]
            self._told += 1
            if listing.has_failed:
                found.append((listing.top, _below(listing), None))
            elif listing.kinds[2]:
                names = []
                at = 0
                while at < listing.used:
                    name = cython.cast(cython.p_const_char, listing.names + at + 1)
                    if listing.names[at] == 3:
                        names.append(PyUnicode_DecodeFSDefault(name))
                    at += strlen(name) + 2
                found.append((listing.top, _below(listing), names))
        return found

    def tops(self) -> set:
        """Those below which a script or a map was found."""
        index: cython.Py_ssize_t
        found: set = set()
        for index in range(self._shared.all.count):
            if self._shared.all.items[index].count:
                found.add(self._shared.all.items[index].top)
        return found

    def results(self, prefix, wanted: cython.ulonglong, apart: cython.bint):
        """(how many scripts with their maps are done with, all else): `clean` gives the former. `apart`: nothing is done with.

        Else it is (top, script or None, map or None, bits, size of either, what is told or None), and UNSURE what nobody
        judged; of a script whose comment names its map (start, start and end of the URL, line or 0) is told where no facts
        are. `prefix`: of a top and a folder below it, what stands before the names. Only once `close` was called.
        """
        done: cython.Py_ssize_t = 0
        found: list = []
        folder: cython.Py_ssize_t
        index: cython.Py_ssize_t
        listing: cython.pointer(Listing)
        at: cython.pointer(Told)
        bits: cython.ulonglong
        for folder in range(self._shared.all.count):
            listing = self._shared.all.items[folder]
            before = None
            for index in range(listing.count):
                bits = listing.bits[index]
                if not apart and not bits & wanted and _is_pair(listing, index):
                    done += 1
                    continue
                told = None
                if wanted & _FACTS and not bits & wanted & ~_SERVER:
                    told = _facts(listing.told + index)
                elif bits & _LINKED:
                    at = listing.told + index
                    told = (at.start, at.url_start, at.url_end, at.line)
                if before is None:
                    before = prefix(listing.top, _below(listing))
                code, map = _paths(listing, index, before)
                size, other = listing.sizes[2 * index], listing.sizes[2 * index + 1]
                found.append((listing.top, code, map, bits, size, other, told))
        return done, found

    def clean(self, prefix, roots, wanted: cython.ulonglong, folder: cython.Py_ssize_t):
        """What is done with, as `smaplint.quick.Clean`, of one folder; None where there are no more.

        (script, map, PATH, whether the comment names the map, sizes, facts or None), and facts where `FACTS` is wanted: (line,
        start, start and end of the URL, whether it is minified, sources, texts that are not empty, `file`, first source,
        `sourceRoot`, its line and column); 1-based lines and columns, bytes or None for what is not there. `roots`: by top.
        """
        found: list = []
        index: cython.Py_ssize_t
        listing: cython.pointer(Listing)
        if folder >= self._shared.all.count:
            return None
        listing = self._shared.all.items[folder]
        before = None
        for index in range(listing.count):
            if not listing.bits[index] & wanted and _is_pair(listing, index):
                if before is None:
                    before = prefix(listing.top, _below(listing))
                told = _facts(listing.told + index) if wanted & _FACTS else None
                linked = listing.bits[index] & _LINKED != 0
                sizes = (listing.sizes[2 * index], listing.sizes[2 * index + 1])
                code, map = _paths(listing, index, before)
                found.append((code, map, roots[listing.top], linked, sizes, told))
        return found


@cython.cfunc
def _below(listing: cython.pointer(Listing)):
    """The path of a folder below its top, or ""."""
    if listing.length <= listing.base:
        return ""
    return PyUnicode_DecodeFSDefaultAndSize(listing.path + listing.base, listing.length - 1 - listing.base)


@cython.cfunc
@cython.inline
def _is_pair(listing: cython.pointer(Listing), index: cython.Py_ssize_t) -> cython.bint:
    return listing.pairs[index].code != cython.NULL and listing.pairs[index].map != cython.NULL


@cython.cfunc
def _paths(listing: cython.pointer(Listing), index: cython.Py_ssize_t, before: str):
    code = map = None
    if listing.pairs[index].code != cython.NULL:
        code = before + PyUnicode_DecodeFSDefault(listing.pairs[index].code)
    if listing.pairs[index].map != cython.NULL:
        map = before + PyUnicode_DecodeFSDefault(listing.pairs[index].map)
    return code, map


@cython.cfunc
def _facts(at: cython.pointer(Told)):
    return (
        at.line,
        at.start,
        at.url_start,
        at.url_end,
        bool(at.minified),
        at.sources,
        at.filled,
        _text(at.file),
        _text(at.first),
        _text(at.root),
        at.root_line,
        at.root_column,
    )


@cython.cfunc
def _text(text: Text):
    return None if text.data == cython.NULL else PyBytes_FromStringAndSize(text.data, text.size)


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
    room: Scratch
    scratch: cython.pointer(Scratch) = cython.address(room)
    fields: Fields
    bits: cython.ulonglong
    p: cython.p_const_uchar = cython.cast(cython.p_const_uchar, PyBytes_AS_STRING(data))
    n: cython.Py_ssize_t = PyBytes_GET_SIZE(data)
    name: cython.p_const_char = PyBytes_AS_STRING(own) if own else cython.NULL
    memset(scratch, 0, cython.sizeof(Scratch))
    with cython.nogil:
        bits = _judge_map(p, n, name, declares, wanted, cython.address(fields), scratch)
        if bits & (_UNSURE | _FAULTS):
            bits |= _SECRETS | _ORIGINALS
        else:
            bits |= _judge_texts(cython.address(fields), cython.NULL, 0, 0, declares, styles, wanted, scratch)
        _free(scratch)
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
