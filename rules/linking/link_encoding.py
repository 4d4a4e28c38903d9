"""A link to a map is written as a URL.

Why it matters: consumers decode it. With a blank in it, it is no comment that names a map to anyone (ECMA-426,
MatchSourceMapURL). A `%` that begins no escape is an error of decoding for servers and `datadog-ci`; a name that holds `%20`, `?` or `#` and is written as
it is leads to another file; a backslash is a slash in browsers and a letter in file names.

How to fix: percent-encode the name of the map, as `encodeURI` does, and `%`, `?` and `#` in it as well: `a%20b.js.map`.

Details: letters beyond ASCII and brackets pass: URLs parse with them. `blank` is reported where such a comment is the last
thing in the file, there is no other, and it ends with `.map`. `name` is a map that was found by its name alone, not by the URL.
"""

import re

from smaplint.rule import WARNING, Bad, Clause, Good, Pair, Problem, Problems, Span, machine_path, pair_rule, quote

_MAP = {"mappings": "AAAA,IAAIA"}
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


def _js(url: str) -> bytes:
    return f"let a=1\n//# sourceMappingURL={url}\n".encode()


@pair_rule(
    since="0.1.0",
    when=("generated.misplaced.blank", "generated.has_odd_link"),
    levels={"recommended": WARNING},
    good=[
        Good(files={"a b.js": _js("a%20b.js.map"), "a b.js.map": _MAP}),
        Good(files={"ä.js": _js("ä.js.map"), "ä.js.map": _MAP}, note="letters beyond ASCII"),
        Good(files={"[slug].js": _js("[slug].js.map"), "[slug].js.map": _MAP}, note="brackets, as Next.js has them"),
        Good(files={"a.js": _js("a.js.map?v=100%25"), "a.js.map": _MAP}, note="a query"),
        Good(files={"a.js": b"let a=1\n// sourceMappingURL=a b.map", "a.js.map": _MAP}, note="no mark"),
        Good(files={"a.js": _js("is the comment"), "a.js.map": _MAP}, note="a sentence"),
    ],
    bad=[
        Bad(files={"a b.js": _js("a b.js.map"), "a b.js.map": _MAP}, at="a b.js:2:22", case="blank"),
        Bad(
            files={"a b.css": b"a{}\n/*# sourceMappingURL=a b.css.map */", "a b.css.map": _MAP},
            at="a b.css:2:22",
            case="blank",
        ),
        Bad(files={"100%.js": _js("100%.js.map"), "100%.js.map": _MAP}, at="100%.js:2:25", case="escape"),
        Bad(files={"a%20b.js": _js("a%20b.js.map"), "a%20b.js.map": _MAP}, at="a%20b.js:2:22", case="name"),
        Bad(
            files={"a#b.js": _js("a#b.js.map"), "a#b.js.map": _MAP},
            at="a#b.js:2:22",
            case="name",
            says="`a%23b.js.map`",
        ),
        Bad(files={"a.js": _js(r"maps\a.js.map"), "maps/a.js.map": _MAP}, at="a.js:2:26", case="backslash"),
    ],
    standard=[
        Clause("prose", "sec-linking-generated-code", "the address of a map is a URL"),
        Clause("prose", "sec-MatchSourceMapURL", "no white space is in the URL", "blank"),
    ],
    evidence="F83; evanw/esbuild#3982, rollbar-cli and datadog-ci, run",
)
def link_encoding(pair: Pair) -> Problems:
    blank = pair.generated.misplaced.blank
    if blank:
        yield Problem(
            f"{quote(blank.url)} has a blank in it, so no consumer takes it for the URL of a map; it should be "
            f"{quote(_encoded(blank.url))}",
            at=Span(blank.url_start, blank.url_end),
            case="blank",
        )
    directive = pair.generated.directive
    if directive is None or directive.is_inline or directive.style == "section":
        return
    url, start = directive.url, directive.url_start
    if machine_path(url) is not None:
        return
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    if "\\" in path:
        at = start + len(path[: path.index("\\")].encode())
        yield Problem(
            f"{quote(url)} has a backslash, which is a slash in browsers and a letter elsewhere; it should be a slash",
            at=Span(at, at + 1),
            case="backslash",
        )
    elif broken := _BROKEN.search(path):
        at = start + len(path[: broken.start()].encode())
        yield Problem(
            f"{quote(url)} has a `%` that begins no escape; it should be written `%25`",
            at=Span(at, at + 1),
            case="escape",
        )
    elif directive.status == "found" and _is_raw(url, path, directive.target):
        name = url.rpartition("/")[2] if path == url else url[path.rfind("/") + 1 :]
        yield Problem(
            f"{quote(url)} is the name of the map as it stands, and as a URL leads to another; it should be "
            f"{quote(_encoded(name, also='%?#'))}",
            at=Span(start, directive.url_end),
            case="name",
        )


def _is_raw(url: str, path: str, target: str) -> bool:
    """Whether a map was found by the letters of a URL that mean others."""
    name = target.rpartition("/")[2]
    if path != url:
        return name == url[path.rfind("/") + 1 :]
    return _ESCAPE.search(path) is not None and name == path.rpartition("/")[2]


def _encoded(url: str, also: str = "") -> str:
    text = "".join(f"%{ord(letter):02X}" if letter in also else letter for letter in url)
    return re.sub(r"[ \t]", lambda blank: f"%{ord(blank.group()):02X}", text)
