"""The maps of one build, and of the last one, agree on `sourceRoot`.

Why it matters: error trackers join `sourceRoot` and the source's name to find the file in the repository. When part of a
build has another root, its frames link to nothing, or to a folder that is not there, and are grouped apart from the rest.

How to fix: set the root in one place for all tools of the build (`sourceRoot` of tsc, swc and terser, `sourceMapRoot`), or
leave it out everywhere. To pin it, state `release: {expected: "https://…/"}`; `""` means none.

Details: with `--against`, each map is compared with its own of the last build: another `sourceRoot` (case `last`), or under
the same root another beginning of most of its sources (case `style`): `webpack://shelf/`, a host, `/`, `../`, none. Hashes
and releases in a root, how far names climb, and modules of bundlers and of `node_modules` do not count.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Generator

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
    SourceRoot,
    build_rule,
    count,
    quote,
    stable_root,
)

_OUTPUT = re.compile(
    r"/(?:dist|build|out|output|www|lib|\.next|\.output)(?:/(?:es|esm|cjs|umd|browser|module|commonjs|types|typescript))?(?=/)"
    r"|/(?:es|esm|cjs|umd|browser|commonjs)(?=/)"
)
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_MAP = {"version": 3, "sources": ["a.ts"], "sourcesContent": ["let a"], "names": [], "mappings": "AAAA"}
_A = {"sourceRoot": "https://src.example/app/"}
_B = {"sourceRoot": "/app/"}


@build_rule(
    since="0.1.0",
    levels={
        "recommended": WARNING,
        ("recommended", "expected"): ERROR,
        ("recommended", "last"): WARNING,
        ("recommended", "style"): WARNING,
    },
    good=[
        Good(
            files={"a.js.map": {"sourceRoot": ""}, "b.js.map": {"sourceRoot": MISSING}, "c.js.map": {"sourceRoot": ""}}
        ),
        Good(files={"a.js.map": _A, "b.js.map": _A}),
        Good(
            files={"l/a.js.map": {"sourceRoot": "../src/"}, "l/x/b.js.map": {"sourceRoot": "../../src"}},
            note="one folder, seen from two",
        ),
        Good(
            files={"l/a.js.map": {"sourceRoot": "../src/"}, "l/x/b.js.map": {"sourceRoot": "../src/"}},
            note="written alike",
        ),
        Good(files={"lib/cjs/a.js.map": _A, "lib/esm/a.js.map": _B}, note="two builds"),
        Good(files={"a.js.map": _A, "a.css.map": _B}, note="styles come from another tool"),
        Good(files={"a/dist/a.js.map": _A, "b/dist/b.js.map": _B}, note="two packages of a monorepo"),
        Good(files={"a.js.map": _A}, options={"expected": "https://src.example/app/"}),
        Good(files={"a.js.map": {}}, options={"expected": ""}),
        Good(
            files={"a.js.map": {"sourceRoot": "https://src.example/v1.3.0/"}},
            last={"a.js.map": {"sourceRoot": "https://src.example/v1.2.10/"}},
            note="the next release",
        ),
        Good(
            files={"a.js.map": {"sources": ["../../src/a.ts", "../lib/b.ts"]}},
            last={"a.js.map": {"sources": ["../src/a.ts", "../src/b.ts"]}},
            note="a folder moved",
        ),
        Good(
            files={"a.js.map": {"sources": ["webpack://shelf/webpack/bootstrap", "src/a.ts"]}},
            last={"a.js.map": {"sources": ["src/a.ts", "src/b.ts"]}},
            note="a bundler's own modules do not count",
        ),
    ],
    bad=[
        Bad(
            files={"a.js.map": {"sections": [{"offset": {"line": 0, "column": 0}, "map": {**_MAP, **_B}}]}},
            options={"expected": "/x/"},
            at="a.js.map:1:185",
            case="expected",
            note="in a section of an index map",
        ),
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
        Bad(
            files={"a.js.map": _A, "b.js.map": _A},
            last={"a.js.map": {}, "b.js.map": {}},
            at="a.js.map:1:201",
            case="last",
            says="here and in 1 other map",
        ),
        Bad(
            files={"a.js.map": {"sources": ["webpack://shelf/src/a.ts", "webpack://shelf/src/b.ts"]}},
            last={"a.js.map": {"sources": ["../src/a.ts", "../src/b.ts"]}},
            at="a.js.map:1:1",
            case="style",
            says="begin with `webpack://shelf/`",
        ),
    ],
)
def source_root_drift(build: Build, *, expected: str | None = None) -> Problems:
    maps = [(facts, root) for facts in build.maps if facts.kind != "dts" for root in facts.source_roots]
    if expected is not None:
        for facts, root in maps:
            if root.root != expected:
                yield Problem(
                    f"{_said(root.root)}; it should be {quote(expected) if expected else 'left out'}, as the configuration says",
                    at=_at(facts, root),
                    case="expected",
                )
        yield from _styles(build)
        return
    drifted = yield from _since(build)
    yield from _styles(build)
    maps = [one for one in maps if one[0].path not in drifted]
    groups: dict[tuple[str, str], list[tuple[MapFacts, SourceRoot]]] = {}
    for facts, root in maps:
        groups.setdefault((_build_folder(facts), facts.kind), []).append((facts, root))
    for _, alike in sorted(groups.items()):
        # Relative roots are compared by what they lead to, unless that sets apart what is written alike.
        resolve = len({_resolved(*one) for one in alike}) < len({root.root for _, root in alike})
        key = _resolved if resolve else _written
        roots = Counter(key(facts, root) for facts, root in alike)
        if len(roots) < 2:
            continue
        usual, number = max(roots.items(), key=lambda item: (item[1], item[0]))
        example = next((facts, root) for facts, root in alike if key(facts, root) == usual)
        for odd_root in sorted(roots.keys() - {usual}):
            odd = [(facts, root) for facts, root in alike if key(facts, root) == odd_root]
            yield Problem(
                f"{_said(odd[0][1].root)}{_others(len(odd))}, while {count(number, 'map')} of the build "
                f"{'has' if number == 1 else 'have'} {quote(example[1].root) if usual else 'none'}; they should agree",
                at=_at(*odd[0]),
                about=f"{odd[0][1].root} {alike[0][0].kind}",
                also=tuple(facts.path for facts, _ in odd[1:]),
                related=(Related("a map with the usual root", _at(*example)),),
            )


def _since(build: Build) -> Generator[Problem, None, set[str]]:
    """Roots that the same maps did not have in the last build; gives the paths of those maps, whose cause is known."""
    odd: dict[tuple[str, str], list[tuple[MapFacts, SourceRoot, str]]] = {}
    for one in build.compared():
        new = set(one.now.roots) - set(one.then.roots)
        if one.now.kind == "dts" or not new or not one.then.roots:
            continue
        for facts in one.facts:
            for root in facts.source_roots:
                if stable_root(root.root) in new:
                    odd.setdefault((stable_root(root.root), one.then.roots[0]), []).append((facts, root, one.now.kind))
    for (new_root, old_root), found in sorted(odd.items()):
        facts, root, kind = found[0]
        yield Problem(
            f"{_said(root.root)}{_others(len(found))}; in the last build it was {quote(old_root) if old_root else 'left out'}, "
            "and it should stay",
            at=_at(facts, root),
            case="last",
            about=f"{new_root} {kind}",
            also=tuple(facts.path for facts, _, _ in found[1:]),
        )
    return {facts.path for found in odd.values() for facts, _, _ in found}


def _styles(build: Build) -> Problems:
    """Maps most of whose sources begin as none of theirs did in the last build, under the same root."""
    odd: dict[tuple[str, str], list[tuple[MapFacts, str]]] = {}
    for one in build.compared():
        if one.now.kind == "dts" or set(one.now.roots) != set(one.then.roots) or not one.then.styles:
            continue
        for facts in one.facts:
            if facts.styles and facts.styles[0] not in one.then.styles:
                odd.setdefault((facts.styles[0], one.then.styles[0]), []).append((facts, one.now.kind))
    for (style, before), found in sorted(odd.items()):
        facts, kind = found[0]
        yield Problem(
            f"the names in `sources` {_begin(style)}{_others(len(found))}; in the last build they {_begin(before, 'were')}, and "
            "that should stay: what links frames to files goes by it",
            at=InFile(facts.path, facts.line, facts.column),
            case="style",
            about=f"{style} {kind}",
            also=tuple(facts.path for facts, _ in found[1:]),
        )


def _begin(style: str, are: str = "are") -> str:
    if style == ".":
        return f"{are} relative to the folder of the map or below it"
    if style == "<machine>":
        return f"{are} paths of the build machine"
    return f"{'begin' if are == 'are' else 'began'} with {quote(style)}"


def _written(facts: MapFacts, root: SourceRoot) -> str:  # noqa: ARG001  # in the place of `_resolved`
    return root.root


def _resolved(facts: MapFacts, root: SourceRoot) -> str:
    """A root as what it leads to: builder-bob writes `../../src` and `../../../src` for one folder, each right where it is."""
    if not root.root or _ABSOLUTE.match(root.root):
        return root.root
    return posixpath.normpath(posixpath.join(posixpath.dirname(facts.path), root.root))


def _build_folder(facts: MapFacts) -> str:
    """What is built together: a PATH that was linted, or in a monorepo each package's output folder below it.

    Styles are a build apart: other tools write them.
    """
    match = _OUTPUT.search(facts.path, len(facts.root))
    return facts.path[: match.end()] if match else facts.root


def _at(facts: MapFacts, root: SourceRoot) -> InFile:
    if facts.inline:
        return InFile(facts.path, facts.line, facts.column, root.pointer)
    return InFile(facts.path, root.line, root.column, root.pointer, root.length)


def _said(root: str) -> str:
    return f"`sourceRoot` is {quote(root)}" if root else "the map has no `sourceRoot`"


def _others(number: int) -> str:
    return f" here and in {count(number - 1, 'other map')}" if number > 1 else ""
