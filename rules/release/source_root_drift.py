"""The maps of one build agree on `sourceRoot`.

Why it matters: error trackers join `sourceRoot` and the source's name to find the file in the repository. When part of a
build has another root, its frames link to nothing, or to a folder that is not there, and are grouped apart from the rest.

How to fix: set the root in one place for all tools of the build (`sourceRoot` of tsc, swc and terser, `sourceMapRoot`), or
leave it out everywhere. To pin it, state `release: {expected: "https://…/"}`; `""` means none.
"""

import re
from collections import Counter

from smaplint.rule import (
    ERROR,
    MISSING,
    WARNING,
    Bad,
    Build,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    Related,
    build_rule,
    count,
    quote,
)

_OUTPUT = re.compile(r"/(?:dist|build|out|output|www|\.next|\.output)(?=/)")
_A = {"sourceRoot": "https://src.example/app/"}
_B = {"sourceRoot": "/app/"}


@build_rule(
    since="0.1.0",
    levels={"recommended": WARNING, ("recommended", "expected"): ERROR},
    good=[
        Good(
            files={"a.js.map": {"sourceRoot": ""}, "b.js.map": {"sourceRoot": MISSING}, "c.js.map": {"sourceRoot": ""}}
        ),
        Good(files={"a.js.map": _A, "b.js.map": _A}),
        Good(files={"a.js.map": _A, "a.css.map": _B}, note="styles come from another tool"),
        Good(files={"a/dist/a.js.map": _A, "b/dist/b.js.map": _B}, note="two packages of a monorepo"),
        Good(files={"a.js.map": _A}, options={"expected": "https://src.example/app/"}),
        Good(files={"a.js.map": {}}, options={"expected": ""}),
    ],
    bad=[
        Bad(files={"a.js.map": _A, "b.js.map": _A, "c.js.map": _B}, at="c.js.map:1:201", says="2 maps"),
        Bad(
            files={"a.js.map": _A, "b.js.map": _A, "c.js.map": {}},
            at="c.js.map:1:1",
            says="has no `sourceRoot`",
        ),
        Bad(
            files={"a.js.map": _A, "b.js.map": _B},
            options={"expected": "/app/"},
            at="a.js.map:1:201",
            case="expected",
        ),
        Bad(files={"a.js.map": _A}, options={"expected": ""}, at="a.js.map:1:201", case="expected"),
    ],
)
def source_root_drift(build: Build, *, expected: str | None = None) -> Problems:
    maps = [facts for facts in build.maps if facts.valid and facts.sources and facts.kind != "dts"]
    if expected is not None:
        for facts in maps:
            if facts.source_root != expected:
                yield Problem(
                    f"{_said(facts.source_root)}; {quote(expected) if expected else 'none'} is expected",
                    at=_at(facts),
                    case="expected",
                )
        return
    groups: dict[tuple[str, str], list[MapFacts]] = {}
    for facts in maps:
        groups.setdefault((_build_folder(facts), facts.kind), []).append(facts)
    for _, alike in sorted(groups.items()):
        roots = Counter(facts.source_root for facts in alike)
        if len(roots) < 2:
            continue
        usual, number = max(roots.items(), key=lambda item: (item[1], item[0]))
        for root in sorted(roots.keys() - {usual}):
            odd = [facts for facts in alike if facts.source_root == root]
            example = next(facts for facts in alike if facts.source_root == usual)
            yield Problem(
                f"{_said(root)}{_others(odd)}, while {count(number, 'map')} of the build "
                f"{'has' if number == 1 else 'have'} {quote(usual) if usual else 'none'}; they should agree",
                at=_at(odd[0]),
                about=root,
                related=(Related("a map with the usual root", _at(example)),),
            )


def _build_folder(facts: MapFacts) -> str:
    """What is built together: a PATH that was linted, or in a monorepo each package's output folder below it.

    Styles are a build apart: other tools write them.
    """
    match = _OUTPUT.search(facts.path, len(facts.root))
    return facts.path[: match.end()] if match else facts.root


def _at(facts: MapFacts) -> InFile:
    line, column = (facts.line, facts.column) if facts.inline else facts.source_root_at
    return InFile(facts.path, line, column, "/sourceRoot" if facts.source_root else "")


def _said(root: str) -> str:
    return f"`sourceRoot` is {quote(root)}" if root else "the map has no `sourceRoot`"


def _others(odd: list[MapFacts]) -> str:
    return f" here and in {count(len(odd) - 1, 'other map')}" if len(odd) > 1 else ""
