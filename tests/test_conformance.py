"""The runner of TC39's tests, on a checkout of our own; and on that which SMAPLINT_CONFORMANCE names, if it does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conformance import main, score

ROOT: Final = Path(__file__).parent.parent

MAPS: Final[dict[str, Any]] = {
    "good.js.map": {
        "version": 3,
        "sources": ["good.ts"],
        "names": ["n"],
        "mappings": "AAAA,EACAA;A",
        "ignoreList": [0],
    },
    "middle.js.map": {"version": 3, "sources": ["good.js"], "mappings": "AAAE;AACA", "sourceRoot": "built"},
    "bad.js.map": {"version": 3, "sources": [None], "mappings": "AAAA="},
    "broken.js.map": [],
}


def case(file: str, *actions: dict[str, Any], valid: bool = True, **fields: Any) -> dict[str, Any]:
    return {"name": "one", "sourceMapFile": file, "sourceMapIsValid": valid, "testActions": list(actions), **fields}


def mapping(at: tuple[int, int], *answer: object, kind: str = "checkMapping", **fields: Any) -> dict[str, Any]:
    source, line, column, name = answer
    return {
        "actionType": kind,
        "generatedLine": at[0],
        "generatedColumn": at[1],
        "originalSource": source,
        "originalLine": line,
        "originalColumn": column,
        "mappedName": name,
        **fields,
    }


def checkout(folder: Path, *cases: Any) -> Path:
    (folder / "resources").mkdir()
    for name, value in MAPS.items():
        (folder / "resources" / name).write_text(json.dumps(value))
    (folder / "source-map-spec-tests.json").write_text(json.dumps({"tests": list(cases)}))
    return folder


# Each case, and for each thing that is scored whether it passes.
CASES: Final[dict[str, tuple[dict[str, Any], list[tuple[str, bool]]]]] = {
    "valid": (case("good.js.map"), [("verdict", True)]),
    "invalid": (case("bad.js.map", valid=False), [("verdict", True)]),
    "not invalid": (case("good.js.map", valid=False), [("verdict", False)]),
    "not valid": (case("bad.js.map"), [("verdict", False)]),
    "no file": (case("none.js.map"), [("verdict", False)]),
    "no fields": ({}, [("verdict", False)]),
    "a mapping": (
        case("good.js.map", mapping((0, 0), "good.ts", 0, 0, None)),
        [("verdict", True), ("checkMapping", True)],
    ),
    "a mapping with a name": (
        case("good.js.map", mapping((0, 2), "good.ts", 1, 0, "n")),
        [("verdict", True), ("checkMapping", True)],
    ),
    "a mapping before the place": (
        case("good.js.map", mapping((0, 9), "good.ts", 1, 0, "n")),
        [("verdict", True), ("checkMapping", True)],
    ),
    "a mapping without a source": (
        case("good.js.map", mapping((1, 0), None, None, None, None)),
        [("verdict", True), ("checkMapping", True)],
    ),
    "another line, column, source, name": (
        case(
            "good.js.map",
            mapping((0, 2), "good.ts", 0, 0, "n"),
            mapping((0, 2), "good.ts", 1, 1, "n"),
            mapping((0, 2), "other.ts", 1, 0, "n"),
            mapping((0, 2), "good.ts", 1, 0, None),
        ),
        [("verdict", True), *[("checkMapping", False)] * 4],
    ),
    "nothing is mapped": (
        case("good.js.map", mapping((2, 0), None, None, None, None)),
        [("verdict", True), ("checkMapping", False)],
    ),
    "the name of a source is that with its root": (
        case("middle.js.map", mapping((0, 0), "built/good.js", 0, 2, None)),
        [("verdict", True), ("checkMapping", True)],
    ),
    "through two maps": (
        case(
            "middle.js.map",
            mapping((0, 0), "good.ts", 1, 0, "n", kind="checkMappingTransitive", intermediateMaps=["good.js.map"]),
            mapping((0, 0), "good.ts", 0, 0, "n", kind="checkMappingTransitive", intermediateMaps=["good.js.map"]),
            mapping((9, 0), "good.ts", 1, 0, "n", kind="checkMappingTransitive", intermediateMaps=["good.js.map"]),
            mapping((0, 0), "good.ts", 1, 0, "n", kind="checkMappingTransitive", intermediateMaps=["none.js.map"]),
        ),
        [("verdict", True), ("checkMappingTransitive", True), *[("checkMappingTransitive", False)] * 3],
    ),
    "what is ignored": (
        case(
            "good.js.map",
            {"actionType": "checkIgnoreList", "present": ["good.ts"]},
            {"actionType": "checkIgnoreList", "present": []},
            {"actionType": "checkIgnoreList", "present": ["other.ts"]},
        ),
        [("verdict", True), ("checkIgnoreList", True), ("checkIgnoreList", True), ("checkIgnoreList", False)],
    ),
    "no map": (
        case("broken.js.map", mapping((0, 0), None, None, None, None), valid=False),
        [("verdict", True), ("checkMapping", False)],
    ),
    # What the runner does not know fails: it must not pass in silence.
    "an action of another kind": (
        case("good.js.map", {"actionType": "checkScopes"}),
        [("verdict", True), ("checkScopes", False)],
    ),
    "an action that lacks a field": (
        case("good.js.map", {"actionType": "checkMapping", "generatedLine": 0}),
        [("verdict", True), ("checkMapping", False)],
    ),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_score(tmp_path: Path, given: dict[str, Any], expected: list[tuple[str, bool]]) -> None:
    outcomes = list(score(checkout(tmp_path, given)))
    assert [(outcome.kind, not outcome.reason) for outcome in outcomes] == expected


def run(*arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "tests.conformance", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def test_all_passed(tmp_path: Path) -> None:
    folder = checkout(tmp_path, case("good.js.map", mapping((0, 0), "good.ts", 0, 0, None)), case("good.js.map"))
    status, out, error = run(folder)
    assert (status, error) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["passed", "failed"],
        ["verdict", "2", "0"],
        ["checkMapping", "1", "0"],
        ["checkMappingTransitive", "0", "0"],
        ["checkIgnoreList", "0", "0"],
    ]


def test_one_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = case("bad.js.map", mapping((0, 0), "a.ts", 0, 0, None), name="the wrong one")
    assert main([str(checkout(tmp_path, wrong, case("good.js.map")))]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[1].split() == ["verdict", "1", "1"]
    assert out[2].split() == ["checkMapping", "0", "1"]
    assert out[5].startswith("FAILED verdict the wrong one: should be valid: mappings-alphabet: ")
    assert out[6].startswith("FAILED checkMapping the wrong one: line 0, column 0 is ")
    assert len(out) == 7


def test_range_mappings_are_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = checkout(tmp_path, case("good.js.map"))
    inner = folder / "resources" / "proposals" / "range-mappings"
    inner.mkdir(parents=True)
    (inner / "good.js.map").write_text(json.dumps(MAPS["good.js.map"]))
    tests = [case("good.js.map"), case("good.js.map", valid=False, name="that one")]
    (folder / "range-mappings-proposal-tests.json").write_text(json.dumps({"tests": tests}))
    assert main([str(folder)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[5].split() == ["range", "mappings", "(not", "counted)", "1", "1"]
    assert out[6] == "not counted: verdict that one: should be invalid: no error was found"


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{}", '{"tests":[]}', '{"tests":3}', "\ud800".encode("utf-8", "surrogatepass")]
)
def test_no_checkout(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes | None) -> None:
    if text is not None:
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / "source-map-spec-tests.json").write_bytes(data)
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "source-map-spec-tests.json" in captured.err


def test_usage() -> None:
    status, out, error = run()
    assert (status, out) == (2, "")
    assert "PATH" in error


# Nothing of that repository is here: it is scored where someone has it.
NAMED: Final = os.environ.get("SMAPLINT_CONFORMANCE")

if NAMED:

    def test_the_suite() -> None:
        outcomes = list(score(Path(str(NAMED))))
        assert [outcome for outcome in outcomes if outcome.reason] == []
        assert len(outcomes) > 190
