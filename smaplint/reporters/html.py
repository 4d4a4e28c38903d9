"""One page for people who would rather look than read: it needs no network, and no other file.

The page is whole without JavaScript: verdict, tables and the worst findings are written into it. The script beside it
(`html_assets/report.js`) takes the same data out of a block of JSON and makes it a picture that can be filtered. A policy in
the page (CSP) lets nothing run but that script, known by its hash, and nothing be fetched; the script puts text into the
page as text alone. Everything of a stranger is made visible (`smaplint.escape`), cut, and escaped, in this order.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape as html
from importlib.resources import files
from typing import Final

from smaplint import escape
from smaplint.report import Breakdown, Finding, Frame, Place, Report, RuleInfo
from smaplint.rule import ERROR, NOTE, WARNING, count

# What a browser takes without a pause; the most severe come first.
MOST: Final = 25_000
# Bytes of JSON that findings take at most: long messages leave room for fewer.
MOST_BYTES: Final = 32_000_000
# Findings that stand in the page without JavaScript.
_STATIC: Final = 100
# Rows of a list in the page.
_LISTED: Final = 1000
# Files and sources of the picture; the smaller ones are summed up.
_FILES: Final = 2000
_SOURCES: Final = 20_000

# Characters of a text, a name, a part of a frame, and how many notes or related places one finding has.
_TEXT: Final = 4000
_NAME: Final = 1000
_PART: Final = 240
_MANY: Final = 20

_ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%233566c8'/%3E"
    "%3Cpath d='M4 5h8M4 8h5M4 11h7' stroke='white' stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E"
)

Object = dict[str, object]


def render(report: Report) -> str:
    """The report as an HTML document with a line feed at its end."""
    return _Page(report).render()


def asset(name: str) -> str:
    """A file of `html_assets`. Its line ends are those that a browser hashes."""
    text = (files("smaplint.reporters") / "html_assets" / name).read_text("utf-8")
    return text.replace("\r\n", "\n").strip() + "\n"


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy of a page with these two blocks: nothing else runs, nothing is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Page:
    def __init__(self, report: Report) -> None:
        self.report = report
        ranked = sorted(report.findings, key=lambda one: -one.severity)
        self.findings, self.data = _fitting(ranked)
        self.left_out = len(ranked) - len(self.findings)
        self.breakdown = _Composition(report.breakdown)

    def render(self) -> str:
        style, script = asset("report.css"), asset("report.js")
        data = escape.json_stream(_json(self.data_block()).replace("<", "\\u003c"))
        head = [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{html(policy(script, style))}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>smaplint: {html(self.verdict()[1].lower())}</title>",
            f'<link rel="icon" href="{_ICON}">',
        ]
        body = "\n".join(("</head>", "<body>", *self.body()))
        return (
            "\n".join(head)
            + f"\n<style>{style}</style>\n"
            + escape.xml_stream(body)
            + f'\n<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
        )

    def data_block(self) -> Object:
        rules = {one.rule for one in self.findings}
        return {
            "findings": self.data,
            "rules": {_text(name): _rule(info) for name, info in self.report.rules.items() if name in rules},
            "files": self.breakdown.data,
            "measured": bool(self.report.breakdown),
        }

    def body(self) -> Iterator[str]:
        yield from self.header()
        yield '<main id="main">'
        yield from self.build()
        yield from self.list()
        yield from self.run()
        yield "</main>"
        yield from _KEYS

    def verdict(self) -> tuple[str, str]:
        """(class, words)."""
        report = self.report
        if report.crashed:
            return "bad", "A rule failed"
        if report.incomplete:
            return "bad", "Did not finish"
        if report.maps < report.min_files:
            return "bad", "Too few source maps"
        if report.failed:
            return "bad", "Failed"
        return ("fair", "Passed, with findings") if report.findings else ("good", "Passed")

    def header(self) -> Iterator[str]:
        report = self.report
        kind, words = self.verdict()
        numbers = {severity: report.count(severity) for severity in (ERROR, WARNING, NOTE)}
        yield '<a class="skip" href="#findings">To the findings</a>'
        yield '<header class="top">'
        yield '<div class="bar"><span class="brand">smaplint</span>'
        yield f'<strong class="verdict {kind}">{words}</strong>'
        yield '<span class="tools" hidden id="tools">'
        yield '<button type="button" id="theme">Theme: auto</button>'
        yield '<button type="button" id="help" aria-haspopup="dialog">Keys <kbd>?</kbd></button></span></div>'
        inline = f" ({report.inline_maps:,} inline)" if report.inline_maps else ""
        said = [
            f"Linted {count(report.maps, 'map')}{inline} and {count(report.bundles, 'bundle')} in {report.elapsed:.2f} s"
        ]
        if report.started:
            said.append(datetime.fromtimestamp(report.started, UTC).strftime("%Y-%m-%d %H:%M UTC"))
        said.append(f"smaplint {_text(report.version)}")
        yield f'<p class="said">{html(" · ".join(said))}</p>'
        rules = len({rule for rule, _ in report.not_run})
        gaps = [
            count(number, *words)
            for number, words in ((rules, ("rule not run", "rules not run")), (len(report.skipped), _SKIPPED))
            if number
        ]
        covered = " · ".join((f"Configuration: {_path(report.config)}", *gaps))
        yield f'<p class="said">{html(covered)} · <a href="#run">about this run</a></p>'
        yield '<ul class="numbers">'
        for severity, number in numbers.items():
            word = severity.word if number == 1 else f"{severity.word}s"
            yield f'<li class="{severity.word if number else "none"}"><b>{number:,}</b> {word}</li>'
        for number, word in ((report.in_baseline, "in the baseline"), (report.suppressed, "suppressed")):
            if number:
                yield f"<li><b>{number:,}</b> {word}</li>"
        yield "</ul>"
        yield from self.alerts()
        yield "</header>"

    def alerts(self) -> Iterator[str]:
        """What a reader must not miss."""
        report = self.report
        if report.incomplete:
            yield f'<p class="alert">The run did not finish: {_rich(report.incomplete)}</p>'
        if report.crashed:
            yield '<p class="alert">A rule failed: its verdict is missing where <code>internal-error</code> says so.</p>'
        if report.maps < report.min_files:
            yield (
                f'<p class="alert">{count(report.maps, "source map")} found; at least {report.min_files:,} should be.</p>'
            )
        if report.removed:
            listed = "".join(f"<li>{_rich(one)}</li>" for one in _first(report.removed))
            yield f'<div class="alert mild">What the configuration changes:<ul>{listed}</ul></div>'

    def build(self) -> Iterator[str]:
        composition = self.breakdown
        yield '<section id="build" aria-labelledby="build-title">'
        yield '<h2 id="build-title">What the build is made of</h2>'
        if not self.report.breakdown:
            yield '<p class="quiet">Not measured: this report was made of a run for another format.</p></section>'
            return
        if composition.total:
            yield _BAR_HEAD
            yield from composition.legend()
        else:
            yield '<p class="quiet">No generated file is at hand, so there is nothing to measure.</p>'
        yield '<div id="map" hidden><nav aria-label="Zoom"><ol id="crumbs"></ol></nav>'
        yield '<div id="tiles" role="group" aria-label="Treemap: generated bytes by original source"></div>'
        yield '<p id="info" aria-live="polite"></p></div>'
        yield '<details id="table"><summary>As a table</summary><div class="wide" id="rows">'
        yield from composition.table()
        yield "</div></details>"
        for remark in composition.remarks():
            yield f'<p class="quiet">{remark}</p>'
        yield "</section>"

    def list(self) -> Iterator[str]:
        yield '<section id="findings" aria-labelledby="findings-title">'
        yield '<h2 id="findings-title">Findings <span class="count" id="shown" aria-live="polite"></span></h2>'
        if not self.report.findings:
            yield '<p class="quiet">There are none.</p></section>'
            return
        if self.left_out:
            yield (
                f'<p class="alert mild">{count(self.left_out, "finding")} of {len(self.report.findings):,} '
                f"{'is' if self.left_out == 1 else 'are'} not in this page, which would be too large; the most severe are here."
                " The JSON report has all.</p>"
            )
        yield '<div class="columns"><div id="filters" hidden></div><div class="listing"><div id="list">'
        for finding in self.findings[:_STATIC]:
            yield from _article(finding, self.report.rules.get(finding.rule))
        yield "</div>"
        if len(self.findings) > _STATIC:
            rest = len(self.findings) - _STATIC
            yield f"<noscript><p>{count(rest, 'more finding')} can be seen with JavaScript.</p></noscript>"
        yield '<p id="none" hidden>Nothing fits these filters. <button type="button" id="reset">Clear them</button></p>'
        yield '<button type="button" id="more" hidden></button></div></div></section>'

    def run(self) -> Iterator[str]:
        """Where the verdict comes from, and what it does not cover."""
        report = self.report
        yield '<section id="run" aria-labelledby="run-title"><h2 id="run-title">About this run</h2><dl>'
        fails = report.fail_on.word if report.fail_on is not None else "never"
        facts = [
            ("Configuration", html(_path(report.config))),
            ("Presets", html(", ".join(map(_text, report.presets)) or "none")),
            ("Fails on", html(fails)),
            ("Exit code", str(report.exit_code)),
        ]
        if report.baseline:
            gone = sum(one.times for one in report.stale)
            said = f"{html(_path(report.baseline))}: {count(report.in_baseline, 'finding')} of this run in it"
            facts.append(
                ("Baseline", said + (f"; {count(gone, 'entry', 'entries')} fit nothing any more" if gone else ""))
            )
        if report.against:
            facts.append(("Compared with", html(_path(report.against))))
        for term, value in facts:
            yield f"<div><dt>{term}</dt><dd>{value}</dd></div>"
        yield "</dl>"
        reasons: dict[str, list[str]] = {}
        for rule, reason in report.not_run:
            reasons.setdefault(reason, []).append(rule)
        rows = [(", ".join(map(_text, dict.fromkeys(names))), reason) for reason, names in reasons.items()]
        rules = len({rule for rule, _ in report.not_run})
        yield from _rows(
            count(rules, "rule not run", "rules not run"), ("Rules", "Why"), rows, shown=0 < len(rows) <= 5
        )
        skipped = [(_path(path), reason) for path, reason in report.skipped]
        yield from _rows(count(len(skipped), *_SKIPPED), ("File", "Why"), skipped, shown=0 < len(skipped) <= 5)
        found = Counter(one.place.path for one in report.findings)
        linted = [
            (_path(path), f"{kind}: {count(found[path], 'finding') if found[path] else 'no findings'}")
            for path, kind in report.files.items()
        ]
        yield from _rows(count(len(linted), "file") + " linted", ("File", "What"), linted, shown=False)
        on = [(_text(name), f"{info.severity.word}: {info.summary}") for name, info in report.rules.items()]
        yield from _rows(count(len(on), "rule") + " on", ("Rule", "What holds"), on, shown=False)
        yield "</section>"


_SKIPPED: Final = ("file skipped", "files skipped")

_BAR_HEAD: Final = '<div id="whole" aria-hidden="true"></div>'

_KEYS: Final = (
    '<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>',
    "<div><dt><kbd>/</kbd></dt><dd>search the findings</dd></div>",
    "<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd></div>",
    "<div><dt><kbd>Enter</kbd></dt><dd>open or close a finding; zoom into a tile</dd></div>",
    "<div><dt><kbd>Esc</kbd></dt><dd>zoom out; clear the search, then the filters</dd></div>",
    "<div><dt><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd></dt><dd>errors, warnings, notes on and off</dd></div>",
    "<div><dt><kbd>g</kbd></dt><dd>group by rule or by file</dd></div>",
    "<div><dt><kbd>e</kbd></dt><dd>open or close all findings</dd></div>",
    "<div><dt><kbd>m</kbd></dt><dd>go to the map of the build; then arrows</dd></div>",
    "<div><dt><kbd>t</kbd></dt><dd>theme: auto, dark, light</dd></div>",
    '</dl><form method="dialog"><button>Close</button></form></dialog>',
)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_LISTED]
    if len(lines) > _LISTED:
        yield f"and {len(lines) - _LISTED:,} more"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def _text(text: str, most: int = _TEXT) -> str:
    """A stranger's text: cut, and all of it visible."""
    return escape.visible(_shortened(text, most))


