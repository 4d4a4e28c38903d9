"""The sources of a map are what people wrote, not what another tool did.

Why it matters: frames land in compiled or minified code, one step short of the original. Every step that reads code has to
read its map as well.

How to fix: have the last step take the map of the one before: `source-map-loader` in webpack, `inputSourceMap` in babel,
`content` in terser's `sourceMap`, `prev` in postcss, `rollup-plugin-sourcemaps`.

Details: a source whose text ends in a `sourceMappingURL` comment, or most of which is in lines of more than 500
characters. Dependencies are left out: with one old one, 41 % of the builds of apps have such a source. Of 135 packages
twelve are found: bundles of compiled files, minified style sheets of compiled ones, and a few texts that are data.
"""

from smaplint.rule import (
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    is_runtime,
    map_rule,
    quote,
)

_COMMENT = "let a;\n//# sourceMappingURL=a.js.map\n"
_CODE = (".js", ".mjs", ".cjs", ".jsx", ".css")
# Of a text that is shorter nobody says that it is minified.
_MINIFIED = 2000
_ONE = {"sources": ["src/a.js"], "mappings": "AAAA"}


@map_rule(
    since="0.1.0",
    levels={},
    good=[
        Good({**_ONE, "sources": ["../node_modules/b/a.js"], "sourcesContent": [_COMMENT]}, note="a dependency's"),
        Good({**_ONE, "sourcesContent": ["f(`\n//# sourceMappingURL=a.js.map\n`);\n"]}),
        Good({**_ONE, "sources": ["src/data.json"], "sourcesContent": ["[0" + ",1" * 1000 + "]"]}),
        Good({**_ONE, "sourcesContent": ["let a;\n" * 400]}),
    ],
    bad=[
        Bad({**_ONE, "sourcesContent": [_COMMENT]}, at="/sources/0", says="names a map of its own"),
        Bad({**_ONE, "sourcesContent": ["a();" * 500]}, at="/sources/0", says="is minified"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "any text may be a source's: `spec` is silent"),
    ],
    evidence="google/closure-compiler#1360, getsentry/sentry-javascript-bundler-plugins#364",
)
def intermediate_source(map: SourceMap) -> Problems:
    if map.is_declaration:
        return
    found: list[tuple[int, str]] = []
    for index, name in enumerate(map.sources):
        if name and name.lower().partition("?")[0].endswith(_CODE) and _is_own(name) and not _is_own_name(map, name):
            why = _why(map.content(index) or "")
            if why:
                found.append((index, why))
    if found:
        index, why = found[0]
        yield Problem(
            f"the text of {quote(map.source_name(index))} {why}{first_of([at for at, _ in found])}; "
            "the map should lead on to what it was made from",
            at=f"/sources/{index}",
            notes=tuple(f"{quote(map.source_name(at))} {reason}" for at, reason in found[1:3]),
        )


def _is_own_name(map: SourceMap, name: str) -> bool:
    """Whether a source is called like the generated file: postcss gives what it adds to a style sheet to that itself."""
    return map.path.endswith(("/" + name + ".map", "/" + name)) or map.path in (name, name + ".map")


def _is_own(name: str) -> bool:
    return "node_modules/" not in name and not is_runtime(name)


def _why(text: str) -> str:
    last = text.rstrip()[-400:].rpartition("\n")[2].lstrip()
    if last.startswith(("//# sourceMappingURL=", "//@ sourceMappingURL=", "/*# sourceMappingURL=")):
        return "names a map of its own"
    if len(text) >= _MINIFIED and 2 * sum(len(line) for line in text.split("\n") if len(line) > 500) >= len(text):
        return "is minified"
    return ""
