"""No line that begins with `)]}'` stands in front of the JSON of a map on disk.

Why it matters: ECMA-426 drops such a line only from what was fetched over HTTP; in a file or a `data:` URL it is no
JSON. Consumers differ (measured): Sentry, `source-map` and DevTools strip it, `@jridgewell/trace-mapping`, esbuild and
`sourcemap-validator` fail, so a build step that reads the map stops or loses it.

How to fix: leave the line out of the file. A server that wants it as a guard against cross-site inclusion can add it to
its answer.
"""

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Clause,
    Document,
    Good,
    Problem,
    Problems,
    Span,
    document_rule,
    quote,
)


@document_rule(
    since="0.1.0",
    when="xssi_end",
    levels={"recommended": WARNING, "spec": ERROR, "rollbar": ERROR, "bugsnag": ERROR},
    good=[Good({"version": 3}), Good({"sourcesContent": [")]}'\n", None]})],
    bad=[
        Bad(b')]}\'\n{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}', at="app.js.map:1:1"),
        Bad(b')]}\', guard\r\n{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}', at="app.js.map:1:1"),
    ],
    standard=[
        Clause("throw", "sec-ParseJSON", "the text is JSON, and a line of `)]}'` is none"),
        Clause(
            "prose",
            "sec-FetchSourceMap",
            "that line is dropped from what was fetched over HTTP(S), and from nothing else",
        ),
    ],
    evidence="mozilla/source-map lib/util.js (parseSourceMapInput)",
)
def xssi_prefix(document: Document) -> Problems:
    end = document.xssi_end
    # With nothing behind it the text is no JSON, whatever stands in front.
    if not end or not document.data[end : end + 4096].strip(b" \t\r\n"):
        return
    start = 3 if document.has_bom else 0
    line = document.data[start:end].rstrip(b"\r\n")
    yield Problem(
        f"the line {quote(line[:200].decode('utf-8', 'replace'), 40)} stands in front of the JSON; "
        "it belongs into a server's answer, and the file should begin with `{`",
        at=Span(start, start + len(line)),
    )
