"""The configuration of a run: found, read, checked, united with the command line, and resolved to `Settings`.

One file: `.smaplint.yaml`, `smaplint.yaml`, or pyproject.toml with `[tool.smaplint]`, in the working directory or the
nearest folder above it; the search ends at the git top level. Two in one folder are an error, not a guess. Globs and
`paths` are relative to the folder of a file that was found, and to the working directory for one that was named with
`--config`: so a trusted configuration can be kept outside of what is linted.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from smaplint import registry
from smaplint.config_text import MAX_TOML, MAX_YAML, ConfigError, ConfigText, Fault, Path, read_toml, read_yaml
from smaplint.options import OptionError, options, validate
from smaplint.rule import OFF, Severity, quote
from smaplint.settings import MAX_FILE_SIZE, Override, Settings, Suppression

__all__ = ["ConfigError", "Fault", "Given", "Origin", "load"]

_YAML_NAMES: Final = (".smaplint.yaml", "smaplint.yaml")
_TOML_NAME: Final = "pyproject.toml"
# Somebody will write these; what is never read must not look as if it were.
_MISNAMED: Final = (".smaplint.yml", "smaplint.yml")

_UNITS: Final = {
    "": 1,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "ki": 2**10,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
}

DEFAULT: Final = "default"
COMMAND_LINE: Final = "command line"


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line states; None and empty: nothing. Names are as typed, not yet checked.

    `select` replaces what the configuration selects and ignores, `presets` what it presets and selects; `ignore`,
    `extend_select` and `exclude` (globs relative to the working directory) are added.
    """

    presets: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    min_files: int | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each part of the settings comes from, for people: `default`, `smaplint.yaml:3`, `command line`.

    `file`: the configuration, as it is shown; empty without one. `keys`: by key; `rules`: by rule, for those that the
    configuration sets.
    """

    file: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        return self.keys.get(key, DEFAULT)


def load(
    cwd: str, explicit: str | None = None, given: Given | None = None, *, search: bool = True
) -> tuple[Settings, Origin]:
    """What is in force for a run in the folder `cwd`. Raises ConfigError.

    `explicit`: the file that `--config` names. `search=False`: with no file at all, unless one is named.
    """
    given = given or Given()
    check_names(given)
    cwd = os.path.abspath(cwd)
    text: ConfigText | None = None
    base = cwd
    if explicit is not None:
        text = _read_named(explicit)
    elif search:
        found = _find(cwd)
        if found:
            text, base = found
    settings, origin = Settings(base=base), Origin()
    if text is not None:
        settings, origin = _Resolver(text, cwd, base).resolve(given)
    settings, origin = _with_command_line(settings, origin, given, cwd)
    stated = settings.select or settings.ignore or settings.levels
    if stated and not settings.plan() and not settings.overrides:
        keys = ("select", "ignore", "rules")
        where = next((origin.keys[key] for key in keys if key in origin.keys), origin.file or COMMAND_LINE)
        raise ConfigError(Fault(where, 0, 0, "no rule is on, so nothing would be checked; select one, or ignore less"))
    return settings, origin


def _find(cwd: str) -> tuple[ConfigText, str] | None:
    """The nearest configuration, upwards from a folder to its git top level, and the folder it is in."""
    folder = cwd
    while True:
        texts = list(_in_folder(folder, cwd))
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
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _in_folder(folder: str, cwd: str) -> Iterator[ConfigText]:
    for name in _MISNAMED:
        if os.path.lexists(os.path.join(folder, name)):
            shown = relative(os.path.join(folder, name), cwd)
            raise ConfigError(Fault(shown, 0, 0, f"this file is never read; its name should be `{name[:-3]}yaml`"))
    for name in (*_YAML_NAMES, _TOML_NAME):
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            continue
        shown = relative(path, cwd)
        if name != _TOML_NAME:
            yield read_yaml(_read(path, shown, MAX_YAML), shown)
            continue
        try:
            data = _read(path, shown, MAX_TOML)
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


def _read_named(path: str) -> ConfigText:
    """The file that `--config` names; by its ending it is TOML, else YAML. It may be a pipe (`<(…)`)."""
    toml = path.lower().endswith(".toml")
    data = _read(path, path, MAX_TOML if toml else MAX_YAML, named=True)
    text = read_toml(data, path) if toml else read_yaml(data, path)
    if text is None:
        raise ConfigError(Fault(path, 0, 0, "there is no `[tool.smaplint]` in this file"))
    return text


def _read(path: str, shown: str, limit: int, *, named: bool = False) -> bytes:
    """At most one byte more than `limit`. A file that was found has to be regular: a FIFO must not hang the run."""
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


class _Resolver:
    """From the text of a configuration to settings. It trusts the shape only after the schema has accepted it."""

    def __init__(self, text: ConfigText, cwd: str, base: str) -> None:
        self.text = text
        self.cwd = cwd
        self.base = base
        self.faults: list[Fault] = []
        self.rules: dict[str, str] = {}

    def resolve(self, given: Given) -> tuple[Settings, Origin]:
        from smaplint.config_schema import check

        faults = check(self.text)
        if faults:
            raise ConfigError(*faults)
        data = self.text.data
        settings = Settings(
            presets=_strings(data.get("preset")) or ("recommended",),
            select=_strings(data.get("select")),
            ignore=_strings(data.get("ignore")),
            extend_select=_strings(data.get("extend-select")),
            exclude=self.globs(("exclude",)),
            paths=tuple(self.from_cwd(path) for path in _strings(data.get("paths"))),
            fail_on=_fail_on(data.get("fail-on", "error")),
            min_files=_whole(data.get("min-files", 1)),
            jobs=_whole(data.get("jobs", 0)),
            max_file_size=self.size(data.get("max-file-size", MAX_FILE_SIZE)),
            base=self.base,
            source=self.text.file,
        )
        # What the command line selects decides which rules a family's level is for.
        settings = _selected(settings, given)
        levels, stated = self.layer((), settings)
        settings = replace(settings, levels=levels, options=stated)
        overrides = [self.override(index, settings) for index in range(_length(data.get("overrides")))]
        suppressions = tuple(self.suppression(index) for index in range(_length(data.get("suppress"))))
        if self.faults:
            raise ConfigError(*sorted(self.faults))
        keys = {key: self.place((key,)) for key in data}
        settings = replace(settings, overrides=tuple(overrides), suppressions=suppressions)
        return settings, Origin(self.text.file, keys, self.rules)

    def place(self, path: Path) -> str:
        return f"{self.text.file}:{self.text.at(path, key=True)[0]}"

    def at(self, path: Path) -> object:
        here: object = self.text.data
        for step in path:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int):
                here = here[step]
        return here

    def size(self, value: object) -> int:
        """Bytes, of a number or a text such as `256MB` (10⁶) or `256MiB` (2²⁰)."""
        if isinstance(value, str):
            match = re.fullmatch(r"([0-9.]+) ?([kKMG]i?)?B?", value)
            bytes_ = int(float(match[1]) * _UNITS[match[2] or ""]) if match else 0
        else:
            bytes_ = _whole(value)
        if bytes_ < 1:
            self.faults.append(self.text.fault(("max-file-size",), "`max-file-size` should be at least one byte"))
        return bytes_

    def globs(self, path: Path) -> tuple[str, ...]:
        """The globs at a place, each tried: pathspec refuses a few forms, and a comment matches nothing."""
        globs = _strings(self.at(path))
        for index, glob in enumerate(globs):
            fault = glob_fault(glob)
            if fault:
                here = path if isinstance(self.at(path), str) else (*path, index)
                self.faults.append(self.text.fault(here, fault))
        return globs

    def from_cwd(self, path: str) -> str:
        shown = relative(os.path.join(self.base, path), self.cwd)
        # Standard input is for the command line to name.
        return "./-" if shown == "-" else shown

    def layer(self, path: Path, settings: Settings) -> tuple[dict[str, Severity], dict[str, dict[str, object]]]:
        """Levels and options at the top, or of one override: families first, so that a rule's own entry wins."""
        levels: dict[str, Severity] = {}
        stated: dict[str, dict[str, object]] = {}
        table = self.at(path)
        assert isinstance(table, dict)  # noqa: S101  # the schema saw to it
        for family in registry.families():
            if family not in table:
                continue
            level, values = _section(table[family])
            members = [rule for rule in registry.rules().values() if rule.family == family]
            if level is not None:
                # A family's level is for the rules of it that are on: it must not turn on what nobody asked for.
                on = {active.rule.name for active in settings.plan()}
                for rule in members:
                    if rule.name in on:
                        levels[rule.name] = level
                        self.rules[rule.name] = self.place((*path, family))
            for rule in members:
                keys = {option.key for option in options(rule)}
                own = {key: value for key, value in values.items() if key in keys}
                self.options((*path, family), rule.name, own, stated)
        rules = table.get("rules") or {}
        for name, value in rules.items():
            level, values = _section(value)
            if level is not None:
                levels[name] = level
                self.rules[name] = self.place((*path, "rules", name))
            self.options((*path, "rules", name), name, values, stated)
        return levels, stated

    def options(
        self, path: Path, name: str, values: Mapping[str, object], stated: dict[str, dict[str, object]]
    ) -> None:
        for key, value in values.items():
            try:
                checked = validate(registry.rule(name), key, value)
            except OptionError as error:
                self.faults.append(self.text.fault((*path, key), str(error)))
                continue
            stated.setdefault(name, {})[key.replace("-", "_")] = checked
            self.rules[name] = self.place(path)

    def override(self, index: int, settings: Settings) -> Override:
        path: Path = ("overrides", index)
        levels, stated = self.layer(path, settings)
        return Override(self.globs((*path, "paths")), levels, stated)

    def suppression(self, index: int) -> Suppression:
        path: Path = ("suppress", index)
        return Suppression(
            rules=_strings(self.at((*path, "rule"))),
            paths=self.globs((*path, "paths")),
            reason=str(self.at((*path, "reason"))).strip(),
            file=self.text.file,
            line=self.text.at(path)[0],
        )


