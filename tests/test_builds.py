"""What real tools write is right: nothing of `recommended` or `spec` is found there but the tools' own known defects."""

import json
import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

from smaplint.engine import lint
from smaplint.report import Report
from smaplint.rule import WARNING
from smaplint.settings import Settings

BUILDS = Path(__file__).parent / "builds"


class Counts(NamedTuple):
    """What a build holds. `maps` counts the inline ones too."""

    maps: int
    bundles: int
    inline: int


# What has to be linted, so that nothing is passed over in silence. Bundles are JavaScript, CSS and declarations.
COUNTS = {
    "babel": Counts(16, 16, 0),
    "babel-inline": Counts(16, 16, 16),
    "cleancss": Counts(1, 1, 0),
    "cleancss-sources": Counts(1, 1, 0),
    "csso": Counts(1, 1, 0),
    "esbuild": Counts(2, 2, 0),
    "esbuild-external": Counts(1, 1, 0),
    "esbuild-inline": Counts(1, 1, 1),
    "esbuild-min-split": Counts(6, 6, 0),
    "less": Counts(1, 1, 0),
    "less-inline": Counts(1, 1, 1),
    "lightningcss": Counts(1, 1, 0),
    "lightningcss-min": Counts(1, 1, 0),
    "parcel": Counts(4, 4, 0),
    "postcss": Counts(1, 1, 0),
    "postcss-inline": Counts(1, 1, 1),
    "postcss-sass": Counts(1, 1, 0),
    "rolldown": Counts(3, 3, 0),
    "rolldown-min": Counts(3, 3, 0),
    "rollup": Counts(3, 3, 0),
    "rollup-nominify": Counts(3, 3, 0),
    "rspack-dev-source-map": Counts(4, 4, 0),
    "rspack-hidden": Counts(4, 4, 0),
    "rspack-inline": Counts(4, 4, 4),
    "rspack-nosources": Counts(4, 4, 0),
    "rspack-source-map": Counts(4, 4, 0),
    "sass": Counts(1, 1, 0),
    "sass-compressed": Counts(1, 1, 0),
    "sass-embed": Counts(1, 1, 1),
    "swc": Counts(16, 16, 0),
    "swc-min": Counts(16, 16, 0),
    "terser-chained": Counts(9, 9, 0),
    "tsc": Counts(16, 16, 0),
    "tsc-declaration-map": Counts(32, 32, 0),
    "tsc-inline": Counts(16, 16, 16),
    "tsc-source-root": Counts(16, 16, 0),
    "tsup": Counts(8, 8, 0),
    "uglify-chained": Counts(9, 9, 0),
    # One of the four is a stylesheet, which vite gives no map.
    "vite-hidden": Counts(3, 4, 0),
    "vite-inline": Counts(3, 4, 3),
    "vite-sourcemap": Counts(3, 4, 0),
    "webpack-debugids": Counts(5, 5, 0),
    "webpack-dev-source-map": Counts(5, 5, 0),
    "webpack-eval": Counts(0, 5, 0),
    # Its maps are in strings that are given to eval(): nothing that a stack trace is resolved with.
    "webpack-eval-source-map": Counts(0, 5, 0),
    "webpack-hidden": Counts(5, 5, 0),
    "webpack-inline": Counts(5, 5, 5),
    "webpack-nosources": Counts(5, 5, 0),
    "webpack-source-map": Counts(5, 5, 0),
}

# What `spec` rightly finds, by build: both write `"sourceRoot":null`, and in ECMA-426 it is a string or absent. Nobody
# refuses it, so that it is a note in `recommended`.
AGAINST_THE_STANDARD = {"lightningcss": {"field-types"}, "lightningcss-min": {"field-types"}}

# Notes are what a reader of `-v` thanks for; on a correct build there is no other than these.
NOTES = {"inline-map", "public-map-exposure", "orphan-map"}


def _defects(build: str) -> list[str]:
    """The globs of files that a tool is known to write wrongly."""
    entries = json.loads((BUILDS / "builds.json").read_text(encoding="utf-8"))
    return [defect["files"] for entry in entries if entry["name"] == build for defect in entry["defects"]]


def _check(report: Report, build: str, *, errors: set[str], notes: set[str]) -> None:
    defects = _defects(build)
    bad = [finding for finding in report.findings if finding.severity >= WARNING]
    assert [
        (finding.rule, finding.place, finding.message)
        for finding in bad
        if finding.rule not in errors and not any(fnmatch(finding.place.path, glob) for glob in defects)
    ] == []
    assert errors <= {finding.rule for finding in bad}
    assert {finding.rule for finding in report.findings if finding.severity < WARNING} <= notes
    assert not report.crashed
    assert not report.incomplete
    assert report.skipped == ()


def _lint(folder: Path, build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    known = AGAINST_THE_STANDARD.get(build, set())
    report = lint([build], Settings(), jobs=1)
    assert Counts(report.maps, report.bundles, report.inline_maps) == COUNTS[build]
    _check(report, build, errors=set(), notes=NOTES | known)
    _check(lint([build], Settings(presets=("spec",)), jobs=1), build, errors=known, notes=set())


def test_every_build_is_in_the_table() -> None:
    entries = json.loads((BUILDS / "builds.json").read_text(encoding="utf-8"))
    assert {entry["name"] for entry in entries} == COUNTS.keys()
    assert {folder.name for folder in (BUILDS / "output").iterdir()} == COUNTS.keys()


@pytest.mark.parametrize("build", COUNTS)
def test_committed_build(build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _lint(BUILDS / "output", build, monkeypatch)


def test_all_builds_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules about a whole build see them as one, and still say nothing where the builds agree with themselves."""
    monkeypatch.chdir(BUILDS)
    report = lint(["output"], Settings(), jobs=1)
    assert report.maps == sum(counts.maps for counts in COUNTS.values())
    assert report.bundles == sum(counts.bundles for counts in COUNTS.values())
    # `tsc-source-root` is built with another `sourceRoot` than the rest, and as one build that is a drift.
    rules = {finding.rule for finding in report.findings if finding.severity >= WARNING}
    assert rules == {"source-root-drift"}


@pytest.mark.slow
@pytest.mark.node
def test_fresh_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools run here and now, and what they write is linted."""
    # Late: it wants to be a script as well, and is only needed here.
    from tests.builds.build import build

    results = build(None, tmp_path / "output")
    assert [result.log for result in results if not result.ok] == []
    assert {result.name for result in results} == COUNTS.keys()
    # The maps name their sources as seen from `output/<build>`.
    shutil.copytree(BUILDS / "app", tmp_path / "app")
    for name in COUNTS:
        _lint(tmp_path / "output", name, monkeypatch)
