"""The command line: `smaplint [PATHS]…`, and the commands beside it.

Exit codes, of which the highest wins: 0 clean; 1 findings at or above `--fail-on`; 2 usage, configuration, a report that
could not be written, a run that did not finish, too few files; 3 a rule failed. Start-up counts: at the top only click.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar, Unpack

import click

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
    from click.shell_completion import CompletionItem

    from smaplint.config import Given, Origin
    from smaplint.report import Report
    from smaplint.reporters.text import Style
    from smaplint.rule import Rule
    from smaplint.settings import Settings

# What a report ends with is `Report.exit_code`.
CLEAN: Final = 0
UNUSABLE: Final = 2

# Those of `smaplint.reporters`, which is imported late.
FORMATS: Final = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "html", "rdjson")

# A run that is over before this needs no progress; more often than that nobody can read it. In seconds.
_PATIENCE: Final = 1.0
_REDRAW: Final = 0.1

_VERSIONS: Final = ("--version", "-V")
_HELP: Final = ("--help", "-h", *_VERSIONS)
_VERBOSE: Final = "smaplint.verbose"


class _Usage(click.UsageError):
    """What cannot be run as it was asked for."""


class Group(click.Group):
    """A group whose arguments are for `lint` unless the first is the name of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first in self.commands:
            if os.path.lexists(first):
                say(f"smaplint: hint: `{first}` is taken for the command; the file or folder here is `./{first}`")
        elif first in _VERSIONS and not {"-v", "--verbose"}.isdisjoint(args):
            ctx.meta[_VERBOSE] = True
            args = [first]
        elif first not in _HELP and (args or not ctx.resilient_parsing):
            args = ["lint", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands, and what `lint` takes: its options, and files."""
        lint = self.commands["lint"]
        own = super().shell_complete(ctx, incomplete)
        known = {item.value for item in own}
        options = lint.shell_complete(click.Context(lint, info_name="smaplint"), incomplete)
        return [*own, *(item for item in options if item.value not in known)] or _completing("files")(
            ctx, None, incomplete
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lint = self.commands["lint"]
        formatter.write_usage("smaplint", "[OPTIONS] [PATHS]...")
        formatter.write_usage("smaplint", "COMMAND [OPTIONS]...", prefix="       ")
        self.format_help_text(ctx, formatter)
        self.format_commands(ctx, formatter)
        lint.format_options(click.Context(lint, info_name="smaplint"), formatter)
        self.format_epilog(ctx, formatter)


def _completing(what: str) -> "Callable[[click.Context, click.Parameter | None, str], list[CompletionItem]]":
    """What completes a value in a shell; nothing of it is imported before a shell asks."""

    def found(_ctx: click.Context, _param: click.Parameter | None, incomplete: str) -> "list[CompletionItem]":
        from smaplint.completion import complete

        return complete(what, incomplete)

    return found


_SETTINGS: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"smaplint {smaplint.__version__}")
    if ctx.meta.get(_VERBOSE) or ctx.params.get("verbose"):
        from smaplint._fast import PATH

        click.echo(PATH)
    ctx.exit()


_VERSION: Final = click.option(
    *_VERSIONS,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit; with --verbose also which decoder is at work.",
)

Command = TypeVar("Command", bound=Callable[..., int])


def _words(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Repeated options and comma lists are the same."""
    return tuple(word.strip() for text in value for word in text.split(",") if word.strip())


def _outputs(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`FORMAT=FILE` → (format, file)."""
    found: list[tuple[str, str]] = []
    places: set[str] = set()
    for text in value:
        name, equals, file = text.partition("=")
        if not equals or not file:
            raise click.BadParameter(f"`{text}` should be FORMAT=FILE, as in `sarif=smaplint.sarif`")
        if name not in FORMATS:
            from smaplint.registry import suggest

            raise click.BadParameter(
                f"`{name}` is no format{suggest(name, FORMATS) or '; there are ' + ', '.join(FORMATS)}"
            )
        # Standard output by its other name: one report there, and not two in each other.
        place = "-" if file in ("-", "/dev/stdout") else os.path.abspath(file)
        if place in places:
            raise click.BadParameter(f"two reports cannot go to `{file}`; the second would replace the first")
        places.add(place)
        found.append((name, "-" if place == "-" else file))
    return tuple(found)


_CHOOSING: Final = (
    click.option(
        "--preset",
        "presets",
        multiple=True,
        callback=_words,
        shell_complete=_completing("presets"),
        metavar="NAME",
        help="What is on: recommended, spec, strict, private, sentry, datadog, bugsnag, rollbar, npm; several unite.",
    ),
    click.option(
        "--select",
        multiple=True,
        callback=_words,
        shell_complete=_completing("selectors"),
        metavar="NAME",
        help="Run exactly these: rules, families, presets or `all`.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        callback=_words,
        shell_complete=_completing("ignorable"),
        metavar="NAME",
        help="Do not run these.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        callback=_words,
        shell_complete=_completing("selectors"),
        metavar="NAME",
        help="Run these too.",
    ),
    click.option(
        "--exclude", multiple=True, metavar="GLOB", help="Leave these files out, as `.gitignore` would; repeatable."
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["note", "warning", "error", "never"]),
        help="The lowest severity that makes the exit code 1.  [default: error]",
    ),
    click.option(
        "--min-files",
        type=click.IntRange(min=0),
        metavar="N",
        help="Exit code 2 below so many maps, inline ones included.  [default: 1]",
    ),
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(0, 1024),
        metavar="N",
        help="Worker processes.  [default: the cores this process may use]",
    ),
    click.option(
        "--config",
        "config_file",
        shell_complete=_completing("files"),
        metavar="FILE",
        help="Use this configuration; its globs are relative to the working directory.",
    ),
    click.option("--no-config", is_flag=True, help="Use no configuration file."),
    click.option(
        "--config-from",
        metavar="COMMIT",
        help="Take the configuration, and the files it names, from this commit, whatever the checkout has.",
    ),
)


class Choice(TypedDict):
    """What the options of `_choosing` give, but for where the configuration is: the fields of `Given`."""

    presets: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_on: str | None
    min_files: int | None
    jobs: int | None
    config_from: str | None


def _choosing(command: Command) -> Command:
    """The options of every command that has settings."""
    for option in reversed(_CHOOSING):
        command = option(command)
    return command


@click.group(cls=Group, context_settings=_SETTINGS, invoke_without_command=False)
@_VERSION
def cli() -> None:
    """Lint the source maps of a build: will stack traces resolve, and does no source leak?

    PATHS are files, folders, globs or `-`; without any, those of the configuration.
    """


_SHOWING: Final = (
    click.option(
        "--format", "format_", type=click.Choice(FORMATS), help="The report on standard output.  [default: text]"
    ),
    click.option(
        "--output",
        "-o",
        "outputs",
        multiple=True,
        callback=_outputs,
        shell_complete=_completing("outputs"),
        metavar="FORMAT=FILE",
        help="A report in a file, or on standard output (`-`); repeatable.",
    ),
    click.option(
        "--baseline",
        shell_complete=_completing("files"),
        metavar="FILE",
        help="Findings that are accepted, as `smaplint baseline` wrote them, are counted and not shown.",
    ),
    click.option(
        "--against",
        shell_complete=_completing("files"),
        metavar="FILE",
        help="Compare with the facts of an earlier build, as `smaplint snapshot` wrote them.",
    ),
    click.option(
        "--sarif-anchor",
        # Those of `smaplint.anchors`, which is imported late.
        type=click.Choice(["auto", "source", "config", "generated"]),
        help="Where alerts in SARIF stand: at the source, the bundler's configuration or the file.  [default: auto]",
    ),
    click.option("--sarif-category", metavar="TEXT", help="GitHub keeps the alerts of each category apart."),
    click.option("--quiet", "-q", is_flag=True, help="Findings and the last line only."),
    # Eager, for `--version` to know of it.
    click.option("--verbose", "-v", count=True, is_eager=True, help="Notes, and what was skipped; twice: everything."),
    click.option("--statistics", is_flag=True, help="Count the findings by rule."),
    click.option("--frames/--no-frames", default=True, help="Show the text at fault, or one line per finding."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour on standard output.  [default: auto]",
    ),
)


class Shown(Choice):
    """What the options of `_showing` and `_choosing` give."""

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


def _showing(command: Command) -> Command:
    """The options of the commands that end in reports, with those that choose what is in them."""
    for option in reversed(_SHOWING):
        command = option(command)
    return command


def _shard(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """`2/5` → (2, 5)."""
    if value is None:
        return None
    from smaplint.runs import shard_of

    shard = shard_of(value)
    if shard is None:
        raise click.BadParameter(f"`{value}` should be K/N, as in `2/5` for the second of five, of at most 10,000")
    return shard


@cli.command("lint", short_help="Lint files and folders; meant when no command is named.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path())
@_showing
@_choosing
@click.option(
    "--shard",
    callback=_shard,
    metavar="K/N",
    help="Lint the K-th of N parts; `smaplint merge` makes one report of their JSON reports.",
)
@click.option("--watch", is_flag=True, help="Lint again after each build, until Ctrl-C.")
@_VERSION
def lint(
    paths: tuple[str, ...],
    shard: tuple[int, int] | None,
    watch: bool,
    config_file: str | None,
    no_config: bool,
    **options: Unpack[Shown],
) -> int:
    """Lint files and folders (the command that is meant when there is none)."""
    _check_shown(options)
    settings, origin = _load(config_file, _given(options), search=not no_config, paths=paths)
    chosen = _chosen(paths, settings)
    if watch:
        if shard:
            raise _Usage("`--watch` looks at whole builds; leave `--shard` out")
        return _watch(paths, config_file, settings, origin, search=not no_config, options=options)
    if shard and "-" in chosen:
        raise _Usage("`--shard` parts the files of folders; `-` is one file, and there is nothing to part")
    # Of a shard too: it is not known yet which reports its part goes into.
    settings = _for_reports(settings, options, breakdown=shard is not None)
    return _deliver(_lint(chosen, settings, quiet=options["quiet"], shard=shard), chosen, options)


def _watch(
    paths: tuple[str, ...],
    config_file: str | None,
    settings: "Settings",
    origin: "Origin",
    *,
    search: bool,
    options: Shown,
) -> int:
    """Lint now and after each build. Ends with an interrupt, or when nobody reads any more."""
    import time

    from smaplint.escape import terminal
    from smaplint.watch import Watch

    chosen = _chosen(paths, settings)
    shown = [options["format_"] or "text", *(name for name, file in options["outputs"] if file == "-")]
    if any(name != "text" for name in shown):
        raise _Usage(
            "`--watch` writes text on standard output; name a file for the other reports, as in `-o json=FILE`"
        )
    if "-" in chosen:
        raise _Usage("`-` is standard input, which does not change; `--watch` is for files and folders")
    outputs = [os.path.abspath(file) for _, file in options["outputs"] if file != "-"]
    clears = is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"

    def told(line: str) -> str:
        return terminal(f"{time.strftime('%H:%M:%S')} {line}") + "\n"

    watch = Watch(chosen, outputs, lambda said: write_stdout(told(said)))
    while True:
        watch.others = [name for name in (origin.file, settings.baseline, settings.against) if name]
        what = watch.wait() or f"linting {', '.join(chosen)}"
        if not write_stdout(("\x1b[H\x1b[2J" if clears else "") + told(what)):
            return CLEAN
        try:
            settings, origin = _load(config_file, _given(options), search=search, paths=paths)
            watch.paths = chosen = _chosen(paths, settings)
            settings = _for_reports(settings, options, breakdown=False)
            _deliver(_lint(chosen, settings, quiet=options["quiet"]), chosen, options, is_read=True)
        except _Left:
            return CLEAN
        except ConfigError as error:
            for fault in error.faults:
                _say(str(fault))
        except _Usage as error:  # a build began meanwhile, and took the folder away
            _say(error.format_message())
        if not write_stdout(told(f"watching {', '.join(chosen)}; Ctrl-C ends it")):
            return CLEAN


class _Left(Exception):  # noqa: N818  # no error: whoever read standard output has seen enough
    """Nobody reads standard output any more."""


@cli.command("merge", short_help="Make one report of the JSON reports of all shards.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...", type=click.Path())
@_showing
@_choosing
@_VERSION
def merge(files: tuple[str, ...], config_file: str | None, no_config: bool, **options: Unpack[Shown]) -> int:
    """Make one report of the JSON reports that `smaplint --shard K/N --output json=FILE` wrote, as if there were no shards.

    Run it in the same folder of the checkout and with the same configuration.
    """
    _check_shown(options)
    from smaplint import runs

    merged = runs.read(files)
    settings, _ = _load(config_file, _given(options), search=not no_config, paths=merged.tops)
    from smaplint import engine

    return _deliver(engine.merge(merged, _for_reports(settings, options)), merged.tops, options)


def _check_shown(options: Shown) -> None:
    if options["quiet"] and options["verbose"]:
        raise _Usage("`--quiet` and `--verbose` contradict each other")
    if options["verbose"]:
        from smaplint._fast import PATH, fast

        if fast is None:
            say(f"smaplint: {PATH}")
    if options["format_"] and any(file == "-" for _, file in options["outputs"]):
        raise _Usage("`--format` and `--output …=-` both ask for standard output; name one of them")


def _given(options: Shown) -> "Given":
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


def _for_reports(settings: "Settings", options: Shown, *, breakdown: bool = False) -> "Settings":
    """With what the reports that are asked for need beyond findings."""
    html = "html" in (options["format_"], *(name for name, _ in options["outputs"]))
    return settings._replace(breakdown=breakdown or html)


def _deliver(report: "Report", paths: Sequence[str], options: Shown, *, is_read: bool = False) -> int:
    """Write every report that was asked for, and say what the verdict is for; the exit code.

    `is_read`: raises _Left where nobody reads standard output.
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
        )
        codes.append(_write(name, file, report, style, is_read=is_read))
    if shown != "text" and not quiet:
        _say_summary(report)
    _explain_verdict(report, paths)
    return max(codes)


def _chosen(paths: tuple[str, ...], settings: "Settings") -> tuple[str, ...]:
    chosen = paths or settings.paths
    if not chosen:
        raise _Usage(
            "no PATHS: name the folder of your build, as in `smaplint dist`, or set `paths` in a configuration"
        )
    return chosen


def _load(
    config_file: str | None, given: "Given", *, search: bool, paths: Sequence[str] = ()
) -> "tuple[Settings, Origin]":
    from smaplint.config import load

    if config_file is not None and not search:
        raise _Usage("`--config` and `--no-config` contradict each other")
    if given.config_from is not None and not search:
        raise _Usage("`--config-from` and `--no-config` contradict each other")
    try:
        here = os.getcwd()
    except OSError as error:
        raise _Usage("the working directory is not there any more") from error
    return load(here, config_file, given, search=search, paths=paths)


def _lint(paths: Sequence[str], settings: "Settings", *, quiet: bool, shard: tuple[int, int] | None = None) -> "Report":
    from smaplint import engine

    stdin = _stdin(settings.max_file_size) if "-" in paths else None
    with _running(paths, quiet=quiet) as progress:
        return engine.lint(paths, settings, jobs=settings.jobs or None, stdin=stdin, progress=progress, shard=shard)


@contextmanager
def _running(paths: Sequence[str], *, quiet: bool) -> "Iterator[Progress | None]":
    from smaplint import engine

    progress = Progress() if not quiet and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb" else None
    try:
        yield progress
    except engine.PathError as error:
        raise _Usage(f"{error}{_command_meant(paths)}") from error
    finally:
        if progress:
            progress.clear()


def _stdin(limit: int) -> bytes:
    """Standard input, and one byte more than `limit` when it is too large: the engine says so."""
    if sys.stdin is None:
        raise _Usage("`-` is standard input, which is closed")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise _Usage(f"standard input cannot be read: {error.strerror}") from error


def _command_meant(paths: Sequence[str]) -> str:
    """A misspelled command is a PATH that is not there."""
    from smaplint.registry import suggest

    if os.path.lexists(paths[0]) or not paths[0].isalpha():
        return ""
    return suggest(paths[0], tuple(cli.commands)).replace("did you mean", "did you mean the command")


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


def _explain_verdict(report: "Report", paths: Sequence[str]) -> None:
    """What an exit code of 2 or 3 is for, last, where people and logs look."""
    if report.incomplete:
        _say(f"the run did not finish: {report.incomplete}")
    if report.crashed:
        _say("a rule failed (`internal-error`), so its verdict is missing; the exit code is 3")
    if report.run and not report.files:
        _say(
            f"shard {report.run.shard[0]} of {report.run.shard[1]} holds none of the files; `smaplint merge` takes it so"
        )
    if report.maps < report.min_files:
        found = (
            "no source map was" if not report.maps else "1 map was" if report.maps == 1 else f"{report.maps} maps were"
        )
        where = ", ".join(f"`{path}`" for path in paths[:3]) + (", …" if len(paths) > 3 else "")
        _say(
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
            raise _Left  # noqa: TRY301  # as any other end of the reading
        for notice in () if style.quiet else notices:
            _say(f"the sarif report: {notice}")
    except _Left:
        raise
    except OutputError as error:
        _say(f"the {name} report could not be written to {error}")
        return UNUSABLE
    except Exception as error:
        if os.environ.get("SMAPLINT_TRACEBACK"):
            raise
        _say(f"the {name} report could not be made: {type(error).__name__}: {error}")
        return UNUSABLE
    return CLEAN


def _say_summary(report: "Report") -> None:
    """The last line of the text report, for a log in which the report itself is for machines."""
    from smaplint.reporters import render
    from smaplint.reporters.text import Style

    say(render("text", report, Style(quiet=True, frames=False)).rstrip("\n").rsplit("\n", 1)[-1])


def _say(message: str) -> None:
    from smaplint.escape import terminal

    say(f"smaplint: {terminal(message)}")


@cli.command("rules")
@click.option(
    "--preset",
    "presets",
    multiple=True,
    callback=_words,
    shell_complete=_completing("presets"),
    metavar="NAME",
    help="Only the rules that are on in it; repeatable.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="A table, or JSON.")
def rules(presets: tuple[str, ...], format_: str) -> int:
    """List the rules, with their level in each preset."""
    from smaplint import registry
    from smaplint.config import Given, check_names

    _know_plugins()
    check_names(Given(presets=presets))
    columns = presets or registry.GENERAL
    found = [
        rule
        for rule in registry.rules().values()
        if not presets or any(registry.level(rule, preset, case) for preset in presets for case in registry.cases(rule))
    ]
    if format_ == "json":
        import json

        write_stdout(json.dumps({"schema": 1, "rules": [_rule_facts(rule) for rule in found]}, indent=1) + "\n")
        return CLEAN
    name_width = max((len(rule.name) for rule in found), default=0) + 2
    lines = [f"{preset}: {registry.PRESETS[preset]}{_stated(preset)}" for preset in presets]
    united = ("in force",) if len(presets) > 1 else ()
    lines += [*([""] if presets else []), f"{'':{name_width}} {' '.join(f'{one:11}' for one in (*columns, *united))}"]
    for family in registry.families():
        members = [rule for rule in found if rule.family == family]
        if members:
            lines += ["", family]
        for rule in members:
            words = [*(_level_words(rule, one) for one in columns), *(_level_words(rule, *columns) for _ in united)]
            levels = " ".join(f"{word:11}" for word in words)
            others = () if presets else registry.differing(rule)
            elsewhere = f" [{', '.join(f'{one}: {_level_words(rule, one)}' for one in others)}]" if others else ""
            preview = " (preview)" if rule.preview else ""
            lines.append(f"  {rule.name:{name_width - 2}} {levels} {rule.title}{preview}{elsewhere}")
    if any("+" in _level_words(rule, column) for rule in found for column in columns):
        lines += ["", "+ the rule has cases with a lower level, or that are off; its page lists them."]
    lines += ["", f"{len(found)} rules. `smaplint explain RULE` says why a rule is there and how to fix what it finds."]
    return _print(lines)


def _know_plugins() -> None:
    """Load what the configuration here names: rules of plugins are listed and explained like ours."""
    from smaplint.config import load_plugins_of

    try:
        load_plugins_of(os.getcwd())
    except ConfigError as error:
        for fault in error.faults:
            _say(f"without plugins: {fault}")


def _stated(preset: str) -> str:
    """The options that a preset states for families, as the end of the line that says what it is."""
    from smaplint import registry
    from smaplint.options import shown

    stated = [
        f"{family}.{name}: {shown(value)}".replace("`", "")
        for family, options in registry.PRESET_OPTIONS.get(preset, {}).items()
        for name, value in options.items()
    ]
    return f" ({', '.join(stated)})" if stated else ""


def _level_words(rule: "Rule", *presets: str) -> str:
    """The highest level of the rule's cases, and a `+` where another case has a lower one; `-` for off.

    Of several presets the highest level of each case counts, as in a run.
    """
    from smaplint import registry

    levels = {max(registry.level(rule, preset, case) for preset in presets) for case in registry.cases(rule)}
    highest = max(levels)
    return (highest.word if highest else "-") + ("+" if len(levels) > 1 else "")


def _rule_facts(rule: "Rule") -> dict[str, object]:
    from smaplint import registry, standard
    from smaplint.options import options

    cases = registry.cases(rule)
    return {
        "name": rule.name,
        "family": rule.family,
        "summary": rule.title,
        "why": rule.why,
        "how": rule.how,
        "since": rule.since,
        "preview": rule.preview,
        "plugin": rule.plugin,
        "standard": [
            {
                "level": clause.level,
                "section": standard.title(clause),
                "url": standard.url(clause),
                "says": clause.says,
                "case": clause.case,
            }
            for clause in rule.standard
        ],
        "levels": {
            preset: {case: registry.level(rule, preset, case).word for case in cases} for preset in registry.PRESETS
        },
        "options": [{"name": option.key, "takes": option.takes, "default": option.default} for option in options(rule)],
    }


def _print(lines: Sequence[str]) -> int:
    from smaplint.escape import terminal

    write_stdout("".join(f"{terminal(line)}\n" for line in lines))
    return CLEAN


@cli.command("explain", short_help="Say what a rule guards, why, and how to fix what it finds.")
@click.argument("name", metavar="RULE", shell_complete=_completing("rules"))
def explain(name: str) -> int:
    """Say what a rule guards, why, how to fix what it finds, and what it can be told."""
    from smaplint import registry
    from smaplint.settings import ENGINE_RULES

    _know_plugins()
    if name in ENGINE_RULES:
        severity, title, why, how = ENGINE_RULES[name]
        lines = [f"{name} (engine)", "", f"{title}.", ""]
        lines += [*_paragraph("Why it matters", why), *_paragraph("How to fix", how)]
        return _print(
            [*lines, f"Level: {severity.word}, in every preset; a level of your own and `ignore` work by name."]
        )
    if name not in registry.rules():
        if name in registry.families():
            members = ", ".join(rule.name for rule in registry.rules().values() if rule.family == name)
            raise _Usage(f"`{name}` is a family; its rules are {members}")
        if name in registry.PRESETS:
            raise _Usage(f"`{name}` is a preset: {registry.PRESETS[name]}; `smaplint rules --preset {name}` lists it")
        meant = registry.suggest(name, (*registry.rules(), *ENGINE_RULES)) or "; `smaplint rules` lists them"
        raise _Usage(f"there is no rule `{name}`{meant}")
    return _print(_page(registry.rule(name)))


def _page(rule: "Rule") -> list[str]:
    from smaplint import engine, registry, standard
    from smaplint.options import options, shown

    preview = ", preview" if rule.preview else ""
    origin = f", plugin {rule.plugin}" if rule.plugin else ""
    lines = [f"{rule.name} ({rule.family}, since {rule.since}{preview}{origin})", "", f"{rule.title}.", ""]
    lines += [*_paragraph("Why it matters", rule.why), *_paragraph("How to fix", rule.how)]
    lines += _paragraph("Details", rule.section("Details"))
    lines.append("Levels")
    cases = registry.cases(rule)
    width = max(len(case) for case in ("usual", *cases))
    presets = (*registry.GENERAL, *registry.differing(rule))
    lines.append(f"  {'':{width}}  {'  '.join(f'{preset:11}' for preset in presets)}")
    for case in cases:
        levels = "  ".join(f"{registry.level(rule, preset, case).word:11}" for preset in presets)
        lines.append(f"  {case or 'usual':{width}}  {levels}")
    lines.append("")
    if options(rule):
        lines.append("Options")
        lines += [f"  {option.key}: {option.takes} (default: {shown(option.default)})" for option in options(rule)]
        lines.append("")
    lines += _examples(rule)
    if rule.standard:
        lines.append("In the standard (ECMA-426)")
        lines += [line for clause in standard.lines(rule.standard) for line in _wrapped(clause, "    ")]
        lines.append("")
    if rule.evidence:
        lines.append(f"Seen in: {rule.evidence}")
    url = engine.info(rule, registry.level(rule, "recommended", "")).url
    return [*lines, *([f"Page: {url}"] if url else [])]


def _paragraph(heading: str, text: str) -> list[str]:
    return [heading, *_wrapped(text, "  "), ""] if text else []


def _wrapped(text: str, indent: str) -> list[str]:
    """The text in lines that begin with two blanks, and after the first one with `indent`."""
    import textwrap

    return textwrap.wrap(
        text,
        max(min(width_of(sys.stdout), 100), 22),
        initial_indent="  ",
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _examples(rule: "Rule", most: int = 3) -> list[str]:
    """A few maps that the rule finds at fault and one that pleases it, as JSON on one line."""
    from smaplint.testing import files_of

    lines: list[str] = []
    for heading, examples in (("At fault", rule.bad[:most]), ("Fine", rule.good[:1])):
        if not examples:
            continue
        lines.append(heading)
        for example in examples:
            if example.note:
                lines.append(f"  # {example.note}")
            for path, data in files_of(example).items():
                text = data[:200].decode("utf-8", "backslashreplace")
                lines.append(f"  {path}: {text}{'…' if len(data) > 200 else ''}")
        lines.append("")
    return lines


@cli.command("init", short_help="Write a configuration, after a look at the project.")
@click.argument("folder", default=".", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Print the configuration, and write nothing.")
@click.option("--force", is_flag=True, help="Replace the configuration that is there.")
def init(folder: str, dry_run: bool, force: bool) -> int:
    """Write `.smaplint.yaml` for the project in FOLDER (here, where none is named), and say what was seen.

    Looks at package.json, at the configurations of bundlers (nothing is run), at uploaders, workspaces and what is built.
    """
    from smaplint import init as starting

    return starting.run(folder, dry_run=dry_run, force=force)


@cli.command("completion", short_help="Print what a shell needs to complete `smaplint`.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script that completes `smaplint` in a shell; its first lines say where to put it."""
    from smaplint.completion import script

    write_stdout(script(cli, shell), utf8=True)
    return CLEAN


@cli.command("config")
@_choosing
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the configuration, for editors.")
def config(
    presets: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    exclude: tuple[str, ...],
    fail_on: str | None,
    min_files: int | None,
    jobs: int | None,
    config_file: str | None,
    no_config: bool,
    config_from: str | None,
    schema: bool,
) -> int:
    """Show what is in force, and where each part of it comes from."""
    if schema:
        import json

        from smaplint.config_schema import config_schema

        write_stdout(json.dumps(config_schema(), indent=2) + "\n")
        return CLEAN
    from smaplint.config import Given

    given = Given(presets, select, ignore, extend_select, exclude, fail_on, min_files, jobs, config_from=config_from)
    settings, origin = _load(config_file, given, search=not no_config)
    return _print(_in_force(settings, origin))


def _in_force(settings: "Settings", origin: "Origin") -> list[str]:
    from smaplint.options import shown

    rows: list[tuple[str, str]] = [
        ("preset", ", ".join(settings.presets)),
        ("select", ", ".join(settings.select)),
        ("ignore", ", ".join(settings.ignore)),
        ("extend-select", ", ".join(settings.extend_select)),
        ("fail-on", settings.fail_on.word if settings.fail_on is not None else "never"),
        ("min-files", str(settings.min_files)),
        ("paths", ", ".join(settings.paths)),
        ("exclude", ", ".join(settings.exclude)),
        ("baseline", settings.baseline),
        ("against", settings.against),
        ("sarif-anchor", settings.sarif_anchor),
        ("sarif-category", settings.sarif_category),
        ("jobs", str(settings.jobs or "the cores that this process may use")),
        ("max-file-size", f"{settings.max_file_size:,} bytes"),
    ]
    lines = [
        f"configuration: {settings.source if settings.source != 'defaults' else 'none was found'}",
        f"globs are relative to {settings.base}",
        "",
    ]
    lines += [f"{key + ':':15} {value or '-':40} {origin.of(key)}" for key, value in rows]
    lines += ["", "rules that are on:"]
    for active in settings.plan():
        words = "/".join(level.word for level in sorted(set(active.levels.values()), reverse=True) if level)
        where = origin.rules.get(active.rule.name) or "preset"
        lines.append(f"  {active.rule.name:28} {words:22} {where}")
        lines += [f"    {name.replace('_', '-')}: {shown(value)}" for name, value in active.options.items()]
    for number, override in enumerate(settings.overrides, 1):
        lines += ["", f"override {number}, for {', '.join(override.paths)}:"]
        lines += [f"  {name:28} {level.word}" for name, level in override.levels.items()]
        for name, stated in override.options.items():
            lines += [f"  {name}: {key.replace('_', '-')} is {shown(value)}" for key, value in stated.items()]
    if settings.suppressions:
        lines += ["", "suppressed:"]
    for one in settings.suppressions:
        lines.append(f"  {', '.join(one.rules)} in {', '.join(one.paths)}: {one.reason} ({one.file}:{one.line})")
    return lines


@cli.command("schema", short_help="Print the JSON Schema of a report, or of the configuration.")
@click.argument("what", type=click.Choice(["report", "jsonl", "config"]), default="report")
def schema(what: str) -> int:
    """Print the JSON Schema (draft 2020-12) of the `json` report, of a line of `jsonl`, or of the configuration."""
    import json

    if what == "config":
        from smaplint.config_schema import config_schema as schema_of
    elif what == "jsonl":
        from smaplint.reporters.jsonl import schema as schema_of
    else:
        from smaplint.reporters.json import schema as schema_of
    write_stdout(json.dumps(schema_of(), indent=2) + "\n")
    return CLEAN


@cli.command("snapshot", short_help="Keep the facts of a build, to compare later ones with.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path())
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to.  [default: standard output]")
@_choosing
def snapshot(
    paths: tuple[str, ...], output: str, config_file: str | None, no_config: bool, **choice: Unpack[Choice]
) -> int:
    """Keep the facts of a build, for `--against` of later runs: counts, roots and styles of sources, by stable names."""
    from smaplint import engine
    from smaplint.config import Given

    settings, _ = _load(config_file, Given(**choice), search=not no_config, paths=paths)
    chosen = _chosen(paths, settings)
    if not all(os.path.isdir(path) for path in chosen if os.path.lexists(path)):
        raise _Usage("a snapshot is of whole builds: name folders")
    with _running(chosen, quiet=False) as progress:
        report, taken = engine.take(chosen, settings, jobs=settings.jobs or None, progress=progress)
    if not _is_whole(report, chosen):
        return max(UNUSABLE, report.exit_code)
    from smaplint import snapshot as facts
    from smaplint.rule import count

    _put(output, facts.render(taken, smaplint.__version__))
    _say(f"the facts of {count(report.maps, 'map')} and {count(report.bundles, 'bundle')} were kept")
    return CLEAN


@cli.command("baseline", short_help="Accept what is found now, so that only new findings count.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path())
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Where to.  [default: `baseline` of the configuration, or .smaplint-baseline.json]",
)
@click.option("--prune", is_flag=True, help="Take out of the file what nothing fits any more; add nothing.")
@_choosing
def baseline(
    paths: tuple[str, ...],
    output: str | None,
    prune: bool,
    config_file: str | None,
    no_config: bool,
    **choice: Unpack[Choice],
) -> int:
    """Write the findings of a run to a file, for `--baseline` of later runs; or take out of it what is gone."""
    from smaplint import baseline as accepted
    from smaplint.config import Given
    from smaplint.rule import count

    settings, _ = _load(config_file, Given(**choice), search=not no_config, paths=paths)
    chosen = _chosen(paths, settings)
    file = output or settings.baseline or accepted.NAME
    if prune and file == "-":
        raise _Usage("`--prune` rewrites a file; name it with `-o`")
    known = accepted.read(file) if prune else ()
    report = _lint(chosen, settings._replace(baseline=file if prune else ""), quiet=False)
    if not _is_whole(report, chosen):
        return max(UNUSABLE, report.exit_code)
    if prune:
        kept = accepted.without(known, report.stale)
        gone = sum(one.times for one in report.stale)
        said = f"{count(gone, 'finding')} that nothing fits any more went out of `{file}`; "
    else:
        kept = accepted.entries(report)
        said = ""
    if not prune or report.stale:
        _put(file, accepted.render(kept))
    _say(f"{said}{count(sum(one.times for one in kept), 'finding')} {'stay' if prune else 'are accepted'}")
    return CLEAN


def _is_whole(report: "Report", paths: Sequence[str]) -> bool:
    """Whether all of a run can be kept for later ones; said, where it cannot."""
    from smaplint.settings import ENGINE_RULES

    failed = [one for one in report.findings if one.rule in ENGINE_RULES and one.rule != "unused-suppression"]
    for finding in failed[:_SHOWN]:
        _say(f"{finding.place.path}: {finding.message}")
    _explain_verdict(report, paths)
    if failed or report.exit_code >= UNUSABLE:
        _say("nothing was written")
        return False
    return True


# More files that cannot be read than that are one mistake.
_SHOWN: Final = 20


def _put(file: str, text: str) -> None:
    """Write a kept file, whole or not at all. OutputError."""
    if file == "-":
        write_stdout(text, utf8=True)
    else:
        write_file(file, text)


def run(args: list[str]) -> int:
    """Run the command line with these arguments; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What a locale cannot show is escaped: an ASCII terminal is no reason to fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    completing = os.environ.get("_SMAPLINT_COMPLETE")
    if completing:
        from smaplint.completion import answer

        return answer(cli, completing)
    try:
        # Not `cli.main`: it has ideas of its own of closed pipes and interrupts.
        with cli.make_context("smaplint", list(args)) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.UsageError as error:
        _say(_sentence(error.format_message()))
        if not isinstance(error, _Usage):
            say("Try `smaplint --help`.")
        return UNUSABLE
    except click.ClickException as error:
        _say(_sentence(error.format_message()))
        return UNUSABLE
    except ConfigError as error:
        for fault in error.faults:
            _say(str(fault))
        return UNUSABLE
    except OutputError as error:
        _say(f"could not write to {error}")
        return UNUSABLE
    except BrokenPipeError:
        return CLEAN  # of `--help`, which click writes
    except OSError as error:
        if os.environ.get("SMAPLINT_TRACEBACK"):
            raise
        _say(f"could not go on: {error}")
        return UNUSABLE
    except Exception as error:
        # Imported with the rules, and so late.
        registry = sys.modules.get("smaplint.registry")
        if registry is None or not isinstance(error, registry.RegistryError):
            raise
        _say(str(error))
        return UNUSABLE


def _sentence(message: str) -> str:
    """A message of click in the style of ours: one line, without a final stop."""
    text = " ".join(message.split())
    return text.removesuffix(".")
