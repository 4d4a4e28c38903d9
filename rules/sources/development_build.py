r"""No script holds its modules as text for `eval`.

Why it matters: webpack's `eval` modes are for development. The maps are inside the strings, where no error tracker looks:
its frames stay as they are, and each names a module `webpack-internal:///…` that nobody has.

How to fix: set `devtool: "source-map"` or `"hidden-source-map"` for what is published, and `mode: "production"`.

Details: the text of a module ends in `\n//# sourceURL=webpack…` inside of a string; rspack writes the same.
Of 135 packages of npm none has one.
"""

import re

from smaplint.rule import ERROR, NOTE, Bad, Clause, Good, Pair, Problem, Problems, Span, count, pair_rule

# As it stands in the script, in a string that `eval` gets; in webpack's own code the name is put in, and is not there yet.
_MARK = re.compile(rb"\\n//# sourceURL=webpack[\w-]{0,20}:/{2,4}[^\"'`$\\/\s]")
_VENDORS = dict.fromkeys(("sentry", "datadog", "bugsnag", "rollbar"), ERROR)


@pair_rule(
    since="0.1.0",
    when="generated.has_modules_as_text",
    levels={"recommended": NOTE, "private": ERROR, **_VENDORS},
    good=[
        Good(files={"app.js": b"eval('1')\n//# sourceURL=webpack-internal:///./a.js\n"}, note="no string"),
        Good(
            files={"app.js": b"const end = `\\n//# sourceURL=webpack-internal:///${id}\\n`;\n"},
            note="webpack's own code",
        ),
        Good(files={"app.js": b'const mark = "sourceURL=webpack-internal:///";\n'}),
    ],
    bad=[
        Bad(
            files={"app.js": b'eval("let a\\n\\n//# sourceURL=webpack-internal:///./a.js\\n");\n'},
            at="app.js:1:14",
            says="1 module",
        ),
    ],
    standard=[
        Clause("practice", "sec-linking-inline", "nothing is said of code in strings: `spec` is silent"),
    ],
    evidence="webpack's documentation of `devtool`",
)
def development_build(pair: Pair) -> Problems:
    if pair.generated.kind != "js":
        return
    first = _MARK.search(pair.generated.data)
    if first:
        number = sum(1 for _ in _MARK.finditer(pair.generated.data, first.start()))
        yield Problem(
            f"the script holds {count(number, 'module')} as text for `eval`, as development builds do; "
            "the production build should be published",
            at=Span(first.start(), first.end()),
        )
