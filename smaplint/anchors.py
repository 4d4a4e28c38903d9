"""Where an alert about build output is put: at a file that git tracks, for what is not in git nobody sees in a review.

git is asked once per run, for the names of its files alone. Paths are bytes, relative to the root, with `/`: as git has them.
"""

import os
from collections.abc import Callable
from functools import cached_property
from typing import Final, Literal, NamedTuple

from smaplint._lazy import pattern
from smaplint.report import Place

Choice = Literal["auto", "source", "config", "generated"]
CHOICES: Final[tuple[Choice, ...]] = ("auto", "source", "config", "generated")

# What decides about a build, the bundler first; of one rank the shortest name, for `webpack.config.js` goes before
# `webpack.config.dev.js`. What a folder has of the last ones says least.
_RANKS: Final = (
    (b"vite", b"webpack", b"rspack", b"rsbuild", b"rollup", b"rolldown", b"esbuild", b"tsup", b"tsdown"),
    (b"next", b"nuxt", b"astro", b"svelte", b"vue", b"craco", b"gatsby-config", b"metro", b"angular.json"),
    (b"gulpfile", b"Gruntfile", b"asconfig.json"),
    (b"tsconfig", b"jsconfig.json", b".swcrc", b"babel", b".babelrc", b"postcss"),
    (b"package.json",),
)
_STEMS: Final = tuple(stem for stems in _RANKS for stem in stems)
_CODE: Final = rb"\.[cm]?[jt]s"
_CONFIG: Final = pattern(
    rb"(?:vite|rspack|rsbuild|rollup|rolldown|esbuild|tsup|tsdown|next|nuxt|astro|svelte|vue|craco|metro|postcss)\.config"
    rb"(?:\.[\w-]+)?" + _CODE + rb"|webpack\.[\w-]+(?:\.[\w-]+)?" + _CODE + rb"|(?:esbuild|gatsby-config|babel\.config)" + _CODE
    + rb"|(?:gulpfile|Gruntfile)(?:\.babel)?" + _CODE
    + rb"|(?:angular|asconfig|jsconfig|package|tsconfig(?:\.[\w-]+)?|babel\.config)\.json|\.swcrc|\.babelrc(?:\.json)?"
)  # fmt: skip
# The options by which bundlers make maps, in a file that a person writes.
_OPTION: Final = pattern(
    rb"\b(?:devtool|sourcemaps?|sourceMaps?|productionBrowserSourceMaps|productionSourceMap|inlineSourceMap)\b"
)
_LARGEST: Final = 256_000


class Anchor(NamedTuple):
    """Where an alert is. `kind`: `source`, `config` or `generated`.

    `path`: relative to the root, for the first two; `place`: in a configuration, without a path.
    """

    kind: str
    path: bytes = b""
    place: Place = Place("")


class Anchors:
    """The anchors of one run. `root`: the absolute folder that paths are relative to, the top level of git or not."""

    def __init__(self, root: str, choice: str = "auto") -> None:
        self.root = root
        self.choice = choice
        self._near: dict[bytes, bytes] = {}
        self._options: dict[bytes, Place] = {}

    def of(self, generated: bytes, folder: bytes | None, source: Callable[[], bytes]) -> Anchor:
        """The anchor of a finding in the file `generated`.

        `folder`: where the search for a configuration begins; that of the file as it was named, for a link may have led
        elsewhere; None for one that is not below the root. `source`: gives the path of the original source, or nothing where there is none below the root.
        """
        if self.choice == "generated":
            return Anchor("generated")
        if self.choice in ("auto", "source"):
            found = source()
            if found and (self.choice == "source" or found in self.tracked):
                return Anchor("source", found)
        if self.choice == "auto" and generated in self.tracked and _is_stable(generated):
            return Anchor("generated")
        config = self.config(folder) if folder is not None else b""
        return Anchor("config", config, self._option(config)) if config else Anchor("generated")

    @cached_property
    def tracked(self) -> frozenset[bytes]:
        """The files that git tracks below the root; none where there is no git, or no repository begins here."""
        # Only where the root is that of a repository: paths are relative to it, and the process is spared elsewhere.
        if not os.path.lexists(os.path.join(self.root, ".git")):
            return frozenset()
        from smaplint._git import git

        return frozenset((git(self.root, "ls-files", "-z") or b"").split(b"\0"))

    @cached_property
    def _configs(self) -> dict[bytes, bytes]:
        """The best configuration of each folder that has one: folder → path."""
        found: dict[bytes, bytes] = {}
        for path in self.tracked:
            folder, _, name = path.rpartition(b"/")
            # The regular expression alone takes five times as long for the names of a million files.
            if not name.startswith(_STEMS) or not _CONFIG.fullmatch(name):
                continue
            best = found.get(folder)
            if best is None or _rank(name) < _rank(best.rpartition(b"/")[2]):
                found[folder] = path
        return found

    def config(self, folder: bytes) -> bytes:
        """The configuration nearest to a folder, upwards: the bundler's before `package.json`, but never of a folder above."""
        passed = []
        here = folder
        found = b""
        while here not in self._near:
            passed.append(here)
            found = self._configs.get(here, b"")
            if found or not here:
                break
            here = here.rpartition(b"/")[0]
        found = found or self._near.get(here, b"")
        self._near.update((one, found) for one in passed)
        return found

    def _option(self, path: bytes) -> Place:
        """The word in a configuration that turns maps on, or its first character."""
        if path not in self._options:
            self._options[path] = _option_in(os.path.join(self.root, os.fsdecode(path)))
        return self._options[path]


def _rank(name: bytes) -> tuple[int, int, bytes]:
    at = next(index for index, stems in enumerate(_RANKS) if name.startswith(stems))
    return at, len(name), name


def _is_stable(path: bytes) -> bool:
    from smaplint.fingerprint import stable_path

    name = os.fsdecode(path)
    return stable_path(name) == name


def _option_in(path: str) -> Place:
    from smaplint.place import place
    from smaplint.reader import Disk, TooLargeError, UnreadableError

    try:
        data = Disk(os.path.dirname(path)).read(path, _LARGEST)
    except (TooLargeError, UnreadableError):
        return Place("", 1, 1, 1, 2)
    match = _OPTION.search(data)
    return place("", data, *match.span()) if match else Place("", 1, 1, 1, 2)
