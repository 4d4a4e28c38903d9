"""GitLab's Code Quality report: an array of objects, each known by its fingerprint.

GitLab stops reading at the first entry without a description, a fingerprint, a severity or a location, folds entries of
one fingerprint into one, over all jobs of a pipeline, and takes no byte order mark. Paths are relative to the repository,
without `./`. A place in the original source is preferred, for only files in git are shown beside a diff.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Report, RuleInfo
from smaplint.reporters._common import Repository, about, anchor, at, troubles
from smaplint.rule import ERROR, NOTE, WARNING

_SEVERITIES: Final = {ERROR: "major", WARNING: "minor", NOTE: "info"}
_DESCRIPTION: Final = 2_000

Object = dict[str, object]


def render(report: Report) -> str:
    """The report as a JSON array, an entry a line, ASCII, with a line feed at its end."""
    entries = ",\n".join(json.dumps(entry) for entry in _entries(report))
    return escape.json_stream(f"[\n{entries}\n]\n" if entries else "[]\n")


def _entries(report: Report) -> Iterator[Object]:
    repository = Repository(report)
    seen: Counter[str] = Counter()

    def entry(check: str, severity: str, description: str, known_by: str, path: str, line: int = 1) -> Object:
        # Packages of a monorepo that are linted one by one have files of one name.
        text = f"{repository.folder}\0{known_by}"
        fingerprint = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[fingerprint] += 1
        if seen[fingerprint] > 1:
            fingerprint = f"{fingerprint}:{seen[fingerprint]}"
        return {
            "description": escape.cut(description, _DESCRIPTION),
            "check_name": escape.visible(check),
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": repository.path(path), "lines": {"begin": max(line, 1)}},
        }

    # Not findings, but an empty array would say that all is well, or that all was mended.
    for trouble in troubles(report):
        known_by = f"incomplete-run\0{_still(trouble)}"
        yield entry("incomplete-run", "blocker", _sentence(trouble), known_by, about(report))
    for finding in report.findings:
        place = anchor(finding)
        known_by = finding.fingerprint or f"{finding.rule}\0{finding.place.path}\0{finding.message}"
        severity = _severity(finding, report.rules.get(finding.rule))
        yield entry(finding.rule, severity, _description(finding), known_by, place.path, place.line)
    # New ones show in the merge request that changes the configuration.
    for sentence in report.removed:
        description = f"Taken out ({_text(report.config)}): {_sentence(sentence, upper=False)}"
        yield entry("configuration", "info", description, f"configuration\0{_still(sentence)}", about(report))


def _severity(finding: Finding, info: RuleInfo | None) -> str:
    if finding.rule == "internal-error":
        return "blocker"
    if finding.severity == ERROR and info and info.family == "exposure":
        return "critical"
    return _SEVERITIES[finding.severity]


def _description(finding: Finding) -> str:
    sentences = [_sentence(escape.cut(_text(finding.message), _DESCRIPTION // 2) or finding.rule)]
    if anchor(finding) != finding.place:
        sentences.append(f"In {at(finding.place)}.")
    if finding.generated:
        sentences.append(f"Generated code: {at(finding.generated)}.")
    return " ".join(sentences)


def _still(sentence: str) -> str:
    """A sentence without its numbers, which differ from run to run."""
    return re.sub(r"\d[\d,.]*+", "#", sentence)


def _text(text: str) -> str:
    return escape.visible(text.strip())


def _sentence(text: str, *, upper: bool = True) -> str:
    text = _text(text)
    first = text[:1].upper() if upper else text[:1]
    return first + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
