"""What is in force in a run: resolved, checked, picklable. `smaplint.config` and the command line make it."""

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from smaplint import registry
from smaplint._record import NamedTuple
from smaplint.rule import ERROR, OFF, WARNING, Rule, Severity

if TYPE_CHECKING:
    from smaplint.base_config import Commit
    from smaplint.snapshot import Snapshot

# node cannot hold a longer string than 512 MiB; 256 MB is eight times the largest map of 48,521 on npm.
MAX_FILE_SIZE: Final = 256 * 1000 * 1000

# The rules of the engine itself: they cannot be turned off by a preset, only by name.
ENGINE_RULES: Final[Mapping[str, tuple[Severity, str, str, str]]] = {
    "internal-error": (
        ERROR,
        "A rule of smaplint must not fail",
        "The rule did not finish on this file, so its verdict is missing; the other rules ran.",
        "Report it with the file, or the smallest part of it that shows the failure; `ignore` the rule until then.",
    ),
    "unreadable-file": (
        ERROR,
        "Every file that is to be linted can be read",
        "What cannot be read was not checked, and a browser or an uploader will fail on it too.",
        "Mend the permissions of the file, or leave it out with `exclude`.",
    ),
    "file-too-large": (
        ERROR,
        "No file is larger than `max-file-size`",
        "The file was not checked. Node.js, and with it most tools, cannot hold a text of more than 512 MiB.",
        "Raise `max-file-size`, or split the bundle.",
    ),
    "unused-suppression": (
        WARNING,
        "Each suppression still suppresses something",
        "A suppression that nothing needs will one day hide something new.",
        "Delete the entry from the configuration.",
    ),
}


# Nobody writes to it: an override's fields are read-only mappings.
_NOTHING: Final[dict[str, Any]] = {}


class Override(NamedTuple):
    """Levels and options for the files that a glob matches. Keys are rules; families were spread out before."""

    paths: tuple[str, ...]
    levels: Mapping[str, Severity] = _NOTHING
    options: Mapping[str, Mapping[str, object]] = _NOTHING


class Suppression(NamedTuple):
    """Findings of some rules in some files that are accepted, with the reason. `line`: 1-based, in the configuration."""

    rules: tuple[str, ...]
    paths: tuple[str, ...]
    reason: str
    file: str = ""
    line: int = 1


class ActiveRule(NamedTuple):
    """A rule that is on for a file: the level of each of its cases, and the options it is called with."""

    rule: Rule
    levels: Mapping[str, Severity]
    options: Mapping[str, object]

    def level(self, case: str) -> Severity:
        return self.levels.get(case, self.levels[""])


class Plan(tuple[ActiveRule, ...]):  # noqa: SLOT001  # what is asked of it with each file is kept
    """The rules that are on for a file, by name."""

    @cached_property
    def by_name(self) -> Mapping[str, ActiveRule]:
        return {one.rule.name: one for one in self}

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(one.rule.family for one in self)

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[ActiveRule, ...]]:
        subjects = {one.rule.subject for one in self}
        return {subject: tuple(one for one in self if one.rule.subject == subject) for subject in subjects}

    def on(self, subject: str) -> tuple[ActiveRule, ...]:
        """Those that are called with a `document`, `map`, `pair` or `build`."""
        return self._by_subject.get(subject, ())


