"""JSON for machines, `"schema": 1`: one finding per line, ASCII, the same for the same run but for `elapsed`."""

import json
import math
from collections.abc import Sequence

from smaplint import escape
from smaplint.report import Finding, Place, Report, RuleInfo
from smaplint.rule import ERROR, NOTE, WARNING

# Raised on any incompatible change: a key gone, renamed, or of another meaning.
VERSION = 1

Object = dict[str, object]


def render(report: Report) -> str:
    """The report as JSON with a line feed at its end."""
    findings = ",\n".join(_dump(_finding(finding, report)) for finding in report.findings)
    rules = ",\n".join(f"{_dump(name)}: {_dump(_rule(info))}" for name, info in sorted(report.rules.items()))
    return escape.json_stream(
        f'{{\n"schema": {VERSION},\n"findings": [{_lines(findings)}],\n'
        f'"summary": {_dump(_summary(report))},\n"rules": {{{_lines(rules)}}}{_run(report)}\n}}\n'
    )


def _run(report: Report) -> str:
    if report.run is None:
        return ""
    from smaplint import runs

    return f',\n"run": {runs.render(report.run)}'


def _lines(text: str) -> str:
    return f"\n{text}\n" if text else ""


def _dump(value: object) -> str:
    return json.dumps(_clean(value), allow_nan=False)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return escape.json_text(value)
    if isinstance(value, dict):
        return {escape.json_text(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


def _place(place: Place) -> Object:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _finding(finding: Finding, report: Report) -> Object:
    info = report.rules.get(finding.rule)
    segment = finding.segment
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        **_place(finding.place),
        "case": finding.case,
        "pointer": finding.pointer,
        "offset": finding.offset,
        "segment": dict(zip(("byte", "line", "segment"), segment, strict=True)) if segment else None,
        "generated": _place(finding.generated) if finding.generated else None,
        "notes": list(finding.notes),
        "related": [{"message": one.message, **_place(one.place)} for one in finding.related],
        "fingerprint": finding.fingerprint,
        "inline": finding.inline,
        "source": finding.source,
        "original": _place(finding.original) if finding.original else None,
        "help": info.url if info else "",
    }


def _summary(report: Report) -> Object:
    return {
        "maps": report.maps,
        "inlineMaps": report.inline_maps,
        "bundles": report.bundles,
        "files": len(report.files),
        "errors": report.count(ERROR),
        "warnings": report.count(WARNING),
        "notes": report.count(NOTE),
        "suppressed": report.suppressed,
        "baseline": _baseline(report),
        "against": report.against,
        "failed": report.failed,
        "failOn": report.fail_on.word if report.fail_on is not None else "never",
        "crashed": report.crashed,
        "incomplete": report.incomplete,
        "notRun": [{"rule": rule, "reason": reason} for rule, reason in report.not_run],
        "skipped": [{"path": path, "reason": reason} for path, reason in report.skipped],
        "shard": "/".join(map(str, report.run.shard)) if report.run else "",
        "config": report.config,
        "removed": list(report.removed),
        "presets": list(report.presets),
        "elapsed": round(report.elapsed, 3) if math.isfinite(report.elapsed) else 0.0,
        "version": report.version,
    }


def _baseline(report: Report) -> Object | None:
    if not report.baseline:
        return None
    return {
        "file": report.baseline,
        "hidden": report.in_baseline,
        "stale": [one._asdict() for one in report.stale],
    }


def _rule(info: RuleInfo) -> Object:
    return {
        "family": info.family,
        "severity": info.severity.word,
        "summary": info.summary,
        "why": info.why,
        "how": info.how,
        "help": info.url,
    }


def schema() -> Object:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
    text: Object = {"type": "string"}
    natural: Object = {"type": "integer", "minimum": 0}
    positive: Object = {"type": "integer", "minimum": 1}
    flag: Object = {"type": "boolean"}
    place: Object = {
        "path": {"type": "string", "description": "relative to the folder that smaplint ran in, or absolute"},
        "line": {**positive, "description": "1-based"},
        "column": {**positive, "description": "1-based, in UTF-16 units, in WebAssembly in bytes"},
        "endLine": positive,
        "endColumn": {**positive, "description": "exclusive"},
    }
    segment = _object(
        {
            "byte": {**natural, "description": "0-based byte of `mappings`"},
            "line": {**natural, "description": "0-based generated line"},
            "segment": {**natural, "description": "0-based segment of the line"},
        }
    )
    severity: Object = {"enum": ["error", "warning", "note"]}
    finding = _object(
        {
            "rule": text,
            "severity": severity,
            "message": text,
            **place,
            "case": {"type": "string", "description": "the variant of the rule, or empty"},
            "pointer": {"type": ["string", "null"], "description": "JSON pointer (RFC 6901) in the map"},
            "offset": {"type": ["integer", "null"], "minimum": 0, "description": "0-based byte of the map or file"},
            "segment": {"anyOf": [segment, {"type": "null"}]},
            "generated": {"anyOf": [_object(place), {"type": "null"}], "description": "in the generated file"},
            "notes": _list(text),
            "related": _list(_object({"message": text, **place})),
            "fingerprint": {"type": "string", "description": "the same from build to build"},
            "inline": {"type": "boolean", "description": "the map is inline; path and line are those of the bundle"},
            "source": {
                "type": "string",
                "description": "the original source that it is about, as in the map, or empty",
            },
            "original": {
                "anyOf": [_object(place), {"type": "null"}],
                "description": "in that source, where it is a file of the project",
            },
            "help": {"type": "string", "description": "address of the rule's page"},
        }
    )
    entry = _object({"fingerprint": text, "rule": text, "path": text, "message": text, "times": positive})
    baseline = _object(
        {
            "file": text,
            "hidden": {**natural, "description": "findings that are accepted"},
            "stale": {**_list(entry), "description": "entries that nothing fits any more, and how often"},
        }
    )
    summary = _object(
        {
            "maps": {**natural, "description": "with the inline ones"},
            "inlineMaps": natural,
            "bundles": natural,
            "files": natural,
            "errors": natural,
            "warnings": natural,
            "notes": natural,
            "suppressed": natural,
            "baseline": {"anyOf": [baseline, {"type": "null"}], "description": "what accepted findings were left out"},
            "against": {"type": "string", "description": "the snapshot that the build was compared with, or empty"},
            "failed": {"type": "boolean", "description": "whether a finding reaches `failOn`"},
            "failOn": {"enum": ["note", "warning", "error", "never", "off"]},
            "crashed": flag,
            "incomplete": {"type": "string", "description": "why the run could not finish, or empty"},
            "notRun": _list(_object({"rule": text, "reason": text})),
            "skipped": _list(_object({"path": text, "reason": text})),
            "shard": {"type": "string", "description": "`1/2` for the first of two parts, or empty"},
            "config": text,
            "removed": {**_list(text), "description": "what the configuration took out, a sentence each"},
            "presets": _list(text),
            "elapsed": {"type": "number", "minimum": 0, "description": "seconds"},
            "version": text,
        }
    )
    rule = _object(
        {
            "family": text,
            "severity": {"enum": ["error", "warning", "note", "off"]},
            "summary": text,
            "why": text,
            "how": text,
            "help": text,
        }
    )
    report = _object(
        {
            "schema": {"const": VERSION},
            "findings": _list(finding),
            "summary": summary,
            "rules": {"type": "object", "additionalProperties": rule},
            "run": {"type": "object", "description": "of a shard: for `smaplint merge` of the same version alone"},
        },
        optional=("run",),
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "smaplint report", **report}


def _object(properties: Object, optional: Sequence[str] = ()) -> Object:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: Object) -> Object:
    return {"type": "array", "items": items}
