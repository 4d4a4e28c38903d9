"""`rangeMappings` decodes as the draft of the proposal has it, and marks mappings that are there.

Why it matters: a consumer drops the whole field for one bad character; an index that is off marks another mapping, and
every position behind that one is then resolved to the wrong place.

How to fix: update the tool that writes the field, or turn it off there (Babel calls it `sourceMapRanges`); a tool that
edits `mappings` has to rewrite `rangeMappings`, or drop it.

Details: the check is that of the branch text of April 2026: on each line a run of unsigned VLQs, the first the zero-based
index of a mapping, the others added to it. Two older drafts cannot be told from it by looking: that of 2025 counted from
1, which is said to be one too far where the last mapping of a line is marked; before that each line was a field of bits,
six to a digit, which mostly reads as indices that are not there, as one mapping marked twice (`A`), or as numbers that
break off. A field that only passes by chance marks the wrong mappings, and is not found.
"""

from smaplint.rule import MISSING, Bad, Clause, Good, Problem, Problems, SourceMap, Span, map_rule

_DRAFT = "https://tc39.es/ecma426/branch/proposal-range-mappings/#sec-"


_NO_TEXTS: tuple[object, ...] = (None, 3, ["A"], {})


def _text(ranges: str) -> bytes:
    """A map of three mappings, the third without an original position, and one; `rangeMappings` begins at column 61."""
    head = b'{"version":3,"sources":["a.ts"],"names":[],"rangeMappings":'
    return head + b'"%b","mappings":"AAAA,IAAI,K;AACJ"}' % ranges.encode()


@map_rule(
    since="0.1.0",
    when="/rangeMappings",
    levels={},
    preview=True,
    good=[
        Good(_text("AB;A"), note="the first two mappings of line 1, and the first of line 2"),
        Good(_text("B;")),
        Good(_text(";;;"), note="more lines than `mappings` has, all empty"),
        Good(_text("")),
        Good(_text("gA;gggA"), note="leading zeros are legal"),
        Good({"rangeMappings": MISSING}),
        Good({"sections": [], "rangeMappings": "!"}, note="not read beside `sections`"),
    ],
    bad=[
        *(Bad({"rangeMappings": wrong}, at="/rangeMappings", says="should be a string") for wrong in _NO_TEXTS),
        Bad(_text("A;B,C"), at="app.js.map:1:64", says="`,` is no base64 digit"),
        Bad(_text("AB=;A"), at="app.js.map:1:63", says="`=` is no base64 digit"),
        Bad(_text("A;Ag"), at="app.js.map:1:64", says="breaks off"),
        Bad(_text("ggggggE"), at="app.js.map:1:61", says="32 bits"),
        Bad(_text("BA"), at="app.js.map:1:62", case="repeated", says="mapping 2 twice"),
        Bad(_text("A;B"), at="app.js.map:1:63", case="unknown", says="older drafts counted from 1"),
        Bad(_text("AH;;A"), at="app.js.map:1:62", case="unknown", says="2 such faults"),
        Bad(_text("C"), at="app.js.map:1:61", case="unmapped", says="`K`"),
    ],
    standard=[
        Clause("proposal", _DRAFT + "decoding-source-maps", "`rangeMappings` is a string, or left out"),
        Clause("proposal", _DRAFT + "range-mappings-grammar", "each line is a run of VLQs"),
        Clause(
            "proposal", _DRAFT + "DecodeRangeMappingsField", "a number behind the first of a line is not 0", "repeated"
        ),
        Clause("proposal", _DRAFT + "UpdateMappingsForRangeMapping", "a mapping that is marked is there", "unknown"),
        Clause("proposal", _DRAFT + "UpdateMappingsForRangeMapping", "it has an original position", "unmapped"),
    ],
    evidence="tc39/ecma426#252; tc39/source-map-tests range-mappings-proposal-tests.json (still counted from 1)",
)
def range_mappings_encoding(map: SourceMap) -> Problems:
    field = map.field("rangeMappings")
    if field is None or map.is_index:
        return
    if field.kind != "string":
        yield Problem(f"`rangeMappings` is {field.noun}; it should be a string, or left out", at="/rangeMappings")
        return
    for fault in map.range_faults:
        more = f" (the first of {fault.total:,} such faults)" if fault.total > 1 else ""
        start, end = (map.text_offset("rangeMappings", at) for at in (fault.offset, fault.offset + fault.length))
        yield Problem(
            fault.says + more,
            at=Span(start, end),
            case="" if fault.kind == "grammar" else fault.kind,
            notes=fault.others,
            about="rangeMappings",
        )
