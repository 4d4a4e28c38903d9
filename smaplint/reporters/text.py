"""Text for people: one line per finding, and below it the code, the notes, and what to do.

Why a rule matters and how to mend it stands at its first finding only: a build has the same fault in each of its files,
and forty equal paragraphs hide the one that differs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from smaplint import escape
from smaplint.report import Finding, Frame, Place, Report, RuleInfo
from smaplint.rule import ERROR, NOTE, WARNING, Severity, count

# Below this a frame shows nothing; the lines are then longer than asked for.
_NARROWEST: Final = 40
_LISTED: Final = 10
_TAB: Final = "    "

_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_BLUE: Final = "\x1b[1;34m"
_GREEN: Final = "\x1b[1;32m"
_COLOURS: Final = {ERROR: "\x1b[1;31m", WARNING: "\x1b[1;33m", NOTE: "\x1b[1;36m"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to write. `width`: columns that frames and paragraphs keep to; the lines of findings are never cut.

    `verbose`: 1 shows notes, and all that a list otherwise cuts. `quiet`: the findings and the last line. `hyperlinks`:
    room for links in terminals (OSC 8), not used yet.
    """

    color: bool = False
    frames: bool = True
    width: int = 100
    verbose: int = 0
    quiet: bool = False
    statistics: bool = False
    hyperlinks: bool = False


def render(report: Report, style: Style) -> str:
    """The report with a line feed at its end."""
    text = _Text(report, style)
    return escape.text_stream("\n".join(text.lines()) + "\n")


