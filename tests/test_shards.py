"""Shards: what a merge of all of them says is what one run says, whatever the build, and what cannot be merged is refused."""

import copy
import json
import os
import re
import shlex
import shutil
import tarfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha384
from operator import getitem
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import smaplint
from smaplint import baseline, cli, codec, engine, registry, reporters, runs
from smaplint.config_error import ConfigError
from smaplint.discovery import File, kind_of_name
from smaplint.engine import lint, take
from smaplint.examined import Examined
from smaplint.linking import link
from smaplint.reader import Memory, UnreadableError
from smaplint.report import Report
from smaplint.reporters import json as json_report
from smaplint.rule import ERROR, NOTE, OFF, WARNING, Bad, Good, Problem, Problems, Rule
from smaplint.settings import Override, Settings, Suppression
from smaplint.snapshot import render as render_snapshot
from smaplint.testing import files_of, to_bytes
from tests import accidents
from tests.accidents import BUILDS

Json = dict[str, Any]
Told = tuple[int, str, str]
Command = Callable[..., Told]

MAP = to_bytes({})
BROKEN = to_bytes({"version": 4})
LINKED = "let answer = 42;\n//# sourceMappingURL={}\n"


def write(folder: Path, files: Mapping[str, bytes | str]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def plain(report: Report) -> Report:
    """The report without what a clock says, and what a shard alone has."""
    return report._replace(elapsed=0.0, started=0.0, run=None)


def sharded(paths: Sequence[str], given: Settings, of: int, folder: Path) -> list[Path]:
    """The JSON reports of all shards."""
    folder.mkdir(exist_ok=True)
    files = []
    for number in range(1, of + 1):
        report = lint(paths, given._replace(breakdown=True), jobs=1, shard=(number, of))
        files.append(folder / f"{number}-of-{of}.json")
        files[-1].write_text(reporters.render("json", report))
    return files


def merged(files: Sequence[Path], given: Settings) -> Report:
    return engine.merge(runs.read([str(file) for file in files]), given)


def assert_same(paths: Sequence[str], given: Settings, of: int, folder: Path) -> Report:
    """One run and the merge of shards give one report; it is given back."""
    whole = lint(paths, given, jobs=1)
    united = merged(sharded(paths, given, of, folder), given)
    for field in Report._fields:
        assert getattr(plain(united), field) == getattr(plain(whole), field), field
    return whole


# What a merge says.


def test_real_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BUILDS.parent)
    given = Settings(base=os.getcwd(), breakdown=True)
    whole = plain(lint([BUILDS.name], given, jobs=1))
    assert whole.maps > 200
    assert whole.breakdown
    for of in (2, 7):
        assert plain(merged(sharded([BUILDS.name], given, of, tmp_path), given)) == whole


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Builds with accidents and without, and files that belong together in odd ways; the working directory, a repository."""
    befallen: list[tuple[str, accidents.Accident | None, str]] = [
        ("esbuild", accidents.killed_build, "main.js.map"),
        ("rollup", accidents.host_by_sed, "main.js.map"),
        ("babel", accidents.root_in_one_package, "lib/*.map"),
        ("babel-inline", accidents.inline_version_by_template, "main.js"),
        ("webpack-inline", accidents.inline_map_cut, "main*.js"),
        ("sass", accidents.deleted_after_upload, "*.map"),
        ("swc", accidents.built_on_a_laptop, "main.js.map"),
        ("ncc", None, ""),
        ("less", None, ""),
    ]
    for build, accident, files in befallen:
        shutil.copytree(BUILDS / build, tmp_path / "dist" / build)
        if accident:
            for path in sorted((tmp_path / "dist" / build).glob(files)):
                accident(path)
    (tmp_path / ".git").mkdir()
    digest = b64encode(sha384(b"another").digest()).decode()
    write(
        tmp_path,
        {
            # Two files of one map, a file of none, a map of none.
            "dist/shared/a.js": LINKED.format("a.js.map"),
            "dist/shared/b.js": "another();\n" + LINKED.format("a.js.map"),
            "dist/shared/a.js.map": BROKEN,
            "dist/lost/c.js": LINKED.format("nowhere.js.map"),
            "dist/lost/d.js.map": MAP,
            "dist/index.html": f'<script src="shared/a.js" integrity="sha384-{digest}"></script>',
            "dist/odd.wasm": b"\0asm\1\0\0\0\7",
            "dist/é/name\n.js.map": BROKEN,
            "package.json": '{"name": "shelf", "version": "1.0.0", "files": ["dist"]}',
        },
    )
    os.symlink("shared", tmp_path / "dist" / "link")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def with_baseline(project: Path) -> Settings:
    known = baseline.entries(lint(["dist"], Settings(), jobs=1))
    (project / "known.json").write_text(baseline.render(known[::2]))
    return Settings(baseline="known.json")


def with_snapshot(project: Path) -> Settings:
    gone = project / "dist" / "ncc" / "index.js.map"
    _, before = take(["dist"], Settings(), jobs=1)
    gone.write_bytes(to_bytes({}))
    (project / "before.json").write_text(render_snapshot(before, "0"))
    return Settings(against="before.json")


KINDS: dict[str, Callable[[Path], Settings]] = {
    "defaults": lambda _: Settings(),
    "everything": lambda _: Settings(presets=("recommended", "strict", "private"), breakdown=True),
    "vendors": lambda _: Settings(presets=("sentry", "datadog", "bugsnag", "rollbar")),
    "few": lambda _: Settings(select=("linking", "version-integer"), ignore=("missing-map",), exclude=("dist/less",)),
    "suppressed": lambda project: Settings(
        base=str(project),
        suppressions=(
            Suppression(("version-integer",), ("dist/babel-inline/**",), "an old tool", "smaplint.yaml", 3),
            Suppression(("dangling-link",), ("dist/lost/**",), "known", "smaplint.yaml", 4),
            Suppression(("json-syntax",), ("dist/rollup/**",), "nothing of it is there", "smaplint.yaml", 5),
        ),
    ),
    "overridden": lambda project: Settings(
        base=str(project),
        overrides=(
            Override(("dist/shared/**",), {"version-integer": WARNING}),
            Override(("dist/babel/**",), {"source-root-drift": OFF}, {"low-coverage": {}}),
        ),
        fail_on=NOTE,
    ),
    "levels of the engine": lambda _: Settings(levels={"unreadable-file": NOTE}, max_file_size=20_000),
    "baseline": with_baseline,
    "against": with_snapshot,
}


@pytest.mark.parametrize(("kind", "of"), [*((kind, 3) for kind in KINDS), *(("everything", of) for of in (1, 2, 7))])
def test_broken_builds(kind: str, of: int, project: Path) -> None:
    whole = assert_same(["dist"], KINDS[kind](project), of, project / "shards")
    assert whole.findings
    assert whole.exit_code == 1
    if kind == "everything":
        found = {finding.rule for finding in whole.findings}
        assert found >= {
            "shared-map",
            "dangling-link",
            "orphan-map",
            "integrity-mismatch",
            "packaged-map",
            "json-syntax",
        }
    if kind == "suppressed":
        assert whole.suppressed >= 2
        assert [one.place.line for one in whole.findings if one.rule == "unused-suppression"] == [5]
    if kind == "baseline":
        assert whole.in_baseline
    if kind == "against":
        assert "map-shrunk" in {finding.rule for finding in whole.findings}


@pytest.mark.parametrize(
    "paths", [["dist/esbuild", "dist/lost"], ["./dist"], ["dist/shared/a.js", "dist/lost/d.js.map"]]
)
def test_paths(paths: list[str], project: Path) -> None:
    assert_same(paths, Settings(), 3, project / "shards")


def test_packages(project: Path) -> None:
    for name in ("shared", "lost"):
        with tarfile.open(f"{name}.tgz", "w:gz") as archive:
            archive.add(f"dist/{name}", "package")
    whole = assert_same(["shared.tgz", "lost.tgz"], Settings(presets=("private",)), 3, project / "shards")
    assert "packaged-map" in {finding.rule for finding in whole.findings}


def examples(rule: Rule) -> list[Good | Bad]:
    """Those that are trees of files."""
    every: list[Good | Bad] = [*rule.bad, *rule.good]
    return [one for one in every if one.files is not None and one.last is None]


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in registry.rules().values()
    if rule.subject == "build"
    for number, example in enumerate(examples(rule))
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_examples_of_rules(rule: Rule, example: Good | Bad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "build", files_of(example))
    monkeypatch.chdir(tmp_path)
    given = Settings(extend_select=(rule.name,), options={rule.name: dict(example.options or {})}, presets=("strict",))
    assert_same(["build"], given, 2, tmp_path / "shards")


def still(text: str) -> str:
    """A report without what a clock says."""
    text = re.sub(r'"(elapsed|startTimeUtc|endTimeUtc)": ?("[^"]*"|[\d.e-]+)', r'"\1": 0', text)
    text = re.sub(r'(time|timestamp)="[^"]*"', r'\1="0"', text)
    return re.sub(r"\b\d+\.\d\d s\b", "0.00 s", text)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line in this process: (exit code, standard output, standard error)."""

    def inner(*args: str) -> Told:
        code = cli.run(list(args))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return inner


