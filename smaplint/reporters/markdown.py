"""Markdown for a step summary or a comment: the verdict, what it is of, a table by rule, the most severe findings first.

GitHub shows nothing of a summary over 1 MiB (actions/runner, FileCommandManager.cs), and other steps of the job write to
theirs: at 900 kB whole findings are left out, the least severe, and counted.
"""

from collections.abc import Iterator
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Place, Report
from smaplint.reporters._common import anchor, at, counts, linted, troubles
from smaplint.reporters._markdown import code, inline, link
from smaplint.rule import Severity, count

MAX_BYTES: Final = 900_000
_TEXT: Final = 1_000
_LISTED: Final = 20
_ROWS: Final = 200


def render(report: Report) -> str:
    """GitHub Flavored Markdown of at most MAX_BYTES bytes of UTF-8, with a line feed at its end."""
    head = "\n".join([*_head(report), *_table(report)])
    room = MAX_BYTES - len(head.encode("utf-8", "backslashreplace")) - 500
    lines: list[str] = []
    for finding in sorted(report.findings, key=lambda finding: -finding.severity):
        line = _line(finding, report)
        room -= len(line.encode("utf-8", "backslashreplace")) + 1
        if room < 0:
            break
        lines.append(line)
    left_out = len(report.findings) - len(lines)
    parts = [head, *(["", "### Findings", "", *lines] if lines else [])]
    if left_out:
        are = "is" if left_out == 1 else "are"
        said = f"{count(left_out, 'more finding')}, the least severe, {are} left out: this summary ends at"
        parts += ["", f"{said} {MAX_BYTES // 1000} kB."]
    return escape.text_stream("\n".join(parts) + "\n")


def _head(report: Report) -> Iterator[str]:
    yield f"## smaplint: {counts(report)}"
    yield ""
    yield f"**{_verdict(report)}** {linted(report)}."
    said = [*map(inline, map(_short, troubles(report))), *_remarks(report)]
    if said:
        yield ""
        yield from (f"- {_upper(line)}" for line in said)
    presets = ", ".join(code(_short(preset)) for preset in report.presets) or "none"
    fail_on = report.fail_on.word if report.fail_on is not None else "never"
    yield ""
    yield f"Configuration: {code(_short(report.config))}, preset {presets}, fail on {fail_on}."
    if report.removed:
        yield "What it changes:"
        yield ""
        yield from (f"- {inline(_short(sentence))}" for sentence in report.removed[:_LISTED])
        if len(report.removed) > _LISTED:
            yield f"- and {len(report.removed) - _LISTED:,} more"


def _verdict(report: Report) -> str:
    if report.exit_code > 1:
        return f"No verdict (exit code {report.exit_code})."
    return "Failed." if report.failed else "Passed."


def _remarks(report: Report) -> Iterator[str]:
    if report.skipped:
        names = ", ".join(code(_short(path)) for path, _ in report.skipped[:5])
        yield f"skipped: {count(len(report.skipped), 'file')}, {names}{', …' if len(report.skipped) > 5 else ''}"
    if report.not_run:
        rules = list(dict.fromkeys(rule for rule, _ in report.not_run))
        names = ", ".join(code(_short(rule)) for rule in rules[:_LISTED])
        yield f"not run: {names}{', …' if len(rules) > _LISTED else ''}"
    if report.suppressed:
        yield f"suppressed: {count(report.suppressed, 'finding')}"
    if report.baseline:
        yield f"in the baseline {code(_short(report.baseline))}: {count(report.in_baseline, 'finding')}"
        gone = sum(one.times for one in report.stale)
        if gone:
            yield f"gone since the baseline: {count(gone, 'finding')}"


def _table(report: Report) -> Iterator[str]:
    """Findings and files by level and rule, the worst and most frequent first."""
    findings: dict[tuple[Severity, str], int] = {}
    files: dict[tuple[Severity, str], set[str]] = {}
    for finding in report.findings:
        key = finding.severity, finding.rule
        findings[key] = findings.get(key, 0) + 1
        files.setdefault(key, set()).add(finding.place.path)
    if not findings:
        return
    yield ""
    yield "| level | rule | findings | files |"
    yield "|---|---|--:|--:|"
    order = sorted(findings, key=lambda key: (-key[0], -findings[key], key[1]))
    for key in order[:_ROWS]:
        yield f"| {key[0].word} | {_rule(key[1], report)} | {findings[key]:,} | {len(files[key]):,} |"
    if len(order) > _ROWS:
        yield f"| | and {len(order) - _ROWS:,} more | | |"


def _line(finding: Finding, report: Report) -> str:
    said = [inline(_short(finding.message))]
    place = anchor(finding)
    if place != finding.place:
        said.append(f"original: {_place(place)}")
    if finding.generated:
        said.append(f"generated: {_place(finding.generated)}")
    said += (inline(_short(note)) for note in finding.notes[:1])
    parts = "; ".join(said)
    return f"- **{finding.severity.word}** {_rule(finding.rule, report)} {_place(finding.place)}: {parts}"


def _rule(name: str, report: Report) -> str:
    info = report.rules.get(name)
    return link(code(_short(name), cell=True), info.url if info else "")


def _place(place: Place) -> str:
    return code(_short(at(place)))


def _short(text: str) -> str:
    return escape.cut(text, _TEXT)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
