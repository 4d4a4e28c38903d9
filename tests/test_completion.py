"""Completion as shells do it: bash and zsh with a TAB at a terminal, fish by asking it what it would offer."""

import os
import pty
import re
import select
import shutil
import signal
import sysconfig
import time
from pathlib import Path

import pytest

from smaplint import cli, completion, registry
from smaplint.reporters import FORMATS
from tests.checkout import environment, run
from tests.conftest import CI

# Where nothing comes in so many seconds nothing will; it takes one.
PATIENCE = 60

# What is typed before the TAB, and what the words are then, and once more behind it.
TYPED = [
    pytest.param("smaplint expl\t version-int\t", ["smaplint", "explain", "version-integer"], id="command and rule"),
    pytest.param("smaplint --select version-int\t", ["smaplint", "--select", "version-integer"], id="--select"),
    pytest.param(
        "smaplint --ignore orphan-map,unused-sup\t",
        ["smaplint", "--ignore", "orphan-map,unused-suppression"],
        id="the last of a list, the engine's own",
    ),
    pytest.param("smaplint --preset recom\t", ["smaplint", "--preset", "recommended"], id="--preset"),
    pytest.param("smaplint --format mark\t", ["smaplint", "--format", "markdown"], id="--format"),
    pytest.param("smaplint -o sari\tx", ["smaplint", "-o", "sarif=x"], id="a format, and no blank behind it"),
    pytest.param("smaplint -o junit=rep\tx", ["smaplint", "-o", "junit=reports/x"], id="a folder behind a format"),
    pytest.param("smaplint --conf\t ./own\t", ["smaplint", "--config", "./own.yaml"], id="an option and its file"),
    pytest.param("smaplint --fail-on nev\t rep\tx", ["smaplint", "--fail-on", "never", "reports/x"], id="a path"),
    pytest.param("smaplint completion zs\t", ["smaplint", "completion", "zsh"], id="a shell"),
]


def shell(name: str) -> str:
    """A shell's path. In CI one that is missing is a failure; .ci/run installs them."""
    found = shutil.which(name)
    if found is None:
        assert not CI, f"{name} is not on PATH"
        pytest.skip(f"{name} is not on PATH")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The working directory: a folder `reports` and a file `own.yaml`. The scripts of all shells are beside it."""
    here = tmp_path / "here"
    (here / "reports").mkdir(parents=True)
    (here / "own.yaml").write_text("preset: spec\n")
    for name in completion.SHELLS:
        (tmp_path / f"smaplint.{name}").write_text(completion.script(cli.cli, name))
    return here


def known(folder: Path) -> dict[str, str]:
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    return environment(HOME=str(folder.parent), PATH=path, TERM="vt100", COLUMNS="300", LINES="50", LC_ALL="C.UTF-8")


def typed(command: list[str], setup: str, text: str, folder: Path) -> list[str]:
    """Type a line with TABs at a terminal, and then have the shell print its words."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(command[0], command, known(folder))  # noqa: S606  # no shell between us and the shell
    seen = b""

    def until(pattern: bytes) -> "re.Match[bytes]":
        nonlocal seen
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, seen)):
            ready, _, _ = select.select([terminal], [], [], max(deadline - time.monotonic(), 0))
            assert ready, f"nothing like {pattern!r} in {seen!r}"
            seen += os.read(terminal, 65536)
        return found

    try:
        # What is read is an arithmetic of the shell's: its echo of what was typed is not taken for an answer.
        os.write(terminal, f"{setup}; echo ready $((6*7))\n".encode())
        until(rb"ready 42\r")
        # At the start of the line; Ctrl-E is its end again.
        os.write(terminal, text.encode() + b"\x01printf '[%s]' \x05; echo done $((6*7))\n")
        until(rb"done 42\r")
        words = re.findall(rb"\[([^\]\r\n]*)\]", seen[seen.rindex(b"[smaplint]") :])
        return [word.decode() for word in words]
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "words"), TYPED)
def test_bash(folder: Path, text: str, words: list[str]) -> None:
    command = [shell("bash"), "--norc", "--noprofile", "-i"]
    setup = f"bind 'set enable-bracketed-paste off'; source {folder.parent}/smaplint.bash"
    assert typed(command, setup, text, folder) == words


@pytest.mark.slow
@pytest.mark.parametrize(("text", "words"), TYPED)
def test_zsh(folder: Path, text: str, words: list[str]) -> None:
    setup = f"unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source {folder.parent}/smaplint.zsh"
    assert typed([shell("zsh"), "-f", "-i"], setup, text, folder) == words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("smaplint explain version-int", ["version-integer"]),
        ("smaplint --select version-int", ["version-integer"]),
        ("smaplint --ignore orphan-map,unused-sup", ["orphan-map,unused-suppression"]),
        ("smaplint --preset ", list(registry.PRESETS)),
        ("smaplint --format ", list(FORMATS)),
        ("smaplint -o ", [f"{name}=" for name in FORMATS]),
        ("smaplint -o junit=rep", ["junit=reports/"]),
        ("smaplint --config ./own", ["./own.yaml"]),
        ("smaplint --fail-on never rep", ["reports/"]),
        ("smaplint completion ", ["bash", "fish", "zsh"]),
    ],
)
def test_fish(folder: Path, text: str, offered: list[str]) -> None:
    asked = f"source {folder.parent}/smaplint.fish; complete -C '{text}'"
    said = run([shell("fish"), "--no-config", "-c", asked], folder, env=known(folder))
    assert sorted(line.split("\t")[0] for line in said.splitlines()) == sorted(offered)


@pytest.mark.parametrize(
    ("what", "begun", "found"),
    [
        ("presets", "s", ["spec", "strict", "sentry"]),
        ("rules", "version-", ["version-integer"]),
        ("selectors", "sources-c", ["sources-content-length"]),
        ("selectors", "al", ["all"]),
        ("ignorable", "internal", ["internal-error"]),
        ("selectors", "internal", []),
        ("selectors", "all,al", []),
        ("outputs", "j", ["json=", "jsonl=", "junit="]),
        ("outputs", "json=ow", ["json=own.yaml"]),
        ("outputs", "json=reports/", ["json=reports/é b.json"]),
        ("outputs", "json=", ["json=own.yaml", "json=reports/"]),
        ("outputs", "json=.", ["json=.hidden"]),
        ("outputs", "json=absent/", []),
        ("outputs", "json=\0", []),
    ],
)
def test_answers(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, begun: str, found: list[str]) -> None:
    monkeypatch.chdir(folder)
    (folder / "reports/é b.json").touch()
    (folder / "a\nline").touch()
    (folder / ".hidden").touch()
    assert [item.value for item in completion.complete(what, begun)] == found


@pytest.mark.parametrize("name", completion.SHELLS)
def test_script_says_what_to_do_with_it(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["completion", name]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert f"smaplint completion {name}" in said.partition("smaplint_completion")[0]
    assert said == completion.script(cli.cli, name)
