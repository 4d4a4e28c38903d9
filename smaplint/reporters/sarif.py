"""SARIF 2.1.0 as GitHub code scanning takes it, and as the schemas and Microsoft's validator want it.

GitHub refuses a whole file for one URI with a scheme, one result without a place, or one number over a limit, and knows
a result only by `locations[0]` and `partialFingerprints.primaryLocationLineHash`. So every result has exactly one
physical place with a whole region, every URI is relative to the root and made from the bytes of the resolved path, and
names such as `webpack://…` stay in messages and properties. Over 25,000 results the most severe are kept and the rest
is counted in a notification; the exit code does not come from here.
"""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from smaplint import escape, standard
from smaplint.report import Finding, Place, Report, RuleInfo
from smaplint.rule import Severity, count

HOME: Final = "https://github.com/smaplint/smaplint"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What GitHub refuses to go beyond, or cuts without a word (github/docs, sarif-limits.md).
MAX_RESULTS: Final = 25_000
_LOCATIONS: Final = 100
_NAME: Final = 255
_DESCRIPTION: Final = 1_024
# GitHub names no limit for these; a page of text each is enough for a reader.
_MESSAGE: Final = 2_000
_NOTIFICATIONS: Final = 1_000

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.OFF: "none"}
_PROBLEM: Final = {"error": "error", "warning": "warning", "note": "recommendation", "none": "recommendation"}
# CWE-540, source code in what is published: what scanners give an information leak that needs no login.
_EXPOSURE: Final = "5.3"
# The form of semver.org without its bounds on leading zeros; a Python pre-release is none, and is left out.
_SEMVER: Final = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?\Z")
_OUTSIDE: Final = "outside-of-root"

Object = dict[str, object]


def render(report: Report) -> str:
    """The report as JSON, ASCII, with a line feed at its end."""
    whole = _Run(report)
    # A line for each result: they can be compared, and `indent` would cost the fast encoder (1.6 s instead of 7.4 s for
    # 25,000 results).
    run = _dump(whole.run())
    results = ",\n".join(map(_dump, whole.results()))
    results = f"\n{results}\n" if results else ""
    return escape.json_stream(
        f'{{\n"$schema": {_dump(SCHEMA)},\n"version": "2.1.0",\n"runs": [\n{run[:-1]},\n'
        f'"results": [{results}]}}\n]\n}}\n'
    )


