"""The comment that names a map: which text is one, where it stands, and what a `data:` URL holds."""

import base64
import json
import random
from pathlib import Path
from urllib.parse import quote as percent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint.comments import Tail, css_comments, css_tail, is_plain, javascript_tail, links, url_through_tokens
from smaplint.engine import lint_files
from smaplint.generated import GeneratedFile, decode_data_url
from smaplint.linking import read_tail
from smaplint.reader import Memory
from smaplint.settings import Settings
from tests.acorn import Asked, Stylesheet, ask

MB = 1_000_000


def url_of(tail: Tail) -> str | None:
    return tail.directive.url if tail.directive else None


JAVASCRIPT = {
    "the plain form": (b"a\n//# sourceMappingURL=a.map", "a.map"),
    "a line feed after it": (b"a\n//# sourceMappingURL=a.map\n", "a.map"),
    "alone in the file": (b"//# sourceMappingURL=a.map", "a.map"),
    "CRLF": (b"a\r\n//# sourceMappingURL=a.map\r\n\r\n", "a.map"),
    "CR": (b"a\r//# sourceMappingURL=a.map\r", "a.map"),
    "U+2028": (b"a\xe2\x80\xa8//# sourceMappingURL=a.map\xe2\x80\xa8", "a.map"),
    "U+2029": (b"a\xe2\x80\xa9//# sourceMappingURL=a.map\xe2\x80\xa9\n", "a.map"),
    "blank lines after it": (b"a\n//# sourceMappingURL=a.map\n \t\n\xc2\xa0\xe3\x80\x80\n", "a.map"),
    "blanks before it": (b"a\n \t\xc2\xa0//# sourceMappingURL=a.map", "a.map"),
    "blanks behind the mark": (b"a\n//#\t  sourceMappingURL=a.map", "a.map"),
    "blanks after the URL": (b"a\n//# sourceMappingURL=a.map  \t", "a.map"),
    "a blank before the mark": (b"a\n// # sourceMappingURL=a.map", None),
    "no blank at all": (b"a\n//#sourceMappingURL=a.map", "a.map"),
    "the legacy mark": (b"a\n//@ sourceMappingURL=a.map", "a.map"),
    "a comment after it": (b"a\n//# sourceMappingURL=a.map\n// done\n//", "a.map"),
    "a debug ID after it": (
        b"a\n//# sourceMappingURL=a.map\n//# debugId=85314830-023f-4cf1-a267-535f4e37bb17",
        "a.map",
    ),
    "a block comment after it": (b"a\n//# sourceMappingURL=a.map\n/* done */", None),
    "code after it": (b"a\n//# sourceMappingURL=a.map\nb()", None),
    "code before it on its line": (b"a\nb() //# sourceMappingURL=a.map", None),
    "the last of two": (b"a\n//# sourceMappingURL=a.map\n//# sourceMappingURL=b.map", "b.map"),
    "a URL with a space": (b"a\n//# sourceMappingURL=a b.map", None),
    "a URL with a space, and one above": (b"a\n//# sourceMappingURL=a.map\n//# sourceMappingURL=a b.map", "a.map"),
    "an empty URL": (b"a\n//# sourceMappingURL=", ""),
    "a double quote": (b'a="\n//# sourceMappingURL=a.map"', None),
    "a single quote": (b"a='\n//# sourceMappingURL=a.map'", None),
    "a backtick": (b"a=`\n//# sourceMappingURL=a.map`", None),
    "the end of a block comment": (b"/*\n//# sourceMappingURL=a.map */", None),
    "a comment with a quote after it": (b"a\n//# sourceMappingURL=a.map\n// don't", None),
    "the form of CSS": (b"a\n/*# sourceMappingURL=a.map */", None),
    "another key": (b"a\n//# sourceURL=a.js", None),
    "upper case": (b"a\n//# SOURCEMAPPINGURL=a.map", None),
    "bytes that are no UTF-8": (b"\xff\xfe\n//# sourceMappingURL=\xff.map", "\ufffd.map"),
    "a NUL": (b"a\n//# sourceMappingURL=a\0.map", "a\0.map"),
    "dart-sass's data: URL with an apostrophe": (
        b"a\n//# sourceMappingURL=data:application/json;charset=utf-8,%7B'%7D",
        "data:application/json;charset=utf-8,%7B'%7D",
    ),
    "nothing": (b"", None),
    "blank": (b"\n\n \n", None),
}

