"""Scores a checkout of TC39's tests of source maps (tc39/source-map-tests), which is given by its path.

    python -m tests.conformance PATH

Each case of `source-map-spec-tests.json` has a verdict, which must be that of preset `spec`, and may have actions, which
smaplint's lookup must answer as it says. Exit status: 0 all passed, 1 one failed, 2 there is no such checkout at PATH.
The tests of range mappings are scored for information: they are of an older text of that proposal.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from smaplint.document import Document
from smaplint.engine import lint_files
from smaplint.lookup import Lookup
from smaplint.lookup import Mapping as Mapped
from smaplint.registry import rules
from smaplint.rule import ERROR
from smaplint.settings import Settings

CASES: Final = "source-map-spec-tests.json"
RESOURCES: Final = "resources"
RANGE_CASES: Final = "range-mappings-proposal-tests.json"
RANGE_RESOURCES: Final = "resources/proposals/range-mappings"

SPEC: Final = Settings(presets=("spec",))

KINDS: Final = ("verdict", "checkMapping", "checkMappingTransitive", "checkIgnoreList")


class Outcome(NamedTuple):
    """One thing that was scored. `kind`: `verdict` or the type of the action; `reason`: why it failed, "" where it passed."""

    kind: str
    case: str
    reason: str


class CheckoutError(Exception):
    """There is no checkout at a path, or none that this runner can read."""


def score(checkout: Path) -> Iterator[Outcome]:
    """Score every case of a checkout. Raises CheckoutError."""
    for case in _cases(checkout / CASES):
        yield from _outcomes(case, checkout / RESOURCES)


def score_proposal(checkout: Path) -> Iterator[Outcome]:
    """Score the verdicts on range mappings, with the rules for proposals; nothing where the checkout has no such tests."""
    if (checkout / RANGE_CASES).is_file():
        # Rules in preview are turned on by their names alone.
        proposals = tuple(rule.name for rule in rules().values() if rule.family == "proposals")
        settings = Settings(presets=("spec",), levels=dict.fromkeys(proposals, ERROR))
        for case in _cases(checkout / RANGE_CASES):
            yield _verdict(case, checkout / RANGE_RESOURCES, settings)


def _cases(path: Path) -> list[dict[str, Any]]:
    try:
        cases = json.loads(path.read_bytes())["tests"]
    except OSError as error:
        raise CheckoutError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckoutError(f"{path}: not a list of tests as tc39/source-map-tests has it") from error
    if not isinstance(cases, list) or not cases:
        raise CheckoutError(f"{path}: no tests")
    return cases


def _outcomes(case: Mapping[str, Any], folder: Path) -> Iterator[Outcome]:
    yield _verdict(case, folder, SPEC)
    for action in case.get("testActions", ()):
        kind = action.get("actionType", "?")
        check = _CHECKS.get(kind)
        try:
            lookups = [_lookup(folder / name) for name in (case["sourceMapFile"], *action.get("intermediateMaps", ()))]
            reason = check(lookups, action) if check else "smaplint knows no such action"
        except (OSError, KeyError) as error:
            reason = f"{type(error).__name__}: {error}"
        yield Outcome(kind, case.get("name", "?"), reason)


def _verdict(case: Mapping[str, Any], folder: Path, settings: Settings) -> Outcome:
    name = case.get("name", "?")
    try:
        file, expected = case["sourceMapFile"], case["sourceMapIsValid"]
        report = lint_files({file: (folder / file).read_bytes()}, settings)
    except (OSError, KeyError) as error:
        return Outcome("verdict", name, f"{type(error).__name__}: {error}")
    if report.crashed or not report.files:
        return Outcome("verdict", name, "was not linted")
    errors = [finding for finding in report.findings if finding.severity == ERROR]
    if expected is not (not errors):
        said = "; ".join(f"{finding.rule}: {finding.message}" for finding in errors) or "no error was found"
        return Outcome("verdict", name, f"should be {'valid' if expected else 'invalid'}: {said}")
    return Outcome("verdict", name, "")


def _lookup(path: Path) -> Lookup:
    map = Document(path.read_bytes(), str(path)).map
    if map is None:
        raise KeyError(f"{path.name} is no source map")
    return map.lookup


# Source, original line and column, name; as an action says it.
_Answer = tuple[str | None, int | None, int | None, str | None]


def _expected(action: Mapping[str, Any]) -> _Answer:
    return action["originalSource"], action["originalLine"], action["originalColumn"], action["mappedName"]


def _answer(lookup: Lookup, found: Mapped | None) -> _Answer:
    if found is None or found.original is None:
        return None, None, None, None
    source, line, column = found.original
    return lookup.sources[source].url, line, column, found.name


def _mapping(lookups: Sequence[Lookup], action: Mapping[str, Any]) -> str:
    """The original position of a generated one, as a debugger asks and as GetOriginalPositions says; and the way back."""
    (lookup,) = lookups
    line, column = action["generatedLine"], action["generatedColumn"]
    found = lookup.find(line, column)
    answer = _answer(lookup, found)
    if answer != _expected(action):
        return f"line {line}, column {column} is {answer}, not {_expected(action)}"
    if found is None:
        return f"line {line}, column {column} is not mapped"
    if found.original not in lookup.original_positions(line, column):
        return f"line {line}, column {column} is not {found.original} by GetOriginalPositions"
    if found.original and found not in lookup.generated_positions(*found.original):
        return f"{found.original} does not lead back to line {line}, column {column}"
    return ""


def _transitive(lookups: Sequence[Lookup], action: Mapping[str, Any]) -> str:
    """The same through maps of maps: each source is what the next one was generated as."""
    line, column = action["generatedLine"], action["generatedColumn"]
    answer: _Answer = (None, None, None, None)
    for step, lookup in enumerate(lookups):
        found = lookup.find(line, column)
        answer = _answer(lookup, found)
        if found is None or found.original is None:
            return f"step {step}: line {line}, column {column} is not mapped"
        _, line, column = found.original
    return "" if answer == _expected(action) else f"is {answer}, not {_expected(action)}"


def _ignored(lookups: Sequence[Lookup], action: Mapping[str, Any]) -> str:
    (lookup,) = lookups
    ignored = [source.url for source in lookup.sources if source.ignored]
    missing = [source for source in action["present"] if source not in ignored]
    return f"{missing} should be ignored; ignored are {ignored}" if missing else ""


_CHECKS: Final = {"checkMapping": _mapping, "checkMappingTransitive": _transitive, "checkIgnoreList": _ignored}


def table(outcomes: Sequence[Outcome], information: Sequence[Outcome] = ()) -> str:
    """What was scored, by kind, and each failure with its reason."""
    kinds = [*KINDS, *sorted({outcome.kind for outcome in outcomes} - set(KINDS))]
    lines = [f"{'':<34}passed  failed"]
    lines += [_line(kind, [outcome for outcome in outcomes if outcome.kind == kind]) for kind in kinds]
    if information:
        lines.append(_line("range mappings (not counted)", information))
    lines += [f"FAILED {kind} {case}: {reason}" for kind, case, reason in outcomes if reason]
    lines += [f"not counted: {kind} {case}: {reason}" for kind, case, reason in information if reason]
    return "\n".join(lines)


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    failed = sum(1 for outcome in outcomes if outcome.reason)
    return f"{name:<34}{len(outcomes) - failed:>6}{failed:>8}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description="Score tc39/source-map-tests.")
    parser.add_argument("path", type=Path, metavar="PATH", help="a checkout of tc39/source-map-tests")
    path = parser.parse_args(arguments).path
    try:
        outcomes, information = list(score(path)), list(score_proposal(path))
    except CheckoutError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(table(outcomes, information) + "\n")
    return int(any(outcome.reason for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
