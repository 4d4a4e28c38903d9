"""The whole flow: the same report at any number of jobs, whatever dies on the way."""

import base64
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from smaplint import engine, registry, workers
from smaplint.document import Document
from smaplint.engine import lint, lint_files
from smaplint.report import Report
from smaplint.rule import ERROR, OFF, WARNING, Levels, Problem, Problems, Rule, RuleBody, RuleFacts
from smaplint.settings import ENGINE_RULES, Override, Settings, Suppression
from smaplint.workers import forked

OUTPUT = Path(__file__).parent / "builds/output"
# No mapping leads to its source: nobody misses a text.
MAP = b'{"version":3,"sources":["a.ts"],"names":[],"mappings":"A"}'
BROKEN = b'{"version":4,"sources":["a.ts"],"names":[],"mappings":"A"}'
LINKED = b"let a\n//# sourceMappingURL=a.js.map\n"


def plain(report: Report) -> Report:
    """The report without what a clock says."""
    return report._replace(elapsed=0.0, started=0.0)


def added(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Problems], subject: str) -> None:
    """Put a rule among the others for a test."""
    levels: Levels = {"recommended": ERROR}
    facts = RuleFacts("test-rule", "document", subject, "0.1.0", levels, ("",), (), (), preview=False, title="Test")
    body = RuleBody(function, (), (), "Test.\n\nWhy it matters: it does.\n\nHow to fix: do.", (), "")
    rule = Rule(facts, lambda: body)
    every = {**registry.rules(), rule.name: rule}
    known: Callable[[], dict[str, Rule]] = lambda: every  # noqa: E731
    monkeypatch.setattr(registry, "rules", known)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All builds, every third map cut short, every fourth of version 4, with names and lines spoilt."""
    folder = tmp_path / "builds"
    shutil.copytree(OUTPUT, folder)
    for number, path in enumerate(sorted(folder.rglob("*.map"))):
        data = path.read_bytes()
        if number % 3 == 0:
            path.write_bytes(data[: len(data) * 2 // 3])
        elif number % 4 == 0:
            path.write_bytes(json.dumps({**json.loads(data), "version": 4, "names": 7}).encode())
        elif number % 5 == 0:
            path.write_bytes(data.replace(b"AAAA", b"A*AA"))
        elif number % 7 == 0:
            path.unlink()
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers for the smallest run."""
    monkeypatch.setattr(engine, "_WORTH_WORKERS", 0)
    monkeypatch.setattr(engine, "_BATCH", 1)


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six pairs; the third map is broken."""
    for number in range(6):
        (tmp_path / f"dist/{number}").mkdir(parents=True)
        (tmp_path / f"dist/{number}/a.js").write_bytes(LINKED)
        (tmp_path / f"dist/{number}/a.js.map").write_bytes(BROKEN if number == 2 else MAP)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "dist"


@pytest.mark.usefixtures("pool")
class TestJobs:
    @pytest.mark.usefixtures("broken")
    def test_broken_builds(self) -> None:
        settings = Settings(presets=("recommended", "private"))
        one, two, five = (plain(lint(["builds"], settings, jobs=jobs)) for jobs in (1, 2, 5))
        assert len(one.findings) > 100
        assert len({finding.fingerprint for finding in one.findings}) == len(one.findings)
        assert list(one.findings) == sorted(one.findings, key=lambda finding: finding.sort_key)
        assert one == two
        assert one == five
        assert not one.crashed

    @pytest.mark.slow
    @pytest.mark.usefixtures("broken")
    def test_workers_that_begin_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As on Windows and macOS: nothing but what is pickled is theirs."""
        settings = Settings(presets=("recommended", "private"))
        forked = plain(lint(["builds"], settings, jobs=2))
        monkeypatch.setattr(workers, "can_fork", lambda: False)
        assert plain(lint(["builds"], settings, jobs=2)) == forked

    @pytest.mark.usefixtures("broken")
    def test_overrides_and_suppressions(self) -> None:
        settings = Settings(
            overrides=(Override(("builds/e*/**",), {"missing-sources-content": ERROR, "version-integer": OFF}),),
            suppressions=(Suppression(("mappings",), ("builds/v*/**",), "known", "s.yaml", 1),),
            base=os.getcwd(),
        )
        one, two = (plain(lint(["builds"], settings, jobs=jobs)) for jobs in (1, 2))
        assert one.suppressed
        assert one == two

    def test_the_builds_as_they_are(self) -> None:
        settings = Settings()
        assert plain(lint([str(OUTPUT)], settings, jobs=1)) == plain(lint([str(OUTPUT)], settings, jobs=2))

    @pytest.mark.usefixtures("build")
    def test_progress_reaches_the_end(self) -> None:
        seen: list[tuple[int, int]] = []
        lint(["dist"], Settings(), jobs=1, progress=lambda done, every: seen.append((done, every)))
        assert seen == [(done, 6) for done in range(1, 7)]
        seen.clear()
        lint(["dist"], Settings(), jobs=2, progress=lambda done, every: seen.append((done, every)))
        assert seen[-1] == (6, 6)
        assert seen == sorted(seen)

    def test_memory_and_disk_agree(self, build: Path) -> None:
        files = {str(path.relative_to(build.parent)): path.read_bytes() for path in build.rglob("*") if path.is_file()}
        on_disk, in_memory = lint(["dist"], Settings(), jobs=1), lint_files(files, Settings())
        assert [finding._replace(frames=()) for finding in on_disk.findings] == [
            finding._replace(frames=()) for finding in in_memory.findings
        ]


