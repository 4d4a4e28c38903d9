"""A source that is mapped beyond its first line has a text that is not empty.

Why it matters: `""` is a text: consumers take it for the whole file, do not look for another, and show blank lines around
the frame.

How to fix: write `null` where the text is not known, so that consumers fetch it, or pass the text on.

Details: of an empty file nothing but its first line can be mapped (five packages of npm have such). Where the text is
not empty but too short, that is `original-outside-source`'s. None of 22,608 maps of packages and builds has one.
"""

from smaplint.rule import (
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    first_of,
    map_rule,
    quote,
)


@map_rule(
    since="0.1.0",
    when="not is_complete",
    levels={"recommended": WARNING},
    good=[
        Good({"sources": ["a.ts"], "sourcesContent": [""], "mappings": "AAAA"}, note="an empty file"),
        Good({"sources": ["a.ts"], "sourcesContent": [None], "mappings": "AAEA"}),
        Good({"sources": ["a.ts"], "sourcesContent": ["\n\n\n"], "mappings": "AAEA"}),
    ],
    bad=[
        Bad({"sources": ["a.ts"], "sourcesContent": [""], "mappings": "AAEA"}, at="/sourcesContent/0", says="line 3"),
        Bad(
            {"sources": ["a.ts", "b.ts"], "sourcesContent": ["", ""], "mappings": "AACA;ACCA"},
            at="/sourcesContent/0",
            says="2 such",
        ),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "a text may be empty: `spec` is silent"),
    ],
)
def blank_sources_content(map: SourceMap) -> Problems:
    if map.is_declaration or len(map.contents) != len(map.sources):
        return
    blank = [index for index, value in enumerate(map.contents) if value.raw == b'""']
    found = [index for index in blank if map.mapped_lines.get(index, 0) > 0]
    if found:
        line = map.mapped_lines[found[0]] + 1
        yield Problem(
            f"the text of {quote(map.source_name(found[0]))} is empty, and mappings lead to its line {line:,}"
            f"{first_of(found, 'texts')}; it should be the file's, or `null`",
            at=f"/sourcesContent/{found[0]}",
            notes=tuple(quote(map.source_name(index)) for index in found[1:3]),
        )