# Where reading without parsing gives nothing, and whether tokens are asked; what they give.
TOKENS = {
    "behind code": (b"a\nb()//# sourceMappingURL=a.map", True, "a.map"),
    "behind code, and a blank": (b"a;\nb() //# sourceMappingURL=a.map \n\n", True, "a.map"),
    "behind a block comment": (b"/* a */ //# sourceMappingURL=a.map", True, "a.map"),
    "behind code with strings": (b"a='b';c=\"d\";//# sourceMappingURL=a.map\n", True, "a.map"),
    "above a comment with a quote": (b"a\n//# sourceMappingURL=a.map\n// don't", True, "a.map"),
    "above several": (b"a//# sourceMappingURL=a.map\n// don't\n\n// b\n// `c`\n", True, "a.map"),
    "with a quote": (b"a\n//# sourceMappingURL=it's.map", True, "it's.map"),
    "in a string": (b"a\nb='//# sourceMappingURL=a.map'", True, None),
    "in a string that is joined": (b"a\nb='//# sourceMappingURL='+c", True, None),
    "in a template": (b"a=`\n//# sourceMappingURL=a.map\n// `", True, None),
    "in a block comment": (b"/*\n a //# sourceMappingURL=a.map\n// '*/", True, None),
    "in a string, with a blank": (b"a\nb='//# sourceMappingURL=' + c", False, None),
    "in a string further up": (b"b='//# sourceMappingURL=a.map'\na", False, None),
    "code after it": (b"a//# sourceMappingURL=a.map\nb", False, None),
    "a block comment after it": (b"a//# sourceMappingURL=a.map\n/* b */", False, None),
    "the form of CSS": (b"a/*# sourceMappingURL=a.map */", False, None),
    "another key": (b"a//# sourceURL=a.js", False, None),
    "no comment at all": (b"a='b'", False, None),
}

CSS = {
    "the plain form": (b"a{}\n/*# sourceMappingURL=a.map */", "a.map"),
    "without blanks": (b"a{}/*#sourceMappingURL=a.map*/", "a.map"),
    "the legacy mark": (b"a{}/*@ sourceMappingURL=a.map */", "a.map"),
    "rules after it": (b"/*# sourceMappingURL=a.map */a{}", "a.map"),
    "the last of two": (b"/*# sourceMappingURL=a.map *//*# sourceMappingURL=b.map */", "b.map"),
    "in a string": (b"a{content:'/*# sourceMappingURL=a.map */'}", None),
    "in a double-quoted string": (b'a{content:"/*# sourceMappingURL=a.map */"}', None),
    "an escaped quote in a string": (b"a{content:'\\'/*# sourceMappingURL=a.map */'}", None),
    "a string over an escaped line end": (b"a{content:'\\\r\n/*# sourceMappingURL=a.map */'}", None),
    "a string that its line ends": (b"a{content:'\n}/*# sourceMappingURL=a.map */", "a.map"),
    "Tailwind's escaped quotes": (b".content-\\[\\'\\'\\]{color:red}/*# sourceMappingURL=a.map */", "a.map"),
    "an escaped quote, and one string": (b".a\\'b{content:'x'}/*# sourceMappingURL=a.map */", "a.map"),
    "an escaped backslash": (b".a\\\\{content:'x'}/*# sourceMappingURL=a.map */", "a.map"),
    "a URL with what opens a comment": (b"a{b:url(//c.example/*/d.png)}/*# sourceMappingURL=a.map */", "a.map"),
    "a URL with an apostrophe": (b"a{b:url( it's.png )}/*# sourceMappingURL=a.map */", "a.map"),
    "a URL in quotes": (b"a{b:URL( '/*' )}/*# sourceMappingURL=a.map */", "a.map"),
    "a function that ends in url": (b"a{b:my-url('/*')}/*# sourceMappingURL=a.map */", "a.map"),
    "in another comment": (b"/* see /*# sourceMappingURL=a.map */", None),
    "the form of JavaScript": (b"a{}\n//# sourceMappingURL=a.map", None),
    "not closed": (b"a{}/*# sourceMappingURL=a.map", None),
    "words after the URL": (b"a{}/*# sourceMappingURL=a.map b */", None),
    "a backslash at the end": (b"/*# sourceMappingURL=a.map */\\", "a.map"),
    "a URL with escapes": (b"a{b:\\75 r\\l( /*it's )}/*# sourceMappingURL=a.map */", "a.map"),
    "a name with an escape that ends in url": (b"a{b:\\,url('/*')}/*# sourceMappingURL=a.map */", "a.map"),
    "a name of other letters that ends in url": (b"a{b:\xc3\xa4url( '/*' )}/*# sourceMappingURL=a.map */", "a.map"),
    "a name behind a hash": (b"a{b:#url(/*it's*/)}/*# sourceMappingURL=a.map */", "a.map"),
    "a no-break space behind the URL": (b"/*# sourceMappingURL=a.map\xc2\xa0*/", "a.map"),
    "a no-break space in the URL": (b"/*# sourceMappingURL=a\xc2\xa0b.map*/", None),
}