def _path(path: str) -> str:
    return escape.path(escape.cut(path, _NAME))


def _place(place: Place) -> str:
    return f"{_path(place.path)}:{place.line}:{place.column}"


def _rich(text: str) -> str:
    """A stranger's text as HTML; what stands in backquotes is code."""
    parts = _text(text).split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(
        f"<code>{html(part)}</code>" if index % 2 else html(part) for index, part in enumerate(parts) if part
    )


def _rows(title: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]], *, shown: bool) -> Iterator[str]:
    """A list that can be opened. The first cells are ready to be shown."""
    if not rows:
        yield f'<p class="quiet">{html(title)}</p>'
        return
    yield f'<details class="rows"{" open" if shown else ""}><summary>{html(title)}</summary><div class="wide"><table>'
    yield f"<thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead><tbody>"
    for first, second in rows[:_LISTED]:
        yield f"<tr><td>{html(first)}</td><td>{_rich(second)}</td></tr>"
    if len(rows) > _LISTED:
        yield f'<tr><td colspan="2">and {len(rows) - _LISTED:,} more</td></tr>'
    yield "</tbody></table></div></details>"


def _rule(info: RuleInfo) -> Object:
    url = info.url if info.url.startswith(("https://", "http://")) else ""
    return {
        "summary": _text(info.summary),
        "why": _text(info.why),
        "how": _text(info.how),
        "url": url if url == _text(url, _NAME) else "",
    }


