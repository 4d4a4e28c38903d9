"""Nothing follows the comment that names the map.

Why it matters: `datadog-ci` reads the last line of a file alone, and `bugsnag-cli` stops at any other comment. They find no map, pass
over the file and end with success.

How to fix: let the step that adds the last lines (`//# debugId=` of `sentry-cli sourcemaps inject`, a note of the build)
run before the comment is written, or put them above it.

Details: off, for the standard takes comments behind it, and so do browsers. `datadog-not-scanned` and `bugsnag-not-scanned` find
the files that those uploaders pass over for it. Blank lines do not count.
"""

from smaplint.rule import Bad, Clause, Good, Pair, Problem, Problems, Related, Span, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}
_LINK = b"let a=1\n//# sourceMappingURL=app.js.map\n"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"


@pair_rule(
    since="0.1.0",
    levels={},
    good=[
        Good(files={"app.js": _LINK, "app.js.map": _MAP}),
        Good(files={"app.js": _LINK + b"\r\n \n\n", "app.js.map": _MAP}, note="blank lines"),
        Good(files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */\n", "app.css.map": _MAP}),
    ],
    bad=[
        Bad(
            files={"app.js": _LINK + b"// built in CI\n", "app.js.map": _MAP}, at="app.js:2:1", says="`// built in CI`"
        ),
        Bad(
            files={"app.js": _LINK + b"//# debugId=%b\n" % _ID.encode(), "app.js.map": {**_MAP, "debugId": _ID}},
            at="app.js:2:1",
            note="as sentry-cli leaves it",
        ),
        Bad(
            files={"app.css": b"/*# sourceMappingURL=app.css.map */\na{}\n", "app.css.map": _MAP},
            at="app.css:1:1",
            note="a style sheet that was appended",
        ),
    ],
    standard=[
        Clause("practice", "sec-JavaScriptExtractSourceMapURL", "other comments may follow: `spec` is silent"),
    ],
    evidence="F79; sentry-cli 3.8.0 and datadog-ci, run; browserify#540, stacktrace-gps#33",
)
def link_not_last(pair: Pair) -> Problems:
    generated = pair.generated
    directive = generated.directive
    if directive is None or directive.style == "section":
        return
    # A wrapped `data:` URL goes on behind what was read of it.
    rest = generated.data[directive.end :]
    behind = rest.strip()
    if not behind or (directive.is_inline and pair.inline and pair.inline.json is None):
        return
    line = behind.splitlines()[0][:200].decode("utf-8", "replace")
    start = directive.end + len(rest) - len(rest.lstrip())
    yield Problem(
        f"{quote(line, 48)} follows the comment that names the map; the comment should come last",
        at=Span(directive.start, directive.end),
        related=(Related("what follows", Span(start, start + 1)),),
    )
