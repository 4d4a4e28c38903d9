"""The files of a folder that the quick pass finds nothing in, and so nobody else has to look at.

A script and the map beside it, a map alone, a script without a map: those are judged by compiled code, in threads
(`smaplint._quick`), which says what triggers of rules may hold of them. Where none does that a rule of the run waits for,
the files are done with. All others are linked and examined as if there were no such pass, and so is a file that is done
with when one of them turns out to have to do with it. What it finds is the same with and without (`tests/test_quick.py`).
"""

import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol, cast

from smaplint import _fast
from smaplint._record import NamedTuple
from smaplint.ahead import new, put, take
from smaplint.discovery import File

if TYPE_CHECKING:
    from smaplint.ahead import Tree
    from smaplint.document import Document
    from smaplint.generated import GeneratedFile
    from smaplint.linking import Unit
    from smaplint.reader import Files
    from smaplint.rule import Rule
    from smaplint.settings import ActiveRule, Plan, Settings

# What is asked for where a rule has no trigger, or one that is not known here: never certain.
ALWAYS: Final = 1 << 63
EVERYTHING: Final = (1 << 64) - 1
# By trigger: the bits of `smaplint._quick`. Those with 0 hold of nothing that is judged there.
BITS: Final[Mapping[str, int]] = {
    "scan.fault": 0,
    "scan.too_deep": 0,
    "scan.duplicates": 0,
    "foreign": 0,
    "not is_map": 0,
    "utf16": 0,
    "bad_utf8": 0,
    "xssi_end": 0,
    "has_bom": 0,
    "is_index": 0,
    "is_unusual": 1 << 1,
    "has_other_fields": 1 << 14,
    "has_backslashes": 1 << 15,
    "/rangeMappings": 1 << 14,
    "/scopes": 1 << 14,
    "/sourcesHash": 1 << 14,
    "mappings.fault_counts": 1 << 2,
    "has_odd_names": 1 << 3,
    "not is_complete": 1 << 4,
    "/ignoreList": 1 << 5,
    "/x_google_ignoreList": 1 << 5,
    "source_root": 1 << 6,
    "/debugId": 1 << 7,
    "/debug_id": 1 << 7,
    "debug_id_verdicts": 1 << 7 | 1 << 14 | 1 << 21,
    "lone_surrogates": 1 << 8,
    "secrets": 1 << 9,
    "has_sensitive_names": 1 << 10 | 1 << 12,
    "originals.mismatched": 1 << 11,
    "originals.suspect": 1 << 11,
    "originals.outlying": 1 << 11,
    "has_hosts": 1 << 13,
    "generated.has_modules_as_text": 1 << 16,
    "may_name_itself": 1 << 17,
    "alignment.is_off": 1 << 18,
    "alignment.outside": 1 << 18,
    "coverage.is_empty": 1 << 19,
    "coverage.bare": 1 << 19,
    "generated.module": 1 << 20,
    "generated.has_odd_link": 1 << 20,
    "generated.misplaced.form": 1 << 20,
    "generated.misplaced.blank": 1 << 20,
    "generated.is_ambiguous": 1 << 20,
    "generated.debug_ids": 1 << 21,
}
UNSURE: Final = 1
ITSELF: Final = 1 << 17
FAULTS: Final = 1 << 2
COMMENTS: Final = 1 << 20
IDS: Final = 1 << 21
# A name of a module for the server, which matters where the map is published.
SERVER: Final = 1 << 12
# How positions lie on the generated file.
LIES: Final = 1 << 18 | 1 << 19
LINKED: Final = 1 << 40
FACTS: Final = 1 << 41
UNSURE_CODE: Final = 1 << 42
# The rules that ask what uploaders read in each file.
SCANNED: Final = frozenset(
    ("bugsnag-not-scanned", "datadog-not-scanned", "datadog-paths", "rollbar-not-scanned", "sentry-not-scanned")
)
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


# (line, start, start and end of the URL, whether it is minified, sources, texts, `file`, first source, `sourceRoot`, its
# line and column), as `smaplint._quick.Folder.results` has it.
Told = tuple[int, int, int, int, bool, int, int, bytes | None, bytes | None, bytes | None, int, int]


# (URL, start, start and end of the URL, line) of the comment that names the map; 1-based, or 0 where nobody asks for facts.
Comment = tuple[str, int, int, int, int]


