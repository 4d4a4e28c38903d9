"""The embedded text of a source is that of the file in the tree.

Why it matters: the map was built from another state of the tree: an old cache, changes that were not committed, another
commit than the release names. Frames and links to the repository show other lines than those that ran.

How to fix: build from a clean checkout of the commit that is released, with empty caches.

Details: compared where the file is there, line ends folded and a byte order mark dropped. Nothing is said of files that a compiler takes apart before others see
them (`.vue`, `.svelte`, `.astro`, `.mdx`, `.json`), of the generated file itself and of names with a query. Up to
1,000 files of one map, and 64 MB, are read.
"""

from smaplint.rule import (
    Bad,
    Clause,
    Good,
    NotRun,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
    quote,
)

_FILES = 1000
_BYTES = 64_000_000
_TAKEN_APART = (".vue", ".svelte", ".astro", ".mdx", ".md", ".json", ".marko", ".html", ".pug")
_ONE = {"sources": ["a.ts"], "mappings": "AAAA"}


@map_rule(
    since="0.1.0",
    levels={},
    good=[
        Good(files={"a.js.map": {**_ONE, "sourcesContent": ["let a;\n"]}, "a.ts": b"let a;\n"}),
        Good(files={"a.js.map": {**_ONE, "sourcesContent": ["let a;\n"]}, "a.ts": b"\xef\xbb\xbflet a;\r\n"}),
        Good(files={"a.js.map": {**_ONE, "sourcesContent": ["let a;\n"]}}, note="the file is not there"),
        Good(files={"a.js.map": {**_ONE, "sources": ["a.vue"], "sourcesContent": ["let a;\n"]}, "a.vue": b"<script>"}),
    ],
    bad=[
        Bad(
            files={"a.js.map": {**_ONE, "sourcesContent": ["let a;\n"]}, "a.ts": b"let b;\n"},
            at="/sourcesContent/0",
            says="`a.ts`",
        ),
        Bad(files={"a.js.map": {**_ONE, "sourcesContent": ["let a;"]}, "a.ts": b"let a;" * 99}, at="/sourcesContent/0"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "no text is compared with a file: `spec` is silent"),
    ],
    evidence="getsentry/sentry#124895",
)
def stale_sources_content(map: SourceMap) -> Problems:
    if map.is_declaration or len(map.contents) != len(map.sources):
        return
    held = [
        (index, name)
        for index, name in enumerate(map.sources)
        if name
        and map.contents[index].kind == "string"
        and "?" not in name
        and not name.lower().endswith(_TAKEN_APART)
        and not map.path.endswith((f"{name}.map", name))
    ]
    if not held:
        return
    tree = map.tree
    if tree is None:
        raise NotRun("there is no tree of files to compare texts with: the map came alone")
    found: list[int] = []
    compared = read = 0
    for index, name in held:
        where = tree.locate(map.source_root, name)
        if where.state != "found":
            continue
        text = (map.content(index) or "").encode("utf-8", "surrogatepass")
        compared += 1
        read += len(text)
        if compared > _FILES or read > _BYTES:
            break
        # With CRLF for each LF it is twice as long at most, and three bytes are the mark.
        data = tree.read(where.path, 2 * len(text) + 3)
        if data is None or _folded(data) != _folded(text):
            found.append(index)
    if found:
        more = f", and so do {count(len(found) - 1, 'other text')}" if len(found) > 1 else ""
        yield Problem(
            f"the text of {quote(map.source_name(found[0]))} differs from the file{more}; "
            f"{count(compared, 'text')} {'was' if compared == 1 else 'were'} compared",
            at=f"/sourcesContent/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )


def _folded(text: bytes) -> bytes:
    return text.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
