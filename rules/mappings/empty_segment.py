"""Each comma of `mappings` stands between two segments.

Why it matters: by the grammar of ECMA-426 one stray comma voids every mapping of the map. Mozilla's library and most
other decoders step over it, so it goes unseen until one follows the standard.

How to fix: remove the comma, which loses nothing, and report it to the tool that wrote it: a map that was put together
by text (a concatenation, a template) is the usual origin.
"""

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    map_rule,
)


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": WARNING, "spec": ERROR},
    good=[
        Good({"mappings": ";;AAAA,IAAIA;;ACAJ;;"}, note="lines may be empty, segments may not"),
        Good({"mappings": ""}),
        Good({"mappings": ";"}),
    ],
    bad=[
        Bad({"mappings": "AAAA,,IAAIA;ACAJ"}, at=5),
        Bad({"mappings": "AAAA,IAAIA,;ACAJ"}, at=11, note="at the end of a line"),
        Bad({"mappings": "AAAA,IAAIA;,ACAJ"}, at=11, note="at the start of a line"),
        Bad({"mappings": ",AAAA"}, at=0),
        Bad({"mappings": "AAAA,"}, at=5),
        Bad({"mappings": "AAAA,,,IAAIA;,ACAJ"}, at=5, says="3 stray commas"),
    ],
    standard=[
        Clause(
            "optional",
            "sec-mappings-grammar",
            "a comma stands between two segments; where it does not, all mappings are dropped",
        ),
    ],
)
def empty_segment(map: SourceMap) -> Problems:
    faults = map.mappings.faults_of("empty")
    if faults:
        first = faults[0]
        total = map.mappings.count_of("empty")
        more = f"; there are {total:,} stray commas" if total > 1 else ""
        yield Problem(
            f"an empty segment at byte {first.offset:,} of `mappings` ({first.place}); "
            f"a comma should stand between two segments{more}",
            at=first,
            notes=tuple(f"empty at {one.place}" for one in faults[1:4]),
        )
