r"""No escape stands for half of a character.

Why it matters: `"\ud800"` alone is legal JSON, but no Unicode text holds it. Sentry refuses the whole map
(`unexpected end of hex escape`), and so does everything else that reads JSON with Rust's serde_json, such as swc and
oxc; Node and browsers take it.

How to fix: write the escape out in the source that holds it (a test of Unicode handling, a table of ranges), or let the
build escape it: in the embedded text `\\ud800` is six characters and harm to nobody. A text that was cut in the middle
of an emoji has one too: cut between characters.
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
    count,
    document_rule,
    quote,
)


@document_rule(
    since="0.1.0",
    when="lone_surrogates",
    levels={"recommended": WARNING, "sentry": ERROR},
    good=[
        Good(b'{"version":3,"sources":["a.js"],"sourcesContent":["\\ud83d\\ude00"],"mappings":""}', note="a pair"),
        Good(
            b'{"version":3,"sources":["a.js"],"sourcesContent":["/[\\\\ud800-\\\\udbff]/"],"mappings":""}', note="text"
        ),
        Good({"sourcesContent": ["'\\ud800'", None]}),
        Good({"sourcesContent": ["\U0001f600", None]}),
    ],
    bad=[
        Bad(
            b'{"version":3,"sources":["a.js"],"sourcesContent":["let a = \'\\ud800\'"],"mappings":""}',
            at="app.js.map:1:61",
            says="in the text of `a.js`",
        ),
        Bad(b'{"version":3,"sources":["\\uDE00\\uD83D.js"],"mappings":""}', at="app.js.map:1:26", says="2 escapes"),
        Bad(b'{"version":3,"sources":["\\\\\\ud83d\\u0041"],"mappings":""}', at="app.js.map:1:28"),
    ],
    standard=[
        Clause("practice", "sec-ParseJSON", "strings are UTF-16 code units, half of a pair too: `spec` is silent"),
    ],
    evidence="getsentry/rust-sourcemap (read by serde_json)",
)
def lone_surrogate(document: Document) -> Problems:
    if not document.is_map or not document.lone_surrogates:
        return
    offset, escape = document.lone_surrogates[0]
    total = len(document.lone_surrogates)
    source = _source(document, offset)
    where = f" in the text of {quote(source)}" if source else ""
    many = ""
    if total > 1:
        many = f", the first of {'100 or more' if total >= 100 else count(total, 'escapes', 'escapes')}"
    yield Problem(
        f"{quote(escape)}{where} is half of a character{many}; it should be one half of a pair, or `\\ufffd`",
        at=Span(offset, offset + 6),
        about=source,
    )


def _source(document: Document, offset: int) -> str:
    """The name of the source whose embedded text holds a byte of the document, or ""."""
    for map in document.maps():
        for index, value in enumerate(map.contents):
            if value.start <= offset < value.end:
                return (map.sources[index] or "") if index < len(map.sources) else ""
    return ""
