"""A generated file that holds code has mappings.

Why it matters: a map without a mapping is taken by every browser and uploader, and resolves nothing: all frames of the file stay
minified. Some step of the build handed on code without a map.

How to fix: find the plugin or loader that returns code without a map (Rollup warns of it: "Sourcemap is likely to be incorrect") and
have it return one, or `null` where it changed nothing.

Details: reported from 2,000 bytes of code on, not counting comments, strings, imports and exports: files that only hand
on, and virtual modules of bundlers, have empty maps in a quarter of all packages and are right.
"""

from smaplint.rule import MISSING, WARNING, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule

_LINK = b"//# sourceMappingURL=a.js.map\n"
_MAP = {"sources": [], "sourcesContent": MISSING, "names": [], "mappings": ""}
_CODE = b"".join(b"if (word) { call%03d(); }\n" % number for number in range(120))


@pair_rule(
    since="0.1.0",
    when="coverage.is_empty",
    levels={"recommended": WARNING},
    good=[
        Good(files={"a.js": _CODE[:1800] + _LINK, "a.js.map": _MAP}, note="a small helper"),
        Good(
            files={"a.js": b'export { word } from "./word.js";\n' * 100 + _LINK, "a.js.map": _MAP}, note="only hands on"
        ),
        Good(files={"a.js": b"/*" + _CODE + b"*/" + _LINK, "a.js.map": _MAP}, note="a licence"),
        Good(files={"a.js": b'import{a}from"./b.js";' * 100 + _LINK, "a.js.map": _MAP}),
        Good(
            files={"a.js": b"exports.word = word.word;\n" * 120 + _LINK, "a.js.map": _MAP},
            note="only hands on, as CommonJS",
        ),
        Good(files={"a.js": b"const shader = `" + _CODE + b"`;\n" + _LINK, "a.js.map": _MAP}, note="a text"),
    ],
    bad=[
        Bad(files={"a.js": _CODE + _LINK, "a.js.map": _MAP}, at="a.js:1:1", says="2,640 bytes"),
        Bad(
            files={
                "a.js": _CODE.replace(b"\n", b"") + b"\n" + _LINK,
                "a.js.map": {**_MAP, "sources": ["a.ts"], "mappings": "A"},
            },
            at="a.js:1:1",
            note="one segment, without a source",
        ),
    ],
    standard=[Clause("practice", "sec-mappings", "an empty `mappings` is valid; `spec` is silent")],
    evidence="vitejs/vite#2806, Comandeer/rollup-plugin-babel-minify#133, Silksofthesoul/vite-plugin-transform#4",
)
def empty_mappings(pair: Pair) -> Problems:
    found = pair.coverage
    if found.known and not found.mapped and found.code >= 2000:
        yield Problem(
            f"the map of this file has no mapping, and the file has {found.code:,} bytes of code; its frames should resolve",
            at=Span(0, 1),
        )
