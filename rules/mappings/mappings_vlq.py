"""Each number of `mappings` is complete and fits into 32 bits.

Why it matters: a number that is cut short voids every mapping of the map (ECMA-426); Sentry refuses it ("leftover
cur/shift in vlq decode"). One beyond 32 bits must fail the map; Sentry refuses it, while others wrap it around in
silence: Mozilla's library reads `+/////H` as -1. `B`, a negative zero, is -2,147,483,648 to trace-mapping and Node.js,
and 0 to Chrome, Mozilla and Sentry.

How to fix: a cut number mostly means a cut file: compare its size with the build's, then build or upload again. A
number that is too large comes from the tool that wrote the map; report it there.
"""

import re

from smaplint.rule import ERROR, Bad, Fault, Good, Problem, Problems, SourceMap, map_rule, quote

_NEGATIVE_ZERO = re.compile(r"B|hg*A")


@map_rule(
    since="0.1.0",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": "AAAA,IAAIA;ACAgggA"}, note="leading zeros are legal"),
        Good({"mappings": "AAAA,+/////DAAAA"}, note="2,147,483,647, the largest column"),
    ],
    bad=[
        Bad({"mappings": "AAAA,IAAIA;ACAg"}, at=14, says="breaks off", note="cut inside a number"),
        Bad({"mappings": "AAAA,IAAo;ACAJ"}, at=8, says="breaks off", note="a digit lost in the middle"),
        Bad({"mappings": "AAAA,g;ACAg"}, at=5, says="2 segments"),
        Bad({"mappings": "AAAA,IAAIA;ACAggggggI"}, at=14, says="32 bits"),
        Bad({"mappings": "AAAA,IAAgggggggggggggggggggggggB"}, at=8, says="32 bits"),
        Bad({"mappings": "AAAA,IAAB"}, at=8, says="negative zero"),
        Bad({"mappings": "AAAA,IAAhggA"}, at=8, says="negative zero", note="padded"),
    ],
    standard="VLQUnsignedValue, VLQSignedValue",
    evidence="sentry-cli 3.8, trace-mapping 0.3, Node.js 20",
)
def mappings_vlq(map: SourceMap) -> Problems:
    faults = sorted(map.mappings.faults_of("truncated", "range"), key=lambda fault: fault.offset)
    if faults:
        first = faults[0]
        total = map.mappings.count_of("truncated", "range")
        more = f"; {total:,} segments hold such a number" if total > 1 else ""
        yield Problem(
            f"the number {quote(first.value, 30)} at byte {first.offset:,} of `mappings` ({first.place}) "
            f"{_what(first)}{more}",
            at=first,
            notes=tuple(f"{quote(one.value, 30)} at {one.place}" for one in faults[1:4]),
        )


def _what(fault: Fault) -> str:
    if fault.kind == "truncated":
        return "breaks off; its last digit should be one of `A-Z a-f`"
    if _NEGATIVE_ZERO.fullmatch(fault.value):
        return "is a negative zero, which stands for -2,147,483,648; zero should be `A`"
    return "is beyond 32 bits; it should be at most 2,147,483,647 either way"
