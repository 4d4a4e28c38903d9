"""JUnit XML, through junit-xml and mended here: valid under all three schemas in use (junit-10.xsd, Jenkins', Ant's).

One case per file and rule that fired, one passing case per clean file. Each finding stands in its case's text, for
GitLab shows the text and not `message`. Ant's schema has no `system-out` in a case and no `file` or `line`; so what is
below the threshold passes and is told in the suite's `system-out`.

junit-xml 1.9 always writes `disabled`, which junit-10.xsd refuses (kyrus/python-junit-xml issue 63), puts `system-out`
before the cases, drops a zero, and its printer raises ExpatError on a lone surrogate: so it only builds the elements,
of texts that are clean.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from junit_xml import TestCase, TestSuite

from smaplint import escape
from smaplint.report import Finding, Place, Report

_NAME: Final = "smaplint"
_CLEAN: Final = "no findings"
# A failure's `message` is a headline; its text says all.
_HEADLINE: Final = 300


def render(report: Report) -> str:
    """The report as XML, ASCII, with a line feed at its end."""
    suite = TestSuite(
        _NAME,
        [*_run_cases(report), *_cases(report)],
        hostname="localhost",
        id="0",
        package=_NAME,
        timestamp=datetime.fromtimestamp(report.started, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        properties={name: _line(value) for name, value in _properties(report).items()},
    )
    root = ET.Element("testsuites")
    root.append(_valid(suite.build_xml_doc(), report))
    ET.indent(root)
    text = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    return escape.xml_stream(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _valid(suite: ET.Element, report: Report) -> ET.Element:
    """What junit-xml made, in the order and with the attributes that all three schemas want."""
    for name in ("disabled", "skipped"):
        suite.attrib.pop(name, None)
    # junit-10.xsd takes three decimals at most.
    suite.set("time", f"{max(report.elapsed, 0.0):.3f}")
    for case in suite.iter("testcase"):
        case.set("time", "0")
    for tag, lines in (("system-out", _below(report)), ("system-err", _remarks(report))):
        ET.SubElement(suite, tag).text = escape.xml("\n".join(lines))
    return suite


def _properties(report: Report) -> dict[str, str]:
    return {
        "version": report.version,
        "config": report.config,
        "presets": ",".join(report.presets),
        "fail-on": report.fail_on.word if report.fail_on is not None else "never",
        "maps": str(report.maps),
        "bundles": str(report.bundles),
        "suppressed": str(report.suppressed),
        **({"baseline": report.baseline, "in-baseline": str(report.in_baseline)} if report.baseline else {}),
    }


def _run_cases(report: Report) -> Iterator[TestCase]:
    if report.incomplete:
        case = TestCase("run", classname=_NAME)
        reason = _line(report.incomplete)
        case.add_error_info(_headline(f"the run did not finish: {reason}"), reason, "incomplete")
        yield case


def _cases(report: Report) -> Iterator[TestCase]:
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        grouped.setdefault((finding.place.path, finding.rule), []).append(finding)
    dirty = {path for path, _ in grouped}
    for path in report.files:
        if path not in dirty:
            yield TestCase(_CLEAN, classname=_class(path))
    for (path, rule), findings in grouped.items():
        case = TestCase(escape.xml(rule), classname=_class(path))
        text = "\n".join(["", *_text(findings, report), ""])
        headline = _headline(findings[0].message, len(findings) - 1)
        worst = max(finding.severity for finding in findings)
        if rule == "internal-error":
            case.add_error_info(headline, text, rule)
        elif report.fail_on is not None and worst >= report.fail_on:
            case.add_failure_info(headline, text, worst.word)
        yield case


def _class(path: str) -> str:
    return escape.path(path).strip() or "."


def _line(text: str) -> str:
    return escape.terminal(text)


def _headline(message: str, more: int = 0) -> str:
    return escape.cut(_line(message), _HEADLINE) + (f" (and {more} more)" if more else "")


def _text(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    for finding in findings:
        yield f"{_at(finding.place)}: {finding.severity.word}: {_line(finding.message)}"
        if finding.generated:
            yield f"  generated: {_at(finding.generated)}"
        for related in finding.related:
            yield f"  see: {_at(related.place)}: {_line(related.message)}"
        for note in finding.notes:
            yield f"  note: {_line(note)}"
    info = report.rules.get(findings[0].rule)
    if info:
        for label, said in (("why", info.why), ("fix", info.how), ("help", info.url)):
            if said:
                yield f"{label}: {_line(said)}"


def _at(place: Place) -> str:
    return f"{escape.path(place.path)}:{place.line}:{place.column}"


def _below(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if report.fail_on is None or finding.severity < report.fail_on:
            yield f"{_at(finding.place)}: {finding.severity.word}[{_line(finding.rule)}] {_line(finding.message)}"


def _remarks(report: Report) -> Iterator[str]:
    if report.incomplete:
        yield f"the run did not finish: {_line(report.incomplete)}"
    for path, reason in report.skipped:
        yield f"skipped: {escape.path(path)}: {_line(reason)}"
    for one in report.stale:
        yield f"gone since the baseline: {escape.path(one.path)}: {_line(one.rule)}: {one.times} times: {_line(one.message)}"
    for rule, reason in report.not_run:
        yield f"not run: {_line(rule)}: {_line(reason)}"
