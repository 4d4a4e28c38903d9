"""`scopes` decodes as the draft of the Scopes proposal has it.

Why it matters: an item that the grammar does not take costs the debugger the whole field: no original function names in
stack traces, no variables under their own names, no inlined frames. A bad index costs it that name, and a binding under
the wrong variable shows a wrong value.

How to fix: update the tool that writes the field, or turn it off there (swc calls it `emitSourceMapScopes`); a tool that
edits `names`, `sources` or the generated code has to rewrite `scopes`, or drop it.

Details: the check is that of the branch text of May 2026. An empty text is taken for none, as in TC39's tests. Extensions
(`/`) and tags that are not known are read and ignored. A call site behind the bindings of sub-ranges, where the grammar has
none, is taken: the codec of Chrome DevTools writes it there. Drafts before 2025 had `originalScopes` and `generatedRanges`
instead; these are not looked at.
"""

from smaplint.rule import MISSING, Bad, Clause, Good, Problem, Problems, SourceMap, Span, map_rule

_DRAFT = "https://tc39.es/ecma426/branch/proposal-scopes/#sec-"
_GRAMMAR = _DRAFT + "scopes-grammar"
_RANGES = _DRAFT + "DecodedGeneratedRangeTrees"
_RECORD = _DRAFT + "generated-range-record-type"
_NO_TEXTS: tuple[object, ...] = (None, 3, ["A"], {})


def _text(scopes: str) -> bytes:
    """A map of one source, three names and no mappings, in which `scopes` begins at column 65."""
    return b'{"version":3,"sources":["a.ts"],"names":["f","x","y"],"scopes":"%b","mappings":""}' % scopes.encode()


@map_rule(
    since="0.1.0",
    when="/scopes",
    levels={},
    preview=True,
    good=[
        Good(_text("BCAAA,CBA,ECAA,FK"), note="a scope with a name, and the range that it has in the generated code"),
        Good(
            _text("BAAA,BFBAA,DCC,CBB,CBA,EDBAA,EGAC,GDA,FB,FB"), note="a function and its variables, one of them gone"
        ),
        Good(_text("")),
        Good(_text("A"), note="nothing is known of the source"),
        Good(_text("A,JBC,/BC"), note="an item of a later draft, and an extension"),
        Good({"scopes": MISSING}),
        Good({"sections": [], "scopes": "!"}, note="not read beside `sections`"),
    ],
    bad=[
        *(Bad({"scopes": wrong}, at="/scopes", says="should be a string") for wrong in _NO_TEXTS),
        Bad(_text("BAAA,C!A"), at="app.js.map:1:71", says="`!` is no base64 digit"),
        Bad(_text("BAAA,CAg"), at="app.js.map:1:72", says="`g` breaks off", note="cut inside a number"),
        Bad(_text("A,EAgggggggE,FA"), at="app.js.map:1:69", says="32 bits"),
        Bad(_text("BAAA,,CAA"), at="app.js.map:1:70", says="is empty"),
        Bad(_text("BCAA,CAA"), at="app.js.map:1:65", says="flags 2 it should have 4"),
        Bad(_text("BAAA"), at="app.js.map:1:65", says="no end"),
        Bad(_text("A,CAA"), at="app.js.map:1:67", says="none is open"),
        Bad(_text("BAAA,CAA,EAA,GA,GA,FA"), at="app.js.map:1:81", says="right behind"),
        Bad(_text("BCAAI,CAA"), at="app.js.map:1:69", case="index", says="`names` has 3 items"),
        Bad(_text("BCAAD,CAA"), at="app.js.map:1:69", case="index", says="to -1"),
        Bad(_text("A,ECAA,FA"), at="app.js.map:1:70", case="index", says="the list of original scopes has 0 items"),
        Bad(_text("A,EIA,FA"), at="app.js.map:1:68", case="hidden"),
        Bad(
            _text("BAAA,DC,CAA,ECAA,GCD,FA"),
            at="app.js.map:1:82",
            case="bindings",
            says="2 bindings for a scope with 1",
        ),
        Bad(_text("BAAA,DC,CAA,ECAA,GC,HBABA,FA"), at="app.js.map:1:85", case="sub-range", says="variable 1"),
        Bad(_text("BAAA,CAA,ECAA,IAAA,FA"), at="app.js.map:1:79", case="call-site", says="no stack frame"),
        Bad(_text("A,A"), at="/scopes", case="trees", says="2 trees of original scopes for 1 source"),
    ],
    standard=[
        Clause("proposal", _DRAFT + "decoding-source-maps", "`scopes` is a string, or left out"),
        Clause("proposal", _GRAMMAR, "items and trees adhere to the grammar, and each number is a VLQ"),
        Clause("proposal", _GRAMMAR, "each source has one tree, or `A` where nothing is known", "trees"),
        Clause("proposal", _DRAFT + "AccumulateIndex", "no relative index falls below 0", "index"),
        Clause("proposal", _DRAFT + "RelativeName", "names, kinds and variables are in `names`", "index"),
        Clause("proposal", _DRAFT + "BindingExpression", "binding expressions are in `names`", "index"),
        Clause("proposal", _DRAFT + "GeneratedRangeDefinition", "a definition is one of the original scopes", "index"),
        Clause("proposal", _RANGES, "only a range that is a stack frame is hidden", "hidden"),
        Clause("proposal", _RANGES, "a sub-range is for a variable that has a binding", "sub-range"),
        Clause("proposal", _RECORD, "there are as many bindings as the definition has variables", "bindings"),
        Clause("proposal", _RECORD, "what is inlined is a function, into a range that is no stack frame", "call-site"),
    ],
    evidence="tc39/source-map-tests decoding/scopes; ChromeDevTools/source-map-scopes-codec; swc-project/swc#11582",
)
def scopes_encoding(map: SourceMap) -> Problems:
    field = map.field("scopes")
    if field is None or map.is_index:
        return
    if field.kind != "string":
        yield Problem(f"`scopes` is {field.noun}; it should be a string, or left out", at="/scopes")
        return
    for fault in map.scope_faults:
        more = f" (the first of {fault.total:,} such faults)" if fault.total > 1 else ""
        start, end = (map.text_offset("scopes", at) for at in (fault.offset, fault.offset + fault.length))
        yield Problem(
            fault.says + more,
            at="/scopes" if fault.kind == "trees" else Span(start, end),
            case="" if fault.kind == "grammar" else fault.kind,
            notes=fault.others,
            about="scopes",
        )
