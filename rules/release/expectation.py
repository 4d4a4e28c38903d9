"""A coordinate that was pinned resolves to its place in the source.

Why it matters: a map can be valid, fresh and whole, and still be of other code. The one proof is a place in the build of
which somebody knows where it comes from, looked up as an error tracker looks it up.

How to fix: look at the line and column in the generated file. Where the code has moved, pin it again; where it has not, the
map is wrong: something edits the file after its map was made, or a step of the build gives none.

Details: pins stand under `expect`, a text each: `dist/index-*.js:1:2345 -> src/main.ts:12:4 as render`. Lines and columns
are 1-based, as in stack traces; the source's column and the name may be left out; a source is named as the map has it, or
by the end of that. The nearest mapping at or before the column counts, as `@jridgewell/trace-mapping` looks it up. A pin
whose glob fits no file that was linted is the case `unmatched`. Pin what does not move: a vendor's file, or a build of
sources that are kept for it.
"""

from smaplint.rule import (
    ERROR,
    Bad,
    Build,
    Clause,
    Good,
    InFile,
    Problem,
    Problems,
    build_rule,
    quote,
)

_FILES: dict[str, bytes | dict[str, object]] = {
    "app-4f2a9c1b.js": b"let a=1;\n",
    "app-4f2a9c1b.js.map": {"mappings": "AAAA,IAAIA", "file": "app-4f2a9c1b.js"},
}


@build_rule(
    since="0.1.0",
    when="option expect",
    levels={"recommended": ERROR},
    good=[
        Good(files=_FILES, options={"expect": ("app-*.js:1:5 -> src/main.ts:1:5 as answer",)}),
        Good(files=_FILES, options={"expect": ("app-*.js:1:7 -> main.ts:1",)}, note="the mapping before it counts"),
    ],
    bad=[
        Bad(
            files=_FILES,
            options={"expect": ("app-*.js:1:5 -> src/main.ts:2:5",)},
            at="app-4f2a9c1b.js:1:5",
            says="resolves to `src/main.ts:1:5 as answer`",
        ),
        Bad(
            files=_FILES,
            options={"expect": ("app-*.js:2:1 -> src/main.ts:1:1",)},
            at="app-4f2a9c1b.js:2:1",
            says="resolves to nothing",
        ),
        Bad(
            files=_FILES,
            options={"expect": ("dist/app.js:1:1 -> src/main.ts:1:1",)},
            at="app-4f2a9c1b.js:1:1",
            case="unmatched",
        ),
    ],
    standard=[
        Clause("practice", "sec-GetOriginalPositions", "what a position should resolve to is the project's to say"),
    ],
    evidence="guides of error trackers: verify one known frame after each upload",
)
def expectation(build: Build, *, expect: tuple[str, ...] = ()) -> Problems:
    for pin, facts, got in build.unmet(expect):
        if facts is None or got is None:
            yield Problem(
                f"`expect` pins {quote(pin.text)}, and {quote(pin.file)} fits none of the files that were linted; it should "
                "name one",
                at=InFile(min((one.path for one in build.all_bundles), default=".")),
                case="unmatched",
                about=pin.text,
            )
            continue
        wanted = pin.text.partition("->")[2].strip()
        said = f"resolves to {quote(got.said)}" if got.found else "resolves to nothing" if got.has_map else "has no map"
        yield Problem(
            f"line {pin.line}, column {pin.column} {said}; it should be {quote(wanted)}, as `expect` says",
            at=InFile(facts.path, pin.line, pin.column),
            about=pin.text,
        )