def test_every_report_is_the_same_byte_for_byte(project: Path, command: Command) -> None:
    (project / "smaplint.yaml").write_text(
        "preset: [recommended, private]\noverrides: [{paths: dist/swc, rules: {personal-path: error}}]\n"
        "suppress: [{rule: dangling-link, paths: dist/lost, reason: known}]\n"
    )
    files = [f"{number}.json" for number in range(1, 4)]
    codes = [command("dist", "--shard", f"{file[0]}/3", "-o", f"json={file}")[0] for file in files]
    assert max(codes) == 1
    whole = command("dist", *(f"--output={name}=whole.{name}" for name in reporters.FORMATS))
    parts = command("merge", *files, *(f"--output={name}=merged.{name}" for name in reporters.FORMATS))
    assert (parts[0], still(parts[1]), parts[2]) == (whole[0], still(whole[1]), whole[2])
    assert whole[0] == 1
    for name in reporters.FORMATS:
        assert still(Path(f"merged.{name}").read_text()) == still(Path(f"whole.{name}").read_text()), name
    report = json.loads(Path("1.json").read_text())
    jsonschema.validate(report, json_report.schema())
    assert report["summary"]["shard"] == "1/3"
    assert json.loads(Path("merged.json").read_text())["summary"]["shard"] == ""


