"""The validators must see faults: one good log and report, and one fault planted at a time."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.validators import (
    GITHUB,
    SARIF_VARIANTS,
    Json,
    ghas_refusals,
    junit_10,
    junit_xsd,
    sarif_multitool,
    sarif_schema,
    sarif_variant,
    unstable_paths,
)


def _place(uri: str) -> Json:
    region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 8}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _rule(identity: str) -> Json:
    return {
        "id": identity,
        "name": "SourceIsThere",
        "shortDescription": {"text": "A source is there."},
        "fullDescription": {"text": "Every source that a map names is a file or in the map."},
        "help": {"text": "Ship the source.", "markdown": "Ship the *source*."},
        "helpUri": "https://example.com/rules",
        "properties": {"tags": ["sources"], "security-severity": "5.5"},
    }


def _result(mark: str) -> Json:
    return {
        "ruleId": "SM101",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"The source {mark} is not there."},
        "locations": [_place("src/pages/%5Bslug%5D%20a.ts")],
        "relatedLocations": [{**_place("dist/app.js.map"), "id": 1}],
        "partialFingerprints": {"primaryLocationLineHash": f"{mark}:1"},
    }


def _good() -> Json:
    driver = {
        "name": "smaplint",
        "version": "1.0.0",
        "semanticVersion": "1.0.0",
        "informationUri": "https://example.com",
        "rules": [_rule("SM101"), _rule("SM102")],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "smaplint/web/"},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"ROOT": {"uri": "file:///repo/"}},
        "results": [_result("a"), _result("b")],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run]}


def _set(path: str, value: object) -> Callable[[Json], None]:
    """Return a fault that puts a value at a dotted path of the log."""

    def plant(log: Json) -> None:
        *folders, last = path.split(".")
        at: Any = log
        for key in folders:
            at = at[int(key)] if isinstance(at, list) else at[key]
        if isinstance(at, list):
            at[int(last)] = value
        else:
            at[last] = value

    return plant


def _drop(path: str) -> Callable[[Json], None]:
    """Return a fault that takes a property away."""

    def plant(log: Json) -> None:
        *folders, last = path.split(".")
        at: Any = log
        for key in folders:
            at = at[int(key)] if isinstance(at, list) else at[key]
        del at[last]

    return plant


def _uri(uri: object) -> Callable[[Json], None]:
    return _set("runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri", uri)


_RULE = "runs.0.tool.driver.rules.0."
_RESULT = "runs.0.results.0."
_REGION = _RESULT + "locations.0.physicalLocation.region."
_LOGICAL: Json = {"logicalLocations": [{"name": "webpack://app/a.ts"}]}
_THREAD_FLOW: Json = {"threadFlows": [{"locations": [{"location": _place("s3://a/b")}]}]}

# The fault, and a part of the line that must be said about it.
_FAULTS: dict[str, tuple[Callable[[Json], None], str]] = {
    "no $schema": (_drop("$schema"), "required: $schema"),
    "version": (_set("version", "2.0.0"), "required: version"),
    "no runs": (_set("runs", []), "required: a run"),
    "no tool": (_drop("runs.0.tool"), "required: tool.driver.name"),
    "no tool name": (_drop("runs.0.tool.driver.name"), "required: tool.driver.name"),
    "no rules": (_drop("runs.0.tool.driver.rules"), "required: tool.driver.rules"),
    "no results": (_drop("runs.0.results"), "required: results"),
    "equal rules": (_set("runs.0.tool.driver.rules.1", _rule("SM101")), "two rules with one id"),
    "no rule id": (_drop(_RULE + "id"), "rules[0]: required: id"),
    "no shortDescription": (_drop(_RULE + "shortDescription"), "required: shortDescription"),
    "no fullDescription": (_drop(_RULE + "fullDescription"), "required: fullDescription"),
    "no help": (_drop(_RULE + "help"), "required: help.text"),
    "help without text": (_drop(_RULE + "help.text"), "required: help.text"),
    "severity a word": (_set(_RULE + "properties.security-severity", "high"), "security-severity"),
    "severity no string": (_set(_RULE + "properties.security-severity", 5.5), "security-severity"),
    "severity over 10": (_set(_RULE + "properties.security-severity", "11"), "security-severity"),
    "21 tags": (
        _set(_RULE + "properties.tags", [f"t{index}" for index in range(21)]),
        "refused: too many tags",
    ),
    "11 tags": (
        _set(_RULE + "properties.tags", [f"t{index}" for index in range(11)]),
        "cut: more tags",
    ),
    "long id": (_set("runs.0.tool.driver.rules.1.id", "S" * 256), "cut: id"),
    "long name": (_set(_RULE + "name", "N" * 256), "cut: name"),
    "long short": (_set(_RULE + "shortDescription.text", "d" * 1025), "cut: shortDescription"),
    "long full": (_set(_RULE + "fullDescription.text", "d" * 1025), "cut: fullDescription"),
    "no message": (_set(_RESULT + "message", {"text": " "}), "required: message.text"),
    "unknown rule": (_set(_RESULT + "ruleId", "SM999"), "required: ruleId"),
    "no ruleId": (_drop(_RESULT + "ruleId"), "required: ruleId"),
    "ruleIndex of another": (_set(_RESULT + "ruleIndex", 1), "refused: ruleIndex"),
    "ruleIndex too large": (_set(_RESULT + "ruleIndex", 9), "refused: ruleIndex"),
    "no locations": (_drop(_RESULT + "locations"), "not one location"),
    "empty locations": (_set(_RESULT + "locations", []), "not one location"),
    "two locations": (_set(_RESULT + "locations", [_place("a"), _place("b")]), "not one location"),
    "only logical": (_set(_RESULT + "locations", [_LOGICAL]), "a location without physical"),
    "related logical": (
        _set(_RESULT + "relatedLocations", [_LOGICAL]),
        "a location without physical",
    ),
    "no region": (_drop(_REGION[:-1]), "region.startLine"),
    "startLine 0": (_set(_REGION + "startLine", 0), "region.startLine"),
    "startLine true": (_set(_REGION + "startLine", value=True), "region.startLine"),
    "no startColumn": (_drop(_REGION + "startColumn"), "region.startColumn"),
    "no endLine": (_drop(_REGION + "endLine"), "region.endLine"),
    "no endColumn": (_drop(_REGION + "endColumn"), "region.endColumn"),
    "backwards": (_set(_REGION + "startLine", 2), "region ends before"),
    "no URI": (_uri(None), "refused: no URI"),
    "empty URI": (_uri(""), "refused: no URI"),
    "https": (_uri("https://example.com/a.js"), "has a scheme"),
    "webpack": (_uri("webpack://app/./src/a.ts"), "has a scheme"),
    "docker": (_uri("docker:image"), "has a scheme"),
    "file and a space": (_uri("file://Package Descriptor"), "has a scheme"),
    "file scheme": (_uri("file:///repo/a.js"), "has a scheme"),
    "drive": (_uri("C:/a.js"), "has a scheme"),
    "absolute": (_uri("/repo/a.js"), "is not relative"),
    "host": (_uri("//host/a.js"), "is not relative"),
    "backslash": (_uri("src\\a.js"), "has a backslash"),
    "space": (_uri("src/a b.js"), "has a space"),
    "bracket": (_uri("src/[slug].ts"), "is not percent-encoded"),
    "percent": (_uri("src/100%.ts"), "is not percent-encoded"),
    "fragment": (_uri("src/a.ts#b"), "is not percent-encoded"),
    "query": (_uri("src/a.vue?script"), "is not percent-encoded"),
    "not ASCII": (_uri("src/é.ts"), "is not percent-encoded"),
    "colon": (_uri("1:a/b.ts"), "has a colon"),
    "parent": (_uri("../a.ts"), "'..'"),
    "parent inside": (_uri("a/../b.ts"), "'..'"),
    "parent encoded": (_uri("a/%2e%2E/b.ts"), "'..'"),
    "related webpack": (
        _set(_RESULT + "relatedLocations", [_place("webpack://app/a.ts")]),
        "has a scheme",
    ),
    "code flow": (_set(_RESULT + "codeFlows", [_THREAD_FLOW]), "has a scheme"),
    "notification": (
        _set(
            "runs.0.invocations",
            [{"toolExecutionNotifications": [{"locations": [_place("s3://a/b")]}]}],
        ),
        "has a scheme",
    ),
    "base": (_set("runs.0.originalUriBaseIds.ROOT.uri", "https://a.b/"), "is not a file"),
    "no fingerprint": (_drop(_RESULT + "partialFingerprints"), "primaryLocationLineHash"),
    "other fingerprint": (_set(_RESULT + "partialFingerprints", {"mine/v1": "a"}), "LineHash"),
    "equal alerts": (_set("runs.0.results.1", _result("a")), "fold into one alert"),
    "equal runs": (
        lambda log: log["runs"].append(copy.deepcopy(log["runs"][0])),
        "two runs of one",
    ),
    "equal category": (
        lambda log: log["runs"].append(
            {**copy.deepcopy(log["runs"][0]), "automationDetails": {"id": "smaplint/web/nightly"}}
        ),
        "two runs of one",
    ),
    "not objects": (_set("runs.0.results", [None, 1, "a"]), "required: message.text"),
    "not a run": (_set("runs", [None]), "required: tool.driver.name"),
    "21 runs": (
        lambda log: log.update(runs=[{**log["runs"][0], "automationDetails": {"id": f"{n}/"}} for n in range(21)]),
        "too many runs",
    ),
    "1001 locations": (
        _set(_RESULT + "relatedLocations", [_place("a.ts")] * 1000),
        "too many locations",
    ),
    "101 locations": (_set(_RESULT + "relatedLocations", [_place("a.ts")] * 100), "cut: more loca"),
    "101 extensions": (_set("runs.0.tool.extensions", [{"name": "x"}] * 101), "too many tool ext"),
}


def test_good_log() -> None:
    """Else every fault below would prove nothing."""
    assert ghas_refusals(_good()) == []
    assert unstable_paths(_good()) == []


@pytest.mark.parametrize("name", _FAULTS)
def test_planted_fault(name: str) -> None:
    """Each fault is seen, and said in words of its own."""
    plant, expected = _FAULTS[name]
    log = _good()
    plant(log)
    assert expected in "\n".join(ghas_refusals(log))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("results", 1, "refused: too many results"),
        ("results_kept", 1, "cut: more results"),
        ("rules", 1, "refused: too many rules"),
        ("gzip_bytes", 100, "too large when gzipped"),
    ],
)
def test_limits(field: str, value: int, expected: str) -> None:
    """The large counts are tried with a lower limit, for the sake of time."""
    (line,) = ghas_refusals(_good(), replace(GITHUB, **{field: value}))
    assert expected in line


def test_parts_of_rules_and_two_categories_are_fine() -> None:
    """SARIF lets a result name a part of a rule, and GitHub takes a run per category."""
    log = _good()
    log["runs"][0]["results"][0]["ruleId"] = "SM101/missing"
    log["runs"].append({**copy.deepcopy(log["runs"][0]), "automationDetails": {"id": "other/"}})
    assert ghas_refusals(log) == []


def test_unstable_paths() -> None:
    """A content hash makes a new path at every build; a plain word does not."""
    log = _good()
    _uri("dist/assets/index-4f2a9c1b.js.map")(log)
    assert unstable_paths(log) == ["dist/assets/index-4f2a9c1b.js.map"]


_GOOD_JUNIT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="smaplint" tests="1" failures="1" errors="0" time="0.1"
 timestamp="2026-01-01T00:00:00" hostname="localhost" id="0" package="smaplint"><properties>
<property name="version" value="1"/></properties>
<testcase classname="dist/app.js.map" name="SM101" time="0.0">
<failure type="error" message="no source">a.ts</failure></testcase>
<system-out/><system-err/></testsuite></testsuites>
"""


