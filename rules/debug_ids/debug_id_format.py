"""`debugId` is a UUID in the canonical form.

Why it matters: it is the only link between a file in production and its map in an error tracker. sentry-cli refuses a map
whose ID is no UUID, and every frame of the file stays minified.

How to fix: let the tool that writes the ID write 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, in lower case.

Details: an ID without dashes, or in capitals, is a note: Bun writes `C9CAB72AFD08199064756E2164756E21`, and sentry-cli 3.8
takes it for `c9cab72a-fd08-1990-6475-6e2164756e21`. datadog-ci 5.25 reads neither this field nor the comment. An index map
and its sections may each have an ID, as in TC39's tests and as Turbopack writes them, although the proposal leaves them
out. An ID in the generated file that is none is `debug-id-one-sided`.
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
    Value,
    debug_id_key,
    map_rule,
    quote,
)

_PROPOSAL = "https://github.com/tc39/ecma426/blob/main/proposals/debug-id.md"
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_GOOD = "85314830-023f-4cf1-a267-535f4e37bb17"
_OTHER = "1aad9d9e-2b50-454f-a5f2-0dd5e95c154c"
_NO_TEXTS: tuple[object, ...] = (3, [_GOOD], {})
_INNER = {"version": 3, "sources": ["a.js"], "names": [], "mappings": "AAAA"}
_START = {"line": 0, "column": 0}


@map_rule(
    since="0.1.0",
    when=("/debugId", "/debug_id"),
    levels={"recommended": ERROR, ("recommended", "form"): NOTE, ("recommended", "null"): NOTE},
    good=[
        Good({"debugId": _GOOD}),
        Good({"debug_id": _GOOD}, note="Sentry's name for it, before the proposal"),
        Good({"debugId": _GOOD, "debug_id": _GOOD}),
        Good({"debugId": MISSING}),
        Good(
            {
                "debugId": _GOOD,
                "sections": [{"offset": _START, "map": {**_INNER, "debugId": _OTHER}}],
            },
            note="each map has its own",
        ),
    ],
    bad=[
        *(Bad({"debugId": wrong}, at="/debugId", says="should be a string") for wrong in _NO_TEXTS),
        Bad({"debugId": None}, at="/debugId", case="null"),
        Bad({"debugId": "this is not a UUID"}, at="/debugId", says="should be a UUID"),
        Bad({"debugId": ""}, at="/debugId", says="should be a UUID"),
        Bad({"debugId": _GOOD[:-1]}, at="/debugId", says="should be a UUID", note="one digit short"),
        Bad({"debugId": f"{{{_GOOD}}}"}, at="/debugId", says="should be a UUID"),
        Bad(
            {"debugId": "C9CAB72AFD08199064756E2164756E21"},
            at="/debugId",
            case="form",
            says="`c9cab72a-fd08-1990-6475-6e2164756e21`",
            note="as Bun writes it",
        ),
        Bad({"debugId": _GOOD.upper()}, at="/debugId", case="form", says="capitals"),
        Bad({"debug_id": "app-1.2.3"}, at="/debug_id", says="should be a UUID"),
        Bad({"debugId": "x", "debug_id": "x"}, at="/debugId", says="should be a UUID", note="one cause"),
        Bad(
            {"sections": [{"offset": _START, "map": {**_INNER, "debugId": 3}}]},
            at="/sections/0/map/debugId",
            says="a number",
        ),
    ],
    standard=[
        Clause(
            "proposal", f"{_PROPOSAL}#debug-ids-in-source-maps", "`debugId` is a string, a UUID in the canonical form"
        ),
        Clause("proposal", f"{_PROPOSAL}#debug-ids-in-source-maps", "it has its dashes", "form"),
        Clause("proposal", f"{_PROPOSAL}#debug-ids-in-source-maps", "it is a string, and not null", "null"),
    ],
    evidence="sentry-cli 3.8; oven-sh/bun#28001; rollup/rollup#6144",
)
def debug_id_format(map: SourceMap) -> Problems:
    field, older = map.field("debugId"), map.field("debug_id")
    first = _problem("debugId", field)
    if first:
        yield first
    if older and not (field and field.raw == older.raw) and (second := _problem("debug_id", older)):
        yield second


def _problem(name: str, value: Value | None) -> Problem | None:
    if value is None:
        return None
    if value.kind != "string":
        case = "null" if value.kind == "null" else ""
        return Problem(f"`{name}` is {value.noun}; it should be a string, or left out", at=f"/{name}", case=case)
    text = str(value.python())
    if _UUID.fullmatch(text):
        return None
    digits = debug_id_key(text)
    if not digits:
        return Problem(f"`{name}` is {quote(text)}; it should be a UUID, such as `{_GOOD}`", at=f"/{name}")
    uuid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    plain = len(text) == 32
    form = "with its dashes elsewhere" if text.lower() != uuid and not plain else "in capitals"
    form = "without dashes" if plain else form
    bun = ", as Bun writes it" if plain and text == text.upper() else ""
    return Problem(f"`{name}` is {quote(text)}, {form}{bun}; it should be {quote(uuid)}", at=f"/{name}", case="form")
