"""What must not leave: secrets in text, by high-precision patterns, and names of files that hold some.

Nothing is taken for a secret but what has a form of its own: a prefix and a length, a checksum, or a structure that can be
taken apart. Of what has that form, placeholders and examples are left out. So a password is never found, and what is found
is one. Publishable keys (`pk_live_`, Firebase's `AIza…`) and keys of test modes (`sk_test_`) are made to be seen.

The texts are searched as they stand in a map's JSON: no copy is made and nothing decoded (the one escape that JSON writers
put into a key is that of `/`, `+` and `=`). One alternation of all prefixes reads 10 MB/s. Two of their characters are rare
in code, `_` and `-`, and with those as the first of a pattern, and plain searches for the rest, it is 130 MB/s. Where
`smaplint._sieve` was compiled it says first which of the searches are worth their time, at 5 GB/s: mostly none.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from smaplint._fast import sieve
from smaplint._lazy import pattern
from smaplint._record import NamedTuple

if TYPE_CHECKING:
    from smaplint.document import SourceMap

_SLASH: Final = rb"(?:\\?/|\\u002[fF])"
_EQUALS: Final = rb"(?:=|\\u003[dD])"
_BASE64: Final = rb"(?:[A-Za-z0-9+]|\\?/|\\u002[bBfF])"
# Around one key of a pair: where the other is looked for, in bytes.
_NEAR: Final = 300
# The longest key that is looked at: RSA of 16,384 bits is 12 kB.
_KEY: Final = 16 * 1024
# After so many candidates of one kind a text is a list of prefixes, or made to keep a linter busy.
_CANDIDATES: Final = 20_000
# Compiling the patterns takes 6 ms, which is long for one small map; looking for what they begin with 0.1 ms.
_SMALL: Final = 64 * 1024
# Secrets of one map that are told apart.
_MOST: Final = 20


class Secret(NamedTuple):
    """One secret in a text. `kind`: with its article; `start`, `end`: 0-based bytes, end exclusive.

    `prefix`: the first characters, at most four, of what every secret of its kind begins with; "" where that is nothing.
    `checked`: by a checksum.
    """

    kind: str
    start: int
    end: int
    prefix: str
    checked: bool = False


class SourceSecret(NamedTuple):
    """A secret in the text of a source. `start`, `end`: bytes of the document; `source`: its index; `line`: 1-based, in it.

    `text`: the secret itself, for what masks it. `others`: how many more of the map are not told apart (of the last one).
    """

    kind: str
    start: int
    end: int
    prefix: str
    source: int
    line: int
    text: str
    others: int = 0


class _Form(NamedTuple):
    """A kind of secret by its prefix. `body`: what comes behind it, whole. `checksum`: whether GitHub's is in it."""

    kind: str
    prefix: bytes
    body: "re.Pattern[bytes]"
    checksum: bool = False


def _forms(kind: str, prefixes: str, body: bytes, *, checksum: bool = False) -> tuple[_Form, ...]:
    # A token that goes on is another thing; the `-` behind the last one is that of a sentence.
    whole = pattern(rb"(?:" + body + rb")(?![A-Za-z0-9_])")
    return tuple(_Form(kind, prefix.encode(), whole, checksum) for prefix in prefixes.split())