class Clean(NamedTuple):
    """A script and its map, or one of them alone, that are done with: paths as shown, or None. Most are plain tuples.

    `root`: the PATH that they were found under. `linked`: the comment of the script names the map. `sizes`: of script and map,
    in bytes. `told`: what else is known of them, where facts are asked for.
    """

    code: str | None
    map: str | None
    root: str
    linked: bool
    sizes: tuple[int, int]
    told: Told | None


class Done:
    """What is done with, so many `maps` and `bundles`: nothing is made of it before somebody looks.

    `judging`: what has it, where it is not among `more`.
    """

    def __init__(self, judging: "Pass | None", pairs: int, more: Sequence[Clean]) -> None:
        self._judging = judging
        self._more = more
        self.maps = pairs + sum(one.map is not None for one in more)
        self.bundles = pairs + sum(one.code is not None for one in more)

    def __iter__(self) -> Iterator[Clean]:
        if self._judging:
            yield from self._judging.clean()
        yield from self._more

    def __bool__(self) -> bool:
        return bool(self.maps or self.bundles)


class Names:
    """The paths and kinds of what is done with."""

    def __init__(self, clean: Done) -> None:
        self._clean = clean
        self.maps, self.bundles = clean.maps, clean.bundles

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for code, map, *_ in self._clean:
            if map:
                yield map, "map"
            if code:
                yield code, "bundle"


class Known(NamedTuple):
    """What is known of files that are looked at again, by path. `comments`: those that name the map beside the file.

    `bits`: what may hold of a map and the file beside it, the same for both; of the map alone where the file was not judged.
    """

    comments: Mapping[str, Comment]
    bits: Mapping[str, int]


class Judged(NamedTuple):
    """What came of it: what is `clean`, the other files, by path, (path, reason) of those passed over, and what is `known`."""

    clean: Done
    left: "tuple[File, ...]"
    skipped: tuple[tuple[str, str], ...]
    known: Known


@cache
def waits_for(rule: "Rule") -> int:
    """The bits of the triggers that a rule waits for."""
    bits = UNSURE
    for trigger in rule.facts.when or ("",):
        bits |= BITS.get(trigger, ALWAYS)
    return bits


def wanted(plan: "Plan") -> int:
    """The bits of all triggers that rules of a plan wait for."""
    known: int | None = plan.__dict__.get(_WANTED)
    if known is None:
        known = UNSURE
        for one in plan:
            if one.rule.subject != "build":
                known |= waits_for(one.rule)
        # Two are asked for with each file that is examined.
        plan.__dict__[_WANTED] = known
    return known


_WANTED: Final = "bits of quick"


def left(rules: "Sequence[ActiveRule]", bits: int) -> "Sequence[ActiveRule]":
    """The rules that may have something to say where these bits may hold."""
    return [one for one in rules if waits_for(one.rule) & bits]


def judge_map(data: bytes, path: str, own: str, plan: "Plan") -> int:
    """The bits that may hold of a map in memory. `path`: its own; `own`: that of its generated file, or ""."""
    quick = _load()
    if quick is None:
        return EVERYTHING
    declares = path.endswith((".d.ts.map", ".d.mts.map", ".d.cts.map"))
    styles = path.endswith((".css", ".css.map"))
    return quick.judge_map(data, _last_name(own), declares, styles, wanted(plan)) | ALWAYS


def judge_pair(generated: "GeneratedFile", document: "Document | None", bits: int, plan: "Plan") -> int:
    """The bits that may hold of a generated file in memory and its map; `bits`: those of the map, 0 where there is none."""
    quick = _load()
    link = generated.directive
    if quick is None or bits & UNSURE or generated.kind == "wasm" or (link and link.is_inline):
        return EVERYTHING
    if link and link.status != "found":
        bits |= COMMENTS
    # Rules about the whole build ask for the IDs of each file.
    asked = wanted(plan) | (IDS if "debug-ids" in plan.families else 0)
    field = None
    if document and asked & LIES:
        field = document.map.field("mappings") if document.map and not bits & FAULTS else None
        if field is None:
            bits |= LIES
    code = quick.judge_pair(
        generated.data,
        _last_name(link.url) if link else b"",
        generated.kind == "dts",
        link.start if link else len(generated.data),
        document.data if document and field else None,
        field.start + 1 if field else 0,
        field.end - 1 if field else 0,
        asked,
    )
    return bits | code | ALWAYS


def _last_name(path: str) -> bytes:
    return path.rpartition("/")[2].encode("utf-8", "replace")


