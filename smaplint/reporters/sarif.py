"""SARIF 2.1.0 as GitHub code scanning takes it, and as the schemas and Microsoft's validator want it.

GitHub refuses a whole file for one URI with a scheme, one result without a place, or one number over a limit, and knows
a result only by `locations[0]` and `partialFingerprints.primaryLocationLineHash`. So every result has exactly one
physical place with a whole region, every URI is relative to the root and made from the bytes of the resolved path, and
names such as `webpack://…` stay in messages and properties. An alert at build output is seen in no pull request, so its
place is a file that git tracks, where there is one (`smaplint.anchors`), and the generated file is the first related
place. Over 25,000 results, or 10 MB when compressed, the most severe are kept and the rest is counted in a notification;
the exit code does not come from here.
"""

import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate, islice
from typing import Final, NamedTuple

from smaplint import escape, standard
from smaplint.anchors import Anchor, Anchors
from smaplint.report import Finding, Place, Report, RuleInfo
from smaplint.reporters._common import HOME, below, resolved
from smaplint.rule import Severity, count

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What GitHub refuses to go beyond, or cuts without a word (github/docs, sarif-limits.md).
MAX_RESULTS: Final = 25_000
# Of those it keeps so many, by severity.
SHOWN_RESULTS: Final = 5_000
# 10 MB, compressed as `upload-sarif` does it; the rest is room for what it adds.
MAX_COMPRESSED: Final = 9_600_000
# GitHub names no limit of what is unpacked; 25,000 results of a real build have 50 MB.
MAX_TEXT: Final = 120_000_000
_LOCATIONS: Final = 100
_NAME: Final = 255
_DESCRIPTION: Final = 1_024
# GitHub names no limit for these; a page of text each is enough for a reader.
_MESSAGE: Final = 2_000
_NOTIFICATIONS: Final = 1_000
# Characters of the addresses that are listed beside the results: names of files may have 4,096 bytes each.
_LISTED: Final = 1_000_000
_ADDRESS: Final = 1_000
# Results that are compressed at once.
_BATCH: Final = 100

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.OFF: "none"}
_PROBLEM: Final = {"error": "error", "warning": "warning", "note": "recommendation", "none": "recommendation"}
# CWE-540, source code in what is published: what scanners give an information leak that needs no login.
_EXPOSURE: Final = "5.3"
# The form of semver.org without its bounds on leading zeros; a Python pre-release is none, and is left out.
_SEMVER: Final = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?\Z")

Object = dict[str, object]


class Written(NamedTuple):
    """The log, and what a reader of it would miss: sentences for people, none where everything is in it."""

    text: str
    notices: tuple[str, ...]


def render(report: Report) -> str:
    """The report as JSON, ASCII, with a line feed at its end."""
    return write(report).text


def write(report: Report) -> Written:
    """The report as JSON, ASCII, with a line feed at its end, and what is not in it."""
    whole = _Run(report)
    # A line for each result: they can be compared, and `indent` would cost the fast encoder (1.6 s instead of 7.4 s for
    # 25,000 results).
    lines = whole.lines()
    run = _dump(whole.run(lines))
    results = ",\n".join(lines[at] for at in sorted(lines))
    results = f"\n{results}\n" if results else ""
    text = escape.json_stream(
        f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [\n{run[:-1]},\n"results": [{results}]}}\n]\n}}\n'
    )
    return Written(text, tuple(whole.limits(len(lines))))


_ENCODER: Final = json.JSONEncoder(allow_nan=False, check_circular=False)


def _dump(value: Object) -> str:
    text = _ENCODER.encode(value)
    # Lone surrogates are rare, and looking for them in each string of 25,000 results takes a second.
    return _ENCODER.encode(_clean(value)) if "\\ud" in text else text


