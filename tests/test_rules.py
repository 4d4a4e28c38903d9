"""The examples of every rule are its tests; and the promises that all rules keep."""

import ast
import inspect
import re

import pytest

from smaplint import registry, testing
from smaplint.rule import Bad, Good, Rule

RULES = registry.rules()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{kind}-{number}")
    for rule in RULES.values()
    for kind, examples in (("good", rule.good), ("bad", rule.bad))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Good | Bad) -> None:
    testing.check(rule, example)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
class TestPromise:
    def test_names_agree(self, rule: Rule) -> None:
        module = rule.function.__module__
        assert module == f"smaplint.rules.{rule.family.replace('-', '_')}.{rule.name.replace('-', '_')}"

    def test_help_is_whole(self, rule: Rule) -> None:
        assert rule.title
        assert rule.why, "no `Why it matters:`"
        assert rule.how, "no `How to fix:`"
        assert len(rule.title) <= 100

    def test_has_examples(self, rule: Rule) -> None:
        assert rule.good
        assert rule.bad

    def test_imports_the_rule_module_alone(self, rule: Rule) -> None:
        tree = ast.parse(inspect.getsource(inspect.getmodule(rule.function)))  # type: ignore[arg-type]
        modules = {
            name.name if isinstance(node, ast.Import) else str(node.module)
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        }
        assert {name for name in modules if name.startswith("smaplint")} == {"smaplint.rule"}

    def test_every_case_has_an_example(self, rule: Rule) -> None:
        shown = {bad.case for bad in rule.bad}
        assert {case for case in registry.cases(rule) if case} <= shown

    def test_presets_are_known(self, rule: Rule) -> None:
        named = {key if isinstance(key, str) else key[0] for key in rule.levels}
        assert named <= registry.PRESETS.keys()

    def test_messages_read_well(self, rule: Rule) -> None:
        for bad in rule.bad:
            for finding in testing.report_of(rule, bad).findings:
                assert not finding.message.endswith((".", "!"))
                assert not re.search(r"\b(?:please|invalid source map)\b", finding.message, re.IGNORECASE)
