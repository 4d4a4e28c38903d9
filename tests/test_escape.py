"""One escaper per sink: what a stranger may name a file, and what must come of it."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import escape

ANY = st.text(st.characters())
# Blanks as .NET's TrimStart knows them; the runner ends lines at LF, CR and CRLF (actions/runner, ActionCommand.cs).
_BLANK = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def commands(text: str) -> list[str]:
    """The lines that the runners of GitHub, Azure Pipelines (its Command.cs) and TeamCity would take for commands."""
    return [
        line
        for line in re.split(r"\r\n|\r|\n", text)
        if line.lstrip(_BLANK).startswith("::") or any(order in line for order in ("##[", "##vso[", "##teamcity["))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain `text`: é 漢字 😀", "plain `text`: é 漢字 😀"),
        ("a\nb\r\nc\td", r"a\nb\r\nc\td"),
        ("\x00\x07\x08\x1b[31m\x7f", r"\u0000\u0007\u0008\u001b[31m\u007f"),
        ("\x85\x9b31m", r"\u0085\u009b31m"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\u202etxt.exe\u2066\u2069\u200f\u061c", r"\u202etxt.exe\u2066\u2069\u200f\u061c"),
        ("\u200b\u200d\u2060\ufeff\u00ad", r"\u200b\u200d\u2060\ufeff\u00ad"),
        ("\u3164\u115f\uffa0", r"\u3164\u115f\uffa0"),
        ("\ud800\udfff", r"\ud800\udfff"),
        ("\ufffe\uffff", r"\ufffe\uffff"),
        ("\U000e0041", r"\u{e0041}"),
        ("a\u00a0b", r"a\u00a0b"),
        ("全\u3000角", "全\u3000角"),
        ("e\u0301", "e\u0301"),
        ("::add-mask::x", r"\u003a:add-mask::x"),
        (" \u3000::stop-commands::x", " \u3000\\u003a:stop-commands::x"),
        ("a::b", "a::b"),
        ("##[group]x###[error]", r"##\u005bgroup]x###\u005berror]"),
        ("a##vso[task.complete]b", r"a##vso\u005btask.complete]b"),
        ("##teamcity[buildStop]", r"##teamcity\u005bbuildStop]"),
        ("##vso\ufe0f[task.complete]", r"##vso\ufe0f[task.complete]"),
        ("# #[a] #[b] ##a.b[c]", "# #[a] #[b] ##a.b[c]"),
        ("⚠\ufe0f a\ufe0f\ufe00\U000e0100\u180b", r"⚠️ a\ufe0f\ufe00\u{e0100}\u180b"),
        ("\ufe0f⚠\ufe0f\ufe0f", "\\ufe0f⚠\ufe0f\\ufe0f"),
        ("\n::error::x", r"\n::error::x"),
        ("", ""),
    ],
)
def test_terminal(text: str, expected: str) -> None:
    assert escape.terminal(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dist/app.js.map", "dist/app.js.map"),
        (b"dist/caf\xe9.js".decode("utf-8", "surrogateescape"), r"dist/caf\xe9.js"),
        ("dist/café.js", "dist/café.js"),
        ("a\ud800b", r"a\ud800b"),
        ("::debug::a\n::add-mask::b", r"\u003a:debug::a\n::add-mask::b"),
    ],
)
def test_path(name: str, expected: str) -> None:
    assert escape.path(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"dist/app.js.map", "dist/app.js.map"),
        (b"pages/[slug] a%b#c?d.js", "pages/%5Bslug%5D%20a%25b%23c%3Fd.js"),
        ("é漢".encode(), "%C3%A9%E6%BC%A2"),
        (b"\xff\x00\n\x1b", "%FF%00%0A%1B"),
        (b"C:/a\\b", "C%3A/a%5Cb"),
        (b"a~b_c-d.e", "a~b_c-d.e"),
        (b"", "."),
    ],
)
def test_uri(name: bytes, expected: str) -> None:
    assert escape.uri(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a", b"a"), ("\udcff", b"\xff"), ("é", "é".encode()), ("\ud800", b"\xed\xa0\x80")],
)
def test_raw(name: str, expected: bytes) -> None:
    assert escape.raw(name) == expected


def test_cut() -> None:
    """The ends stay, and the whole has the length that was asked for."""
    assert escape.cut("a" * 120) == "a" * 120
    cut = escape.cut("a" * 100 + "b" * 100)
    assert len(cut) == 120
    assert cut.startswith("aaa")
    assert cut.endswith("bbb")
    assert escape.cut("abcdefgh", 3) == "ab…"


@given(ANY)
def test_terminal_is_one_safe_line(text: str) -> None:
    """Nothing but characters that show, and no command."""
    safe = escape.terminal(text)
    assert all(one.isprintable() or one == "\u3000" for one in safe)
    assert not commands(safe)
    assert safe.encode("utf-8").decode() == safe


@given(st.lists(st.sampled_from([":", "#", "[", " ", "\n", "a", "\u3000"])).map("".join))
def test_text_stream_has_no_command(text: str) -> None:
    assert not commands(escape.text_stream(text))


@given(st.lists(st.sampled_from([":", "#", "[", "\\", "\n", '"', "\ud800", "\udc00", "a"])).map("".join))
def test_json_stream_loses_nothing(text: str) -> None:
    written = escape.json_stream(json.dumps({"a": [escape.json_text(text)]}, indent=1))
    assert not commands(written)
    read = json.loads(written)["a"][0]
    assert read.encode().decode() == read
    assert read == escape.json_text(text)


@given(ANY | st.lists(st.sampled_from([":", "#", "[", "]", ">", "&", "\n", " ", "\ufffe", "\x1b"])).map("".join))
def test_xml_stream_parses(text: str) -> None:
    element = ET.Element("a", {"b": escape.xml(text).replace("\n", " ")})
    element.text = escape.xml(text)
    written = escape.xml_stream(ET.tostring(element, "unicode"))
    assert not commands(written)
    assert (ET.fromstring(written).text or "") == escape.xml(text)  # noqa: S314 - ours
