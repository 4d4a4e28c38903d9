"""The compiled sieve says no only where the searches of `smaplint.exposure` find nothing; and it says it of nearly all code.

What a search finds is asked of the search itself, in plain Python, over the whole text.
"""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import _fast, document, exposure
from smaplint.document import Document
from smaplint.testing import to_bytes
from tests.test_exposure import ED25519, GITHUB, HEX, MIXED, SECRETS, STRIPE, WRITERS

pytestmark = pytest.mark.skipif(
    _fast.sieve is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)
BLOCK = 64


def marks(data: bytes, start: int = 0, end: int | None = None) -> int:
    assert _fast.sieve
    return _fast.sieve.marks(data, start, len(data) if end is None else end)


def needed(data: bytes, start: int = 0, end: int | None = None) -> int:
    """The bits of the searches that find something."""
    end = len(data) if end is None else end
    return sum(
        1 << index
        for index, (_, search) in enumerate(exposure._SEARCHES)
        if any(filter(None, search(data, start, end)))
    )


def assert_kept(data: bytes, start: int = 0, end: int | None = None) -> None:
    assert needed(data, start, end) & ~marks(data, start, end) == 0


WRITTEN = [write(f"x({text})\n").encode() for write in WRITERS.values() for _, text, _ in SECRETS]


