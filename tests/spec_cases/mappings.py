"""Mappings structure, Mappings grammar, DecodeMappings, DecodeMappingsField."""

from typing import Final

from tests.spec_cases.make import Case, at, invalid, mapped, regular, valid

CASES: Final[dict[str, Case]] = {
    "nothing": valid(mapped("")),
    "lines": valid(mapped(";;AAAA;;")),
    "one field": valid(mapped("A,C")),
    "five fields": valid(mapped("AAAAA")),
    "two fields": at("AA", "segment-length", 0, "AA"),
    "three fields": at("AAAA,CAA", "segment-length", 5, "CAA"),
    "six fields": at("AAAAAA", "segment-length", 0, "AAAAAA"),
    "an empty segment": at("AAAA,,CAAC", "empty-segment", 5, ",CAAC"),
    "a comma in front": at(",AAAA", "empty-segment", 0, ",AAAA"),
    "a comma at the end, behind which a segment is missing": at("AAAA,", "empty-segment", 5, '"}'),
    "a comma at the end of a line": at("AAAA,;AAAA", "empty-segment", 5, ";AAAA"),
    "a comma at the start of a line": at("AAAA;,AAAA", "empty-segment", 5, ",AAAA"),
    "a column below 0": at("D", "negative-position", 0, 'D"'),
    "columns begin anew on each line": at("EAAA;DAAA", "negative-position", 5, "DAAA"),
    "a segment of a column below 0 moves nothing": at("AAAA,DEAA,CAAA", "negative-position", 5, "DEAA"),
    "the first that is no source": at("AEAA", "sources-index-bounds", 0, "AEAA"),
    "a source below 0": at("ADAA", "sources-index-bounds", 0, "ADAA"),
    "sources run on over lines": at("ACAA;ACAA", "sources-index-bounds", 5, "ACAA"),
    "a line below 0": at("AADA", "negative-position", 0, "AADA"),
    "a line back": valid(mapped("AACA;AADA")),
    "an original column below 0": at("AAAD", "negative-position", 0, "AAAD"),
    "original columns run on": at("AAAC;AAAF", "negative-position", 5, "AAAF"),
    "the first that is no name": at("AAAAC", "names-index-bounds", 0, "AAAAC"),
    "a name below 0": at("AAAAD", "names-index-bounds", 0, "AAAAD"),
    "names run on": at("AAAAA,CAAAC", "names-index-bounds", 6, "CAAAC"),
    "a name where there are none": invalid(
        regular(names=[], mappings="AAAAA"), ("names-index-bounds", "/mappings 0", "AAAAA")
    ),
    "columns need no order": valid(mapped("CAAA,DAAA")),
    "one place twice": valid(mapped("AAAA,AAAA")),
    "positions beyond the texts": valid(regular(mappings="+/////DA+/////D+/////D", sourcesContent=["", None])),
    # Lines and segments
    "one line without segments": valid(mapped(";")),
    "a thousand lines without segments": valid(mapped(";" * 1000)),
    "lines without segments between others": valid(mapped("AAAA;;;AACA;")),
    "a comma and nothing else": at(",", "empty-segment", 0, ","),
    "two commas": at(",,", "empty-segment", 0, ",,"),
    "a comma between two semicolons": at("AAAA;,;AAAA", "empty-segment", 5, ",;"),
    "a comma in front of the last semicolon": at("AAAA,;", "empty-segment", 5, ';"'),
    "three commas between two segments": at("A,,,C", "empty-segment", 2, ",,C"),
    "a comma behind a segment of one number": at("A,", "empty-segment", 2, '"'),
    # How many numbers
    "one number, and four, and five": valid(mapped("A,CAAA,CAAAA")),
    "two numbers on a later line": at("AAAA;AA", "segment-length", 5, "AA"),
    "two numbers in front of a comma": at("AC,AAAA", "segment-length", 0, "AC"),
    "three numbers on a line of their own": at("AAAA;AAC;AAAA", "segment-length", 5, "AAC"),
    "seven numbers": at("AAAAAAA", "segment-length", 0, "AAAAAAA"),
    "eight numbers, two segments without their comma": at("AAAACAAC", "segment-length", 0, "AAAACAAC"),
    "a hundred numbers": at("A" * 100, "segment-length", 0, "A" * 100),
    "two numbers of two digits each": at("gBgB", "segment-length", 0, "gBgB"),
    "four numbers of two digits each": valid(mapped("gBgAgBgB")),
    "two faults of grammar": invalid(
        mapped("AA,A?AA"), ("segment-length", "/mappings 0", "AA"), ("mappings-alphabet", "/mappings 4", "?AA")
    ),
    "a segment of a length that is wrong, and a field that is": invalid(
        regular(mappings="AA", names=None), ("field-types", "/names", "null"), ("segment-length", "/mappings 0", "AA")
    ),
    # Generated columns
    "a step back that ends at 0": valid(mapped("EAAA,FAAA")),
    "a step back that ends below 0": at("EAAA,HAAA", "negative-position", 5, "HAAA"),
    "a step back in a segment of one number": at("E,H", "negative-position", 2, "H"),
    "a column below 0 in a segment of five numbers": at("DAAAA", "negative-position", 0, "DAAAA"),
    "columns that go back and forth": valid(mapped("IAAA,HAAA,MAAA,LAAA")),
    "a large column, and the next line at 0": valid(mapped("+/////D;AAAA")),
    "a column that many steps make large": valid(mapped(",".join(["+/////DAAA"] * 9))),
    "the last line has a column below 0": at("AAAA;AAAA;DAAA", "negative-position", 10, "DAAA"),
    "below 0 on the first line, though a later one goes on": at("AAAA,D;CAAA", "negative-position", 5, "D;"),
    # A segment that is dropped: its column is, its other numbers are not, in the state
    "what is dropped does not move the source": at("AAAA,DCAA,CCAA", "negative-position", 5, "DCAA"),
    "what is dropped does not move the line": at("AACA,DACA,CADA", "negative-position", 5, "DACA"),
    "what is dropped does not move the name": at("AAAAA,DAAAC,CAAAA", "negative-position", 6, "DAAAC"),
    # Sources
    "the last source": valid(mapped("ACAA")),
    "there and back": valid(mapped("ACAA,CDAA,CCAA")),
    "beyond the last source by adding": at("ACAA,CCAA", "sources-index-bounds", 5, "CCAA"),
    "below 0 by adding": at("ACAA,CDAA,CDAA", "sources-index-bounds", 10, "CDAA"),
    "beyond, over segments without a source": at("ACAA,C,C;C,CCAA", "sources-index-bounds", 11, "CCAA"),
    "a source where there are none": invalid(
        regular(sources=[], mappings="AAAA"), ("sources-index-bounds", "/mappings 0", "AAAA")
    ),
    "a source in a segment of five numbers": at("AEAAA", "sources-index-bounds", 0, "AEAAA"),
    "a source and a name that are none": invalid(
        mapped("AEAAC"),
        ("names-index-bounds", "/mappings 0", "AEAAC"),
        ("sources-index-bounds", "/mappings 0", "AEAAC"),
    ),
    "a source and a line that are none": invalid(
        mapped("AEDA"), ("negative-position", "/mappings 0", "AEDA"), ("sources-index-bounds", "/mappings 0", "AEDA")
    ),
    "a source that is none moves the state": invalid(
        mapped("AAAA,CEAA,CDAA"), ("sources-index-bounds", "/mappings 5", "CEAA")
    ),
    "the sum leaves the bounds and comes back": at("AAAA,CEAA,CFAA", "sources-index-bounds", 5, "CEAA"),
    # Original positions
    "a line forth and back": valid(mapped("AACA,CADA,CACA")),
    "a line below 0 by adding": at("AACA,CAFA", "negative-position", 5, "CAFA"),
    "a line below 0 on a later line": at("AACA;AADA;AADA", "negative-position", 10, "AADA"),
    "an original column forth and back": valid(mapped("AAAC,CAAD")),
    "an original column below 0 by adding": at("AAAC,CAAF", "negative-position", 5, "CAAF"),
    "an original column below 0, though its line goes on": at("AAAC,CACF", "negative-position", 5, "CACF"),
    "an original column of another source goes on": at("AAAC,CCAF", "negative-position", 5, "CCAF"),
    "a line and a column below 0": at("AADD", "negative-position", 0, "AADD"),
    "an original position that many steps make large": valid(mapped(",".join(["AA+/////D+/////D"] * 9))),
    # Names
    "the last name": valid(regular(names=["a", "b"], mappings="AAAAC")),
    "names there and back": valid(regular(names=["a", "b"], mappings="AAAAC,CAAAD,CAAAC")),
    "beyond the last name by adding": invalid(
        regular(names=["a", "b"], mappings="AAAAC,CAAAC"), ("names-index-bounds", "/mappings 6", "CAAAC")
    ),
    "beyond, over segments without a name": invalid(
        regular(names=["a", "b"], mappings="AAAAC;A,CAAA;AAAAC"), ("names-index-bounds", "/mappings 13", "AAAAC")
    ),
    "a name below 0 by adding": at("AAAAA,CAAAD", "names-index-bounds", 6, "CAAAD"),
    "a name where the field is missing": invalid(
        b'{"version":3,"sources":["a"],"mappings":"AAAAA"}', ("names-index-bounds", "/mappings 0", "AAAAA")
    ),
    "a name where the field is wrong, which is the cause": invalid(
        regular(names={}, mappings="AAAAA"), ("field-types", "/names", "{}")
    ),
    # Order, and what is no matter of the standard
    "one position, two originals": valid(mapped("AAAA,AACA")),
    "a position behind one that has none": valid(mapped("A,AAAA")),
    "segments in descending order": valid(mapped("UAAA,FAAA,FAAA,FAAA")),
    "texts that are shorter than what is mapped": valid(regular(mappings="AAAA,CA0B0B", sourcesContent=["", ""])),
    "a long field": valid(mapped("AAAA" + ",CAAC" * 20_000)),
    "a fault at the end of a long field": at("AAAA" + ",CAAC" * 100_000 + ",CA", "segment-length", 500_005, 'CA"'),
    "a fault at the end of many lines": at(
        "AAAA" + ";AACA" * 100_000 + ";AEAA", "sources-index-bounds", 500_005, 'AEAA"'
    ),
}
