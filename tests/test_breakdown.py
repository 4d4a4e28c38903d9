"""What a generated file is made of: tables by hand, and every real build against @jridgewell/trace-mapping."""

import json
import os
import pickle
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import breakdown
from smaplint.breakdown import measure
from smaplint.comments import css_tail, javascript_tail
from smaplint.document import Document, SourceMap
from smaplint.engine import lint, lint_files
from smaplint.generated import GeneratedFile
from smaplint.report import Breakdown, Share
from smaplint.settings import Settings
from smaplint.wasm import WasmModule
from tests.foreign import PEERS
from tests.npm import installed, program
from tests.test_mappings import encode

BUILDS: Final = Path(__file__).with_name("builds") / "output"

# Segments: (generated column, source, original line, original column) or (generated column,).
Lines = list[list[tuple[int, ...]]]


def regular(
    lines: Lines, sources: tuple[str | None, ...] = ("a", "b"), contents: tuple[str | None, ...] = ("", None)
) -> Any:
    return {
        "version": 3,
        "sources": sources,
        "sourcesContent": contents,
        "names": [],
        "mappings": encode(lines).decode(),
    }


def parsed(map: Any) -> SourceMap:
    found = Document(json.dumps(map).encode()).map
    assert found
    return found


def generated(data: bytes, kind: str = "js") -> GeneratedFile:
    directive = (css_tail if kind == "css" else javascript_tail)(data).directive
    return GeneratedFile(f"dist/app.{kind}", kind, data, len(data), directive)


def parts(found: Breakdown) -> dict[str, int]:
    """The bytes of each source (without text: `-name`) and of `?`, what is unmapped; nothing may be lost."""
    assert _sum(found) == found.size
    named = {("" if one.content else "-") + one.name: one.size for one in found.sources}
    return {**named, **({"?": found.unmapped} if found.unmapped else {})}


def _sum(found: Breakdown) -> int:
    shares = sum(one.size for one in found.sources)
    return shares + found.others[1] + found.others[2] + found.unmapped + found.comment + found.unknown


A, B = (0, 0, 0, 0), (0, 1, 0, 0)


def at(column: int, of: tuple[int, ...]) -> tuple[int, ...]:
    return (column, *of[1:])


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param("abcdef", [[A]], {"a": 6}, id="to the end"),
        pytest.param("abcdef", [[at(2, A)]], {"a": 4, "?": 2}, id="before the first one nothing is mapped"),
        pytest.param("abcdef", [[A, at(4, B)]], {"a": 4, "-b": 2}, id="up to the next"),
        pytest.param("abcdef", [[A, (2,), at(3, B)]], {"a": 2, "?": 1, "-b": 3}, id="one field"),
        pytest.param("ab\ncd\n", [[A], [B]], {"a": 3, "-b": 3}, id="a line has its end"),
        pytest.param("ab\r\ncd", [[A], [B]], {"a": 4, "-b": 2}, id="a line end of two"),
        pytest.param("ab\u2028cd", [[A], [B]], {"a": 5, "-b": 2}, id="a line end of JavaScript"),
        pytest.param("ab\ncd\nef", [[A], [], [B]], {"a": 3, "?": 3, "-b": 2}, id="a line without segments"),
        pytest.param("ab", [[A, at(9, B)]], {"a": 2}, id="behind the line's end"),
        pytest.param("ab", [[A], [B]], {"a": 2}, id="behind the file's end"),
        pytest.param("abcd", [[A, A, at(2, B), at(2, A)]], {"a": 4}, id="of several at one place the last"),
        pytest.param("äbcdef", [[A, at(2, B)]], {"a": 3, "-b": 4}, id="two bytes, one unit"),
        pytest.param("日本cd", [[A, at(1, B), at(2, A)]], {"a": 5, "-b": 3}, id="three bytes, one unit"),
        pytest.param("😀cd", [[A, at(2, B)]], {"a": 4, "-b": 2}, id="four bytes, two units"),
        pytest.param("a😀cd", [[A, at(2, B)]], {"a": 5, "-b": 2}, id="between the halves of a pair"),
        pytest.param("x\näb\ncd", [[A], [A, at(1, B)], [B]], {"a": 4, "-b": 4}, id="one line of three is not ASCII"),
        pytest.param("abcdef", [[at(4, B), A]], {"a": 4, "-b": 2}, id="not in order"),
        pytest.param("abcdef", [[A, at(2, (0, 7, 0, 0)), at(4, B)]], {"a": 2, "?": 2, "-b": 2}, id="no such source"),
        pytest.param("", [[A]], {}, id="an empty file"),
        pytest.param("ab", [[]], {"?": 2}, id="no mappings"),
    ],
)
def test_a_segment_owns_what_is_up_to_the_next(text: str, lines: Lines, expected: dict[str, int]) -> None:
    assert parts(measure(generated(text.encode()), parsed(regular(lines)))) == expected


