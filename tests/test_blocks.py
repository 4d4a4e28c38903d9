"""Every fenced block of the documentation is run, or held against what it describes: a block that nothing tries fails here.

Who tries a block is decided by its language and by what it holds:

- `console` behind `<!-- run: FOLDER -->` and `pycon`: `tests/test_docs.py` runs them;
- `sh`: each command is one that is known, and those of smaplint are parsed by the real command line;
- `yaml`: a configuration is loaded; pipelines are held against their schemas, and their commands run, by `tests/test_pipelines.py`;
- `json`, `toml`, `python`, `js`: the text of a file that tests use, or parsed;
- pages that are written by a program are compared with what it writes.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

import click
import pytest
import yaml
from markdown_it import MarkdownIt

import smaplint
from smaplint import cli
from tests import test_docs
from tests.checkout import ROOT, listed

# Written by `python -m smaplint.docs` and `python -m tests.bundler_docs`, each with a test that compares.
GENERATED = ("docs/rules/", "docs/bundlers/")


class Block(NamedTuple):
    """A fenced block. `marker`: the comment in front of it; `line`: 1-based."""

    page: str
    line: int
    language: str
    text: str
    marker: str


def blocks(page: Path) -> Iterator[Block]:
    marker = ""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "fence":
            name = page.relative_to(ROOT).as_posix()
            yield Block(name, (token.map or [0])[0] + 1, token.info.strip(), token.content, marker)
        marker = token.content.strip() if token.type == "html_block" else ""


PAGES = [ROOT / name for name in listed() if name.endswith(".md") and re.match(r"docs/|[A-Z]+\.md|examples/", name)]
BLOCKS = [block for page in PAGES for block in blocks(page)]


def _params(*languages: str) -> list[Any]:
    chosen = [block for block in BLOCKS if block.language in languages and not block.page.startswith(GENERATED)]
    return [pytest.param(block, id=f"{block.page}:{block.line}") for block in chosen]


TRIED = {"console", "pycon", "sh", "yaml", "json", "toml", "python", "js", "groovy", "text"}


def test_every_language_has_its_test() -> None:
    assert [block for block in BLOCKS if block.language not in TRIED and not block.page.startswith(GENERATED)] == []


@pytest.mark.parametrize("block", _params("console", "pycon"))
def test_session_is_run(block: Block) -> None:
    page = ROOT / block.page
    if block.language == "pycon":
        assert page in test_docs.SESSIONS
    else:
        assert block.marker.startswith("<!-- run: ")
        assert any(param.values[0] == page and param.values[2] == block.text for param in test_docs.BLOCKS)


# What people type beside smaplint. A vendor's tool is held against its own help by tests/uploaders.
COMMANDS = {
    *(
        "[",
        ".",
        "bash",
        "cd",
        "echo",
        "find",
        "git",
        "grep",
        "head",
        "mkdir",
        "node",
        "npm",
        "npx",
        "pip",
        "pre-commit",
    ),
    *("prek", "pytest", "python", "python3", "reviewdog", "ruff", "sed", "cut", "jq"),
}
MODULES = {"benchmarks", "tests", "smaplint", "venv", "pip", "json"}


@pytest.mark.parametrize("block", _params("sh"))
def test_commands_exist(block: Block) -> None:
    found = list(commands(block.text))
    assert found
    for words in found:
        check_command(words)


def commands(text: str) -> Iterator[list[str]]:
    """The simple commands of a script, without redirections and assignments."""
    text = re.sub(r"\\\n\s*", " ", text)
    # What is substituted is a command as well.
    for inner in re.findall(r"\$\(([^()]*)\)", text):
        yield from commands(inner)
    for line in text.splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
        lexer.commenters = "#"
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, "\0"]:
            if word == "\0" or re.fullmatch(r"[|&;]+", word):
                while words and re.fullmatch(r"\w+=.*", words[0]):
                    del words[0]
                if words:
                    yield words
                words = []
            else:
                words.append(word)


def check_command(words: list[str]) -> None:
    if ">" in words:
        words = words[: words.index(">")]
    name = words[0].rpartition("/")[2] if words[0].startswith((".venv/bin/", "./")) else words[0]
    if name == "smaplint":
        parse(words[1:])
        return
    if name == "eval":  # of what a command prints, which is one of the others
        return
    assert name in COMMANDS, f"`{name}` is no command that is known here"
    if name in ("python", "python3") and "-m" in words:
        module = words[words.index("-m") + 1]
        assert module.partition(".")[0] in MODULES, module


def parse(arguments: list[str]) -> None:
    """As the command line itself reads options and their values; nothing is run."""
    group = cli.cli
    first = arguments[0] if arguments else "lint"
    if first in ("--help", "-h", "--version", "-V"):
        return
    command = group.commands.get(first)
    rest = arguments[1:] if command else arguments
    while isinstance(command, click.Group):
        command, rest = command.commands[rest[0]], rest[1:]
    command = command or group.commands["lint"]
    command.make_context(
        first, [word for word in rest if not re.fullmatch(r"\$\{.*", word)], parent=click.Context(group)
    )


@pytest.mark.parametrize(
    "text",
    [
        "smaplint --presett sentry dist",
        "smaplint dist | smaplint --format pdf",
        "smaplint baseline --prun",
        "smaplnt dist",
    ],
)
def test_wrong_command_is_seen(text: str) -> None:
    last = list(commands(text))[-1]
    with pytest.raises((click.UsageError, AssertionError)):
        check_command(last)


@cache
def _texts() -> tuple[str, ...]:
    """What tests use: the examples, and the workflows."""
    names = [name for name in listed() if name.startswith(("examples/", "docs/workflows/", "tests/bundler_docs/"))]
    kept = (".py", ".toml", ".yml", ".yaml", ".mjs", ".json")
    return tuple((ROOT / name).read_text("utf-8") for name in names if name.endswith(kept))


@pytest.mark.parametrize("block", _params("python", "js"))
def test_code_is_that_of_a_file(block: Block) -> None:
    if block.page == "CONTRIBUTING.md":  # its rule is added by tests/test_contributing.py
        assert block.text in test_docs.ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8")
        return
    assert any(block.text == text for text in _texts())


@pytest.mark.parametrize("block", _params("toml"))
def test_toml(block: Block) -> None:
    tables = tomllib.loads(block.text)
    if set(tables) == {"tool"}:
        smaplint.load_config(tables["tool"]["smaplint"])
    else:
        assert any(block.text in text for text in _texts())


@pytest.mark.parametrize("block", _params("json"))
def test_json(block: Block) -> None:
    json.loads(block.text)


@pytest.mark.parametrize("block", _params("text"))
def test_watching_says_so(block: Block, tmp_path: Path) -> None:
    """The one session that is no command and its end: two files are new while `--watch` runs."""
    assert "watching dist" in block.text
    shutil.copytree(ROOT / "tests" / "builds" / "output" / "webpack-hidden", tmp_path / "dist")
    (tmp_path / "smaplint.yaml").write_text("exposure: {policy: hidden}\n")
    lines = [line for line in block.text.splitlines() if line != "…"]
    command = [sys.executable, "-u", "-m", "smaplint", "--watch", "dist"]
    names = [tmp_path / "dist" / name for name in ("app.js", "app.js.map")]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8") as watch:
        assert watch.stdout
        limit = Timer(60, watch.kill)
        limit.start()
        try:
            for said in watch.stdout:
                if _plain(said) == _plain(lines[0]):
                    del lines[0]
                if not lines:
                    break
                if "watching" in said:
                    # On a machine that pauses between the two they are two builds: then again.
                    for name in names:
                        if name.exists():
                            name.unlink()
                        else:
                            name.write_text("{}")
        finally:
            limit.cancel()
            watch.kill()
    assert not lines


def _plain(line: str) -> str:
    return re.sub(r"\d\d:\d\d:\d\d|\d+\.\d\d s", "…", line).rstrip()


# Whose keys a document has: the builtin schema of check-jsonschema.
def schema(document: Any) -> str:
    """The schema that a block is held against, or empty for a configuration of smaplint."""
    if isinstance(document, list):
        keys = set().union(*document)
        return "vendor.github-workflows" if keys & {"uses", "run"} else "pre-commit"
    if "repos" in document:
        return "pre-commit"
    if True in document or "on" in document or (set(document) == {"steps"} and "uses" in str(document)):
        return "vendor.github-workflows"
    if "version" in document and "jobs" in document:
        return "vendor.circle-ci"
    if "pool" in document:
        return "vendor.azure-pipelines"
    if "steps" in document:
        return "vendor.buildkite"
    if any(isinstance(value, dict) and "script" in value for value in document.values()):
        return "vendor.gitlab-ci"
    return ""


@pytest.mark.parametrize("block", _params("yaml"))
def test_yaml(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = yaml.safe_load(block.text)
    if schema(document):
        return  # tests/test_pipelines.py
    monkeypatch.chdir(ROOT / "examples" / "plugin")
    (tmp_path / "smaplint.yaml").write_text(block.text)
    if "plugins" in document:  # tests/test_plugins.py has it installed
        assert block.text in _texts() or document == yaml.safe_load(
            (ROOT / "examples/plugin/smaplint.yaml").read_text("utf-8")
        )
        return
    smaplint.load_config(tmp_path / "smaplint.yaml")
