"""Run a rule's own examples through the real engine: public, for rules outside this project too."""

import json
from collections.abc import Mapping

from smaplint import registry
from smaplint.engine import lint_files, take_files
from smaplint.report import Finding, Report
from smaplint.rule import MISSING, Bad, Example, Good, Rule, Severity
from smaplint.settings import Settings

# The map whose fields an example replaces: two lines, two sources, one name; every rule is silent on it.
DEFAULT: Mapping[str, object] = {
    "version": 3,
    "file": "app.js",
    "sources": ["src/main.ts", "src/util.ts"],
    "sourcesContent": ["let answer = 42;\n", "export {};\n"],
    "names": ["answer"],
    "mappings": "AAAA,IAAIA;ACAJ",
}


def to_bytes(example: Example) -> bytes:
    """An example as the bytes of a file."""
    if isinstance(example, bytes):
        return example
    if "sections" in example:
        fields: dict[str, object] = {"version": 3, **example}
    else:
        fields = {**DEFAULT, **example}
        if "sources" in example and "sourcesContent" not in example:
            del fields["sourcesContent"]
    return json.dumps({key: value for key, value in fields.items() if value is not MISSING}).encode()


def files_of(example: Good | Bad) -> dict[str, bytes]:
    """The files of an example; a lone map is `app.js.map`."""
    if example.files is None:
        return {"app.js.map": to_bytes(example.subject)}
    return {path: to_bytes(content) for path, content in example.files.items()}


def report_of(rule: Rule, example: Good | Bad) -> Report:
    """Lint an example with everything of `recommended`, and this rule on, whatever its level."""
    settings = Settings(
        plugins=(rule.plugin,) if rule.plugin else (),
        presets=("recommended",),
        extend_select=(rule.name,),
        options={rule.name: dict(example.options or {})},
        fail_on=Severity.NOTE,
    )
    cases_on = {
        case: max(
            (registry.level(rule, preset, case) for preset in registry.PRESETS),
            default=Severity.WARNING,
        )
        or Severity.WARNING
        for case in registry.cases(rule)
    }
    active = tuple(
        one._replace(levels={**one.levels, **{case: one.level(case) or level for case, level in cases_on.items()}})
        if one.rule.name == rule.name
        else one
        for one in settings.plan()
    )
    settings = with_last(settings, example)
    settings.__dict__["_plans"] = {(): active}
    return lint_files(files_of(example), settings, has_tree=example.files is not None)


def with_last(settings: Settings, example: Good | Bad) -> Settings:
    """The settings with which an example is compared with its build before, where it has one."""
    if example.last is None:
        return settings
    last = take_files({path: to_bytes(content) for path, content in example.last.items()}, Settings())
    return settings._replace(last=last)


def examples(plugin: str) -> list[tuple[Rule, Good | Bad]]:
    """Each example of each rule of a plugin, for `pytest.mark.parametrize`. PluginError where it is not installed."""
    registry.load((plugin,))
    found: list[tuple[Rule, Good | Bad]] = []
    for rule in registry.rules().values():
        if rule.plugin == plugin:
            found += [(rule, good) for good in rule.good]
            found += [(rule, bad) for bad in rule.bad]
    return found


def place_of(finding: Finding, expected: str | int) -> str | int | None:
    """A finding's place in the form that `expected` has."""
    if isinstance(expected, int):
        return finding.segment[0] if finding.segment else None
    if expected == "" or expected.startswith("/"):
        return finding.pointer
    place = finding.place
    return f"{place.path}:{place.line}:{place.column}"


def check(rule: Rule, example: Good | Bad) -> None:
    """Raise AssertionError unless the example does what it says."""
    report = report_of(rule, example)
    own = [finding for finding in report.findings if finding.rule == rule.name]
    others = [f"{one.rule}: {one.message}" for one in report.findings if one.rule != rule.name and one.severity > 1]
    said = [f"{one.place.line}:{one.place.column} {one.pointer} {one.segment} {one.message}" for one in own]
    if isinstance(example, Good):
        assert not own, f"a good example has findings: {said}"
        assert not others, f"a good example displeases other rules: {others}"
        return
    expected = example.at if isinstance(example.at, tuple) else (example.at,)
    assert own, "a bad example has no finding"
    assert len(own) == len(expected), f"{len(expected)} findings expected, got {said}"
    for finding, place in zip(own, expected, strict=True):
        assert place_of(finding, place) == place, f"expected at {place!r}, got {said}"
        assert finding.case == example.case, f"expected the case {example.case!r}, got {finding.case!r}"
        assert example.says in finding.message, f"expected {example.says!r} in {finding.message!r}"
    assert not others, f"one cause, one finding; other rules say: {others}"
