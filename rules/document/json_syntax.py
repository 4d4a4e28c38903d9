"""The map is JSON, as `JSON.parse` reads it.

Why it matters: every consumer refuses the whole map, and some refuse more: one such file aborts `sentry-cli sourcemaps
inject` for the whole folder, and an upload of 77,295 files once died on a `bad json` that named none of them
(getsentry/sentry#65402). Nesting of more than 128 levels is legal, but serde_json, which reads maps for Sentry, swc and
oxc, stops there in what it reads, and Python's parser at about a thousand.

How to fix: build again; a text that is cut short comes from a killed build or a full disk. `NaN`, trailing commas,
comments and single quotes come from a script that puts maps together as strings: use `JSON.stringify`.
"""

from smaplint.rule import (
    ERROR,
    OFF,
    Bad,
    Clause,
    Document,
    Good,
    Problem,
    Problems,
    Span,
    document_rule,
)

_DEEP = b'{"version":3,"sources":[],"mappings":"","x_tree":%b%b}'


@document_rule(
    since="0.1.0",
    when=("scan.fault", "scan.too_deep"),
    levels={"recommended": ERROR, "spec": ERROR, ("spec", "depth"): OFF},
    good=[
        Good({"version": 3}),
        Good(b' \r\n\t{"version" : 3,"sources":[], "mappings":""}\n\n'),
        Good(b'{"version":3,"sources":["\\u00e9\\/\\"\\\\.js"],"mappings":"","x_number":-1.5e+300}', note="escapes"),
        Good(_DEEP % (b"[" * 127, b"]" * 127), note="128 levels"),
    ],
    bad=[
        Bad(b'{"version":3,"sources":[],"mappings":"",}', at="app.js.map:1:40", says="trailing comma"),
        Bad(b'{"version":3,"sources":["a.js",],"mappings":"AAAA"}', at="app.js.map:1:31", says="trailing comma"),
        Bad(b'{"version":3,"sources":[],"mappings":"","x":NaN}', at="app.js.map:1:45", says="`NaN`"),
        Bad(b'{"version":3,"sources":["a.js"],"mappings":"AAAA,CA', at="app.js.map:1:52", says="cut short at byte 51"),
        Bad(b'{"version":3,"sources":["a.js"],"mappings":', at="app.js.map:1:44", says="cut short at byte 43"),
        Bad(b'{"version":3,"sources":["caf\xc3', at="app.js.map:1:30", says="cut short", note="cut inside a character"),
        Bad(b"{'version':3}", at="app.js.map:1:2", says="double quotes"),
        Bad(b'// a comment\n{"version":3,"sources":[],"mappings":""}', at="app.js.map:1:1", says="comment"),
        Bad(b'{"version":3,"sources":[],\n"mappings":"A\nA"}', at="app.js.map:2:14", says="a raw line feed"),
        Bad(b'{"version":3,"sources":["C:\\dev"],"mappings":""}', at="app.js.map:1:28", says="no JSON escape"),
        Bad(
            b'{"version":3,"sources":[],"mappings":""}\n{"version":3,"sources":[],"mappings":""}',
            at="app.js.map:2:1",
            says="after the end",
            note="two maps in one file",
        ),
        Bad(b")]}'\n", at="app.js.map:2:1", says="no JSON text"),
        Bad(_DEEP % (b"[" * 128, b"]" * 128), at="app.js.map:1:177", case="depth", says="128"),
    ],
    standard=[
        Clause("throw", "sec-ParseJSON", "the text is JSON, as `JSON.parse` reads it"),
        Clause("practice", "sec-ParseJSON", "nesting has no limit: `spec` is silent", "depth"),
    ],
    evidence="getsentry/sentry#65402",
)
def json_syntax(document: Document) -> Problems:
    # Another file under a map's name, and another encoding, are told as what they are.
    if document.foreign or document.utf16:
        return
    scan = document.scan
    fault = scan.fault
    if fault is None:
        if scan.too_deep is not None and document.is_map:
            yield Problem(
                "more than 128 levels of nesting begin here, which is legal JSON but more than serde_json reads "
                "(Sentry, swc, oxc); 128 should do",
                at=Span(scan.too_deep, scan.too_deep + 1),
                case="depth",
            )
        return
    bad = document.bad_utf8
    size = len(document.data)
    if bad and bad[0] <= fault.offset <= bad[0] + bad[1] and fault.offset < size:
        return  # bytes of another encoding are `text-encoding`
    message = fault.message
    if fault.offset >= size and message != "there is no JSON text":
        message = (
            f"{message.removesuffix('; the file is cut short')}; it is cut short at byte {size:,}, and should be whole"
        )
    elif message == "there is no JSON text":
        message += "; a JSON object should follow"
    elif message.endswith("after the end of the JSON text"):
        message += ", which should be one object and nothing else"
    if "should" not in message:
        message += "; it should be as `JSON.parse` reads it"
    yield Problem(f"no JSON: {message}", at=Span(fault.offset, fault.offset + 1))