def _dump(value: object) -> str:
    return json.dumps(_clean(value), allow_nan=False)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return escape.json_text(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


class _Paths:
    """URIs of paths, each made once: the resolved path relative to the resolved root."""

    def __init__(self, report: Report) -> None:
        self.cwd = report.cwd or report.root or os.sep
        self.root = _resolved(report.root or self.cwd)
        self.known: dict[str, tuple[str, bool]] = {}

    def uri(self, path: str) -> str:
        return self.find(path)[0]

    def find(self, path: str) -> tuple[str, bool]:
        """The relative URI of a path, and whether the file is below the root."""
        if path not in self.known:
            self.known[path] = self._find(path)
        return self.known[path]

    def _find(self, path: str) -> tuple[str, bool]:
        try:
            relative = os.path.relpath(_resolved(os.path.join(self.cwd, path)), self.root)
        except ValueError:  # another drive of Windows, or a NUL
            relative = os.path.join(os.pardir, path.replace("\0", ""))
        parts = relative.replace(os.sep, "/").split("/")
        inside = os.pardir not in parts
        if not inside:
            # `..` is no path in a repository. One `_` for each keeps two files of one name apart, on every machine alike.
            parts = [_OUTSIDE, *("_" if part == os.pardir else part for part in parts)]
        return escape.uri(escape.raw("/".join(part for part in parts if part))), inside


def _resolved(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.path.normpath(path)


class _Run:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.paths = _Paths(report)
        self.infos = _infos(report)
        self.index = {name: at for at, name in enumerate(self.infos)}
        self.alerts: Counter[tuple[str, str, str]] = Counter()
        self.kept = _most_severe(report.findings)

    def results(self) -> Iterator[Object]:
        return map(self.result, self.kept)

    def run(self) -> Object:
        """The run without its results."""
        report = self.report
        version = _text(report.version) or "0"
        return {
            "tool": {
                "driver": {
                    "name": "smaplint",
                    "version": version,
                    "semanticVersion": version if _SEMVER.match(version) else None,
                    "informationUri": HOME,
                    "rules": [_rule(info) for info in self.infos.values()],
                }
            },
            "invocations": [self.invocation(len(report.findings) - len(self.kept))],
            "artifacts": self.artifacts(self.kept),
            "columnKind": "utf16CodeUnits",
            "defaultEncoding": "utf-8",
            "properties": {
                "maps": report.maps,
                "inlineMaps": report.inline_maps,
                "bundles": report.bundles,
                "suppressed": report.suppressed,
                # Not as results with `suppressions`, which GitHub ignores: it would open an alert for each.
                "baseline": (
                    {
                        "file": _text(report.baseline),
                        "hidden": report.in_baseline,
                        "stale": sum(one.times for one in report.stale),
                    }
                    if report.baseline
                    else None
                ),
                "config": _text(report.config),
                "presets": [_text(preset) for preset in report.presets],
                "failOn": report.fail_on.word if report.fail_on is not None else "never",
            },
        }

    def artifacts(self, findings: tuple[Finding, ...]) -> list[Object]:
        """The files with results; what else was linted is counted in the properties of the run."""
        uris = sorted({self.paths.uri(finding.place.path) for finding in findings})
        return [
            # An encoding is that of a text (SARIF 2.1.0, 3.24.9).
            {
                "location": {"uri": uri},
                **({"mimeType": "application/wasm"} if _is_binary(uri) else {"encoding": "utf-8"}),
                "roles": ["analysisTarget"],
            }
            for uri in uris
        ]

    def result(self, finding: Finding) -> Object:
        uri = self.paths.uri(finding.place.path)
        fingerprint = finding.fingerprint or _fingerprint(finding, uri)
        alert = finding.rule, uri, fingerprint
        self.alerts[alert] += 1
        if self.alerts[alert] > 1:
            # Equal ones would fold into one alert.
            fingerprint = f"{fingerprint}:{self.alerts[alert]}"
        related = self.related(finding)
        return {
            "ruleId": _rule_id(finding.rule),
            "ruleIndex": self.index[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": self.message(finding, related)},
            "locations": [self.location(finding.place, finding.pointer)],
            "relatedLocations": [location for _, location in related] or None,
            "partialFingerprints": {
                # GitHub's own form is HASH:ORDINAL.
                "primaryLocationLineHash": fingerprint if ":" in fingerprint else f"{fingerprint}:1",
                "smaplint/v1": fingerprint,
            },
            "properties": _properties(finding),
        }

    def location(self, place: Place, pointer: str | None = None) -> Object:
        logical: list[Object] | None = None
        if pointer:
            name = escape.visible(pointer)
            logical = [{"fullyQualifiedName": escape.cut(name, _DESCRIPTION), "kind": "value"}]
        return {
            "physicalLocation": {
                "artifactLocation": {"uri": self.paths.uri(place.path)},
                "region": _region(place),
            },
            "logicalLocations": logical,
        }

    def related(self, finding: Finding) -> list[tuple[str, Object]]:
        """(how the message refers to it, location); the generated file first. GitHub keeps 100 places, ours included."""
        places = [("Generated code", finding.generated)] if finding.generated else []
        places += [(_text(one.message), one.place) for one in finding.related]
        found = []
        for number, (said, place) in enumerate(places[: _LOCATIONS - 1], 1):
            label = f"{escape.path(place.path)}:{place.line}:{place.column}"
            # A link of SARIF, which GitHub shows as one (SARIF 2.1.0, 3.11.6).
            text = f"{_upper(said)}: [{_bracketless(label)}]({number})"
            found.append((text, {"id": number, "message": {"text": said or label}, **self.location(place)}))
        return found

    def message(self, finding: Finding, related: list[tuple[str, Object]]) -> str:
        """Sentences, the first one the finding's own: lists show no more of it."""
        sentences = [_sentence(_linkless(_text(finding.message, _MESSAGE)) or finding.rule)]
        # The links are few and first, so that the cut below leaves them whole.
        sentences += [f"{text}." for text, _ in related[:5]]
        left_out = len(finding.related) + (finding.generated is not None) - min(len(related), 5)
        if left_out > 0:
            sentences.append(f"And {count(left_out, 'more place')}.")
        if not self.paths.find(finding.place.path)[1]:
            sentences.append("The file is outside of the root folder.")
        if finding.inline and finding.pointer:
            sentences.append(_sentence(f"In the inline map at `{_linkless(_text(finding.pointer, 120))}`"))
        room = _MESSAGE - sum(map(len, sentences))
        for note in finding.notes:
            sentence = _sentence(_upper(_linkless(_text(note, 300))))
            room -= len(sentence) + 1
            if room < 0:
                break
            sentences.append(sentence)
        return " ".join(sentences)

    def invocation(self, left_out: int) -> Object:
        report = self.report
        execution = list(self.notices(left_out))
        shown = execution[:_NOTIFICATIONS]
        if len(execution) > len(shown):
            shown.append(_notice("skipped-file", "warning", f"{len(execution) - len(shown):,} more notifications"))
        configuration = [
            _notice("not-run", "note", f"`{_text(rule)}` did not run: {_text(reason, 300)}")
            for rule, reason in report.not_run
        ]
        started = datetime.fromtimestamp(report.started, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if report.started else None
        return {
            "executionSuccessful": not report.crashed and not report.incomplete,
            "startTimeUtc": started,
            "toolExecutionNotifications": shown or None,
            "toolConfigurationNotifications": configuration[:_NOTIFICATIONS] or None,
        }

    def notices(self, left_out: int) -> Iterator[Object]:
        report = self.report
        if report.incomplete:
            yield _notice("incomplete-run", "error", f"the run did not finish: {_text(report.incomplete, _MESSAGE)}")
        if report.crashed:
            yield _notice("failed-rule", "error", "a rule failed; `internal-error` says which one, and on what file")
        if left_out:
            yield _notice(
                "left-out",
                "warning",
                f"{count(left_out, 'result')} of {len(report.findings):,} left out, the least severe:"
                f" GitHub takes {MAX_RESULTS:,} in a run",
            )
        for path, reason in report.skipped:
            place = {"physicalLocation": {"artifactLocation": {"uri": self.paths.uri(path)}}}
            notice = _notice("skipped-file", "warning", f"`{escape.path(path)}` was passed over: {_text(reason, 300)}")
            yield {**notice, "locations": [place]}


def _notice(name: str, level: str, text: str) -> Object:
    return {
        # Described nowhere: GH2012 wants a help page of each descriptor, and GitHub shows the message alone.
        "descriptor": {"id": name},
        "level": level,
        "message": {"text": _sentence(_upper(_linkless(text)))},
    }


def _most_severe(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """At most MAX_RESULTS, the most severe, in the order in which they were."""
    if len(findings) <= MAX_RESULTS:
        return findings
    order = sorted(range(len(findings)), key=lambda at: -findings[at].severity)[:MAX_RESULTS]
    return tuple(findings[at] for at in sorted(order))


def _infos(report: Report) -> Mapping[str, RuleInfo]:
    """The rules of the run by name, and any other that a finding names: a result needs its rule."""
    infos = dict(report.rules)
    for finding in report.findings:
        if finding.rule not in infos:
            infos[finding.rule] = RuleInfo(finding.rule, "", finding.rule, severity=finding.severity)
    return dict(sorted(infos.items()))


def _rule(info: RuleInfo) -> Object:
    level = _LEVELS[info.severity]
    exposure = info.family == "exposure"
    tags = [*([info.family] if info.family else []), "source-map"]
    if exposure:
        tags += ["security", "external/cwe/cwe-540"]
    summary = _sentence(_text(info.summary, _DESCRIPTION - 1)) or f"{info.name}."
    why = _text(info.why)
    clauses = "; ".join(map(_text, standard.lines(info.standard)))
    help = " ".join(
        part
        for part in (
            summary,
            why and f"Why it matters: {why}",
            info.how and f"How to fix: {_text(info.how)}",
            clauses and f"In ECMA-426: {clauses}.",
        )
        if part
    )
    return {
        "id": _rule_id(info.name),
        # A rule of one word has no other name, and SARIF1001 wants none then.
        "name": _pascal(info.name)[:_NAME] if "-" in info.name else None,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": escape.cut(f"{summary} {why}".strip(), _DESCRIPTION)},
        "help": {"text": help, "markdown": _markdown(info, summary)},
        "helpUri": info.url if info.url.startswith("https://") else None,
        "defaultConfiguration": {"enabled": True, "level": level},
        "properties": {
            "tags": tags,
            "precision": "high",
            # GitHub ranks what is no security alert by this one.
            "problem.severity": None if exposure else _PROBLEM[level],
            "security-severity": _EXPOSURE if exposure else None,
        },
    }


def _rule_id(name: str) -> str:
    return escape.cut(_text(name), _NAME)


def _markdown(info: RuleInfo, summary: str) -> str:
    clauses = "\n".join(map(escape.visible, standard.table(info.standard)))
    clauses = clauses and f"**In ECMA-426**\n\n{clauses}"
    if info.help:
        text = "\n".join(map(escape.visible, info.help.split("\n")))
        return f"{text}\n\n{clauses}" if clauses else text
    parts = [summary, _text(info.why), info.how and f"**How to fix:** {_text(info.how)}", clauses]
    return "\n\n".join(part for part in parts if part)


def _pascal(name: str) -> str:
    """`version-integer` → `VersionInteger`, the form that SARIF2012 wants of a name."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name)) or "Rule"


def _region(place: Place) -> Object:
    line, column = max(place.line, 1), max(place.column, 1)
    end_line = max(place.end_line, line)
    end_column = max(place.end_column, 1)
    if end_line == line:
        end_column = max(end_column, column)
    region: Object = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    if _is_binary(place.path) and line == end_line == 1:
        # Lines are what GitHub wants of every place; bytes are what a binary file has (SARIF 2.1.0, 3.30.4).
        region |= {"byteOffset": column - 1, "byteLength": end_column - column}
    return region


def _is_binary(path: str) -> bool:
    """Whether columns of a file count bytes: WebAssembly is one line."""
    return path.lower().endswith(".wasm")


def _properties(finding: Finding) -> Object:
    segment = finding.segment
    generated = finding.generated
    return {
        "file": escape.path(finding.place.path),
        "case": _text(finding.case) or None,
        "pointer": None if finding.pointer is None else escape.cut(escape.visible(finding.pointer), _DESCRIPTION),
        "offset": finding.offset,
        "segment": dict(zip(("byte", "line", "segment"), segment, strict=True)) if segment else None,
        "generated": f"{escape.path(generated.path)}:{generated.line}:{generated.column}" if generated else None,
        "inline": finding.inline or None,
        "notes": [_text(note, 300) for note in finding.notes] or None,
    }


def _fingerprint(finding: Finding, uri: str) -> str:
    text = "\0".join((finding.rule, finding.case, uri, finding.pointer or "", finding.message))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _text(text: str, limit: int = 10_000) -> str:
    """One line of text, everything visible. It stands inside a JSON string, so a runner sees no start of a line."""
    return escape.cut(escape.visible(text.strip()), limit)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _linkless(text: str) -> str:
    r"""Text in which nothing reads as a link. Data that is no link keeps its brackets: GitHub may show a `\`."""
    if "](" in text or text.count("[") != text.count("]"):
        return _bracketless(text)
    return text


def _bracketless(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")