class TestCounts:
    def test_what_was_linted(self) -> None:
        inline = b"let b\n//# sourceMappingURL=data:application/json;base64,e30=\n"
        report = lint_files(
            {"a.js": LINKED, "a.js.map": BROKEN, "b.js": inline, "c.css": b"c{}", "x.txt": b""}, Settings()
        )
        assert (report.maps, report.bundles, report.inline_maps) == (2, 3, 1)
        assert report.files == {"a.js": "bundle", "a.js.map": "map", "b.js": "bundle", "c.css": "bundle"}
        assert sum(report.counts.values()) == len(report.findings)
        assert report.count(ERROR) == report.counts[ERROR]

    def test_nothing(self, tmp_path: Path) -> None:
        report = lint([str(tmp_path)], Settings())
        assert (report.maps, report.bundles, report.findings, report.files) == (0, 0, (), {})

    def test_fail_on(self) -> None:
        files = {"a.js.map": BROKEN}
        assert lint_files(files, Settings()).failed
        assert not lint_files(files, Settings(fail_on=None)).failed
        assert not lint_files(files, Settings(levels={"version-integer": WARNING})).failed
        assert lint_files(files, Settings(levels={"version-integer": WARNING}, fail_on=WARNING)).failed

    @pytest.mark.usefixtures("broken")
    def test_every_rule_that_speaks_is_described(self) -> None:
        report = lint(["builds"], Settings(presets=("recommended", "strict")))
        for finding in report.findings:
            info = report.rules[finding.rule]
            assert info.summary
            assert info.why
            assert info.how
            assert info.url


