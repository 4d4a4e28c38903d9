"""What a configuration took out is said, exactly, and by every report."""

import json
from pathlib import Path

import pytest

from smaplint import engine, registry
from smaplint.config import Given, load
from smaplint.engine import lint_files
from smaplint.removed import removed
from smaplint.report import Report
from smaplint.reporters import FORMATS, render
from smaplint.rule import ERROR, NOTE, OFF, WARNING
from smaplint.settings import Override, Settings, Suppression

_BAD = '{"version":"3","sources":["a.js"],"sourcesContent":["a"],"names":[],"mappings":"AAAA"}'
_RULES = registry.rules()
_ON = [one.rule.name for one in Settings().plan()]
_DOCUMENT = [name for name in _ON if _RULES[name].family == "document"]

# Settings → what is said. Levels are those of the rules: `version-integer` is an error, `orphan-map` a warning in one of
# its cases, `names-index-bounds` an error.
SAID: dict[str, tuple[Settings, tuple[str, ...]]] = {
    "nothing": (Settings(), ()),
    "another preset": (Settings(presets=("spec", "strict")), ()),
    "more": (Settings(extend_select=("proposals",), fail_on=NOTE, min_files=7), ()),
    "a higher level": (Settings(levels={"missing-sources-content": ERROR}), ()),
    "ignored by name": (
        Settings(ignore=("version-integer", "mappings-alphabet")),
        ("`ignore` turns 2 rules off: mappings-alphabet, version-integer",),
    ),
    "ignored, though it was never on": (Settings(ignore=("sources-hash-length",)), ()),
    "ignored by family": (
        Settings(ignore=("document",)),
        (f"`ignore` turns {len(_DOCUMENT)} rules off: {', '.join(_DOCUMENT[:10])} and {len(_DOCUMENT) - 10} more",),
    ),
    "off": (
        Settings(levels={"version-integer": OFF}),
        ("the level `off` is set for 1 rule: version-integer",),
    ),
    "off and ignored": (
        Settings(levels={"version-integer": OFF}, ignore=("version-integer",)),
        ("`ignore` turns 1 rule off: version-integer",),
    ),
    "lower": (
        Settings(levels={"version-integer": NOTE, "names-index-bounds": WARNING}),
        ("a lower level is set for 2 rules: names-index-bounds (error to warning), version-integer (error to note)",),
    ),
    "selected": (
        Settings(select=tuple(name for name in _ON if name != "version-integer")),
        ("`select` leaves 1 rule of `recommended` out: version-integer",),
    ),
    "selected one": (
        Settings(presets=("recommended", "spec"), select=("version-integer",)),
        ("`select` leaves {n} rules of `recommended`, `spec` out: {names}",),
    ),
    "the engine's own": (
        Settings(ignore=("unreadable-file",), levels={"internal-error": OFF, "file-too-large": NOTE}),
        (
            "`ignore` turns 1 rule off: unreadable-file",
            "the level `off` is set for 1 rule: internal-error",
            "a lower level is set for 1 rule: file-too-large (error to note)",
        ),
    ),
    "for some files": (
        Settings(
            overrides=(
                Override(("legacy/**", "a", "b", "c"), {"version-integer": OFF, "names-index-bounds": WARNING}),
                Override(("x",), {"version-integer": ERROR}),
            )
        ),
        (
            (
                "for files like `legacy/**`, `a`, `b` and 1 more: 1 rule off: version-integer; a lower level for 1 rule:"
                " names-index-bounds (error to warning)"
            ),
        ),
    ),
    "for many": (
        Settings(overrides=tuple(Override((f"{n}",), {"version-integer": OFF}) for n in range(12))),
        (
            *(f"for files like `{n}`: 1 rule off: version-integer" for n in range(10)),
            "2 more overrides take out rules",
        ),
    ),
    "options": (
        Settings(
            options={"upload-size": {"datadog_limit": 1, "limit": 2}},
            overrides=(Override(("x",), {}, {"public-map-exposure": {"policy": "none"}}),),
        ),
        ("options are set for 2 rules: public-map-exposure (policy), upload-size (datadog-limit, limit)",),
    ),
    "no verdict": (
        Settings(fail_on=None, min_files=0),
        ("`fail-on` is `never`: no finding fails the run", "`min-files` is 0: a run that finds no map passes"),
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_rules_and_levels(case: str) -> None:
    settings, said = SAID[case]
    if case == "selected one":
        both = [
            one.rule.name for one in Settings(presets=settings.presets).plan() if one.rule.name != "version-integer"
        ]
        names = f"{', '.join(both[:10])} and {len(both) - 10} more"
        said = (said[0].format(n=len(both), names=names),)
    assert removed(settings) == said


def test_files_and_findings() -> None:
    known = Suppression(("version-integer",), ("a",), "known")
    settings = Settings(baseline="a`b.json", suppressions=(known, known))
    skipped = [("a.map", "excluded"), ("b.map", "is a symbolic link"), ("c.map", "excluded")]
    assert removed(settings, skipped=skipped, suppressed=1, in_baseline=1000) == (
        "`exclude` leaves 2 files out",
        "`suppress` accepts 1 finding; it has 2 entries",
        "the baseline `a`b.json` hides 1,000 findings",
    )


def test_a_run_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the file to the report, with the counts of the run."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.js.map").write_text(_BAD)
    (tmp_path / "smaplint.yaml").write_text(
        "exclude: [c.js.map]\n"
        "suppress: [{rule: version-integer, paths: [a.js.map], reason: known}]\n"
        "rules: {orphan-map: off}\nfail-on: never\n"
    )
    report = engine.lint(["."], load(str(tmp_path))[0])
    assert report.config == "smaplint.yaml"
    assert report.removed == (
        "the level `off` is set for 1 rule: orphan-map",
        "`exclude` leaves 1 file out",
        "`suppress` accepts 1 finding; it has 1 entry",
        "`fail-on` is `never`: no finding fails the run",
    )
    assert engine.lint(["."], load(str(tmp_path), search=False)[0]).removed == ()


def test_the_command_line_counts_too(tmp_path: Path) -> None:
    given = Given(ignore=("version-integer",), fail_on="never", min_files=0)
    assert len(removed(load(str(tmp_path), None, given)[0])) == 3


@pytest.fixture(scope="module")
def report() -> Report:
    files = {"a.js.map": _BAD.encode()}
    found = lint_files(files, Settings(ignore=("orphan-map",)))
    assert found.removed == ("`ignore` turns 1 rule off: orphan-map",)
    return found._replace(config="conf/own.yaml of commit abc", removed=("REMOVED one", "REMOVED two"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_it(report: Report, name: str) -> None:
    """Which configuration it was, and each sentence. How a value is escaped is for the tests of the formats."""
    text = render(name, report)
    assert "conf/own.yaml of commit abc" in text
    assert "REMOVED one" in text
    assert "REMOVED two" in text


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_it_of_a_run_without(report: Report, name: str) -> None:
    plain = render(name, report._replace(config="defaults", removed=()))
    assert "REMOVED" not in plain
    if name in ("json", "sarif"):
        json.loads(plain)
