"""Which map belongs to which generated file, and the units that follow from it.

A bundle's comment decides first, then the name. A comment is resolved against the bundle's folder, decoded once, and
checked lexically and with its links resolved: nothing outside the root is ever looked at.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from smaplint._lazy import pattern
from smaplint.discovery import File, kind_of_name, map_kind, shown
from smaplint.generated import TAIL, Directive, Tail, css_tail, javascript_tail
from smaplint.reader import Files, TooLargeError, UnreadableError

# Characters that are kept of an inline map's URL: enough for a message.
_URL_KEPT: Final = 200
# PATH_MAX is 4,096 bytes on Linux, and each may be percent-encoded.
_URL_LOOKED_FOR: Final = 3 * 4096

_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class MapRef(NamedTuple):
    """A map file of a unit. `kind`: `js`, `css` or `dts`. `linked`: bundles whose comment names it; `paired`: and by name."""

    path: str
    kind: str
    root: str
    size: int
    linked: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()


class BundleRef(NamedTuple):
    """A generated file of a unit. `map`: the path of its map file, if there is one. `partner`: only looked up, not linted.

    `unreadable`: why its comment could not be read, or "".
    """

    path: str
    kind: str
    root: str
    size: int
    directive: Directive | None = None
    debug_id: str = ""
    map: str | None = None
    partner: bool = False
    unreadable: str = ""


class Unit(NamedTuple):
    """A connected group of bundles and maps, examined together. Both sorted by path."""

    bundles: tuple[BundleRef, ...]
    maps: tuple[MapRef, ...]

    @property
    def size(self) -> int:
        return sum(ref.size for ref in self.bundles) + sum(ref.size for ref in self.maps)


def link(
    files: Sequence[File], access: Files, limit: int, excluded: Callable[[str], bool] = lambda _: False
) -> tuple[Unit, ...]:
    """Put files together into units, sorted by their first path.

    `limit`: bytes beyond which a file is not read. `excluded`: paths that must not join because a bundle names them.
    """
    maps = {
        file.path: MapRef(file.path, map_kind(file.path), file.root, file.size) for file in files if file.kind == "map"
    }
    bundles = {file.path: _bundle(file, access, limit) for file in files if file.kind != "map"}
    named = {file.path for file in files if file.named}
    for path in sorted(named & maps.keys()):
        _find_bundle(path, maps, bundles, access, limit)
    for path in sorted(bundles):
        bundles[path] = _resolve(bundles[path], maps, access, excluded=excluded, look_up=path in named)
    linked: dict[str, list[str]] = {}
    paired: dict[str, list[str]] = {}
    for path, bundle in sorted(bundles.items()):
        if bundle.map:
            linked.setdefault(bundle.map, []).append(path)
    for path, bundle in sorted(bundles.items()):
        sibling = f"{path}.map"
        if bundle.map is None and sibling in maps:
            bundles[path] = bundle._replace(map=sibling)
        for target in {bundle.map, sibling}:
            if target in maps:
                paired.setdefault(target, []).append(path)
    maps = {
        path: ref._replace(linked=tuple(linked.get(path, ())), paired=tuple(sorted(paired.get(path, ()))))
        for path, ref in maps.items()
    }
    return _units(bundles, maps)


def _bundle(file: File, access: Files, limit: int) -> BundleRef:
    try:
        tail = read_tail(file.path, file.kind, access, limit)
        if tail.directive and tail.directive.is_inline:
            # The map itself: the run would hold all of them at once.
            tail = tail._replace(directive=tail.directive._replace(url=tail.directive.url[:_URL_KEPT]))
    except UnreadableError as error:
        return BundleRef(file.path, file.kind, file.root, file.size, unreadable=str(error))
    except TooLargeError:
        tail = Tail(None, "", enough=True)
    return BundleRef(file.path, file.kind, file.root, file.size, tail.directive, tail.debug_id)


def read_tail(path: str, kind: str, access: Files, limit: int) -> Tail:
    """Read the comments at the end of a bundle, and no more of it than they take. CSS is read whole."""
    if kind == "css":
        return css_tail(access.read(path, limit))
    length = TAIL
    while True:
        data, offset = access.tail(path, length)
        tail = javascript_tail(data, offset)
        if tail.enough or offset == 0:
            return tail
        if length >= limit:
            raise TooLargeError(offset + len(data))
        length = min(length * 16, limit)


def _find_bundle(path: str, maps: dict[str, MapRef], bundles: dict[str, BundleRef], access: Files, limit: int) -> None:
    """Look up the generated file of a map that was given by name, for its frames and for the pairing."""
    candidate = path[:-4] if path.lower().endswith(".map") else ""
    kind = kind_of_name(candidate)
    if not candidate or candidate in bundles or kind in (None, "map") or not access.is_file(candidate):
        return
    if not access.is_inside(candidate):
        return
    file = File(candidate, kind or "js", maps[path].root, 0)
    bundles[candidate] = _bundle(file, access, limit)._replace(partner=True, unreadable="")


def _resolve(
    bundle: BundleRef, maps: dict[str, MapRef], access: Files, *, excluded: Callable[[str], bool], look_up: bool
) -> BundleRef:
    """Find out where a bundle's comment leads; a map that is only on disk joins where the bundle was given by name."""
    directive = bundle.directive
    if directive is None:
        sibling = f"{bundle.path}.map"
        if (
            look_up
            and sibling not in maps
            and access.is_inside(sibling)
            and access.is_file(sibling)
            and not excluded(sibling)
        ):
            maps[sibling] = MapRef(sibling, map_kind(sibling), bundle.root, 0)
        return bundle
    if directive.is_inline:
        return bundle._replace(directive=directive._replace(status="inline", target=bundle.path))
    if len(directive.url) > _URL_LOOKED_FOR:
        return bundle._replace(directive=directive._replace(status="missing", target=directive.url))
    for target in candidates(bundle.path, bundle.root, directive.url):
        if target in maps:
            return bundle._replace(directive=directive._replace(status="found", target=target), map=target)
    if _SCHEME.match(directive.url) or directive.url.startswith("/"):
        return bundle._replace(directive=directive._replace(status="remote"))
    status = ""
    first = ""
    for target in candidates(bundle.path, bundle.root, directive.url):
        # No system has a file with a NUL in its name.
        inside = "\0" not in target and access.is_inside(target)
        if inside and access.is_file(target):
            # A comment may name any file of the project, `.env` too; only a map by its name is opened for it.
            if look_up and not bundle.partner and target.lower().endswith(".map") and not excluded(target):
                maps[target] = MapRef(target, map_kind(target), bundle.root, 0)
                return bundle._replace(directive=directive._replace(status="found", target=target), map=target)
            return bundle._replace(directive=directive._replace(status="found", target=target))
        if inside and (real := access.followed(target)):
            named = shown(real)
            if look_up and not bundle.partner and named.lower().endswith(".map") and not excluded(named):
                maps.setdefault(named, MapRef(named, map_kind(named), bundle.root, 0))
            directive = directive._replace(status="found", target=target)
            return bundle._replace(directive=directive, map=named if named in maps else None)
        # What was meant is the likeliest; the other readings only forgive.
        status = status or ("missing" if inside or "\0" in target else "outside")
        first = first or target
    return bundle._replace(directive=directive._replace(status=status, target=first))  # type: ignore[arg-type]