class TestNamed:
    def test_a_map_shows_the_code_of_its_bundle(self, build: Path) -> None:
        (build / "1/a.js.map").write_bytes(MAP.replace(b'"A"', b'"AAAA,I*"'))
        (finding,) = lint(["dist/1/a.js.map"], Settings()).findings
        assert finding.generated
        assert finding.generated.path == "dist/1/a.js"
        assert [shown.path for shown in finding.frames] == ["dist/1/a.js.map", "dist/1/a.js"]

    @pytest.mark.usefixtures("build")
    def test_a_bundle_brings_its_map(self) -> None:
        report = lint(["dist/2/a.js"], Settings())
        assert report.files == {"dist/2/a.js": "bundle", "dist/2/a.js.map": "map"}
        assert [finding.rule for finding in report.findings] == ["version-integer"]

    @pytest.mark.usefixtures("build")
    def test_build_rules_say_that_they_did_not_run(self) -> None:
        report = lint(["dist/1/a.js", "dist/1/a.js.map"], Settings())
        names = {name for name, _ in report.not_run}
        assert names >= {"orphan-map", "source-root-drift", "public-map-exposure", "missing-map"}
        assert not lint(["dist"], Settings()).not_run

    def test_standard_input(self) -> None:
        (finding,) = lint(["-"], Settings(), stdin=BROKEN).findings
        assert (finding.rule, finding.place.path) == ("version-integer", "-")

    @pytest.mark.usefixtures("build")
    def test_standard_input_beside_files(self) -> None:
        report = lint(["dist/2/a.js.map", "-"], Settings(), stdin=BROKEN)
        assert [finding.place.path for finding in report.findings] == ["-", "dist/2/a.js.map"]

    @pytest.mark.usefixtures("build")
    def test_excluded_though_named(self) -> None:
        report = lint(["dist/2/a.js.map"], Settings(exclude=("dist/2",), base=os.getcwd()))
        assert (report.findings, report.files) == ((), {})
        assert report.skipped == (("dist/2/a.js.map", "excluded"),)

    @pytest.mark.usefixtures("build")
    def test_an_excluded_partner_is_not_linted(self) -> None:
        report = lint(["dist/2/a.js"], Settings(exclude=("*.map",), base=os.getcwd()))
        assert (report.findings, report.files) == ((), {"dist/2/a.js": "bundle"})


class TestSuppressions:
    @pytest.mark.usefixtures("build")
    def test_with_a_reason(self) -> None:
        accepted = Suppression(("version-integer",), ("dist/2/**",), "an old tool", "smaplint.yaml", 7)
        report = lint(["dist"], Settings(suppressions=(accepted,), base=os.getcwd()))
        assert (report.findings, report.suppressed) == ((), 1)

    @pytest.mark.usefixtures("build")
    def test_unused(self) -> None:
        unused = Suppression(("mappings-alphabet",), ("dist/**",), "an old tool", "smaplint.yaml", 7)
        report = lint(["dist"], Settings(suppressions=(unused,), base=os.getcwd()))
        (finding,) = (one for one in report.findings if one.rule == "unused-suppression")
        assert (finding.place.path, finding.place.line, finding.severity) == ("smaplint.yaml", 7, WARNING)
        assert finding.notes == ("its reason was: an old tool",)
        assert report.suppressed == 0

    @pytest.mark.usefixtures("build")
    def test_unused_where_nothing_was_linted(self) -> None:
        elsewhere = Suppression(("mappings-alphabet",), ("other/**",), "an old tool")
        report = lint(["dist"], Settings(suppressions=(elsewhere,), base=os.getcwd()))
        assert [finding.rule for finding in report.findings] == ["version-integer"]

    @pytest.mark.usefixtures("build")
    def test_unused_where_its_rule_did_not_run(self) -> None:
        """A hook gives files by name, and `--select` leaves rules out: no reason to call the configuration wrong."""
        orphan = Suppression(("orphan-map",), ("dist/**",), "kept for the uploader")
        by_name = Settings(suppressions=(orphan,), base=os.getcwd())
        assert not lint(["dist/1/a.js"], by_name).findings
        selected = Settings(select=("mappings",), suppressions=(orphan,), base=os.getcwd())
        assert not lint(["dist"], selected).findings
        folder = [finding.rule for finding in lint(["dist"], by_name).findings]
        assert sorted(folder) == ["unused-suppression", "version-integer"]

    def test_by_family_and_never_the_engine(self) -> None:
        accepted = Suppression(("document", "all"), ("**",), "all of it")
        report = lint_files({"a.js.map": b"x" * 100}, Settings(suppressions=(accepted,), max_file_size=10))
        assert [finding.rule for finding in report.findings] == ["file-too-large"]


