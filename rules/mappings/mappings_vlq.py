"""Each number of `mappings` is complete and fits into 32 bits.

Why it matters: a number that is cut short voids every mapping of the map (ECMA-426); Sentry refuses it ("leftover
cur/shift in vlq decode"). One beyond 32 bits must fail the map; Sentry refuses it, while others wrap it around in
silence: Mozilla's library reads `+/////H` as -1. `B`, a negative zero, is -2,147,483,648 to trace-mapping and Node.js,
and 0 to Chrome, Mozilla and Sentry.

How to fix: a cut number mostly means a cut file: compare its size with the build's, then build or upload again. A
number that is too large comes from the tool that wrote the map; report it there.
"""

import re

from smaplint.rule import (
    ERROR,
    OFF,
    Bad,
    Clause,
    Fault,
    Good,
    Mappings,
    Problem,
    Problems,
    SourceMap,
    map_rule,
    quote,
)

_NEGATIVE_ZERO = re.compile(r"B|hg*A")
_TOKEN = re.compile(rb";|[^;,]++")
_DIGITS = {
    digit: value for value, digit in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    # One that leads to no negative position is what the standard takes, and nobody means.
    levels={"recommended": ERROR, "spec": ERROR, ("spec", "negative-zero"): OFF},
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
        Bad(
            {"mappings": "+/////DAAA,CAAA,BAAA"},
            at=16,
            case="negative-zero",
            says="negative zero",
            note="back to column 0 by the standard, and nowhere else",
        ),
    ],
    standard=[
        Clause("optional", "sec-base64-vlq", "the last digit of a number is one of `A-Z a-f`"),
        Clause("throw", "sec-VLQUnsignedValue", "a number is below 2³² with its sign bit"),
        Clause("throw", "sec-VLQSignedValue", "a number is below 2³¹ either way"),
        Clause(
            "optional",
            "sec-DecodeMappingsField",
            "a position or an index is not below 0, as it is behind a negative zero, which is −2³¹",
        ),
        Clause(
            "practice",
            "sec-VLQSignedValue",
            "behind a sum of 2³¹ or more a negative zero is a number like others: `spec` is silent",
            "negative-zero",
        ),
    ],
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
            case="negative-zero" if _all_stand(map.mappings, faults) else "",
            notes=tuple(f"{quote(one.value, 30)} at {one.place}" for one in faults[1:4]),
        )


def _what(fault: Fault) -> str:
    if fault.kind == "truncated":
        return "breaks off; its last digit should be one of `A-Z a-f`"
    if _NEGATIVE_ZERO.fullmatch(fault.value):
        return "is a negative zero, which stands for -2,147,483,648; zero should be `A`"
    return "is beyond 32 bits; it should be at most 2,147,483,647 either way"


def _all_stand(mappings: Mappings, faults: list[Fault]) -> bool:
    """Whether the field is valid with each negative zero read as -2**31, which columns behind 2**31 allow."""
    if not all(
        fault.kind == "range" and _NEGATIVE_ZERO.fullmatch(fault.value) for fault in faults
    ) or mappings.count_of("alphabet", "arity", "empty"):
        return False
    column = source = original_line = original_column = name = 0
    for match in _TOKEN.finditer(mappings.text):
        if match[0] == b";":
            column = 0
            continue
        deltas = _numbers(match[0])
        if deltas is None:
            return False
        column += deltas[0]
        if column < 0:
            return False
        if len(deltas) > 1:
            source += deltas[1]
            original_line += deltas[2]
            original_column += deltas[3]
            if not 0 <= source < mappings.sources or original_line < 0 or original_column < 0:
                return False
        if len(deltas) > 4:
            name += deltas[4]
            if not 0 <= name < mappings.names:
                return False
    return True


def _numbers(segment: bytes) -> list[int] | None:
    """The numbers of a segment; None where one is beyond 32 bits, or what follows a negative zero breaks the grammar."""
    numbers = []
    value = shift = 0
    for byte in segment:
        digit = _DIGITS.get(byte)
        if digit is None:
            return None
        # Padding may go on for a million digits: it is counted, and not shifted by.
        if digit & 31:
            if shift > 30:
                return None
            value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            if value >> 32:
                return None
            numbers.append(-(1 << 31) if value == 1 else -(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers if not shift and len(numbers) in (1, 4, 5) else None