# Where comments begin in CSS, and where they only seem to.
STYLESHEETS = [
    *(
        "/**/",
        "/*/*/",
        "/***/",
        "a/**/b",
        "/*a",
        "/*",
        "/",
        "*/",
        "/*a*//*b*/",
        "/* ' */'/**/'",
        '/* " */"/**/"',
        "//a\n/**/",
    ),
    *("'a\\'/**/'/**/", "'a\\\n/**/'/**/", "'a\n/**/'/**/'", "'a\r/**/'", "'a\f/**/'", "'\\\r\n/**/'/**/", "'\\", "'"),
    *(
        "url(/**/)",
        "url(a/**/)",
        "url( /**/ )/**/",
        "url('/**/')/**/",
        'url( "a" /**/ )',
        "url(a b/**/)/**/",
        "url(a'/**/)/**/",
    ),
    *(
        'url(a"/**/)/**/',
        "url(a(/**/)/**/)",
        "url(\\)/**/)/**/",
        "url(",
        "url(a",
        "url('",
        "url()/**/",
        "URL(/**/)",
        "Url(/**/)/**/",
    ),
    *(
        "\\75rl(/**/)/**/",
        "\\000075 rl(/**/)",
        "\\0000075 rl(/**/)",
        "u\\72 l(/**/)",
        "ur\\6C(/**/)",
        "ur\\6c\n(/**/)",
        "\\url(/**/)",
    ),
    *(
        "\\55\\52\\4c(/**/)/**/",
        "\\u\\r\\l(/**/)/**/",
        "xurl(/**/)",
        "-url(/**/)",
        "_url(/**/)",
        "1url(/**/)",
        "url/**/(/**/)",
    ),
    *(
        "äurl(/**/)",
        "#url(/**/)",
        "@url(/**/)",
        ".url(/**/)",
        "+url(/**/)",
        ":url(/**/)",
        "(url(/**/))",
        "a\\url(/**/)",
    ),
    *(
        "\\,url(/**/)",
        "\\\\url(/**/)",
        "\\'/**/'/**/'",
        "\\/**/",
        "a\\ url(/**/)",
        "a\\\nurl(/**/)",
        "\\61 url(/**/)",
        "\\61url(/**/)",
    ),
    *(
        "1e3url(/**/)",
        "1.url(/**/)",
        "url-prefix(/**/)",
        "src(/**/)",
        "url (/**/)",
        "u rl(/**/)",
        "url(\t/**/)",
        'url(\n"/**/")/**/',
    ),
    *(
        "<!--/**/-->",
        "<!--'/**/-->'",
        "@import/**/url(/**/);",
        "@charset '/**/';",
        "{}/**/[]",
        "a{b:c/**/!important}",
        "\ufeff/**/",
        "é/**/",
    ),
    *(
        "url(é/**/)/**/",
        "'é/**/'/**/",
        "a{content:'\\'}/**/'}",
        "a{content:'\\\\'}/**/",
        ".a\\:b/**/",
        ".\\[\\'\\'\\]/**/",
        "\\",
    ),
    *(
        "url(a\\\n/**/)/**/",
        "url(\\",
        "U+1??/**/",
        "--a:{/**/}",
        "a{--b:'/**/'}",
        "\0/**/",
        "url(\0/**/)",
        "'\0/**/'",
        "#\\url(/**/)",
    ),
]


