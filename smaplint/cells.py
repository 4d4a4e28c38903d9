r"""Text as a terminal lays it out: what is written for each character, and how many cells it takes.

Only what every terminal gives the same width is written as it is. The rest is visible as an escape: a joiner of emoji
(`\u200d`) and a skin tone are one picture here and two there (2 or 4 cells), and the hexagrams became wide with
Unicode 16. The selector of emoji (U+FE0F) is left out behind a symbol, which then has its own width everywhere. For the
others `unicodedata` agrees with wcwidth 0.9.4, but for the vowels and finals of Hangul, which fall into the cell of the
consonant, and for conjuncts of Indic scripts, where terminals differ.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from smaplint import escape

_TAB: Final = "    "
# Marks above one letter: Hebrew has three. A hundred of them reach into other lines.
_MARKS: Final = 4
# Lone letters of flags, skin tones, marks of tones that take a cell or none, and what became wide with Unicode 16.
_UNSURE: Final = (
    (0x1F1E6, 0x1F1FF),
    (0x1F3FB, 0x1F3FF),
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0x1D165, 0x1D172),
    (0x1D300, 0x1D376),
    (0x302E, 0x302F),
    (0x16FF0, 0x16FF1),
)


class Cell(NamedTuple):
    """One character, with the marks that belong to it, as it is written; `escaped`: that is not as it is in the file."""

    text: str
    width: int
    escaped: bool = False


Cells = list[Cell]


def of(before: str, marked: str = "", after: str = "") -> tuple[Cells, Cells, Cells]:
    """The cells of a line in three parts. A mark and its letter are one cell: that of `marked` where the ends cut it.

    A tab is four blanks, and visible in `marked`. No `##[` and the like is left, nor anything else that does not show.
    """
    line = before + marked + after
    start, end = len(before), len(before) + len(marked)
    if line.isascii() and line.isprintable():
        parts = tuple([Cell(one, 1) for one in part] for part in (before, marked, after))
    else:
        parts = ([], [], [])
        for low, high, cell in _clusters(line, start, end):
            parts[0 if high <= start else 2 if low >= end else 1].append(cell)
    if "##" in line:
        _unbracket(*parts)
    return parts[0], parts[1], parts[2]


def width(*parts: Cells) -> int:
    """The columns that cells take."""
    return sum(cell.width for part in parts for cell in part)


def columns(text: str) -> int:
    """The columns that a text without controls takes."""
    return len(text) if text.isascii() else width(of(text)[0])


def fitting(cells: Cells, room: int) -> Cells:
    """As many of the first cells as fit into `room` columns."""
    for index, cell in enumerate(cells):
        room -= cell.width
        if room < 0:
            return cells[:index]
    return cells


def _clusters(line: str, start: int, end: int) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with the characters (from, to) that it stands for; `start` to `end` are marked."""
    from unicodedata import category, east_asian_width

    at = 0
    while at < len(line):
        low, one = at, line[at]
        at += 1
        if " " <= one <= "~" and line[at : at + 1] <= "\x7f":
            yield low, at, Cell(one, 1)
        elif one == "\t":
            yield low, at, Cell(r"\t", 2, escaped=True) if start <= low < end else Cell(_TAB, len(_TAB))
        elif _is_flag(line[low : at + 1]):
            at += 1
            yield low, at, Cell(line[low:at], 2)
        elif not escape.shows(one) or _is_unsure(one) or category(one) in ("Mn", "Me"):
            visible = escape.character(one)
            yield low, at, Cell(visible, len(visible), escaped=True)
        else:
            text = one
            if line[at : at + 1] in ("\ufe0e", "\ufe0f") and category(one)[0] in "SPN":
                at += 1
            hangul = "\u1100" <= one <= "\u115e" or "\ua960" <= one <= "\ua97c"
            while at < len(line) and len(text) <= _MARKS and escape.shows(line[at]):
                mark = line[at]
                if not (hangul and _falls_in(mark)) and (category(mark) not in ("Mn", "Me") or _is_unsure(mark)):
                    break
                text += mark
                at += 1
            yield low, at, Cell(text, 2 if east_asian_width(one) in "WF" else 1)


def _is_flag(pair: str) -> bool:
    return len(pair) == 2 and all("\U0001f1e6" <= one <= "\U0001f1ff" for one in pair)


def _falls_in(character: str) -> bool:
    """Whether it is a vowel or a final of Hangul, which a consonant before it takes into its cell."""
    return "\u1161" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7fb"


def _is_unsure(character: str) -> bool:
    """Whether terminals differ on its width, where it stands alone."""
    code = ord(character)
    return code > 0x7F and (any(low <= code <= high for low, high in _UNSURE) or _falls_in(character))


def _unbracket(*parts: Cells) -> None:
    """Break orders to a runner up across the parts, before widths count: the last guard would move the marks."""
    flat = [(part, index) for part in parts for index in range(len(part))]
    firsts = "".join(part[index].text[0] for part, index in flat)
    for found in escape.ORDER.finditer(firsts):
        part, index = flat[found.end() - 1]
        part[index] = Cell(r"\u005b", 6, escaped=True)
