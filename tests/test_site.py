"""The site of the documentation: it is built, strictly and without a network; each page can be reached, and no link is dead."""

import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.checkout import ROOT, environment, tool
from tests.test_blocks import PAGES
from tests.validators import ValidatorMissing

DOCS = ROOT / "docs"
MKDOCS = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
# Reached from their index, which is in the navigation, or from the pages that give the decision.
INDEXED = {"rules": "rules/README.md", "bundlers": "bundlers/README.md", "decisions": "decisions/README.md"}
HERE = re.compile(r"https://github\.com/smaplint/smaplint/(?:blob|tree)/main/([^)#\s]+)")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")


def _navigation(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for one in entry:
            yield from _navigation(one)
    else:
        yield from _navigation(list(entry.values()))


IN_NAVIGATION = list(_navigation(MKDOCS["nav"]))


def _links(page: Path) -> set[str]:
    """The pages below docs/ that a page links to."""
    folder = page.parent.relative_to(DOCS).as_posix()
    found = LINK.findall(page.read_text("utf-8"))
    return {posixpath.normpath(posixpath.join(folder, link.partition("#")[0])) for link in found if ":" not in link}


def test_every_page_is_in_the_navigation_once() -> None:
    assert len(IN_NAVIGATION) == len(set(IN_NAVIGATION))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert set(IN_NAVIGATION) <= pages
    indexed = {page for page in pages if page.partition("/")[0] in INDEXED and page not in IN_NAVIGATION}
    assert pages - indexed == set(IN_NAVIGATION)
    for folder, index in INDEXED.items():
        below = {page for page in indexed if page.startswith(f"{folder}/")}
        assert below <= _links(DOCS / index), folder
        assert index in IN_NAVIGATION


def test_links_to_files_of_the_repository_lead_somewhere() -> None:
    """What lies outside of docs/ is no page of the site: such links are whole, and on GitHub."""
    for page in PAGES:
        text = page.read_text("utf-8")
        missing = [path for path in HERE.findall(text) if not (ROOT / unquote(path)).exists()]
        assert not missing, page
        if page.is_relative_to(DOCS):
            outside = [link for link in _links(page) if link.startswith("..")]
            assert not outside, page


def test_settings_ask_for_nothing_from_elsewhere() -> None:
    assert MKDOCS["strict"] is True
    assert MKDOCS["theme"]["font"] is False
    assert MKDOCS["plugins"] == ["search"]
    assert not {"extra_javascript", "extra_css", "hooks"} & MKDOCS.keys()


class _Resources(HTMLParser):
    """What a page loads, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in ("canonical", "next", "prev", "edit"):
            self.loaded.append(given.get("href", ""))
        elif tag in ("script", "img", "iframe", "source", "object", "embed"):
            self.loaded += [given[name] for name in ("src", "data", "srcset") if given.get(name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built in a network of its own, which has none, where the system lets us."""
    program = tool("mkdocs")
    if not shutil.which(program):
        raise ValidatorMissing("mkdocs is not on PATH: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site") / "site"
    alone = ["unshare", "--net", "--map-root-user"]
    can = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0
    # Not `--quiet`: warnings that are not shown are not counted.
    command = [*(alone if can else []), program, "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(PATH=os.environ["PATH"]), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Resources]:
    found = {}
    for file in sorted(site.rglob("*.html")):
        resources = _Resources()
        resources.feed(file.read_text("utf-8"))
        found[file.relative_to(site).as_posix()] = resources
    return found


@pytest.mark.slow
def test_every_page_is_built(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix(".html").as_posix()
        assert (site / re.sub(r"README\.html$", "index.html", name)).exists(), name
    assert (site / "search" / "search_index.json").stat().st_size > 100_000


@pytest.mark.slow
def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, _Resources]) -> None:
    for page, resources in pages.items():
        assert resources.loaded
        for url in resources.loaded:
            parts = urlsplit(url)
            assert not parts.scheme, (page, url)
            assert not parts.netloc, (page, url)
            if page != "404.html":  # its paths are those of the server
                assert (site / posixpath.dirname(page) / parts.path).exists(), (page, url)
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", style.read_text("utf-8")), style


@pytest.mark.slow
def test_no_link_is_dead(site: Path, pages: dict[str, _Resources]) -> None:
    """Within the site, fragments too; links to our own repository are held against the checkout."""
    dead = []
    for page, resources in pages.items():
        if page == "404.html":
            continue
        for link in resources.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
            )
            target = "index.html" if target == "." else target
            if (site / target).is_dir():
                target = f"{target}/index.html"
            if not (site / target).exists() or (
                parts.fragment and target.endswith(".html") and unquote(parts.fragment) not in pages[target].ids
            ):
                dead.append((page, link))
    assert not dead
