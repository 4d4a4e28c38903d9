"""The configuration of a run: found, read, checked, united with the command line, and resolved to `Settings`.

One file: `.smaplint.yaml`, `smaplint.yaml`, or pyproject.toml with `[tool.smaplint]`, in the working directory or the
nearest folder above it; the search ends at the git top level. Two in one folder are an error, not a guess. Globs and
`paths` are relative to the folder of a file that was found, and to the working directory for one that was named with
`--config`: so a trusted configuration can be kept outside of what is linted.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from smaplint import registry
from smaplint._record import NamedTuple
from smaplint.config_error import ConfigError, Fault
from smaplint.rule import OFF, Severity, quote
from smaplint.settings import Settings, ignorable, selectors

if TYPE_CHECKING:
    from smaplint.base_config import Commit
    from smaplint.config_text import ConfigText

__all__ = ["ConfigError", "Fault", "Given", "Origin", "load"]

_YAML_NAMES: Final = (".smaplint.yaml", "smaplint.yaml")
_TOML_NAME: Final = "pyproject.toml"
# Somebody will write these; what is never read must not look as if it were.
_MISNAMED: Final = (".smaplint.yml", "smaplint.yml")


DEFAULT: Final = "default"
COMMAND_LINE: Final = "command line"

# Nobody writes to it: the fields that it stands in are read-only mappings.
_NOTHING: Final[dict[str, str]] = {}


class Given(NamedTuple):
    """What the command line states; None and empty: nothing. Names are as typed, not yet checked.

    `select` replaces what the configuration selects and ignores, `presets` what it presets and selects; `ignore`,
    `extend_select` and `exclude` (globs relative to the working directory) are added. An empty `baseline` or `against` is
    none, whatever the configuration names. `config_from`: the commit that all files of the configuration are taken from;
    `?` for one that is not at hand (`smaplint.base_config`).
    """

    presets: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    min_files: int | None = None
    jobs: int | None = None
    baseline: str | None = None
    against: str | None = None
    config_from: str | None = None
    sarif_anchor: str | None = None
    sarif_category: str | None = None


class Origin(NamedTuple):
    """Where each part of the settings comes from, for people: `default`, `smaplint.yaml:3`, `command line`.

    `file`: the configuration, as it is shown; empty without one. `keys`: by key; `rules`: by rule, for those that the
    configuration sets.
    """

    file: str = ""
    keys: Mapping[str, str] = _NOTHING
    rules: Mapping[str, str] = _NOTHING

    def of(self, key: str) -> str:
        return self.keys.get(key, DEFAULT)


def load(
    cwd: str,
    explicit: "str | ConfigText | None" = None,
    given: Given | None = None,
    *,
    search: bool = True,
    paths: Sequence[str] = (),
) -> tuple[Settings, Origin]:
    """What is in force for a run in the folder `cwd`. Raises ConfigError.

    `explicit`: the file that `--config` names, or a configuration that has none. `search=False`: with no file at all, unless one is named. `paths`: what is
    linted; where there is nothing upwards of `cwd`, the search goes upwards from the folder that they lie in.
    """
    given = given or Given()
    cwd = os.path.abspath(cwd)
    text: ConfigText | None = None
    base = cwd
    elsewhere = None
    if given.config_from is not None and (explicit is None or isinstance(explicit, str)):
        from smaplint import base_config

        cwd = os.path.realpath(cwd)
        elsewhere = base_config.look_up(given.config_from, cwd, explicit, paths)
        text, base = elsewhere.text, elsewhere.base
    elif explicit is not None:
        text = read_named(explicit) if isinstance(explicit, str) else explicit
    elif search:
        found = find_above(cwd, paths)
        if found:
            text, base = found
    if text is not None:
        load_plugins(text)
    check_names(given)
    settings, origin = Settings(base=base), Origin()
    if text is not None:
        from smaplint.config_resolve import Resolver

        settings, origin = Resolver(text, cwd, base).resolve(given)
    settings, origin = _with_command_line(settings, origin, given, cwd)
    if elsewhere is not None:
        settings = base_config.settled(settings, elsewhere, cwd)
    stated = settings.select or settings.ignore or settings.levels
    if stated and not settings.plan() and not settings.overrides:
        keys = ("select", "ignore", "rules")
        where = next((origin.keys[key] for key in keys if key in origin.keys), origin.file or COMMAND_LINE)
        raise ConfigError(Fault(where, 0, 0, "no rule is on, so nothing would be checked; select one, or ignore less"))
    return settings, origin


def load_plugins(text: "ConfigText") -> None:
    """Import the rules of the plugins that a configuration names; they are needed to read the rest of it. ConfigError."""
    named = text.data.get("plugins")
    for index, name in enumerate([named] if isinstance(named, str) else named if isinstance(named, list) else ()):
        if not isinstance(name, str):
            continue  # the schema says so
        try:
            registry.load((name,))
        except registry.PluginError as error:
            place = ("plugins",) if isinstance(named, str) else ("plugins", index)
            raise ConfigError(text.fault(place, str(error))) from error


def load_plugins_of(cwd: str) -> None:
    """Import the rules of the plugins that the configuration of a folder names, where there is one. ConfigError."""
    found = _find(os.path.abspath(cwd))
    if found:
        load_plugins(found[0])


def find_above(cwd: str, paths: Sequence[str] = (), commit: "Commit | None" = None) -> "tuple[ConfigText, str] | None":
    """The configuration that a search finds, and the folder it is in; on disk, or in a commit. ConfigError."""
    return _find(cwd, commit=commit) or _beside(paths, cwd, commit)


def _beside(paths: Sequence[str], cwd: str, commit: "Commit | None" = None) -> "tuple[ConfigText, str] | None":
    """The configuration of the project that the folders lie in (`smaplint web/dist`, from above `web`).

    Never one inside a folder that is linted, nor a dependency's: what is linted must not switch its own lint off.
    """
    folders = {os.path.dirname(os.path.abspath(path)) for path in paths}
    # Of a commit the checkout says nothing: one folder that became a file would take the configuration away.
    if not folders or not (commit or all(os.path.isdir(path) for path in paths)):
        return None
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # several drives
        return None
    if not common.startswith(cwd.rstrip(os.sep) + os.sep) or "node_modules" in common.split(os.sep):
        return None
    return _find(common, cwd, commit)


def _find(folder: str, cwd: str = "", commit: "Commit | None" = None) -> "tuple[ConfigText, str] | None":
    """The nearest configuration, upwards from a folder to its git top level, and the folder it is in."""
    cwd = cwd or folder
    while True:
        texts = list(_in_folder(folder, cwd, commit))
        if len(texts) > 1:
            first, second = texts[0].file, texts[1].file
            raise ConfigError(
                Fault(
                    first, 0, 0, f"{quote(second)} configures smaplint in the same folder; there should be one of them"
                )
            )
        if texts:
            return texts[0], folder
        parent = os.path.dirname(folder)
        if parent == folder or (folder == commit.top if commit else os.path.lexists(os.path.join(folder, ".git"))):
            return None
        folder = parent


def _in_folder(folder: str, cwd: str, commit: "Commit | None" = None) -> "Iterator[ConfigText]":
    names = (*_MISNAMED, *_YAML_NAMES, _TOML_NAME)
    if commit:
        there = commit.present(folder, names)
    else:
        there = frozenset(name for name in names if os.path.lexists(os.path.join(folder, name)))
    for name in _MISNAMED:
        if name in there:
            shown = _shown(os.path.join(folder, name), cwd, commit)
            raise ConfigError(Fault(shown, 0, 0, f"this file is never read; its name should be `{name[:-3]}yaml`"))
    for name in (*_YAML_NAMES, _TOML_NAME):
        path = os.path.join(folder, name)
        if name not in there:
            continue
        from smaplint.config_text import MAX_TOML, MAX_YAML, read_toml, read_yaml

        shown = _shown(path, cwd, commit)
        if name != _TOML_NAME:
            yield read_yaml(_read(path, shown, MAX_YAML, commit=commit), shown)
            continue
        try:
            data = _read(path, shown, MAX_TOML, commit=commit)
        except ConfigError:
            continue  # it is every tool's file: one that cannot be read says nothing to us
        try:
            text = read_toml(data, shown)
        except ConfigError:
            # A broken file that only names smaplint, as a dependency say, is for others to complain of.
            if not re.search(rb"tool\s*\.\s*smaplint|^\s*smaplint\s*[.=]", data, re.MULTILINE):
                continue
            raise
        if text is not None:
            yield text


def _shown(path: str, cwd: str, commit: "Commit | None") -> str:
    return commit.shown(path, cwd) if commit else relative(path, cwd)


def read_named(path: str, data: bytes | None = None, shown: str = "") -> "ConfigText":
    """The file that `--config` names; by its ending it is TOML, else YAML. It may be a pipe (`<(…)`). ConfigError.

    `data`, `shown`: what is in it and how messages name it, where that is not on disk.
    """
    from smaplint.config_text import MAX_TOML, MAX_YAML, read_toml, read_yaml

    toml = path.lower().endswith(".toml")
    shown = shown or path
    if data is None:
        data = _read(path, path, MAX_TOML if toml else MAX_YAML, named=True)
    text = read_toml(data, shown) if toml else read_yaml(data, shown)
    if text is None:
        raise ConfigError(Fault(shown, 0, 0, "there is no `[tool.smaplint]` in this file"))
    return text


def _read(path: str, shown: str, limit: int, *, named: bool = False, commit: "Commit | None" = None) -> bytes:
    """At most one byte more than `limit`. A file that was found has to be regular: a FIFO must not hang the run."""
    if commit:
        return (commit.read(path) or b"")[: limit + 1]
    try:
        handle = os.open(
            path, os.O_RDONLY | (0 if named else getattr(os, "O_NONBLOCK", 0)) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ConfigError(Fault(shown, 0, 0, f"the configuration cannot be read: {reason}")) from error
    try:
        with os.fdopen(handle, "rb") as file:
            if not named and not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ConfigError(Fault(shown, 0, 0, "the configuration is no regular file"))
            return file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(Fault(shown, 0, 0, f"the configuration cannot be read: {reason}")) from error


def relative(path: str, cwd: str) -> str:
    """A path as people would type it in the folder `cwd`, with `/`."""
    try:
        path = os.path.relpath(path, cwd)
    except ValueError:  # another drive
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")


# pathspec makes a backtracking pattern of a glob. Against a name of 255 characters, three `*` in one name take 0.04 s,
# four 1.2 s and five more than 20 s; so do `**`.
_STARS_IN_NAME: Final = 3
_STARS: Final = 6


def glob_fault(glob: str) -> str:
    """Why a glob of `.gitignore` matches nothing, cannot be read or takes too long to match; empty when it is fine."""
    names = glob.split("/")
    stars = [len(re.findall(r"\*+", name)) for name in names]
    if max(stars) > _STARS_IN_NAME or names.count("**") > _STARS_IN_NAME or sum(stars) > _STARS:
        return (
            f"the glob {quote(glob)} has too many `*`: the most are {_STARS_IN_NAME} in one name, {_STARS_IN_NAME} `**`"
            f" and {_STARS} in all"
        )
    from pathspec import GitIgnoreSpec

    if not glob.strip() or glob.startswith("#"):
        return f"the glob {quote(glob)} matches nothing: `.gitignore` takes it for a blank line or a comment"
    try:
        GitIgnoreSpec.from_lines([glob])
    except Exception:  # noqa: BLE001  # pathspec raises ValueError, re.error and its own
        return f"the glob {quote(glob)} cannot be read as a pattern of `.gitignore`"
    return ""


def expectation_fault(text: str) -> str:
    """Why a pinned coordinate cannot be read, or its glob; empty when it is fine."""
    from smaplint.expectations import SHAPE, parse

    expected = parse(text)
    return glob_fault(expected.file) if expected else f"{quote(text)} pins no coordinate; it should be {SHAPE}"


def threshold(word: str) -> Severity | None:
    """The severity that `fail-on` names; None for `never`."""
    return None if word == "never" else Severity[word.upper()]


def selected(settings: Settings, given: Given) -> Settings:
    """With what the command line says of the selection; it wins over the configuration."""
    if given.presets:
        settings = settings._replace(presets=given.presets, select=())
    if given.select:
        settings = settings._replace(select=given.select, extend_select=(), ignore=())
    return settings._replace(
        ignore=(*settings.ignore, *given.ignore),
        extend_select=(*settings.extend_select, *given.extend_select),
    )


def _with_command_line(settings: Settings, origin: Origin, given: Given, cwd: str) -> tuple[Settings, Origin]:
    if not origin.file:
        settings = selected(settings, given)
    # Who names a rule on the command line wants it to run, whatever the configuration has turned off.
    asked = {*given.select, *given.extend_select}
    levels = {name: level for name, level in settings.levels.items() if level != OFF or name not in asked}
    settings = settings._replace(
        levels=levels,
        fail_on=settings.fail_on if given.fail_on is None else threshold(given.fail_on),
        min_files=settings.min_files if given.min_files is None else given.min_files,
        jobs=settings.jobs if given.jobs is None else given.jobs,
        baseline=settings.baseline if given.baseline is None else given.baseline,
        against=settings.against if given.against is None else given.against,
        sarif_anchor=settings.sarif_anchor if given.sarif_anchor is None else given.sarif_anchor,
        sarif_category=settings.sarif_category if given.sarif_category is None else given.sarif_category,
        exclude=(*settings.exclude, *(_rebased(glob, cwd, settings.base) for glob in given.exclude)),
    )
    keys = dict(origin.keys)
    for key, stated in (
        ("fail-on", given.fail_on),
        ("min-files", given.min_files),
        ("jobs", given.jobs),
        ("baseline", given.baseline),
        ("against", given.against),
        ("sarif-anchor", given.sarif_anchor),
        ("sarif-category", given.sarif_category),
    ):
        if stated is not None:
            keys[key] = COMMAND_LINE
    for key, values in (("ignore", given.ignore), ("extend-select", given.extend_select), ("exclude", given.exclude)):
        if values:
            keys[key] = f"{keys[key]} and {COMMAND_LINE}" if key in keys else COMMAND_LINE
    for key, values, emptied in (
        ("preset", given.presets, ("select",)),
        ("select", given.select, ("ignore", "extend-select")),
    ):
        if values:
            keys[key] = COMMAND_LINE
            keys.update((other, f"{COMMAND_LINE}, `--{key}`") for other in emptied if other in origin.keys)
    return settings, Origin(origin.file, keys, origin.rules)


def check_names(given: Given) -> None:
    """Every name on the command line, before anything runs with one that means nothing. ConfigError."""
    for glob in given.exclude:
        fault = glob_fault(glob)
        if fault:
            raise ConfigError(Fault("--exclude", 0, 0, fault))
    if not (given.presets or given.select or given.ignore or given.extend_select):
        return
    faults = []
    for option, values, known, wanted in (
        ("--preset", given.presets, tuple(registry.PRESETS), "preset"),
        ("--select", given.select, selectors(), "rule, family or preset"),
        ("--extend-select", given.extend_select, selectors(), "rule, family or preset"),
        ("--ignore", given.ignore, ignorable(), "rule, family or preset"),
    ):
        for value in values:
            if value not in known:
                meant = registry.suggest(value, known) or "; `smaplint rules` lists them"
                faults.append(Fault(option, 0, 0, f"{quote(value)} is no {wanted}{meant}"))
    if faults:
        raise ConfigError(*faults)


def _rebased(glob: str, cwd: str, base: str) -> str:
    """A glob relative to `cwd` as one relative to `base`, a folder above it; with `.gitignore`'s rule for slashes."""
    below = relative(cwd, base)
    negated, pattern = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    pattern = pattern.removeprefix("./")
    # A name without a slash is meant wherever it stands.
    if below == "." or "/" not in pattern.rstrip("/"):
        return negated + pattern
    escaped = re.sub(r"([\\*?\[\]!#])", r"\\\1", below)
    return f"{negated}/{escaped}/{pattern.lstrip('/')}"
