"""What a run found, ready to be written: findings with their places, and the summary. Reporters see nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from smaplint._record import NamedTuple
from smaplint.rule import Clause, Severity

if TYPE_CHECKING:
    from smaplint.runs import Run


class Frame(NamedTuple):
    """A window into one line: `before`, the marked text, `after`; `cut_*` say that the line goes on there.

    `line`, `column`: 1-based, of the first marked character, `column` in UTF-16 units. `caption` says what is shown.
    The texts are as in the file, tabs and control characters too: a reporter escapes them.
    """

    path: str
    line: int
    column: int
    before: str
    marked: str
    after: str
    cut_before: bool = False
    cut_after: bool = False
    caption: str = ""


class Place(NamedTuple):
    """A span of a file: 1-based lines, 1-based columns in UTF-16 units, end exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class RelatedPlace(NamedTuple):
    """Another place of a finding, and what it has to do with it."""

    message: str
    place: Place


class Finding(NamedTuple):
    """One finding. `pointer`: the JSON place in the map, also for an inline map, whose `place` is in the bundle.

    `offset`: the 0-based byte of the map's JSON text; `segment`: (byte of `mappings`, generated line, segment), all
    0-based; `generated`: the 1-based line and column of the generated file that a fault of `mappings` is about.
    `source`: the name, as the map has it, of the original source that the finding is about, or empty. `original`: that
    source as a file below the root that is there, at the original position where one is known. `original_frame`: the
    original text there, embedded or of that file.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    case: str = ""
    pointer: str | None = None
    offset: int | None = None
    segment: tuple[int, int, int] | None = None
    generated: Place | None = None
    frames: tuple[Frame, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
    notes: tuple[str, ...] = ()
    fingerprint: str = ""
    inline: bool = False
    source: str = ""
    original: Place | None = None
    original_frame: Frame | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        place = self.place
        return place.path, place.line, place.column, self.rule, self.case, self.message


class Accepted(NamedTuple):
    """An entry of a baseline. `fingerprint`: without a number behind it; `path`: without content hashes.

    `times`: how many findings of that fingerprint are accepted; of a stale entry, how many of them nothing fits any more.
    """

    fingerprint: str
    rule: str
    path: str
    message: str
    times: int


class Share(NamedTuple):
    """How many bytes of a generated file belong to one original source. `content`: whether the map has its text."""

    name: str
    size: int
    content: bool


class Breakdown(NamedTuple):
    """What a generated file is made of, in bytes (`smaplint.breakdown`); its parts add up to `size`.

    `kind`: `js`, `css`, `dts` or `wasm`. `map`: where its map stands; the file's own path for an inline one, "" for none.
    `sources`: the largest, in order; `others`: of those that are not listed (how many, bytes with content, bytes
    without). `unmapped`: bytes that belong to no source; `comment`: those of the comment that names the map, or is it;
    `unknown`: those that nothing can be said of. `reason`: why there are no sources, or "". `path` is "" where the map's file
    is not at hand.
    """

    path: str
    kind: str
    size: int = 0
    map: str = ""
    sources: tuple[Share, ...] = ()
    others: tuple[int, int, int] = (0, 0, 0)
    unmapped: int = 0
    comment: int = 0
    unknown: int = 0
    reason: str = ""


class RuleInfo(NamedTuple):
    """What a report says of a rule: `summary` is one line, `why` and `how` are paragraphs, `help` is Markdown.

    `standard`: what ECMA-426 has on it.
    """

    name: str
    family: str
    summary: str
    why: str = ""
    how: str = ""
    help: str = ""
    url: str = ""
    severity: Severity = Severity.ERROR
    standard: Sequence[Clause] = ()


# Nobody writes to it: the field that it stands in is a read-only mapping.
_NOTHING: Final[dict[Severity, int]] = {}


class Files(Mapping[str, str]):
    """Path → `map` or `bundle`, sorted when somebody looks: a text report of 20,000 files only counts them."""

    def __init__(self, parts: Iterable[Iterable[tuple[str, str]]]) -> None:
        self._parts = parts
        self._known: dict[str, str] | None = None

    def _all(self) -> dict[str, str]:
        if self._known is None:
            found = {path: kind for part in self._parts for path, kind in part if kind != "inline"}
            self._known = {path: found[path] for path in sorted(found)}
            self._parts = ()
        return self._known

    def __getitem__(self, path: str) -> str:
        return self._all()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class Report(NamedTuple):
    """One run, whole.

    `findings`: sorted by place, then rule; suppressed ones and levels that are off are not among them. `rules`: every
    rule that was on, and the engine's own, by name. `files`: path → "map" or "bundle", every file that was linted.
    `root`: the absolute folder that URIs are relative to (the git top level, else the common folder); `cwd`: the one
    that paths of places are relative to. `not_run`: (rule, reason). `skipped`: (path, reason) of files passed over.
    `config`: where the configuration came from, for people; `config_file`: the path of its file, or empty. `crashed`: a
    rule raised. `incomplete`: the run could not finish, and why. `elapsed`: seconds. `started`: Unix time, 0 where nobody said. `min_files`: fewer maps than
    this are no success. `baseline`: the file of accepted findings, as shown, or empty; `in_baseline`: how many findings it
    hides; `stale`: its entries that nothing fits any more. `against`: the snapshot that the build was compared with.
    `removed`: what the configuration took out of the presets and of what was linted, a sentence each, for people.
    `anchor`: where SARIF puts alerts, `auto`, `source`, `config` or `generated`; `category`: SARIF's automation id, or
    empty. `breakdown`: what each generated file is made of, by path; empty where nobody asked (`Settings.breakdown`).
    `run`: of a shard, what a merge of all of them needs (`smaplint.runs`).
    """

    findings: tuple[Finding, ...]
    rules: Mapping[str, RuleInfo]
    files: Mapping[str, str]
    maps: int = 0
    bundles: int = 0
    inline_maps: int = 0
    suppressed: int = 0
    not_run: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    root: str = ""
    cwd: str = ""
    config: str = "defaults"
    presets: tuple[str, ...] = ("recommended",)
    fail_on: Severity | None = Severity.ERROR
    elapsed: float = 0.0
    started: float = 0.0
    crashed: bool = False
    incomplete: str = ""
    version: str = ""
    counts: Mapping[Severity, int] = _NOTHING
    min_files: int = 1
    baseline: str = ""
    in_baseline: int = 0
    stale: tuple[Accepted, ...] = ()
    against: str = ""
    removed: tuple[str, ...] = ()
    anchor: str = "auto"
    category: str = ""
    config_file: str = ""
    breakdown: tuple[Breakdown, ...] = ()
    run: "Run | None" = None

    @property
    def failed(self) -> bool:
        """Whether a finding reaches `fail_on` (None: never)."""
        return self.fail_on is not None and any(finding.severity >= self.fail_on for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """What the command line ends with: 0 clean, 1 `failed`, 2 incomplete or too few maps, 3 a rule crashed."""
        if self.crashed:
            return 3
        if self.incomplete or self.maps < self.min_files:
            return 2
        return 1 if self.failed else 0

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity == severity)