def _fitting(findings: Sequence[Finding]) -> tuple[Sequence[Finding], list[Object]]:
    """As many of the first findings as a page can hold, and their data."""
    data: list[Object] = []
    size = 0
    for finding in findings[:MOST]:
        one = _finding(finding)
        size += len(_json(one))
        if size > MOST_BYTES:
            break
        data.append(one)
    return findings[: len(data)], data


def _finding(finding: Finding) -> Object:
    """The data of one finding; what is not there is left out."""
    one: Object = {
        "level": int(finding.severity),
        "rule": _text(finding.rule, _NAME),
        "message": _text(finding.message),
        "path": _path(finding.place.path),
        "at": f"{finding.place.line}:{finding.place.column}",
    }
    frames = [_frame(title, frame) for title, frame in _frames(finding)]
    more = {
        "frames": frames,
        "facts": list(_facts(finding)),
        "notes": [_text(note) for note in finding.notes[:_MANY]],
        "related": [[_place(other.place), _text(other.message)] for other in finding.related[:_MANY]],
        "source": _text(finding.source, _NAME),
    }
    one.update((key, value) for key, value in more.items() if value)
    return one


def _frames(finding: Finding) -> Iterator[tuple[str, Frame]]:
    """What is shown, with its title: the map's text, then the generated text, then the original."""
    for frame in finding.frames[:_MANY]:
        is_map = frame.path.endswith(".map") or "inline map" in frame.caption
        title = "Source map" if is_map else "Generated file"
        yield title, frame
    if finding.original_frame:
        yield "Original source", finding.original_frame


