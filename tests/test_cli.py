"""The command line as its users meet it: exit codes, streams, reports, signals. In-process where streams do not matter."""

import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from smaplint import cli, command, output, registry
from smaplint.config_schema import config_schema
from smaplint.report import Report
from smaplint.rule import ERROR

FINE = '{"version":3,"file":"app.js","sources":["src/a.ts"],"names":[],"mappings":"AAAA,IAAI"}'
BROKEN = FINE.replace("AAAA", "A!AA")
# A warning and nothing worse.
WARNED = FINE.replace('"names"', '"sourcesContent":["a","b"],"names"')

Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the builds `fine`, `broken`, `warned` and the folder `empty`; it is the working directory."""
    (tmp_path / ".git").mkdir()
    for name, text in (("fine", FINE), ("broken", BROKEN), ("warned", WARNED)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "app.js.map").write_text(text)
        (folder / "app.js").write_text("let a=1;\n//# sourceMappingURL=app.js.map\n")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SMAPLINT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(build: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: (exit code, standard output, standard error)."""
    assert build.is_dir()

    def inner(*args: str) -> Told:
        code = cli.run(list(args))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return inner


def spawn(
    *args: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdout: int | BinaryIO = subprocess.PIPE,
    text: bytes | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Run it as a process of its own, with nothing in the environment but `env`; `text`: its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "smaplint", *args],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **(env or {})},
        input=text,
        stdout=stdout,
        stderr=subprocess.PIPE,
        pass_fds=pass_fds,
        check=False,
        timeout=60,
    )


