"""Why a URL does not parse, against the URL standard of the WHATWG: a table, and node's own parser over it and more.

The expected verdicts of the table are those of https://url.spec.whatwg.org/#concept-basic-url-parser, most of them taken
from its examples and from the names that tools write into `sources`.
"""

import json
import re
import subprocess
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smaplint._url import broken, fails
from tests.npm import program

# A URL fails when it fails against each of these.
BASES: Final = tuple(f"{scheme}://x/dist/app.js.map" for scheme in ("file", "http", "https", "ws", "wss", "ftp"))

# What tools write into `sources`.
NAMES: Final = (
    *("", "a.ts", "./a.ts", "../../a.ts", "/a.ts", "src/[id]/a b.ts", "src/(group)/a.ts", "a%zz.ts"),
    "a.vue?vue&type=style",
    *("a.js|b", "a<b>.ts", "a^b.ts", "{a}.ts", "`a`", "a\\b.ts", "C:\\src\\a.ts", "C:/src/a.ts", "c:a.ts"),
    "C|/src/a.ts",
    *("\\\\server\\share\\a.ts", "//server/share/a.ts", "//?/C:/a.ts", "\\\\?\\C:\\a.ts", "///a.ts", "//", "//C:/a.ts"),
    *("\0virtual", "\0rolldown/runtime.js", "<anon>", "<stdin>", "(webpack)/buildin/module.js", "[synthetic:util] "),
    " a.ts ",
    *("webpack:a", "webpack:/a", "webpack:///./src/a.ts", "webpack://shelf/./src/a.ts", "webpack://_N_E/./a"),
    "webpack://",
    *("webpack:////home/a.ts", "webpack:///../a.ts", "webpack:///(webpack)/a.js", 'webpack:///external "react"'),
    "webpack://./a",
    *("webpack://@scope/pkg/./src/a.ts", "webpack://a.b/c?d", "webpack:///./a.vue?1:2"),
    "webpack-internal:///(ssr)/./a.ts",
    *("turbopack:///[project]/a.ts", "turbopack:[project]/a.ts", "ng:///App/a.html", "ng://App/a.html", "rollup:///a"),
    *("meteor://\N{PERSONAL COMPUTER}app/a.js", "vite/preload-helper.js", "data:text/plain,a", "blob:https://[/1"),
    "about:blank",
    *("file:a.ts", "file:/a.ts", "file:///a.ts", "file:///C|/a.ts", "file:///C:/a.ts", "file://C:/a.ts"),
    "file://server/a.ts",
    *("file://C|/a.ts", "file:\\\\\\C:\\a.ts", "file://", "file:", "FILE:///a.ts", "node:fs", "std:a", "npm:react@18"),
    "jar:file:///a",
    *("https://example.com/a.ts", "https://raw.example.com/a/b?c#d", "http://localhost:3000/a.ts"),
    "//cdn.example.com:8080/a.ts",
    *("core-js/[email]", "a:b:c", "a.b:c", "1a://[", "-a://[", "://[", ":", "#//[", "?//[", "a//[", "./http://["),
    "?http://[",
)  # fmt: skip

PASSES: Final = (
    # Schemes: slashes, and none, where a base may have the same one.
    *("http:a", "https:a<b", "http:", "http:/", "http:/a b", "http:\\a b", "http:?", "http:#", "ftp:a", "ws:"),
    "wss:/a",
    *("http:///a", "http:\\\\a", "http:/\\a", "http:\\/a", "http:////////a", "HTTP://a", "ht\ttp://a", "http:/\n/a"),
    " http://a ",
    # Credentials
    *("http://@a", "http://:@a", "http://u:p@a", "http://u@v@a", "http://<[ ^|@a", "http://a:b:c@d:1", "foo://u@a"),
    "foo://:@a",
    # Ports
    *("http://a:", "http://a:/", "http://a:0", "http://a:65535", "http://a:000000080", "foo://a:1", "foo://a:?b"),
    "http://a:8\t0",
    # Names
    *("http://a..b", "http://.", "http://.a", "http://a.", "http://a_b", "http://-a", "http://a!$&'()*+,;=b"),
    'http://a"b',
    *("http://{a}", "http://`a`", "http://%41", "http://%61%2E", "http://a%2Db", "http://" + "a" * 300, "http://a~b"),
    "http://A",
    # IPv4 addresses
    *("http://1.2.3.4", "http://1.2.3.4.", "http://1.2.3", "http://1.2", "http://1", "http://4294967295"),
    "http://0xffffffff",
    *("http://0", "http://0x", "http://00", "http://0X7F.1", "http://0177.0.0.1", "http://1.2.65535"),
    "http://1.16777215",
    *("http://0x.0x.0", "http://1.2.3.a", "http://1a", "http://a.1b", "http://1..a", "http://0xg", "http://256.256.a"),
    "http://1..",
    *("http://%31.2.3.4", "http://0000000000000000000000001", "http://0x00000000000000001", "http://1.0xff"),
    "file://1.2.3.4/a",
    # IPv6 addresses
    *("http://[::]", "http://[::1]", "http://[1::]", "http://[1:2:3:4:5:6:7:8]", "http://[::1]:80", "http://[1::8]:"),
    *("http://[1:2:3:4:5:6:7::]", "http://[::2:3:4:5:6:7:8]", "http://[::1.2.3.4]", "http://[1:2:3:4:5:6:1.2.3.4]"),
    *("http://[::ffff:0.0.0.0]", "http://[ABCD::ef01]", "http://[1:2:3:4:5::1.2.3.4]", "http://u@[::1]", "foo://[::1]"),
    "file://[::1]/",
    *("http://[::255.255.255.255]", "http://[0000::0000]", "http://[::1]/[", "http://[::1]?[", "foo://[::1]:1"),
    # Hosts of other schemes
    *("foo://", "foo:///", "foo://a%b", "foo://%3C", 'foo://a"b', "foo://a{b}`", "foo://256.256.256.256"),
    "foo://1.2.3.256",
    *("foo://a\x7fb", "foo://a\x01b", "foo:\\\\[", "foo:/\\[", "foo:\\/[", "foo:/[", "foo:[", "foo:////["),
    *("foo://a/\\[", "foo://!$&'()*+,;=~"),
    # Files
    *("file:///[", "file:///a b", "file:a b", "file:\\a b", "file://a%20b"[:8], "file://localhost/a", "file://C|"),
    "file://c:",
    *("//a:80", "//a:80/x", "\\\\a:80\\x", "///<", "//C|/x", "/\\a", "\\/a", "//a", "//@a", "//u@h"),
    # Blanks and controls
    *("\x01http://a\x1f", "\t/\t/\ta", "http://a\tb", "http://a\r\nb", "  //a  ", "\x00//a"),
)  # fmt: skip

FAILS: Final = (
    # What tools write into `sources` by mistake.
    *("webpack://[name]/webpack/universalModuleDefinition", "turbopack://[project]/src/a.ts"),
    "webpack://my app/./a.ts",
    *("webpack://<anonymous>/a", "webpack://a:b/c", "webpack://a\\b/c", "webpack://a|b/c", "webpack://a^b/c"),
    "webpack://@/a",
    *("https://[hostname]/a.ts", "https://cdn example/a.ts", "https://<cdn>/a.ts", "https://a:port/b"),
    *("https://{a}|{b}/c", "https://"),
    *("http:///", "https://?v=2", "https://#a", "https://%s/a.ts", "https://a%/b", "http://localhost:3000:3000/a.ts"),
    "http://:80/a",
    # No host
    *("http://", "http:\\\\", "http:///?", "http:////#", "ws://", "wss:///", "ftp://", "http://@", "http://u@"),
    "http://u:p@/a",
    *("http://:", "http://:/", "http://u@:80", "foo://u@", "foo://@", "foo://@/a", "foo://u@?a", "foo://:80"),
    *("foo://:", "foo://u@:1"),
    # Ports
    *("http://a:65536", "http://a:99999999999999999999", "http://a:b", "http://a:80b", "http://a: 80", "http://a:-1"),
    "http://a:+1",
    *("http://a::", "http://a:1:2", "http://[::1]:x", "http://[::1]1", "foo://a:65536", "foo://a:b", "foo://a:1\\b"),
    "http://a:0x50",
    # Characters that no host has
    *(f"http://a{bad}b" for bad in "\x01\x0b\x1f <>[]^|%\x7f"),
    *(f"http://a%{ord(bad):02x}b" for bad in "\x00\x09\x0a\x0d #/:<>?@[\\]^|%\x1f\x7f"),
    *(f"foo://a{bad}b" for bad in "\x00 <>[\\]^|"),
    *("http://a%", "http://a%4", "http://a%g1", "http://%25", "http://a b@c d", "file://a b/c", "file://a:80/c"),
    *("http://a%80", "http://%C3b", "http://%C3%BC\x17b", "http://\ud800", "http://\udc00%41/a", "file://u@h/c"),
    *("file://a%20b/", "file://C:a/", "file://<", "file://C%7C/", "//a b", "//<", "\\\\a b\\c", "//a:b", "//a:80:"),
    *("//[x]", "//%"),
    # IPv4 addresses
    *("http://1.2.3.256", "http://256.2.3.4", "http://1.2.3.4.5", "http://4294967296", "http://0x100000000"),
    "http://1.2.65536",
    *("http://1.16777216", "http://1..2", "http://.1", "http://a.1", "http://a.0x1", "http://1.2.3.08", "http://09"),
    "http://1.2.a.4",
    *("http://1.2.3.4..5", "http://0x1g.1", "http://99999999999999999999999999999", "http://1.256.1.1", "http://a.1."),
    "http://a.0x",
    *("http://%31.2.3.256", "http://a.%31", "http://" + "9" * 5000, "http://-1.1", "ws://1.2.3.256"),
    *("file://1.2.3.256/a", "//1.2.3.256"),
    # IPv6 addresses
    *("http://[", "http://[]", "http://]", "http://[:]", "http://[::", "http://[::1", "http://[::1]a", "http://[:::]"),
    "http://[1]",
    *("http://[1:2:3:4:5:6:7]", "http://[1:2:3:4:5:6:7:8:9]", "http://[1::2:3:4:5:6:7:8]", "http://[1::2::3]"),
    "http://[12345::]",
    *("http://[g::]", "http://[:1]", "http://[1:]", "http://[::1.2.3]", "http://[::1.2.3.4.5]", "http://[::1.2.3.256]"),
    "http://[::01.2.3.4]",
    *("http://[::1.2.3.]", "http://[::.1.2.3]", "http://[1.2.3.4::]", "http://[::1.2.3.4:5]"),
    "http://[1:2:3:4:5:6:7:1.2.3.4]",
    *("http://[1:2:3:4:5:6::1.2.3.4]", "http://[::1%eth0]", "http://[::%31]", "http://[ ::1]", "http://[v1.a]"),
    "http://[::1]]",
    *("http://[1.2.3.4]", "http://[::1.1.1.0x1]", "foo://[", "foo://[x]", "foo://[::1", "foo://[1.2.3.4]", "//["),
    *("http://[::1]@[", "http://[[::1]]"),
)  # fmt: skip