class TestEngineRules:
    def test_too_large(self) -> None:
        files = {
            "a.js.map": MAP,
            "b.css": b"b" * 70,
            "c.js": b"c" * 70,
            "c.js.map": b"{}",
            "d.js": LINKED,
            "e.js": b"e" * 70,
        }
        report = lint_files(files, Settings(max_file_size=65))
        large = [finding.place.path for finding in report.findings if finding.rule == "file-too-large"]
        assert large == ["b.css", "c.js", "e.js"]
        assert all("`max-file-size` is 65" in one.message for one in report.findings if one.rule == "file-too-large")

    def test_a_css_file_too_large_to_look_for_its_comment(self) -> None:
        report = lint_files({"a.css": b"a" * 100, "a.css.map": MAP}, Settings(max_file_size=80))
        assert [(finding.rule, finding.place.path) for finding in report.findings] == [("file-too-large", "a.css")]

    def test_levels_and_ignore_by_name(self) -> None:
        files = {"a.js.map": MAP}
        assert not lint_files(files, Settings(max_file_size=1, ignore=("file-too-large",))).findings
        (finding,) = lint_files(files, Settings(max_file_size=1, levels={"file-too-large": WARNING})).findings
        assert finding.severity == WARNING
        assert not lint_files(files, Settings(max_file_size=1, levels={"file-too-large": OFF})).findings

    @pytest.mark.parametrize("presets", [("spec",), ("strict",), ("recommended",), ("private",)])
    def test_no_preset_turns_them_off(self, presets: tuple[str, ...]) -> None:
        report = lint_files({"a.js.map": MAP}, Settings(max_file_size=1, presets=presets, ignore=("all",)))
        assert [finding.rule for finding in report.findings] == ["file-too-large"]
        assert report.rules.keys() >= ENGINE_RULES.keys()


def fails(subject: object) -> Problems:
    yield Problem("said before it failed")
    raise ValueError("what\nit\x1b[31m said " + "x" * 500)


