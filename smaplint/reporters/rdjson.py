"""Reviewdog Diagnostic Format, a DiagnosticResult (reviewdog/reviewdog, proto/rdf/reviewdog.proto).

Columns are bytes of UTF-8 there, and are left out where only UTF-16 units are known: a range without columns is its lines.
Relative paths are relative to the folder that reviewdog runs in, which is that of smaplint. Only what is in a diff is
posted, so a place in the original source is preferred. Messages are Markdown in a comment. One number beyond 32 bits, or
one string that is no Unicode, and nothing is read.
"""

import json
from collections.abc import Iterator
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Frame, Place, Report
from smaplint.reporters._common import HOME, about, anchor, troubles
from smaplint.reporters._markdown import code, inline
from smaplint.rule import ERROR, NOTE, WARNING

_SEVERITIES: Final = {ERROR: "ERROR", WARNING: "WARNING", NOTE: "INFO"}
_MESSAGE: Final = 2_000
_RELATED: Final = 20
_INT32: Final = 2**31 - 1

Object = dict[str, object]


def render(report: Report) -> str:
    """The report as JSON, a diagnostic a line, ASCII, with a line feed at its end."""
    head: Object = {"source": {"name": "smaplint", "url": HOME}}
    severities = [finding.severity for finding in report.findings]
    if severities:
        head["severity"] = _SEVERITIES[max(severities)]
    diagnostics = ",\n".join(json.dumps(one) for one in _diagnostics(report))
    listed = f"\n{diagnostics}\n" if diagnostics else ""
    return escape.json_stream(f'{json.dumps(head)[:-1]},\n"diagnostics": [{listed}]}}\n')


def _diagnostics(report: Report) -> Iterator[Object]:
    for trouble in troubles(report):
        yield _remark("ERROR", "incomplete-run", trouble, about(report))
    for finding in report.findings:
        yield _diagnostic(finding, report)
    for sentence in report.removed:
        yield _remark("INFO", "configuration", f"Taken out ({report.config}): {sentence}", about(report))


def _remark(severity: str, name: str, text: str, path: str) -> Object:
    return {
        "message": inline(escape.cut(text, _MESSAGE)),
        "location": {"path": escape.path(path)},
        "severity": severity,
        "code": {"value": name},
    }


def _diagnostic(finding: Finding, report: Report) -> Object:
    place = anchor(finding)
    info = report.rules.get(finding.rule)
    related: list[Object] = []
    message = inline(escape.cut(finding.message, _MESSAGE))
    if place != finding.place:
        location = _location(place, _frames(finding, original=True))
        message += f" (in {code(escape.cut(escape.path(finding.place.path), 300))})"
        related.append({"message": "the map or generated file", "location": _found(finding)})
    else:
        location = _found(finding)
    if finding.generated:
        generated = _location(finding.generated, _frames(finding))
        related.append({"message": "generated code", "location": generated})
    related += (
        {"message": inline(escape.cut(one.message, 300)), "location": _location(one.place, ())}
        for one in finding.related[: _RELATED - 2]
    )
    return {
        "message": message,
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": escape.visible(finding.rule), **({"url": info.url} if info and info.url else {})},
        **({"related_locations": related} if related else {}),
    }


def _found(finding: Finding) -> Object:
    """The place of a finding. On the first line its offset is the column in bytes, but that of an inline map is not."""
    known = None if finding.inline or finding.place.line > 1 else finding.offset
    return _location(finding.place, _frames(finding), known)


def _frames(finding: Finding, *, original: bool = False) -> tuple[Frame, ...]:
    if original:
        return (finding.original_frame,) if finding.original_frame else ()
    # Lines and columns in the frame of an inline map are those of the decoded text.
    return tuple(frame for frame in finding.frames if not (finding.inline and frame.caption))


def _location(place: Place, frames: tuple[Frame, ...], offset: int | None = None) -> Object:
    start, length = _bytes(place, frames, offset)
    line, end_line = max(place.line, 1), max(place.end_line, place.line, 1)
    first: Object = {"line": line}
    span: Object = {"start": first}
    if start is None:
        span["end"] = {"line": end_line}
    else:
        first["column"] = start
        if length is not None:
            span["end"] = {"line": line, "column": start + length}
    location: Object = {"path": escape.path(place.path)}
    if max(end_line, (start or 0) + (length or 0)) <= _INT32:
        location["range"] = span
    return location


def _bytes(place: Place, frames: tuple[Frame, ...], offset: int | None) -> tuple[int | None, int | None]:
    """(1-based column in bytes of UTF-8, length in bytes), each None where it is not certain."""
    width = place.end_column - place.column if place.end_line == place.line else -1
    if place.path.lower().endswith(".wasm"):
        return place.column, width if width >= 0 else None
    shown = next((frame for frame in frames if frame[:3] == place[:3]), None)
    start = length = None
    if place.column == 1:
        start = 1
    elif offset is not None and offset >= place.column - 1:
        start = offset + 1
    elif shown and not shown.cut_before and _units(shown.before) == place.column - 1:
        start = len(_utf8(shown.before)) + 1
    if start is not None and shown and _units(shown.marked) == width:
        length = len(_utf8(shown.marked))
    return start, length


def _units(text: str) -> int:
    """Its length in UTF-16; -1 for a text that is not as in the file."""
    return -1 if "\ufffd" in text else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
