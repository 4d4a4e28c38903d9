"""The `integrity` of a page is the hash of the file that it names.

Why it matters: a browser does not run a script, nor use a style sheet, whose hash is another: the page stays blank. It happens where a
file is edited after the page was written: by `sentry-cli sourcemaps inject`, a plugin that adds debug IDs, or a minifier.

How to fix: write the pages, or their hashes, in the last step; inject before hashes are made,
or take `integrity` out of pages for files of the same site.

Details: `<script src>` and `<link href>` (`stylesheet`, `modulepreload`, `preload`) of HTML pages below a folder that is linted.
The strongest algorithm counts, and one of its hashes must fit. A URL is looked for beside the page, or from its root in the page's folder and those above;
one with a host, and one that leads nowhere, is passed over, and so is a page whose `<base>` has a host. Pages that
scripts write are not seen.
"""

from smaplint.rule import ERROR, Bad, Build, Clause, Good, InFile, Problem, Problems, build_rule, quote

_CODE = b"let a=1\n"
# `printf 'let a=1\n' | openssl dgst -sha256 -binary | base64`, and with -sha384.
_SHA256 = b"sha256-n+vAalMnHqPdDGavF6uKZzpk9T6lYY9iRtl2KxGRVCU="
_SHA384 = b"sha384-mr/mp5QAYdKfkvv+fhrZvk4X5V2U8h+CPo2BoweH5wVZ8NWPtXGOGf+PJxKCSVTR"
_WRONG = b"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"


def _page(integrity: bytes, src: bytes = b"a.js") -> bytes:
    return b'<!doctype html>\n<script src="' + src + b'" integrity="' + integrity + b'"></script>\n'


@build_rule(
    since="0.1.0",
    when="mismatches",
    levels={"recommended": ERROR},
    good=[
        Good(files={"index.html": _page(_SHA384), "a.js": _CODE}),
        Good(files={"index.html": _page(_WRONG + b" " + _SHA384), "a.js": _CODE}, note="one of two"),
        Good(
            files={"index.html": _page(b"sha256-AAAA " + _SHA384), "a.js": _CODE},
            note="the strongest algorithm counts",
        ),
        Good(files={"en/index.html": _page(_SHA256, b"/a.js?v=1"), "a.js": _CODE}, note="from the root of the site"),
        Good(files={"index.html": _page(_WRONG, b"https://cdn.example/a.js"), "a.js": _CODE}, note="a host"),
        Good(files={"index.html": _page(_WRONG, b"../a.js"), "a.js": _CODE}, note="outside"),
        Good(files={"index.html": b"<!--" + _page(_WRONG) + b"-->", "a.js": _CODE}, note="a comment"),
        Good(files={"index.html": _page(b"md5-AAAA"), "a.js": _CODE}, note="browsers pass over what they do not know"),
    ],
    bad=[
        Bad(files={"index.html": _page(_WRONG), "a.js": _CODE}, at="index.html:2:31", says="`a.js`"),
        Bad(files={"index.html": _page(_SHA256 + b" " + _WRONG), "a.js": _CODE}, at="index.html:2:31"),
        Bad(
            files={
                "en/index.html": b"<base href=/><link rel='preload stylesheet' integrity='"
                + _WRONG
                + b"' href=css/a.css>",
                "css/a.css": b"a{}",
            },
            at="en/index.html:1:56",
        ),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "the standard says nothing of pages: `spec` is silent"),
    ],
    evidence="F93; angular-cli#33108, sentry-javascript#20675, webpack-subresource-integrity#154",
)
def integrity_mismatch(build: Build) -> Problems:
    judged = {bundle.path for bundle in build.bundles}
    for one in build.mismatches:
        if one.path in judged:
            said, found = f"{one.algorithm}-{one.said}", f"{one.algorithm}-{one.found}"
            yield Problem(
                f"`integrity` of {quote(one.path)} is {quote(said, 48)}, and the file hashes to {quote(found, 48)}; browsers refuse the "
                "file, and the page should have the hash of what is shipped",
                at=InFile(one.page, one.line, one.column, length=one.length),
            )