class TestComment:
    @pytest.mark.parametrize(("data", "url"), JAVASCRIPT.values(), ids=JAVASCRIPT)
    def test_javascript(self, data: bytes, url: str | None) -> None:
        tail = javascript_tail(data)
        assert tail.enough
        assert url_of(tail) == url

    @pytest.mark.parametrize(("data", "url"), CSS.values(), ids=CSS)
    def test_css(self, data: bytes, url: str | None) -> None:
        assert url_of(css_tail(data)) == url

    @pytest.mark.parametrize(("data", "url"), CSS.values(), ids=CSS)
    def test_css_gives_the_same_both_ways(self, data: bytes, url: str | None) -> None:
        found = links(data, "css")
        assert found.without_parsing == found.through_tokens == css_tail(data).directive
        assert [one.url for one in found.comments][-1:] == ([] if url is None else [url])

    @pytest.mark.parametrize(
        ("data", "read"),
        [
            *((data, javascript_tail) for data, url in JAVASCRIPT.values() if url is not None),
            *((data, css_tail) for data, url in CSS.values() if url is not None),
        ],
    )
    def test_spans(self, data: bytes, read: "type[Tail]") -> None:
        tail = read(data)  # type: ignore[arg-type, call-arg]
        directive = tail.directive
        assert directive
        comment = data[directive.start : directive.end]
        assert data[directive.url_start : directive.url_end].decode("utf-8", "replace") == directive.url
        assert comment.startswith((b"//", b"/*"))
        assert comment[2:3].decode() == directive.mark
        assert comment.endswith(b"*/" if directive.style == "/*" else data[directive.url_start : directive.url_end])

    @pytest.mark.parametrize(("data", "needed", "url"), TOKENS.values(), ids=TOKENS)
    def test_tokens_are_read_where_they_may_give_more(self, data: bytes, needed: bool, url: str | None) -> None:
        tail = javascript_tail(data)
        assert tail.directive is None
        assert tail.enough
        assert tail.needs_tokens == needed
        assert url_of(read_tail("a.js", "js", Memory({"a.js": data}), MB)) == url

    @given(st.sampled_from(sorted(JAVASCRIPT)))
    def test_where_a_url_is_found_no_tokens_are_read(self, name: str) -> None:
        data, url = JAVASCRIPT[name]
        assert url is None or not javascript_tail(data).needs_tokens

    def test_the_debug_id(self) -> None:
        upper = javascript_tail(b"a\n//# debugId=85314830-023F-4CF1-A267-535F4E37BB17\n//# sourceMappingURL=a.map")
        below = javascript_tail(b"a\n//# sourceMappingURL=a.map\n//# debugId=85314830-023f-4cf1-a267-535f4e37bb17")
        assert upper.debug_id == "85314830-023F-4CF1-A267-535F4E37BB17"
        assert below.debug_id == "85314830-023f-4cf1-a267-535f4e37bb17"
        assert (
            javascript_tail(b"let a='//# debugId=85314830023f4cf1a267535f4e37bb17'\n//# sourceMappingURL=a").debug_id
            == ""
        )


