"""What is known of files that the quick pass is done with, in the form that examining gives (`smaplint.quick`)."""

from typing import Final, cast

from smaplint.comments import Directive
from smaplint.discovery import map_kind
from smaplint.examined import LOOKED_AT, Examined
from smaplint.quick import Clean, Done, Names
from smaplint.rule import BundleFacts, MapFacts, SourceRoot
from smaplint.settings import Settings

_NO_ROOT: Final = (SourceRoot("", ""),)


def examined(clean: Done, settings: Settings) -> Examined:
    """What examining would have given: no finding, and what rules about the whole build ask of each file."""
    maps: tuple[MapFacts, ...] = ()
    bundles: tuple[BundleFacts, ...] = ()
    if settings.has_build_rules:
        every = tuple(clean)
        maps = tuple(_map_facts(one) for one in every if one[1] is not None)
        bundles = tuple(_bundle_facts(one, settings) for one in every if one[0] is not None)
    return Examined((), maps, bundles, cast("tuple[tuple[str, str], ...]", Names(clean)))


def _map_facts(one: Clean) -> MapFacts:
    code, map, path, linked, (_, size), told = one
    _, _, _, _, _, sources, filled, file, first, root, line, column = told or _NOTHING
    roots: tuple[SourceRoot, ...] = ()
    if sources and root is None:
        roots = _NO_ROOT
    elif sources and root is not None:
        roots = (SourceRoot(root.decode(), "/sourceRoot", line, column, len(root) + 2),)
    names = (code,) if code else ()
    # By position: with names it takes twice the time.
    return MapFacts(
        map or "",
        "js" if map and map.endswith("js.map") else map_kind(map or ""),
        path,
        False,
        True,
        1,
        1,
        size,
        file.decode() if file else "",
        roots,
        sources,
        first.decode() if first else "",
        filled,
        "",
        None,
        names if linked else (),
        names,
    )


def _bundle_facts(one: Clean, settings: Settings) -> BundleFacts:
    code, map, path, linked, (size, _), told = one
    line, start, url_start, url_end, minified, *_ = told or _NOTHING
    code = code or ""
    directive = None
    kind = "dts" if code.endswith("ts") else "js"
    if linked and map:
        url = map.rpartition("/")[2][:200]
        directive = Directive(url, start, url_end, url_start, url_end, "#", "//", "found", map, line, 1)
    elif minified:
        # Where the file is not looked at, nothing is known.
        plan = settings.plan(code)
        if map:
            minified = bool(plan.on("pair")) or (kind == "js" and "debug-ids" in plan.families)
        else:
            minified = size >= LOOKED_AT or (kind == "js" and bool(plan.on("pair")))
    return BundleFacts(code, kind, path, size, map, directive, minified)


# Facts are told of all that is done with, where they are asked for.
_NOTHING: Final = 1, 0, 0, 0, False, 0, 0, None, None, None, 1, 1
