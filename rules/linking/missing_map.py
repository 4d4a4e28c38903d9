"""A large minified file has a map.

Why it matters: without one, not a single frame of the file can be read: of all the code that a page runs, a bundle of
half a megabyte is where errors come from.

How to fix: turn source maps on for this output. For a vendor's file that comes minified, use `overrides` or raise
`min-size`.
"""

from smaplint.rule import (
    NOTE,
    WARNING,
    Bad,
    Build,
    Clause,
    Good,
    InFile,
    Problem,
    Problems,
    build_rule,
    count,
)

_LINE = b"a=1;" * 2000 + b"\n"
_MAP = {"mappings": "AAAA"}


@build_rule(
    since="0.1.0",
    when="has_bare_files",
    # Without any map in the folder it is a choice, and `min-files` has its say.
    levels={"recommended": WARNING, ("recommended", "none"): NOTE},
    good=[
        Good(files={"app.js": _LINE * 63, "app.js.map": {"mappings": ";".join(["AAAA,IAAA"] * 63)}}),
        Good(files={"app.js": _LINE * 60, "b.js": b"b", "b.js.map": _MAP}, note="480 kB"),
        Good(files={"app.js": b"a = 1;\n" * 80_000, "b.js": b"b", "b.js.map": _MAP}, note="not minified"),
        Good(
            files={"app.js": _LINE * 63 + b"a = 1;\n" * 90_000, "b.js": b"b", "b.js.map": _MAP},
            note="a long table in it",
        ),
        Good(files={"app.js": _LINE * 63 + b"//# sourceMappingURL=https://cdn.example/app.js.map"}, note="elsewhere"),
    ],
    bad=[
        Bad(files={"app.js": _LINE * 63, "b.js": _LINE * 63}, at="app.js:1:1", case="none", says="2 minified files"),
        Bad(files={"app.js": _LINE * 63, "b.js": b"b", "b.js.map": _MAP}, at="app.js:1:1"),
        Bad(
            files={"app.js": _LINE * 20, "b.js": b"b", "b.js.map": _MAP},
            options={"min_size": 100_000},
            at="app.js:1:1",
        ),
    ],
    standard=[
        Clause(
            "practice", "sec-linking-inline", "a generated file should name a map, if there is one: `spec` is silent"
        ),
    ],
    evidence="Lighthouse, valid-source-maps",
)
def missing_map(build: Build, *, min_size: int = 500_000) -> Problems:
    bare = [
        facts
        for facts in build.bundles
        if facts.kind == "js" and facts.size >= min_size and facts.minified and not facts.map and not facts.directive
    ]
    if bare and not build.all_maps:
        yield Problem(
            f"{count(len(bare), 'minified file')} of at least {min_size:,} bytes, and no map in the whole build; each should "
            "have one",
            at=InFile(bare[0].path),
            case="none",
            about="none",
            also=tuple(facts.path for facts in bare[1:]),
        )
        return
    # Those that had one in the last build are `map-lost`'s.
    lost = {facts.path for facts, _, _ in build.lost()}
    for facts in bare:
        if facts.path in lost:
            continue
        name = facts.path.rpartition("/")[2]
        yield Problem(
            f"a minified file of {facts.size:,} bytes has no map: no comment, and no `{name}.map` beside it; it should have one",
            at=InFile(facts.path),
        )
