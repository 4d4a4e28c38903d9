"""No object of the map has one key twice.

Why it matters: Sentry refuses the whole map (`duplicate field mappings`); `JSON.parse` keeps the last one without a
word, and so may resolve every position by a field that was meant to be replaced (both measured). Inside an extension
field only the last value counts, and nobody reads the other.

How to fix: change a map by parsing it and writing it again. Duplicates come from scripts that insert a field into the
text.
"""

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Clause,
    Document,
    Good,
    Key,
    Member,
    Problem,
    Problems,
    Related,
    Span,
    Value,
    count,
    document_rule,
    escape_pointer,
    quote,
)


@document_rule(
    since="0.1.0",
    when="scan.duplicates",
    levels={"recommended": ERROR, ("recommended", "extension"): WARNING},
    good=[
        Good({"version": 3}),
        Good(
            {"sections": [{"offset": {"line": 0, "column": 0}, "map": {"version": 3, "sources": [], "mappings": ""}}]}
        ),
        Good({"sourcesContent": ['{"a":1,"a":2}', None]}, note="text of a source"),
    ],
    bad=[
        Bad(b'{"version":3,"mappings":"","sources":["a.js"],"mappings":"AAAA"}', at="/mappings", says="differ"),
        Bad(b'{"version":3,"sources":[],"version":3,"mappings":"","version":3}', at="/version", says="3 times"),
        Bad(b'{"version":3,"sources":[],"n\\u0061mes":[],"names":[],"mappings":""}', at="/names", note="escaped"),
        Bad(
            b'{"version":3,"version":3,"names":[],"names":[],"sources":[],"mappings":""}', at="/version", says="`names`"
        ),
        Bad(
            b'{"version":3,"sections":[{"offset":{"line":0,"line":1,"column":0},"map":'
            b'{"version":3,"sources":[],"mappings":""}}]}',
            at="/sections/0/offset/line",
        ),
        Bad(
            b'{"version":3,"sources":[],"mappings":"","x_info":{"a":1,"a":2}}',
            at="app.js.map:1:57",
            case="extension",
        ),
    ],
    standard=[
        Clause("practice", "sec-ParseJSON", "`JSON.parse` keeps the last of two equal keys: `spec` is silent"),
    ],
    evidence="getsentry/rust-sourcemap src/jsontypes.rs (read by serde, which takes a known field once)",
)
def duplicate_key(document: Document) -> Problems:
    duplicates = document.scan.duplicates
    if not duplicates or document.map is None:
        return
    # First name's offset → every later offset of that name in that object.
    groups: dict[int, list[int]] = {}
    keys: dict[int, str] = {}
    for one in duplicates:
        groups.setdefault(one.first, []).append(one.second)
        keys[one.first] = one.key
    known = dict(_known(document))
    for case in ("", "extension"):
        firsts = [first for first in groups if (first in known) == (case == "")]
        if not firsts:
            continue
        first = firsts[0]
        last = groups[first][-1]
        times = "twice" if len(groups[first]) == 1 else f"{len(groups[first]) + 1:,} times"
        at: Key | Span = Span(last, document.data.find(b'"', last + 1) + 1)
        differ = ""
        if case == "":
            at = Key(known[last][0])
            differ = ", and the values differ" if known[first][1].value.raw != known[last][1].value.raw else ""
        others = [quote(keys[one], 40) for one in firsts[1:4]]
        more = f"{count(len(firsts) - 1, 'more key')} repeated: {', '.join(others)}{', …' if len(firsts) > 4 else ''}"
        others_said = f" (and {', '.join(others)}{', …' if len(firsts) > 4 else ''} too)" if others else ""
        yield Problem(
            f"{quote(keys[first], 40)} stands {times} in one object{others_said}{differ}; "
            "each key should stand once, and the last one counts",
            at=at,
            case=case,
            related=(Related("the first one", Span(first, document.data.find(b'"', first + 1) + 1)),),
            notes=(more,) if others else (),
            about=keys[first],
        )


def _known(document: Document) -> "list[tuple[int, tuple[str, Member]]]":
    """(offset of a name, (its pointer, the member)) of each member that the standard gives a meaning: maps, sections."""
    objects: list[tuple[str, Value]] = []
    for map in document.maps():
        objects.append((map.pointer, map.value))
        for section in map.sections:
            objects.append((section.pointer, section.value))
            offset = section.field("offset")
            if offset:
                objects.append((f"{section.pointer}/offset", offset))
    return [
        (member.start, (f"{pointer}/{escape_pointer(member.key)}", member))
        for pointer, value in objects
        if value.kind == "object"
        for member in value.all_members()
    ]
