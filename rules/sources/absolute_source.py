"""No source is an absolute path of the machine that built it.

Why it matters: nobody else has that path: Datadog skips such sources when it links frames to the repository ("Absolute path
… is not supported"), two machines build two different maps, and the layout of the build machine is published.

How to fix: have names written relative to the map: `devtoolModuleFilenameTemplate` in webpack, `sourcemapPathTransform` in
Rollup and Vite, `--source-map-urls=relative` in sass, no `mapRoot` or absolute `sourceRoot` in tsc.

Details: `file:` URLs, drives of Windows, and paths below a folder that only machines have (`/home`, `/tmp`, `/builds`,
`/usr/src`). A path that a site may have too (`/src/x.ts`) is none. Where it names a person, that is `personal-path`.
None of 22,340 maps of packages has one; Metro names all of its sources so.
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
    machine_path,
    map_rule,
    person,
    quote,
)


@map_rule(
    since="0.1.0",
    when="has_odd_names",
    levels={"recommended": NOTE},
    good=[
        Good({"sources": ["../src/main.ts", "/src/util.ts"]}, note="from the top of a site"),
        Good({"sources": ["webpack:///./home/main.ts", "webpack://app/home/util.ts"]}),
        Good({"sources": ["https://example.com/home/runner/main.ts", "home/runner/x.ts"]}),
    ],
    bad=[
        Bad({"sources": ["/home/runner/work/app/src/main.ts", "/builds/x/b.ts"]}, at="/sources/0", says="2 such"),
        Bad({"sources": ["src/main.ts", "file:///app/src/util.ts"]}, at="/sources/1"),
        Bad({"sources": ["src/main.ts", "C:/agent/_work/1/s/util.ts"]}, at="/sources/1"),
        Bad({"sources": ["src/main.ts", "webpack:////tmp/build/util.ts"]}, at="/sources/1"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="DataDog/datadog-ci, evanw/esbuild#785, gatsbyjs/gatsby#3324",
)
def absolute_source(map: SourceMap) -> Problems:
    if map.is_declaration:
        return
    found = [
        index for index, name in enumerate(map.sources) if name and machine_path(name) is not None and not person(name)
    ]
    if found:
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, a path of the machine that built it{first_of(found)}; "
            "it should be relative to the map",
            at=f"/sources/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )
