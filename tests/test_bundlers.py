"""The settings that the documentation gives for each bundler are built with, and what it says of them holds."""

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import bundler_docs
from tests.builds import build
from tests.bundler_docs import ASKED, PROJECTS
from tests.checkout import ROOT

PAGES = bundler_docs.load()
BUILDS = build.load_builds()
SETUPS = [pytest.param(setup, id=page["name"]) for page in PAGES for setup in page.get("setup", [])]


@pytest.mark.slow
def test_pages_are_up_to_date() -> None:
    """Each build of the corpus is linted with each preset for it."""
    assert bundler_docs.main(["--check"]) == 0


def test_every_build_of_the_corpus_is_on_a_page() -> None:
    named = [name for page in PAGES for name in page["builds"]]
    assert sorted(named) == sorted(BUILDS)
    assert {name for page in PAGES for name in page.get("show", [])} <= BUILDS.keys()


def test_every_project_is_shown() -> None:
    setups = [setup for page in PAGES for setup in page.get("setup", [])]
    assert {setup["folder"] for setup in setups} == {folder.name for folder in PROJECTS.iterdir()}
    for setup in setups:
        files = {path.name for path in (PROJECTS / setup["folder"]).iterdir()}
        assert files == {*setup["shown"]} | {"run.mjs"} & files, setup["folder"]
        assert set(setup["silent"]) <= ASKED.keys()


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    """The corpus' apps with their packages, as its own builds have them."""
    projects = {"app": build._install(build.HERE), "frameworks": build._install(build.HERE / "frameworks")}
    with build._workspace() as root:
        build._fill(root, projects)
        yield root


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.parametrize("setup", SETUPS)
def test_setup(setup: dict[str, Any], workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly the presets that the page names are silent."""
    folder, out = workspace / setup["app"], setup.get("out", "dist")
    top = workspace / setup["app"].partition("/")[0]
    shutil.rmtree(folder / out, ignore_errors=True)
    shutil.copytree(PROJECTS / setup["folder"], folder, dirs_exist_ok=True)
    done = subprocess.run(
        shlex.split(setup.get("run", setup["command"])),
        cwd=folder,
        env={
            "PATH": os.pathsep.join([str(top / "node_modules" / ".bin"), os.environ["PATH"]]),
            "HOME": str(workspace / "home"),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "BROWSERSLIST_IGNORE_OLD_DATA": "1",
            "NEXT_TELEMETRY_DISABLED": "1",
            "CI": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    monkeypatch.chdir(folder)
    assert list(Path(out).rglob("*.map"))
    found = {name: bundler_docs.complaints(Path(out), settings) for name, settings in ASKED.items()}
    assert {name for name, rules in found.items() if not rules} == set(setup["silent"]), json.dumps(found)


def test_how_to_deploy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The four lines of the index: after the deletion nothing is left that `private` finds."""
    shutil.copytree(ROOT / "tests" / "builds" / "output" / "webpack-hidden", tmp_path / "dist")
    monkeypatch.chdir(tmp_path)
    assert not bundler_docs.complaints(Path("dist"), ASKED["sentry"])
    assert bundler_docs.complaints(Path("dist"), ASKED["private"]) == ["public-map-exposure"]
    lines = (
        (ROOT / "docs" / "bundlers" / "README.md").read_text("utf-8").split("```sh\n")[1].split("```")[0].splitlines()
    )
    assert lines[2].startswith("find ")
    subprocess.run(["bash", "-c", lines[2]], check=True)
    assert not bundler_docs.complaints(Path("dist"), ASKED["private"])
