"""The HTTP header that names a source map (ECMA-426, "Linking through HTTP headers").

`SourceMap` is the header; `X-SourceMap` is its old name, which browsers still read. The URL is relative to that of the
file that was served.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

HeaderName = Literal["SourceMap", "X-SourceMap"]

_NAMES: Final[tuple[HeaderName, ...]] = ("SourceMap", "X-SourceMap")
# Optional white space around a field's value is no part of it (RFC 9110, 5.5).
_BLANKS: Final = " \t"


class HeaderLink(NamedTuple):
    """The URL of a map as a header gives it, without blanks around it, and which header that was.

    `others`: further and different values of the same header, in their order. Browsers join them with `, ` to one URL that
    leads nowhere; a comma may also stand in a URL, so nothing is taken apart here.
    """

    url: str
    header: HeaderName
    others: tuple[str, ...] = ()

    @property
    def deprecated(self) -> bool:
        """Whether the old name was used."""
        return self.header == "X-SourceMap"


def source_map_url(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> HeaderLink | None:
    """The link of a response, or None. `headers`: its fields, by name or as pairs, names in any case; the first one counts.

    `SourceMap` comes before `X-SourceMap`, wherever they stand; a field without a value is as good as none.
    """
    values: dict[str, list[str]] = {name.lower(): [] for name in _NAMES}
    for name, value in headers.items() if isinstance(headers, Mapping) else headers:
        found = values.get(name.lower())
        url = value.strip(_BLANKS)
        if found is not None and url and url not in found:
            found.append(url)
    for header in _NAMES:
        if urls := values[header.lower()]:
            return HeaderLink(urls[0], header, tuple(urls[1:]))
    return None


def linked_url(header: HeaderLink | None, comment: str | None) -> str | None:
    """The URL that links a served file to its map: the header's before that of the comment (None: there is none).

    An empty comment is a link, to the file itself. For WebAssembly SpiderMonkey reads the header only where the module has
    no custom section.
    """
    return header.url if header else comment
