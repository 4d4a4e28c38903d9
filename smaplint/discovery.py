"""From PATHs to files by kind: the walk, what it skips, and the root that nothing is read outside of.

`.gitignore` is not obeyed: build output is ignored by git. `.git` and `node_modules` are skipped unless named; hidden
folders of frameworks (`.next`, `.output`, `.svelte-kit`) are entered like any other.
"""

import os
import re
import stat
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, Literal

from smaplint import SmaplintError
from smaplint._lazy import pattern
from smaplint._record import NamedTuple
from smaplint.ahead import SKIPPED
from smaplint.reader import kind_of
from smaplint.settings import Settings

if TYPE_CHECKING:
    from smaplint.quick import Pass

Kind = Literal["map", "js", "css", "dts", "wasm"]

_DECLARATION = pattern(r"\.d(?:\.[^./]+)?\.[cm]?ts$")
_BUNDLES: Final = {
    ".js": "js",
    ".mjs": "js",
    ".cjs": "js",
    ".jsx": "js",
    ".jsbundle": "js",
    ".bundle": "js",
    ".css": "css",
    ".wasm": "wasm",
}
# A `.map` file of another trade (a linker's, a game's) has a bare name; that of a source map has one of these before it.
_MAPPED: Final = frozenset(
    ("js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx", "css", "jsbundle", "bundle", "hbc", "wasm", "html")
)


class PathError(SmaplintError):
    """A PATH that cannot be linted; the text is for people."""


class File(NamedTuple):
    """One file to lint. `path`: relative to the working directory with `/`, or absolute when it lies outside.

    `root`: the PATH it was found under. `named`: whether the user gave the file itself.
    """

    path: str
    kind: Kind
    root: str
    size: int
    named: bool = False


class Found(NamedTuple):
    """What the walk found: files sorted by path, what was passed over and why, folders that could not be read.

    `packages`: archives of npm (`.tgz`) that were given by name. `pages`: (path, root) of the HTML pages in folders.
    """

    files: tuple[File, ...]
    skipped: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    root: str
    has_folder: bool
    packages: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


def kind_of_name(path: str) -> Kind | None:
    """The kind that a file's name says, or None."""
    name = os.path.basename(path).lower()
    if name.endswith(".map"):
        return "map"
    if name.endswith("ts") and _DECLARATION.search(name):
        return "dts"
    return _BUNDLES.get(os.path.splitext(name)[1])  # type: ignore[return-value]  # the table holds kinds


def is_package(path: str) -> bool:
    """Whether a file is an archive of npm by its name."""
    return path.lower().endswith(".tgz")


def is_page(path: str) -> bool:
    """Whether a file is an HTML page by its name."""
    return path.lower().endswith((".html", ".htm", ".xhtml"))


def map_kind(path: str) -> str:
    """What a map is of, by its name: `css`, `dts`, `wasm` or `js`."""
    name = path.lower()
    if name.endswith(".css.map"):
        return "css"
    if name.endswith(".wasm.map"):
        return "wasm"
    name = name.removesuffix(".map")
    return "dts" if name.endswith("ts") and _DECLARATION.search(name) else "js"


def shown(path: str) -> str:
    """A path as findings show it: relative to the working directory when it lies below, with `/`."""
    absolute = os.path.abspath(path)
    here = os.getcwd()
    if absolute == here or absolute.startswith(here.rstrip(os.sep) + os.sep):
        absolute = os.path.relpath(absolute, here)
    return absolute.replace(os.sep, "/")


def plain(path: str) -> str:
    """A PATH as it can be shown: one with `..` behind a symbolic link leads elsewhere than its text says."""
    if (
        ".." in path
        and "\0" not in path
        and (real := os.path.realpath(path)) != os.path.realpath(os.path.abspath(path))
    ):
        return real
    return path


