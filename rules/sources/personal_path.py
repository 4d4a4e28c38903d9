r"""No source and no `sourceRoot` leads through the home folder of a person.

Why it matters: everyone who can fetch the map reads the name of whoever built it, and often that of the employer's project
beside it. The path is of no use to anyone else (see `absolute-source`).

How to fix: build on a CI service, and have names written relative to the map: `devtoolModuleFilenameTemplate` in webpack,
`sourcemapPathTransform` in Rollup and Vite, a relative `sourceRoot` in tsc.

Details: `/Users/ann/`, `/home/ann/`, `C:\Users\ann\`, also behind a scheme, in the query that a loader leaves
(`?importer=%2FUsers%2Fann%2F`), and at the end of a climb out of the project (`../../../../home/ann/`). Accounts of CI
services (`runner`, `circleci`, `vsts`, `ubuntu` …) are nobody. None of 22,608 maps of packages and builds has one.
"""

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    map_rule,
    person,
    quote,
)

_MAP = {"version": 3, "names": [], "mappings": "AAAA", "sourcesContent": ["let a;\n"]}


@map_rule(
    since="0.1.0",
    when="has_odd_names",
    levels={"recommended": WARNING, "private": ERROR},
    good=[
        Good({"sources": ["/home/runner/work/app/main.ts", "/Users/distiller/project/a.ts"]}, note="CI services"),
        Good({"sources": ["../home/ann/main.ts", "src/Users/List/index.tsx"]}, note="folders of the project"),
        Good({"sources": ["../../../../home/components/main.ts", "/home/index.ts"]}),
        Good({"sources": ["https://example.com/Users/ann/main.ts", "webpack://app/./home/ann/a.ts"]}),
        Good(files={"a/b/c/d/app.js.map": {**_MAP, "sources": ["../../../../home/ann/main.ts"]}}, note="a folder here"),
    ],
    bad=[
        Bad({"sources": ["src/main.ts", "/Users/ann/app/util.ts"]}, at="/sources/1", says="`ann`"),
        Bad({"sources": ["file:///home/ann/main.ts", "/home/ann/util.ts"]}, at="/sources/0", says="2 such sources"),
        Bad({"sources": ["src/main.ts", "C:/Users/Ann/util.ts"]}, at="/sources/1", says="`Ann`"),
        Bad({"sources": ["src/a.ts", "webpack:///C:/Users/Ann/util.ts"]}, at="/sources/1"),
        Bad({"sources": ["a.vue?importer=%2FUsers%2Fann%2Fx.vue", "b.ts"]}, at="/sources/0"),
        Bad({"sourceRoot": "/Users/ann/app/", "sources": ["main.ts", "util.ts"]}, at="/sourceRoot"),
        Bad(
            files={"dist/app.js.map": {**_MAP, "sources": ["../../../../../home/ann/app/main.ts"]}},
            at="/sources/0",
            note="it climbs out of the project",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="angular/angular#13040, twentyhq/twenty#17913",
)
def personal_path(map: SourceMap) -> Problems:
    root = person(f"{map.source_root}/") if map.source_root else None
    if root:
        yield Problem(
            f"`sourceRoot` is {quote(map.source_root)}, in the home folder of {quote(root)}; it should name no person",
            at="/sourceRoot",
        )
        return
    found = [index for index, name in enumerate(map.sources) if name and _person(map, name)]
    if found:
        name = map.source_name(found[0])
        yield Problem(
            f"a source is {quote(name)}, in the home folder of {quote(_person(map, name))}{first_of(found)}; "
            "it should be relative to the map",
            at=f"/sources/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )


def _person(map: SourceMap, name: str) -> str | None:
    climbs = name.startswith("../../../../") and map.tree is not None
    return person(name, climbs=climbs and map.tree is not None and map.tree.locate("", name).state == "outside")
