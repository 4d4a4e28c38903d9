"""Each segment of `mappings` has 1, 4 or 5 numbers.

Why it matters: any other length voids every mapping of the map (ECMA-426). Sentry refuses a map with a segment of 2 or
6 numbers, Mozilla's library refuses 2 and takes 6: the same map works in one place and not in the other.

How to fix: 2 or 3 numbers at the end of the field mean a file that was cut: build or upload it again. Elsewhere a comma
was lost, or the tool that wrote the map is at fault; report it there.
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
    count,
    map_rule,
    quote,
)

_LAST_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef")


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": "A,CAAC,CAACA;ACAA"}, note="1, 4 and 5 numbers"),
        Good({"mappings": "AAAA,ggBAAAA"}, note="7 digits, 5 numbers"),
    ],
    bad=[
        Bad({"mappings": "AAAA,IA;ACAJ"}, at=5, says="2 numbers"),
        Bad({"mappings": "AAAA,IAAIA;ACA"}, at=11, says="3 numbers", note="a file that was cut"),
        Bad({"mappings": "AAAA,IAAIAA;ACAJ"}, at=5, says="6 numbers"),
        Bad({"mappings": "AAAAIAAIA;ACAJ"}, at=0, says="9 numbers", note="a lost comma"),
        Bad({"mappings": "AAAA,IA;AC"}, at=5, says="2 segments"),
    ],
    standard=[
        Clause(
            "optional",
            "sec-mappings-grammar",
            "a segment has 1, 4 or 5 numbers; where one has not, all mappings are dropped",
        ),
    ],
    evidence="sentry-cli 3.8, source-map 0.7",
)
def segment_length(map: SourceMap) -> Problems:
    faults = map.mappings.faults_of("arity")
    if faults:
        first = faults[0]
        total = map.mappings.count_of("arity")
        more = f"; {total:,} segments have a wrong length" if total > 1 else ""
        yield Problem(
            f"the segment {quote(first.value, 40)} at byte {first.offset:,} of `mappings` ({first.place}) has "
            f"{_length(first)}; it should have 1, 4 or 5{more}",
            at=first,
            notes=tuple(f"{quote(one.value, 40)} at {one.place} has {_length(one)}" for one in faults[1:4]),
        )


def _length(fault: Fault) -> str:
    return count(sum(1 for digit in fault.value if digit in _LAST_DIGITS), "number")