@pytest.mark.parametrize("data", WRITTEN, ids=lambda data: data[:24].decode())
def test_lets_each_secret_through_wherever_it_stands(data: bytes) -> None:
    wanted = needed(data)
    assert wanted
    for fill in (b" ", b"a", b"\\n"):
        for offset in range(0, 2 * BLOCK + 1, len(fill)):
            # What is in front may be one word with the secret, which then is none, but for `x(`.
            assert wanted & ~marks(fill * (offset // len(fill)) + data + b" " * (offset % 7)) == 0


@pytest.mark.parametrize("data", WRITTEN[: len(SECRETS)], ids=lambda data: data[:24].decode())
def test_a_text_that_begins_and_ends_anywhere(data: bytes) -> None:
    for cut in range(len(data)):
        assert_kept(data, cut)
        assert_kept(data, 0, cut)
        assert_kept(data[cut:])
        assert_kept(data[:cut])


@pytest.mark.parametrize("data", WRITTEN, ids=lambda data: data[:24].decode())
def test_a_text_with_a_byte_that_is_another(data: bytes) -> None:
    chance = random.Random(data)  # noqa: S311  # no secret
    for _ in range(40):
        at = chance.randrange(len(data))
        byte = bytes([chance.choice(b"_-A0a/\\=+.:\"' \nK\x80")])
        assert_kept(data[:at] + byte + data[at + 1 :])
        assert_kept(data[:at] + byte + data[at:])
        assert_kept(data[:at] + data[at + 1 :])


FORMS = [(bit, form) for bit, forms in enumerate((exposure._BY_UNDERSCORE, exposure._BY_HYPHEN)) for form in forms]


@pytest.mark.parametrize(("bit", "form"), FORMS, ids=[form.prefix.decode() for _, form in FORMS])
def test_knows_each_form(bit: int, form: exposure._Form) -> None:
    """Also of a placeholder: what is one is not the sieve's to say."""
    anchor = exposure._anchored(form.prefix[-1:], (form,))

    @given(
        st.from_regex(re.compile(form.body.pattern), fullmatch=True), st.sampled_from((b"", b"'", b"\\n", b"\\u0027"))
    )
    def holds(body: bytes, before: bytes) -> None:
        data = before + form.prefix + body
        if anchor.search(data):
            assert marks(data) >> bit & 1

    holds()


PATTERNS = [
    (7, exposure._SENDGRID, b""),
    (8, exposure._MAPBOX, b""),
    (9, exposure._AZURE, b""),
    (10, exposure._SLACK_HOOK, b""),
    (11, exposure._DISCORD_HOOK, b""),
    (3, exposure._TELEGRAM, b"bot123456789"),
    (4, exposure._AWS_ID, b""),
    (5, exposure._TWILIO_IDS[0], b""),
    (6, exposure._TWILIO_IDS[1], b""),
]


@pytest.mark.parametrize(("bit", "form", "before"), PATTERNS, ids=lambda one: str(one)[:8])
def test_knows_each_pattern(bit: int, form: "re.Pattern[bytes]", before: bytes) -> None:
    @given(st.from_regex(re.compile(form.pattern), fullmatch=True), st.integers(0, BLOCK))
    def holds(text: bytes, blanks: int) -> None:
        data = b" " * blanks + before + text
        assert marks(data) >> bit & 1

    holds()


PIECES = [
    *(prefix.encode() for _, text, _ in SECRETS for prefix in (text[:3], text[:6], text[:9], text[6:40], text[-30:])),
    *(GITHUB.encode(), STRIPE.encode(), HEX.encode(), MIXED.encode(), ED25519.encode()),
    *(
        b"\\n",
        b"\\u0027",
        b"\\u003d",
        b"\\u002f",
        b"\\u002B",
        b"\\/",
        b"\\",
        b"\\\\",
        b"/",
        b"=",
        b'"',
        b"'",
        b" ",
        b"\n",
    ),
    *(b"_", b"-", b"----", b"a", b"A", b"0", b".", b":", b"\x80", b"AccountKey", b"essKey", b"twilio", b"bot", b"AKIA"),
    *(b"-----BEGIN PRIVATE KEY-----", b"-----END PRIVATE KEY-----", b"PGP ", b"AC" + HEX[:32].encode()),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join), st.integers(0, 40), st.integers(0, 40))
def test_any_text(data: bytes, before: int, behind: int) -> None:
    assert_kept(data)
    assert_kept(data, min(before, len(data)), max(len(data) - behind, 0))


@given(st.lists(st.sampled_from([*PIECES, *WRITTEN]), max_size=8).map(b"".join))
def test_the_secrets_are_the_same_with_and_without(data: bytes) -> None:
    found = exposure.find_secrets(data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exposure, "sieve", None)
        assert found == exposure.find_secrets(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 19,
        "a" * 1000,
        "-" * 1000,
        "_" * 1000,
        "const accessKey = props.accessKey; <Menu accessKey={key} />",
        'AccountKey: "none"',
        "task-management-with-a-very-long-name-indeed-and-more",
        "npm_config_registry_and_other_long_names_of_variables",
        "UPPER_CASE_IDENTIFIERS_THAT_GO_ON_AND_ON__live_",
        "AC" + HEX[:31],
        "pk_live_" + MIXED[:24],
        "if (/^-----BEGIN PRIVATE KEY-----/.test(text)) read(text);",
        "https://discord.com/invite/" + MIXED,
        "https://example.com/services/" + MIXED,
        f'integrity="sha512-{MIXED}/{MIXED}=="',
        '"data:image/png;base64,' + MIXED * 40 + '"',
        "KEY Key key K K KEYKEYKEY",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_not_let_through(text: str) -> None:
    for offset in range(BLOCK):
        assert marks(b" " * offset + text.encode()) == 0


def test_the_bounds_are_those_of_the_bytes() -> None:
    data = GITHUB.encode()
    assert marks(data, -5, len(data) + 100) == 1
    assert marks(data, 0, len(data)) == 1
    assert marks(data, 1, len(data)) == 0
    assert marks(data, 0, len(data) - 1) == 0
    assert marks(data, len(data), 0) == marks(data, 10**9, 10**10) == marks(b"") == 0


# --- names of sources


def names(text: str) -> int:
    assert _fast.sieve
    data = text.encode()
    return _fast.sieve.names(data, 0, len(data))


@pytest.mark.parametrize("mark", document._SENSITIVE)
def test_a_sensitive_name_in_any_case(mark: str) -> None:
    for text in (mark, mark.upper(), mark.title(), f"src/x{mark}", f"{mark}.x", f"src/server/x{mark}"):
        assert names(text) & 1
    # `.keystor` is a `.key`.
    assert names(mark[:-1]) & 1 == (mark == ".keystore")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("src/main.ts", 0),
        ("src/env.ts", 0),
        ("src/Account.tsx", 0),
        ("service/accounts", 0),
        ("src/observer.ts", 2),
        ("src/SERVER/a.ts", 2),
        ("src/valid_dates.ts", 0),
        ("valid_rsa.ts", 1),
        ("src/漢字.ts", 0),
        ("service_account.json", 1),
        ("\u017fervice-account.json", 1),
        ("ca.\u212aey", 1),
    ],
)
def test_names(text: str, expected: int) -> None:
    assert names(text) == expected


@given(
    st.lists(
        st.sampled_from(
            (
                *document._SENSITIVE,
                "server",
                "id_",
                "Ser",
                "ver",
                ".",
                "/",
                "a",
                "K",
                "\u212a",
                "ı",
                "İ",
                "ſ",
                "é",
                "\u0307",
            )
        )
        | st.sampled_from(document._SENSITIVE).map(lambda mark: mark[:-1]),
        max_size=6,
    ).map("".join)
)
def test_names_that_are_sensitive_are_let_through(name: str) -> None:
    map = Document(to_bytes({"sources": [name], "sourcesContent": ["a"]}), "dist/client/a.js.map").map
    assert map
    assert not map.has_sensitive_names or names(name)
