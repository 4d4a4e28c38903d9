"""The npm package that a file goes out with: what `npm pack` would take, by package.json and the ignore files.

As npm-packlist 10 does it: `files` in package.json, else `.npmignore`, else `.gitignore`, in each folder. npm itself is
the test. Left aside are bundled dependencies, and workspaces below a package.
"""

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from smaplint.globs import Glob
from smaplint.reader import Files, TooLargeError, UnreadableError
from smaplint.rule import MapFacts

_LARGEST: Final = 1 << 20
_RULES: Final = 300
# Characters of patterns times characters of paths: some seconds, where 10,000 maps and a usual list take a third of it.
_MOST_WORK: Final = 1_000_000_000
# npm-packlist 10.0.4, `defaults`: those that a map or a bundle may fall under.
_DEFAULTS: Final = (
    *("**/.git/**", "**/.svn/**", "**/.hg/**", "**/CVS/**", "**/.DS_Store/**", "**/._*/**", "/archived-packages/**"),
    *("/.lock-wscript", "/.wafpickle-*", "._*", "*.orig"),
)
_ORDER: Final = ("default", "package.json", ".npmignore", ".gitignore", "strict")


class Package:
    """A folder with a package.json that names a package and its version. `is_published`: it is not `private`."""

    def __init__(self, folder: str, fields: Mapping[str, object], access: Files) -> None:
        self.folder = folder
        self.name = f"{fields['name']}@{fields['version']}"
        self.is_published = not fields.get("private")
        self._fields = fields
        self._access = access

    @cached_property
    def rules_length(self) -> int:
        """How many characters the rules at its top have."""
        return self._root.rules_length

    def takes(self, path: str) -> bool:
        """Whether `npm pack` would take a file; `path` below the folder, with `/`."""
        here = self._root
        *folders, name = path.split("/")
        for folder in folders:
            inside = here.inside(folder)
            if inside is None:
                return False
            here = inside
        return here.filter(name)

    @cached_property
    def _root(self) -> "_Folder":
        rules: dict[str, list[Glob]] = {}
        required: list[str] = []
        strict = ["/.git", "/node_modules", ".npmrc"]
        files = self._fields.get("files")
        if isinstance(files, list):
            wanted = [Glob("*")]
            for entry in files[:_RULES]:
                if isinstance(entry, str):
                    self._add(entry, wanted, strict, required)
            rules["package.json"] = wanted
        else:
            rules.update(_ignored(self.folder, self._access))
        strict.extend(f"!/{entry}" for entry in self._entries())
        rules["default"] = _globs(_DEFAULTS)
        rules["strict"] = _globs(strict)
        return _Folder(self.folder, self._access, rules, required)

    def _add(self, entry: str, wanted: list[Glob], strict: list[str], required: list[str]) -> None:
        """One entry of `files`: a file is taken whatever else is said, a folder with all that is in it."""
        entry = entry[1:] if entry.startswith("./") else entry
        entry = entry + "*" if entry.endswith("/*") else entry
        plain = entry.lstrip("!")
        path = posixpath.normpath(posixpath.join(self.folder, plain.lstrip("/")))
        if "\0" not in path and self._access.is_inside(path) and self._access.is_file(path):
            strict.insert(0, f"!{entry}")
            required.append(entry.removeprefix("/"))
            return
        wanted.append(Glob(f"!{entry}"))
        if not any(mark in plain for mark in "*?[{("):
            # npm looks whether such a folder is there, which asks for the case of its name.
            wanted.append(Glob(f"!{entry}/**", any_case=False))

    def _entries(self) -> Iterator[str]:
        """The files that package.json names as entries, which are always taken."""
        for key in ("main", "browser"):
            value = self._fields.get(key)
            if isinstance(value, str) and value:
                yield value
        commands = self._fields.get("bin")
        for value in (
            [commands] if isinstance(commands, str) else commands.values() if isinstance(commands, dict) else ()
        ):
            if isinstance(value, str) and value:
                yield posixpath.normpath(f"/{value}").lstrip("/")


