"""The configuration comes from the commit that is asked for, whatever the checkout has become."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from smaplint import baseline, engine
from smaplint.base_config import UNKNOWN, Commit, commit_of, find, is_submodule
from smaplint.config import ConfigError, Given, load
from smaplint.settings import Settings
from tests.checkout import commit, environment, run

_BASELINE = '{\n"smaplint": "baseline",\n"schema": 1,\n"findings": [%s]\n}\n'
_ACCEPTED = (
    '{"fingerprint": "0123456789abcdef", "rule": "version-integer", "path": "dist/a.js.map", "message": "", "times": 9}'
)
_BAD = '{"version":"3","sources":["a.js"],"names":[],"mappings":"AAAA"}'
_CONFIG = "preset: strict\nignore: [orphan-map]\nfail-on: warning\nbaseline: accepted.json\nmin-files: 1\n"
_LENIENT = "select: [xssi-prefix]\nfail-on: never\nmin-files: 0\nexclude: ['*']\n"


class Link(NamedTuple):
    """A symbolic link."""

    target: str


Files = Mapping[str, "str | Link | None"]

_BASE: Files = {
    ".smaplint.yaml": _CONFIG,
    "accepted.json": _BASELINE % "",
    "lenient/.smaplint.yaml": _LENIENT,
    "lenient/accepted.json": _BASELINE % _ACCEPTED,
    "web/package.json": "{}",
    "web/dist/a.js.map": _BAD,
}


def put(folder: Path, files: Files) -> None:
    """Write files and links; None deletes."""
    for name, content in files.items():
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.is_symlink() or path.exists():
            path.unlink()
        if content is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.target)
        else:
            path.write_text(content, encoding="utf-8")


def committed(folder: Path, files: Files) -> str:
    put(folder, files)
    return commit(folder)


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as it is without the configuration of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in environment().items():
        if name.startswith("GIT_"):
            monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with the base, and its commit."""
    folder = tmp_path_factory.mktemp("template")
    return folder, committed(folder, _BASE)


@pytest.fixture
def based(template: tuple[Path, str], repository: Path) -> tuple[Path, str]:
    """A copy of it for one test."""
    shutil.copytree(template[0], repository, symlinks=True, dirs_exist_ok=True)
    return repository, template[1]


def from_commit(folder: Path, ref: str, config: str | None = None, **given: str) -> Settings:
    paths = ["dist"]
    return load(str(folder), config, Given(config_from=ref, baseline=given.get("baseline")), paths=paths)[0]


def like(settings: Settings) -> Settings:
    """The settings but for where they come from."""
    return settings._replace(source="", commit=None)


# What a pull request brings along → how the report says so.
ATTACKS: dict[str, tuple[Files, str]] = {
    "it rewrites the configuration": ({".smaplint.yaml": _LENIENT}, "the checkout's differs and is not used"),
    "it deletes it": ({".smaplint.yaml": None}, "the checkout's differs and is not used"),
    "it breaks it": ({".smaplint.yaml": "a: [\n"}, "the checkout's differs and is not used"),
    "it makes a link of it": ({".smaplint.yaml": Link("lenient/.smaplint.yaml")}, "the checkout's differs"),
    "it makes a link to nowhere of it": ({".smaplint.yaml": Link("/dev/zero")}, "the checkout's differs"),
    "it makes a folder of it": ({".smaplint.yaml": None, ".smaplint.yaml/x": ""}, "the checkout's differs"),
    "it brings one that is nearer": ({"web/.smaplint.yaml": _LENIENT}, "the checkout's differs"),
    "it brings a pyproject.toml": (
        {"web/pyproject.toml": "[tool.smaplint]\nselect = ['xssi-prefix']\n"},
        "the checkout's differs",
    ),
    "it brings a second one": ({"smaplint.yaml": _LENIENT}, "the checkout's differs"),
    "it brings one of a wrong name": ({"web/.smaplint.yml": _LENIENT}, "the checkout's differs"),
    "it ends the search with a repository": ({"web/.git/HEAD": "x"}, "the checkout's differs"),
    "it rewrites the baseline": ({"accepted.json": _BASELINE % _ACCEPTED}, ""),
    "it makes a link of the baseline": ({"accepted.json": Link("lenient/accepted.json")}, ""),
    "it deletes the baseline": ({"accepted.json": None}, ""),
    "it has nothing to do with it": ({"README.md": "new"}, ""),
}