def test_columns_of_webassembly_are_bytes_and_the_last_segment_ends_with_the_code() -> None:
    module = WasmModule("module", code=(10, 60))
    found = measure(GeneratedFile("a.wasm", "wasm", b"", 100, None, module), parsed(regular([[at(20, A), at(50, B)]])))
    assert parts(found) == {"a": 30, "-b": 10, "?": 60}


def test_bytes_that_are_no_utf8_count_as_one_each() -> None:
    assert parts(measure(generated(b"\xff\xfebc"), parsed(regular([[A, at(2, B)]])))) == {"a": 2, "-b": 2}


def test_a_line_of_css_ends_at_a_form_feed() -> None:
    assert parts(measure(generated(b"a\fb", "css"), parsed(regular([[A], [B]])))) == {"a": 2, "-b": 1}


def test_the_comment_is_counted_on_its_own() -> None:
    comment = b"//# sourceMappingURL=app.js.map\n"
    found = measure(generated(b"ab\n" + comment), parsed(regular([[A]])))
    assert (parts(found), found.comment) == ({"a": 3}, len(comment))


def test_sections_are_one_text() -> None:
    index = {
        "version": 3,
        "sections": [
            {"offset": {"line": 0, "column": 0}, "map": regular([[A]])},
            {"offset": {"line": 0, "column": 2}, "map": regular([[B], [at(1, A)]])},
        ],
    }
    assert parts(measure(generated(b"abcd\nefg"), parsed(index))) == {"a": 4, "-b": 3, "?": 1}


def test_the_same_source_with_and_without_text_is_two() -> None:
    found = measure(generated(b"abcd"), parsed(regular([[A, at(1, B)]], ("a", "a"), ("text",))))
    assert found.sources == (Share("a", 3, content=False), Share("a", 1, content=True))


def test_a_source_without_a_name_is_called_by_its_index() -> None:
    assert parts(measure(generated(b"ab"), parsed(regular([[B]], (None, None))))) == {"-sources[1]": 2}


def test_the_smaller_sources_are_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakdown, "KEPT", 1)
    found = measure(
        generated(b"abcdef"), parsed(regular([[A, (1, 2, 0, 0), at(3, B)]], ("a", "b", "c"), ("", None, "")))
    )
    assert found.sources == (Share("b", 3, content=False),)
    assert found.others == (2, 3, 0)
    assert _sum(found) == 6


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("https://ann:hunter2@example.com/a.js", "https://ann:***@example.com/a.js"),
        ("a" * 1000, "a" * 200 + "…" + "a" * 99),
    ],
)
def test_a_name_is_masked_and_cut(name: str, shown: str) -> None:
    (one,) = measure(generated(b"ab"), parsed(regular([[A]], (name,)))).sources
    assert one.name == shown


@pytest.mark.parametrize(
    ("map", "state", "reason"),
    [
        (None, "unmapped", "it has no map"),
        ({**regular([]), "mappings": "A A"}, "unmapped", "cannot be decoded"),
    ],
)
def test_what_cannot_be_said_has_a_reason(map: Any, state: str, reason: str) -> None:
    found = measure(generated(b"abcdef"), parsed(map) if map else None)
    assert getattr(found, state) == found.size == 6
    assert reason in found.reason


def test_a_file_that_was_not_read_is_unknown() -> None:
    found = measure(GeneratedFile("a.js", "js", b"", 70, None), parsed(regular([[A]])))
    assert (found.unknown, found.reason) == (70, "the file was not read")


def test_too_many_in_disorder_are_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakdown, "_SORTED", 1)
    found = measure(generated(b"abcdef"), parsed(regular([[at(4, B), A]])))
    assert (found.unknown, found.reason[:24]) == (6, "`mappings` is in no orde")


@given(
    st.text("aé日😀\n\u2028\r", max_size=40).map(str.encode) | st.binary(max_size=40),
    st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=6),
)
def test_whatever_is_there_the_parts_add_up(data: bytes, columns: list[list[int]]) -> None:
    lines: Lines = [[at(one, (A, B)[one % 2]) for one in row] for row in columns]
    parts(measure(generated(data), parsed(regular(lines))))


