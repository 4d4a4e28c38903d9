"""Each name is used by a segment.

Why it matters: it costs bytes and nothing else: of the 1,986 names of redux-toolkit's map 900 are never used.

How to fix: nothing needs to be done. A tool that rewrites maps can drop the names that it no longer uses.
"""

from smaplint.rule import (
    MISSING,
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


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({"mappings": "AAAA,IAAIA"}),
        Good({"mappings": "AAAA", "names": []}),
        Good({"mappings": "AAAA", "names": MISSING}),
        Good({"mappings": "AAAA", "names": ["a"], "scopes": ""}, note="`scopes` have names too"),
    ],
    bad=[
        Bad({"mappings": "AAAA"}, at="/names/0", says="1 of 1 name"),
        Bad({"mappings": "AAAA,IAAIC", "names": ["a", "b", "c"]}, at="/names/0", says="2 of 3 names"),
    ],
    standard=[
        Clause("practice", "sec-source-map-format", "names may be used, and need not be: `spec` is silent"),
    ],
)
def unused_names(map: SourceMap) -> Problems:
    if map.is_declaration or not map.names or not map.mappings.is_clean or "scopes" in map.fields:
        return
    used = {segment.name for segment in map.mappings.segments()}
    unused = [index for index in range(len(map.names)) if index not in used]
    if unused:
        yield Problem(
            f"no segment uses {len(unused):,} of {count(len(map.names), 'name')}, such as "
            f"{quote(map.names[unused[0]], 40)}; they could be left out",
            at=f"/names/{unused[0]}",
            about="names",
        )
