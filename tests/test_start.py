"""What a run costs before it begins: what an install imports, and the index by which it knows its rules."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from smaplint import docs, registry, testing
from smaplint.rule import Rule
from tests.checkout import ROOT

LOOKED_UP = registry.looked_up()

# The modules of ours that a build of one script and its map needs where nothing is wrong with it.
ALWAYS = [
    "__main__",
    "_fast",
    "_json",
    "_lazy",
    "_record",
    "_rules_index",
    "ahead",
    "alignment",
    "command",
    "comments",
    "config",
    "config_error",
    "coverage",
    "debug_ids",
    "discovery",
    "document",
    "engine",
    "escape",
    "examine",
    "examined",
    "exposure",
    "fingerprint",
    "generated",
    "judge",
    "kept",
    "linking",
    "mappings",
    "originals",
    "output",
    "place",
    "plain_arguments",
    "quick",
    "quick_facts",
    "reader",
    "redact",
    "registry",
    "removed",
    "report",
    "reporters",
    "reporters.text",
    "cells",
    "rule",
    "rules",
    "runs",
    "settings",
    "source_names",
    "suppress",
    "tree",
]
# Its compiled part, or what stands for it.
COMPILED = ["_compare", "_lies", "_quick", "_scan", "_sieve"]
# What `recommended` has to ask: of each map with text, and of what several maps have to do with each other.
RULES = [
    "rules.exposure",
    "rules.exposure.public_map_exposure",
    "rules.release",
    "rules.release.source_root_drift",
    "rules.uploaders",
    "rules.uploaders.upload_size",
]
# Each takes a millisecond and more, with what it imports in turn.
NEVER = [
    "argparse",
    "ast",
    "asyncio",
    "click",
    "concurrent",
    "dataclasses",
    "datetime",
    "difflib",
    "dis",
    "email",
    "gettext",
    "hashlib",
    "http",
    "importlib.metadata",
    "inspect",
    "jsonschema",
    "junit_xml",
    "locale",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "pickle",
    "platform",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "textwrap",
    "threading",
    "tokenize",
    "tomllib",
    "traceback",
    "unicodedata",
    "urllib",
    "uuid",
    "yaml",
]

_MAP = json.dumps(testing.DEFAULT).encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PYTHONPATH that is laid out as an install is: with the rules in the package."""
    site = tmp_path_factory.mktemp("site")
    (site / "smaplint").mkdir()
    for entry in (ROOT / "smaplint").iterdir():
        if entry.name not in ("__pycache__", "rules"):
            (site / "smaplint" / entry.name).symlink_to(entry)
    (site / "smaplint" / "rules").symlink_to(ROOT / "rules")
    return site


def run(site: Path, code: str, arguments: Sequence[str] = (), cwd: Path | None = None) -> str:
    """What a program prints that imports the install."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd or site,  # which comes before PYTHONPATH
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "more"),
    [(["dist"], RULES), (["dist", "--preset", "spec", "-q"], []), (["dist/app.js.map", "--no-config"], RULES)],
    ids=lambda value: " ".join(value[:3]),
)
def test_a_small_build_imports_what_it_needs(site: Path, tmp_path: Path, arguments: list[str], more: list[str]) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/app.js").write_bytes(b"let answer=42;\n//# sourceMappingURL=app.js.map\n")
    (tmp_path / "dist/app.js.map").write_bytes(_MAP)
    code = (
        "import sys; before = {*sys.modules}; import smaplint.__main__\n"
        "try: smaplint.__main__.main()\n"
        "except SystemExit as end: print(end.code, *sorted({*sys.modules} - before))"
    )
    status, *loaded = run(site, code, arguments, tmp_path).splitlines()[-1].split()
    assert status == "0"
    ours = {name.removeprefix("smaplint.") for name in loaded if name.startswith("smaplint.")}
    assert ours - {*ALWAYS, *COMPILED, *more} == set()
    assert {*loaded} & {*NEVER} == set()


def test_the_version_imports_hardly_anything(site: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['--version']; import smaplint.__main__\n"
        "try: smaplint.__main__.main()\n"
        "except SystemExit: print(*sorted(name for name in sys.modules if name.startswith('smaplint.')))"
    )
    assert run(site, code).splitlines()[-1].split() == [
        f"smaplint.{name}" for name in ("__main__", "_fast", "_record", "ahead", "command", "config_error", "output")
    ]


def test_the_index_is_up_to_date() -> None:
    assert docs.INDEX.read_text("utf-8") == docs.rules_index(), "run `python -m smaplint.docs`"


def test_the_index_holds_every_rule() -> None:
    assert registry.indexed().keys() == LOOKED_UP.keys()


@pytest.mark.parametrize("rule", registry.indexed().values(), ids=lambda rule: rule.name)
def test_a_rule_of_the_index_is_the_one_that_is_looked_up(rule: Rule) -> None:
    there = LOOKED_UP[rule.name]
    assert rule.facts == there.facts
    assert rule.body == there.body
    assert rule.function is there.function
    assert (rule.why, rule.how) == (there.why, there.how)


def test_an_install_takes_the_index(site: Path) -> None:
    code = (
        "import sys; from smaplint import registry; found = registry.rules()\n"
        "print(*found); print(*(name for name in sys.modules if name.startswith('smaplint.rules')), sep=',')\n"
        "found['version-integer'].function; print('smaplint.rules.document.version_integer' in sys.modules)"
    )
    assert run(site, code).splitlines() == [" ".join(registry.rules()), "", "True"]


def test_an_install_lists_the_same_rules(site: Path) -> None:
    code = "import sys; from smaplint import command; sys.exit(command.run(['rules', '--format', 'json']))"
    here = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run(site, code) == here.stdout
