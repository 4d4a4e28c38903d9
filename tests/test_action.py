"""The action, its steps run as a runner runs them, with inputs that try to get out of their place, on pull requests too."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from smaplint import action
from smaplint.reporters import FORMATS
from tests.checkout import ROOT, commit, copy, environment, run, tool

_ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_STEPS = {step["id"]: step for step in _ACTION["runs"]["steps"]}
_WORKFLOWS = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
_GOOD = b'{"version":3,"sources":["a.js"],"sourcesContent":["a"],"names":[],"mappings":"AAAA"}'
_BAD = _GOOD.replace(b"3", b'"3"')


def _expand(text: str, inputs: Mapping[str, str], outputs: Mapping[str, Mapping[str, str]]) -> str:
    """The only expressions that the action uses: `inputs.NAME` and `steps.ID.outputs.NAME`, in `env` and in outputs."""

    def value(match: re.Match[str]) -> str:
        place = match[1].strip().split(".")
        if place[0] == "inputs" and len(place) == 2:
            return inputs[place[1]]
        assert place[0] == "steps"
        assert place[2] == "outputs"
        return outputs.get(place[1], {}).get(place[3], "")

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def _read_outputs(text: str) -> dict[str, str]:
    """A file of outputs as the runner reads it (actions/runner, FileCommandManager.cs): `k=v`, or `k<<END`, lines, `END`."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if heredoc >= 0 and (equals < 0 or heredoc < equals):
            name, end = line[:heredoc], line[heredoc + 2 :]
            value = []
            for inner in lines:
                if inner == end:
                    break
                value.append(inner)
            else:
                raise AssertionError(f"`{end}` does not come")
            found[name] = "\n".join(value)
        else:
            assert equals > 0, line
            found[line[:equals]] = line[equals + 1 :]
    return found