def shell(command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run it from a shell, which alone can close a stream or take its own folder away; `$S` is the command."""
    command = command.replace("$S", f'exec "{sys.executable}" -m smaplint')
    return subprocess.run(["sh", "-c", command], cwd=cwd, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["fine"], 0, ""),
        (["lint", "fine"], 0, ""),
        (["broken"], 1, ""),
        (["--no-frames", "broken", "fine"], 1, ""),
        (["broken", "--fail-on", "never"], 0, ""),
        (["warned"], 0, ""),
        (["warned", "--fail-on", "warning"], 1, ""),
        (["broken", "--ignore", "mappings-alphabet"], 0, ""),
        (["broken", "--select", "version-integer,names-index-bounds"], 0, ""),
        (["broken", "--exclude", "*.map", "--min-files", "0"], 0, ""),
        (["empty", "--min-files", "0"], 0, ""),
        (["absent", "--min-files", "0"], 0, ""),
        (
            ["empty"],
            2,
            (
                "smaplint: no source map was found in `empty`, and `min-files` is 1: build with source maps, name the folder"
                " that holds them, or pass `--min-files 0`\n"
            ),
        ),
        (
            ["broken", "--min-files", "5"],
            2,
            (
                "smaplint: 1 map was found in `broken`, and `min-files` is 5: build with source maps, name the folder"
                " that holds them, or pass `--min-files 1`\n"
            ),
        ),
        (
            [],
            2,
            "smaplint: no PATHS: name the folder of your build, as in `smaplint dist`, or set `paths` in a configuration\n",
        ),
        (["absent"], 2, "smaplint: `absent` is not there: no such file or folder\n"),
        (
            ["explian"],
            2,
            "smaplint: `explian` is not there: no such file or folder; did you mean the command `explain`?\n",
        ),
        (["fine", "--quiet", "--verbose"], 2, "smaplint: `--quiet` and `--verbose` contradict each other\n"),
        (
            ["fine", "--config", "x", "--no-config"],
            2,
            "smaplint: `--config` and `--no-config` contradict each other\n",
        ),
        (
            ["fine", "--format", "json", "-o", "sarif=-"],
            2,
            "smaplint: `--format` and `--output …=-` both ask for standard output; name one of them\n",
        ),
        (
            ["fine", "--select", "versoin-integer"],
            2,
            "smaplint: --select: `versoin-integer` is no rule, family or preset; did you mean `version-integer`?\n",
        ),
        (
            ["fine", "--config", "absent.yaml"],
            2,
            "smaplint: absent.yaml: the configuration cannot be read: no such file or directory\n",
        ),
        (
            ["explain", "mapings-alphabet"],
            2,
            "smaplint: there is no rule `mapings-alphabet`; did you mean `mappings-alphabet`?\n",
        ),
        (
            ["explain", "strict"],
            2,
            (
                "smaplint: `strict` is a preset: everything but exposure, uploaders, deployed and preview rules;"
                " `smaplint rules --preset strict` lists it\n"
            ),
        ),
        (["rules", "--preset", "strct"], 2, "smaplint: --preset: `strct` is no preset; did you mean `strict`?\n"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_exit_codes(run: Run, args: list[str], code: int, says: str) -> None:
    told = run(*args)
    assert (told[0], told[2]) == (code, says)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["fine", "--colour", "never"], "smaplint: No such option '--colour'"),
        (["fine", "--fail-on", "eror"], "smaplint: Invalid value for '--fail-on': 'eror' is not one of"),
        (["fine", "--min-files", "-1"], "smaplint: Invalid value for '--min-files'"),
        (["fine", "-o", "json"], "smaplint: Invalid value for '--output' / '-o': `json` should be FORMAT=FILE"),
        (
            ["fine", "-o", "jsn=x"],
            "smaplint: Invalid value for '--output' / '-o': `jsn` is no format; did you mean `json`?",
        ),
        (
            ["fine", "-o", "json=x", "-o", "sarif=./x"],
            "smaplint: Invalid value for '--output' / '-o': two reports cannot",
        ),
        (
            ["fine", "-o", "json=-", "-o", "sarif=/dev/stdout"],
            "smaplint: Invalid value for '--output' / '-o': two reports",
        ),
        (["explain"], "smaplint: Missing argument 'RULE'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_is_told_in_one_line_and_where_help_is(run: Run, args: list[str], says: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith(says)
    assert err.endswith("\nTry `smaplint --help`.\n")
    assert err.count("\n") == 2


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report((), {}, {}, maps=1), 0),
        (Report((), {}, {}, maps=0), 2),
        (Report((), {}, {}, maps=1, incomplete="a worker ended"), 2),
        (Report((), {}, {}, maps=0, incomplete="a worker ended", crashed=True), 3),
    ],
)
def test_the_highest_code_wins(report: Report, code: int) -> None:
    assert report.exit_code == code


def test_a_crash_and_an_unfinished_run_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report((), {}, {}, maps=1, incomplete="a worker\nended", crashed=True)
    command.explain_verdict(report, ["dist"])
    assert capsys.readouterr().err == (
        "smaplint: the run did not finish: a worker\\nended\n"
        "smaplint: a rule failed (`internal-error`), so its verdict is missing; the exit code is 3\n"
    )


# Configuration and command line together.


def test_paths_of_the_configuration(run: Run, build: Path) -> None:
    (build / "smaplint.yaml").write_text("paths: broken\nfail-on: never\n")
    assert run()[0] == 0
    assert run("--fail-on", "error")[0] == 1
    assert run("fine", "--fail-on", "error")[0] == 0
    assert run("--no-config")[0] == 2
    (build / "other.yaml").write_text("paths: [warned]\nfail-on: warning\n")
    assert run("--config", "other.yaml")[0] == 1


def test_an_exclude_of_the_configuration_holds_for_a_file_given_by_name(run: Run, build: Path) -> None:
    (build / "smaplint.yaml").write_text("exclude: broken/\nmin-files: 0\n")
    code, out, _ = run("broken/app.js.map")
    assert code == 0
    assert "Linted 0 maps" in out


def test_a_wrong_configuration_is_told_with_its_place(run: Run, build: Path) -> None:
    (build / "smaplint.yaml").write_text("paths: fine\nselct: x\njobs: y\n")
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err == (
        "smaplint: smaplint.yaml:2:1: unknown key `selct`; did you mean `select`?\n"
        "smaplint: smaplint.yaml:3:7: `jobs` is the text `y`; it should be an integer\n"
    )


def test_suppressions_and_unused_ones(run: Run, build: Path) -> None:
    entry = "  - {rule: mappings-alphabet, paths: broken/, reason: known}\n"
    unused = "  - {rule: version-integer, paths: broken/, reason: once}\n"
    (build / "smaplint.yaml").write_text(f"suppress:\n{entry}{unused}")
    code, out, _ = run("broken", "--no-frames")
    assert code == 0
    assert "smaplint.yaml:3:1: warning[unused-suppression]" in out


def test_config_shows_what_is_in_force(run: Run, build: Path) -> None:
    (build / "smaplint.yaml").write_text(
        "fail-on: warning\nexposure: {policy: hidden}\noverrides: [{paths: x, rules: {version-integer: off}}]\n"
    )
    code, out, err = run("config", "--jobs", "3", "--ignore", "legacy-comment")
    assert (code, err) == (0, "")
    rows = {line.split(":")[0].strip(): line for line in out.splitlines()}
    assert rows["fail-on"].split() == ["fail-on:", "warning", "smaplint.yaml:1"]
    assert rows["jobs"].split() == ["jobs:", "3", "command", "line"]
    assert rows["preset"].split() == ["preset:", "recommended", "default"]
    assert rows["policy"].strip() == "policy: `hidden`"
    assert "public-map-exposure" in out
    assert "  version-integer  " in out.split("rules that are on")[1]
    assert "  legacy-comment  " not in out.split("rules that are on")[1]
    assert out.endswith("override 1, for x:\n  version-integer              off\n")


def test_config_prints_the_schema(run: Run) -> None:
    code, out, _ = run("config", "--schema")
    assert code == 0
    assert json.loads(out) == config_schema()


# Commands.


def test_a_folder_of_a_command_s_name(run: Run, build: Path) -> None:
    (build / "rules").mkdir()
    (build / "rules" / "app.js.map").write_text(BROKEN)
    code, out, err = run("rules")
    assert code == 0
    assert "version-integer" in out
    assert err == "smaplint: hint: `rules` is taken for the command; the file or folder here is `./rules`\n"
    code, _, err = run("./rules")
    assert (code, err) == (1, "")
    assert run("--", "rules")[0] == 1
    assert run("lint", "rules")[0] == 1


def test_rules_lists_every_rule(run: Run) -> None:
    code, out, err = run("rules")
    assert (code, err) == (0, "")
    for rule in registry.rules().values():
        assert f"  {rule.name} " in out
    _, spec, _ = run("rules", "--preset", "spec")
    assert "version-integer" in spec
    assert "public-map-exposure" not in spec


def test_rules_as_json(run: Run) -> None:
    code, out, _ = run("rules", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["schema"] == 1
    by_name = {rule["name"]: rule for rule in data["rules"]}
    assert by_name.keys() == registry.rules().keys()
    assert by_name["version-integer"]["levels"]["spec"] == {"": "error", "lexeme": "off", "missing": "error"}
    assert {"name": "expected", "takes": "a string or null", "default": None} in by_name["source-root-drift"]["options"]


@pytest.mark.parametrize("name", [*registry.rules(), "internal-error"])
def test_every_rule_is_explained(run: Run, name: str) -> None:
    code, out, err = run("explain", name)
    assert (code, err) == (0, "")
    assert out.startswith(f"{name} (")
    for heading in ("\nWhy it matters\n", "\nHow to fix\n", "Level"):
        assert heading in out


def test_help_shows_commands_and_options(run: Run) -> None:
    for args in (["--help"], ["-h"]):
        code, out, _ = run(*args)
        assert code == 0
        for word in ("[PATHS]", "explain", "--fail-on", "--output"):
            assert word in out
    assert "--fail-on" in run("fine", "--help")[1]
    assert run("--version")[:2] == run("fine", "--version")[:2] == (0, "smaplint 0.1.0\n")


@pytest.mark.parametrize(
    ("words", "number", "offered"),
    [
        ("smaplint ex", "1", b"plain,explain"),
        ("smaplint --fo", "1", b"plain,--format"),
        ("smaplint di", "1", b"file,di"),
        ("smaplint dist fi", "2", b"file,fi"),
        ("smaplint dist --fail-on no", "3", b"plain,note"),
        ("smaplint rules --pre", "2", b"plain,--preset"),
    ],
)
def test_completion_of_a_shell(build: Path, words: str, number: str, offered: bytes) -> None:
    env = {"_SMAPLINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": number}
    assert offered in spawn(cwd=build, env=env).stdout.splitlines()


# Reports.


def test_several_reports_from_one_run(run: Run, build: Path) -> None:
    code, out, err = run("broken", "--no-frames", "-o", "json=a.json", "--output", "sarif=b.sarif", "-o", "junit=c.xml")
    assert (code, err) == (1, "")
    assert "error[mappings-alphabet]" in out
    assert json.loads((build / "a.json").read_text())["summary"]["errors"] == 1
    assert json.loads((build / "b.sarif").read_text())["version"] == "2.1.0"
    assert (build / "c.xml").read_text().startswith("<?xml")
    assert [name for name in os.listdir(build) if "tmp" in name] == []


@pytest.mark.parametrize("args", [["--format", "json"], ["-o", "json=-"], ["-o", "json=/dev/stdout"]])
def test_a_report_for_machines_leaves_a_line_for_people(run: Run, args: list[str]) -> None:
    code, out, err = run("broken", *args)
    assert code == 1
    assert json.loads(out)["findings"][0]["rule"] == "mappings-alphabet"
    assert err.startswith("Linted 1 map and 1 bundle in ")
    assert run("broken", "--quiet", *args)[2] == ""


def test_a_report_that_cannot_be_written_leaves_the_others_alone(run: Run, build: Path) -> None:
    (build / "folder").mkdir()
    code, out, err = run(
        "broken",
        "--no-frames",
        "-o",
        "json=no/x.json",
        "-o",
        "sarif=folder",
        "-o",
        "junit=/dev/full",
        "-o",
        "text=ok.txt",
    )
    assert code == 2
    assert "error[mappings-alphabet]" in out
    assert err == (
        "smaplint: the json report could not be written to `no/x.json`: there is no folder `no`\n"
        "smaplint: the sarif report could not be written to `folder`: it is a folder\n"
        "smaplint: the junit report could not be written to `/dev/full`: no space left on device\n"
    )
    assert "error[mappings-alphabet]" in (build / "ok.txt").read_text()


def test_a_report_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.write_text("old")
    target.chmod(0o640)
    inode = target.stat().st_ino
    with target.open() as reader:
        output.write_file(str(target), "new")
        # Who has the old one open reads it to its end.
        assert reader.read() == "old"
    assert target.read_text() == "new"
    assert target.stat().st_ino != inode
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_report_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    output.write_file(str(tmp_path / "x"), "new")
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("old")
    (tmp_path / "x.sarif").symlink_to("precious")
    output.write_file(str(tmp_path / "x.sarif"), "new")
    assert (tmp_path / "precious").read_text() == "old"
    assert not (tmp_path / "x.sarif").is_symlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(output.OutputError, match="it is write-protected"):
        output.write_file(str(target), "new")
    assert target.read_text() == "old"


@pytest.mark.parametrize("name", ["nul\0byte", "n" * 300, "", "x/y/z"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(output.OutputError):
        output.write_file(f"{tmp_path}/{name}", "x")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    output.write_file(str(tmp_path / ("n" * 255)), "x")


def test_devices_and_pipes_are_written_and_not_replaced(build: Path) -> None:
    fifo = build / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    with (build / "log").open("wb") as log:
        number = log.fileno()
        given = ["-o", "json=/dev/null", "-o", "junit=fifo", "-o", f"sarif=/dev/fd/{number}"]
        done = spawn("fine", "-q", *given, cwd=build, pass_fds=[number])
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads((build / "log").read_text())["version"] == "2.1.0"
    assert os.read(reader, 5) == b"<?xml"
    os.close(reader)
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_standard_output_that_is_a_file_is_written_where_it_stands(build: Path) -> None:
    with (build / "log").open("wb") as log:
        log.write(b"before\n")
        log.flush()
        assert spawn("fine", "-q", "-o", "json=/dev/fd/1", cwd=build, stdout=log).returncode == 0
        log.flush()
    text = (build / "log").read_text()
    assert text.startswith("before\n{")
    assert text.rstrip().splitlines()[-1].startswith("Linted 1 map")


# Streams.


@pytest.fixture
def many(build: Path) -> Path:
    """A build with more findings than a pipe holds."""
    for number in range(400):
        (build / "broken" / f"{'long' * 40}-{number}.js.map").write_text(BROKEN)
    return build


def test_a_closed_pipe_is_no_failure(many: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "smaplint", "broken", "--no-frames"],
        cwd=many,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert b"error[" in process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()


@pytest.mark.parametrize("args", [["--help"], ["rules"], ["explain", "version-integer"], ["config"], ["fine"]])
def test_a_pipe_that_nobody_reads(build: Path, args: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = spawn(*args, cwd=build, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("args", [["--help"], ["rules"], ["config", "--schema"], ["fine"]])
def test_a_full_disk(build: Path, args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = spawn(*args, cwd=build, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"smaplint: ")
    assert b"o space left on device" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("closed", "code"), [("0<&-", 1), ("1>&-", 2), ("2>&-", 1), ("2>/dev/full", 1)])
def test_closed_streams(build: Path, closed: str, code: int) -> None:
    done = shell(f"$S broken {closed}", build)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {},
    ],
    ids=str,
)
def test_a_locale_that_cannot_show_a_name(build: Path, env: dict[str, str]) -> None:
    (build / "broken" / "app.js.map").rename(build / "broken" / "é\udcff.js.map")
    done = spawn("broken", "-o", "sarif=x.sarif", env=env, cwd=build)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"error[mappings-alphabet]" in done.stdout
    json.loads((build / "x.sarif").read_text())


@pytest.mark.parametrize(
    "name", ["a\n::add-mask::x", "::stop-commands::x", "\x1b[31mred", "##[group]", "a\r::error::", "\u202eevil"]
)
def test_no_name_gives_orders(run: Run, build: Path, name: str) -> None:
    for args in (
        [name],
        ["fine", "--config", name],
        ["fine", "-o", f"json=absent/{name}/x"],
        ["explain", name],
        ["fine", f"--{name}"],
    ):
        code, _, err = run(*args)
        assert code == 2, args
        for line in err.split("\n"):
            assert not line.lstrip().startswith("::"), args
        assert not {"\x1b", "\r", "\u202e", "##["} & {*err, *(("##[",) if "##[" in err else ())}, args


def in_terminal(
    args: Sequence[str], cwd: Path, env: Mapping[str, str], program: Sequence[str] = ("-m", "smaplint")
) -> tuple[int, bytes]:
    """Run with standard output and error on a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *program, *args],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **env},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    told = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        told += piece
    os.close(master)
    return process.wait(60), told


