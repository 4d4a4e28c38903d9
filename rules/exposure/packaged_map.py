"""No npm package takes source text along.

Why it matters: what is published to npm is public at once and for good: version 2.1.88 of `@anthropic-ai/claude-code`
(31 March 2026) held `cli.js.map` with 59.8 MB of the source of a closed product, for the second time. Mirrors keep it when
the version is gone.

How to fix: leave the maps out by `files` in package.json (`"files": ["dist", "!**/*.map"]`) or by `.npmignore`, or build the
release with `sourcesContent` off. `npm pack --dry-run` lists what would go out, and `smaplint *.tgz` lints it.

Details: most of npm ships its maps on purpose, so this is off but in `private`. A file goes out with a folder above
it, below the root of the run, whose package.json has a name and a version and is not `private: true`, if `npm pack` would
take it: by `files`, else `.npmignore`, else `.gitignore`, in each folder, as npm reads them (46 layouts, compared with npm). In a
`.tgz` that is given by name every map with text is one that goes out. One finding for a package. Such a map is not
`public-map-exposure`'s too.
"""

from smaplint.rule import (
    ERROR,
    OFF,
    Bad,
    Build,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    build_rule,
    count,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_NO_TEXT = {"mappings": "AAAA,IAAIA", "sources": ["src/main.ts"]}
_CODE = b"let a=1\n"
_NAMED = b'{"name":"@shop/app","version":"1.2.0"'


@build_rule(
    since="0.1.0",
    when="has_packages",
    levels={"recommended": OFF, "strict": OFF, "private": ERROR},
    good=[
        Good(
            files={
                "package.json": _NAMED + b',"files":["dist","!**/*.map"]}',
                "dist/a.js": _CODE,
                "dist/a.js.map": _MAP,
            },
            note="left out by `files`",
        ),
        Good(files={"package.json": _NAMED + b',"private":true}', "dist/a.js": _CODE, "dist/a.js.map": _MAP}),
        Good(
            files={
                "package.json": _NAMED + b"}",
                ".gitignore": b"dist\n",
                "dist/a.js": _CODE,
                "dist/a.js.map": _MAP,
            },
            note="npm obeys `.gitignore` where nothing else is said",
        ),
        Good(
            files={"package.json": _NAMED + b"}", "dist/a.js": _CODE, "dist/a.js.map": _NO_TEXT}, note="no text in it"
        ),
        Good(files={"dist/package.json": b'{"type":"module"}', "dist/a.js": _CODE, "dist/a.js.map": _MAP}),
    ],
    bad=[
        Bad(
            files={
                "package.json": _NAMED + b',"files":["dist"]}',
                "dist/a.js": _CODE,
                "dist/a.js.map": _MAP,
                "dist/b.css": b"b{}",
                "dist/b.css.map": _MAP,
                "site/c.js": _CODE,
                "site/c.js.map": _MAP,
            },
            at="dist/a.js.map:1:1",
            says="`@shop/app@1.2.0` takes 2 maps with the text of 4 sources along",
        ),
        Bad(
            files={"package.json": _NAMED + b"}", ".npmignore": b"src\n", "a.js": _CODE, "a.js.map": _MAP},
            at="a.js.map:1:1",
            note="an ignore file that forgot the maps",
        ),
    ],
    evidence="@anthropic-ai/claude-code 2.1.88",
)
def packaged_map(build: Build) -> Problems:
    packages: dict[str, list[MapFacts]] = {}
    for facts in build.maps:
        if facts.package and facts.contents:
            packages.setdefault(facts.package, []).append(facts)
    for name, maps in packages.items():
        texts = sum(facts.contents for facts in maps)
        kind = "archive" if name == maps[0].root else "package"
        listed = ", ".join(quote(facts.path) for facts in maps[1:4]) + (", …" if len(maps) > 4 else "")
        yield Problem(
            f"the npm {kind} {quote(name)} takes {count(len(maps), 'map')} with the text of {count(texts, 'source')} along; "
            "by the policy of a closed source it should take none",
            at=InFile(maps[0].path, maps[0].line, maps[0].column),
            notes=(f"also {listed}",) if listed else (),
            about=f"package {name.rpartition('@')[0] or name}",
            also=tuple(facts.path for facts in maps[1:]),
        )
