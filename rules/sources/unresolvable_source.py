"""Each source has its text in the map, or a file below the root.

Why it matters: bundlers that read the maps of packages look for the file (`Failed to parse source map … ENOENT` is what
each user of the package sees, for each file), uploaders have nothing to embed, and frames show no code.

How to fix: embed the texts (`inlineSources` of tsc, `sourcesContent` of others), publish the sources (`files` in
`package.json`), or publish no maps.

Details: looked up as URLs are resolved, behind `sourceRoot`, from the map's folder; never outside the root, which is the
top of the git repository, or the folder that was named. Names that are no files (`webpack://…`, `<anon>`) and declaration
maps are left out. With `package: true`, as the preset `npm` has it, the file must also go out with the map: `npm pack` takes
both, by `files` in `package.json` or the ignore files.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    Bad,
    Clause,
    Good,
    NotRun,
    Problem,
    Problems,
    SourceMap,
    first_of,
    is_runtime,
    map_rule,
    quote,
)

_BARE = {"sources": ["../src/a.ts"], "sourcesContent": MISSING, "mappings": "AAAA"}
_TEXT = b"let a;\n"
_PACKAGE = b'{"name":"a","version":"1.0.0"}'
_LISTED = b'{"name":"a","version":"1.0.0","files":["dist"]}'
_PUBLISHED = {"package": True}


@map_rule(
    since="0.1.0",
    levels={"npm": ERROR},
    good=[
        Good(files={"dist/a.js.map": _BARE, "src/a.ts": _TEXT}),
        Good(files={"dist/a.js.map": {**_BARE, "sources": ["../src/a%20b.ts"]}, "src/a b.ts": _TEXT}),
        Good(files={"dist/a.js.map": {**_BARE, "sourceRoot": "../src", "sources": ["a.ts?v=1"]}, "src/a.ts": _TEXT}),
        Good(files={"dist/a.js.map": {**_BARE, "sourcesContent": ["let a;\n"]}}, note="it is embedded"),
        Good(files={"dist/a.js.map": {**_BARE, "sources": ["webpack://a/./a.ts"]}}, note="no file is meant"),
        Good(files={"dist/a.d.ts.map": _BARE}),
        Good(files={"dist/a.js.map": {**_BARE, "sources": ["../../../x.ts"]}}, note="that is `source-outside-root`'s"),
        Good(
            files={
                "dist/esm/a.js.map": {**_BARE, "sources": ["../../src/a.ts"]},
                "src/a.ts": _TEXT,
                "dist/esm/package.json": b'{"type":"module"}',
                "package.json": _PACKAGE,
            },
            options=_PUBLISHED,
            note="the `package.json` beside it is none of a package",
        ),
    ],
    bad=[
        Bad(files={"dist/a.js.map": _BARE}, at="/sources/0", says="`src/a.ts`"),
        Bad(files={"dist/a.js.map": _BARE, "src/b.ts": _TEXT}, at="/sources/0"),
        Bad(
            files={"dist/a.js.map": _BARE, "src/a.ts": _TEXT, "dist/package.json": _PACKAGE},
            options=_PUBLISHED,
            at="/sources/0",
            case="unpublished",
            says="not in the package",
        ),
        Bad(
            files={"dist/a.js.map": _BARE, "src/a.ts": _TEXT, "package.json": _LISTED},
            options=_PUBLISHED,
            at="/sources/0",
            case="unpublished",
            note="`files` leaves it out",
        ),
    ],
    standard=[
        Clause(
            "practice", "sec-DecodeSourceMapSources", "a text may be null, and nobody looks for it: `spec` is silent"
        ),
    ],
    evidence="webpack/webpack#15199, webpack-contrib/source-map-loader#119, DataDog/browser-sdk#811",
)
def unresolvable_source(map: SourceMap, *, package: bool = False) -> Problems:
    if map.is_declaration:
        return
    bare = [
        (index, name)
        for index, name in enumerate(map.sources)
        if name and not is_runtime(name) and (index >= len(map.contents) or map.contents[index].kind != "string")
    ]
    if not bare:
        return
    tree = map.tree
    if tree is None:
        raise NotRun("there is no tree of files to look for sources in: the map came alone")
    where = {index: tree.locate(map.source_root, name) for index, name in bare}
    missing = [index for index, one in where.items() if one.state == "missing"]
    if missing:
        first = missing[0]
        yield Problem(
            f"{quote(map.source_name(first))} has no text in the map, and there is no file {quote(where[first].path)}"
            f"{first_of(missing)}; it should have one of them",
            at=f"/sources/{first}",
            notes=tuple(quote(map.source_name(index)) for index in missing[1:3]),
        )
    if not package:
        return
    there = [one.path for one in where.values() if one.state == "found"]
    published = tree.published(there)
    outside = [
        index
        for index, one in where.items()
        if one.state == "outside" or (one.state == "found" and one.path not in (published or ()))
    ]
    if outside and published is None:
        raise NotRun("the maps are in no npm package that is published: name the folder of its `package.json` as PATH")
    if outside:
        first = outside[0]
        yield Problem(
            f"{quote(map.source_name(first))} has no text in the map, and is not in the package that is published"
            f"{first_of(outside)}; embed the text, or publish the file",
            at=f"/sources/{first}",
            case="unpublished",
            notes=tuple(quote(map.source_name(index)) for index in outside[1:3]),
        )