def _section(value: object) -> tuple[Severity | None, dict[str, object]]:
    """Level and options of `error` or `{level: error, key: value}`."""
    if isinstance(value, dict):
        level = value.get("level")
        return _level(level), {key: item for key, item in value.items() if key != "level"}
    return _level(value), {}


def _level(value: object) -> Severity | None:
    return Severity[value.upper()] if isinstance(value, str) else None


def _fail_on(word: object) -> Severity | None:
    return None if word == "never" else Severity[str(word).upper()]


def _strings(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()


def _whole(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def glob_fault(glob: str) -> str:
    """Why a glob of `.gitignore` matches nothing or cannot be read; empty when it is fine."""
    from pathspec import GitIgnoreSpec

    if not glob.strip() or glob.startswith("#"):
        return f"the glob {quote(glob)} matches nothing: `.gitignore` takes it for a blank line or a comment"
    try:
        GitIgnoreSpec.from_lines([glob])
    except Exception:  # noqa: BLE001  # pathspec raises ValueError, re.error and its own
        return f"the glob {quote(glob)} cannot be read as a pattern of `.gitignore`"
    return ""


def _selected(settings: Settings, given: Given) -> Settings:
    """With what the command line says of the selection; it wins over the configuration."""
    if given.presets:
        settings = replace(settings, presets=given.presets, select=())
    if given.select:
        settings = replace(settings, select=given.select, extend_select=(), ignore=())
    return replace(
        settings,
        ignore=(*settings.ignore, *given.ignore),
        extend_select=(*settings.extend_select, *given.extend_select),
    )


def _with_command_line(settings: Settings, origin: Origin, given: Given, cwd: str) -> tuple[Settings, Origin]:
    if not origin.file:
        settings = _selected(settings, given)
    # Who names a rule on the command line wants it to run, whatever the configuration has turned off.
    asked = {*given.select, *given.extend_select}
    levels = {name: level for name, level in settings.levels.items() if level != OFF or name not in asked}
    settings = replace(
        settings,
        levels=levels,
        fail_on=settings.fail_on if given.fail_on is None else _fail_on(given.fail_on),
        min_files=settings.min_files if given.min_files is None else given.min_files,
        jobs=settings.jobs if given.jobs is None else given.jobs,
        exclude=(*settings.exclude, *(_rebased(glob, cwd, settings.base) for glob in given.exclude)),
    )
    keys = dict(origin.keys)
    for key, stated in (("fail-on", given.fail_on), ("min-files", given.min_files), ("jobs", given.jobs)):
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
    from smaplint.config_schema import ignorable, selectors

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
