"""The hooks under the real pre-commit, installed from a git repository as a user's configuration says."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from smaplint.discovery import kind_of_name
from tests.checkout import ROOT, commit, copy, environment, run, tool

_MANIFEST = ROOT / ".pre-commit-hooks.yaml"
_HOOKS = {hook["id"]: hook for hook in yaml.safe_load(_MANIFEST.read_text(encoding="utf-8"))}
_GOOD = '{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}\n'
_BAD = _GOOD.replace("3", '"3"')


@dataclass
class Project:
    """A user's git repository. `home`: where pre-commit keeps what it installs."""

    folder: Path
    source: str
    revision: str
    home: Path

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def configure(self, hook: dict[str, object]) -> None:
        repository = {"repo": self.source, "rev": self.revision, "hooks": [hook]}
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [repository]}))

    def run(self, *arguments: str) -> tuple[int, str]:
        """Stage all files and run the hook, as `git commit` would; the exit status and what it says."""
        run(["git", "add", "--all"], self.folder)
        done = subprocess.run(
            [tool("pre-commit"), "run", "--color=never", *arguments],
            cwd=self.folder,
            env=environment(PRE_COMMIT_HOME=str(self.home)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    """This project as a git repository, its commit, and a home for pre-commit: one install for all tests."""
    repository = copy(tmp_path_factory.mktemp("source") / "smaplint")
    return repository.as_uri(), commit(repository), tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def project(source: tuple[str, str, Path], tmp_path: Path) -> Project:
    run(["git", "init", "--quiet", "--initial-branch=main"], tmp_path)
    return Project(tmp_path, *source)


@pytest.mark.slow
class TestByName:
    """`smaplint`: the maps that are committed."""

    def test_good_map_passes(self, project: Project) -> None:
        project.configure({"id": "smaplint"})
        project.write("lib/app.js.map", _GOOD)
        status, said = project.run()
        assert status == 0, said
        assert "Passed" in said

    def test_broken_map_fails(self, project: Project) -> None:
        project.configure({"id": "smaplint"})
        project.write("lib/app.js.map", _GOOD)
        project.write("lib/a b.css.map", _BAD)
        status, said = project.run()
        assert status == 1, said
        assert "lib/a b.css.map:1:12" in said
        assert "version-integer" in said
        assert "Linted 2 maps" in said

    def test_without_maps_there_is_nothing_to_do(self, project: Project) -> None:
        project.configure({"id": "smaplint"})
        project.write("lib/app.js", "let a;\n")
        project.write("lib/linker.map", "a map of another trade\n")
        status, said = project.run()
        assert status == 0, said
        assert "no files to check" in said

    def test_exclude_of_the_configuration_holds(self, project: Project) -> None:
        """For files given by name too; and when no file is left, that is no failure."""
        project.configure({"id": "smaplint"})
        project.write("vendor/old.js.map", _BAD)
        project.write(".smaplint.yaml", "exclude: [vendor]\n")
        status, said = project.run()
        assert status == 0, said

    def test_arguments(self, project: Project) -> None:
        project.configure({"id": "smaplint", "args": ["--fail-on", "never"], "verbose": True})
        project.write("lib/app.js.map", _BAD)
        status, said = project.run()
        assert status == 0, said
        assert "version-integer" in said


@pytest.mark.slow
class TestBuildOutput:
    """`smaplint-dist`: a folder that git ignores."""

    @pytest.fixture(autouse=True)
    def _ignored(self, project: Project) -> None:
        project.write(".gitignore", "dist/\nout/\n")
        project.configure({"id": "smaplint-dist"})

    def test_no_build_passes_and_says_so(self, project: Project) -> None:
        status, said = project.run()
        assert status == 0, said
        assert "nothing was built" in said

    def test_good_build_passes_and_says_so(self, project: Project) -> None:
        project.write("dist/app.js.map", _GOOD)
        status, said = project.run()
        assert status == 0, said
        assert "Linted 1 map" in said

    def test_broken_build_fails(self, project: Project) -> None:
        project.write("dist/app.js.map", _BAD)
        status, said = project.run()
        assert status == 1, said
        assert "dist/app.js.map:1:12" in said

    def test_another_folder(self, project: Project) -> None:
        project.configure({"id": "smaplint-dist", "args": ["out"]})
        project.write("dist/app.js.map", _BAD)
        status, said = project.run()
        assert status == 0, said
        project.write("out/app.js.map", _BAD)
        assert project.run()[0] == 1

    def test_a_build_can_be_asked_for(self, project: Project) -> None:
        project.configure({"id": "smaplint-dist", "args": ["--min-files", "1", "dist"]})
        project.write("dist/app.js", "let a;\n")
        status, said = project.run()
        assert status == 1, said
        assert "min-files" in said


def test_manifest_is_valid() -> None:
    for kind, file in (("validate-manifest", _MANIFEST), ("validate-config", ROOT / ".pre-commit-config.yaml")):
        assert run([tool("pre-commit"), kind, file], ROOT) == ""


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("app.js.map", True),
        ("lib/a b/APP.JS.MAP", True),
        ("a.mjs.map", True),
        ("a.cjs.map", True),
        ("a.jsx.map", True),
        ("a.ts.map", True),
        ("a.d.ts.map", True),
        ("a.tsx.map", True),
        ("a.css.map", True),
        ("main.jsbundle.map", True),
        ("a.bundle.map", True),
        ("a.wasm.map", True),
        # In a folder their content tells; by its name it may be a linker's or a game's map.
        ("linker.map", False),
        ("a.map.js", False),
    ],
)
def test_names_that_the_hook_takes(name: str, taken: bool) -> None:
    assert bool(re.search(_HOOKS["smaplint"]["files"], name)) is taken
    if taken:
        assert kind_of_name(name) == "map"
