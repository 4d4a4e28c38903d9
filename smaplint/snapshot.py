"""Facts of a build that are kept for the next one: `smaplint snapshot` writes them, `--against` compares with them.

Files are known by their name without content hashes, below the folder that was linted; several of one name (chunks that
are called by their hash alone) by their first source of one's own, and those of one name still are counted together.
Nothing in a snapshot is absolute, secret or of the day: equal builds give equal snapshots.

Numbers are counts; sizes are bytes of generated code, without an inline map.
"""

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smaplint import kept
from smaplint._lazy import pattern
from smaplint.fingerprint import is_hash, stable_path
from smaplint.redact import masked_url
from smaplint.rule import Build, BundleFacts, MapFacts
from smaplint.source_names import is_runtime, machine_path

if TYPE_CHECKING:
    from smaplint.base_config import Commit

VERSION: Final = 1
# The path of a build machine: it differs from machine to machine, and says nothing but that it is one.
MACHINE: Final = "<machine>"
PLAIN: Final = "."
CLIMBING: Final = "../"

_THIRD_PARTY = pattern(r"(?:^|/)node_modules/")
_ORIGIN = pattern(r"([A-Za-z][A-Za-z0-9+.\-]++:)(//[^/]*+/?)?")
# A release in a URL changes with each: `v1.2.3`, `build-4711`.
_RELEASE = pattern(r"(?<![A-Za-z0-9])v?\d+(?:\.\d+)+(?:[-+][\w.]++)?|(?<=[-_/])\d{2,}(?=/|\Z)")
_NUMBER = pattern(r"(?<![^/])\d+(?=[.-][^/]*\Z)")
_LONGEST: Final = 200
_STYLES: Final = 8


class MapGroup(NamedTuple):
    """The maps of one name and kind, summed. `kind`: `js`, `css`, `dts` or `wasm`; `size`: of their generated files.

    `orphans`: those that belong to no generated file. `own`: the sources that are the project's, neither a dependency's nor
    a bundler's; `contents`: those of them that have text. `roots`: their `sourceRoot`s; `styles`: how the names of sources
    begin, see `styles_of`.
    """

    name: str
    kind: str
    maps: int
    orphans: int
    size: int
    segments: int
    sources: int
    own: int
    contents: int
    roots: tuple[str, ...]
    styles: tuple[str, ...]


class FileGroup(NamedTuple):
    """The generated files of one name and kind. `mapped`: those that name a map, or have one beside them."""

    name: str
    kind: str
    files: int
    mapped: int


Key = tuple[str, str]


class Snapshot(NamedTuple):
    """The facts of one build, by (name, kind)."""

    maps: Mapping[Key, MapGroup]
    files: Mapping[Key, FileGroup]


class Compared(NamedTuple):
    """Maps of the build and what they were last time. `facts`: those that the rule is to judge.

    `gained_segments`, `gained_sources`: by how many the other maps of that kind have more: code that moved is there.
    """

    facts: tuple[MapFacts, ...]
    now: MapGroup
    then: MapGroup
    gained_segments: int
    gained_sources: int


class _Names:
    """Stable names of the files of a build, relative to what all its PATHs have in common."""

    def __init__(self, build: Build) -> None:
        roots = {facts.root for facts in build.all_maps} | {facts.root for facts in build.all_bundles}
        self.base = next(iter(roots)) if len(roots) == 1 else _common(roots)
        self.bundles = {facts.path: facts for facts in build.all_bundles}

    def of(self, path: str, first_source: str = "") -> str:
        # Its end: how it begins may drift, and be a path of the machine.
        first_source = "/".join(first_source.replace("\\", "/").split("?")[0].split("/")[-2:]).lstrip("./")
        relative = posixpath.relpath(path, self.base) if self.base not in ("", ".") else path
        return masked_url(stable_path(relative, first_source))

    def map_key(self, facts: MapFacts) -> Key:
        # By its generated file: Turbopack's names of maps are unrelated to the chunks'.
        path = facts.paired[0] if facts.paired else re.sub(r"\.map\Z", "", facts.path)
        return self.of(path, facts.first_source), facts.kind

    def file_key(self, facts: BundleFacts) -> Key:
        # webpack numbers chunks, and a chunk more may number all of them anew.
        return _NUMBER.sub("[id]", self.of(facts.path)), facts.kind

    def code_size(self, facts: MapFacts) -> int:
        bundle = self.bundles.get(facts.paired[0]) if facts.paired else None
        if bundle is None:
            return 0
        directive = bundle.directive
        return bundle.size - (directive.end - directive.start if facts.inline and directive else 0)


