"""A link to a map is relative to the file.

Why it matters: with a host or from the root of a site it holds for one address only. `datadog-ci` passes over such files, Sentry's
tools guess by the name, and a preview under another path asks for maps that are not there.

How to fix: let the bundler write the name alone (webpack: leave `append` and `publicPath` out of `SourceMapDevToolPlugin`).

Details: off, for a public address is right where maps are published apart. `datadog-not-scanned` and `rollbar-not-scanned`
find the files that those uploaders pass over for it. `localhost` and paths of machines are `local-link`.
"""

import re

from smaplint.rule import Bad, Clause, Good, Pair, Problem, Problems, Span, machine_path, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|[/\\]")


def _js(url: bytes) -> bytes:
    return b"let a=1\n//# sourceMappingURL=" + url + b"\n"


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={},
    good=[
        Good(files={"js/app.js": _js(b"../maps/app.js.map"), "maps/app.js.map": _MAP}),
        Good(files={"app.js": _js(b"app.js.map?http://cdn.example"), "app.js.map": _MAP}, note="in the query"),
    ],
    bad=[
        Bad(files={"app.js": _js(b"https://cdn.example/app.js.map"), "app.js.map": _MAP}, at="app.js:2:22"),
        Bad(files={"app.js": _js(b"//cdn.example/app.js.map")}, at="app.js:2:22", says="has a host"),
        Bad(files={"app.js": _js(b"/js/app.js.map"), "app.js.map": _MAP}, at="app.js:2:22", says="the root"),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may have a host or a root: `spec` is silent"),
    ],
    evidence="F85; datadog-ci, run; source-map-loader#119, ionic-app-scripts#856",
)
def absolute_link(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive is None or directive.is_inline or not _ABSOLUTE.match(directive.url):
        return
    if directive.is_of_this_machine or machine_path(directive.url) is not None:
        return
    begins = "begins at the root of the site" if directive.url[:2].strip("/\\") else "has a host"
    if directive.url.startswith(("//", "\\\\")) or ":" in directive.url.split("/", 1)[0]:
        begins = "has a host"
    yield Problem(
        f"{quote(directive.url)} {begins}; it should be relative to the file",
        at=Span(directive.url_start, directive.url_end),
    )