@pytest.mark.parametrize("case", ATTACKS)
def test_what_a_checkout_brings_along_changes_nothing(based: tuple[Path, str], case: str) -> None:
    repository, base = based
    web = repository / "web"
    usual = load(str(web), None, Given())[0]
    files, said = ATTACKS[case]
    # Untracked or committed is all the same: the base is a commit of its own.
    put(repository, files)
    settings = from_commit(web, base)
    assert like(settings) == like(usual)
    assert settings.source == f"../.smaplint.yaml of commit {base[:12]}" + (
        "; the checkout's differs and is not used" if said else ""
    )
    assert said in settings.source
    assert settings.presets == ("strict",)
    assert baseline.read(str(web / settings.baseline), settings.commit) == ()


def test_verdict_is_that_of_the_commit(based: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    repository, base = based
    put(repository, {".smaplint.yaml": _LENIENT, "accepted.json": _BASELINE % _ACCEPTED})
    monkeypatch.chdir(repository / "web")
    report = engine.lint(["dist"], from_commit(repository / "web", base))
    assert report.failed
    assert "version-integer" in {finding.rule for finding in report.findings}
    assert report.config.startswith("../.smaplint.yaml of commit ")
    own = engine.lint(["dist"], load(str(repository / "web"))[0])
    assert not own.findings


def test_a_path_that_becomes_a_file_takes_nothing_away(
    based: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a project below, the configuration is looked for beside the folders that are linted."""
    repository, base = based
    put(repository, {"lenient/dist": "a file"})
    (repository / "web").rename(repository / "lenient" / "web")
    monkeypatch.chdir(repository)
    nested = committed(repository, {".smaplint.yaml": None, "lenient/.smaplint.yaml": _CONFIG})
    for paths in (["lenient/web"], ["lenient/web", "lenient/dist"], ["lenient/web", "lenient/missing"]):
        settings = load(str(repository), None, Given(config_from=nested), paths=paths)[0]
        assert settings.presets == ("strict",), paths
    assert load(str(repository), None, Given(config_from=base), paths=["web"])[0].presets == ("strict",)


def test_submodule(repository: Path, tmp_path: Path) -> None:
    """A pull request chooses where it comes from, and so what its branches hold."""
    other = tmp_path / "other"
    other.mkdir()
    committed(other, {".smaplint.yaml": _LENIENT, "web/x": ""})
    committed(repository, {"app/README.md": ""})
    run(["git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "lib"], repository)
    commit(repository)
    (repository / "untracked").mkdir()
    committed(repository / "untracked", {"README.md": ""})
    found = {
        name: is_submodule(str(path))
        for name, path in (
            ("the repository", repository),
            ("a folder of it", repository / "app"),
            ("a repository that a step put there", repository / "untracked"),
            ("a submodule", repository / "lib"),
            ("a folder of a submodule", repository / "lib" / "web"),
            ("no repository", tmp_path),
        )
    }
    assert [name for name, value in found.items() if value] == ["a submodule", "a folder of a submodule"]


def test_configuration_that_only_the_checkout_has(repository: Path) -> None:
    base = committed(repository, {"README.md": ""})
    committed(repository, {"smaplint.yaml": _LENIENT, "accepted.json": _BASELINE % _ACCEPTED})
    settings = from_commit(repository, base, baseline="accepted.json")
    assert like(settings) == Settings(base=str(repository), source="")
    assert settings.source == (
        f"defaults, for commit {base[:12]} has no configuration; `smaplint.yaml` of the checkout is not used;"
        " the checkout's `accepted.json` is not used"
    )


def test_no_configuration_anywhere(repository: Path) -> None:
    base = committed(repository, {"README.md": ""})
    assert from_commit(repository, base).source == f"defaults, for commit {base[:12]} has no configuration"


class TestNamed:
    """What the command line names is the commit's, and the checkout's only where that is nobody's pull request."""

    def test_it_is_the_commit_s(self, repository: Path) -> None:
        base = committed(repository, {"ci/own.yaml": _CONFIG.replace("baseline: accepted.json\n", "")})
        settings = from_commit(repository, base, "ci/own.yaml")
        assert settings.source == f"ci/own.yaml of commit {base[:12]}"
        committed(repository, {"ci/own.yaml": _LENIENT})
        changed = from_commit(repository, base, "ci/own.yaml")
        assert like(changed) == like(settings)
        assert changed.source == f"ci/own.yaml of commit {base[:12]}; the checkout's differs and is not used"

    @pytest.mark.parametrize(
        "files",
        [
            {"ci/own.yaml": _LENIENT},
            {"ci": Link("lenient"), "lenient/own.yaml": _LENIENT},
            {"ci/own.yaml": Link("../lenient/.smaplint.yaml"), "lenient/.smaplint.yaml": _LENIENT},
        ],
        ids=["a file", "a folder that is a link", "a link"],
    )
    def test_it_is_new(self, repository: Path, files: Files) -> None:
        base = committed(repository, {"README.md": ""})
        committed(repository, files)
        settings = from_commit(repository, base, "ci/own.yaml")
        assert like(settings) == Settings(base=str(repository), source="")
        said = f"defaults, for commit {base[:12]} has no `ci/own.yaml`; the checkout's is not used"
        assert settings.source == said

    def test_a_step_made_it(self, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository)
        base = committed(repository, {"README.md": ""})
        put(tmp_path, {"own.yaml": _CONFIG, "repository/.shared/own.yaml": _CONFIG})
        for name in ("../own.yaml", ".shared/own.yaml"):
            settings = from_commit(repository, base, name)
            assert settings.presets == ("strict",)
            assert settings.source == name

    def test_it_is_in_a_submodule(self, repository: Path, tmp_path: Path) -> None:
        """A pull request chooses the commit of a submodule."""
        other = tmp_path / "other"
        other.mkdir()
        committed(other, {"own.yaml": _LENIENT})
        base = committed(repository, {"README.md": ""})
        line = ["git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "ci"]
        run(line, repository)
        commit(repository)
        assert "the checkout's is not used" in from_commit(repository, base, "ci/own.yaml").source

    def test_it_is_nowhere(self, repository: Path) -> None:
        base = committed(repository, {"README.md": ""})
        with pytest.raises(ConfigError, match=r"own\.yaml: the configuration cannot be read"):
            from_commit(repository, base, "own.yaml")


class TestNoCommit:
    """The commit was wanted and is not at hand: there is no configuration, and it is said."""

    def test_nothing_of_the_checkout_is_used(self, based: tuple[Path, str]) -> None:
        repository, _ = based
        settings = from_commit(repository / "web", UNKNOWN, "../.smaplint.yaml", baseline="../accepted.json")
        assert like(settings) == Settings(base=str(repository / "web"), source="")
        assert settings.source == (
            "defaults, for the commit to take it from is not in this clone; the checkout's is not used;"
            " the checkout's `../accepted.json` is not used"
        )

    def test_nor_without_git(self, tmp_path: Path) -> None:
        put(tmp_path, _BASE)
        settings = from_commit(tmp_path, UNKNOWN, baseline="accepted.json")
        assert (settings.presets, settings.baseline) == (("recommended",), "")


def test_links_in_a_commit(repository: Path) -> None:
    name = committed(
        repository,
        {
            "file": "text",
            "a/near": Link("../file"),
            "a/twice": Link("near"),
            "a/out": Link("../../x"),
            "a/absolute": Link("/etc/passwd"),
            "a/loop": Link("loop"),
            "a/gone": Link("nothing"),
        },
    )
    found = Commit(str(repository), name)
    for path in ("file", "a/near", "a/twice"):
        assert found.read(str(repository / path)) == b"text"
    assert found.read(str(repository / "a/gone")) is None
    assert found.read(str(repository / "b")) is None
    assert found.read(str(repository / ".." / "file")) is None
    for path, says in (("out", "leads out"), ("absolute", "leads out"), ("loop", "no end"), ("", "no file")):
        with pytest.raises(ConfigError, match=says):
            found.read(str(repository / "a" / path))


def test_names_are_no_patterns(repository: Path) -> None:
    names = ("*", "[a]", ":(glob)**", "a b", "ü", "\n", "-x", ":x")
    base = committed(repository, {"a/file": "other", **{f"{name}.yaml": name for name in names}})
    found = Commit(str(repository), base)
    for name in names:
        assert found.read(str(repository / f"{name}.yaml")) == name.encode()
        assert found.read(str(repository / name)) is None
        assert found.present(str(repository), [f"{name}.yaml", "b"]) == {f"{name}.yaml"}


def test_refs(based: tuple[Path, str]) -> None:
    repository, name = based
    run(["git", "tag", "-m", "x", "v1.0"], repository)
    run(["git", "branch", "feature/a#1,b=c@d+e"], repository)
    for ref in (name, name[:12], "HEAD", "main", "refs/heads/main", "HEAD~0", "v1.0", "feature/a#1,b=c@d+e", "main^0"):
        assert find(str(repository), ref) == Commit(str(repository), name), ref


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "-h",
        "--help",
        "--output=pwned",
        "--upload-pack=touch pwned",
        "main..HEAD",
        "HEAD:file",
        ":/x",
        "@{-1}",
        "HEAD@{0}",
        "HEAD^{tree}",
        "$(touch pwned)",
        "main\n",
        "main\0",
        "ma in",
        "/etc",
        "../x",
        "x" * 300,
        "HEAD^^^^^",
        "nothing",
        "0" * 40,
        "?",
        "*",
        "mäin",
    ],
)
def test_what_is_no_ref(template: tuple[Path, str], ref: str) -> None:
    repository = template[0]
    assert find(str(repository), ref) is None
    with pytest.raises(ConfigError, match="--config-from"):
        commit_of(str(repository), ref)
    assert not any((repository / name).exists() for name in ("pwned", "touch pwned"))


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="lies in no repository"):
        commit_of(str(tmp_path), "main")


