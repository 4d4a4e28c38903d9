"""Text for people: one line per finding, and below it the code, the notes, and what to do.

Why a rule matters and how to mend it stands at its first finding only: a build has the same fault in each of its files,
and forty equal paragraphs hide the one that differs. Only the 16 colours are used that every terminal has, as its owner
chose them.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from smaplint import cells, escape
from smaplint._record import NamedTuple
from smaplint.cells import Cell, Cells
from smaplint.report import Finding, Frame, Place, Report, RuleInfo
from smaplint.rule import ERROR, NOTE, WARNING, count

# Below this a frame shows nothing; the lines are then longer than asked for.
_NARROWEST: Final = 20
# Paragraphs go no wider, and are indented less below it.
_READABLE: Final = 100
_CRAMPED: Final = 56
_LISTED: Final = 10
_REMOVED: Final = 4
# More findings than this are summed up by rule, without being asked: they fill more than a screen.
_MANY: Final = 10
# The columns of the widest label of a paragraph, `note:` or `help:`.
_LABEL: Final = 5

_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_BLUE: Final = "\x1b[1;34m"
_GREEN: Final = "\x1b[1;32m"
_COLOURS: Final = {ERROR: "\x1b[1;31m", WARNING: "\x1b[1;33m", NOTE: "\x1b[1;36m"}


class Style(NamedTuple):
    """How to write. `width`: columns that frames and paragraphs keep to; the lines of findings are never cut.

    `verbose`: 1 shows notes, and all that a list otherwise cuts. `quiet`: the findings and the last line. `hyperlinks`:
    rules link to their pages (OSC 8), and files to themselves where `host` says on which machine they are ("": here).
    `encoding`: that of the stream; what it has no place for is an escape, below which the marks stand all the same.
    """

    color: bool = False
    frames: bool = True
    width: int = 100
    verbose: int = 0
    quiet: bool = False
    statistics: bool = False
    hyperlinks: bool = False
    host: str | None = None
    encoding: str = "utf-8"


def render(report: Report, style: Style) -> str:
    """The report with a line feed at its end."""
    text = _Text(report, style)
    return escape.text_stream("\n".join(text.lines()) + "\n")


class _Text:
    def __init__(self, report: Report, style: Style) -> None:
        self.report = report
        self.style = style._replace(width=max(style.width, _NARROWEST))
        self.explained: set[str] = set()
        self.ellipsis = "…" if _encodes(style.encoding, "…") else "..."

    def paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self.style.color and colour and text else text

    def link(self, uri: str, text: str) -> str:
        """A link in a terminal. `uri`: only what a URI can hold, else there is none; so nothing in it ends it."""
        if not (self.style.hyperlinks and uri and uri.isascii() and uri.isprintable() and " " not in uri):
            return text
        return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\"

    def file(self, path: str, colour: str = "") -> str:
        """A file's name, linked to the file."""
        shown = self.paint(colour, escape.path(path)) if colour else escape.path(path)
        if not self.style.hyperlinks or self.style.host is None or path == "-":
            return shown
        absolute = "/".join((self.report.cwd.replace("\\", "/"), path)) if not _is_absolute(path) else path
        drive, colon, rest = absolute.partition(":/")
        uri = (
            f"/{drive}:/{escape.uri(escape.raw(rest))}"
            if colon and len(drive) == 1
            else escape.uri(escape.raw(absolute))
        )
        return self.link(f"file://{self.style.host}{uri}", shown)

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
        if self.report.findings and (self.style.statistics or (len(shown) > _MANY and not self.style.quiet)):
            yield from self.statistics()
            yield ""
        yield from self.remarks(len(self.report.findings) - len(shown))
        yield self.summary()

    def head(self, finding: Finding) -> str:
        place = finding.place
        info = self.report.rules.get(finding.rule)
        said = self.paint(
            _COLOURS.get(finding.severity, ""), f"{finding.severity.word}[{escape.terminal(finding.rule)}]"
        )
        label = self.link(info.url if info else "", said)
        name = self.file(place.path, _BOLD)
        return f"{name}:{place.line}:{place.column}: {label} {escape.terminal(finding.message)}"

    def body(self, finding: Finding) -> Iterator[str]:
        frames = [(frame, escape.terminal(frame.caption)) for frame in finding.frames]
        if finding.original_frame:
            frames.append(
                (finding.original_frame, escape.terminal(finding.original_frame.caption) or "the original text")
            )
        gutter = max((3, *(len(str(frame.line)) for frame, _ in frames)))
        for index, (frame, caption) in enumerate(frames):
            yield from self.framed(finding, frame, caption, gutter, first=index == 0 and bool(finding.frames))
        for label, text in self.remarks_of(finding):
            yield from self.paragraph(gutter, label, text)

    def framed(self, finding: Finding, frame: Frame, caption: str, gutter: int, *, first: bool) -> Iterator[str]:
        """One frame: where it is, unless the headline says so, the line, and the marks with what is to be said of them."""
        colour = _COLOURS.get(finding.severity, "") if first else _BLUE
        room = self.style.width - gutter - 3
        code, blanks, marks = self.frame(frame, room, colour)
        label = _demand(finding.message) if first else caption
        if label and blanks + marks + 1 + cells.columns(label) > room:
            label = ""
        where = self.where(finding, frame, caption, first=first)
        if where:
            untold = f": {caption}" if caption and not first and not label else ""
            yield f"{' ' * (gutter - 1)}{self.paint(_BLUE, '-->')} {where}{untold}"
        yield f"{self.paint(_BLUE, f'{frame.line:>{gutter}} |')} {code}".rstrip()
        said = f"{'^' * marks} {label}".rstrip()
        yield f"{self.paint(_BLUE, ' ' * gutter + ' |')} {' ' * blanks}{self.paint(colour, said)}"

    def where(self, finding: Finding, frame: Frame, caption: str, *, first: bool) -> str:
        """What a frame shows, where the line above it does not say so."""
        place = finding.place
        if first and finding.inline and caption:
            # Its line and column are those of the decoded map, so they must not look like a place of the bundle.
            return f"{caption}: line {frame.line}, column {frame.column}"
        if first and not caption and _at(frame, place):
            return ""
        told = f": {caption}" if first and caption else ""
        # The original text may be embedded, and its name that of no file.
        is_file = frame is not finding.original_frame or (finding.original and finding.original.path == frame.path)
        name = self.file(frame.path) if is_file else escape.path(frame.path)
        return f"{name}:{frame.line}:{frame.column}{told}"

    def remarks_of(self, finding: Finding) -> Iterator[tuple[str, str]]:
        place = finding.generated
        if place and not any(_at(frame, place) for frame in finding.frames):
            yield "code", f"{self.place(place)}, in the generated file"
        original = finding.original
        if original and not (finding.original_frame and _at(finding.original_frame, original)):
            yield "code", f"{self.place(original)}, in the original source"
        if finding.pointer and (finding.inline or self.style.verbose > 0):
            yield "at", f"{escape.terminal(escape.cut(finding.pointer))} in the map"
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
        return f"{self.file(place.path)}:{place.line}:{place.column}"

    def paragraph(self, gutter: int, label: str, text: str) -> Iterator[str]:
        """`= label: text`, wrapped between words, the texts of all labels under one another."""
        width = min(self.style.width, _READABLE)
        indent = gutter + 4 + _LABEL if width >= _CRAMPED else gutter + 3
        first = f"{' ' * gutter} {self.paint(_BLUE, '=')} {self.paint(_BOLD, label + ':')} "
        padding = " " * (_LABEL - len(label) - 1) if width >= _CRAMPED else ""
        taken = gutter + 5 + len(label) + len(padding)
        for line in _wrapped(text, width - taken, width - indent):
            yield f"{first}{padding}{line}"
            first, padding = " " * indent, ""

    def frame(self, frame: Frame, width: int, colour: str) -> tuple[str, int, int]:
        """A window's line in at most `width` columns, and under it: how many blanks, and how many marks."""
        before, marked, after = map(self.written, cells.of(frame.before, frame.marked, frame.after))
        left, right, dots = frame.cut_before, frame.cut_after, len(self.ellipsis)
        if cells.width(before, marked, after) + dots * (left + right) > width:
            room = width - 2 * dots
            if cells.width(marked) > room:
                marked, after, right = cells.fitting(marked, room), [], True
            room -= cells.width(marked)
            kept = cells.fitting(before[::-1], max(room // 2, room - cells.width(after)))[::-1]
            left = left or len(kept) < len(before)
            before = kept
            kept = cells.fitting(after, room - cells.width(before))
            right = right or len(kept) < len(after)
            after = kept
        cut = self.paint(_DIM, self.ellipsis)
        return (
            f"{cut if left else ''}{self.shown(before)}{self.shown(marked, colour)}{self.shown(after)}{cut if right else ''}",
            dots * left + cells.width(before),
            max(cells.width(marked), 1),
        )

    def written(self, part: Cells) -> Cells:
        """Cells as the stream takes them."""
        encoding = self.style.encoding
        if _encodes(encoding, "".join(cell.text for cell in part)):
            return part
        return [cell if _encodes(encoding, cell.text) else _escaped(cell) for cell in part]

    def shown(self, part: Cells, colour: str = "") -> str:
        """Cells as text: in a colour, or plain and with dim escapes, which are not what the file holds."""
        if colour or not any(cell.escaped for cell in part):
            return self.paint(colour, "".join(cell.text for cell in part))
        return "".join(
            self.paint(_DIM if escaped else "", "".join(cell.text for cell in run))
            for escaped, run in groupby(part, key=lambda cell: cell.escaped)
        )

    def statistics(self) -> Iterator[str]:
        """How often each rule fired, in how many files, and where first; the worst and most frequent first."""
        found: dict[str, list[Finding]] = {}
        for finding in self.report.findings:
            found.setdefault(finding.rule, []).append(finding)
        rows = []
        for rule, findings in found.items():
            counts = Counter(finding.severity for finding in findings)
            files = len({finding.place.path for finding in findings})
            rows.append((counts[ERROR], counts[WARNING], counts[NOTE], files, rule, findings[0].place))
        rows.sort(key=lambda row: (*(-number for number in row[:3]), row[4]))
        name = max(len("rule"), *(cells.columns(escape.terminal(row[4])) for row in rows))
        room = self.style.width - name - 36
        head = f"{'rule':{name}}  errors  warnings  notes  files"
        yield self.paint(_BOLD, f"{head}  first" if room >= _NARROWEST else head)
        for errors, warnings, notes, files, rule, place in rows:
            info, said = self.report.rules.get(rule), escape.terminal(rule)
            line = self.link(info.url if info else "", said) + " " * (name - cells.columns(said))
            for number, severity, wide in ((errors, ERROR, 6), (warnings, WARNING, 8), (notes, NOTE, 5)):
                told = f"{number:,}" if number else "-"
                line += f"  {self.paint(_COLOURS[severity] if number else _DIM, told.rjust(wide))}"
            where = f":{place.line}:{place.column}"
            path = _ending(escape.path(place.path), room - len(where))
            yield f"{line}  {files:>5,}{f'  {path}{where}' if room >= _NARROWEST else ''}"

    def remarks(self, hidden: int) -> Iterator[str]:
        report = self.report
        if report.incomplete:
            yield f"{self.paint(_COLOURS[ERROR], 'The run did not finish')}: {escape.terminal(report.incomplete)}"
        if report.crashed:
            yield (
                f"{self.paint(_COLOURS[ERROR], 'A rule failed')}: its verdict is missing where `internal-error` says so; "
                "the other rules ran"
            )
        # What was left out without a configuration is on the command line, which its reader has just typed.
        configured = report.config != "defaults"
        if self.style.verbose > 0 or (configured and (report.removed or not self.style.quiet)):
            yield self.configuration()
        if self.style.quiet:
            return
        if not report.maps and not report.incomplete:
            yield "No source map was found"
        yield from self.skipped()
        yield from self.not_run()
        if report.suppressed:
            yield f"Suppressed by {escape.path(report.config)}: {count(report.suppressed, 'finding')}"
        yield from self.kept()
        if hidden:
            yield f"Not shown: {count(hidden, 'note')} (`--verbose` shows {'it' if hidden == 1 else 'them'})"

    def configuration(self) -> str:
        """Where the configuration came from and what it took out, on one line: a run may be quiet for that alone."""
        report = self.report
        said = [escape.path(report.config)]
        most = len(report.removed)
        if self.style.verbose > 0:
            said.append(f"preset {', '.join(map(escape.terminal, report.presets)) or 'none'}")
            said.append(f"fail on {report.fail_on.word if report.fail_on is not None else 'never'}")
        elif most > _REMOVED:
            most = _REMOVED - 1
        said += [escape.terminal(one.removesuffix(".")) for one in report.removed[:most]]
        if most < len(report.removed):
            said.append(f"{len(report.removed) - most} more (`--verbose` shows all)")
        return f"Configuration: {'; '.join(said)}"

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


def _encodes(encoding: str, text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _escaped(cell: Cell) -> Cell:
    text = "".join(one if one.isascii() else escape.character(one) for one in cell.text)
    return Cell(text, len(text), escaped=True)


def _is_absolute(path: str) -> bool:
    return path.startswith("/") or path[1:3] == ":/"


def _demand(message: str) -> str:
    """What should be in the place of the marked text, out of a message: short enough to stand beside the marks."""
    for clause in message.split("; ")[1:]:
        before, should, after = clause.partition("should ")
        if should:
            # What is before it is the headline's: `it should be`, `a segment should consist of`.
            return escape.terminal(f"should {after}") if before in ("it ", "they ") else escape.terminal(clause)
    return ""


def _ending(text: str, room: int) -> str:
    """The end of a path, which tells files apart, in at most `room` columns."""
    if cells.columns(text) <= room:
        return text
    kept = cells.fitting(cells.of(text)[0][::-1], room - 1)[::-1]
    return "…" + "".join(cell.text for cell in kept)


def _wrapped(text: str, width: int, then: int) -> Iterator[str]:
    """Lines of at most `width` columns, later ones of `then`; a word that is longer has a line of its own."""
    line = ""
    for word in text.split():
        if line and cells.columns(line) + 1 + cells.columns(word) > width:
            yield line
            line, width = word, then
        else:
            line = f"{line} {word}" if line else word
    yield line
