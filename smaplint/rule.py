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
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, NamedTuple, TypeVar

from smaplint._json import DuplicateKey, Member, SyntaxFault, Value
from smaplint.document import Document, Section, SourceMap, escape_pointer, whole
from smaplint.generated import Directive, GeneratedFile, Pair
from smaplint.mappings import Fault, FaultKind, Mappings, Segment

__all__ = [
    "ERROR",
    "MISSING",
    "NOTE",
    "OFF",
    "WARNING",
    "Bad",
    "Build",
    "BundleFacts",
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
    "build_rule",
    "count",
    "document_rule",
    "escape_pointer",
    "map_rule",
    "pair_rule",
    "quote",
    "whole",
]


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
At = str | Key | Span | Fault | InFile


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
    """

    message: str
    at: At = ""
    case: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    about: str = ""
    also: tuple[str, ...] = ()
    fix: Fix | None = None


Problems = Iterator[Problem]


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


# In an example's map: leave this field of the default map out.
MISSING: Final = _Missing()

# A map as a dict (the fields differ from a small valid map's), as bytes (the file as it is), or a tree of files.
Example = Mapping[str, object] | bytes


class Good(NamedTuple):
    """An example without a finding. `subject`: a map's fields, a map's bytes, or with `files` a tree (path → either)."""

    subject: Example = b""
    files: Mapping[str, Example] | None = None
    options: Mapping[str, object] | None = None
    note: str = ""


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


class SourceRoot(NamedTuple):
    """A `sourceRoot` of a file (missing, null and `""` are one) and where it first stands.

    `pointer`: of the field, or of the map that has none. `line`, `column`: 1-based; `length` in UTF-16 units.
    """

    root: str
    pointer: str
    line: int = 1
    column: int = 1
    length: int = 1


class MapFacts(NamedTuple):
    """What outlives the examination of one map.

    `path`: the file it stands in, the bundle for an inline map. `kind`: `js`, `css` or `dts`. `root`: the PATH that it
    was found under. `line`, `column`: 1-based, of the map (an inline map's comment).
    `contents`: how many sources have text. `linked`: paths of the bundles that name it in a comment; `paired`: those it
    belongs to by any sign.
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
    linked: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()


class BundleFacts(NamedTuple):
    """What outlives the examination of one generated file. `map`: the path of its map (its own for an inline one).

    `minified`: at least half of its bytes are in lines of more than 500; known only where there is no map.
    """

    path: str
    kind: str
    root: str
    size: int
    map: str | None
    directive: Directive | None = None
    minified: bool = False
    debug_id: str = ""


class Build(NamedTuple):
    """The files of a run, through their facts, sorted by path. `base`: the folder that globs are relative to, as paths are.

    `maps`, `bundles`: those that the rule is to judge, with the options that it is called with; `all_maps`, `all_bundles`:
    every one of the run, for what they have to do with each other.
    """

    maps: tuple[MapFacts, ...]
    bundles: tuple[BundleFacts, ...]
    base: str = ""
    all_maps: tuple[MapFacts, ...] = ()
    all_bundles: tuple[BundleFacts, ...] = ()

    def matches(self, path: str, globs: tuple[str, ...]) -> bool:
        """Whether a file matches one of the globs of the configuration, as `.gitignore` reads them."""
        from smaplint.settings import matches

        return matches(globs, path, self.base)


Levels = Mapping[str | tuple[str, str], Severity]


@dataclass(frozen=True, eq=False)
class Rule:
    """One check with all that is known of it. `subject`: `document`, `map`, `pair` or `build`.

    `levels`: preset → level, or (preset, case) → level. A preset that is not named follows `recommended` (`spec` never
    does). `strict` turns everything on that is not in `exposure`, `uploaders`, `deployed` or preview.
    """

    name: str
    family: str
    subject: str
    function: Callable[..., Iterator[Problem]]
    since: str
    levels: Levels
    good: Sequence[Good]
    bad: Sequence[Bad]
    preview: bool
    doc: str
    standard: str
    evidence: str

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        # Rules travel to workers by name: a function in a module that was found by looking is not picklable.
        from smaplint.registry import rule

        return rule, (self.name,)

    @property
    def title(self) -> str:
        """The first line of the docstring: what holds."""
        return self.doc.strip().split("\n", 1)[0].strip().rstrip(".")

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
        standard: str = "",
        evidence: str = "",
    ) -> Callable[[Function], Function]:
        """Make a function a rule. `standard`: the section of ECMA-426; `evidence`: where the failure was seen."""

        def mark(function: Function) -> Function:
            module = function.__module__
            function.__dict__["rule"] = Rule(
                name=function.__name__.replace("_", "-"),
                family=module.split(".")[-2].replace("_", "-"),
                subject=subject,
                function=function,
                since=since,
                levels=levels,
                good=good,
                bad=bad,
                preview=preview,
                doc=function.__globals__.get("__doc__") or "",
                standard=standard,
                evidence=evidence,
            )
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


def quote(value: object, limit: int = 120) -> str:
    """A value of the map in backquotes, cut in the middle at `limit` characters. Reporters escape what is not text."""
    text = str(value)
    if len(text) > limit:
        text = f"{text[: limit * 2 // 3]}…{text[-limit // 4 :]}"
    return f"`{text}`"


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 segment`, `12,345 segments`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
