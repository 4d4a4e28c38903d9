"""A link to a map has no query and no fragment.

Why it matters: Sentry's plugins for bundlers and `rollbar-cli` take the URL for a file's name and look for `app.js.map?v=1`. A query for caches is not
needed: the file that names the map has a hash of its own.

How to fix: name the map alone; put a hash into the names of files (`[name].[contenthash].js`).

Details: off, for browsers, `sentry-cli` and `datadog-ci` take it. `rollbar-not-scanned` finds the files that `rollbar-cli` passes
over for it.
"""

from smaplint.rule import Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}


def _js(url: bytes) -> bytes:
    return b"let a=1\n//# sourceMappingURL=" + url + b"\n"


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={},
    good=[
        Good(files={"app.js": _js(b"app.js.map"), "app.js.map": _MAP}),
        Good(files={"a?b.js": _js(b"a%3Fb.js.map"), "a?b.js.map": _MAP}, note="an escape"),
    ],
    bad=[
        Bad(files={"app.js": _js(b"app.js.map?v=1"), "app.js.map": _MAP}, at="app.js:2:32", says="the query `?v=1`"),
        Bad(files={"app.js": _js(b"app.js.map#x"), "app.js.map": _MAP}, at="app.js:2:32", says="the fragment `#x`"),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may have a query and a fragment: `spec` is silent"),
    ],
    evidence="F84; rollbar-cli, run; commcare-hq#19082",
)
def link_query(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive is None or directive.is_inline:
        return
    at = min((found for mark in "?#" if (found := directive.url.find(mark)) >= 0), default=-1)
    if at < 0:
        return
    what = "query" if directive.url[at] == "?" else "fragment"
    start = directive.url_start + len(directive.url[:at].encode())
    yield Problem(
        f"the URL has the {what} {quote(directive.url[at:])}; it should end with the map's name",
        at=Span(start, directive.url_end),
    )
