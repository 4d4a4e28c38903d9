"""What holds for any input: the verdict is the standard's, nothing raises, places are inside the file, encoding turns back.

The verdict is compared with `tests/standard.py`, the algorithms of ECMA-426 in plain Python that share no code with
smaplint. By hand this takes seconds and tries something new each time; with CI set it is five times as much, and the same
each time. `FUZZ=1000 pytest tests/test_properties.py` is a thousand times as much, with new seeds; `--hypothesis-seed=N`
names one.
"""

import base64
import inspect
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import smaplint
from smaplint import registry
from smaplint.comments import javascript_tail
from smaplint.document import Document
from smaplint.engine import lint_files
from smaplint.lookup import Lookup, OriginalPosition
from smaplint.mappings import Mappings
from smaplint.report import Finding, Report
from smaplint.rule import Severity
from smaplint.settings import Settings
from tests.standard import (
    DecodedSourceMap,
    Position,
    ThrowCompletionError,
    get_original_positions,
    javascript_extract_source_map_url,
    judge,
    parse_json,
    parse_mappings_field,
    utf8_decode,
    vlq_signed_value,
)

CI: Final = bool(os.environ.get("CI"))
FUZZ: Final = int(os.environ.get("FUZZ", "5" if CI else "1"))
BUILDS: Final = Path(__file__).parent / "builds/output"
SPEC: Final = Settings(presets=("spec",))


def times(examples: int) -> settings:
    """So many examples by hand; whether they are the same each time is for the profile to say (`conftest.py`)."""
    return settings(
        max_examples=examples * FUZZ,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


# JSON texts with the parts that a value cannot say: an object as a list of members, which may have one name twice, and a
# text that stands as it is.


class Raw(str):
    """A piece of JSON text."""

    __slots__ = ()


class Members(list[tuple[str, "Node"]]):
    """An object's members in their order."""

    __slots__ = ()


Node = Members | list[Any] | Raw | str | float | bool | None


def write(node: Node) -> str:
    if isinstance(node, Raw):
        return node
    if isinstance(node, Members):
        return "{" + ",".join(f"{write(name)}:{write(value)}" for name, value in node) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(write, list[Any](node))) + "]"
    return json.dumps(node)


def nodes(value: Any) -> Node:
    if isinstance(value, dict):
        return Members((name, nodes(item)) for name, item in value.items())
    return [nodes(item) for item in value] if isinstance(value, list) else value


_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LARGEST: Final = 2**31 - 1

# Absolute: (generated column, source, original line, original column, name), or the first four, or the first.
Fields = tuple[int, ...]


def vlq(number: int) -> str:
    rest = 2 * abs(number) + (number < 0)
    text = ""
    while rest > 31:
        text += _DIGITS[rest % 32 + 32]
        rest //= 32
    return text + _DIGITS[rest]


def encode(lines: Sequence[Sequence[Fields]]) -> str:
    state = [0] * 5
    out = []
    for line in lines:
        state[0] = 0
        texts = []
        for fields in line:
            texts.append("".join(vlq(new - old) for new, old in zip(fields, state, strict=False)))
            state[: len(fields)] = fields
        out.append(",".join(texts))
    return ";".join(out)


def lines_of(mappings: Mappings) -> list[list[Fields]]:
    lines: list[list[Fields]] = [[] for _ in range(mappings.lines)]
    for one in mappings.segments():
        fields = (one.column, one.source, one.original_line, one.original_column, one.name)
        lines[one.line].append(fields[:1] if one.source < 0 else fields[:4] if one.name < 0 else fields)
    return lines


def naive_lines(text: str) -> list[list[Fields]]:
    """The same by the standard's grammar, for a field without a fault."""
    state = [0] * 5
    lines: list[list[Fields]] = []
    for line in parse_mappings_field(text) or []:
        state[0] = 0
        lines.append([])
        for mapping in line:
            for field, digits in enumerate(mapping):
                state[field] += vlq_signed_value(digits)
            lines[-1].append(tuple(state[: len(mapping)]))
    return lines


