"""`sourcesContent` has one item for each source.

Why it matters: no consumer pairs the two by anything but position, and ECMA-426 has no rule for what is missing. Where a
plugin put a source in the middle and no text, every text behind it is shown under the wrong file name; Safari rejects a
shorter list. Next.js' webpack runtime ships 16 texts for 19 sources, gulp plugins ship `[]` for 4 (both measured).

How to fix: write `null` for a source without a text. It is a defect of the tool that added or removed a source last:
report it there.
"""

import re

from smaplint.rule import (
    ERROR,
    MISSING,
    NOTE,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    count,
    map_rule,
    quote,
)

_RUNTIME = re.compile(r"(?:^|/)webpack/[^/]*$")
_SOURCES = ["src/main.ts", "src/util.ts"]


@map_rule(
    since="0.1.0",
    when="not is_complete",
    # Next.js ends its list before webpack's own start-up code: 16 texts for 19 sources, each beside its source.
    levels={"recommended": WARNING, ("recommended", "runtime"): NOTE, "strict": ERROR},
    good=[
        Good({"sourcesContent": [None, "export {};\n"]}),
        Good({"sourcesContent": MISSING}, note="no text at all is another matter"),
        Good({"sources": [], "sourcesContent": [], "mappings": ""}),
        Good({"sections": [], "sources": ["a.js"], "sourcesContent": []}, note="neither is read beside `sections`"),
    ],
    bad=[
        Bad(
            {"sources": ["a.ts", "webpack://_N_E/webpack/startup"], "sourcesContent": ["let a"], "mappings": "AAAA"},
            at="/sourcesContent",
            case="runtime",
        ),
        Bad({"sourcesContent": ["a", "b", "c"]}, at="/sourcesContent", says="3 items for 2 sources"),
        Bad({"sourcesContent": ["let answer = 42;\n"]}, at="/sourcesContent", says="1 item for 2 sources"),
        Bad({"sourcesContent": []}, at="/sourcesContent", says="0 items for 2 sources"),
        Bad(
            {"sources": _SOURCES, "sourcesContent": ["let answer", None, "b", "c"]},
            at="/sourcesContent",
            says="4 items",
        ),
        Bad(
            {"sources": [], "sourcesContent": [None], "mappings": ""}, at="/sourcesContent", says="1 item for 0 sources"
        ),
    ],
    standard=[
        Clause(
            "practice",
            "sec-DecodeSourceMapSources",
            "a source without an item has no text, and what is too many is not read: `spec` is silent",
        ),
    ],
    evidence="getsentry/sentry#1569",
)
def sources_content_length(map: SourceMap) -> Problems:
    sources, contents = map.field("sources"), map.field("sourcesContent")
    if (
        map.is_index
        or map.is_declaration
        or not sources
        or not contents
        or (sources.kind, contents.kind) != ("array", "array")
    ):
        return
    have, want = len(map.contents), len(map.sources)
    # Where `mappings` uses sources that are no longer there, that is the cause, and `sources-index-bounds` has it.
    if have == want or (have > want and map.mappings.count_of("source-bounds")):
        return
    case = ""
    if have < want:
        first = map.sources[have]
        case = "runtime" if all(_RUNTIME.search(source or "") for source in map.sources[have:]) else ""
        name = quote(first) if first else f"`sources[{have}]`"
        effect = f"the first source that goes without is {name}"
    else:
        effect = f"the first text without a source is `sourcesContent[{want}]`"
    yield Problem(
        f"`sourcesContent` has {count(have, 'item')} for {count(want, 'source')}; "
        "it should have one for each, `null` where there is no text",
        at="/sourcesContent",
        notes=(
            effect,
            "where a source was inserted or removed in the middle, every text behind it is shown under the wrong name",
        ),
        case=case,
    )
