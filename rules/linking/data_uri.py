"""An inline map can be decoded.

Why it matters: a `data:` URL that does not decode is no map to anyone: browsers say so in the console at best, and every
frame of the file stays minified.

How to fix: build again; find what edits the file after the build (a minifier that cuts long lines, a text replacement).
"""

from smaplint.rule import (
    ERROR,
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

_MAP = b"eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImEudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ"


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={"recommended": ERROR},
    good=[
        Good(files={"app.js": b"a\n//# sourceMappingURL=data:application/json;charset=utf-8;base64," + _MAP + b"=="}),
        Good(files={"app.js": b"a\n//# sourceMappingURL=data:application/json;base64," + _MAP}, note="without padding"),
    ],
    bad=[
        Bad(files={"app.js": b"a\n//# sourceMappingURL=data:application/json;base64,eyJ2*XJz"}, at="app.js:2:55"),
        Bad(
            files={"app.js": b"a\n//# sourceMappingURL=data:application/json;base64,eyJ2Z"},
            at="app.js:2:55",
            says="cut short",
        ),
        Bad(files={"app.js": b"a\n//# sourceMappingURL=data:application/json"}, at="app.js:2:22", says="comma"),
    ],
    standard=[
        Clause("prose", "sec-linking-generated-code", "the address of a map is a URL, which may be a `data:` URI"),
    ],
    evidence="sourcemap-validator#6",
)
def data_uri(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive and pair.inline and pair.inline.json is None:
        at = pair.inline.problem_at
        yield Problem(
            f"the inline map {quote(directive.url, 48)} cannot be decoded: {pair.inline.problem}; it should be a whole `data:` URL",
            at=Span(at, at + 1)
            if at >= 0
            else Span(directive.url_start, min(directive.url_end, directive.url_start + 48)),
        )
