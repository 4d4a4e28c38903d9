"""The generated file was not edited after its map was made.

Why it matters: a banner, a licence, `"use strict"` or a snippet that is put in front of the code moves every line (or every
column of one line) and not the map: each frame resolves to a wrong line, quietly. Uploaders and browsers notice nothing.

How to fix: put the text in before the map is made (the bundler's own `banner` option), let the tool that edits the
file edit its map (magic-string, `sentry-cli sourcemaps inject`), or make the map again afterwards.

Details: a mapped column begins a word or a punctuator, and next to none falls inside a word. Reported where at least 100 mapped
columns do not lie so, and one constant number of lines, or of columns in one line, takes 97 % of them out of words again, and no
other does nearly as well.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Span,
    count,
    example_code,
    example_mappings,
    pair_rule,
)

_BANNER = "/*!\n * shelf 1.2.3\n * (c) the authors\n */\n"
_LINK = "//# sourceMappingURL=a.js.map\n"
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": [], "mappings": example_mappings(60)}


@pair_rule(
    since="0.1.0",
    when="alignment.is_off",
    levels={"recommended": ERROR},
    good=[
        Good(files={"a.js": (example_code(60) + _LINK).encode(), "a.js.map": _MAP}),
        Good(
            files={
                "a.js": (_BANNER + example_code(60) + _LINK).encode(),
                "a.js.map": {**_MAP, "mappings": ";;;;" + example_mappings(60)},
            },
            note="the map knows of the banner",
        ),
        Good(
            files={"a.js": (example_code(40) + _LINK).encode(), "a.js.map": {**_MAP, "mappings": example_mappings(40)}},
            note="80 segments are too few",
        ),
        Good(
            files={
                "a.js": ("x;\n" + "call(a);\n" * 60 + _LINK).encode(),
                "a.js.map": {**_MAP, "mappings": "AAAA,KAAK" + ";AACL,KAAK" * 59},
            },
            note="lines that are all alike prove nothing",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": (_BANNER + example_code(60) + _LINK).encode(), "a.js.map": _MAP},
            at="a.js:7:5",
            says="4 lines too early",
            note="a banner was put in front after the build",
        ),
        Bad(
            files={"a.js": ('"use strict";\n' + example_code(60) + _LINK).encode(), "a.js.map": _MAP},
            at="a.js:2:4",
            says="1 line too early",
        ),
        Bad(
            files={"a.js": (example_code(60).removeprefix(example_code(1)) + _LINK).encode(), "a.js.map": _MAP},
            at="a.js:2:4",
            says="1 line too late",
            note="the first line was taken out",
        ),
    ],
    standard=[
        Clause(
            "prose",
            "sec-mappings-for-generated-javascript-code",
            "a mapping points to where a token begins, or into a comment, a string, a template or blanks",
        )
    ],
    evidence="tabler/tabler#2766, web-infra-dev/rspack#10708; pouchdb 9.0.0, bootstrap 5.3, rxjs 7.8 (umd), firebase 13",
)
def mappings_shifted(pair: Pair) -> Problems:
    found = pair.alignment
    if found.state != "shifted":
        return
    late = "early" if (found.lines_by or found.columns_by) > 0 else "late"
    by = []
    if found.lines_by:
        by.append(count(abs(found.lines_by), "line"))
    if found.columns_by:
        by.append(count(abs(found.columns_by), "column"))
    what = "all mappings are"
    if found.columns_by and not found.lines_by:
        what = f"the mappings of line {found.line + 1:,} are"
    line, column = found.inside_at or (0, 0)
    offset = pair.generated.offset_of(line, column) or 0
    way = "put in front" if late == "early" else "taken out"
    yield Problem(
        f"{what} {' and '.join(by)} too {late}; the file was edited after its map was made ({_what(found.lines_by, found.columns_by)} "
        f"{way}), and the map should be made from the file that is shipped",
        at=Span(offset, offset + 1),
        notes=(
            f"{found.fit:.0%} of {count(found.compared, 'mapped column')} lie on the code as it is, {found.fit_after:.0%} once moved",
        ),
    )


def _what(lines: int, columns: int) -> str:
    if lines:
        return "a banner, a licence or a snippet was" if lines > 0 else "a text was"
    return "a text in the line, or the end of a comment, was" if columns > 0 else "a text in the line was"