@pytest.mark.parametrize("url", [*NAMES, *PASSES])
def test_url_that_parses(url: str) -> None:
    assert fails(url) is None


@pytest.mark.parametrize("url", FAILS)
def test_url_that_does_not(url: str) -> None:
    assert fails(url)


def test_the_table_is_as_large_as_it_should_be() -> None:
    every = (*NAMES, *PASSES, *FAILS)
    assert len(every) == len(set(every)) >= 400


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://", "has no host"),
        ("webpack://[name]/a", "has a host `[name]`, which is no IPv6 address"),
        ("https://a b/c", "has a host `a b`, with ` ` in it"),
        ("https://a%20b/c", "has a host `a%20b`, with ` ` in it"),
        ("http://1.2.3.256/a", "has a host `1.2.3.256`, which is no IPv4 address"),
        ("http://a:65536/b", "has a port `65536`, which is no number up to 65535"),
    ],
)
def test_why(url: str, why: str) -> None:
    assert fails(url) == why


@pytest.mark.parametrize(
    "url",
    [
        "http://b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher/",
        "http://%C3%BC/",
        "http://xn--/",
        "http://\N{SOFT HYPHEN}/",
    ],
)
def test_what_wants_tables_of_unicode_passes(url: str) -> None:
    """The last three fail by the standard; no build writes them, and a table of IDNA would be most of the program."""
    assert fails(url) is None


@pytest.mark.parametrize(
    ("root", "sources", "at"),
    [
        ("", ["a.ts", "https://[", None, "//["], [1, 3]),
        ("https://[", ["a.ts", "b.ts"], [-1]),
        ("https://[/", ["a.ts"], [-1]),
        ("https://[", [None, None], []),
        ("https://[", [], []),
        ("https://a", ["[", "//[", "https://["], []),  # behind a host all of it is a path
        ("src", ["//[", "https://["], []),
        ("/", ["a.ts", "[", "/[", "//["], [2]),  # `/` and `/[` make `//[`, and `///[` is a path beside a file
        ("//", ["a.ts", "[", "/["], [1]),
        ("http:", ["[", "/[", "a"], [1]),  # `http:/[` is a path beside `http:`
        ("http:/", ["[", "/[", "a", ""], [1]),
        ("http://", ["[", "/[", "a", "", "?"], [0, 1, 3, 4]),
        ("\t\nhttp:\t//", ["[", "a"], [0]),
        ("webpack:", ["[", "/[", "//["], [1]),
        ("webpack://", ["[", "/[", "[x]/a"], [0, 2]),
        ("webpack:///", ["[", "/[", "//["], []),
        ("file://", ["[", "a b", "/a b", "C:/a"], [0, 1]),
        ("C:", ["\\[", "/[", "//["], [1]),
        ("", ["foo://a/b", "foo://a/[", "foo://a", "foo://ab[/c", "foo://a/", "foo://[/"], [3, 5]),
        ("", ["foo://", "foo://[", "foo:///", "foo://[", "foo://a/", "foo://a:[/"], [1, 3, 5]),
        ("C:\\", ["[", "\\[", "/["], []),
    ],
)  # fmt: skip
def test_root_and_source_are_joined_first(root: str, sources: list[str | None], at: list[int]) -> None:
    """DecodeSourceMapSources: a slash between them, if the root has none at its end."""
    assert [index for index, *_ in broken(root, sources)] == at


