"""A mapped name stands in the original text at its position.

Why it matters: trackers show the name as that of the function. Where many names do not stand where the map says, the
columns may be off, or the names may belong to another build.

How to fix: look at a few of the examples. Names that a tool made up (`_openBlock`, `require$$0`, `undefined`) are
harmless; a systematic shift is not, and belongs to the tool that wrote the map.

Details: off by default, for it cries wolf: of 118 npm packages with names, 35 have more than 10 % of such names and 11
more than half, all of them legitimate. Reported where more than 30 % of at least 20 names differ.
"""

from collections.abc import Iterator

from smaplint.rule import NOTE, Bad, Good, Problem, Problems, Segment, SourceMap, count, map_rule, quote

_LEAST = 20
_SHARE = 0.3
_DOWN = ";AACAA"


@map_rule(
    since="0.1.0",
    levels={"strict": NOTE},
    good=[
        Good({"sources": ["a.js"], "sourcesContent": ["answer();\n" * 30], "mappings": "AAAAA" + _DOWN * 24}),
        Good(
            {"sources": ["a.js"], "sourcesContent": ['"answer"\n' * 30], "mappings": "AAAAA" + _DOWN * 24},
            note="quoted",
        ),
        Good(
            {"sources": ["a.js"], "sourcesContent": ["#answer\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            note="private",
        ),
        Good({"sources": ["a.js"], "sourcesContent": ["😀 answer\n" * 30], "mappings": "AAAGA" + _DOWN * 24}),
        Good({"sources": ["a.js"], "sourcesContent": ["other();\n" * 30], "mappings": "AAAAA" + _DOWN * 18}),
        Good({"sources": ["a.js"], "mappings": "AAAAA" + _DOWN * 24}, note="no text"),
    ],
    bad=[
        Bad(
            {"sources": ["a.js"], "sourcesContent": ["other();\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            at="/names/0",
            says="25 of 25",
        ),
        Bad(
            {"sources": ["a.js"], "sourcesContent": ["let answer;\n" * 30], "mappings": "AAAAA" + _DOWN * 24},
            at="/names/0",
            says="`answer`",
        ),
    ],
    evidence="F44",
)
def names_mismatch(map: SourceMap) -> Problems:
    if map.is_declaration or not map.names or not map.contents or not map.mappings.is_clean:
        return
    named: dict[int, list[Segment]] = {}
    for segment in map.mappings.segments():
        if segment.name >= 0:
            named.setdefault(segment.source, []).append(segment)
    compared = 0
    different: list[Segment] = []
    for source, segments in named.items():
        if text := map.content(source):
            compared += len(segments)
            different += _different(text, segments, map.names)
    if compared >= _LEAST and len(different) > _SHARE * compared:
        first = different[0]
        yield Problem(
            f"{len(different):,} of {count(compared, 'name')} are not in the original text at their position, such as "
            f"{_shown(map, first)}; a name should stand there",
            at=f"/names/{first.name}",
            notes=tuple(_shown(map, one) for one in different[1:4]),
        )


def _different(text: str, segments: list[Segment], names: tuple[str, ...]) -> Iterator[Segment]:
    lines = text.replace("\r\n", "\n").split("\n")
    for segment in segments:
        line = lines[segment.original_line] if segment.original_line < len(lines) else ""
        column, name = segment.original_column, names[segment.name]
        if not line.isascii():
            units = line.encode("utf-16-le", "surrogatepass")[: column * 2]
            column = len(units.decode("utf-16-le", "replace"))
        # A key may be quoted, a private name has its `#`.
        if not line.startswith(name, column + line.startswith(("'", '"', "#"), column)):
            yield segment


def _shown(map: SourceMap, segment: Segment) -> str:
    return (
        f"{quote(map.names[segment.name], 40)} at line {segment.original_line + 1:,}, "
        f"column {segment.original_column + 1:,} of {quote(map.source_name(segment.source))}"
    )
