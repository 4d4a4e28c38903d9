"""The documentation is tried: its commands are run, its outputs compared, its links followed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from smaplint import docs

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
]
RUN = re.compile(r"<!-- run: (?P<folder>\S+) -->\n```console\n(?P<text>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
BLOCKS = [
    pytest.param(page, match["folder"], match["text"], id=f"{page.name}-{number}")
    for page in PAGES
    for number, match in enumerate(RUN.finditer(page.read_text("utf-8")))
]


@pytest.mark.parametrize(("page", "folder", "text"), BLOCKS)
def test_block(page: Path, folder: str, text: str) -> None:
    """Each `$ smaplint …` prints, somewhere, the lines that the page shows under it, in their order."""
    for command, shown in re.findall(r"^\$ smaplint (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        done = subprocess.run(  # noqa: S602  # the page's own commands
            f'"{sys.executable}" -m smaplint {command}',
            shell=True,  # as a reader's shell does
            cwd=ROOT / folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = iter(_still(done.stdout + done.stderr).splitlines())
        for line in _still(shown).splitlines():
            if line != "…":
                assert line in said, f"`smaplint {command}` does not print {line!r}"


def _still(text: str) -> str:
    return re.sub(r"\b\d+\.\d\d s\b", "0.00 s", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not missing


def test_rule_pages_are_up_to_date() -> None:
    assert docs.main(["--check"]) == 0


def test_readme_is_one_screen() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 80
