"""What several reports say in the same words, and where a file is for readers who know files by their repository."""

import os
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Place, Report
from smaplint.rule import ERROR, NOTE, WARNING, count

HOME: Final = "https://github.com/smaplint/smaplint"

_PATH: Final = 1_000


class Repository:
    """Paths relative to the root of a report, with `/`, each resolved once: links are followed, as git has the file."""

    def __init__(self, report: Report) -> None:
        self.cwd = report.cwd or report.root or os.sep
        self.root = resolved(report.root or self.cwd)
        self.known: dict[str, str] = {}
        # Empty where the run was at the root: what a monorepo's packages are told apart by.
        self.folder = "" if resolved(self.cwd) == self.root else self.path(".")

    def path(self, path: str) -> str:
        """A path of a place on one line, everything in it visible; never absolute, never with `./` or `..`."""
        if path not in self.known:
            self.known[path] = self._path(path)
        return self.known[path]

    def _path(self, path: str) -> str:
        return escape.path(below(resolved(os.path.join(self.cwd, path)), self.root, path)[0])


def below(absolute: str, root: str, path: str) -> tuple[str, bool]:
    """A path relative to a root, with `/`, and whether it is below it. `path`: as it was given, for one that has no relation."""
    try:
        relative = os.path.relpath(absolute, root)
    except ValueError:  # another drive of Windows, or a NUL
        relative = os.path.join(os.pardir, path.replace("\0", ""))
    parts = [part for part in relative.replace(os.sep, "/").split("/") if part]
    inside = os.pardir not in parts
    if not inside:
        # `..` is no path in a repository. One `_` for each keeps two files of one name apart, on every machine alike.
        parts = ["outside-of-root", *("_" if part == os.pardir else part for part in parts)]
    return "/".join(parts), inside


def resolved(path: str) -> str:
    """A path without links, where that can be known."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.path.normpath(path)


def anchor(finding: Finding) -> Place:
    """Where a finding is shown beside a diff: in its original source, which is in git, else where it is.

    Sources of packages are no more in git than the build is.
    """
    original = finding.original
    if original is None or "node_modules" in original.path.replace("\\", "/").split("/"):
        return finding.place
    return original


def at(place: Place) -> str:
    """`path:line:column` for a line of text; a path that is longer than any is cut."""
    return f"{escape.path(escape.cut(place.path, _PATH))}:{place.line}:{place.column}"


def about(report: Report) -> str:
    """The file that a remark on the whole run is put at: the configuration, where there is one."""
    return report.config_file or next(iter(report.files), ".")


def counts(report: Report) -> str:
    """`4 errors, 1 note`; `no findings`."""
    numbers = [(severity, report.count(severity)) for severity in (ERROR, WARNING, NOTE)]
    return ", ".join(count(number, severity.word) for severity, number in numbers if number) or "no findings"


def linted(report: Report) -> str:
    """`Linted 6 maps (1 inline) and 2 bundles in 0.42 s`."""
    inline = f" ({report.inline_maps:,} inline)" if report.inline_maps else ""
    said = f"Linted {count(report.maps, 'map')}{inline} and {count(report.bundles, 'bundle')}"
    return f"{said} in {report.elapsed:.2f} s"


def troubles(report: Report) -> list[str]:
    """Why a run is no verdict on the build, a clause each: what makes its exit code 2 or 3. Not escaped."""
    found = []
    if report.incomplete:
        found.append(f"the run did not finish: {report.incomplete}")
    if report.crashed:
        found.append("a rule failed, so its verdict is missing: `internal-error` says which one")
    if report.maps < report.min_files and not report.incomplete:
        maps = report.maps
        were = "no source map was" if not maps else "1 map was" if maps == 1 else f"{maps:,} maps were"
        found.append(f"{were} found, and `min-files` is {report.min_files:,}")
    return found
