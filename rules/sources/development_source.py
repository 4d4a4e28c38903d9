"""No source is one that only a development build has.

Why it matters: the output of a development server was published. It is slow and large, names no files that anyone has
(`webpack-internal:///(ssr)/./a.ts`, `http://localhost:5173/src/a.ts`), and error trackers cannot resolve its frames.

How to fix: publish the output of the production build (`NODE_ENV=production`, `vite build`, `next build`), and clear the
output folder before it.

Details: `webpack-internal:`, the ids of Vite's server (`/@fs/`, `/@id/`, `.vite/deps`), the clients of hot reloading, and
`localhost`. Code in `eval` is `development-build`'s. None of 22,608 maps of packages and builds has one.
"""

import re

from smaplint.rule import (
    ERROR,
    NOTE,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    map_rule,
    quote,
)

_DEVELOPMENT = re.compile(
    r"^webpack-internal:|^(?:https?:)?//(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])[:/]"
    r"|^/?@(?:fs|id|vite|react-refresh)(?:/|$)|/node_modules/\.vite/deps/"
    r"|/webpack/hot/(?:dev-server|only-dev-server|poll|signal)\.js|/webpack-(?:dev-server/client|hot-middleware/client)"
    r"|\[turbopack\]/browser/dev/|\[turbopack\]_browser_dev_"
)
_VENDORS = dict.fromkeys(("sentry", "datadog", "bugsnag", "rollbar"), ERROR)


@map_rule(
    since="0.1.0",
    when="has_odd_names",
    levels={"recommended": NOTE, "private": ERROR, **_VENDORS},
    good=[
        Good({"sources": ["webpack://app/./src/main.ts", "src/@fs.ts"]}),
        Good({"sources": ["https://localhost.example.com/main.ts", "src/webpack/hot/main.ts"]}),
        Good({"sources": ["../node_modules/webpack/hot/emitter.js", "@vitejs/plugin/a.ts"]}),
    ],
    bad=[
        Bad(
            {"sources": ["webpack-internal:///(ssr)/./main.ts", "webpack-internal:///./a.ts"]},
            at="/sources/0",
            says="2 such sources",
        ),
        Bad({"sources": ["src/main.ts", "http://localhost:5173/src/util.ts"]}, at="/sources/1"),
        Bad({"sources": ["src/main.ts", "/@fs/app/src/util.ts"]}, at="/sources/1"),
        Bad({"sources": ["src/main.ts", "../node_modules/webpack-dev-server/client/index.js"]}, at="/sources/1"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="oven-sh/bun#28001",
)
def development_source(map: SourceMap) -> Problems:
    root = map.source_root if _DEVELOPMENT.search(map.source_root) else ""
    if root:
        yield Problem(
            f"`sourceRoot` is {quote(root)}, of a development build; the production build should be published",
            at="/sourceRoot",
        )
        return
    found = [index for index, name in enumerate(map.sources) if name and _DEVELOPMENT.search(name)]
    if found:
        yield Problem(
            f"a source is {quote(map.source_name(found[0]))}, of a development build{first_of(found)}; "
            "the production build should be published",
            at=f"/sources/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )
