"""Each map belongs to a generated file of the build.

Why it matters: a map that no file names, by comment, debug ID, `file` or its own name, is never used: it is left over
from an older build, or the file that it was made for was renamed after it, and that file's frames stay minified.

How to fix: clean the output folder before each build; rename a map together with its file, and mend the comment.
"""

from smaplint.rule import NOTE, Bad, Build, Good, InFile, Problem, Problems, build_rule

_MAP = {"mappings": "AAAA,IAAIA"}


@build_rule(
    since="0.1.0",
    levels={"recommended": NOTE},
    good=[
        Good(files={"app.js": b"let a=1\n", "app.js.map": _MAP}, note="hidden: found by its name"),
        Good(files={"a.js": b"let a=1\n//# sourceMappingURL=maps/x.map\n", "maps/x.map": _MAP}),
        Good(files={"app.js": b"let a=1\n", "x.js.map": _MAP}, note="`file` names app.js"),
    ],
    bad=[Bad(files={"app.js": b"let a=1\n", "old.js.map": {"file": "old.js"}}, at="old.js.map:1:1")],
    evidence="sentry-bundler-plugins#602, #847",
)
def orphan_map(build: Build) -> Problems:
    for facts in build.maps:
        if not facts.paired and facts.valid and facts.kind != "dts":
            yield Problem(
                "no generated file belongs to this map by comment, debug ID, `file` or name; it should be deleted, or its file is lost",
                at=InFile(facts.path),
            )
