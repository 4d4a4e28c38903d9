"""Each field that is there has the type that ECMA-426 gives it.

Why it matters: `names: null` makes `source-map` throw, Safari rejects a map with `sourcesContent: null`
(rollup/rollup#6191) or `file: null`; Sentry refuses a map whose `sources`, `sourcesContent` or `sourceRoot` hold another
type (all measured). Elsewhere the field is dropped without a word.

How to fix: leave out a field that has no value; `null` is for a source without a name (`sources`) or without a text
(`sourcesContent`) alone.
"""

from itertools import islice

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
    Value,
    map_rule,
    quote,
)

_INNER = {"version": 3, "sources": ["a.js"], "names": [], "mappings": "AAAA"}
_START = {"line": 0, "column": 0}
# Tools write these as null, and nearly all consumers take it.
_OFTEN_NULL = ("file", "sourceRoot", "sourcesContent", "names")
_STRINGS = ("file", "sourceRoot", "mappings")
# Arrays → whether an item may be null.
_ARRAYS = {"sources": True, "sourcesContent": True, "names": False}
_NO_TEXTS: tuple[object, ...] = (None, 3, ["AAAA"], {})
_NO_ARRAYS: tuple[object, ...] = (None, "a.js", {"0": "a.js"})
_NO_NAMES: tuple[object, ...] = ("answer", {})
_NO_FILES: tuple[object, ...] = (3, ["app.js"])
_NO_CONTENTS: tuple[object, ...] = ("let a", {}, False)
_NO_SECTIONS: tuple[object, ...] = (None, {}, "x")


