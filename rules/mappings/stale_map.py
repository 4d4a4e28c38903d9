"""The map was made from this generated file, not from another version of it.

Why it matters: frames resolve, but to wrong lines and names, and nothing says so: the map is of the build before, of another
bundle, or the file was changed by a later step (a minifier, a formatter, a replacement of `process.env`) that made no map.

How to fix: build anew into an empty folder; let every step that changes the file hand on a map of its own, or make
the map in the last step.

Details: a mapped column begins a word or a punctuator. Reported where more than a tenth of at least 20 mapped columns (an
error from 100 on) fall inside a word, and no constant shift explains it: that is `mappings-shifted`. Of thousands of right maps of npm
packages the worst had 9 %. Files whose lines or columns tools count differently (U+2028, a lone carriage return, a byte
order mark) are not compared.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    WARNING,
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
_OTHER = "".join(f"value{line:03} = other{line % 7} + 1;\n" for line in range(60))


@pair_rule(
    since="0.1.0",
    when="alignment.is_off",
    levels={"recommended": ERROR, ("recommended", "few"): WARNING},
    good=[
        Good(files={"a.js": (example_code(60) + _LINK).encode(), "a.js.map": _MAP}),
        Good(
            files={"a.js": ("callxx\n" * 9 + _LINK).encode(), "a.js.map": {**_MAP, "mappings": example_mappings(9)}},
            note="18 are too few",
        ),
        Good(
            files={"a.js": (_OTHER + "\u2028" + _LINK).encode(), "a.js.map": _MAP},
            note="U+2028: tools count the lines differently",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": (_OTHER + _LINK).encode(), "a.js.map": _MAP},
            at="a.js:1:6",
            says="120 mapped columns",
            note="the map of another build",
        ),
        Bad(
            files={"a.js": (_OTHER + _LINK).encode(), "a.js.map": {**_MAP, "mappings": example_mappings(20)}},
            at="a.js:1:6",
            case="few",
        ),
    ],
    standard=[
        Clause(
            "prose",
            "sec-mappings-for-generated-javascript-code",
            "a mapping points to where a token begins, or into a comment, a string, a template or blanks",
        )
    ],
    evidence="onnxruntime-web 1.30 lib, @fluentui/react 8 lib-amd, @ionic/core 9 css",
)
def stale_map(pair: Pair) -> Problems:
    found = pair.alignment
    if found.state not in ("stale", "suspect"):
        return
    line, column = found.inside_at or (0, 0)
    offset = pair.generated.offset_of(line, column) or 0
    yield Problem(
        f"{found.inside:,} of {count(found.compared, 'mapped column')} fall inside a word of the generated file, such as line "
        f"{line + 1:,}, column {column + 1:,}; the map was made from another version of the file, and should be made from this one",
        at=Span(offset, offset + 1),
        case="" if found.state == "stale" else "few",
    )
