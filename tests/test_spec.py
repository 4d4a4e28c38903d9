"""The verdict of preset `spec`: what is no valid source map by ECMA-426, which rule says so, and where.

Expected values come from the standard and from the tests of TC39, never from a run. The maps stand in
`tests/spec_cases/`, a module for each section; here is what the standard states, which rule carries it, and which of the
maps show it.
"""

from typing import Final, NamedTuple

import pytest

from smaplint import registry
from smaplint.engine import lint_files
from smaplint.rule import ERROR, OFF, Clause, ClauseLevel
from smaplint.settings import Settings
from tests.spec_cases import CASES
from tests.spec_cases.make import Case, Said, mapped

SPEC: Final = Settings(presets=("spec",))


def said(data: bytes, expected: list[Said]) -> list[Said]:
    """What is found, in the form of the table; as much of the text at the place as the row has."""
    report = lint_files({"a.js.map": data}, SPEC)
    assert not report.crashed
    assert report.failed is bool(report.findings)
    found = []
    for number, finding in enumerate(report.findings):
        assert finding.severity == ERROR
        assert finding.offset is not None
        there = data[finding.offset :].decode("utf-8", "replace")
        if number < len(expected):
            there = there[: len(expected[number][2])]
        pointer = "-" if finding.pointer is None else finding.pointer
        found.append((finding.rule, f"{pointer} {finding.segment[0]}" if finding.segment else pointer, there))
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_verdict(case: Case) -> None:
    assert said(case.data, case.said) == case.said
    assert case.verdict == ("invalid" if case.said else "valid")


def test_no_two_rows_are_one() -> None:
    assert len({case.data for case in CASES.values()}) == len(CASES) >= 300


def test_a_wrong_index_moves_the_state_and_is_counted() -> None:
    """The sources run 0, 2, 0, 2: the position of such a segment is lost, its numbers are not."""
    (finding,) = lint_files({"a.js.map": mapped("AAAA,CEAA,CFAA,CEAA")}, SPEC).findings
    assert finding.segment == (5, 0, 1)
    assert "2 segments" in finding.message
    assert finding.notes == ("source index 2 at line 1, column 4, segment 4",)


class Statement(NamedTuple):
    """One thing that the standard states. `rule`: who says that it does not hold; `rows`: maps that show it."""

    says: str
    level: ClauseLevel
    section: str
    rule: str
    rows: tuple[str, ...] = ()
    case: str = ""


