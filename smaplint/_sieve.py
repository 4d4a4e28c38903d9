"""The compiled sieve: which searches of `smaplint.exposure` may find a secret in a text, in one pass over its bytes.

Cython in pure Python mode, as `smaplint._scan`. What it says "no" to is certain, and what it lets through that is none costs
a search: it looks at what every secret of a kind has, so that of most texts nothing is left. `tests/test_sieve.py` holds it
to the searches.

Nearly all of them have at least 20 characters of `[A-Za-z0-9_-]` in a row, which little else in code has; what has none
(keys of Azure, armour of private keys) is told by `Key` and `KEY`, and `K` is rare.
"""

import cython

if not cython.compiled:
    raise ImportError

from cython.cimports.libc.stdint import uint64_t
from cython.cimports.libc.string import memcmp, memcpy, memset
from cython.cimports.smaplint._vector import sl_find

# ---------------------------------------------------------------- the tables

# One bit for each search of `smaplint.exposure`, in its order. Literals in the code, for a name would be a variable:
# 1 `_`, 2 `-`, 4 private keys, 8 Telegram, 0x10 AWS, 0x20 and 0x40 Twilio, 0x80 SendGrid, 0x100 Mapbox, 0x200 Azure,
# 0x400 Slack's webhooks, 0x800 Discord's.

# What a byte is: 1 a letter or digit, 2 hexadecimal, 4 that in lower case, 8 a digit, 16 a letter, 32 of a word or `-`, 64 of
# base 32, 128 of base 64.
_CLASS = cython.declare(cython.uchar[256])
# What is looked at inside of a run: 1 `_`, 2 `-`, 3 `A`, 4 `S`.
_MARK = cython.declare(cython.uchar[256])
# Which of the first two marks may stand behind two characters, by five bits of each: one look instead of all the forms.
_BEFORE = cython.declare(cython.uchar[1024])

# A form by its prefix: what comes next, and behind it at least `need` bytes of a class.
Form = cython.struct(
    prefix=cython.uchar[12],
    after=cython.uchar[16],
    size=cython.int,
    behind=cython.int,
    of=cython.uchar,
    need=cython.int,
)
_FORMS = cython.declare(Form[48])
_COUNT = cython.declare(cython.int, 0)


