"""No field has nearly, but not quite, the name of a field that is known.

Why it matters: ECMA-426 has consumers ignore what they do not know, so `sourceContent` or `ignorelist` is dropped
without a word: no source is shown, no frame is folded, and nothing says why.

How to fix: write the name as the standard does. A field of your own begins with `x_`.
"""

from itertools import islice

from smaplint.rule import (
    MISSING,
    WARNING,
    Bad,
    Clause,
    Good,
    Key,
    Problem,
    Problems,
    SourceMap,
    Value,
    escape_pointer,
    map_rule,
    quote,
)

# Name → the type without which it is an extra of its own (`name`: what the bundle is called), "" where any will do.
# A required field (`version`, `sources`, `mappings`) that goes by another name is missing: `required-fields`.
_KNOWN = {
    "file": "string",
    "sourceRoot": "",
    "sourcesContent": "",
    "names": "array",
    "ignoreList": "",
    "x_google_ignoreList": "array",
    "sections": "array",
    "debugId": "",
    "rangeMappings": "",
    "scopes": "string",
}
_READ = frozenset((*_KNOWN, "version", "sources", "mappings", "debug_id"))
# Beside `sections` nothing else is read.
_INDEX = ("file", "debugId")


@map_rule(
    since="0.1.0",
    when="has_other_fields",
    levels={"recommended": WARNING},
    good=[
        Good({"debugId": "85314830-023f-4cf1-a267-535f4e37bb17", "debug_id": "85314830-023f-4cf1-a267-535f4e37bb17"}),
        Good({"debug_id": "85314830-023f-4cf1-a267-535f4e37bb17"}, note="Sentry's own"),
        Good({"preExistingComment": None, "lineCount": 7}, note="extras of firebase and of Closure"),
        Good({"x_google_ignoreList": [0], "x_sourcesContent": [], "x_names": []}),
        Good({"source": "src/main.ts", "sourceMap": {}, "url": "app.js", "path": "app.js", "mapping": []}),
        Good({"name": "app", "files": ["app.js"], "scope": "main", "content": "", "root": "/"}),
        Good({"sourceContent": []}, note="the right one is there too"),
        Good({"sections": [], "sourceContent": []}, note="not read there anyway"),
    ],
    bad=[
        *(
            Bad({"sourcesContent": MISSING, wrong: ["let answer", None]}, at=f"/{wrong}", says="`sourcesContent`")
            for wrong in ("sourceContent", "sourcescontent", "sources_content", "sourcesContents", "sourceContents")
        ),
        *(
            Bad({wrong: "85314830-023f-4cf1-a267-535f4e37bb17"}, at=f"/{wrong}", says="`debugId`")
            for wrong in ("debugID", "debugid", "debug-id", "DebugId")
        ),
        *(
            Bad({wrong: [0]}, at=f"/{wrong}", says="`ignoreList`")
            for wrong in ("ignorelist", "ignore_list", "ignoredList")
        ),
        Bad({"x_google_ignorelist": [0]}, at="/x_google_ignorelist", says="`x_google_ignoreList`"),
        Bad({"sourceroot": "src"}, at="/sourceroot", says="`sourceRoot`"),
        Bad({"sourcesRoot": "src"}, at="/sourcesRoot"),
        Bad({"names": MISSING, "Names": ["answer"], "mappings": "AAAA"}, at="/Names", says="`names`"),
        Bad({"names": MISSING, "name": ["answer"], "mappings": "AAAA"}, at="/name"),
        Bad({"File": "app.js", "file": MISSING}, at="/File"),
        Bad({"sections": [], "debugID": "85314830-023f-4cf1-a267-535f4e37bb17"}, at="/debugID"),
    ],
    standard=[
        Clause("practice", "sec-extensions", "what is not known is ignored, and never an error: `spec` is silent"),
    ],
)
def misspelled_field(map: SourceMap) -> Problems:
    wanted = {name: kind for name, kind in _KNOWN.items() if name not in map.fields}
    if map.is_index:
        wanted = {name: wanted[name] for name in _INDEX if name in wanted}
    # No real map has more fields than a few dozen; a hostile one may have a million.
    for key, member in islice(map.fields.items(), 200):
        if key in _READ or not 3 < len(key) < 24:
            continue
        meant = next((name for name, kind in wanted.items() if _meant(key, member.value, name, kind)), None)
        if meant:
            yield Problem(
                f"{quote(key)} is no field of a source map, and is ignored; it should be {quote(meant)}",
                at=Key(f"/{escape_pointer(key)}"),
                about=key,
            )


def _meant(key: str, value: Value, name: str, kind: str) -> bool:
    if kind and value.kind != kind:
        return False
    bare, aim = _bare(key), _bare(name)
    if bare == aim:
        return True
    if key.startswith("x_") or name in ("file", "scopes", "x_google_ignoreList"):
        return False
    # A short name has too many neighbours: `debugIds`, `section`.
    if len(aim) < 10:
        return name in ("names", "sections") and bare == aim[:-1]
    limit = 2 if len(aim) > 12 else 1
    return abs(len(bare) - len(aim)) <= limit and _distance(bare, aim) <= limit


def _bare(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _distance(one: str, other: str) -> int:
    """Letters to insert, drop, change or swap with the next to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before_last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