def _frame(title: str, frame: Frame) -> list[str]:
    """Title, place, caption, number of the line, and the line in three parts. A tab around the matter is white space."""
    before, after = frame.before[-_PART:], frame.after[:_PART]
    return [
        title,
        _place(Place(frame.path, frame.line, frame.column)),
        _text(frame.caption, _NAME),
        str(frame.line),
        ("…" if frame.cut_before or len(before) < len(frame.before) else "") + _line(before),
        _text(frame.marked, _PART),
        _line(after) + ("…" if frame.cut_after or len(after) < len(frame.after) else ""),
    ]


def _line(text: str) -> str:
    return escape.visible(text.replace("\t", "    "))


def _facts(finding: Finding) -> Iterator[list[str]]:
    """What identifies a finding: names and values."""
    if finding.case:
        yield ["Case", _text(finding.case, _NAME)]
    if finding.pointer is not None:
        yield ["JSON pointer", _text(escape.cut(finding.pointer, _NAME)) or "the whole map"]
    if finding.offset is not None:
        yield ["Byte", f"{finding.offset:,}" + (" of the decoded inline map" if finding.inline else "")]
    if finding.segment:
        byte, line, segment = finding.segment
        yield ["Segment", f"{segment + 1:,} of generated line {line + 1:,}, at byte {byte:,} of mappings"]
    if finding.generated:
        yield ["Generated position", _place(finding.generated)]
    if finding.source:
        yield ["Source", _text(escape.cut(finding.source, _NAME))]
    if finding.original:
        yield ["Original file", _place(finding.original)]
    if finding.fingerprint:
        yield ["Fingerprint", _text(finding.fingerprint, _NAME)]


