"""`mappings` holds base64 digits, commas and semicolons, and nothing else.

Why it matters: one wrong character voids every mapping of the map (ECMA-426), and the tools disagree on what then
happens: for `=` Sentry and Mozilla's library refuse the map; for a space Mozilla's library refuses it, while sentry-cli
uploads it without a word and resolves what follows to the wrong token.

How to fix: find what edited the file after it was built: a formatter that wrapped the long line, a search and replace
for a CDN's URL, an editor that put typographic characters. Keep that step away from `.map` files and build again.
"""

from smaplint.rule import (
    ERROR,
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

_BLANKS = {" ": "a space", "\t": "a tab", "\n": "a line feed", "\r": "a carriage return", "\r\n": "a line end"}


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": ""}),
        Good({"mappings": ";;AAAA,IAAIA;;ACAJ;"}),
        Good({"mappings": "AAAA,+/AAAA;ACAA"}, note="`+` and `/` are digits"),
    ],
    bad=[
        Bad({"mappings": "AAAA, IAAIA;ACAJ"}, at=5, says="a space", note="rewritten by a CDN"),
        Bad({"mappings": "AAAA,IAAIA=;ACAJ"}, at=10, says="`=`", note="padded, as base64 of other kinds is"),
        Bad({"mappings": "AAAA,IAAIA;\nACAJ"}, at=11, says="a line feed"),
        Bad({"mappings": "AAAA,\n    IAAIA;\n    ACAJ"}, at=5, says="white space", note="wrapped by a formatter"),
        Bad({"mappings": "AAAA, IAAIA; ACAJ"}, at=5, says="in 2 segments"),
        Bad({"mappings": "AAAA,https://cdn.example.com/IAAIA;ACAJ"}, at=10, says="`:`", note="a replaced path"),
        Bad({"mappings": "AAAA,IAA_A;ACAJ"}, at=8, says="`_`", note="base64url has other digits"),
        Bad({"mappings": "AAAA,IAA–A;ACAJ"}, at=8, says="`–`"),
    ],
    standard=[
        Clause("optional", "sec-base64-vlq", "a number consists of the 64 digits `A-Z a-z 0-9 + /`"),
        Clause("optional", "sec-DecodeMappings", "the field parses; where it does not, all its mappings are dropped"),
    ],
    evidence="sentry-cli 3.8, source-map 0.7",
)
def mappings_alphabet(map: SourceMap) -> Problems:
    faults = map.mappings.faults_of("alphabet")
    if faults:
        first = faults[0]
        total = map.mappings.count_of("alphabet")
        more = f", and the like is in {count(total, 'segment')}" if total > 1 else ""
        yield Problem(
            f"{_shown(first.value)} at byte {first.offset:,} of `mappings` "
            f"({first.place}) is no base64 digit{more}; "
            "a segment should consist of `A-Z a-z 0-9 + /` alone",
            at=first,
            notes=tuple(f"{_shown(one.value)} at {one.place}" for one in faults[1:4]),
        )


def _shown(value: str) -> str:
    if value.isspace():
        return _BLANKS.get(value, "white space")
    return quote(value, 20)
