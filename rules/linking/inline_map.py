"""No map stands inside the generated file as a `data:` URL.

Why it matters: every visitor downloads it: the file grows by the size of the map and a third more (mozilla/send: 744 kB
instead of 281 kB). The source text in it is public, and `datadog-ci` and `bugsnag-cli` skip inline maps without a word.

How to fix: let the bundler write the map beside the file (`devtool: "source-map"` or `"hidden-source-map"`,
`build.sourcemap: true`, `--sourcemap=linked`); inline maps are for development.
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
    count,
    pair_rule,
)

_INLINE = (
    b"let answer=42\n//# sourceMappingURL=data:application/json;base64,"
    b"eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImEudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ==\n"
)


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={"recommended": NOTE, "private": ERROR},
    good=[
        Good(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n",
                "app.js.map": {"mappings": "AAAA,IAAIA"},
            }
        )
    ],
    bad=[
        Bad(files={"app.js": _INLINE}, at="app.js:2:1"),
        Bad(
            files={
                "app.js": b"a\n//# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22%3A%5B%22a"
                b"%22%5D%2C%22sourcesContent%22%3A%5B%22let%20a%22%5D%2C%22names%22%3A%5B%5D%2C%22mappings%22%3A%22%22%7D\n"
            },
            at="app.js:2:1",
            says="with the text of 1 source",
        ),
        Bad(
            files={
                "app.css": b"a{}\n/*# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22"
                b"%3A%5B%22a.scss%22%5D%2C%22names%22%3A%5B%5D%2C%22mappings%22%3A%22AAAA%22%7D */"
            },
            at="app.css:2:1",
        ),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a map may be a `data:` URI: `spec` is silent"),
    ],
    evidence="mozilla/send#78, parcel#4855",
)
def inline_map(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive is None or not directive.is_inline:
        return
    size = directive.end - directive.start
    contents = pair.map.content_count if pair.map else 0
    held = f" with the text of {count(contents, 'source')}" if contents else ""
    yield Problem(
        f"an inline map{held} takes {size:,} of the file's {pair.generated.size:,} bytes; it should be a file of its own",
        at=Span(directive.start, directive.url_start + 5),
    )