def discover(paths: Sequence[str], settings: Settings, quick: "Pass | None" = None) -> Found:
    """Find every file below the PATHs, each once. Raises PathError for a PATH that is not there.

    `quick`: takes the files that it reads in folders; the others alone are given back.
    """
    files: dict[str, File] = {}
    skipped: list[tuple[str, str]] = []
    unreadable: list[tuple[str, str]] = []
    packages: dict[str, None] = {}
    pages: dict[str, str] = {}
    has_folder = False
    for path in expanded(paths, skipped):
        try:
            status = os.stat(path)
        except ValueError as error:
            raise PathError(f"`{path}` is no path: it holds a NUL character") from error
        except OSError as error:
            if not os.path.lexists(path):
                if settings.min_files == 0:
                    skipped.append((path, "is not there; nothing was built"))
                    continue
                raise PathError(f"`{path}` is not there: no such file or folder") from error
            unreadable.append((shown(path), (error.strerror or "it cannot be read").lower()))
            continue
        if stat.S_ISDIR(status.st_mode):
            has_folder = True
            for file in _walk(path, skipped, unreadable, pages, quick):
                files.setdefault(file.path, file)
        elif stat.S_ISREG(status.st_mode):
            name = shown(path)
            if is_package(name):
                packages[name] = None
                continue
            # `dist/*` spelled out by a shell names pages and images too; a map may have any name.
            kind = kind_of_name(path) or ("map" if _may_be_map(path) else None)
            if kind is None:
                skipped.append(
                    (
                        name,
                        "is neither a source map nor a script, style sheet or WebAssembly, by its name and first byte",
                    )
                )
            else:
                files[name] = File(name, kind, name, status.st_size, named=True)
        else:
            unreadable.append((shown(path), f"it is {kind_of(status.st_mode)}, not a regular file"))
    kept = [files[path] for path in sorted(files)]
    if settings.exclude:
        excluded = {file.path for file in kept if settings.matches(settings.exclude, file.path)}
        skipped.extend((path, "excluded") for path in sorted(excluded))
        kept = [file for file in kept if file.path not in excluded]
    # A folder is listed in whatever order the file system likes.
    return Found(
        tuple(kept),
        tuple(sorted(skipped)),
        tuple(sorted(unreadable)),
        root_of(paths),
        has_folder,
        tuple(sorted(packages)),
        tuple(page for page in sorted(pages.items()) if not settings.matches(settings.exclude, page[0])),
    )


def expanded(paths: Sequence[str], skipped: list[tuple[str, str]]) -> Iterator[str]:
    """The PATHs, with globs that the shell left alone (quoted, or on Windows) spelled out."""
    for path in paths:
        if not os.path.lexists(path) and any(mark in path for mark in "*?["):
            head, *parts = re.split(r"/+|\\+" if os.sep == "\\" else "/+", path)
            start = f"{head}{os.sep}" if not head or head.endswith(":") else ""
            matches = sorted(set(_matching(start, parts if start else [head, *parts])))
            if not matches:
                skipped.append((path, "matches no file"))
            # `dist/*` is not to make a map of each picture and page.
            yield from (match for match in matches if kind_of_name(match) or is_package(match) or os.path.isdir(match))
        else:
            yield path


def _matching(folder: str, parts: list[str]) -> Iterator[str]:
    """What a glob, split at its slashes, matches below a folder (`""` or with a slash at its end).

    Not `glob.glob`: its `**` follows links, so two links to their own folder make it run for ever.
    """
    first, rest = (parts[0], parts[1:]) if parts else ("", [])
    if not rest and first != "**":
        yield from (folder + name for name in _names(folder, first))
    elif first == "**":
        while rest and rest[0] == "**":
            rest = rest[1:]
        if not rest:
            yield folder or "."
            return
        yield from _matching(folder, rest)
        for name in _folders(folder, "*"):
            if name not in SKIPPED:
                yield from _matching(f"{folder}{name}{os.sep}", ["**", *rest])
    elif first:
        for name in _folders(folder, first):
            yield from _matching(f"{folder}{name}{os.sep}", rest)


def _names(folder: str, pattern: str) -> Iterator[str]:
    if not any(mark in pattern for mark in "*?["):
        if os.path.lexists(folder + pattern):
            yield pattern
        return
    try:
        yield from (name for name in os.listdir(folder or ".") if fnmatchcase(name, pattern))
    except OSError:
        return


