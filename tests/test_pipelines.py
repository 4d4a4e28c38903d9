"""The pipelines of the documentation: held against the schemas of their systems, and their commands run.

What installs and what builds is left out; `smaplint` is the one that runs the tests. Each pipeline lints a build that has errors,
and one that has none, and leaves its reports where it says.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.checkout import ROOT, commit, environment, tool
from tests.npm import installed
from tests.test_blocks import BLOCKS, GENERATED, Block, schema
from tests.uploaders import tools

PAGES = ROOT / "docs" / "integrations"


def _blocks() -> Iterator[tuple[str, Block]]:
    for block in BLOCKS:
        if block.language == "yaml" and not block.page.startswith(GENERATED):
            name = schema(yaml.safe_load(block.text))
            if name:
                yield name, block


def _whole(name: str, document: Any) -> Any:
    """A document for a part of one: a list of steps or of repositories, or the steps of a job."""
    if name == "pre-commit":
        return {"repos": document} if isinstance(document, list) else document
    if name == "vendor.github-workflows" and "jobs" not in document:
        steps = document if isinstance(document, list) else document["steps"]
        return {"on": "push", "jobs": {"one": {"runs-on": "ubuntu-24.04", "steps": steps}}}
    return document


# As the hooks of check-jsonschema for these have them.
_OPTIONS = {
    "vendor.azure-pipelines": ["--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
    "vendor.gitlab-ci": ["--data-transform", "gitlab-ci", "--regex-variant", "nonunicode"],
}
SCHEMAS = sorted({name for name, _ in _blocks()})


def test_every_system_is_there() -> None:
    systems = ["azure-pipelines", "buildkite", "circle-ci", "github-workflows", "gitlab-ci"]
    assert ["pre-commit", *(f"vendor.{name}" for name in systems)] == SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_content(name: str, tmp_path: Path) -> None:
    for number, (other, block) in enumerate(_blocks()):
        if other != name:
            continue
        file = tmp_path / f"{block.page.replace('/', '-')}-{number}.yml"
        document = _whole(name, yaml.safe_load(block.text))
        # YAML 1.1 reads `on` as true.
        file.write_text(
            yaml.safe_dump(document).replace("true:\n", "on:\n", 1) if True in document else yaml.safe_dump(document)
        )
    files = sorted(tmp_path.iterdir())
    assert files
    if name == "pre-commit":
        command: list[str | Path] = [tool("pre-commit"), "validate-config", *files]
    else:
        command = [tool("check-jsonschema"), "--builtin-schema", name, *_OPTIONS.get(name, []), *files]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_schema_sees_a_fault(tmp_path: Path) -> None:
    text = _block("gitlab.md", "yaml").replace("codequality:", "codequalty:")
    (tmp_path / "a.yml").write_text(text)
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", *_OPTIONS["vendor.gitlab-ci"], "a.yml"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "codequalty" in done.stdout + done.stderr


def _block(page: str, language: str) -> str:
    (text,) = (
        block.text for block in BLOCKS if block.page.endswith(f"integrations/{page}") and block.language == language
    )
    return text


def test_workflow_is_the_one_that_is_audited() -> None:
    """tests/test_action.py holds it against the schema, zizmor and the action's inputs."""
    assert _block("github.md", "yaml") == (ROOT / "docs" / "workflows" / "code-scanning.yml").read_text("utf-8")


def _gitlab() -> list[str]:
    jobs = yaml.safe_load(_block("gitlab.md", "yaml"))
    return [*jobs["build"]["script"], *jobs["smaplint"]["script"]]


def _circleci() -> list[str]:
    jobs = yaml.safe_load(_block("circleci.md", "yaml"))["jobs"]
    return [step["run"] for name in ("build", "smaplint") for step in jobs[name]["steps"] if "run" in step]


def _azure() -> list[str]:
    steps = yaml.safe_load(_block("azure.md", "yaml"))["steps"]
    found = [step["script"] for step in steps if "script" in step]
    # A macro, which the agent replaces.
    return [one.replace("$(Build.ArtifactStagingDirectory)", "staging") for one in found]


def _buildkite() -> list[str]:
    commands: list[str] = yaml.safe_load(_block("buildkite.md", "yaml"))["steps"][0]["commands"]
    return commands


