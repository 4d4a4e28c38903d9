"""The comment that names the map is one in its language.

Why it matters: CSS has no comments that begin with `//`: the line belongs to the rule behind it, which browsers drop, and no tool
finds the map. In JavaScript the standard, V8 (Chrome, Node.js) and most uploaders read `//#` alone.

How to fix: write `/*# sourceMappingURL=… */` in style sheets and `//# sourceMappingURL=…` in scripts. A tool that puts
files together or adds the comment by itself is mostly the one at fault: it has one form for both.

Details: reported where the file has no right comment. In a script the comment must be the last thing in it. Text in
strings, templates and other comments is none.
"""

from smaplint.rule import ERROR, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule

_MAP = {"mappings": "AAAA,IAAIA"}


@pair_rule(
    since="0.1.0",
    when="generated.misplaced.form",
    levels={"recommended": ERROR},
    good=[
        Good(files={"app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n", "app.js.map": _MAP}),
        Good(files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": _MAP}),
        Good(
            files={"app.css": b"/*\n//# sourceMappingURL=b.map\n*/\na{}", "app.css.map": _MAP},
            note="in a comment of CSS",
        ),
        Good(
            files={"app.css": b"a{}\n/*\n//# sourceMappingURL=b.map\n", "app.css.map": _MAP},
            note="in one that is not closed",
        ),
        Good(files={"app.js": b"let a='/*# sourceMappingURL=b.css.map */'", "app.js.map": _MAP}, note="a string"),
        Good(
            files={"app.js": b"/*# sourceMappingURL=b.css.map */\nlet a", "app.js.map": _MAP},
            note="at the top: of a style sheet in it",
        ),
        Good(
            files={
                "app.js": b"let a\n/*# sourceMappingURL=b.css.map */\n//# sourceMappingURL=app.js.map",
                "app.js.map": _MAP,
            },
            note="a right one is there",
        ),
    ],
    bad=[
        Bad(files={"app.css": b"a{}\n//# sourceMappingURL=app.css.map\n", "app.css.map": _MAP}, at="app.css:2:1"),
        Bad(
            files={"app.css": b"a{}\n//@ sourceMappingURL=a.css.map\nb{}\n//# sourceMappingURL=b.css.map\nc{}"},
            at="app.css:4:1",
            note="two files, put together",
        ),
        Bad(files={"app.js": b"let a=1\n/*# sourceMappingURL=app.js.map */\n", "app.js.map": _MAP}, at="app.js:2:1"),
    ],
    standard=[
        Clause("prose", "sec-CSSExtractSourceMapURL", "CSS has comments between `/*` and `*/` only"),
        Clause("prose", "sec-JavaScriptExtractSourceMapURL", "in JavaScript the comment is a single-line one"),
    ],
    evidence="F81; grunt-concat-sourcemap#7, fast-sourcemap-concat#1, WebEssentials#1586; datadog-ci and rollbar-cli, run",
)
def comment_syntax(pair: Pair) -> Problems:
    found = pair.generated.misplaced.form
    if found is None:
        return
    if pair.generated.kind == "css":
        message = "CSS has no comments that begin with `//`; it should be `/*# sourceMappingURL=… */`"
    else:
        message = "a comment between `/*` and `*/` names no map in JavaScript; it should begin with `//#`"
    yield Problem(message, at=Span(found.start, found.end))
