"""The rules, found by looking into the folder of `smaplint.rules`: a module is a rule, a folder is a family."""

import importlib
import os
from functools import cache

from smaplint import SmaplintError
from smaplint.rule import OFF, WARNING, Rule, Severity

# Named in a string: no type checker has to resolve the mapped folder (docs/decisions/0003).
_PACKAGE = "smaplint.rules"

PRESETS = {
    "recommended": "what is wrong for every consumer, and nothing that a correct build does",
    "spec": "ECMA-426 and nothing else: the verdict “is this a valid source map”",
    "strict": "everything but exposure, uploaders, deployed and preview rules",
    "private": "closed source: recommended, and no map with source text may be published",
    "sentry": "recommended, and what Sentry's uploaders and its parser need or refuse",
    "datadog": "recommended, and what Datadog's uploader passes over and its frames need",
    "bugsnag": "recommended, and what Bugsnag's uploaders pass over",
    "rollbar": "recommended, and what Rollbar's uploader passes over",
    "npm": "recommended, and what the users of a published package cannot resolve",
}

# Tables name these in each row, and the others where they differ from `recommended`: nobody reads nine columns.
GENERAL = ("recommended", "spec", "strict", "private")

# Options that a preset states for the user, by family: `private` is a policy.
PRESET_OPTIONS: dict[str, dict[str, dict[str, object]]] = {
    # `inline-map` is an error there: one cause, one finding.
    "private": {"exposure": {"policy": "none", "inline": False}},
    "npm": {"sources": {"package": True}},
}

_NOT_STRICT = ("exposure", "uploaders", "deployed")


class RegistryError(SmaplintError):
    """The rules cannot be found: a checkout that was not installed."""


@cache
def rules() -> dict[str, Rule]:
    """Every rule by name, sorted."""
    try:
        package = importlib.import_module(_PACKAGE)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith(_PACKAGE):
            raise RegistryError("this is a checkout without an install: run `pip install -e .`") from error
        raise
    found: dict[str, Rule] = {}
    for folder in package.__path__:
        for family in sorted(os.listdir(folder)):
            inside = os.path.join(folder, family)
            if family.startswith((".", "_")) or not os.path.isdir(inside):
                continue
            for entry in sorted(os.listdir(inside)):
                name, extension = os.path.splitext(entry)
                if extension == ".py" and not name.startswith("_"):
                    module = importlib.import_module(f"{_PACKAGE}.{family}.{name}")
                    found[name.replace("_", "-")] = getattr(module, name).rule
    return dict(sorted(found.items()))


def rule(name: str) -> Rule:
    """The rule of that name; KeyError when there is none."""
    return rules()[name]


@cache
def families() -> tuple[str, ...]:
    return tuple(sorted({rule.family for rule in rules().values()}))


def suggest(word: str, among: tuple[str, ...]) -> str:
    """`; did you mean `x`?`, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, among, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def level(rule: Rule, preset: str, case: str) -> Severity:
    """The level of one case of a rule in one preset, before the user's own levels."""
    levels = rule.levels
    for key in ((preset, case), preset):
        if key in levels:
            return levels[key]
    if preset == "spec":
        return OFF
    usual = levels.get(("recommended", case), levels.get("recommended", OFF))
    if preset == "strict":
        if rule.preview or rule.family in _NOT_STRICT:
            return OFF
        return usual or WARNING
    return usual


def differing(rule: Rule, case: str | None = None) -> tuple[str, ...]:
    """The presets beside the general ones in which a rule (or one case of it) has another level than in `recommended`."""
    among = cases(rule) if case is None else (case,)
    return tuple(
        preset
        for preset in PRESETS
        if preset not in GENERAL and any(level(rule, preset, one) != level(rule, "recommended", one) for one in among)
    )


def cases(rule: Rule) -> tuple[str, ...]:
    """The cases that the rule's levels or its examples name, and the plain one."""
    named = {key[1] for key in rule.levels if isinstance(key, tuple)}
    return tuple(sorted({"", *named, *(bad.case for bad in rule.bad)}))
