"""The configuration as a commit has it, whatever the checkout holds (`--config-from`).

A pull request that is linted with the configuration that it brings along can switch its own lint off. So what steers the
run is read from a commit that it cannot change, the tip of the branch that it goes to: the configuration, the baseline and
the snapshot that it names, and where a search would have found it. Nothing is checked out: git is asked for objects by
their hash, with nothing of the repository run (`smaplint._git`), and without a network.

Files that no commit of the checkout holds are read from disk where they are named on the command line: a step made them,
or they lie outside of the repository.
"""

import os
import posixpath
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from smaplint._git import git
from smaplint.config_error import ConfigError, Fault
from smaplint.rule import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smaplint.config_text import ConfigText
    from smaplint.settings import Settings

# What `--config-from` is given where a commit was wanted and none is at hand. No ref is called so.
UNKNOWN: Final = "?"
_OPTION: Final = "--config-from"

# A checkout in a container often belongs to another user, which git takes for a stranger's. What is asked here runs nothing
# of it, and fetches nothing: a partial clone that lacks a file says so.
_GIT: Final = ("-c", "safe.directory=*", "--no-replace-objects", "--literal-pathspecs")
# A hash, or the name of a ref, with its parents: no option, no range, no `:path`, `@{…}` or `^{…}`.
_REF: Final = re.compile(r"(?![-./])(?!.*(?:\.\.|//|@\{))[\w.@/+#,=-]{1,250}(?:[~^][0-9]{0,3}){0,3}", re.ASCII)
_HASH: Final = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})\n")
_ENTRY: Final = re.compile(rb"([0-7]{6}) ([a-z]+) ([0-9a-f]{40,64})\t")
_MOST_LINKS: Final = 8


class Commit(NamedTuple):
    """A commit of the repository whose top folder is `top` (absolute, without links). `name`: the whole hash."""

    top: str
    name: str

    @property
    def short(self) -> str:
        return self.name[:12]

    def shown(self, path: str, cwd: str) -> str:
        """How messages name a file of it, as git does: `1a2b3c4d5e6f:web/smaplint.yaml`, relative to the folder `cwd`."""
        from smaplint.config import relative

        return f"{self.short}:{relative(path, cwd)}"

    def read(self, path: str) -> bytes | None:
        """The file that stands at an absolute path, or that a link there leads to; None where there is nothing.

        ConfigError where it is no file, leads out of the repository, or is not among the objects at hand.
        """
        inner = self._inner(path)
        for _ in range(_MOST_LINKS):
            entry = inner and self._entry(inner)
            if not inner or not entry:
                return None
            mode, kind, name = entry
            if kind != "blob":
                raise self._refuse(path, "it is no file there")
            data = _ask(self.top, "cat-file", "blob", name)
            if data is None:
                raise self._refuse(path, "its content is not in this clone, which is a partial one")
            if mode != "120000":
                return data
            target = data.decode("utf-8", "surrogateescape")
            inner = posixpath.normpath(posixpath.join(posixpath.dirname(inner), target))
            if target.startswith("/") or inner.split("/", 1)[0] == "..":
                raise self._refuse(path, "it is a symbolic link that leads out of the repository")
        raise self._refuse(path, "its symbolic links have no end")

    def present(self, folder: str, names: "Sequence[str]") -> frozenset[str]:
        """Which of these names stand in an absolute folder."""
        inner = self._inner(os.path.join(folder, "x"))
        if inner is None:
            return frozenset()
        asked = [posixpath.join(posixpath.dirname(inner), name) for name in names]
        listed = self._list(*asked).split(b"\0")
        return frozenset(posixpath.basename(os.fsdecode(one.partition(b"\t")[2])) for one in listed if one)

    def has(self, path: str) -> bool:
        """Whether it has a file or a link at an absolute path, or above it: all that its author could have put there."""
        for one in {path, os.path.realpath(path)}:
            parts = (self._inner(one) or "").split("/")
            for end in range(1, len(parts) + 1):
                entry = self._entry("/".join(parts[:end])) if parts[0] else None
                if entry is None:
                    break
                if entry[1] != "tree" or end == len(parts):
                    return True
        return False

    def _inner(self, path: str) -> str | None:
        """A path as the commit has it; None for one outside of the repository."""
        try:
            inner = os.path.relpath(path, self.top).replace(os.sep, "/")
        except ValueError:  # another drive
            return None
        return None if inner == "." or inner.split("/", 1)[0] == ".." else inner

    def _entry(self, inner: str) -> tuple[str, str, str] | None:
        """(mode, type, hash) of what stands at a path; None where there is nothing."""
        if "\0" in inner:
            return None
        listed = self._list(inner)
        found = _ENTRY.match(listed)
        if not found or listed[found.end() :] != os.fsencode(inner) + b"\0":
            return None
        return found[1].decode(), found[2].decode(), found[3].decode()

    def _list(self, *inner: str) -> bytes:
        listed = _ask(self.top, "ls-tree", "-z", "--full-tree", self.name, "--", *inner)
        if listed is None:
            raise ConfigError(Fault(_OPTION, 0, 0, f"the files of commit {self.short} are not in this clone"))
        return listed

    def _refuse(self, path: str, why: str) -> ConfigError:
        shown = f"{self.short}:{self._inner(path)}"
        return ConfigError(Fault(shown, 0, 0, f"the file cannot be read: {why}"))


