"""A link to a map leads to no machine of a developer.

Why it matters: `http://localhost:8080/app.js.map` is asked of the computer of each visitor, `file:` of its disk, which a
browser does not even try. Nobody finds the map, and the name of a person or a project may be public with it.

How to fix: build for production (webpack: `output.publicPath`, or `sourceMappingURL` of a development server), with a map
URL that is relative to the file.

Details: `localhost` and names below it, addresses of the machine itself (`127.0.0.0/8`, `::1`, `0.0.0.0`), `file:`, drives and shares of Windows,
and paths that begin with a folder of build machines (`/home/`, `/Users/`, `/builds/`). What begins with another folder may be a path of the
site: that is `absolute-link`.
"""

from smaplint.rule import ERROR, Bad, Clause, Good, Pair, Problem, Problems, Span, machine_path, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}


def _js(url: bytes) -> bytes:
    return b"let a=1\n//# sourceMappingURL=" + url + b"\n"


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={"recommended": ERROR},
    good=[
        Good(files={"app.js": _js(b"app.js.map"), "app.js.map": _MAP}),
        Good(files={"app.js": _js(b"https://cdn.example/localhost/app.js.map"), "app.js.map": _MAP}),
        Good(files={"app.js": _js(b"//localhost.example/app.js.map"), "app.js.map": _MAP}, note="a domain"),
        Good(files={"app.js": _js(b"/static/js/app.js.map"), "app.js.map": _MAP}, note="the root of the site"),
        Good(files={"app.js": _js(b"home/app.js.map"), "home/app.js.map": _MAP}),
    ],
    bad=[
        Bad(files={"app.js": _js(b"http://localhost:8080/app.js.map"), "app.js.map": _MAP}, at="app.js:2:22"),
        Bad(files={"app.js": _js(b"https://127.0.0.1/app.js.map")}, at="app.js:2:22"),
        Bad(files={"app.js": _js(b"//app.localhost:3000/app.js.map")}, at="app.js:2:22"),
        Bad(files={"app.js": _js(b"file:///home/ann/app/dist/app.js.map"), "app.js.map": _MAP}, at="app.js:2:22"),
        Bad(files={"app.js": _js(rb"C:\work\dist\app.js.map"), "app.js.map": _MAP}, at="app.js:2:22"),
        Bad(files={"app.js": _js(b"/Users/ann/app/dist/app.js.map"), "app.js.map": _MAP}, at="app.js:2:22"),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may have any scheme and host: `spec` is silent"),
    ],
    evidence="F85; electrode-io/electrode#602",
)
def local_link(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive is None or directive.is_inline:
        return
    url = directive.url
    if directive.is_of_this_machine:
        where = "the computer of whoever runs the file"
    elif machine_path(url) is not None:
        where = "a path of the machine that built it"
    else:
        return
    yield Problem(
        f"{quote(url)} leads to {where}; it should be relative to the file",
        at=Span(directive.url_start, directive.url_end),
    )