def candidates(bundle: str, root: str, url: str) -> list[str]:
    """Paths at which the map of a URL may stand, the likeliest first, as shown; lexical only.

    A relative URL: beside the bundle, percent-decoded and cut at `?` and `#`, then as written. A URL with a host or from
    the root of a site: below the PATH that is linted, then beside the bundle by its last name.
    """
    folder = posixpath.dirname(bundle)
    plain = re.split(r"[?#]", url, maxsplit=1)[0]
    if _SCHEME.match(url) or url.startswith("/"):
        path = re.sub(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?://[^/]*)?/*", "", plain)
        tries = [posixpath.join(root, unquote(path)), posixpath.join(folder, unquote(posixpath.basename(path)))]
    else:
        tries = [posixpath.join(folder, unquote(plain)), posixpath.join(folder, plain), posixpath.join(folder, url)]
    found: list[str] = []
    for one in tries:
        path = posixpath.normpath(one) if one else ""
        if path not in found:
            found.append(path)
    return found


def unquote(text: str) -> str:
    """Percent-decoding, with its module loaded only where there is something to decode."""
    if "%" not in text:
        return text
    from urllib.parse import unquote as decode

    return decode(text)


def _units(bundles: dict[str, BundleRef], maps: dict[str, MapRef]) -> tuple[Unit, ...]:
    parent: dict[str, str] = {path: path for path in (*bundles, *maps)}

    def find(path: str) -> str:
        while parent[path] != path:
            parent[path] = parent[parent[path]]
            path = parent[path]
        return path

    for path, bundle in bundles.items():
        if bundle.map and bundle.map in maps:
            parent[find(path)] = find(bundle.map)
    for path, ref in maps.items():
        for one in ref.paired:
            parent[find(one)] = find(path)
    groups: dict[str, tuple[list[BundleRef], list[MapRef]]] = {}
    for path in sorted(bundles):
        groups.setdefault(find(path), ([], []))[0].append(bundles[path])
    for path in sorted(maps):
        groups.setdefault(find(path), ([], []))[1].append(maps[path])
    return tuple(
        sorted(
            (Unit(tuple(group[0]), tuple(group[1])) for group in groups.values()),
            key=lambda unit: min([ref.path for ref in unit.bundles] + [ref.path for ref in unit.maps]),
        )
    )
