"""`sourcesHash` is an array of hashes, one for each source.

Why it matters: a debugger takes two sources with equal hashes for one file and fetches it once. In a list that is out of
step every hash behind the gap is another file's, and the wrong text is shown.

How to fix: a tool that adds, removes or reorders `sources` has to do the same to `sourcesHash`, or drop it.

Details: the proposal leaves the form of a hash open, so any string is taken, and null for a source without one.
"""

from smaplint.rule import MISSING, Bad, Clause, Good, Problem, Problems, SourceMap, count, map_rule

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/sources-hash.md#proposal"
_NO_ARRAYS: tuple[object, ...] = (None, "sha256-a", 3, {})


@map_rule(
    since="0.1.0",
    when="/sourcesHash",
    levels={},
    preview=True,
    good=[
        Good({"sourcesHash": ["sha256-abc123", "sha256-def456"]}),
        Good({"sourcesHash": ["5d41402abc4b2a76", None]}),
        Good({"sourcesHash": [], "sources": [], "mappings": ""}),
        Good({"sourcesHash": MISSING}),
        Good({"sections": [], "sourcesHash": ["a"]}, note="not read beside `sections`"),
    ],
    bad=[
        *(Bad({"sourcesHash": wrong}, at="/sourcesHash", says="should be an array") for wrong in _NO_ARRAYS),
        Bad({"sourcesHash": ["sha256-a"]}, at="/sourcesHash", case="length", says="1 hash for 2 sources"),
        Bad({"sourcesHash": ["a", "b", "c"]}, at="/sourcesHash", case="length", says="3 hashes for 2 sources"),
        Bad({"sourcesHash": []}, at="/sourcesHash", case="length", says="0 hashes"),
        Bad({"sourcesHash": ["a", 3]}, at="/sourcesHash/1", says="`sourcesHash[1]` is a number"),
        Bad({"sourcesHash": [["a"], {}]}, at="/sourcesHash/0", says="2 items"),
    ],
    standard=[
        Clause("proposal", _PROPOSAL, "`sourcesHash` is an array of strings"),
        Clause("proposal", _PROPOSAL, "each entry corresponds to an entry of `sources`", "length"),
    ],
)
def sources_hash_length(map: SourceMap) -> Problems:
    field = map.field("sourcesHash")
    if field is None or map.is_index:
        return
    if field.kind != "array":
        yield Problem(f"`sourcesHash` is {field.noun}; it should be an array, or left out", at="/sourcesHash")
        return
    items = list(field.items()) if not field.is_texts else []
    wrong = [(index, item) for index, item in enumerate(items) if item.kind not in ("string", "null")]
    if wrong:
        index, item = wrong[0]
        many = f", the first of {count(len(wrong), 'item')} of another type" if len(wrong) > 1 else ""
        yield Problem(
            f"`sourcesHash[{index}]` is {item.noun}{many}; it should be a string",
            at=f"/sourcesHash/{index}",
            about="sourcesHash",
        )
    sources = map.field("sources")
    if sources and sources.kind == "array" and field.length != sources.length:
        hashes = count(field.length, "hash", "hashes")
        yield Problem(
            f"`sourcesHash` has {hashes} for {count(sources.length, 'source')}; there should be one for each, or null",
            at="/sourcesHash",
            case="length",
        )
