"""The segments of a generated line are in the order of their columns.

Why it matters: ECMA-426 has decoders sort them; a reader that searches a line as it stands finds the wrong segment for
a part of it. esbuild had to add a sort for the maps that it was given.

How to fix: sort the segments of each line, which loses nothing, and report it to the tool that wrote the map.
"""

from smaplint.rule import (
    WARNING,
    Bad,
    Clause,
    Fault,
    Good,
    Problem,
    Problems,
    SourceMap,
    map_rule,
)


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": WARNING},
    good=[
        Good({"mappings": "AAAA,AAAIA;AACA"}, note="two segments at one column; columns start anew in each line"),
        Good({"mappings": "AAAA,IAAIA,IAAJ"}, note="original columns may go back"),
    ],
    bad=[
        Bad({"mappings": "AAAA,UAAIA,RAAA"}, at=11, says="column 2 stands behind column 10"),
        Bad({"mappings": "UAAA,RAAA;UAAA,RAAA"}, at=5, says="2 segments"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMap", "mappings are sorted after they are decoded: `spec` is silent"),
    ],
    evidence="evanw/esbuild#378",
)
def unsorted_columns(map: SourceMap) -> Problems:
    faults = map.mappings.faults_of("unsorted")
    if faults:
        first = faults[0]
        total = map.mappings.count_of("unsorted")
        more = f"; {total:,} segments go back" if total > 1 else ""
        yield Problem(
            f"{_what(first)} ({first.place} of `mappings`); segments should be in ascending order{more}",
            at=first,
            notes=tuple(f"{_what(one)} at {one.place}" for one in faults[1:4]),
        )


def _what(fault: Fault) -> str:
    return f"generated column {fault.column:,} stands behind column {fault.column - int(fault.value):,}"
