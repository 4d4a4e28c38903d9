"""Accepted findings: what `smaplint baseline` writes, what it hides, what of it is stale, and what is refused as one."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from smaplint import baseline, cli
from smaplint.config_error import ConfigError
from smaplint.engine import lint, lint_files
from smaplint.report import Accepted, Report
from smaplint.reporters import json as json_report
from smaplint.reporters import render
from smaplint.rule import NOTE
from smaplint.settings import Settings
from smaplint.testing import to_bytes

BUILDS = Path(__file__).parent / "builds" / "output"

Run = Callable[..., tuple[int, str, str]]

# Errors of one rule, and a warning; `mappings` names a source that is not there.
BROKEN = to_bytes({"mappings": "AAAA,IEAIA"})
WARNED = to_bytes({"sourcesContent": ["a"]})
FINE = to_bytes({})


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in a folder of its own, above the build `dist`: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, {"app-4f2a9c1b.js": BROKEN, "b.js": WARNED, "c.js": FINE})

    def inner(*args: str) -> tuple[int, str, str]:
        code = cli.run(list(args))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return inner


def _write(folder: Path, maps: dict[str, bytes]) -> None:
    shutil.rmtree(folder / "dist", ignore_errors=True)
    (folder / "dist").mkdir()
    for name, data in maps.items():
        (folder / "dist" / name).write_text("let answer = 42;\n")
        (folder / "dist" / f"{name}.map").write_bytes(data)


def _entries(path: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads(path.read_text())["findings"]
    return entries


# What is written.


def test_it_holds_errors_and_warnings_a_line_each_sorted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / ".smaplint-baseline.json"
    assert run("baseline", "dist") == (0, "", "smaplint: 2 findings are accepted\n")
    entries = _entries(file)
    assert [(one["rule"], one["path"], one["times"]) for one in entries] == [
        ("sources-content-length", "dist/b.js.map", 1),
        ("sources-index-bounds", "dist/app-[hash].js.map", 1),
    ]
    assert all(one.keys() == {"fingerprint", "rule", "path", "message", "times"} for one in entries)
    lines = file.read_text().splitlines()
    assert lines[:4] == ["{", '"smaplint": "baseline",', '"schema": 1,', '"findings": [']
    assert [json.loads(line.strip().rstrip(",")) for line in lines[4:6]] == entries
    before = file.read_bytes()
    assert run("baseline", "dist")[0] == 0
    assert file.read_bytes() == before


def test_notes_where_they_fail_the_run(run: Run, tmp_path: Path) -> None:
    run("baseline", "-o", "few.json", "dist")
    run("baseline", "-o", "more.json", "--fail-on", "note", "dist")
    few, more = (_entries(tmp_path / name) for name in ("few.json", "more.json"))
    assert {one["rule"] for one in more} - {one["rule"] for one in few} == {"public-map-exposure"}


def test_to_standard_output(run: Run) -> None:
    code, out, _ = run("baseline", "-o", "-", "dist")
    assert (code, len(json.loads(out)["findings"])) == (0, 2)


@pytest.mark.parametrize(("args", "code"), [(("none",), 2), (("empty",), 2), ((), 2)])
def test_nothing_is_written_of_a_run_that_is_not_whole(
    run: Run, tmp_path: Path, args: tuple[str, ...], code: int
) -> None:
    (tmp_path / "empty").mkdir()
    assert run("baseline", *args)[0] == code
    assert not (tmp_path / ".smaplint-baseline.json").exists()


def test_nor_of_one_with_files_that_were_not_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "smaplint.yaml").write_text("max-file-size: 300B\n")
    (tmp_path / "dist" / "large.js.map").write_bytes(to_bytes({"names": ["x" * 500]}))
    code, _, err = run("baseline", "dist")
    assert code == 2
    assert err.endswith("smaplint: nothing was written\n")
    assert not (tmp_path / ".smaplint-baseline.json").exists()


# What it hides.


def test_what_is_accepted_is_counted_and_not_shown(run: Run) -> None:
    run("baseline", "dist")
    code, out, _ = run("--baseline", ".smaplint-baseline.json", "dist")
    assert code == 0
    assert "error[" not in out
    assert "In the baseline .smaplint-baseline.json: 2 findings\n" in out
    assert ": 1 note, 2 in the baseline." in out
    assert "Gone since" not in out


def test_new_hashes_hide_it_still_and_new_findings_show(run: Run, tmp_path: Path) -> None:
    run("baseline", "dist")
    _write(tmp_path, {"app-0d1e2f3a.js": BROKEN, "b.js": WARNED, "c.js": BROKEN})
    code, out, _ = run("--baseline", ".smaplint-baseline.json", "--no-frames", "dist")
    assert code == 1
    assert out.count("error[") == 1
    assert "dist/c.js.map:1:" in out


def test_a_finding_above_the_number_is_new() -> None:
    hashes = ("0d1e2f3a", "4f2a9c1b", "9c1b4f2a")
    files = {f"app-{hash}.js.map": BROKEN for hash in hashes} | {
        f"app-{hash}.js": b"let answer = 42;\n" for hash in hashes
    }
    full = [one for one in lint_files(files, Settings()).findings if one.severity > NOTE]
    accepted = Accepted(baseline.known_by(full[0]), "sources-index-bounds", "app-[hash].js.map", "", 2)
    assert len(full) == 3
    shown, left = baseline.hide(full, [accepted])
    assert (shown, left) == ([full[2]], [])
    assert baseline.hide(full, [accepted._replace(times=5)]) == ([], [accepted])


@pytest.mark.parametrize("build", ["webpack-source-map", "esbuild-min-split", "vite-sourcemap"])
def test_of_a_real_build_with_other_hashes(build: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every map is without the texts of its sources; the next release has another hash in each name."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BUILDS / build, "dist")
    for path in Path("dist").rglob("*.map"):
        fields = json.loads(path.read_bytes())
        del fields["sourcesContent"]
        path.write_text(json.dumps(fields))
    datadog = Settings(presets=("datadog",))
    found = baseline.entries(lint(["dist"], datadog, jobs=1))
    number = sum(one.times for one in found)
    assert number >= 3
    Path("base.json").write_text(baseline.render(found))
    for path in sorted(Path("dist").rglob("*.*s")) + sorted(Path("dist").rglob("*.map")):
        text = path.read_text()
        path.unlink()
        path.with_name(_HASH.sub(_other, path.name)).write_text(_HASH.sub(_other, text))
    report = lint(["dist"], datadog._replace(baseline="base.json"), jobs=1)
    assert [one for one in report.findings if one.severity > NOTE] == []
    assert (report.in_baseline, report.stale) == (number, ())


# Between the name and the ending: webpack's, esbuild's and vite's.
_HASH = re.compile(r"(?<=[.-])([0-9a-f]{8}|[A-Z2-7]{8}|[A-Za-z0-9_]{8})(?=\.(?:js|css)\b)")


def _other(match: re.Match[str]) -> str:
    return match[1][::-1]


def test_what_the_engine_says_is_never_hidden() -> None:
    report = lint_files({"a.js.map": FINE}, Settings(max_file_size=10))
    (finding,) = report.findings
    entry = Accepted(finding.fingerprint, finding.rule, "a.js.map", finding.message, 1)
    assert baseline.entries(report) == ()
    assert baseline.hide(report.findings, [entry]) == ([finding], [entry])


def test_the_configuration_names_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "smaplint.yaml").write_text("baseline: accepted.json\npaths: [dist]\n")
    assert run("baseline")[0] == 0
    assert (tmp_path / "accepted.json").exists()
    assert run()[0] == 0
    assert run("--baseline", "")[0] == 1
    assert "accepted.json" in run("config")[1]


def test_a_baseline_that_is_named_must_be_there(run: Run) -> None:
    code, out, err = run("--baseline", "none.json", "dist")
    assert (code, out) == (2, "")
    assert err == "smaplint: none.json: the baseline cannot be read: no such file or directory\n"


# What is stale.


def test_what_is_gone_is_reported_and_fails_nothing(run: Run, tmp_path: Path) -> None:
    run("baseline", "dist")
    _write(tmp_path, {"app-0d1e2f3a.js": FINE, "c.js": FINE})
    code, out, _ = run("--baseline", ".smaplint-baseline.json", "dist", "-v")
    assert code == 0
    gone = (
        "Gone since: 2 findings of the baseline (`smaplint baseline --prune -o .smaplint-baseline.json` removes them)\n"
    )
    assert gone in out
    assert "  dist/app-[hash].js.map: sources-index-bounds: " in out
    assert "  dist/b.js.map: sources-content-length: " in out


@pytest.mark.parametrize(
    "args",
    [
        ("dist/c.js.map",),
        ("other",),
        ("dist", "--ignore", "sources-index-bounds,sources-content-length"),
        ("dist", "--select", "version-integer"),
    ],
)
def test_what_was_not_looked_at_is_not_stale(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    run("baseline", "dist")
    shutil.copytree(tmp_path / "dist", tmp_path / "other")
    _write(tmp_path, {"app-0d1e2f3a.js": FINE, "c.js": FINE})
    _, out, _ = run("--baseline", ".smaplint-baseline.json", *args)
    assert "Gone since" not in out


def test_prune_takes_out_and_never_adds(run: Run, tmp_path: Path) -> None:
    file = tmp_path / ".smaplint-baseline.json"
    run("baseline", "dist")
    before = file.read_bytes()
    _write(tmp_path, {"app-0d1e2f3a.js": BROKEN, "b.js": WARNED, "c.js": BROKEN})
    assert run("baseline", "--prune", "dist")[2] == (
        "smaplint: 0 findings that nothing fits any more went out of `.smaplint-baseline.json`; 2 findings stay\n"
    )
    assert file.read_bytes() == before
    _write(tmp_path, {"app-0d1e2f3a.js": FINE, "b.js": WARNED, "c.js": BROKEN})
    assert run("baseline", "--prune", "dist")[2] == (
        "smaplint: 1 finding that nothing fits any more went out of `.smaplint-baseline.json`; 1 finding stay\n"
    )
    assert [one["path"] for one in _entries(file)] == ["dist/b.js.map"]
    assert run("--baseline", file.name, "dist")[0] == 1


def test_prune_lowers_a_number() -> None:
    one = Accepted("f" * 32, "empty-segment", "a.js.map", "", 3)
    assert baseline.without([one], [one._replace(times=1)]) == (one._replace(times=2),)
    assert baseline.without([one], [one]) == ()


def test_prune_needs_the_file(run: Run) -> None:
    assert run("baseline", "--prune", "dist")[0] == 2
    assert run("baseline", "--prune", "-o", "-", "dist")[0] == 2


# What is refused, and what is not.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ":1:1: this is no baseline: not JSON (expecting value)"),
        ("[" * 200_000, ": this is no baseline: not JSON that anyone writes"),
        ('{"smaplint": "snapshot", "schema": 1}', ": this is no baseline: `smaplint baseline -o base.json` writes one"),
        ('{"smaplint": "baseline", "schema": 7, "findings": []}', ": this baseline is of version 7, from a newer"),
        ('{"smaplint": "baseline", "schema": 1, "findings": {}}', ": `findings` of this baseline is no list"),
        (
            '{"smaplint": "baseline", "schema": 1, "findings": [[]]}',
            ": entry 1 of `findings` does not have the members",
        ),
        (
            '{"smaplint": "baseline", "schema": 1, "findings": [{"fingerprint": "", "rule": "", "path": "", "message": "", "times": "1"}]}',
            ": `times` in entry 1 of `findings` has a value that no baseline has",
        ),
    ],
)
def test_what_is_no_baseline_is_a_usage_error(run: Run, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "base.json").write_text(text)
    for args in (("--baseline", "base.json"), ("baseline", "--prune", "-o", "base.json")):
        code, out, err = run(*args, "dist")
        assert (code, out) == (2, "")
        assert err.startswith(f"smaplint: base.json{says}")
        assert err.count("\n") == 1
    assert (tmp_path / "base.json").read_text() == text


def test_a_pipe_does_not_hang_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="no regular file"):
        baseline.read(str(tmp_path / "pipe"))


def test_an_entry_that_a_merge_has_doubled_counts_once(tmp_path: Path) -> None:
    one = Accepted("f" * 32, "empty-segment", "a.js.map", "text", 1)
    file = tmp_path / "base.json"
    file.write_text(baseline.render([one, one._replace(times=2, message="other"), one]))
    assert baseline.read(str(file)) == (one._replace(times=2, message="other"),)


# The reports.


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Two findings, one of them accepted, beside an entry that nothing fits any more."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, {"a.js": BROKEN, "b.js": BROKEN})
    found = baseline.entries(lint(["dist"], Settings(), jobs=1))
    gone = Accepted("f" * 32, "empty-segment", "dist/\x1b[31m.js.map", "gone\u202e", 2)
    (tmp_path / "base.json").write_text(baseline.render([found[0], gone]))
    return lint(["dist"], Settings(baseline="base.json"), jobs=1)


def test_json_says_what_was_hidden_and_by_what(report: Report) -> None:
    data = json.loads(render("json", report))
    Draft202012Validator(json_report.schema()).validate(data)
    assert data["summary"]["errors"] == 1
    said = data["summary"]["baseline"]
    assert (said["file"], said["hidden"]) == ("base.json", 1)
    assert [(one["rule"], one["times"]) for one in said["stale"]] == [("empty-segment", 2)]


def test_sarif_holds_what_is_new_alone(report: Report) -> None:
    run = json.loads(render("sarif", report))["runs"][0]
    assert [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in run["results"]
        if one["level"] == "error"
    ] == ["dist/b.js.map"]
    assert run["properties"]["baseline"] == {"file": "base.json", "hidden": 1, "stale": 2}


def test_junit_has_properties_and_a_remark(report: Report) -> None:
    suite = ET.fromstring(render("junit", report))[0]  # noqa: S314  # our own
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert (properties["baseline"], properties["in-baseline"]) == ("base.json", "1")
    assert "gone since the baseline: " in (suite.findtext("system-err") or "")


def test_text_escapes_what_the_file_holds(report: Report) -> None:
    from smaplint.reporters.text import Style

    text = render("text", report, Style(verbose=1))
    assert "Gone since: 2 findings" in text
    assert not {"\x1b", "\u202e"} & set(text)