@pytest.mark.parametrize(
    ("env", "args", "terminal", "colour"),
    [
        ({"TERM": "xterm"}, [], True, True),
        ({"TERM": "xterm"}, [], False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, [], True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, [], True, True),
        ({"FORCE_COLOR": "1"}, [], False, True),
        ({"FORCE_COLOR": ""}, [], False, False),
        ({"FORCE_COLOR": "0"}, [], False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False, False),
        ({"TERM": "dumb"}, [], True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, [], True, True),
        ({"NO_COLOR": "1"}, ["--color", "always"], False, True),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, ["--color", "never"], True, False),
    ],
    ids=str,
)
def test_colour(build: Path, env: dict[str, str], args: list[str], terminal: bool, colour: bool) -> None:
    given = ["broken", *args]
    if terminal:
        code, told = in_terminal(given, build, env)
    else:
        done = spawn(*given, env=env, cwd=build)
        code, told = done.returncode, done.stdout
    assert code == 1
    assert (b"\x1b[" in told) is colour


def test_progress_is_one_line_that_goes_away(capsys: pytest.CaptureFixture[str]) -> None:
    progress = command.Progress()
    progress(1, 2000)
    assert capsys.readouterr().err == "", "a run that is over at once needs none"
    progress.next = 0
    progress(2, 2000)
    progress(3, 2000)
    progress.clear()
    assert capsys.readouterr().err == "\r\x1b[Klinted 2 of 2,000\r\x1b[K"


