"""Plugins: the example of the documentation, installed and used as users do; and what a broken one is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "plugin"

MAP = {"version": 3, "sources": ["src/data/a.ts"], "sourcesContent": ["a;\n"], "names": [], "mappings": "AAAA"}
RULE = '''"""Nothing holds.

Why it matters: it does not.

How to fix: do nothing.
"""

from smaplint.rule import ERROR, Problem, Problems, SourceMap, {subject}_rule


@{subject}_rule(since="1", levels={{{level}: ERROR}}, good=[], bad=[])
def {name}(subject: object) -> Problems:
    {body}
'''


class Site:
    """A folder of installed packages, and a project beside it."""

    def __init__(self, folder: Path) -> None:
        self.packages = folder / "packages"
        self.project = folder / "project"
        (self.project / "dist").mkdir(parents=True)
        (self.project / "dist" / "a.js.map").write_text(json.dumps(MAP))
        (self.project / "dist" / "a.js").write_text("a;\n//# sourceMappingURL=a.js.map\n")
        (self.project / ".git").mkdir()

    def plugin(self, name: str, modules: dict[str, str], package: str = "acme_rules.acme") -> None:
        """As pip leaves an installed distribution with one entry point."""
        folder = self.packages.joinpath(*package.split("."))
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").touch()
        for module, text in {"__init__": "", **modules}.items():
            (folder / f"{module}.py").write_text(text)
        info = self.packages / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[smaplint.rules]\n{name} = {package}\n")

    def run(self, *arguments: str, config: str = "plugins: [acme]\n") -> tuple[int, str]:
        (self.project / "smaplint.yaml").write_text(config)
        done = subprocess.run(
            [sys.executable, "-m", "smaplint", *arguments],
            cwd=self.project,
            env={**os.environ, "PYTHONPATH": str(self.packages)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def rule(name: str, subject: str = "map", level: str = '"recommended"', body: str = 'yield Problem("hello")') -> str:
    return RULE.format(name=name, subject=subject, level=level, body=body)


class TestOneThatWorks:
    def test_finds(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello"), "_shared": "raise RuntimeError"})
        code, said = site.run("--no-frames", "dist")
        assert code == 1
        assert "dist/a.js.map:1:1: error[say-hello] hello" in said

    @pytest.mark.parametrize(
        ("config", "code"),
        [
            ("preset: recommended\n", 0),
            ("plugins: acme\n", 1),
            ("plugins: [acme]\nignore: [acme]\n", 0),
            ("plugins: [acme]\nselect: [say-hello]\n", 1),
            ("plugins: [acme]\nacme: note\n", 0),
            ("plugins: [acme]\nrules: {say-hello: warning}\n", 0),
            ("plugins: [acme]\npreset: spec\n", 0),
            ("plugins: [acme]\npreset: strict\n", 1),
            ("plugins: [acme]\nsuppress: [{rule: say-hello, paths: dist, reason: known}]\n", 0),
        ],
    )
    def test_is_configured_like_ours(self, site: Site, config: str, code: int) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello")})
        assert site.run("dist", config=config)[0] == code

    def test_command_line_knows_its_names(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello")})
        assert site.run("--ignore", "say-hello", "dist")[0] == 0
        assert (
            "`say-hallo` is no rule, family or preset; did you mean `say-hello`?"
            in site.run("--ignore", "say-hallo", "dist")[1]
        )

    def test_workers_find_the_same(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello"), "all_said": rule("all_said", "build")})
        padding = " " * 3_000_000
        for name in "bcd":
            (site.project / "dist" / f"{name}.js.map").write_text(json.dumps(MAP) + padding)
            (site.project / "dist" / f"{name}.js").write_text(f"a;\n//# sourceMappingURL={name}.js.map\n")
        one, two = (site.run("--no-frames", "--jobs", jobs, "dist")[1].splitlines()[:-1] for jobs in "12")
        assert one == two
        assert sum("error[say-hello]" in line for line in one) == 4
        assert sum("error[all-said]" in line for line in one) == 1

    def test_spawned_workers_load_it(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello")})
        code = (
            "import pickle, smaplint\n"
            "from smaplint import registry\n"
            "settings = smaplint.load_config({'plugins': ['acme'], 'select': 'say-hello'})\n"
            "sent = pickle.dumps((settings, settings.plan()))\n"
            "registry._plugins.clear(); registry.rules.cache_clear(); registry.families.cache_clear()\n"
            "settings, plan = pickle.loads(sent)\n"
            "assert [one.rule.name for one in settings.plan()] == ['say-hello'] == [one.rule.name for one in plan]\n"
        )
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(site.packages)}, check=True)

    def test_is_listed_and_explained(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello")})
        assert "  say-hello" in site.run("rules")[1]
        said = site.run("explain", "say-hello")[1]
        assert "say-hello (acme, since 1, plugin acme)" in said
        assert "Page:" not in said

    def test_a_rule_that_raises_is_a_finding(self, site: Site) -> None:
        site.plugin("acme", {"say_hello": rule("say_hello", body='yield from (); raise ValueError("oh")')})
        code, said = site.run("dist")
        assert code == 3
        assert "say-hello" in said


@pytest.mark.parametrize(
    ("modules", "says"),
    [
        pytest.param({}, "the plugin `acme` holds no rules: no module of `acme_rules.acme` is one", id="empty"),
        pytest.param({"__init__": "1/0"}, "cannot be imported: ZeroDivisionError: division by zero", id="raises"),
        pytest.param({"a": "import nothing_such"}, "cannot be imported: ModuleNotFoundError: No module", id="imports"),
        pytest.param({"a": "(" }, "cannot be imported: SyntaxError", id="syntax"),
        pytest.param({"a": ""}, "the module `acme_rules.acme.a` has no rule `a`", id="no rule"),
        pytest.param({"a": rule("b")}, "the module `acme_rules.acme.a` has no rule `a`", id="another name"),
        pytest.param({"stale_map": rule("stale_map")}, "`stale-map` of the plugin `acme` has the name of a rule", id="ours"),
        pytest.param({"strict": rule("strict")}, "`strict` of the plugin `acme` has the name of a preset", id="preset"),
        pytest.param({"mappings": rule("mappings")}, "has the name of a family that is there", id="family"),
        pytest.param({"a": rule("a", level='"best"')}, "rule `a` of the plugin `acme` has a level for no preset, `best`", id="level"),
    ],
)  # fmt: skip
def test_broken_plugin(site: Site, modules: dict[str, str], says: str) -> None:
    site.plugin("acme", modules)
    code, said = site.run("dist")
    assert code == 2
    assert "smaplint.yaml:1:" in said
    assert says in said


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("plugins: [acne]\n", "no plugin `acne` is installed; did you mean `acme`?"),
        ("plugins: [zzz]\n", "no plugin `zzz` is installed; there are acme"),
        ("plugins: [../evil]\n", "no plugin `../evil` is installed"),
        ("plugins: [1]\n", "`plugins`"),
        ("plugins: {acme: 1}\n", "`plugins`"),
        ("plugins: ['']\n", "no plugin `` is installed"),
    ],
)
def test_wrong_name(site: Site, config: str, says: str) -> None:
    site.plugin("acme", {"say_hello": rule("say_hello")})
    code, said = site.run("dist", config=config)
    assert code == 2
    assert says in said


def test_checkout_is_not_searched(site: Site) -> None:
    """A pull request cannot bring a plugin with it: neither a module nor an entry point in what is linted counts."""
    site.plugin("acme", {"say_hello": rule("say_hello", body='print("pwned"); yield Problem("hello")')})
    site.packages.rename(site.project / "packages")
    for entry in sorted((site.project / "packages").iterdir()):
        entry.rename(site.project / entry.name)
    done = subprocess.run(
        [sys.executable, "-I", "-m", "smaplint", "--config", "-x.yaml", "dist"],
        cwd=site.project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    (site.project / "smaplint.yaml").write_text("plugins: [acme]\n")
    done = subprocess.run(
        [sys.executable, "-I", "-m", "smaplint", "dist"], cwd=site.project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no plugin `acme` is installed" in done.stderr
    assert "pwned" not in done.stdout


@pytest.mark.slow
def test_example_is_one(tmp_path: Path) -> None:
    """The example of the documentation, installed by pip as it is, passes its own tests and lints."""
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(EXAMPLE)],
        check=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    environment = {**os.environ, "PYTHONPATH": str(target)}
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, str(EXAMPLE / "tests")],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in tests.stdout, tests.stdout + tests.stderr
    site = Site(tmp_path / "site-of-it")
    done = subprocess.run(
        [sys.executable, "-m", "smaplint", "--no-frames", "--config", str(EXAMPLE / "smaplint.yaml"), "dist"],
        cwd=site.project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "error[no-fixtures] the source `src/data/a.ts` is a test fixture" in done.stdout


def test_page_shows_the_example() -> None:
    """What the page shows is the example's own text."""
    page = (ROOT / "docs" / "plugins.md").read_text()
    for path in ("bookshelf_smaplint/bookshelf/no_fixtures.py", "tests/test_rules.py"):
        assert f"```python\n{(EXAMPLE / path).read_text()}```" in page
    assert f"```yaml\n{(EXAMPLE / 'smaplint.yaml').read_text()}```" in page
    assert 'bookshelf = "bookshelf_smaplint.bookshelf"' in (EXAMPLE / "pyproject.toml").read_text()
