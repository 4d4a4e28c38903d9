"""A debug ID is in the generated file and in its map, or in neither.

Why it matters: an ID on one side leads nowhere. sentry-cli says “already have debug ids” of a file that has one, leaves its
map without, and the map is uploaded where no event looks for it; a map with an ID is not found by a file that reports none.

How to fix: remove what is left of the ID and inject again, as the last step (`sentry-cli sourcemaps inject`), or let the
bundler write both sides. A minifier after the injection drops the comment: let it run before.

Details: it reads the comment of the last five lines and the statement that runs. Silent by design: Sentry's bundler plugins
put only the statement into the file, and write the rest into copies that they upload (webpack, rspack, rollup, Vite and
esbuild, measured); Datadog's plugins put the ID into the file alone. webpack, rollup, rolldown, Vite, Bun and sentry-cli
write both sides, with hidden and inline maps too. rspack 2.3 with `hidden-source-map-debugids` writes the map's alone, which
`sentry-cli sourcemaps inject` then copies into the file: a note where the file has no comment that names its map, and a
warning with the preset `sentry`. CSS is not looked at: nothing reports an ID for it. A statement without a comment may have
come with a library that is bundled: a warning, and an error with the preset `sentry`. None of 22,340 maps of 135 npm packages
has a finding of this family.
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
    Span,
    pair_rule,
    quote,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_MAP = {"mappings": "AAAA,IAAIA"}
_A = _ID.encode()
_LINK = b"//# sourceMappingURL=a.js.map\n"
_SENTRY = b'let a=1;e._sentryDebugIds[n]="%b"' % _A


@pair_rule(
    since="0.1.0",
    when="debug_id_verdicts",
    levels={
        "recommended": ERROR,
        ("recommended", "snippet"): WARNING,
        ("sentry", "snippet"): ERROR,
        ("recommended", "hidden"): NOTE,
        ("sentry", "hidden"): WARNING,
    },
    good=[
        Good(files={"a.js": b"let a=1\n//# debugId=%b\n" % _A + _LINK, "a.js.map": {**_MAP, "debugId": _ID}}),
        Good(files={"a.js": b"let a=1\n" + _LINK, "a.js.map": _MAP}),
        Good(
            files={"a.js": _SENTRY + b',e._sentryDebugIdIdentifier="sentry-dbid-%b"\n' % _A + _LINK, "a.js.map": _MAP},
            note="as Sentry's bundler plugins write it",
        ),
        Good(files={"a.js": b'let a=1;m[s]={ddDebugId:"%b"}\n' % _A + _LINK, "a.js.map": _MAP}, note="Datadog"),
        Good(files={"a.css": b"a{}\n", "a.css.map": {**_MAP, "debugId": _ID}}, note="CSS"),
        Good(
            files={"a.js": b"let a=e._sentryDebugIds[f],b='\\n//# debugId='+a\n" + _LINK, "a.js.map": _MAP},
            note="the SDK reads IDs, and has none",
        ),
        Good(files={"a.js": b"let a=`\n//# debugId=%b\n`\n" % _A + _LINK, "a.js.map": _MAP}, note="text in a template"),
        Good(files={"a.js": b"let a=1\n//# debugId=%b\n" % _A}, note="its map is not here"),
    ],
    bad=[
        Bad(files={"a.js": b"let a=1\n//# debugId=%b\n" % _A + _LINK, "a.js.map": _MAP}, at="a.js:2:13"),
        Bad(
            files={"a.js": b"let a=1\n" + _LINK, "a.js.map": {**_MAP, "debugId": _ID}},
            at="a.js:2:1",
            says="no debug ID",
        ),
        Bad(files={"a.js": b"let a=1\n", "a.js.map": {**_MAP, "debug_id": _ID}}, at="a.js:1:1", case="hidden"),
        Bad(
            files={"a.js": b"let a=1\n//# debugId=undefined\n" + _LINK, "a.js.map": {**_MAP, "debugId": _ID}},
            at="a.js:2:13",
            says="`undefined`, which is no UUID",
        ),
        Bad(
            files={"a.js": b"let a=1\n//# debugId=[object Object]\n" + _LINK, "a.js.map": _MAP},
            at="a.js:2:13",
            says="no UUID",
        ),
        Bad(files={"a.js": _SENTRY + b"\n" + _LINK, "a.js.map": _MAP}, at="a.js:1:31", case="snippet"),
    ],
    standard=[
        Clause("proposal", f"{_PROPOSAL}#debug-ids", "an ID is in both, the map and the generated file"),
    ],
    evidence="sentry-cli 3.8, run; getsentry/sentry-react-native#3388, #2947",
)
def debug_id_one_sided(pair: Pair) -> Problems:
    link = pair.generated.directive
    for one in pair.debug_id_verdicts:
        written = one.id
        unreadable = f"`debugId=` is {quote(written.text)}, which is no UUID" if written and not written.key else ""
        if one.state == "map-only":
            has = unreadable or "this file has no debug ID"
            case = "" if written or link else "hidden"
            problem = Problem(
                f"{has}, but `{one.field}` of its map is {quote(one.value)}; both should have it, or neither", case=case
            )
        elif one.state == "bundle-only" and written:
            has = unreadable or f"the debug ID of this file is {quote(written.text)}"
            problem = Problem(
                f"{has}, and its map has none; both should have one, or neither",
                case="" if written.comment else "snippet",
            )
        else:
            continue
        at = Span(link.start, link.url_start) if link else Span(0, 1)
        yield problem._replace(at=Span(written.start, written.end) if written else at)