SOURCES: Final = 3
NAMES: Final = 2
columns = st.integers(0, 40) | st.integers(0, LARGEST)
segments = st.one_of(
    st.tuples(columns),
    st.tuples(columns, st.integers(0, SOURCES - 1), columns, columns),
    st.tuples(columns, st.integers(0, SOURCES - 1), columns, columns, st.integers(0, NAMES - 1)),
)
fields_of_lines = st.lists(st.lists(segments, max_size=5), max_size=6)
# Deltas at the limits, faults of the grammar, indices that leave their bounds; a negative zero, which stands for -2**31
# and is no fault behind a sum beyond 2**31.
ODD: Final = (
    *(
        "A",
        "C",
        "D",
        "AAAA",
        "AAAAA",
        "ACAA",
        "AEAA",
        "AGAA",
        "ADAA",
        "AAAAC",
        "AAAAE",
        "AAAAD",
        "AADA",
        "AAAD",
        "IAAI",
    ),
    *("JAAJ", "EAEB", "AA", "AAA", "AAAAAA", "g", "AAg", "AAAAgg", "", "=", "A=", "A A", "A\n", "A-A", "A_", "é", "\0"),
    *("gggggggggA", "hggggggggC", "ggggggggA", "++++++B", "+/////F", "AAA+/////F", "gAgAgAgA", "ggggggggggggggggggB"),
)
LARGE: Final = (
    *("+/////D", "//////D", "ggggggE", "hgggggE", "AA+/////DA", "AA//////DA", "AAA+/////D", "A+/////DAA"),
    *("B", "hA", "hggggA", "AAAB", "AABA", "ABAA", "AAAAB", "BAAA", "+/////DA+/////D+/////D", "CABB"),
)
odd_mappings = st.sampled_from((ODD, ODD + LARGE, LARGE)).flatmap(
    lambda segments: st.lists(st.tuples(st.sampled_from(segments), st.sampled_from(",,,;")), max_size=8).map(
        lambda parts: "".join(f"{segment}{separator}" for segment, separator in parts).removesuffix(",")
    )
)


@st.composite
def nearly_good_mappings(draw: st.DrawFn) -> str:
    """A field without a fault, but for one segment, perhaps."""
    text = encode(draw(st.lists(st.lists(segments, min_size=1, max_size=3), max_size=3)))
    parts = re.split(r"([,;])", text)
    at = draw(st.integers(0, len(parts) - 1))
    parts[at] = draw(st.sampled_from((*ODD, ",", ";", ";;", ",,")))
    return "".join(parts)


good_mappings = fields_of_lines.map(encode)
KEYS: Final = (
    *("version", "file", "sourceRoot", "sources", "sourcesContent", "names", "mappings", "ignoreList", "sections"),
    *("x_google_ignoreList", "offset", "line", "column", "map", "url", "length", "0", "__proto__", "x_any", "debugId"),
    *("scopes", "rangeMappings"),
)
texts = st.sampled_from(["a.ts", "b.ts", "", "é😀", "\ud800", "x/../y", "\\", '"'])
numbers: st.SearchStrategy[Node] = st.sampled_from(
    [
        *(0, 1, 2, 3, 4, -1, 0.5),
        *map(Raw, ("3.0", "3e0", "0.3e1", "30E-1", "3.00000000000000000000001", "-0", "0e9", "1.0", "1E2")),
        *map(Raw, ("1e400", "-1e400", "1e-400", "1e300", "0.99999999999999999999", "03", "3.", ".3", "NaN")),
    ]
)
scalars: st.SearchStrategy[Node] = st.one_of(st.none(), st.booleans(), texts, numbers)
values: st.SearchStrategy[Node] = st.recursive(
    scalars | st.sampled_from(["AAAA", "3"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=3).map(Members)
    ),
    max_leaves=6,
)
versions: st.SearchStrategy[Node] = st.sampled_from([3, 3, 3, Raw("3.0"), Raw("3e0")])
rare = st.integers(0, 9).map(lambda number: number == 0)


@st.composite
def regular_maps(draw: st.DrawFn, mappings: st.SearchStrategy[str] = good_mappings) -> Members:
    """A map without a fault, if its mappings have none."""
    fields: list[tuple[str, Node]] = [
        ("version", draw(versions)),
        ("sources", draw(st.lists(st.none() | texts, min_size=SOURCES, max_size=SOURCES).map(list))),
        ("names", draw(st.lists(texts, min_size=NAMES, max_size=NAMES).map(list))),
        ("mappings", draw(mappings)),
    ]
    map = Members(fields)
    for name, value in (
        ("file", texts),
        ("sourceRoot", st.sampled_from(["", "/", "a", "a/"])),
        ("sourcesContent", st.lists(st.none() | texts, max_size=4).map(list)),
        ("ignoreList", st.lists(st.sampled_from([0, 1, 2, Raw("1.0"), Raw("-0")]), max_size=3).map(list)),
        ("x_google_ignoreList", values),
        ("x_any", values),
    ):
        if draw(rare):
            map.append((name, draw(value)))
    if draw(st.booleans()):
        map = Members(draw(st.permutations(map)))
    return map


