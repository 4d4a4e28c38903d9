"""The map has no sections, which Rollbar does not read.

Why it matters: `rollbar-cli` hands every map to a reader for plain maps. It refuses an index map (`"sources" is a
required argument`), skips the file and ends with success; one that has `sources` and `mappings` beside its sections is
uploaded, and read without them.

How to fix: flatten the map with `FlattenMap` of `@jridgewell/trace-mapping`, or turn off the step that joins maps by
sections (Turbopack's and Metro's RAM bundles are made so).

Details: run with rollbar-cli 0.2.1 (source-map 0.7.6). A `sections` of null is read as none.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Good,
    Key,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
)

_MAP = {"version": 3, "sources": ["a.ts"], "sourcesContent": ["let a"], "names": [], "mappings": "AAAA"}
_SECTIONS = [{"offset": {"line": 0, "column": 0}, "map": _MAP}]


@map_rule(
    since="0.1.0",
    levels={"rollbar": ERROR},
    good=[Good({"sources": ["a.ts"], "mappings": "AAAA"})],
    bad=[Bad({"sections": _SECTIONS}, at="/sections", says="1 section,")],
    standard=[
        Clause("practice", "sec-index-source-map", "a map may have sections: `spec` is silent"),
    ],
    evidence="rollbar-cli, run",
)
def rollbar_index_map(map: SourceMap) -> Problems:
    sections = map.field("sections")
    # Of a map within a map the outermost is refused.
    if sections and sections.kind == "array" and not map.pointer:
        reads = map.fields.keys() >= {"sources", "mappings"}
        does = "reads the map without them" if reads else "refuses the map and passes over the file"
        yield Problem(
            f"the map has {count(sections.length, 'section')}, and `rollbar-cli` {does}; it should be a plain map",
            at=Key("/sections"),
        )
