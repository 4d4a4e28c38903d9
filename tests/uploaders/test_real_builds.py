"""Real builds and vendors' presets: what the tools would pass over, and nothing else.

A row: the preset, the accident (None: the build as it is), the build, the files that it befalls, and each finding of the
family as `rule case place`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from smaplint.engine import lint
from smaplint.registry import rules
from smaplint.settings import Settings
from tests import accidents as a
from tests.accidents import BUILDS, Accident
from tests.npm import installed
from tests.uploaders import tools

PROJECT = Path(__file__).parent
FAMILY = {name for name, rule in rules().items() if rule.family == "uploaders"}

# fmt: off
ROWS: list[tuple[str, Accident | None, str, str, list[str]]] = [
    # Without a comment datadog-ci goes by names, but not where one file has one.
    ("datadog", None, "rspack-hidden", "", []),
    ("datadog", None, "vite-hidden", "", []),
    ("datadog", a.comment_removed, "rollup", "*.js", []),
    ("datadog", a.comment_removed, "rollup", "main.js", ["datadog-not-scanned none main.js:1:1"]),
    ("datadog", a.licence_behind, "rollup", "*.js", []),
    ("datadog", a.licence_behind, "rollup", "main.js", ["datadog-not-scanned last main.js:2:1"]),
    ("datadog", a.debug_id_behind, "vite-sourcemap", "assets/*.js", []),
    ("datadog", a.debug_id_behind, "vite-sourcemap", "assets/index*.js", [
        "datadog-not-scanned last assets/index-DIcQyT_i.js:2:1",
    ]),
    ("datadog", a.comment_by_template, "rollup", "main.js", ["datadog-not-scanned form main.js:2:1"]),
    ("datadog", a.served_from_root, "rollup", "main.js", ["datadog-not-scanned remote main.js:2:1"]),
    ("datadog", a.module_by_name, "rollup", "main.js", ["datadog-not-scanned extension main.mjs:2:1"]),
    ("datadog", a.name_with_blanks, "rollup", "main.js", []),
    ("datadog", a.maps_in_a_folder, "rollup", "*.js", []),
    ("datadog", a.blank_lines, "rollup", "*.js", []),
    ("datadog", None, "esbuild-inline", "", ["datadog-not-scanned inline shelf-4TH6LR54.js:2:1"]),

    ("rollbar", a.licence_behind, "rollup", "*.js", []),
    ("rollbar", a.comment_removed, "rollup", "main.js", ["rollbar-not-scanned none main.js:1:1"]),
    ("rollbar", a.query_on_url, "rollup", "main.js", ["rollbar-not-scanned missing main.js:2:1"]),
    ("rollbar", a.served_from_root, "rollup", "main.js", ["rollbar-not-scanned remote main.js:2:1"]),
    ("rollbar", a.module_by_name, "rollup", "main.js", ["rollbar-not-scanned extension main.mjs:2:1"]),
    ("rollbar", a.one_section, "rollup", "main.js.map", ["rollbar-index-map  main.js.map:1:31"]),
    ("rollbar", None, "esbuild-inline", "", ["rollbar-not-scanned inline shelf-4TH6LR54.js:2:1"]),

    ("sentry", a.licence_behind, "rollup", "*.js", []),
    ("sentry", a.comment_removed, "rollup", "*.js", []),
    ("sentry", a.served_from_root, "rollup", "*.js", []),
    ("sentry", a.module_by_name, "rollup", "*.js", []),
    ("sentry", a.query_on_url, "rollup", "*.js", []),
    ("sentry", a.one_section, "rollup", "*.map", []),
    ("sentry", a.name_with_blanks, "rollup", "main.js", ["sentry-not-scanned missing 100% größer main.js:2:1"]),
    ("sentry", a.list_by_lua, "rollup", "main.js.map", ["sentry-unreadable integer main.js.map:1:65510"]),
    ("sentry", a.bytecode_by_hermes, "rollup-nominify", "main.js", ["hermes-not-composed packager main.jsbundle:1:1"]),

    ("bugsnag", a.licence_behind, "rollup", "*.js", []),
    ("bugsnag", a.comment_removed, "rollup", "*.js", []),
    ("bugsnag", a.query_on_url, "rollup", "main.js", ["bugsnag-not-scanned missing main.js:2:1"]),
    ("bugsnag", a.module_by_name, "rollup", "main.js", ["bugsnag-not-scanned extension main.mjs:2:1"]),
    ("bugsnag", None, "esbuild-inline", "", ["bugsnag-not-scanned inline shelf-4TH6LR54.js:2:1"]),
]
# fmt: on
IDS = [f"{row[0]}-{row[1].__name__ if row[1] else 'as-it-is'}-{row[2]}-{row[3]}" for row in ROWS]


def put(accident: Accident | None, build: str, files: str, folder: Path) -> None:
    shutil.copytree(BUILDS / build, folder, dirs_exist_ok=True)
    if accident:
        befallen = sorted(path for path in folder.glob(files) if path.is_file())
        assert befallen
        for path in befallen:
            accident(path)


def found(preset: str) -> list[str]:
    report = lint(["."], Settings(presets=(preset,)), jobs=1)
    assert not report.crashed
    return [
        f"{one.rule} {one.case} {one.place.path}:{one.place.line}:{one.place.column}"
        for one in report.findings
        if one.rule in FAMILY
    ]


@pytest.mark.parametrize(("preset", "accident", "build", "files", "expected"), ROWS, ids=IDS)
def test_build(
    preset: str,
    accident: Accident | None,
    build: str,
    files: str,
    expected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    put(accident, build, files, tmp_path)
    assert found(preset) == expected


@pytest.mark.parametrize("build", sorted(path.name for path in BUILDS.iterdir()))
def test_builds_are_taken(build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for inline maps, which only Sentry takes, and `.mjs` of tsup, which only Sentry looks at."""
    monkeypatch.chdir(BUILDS / build)
    for preset in ("sentry", "datadog", "bugsnag"):
        cases = {one.split()[1] for one in found(preset)}
        assert cases <= (set() if preset == "sentry" else {"inline", "extension"}), preset


RUN: dict[str, Callable[[Path, Path], dict[str, str]]] = {
    "datadog": tools.datadog,
    "rollbar": tools.rollbar,
    "sentry": tools.sentry,
}


# What the tools read in maps is not what they find.
FILES = [row for row in ROWS if row[0] in RUN and row[1] not in (a.list_by_lua, a.bytecode_by_hermes)]


@pytest.mark.node
@pytest.mark.slow
@pytest.mark.parametrize(("preset", "accident", "build", "files", "expected"), FILES)
def test_tool_agrees(
    preset: str, accident: Accident | None, build: str, files: str, expected: list[str], tmp_path: Path
) -> None:
    """The tool takes a map for every script that no finding names, and for no other."""
    put(accident, build, files, tmp_path)
    scripts = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*js") if path.is_file()}
    scripts |= {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js")}
    passed_over = {one.rpartition(":")[0].rpartition(":")[0].split(" ", 2)[2].removesuffix(".map") for one in expected}
    assert set(RUN[preset](installed(PROJECT), tmp_path)) & scripts == scripts - passed_over
