"""What gets installed, by every way that people install it: all rules, nothing else, and it runs away from the checkout."""

import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import smaplint
from tests.checkout import ROOT, Environment, commit, copy, environment, listed, new_environment, run
from tests.conftest import CI

pytestmark = pytest.mark.slow

_RULES = sorted(name for name in listed() if re.fullmatch(r"rules/[^_/]+/[^_/][^/]*\.py", name))
_NAMES = {Path(name).stem.replace("_", "-") for name in _RULES}
_REFUSED = "this folder is `smaplint.rules`: run `pip install -e .`, then import that"

# Builds a sdist or a wheel in the folder it runs in; prints its name. What `pip` and `build` do, without downloads.
_BUILD = "import setuptools.build_meta as back_end, sys; print(getattr(back_end, sys.argv[1])(sys.argv[2]))"

# The modules that are compiled.
_COMPILED = {
    name.removesuffix(".py")
    for name in listed()
    if re.fullmatch(r"smaplint/_\w+\.py", name) and "\nimport cython\n" in (ROOT / name).read_text(encoding="utf-8")
}
# What Cython and the compiler read, and nobody after them.
_BUILD_ONLY = (".h", ".pxd")
# Whether what is installed has them: CI has a compiler, unless it says that it goes without.
_COMPILES = not os.environ.get("SMAPLINT_PURE") and (CI or shutil.which("cc") is not None)

