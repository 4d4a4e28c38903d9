"""Long lines have more than one mapping.

Why it matters: a minified file is one line; with one mapping for the whole of it every frame resolves to the same place. That is
what a step does that maps lines only (webpack `cheap-source-map`, a plugin without `hires`) before a minifier.

How to fix: have each step write full mappings: `devtool: "source-map"`, `hires: "boundary"` in magic-string.

Details: reported where 60 % of the file's bytes lie on lines of more than 5,000 bytes with one mapped segment or none; a table of data, or a licence, in one
line beside code is right.
"""

from smaplint.rule import MISSING, WARNING, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule

_LINK = b"//# sourceMappingURL=a.js.map\n"
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": []}
_LINE = b"call(word);" * 500


@pair_rule(
    since="0.1.0",
    when="coverage.bare",
    levels={"recommended": WARNING},
    good=[
        Good(files={"a.js": _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA" + ",WAAW" * 30}}),
        Good(files={"a.js": b"call();\n" * 700 + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA" + ";AACA" * 699}}),
        Good(
            files={
                "a.js": _LINE + b"\n" + b"call();\n" * 700 + _LINK,
                "a.js.map": {**_MAP, "mappings": "AAAA" + ";AACA" * 700},
            },
            note="half of the file is a line of data",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": b"/*! x */\n" + _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": ";AAAA"}},
            at="a.js:2:1",
            says="5,500 bytes",
        ),
    ],
    standard=[Clause("practice", "sec-mappings", "nothing is said of how many mappings a line has; `spec` is silent")],
    evidence="tc39/ecma426#38, rollup/rollup#5985",
)
def line_only_mappings(pair: Pair) -> Problems:
    found = pair.coverage
    # Where the map is of another file, the rules about that say so.
    if found.mapped and found.bare >= 0.6 * found.size > 0 and pair.alignment.state in ("aligned", "unknown"):
        start = pair.generated.offset_of(found.bare_line, 0) or 0
        yield Problem(
            f"{found.bare:,} bytes of this file ({found.bare / found.size:.0%}) are on lines of more than 5,000 with one mapping or none; each "
            "statement should have its own",
            at=Span(start, start + 1),
        )
