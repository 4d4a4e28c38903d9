"""The compiled pass and plain Python differ in nothing but speed. Needs an install with a compiler."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smaplint import _fast
from smaplint._json import MAX_DEPTH, Value, scan
from smaplint.mappings import KEPT, Mappings
from tests.conftest import CI
from tests.foreign import Refusal, decode
from tests.mutants import decoded, difference, mutants, plain, string
from tests.test_foreign_decoders import ours
from tests.test_mappings import agree, vlq

BUILDS = Path(__file__).with_name("builds") / "output"
_PURE = bool(os.environ.get("SMAPLINT_PURE"))
_LARGEST = (1 << 31) - 1

needs_compiled = pytest.mark.skipif(
    _fast.fast is None and (_PURE or not CI), reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)


def both(field: bytes, sources: int = 2, names: int = 2, start: tuple[int, int] = (0, 0)) -> dict[str, object]:
    """What both paths read off a field."""
    compiled = decoded(Mappings(field, sources, names, start))
    with plain():
        assert decoded(Mappings(field, sources, names, start)) == compiled
    # Where it stands in the text of a map it is not copied, and what is around it is not read.
    around = b'"mappings":"' + field + b'AAAA;A"'
    assert decoded(Mappings(around, sources, names, start, (12, 12 + len(field)))) == compiled
    return compiled


def real_maps() -> list[bytes]:
    """Small maps that tools wrote."""
    maps = [data for path in sorted(BUILDS.rglob("*.map")) if len(data := path.read_bytes()) < 4000]
    assert len(maps) > 100
    return maps


@needs_compiled
class TestOfOneField:
    def test_the_compiled_pass_is_there(self) -> None:
        """In CI, where it must not be missed, this fails without."""
        assert _fast.fast is not None

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            # ECMA-426, VLQSignedValue: a negative zero is -2**31, however many digits it is written with.
            ("B", {"range": 1}),
            ("hA", {"range": 1}),
            ("hgggggggggggA", {"range": 1}),
            ("AAAhA", {"range": 1}),
            # VLQUnsignedValue: below 2**32; what is 0 may be padded.
            ("ggggggE", {"range": 1}),
            ("+/////H", {"range": 1}),
            ("//////D", {"negative-column": 1}),
            ("+/////D", {}),
            ("ggggggggggggA", {}),
            ("ggggggggggggB", {"range": 1}),
            ("ggggggg=", {"alphabet": 1}),
            ("g" * 30, {"truncated": 1}),
            # The grammar of DecodeMappingsField.
            ("", {}),
            (";", {}),
            (",", {"empty": 2}),
            ("AAAA,", {"empty": 1}),
            (";,;", {"empty": 2}),
            ("AAAA,;AAAA", {"empty": 1}),
            ("AAAAA", {}),
            ("AAAAAA", {"arity": 1}),
            ("AAAAAAAAAAAAAAAAAA=", {"alphabet": 1}),
            ("AA,AAA", {"arity": 2}),
            ("AAAA\0", {"alphabet": 1}),
            ("C,D,D,D,C", {"unsorted": 1, "negative-column": 3}),
            ("AAAA;ADAA;ADAA;ACAA", {"source-bounds": 3}),
            ("AADA,AACA,AAAD", {"negative-original": 2}),
            ("AADD", {"negative-original": 2}),
            ("AAAAE,AAAAF", {"name-bounds": 1}),
        ],
    )
    def test_kinds(self, text: str, kinds: dict[str, int]) -> None:
        assert dict(both(text.encode(), 1, 2)["counts of faults"]) == kinds  # type: ignore[call-overload]

    @pytest.mark.parametrize("start", [(0, 0), (4, 7), (1 << 40, 1 << 40), (10**300, 10**300)])
    @pytest.mark.parametrize("text", [b"AAAA,IAAI;CAAC,=,AA", b"AAAA,IAAI;CAAC,D", b";;A,C", b"D,C;D"])
    def test_of_a_section(self, text: bytes, start: tuple[int, int]) -> None:
        both(text, 1, 0, start)

    def test_sums_beyond_32_bits(self) -> None:
        far = vlq(_LARGEST)
        for step in (far, "A" + "A" + far + far, far + "A" + far + far + "A", "A" + vlq(-_LARGEST) + "AA"):
            both(",".join([step] * 5).encode())
            both(";".join([step] * 5).encode())

    def test_as_many_are_kept(self) -> None:
        found = both(b"=,AA,B,g,,D;AEAA;AAAD;" * 100)
        assert len(found["faults"]) == 6 * KEPT  # type: ignore[arg-type]

    def test_more_rows_than_one_buffer_holds(self) -> None:
        text = b",".join([b"CAAC", b"CCAAC", b"A", b"CDAAD"] * 20_000)
        assert len(both(text)["segments"]) == 80_000  # type: ignore[arg-type]

    @given(st.binary(max_size=60) | st.text("ABCDghz+/,,;;=", max_size=120).map(str.encode))
    @settings(max_examples=500)
    def test_any_bytes(self, text: bytes) -> None:
        both(text)
        agree(text, 2, 2)


@needs_compiled
class TestOfJson:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                " ",
                "{",
                "[",
                "]",
                "{}",
                "[]",
                "[ ]",
                "{ }",
                "3",
                "-",
                "-0",
                "01",
                "1.",
                "1.5e+3",
                "1e",
                "1E-1",
                ".5",
            ),
            *(
                '"',
                '"a',
                '"a"',
                '"\\',
                '"\\"',
                '"\\x"',
                '"\\u00e',
                '"\\u00e9"',
                '"\\ud800"',
                '"\\uDBFF\\udfff"',
                "[nul]",
            ),
            *(
                "nullx",
                "true",
                "falsetrue",
                "[1,]",
                "[,1]",
                "[1 2]",
                '{"a"}',
                '{"a":}',
                '{"a":1,}',
                '{"a" : 1 , "b":2}',
            ),
            *('{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"":1,"":2}', '[{"a":1},{"a":2}]', '{"a":{"a":{"a":1}}}'),
            *('"\t"', '"\x00"', '"\x1f"', '"\x7f"', '"é😀\u2028"', "\ufeff{}", "{}\n\r\t ", "{}x", "{}\x00", "[[[]]"),
            *(
                "[" * MAX_DEPTH + "]" * MAX_DEPTH,
                "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
                "[" * 5000 + "]" * 5000,
            ),
            *(json.dumps({str(key): key for key in range(size)}) for size in (47, 48, 49, 600)),
            json.dumps([{str(key): key for key in range(40)}] * 40),
            json.dumps({"k" * 64: 1, "k" * 65: 2}),
            *('"' + "a" * size + end for size in range(20) for end in ('"', '\\n"', "\\", "\t", 'é"', "")),
        ],
    )
    def test_one_tree(self, text: str) -> None:
        assert not difference(text.encode())

    @pytest.mark.parametrize("text", [b'"\xff"', b'"\xc3', b'{"\xff":1}', b'"\xed\xa0\x80"', b"\xff", b"[\xc3\xa9]"])
    def test_bytes_that_are_no_utf8(self, text: bytes) -> None:
        assert not difference(text)

    def test_items_of_many(self) -> None:
        text = json.dumps({"sources": [f"{number}.js" for number in range(3000)], "x": [None, {"y": [1] * 3000}]})
        assert not difference(text.encode())

    @given(st.binary(max_size=40), st.integers(0, 40))
    def test_the_parts_of_what_is_not_json_end(self, data: bytes, start: int) -> None:
        """Nobody asks for them; still nothing is read outside, and no loop goes on."""
        value = Value(data, min(start, len(data)), len(data))
        if data[start : start + 1]:
            _ = (value.is_texts, value.length, [*value.items()])
        if data[start : start + 1] == b"{":
            assert _fast.fast is not None
            assert len(_fast.fast.parts(data, start, named=True)) % 4 == 0


def clean(field: bytes, sources: int = 2, names: int = 2) -> None:
    """Assert that `_scan.clean` accepts what plain Python finds nothing in, and has its sums."""
    assert _fast.fast is not None
    # The bytes beside the field are those of a field: nothing of them may be read.
    found = _fast.fast.clean(b"AA" + field + b"AA,", 2, 2 + len(field), sources, names)
    with plain():
        read = Mappings(field, sources, names)
        assert (found is not None) == (not read.fault_counts), field
        if found is not None:
            numbers = [abs(number) for segment in read.segments() for number in segment]
            assert found[:3] == tuple(read.counts)
            assert found[3] >= max([len(field), *numbers])


# What may stand in a field, right and wrong: of each shape, of each length, at each limit.
PIECES = [
    *(
        "A",
        "AAAA",
        "CCCC,CDDD",
        "AACAC",
        "AACAC,AAADD",
        "gBAgBA",
        "oBAqCCA,A",
        "gggBAgggBgggB",
        "+////DAAA",
        "AAAA,",
        ",AAAA",
    ),
    *(
        "ggggggCAAA",
        "ggggggggCAAA",
        "A" * 6,
        "AA",
        "AAA",
        "AAAg",
        "g",
        ",",
        ",,",
        ";,;",
        ";;",
        "=",
        "AA=A",
        "B",
        "AABA",
        "hA",
        "AAhgA",
    ),
    *(
        "AAAAB",
        "gA",
        "AAggAA",
        "D",
        "C,D",
        "C;D",
        "ADAA",
        "AEAA",
        "AADA",
        "AAAD",
        "AAAAE",
        "AAAAD",
        "AAAAhB",
        "+/////DAAA",
    ),
    *(
        "AA+/////DA",
        "AA+/////DA,AA+/////DA",
        "//////D",
        "+/////H",
        "gggggggE",
        "AA+///fA,AA////fA",
        "\0",
        "\xff",
        "\xc3\xa9AAA",
        "[AAA",
        "@AAA",
    ),
    *("`AAA", "{AAA", "-AAA", ".AAA", ":AAA", "AAAA AAAA", "AAAA\\n"),
]


@needs_compiled
class TestLoops:
    """The loops of `_vector.h`, which look at 64 bytes at once, and at 4096 of a field, against Python's own."""

    @pytest.mark.parametrize("piece", [piece.encode("latin-1") for piece in PIECES])
    def test_a_field_at_each_place_of_a_block(self, piece: bytes) -> None:
        for before in range(136):
            filled = b";" * (before % 5) + b"AAAA," * (before // 5)
            for field in (filled + piece, filled + piece + b",AAAC;CAAA,gBAgBA" * 5):
                clean(field)

    @pytest.mark.parametrize("piece", [piece.encode("latin-1") for piece in PIECES])
    def test_a_field_at_the_end_of_a_piece(self, piece: bytes) -> None:
        for before in range(4085, 4100):
            field = b";" * (before % 5) + b"AAAA," * (before // 5) + piece
            clean(field)
            clean(field + b";" + b"CAAC," * 1700 + b"A")

    @pytest.mark.parametrize(
        ("sources", "names"), [(0, 0), (1, 0), (0, 1), (1, 1), (3, 3), (1 << 40, 1 << 40), (-1, -1)]
    )
    def test_bounds(self, sources: int, names: int) -> None:
        for piece in (
            b"",
            b"A",
            b"AAAA",
            b"AAAAA",
            b"ACAA",
            b"AAAAC",
            b"ACAA,AFAA",
            b"AAAAC,AAAAF",
            b"AEAAE",
            b"AGAAG",
            b"AgBAA",
        ):
            for filled in (b"", b";" * 70, b"C," * 3000):
                clean(filled + piece, sources, names)

    def test_sums_beyond_what_a_vector_holds(self) -> None:
        for step in (
            "AA+///fA",
            "AAA+///f",
            "+///fAAA",
            "AA+/////DA",
            "AA+/////DA,AA//////DA",
            "A+///fAA",
            "AAAA+///f",
        ):
            for count in (20, 63, 64, 65, 600):
                clean(",".join([step] * count).encode(), 1 << 40, 1 << 40)

    def test_real_fields(self) -> None:
        for data in real_maps():
            fields = json.loads(data)
            if isinstance(fields.get("mappings"), str):
                clean(fields["mappings"].encode(), len(fields["sources"]), len(fields.get("names", [])))

    @given(st.text("ABCDghz+/,,;;=", max_size=40).map(str.encode), st.integers(0, 140))
    @settings(max_examples=500)
    def test_any_field(self, text: bytes, before: int) -> None:
        clean(b";" * (before % 5) + b"AAAA," * (before // 5) + text)

    @pytest.mark.parametrize(
        "piece",
        [
            *(b"", b"a", b"\\n", b'\\"', b"\\\\", b"\\\\\\\\", b'\\\\\\"', b'\\\\\\\\"', b"\\", b"\\\\\\"),
            *(b"\\" + bytes([byte]) for byte in range(256)),
            *(bytes([byte]) for byte in (0, 9, 10, 31, 32, 127, 128, 255)),
            *(
                rb"\u00e9",
                rb"\uD83D\ude00",
                rb"\ud7ff",
                rb"\uE000",
                rb"\u12",
                rb"\u12g4",
                rb"\u",
                rb"\\u12",
                rb"\n\n\u00",
                rb"\u\n",
            ),
        ],
    )
    def test_a_string_at_each_place_of_a_block(self, piece: bytes) -> None:
        assert _fast.fast is not None
        for before in (*range(10), *range(52, 70), *range(120, 132)):
            for after in (b'"', b'\\n"x', b'aaaa"' + b"a" * 70, b"a" * 70 + b'"', b"", b'\x01"'):
                data = b"a" * before + piece + after
                assert _fast.fast.string(data, 0) == string(data, 0), data

    @given(
        st.lists(st.sampled_from([b"\\", b'"', b"n", b"u00e9", b"udEad", b"\x1f", b"\xc3", b"a" * 31]), max_size=40),
        st.integers(0, 70),
    )
    @settings(max_examples=500)
    def test_any_string(self, pieces: list[bytes], start: int) -> None:
        assert _fast.fast is not None
        data = b"a" * start + b"".join(pieces) + b'"'
        assert _fast.fast.string(data, start) == string(data, start)

    @pytest.mark.parametrize("lead", [*range(0x7E, 0x100, 1)])
    def test_utf8_by_its_first_bytes(self, lead: int) -> None:
        edges = (0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF)
        for more in itertools.chain.from_iterable(itertools.product(edges, repeat=count) for count in range(4)):
            character = bytes([lead, *more])
            assert_utf8(character)
            assert_utf8(b"a" * 63 + character + b"a" * 64)

    @pytest.mark.parametrize("piece", ["é", "日本", "😀", "aé😀a"])
    def test_utf8_at_each_place_of_a_block(self, piece: str) -> None:
        for before in range(135):
            for data in (b"a" * before + piece.encode(), b"a" * before + piece.encode() + b"a" * 70):
                for end in range(before, min(len(data), before + 12) + 1):
                    assert_utf8(data[:end])
                    assert_utf8(data[:end] + b"a" * 64 + data[end:])

    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_utf8_of_any_bytes(self, data: bytes) -> None:
        assert_utf8(data)

    @pytest.mark.parametrize("size", [*range(130), 64 * 255, 64 * 256 - 1, 64 * 511 + 7, 100_000])
    def test_count(self, size: int) -> None:
        assert _fast.fast is not None
        for data in (b"\n" * size, b"a\n\x8a" * (size // 3), b"\xff" * size):
            assert [_fast.fast.count(data, byte) for byte in (10, 97, 255)] == [
                data.count(byte) for byte in (10, 97, 255)
            ]

    @pytest.mark.parametrize(
        "needle", [b"a", b"A", b"ab", b"Ab", b"bA", b"aaB", b"ebugId", b"sourceMappingURL=", b"a" * 32, b"Z" * 32]
    )
    def test_find(self, needle: bytes) -> None:
        assert _fast.fast is not None
        for before in range(200):
            for filler in (b"a", b"Z", needle[:1], needle[-1:], needle[:-1] or b"x"):
                around = (filler * 200)[:before]
                for data in (around + needle, around + needle + around, around + needle[:-1], around):
                    assert _fast.fast.find(data, needle) == data.find(needle)

    @given(st.text("abAB", max_size=300).map(str.encode), st.text("abAB", min_size=1, max_size=8).map(str.encode))
    def test_find_any(self, data: bytes, needle: bytes) -> None:
        assert _fast.fast is not None
        assert _fast.fast.find(data, needle) == data.find(needle)


def assert_utf8(data: bytes) -> None:
    assert _fast.fast is not None
    try:
        data.decode()
        valid = True
    except UnicodeDecodeError:
        valid = False
    assert _fast.fast.utf8(data) is valid, data


@needs_compiled
class TestMutants:
    @pytest.mark.parametrize("seed", range(4))
    def test_small_ones(self, seed: int) -> None:
        found = [(data, said) for data in mutants(seed, 1000) if (said := difference(data))]
        assert not found

    def test_of_real_maps(self) -> None:
        found = [(data, said) for data in mutants(4, 500, real_maps()) if (said := difference(data))]
        assert not found

    def test_what_is_accepted_is_what_python_reads(self) -> None:
        assert _fast.fast is not None
        accepted = 0
        for data in mutants(5, 3000):
            if found := _fast.fast.scan(data, 0):
                accepted += 1
                # Bytes that are no UTF-8 are another rule's business.
                json.loads(data.decode("utf-8", "replace"))
                assert data[found[0] : found[1]] == data.strip(b" \t\r\n")
        assert accepted > 1000

    @pytest.mark.node
    def test_a_foreign_decoder_reads_the_same(self) -> None:
        fields = {}
        for data in mutants(6, 9000, real_maps()):
            root = scan(data).root
            value = root.members.get("mappings") if root else None
            text = value.value.raw[1:-1] if value and value.value.kind == "string" else b""
            # Of an empty segment it makes one.
            faults = Mappings(text, 1 << 30, 1 << 30).fault_counts.keys()
            if text.isascii() and b"\\" not in text and faults <= {"unsorted"}:
                fields[text.decode()] = text
        assert len(fields) > 150
        for answer in decode(((text, text) for text in fields), only="codec"):
            assert not isinstance(answer.codec, Refusal)
            assert answer.codec == ours(Mappings(fields[answer.id], 1 << 30, 1 << 30)), answer.id


class TestWhichPath:
    def smaplint(self, *arguments: str, **more: str) -> str:
        command: Sequence[str] = [sys.executable, "-m", "smaplint", *arguments]
        environment = {key: value for key, value in os.environ.items() if key != "SMAPLINT_PURE"} | more
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        return done.stdout + done.stderr

    @needs_compiled
    @pytest.mark.parametrize("arguments", [("--version", "-v"), ("-V", "--verbose"), ("-v", "--version")])
    def test_version_says_it(self, arguments: tuple[str, ...]) -> None:
        assert self.smaplint(*arguments).splitlines()[1] == "compiled decoder"

    def test_version_says_that_it_is_the_slow_one(self) -> None:
        assert "plain Python decoder (no compiled pass): slower" in self.smaplint("-V", "-v", SMAPLINT_PURE="1")

    def test_version_alone_is_one_line(self) -> None:
        assert len(self.smaplint("--version").splitlines()) == 1

    def test_a_verbose_run_says_once_that_it_is_the_slow_one(self, tmp_path: Path) -> None:
        for name in ("a.js.map", "b.js.map"):
            (tmp_path / name).write_bytes(b'{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}')
        arguments = ("--no-config", "--preset", "spec", str(tmp_path))
        assert self.smaplint("-v", *arguments, SMAPLINT_PURE="1").count("plain Python decoder") == 1
        assert "plain Python decoder" not in self.smaplint(*arguments, SMAPLINT_PURE="1")

    @needs_compiled
    def test_a_verbose_run_does_not_say_that_it_is_the_fast_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.js.map").write_bytes(b'{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}')
        assert "decoder" not in self.smaplint("-v", "--no-config", "--preset", "spec", str(tmp_path))
