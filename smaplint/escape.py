r"""What a file's name or text may do to who reads a report: nothing. One escaper per sink, applied last.

Three readers are in danger: a terminal (ESC, C1, bidirectional and invisible characters), a parser of the report (lone
surrogates, U+FFFE), and the runners, which take commands from *every* line of a step's output: GitHub's `::command::` at
the start of a line, behind any blanks, and `##[command]` anywhere (actions/runner, ActionCommand.cs), that of Azure
Pipelines `##vso[command]` anywhere (Command.cs), and TeamCity `##teamcity[command]`. Escapes are visible, `\u001b`, and
lose nothing that a person needs; those of JSON and XML streams lose nothing at all.
"""

import os
from typing import Final

from smaplint._lazy import pattern

# Letters and marks that Unicode calls printable and that nobody sees: fillers, the grapheme joiner, and the selectors of
# variants, in which whole programs were hidden.
_UNSEEN: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
# The order to a runner that may stand anywhere in a line, up to its bracket.
ORDER: Final = pattern(r"##[A-Za-z]*\[")
_SHORT: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def shows(character: str) -> bool:
    """Whether a character is safe and seen as what it is. Of blanks: the space, and the wide one of Chinese text."""
    return (character.isprintable() and character not in _UNSEEN) or character == "\u3000"


def character(value: str) -> str:
    r"""The visible form of one character that does not show: `\n`, `\u001b`, `\u{e0041}`."""
    code = ord(value)
    return _SHORT.get(value) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}")


def visible(text: str) -> str:
    """The text on one line, with everything visible that is not printable: controls, bidi, zero width, surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        one if shows(one) or (one == "\ufe0f" and _is_symbol(text[at - 1 : at])) else character(one)
        for at, one in enumerate(text)
    )


def _is_symbol(character: str) -> bool:
    """Whether an emoji can begin with it: a selector behind it is how most are written."""
    return character > "\x7f" and shows(character) and not character.isalnum()


def terminal(text: str) -> str:
    """A value for a line of text that people read, and that a runner parses."""
    return unstarted(unbracketed(visible(text)))


def path(text: str) -> str:
    r"""A file's name for a line of text: as `terminal`; a byte that is no UTF-8 (surrogateescape) is `\xff`."""
    if text.isascii():
        return terminal(text)
    return terminal("".join(f"\\x{ord(one) - 0xDC00:02x}" if "\udc80" <= one <= "\udcff" else one for one in text))


def unbracketed(text: str) -> str:
    """Text in which no `##[`, `##vso[` and the like is left."""
    return ORDER.sub(lambda order: order[0][:-1] + r"\u005b", text) if "##" in text else text


def unstarted(line: str) -> str:
    """A line that does not begin with `::`, whatever blanks stand before."""
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\u003a{line[start + 1 :]}" if line.startswith("::", start) else line


def text_stream(text: str) -> str:
    """Whole plain text, its line ends ours: the last guard, where a value comes to stand at the start of a line."""
    text = unbracketed(text)
    return "\n".join(map(unstarted, text.split("\n"))) if "::" in text else text


def json_text(text: str) -> str:
    """A string for JSON: lone surrogates are made visible, for strict parsers refuse them (serde_json, jq)."""
    if text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text):
        return text
    return "".join(character(one) if "\ud800" <= one <= "\udfff" else one for one in text)


def json_stream(text: str) -> str:
    """Whole JSON, ASCII, no line of which begins inside a string. Every reader gets the same data as before."""
    return unbracketed(text)


def xml(text: str) -> str:
    """A string for XML 1.0 with the line feeds that are ours: every other character that does not show is visible."""
    return "\n".join(map(visible, text.split("\n")))


def xml_stream(text: str) -> str:
    """A whole XML document without comments and CDATA. Every reader gets the same data as before."""
    text = ORDER.sub(lambda order: f"{order[0][:-1]}&#91;", text) if "##" in text else text
    if "::" not in text:
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        start = len(line) - len(line.lstrip())
        if line.startswith("::", start):
            lines[index] = f"{line[:start]}&#58;{line[start + 1 :]}"
    return "\n".join(lines)


def raw(name: str) -> bytes:
    """The bytes of a file's name, also of one that is not UTF-8; never raises."""
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def uri(name: bytes) -> str:
    """A relative URI reference: all but RFC 3986's unreserved characters and `/` is percent-encoded, `:` too."""
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in name) or "."


def cut(text: str, limit: int = 120) -> str:
    """At most `limit` characters of a value, the middle left out: names differ at their ends."""
    if len(text) <= limit:
        return text
    return f"{text[: limit * 2 // 3]}…{text[len(text) - (limit - limit * 2 // 3 - 1) :]}"
