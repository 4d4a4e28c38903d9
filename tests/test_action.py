"""The action, its steps run as a runner runs them, and with inputs that try to get out of their place."""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.checkout import ROOT, copy, environment, tool

_ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_GOOD = b'{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}'
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


@dataclass
class Runner:
    """Runs steps of the action in `workspace`. `outputs`: those of the steps so far, by step and name."""

    workspace: Path
    temporary: Path
    action: Path
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""

    def run(self, *steps: str, **given: str) -> int:
        """Run steps until one fails; return its exit status, or 0. `given`: inputs, `_` for `-`."""
        declared = {name: one.get("default", "") for name, one in _ACTION["inputs"].items()}
        inputs = {**declared, **{name.replace("_", "-"): value for name, value in given.items()}}
        assert inputs.keys() == declared.keys()
        for step in _ACTION["runs"]["steps"]:
            if step["id"] not in steps:
                continue
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
            script = self.temporary / f"{step['id']}.sh"
            script.write_text(step["run"], encoding="utf-8")
            file = self.temporary / f"{step['id']}.output"
            file.write_bytes(b"")
            own = {name: _expand(value, inputs, self.outputs) for name, value in step.get("env", {}).items()}
            done = subprocess.run(
                # As the runner's documentation says of `shell: bash`.
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
                cwd=self.workspace,
                env=environment(
                    **own,
                    GITHUB_OUTPUT=str(file),
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
            lines = file.read_text(encoding="utf-8").splitlines()
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
            if done.returncode:
                return done.returncode
        return 0

    @property
    def result(self) -> dict[str, str]:
        """The outputs of the action."""
        return {name: _expand(one["value"], {}, self.outputs) for name, one in _ACTION["outputs"].items()}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner after the first step, the one that takes seconds."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "workspace").mkdir()
    (folder / "a folder").mkdir()
    runner = Runner(folder / "workspace", folder / "a folder", copy(folder / "action"))
    assert runner.run("install") == 0, runner.log
    return runner


@pytest.fixture
def runner(installed: Runner, tmp_path: Path) -> Runner:
    """A runner in a new workspace with a good build, a broken one, and no configuration."""
    for folder, content in (("dist", _GOOD), ("broken", _BAD), ("a b", _BAD), ("-v", _GOOD), ("rules", _GOOD)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "app.js.map").write_bytes(content)
    return Runner(tmp_path, installed.temporary, installed.action, dict(installed.outputs))


def _lint(runner: Runner, **inputs: str) -> int:
    return runner.run("lint", "verdict", **inputs)


@pytest.mark.slow
class TestRun:
    def test_good_build(self, runner: Runner) -> None:
        assert _lint(runner, paths="dist") == 0, runner.log
        result = runner.result
        assert (result["exit-code"], result["errors"], result["warnings"]) == ("0", "0", "0")
        assert result["findings"] == result["notes"]
        assert "Linted 1 map" in runner.log

    def test_broken_build_fails_after_its_reports(self, runner: Runner) -> None:
        assert _lint(runner, paths="broken") == 1, runner.log
        result = runner.result
        assert (result["exit-code"], result["errors"]) == ("1", "1")
        assert "version-integer" in Path(result["sarif-file"]).read_text(encoding="utf-8")
        suites = ET.parse(result["junit-file"]).getroot()  # noqa: S314 - our own report
        assert [failure.tag for failure in suites.iter("failure")] == ["failure"]
        assert "version-integer" in runner.log

    def test_never_fails(self, runner: Runner) -> None:
        assert _lint(runner, paths="broken", fail_on="never") == 0, runner.log
        assert runner.result["errors"] == "1"

    def test_each_line_is_a_path(self, runner: Runner) -> None:
        assert _lint(runner, paths="dist\n\na b\n") == 1, runner.log
        assert "a b/app.js.map" in runner.log
        assert "Linted 2 maps" in runner.log

    def test_configuration_and_preset(self, runner: Runner) -> None:
        (runner.workspace / "own.yaml").write_text("paths: [broken]\nignore: [version-integer]\n")
        assert _lint(runner, config="own.yaml", preset="spec,recommended", min_files="1") == 0, runner.log
        assert "Linted 1 map" in runner.log

    @pytest.mark.parametrize(
        ("inputs", "said"),
        [
            ({}, "no PATHS"),
            ({"paths": "missing"}, "missing"),
            ({"paths": "dist", "min_files": "2"}, "min-files"),
            ({"paths": "dist", "preset": "recomended"}, "recommended"),
            ({"paths": "dist", "config": "missing.yaml"}, "missing.yaml"),
        ],
    )
    def test_what_cannot_be_run_says_why(self, runner: Runner, inputs: dict[str, str], said: str) -> None:
        assert _lint(runner, **inputs) == 2, runner.log
        assert runner.result["exit-code"] == "2"
        assert said in runner.log

    @pytest.mark.parametrize("name", ["-v", "rules"])
    def test_paths_are_paths(self, runner: Runner, name: str) -> None:
        """Neither an option nor a command, whatever they are called."""
        assert _lint(runner, paths=name) == 0, runner.log
        assert "Linted 1 map" in runner.log

    @pytest.mark.parametrize("name", _ACTION["inputs"])
    @pytest.mark.parametrize(
        "value",
        [
            "$(touch pwned)",
            "`touch pwned`",
            "; touch pwned #",
            "' ; touch pwned ; '",
            '" ; touch pwned ; "',
            "x\ntouch pwned",
            "x\nEND\ntouch pwned",
            "${IFS}&& touch pwned",
        ],
    )
    def test_input_is_no_code(self, runner: Runner, name: str, value: str) -> None:
        inputs = {"paths": "dist", name.replace("-", "_"): value}
        assert _lint(runner, **inputs) == 2, runner.log
        assert not (runner.workspace / "pwned").exists()
        assert runner.result["exit-code"] == "2"

    def test_path_cannot_write_outputs(self, runner: Runner) -> None:
        """Only numbers and our own paths become outputs, however files are called."""
        folder = runner.workspace / "dist" / "x\nerrors=0\n::set-output name=errors::0"
        folder.mkdir(parents=True)
        (folder / "app.js.map").write_bytes(_BAD)
        assert _lint(runner, paths="dist") == 1, runner.log
        assert runner.result["errors"] == "1"
        assert not re.search(r"^\s*::", runner.log, re.MULTILINE)

    def test_checkout_is_not_imported(self, runner: Runner) -> None:
        for name in ("json", "click", "smaplint", "sitecustomize"):
            (runner.workspace / f"{name}.py").write_text("open('pwned', 'w')\n")
        assert _lint(runner, paths="dist") == 0, runner.log
        assert not (runner.workspace / "pwned").exists()


def test_outputs_and_inputs_are_described() -> None:
    for name, one in {**_ACTION["inputs"], **_ACTION["outputs"]}.items():
        assert one["description"].endswith("."), name
    assert {one["required"] for one in _ACTION["inputs"].values()} == {False}


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"],
        ["zizmor", "--offline", "--no-config", "--persona", "auditor", "action.yml", ".github"],
    ],
    ids=lambda command: f"{command[0]} {command[-1]}",
)
def test_validator_is_content(command: list[str]) -> None:
    done = subprocess.run(
        [tool(command[0]), *command[1:]], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_validator_sees_a_fault(tmp_path: Path) -> None:
    """An input in a script is what the auditor is there for."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    (tmp_path / "action.yml").write_text(text.replace('exit "$EXIT_CODE"', "exit ${{ inputs.paths }}"))
    command = [tool("zizmor"), "--offline", "--no-config", "action.yml"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


def test_python_is_new_enough() -> None:
    """The action looks for the Python that the package wants."""
    assert "sys.version_info < (3, 11)" in _ACTION["runs"]["steps"][0]["run"]
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert sys.version_info >= (3, 11)