def test_junit_10(tmp_path: Path) -> None:
    """The committed schema is enough without a network, and refuses what Jenkins refuses."""
    report = tmp_path / "report.xml"
    report.write_text(_GOOD_JUNIT)
    assert junit_10(report) == []
    report.write_text(_GOOD_JUNIT.replace(' name="SM101"', ' name="SM101" line="3"'))
    (line,) = junit_10(report)
    assert line.startswith("junit-10.xsd: ")
    assert "line" in line
    report.write_text("<testsuites>")
    assert "not XML" in junit_10(report)[0]


@pytest.mark.node
def test_junit_xsd(tmp_path: Path) -> None:
    """All three schemas take the good report, and each names itself for a bad one."""
    report = tmp_path / "report.xml"
    report.write_text(_GOOD_JUNIT)
    assert junit_xsd(report) == []
    report.write_text(_GOOD_JUNIT.replace("<testcase", "<case").replace("</testcase", "</case"))
    said = {line.partition(":")[0] for line in junit_xsd(report)}
    assert said == {"junit-10.xsd", "jenkins-junit.xsd", "JUnit.xsd"}


@pytest.mark.node
def test_sarif_variants() -> None:
    """Made of another schema, they are what the originals came to; where they differ, each says its own."""
    log = _good()
    place: Json = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    place["region"] = {"snippet": {"text": "a"}}
    log["runs"][0]["results"][0]["suppressions"] = [{"kind": "external", "status": "rejected"}]
    log["runs"][0]["language"] = "en-US and more"
    said = {
        name: {
            error.json_path.rpartition(".")[2]
            for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(log)
        }
        for name in SARIF_VARIANTS
        for schema in [sarif_variant(name)]
    }
    assert said == {"codeql-action": {"language"}, "oasis-errata01": {"language", "region"}}


@pytest.mark.node
def test_sarif_validators(tmp_path: Path) -> None:
    """Both see a fault that is theirs to see, and nothing in the good log."""
    file = tmp_path / "log.sarif"
    file.write_text(json.dumps(_good()))
    assert sarif_schema(file) == []
    assert sarif_multitool(file) == []
    log = _good()
    _set(_REGION + "startLine", 0)(log)
    _drop(_RULE + "help")(log)
    file.write_text(json.dumps(log))
    said = {line.partition(":")[0] for line in sarif_schema(file)}
    assert said == {"sarif-multitool", "oasis", "codeql-action", "oasis-errata01"}
    assert "error GH2012" in "\n".join(sarif_multitool(file))
