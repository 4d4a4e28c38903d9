"""Where a map holds texts of sources, it holds those of all real ones.

Why it matters: frames in the others show a position and no code, which looks like a fault of the error tracker. It happens
where a loader or plugin gives code without its source (`sourcesContent` of esbuild's loaders, `nosources` of one plugin).

How to fix: find the step that made the source that goes without, and have it pass the text on.

Details: the case `gone`: the file is not on disk either, where `sentry-cli` would take it from. Left out are sources that
no mapping names, dependencies, bundlers' own modules, and declaration maps.
"""

from smaplint.rule import (
    NOTE,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    count,
    is_runtime,
    map_rule,
    quote,
)

_HALF = {"sourcesContent": [None, "export {};\n"]}


@map_rule(
    since="0.1.0",
    when="not is_complete",
    levels={"recommended": NOTE, "datadog": WARNING, "sentry": NOTE, ("sentry", "gone"): WARNING},
    good=[
        Good({"sourcesContent": [None, None]}, note="that is `missing-sources-content`'s"),
        Good({"sources": ["webpack/runtime/global", "b.ts"], **_HALF}, note="a module that has none"),
        Good({"sources": ["../node_modules/a/a.js", "b.ts"], **_HALF}, note="a dependency"),
        Good({**_HALF, "mappings": "ACAA"}, note="no frame resolves there"),
        Good({"sources": ["a.ts", "b.ts"], "sourcesContent": ["", "export {};\n"]}, note="an empty file"),
    ],
    bad=[
        Bad(_HALF, at="/sourcesContent/0", says="`src/main.ts`"),
        Bad(
            files={"a.js.map": {"sources": ["a.ts", "b.ts"], **_HALF}, "a.ts": b"let a;\n"},
            at="/sourcesContent/0",
            note="the file is on disk",
        ),
        Bad(files={"a.js.map": {"sources": ["a.ts", "b.ts"], **_HALF}}, at="/sourcesContent/0", case="gone"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "each text may be null: `spec` is silent"),
    ],
    evidence="evanw/esbuild#2711, evanw/esbuild#3144",
)
def partial_sources_content(map: SourceMap) -> Problems:
    # Another number of texts is `sources-content-length`'s.
    if map.is_declaration or len(map.contents) != len(map.sources):
        return
    bare = [index for index, value in enumerate(map.contents) if value.kind != "string"]
    if not bare or len(bare) == len(map.contents):
        return
    tree = map.tree
    found: dict[str, list[int]] = {"": [], "gone": []}
    for index in bare:
        name = map.sources[index]
        if name and "node_modules/" not in name and not is_runtime(name) and index in map.mapped_lines:
            state = tree.locate(map.source_root, name).state if tree else "unknown"
            found["" if state in ("found", "unknown") else "gone"].append(index)
    # One cause, one finding: what is on disk matters less.
    case = "gone" if found["gone"] else ""
    all_bare = sorted(found["gone"] + found[""])
    if all_bare:
        first = found[case][0]
        yield Problem(
            f"the text of {quote(map.source_name(first))} is not in the map, nor {_others(len(all_bare))}; "
            f"{count(len(map.contents) - len(bare), 'other')} {'is' if len(map.contents) - len(bare) == 1 else 'are'}"
            if len(all_bare) > 1
            else f"the text of {quote(map.source_name(first))} is not in the map, as others are; its frames will show no code",
            at=f"/sourcesContent/{first}",
            case=case,
            notes=tuple(quote(map.source_name(index)) for index in all_bare if index != first)[:2],
        )


def _others(number: int) -> str:
    return f"that of {count(number - 1, 'other source')} that mappings name"