def test_progress_on_a_terminal(build: Path) -> None:
    """A run that lasts is told on the terminal, and the line is gone before the first finding."""
    for number in range(50):
        (build / f"broken/{number}.js.map").write_text(FINE)
    # The whole command, but for the second that it waits before it tells.
    program = [
        "-c",
        "import sys; from smaplint import command; command._PATIENCE = 0; sys.exit(command.run(sys.argv[1:]))",
    ]
    args = ["broken", "--jobs", "1", "--no-frames"]
    code, told = in_terminal(args, build, {"TERM": "xterm"}, program)
    assert code == 1
    lines = re.findall(rb"\r\x1b\[Klinted (\d+) of (\d+)", told)
    assert lines[0] == (b"1", b"51")
    assert {every for _, every in lines} == {b"51"}
    counts = [int(done) for done, _ in lines]
    assert counts == sorted(set(counts))
    drawn, gone, report = told.rpartition(b"\r\x1b[K")
    assert gone
    assert b"mappings-alphabet" not in drawn
    assert b"mappings-alphabet" in report
    for quiet, env in ((["--quiet"], {"TERM": "xterm"}), ([], {"TERM": "dumb"})):
        assert b"linted 1 of" not in in_terminal([*args, *quiet], build, env, program)[1]


def test_stdin_is_a_map(build: Path) -> None:
    done = spawn("-", "--no-frames", text=BROKEN.encode(), cwd=build)
    assert done.returncode == 1
    assert done.stdout.startswith(b"-:1:")
    (build / "smaplint.yaml").write_text("max-file-size: 100B\n")
    done = spawn("-", "--no-frames", text=b" " * 200 + FINE.encode(), cwd=build)
    assert done.returncode == 1
    assert b"error[file-too-large]" in done.stdout


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [(signal.SIGINT, 130, b"smaplint: interrupted\n"), (signal.SIGTERM, 143, b"smaplint: terminated\n")],
)
def test_signals_end_it_in_one_line(build: Path, number: signal.Signals, code: int, says: bytes) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "smaplint", "-"],
        cwd=build,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A job in the background of a shell ignores interrupts, and so would its children.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    )
    assert process.stdin
    # More than a pipe holds: this returns only when the other side reads.
    process.stdin.write(b" " * 300_000)
    process.stdin.flush()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (code, b"", says)


