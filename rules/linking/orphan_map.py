"""Each map belongs to a generated file of the build.

Why it matters: a map that no file names, by comment, debug ID, `file` or its own name, is never used: it is left over
from an older build, or the file that it was made for was renamed after it, and that file's frames stay minified.

How to fix: clean the output folder before each build; rename a map together with its file, and mend the comment.

Details: with `--against`, a map that the last build did not leave alone like this is the case `new`.
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
)

_MAP = {"mappings": "AAAA,IAAIA"}


@build_rule(
    since="0.1.0",
    when="has_orphans",
    levels={"recommended": NOTE, ("recommended", "new"): WARNING},
    good=[
        Good(files={"app.js": b"let a=1\n", "app.js.map": _MAP}, note="hidden: found by its name"),
        Good(files={"a.js": b"let a=1\n//# sourceMappingURL=maps/x.map\n", "maps/x.map": _MAP}),
        Good(files={"app.js": b"let a=1\n", "x.js.map": _MAP}, note="`file` names app.js"),
    ],
    bad=[
        Bad(files={"app.js": b"let a=1\n", "old.js.map": {"file": "old.js"}}, at="old.js.map:1:1"),
        Bad(
            files={
                "app-0d1e2f3a.js": b"let b=1\n",
                "app-0d1e2f3a.js.map": {},
                "app-4f2a9c1b.js.map": {"file": "app-4f2a9c1b.js"},
            },
            last={"app-4f2a9c1b.js": b"let a=1\n", "app-4f2a9c1b.js.map": {"file": "app-4f2a9c1b.js"}},
            at="app-4f2a9c1b.js.map:1:1",
            case="new",
            says="in the last build",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-source-map-naming",
            "by convention a map is called as its file, with `.map`: `spec` is silent",
        ),
    ],
    evidence="sentry-bundler-plugins#602, #847",
)
def orphan_map(build: Build) -> Problems:
    new = build.new_orphans()
    for facts in build.maps:
        if not facts.paired and facts.valid and facts.kind != "dts":
            yield Problem(
                "no generated file belongs to this map by comment, debug ID, `file` or name"
                + (", and none like it was without one in the last build" if facts.path in new else "")
                + "; it should be deleted, or its file is lost",
                at=InFile(facts.path),
                case="new" if facts.path in new else "",
            )
