"""How the clauses of a rule are told: the sections of ECMA-426 by their titles and addresses, and the levels in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from smaplint.rule import Clause, ClauseLevel

HOME: Final = "https://tc39.es/ecma426/"

# The ids of the standard, whose operations have their own name as title.
SECTIONS: Final[Mapping[str, str]] = {
    **{
        f"sec-{name}": name
        for name in (
            "VLQSignedValue",
            "VLQUnsignedValue",
            "ParseJSON",
            "JSONObjectGet",
            "JSONArrayIterate",
            "ComparePositions",
            "ParseSourceMap",
            "DecodeSourceMap",
            "GetOptionalString",
            "GetOptionalListOfStrings",
            "GetOptionalListOfOptionalStrings",
            "GetOptionalListOfArrayIndexes",
            "DecodeMappingsField",
            "DecodeMappings",
            "DecodeSourceMapSources",
            "DecodeIndexSourceMap",
            "JavaScriptExtractSourceMapURL",
            "MatchSourceMapURL",
            "CSSExtractSourceMapURL",
            "WebAssemblyExtractSourceMapURL",
            "FetchSourceMap",
            "GetOriginalPositions",
        )
    },
    "sec-conformance": "Conformance",
    "sec-optional-errors": "Optional Errors",
    "sec-terms-and-definitions": "Terms and Definitions",
    "sec-base64-vlq": "base64 VLQ",
    "sec-position-types": "Position types",
    "sec-position-record-type": "Position Record",
    "sec-source-map-format": "Source map format",
    "sec-decoding-source-maps": "Decoding source maps",
    "sec-mappings": "Mappings structure",
    "sec-mappings-grammar": "Mappings grammar",
    "sec-mappings-for-generated-javascript-code": "Mappings for generated JavaScript code",
    "sec-names-for-generated-javascript-code": "Names for generated JavaScript code",
    "sec-sources": "Resolving sources",
    "sec-extensions": "Extensions",
    "sec-index-source-map": "Index source map",
    "sec-linking-generated-code": "Linking generated code to source maps",
    "sec-linking-http-header": "Linking through HTTP headers",
    "sec-linking-inline": "Linking through inline annotations",
    "sec-fetching-source-maps": "Fetching source maps",
    "sec-conventions": "Conventions",
    "sec-source-map-naming": "Source map naming",
    "sec-linking-eval": "Linking eval'd code to named generated code",
}

# Level → what it says of a map in which the clause does not hold.
LEGEND: Final[Mapping[ClauseLevel, str]] = {
    "throw": "decoding fails",
    "optional": "a consumer may report an error or go on; a generator must never write it",
    "suite-only": "no step reports it, but the tests of TC39 call such a map invalid",
    "prose": "a sentence says it, and no step reports it",
    "practice": "the standard takes it, consumers may not",
    "proposal": "a text that is not in the standard yet",
}


def title(clause: Clause) -> str:
    """The title of the section that a clause names; a proposal's is known by its anchor."""
    name = SECTIONS.get(clause.section)
    return name or clause.section.rpartition("#")[2].removeprefix("sec-")


def url(clause: Clause) -> str:
    """Where the section can be read."""
    return clause.section if clause.section.startswith("https://") else f"{HOME}#{clause.section}"


def lines(clauses: Sequence[Clause]) -> Iterator[str]:
    """A line of plain text for each clause: `throw, ParseJSON: the text is JSON`."""
    for clause in clauses:
        case = f" [{clause.case}]" if clause.case else ""
        yield f"{clause.level}, {title(clause)}{case}: {clause.says}"


def table(clauses: Sequence[Clause]) -> list[str]:
    """The clauses as a Markdown table, and what its levels mean; no lines where there are none."""
    if not clauses:
        return []
    # A column of cases only where there is one: most rules have none.
    cases = any(clause.case for clause in clauses)
    rows = [
        "| level | what holds | section |" + (" case |" if cases else ""),
        "|---|---|---|" + ("---|" if cases else ""),
    ]
    for clause in clauses:
        row = f"| {clause.level} | {clause.says} | [{title(clause)}]({url(clause)}) |"
        rows.append(row + (f" {f'`{clause.case}`' if clause.case else ''} |" if cases else ""))
    levels = dict.fromkeys(clause.level for clause in clauses)
    return [*rows, "", *(f"- *{level}*: {LEGEND[level]}" for level in levels)]
