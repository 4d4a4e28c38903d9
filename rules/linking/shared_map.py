"""Different files do not share one map.

Why it matters: a map says where the code of one file comes from. The frames of another file that names it are resolved to wrong lines, and
error trackers keep one file for a map: `sentry-cli` gives both files and the map one debug ID, and calls that an invalid state.

How to fix: let the build give each file a map of its own name. A step that makes a second file of the first (`.cjs` of
`.js`, a polyfill in front) makes a map for it, or takes the comment out.

Details: copies of one file may share its map, and so may files that differ in their comments and debug IDs alone.
Where the map lies on one of the files and not on another, `wrong-target` speaks; where it lies on each of them as far as columns can
tell (extensions were replaced in the text of one) it is a note, and an error in `sentry`. In 135 npm packages seven maps are shared by copies, and none by different files. Declarations (`.d.ts`) are not looked at: no stack trace uses their maps.
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
    Problem,
    Problems,
    Related,
    build_rule,
    count,
    debug_id_key,
    example_code,
    example_mappings,
    quote,
)

_LINK = b"//# sourceMappingURL=a.js.map\n"
_CODE = example_code(60).encode() + _LINK
_ONE = "".join(f"value{line:03} = other{line % 7} + 1;\n" for line in range(60)).encode() + _LINK
_TWO = _ONE.replace(b"value", b"count")
_MAP = {"sources": ["a.ts"], "sourcesContent": MISSING, "names": [], "mappings": example_mappings(60)}


@build_rule(
    since="0.1.0",
    when="has_rivals",
    levels={"recommended": ERROR, ("recommended", "alike"): NOTE, ("sentry", "alike"): ERROR},
    good=[
        Good(files={"a.js": _CODE, "a.mjs": _CODE.rstrip(), "a.js.map": _MAP}, note="copies"),
        Good(
            files={"a.d.ts": b"export {}\n" + _LINK, "a.d.mts": b"export {};\n" + _LINK, "a.js.map": _MAP},
            note="declarations",
        ),
        Good(
            files={"a.js": b"a;\n" + _LINK, "b.js": b"b();\n", "a.js.map": {**_MAP, "mappings": "AAAA"}},
            note="the other names none",
        ),
    ],
    bad=[
        Bad(files={"a.js": _ONE, "b.js": _TWO, "a.js.map": _MAP}, at="b.js:61:1", says="`a.js`"),
        Bad(
            files={"a.js": _CODE, "a.mjs": _CODE.replace(b"call(a)", b"call(b)", 1), "a.js.map": _MAP},
            at="a.mjs:61:1",
            case="alike",
        ),
        Bad(
            files={
                "a.js": b'import "./b.js"\n' + _LINK,
                "a.mjs": b'import "./b.mjs"\n' + _LINK,
                "a.js.map": {**_MAP, "mappings": "AAAA"},
            },
            at="a.mjs:2:1",
            case="alike",
            note="too small to tell",
        ),
    ],
    standard=[
        Clause("practice", "sec-linking-generated-code", "a URL may name any map: `spec` is silent"),
    ],
    evidence="F75; getsentry/sentry-cli#2764, #2775, #2447",
)
def shared_map(build: Build) -> Problems:
    users: dict[str, list[BundleFacts]] = {}
    for bundle in build.bundles:
        named = bundle.directive and bundle.directive.target == bundle.map
        if bundle.map and named and bundle.digest and bundle.kind != "dts":
            users.setdefault(bundle.map, []).append(bundle)
    for map, among in sorted(users.items()):
        different = list({bundle.digest: bundle for bundle in reversed(among)}.values())[::-1]
        states = {bundle.alignment for bundle in different}
        ids = {debug_id_key(bundle.debug_id) for bundle in different} - {""}
        is_one = "aligned" in states and bool(states & {"stale", "suspect", "outside"})
        # Another rule says what is wrong with one of them: it was edited, has another ID, or the map is proven to be not its own.
        if len(different) < 2 or states & {"shifted", "bytes"} or len(ids) > 1 or is_one:
            continue
        first, *others = different
        last = others[-1]
        fits = states <= {"aligned", "unknown"}
        said = "" if fits else ", and fits none of them"
        yield Problem(
            f"{count(len(different), 'different file')} name {quote(map)}{said}: this one and {quote(first.path)}"
            f"{' among others' if len(different) > 2 else ''}; each should have a map of its own",
            at=_comment(last),
            case="alike" if fits else "",
            also=tuple(bundle.path for bundle in among if bundle is not last),
            related=tuple(Related("names it too", _comment(bundle)) for bundle in different[:3] if bundle is not last),
        )


def _comment(bundle: BundleFacts) -> InFile:
    directive = bundle.directive
    return InFile(bundle.path, directive.line, directive.column) if directive else InFile(bundle.path)