class _Fields(NamedTuple):
    presets: tuple[str, ...] = ("recommended",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    levels: Mapping[str, Severity] = _NOTHING
    options: Mapping[str, Mapping[str, object]] = _NOTHING
    overrides: tuple[Override, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    exclude: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    fail_on: Severity | None = ERROR
    min_files: int = 1
    jobs: int = 0
    max_file_size: int = MAX_FILE_SIZE
    base: str = ""
    source: str = "defaults"
    config_file: str = ""
    baseline: str = ""
    against: str = ""
    last: "Snapshot | None" = None
    compares: bool = False
    breakdown: bool = False
    commit: "Commit | None" = None
    plugins: tuple[str, ...] = ()
    sarif_anchor: str = "auto"
    sarif_category: str = ""


class Settings(_Fields):
    """The configuration of a run. `base`: the absolute folder that the globs are relative to; `source`: for people.

    `config_file`: the path of its file, or empty. `select` empty: what the presets turn on. Selectors are a rule, a family, a preset or `all`. `fail_on` None: never.
    `jobs` 0: the cores that this process may use. `max_file_size`: bytes. `baseline`, `against`: the files of accepted
    findings and of the facts of the last build, read by the engine; `last`: the latter, where it was read already.
    `compares`: whether facts for such a comparison are gathered. `breakdown`: whether it is counted what files are made of.
    `commit`: where `baseline` and `against` are read from, as far as it has them. `plugins`: those whose rules take part; the
    registry has loaded them. `sarif_anchor`, `sarif_category`: `Report.anchor` and `Report.category`.
    """

    def plan(self, path: str = "") -> Plan:
        """The rules that are on for a file, by name. `path`: as findings show it; `""` asks for no file in particular."""
        if not self.overrides:
            path = ""
        # Globs take 30 µs a file, and each rule about the whole build asks for every file.
        plans = self._plans
        if path not in plans:
            matching = tuple(
                index for index, override in enumerate(self.overrides) if path and self.matches(override.paths, path)
            )
            known = self._plans_by_overrides
            if matching not in known:
                known[matching] = self._plan(matching)
            plans[path] = known[matching]
        return plans[path]

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {}

    @cached_property
    def _plans_by_overrides(self) -> dict[tuple[int, ...], Plan]:
        return {}

    @cached_property
    def has_build_rules(self) -> bool:
        """Whether a rule about the whole build is on for any file."""
        plans = (self.plan(), *map(self.plan_with, range(len(self.overrides))))
        return any(plan.on("build") for plan in plans)

    def plan_with(self, override: int) -> Plan:
        """The rules that are on for a file that one override matches, by its index, and no other."""
        return self._plan((override,))

    def __getstate__(self) -> None:
        """Nothing beside the fields goes to a worker: it makes its own plans."""

    def _plan(self, overrides: tuple[int, ...]) -> Plan:
        active = []
        registry.load(self.plugins)  # a worker that was spawned knows none yet
        for rule in registry.rules().values():
            if rule.plugin and rule.plugin not in self.plugins:
                continue
            levels = {case: self._level(rule, case, overrides) for case in registry.cases(rule)}
            if any(levels.values()):
                active.append(ActiveRule(rule, levels, self.options_of(rule, overrides)))
        return Plan(active)

    def options_of(self, rule: Rule, overrides: tuple[int, ...] = ()) -> dict[str, object]:
        """The options that a rule is called with, the later of: preset, configuration, override."""
        options: dict[str, object] = {}
        accepted = rule.parameters
        for preset in self.presets:
            stated = registry.PRESET_OPTIONS.get(preset, {}).get(rule.family, {})
            options.update((name, value) for name, value in stated.items() if name in accepted)
        options.update(self.options.get(rule.name, {}))
        for index in overrides:
            options.update(self.overrides[index].options.get(rule.name, {}))
        return options

    def _level(self, rule: Rule, case: str, overrides: tuple[int, ...]) -> Severity:
        presets = self.presets
        level = max((registry.level(rule, preset, case) for preset in presets), default=OFF)
        if self.select:
            level = self._selected(rule, case, self.select)
        if self.extend_select:
            level = max(level, self._selected(rule, case, self.extend_select))
        # The user's own levels come last. A case that is off in what is selected stays off (`3.0` in `spec`), unless the
        # whole rule was; but `select` means exactly these.
        may_be_on = bool(level) or (not self.select and self._all_off(rule))
        for levels in (self.levels, *(self.overrides[index].levels for index in overrides)):
            if rule.name in levels and may_be_on:
                level = levels[rule.name]
        if any(selects(rule, selector) for selector in self.ignore):
            return OFF
        return level

    def _all_off(self, rule: Rule) -> bool:
        return not any(registry.level(rule, preset, case) for preset in self.presets for case in registry.cases(rule))

    def _selected(self, rule: Rule, case: str, selectors: tuple[str, ...]) -> Severity:
        level = OFF
        for selector in selectors:
            if selector in registry.PRESETS:
                level = max(level, registry.level(rule, selector, case))
            elif selects(rule, selector):
                # Asked for by name: as it is where it is on by default, else as `strict` has it.
                own = max((registry.level(rule, preset, case) for preset in self.presets), default=OFF)
                usual = registry.level(rule, "recommended", case)
                highest = max((registry.level(rule, p, case) for p in ("strict", "private")), default=OFF)
                level = max(level, own or usual or highest or WARNING)
        return level

    def suppression(self, rule: str, path: str) -> int | None:
        """The index of the first suppression that covers a rule in a file, or None."""
        for index, one in enumerate(self.suppressions):
            if any(names(selector, rule) for selector in one.rules) and self.matches(one.paths, path):
                return index
        return None

    def matches(self, globs: tuple[str, ...], path: str) -> bool:
        """Whether a path (relative to the working directory, or absolute) matches one of the globs, as `.gitignore` would."""
        return matches(globs, path, self.base)


def selectors() -> tuple[str, ...]:
    """What `select` and `extend-select` take."""
    return (*sorted((*registry.rules(), *registry.families(), *registry.PRESETS)), "all")


def ignorable() -> tuple[str, ...]:
    """What `ignore` takes: the engine's own rules too."""
    return (*selectors(), *ENGINE_RULES)


def rule_names() -> tuple[str, ...]:
    """Every rule that can be given a level, the engine's own included."""
    return tuple(sorted((*registry.rules(), *ENGINE_RULES)))


def names(selector: str, rule: str) -> bool:
    """Whether a selector (a rule, a family, a preset, `all`) names the rule of that name; the engine's go by name alone."""
    known = registry.rules().get(rule)
    return selector == rule or (known is not None and selects(known, selector))


def selects(rule: Rule, selector: str) -> bool:
    """Whether a selector that is no preset names this rule: its name, its family, or `all`."""
    return selector in (rule.name, rule.family, "all") or (
        selector in registry.PRESETS and any(registry.level(rule, selector, case) for case in registry.cases(rule))
    )


def matches(globs: tuple[str, ...], path: str, base: str) -> bool:
    """Whether a path (relative to the working directory, or absolute) matches one of the globs.

    `base`: the folder that globs are relative to; "": the working directory.
    """
    if not globs:
        return False
    path, base = os.path.abspath(path), base or os.getcwd()
    # Nearly all lie below; `relpath` takes both apart, which is most of the time.
    below = path.startswith(base + os.sep)
    relative = path[len(base) + 1 :] if below else os.path.relpath(path, base)
    return bool(_spec(globs).match_file(relative.replace(os.sep, "/")))


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]):  # type: ignore[no-untyped-def]  # pathspec is imported where there is a glob
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)
