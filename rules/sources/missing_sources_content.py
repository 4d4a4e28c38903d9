"""A map holds the texts of its sources.

Why it matters: error trackers show the lines around a frame from `sourcesContent`, and from nowhere else: without it there
is a position and no code. `sentry-cli` embeds on upload what it finds on disk; Datadog wants it in the map.

How to fix: `inlineSources: true` of tsc, `sourcesContent` of esbuild and babel, `--embed-sources` of sass; no `nosources-`
in webpack's `devtool`. Where texts must not be published, upload maps that have them and publish none (see
`public-map-exposure`).

Details: a note where it may be meant (two in five of npm's packages ship their sources instead). The case `gone`: neither
are the files on disk, where an uploader could take them from. Declaration maps are left out, and bundlers' own modules.
"""

import re

from smaplint.rule import (
    ERROR,
    MISSING,
    NOTE,
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

_MISSPELT = re.compile(r"(?!sourcesContent$)source.{0,2}contents?$", re.IGNORECASE)
_BARE = {"sources": ["src/a.ts"], "sourcesContent": MISSING, "mappings": "AAAA"}


@map_rule(
    since="0.1.0",
    when="not is_complete",
    levels={"recommended": NOTE, "datadog": ERROR, "sentry": NOTE, ("sentry", "gone"): ERROR},
    good=[
        Good({"sourcesContent": [None, "export {};\n"]}, note="that is `partial-sources-content`'s"),
        Good({"sources": [], "sourcesContent": MISSING, "mappings": ""}),
        Good({**_BARE, "sources": ["webpack/runtime/global"]}, note="a module that has none"),
        Good({**_BARE, "mappings": "A"}, note="no frame resolves there"),
        Good(files={"a.d.ts.map": _BARE}),
        Good(
            {"sections": [{"offset": {"line": 0, "column": 0}, "map": {"version": 3, "sources": [], "mappings": ""}}]}
        ),
    ],
    bad=[
        Bad(_BARE, at="", says="1 source"),
        Bad({**_BARE, "sourcesContent": [None]}, at="/sourcesContent"),
        Bad(files={"a.js.map": _BARE, "src/a.ts": b"let a;\n"}, at="", note="the file is on disk"),
        Bad(files={"a.js.map": _BARE}, at="", case="gone", says="`src/a.ts`"),
        Bad(files={"a.js.map": {**_BARE, "sources": ["webpack://a/./a.ts"]}}, at="", case="gone"),
    ],
    standard=[
        Clause("practice", "sec-DecodeSourceMapSources", "each text may be null, and the field away: `spec` is silent"),
    ],
    evidence="getsentry/sentry#62731, getsentry/sentry#1551, Datadog's documentation of source maps",
)
def missing_sources_content(map: SourceMap) -> Problems:
    if map.is_index or map.is_declaration or not map.sources:
        return
    # A text of another type is the business of `field-types`, and `sourceContent` of `misspelled-field`.
    if any(value.kind != "null" for value in map.contents) or any(_MISSPELT.match(name) for name in map.fields):
        return
    real = [
        (index, name)
        for index, name in enumerate(map.sources)
        if name and not is_runtime(name) and index in map.mapped_lines
    ]
    if not real:
        return
    tree = map.tree
    states = [(name, tree.locate(map.source_root, name).state) for _, name in real] if tree else []
    gone = [name for name, state in states if state not in ("found", "unknown")]
    where = f", and {_files(gone)} for an uploader to take" if gone else ""
    yield Problem(
        f"the map holds the text of none of its {count(len(real), 'source')}{where}; frames will show no code",
        at="/sourcesContent" if "sourcesContent" in map.fields else "",
        case="gone" if gone else "",
        about="sourcesContent",
    )


def _files(gone: list[str]) -> str:
    if len(gone) == 1:
        return f"there is no file {quote(gone[0])}"
    return f"there are no files for {len(gone):,} of them, such as {quote(gone[0])},"
