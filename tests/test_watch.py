"""`--watch`, as a process beside real builds: what it says, when, and how it ends."""

import os
import pty
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smaplint.watch import QUIET, Settling, State, Verdict, Watch
from tests.npm import installed, program

BUILDS = Path(__file__).parent / "builds"
FINE = '{"version":3,"file":"app.js","sources":["src/a.ts"],"names":[],"mappings":"AAAA,IAAI"}'
BROKEN = FINE.replace("AAAA", "A!AA")
CLOCK = re.compile(r"^\d\d:\d\d:\d\d ")
# Long: it is only reached when something is wrong.
PATIENCE = 60


class Watching:
    """A `smaplint --watch` and the lines that it writes."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "smaplint", *args, "--watch", "--no-frames", "--quiet"],
            cwd=folder,
            env={"PATH": os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # A job in the background of a shell ignores interrupts, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(CLOCK.sub("", line).rstrip("\n"))

    def until(self, text: str) -> list[str]:
        """The lines up to the next one that begins so."""
        said: list[str] = []
        while not said or not said[-1].startswith(text):
            said.append(self.lines.get(timeout=PATIENCE))
        return said

    def round(self) -> list[str]:
        """What is said of one build: what changed, the findings, the last line of the report."""
        *said, watching = self.until("watching ")
        assert watching.endswith("; Ctrl-C ends it")
        return [line for line in said if line]

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit code, and what was said on standard error."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        assert self.process.stderr
        return code, self.process.stderr.read()


Start = Callable[..., Watching]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[Watching] = []

    def inner(*args: str) -> Watching:
        begun.append(Watching(tmp_path, *args))
        return begun[-1]

    yield inner
    for one in begun:
        one.process.kill()
        one.process.wait()
        for stream in (one.process.stdout, one.process.stderr):
            if stream:
                stream.close()


def put(file: Path, text: str) -> None:
    """Write a file at once: a busy machine may let more than the quiet time pass between two halves."""
    file.with_suffix(".part").write_text(text)
    file.with_suffix(".part").replace(file)


def build(folder: Path, text: str = FINE) -> None:
    """Make a build that was not there before, at once."""
    made = folder.with_suffix(".part")
    made.mkdir()
    (made / "app.js").write_text("let a=1;\n//# sourceMappingURL=app.js.map\n")
    (made / "app.js.map").write_text(text)
    made.rename(folder)


def test_it_lints_again_after_each_change(start: Start, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(dist)
    watching = start("dist")
    first, last = watching.round()
    assert first == "linting dist"
    assert last.endswith(": 1 note.")

    put(dist / "app.js.map", BROKEN)
    first, error, last = watching.round()
    assert first == "dist/app.js.map changed"
    assert error.startswith("dist/app.js.map:1:")
    assert "error[mappings-alphabet]" in error
    assert last.endswith(": 1 error.")

    put(dist / "other.js", "let b;\n")
    assert watching.round()[0] == "dist/other.js is new"
    (dist / "other.js").unlink()
    assert watching.round()[0] == "dist/other.js is gone"
    put(dist / "readme.txt", "no part of it")
    dist.rename(tmp_path / "old")
    build(dist)
    said = watching.round()
    assert said[0] in ("dist/app.js changed, and 1 more", "waiting for a build in dist")
    assert said[-1].endswith(": 1 note.")
    assert watching.end() == (130, "smaplint: interrupted\n")


def test_a_build_that_is_not_there_is_waited_for(start: Start, tmp_path: Path) -> None:
    """Also one that begins with deleting the last one, which is no finding of its own."""
    watching = start("dist")
    assert watching.until("waiting") == ["waiting for a build in dist"]
    build(tmp_path / "dist")
    assert watching.round()[0] == "linting dist"
    shutil.rmtree(tmp_path / "dist")
    assert watching.until("waiting") == ["waiting for a build in dist"]
    build(tmp_path / "dist", BROKEN)
    said = watching.round()
    assert said[0] == "dist/app.js changed, and 1 more"
    assert said[-1].endswith(": 1 error.")
    # The very same files: they are linted again, for the last word was that there are none.
    (tmp_path / "dist").rename(tmp_path / "away")
    watching.until("waiting")
    (tmp_path / "away").rename(tmp_path / "dist")
    assert watching.round()[0] == "linting dist"
    assert watching.end(signal.SIGTERM) == (143, "smaplint: terminated\n")


def test_the_configuration_is_read_again(start: Start, tmp_path: Path) -> None:
    build(tmp_path / "dist", BROKEN)
    config = tmp_path / "smaplint.yaml"
    config.write_text("paths: [dist]\n")
    watching = start()
    assert watching.round()[-1].endswith(": 1 error.")
    put(config, "paths: [dist]\nignore: [mappings-alphabet]\n")
    said = watching.round()
    assert said[0] == "smaplint.yaml changed"
    assert said[-1].endswith(": no findings.")
    put(config, "paths: [dist]\nignore: 3\n")
    assert watching.round() == ["smaplint.yaml changed"]
    put(config, "paths: [dist]\n")
    assert watching.round()[-1].endswith(": 1 error.")
    code, err = watching.end()
    assert code == 130
    assert "smaplint.yaml:2" in err


def test_reports_in_files_are_written_each_time(start: Start, tmp_path: Path) -> None:
    """One that lies in the build, under the name of a bundle, is no change of it."""
    build(tmp_path / "dist")
    watching = start("dist", "-o", "json=report.json", "-o", "json=dist/report.js")
    watching.round()
    assert '"errors": 0' in (tmp_path / "report.json").read_text()
    put(tmp_path / "dist" / "app.js.map", BROKEN)
    assert watching.round()[0] == "dist/app.js.map changed"
    assert '"errors": 1' in (tmp_path / "report.json").read_text()
    put(tmp_path / "dist" / "app.js.map", FINE)
    assert watching.round()[0] == "dist/app.js.map changed"
    assert '"errors": 0' in (tmp_path / "dist" / "report.js").read_text()


def test_it_ends_when_nobody_reads_any_more(tmp_path: Path) -> None:
    """As in `smaplint --watch dist | head -1`, at the next build at the latest."""
    build(tmp_path / "dist")
    reader = subprocess.Popen(
        [sys.executable, "-m", "smaplint", "dist", "--watch"], cwd=tmp_path, stdout=subprocess.PIPE
    )
    assert reader.stdout
    reader.stdout.readline()
    reader.stdout.close()
    put(tmp_path / "dist" / "app.js.map", BROKEN)
    assert reader.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-"], "`-` is standard input, which does not change"),
        (["dist", "--format", "json"], "`--watch` writes text on standard output"),
        (["dist", "-o", "json=-"], "`--watch` writes text on standard output"),
        (["dist", "--shard", "1/2"], "leave `--shard` out"),
        ([], "no PATHS"),
        (["dist", "--select", "no-such-rule"], "no-such-rule"),
    ],
)
def test_what_cannot_be_watched(start: Start, args: list[str], says: str) -> None:
    watching = start(*args)
    assert watching.process.wait(PATIENCE) == 2
    assert watching.process.stderr
    assert says in watching.process.stderr.read()


@pytest.mark.parametrize(("term", "clears"), [("xterm", True), ("dumb", False)])
def test_a_terminal_is_cleared_before_each_round(tmp_path: Path, term: str, clears: bool) -> None:
    build(tmp_path / "dist")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "smaplint", "dist", "--watch"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "TERM": term},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    )
    os.close(slave)
    try:
        told = b""
        while b"Ctrl-C ends it" not in told:
            told += os.read(master, 65536)
        assert told.startswith(b"\x1b[H\x1b[2J") is clears
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    finally:
        process.kill()
        process.wait()
        os.close(master)


# When a build is over.

A = State({"a": (1, 1, 1)}, built=True)
B = State({"a": (2, 1, 1)}, built=True)
NONE = State({}, built=False)
# A folder in which only a page is left.
REST = State({"a.html": (1, 1, 1)}, built=False)
LATER = QUIET + 0.1


@pytest.mark.parametrize(
    ("before", "looks"),
    [
        # The first build: there and quiet.
        (None, [(0, A, "changing"), (0.2, A, "changing"), (LATER, A, "new")]),
        # Still written to: each change starts the wait anew, however often.
        (A, [(0, A, "changing"), (LATER, A, "old"), (1, B, "changing"), (1.2, B, "changing"), (1 + LATER, B, "new")]),
        (A, [(0, B, "changing"), (0.2, A, "changing"), (0.4, B, "changing"), (0.6, B, "changing"), (0.8, B, "new")]),
        # Back as it was before anyone could have looked: nothing is new.
        (A, [(0, B, "changing"), (0.2, A, "changing"), (0.2 + LATER, A, "old")]),
        # The folder goes; what comes is new, even if it is what it was.
        (
            A,
            [
                (0, NONE, "changing"),
                (LATER, NONE, "missing"),
                (9, NONE, "missing"),
                (10, B, "changing"),
                (11, B, "new"),
            ],
        ),
        (A, [(0, NONE, "changing"), (LATER, NONE, "missing"), (10, A, "changing"), (11, A, "new")]),
        (A, [(0, REST, "changing"), (LATER, REST, "missing"), (10, B, "changing"), (11, B, "new")]),
        # A folder that is emptied and filled at once is one change.
        (A, [(0, NONE, "changing"), (0.1, B, "changing"), (0.1 + LATER, B, "new")]),
        # A slow look is one look: it takes a second one to know that nothing changed since.
        (None, [(0, A, "changing"), (60, B, "changing"), (120, B, "new")]),
    ],
)
def test_when_a_build_is_over(before: State | None, looks: list[tuple[float, State, Verdict]]) -> None:
    settling = Settling(before)
    assert [settling.look(state, now) for now, state, _ in looks] == [verdict for _, _, verdict in looks]


def test_what_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be linted, and no more: no link is followed, no `node_modules` entered, nothing of ours."""
    monkeypatch.chdir(tmp_path)
    build(tmp_path / "dist")
    for name in ("dist/index.html", "dist/style.css", "dist/a.wasm", "dist/a.tgz", "dist/logo.png", "dist/report.html"):
        (tmp_path / name).write_text("x")
    for name in ("dist/node_modules", "dist/.git", "dist/deep", "else"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "b.js").write_text("x")
    (tmp_path / "dist/link").symlink_to(tmp_path / "else")
    (tmp_path / "dist/loop").symlink_to(".")
    (tmp_path / "one.map").write_text(FINE)
    watch = Watch(["dist", "one.map"], [str(tmp_path / "dist/report.html")], print)
    watch.others = ["smaplint.yaml"]
    state, pause = watch._look()
    assert sorted(state.files) == [
        *(
            f"dist/{name}"
            for name in ("a.tgz", "a.wasm", "app.js", "app.js.map", "deep/b.js", "index.html", "style.css")
        ),
        "one.map",
    ]
    assert state.built
    assert pause >= 0.1
    watch.paths = ["dist", "gone"]
    assert not watch._look()[0].built, "a PATH that is not there yet"
    watch.paths = ["dist/*.css"]
    assert sorted(watch._look()[0].files) == ["dist/style.css"]
    watch.paths = ["a\0b"]
    assert not watch._look()[0].built


# Real bundlers.

SOURCE = 'export const greet = (name) => `hello ${name}`;\nconsole.log(greet("a"));\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "node_modules").symlink_to(installed(BUILDS) / "node_modules")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.js").write_text(SOURCE)
    (tmp_path / "index.html").write_text('<script type="module" src="/src/main.js"></script>\n')
    return tmp_path


def whole(watching: Watching) -> list[str]:
    """The round of the next build. On a busy machine a bundler may pause for longer than the quiet time; once is enough."""
    said = watching.round()
    if not said[-1].endswith(": 1 note."):
        said = watching.round()
    assert len(said) == 2, said
    assert re.fullmatch(r"Linted 1 map and 1 bundle in \S+ s: 1 note\.", said[-1])
    return said


@pytest.mark.node
@pytest.mark.parametrize(
    "command",
    [
        [
            "esbuild/bin/esbuild",
            "src/main.js",
            "--bundle",
            "--minify",
            "--sourcemap",
            "--outdir=dist",
            "--watch=forever",
        ],
        ["vite/bin/vite.js", "build", "--watch", "--sourcemap"],
    ],
    ids=lambda command: command[0].split("/")[0],
)
def test_beside_a_bundler_that_watches(start: Start, project: Path, command: list[str]) -> None:
    """Each build is reported whole: never a half of it, and no finding between two."""
    watching = start("dist")
    assert watching.until("waiting") == ["waiting for a build in dist"]
    script, *args = command
    path = (project / "node_modules" / script).resolve()
    bundler = subprocess.Popen(
        [program("node"), str(path), *args],
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert whole(watching)[0] == "linting dist"
        for number in range(3):
            put(project / "src" / "main.js", SOURCE + f"console.log({number});\n" * (number + 1))
            assert re.match(r"dist/\S+ (changed|is new|is gone)(, and \d more)?$", whole(watching)[0])
    finally:
        # What `bin/esbuild` starts goes on without it.
        os.killpg(bundler.pid, signal.SIGTERM)
        bundler.wait(PATIENCE)
    assert watching.end()[0] == 130
