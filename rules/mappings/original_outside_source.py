"""Original positions lie inside the embedded text of their source.

Why it matters: the tracker shows no code, or that of other lines, for frames whose line the text does not have, and every
position between is under suspicion: the text is another version of the file.

How to fix: have `sourcesContent` written by the step that also writes `mappings`: chain the maps of the steps before
(`inputSourceMap`, source-map-loader) rather than reading files again. If one tool wrote both, report it there.

Details: reported where 5 % of the positions that can be compared, and at least 20, are outside; below that, correct
releases of Angular, Next.js and hls.js have them too. Columns behind the end of their line count where others fall inside
a word: alone they are what Vue's compiler and libsass write, on the right lines. The end of a line is inside. JSON files and
style sheets in a script are left out, and a note is enough where all sources at fault are dependencies'. Texts with U+2028, U+2029, a form
feed, a lone carriage return or a byte order mark are left out, for tools count their lines differently.
"""

from smaplint.rule import (
    MISSING,
    NOTE,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
    quote,
)

_DOWN = ";AACA"


@map_rule(
    since="0.1.0",
    when="originals.outlying",
    levels={"recommended": WARNING, ("recommended", "dependency"): NOTE},
    good=[
        Good(
            {"sources": ["a.js"], "sourcesContent": ["a\n" * 24], "mappings": "AAAA" + _DOWN * 24}, note="the last line"
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["\n" * 30], "mappings": "AAAA" + _DOWN * 24},
            note="the end of a line",
        ),
        Good({"sources": ["a.js"], "sourcesContent": ["ab\r\n" * 30], "mappings": "AAAE" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ["a"], "mappings": "AAAA" + _DOWN * 19}, note="19 are too few"),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["a\n" * 480], "mappings": "AAAA" + _DOWN * 500},
            note="20 of 501 are less than 5 %",
        ),
        Good(
            {"sources": ["a.vue"], "sourcesContent": ["let a;\n" * 30], "mappings": "AAAO" + _DOWN * 24},
            note="columns alone",
        ),
        Good(
            {"sources": ["a.json"], "sourcesContent": ["{}"], "mappings": "AAAA" + _DOWN * 24},
            note="no script's source",
        ),
        Good({"sources": ["a.js"], "sourcesContent": MISSING, "mappings": "AAAA" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ["a\u2028" * 24], "mappings": "AAAA" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ["é\n" * 30], "mappings": "AAAE" + _DOWN * 24}, note="in bytes"),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["😀\n" * 30], "mappings": "AAAE" + _DOWN * 24}, note="UTF-16 units"
        ),
    ],
    bad=[
        Bad(
            {"sources": ["a.js"], "sourcesContent": ["one\ntwo\n"], "mappings": "AAAA" + _DOWN * 24},
            at="/sources/0",
            says="22 of 25",
        ),
        Bad(
            {
                "sources": ["a.js"],
                "sourcesContent": ["let ab;\n" * 30],
                "mappings": "AAAQ" + _DOWN * 21 + ";AACH" + _DOWN * 2,
            },
            at="/sources/0",
            says="line 1, column 9",
            note="columns behind the end of lines, and others inside a word",
        ),
        Bad(
            {"sources": ["../node_modules/x/a.js"], "sourcesContent": ["one\n"], "mappings": "AAAA" + _DOWN * 24},
            at="/sources/0",
            case="dependency",
            note="of a dependency",
        ),
        Bad(
            {
                "sources": ["a.js", "b.js"],
                "sourcesContent": ["a;\n" * 30, "b;"],
                "mappings": "AAAA" + _DOWN * 24 + ";ACxBA" + _DOWN * 24,
            },
            at="/sources/1",
            note="the second text is cut short",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-DecodeMappingsField",
            "no position is compared with a text, and none is too large: `spec` is silent",
        ),
    ],
    evidence="web-vitals, @sentry/browser, abort-controller; getsentry/sentry#124895",
)
def original_outside_source(map: SourceMap) -> Problems:
    if map.is_declaration or not (outlying := map.originals.outlying):
        return
    worst = outlying[0]
    name = quote(map.source_name(worst.source))
    line, column = worst.outside_at or (0, 0)
    there = f"its text has {count(worst.lines, 'line')}" if line >= worst.lines else "that line is shorter"
    others = f"; so have {count(len(outlying) - 1, 'other source')}" if len(outlying) > 1 else ""
    yield Problem(
        f"{worst.outside:,} of {count(worst.compared, 'position')} in {name} are outside its embedded text, such as "
        f"line {line + 1:,}, column {column + 1:,} ({there}); all should be inside{others}",
        at=f"/sources/{worst.source}",
        case="dependency" if all("node_modules/" in map.source_name(one.source) for one in outlying) else "",
        notes=(
            f"{map.originals.outside:,} of {count(map.originals.compared, 'position')} of the map are outside",
            *(f"{quote(map.source_name(one.source))}: {one.outside:,} of {one.compared:,}" for one in outlying[1:4]),
        ),
    )
