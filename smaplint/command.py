"""What `smaplint [PATHS]…` does, however its command line was read, and what the other commands share with it.

Exit codes, of which the highest wins: 0 clean; 1 findings at or above `--fail-on`; 2 usage, configuration, a report that
could not be written, a run that did not finish, too few files; 3 a rule failed. Start-up counts: nothing of click here.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypedDict

import smaplint
from smaplint.config_error import ConfigError
from smaplint.output import (
    OutputError,
    coloured,
    is_terminal,
    link_host,
    links,
    say,
    width_of,
    write_file,
    write_stdout,
)

if TYPE_CHECKING:
    from smaplint.config import Given, Origin
    from smaplint.report import Report
    from smaplint.reporters.text import Style
    from smaplint.settings import Settings

# What a report ends with is `Report.exit_code`.
CLEAN: Final = 0
UNUSABLE: Final = 2

# Those of `smaplint.reporters`, which is imported late.
FORMATS: Final = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "html", "rdjson")

FAIL_ON: Final = ("note", "warning", "error", "never")
COLOURS: Final = ("auto", "always", "never")
COMMANDS: Final = (
    *("lint", "merge", "rules", "explain", "init", "completion", "config", "schema", "snapshot", "baseline"),
)

# A run that is over before this needs no progress; more often than that nobody can read it. In seconds.
_PATIENCE: Final = 1.0
_REDRAW: Final = 0.1


class UsageError(Exception):
    """What cannot be run as it was asked for; the text is for people."""


class Choice(TypedDict):
    """What the options give that choose what is on, but for where the configuration is: the fields of `Given`."""

    presets: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_on: str | None
    min_files: int | None
    jobs: int | None
    config_from: str | None


class Shown(Choice):
    """What the options of the commands that end in reports give."""

    format_: str | None
    outputs: tuple[tuple[str, str], ...]
    baseline: str | None
    against: str | None
    sarif_anchor: str | None
    sarif_category: str | None
    quiet: bool
    verbose: int
    statistics: bool
    frames: bool
    color: str


class Left(Exception):  # noqa: N818  # no error: whoever read standard output has seen enough
    """Nobody reads standard output any more."""


def run(args: list[str]) -> int:
    """Run the command line with these arguments; the exit code."""
    escape_what_cannot_be_shown()
    if not os.environ.get("_SMAPLINT_COMPLETE"):
        if args in (["--version"], ["-V"]):
            return guarded(show_version)
        from smaplint.plain_arguments import parse

        asked = parse(args)
        if asked is not None:
            return guarded(lambda: lint(*asked))
    from smaplint import ahead, cli

    ahead.take(())
    return cli.run(args)


def escape_what_cannot_be_shown() -> None:
    """An ASCII terminal is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def show_version() -> int:
    write_stdout(f"smaplint {smaplint.__version__}\n")
    return CLEAN


def guarded(asked: Callable[[], int]) -> int:
    """The exit code of what a command line asks for; why it cannot be done is said in a line."""
    try:
        return asked()
    except UsageError as error:
        complain(sentence(str(error)))
    except ConfigError as error:
        for fault in error.faults:
            complain(str(fault))
    except OutputError as error:
        complain(f"could not write to {error}")
    except BrokenPipeError:
        return CLEAN  # of `--help`, which click writes
    except OSError as error:
        if os.environ.get("SMAPLINT_TRACEBACK"):
            raise
        complain(f"could not go on: {error}")
    except Exception as error:
        # Imported with the rules, and so late.
        registry = sys.modules.get("smaplint.registry")
        if registry is None or not isinstance(error, registry.RegistryError):
            raise
        complain(str(error))
    return UNUSABLE


def sentence(message: str) -> str:
    """A message in our style, click's too: one line, without a final stop."""
    text = " ".join(message.split())
    return text.removesuffix(".")


def words(values: Sequence[str]) -> tuple[str, ...]:
    """The values of an option that takes a list: repeated options and comma lists are the same."""
    return tuple(word.strip() for text in values for word in text.split(",") if word.strip())


