"""All that a rule may import: what it is given, what it gives back, and the decorators that make it one.

A rule is a pure generator function from a parsed subject to problems. It says what is wrong and where; the engine says
who says so, how bad it is, and what line and column that is. A rule's module is found by looking (`smaplint.registry`):
module, function and rule have one name, in snake_case and in kebab-case; the folder is the family; the docstring is the
help; `good` and `bad` are the tests and the page.

    @map_rule(since="0.1.0", levels={"recommended": ERROR, "spec": ERROR}, good=[Good({...})], bad=[Bad({...}, at="/version")])
    def version_integer(map: SourceMap) -> Problems:
        yield Problem("`version` is 4; it should be 3", at="/version")

Options are keyword-only parameters with defaults: `bool`, `int`, `str`, `str | None`, `tuple[str, ...]` or
`Literal[...]`. Configuration, its errors and its JSON Schema are read off the signature.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from smaplint._record import NamedTuple

if TYPE_CHECKING:
    from smaplint._json import DuplicateKey, Member, SyntaxFault, Value
    from smaplint.document import Document, Section, SourceMap, escape_pointer, whole
    from smaplint.expectations import Answer, Expectation
    from smaplint.exposure import is_on_server, public_folder
    from smaplint.generated import Directive, GeneratedFile, Pair
    from smaplint.html import Mismatch
    from smaplint.mappings import Fault, FaultKind, Mappings, Segment
    from smaplint.snapshot import Compared, Snapshot
    from smaplint.source_names import is_runtime, machine_path, person
    from smaplint.uploaders import Scans, Tool, Upload

__all__ = [
    "ERROR",
    "MISSING",
    "NOTE",
    "OFF",
    "WARNING",
    "Bad",
    "Build",
    "BundleFacts",
    "Clause",
    "DebugIdConflict",
    "DebugIdFact",
    "Directive",
    "Document",
    "DuplicateKey",
    "Fault",
    "FaultKind",
    "Fix",
    "GeneratedFile",
    "Good",
    "InFile",
    "Key",
    "MapFacts",
    "Mappings",
    "Member",
    "NotRun",
    "Pair",
    "Problem",
    "Problems",
    "Related",
    "Rule",
    "Section",
    "Segment",
    "Severity",
    "SourceMap",
    "SourceRoot",
    "Span",
    "SyntaxFault",
    "Value",
    "broken_urls",
    "build_rule",
    "count",
    "debug_id_key",
    "document_rule",
    "escape_pointer",
    "example_code",
    "example_mappings",
    "first_of",
    "is_on_server",
    "is_runtime",
    "is_source_of",
    "machine_path",
    "map_rule",
    "pair_rule",
    "person",
    "public_folder",
    "quote",
    "stable_root",
    "url_secrets",
    "whole",
]


# The modules of what rules use and this module does not: a run in which no rule is called needs none of them.
_LATE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("DuplicateKey", "Member", "SyntaxFault", "Value"), "_json"),
    **dict.fromkeys(("Document", "Section", "SourceMap", "escape_pointer", "whole"), "document"),
    **dict.fromkeys(("Directive", "GeneratedFile", "Pair"), "generated"),
    **dict.fromkeys(("Fault", "FaultKind", "Mappings", "Segment"), "mappings"),
    **dict.fromkeys(("is_runtime", "machine_path", "person"), "source_names"),
    **dict.fromkeys(("is_on_server", "public_folder"), "exposure"),
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    found = globals()[name] = getattr(importlib.import_module(f"smaplint.{_LATE[name]}"), name)
    return found


class Severity(IntEnum):
    """How bad a finding is; OFF is the level of a rule that does not run."""

    OFF = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """`note`, `warning`, `error` or `off`."""
        return self.name.lower()


OFF: Final = Severity.OFF
NOTE: Final = Severity.NOTE
WARNING: Final = Severity.WARNING
ERROR: Final = Severity.ERROR


class Span(NamedTuple):
    """Bytes `start` to `end` (0-based, end exclusive) of the subject: the document of a map, or the generated file."""

    start: int
    end: int


class Key(NamedTuple):
    """The name, not the value, of the member that a JSON pointer gives."""

    pointer: str


class InFile(NamedTuple):
    """A place that a build rule names: a file of the build and, where its facts know it, a 1-based line and column.

    `length`: how much is marked from there, in UTF-16 units.
    """

    path: str
    line: int = 1
    column: int = 1
    pointer: str | None = None
    length: int = 1


# Where a problem is: a JSON pointer from the rule's subject (`""` is the whole map), a member's name, bytes, a fault of
# `mappings`, or, for build rules, a file.
At: TypeAlias = "str | Key | Span | Fault | InFile"


class Related(NamedTuple):
    """Another place that belongs to the problem, with what it has to do with it."""

    message: str
    at: At


class Fix(NamedTuple):
    """Room for what comes with `--fix`: edits of bytes. `safe`: it cannot make the map worse."""

    title: str
    edits: tuple[tuple[Span, bytes], ...]
    safe: bool


class Problem(NamedTuple):
    """What a rule found. `message`: what is there, then what should be; values in backquotes; no final stop.

    `case`: the variant of the rule, for its level and its identity over time. `notes`: further lines (examples, counts).
    `about`: what the problem is about, if not its place: the name of a source, say; the fingerprint knows it by that.
    `also`: further files that a build rule's problem speaks for; a suppression must cover each of them.
    `redact`: texts that no report may show (a password, a key): masked in the message, notes, related places and frames.
    `original`: what it is about in the map's sources: (index of the source, 0-based line and column in it).
    """

    message: str
    at: At = ""
    case: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    about: str = ""
    also: tuple[str, ...] = ()
    fix: Fix | None = None
    redact: tuple[str, ...] = ()
    original: tuple[int, int, int] | None = None


Problems = Iterator[Problem]


class NotRun(Exception):  # noqa: N818  # no error: the rule has nothing to say
    """Raised by a rule where what it has to look at is not at hand; the report says so once, with the reason.

    What it yielded before stays. The text says what is not there, for people, without a final stop.
    """


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


# In an example's map: leave this field of the default map out.
MISSING: Final = _Missing()

# A map as a dict (the fields differ from a small valid map's), as bytes (the file as it is), or a tree of files.
Example = Mapping[str, object] | bytes


class Good(NamedTuple):
    """An example without a finding. `subject`: a map's fields, a map's bytes, or with `files` a tree (path → either).

    `last`: the tree of the build before, which this one is compared with.
    """

    subject: Example = b""
    files: Mapping[str, Example] | None = None
    options: Mapping[str, object] | None = None
    note: str = ""
    last: Mapping[str, Example] | None = None


class Bad(NamedTuple):
    """An example with findings of the rule at exactly the places `at`, and of no other rule that is on with it.

    A place is a JSON pointer in the map, an int (byte of `mappings`), or `path:line:column`; one, or a tuple of them.
    """

    subject: Example = b""
    at: str | int | tuple[str | int, ...] = ""
    case: str = ""
    files: Mapping[str, Example] | None = None
    options: Mapping[str, object] | None = None
    says: str = ""
    note: str = ""
    last: Mapping[str, Example] | None = None


class SourceRoot(NamedTuple):
    """A `sourceRoot` of a file (missing, null and `""` are one) and where it first stands.

    `pointer`: of the field, or of the map that has none. `line`, `column`: 1-based; `length` in UTF-16 units.
    """

    root: str
    pointer: str
    line: int = 1
    column: int = 1
    length: int = 1


class DebugIdFact(NamedTuple):
    """A debug ID of a generated file. `system`: `proposal`, `datadog` or `posthog`; `key`: its digits in lower case.

    `line`, `column`: 1-based; `length` in UTF-16 units.
    """

    system: str
    text: str
    key: str
    line: int
    column: int
    length: int


class DebugIdConflict(NamedTuple):
    """The first two fields of a map that hold different debug IDs, and where the older one, `debug_id`, stands.

    `pointer`: of that field; `line`, `column`: 1-based; `length` in UTF-16 units.
    """

    debug_id: str
    older: str
    pointer: str
    line: int
    column: int
    length: int


class MapFacts(NamedTuple):
    """What outlives the examination of one map.

    `path`: the file it stands in, the bundle for an inline map. `kind`: `js`, `css`, `dts` or `wasm`. `root`: the
    PATH that it was found under. `line`, `column`: 1-based, of the map (an inline map's comment).
    `contents`: how many sources have text. `segments`, `styles`, `own`, `own_contents`: how many segments decode, how
    the names of sources begin, how many sources are the project's, and how many of those have text; known only where builds
    are compared (`smaplint.snapshot`). `linked`: paths of the bundles that name it in a comment; `paired`: those it
    belongs to by any sign. `package`: the npm package that it goes out with, as `name@1.0.0` or the path of its archive;
    known only of a map with text, and where `packaged-map` is on.
    """

    path: str
    kind: str
    root: str
    inline: bool
    valid: bool
    line: int = 1
    column: int = 1
    size: int = 0
    file: str = ""
    source_roots: tuple[SourceRoot, ...] = ()
    sources: int = 0
    first_source: str = ""
    contents: int = 0
    debug_id: str = ""
    debug_id_conflict: DebugIdConflict | None = None
    linked: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    segments: int = 0
    styles: tuple[str, ...] = ()
    own: int = 0
    own_contents: int = 0
    package: str = ""


class BundleFacts(NamedTuple):
    """What outlives the examination of one generated file. `map`: the path of its map (its own for an inline one).

    `minified`: at least half of its bytes are in lines of more than 500; known only where there is no map. `scans`: what
    vendors' uploaders read in a JavaScript file; known only where a rule of *uploaders* is on. `answers`: what its map says
    of the coordinates that the configuration pins in it. `debug_ids`, `digest`: the IDs in JavaScript, and a hash of such a
    file without the comments that name it and its map; known only where a rule of *debug-ids* is on, `digest` also where
    several files belong to its map. `alignment`: how its map lies on it (the state of `smaplint.alignment`); known only there.
    """

    path: str
    kind: str
    root: str
    size: int
    map: str | None
    directive: "Directive | None" = None
    minified: bool = False
    debug_id: str = ""
    debug_ids: tuple[DebugIdFact, ...] = ()
    digest: str = ""
    alignment: str = ""
    scans: "Scans | None" = None
    answers: "tuple[Answer, ...]" = ()


class Build(NamedTuple):
    """The files of a run, through their facts, sorted by path. `base`: the folder that globs are relative to, as paths are.

    `maps`, `bundles`: those that the rule is to judge, with the options that it is called with; `all_maps`, `all_bundles`:
    every one of the run, for what they have to do with each other. `mismatches`: files that are not what the `integrity` of a
    page says, known only where `integrity-mismatch` is on.
    """

    maps: tuple[MapFacts, ...]
    bundles: tuple[BundleFacts, ...]
    base: str = ""
    all_maps: tuple[MapFacts, ...] = ()
    all_bundles: tuple[BundleFacts, ...] = ()
    last: "Snapshot | None" = None
    mismatches: "tuple[Mismatch, ...]" = ()

    @property
    def has_orphans(self) -> bool:
        """Whether a map belongs to no file."""
        return not all(facts.paired for facts in self.maps)

    @property
    def has_bare_files(self) -> bool:
        """Whether a generated file has no map."""
        return not all(facts.map for facts in self.bundles)

    @property
    def has_rivals(self) -> bool:
        """Whether several generated files have one map."""
        named = [facts.map for facts in self.bundles if facts.map]
        return len(set(named)) < len(named)

    @property
    def has_packages(self) -> bool:
        """Whether a map goes out with a package."""
        return any(facts.package for facts in self.maps)

    @property
    def has_debug_ids(self) -> bool:
        """Whether a generated file holds a debug ID."""
        return any(facts.debug_ids for facts in self.bundles)

    @property
    def has_debug_id_conflict(self) -> bool:
        """Whether the fields of a map hold different debug IDs."""
        return any(facts.debug_id_conflict for facts in self.maps)

    def matches(self, path: str, globs: tuple[str, ...]) -> bool:
        """Whether a file matches one of the globs of the configuration, as `.gitignore` reads them."""
        from smaplint.settings import matches

        return matches(globs, path, self.base)

    def uploads(self, tool: "Tool") -> "Iterator[Upload]":
        """What a vendor's uploader does with each JavaScript file of `bundles` that has a map (`smaplint.uploaders`)."""
        from smaplint.uploaders import uploads

        return uploads(tool, self)

    def compared(self) -> "Iterator[Compared]":
        """The maps that the last build has too, with what they were then; none without `--against`."""
        if self.last is None:
            return iter(())
        from smaplint.snapshot import compared

        return compared(self)

    def lost(self) -> Iterator[tuple[BundleFacts, int, int]]:
        """Generated files that had a map in the last build and have none: (it, of its name with a map then, of its name then)."""
        if self.last is None:
            return iter(())
        from smaplint.snapshot import lost

        return lost(self)

    def new_orphans(self) -> set[str]:
        """Paths of maps that belong to no file, and were no orphans in the last build; none without `--against`."""
        if self.last is None:
            return set()
        from smaplint.snapshot import new_orphans

        return new_orphans(self)

    def unmet(self, expect: tuple[str, ...]) -> "Iterator[tuple[Expectation, BundleFacts | None, Answer | None]]":
        """What does not resolve as expected: (it, the file, what its map says); no file where its glob fits none."""
        from smaplint.expectations import failing

        return failing(self, expect)


Levels = Mapping[str | tuple[str, str], Severity]

# How the standard says it. `throw`: decoding must fail; `optional`: a consumer may report it and a generator must never
# write it; `suite-only`: no step says it, but TC39's tests call such a map invalid; `prose`: a sentence without a step;
# `practice`: the standard takes it, consumers break on it; `proposal`: a text that is not in the standard yet.
ClauseLevel = Literal["throw", "optional", "suite-only", "prose", "practice", "proposal"]


class Clause(NamedTuple):
    """One thing that ECMA-426 says, or leaves out, about what a rule checks.

    `section`: the id of its clause in the standard (`sec-DecodeSourceMap`), or the address of a proposal. `says`: what
    must hold, in our words, without a final stop. `case`: the case of the rule that finds it, `""` for all others.
    """

    level: ClauseLevel
    section: str
    says: str
    case: str = ""


class RuleFacts(NamedTuple):
    """What is known of a rule without its module: what plans, lists and the index (`smaplint._rules_index`) need.

    `subject`: `document`, `map`, `pair` or `build`. `levels`: preset → level, or (preset, case) → level. A preset that is
    not named follows `recommended` (`spec` never does). `strict` turns everything on that is not in `exposure`, `uploaders`,
    `deployed` or preview. `cases`: those that the levels or the examples name, and the plain one. `parameters`: of the
    function, which are its options. `when`: see `map_rule`. `title`: the first line of the docstring: what holds.
    """

    name: str
    family: str
    subject: str
    since: str
    levels: Levels
    cases: tuple[str, ...]
    parameters: tuple[str, ...]
    when: tuple[str, ...]
    preview: bool
    title: str


class RuleBody(NamedTuple):
    """What is in the module of a rule beside that: the check, the examples, the help."""

    function: Callable[..., Iterator[Problem]]
    good: Sequence[Good]
    bad: Sequence[Bad]
    doc: str
    standard: Sequence[Clause]
    evidence: str


class Rule:
    """One check with all that is known of it: its facts, and its body, for which its module is imported when it is needed.

    `load`: gives the body. `plugin`: the name of the plugin that it comes from, and `page` the address of its page there;
    empty for our own.
    """

    def __init__(self, facts: RuleFacts, load: Callable[[], RuleBody], plugin: str = "", page: str = "") -> None:
        self.facts = facts
        self.load = load
        self.name = facts.name
        self.family = facts.family
        self.subject = facts.subject
        self.since = facts.since
        self.levels = facts.levels
        self.cases = facts.cases
        self.parameters = facts.parameters
        self.preview = facts.preview
        self.title = facts.title
        self.plugin = plugin
        self.page = page

    def __repr__(self) -> str:
        return f"<rule {self.name}>"

    @cached_property
    def body(self) -> RuleBody:
        return self.load()

    @cached_property
    def function(self) -> Callable[..., Iterator[Problem]]:
        return self.body.function

    @property
    def good(self) -> Sequence[Good]:
        return self.body.good

    @property
    def bad(self) -> Sequence[Bad]:
        return self.body.bad

    @property
    def doc(self) -> str:
        return self.body.doc

    @property
    def standard(self) -> Sequence[Clause]:
        return self.body.standard

    @property
    def evidence(self) -> str:
        return self.body.evidence

    @cached_property
    def _triggers(self) -> "tuple[Trigger, ...]":
        return tuple(map(_trigger, self.facts.when))

    def concerns(self, subject: object, options: Mapping[str, object]) -> bool:
        """Whether the rule may have something to say of a subject: it states no trigger, or one of them holds."""
        triggers = self._triggers
        # Twenty times a map and more: an expression with any() takes twice as long.
        for holds in triggers:
            if holds(subject, options):
                return True
        return not triggers

    def __reduce__(self) -> tuple[Any, tuple[str, str]]:
        # Rules travel to workers by name: a function in a module that was found by looking is not picklable.
        from smaplint.registry import rule

        return rule, (self.name, self.plugin)

    def section(self, heading: str) -> str:
        """The text under `heading:` of the docstring, its lines joined."""
        lines = [line.strip() for line in self.doc.split("\n")]
        start = next((at for at, line in enumerate(lines) if line.startswith(heading + ":")), None)
        if start is None:
            return ""
        text = [lines[start].removeprefix(heading + ":").strip()]
        for line in lines[start + 1 :]:
            if line.startswith(_HEADINGS):
                break
            text.append(line)
        joined = " ".join(part for part in text if part)
        return joined[:1].upper() + joined[1:]

    @property
    def why(self) -> str:
        return self.section("Why it matters")

    @property
    def how(self) -> str:
        return self.section("How to fix")


_HEADINGS: Final = ("Why it matters:", "How to fix:", "Details:")


Trigger = Callable[[Any, Mapping[str, object]], object]


def _trigger(text: str) -> Trigger:
    word, _, rest = text.rpartition(" ")
    if rest.startswith("/"):
        name = rest[1:]
        return lambda subject, _: name in subject.fields
    if word == "option":
        return lambda _, options: options.get(rest)
    found = attrgetter(rest)
    return (lambda subject, _: not found(subject)) if word == "not" else (lambda subject, _: found(subject))


Function = TypeVar("Function", bound=Callable[..., Iterator[Problem]])


def _decorator(
    subject: str,
) -> Callable[..., Callable[[Function], Function]]:
    def rule(
        *,
        since: str,
        levels: Levels,
        good: Sequence[Good],
        bad: Sequence[Bad],
        preview: bool = False,
        when: str | tuple[str, ...] = (),
        standard: Sequence[Clause] = (),
        evidence: str = "",
    ) -> Callable[[Function], Function]:
        """Make a function a rule. `standard`: what ECMA-426 has on it; `evidence`: where the failure was seen.

        `when`: triggers. Where none of them holds the rule has nothing to say, and is not even imported: most rules are
        silent on most maps. A trigger is an attribute of the subject that is truthy (`mappings.fault_counts`), or is not
        (`not is_map`), a field that the map has (`/ignoreList`), or an option that is stated (`option expect`).
        """

        def mark(function: Function) -> Function:
            module = function.__module__
            doc = function.__globals__.get("__doc__") or ""
            named = {key[1] for key in levels if isinstance(key, tuple)}
            facts = RuleFacts(
                name=function.__name__.replace("_", "-"),
                family=module.split(".")[-2].replace("_", "-"),
                subject=subject,
                since=since,
                levels=levels,
                cases=tuple(sorted({"", *named, *(one.case for one in bad)})),
                parameters=tuple(function.__kwdefaults__ or ()),
                when=(when,) if isinstance(when, str) else when,
                preview=preview,
                title=doc.strip().split("\n", 1)[0].strip().rstrip("."),
            )
            body = RuleBody(function, good, bad, doc, standard, evidence)
            function.__dict__["rule"] = Rule(facts, lambda: body)
            return function

        return mark

    return rule


# On the bytes of a map file: runs once per file, also where it holds no map.
document_rule = _decorator("document")
# On each map of a document: the one at the top (regular or index) and those of the sections.
map_rule = _decorator("map")
# On each generated file, with its map where there is one.
pair_rule = _decorator("pair")
# On the facts of all files of a run.
build_rule = _decorator("build")


def debug_id_key(text: str) -> str:
    """The 32 hexadecimal digits of a debug ID in lower case, by which IDs are the same; empty for what is no UUID."""
    from smaplint.debug_ids import key

    return key(text)


def broken_urls(root: str, sources: Sequence[str | None]) -> Iterator[tuple[int, str, str, bool]]:
    """(index, URL, what is wrong with it, whether its scheme is a bundler's own) of each source that is no URL.

    Sources are joined with the root as ECMA-426 does it; the index is -1 where the root alone is at fault.
    """
    from smaplint._url import broken

    return broken(root, sources)


def is_source_of(source: str, root: str, map: str, generated: str) -> bool:
    """Whether a source of the map at the path `map` resolves, behind `sourceRoot`, to the path `generated`; lexically."""
    from smaplint import source_names

    return source_names.resolves_to(source, root, map, generated)


def url_secrets(text: str) -> tuple[str, ...]:
    """The passwords and tokens that URLs in a text carry; `quote` and frames mask them."""
    from smaplint.redact import credentials

    return tuple(text[start:end] for start, end in credentials(text))


def stable_root(root: str) -> str:
    """A `sourceRoot` as it is compared between builds: without hashes, releases and secrets; that of a machine is `<machine>`."""
    from smaplint import snapshot

    return snapshot.stable_root(root)


def first_of(indices: Sequence[int], what: str = "sources") -> str:
    """` (the first of 3 such sources)`, or nothing where there is one."""
    return f" (the first of {len(indices):,} such {what})" if len(indices) > 1 else ""


def quote(value: object, limit: int = 120) -> str:
    """A value of the map in backquotes, cut in the middle at `limit` characters. Reporters escape what is not text.

    What a URL carries of passwords and tokens is masked.
    """
    text = str(value)
    if len(text) > 2 * (limit + 4096):
        # What is cut away need not be searched, but for a secret that is cut itself.
        text = text[: limit + 4096] + text[-limit - 4096 :]
    if "@" in text or "=" in text:
        from smaplint.redact import masked_url

        text = masked_url(text)
    if len(text) > limit:
        from smaplint.redact import masked_text

        # Of a key that is cut in two nobody knows later that it is one.
        text = masked_text(text, ())
    if len(text) > limit:
        text = f"{text[: limit * 2 // 3]}…{text[-limit // 4 :]}"
    return f"`{text}`"


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 segment`, `12,345 segments`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


# Lengths without a period, so that one shift of the lines is like no other.
_WIDTHS: Final = tuple(1 + int(digit) % 7 for digit in "314159265358979323846264338327950288419716939937510582097494")


def example_code(lines: int) -> str:
    """For the examples of rules about pairs: lines of a call each, of several lengths."""
    return "".join(f"{'callxxx'[: _WIDTHS[line % 60]]}(a);\n" for line in range(lines))


def example_mappings(lines: int) -> str:
    """The `mappings` of `example_code` onto itself: two segments a line, at the name and at the argument."""
    found, before = [], 0
    for line in range(lines):
        width = _WIDTHS[line % 60] + 1
        back, on = "ADFHJLNPR"[before], "ACEGIKMOQ"[width]
        found.append(f"AA{'C' if line else 'A'}{back},{on}AA{on}")
        before = width
    return ";".join(found)