def can_judge(settings: "Settings") -> bool:
    """Whether there is anything that may be certain in a run with these settings."""
    if _load() is None or settings.breakdown or settings.compares:
        return False
    plans = (settings.plan(), *map(settings.plan_with, range(len(settings.overrides))))
    # What else is gathered of each file, for rules about the whole build.
    asked = any(one.rule.name in SCANNED or one.options.get("expect") for plan in plans for one in plan.on("build"))
    return not asked and not all(wanted(plan) & ALWAYS for plan in plans)


class _Quick(Protocol):
    """What `_quick.py` offers once it is compiled."""

    def judge_map(self, data: bytes, own: bytes, declares: bool, styles: bool, wanted: int) -> int: ...

    def judge_pair(
        self,
        code: bytes,
        beside: bytes,
        declares: bool,
        covered: int,
        map: bytes | None,
        start: int,
        end: int,
        wanted: int,
    ) -> int: ...


def _load() -> _Quick | None:
    return cast("_Quick | None", _fast.quick)


def begin(paths: "Sequence[str]", settings: "Settings", jobs: int, prepare: Callable[[], None]) -> "Pass | None":
    """A pass over folders, where it may be certain of anything; None where a file is named, or a folder twice.

    `prepare`: called while threads still work, once it is known that more has to be done with some of the files.
    """
    # What was begun with has a thread.
    begun = take(paths if jobs > 1 else ())
    tops = sorted(os.path.join(os.path.abspath(path), "") for path in paths)
    if (
        can_judge(settings)
        and not any(other.startswith(top) for top, other in pairwise(tops))
        and all(map(os.path.isdir, paths))
    ):
        return Pass(settings, jobs, prepare, begun)
    if begun:
        begun.close()
    return None


