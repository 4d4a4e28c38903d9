"""The formats for other readers, each by what its reader documents or does: GitLab, GitHub's runner, reviewdog, JUnit's.

The checks here are written from their sources: gitlab-org/gitlab (doc/ci/testing/code_quality.md and lib/gitlab/ci),
actions/runner (ActionCommand.cs, ActionCommandManager.cs, ExecutionContext.cs), reviewdog/reviewdog (proto/rdf/reviewdog.proto
and parser/rdjson.go), jenkinsci/junit-plugin (CaseResult.java), and the pages of CircleCI, Buildkite and Azure Pipelines.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smaplint import cli, escape, reporters
from smaplint.config_schema import config_schema
from smaplint.engine import lint, lint_files
from smaplint.report import Finding, Frame, Place, Report
from smaplint.reporters import _markdown, github, junit, markdown
from smaplint.reporters import json as json_report
from smaplint.reporters import jsonl as jsonl_report
from smaplint.rule import ERROR, NOTE, WARNING, Severity
from smaplint.settings import Settings
from tests.test_cli import BROKEN, FINE
from tests.test_escape import commands
from tests.test_reporters import DOCS, FULL, HOSTILE, RULES, VERSION, finding, golden, hostile, report
from tests.validators import junit_10, junit_xsd

Json = dict[str, Any]

BUILDS = Path(__file__).parent / "builds" / "output"
EXAMPLE = Path(__file__).parent.parent / "examples" / "bookshelf"
GOLDEN = {
    "jsonl": "report.jsonl",
    "gitlab": "report.gitlab.json",
    "github": "report.github.txt",
    "markdown": "report.md",
    "rdjson": "report.rdjson",
}

# One that is about a source in git, whose text is not ASCII.
SOURCE = finding(
    "version-integer",
    "the name is `größe`, and the code there is `a`",
    "dist/app.js.map",
    place=Place("dist/app.js.map", 1, 200, 1, 204),
    fingerprint="6" * 32,
    offset=199,
    source="webpack://app/./src/größe.ts",
    original=Place("src/größe.ts", 2, 11, 2, 16),
    original_frame=Frame("src/größe.ts", 2, 11, "/* ä😀 */ ", "größe", " = 1"),
)
REMOVED = ("`ignore` turns 2 rules off: `a-rule`, `b-rule`", "`suppress` accepts 3 findings; it has 1 entry")
WHOLE = FULL._replace(
    findings=tuple(sorted((*FULL.findings, SOURCE), key=lambda one: one.sort_key)),
    removed=REMOVED,
    config_file="smaplint.yaml",
)


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the builds `fine` and `broken` and the folder `empty`; it is the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "empty").mkdir()
    for name, text in (("fine", FINE), ("broken", BROKEN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "app.js.map").write_text(text)
        (tmp_path / name / "app.js").write_text("let a=1;\n//# sourceMappingURL=app.js.map\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rendered(format: str, given: Report) -> Any:
    return json.loads(reporters.render(format, given))


@pytest.mark.parametrize("format", GOLDEN)
def test_golden(format: str) -> None:
    golden(GOLDEN[format], reporters.render(format, WHOLE))


@pytest.mark.parametrize("format", ["json", *GOLDEN, "junit"])
def test_configuration_is_shown(format: str) -> None:
    text = reporters.render(format, WHOLE)
    text = "".join(ET.fromstring(text).itertext()) if format == "junit" else text  # noqa: S314 - ours
    assert "smaplint.yaml" in text
    if format != "json":
        assert all(sentence in text for sentence in REMOVED)


TROUBLES = [
    (report(maps=1, incomplete="a worker was killed"), "the run did not finish: a worker was killed"),
    (report(maps=1, crashed=True), "a rule failed"),
    (report(maps=0), "no source map was found, and `min-files` is 1"),
    (report(maps=1, min_files=3), "1 map was found, and `min-files` is 3"),
]


@pytest.mark.parametrize("format", ["gitlab", "github", "markdown", "rdjson", "junit"])
@pytest.mark.parametrize(("given", "said"), TROUBLES)
def test_a_run_without_a_verdict_does_not_look_clean(format: str, given: Report, said: str) -> None:
    """Such a run has no finding, and its reader looks at nothing else."""
    assert given.exit_code >= 2
    text = reporters.render(format, given)
    text = "".join(ET.fromstring(text).itertext()) if format == "junit" else text  # noqa: S314 - ours
    assert said.lower() in text.lower()
    clean = report(maps=1)
    assert said.lower() not in reporters.render(format, clean).lower()


@pytest.mark.parametrize("format", [format for format in GOLDEN if format != "github"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
def test_no_line_is_a_command(format: str, text: str) -> None:
    written = reporters.render(format, hostile(text))
    assert not commands(written)
    assert written.encode()
    assert written.endswith("\n")
    if format != "markdown":
        assert written.isascii()


def test_every_format_from_one_run(builds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any number of them, with the one exit code."""
    formats = [one for one in reporters.FORMATS if one != "text"]
    code = cli.run([*(f"--output={one}=out.{one}" for one in formats), "broken"])
    assert code == 1
    assert "1 error" in capsys.readouterr().out
    for one in formats:
        assert (builds / f"out.{one}").stat().st_size, one


