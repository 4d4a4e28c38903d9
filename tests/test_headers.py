"""The HTTP header that names a map: ECMA-426, "Linking through HTTP headers", and fields as RFC 9110 has them."""

from collections.abc import Iterable, Mapping

import pytest

from smaplint.headers import HeaderLink, linked_url, source_map_url

NEW, OLD = "SourceMap", "X-SourceMap"

Pairs = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("headers", "url", "header"),
    [
        ([("SourceMap", "a.map")], "a.map", NEW),
        ([("sourcemap", "a.map")], "a.map", NEW),
        ([("SOURCEMAP", "a.map")], "a.map", NEW),
        ([("X-SourceMap", "a.map")], "a.map", OLD),
        ([("x-sourcemap", "a.map")], "a.map", OLD),
        ([("X-SourceMap", "old"), ("Content-Type", "text/javascript"), ("SourceMap", "new")], "new", NEW),
        ([("SourceMap", "new"), ("X-SourceMap", "old")], "new", NEW),
        ([("SourceMap", " \t../maps/a.map?v=1#x\t ")], "../maps/a.map?v=1#x", NEW),
        ([("SourceMap", "data:application/json,{}")], "data:application/json,{}", NEW),
        # A field without a value is as good as none.
        ([("SourceMap", ""), ("X-SourceMap", "old")], "old", OLD),
        ([("SourceMap", " "), ("SourceMap", "a.map")], "a.map", NEW),
        # A comma may stand in a URL.
        ([("SourceMap", "a,b.map, c.map")], "a,b.map, c.map", NEW),
    ],
)
def test_found(headers: Pairs, url: str, header: str) -> None:
    link = source_map_url(headers)
    assert link is not None
    assert (link.url, link.header, link.deprecated, link.others) == (url, header, header == OLD, ())
    assert source_map_url(iter(headers)) == link
    if len({name.lower() for name, _ in headers}) == len(headers):
        assert source_map_url(dict(headers)) == link


@pytest.mark.parametrize(
    "headers",
    [
        [],
        {},
        [("SourceMap", "")],
        {"SourceMap": " \t "},
        [("Source-Map", "a.map"), ("SourceMappingURL", "a.map"), ("Link", "<a.map>")],
        [(" SourceMap", "a.map")],
    ],
)
def test_not_found(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
    assert source_map_url(headers) is None


def test_a_repeated_header() -> None:
    """The first counts; those that say something else are told."""
    headers = [("SourceMap", "a"), ("sourcemap", "b"), ("SourceMap", "a"), ("SourceMap", "c"), ("X-SourceMap", "d")]
    assert source_map_url(headers) == HeaderLink("a", "SourceMap", ("b", "c"))
    assert source_map_url(headers[4:] + headers[4:]) == HeaderLink("d", "X-SourceMap")


@pytest.mark.parametrize(
    ("header", "comment", "url"),
    [
        ("h.map", "c.map", "h.map"),
        ("h.map", None, "h.map"),
        (None, "c.map", "c.map"),
        (None, "", ""),
        (None, None, None),
        ("h.map", "", "h.map"),
    ],
)
def test_the_header_beats_the_comment(header: str | None, comment: str | None, url: str | None) -> None:
    for name in (NEW, OLD):
        assert linked_url(source_map_url({name: header} if header else {}), comment) == url
