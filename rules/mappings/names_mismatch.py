"""A mapped name stands in the original text at its position.

Why it matters: trackers show the name as that of the function. Where many names do not stand where the map says, the
columns may be off, or the names may belong to another build.

How to fix: look at a few of the examples. Names that a tool made up (`_openBlock`, `require$$0`, `undefined`) are
harmless; a systematic shift is not, and belongs to the tool that wrote the map.

Details: off by default, for it cries wolf: of 118 npm packages with names, 35 have more than 10 % of such names and 11
more than half, all of them legitimate. Reported where more than 30 % of at least 20 names differ.
"""

from array import array
from collections.abc import Iterator

from smaplint.rule import (
    NOTE,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
    quote,
)

_LEAST = 20
_SHARE = 0.3
_FAR = (1 << 31) - 1
_BEFORE = ("'", '"', "#")
_BEFORE_UNITS = tuple(character.encode("utf-16-le") for character in _BEFORE)
_DOWN = ";AACAA"


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({"sources": ["a.js"], "sourcesContent": ["answer();\n" * 30], "mappings": "AAAAA" + _DOWN * 24}),
        Good(
            {"sources": ["a.js"], "sourcesContent": ['"answer"\n' * 30], "mappings": "AAAAA" + _DOWN * 24},
            note="quoted",
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["#answer\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            note="private",
        ),
        Good({"sources": ["a.js"], "sourcesContent": ["😀 answer\n" * 30], "mappings": "AAAGA" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ['é: "answer"\n' * 30], "mappings": "AAAGA" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ["other();\n" * 30], "mappings": "AAAAA" + _DOWN * 18}),
        Good({"sources": ["a.js"], "mappings": "AAAAA" + _DOWN * 24}, note="no text"),
    ],
    bad=[
        Bad(
            {"sources": ["a.js"], "sourcesContent": ["other();\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            at="/names/0",
            says="25 of 25",
        ),
        Bad(
            {"sources": ["a.js"], "sourcesContent": ["let answer;\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            at="/names/0",
            says="`answer`",
        ),
    ],
    standard=[
        Clause(
            "prose",
            "sec-names-for-generated-javascript-code",
            "the name of a mapping should be the name that the construct has in the original",
        ),
    ],
)
def names_mismatch(map: SourceMap) -> Problems:
    if map.is_declaration or not map.names or not map.contents or not map.mappings.is_clean:
        return
    # Packed, for a hostile map can have millions of names: line, column and name in three numbers.
    named: dict[int, array[int]] = {}
    for segment in map.mappings.segments():
        if segment.name >= 0:
            place = (min(segment.original_line, _FAR), min(segment.original_column, _FAR), segment.name)
            named.setdefault(segment.source, array("l")).extend(place)
    compared = different = 0
    examples: list[tuple[int, tuple[int, int, int], str]] = []
    for source, places in named.items():
        if text := map.content(source):
            compared += len(places) // 3
            for line, column, name in _different(text, places, map.names):
                different += 1
                if len(examples) < 4:
                    where = f"line {line + 1:,}, column {column + 1:,} of {quote(map.source_name(source))}"
                    examples.append((name, (source, line, column), f"{quote(map.names[name], 40)} at {where}"))
    if compared >= _LEAST and different > _SHARE * compared:
        yield Problem(
            f"{different:,} of {count(compared, 'name')} are not in the original text at their position, such as "
            f"{examples[0][2]}; a name should stand there",
            at=f"/names/{examples[0][0]}",
            notes=tuple(shown for _, _, shown in examples[1:]),
            original=examples[0][1],
        )


def _different(text: str, places: "array[int]", names: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    lines = text.replace("\r\n", "\n").split("\n")
    # Columns are UTF-16 units: a line that is not ASCII is looked at as those, encoded once.
    encoded: dict[int, bytes] = {}
    for line, column, name in zip(places[::3], places[1::3], places[2::3], strict=True):
        there = lines[line] if line < len(lines) else ""
        # A key may be quoted, a private name has its `#`.
        if there.isascii():
            same = there.startswith(names[name], column + there.startswith(_BEFORE, column))
        else:
            units = encoded.get(line) or there.encode("utf-16-le", "surrogatepass")
            encoded[line] = units
            at = column * 2
            at += 2 * units.startswith(_BEFORE_UNITS, at)
            same = units.startswith(names[name].encode("utf-16-le", "surrogatepass"), at)
        if not same:
            yield line, column, name
