"""By the policy `none` no map is left behind.

Why it matters: what deletes maps after the upload deletes some: those of style sheets stayed (getsentry/sentry-javascript
#18125), those of the server (#19235), 258 in a standalone output that went into an image (PostHog/posthog-js#4768). A map
without text still lists the names of all files and identifiers.

How to fix: delete by pattern and not by list (`find dist -name "*.map" -delete`, after the upload), and in the image's stage
too. Where the server is to have its maps, as on Vercel, which fails without those of its functions, say
`rules: {leftover-map: off}`, or for its folder by `overrides`.

Details: speaks only where `exposure.policy` is `none`, and of what `public-map-exposure` does not: maps with source text
that lie outside of what is published (*server*, a warning, for nobody can fetch them there), and maps without text in a
published folder of which others were deleted: comments name maps that are gone, or no script has one and the style sheets
do. A build that leaves `sourcesContent` out of all its maps keeps the policy. One finding for each of the two.
"""

from typing import Literal

from smaplint.rule import (
    ERROR,
    WARNING,
    Bad,
    Build,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    build_rule,
    count,
    is_on_server,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_NO_TEXT = {"mappings": "AAAA,IAAIA", "sources": ["src/main.ts"]}
_NONE = {"policy": "none"}
_SHEET = b"b{}\n/*# sourceMappingURL=b.css.map */\n"


@build_rule(
    since="0.1.0",
    when="option policy",
    # A policy that the user states holds in `strict` too, which has no exposure rules otherwise.
    levels={
        "recommended": ERROR,
        ("recommended", "server"): WARNING,
        "strict": ERROR,
        ("strict", "server"): WARNING,
    },
    good=[
        Good(files={".next/server/a.js": b"a", ".next/server/a.js.map": _MAP}, note="no policy"),
        Good(files={"a.js": b"a\n//# sourceMappingURL=a.js.map", "a.js.map": _NO_TEXT}, options=_NONE),
        Good(files={"a.js": b"a", "a.js.map": _NO_TEXT, "b.css": _SHEET, "b.css.map": _NO_TEXT}, options=_NONE),
        Good(files={"b.css": _SHEET, "b.css.map": _NO_TEXT}, options=_NONE, note="style sheets alone"),
        Good(files={"server/a.js": b"a", "server/a.d.ts": b"a", "server/a.d.ts.map": _MAP}, options=_NONE),
    ],
    bad=[
        Bad(
            files={"a.js": b"a", "b.css": _SHEET, "b.css.map": _NO_TEXT},
            options=_NONE,
            at="b.css.map:1:1",
            says="no script has one any more",
        ),
        Bad(
            files={
                ".next/standalone/.next/server/a.js": b"a",
                ".next/standalone/.next/server/a.js.map": _MAP,
                ".next/static/b.js": b"b",
            },
            options=_NONE,
            at=".next/standalone/.next/server/a.js.map:1:1",
            case="server",
        ),
        Bad(
            files={"www/a.js": b"a", "lib/b.js": b"b", "lib/b.js.map": _MAP},
            options={"policy": "none", "public": ("www/**",)},
            at="lib/b.js.map:1:1",
            case="server",
            note="outside of what the configuration says is published",
        ),
    ],
    evidence="getsentry/sentry-javascript#18125, getsentry/sentry-javascript#19235, PostHog/posthog-js#4768",
)
def leftover_map(
    build: Build, *, policy: Literal["unstated", "allow", "hidden", "none"] = "unstated", public: tuple[str, ...] = ()
) -> Problems:
    if policy != "none":
        return

    def is_public(path: str) -> bool:
        return build.matches(path, public) if public else not is_on_server(path)

    maps = [facts for facts in build.maps if not facts.inline and facts.kind != "dts" and not facts.package]
    hidden = [facts for facts in maps if facts.contents and not any(map(is_public, (facts.path, *facts.linked)))]
    if hidden:
        yield _left(hidden, "with source text ", "outside of what is published", "server")
    bare = [facts for facts in maps if not facts.contents and is_public(facts.path)]
    why = _deleted(build, bare)
    if why:
        yield _left(bare, "", f"in what is published, where {why}", "")


def _left(maps: list[MapFacts], what: str, where: str, case: str) -> Problem:
    first, *others = maps
    listed = ", ".join(quote(facts.path) for facts in others[:3]) + (", …" if len(others) > 3 else "")
    lie = "lies" if len(maps) == 1 else "lie"
    return Problem(
        f"{count(len(maps), 'map')} {what}{lie} {where}; by the policy `none` none should be left",
        at=InFile(first.path),
        case=case,
        notes=(f"also {listed}",) if listed else (),
        about=f"left {case}",
        also=tuple(facts.path for facts in others),
    )


def _deleted(build: Build, left: list[MapFacts]) -> str:
    """How it shows that maps of the build were deleted, and these were not; "" where nothing shows it."""
    if not left:
        return ""
    gone = sum(1 for bundle in build.all_bundles if bundle.directive and bundle.directive.status == "missing")
    if gone:
        return f"{count(gone, 'comment')} {'names' if gone == 1 else 'name'} maps that are gone"
    scripts = [bundle for bundle in build.all_bundles if bundle.kind == "js"]
    if scripts and not any(bundle.map for bundle in scripts) and all(facts.kind == "css" for facts in left):
        return "no script has one any more"
    return ""
