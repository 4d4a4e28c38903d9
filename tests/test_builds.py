"""What real tools write is right: nothing of `recommended` or `spec` is found there but the tools' own known defects."""

import json
import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from smaplint import registry
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
    "angular": Counts(5, 4, 0),
    "angular-development": Counts(5, 4, 0),
    "angular-hidden": Counts(4, 4, 0),
    "angular-vendor": Counts(5, 4, 0),
    "babel": Counts(16, 16, 0),
    "babel-inline": Counts(16, 16, 16),
    "bun": Counts(1, 2, 0),
    "bun-inline": Counts(1, 1, 1),
    "bun-min-split": Counts(4, 5, 0),
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
    "metro": Counts(1, 1, 0),
    "metro-min": Counts(1, 1, 0),
    "ncc": Counts(1, 1, 0),
    "ncc-register": Counts(1, 2, 0),
    "next-turbopack": Counts(50, 62, 0),
    "next-webpack": Counts(22, 42, 0),
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
    "solid": Counts(2, 2, 0),
    "stylus": Counts(1, 1, 0),
    "stylus-compressed": Counts(1, 1, 1),
    "svelte": Counts(2, 3, 0),
    "svelte-library": Counts(2, 3, 0),
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
    "vue": Counts(2, 3, 0),
    "vue-hidden": Counts(2, 3, 0),
    "vue-library": Counts(2, 4, 0),
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

# Notes are what a reader of `-v` thanks for; on a correct build there is no other than these, and what `spec` refuses.
NOTES = {"development-build", "inline-map", "missing-sources-content", "public-map-exposure"}


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((BUILDS / "builds.json").read_text(encoding="utf-8"))
    return entries


def _defects(build: str, preset: str, level: str = "") -> list[tuple[str, str]]:
    """What a tool is known to write wrongly, as a preset and a level have it: (the glob of the files, the rule that says so)."""
    defects = [defect for entry in _entries() if entry["name"] == build for defect in entry["defects"]]
    found = [defect for defect in defects if preset in defect["presets"] and defect.get("level", "") == level]
    return [(defect["files"], rule) for defect in found for rule in defect["rules"]]


def _check(report: Report, known: list[tuple[str, str]]) -> None:
    """Nothing but the known defects is found, and each of them is."""
    bad = [finding for finding in report.findings if finding.severity >= WARNING]
    excused = [
        [defect for defect in known if finding.rule == defect[1] and fnmatch(finding.place.path, defect[0])]
        for finding in bad
    ]
    assert [
        (finding.rule, finding.place, finding.message) for finding, by in zip(bad, excused, strict=True) if not by
    ] == []
    assert {defect for by in excused for defect in by} == set(known)
    assert not report.crashed
    assert not report.incomplete
    assert report.skipped == ()


def _lint(folder: Path, build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    report = lint([build], Settings(), jobs=1)
    assert Counts(report.maps, report.bundles, report.inline_maps) == COUNTS[build]
    _check(report, _defects(build, "recommended"))
    notes = {finding.rule for finding in report.findings if finding.severity < WARNING} - NOTES
    assert notes == {rule for _, rule in _defects(build, "recommended", "note")}
    spec = lint([build], Settings(presets=("spec",)), jobs=1)
    _check(spec, _defects(build, "spec"))
    assert all(finding.severity >= WARNING for finding in spec.findings)


# What a framework makes of a small app is megabytes of its own code: such a build is made for the test, and not kept.
COMMITTED = [entry["name"] for entry in _entries() if entry.get("committed", True)]


def test_every_build_is_in_the_table() -> None:
    assert {entry["name"] for entry in _entries()} == COUNTS.keys()
    assert {folder.name for folder in (BUILDS / "output").iterdir()} == set(COMMITTED)


def test_every_defect_names_its_rules_and_presets() -> None:
    for entry in _entries():
        for defect in entry["defects"]:
            assert set(defect["rules"]) <= registry.rules().keys(), entry["name"]
            assert set(defect["presets"]) <= registry.PRESETS.keys(), entry["name"]
            assert defect["rules"]
            assert defect["presets"]


@pytest.mark.parametrize("build", COMMITTED)
def test_committed_build(build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _lint(BUILDS / "output", build, monkeypatch)


def test_all_builds_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules about a whole build see them as one, and still say nothing where the builds agree with themselves."""
    monkeypatch.chdir(BUILDS)
    report = lint(["output"], Settings(), jobs=1)
    assert report.maps == sum(COUNTS[build].maps for build in COMMITTED)
    assert report.bundles == sum(COUNTS[build].bundles for build in COMMITTED)
    # `tsc-source-root` is built with another `sourceRoot` than the rest, and as one build that is a drift.
    rules = {finding.rule for finding in report.findings if finding.severity >= WARNING}
    # And `ncc-register` has its own defect wherever it lies.
    assert rules == {"source-root-drift", "mappings-shifted"}


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
    for project in ("app", "frameworks"):
        shutil.copytree(BUILDS / project, tmp_path / project)
    for name in COUNTS:
        _lint(tmp_path / "output", name, monkeypatch)
