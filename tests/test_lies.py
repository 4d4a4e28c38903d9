"""What the quick pass is sure of is so: it says maybe wherever a measurement has something to say, and on real builds nowhere else."""

import json
import random
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smaplint import _fast, alignment, coverage
from smaplint.comments import css_tail, javascript_tail
from smaplint.document import Document, SourceMap
from smaplint.generated import GeneratedFile
from smaplint.mappings import Segment


def _load() -> Any:
    try:
        return None if _fast.fast is None else import_module("smaplint._lies")
    except ImportError:
        return None


_LIES: Final = _load()
pytestmark = pytest.mark.skipif(
    _LIES is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)
BUILDS: Final = Path(__file__).with_name("builds") / "output"
PAIRS: Final = sorted(
    path
    for path in BUILDS.rglob("*.map")
    if path.name.endswith((".js.map", ".css.map")) and path.with_suffix("").is_file()
)
ALIGNMENT, COVERAGE, ORIGINALS = 1, 2, 4
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Verdict(NamedTuple):
    """Bits: what the pass says, and what the measurements have to say."""

    said: int
    due: int


def _spans(map: SourceMap, name: str) -> list[tuple[int, int]]:
    value = map.field(name)
    items = value.items() if value and value.kind == "array" else ()
    return [(item.start + 1, item.end - 1) if item.kind == "string" else (-1, -1) for item in items]


def judge(path: str, data: bytes, code: bytes) -> Verdict | None:
    """None where it is no map that the pass is asked of: an index map, or one whose `mappings` is at fault."""
    map = Document(data, path).map
    field = map.field("mappings") if map and not map.is_index else None
    if map is None or field is None or not map.mappings.is_clean or b"\\" in data[field.start : field.end]:
        return None
    directive = (css_tail if path.endswith(".css.map") else javascript_tail)(code).directive
    kind = "css" if path.endswith(".css.map") else "js"
    generated = GeneratedFile(path.removesuffix(".map"), kind, code, len(code), directive)
    lies = alignment.measure(map, generated)
    covers = coverage.measure(map, generated)
    texts = map.originals
    due = (
        (lies.is_off or lies.outside > 0) * ALIGNMENT
        | (not (covers.known and covers.mapped and not covers.bare)) * COVERAGE
        | bool(texts.outlying or texts.mismatched or texts.suspect) * ORIGINALS
    )
    sources, contents = _spans(map, "sources"), _spans(map, "sourcesContent")
    if len(sources) != len(contents):
        sources = contents = []
    aligned = directive.start if directive and directive.is_inline else len(code)
    covered = directive.start if directive else len(code)
    styles = path.endswith(".css.map")
    start, end = field.start + 1, field.end - 1
    said = _LIES.lies(data, start, end, code, aligned, covered, sources, contents, styles)
    first = _LIES.generated(data[start:end], code, aligned, covered)
    second = _LIES.originals(data, start, end, sources, contents, styles)
    assert said == first | second
    return Verdict(said, due)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: str(path.relative_to(BUILDS)))
def test_of_what_tools_write_it_is_sure(path: Path) -> None:
    found = judge(str(path), path.read_bytes(), path.with_suffix("").read_bytes())
    assert found is None or found.said == found.due


# ---------------------------------------------------------------- by hand


def _number(value: int) -> str:
    left = -value << 1 | 1 if value < 0 else value << 1
    found = ""
    while True:
        digit, left = left & 31, left >> 5
        found += _DIGITS[digit | (32 if left else 0)]
        if not left:
            return found


def _mappings(segments: Sequence[Sequence[int]]) -> str:
    """The field of segments: generated line and column, and where they have one source, line, column and name."""
    lines: list[list[str]] = [[]]
    sums = [0, 0, 0, 0, 0]
    for line, *fields in sorted(segments, key=lambda segment: (segment[0], segment[1])):
        while len(lines) <= line:
            lines.append([])
            sums[0] = 0
        lines[line].append("".join(_number(value - before) for value, before in zip(fields, sums, strict=False)))
        sums[: len(fields)] = fields
    return ";".join(",".join(line) for line in lines)


