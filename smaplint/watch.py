"""`--watch`: when to lint again. Files are looked at in turns; a build that is still writing is left to finish."""

import os
import stat
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Final, Literal, NamedTuple

from smaplint import escape
from smaplint.ahead import SKIPPED
from smaplint.discovery import expanded, is_package, is_page, kind_of_name, shown

# Seconds without a change after which a build is over: bundlers write all files of one build within milliseconds.
QUIET: Final = 0.3
# Seconds between two looks, and how many times as long as a look: it takes a tenth of one core at most.
_PAUSE: Final = 0.1
_TIMES: Final = 9

# What tells one state of a file from another: time in nanoseconds, size, number. Of a file that is not there: nothing.
Stamp = tuple[int, int, int]


class State(NamedTuple):
    """What one look saw. `files`: by path as given; `built`: whether there is a map or a bundle, and no PATH is missing."""

    files: Mapping[str, Stamp]
    built: bool


Verdict = Literal["changing", "missing", "old", "new"]


class Settling:
    """Whether a build is over, from what looks at it see. `before`: the state that was linted last."""

    def __init__(self, before: State | None) -> None:
        self._before = before
        self._latest: State | None = None
        self._since = 0.0
        self._was_missing = False

    def look(self, state: State, now: float) -> Verdict:
        """What a look says, in seconds of any clock: that something changes still, is not there, is known, or is new."""
        if state != self._latest:
            self._latest, self._since = state, now
        if now - self._since < QUIET:
            return "changing"
        if not state.built:
            self._was_missing = True
            return "missing"
        # What went and came back as it was is new: the last word was that there is nothing.
        return "new" if state != self._before or self._was_missing else "old"


class Watch:
    """The files below some PATHs, and single files beside them.

    `paths` and `others` may change between two waits; `ignored`: absolute paths of what the reader writes itself.
    `waiting(sentence)` is called once each time that there is nothing to lint.
    """

    def __init__(self, paths: Sequence[str], ignored: Collection[str], waiting: Callable[[str], object]) -> None:
        self.paths = paths
        self.others: Sequence[str] = ()
        self._ignored = frozenset(ignored)
        self._waiting = waiting
        self._seen: State | None = None

    def wait(self) -> str:
        """Return when there is something new to lint and nothing changes any more; what is new, for people.

        What changes from here on, also while it is linted, is new for the next wait. KeyboardInterrupt ends it.
        """
        settling, told = Settling(self._seen), False
        while True:
            state, pause = self._look()
            verdict = settling.look(state, time.monotonic())
            if verdict == "new":
                before, self._seen = self._seen, state
                return _difference(before.files, state.files) if before else ""
            if verdict == "missing" and not told:
                told = True
                self._waiting(f"waiting for a build in {', '.join(map(escape.path, self.paths))}")
            time.sleep(pause)

    def _look(self) -> tuple[State, float]:
        """The state now, and how long to wait before the next look."""
        started = time.perf_counter()
        files: dict[str, Stamp] = {}
        built, missing = False, False
        for path in expanded(self.paths, []):
            try:
                status = os.stat(path)
            except (OSError, ValueError):
                missing = True
                continue
            if stat.S_ISDIR(status.st_mode):
                built |= self._walk(path, files)
            else:
                files[path] = _stamp(status)
                built = True
        for path in self.others:
            with suppress(OSError, ValueError):
                files[path] = _stamp(os.stat(path))
        return State(files, built and not missing), max(_PAUSE, (time.perf_counter() - started) * _TIMES)

    def _walk(self, top: str, files: dict[str, Stamp]) -> bool:
        """Look at what is linted below a folder; whether there is a map or a bundle. What vanishes meanwhile is gone."""
        built = False
        stack = [top]
        while stack:
            with suppress(OSError), os.scandir(stack.pop()) as entries:
                for entry in entries:
                    with suppress(OSError):
                        if entry.is_dir(follow_symlinks=False):
                            if entry.name not in SKIPPED:
                                stack.append(entry.path)
                            continue
                        is_built = kind_of_name(entry.name) is not None
                        if not is_built and not is_page(entry.name) and not is_package(entry.name):
                            continue
                        if self._ignored and os.path.abspath(entry.path) in self._ignored:
                            continue
                        files[entry.path] = _stamp(entry.stat(follow_symlinks=False))
                        built |= is_built
        return built


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _difference(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> str:
    """`dist/app.js changed, and 2 more`; nothing where nothing did."""
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    if not changed:
        return ""
    first = changed[0]
    what = "is new" if first not in before else "is gone" if first not in after else "changed"
    others = f", and {len(changed) - 1:,} more" if len(changed) > 1 else ""
    return f"{escape.path(shown(first))} {what}{others}"
