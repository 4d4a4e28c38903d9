"""No segment says again what the one before it said.

Why it matters: it costs bytes and a little time, and nothing else.

How to fix: nothing needs to be done. A tool that writes maps can leave out a segment with the generated position, the
original position and the name of the one before.
"""

from smaplint.rule import (
    NOTE,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    Segment,
    SourceMap,
    count,
    map_rule,
)


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({"mappings": "AAAA,IAAIA;ACAJ"}),
        Good({"mappings": "AAAA,AAAIA;AAAA"}, note="one column, two originals: legal, and tools return both"),
        Good({"mappings": "AAAA,AAAAA"}, note="the second one has a name"),
        Good({"mappings": "AAAA;AAAA"}, note="one original, two lines"),
    ],
    bad=[
        Bad({"mappings": "AAAA,AAAA,IAAIA"}, at="/mappings", says="line 1, column 1, segment 2"),
        Bad({"mappings": "A,A,A;ACAA,AAAA"}, at="/mappings", says="3 segments"),
    ],
    standard=[
        Clause(
            "practice", "sec-GetOriginalPositions", "a look-up returns all mappings of a position: `spec` is silent"
        ),
    ],
)
def duplicate_positions(map: SourceMap) -> Problems:
    if map.is_declaration or not map.mappings.is_clean:
        return
    total = position = line = 0
    last: Segment | None = None
    first = ""
    for segment in map.mappings.segments():
        position = position + 1 if segment.line == line else 1
        line = segment.line
        if last and _says(last) == _says(segment):
            total += 1
            first = first or f"line {line + 1:,}, column {segment.column + 1:,}, segment {position:,}"
        last = segment
    if total:
        repeat = "repeats" if total == 1 else "repeat"
        yield Problem(
            f"{count(total, 'segment')} of `mappings` {repeat} the one before, such as {first}; they could be left out",
            at="/mappings",
        )


def _says(segment: Segment) -> tuple[int, ...]:
    return (
        segment.line,
        segment.column,
        segment.source,
        segment.original_line,
        segment.original_column,
        segment.name,
    )
