"""The sections of an index map have an offset and a map each, stand in order and do not overlap.

Why it matters: `source-map` throws on sections out of order ("Section offsets must be ordered and non-overlapping"),
Sentry sorts them without a word; a section with a `url` in place of its map is dropped by Sentry and refused by others;
which of `mappings` and `sections` wins differs from tool to tool; esbuild, WebKit and DevTools do not read sections
within sections (all measured). So a part of the stack trace resolves to the wrong file, or none of it does.

How to fix: write sections in the order of the generated file, each at the position where its code begins (lines and
columns from 0), with a regular map inside. A map that others wrote into its sections can be flattened
(`@jridgewell/trace-mapping`, FlattenMap).
"""

from smaplint.rule import (
    ERROR,
    OFF,
    WARNING,
    Bad,
    Clause,
    Good,
    Key,
    Problem,
    Problems,
    Related,
    Section,
    SourceMap,
    map_rule,
    whole,
)

_INNER = {"version": 3, "sources": ["a.js"], "names": [], "mappings": "AAAA;;AACA,IAAI"}
_FLAT = {"version": 3, "sources": ["a.js"], "names": [], "mappings": "AAAA,IAAI"}
_EMPTY = {"version": 3, "sources": [], "names": [], "mappings": ""}


def _at(line: object, column: object = 0, map: object = _INNER) -> dict[str, object]:
    return {"offset": {"line": line, "column": column}, "map": map}


_NESTED = {"version": 3, "sections": [_at(0)]}
_NO_OFFSETS: tuple[object, ...] = (None, 0, [0, 0])
_NO_MAPS: tuple[object, ...] = (None, "AAAA", [])


