"""No source leads out of the project.

Why it matters: tools that read sources from disk follow the name: what is there on the build machine ends up in a map, and
a stranger's map makes them read any file (CVE-2026-73646 of postcss). To everyone else it says how the machine is laid
out.

How to fix: build below the root of the repository, and have names written relative to the map; of a map that came from
elsewhere ask who wrote it.

Details: the root is the top of the git repository, or the folder that was named where there is none; a monorepo's
`../../node_modules` is inside. Where it leads through a person's home, `personal-path` says so too.
"""

from smaplint.rule import (
    Bad,
    Clause,
    Good,
    NotRun,
    Problem,
    Problems,
    SourceMap,
    first_of,
    is_runtime,
    machine_path,
    map_rule,
    quote,
)

_MAP = {"sourcesContent": ["let a;\n"], "mappings": "AAAA"}


@map_rule(
    since="0.1.0",
    levels={},
    good=[
        Good(files={"packages/a/dist/a.js.map": {**_MAP, "sources": ["../../../node_modules/b/b.js"]}}),
        Good(files={"a.js.map": {**_MAP, "sources": ["webpack:///../../x.ts"]}}, note="no file is meant"),
        Good(files={"a.js.map": {**_MAP, "sources": ["/src/x.ts"]}}, note="from the top of a site"),
    ],
    bad=[
        Bad(files={"dist/a.js.map": {**_MAP, "sources": ["../../x.ts"]}}, at="/sources/0", says="`../x.ts`"),
        Bad(files={"a.js.map": {**_MAP, "sourceRoot": "../../", "sources": ["x.ts"]}}, at="/sources/0"),
        Bad(files={"a.js.map": {**_MAP, "sources": ["file:///etc/hosts"]}}, at="/sources/0"),
        Bad(files={"a.js.map": {**_MAP, "sources": ["%2e%2e/x.ts"]}}, at="/sources/0", note="written as a URL may be"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a source may be any URL: `spec` is silent"),
    ],
    evidence="CVE-2026-73646, CVE-2026-49356, vitejs/vite#22158",
)
def source_outside_root(map: SourceMap) -> Problems:
    named = [(index, name) for index, name in enumerate(map.sources) if name and not is_runtime(name)]
    if not named:
        return
    tree = map.tree
    if tree is None:
        raise NotRun("there is no root for sources to lead out of: the map came alone")
    found: list[tuple[int, str]] = []
    for index, name in named:
        # `/src/x.ts` is from the top of a site.
        if not map.source_root and name.startswith("/") and machine_path(name) is None:
            continue
        where = tree.locate(map.source_root, name)
        if where.state == "outside":
            found.append((index, where.path))
    if found:
        first, path = found[0]
        yield Problem(
            f"{quote(map.source_name(first))} leads to {quote(path)}, out of the project"
            f"{first_of([index for index, _ in found])}; it should stay inside",
            at=f"/sources/{first}",
            notes=tuple(quote(map.source_name(index)) for index, _ in found[1:3]),
        )