def _common(roots: Iterable[str]) -> str:
    try:
        return posixpath.commonpath([root for root in roots if root])
    except ValueError:  # none, or some that are absolute and some that are not
        return ""


def is_mapped(facts: BundleFacts) -> bool:
    """Whether a generated file has a map or names one; whether what it names is there is `dangling-link`'s matter."""
    return facts.map is not None or facts.directive is not None


def snapshot(build: Build) -> Snapshot:
    """The facts of a build whose files were examined with `Settings.compares`."""
    names = _Names(build)
    maps: dict[Key, list[MapFacts]] = {}
    for facts in build.all_maps:
        maps.setdefault(names.map_key(facts), []).append(facts)
    files: dict[Key, list[BundleFacts]] = {}
    for bundle in build.all_bundles:
        files.setdefault(names.file_key(bundle), []).append(bundle)
    return Snapshot(
        {key: _group(key, members, names) for key, members in sorted(maps.items())},
        {key: FileGroup(*key, len(members), sum(map(is_mapped, members))) for key, members in sorted(files.items())},
    )


def _group(key: Key, members: list[MapFacts], names: _Names) -> MapGroup:
    styles = Counter(style for facts in members for style in facts.styles)
    return MapGroup(
        *key,
        maps=len(members),
        orphans=sum(not facts.paired for facts in members),
        size=sum(names.code_size(facts) for facts in members),
        segments=sum(facts.segments for facts in members),
        sources=sum(facts.sources for facts in members),
        own=sum(facts.own for facts in members),
        contents=sum(facts.own_contents for facts in members),
        roots=tuple(sorted({stable_root(root.root) for facts in members for root in facts.source_roots})),
        styles=tuple(sorted(styles)),
    )


def compared(build: Build) -> Iterator[Compared]:
    """The maps that are in this build and in the last one, in the order of their names."""
    if build.last is None:
        return
    names = _Names(build)
    judged: dict[Key, list[MapFacts]] = {}
    for facts in build.maps:
        judged.setdefault(names.map_key(facts), []).append(facts)
    now = snapshot(build).maps
    gained: Counter[tuple[str, str]] = Counter()
    for sign, groups in ((1, now.values()), (-1, build.last.maps.values())):
        for group in groups:
            gained[group.kind, "segments"] += sign * group.segments
            gained[group.kind, "sources"] += sign * group.sources
    for key, members in sorted(judged.items()):
        then = build.last.maps.get(key)
        if then is not None:
            yield Compared(
                tuple(members),
                now[key],
                then,
                max(0, gained[then.kind, "segments"] + then.segments - now[key].segments),
                max(0, gained[then.kind, "sources"] + then.sources - now[key].sources),
            )


def lost(build: Build) -> Iterator[tuple[BundleFacts, int, int]]:
    """(a generated file without a map, files of its name that had one last time, files of its name last time).

    Of several files of one name those are meant where more lack a map than did, and fewer have one.
    """
    if build.last is None:
        return
    names = _Names(build)
    now = snapshot(build).files
    for facts in build.bundles:
        key = names.file_key(facts)
        then = build.last.files.get(key)
        if then is None or is_mapped(facts) or not then.mapped:
            continue
        group = now[key]
        if group.files - group.mapped > then.files - then.mapped and group.mapped < then.mapped:
            yield facts, then.mapped, then.files


