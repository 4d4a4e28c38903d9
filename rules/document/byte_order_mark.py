"""No byte order mark stands in front of the JSON.

Why it matters: `JSON.parse` refuses a text that begins with U+FEFF, and so do Sentry, `source-map` and
`@jridgewell/trace-mapping`, which read maps for most tools (all measured); browsers strip it. So the map works where it
was tried, and the stack traces stay minified.

How to fix: write UTF-8 without a byte order mark. It comes from Windows editors and from PowerShell's
`Out-File -Encoding utf8`; `utf8NoBOM` is the other one.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Document,
    Good,
    Problem,
    Problems,
    Span,
    document_rule,
)


@document_rule(
    since="0.1.0",
    when="has_bom",
    levels={"recommended": ERROR},
    good=[
        Good({"version": 3}),
        Good({"sourcesContent": ["\ufefflet answer = 42;\n", None]}, note="inside a source it is text"),
    ],
    bad=[Bad(b'\xef\xbb\xbf{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}', at="app.js.map:1:1")],
    standard=[
        Clause("practice", "sec-FetchSourceMap", "UTF-8 decode takes a byte order mark off: `spec` is silent"),
    ],
    evidence="the change log of postcss (“Trim Unicode BOM on source maps parsing”)",
)
def byte_order_mark(document: Document) -> Problems:
    if document.has_bom and not document.foreign:
        yield Problem(
            "a byte order mark (the bytes `EF BB BF`) stands in front of the JSON; it should begin with `{`",
            at=Span(0, 3),
        )
