"""Minified code is mapped for the most part.

Why it matters: a frame in code that no segment covers stays minified. Half of a bundle without mappings is a step that
handed its code on without a map, beside others that did.

How to fix: find out whose code it is (`source-map-explorer` shows the unmapped bytes), and have that plugin or loader return a map.

Details: off, for a runtime, polyfills and virtual modules of a bundler have no source and are right without; found where less than
half of the bytes in lines of more than 500 lie behind a segment with a source, and the file has mappings at all. What is not minified is
not looked at: by lines, a third of all packages have less than half.
"""

from smaplint.rule import MISSING, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule

_LINK = b"//# sourceMappingURL=a.js.map\n"
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": []}
_LINE = b"call(word);" * 100


@pair_rule(
    since="0.1.0",
    levels={},
    good=[
        Good(files={"a.js": _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA,WAAW"}}),
        Good(
            files={"a.js": _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA,gmBAAgmB,C"}},
            note="608 of 1,100 bytes",
        ),
        Good(files={"a.js": b"call(word);\n" * 90 + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA,A"}}),
        Good(files={"a.js": _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": ""}}, note="`empty-mappings`"),
    ],
    bad=[
        Bad(
            files={"a.js": _LINE + b"\n" + _LINK, "a.js.map": {**_MAP, "mappings": "AAAA,W"}},
            at="a.js:1:1",
            says="1% of 1,100 bytes",
        ),
    ],
    standard=[Clause("practice", "sec-mappings", "nothing is said of how much is mapped; `spec` is silent")],
    evidence='source-map-explorer, "Unable to map n bytes"',
)
def low_coverage(pair: Pair) -> Problems:
    if not pair.coverage.mapped or pair.alignment.state not in ("aligned", "unknown"):
        return
    share, size = pair.covered
    if share < 0.5:
        yield Problem(
            f"{share:.0%} of {size:,} bytes in minified lines are mapped; most of them should be",
            at=Span(0, 1),
        )