@st.composite
def index_maps(draw: st.DrawFn, mappings: st.SearchStrategy[str] = good_mappings) -> Members:
    """An index map; its sections may overlap."""
    line = column = 0
    sections: list[Node] = []
    for _ in range(draw(st.integers(0, 3))):
        inner = draw(st.lists(st.lists(st.tuples(st.integers(0, 4)), max_size=2), max_size=3).map(encode) | mappings)
        map = draw(regular_maps(st.just(inner)))
        offset = Members([("line", line), ("column", column)])
        sections.append(Members([("offset", offset), ("map", map)]))
        down = draw(st.integers(-1, 3))
        line, column = line + down, draw(st.integers(0, 5)) if down else column + draw(st.integers(-1, 5))
    index = Members([("version", 3), ("sections", sections)])
    if draw(rare):
        index.append(draw(st.tuples(st.sampled_from(KEYS), values)))
    return index


any_mappings = good_mappings | odd_mappings | nearly_good_mappings()
maps = regular_maps(any_mappings) | index_maps(any_mappings) | regular_maps() | index_maps()


def places_of(node: Node) -> Iterator[Members | list[Node]]:
    if isinstance(node, list):
        if node:
            yield node
        for item in node:
            yield from places_of(item[1] if isinstance(item, tuple) else item)


@st.composite
def edited_maps(draw: st.DrawFn) -> Members:
    """A map in which one to three members or items were replaced, taken out, moved, put in twice, or added."""
    map = draw(regular_maps() | index_maps())
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        inside = draw(st.sampled_from([*places_of(map)] or [map]))
        at = draw(st.integers(0, max(len(inside) - 1, 0)))
        action = draw(st.sampled_from(["replace", "delete", "double", "add", "rename", "swap"]))
        if isinstance(inside, Members):
            if not inside or action == "add":
                inside.append((draw(st.sampled_from(KEYS)), draw(values)))
            elif action == "replace":
                inside[at] = inside[at][0], draw(scalars | values)
            elif action == "rename":
                inside[at] = draw(st.sampled_from(KEYS)), inside[at][1]
            elif action == "double":
                inside.insert(draw(st.integers(0, len(inside))), (inside[at][0], draw(scalars | values)))
            elif action == "delete":
                del inside[at]
            else:
                inside.append(inside.pop(at))
        elif action == "delete":
            del inside[at]
        elif action in ("double", "swap"):
            inside.append(inside[at])
        else:
            inside[at] = draw(scalars | values)
    return map


@st.composite
def written(draw: st.DrawFn, map: st.SearchStrategy[Node]) -> bytes:
    """A text of a map: as it is, with blanks, with escapes, as UTF-8."""
    text = write(draw(map))
    style = draw(st.sampled_from(["plain", "plain", "blanks", "escapes", "utf-8"]))
    if style == "blanks":
        # Blanks in strings too: some of them are no JSON.
        blank = draw(st.sampled_from([" ", "\n", "\t", "\r\n", "\v", "\ufeff"]))
        cut = draw(st.integers(0, len(text)))
        text = text[:cut] + blank + text[cut:]
    elif style == "escapes" and text:
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + f"\\u{ord(text[at]):04x}" + text[at + 1 :]
    elif style == "utf-8":
        text = re.sub(r"\\ud83d\\ude00|\\u00e9", lambda match: str(json.loads(f'"{match.group()}"')), text)
    return text.encode()


