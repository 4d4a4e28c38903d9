"""A map's `debugId` and `debug_id` are the same.

Why it matters: `debug_id` is the older name of the field, and readers that know both do not agree: rust-sourcemap takes
`debugId`, symbolic `debug_id`. So the map is uploaded under the one ID and looked for by the other, and is found by neither.

How to fix: inject IDs once, as the last step; where two tools do it, turn one of them off, and build again.

Details: datadog-ci 5.25 notes its own ID in `debug_id`, beside the `debugId` of a bundler, which it leaves as it is. Where
the generated file runs with that ID of Datadog, this is a note, but an error with the preset `sentry`.
"""

from smaplint.rule import (
    ERROR,
    NOTE,
    Bad,
    Build,
    Clause,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    build_rule,
    debug_id_key,
    quote,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_OTHER = "1aad9d9e-2b50-454f-a5f2-0dd5e95c154c"
_MAP = {"mappings": "AAAA,IAAIA"}
_BUNDLE = b"let a=1\n//# debugId=%b\n" % _ID.encode()
_DATADOG = b'let a=1;m[s]={ddDebugId:"%b"}\n//# debugId=%b\n' % (_OTHER.encode(), _ID.encode())


@build_rule(
    since="0.1.0",
    when="has_debug_id_conflict",
    levels={"recommended": ERROR, ("recommended", "datadog"): NOTE, ("sentry", "datadog"): ERROR},
    good=[
        Good(files={"a.js": _BUNDLE, "a.js.map": {**_MAP, "debugId": _ID, "debug_id": _ID}}),
        Good(files={"a.js.map": {"file": "a.js", "debugId": _ID, "debug_id": _ID.upper().replace("-", "")}}),
        Good(files={"a.js": _BUNDLE, "a.js.map": {**_MAP, "debugId": _ID}}),
    ],
    bad=[
        Bad(
            files={"a.js": _BUNDLE, "a.js.map": {**_MAP, "debugId": _ID, "debug_id": _OTHER}},
            at="a.js.map:1:245",
            says=f"`{_OTHER}`",
        ),
        Bad(
            files={"a.js": _DATADOG, "a.js.map": {**_MAP, "debugId": _ID, "debug_id": _OTHER}},
            at="a.js.map:1:245",
            case="datadog",
            says="Datadog",
        ),
    ],
    standard=[
        Clause("practice", f"{_PROPOSAL}#implementors", "`debug_id`, where it stands too, is the same"),
    ],
    evidence="getsentry/sentry-cli#2268; rust-sourcemap 9.1.2; datadog-ci 5.25, run",
)
def debug_id_conflict(build: Build) -> Problems:
    theirs = {
        bundle.path: {one.key for one in bundle.debug_ids if one.system == "datadog"} for bundle in build.all_bundles
    }
    for facts in build.maps:
        conflict = facts.debug_id_conflict
        if conflict is None:
            continue
        datadog = any(debug_id_key(conflict.older) in theirs.get(path, ()) for path in facts.paired)
        said = ", the one of Datadog" if datadog else ""
        yield Problem(
            f"`debug_id` is {quote(conflict.older)}{said}, but `debugId` is {quote(conflict.debug_id)}; they should be the same",
            at=_at(facts),
            case="datadog" if datadog else "",
            about=f"{facts.path} {conflict.pointer}" if facts.inline else "",
        )


def _at(facts: MapFacts) -> InFile:
    conflict = facts.debug_id_conflict
    if facts.inline or conflict is None:
        return InFile(facts.path, facts.line, facts.column, "/debug_id")
    return InFile(facts.path, conflict.line, conflict.column, conflict.pointer, conflict.length)
