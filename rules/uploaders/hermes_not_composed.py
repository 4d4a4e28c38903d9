"""The map of Hermes bytecode leads to the sources.

Why it matters: React Native compiles its bundle to Hermes bytecode. Metro's map is of the JavaScript before that step
and the compiler's leads back to it; only both put together lead from bytecode to the sources. With one of them alone
every frame points to a wrong place, and nothing says so.

How to fix: upload the composed map. Gradle makes it by itself, Xcode's script where `SOURCEMAP_FILE` is set; by hand it
is `node node_modules/react-native/scripts/compose-source-maps.js PACKAGER.map COMPILER.map -o main.jsbundle.map`.

Details: bytecode begins with the bytes c6 1f bc 03 c1 03 19 1f, and its map counts them in one line: `case packager` is
a map with several lines of mappings, or with sections, and without the `x_hermes_function_offsets` that the compiler
writes; `case compiler` a map with one source, a bundle. Maps of hermesc 0.11.0 and metro-source-map 0.83.1 were
compared.
"""

import posixpath

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Good,
    Pair,
    Problem,
    Problems,
    Span,
    count,
    pair_rule,
    quote,
)

_MAGIC = b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1f"
_BYTECODE = _MAGIC + b"T\0\0\0\xe6\xcb\xdd\xe5" + bytes(200)
_OFFSETS = {"0": [0, 15, 84]}
_LINES = "AAAA;AACA;AACA"


@pair_rule(
    since="0.1.0",
    levels={"sentry": ERROR, "datadog": ERROR, "bugsnag": ERROR, "rollbar": ERROR},
    good=[
        Good(
            files={
                "index.android.bundle": _BYTECODE,
                "index.android.bundle.map": {
                    "sources": ["App.tsx"],
                    "sourcesContent": ["let answer = 42\n"],
                    "mappings": "AAAA,EAAI",
                    "x_facebook_sources": [None],
                    "x_hermes_function_offsets": _OFFSETS,
                },
            },
            note="composed",
        ),
        Good(
            files={"main.jsbundle": b"let a\nlet b\nlet c\n", "main.jsbundle.map": {"mappings": _LINES}},
            note="no bytecode",
        ),
    ],
    bad=[
        Bad(
            files={"index.android.bundle": _BYTECODE, "index.android.bundle.map": {"mappings": _LINES}},
            at="index.android.bundle:1:1",
            case="packager",
            says="3 lines",
        ),
        Bad(
            files={
                "main.jsbundle": _BYTECODE,
                "main.jsbundle.map": {
                    "sources": ["build/main.jsbundle"],
                    "names": [],
                    "mappings": "AAAA,EAAI",
                    "x_hermes_function_offsets": _OFFSETS,
                },
            },
            at="main.jsbundle:1:1",
            case="compiler",
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-extensions",
            "how maps of several steps are put together is left to tools: `spec` is silent",
        ),
    ],
    evidence="react-native#34043, hermes#1457",
)
def hermes_not_composed(pair: Pair) -> Problems:
    map = pair.map
    if map is None or not pair.generated.is_bytecode:
        return
    place = Span(0, len(_MAGIC))
    if map.field("x_hermes_function_offsets") is None:
        lines = sum(1 for line in map.mappings_text.split(b";") if line)
        if map.is_index or lines > 1:
            has = "sections" if map.is_index else count(lines, "line")
            yield Problem(
                f"the file is Hermes bytecode, and its map, with {has} of mappings, is that of the JavaScript before it;"
                " it should be composed with the compiler's map",
                at=place,
                case="packager",
            )
    elif len(map.sources) == 1 and (source := map.sources[0]) and source.endswith((".bundle", ".jsbundle", ".js")):
        if source.endswith(".js") and posixpath.basename(source) != posixpath.basename(pair.generated.path):
            return
        yield Problem(
            f"the file is Hermes bytecode, and its map leads to {quote(posixpath.basename(source))} alone, the JavaScript"
            " before it; it should be composed with the packager's map",
            at=place,
            case="compiler",
        )