# Every statement by which a map is no valid one, in the order of the standard.
INVALID: Final = (
    # base64 VLQ
    Statement(
        "a digit is one of the 64", "optional", "sec-base64-vlq", "mappings-alphabet", ("VLQ: padding", "VLQ: a tab")
    ),
    Statement(
        "the last digit ends the number",
        "optional",
        "sec-base64-vlq",
        "mappings-vlq",
        ("VLQ: a number without its end",),
    ),
    Statement(
        "a number is below 2**31", "throw", "sec-VLQSignedValue", "mappings-vlq", ("VLQ: 2**31", "VLQ: minus 2**31")
    ),
    Statement(
        "a number is below 2**32 with its sign",
        "throw",
        "sec-VLQUnsignedValue",
        "mappings-vlq",
        ("VLQ: 2**32", "VLQ: 2**64"),
    ),
    Statement(
        "minus zero is -2**31",
        "optional",
        "sec-DecodeMappingsField",
        "mappings-vlq",
        ("VLQ: minus zero is minus 2**31", "VLQ: minus zero behind 2**31 - 1, which is below 0 by one"),
    ),
    # JSON and the top of a map
    Statement("the text is JSON", "throw", "sec-ParseJSON", "json-syntax", ("JSON: a trailing comma", "JSON: NaN")),
    Statement(
        "the text is JSON",
        "throw",
        "sec-ParseJSON",
        "not-a-source-map",
        ("JSON: an empty file", "JSON: nothing but blanks"),
    ),
    Statement(
        "the text is JSON",
        "throw",
        "sec-ParseJSON",
        "text-encoding",
        ("JSON: UTF-16, which decodes to no JSON",),
        "not-json",
    ),
    Statement("the text is JSON", "throw", "sec-ParseJSON", "xssi-prefix", ("JSON: a guard against XSSI, on disk",)),
    Statement(
        "a guard goes with HTTP alone",
        "prose",
        "sec-FetchSourceMap",
        "xssi-prefix",
        ("JSON: a guard with more in its line",),
    ),
    Statement(
        "the value is an object", "throw", "sec-ParseSourceMap", "not-a-source-map", ("JSON: an array", "JSON: null")
    ),
    # Fields
    Statement(
        "an object without any field", "throw", "sec-DecodeSourceMap", "not-a-source-map", ("JSON: an empty object",)
    ),
    Statement(
        "`version` is 3",
        "optional",
        "sec-DecodeSourceMap",
        "version-integer",
        ("fields: version 4", "fields: version a string"),
    ),
    Statement(
        "`version` is there", "optional", "sec-DecodeSourceMap", "version-integer", ("fields: no version",), "missing"
    ),
    Statement(
        "`mappings` and `sources` are there",
        "throw",
        "sec-DecodeSourceMap",
        "required-fields",
        ("fields: no mappings", "fields: no sources"),
    ),
    Statement(
        "`mappings` is a string, `sources` an array",
        "throw",
        "sec-DecodeSourceMap",
        "field-types",
        ("fields: mappings is an array", "fields: sources is null"),
    ),
    Statement(
        "`file` and `sourceRoot` are strings",
        "optional",
        "sec-GetOptionalString",
        "field-types",
        ("fields: file is a number", "fields: sourceRoot is an array"),
    ),
    Statement(
        "null is no string",
        "optional",
        "sec-GetOptionalString",
        "field-types",
        ("fields: file is null", "fields: sourceRoot is null"),
        "null",
    ),
    Statement(
        "`names` is an array",
        "optional",
        "sec-GetOptionalListOfStrings",
        "field-types",
        ("fields: names is an object",),
    ),
    Statement(
        "null is no array of names",
        "optional",
        "sec-GetOptionalListOfStrings",
        "field-types",
        ("fields: names is null",),
        "null-names",
    ),
    Statement(
        "a name is a string",
        "optional",
        "sec-GetOptionalListOfStrings",
        "field-types",
        ("fields: an item of names is null", "fields: an item of names is a number"),
        "names",
    ),
    Statement(
        "a source is a string or null, and so is a text",
        "optional",
        "sec-GetOptionalListOfOptionalStrings",
        "field-types",
        ("fields: an item of sources is a number", "fields: an item of sourcesContent is true"),
    ),
    Statement(
        "null is no array of texts",
        "optional",
        "sec-GetOptionalListOfOptionalStrings",
        "field-types",
        ("fields: sourcesContent is null",),
        "null",
    ),
    Statement(
        "`ignoreList` holds integral numbers from 0 up",
        "optional",
        "sec-GetOptionalListOfArrayIndexes",
        "ignore-list",
        ("fields: ignored 0.5", "fields: ignored -1", "fields: ignoreList is a string"),
    ),
    Statement(
        "null is no array of indices",
        "optional",
        "sec-GetOptionalListOfArrayIndexes",
        "ignore-list",
        ("fields: ignoreList is null",),
        "null",
    ),
    Statement(
        "an ignored index is one of a source",
        "suite-only",
        "sec-source-map-format",
        "ignore-list",
        ("fields: ignored, the first that is no source",),
        "range",
    ),
    Statement(
        "a source is a URL",
        "optional",
        "sec-DecodeSourceMapSources",
        "source-url",
        ("URLs: a host with a blank", "URLs: a root that does not parse"),
    ),
    # Mappings
    Statement(
        "commas stand between segments",
        "optional",
        "sec-mappings-grammar",
        "empty-segment",
        ("mappings: an empty segment", "mappings: a comma and nothing else"),
    ),
    Statement(
        "a segment has 1, 4 or 5 numbers",
        "optional",
        "sec-mappings-grammar",
        "segment-length",
        ("mappings: two fields", "mappings: three fields", "mappings: six fields"),
    ),
    Statement(
        "the field parses", "optional", "sec-DecodeMappings", "mappings-alphabet", ("VLQ: a blank and nothing else",)
    ),
    Statement(
        "positions are not below 0",
        "optional",
        "sec-DecodeMappingsField",
        "negative-position",
        ("mappings: a column below 0", "mappings: a line below 0", "mappings: an original column below 0"),
    ),
    Statement(
        "a source index is one of `sources`",
        "optional",
        "sec-DecodeMappingsField",
        "sources-index-bounds",
        ("mappings: the first that is no source", "mappings: a source below 0"),
    ),
    Statement(
        "a name index is one of `names`",
        "optional",
        "sec-DecodeMappingsField",
        "names-index-bounds",
        ("mappings: the first that is no name", "mappings: a name below 0"),
    ),
    # Index maps
    Statement(
        "`sections` is an array",
        "throw",
        "sec-DecodeIndexSourceMap",
        "field-types",
        ("index maps: sections is null", "index maps: sections an object"),
    ),
    Statement(
        "`version` is 3",
        "optional",
        "sec-DecodeIndexSourceMap",
        "version-integer",
        ("index maps: version 4", "index maps: an inner version"),
    ),
    Statement(
        "a section is an object",
        "optional",
        "sec-DecodeIndexSourceMap",
        "field-types",
        ("index maps: a section is a number", "index maps: a section null"),
    ),
    Statement(
        "`offset` and `map` are there",
        "throw",
        "sec-DecodeIndexSourceMap",
        "required-fields",
        ("index maps: no offset", "index maps: no map"),
    ),
    Statement(
        "`offset` and `map` are objects",
        "throw",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: an offset is null", "index maps: a map is an array"),
    ),
    Statement(
        "a `url` is no `map`",
        "throw",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: a URL for a map",),
        "url",
    ),
    Statement(
        "lines and columns are integral",
        "optional",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: a line 0.5", "index maps: no column"),
    ),
    Statement(
        "sections are in order",
        "optional",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: a section before the one before, by its line",),
        "order",
    ),
    Statement(
        "sections do not overlap",
        "optional",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: a section before the last mapping of the one before",),
        "overlap",
    ),
    Statement(
        "no two sections begin at one place",
        "suite-only",
        "sec-index-source-map",
        "index-map-sections",
        ("index maps: two sections at one place",),
        "equal",
    ),
    Statement(
        "`mappings` do not stand beside `sections`",
        "suite-only",
        "sec-index-source-map",
        "index-map-sections",
        ("index maps: mappings beside sections",),
        "mappings",
    ),
    Statement(
        "the map of a section is a regular one",
        "optional",
        "sec-DecodeIndexSourceMap",
        "index-map-sections",
        ("index maps: an inner map with sections",),
        "nested",
    ),
    Statement(
        "the map of a section decodes",
        "optional",
        "sec-DecodeIndexSourceMap",
        "required-fields",
        ("index maps: an inner map that lacks a field",),
    ),
)