# Texts in which every decision of the scanner occurs often.
TEXTS = st.lists(
    st.sampled_from(
        [
            *(
                b"\n",
                b"\r",
                b"\r\n",
                b"\xe2\x80\xa8",
                b"\xe2\x80\xa9",
                b"\xe2",
                b"\x80",
                b"\xa8",
                b" ",
                b"\t",
                b"\xc2\xa0",
            ),
            *(b"//", b"/*", b"*/", b"'", b'"', b"`", b"\\", b"a", b"a" * 40, b"\xf0\x9f\x98\x80", b"url("),
            *(b";//# sourceMappingURL=a.map\n", b"// 'a'\n"),
            *(b"//# sourceMappingURL=a.map", b"//@ sourceMappingURL=b.map", b"/*# sourceMappingURL=c.map */", b"//# x"),
            *(b"//# debugId=85314830-023f-4cf1-a267-535f4e37bb17", b"//# sourceMappingURL=data:application/json,'"),
        ]
    ),
    max_size=25,
).map(b"".join)


class TestPieces:
    @given(TEXTS)
    def test_the_end_of_a_file_says_what_the_whole_says(self, data: bytes) -> None:
        whole = javascript_tail(data)
        assert whole.enough
        for offset in range(len(data) + 1):
            piece = javascript_tail(data[offset:], offset)
            if piece.enough:
                assert piece == whole

    @given(TEXTS, st.sampled_from([b"", b"\n", b"\r\n", b" \t\n", b"\xe2\x80\xa8", b"\n//x", b"'"]))
    def test_what_is_plain_needs_no_tokens(self, data: bytes, end: bytes) -> None:
        """What tokens would tell is the same, or that it is no JavaScript."""
        data += b"\n//# sourceMappingURL=a.js.map" + end
        if is_plain(data):
            found = links(data)
            assert found.without_parsing
            assert found.through_tokens in (None, found.without_parsing)
            assert found.first in (None, found.without_parsing)

    @given(TEXTS)
    def test_what_is_found_lies_in_the_file(self, data: bytes) -> None:
        for tail in (javascript_tail(data), css_tail(data)):
            if tail.directive:
                assert b"sourceMappingURL=" in data[tail.directive.start : tail.directive.url_start]

    @pytest.mark.parametrize(
        ("data", "plain"),
        [
            (b"a\n//# sourceMappingURL=a.map\n", True),
            (b"//# sourceMappingURL=a.map", True),
            (b"a\n//@ sourceMappingURL=a.map", True),
            (b"a = '//# sourceMappingURL=b.map'\n//# sourceMappingURL=a.map", True),
            (b"//# sourceMappingURL=b.map\n//# sourceMappingURL=a.map", False),
            (b"a\n \t//# sourceMappingURL=b.map\n//# sourceMappingURL=a.map", False),
            (b"a\n\xc2\xa0//# sourceMappingURL=b.map\n//# sourceMappingURL=a.map", False),
            (b"a\xe2\x80\xa9//# sourceMappingURL=b.map\n//# sourceMappingURL=a.map", False),
            (b"a //# sourceMappingURL=a.map", False),
            (b"a", False),
        ],
    )
    def test_plain(self, data: bytes, *, plain: bool) -> None:
        assert is_plain(data) is plain

    def test_a_long_inline_map(self) -> None:
        url = "data:application/json;base64," + "QUFB" * 100_000
        files = Memory({"a.js": f"let a\n//# sourceMappingURL={url}\n".encode()})
        assert url_of(read_tail("a.js", "js", files, MB)) == url

    def test_a_long_inline_map_behind_code(self) -> None:
        url = "data:application/json;base64," + "QUFB" * 100_000
        files = Memory({"a.js": f"let a='b';//# sourceMappingURL={url}\n".encode()})
        assert url_of(read_tail("a.js", "js", files, MB)) == url

    @given(TEXTS)
    def test_tokens_are_asked_for_wherever_they_give_more(self, data: bytes) -> None:
        tail = javascript_tail(data)
        if tail.directive is None and not tail.needs_tokens:
            assert url_through_tokens(data) is None

    def test_a_bundle_of_one_line_is_not_read_whole(self) -> None:
        asked: list[int] = []

        class Spy(Memory):
            def tail(self, path: str, length: int) -> tuple[bytes, int]:
                asked.append(length)
                return super().tail(path, length)

        read_tail("a.js", "js", Spy({"a.js": b'a("b");' * 300_000}), 100 * MB)
        assert asked == [65536]


