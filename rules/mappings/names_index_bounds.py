"""Each name index of `mappings` is an index of `names`.

Why it matters: Sentry refuses the whole map ("bad reference to name #1"), so every frame of the file stays minified;
other tools show the frame without a name.

How to fix: find the step that rewrote `names` without `mappings` (a tool that drops names to save bytes must drop the
fifth numbers too) and leave it out; otherwise report it to the tool that wrote the map.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
)


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": "AAAA,IAAIA;ACAJ"}, note="the last name"),
        Good({"mappings": "AAAA,IAAI", "names": MISSING}),
        Good({"mappings": "AAAA,IAAI", "names": ["never", "used"]}),
    ],
    bad=[
        Bad({"mappings": "AAAA,IAAIC;ACAJ"}, at=5, says="name index 1 in a map with 1 name"),
        Bad({"mappings": "AAAA,IAAID;ACAJ"}, at=5, says="name index -1"),
        Bad({"mappings": "AAAA,IAAIA,CAAAA", "names": []}, at=5, says="2 segments", note="names that were stripped"),
        Bad({"mappings": "AAAA,IAAIA", "names": MISSING}, at=5, says="0 names"),
        Bad({"mappings": "AAAA,IAAIC,IAAAC,IAAAA;ACAJ"}, at=5, says="3 segments"),
    ],
    standard=[
        Clause("optional", "sec-DecodeMappingsField", "a name index is 0 or more, and less than the number of `names`"),
    ],
    evidence="sentry-cli 3.8",
)
def names_index_bounds(map: SourceMap) -> Problems:
    names = map.field("names")
    faults = map.mappings.faults_of("name-bounds")
    # `names` may be missing, and null is a tool's way to say so; another type is another rule's finding.
    if faults and (names is None or names.kind in ("array", "null")):
        first = faults[0]
        total = map.mappings.count_of("name-bounds")
        length = map.mappings.names
        should = (
            f"it should be {'0 to ' if length > 1 else ''}{length - 1:,}" if length else "segments should have none"
        )
        more = f"; {total:,} segments have one out of bounds" if total > 1 else ""
        yield Problem(
            f"name index {first.value} in a map with {count(length, 'name')} ({first.place} of `mappings`); "
            f"{should}{more}",
            at=first,
            notes=tuple(f"name index {one.value} at {one.place}" for one in faults[1:4]),
        )
