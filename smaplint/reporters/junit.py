"""JUnit XML, through junit-xml and mended here: valid under all three schemas in use (junit-10.xsd, Jenkins', Ant's).

One case per file and rule that fired, one passing case per clean file. Each finding stands in its case's text, for
GitLab shows the text and not `message`. Ant's schema has no `system-out` in a case and no `file` or `line`; so what is
below the threshold passes and is told in the suite's `system-out`. GitLab keeps one case of a name and a class, and takes
30 MB and 250,000 elements: what goes beyond is left out, clean files first, and counted in `system-err`.

junit-xml 1.9 always writes `disabled`, which junit-10.xsd refuses (kyrus/python-junit-xml issue 63), puts `system-out`
before the cases, drops a zero, and its printer raises ExpatError on a lone surrogate: so it only builds the elements,
of texts that are clean.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from junit_xml import TestCase, TestSuite

from smaplint import escape
from smaplint.report import Finding, Report
from smaplint.reporters._common import at, troubles
from smaplint.rule import count

_NAME: Final = "smaplint"
_CLEAN: Final = "no findings"
# A failure's `message` is a headline; its text says all.
_HEADLINE: Final = 300

# A case is two elements at most.
MAX_CASES: Final = 100_000
MAX_BYTES: Final = 25_000_000
# Of what a case or a stream says: nobody reads on.
_FINDINGS: Final = 100
_NOTES: Final = 10
_BLOCK: Final = 500_000
_TEXT: Final = 10_000
# The markup of a case, without its texts.
_MARKUP: Final = 160


def render(report: Report) -> str:
    """The report as XML, ASCII, with a line feed at its end."""
    cases, left_out = _fitting(_unique([*_run_cases(report), *_cases(report)]))
    suite = TestSuite(
        _NAME,
        cases,
        hostname="localhost",
        id="0",
        package=_NAME,
        timestamp=datetime.fromtimestamp(report.started, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        properties={name: _line(value) for name, value in _properties(report).items()},
    )
    root = ET.Element("testsuites")
    root.append(_valid(suite.build_xml_doc(), report, left_out))
    ET.indent(root)
    text = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    return escape.xml_stream(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _unique(cases: Iterable[TestCase]) -> Iterator[TestCase]:
    """Names that differ in blanks or bytes alone may be shown alike."""
    seen: Counter[tuple[str, str]] = Counter()
    for case in cases:
        key = case.classname, case.name
        seen[key] += 1
        if seen[key] > 1:
            case.name = f"{case.name} ({seen[key]})"
        yield case


def _fitting(cases: Iterable[TestCase]) -> tuple[list[TestCase], str]:
    """As many cases as readers take, in their order, failures before what passes; and what is left out."""
    every = list(cases)
    number, room = MAX_CASES, MAX_BYTES
    kept: set[int] = set()
    gone: Counter[tuple[str, str]] = Counter()
    for index in sorted(range(len(every)), key=lambda index: _rank(every[index])):
        size = _size(every[index])
        if number and size <= room:
            number -= 1
            room -= size
            kept.add(index)
        else:
            gone[_KINDS[_rank(every[index])]] += 1
    said = ", ".join(count(times, one, many) for (one, many), times in gone.items())
    return [case for index, case in enumerate(every) if index in kept], said


_KINDS: Final = (
    ("failed case", "failed cases"),
    ("case below the threshold", "cases below the threshold"),
    ("clean file", "clean files"),
)


def _rank(case: TestCase) -> int:
    if case.failures or case.errors:
        return 0
    return 2 if case.name == _CLEAN else 1


def _size(case: TestCase) -> int:
    """Bytes, not less than it takes."""
    texts: list[str] = [case.classname, case.name]
    texts += [str(value) for one in (*case.failures, *case.errors) for value in one.values()]
    return _MARKUP + sum(
        len(text.encode("ascii", "xmlcharrefreplace")) + 5 * sum(text.count(mark) for mark in '"&<>\n')
        for text in texts
    )


def _valid(suite: ET.Element, report: Report, left_out: str) -> ET.Element:
    """What junit-xml made, in the order and with the attributes that all three schemas want."""
    for name in ("disabled", "skipped"):
        suite.attrib.pop(name, None)
    # junit-10.xsd takes three decimals at most.
    suite.set("time", f"{max(report.elapsed, 0.0):.3f}")
    for case in suite.iter("testcase"):
        case.set("time", "0")
    for tag, lines in (("system-out", _below(report)), ("system-err", _remarks(report, left_out))):
        ET.SubElement(suite, tag).text = escape.xml("\n".join(_first(lines)))
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
    reasons = list(map(_line, troubles(report)))
    if reasons:
        case = TestCase("run", classname=_NAME)
        case.add_error_info(_headline(reasons[0], len(reasons) - 1), "\n".join(["", *reasons, ""]), "incomplete")
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
    return escape.cut(escape.terminal(escape.cut(text, _TEXT)), _TEXT)


def _first(lines: Iterable[str]) -> Iterator[str]:
    more, room = 0, _BLOCK
    for line in lines:
        room -= len(line.encode("ascii", "xmlcharrefreplace")) + 1
        if room >= 0:
            yield line
        else:
            more += 1
    if more:
        yield f"and {more:,} more"


def _headline(message: str, more: int = 0) -> str:
    return (escape.cut(_line(message), _HEADLINE) or "no message") + (f" (and {more} more)" if more else "")


def _text(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    yield from _first(_told(findings))
    info = report.rules.get(findings[0].rule)
    if info:
        for label, said in (("why", info.why), ("fix", info.how), ("help", info.url)):
            if said:
                yield f"{label}: {_line(said)}"


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings[:_FINDINGS]:
        yield f"{at(finding.place)}: {finding.severity.word}: {_line(finding.message)}"
        if finding.generated:
            yield f"  generated: {at(finding.generated)}"
        if finding.original:
            yield f"  original: {at(finding.original)}"
        for related in finding.related[:_NOTES]:
            yield f"  see: {at(related.place)}: {_line(related.message)}"
        for note in finding.notes[:_NOTES]:
            yield f"  note: {_line(note)}"
    if len(findings) > _FINDINGS:
        yield f"and {len(findings) - _FINDINGS:,} more"


def _below(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if report.fail_on is None or finding.severity < report.fail_on:
            yield f"{at(finding.place)}: {finding.severity.word}[{_line(finding.rule)}] {_line(finding.message)}"


def _remarks(report: Report, left_out: str) -> Iterator[str]:
    if left_out:
        yield f"left out, for readers take {MAX_CASES:,} cases and {MAX_BYTES // 1_000_000} MB: {left_out}"
    yield from map(_line, troubles(report))
    for sentence in report.removed:
        yield f"taken out ({_line(report.config)}): {_line(sentence)}"
    for path, reason in report.skipped:
        yield f"skipped: {_line(escape.path(path))}: {_line(reason)}"
    for one in report.stale:
        yield f"gone since the baseline: {_line(escape.path(one.path))}: {_line(one.rule)}: {one.times} times: {_line(one.message)}"
    for rule, reason in report.not_run:
        yield f"not run: {_line(rule)}: {_line(reason)}"
