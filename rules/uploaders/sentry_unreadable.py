"""Sentry's parser can read the map.

Why it matters: Sentry reads maps with `rust-sourcemap`, in `sentry-cli` and on its servers. It refuses a map as a whole
for things that the standard and every browser take: `sentry-cli sourcemaps inject` then ends with an error half way
through the build, and the server shows minified frames.

How to fix: write counts as plain integers (`3`, not `3.0`), and leave out extensions that are not as Metro writes them.

Details: found by giving maps to `sentry-cli sourcemaps resolve` 3.8.0. It wants integers without a point or an
exponent, at most 4,294,967,295, in `ignoreList` and in the offsets of sections; `x_facebook_sources`,
`x_facebook_offsets` and `x_metro_module_paths` as Metro writes them; in `rangeMappings` a text of base64 digits for
each line; and no number beyond 1.8e308 anywhere. What other rules find is left to them: the way `version` is written
(`version-integer`), unpaired surrogates (`lone-surrogate`), names that occur twice (`duplicate-key`) and debug IDs.
"""

import re
from collections.abc import Iterator

from smaplint.rule import (
    ERROR,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    Span,
    Value,
    count,
    map_rule,
    quote,
    whole,
)

_MOST = 4_294_967_295
# Compiled when they are first needed.
_INTEGER = rb"0|[1-9][0-9]{0,9}"
# Beside a number that is out of range: the strings, which are stepped over.
_NUMBER = rb'"(?:[^"\\]|\\[\s\S])*+"|-?[0-9][0-9.eE+-]*+'
_MAYBE = rb"[0-9]{309}|[eE]\+?[0-9]{3}"
_NO_DIGIT = rb"[^A-Za-z0-9+/]"

# A JSON pointer in the map, and what stands there.
Fault = tuple[str, Value]

_MAP = b'{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA",%b}'
_SECTION = b'{"version":3,"sections":[{"offset":{"line":%b,"column":0},"map":{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}}]}'


@map_rule(
    since="0.1.0",
    levels={"sentry": ERROR},
    good=[
        Good({"ignoreList": [0], "x_number": 1e300}),
        Good({"x_facebook_sources": [[{"names": ["f"], "mappings": "AAA"}], None]}),
        Good({"x_facebook_offsets": [0, None], "x_metro_module_paths": ["a.js"]}),
        Good({"x_note": "1e999"}, note="a text"),
        Good(_MAP % b'"rangeMappings":"A;B"'),
        Good(_SECTION % b"0"),
    ],
    bad=[
        Bad(_MAP % b'"ignoreList":[0.0]', at="/ignoreList/0", case="integer", says="`0.0`"),
        Bad(_SECTION % b"0.0", at="/sections/0/offset/line", case="integer"),
        Bad(_SECTION % b"4294967296", at="/sections/0/offset/line", case="integer"),
        Bad(_MAP % b'"x_size":1e999', at="app.js.map:1:71", case="number", says="`1e999`"),
        Bad({"x_facebook_sources": [[None]]}, at="/x_facebook_sources/0/0", case="extension"),
        Bad({"x_facebook_sources": {}}, at="/x_facebook_sources", case="extension"),
        Bad({"x_facebook_sources": [[{"names": ["f"]}]]}, at="/x_facebook_sources/0/0", case="extension"),
        Bad({"x_facebook_offsets": [-1]}, at="/x_facebook_offsets/0", case="extension"),
        Bad({"x_metro_module_paths": [None]}, at="/x_metro_module_paths/0", case="extension"),
        Bad(_MAP % b'"rangeMappings":"A,B"', at="/rangeMappings", case="range", says="`,`"),
        Bad(_MAP % b'"rangeMappings":5', at="/rangeMappings", case="range"),
    ],
    standard=[
        Clause(
            "practice",
            "sec-GetOptionalListOfArrayIndexes",
            "numbers are compared: `0.0` is 0, and there is no limit: `spec` is silent",
        ),
        Clause(
            "practice",
            "sec-source-map-format",
            "fields that it does not name are passed over: `spec` is silent",
            "extension",
        ),
    ],
    evidence="sentry-cli sourcemaps resolve, run; getsentry/rust-sourcemap src/jsontypes.rs",
)
def sentry_unreadable(map: SourceMap) -> Problems:
    if not map.pointer:
        yield from _numbers(map)
    wrong = list(_integers(map))
    if wrong:
        pointer, value = wrong[0]
        yield Problem(
            f"{quote(value.raw.decode('ascii', 'replace'))} is no integer as Sentry reads one, which refuses the map for it"
            f"{_and_more(len(wrong))}; it should be plain digits, at most 4,294,967,295",
            at=pointer,
            case="integer",
        )
    for name, expected, check in _EXTENSIONS:
        extension = map.field(name)
        if extension is None or extension.kind == "null":
            continue
        faults = list(check(extension, f"/{name}"))
        if faults:
            pointer, value = faults[0]
            yield Problem(
                f"{quote(name)} is not as Metro writes it: {value.noun} where {expected} should be;"
                f" Sentry refuses the map for it{_and_more(len(faults))}",
                at=pointer,
                case="extension",
            )
    yield from _ranges(map)


