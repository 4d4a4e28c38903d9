"""How bad each case of each rule is, in each preset: the whole policy on one page, kept by hand.

A row has the levels of the general presets, and in a further column those of the vendors' presets that differ from
`recommended`: `| sentry=error datadog=warning`. A level is what a build is stopped by. A row that changes belongs into the change log: up, and builds that passed fail.
"""

from typing import Final

import pytest

from smaplint import registry
from smaplint.engine import lint_files
from smaplint.rule import OFF, Bad
from smaplint.settings import ENGINE_RULES, Settings
from smaplint.testing import files_of, with_last

GENERAL: Final = ("recommended", "spec", "strict", "private")
PRESETS: Final = (*GENERAL, "sentry", "datadog", "bugsnag", "rollbar", "npm")

# A rule, and where it has several cases, the case; then its level in each of the general presets, then what differs.
TABLE: Final = """
# document
byte-order-mark                         | error   off     error   error
duplicate-key                           | error   off     error   error
duplicate-key extension                 | warning off     warning warning
field-types                             | error   error   error   error
field-types names                       | warning error   warning warning
field-types null                        | note    error   warning note
field-types null-names                  | warning error   warning warning | rollbar=error
file-name                               | off     off     note    off
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
lone-surrogate                          | warning off     warning warning | sentry=error
misspelled-field                        | warning off     warning warning
not-a-source-map                        | error   error   error   error
required-fields                         | error   error   error   error
source-url                              | warning error   warning warning
source-url virtual                      | note    error   note    note
sources-content-length                  | warning off     error   warning
sources-content-length runtime          | note    off     error   note
text-encoding                           | error   off     error   error
text-encoding not-json                  | error   error   error   error
version-integer                         | error   error   error   error
version-integer lexeme                  | error   off     error   error
version-integer missing                 | error   error   error   error
xssi-prefix                             | warning error   warning warning | bugsnag=error rollbar=error

# debug-ids
debug-id-collision                      | error   off     error   error
debug-id-collision copy                 | warning off     warning warning
debug-id-conflict                       | error   off     error   error
debug-id-conflict datadog               | note    off     note    note    | sentry=error
debug-id-double                         | error   off     error   error
debug-id-double comment                 | note    off     note    note
debug-id-double datadog                 | warning off     warning warning | datadog=error
debug-id-format                         | error   off     error   error
debug-id-format form                    | note    off     note    note
debug-id-format null                    | note    off     note    note
debug-id-incomplete                     | warning off     warning warning | sentry=error
debug-id-incomplete datadog             | warning off     warning warning | datadog=error
debug-id-incomplete posthog             | warning off     warning warning
debug-id-mismatch                       | error   off     error   error
debug-id-missing                        | off     off     note    off
debug-id-one-sided                      | error   off     error   error
debug-id-one-sided hidden               | note    off     note    note    | sentry=warning
debug-id-one-sided snippet              | warning off     warning warning | sentry=error
debug-id-position                       | note    off     note    note

# exposure
leftover-map                            | error   off     error   error
leftover-map server                     | warning off     warning warning
packaged-map                            | off     off     off     error
public-map-exposure                     | note    off     off     note
public-map-exposure broken              | error   off     error   error
public-map-exposure unmatched           | warning off     warning warning
secret-in-sources                       | error   off     error   error
sensitive-source                        | error   off     error   error
sensitive-source folder                 | note    off     note    note
sensitive-source named                  | warning off     warning warning
sensitive-source server                 | warning off     warning warning

# linking
absolute-link                           | off     off     warning off
ambiguous-link                          | warning off     warning warning
ambiguous-link null                     | note    warning note    note
comment-syntax                          | error   off     error   error
dangling-link                           | error   off     error   error
dangling-link declaration               | note    off     note    note
dangling-link empty                     | error   off     error   error
data-uri                                | error   off     error   error
inline-map                              | note    off     note    error
integrity-mismatch                      | error   off     error   error
legacy-comment                          | warning off     warning warning
link-encoding                           | warning off     warning warning
link-encoding backslash                 | warning off     warning warning
link-encoding blank                     | warning off     warning warning
link-encoding escape                    | warning off     warning warning
link-encoding name                      | warning off     warning warning
link-not-last                           | off     off     warning off
link-query                              | off     off     warning off
link-traversal                          | warning off     warning warning
local-link                              | error   off     error   error
missing-map                             | warning off     warning warning
missing-map none                        | note    off     note    note
orphan-map                              | note    off     note    note
orphan-map new                          | warning off     warning warning
shared-map                              | error   off     error   error
shared-map alike                        | note    off     note    note | sentry=error
stale-links                             | off     off     warning off
wasm-link                               | warning warning warning warning
wasm-link encoding                      | warning warning warning warning
wrong-target                            | error   off     error   error
wrong-target name                       | note    off     note    note

# mappings
byte-columns                            | error   off     error   error
byte-columns css                        | note    off     note    note
duplicate-positions                     | off     off     note    off
empty-segment                           | warning error   warning warning
empty-mappings                          | warning off     warning warning
line-only-mappings                      | warning off     warning warning
low-coverage                            | off     off     warning off
mappings-alphabet                       | error   error   error   error
mappings-outside-code                   | warning off     warning warning
mappings-outside-file                   | error   off     error   error
mappings-outside-file stray             | note    off     note    note
mappings-shifted                        | error   off     error   error
mappings-vlq                            | error   error   error   error
mappings-vlq negative-zero              | error   off     error   error
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
stale-map                               | error   off     error   error
stale-map few                           | warning off     warning warning
unsorted-columns                        | warning off     warning warning
unused-names                            | off     off     note    off

# release
expectation                             | error   off     error   error
expectation unmatched                   | error   off     error   error
map-lost                                | error   off     error   error
map-shrunk                              | error   off     error   error
map-shrunk contents                     | error   off     error   note
source-root-drift                       | warning off     warning warning
source-root-drift expected              | error   off     error   error
source-root-drift last                  | warning off     warning warning
source-root-drift style                 | warning off     warning warning

# sources
absolute-source                         | note    off     note    note
backslash-source                        | warning off     warning warning
blank-sources-content                   | warning off     warning warning
development-build                       | note    off     note    error   | sentry=error datadog=error bugsnag=error rollbar=error
development-source                      | note    off     note    error   | sentry=error datadog=error bugsnag=error rollbar=error
duplicate-source                        | error   off     error   error
empty-source                            | warning off     warning warning
intermediate-source                     | off     off     warning off
missing-sources-content                 | note    off     note    note    | datadog=error
missing-sources-content gone            | note    off     note    note    | sentry=error datadog=error
partial-sources-content                 | note    off     note    note    | datadog=warning
partial-sources-content gone            | note    off     note    note    | sentry=warning datadog=warning
personal-path                           | warning off     warning error
self-source                             | warning off     warning warning
source-credentials                      | error   off     error   error
source-outside-root                     | off     off     warning off
source-query                            | off     off     note    off
source-root-absolute                    | warning off     warning warning
source-root-absolute default            | warning off     warning warning
source-root-doubled                     | warning off     warning warning
source-root-slash                       | off     off     note    off
stale-sources-content                   | off     off     warning off
unencoded-source                        | off     off     note    off
unencoded-source twice                  | off     off     note    off
unreferenced-source                     | off     off     note    off
unresolvable-source                     | off     off     warning off     | npm=error
unresolvable-source unpublished         | off     off     warning off     | npm=error

# uploaders
bugsnag-not-scanned                     | off     off     off     off   | bugsnag=error
bugsnag-not-scanned extension           | off     off     off     off   | bugsnag=error
bugsnag-not-scanned inline              | off     off     off     off   | bugsnag=error
bugsnag-not-scanned missing             | off     off     off     off   | bugsnag=error
bugsnag-not-scanned name                | off     off     off     off   | bugsnag=error
bugsnag-not-scanned remote              | off     off     off     off   | bugsnag=error
datadog-not-scanned                     | off     off     off     off   | datadog=error
datadog-not-scanned extension           | off     off     off     off   | datadog=error
datadog-not-scanned form                | off     off     off     off   | datadog=error
datadog-not-scanned inline              | off     off     off     off   | datadog=error
datadog-not-scanned last                | off     off     off     off   | datadog=error
datadog-not-scanned missing             | off     off     off     off   | datadog=error
datadog-not-scanned none                | off     off     off     off   | datadog=error
datadog-not-scanned remote              | off     off     off     off   | datadog=error
datadog-paths                           | off     off     off     off   | datadog=error
datadog-paths prefix                    | off     off     off     off   | datadog=error
datadog-paths repeated                  | off     off     off     off   | datadog=error
hermes-not-composed                     | off     off     off     off   | sentry=error datadog=error bugsnag=error rollbar=error
hermes-not-composed compiler            | off     off     off     off   | sentry=error datadog=error bugsnag=error rollbar=error
hermes-not-composed packager            | off     off     off     off   | sentry=error datadog=error bugsnag=error rollbar=error
rollbar-index-map                       | off     off     off     off   | rollbar=error
rollbar-not-scanned                     | off     off     off     off   | rollbar=error
rollbar-not-scanned extension           | off     off     off     off   | rollbar=error
rollbar-not-scanned form                | off     off     off     off   | rollbar=error
rollbar-not-scanned inline              | off     off     off     off   | rollbar=error
rollbar-not-scanned missing             | off     off     off     off   | rollbar=error
rollbar-not-scanned none                | off     off     off     off   | rollbar=error
rollbar-not-scanned remote              | off     off     off     off   | rollbar=error
sentry-not-scanned                      | off     off     off     off   | sentry=error
sentry-not-scanned encoding             | off     off     off     off   | sentry=error
sentry-not-scanned extension            | off     off     off     off   | sentry=error
sentry-not-scanned form                 | off     off     off     off   | sentry=error
sentry-not-scanned inline               | off     off     off     off   | sentry=error
sentry-not-scanned missing              | off     off     off     off   | sentry=error
sentry-not-scanned remote               | off     off     off     off   | sentry=error
sentry-not-scanned shared               | off     off     off     off   | sentry=error
sentry-unreadable                       | off     off     off     off   | sentry=error
sentry-unreadable extension             | off     off     off     off   | sentry=error
sentry-unreadable integer               | off     off     off     off   | sentry=error
sentry-unreadable number                | off     off     off     off   | sentry=error
sentry-unreadable range                 | off     off     off     off   | sentry=error
upload-size                             | off     off     off     off
upload-size datadog                     | off     off     off     off   | datadog=error
upload-size stated                      | error   off     error   error
"""