def _fill_tables():
    global _COUNT  # noqa: PLW0603  # a C variable
    byte: cython.int
    at: cython.int
    size: cython.int
    lower: bytes = b"0123456789abcdef"
    letters: bytes = bytes(range(65, 91)) + bytes(range(97, 123))
    for byte in range(256):
        _MARK[byte] = b"_-AS".find(byte) + 1
        _CLASS[byte] = (
            (1 if byte in letters or byte in b"0123456789" else 0)
            | (2 if byte in lower or byte in b"ABCDEF" else 0)
            | (4 if byte in lower else 0)
            | (8 if byte in b"0123456789" else 0)
            | (16 if byte in letters else 0)
            | (32 if byte in letters or byte in b"0123456789_-" else 0)
            | (64 if byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" else 0)
            | (128 if byte in letters or byte in b"0123456789+/" else 0)
        )
    for prefixes, after, of, need in (
        (b"ghp_ gho_ ghu_ ghs_ ghr_ npm_", b"", 1, 36),
        (b"github_pat_", b"", 1, 22),
        (b"sk_live_ rk_live_", b"", 1, 24),
        (b"shpat_ shpca_ shppa_ shpss_", b"", 2, 32),
        (b"dop_v1_ doo_v1_ dor_v1_ sntryu_", b"", 4, 64),
        (b"hf_", b"", 16, 34),
        # Its body may hold `+` and `/`, but not so early: `smaplint.exposure` asks for 20 characters of a word.
        (b"sntrys_", b"eyJ", 1, 17),
        (b"glsa_", b"", 1, 32),
        (b"lin_api_", b"", 1, 40),
        (b"sbp_", b"", 4, 40),
        (b"sb_secret_", b"", 32, 31),
        (b"pscale_tkn_ pscale_pw_", b"", 32, 43),
        (b"glpat- gldt- glrt-", b"", 32, 20),
        (b"xoxb- xoxp- xoxe-", b"", 8, 10),
        (b"xapp-", b"", 8, 1),
        (b"sk-", b"ant-", 32, 16),
        (b"sk-", b"", 1, 20),
        (b"sk-", b"proj-", 32, 15),
        (b"sk-", b"svcacct-", 32, 12),
        (b"sk-", b"admin-", 32, 14),
        (b"sk-", b"or-v1-", 4, 64),
        (b"PMAK-", b"", 4, 24),
        (b"pypi-", b"AgEIcHlwaS5vcmc", 32, 5),
        (b"xkeysib-", b"", 4, 64),
        (b"HRKU-", b"AA", 32, 58),
    ):
        for prefix in prefixes.split():
            size = len(prefix)
            memcpy(_FORMS[_COUNT].prefix, cython.cast(cython.p_char, prefix), size)
            memcpy(_FORMS[_COUNT].after, cython.cast(cython.p_char, after), len(after))
            _FORMS[_COUNT].size = size
            _FORMS[_COUNT].behind = len(after)
            _FORMS[_COUNT].of = of
            _FORMS[_COUNT].need = need
            at = (prefix[size - 3] & 31) << 5 | (prefix[size - 2] & 31)
            _BEFORE[at] |= _MARK[prefix[size - 1]]
            _COUNT += 1


_fill_tables()

# ---------------------------------------------------------------- what is looked at closely


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _are(
    p: cython.p_const_uchar, at: cython.Py_ssize_t, end: cython.Py_ssize_t, of: cython.uchar, need: cython.int
) -> cython.bint:
    """Whether `need` bytes of a class stand at `at`."""
    last: cython.Py_ssize_t = at + need
    if last > end:
        return False
    while at < last and _CLASS[p[at]] & of:
        at += 1
    return at == last


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _goes_on(p: cython.p_const_uchar, at: cython.Py_ssize_t, start: cython.Py_ssize_t) -> cython.bint:
    """Whether a word goes on at a byte, as `smaplint.exposure` has it. Near the start of all bytes it never does."""
    if at <= start or at < 6 or not _CLASS[p[at - 1]] & 32:
        return False
    return p[at - 2] != 0x5C and not (p[at - 6] == 0x5C and p[at - 5] == 0x75)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _form(
    p: cython.p_const_uchar,
    start: cython.Py_ssize_t,
    first: cython.Py_ssize_t,
    behind: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
) -> cython.bint:
    """Whether a known prefix ends before `behind`, not before `first`, with what belongs to it."""
    index: cython.int
    at: cython.Py_ssize_t
    for index in range(_COUNT):
        at = behind - _FORMS[index].size
        if (
            at >= first
            and end - behind >= _FORMS[index].behind
            and memcmp(p + at, _FORMS[index].prefix, _FORMS[index].size) == 0
            and memcmp(p + behind, _FORMS[index].after, _FORMS[index].behind) == 0
            and _are(p, behind + _FORMS[index].behind, end, _FORMS[index].of, _FORMS[index].need)
            and not _goes_on(p, at, start)
        ):
            return True
    return False


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _before(
    p: cython.p_const_uchar,
    start: cython.Py_ssize_t,
    at: cython.Py_ssize_t,
    far: cython.Py_ssize_t,
    text: cython.p_const_uchar,
    size: cython.Py_ssize_t,
) -> cython.bint:
    """Whether a text stands in the `far` bytes before `at`."""
    low: cython.Py_ssize_t = max(start, at - far)
    return sl_find(p + low, at - low, text, size) >= 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _run(
    p: cython.p_const_uchar,
    start: cython.Py_ssize_t,
    first: cython.Py_ssize_t,
    last: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
) -> cython.int:
    """The searches that have something to do with the word (and `-`) from `first` to `last`, of 20 bytes and more."""
    found: cython.int = 0
    size: cython.Py_ssize_t = last - first
    before: cython.uchar = p[first - 1] if first > start else 0
    behind: cython.uchar = p[last] if last < end else 0
    at: cython.Py_ssize_t
    mark: cython.uchar
    if before == 0x3A:
        # What is before it is a number.
        if size == 35 and memcmp(p + first, b"AA", 2) == 0 and first - start >= 9 and _CLASS[p[first - 2]] & 8:
            found |= 8
    elif before == 0x2E:
        if behind == 0x2E and first - start >= 3:
            if size == 22 and memcmp(p + first - 3, b"SG", 2) == 0 and not _goes_on(p, first - 3, start):
                found |= 0x80
            if size >= 53 and memcmp(p + first - 3, b"sk.eyJ", 6) == 0 and not _goes_on(p, first - 3, start):
                found |= 0x100
    elif before == 0x2F or before == 0x5C:
        at = first
        if before == 0x5C:
            # An escaped slash.
            at = first + 5 if memcmp(p + first, b"u002", 4) == 0 and (p[first + 4] | 0x20) == 0x66 else last
        if last - at >= 24 and _before(p, start, first, 90, b"hooks.slack.com", 15):
            found |= 0x400
        if 60 <= last - at <= 72 and _before(p, start, first, 60, b"webhooks", 8):
            found |= 0x800
    for at in range(first, last - 19):
        mark = _MARK[p[at]]
        if mark == 0:
            continue
        if mark <= 2:
            if (
                at - first >= 2
                and last - at > 20
                and not found & mark
                and _BEFORE[(p[at - 2] & 31) << 5 | (p[at - 1] & 31)] & mark
                and _form(p, start, first, at + 1, end)
            ):
                found |= mark
        elif mark == 3:
            if memcmp(p + at, b"AKIA", 4) == 0:
                if _are(p, at + 4, last, 64, 16) and not _are(p, at + 20, last, 1, 1) and not _goes_on(p, at, start):
                    found |= 0x10
            elif p[at + 1] == 0x43 and _are(p, at + 2, last, 4, 32) and not _goes_on(p, at, start):
                found |= 0x20
        elif p[at + 1] == 0x4B and _are(p, at + 2, last, 4, 32) and not _goes_on(p, at, start):
            found |= 0x40
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _key(
    p: cython.p_const_uchar, start: cython.Py_ssize_t, at: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.int:
    """4 or 0x200 where the `K` at `at` is that of a private key's armour or of a name of Azure's, with a key behind it."""
    count: cython.int = 0
    last: cython.Py_ssize_t
    loose: cython.bint = False
    if end - at < 40:
        return 0
    if memcmp(p + at + 1, b"EY", 2) == 0:
        if (
            at - start < 19
            or memcmp(p + at - 8, b"PRIVATE ", 8) != 0
            or not _before(p, start, at - 8, 21, b"-----BEGIN ", 11)
        ):
            return 0
        at += 3
        if memcmp(p + at, b" BLOCK", 6) == 0:
            at += 6
        if memcmp(p + at, b"-----", 5) != 0:
            return 0
        # The next dashes are those of its end.
        at += 5
        last = sl_find(p + at, min(end - at, 16 * 1024), b"-----", 5)
        at += last
        # What is cut there is not known.
        return 4 if last >= 54 and (end - at < 9 or memcmp(p + at, b"-----END ", 9) == 0) else 0
    if memcmp(p + at + 1, b"ey", 2) != 0:
        return 0
    if at - start >= 5 and memcmp(p + at - 5, b"ccess", 5) == 0:
        at = _assigned(p, at + 3, end, False)
    elif at - start >= 6 and memcmp(p + at - 6, b"ccount", 6) == 0:
        loose = True
        at = _assigned(p, at + 3, end, loose)
    else:
        return 0
    # The account of Azure's storage emulator has one key everywhere.
    if (
        at >= 0
        and end - at > 62
        and memcmp(p + at, b"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", 62) == 0
    ):
        return 0
    # 43 or 86 of base 64, of which some may be escaped.
    while at >= 0 and count < 43:
        if at < end and _CLASS[p[at]] & 128:
            at += 1
        elif end - at > 2 and p[at] == 0x5C and p[at + 1] == 0x2F:
            at += 2
        elif (
            end - at > 6
            and memcmp(p + at, b"\\u002", 5) == 0
            and ((p[at + 5] | 0x20) == 0x62 or (p[at + 5] | 0x20) == 0x66)
        ):
            at += 6
        elif loose and count == 0 and end - at > 1 and p[at] == 0x5C:
            # As in front of a quote; what follows may be no escape.
            at += 1
            loose = False
            continue
        else:
            return 0
        count += 1
    return 0x200 if at >= 0 else 0


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def _is_around(byte: cython.uchar, behind: cython.uchar) -> cython.bint:
    """Whether a byte is a quote, a blank, or a backslash that begins no `/` and no number."""
    if byte == 0x5C:
        return behind != 0x75 and behind != 0x2F
    return byte == 0x22 or byte == 0x27 or byte == 0x20 or 9 <= byte <= 13


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _assigned(
    p: cython.p_const_uchar, at: cython.Py_ssize_t, end: cython.Py_ssize_t, loose: cython.bint
) -> cython.Py_ssize_t:
    """Behind the `=` at `at`, or `loose` behind quotes, blanks and a colon too; -1 where there is none."""
    last: cython.Py_ssize_t = min(end - 8, at + 16)
    assigned: cython.bint = False
    while at < last:
        if p[at] == 0x3D or (loose and p[at] == 0x3A):
            at += 1
        elif memcmp(p + at, b"\\u003", 5) == 0 and (p[at + 5] | 0x20) == 0x64:
            at += 6
        elif not loose or not _is_around(p[at], p[at + 1]):
            break
        else:
            at += 1
            continue
        assigned = True
        if not loose:
            break
    return at if assigned else -1


# ---------------------------------------------------------------- the pass


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _marks(p: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t, one: cython.bint) -> cython.int:
    """The searches that may find something in bytes `start` to `end`; of any, where `one` is enough."""
    rest: cython.uchar[64]
    words: uint64_t
    keys: uint64_t
    runs: uint64_t
    all: uint64_t = ~cython.cast(uint64_t, 0)
    found: cython.int = 0
    # How many bytes before the block belong to the run that goes on into it.
    open: cython.Py_ssize_t = 0
    here: cython.int
    size: cython.int
    at: cython.Py_ssize_t = start
    is_last: cython.bint = False
    while not is_last and not (one and found):
        if end - at >= 64:
            sieve_block(p + at, cython.address(words), cython.address(keys))
        else:
            # What is not there ends every run.
            is_last = True
            memset(rest, 0, 64)
            memcpy(rest, p + at, end - at)
            sieve_block(rest, cython.address(words), cython.address(keys))
        while keys:
            found |= _key(p, start, at + sieve_low(keys), end)
            keys &= keys - 1
        if words == all:
            open += 64
            at += 64
            continue
        here = sieve_low(~words)
        if open and open + here >= 20:
            found |= _run(p, start, at - open, at + here, end)
        # Each bit that is left begins 20.
        runs = words & (words >> 1)
        runs &= runs >> 2
        runs &= runs >> 4
        runs &= runs >> 8
        runs &= runs >> 4
        if runs and open:
            runs &= all << here
        open = sieve_high(~words)
        while runs:
            here = sieve_low(runs)
            # There is a 0 above it, or the run goes on into the next block.
            size = sieve_low(~(words >> here))
            if here + size == 64:
                break
            found |= _run(p, start, at + here, at + here + size, end)
            runs &= all << (here + size)
        at += 64
    return found


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def may_hold_secret(data: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.int:
    """0 where `find_secrets(data, start, end)` is empty for sure. `start`, `end`: within the bytes at `data`."""
    return _marks(data, start, end, True)


# What `SourceMap.has_sensitive_names` looks for behind a full stop, and from the 17th on behind `id_`.
_NAMES = cython.declare(cython.p_const_char[21])
_NAMES[0] = b"env"
_NAMES[1] = b"npmrc"
_NAMES[2] = b"netrc"
_NAMES[3] = b"pgpass"
_NAMES[4] = b"htpasswd"
_NAMES[5] = b"git-credentials"
_NAMES[6] = b"aws"
_NAMES[7] = b"p12"
_NAMES[8] = b"pfx"
_NAMES[9] = b"jks"
_NAMES[10] = b"keystore"
_NAMES[11] = b"kdbx"
_NAMES[12] = b"ppk"
_NAMES[13] = b"tfstate"
_NAMES[14] = b"tfvars"
_NAMES[15] = b"pem"
_NAMES[16] = b"key"
_NAMES[17] = b"rsa"
_NAMES[18] = b"dsa"
_NAMES[19] = b"ecdsa"
_NAMES[20] = b"ed25519"
# 1: what is looked at closely, among it where letters begin that are not ASCII and fold to one that is (U+0130, U+0131,
# U+017F, U+212A) and U+0307; 2: how one of the first 17 goes on.
_IN_NAME = cython.declare(cython.uchar[256])
_at: cython.int
for _at in range(256):
    _IN_NAME[_at] = (1 if _at in b"._sS\xc4\xc5\xcc\xe2" else 0) | (2 if _at | 32 in b"aeghjknpt" else 0)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _begins(
    p: cython.p_const_uchar, at: cython.Py_ssize_t, end: cython.Py_ssize_t, word: cython.p_const_char
) -> cython.bint:
    """Whether a word, in lower case, stands at `at` in any case. Other bytes may be taken for `-` and the figures."""
    index: cython.Py_ssize_t = 0
    while word[index]:
        if at + index >= end or (p[at + index] | 0x20) != cython.cast(cython.uchar, word[index]):
            return False
        index += 1
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def may_name_sensitive(data: cython.p_const_uchar, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.int:
    """What of `SourceMap.has_sensitive_names` may hold of the names in bytes `start` to `end`, in JSON without an escape.

    1: one of a file that must stay inside, or a letter that may fold to one of it; 2: `server`, which counts where the map
    is published.
    """
    at: cython.Py_ssize_t
    byte: cython.uchar
    index: cython.int
    found: cython.int = 0
    for at in range(start, end):
        byte = data[at]
        if not _IN_NAME[byte] & 1:
            continue
        if byte == 0x2E:
            for index in range(17 if at + 1 < end and _IN_NAME[data[at + 1]] & 2 else 0):
                if _begins(data, at + 1, end, _NAMES[index]):
                    return found | 1
        elif byte >= 0x80:
            return found | 1
        elif byte == 0x5F:
            if at - start >= 2 and (data[at - 1] | 0x20) == 0x64 and (data[at - 2] | 0x20) == 0x69:
                for index in range(17, 21):
                    if _begins(data, at + 1, end, _NAMES[index]):
                        return found | 1
        elif (byte | 0x20) == 0x73 and _begins(data, at + 1, end, b"erv"):
            if _begins(data, at + 4, end, b"er"):
                found |= 2
            elif _begins(data, at + 4, end, b"ice"):
                index = 1 if at + 7 < end and (data[at + 7] == 0x2D or data[at + 7] == 0x5F) else 0
                if _begins(data, at + 7 + index, end, b"account"):
                    return found | 1
    return found


def names(data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> int:
    """What `may_name_sensitive` gives for bytes `start` to `end`."""
    p: cython.p_const_uchar = data
    return may_name_sensitive(p, max(start, 0), min(end, len(data)))


def marks(data: bytes, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> int:
    """The searches of `smaplint.exposure` that may find something in bytes `start` to `end`, a bit for each, in its order."""
    p: cython.p_const_uchar = data
    found: cython.int
    start = max(start, 0)
    end = min(end, len(data))
    if start >= end:
        return 0
    with cython.nogil:
        found = _marks(p, start, end, False)
    return found
