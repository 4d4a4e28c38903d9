"""All scripts of a build that have a map have a debug ID, or none has.

Why it matters: where part of a build has IDs, error trackers look for maps by them, and what has none is not found: the
entry that lost its ID has most of the errors.

How to fix: inject into the whole output, after the last step that writes scripts. Sentry's esbuild plugin gives IDs to entry
points alone: leave `splitting` off, or inject with `sentry-cli sourcemaps inject`. Vite builds workers apart: give
`worker.plugins` the plugin, too.

Details: looked at are the scripts with a map that has sources, in folders in which, or below which, some script has an ID.
So a folder of another build, or of copied libraries, is left alone. An ID in the map alone is `debug-id-one-sided`. IDs of Datadog and of PostHog are counted apart.
"""

import posixpath

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Build,
    BundleFacts,
    Clause,
    Good,
    InFile,
    Problem,
    Problems,
    Related,
    build_rule,
    count,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_PLAIN = {"mappings": "AAAA,IAAIA"}
_MAP = {**_PLAIN, "debugId": _ID}
_A = b"let a=1\n//# debugId=%b\n" % _ID.encode()
_DATADOG = b'let a=1;m[s]={ddDebugId:"%b"}\n' % _ID.encode()
_POSTHOG = b'let a=1;e._posthogChunkIds[n]="%b"\n' % _ID.encode()


@build_rule(
    since="0.1.0",
    when="has_debug_ids",
    levels={
        "recommended": WARNING,
        ("sentry", ""): ERROR,
        ("recommended", "datadog"): WARNING,
        ("datadog", "datadog"): ERROR,
        ("recommended", "posthog"): WARNING,
    },
    good=[
        Good(files={"a.js": _A, "a.js.map": _MAP}),
        Good(files={"a.js": b"let a=1\n", "a.js.map": _PLAIN, "b.js": b"let b=1\n", "b.js.map": _PLAIN}),
        Good(files={"a.js": _A, "a.js.map": _MAP, "b.js": b"import'./a.js'\n"}, note="without a map"),
        Good(
            files={
                "a.js": _A,
                "a.js.map": _MAP,
                "b.js": b"import'./a.js'\n",
                "b.js.map": {"sources": [], "names": [], "mappings": ""},
            },
            note="nothing to map",
        ),
        Good(
            files={"app/a.js": _A, "app/a.js.map": _MAP, "app/lib/b.js": b"let b=1\n", "app/lib/b.js.map": _PLAIN},
            note="a folder of copied libraries",
        ),
        Good(
            files={"web/a.js": _A, "web/a.js.map": _MAP, "server/b.js": b"let b=1\n", "server/b.js.map": _PLAIN},
            note="another build",
        ),
        Good(files={"a.js": _A, "a.js.map": _MAP, "a.css": b"a{}\n", "a.css.map": _PLAIN}, note="CSS"),
    ],
    bad=[
        Bad(
            files={"a.js": _A, "a.js.map": _MAP, "b.js": b"let b=1\n", "b.js.map": _PLAIN},
            at="b.js:1:1",
            says="1 of 2 scripts",
        ),
        Bad(
            files={"js/a.js": _A, "js/a.js.map": _MAP, "main.js": b"let b=1\n", "main.js.map": _PLAIN},
            at="main.js:1:1",
            note="the entry",
        ),
        Bad(
            files={"a.js": _DATADOG, "a.js.map": _PLAIN, "b.js": b"let b=1\n", "b.js.map": _PLAIN},
            at="b.js:1:1",
            case="datadog",
        ),
        Bad(
            files={"a.js": _POSTHOG, "a.js.map": _PLAIN, "b.js": b"let b=1\n", "b.js.map": _PLAIN},
            at="b.js:1:1",
            case="posthog",
        ),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "a file that is identified by an ID has it in it"),
    ],
    evidence="getsentry/sentry-javascript-bundler-plugins#847; DataDog/build-plugins#466",
)
def debug_id_incomplete(build: Build) -> Problems:
    maps = {facts.path: facts for facts in build.all_maps}
    scripts = [
        one for one in build.bundles if one.kind == "js" and one.map and one.map in maps and maps[one.map].sources
    ]
    for system, case in (("proposal", ""), ("datadog", "datadog"), ("posthog", "posthog")):
        having = [one for one in scripts if any(identity.system == system for identity in one.debug_ids)]
        folders: dict[tuple[str, str], BundleFacts] = {}
        for one in having:
            folder = posixpath.dirname(one.path)
            while (one.root, folder) not in folders:
                folders[one.root, folder] = one
                folder = posixpath.dirname(folder)
        beside = [one for one in scripts if (one.root, posixpath.dirname(one.path)) in folders]
        having_paths = {one.path for one in having}
        missing = [one for one in beside if one.path not in having_paths]
        if system == "proposal":  # an ID in the map alone is `debug-id-one-sided`
            missing = [one for one in missing if not one.debug_id and not maps[one.map or ""].debug_id]
        if not missing:
            continue
        whose = {"datadog": " for Datadog", "posthog": " for PostHog"}.get(system, "")
        first, *more = missing
        example = folders[first.root, posixpath.dirname(first.path)]
        yield Problem(
            f"{len(missing):,} of {count(len(missing) + len(having), 'script')} with a map "
            f"{'has' if len(missing) == 1 else 'have'} no debug ID{whose}, as this one; all should have one",
            at=InFile(first.path),
            case=case,
            about=f"{system} {first.root}",
            also=tuple(one.path for one in more),
            notes=tuple(f"`{one.path}` has none either" for one in more[:3]),
            related=(Related("a script that has one", InFile(example.path)),),
        )
