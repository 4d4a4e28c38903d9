"""smaplint reads a map as the implementations do that consumers run: @jridgewell/sourcemap-codec and source-map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smaplint.document import Document, SourceMap
from smaplint.mappings import Mappings
from tests.foreign import PEERS, Decoded, Refusal, decode
from tests.npm import NpmMissing, installed
from tests.test_mappings import encode, fields_of

pytestmark = pytest.mark.node

BUILDS = Path(__file__).with_name("builds") / "output"

# Generated line (from 1) and column, whether there is a source, original line (from 1) and column, name.
Row = tuple[int, int, bool, int, int, str]


@pytest.fixture(scope="module", autouse=True)
def peers() -> Path:
    try:
        return installed(PEERS)
    except NpmMissing as reason:
        pytest.skip(str(reason))


def ours(mappings: Mappings) -> list[list[list[int]]]:
    """As codec gives it: the segments of each line, sorted by column."""
    lines: list[list[list[int]]] = [[] for _ in range(mappings.lines)]
    for segment in mappings.segments():
        lines[segment.line].append(list(fields_of(segment)))
    return [sorted(line, key=lambda fields: fields[0]) for line in lines]


def our_rows(mappings: Mappings, names: tuple[str, ...]) -> list[Row]:
    return sorted(
        (one.line + 1, one.column, one.source >= 0, one.original_line + 1, one.original_column, names[one.name])
        if one.name >= 0
        else (one.line + 1, one.column, one.source >= 0, one.original_line + 1, one.original_column, "")
        for one in mappings.segments()
    )


def mozilla_rows(answer: Decoded) -> Iterator[Row]:
    """Without the sources' names: Mozilla's library makes URLs of them."""
    assert not isinstance(answer.mozilla, Refusal | None), f"{answer.id}: {answer.mozilla}"
    for line, column, source, original_line, original_column, name in answer.mozilla:
        if source is None or original_line is None or original_column is None:
            yield line, column, False, 0, -1, ""
        else:
            yield line, column, True, original_line, original_column, name or ""


def assert_same(answer: Decoded, mappings: Mappings, names: tuple[str, ...]) -> None:
    assert answer.codec == ours(mappings), answer.id
    assert sorted(mozilla_rows(answer)) == our_rows(mappings, names), answer.id


def regular(paths: Iterator[Path]) -> dict[str, tuple[Path, SourceMap]]:
    """The regular maps without faults among files. Mozilla's library wants names that are not null."""
    found = {}
    for path in sorted(paths):
        map = Document(path.read_bytes(), str(path)).map
        if map and not map.is_index and map.mappings_text and map.mappings.is_clean and map.field("names"):
            found[str(path)] = path, map
    return found


class TestRealMaps:
    def test_of_npm_packages(self, peers: Path) -> None:
        maps = regular((peers / "node_modules").rglob("*.map"))
        assert len(maps) > 50
        for answer in decode((key, path) for key, (path, _) in maps.items()):
            map = maps[answer.id][1]
            assert_same(answer, map.mappings, map.names)

    def test_of_the_builds(self) -> None:
        files = [*BUILDS.rglob("*.map")]
        maps = regular(iter(files))
        # All but two modules of nothing but types, whose `mappings` are empty.
        assert (len(files), len(maps)) == (236, 234)
        compared = set()
        for answer in decode((key, path) for key, (path, _) in maps.items()):
            map = maps[answer.id][1]
            assert_same(answer, map.mappings, map.names)
            compared.add(answer.id)
        assert compared == maps.keys()


# Their numbers are 32 bits wide: sums beyond that are another table's business.
_fields = st.one_of(
    st.tuples(st.integers(0, 300)),
    st.tuples(st.integers(0, 300), st.integers(0, 5), st.integers(0, 1 << 30), st.integers(0, 1 << 30)),
    st.tuples(
        st.integers(0, 300), st.integers(0, 5), st.integers(0, 9000), st.integers(0, 1 << 30), st.integers(0, 20)
    ),
)


class TestSyntheticMaps:
    @given(st.lists(st.lists(st.lists(_fields, max_size=8), min_size=1, max_size=12), min_size=30, max_size=30))
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any(self, maps: list[list[list[tuple[int, ...]]]]) -> None:
        texts = {str(index): encode(lines) for index, lines in enumerate(maps)}
        names = tuple(f"n{index}" for index in range(21))
        for answer in decode((key, text.decode()) for key, text in texts.items()):
            assert_same(answer, Mappings(texts[answer.id], 6, 21), names)


# What Mozilla's library refuses, and the kind of fault that smaplint finds.
REFUSED = {
    "AAAA, IAAI": "alphabet",
    "AAAA=": "alphabet",
    "AAAA;\nAAAA": "alphabet",
    "AAA-": "alphabet",
    "AAAé": "alphabet",
    "AAAg": "truncated",
    "AAAA,IAAg": "truncated",
    "AA": "arity",
    "AAAA,IAA;AAAA": "arity",
    "ggggggI": "range",
    "AAAggggggI": "range",
    "D": "negative-column",
    "E;D": "negative-column",
    "AADA": "negative-original",
    "AAAD": "negative-original",
    "ADAA": "source-bounds",
    "AAAAD": "name-bounds",
}
# What it lets pass although ECMA-426 does not: the reason to lint.
PASSED = {
    "AAAAAA": "arity",
    "AAAB": "range",
    "+/////H": "range",
    "AAAA,,AAAA": "empty",
    ",AAAA": "empty",
    "AAAA,": "empty",
}


class TestBrokenMappings:
    def test_what_mozilla_refuses(self) -> None:
        found = {one.id: one.mozilla for one in decode(((text, text) for text in REFUSED), only="mozilla")}
        assert {text for text, answer in found.items() if not isinstance(answer, Refusal)} == set()
        assert {text: next(iter(Mappings(text.encode(), 1, 1).fault_counts), None) for text in REFUSED} == REFUSED

    def test_what_mozilla_lets_pass(self) -> None:
        found = {one.id: one.mozilla for one in decode(((text, text) for text in PASSED), only="mozilla")}
        assert {text for text, answer in found.items() if isinstance(answer, Refusal)} == set()
        assert {text: next(iter(Mappings(text.encode(), 1, 1).fault_counts), None) for text in PASSED} == PASSED

    def test_codec_refuses_nothing(self) -> None:
        found = list(decode(((text, text) for text in REFUSED | PASSED), only="codec"))
        assert not [one.id for one in found if isinstance(one.codec, Refusal)]
