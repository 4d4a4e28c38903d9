"""What the GitHub Action runs, `python -I -m smaplint.action`: one run of the linter, all of its reports, no verdict yet.

Inputs come in as `INPUT_…` in the environment and are never read as code. Outputs and the summary go to the files that the
runner names. The exit code of the linter becomes an output, with which the last step of the action ends.
"""

import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape as html
from pathlib import Path
from typing import Any, Final, NamedTuple

from smaplint import base_config
from smaplint.escape import cut, terminal, text_stream
from smaplint.reporters import FORMATS

UNUSABLE: Final = 2

# The files of reports that nobody has named, in the folder of the run.
_FILES: Final = {
    "text": "smaplint.txt",
    "json": "smaplint.json",
    "jsonl": "smaplint.jsonl",
    "sarif": "smaplint.sarif",
    "junit": "smaplint-junit.xml",
    "gitlab": "smaplint-gitlab.json",
    "github": "smaplint-annotations.txt",
    "markdown": "smaplint.md",
    "html": "smaplint.html",
    "rdjson": "smaplint-rdjson.json",
}
# Written whatever is asked for: the counts come from one of them, the others cost milliseconds.
_ALWAYS: Final = ("json", "sarif", "junit")
# What the options of `lint` are called; an empty input is none.
_LISTS: Final = ("preset", "select", "ignore")
_TEXTS: Final = {
    "config": "--config",
    "fail-on": "--fail-on",
    "min-files": "--min-files",
    "baseline": "--baseline",
    "category": "--sarif-category",
    "anchor": "--sarif-anchor",
}
_COUNTS: Final = ("errors", "warnings", "notes", "files", "maps")
# What runs on a pull request's content. A review is of the same merge that `pull_request` checks out.
_GUARDED: Final = (
    "pull_request",
    "pull_request_target",
    "pull_request_review",
    "pull_request_review_comment",
    "merge_group",
)
_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
# Events are some 30 kB; those of pull requests with long texts reach some 300 kB.
_EVENT: Final = 16_000_000
# The runner drops a summary of more than 1 MiB, with an error.
_SUMMARY: Final = 1 << 20
_LINES: Final = 20
_LINE: Final = 1000


class InputError(Exception):
    """An input that cannot be used; the text is for people."""


class Done(NamedTuple):
    """A run of the linter. `reports`: the files that there are, by format; `reasons`: what it said on standard error."""

    code: int
    reports: Mapping[str, str]
    reasons: tuple[str, ...]


class Inputs:
    """The inputs of the action, from the environment: `fail-on` is `INPUT_FAIL_ON`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def text(self, name: str) -> str:
        return self.environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()

    def lines(self, name: str) -> list[str]:
        """One a line; blanks at their ends belong to them, but for a carriage return."""
        value = self.environment.get(f"INPUT_{name.upper().replace('-', '_')}", "")
        return [line for line in value.replace("\r\n", "\n").split("\n") if line.strip()]

    def words(self, name: str) -> list[str]:
        """Separated by commas, by lines, or both."""
        return [word.strip() for line in self.lines(name) for word in line.split(",") if word.strip()]

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in ("true", "false", ""):
            raise InputError(f"`{name}` is `{value}`; it should be `true` or `false`")
        return value != "false"


class Base(NamedTuple):
    """Where the configuration is taken from. `option`: for `--config-from`, or empty; `warning`: for people."""

    option: str
    warning: str = ""


def base(environment: Mapping[str, str], folder: str, wanted: str) -> Base:
    """The commit that a pull request goes to, as the checkout has it; nothing for any other event.

    `wanted`: the input `config-from`. A pull request cannot choose among what is tried here: the first parent of the merge
    that GitHub made, the commit that the event names, and the branch as it was fetched.
    """
    if not _is_guarded(environment, wanted):
        return Base("")
    if base_config.is_submodule(folder):
        return Base(
            base_config.UNKNOWN,
            "the working directory lies in a submodule, whose commits are those that the pull request names, so no"
            " configuration is used: set `config-from: checkout` to trust them",
        )
    event = environment["GITHUB_EVENT_NAME"]
    for ref in _refs(environment, event):
        commit = base_config.find(folder, ref)
        if commit:
            return Base(commit.name)
    return Base(
        base_config.UNKNOWN,
        "the checkout has no commit of the base branch, so no configuration is used: let actions/checkout fetch it"
        " (`fetch-depth: 2`, and 0 for a merge queue), or set `config-from: checkout` to trust the pull request's own",
    )


def _is_guarded(environment: Mapping[str, str], wanted: str) -> bool:
    """Whether what is checked out is a stranger's, and must not say how it is linted."""
    if wanted not in ("", "base", "head", "checkout"):
        raise InputError(f"`config-from` is `{wanted}`; it should be `base` or `checkout`")
    return wanted in ("", "base") and environment.get("GITHUB_EVENT_NAME") in _GUARDED


