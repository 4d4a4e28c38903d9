"""The `integrity` of scripts and style sheets in HTML pages, held against the files that they name (W3C, Subresource Integrity).

A page is read as the tokenizer of HTML reads it: comments and the text of scripts, styles and titles are stepped over, and a
tag that does not end is none. Linear in the page's length, which `html.parser` of Python 3.11 is not on what is broken.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smaplint._lazy import pattern
from smaplint.linking import unquote
from smaplint.place import line_column
from smaplint.reader import Files, TooLargeError, UnreadableError

# Bytes. A page that is larger is data.
_LARGEST: Final = 8 * 1000 * 1000
# Elements of one page that are compared: a list of a hostile page would cost a look-up each.
_MOST: Final = 10_000
_KEY: Final = b"integrity"
_STRENGTH: Final = ("sha256", "sha384", "sha512")
_RELS: Final = frozenset(("stylesheet", "modulepreload", "preload"))
_RAW: Final = frozenset((b"script", b"style", b"textarea", b"title", b"noscript", b"iframe", b"xmp"))

_TAG = pattern(rb"<(?:(!--)|([a-zA-Z][^\s/>]*+))")
_ATTRIBUTE = pattern(
    rb"[\s/]*+(?:(>)|([^\s/>=][^\s/>=]*+|=[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+)"
)
# Behind a name: a value that was not taken has no end.
_OPEN_QUOTE = pattern(rb"\s*+=\s*+[\"']")
_COMMENT_END = pattern(rb"--!?>")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:|[/\\]{2}")


class Resource(NamedTuple):
    """An element with `integrity`. `start`, `end`: the bytes of that attribute's value in the page."""

    url: str
    integrity: str
    start: int
    end: int


class Mismatch(NamedTuple):
    """A file whose hash is not what a page says. `line`, `column`: 1-based, of the value; `length` in UTF-16 units.

    `path`: of the file, as shown; `algorithm`: the strongest that the page names, and `found` the hash of the file by it.
    """

    page: str
    line: int
    column: int
    length: int
    path: str
    algorithm: str
    said: str
    found: str


def resources(data: bytes) -> tuple[str, list[Resource]]:
    """The URL of the page's `<base>`, or "", and its elements with `integrity`, the first 10,000."""
    base = ""
    found: list[Resource] = []
    at = 0
    while len(found) < _MOST and (tag := _TAG.search(data, at)):
        if tag.group(1):
            close = _COMMENT_END.search(data, tag.end() - 2)
            if close is None:
                break
            at = close.end()
            continue
        name = tag.group(2).lower()
        attributes, at = _attributes(data, tag.end())
        if at < 0:
            break
        if name == b"base" and not base and b"href" in attributes:
            base = _text(data, attributes[b"href"])
        if one := _resource(name, attributes, data):
            found.append(one)
        if name in _RAW:
            close = re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE).search(data, at)
            if close is None:
                break
            at = close.end()
    return base, found


def _attributes(data: bytes, at: int) -> tuple[dict[bytes, tuple[int, int]], int]:
    """The attributes of a tag, each by where its value stands, and the byte behind the tag; -1 where it does not end."""
    found: dict[bytes, tuple[int, int]] = {}
    while match := _ATTRIBUTE.match(data, at):
        at = match.end()
        if match.group(1):
            return found, at
        value = next((match.span(group) for group in (3, 4, 5) if match.start(group) >= 0), (at, at))
        found.setdefault(match.group(2).lower(), value)
        if _OPEN_QUOTE.match(data, at):
            break
    return found, -1


def _resource(name: bytes, attributes: dict[bytes, tuple[int, int]], data: bytes) -> Resource | None:
    key = {b"script": b"src", b"link": b"href"}.get(name, b"")
    if _KEY not in attributes or key not in attributes:
        return None
    if name == b"link" and not _RELS & set(_text(data, attributes.get(b"rel", (0, 0))).lower().split()):
        return None
    return Resource(_text(data, attributes[key]).strip(), _text(data, attributes[_KEY]), *attributes[_KEY])


def _text(data: bytes, span: tuple[int, int]) -> str:
    text = data[span[0] : span[1]].decode("utf-8", "replace")
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return text


def mismatches(pages: Sequence[tuple[str, str]], access: Files, limit: int) -> Iterator[Mismatch]:
    """Compare the pages, (path, root that it was found under), with the files beside them. What is not there is passed over."""
    hashed: dict[tuple[str, str], str] = {}
    for page, root in pages:
        try:
            data = access.read(page, _LARGEST)
        except (UnreadableError, TooLargeError):
            continue
        if _KEY not in data.lower():
            continue
        base, found = resources(data)
        if _SCHEME.match(base):
            continue
        for one in found:
            yield from _compare(page, data, one, _paths(page, root, base, one.url), hashed, access, limit)


def _compare(
    page: str,
    data: bytes,
    one: Resource,
    paths: list[str],
    hashed: dict[tuple[str, str], str],
    access: Files,
    limit: int,
) -> Iterator[Mismatch]:
    algorithm, said = strongest(one.integrity)
    first: tuple[str, str] | None = None
    for path in paths if algorithm else ():
        if not (access.is_inside(path) and access.is_file(path)):
            continue
        if (path, algorithm) not in hashed:
            hashed[path, algorithm] = _hash(path, algorithm, access, limit)
        found = hashed[path, algorithm]
        if not found or any(_is_same(text, found) for text in said):
            return
        first = first or (path, found)
    if first:
        line, column = line_column(data, one.start)
        yield Mismatch(page, line, column, one.end - one.start, first[0], algorithm, said[0], first[1])


def strongest(integrity: str) -> tuple[str, list[str]]:
    """The strongest algorithm that `integrity` names, and its hashes; ("", []) where it names none that is known."""
    hashes: dict[str, list[str]] = {}
    for token in integrity.split():
        algorithm, dash, text = token.partition("-")
        if dash and algorithm.lower() in _STRENGTH:
            hashes.setdefault(algorithm.lower(), []).append(text.split("?", 1)[0])
    best = max(hashes, key=_STRENGTH.index, default="")
    return best, hashes.get(best, [])


def _is_same(said: str, found: str) -> bool:
    return said.replace("-", "+").replace("_", "/").rstrip("=") == found.rstrip("=")


def _hash(path: str, algorithm: str, access: Files, limit: int) -> str:
    from base64 import b64encode
    from hashlib import new

    try:
        return b64encode(new(algorithm, access.read(path, limit)).digest()).decode()
    except (UnreadableError, TooLargeError):
        return ""


def _paths(page: str, root: str, base: str, url: str) -> list[str]:
    """Paths at which the file of a URL may stand. From the root of the site: that is the page's folder, or one above it."""
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0]).replace("\\", "/")
    if not path or _SCHEME.match(url) or "\0" in path:
        return []
    folder = posixpath.dirname(page)
    if not path.startswith("/"):
        base = unquote(re.split(r"[?#]", base, maxsplit=1)[0])
        path = posixpath.join(posixpath.dirname(base) if base else "", path)
    if not path.startswith("/"):
        return [posixpath.normpath(posixpath.join(folder, path))]
    found = []
    for _ in range(_ABOVE):
        found.append(posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))
        if folder in ("", posixpath.normpath(root)):
            break
        folder = posixpath.dirname(folder)
    return found


# Folders of a site above a page.
_ABOVE: Final = 32