TIME = re.compile(
    r"\d+\.\d\d s\b|\"elapsed\": [\d.]+|\btime(stamp)?=\"[^\"]*\"|\"startTimeUtc\": \"[^\"]*\"|\d{4}-\d\d-\d\d \d\d:\d\d UTC"
)


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    """Byte for byte, but for when and how long: at any number of workers, whatever order a set has."""
    written = []
    for seed, jobs in (("1", "1"), ("2", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        outputs = [f"--output={name}={folder / name}" for name in reporters.FORMATS]
        command = [sys.executable, "-m", "smaplint", "--quiet", "--jobs", jobs, *outputs, "dist", str(BUILDS / "tsc")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, cwd=EXAMPLE, env=environment, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr
        written.append({name: TIME.sub("", (folder / name).read_text("utf-8")) for name in reporters.FORMATS})
    assert written[0] == written[1]


@pytest.mark.parametrize("format", reporters.FORMATS)
@pytest.mark.parametrize(("folder", "expected"), [("fine", 0), ("broken", 1), ("empty", 2)])
@pytest.mark.usefixtures("builds")
def test_exit_code_is_the_same_for_every_format(
    format: str, folder: str, expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--format", format, folder]) == expected
    assert capsys.readouterr().out


# --- JSON and its lines ---------------------------------------------------------------------------------------------


def lines_of(given: Report) -> list[Json]:
    return [json.loads(line) for line in reporters.render("jsonl", given).splitlines()]


def mutations(value: Json) -> Iterator[tuple[str, Json]]:
    """(what, a copy with one fault): each key of the object gone, of another type, and one that nobody knows."""
    for key in value:
        gone = deepcopy(value)
        del gone[key]
        yield f"without {key}", gone
        yield f"{key} is an object", {**deepcopy(value), key: {"?": 1}}
    yield "one key more", {**deepcopy(value), "?": 1}


class TestJsonLines:
    def test_lines(self) -> None:
        lines = lines_of(WHOLE)
        assert [line.pop("type") for line in lines] == ["run", *["finding"] * len(WHOLE.findings), "summary"]
        whole = rendered("json", WHOLE)
        assert lines[0] == {
            "schema": 1,
            "version": "0.1.0",
            "config": "smaplint.yaml",
            "presets": ["recommended"],
            "removed": list(REMOVED),
        }
        assert lines[1:-1] == whole["findings"]
        assert lines[-1] == whole["summary"]

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str) -> None:
        """As many lines as there are things, each of them strict JSON."""
        written = reporters.render("jsonl", hostile(text))
        assert written.count("\n") == len(hostile(text).findings) + 2
        schema = jsonschema.Draft202012Validator(jsonl_report.schema())
        for line in lines_of(hostile(text)):
            assert schema.is_valid(line)
            assert json.dumps(line, ensure_ascii=False).encode()

    def check(self, given: Report) -> None:
        jsonschema.Draft202012Validator(json_report.schema()).validate(rendered("json", given))
        schema = jsonschema.Draft202012Validator(jsonl_report.schema())
        for line in lines_of(given):
            schema.validate(line)

    def test_schema_of_the_builds_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(BUILDS)
        given = lint(sorted(os.listdir()), Settings(presets=("strict", "private")), jobs=1)
        assert len(given.findings) > 100
        self.check(given)

    @pytest.mark.slow
    @pytest.mark.parametrize("name", sorted(os.listdir(BUILDS)))
    def test_schema_of_each_build(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(BUILDS)
        self.check(lint([name], Settings(presets=("strict", "private")), jobs=1))

    def test_schema_of_a_broken_build(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(EXAMPLE)
        given = lint(["dist"], Settings(presets=("strict",)), jobs=1)
        assert given.failed
        self.check(given)

    def test_schema_of_a_line_refuses_each_fault(self) -> None:
        jsonschema.Draft202012Validator.check_schema(jsonl_report.schema())
        schema = jsonschema.Draft202012Validator(jsonl_report.schema())
        lines = lines_of(WHOLE)
        for line in (lines[0], lines[1], lines[-1]):
            assert [what for what, faulty in mutations(line) if schema.is_valid(faulty)] == []

    def test_schema_of_a_report_refuses_each_fault(self) -> None:
        schema = jsonschema.Draft202012Validator(json_report.schema())
        whole = rendered("json", WHOLE)
        parts: list[tuple[Json, Callable[[Json], Json]]] = [
            (whole, lambda one: one),
            (whole["summary"], lambda one: {**whole, "summary": one}),
            (whole["findings"][0], lambda one: {**whole, "findings": [one]}),
            (whole["rules"]["version-integer"], lambda one: {**whole, "rules": {"version-integer": one}}),
        ]
        for part, put in parts:
            assert schema.is_valid(put(part))
            missed = [what for what, faulty in mutations(part) if schema.is_valid(put(faulty))]
            # The names of `rules` are anyone's, so only their contents are checked.
            assert missed in ([], ["rules is an object"])

    @pytest.mark.parametrize(
        ("what", "expected"),
        [
            ([], json_report.schema),
            (["report"], json_report.schema),
            (["jsonl"], jsonl_report.schema),
            (["config"], config_schema),
        ],
    )
    def test_command(
        self, what: list[str], expected: Callable[[], Mapping[str, object]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["schema", *what]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(expected()))

    def test_command_for_what_has_no_schema(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["schema", "sarif"]) == 2
        assert "'sarif' is not one of 'report', 'jsonl', 'config'" in capsys.readouterr().err


# --- GitLab ---------------------------------------------------------------------------------------------------------

GITLAB_SEVERITIES = ("info", "minor", "major", "critical", "blocker")


def gitlab_faults(text: str) -> list[str]:
    """What GitLab's page asks for, and where its parser stops, drops or folds entries."""
    if text.startswith("\ufeff"):
        return ["a byte order mark"]
    entries = json.loads(text)
    if not isinstance(entries, list):
        return ["no array"]
    found = []
    for entry in entries:
        location = entry.get("location")
        path = location.get("path") if isinstance(location, dict) else None
        line = (location.get("lines") or {}).get("begin") if isinstance(location, dict) else None
        checks = {
            "description": isinstance(entry.get("description"), str) and entry["description"].strip(),
            "check_name": isinstance(entry.get("check_name"), str) and entry["check_name"].strip(),
            "fingerprint": isinstance(entry.get("fingerprint"), str) and entry["fingerprint"].strip(),
            "severity": entry.get("severity") in GITLAB_SEVERITIES,
            "path": isinstance(path, str) and path != "" and not path.startswith(("/", "./")),
            "path leaves": isinstance(path, str) and ".." not in path.split("/"),
            "line": isinstance(line, int) and not isinstance(line, bool) and line >= 1,
        }
        found += [name for name, holds in checks.items() if not holds]
    prints = Counter(str(entry.get("fingerprint")) for entry in entries)
    return found + ["folded"] * (sum(prints.values()) - len(prints))


class TestGitlab:
    @pytest.mark.parametrize("given", [WHOLE, report(), report(maps=1), *map(hostile, HOSTILE)])
    def test_nothing_is_refused_or_folded(self, given: Report) -> None:
        assert gitlab_faults(reporters.render("gitlab", given)) == []

    @pytest.mark.parametrize(
        ("fault", "change"),
        [
            ("description", lambda one: one.pop("description")),
            ("description", lambda one: one.update(description=" ")),
            ("check_name", lambda one: one.pop("check_name")),
            ("fingerprint", lambda one: one.update(fingerprint=1)),
            ("severity", lambda one: one.update(severity="error")),
            ("path", lambda one: one["location"].update(path="./dist/a.map")),
            ("path", lambda one: one["location"].update(path="/repo/dist/a.map")),
            ("path leaves", lambda one: one["location"].update(path="a/../../b")),
            ("line", lambda one: one["location"].update(lines={"begin": 0})),
            ("line", lambda one: one["location"].pop("lines")),
        ],
    )
    def test_the_check_sees(self, fault: str, change: Callable[[Json], object]) -> None:
        entries = rendered("gitlab", WHOLE)
        change(entries[0])
        assert gitlab_faults(json.dumps(entries)) == [fault]
        assert gitlab_faults(json.dumps([entries[1], entries[1]])) == ["folded"]

    def test_entry(self) -> None:
        (entry,) = rendered("gitlab", report(SOURCE))
        assert entry == {
            "description": f"{SOURCE.message[:1].upper()}{SOURCE.message[1:]}. In dist/app.js.map:1:200.",
            "check_name": "version-integer",
            "fingerprint": entry["fingerprint"],
            "severity": "major",
            "location": {"path": "src/größe.ts", "lines": {"begin": 2}},
        }
        assert re.fullmatch("[0-9a-f]{32}", entry["fingerprint"])

    def test_source_of_a_package_is_not_in_git(self) -> None:
        place = Place("node_modules/a/index.ts", 1, 1, 1, 2)
        (entry,) = rendered("gitlab", report(SOURCE._replace(original=place)))
        assert entry["location"]["path"] == "dist/app.js.map"

    @pytest.mark.parametrize(
        ("one", "expected"),
        [
            (VERSION, "major"),
            (VERSION._replace(severity=WARNING), "minor"),
            (VERSION._replace(severity=NOTE), "info"),
            (finding("public-map-exposure", "x", severity=ERROR), "critical"),
            (finding("internal-error", "x"), "blocker"),
        ],
    )
    def test_severity(self, one: Finding, expected: str) -> None:
        assert [entry["severity"] for entry in rendered("gitlab", report(one))] == [expected]

    @pytest.mark.parametrize(
        ("path", "cwd", "expected"),
        [
            ("dist/a.map", "/repo", "dist/a.map"),
            ("./dist//a.map", "/repo", "dist/a.map"),
            ("dist/a.map", "/repo/web", "web/dist/a.map"),
            ("../dist/a.map", "/repo/web", "dist/a.map"),
            ("/repo/dist/a.map", "/elsewhere", "dist/a.map"),
            ("../a.map", "/repo", "outside-of-root/_/a.map"),
            ("pages/[slug] #1.map", "/repo", "pages/[slug] #1.map"),
            (b"caf\xe9.map".decode("utf-8", "surrogateescape"), "/repo", r"caf\xe9.map"),
        ],
    )
    @pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
    def test_path_is_that_of_the_repository(self, path: str, cwd: str, expected: str) -> None:
        (entry,) = rendered("gitlab", report(finding(path=path), cwd=cwd))
        assert entry["location"]["path"] == expected

    def test_fingerprints_tell_packages_apart_and_forget_numbers(self) -> None:
        """Jobs of one pipeline are united by GitLab; a sentence with another number is no new entry."""

        def prints(cwd: str = "/repo", **more: Any) -> list[str]:
            return [entry["fingerprint"] for entry in rendered("gitlab", report(VERSION, cwd=cwd, **more))]

        assert prints() == prints()
        assert prints("/repo/packages/a") != prints("/repo/packages/b")
        assert prints(removed=("`suppress` accepts 3 findings",)) == prints(removed=("`suppress` accepts 12 findings",))
        assert prints(removed=("`a-rule` is off",)) != prints(removed=("`b-rule` is off",))

    def test_long_texts_are_cut(self) -> None:
        entries = rendered("gitlab", report(finding(message="m" * 9000), removed=("r" * 9000,)))
        assert all(len(entry["description"]) <= 2000 for entry in entries)


# --- GitHub ---------------------------------------------------------------------------------------------------------

RUNNER_COMMANDS = re.split(
    " ",
    "add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice remove-matcher save-state"
    " set-env set-output stop-commands warning",
)


def parsed(line: str) -> tuple[str, dict[str, str], str] | None:
    """A line as the runner reads it (ActionCommand.TryParseV2): (command, properties, data), None for plain text."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    command, _, stated = line[2:end].partition(" ")
    if command not in RUNNER_COMMANDS:
        return None
    properties = {}
    for pair in filter(None, stated.strip().split(",")):
        name, equals, value = pair.partition("=")
        if equals and value:
            properties[name.lower()] = unescaped(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"})
    return command, properties, unescaped(line[end + 2 :], {"%0D": "\r", "%0A": "\n", "%25": "%"})


def unescaped(text: str, escapes: dict[str, str]) -> str:
    for written, meant in escapes.items():
        text = text.replace(written, meant)
    return text


def annotations(given: Report) -> list[tuple[str, dict[str, str], str]]:
    return [found for line in reporters.render("github", given).split("\n") if (found := parsed(line))]


class TestGithub:
    def test_annotation(self) -> None:
        (found,) = annotations(report(VERSION))
        assert found == (
            "error",
            {
                "file": "dist/app.js.map",
                "line": "1",
                "endline": "1",
                "col": "12",
                "endcolumn": "15",
                "title": "smaplint: version-integer",
            },
            f"{VERSION.message}\n{DOCS}version-integer.md",
        )

    def test_source_in_git(self) -> None:
        ((_, properties, message),) = annotations(report(SOURCE, cwd="/repo/web"))
        assert (properties["file"], properties["line"], properties["col"]) == ("web/src/größe.ts", "2", "11")
        assert "\nIn dist/app.js.map:1:200\n" in message

    @pytest.mark.parametrize(
        "name", ["a,b.map", "a:b.map", "100%.map", "a%0Ab.map", "a::b.map", "a=b.map", "50%2C.map"]
    )
    @pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
    def test_names_come_through(self, name: str) -> None:
        ((command, properties, message),) = annotations(report(finding(path=name, message=f"`{name}`")))
        assert (command, properties["file"]) == ("error", name)
        assert message.startswith(f"`{name}`\n")

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str) -> None:
        """Each line is an annotation of ours or nothing; as many lines as for a harmless name."""
        given = hostile(text)
        written = reporters.render("github", given)
        assert "##[" not in written
        lines = written.split("\n")
        found = [parsed(line) for line in lines]
        assert {one[0] for one in found if one} <= {"error", "warning", "notice"}
        assert sum(one is not None for one in found) == len(commands(written))
        harmless = reporters.render("github", hostile("x")).split("\n")
        assert len(lines) == len(harmless)
        for one in filter(None, found):
            assert set(one[1]) <= {"file", "line", "endline", "col", "endcolumn", "title"}
            assert len(one[2]) < 4096
            assert all(escape.shows(character) for character in one[2].replace("\n", ""))
        assert written.encode()

    @given(st.text(st.characters()), st.text(st.characters()))
    def test_any_name_and_message(self, name: str, message: str) -> None:
        found = annotations(report(finding(path=f"a/{name}", message=message)))
        assert [one[0] for one in found] == ["error"]
        assert found[0][2].startswith(escape.cut(escape.terminal(message), 200)[:100])

    def test_one_for_each_rule_and_file_the_most_severe_first(self) -> None:
        given = report(
            finding(path="a.map", severity=NOTE, message="a note"),
            finding(path="a.map", message="first"),
            finding(path="a.map", message="second"),
            finding(path="b.map", severity=WARNING, message="third"),
            finding("source-root-drift", "fourth", "a.map", severity=ERROR),
        )
        said = [(command, message.split("\n")[0]) for command, _, message in annotations(given)]
        assert said == [("error", "first"), ("error", "fourth"), ("warning", "third")]
        assert "\nAnd 2 more of `version-integer` in this file\n" in annotations(given)[0][2]

    @pytest.mark.parametrize(
        ("errors", "warnings", "notes", "shown", "said"),
        [
            (10, 10, 10, (10, 10, 10), ""),
            (11, 10, 9, (10, 10, 9), "1 more error are not"),
            (25, 12, 10, (10, 10, 9), "15 more errors, 2 more warnings, 1 more notice are not"),
            (0, 0, 11, (0, 0, 9), "2 more notices are not"),
        ],
    )
    def test_cap_of_ten_of_a_level(
        self, errors: int, warnings: int, notes: int, shown: tuple[int, ...], said: str
    ) -> None:
        """GitHub drops the eleventh of a level: then one notice is ours, and there are ten at most all the same."""
        levels = [ERROR] * errors + [WARNING] * warnings + [NOTE] * notes
        found = annotations(report(*(finding(path=f"{at}.map", severity=level) for at, level in enumerate(levels))))
        counted = Counter(command for command, _, _ in found)
        assert (counted["error"], counted["warning"], counted["notice"] - bool(said)) == shown
        assert all(number <= github.MAX_OF_LEVEL for number in counted.values())
        assert (said in found[-1][2]) if said else ("annotated" not in found[-1][2])

    def test_plain_lines_follow(self) -> None:
        lines = reporters.render("github", WHOLE).splitlines()
        assert lines[-4:] == [
            "Linted 6 maps (1 inline) and 2 bundles in 0.42 s: 5 errors, 2 warnings, 1 note.",
            "Configuration: smaplint.yaml",
            *(f"Taken out: {sentence}" for sentence in REMOVED),
        ]

    @pytest.mark.parametrize(
        ("place", "expected"),
        [
            (Place("a", 2, 3, 2, 5), {"line": "2", "endline": "2", "col": "3", "endcolumn": "5"}),
            (Place("a", 2, 3, 4, 1), {"line": "2", "endline": "4"}),
            (Place("a", 2, 3, 2, 1), {"line": "2", "endline": "2", "col": "3", "endcolumn": "3"}),
            (Place("a", 2, 3, 1, 9), {"line": "2", "endline": "2", "col": "3", "endcolumn": "9"}),
            (Place("a", 0, 0, 0, 0), {"line": "1", "endline": "1", "col": "1", "endcolumn": "1"}),
        ],
    )
    def test_place_is_one_that_the_runner_keeps(self, place: Place, expected: dict[str, str]) -> None:
        """It drops columns of several lines, an end before its start, and what is no line (ValidateLinesAndColumns)."""
        ((_, properties, _),) = annotations(report(finding(place=place)))
        assert {name: value for name, value in properties.items() if name not in ("file", "title")} == expected


# --- Markdown -------------------------------------------------------------------------------------------------------

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What GitHub makes of text that stands in no code span: addresses, mentions, references, emoji, math.
LIVE = re.compile(r"https?:|ftp:|www\.|@|#\d|\bGH-\d|:[a-z+-]\w*:|\$|<", re.IGNORECASE)


def tokens(text: str) -> Iterator[Token]:
    for token in GFM.parse(text):
        yield token
        yield from token.children or ()


def structure(text: str) -> list[str]:
    """The blocks of a text, without what is in their lines."""
    return [f"{token.type} {token.tag}" for token in GFM.parse(text)]


def live(text: str) -> list[str]:
    """What of a Markdown text is more than words, code, our own emphasis and links to our pages."""
    found = []
    for token in tokens(text):
        if token.type in ("html_block", "html_inline", "image", "hr", "fence", "code_block", "s_open", "hardbreak"):
            found.append(f"{token.type}: {token.content}")
        if token.type == "link_open" and not str(token.attrs["href"]).startswith(DOCS):
            found.append(f"link: {token.attrs['href']}")
        if token.type == "text" and LIVE.search(token.content):
            found.append(f"text: {token.content}")
    return found


MARKUP = (
    "<img src=x onerror=alert(1)>",
    "@octocat and @org/team",
    "see #1, GH-26 and a/b#3",
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example",
    "**bold** _em_ ~~gone~~ $x$ :tada:",
    "| a | b |",
    "`a` <b>`c`</b>",
    "a ` <b>",
    "``` <b> `` c ` @d",
    "`$`x`$`",
    "$`x`$",
    "\\`<b>\\`",
    "&lt;b&gt; &#64;x",
    "<!-- -->",
    "- item",
    "1. item",
    "---",
    "# heading",
    "> quote",
    "    code",
    "[x]: https://evil.example",
    "<https://evil.example>",
    "a`",
    "`",
    "``",
    " ` ",
    "a\\",
    "\\|",
)


class TestMarkdown:
    @pytest.mark.parametrize("text", [*HOSTILE, *MARKUP], ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str) -> None:
        """Text of a stranger is words or code: no element, no link, no mention, and no line of its own."""
        written = reporters.render("markdown", hostile(text)._replace(removed=(text,)))
        assert live(written) == []
        assert structure(written) == structure(reporters.render("markdown", hostile("x")._replace(removed=("x",))))
        assert written.encode()

    @given(st.text(st.one_of(st.sampled_from("`<>[]()@#|\\*_~$:!& -+=.1a"), st.characters())))
    def test_any_text_is_words_or_code(self, text: str) -> None:
        written = f"- x {_markdown.inline(text)}\n- {_markdown.code(text)}\n"
        assert live(written) == []
        assert structure(written) == structure("- x\n- x\n")
        shown = "".join(token.content for token in tokens(f"- {_markdown.code(text)}\n") if token.type == "code_inline")
        # A parser takes the blanks at the end of an item away, and those around a code span's text.
        assert shown.strip() == escape.terminal(text).strip()

    @given(st.text(st.one_of(st.sampled_from("`-+=1.) #>~x"), st.characters())))
    def test_any_text_begins_no_block(self, text: str) -> None:
        assert structure(f"- {_markdown.inline(text)}x\n") == structure("- x\n")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("`version` is `3`; it should be a number", "`version` is `3`; it should be a number"),
            ("5 maps (the first of 3) — a note: 100%", "5 maps (the first of 3) — a note: 100%"),
            ("by @ann in <b>", "by `@ann` in `<b>`"),
            ("`a` is `b`c`", "`a` is `b`c`` ` ``"),
            ("snake_case", "`snake_case`"),
            ("漢字 é", "漢字 é"),
        ],
    )
    def test_inline(self, text: str, expected: str) -> None:
        assert _markdown.inline(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), (" a ", "`  a  `"), ("", "(no name)"), ("  ", "`  `")],
    )
    def test_code(self, text: str, expected: str) -> None:
        assert _markdown.code(text) == expected

    @pytest.mark.parametrize(
        ("address", "linked"),
        [
            (f"{DOCS}a.md", True),
            ("javascript:alert(1)", False),
            ("http://a.example", False),
            ("https://a.example/) <b>", False),
            ("https://a.example/\n", False),
            ("", False),
        ],
    )
    def test_link(self, address: str, *, linked: bool) -> None:
        assert _markdown.link("`a`", address) == (f"[`a`]({address})" if linked else "`a`")

    @pytest.mark.parametrize(
        ("given", "heading", "verdict"),
        [
            (report(maps=1), "## smaplint: no findings", "**Passed.**"),
            (report(VERSION), "## smaplint: 1 error", "**Failed.**"),
            (report(VERSION, fail_on=None), "## smaplint: 1 error", "**Passed.**"),
            (report(maps=1, incomplete="x"), "## smaplint: no findings", "**No verdict (exit code 2).**"),
        ],
    )
    def test_verdict(self, given: Report, heading: str, verdict: str) -> None:
        lines = reporters.render("markdown", given).splitlines()
        assert lines[0] == heading
        assert lines[2].startswith(verdict)

    def test_table_and_findings_are_sorted_by_severity(self) -> None:
        html = GFM.render(reporters.render("markdown", WHOLE))
        rows = re.findall(r"<tr>\n<td>(\w+)</td>\n<td><a [^>]+><code>([\w-]+)</code></a></td>\n<td[^>]*>(\d+)<", html)
        assert rows == [
            ("error", "version-integer", "3"),
            ("error", "mappings-alphabet", "2"),
            ("warning", "source-root-drift", "1"),
            ("warning", "version-integer", "1"),
            ("note", "public-map-exposure", "1"),
        ]
        levels = re.findall(r"<li><strong>(\w+)</strong>", html)
        assert levels == ["error"] * 5 + ["warning"] * 2 + ["note"]
        assert "original: <code>src/größe.ts:2:11</code>" in html

    @pytest.mark.parametrize("letter", ["m", "é", "漢", "\ud800"])
    def test_cut_at_whole_findings(self, letter: str) -> None:
        """In bytes of UTF-8, the most severe kept, and what is left out is said."""
        levels = [NOTE, ERROR, WARNING] * 2000
        many = report(
            *(finding(path=f"{at}.map", message=letter * 900, severity=level) for at, level in enumerate(levels))
        )
        text = reporters.render("markdown", many)
        assert 880_000 < len(text.encode()) <= markdown.MAX_BYTES
        shown = [line for line in text.splitlines() if line.startswith("- **")]
        words = [line.split("**")[1] for line in shown]
        assert words == sorted(words, key=["error", "warning", "note"].index)
        assert all(letter == "\ud800" or letter * 900 in line for line in shown)
        said = re.search(r"([\d,]+) more findings, the least severe, are left out: this summary ends at 900 kB\.", text)
        assert said
        assert int(said[1].replace(",", "")) == len(levels) - len(shown)

    def test_what_surrounds_the_findings_is_bounded(self) -> None:
        long = "x" * 100_000
        given = report(
            VERSION,
            removed=(long,) * 1000,
            skipped=((long, long),) * 1000,
            not_run=tuple((f"{long}{at}", long) for at in range(1000)),
            presets=(long,),
            config=long,
            incomplete=long,
        )
        assert len(reporters.render("markdown", given).encode()) <= markdown.MAX_BYTES


# --- reviewdog ------------------------------------------------------------------------------------------------------

POSITION = {
    "type": "object",
    "properties": {
        "line": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
        "column": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
    },
    "required": ["line"],
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "properties": {
        "path": {"type": "string"},
        "range": {
            "type": "object",
            "properties": {"start": POSITION, "end": POSITION},
            "required": ["start"],
            "additionalProperties": False,
        },
    },
    "required": ["path"],
    "additionalProperties": False,
}
RDF_SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
# What of the message types is used, as strictly as its oldest parser has them: an unknown key was an error once.
RDF = {
    "type": "object",
    "properties": {
        "source": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
            "required": ["name"],
            "additionalProperties": False,
        },
        "severity": RDF_SEVERITY,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": LOCATION,
                    "severity": RDF_SEVERITY,
                    "code": {
                        "type": "object",
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                        "required": ["value"],
                        "additionalProperties": False,
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"message": {"type": "string"}, "location": LOCATION},
                            "required": ["location"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
}


def rdf_faults(text: str) -> list[str]:
    """What protojson would refuse, and what the comments of reviewdog.proto ask for."""
    result = json.loads(text)
    found = [error.json_path for error in jsonschema.Draft202012Validator(RDF).iter_errors(result)]
    try:
        json.dumps(result, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        found.append("a lone surrogate")
    for diagnostic in result.get("diagnostics", ()):
        span = diagnostic.get("location", {}).get("range", {})
        start, end = span.get("start", {}), span.get("end", {})
        if end and ("column" in start) != ("column" in end):
            found.append("one column of two")
        if end and (end.get("line", 0), end.get("column", 0)) < (start.get("line", 0), start.get("column", 0)):
            found.append("ends before it starts")
    return found


class TestRdjson:
    @pytest.mark.parametrize("given", [WHOLE, report(), report(maps=1), *map(hostile, HOSTILE)])
    def test_nothing_is_refused(self, given: Report) -> None:
        assert rdf_faults(reporters.render("rdjson", given)) == []

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (lambda one: one.pop("message"), "$.diagnostics[0]"),
            (lambda one: one.update(relatedPlaces=[]), "$.diagnostics[0]"),
            (lambda one: one.update(severity="NOTE"), "$.diagnostics[0].severity"),
            (lambda one: one.update(message="\ud800"), "a lone surrogate"),
            (lambda one: one["location"]["range"]["start"].update(line=2**31), "ends before it starts"),
            (lambda one: one["location"]["range"]["start"].pop("column"), "one column of two"),
        ],
    )
    def test_the_check_sees(self, change: Callable[[Json], object], fault: str) -> None:
        result = rendered("rdjson", report(VERSION))
        change(result["diagnostics"][0])
        assert fault in rdf_faults(json.dumps(result))

    def test_diagnostic(self) -> None:
        assert rendered("rdjson", report(SOURCE)) == {
            "source": {"name": "smaplint", "url": "https://github.com/smaplint/smaplint"},
            "severity": "ERROR",
            "diagnostics": [
                {
                    "message": f"{SOURCE.message} (in `dist/app.js.map`)",
                    "location": {
                        "path": "src/größe.ts",
                        # `/* ä😀 */ ` is 10 units of UTF-16 and 13 bytes, `größe` 5 and 7.
                        "range": {"start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 21}},
                    },
                    "severity": "ERROR",
                    "code": {"value": "version-integer", "url": f"{DOCS}version-integer.md"},
                    "related_locations": [
                        {
                            "message": "the map or generated file",
                            "location": {"path": "dist/app.js.map", "range": {"start": {"line": 1, "column": 200}}},
                        }
                    ],
                }
            ],
        }

    @pytest.mark.parametrize(
        ("severities", "expected"),
        [((NOTE, WARNING), "WARNING"), ((NOTE,), "INFO"), ((ERROR, NOTE), "ERROR"), ((), None)],
    )
    def test_severity(self, severities: tuple[Severity, ...], expected: str | None) -> None:
        given = report(*(VERSION._replace(severity=severity) for severity in severities), maps=1)
        assert rendered("rdjson", given).get("severity") == expected

    @pytest.mark.parametrize(
        ("name", "text", "line", "found"),
        [
            # (what the range has to hold, "" where the column cannot be known)
            ("a.js.map", '{"version":"3","sources":[],"names":[],"mappings":""}', 1, '"3"'),
            ("a.js.map", '{"x":"é😀漢","version":"3","sources":[],"names":[],"mappings":""}', 1, '"3"'),
            ("a.js.map", '{"x":"%s","version":"3","sources":[],"names":[],"mappings":""}' % ("é😀" * 99), 1, '"3"'),
            ("a.js.map", '{"version":"é","sources":[],"names":[],"mappings":""}', 1, '"é"'),
            ("a.js.map", '{\n "x": "é",\n "version": "3",\n "sources":[],"names":[],"mappings":""}', 3, '"3"'),
            ("a.js.map", '{\n"x":"é😀漢","version":"3","sources":[],"names":[],"mappings":""}', 2, '"3"'),
            ("a.js.map", '{\n"x":"%s","version":"3","sources":[],"names":[],"mappings":""}' % ("é" * 60), 2, ""),
        ],
    )
    def test_columns_are_bytes(self, name: str, text: str, line: int, found: str) -> None:
        """By the file itself: the bytes that a range names are those that the finding is about, or there are none."""
        data = text.encode()
        given = lint_files({name: data}, Settings(select=("version-integer",)))
        diagnostic = rendered("rdjson", given)["diagnostics"][0]
        span = diagnostic["location"]["range"]
        assert span["start"]["line"] == span["end"]["line"] == line
        if not found:
            assert "column" not in span["start"]
            return
        held = data.split(b"\n")[line - 1][span["start"]["column"] - 1 : span["end"]["column"] - 1]
        assert held.decode() == found

    def test_columns_of_an_inline_map_are_those_of_the_bundle(self) -> None:
        """Its offset and its frame are of the decoded text, so the column is not known."""
        text = (
            'let é;\n//# sourceMappingURL=data:application/json,{"version":"3","sources":[],"names":[],"mappings":""}\n'
        )
        given = lint_files({"a.js": text.encode()}, Settings(select=("version-integer",)))
        diagnostic = rendered("rdjson", given)["diagnostics"][0]
        assert diagnostic["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}

    def test_columns_of_a_comment(self) -> None:
        text = "/* é */ let a;\n/* é */ //# sourceMappingURL=b.map\n"
        given = lint_files({"a.js": text.encode()}, Settings(select=("dangling-link",), min_files=0))
        diagnostic = rendered("rdjson", given)["diagnostics"][0]
        span = diagnostic["location"]["range"]
        line = text.encode().split(b"\n")[span["start"]["line"] - 1]
        assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] == b"b.map"

    def test_webassembly_counts_bytes(self) -> None:
        one = finding(place=Place("a.wasm", 1, 101, 1, 111), message="x")
        (diagnostic,) = rendered("rdjson", report(one))["diagnostics"]
        assert diagnostic["location"]["range"] == {
            "start": {"line": 1, "column": 101},
            "end": {"line": 1, "column": 111},
        }

    def test_numbers_beyond_32_bits(self) -> None:
        one = finding(place=Place("a.wasm", 1, 2**31, 1, 2**31 + 5))
        text = reporters.render("rdjson", report(one))
        assert rdf_faults(text) == []
        assert "range" not in json.loads(text)["diagnostics"][0]["location"]

    @pytest.mark.parametrize("text", MARKUP)
    def test_message_is_harmless_in_a_comment(self, text: str) -> None:
        (diagnostic,) = rendered("rdjson", report(finding(message=text)))["diagnostics"]
        assert live(diagnostic["message"]) == []
        assert structure(f"- x {diagnostic['message']}") == structure("- x")

    def test_paths_are_relative_to_the_working_directory(self) -> None:
        """reviewdog joins them with the folder that it runs in (pathutil.NormalizePath)."""
        (diagnostic,) = rendered("rdjson", report(finding(path="dist/a.map"), cwd="/repo/web"))["diagnostics"]
        assert diagnostic["location"]["path"] == "dist/a.map"


# --- JUnit, as its readers have it ----------------------------------------------------------------------------------

Case = tuple[str, str, str]  # outcome, what is shown first, what is shown whole
Cases = dict[tuple[str, str], Case]

JUNIT = report(
    VERSION,
    VERSION._replace(message="a second one"),
    finding("source-root-drift", "below the threshold", "dist/b.js.map", severity=WARNING),
    finding("internal-error", "a rule fell", "dist/c.js.map"),
    files={"dist/app.js.map": "map", "dist/b.js.map": "map", "dist/c.js.map": "map", "dist/clean.js": "bundle"},
    crashed=True,
)._replace(
    maps=3,
    bundles=1,
)
FAILED, BELOW, FELL, CLEAN, RUN = (
    ("dist/app.js.map", "version-integer"),
    ("dist/b.js.map", "source-root-drift"),
    ("dist/c.js.map", "internal-error"),
    ("dist/clean.js", "no findings"),
    ("smaplint", "run"),
)


def suites(text: str) -> Iterator[ET.Element]:
    yield from ET.fromstring(text).iter("testsuite")  # noqa: S314 - ours


def gitlab_reads(text: str) -> Cases:
    """lib/gitlab/ci/parsers/test/junit.rb: the element's text, and the first of a suite's (classname, name) alone."""
    cases: Cases = {}
    for suite in suites(text):
        for case in suite.iter("testcase"):
            key = case.attrib["classname"], case.attrib["name"]
            assert key not in cases
            shown = next(
                (case.find(tag) for tag in ("failure", "error", "skipped") if case.find(tag) is not None), None
            )
            outcome = {None: "success", "failure": "failed"}.get(shown.tag if shown is not None else None, "error")
            said = (shown.text or "") if shown is not None else ""
            cases[key] = outcome, said.strip().split("\n")[0], said
    return cases


def jenkins_reads(text: str) -> Cases:
    """CaseResult.java of the JUnit plugin: the error's text before the failure's, and their `message` above it."""
    cases: Cases = {}
    for suite in suites(text):
        assert suite.attrib["name"]
        for case in suite.iter("testcase"):
            shown = case.find("error") if case.find("error") is not None else case.find("failure")
            key = case.attrib["classname"], case.attrib["name"]
            cases[key] = (
                ("failed", shown.attrib["message"], shown.text or "") if shown is not None else ("passed", "", "")
            )
    return cases


def circleci_reads(text: str) -> Cases:
    """Name, class and time of each case; of a failed one its message and text. What the suite says is not shown."""
    cases = jenkins_reads(text)
    for suite in suites(text):
        assert all(float(case.attrib["time"]) >= 0 for case in suite.iter("testcase"))
    return cases


def buildkite_reads(text: str) -> Cases:
    """`classname` and `name` are mandatory (docs, test-engine/importing-junit-xml)."""
    cases = jenkins_reads(text)
    assert all(classname and name for classname, name in cases)
    return cases


def azure_reads(text: str) -> Cases:
    """PublishTestResults: the run by the suite's name and times, the error message and the stack trace of a failed case."""
    for suite in suites(text):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        assert float(suite.attrib["time"]) >= 0
    return jenkins_reads(text)


READERS = (gitlab_reads, jenkins_reads, circleci_reads, buildkite_reads, azure_reads)


class TestJunitReaders:
    @pytest.mark.parametrize("reads", READERS)
    def test_what_is_shown(self, reads: Callable[[str], Cases]) -> None:
        cases = reads(reporters.render("junit", JUNIT))
        passed = "success" if reads is gitlab_reads else "passed"
        assert set(cases) == {FAILED, BELOW, FELL, CLEAN, RUN}
        assert [cases[key][0] for key in (BELOW, CLEAN)] == [passed] * 2
        assert cases[FAILED][0] == "failed"
        assert cases[FELL][0] == ("error" if reads is gitlab_reads else "failed")
        # Everything that helps is in the text, and the first line says what it is about.
        assert VERSION.message in cases[FAILED][1]
        assert "dist/app.js.map:1:12: error: a second one" in cases[FAILED][2]
        assert all(said in cases[FAILED][2] for said in (RULES["version-integer"].why, RULES["version-integer"].how))
        assert "a rule fell" in cases[FELL][2]
        assert "a rule failed" in cases[RUN][2]

    @pytest.mark.parametrize("reads", READERS)
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str, reads: Callable[[str], Cases]) -> None:
        assert reads(reporters.render("junit", hostile(text)))

    @pytest.mark.node
    @pytest.mark.parametrize("given", [WHOLE, JUNIT, *(one for one, _ in TROUBLES)])
    def test_schemas(self, given: Report, tmp_path: Path) -> None:
        """All three that are in use: Jenkins' new and old one, and Ant's."""
        file = tmp_path / "junit.xml"
        file.write_text(reporters.render("junit", given), encoding="utf-8")
        assert junit_xsd(file) == []

    def test_below_the_threshold_is_told_in_system_out(self) -> None:
        (suite,) = suites(reporters.render("junit", JUNIT))
        said = "dist/b.js.map:1:12: warning[source-root-drift] below the threshold"
        assert suite.findtext("system-out") == said

    @pytest.mark.parametrize(
        "names", [("a\nb", "a\\nb"), ("a", " a"), ("x\u200b", "x\\u200b"), ("smaplint", "smaplint ")]
    )
    def test_names_that_look_alike_are_two_cases(self, names: tuple[str, str], tmp_path: Path) -> None:
        both = tuple(finding("version-integer", "x", name) for name in names)
        written = reporters.render("junit", report(*both, incomplete="x"))
        cases = gitlab_reads(written)
        assert len(cases) == 3
        file = tmp_path / "junit.xml"
        file.write_text(written, encoding="utf-8")
        assert junit_10(file) == []

    def test_original_place_is_in_the_text(self) -> None:
        assert "\n  original: src/größe.ts:2:11\n" in gitlab_reads(reporters.render("junit", report(SOURCE)))[FAILED][2]


class TestJunitLimits:
    def small(self, cases: int = 100, size: int = 1_000_000) -> Callable[[pytest.MonkeyPatch], None]:
        def set_limits(patch: pytest.MonkeyPatch) -> None:
            patch.setattr(junit, "MAX_CASES", cases)
            patch.setattr(junit, "MAX_BYTES", size)

        return set_limits

    def given(self, failed: int, below: int, clean: int, message: str = "x") -> Report:
        findings = [finding(path=f"f{at}.map", message=message) for at in range(failed)]
        findings += [finding(path=f"b{at}.map", severity=NOTE) for at in range(below)]
        files = {**{one.place.path: "map" for one in findings}, **{f"c{at}.map": "map" for at in range(clean)}}
        return report(*findings, files=files)

    @pytest.mark.parametrize(
        ("failed", "below", "clean", "kept", "said"),
        [
            (2, 2, 1, 5, None),
            (2, 2, 2, 5, "1 clean file"),
            (2, 4, 9, 5, "1 case below the threshold, 9 clean files"),
            (8, 4, 9, 5, "3 failed cases, 4 cases below the threshold, 9 clean files"),
        ],
    )
    def test_number_of_cases(
        self, failed: int, below: int, clean: int, kept: int, said: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Clean files go first, failures last, and what is gone is said."""
        self.small(cases=5)(monkeypatch)
        text = reporters.render("junit", self.given(failed, below, clean))
        cases = gitlab_reads(text)
        assert len(cases) == kept
        assert sum(outcome == "failed" for outcome, _, _ in cases.values()) == min(failed, 5)
        (suite,) = suites(text)
        assert int(suite.attrib["tests"]) == kept
        told = suite.findtext("system-err") or ""
        assert (f"left out, for readers take 5 cases and 1 MB: {said}" in told) if said else ("left out" not in told)

    def test_more_than_a_hundred_findings_of_a_case_are_counted(self) -> None:
        text = reporters.render("junit", report(*(finding(message=f"n {at}") for at in range(150))))
        said = gitlab_reads(text)[FAILED][2]
        assert said.count(": error: n ") == 100
        assert "\nand 50 more\nwhy: " in said

    @pytest.mark.parametrize("letter", ["m", "é", "\n", '"', "&", "😀", "\x00"])
    def test_size(self, letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """In bytes as they are written, escapes and all; streams are bounded by themselves."""
        self.small(size=200_000)(monkeypatch)
        given = self.given(300, 20, 20, message=letter * 1500)
        text = reporters.render("junit", given)
        assert len(text.encode()) < 200_000 + 10_000
        assert len(gitlab_reads(text)) > 3

    @pytest.mark.slow
    def test_a_case_and_the_streams_are_bounded(self) -> None:
        long = "x" * 50_000
        many = [finding(message=long, notes=(long,) * 50) for _ in range(500)]
        below = [finding(path=f"{at}.map", severity=NOTE, message=long) for at in range(3000)]
        given = report(*many, *below, skipped=((long, long),) * 3000)
        text = reporters.render("junit", given)
        assert len(text) < 30_000_000
        assert len(gitlab_reads(text)[FAILED][2]) < 600_000
        assert re.search(r"\nand [\d,]+ more\nwhy: ", gitlab_reads(text)[FAILED][2])
        (suite,) = suites(text)
        for stream in ("system-out", "system-err"):
            told = suite.findtext(stream) or ""
            assert len(told) < 600_000
            assert re.search(r"\nand 2,\d+ more\Z", told)

    @pytest.mark.slow
    def test_a_build_of_200_000_files(self) -> None:
        """GitLab counts elements (250,000) and bytes (30 MB)."""
        text = reporters.render("junit", self.given(60_000, 0, 140_000, message="é" * 250))
        assert len(text.encode()) < 30_000_000
        assert text.count("</") + text.count("/>") < 250_000
