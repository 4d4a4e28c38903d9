"""Annotations by GitHub's workflow commands, for the log of a step.

Of each level GitHub shows the first ten of a step and drops the rest without a word, and fifty of a job (actions/toolkit,
docs/problem-matchers.md). So there is one for each rule and file, the most severe first, never more than ten of a level,
and the last one says how many there would have been. A place in the original source is preferred, for only files in git
are shown beside a diff. The lines at the end, of what was linted and how, are no commands.
"""

from collections.abc import Iterator
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Place, Report
from smaplint.reporters._common import Repository, anchor, at, counts, linted, troubles
from smaplint.rule import ERROR, NOTE, WARNING, Severity, count

MAX_OF_LEVEL: Final = 10
_COMMANDS: Final = {ERROR: "error", WARNING: "warning", NOTE: "notice"}
# The runner cuts messages at 4,096 characters (actions/runner, ExecutionContext.cs).
_MESSAGE: Final = 2_000
_NOTES: Final = 5

Annotation = tuple[Severity, str]


def render(report: Report) -> str:
    """Workflow commands, then plain lines, with a line feed at the end."""
    failed = [(ERROR, _command("error", trouble, title="smaplint")) for trouble in troubles(report)]
    kept, left_out = _capped([*failed, *_annotations(report)])
    lines = [line for _, line in kept]
    if left_out:
        said = (
            f"{left_out} are not annotated, for GitHub shows {MAX_OF_LEVEL} of each level in a step;"
            " other formats have all findings"
        )
        lines.append(_command("notice", said, title="smaplint"))
    lines += (escape.terminal(line) for line in _summary(report))
    return "\n".join(lines) + "\n"


def _capped(annotations: list[Annotation]) -> tuple[list[Annotation], str]:
    """What GitHub will show, and what is left out (`2 errors, 1 notice`), for which one notice is kept free."""
    totals = {level: sum(one[0] == level for one in annotations) for level in _COMMANDS}
    over = any(total > MAX_OF_LEVEL for total in totals.values())
    room = {ERROR: MAX_OF_LEVEL, WARNING: MAX_OF_LEVEL, NOTE: MAX_OF_LEVEL - over}
    kept = []
    for annotation in annotations:
        if room[annotation[0]]:
            room[annotation[0]] -= 1
            kept.append(annotation)
    shown = {level: sum(one[0] == level for one in kept) for level in _COMMANDS}
    gone = [
        count(totals[level] - shown[level], f"more {word}")
        for level, word in _COMMANDS.items()
        if totals[level] > shown[level]
    ]
    return kept, ", ".join(gone)


def _annotations(report: Report) -> Iterator[Annotation]:
    """One for each rule and file: its most severe finding, of equal ones the first; the most severe first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault((finding.rule, anchor(finding).path), []).append(finding)
    # max() and sorted() keep the order of equals.
    firsts = [(max(group, key=lambda one: one.severity), len(group) - 1) for group in groups.values()]
    repository = Repository(report)
    for finding, more in sorted(firsts, key=lambda first: -first[0].severity):
        info = report.rules.get(finding.rule)
        lines = [finding.message]
        if anchor(finding) != finding.place:
            lines.append(f"In {at(finding.place)}")
        if finding.generated:
            lines.append(f"Generated code: {at(finding.generated)}")
        lines += finding.notes[:_NOTES]
        if more:
            lines.append(f"And {more:,} more of `{finding.rule}` in this file")
        if info and info.url:
            lines.append(info.url)
        place = anchor(finding)
        properties = {"file": repository.path(place.path), **_span(place), "title": f"smaplint: {finding.rule}"}
        yield finding.severity, _command(_COMMANDS[finding.severity], *lines, **properties)


def _span(place: Place) -> dict[str, str]:
    """The runner takes columns within one line alone, and none before the start."""
    line, end_line = max(place.line, 1), max(place.end_line, place.line, 1)
    span = {"line": str(line), "endLine": str(end_line)}
    if line == end_line:
        column = max(place.column, 1)
        span |= {"col": str(column), "endColumn": str(max(place.end_column, column))}
    return span


def _command(command: str, *lines: str, **properties: str) -> str:
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    room = _MESSAGE
    said = []
    for line in lines:
        shown = escape.cut(escape.terminal(line), max(room, 200))
        room -= len(shown)
        said.append(_data(shown))
    return f"::{command}{' ' if stated else ''}{stated}::{'%0A'.join(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escape.terminal(text)).replace(":", "%3A").replace(",", "%2C")


def _summary(report: Report) -> Iterator[str]:
    yield f"{linted(report)}: {counts(report)}."
    yield f"Configuration: {escape.path(report.config)}"
    for sentence in report.removed:
        yield f"Taken out: {sentence}"
