"""From the text of a configuration to settings."""

import os
import re
from collections.abc import Mapping
from typing import Final

from smaplint import registry
from smaplint.config import Given, Origin, expectation_fault, glob_fault, relative, selected, threshold
from smaplint.config_error import ConfigError, Fault
from smaplint.config_schema import check
from smaplint.config_text import ConfigText, Path
from smaplint.options import OptionError, options, validate
from smaplint.rule import Severity
from smaplint.settings import MAX_FILE_SIZE, Override, Settings, Suppression

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


class Resolver:
    """From the text of a configuration to settings. It trusts the shape only after the schema has accepted it."""

    def __init__(self, text: ConfigText, cwd: str, base: str) -> None:
        self.text = text
        self.cwd = cwd
        self.base = base
        self.faults: list[Fault] = []
        self.rules: dict[str, str] = {}

    def resolve(self, given: Given) -> tuple[Settings, Origin]:
        faults = check(self.text)
        if faults:
            raise ConfigError(*faults)
        data = self.text.data
        settings = Settings(
            plugins=_strings(data.get("plugins")),
            presets=_strings(data.get("preset")) or ("recommended",),
            select=_strings(data.get("select")),
            ignore=_strings(data.get("ignore")),
            extend_select=_strings(data.get("extend-select")),
            exclude=self.globs(("exclude",)),
            paths=tuple(self.from_cwd(path) for path in _strings(data.get("paths"))),
            fail_on=threshold(str(data.get("fail-on", "error"))),
            min_files=_whole(data.get("min-files", 1)),
            jobs=_whole(data.get("jobs", 0)),
            max_file_size=self.size(data.get("max-file-size", MAX_FILE_SIZE)),
            base=self.base,
            source=self.text.file,
            config_file=self.text.file,
            baseline=self.file("baseline"),
            against=self.file("against"),
            sarif_anchor=str(data.get("sarif-anchor", "auto")),
            sarif_category=str(data.get("sarif-category", "")),
        )
        # What the command line selects decides which rules a family's level is for.
        settings = selected(settings, given)
        levels, stated = self.layer((), settings)
        settings = settings._replace(levels=levels, options=stated)
        overrides = [self.override(index, settings) for index in range(_length(data.get("overrides")))]
        suppressions = tuple(self.suppression(index) for index in range(_length(data.get("suppress"))))
        if self.faults:
            raise ConfigError(*sorted(self.faults))
        keys = {key: self.place((key,)) for key in data}
        settings = settings._replace(overrides=tuple(overrides), suppressions=suppressions)
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

    def file(self, key: str) -> str:
        path = self.text.data.get(key)
        return self.from_cwd(str(path)) if path else ""

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
        if "expect" in table:
            self.options(path, "expectation", {"expect": table["expect"]}, stated)
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
            # Every option that takes a list takes globs, and these too must not take the matcher's time.
            for text in checked if isinstance(checked, tuple) else ():
                if fault := expectation_fault(str(text)) if key == "expect" else glob_fault(str(text)):
                    self.faults.append(self.text.fault((*path, key), fault))
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


def _strings(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()


def _whole(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0
