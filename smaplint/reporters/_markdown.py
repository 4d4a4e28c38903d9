"""Text of strangers in Markdown: as GitHub reads it, with tables, bare addresses, mentions, references, emoji and math.

Backslashes do not do: GitHub looks for `@name` and `#1` in what was rendered. So all that could be markup stands in code
spans, in which nothing is.
"""

import re
from collections.abc import Iterator
from typing import Final

from smaplint import escape

_UNSAFE: Final = re.compile(r"[<>&\[\]*_~|\\@#$^{}]|://|www\.|:[\w+-]+:|\bgh-\d", re.IGNORECASE)
# At the start of a line or of an item: a list in it, a rule.
_BLOCK: Final = re.compile(r"(?:[-+=]+|\d{1,9}[.)])\Z")
_FENCE: Final = re.compile(r"`+")
_WORDS: Final = re.compile(r"\s+|\S+")
# Beyond the characters of RFC 3986 an address is percent-encoded; brackets, quotes and `<` would end the link.
_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9._~:/?#@!$&*+,;=%-]+\Z")


def inline(text: str) -> str:
    """One line in which code spans stay, words that could be markup become such, and nothing else is any."""
    text = escape.terminal(text).strip()
    pieces: list[tuple[bool, str]] = []
    for is_code, piece in _pieces(text):
        if pieces and is_code and pieces[-1][0]:
            # Two code spans side by side would be none.
            pieces[-1] = True, pieces[-1][1] + piece
        elif piece:
            pieces.append((is_code, piece))
    return "".join(code(piece) if is_code else piece for is_code, piece in pieces) or "(no text)"


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    parts = text.split("`")
    for index, part in enumerate(parts):
        # Of an odd number of backquotes the last one opens nothing.
        if index % 2 and index < len(parts) - 1:
            yield True, part or "``"
            continue
        if index % 2:
            yield True, "`"
        for word in _WORDS.findall(part):
            begins = index == 0 and part.startswith(word) and _BLOCK.match(word)
            yield bool(begins or _UNSAFE.search(word)), word


def code(text: str, *, cell: bool = False) -> str:
    """A code span; in a cell of a table without a bar, on whose escape parsers differ."""
    text = escape.terminal(text)
    if cell:
        text = text.replace("|", r"\u007c")
    if not text.strip():
        return "(no name)" if not text else f"`{text}`"
    fence = "`" * (max((len(run) for run in _FENCE.findall(text)), default=0) + 1)
    space = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{space}{text}{space}{fence}"


def link(text: str, address: str) -> str:
    """A link on Markdown that is ours; the text alone where the address is none that is sure to be one."""
    return f"[{text}]({address})" if _ADDRESS.match(address) else text