# Statements by which a map is valid though it looks odd, or by which no map is wrong: no rule of `spec` may speak.
VALID: Final = {
    "UTF-8 decode takes off one byte order mark": ("JSON: a byte order mark, which UTF-8 decode takes off",),
    "UTF-8 decode never fails": ("JSON: bytes that are no UTF-8, which decode to U+FFFD",),
    "the last of equal keys counts": (
        "JSON: a field twice",
        "JSON: a field twice, the last one counts and is right",
        "JSON: mappings twice, the last ones are right",
    ),
    "unknown fields are ignored": ("JSON: unknown fields", "index maps: extensions beside sections"),
    "a number is compared as a number": ("fields: version 3.0, the same number", "fields: ignored 10e-1"),
    "a source may be null": ("fields: an item of sources is null", "fields: all sources null"),
    "texts may be fewer or more than sources": ("fields: fewer texts than sources", "fields: more texts than sources"),
    "`x_google_ignoreList` need not be read": ("fields: the deprecated list may be left unread",),
    "an empty `sourceRoot` is none": ("URLs: with an empty root, which is none",),
    "`sourceRoot` goes in front of absolute URLs too": ("URLs: a source that behind its root is a path",),
    "any number of digits is fine while the value fits": ("VLQ: any number of digits", "VLQ: 2,000 digits"),
    "sums have no limit": ("VLQ: sums have no limit", "mappings: a column that many steps make large"),
    "minus zero is a number": ("VLQ: minus zero behind 2**31, which is 0",),
    "lines may be empty": ("mappings: nothing", "mappings: lines"),
    "columns begin anew on each line, and nothing else does": ("mappings: a large column, and the next line at 0",),
    "mappings need no order": ("mappings: columns need no order", "mappings: segments in descending order"),
    "several mappings may have one position": ("mappings: one position, two originals",),
    "positions are not compared with texts": ("mappings: positions beyond the texts",),
    "an index map may be empty": ("index maps: sections is an array",),
    "an index map reads `version` and `file` alone": ("index maps: sources is null", "index maps: sourceRoot is true"),
    "an offset may be below 0": ("index maps: a line below 0", "index maps: a column below 0"),
    "a `url` beside a `map` is ignored": ("index maps: a URL beside a map",),
    "sections may touch": ("index maps: at the last mapping of the section before",),
}