SMALL: Final = (
    b'{"version":3,"sources":["a"],"names":["b"],"mappings":"AAAA,CAACA;C"}',
    (
        b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"version":3,"sources":["a"],"mappings":";CAAA"}}'
        b',{"offset":{"line":1,"column":1},"map":{"version":3,"sources":[],"mappings":""}}]}'
    ),
)
MEDIUM: Final = (
    *SMALL,
    (
        b'{"version":3.0,"file":"o.js","sourceRoot":"r/","sources":["a.ts",null],"sourcesContent":["let \xc3\xa9",null],'
        b'"names":["b","\\u00e9\\ud83d\\ude00"],"mappings":"AAAA,IACIC;AADJD,SAA+/////D;;gB","ignoreList":[1,0]}'
    ),
    b' {"sources":[],"version":3e0,"mappings":""}\n',
    b'\xef\xbb\xbf{"version":3,"names":[],"x_any":[-0.5e-3,true,false,null,{"a":{}}],"mappings":"A;;E,D","sources":[]}',
)
BYTES: Final = b'\x00\n "+,-./0123:;=@ABCDE[\\]`abfgz{|}\x7f\x80\xbf\xc3\xe9\xff'


def good(data: bytes) -> bytes:
    assert judge(data).is_valid, data
    return data


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[bytes]) -> bytes:
    """A text with one to three changes of bytes."""
    data = draw(texts)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 12)))
        few = draw(st.sampled_from(BYTES).map(lambda byte: bytes([byte])) | st.binary(min_size=1, max_size=2))
        action = draw(
            st.sampled_from(["letter", "letter", "replace", "insert", "delete", "swap", "truncate", "double"])
        )
        if action == "letter":
            # What was JSON stays so.
            places = [place for place, byte in enumerate(data) if bytes([byte]).isalnum()] or [0]
            at = draw(st.sampled_from(places))
            data = data[:at] + bytes([draw(st.sampled_from(b"013ABCDEJLgh+/,;"))]) + data[at + 1 :]
        elif action == "replace":
            data = data[:at] + few + data[at + len(few) :]
        elif action == "insert":
            data = data[:at] + few + data[at:]
        elif action == "delete":
            data = data[:at] + data[to:]
        elif action == "swap":
            data = data[:at] + data[at + 1 : at + 2] + data[at : at + 1] + data[at + 2 :]
        elif action == "truncate":
            data = data[:at]
        else:
            data = data[:to] + data[at:to] + data[to:]
    return data


def agree(data: bytes) -> None:
    """Preset `spec` fails for a map exactly where the standard reports an error."""
    verdict = judge(data)
    report = lint_files({"a.js.map": data}, SPEC)
    assert not report.crashed
    if verdict.is_valid and verdict.urls:
        return  # the oracle parses no URL
    said = sorted({f"{one.rule} {one.message}" for one in report.findings if one.severity == Severity.ERROR})
    assert report.failed == (not verdict.is_valid), f"{data!r}: smaplint {said}, the standard {verdict.errors}"


class TestOracle:
    """What the other tests rest on, against what the standard prints and what Python's own parser does."""

    # (digits, value): the examples of the section "base64 VLQ", and its limits.
    @pytest.mark.parametrize(
        ("digits", "value"),
        [("iB", 17), ("V", -10), ("A", 0), ("B", -(2**31)), ("+/////D", LARGEST), ("//////D", -LARGEST), ("gggA", 0)],
    )
    def test_numbers(self, digits: str, value: int) -> None:
        assert vlq_signed_value(digits) == value

    @pytest.mark.parametrize("digits", ["ggggggE", "hgggggE", "gggggggB"])
    def test_numbers_that_are_too_large(self, digits: str) -> None:
        with pytest.raises(ThrowCompletionError):
            vlq_signed_value(digits)

    @times(80)
    @given(
        written(edited_maps())
        | mutated(st.sampled_from(MEDIUM))
        | st.text().map(lambda text: text.encode("utf-8", "replace"))
    )
    def test_json(self, data: bytes) -> None:
        def refuse(name: str) -> float:
            raise ValueError(name)

        text = utf8_decode(data)
        try:
            expected = json.loads(text, parse_int=float, parse_constant=refuse)
        except ValueError:
            with pytest.raises(ThrowCompletionError):
                parse_json(text)
        else:
            assert repr(parse_json(text)) == repr(expected)

    def test_json_has_no_limit_of_depth(self) -> None:
        assert judge(b'{"version":3,"sources":[],"mappings":"","x":' + b"[" * 9000 + b"]" * 9000 + b"}").is_valid

    def test_lookup(self) -> None:
        """GetOriginalPositions: the last mapping at or before the place, and all that share its place."""
        map = judge(b'{"version":3,"sources":["a","b"],"names":[],"mappings":"EAAA,ACCA,E;;A"}').map
        assert map is not None

        def there(line: int, column: int) -> list[tuple[int, int] | None]:
            found = get_original_positions(map, Position(line, column))
            return [(one.source_index, one.line) if one else None for one in found]

        assert there(0, 1) == []
        assert there(0, 2) == there(0, 3) == [(0, 0), (1, 1)]
        assert there(0, 4) == there(1, 7) == [None]


