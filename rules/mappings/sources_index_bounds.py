"""Each source index of `mappings` is an index of `sources`.

Why it matters: Sentry refuses the whole map, so every frame of the file stays minified; Chrome drops the segment, and
what it covered is taken for code of the segment before it, which may be another file's.

How to fix: build with another version of the bundler and report it: esbuild 0.24.1 to 0.25.0 wrote such maps. If a
later step edited `sources`, it must leave the number and order of the items alone.
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
)


@map_rule(
    since="0.1.0",
    when="mappings.fault_counts",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"mappings": "AAAA;ACAA"}, note="the last source"),
        Good({"mappings": "A,IAAI"}, note="a segment of one number has no source"),
        Good({"mappings": "A;A", "sources": []}),
        Good({"sources": ["a.js", None], "mappings": "AAAA"}),
    ],
    bad=[
        Bad({"mappings": "AAAA,IAAIA;AEAJ"}, at=11, says="source index 2 in a map with 2 sources"),
        Bad({"mappings": "AAAA;ADAA"}, at=5, says="source index -1"),
        Bad({"mappings": "AAAA,IAAA", "sources": []}, at=0, says="2 segments"),
    ],
    standard=[
        Clause(
            "optional", "sec-DecodeMappingsField", "a source index is 0 or more, and less than the number of `sources`"
        ),
    ],
    evidence="evanw/esbuild#4080, #4082, #4104, #4107",
)
def sources_index_bounds(map: SourceMap) -> Problems:
    sources = map.field("sources")
    faults = map.mappings.faults_of("source-bounds")
    # Without an array every index is out of bounds, and that there is none is another rule's finding.
    if faults and sources and sources.kind == "array":
        first = faults[0]
        total = map.mappings.count_of("source-bounds")
        length = map.mappings.sources
        should = (
            f"it should be {'0 to ' if length > 1 else ''}{length - 1:,}" if length else "segments should have none"
        )
        more = f"; {total:,} segments have one out of bounds" if total > 1 else ""
        yield Problem(
            f"source index {first.value} in a map with {count(length, 'source')} ({first.place} of `mappings`); "
            f"{should}{more}",
            at=first,
            notes=tuple(f"source index {one.value} at {one.place}" for one in faults[1:4]),
        )