def _refs(environment: Mapping[str, str], event: str) -> Iterator[str]:
    payload = _event(environment)
    queued, targeted = event == "merge_group", event == "pull_request_target"
    stated = _at(payload, "merge_group", "base_sha") if queued else _at(payload, "pull_request", "base", "sha")
    branch = _at(payload, "merge_group", "base_ref") if queued else _at(payload, "pull_request", "base", "ref")
    branch = environment.get("GITHUB_BASE_REF", "") or branch
    # GitHub has made this commit: of one that an author made, no parent says anything. Its first parent is the branch as
    # it is now; what the event states may be older, from before the configuration became what it is.
    made = environment.get("GITHUB_SHA", "")
    known = bool(_HASH.fullmatch(made))
    merged = re.fullmatch(r"refs/pull/[0-9]+/merge", environment.get("GITHUB_REF", ""))
    if known and merged and not queued and not targeted:
        yield f"{made}^1"
    if _HASH.fullmatch(stated):
        yield stated
    if branch:
        yield f"refs/remotes/origin/{branch.removeprefix('refs/heads/')}"
    if known and targeted:
        yield made  # of the default branch, whichever the pull request goes to


def _event(environment: Mapping[str, str]) -> object:
    """What the runner says of the event; None where it says nothing that can be read."""
    try:
        with open(environment.get("GITHUB_EVENT_PATH", ""), "rb") as file:
            return json.loads(file.read(_EVENT))
    except (OSError, ValueError, RecursionError):
        return None


def _at(value: object, *keys: str) -> str:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def enter(environment: Mapping[str, str], folder: str, *, trusted: bool) -> None:
    """Go to the working directory. `trusted`: it may be anywhere; else no link of the checkout may lead to another folder."""
    try:
        os.chdir(folder or ".")
        here = os.getcwd()
    except (OSError, ValueError) as error:
        raise InputError(f"there is no folder `{folder}`, the `working-directory`") from error
    workspace = environment.get("GITHUB_WORKSPACE", "")
    if trusted or not workspace:
        return
    lexical = os.path.normpath(os.path.join(workspace, folder or "."))
    if os.path.relpath(lexical, workspace).split(os.sep, 1)[0] != "..":
        meant = os.path.normpath(os.path.join(os.path.realpath(workspace), os.path.relpath(lexical, workspace)))
        if os.path.normcase(meant) != os.path.normcase(os.path.realpath(here)):
            raise InputError(f"a symbolic link leads from `{folder}`, the `working-directory`, to another folder")


def arguments(inputs: Inputs, reports: Mapping[str, str], config_from: str) -> list[str]:
    """The command line of the run. `reports`: format → file."""
    found = ["lint", *(f"--output={name}={file}" for name, file in reports.items())]
    if config_from:
        found.append(f"--config-from={config_from}")
    for name in _LISTS:
        found += [f"--{name}={word}" for word in inputs.words(name)]
    found += [f"{option}={inputs.text(name)}" for name, option in _TEXTS.items() if inputs.text(name)]
    try:
        more = shlex.split(inputs.text("args"))
    except ValueError as error:
        raise InputError(f"`args` cannot be split into words: {str(error).lower()}") from error
    if "--" in more:
        raise InputError("`args` holds `--`; it is for options, and `paths` for paths")
    return [*found, *more, "--", *inputs.lines("paths")]


def files(inputs: Inputs, folder: str) -> dict[str, str]:
    """Format → absolute file, for every report that is asked for or needed here."""
    asked = inputs.words("formats")
    for name in asked:
        if name not in FORMATS:
            raise InputError(f"`formats` has `{name}`; there are {', '.join(FORMATS)}")
    wanted = {*_ALWAYS, *asked}
    if inputs.flag("annotations"):
        wanted.add("github")
    if inputs.flag("summary"):
        wanted.add("markdown")
    found: dict[str, str] = {name: os.path.join(folder, _FILES[name]) for name in FORMATS if name in wanted}
    for name in ("sarif", "junit"):
        if named := inputs.text(f"{name}-file"):
            found[name] = os.path.abspath(named)
    return found


