"""Coordinates that a user has pinned: a place in a generated file, and what its map has to make of it.

    dist/index-*.js:1:2345 -> src/main.ts:12:4 as render

Lines and columns are 1-based, as stack traces have them; columns are UTF-16 units, bytes for WebAssembly. The original
column and the name may be left out. A source is named as the map has it, or by the end of that.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from smaplint._lazy import pattern

if TYPE_CHECKING:
    from smaplint.document import SourceMap
    from smaplint.rule import Build, BundleFacts

_FORM = pattern(
    r"\s*(\S.*?):([1-9]\d{0,8}):([1-9]\d{0,8})\s*->\s*(\S.*?):([1-9]\d{0,8})(?::([1-9]\d{0,8}))?(?:\s+as\s+(\S+))?\s*\Z"
)
SHAPE = "`FILE:LINE:COLUMN -> SOURCE:LINE[:COLUMN][ as NAME]`, 1-based, as in `dist/app.js:1:2345 -> src/main.ts:12:4`"


class Expectation(NamedTuple):
    """One pinned coordinate. `file`: a glob; `source_column`, `name`: None where they are left open."""

    text: str
    file: str
    line: int
    column: int
    source: str
    source_line: int
    source_column: int | None
    name: str | None


class Answer(NamedTuple):
    """What the map of a file says of a pinned coordinate. `source`, `url`: None where it maps nothing there."""

    text: str
    has_map: bool
    source: str | None = None
    url: str | None = None
    line: int = 0
    column: int = 0
    name: str | None = None

    @property
    def found(self) -> bool:
        return self.source is not None

    @property
    def said(self) -> str:
        """For people: `src/main.ts:12:4 as render`."""
        return f"{self.source or self.url}:{self.line}:{self.column}" + (f" as {self.name}" if self.name else "")


def parse(text: str) -> Expectation | None:
    """A pinned coordinate, or None for a text that is none. Texts have up to 1,000 characters."""
    match = _FORM.match(text)
    if match is None:
        return None
    file, line, column, source, source_line, source_column, name = match.groups()
    return Expectation(
        text,
        file,
        int(line),
        int(column),
        source,
        int(source_line),
        int(source_column) if source_column else None,
        name,
    )


def answer(expected: Expectation, map: "SourceMap | None") -> Answer:
    """Ask a map as an error tracker does: the nearest mapping at or before the place, in its line."""
    if map is None:
        return Answer(expected.text, has_map=False)
    found = map.lookup.find(expected.line - 1, expected.column - 1)
    if found is None or found.original is None:
        return Answer(expected.text, has_map=True)
    original = found.original
    source = map.lookup.sources[original.source]
    return Answer(
        expected.text, True, source.name or "", source.url, original.line + 1, original.column + 1, found.name
    )


def fits(expected: Expectation, got: Answer) -> bool:
    """Whether the map says what was expected."""
    names = (got.source, got.url)
    wanted = expected.source.removeprefix("./")
    return (
        any(name is not None and (name in (expected.source, wanted) or name.endswith(f"/{wanted}")) for name in names)
        and got.line == expected.source_line
        and expected.source_column in (None, got.column)
        and expected.name in (None, got.name)
    )


def failing(
    build: "Build", texts: tuple[str, ...]
) -> "Iterator[tuple[Expectation, BundleFacts | None, Answer | None]]":
    """What does not resolve as expected: (it, the file, what its map says); no file where the glob fits none."""
    for expected in filter(None, map(parse, dict.fromkeys(texts))):
        if not any(build.matches(facts.path, (expected.file,)) for facts in build.all_bundles):
            yield expected, None, None
        for facts in build.bundles:
            for got in facts.answers:
                if got.text == expected.text and not fits(expected, got):
                    yield expected, facts, got