@map_rule(
    since="0.1.0",
    when="is_unusual",
    levels={
        "recommended": ERROR,
        # Mozilla's library throws where `names` is null; a number in it is taken everywhere.
        ("recommended", "null-names"): WARNING,
        ("rollbar", "null-names"): ERROR,  # rollbar-cli reads with Mozilla's library
        ("recommended", "names"): WARNING,
        # lightningcss writes `"sourceRoot": null` into every map, Rollup 1 to 3 `"sourcesContent": null` with
        # `sourcemapExcludeSources`, magic-string `"file": null`; Sentry, Node and Chrome take them for none.
        ("recommended", "null"): NOTE,
        ("strict", "null"): WARNING,
        "spec": ERROR,
    },
    good=[
        Good(
            {"sources": ["a.js", None], "sourcesContent": [None, "let a"], "mappings": "AAAA"},
            note="null items are legal",
        ),
        Good({"sourceRoot": ""}, note="tsc always writes it"),
        Good({"file": MISSING, "names": MISSING, "sourcesContent": MISSING, "mappings": "AAAA"}),
        Good({"sections": [{"offset": _START, "map": _INNER}], "sources": None, "names": None}, note="not read there"),
        Good({"x_info": None, "debugId": None, "lineCount": 7}),
    ],
    bad=[
        *(
            Bad({name: None, "mappings": "AAAA"}, at=f"/{name}", case="null")
            for name in ("file", "sourcesContent", "sourceRoot")
        ),
        Bad({"names": None, "mappings": "AAAA"}, at="/names", case="null-names"),
        *(Bad({"mappings": wrong}, at="/mappings") for wrong in _NO_TEXTS),
        *(Bad({"sources": wrong, "mappings": ""}, at="/sources") for wrong in _NO_ARRAYS),
        *(Bad({"names": wrong, "mappings": ""}, at="/names") for wrong in _NO_NAMES),
        *(Bad({"file": wrong}, at="/file") for wrong in _NO_FILES),
        *(Bad({"sourceRoot": wrong}, at="/sourceRoot") for wrong in (0, False)),
        *(Bad({"sourcesContent": wrong}, at="/sourcesContent") for wrong in _NO_CONTENTS),
        Bad({"sources": ["a.js", 3, "b.js", ["c.js"]]}, at="/sources/1", says="2 items"),
        Bad({"names": ["answer", "a", None, 1, 2, {}]}, at="/names/2", case="names", says="4 items"),
        Bad({"sourcesContent": ["let answer", 0]}, at="/sourcesContent/1", says="a number"),
        *(Bad({"sections": wrong}, at="/sections") for wrong in _NO_SECTIONS),
        Bad({"sections": [None, "x"]}, at="/sections/0", says="2 items"),
        Bad({"sections": [], "file": None}, at="/file", case="null"),
        Bad({"sections": [{"offset": _START, "map": {**_INNER, "names": 5}}]}, at="/sections/0/map/names"),
    ],
    standard=[
        Clause("throw", "sec-DecodeSourceMap", "`mappings` is a string, and `sources` an array"),
        Clause("throw", "sec-DecodeIndexSourceMap", "`sections` is an array"),
        Clause("optional", "sec-DecodeIndexSourceMap", "each item of `sections` is an object"),
        Clause("optional", "sec-GetOptionalString", "`file` and `sourceRoot` are strings where they are there"),
        Clause(
            "optional",
            "sec-GetOptionalListOfOptionalStrings",
            "`sourcesContent` is an array where it is there; each item of it and of `sources` is a string or null",
        ),
        Clause("optional", "sec-GetOptionalListOfStrings", "`names` is an array where it is there"),
        Clause("optional", "sec-GetOptionalListOfStrings", "each item of `names` is a string", "names"),
        Clause("optional", "sec-GetOptionalString", "`file` and `sourceRoot` are not null", "null"),
        Clause("optional", "sec-GetOptionalListOfOptionalStrings", "`sourcesContent` is not null", "null"),
        Clause("optional", "sec-GetOptionalListOfStrings", "`names` is not null", "null-names"),
    ],
    evidence="rollup/rollup#6191; getsentry/rust-sourcemap src/jsontypes.rs",
)
def field_types(map: SourceMap) -> Problems:
    # Beside `sections` the standard reads `file` alone, and Sentry writes `"sources": null` there.
    strings = ("file",) if map.is_index else _STRINGS
    arrays = {} if map.is_index else _ARRAYS
    for name in strings:
        value = map.field(name)
        if value and value.kind != "string":
            yield _wrong(name, value, "a string")
    for name, null in arrays.items():
        value = map.field(name)
        if value is None:
            continue
        if value.kind != "array":
            yield _wrong(name, value, "an array")
            continue
        if value.is_texts and (null or not value.may_hold_null):
            continue
        allowed = ("string", "null") if null else ("string",)
        yield from _items(name, value, allowed, "a string or null" if null else "a string")
    sections = map.field("sections")
    if sections is None:
        return
    if sections.kind != "array":
        yield _wrong("sections", sections, "an array")
    else:
        yield from _items("sections", sections, ("object",), "an object")


def _wrong(name: str, value: Value, wanted: str) -> Problem:
    null = value.kind == "null" and name in _OFTEN_NULL
    return Problem(
        f"{quote(name)} is {value.noun}; it should be {wanted}{', or left out' if null else ''}",
        at=f"/{name}",
        case=("null-names" if name == "names" else "null") if null else "",
    )


def _items(name: str, array: Value, allowed: tuple[str, ...], wanted: str) -> Problems:
    # Counted and not kept: 25 million numbers in 50 MB would weigh 7 GB.
    found = ((index, item) for index, item in enumerate(array.items()) if item.kind not in allowed)
    wrong = list(islice(found, 3))
    if not wrong:
        return
    total = len(wrong) + sum(1 for _ in found)
    index, item = wrong[0]
    many = f", the first of {total:,} items of another type" if total > 1 else ""
    yield Problem(
        f"`{name}[{index}]` is {item.noun}{many}; it should be {wanted}",
        at=f"/{name}/{index}",
        notes=tuple(f"`{name}[{index}]` is {_shown(item)}" for index, item in wrong) if total > 1 else (),
        case="names" if name == "names" else "",
        about=name,
    )


def _shown(item: Value) -> str:
    return item.noun if item.kind in ("array", "object") else quote(item.raw[:200].decode("utf-8", "replace"), 40)