# A distribution called `rules`, as there is one on PyPI.
_OTHER = {
    "pyproject.toml": """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "rules"
version = "3.5"
[tool.setuptools]
packages = ["rules"]
""",
    "rules/__init__.py": 'WHOSE = "theirs"\n',
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(tmp_path_factory.mktemp("tree") / "smaplint")


@pytest.fixture(scope="module")
def dependencies() -> list[str]:
    """What pyproject.toml asks for at run time and for building."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    return [*project["project"]["dependencies"], *project["build-system"]["requires"]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, dependencies: list[str]) -> Environment:
    """One environment with the dependencies, for installs of smaplint that need not fetch them again."""
    made = new_environment(tmp_path_factory.mktemp("shared") / "venv")
    made.pip("install", "--quiet", *dependencies)
    return made


@pytest.fixture
def bare(shared: Environment) -> Iterator[Environment]:
    """The shared environment without smaplint, before and after."""
    yield shared
    shared.pip("uninstall", "--quiet", "--yes", "smaplint", "rules")


@pytest.fixture(scope="module")
def wheel(shared: Environment, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(shared, "build_wheel", tree, tmp_path_factory.mktemp("wheel"))


def _built(made: Environment, kind: str, tree: Path, target: Path, **variables: str) -> Path:
    command: list[str | Path] = [made.bin / "python", "-I", "-W", "ignore", "-c", _BUILD, kind, target]
    return target / run(command, tree, env=environment(**variables)).splitlines()[-1]


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _install(environment: Environment, *what: str | Path) -> None:
    """Install without dependencies, which are there, and check that no other one is needed."""
    environment.pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--force-reinstall", *what)
    environment.pip("check")


def _runs(environment: Environment, cwd: Path) -> None:
    """Assert that the command works there and has every rule."""
    assert smaplint.__version__ in environment.smaplint("--version", cwd=cwd)
    listing = environment.smaplint("rules", cwd=cwd)
    assert {name for name in _NAMES if name not in listing} == set()
    (cwd / "app.js.map").write_bytes(b'{"version":"3","sources":["a.js"],"names":[],"mappings":"AAAA"}')
    assert "version-integer" in environment.smaplint("app.js.map", cwd=cwd, status=1)
    assert "version-integer" in environment.python("-m", "smaplint", "app.js.map", cwd=cwd, status=1)


def test_wheel_holds_every_rule(wheel: Path) -> None:
    files = _contents(wheel)
    assert len(_RULES) > 20
    assert [name for name in _RULES if f"smaplint/{name}" not in files] == []
    assert "smaplint/py.typed" in files


def test_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    """Tests, examples and `rules` under its own name stay out."""
    files = {name for name in _contents(wheel) if ".dist-info/" not in name}
    ours = {name for name in listed() if name.startswith("smaplint/") and name.endswith(".py")}
    ours |= {f"smaplint/{name}" for name in listed() if name.startswith("rules/") and name.endswith(".py")}
    data = {name for name in files if not name.endswith(".py")}
    assert files - data == ours
    compiled = {name for name in data if name.endswith((".so", ".pyd"))}
    assert {name.split(".")[0] for name in compiled} == (_COMPILED if _COMPILES else set())
    rest = {name for name in listed() if name.startswith("smaplint/") and not name.endswith((".py", *_BUILD_ONLY))}
    assert data - compiled == rest


def test_wheel_says_what_it_runs_on(wheel: Path) -> None:
    python, abi, platform = wheel.stem.split("-")[2:]
    if _COMPILES:
        assert python == f"cp{sys.version_info.major}{sys.version_info.minor}"
        assert abi.startswith(python)
        assert platform != "any"
    else:
        assert (python, abi, platform) == ("py3", "none", "any")


@pytest.mark.parametrize("variables", [{"CC": "/bin/false"}, {"SMAPLINT_PURE": "1"}], ids=["failing", "unwanted"])
def test_without_a_compiler_it_is_plain_python(
    bare: Environment, tree: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    """A compiler that fails, and none that is asked: a wheel for every platform, which works."""
    own = tmp_path / "smaplint"
    shutil.copytree(tree, own, ignore=shutil.ignore_patterns("build"))
    plain = _built(bare, "build_wheel", own, tmp_path, **variables)
    assert plain.stem.endswith("-py3-none-any")
    assert not [name for name in _contents(plain) if name.endswith((".so", ".pyd", ".c"))]
    _install(bare, plain)
    _runs(bare, tmp_path)
    assert "plain Python decoder" in bare.smaplint("--version", "-v", cwd=tmp_path)


def test_wheel_of_the_sdist_is_the_same(shared: Environment, tree: Path, wheel: Path, tmp_path: Path) -> None:
    sdist = _built(shared, "build_sdist", tree, tmp_path)
    run(["tar", "-xf", sdist], tmp_path)
    (unpacked,) = (path for path in tmp_path.iterdir() if path.is_dir())
    needed = [name for name in listed() if name.startswith("smaplint/") and name.endswith(_BUILD_ONLY)]
    assert needed
    assert [name for name in needed if not (unpacked / name).is_file()] == []
    target = tmp_path / "wheel"
    target.mkdir()
    again = _contents(_built(shared, "build_wheel", unpacked, target))
    assert again.keys() == _contents(wheel).keys()
    # The compiler writes the folder into what it makes, and RECORD has its hash.
    same = {name for name in again if not name.endswith((".so", ".pyd", "/RECORD"))}
    assert {name: again[name] for name in same} == {name: _contents(wheel)[name] for name in same}


def test_install_of_the_wheel(bare: Environment, wheel: Path, tmp_path: Path) -> None:
    _install(bare, wheel)
    _runs(bare, tmp_path)
    assert ("compiled decoder" in bare.smaplint("--version", "-v", cwd=tmp_path)) is _COMPILES


# What a user may write: `reveal_type` says what mypy sees, and a line that is wrong says `wrong`.
_PROGRAM = """
from pathlib import Path
import smaplint
from smaplint import Report, Severity, SourceMap

map: SourceMap = smaplint.parse(Path("a.js.map").read_bytes(), Path("a.js.map"))
reveal_type([segment.original_line for segment in map.mappings.segments()])
reveal_type(map.lookup.find(0, 1))
reveal_type(map.sections[0].map)
reports: list[Report] = [
    smaplint.lint("dist"),
    smaplint.lint([Path("dist"), "lib"], Path("smaplint.yaml"), jobs=0),
    smaplint.lint({"a.js.map": b"{}", "b.js.map": "{}", "c.js.map": memoryview(b"")}, {"preset": "spec"}),
    smaplint.lint(smaplint.find_config(Path("dist")).paths, smaplint.load_config({"ignore": ["orphan-map"]})),
]
reveal_type([finding.place.line for finding in reports[0].findings if finding.severity >= Severity.WARNING])
reveal_type(smaplint.render(reports[0], "sarif"))
try:
    smaplint.lint("gone")
except (smaplint.PathError, smaplint.ConfigError) as error:
    failed: smaplint.SmaplintError = error
smaplint.parse(3)  # wrong
smaplint.render(reports[0], "pdf")  # wrong
smaplint.parze(b"")  # wrong
"""
_SEEN = [
    "list[int]",
    "smaplint.lookup.Mapping | None",
    "smaplint.document.SourceMap | None",
    "list[int]",
    "str",
]


def test_types_reach_a_user(bare: Environment, wheel: Path, tmp_path: Path) -> None:
    """Mypy, strict, on a program beside an installed wheel, with nothing of the checkout in sight."""
    _install(bare, wheel)
    (tmp_path / "program.py").write_text(_PROGRAM, encoding="utf-8")
    installed: list[str | Path] = [
        "--python-executable",
        bare.bin / "python",
        "--cache-dir",
        tmp_path / "cache",
        "--config-file=",
    ]
    said = run([sys.executable, "-m", "mypy", "--strict", *installed, "program.py"], tmp_path, status=1)
    wrong = [number for number, line in enumerate(_PROGRAM.split("\n"), 1) if line.endswith("# wrong")]
    assert [int(line) for line in re.findall(r":(\d+): error:", said)] == wrong, said
    seen = [re.sub(r"tuple\[.*, fallback=([\w.]+)\]", r"\1", one) for one in re.findall(r'type is "(.*)"', said)]
    assert [one.replace("builtins.", "") for one in seen] == _SEEN, said


def test_install_with_dependencies(tree: Path, tmp_path: Path) -> None:
    """`pip install .`, as people type it: in a new environment, with the build in isolation."""
    made = new_environment(tmp_path / "venv")
    made.pip("install", "--quiet", tree)
    _runs(made, tmp_path)
    assert "No module named 'rules'" in made.python("-c", "import rules", status=1)


def test_editable_install_sees_a_new_rule(bare: Environment, tree: Path, tmp_path: Path) -> None:
    own = tmp_path / "smaplint"
    shutil.copytree(tree, own)
    _install(bare, "--editable", own)
    _runs(bare, tmp_path)
    assert ("compiled decoder" in bare.smaplint("--version", "-v", cwd=tmp_path)) is _COMPILES
    # In the checkout itself too, where both `smaplint/` and `rules/` lie in the working directory.
    _runs(bare, own)
    rule = (own / "rules/document/version_integer.py").read_text(encoding="utf-8")
    new = own / "rules/document/version_whole.py"
    new.write_text(rule.replace("def version_integer(", "def version_whole("), encoding="utf-8")
    assert "version-whole" in bare.smaplint("rules", cwd=tmp_path)


def test_install_from_git(bare: Environment, tree: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(tree, repository)
    reference = commit(repository)
    _install(bare, f"git+{repository.as_uri()}@{reference}")
    _runs(bare, tmp_path)


def test_rules_of_another_distribution_stay(bare: Environment, wheel: Path, tmp_path: Path) -> None:
    """PyPI has a `rules`, and whoever uses it can use smaplint as well, whichever comes first."""
    other = tmp_path / "other"
    for name, text in _OTHER.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text, encoding="utf-8")
    for first, second in ((other, wheel), (wheel, other)):
        _install(bare, first)
        _install(bare, second)
        assert bare.python("-c", "import rules; print(rules.WHOSE)").strip() == "theirs"
        _runs(bare, tmp_path)
        bare.pip("uninstall", "--quiet", "--yes", "smaplint")
        assert bare.python("-c", "import rules; print(rules.WHOSE)").strip() == "theirs"
        bare.pip("uninstall", "--quiet", "--yes", "rules")


def test_rules_folder_is_not_imported_under_its_own_name(shared: Environment, tree: Path) -> None:
    said = run([shared.bin / "python", "-c", "import rules"], tree, status=1)
    assert f"ImportError: {_REFUSED}" in said


def test_checkout_without_install_says_so(shared: Environment, tree: Path) -> None:
    said = run([shared.bin / "python", "-m", "smaplint", "rules"], tree, status=2)
    assert "run `pip install -e .`" in said
    assert "Traceback" not in said
