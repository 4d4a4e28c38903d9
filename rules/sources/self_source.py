"""A map does not lead back to the file that it is of.

Why it matters: the frame is resolved to where it was. Consumers that look for the source find the generated file under its
name and show minified or compiled code as the original.

How to fix: give the step the name and the map of what it read (`content` of terser's and uglify's `sourceMap`, `map.prev`
of postcss), and write its output to another folder or name than its input.

Details: the source resolves to the generated file, and has no text in the map, or just that file's. A text of its own is
the original, which the tool read under the same name (babel, postcss). Only where more than half of the positions lead
there: autoprefixer maps what it adds to the style sheet that it read, up to 28 % of the positions in four of 135 packages; the one package with more has lost its maps of Less so.
"""

from smaplint.rule import (
    MISSING,
    WARNING,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    SourceMap,
    Span,
    is_source_of,
    pair_rule,
    quote,
)

_JS = b"let a = 1;\n//# sourceMappingURL=app.js.map\n"
_BARE = {"sources": ["app.js"], "sourcesContent": MISSING, "mappings": "AAAA"}
_HERE = {"sourcesContent": ["let a = 1;\n"], "mappings": "AAAA"}


@pair_rule(
    since="0.1.0",
    when="may_name_itself",
    levels={"recommended": WARNING},
    good=[
        Good(files={"app.js": _JS, "app.js.map": {**_BARE, "sources": ["src/app.js"]}}),
        Good(
            files={"app.js": _JS, "app.js.map": {**_BARE, "sourcesContent": ["const a = 1;\n"]}},
            note="the text is another",
        ),
        Good(files={"app.js": _JS, "app.js.map": {**_BARE, "sourceRoot": "../src"}}),
        Good(files={"app.js": _JS, "app.js.map": {**_HERE, "sources": ["src/app.js"]}}, note="nothing was to be done"),
        Good(
            files={
                "app.js": _JS,
                "app.js.map": {"sources": ["a.scss", "app.js"], "mappings": "AAAA,EAAE,ECAF"},
            },
            note="what autoprefixer adds",
        ),
    ],
    bad=[
        Bad(files={"app.js": _JS, "app.js.map": _BARE}, at="app.js:2:1", says="`app.js`"),
        Bad(files={"app.js": _JS, "app.js.map": {**_HERE, "sources": ["./app.js"]}}, at="app.js:2:1"),
        Bad(
            files={"dist/app.js": _JS, "dist/app.js.map": {**_BARE, "sources": ["../dist/app.js"]}},
            at="dist/app.js:2:1",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="google/closure-compiler#115",
)
def self_source(pair: Pair) -> Problems:
    map, generated = pair.map, pair.generated
    if map is None or map.is_declaration or generated.kind in ("dts", "wasm"):
        return
    for index, name in enumerate(map.sources):
        if not name or not is_source_of(name, map.source_root, pair.map_path or generated.path, generated.path):
            continue
        text = map.content(index)
        if (text is None or _same(text, generated.data)) and _is_most(map, index):
            directive = generated.directive
            yield Problem(
                f"the map's source {quote(name)} is this file itself; it should be the file that this one was made from",
                at=Span(directive.start, directive.end) if directive else Span(0, 1),
            )
            return


def _is_most(map: SourceMap, source: int) -> bool:
    """Whether more than half of the positions are in one source."""
    if not map.mappings.is_clean:
        return False
    positions = {index: len(found) for index, found in map.mappings.originals().items()}
    return 2 * positions.get(source, 0) > sum(positions.values())


def _same(text: str, data: bytes) -> bool:
    """Whether a text is that of the generated file, but for the comment at its end."""
    written = _without_comment(text.encode("utf-8", "surrogatepass"))
    return bool(written) and written == _without_comment(data)


def _without_comment(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").partition(b"sourceMappingURL=")[0].rstrip(b" \t\n/*#@")
