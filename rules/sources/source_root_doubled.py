"""The sources do not repeat `sourceRoot`.

Why it matters: the root is put in front of each source, so that `src/` and `src/main.ts` become `src/src/main.ts`, which is
nowhere: no uploader finds the text, and frames link to nothing.

How to fix: leave out `sourceRoot`, or the folder in the sources. Where two steps both know the root, tell it to one.

Details: reported where each source begins with the root. A root that climbs (`../src/` and `../src/a.ts`) is right as it is:
`../src/../src/a.ts` is that file again. Where the file is there under the doubled name, nothing is said.
"""

import posixpath

from smaplint.rule import (
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    is_runtime,
    map_rule,
    quote,
)


@map_rule(
    since="0.1.0",
    when="source_root",
    levels={"recommended": WARNING},
    good=[
        Good({"sourceRoot": "src/", "sources": ["main.ts", "src/util.ts"]}, note="not all of them"),
        Good({"sourceRoot": "../src/", "sources": ["../src/main.ts", "../src/util.ts"]}),
        Good({"sourceRoot": "/", "sources": ["/src/main.ts", "/src/util.ts"]}),
        Good({"sourceRoot": "src", "sources": ["srcs/main.ts", "src.ts"]}),
        Good(
            files={
                "a.js.map": {"sourceRoot": "src/", "sources": ["src/a.ts"], "mappings": "AAAA"},
                "src/src/a.ts": b"let a;\n",
            },
            note="the file is there",
        ),
    ],
    bad=[
        Bad(
            {"sourceRoot": "src/", "sources": ["src/main.ts", "src/util.ts"]},
            at="/sourceRoot",
            says="`src/src/main.ts`",
        ),
        Bad({"sourceRoot": "./src", "sources": ["src/main.ts", "webpack/runtime/global"]}, at="/sourceRoot"),
        Bad({"sourceRoot": "/app/", "sources": ["/app/main.ts", "/app/util.ts"]}, at="/sourceRoot"),
        Bad(
            {
                "sourceRoot": "https://example.com/a/",
                "sources": ["https://example.com/a/b.ts", "https://example.com/a/c.ts"],
            },
            at="/sourceRoot",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "the root stands in front of each source: `spec` is silent"),
    ],
    evidence="gulp-sourcemaps/gulp-sourcemaps#272, getsentry/rust-sourcemap#75",
)
def source_root_doubled(map: SourceMap) -> Problems:
    root = map.source_root.rstrip("/").removeprefix("./")
    if not root or root.startswith(".."):
        return
    names = [name.removeprefix("./") for name in map.sources if name and not is_runtime(name)]
    if not names or not all(name.startswith(root + "/") for name in names):
        return
    tree = map.tree
    if tree and tree.locate(map.source_root, names[0]).state == "found" and not root.startswith("/"):
        return
    joined = f"{map.source_root.rstrip('/')}/{names[0]}"
    shown = joined if "://" in root else posixpath.normpath(joined)
    yield Problem(
        f"`sourceRoot` is {quote(map.source_root)}, and each source begins with it, so that the first becomes {quote(shown)}; "
        "one of them should go",
        at="/sourceRoot",
    )