# Where smaplint and the standard once differed.
DIFFERED: Final = (
    b'{"version":3,"sections":[{"offset":{"line":-1},"map":{"version":3,"sources":[],"mappings":""}}]}',
    b'{"version":3,"sections":[{"offset":{"line":-1,"column":-0.5},"map":{"version":3,"sources":[],"mappings":""}}]}',
    b'{"version":3.%b,"sources":[],"mappings":""}' % (b"0" * 70),
    b'{"version":3,"sources":[],"mappings":"+/////D,+/////D,B"}',
    *(
        b'{"version":3,"sources":["a"],"mappings":"%b"}' % odd
        for odd in (b"+/////D,+/////D,B=", b"ChAA", b"E,Bg", b"B,,E")
    ),
    b'{"version":3,"sources":["a"],"mappings":"AA+/////DA,AA+/////DA,AABA;AADhA"}',
)


class TestVerdict:
    @pytest.mark.parametrize("data", DIFFERED)
    def test_what_once_differed(self, data: bytes) -> None:
        agree(data)

    @times(100)
    @given(written(maps))
    def test_maps(self, data: bytes) -> None:
        agree(data)

    @times(120)
    @given(written(edited_maps()))
    def test_edited_maps(self, data: bytes) -> None:
        agree(data)

    @times(60)
    @given(written(values))
    def test_values(self, data: bytes) -> None:
        agree(data)

    @times(120)
    @given(any_mappings)
    def test_mappings(self, text: str) -> None:
        agree(
            write(nodes({"version": 3, "sources": ["a"] * SOURCES, "names": ["b"] * NAMES, "mappings": text})).encode()
        )

    @times(200)
    @given(mutated(st.sampled_from(MEDIUM)))
    def test_changed_bytes(self, data: bytes) -> None:
        agree(data)

    @times(40)
    @given(mutated(written(regular_maps() | index_maps())))
    def test_changed_bytes_of_any_map(self, data: bytes) -> None:
        agree(data)

    @times(60)
    @given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def test_bytes(self, data: bytes) -> None:
        agree(data)

    @pytest.mark.parametrize("map", SMALL, ids=["regular", "index"])
    def test_every_byte_replaced(self, map: bytes) -> None:
        """Each byte by each of `BYTES` in CI, by one of them at hand."""
        good(map)
        for at in range(len(map)):
            for byte in BYTES if CI else BYTES[at % 5 :: 23]:
                agree(map[:at] + bytes([byte]) + map[at + 1 :])

    @pytest.mark.parametrize("map", MEDIUM)
    def test_every_byte_taken_out_or_doubled_and_every_cut(self, map: bytes) -> None:
        good(map)
        for at in range(0, len(map), 1 if CI else 3):
            agree(map[:at] + map[at + 1 :])
            agree(map[: at + 1] + map[at:])
            agree(map[:at])

    @pytest.mark.parametrize("number", [b"3", b"1", b"0", b"2", b"9007199254740992", b"1e300"])
    @pytest.mark.parametrize("tail", [b"", b".0", b"." + b"0" * 99, b"." + b"0" * 99 + b"1", b"." + b"0" * 9999])
    def test_numbers(self, number: bytes, tail: bytes) -> None:
        """A number is what a double makes of it, however long it is written."""
        number = number.replace(b"1e300", b"1" + b"0" * 300) + tail
        agree(b'{"version":%b,"sources":[],"mappings":""}' % number)
        agree(b'{"version":3,"sources":["a","b"],"mappings":"","ignoreList":[%b]}' % number)
        agree(
            b'{"version":3,"sections":[{"offset":{"line":2,"column":0},"map":{"version":3,"sources":[],"mappings":""}},'
            b'{"offset":{"line":%b,"column":0},"map":{"version":3,"sources":[],"mappings":""}}]}' % number
        )

    def test_real_maps(self) -> None:
        for path in real_maps()[:: 1 if CI else 8]:
            agree(path.read_bytes())


