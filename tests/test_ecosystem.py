"""What is found in published packages is what the committed summary says, and is explained where it is serious."""

import json
import re
import tomllib
from collections import Counter

import pytest

from benchmarks import ecosystem
from benchmarks.ecosystem import Linted
from smaplint import registry


def test_the_packages_are_many_and_pinned() -> None:
    names = ecosystem.packages()
    assert len(names) >= 100
    lock = json.loads((ecosystem.PROJECT / "package-lock.json").read_bytes())["packages"]
    # Without their dependencies, and from whatever registry npm is set up with.
    assert {f"node_modules/{name}" for name in names} == lock.keys() - {""}
    for name in names:
        assert lock[f"node_modules/{name}"].keys() == {"version", "integrity"}
        assert lock[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_the_summary_is_of_these_packages_and_of_rules_that_exist() -> None:
    lines = ecosystem.SUMMARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| [@a-z]", line)]
    of_packages = [row for row in rows if len(row) == 7 and row[0] != "package"]
    lock = json.loads((ecosystem.PROJECT / "package-lock.json").read_bytes())["packages"]
    assert {(row[0], row[1]) for row in of_packages} == {
        (name, lock[f"node_modules/{name}"]["version"]) for name in ecosystem.packages()
    }
    of_rules = [row for row in rows if len(row) == 3 + len(ecosystem.PRESETS) and row[0] != "rule"]
    named = {row[5] for row in of_packages} | {row[0] for row in of_rules}
    assert {name.split(" (")[0] for name in named if name} <= registry.rules().keys()


def test_an_explanation_names_a_package_and_a_rule() -> None:
    for package, rules in tomllib.loads(ecosystem.EXPLAINED.read_text(encoding="utf-8")).items():
        assert package in ecosystem.packages()
        assert rules.keys() <= registry.rules().keys()


def _linted(*found: tuple[str, str]) -> Linted:
    return Linted("left-pad", "1.3.0", 1, 2, Counter(found))


@pytest.mark.parametrize(
    ("found", "row"),
    [
        ([], "| left-pad | 1.3.0 | 1 | 2 | | | |"),
        ([("names-mismatch", "")], "| left-pad | 1.3.0 | 1 | 2 | | | |"),
        ([("json-syntax", "")] * 2, "| left-pad | 1.3.0 | 1 | 2 | error | json-syntax | 2 |"),
        ([("field-types", "null")], "| left-pad | 1.3.0 | 1 | 2 | note | field-types (null) | 1 |"),
    ],
)
def test_a_package_has_a_row_for_each_kind_of_finding(found: list[tuple[str, str]], row: str) -> None:
    rows = ecosystem.summary([_linted(*found)]).split("## Each rule")[0].splitlines()
    assert [line for line in rows if line.startswith("| left-pad")] == [row]


def test_what_is_serious_and_not_explained_is_said() -> None:
    said = ecosystem.unexplained([_linted(("json-syntax", ""), ("inline-map", ""))])
    assert "left-pad: json-syntax is found, and not explained" in said
    assert not any("inline-map" in line for line in said)
    assert "bootstrap: mappings-shifted is explained, and not found" in said


@pytest.mark.slow
@pytest.mark.node
def test_the_wild_is_as_the_summary_has_it() -> None:
    """A change of a rule shows here what it changes; `python -m benchmarks.ecosystem --write` accepts it."""
    assert ecosystem.changes(ecosystem.linted(ecosystem.packages(), jobs=2)) == []
