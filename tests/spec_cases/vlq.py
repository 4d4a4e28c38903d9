"""The grammar of base64 VLQ, VLQSignedValue and VLQUnsignedValue.

2**31 - 1 is `+/////D` and its negative `//////D`; 2**31 is `ggggggE`. The first digit has four bits of value and the
sign.
"""

from itertools import cycle
from typing import Final

from tests.spec_cases.make import Case, at, invalid, mapped, regular, valid

# The digits that go on, and those that end a number.
_MORE: Final = "ghijklmnopqrstuvwxyz0123456789+/"
_LAST: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"

CASES: Final[dict[str, Case]] = {
    "padding": at("AAAA=", "mappings-alphabet", 4, '="'),
    "a blank": at("AAAA, CAAC", "mappings-alphabet", 5, " CAAC"),
    "a line feed": invalid(mapped("AAAA;\nAAAA"), ("mappings-alphabet", "/mappings 5", "\\nAAAA")),
    "a digit of base64url": at("AAAA,C-AA", "mappings-alphabet", 6, "-AA"),
    "beyond ASCII": at("AAAé", "mappings-alphabet", 3, 'é"'),
    "a number without its end": at("AAAg", "mappings-vlq", 3, 'g"'),
    "a number without its end, before a comma": at("AAAg,CAAA", "mappings-vlq", 3, "g,"),
    "any number of digits": valid(mapped("gggggggggggggggAAAA")),
    "2,000 digits": valid(mapped("g" * 2000 + "AAAA")),
    "2**31 - 1": valid(mapped("+/////D")),
    "2**31": at("ggggggE", "mappings-vlq", 0, "ggggggE"),
    "2**31, the last of four": at("AAAggggggE", "mappings-vlq", 3, "ggggggE"),
    "minus 2**31": at("AAAhgggggE", "mappings-vlq", 3, "hgggggE"),
    "minus zero is minus 2**31": at("AAAB", "mappings-vlq", 3, 'B"'),
    "minus zero in two digits": at("AAAhA", "mappings-vlq", 3, "hA"),
    "sums have no limit": valid(mapped("+/////DA+/////D+/////D,+/////DA+/////D+/////D")),
    "escapes of JSON": valid(regular().replace(b'"AAAA"', b'"\\u0041AA\\u0041,+\\/AAAA"')),
    # Digits
    "all 64 digits": valid(
        mapped("+/////D," + ",".join(f"{first}{last}" for first, last in zip(_MORE, cycle(_LAST), strict=False)))
    ),
    "nothing but padding": at("=", "mappings-alphabet", 0, "="),
    "padding to a multiple of four": at("AAAAA===", "mappings-alphabet", 5, "==="),
    "a question mark": at("AAAA,?", "mappings-alphabet", 5, "?"),
    "another digit of base64url": at("AAA_", "mappings-alphabet", 3, "_"),
    "a tab": (invalid(regular(mappings="AAAA,\tCAAA"), ("mappings-alphabet", "/mappings 5", "\\tCAAA"))),
    "a blank and nothing else": at(" ", "mappings-alphabet", 0, " "),
    "a NUL": invalid(regular(mappings="AAAA,\0"), ("mappings-alphabet", "/mappings 5", "\\u0000")),
    "a letter that looks like one of ASCII": at("AАAA", "mappings-alphabet", 1, "А"),
    "a byte that is no UTF-8": invalid(
        regular().replace(b"AAAA", b"AAA\xe9"), ("mappings-alphabet", "/mappings 3", "\ufffd")
    ),
    "half of a surrogate pair": invalid(
        regular().replace(b'"AAAA"', rb'"AAA\ud800"'), ("mappings-alphabet", "/mappings 3", "\\ud800")
    ),
    "an escaped character that is no digit": invalid(
        regular().replace(b'"AAAA"', rb'"A\u0041AA,\u003d"'), ("mappings-alphabet", "/mappings 5", r"\u003d")
    ),
    "escaped commas and semicolons": valid(regular().replace(b'"AAAA"', rb'"\u003bAAAA\u002cCAAA\u003b"')),
    "an escaped comma that stands alone": invalid(
        regular().replace(b'"AAAA"', rb'"AAAA\u002c"'), ("empty-segment", "/mappings 5", '"}')
    ),
    "the place behind escapes": invalid(
        regular().replace(b'"AAAA"', rb'"\u0041A\u0041\u0041,CA"'), ("segment-length", "/mappings 5", 'CA"')
    ),
    # The last digit
    "a number without its end, at the end of a line": at("AAAg;AAAA", "mappings-vlq", 3, "g;"),
    "a number without its end, and nothing else": at("g", "mappings-vlq", 0, "g"),
    "a number without its end, of two digits": at("AAA/g", "mappings-vlq", 3, "/g"),
    "a number without its end behind four": at("AAAAg", "mappings-vlq", 4, 'g"'),
    # Padding
    "zero in two digits": valid(mapped("gAAAA")),
    "each number padded": valid(mapped("gAgAgAgAgA")),
    "a negative number padded": valid(mapped("EAAA,jAAAA")),
    "the largest number padded": valid(mapped("+/////jA")),
    "the largest number padded with 2,000 digits": valid(mapped("+/////j" + "g" * 2000 + "A")),
    "2**31 padded": at("ggggggkA", "mappings-vlq", 0, "ggggggkA"),
    # 2**31 and 2**32, in each field
    "2**31 - 1 as a column": valid(mapped("+/////DAAA")),
    "2**31 - 1 as an original line": valid(mapped("AA+/////DA")),
    "2**31 - 1 as an original column": valid(mapped("AAA+/////D")),
    "2**31 as a column": at("ggggggEAAA", "mappings-vlq", 0, "ggggggEAAA"),
    "2**31 as a source": at("AggggggEAA", "mappings-vlq", 1, "ggggggEAA"),
    "2**31 as an original line": at("AAggggggEA", "mappings-vlq", 2, "ggggggEA"),
    "2**31 as a name": at("AAAAggggggE", "mappings-vlq", 4, 'ggggggE"'),
    "2**31 - 1 as a source, which is out of bounds": at("A+/////DAA", "sources-index-bounds", 0, "A+/////DAA"),
    "2**31 - 1 as a name, which is out of bounds": at("AAAA+/////D", "names-index-bounds", 0, "AAAA+/////D"),
    "2**31 - 1 there and back": valid(mapped("+/////D,//////D")),
    "minus (2**31 - 1), which is a number and below 0": at("//////D", "negative-position", 0, "//////D"),
    "minus 2**31 as a name": at("AAAAhgggggE", "mappings-vlq", 4, "hgggggE"),
    "2**31 + 1": at("iggggg" + "E", "mappings-vlq", 0, "igggggE"),
    "2**32": at("ggggggI", "mappings-vlq", 0, "ggggggI"),
    "2**32 - 1, which is 2**31 with a sign bit too many": at("+/////H", "mappings-vlq", 0, "+/////H"),
    "2**33, beyond the bits of a digit": at("gggggggC", "mappings-vlq", 0, "gggggggC"),
    "2**64": at("ggggggggggggggE", "mappings-vlq", 0, "ggggggggggggggE"),
    "a bit far behind padding": at("A" + "g" * 500 + "BAA", "mappings-vlq", 1, "ggggg"),
    "a number that is too large, on a later line": at("AAAA;;ggggggE", "mappings-vlq", 6, "ggggggE"),
    # Minus zero
    "minus zero as a column": at("B", "mappings-vlq", 0, "B"),
    "minus zero as a source": at("ABAA", "mappings-vlq", 1, "BAA"),
    "minus zero as an original line": at("AABA", "mappings-vlq", 2, "BA"),
    "minus zero as a name": at("AAAAB", "mappings-vlq", 4, 'B"'),
    "minus zero in many digits": at("AAAhggggggggggggA", "mappings-vlq", 3, "hggg"),
    "minus zero behind 2**31 - 1, which is below 0 by one": at("+/////D,B", "mappings-vlq", 8, 'B"'),
    "minus zero behind 2**31, which is 0": valid(mapped("+/////D,C,B")),
    "minus zero of an original line behind 2**31": valid(mapped("AA+/////DA,AACA,AABA")),
    "minus zero of an original column behind 2**31": valid(mapped("AAA+/////D,AAAC,AAAB")),
    "minus zero on a new line, where columns begin anew": at("+/////D,C;B", "mappings-vlq", 10, 'B"'),
    "minus zero of an original line on a new line, where lines go on": valid(mapped("AA+/////DA,AACA;AABA")),
    "minus zero twice, the second below 0": at("+/////D,C,B,B", "mappings-vlq", 10, "B,B"),
    "minus zero that fits, and a segment of two numbers": invalid(
        mapped("+/////D,C,B,AA"), ("mappings-vlq", "/mappings 10", "B,"), ("segment-length", "/mappings 12", 'AA"')
    ),
    "minus zero that fits, and a source that is none": at("+/////D,C,BEAA", "mappings-vlq", 10, "BEAA"),
}