def _map(segments: Sequence[Sequence[int]], *texts: str | None, **fields: object) -> bytes:
    names = [f"{number}.ts" for number in range(len(texts))]
    whole: dict[str, object] = {"version": 3, "sources": names, "names": ["n"], "sourcesContent": texts}
    return json.dumps({**whole, "mappings": _mappings(segments), **fields}).encode()


_WORDS: Final = "call(word);\n" * 30
# `call`, `word` and the end of each line.
_WELL: Final = [(line, column, 0, line, column) for line in range(30) for column in (0, 5, 11)]
_INSIDE: Final = [(line, column, 0, line, column) for line in range(30) for column in (0, 6, 11)]


def _moved(by: int) -> list[tuple[int, ...]]:
    return [(line, column, 0, line, column + by) for line, column, *_ in _WELL]


@pytest.mark.parametrize(
    ("segments", "text", "code", "due"),
    [
        (_WELL, _WORDS, _WORDS, 0),
        (_WELL, _WORDS.replace("\n", "\r\n"), _WORDS.replace("\n", "\r\n"), 0),
        (_INSIDE, None, _WORDS, ALIGNMENT),
        (_INSIDE, _WORDS, "", ORIGINALS),
        (_INSIDE, _WORDS, _WORDS.replace("\n", "\r", 1), ORIGINALS),  # tools disagree on its lines
        (_INSIDE, _WORDS.replace("\n", "\f", 1), _WORDS, ALIGNMENT),
        (_INSIDE, "\ufeff" + _WORDS, _WORDS, ALIGNMENT),
        (_INSIDE, _WORDS + "\u2028", _WORDS + "// \u2029", 0),
        (_INSIDE[:18], _WORDS, _WORDS, 0),  # too few
        (_moved(1), _WORDS, _WORDS, ORIGINALS),
        ([*_WELL, (30, 0, 0, 0, 0)], _WORDS, _WORDS, 0),  # behind the last line feed
        ([*_WELL, (30, 1, 0, 0, 0)], _WORDS, _WORDS, ALIGNMENT),
        ([*_WELL, (31, 0, 0, 0, 0)], _WORDS, _WORDS, ALIGNMENT),
        ([*_WELL, (31, 0)], _WORDS, _WORDS, 0),
        ([*_WELL, (3, 12, 0, 0, 0)], _WORDS, _WORDS, ALIGNMENT),
        ([*_WELL, (3, 12, 0, 0, 0)], _WORDS, _WORDS.replace("\n", "\r\n"), ALIGNMENT),
        ([(0, 0, 0, 0, 0)], _WORDS, "x" * 5000, 0),
        ([(0, 0, 0, 0, 0)], _WORDS, "x" * 5001, COVERAGE),
        ([(0, 0, 0, 0, 0), (0, 9)], _WORDS, "x" * 5001, COVERAGE),
        ([(0, 0, 0, 0, 0), (0, 9)], _WORDS, "\n" + "x" * 5000 + "\r\n", COVERAGE),
        ([(0, 0, 0, 0, 0), (0, 5001, 0, 1, 0)], _WORDS, "x" * 5001, 0),
        ([(0, 0, 0, 0, 0)], _WORDS, "é" * 2501, COVERAGE),  # bytes
        ([(0, 0, 0, 0, 0)], _WORDS, "\n" * 9 + "x" * 5001 + "\n//# sourceMappingURL=a.js.map", COVERAGE),
        ([(0, 0, 0, 0, 0)], _WORDS, "\n//# sourceMappingURL=" + "x" * 5001, 0),
        ([(0, 0)], _WORDS, "x", COVERAGE),
        ([(line, column, 0, line + 30, 0) for line, column, *_ in _WELL], _WORDS, _WORDS, ORIGINALS),
        ([(line, column, 0, line, column) for line in range(30) for column in range(12)], _WORDS, _WORDS, 0),  # `hires`
    ],
)
def test_by_hand(segments: list[tuple[int, ...]], text: str | None, code: str, due: int) -> None:
    assert judge("a.js.map", _map(segments, text), code.encode()) == (due, due)