@map_rule(
    since="0.1.0",
    when="is_index",
    levels={
        "recommended": ERROR,
        ("recommended", "nested"): WARNING,
        ("recommended", "url-beside"): WARNING,
        "spec": ERROR,
        ("spec", "negative"): OFF,
        ("spec", "url-beside"): OFF,
    },
    good=[
        Good({"sections": []}),
        Good({"sections": [_at(0), _at(3), _at(7, 12)]}),
        Good({"sections": [_at(0), _at(2, 4)]}, note="at the last mapping of the section before: touching, no overlap"),
        Good({"sections": [_at(4, 8, _FLAT), _at(4, 12)]}, note="the offset's column counts on the first line"),
        Good({"sections": [_at(0, 9), _at(2, 4)]}, note="and on no other"),
        Good({"sections": [_at(0), _at(9, 0, _EMPTY), _at(9, 1)]}),
        Good({"sections": [{**_at(0), "url": None}]}, note="as Sentry's library writes each section"),
        Good({"sections": [], "sources": ["a.js"], "names": []}, note="Node and Sentry write these beside `sections`"),
        Good({"sections": [], "sources": None, "mappings": None}),
        Good(
            b'{"version":3,"sections":[{"offset":{"line":1.0,"column":0e0},"map":{"version":3,"sources":[],"mappings":""}}]}'
        ),
    ],
    bad=[
        *(Bad({"sections": [{"offset": wrong, "map": _INNER}]}, at="/sections/0/offset") for wrong in _NO_OFFSETS),
        Bad({"sections": [_at("0")]}, at="/sections/0/offset/line", says="a string"),
        Bad({"sections": [_at(0, 0.5)]}, at="/sections/0/offset/column", says="`0.5`"),
        Bad(
            {"sections": [{"offset": {"line": 0}, "map": _INNER}]}, at="/sections/0/offset", says="`column` is missing"
        ),
        Bad({"sections": [_at(0), _at(None), _at("9")]}, at="/sections/1/offset/line", says="2 sections"),
        *(Bad({"sections": [_at(0, 0, wrong)]}, at="/sections/0/map") for wrong in _NO_MAPS),
        Bad({"sections": [_at(-1), _at(3)]}, at="/sections/0/offset/line", case="negative"),
        Bad({"sections": [_at(0), _at(9), _at(5)]}, at="/sections/2/offset", case="order"),
        Bad({"sections": [_at(5, 8), _at(5, 7)]}, at="/sections/1/offset", case="order"),
        Bad({"sections": [_at(0), _at(2, 3)]}, at="/sections/1/offset", case="overlap", says="line 2, column 4"),
        Bad({"sections": [_at(4, 8, _FLAT), _at(4, 11)]}, at="/sections/1/offset", case="overlap"),
        Bad(
            {"sections": [_at(0), _at(1, 0, _EMPTY), _at(2)]},
            at="/sections/1/offset",
            case="overlap",
            says="2 sections",
        ),
        Bad({"sections": [_at(0, 0, _EMPTY), _at(0, 0)]}, at="/sections/1/offset", case="equal"),
        Bad({"sections": [_at(0)], "mappings": "AAAA"}, at="/mappings", case="mappings"),
        Bad({"sections": [{"offset": {"line": 0, "column": 0}, "url": "a.js.map"}]}, at="/sections/0/url", case="url"),
        Bad(
            {"sections": [{"offset": {"line": 0, "column": 0}, "url": "a.js.map", "map": None}]},
            at="/sections/0/url",
            case="url",
            note="as Sentry's library writes it",
        ),
        Bad({"sections": [{**_at(0), "url": "a.js.map"}]}, at="/sections/0/url", case="url-beside"),
        Bad({"sections": [_at(0, 0, _NESTED)]}, at="/sections/0/map/sections", case="nested"),
        Bad(
            {"sections": [_at(0, 0, {"version": 3, "sections": [_at(0, 0, _NESTED)]})]},
            at="/sections/0/map/sections",
            case="nested",
            note="told once, for the outermost",
        ),
    ],
    standard=[
        Clause("throw", "sec-DecodeIndexSourceMap", "the `offset` of each section is an object, and so is its `map`"),
        Clause("optional", "sec-DecodeIndexSourceMap", "`line` and `column` of each `offset` are whole numbers"),
        Clause("throw", "sec-DecodeIndexSourceMap", "a `url` does not stand in place of `map`", "url"),
        Clause(
            "optional",
            "sec-DecodeIndexSourceMap",
            "the map of a section decodes as a regular one, so it has no `sections` of its own",
            "nested",
        ),
        Clause("optional", "sec-DecodeIndexSourceMap", "no section begins before the one before it", "order"),
        Clause(
            "optional",
            "sec-DecodeIndexSourceMap",
            "no section begins before the last mapping of the one before it",
            "overlap",
        ),
        Clause(
            "suite-only",
            "sec-index-source-map",
            "sections do not overlap, and so two do not begin at one place",
            "equal",
        ),
        Clause("suite-only", "sec-index-source-map", "an index map has no `mappings` of its own", "mappings"),
        Clause(
            "practice",
            "sec-DecodeIndexSourceMap",
            "any whole number is taken, below 0 too: `spec` is silent",
            "negative",
        ),
        Clause(
            "practice",
            "sec-extensions",
            "a `url` beside `map` is not known, and ignored: `spec` is silent",
            "url-beside",
        ),
    ],
    evidence="tc39/ecma426#81; mozilla/source-map lib/source-map-consumer.js",
)
def index_map_sections(map: SourceMap) -> Problems:
    if not map.is_index:
        return
    listed, mappings = map.field("sections"), map.field("mappings")
    if listed is None or listed.kind != "array":
        return  # `field-types` says so
    # Null says nothing that a reader of `sections` could miss; any string is taken by some tool in their place.
    if mappings and mappings.kind != "null":
        yield Problem(
            "`mappings` stands beside `sections`; an index map should have its mappings in the sections alone",
            at=Key("/mappings"),
            case="mappings",
        )
    sections = map.sections
    found = _Found(map)
    for section in sections:
        _offset(section, found)
        _map(section, found)
    _order(sections, found)
    # Every level of a nest is run as a map of its own: it is told once, at the top.
    if not map.pointer:
        for section in sections:
            if section.map and section.map.is_index:
                found.add(
                    "nested",
                    "",
                    f"{section.pointer}/map/sections",
                    "a section holds an index map; it should hold a regular one, for many tools read no deeper",
                )
    yield from found.problems()


class _Found:
    """What was found, by case and kind: a hundred sections with one defect are one problem."""

    def __init__(self, map: SourceMap) -> None:
        self.map = map
        self.told: dict[tuple[str, str], list[tuple[str, str, str]]] = {}

    def add(self, case: str, kind: str, pointer: str, message: str, before: str = "") -> None:
        """`pointer`: from the root of the document; `before`: that of the section that it collides with."""
        self.told.setdefault((case, kind), []).append((pointer.removeprefix(self.map.pointer), message, before))

    def problems(self) -> Problems:
        for (case, kind), told in self.told.items():
            pointer, message, before = told[0]
            many = f" (the first of {len(told):,} sections of that sort)" if len(told) > 1 else ""
            yield Problem(
                f"{message}{many}",
                at=pointer,
                case=case,
                related=(Related("the section before", before.removeprefix(self.map.pointer)),) if before else (),
                notes=tuple(f"{pointer}: {message}" for pointer, message, _ in told[:3]) if len(told) > 1 else (),
                about=f"sections {kind}",
            )