def test_the_commands_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    """In the example of the documentation: the shards, then their merge, which finds what the whole run does."""
    root = Path(__file__).parent.parent
    page = (root / "docs/shards.md").read_text("utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    assert [line[:2] for line in lines] == [["smaplint", "dist"], ["smaplint", "dist"], ["smaplint", "merge"]]
    shutil.copytree(root / "examples/bookshelf", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    codes = [command(*line[1:])[0] for line in lines]
    assert codes == [1, 1, 1]
    assert command("dist", "-o", "sarif=whole.sarif")[0] == 1
    assert still(Path("smaplint.sarif").read_text()) == still(Path("whole.sarif").read_text())
    assert Path("smaplint.xml").is_file()


def test_a_rule_that_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(subject: object) -> Problems:
        if "lost" in getattr(subject, "path", "lost"):
            raise RuntimeError("it fell")
        yield Problem("fine")

    usual = registry.rule("version-integer")
    body = usual.body._replace(function=failing)
    for subject in ("pair", "build"):
        rule = Rule(usual.facts._replace(name="test-rule", subject=subject), lambda: body)
        every = {**registry.rules(), rule.name: rule}
        with monkeypatch.context() as patched:
            patched.setattr(registry, "rules", lambda every=every: every)
            assert_same(["dist"], Settings(), 2, project / "shards")
            assert merged(sharded(["dist"], Settings(), 2, project / "shards"), Settings()).exit_code == 3


def test_a_run_that_did_not_finish(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = engine._examined

    def broken(*args: Any) -> Any:
        yield from list(first(*args))[1:]
        yield "a worker process ended"

    files = sharded(["dist"], Settings(), 2, project)
    monkeypatch.setattr(engine, "_examined", broken)
    report = lint(["dist"], Settings(), jobs=1, shard=(2, 2))
    files[1].write_text(reporters.render("json", report))
    united = merged(files, Settings())
    assert report.exit_code == united.exit_code == 2
    assert united.incomplete == "shard 2: a worker process ended"
    assert {reason for rule, reason in united.not_run if rule == "orphan-map"} == {united.incomplete}


def test_another_machine_without_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    """Places and URIs are as they were; only the frames of rules about the whole build are not there."""
    here, there = tmp_path / "here" / "repo", tmp_path / "there"
    (here / ".git").mkdir(parents=True)
    write(here / "web/dist", {"c.js": LINKED.format("c.js.map"), "c.js.map": BROKEN, "lost.js.map": MAP})
    monkeypatch.chdir(here / "web")
    whole = lint(["dist"], Settings(), jobs=1)
    files = sharded(["dist"], Settings(), 2, tmp_path / "shards")
    (there / "web").mkdir(parents=True)
    monkeypatch.chdir(there / "web")
    report = merged(files, Settings())
    assert report.root == str(there)
    assert [one._replace(frames=()) for one in report.findings] == [one._replace(frames=()) for one in whole.findings]
    by_rule = {finding.rule: finding for finding in report.findings}
    assert by_rule["version-integer"].frames
    assert not by_rule["orphan-map"].frames
    assert [one.frames for one in whole.findings if one.rule == "orphan-map"] != [()]
    code, out, _ = command("merge", "--format", "sarif", *map(str, files))
    assert code == 1
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(out)["runs"][0]["results"]
        for place in (*result["locations"], *result.get("relatedLocations", ()))
    }
    assert uris == {"web/dist/c.js.map", "web/dist/lost.js.map"}


# What a shard says.


def test_a_shard_is_of_its_units_alone(project: Path) -> None:
    whole = lint(["dist"], Settings(), jobs=1)
    parts = [lint(["dist"], Settings(), jobs=1, shard=(number, 3)) for number in (1, 2, 3)]
    assert sorted(path for part in parts for path in part.files) == sorted(whole.files)
    assert sum(part.maps for part in parts) == whole.maps
    assert sorted(line for part in parts for line in part.skipped) == sorted(whole.skipped)
    about_builds = {one.rule.name for one in Settings().plan() if one.rule.subject == "build"}
    for number, part in enumerate(parts, 1):
        reasons = dict(part.not_run)
        assert {reasons[name] for name in about_builds} == {
            f"this is shard {number} of 3; rules about a whole build run at `smaplint merge`"
        }
        assert part.exit_code == int(any(finding.severity == ERROR for finding in part.findings))
    own = [one for one in whole.findings if one.rule not in about_builds]
    assert sorted(one.message for part in parts for one in part.findings) == sorted(one.message for one in own)


def test_what_a_merge_explains_fails_no_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrapper with the name of a map is no file of that map, but a note of `wrong-target` says why."""
    monkeypatch.chdir(tmp_path)
    example = next(one for one in registry.rule("wrong-target").bad if one.case == "name")
    write(tmp_path / "dist", files_of(example))
    whole = lint(["dist"], Settings(), jobs=1)
    parts = [lint(["dist"], Settings(), jobs=1, shard=(number, 2)) for number in (1, 2)]
    assert {finding.rule for finding in whole.findings if finding.severity == NOTE} >= {"wrong-target"}
    assert [part.exit_code for part in parts] == [whole.exit_code] * 2 == [0, 0]


def test_no_suppression_is_unused_in_a_shard(project: Path) -> None:
    given = KINDS["suppressed"](project)
    for number in (1, 2, 3):
        report = lint(["dist"], given, jobs=1, shard=(number, 3))
        assert "unused-suppression" not in {finding.rule for finding in report.findings}
        assert not lint(["dist"], with_baseline(project), jobs=1, shard=(number, 3)).stale


def test_a_shard_may_be_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "dist", {"app.js": "let a;\n", "app.js.map": MAP})
    told = {number: command("dist", "--shard", f"{number}/7", "-o", f"json={number}.json") for number in range(1, 8)}
    assert {code for code, _, _ in told.values()} == {0}
    empty = [number for number, (_, _, err) in told.items() if "holds none of the files" in err]
    assert len(empty) == 6
    assert told[empty[0]][2] == (
        f"smaplint: shard {empty[0]} of 7 holds none of the files; `smaplint merge` takes it so\n"
    )
    assert command("merge", *(f"{number}.json" for number in told))[0] == 0


def test_min_files_counts_at_the_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "dist", {"app.js": "let a;\n"})
    for number in (1, 2):
        assert command("dist", "--shard", f"{number}/2", "-o", f"json={number}.json")[0] == 0
    code, _, err = command("merge", "1.json", "2.json")
    assert code == 2
    assert "no source map was found in `dist`, and `min-files` is 1" in err


def test_what_fails_a_shard(project: Path, command: Command) -> None:
    codes = {command("dist", "--shard", f"{number}/2", "-o", f"json={number}.json")[0] for number in (1, 2)}
    assert codes == {1}
    codes = {
        command("dist", "--shard", f"{number}/2", "--fail-on", "never", "-o", f"json={number}.json")[0]
        for number in (1, 2)
    }
    assert codes == {0}
    assert command("merge", "1.json", "2.json")[0] == 1
    assert command("merge", "1.json", "2.json", "--fail-on", "never")[0] == 0
    assert project.is_dir()


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "1/", "/2", "1/0", "-1/2", "1/20000", "a/b", "1/2/3", "١/٢"])
def test_no_shard(text: str, project: Path, command: Command) -> None:
    code, _, err = command("dist", f"--shard={text}")
    assert code == 2
    assert "should be K/N, as in `2/5`" in err
    assert project.is_dir()


def test_nothing_to_part(project: Path, command: Command) -> None:
    code, _, err = command("-", "--shard", "1/2")
    assert (code, err) == (
        2,
        "smaplint: `--shard` parts the files of folders; `-` is one file, and there is nothing to part\n",
    )
    assert project.is_dir()


# Which shard a file is in.


@pytest.mark.parametrize(
    ("path", "digits"),
    [
        ("dist/app.js", "93fda16fcdc55218"),
        ("packages/web/dist/main-4f2a9c1b.js", "a3a0145904c0e529"),
        ("dist/é.css", "d4955654167bc627"),
    ],
)
def test_the_hash_is_blake2b(path: str, digits: str) -> None:
    """As `printf %s PATH | b2sum -l 64` has it, as a number, modulo N; the first shard has the remainder 0."""
    for of in (1, 2, 7, 64):
        assert [number for number in range(1, of + 1) if runs.holds((number, of), path)] == [int(digits, 16) % of + 1]


def test_shards_are_even() -> None:
    of = 8
    counts = [
        sum(runs.holds((number, of), f"dist/assets/{index}.js") for index in range(8000)) for number in range(1, of + 1)
    ]
    assert sum(counts) == 8000
    # Four standard deviations of a fair split are 118.
    assert all(880 < count < 1120 for count in counts)


def shards_of(files: Mapping[str, bytes], of: int) -> dict[str, int]:
    """Path → its shard."""
    memory = Memory(files)
    listed = [File(path, kind_of_name(path) or "js", ".", len(data)) for path, data in sorted(files.items())]
    found = {}
    for unit in link(listed, memory, 1 << 20):
        (number,) = [one for one in range(1, of + 1) if runs.holds((one, of), runs.key(unit))]
        found.update({ref.path: number for ref in unit.bundles} | {ref.path: number for ref in unit.maps})
    return found


NAMES = st.sampled_from(["a", "b", "c", "vendor", "é"])
PATHS = st.builds("/".join, st.lists(NAMES, min_size=1, max_size=3)).flatmap(
    lambda stem: st.sampled_from([f"{stem}.js", f"{stem}.js.map", f"{stem}.css", f"{stem}.css.map"])
)


@settings(max_examples=100)
@given(st.frozensets(PATHS, max_size=12), PATHS, st.integers(2, 9))
def test_a_file_more_moves_no_other(paths: frozenset[str], new: str, of: int) -> None:
    files = {path: to_bytes({"file": "nothing.js"}) if path.endswith(".map") else b"let a;\n" for path in paths}
    before = shards_of(files, of)
    after = shards_of({**files, new: MAP}, of)
    assert {path: after[path] for path in before} == before


SCRIPTS = PATHS.map(lambda path: path.removesuffix(".map"))


@settings(max_examples=60)
@given(st.frozensets(PATHS, max_size=8), st.dictionaries(SCRIPTS, SCRIPTS, max_size=6), st.integers(2, 9))
def test_units_are_together(paths: frozenset[str], links: dict[str, str], of: int) -> None:
    """What a comment names, and what is called after a file that has none, is in its shard."""
    files = dict.fromkeys(paths, MAP)
    for script, of_script in links.items():
        comment = f"/*# sourceMappingURL=/{of_script}.map */" if script.endswith(".css") else ""
        comment = comment or f"//# sourceMappingURL=/{of_script}.map"
        files |= {f"{of_script}.map": MAP, script: f"let a;\n{comment}\n".encode()}
    found = shards_of(files, of)
    assert found.keys() == files.keys()
    for path in files.keys() - {f"{path}.map" for path in files}:
        other = f"{links[path]}.map" if path in links else f"{path}.map"
        assert found.get(other, found[path]) == found[path]


# What is refused.


def small(folder: Path, of: int = 2, **changes: Any) -> list[Path]:
    write(folder / "dist", {"a.js": LINKED.format("a.js.map"), "a.js.map": BROKEN, "b.js": "let b;\n", "b.js.map": MAP})
    return sharded(["dist"], Settings(**changes), of, folder)


def changed(file: Path, **members: object) -> None:
    """Write other members of `run`."""
    report = json.loads(file.read_text())
    report["run"].update(members)
    file.write_text(json.dumps(report))


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


REFUSED: dict[str, tuple[Callable[[list[Path]], object], str]] = {
    "no file": (
        lambda files: files[0].rename("gone"),
        "1-of-2.json: the report cannot be read: no such file or directory",
    ),
    "no JSON": (lambda files: files[0].write_text("{"), "1-of-2.json:1:2: this is no report: not JSON (expecting"),
    "not UTF-8": (lambda files: files[0].write_bytes(b"\xff"), "1-of-2.json: this is no report: it is not UTF-8"),
    "deep": (lambda files: files[0].write_text("[" * 100_000), "1-of-2.json: this is no report: not JSON that anyone"),
    "a long number": (lambda files: files[0].write_text("1" * 10_000), "1-of-2.json: this is no report: not JSON that"),
    "a pipe": (lambda files: _pipe(files[0]), "1-of-2.json: the report is no regular file"),
    "another's JSON": (lambda files: files[0].write_text("[]"), "1-of-2.json: this is no report of smaplint in JSON"),
    "no shard": (
        lambda files: files[0].write_text(reporters.render("json", lint(["dist"], Settings(), jobs=1))),
        "1-of-2.json: this report was made without `--shard K/N`, and does not hold what a merge needs",
    ),
    "another version": (
        lambda files: changed(files[0], version="9.9.9"),
        f"1-of-2.json: this report is of smaplint 9.9.9, and this is smaplint {smaplint.__version__}",
    ),
    "no version": (lambda files: changed(files[0], version=[]), "1-of-2.json: this report is of another smaplint, and"),
    "another form": (lambda files: changed(files[0], more=1), "1-of-2.json: `run` of this report does not have the"),
    "a wrong type": (
        lambda files: changed(files[0], unreadable=[["a", "b"], ["c"]]),
        "1-of-2.json: `run.unreadable[1]` of this report holds what no shard writes",
    ),
    "a wrong type within": (
        lambda files: changed(files[0], skipped=[["a", 1]]),
        "1-of-2.json: `run.skipped[0][1]` of this report holds what no shard writes",
    ),
    "no place": (
        lambda files: changed(files[0], examined=[[[["a", 3, "", ["dist/a.js", 0]]], [], [], []]]),
        "1-of-2.json: `run.examined[0]` of this report holds what no shard writes",
    ),
    "no shard by its number": (
        lambda files: changed(files[0], shard=[3, 2]),
        "1-of-2.json: `run.shard` of this report holds what no shard writes",
    ),
    "another number of shards": (
        lambda files: shutil.copy(small(files[0].parent / "more", 3)[1], files[1]),
        "2-of-2.json: this is shard 2 of 3, and `1-of-2.json` is shard 1 of 2",
    ),
    "one twice": (
        lambda files: shutil.copy(files[0], files[1]),
        "2-of-2.json: this is shard 1 of 2, and so is `1-of-2.json`",
    ),
    "other PATHs": (
        lambda files: changed(files[1], tops=["dist", "more"]),
        "2-of-2.json: the PATHs of this shard are `dist`, `more`, those of `1-of-2.json` `dist`",
    ),
    "other files": (
        lambda files: (
            Path("dist/c.js").write_text("let c;\n"),
            files[1].write_text(reporters.render("json", lint(["dist"], Settings(), jobs=1, shard=(2, 2)))),
        ),
        "2-of-2.json: this shard saw other files than `1-of-2.json`: build once, and lint that build in every shard",
    ),
    "other contents": (
        lambda files: (
            Path("dist/b.js").write_text("let another;\n"),
            files[1].write_text(reporters.render("json", lint(["dist"], Settings(), jobs=1, shard=(2, 2)))),
        ),
        "2-of-2.json: this shard saw other files than `1-of-2.json`",
    ),
    "other settings": (
        lambda files: files[1].write_text(
            reporters.render(
                "json",
                lint(["dist"], Settings(presets=("spec",), extend_select=("linking",)), jobs=1, shard=(2, 2)),
            )
        ),
        "2-of-2.json: this shard had another `extend-select`, `preset` than there is here: give `merge` the same",
    ),
    "settings that nobody knows": (
        lambda files: changed(files[1], settings=[["x", "y"]]),
        "2-of-2.json: this shard had another `base`",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.chdir(tmp_path)
    spoil, message = REFUSED[case]
    files = small(tmp_path)
    spoil(files)
    code, out, err = command("merge", *(file.name for file in files))
    assert (code, out) == (2, "")
    assert err.startswith(f"smaplint: {message}")
    assert err.count("\n") == 1


def test_missing_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.chdir(tmp_path)
    files = [file.name for file in small(tmp_path, 7)]
    said = "smaplint: 1-of-7.json: this is one of 7 shards, of which"
    assert command("merge", *files[:6]) == (2, "", f"{said} shard 7 is missing\n")
    assert command("merge", *files[::2]) == (2, "", f"{said} shards 2, 4, 6 are missing\n")
    changed(Path(files[0]), shard=[1, 10_000])
    assert command("merge", files[0])[2].endswith("shards 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … are missing\n")
    assert command("merge", *reversed(files[1:]), files[0])[0] == 2


def test_the_order_of_the_files_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = small(tmp_path, 5)
    assert plain(merged(files, Settings())) == plain(merged(files[::-1], Settings()))


def test_options_that_shards_need_not_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is judged at the merge: thresholds, the baseline, suppressions."""
    monkeypatch.chdir(tmp_path)
    files = small(tmp_path)
    (tmp_path / "known.json").write_text(baseline.render(baseline.entries(lint(["dist"], Settings(), jobs=1))))
    given = Settings(fail_on=None, min_files=2, jobs=7, baseline="known.json", sarif_category="web", source="other")
    assert plain(merged(files, given)) == plain(lint(["dist"], given, jobs=1))


def test_a_comparison_needs_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = small(tmp_path)
    _, before = take(["dist"], Settings(), jobs=1)
    (tmp_path / "before.json").write_text(render_snapshot(before, "0"))
    with pytest.raises(ConfigError, match="had another `against` than there is here"):
        merged(files, Settings(against="before.json"))


def test_every_setting_is_shared_or_judged_at_the_merge() -> None:
    assert set(Settings._fields) - runs.digests(Settings()).keys() == {
        *("paths", "fail_on", "min_files", "jobs", "baseline", "against", "last", "suppressions"),
        *("source", "config_file", "commit", "breakdown", "sarif_anchor", "sarif_category"),
    }


# A run file may come from anybody.


def test_nothing_but_build_output_below_the_project_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    write(tmp_path, {"project/.env": "SECRET=1\n", "outside.js": "secret()\n", "project/dist/a.js": "let a;\n"})
    os.symlink(tmp_path / "outside.js", project / "dist" / "link.js")
    os.symlink(tmp_path, project / "folder")
    monkeypatch.chdir(project)
    given = Settings()
    access = runs.access(runs.Gathered(packages=("../x.tgz", "dist/none.tgz")), given)
    assert access.read("dist/a.js", 100) == b"let a;\n"
    for path in (
        *(".env", "../outside.js", str(tmp_path / "outside.js"), "dist/link.js", "folder/outside.js"),
        *("dist/../../outside.js", "a\0.js", "", "dist", "/etc/passwd"),
    ):
        with pytest.raises(UnreadableError):
            access.read(path, 100)


def test_hostile_names_travel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (b"\xff.js.map", b"::error::x%0A.js.map", b"##[group]\n.js.map", b"\x1b[31m\r.js.map", b'"<b>.js.map'):
        path = os.fsdecode(b"dist/" + name)
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(BROKEN)
    whole = assert_same(["dist"], Settings(), 3, tmp_path / "shards")
    assert len({finding.place.path for finding in whole.findings}) == 5
    for file in (tmp_path / "shards").iterdir():
        assert file.read_bytes().isascii()
        assert b"##[" not in file.read_bytes()


# What stands where something else should; and what has the right type, and cannot be.
VALUES: list[Any] = [
    *(None, True, 0, -1, 4, 1 << 60, 1.5, "", "a", "/", "\0", "\0zz"),
    *([], [[]], [None], ["a"], [1, 2], [["a", "b"]], [["a", 1]], [[], [], [], []], {}, {"a": 1}),
]
ODD: dict[type, list[Any]] = {
    str: ["", "\n", "/", "..", "../x.js", "a" * 5000, "\0" + "\ud800".encode("utf-8", "surrogatepass").hex()],
    int: [0, 1, 2, 1 << 31, (1 << 53) - 1],
    bool: [True, False],
    list: [[]],
}


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The steps to every value within a value of JSON."""
    steps = sorted(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield (step,)
        yield from ((step, *rest) for rest in places(value[step]))


def test_any_run_file_is_merged_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    """Each value of it once with a wrong one, and once with another of its type."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMAPLINT_TRACEBACK", "1")
    (file,) = small(tmp_path, 1)
    report: Json = json.loads(file.read_text())
    codes = set()
    for at, (*steps, last) in enumerate(places(report["run"])):
        for values in (VALUES, ODD.get(type(reduce(getitem, (*steps, last), report["run"])), VALUES)):
            spoilt = copy.deepcopy(report)
            reduce(getitem, steps, spoilt["run"])[last] = values[at % len(values)]
            file.write_text(json.dumps(spoilt))
            code, _, err = command("merge", file.name, "--output=sarif=spoilt.sarif", "--output=junit=spoilt.xml")
            assert (code == 2) <= bool(err)
            codes.add(code)
    assert codes >= {0, 1, 2}


# The codec.


def values_of(type_: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, every field of every record filled."""
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ is str:
        return st.text(st.characters(exclude_categories=()), max_size=6)
    if type_ in (int, bool, float, NoneType):
        return {
            int: st.integers(0, 1 << 52),
            bool: st.booleans(),
            float: st.floats(0, 1e6),
            NoneType: st.none(),
        }[type_]
    if origin in (Union, UnionType):
        return st.one_of(*map(values_of, arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        if arguments[1:] == (...,):
            return st.lists(st.deferred(lambda: values_of(arguments[0])), max_size=2).map(tuple)
        return st.tuples(*map(values_of, arguments))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(*map(values_of, arguments), max_size=2)
    if hasattr(type_, "__members__"):
        return st.sampled_from(list(type_))
    return st.builds(type_, **{name: values_of(hint) for name, hint in codec.hints(type_).items()})


@pytest.mark.parametrize("type_", [Examined, runs.Gathered, Mapping[str, str]], ids=str)
def test_what_is_encoded_is_decoded(type_: Any) -> None:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(values_of(type_))
    def check(value: object) -> None:
        text = json.dumps(codec.encode(value))
        assert codec.decode(type_, json.loads(text)) == value
        # Strict readers refuse half of a surrogate pair.
        assert not re.search(r"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f]", text)

    check()


def test_defaults_at_the_end_are_left_out() -> None:
    assert codec.encode(Examined((), (), (), (("a.js", "bundle"),))) == [[], [], [], [["a.js", "bundle"]]]


@pytest.mark.parametrize(
    ("type_", "value", "path"),
    [
        (str, 1, ""),
        (int, True, ""),
        (int, -1, ""),
        (int, 1.0, ""),
        (int, 1 << 53, ""),
        (bool, 1, ""),
        (float, True, ""),
        (float, "1", ""),
        (str, "\0zz", ""),
        (str, "\0ff", ""),
        (type(None), 0, ""),
        (str | None, 0, ""),
        (Literal["a", "b"], "c", ""),
        (Literal["a", "b"], [], ""),
        (type(ERROR), 4, ""),
        (type(ERROR), "error", ""),
        (type(ERROR), [], ""),
        (tuple[int, ...], 1, ""),
        (tuple[int, ...], {"0": 1}, ""),
        (tuple[int, ...], [1, 2, "3"], "[2]"),
        (tuple[int, str], [1], ""),
        (tuple[tuple[int, ...], ...], [[], [1, None]], "[1][1]"),
        (Mapping[str, str], {"a": "b"}, ""),
        (Mapping[str, str], [["a", 1]], "[0][1]"),
        (Examined, [[], []], ""),
        (Examined, [[], [], [], [], [], [], [], [], [], [], []], ""),
        (Examined, [[["rule"]], [], [], []], "[0][0]"),
    ],
)
def test_misfits(type_: Any, value: object, path: str) -> None:
    with pytest.raises(codec.MisfitError) as raised:
        codec.decode(type_, value)
    assert raised.value.path == path


@pytest.mark.parametrize("type_", [set[int], int | str, object, dict])
def test_no_record(type_: Any) -> None:
    with pytest.raises(TypeError, match="no record"):
        codec.decode(type_, [])
    with pytest.raises(TypeError, match="no record"):
        codec.encode({1})
