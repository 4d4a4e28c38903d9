"""`file` is the name of the generated file.

Why it matters: it is how a map that nothing links to can be paired with its file. No error tracker needs it: it is absent
in 17 % of npm's packages, and wrong in 10 % (measured).

How to fix: let the last step that names the file write the map too, or drop `file`.
"""

from smaplint.rule import MISSING, NOTE, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule, quote

_JS = b"let a;\n//# sourceMappingURL=app.js.map\n"


@pair_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good(files={"app.js": _JS, "app.js.map": {"file": "app.js"}}),
        Good(files={"app.js": _JS, "app.js.map": {"file": "../dist/app.js"}}, note="in some folder"),
        Good(files={"app.js": _JS, "app.js.map": {"file": MISSING}}),
        Good(files={"a%20b.js": _JS, "app.js.map": {"file": "a%20b.js"}}),
    ],
    bad=[
        Bad(files={"app.js": _JS, "app.js.map": {"file": "app.min.js"}}, at="app.js:2:1", says="`app.min.js`"),
        Bad(files={"app.js": _JS, "app.js.map": {"file": "app.js.map"}}, at="app.js:2:1"),
    ],
    standard=[
        Clause("prose", "sec-source-map-format", "`file` is the name of the generated code that the map is of"),
    ],
)
def file_name(pair: Pair) -> Problems:
    if pair.map is None or not pair.map.file:
        return
    own = pair.generated.path.rpartition("/")[2]
    named = pair.map.file.replace("\\", "/").rpartition("/")[2]
    if named not in (own, own.replace("%", "%25").replace(" ", "%20")):
        directive = pair.generated.directive
        yield Problem(
            f"the map's `file` is {quote(pair.map.file)}; it should be {quote(own)}, the name of this file",
            at=Span(directive.start, directive.end) if directive else Span(0, 1),
        )
