"""`sentry-cli` finds the map of each JavaScript file.

Why it matters: `sentry-cli sourcemaps inject` puts one debug ID into a file and its map, and Sentry pairs them by it.
Where it does not find the map it puts an ID into the file alone, says nothing, and ends with success: the map is
uploaded, and no stack trace ever uses it.

How to fix: name the map in the comment as its file is called, without escapes; for inline maps write
`data:application/json;base64,`.

Details: simulated after sentry-cli 3.8.0, and compared with it over a table of forms and 9,488 scripts of npm. The last
`//# sourceMappingURL=` of the file counts, also in a string; it is cut at `?` and `#`, and not decoded. Without one, or
with a URL that has a host or begins with `/`, it takes `app.map`, `app.min.js.map`, `app.js.map` or `app.min.map` for
`app.min.js`, unless two files would take the same. Inline maps with `;charset=utf-8` are left without a debug ID by
sentry-cli, but read by the server, and not reported; those that are percent-encoded, or without padding, neither reads.
What the parser refuses in a map is `sentry-unreadable`.
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
    "extension": "`sentry-cli` looks at `*.js`, `*.mjs` and `*.cjs` alone and passes over this file; it should be called so",
    "none": "`sentry-cli` reads no comment in this file and finds no map by its name; it should have a comment",
    "form": (
        "`sentry-cli` does not read a comment that is written like this and finds no map by the file's name;"
        " it should begin with `//# sourceMappingURL=`"
    ),
    "inline": (
        "Sentry does not read an inline map that is written like this;"
        " it should begin with `data:application/json;base64,` and be padded base64"
    ),
    "remote": (
        "`sentry-cli` leaves out URLs with a host or from the root and finds no map by the file's name;"
        " the URL should be relative"
    ),
    "encoding": "the file is not UTF-8, and `sentry-cli` refuses to inject a debug ID into it; it should be UTF-8",
    "missing": (
        "`sentry-cli` looks for the map at {map}, where there is none;"
        " the last `sourceMappingURL=` of the file should be the map's name, without escapes"
    ),
    "shared": (
        "`sentry-cli` would take {map} by its name for this file and for another, and takes it for none;"
        " the files should name their maps in a comment"
    ),
}


@build_rule(
    since="0.1.0",
    levels={"sentry": ERROR},
    good=[
        Good(files={"app.js": _LAST, "app.js.map": _MAP}),
        Good(files={"app.mjs": b"a\n//# sourceMappingURL=app.mjs.map?v=1\nb()\n", "app.mjs.map": _MAP}),
        Good(files={"app.js": b"let a=1\n//#sourceMappingURL=app.js.map\n", "app.js.map": _MAP}, note="by its name"),
        Good(files={"app.js": b"a\n//# sourceMappingURL=https://cdn.example/app.js.map", "app.js.map": _MAP}),
        Good(files={"x/app.js": b"a\n//# sourceMappingURL=../maps/app.js.map\r\n", "maps/app.js.map": _MAP}),
        Good(files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": _MAP}),
        Good(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,"
                b"eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImEudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ==\n"
            },
        ),
    ],
    bad=[
        Bad(
            files={"app.jsx": b"let a=1\n//# sourceMappingURL=app.jsx.map\n", "app.jsx.map": _MAP},
            at="app.jsx:2:1",
            case="extension",
        ),
        Bad(
            files={"a b.js": b"let a=1\n//# sourceMappingURL=a%20b.js.map\n", "a b.js.map": _MAP},
            at="a b.js:2:1",
            case="missing",
            says="`a%20b.js.map`",
        ),
        Bad(
            files={"app.js": b"let a=1\n//#sourceMappingURL=maps/x.map\n", "maps/x.map": {**_MAP, "file": "../app.js"}},
            at="app.js:2:1",
            case="form",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=/maps/x.js.map\n",
                "maps/x.js.map": {**_MAP, "file": "../app.js"},
            },
            at="app.js:2:1",
            case="remote",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n//# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22%3A%5B"
                b"%22a.ts%22%5D%2C%22names%22%3A%5B%5D%2C%22mappings%22%3A%22AAAA%22%7D\n"
            },
            at="app.js:2:1",
            case="inline",
        ),
        Bad(
            files={"app.js": b"let a='\xe9'\n//# sourceMappingURL=app.js.map\n", "app.js.map": _MAP},
            at="app.js:2:1",
            case="encoding",
        ),
        Bad(
            files={
                "app.js": b"let a=1\n",
                "app.js.map": _MAP,
                "app.min.js": b"let a=1\n//#sourceMappingURL=maps/x.map\n",
                "maps/x.map": {**_MAP, "file": "../app.min.js"},
            },
            at=("app.js:1:1", "app.min.js:2:1"),
            case="shared",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-generated-code",
            "a URL is decoded, may have a host, a root or be any `data:` URI: `spec` is silent",
        ),
    ],
    evidence="getsentry/sentry-cli src/utils/sourcemaps.rs, run",
)
def sentry_not_scanned(build: Build) -> Problems:
    for upload in build.uploads("sentry-cli"):
        if upload.reason:
            directive = upload.bundle.directive
            yield Problem(
                _WHY[upload.reason].format(map=quote(upload.map)),
                at=InFile(upload.bundle.path, directive.line, directive.column)
                if directive
                else InFile(upload.bundle.path),
                case=upload.reason,
            )
