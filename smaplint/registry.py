"""The rules, found by looking into the folder of `smaplint.rules`: a module is a rule, a folder is a family.

An install, where nobody adds any, has an index of them (`smaplint._rules_index`) instead, so that a run imports only those
that may have something to say.

Rules of others come from plugins: packages that an entry point of the group `smaplint.rules` names, one family each. They
are imported only where a configuration names them.
"""

import importlib
import os
from collections.abc import Iterable, Iterator
from functools import cache, partial

from smaplint import SmaplintError
from smaplint.rule import OFF, WARNING, Rule, RuleBody, RuleFacts, Severity

# Named in a string: no type checker has to resolve the mapped folder (docs/decisions/0003). Plugins use it as their group.
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


class PluginError(SmaplintError):
    """A plugin that is not installed, cannot be imported, or holds no rules as they should be; the text is for people."""


# By the name of the plugin. Those that one configuration named stay known to the process; settings say which are meant.
_plugins: dict[str, dict[str, Rule]] = {}


def load(plugins: Iterable[str]) -> None:
    """Import the rules of plugins, by the names of their entry points. PluginError."""
    for name in plugins:
        if name not in _plugins:
            _plugins[name] = _plugin(name)
            rules.cache_clear()
            families.cache_clear()


def _plugin(name: str) -> dict[str, Rule]:
    from importlib.metadata import entry_points

    points = {point.name: point for point in entry_points(group=_PACKAGE)}
    if name not in points:
        there = f"; there are {', '.join(sorted(points))}" if points else "; none is"
        raise PluginError(f"no plugin `{name}` is installed{suggest(name, tuple(points)) or there}")
    package = points[name].value
    try:
        module = importlib.import_module(package)
        folders = list(module.__path__)
        members = dict(_in_folders(package, folders))
    except PluginError:
        raise
    except Exception as error:
        reason = str(error) or "no reason given"
        raise PluginError(f"the plugin `{name}` cannot be imported: {type(error).__name__}: {reason}") from error
    if not members:
        raise PluginError(f"the plugin `{name}` holds no rules: no module of `{package}` is one")
    docs = str(getattr(module, "DOCS", ""))
    known = rules()
    for rule_name, one in members.items():
        for other, why in (
            (known, "a rule"),
            (families(), "a family"),
            (PRESETS, "a preset"),
            (("all",), "a selector"),
        ):
            if rule_name in other:
                raise PluginError(f"the rule `{rule_name}` of the plugin `{name}` has the name of {why} that is there")
        if one.family in families():
            raise PluginError(f"the plugin `{name}` has the name of a family that is there, `{one.family}`")
        unknown = {key if isinstance(key, str) else key[0] for key in one.levels} - PRESETS.keys()
        if unknown:
            raise PluginError(
                f"the rule `{rule_name}` of the plugin `{name}` has a level for no preset, `{min(unknown)}`"
            )
    return {
        rule_name: Rule(one.facts, one.load, name, docs.replace("{name}", rule_name))
        for rule_name, one in members.items()
    }


def _in_folders(package: str, folders: Iterable[str]) -> Iterator[tuple[str, Rule]]:
    """The rules of a package: every module of it is one, but for those whose names begin with `_`."""
    for folder in folders:
        for entry in sorted(os.listdir(folder)):
            name, extension = os.path.splitext(entry)
            if extension == ".py" and not name.startswith("_"):
                module = importlib.import_module(f"{package}.{name}")
                found = getattr(getattr(module, name, None), "rule", None)
                if not isinstance(found, Rule):
                    raise PluginError(f"the module `{package}.{name}` has no rule `{name}`")
                yield found.name, found


@cache
def rules() -> dict[str, Rule]:
    """Every rule by name, sorted; with those of the plugins that were loaded."""
    # Nobody edits the rules of an install: they lie in the package (docs/decisions/0003).
    installed = os.path.isdir(os.path.join(os.path.dirname(__file__), "rules"))
    found = dict(indexed() if installed else looked_up())
    for plugin in _plugins.values():
        found.update(plugin)
    return dict(sorted(found.items()))


def indexed() -> dict[str, Rule]:
    """Our own rules by the index; their modules are imported when they are needed."""
    from smaplint._rules_index import RULES

    found = {}
    for name, family, subject, since, levels, *others in RULES:
        known: dict[str | tuple[str, str], Severity] = {key: _SEVERITIES[value] for key, value in levels}
        found[name] = Rule(RuleFacts(name, family, subject, since, known, *others), partial(_body, family, name))
    return found


_SEVERITIES = tuple(Severity)


def _body(family: str, name: str) -> RuleBody:
    own = name.replace("-", "_")
    module = importlib.import_module(f"{_PACKAGE}.{family.replace('-', '_')}.{own}")
    rule: Rule = getattr(module, own).rule
    return rule.body


@cache
def looked_up() -> dict[str, Rule]:
    """Our own rules, each imported. RegistryError."""
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
            if not family.startswith((".", "_")) and os.path.isdir(inside):
                found.update(_in_folders(f"{_PACKAGE}.{family}", [inside]))
    return found


def rule(name: str, plugin: str = "") -> Rule:
    """The rule of that name; KeyError when there is none. `plugin`: the one that it comes from, loaded where it is not."""
    if plugin:
        load((plugin,))
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
    return rule.cases
