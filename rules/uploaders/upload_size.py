"""Maps are small enough to be uploaded.

Why it matters: a vendor's server refuses what is too large. Uploaders repeat the request, then fail or go on without a
word, and the largest bundle, which is where most errors come from, is the one that stays minified.

How to fix: split the bundle, leave out `sourcesContent` of dependencies, or, where the vendor allows more, state its
limit: `upload-size: {limit: 30000000}`, for each map with its generated file, in bytes.

Details: no uploader looks at sizes; the limit is the server's. Datadog's documentation says 500 MB for a map with its
file (earlier 50, then 300), and that is checked in its preset (`datadog-limit`). For Sentry, Bugsnag and Rollbar no
number is published. Others: Grafana Faro 30 MB a file, AppSignal 100 MB, Highlight 40 MB, Cloudflare Workers 15 MB
compressed. A `limit` that is stated is checked in every preset but `spec`. A file beyond `max-file-size` is
`file-too-large` already.
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
)

_FILES: dict[str, Example] = {
    "app.js": b"let a=1\n//# sourceMappingURL=app.js.map\n",
    "app.js.map": {"mappings": "AAAA,IAAIA"},
}


@build_rule(
    since="0.1.0",
    levels={
        ("datadog", "datadog"): ERROR,
        ("recommended", "stated"): ERROR,
        ("strict", "stated"): ERROR,
    },
    good=[
        Good(files=_FILES),
        Good(files=_FILES, options={"limit": 300, "datadog_limit": 300}),
        Good(
            files={"app.css": b"a{}\n/*# sourceMappingURL=app.css.map */", "app.css.map": {"mappings": "AAAA,IAAIA"}},
            options={"datadog_limit": 100},
            note="Datadog takes no style sheets",
        ),
    ],
    bad=[
        Bad(files=_FILES, options={"limit": 100}, at="app.js.map:1:1", case="stated", says="100 bytes"),
        Bad(files=_FILES, options={"datadog_limit": 100}, at="app.js.map:1:1", case="datadog", says="Datadog"),
    ],
    standard=[
        Clause("practice", "sec-fetching-source-maps", "a map may be of any size: `spec` is silent"),
    ],
    evidence="datadog-ci documentation; honeybadger-webpack#7, PostHog#32850",
)
def upload_size(build: Build, *, limit: int = 0, datadog_limit: int = 500_000_000) -> Problems:
    sizes = {facts.path: facts.size for facts in build.all_bundles}
    for facts in build.maps:
        if facts.inline or facts.kind == "dts":
            continue
        size = facts.size + max((sizes.get(path, 0) for path in facts.paired), default=0)
        whose = "with its file it has" if facts.paired else "it has"
        if 0 < limit < size:
            yield Problem(
                f"the map is too large to be uploaded: {whose} {size:,} bytes; it should have at most {limit:,} bytes",
                at=InFile(facts.path),
                case="stated",
            )
        if 0 < datadog_limit < size and facts.kind == "js":
            yield Problem(
                f"the map is too large for Datadog: {whose} {size:,} bytes; it should have at most {datadog_limit:,} bytes",
                at=InFile(facts.path),
                case="datadog",
            )
