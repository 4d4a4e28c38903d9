"""`rollbar-cli` finds the map of each JavaScript file.

Why it matters: `rollbar-cli upload-sourcemaps` scans `*.js` files for a line that begins with `//#`, and takes what
follows `sourceMappingURL=` for a path, as it stands. What it does not find it skips, and it ends with success; the
stack traces of those files stay minified.

How to fix: end each file with `//# sourceMappingURL=NAME.js.map`: relative, and without a query, escapes or blanks
behind it.

Details: simulated after rollbar-cli 0.2.1, and compared with it over a table of forms and 19,839 scripts of npm. The
last such line of the file counts, in a template literal too. Style sheets are not uploaded by design, and a map that is
not there is `dangling-link`: they are not reported. `rollbar-index-map` finds maps that it refuses.
"""

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

_WHY = {
    "extension": "`rollbar-cli` looks at `*.js` alone and passes over this file; it should be called `.js`",
    "none": "no line of the file is a comment that names a map, and `rollbar-cli` does not go by names; it should have one",
    "form": (
        "`rollbar-cli` does not read a comment that is written like this; it should be a line that begins with `//#`"
    ),
    "inline": "`rollbar-cli` takes an inline map for a file's name; the map should be a file of its own",
    "remote": "`rollbar-cli` takes the URL for the path {map}, where there is no map; it should be relative",
    "missing": (
        "`rollbar-cli` takes the URL for the path {map}, where there is no map;"
        " it should be the map's name, without a query, escapes or blanks"
    ),
}


@build_rule(
    since="0.1.0",
    levels={"rollbar": ERROR},
    good=[
        Good(files={"app.js": _LAST, "app.js.map": _MAP}),
        Good(files={"app.js": _LAST + b"\n// built in CI\n", "app.js.map": _MAP}, note="other lines may follow"),
        Good(files={"app.js": b"a\n//#sourceMappingURL = maps/app.js.map\r\n", "maps/app.js.map": _MAP}),
        Good(files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": _MAP}),
    ],
    bad=[
        Bad(
            files={"app.mjs": b"let a=1\n//# sourceMappingURL=app.mjs.map\n", "app.mjs.map": _MAP},
            at="app.mjs:2:1",
            case="extension",
        ),
        Bad(files={"app.js": b"let a=1\n", "app.js.map": _MAP}, at="app.js:1:1", case="none"),
        Bad(
            files={"app.js": b"let a=1\r//# sourceMappingURL=app.js.map\r", "app.js.map": _MAP},
            at="app.js:1:9",
            case="form",
            note="lines end in CR alone",
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
            says="`/js/app.js.map`",
        ),
        Bad(files={"app.js": _LAST + b"?v=1\n", "app.js.map": _MAP}, at="app.js:2:1", case="missing"),
        Bad(
            files={"a b.js": b"let a=1\n//# sourceMappingURL=a%20b.js.map\n", "a b.js.map": _MAP},
            at="a b.js:2:1",
            case="missing",
            says="`a%20b.js.map`",
        ),
        Bad(files={"app.js": _LAST + b" \n", "app.js.map": _MAP}, at="app.js:2:1", case="missing"),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-generated-code",
            "a URL is decoded, may have a host, a root, a query or be a `data:` URI: `spec` is silent",
        ),
    ],
    evidence="rollbar-cli, run",
)
def rollbar_not_scanned(build: Build) -> Problems:
    for upload in build.uploads("rollbar-cli"):
        if upload.reason:
            directive = upload.bundle.directive
            yield Problem(
                _WHY[upload.reason].format(map=quote(upload.map)),
                at=InFile(upload.bundle.path, directive.line, directive.column)
                if directive
                else InFile(upload.bundle.path),
                case=upload.reason,
            )