def _ask(folder: str, *arguments: str) -> bytes | None:
    return git(folder, *_GIT, *arguments)


def find(folder: str, ref: str) -> Commit | None:
    """The commit that a ref names in the repository of a folder; None where it is not there, or is no name of one."""
    if not _REF.fullmatch(ref):
        return None
    top = _ask(folder, "rev-parse", "--show-toplevel")
    found = _ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not top or not found or not _HASH.fullmatch(found):
        return None
    return Commit(os.path.realpath(os.fsdecode(top.removesuffix(b"\n"))), found.decode().strip())


def is_submodule(folder: str) -> bool:
    """Whether the repository of a folder is one that the repository around it has as a submodule, by its commit."""
    own = find(folder, "HEAD")
    around = own and find(os.path.dirname(own.top), "HEAD")
    return bool(own and around and around.has(own.top))


def commit_of(cwd: str, ref: str) -> Commit:
    """As `find`; ConfigError for None, with the reason."""
    found = find(cwd, ref)
    if found is not None:
        return found
    if not _REF.fullmatch(ref):
        why = f"{quote(ref)} is no commit: name a branch, a tag or a hash"
    elif _ask(cwd, "rev-parse", "--show-toplevel") is None:
        why = "there is no git, or the working directory lies in no repository"
    else:
        why = f"the commit {quote(ref)} is not in this repository; a shallow clone may lack it"
    raise ConfigError(Fault(_OPTION, 0, 0, why))


class Found(NamedTuple):
    """What a commit says of the configuration. `text`: None for none; `base`: the folder that its globs are relative to.

    `source`: where it comes from, for people.
    """

    commit: Commit | None
    text: "ConfigText | None"
    base: str
    source: str


def look_up(ref: str, cwd: str, explicit: str | None, paths: "Sequence[str]") -> Found:
    """The configuration of a run in the folder `cwd`, of which the checkout says nothing. ConfigError.

    `explicit`: the file that `--config` names. `ref`: UNKNOWN for a commit that is not at hand: there is no configuration.
    """
    commit = None if ref == UNKNOWN else commit_of(cwd, ref)
    if explicit is not None:
        return _named(commit, cwd, explicit)
    if commit is None:
        return Found(None, None, cwd, _NOT_HERE)
    from smaplint.config import find_above

    found = find_above(cwd, paths, commit)
    here = None
    name = "that"
    try:
        here = find_above(cwd, paths)
        name = f"`{here[0].file}`" if here else ""
    except ConfigError:
        pass  # it is there, and nobody has to be able to read it
    if found is None:
        source = f"defaults, for commit {commit.short} has no configuration"
        return Found(commit, None, cwd, source + (f"; {name} of the checkout is not used" if name else ""))
    text, base = found
    source = f"{_plain(text.file)} of commit {commit.short}"
    same = here is not None and here[0].data == text.data and here[1] == base
    return Found(commit, text, base, source + ("" if same else "; the checkout's differs and is not used"))


_NOT_HERE: Final = "defaults, for the commit to take it from is not in this clone"


def _plain(shown: str) -> str:
    """The path in what `Commit.shown` gives."""
    return shown.partition(":")[2]


def _named(commit: Commit | None, cwd: str, explicit: str) -> Found:
    from smaplint.config import read_named

    path = os.path.join(cwd, explicit)
    data = commit.read(path) if commit else None
    if commit and data is not None:
        text = read_named(explicit, data, commit.shown(path, cwd))
        source = f"{_plain(text.file)} of commit {commit.short}"
        return Found(
            commit, text, cwd, source + ("" if _is_same(path, data) else "; the checkout's differs and is not used")
        )
    if not _is_of_checkout(cwd, path):
        return Found(commit, read_named(explicit), cwd, explicit)
    why = f"defaults, for commit {commit.short} has no {quote(explicit)}" if commit else _NOT_HERE
    return Found(commit, None, cwd, f"{why}; the checkout's is not used")


def _is_same(path: str, data: bytes) -> bool:
    with suppress(OSError, ValueError):
        # Not what a step has put there to wait for.
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read(2 * len(data) + 1).replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")
    return False


def _is_of_checkout(cwd: str, path: str) -> bool:
    """Whether a path is in the commit that is checked out: what is linted brought it along. So it is where nobody knows."""
    head = find(cwd, "HEAD")
    return head is None or head.has(path)


def settled(settings: "Settings", found: Found, cwd: str) -> "Settings":
    """The settings with their source, and with what else the commit has to say: the baseline and the snapshot.

    Either is taken from the commit. One that only the checkout has is not used, and the source says so. ConfigError.
    """
    source = found.source
    kept = {"baseline": settings.baseline, "against": settings.against}
    for name, path in kept.items():
        absolute = os.path.join(cwd, path)
        if not path or (found.commit and found.commit.read(absolute) is not None):
            continue
        if _is_of_checkout(cwd, absolute):
            kept[name] = ""
            source += f"; the checkout's {quote(path)} is not used"
    mark = f"{found.commit.short}:" if found.commit else ""
    suppressions = tuple(one._replace(file=one.file.removeprefix(mark)) for one in settings.suppressions)
    return settings._replace(
        source=source,
        config_file=settings.config_file.removeprefix(mark),
        commit=found.commit,
        suppressions=suppressions,
        baseline=kept["baseline"],
        against=kept["against"],
    )