class TestCrash:
    @pytest.mark.parametrize("subject", ["document", "map", "pair", "build"])
    @pytest.mark.parametrize("jobs", [1, 2])
    @pytest.mark.usefixtures("pool")
    @pytest.mark.usefixtures("build")
    def test_is_a_finding(self, monkeypatch: pytest.MonkeyPatch, subject: str, jobs: int) -> None:
        added(monkeypatch, fails, subject)
        report = lint(["dist"], Settings(), jobs=jobs)
        assert report.crashed
        assert report.failed
        own = [finding for finding in report.findings if finding.rule == "internal-error"]
        assert len(own) == (1 if subject == "build" else 6)
        assert own[0].place.path.startswith("dist/0/a.js")
        assert own[0].message.startswith("`test-rule` failed with ValueError: what")
        assert len(own[0].message) < 200
        assert own[0].notes[0].startswith("in test_engine.py:")
        # What it said before, and what the others say, is there.
        assert sum(finding.rule == "test-rule" for finding in report.findings) == len(own)
        assert "version-integer" in {finding.rule for finding in report.findings}

    @pytest.mark.parametrize(
        "at", ["/x", 5, None, ("a",), b""], ids=["a pointer", "a number", "None", "a tuple", "bytes"]
    )
    @pytest.mark.usefixtures("build")
    def test_a_place_that_is_none(self, monkeypatch: pytest.MonkeyPatch, at: object) -> None:
        def astray(subject: object) -> Iterator[Problem]:
            yield Problem("here", at=at)  # type: ignore[arg-type]

        for subject in ("map", "pair", "build"):
            added(monkeypatch, astray, subject)
            report = lint(["dist"], Settings())
            assert {finding.rule for finding in report.findings} >= {"test-rule"} or report.crashed

    @pytest.mark.usefixtures("build")
    def test_recursion(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def deep(subject: object) -> Problems:
            yield from deep(subject)

        added(monkeypatch, deep, "map")
        report = lint(["dist"], Settings())
        assert report.crashed
        assert "version-integer" in {finding.rule for finding in report.findings}

    def test_many_findings_of_one_kind_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def floods(subject: object) -> Problems:
            for number in range(5000):
                yield Problem(f"number {number}", at="/version")
            yield Problem("another", at="/version", case="other")

        added(monkeypatch, floods, "map")
        report = lint_files({"a.js.map": MAP, "b.js.map": MAP}, Settings())
        own = [
            finding for finding in report.findings if finding.rule == "test-rule" and finding.place.path == "a.js.map"
        ]
        assert len(own) == 201
        assert [finding.notes for finding in own if finding.notes] == [
            ("4,800 more findings of this kind in this file are not listed",)
        ]


@pytest.mark.usefixtures("pool")
class TestWorkers:
    @pytest.mark.parametrize("how", ["SIGKILL", "exit", "MemoryError"])
    @pytest.mark.usefixtures("build")
    def test_one_that_dies(self, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
        parent = os.getpid()

        def dies(document: object) -> Problems:
            if document.path == "dist/4/a.js.map" and os.getpid() != parent:  # type: ignore[attr-defined]
                if how == "SIGKILL":
                    os.kill(os.getpid(), signal.SIGKILL)
                if how == "exit":
                    os._exit(0)
                raise MemoryError
            yield from ()

        added(monkeypatch, dies, "document")
        report = lint(["dist"], Settings(), jobs=2)
        if how == "MemoryError":
            assert report.crashed
            return
        named = {"SIGKILL": "SIGKILL", "exit": "exit status 0"}[how]
        assert f"a worker process ended ({named}): 1 of 6 units were not examined" in report.incomplete
        assert {name for name, _ in report.not_run} >= {"orphan-map"}
        # The other worker has done the rest.
        assert len(report.files) == 10
        assert not report.crashed

    @pytest.mark.usefixtures("build")
    def test_all_that_die(self, monkeypatch: pytest.MonkeyPatch) -> None:
        parent = os.getpid()

        def dies(_document: object) -> Problems:
            if os.getpid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)
            yield from ()

        added(monkeypatch, dies, "document")
        report = lint(["dist"], Settings(), jobs=2)
        assert "a worker process ended (SIGKILL): 6 of 6 units were not examined" in report.incomplete
        assert report.files == {}

    def test_an_interrupt_takes_them_along(self, monkeypatch: pytest.MonkeyPatch, build: Path) -> None:
        children: list[int] = []
        parent, fork = os.getpid(), os.fork

        started = build.parent / "started"

        def noted() -> int:
            pid = fork()
            children.append(pid)
            if len(children) == 2 and pid:
                started.touch()
            return pid

        def waits(document: object) -> Problems:
            if os.getpid() != parent:
                if document.path == "dist/0/a.js.map":  # type: ignore[attr-defined]
                    while not started.exists():
                        time.sleep(0.01)
                    time.sleep(0.1)
                    os.kill(parent, signal.SIGINT)
                time.sleep(60)
            yield from ()

        added(monkeypatch, waits, "document")
        monkeypatch.setattr(os, "fork", noted)
        with pytest.raises(KeyboardInterrupt):
            lint(["dist"], Settings(), jobs=2)
        assert len(children) == 2
        for pid in children:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    @pytest.mark.parametrize("allowed", [0, 1])
    @pytest.mark.usefixtures("build")
    def test_a_sandbox_without_processes(self, monkeypatch: pytest.MonkeyPatch, allowed: int) -> None:
        forks, fork = iter(range(allowed)), os.fork

        def refused() -> int:
            if next(forks, None) is None:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            return fork()

        expected = plain(lint(["dist"], Settings(), jobs=1))
        monkeypatch.setattr(os, "fork", refused)
        assert plain(lint(["dist"], Settings(), jobs=2)) == expected

    @pytest.mark.usefixtures("build")
    def test_a_system_without_semaphores(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object, **__: object) -> None:
            raise PermissionError(13, "no /dev/shm")

        expected = plain(lint(["dist"], Settings(), jobs=1))
        monkeypatch.setattr(workers, "can_fork", lambda: False)
        monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor.__init__", refused)
        assert plain(lint(["dist"], Settings(), jobs=2)) == expected

    def test_a_result_of_any_size(self) -> None:
        """Wider than a pipe, several in one piece, and none at all."""
        batches = [0, 5_000_000, 1, 70_000, 2, 3]
        found = dict(forked(bytes, batches, range(len(batches)), 2))
        assert found == {index: bytes(size) for index, size in enumerate(batches)}

    @pytest.mark.usefixtures("build")
    def test_as_many_batches_as_the_pipe_holds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workers, "MOST_BATCHES", 3)
        seen: list[int] = []
        report = lint(["dist"], Settings(), jobs=2, progress=lambda done, _: seen.append(done))
        assert len(seen) <= 3
        assert len(report.files) == 12

    @pytest.mark.usefixtures("build")
    def test_all_is_well_with_one_job(self) -> None:
        assert lint(["dist"], Settings(), jobs=1).incomplete == ""


