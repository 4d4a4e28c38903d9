"""The map that a comment names is there.

Why it matters: browsers and error trackers look for the map where the comment says. Where nothing stands there, every
frame of the file stays minified, each visitor with developer tools open fetches a 404, and `sentry-cli` warns or guesses.

How to fix: write the map beside the file, name it in the comment as it is called, or take the comment out. Where maps are
deleted on purpose after the upload, lint before that step; or state `linking: {maps-deleted: true}`, with `min-files: 0`.
"""

from smaplint.rule import (
    ERROR,
    NOTE,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Span,
    pair_rule,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    # No stack trace ever uses the map of a `.d.ts`; @apollo/client ships 587 such comments and not one of the maps.
    levels={"recommended": ERROR, ("recommended", "declaration"): NOTE},
    good=[
        Good(files={"app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n", "app.js.map": _MAP}),
        Good(files={"js/app.js": b"let a=1\n//# sourceMappingURL=../maps/a%20b.js.map?v=1", "maps/a b.js.map": _MAP}),
        Good(
            files={"app.js": b"let a=1\n//# sourceMappingURL=https://cdn.example/app.js.map"}, note="not ours to check"
        ),
        Good(files={"app.js": b"let a = `\n//# sourceMappingURL=gone.map\n`"}, note="the text of a template"),
        Good(files={"app.css": b"a{content:'/*# sourceMappingURL=gone.map */'}"}, note="the text of a string"),
        Good(
            files={"app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n"},
            options={"maps_deleted": True},
            note="deleted on purpose",
        ),
    ],
    bad=[
        Bad(files={"app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n"}, at="app.js:2:22"),
        Bad(
            files={"b.min.js": b"let b=1\n//# sourceMappingURL=a.js.map\n", "b.min.js.map": _MAP},
            at="b.min.js:2:22",
            says="`b.min.js.map` is",
            note="renamed after the build",
        ),
        Bad(files={"app.css": b"a{color:red}\n/*# sourceMappingURL=app.css.map */"}, at="app.css:2:22"),
        Bad(
            files={"app.d.ts": b"export {}\n//# sourceMappingURL=app.d.ts.map"}, at="app.d.ts:2:22", case="declaration"
        ),
        Bad(files={"app.js": b"let a=1\n//# sourceMappingURL="}, at="app.js:2:1", case="empty"),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL is resolved, and may lead nowhere: `spec` is silent"),
    ],
    evidence="PostHog/posthog-js#3058, sentry-javascript#3491, tldraw#9322",
)
def dangling_link(pair: Pair, *, maps_deleted: bool = False) -> Problems:
    directive = pair.generated.directive
    if directive is None or directive.status != "missing" or maps_deleted:
        return
    names = "the custom section names" if directive.style == "section" else "the comment names"
    if not directive.url.strip():
        yield Problem(
            f"{names} no map: the URL is empty; it should be the map's name",
            at=Span(directive.start, directive.end),
            case="empty",
        )
        return
    beside = f"; {quote(pair.map_path)} is there, and no comment names it" if pair.map_path else ""
    yield Problem(
        f"{names} {quote(directive.url)}, but there is no {quote(directive.target)}, where the map should be{beside}",
        at=Span(directive.url_start, directive.url_end),
        case="declaration" if pair.generated.kind == "dts" else "",
    )