class Pass:
    """One pass over the files of folders, in threads that work while folders are read and modules imported."""

    def __init__(
        self, settings: "Settings", jobs: int, prepare: Callable[[], None], begun: "Tree | None" = None
    ) -> None:
        """`begun`: what the first folder is being read into already."""
        self._settings = settings
        self._wanted = wanted(settings.plan()) | UNSURE_CODE | (FACTS if settings.has_build_rules else 0)
        for index in range(len(settings.overrides)):
            self._wanted |= wanted(settings.plan_with(index))
        self._tree = begun or new()
        self._is_begun = begun is not None
        self._tree.ask(_FLAGS, min(settings.max_file_size, 1 << 62), self._wanted)
        # By number: the folder, what stands before the names in a folder, and the PATH.
        self._tops: list[tuple[str, Callable[[str], str], str]] = []
        self._prepare: Callable[[], None] | None = prepare
        self._threads = 1 if begun else 0
        # A thread has a folder and a file open.
        files = os.sysconf("SC_OPEN_MAX")
        self._most = jobs - 1 if files < 0 else min(jobs - 1, max(files - 32, 0) // 2)

    @property
    def roots(self) -> set[str]:
        """The PATHs under which files were found."""
        return {self._tops[top][2] for top in self._tree.tops()}

    def read(self, folder: str, inside: Callable[[str], str], root: str) -> list[tuple[str, list[str] | None]]:
        """Take what is plainly a script or a map, in a folder and all below it.

        (folder, names of what else is there) is left; None for names: all that is there, as it cannot be read here. `inside`:
        what stands before the names in a folder, where paths are shown.
        """
        top = len(self._tops)
        if self._is_begun:
            self._is_begun = False
        else:
            put(self._tree, folder, top)
        self._tops.append((folder, inside, root))
        while not self._tree.is_read():
            self._serve()
        return [(self._path(one, below), names) for one, below, names in self._tree.left_over()]

    def _serve(self) -> bool:
        more = self._tree.serve()
        # None for a build of a few files.
        if more and self._threads < self._most:
            self._threads = min(2 * self._threads + 1, self._most)
            self._tree.begin(self._threads)
        if self._prepare and self._tree.bits() & self._wanted & ~SERVER:
            self._prepare()
            self._prepare = None
        return more

    def _prefix(self, top: int, below: str) -> str:
        return self._tops[top][1](self._path(top, below))

    def _path(self, top: int, below: str) -> str:
        folder = self._tops[top][0]
        return os.path.join(folder, below) if below else folder

    def cancel(self) -> None:
        """Judge nothing more."""
        self._tree.close()

    def clean(self) -> Iterator[Clean]:
        """What is done with, where nothing has to be looked at one by one."""
        roots = [root for _, _, root in self._tops]
        folder = 0
        while (found := self._tree.clean(self._prefix, roots, self._wanted, folder)) is not None:
            yield from found
            folder += 1

    def result(self, others: "Sequence[File]") -> Judged:
        """What came of all that it was given. `others`: the files that it was not given."""
        if self._is_begun:  # and not there any more, when it was its turn
            self._tree.close()
            self._tree = new()
        try:
            while self._serve():
                pass
        finally:
            self._tree.close()
        wanted = self._wanted
        left = list(others)
        clean: list[Clean] = []
        alone: list[Clean] = []
        skipped: list[tuple[str, str]] = []
        comments: dict[str, Comment] = {}
        known: dict[str, int] = {}
        # A map that no file has may belong to a file that has none (`smaplint.pairing`).
        has_lone_maps = any(file.kind == "map" for file in others)
        excluded = self._settings.exclude and self._is_excluded
        # By some plans no file is ever done with.
        always = wanted & ALWAYS and self._is_never_clean
        # Then each is looked at, and what is done with is here alone.
        apart = bool(excluded or always)
        pairs, rest = self._tree.results(self._prefix, wanted, apart)
        for top, code, map, bits, size, other, told in rest:
            root = self._tops[top][2]
            if bits & SERVER and map and not _is_public(map):
                bits &= ~SERVER  # noqa: PLW2901  # what the path of the map tells
            has_lone_maps = has_lone_maps or code is None
            if excluded and (gone := {path for path in (code, map) if path and excluded(path)}):
                skipped.extend((path, "excluded") for path in sorted(gone))
                left.extend(_file(path, root) for path in (code, map) if path and path not in gone)
                has_lone_maps = True
            elif bits & wanted or (always and any(always(path) for path in (code, map) if path)):
                if code:
                    left.append(_file(code, root, size))
                if map:
                    left.append(_file(map, root, other))
                if code and map and not bits & UNSURE:
                    known[map] = bits & (LINKED - 1)
                if code and map and not bits & (UNSURE | UNSURE_CODE):
                    known[code] = known[map]
                    if told and bits & LINKED:
                        comments[code] = (map.rpartition("/")[2], *told[:4])
            else:
                one = Clean(code, map, root, bits & LINKED != 0, (size, other), told)
                (clean if code and map else alone).append(one)
        if has_lone_maps and (left or any(one.map is None for one in alone)):
            left.extend(file for one in alone for file in _files(one))
        else:
            clean.extend(alone)
        done = Done(None if apart else self, pairs, clean)
        return Judged(done, tuple(sorted(left, key=lambda file: file.path)), tuple(skipped), Known(comments, known))

    def _is_never_clean(self, path: str) -> bool:
        return wanted(self._settings.plan(path)) & ALWAYS != 0

    def _is_excluded(self, path: str) -> bool:
        return self._settings.matches(self._settings.exclude, path)


def _is_public(path: str) -> bool:
    from smaplint.exposure import public_folder

    return bool(public_folder(path))


def _file(path: str, root: str, size: int = -1) -> "File":
    if size < 0:
        try:
            size = os.lstat(path).st_size
        except OSError:
            size = 0  # reading it will say why it cannot be read
    return File(path, "map" if path.endswith(".map") else "dts" if path.endswith("ts") else "js", root, size)


def _files(one: Clean) -> "Iterator[File]":
    code, map, root, _, sizes, _ = one
    for path, size in zip((code, map), sizes, strict=True):
        if path:
            yield _file(path, root, size)


def linked(
    judged: Judged, access: "Files", settings: "Settings", excluded: "Callable[[str], bool]"
) -> "tuple[Done, tuple[Unit, ...]]":
    """What is done with, and the units of all else: a file that names a map which was done with takes it back."""
    clean, left, _, known = judged
    if not left:
        return clean, ()
    from smaplint.linking import link

    while True:
        done = _Maps(clean)
        units = link(left, access, settings.max_file_size, excluded, done, known)
        here = {ref.path for unit in units for ref in unit.maps}
        named = {bundle.map for unit in units for bundle in unit.bundles if bundle.map and bundle.map not in here}
        claimed = {path for path in named if path in done}
        if not claimed:
            return clean, units
        back = [file for one in clean if one[1] in claimed for file in _files(one)]
        kept = [Clean(*one) for one in clean if one[1] not in claimed]
        clean = Done(None, 0, kept)
        left = tuple(sorted((*left, *back), key=lambda file: file.path))


class _Maps(Container[str]):
    """The maps that are done with; listed when a file that is not names a map that is not among those of the others."""

    def __init__(self, clean: Done) -> None:
        self._clean = clean
        self._paths: frozenset[str] | None = None

    def __contains__(self, path: object) -> bool:
        if self._paths is None:
            self._paths = frozenset(map for _, map, *_ in self._clean if map)
        return path in self._paths
