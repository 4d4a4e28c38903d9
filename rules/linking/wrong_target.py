"""A file's comment names its own map.

Why it matters: a file that was renamed, copied and changed, or put together from another keeps that one's comment. Browsers and error
trackers then resolve its frames with the other file's map: to lines and names that are wrong, and nothing says so.

How to fix: let the tool that writes the file write its comment and its map; copy a file together with its map, and mend the comment.

Details: several files with different content belong to one map, by comment or by name. Their mapped columns prove whose it is:
they lie on one of the files, and not on this one (`stale-map` and `mappings-outside-file` say how that is measured, and are not
repeated here). Or their debug IDs do: the map's is the other file's. A file that was only shifted stays with
`mappings-shifted`, and where no file proves to be the owner `shared-map` speaks. Of 18,000 pairs of 135 npm packages none is found but two of the case
`name`: `preact-render-to-string` 6.8.2 has a wrapper `index.js`, and `index.js.map` is that of `commonjs.js`, which names it.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    NOTE,
    Bad,
    Build,
    BundleFacts,
    Clause,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    Related,
    build_rule,
    debug_id_key,
    example_code,
    example_mappings,
    quote,
)

_LINK = "//# sourceMappingURL=a.js.map\n"
_CODE = (example_code(60) + _LINK).encode()
_OTHER = ("".join(f"value{line:03} = other{line % 7} + 1;\n" for line in range(60)) + _LINK).encode()
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": [], "mappings": example_mappings(60)}
_IDS = ("85314830-023f-4cf1-a267-535f4e37bb17", "0d1e2f3a-5b6c-4d7e-8f90-a1b2c3d4e5f6")


def _identified(code: bytes, number: int) -> bytes:
    return code + b"//# debugId=%b\n" % _IDS[number].encode() + _LINK.encode()


@build_rule(
    since="0.1.0",
    when="has_rivals",
    # A file that names no map is given none by browsers: tools that go by names are all who err.
    levels={"recommended": ERROR, ("recommended", "name"): NOTE},
    good=[
        Good(files={"a.js": _CODE, "a.mjs": _CODE, "a.js.map": _MAP}, note="one file under two names"),
        Good(files={"a.js": _CODE, "b.js": _CODE.rstrip() + b"\n\n", "a.js.map": _MAP}, note="blanks at its end"),
        Good(
            files={
                "a.js": _CODE,
                "a.js.map": _MAP,
                "b.js": _OTHER.replace(b"a.js.map", b"b.js.map"),
                "b.js.map": {**_MAP, "mappings": "AAAA"},
            },
            note="each with its own",
        ),
    ],
    bad=[
        Bad(
            files={"a.js": _CODE, "a.cjs": _OTHER, "a.js.map": _MAP},
            at="a.cjs:61:22",
            says="`a.js`",
            note="a copy that another step changed",
        ),
        Bad(
            files={"a.js": _CODE.removesuffix(_LINK.encode()), "b.js": _OTHER, "a.js.map": _MAP},
            at="b.js:61:22",
            note="found by its name alone",
        ),
        Bad(
            files={
                "a.js": _identified(b"let a=1\n", 0),
                "b.js": _identified(b"let b=2;a()\n", 1),
                "a.js.map": {"mappings": "AAAA,IAAIA", "debugId": _IDS[0]},
            },
            at="b.js:3:22",
            note="too small to compare columns; the debug IDs say it",
        ),
        Bad(
            files={
                "a.css": _CODE.replace(b"//#", b"/*#").rstrip() + b"*/",
                "b.css": b"b{c:d}\n/*# sourceMappingURL=a.js.map */",
            }
            | {"a.js.map": _MAP},
            at="b.css:2:22",
        ),
        Bad(
            files={"a.js": _OTHER.removesuffix(_LINK.encode()), "b.js": _CODE, "a.js.map": _MAP},
            at="a.js:1:1",
            case="name",
            note="a wrapper that came into the place of the file",
        ),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may name any map: `spec` is silent"),
    ],
    evidence="F74; getsentry/sentry#7500, preact-render-to-string",
)
def wrong_target(build: Build) -> Problems:
    users: dict[str, list[BundleFacts]] = {}
    for bundle in build.bundles:
        if bundle.map and bundle.digest:
            users.setdefault(bundle.map, []).append(bundle)
    for facts in build.maps:
        among = users.get(facts.path, [])
        owner = next((one for one in among if _owns(one, facts)), None)
        if owner is None or facts.inline:
            continue
        for bundle in among:
            directive = bundle.directive
            differs = _differs(bundle, facts)
            if bundle.digest == owner.digest or not (differs or bundle.alignment in ("stale", "suspect", "outside")):
                continue
            said = "its debug ID says" if differs else "its mapped columns say"
            related = (Related("whose map it is", InFile(owner.path)),)
            if directive and directive.target == facts.path:
                yield Problem(
                    f"the comment names {quote(directive.url)}, and that is the map of {quote(owner.path)}, as {said}; it "
                    "should name the map of this file",
                    at=InFile(bundle.path, directive.line, directive.column + directive.url_start - directive.start),
                    related=related,
                )
            elif owner.path in facts.linked:
                yield Problem(
                    f"{quote(facts.path)} is called like the map of this file, and is that of {quote(owner.path)}, which names it, as "
                    f"{said}; maps should be called like their files",
                    at=InFile(bundle.path),
                    case="name",
                    related=related,
                )


def _owns(bundle: BundleFacts, map: MapFacts) -> bool:
    """Whether a map is proven to be a file's."""
    key = debug_id_key(map.debug_id)
    if key and debug_id_key(bundle.debug_id) == key:
        return True
    return bundle.alignment == "aligned" and not _differs(bundle, map)


def _differs(bundle: BundleFacts, map: MapFacts) -> bool:
    keys = debug_id_key(bundle.debug_id), debug_id_key(map.debug_id)
    return all(keys) and keys[0] != keys[1]