class _Text:
    def __init__(self, report: Report, style: Style) -> None:
        self.report = report
        self.style = replace(style, width=max(style.width, _NARROWEST))
        self.explained: set[str] = set()

    def paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self.style.color and text else text

    def lines(self) -> Iterator[str]:
        all_shown = self.style.verbose > 0 or self.report.fail_on == NOTE
        shown = [one for one in self.report.findings if all_shown or one.severity > NOTE]
        for finding in shown:
            yield self.head(finding)
            if self.style.frames:
                yield from self.body(finding)
                yield ""
        if shown and not self.style.frames and (self.style.statistics or not self.style.quiet):
            yield ""
        if self.style.statistics and self.report.findings:
            yield from self.statistics()
            yield ""
        yield from self.remarks(len(self.report.findings) - len(shown))
        yield self.summary()

    def head(self, finding: Finding) -> str:
        place = finding.place
        name = self.paint(_BOLD, escape.path(place.path))
        label = self.paint(
            _COLOURS.get(finding.severity, ""), f"{finding.severity.word}[{escape.terminal(finding.rule)}]"
        )
        return f"{name}:{place.line}:{place.column}: {label} {escape.terminal(finding.message)}"

    def body(self, finding: Finding) -> Iterator[str]:
        colour = _COLOURS.get(finding.severity, "")
        gutter = max((3, *(len(str(frame.line)) for frame in finding.frames)))
        for index, frame in enumerate(finding.frames):
            where = self.where(finding, frame, first=index == 0)
            if where:
                yield f"{' ' * (gutter - 1)}{self.paint(_BLUE, '-->')} {where}"
            code, marks = self.frame(frame, self.style.width - gutter - 3)
            yield f"{self.paint(_BLUE, f'{frame.line:>{gutter}} |')} {code}".rstrip()
            yield f"{self.paint(_BLUE, ' ' * gutter + ' |')} {marks[0]}{self.paint(colour, marks[1])}"
        for label, text in self.remarks_of(finding):
            yield from self.paragraph(gutter, label, text)

    def where(self, finding: Finding, frame: Frame, *, first: bool) -> str:
        """What a frame shows, where the line above it does not say so."""
        caption = escape.terminal(frame.caption)
        place = finding.place
        if first and finding.inline and caption:
            # Its line and column are those of the decoded map, so they must not look like a place of the bundle.
            return f"{caption}: line {frame.line}, column {frame.column}"
        if not caption and (frame.path, frame.line, frame.column) == (place.path, place.line, place.column):
            return ""
        return f"{escape.path(frame.path)}:{frame.line}:{frame.column}{f': {caption}' if caption else ''}"

    def remarks_of(self, finding: Finding) -> Iterator[tuple[str, str]]:
        place = finding.generated
        if place and not any(_at(frame, place) for frame in finding.frames):
            yield "generated", self.place(place)
        if finding.pointer and (finding.inline or self.style.verbose > 0):
            yield "pointer", escape.terminal(escape.cut(finding.pointer))
        for related in finding.related:
            yield "see", f"{self.place(related.place)}: {escape.terminal(related.message)}"
        for note in finding.notes:
            yield "note", escape.terminal(note)
        if finding.rule not in self.explained:
            self.explained.add(finding.rule)
            info = self.report.rules.get(finding.rule)
            if info:
                yield from _explanation(info)

    def place(self, place: Place) -> str:
        return f"{escape.path(place.path)}:{place.line}:{place.column}"

    def paragraph(self, gutter: int, label: str, text: str) -> Iterator[str]:
        """`= label: text`, wrapped between words, the lines under one another."""
        indent = gutter + 5 + len(label)
        first = f"{' ' * gutter} {self.paint(_BLUE, '=')} {self.paint(_BOLD, label + ':')} "
        for line in _wrapped(text, self.style.width - indent):
            yield first + line
            first = " " * indent

    def frame(self, frame: Frame, width: int) -> tuple[str, tuple[str, str]]:
        """A window's line, and the (blanks, marks) under it, in at most `width` columns."""
        before = _cells(frame.before)
        marked = _cells(frame.marked, plain=False)
        after = _cells(frame.after)
        _unbracket(before, marked, after)
        left, right = frame.cut_before, frame.cut_after
        if _width(before, marked, after) + left + right > width:
            room = width - 2
            if _width(marked) > room:
                marked, after, right = _fitting(marked, room), [], True
            room -= _width(marked)
            kept = _fitting(before[::-1], max(room // 2, room - _width(after)))[::-1]
            left = left or len(kept) < len(before)
            before = kept
            kept = _fitting(after, room - _width(before))
            right = right or len(kept) < len(after)
            after = kept
        code = "".join(text for text, _ in (*before, *marked, *after))
        code = f"{'…' if left else ''}{code}{'…' if right else ''}"
        return code, (" " * (left + _width(before)), "^" * max(_width(marked), 1))

    def statistics(self) -> Iterator[str]:
        """How often each rule fired, and in how many files; the worst and most frequent first."""
        totals: dict[tuple[Severity, str], int] = {}
        files: dict[tuple[Severity, str], set[str]] = {}
        for finding in self.report.findings:
            key = finding.severity, finding.rule
            totals[key] = totals.get(key, 0) + 1
            files.setdefault(key, set()).add(finding.place.path)
        order = sorted(totals, key=lambda key: (-key[0], -totals[key], key[1]))
        rows = [(f"{totals[key]:,}", key[0], escape.terminal(key[1]), f"{len(files[key]):,}") for key in order]
        wide = [
            max(len(head), *(len(str(row[at])) for row in rows))
            for at, head in ((0, "count"), (2, "rule"), (3, "files"))
        ]
        yield self.paint(_BOLD, f"{'count':>{wide[0]}}  {'level':7}  {'rule':{wide[1]}}  {'files':>{wide[2]}}")
        for number, severity, rule, in_files in rows:
            level = self.paint(_COLOURS.get(severity, ""), f"{severity.word:7}")
            yield f"{number:>{wide[0]}}  {level}  {rule:{wide[1]}}  {in_files:>{wide[2]}}"

    def remarks(self, hidden: int) -> Iterator[str]:
        report = self.report
        if report.incomplete:
            yield f"{self.paint(_COLOURS[ERROR], 'The run did not finish')}: {escape.terminal(report.incomplete)}"
        if report.crashed:
            yield (
                f"{self.paint(_COLOURS[ERROR], 'A rule failed')}: its verdict is missing where `internal-error` says so; "
                "the other rules ran"
            )
        if self.style.quiet:
            return
        if self.style.verbose > 0:
            presets = ", ".join(map(escape.terminal, report.presets)) or "none"
            fail_on = report.fail_on.word if report.fail_on is not None else "never"
            yield f"Configuration: {escape.path(report.config)}; preset {presets}; fail on {fail_on}"
        if not report.maps and not report.incomplete:
            yield "No source map was found"
        yield from self.skipped()
        yield from self.not_run()
        if report.suppressed:
            yield f"Suppressed by {escape.path(report.config)}: {count(report.suppressed, 'finding')}"
        yield from self.kept()
        if hidden:
            yield f"Not shown: {count(hidden, 'note')} (`--verbose` shows {'it' if hidden == 1 else 'them'})"

    def kept(self) -> Iterator[str]:
        """What the baseline hides, and what of it can go."""
        report = self.report
        if not report.baseline:
            return
        file = escape.path(report.baseline)
        yield f"In the baseline {file}: {count(report.in_baseline, 'finding')}"
        if report.stale:
            gone = sum(one.times for one in report.stale)
            yield f"Gone since: {count(gone, 'finding')} of the baseline (`smaplint baseline --prune -o {file}` removes them)"
        most = len(report.stale) if self.style.verbose > 0 else 0
        for one in report.stale[:most]:
            name, said = escape.path(one.path), escape.terminal(escape.cut(one.message))
            yield f"  {name}: {escape.terminal(one.rule)}: {said}" + (f" ({one.times} times)" if one.times > 1 else "")

    def skipped(self) -> Iterator[str]:
        skipped = self.report.skipped
        most = len(skipped) if self.style.verbose > 0 else _LISTED
        for name, reason in skipped[:most]:
            yield f"Skipped: {escape.path(name)}: {escape.terminal(reason)}"
        if len(skipped) > most:
            yield f"Skipped: {count(len(skipped) - most, 'more file')} (`--verbose` shows all)"

    def not_run(self) -> Iterator[str]:
        not_run = self.report.not_run
        if not_run and self.style.verbose == 0:
            names = list(dict.fromkeys(rule for rule, _ in not_run))
            listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
            yield f"Not run: {escape.terminal(listed)} (`--verbose` says why)"
            return
        reasons: dict[str, list[str]] = {}
        for rule, reason in not_run:
            reasons.setdefault(reason, []).append(rule)
        for reason, names in reasons.items():
            yield f"Not run: {escape.terminal(', '.join(names))}: {escape.terminal(reason)}"

    def summary(self) -> str:
        report = self.report
        inline = f" ({report.inline_maps:,} inline)" if report.inline_maps else ""
        said = f"Linted {count(report.maps, 'map')}{inline} and {count(report.bundles, 'bundle')} in {report.elapsed:.2f} s"
        counts = [
            self.paint(_COLOURS[severity], count(number, severity.word))
            for severity in (ERROR, WARNING, NOTE)
            if (number := report.count(severity))
        ]
        if report.in_baseline:
            counts.append(f"{report.in_baseline:,} in the baseline")
        return f"{said}: {', '.join(counts) or self.paint(_GREEN, 'no findings')}."


def _explanation(info: RuleInfo) -> Iterator[tuple[str, str]]:
    if info.why:
        yield "why", escape.terminal(info.why)
    if info.how:
        yield "fix", escape.terminal(info.how)
    if info.url:
        yield "help", escape.terminal(info.url)


def _at(frame: Frame, place: Place) -> bool:
    return (frame.path, frame.line, frame.column) == (place.path, place.line, place.column)


Cells = list[tuple[str, int]]


def _cells(text: str, *, plain: bool = True) -> Cells:
    """Each character as it is written, with its width in columns. `plain`: a tab is white space and not the matter."""
    if text.isascii() and text.isprintable():
        return [(one, 1) for one in text]
    cells = []
    for one in text:
        if one == "\t" and plain:
            cells.append((_TAB, len(_TAB)))
        elif escape.shows(one):
            cells.append((one, _columns(one)))
        else:
            visible = escape.character(one)
            cells.append((visible, len(visible)))
    return cells


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _unbracket(*parts: Cells) -> None:
    """Break `##[` up across the parts before widths count: the last guard would move the marks."""
    flat = [(part, index) for part in parts for index in range(len(part))]
    texts = "".join(part[index][0][0] for part, index in flat)
    at = texts.find("##[")
    while at >= 0:
        part, index = flat[at + 2]
        part[index] = (r"\u005b", 6)
        at = texts.find("##[", at + 3)


def _width(*parts: Cells) -> int:
    return sum(width for part in parts for _, width in part)


def _fitting(cells: Cells, room: int) -> Cells:
    """As many of the first cells as fit into `room` columns."""
    for index, (_, width) in enumerate(cells):
        room -= width
        if room < 0:
            return cells[:index]
    return cells


def _wrapped(text: str, width: int) -> Iterable[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
