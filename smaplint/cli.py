"""The command line for click: `smaplint [PATHS]…`, and the commands beside it. What it does, and the exit codes: `smaplint.command`."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar, Unpack

import click

import smaplint
from smaplint import command as plain
from smaplint.command import (
    CLEAN,
    COLOURS,
    FAIL_ON,
    FORMATS,
    UNUSABLE,
    Choice,
    Left,
    Shown,
    UsageError,
    check_shown,
    complain,
    deliver,
    escape_what_cannot_be_shown,
    explain_verdict,
    for_reports,
    given_by,
    guarded,
    lint_paths,
    load_settings,
    outputs_of,
    running,
    sentence,
    targets,
    words,
)
from smaplint.config_error import ConfigError
from smaplint.output import is_terminal, say, width_of, write_file, write_stdout

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from smaplint.config import Origin
    from smaplint.report import Report
    from smaplint.rule import Rule
    from smaplint.settings import Settings


_VERSIONS: Final = ("--version", "-V")
_HELP: Final = ("--help", "-h", *_VERSIONS)
_VERBOSE: Final = "smaplint.verbose"


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
    return words(value)


def _outputs(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    try:
        return outputs_of(value)
    except UsageError as error:
        raise click.BadParameter(str(error)) from error


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
        type=click.Choice(FAIL_ON),
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
        type=click.Choice(COLOURS),
        default="auto",
        help="Colour on standard output.  [default: auto]",
    ),
)


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
    if shard is None and not watch:
        return plain.lint(paths, config_file, no_config, options)
    check_shown(options)
    settings, origin = load_settings(config_file, given_by(options), search=not no_config, paths=paths)
    chosen = targets(paths, settings)
    if watch:
        if shard:
            raise UsageError("`--watch` looks at whole builds; leave `--shard` out")
        return _watch(paths, config_file, settings, origin, search=not no_config, options=options)
    if shard and "-" in chosen:
        raise UsageError("`--shard` parts the files of folders; `-` is one file, and there is nothing to part")
    # Of a shard too: it is not known yet which reports its part goes into.
    settings = for_reports(settings, options, breakdown=shard is not None)
    return deliver(lint_paths(chosen, settings, quiet=options["quiet"], shard=shard), chosen, options)


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

    chosen = targets(paths, settings)
    shown = [options["format_"] or "text", *(name for name, file in options["outputs"] if file == "-")]
    if any(name != "text" for name in shown):
        raise UsageError(
            "`--watch` writes text on standard output; name a file for the other reports, as in `-o json=FILE`"
        )
    if "-" in chosen:
        raise UsageError("`-` is standard input, which does not change; `--watch` is for files and folders")
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
            settings, origin = load_settings(config_file, given_by(options), search=search, paths=paths)
            watch.paths = chosen = targets(paths, settings)
            settings = for_reports(settings, options, breakdown=False)
            deliver(lint_paths(chosen, settings, quiet=options["quiet"]), chosen, options, is_read=True)
        except Left:
            return CLEAN
        except ConfigError as error:
            for fault in error.faults:
                complain(str(fault))
        except UsageError as error:  # a build began meanwhile, and took the folder away
            complain(str(error))
        if not write_stdout(told(f"watching {', '.join(chosen)}; Ctrl-C ends it")):
            return CLEAN


@cli.command("merge", short_help="Make one report of the JSON reports of all shards.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...", type=click.Path())
@_showing
@_choosing
@_VERSION
def merge(files: tuple[str, ...], config_file: str | None, no_config: bool, **options: Unpack[Shown]) -> int:
    """Make one report of the JSON reports that `smaplint --shard K/N --output json=FILE` wrote, as if there were no shards.

    Run it in the same folder of the checkout and with the same configuration.
    """
    check_shown(options)
    from smaplint import runs

    merged = runs.read(files)
    settings, _ = load_settings(config_file, given_by(options), search=not no_config, paths=merged.tops)
    from smaplint import engine

    return deliver(engine.merge(merged, for_reports(settings, options)), merged.tops, options)


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
            complain(f"without plugins: {fault}")


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
            raise UsageError(f"`{name}` is a family; its rules are {members}")
        if name in registry.PRESETS:
            raise UsageError(
                f"`{name}` is a preset: {registry.PRESETS[name]}; `smaplint rules --preset {name}` lists it"
            )
        meant = registry.suggest(name, (*registry.rules(), *ENGINE_RULES)) or "; `smaplint rules` lists them"
        raise UsageError(f"there is no rule `{name}`{meant}")
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
    settings, origin = load_settings(config_file, given, search=not no_config)
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

    settings, _ = load_settings(config_file, Given(**choice), search=not no_config, paths=paths)
    chosen = targets(paths, settings)
    if not all(os.path.isdir(path) for path in chosen if os.path.lexists(path)):
        raise UsageError("a snapshot is of whole builds: name folders")
    with running(chosen, quiet=False) as progress:
        report, taken = engine.take(chosen, settings, jobs=settings.jobs or None, progress=progress)
    if not _is_whole(report, chosen):
        return max(UNUSABLE, report.exit_code)
    from smaplint import snapshot as facts
    from smaplint.rule import count

    _put(output, facts.render(taken, smaplint.__version__))
    complain(f"the facts of {count(report.maps, 'map')} and {count(report.bundles, 'bundle')} were kept")
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

    settings, _ = load_settings(config_file, Given(**choice), search=not no_config, paths=paths)
    chosen = targets(paths, settings)
    file = output or settings.baseline or accepted.NAME
    if prune and file == "-":
        raise UsageError("`--prune` rewrites a file; name it with `-o`")
    known = accepted.read(file) if prune else ()
    report = lint_paths(chosen, settings._replace(baseline=file if prune else ""), quiet=False)
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
    complain(f"{said}{count(sum(one.times for one in kept), 'finding')} {'stay' if prune else 'are accepted'}")
    return CLEAN


def _is_whole(report: "Report", paths: Sequence[str]) -> bool:
    """Whether all of a run can be kept for later ones; said, where it cannot."""
    from smaplint.settings import ENGINE_RULES

    failed = [one for one in report.findings if one.rule in ENGINE_RULES and one.rule != "unused-suppression"]
    for finding in failed[:_SHOWN]:
        complain(f"{finding.place.path}: {finding.message}")
    explain_verdict(report, paths)
    if failed or report.exit_code >= UNUSABLE:
        complain("nothing was written")
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
    """Run any command line with these arguments; the exit code. The usual ones need no click: `smaplint.command.run`."""
    escape_what_cannot_be_shown()
    completing = os.environ.get("_SMAPLINT_COMPLETE")
    if completing:
        from smaplint.completion import answer

        return answer(cli, completing)
    return guarded(lambda: _invoked(args))


def _invoked(args: list[str]) -> int:
    try:
        # Not `cli.main`: it has ideas of its own of closed pipes and interrupts.
        with cli.make_context("smaplint", list(args)) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as error:
        complain(sentence(error.format_message()))
        if isinstance(error, click.UsageError):
            say("Try `smaplint --help`.")
        return UNUSABLE
