"""The source tree below the root of a run, as one map's sources name it: is the file there, and what does it hold?

A name is resolved against the folder of the map, lexically, and then with every link in it resolved; what is outside of
the root is neither opened nor asked for. The number of look-ups of one map is bounded.
"""

import posixpath
import re
from collections.abc import Sequence
from typing import Final, Literal

from smaplint._record import NamedTuple
from smaplint.reader import Files, TooLargeError, UnreadableError, is_hidden
from smaplint.source_names import is_runtime, joined, scheme

# The largest map of 44,577 has 6,000 sources; a look-up costs about 20 µs.
LOOK_UPS: Final = 20_000
# PATH_MAX is 4,096 bytes on Linux, and each may be percent-encoded.
_LONGEST: Final = 3 * 4096

State = Literal["found", "missing", "outside", "virtual", "unknown"]


class Located(NamedTuple):
    """Where a source is. `path`: as findings show paths; of one that is not `found` where it was looked for first.

    `outside`: of the root. `virtual`: no file is meant, or a hidden one, which
    nobody is shown. `unknown`: too many were looked for already.
    """

    state: State
    path: str = ""


class Tree:
    """The files that one map's sources may name. `path`: of the map, as shown."""

    def __init__(self, path: str, files: Files) -> None:
        self._path = path
        self._folder = posixpath.dirname(path)
        self._files = files
        self._located: dict[str, Located] = {}
        self._inside: dict[str, bool] = {}
        self._left = LOOK_UPS

    def locate(self, root: str, source: str) -> Located:
        """Where a source is that is written behind `sourceRoot`."""
        name = joined(root, source)
        known = self._located.get(name)
        if known is None:
            known = self._located[name] = self._locate(name, source)
        return known

    def _locate(self, name: str, source: str) -> Located:
        if is_runtime(source) or not source or scheme(name) not in ("", "file") or "\0" in name:
            return Located("virtual")
        if len(name) > _LONGEST:
            return Located("missing")
        if self._left <= 0:
            return Located("unknown")
        first: Located | None = None
        for path in self._candidates(name, source):
            self._left -= 1
            state = self._state(path)
            if state == "found":
                return Located("found", path)
            # What was meant is the likeliest; the other readings only forgive.
            first = first or Located(state, path)
        return first or Located("missing")

    def _candidates(self, name: str, source: str) -> list[str]:
        """Paths at which the file may stand, the likeliest first: as a URL, then as tools read what is no good URL."""
        found: list[str] = []
        for text in (name, source) if source.startswith(("/", "file:")) else (name,):
            local = re.sub(r"^file:(?://)?", "", text, flags=re.IGNORECASE)
            plain = re.split(r"[?#]", local, maxsplit=1)[0]
            for one in (_unquoted(plain), plain, local, _unquoted(plain).replace("\\", "/")):
                path = posixpath.normpath(posixpath.join(self._folder, one)) if one else ""
                if path and path not in found:
                    found.append(path)
        return found

    def _state(self, path: str) -> State:
        if is_hidden(path):
            return "virtual"
        # A folder that is not there is still inside or outside, so that it is asked for once.
        folder = posixpath.dirname(path)
        if folder not in self._inside:
            self._inside[folder] = "\0" not in path and self._files.is_inside(path)
        if not self._inside[folder]:
            return "outside"
        return "found" if self._files.is_file(path) or self._files.followed(path) else "missing"

    def look(self, path: str) -> State:
        """Whether a path, as findings show paths, is that of a file below the root; one of the look-ups that are left."""
        if self._left <= 0:
            return "unknown"
        self._left -= 1
        return self._state(path)

    def read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file that was `found`; None where it has more than `limit`, or cannot be read."""
        real = path if self._files.is_file(path) else self._files.followed(path)
        try:
            return self._files.read(real, limit) if real else None
        except (TooLargeError, UnreadableError):
            return None

    def published(self, paths: Sequence[str]) -> frozenset[str] | None:
        """Those of the files that go out with the map in its npm package (`smaplint.packages`); None where it is in none."""
        from smaplint.packages import publishers

        found, _ = publishers([self._path, *paths], self._files)
        package = found.get(self._path)
        return None if package is None else frozenset(path for path in paths if found.get(path) == package)


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)
