"""The text is UTF-8.

Why it matters: Sentry refuses the map (`invalid unicode code point`); tools on Node put U+FFFD in place of each byte
without a word, so paths and sources are wrong from there on (both measured). UTF-16 is no JSON for anybody.

How to fix: write the map as UTF-8. One odd byte comes from a path or a source in Latin-1 or a Windows code page that was
copied in as bytes: convert that source. UTF-16 is what `>` of Windows PowerShell writes.
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
    when=("utf16", "bad_utf8"),
    # The decoder of the standard never fails; only what is no JSON after it is an error there.
    levels={"recommended": ERROR, ("spec", "not-json"): ERROR},
    good=[
        Good({"sources": ["café.js", "日本.js"]}),
        Good('{"version":3,"sources":["café.js","😀.js"],"mappings":""}'.encode()),
        Good('{"version":3,"sources":["\ufffd.js"],"mappings":""}'.encode(), note="U+FFFD as such"),
    ],
    bad=[
        Bad(b'{"version":3,"sources":["caf\xe9.js"],"mappings":"AAAA"}', at="app.js.map:1:29", says="`E9`"),
        Bad(b'{"version":3,"sources":["\xed\xa0\x80.js"],"mappings":"AAAA"}', at="app.js.map:1:26", says="surrogate"),
        Bad(b'{"version":3,"sources":[],"mappings":"","x_\xff":1}', at="app.js.map:1:44", says="`FF`"),
        Bad(b'{"version":3,\xa0"sources":[],"mappings":""}', at="app.js.map:1:14", case="not-json", says="`A0`"),
        *(
            Bad(
                mark + '{"version":3,"sources":[],"mappings":""}'.encode(codec),
                at="app.js.map:1:1",
                case="not-json",
                says="UTF-16",
            )
            for codec, mark in (
                ("utf-16-le", b"\xff\xfe"),
                ("utf-16-be", b"\xfe\xff"),
                ("utf-16-le", b""),
                ("utf-16-be", b""),
            )
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-FetchSourceMap",
            "UTF-8 decode never fails, and puts U+FFFD for what is no UTF-8: `spec` is silent",
        ),
        Clause("throw", "sec-ParseJSON", "what the bytes decode to is JSON", "not-json"),
    ],
    evidence="the tests of sentry-cli (`sourcemaps-with-invalid-utf8`)",
)
def text_encoding(document: Document) -> Problems:
    if document.foreign:
        return
    if document.utf16:
        yield Problem(f"the text is {document.utf16}; it should be UTF-8", at=Span(0, 2), case="not-json")
        return
    bad = document.bad_utf8
    if bad is None or (document.root is not None and not document.is_map):
        return
    start, end = bad[0], bad[0] + bad[1]
    fault = document.scan.fault
    if fault and fault.offset == end == len(document.data):
        return  # a text that is cut short inside a character is cut short: `json-syntax`
    found = document.data[start:end]
    shown = " ".join(f"{byte:02X}" for byte in found)
    what = f"the {'byte' if len(found) == 1 else 'bytes'} `{shown}` at offset {start:,}"
    if found[0] == 0xED and document.data[start + 1 : start + 2] >= b"\xa0":
        hint = "half of a surrogate pair, encoded as if it were a character"
    else:
        hint = f"`{text}` in Windows-1252" if (text := found.decode("cp1252", "ignore")).isprintable() and text else ""
    yield Problem(
        f"{what} {'is' if len(found) == 1 else 'are'} no UTF-8{f' ({hint})' if hint else ''}; the text should be UTF-8",
        at=Span(start, end),
        case="not-json" if fault and start <= fault.offset <= end else "",
    )