# The surroundings.


def test_nothing_is_imported_from_where_it_runs(build: Path) -> None:
    for name in ("yaml", "jsonschema", "pathspec", "smaplint_plugin", "uuid", "click"):
        (build / f"{name}.py").write_text("open('run', 'w')\n")
    (build / "smaplint.yaml").write_text("exclude: x\n")
    assert spawn("fine", cwd=build).returncode == 0
    assert not (build / "run").exists()


def test_a_run_without_configuration_imports_little(build: Path) -> None:
    program = (
        "import sys; from smaplint import cli; code = cli.run(['fine', '-q']); "
        "print(code, {'yaml', 'jsonschema', 'tomllib', 'junit_xml', 'tempfile', 'textwrap'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=build, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 set()"


def test_a_working_directory_that_is_gone(build: Path) -> None:
    gone = build / "gone"
    gone.mkdir()
    done = shell(f'cd "{gone}" && rmdir "{gone}" && $S ../fine')
    assert done.returncode == 2
    assert done.stderr == b"smaplint: the working directory is not there any more\n"


def test_no_home_and_no_environment(build: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "smaplint", "fine"], env={}, cwd=build, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_levels_of_the_engine_s_own_rules(run: Run, build: Path) -> None:
    (build / "fine" / "b.js.map").symlink_to("nowhere")
    os.mkfifo(build / "pipe.js.map")
    code, out, _ = run("pipe.js.map", "fine", "--no-frames")
    assert code == 1
    assert "error[unreadable-file]" in out
    (build / "smaplint.yaml").write_text("rules: {unreadable-file: warning}\n")
    assert run("pipe.js.map", "fine")[0] == 0
    assert ERROR.word in run("config", "--no-config")[1]