def test_shallow_clone(based: tuple[Path, str], tmp_path: Path) -> None:
    repository, base = based
    committed(repository, {"README.md": ""})
    clone = tmp_path / "clone"
    run(["git", "clone", "--quiet", "--depth=1", repository.as_uri(), clone], tmp_path)
    with pytest.raises(ConfigError, match="a shallow clone may lack it"):
        from_commit(clone, base)


def test_partial_clone_fetches_nothing(based: tuple[Path, str], tmp_path: Path) -> None:
    repository, base = based
    committed(repository, {".smaplint.yaml": _LENIENT})
    run(["git", "config", "uploadpack.allowFilter", "true"], repository)
    run(["git", "config", "uploadpack.allowAnySHA1InWant", "true"], repository)
    clone = tmp_path / "clone"
    run(["git", "clone", "--quiet", "--filter=blob:none", repository.as_uri(), clone], tmp_path)
    with pytest.raises(ConfigError, match="its content is not in this clone"):
        from_commit(clone, base)


def test_nothing_of_the_repository_is_run(repository: Path) -> None:
    """Programs that its configuration names: a pull request cannot write there, but a step may have."""
    base = committed(repository, {**_BASE, ".gitattributes": "* diff=x filter=x\n"})
    for key in ("core.fsmonitor", "core.pager", "diff.x.textconv", "filter.x.smudge", "core.sshCommand", "core.editor"):
        run(["git", "config", key, "touch pwned;"], repository)
    assert from_commit(repository, base).presets == ("strict",)
    assert not (repository / "pwned").exists()


def test_faults_name_the_commit(repository: Path) -> None:
    base = committed(repository, {"smaplint.yaml": "ignor: []\n"})
    with pytest.raises(ConfigError, match=f"^{base[:12]}:smaplint.yaml:1:1: "):
        from_commit(repository, base)


def test_a_suppression_stands_in_the_file(repository: Path) -> None:
    """Findings about it are placed there, and reports make an address of it."""
    text = "suppress: [{rule: version-integer, paths: ['a'], reason: known}]\n"
    base = committed(repository, {"web/smaplint.yaml": text})
    settings = from_commit(repository / "web", base)
    assert [one.file for one in settings.suppressions] == ["smaplint.yaml"]
    assert settings.config_file == "smaplint.yaml"


def test_the_snapshot_is_the_commit_s_too(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = committed(repository, {"smaplint.yaml": "against: last.json\n", "last.json": "{}", "dist/a.js.map": _BAD})
    committed(repository, {"last.json": None})
    monkeypatch.chdir(repository)
    settings = from_commit(repository, base)
    assert settings.against == "last.json"
    with pytest.raises(ConfigError, match=r"last\.json: this is no snapshot"):
        engine.lint(["dist"], settings)
