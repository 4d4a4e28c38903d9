"""Columns count UTF-16 units.

Why it matters: browsers and error trackers count UTF-16 units in JavaScript and CSS; where the map counts bytes or code
points, every frame behind the first `é` or emoji of a line lands beside its token, and on the wrong name.

How to fix: update the tool that wrote the map, and report it there; or have it escape what is not ASCII
(esbuild `--charset=ascii`, terser `ascii_only`).

Details: compared are the mapped columns behind the first character of a line that is not ASCII, at least 20: more than a tenth of them fall
inside a word as UTF-16 units, and next to none as bytes, or as code points. In CSS it is a note: lightningcss, which
rspack, Parcel and Turbopack carry, counts bytes, and no stack trace ends in a style sheet.
"""

from smaplint.rule import ERROR, MISSING, NOTE, Bad, Clause, Good, Pair, Problem, Problems, Span, count, pair_rule

_UNITS = "AAAA,WAAW" + ";AACX,WAAW" * 29
_BYTES = "AAAA,cAAc" + ";AACd,cAAc" * 29
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": []}
_JS = '"ééé".call(word);\n' * 30 + "//# sourceMappingURL=a.js.map\n"
_CSS = ".ééé-abcd{color:red}\n" * 30 + "/*# sourceMappingURL=a.css.map */\n"


@pair_rule(
    since="0.1.0",
    when="alignment.is_off",
    levels={"recommended": ERROR, ("recommended", "css"): NOTE},
    good=[
        Good(files={"a.js": _JS.encode(), "a.js.map": {**_MAP, "mappings": _UNITS}}),
        Good(
            files={"a.js": _JS.replace("é", "e").encode(), "a.js.map": {**_MAP, "mappings": _UNITS}}, note="all ASCII"
        ),
        Good(
            files={
                "a.js": _JS.encode(),
                "a.js.map": {**_MAP, "mappings": _BYTES[: len("AAAA,cAAc" + ";AACd,cAAc" * 18)]},
            },
            note="19 are too few",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": _JS.encode(), "a.js.map": {**_MAP, "mappings": _BYTES}},
            at="a.js:1:15",
            says="bytes",
        ),
        Bad(
            files={
                "a.js": _JS.replace("é", "😀").encode(),
                "a.js.map": {**_MAP, "mappings": _UNITS},
            },
            at="a.js:1:12",
            says="code points",
        ),
        Bad(
            files={
                "a.css": _CSS.encode(),
                "a.css.map": {**_MAP, "file": "a.css", "mappings": _UNITS.replace("W", "a").replace("X", "b")},
            },
            at="a.css:1:14",
            case="css",
        ),
    ],
    standard=[Clause("prose", "sec-terms-and-definitions", "columns of JavaScript and CSS are UTF-16 code units")],
    evidence="evanw/esbuild before 0.9.3, oven-sh/bun#32838, terser/terser#1318, parcel-bundler/lightningcss",
)
def byte_columns(pair: Pair) -> Problems:
    found = pair.alignment
    if found.state != "bytes":
        return
    line, column = found.inside_at or found.outside_at or (0, 0)
    offset = pair.generated.offset_of(line, column) or 0
    yield Problem(
        f"columns count {found.unit}; they should count UTF-16 units: of {count(found.compared, 'mapped column')} behind a character "
        f"that is not ASCII {found.fit_after:.0%} lie on the code when read as {found.unit}, and so do not now, such as line "
        f"{line + 1:,}, column {column + 1:,}",
        at=Span(offset, offset + 1),
        case="css" if pair.generated.kind == "css" else "",
    )
