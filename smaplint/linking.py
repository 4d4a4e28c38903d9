"""Which map belongs to which generated file, and the units that follow from it.

A bundle's comment, or the custom section of WebAssembly, decides first, then the usual name; then, of maps that no file has
so far, what they say of themselves (`smaplint.pairing`). A comment is resolved against the
bundle's folder, decoded once, and checked lexically and with its links resolved: nothing outside the root is ever looked
at.
"""

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from smaplint._lazy import pattern
from smaplint._record import NamedTuple
from smaplint.comments import TAIL, Directive, Tail, css_tail, javascript_tail, url_through_tokens
from smaplint.discovery import File, kind_of_name, map_kind, shown
from smaplint.reader import Files, TooLargeError, UnreadableError

if TYPE_CHECKING:
    from smaplint.quick import Known
    from smaplint.wasm import WasmModule

# Characters that are kept of an inline map's URL: enough for a message.
_URL_KEPT: Final = 200
# PATH_MAX is 4,096 bytes on Linux, and each may be percent-encoded.
_URL_LOOKED_FOR: Final = 3 * 4096

_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class MapRef(NamedTuple):
    """A map file of a unit. `kind`: `js`, `css`, `dts` or `wasm`.

    `linked`: bundles whose comment names it; `paired`: and by name. `bits`: what the quick pass says of it, or -1.
    """

    path: str
    kind: str
    root: str
    size: int
    linked: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    bits: int = -1


class BundleRef(NamedTuple):
    """A generated file of a unit. `map`: the path of its map file, if there is one. `partner`: only looked up, not linted.

    `unreadable`: why its comment could not be read, or "". `module`: the sections of WebAssembly. `bits`: what the quick pass
    says of it and the map beside it, or -1.
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
    module: "WasmModule | None" = None
    bits: int = -1


class Unit(NamedTuple):
    """A connected group of bundles and maps, examined together. Both sorted by path."""

    bundles: tuple[BundleRef, ...]
    maps: tuple[MapRef, ...]

    @property
    def size(self) -> int:
        """The bytes that examining it may read: of WebAssembly hardly any."""
        return sum(ref.size for ref in self.bundles if ref.kind != "wasm") + sum(ref.size for ref in self.maps)


def link(
    files: Sequence[File],
    access: Files,
    limit: int,
    excluded: Callable[[str], bool] = lambda _: False,
    others: Container[str] = frozenset(),
    known: "Known | None" = None,
) -> tuple[Unit, ...]:
    """Put files together into units, sorted by their first path.

    `limit`: bytes beyond which a file is not read. `excluded`: paths that must not join because a bundle names them.
    `others`: maps that are linted without these files; a bundle that names one has its path and is in no unit with it.
    `known`: what the quick pass has found out.
    """
    comments, bits = known or ({}, {})
    maps = {
        file.path: MapRef(file.path, map_kind(file.path), file.root, file.size, bits=bits.get(file.path, -1))
        for file in files
        if file.kind == "map"
    }
    bundles = {}
    for file in files:
        if file.kind != "map":
            comment = comments.get(file.path)
            ref = _commented(file, *comment) if comment else _bundle(file, access, limit)
            bundles[file.path] = ref._replace(bits=bits[file.path]) if file.path in bits else ref
    named = {file.path for file in files if file.named}
    for path in sorted(named & maps.keys()):
        _find_bundle(path, maps, bundles, access, limit)
    for path in sorted(bundles.keys() - comments.keys()):
        bundles[path] = _resolve(
            bundles[path], maps, access, limit, excluded=excluded, look_up=path in named, others=others
        )
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
    for target, path in _unclaimed(bundles, {path: maps[path] for path in maps.keys() - paired.keys()}, access, limit):
        bundles[path] = bundles[path]._replace(map=target)
        paired[target] = [path]
    maps = {
        path: ref._replace(linked=tuple(linked.get(path, ())), paired=tuple(sorted(paired.get(path, ()))))
        for path, ref in maps.items()
    }
    return _units(bundles, maps)


def _unclaimed(
    bundles: Mapping[str, BundleRef], maps: Mapping[str, MapRef], access: Files, limit: int
) -> Iterable[tuple[str, str]]:
    """(map, file) of maps that neither a comment nor the usual name gives to a file, and files without a map."""
    left = [path for path, ref in maps.items() if ref.kind in ("js", "css")]
    free = {
        path: ref
        for path, ref in bundles.items()
        if ref.map is None
        and ref.kind in ("js", "css")
        and not (ref.directive and ref.directive.status in ("found", "inline"))
    }
    if not left or not free:
        return ()
    from smaplint.pairing import pairs, read_header

    headers = {path: read_header(path, access, limit) for path in left}
    return pairs(headers, {path: ref.debug_id for path, ref in free.items()}, free).items()


def _commented(file: File, url: str, start: int, url_start: int, url_end: int, line: int) -> BundleRef:
    map = f"{file.path}.map"
    directive = Directive(url, start, url_end, url_start, url_end, "#", "//", "found", map, line)
    return BundleRef(file.path, file.kind, file.root, file.size, directive, map=map)


def _bundle(file: File, access: Files, limit: int) -> BundleRef:
    if file.kind == "wasm":
        return _module(file, access)
    try:
        tail = read_tail(file.path, file.kind, access, limit)
        if tail.directive:
            tail = tail._replace(directive=_shortened(tail.directive))
    except UnreadableError as error:
        return BundleRef(file.path, file.kind, file.root, file.size, unreadable=str(error))
    except TooLargeError:
        tail = Tail(None, "", enough=True)
    return BundleRef(file.path, file.kind, file.root, file.size, tail.directive, tail.debug_id)


def _module(file: File, access: Files) -> BundleRef:
    """A WebAssembly module by its sections' heads: however large it is, a few kilobytes are read."""
    from smaplint.wasm import read_module

    ref = BundleRef(file.path, file.kind, file.root, file.size)
    try:
        with access.open(file.path) as opened:
            module = read_module(opened)
    except UnreadableError as error:
        return ref._replace(unreadable=str(error))
    except OSError as error:
        return ref._replace(unreadable=(error.strerror or "it cannot be read").lower())
    directive = _shortened(module.directive) if module.directive else None
    links = (
        link._replace(directive=link.directive._replace(url=link.directive.url[:_URL_KEPT])) for link in module.links
    )
    return ref._replace(directive=directive, module=module._replace(links=tuple(links)))