def lint(line: list[str], reports: Mapping[str, str], environment: Mapping[str, str]) -> Done:
    """Run the linter; what it prints is printed."""
    for file in reports.values():
        # One of an earlier run must not pass for this one's.
        with suppress(OSError):
            os.unlink(file)
    sys.stdout.flush()
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", "smaplint", *line],
        env={name: value for name, value in environment.items() if name != "_SMAPLINT_COMPLETE"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    _print(done.stderr)
    there = {name: file for name, file in reports.items() if os.path.isfile(file)}
    code = done.returncode
    if code < 0 or (code < UNUSABLE and "json" not in there):
        # `--help` among the arguments ends with 0, too.
        code = UNUSABLE
    said = tuple(cut(one.removeprefix("smaplint: "), _LINE) for one in done.stderr.splitlines() if one.strip())
    return Done(code, there, said[-_LINES:])


def about(reports: Mapping[str, str]) -> Mapping[str, Any]:
    """What the JSON report says of the run; nothing without one."""
    try:
        said: object = json.loads(Path(reports["json"]).read_bytes())["summary"]
    except (KeyError, OSError, TypeError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def counts(said: Mapping[str, Any]) -> dict[str, str]:
    """The numbers among the outputs; none without a report."""
    if not said:
        return {}
    numbers = {name: int(said[name]) for name in _COUNTS}
    return {"findings": str(sum(numbers[name] for name in _COUNTS[:3])), **{k: str(v) for k, v in numbers.items()}}


def write_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Append to the file that the runner reads outputs from. No value can end before its end, or be another's name."""
    file = environment.get("GITHUB_OUTPUT")
    if not file:
        return
    with open(file, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        for name, value in outputs.items():
            mark = f"ghadelimiter_{secrets.token_hex(16)}"
            stream.write(f"{name}<<{mark}\n{value}\n{mark}\n")


def write_summary(environment: Mapping[str, str], text: str) -> None:
    """Append Markdown to the summary of the step, if the runner would take it."""
    file = environment.get("GITHUB_STEP_SUMMARY")
    data = text.encode("utf-8", "backslashreplace")
    if not file:
        return
    with suppress(OSError), open(file, "ab") as stream:
        if stream.tell() + len(data) <= _SUMMARY:
            stream.write(data)


def failure(code: int, reasons: Iterable[str]) -> str:
    """The Markdown that says that there was no whole run, and why. What was said is text, whatever it holds."""
    said = html("\n".join(terminal(reason) for reason in reasons) or "it gave no reason", quote=False)
    # Markdown is not read inside of `pre`, where there is no empty line.
    return f"### smaplint could not do its work (exit code {code})\n\n<pre>\n{said}\n</pre>\n\n"


def command(level: str, message: str) -> str:
    """A workflow command that annotates the run, as actions/toolkit escapes it."""
    data = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} title=smaplint::{data}\n"


def _print(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.write(text_stream(text))
        sys.stdout.flush()


def _say(level: str, message: str, *, annotated: bool = True) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.write(command(level, message) if annotated else f"smaplint: {level}: {terminal(message)}\n")
        sys.stdout.flush()


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _annotations(reports: Mapping[str, str]) -> str:
    """The commands of the report for annotations, which has escaped them; its other lines stand in the log already."""
    lines = _text(reports["github"]).split("\n") if "github" in reports else []
    return "".join(f"{line}\n" for line in lines if line.startswith("::"))


def run(environment: Mapping[str, str], folder: str) -> int:
    """All of the action but its verdict. `folder`: an empty one, for reports. Gives the exit code that is the verdict."""
    inputs = Inputs(environment)
    outputs: dict[str, str] = {}
    annotated = summarised = True
    try:
        annotated, summarised = inputs.flag("annotations"), inputs.flag("summary")
        where = inputs.text("working-directory")
        wanted = inputs.text("config-from").lower()
        enter(environment, where, trusted=not _is_guarded(environment, wanted))
        origin = base(environment, os.getcwd(), wanted)
        reports = files(inputs, folder)
        line = arguments(inputs, reports, origin.option)
        done = lint(line, reports, environment)
        if origin.warning:
            _say("warning", origin.warning, annotated=annotated)
        told = about(done.reports)
        # The text says so of a configuration alone, for who reads it has typed the options. Here nobody has.
        if told.get("config") == "defaults" and told.get("removed"):
            _print(f"Configuration: {terminal('; '.join(['defaults', *told['removed']]))}\n")
        outputs = {**counts(told), **{f"{name}-file": file for name, file in done.reports.items()}}
    except InputError as error:
        done = Done(UNUSABLE, {}, (str(error),))
        _print(f"smaplint: {terminal(str(error))}\n")
    annotations = _annotations(done.reports) if annotated else ""
    with suppress(OSError, ValueError):
        # They say again what stands above them, so the log folds them.
        sys.stdout.write(f"::group::The same as annotations\n{annotations}::endgroup::\n" if annotations else "")
        sys.stdout.flush()
    if done.code >= UNUSABLE and annotated and "::error title=smaplint::" not in annotations:
        _say("error", f"exit code {done.code}: " + ("\n".join(done.reasons) or "it gave no reason"))
    if summarised:
        said = failure(done.code, done.reasons) if done.code >= UNUSABLE else ""
        write_summary(environment, said + (_text(done.reports["markdown"]) if "markdown" in done.reports else ""))
    write_outputs(environment, {**outputs, "exit-code": str(done.code)})
    return done.code


def main() -> int:
    """Run in `$FOLDER`. Ends with 0 where there is a verdict, whatever it is: that is for the last step."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    run(os.environ, os.environ["FOLDER"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
