"""The embedded text of a source is the text that was mapped.

Why it matters: frames resolve to the right file and line number, and the tracker shows the wrong code beside them: an
older version, the output of another step (hls.js has positions of TypeScript on the text of the JavaScript), or, where
an item was inserted into `sources` alone, another file's text.

How to fix: have `sourcesContent` written by the step that also writes `mappings`, clear stale caches, and keep
`sources` and `sourcesContent` in step. Where a dependency ships maps of its own, read both its map and its texts, or
neither. If one tool wrote all of it, report it there.

Details: a mapped column begins a token; in the text that was mapped next to none falls inside a word. Reported where
more than a third of at least 20 do, or where half of them and at least 20 are outside; a right one had 27 % at most, among
44,577 maps of packages. From a tenth on it is a note: a text that was only reformatted has as much, but so do a few right
ones. JSON files and style sheets in a script are left out, and a note is enough where all sources at
fault are dependencies'. Maps that step through the text character by character, columns in bytes, and
texts whose lines are counted differently are no mismatch.
"""

from smaplint.rule import (
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
_TEXT = "const answer = 42;\n"


@map_rule(
    since="0.1.0",
    when=("originals.mismatched", "originals.suspect"),
    levels={"recommended": WARNING, ("recommended", "dependency"): NOTE, ("recommended", "suspect"): NOTE},
    good=[
        Good(
            {"sources": ["a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAM" + _DOWN * 24}, note="at `answer`"
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAK" + _DOWN * 24}, note="behind a word"
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAE" + _DOWN * 18},
            note="19 are too few",
        ),
        Good(
            {
                "sources": ["a.js"],
                "sourcesContent": ["characters"],
                "mappings": "AAAA" + ",CAAC" * 9 + ";AAAT,CAAC" + ",CAAC" * 9,
            },
            note="a segment for each character (magic-string's `hires`)",
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["/*ééé*/call();\n" * 30], "mappings": "AAAU" + _DOWN * 24},
            note="columns in bytes",
        ),
        Good({"sources": ["a.js"], "sourcesContent": ["`ab${c}`;\n" * 30], "mappings": "AAAG" + _DOWN * 24}),
        Good(
            {"sources": ["a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAE" + _DOWN + ";AACF" + _DOWN * 17},
            note="2 of 20",
        ),
        Good({"sources": ["a.js"], "sourcesContent": [_TEXT * 30 + "\f"], "mappings": "AAAE" + _DOWN * 24}),
    ],
    bad=[
        Bad(
            {
                "sources": ["a.js"],
                "sourcesContent": [_TEXT * 30],
                "mappings": "AAAE" + _DOWN * 5 + ";AACF" + _DOWN * 13,
            },
            at="/sources/0",
            case="suspect",
            says="6 of 20",
        ),
        Bad(
            {"sources": ["a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAE" + _DOWN * 24},
            at="/sources/0",
            says="25 of 25",
            note="every column is inside `const`",
        ),
        Bad(
            {
                "sources": ["a.js", "b.js", "c.js"],
                "sourcesContent": [_TEXT * 30, "function answer() {}\n" * 30, _TEXT * 30],
                "mappings": "AAAA" + _DOWN * 24 + ";ACxBM" + _DOWN * 24 + ";ACxBA" + _DOWN * 24,
            },
            at="/sources/1",
            says="`b.js`",
            note="the texts are in another order than the sources",
        ),
        Bad(
            {
                "sources": ["a.js"],
                "sourcesContent": [_TEXT * 30],
                "mappings": "AAAE" + _DOWN * 6 + ";AACF" + _DOWN * 12,
            },
            at="/sources/0",
            says="7 of 20",
        ),
        Bad(
            {"sources": ["../node_modules/x/a.js"], "sourcesContent": [_TEXT * 30], "mappings": "AAAE" + _DOWN * 24},
            at="/sources/0",
            case="dependency",
            note="of a dependency",
        ),
        Bad(
            {
                "sources": ["a.js", "b.js"],
                "sourcesContent": [_TEXT * 500, "export * from './c';\n"],
                "mappings": "AAAA" + _DOWN * 499 + ";ACnfA" + _DOWN * 24,
            },
            at="/sources/1",
            says="23 of 25",
            note="too few for `original-outside-source`, but nearly all of this text",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "no position is compared with a text: `spec` is silent"),
    ],
    evidence="getsentry/sentry#124895",
)
def mismatched_source(map: SourceMap) -> Problems:
    certain = map.originals.mismatched
    mismatched = certain or map.originals.suspect
    if map.is_declaration or not mismatched:
        return
    of_dependencies = all("node_modules/" in map.source_name(one.source) for one in mismatched)
    worst = mismatched[0]
    line, column = worst.inside_at or worst.outside_at or (0, 0)
    others = f"; so it is with {count(len(mismatched) - 1, 'other source')}" if len(mismatched) > 1 else ""
    yield Problem(
        f"{_share(worst.misplaced, worst.compared)} in {quote(map.source_name(worst.source))} fall inside a word of "
        f"its embedded text, or outside it, such as line {line + 1:,}, column {column + 1:,}; "
        f"the text should be the one that was mapped{others}",
        at=f"/sources/{worst.source}",
        original=(worst.source, line, column),
        case="suspect" if not certain else "dependency" if of_dependencies else "",
        notes=tuple(
            f"{quote(map.source_name(one.source))}: {_share(one.misplaced, one.compared)}" for one in mismatched[1:4]
        ),
    )


def _share(misplaced: int, compared: int) -> str:
    return f"{misplaced:,} of {count(compared, 'position')}"
