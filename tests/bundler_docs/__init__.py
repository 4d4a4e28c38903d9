"""The pages about bundlers: `python -m tests.bundler_docs` writes docs/bundlers, `--check` says what is out of date.

A page is made of `pages.toml`, of the configuration files below `projects/`, and of the corpus of real builds: its commands,
its configurations, its defects, and what each preset says about its output, which is linted while the page is written.
`tests/test_bundlers.py` builds with the very files that are shown.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from smaplint import load_config
from smaplint.engine import lint
from smaplint.rule import WARNING
from smaplint.settings import Settings
from tests.builds.build import load_builds

HERE = Path(__file__).parent
PROJECTS = HERE / "projects"
BUILDS = HERE.parent / "builds"
DOCS = HERE.parent.parent / "docs" / "bundlers"
_FILES = "https://github.com/smaplint/smaplint/blob/main/"
_LANGUAGES = {".mjs": "js", ".json": "json"}

# What is asked of each build: a name for the page, and the configuration.
HIDDEN: Final = "policy: hidden"
ASKED: Final[dict[str, Settings]] = {
    "recommended": Settings(),
    HIDDEN: load_config({"exposure": {"policy": "hidden"}}),
    "private": Settings(presets=("private",)),
    **{name: Settings(presets=(name,)) for name in ("sentry", "datadog", "bugsnag", "rollbar")},
}

Page = dict[str, Any]


def load() -> list[Page]:
    """The entries of pages.toml."""
    pages: list[Page] = tomllib.loads((HERE / "pages.toml").read_text("utf-8"))["page"]
    return pages


def complaints(folder: Path, settings: Settings) -> list[str]:
    """The rules that find something in a build at warning or above."""
    report = lint([str(folder)], settings, jobs=1)
    assert report.bundles
    assert not report.crashed
    assert not report.incomplete
    return sorted({finding.rule for finding in report.findings if finding.severity >= WARNING})


def pages() -> dict[str, str]:
    """Every page by its file name."""
    builds = load_builds()
    made = {f"{page['name']}.md": _page(page, builds) for page in load()}
    made["README.md"] = _index()
    return made


def _index() -> str:
    text = (HERE / "index.md").read_text("utf-8")
    rows = [
        "| tool | |",
        "|---|---|",
        *(f"| [{page['title']}]({page['name']}.md) | {page['about']} |" for page in load()),
    ]
    return text.replace("{pages}", "\n".join(rows))


def _page(page: Page, builds: dict[str, dict[str, Any]]) -> str:
    lines = ["<!-- Written by `python -m tests.bundler_docs`. -->", "", f"# {page['title']}", ""]
    for setup in page.get("setup", []):
        lines += _setup(setup, page, builds)
    for name in page.get("show", []):
        lines += _shown(builds[name])
    if "text" in page:
        lines += [page["text"].strip(), ""]
    chosen = [entry for entry in builds.values() if entry["name"] in page["builds"]]
    lines += [*_table(chosen), *_defects(chosen)]
    return "\n".join(lines)


def versions(page: Page, builds: dict[str, dict[str, Any]]) -> str:
    """`webpack 5.112.2`, from the first build of the page."""
    entry = builds[page["builds"][0]]
    return f"{entry['tool'].replace('/bun-*', '')} {entry['version']}"


def _setup(setup: Page, page: Page, builds: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield from (f"## {setup['title']}", "")
    for name in setup["shown"]:
        file = PROJECTS / setup["folder"] / name
        yield from (f"`{name}`:", "", f"```{_LANGUAGES[file.suffix]}", file.read_text("utf-8").rstrip(), "```", "")
    out = setup.get("out", "dist")
    yield from ("```sh", setup["command"], f"smaplint {out}", "```", "")
    told = ", ".join(f"`{name}`" for name in setup["silent"] if name != HIDDEN)
    also = " and with `exposure: {policy: hidden}`" if HIDDEN in setup["silent"] else ""
    yield f"Nothing is found with {told}{also}. A test builds so with {versions(page, builds)}."
    if loud := [name for name in ASKED if name not in setup["silent"]]:
        yield f"Not silent: {', '.join(f'`{name}`' for name in loud)}; {setup['loud']}"
    yield ""


def _shown(entry: dict[str, Any]) -> Iterator[str]:
    commands = [command.format(out="dist", tmp="tmp") for command in entry["run"]]
    # The corpus has Bun from npm, for each system by another name.
    commands = [command.replace("node bun.mjs", "bun") for command in commands]
    yield from (f"## Tried: {entry['about']}", "", "```sh", *commands, "```", "")
    for name in sorted(set(re.findall(r"configs/[\w.-]+", " ".join(commands)))):
        file = BUILDS / name
        yield from (f"`{name}`:", "", f"```{_LANGUAGES[file.suffix]}", file.read_text("utf-8").rstrip(), "```", "")


def _table(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield from ("## What the presets say", "", f"| build | {' | '.join(ASKED)} |", f"|---|{'---|' * len(ASKED)}")
    for entry in entries:
        cells = []
        for name, settings in ASKED.items():
            if entry.get("committed", True):
                rules = complaints(BUILDS / "output" / entry["name"], settings)
            elif name == "recommended":
                rules = sorted(_rules(entry, ""))
            else:
                cells.append("")
                continue
            cells.append(", ".join(f"`{rule}`" for rule in rules) or "–")
        yield f"| {entry['about']} | {' | '.join(cells)} |"
    yield from (
        "",
        "–: no error and no warning; otherwise the [rules](../rules/README.md) that find one. `policy: hidden` is `recommended` with",
        f"`exposure: {{policy: hidden}}`. The builds and their configurations are in [tests/builds]({_FILES}tests/builds/README.md).",
        "",
    )


def _rules(entry: dict[str, Any], level: str) -> set[str]:
    found = [one for one in entry["defects"] if "recommended" in one["presets"] and one.get("level", "") == level]
    return {rule for one in found for rule in one["rules"]}


def _defects(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    told = {
        (rule, one["about"], one.get("level", "warning or error"), " and ".join(one["presets"]))
        for entry in entries
        for one in entry["defects"]
        for rule in one["rules"]
    }
    if told:
        yield from ("## Known defects", "")
        for rule, about, level, presets in sorted(told):
            yield f"- [`{rule}`](../rules/{rule}.md) ({level}, in `{presets}`): {about}."
        yield ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bundler_docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is out of date")
    check = parser.parse_args(arguments).check
    made = pages()
    there = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}
    stale = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    for name in stale:
        if check:
            sys.stderr.write(f"docs/bundlers/{name} is out of date: run `python -m tests.bundler_docs`\n")
        elif name in made:
            DOCS.mkdir(exist_ok=True)
            (DOCS / name).write_text(made[name], "utf-8")
        else:
            (DOCS / name).unlink()
    return 1 if check and stale else 0
