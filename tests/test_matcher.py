"""The problem matchers, of GitHub and of VS Code, over real output: by node, as JavaScript reads regular expressions."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from smaplint import escape
from tests.checkout import ROOT
from tests.npm import program

BOOKSHELF = ROOT / "examples/bookshelf"
GITHUB = json.loads((ROOT / ".github/smaplint-matcher.json").read_text("utf-8"))
_TASKS = re.search(r"^```json\n(.*?)^```$", (ROOT / "docs/editors.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
assert _TASKS
TASK = json.loads(_TASKS[1])["tasks"][0]
VSCODE = {"problemMatcher": [{**TASK["problemMatcher"], "pattern": [TASK["problemMatcher"]["pattern"]]}]}

# Of several matchers the last one that was added is asked first; a default stands where a pattern has no severity.
# (actions/runner, OutputManager and IssueMatcher; VS Code's matchers have the same fields.)
_NODE = """
const { matchers, lines } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = [];
for (const line of lines)
  for (const { severity, pattern: [one] } of matchers.toReversed()) {
    const groups = new RegExp(one.regexp).exec(line);
    if (groups) {
      const field = (name) => one[name] === undefined ? undefined : groups[one[name]];
      found.push([field("file"), +field("line"), +field("column"), field("severity") ?? severity, field("code"), field("message")]);
      break;
    }
  }
console.log(JSON.stringify(found));
"""
Match = list[object]


def matches(config: Mapping[str, object], lines: list[str]) -> list[Match]:
    sent = json.dumps({"matchers": config["problemMatcher"], "lines": lines})
    done = subprocess.run([program("node"), "--eval", _NODE], input=sent, capture_output=True, text=True, check=True)
    found: list[Match] = json.loads(done.stdout)
    return found


def linted(folder: Path, *arguments: str) -> tuple[list[str], list[Match]]:
    """The lines of the text report, and what the JSON report has for each finding."""
    command = [sys.executable, "-m", "smaplint", "--verbose", "--no-frames", "--output", "json=found.json", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    report = json.loads((folder / "found.json").read_text("utf-8"))
    keys = ("line", "column", "severity", "rule", "message")
    expected = [[escape.path(one["path"]), *(one[key] for key in keys)] for one in report["findings"]]
    return done.stdout.splitlines(), expected


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A broken build of a real tool, and beside it maps whose names look like a line of a report."""
    folder = tmp_path_factory.mktemp("broken")
    for file in (BOOKSHELF / "dist").iterdir():
        (folder / "dist" / file.name).parent.mkdir(exist_ok=True)
        (folder / "dist" / file.name).write_bytes(file.read_bytes())
    for name in (
        "a:1:2 b.js.map",
        "é [ü] x.js.map",
        "::error::x.js.map",
        "##[error]x.js.map",
        "a\nb:1:1: y.js.map",
    ):
        (folder / "dist" / name).write_text('{"version":"3","sources":["a.js"],"names":[],"mappings":"AAAA"}')
    return folder


@pytest.mark.node
@pytest.mark.parametrize("frames", [[], ["--frames"]], ids=["lines", "frames"])
def test_github(broken: Path, frames: list[str]) -> None:
    """Each finding is one annotation, and nothing else is; code frames between them do not matter."""
    lines, expected = linted(broken, *frames, "dist")
    severities = {str(one[3]) for one in expected}
    assert severities == {"error", "warning", "note"}
    for one in expected:
        one[3] = "notice" if one[3] == "note" else one[3]
    assert matches(GITHUB, lines) == expected


@pytest.mark.node
def test_vscode(broken: Path) -> None:
    """`note` is information there, by VS Code's own table."""
    lines, expected = linted(broken, "dist")
    assert matches(VSCODE, lines) == expected


def test_task_runs() -> None:
    """The command of the task, in the folder of an example."""
    done = subprocess.run(
        [sys.executable, "-m", TASK["command"], *TASK["args"]],
        cwd=BOOKSHELF,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(TASK["problemMatcher"]["pattern"]["regexp"], done.stdout, re.MULTILINE)


def test_owners_differ_and_severities_are_known() -> None:
    """What the runner refuses a file of matchers for."""
    owners = [matcher["owner"] for matcher in GITHUB["problemMatcher"]]
    assert len(set(owners)) == len(owners)
    assert {matcher.get("severity", "") for matcher in GITHUB["problemMatcher"]} <= {"", "error", "warning", "notice"}
    for matcher in GITHUB["problemMatcher"]:
        (pattern,) = matcher["pattern"]
        groups = re.compile(pattern["regexp"]).groups
        assert {value for key, value in pattern.items() if key != "regexp"} == set(range(1, groups + 1))
        assert {*pattern} - {"regexp", "severity"} == {"file", "line", "column", "code", "message"}


@pytest.mark.parametrize(
    ("line", "matched"),
    [
        (":1" * 200_000, False),
        (":" * 400_000, False),
        ("1" * 400_000, False),
        (":1:1: error[" * 100_000, False),
        (":1:1: error[" + "x" * 400_000, False),
        ("a:1:1: error[x] " + "]" * 400_000, True),
    ],
    ids=["places", "colons", "digits", "brackets", "a code", "a message"],
)
def test_long_lines(line: str, matched: bool) -> None:
    """The runner gives a matcher one second for a line and then removes it. What is quadratic would take minutes here."""
    patterns = [matcher["pattern"][0]["regexp"] for matcher in GITHUB["problemMatcher"]]
    assert any(re.search(pattern, line) for pattern in patterns) is matched