def _offset(section: Section, found: _Found) -> None:
    """The shape of `offset`; that it is there is for `required-fields` to say."""
    offset = section.field("offset")
    if offset is None:
        return
    pointer = f"{section.pointer}/offset"
    if offset.kind != "object":
        message = f"`offset` is {offset.noun}; it should be an object with `line` and `column`"
        found.add("", "offset", pointer, message)
        return
    negative: list[tuple[str, int]] = []
    for name in ("line", "column"):
        member = offset.members.get(name)
        if member is None:
            message = f"`{name}` is missing in `offset`; it should be a whole number from 0 up"
            found.add("", "offset", pointer, message)
            return
        number = whole(member.value)
        if number is None:
            raw = member.value.raw[:40].decode("utf-8", "replace")
            what = f"`{raw}`" if member.value.kind == "number" else member.value.noun
            found.add("", "offset", f"{pointer}/{name}", f"`{name}` is {what}; it should be a whole number from 0 up")
            return
        if number < 0:
            negative.append((name, number))
    # Behind both shapes: alone it is off in `spec`, and must not hide a `column` that is none.
    for name, number in negative[:1]:
        message = f"`{name}` is {number}; it should be a whole number from 0 up"
        found.add("negative", "", f"{pointer}/{name}", message)


def _map(section: Section, found: _Found) -> None:
    """`map`, and `url` in its place or beside it; that neither is there is for `required-fields` to say."""
    map, url = section.field("map"), section.field("url")
    if url and url.kind == "string" and (map is None or map.kind == "null"):
        message = "`url` stands in place of `map`; the map should be embedded, for ECMA-426 no longer has `url`"
        found.add("url", "", f"{section.pointer}/url", message)
    elif map and map.kind != "object":
        found.add("", "map", f"{section.pointer}/map", f"`map` is {map.noun}; it should be a source map")
    elif map and url and url.kind != "null":
        message = "`url` stands beside `map`, and only some tools ignore it; it should be left out"
        found.add("url-beside", "", f"{section.pointer}/url", message)


_Position = tuple[int, int]


def _order(sections: tuple[Section, ...], found: _Found) -> None:
    """Each offset against that of the section before, and against the last mapping so far (DecodeIndexSourceMap).

    A section whose map must fail counts for nothing, nor does one whose offset is no place: that has been said. By the
    letter a nested map fails too; the consumers that read it want it in its place.
    """
    previous: _Position | None = None
    last: _Position | None = None
    before = covering = ""
    for section in sections:
        line, column = section.offset("line"), section.offset("column")
        if line is None or column is None:
            continue
        here = line, column
        pointer = f"{section.pointer}/offset"
        if previous is not None and here < previous:
            message = f"the section begins at {_said(here)}, before the section before it ({_said(previous)})"
            found.add("order", "", pointer, f"{message}; sections should be in order", before)
        elif here == previous:
            message = f"the section begins at {_said(here)}, as the section before it does"
            found.add("equal", "", pointer, f"{message}; sections should not overlap", before)
        elif last is not None and here < last:
            message = f"the section begins at {_said(here)}, before the last mapping of an earlier one ({_said(last)})"
            found.add("overlap", "", pointer, f"{message}; sections should not overlap", covering)
        if section.map is None or _fails(section.map):
            continue
        previous, before = here, pointer
        end = _last(section.map)
        if end is not None:
            last, covering = _moved(end, here), pointer


def _said(position: _Position) -> str:
    return f"line {position[0]}, column {position[1]}"


def _fails(map: SourceMap) -> bool:
    """Whether decoding must fail: something is not there, or a number of `mappings` that parse is beyond 32 bits."""
    mappings = map.mappings
    return not map.is_whole or (
        not mappings.count_of("alphabet", "truncated", "arity", "empty")
        and not all(_is_negative_zero(fault.value) for fault in mappings.faults_of("range"))
    )


def _is_negative_zero(digits: str) -> bool:
    """`B`, or longer `hgA`: by the standard that is -2**31, and so no failure."""
    return digits == "B" or (digits[0] == "h" and digits[1:].lstrip("g") == "A")


def _last(map: SourceMap) -> _Position | None:
    """The generated position (0-based) of the last mapping; of an index map that of the last section that has one."""
    if not map.is_index:
        if map.mappings.count_of("range"):
            # Negative zeros, for other numbers out of range fail the map: the place behind one is for `lookup` to say.
            return max((mapping[:2] for mapping in map.lookup.mappings()), default=None)
        return map.mappings.last
    for section in reversed(map.sections):
        end = _last(section.map) if section.map and not _fails(section.map) else None
        if end is not None:
            return _moved(end, (section.offset("line") or 0, section.offset("column") or 0))
    return None


def _moved(position: _Position, by: _Position) -> _Position:
    """A position of a section's map in the generated file: columns count from the section's on its first line alone."""
    return position[0] + by[0], position[1] + (0 if position[0] else by[1])
