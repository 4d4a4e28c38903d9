"""A map says as much of its file as that of the last build did.

Why it matters: a plugin that changes code and gives no map back, or a step that is handed an intermediate file, leaves a
map that is valid and says little: frames resolve to a neighbour or to a file that nobody wrote, and nothing fails.

How to fix: look at what the build has changed since: a plugin, a minifier, its `sourceMap` option, `sourcesContent`. Where
the change is meant, take a new snapshot (`smaplint snapshot`).

Details: asks for `--against`. Segments or sources fell by more than half though the generated code did not fall as far,
and no other maps of the build have gained half of them: code that moved to another chunk is not lost. Counted from 100
segments and 4 sources on. The case `contents`: of the project's own sources less than half as large a share has its text;
who leaves out the texts of `node_modules` is right to. From one release to the next of twelve npm packages (bootstrap,
hls.js, lit, rxjs, swiper and others; 1,344 maps that both have) none is found.
"""

from smaplint.rule import (
    ERROR,
    NOTE,
    Bad,
    Build,
    Clause,
    Good,
    InFile,
    Problem,
    Problems,
    build_rule,
    count,
    example_code,
)
from smaplint.rule import example_mappings as mapped

_SEGMENTS = 100
_SOURCES = 4
_CODE = example_code(60).encode()
_FOUR = [f"src/{name}.ts" for name in "abcd"]
_WHOLE: dict[str, object] = {
    "sources": ["src/a.ts"],
    "sourcesContent": [example_code(60)],
    "names": [],
    "mappings": mapped(60),
}
_LAST: dict[str, bytes | dict[str, object]] = {"app-4f2a9c1b.js": _CODE, "app-4f2a9c1b.js.map": _WHOLE}
_CHAIN: dict[str, object] = {"sources": _FOUR, "names": [], "mappings": "AAAA;ACAA;ACAA;ACAA" + ";AACA" * 56}


@build_rule(
    since="0.1.0",
    when="last",
    # Who publishes no source text has taken it out on purpose.
    levels={"recommended": ERROR, ("private", "contents"): NOTE},
    good=[
        Good(files={"app-0d1e2f3a.js": _CODE, "app-0d1e2f3a.js.map": _WHOLE}, last=_LAST, note="a new hash"),
        Good(
            files={
                "app-0d1e2f3a.js": example_code(20).encode(),
                "app-0d1e2f3a.js.map": {**_WHOLE, "mappings": mapped(20)},
            },
            last=_LAST,
            note="the code shrank with it",
        ),
        Good(
            files={
                "app-0d1e2f3a.js": example_code(20).encode() + b"a;" * 400,
                "app-0d1e2f3a.js.map": {**_WHOLE, "mappings": mapped(20)},
                "more.js": example_code(40).encode(),
                "more.js.map": {**_WHOLE, "file": "more.js", "mappings": mapped(40)},
            },
            last=_LAST,
            note="a part of it moved to another file",
        ),
        Good(
            files={"a.js": b"f(a)", "a.js.map": {**_WHOLE, "mappings": "AAAA"}},
            last={"a.js": b"f(a)", "a.js.map": {**_WHOLE, "mappings": "AAAA,CAAC,CAAC,CAAC"}},
            note="few to begin with",
        ),
    ],
    bad=[
        Bad(
            files={"app-0d1e2f3a.js": _CODE, "app-0d1e2f3a.js.map": {**_WHOLE, "mappings": "AAAA" + ";AACA" * 49}},
            last=_LAST,
            at="app-0d1e2f3a.js.map:1:1",
            says="50 segments; there were 120",
        ),
        Bad(
            files={
                "app.js": _CODE,
                "app.js.map": {**_CHAIN, "sources": ["build/app.js"], "mappings": "AAAA" + ";AACA" * 59},
            },
            last={"app.js": _CODE, "app.js.map": _CHAIN},
            at="app.js.map:1:1",
            says="1 source; there were 4",
        ),
        Bad(
            files={"app-0d1e2f3a.js": _CODE, "app-0d1e2f3a.js.map": {**_WHOLE, "sourcesContent": [None]}},
            last=_LAST,
            at="app-0d1e2f3a.js.map:1:1",
            case="contents",
            says="0 of 1 source of the project",
        ),
    ],
    standard=[Clause("practice", "sec-mappings", "a map may map as little as it likes: `spec` knows one build only")],
    evidence="F37, F62; plugins without a map, such as a banner or a replacement by string",
)
def map_shrunk(build: Build) -> Problems:
    for one in build.compared():
        now, then = one.now, one.then
        if now.kind == "dts" or now.orphans or then.orphans or not then.size:
            continue
        share = min(1.0, now.size / then.size)
        fell = [
            (count(is_, what), f"{was:,}")
            for what, is_, was, least, gained in (
                ("segment", now.segments, then.segments, _SEGMENTS, one.gained_segments),
                ("source", now.sources, then.sources, _SOURCES, one.gained_sources),
            )
            if was >= least and is_ < was * share / 2 and gained < (was * share - is_) / 2
        ]
        at = InFile(one.facts[0].path, one.facts[0].line, one.facts[0].column)
        of = f", in {count(now.maps, 'map')} of that name together" if max(now.maps, then.maps) > 1 else ""
        also = tuple(facts.path for facts in one.facts[1:])
        if fell:
            said = " and ".join(is_ for is_, _ in fell)
            were = " and ".join(was for _, was in fell)
            yield Problem(
                f"the map has {said}; there were {were} in the last build{of}, and the code is as large as {share:.0%} of "
                "what it was, so there should be more",
                at=at,
                also=also,
            )
        elif now.own and then.own and now.contents / now.own < then.contents / then.own / 2:
            yield Problem(
                f"the map embeds the text of {now.contents:,} of {count(now.own, 'source')} of the project; in the last build it was "
                f"{then.contents:,} of {then.own:,}{of}, and as many should be there",
                at=at,
                case="contents",
                also=also,
            )
