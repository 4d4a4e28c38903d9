"""JSON lines, to be read one by one: the run, each finding with the keys that it has in `json`, and the summary."""

from typing import Any

from smaplint import escape
from smaplint.report import Report
from smaplint.reporters import json
from smaplint.reporters.json import Object, _dump, _finding, _summary


def render(report: Report) -> str:
    """The report as JSON lines, ASCII, with a line feed at its end."""
    lines: list[Object] = [
        {"type": "run", **_run(report)},
        *({"type": "finding", **_finding(finding, report)} for finding in report.findings),
        {"type": "summary", **_summary(report)},
    ]
    return escape.json_stream("".join(f"{_dump(line)}\n" for line in lines))


def _run(report: Report) -> Object:
    return {
        "schema": json.VERSION,
        "version": report.version,
        "config": report.config,
        "presets": list(report.presets),
        "removed": list(report.removed),
    }


def schema() -> Object:
    """The JSON Schema (draft 2020-12) of a line."""
    text: Object = {"type": "string"}
    texts: Object = {"type": "array", "items": text}
    run: Object = {
        "schema": {"const": json.VERSION},
        "version": text,
        "config": {"type": "string", "description": "where the configuration came from"},
        "presets": texts,
        "removed": {**texts, "description": "what the configuration took out, a sentence each"},
    }
    whole: Any = json.schema()["properties"]
    lines = {
        "run": {"type": "object", "properties": run, "required": list(run), "additionalProperties": False},
        "finding": whole["findings"]["items"],
        "summary": whole["summary"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a line of a smaplint report as JSON lines",
        "oneOf": [_typed(kind, line) for kind, line in lines.items()],
    }


def _typed(kind: str, line: dict[str, Any]) -> Object:
    return {
        **line,
        "properties": {"type": {"const": kind}, **line["properties"]},
        "required": ["type", *line["required"]],
    }
