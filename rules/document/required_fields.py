"""A regular map has `sources` and `mappings`, a section of an index map has `offset` and `map`.

Why it matters: ECMA-426 fails the whole map. `source-map` throws (`"sources" is a required argument`); Sentry accepts a
map without `mappings` and maps nothing, without a word (both measured).

How to fix: have the tool that wrote the map write the field. A map that maps nothing still has both:
`{"version":3,"sources":[],"mappings":""}`.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
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

_INNER = {"version": 3, "sources": ["a.js"], "names": [], "mappings": "AAAA"}
_START = {"line": 0, "column": 0}


@map_rule(
    since="0.1.0",
    when="is_unusual",
    levels={"recommended": ERROR, "spec": ERROR},
    good=[
        Good({"sources": [], "names": [], "mappings": ""}),
        Good(
            {"names": MISSING, "file": MISSING, "sourcesContent": MISSING, "mappings": "AAAA"},
            note="these are optional",
        ),
        Good({"sections": []}, note="an index map needs neither"),
        Good({"sources": None, "sections": [{"offset": _START, "map": _INNER}]}, note="as Sentry writes it"),
    ],
    bad=[
        Bad({"mappings": MISSING}, at="", says="`mappings` is missing"),
        Bad({"sources": MISSING, "sourcesContent": MISSING, "mappings": ""}, at="", says="`sources` is missing"),
        Bad(b'{"version":3}', at="", says="`sources` and `mappings` are missing"),
        Bad({"mappings": MISSING, "Mappings": "AAAA"}, at="", says="`Mappings`"),
        Bad({"sections": [{"map": _INNER}]}, at="/sections/0", says="`offset`"),
        Bad(
            {"sections": [{"offset": _START}, {"offset": {"line": 1, "column": 0}}]},
            at="/sections/0",
            says="2 sections",
        ),
        Bad({"sections": [{"offset": _START, "map": {"version": 3, "sources": []}}]}, at="/sections/0/map"),
    ],
    standard=[
        Clause("throw", "sec-DecodeSourceMap", "`mappings` and `sources` are there"),
        Clause("throw", "sec-DecodeIndexSourceMap", "each section has an `offset` and a `map`"),
        Clause(
            "optional", "sec-DecodeIndexSourceMap", "the map of each section has `mappings` and `sources` of its own"
        ),
    ],
    evidence="mozilla/source-map lib/source-map-consumer.js",
)
def required_fields(map: SourceMap) -> Problems:
    if not map.is_index:
        missing = [name for name in ("sources", "mappings") if name not in map.fields]
        if missing:
            named = " and ".join(quote(name) for name in missing)
            verb, wanted = ("is", "it should be there") if len(missing) == 1 else ("are", "they should be there")
            near = [
                quote(key, 40)
                for key in map.fields
                if key not in missing and any(_alike(key, name) for name in missing)
            ]
            beside = f", and {' and '.join(near[:2])} is no field" if near else ""
            yield Problem(f"{named} {verb} missing{beside}; {wanted}", at="", about=",".join(missing))
        return
    for name in ("offset", "map"):
        without = [
            section.pointer.removeprefix(map.pointer)
            for section in map.sections
            # A section with a `url` in place of its map is another matter: `index-map-sections`.
            if section.field(name) is None and not (name == "map" and _has_url(section.field("url")))
        ]
        if without:
            where = (
                f"{count(len(without), 'section')}, the first of them this one" if len(without) > 1 else "this section"
            )
            yield Problem(
                f"{quote(name)} is missing in {where}; each section should have `offset` and `map`",
                at=without[0],
                about=f"sections {name}",
            )


def _alike(key: str, name: str) -> bool:
    key = key.lower().replace("_", "").replace("-", "")
    return key in (name, name[:-1])


def _has_url(value: object) -> bool:
    return getattr(value, "kind", "") == "string"
