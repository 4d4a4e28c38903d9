"""A generated file and its map have the same debug ID.

Why it matters: an error tracker looks for the map by the ID that the running file reports. With another one in the map it
finds none, whatever the comment says, and every frame stays minified; the upload succeeds.

How to fix: inject IDs into file and map in one step, the last one before the upload, and upload what that step wrote. Find
out what writes one of the two anew: a minifier after the injection, a cache that gives back an old map.

Details: IDs are compared by their digits, so dashes and capitals do not matter. The ID of the file is that of its last
`//# debugId=` comment, or of the statement that runs. Not compared: a statement of Sentry's bundler plugins without a
comment, for they write its ID into the copies of file and map that they upload. PostHog's `chunkId` is compared with
`chunk_id`, and Datadog's with a `debug_id` that is no one else's.
"""

from smaplint.rule import ERROR, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule, quote

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_OTHER = "1aad9d9e-2b50-454f-a5f2-0dd5e95c154c"
_MAP = {"mappings": "AAAA,IAAIA"}
_A = _ID.encode()
_LINK = b"//# sourceMappingURL=a.js.map\n"
_BUNDLE = b"let a=1\n//# debugId=%b\n" % _A
_SENTRY = b'let a=1;e._sentryDebugIds[n]="%b"' % _A


@pair_rule(
    since="0.1.0",
    when="debug_id_verdicts",
    levels={"recommended": ERROR},
    good=[
        Good(files={"a.js": _BUNDLE + _LINK, "a.js.map": {**_MAP, "debugId": _ID}}),
        Good(files={"a.js": _BUNDLE, "a.js.map": {**_MAP, "debug_id": _ID}}, note="found by name"),
        Good(
            files={
                "a.js": _BUNDLE.upper().replace(b"LET A", b"let a").replace(b"DEBUGID", b"debugId"),
                "a.js.map": {**_MAP, "debugId": _ID},
            },
            note="capitals",
        ),
        Good(
            files={
                "a.js": _SENTRY + b',e._sentryDebugIdIdentifier="sentry-dbid-%b"\n' % _A + _LINK,
                "a.js.map": {**_MAP, "debugId": _OTHER},
            },
            note="Sentry's bundler plugin uploads a map with its own",
        ),
        Good(
            files={"a.js": b'let a=1;m[s]={ddDebugId:"%b"}\n' % _A + _LINK, "a.js.map": _MAP},
            note="Datadog reads the file's alone",
        ),
        Good(
            files={
                "a.js": b'let a=1;m[s]={ddDebugId:"%b"}\n//# debugId=%b\n' % (_OTHER.encode(), _A) + _LINK,
                "a.js.map": {**_MAP, "debugId": _ID},
            },
            note="Datadog's is its own",
        ),
        Good(files={"a.css": b"a{}\n/*# debugId=%b */" % _A, "a.css.map": {**_MAP, "debugId": _OTHER}}, note="CSS"),
    ],
    bad=[
        Bad(
            files={"a.js": _BUNDLE + _LINK, "a.js.map": {**_MAP, "debugId": _OTHER}},
            at="a.js:2:13",
            says=f"`{_OTHER}`",
        ),
        Bad(files={"a.js": _SENTRY, "a.js.map": {**_MAP, "debug_id": _OTHER}}, at="a.js:1:31", says="`debug_id`"),
        Bad(
            files={"a.js": b"let a=1\n//# chunkId=%b\n" % _A + _LINK, "a.js.map": {**_MAP, "chunk_id": _OTHER}},
            at="a.js:2:13",
            says="PostHog",
        ),
        Bad(
            files={"a.js": b'let a=1;m[s]={ddDebugId:"%b"}\n' % _A, "a.js.map": {**_MAP, "debug_id": _OTHER}},
            at="a.js:1:26",
            says="Datadog",
        ),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "a file and its map have one ID, so that each leads to the other"),
    ],
    evidence="getsentry/sentry-react-native#3432; bugsink#157; getsentry/cli#1496",
)
def debug_id_mismatch(pair: Pair) -> Problems:
    for one in pair.debug_id_verdicts:
        if one.state == "mismatch" and one.id:
            whose = {"datadog": " for Datadog", "posthog": " for PostHog"}.get(one.system, "")
            yield Problem(
                f"the debug ID{whose} of this file is {quote(one.id.text)}, but `{one.field}` of its map is "
                f"{quote(one.value)}; they should be the same",
                at=Span(one.id.start, one.id.end),
            )
