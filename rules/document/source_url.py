"""The name of each source is a URL, absolute or relative.

Why it matters: what does not parse is no name to whoever uses a URL parser, and one such name costs the whole map:
`source-map` 0.7 throws, and so did `@ampproject/remapping` in the middle of Angular's builds; Node.js shows every frame of
the file as it was generated. `@jridgewell/trace-mapping` and `source-map` 0.6 take names as text (all measured).

How to fix: a bundler's placeholder in the host, as in `webpack://[name]/`, goes away with a name without brackets
(`output.library`, `output.devtoolNamespace`) or a third slash (`turbopack:///[project]/`). An address that was put
together from parts lacks one: look at `sourceRoot` first.

Details: only a host, its port and what stands before it can be wrong, so paths pass, whatever they hold. The map's own
URL is not known on disk: what parses against one kind of base passes. Hosts beyond ASCII pass.
"""

from smaplint.rule import (
    ERROR,
    NOTE,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    broken_urls,
    map_rule,
    quote,
)

_TURBOPACK = "turbopack://[project]/src/main.ts"


@map_rule(
    since="0.1.0",
    when="has_hosts",
    levels={
        "recommended": WARNING,
        # What webpack and Turbopack wrote for years; browsers and trackers show it as it is.
        ("recommended", "virtual"): NOTE,
        "spec": ERROR,
    },
    good=[
        Good({"sources": ["webpack://_N_E/./src/main.ts", "turbopack:///[project]/src/main.ts"]}),
        Good({"sources": ["webpack://@scope/pkg/./src/main.ts", "webpack-internal:///(ssr)/./a.ts"]}),
        Good({"sources": ["C:/src/main.ts", "file:///C|/src/main.ts"]}),
        Good({"sources": ["//server/src/main.ts", "//?/C:/src/main.ts"]}),
        Good({"sources": ["\0virtual:main", "<stdin>"]}),
        Good({"sources": ["src/[id]/main.ts?vue&type=script", "(webpack)/buildin/module.js"]}),
        Good({"sources": ["//cdn.example.com:8080/main.ts", "http:main.ts"]}, note="with some base it parses"),
        Good({"sourceRoot": "https://[", "sources": [None], "mappings": "A"}, note="there is nothing to resolve"),
        Good({"sourceRoot": "/", "sources": ["main.ts", "/server/main.ts"]}),
    ],
    bad=[
        Bad({"sources": [_TURBOPACK, "src/util.ts"]}, at="/sources/0", case="virtual", says="`[project]`"),
        Bad({"sources": ["a.ts", "webpack://my app/./b.ts"]}, at="/sources/1", case="virtual"),
        Bad({"sources": ["https://cdn example/main.ts", "src/util.ts"]}, at="/sources/0", says="` ` in it"),
        Bad({"sources": ["main.ts", "http://1.2.3.256/a.ts"]}, at="/sources/1", says="no IPv4 address"),
        Bad({"sources": ["https://localhost:port/a.ts", "https:///"]}, at="/sources/0", says="2 sources"),
        Bad({"sourceRoot": "http://<cdn>/src/"}, at="/sourceRoot", says="`<`"),
        Bad({"sourceRoot": "https://", "sources": ["main.ts", "?v=2"]}, at="/sources/1", says="`https://?v=2`"),
    ],
    standard=[
        Clause(
            "optional",
            "sec-DecodeSourceMapSources",
            "each source, behind `sourceRoot`, parses as a URL against the map's own",
        ),
    ],
    evidence="ampproject/remapping#157",
)
def source_url(map: SourceMap) -> Problems:
    found: dict[str, list[tuple[int, str, str]]] = {}
    for index, url, why, virtual in broken_urls(map.source_root, map.sources):
        found.setdefault("virtual" if virtual else "", []).append((index, url, why))
    for case, broken in found.items():
        index, url, why = broken[0]
        many = f" (the first of {len(broken):,} sources of that sort)" if len(broken) > 1 else ""
        joined = " behind `sourceRoot`" if map.source_root else ""
        what = "`sourceRoot`" if index < 0 else f"`sources[{index}]`{joined}"
        yield Problem(
            f"{what} is {quote(url)}, which {why}{many}; it should parse as a URL",
            at="/sourceRoot" if index < 0 else f"/sources/{index}",
            case=case,
            notes=tuple(f"`sources[{at}]` is {quote(one)}, which {reason}" for at, one, reason in broken[1:4]),
        )