@pytest.mark.parametrize("wide", ["é", "漢", "😀", "\ud83d"])
@pytest.mark.parametrize("escaped", [True, False])
def test_columns_are_utf16_units(wide: str, escaped: bool) -> None:
    units = len(wide.encode("utf-16-le", "surrogatepass")) // 2
    text = f"'{wide}';callcallcall(wordwordword);\n" * 30
    code = text.replace("\ud83d", "?").encode()
    for by, due in ((0, 0), (4, ORIGINALS)):
        columns = (3 + units, 16 + units)
        segments = [(line, column, 0, line, column + by) for line in range(30) for column in columns]
        fields = json.loads(_map(segments, text))
        data = json.dumps(fields, ensure_ascii=escaped or wide == "\ud83d").encode()
        assert judge("a.js.map", data, code) == (due, due)


@pytest.mark.parametrize(("inside", "due"), [(20, 0), (21, ALIGNMENT | ORIGINALS)])
def test_more_than_a_tenth_inside_words_is_too_much(inside: int, due: int) -> None:
    segments = [(line, column, 0, line, column) for line in range(200) for column in [6 if line < inside else 5]]
    text = "call(word);\n" * 200
    assert judge("a.js.map", _map(segments, text), text.encode()) == (due, due)


@pytest.mark.parametrize(("lines", "due"), [(19, 0), (20, ALIGNMENT)])
def test_columns_in_bytes_are_seen_where_enough_of_them_tell(lines: int, due: int) -> None:
    code = "'ééé';callcall(word);\n" * lines + "callcall(word);\n" * 300
    segments = [(line, 9, 0, line, 0) for line in range(lines)]
    segments += [(lines + line, 0, 0, line, 0) for line in range(300)]
    assert judge("a.js.map", _map(segments, None), code.encode()) == (due, due)


def test_a_text_that_another_unit_fits_better_may_be_wrong_in_that_one() -> None:
    # In UTF-16 units 40 of 100 columns are outside, which alone proves nothing; in bytes 15 are inside words.
    columns = [0] * 60 + [20] * 25 + [22] * 15
    segments = [(line, 0, 0, line, column) for line, column in enumerate(columns)]
    found = judge("a.js.map", _map(segments, ("é" * 10 + "callcall\n") * 100), b"x\n" * 100)
    assert found == (ORIGINALS, ORIGINALS)


def test_a_hole_of_a_template_is_no_word() -> None:
    text = "`a${b}`;\n" * 30
    segments = [(line, column, 0, line, 2) for line in range(30) for column in (0, 1)]
    assert judge("a.js.map", _map(segments, text), b"`;\n" * 30) == (0, 0)


def test_one_line_that_is_moved_is_seen_among_many_that_are_not() -> None:
    words = "".join(f"call{'s' * (number * 7 % 13)}(word);" for number in range(120))
    columns = [match.start() for match in re.finditer(r"\b\w", words)]
    well = [(line, column, 0, 0, 0) for line in range(8) for column in columns]
    code = f"{words}\n" * 7
    assert judge("a.js.map", _map(well, None), (code + words).encode()) == (0, 0)
    assert judge("a.js.map", _map(well, None), (code + "(0,eval)('');" + words).encode()) == (ALIGNMENT, ALIGNMENT)


@pytest.mark.parametrize(
    "name",
    [
        *("a.json", "a.json5", "a.css", "a.scss", "a.sass", "a.less", "a.styl", ".css", "a.css?x", "a.css?", "?.css"),
        *("a.ts", "css", "a.csss", "a.css.ts", "a.css#x", "a.CSS", "a?.css", "a?.css.x", "a.json55", "", "a.less/"),
        *("é.css?x?y", "b\\a.css", None),
    ],
)
@pytest.mark.parametrize("path", ["a.js.map", "a.css.map"])
def test_what_is_no_script_is_left_out(name: str | None, path: str) -> None:
    found = judge(path, _map(_INSIDE, _WORDS, sources=[name]), b"")
    assert found
    assert not found.due & ~found.said
    assert found.said == found.due or "\\" in str(name)


# ---------------------------------------------------------------- at random


def _segments(map: SourceMap) -> list[list[int]]:
    def fields(one: Segment) -> list[int]:
        own = [one.line, one.column, one.source, one.original_line, one.original_column, one.name]
        return own[: 2 if one.source < 0 else 5 if one.name < 0 else 6]

    return [fields(one) for one in map.mappings.segments()]


_PIECES: Final = (
    *("é", "漢", "😀", "\u2028", "\ufeff", "\f", "\r", "\r\n", "\n", "${", "$", "_", "x", "  ", "\0", "\t", '"', "\\"),
    *("word" * 20, "/* x */\n" * 3, "y" * 5100, "\n" * 30),
)