SMALL = b'{"version":3,"sources":["a.ts"],"sourcesContent":["let a\\n"],"names":[],"mappings":"AAAA"}'


class TestLinkedMaps:
    """A map that its bundle names through a symbolic link."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        (tmp_path / ".git").mkdir()
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist" / "app.js").write_bytes(b"let a\n//# sourceMappingURL=app.js.map\n")
        (tmp_path / "dist" / "real.js.map").write_bytes(SMALL)
        (tmp_path / "dist" / "app.js.map").symlink_to("real.js.map")
        return tmp_path

    @pytest.mark.parametrize("path", ["dist", "dist/app.js"])
    def test_is_there(self, folder: Path, path: str) -> None:
        report = lint([path], Settings())

        assert report.files == {"dist/app.js": "bundle", "dist/real.js.map": "map"}
        assert {finding.rule for finding in report.findings} <= {"public-map-exposure"}

    def test_a_comment_opens_nothing_but_maps(self, folder: Path) -> None:
        (folder / "dist" / ".env").write_text("TOKEN=swordfish\n")
        (folder / "dist" / "app.js").write_bytes(b"let a\n//# sourceMappingURL=.env\n")

        report = lint(["dist/app.js"], Settings())

        assert "swordfish" not in repr(report)
        assert "dist/.env" not in report.files


@pytest.mark.parametrize(("marker", "below"), [(".git", ""), (None, "")])
def test_uris_are_relative_to_the_repository_or_the_working_directory(
    marker: str | None, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if marker:
        (tmp_path / marker).mkdir()
    (tmp_path / "web" / "dist").mkdir(parents=True)
    (tmp_path / "web" / "dist" / "a.js.map").write_bytes(SMALL)

    assert lint(["web/dist"], Settings()).root == str(tmp_path / below).rstrip("/")


TEXT = {"version": 3, "sources": ["a.ts"], "sourcesContent": ["let a"], "names": [], "mappings": "AAAA"}
MINIFIED = b"a=1;" * 2000 + b"\n"


def map_of(**fields: object) -> bytes:
    return json.dumps({**TEXT, **fields}).encode()


def told(report: Report) -> list[tuple[str, str, str]]:
    """What is at warning or above: (rule, case, path)."""
    return [(one.rule, one.case, one.place.path) for one in report.findings if one.severity >= WARNING]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be taken away here")
class TestCores:
    """A container's share counts, not the machine's cores: ten workers on one core are slower than none."""

    def told(self, cores: int, code: str) -> str:
        mine = sorted(os.sched_getaffinity(0))[:cores]
        if len(mine) < cores:
            pytest.skip(f"there are no {cores} cores here")
        before = f"import os; os.sched_setaffinity(0, {mine})\n"
        command = [sys.executable, "-c", before + code]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=OUTPUT).stdout.strip()

    @pytest.mark.parametrize("cores", [1, 2])
    def test_those_of_this_process(self, cores: int) -> None:
        code = "from smaplint.engine import available_cores; print(available_cores())"
        assert self.told(cores, code) == str(cores)

    @pytest.mark.parametrize(("cores", "jobs", "workers"), [(1, 0, 0), (2, 0, 2), (2, 1, 0), (1, 2, 2)])
    def test_as_many_workers(self, cores: int, jobs: int, workers: int) -> None:
        code = f"""
import os
from smaplint import engine
from smaplint.settings import Settings
engine._WORTH_WORKERS = 0
made = []
fork = os.fork
def counted():
    made.append(1)
    return fork()
