"""No two different generated files have the same debug ID.

Why it matters: an error tracker keeps one map for an ID, the one that was uploaded last. The frames of the other file are
looked up in a map that is not theirs: they get positions that are wrong, or none.

How to fix: build and inject again, with a clean output folder; update sentry-cli (before 3.8 it gave files with the same,
empty map one ID).

Details: files that differ in their comments alone may have one ID: either map is right for both. Two files of one name in
different folders may be copies of one, of which a later step has changed one: a warning. IDs of Datadog and of PostHog are
compared among themselves. webpack and rspack make the ID from the content, so equal chunks of two builds share it.
"""

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Build,
    BundleFacts,
    Clause,
    DebugIdFact,
    Good,
    InFile,
    Problem,
    Problems,
    Related,
    build_rule,
    quote,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_MAP = {"mappings": "AAAA,IAAIA", "debugId": _ID}
_A = b"//# debugId=%b\n" % _ID.encode()


@build_rule(
    since="0.1.0",
    when="has_debug_ids",
    levels={"recommended": ERROR, ("recommended", "copy"): WARNING},
    good=[
        Good(
            files={
                "a.js": b"let a=1\n" + _A + b"//# sourceMappingURL=a.js.map\n",
                "a.js.map": _MAP,
                "a-1f2e.js": b"let a=1\n" + _A + b"//# sourceMappingURL=a-1f2e.js.map",
                "a-1f2e.js.map": _MAP,
                "hidden/a.js": b"let a=1\n" + _A,
                "hidden/a.js.map": _MAP,
            },
            note="one file under several names",
        ),
        Good(
            files={
                "web/a.js": b'let a=1;e._sentryDebugIds[n]="%b",e.i="sentry-dbid-%b"\n' % ((_ID.encode(),) * 2),
                "web/a.js.map": {"mappings": "AAAA,IAAIA"},
                "server/b.js": b'let b=2;m[s]={ddDebugId:"%b"}\n' % _ID.encode(),
                "server/b.js.map": {"mappings": "AAAA,IAAIA"},
            },
            note="Sentry's and Datadog's",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": b"let a=1\n" + _A, "a.js.map": _MAP, "b.js": b"let b=2;a()\n" + _A, "b.js.map": _MAP},
            at="b.js:2:13",
            says="`a.js`",
        ),
        Bad(
            files={
                "a.js": b"let a=1\n" + _A,
                "a.js.map": _MAP,
                "cdn/a.js": b"let a=1;let b\n" + _A,
                "cdn/a.js.map": _MAP,
            },
            at="cdn/a.js:2:13",
            case="copy",
        ),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "an ID is globally unique for an artefact of a build"),
    ],
    evidence="getsentry/sentry-cli#3350; getsentry/sentry-javascript-bundler-plugins#735",
)
def debug_id_collision(build: Build) -> Problems:
    groups: dict[tuple[str, str, str], list[tuple[BundleFacts, DebugIdFact]]] = {}
    for bundle in build.bundles:
        for one in bundle.debug_ids:
            groups.setdefault((bundle.root, one.system, one.key), []).append((bundle, one))
    for _, users in sorted(groups.items()):
        (first, there), *rest = users
        others = [(bundle, one) for bundle, one in rest if bundle.digest != first.digest]
        if not others:
            continue
        bundle, one = next((user for user in others if not _is_copy(user[0], first)), others[0])
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        yield Problem(
            f"this file{more} and `{first.path}` are different, and have one debug ID, {quote(one.text)}; "
            "each should have its own",
            at=InFile(bundle.path, one.line, one.column, length=one.length),
            case="copy" if _is_copy(bundle, first) else "",
            also=(first.path, *(other.path for other, _ in others if other is not bundle)),
            related=(Related("the other file", InFile(first.path, there.line, there.column, length=there.length)),),
        )


def _is_copy(one: BundleFacts, other: BundleFacts) -> bool:
    return one.path != other.path and one.path.rsplit("/", 1)[-1] == other.path.rsplit("/", 1)[-1]
