"""No line and no column of `mappings` is below 0.

Why it matters: Mozilla's library refuses the map, Firefox stops at the segment; Sentry reads a huge number instead and
answers with line 0 or nothing, without an error. By ECMA-426 the segment is lost.

How to fix: report it to the tool that wrote the map: columns that count from 1 and are made 0-based twice, and offsets
that are subtracted for a wrapper or banner, are likely causes.
"""

from smaplint.rule import (
    ERROR,
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
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": "AAAA,IACI;ACDJ"}, note="steps back that end at 0 or above"),
        Good({"mappings": "AAAA,IAAIA;AAAJ"}, note="back to 0"),
    ],
    bad=[
        Bad({"mappings": "AAAA,JAAIA;ACAJ"}, at=5, says="generated column -4"),
        Bad({"mappings": "D"}, at=0, says="generated column -1"),
        Bad({"mappings": "AAAA,IADIA"}, at=5, says="original line -1"),
        Bad({"mappings": "AAAA,IAAJA"}, at=5, says="original column -4"),
        Bad({"mappings": "AAAA,IAAJA,IAAAA,IAAIA"}, at=5, says="2 of them"),
    ],
    standard=[
        Clause("optional", "sec-DecodeMappingsField", "a generated column is not below 0; such a segment is dropped"),
        Clause(
            "optional",
            "sec-DecodeMappingsField",
            "an original line or column is not below 0; such a position is dropped",
        ),
    ],
    evidence="purescript/purescript#4034, sweet-js/sweet-core#318, tc39/ecma426#184",
)
def negative_position(map: SourceMap) -> Problems:
    faults = sorted(map.mappings.faults_of("negative-column", "negative-original"), key=lambda fault: fault.offset)
    if faults:
        first = faults[0]
        total = map.mappings.count_of("negative-column", "negative-original")
        more = f"; there are {total:,} of them" if total > 1 else ""
        yield Problem(
            f"{_what(first)} ({first.place} of `mappings`); it should be 0 or more{more}",
            at=first,
            notes=tuple(f"{_what(one)} at {one.place}" for one in faults[1:4]),
        )


def _what(fault: Fault) -> str:
    return f"generated column {fault.value}" if fault.kind == "negative-column" else f"original {fault.value}"