def new_orphans(build: Build) -> set[str]:
    """Paths of maps that belong to no file, though all maps of their names did last time, or there were none."""
    if build.last is None:
        return set()
    names = _Names(build)
    bare = {names.file_key(facts) for facts, _, _ in lost(build)}
    found = set()
    for facts in build.maps:
        then = build.last.maps.get(names.map_key(facts))
        # Whose file has lost its map is `map-lost`'s.
        if not facts.paired and (then is None or not then.orphans) and names.map_key(facts) not in bare:
            found.add(facts.path)
    return found


def has_common(build: Build) -> bool:
    """Whether any file of the build is in the last one: else they are of two folders, and nothing is compared."""
    if build.last is None or not (build.last.files or build.last.maps):
        return True
    now = snapshot(build)
    return bool(now.files.keys() & build.last.files.keys() or now.maps.keys() & build.last.maps.keys())


def stable_root(root: str) -> str:
    """A `sourceRoot` as it is compared: without hashes, releases and secrets; that of a machine is `<machine>`."""
    if machine_path(root):
        return MACHINE
    text = _RELEASE.sub("[release]", masked_url(root[:_LONGEST]))
    return "/".join("[hash]" if is_hash(part) else part for part in text.split("/"))


def is_own(source: str | None) -> bool:
    """Whether a source is a module of the project: no dependency's and no bundler's."""
    return source is not None and source != "" and not is_runtime(source) and not _THIRD_PARTY.search(source)


def styles_of(sources: Iterable[str | None]) -> tuple[str, ...]:
    """How the sources of one's own begin, the most frequent first: `webpack://shelf/`, `https://host/`, `/`, `../`, `.`.

    Climbing is one style however far, for that depends on the folder of the map; `.` is a relative name that does not. A
    path of the build machine is `<machine>`.
    """
    found: Counter[str] = Counter()
    for source in sources:
        if source is not None and is_own(source):
            found[_style(source[:_LONGEST])] += 1
    return tuple(style for style, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_STYLES])


def _style(source: str) -> str:
    if machine_path(source):
        return MACHINE
    if source.startswith("/"):
        return "/"
    origin = _ORIGIN.match(source)
    if origin and len(origin[1]) > 2:
        return stable_root(origin[0])
    plain = source.removeprefix("./").replace("\\", "/")
    return CLIMBING if plain.startswith("../") else PLAIN


def render(taken: Snapshot, version: str) -> str:
    """The text of a snapshot: JSON, sorted, with the checksum of its entries. `version`: of smaplint, for people."""
    maps = [{**group._asdict(), "roots": [*group.roots], "styles": [*group.styles]} for group in taken.maps.values()]
    files = [group._asdict() for group in taken.files.values()]
    head: kept.Object = {"version": version, "checksum": _checksum(maps, files)}
    return kept.write("snapshot", VERSION, head, {"maps": maps, "files": files})


def _checksum(maps: list[dict[str, Any]], files: list[dict[str, Any]]) -> str:
    # Of what is said and not of the bytes: git may change line ends.
    text = json.dumps([maps, files], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


_MAP: Final = {
    name: list if name in ("roots", "styles") else str if name in ("name", "kind") else int for name in MapGroup._fields
}
_FILE: Final = {name: str if name in ("name", "kind") else int for name in FileGroup._fields}


def read(path: str, commit: "Commit | None" = None) -> Snapshot:
    """Read a snapshot. ConfigError where it cannot be read, is none, or was changed by hand.

    `commit`: where it is read from, if that has it.
    """
    found = kept.read(path, "snapshot", VERSION, commit)
    maps = kept.entries(found, "maps", _MAP, path, "snapshot")
    files = kept.entries(found, "files", _FILE, path, "snapshot")
    if found.get("checksum") != _checksum(maps, files):
        raise kept.refuse(path, "the entries of this snapshot are not those that were written; take it anew")
    groups = [
        MapGroup(**{**entry, "roots": _texts(entry["roots"]), "styles": _texts(entry["styles"])}) for entry in maps
    ]
    listed = [FileGroup(**entry) for entry in files]
    return Snapshot({(one.name, one.kind): one for one in groups}, {(one.name, one.kind): one for one in listed})


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
