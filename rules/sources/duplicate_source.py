"""No two sources have one name and different texts.

Why it matters: Chrome and Firefox know a file by its URL and keep the first text. Frames in the other file show the wrong
code, and breakpoints are set in the wrong file.

How to fix: give the step that joins maps names that tell files apart: a folder in front of each, or the `[hash]` of
webpack's `devtoolFallbackModuleFilenameTemplate`. Where a bundle holds two versions of a package, keep the folders of
both.

Details: a name that is listed twice with one text is normal (esbuild does it where dependencies have maps), and so is a
second one that no mapping names. Line ends are folded. None of 22,608 maps of
packages and builds has one.
"""

from smaplint.rule import ERROR, Bad, Clause, Good, Problem, Problems, Related, SourceMap, count, map_rule, quote

_TWICE = {"sources": ["src/main.ts", "src/main.ts"]}


@map_rule(
    since="0.1.0",
    when="not is_complete",
    levels={"recommended": ERROR},
    good=[
        Good({**_TWICE, "sourcesContent": ["let a;\n", "let a;\n"]}, note="esbuild, of a dependency with a map"),
        Good({**_TWICE, "sourcesContent": ["let a;\n", "let a;\r\n"]}),
        Good({**_TWICE, "sourcesContent": ["let a;\n", None]}),
        Good({**_TWICE, "sourcesContent": ["let a;\n", "let b;\n"], "mappings": "AAAA"}, note="one is mapped"),
        Good({"sources": ["a.vue?1", "a.vue?2"], "sourcesContent": ["let a;\n", "let b;\n"]}),
    ],
    bad=[
        Bad({**_TWICE, "sourcesContent": ["let a;\n", "let b;\n"]}, at="/sources/1", says="`src/main.ts`"),
        Bad(
            {"sources": ["./a.ts", "a.ts"], "sourcesContent": ["let a;\n", "let b;\n"]},
            at="/sources/1",
            note="one URL, written in two ways",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "sources may have one URL: `spec` is silent"),
    ],
    evidence="tc39/ecma426#85",
)
def duplicate_source(map: SourceMap) -> Problems:
    names: dict[str, list[int]] = {}
    for index, name in enumerate(map.sources):
        if name:
            names.setdefault(name.removeprefix("./"), []).append(index)
    twice = [indices for indices in names.values() if len(indices) > 1]
    if not twice or len(map.contents) != len(map.sources):
        return
    found: list[tuple[int, int]] = []
    for indices in twice:
        first: tuple[int, str] | None = None
        for index in indices:
            text = map.content(index) if index in map.mapped_lines else None
            if not text:
                continue
            text = text.replace("\r\n", "\n")
            if first is None:
                first = index, text
            elif text != first[1]:
                found.append((first[0], index))
                break
    if found:
        before, index = found[0]
        more = f", and so have {count(len(found) - 1, 'other name')}" if len(found) > 1 else ""
        yield Problem(
            f"{quote(map.source_name(index))} is the name of two sources with different texts{more}; "
            "each should have a name of its own",
            at=f"/sources/{index}",
            related=(Related("the other one", f"/sources/{before}"),),
            notes=tuple(quote(map.source_name(other)) for _, other in found[1:3]),
        )