class _Folder:
    """A folder of a package, with the rules that are written in it; npm-packlist's walker."""

    def __init__(
        self,
        path: str,
        access: Files,
        rules: Mapping[str, list[Glob]],
        required: Sequence[str],
        parent: "_Folder | None" = None,
        *,
        exact: bool = False,
    ) -> None:
        self._path = path
        self._access = access
        self._rules = [rules[name] for name in _ORDER if rules.get(name)]
        self._required = required
        self._parent = parent
        self._exact = exact
        self._inside: dict[str, _Folder | None] = {}
        self.rules_length = sum(rule.length for one in self._rules for rule in one)

    def inside(self, name: str) -> "_Folder | None":
        """The folder of that name in this one, or None where nothing of it is taken."""
        if name not in self._inside:
            self._inside[name] = self._enter(name)
        return self._inside[name]

    def _enter(self, name: str) -> "_Folder | None":
        if not self.filter(name, partial=True):
            return None
        path = posixpath.join(self._path, name)
        required = [posixpath.basename(file) for file in self._required if posixpath.dirname(file) == name]
        rules = _ignored(path, self._access)
        rules["default"] = _globs(_DEFAULTS)
        rules["strict"] = _globs(["/.git", *(f"!{file}" for file in required)])
        exact = self.filter(name) or self.filter(f"{name}/")
        return _Folder(path, self._access, rules, required, self, exact=exact)

    def filter(self, entry: str, *, partial: bool = False, basename: str = "") -> bool:
        """Whether an entry is taken (ignore-walk, filterEntry)."""
        taken = True
        if self._parent is not None:
            own = posixpath.basename(self._path)
            taken = self._parent.filter(f"{own}/{entry}", partial=partial, basename=basename or entry)
            if not taken and not self._exact:
                return False
        for rules in self._rules:
            for rule in rules:
                # Nothing to ask where the answer would change nothing.
                if rule.negated != taken and _applies(rule, entry, partial=partial, basename=basename):
                    taken = rule.negated
        return taken


def _applies(rule: Glob, entry: str, *, partial: bool, basename: str) -> bool:
    if rule.match(f"/{entry}") or rule.match(entry):
        return True
    if not partial:
        return False
    names = [entry]
    if basename and rule.is_relative():
        names.append(basename)
    return any(
        rule.match(f"/{name}/")
        or rule.match(f"{name}/")
        or (rule.negated and (rule.match(f"/{name}", partial=True) or rule.match(name, partial=True)))
        for name in names
    )


def _globs(lines: Sequence[str]) -> list[Glob]:
    return [Glob(line) for line in lines[:_RULES]]


def _ignored(folder: str, access: Files) -> dict[str, list[Glob]]:
    """The rules of `.npmignore` in a folder, else of `.gitignore`."""
    for name in (".npmignore", ".gitignore"):
        path = posixpath.join(folder, name)
        if not access.is_file(path):
            continue
        try:
            text = access.read(path, _LARGEST).decode("utf-8", "replace")
        except (UnreadableError, TooLargeError):
            continue
        lines = [line.strip() for line in text.split("\n")]
        return {name: _globs([line for line in lines if line and not line.startswith("#")])}
    return {}


def packaged(maps: Sequence[MapFacts], archives: Sequence[str], access: Files) -> tuple[list[MapFacts], str]:
    """The facts of maps, with the package that each map with source text goes out with; and why some were not asked."""
    asked = sorted({facts.path for facts in maps if facts.contents and facts.root not in archives})
    found, unknown = publishers(asked, access)
    known = [
        facts._replace(package=facts.root if facts.root in archives else found.get(facts.path, ""))
        if facts.contents
        else facts
        for facts in maps
    ]
    return known, unknown


def publishers(paths: Sequence[str], access: Files) -> tuple[dict[str, str], str]:
    """Which of these files `npm pack` would take: path → `name@1.0.0`; and why not all of them were asked about, or "".

    A package is a folder below the root whose package.json has a name and a version; one that is `private` is never
    published. A package within another goes out with that too, where its list says so: the nearest that takes a file counts.
    """
    known: dict[str, tuple[Package, ...]] = {}
    found: dict[str, str] = {}
    work = 0
    for path in paths:
        for package in _packages(posixpath.dirname(path), access, known):
            work += package.rules_length * len(path)
            if work > _MOST_WORK:
                return found, f"the file list of `{package.name[:100]}` is too long to be read for so many files"
            if package.takes(posixpath.relpath(path, package.folder or ".")):
                found[path] = package.name
                break
    return found, ""


def _packages(folder: str, access: Files, known: dict[str, tuple[Package, ...]]) -> tuple[Package, ...]:
    """The packages above a folder that are published, the nearest first."""
    passed: list[tuple[str, Package | None]] = []
    while folder not in known:
        file = posixpath.join(folder, "package.json")
        if not access.is_inside(file):
            known[folder] = ()
            break
        passed.append((folder, _package(folder, file, access)))
        above = posixpath.dirname(folder) if folder.strip("./") else posixpath.normpath(posixpath.join(folder, ".."))
        # Above the root of the system is that root again, by ever longer paths.
        if above == folder or _is_root(folder):
            known[folder] = ()
            passed.pop()
            break
        folder = above
    packages = known[folder]
    for inside, package in reversed(passed):
        packages = (package, *packages) if package and package.is_published else packages
        known[inside] = packages
    return packages


def _is_root(folder: str) -> bool:
    absolute = os.path.abspath(folder)
    return os.path.dirname(absolute) == absolute


def _package(folder: str, file: str, access: Files) -> Package | None:
    import json

    if not access.is_file(file):
        return None
    try:
        fields = json.loads(access.read(file, _LARGEST).decode("utf-8-sig", "replace"))
    except (UnreadableError, TooLargeError, ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not all(isinstance(fields.get(key), str) for key in ("name", "version")):
        return None
    return Package(folder, fields, access)