@given(
    st.text("aé日😀\n", max_size=40).map(str.encode),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30), st.integers(-1, 1)), max_size=20).map(sorted),
)
def test_what_is_behind_the_end_of_the_file_adds_nothing(data: bytes, rows: list[tuple[int, int, int]]) -> None:
    ended, whole = (
        breakdown._owned(breakdown._Text(generated(data)), rows, ordered=ordered) for ordered in (True, False)
    )
    assert +ended == +whole


@pytest.mark.parametrize("rows", [((0, one, 0) for one in count()), ((one, 0, 0) for one in count())])
def test_and_is_not_gone_through(rows: Iterator[tuple[int, int, int]]) -> None:
    """A thousand small files may name one map of a gigabyte: this one has no end."""
    assert breakdown._owned(breakdown._Text(generated(b"abc\n")), rows, ordered=True) == {0: 4}


@pytest.mark.parametrize(
    ("map", "measured"),
    [
        (regular([[A], [B]]), 3),
        (regular([[at(1, B), A]]), 1),
        ({"version": 3, "sections": [{"offset": {"line": n, "column": 0}, "map": regular([[A]])} for n in (0, 1)]}, 1),
    ],
    ids=["in order", "in disorder", "sections"],
)
def test_a_map_without_an_end_is_gone_through_for_some_files(
    map: Any, measured: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breakdown, "_WHOLE", 3)
    meter, shared = breakdown.Meter(), parsed(map)
    found = [meter.measure(generated(b"abcdef"), shared, "app.map") for _ in range(3)]
    assert [one.unknown for one in found] == [0] * measured + [6] * (3 - measured)
    assert {one.reason for one in found[measured:]} <= {
        "`mappings` is in no order, or has sections, and too many files name the map"
    }


def test_a_run_counts_only_when_asked_and_at_any_number_of_jobs() -> None:
    assert lint([str(BUILDS / "esbuild")], Settings(), jobs=1).breakdown == ()
    found = lint([str(BUILDS)], Settings(breakdown=True), jobs=2).breakdown
    assert found == lint([str(BUILDS)], Settings(breakdown=True), jobs=1).breakdown
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own
    assert all(_sum(one) == one.size for one in found)
    for one in found:
        assert one.size == Path(one.path).stat().st_size
    assert {one.kind for one in found} == {"js", "css", "dts"}


def test_a_map_without_its_file_is_said() -> None:
    found = lint_files({"app.js.map": json.dumps(regular([[A]])).encode()}, Settings(breakdown=True)).breakdown
    assert found == (Breakdown("", "", map="app.js.map", reason="the generated file is not at hand"),)


def test_a_map_given_by_name_has_its_file(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_bytes(b"abcd")
    (tmp_path / "app.js.map").write_text(json.dumps(regular([[A]])), encoding="utf-8")
    (one,) = lint([str(tmp_path / "app.js.map")], Settings(breakdown=True), jobs=1).breakdown
    assert parts(one) == {"a": 4}


PAIRS: Final = sorted(
    path
    for path in BUILDS.rglob("*.map")
    if path.name.endswith((".js.map", ".css.map")) and path.with_suffix("").is_file()
)


@pytest.mark.node
def test_trace_mapping_says_the_same_of_every_build() -> None:
    asked = []
    ours = {}
    for path in PAIRS:
        data = path.with_suffix("").read_bytes()
        file = generated(data, path.suffixes[-2][1:])
        map = Document(path.read_bytes(), str(path)).map
        assert map
        found = measure(file, map)
        if found.reason:
            continue
        sizes: Counter[str] = Counter()
        for one in found.sources:
            sizes[one.name] += one.size
        ours[str(path)] = dict(sizes), found.unmapped
        text = data[: file.directive.start] if file.directive else data
        starts = [start for start in file.line_starts if start <= len(text)]
        lines = [text[start:end].decode() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        asked.append(json.dumps({"id": str(path), "map": path.read_text("utf-8"), "lines": lines}))
    done = subprocess.run(
        [program("node"), str(PEERS / "owned.mjs")],
        input="\n".join(asked),
        stdout=subprocess.PIPE,
        env={**os.environ, "SMAPLINT_PEERS": str(installed(PEERS))},
        encoding="utf-8",
        check=True,
    )
    theirs = {one["id"]: (one["owned"], one["unmapped"]) for one in map_lines(done.stdout)}
    assert len(theirs) > 100
    assert ours == theirs


def map_lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]