os.fork = counted
report = engine.lint(["."], Settings(jobs={jobs}))
assert report.maps > 100 and not report.incomplete
print(len(made))
"""
        assert self.told(cores, code) == str(workers)


class TestBuildRulesByFolder:
    """Options and levels of an override hold for build rules too, and for those files alone."""

    def lint(self, files: dict[str, bytes], override: Override, **more: Any) -> Report:
        return lint_files(files, Settings(overrides=(override,), base=os.getcwd(), **more))

    def test_min_size(self) -> None:
        files = {
            "app/a.js": MINIFIED * 20,
            "vendor/b.js": MINIFIED * 20,
            "app/c.js": b"c",
            "app/c.js.map": MAP,
        }
        rule = "missing-map"
        assert told(lint_files(files, Settings())) == []
        lower = Override(("app/**",), options={rule: {"min_size": 100_000}})
        assert told(self.lint(files, lower)) == [(rule, "", "app/a.js")]
        raised = Override(("vendor/**",), options={rule: {"min_size": 10_000_000}})
        assert told(self.lint(files, raised, options={rule: {"min_size": 100_000}})) == [(rule, "", "app/a.js")]
        off = Override(("vendor/**",), levels={rule: OFF})
        assert told(self.lint(files, off, options={rule: {"min_size": 100_000}})) == [(rule, "", "app/a.js")]

    def test_a_folder_of_maps_beside_one_without_any(self) -> None:
        """The whole build has maps, so that a file lacks its own is no choice, whatever the options of its folder."""
        files = {"app/a.js": b"a", "app/a.js.map": MAP, "vendor/b.js": MINIFIED * 20}
        lower = Override(("vendor/**",), options={"missing-map": {"min_size": 100_000}})
        assert told(self.lint(files, lower)) == [("missing-map", "", "vendor/b.js")]

    def test_policy(self) -> None:
        rule = "public-map-exposure"
        files = {"app/a.js": b"a", "app/a.js.map": map_of(), "open/b.js": b"b", "open/b.js.map": map_of()}
        allowed = Override(("open/**",), options={rule: {"policy": "allow"}})
        policy = {rule: {"policy": "none"}}
        assert told(self.lint(files, allowed, options=policy)) == [(rule, "broken", "app/a.js.map")]
        private = self.lint(files, allowed, presets=("private",))
        assert told(private) == [(rule, "broken", "app/a.js.map")]
        closed = Override(("open/**",), options=policy)
        assert told(self.lint(files, closed, options={rule: {"policy": "allow"}})) == [
            (rule, "broken", "open/b.js.map")
        ]

    def test_public_folders_are_those_of_the_whole_build(self) -> None:
        """A folder with a policy of its own holds no published file, which is no reason to call the globs wrong."""
        rule = "public-map-exposure"
        files = {"www/a.js": b"a", "www/a.js.map": map_of(), "lib/b.js": b"b", "lib/b.js.map": map_of()}
        stated = {rule: {"policy": "none", "public": ("www/**",)}}
        hidden = Override(("lib/**",), options={rule: {"policy": "hidden"}})
        assert told(self.lint(files, hidden, options=stated)) == [(rule, "broken", "www/a.js.map")]

    def test_hidden_sees_links_from_elsewhere(self) -> None:
        """Maps in a folder of their own are named by bundles of another, with other options."""
        rule = "public-map-exposure"
        files = {"js/a.js": b"a\n//# sourceMappingURL=../maps/a.js.map", "maps/a.js.map": map_of()}
        hidden = {rule: {"policy": "hidden"}}
        assert told(lint_files(files, Settings(options=hidden))) == [(rule, "broken", "js/a.js")]
        override = Override(("maps/**",), options={rule: {"policy": "hidden", "public": ("js/**",)}})
        assert told(self.lint(files, override, options=hidden)) == [(rule, "broken", "js/a.js")]

    def test_expected_root(self) -> None:
        rule = "source-root-drift"
        files = {
            "app/a.js.map": map_of(sourceRoot="/x/"),
            "app/b.js.map": map_of(sourceRoot="/x/"),
            "lib/c.js.map": map_of(sourceRoot="/y/"),
            "lib/d.js.map": map_of(sourceRoot="/z/"),
        }
        override = Override(("lib/**",), options={rule: {"expected": "/y/"}})
        assert told(self.lint(files, override)) == [(rule, "expected", "lib/d.js.map")]
        both = self.lint(files, override, options={rule: {"expected": "/x/"}})
        assert told(both) == [(rule, "expected", "lib/d.js.map")]
        quiet = Override(("lib/**",), levels={rule: OFF})
        assert told(self.lint(files, quiet)) == []


class TestSuppressionsOfBuilds:
    """What is accepted in one file neither hides what is wrong in others, nor speaks for them."""

    FILES: ClassVar = {
        **{f"dist/{name}.js.map": map_of() for name in "abcde"},
        "dist/odd1.js.map": map_of(sourceRoot="/x/"),
        "dist/odd2.js.map": map_of(sourceRoot="/x/"),
    }

    def lint(self, *paths: str, rule: str = "source-root-drift") -> Report:
        accepted = tuple(Suppression((rule,), (path,), "known", "s.yaml", at) for at, path in enumerate(paths, 1))
        return lint_files(self.FILES, Settings(suppressions=accepted, base=os.getcwd()))

    def test_none(self) -> None:
        (finding,) = (one for one in self.lint().findings if one.rule == "source-root-drift")
        assert (finding.place.path, len(told(self.lint()))) == ("dist/odd1.js.map", 1)
        assert "1 other map" in finding.message

    @pytest.mark.parametrize(("accepted", "left"), [("odd1", "odd2"), ("odd2", "odd1")])
    def test_one_of_two_odd_maps(self, accepted: str, left: str) -> None:
        report = self.lint(f"dist/{accepted}.js.map")
        assert told(report) == [("source-root-drift", "", f"dist/{left}.js.map")]
        assert "other map" not in next(one for one in report.findings if one.rule == "source-root-drift").message

    def test_both(self) -> None:
        report = self.lint("dist/odd1.js.map", "dist/odd2.js.map")
        assert told(report) == []
        assert report.suppressed == 1
        assert told(self.lint("dist/odd*.map")) == []

    def test_the_usual_ones_are_no_odd_ones(self) -> None:
        """Nothing is wrong with them, so to accept it in one of them is for nothing, and is said to be."""
        report = self.lint("dist/a.js.map")
        assert ("source-root-drift", "", "dist/odd1.js.map") in told(report)
        assert ("unused-suppression", "", "s.yaml") in told(report)

    def test_an_unused_one_beside_a_used_one(self) -> None:
        report = self.lint("dist/odd*.map", "dist/b.js.map")
        (finding,) = (one for one in report.findings if one.severity >= WARNING)
        assert (finding.rule, finding.place.line) == ("unused-suppression", 2)

    def test_another_rule(self) -> None:
        report = self.lint("dist/odd*.map", rule="missing-map")
        assert told(report) == [
            ("source-root-drift", "", "dist/odd1.js.map"),
            ("unused-suppression", "", "s.yaml"),
        ]


def test_nothing_of_a_map_outlives_its_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cycle would keep each map's bytes until the collector comes by, which is seldom."""
    seen: list[weakref.ref[Document]] = []

    class Watched(Document):
        def __init__(self, data: bytes, path: str = "") -> None:
            super().__init__(data, path)
            seen.append(weakref.ref(self))

    monkeypatch.setattr("smaplint.examine.Document", Watched)
    index = b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":%b}]}' % SMALL
    gc.disable()
    try:
        lint_files({"a.js.map": SMALL, "b.js.map": index, "c.js.map": b'{"version":"3"}', "d.js.map": b"{"}, Settings())
        assert len(seen) == 4
        assert [reference() for reference in seen] == [None] * 4
    finally:
        gc.enable()


def test_private_refuses_an_inline_map_of_a_file_that_is_given_by_name() -> None:
    """As pre-commit gives it; the rules about a whole build do not run there."""
    files = {"a.js": b"a\n//# sourceMappingURL=data:application/json;base64," + base64.b64encode(SMALL)}

    for named in (True, False):
        report = lint_files(files, Settings(presets=("private",)), named=named)
        assert [finding.rule for finding in report.findings if finding.severity == ERROR] == ["inline-map"]
