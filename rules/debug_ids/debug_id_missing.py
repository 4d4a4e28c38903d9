"""Scripts with a map have a debug ID.

Why it matters: with an ID an error tracker finds the map whatever the file is called and wherever it is served from. Without
one it needs the release, the host and the path to be right, which is what most questions about uploads are about.

How to fix: turn IDs on in the bundler (`sourcemapDebugIds` of rollup and rolldown, `debugIds` of webpack's
`SourceMapDevToolPlugin`), use the vendor's plugin, or run `sentry-cli sourcemaps inject` or `datadog-ci sourcemaps inject`.

Details: off but in `strict`, for IDs matter to those alone who upload maps. It speaks once, where no script of the run has
one; where some have, that is `debug-id-incomplete`.
"""

from smaplint.rule import NOTE, Bad, Build, Clause, Good, InFile, Problem, Problems, build_rule, count

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_PLAIN = {"mappings": "AAAA,IAAIA"}


@build_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good(files={"a.js": b"let a=1\n//# debugId=%b\n" % _ID.encode(), "a.js.map": {**_PLAIN, "debugId": _ID}}),
        Good(files={"a.js": b"let a=1\n"}, note="without a map"),
        Good(files={"a.css": b"a{}\n", "a.css.map": _PLAIN}),
    ],
    bad=[
        Bad(files={"a.js": b"let a=1\n", "a.js.map": _PLAIN}, at="a.js:1:1", says="1 script"),
        Bad(
            files={"a.js": b"let a=1\n", "a.js.map": _PLAIN, "b.js": b"let b=1\n", "b.js.map": _PLAIN},
            at="a.js:1:1",
            says="2 scripts",
        ),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "a generated file may have an ID: `spec` is silent"),
    ],
)
def debug_id_missing(build: Build) -> Problems:
    scripts = [one for one in build.bundles if one.kind == "js" and one.map]
    if not scripts or any(one.debug_ids or one.debug_id for one in build.all_bundles):
        return
    first, *more = scripts
    yield Problem(
        f"{'no one of ' if more else ''}{count(len(scripts), 'script')} with a map has {'a' if more else 'no'} debug ID; "
        "it should be injected by the bundler or before the upload",
        at=InFile(first.path),
        about=f"no debug IDs {first.root}",
        also=tuple(one.path for one in more),
    )
