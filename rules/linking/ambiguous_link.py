"""A file names one map, however it is read.

Why it matters: the standard has two ways to find the comment, and tools have their own. Chrome and Node.js read tokens
and take the last comment; Sentry's plugins for bundlers take the first line that begins with `//# sourceMappingURL=`,
if a file is there. An old comment inside a bundle, of a library with its map beside it, so becomes the map of the whole
bundle. A comment behind code on its line is not found by tools that read lines.

How to fix: take the other comments out (webpack: `source-map-loader`, which reads them, or a minifier, which drops
comments); write the comment on a line of its own, with no quotes in it nor in the comments below it.

Details: another comment is reported where there is a file with the name that it gives. Without one Sentry's plugins go
on to `<file>.map`; and what webpack bundles without minifying it holds the comments of dependencies (`stale-links`).
"""

from smaplint.rule import (
    NOTE,
    OFF,
    WARNING,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Related,
    Span,
    pair_rule,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_LIBRARY = b"let b=1\n//# sourceMappingURL=lib.js.map\n"
_END = b"//# sourceMappingURL=app.js.map\n"


@pair_rule(
    since="0.1.0",
    when="generated.is_ambiguous",
    # That one way finds nothing harms few: Chrome, Node.js and the uploaders find the comment.
    levels={"recommended": WARNING, "spec": OFF, ("recommended", "null"): NOTE, ("spec", "null"): WARNING},
    good=[
        Good(files={"app.js": b"let a=1\n" + _END, "app.js.map": _MAP}),
        Good(
            files={"app.js": b"let a=1\n//# sourceMappingURL=lib.js.map\nlet b\n" + _END, "app.js.map": _MAP},
            note="the other map is not there: all take the last",
        ),
        Good(
            files={
                "app.js": b"let a=`\n//# sourceMappingURL=lib.js.map\n`\n" + _END,
                "app.js.map": _MAP,
                "lib.js": _LIBRARY,
                "lib.js.map": _MAP,
            },
            note="the text of a template",
        ),
        Good(files={"app.js": _END + b"let a=1\n" + _END, "app.js.map": _MAP}, note="the same map twice"),
        Good(
            files={
                "app.css": b"/*# sourceMappingURL=b.css.map */\n/*# sourceMappingURL=app.css.map */",
                "app.css.map": _MAP,
            },
            note="stylesheets have one way",
        ),
    ],
    bad=[
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=lib.js.map\nlet b\n" + _END,
                "app.js.map": _MAP,
                "lib.js": _LIBRARY,
                "lib.js.map": _MAP,
            },
            at="app.js:2:1",
            says="`lib.js.map`",
        ),
        Bad(files={"app.js": b"let a=1;" + _END, "app.js.map": _MAP}, at="app.js:1:9", case="null", note="behind code"),
        Bad(
            files={"app.js": b"let a=1\n" + _END + b"// don't edit\n", "app.js.map": _MAP},
            at="app.js:2:1",
            case="null",
            note="a quote in a comment below it ends the way without parsing",
        ),
    ],
    standard=[
        Clause(
            "prose",
            "sec-linking-inline",
            "both ways to extract the URL from JavaScript give the same, if they do for what the tool was given",
            "null",
        ),
        Clause(
            "practice",
            "sec-linking-inline",
            "the standard takes the last comment of several; some tools take the first",
        ),
    ],
    evidence="antd, @xenova/transformers; @sentry/bundler-plugin-core, `determineSourceMapPathFromBundle`",
)
def ambiguous_link(pair: Pair) -> Problems:
    generated = pair.generated
    if generated.directive is None or generated.kind == "css":
        return
    found = generated.links
    last = found.through_tokens
    if last is None:
        return
    if found.without_parsing is None:
        yield Problem(
            f"the comment that names {quote(last.url, 48)} is found by reading tokens, as Chrome and Node.js do, but "
            "not without parsing (ECMA-426); it should stand on a line of its own, with no quotes there or below",
            at=Span(last.start, last.end),
            case="null",
        )
    if first := generated.rival:
        yield Problem(
            f"this comment names {quote(first.url)}, which is there, and the last one {quote(last.url, 48)}: Sentry's "
            "plugins for bundlers take the first, Chrome and Node.js the last; there should be one",
            at=Span(first.start, first.end),
            related=(Related("the last one", Span(last.start, last.end)),),
        )