def map_of(**fields: object) -> bytes:
    return json.dumps({"version": 3, "sources": ["ä😀.ts"], "names": [], "mappings": "AAAA", **fields}).encode()


class TestDataUrl:
    TEXT = map_of()
    PLAIN = base64.b64encode(TEXT)

    @pytest.mark.parametrize(
        "url",
        [
            b"data:application/json;base64," + PLAIN,
            b"data:application/json;base64," + PLAIN.rstrip(b"="),
            b"data:application/json;charset=utf-8;base64," + PLAIN,
            b"DATA:Application/JSON;CHARSET=UTF-8;BASE64," + PLAIN,
            b"data:application/json; charset=utf-8; base64," + PLAIN,
            b"data:;base64," + PLAIN,
            b"data:application/json;base64," + percent(PLAIN, safe="").encode(),
            b"data:application/json," + percent(TEXT).encode(),
            b"data:application/json;charset=utf-8," + percent(TEXT, safe="{}[]:,").encode(),
            b"data:," + TEXT,
        ],
        ids=lambda url: url[:45].decode(),
    )
    def test_decodes(self, url: bytes) -> None:
        inline = decode_data_url(url, 7)
        assert inline.problem == ""
        assert inline.json == self.TEXT

    @pytest.mark.parametrize(
        ("url", "problem"),
        [
            (b"data:application/json", "comma"),
            (b"data:" + b";a" * 100, "comma"),
            (b"data:;base64,eyJ2*", "`*` is no base64 digit"),
            (b"data:;base64,eyJ2-_", "`-` is no base64 digit"),
            (b"data:;base64,eyJ2Z", "cut short"),
            (b"data:;base64,eyJ2Zg==eyJ2", "`=` is no base64 digit"),
            (b"data:;base64,\xff\xfe", "is no base64 digit"),
        ],
    )
    def test_says_what_is_wrong(self, url: bytes, problem: str) -> None:
        inline = decode_data_url(url, 0)
        assert inline.json is None
        assert problem in inline.problem

    @given(st.binary(max_size=60), st.sampled_from([b"data:,", b"data:;base64,", b"data:", b""]))
    def test_never_raises(self, payload: bytes, head: bytes) -> None:
        inline = decode_data_url(head + payload, 3)
        assert (inline.json is None) == bool(inline.problem)

    @given(st.text(max_size=30), st.sampled_from(["", "/:,", "abcdefg"]))
    def test_the_place_of_each_byte_percent_encoded(self, text: str, safe: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        encoded = percent(data, safe=safe).encode()
        inline = decode_data_url(b"data:," + encoded, 100)
        assert inline.json == data
        for offset, byte in enumerate(data):
            at = inline.place(offset, encoded) - 106
            assert encoded[at : at + 3] == b"%%%02X" % byte or encoded[at] == byte

    @given(st.binary(min_size=1, max_size=40), st.booleans())
    def test_the_place_of_each_byte_in_base64(self, data: bytes, escaped: bool) -> None:
        digits = base64.b64encode(data)
        payload = percent(digits, safe="").encode() if escaped else digits
        inline = decode_data_url(b"data:;base64," + payload, 50)
        for offset in range(len(data)):
            at = inline.place(offset, payload) - 63
            # The digit holds the highest bits of the byte.
            before = len(decode_data_url(b"data:," + payload[:at], 0).json or b"")
            assert before == offset // 3 * 4 + offset % 3

    def test_a_finding_points_at_the_characters_that_hold_the_fault(self) -> None:
        text = map_of(mappings="AAAA,*")
        code = "let ä = '😀';\n//# sourceMappingURL="
        for head, payload in (
            ("data:application/json;base64,", base64.b64encode(text).decode()),
            ("data:application/json,", percent(text)),
        ):
            bundle = f"{code}{head}{payload}\n"
            report = lint_files({"a.js": bundle.encode()}, Settings(presets=("spec",)))
            (finding,) = report.findings
            assert (finding.rule, finding.inline, finding.pointer) == ("mappings-alphabet", True, "/mappings")
            line = bundle.split("\n")[finding.place.line - 1]
            found = line[finding.place.column - 1 :]
            star = text.index(b"*")
            assert found.startswith(payload[star // 3 * 4 + star % 3 :] if "base64" in head else "%2A")
            # And the code that the segment maps, in the same file.
            assert finding.generated
            assert (finding.generated.path, finding.generated.line) == ("a.js", 1)


class TestLines:
    @pytest.mark.parametrize(
        ("kind", "data", "starts"),
        [
            ("js", b"a\nb\r\nc\rd", [0, 2, 5, 7]),
            ("js", b"a\xe2\x80\xa8b\xe2\x80\xa9c", [0, 4, 8]),
            ("css", b"a\xe2\x80\xa8b\fc\n", [0, 6, 8]),
            ("js", b"", [0]),
        ],
    )
    def test_starts(self, kind: str, data: bytes, starts: list[int]) -> None:
        assert list(GeneratedFile("a", kind, data, len(data), None).line_starts) == starts

    @given(st.lists(st.sampled_from("aé€😀"), max_size=20).map("".join), st.integers(0, 45))
    def test_offsets_count_utf16(self, line: str, column: int) -> None:
        data = f"first\n{line}".encode()
        offset = GeneratedFile("a.js", "js", data, len(data), None).offset_of(1, column)
        units = line.encode("utf-16-le")
        if column * 2 > len(units):
            assert offset is None
        else:
            before = units[: column * 2].decode("utf-16-le", "ignore")
            # The second half of a pair is at the character behind it: no byte stands for it.
            halved = len(before.encode("utf-16-le")) < column * 2
            skipped = line[len(before)] if halved else ""
            assert offset == 6 + len((before + skipped).encode())

    @pytest.mark.parametrize(("line", "column"), [(-1, 0), (2, 0), (0, -1), (0, 99), (1 << 40, 0), (0, 1 << 40)])
    def test_no_such_place(self, line: int, column: int) -> None:
        assert GeneratedFile("a.js", "js", b"ab\ncd", 5, None).offset_of(line, column) is None


@pytest.mark.node
class TestCssTokenizer:
    def test_comments(self) -> None:
        for answer in ask(Asked(text, text=text, kind="css") for text in STYLESHEETS):
            assert isinstance(answer, Stylesheet)
            assert list(css_comments(answer.id.encode())) == answer.comments, answer.id

    def test_urls(self) -> None:
        texts = [data.decode() for data, _ in CSS.values()]
        for answer in ask(Asked(text, text=text, kind="css") for text in texts):
            assert isinstance(answer, Stylesheet)
            assert [one.url for one in links(answer.id.encode(), "css").comments] == answer.urls, answer.id

    def test_mixed_up(self) -> None:
        """Every decision next to every other one: the pieces of the table in random order, the same each time."""
        pieces = [*STYLESHEETS, "'", '"', "\\", "url(", ")", "/*", "*/", "\n", " ", "u", "rl("]
        order = random.Random(0)  # noqa: S311 - texts, no secrets
        asked = ["".join(order.choices(pieces, k=4)) for _ in range(5_000)]
        for answer in ask(Asked(text, text=text, kind="css") for text in asked):
            assert isinstance(answer, Stylesheet)
            assert list(css_comments(answer.id.encode())) == answer.comments, answer.id

    def test_real_files(self) -> None:
        # There is none in node_modules.
        paths = list((Path(__file__).parent / "builds").rglob("*.css"))
        compared = 0
        for answer in ask(Asked(str(path), path=path, kind="css") for path in sorted(paths)):
            assert isinstance(answer, Stylesheet), answer
            data = Path(answer.id).read_bytes()
            assert list(css_comments(data)) == answer.comments, answer.id
            assert [one.url for one in links(data, "css").comments] == answer.urls, answer.id
            compared += 1
        assert compared == len(paths) >= 30
