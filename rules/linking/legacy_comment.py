"""The comment that names the map begins with `//#`, not `//@`.

Why it matters: generators shall only write `//#` (ECMA-426). `datadog-ci` and `rollbar-cli` do not see the old form at
all: they skip the file and report success, and its frames stay minified.

How to fix: write `//# sourceMappingURL=…` (in CSS `/*# sourceMappingURL=… */`); update the tool that still writes `@`.
"""

from smaplint.rule import (
    WARNING,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Span,
    pair_rule,
)

_MAP = {"mappings": "AAAA,IAAIA"}


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={"recommended": WARNING},
    good=[Good(files={"app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n", "app.js.map": _MAP})],
    bad=[
        Bad(files={"app.js": b"let a=1\n//@ sourceMappingURL=app.js.map\n", "app.js.map": _MAP}, at="app.js:2:1"),
        Bad(
            files={"app.css": b"a{}\n/*@ sourceMappingURL=app.css.map */", "app.css.map": _MAP},
            at="app.css:2:1",
        ),
    ],
    standard=[
        Clause("prose", "sec-MatchSourceMapURL", "generators shall only write `//#`; consumers shall take `//@` too"),
    ],
    evidence="datadog-ci and rollbar-cli, run",
)
def legacy_comment(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive and directive.mark == "@":
        written = f"{directive.style}@"
        yield Problem(
            f"the comment begins with `{written}`, which newer tools do not look for; it should be `{directive.style}#`",
            at=Span(directive.start, directive.start + 3),
        )