@cache
def real_maps() -> list[Path]:
    return sorted(BUILDS.rglob("*.map"))


class TestDecoding:
    @times(80)
    @given(fields_of_lines)
    def test_encode_and_decode(self, lines: list[list[Fields]]) -> None:
        text = encode(lines)
        mappings = Mappings(text.encode(), SOURCES, NAMES)
        assert mappings.is_clean
        assert lines_of(mappings) == naive_lines(text) == (lines or [[]])
        assert encode(lines_of(mappings)) == text

    def test_real_maps(self) -> None:
        for path in real_maps()[:: 1 if CI else 8]:
            for map in Document(path.read_bytes()).maps():
                if map.is_index:
                    continue
                lines = lines_of(map.mappings)
                text = map.mappings_text.decode()
                assert lines == naive_lines(text), path
                again = encode(lines)
                assert lines_of(Mappings(again.encode(), len(map.sources), len(map.names))) == lines
                assert again == text or len(again) < len(text), path


# What is compared of a mapping: its generated position, then of its original one the source's name and text, line and
# column, then its name.
Seen = tuple[tuple[float, float], tuple[str | None, str | None, int, int] | None, str | None]


def decoded(map: DecodedSourceMap | None) -> list[Seen]:
    return [
        (
            one.generated,
            (one.original.source.url, one.original.source.content, one.original.line, one.original.column)
            if one.original
            else None,
            one.name,
        )
        for one in (map.mappings if map else ())
    ]