def _jenkins() -> list[str]:
    text = _block("jenkins.md", "groovy")
    assert text.count("{") == text.count("}")
    found = re.findall(r"^ *sh '(.*)'$", text, re.MULTILINE)
    assert len(found) == text.count("sh ")
    return found


# The commands of a pipeline; each report, and the line by which it is handed over.
SYSTEMS = {
    "gitlab": (
        _gitlab,
        {
            "gl-code-quality-report.json": "      codequality: gl-code-quality-report.json",
            "smaplint.xml": "      junit: smaplint.xml",
            "smaplint.html": "    paths: [smaplint.html]",
        },
    ),
    "circleci": (
        _circleci,
        {
            "reports/smaplint/results.xml": "          path: reports",
            "reports/smaplint.html": "          path: reports/smaplint.html",
        },
    ),
    "azure": (
        _azure,
        {
            "staging/smaplint.xml": "      testResultsFiles: $(Build.ArtifactStagingDirectory)/smaplint.xml",
            "staging/smaplint.sarif": "  - publish: $(Build.ArtifactStagingDirectory)",
            "staging/smaplint.html": "  - publish: $(Build.ArtifactStagingDirectory)",
        },
    ),
    "buildkite": (
        _buildkite,
        {"smaplint.xml": "          artifacts: smaplint.xml", "smaplint.html": "      - smaplint.html"},
    ),
    "jenkins": (
        _jenkins,
        {
            "smaplint.xml": "          junit testResults: 'smaplint.xml', allowEmptyResults: true",
            "smaplint.sarif": "          recordIssues tool: sarif(pattern: 'smaplint.sarif', id: 'smaplint', name: 'smaplint')",
            "smaplint.html": "          archiveArtifacts artifacts: 'smaplint.html', allowEmptyArchive: true",
        },
    ),
}
OTHERS = r"npm (ci|run build)|(python3 -m venv|(\.venv/bin/)?pip install) .*"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository as a runner has it: `dist` is the broken build of the example."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "bookshelf", folder)
    (folder / ".gitignore").write_text("dist\n")
    (folder / "staging").mkdir()
    commit(folder)
    _script(folder / ".venv" / "bin" / "smaplint", f'exec "{sys.executable}" -m smaplint "$@"\n')
    return folder


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)


def _run(commands: list[str], folder: Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """As a runner does: each in a shell of its own, until one fails."""
    said = ""
    path = f"{folder / '.venv' / 'bin'}:/usr/bin:/bin"
    for command in commands:
        if re.fullmatch(OTHERS, command):
            continue
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],
            cwd=folder,
            env=environment(PATH=path, **(env or {})),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said += done.stdout
        if done.returncode:
            return done.returncode, said
    return 0, said


def _check(file: Path) -> None:
    text = file.read_text("utf-8")
    if file.suffix == ".xml":
        suites = ET.fromstring(text)  # noqa: S314 - ours
        assert suites.tag == "testsuites"
    elif file.suffix in (".json", ".sarif"):
        assert json.loads(text)
    assert "version-integer" in text


@pytest.mark.parametrize("system", SYSTEMS)
def test_pipeline(system: str, project: Path) -> None:
    commands, reports = SYSTEMS[system]
    given = commands()
    assert [one for one in given if re.fullmatch(OTHERS, one)]
    code, said = _run(given, project)
    assert code == 1, said
    assert "4 errors" in said
    lines = (PAGES / f"{system}.md").read_text("utf-8").splitlines()
    for name, line in reports.items():
        _check(project / name)
        assert line in lines


@pytest.mark.parametrize("system", SYSTEMS)
def test_pipeline_passes(system: str, project: Path) -> None:
    shutil.rmtree(project / "dist")
    shutil.copytree(ROOT / "tests" / "builds" / "output" / "webpack-hidden", project / "dist")
    code, said = _run(SYSTEMS[system][0](), project)
    assert (code, "Linted 5 maps" in said) == (0, True), said


@pytest.mark.parametrize("system", SYSTEMS)
def test_pipeline_without_a_build(system: str, project: Path) -> None:
    shutil.rmtree(project / "dist")
    code, said = _run(SYSTEMS[system][0](), project)
    assert code == 2, said