def _article(finding: Finding, info: RuleInfo | None) -> Iterator[str]:
    """A finding in the page itself, as the script would show it when it is open."""
    data = _finding(finding)
    word = finding.severity.word
    yield f'<article class="finding {word}"><h4 class="head"><span class="level">{word}</span>'
    yield f'<span class="message">{_rich(finding.message)}</span></h4>'
    url = _rule(info)["url"] if info else ""
    name = html(str(data["rule"]))
    rule = f'<a href="{html(str(url))}" rel="noreferrer">{name}</a>' if url else name
    yield f'<p class="where"><bdi>{html(_place(finding.place))}</bdi> · {rule}</p>'
    yield '<div class="frames">'
    for title, frame in _frames(finding):
        name, place, caption, number, before, marked, after = map(html, _frame(title, frame))
        yield f'<figure><figcaption><b>{name}</b> <bdi class="at">{place}</bdi> <span>{caption}</span></figcaption>'
        yield f"<pre><i>{number}</i>"
        yield f"<code>{before}<mark>{marked}</mark>{after}</code></pre></figure>"
    yield "</div>"
    yield "".join(f'<p class="note">{_rich(note)}</p>' for note in finding.notes[:_MANY])
    if info and info.how:
        yield f'<p class="note">{_rich(info.how)}</p>'
    yield "</article>"


