"""What is known of files that the quick pass is done with, in the form that examining gives (`smaplint.quick`)."""

from collections.abc import Sequence
from typing import Final

from smaplint.comments import Directive
from smaplint.discovery import map_kind
from smaplint.examine import LOOKED_AT, Examined
from smaplint.quick import Clean, Told
from smaplint.rule import BundleFacts, MapFacts, SourceRoot
from smaplint.settings import Settings

_NO_ROOT: Final = (SourceRoot("", ""),)


def examined(clean: Sequence[Clean], settings: Settings) -> Examined:
    """What examining would have given: no finding, and what rules about the whole build ask of each file."""
    files: list[tuple[str, str]] = []
    for code, map, *_ in clean:
        if map:
            files.append((map, "map"))
        if code:
            files.append((code, "bundle"))
    if not settings.has_build_rules:
        return Examined((), (), (), tuple(files))
    return Examined(
        (),
        tuple(_map_facts(one, one.map, one.told) for one in clean if one.map and one.told),
        tuple(_bundle_facts(one, one.code, one.told, settings) for one in clean if one.code and one.told),
        tuple(files),
    )


def _map_facts(one: Clean, map: str, told: Told) -> MapFacts:
    _, _, _, _, _, sources, filled, file, first, root, line, column = told
    roots: tuple[SourceRoot, ...] = ()
    if sources and root is None:
        roots = _NO_ROOT
    elif sources and root is not None:
        roots = (SourceRoot(root.decode(), "/sourceRoot", line, column, len(root) + 2),)
    names = (one.code,) if one.code else ()
    # By position: with names it takes twice the time.
    return MapFacts(
        map,
        map_kind(map),
        one.root,
        False,
        True,
        1,
        1,
        one.sizes[1],
        file.decode() if file else "",
        roots,
        sources,
        first.decode() if first else "",
        filled,
        "",
        None,
        names if one.linked else (),
        names,
    )


def _bundle_facts(one: Clean, code: str, told: Told, settings: Settings) -> BundleFacts:
    line, start, url_start, url_end, minified, *_ = told
    directive = None
    kind = "dts" if code.endswith("ts") else "js"
    if one.linked and one.map:
        url = one.map.rpartition("/")[2][:200]
        directive = Directive(url, start, url_end, url_start, url_end, "#", "//", "found", one.map, line, 1)
    elif minified:
        # Where the file is not looked at, nothing is known.
        plan = settings.plan(code)
        if one.map:
            minified = bool(plan.on("pair")) or (kind == "js" and "debug-ids" in plan.families)
        else:
            minified = one.sizes[0] >= LOOKED_AT or (kind == "js" and bool(plan.on("pair")))
    return BundleFacts(code, kind, one.root, one.sizes[0], one.map, directive, minified)
