"""ParseSourceMap, ParseJSON, and the decoding of bytes (Fetching source maps)."""

from typing import Final

from tests.spec_cases.make import Case, index, invalid, regular, section, valid

_MAP: Final = b'{"version":3,"sources":[],"mappings":""'
_INNER: Final = _MAP.decode() + "}"


def _syntax(data: bytes, there: str) -> Case:
    return invalid(data, ("json-syntax", "-", there))


def _extra(value: bytes, there: str) -> Case:
    """A value that is no JSON, in a field that is not even known."""
    return _syntax(_MAP + b',"x":' + value + b"}", there)


CASES: Final[dict[str, Case]] = {
    "the default": valid(regular()),
    "nothing but what must be": valid(b'{"version":3,"sources":[],"mappings":""}'),
    "blanks around it": valid(b' \t\r\n{"version":3,"sources":[],"mappings":""}\n'),
    "a trailing comma": invalid(b'{"version":3,"sources":[],"mappings":"",}', ("json-syntax", "-", ",}")),
    "a comment": invalid(b'{"version":3,/**/"sources":[],"mappings":""}', ("json-syntax", "-", "/**/")),
    "NaN": invalid(b'{"version":3,"sources":[],"mappings":"","x":NaN}', ("json-syntax", "-", "NaN")),
    "single quotes": invalid(b'{\'version\':3,"sources":[],"mappings":""}', ("json-syntax", "-", "'version'")),
    "a number with a zero in front": invalid(b'{"version":03,"sources":[],"mappings":""}', ("json-syntax", "-", "03")),
    "a line feed in a string": invalid(b'{"version":3,"sources":["a\n"],"mappings":""}', ("json-syntax", "-", '\n"]')),
    "two values": invalid(b'{"version":3,"sources":[],"mappings":""}{}', ("json-syntax", "-", "{}")),
    "cut short": invalid(b'{"version":3,"sources":[],"mappings":"', ("json-syntax", "-", "")),
    "an empty file": invalid(b"", ("not-a-source-map", "", "")),
    "an array": invalid(b"[]", ("not-a-source-map", "", "[]")),
    "null": invalid(b"null", ("not-a-source-map", "", "null")),
    "a number": invalid(b"3", ("not-a-source-map", "", "3")),
    "a string": invalid(b'"{}"', ("not-a-source-map", "", '"{}"')),
    "a guard against XSSI, on disk": invalid(b")]}'\n" + regular(), ("xssi-prefix", "-", ")]}'")),
    "a byte order mark, which UTF-8 decode takes off": valid(b"\xef\xbb\xbf" + regular()),
    "bytes that are no UTF-8, which decode to U+FFFD": valid(b'{"version":3,"sources":["\xe9"],"mappings":""}'),
    "UTF-16, which decodes to no JSON": invalid(regular().decode().encode("utf-16-le"), ("text-encoding", "-", "{\0")),
    "unknown fields": valid(regular(x_y=1, foo=None, debug_id="z", lineCount=2, x_facebook_sources=[])),
    "proposals, whatever they hold": valid(regular(scopes=3, rangeMappings=3, debugId=3, sourcesHash=3, env=3)),
    "a field twice": valid(b'{"version":3,"version":3,"sources":[],"mappings":""}'),
    "a field twice, the last one counts and is wrong": invalid(
        b'{"version":3,"version":4,"sources":[],"mappings":""}', ("version-integer", "/version", '4,"sources"')
    ),
    "a field twice, the last one counts and is right": valid(b'{"version":4,"version":3,"sources":[],"mappings":""}'),
    "half a surrogate pair": valid(b'{"version":3,"sources":["\\ud800"],"mappings":""}'),
    "depth has no limit": valid(b'{"version":3,"sources":[],"mappings":"","x":' + b"[" * 5000 + b"]" * 5000 + b"}"),
    # Strings
    "an escape of each kind": valid(_MAP + rb',"x":"\"\\\/\b\f\n\r\t\u00e9"}'),
    "DEL, U+2028 and U+FFFE in a string": valid(_MAP + ',"x":"\x7f\u2028\ufffe"}'.encode()),
    "an escape that JSON has not": _extra(rb'"\x41"', r"\x41"),
    "an escaped apostrophe": _extra(rb'"\'"', r"\'"),
    "an escape with too few digits": _extra(rb'"\u12"', r"\u12"),
    "an escape with a digit that is none": _extra(rb'"\u12G4"', r"\u12G4"),
    "a tab in a string": _extra(b'"a\tb"', "\tb"),
    "a NUL in a string": _extra(b'"a\0b"', "\0b"),
    "U+001F in a string": _extra(b'"a\x1fb"', "\x1fb"),
    # Numbers
    "numbers of all forms": valid(_MAP + b',"x":[-0,0.5,-1.25e+10,1E5,1e-5,1e400,12345678901234567890]}'),
    "a plus": _extra(b"+1", "+1"),
    "a point without digits in front": _extra(b".5", ".5"),
    "a point without digits behind": _extra(b"5.", "5.}"),
    "an exponent without digits": _extra(b"1e", "1e}"),
    "a minus alone": _extra(b"-", "-}"),
    "a hexadecimal number": _extra(b"0x3", "0x3"),
    "a number with an underscore": _extra(b"1_000", "_000"),
    "Infinity": _extra(b"Infinity", "Infinity"),
    "minus Infinity": _extra(b"-Infinity", "-Infinity"),
    "a big integer of JavaScript": _extra(b"1n", "1n}"),
    # Words
    "undefined": _extra(b"undefined", "undefined"),
    "a literal in capitals": _extra(b"True", "True"),
    "a literal that is cut": _extra(b"nul", "nul"),
    # Arrays and objects
    "a trailing comma in an array": _extra(b"[1,]", ",]"),
    "a hole in an array": _extra(b"[1,,2]", ",2]"),
    "an array that is not closed": _extra(b"[1", "}"),
    "an object closed as an array": _syntax(_MAP + b"]", "]"),
    "a name without quotes": _syntax(b"{version:3}", "version:3"),
    "a name that is a number": _extra(b"{1:2}", "1:2"),
    "no colon": _extra(b'{"a" 1}', "1}"),
    "no value": _extra(b'{"a":}', "}}"),
    "no comma": _syntax(b'{"version":3 "sources":[],"mappings":""}', '"sources"'),
    "a comma in front": _syntax(b'{,"version":3,"sources":[],"mappings":""}', ',"version"'),
    "a line comment": _syntax(_MAP + b"}// a", "// a"),
    # Blanks
    "a no-break space, which is none of JSON's blanks": _syntax(b"\xc2\xa0" + _MAP + b"}", "\xa0{"),
    "a vertical tab": _syntax(_MAP + b"}\x0b", "\x0b"),
    "a form feed": _syntax(b"\x0c" + _MAP + b"}", "\x0c{"),
    "a NUL behind it": _syntax(_MAP + b"}\0", "\0"),
    "a NUL in front": _syntax(b"\0" + _MAP + b"}", "\0{"),
    "a semicolon behind it": _syntax(_MAP + b"};", ";"),
    "line feeds behind it": valid(_MAP + b"}\r\n\r\n"),
    # Other values
    "nothing but blanks": invalid(b" \n", ("not-a-source-map", "", " \n")),
    "true": invalid(b"true", ("not-a-source-map", "", "true")),
    "an empty object": invalid(b"{}", ("not-a-source-map", "", "{}")),
    "an object of other fields": invalid(b'{"a":1}', ("not-a-source-map", "", '{"a"')),
    "a map in an array": invalid(b"[" + _MAP + b"}]", ("not-a-source-map", "", "[{")),
    "a map in a string": invalid(b'"{\\"version\\":3}"', ("not-a-source-map", "", '"{')),
    # Bytes
    "two byte order marks, of which one is taken off": _syntax(b"\xef\xbb\xbf\xef\xbb\xbf" + _MAP + b"}", "\ufeff{"),
    "nothing but a byte order mark": invalid(b"\xef\xbb\xbf", ("not-a-source-map", "", "\ufeff")),
    "a byte order mark in a string": valid(_MAP + ',"x":"\ufeff"}'.encode()),
    "UTF-16 with a mark": invalid(("\ufeff" + _INNER).encode("utf-16-le"), ("text-encoding", "-", "")),
    "UTF-16 with the larger byte first": invalid(_INNER.encode("utf-16-be"), ("text-encoding", "-", "\0{")),
    "a byte of Latin-1 between two values": invalid(
        b'{"version":3,\xa0"sources":[],"mappings":""}', ("text-encoding", "-", "\ufffd")
    ),
    "bytes that are no UTF-8 in an unknown name": valid(_MAP + b',"x\xff":1}'),
    "half of a surrogate pair as bytes": valid(b'{"version":3,"sources":["\xed\xa0\x80"],"mappings":""}'),
    "a name of a field that bytes spoil": invalid(
        b'{"version":3,"sources":[],"mapp\xffings":""}', ("required-fields", "", '{"version"')
    ),
    # The guard against XSSI, which goes with HTTP alone
    "a guard with more in its line": invalid(b")]}'garbage here\n" + regular(), ("xssi-prefix", "-", ")]}'garbage")),
    "a guard behind a byte order mark": invalid(b"\xef\xbb\xbf)]}'\n" + regular(), ("xssi-prefix", "-", ")]}'")),
    "a guard without an apostrophe": _syntax(b")]}\n" + regular(), ")]}"),
    "a guard and nothing else": _syntax(b")]}'\n", ""),
    "a guard on the line of the map": _syntax(b")]}'" + regular(), ""),
    "a guard in a string": valid(regular(sourcesContent=[")]}'\n", None])),
    # Names of fields
    "names that are written with escapes": valid(
        rb'{"\u0076ersion":3,"s\u006furces":["a"],"mapp\u0069ngs":"AAAA","n\u0061mes":[]}'
    ),
    "a value that is wrong behind an escaped name": invalid(
        rb'{"version":3,"sources":[],"mappings":"","n\u0061mes":null}', ("field-types", "/names", "null")
    ),
    "a name with another letter in capitals is another name": invalid(
        b'{"Version":3,"sources":[],"mappings":""}', ("version-integer", "", '{"Version"')
    ),
    "the last of two equal names, one with an escape": invalid(
        rb'{"version":3,"sources":[],"mappings":"","m\u0061ppings":3}', ("field-types", "/mappings", "3}")
    ),
    "mappings twice, the last ones are right": valid(b'{"version":3,"sources":[],"mappings":"?","mappings":""}'),
    "mappings twice, the last ones are wrong": invalid(
        b'{"version":3,"sources":[],"mappings":"","mappings":"?"}', ("mappings-alphabet", "/mappings 0", "?")
    ),
    "sources twice, the last ones count": invalid(
        b'{"version":3,"sources":["a"],"sources":[],"mappings":"AAAA"}',
        ("sources-index-bounds", "/mappings 0", "AAAA"),
    ),
    "sections that a second name does away with": valid(
        index(section()).replace(b'"sections":', b'"sections":3,"sections":')
    ),
    "names of Object.prototype": valid(_MAP + b',"__proto__":{"version":4},"constructor":1,"toString":2}'),
    "a field that only `__proto__` has": invalid(
        b'{"version":3,"sources":[],"__proto__":{"mappings":""}}', ("required-fields", "", '{"version"')
    ),
    # Extensions: ignored, whatever they hold
    "depth without limit in a field": invalid(
        b'{"version":3,"mappings":"","sources":' + b"[" * 3000 + b"]" * 3000 + b"}",
        ("field-types", "/sources/0", "[[["),
    ),
    "a long number": valid(_MAP + b',"x":' + b"1" * 10_000 + b"}"),
    "an extension named like a field": valid(regular(Sources=3, source=3, map=3, offset=3, url=3, line=-1)),
}