def _and_more(number: int) -> str:
    return f" ({count(number - 1, 'more like it', 'more like it')})" if number > 1 else ""


def _numbers(map: SourceMap) -> Problems:
    data = map.document.data
    if not re.search(_MAYBE, data):
        return
    for match in re.compile(_NUMBER).finditer(data, map.value.start):
        raw = match.group()
        if raw[0] != 0x22 and len(raw) > 3 and abs(float(raw)) == float("inf"):
            yield Problem(
                f"the number {quote(raw.decode())} is out of range for Sentry, which refuses the map for it;"
                " it should be below 1.8e308",
                at=Span(*match.span()),
                case="number",
            )
            return


def _integers(map: SourceMap) -> Iterator[Fault]:
    """What the standard reads as an index or an offset, and Sentry does not."""
    listed = map.field("ignoreList")
    for index, item in enumerate(listed.items() if listed else ()):
        if _is_refused(item):
            yield f"/ignoreList/{index}", item
    sections = map.field("sections")
    for index, section in enumerate(sections.items() if sections else ()):
        offset = section.members.get("offset")
        for name in ("line", "column"):
            member = offset.value.members.get(name) if offset else None
            if member and _is_refused(member.value):
                yield f"/sections/{index}/offset/{name}", member.value


def _is_refused(value: Value) -> bool:
    number = whole(value)
    return number is not None and number >= 0 and (not re.fullmatch(_INTEGER, value.raw) or number > _MOST)


def _facebook_sources(value: Value, pointer: str) -> Iterator[Fault]:
    if value.kind != "array":
        yield pointer, value
    for index, source in enumerate(value.items()):
        if source.kind not in ("array", "null"):
            yield f"{pointer}/{index}", source
        for inner, scopes in enumerate(source.items()):
            names, mappings = scopes.members.get("names"), scopes.members.get("mappings")
            listed = names.value.items() if names and names.value.kind == "array" else None
            is_text = mappings is not None and mappings.value.kind == "string"
            if listed is None or not is_text or any(name.kind != "string" for name in listed):
                yield f"{pointer}/{index}/{inner}", scopes


def _facebook_offsets(value: Value, pointer: str) -> Iterator[Fault]:
    if value.kind != "array":
        yield pointer, value
    for index, item in enumerate(value.items()):
        if item.kind != "null" and (
            item.kind != "number" or not re.fullmatch(_INTEGER, item.raw) or int(item.raw) > _MOST
        ):
            yield f"{pointer}/{index}", item


def _module_paths(value: Value, pointer: str) -> Iterator[Fault]:
    if value.kind != "array":
        yield pointer, value
    for index, item in enumerate(value.items()):
        if item.kind != "string":
            yield f"{pointer}/{index}", item


_EXTENSIONS = (
    ("x_facebook_sources", "`[{names, mappings}]` or null for each source", _facebook_sources),
    ("x_facebook_offsets", "an integer or null for each module", _facebook_offsets),
    ("x_metro_module_paths", "a text for each module", _module_paths),
)


def _ranges(map: SourceMap) -> Problems:
    value = map.field("rangeMappings")
    if value is None or value.kind == "null":
        return
    if value.kind != "string":
        yield Problem(
            f"`rangeMappings` is {value.noun}, and Sentry refuses the map for it; it should be a string",
            at="/rangeMappings",
            case="range",
        )
        return
    # It reads the text of the lines that have mappings.
    for line, ranges in zip(map.mappings_text.split(b";"), map.text("rangeMappings").split(b";"), strict=False):
        wrong = re.search(_NO_DIGIT, ranges) if line else None
        if wrong:
            shown = ranges[wrong.start() : wrong.start() + 4].decode("utf-8", "replace")[0]
            yield Problem(
                f"`rangeMappings` holds {quote(shown)}, and Sentry refuses the map for it;"
                " it should hold base64 digits and `;` alone",
                at="/rangeMappings",
                case="range",
            )
            return
