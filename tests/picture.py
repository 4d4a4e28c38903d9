"""A picture of what a terminal shows, for the documentation: text with the 16 colours, as SVG."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from smaplint import cells

# Each run of text gets the cells that it takes in a terminal, whatever font the reader has.
_CELL: Final = 8.4
_LINE: Final = 19
_MARGIN: Final = 16
_SGR: Final = re.compile("\x1b\\[([0-9;]*)m")
# By what the reports use; the colours are those of GitHub's dark face.
_FILL: Final = {
    "1": "#f0f6fc",
    "2": "#8b949e",
    "1;31": "#ff7b72",
    "1;32": "#7ee787",
    "1;33": "#e3b341",
    "1;34": "#79c0ff",
    "1;36": "#76e3ea",
}


def svg(text: str, columns: int) -> str:
    """The text as SVG; a line that is wider than `columns` goes on in the next one, as in a terminal."""
    rows = [row for line in text.rstrip("\n").split("\n") for row in _rows(line, columns)]
    wide, high = 2 * _MARGIN + round(columns * _CELL), 2 * _MARGIN + len(rows) * _LINE
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    font = 'font-size="14" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace"'
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font} fill="#c9d1d9">',
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    ]
    for number, row in enumerate(rows):
        for column, code, run in row:
            bold = ' font-weight="bold"' if code.startswith("1") else ""
            fill = f' fill="{_FILL[code]}"' if code else ""
            place = f'x="{_MARGIN + column * _CELL:.1f}" y="{_MARGIN + number * _LINE + 14}"'
            length = f'textLength="{cells.columns(run) * _CELL:.1f}"'
            drawn.append(f'<text {place} {length}{fill}{bold} xml:space="preserve">{escape(run)}</text>')
    return "\n".join([*drawn, "</svg>", ""])


def _rows(line: str, columns: int) -> Iterator[list[tuple[int, str, str]]]:
    """(column, code of the colour, text) of each run, row by row."""
    row: list[tuple[int, str, str]] = []
    at, code = 0, ""
    for index, part in enumerate(_SGR.split(line)):
        if index % 2:
            code = "" if part == "0" else part
            continue
        for cell in cells.of(part)[0]:
            if at + cell.width > columns:
                yield row
                row, at = [], 0
            if row and row[-1][1] == code:
                row[-1] = (row[-1][0], code, row[-1][2] + cell.text)
            else:
                row.append((at, code, cell.text))
            at += cell.width
    yield row
