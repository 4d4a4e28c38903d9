"""A generated file has one debug ID.

Why it matters: two tools have injected IDs, or one has done it twice. The SDK reports the ID of the statement that ran last,
which need not be the one that the map was uploaded with, and every frame stays minified.

How to fix: inject with one tool, once: turn the debug IDs of Sentry's plugin off (`sourcemaps: {disable: true}`) where
`sentry-cli sourcemaps inject` comes after the build, or the other way round; build from a clean folder.

Details: IDs of Datadog (`ddDebugId`) and of PostHog (`_posthogChunkIds`) are their own, and may differ from the others. The
same ID twice harms nobody. Two of Datadog's are a warning, for the SDK and datadog-ci both take the first. Sentry's plugins
beside a bundler that writes IDs, too (`sourcemapDebugIds`, `debugIds`), leave a file that runs with one ID and ends in
another; they put it right in the copies that they upload, so it is a note: an upload by sentry-cli would be lost. A library
that was published with an ID in it makes the same problem where it is bundled.
"""

from smaplint.rule import (
    ERROR,
    NOTE,
    WARNING,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Related,
    Span,
    pair_rule,
    quote,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_MAP = {"mappings": "AAAA,IAAIA"}
_A = _ID.encode()
_B = b"1aad9d9e-2b50-454f-a5f2-0dd5e95c154c"
_LINK = b"//# sourceMappingURL=a.js.map\n"
_BOTH = {**_MAP, "debugId": _ID}


def _noted(identity: bytes, name: bytes = b"_sentryDebugIds") -> bytes:
    return b'e.%b[n]="%b";' % (name, identity)


@pair_rule(
    since="0.1.0",
    when="debug_id_verdicts",
    levels={
        "recommended": ERROR,
        ("recommended", "comment"): NOTE,
        ("recommended", "datadog"): WARNING,
        ("datadog", "datadog"): ERROR,
    },
    good=[
        Good(
            files={"a.js": b"let a=1;" + _noted(_A) + b"\n" + _LINK + b"\n//# debugId=%b\n" % _A, "a.js.map": _BOTH},
            note="as sentry-cli writes it",
        ),
        Good(files={"a.js": b"let a=1;" + _noted(_A) * 2 + b"\n//# debugId=%b\n" % _A, "a.js.map": _BOTH}),
        Good(
            files={
                "a.js": b"let a=1;" + _noted(_A) + b'm[s]={"ddDebugId":"%b"}\n//# debugId=%b\n' % (_B, _A),
                "a.js.map": _BOTH,
            },
            note="Sentry and Datadog",
        ),
        Good(
            files={
                "a.js": b"let a=1;" + _noted(_A) + _noted(_B, b"_posthogChunkIds") + b"\n//# debugId=%b\n" % _A,
                "a.js.map": _BOTH,
            },
            note="Sentry and PostHog",
        ),
        Good(files={"a.js": b"let a='e._sentryDebugIds[n]=\\'%b\\''\n" % _B + _LINK, "a.js.map": _MAP}, note="a text"),
    ],
    bad=[
        Bad(
            files={"a.js": b"let a=1;" + _noted(_A) + _noted(_B) + b"\n//# debugId=%b\n" % _A, "a.js.map": _BOTH},
            at="a.js:1:91",
            says="`1aad9d9e-2b50-454f-a5f2-0dd5e95c154c`",
            note="a plugin and then sentry-cli",
        ),
        Bad(
            files={"a.js": b"let a=1;" + _noted(_B) + b"\n//# debugId=%b\n" % _A, "a.js.map": _BOTH},
            at="a.js:1:31",
            says="ends in",
        ),
        Bad(
            files={
                "a.js": b'let a=1;e._sentryDebugIds[n]="%b",e.i="sentry-dbid-%b"\n//# debugId=%b\n' % (_B, _B, _A),
                "a.js.map": _BOTH,
            },
            at="a.js:1:31",
            case="comment",
            note="`debugIds` of webpack, and Sentry's plugin",
        ),
        Bad(
            files={"a.js": b'let a=1;m[s]={ddDebugId:"%b"};m[t]={ddDebugId:"%b"}\n' % (_A, _B), "a.js.map": _MAP},
            at="a.js:1:82",
            case="datadog",
        ),
        Bad(
            files={
                "a.js": b"let a=1;" + b"".join(_noted(one, b"_posthogChunkIds") for one in (_A, _B)),
                "a.js.map": _MAP,
            },
            at="a.js:1:93",
            says="PostHog",
        ),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "a file is identified by the one ID that is in it"),
    ],
    evidence="getsentry/sentry-javascript#19874, #15106, #22929; bugsink#157; epicweb-dev/epic-stack#1095; sentry-cli and plugins, run",
)
def debug_id_double(pair: Pair) -> Problems:
    for one in pair.debug_id_verdicts:
        if one.state not in {"double", "replaced"} or not one.id or not one.other:
            continue
        whose = {"datadog": " for Datadog", "posthog": " for PostHog"}.get(one.system, "")
        other = f"ends in {quote(one.other.text)}" if one.other.comment else f"with {quote(one.other.text)} too"
        case = "comment" if one.state == "replaced" else "datadog" if one.system == "datadog" else ""
        plugin = "; Sentry's plugin puts it right in what it uploads itself" if one.state == "replaced" else ""
        yield Problem(
            f"this file runs with the debug ID{whose} {quote(one.id.text)} and {other}{plugin}; it should have one",
            at=Span(one.id.start, one.id.end),
            case=case,
            related=(Related("the other ID", Span(one.other.start, one.other.end)),),
            notes=(f"`{one.field}` of the map is {quote(one.value)}",) if one.field else (),
        )