def test_merge_request_does_not_choose_its_configuration(project: Path) -> None:
    """GitLab's variable names the commit that the merge request is based on."""
    base = commit_of(project)
    (project / "smaplint.yaml").write_text("fail-on: never\n")
    commit(project)
    assert _run(_gitlab(), project)[0] == 0
    code, said = _run(_gitlab(), project, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert code == 1, said
    assert base[:12] in said


def commit_of(folder: Path) -> str:
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=True
    ).stdout.strip()


# What stands in front of an upload: the build that it is meant for, and what a vendor's tool is given besides for a run that
# reaches no server; None where there is no such run, or no such tool on npm.
UPLOADS: dict[str, tuple[str, dict[str, list[str] | None]]] = {
    "sentry": ("webpack-hidden", {"sentry-cli sourcemaps inject": [], "sentry-cli sourcemaps upload": None}),
    "datadog": ("vite-hidden", {"datadog-ci sourcemaps upload": ["--dry-run", "--disable-git"]}),
    "bugsnag": ("webpack-hidden", {"bugsnag-cli upload js": None}),
    "rollbar": ("webpack-source-map", {"rollbar-cli upload-sourcemaps": ["--dry-run"]}),
    "others": ("webpack-hidden", {}),
}


def _upload(page: str) -> list[str]:
    texts = [block.text for block in BLOCKS if block.page == f"docs/uploads/{page}.md" and block.language == "sh"]
    return texts[0].splitlines()


def _lint_lines(page: str) -> tuple[str, int]:
    lines = _upload(page)
    index = next(number for number, line in enumerate(lines) if line.startswith("smaplint "))
    return lines[index], index


@pytest.mark.parametrize("page", UPLOADS)
def test_nothing_is_left_to_serve(page: str, project: Path) -> None:
    """The commands of a page but those of the vendor: a build that is fit passes, and no map remains of it."""
    build, calls = UPLOADS[page]
    lines = _upload(page)
    assert [line.removeprefix("npx ").startswith(tuple(calls)) for line in lines if line.startswith("npx ")] == [
        True
    ] * len(calls)
    shutil.rmtree(project / "dist")
    shutil.copytree(ROOT / "tests" / "builds" / "output" / build, project / "dist")
    (project / "smaplint.yaml").unlink()
    code, said = _run([line for line in lines if not line.startswith("npx ")], project)
    assert code == 0, said
    assert not list((project / "dist").rglob("*.map"))


@pytest.mark.parametrize("page", UPLOADS)
def test_broken_build_is_not_uploaded(page: str, project: Path) -> None:
    line, index = _lint_lines(page)
    assert _run([line], project)[0] == 1
    assert not any("upload" in before for before in _upload(page)[:index])


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.parametrize("page", [page for page in UPLOADS if page not in ("bugsnag", "others")])
def test_vendors_tools_take_it(page: str, project: Path) -> None:
    """All commands of a page in their order, with the real tools, but for what needs a server."""
    packages = installed(ROOT / "tests" / "uploaders")
    build, calls = UPLOADS[page]
    shutil.rmtree(project / "dist")
    shutil.copytree(ROOT / "tests" / "builds" / "output" / build, project / "dist")
    (project / "smaplint.yaml").unlink()
    for line in _upload(page):
        if not line.startswith("npx "):
            assert _run([line], project)[0] == 0, line
            continue
        words = line.removeprefix("npx ").split()
        call = next(name for name in calls if line.startswith(f"npx {name} "))
        extra = calls[call]
        if extra is None:
            continue
        done = tools.run(packages, words[0], *words[1:], *extra, cwd=project)
        assert done.code == 0, done.output


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.parametrize(
    "block", [b for b in BLOCKS if b.page.startswith("docs/uploads/") and b.language == "sh"], ids=str
)
def test_options_of_vendors_exist(block: Block, tmp_path: Path) -> None:
    packages = installed(ROOT / "tests" / "uploaders")
    for line in block.text.splitlines():
        words = line.split()
        # bugsnag-cli comes from npm without its binary.
        if words[0] != "npx" or words[1] == "bugsnag-cli":
            continue
        command = [word for word in words[2:4] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("--")]
        command = command[:1] if words[1] in ("rollbar-cli", "bugsnag-source-maps") else command
        told = tools.run(packages, words[1], *command, "--help", cwd=tmp_path).output
        # datadog-ci's help shows its required options in the examples alone.
        missing = [word for word in words if word.startswith("--") and word not in told]
        assert not missing, told