ENGINE: Final = """
file-too-large     | error
internal-error     | error
unreadable-file    | error
unused-suppression | warning
"""


def _lines(text: str) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """(rule, case) → the levels, and what differs."""
    lines: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for line in text.strip().split("\n"):
        if line and not line.startswith("#"):
            name, levels, *differs = (part.strip() for part in line.split("|"))
            rule, _, case = name.partition(" ")
            assert (rule, case) not in lines, f"twice: {line}"
            assert len(differs) <= 1, line
            lines[rule, case] = levels.split(), differs[0].split() if differs else []
    return lines


def _rows(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The level in each of PRESETS: those of vendors are those of `recommended` where the line says nothing else."""
    rows = {}
    for key, (levels, differs) in _lines(text).items():
        assert len(levels) == len(GENERAL), key
        row = dict.fromkeys(PRESETS, levels[0]) | dict(zip(GENERAL, levels, strict=True))
        for one in differs:
            preset, _, level = one.partition("=")
            assert preset in PRESETS[len(GENERAL) :], one
            assert level != levels[0], f"{key}: {one} is that of `recommended`"
            row[preset] = level
        rows[key] = tuple(row[preset] for preset in PRESETS)
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
    assert registry.GENERAL == GENERAL


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
        if example.options and "inline" in (registry.rule(name).function.__kwdefaults__ or {}):
            options[name].setdefault("inline", True)  # `private` leaves them to `inline-map`
        found = [
            one
            for one in lint_files(
                files,
                with_last(Settings(presets=(preset,), options=options), example),
                has_tree=example.files is not None,
            ).findings
            if one.rule == name
        ]
        for finding in found:
            assert finding.severity.word == ROWS[name, finding.case][PRESETS.index(preset)]
        said = {finding.case for finding in found}
        # `private` states a policy of its own, which changes what is said of a map with source text.
        if preset != "private" or example.options or registry.rule(name).family != "exposure":
            assert (example.case in said) is (ROWS[name, example.case][PRESETS.index(preset)] != OFF.word), preset


def test_rules_of_the_engine() -> None:
    assert {(name, ""): ([rule[0].word], []) for name, rule in ENGINE_RULES.items()} == _lines(ENGINE)