@dataclass
class Runner:
    """Runs steps of the action in `workspace`. `outputs`: those of the steps so far, by step and name."""

    workspace: Path
    temporary: Path
    action: Path
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    event: dict[str, str] = field(default_factory=dict)

    def run(self, *steps: str, **given: str) -> int:
        """Run steps until one fails; return its exit status, or 0. `given`: inputs, `_` for `-`."""
        declared = {name: one.get("default", "") for name, one in _ACTION["inputs"].items()}
        inputs = {**declared, **{name.replace("_", "-"): value for name, value in given.items()}}
        assert inputs.keys() == declared.keys()
        for name in steps:
            step = _STEPS[name]
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
            script = self.temporary / f"{name}.sh"
            script.write_text(step["run"], encoding="utf-8")
            output, summary = self.temporary / f"{name}.output", self.temporary / f"{name}.summary"
            output.write_bytes(b"")
            summary.write_bytes(b"")
            own = {key: _expand(value, inputs, self.outputs) for key, value in step.get("env", {}).items()}
            done = subprocess.run(
                # As the runner's documentation says of `shell: bash`.
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
                cwd=self.workspace,
                env=environment(
                    **self.event,
                    **own,
                    GITHUB_OUTPUT=str(output),
                    GITHUB_STEP_SUMMARY=str(summary),
                    GITHUB_ACTION_PATH=str(self.action),
                    GITHUB_WORKSPACE=str(self.workspace),
                    RUNNER_TEMP=str(self.temporary),
                ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            self.log += done.stdout
            self.summary += summary.read_text(encoding="utf-8")
            self.outputs[name] = _read_outputs(output.read_text(encoding="utf-8"))
            if done.returncode:
                return done.returncode
        return 0

    @property
    def result(self) -> dict[str, str]:
        """The outputs of the action."""
        return {name: _expand(one["value"], {}, self.outputs) for name, one in _ACTION["outputs"].items()}

    @property
    def commands(self) -> list[str]:
        """The lines of the log that the runner takes for commands, but for those that fold the annotations."""
        found = [line for line in self.log.splitlines() if line.lstrip().startswith("::") or "##[" in line]
        if "::group::The same as annotations" in found:
            begin = found.index("::group::The same as annotations")
            end = found.index("::endgroup::")
            assert end > begin + 1
            del found[end], found[begin]
        return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner after the first step, the one that takes seconds."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "workspace").mkdir()
    (folder / "a folder").mkdir()
    runner = Runner(folder / "workspace", folder / "a folder", copy(folder / "action"))
    assert runner.run("install") == 0, runner.log
    return runner


def _filled(folder: Path) -> None:
    """A workspace with a good build, a broken one, and no configuration."""
    for name, content in (("dist", _GOOD), ("broken", _BAD), ("a b", _BAD), ("-v", _GOOD), ("rules", _GOOD)):
        (folder / name).mkdir(parents=True)
        (folder / name / "app.js.map").write_bytes(content)


@pytest.fixture
def runner(installed: Runner, tmp_path: Path) -> Runner:
    _filled(tmp_path)
    return Runner(tmp_path, installed.temporary, installed.action, dict(installed.outputs))


@pytest.fixture
def here(tmp_path: Path) -> Runner:
    """A runner whose installation is the one that runs the tests: it takes a fraction of a second."""
    (tmp_path / "workspace").mkdir()
    (tmp_path / "temporary").mkdir()
    _filled(tmp_path / "workspace")
    known = {"install": {"folder": str(tmp_path / "temporary"), "python": sys.executable}}
    return Runner(tmp_path / "workspace", tmp_path / "temporary", ROOT, known)


def _lint(runner: Runner, **inputs: str) -> int:
    return runner.run("lint", "verdict", **inputs)


class TestRun:
    def test_good_build(self, here: Runner) -> None:
        assert _lint(here, paths="dist") == 0, here.log
        result = here.result
        assert (result["exit-code"], result["errors"], result["warnings"]) == ("0", "0", "0")
        assert (result["files"], result["maps"]) == ("1", "1")
        assert result["findings"] == result["notes"]
        assert "Linted 1 map" in here.log
        assert "smaplint: exit code 0" in here.log

    def test_broken_build_fails_after_its_reports(self, here: Runner) -> None:
        assert _lint(here, paths="broken") == 1, here.log
        result = here.result
        assert (result["exit-code"], result["errors"]) == ("1", "1")
        assert int(result["findings"]) == sum(int(result[name]) for name in ("errors", "warnings", "notes"))
        assert "version-integer" in Path(result["sarif-file"]).read_text(encoding="utf-8")
        suites = ET.parse(result["junit-file"]).getroot()  # noqa: S314 - our own report
        assert [failure.tag for failure in suites.iter("failure")] == ["failure"]
        assert "version-integer" in here.log

    def test_it_is_run_once_and_all_reports_are_of_that_run(self, here: Runner) -> None:
        assert _lint(here, paths="broken", formats="html, gitlab\njsonl,markdown\nrdjson,github,text") == 1, here.log
        assert here.log.count("Linted 1 map") == 1
        for name in FORMATS:
            assert "version-integer" in Path(here.result[f"{name}-file"]).read_text(encoding="utf-8"), name

    def test_annotations_and_summary(self, here: Runner) -> None:
        assert _lint(here, paths="broken") == 1
        errors = [line for line in here.commands if line.startswith("::error ")]
        assert len(errors) == 1
        assert "file=broken/app.js.map" in errors[0]
        assert "version-integer" in here.summary
        assert here.log.index("Linted 1 map") < here.log.index("::group::") < here.log.index("::error ")

    def test_the_log_says_what_was_left_out_without_a_configuration(self, here: Runner) -> None:
        """At a terminal the options stand above it; here nobody has typed any."""
        assert _lint(here, paths="broken", ignore="version-integer") == 0
        said = "Configuration: defaults; `ignore` turns 1 rule off: version-integer\n"
        assert here.log.count(said) == 1
        assert _lint(here, paths="broken") == 1
        assert here.log.count("Configuration: ") == 1

    def test_neither(self, here: Runner) -> None:
        assert _lint(here, paths="broken", annotations="false", summary="False") == 1
        assert (here.commands, here.summary) == ([], "")
        assert (here.result["github-file"], here.result["markdown-file"]) == ("", "")

    def test_files_by_name(self, here: Runner) -> None:
        (here.workspace / "out").mkdir()
        inputs = {"sarif_file": "out/a b.sarif", "junit_file": "junit.xml", "working_directory": "."}
        assert _lint(here, paths="dist", **inputs) == 0, here.log
        assert here.result["sarif-file"] == str(here.workspace / "out" / "a b.sarif")
        assert json.loads((here.workspace / "out" / "a b.sarif").read_bytes())["version"] == "2.1.0"
        assert ET.parse(here.workspace / "junit.xml").getroot().tag == "testsuites"  # noqa: S314 - our own report

    def test_report_of_an_earlier_run_is_none_of_this(self, here: Runner) -> None:
        assert _lint(here, paths="dist") == 0
        assert _lint(here, paths="missing") == 2
        assert here.result["sarif-file"] == ""
        assert here.result["findings"] == ""

    def test_working_directory(self, here: Runner) -> None:
        (here.workspace / "web" / "dist").mkdir(parents=True)
        (here.workspace / "web" / "dist" / "app.js.map").write_bytes(_BAD)
        assert _lint(here, paths="dist", working_directory="web") == 1, here.log
        assert "dist/app.js.map:1:12" in here.log

    def test_never_fails(self, here: Runner) -> None:
        assert _lint(here, paths="broken", fail_on="never") == 0, here.log
        assert here.result["errors"] == "1"
        assert "`fail-on` is `never`" in here.log

    def test_each_line_is_a_path(self, here: Runner) -> None:
        assert _lint(here, paths="dist\r\n\r\na b\r\n") == 1, here.log
        assert "a b/app.js.map" in here.log
        assert "Linted 2 maps" in here.log

    def test_configuration_and_preset(self, here: Runner) -> None:
        (here.workspace / "own.yaml").write_text("paths: [broken]\nignore: [version-integer]\n")
        assert _lint(here, config="own.yaml", preset="spec,recommended", min_files="1") == 0, here.log
        assert "Linted 1 map" in here.log
        assert "own.yaml" in here.summary
        assert "version-integer" in here.summary

    def test_rules(self, here: Runner) -> None:
        assert _lint(here, paths="broken", select="mappings-alphabet\nnames-index-bounds,xssi-prefix") == 0, here.log
        assert _lint(here, paths="broken", ignore="version-integer, orphan-map") == 0, here.log

    def test_baseline(self, here: Runner) -> None:
        run([sys.executable, "-m", "smaplint", "baseline", "broken", "-o", "known.json"], here.workspace)
        assert _lint(here, paths="broken", baseline="known.json") == 0, here.log
        assert "hides 1 finding" in here.summary

    def test_category_and_anchor(self, here: Runner) -> None:
        assert _lint(here, paths="dist", category="packages/web", anchor="generated") == 0, here.log
        run = json.loads(Path(here.result["sarif-file"]).read_bytes())["runs"][0]
        assert run["automationDetails"]["id"].rpartition("/")[0] == "packages/web"

    def test_args_are_words(self, here: Runner) -> None:
        args = """--exclude 'a b' --exclude="x y"  --no-frames\n--verbose"""
        assert _lint(here, paths=".", args=args, ignore="version-integer") == 0, here.log
        assert "Linted 4 maps" in here.log

    @pytest.mark.parametrize(
        ("inputs", "said"),
        [
            ({}, "no PATHS"),
            ({"paths": "missing"}, "missing"),
            ({"paths": "dist", "min_files": "2"}, "min-files"),
            ({"paths": "dist", "preset": "recomended"}, "recommended"),
            ({"paths": "dist", "config": "missing.yaml"}, "missing.yaml"),
            ({"paths": "dist", "baseline": "missing.json"}, "missing.json"),
            ({"paths": "dist", "formats": "pdf"}, "`formats` has `pdf`"),
            ({"paths": "dist", "summary": "yes"}, "`summary` is `yes`"),
            ({"paths": "dist", "annotations": "1"}, "`annotations` is `1`"),
            ({"paths": "dist", "config_from": "main"}, "`config-from` is `main`"),
            ({"paths": "dist", "working_directory": "missing"}, "working-directory"),
            ({"paths": "dist", "args": "'"}, "no closing quotation"),
            ({"paths": "dist", "args": "-- x"}, "`args` holds `--`"),
            ({"paths": "dist", "args": "--help"}, "exit code 2"),
            ({"paths": "dist", "args": "--unknown"}, "--unknown"),
            ({"paths": "dist", "sarif_file": "missing/x.sarif"}, "there is no folder"),
            ({"paths": "dist", "sarif_file": "dist"}, "it is a folder"),
        ],
        ids=str,
    )
    def test_what_cannot_be_run_says_why(self, here: Runner, inputs: dict[str, str], said: str) -> None:
        """In the log, in an annotation and in the summary; the step before the verdict is no failure."""
        assert here.run("lint", **inputs) == 0, here.log
        assert here.run("verdict", **inputs) == 2
        assert here.result["exit-code"] == "2"
        assert said in here.log
        assert len([line for line in here.commands if line.startswith("::error title=smaplint::")]) == 1
        assert "could not do its work (exit code 2)" in here.summary
        assert said in here.summary or said == "exit code 2"

    def test_rule_that_fails(self, here: Runner) -> None:
        """An exit code that the linter ends with is the action's, whatever it is."""
        assert here.run("verdict") == 2  # no step before has said anything
        here.outputs["lint"] = {"exit-code": "3"}
        assert here.run("verdict") == 3

    @pytest.mark.parametrize("name", ["-v", "rules"])
    def test_paths_are_paths(self, here: Runner, name: str) -> None:
        """Neither an option nor a command, whatever they are called."""
        assert _lint(here, paths=name) == 0, here.log
        assert "Linted 1 map" in here.log

    @pytest.mark.slow
    @pytest.mark.parametrize("name", _ACTION["inputs"])
    @pytest.mark.parametrize(
        "value",
        [
            "$(touch pwned)",
            "`touch pwned`",
            "' ; touch pwned ; '",
            '" ; touch pwned ; "',
            "x\nEND\ntouch pwned\n::set-output name=exit-code::0\nghadelimiter_x",
            "${IFS}&& touch pwned",
            "--output=text=pwned",
            "::stop-commands::x",
        ],
    )
    def test_input_is_no_code(self, here: Runner, name: str, value: str) -> None:
        """Nothing is run, nothing is written where it should not be, and nothing is made of an output."""
        inputs = {"paths": "broken", name.replace("-", "_"): value}
        code = _lint(here, **inputs)
        # What may be called anything: a file, a category, and the Python that another step sets up.
        anything = {"sarif-file", "junit-file", "category", "python-version"}
        assert code == 1 if name in anything else code == 2 or value.startswith("--output"), here.log
        assert here.result["exit-code"] == str(code)
        written = here.workspace / "pwned"
        # Its own option, of which nobody else is master.
        assert not written.exists() or (name == "args" and value.startswith("--output")), here.log
        assert not [line for line in here.commands if not line.startswith(("::error", "::warning", "::notice"))]

    def test_path_cannot_write_outputs(self, here: Runner) -> None:
        """Only numbers and our own paths become outputs, however files are called."""
        folder = here.workspace / "dist" / "x\nerrors=0\n::set-output name=errors::0\n##[error]x"
        folder.mkdir(parents=True)
        (folder / "app.js.map").write_bytes(_BAD)
        assert _lint(here, paths="dist") == 1, here.log
        assert here.result["errors"] == "1"
        assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in here.commands), here.commands

    def test_plugins_are_not_those_of_the_checkout(self, here: Runner) -> None:
        """What a configuration may name is installed, and lies nowhere in what is linted."""
        (here.workspace / "smaplint.yaml").write_text("plugins: [evil]\n")
        (here.workspace / "evil.py").write_text("open('pwned', 'w')\n")
        assert _lint(here, paths="dist") == 2, here.log
        assert "evil" in here.summary
        assert not (here.workspace / "pwned").exists()

    def test_nothing_of_the_environment_is_asked(self, here: Runner) -> None:
        """A variable that makes the command line complete words instead of linting."""
        here.event = {"_SMAPLINT_COMPLETE": "bash_complete", "COMP_WORDS": "smaplint", "COMP_CWORD": "0"}
        assert _lint(here, paths="broken") == 1, here.log


@pytest.mark.slow
class TestInstalled:
    """What the first step has installed, from the action's own folder."""

    def test_good_and_broken(self, runner: Runner) -> None:
        assert _lint(runner, paths="dist\na b", formats="html") == 1, runner.log
        assert runner.result["errors"] == "1"
        assert Path(runner.result["html-file"]).stat().st_size > 1000

    def test_checkout_is_not_imported(self, runner: Runner) -> None:
        for name in ("json", "click", "smaplint", "sitecustomize", "usercustomize", "rules"):
            (runner.workspace / f"{name}.py").write_text("open('pwned', 'w')\n")
        runner.event = {"PYTHONPATH": str(runner.workspace), "PYTHONSTARTUP": "json.py"}
        assert _lint(runner, paths="dist") == 0, runner.log
        assert not (runner.workspace / "pwned").exists()

    def test_no_python(self, runner: Runner, tmp_path: Path) -> None:
        """It says so where people look."""
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in ("bash", "mktemp"):
            (folder / name).symlink_to(run(["sh", "-c", f"command -v {name}"], tmp_path).strip())
        runner.event = {"PATH": str(folder)}
        assert runner.run("install") == 2
        assert "::error title=smaplint::smaplint needs Python 3.11" in runner.log

    def test_installation_that_fails(self, runner: Runner) -> None:
        (runner.workspace / "pyproject.toml").write_text("[project\n")
        runner.action = runner.workspace
        assert runner.run("install") == 2
        assert "::error title=smaplint::smaplint could not be installed" in runner.log


_STRICT = "preset: strict\nfail-on: error\n"
_LENIENT = "select: [xssi-prefix]\nfail-on: never\nmin-files: 0\nexclude: ['*']\n"


@dataclass
class PullRequest:
    """Commits as GitHub has them: `base`, the tip of main; `head`, the pull request's; `merge`, made of both."""

    origin: Path
    base: str
    head: str
    merge: str

    def checked_out(self, folder: Path, ref: str = "refs/pull/7/merge", depth: int = 1) -> None:
        """What actions/checkout does for a ref: fetch it alone, and detach; everything for depth 0."""
        run(["git", "init", "--quiet", folder], self.origin)
        run(["git", "remote", "add", "origin", self.origin.as_uri()], folder)
        if depth:
            local = ref.replace("refs/", "refs/remotes/")
            line = ["git", "fetch", "--quiet", "--no-tags", f"--depth={depth}", "origin", f"+{ref}:{local}"]
        else:
            local = ref.replace("refs/pull/", "refs/remotes/pull/")
            branches = "+refs/heads/*:refs/remotes/origin/*"
            line = ["git", "fetch", "--quiet", "--no-tags", "origin", branches, f"+{ref}:{local}"]
        run(line, folder)
        run(["git", "checkout", "--quiet", "--force", "--detach", local], folder)

    def event(self, folder: Path, name: str = "pull_request", **changed: Any) -> dict[str, str]:
        """The variables of the runner, and its file."""
        target = name == "pull_request_target"
        payload = {
            "pull_request": {
                "base": {"ref": "main", "sha": self.base},
                "head": {"ref": "feature", "sha": self.head, "repo": {"fork": True}},
            }
        }
        if name == "merge_group":
            payload = {"merge_group": {"base_sha": self.base, "base_ref": "refs/heads/main", "head_sha": self.merge}}
        (folder / "event.json").write_text(json.dumps({**payload, **changed}), encoding="utf-8")
        return {
            "GITHUB_EVENT_NAME": name,
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_BASE_REF": "" if name == "merge_group" else "main",
            "GITHUB_HEAD_REF": "" if name == "merge_group" else "feature",
            "GITHUB_REF": "refs/heads/main" if target else "refs/pull/7/merge",
            "GITHUB_SHA": self.base if target else self.merge,
        }


@pytest.fixture(scope="module")
def pull(tmp_path_factory: pytest.TempPathFactory) -> PullRequest:
    """A pull request that makes the configuration lenient; main has a configuration that is strict."""
    origin = tmp_path_factory.mktemp("origin")
    (origin / "broken").mkdir()
    (origin / "broken" / "app.js.map").write_bytes(_BAD)
    (origin / "smaplint.yaml").write_text(_STRICT)
    first = commit(origin)
    (origin / "README.md").write_text("main goes on\n")
    base = commit(origin)
    run(["git", "checkout", "--quiet", "-b", "feature", first], origin)
    (origin / "smaplint.yaml").write_text(_LENIENT)
    (origin / "web").mkdir()
    (origin / "web" / ".smaplint.yaml").write_text(_LENIENT)
    head = commit(origin)
    run(["git", "checkout", "--quiet", "--detach", "main"], origin)
    run(["git", "merge", "--quiet", "--no-ff", "-m", "as GitHub merges", "feature"], origin)
    merge = run(["git", "rev-parse", "HEAD"], origin).strip()
    run(["git", "update-ref", "refs/pull/7/merge", merge], origin)
    run(["git", "update-ref", "refs/pull/7/head", head], origin)
    run(["git", "checkout", "--quiet", "main"], origin)
    run(["git", "config", "uploadpack.allowAnySHA1InWant", "true"], origin)
    return PullRequest(origin, base, head, merge)


@pytest.fixture
def checkout(tmp_path: Path) -> Runner:
    """A runner with an empty workspace."""
    for name in ("workspace", "temporary"):
        (tmp_path / name).mkdir()
    known = {"install": {"folder": str(tmp_path / "temporary"), "python": sys.executable}}
    return Runner(tmp_path / "workspace", tmp_path / "temporary", ROOT, known)


class TestPullRequest:
    """A pull request cannot switch its own lint off."""

    @pytest.mark.parametrize("depth", [0, 2])
    def test_the_base_is_asked(self, pull: PullRequest, checkout: Runner, depth: int) -> None:
        pull.checked_out(checkout.workspace, depth=depth)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        said = f"smaplint.yaml of commit {pull.base[:12]}; the checkout's differs and is not used"
        for text in (checkout.log, checkout.summary, Path(checkout.result["sarif-file"]).read_text("utf-8")):
            assert said in text
        assert "::warning title=smaplint::" not in checkout.log

    def test_depth_of_one_has_no_base(self, pull: PullRequest, checkout: Runner) -> None:
        """So the defaults count, and it is said."""
        pull.checked_out(checkout.workspace)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert "::warning title=smaplint::the checkout has no commit of the base branch" in checkout.log
        assert "defaults, for the commit to take it from is not in this clone" in checkout.summary

    @pytest.mark.parametrize("wanted", ["checkout", "head", "Checkout"])
    def test_it_is_told_otherwise(self, pull: PullRequest, checkout: Runner, wanted: str) -> None:
        pull.checked_out(checkout.workspace, depth=0)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken", config_from=wanted) == 0, checkout.log
        assert "leaves 1 file out" in checkout.log

    def test_the_head_is_checked_out(self, pull: PullRequest, checkout: Runner) -> None:
        """Its parents are the author's: none of them is taken for the base."""
        pull.checked_out(checkout.workspace, "refs/pull/7/head", depth=2)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert "the checkout has no commit of the base branch" in checkout.log

    def test_a_merge_that_the_author_made(self, pull: PullRequest, checkout: Runner) -> None:
        """Checked out where GitHub's should be, its first parent is lenient."""
        pull.checked_out(checkout.workspace, "refs/pull/7/head", depth=2)
        (checkout.workspace / "x").write_text("")
        commit(checkout.workspace)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert "the checkout has no commit of the base branch" in checkout.log

    def test_with_the_secrets_of_the_base(self, pull: PullRequest, checkout: Runner) -> None:
        """`pull_request_target` checks the base out; who checks out the head has to say so, and fetches it."""
        pull.checked_out(checkout.workspace, "refs/heads/main", depth=1)
        # A commit behind the tip of main is what the event may still name.
        old = {"base": {"sha": "1" * 40}}
        run(["git", "fetch", "--quiet", "--depth=1", "origin", pull.head], checkout.workspace)
        run(["git", "checkout", "--quiet", "--detach", pull.head], checkout.workspace)
        checkout.event = pull.event(checkout.temporary, "pull_request_target", pull_request=old)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert f"smaplint.yaml of commit {pull.base[:12]}" in checkout.log

    @pytest.mark.parametrize(("depth", "said"), [(0, "smaplint.yaml of commit"), (1, "no commit of the base branch")])
    def test_merge_queue(self, pull: PullRequest, checkout: Runner, depth: int, said: str) -> None:
        pull.checked_out(checkout.workspace, depth=depth)
        checkout.event = pull.event(checkout.temporary, "merge_group")
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert said in checkout.log

    @pytest.mark.parametrize("event", ["push", "schedule", "workflow_dispatch", ""])
    def test_other_events(self, pull: PullRequest, checkout: Runner, event: str) -> None:
        pull.checked_out(checkout.workspace)
        checkout.event = pull.event(checkout.temporary, event)
        assert _lint(checkout, paths="broken") == 0, checkout.log

    def test_an_event_that_cannot_be_read(self, pull: PullRequest, checkout: Runner) -> None:
        """The branch is known by its name still."""
        pull.checked_out(checkout.workspace, depth=0)
        checkout.event = {**pull.event(checkout.temporary), "GITHUB_SHA": ""}
        (checkout.temporary / "event.json").write_text("[" * 100_000)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert f"smaplint.yaml of commit {pull.base[:12]}" in checkout.log

    def test_an_event_that_names_no_commit(self, pull: PullRequest, checkout: Runner) -> None:
        pull.checked_out(checkout.workspace)
        for sha in ("--output=x", "main", {"a": 1}, "0" * 40):
            checkout.event = pull.event(checkout.temporary, pull_request={"base": {"sha": sha}})
            assert _lint(checkout, paths="broken") == 1, checkout.log
            assert "no commit of the base branch" in checkout.log
            checkout.log = ""

    def test_no_repository(self, pull: PullRequest, checkout: Runner) -> None:
        """Without git, actions/checkout downloads an archive."""
        (checkout.workspace / "broken").mkdir()
        (checkout.workspace / "broken" / "app.js.map").write_bytes(_BAD)
        (checkout.workspace / "smaplint.yaml").write_text(_LENIENT)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert "no commit of the base branch" in checkout.log

    def test_working_directory_cannot_be_a_link(self, pull: PullRequest, checkout: Runner) -> None:
        """It would choose among the configurations of the base."""
        pull.checked_out(checkout.workspace, depth=0)
        checkout.event = pull.event(checkout.temporary)
        for name in ("app", "..app"):
            os.symlink("web", checkout.workspace / name)
            assert _lint(checkout, paths="../broken", working_directory=name) == 2, checkout.log
            assert f"a symbolic link leads from `{name}`" in checkout.log
        assert _lint(checkout, paths="../broken", working_directory="app", config_from="checkout") == 0, checkout.log
        assert _lint(checkout, paths="../broken", working_directory="./web/../web/") == 1, checkout.log

    @pytest.mark.parametrize("event", ["pull_request_review", "pull_request_review_comment"])
    @pytest.mark.parametrize("depth", [0, 2])
    def test_a_review_is_of_the_same_merge(self, pull: PullRequest, checkout: Runner, event: str, depth: int) -> None:
        """For them GITHUB_BASE_REF is empty."""
        pull.checked_out(checkout.workspace, depth=depth)
        checkout.event = {**pull.event(checkout.temporary, event), "GITHUB_BASE_REF": ""}
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert f"smaplint.yaml of commit {pull.base[:12]}" in checkout.log

    def test_the_branch_as_it_is_now(self, pull: PullRequest, checkout: Runner) -> None:
        """What an event states may be older than what GitHub merged with: the base may have become stricter since."""
        pull.checked_out(checkout.workspace, depth=0)
        older = run(["git", "rev-parse", f"{pull.base}^"], pull.origin).strip()
        stated = {"base": {"ref": "main", "sha": older}}
        checkout.event = pull.event(checkout.temporary, pull_request=stated)
        assert _lint(checkout, paths="broken") == 1, checkout.log
        assert f"smaplint.yaml of commit {pull.base[:12]}" in checkout.log

    def test_a_submodule_has_no_say(self, pull: PullRequest, checkout: Runner, tmp_path: Path) -> None:
        """With `submodules: true`: its `origin/main` is what the pull request made of it."""
        pull.checked_out(checkout.workspace, depth=0)
        other = tmp_path / "other"
        (other / "dist").mkdir(parents=True)
        (other / "dist" / "app.js.map").write_bytes(_BAD)
        (other / "smaplint.yaml").write_text(_LENIENT)
        commit(other)
        add = ["git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "--force", str(other), "lib"]
        run(add, checkout.workspace)
        commit(checkout.workspace)
        checkout.event = {**pull.event(checkout.temporary), "GITHUB_SHA": ""}
        assert _lint(checkout, paths="dist", working_directory="lib") == 1, checkout.log
        assert "lies in a submodule" in checkout.log
        assert _lint(checkout, paths="dist", working_directory="lib", config_from="checkout") == 0, checkout.log

    def test_args_cannot_take_it_back_in_silence(self, pull: PullRequest, checkout: Runner) -> None:
        pull.checked_out(checkout.workspace, depth=0)
        checkout.event = pull.event(checkout.temporary)
        assert _lint(checkout, paths="broken", args="--no-config") == 2, checkout.log
        assert "contradict" in checkout.log


class TestFunctions:
    def test_outputs_are_what_they_were(self, tmp_path: Path) -> None:
        """A value is read as it was written, whatever it holds."""
        file = tmp_path / "output"
        values = {"a": "x\nb=1\nghadelimiter_0\n", "b": "", "c": "=<<", "d": "\r\n ü \u2028"}
        action.write_outputs({"GITHUB_OUTPUT": str(file)}, values)
        assert _read_outputs(file.read_bytes().decode()) == values
        marks = re.findall(r"<<(\S+)\n", file.read_bytes().decode())
        assert len(set(marks)) == len(values)

    def test_summary_fits(self, tmp_path: Path) -> None:
        """Of more than a mebibyte the runner drops all."""
        file = tmp_path / "summary"
        to = {"GITHUB_STEP_SUMMARY": str(file)}
        action.write_summary(to, "x" * (1 << 20))
        action.write_summary(to, "y")
        assert file.read_text() == "x" * (1 << 20)
        action.write_summary({}, "nowhere")

    def test_reason_is_text(self) -> None:
        said = action.failure(2, ["</pre><b>", "::error::x", "a\nb\n\n# c", "`"])
        assert said.count("<") == 2
        assert "\n\n" not in said[said.index("<pre>") : said.index("</pre>")]

    @pytest.mark.parametrize(
        ("message", "written"),
        [("a%b", "a%25b"), ("a\nb\r::x", "a%0Ab%0D::x"), ("%0A", "%250A")],
    )
    def test_command_is_one_line(self, message: str, written: str) -> None:
        """As `escapeData` of actions/toolkit (packages/core/src/command.ts)."""
        assert action.command("error", message) == f"::error title=smaplint::{written}\n"


def test_outputs_and_inputs_are_described() -> None:
    for name, one in {**_ACTION["inputs"], **_ACTION["outputs"]}.items():
        assert one["description"].endswith("."), name
    assert {one["required"] for one in _ACTION["inputs"].values()} == {False}


def test_every_input_and_output_is_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in _ACTION["inputs"]:
        assert f"inputs.{name} " in text, name
    given = {name for name in _STEPS["lint"]["env"] if name.startswith("INPUT_")}
    assert given == {
        f"INPUT_{name.upper().replace('-', '_')}" for name in _ACTION["inputs"] if name != "python-version"
    }
    assert {f"{name}-file" for name in FORMATS} <= _ACTION["outputs"].keys()


def test_page_names_every_input_and_output() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    missing = [name for name in (*_ACTION["inputs"], *_ACTION["outputs"]) if f"`{name}`" not in page]
    assert not missing


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
        [
            "check-jsonschema",
            "--builtin-schema",
            "vendor.github-workflows",
            ".github/workflows/ci.yml",
            ".github/workflows/wheels.yml",
        ],
        [
            "check-jsonschema",
            "--builtin-schema",
            "vendor.github-workflows",
            *(path.relative_to(ROOT).as_posix() for path in _WORKFLOWS),
        ],
        ["zizmor", "--offline", "--no-config", "--persona", "auditor", "action.yml", ".github"],
        ["zizmor", "--offline", "--no-config", "--persona", "auditor", "--collect=all"],
    ],
    ids=["action", "workflow", "example workflows", "zizmor", "zizmor, example workflows"],
)
def test_validator_is_content(command: list[str], tmp_path: Path) -> None:
    folder = ROOT
    if command[-1] == "--collect=all":
        # Workflows are known by where they are; and an example's own reference to a tag that will be is not a fault in it.
        (tmp_path / ".github" / "workflows").mkdir(parents=True)
        for path in _WORKFLOWS:
            text = path.read_text(encoding="utf-8").replace("smaplint/smaplint@v0.1.0", f"smaplint/smaplint@{'0' * 40}")
            (tmp_path / ".github" / "workflows" / path.name).write_text(text, encoding="utf-8")
        command, folder = [*command[:-1], "."], tmp_path
    done = subprocess.run(
        [tool(command[0]), *command[1:]], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_validator_sees_a_fault(tmp_path: Path) -> None:
    """An input in a script is what the auditor is there for."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert 'exit "${EXIT_CODE:-2}"' in text
    (tmp_path / "action.yml").write_text(text.replace('exit "${EXIT_CODE:-2}"', "exit ${{ inputs.paths }}"))
    command = [tool("zizmor"), "--offline", "--no-config", "action.yml"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


def test_python_is_new_enough() -> None:
    """The action looks for the Python that the package wants."""
    assert "sys.version_info < (3, 11)" in _STEPS["install"]["run"]
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert sys.version_info >= (3, 11)


@pytest.mark.parametrize("path", _WORKFLOWS, ids=lambda path: path.stem)
def test_example_workflow_uses_what_there_is(path: Path) -> None:
    """Inputs and outputs that the action has, every foreign action by its commit, and no token left behind."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    assert workflow["permissions"] == {}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    ours = {step["id"] for step in steps if step.get("uses", "").startswith("smaplint/") and "id" in step}
    for step in steps:
        uses = step.get("uses", "")
        if uses.startswith("smaplint/smaplint@"):
            assert step.get("with", {}).keys() <= _ACTION["inputs"].keys()
        elif uses:
            assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", uses), uses
            assert re.search(re.escape(uses) + r" # v\d+\.\d+\.\d+$", text, re.MULTILINE), uses
        if uses.startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert step["with"].get("fetch-depth") == 2 or "pull_request" not in text
    for id, name in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", text):
        assert id in ours
        assert name in _ACTION["outputs"]


@pytest.mark.slow
def test_shards_are_united(here: Runner) -> None:
    """The steps of the example: four parts, and the command that makes one report of them."""
    jobs = yaml.safe_load((ROOT / "docs" / "workflows" / "shards.yml").read_text(encoding="utf-8"))["jobs"]
    part = next(step["with"] for step in jobs["part"]["steps"] if step["uses"].startswith("smaplint/"))
    merge = next(step["run"] for step in jobs["whole"]["steps"] if "smaplint merge" in step.get("run", ""))
    for number in range(20):
        (here.workspace / "dist" / f"{number}.js.map").write_bytes(_BAD)
    assert _lint(here, paths="dist") == 1
    whole = here.result
    for shard in jobs["part"]["strategy"]["matrix"]["shard"]:
        inputs = {name: str(value).replace("${{ matrix.shard }}", str(shard)) for name, value in part.items()}
        assert _lint(here, **{name: "false" if value == "False" else value for name, value in inputs.items()}) < 2
    (here.workspace / "bin").mkdir()
    (here.workspace / "bin" / "smaplint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m smaplint "$@"\n')
    (here.workspace / "bin" / "smaplint").chmod(0o755)
    path = f"{here.workspace / 'bin'}:{os.environ['PATH']}"
    run(
        ["bash", "-c", merge],
        here.workspace,
        env=environment(PATH=path, GITHUB_STEP_SUMMARY=str(here.temporary / "summary.md")),
        status=1,
    )
    results = json.loads((here.workspace / "smaplint.sarif").read_bytes())["runs"][0]["results"]
    assert str(len(results)) == whole["findings"]
    assert "version-integer" in (here.temporary / "summary.md").read_text(encoding="utf-8")
