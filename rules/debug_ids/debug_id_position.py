"""The comment with the debug ID stands alone on one of the last five lines.

Why it matters: that is where the proposal tells tools to look. Further up they need not see it, and in a line of code
Sentry's reader does not: the file then has no ID for them.

How to fix: let the tool that writes the comment run last; it belongs on the line above `//# sourceMappingURL=`.

Details: behind `sourceMappingURL` it is found as well: sentry-cli writes it there. The comment of a library that is bundled
without being minified is found too, far above the end.
"""

from smaplint.rule import NOTE, Bad, Clause, Good, Pair, Problem, Problems, Span, count, pair_rule

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_ID = "85314830-023f-4cf1-a267-535f4e37bb17"
_MAP = {"mappings": "AAAA,IAAIA", "debugId": _ID}
_A = b"//# debugId=%b\n" % _ID.encode()
_LINK = b"//# sourceMappingURL=a.js.map\n"


@pair_rule(
    since="0.1.0",
    when="generated.debug_ids",
    levels={"recommended": NOTE},
    good=[
        Good(files={"a.js": b"let a=1\n" + _A + _LINK, "a.js.map": _MAP}),
        Good(files={"a.js": b"let a=1\n" + _LINK + b"\n" + _A, "a.js.map": _MAP}, note="as sentry-cli writes it"),
        Good(files={"a.js": b"let a=1\n" + _A + b"\n\n\n" + _LINK + b"\n\n", "a.js.map": _MAP}),
    ],
    bad=[
        Bad(
            files={"a.js": b"let a=1\n" + _A + b"a\nb\nc\nd\n" + _LINK, "a.js.map": _MAP},
            at="a.js:2:13",
            says="5 lines",
        ),
        Bad(files={"a.js": b"let a=1;" + _A + _LINK, "a.js.map": _MAP}, at="a.js:1:21", says="behind code"),
    ],
    standard=[
        Clause(
            "proposal",
            f"{_PROPOSAL}#debug-ids-in-javascript-artifacts",
            "the comment is near the end, and tools look at the last five lines",
        ),
    ],
    evidence="the proposal; symbolic's reader",
)
def debug_id_position(pair: Pair) -> Problems:
    for one in pair.generated.debug_ids:
        if one.comment and one.system == "proposal" and one.key and not one.is_read:
            what = (
                f"{count(one.lines_below, 'line')} come after the comment with the debug ID"
                if one.alone
                else "the comment with the debug ID stands behind code, or is indented"
            )
            yield Problem(f"{what}; it should have one of the last five lines to itself", at=Span(one.start, one.end))