def is_odd(data: bytes) -> bool:
    """Whether a section, its offset or its map is an array, or a section's map has sections.

    The standard takes the array for an object without properties, and decodes such a map by its `mappings`.
    """
    try:
        value = parse_json(utf8_decode(data))
    except ThrowCompletionError:
        return False
    sections = value.get("sections") if isinstance(value, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if not isinstance(section, dict):
            return True
        map = section.get("map")
        if (
            isinstance(section.get("offset"), list)
            or isinstance(map, list)
            or (isinstance(map, dict) and "sections" in map)
        ):
            return True
    return False


class TestLookup:
    """What a map decodes to is what the standard decodes, also where it reports errors and goes on."""

    @times(120)
    @given(written(maps) | written(edited_maps()) | mutated(st.sampled_from(MEDIUM)))
    def test_mappings(self, data: bytes) -> None:
        expected = judge(data).map
        # There, and behind a guard against XSSI, smaplint reads as consumers do.
        assume(not data.startswith(b")]}'") and not is_odd(data))
        assume(all(abs(number) < 2**53 for one in decoded(expected) for number in one[0]))
        lookup = Lookup(smaplint.parse(data))

        def original(one: OriginalPosition | None) -> tuple[str | None, str | None, int, int] | None:
            if one is None:
                return None
            source = lookup.sources[one.source]
            return source.url, source.content, one.line, one.column

        found: list[Seen] = [
            ((one.generated_line, one.generated_column), original(one.original), one.name) for one in lookup.mappings()
        ]
        assert found == decoded(expected), data
        for line, column in {*(one[0] for one in found), (0, 0), (0, 3), (1, 2), (9, 9)}:
            assert [original(one) for one in lookup.original_positions(int(line), int(column))] == [
                (one.source.url, one.source.content, one.line, one.column) if one else None
                for one in (get_original_positions(expected, Position(line, column)) if expected else ())
            ], data


def has_name_of_property(kind: type, name: str) -> bool:
    return not name.startswith("_") and isinstance(inspect.getattr_static(kind, name), property | cached_property)


def touch(thing: object) -> None:
    """Ask for every public attribute that is computed."""
    for name in dir(type(thing)):
        if has_name_of_property(type(thing), name):
            getattr(thing, name)


def use(data: bytes, path: str = "a.js.map") -> None:
    """Ask a document, its maps and their parts for all that they have."""
    document = Document(data, path)
    touch(document)
    for pointer in ("", "/version", "/sources/0", "/sections/0/map/mappings", "/~1", "/x~0", "//", "/sources/-1"):
        document.find(pointer)
    for map in document.maps():
        touch(map)
        map.source_name(0)
        for index in (0, 1, 10**9):
            map.content(index)
        for offset in (0, 1, len(map.mappings_text), 10**9):
            assert 0 <= map.mappings_offset(offset) <= len(data)
        for value in (member.value for member in map.fields.values()):
            touch(value)
            value.python()
        touch(map.mappings)
        for fault in map.mappings.faults:
            touch(fault)
        for segment in map.mappings.segments():
            assert 0 <= segment.offset <= len(map.mappings_text)
        if map.mappings.is_clean:
            map.mappings.originals()
        for section in map.sections:
            touch(section)
            section.offset("line")
            section.field("url")
    document.release()


EVERYTHING: Final = [
    *(Settings(presets=(preset,)) for preset in registry.PRESETS),
    Settings(presets=tuple(registry.PRESETS)),
    Settings(select=("all",)),
]
any_map = st.one_of(
    st.binary(max_size=60),
    written(edited_maps()),
    written(values),
    mutated(st.sampled_from(MEDIUM)),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
URLS: Final = (
    b"a.map",
    b"data:",
    b"data:application/json,",
    b"data:application/json;base64,",
    b"",
    b"%",
    b"../",
    b"//x",
    b"\xc3\xa9",
)
PIECES: Final = (
    *(
        b"//",
        b"/*",
        b"*/",
        b"# ",
        b"#",
        b"@",
        b" ",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\xe2\x80\xa8",
        b"\xc2\xa0",
        b"\xef\xbb\xbf",
    ),
    *(
        b"sourceMappingURL=",
        b"sourceMappingURL",
        b"debugId=",
        b"'",
        b'"',
        b"`",
        b"${",
        b"}",
        b"\\",
        b"a=1;",
        b"url(",
        b"/",
    ),
    *(b"85314830-023f-4cf1-a267-535f4e37bb17", b"\xff", b"\0", b"<script>", b"[]", b"e=/[/]/g"),
)
code = st.lists(st.sampled_from(PIECES + URLS) | st.binary(max_size=3), max_size=16).map(b"".join)
# A module: its head, then sections with right and wrong sizes, some of them with the name that links.
wasm = st.tuples(
    st.sampled_from([b"\0asm\1\0\0\0", b"\0asm", b"\0asm\x0d\0\1\0", b""]),
    st.lists(
        st.sampled_from(
            [
                b"\0\x17\x10sourceMappingURL\5a.map",
                b"\0\x17\x10sourceMappingURL\6a.map",
                b"\0\x11\x10sourceMappingURL",
                b"\0\xff\xff\xff\xff\x0f\x10sourceMappingURL\5a.map",
                b"\0\x18\x10sourceMappingURL\6data:,",
                b"\1\0",
                b"\x0a\x80\x80\0",
            ]
        )
        | st.binary(max_size=6),
        max_size=5,
    ).map(b"".join),
).map(b"".join)
LINKS: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda data: b"a\n//# sourceMappingURL=data:application/json;base64," + base64.b64encode(data),
    lambda data: b"a\n//# sourceMappingURL=data:application/json," + b"".join(b"%%%02x" % byte for byte in data),
    lambda data: b"a\n//# sourceMappingURL=data:application/json," + data,
    lambda data: b"a\n//# sourceMappingURL=data:;base64," + data,
    lambda data: b"\xc3\xa9{}\n/*# sourceMappingURL=data:application/json;base64,%b */" % base64.b64encode(data),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    """1-based, the column in UTF-16 units."""
    before = data[:offset].decode("utf-8", "replace").split("\n")
    return len(before), units(before[-1]) + 1


def place_is_inside(finding: Finding, files: dict[str, bytes]) -> None:
    place = finding.place
    assert place.path in files, place
    data = files[place.path]
    counted = finding.offset is not None and not finding.inline
    if place.path.endswith(".wasm"):
        # One line, and columns are bytes.
        lengths = [len(data)]
        if counted:
            assert (place.line, place.column) == (1, (finding.offset or 0) + 1), finding
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            # How many columns bytes take that are no text is anyone's guess: from none to one each.
            lengths = list(map(len, data.split(b"\n")))
        else:
            lengths = list(map(units, text.split("\n")))
            if counted:
                assert (place.line, place.column) == line_and_column(data, finding.offset or 0), finding
    assert (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column), finding
    assert place.line <= place.end_line <= len(lengths), finding
    assert place.column <= lengths[place.line - 1] + 1, finding
    # What ends behind the last character, or at the end of a line, marks one column more.
    assert place.end_column <= lengths[place.end_line - 1] + 2, finding
    for frame in finding.frames:
        assert frame.path in files, finding
        assert frame.line >= 1, finding
        assert frame.column >= 1, finding
        assert max(map(len, (frame.before, frame.marked, frame.after))) <= 200, finding


def lint(files: dict[str, bytes], settings: Settings) -> Report:
    """Lint, and see that the report is whole."""
    report = lint_files(files, settings)
    assert not report.crashed, [one.message for one in report.findings if one.rule == "internal-error"]
    assert "internal-error" not in {one.rule for one in report.findings}
    assert not report.incomplete
    assert len({one.fingerprint for one in report.findings}) == len(report.findings)
    for finding in report.findings:
        place_is_inside(finding, files)
        for related in finding.related:
            place_is_inside(finding._replace(place=related.place, offset=None, frames=()), files)
    return report


class TestAnything:
    """Nothing raises, whatever the bytes are, and each place that a finding names is in the file."""

    @times(100)
    @given(any_map)
    def test_a_document(self, data: bytes) -> None:
        use(data)

    @times(30)
    @given(st.text(max_size=60) | written(edited_maps()).map(bytes.decode))
    def test_parse(self, text: str) -> None:
        for data in (text, text.encode("utf-8", "surrogatepass")):
            touch(smaplint.parse(data))

    @times(80)
    @given(any_map, st.sampled_from(["a.js.map", "a.css.map", "a.d.ts.map", "a.wasm.map"]), st.sampled_from(EVERYTHING))
    def test_a_map(self, data: bytes, name: str, settings: Settings) -> None:
        lint({name: data}, settings)

    @times(80)
    @given(any_map, code, st.sampled_from(["js", "css", "mjs", "d.ts", "html"]), st.sampled_from(EVERYTHING))
    def test_a_map_and_its_file(self, data: bytes, text: bytes, kind: str, settings: Settings) -> None:
        comment = b"/*# sourceMappingURL=a.%b.map */" if kind == "css" else b"\n//# sourceMappingURL=a.%b.map"
        lint({f"a.{kind}": text + comment % kind.encode(), f"a.{kind}.map": data}, settings)

    @times(60)
    @given(any_map, st.sampled_from(LINKS), st.sampled_from(["a.js", "a.css"]), st.sampled_from(EVERYTHING))
    def test_an_inline_map(self, data: bytes, link: Callable[[bytes], bytes], name: str, settings: Settings) -> None:
        lint({name: link(data)}, settings)

    @times(80)
    @given(
        st.dictionaries(st.sampled_from(["a.js", "b.js", "a.css", "a.d.ts", "a.js.map", "a.html"]), code, min_size=1),
        st.sampled_from(EVERYTHING),
    )
    def test_generated_files(self, files: dict[str, bytes], settings: Settings) -> None:
        lint(files, settings)

    @times(60)
    @given(wasm, any_map, st.sampled_from(EVERYTHING))
    def test_webassembly(self, data: bytes, map: bytes, settings: Settings) -> None:
        lint({"a.wasm": data, "a.map": map}, settings)


COMMENTS: Final = (
    *(
        "//",
        "/*",
        "*/",
        "#",
        "@",
        " ",
        "\t",
        "\v",
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        "\u2029",
        "'",
        '"',
        "`",
        "/",
        "a",
        "\\",
    ),
    *("# sourceMappingURL=a.map", "//# sourceMappingURL=b.map", "//@ sourceMappingURL=", "sourceMappingURL=", "c.map"),
    *("//# debugId=85314830-023f-4cf1-a267-535f4e37bb17", "é", "\x85", "\x1c", "\u200b"),
    # Blanks that JavaScript has and ASCII has not.
    *("\ufeff", "\xa0", "\u1680", "\u2000", "\u200a", "\u202f", "\u205f", "\u3000"),
)


class TestLinking:
    """JavaScriptExtractSourceMapURL, without parsing."""

    @times(300)
    @given(st.lists(st.sampled_from(COMMENTS), max_size=12).map("".join))
    def test_comments(self, text: str) -> None:
        directive = javascript_tail(text.encode()).directive
        expected = javascript_extract_source_map_url(utf8_decode(text.encode()))
        assert (directive.url if directive else None) == expected
