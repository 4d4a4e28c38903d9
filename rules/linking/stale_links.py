"""A file has one comment that names a map.

Why it matters: the last comment counts in the standard, and for Chrome and Node.js; those inside the file belong to
files that were put into it, whose maps are not of this file. Tools that search for text may take them: Sentry's plugins
for bundlers take the first.

How to fix: let the bundler or a minifier drop comments of its inputs, or read them (webpack: `source-map-loader`).

Details: text in strings, templates and regular expressions is no comment. Where the first one leads to a map that is
there, that is said by `ambiguous-link`.
"""

from smaplint.rule import Bad, Clause, Good, Pair, Problem, Problems, Related, Span, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}
_END = b"//# sourceMappingURL=app.js.map\n"


@pair_rule(
    since="0.1.0",
    # Every app that webpack bundles without minifying it has some, of its dependencies.
    levels={},
    good=[
        Good(files={"app.js": b"let a=1\n" + _END, "app.js.map": _MAP}),
        Good(
            files={
                "app.js": b"let a='//# sourceMappingURL=b.map',b=`\n"
                b"//# sourceMappingURL=c.map\n${/[//# sourceMappingURL=d.map]/}`\n" + _END,
                "app.js.map": _MAP,
            },
            note="text that is no comment",
        ),
        Good(
            files={
                "app.css": b"a{content:'/*# sourceMappingURL=b.map */'}/*# sourceMappingURL=app.css.map */",
                "app.css.map": _MAP,
            }
        ),
        Good(
            files={"app.js": b"//# sourceMappingURL=b.map\nlet a=1\n"}, note="no comment at its end: it links to no map"
        ),
    ],
    bad=[
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=b.map\nlet b=1;//@ sourceMappingURL=c.map\n" + _END,
                "app.js.map": _MAP,
            },
            at="app.js:2:1",
            says="`b.map`",
        ),
        Bad(
            files={"app.js": _END + b"let a=1\n" + _END, "app.js.map": _MAP}, at="app.js:1:1", note="one comment twice"
        ),
        Bad(
            files={
                "app.css": b"a{}/*# sourceMappingURL=b.css.map */b{}/*# sourceMappingURL=app.css.map */",
                "app.css.map": _MAP,
            },
            at="app.css:1:4",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-inline",
            "the standard takes the last comment of several; some tools take the first",
        )
    ],
    evidence="browserify#540, thlorenz/convert-source-map#50, antd",
)
def stale_links(pair: Pair) -> Problems:
    generated = pair.generated
    directive = generated.directive
    # What stands in a file that is no JavaScript is not known for sure.
    if directive is None or generated.links.broken >= 0 or generated.rival:
        return
    stale = [one for one in generated.links.comments if one.start < directive.start]
    if not stale:
        return
    first = stale[0]
    named = quote(first.url, 48)
    found = (
        f"this comment names {named}" if len(stale) == 1 else f"{len(stale):,} comments name maps, the first {named}"
    )
    yield Problem(
        f"{found}; the last one, of {quote(directive.url, 48)}, counts, and it should be the only one",
        at=Span(first.start, first.end),
        related=tuple(Related(f"names {quote(one.url, 48)}", Span(one.start, one.end)) for one in stale[1:4]),
    )