def _edited(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(6):
            case 0:
                text = text[:at] + text[at + chance.randrange(1, 40) :]
            case 1:
                text = text.replace(chance.choice("aeint \n"), chance.choice(("é", "😀", "漢", "\r\n")))
            case _:
                text = text[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 3)) + text[at:]
    return text


def _moved_some(chance: random.Random, segments: list[list[int]], sources: int) -> None:
    for segment in chance.choices(segments, k=chance.choice((1, 5, 200))):
        at = chance.randrange(min(len(segment), 5))
        if at == 2:
            segment[2] = chance.randrange(sources)
        else:
            segment[at] = max(0, segment[at] + chance.choice((-3, -1, 1, 1, 2, 30, 400)))


def _moved_all(chance: random.Random, segments: list[list[int]], sources: int) -> None:
    at, by, begin = chance.randrange(5), chance.choice((1, 2, 7)), chance.randrange(len(segments))
    for segment in segments[begin:]:
        if at != 2 and at < len(segment):
            segment[at] += by


def _fewer(chance: random.Random, segments: list[list[int]], sources: int) -> None:
    kept = chance.random()
    segments[:] = [segment for segment in segments if chance.random() < kept] or segments


_CHANGES: Final[tuple[Callable[[random.Random, list[list[int]], int], None], ...]] = (_moved_some, _moved_all, _fewer)
_SMALL: Final = [path for path in PAIRS if path.stat().st_size < 20_000]


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_changed_it_never_misses(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same ones each time
    due = judged = 0
    for _ in range(25):
        path = chance.choice(_SMALL)
        code = path.with_suffix("").read_bytes().decode()
        map = Document(path.read_bytes(), str(path)).map
        if not map or map.is_index or not map.mappings.is_clean or not (segments := _segments(map)):
            continue
        fields = json.loads(path.read_bytes())
        if chance.random() < 0.6:
            chance.choice(_CHANGES)(chance, segments, len(map.sources))
        if chance.random() < 0.6:
            texts = fields.get("sourcesContent") or []
            fields["sourcesContent"] = [_edited(chance, text) if text else text for text in texts]
        if chance.random() < 0.6:
            code = _edited(chance, code)
        data = json.dumps({**fields, "mappings": _mappings(segments)}, ensure_ascii=chance.random() < 0.5).encode()
        broken = code.encode()
        if chance.random() < 0.1:
            at = chance.randrange(len(broken) + 1)
            broken = broken[:at] + b"\xc3" + broken[at:]
        found = judge(str(path), data, broken)
        assert found
        assert not found.due & ~found.said
        judged += 1
        due += found.due > 0
    assert 0 < due < judged


_TEXT: Final = st.text(st.sampled_from("ab$ {\n\r\fé漢😀\u2028"), max_size=60)


@settings(max_examples=300, deadline=None)
@given(
    segments=st.lists(
        st.tuples(*(st.integers(0, limit) for limit in (6, 12, 1, 6, 12))).flatmap(
            lambda whole: st.sampled_from((whole, whole[:2], (*whole, 0)))
        ),
        max_size=80,
    ),
    texts=st.tuples(_TEXT, _TEXT),
    code=_TEXT,
)
def test_whatever_the_positions_it_never_misses(
    segments: list[tuple[int, ...]], texts: tuple[str, str], code: str
) -> None:
    found = judge("a.js.map", _map(segments, *texts), code.encode())
    assert found
    assert not found.due & ~found.said


def test_a_field_that_is_not_clean_does_no_harm() -> None:
    chance = random.Random(1)  # noqa: S311  # the same ones each time
    for _ in range(3000):
        field = bytes(chance.choices(b"AAAACCCDDEgh+/,,,,;;B9 \x80\xff", k=chance.randrange(60)))
        text = bytes(chance.choices(b'ab \\\\nru08d"\xc3\xa9\xe2\x80\xf0\x9f', k=chance.randrange(40)))
        span = (len(field), len(field) + len(text))
        found = _LIES.lies(field + text, 0, len(field), text, len(text), len(text), [span], [span], False)
        assert 0 <= found <= ALIGNMENT | COVERAGE | ORIGINALS