# What is said of linking and of the generated code, which is no matter of a map: the rule that carries it.
BESIDES: Final = {
    ("sec-MatchSourceMapURL", "generators only write `//#`"): "legacy-comment",
    ("sec-linking-generated-code", "the address is a URL, which may be a `data:` URI"): "data-uri",
    ("sec-WebAssemblyExtractSourceMapURL", "a module has one section, with a URL"): "wasm-link",
    ("sec-names-for-generated-javascript-code", "a name is that of the original"): "names-mismatch",
    ("sec-terms-and-definitions", "columns are UTF-16 code units"): "byte-columns",
    ("sec-mappings-for-generated-javascript-code", "a mapping points to where a token begins"): "stale-map",
}


def _clause(statement: Statement) -> list[Clause]:
    return [
        clause
        for clause in registry.rule(statement.rule).standard
        if (clause.level, clause.section, clause.case) == (statement.level, statement.section, statement.case)
    ]


@pytest.mark.parametrize("statement", INVALID, ids=lambda one: f"{one.rule}-{one.says}")
def test_statement_is_carried_by_a_rule(statement: Statement) -> None:
    assert _clause(statement)
    assert registry.level(registry.rule(statement.rule), "spec", statement.case) == ERROR
    assert statement.rows
    for row in statement.rows:
        assert CASES[row].verdict == "invalid"
        assert statement.rule in [rule for rule, _, _ in CASES[row].said]
        found = lint_files({"a.js.map": CASES[row].data}, SPEC).findings
        assert statement.case in [one.case for one in found if one.rule == statement.rule]


@pytest.mark.parametrize("rows", VALID.values(), ids=VALID)
def test_statement_by_which_a_map_is_valid(rows: tuple[str, ...]) -> None:
    assert {CASES[row].verdict for row in rows} == {"valid"}


@pytest.mark.parametrize(("section", "rule"), [(section, rule) for (section, _), rule in BESIDES.items()])
def test_statement_that_is_of_no_map(section: str, rule: str) -> None:
    """Its rule never says that a map is invalid."""
    found = registry.rule(rule)
    assert ("prose", section) in [(clause.level, clause.section) for clause in found.standard]
    assert ERROR not in {registry.level(found, "spec", case) for case in registry.cases(found)}


def test_every_clause_that_makes_a_map_invalid_is_a_statement() -> None:
    stated = {(one.rule, one.level, one.section, one.case) for one in INVALID}
    clauses = {
        (rule.name, clause.level, clause.section, clause.case)
        for rule in registry.rules().values()
        for clause in rule.standard
        if clause.level in ("throw", "optional", "suite-only")
    }
    assert clauses - stated == set()


@pytest.mark.parametrize("name", registry.rules())
def test_verdict_rests_on_the_standard(name: str) -> None:
    """What is on in `spec` has a clause that is the standard's; what is practice, or a proposal, is off."""
    rule = registry.rule(name)
    for case in registry.cases(rule):
        levels = {clause.level for clause in rule.standard if clause.case == case} or {
            clause.level for clause in rule.standard if clause.case == ""
        }
        by_the_standard = bool(levels & {"throw", "optional", "suite-only", "prose"})
        if registry.level(rule, "spec", case) != OFF:
            assert by_the_standard, case
        if levels & {"throw", "optional", "suite-only"}:
            assert registry.level(rule, "spec", case) == ERROR, case
