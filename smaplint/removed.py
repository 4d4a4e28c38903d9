"""What a configuration took out of a run, in sentences that every report shows.

Who reads a clean report has to see that it is clean because three rules are off. What is compared with are the presets in
force, as they are without any configuration; a run with none says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from smaplint._record import NamedTuple
from smaplint.escape import cut
from smaplint.rule import OFF, Severity, count, quote
from smaplint.settings import ENGINE_RULES, ActiveRule, Settings, selects

# The reason that discovery gives for a file that `exclude` leaves out.
EXCLUDED: Final = "excluded"
_NAMED: Final = 10
_GLOBS: Final = 3
_NAME: Final = 80


class _Lowered(NamedTuple):
    rule: str
    before: Severity
    after: Severity

    def __str__(self) -> str:
        return f"{self.rule} ({self.before.word} to {self.after.word})"


def removed(
    settings: Settings, *, skipped: Iterable[tuple[str, str]] = (), suppressed: int = 0, in_baseline: int = 0
) -> tuple[str, ...]:
    """The sentences, without a final stop. `skipped`: (path, reason), as a report has them; the others are findings."""
    sentences = [*_rules(settings), *_overrides(settings), *_options(settings)]
    excluded = sum(1 for _, reason in skipped if reason == EXCLUDED)
    if excluded:
        sentences.append(f"`exclude` leaves {count(excluded, 'file')} out")
    if suppressed:
        entries = count(len(settings.suppressions), "entry", "entries")
        sentences.append(f"`suppress` accepts {count(suppressed, 'finding')}; it has {entries}")
    if in_baseline:
        sentences.append(f"the baseline {quote(settings.baseline)} hides {count(in_baseline, 'finding')}")
    if settings.fail_on is None:
        sentences.append("`fail-on` is `never`: no finding fails the run")
    if settings.min_files == 0:
        sentences.append("`min-files` is 0: a run that finds no map passes")
    return tuple(sentences)


def _rules(settings: Settings) -> list[str]:
    if not (settings.select or settings.ignore or settings.levels):
        return []
    usual = {one.rule.name: one for one in Settings(presets=settings.presets, plugins=settings.plugins).plan()}
    now = {one.rule.name: one for one in settings.plan()}
    ignored, off, left = [], [], []
    for name, one in usual.items():
        if name in now:
            continue
        if any(selects(one.rule, selector) for selector in settings.ignore):
            ignored.append(name)
        elif settings.levels.get(name) == OFF:
            off.append(name)
        else:
            left.append(name)
    ignored += [name for name in ENGINE_RULES if name in settings.ignore]
    off += [name for name in ENGINE_RULES if settings.levels.get(name) == OFF and name not in settings.ignore]
    lowered = _lowered(usual, now)
    for name, (severity, *_) in ENGINE_RULES.items():
        level = settings.levels.get(name, severity)
        if OFF < level < severity and name not in settings.ignore:
            lowered.append(_Lowered(name, severity, level))
    presets = ", ".join(f"`{preset}`" for preset in settings.presets)
    sentences = []
    if left:
        sentences.append(f"`select` leaves {_rules_of(left)} of {presets} out: {_list(left)}")
    if ignored:
        sentences.append(f"`ignore` turns {_rules_of(ignored)} off: {_list(ignored)}")
    if off:
        sentences.append(f"the level `off` is set for {_rules_of(off)}: {_list(off)}")
    if lowered:
        sentences.append(f"a lower level is set for {_rules_of(lowered)}: {_list(map(str, lowered))}")
    return sentences


def _overrides(settings: Settings) -> list[str]:
    """What each override takes out for its files, of what is on for the others."""
    sentences = []
    usual = {one.rule.name: one for one in settings.plan()}
    for index, override in enumerate(settings.overrides):
        now = {one.rule.name: one for one in settings.plan_with(index)}
        off = [name for name in usual if name not in now]
        off += [name for name in ENGINE_RULES if override.levels.get(name) == OFF]
        lowered = _lowered(usual, now)
        parts = []
        if off:
            parts.append(f"{_rules_of(off)} off: {_list(off)}")
        if lowered:
            parts.append(f"a lower level for {_rules_of(lowered)}: {_list(map(str, lowered))}")
        if parts:
            globs = ", ".join(quote(cut(glob, _NAME)) for glob in override.paths[:_GLOBS])
            more = f" and {len(override.paths) - _GLOBS} more" if len(override.paths) > _GLOBS else ""
            sentences.append(f"for files like {globs}{more}: {'; '.join(parts)}")
    beyond = sentences[_NAMED:]
    return [
        *sentences[:_NAMED],
        *(
            [f"{count(len(beyond), 'more override')} {'takes' if len(beyond) == 1 else 'take'} out rules"]
            if beyond
            else []
        ),
    ]


def _options(settings: Settings) -> list[str]:
    """The options that were stated: only their reader can say what they take out."""
    stated: dict[str, set[str]] = {}
    for options in (settings.options, *(override.options for override in settings.overrides)):
        for rule, values in options.items():
            stated.setdefault(rule, set()).update(key.replace("_", "-") for key in values)
    if not stated:
        return []
    named = [f"{rule} ({', '.join(sorted(keys))})" for rule, keys in sorted(stated.items())]
    return [f"options are set for {_rules_of(named)}: {_list(named)}"]


def _lowered(usual: Mapping[str, ActiveRule], now: Mapping[str, ActiveRule]) -> list[_Lowered]:
    """The rules that have a lower level in one of their cases, by the case that falls from the highest one."""
    found = []
    for name, one in usual.items():
        if name not in now:
            continue
        falls = [
            (before, now[name].level(case)) for case, before in one.levels.items() if now[name].level(case) < before
        ]
        if falls:
            found.append(_Lowered(name, *max(falls)))
    return found


def _rules_of(names: Sequence[object]) -> str:
    return count(len(names), "rule")


def _list(names: Iterable[str]) -> str:
    """The first ten, and how many more there are."""
    listed = list(names)
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more} more" if more > 0 else "")
