"""Mappings lie inside the generated file.

Why it matters: the map belongs to another build, or the file was cut, replaced or put together anew after the map was
made: frames resolve to wrong places or to none, and source-map-explorer stops at the first such mapping.

How to fix: build anew into an empty folder, and make the map in the last step that changes the file.

Details: an error where 5 % of the mapped segments, and at least 20, are on a line that is not there or behind a line's end; its
very end is inside. Below that it is a note: releases of Angular, dexie, firebase and Next.js have 1 to 30, for a placeholder is
replaced after the build. Segments without a source are not counted. Where a constant shift explains all of them,
`mappings-shifted` says so instead.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    NOTE,
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

_LINK = "//# sourceMappingURL=a.js.map\n"
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": [], "mappings": example_mappings(60)}


@pair_rule(
    since="0.1.0",
    when="alignment.outside",
    levels={"recommended": ERROR, ("recommended", "stray"): NOTE},
    good=[
        Good(files={"a.js": (example_code(60) + _LINK).encode(), "a.js.map": _MAP}),
        Good(
            files={
                "a.js": (example_code(60) + _LINK).encode(),
                "a.js.map": {**_MAP, "mappings": example_mappings(60) + ";A;A;;;A"},
            },
            note="segments without a source behind the end, and empty lines",
        ),
        Good(
            files={
                "a.js": ("call();\n" * 30 + _LINK).encode(),
                "a.js.map": {**_MAP, "mappings": "OAAA" + ";OAAA" * 29},
            },
            note="the end of a line",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": (example_code(12) + _LINK).encode(), "a.js.map": _MAP},
            at="a.js:14:1",
            says="93 of 120 mapped segments",
            note="the file was cut, or its map is another's",
        ),
        Bad(
            files={
                "a.js": (example_code(60).replace("callxxx(a)", "callxxx()", 1) + _LINK).encode(),
                "a.js.map": {**_MAP, "mappings": example_mappings(60) + ";gCAAA"},
            },
            at="a.js:61:30",
            case="stray",
            says="1 of 121",
        ),
    ],
    standard=[
        Clause(
            "prose",
            "sec-mappings-for-generated-javascript-code",
            "a mapping points to where a token begins, or into a comment, a string, a template or blanks",
        )
    ],
    evidence="gsap 3.15 SplitText.min.js, preact-render-to-string 6.8, posthog-js react/dist, babylonjs",
)
def mappings_outside_file(pair: Pair) -> Problems:
    found = pair.alignment
    if not found.outside or found.state not in ("aligned", "outside"):
        return
    # Sections that overlap put single segments outside; `index-map-sections` says so.
    if found.state == "aligned" and pair.map and pair.map.is_index:
        return
    line, column = found.outside_at or (0, 0)
    generated = pair.generated
    offset = generated.offset_of(min(line, found.lines - 1), column)
    if offset is None:
        offset = generated.line_starts[line + 1] - 1 if line + 1 < found.lines else len(generated.data)
    there = f"the file has {count(found.lines, 'line')}" if line >= found.lines else "that line is shorter"
    yield Problem(
        f"{found.outside:,} of {count(found.compared, 'mapped segment')} lie outside the generated file, such as line {line + 1:,}, "
        f"column {column + 1:,} ({there}); all should be inside",
        at=Span(offset, offset),
        case="" if found.state == "outside" else "stray",
    )
