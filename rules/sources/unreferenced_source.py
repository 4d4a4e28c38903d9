"""Each source is named by a mapping.

Why it matters: it costs bytes, and its text is published though none of it is in the file. Types and what was shaken off
the tree leave such sources: 22 % of the builds of apps have one.

How to fix: nothing needs to be done. A tool that rewrites maps can drop the sources that it no longer uses.
"""

from smaplint.rule import NOTE, Bad, Clause, Good, Problem, Problems, SourceMap, count, map_rule, quote


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({}),
        Good({"mappings": "", "sources": [], "sourcesContent": []}),
        Good({"mappings": "AAAA", "scopes": ""}, note="`scopes` have sources too"),
    ],
    bad=[
        Bad({"mappings": "AAAA"}, at="/sources/1", says="1 of 2 sources"),
        Bad({"sources": ["a.ts", "b.ts", "c.ts"], "mappings": "ACAA"}, at="/sources/0", says="2 of 3 sources"),
    ],
    standard=[
        Clause("practice", "sec-source-map-format", "sources may be mapped, and need not be: `spec` is silent"),
    ],
)
def unreferenced_source(map: SourceMap) -> Problems:
    if map.is_declaration or not map.sources or not map.mappings.is_clean or "scopes" in map.fields:
        return
    unused = [index for index in range(len(map.sources)) if index not in map.mapped_lines]
    if unused:
        yield Problem(
            f"no mapping names {len(unused):,} of {count(len(map.sources), 'source')}, such as "
            f"{quote(map.source_name(unused[0]))}; they could be left out",
            at=f"/sources/{unused[0]}",
            about="sources",
        )