class _Composition:
    """The treemap's data: the largest files, and the largest sources of all."""

    def __init__(self, breakdown: Sequence[Breakdown]) -> None:
        drawn = [one for one in breakdown if one.path and one.kind != "dts"]
        self.declarations = sum(1 for one in breakdown if one.path and one.kind == "dts")
        self.alone = [one.map for one in breakdown if not one.path]
        self.files = sorted(drawn, key=lambda one: (-one.size, one.path))
        self.small = self.files[_FILES:]
        ranked = sorted((share.size for one in self.files[:_FILES] for share in one.sources), reverse=True)
        # Sources of this size and above are drawn; of several with this very size some are not, which nobody sees.
        least = ranked[_SOURCES] + 1 if len(ranked) > _SOURCES else 0
        self.data = [_file(one, least) for one in self.files[:_FILES]]
        self.sums = [_sums(one) for one in self.files]
        self.total = sum(one.size for one in self.files)

    def totals(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*self.sums, strict=True))) if self.sums else (0,) * len(STATES)

    def legend(self) -> Iterator[str]:
        yield '<ul class="legend">'
        for (name, words), size in zip(STATES, self.totals(), strict=True):
            if size:
                yield f'<li class="{name}" data-size="{size}"><span class="swatch"></span>{words} <b>{_share(size, self.total)}</b>'
                yield f' <span class="quiet">{_size(size)}</span></li>'
        yield "</ul>"

    def table(self) -> Iterator[str]:
        yield "<table><thead><tr><th>File</th><th>Size</th>"
        yield "".join(f"<th>{words}</th>" for _, words in STATES) + "<th></th></tr></thead><tbody>"
        for one, sums in list(zip(self.files, self.sums, strict=True))[:_LISTED]:
            cells = "".join(f"<td>{_share(size, one.size) if size else ''}</td>" for size in sums)
            yield f"<tr><td>{html(_path(one.path))}</td><td>{_size(one.size)}</td>{cells}<td>{_rich(one.reason)}</td></tr>"
        yield "</tbody></table>"

    def remarks(self) -> Iterator[str]:
        """How it was counted, and what is not drawn."""
        yield (
            "Bytes of the generated files. A segment of <code>mappings</code> owns the text from its column up to the next"
            " segment of the line, or up to the line’s end; what no segment with a source owns is unmapped."
        )
        if self.small:
            size = sum(one.size for one in self.small)
            yield f"Not drawn: {count(len(self.small), 'smaller file')}, {_size(size)} in all."
        if self.declarations:
            yield f"Not drawn: {count(self.declarations, 'declaration file')} (<code>.d.ts</code>), which no browser loads."
        if self.alone:
            names = ", ".join(html(_path(one)) for one in self.alone[:5])
            more = f" and {len(self.alone) - 5:,} more" if len(self.alone) > 5 else ""
            yield f"Unknown, for the generated file is not at hand: {names}{more}."


# The states of a byte: a class, and words.
STATES: Final = (
    ("mapped", "mapped, with source text"),
    ("bare", "mapped, without content"),
    ("unmapped", "unmapped"),
    ("comment", "source map comment"),
    ("unknown", "unknown"),
)


def _sums(one: Breakdown) -> tuple[int, ...]:
    """The bytes of each of STATES."""
    _, with_text, without = one.others
    mapped = sum(share.size for share in one.sources if share.content) + with_text
    bare = sum(share.size for share in one.sources if not share.content) + without
    return mapped, bare, one.unmapped, one.comment, one.unknown


def _file(one: Breakdown, least: int) -> Object:
    number, with_text, without = one.others
    kept = [share for share in one.sources if share.size >= least]
    for share in one.sources[len(kept) :]:
        number += 1
        if share.content:
            with_text += share.size
        else:
            without += share.size
    data: Object = {
        "path": _path(one.path),
        "size": one.size,
        "sources": [[_text(share.name, _NAME), share.size, int(share.content)] for share in kept],
    }
    more = {
        "others": [number, with_text, without] if number else None,
        "unmapped": one.unmapped,
        "comment": one.comment,
        "unknown": one.unknown,
        "map": _path(one.map) if one.map else "",
        "reason": _text(one.reason),
    }
    data.update((key, value) for key, value in more.items() if value)
    return data


def _size(size: int) -> str:
    """Bytes for people: `12.3 kB`."""
    if size < 1000:
        return f"{size} B"
    shown = size / 1000
    return f"{shown:,.1f} kB" if shown < 999.95 else f"{shown / 1000:,.1f} MB"


def _share(size: int, total: int) -> str:
    if not total or not size:
        return "0 %"
    share = 100 * size / total
    return "< 0.1 %" if share < 0.1 else f"{share:.1f} %"
