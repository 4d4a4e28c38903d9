"""How bad each case of each rule is, in each preset: the whole policy on one page, kept by hand.

A level is what a build is stopped by. A row that changes belongs into the change log: up, and builds that passed fail.
"""

from typing import Final

import pytest

from smaplint import registry
from smaplint.engine import lint_files
from smaplint.rule import OFF, Bad
from smaplint.settings import ENGINE_RULES, Settings
from smaplint.testing import files_of

PRESETS: Final = ("recommended", "spec", "strict", "private")

# A rule, and where it has several cases, the case; then its level in each of the presets above.
TABLE: Final = """
# document
byte-order-mark                         | error   off     error   error
duplicate-key                           | error   off     error   error
duplicate-key extension                 | warning off     warning warning
field-types                             | error   error   error   error
field-types names                       | warning error   warning warning
field-types null                        | note    error   warning note
field-types null-names                  | warning error   warning warning
ignore-list                             | error   error   error   error
ignore-list google                      | warning off     warning warning
ignore-list null                        | warning error   warning warning
ignore-list range                       | warning error   warning warning
index-map-sections                      | error   error   error   error
index-map-sections equal                | error   error   error   error
index-map-sections mappings             | error   error   error   error
index-map-sections negative             | error   off     error   error
index-map-sections nested               | warning error   warning warning
index-map-sections order                | error   error   error   error
index-map-sections overlap              | error   error   error   error
index-map-sections url                  | error   error   error   error
index-map-sections url-beside           | warning off     warning warning
json-syntax                             | error   error   error   error
json-syntax depth                       | error   off     error   error
lone-surrogate                          | warning off     warning warning
misspelled-field                        | warning off     warning warning
not-a-source-map                        | error   error   error   error
required-fields                         | error   error   error   error
sources-content-length                  | warning off     error   warning
sources-content-length runtime          | note    off     error   note
text-encoding                           | error   off     error   error
text-encoding not-json                  | error   error   error   error
version-integer                         | error   error   error   error
version-integer lexeme                  | error   off     error   error
version-integer missing                 | error   error   error   error
xssi-prefix                             | warning error   warning warning

# exposure
public-map-exposure                     | note    off     off     note
public-map-exposure broken              | error   off     error   error
public-map-exposure unmatched           | warning off     warning warning

# linking
dangling-link                           | error   off     error   error
dangling-link declaration               | note    off     note    note
dangling-link empty                     | error   off     error   error
data-uri                                | error   off     error   error
inline-map                              | note    off     note    error
legacy-comment                          | warning off     warning warning
missing-map                             | warning off     warning warning
missing-map none                        | note    off     note    note
orphan-map                              | note    off     note    note

# mappings
duplicate-positions                     | off     off     note    off
empty-segment                           | warning error   warning warning
mappings-alphabet                       | error   error   error   error
mappings-vlq                            | error   error   error   error
mismatched-source                       | warning off     warning warning
mismatched-source dependency            | note    off     note    note
mismatched-source suspect               | note    off     note    note
names-index-bounds                      | error   error   error   error
names-mismatch                          | off     off     note    off
negative-position                       | error   error   error   error
original-outside-source                 | warning off     warning warning
original-outside-source dependency      | note    off     note    note
segment-length                          | error   error   error   error
sources-index-bounds                    | error   error   error   error
unsorted-columns                        | warning off     warning warning
unused-names                            | off     off     note    off

# release
source-root-drift                       | warning off     warning warning
source-root-drift expected              | error   off     error   error
"""

ENGINE: Final = """
file-too-large     | error
internal-error     | error
unreadable-file    | error
unused-suppression | warning
"""


def _rows(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = {}
    for line in text.strip().split("\n"):
        if line and not line.startswith("#"):
            name, levels = line.split("|")
            rule, _, case = name.strip().partition(" ")
            assert (rule, case) not in rows, f"twice: {line}"
            rows[rule, case] = tuple(levels.split())
    return rows


ROWS: Final = _rows(TABLE)
# A rule in preview is off everywhere, and has its row when it gets its levels.
STABLE: Final = {name: rule for name, rule in registry.rules().items() if not rule.preview}
EXAMPLES: Final = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, rule in STABLE.items()
    for number, example in enumerate(rule.bad)
]


def test_presets() -> None:
    assert tuple(registry.PRESETS) == PRESETS


def test_every_case_of_every_rule_has_the_level_of_the_table() -> None:
    there = {
        (name, case): tuple(registry.level(rule, preset, case).word for preset in PRESETS)
        for name, rule in STABLE.items()
        for case in registry.cases(rule)
    }
    assert there == ROWS


@pytest.mark.parametrize("preset", PRESETS)
def test_and_so_it_is_in_force(preset: str) -> None:
    """A rule all of whose cases are off is not run."""
    there = {
        (active.rule.name, case): active.level(case).word
        for active in Settings(presets=(preset,)).plan()
        for case in registry.cases(active.rule)
    }
    expected = {key: levels[PRESETS.index(preset)] for key, levels in ROWS.items()}
    on = {name for (name, _), level in expected.items() if level != "off"}
    assert there == {key: level for key, level in expected.items() if key[0] in on}


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_and_so_findings_have_it(name: str, example: Bad) -> None:
    """Of the examples of each rule; a case that is off is not said, and every other one is."""
    files = files_of(example)
    for preset in PRESETS:
        options = {name: dict(example.options)} if example.options else {}
        if example.options and registry.rule(name).family == "exposure":
            options[name].setdefault("inline", True)  # `private` leaves them to `inline-map`
        found = [
            one for one in lint_files(files, Settings(presets=(preset,), options=options)).findings if one.rule == name
        ]
        for finding in found:
            assert finding.severity.word == ROWS[name, finding.case][PRESETS.index(preset)]
        said = {finding.case for finding in found}
        # `private` states a policy of its own, which changes what is said of a map with source text.
        if preset != "private" or example.options or registry.rule(name).family != "exposure":
            assert (example.case in said) is (ROWS[name, example.case][PRESETS.index(preset)] != OFF.word), preset


def test_rules_of_the_engine() -> None:
    assert {(name, ""): (rule[0].word,) for name, rule in ENGINE_RULES.items()} == _rows(ENGINE)
