r"""The names of sources are written as URLs are.

Why it matters: a consumer that takes a name for a URL reads `%20` as a blank and `%2520` as `%20`, and drops what follows a
`#`: the file is not found under the name that is left. Most consumers take names as text.

How to fix: percent-encode blanks, `"`, `<`, `>`, `\``, `{`, `}`, `|`, `^` and a `%` of the name itself, once.
"""

import re

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

_UNENCODED = re.compile(r"""[ "<>`{}|^\x00-\x1f]|%(?![0-9A-Fa-f]{2})""")
_TWICE = re.compile(r"%25[0-9A-Fa-f]{2}")


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({"sources": ["src/a%20b.ts", "src/[id]/käse.ts"]}),
        Good({"sources": ["\0virtual", 'external "a b"']}, note="no files"),
    ],
    bad=[
        Bad({"sources": ["src/a b.ts", "src/{c}.ts"]}, at="/sources/0", says="2 such sources"),
        Bad({"sources": ["src/a.ts", "src/100%.ts"]}, at="/sources/1", says="`%`"),
        Bad({"sources": ["src/a.ts", "src/a%2520b.ts"]}, at="/sources/1", case="twice", says="twice"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a URL parser takes what is not encoded: `spec` is silent"),
    ],
    evidence="evanw/esbuild#1745, evanw/esbuild#3982",
)
def unencoded_source(map: SourceMap) -> Problems:
    names = [(index, name) for index, name in enumerate(map.sources) if name and not is_runtime(name)]
    found = [index for index, name in names if _UNENCODED.search(name)]
    if found:
        match = _UNENCODED.search(map.source_name(found[0]))
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, where {quote(match[0] if match else '')} is not "
            f"percent-encoded{first_of(found)}; a URL has it so",
            at=f"/sources/{found[0]}",
        )
    twice = [index for index, name in names if _TWICE.search(name)]
    if twice:
        yield Problem(
            f"a source is {quote(map.source_name(twice[0]))}, which is percent-encoded twice{first_of(twice)}; "
            "once is enough",
            at=f"/sources/{twice[0]}",
            case="twice",
        )
