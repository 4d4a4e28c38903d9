"""No source's URL carries a password or a token.

Why it matters: everyone who can fetch the map can read them: a token of the CI job that cloned a repository
(`https://x-access-token:…@github.com/`), a signed link, a key of a package registry.

How to fix: revoke the token first, for it was published. Then have sources named by paths: the URL of a clone or a
download is not for `sources` or `sourceRoot`.

Details: a password before the host, a user that is a token of a known form, and values of parameters such as `token`,
`api_key` or `X-Amz-Signature`, of `http`, `ssh`, `git` and `ftp` URLs. They are masked in every report.
None of 22,608 maps of packages and builds has one.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    map_rule,
    quote,
    url_secrets,
)


@map_rule(
    since="0.1.0",
    when="has_odd_names",
    levels={"recommended": ERROR},
    good=[
        Good({"sources": ["https://example.com/@scope/a.ts", "webpack://app@1.0.0/./b.ts"]}),
        Good({"sources": ["git+ssh://git@github.com/a/b.ts", "https://example.com:8080/@a/b.ts"]}, note="a user alone"),
        Good({"sources": ["https://cdn.example/a.ts?v=4f1c0e7b9a2d", "src/token=1.ts"]}),
    ],
    bad=[
        Bad(
            {"sources": ["src/main.ts", "https://x-access-token:hunter2@github.com/a/b.ts"]},
            at="/sources/1",
            says="`https://x-access-token:***@github.com/a/b.ts`",
        ),
        Bad(
            {"sources": ["src/main.ts", "https://ghp_0123456789abcdefghijklmnopqrstuvwxyz@github.com/a/b.ts"]},
            at="/sources/1",
            says="`https://***@github.com/a/b.ts`",
        ),
        Bad(
            {"sources": ["https://example.com/a.ts?token=0123456789abcdef&v=1", "b.ts"]},
            at="/sources/0",
            says="?token=***&v=1`",
        ),
        Bad({"sourceRoot": "https://ann:hunter2@example.com/src/"}, at="/sourceRoot", says="`https://ann:***@"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a URL may have credentials: `spec` is silent"),
    ],
)
def source_credentials(map: SourceMap) -> Problems:
    if secrets := url_secrets(map.source_root):
        yield Problem(
            f"`sourceRoot` is {quote(map.source_root)}, with a secret in it, masked here; it should carry none",
            at="/sourceRoot",
            redact=secrets,
        )
        return
    found = [
        index
        for index, name in enumerate(map.sources)
        if name and "//" in name and ("@" in name or "=" in name) and url_secrets(name)
    ]
    if found:
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, with a secret in it, masked here{first_of(found)}; "
            "it should carry none",
            at=f"/sources/{found[0]}",
            redact=url_secrets(map.source_name(found[0])),
        )
