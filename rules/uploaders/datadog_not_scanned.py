"""`datadog-ci` finds the map of each JavaScript file.

Why it matters: `datadog-ci sourcemaps upload` reads the last line of `*.js` files alone. What it does not understand
there it passes over without a word and ends with success; the stack traces of those files stay minified.

How to fix: end each file with `//# sourceMappingURL=NAME.js.map`, relative and percent-encoded, and nothing behind it.
Where no file of the build has a comment, the maps are found by their names: `hidden` source maps are fine, for all
files alike.

Details: simulated after datadog-ci 5.25.0, and compared with it over a table of forms and 19,875 scripts of npm. The
last line that is not blank counts, within the last 1,024 bytes, at `//# sourceMappingURL=` with one blank. As soon as
one file of the folder has a relative URL there, files without one are left out; the folder is taken to be the one that
is linted. Style sheets are not uploaded by design, React Native's bundles by another command, and a map that is not
there is `dangling-link`: they are not reported.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Build,
    Clause,
    Example,
    Good,
    InFile,
    Problem,
    Problems,
    build_rule,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_LAST = b"let a=1\n//# sourceMappingURL=app.js.map\n"
_OTHER: dict[str, Example] = {"z.js": b"let z=1\n//# sourceMappingURL=z.js.map\n", "z.js.map": _MAP}

_WHY = {
    "extension": "`datadog-ci` looks at `*.js` alone and passes over this file; it should be called `.js`",
    "none": (
        "the file does not end with a comment that names a map, and `datadog-ci` goes by names only where no file of the"
        " build does; it should have one"
    ),
    "form": "`datadog-ci` does not read a comment that is written like this; it should begin with `//# sourceMappingURL=`",
    "last": "`datadog-ci` reads the last line of a file alone, and something follows the comment; it should come last",
    "inline": "`datadog-ci` passes over inline maps; the map should be a file of its own",
    "remote": "`datadog-ci` passes over URLs with a host or from the root; the URL should be relative",
    "encoding": "`datadog-ci` passes over a URL with a `%` that begins no escape; it should be written `%25`",
    "missing": "`datadog-ci` looks for the map at {map}, where there is none; the URL should lead to the map",
    "outside": "`datadog-ci` passes over a map outside of the folder that is uploaded; {map} should be inside",
}


@build_rule(
    since="0.1.0",
    levels={"datadog": ERROR},
    good=[
        Good(files={"app.js": _LAST, "app.js.map": _MAP}),
        Good(files={"app.js": _LAST + b"\r\n\n", "app.js.map": _MAP}, note="blank lines do not count"),
        Good(
            files={"a b.js": b"a\n//# sourceMappingURL=maps/a%20b.js.map?v=1\n", "maps/a b.js.map": _MAP},
            note="decoded, and cut at the query",
        ),
        Good(
            files={"a.js": b"let a=1\n", "a.js.map": _MAP, "b.mjs": b"let b=1\n", "b.mjs.map": _MAP},
            note="no file has a comment: all maps are found by name",
        ),
        Good(
            files={"app.js": _LAST + b"// built in CI\n", "app.js.map": _MAP},
            note="the same: the only comment is one that it does not see",
        ),
        Good(
            files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": _MAP, **_OTHER},
            note="no stack trace is of a style sheet",
        ),
        Good(files={"app.js": b"let a=1\n", **_OTHER}, note="no map at all"),
    ],
    bad=[
        Bad(
            files={"app.js": _LAST + b"// built in CI\n", "app.js.map": _MAP, **_OTHER},
            at="app.js:2:1",
            case="last",
        ),
        Bad(
            files={"app.mjs": b"let a=1\n//# sourceMappingURL=app.mjs.map\n", "app.mjs.map": _MAP, **_OTHER},
            at="app.mjs:2:1",
            case="extension",
        ),
        Bad(files={"app.js": b"let a=1\n", "app.js.map": _MAP, **_OTHER}, at="app.js:1:1", case="none"),
        Bad(
            files={"app.js": b"let a=1\n//#sourceMappingURL=app.js.map\n", "app.js.map": _MAP, **_OTHER},
            at="app.js:2:1",
            case="form",
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
            files={"app.js": b"let a=1\n//# sourceMappingURL=/js/app.js.map\n", "app.js.map": _MAP, **_OTHER},
            at="app.js:2:1",
            case="remote",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=app.js.map?v=2.map\n",
                "app.js.map": _MAP,
            },
            at="app.js:2:1",
            case="missing",
            says="`app.js.map?v=2.map`",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-generated-code",
            "other comments may follow, and a URL may have a host, a root, a query or be a `data:` URI: `spec` is silent",
        ),
    ],
    evidence="datadog-ci#1502, run",
)
def datadog_not_scanned(build: Build) -> Problems:
    for upload in build.uploads("datadog-ci"):
        if upload.reason:
            directive = upload.bundle.directive
            yield Problem(
                _WHY[upload.reason].format(map=quote(upload.map)),
                at=InFile(upload.bundle.path, directive.line, directive.column)
                if directive
                else InFile(upload.bundle.path),
                case=upload.reason,
            )
