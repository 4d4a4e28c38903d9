"""CONTRIBUTING.md is followed to the letter: its rule is added to a copy of the checkout, found, tested and documented."""

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT, Environment, copy, new_environment, run, tool

pytestmark = pytest.mark.slow

_TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_MODULE = "rules/document/file_relative.py"


def _rule() -> str:
    match = re.search(rf"^`{re.escape(_MODULE)}`:\n\n```python\n(.*?)^```", _TEXT, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(tmp_path_factory.mktemp("tree") / "smaplint", leave_out="")


@pytest.fixture(scope="module")
def environment(tree: Path) -> Environment:
    """An editable install of the copy, with the tools that run this test."""
    made = new_environment(tree.parent / "venv", borrow=True)
    made.pip("install", "--quiet", "--no-deps", "--editable", tree)
    return made


def test_steps(environment: Environment, tree: Path, tmp_path: Path) -> None:
    def pytest_says(*arguments: str, status: int) -> str:
        # -k is for the examples and the promises; other tests have no such name in them.
        command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return run([environment.bin / "python", *command], tree, status=status)

    # 1 and 2: a module where a rule was copied to, and its docstring. 3: its examples fail without the check.
    rule = _rule()
    (tree / _MODULE).write_text(re.sub(r"^    if .*\n.*\n", "    yield from ()\n", rule, flags=re.MULTILINE))
    assert "test_example[file-relative-bad-0]" in pytest_says("-k", "file-relative", status=1)
    # 4: they pass with it.
    (tree / _MODULE).write_text(rule)
    assert re.search(r"^\d+ passed", pytest_says("-k", "file-relative", status=0), re.MULTILINE)
    # 5: it is found, and documented.
    said = environment.smaplint("explain", "file-relative", cwd=tree)
    assert "`file` is relative." in said
    assert "file-relative" in environment.smaplint("rules", cwd=tmp_path)
    assert "file-relative.md" in environment.python("-m", "smaplint.docs", "--check", status=1)
    environment.python("-m", "smaplint.docs")
    environment.python("-m", "smaplint.docs", "--check")
    assert "file-relative" in (tree / "docs/rules/README.md").read_text(encoding="utf-8")
    assert "should be relative" in (tree / "docs/rules/file-relative.md").read_text(encoding="utf-8")
    # 6: all rules' promises.
    pytest_says("tests/test_rules.py", status=0)
    run([tool("ruff"), "check", "--no-cache", _MODULE], tree)
    run([tool("ruff"), "format", "--no-cache", "--check", _MODULE], tree)


def test_rule_is_in_preview(environment: Environment, tree: Path, tmp_path: Path) -> None:
    """Off until it is asked for, as CONTRIBUTING.md says."""
    (tree / _MODULE).write_text(_rule())
    text = '{"version":3,"file":"/home/ann/a.js","sources":["a.ts"],"names":[],"mappings":"AAAA"}'
    (tmp_path / "a.js.map").write_text(text)
    assert "file-relative" not in environment.smaplint("a.js.map", cwd=tmp_path)
    assert "file-relative" in environment.smaplint("--extend-select", "file-relative", "a.js.map", cwd=tmp_path)


def test_first_step_copies_a_rule_that_exists() -> None:
    (copied,) = re.findall(r"\*\*Copy\*\* `([^`]+)`", _TEXT)
    assert (ROOT / copied).is_file()


def test_every_file_exists() -> None:
    for name in re.findall(r"`((?:tests|rules|docs|\.ci)/[^`]*)`", _TEXT):
        assert name == _MODULE or (ROOT / name).exists(), name