# Behind these prefixes; each ends in the character by which it is found.
_BY_UNDERSCORE: Final = (
    *_forms("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", rb"[A-Za-z0-9]{36}", checksum=True),
    *_forms("a GitHub token", "github_pat_", rb"[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    *_forms("an npm token", "npm_", rb"[A-Za-z0-9]{36}", checksum=True),
    # Of Stripe first, and of Clerk, Paystack and others that took its form.
    *_forms("a live secret key (Stripe's form)", "sk_live_ rk_live_", rb"[A-Za-z0-9]{24,247}"),
    *_forms("a Shopify token", "shpat_ shpca_ shppa_ shpss_", rb"[0-9a-fA-F]{32}"),
    *_forms("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", rb"[0-9a-f]{64}"),
    *_forms("a Hugging Face token", "hf_", rb"[A-Za-z]{34}"),
    *_forms("a Sentry token", "sntryu_", rb"[0-9a-f]{64}"),
    *_forms("a Sentry token", "sntrys_", rb"eyJ[A-Za-z0-9+/]{60,400}={0,2}_[A-Za-z0-9+/]{43}"),
    *_forms("a Grafana token", "glsa_", rb"[A-Za-z0-9]{32}_[0-9a-fA-F]{8}"),
    *_forms("a Linear API key", "lin_api_", rb"[A-Za-z0-9]{40}"),
    *_forms("a Supabase secret key", "sbp_", rb"[0-9a-f]{40}"),
    *_forms("a Supabase secret key", "sb_secret_", rb"[A-Za-z0-9_-]{31}"),
    *_forms("a PlanetScale token", "pscale_tkn_ pscale_pw_", rb"[A-Za-z0-9_-]{43}"),
)
_BY_HYPHEN: Final = (
    *_forms("a GitLab token", "glpat- gldt- glrt-", rb"[\w-]{20}|(?:t\d_)?[\w-]{27,300}\.[0-9a-z]{9}"),
    *_forms("a Slack token", "xoxb-", rb"[0-9]{10,13}-[0-9]{10,13}-[A-Za-z0-9]{24}"),
    *_forms("a Slack token", "xoxp- xoxe-", rb"(?:[0-9]{10,13}-){2,3}[A-Za-z0-9]{28,34}"),
    *_forms("a Slack token", "xapp-", rb"[0-9]-[A-Z0-9]{8,13}-[0-9]{10,13}-[0-9a-f]{64}"),
    *_forms("an Anthropic API key", "sk-", rb"ant-(?:api|admin|oat)[0-9]{2}-[\w-]{93}AA"),
    *_forms(
        "an OpenAI API key",
        "sk-",
        rb"[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|(?:proj|svcacct|admin)-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}",
    ),
    *_forms("an OpenRouter API key", "sk-", rb"or-v1-[0-9a-f]{64}"),
    *_forms("a Postman API key", "PMAK-", rb"[0-9a-f]{24}-[0-9a-f]{34}"),
    *_forms("a PyPI token", "pypi-", rb"AgEIcHlwaS5vcmc[\w-]{50,1000}"),
    *_forms("a Brevo API key", "xkeysib-", rb"[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    *_forms("a Heroku API key", "HRKU-", rb"AA[\w-]{58}"),
)


def _anchored(first: bytes, forms: tuple[_Form, ...]) -> "re.Pattern[bytes]":
    """The last character of the prefixes, with at least 20 more behind it and one of the prefixes before."""
    before = sorted({form.prefix for form in forms})
    return pattern(
        first + rb"(?=[A-Za-z0-9_-]{20})(?:" + b"|".join(b"(?<=" + prefix + b")" for prefix in before) + b")"
    )


_SENDGRID: Final = pattern(rb"SG\.[\w-]{22}\.[\w-]{43}(?![\w-])")
_MAPBOX: Final = pattern(rb"sk\.eyJ[\w-]{50,300}\.[\w-]{22}(?![\w-])")
_AZURE: Final = pattern(
    rb"""cc(?:ountKey\\?["']?\s?(?:[=:]|\\u003[dD])\s?\\?["']?("""
    + _BASE64
    + rb"{86}"
    + _EQUALS
    + rb"{2})|essKey(?:=|\\u003[dD])("
    + _BASE64
    + rb"{43}"
    + _EQUALS
    + rb"))"
)
_SLACK_HOOK: Final = pattern(
    rb"hooks\.slack\.com"
    + _SLASH
    + rb"services"
    + _SLASH
    + rb"(T[A-Z0-9]{8,12}"
    + _SLASH
    + rb"B[A-Z0-9]{8,12}"
    + _SLASH
    + rb"[A-Za-z0-9]{24})(?![A-Za-z0-9])"
)
_DISCORD_HOOK: Final = pattern(
    rb"discord(?:app)?\.com"
    + _SLASH
    + rb"api"
    + _SLASH
    + rb"(?:v[0-9]{1,2}"
    + _SLASH
    + rb")?webhooks"
    + _SLASH
    + rb"([0-9]{17,20}"
    + _SLASH
    + rb"[\w-]{60,72})(?![\w-])"
)
_TELEGRAM: Final = pattern(rb":AA[\w-]{33}(?![\w-])")
_BOT: Final = pattern(rb"telegra|bot", re.IGNORECASE)
_AWS_ID: Final = pattern(rb"AKIA[A-Z2-7]{16}(?![A-Za-z0-9])")
_AWS_SECRET: Final = pattern(
    rb"""(?:(?<=["'`=: ])|(?<=\\u00[23][0-9a-fA-F]))(""" + _BASE64 + rb"""{40})(?=\\*["'`]|\\+[nru]|[\s;,&]|$)"""
)
_TWILIO_IDS: Final = (pattern(rb"AC[0-9a-f]{32}(?![0-9A-Za-z])"), pattern(rb"SK[0-9a-f]{32}(?![0-9A-Za-z])"))
_TWILIO: Final = pattern(rb"twilio|auth_?token", re.IGNORECASE)
_TWILIO_SECRET: Final = pattern(
    rb"""(?:(?<=["'`=])|(?<=\\u00[23][0-9a-fA-F]))([0-9A-Za-z]{32})(?=\\*["'`]|\\+[nru]|[\s;,&]|$)"""
)

_BEGIN: Final = pattern(rb"-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?)PRIVATE KEY(?: BLOCK)?-----")
# In a program a key is several strings, joined: from the quote that ends one to the quote that begins the next.
_JOINED: Final = pattern(rb"""\\*["'`](?:[\s,+]|\\+[nrt])*+\\*["'`]""")
_LINE: Final = pattern(rb"(?:\\+[nr]|\\u000[aAdD]|[\r\n])+")
_NO_BASE64: Final = pattern(rb"[^A-Za-z0-9+/=]+")
# Keys that the pages of JWT libraries show, and every example has.
_SHOWN_KEYS: Final = (
    b"MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC7VJTUt9Us8cKj",
    b"MIIEogIBAAKCAQEAnzyis1ZjfNB0bBgKFMSvvkTtwlvBsaJq7S5wA+kzeVOVpVWw",
    b"MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2",
)
# The account of Azure's storage emulator has one key everywhere.
_SHOWN_AZURE: Final = b"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"

# A random key of 40 letters and figures holds one of these by chance once in 10,000.
_EXAMPLE: Final = pattern(
    rb"example|placeholder|replace|your|dummy|fake|sample|redact|change|insert|test|demo|mock|xxxx|foobar|deadbeef"
    rb"|(.)\1{4}|(..)\2{3}|01234|12345|23456|abcde|bcdef|qwert|98765",
    re.IGNORECASE | re.DOTALL,
)
# Sources whose keys are made for a test, or to be shown.
_TEST: Final = pattern(
    r"(?:^|[/\\])(?:__?(?:tests?|mocks?|fixtures?)__?|tests?|specs?|fixtures?|testing|testdata|examples?|samples?|mocks?"
    r"|stories|e2e|cypress|playwright|docs?)[/\\]|[._-](?:tests?|specs?|mocks?|fixtures?|stories|story|examples?|e2e)"
    r"\.[^./\\]+$",
    re.IGNORECASE,
)
_FIGURES: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def find_secrets(data: bytes, start: int = 0, end: int | None = None) -> list[Secret]:
    """The secrets in bytes `start` to `end` of a text, by their place. The text may be that of JSON or of a script."""
    end = len(data) if end is None else end
    found: set[Secret] = set()
    if sieve is not None:
        seen = sieve.marks(data, start, end)
        searches = [search for index, (_, search) in enumerate(_SEARCHES) if seen >> index & 1] if seen else []
    else:
        small = data[start:end].lower() if end - start <= _SMALL else None
        searches = [search for marks, search in _SEARCHES if small is None or any(mark in small for mark in marks)]
    for search in searches:
        found.update(filter(None, islice(search(data, start, end), _CANDIDATES)))
    return sorted(found, key=lambda secret: (secret.start, -secret.end))


# What a search yields: a secret, or None for each candidate that is none.
_Found = Iterator[Secret | None]


def _prefixed(anchor: "re.Pattern[bytes]", forms: tuple[_Form, ...]) -> Callable[[bytes, int, int], _Found]:
    def search(data: bytes, start: int, end: int) -> _Found:
        for hit in anchor.finditer(data, start, end):
            yield next(filter(None, (_formed(form, data, hit.start() + 1, start, end) for form in forms)), None)

    return search


def _formed(form: _Form, data: bytes, behind: int, start: int, end: int) -> Secret | None:
    """The secret of a form whose prefix ends before byte `behind`, or None."""
    first = behind - len(form.prefix)
    if first < start or not data.startswith(form.prefix, first):
        return None
    match = form.body.match(data, behind, end)
    if match is None or _goes_on(data, first, start):
        return None
    body = match.group()
    if form.checksum:
        return Secret(form.kind, first, match.end(), _shown(form.prefix), checked=True) if _is_checked(body) else None
    return _secret(form.kind, (first, match.end()), body, form.prefix)


def _secret(kind: str, span: tuple[int, int], body: bytes, prefix: bytes, bits: float = 3) -> Secret | None:
    """A secret, unless what makes it one is a placeholder: a word of examples, or less than `bits` of entropy."""
    if _EXAMPLE.search(body) or _entropy(body) < bits:
        return None
    return Secret(kind, *span, _shown(prefix))


def _shown(prefix: bytes) -> str:
    return prefix[:4].decode("ascii", "replace")


def _goes_on(data: bytes, at: int, start: int) -> bool:
    r"""Whether a word goes on at a byte. The letters of an escape (`\n`, `\u003d`) are none of it."""
    if at <= start or not (data[at - 1 : at].isalnum() or data[at - 1] in b"_-"):
        return False
    return not (data[at - 2 : at - 1] == b"\\" or data[at - 6 : at - 4] == b"\\u")


def _entropy(text: bytes) -> float:
    """Shannon's, in bits for each character. Of random hex it is 3.5 or more from 32 characters on."""
    return -sum(times / len(text) * math.log2(times / len(text)) for times in Counter(text).values())


def _is_checked(body: bytes) -> bool:
    """Whether 36 characters end in the checksum of the others: CRC-32 in base 62, as GitHub and npm write it."""
    number = zlib.crc32(body[:30])
    for figure in reversed(body[30:]):
        number, rest = divmod(number, 62)
        if figure != _FIGURES[rest]:
            return False
    return number == 0


def _by_form(kind: str, form: "re.Pattern[bytes]") -> Callable[[bytes, int, int], _Found]:
    """Secrets that a pattern tells alone; a group of it is what must not be a placeholder."""

    def search(data: bytes, start: int, end: int) -> _Found:
        for match in form.finditer(data, start, end):
            group = match.lastindex or 0
            goes_on = not group and _goes_on(data, match.start(), start)
            known = goes_on or match.group(group).startswith(_SHOWN_AZURE)
            # Behind a name (`AccountKey=`) nothing of the secret tells what it is.
            prefix = b"" if group else match.group()
            yield None if known else _secret(kind, match.span(group), match.group(group), prefix)

    return search


def _pair(
    kind: str,
    name: "re.Pattern[bytes]",
    secret: "re.Pattern[bytes]",
    bits: float,
    context: "re.Pattern[bytes] | None" = None,
) -> Callable[[bytes, int, int], _Found]:
    """Keys in two parts: the first is a name and no secret, the second has no form of its own, and they stand together."""

    def search(data: bytes, start: int, end: int) -> _Found:
        for match in name.finditer(data, start, end):
            low, high = max(start, match.start() - _NEAR), min(end, match.end() + _NEAR)
            named = not _goes_on(data, match.start(), start) and not _EXAMPLE.search(match.group())
            if not named or (context and not context.search(data, low, high)):
                yield None
                continue
            for other in secret.finditer(data, low, high):
                if not name.fullmatch(other.group(1)):
                    yield _secret(kind, other.span(1), other.group(1), b"", bits)

    return search


def _telegram(data: bytes, start: int, end: int) -> _Found:
    for match in _TELEGRAM.finditer(data, start, end):
        # The figures before it are the bot's name.
        first = match.start()
        while first > max(start, match.start() - 11) and data[first - 1 : first].isdigit():
            first -= 1
        near = _BOT.search(data, max(start, first - _NEAR), min(end, match.end() + _NEAR))
        named = 8 <= match.start() - first <= 10 and near
        yield _secret("a Telegram bot token", (first, match.end()), match.group(), b"") if named else None


def _keys(data: bytes, start: int, end: int) -> _Found:
    """Private keys that are whole: of an armour without a key in it documentation is full."""
    for match in _BEGIN.finditer(data, start, end):
        # The dashes of the next line of armour, whichever it is; so no byte is read twice.
        last = data.find(b"-----", match.end(), min(end, match.end() + _KEY))
        if last < 0 or not data.startswith(b"-----END ", last):
            yield None
            continue
        body = data[match.end() : last]
        kind = _key(match.group(1), body)
        close = data.find(b"-----", last + 9, min(end, last + 60))
        yield Secret(kind, match.start(), close + 5 if close > 0 else last, "") if kind else None


def _key(armour: bytes, body: bytes) -> str:
    """What is between the lines of armour, with its article; "" where that is no key."""
    import base64
    import binascii

    # As JSON of PHP or .NET has it.
    body = body.replace(b"\\/", b"/").replace(b"\\u002B", b"+").replace(b"\\u002b", b"+").replace(b"\\u003d", b"=")
    lines = _LINE.split(_JOINED.sub(b"\n", body))
    # Lines with a colon are headers: of PGP, and of keys that were encrypted the old way.
    text = b"".join(_NO_BASE64.sub(b"", line) for line in lines if b":" not in line)
    if armour == b"PGP ":
        text = re.sub(rb"=[A-Za-z0-9+/]{4}$", b"", text)
    if any(shown in text for shown in _SHOWN_KEYS):
        return ""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    if len(key) < 40 or len(set(key)) < 24:
        return ""
    if armour == b"PGP ":
        # The tag of a packet with a secret key (RFC 9580, 4.2 and 5.5.1.3).
        return "a PGP private key" if key[0] in (0x94, 0x95, 0x96, 0x97, 0xC5) else ""
    if armour == b"OPENSSH ":
        return "a private key (OpenSSH)" if key.startswith(b"openssh-key-v1\0") and len(key) > 150 else ""
    if b"ENCRYPTED" in body:
        return "an encrypted private key"
    if armour == b"ENCRYPTED ":
        return "an encrypted private key" if _is_whole(key) else ""
    return "a private key" if _is_whole(key) else ""


def _is_whole(key: bytes) -> bool:
    """Whether bytes are one DER sequence to its end (X.690, 8.1), that begins with a number or a sequence."""
    if key[0] != 0x30:
        return False
    size, head = key[1], 2
    if size & 0x80:
        head += size & 0x7F
        size = int.from_bytes(key[2:head], "big")
    return head + size == len(key) and key[head] in (0x02, 0x30)


_Search = Callable[[bytes, int, int], _Found]


def _marks(forms: tuple[_Form, ...]) -> tuple[bytes, ...]:
    return tuple(sorted({form.prefix.lower() for form in forms}))


# Each with what stands in every text that has some, in lower case. `smaplint._sieve` knows them by their order.
_SEARCHES: Final[tuple[tuple[tuple[bytes, ...], _Search], ...]] = (
    (_marks(_BY_UNDERSCORE), _prefixed(_anchored(b"_", _BY_UNDERSCORE), _BY_UNDERSCORE)),
    (_marks(_BY_HYPHEN), _prefixed(_anchored(b"-", _BY_HYPHEN), _BY_HYPHEN)),
    ((b"private key",), _keys),
    ((b":aa",), _telegram),
    # A hash in hex, which may stand there too, has 4 bits at most.
    ((b"akia",), _pair("an AWS secret access key", _AWS_ID, _AWS_SECRET, 4.1)),
    *(((b"twilio", b"auth"), _pair("a Twilio secret", name, _TWILIO_SECRET, 3, _TWILIO)) for name in _TWILIO_IDS),
    ((b"sg.",), _by_form("a SendGrid API key", _SENDGRID)),
    ((b"sk.eyj",), _by_form("a Mapbox secret token", _MAPBOX)),
    ((b"accountkey", b"accesskey"), _by_form("an Azure key", _AZURE)),
    ((b"hooks.slack",), _by_form("a Slack webhook", _SLACK_HOOK)),
    ((b"webhooks",), _by_form("a Discord webhook", _DISCORD_HOOK)),
)


def masks(data: bytes) -> list[tuple[int, int]]:
    """What a report must not show of a piece of a file: (start, end) of each secret, and of keys that are cut."""
    spans = [(secret.start, secret.end) for secret in find_secrets(data)]
    if b"PRIVATE KEY" in data:
        for match in _BEGIN.finditer(data):
            last = data.find(b"-----", match.end())
            spans.append((match.start(), len(data) if last < 0 else last))
        first = _END.search(data)
        if first and data.find(b"-----BEGIN ", 0, first.start()) < 0:
            spans.append((0, first.start()))
    return spans


_END: Final = pattern(rb"-----END [A-Z ]{0,12}PRIVATE KEY")


def source_secrets(map: "SourceMap") -> tuple[SourceSecret, ...]:
    """The secrets in the texts of a map's sources, each once, by their place; at most 20 are told apart.

    Texts of tests and examples are left out, but for what a checksum proves.
    """
    value = map.field("sourcesContent")
    if value is None or value.kind != "array" or map.is_index:
        return ()
    found = find_secrets(value.data, value.start, value.end)
    if not found:
        return ()
    from bisect import bisect_right

    contents = map.contents
    starts = [one.start for one in contents]
    told: dict[bytes, SourceSecret] = {}
    others = 0
    for secret in found:
        index = bisect_right(starts, secret.start) - 1
        if index < 0 or contents[index].kind != "string" or secret.end > contents[index].end:
            continue
        name = map.sources[index] if index < len(map.sources) else None
        text = value.data[secret.start : secret.end]
        if text in told or (_TEST.search(name or "") and not secret.checked):
            continue
        if len(told) >= _MOST:
            others += 1
            continue
        before = _decoded(value.data[starts[index] + 1 : secret.start])
        told[text] = SourceSecret(
            secret.kind,
            secret.start,
            secret.end,
            secret.prefix,
            index,
            len(_NEW_LINE.findall(before)) + 1,
            _decoded(text),
        )
    secrets = list(told.values())
    if others:
        secrets[-1] = secrets[-1]._replace(others=others)
    return tuple(secrets)


_NEW_LINE: Final = pattern(r"\r\n?|\n")


def _decoded(text: bytes) -> str:
    """A piece of a JSON string, which may begin or end within an escape."""
    import json

    plain = text.decode("utf-8", "replace")
    try:
        return str(json.loads(f'"{plain}"', strict=False))
    except ValueError:
        return plain


# What frameworks publish, wherever it lies, and what they keep on the server.
_PUBLISHED: Final = pattern(
    r"(?:^|/)((?:\.next|_next)/static|\.output/public|\.svelte-kit/output/client|_app/immutable|\.vercel/output/static"
    r"|\.open-next/assets|\.amplify-hosting/static|\.nuxt/dist/client)/"
)
_SERVER: Final = pattern(
    r"(?:^|/)(?:\.next|\.output|\.svelte-kit/output|\.open-next|\.amplify-hosting|\.vercel/output|\.nuxt|\.netlify"
    r"|(?:dist|build|out)/(?:[^/]+/)?(?:server|ssr|functions))/"
)
_PUBLIC: Final = pattern(
    r"(?:^|/)(wwwroot|htdocs|public_html|public|(?:dist|build|out)/(?:[^/]+/)??(?:assets|static|client|browser|public))/"
)


def public_folder(path: str) -> str:
    """The folder of a known layout that publishes a file (`.next/static`, `wwwroot`), or ""."""
    return _layout(path[: path.rfind("/") + 1])[0]


def is_on_server(path: str) -> bool:
    """Whether a framework keeps a file on the server, by its folder: then nobody can fetch it."""
    return _layout(path[: path.rfind("/") + 1])[1]


@lru_cache(maxsize=1024)
def _layout(folder: str) -> tuple[str, bool]:
    """Both, of all files in a folder: each is asked for several times."""
    published, server = _PUBLISHED.search(folder), _SERVER.search(folder)
    found = published or (None if server else _PUBLIC.search(folder))
    return found.group(1) if found else "", published is None and server is not None
