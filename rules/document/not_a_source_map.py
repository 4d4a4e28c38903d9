"""A file with the name of a source map holds one.

Why it matters: browsers say no more than `JSON.parse: unexpected character`, and an uploader takes the file or drops the
whole folder. Seen in the wild: the HTML page that a server answers with for any path, saved as `.map`; minified
JavaScript under the name of its map (os-autoinst/openQA#7494); empty files (DataDog/datadog-ci#223); gzip bytes, which
Sentry refuses.

How to fix: find out which step writes the file. A download should fail on a page that is no JSON; compress on the
server, not in the build folder; a map that is empty on purpose is `{"version":3,"sources":[],"mappings":""}`.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Document,
    Good,
    Problem,
    Problems,
    document_rule,
    quote,
)


@document_rule(
    since="0.1.0",
    when=("foreign", "not is_map"),
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"version": 3}),
        Good(b'{"version":3,"sources":[],"mappings":""}'),
        Good(b'{"version":3,"sections":[]}'),
        Good({"sources": ["<html>.js", "function.js"]}),
    ],
    bad=[
        *(
            Bad(data, at="", says=says)
            for data, says in (
                (b"", "an empty file"),
                (b"\xef\xbb\xbf", "an empty file"),
                (b" \n\n", "blanks"),
                (bytes(4096), "NUL bytes"),
                (b"<!DOCTYPE html><title>Not found</title>", "an HTML page"),
                (b"\n  <html lang=en>", "an HTML page"),
                (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "an XML document"),
                (b'"use strict";var a=1;\n//# sourceMappingURL=app.js.map', "JavaScript or CSS"),
                (b"!function(){var a=1}()", "JavaScript or CSS"),
                (b"/*! app 1.2.3 */\n.a{color:red}", "JavaScript or CSS"),
                (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xabV*K-*\xce", "gzip data"),
                (b"[\xff\x01\x80\x1c\x03\x02\x9d\x11[\x07\x05", "binary data"),
                (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "a Git LFS pointer"),
                (b"404: Not Found", "plain text"),
                (b'["version","sources","mappings"]', "a JSON array"),
                (b'"use strict"', "a JSON string"),
                (b"3", "a JSON number"),
                (b"null", "`null`"),
                (b"{}", "an empty JSON object"),
                (b'{"files":{"main.js":"main.4f2a.js"},"entrypoints":[]}', "`files`, `entrypoints`"),
            )
        ),
    ],
    standard=[
        Clause("throw", "sec-ParseJSON", "the text is JSON"),
        Clause("throw", "sec-ParseSourceMap", "the JSON value is an object"),
        Clause("throw", "sec-DecodeSourceMap", "the object has `mappings` and `sources`, if it has no `sections`"),
    ],
    evidence="os-autoinst/openQA#7494, DataDog/datadog-ci#223",
)
def not_a_source_map(document: Document) -> Problems:
    root = document.root
    if document.foreign:
        yield Problem(f"{document.foreign} stands here; it should be a source map, a JSON object", at="")
    elif root is None or document.is_map:
        return
    elif root.kind == "object":
        keys = ", ".join(quote(key, 40) for key in list(root.members)[:5])
        what = f"a JSON object of {keys}{', …' if len(root.members) > 5 else ''}" if keys else "an empty JSON object"
        yield Problem(
            f"{what} stands here; it should be a source map, with `version`, `sources` and `mappings`",
            at="",
        )
    else:
        what = quote(root.kind) if root.kind in ("true", "false", "null") else f"a JSON {root.kind}"
        yield Problem(f"{what} stands here; it should be a source map, a JSON object", at="")
