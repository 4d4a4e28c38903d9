"""The mappings of a WebAssembly module lie in its code section.

Why it matters: a frame of WebAssembly is a byte of the code section. A map with other bytes was made for another build of
the module, or before a tool rewrote it, or counts from the start of the section: its frames resolve to wrong lines, or to
none.

How to fix: write module and map in one build, and let no tool change the module after it unless it rewrites the map too
(`wasm-opt --input-source-map --output-source-map`). Columns count bytes from the start of the file.
"""

from collections.abc import Iterator

from smaplint.rule import WARNING, Bad, Clause, Good, Pair, Problem, Problems, SourceMap, Span, count, pair_rule

# As for scripts: single stray mappings are no other build's.
_SHARE = 0.05
_LEAST = 20

_LINK = b"\0\x17\x10sourceMappingURL\5a.map"
_MODULE = b"\0asm\1\0\0\0\1\4\1\x60\0\0\3\2\1\0\n\x22\1\x20\0" + b"\1" * 30 + b"\x0b" + _LINK
# From byte 22 on, 30 mappings of a byte each.
_MAP = {"mappings": "sBAAA" + ",CAAA" * 29}


@pair_rule(
    since="0.1.0",
    when="generated.module",
    levels={"recommended": WARNING},
    good=[
        Good(files={"a.wasm": _MODULE, "a.map": _MAP}),
        Good(files={"a.wasm": _MODULE, "a.map": {"mappings": "A" + ",C" * 100}}, note="segments without a source"),
        Good(files={"a.wasm": _MODULE, "a.map": {"mappings": "sDAAA" + ",AAAA" * 19}}, note="the end of the section"),
        Good(files={"a.wasm": _MODULE, "a.map": {"mappings": "CAAA" + ",CAAA" * 38}}, note="19 outside"),
    ],
    bad=[
        Bad(
            files={"a.wasm": _MODULE, "a.map": {"mappings": "AAAA" + ",AAAA" * 29}},
            at="a.wasm:1:1",
            says="30 of 30 mapped bytes lie outside the code section, which is bytes 20 to 53, such as byte 0",
            note="counted from the start of the section",
        ),
        Bad(
            files={"a.wasm": _MODULE, "a.map": {"mappings": "sBAAA" + ",EAAA" * 40}},
            at="a.wasm:1:57",
            says="24 of 41",
            note="another build's",
        ),
    ],
    standard=[
        Clause("practice", "sec-terms-and-definitions", "columns of WebAssembly are bytes of the file; any is taken"),
    ],
    evidence="AssemblyScript 0.28 and Emscripten (web-tree-sitter), run: none outside; builds of one source with other options",
)
def mappings_outside_code(pair: Pair) -> Problems:
    module = pair.generated.module
    if pair.map is None or module is None or module.code is None or module.problem:
        return
    start, end = module.code
    maps = list(_regular(pair.map))
    if not all(one.mappings.is_clean for one in maps):
        return
    mapped = [position for one in maps for position in one.mappings.generated()]
    # A position is the column, but on a line behind the first it is far beyond any byte. The section's very end is legal.
    outside = [position for position in mapped if not start <= position <= end]
    if len(outside) < max(_LEAST, _SHARE * len(mapped)):
        return
    first = outside[0]
    where = f"byte {first:,}" if first < 1 << 32 else f"line {(first >> 32) + 1:,}, where there is one"
    yield Problem(
        f"{len(outside):,} of {count(len(mapped), 'mapped byte')} lie outside the code section, which is bytes {start:,} to "
        f"{end - 1:,}, such as {where}; all should be inside",
        at=Span(first, first) if first < 1 << 32 else Span(0, 0),
    )


def _regular(map: SourceMap) -> Iterator[SourceMap]:
    if not map.is_index:
        yield map
    for section in map.sections:
        if section.map:
            yield from _regular(section.map)
