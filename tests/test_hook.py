"""The hooks under the real pre-commit and prek, installed from a git repository as a user's configuration says."""

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


@dataclass(frozen=True)
class Source:
    """This project as a git repository, and a program that runs hooks from it with what it has installed."""

    runner: str
    repository: str
    revision: str
    home: Path

    def run(self, folder: Path, *arguments: str) -> tuple[int, str]:
        """Run the hooks of the repository in `folder`: the exit status and what is said."""
        done = subprocess.run(
            [tool(self.runner), "run", "--color=never", *arguments],
            cwd=folder,
            env=environment(PRE_COMMIT_HOME=str(self.home), PREK_HOME=str(self.home)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout


@dataclass(frozen=True)
class Project:
    """A user's git repository."""

    folder: Path
    source: Source

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def configure(self, hook: str, **more: object) -> None:
        """State one hook, as a user does."""
        stated = {"repo": self.source.repository, "rev": self.source.revision, "hooks": [{"id": hook, **more}]}
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [stated]}))

    def run(self, *arguments: str) -> tuple[int, str]:
        """Stage all files and run the hook, as `git commit` would."""
        run(["git", "add", "--all"], self.folder)
        return self.source.run(self.folder, *arguments)


@pytest.fixture(scope="module", params=["pre-commit", "prek"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Source:
    """One install for all tests of a runner."""
    repository = copy(tmp_path_factory.mktemp("source") / "smaplint")
    return Source(request.param, repository.as_uri(), commit(repository), tmp_path_factory.mktemp("home"))


@pytest.fixture
def project(source: Source, tmp_path: Path) -> Project:
    folder = tmp_path / "a project"
    folder.mkdir()
    run(["git", "init", "--quiet", "--initial-branch=main"], folder)
    return Project(folder, source)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hook", "files", "status", "says"),
    [
        ({}, {"lib/app.js.map": _GOOD}, 0, ["Passed"]),
        (
            {},
            {"lib/app.js.map": _GOOD, "lib/a b.css.map": _BAD},
            1,
            ["Failed", "lib/a b.css.map:1:12", "version-integer", "Linted 2 maps"],
        ),
        (
            {},
            {"lib/app.js": "let a;\n", "lib/linker.map": "a map of another trade\n"},
            0,
            ["no files to check", "Skipped"],
        ),
        ({}, {"lib/-v.js.map": _BAD, "lib/é [x] $(id).js.map": _BAD}, 1, ["lib/-v.js.map:1:12", "lib/é [x] $(id).js"]),
        # What excludes: the hook's own pattern, and our configuration, for files that are given by name too.
        ({"exclude": "^vendor/"}, {"vendor/old.js.map": _BAD}, 0, ["no files to check"]),
        (
            {"exclude": "^vendor/", "verbose": True},
            {"vendor/old.js.map": _BAD, "lib/app.js.map": _GOOD},
            0,
            ["Linted 1 map "],
        ),
        (
            {"verbose": True},
            {"vendor/old.js.map": _BAD, "lib/app.js.map": _GOOD, ".smaplint.yaml": "exclude: [vendor]\n"},
            0,
            ["Linted 1 map "],
        ),
        (
            {"verbose": True},
            {"vendor/old.js.map": _BAD, ".smaplint.yaml": "exclude: [vendor]\n"},
            0,
            ["No source map was found"],
        ),
        (
            {"args": ["--fail-on", "never"], "verbose": True},
            {"lib/app.js.map": _BAD},
            0,
            ["version-integer", "1 error"],
        ),
        ({"args": ["--preset", "no-such"]}, {"lib/app.js.map": _GOOD}, 1, ["exit code: 2", "no-such"]),
    ],
    ids=[
        "pass",
        "fail, and a name with a blank",
        "no map",
        "names that are none for a shell",
        "excluded by the hook",
        "one excluded by the hook",
        "one excluded by smaplint",
        "all excluded by smaplint",
        "args",
        "args that are wrong",
    ],
)
def test_committed_maps(
    project: Project, hook: dict[str, object], files: dict[str, str], status: int, says: list[str]
) -> None:
    """`smaplint`: the maps that are committed, by name."""
    project.configure("smaplint", **hook)
    for name, text in files.items():
        project.write(name, text)
    code, said = project.run()
    assert code == status, said
    for words in says:
        assert words in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hook", "files", "status", "says"),
    [
        ({}, {}, 0, ["dist: is not there; nothing was built"]),
        ({}, {"dist/app.js.map": _GOOD}, 0, ["Passed", "Linted 1 map"]),
        ({}, {"dist/app.js.map": _BAD}, 1, ["Failed", "dist/app.js.map:1:12"]),
        ({}, {"dist/app.js.map": _BAD, ".smaplint.yaml": 'exclude: ["dist/app.*"]\n'}, 0, ["No source map was found"]),
        ({"args": ["out"]}, {"dist/app.js.map": _BAD}, 0, ["nothing was built"]),
        ({"args": ["out"]}, {"out/a b/app.js.map": _BAD}, 1, ["out/a b/app.js.map:1:12"]),
        ({"args": ["dist", "out"]}, {"dist/a.js.map": _GOOD, "out/b.js.map": _GOOD}, 0, ["Linted 2 maps"]),
        ({"args": ["--min-files", "1", "dist"]}, {"dist/app.js": "let a;\n"}, 1, ["exit code: 2", "`min-files` is 1"]),
        ({"args": []}, {"out/app.js.map": _BAD, ".smaplint.yaml": "paths: [out]\n"}, 1, ["out/app.js.map:1:12"]),
    ],
    ids=[
        "no dist",
        "pass",
        "fail",
        "excluded",
        "another folder, not built",
        "another folder",
        "two folders",
        "args",
        "the folders of the configuration",
    ],
)
def test_build_output(
    project: Project, hook: dict[str, object], files: dict[str, str], status: int, says: list[str]
) -> None:
    """`smaplint-dist`: a folder that git ignores, whatever is staged."""
    project.write(".gitignore", "dist/\nout/\n")
    project.configure("smaplint-dist", **hook)
    for name, text in files.items():
        project.write(name, text)
    code, said = project.run()
    assert code == status, said
    for words in says:
        assert words in said