HUGE: Final = 1 << 20


@pytest.mark.parametrize(
    "url",
    [
        "http://" + "a" * HUGE,
        "http:" + "/" * HUGE,
        "http://" + "@" * HUGE,
        "http://" + ":" * HUGE,
        "http://" + "[" * HUGE,
        "http://" + "%" * HUGE,
        "http://" + "1." * HUGE,
        "http://[" + ":" * HUGE + "]",
        "a" * HUGE + "://[",
        "\t" * HUGE + "//[",
        "http" + "\t" * HUGE + "://[",
        " " * HUGE,
        "/" * HUGE,
        "webpack://" + "a:" * HUGE,
    ],
    ids=lambda url: f"{url[:8]!r}",
)
def test_a_long_one_is_not_looked_at(url: str) -> None:
    """A host has no limit, and neither has what stands before it; no consumer takes such a name."""
    assert fails(url) is None


def test_a_long_root_is_not_joined_with_each_source() -> None:
    """That would be 10**11 characters here."""
    assert not list(broken("/" * HUGE, ["a"] * 100_000))
    assert not list(broken("http://a/" + "b" * HUGE, ["a"] * 100_000))


def _node(urls: list[str]) -> list[bool]:
    """Whether node's URL parser refuses each URL, whatever the base."""
    script = """
    const [bases, urls] = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const parses = (url, base) => { try { new URL(url, base); return true } catch { return false } };
    console.log(JSON.stringify(urls.map(url => !bases.some(base => parses(url, base)))));
    """
    done = subprocess.run(
        [program("node"), "-e", script], input=json.dumps([BASES, urls]).encode(), capture_output=True, check=True
    )
    answer: list[bool] = json.loads(done.stdout)
    return answer


@pytest.mark.node
def test_node_parses_the_same_of_the_table() -> None:
    urls = [*NAMES, *PASSES, *FAILS]
    assert {url for url, refused in zip(urls, _node(urls), strict=True) if refused} == set(FAILS)


PIECES: Final = (
    *("http:", "https:", "file:", "webpack:", "foo:", "C:", "ws:", "/", "//", "///", "\\", "\\\\", ":", "@", ".", ".."),
    *("?", "#"),
    *("[", "]", "::", "[::1]", "[1:2:3:4:5:6:7:8]", "1", "0x", "0", "255", "256", "65535", "65536", "1.2.3.4", "%"),
    *("%41", "%20", "%2e"),
    *("a", "b", "localhost", " ", "\t", "\n", "\0", "\x7f", "<", "^", "|", "C|", "!", "_", "-", "08", "ffff"),
    *("4294967296", "a.b"),
)  # fmt: skip
URLS: Final = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.tuples(
        st.sampled_from(("http://", "https:\\\\", "file://", "foo://", "//")), st.text(st.characters(max_codepoint=127), max_size=12)
    ).map("".join),
    st.tuples(
        st.sampled_from(("http://", "file://")),
        st.lists(st.sampled_from(("1", "0", "255", "256", "0x", "0xff", "08", "07", "a", "", "65536", "65535")), max_size=6).map(".".join),
    ).map("".join),
    st.lists(st.sampled_from(("1", "ffff", "0", "12345", "", "", "g", "1.2.3.4", "1.2.3.04")), max_size=10).map(
        lambda pieces: f"http://[{':'.join(pieces)}]/"
    ),
)  # fmt: skip


@pytest.mark.node
def test_node_parses_the_same_of_what_was_made() -> None:
    made: list[str] = []

    @settings(max_examples=2000, deadline=None, database=None)
    @given(URLS)
    def make(url: str) -> None:
        # What wants tables is let pass; see above.
        if not re.search("xn--|%[89a-f]", url, re.IGNORECASE):
            made.append(url)

    make()
    wrong = [
        (url, ours) for url, refused in zip(made, _node(made), strict=True) if bool(ours := fails(url)) is not refused
    ]
    assert not wrong
