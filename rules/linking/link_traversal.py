"""A link to a map stays in the project.

Why it matters: a browser resolves `../` against the address of the file, and the site ends where the project's output does: it
asks for a map that is not there. Uploaders pass over it, or over the file, for it is outside of what they were given.

How to fix: write the map below the folder that is published, and a link from one to the other; build tools do that by themselves,
unless the output is moved by hand afterwards.

Details: the project is the git top level that holds what is linted, else the folder itself. A link is checked as it is written,
with escapes decoded, and with symbolic links resolved. What lies outside is neither opened nor looked for, so it is not known whether the map is
there.
"""

from smaplint.rule import WARNING, Bad, Clause, Good, Pair, Problem, Problems, Span, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}


@pair_rule(
    since="0.1.0",
    when="generated.has_odd_link",
    levels={"recommended": WARNING},
    good=[
        Good(files={"js/a.js": b"let a=1\n//# sourceMappingURL=../maps/a.js.map", "maps/a.js.map": _MAP}),
        Good(
            files={"js/a.js": b"let a=1\n//# sourceMappingURL=../js/../maps/a.js.map", "maps/a.js.map": _MAP},
            note="up and down again",
        ),
        Good(files={"a.js": b"let a=`\n//# sourceMappingURL=../../etc/passwd\n`"}, note="the text of a template"),
    ],
    bad=[
        Bad(files={"js/a.js": b"let a=1\n//# sourceMappingURL=../../maps/a.js.map"}, at="js/a.js:2:22"),
        Bad(files={"a.js": b"let a=1\n//# sourceMappingURL=%2e%2e/a.js.map"}, at="a.js:2:22", note="encoded"),
        Bad(
            files={"a.js": b"let a=1\n//# sourceMappingURL=../a.js.map", "a.js.map": _MAP},
            at="a.js:2:22",
            says="`a.js.map` is",
        ),
        Bad(files={"a.css": b"a{}\n/*# sourceMappingURL=../a.css.map */"}, at="a.css:2:22"),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may lead anywhere: `spec` is silent"),
    ],
    evidence="F86; getsentry/cli, which passes over maps outside of the folder",
)
def link_traversal(pair: Pair) -> Problems:
    directive = pair.generated.directive
    if directive is None or directive.status != "outside":
        return
    beside = f"; {quote(pair.map_path)} is there, and no comment names it" if pair.map_path else ""
    yield Problem(
        f"{quote(directive.url)} leads out of the project, and was not looked at; it should lead to a map inside{beside}",
        at=Span(directive.url_start, directive.url_end),
    )
