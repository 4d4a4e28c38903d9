"""The fields of proposals: what their drafts take and refuse, and what real tools write.

Expected values come from the texts of the proposals and from TC39's tests; the scopes and ranges that are written out come
from swc and Babel.
"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import ranges, registry, scopes, vlq
from smaplint.document import Document
from smaplint.engine import lint, lint_files
from smaplint.mappings import Mappings
from smaplint.settings import Settings
from smaplint.vlq import TextFault, VlqError
from tests.npm import NpmMissing, installed, program

BUILDS: Final = Path(__file__).with_name("builds")
FAMILY: Final = ("range-mappings-encoding", "scopes-encoding", "sources-hash-length")

# What is said: (kind, byte of the field, the text that stands there).
Said = tuple[str, int, str]


def said(text: str, faults: tuple[TextFault, ...]) -> list[Said]:
    return [(one.kind, one.offset, text[one.offset : one.offset + one.length]) for one in faults]


class TestNumbers:
    """ECMA-426, base64 VLQ."""

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            (b"", []),
            (b"A", [0]),
            (b"f", [31]),
            (b"gB", [32]),
            (b"CgBC", [2, 32, 2]),
            (b"//////D", [(1 << 32) - 1]),
            (b"h" + b"g" * 70_000 + b"A", [1]),
        ],
    )
    def test_unsigned(self, text: bytes, values: list[int]) -> None:
        assert [value for _, value in vlq.unsigned(text, 0, len(text))] == values

    def test_offsets(self) -> None:
        assert list(vlq.unsigned(b"xxCgBgggACxx", 2, 10)) == [(2, 2), (3, 32), (5, 0), (9, 2)]

    @pytest.mark.parametrize(
        ("text", "offset", "length"),
        [
            (b"Cg", 1, 1),
            (b"CgggA!?C", 5, 2),
            (b"Cg\xc3\xa9", 2, 2),
            (b"CggggggE", 1, 7),
            (b"C" + b"g" * 70_000 + b"B", 1, 70_001),
        ],
    )
    def test_no_number(self, text: bytes, offset: int, length: int) -> None:
        with pytest.raises(VlqError) as caught:
            list(vlq.unsigned(text, 0, len(text)))
        assert (caught.value.offset, caught.value.length) == (offset, length)

    @pytest.mark.parametrize(
        ("value", "number"), [(0, 0), (2, 1), (3, -1), (1, -(1 << 31)), ((1 << 32) - 1, -(1 << 31) + 1)]
    )
    def test_signed(self, value: int, number: int) -> None:
        assert vlq.signed(value) == number


# Names: f, x, y. By clause of the draft: sources, the field, what is said of it.
SCOPES: Final[dict[str, tuple[int, str, list[Said]]]] = {
    # Scopes grammar
    "no text": (1, "", []),
    "a tree": (1, "BAAA,CBA", []),
    "nothing known": (4, "A,A,A,A", []),
    "some known": (3, "BCAAA,CKA,A,BCAAA,CKA", []),
    "ranges alone": (1, "EAA,FK", []),
    "scopes and ranges": (1, "BCAAA,CKA,ECAA,FK", []),
    "a range that ends on another line": (1, "A,EAA,FBK", []),
    "an item is empty": (1, "BAAA,,CBA", [("grammar", 5, "")]),
    "a comma in front": (1, ",A", [("grammar", 0, "")]),
    "a comma at the end": (1, "A,", [("grammar", 2, "")]),
    "a blank": (1, "A, EAA,FA", [("grammar", 2, " ")]),
    "a padding": (1, "A,EAA=,FA", [("grammar", 5, "=")]),
    "a semicolon": (1, "A;EAA,FA", [("grammar", 1, ";")]),
    "a number that breaks off": (1, "BAAA,CBg", [("grammar", 7, "g")]),
    "a number that breaks off at a comma": (1, "BAAg,CBA", [("grammar", 3, "g")]),
    "a number of 33 bits": (1, "A,EAggggggE,FA", [("grammar", 4, "ggggggE")]),
    "a number of 32 bits": (1, "A,EA//////D,FA", []),
    "A with a number": (1, "AA", [("grammar", 0, "AA")]),
    "A in a scope": (1, "BAAA,A,CBA", [("grammar", 5, "A")]),
    "A in a range": (1, "EAA,A,FA", [("grammar", 4, "A")]),
    "A behind a range": (1, "EAA,FA,A", [("grammar", 7, "A")]),
    "a scope in a range": (1, "EAA,BAAA,CAA,FA", [("grammar", 4, "BAAA")]),
    "a scope behind a range": (1, "EAA,FA,BAAA,CAA", [("grammar", 7, "BAAA")]),
    "a range in a scope": (1, "BAAA,EAA,FA,CAA", [("grammar", 5, "EAA")]),
    # Original scope grammar
    "scopes in scopes": (1, "BAAA,BAAA,CAB,BAAA,CAB,BAAB,CAC,CBA", []),
    "a name": (1, "BBAAA,CAA", []),
    "a name and a kind": (1, "BDAAAA,CAA", []),
    "a stack frame": (1, "BEAA,CAA", []),
    "a flag that is not known": (1, "BIAA,CAA", []),
    "no column": (1, "BAA,CAA", [("grammar", 0, "BAA")]),
    "flags without the name": (1, "BBAA,CAA", [("grammar", 0, "BBAA")]),
    "a name without the flag": (1, "BAAAA,CAA", [("grammar", 0, "BAAAA")]),
    "too many numbers": (1, "BDAAAAA,CAA", [("grammar", 0, "BDAAAAA")]),
    "an end without a column": (1, "BAAA,CA", [("grammar", 5, "CA")]),
    "an end with three numbers": (1, "BAAA,CAAA", [("grammar", 5, "CAAA")]),
    "no end": (1, "BAAA,BAAA,CAA", [("grammar", 0, "BAAA")]),
    "no start": (1, "A,CAA", [("grammar", 2, "CAA")]),
    "an end of scope in a range": (1, "A,EAA,CAA,FA", [("grammar", 6, "CAA")]),
    "variables": (1, "BAAA,DACC,CAA", []),
    "no variable": (1, "BAAA,D,CAA", [("grammar", 5, "D")]),
    "variables twice": (1, "BAAA,DA,DC,CAA", [("grammar", 8, "DC")]),
    "variables behind a child": (1, "BAAA,BAAA,CAA,DA,CAA", [("grammar", 14, "DA")]),
    "variables of nothing": (1, "A,DA", [("grammar", 2, "DA")]),
    # Generated range grammar
    "a line": (1, "A,EBBA,FA", []),
    "a line without the flag": (1, "A,EABA,FA", [("grammar", 2, "EABA")]),
    "a flag without the line": (1, "A,EBA,FA", [("grammar", 2, "EBA")]),
    "an end of three": (1, "A,EAA,FAAA", [("grammar", 6, "FAAA")]),
    "an end of none": (1, "A,EAA,F", [("grammar", 6, "F")]),
    "a range without end": (1, "A,EAA,EAA,FA", [("grammar", 2, "EAA")]),
    "an end without a range": (1, "A,EAA,FA,FA", [("grammar", 9, "FA")]),
    "no binding": (1, "BAAA,DA,CAA,ECAA,G,FA", [("grammar", 17, "G")]),
    "bindings behind a child": (1, "BAAA,DA,CAA,ECAA,EAA,FA,GA,FA", [("grammar", 24, "GA")]),
    "bindings behind the call site": (1, "BEAA,DA,CAA,ECAA,IAAA,GA,FA", [("grammar", 22, "GA")]),
    "a call site of two": (1, "BEAA,CAA,ECAA,IAA,FA", [("grammar", 14, "IAA")]),
    "a call site twice": (1, "BEAA,CAA,ECAA,IAAA,IAAA,FA", [("grammar", 19, "IAAA")]),
    "a sub-range outside": (1, "A,HAAAA", [("grammar", 2, "HAAAA")]),
    "a sub-range of two": (1, "BAAA,DA,CAA,ECAA,GA,HAAA,FA", [("grammar", 20, "HAAA")]),
    "a sub-range of four": (1, "BAAA,DA,CAA,ECAA,GA,HAAAAA,FA", [("grammar", 20, "HAAAAA")]),
    # Vendor extensions and items of later drafts
    "an extension": (1, "BAAA,/A,CAA,EAA,/CBB,FA,/D", []),
    "an extension without a name": (1, "A,/", [("grammar", 2, "/")]),
    "a tag of a later draft": (1, "BAAA,J,CAA,EAA,gBAAA,FA,Z", []),
    "a tag that breaks off": (1, "A,gg", [("grammar", 2, "gg")]),
    "a tree behind an extension": (2, "A,/A,A", [("grammar", 5, "A")]),
    # AccumulateIndex, RelativeName
    "a name below 0": (1, "BBAAD,CAA", [("index", 4, "D")]),
    "a name above": (1, "BBAAG,CAA", [("index", 4, "G")]),
    "a kind above": (1, "BDAAAG,CAA", [("index", 5, "G")]),
    "the last name": (1, "BDAAEE,CAA", []),
    "names add up": (1, "BBAAE,BBAAC,CAA,CAA", [("index", 10, "C")]),
    "names and kinds do not add up together": (1, "BDAAEE,BBAAA,CAA,CAA", []),
    "a variable above": (1, "BAAA,DECD,CAA", [("index", 7, "C")]),
    "only the first below 0 counts": (1, "BAAA,DDGG,CAA", [("index", 6, "D")]),
    "a negative zero is -2**31": (1, "BAAA,DB,CAA", [("index", 6, "B")]),
    # GeneratedRangeDefinition
    "a definition": (1, "BAAA,BAAA,CAA,CAA,ECAC,ECAD,FA,FA", []),
    "a definition above": (1, "BAAA,CAA,ECAC,FA", [("index", 12, "C")]),
    "a definition below 0": (1, "BAAA,CAA,ECAD,FA", [("index", 12, "D")]),
    "a definition of nothing": (1, "A,ECAA,FA", [("index", 5, "A")]),
    # BindingExpression
    "bindings": (1, "BAAA,DACC,CAA,ECAA,GABD,FA", []),
    "a binding above": (1, "BAAA,DA,CAA,ECAA,GE,FA", [("index", 18, "E")]),
    "a binding of a sub-range above": (1, "BAAA,DA,CAA,ECAA,GA,HAABDAAE,FA", [("index", 27, "E")]),
    # DecodedGeneratedRangeTrees
    "hidden": (1, "A,EMA,FA", []),
    "hidden and no stack frame": (1, "A,EIA,FA", [("hidden", 3, "I")]),
    "a sub-range": (1, "BAAA,DAC,CAA,ECAA,GAB,HBAKB,FA", []),
    "a sub-range behind a child": (1, "BAAA,DA,CAA,ECAA,GA,EAA,FA,HAAKB,FA", []),
    "a sub-range and a call site, as Chrome's codec writes them": (1, "BEAA,DA,CAA,ECAA,GA,HAAKB,IAAA,FA", []),
    "a sub-range of a variable that is not there": (1, "BAAA,DA,CAA,ECAA,GA,HBAKB,FA", [("sub-range", 20, "H")]),
    "a sub-range without bindings": (1, "BAAA,DA,CAA,ECAA,HAAKB,FA", [("sub-range", 17, "H")]),
    # Generated Range Record
    "fewer bindings": (1, "BAAA,DACC,CAA,ECAA,GAB,FA", [("bindings", 19, "GAB")]),
    "more bindings": (1, "BAAA,CAA,ECAA,GA,FA", [("bindings", 14, "GA")]),
    "bindings without a definition": (1, "A,EAA,GA,FA", [("bindings", 6, "GA")]),
    "variables without bindings": (1, "BAAA,DACC,CAA,ECAA,FA", []),
    "a call site": (1, "BEAA,CAA,ECAA,IAAA,FA", []),
    "a call site behind bindings": (1, "BEAA,DA,CAA,ECAA,GA,IAAA,FA", []),
    "a call site without a definition": (1, "A,EAA,IAAA,FA", [("call-site", 6, "IAAA")]),
    "a call site of a block": (1, "BAAA,CAA,ECAA,IAAA,FA", [("call-site", 14, "IAAA")]),
    "a call site of a stack frame": (1, "BEAA,CAA,EGAA,IAAA,FA", [("call-site", 14, "IAAA")]),
    "a call site in a source that is not there": (1, "BEAA,CAA,ECAA,IBAA,FA", [("index", 15, "B")]),
    # Scopes grammar, on the number of trees
    "fewer trees": (2, "A", [("trees", 0, "A")]),
    "more trees": (1, "A,A", [("trees", 0, "A,A")]),
}

# TC39's tests of decoding: number of sources, number of names, the field.
SUITE: Final = [
    (1, 0, "BAAA,BAAA,CAB,BAAA,CAB,BAAB,CAC,CBA"),
    (0, 0, ""),
    (3, 1, "BCAAA,CKA,A,BCAAA,CKA"),
    (1, 3, "BAAA,BFKAA,BFFCC,BCFEE,CFE,CBC,CBA,CBA"),
    (4, 0, "A,A,A,A"),
    (1, 12, "BCAAA,DCC,BHKFGI,DGCC,CJB,BHGFKA,DF,BCBIK,DKC,CDF,CBB,CBA"),
    (1, 5, "BAAA,BHKFAC,CIB,BHCFEA,CIB,BHCFCA,CIB,BHCFCA,CIB,CCA"),
    (1, 1, "BCAAA,CKA,ECAA,FK"),
]

# As swc 1.16 writes it of a small module for ES5, minified: 1 source, 21 names.
SWC: Final = (
    "BCBAA,DCC,BHCHCG,DAECC,BCDGI,CAK,BCABC,DG,BCAOD,CAQ,CAA,BGBJJ,CAJ,CBB,BGBAA,DAP,BGAyBA,CAhB,CAY,CBoB,ECAA,GCD,"
    "EGfC,GDFGH,EC9DC,FF,ECAC,GK,ECIC,FJ,FA,EGHC,FU,FB,EGTC,GKD,EER,FmH,EGcC,FoB,EED,EApB,F6D,FB,FS,FjB"
)


class TestScopes:
    @pytest.mark.parametrize(("sources", "text", "expected"), SCOPES.values(), ids=SCOPES)
    def test_table(self, sources: int, text: str, expected: list[Said]) -> None:
        assert said(text, scopes.check(text.encode(), 3, sources)) == expected

    @pytest.mark.parametrize(("sources", "names", "text"), [*SUITE, (1, 21, SWC)])
    def test_valid(self, sources: int, names: int, text: str) -> None:
        assert scopes.check(text.encode(), names, sources) == ()

    def test_unknown_lengths_are_not_compared(self) -> None:
        assert scopes.check(b"BDAAGG,DGG,CAA,A,ECAA,GKK,IBAA,FA", None, None)[0].kind == "call-site"
        assert scopes.check(b"A,A,A", None, None) == ()

    def test_faults_are_counted(self) -> None:
        (fault,) = scopes.check(b"BAAA,DGAAAAA,CAA", 3, 1)
        assert (fault.total, len(fault.others)) == (6, 3)

    def test_depth_has_no_limit(self) -> None:
        depth = 20_000
        text = b"BAAA," * depth + b"CAA," * depth + b"EAA," * depth + b"FA," * depth
        assert scopes.check(text[:-1], 0, 1) == ()
        (fault,) = scopes.check(text[: 5 * depth - 1], 0, 1)
        assert fault.offset == 5 * (depth - 1)

    @given(st.binary() | st.text(alphabet="ABCDEFGHIJ/g,", max_size=200).map(str.encode), st.integers(0, 3))
    def test_any_bytes(self, text: bytes, count: int) -> None:
        for fault in scopes.check(text, count, count):
            assert 0 <= fault.offset <= fault.offset + fault.length <= len(text)

    @given(
        st.lists(
            st.sampled_from(["A", "BAAA", "BBAAA", "BDAAAC", "BEAA", "CAA", "CBA", "DA", "DACC", "EAA", "ECAA", "EBBA"])
            | st.sampled_from(["EGAA", "FA", "FBA", "GA", "GAB", "HAAAA", "HAAABAAC", "IAAA", "/A", "JAA", "gB"])
            | st.sampled_from(["", "B", "BAA", "CA", "CAAA", "D", "EA", "F", "G", "HAAA", "IAA", "/", "AA", "g"]),
            max_size=14,
        ).map(",".join)
        | st.recursive(
            st.sampled_from(["BAAA,CAA", "A", "EAA,FA", "JA"]),
            lambda inner: st.tuples(
                st.sampled_from(
                    [("BAAA,", ",CAA"), ("BAAA,DA,", ",CAA"), ("ECAA,GA,", ",FA"), ("EAA,", ",FBA"), ("", "")]
                ),
                st.lists(inner, min_size=1, max_size=3).map(",".join),
            ).map(lambda parts: parts[1].join(parts[0])),
        )
    )
    def test_grammar_by_another_way(self, text: str) -> None:
        kinds = {fault.kind for fault in scopes.check(text.encode(), None, None)}
        assert ("grammar" in kinds) == (bool(text) and not adheres(text))


_ITEM: Final = re.compile(
    r"(A)|B(?:[AEIM]..|[BCFG]...|[DH]....)|C..|D.+|E(?:[AEIM].|[BCFGJKNO]..|[DHLP]...)|F..?|G.+|H.(?:...)+|I...|/.+|[J-Zg-z0-9+].*"
)


def adheres(text: str) -> bool:
    """Whether the items are as the grammar has them: trees of tags, taken off from the inside; one digit a number."""
    items = text.split(",")
    for item in items:
        numbers = re.sub(r"(?<=.)[g-z0-9+/]*([A-Za-f])", r"\1", item) if item[:1] in "BCDEFGHI/" else item
        if not _ITEM.fullmatch(numbers) or not re.fullmatch(r"/?(?:[g-z0-9+/]*[A-Za-f])*", item):
            return False
    tags = "".join(item[0] if item[0] in "ABCDEFGHI" else "x" for item in items)
    before = ""
    while before != tags:
        before = tags
        tags = re.sub(r"BD?[Tx]*C", "T", tags)
    before = ""
    while before != tags:
        before = tags
        # The draft has `EG?I?`; Chrome's codec puts the call site behind the sub-ranges.
        tags = re.sub(r"EG?H*I?[HRx]*F", "R", tags)
    return re.fullmatch(r"[TA]*[Rx]*", tags) is not None


# Of these mappings: line 1 has three, the third without an original position; line 2 none; line 3 one.
MAPPINGS: Final = "AAAA,IAAI,K;;AACJ"
RANGES: Final[dict[str, tuple[str, list[Said]]]] = {
    # Range mappings grammar
    "no text": ("", []),
    "no line": (";;;;;", []),
    "one": ("A", []),
    "two": ("AB", []),
    "the second": ("B", []),
    "of each line": ("AB;;A", []),
    "padded": ("gA;;ggA", []),
    "a comma": ("A,B", [("grammar", 1, ",")]),
    "a percent sign": ("AB%", [("grammar", 2, "%")]),
    "a padding": ("ab=", [("grammar", 2, "=")]),
    "breaks off": ("A;;g", [("grammar", 3, "g")]),
    "breaks off before a semicolon": ("Ag;;A", [("grammar", 1, "g")]),
    "beyond 32 bits": ("AggggggE", [("grammar", 1, "ggggggE")]),
    # DecodeRangeMappingsField
    "an index twice": ("AA", [("repeated", 1, "A")]),
    "the first 0 of each line is none": ("A;;A", []),
    "an index starts anew on each line": ("B;;B", [("unknown", 3, "B")]),
    # FindMappingForRangeMappingOffset
    "behind the last mapping of a line": ("AD", [("unknown", 1, "D")]),
    "on a line without mappings": (";A", [("unknown", 1, "A")]),
    "on a line that is not there": (";;;A", [("unknown", 3, "A")]),
    "far behind": ("//////D", [("unknown", 0, "/")]),
    # UpdateMappingsForRangeMappings
    "without an original position": ("C", [("unmapped", 0, "C")]),
    "all at once": ("ABBB;A;AA", [("unmapped", 2, "B"), ("unknown", 3, "B"), ("repeated", 8, "A")]),
}


class TestRanges:
    @pytest.mark.parametrize(("text", "expected"), RANGES.values(), ids=RANGES)
    def test_table(self, text: str, expected: list[Said]) -> None:
        assert said(text, ranges.check(text.encode(), Mappings(MAPPINGS.encode(), 1, 0))) == expected

    @pytest.mark.parametrize(
        ("mappings", "text", "kinds"),
        [
            # TC39's tests, which count from 1 as the draft of 2025 did: what the text of 2026 says of the same maps. The
            # first passes by chance: its indices are there, too.
            (";CAAA,aAAa,EAAG,iBAAoB;A", ";BC;", []),
            (";CAAA;A", ";B;", ["unknown"]),
            ("CAAA;GACG", "B;", ["unknown"]),
            ("A", "A", ["unmapped"]),
            # `AAA` is no segment: what is marked is another rule's business.
            ("AAA", "C", []),
            # As Babel 8.1 writes it.
            ("AAAA;iDACiD,KAC5C,oBAAoB", ";B", []),
        ],
    )
    def test_others(self, mappings: str, text: str, kinds: list[str]) -> None:
        map = {"version": 3, "sources": ["a.js"], "names": [], "mappings": mappings, "rangeMappings": text}
        found = Document(json.dumps(map).encode()).map
        assert found
        assert [fault.kind for fault in found.range_faults] == kinds

    def test_mappings_that_cannot_be_read_are_not_compared(self) -> None:
        assert ranges.check(b"AZ;;;;Z", None) == ()
        assert [fault.kind for fault in ranges.check(b"AA", None)] == ["repeated"]

    @given(st.binary() | st.text(alphabet="ABCg;").map(str.encode), st.text(alphabet="AC,;").map(str.encode))
    def test_any_bytes(self, text: bytes, mappings: bytes) -> None:
        for fault in ranges.check(text, Mappings(mappings, 1, 0)):
            assert 0 <= fault.offset < fault.offset + fault.length <= len(text)

    @given(
        st.lists(st.lists(st.sampled_from(["A", "AAAA"]), max_size=6), min_size=1, max_size=4),
        st.lists(st.sets(st.integers(0, 7)).map(sorted), min_size=1, max_size=5),
    )
    def test_marks_by_another_way(self, lines: list[list[str]], marked: list[list[int]]) -> None:
        """Indices are written by the sentence of the draft, and looked up in a list of lists."""
        digits = "ABCDEFGH"
        text = ";".join(
            "".join(digits[index - (line[at - 1] if at else 0)] for at, index in enumerate(line)) for line in marked
        )
        segments = [lines[at] if at < len(lines) else [] for at in range(len(marked))]
        looked_up = [
            segments[at][index] if index < len(segments[at]) else "" for at, line in enumerate(marked) for index in line
        ]
        mappings = ";".join(",".join(line) for line in lines).encode()
        found = {one.kind: one.total for one in ranges.check(text.encode(), Mappings(mappings, 1, 0))}
        expected = {"unknown": looked_up.count(""), "unmapped": looked_up.count("A")}
        assert found == {kind: total for kind, total in expected.items() if total}


WRONG: Final = {
    "version": 3,
    "sources": ["a.js"],
    "names": [],
    "mappings": "AAAA",
    "scopes": "!",
    "rangeMappings": "!",
    "sourcesHash": "!",
}


def rules_of(map: Any, settings: Settings) -> list[str]:
    report = lint_files({"a.js.map": json.dumps(map).encode()}, settings)
    return sorted({finding.rule for finding in report.findings})


class TestPreview:
    @pytest.mark.parametrize("preset", registry.PRESETS)
    def test_is_off_in_every_preset(self, preset: str) -> None:
        assert not set(rules_of(WRONG, Settings(presets=(preset,)))) & set(FAMILY)

    def test_family_turns_all_of_it_on(self) -> None:
        assert set(FAMILY) <= set(rules_of(WRONG, Settings(extend_select=("proposals",))))

    @pytest.mark.parametrize("name", FAMILY)
    def test_name_turns_one_of_it_on(self, name: str) -> None:
        assert rules_of(WRONG, Settings(select=(name,))) == [name]


class TestPlace:
    """A fault is shown where it stands in the file, however the string is written, and in a section too."""

    @pytest.mark.parametrize(
        ("field", "text", "there"),
        [
            ("scopes", rb"BAAA,\u0043A!", b'!"'),
            ("scopes", rb"A,\/", rb"\/"),
            ("scopes", rb"A\u002c\u0045\u0041\u0041", rb"\u0045"),
            ("rangeMappings", rb"\u0041B;\u0041!", b'!"'),
            ("rangeMappings", rb"A\u0041", rb"\u0041"),
        ],
    )
    @pytest.mark.parametrize("around", [b"%b", b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":%b}]}'])
    def test_escapes(self, field: str, text: bytes, there: bytes, around: bytes) -> None:
        inner = b'{"version":3,"sources":["a"],"names":[],"mappings":"AAAA,CAAC","%b":"%b"}' % (field.encode(), text)
        data = around % inner
        report = lint_files({"a.js.map": data}, Settings(select=("proposals",)))
        (finding,) = report.findings
        assert finding.offset is not None
        assert data[finding.offset :].startswith(there)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        tools = installed(BUILDS)
    except NpmMissing as reason:
        pytest.skip(str(reason))
    out = tmp_path_factory.mktemp("proposals")
    subprocess.run(
        [program("node"), str(Path(__file__).with_name("proposals.mjs")), str(BUILDS / "app" / "src"), str(out)],
        check=True,
        env={**os.environ, "SMAPLINT_BUILDS": str(tools)},
    )
    return out


@pytest.mark.node
class TestTools:
    @pytest.mark.parametrize(
        ("tool", "field", "least"),
        [
            ("swc", "scopes", 40),
            ("babel", "rangeMappings", 30),
            ("rollup", "debugId", 1),
            ("rolldown", "debugId", 1),
            ("webpack", "debugId", 1),
            ("rspack", "debugId", 1),
        ],
    )
    def test_writes_nothing_wrong(
        self, written: Path, tool: str, field: str, least: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        maps = list((written / tool).glob("*.map"))
        assert sum(field in json.loads(path.read_bytes()) for path in maps) >= least
        monkeypatch.chdir(written)
        report = lint([tool], Settings(select=("proposals", "debug-ids")), jobs=1)
        assert report.maps == len(maps)
        assert report.findings == ()

    def test_ranges_are_read_as_codec_writes_them(self, written: Path) -> None:
        cases = json.loads((written / "ranges.json").read_bytes())
        assert len(cases) == 8
        for lines, text in cases:
            just = ";".join(",".join(["AAAA"] * (line[-1] + 1 if line else 0)) for line in lines)
            assert ranges.check(text.encode(), Mappings(just.encode(), 1, 0)) == ()
            short = ";".join(",".join(["AAAA"] * (line[-1] if line else 0)) for line in lines)
            marked = sum(1 for line in lines if line)
            assert sum(fault.total for fault in ranges.check(text.encode(), Mappings(short.encode(), 1, 0))) == marked
