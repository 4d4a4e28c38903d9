"""Each source that a mapping names has a name.

Why it matters: a frame that resolves there shows `null` or nothing for its file, cannot be opened and cannot be linked to
the repository; Chrome and Firefox list no such file, and tools that ask for its text ask for `sourceRoot` itself.

How to fix: tell the tool what it reads: `from` in postcss, `filename` in babel and terser, `sourcefile` in esbuild,
`file` and `source` in magic-string, which has no name otherwise.

Details: ECMA-426 lets a source be `null`. One that no mapping names is no matter, and neither is one whose `mappings` are
broken. None of 22,608 maps of packages and builds has one.
"""

from smaplint.rule import WARNING, Bad, Clause, Good, Problem, Problems, SourceMap, first_of, map_rule


@map_rule(
    since="0.1.0",
    when="not is_complete",
    levels={"recommended": WARNING},
    good=[
        Good({"sources": ["src/main.ts", None], "mappings": "AAAA"}, note="no mapping names it"),
        Good({"sources": ["src/main.ts", ""], "mappings": "AAAA"}),
        Good({"sources": ["<stdin>", "src/a.ts"]}),
    ],
    bad=[
        Bad({"sources": [None], "sourcesContent": ["let a;\n"], "mappings": "AAAA"}, at="/sources/0", says="`null`"),
        Bad({"sources": ["", ""]}, at="/sources/0", says="2 such sources"),
        Bad({"sources": ["src/main.ts", ""]}, at="/sources/1", says='`""`'),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", 'a source may be null, and `""` is a URL: `spec` is silent'),
    ],
    evidence="tc39/ecma426 (a source may be null)",
)
def empty_source(map: SourceMap) -> Problems:
    sources = map.field("sources")
    if sources is None or map.is_index or all(map.sources):
        return
    # Items of another type are the business of `field-types`.
    empty = {index for index, item in enumerate(sources.items()) if item.raw in (b"null", b'""')}
    found = sorted(empty & map.mapped_lines.keys())
    if found:
        written = "null" if map.sources[found[0]] is None else '""'
        yield Problem(
            f"`sources[{found[0]}]` is `{written}`, and mappings lead there{first_of(found)}; it should have a name",
            at=f"/sources/{found[0]}",
        )