def _folders(folder: str, pattern: str) -> Iterator[str]:
    for name in _names(folder, pattern):
        # A link that is written out was meant; one that a glob meets is not followed.
        with suppress(OSError):
            if name == pattern or stat.S_ISDIR(os.lstat(folder + name).st_mode):
                yield name


def _walk(
    top: str,
    skipped: list[tuple[str, str]],
    unreadable: list[tuple[str, str]],
    pages: dict[str, str],
    quick: "Pass | None",
) -> Iterator[File]:
    root = shown(top)
    # What paths below begin with is known from the folder above, but for those above the working directory.
    beginning = None if _is_above(top) else _prefix(top)
    length = len(os.path.join(top, ""))

    def inside(folder: str) -> str:
        return f"{beginning}{folder[length:]}/" if beginning is not None and len(folder) > length else _prefix(folder)

    stack: list[tuple[str, Container[str] | None]] = []

    def enter(folder: str) -> None:
        if quick:
            # Whole trees at once; what it leaves is looked at here.
            stack.extend((one, names and frozenset(names)) for one, names in quick.read(folder, inside, root))
        else:
            stack.append((folder, None))

    enter(top)
    while stack:
        folder, only = stack.pop()
        before = inside(folder)
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if only is None or entry.name in only]
        except OSError as error:
            unreadable.append((shown(folder), (error.strerror or "it cannot be read").lower()))
            continue
        for entry in listed:
            try:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED:
                        enter(entry.path)
                        if kind_of_name(entry.name) == "map":
                            skipped.append(
                                (shown(entry.path), "is a folder under a map's name; what is in it is linted")
                            )
                    continue
                kind = kind_of_name(entry.name)
                if kind is None:
                    # It may lead to a folder of maps; looking where it leads is not ours.
                    if entry.is_symlink():
                        skipped.append((shown(entry.path), "is a symbolic link"))
                    elif is_page(entry.name):
                        pages.setdefault(shown(entry.path), root)
                    elif is_package(entry.name):
                        skipped.append((shown(entry.path), "is a package; what is in it is linted where it is named"))
                    continue
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                unreadable.append((shown(entry.path), (error.strerror or "it cannot be read").lower()))
                continue
            path = before + entry.name
            if not stat.S_ISREG(status.st_mode):
                skipped.append((path, f"is {kind_of(status.st_mode)}"))
            elif kind == "map" and not _is_map_name(entry.name) and not _may_be_map(entry.path):
                skipped.append((path, "is no source map by its name, and no JSON object by its first byte"))
            else:
                yield File(path, kind, root, status.st_size)


def _is_above(folder: str) -> bool:
    """Whether the working directory lies in a folder: what is in both is shown otherwise than the rest. Always, where the system has other slashes."""
    here, above = os.getcwd(), os.path.abspath(folder)
    return os.sep != "/" or (here != above and here.startswith(above.rstrip(os.sep) + os.sep))


def _prefix(folder: str) -> str:
    """What stands before the names of a folder's files, as findings show paths: once a folder, for it takes 5 µs."""
    path = shown(folder)
    return "" if path == "." else path if path.endswith("/") else f"{path}/"


def _is_map_name(name: str) -> bool:
    _stem, dot, kind = name.lower().removesuffix(".map").rpartition(".")
    return kind in _MAPPED and bool(dot)


def _may_be_map(path: str) -> bool:
    """Whether a file with a bare `.map` name is one: beside its generated file, or JSON by its first byte."""
    with suppress(OSError):
        if kind_of_name(path[:-4]) and stat.S_ISREG(os.lstat(path[:-4]).st_mode):
            return True
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            head = os.read(handle, 64)
        finally:
            os.close(handle)
    except OSError:
        return True  # reading it will say why it cannot be read
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def root_of(paths: Sequence[str]) -> str:
    """The git top level that holds every PATH, else the folder that they have in common; absolute."""
    folders = [
        # The folder that a file was named in: where a link of a stranger leads must not widen what is inside.
        os.path.realpath(path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)))
        for path in paths
    ] or [os.getcwd()]
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # several drives
        return folders[0]
    here = common
    while True:
        if os.path.lexists(os.path.join(here, ".git")):
            return here
        parent = os.path.dirname(here)
        if parent == here:
            return common
        here = parent
