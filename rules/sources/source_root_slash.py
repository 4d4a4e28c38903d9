"""`sourceRoot` ends in a slash.

Why it matters: ECMA-426 puts a slash between the root and each source; consumers that join them as texts make
`srcmain.ts` of `src` and `main.ts` (sourcemaps.io did).

How to fix: write the slash.
"""

from smaplint.rule import MISSING, NOTE, Bad, Clause, Good, Problem, Problems, SourceMap, map_rule, quote


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[*(Good({"sourceRoot": root}) for root in ("", "/", "../src/", MISSING))],
    bad=[Bad({"sourceRoot": "../src"}, at="/sourceRoot"), Bad({"sourceRoot": "."}, at="/sourceRoot")],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a slash is added where there is none: `spec` is silent"),
    ],
    evidence="getsentry/sourcemaps.io",
)
def source_root_slash(map: SourceMap) -> Problems:
    root = map.source_root
    if root and not root.endswith("/") and map.sources:
        yield Problem(
            f"`sourceRoot` is {quote(root)}, without a slash at its end; it should have one", at="/sourceRoot"
        )