def _clean(value: object) -> object:
    if isinstance(value, str):
        return escape.json_text(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


def _given(value: Object) -> Object:
    """An object without the members that are None."""
    return {key: item for key, item in value.items() if item is not None}


class _Paths:
    """URIs of paths, each made once: the resolved path relative to the resolved root."""

    def __init__(self, report: Report) -> None:
        self.cwd = report.cwd or report.root or os.sep
        self.root = resolved(report.root or self.cwd)
        self.known: dict[str, tuple[bytes, bool]] = {}
        self.uris: dict[bytes, str] = {}

    def uri(self, path: str) -> str:
        return self.encoded(self.find(path)[0])

    def encoded(self, relative: bytes) -> str:
        if relative not in self.uris:
            self.uris[relative] = escape.uri(relative)
        return self.uris[relative]

    def find(self, path: str) -> tuple[bytes, bool]:
        """A path as it is relative to the root, with `/`, and whether the file is below the root."""
        if path not in self.known:
            self.known[path] = self._relative(resolved(os.path.join(self.cwd, path)), path)
        return self.known[path]

    def folder(self, path: str) -> bytes | None:
        """The folder of a file, as it was named or, where that is not below the root, as it resolves; None for neither."""
        named = self._relative(os.path.normpath(os.path.join(self.cwd, path)), path)
        relative, inside = named if named[1] else self.find(path)
        return relative.rpartition(b"/")[0] if inside else None

    def _relative(self, absolute: str, path: str) -> tuple[bytes, bool]:
        relative, inside = below(absolute, self.root, path)
        return escape.raw(relative), inside


class Related(NamedTuple):
    """A place beside that of the alert: what it is, how the message refers to it, and its location in SARIF."""

    said: str
    link: str
    location: Object


class _Run:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.paths = _Paths(report)
        self.anchors = Anchors(self.paths.root, report.anchor)
        self.infos = _infos(report)
        self.index = {name: at for at, name in enumerate(self.infos)}
        self.folders: dict[str, bytes | None] = {}

    def lines(self) -> dict[int, str]:
        """The results that fit, as JSON, by the index of their finding; the most severe first."""
        findings = self.report.findings
        # A number is that of the report's order, and must not depend on what is left out.
        placed = [(finding, anchor := self.anchor(finding), self.uri(finding, anchor)) for finding in findings]
        known = list(self.fingerprints(placed))
        order = sorted(range(len(findings)), key=lambda at: -findings[at].severity)[:MAX_RESULTS]
        made = ((at, _dump(self.result(*placed[at], known[at]))) for at in order)
        return _fitting(made, lambda: _dump(self.run(dict.fromkeys(order, ""))))

    def anchor(self, finding: Finding) -> Anchor:
        path = finding.place.path
        # The place of a suppression that nothing needs is a configuration: ours.
        if finding.rule == "unused-suppression":
            return Anchor("generated")
        if path not in self.folders:
            self.folders[path] = self.paths.folder(path)
        return self.anchors.of(self.paths.find(path)[0], self.folders[path], lambda: self.original(finding))

    def original(self, finding: Finding) -> bytes:
        relative, inside = self.paths.find(finding.original.path) if finding.original else (b"", False)
        return relative if inside else b""

    def uri(self, finding: Finding, anchor: Anchor) -> str:
        """The URI of the first place of a result."""
        return self.paths.uri(finding.place.path) if anchor.kind == "generated" else self.paths.encoded(anchor.path)

    def fingerprints(self, placed: Iterable[tuple[Finding, Anchor, str]]) -> Iterator[str]:
        alerts: Counter[tuple[str, str, str]] = Counter()
        for finding, _, uri in placed:
            fingerprint = finding.fingerprint or _fingerprint(finding, self.paths.uri(finding.place.path))
            alert = finding.rule, uri, fingerprint
            alerts[alert] += 1
            # Equal ones would fold into one alert.
            yield fingerprint if alerts[alert] == 1 else f"{fingerprint}:{alerts[alert]}"

    def limits(self, written: int) -> Iterator[str]:
        """What a reader of the log does not see of the findings."""
        total = len(self.report.findings)
        if total > written:
            reason = (
                f"GitHub takes {MAX_RESULTS:,} in a run" if written == MAX_RESULTS else "GitHub takes 10 MB, compressed"
            )
            yield f"{count(total - written, 'result')} of {total:,} left out, the least severe: {reason}"
        if written > SHOWN_RESULTS:
            yield f"GitHub shows the {SHOWN_RESULTS:,} most severe of the {written:,} results of a run"

    def run(self, written: Mapping[int, str]) -> Object:
        """The run without its results. `written`: the findings that have one, by index."""
        report = self.report
        version = _text(report.version) or "0"
        category = _text(report.category, _NAME)
        return _given(
            {
                "tool": {
                    "driver": _given(
                        {
                            "name": "smaplint",
                            "version": version,
                            "semanticVersion": version if _SEMVER.match(version) else None,
                            "informationUri": HOME,
                            "rules": [_rule(info) for info in self.infos.values()],
                        }
                    )
                },
                # GitHub's category is all before the last slash, and `upload-sarif` adds one where there is none.
                "automationDetails": {"id": category if category.endswith("/") else f"{category}/"}
                if category
                else None,
                "invocations": [self.invocation(len(written))],
                "artifacts": self.artifacts(report.findings[at] for at in written),
                "columnKind": "utf16CodeUnits",
                "defaultEncoding": "utf-8",
                "properties": _given(
                    {
                        "maps": report.maps,
                        "inlineMaps": report.inline_maps,
                        "bundles": report.bundles,
                        "suppressed": report.suppressed,
                        "leftOut": len(report.findings) - len(written) or None,
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
                        "removed": [_text(one, _DESCRIPTION) for one in report.removed[:_NOTIFICATIONS]] or None,
                        "presets": [_text(preset) for preset in report.presets],
                        "failOn": report.fail_on.word if report.fail_on is not None else "never",
                        "anchor": _text(report.anchor),
                    }
                ),
            }
        )

    def artifacts(self, findings: Iterable[Finding]) -> list[Object]:
        """The generated files with results; what else was linted is counted in the properties of the run."""
        uris = sorted({self.paths.uri(finding.place.path) for finding in findings})
        listed = sum(total <= _LISTED for total in accumulate(map(len, uris)))
        return [
            # An encoding is that of a text (SARIF 2.1.0, 3.24.9).
            {
                "location": {"uri": uri},
                **({"mimeType": "application/wasm"} if _is_binary(uri) else {"encoding": "utf-8"}),
                "roles": ["analysisTarget"],
            }
            for uri in uris[:listed]
        ]

    def result(self, finding: Finding, anchor: Anchor, uri: str, fingerprint: str) -> Object:
        related, places = self.related(finding, anchor)
        if anchor.kind == "generated":
            first = self.location(finding.place, _logical(finding.pointer, "value"))
        else:
            place = finding.original if anchor.kind == "source" and finding.original else anchor.place
            first = _location(uri, place, _logical(finding.source, "module") if anchor.kind == "source" else None)
        return _given(
            {
                "ruleId": _rule_id(finding.rule),
                "ruleIndex": self.index[finding.rule],
                "level": _LEVELS[finding.severity],
                "message": {"text": self.message(finding, anchor, related, places)},
                "locations": [first],
                "relatedLocations": [one.location for one in related] or None,
                "partialFingerprints": {
                    # GitHub's own form is HASH:ORDINAL.
                    "primaryLocationLineHash": fingerprint if ":" in fingerprint else f"{fingerprint}:1",
                    "smaplint/v1": fingerprint,
                },
                "properties": _properties(finding, anchor),
            }
        )

    def location(self, place: Place, logical: list[Object] | None = None) -> Object:
        return _location(self.paths.uri(place.path), place, logical)

    def related(self, finding: Finding, anchor: Anchor) -> tuple[list[Related], int]:
        """Those that are written, and how many there are.

        The file at fault comes first where the alert is elsewhere. GitHub keeps 100 places, that of the alert included.
        """
        places = [("Found in", finding.place)] if anchor.kind != "generated" else []
        places += [("Generated code", finding.generated)] if finding.generated else []
        places += [("Original source", finding.original)] if finding.original and anchor.kind != "source" else []
        places += [(_text(one.message), one.place) for one in finding.related[:_LOCATIONS]]
        found = []
        for number, (said, place) in enumerate(places[: _LOCATIONS - 1], 1):
            label = f"{escape.path(place.path)}:{place.line}:{place.column}"
            # A link of SARIF, which GitHub shows as one (SARIF 2.1.0, 3.11.6).
            link = f"[{_bracketless(label)}]({number})"
            logical = _logical(finding.pointer, "value") if place is finding.place else None
            located = self.location(place, logical)
            found.append(Related(said, link, {"id": number, "message": {"text": said or label}, **located}))
        return found, len(places) + max(0, len(finding.related) - _LOCATIONS)

    def message(self, finding: Finding, anchor: Anchor, related: Sequence[Related], places: int) -> str:
        """Sentences, the first one the finding's own: lists show no more of it."""
        first = _linkless(_text(finding.message, _MESSAGE)) or finding.rule
        # The links are few and first, so that the cut below leaves them whole.
        links = [f"{_upper(said)}: {link}." for said, link, _ in related[:5]]
        if anchor.kind != "generated":
            # Of forty alerts at one configuration nothing but the file tells one from another.
            first = f"{first.removesuffix('.')} (in {related[0].link})"
            links = links[1:]
        sentences = [_sentence(first), *links]
        left_out = places - min(len(related), 5)
        if left_out > 0:
            sentences.append(f"And {count(left_out, 'more place')}.")
        if not self.paths.find(finding.place.path)[1]:
            sentences.append("The file is outside of the root folder.")
        if finding.source and finding.source not in finding.message:
            sentences.append(_sentence(f"It is about `{_linkless(_text(finding.source, 300))}`"))
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

    def invocation(self, written: int) -> Object:
        report = self.report
        execution = list(self.notices(written))
        shown = execution[:_NOTIFICATIONS]
        if len(execution) > len(shown):
            shown.append(_notice("skipped-file", "warning", f"{len(execution) - len(shown):,} more notifications"))
        configuration = [_notice("removed", "note", _text(one, _DESCRIPTION)) for one in report.removed]
        configuration += [
            _notice("not-run", "note", f"`{_text(rule)}` did not run: {_text(reason, 300)}")
            for rule, reason in report.not_run
        ]
        started = datetime.fromtimestamp(report.started, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if report.started else None
        return _given(
            {
                "executionSuccessful": not report.crashed and not report.incomplete,
                "startTimeUtc": started,
                "toolExecutionNotifications": shown or None,
                "toolConfigurationNotifications": configuration[:_NOTIFICATIONS] or None,
            }
        )

    def notices(self, written: int) -> Iterator[Object]:
        report = self.report
        if report.incomplete:
            yield _notice("incomplete-run", "error", f"the run did not finish: {_text(report.incomplete, _MESSAGE)}")
        if report.crashed:
            yield _notice("failed-rule", "error", "a rule failed; `internal-error` says which one, and on what file")
        for text in self.limits(written):
            yield _notice("left-out", "warning", text)
        for path, reason in report.skipped:
            name = escape.cut(escape.path(path), _ADDRESS)
            notice = _notice("skipped-file", "warning", f"`{name}` was passed over: {_text(reason, 300)}")
            uri = self.paths.uri(path)
            place = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
            yield {**notice, "locations": [place]} if len(uri) <= _ADDRESS else notice


def _notice(name: str, level: str, text: str) -> Object:
    return {
        # Described nowhere: GH2012 wants a help page of each descriptor, and GitHub shows the message alone.
        "descriptor": {"id": name},
        "level": level,
        "message": {"text": _sentence(_upper(_linkless(text)))},
    }


def _fitting(results: Iterable[tuple[int, str]], head: Callable[[], str]) -> dict[int, str]:
    """The first of the results that can be uploaded together with the head of the log, to a batch."""
    kept: dict[int, str] = {}
    # `upload-sarif` packs with level 6, which makes less of it; this one takes a third of the time.
    pack = zlib.compressobj(1)
    text = packed = 0
    room = MAX_COMPRESSED
    left = iter(results)
    waiting: dict[int, str] = {}
    while batch := dict(islice(left, _BATCH)):
        waiting |= batch
        text += sum(map(len, batch.values()))
        # Below that it fits however badly it packs.
        if text > MAX_COMPRESSED // 2:
            if not packed:
                room -= len(zlib.compress(head().encode(), 1))
            packed += len(pack.compress("".join(waiting.values()).encode())) + len(pack.flush(zlib.Z_SYNC_FLUSH))
            if packed > room or text > MAX_TEXT:
                return kept
            kept |= waiting
            waiting = {}
    return kept | waiting


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
    return _given(
        {
            "id": _rule_id(info.name),
            # A rule of one word has no other name, and SARIF1001 wants none then.
            "name": _pascal(info.name)[:_NAME] if "-" in info.name else None,
            "shortDescription": {"text": summary},
            "fullDescription": {"text": escape.cut(f"{summary} {why}".strip(), _DESCRIPTION)},
            "help": {"text": help, "markdown": _markdown(info, summary)},
            "helpUri": info.url if info.url.startswith("https://") else None,
            "defaultConfiguration": {"enabled": True, "level": level},
            "properties": _given(
                {
                    "tags": tags,
                    "precision": "high",
                    # GitHub ranks what is no security alert by this one.
                    "problem.severity": None if exposure else _PROBLEM[level],
                    "security-severity": _EXPOSURE if exposure else None,
                }
            ),
        }
    )


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


def _location(uri: str, place: Place, logical: list[Object] | None) -> Object:
    located: Object = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": _region(place)}}
    return {**located, "logicalLocations": logical} if logical else located


def _logical(name: str | None, kind: str) -> list[Object] | None:
    return [{"fullyQualifiedName": escape.cut(escape.visible(name), _DESCRIPTION), "kind": kind}] if name else None


def _properties(finding: Finding, anchor: Anchor) -> Object:
    segment = finding.segment
    generated, original = finding.generated, finding.original
    return _given(
        {
            "anchor": anchor.kind if anchor.kind != "generated" else None,
            "file": escape.path(finding.place.path),
            "case": _text(finding.case) or None,
            "pointer": None if finding.pointer is None else escape.cut(escape.visible(finding.pointer), _DESCRIPTION),
            "offset": finding.offset,
            "segment": dict(zip(("byte", "line", "segment"), segment, strict=True)) if segment else None,
            "generated": f"{escape.path(generated.path)}:{generated.line}:{generated.column}" if generated else None,
            "source": _text(finding.source, _DESCRIPTION) or None,
            "original": f"{escape.path(original.path)}:{original.line}:{original.column}" if original else None,
            "inline": finding.inline or None,
            "notes": [_text(note, 300) for note in finding.notes] or None,
        }
    )


def _fingerprint(finding: Finding, uri: str) -> str:
    # 2 ms, for findings that a caller made himself.
    import hashlib

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
