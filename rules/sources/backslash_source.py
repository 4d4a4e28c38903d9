r"""The folders of a source are separated by slashes.

Why it matters: a source is a URL, in which a backslash separates nothing. Chrome shows the whole path as the name of one
file, `source-map` cannot join it with anything, and error trackers find no such file in the repository.

How to fix: replace `\` by `/` where names are written; it is a defect of a tool that ran on Windows and joins paths with
`path.join` or `path.relative` instead of `path.posix`.

Details: the pattern in the name of a webpack context (`./locale sync ^\.\/.*$`) is none, nor is what follows a `?`.
None of 22,608 maps of packages and builds has one.
"""

import re

from smaplint.rule import (
    WARNING,
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

# Between two names; `\.` and `\/` are of patterns, and glob's `\[`.
_SEPARATES = re.compile(
    r"[\w.)\]@-]\\{1,2}[\w@_-]|^\.{1,2}\\|\\\.{1,2}\\|^[A-Za-z]:\\|\\node_modules\\|\\[\w@.-]+\.[a-z]{1,4}$"
)


@map_rule(
    since="0.1.0",
    when="has_backslashes",
    levels={"recommended": WARNING},
    good=[
        Good({"sources": ["src/main.ts", "webpack:///./locale sync ^\\.\\/.*$"]}, note="a pattern"),
        Good({"sources": ["src/main.ts", "src/a.vue?importer=C:\\app"]}),
        Good({"sources": ["src/\\[id\\]/main.ts", "\0virtual:a\\b"]}),
    ],
    bad=[
        Bad({"sources": ["..\\src\\main.ts", "..\\src\\util.ts"]}, at="/sources/0", says="2 such sources"),
        Bad({"sources": ["src/main.ts", "webpack:///src\\util.ts"]}, at="/sources/1"),
        Bad({"sources": ["main.ts", "C:\\app\\util.ts"]}, at="/sources/1"),
        Bad({"sourceRoot": "..\\src\\", "sources": ["main.ts", "util.ts"]}, at="/sourceRoot"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a backslash is a character of a name: `spec` is silent"),
    ],
    evidence="facebook/create-react-app#2610, evanw/esbuild#463, mozilla/source-map#91",
)
def backslash_source(map: SourceMap) -> Problems:
    if "\\" in map.source_root:
        yield Problem(
            f"`sourceRoot` is {quote(map.source_root)}, with backslashes; a URL has slashes between folders",
            at="/sourceRoot",
        )
        return
    found = [index for index, name in enumerate(map.sources) if name and "\\" in name and _separates(name)]
    if found:
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, with backslashes{first_of(found)}; "
            "a URL has slashes between folders",
            at=f"/sources/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )


def _separates(name: str) -> bool:
    return not is_runtime(name) and _SEPARATES.search(name.partition("?")[0]) is not None