def outputs_of(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`FORMAT=FILE` → (format, file). UsageError."""
    found: list[tuple[str, str]] = []
    places: set[str] = set()
    for text in values:
        name, equals, file = text.partition("=")
        if not equals or not file:
            raise UsageError(f"`{text}` should be FORMAT=FILE, as in `sarif=smaplint.sarif`")
        if name not in FORMATS:
            from smaplint.registry import suggest

            raise UsageError(f"`{name}` is no format{suggest(name, FORMATS) or '; there are ' + ', '.join(FORMATS)}")
        # Standard output by its other name: one report there, and not two in each other.
        place = "-" if file in ("-", "/dev/stdout") else os.path.abspath(file)
        if place in places:
            raise UsageError(f"two reports cannot go to `{file}`; the second would replace the first")
        places.add(place)
        found.append((name, "-" if place == "-" else file))
    return tuple(found)


def lint(paths: tuple[str, ...], config_file: str | None, no_config: bool, options: Shown) -> int:
    """Lint files and folders, and write every report that is asked for; the exit code."""
    # Needed at the end, and now a core reads folders meanwhile.
    import smaplint.reporters.text  # noqa: F401

    check_shown(options)
    settings, _ = load_settings(config_file, given_by(options), search=not no_config, paths=paths)
    chosen = targets(paths, settings)
    return deliver(lint_paths(chosen, for_reports(settings, options), quiet=options["quiet"]), chosen, options)


def check_shown(options: Shown) -> None:
    if options["quiet"] and options["verbose"]:
        raise UsageError("`--quiet` and `--verbose` contradict each other")
    if options["verbose"]:
        from smaplint._fast import PATH, fast

        if fast is None:
            say(f"smaplint: {PATH}")
    if options["format_"] and any(file == "-" for _, file in options["outputs"]):
        raise UsageError("`--format` and `--output …=-` both ask for standard output; name one of them")


def given_by(options: Shown) -> "Given":
    from smaplint.config import Given

    return Given(
        presets=options["presets"],
        select=options["select"],
        ignore=options["ignore"],
        extend_select=options["extend_select"],
        exclude=options["exclude"],
        fail_on=options["fail_on"],
        min_files=options["min_files"],
        jobs=options["jobs"],
        config_from=options["config_from"],
        baseline=options["baseline"],
        against=options["against"],
        sarif_anchor=options["sarif_anchor"],
        sarif_category=options["sarif_category"],
    )


def for_reports(settings: "Settings", options: Shown, *, breakdown: bool = False) -> "Settings":
    """With what the reports that are asked for need beyond findings."""
    html = "html" in (options["format_"], *(name for name, _ in options["outputs"]))
    return settings._replace(breakdown=breakdown or html)


def deliver(report: "Report", paths: Sequence[str], options: Shown, *, is_read: bool = False) -> int:
    """Write every report that was asked for, and say what the verdict is for; the exit code.

    `is_read`: raises Left where nobody reads standard output.
    """
    from smaplint.reporters.text import Style

    outputs, quiet = options["outputs"], options["quiet"]
    codes = [report.exit_code]
    shown = next((name for name, file in outputs if file == "-"), options["format_"] or "text")
    for name, file in (*((name, file) for name, file in outputs if file != "-"), (shown, "-")):
        stream = sys.stdout if file == "-" else None
        colour = stream is not None and coloured(options["color"], stream)
        style = Style(
            color=colour,
            frames=options["frames"],
            width=width_of(stream),
            verbose=options["verbose"],
            quiet=quiet,
            statistics=options["statistics"],
            hyperlinks=stream is not None and links(stream, colour=colour),
            host=link_host(),
            encoding=getattr(stream, "encoding", None) or "utf-8",
        )
        codes.append(_write(name, file, report, style, is_read=is_read))
    if shown != "text" and not quiet:
        _say_summary(report)
    explain_verdict(report, paths)
    return max(codes)


def targets(paths: tuple[str, ...], settings: "Settings") -> tuple[str, ...]:
    chosen = paths or settings.paths
    if not chosen:
        raise UsageError(
            "no PATHS: name the folder of your build, as in `smaplint dist`, or set `paths` in a configuration"
        )
    return chosen


def load_settings(
    config_file: str | None, given: "Given", *, search: bool, paths: Sequence[str] = ()
) -> "tuple[Settings, Origin]":
    from smaplint.config import load

    if config_file is not None and not search:
        raise UsageError("`--config` and `--no-config` contradict each other")
    if given.config_from is not None and not search:
        raise UsageError("`--config-from` and `--no-config` contradict each other")
    try:
        here = os.getcwd()
    except OSError as error:
        raise UsageError("the working directory is not there any more") from error
    return load(here, config_file, given, search=search, paths=paths)


def lint_paths(
    paths: Sequence[str], settings: "Settings", *, quiet: bool, shard: tuple[int, int] | None = None
) -> "Report":
    from smaplint import engine

    stdin = _stdin(settings.max_file_size) if "-" in paths else None
    with running(paths, quiet=quiet) as progress:
        return engine.lint(paths, settings, jobs=settings.jobs or None, stdin=stdin, progress=progress, shard=shard)


@contextmanager
def running(paths: Sequence[str], *, quiet: bool) -> "Iterator[Progress | None]":
    from smaplint import engine

    progress = Progress() if not quiet and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb" else None
    try:
        yield progress
    except engine.PathError as error:
        raise UsageError(f"{error}{_command_meant(paths)}") from error
    finally:
        if progress:
            progress.clear()


def _stdin(limit: int) -> bytes:
    """Standard input, and one byte more than `limit` when it is too large: the engine says so."""
    if sys.stdin is None:
        raise UsageError("`-` is standard input, which is closed")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise UsageError(f"standard input cannot be read: {error.strerror}") from error


def _command_meant(paths: Sequence[str]) -> str:
    """A misspelled command is a PATH that is not there."""
    from smaplint.registry import suggest

    if os.path.lexists(paths[0]) or not paths[0].isalpha():
        return ""
    return suggest(paths[0], COMMANDS).replace("did you mean", "did you mean the command")


class Progress:
    """One line on the terminal, rewritten in place, from the moment that the run lasts."""

    def __init__(self) -> None:
        import time

        self.clock = time.monotonic
        self.next = self.clock() + _PATIENCE
        self.drawn = False

    def __call__(self, done: int, total: int) -> None:
        now = self.clock()
        if now >= self.next:
            self.next = now + _REDRAW
            self.drawn = True
            self._write(f"\r\x1b[Klinted {done:,} of {total:,}")

    def clear(self) -> None:
        if self.drawn:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):
            self.next = float("inf")


def explain_verdict(report: "Report", paths: Sequence[str]) -> None:
    """What an exit code of 2 or 3 is for, last, where people and logs look."""
    if report.incomplete:
        complain(f"the run did not finish: {report.incomplete}")
    if report.crashed:
        complain("a rule failed (`internal-error`), so its verdict is missing; the exit code is 3")
    if report.run and not report.files:
        complain(
            f"shard {report.run.shard[0]} of {report.run.shard[1]} holds none of the files; `smaplint merge` takes it so"
        )
    if report.maps < report.min_files:
        found = (
            "no source map was" if not report.maps else "1 map was" if report.maps == 1 else f"{report.maps} maps were"
        )
        where = ", ".join(f"`{path}`" for path in paths[:3]) + (", …" if len(paths) > 3 else "")
        complain(
            f"{found} found in {where}, and `min-files` is {report.min_files}: build with source maps,"
            f" name the folder that holds them, or pass `--min-files {report.maps}`"
        )


def _write(name: str, file: str, report: "Report", style: "Style", *, is_read: bool = False) -> int:
    """One report. A failure of one leaves the others alone."""
    try:
        notices: tuple[str, ...] = ()
        if name == "sarif":
            from smaplint.reporters import sarif

            text, notices = sarif.write(report)
        else:
            from smaplint.reporters import render

            text = render(name, report, style)
        if file != "-":
            write_file(file, text)
        elif not write_stdout(text, utf8=name != "text") and is_read:
            raise Left  # noqa: TRY301  # as any other end of the reading
        for notice in () if style.quiet else notices:
            complain(f"the sarif report: {notice}")
    except Left:
        raise
    except OutputError as error:
        complain(f"the {name} report could not be written to {error}")
        return UNUSABLE
    except Exception as error:
        if os.environ.get("SMAPLINT_TRACEBACK"):
            raise
        complain(f"the {name} report could not be made: {type(error).__name__}: {error}")
        return UNUSABLE
    return CLEAN


def _say_summary(report: "Report") -> None:
    """The last line of the text report, for a log in which the report itself is for machines."""
    from smaplint.reporters import render
    from smaplint.reporters.text import Style

    say(render("text", report, Style(quiet=True, frames=False)).rstrip("\n").rsplit("\n", 1)[-1])


def complain(message: str) -> None:
    from smaplint.escape import terminal

    say(f"smaplint: {terminal(message)}")