@pytest.mark.slow
def test_all_files(project: Project) -> None:
    """A map that was committed before, and is not staged now, is linted where all files are asked for."""
    project.configure("smaplint")
    project.write("lib/app.js.map", _BAD)
    commit(project.folder)
    project.write("readme.txt", "a change\n")
    assert project.run()[0] == 0
    code, said = project.run("--all-files")
    assert code == 1, said
    assert "lib/app.js.map:1:12" in said


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["smaplint", "smaplint-dist"])
def test_in_a_worktree(project: Project, tmp_path: Path, hook: str) -> None:
    """A second tree of the repository, whose `.git` is a file."""
    project.configure(hook)
    project.write("lib/app.js.map", _GOOD)
    commit(project.folder)
    tree = tmp_path / "a tree"
    run(["git", "worktree", "add", "--quiet", "-b", "other", tree], project.folder)
    other = Project(tree, project.source)
    other.write("dist/a.js.map" if hook == "smaplint-dist" else "lib/a.js.map", _BAD)
    code, said = other.run()
    assert code == 1, said
    assert "/a.js.map:1:12" in said
    assert str(tree) not in said
    assert project.run("--all-files")[0] == 0


@pytest.mark.slow
def test_git_runs_it_at_a_commit(project: Project) -> None:
    """By the hook that the runner installs; a commit with a broken map is not made."""
    project.configure("smaplint")
    commit(project.folder)
    home = str(project.source.home)
    known = environment(PRE_COMMIT_HOME=home, PREK_HOME=home)
    run([tool(project.source.runner), "install"], project.folder, env=known)
    project.write("lib/app.js.map", _BAD)
    run(["git", "add", "--all"], project.folder)
    assert "lib/app.js.map:1:12" in run(["git", "commit", "--message=a map"], project.folder, env=known, status=1)
    project.write("lib/app.js.map", _GOOD)
    run(["git", "add", "--all"], project.folder)
    run(["git", "commit", "--message=a map"], project.folder, env=known)


@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_manifest_is_valid(runner: str) -> None:
    for kind, file in (("validate-manifest", _MANIFEST), ("validate-config", ROOT / ".pre-commit-config.yaml")):
        said = run([tool(runner), kind, file], ROOT)
        assert said == "" or said.startswith("success")


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
