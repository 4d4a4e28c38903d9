"""The URL that Datadog makes of each file is the one in stack traces.

Why it matters: Datadog joins `--minified-path-prefix` and the path of each file below the folder that is uploaded, and
looks for that URL in stack traces. A prefix that ends with a folder which the path begins with gives `/js/js/app.js`:
the upload succeeds, and no frame ever finds its map. Any other text than a URL or an absolute path ends the upload.

How to fix: state the prefix as it is given to `datadog-ci`, and lint the same folder: `datadog-paths:
{minified-path-prefix: "https://app.example/static"}`. The prefix should be the address of that folder.

Details: simulated after datadog-ci 5.25.0, which warns of what is repeated, and compared with it over a table of
prefixes; but it warns of `…/a` before `assets/app.js` too, which is right, and is not reported: whole folders are
compared. A prefix without a host that begins with `/` matches any host. Without the option there is nothing to check.
"""

import re

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
_FILES: dict[str, Example] = {"js/app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n", "js/app.js.map": _MAP}


@build_rule(
    since="0.1.0",
    levels={"datadog": ERROR},
    good=[
        Good(files=_FILES),
        Good(files=_FILES, options={"minified_path_prefix": "https://app.example/static"}),
        Good(files=_FILES, options={"minified_path_prefix": "/static/"}),
        Good(files=_FILES, options={"minified_path_prefix": "https://app.example/j"}, note="a letter, no folder"),
    ],
    bad=[
        Bad(
            files=_FILES,
            options={"minified_path_prefix": "https://app.example/static/js"},
            at="js/app.js:1:1",
            case="repeated",
            says="`https://app.example/static/js/js/app.js`",
        ),
        Bad(
            files=_FILES,
            options={"minified_path_prefix": "static"},
            at="js/app.js:1:1",
            case="prefix",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-linking-generated-code",
            "how an uploader names files is not the standard's: `spec` is silent",
        ),
    ],
    evidence="getsentry/sentry-webpack-plugin#62, datadog-ci, run",
)
def datadog_paths(build: Build, *, minified_path_prefix: str | None = None) -> Problems:
    if minified_path_prefix is None:
        return
    prefix = minified_path_prefix
    for upload in build.uploads("datadog-ci"):
        if upload.reason:
            continue
        if not re.match(r"/|[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]", prefix):
            yield Problem(
                f"the prefix {quote(prefix)} is neither a URL nor an absolute path, and `datadog-ci` refuses it;"
                " it should be like `https://app.example/static` or `/static`",
                at=InFile(upload.bundle.path),
                case="prefix",
                about="prefix",
            )
            return
        if upload.repeated(prefix):
            yield Problem(
                f"the prefix repeats {quote(upload.repeated(prefix))}, with which the path begins; Datadog would look for"
                f" {quote(upload.url(prefix))} in stack traces",
                at=InFile(upload.bundle.path),
                case="repeated",
            )
