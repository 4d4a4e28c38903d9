"""No source has a query behind its name.

Why it matters: no file in the repository has that name, and links to it fail where the consumer does not cut the query off.
Datadog found it in one of twenty paths (`select.vue?821e`).

How to fix: `[resource-path]` without `[loaders]` and `[hash]` in webpack's `devtoolModuleFilenameTemplate`. Where several
modules come from one file (Vue), the query is what tells them apart.
"""

from smaplint.rule import (
    NOTE,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    is_runtime,
    map_rule,
    quote,
)


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({}),
        Good({"sources": ["src/a%3Fb.ts", "\0a.js?commonjs-proxy"]}),
    ],
    bad=[
        Bad({"sources": ["src/a.ts", "webpack://app/./b.vue?821e"]}, at="/sources/1"),
        Bad({"sources": ["src/a.vue?vue&type=script", "b.vue?1"]}, at="/sources/0", says="2 such sources"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="DataDog/datadog-ci src/commands/git-metadata",
)
def source_query(map: SourceMap) -> Problems:
    found = [index for index, name in enumerate(map.sources) if name and "?" in name and not is_runtime(name)]
    if found:
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, with a query{first_of(found)}; "
            "it should be the path of a file",
            at=f"/sources/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )
