"""`sourceRoot` is a folder that others have too.

Why it matters: every source is looked for behind it. A path of the build machine is nowhere else, and `/source/` is what
gulp-sourcemaps writes where nobody told it a folder: frames link to files that no repository has.

How to fix: leave `sourceRoot` out, or set it to what the error tracker's integration or the server has: a folder
relative to the map, or a URL.

Details: `/`, `/src/` and URLs are roots that are meant. A root in a person's home is `personal-path`'s. None of 22,608 maps
of packages and builds has one.
"""

from smaplint.rule import (
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    machine_path,
    map_rule,
    person,
    quote,
)


@map_rule(
    since="0.1.0",
    when="source_root",
    levels={"recommended": WARNING},
    good=[
        *(Good({"sourceRoot": root}) for root in ("", "/", "/src/", "../src/", "https://example.com/home/runner/")),
        Good({"sourceRoot": "/app"}),
        Good({"sourceRoot": "webpack:///./"}),
        Good({"sourceRoot": "/home/runner/work/app/", "sources": [], "sourcesContent": [], "mappings": ""}),
    ],
    bad=[
        Bad({"sourceRoot": "/home/runner/work/app"}, at="/sourceRoot", says="a path of the machine"),
        Bad({"sourceRoot": "file:///app/src/"}, at="/sourceRoot"),
        Bad({"sourceRoot": "D:/a/app/app/"}, at="/sourceRoot"),
        Bad({"sourceRoot": "/source/"}, at="/sourceRoot", case="default", says="gulp-sourcemaps"),
    ],
    standard=[
        Clause(
            "practice", "sec-DecodeSourceMapSources", "a root is any text in front of each source: `spec` is silent"
        ),
    ],
    evidence="roots/sage#1496",
)
def source_root_absolute(map: SourceMap) -> Problems:
    root = map.source_root
    if not root or not map.sources or map.is_declaration:
        return
    if root.rstrip("/") == "/source":
        yield Problem(
            "`sourceRoot` is `/source/`, what gulp-sourcemaps writes by default; it should be left out, or be where sources are",
            at="/sourceRoot",
            case="default",
        )
    elif machine_path(root + "/") is not None and not person(root + "/"):
        yield Problem(
            f"`sourceRoot` is {quote(root)}, a path of the machine that built it; "
            "it should be left out, or be where others find the sources",
            at="/sourceRoot",
        )