def _shortened(directive: Directive) -> Directive:
    """A directive without the map that its URL holds: the run would hold all of them at once."""
    return directive._replace(url=directive.url[:_URL_KEPT]) if directive.is_inline else directive


def read_tail(path: str, kind: str, access: Files, limit: int) -> Tail:
    """Read the comments at the end of a bundle, and no more of it than they take. CSS is read whole, and so is what needs tokens."""
    if kind == "css":
        return css_tail(access.read(path, limit))
    length = TAIL
    while True:
        data, offset = access.tail(path, length)
        tail = javascript_tail(data, offset)
        if tail.needs_tokens:
            directive = url_through_tokens(access.read(path, limit))
            return tail._replace(directive=directive, needs_tokens=False)
        if tail.enough or offset == 0:
            return tail
        if length >= limit:
            raise TooLargeError(offset + len(data))
        length = min(length * 16, limit)


def _find_bundle(path: str, maps: dict[str, MapRef], bundles: dict[str, BundleRef], access: Files, limit: int) -> None:
    """Look up the generated file of a map that was given by name, for its frames and for the pairing."""
    candidate = path[:-4] if path.lower().endswith(".map") else ""
    if not _is_bundle(candidate, access):
        from smaplint import pairing

        candidate = pairing.candidate(path, pairing.read_header(path, access, limit))
        if not _is_bundle(candidate, access) or access.is_file(f"{candidate}.map"):
            return
    if not candidate or candidate in bundles:
        return
    file = File(candidate, kind_of_name(candidate) or "js", maps[path].root, 0)
    bundles[candidate] = _bundle(file, access, limit)._replace(partner=True, unreadable="")


def _is_bundle(path: str, access: Files) -> bool:
    return kind_of_name(path) not in (None, "map") and access.is_inside(path) and access.is_file(path)


def _resolve(
    bundle: BundleRef,
    maps: dict[str, MapRef],
    access: Files,
    limit: int,
    *,
    excluded: Callable[[str], bool],
    look_up: bool,
    others: Container[str],
) -> BundleRef:
    """Find out where a bundle's comment leads; a map that is only on disk joins where the bundle was given by name."""
    directive = bundle.directive
    if directive is None:
        if look_up:
            _find_map(bundle, maps, access, limit, excluded)
        return bundle
    if directive.is_inline:
        return bundle._replace(directive=directive._replace(status="inline", target=bundle.path))
    if len(directive.url) > _URL_LOOKED_FOR:
        return bundle._replace(directive=directive._replace(status="missing", target=directive.url))
    for target in candidates(bundle.path, bundle.root, directive.url):
        if target in maps or target in others:
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
            return bundle._replace(directive=directive, map=named if named in maps or named in others else None)
        # What was meant is the likeliest; the other readings only forgive.
        status = status or ("missing" if inside or "\0" in target else "outside")
        first = first or target
    return bundle._replace(directive=directive._replace(status=status, target=first))  # type: ignore[arg-type]


def _find_map(
    bundle: BundleRef, maps: dict[str, MapRef], access: Files, limit: int, excluded: Callable[[str], bool]
) -> None:
    """Let the map join that is called like a bundle which was given by name, and names none."""
    from smaplint import pairing

    usual = f"{bundle.path}.map"
    for name in (usual, *pairing.names_of(bundle.path)):
        if name in maps:
            return
        if not (access.is_inside(name) and access.is_file(name)) or excluded(name):
            continue
        if name == usual or pairing.candidate(name, pairing.read_header(name, access, limit)) == bundle.path:
            maps[name] = MapRef(name, map_kind(name), bundle.root, 0)
            return


def candidates(bundle: str, root: str, url: str) -> Iterator[str]:
    """Paths at which the map of a URL may stand, the likeliest first, as shown; lexical only.

    A relative URL: beside the bundle, percent-decoded and cut at `?` and `#`, then as written, then as browsers take
    backslashes. A URL with a host or from
    the root of a site: below the PATH that is linted, then beside the bundle by its last name.
    """
    found: set[str] = set()
    for one in _tries(posixpath.dirname(bundle), root, url):
        path = posixpath.normpath(one) if one else ""
        if path not in found:
            found.add(path)
            yield path


def _tries(folder: str, root: str, url: str) -> Iterator[str]:
    plain = url.partition("?")[0].partition("#")[0]
    if url.startswith("/") or _SCHEME.match(url):
        path = re.sub(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?://[^/]*)?/*", "", plain)
        yield posixpath.join(root, unquote(path))
        yield posixpath.join(folder, unquote(posixpath.basename(path)))
        return
    yield posixpath.join(folder, unquote(plain))
    yield posixpath.join(folder, plain)
    yield posixpath.join(folder, url)
    if "\\" in plain:
        yield posixpath.join(folder, unquote(plain).replace("\\", "/"))


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
