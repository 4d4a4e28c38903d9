"""A generated file that had a map in the last build still has one.

Why it matters: a switched-off `sourcemap`, a step that deletes maps too early or a file that a new tool writes leaves all
else as it was: nothing fails, and the frames of that file stay minified from this release on.

How to fix: turn source maps on again for this output; where it is to have none, take a new snapshot (`smaplint snapshot`).

Details: asks for `--against`. A map is had by comment or by name; a comment whose map is not there is `dangling-link`'s.
Files are the same by name without content hash; of several of one name (`[hash].js`) those count that lack a map now,
where more of them do than did and fewer have one. A file that is gone is no finding, nor are declarations.
"""

from smaplint.rule import ERROR, Bad, Build, Clause, Good, InFile, Problem, Problems, build_rule

_MAP: dict[str, object] = {"mappings": "AAAA,IAAIA"}
_BEFORE: dict[str, bytes | dict[str, object]] = {
    "app-4f2a9c1b.js": b"let a=1\n",
    "app-4f2a9c1b.js.map": _MAP,
    "b.js": b"b\n",
    "b.js.map": _MAP,
}
_HASHES: dict[str, bytes | dict[str, object]] = {
    "4f2a9c1b.js": b"let a=1\n",
    "4f2a9c1b.js.map": _MAP,
    "9c1b4f2a.js": b"let b=1\n",
    "9c1b4f2a.js.map": {**_MAP, "file": "9c1b4f2a.js"},
}


@build_rule(
    since="0.1.0",
    when="last",
    levels={"recommended": ERROR},
    good=[
        Good(files={"app-0d1e2f3a.js": b"let b=1\n", "app-0d1e2f3a.js.map": _MAP}, last=_BEFORE, note="b.js is gone"),
        Good(files={"new.js": b"n\n", "b.js": b"b\n", "b.js.map": _MAP}, last=_BEFORE, note="a new file"),
        Good(
            files={"app-0d1e2f3a.js": b"a\n", "b.js": b"b\n", "b.js.map": _MAP},
            last={"app-4f2a9c1b.js": b"a\n", "b.js": b"b\n", "b.js.map": _MAP},
            note="it never had one",
        ),
        Good(
            files={"b.js": b"b\n//# sourceMappingURL=https://maps.example/b.js.map\n"},
            last=_BEFORE,
            note="it lies elsewhere now",
        ),
        Good(files={"4f2a9c1b.js": b"let a=1\n", "4f2a9c1b.js.map": _MAP}, last=_HASHES, note="one chunk less"),
        Good(
            files={"b.d.ts": b"export {};\n", "b.js": b"b\n", "b.js.map": _MAP},
            last={"b.d.ts": b"export {};\n//# sourceMappingURL=b.d.ts.map\n", "b.d.ts.map": _MAP, **_BEFORE},
            note="a declaration",
        ),
    ],
    bad=[
        Bad(
            files={"app-0d1e2f3a.js": b"let b=1\n", "b.js": b"b\n", "b.js.map": _MAP},
            last=_BEFORE,
            at="app-0d1e2f3a.js:1:1",
            says="had one",
        ),
        Bad(
            files={name: data for name, data in _HASHES.items() if name != "9c1b4f2a.js.map"},
            last=_HASHES,
            at="9c1b4f2a.js:1:1",
            says="2 of 2",
            note="chunks that are called by their hash alone",
        ),
    ],
    standard=[Clause("practice", "sec-linking-inline", "a generated file may name a map: `spec` knows one build only")],
    evidence="F72; `sourcemap` that a change of tools or of a preset has switched off",
)
def map_lost(build: Build) -> Problems:
    for facts, mapped, files in build.lost():
        if facts.kind == "dts":
            continue
        had = "the file had one in the last build" if files == 1 else f"{mapped} of {files} files of that name had one"
        yield Problem(f"no map: no comment, and none beside it; {had}, so it should have one", at=InFile(facts.path))
