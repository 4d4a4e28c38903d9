"""`ignoreList` holds indices of `sources`.

Why it matters: Sentry refuses the whole map for an item that is no whole number from 0 up. An index without a source is
taken by all and folds nothing, so the frames of the library that was meant stay in the way (both measured).

How to fix: drop what is no index of a source. A plugin that removes sources has to renumber the list, as it does the
mappings.
"""

from smaplint.rule import (
    ERROR,
    OFF,
    WARNING,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    Value,
    count,
    map_rule,
    quote,
    whole,
)

_NO_LISTS: tuple[object, ...] = (0, "0", {}, False)
_NO_INDICES: tuple[object, ...] = (-1, 0.5, "0", None, [0])


@map_rule(
    since="0.1.0",
    when=("/ignoreList", "/x_google_ignoreList"),
    levels={
        "recommended": ERROR,
        ("recommended", "range"): WARNING,
        ("recommended", "null"): WARNING,
        ("recommended", "google"): WARNING,
        "spec": ERROR,
        ("spec", "google"): OFF,
    },
    good=[
        Good({"ignoreList": [0, 1]}),
        Good({"ignoreList": []}),
        Good(
            b'{"version":3,"sources":["a.js","b.js"],"mappings":"","ignoreList":[1.0,1,0e0]}', note="1.0 is 1 in JSON"
        ),
        Good({"x_google_ignoreList": [1]}),
        Good({"ignoreList": [1], "x_google_ignoreList": [7]}, note="not read where `ignoreList` is"),
        Good({"sections": [], "ignoreList": [5]}, note="not read beside `sections`"),
    ],
    bad=[
        *(Bad({"ignoreList": wrong}, at="/ignoreList") for wrong in _NO_LISTS),
        Bad({"ignoreList": None}, at="/ignoreList", case="null"),
        *(Bad({"ignoreList": [0, wrong]}, at="/ignoreList/1") for wrong in _NO_INDICES),
        Bad({"ignoreList": [-1, "a", 0, -2]}, at="/ignoreList/0", says="3 items"),
        Bad({"ignoreList": [0, 2]}, at="/ignoreList/1", case="range", says="2 sources"),
        Bad({"ignoreList": [7, 0, 8]}, at="/ignoreList/0", case="range", says="2 items"),
        Bad({"sources": [], "mappings": "", "ignoreList": [0]}, at="/ignoreList/0", case="range", says="0 sources"),
        Bad({"x_google_ignoreList": [2]}, at="/x_google_ignoreList/0", case="google"),
        Bad({"x_google_ignoreList": ["src/util.ts"]}, at="/x_google_ignoreList/0", case="google"),
        Bad({"x_google_ignoreList": "0"}, at="/x_google_ignoreList", case="google"),
    ],
    standard=[
        Clause(
            "optional",
            "sec-GetOptionalListOfArrayIndexes",
            "`ignoreList` is an array of whole numbers from 0 up where it is there",
        ),
        Clause("optional", "sec-GetOptionalListOfArrayIndexes", "`ignoreList` is not null", "null"),
        Clause("suite-only", "sec-source-map-format", "each number is an index of `sources`", "range"),
        Clause(
            "practice",
            "sec-source-map-format",
            "`x_google_ignoreList` is deprecated and need not be read: `spec` is silent",
            "google",
        ),
    ],
    evidence="jkup/source-map-validator; tc39/source-map-tests (ignoreListOutOfBounds)",
)
def ignore_list(map: SourceMap) -> Problems:
    if map.is_index:
        return
    name = "ignoreList" if "ignoreList" in map.fields else "x_google_ignoreList"
    google = "google" if name == "x_google_ignoreList" else ""
    field = map.field(name)
    if field is None:
        return
    if field.kind != "array":
        yield Problem(
            f"{quote(name)} is {field.noun}; it should be an array of indices of `sources`",
            at=f"/{name}",
            case=google or ("null" if field.kind == "null" else ""),
        )
        return
    sources = map.field("sources")
    size = len(map.sources) if sources and sources.kind == "array" else None
    wrong, beyond = _Items(), _Items()
    for at, item in enumerate(field.items()):
        index = whole(item)
        if index is None or index < 0:
            wrong.add(at, item)
        elif size is not None and index >= size:
            beyond.add(at, item)
    if wrong.total:
        yield _problem(name, wrong, "which is no index", "it should be a whole number from 0 up", google)
    if beyond.total:
        yield _problem(
            name,
            beyond,
            f"but there {'is' if size == 1 else 'are'} {count(size or 0, 'source')}",
            f"it should be below {size:,}" if size else "the list should be empty",
            google or "range",
        )


class _Items:
    """The first three items of a sort, and how many there are: 25 million of them in 50 MB would weigh 7 GB."""

    def __init__(self) -> None:
        self.first: list[tuple[int, Value]] = []
        self.total = 0

    def add(self, at: int, item: Value) -> None:
        self.total += 1
        if self.total <= 3:
            self.first.append((at, item))


def _problem(name: str, items: _Items, fault: str, wanted: str, case: str) -> Problem:
    at, item = items.first[0]
    many = f" (the first of {items.total:,} items of that sort)" if items.total > 1 else ""
    return Problem(
        f"`{name}[{at}]` is {_shown(item)}, {fault}{many}; {wanted}",
        at=f"/{name}/{at}",
        case=case,
        notes=tuple(f"`{name}[{at}]` is {_shown(item)}" for at, item in items.first) if items.total > 1 else (),
        about=name,
    )


def _shown(item: Value) -> str:
    return item.noun if item.kind in ("array", "object") else quote(item.raw[:200].decode("utf-8", "replace"), 40)
