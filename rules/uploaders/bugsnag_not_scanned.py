"""Bugsnag's uploader finds the map of each JavaScript file.

Why it matters: `bugsnag-cli upload js` looks at `.js`, `.jsx`, `.ts` and `.tsx` files and at their last line alone, and
takes the URL for a path, as it stands. The older `bugsnag-source-maps` does not read comments at all: it sends each map
as that of the file with its name. What they do not find they pass over, and the stack traces of those files stay
minified.

How to fix: call the map as its file, with `.map`, put it beside it, and name it so in the last line. Upload `.mjs` and
`.cjs` files one by one (`--bundle`, `--source-map`), or build `.js`.

Details: `tool` says which of the two is used. bugsnag-source-maps 2.3.3 was run over a table of forms; bugsnag-cli
comes from npm without its binary: its scan, as it stands in the code of 3.10.3, was compiled and run over the same
table by hand, and is not run in CI. Where bugsnag-cli reads no comment, or another comment stands last, it takes the
map beside the file. Style sheets are not uploaded by design, React Native's bundles by other commands, and a map that
is not there is `dangling-link`: they are not reported.
"""

from typing import Literal

from smaplint.rule import (
    ERROR,
    Bad,
    Build,
    Clause,
    Good,
    InFile,
    Problem,
    Problems,
    build_rule,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_LAST = b"let a=1\n//# sourceMappingURL=app.js.map"
_OLD = {"tool": "bugsnag-source-maps"}

_WHY = {
    "extension": (
        "`{tool}` looks at `*.js`, `*.jsx`, `*.ts` and `*.tsx` alone and passes over this file; it should be called `.js`"
    ),
    "inline": "`{tool}` passes over inline maps; the map should be a file of its own",
    "remote": "`{tool}` takes the URL for the path {map}, where there is no map; it should be relative",
    "missing": (
        "`{tool}` takes the URL for the path {map}, where there is no map;"
        " it should be the map's name, without a query or escapes"
    ),
    "name": (
        "`{tool}` reads no comment here and looks for a map with the file's name;"
        " the map should be called so, and stand beside it"
    ),
}


@build_rule(
    since="0.1.0",
    levels={"bugsnag": ERROR},
    good=[
        Good(files={"app.js": _LAST, "app.js.map": _MAP}),
        Good(files={"app.js": _LAST + b"\n// built in CI\n", "app.js.map": _MAP}, note="found by its name"),
        Good(files={"app.js": b"let a=1\n", "app.js.map": _MAP}),
        Good(files={"app.js": b"a\n//# sourceMappingURL=maps/app.js.map\r\n\r\n", "maps/app.js.map": _MAP}),
        Good(files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": _MAP}),
        Good(
            files={"app.mjs": b"let a=1\n//# sourceMappingURL=app.mjs.map?v=1\n", "app.mjs.map": _MAP},
            options=_OLD,
            note="it goes by the map's name",
        ),
    ],
    bad=[
        Bad(
            files={"app.mjs": b"let a=1\n//# sourceMappingURL=app.mjs.map\n", "app.mjs.map": _MAP},
            at="app.mjs:2:1",
            case="extension",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=data:application/json;base64,"
                b"eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImEudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ==\n"
            },
            at="app.js:2:1",
            case="inline",
        ),
        Bad(
            files={"app.js": b"let a=1\n//# sourceMappingURL=/js/app.js.map\n", "app.js.map": _MAP},
            at="app.js:2:1",
            case="remote",
        ),
        Bad(files={"app.js": _LAST + b"?v=1\n", "app.js.map": _MAP}, at="app.js:2:1", case="missing"),
        Bad(
            files={"a b.js": b"let a=1\n//# sourceMappingURL=a%20b.js.map\n", "a b.js.map": _MAP},
            at="a b.js:2:1",
            case="missing",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=maps/app.js.map\n// built in CI\n",
                "maps/app.js.map": _MAP,
            },
            at="app.js:2:1",
            case="name",
        ),
        Bad(
            files={"app.js": b"let a=1\n//# sourceMappingURL=app.4f3a.map\n", "app.4f3a.map": _MAP},
            options=_OLD,
            at="app.js:2:1",
            case="name",
            says="`bugsnag-source-maps`",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-generated-code",
            "other comments may follow, a URL is decoded, may have a query or be a `data:` URI: `spec` is silent",
        ),
    ],
    evidence="bugsnag-cli pkg/upload/js.go, bugsnag-source-maps, run",
)
def bugsnag_not_scanned(
    build: Build, *, tool: Literal["bugsnag-cli", "bugsnag-source-maps"] = "bugsnag-cli"
) -> Problems:
    for upload in build.uploads(tool):
        if upload.reason:
            directive = upload.bundle.directive
            yield Problem(
                _WHY[upload.reason].format(map=quote(upload.map), tool=tool),
                at=InFile(upload.bundle.path, directive.line, directive.column)
                if directive
                else InFile(upload.bundle.path),
                case=upload.reason,
            )
