"""Why a URL does not parse, by the WHATWG's parser: its failure conditions, and nothing of what it makes of a URL.

Paths, queries and fragments never fail; a host behind two slashes, a port and credentials can
(https://url.spec.whatwg.org/#url-parsing). The base is the URL of the map, which a file on disk does not know: a URL
fails here only where it fails against every base (`file:`, `https:`, and the other special schemes), so `//a:80/x` and
`https:x` pass. Two things that would want tables of Unicode pass too: what IDNA alone refuses of a host that is not
ASCII, and an `xn--` label that does not decode.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from smaplint._lazy import pattern

_SPECIAL: Final = frozenset(("file", "ftp", "http", "https", "ws", "wss"))
_TRIMMED: Final = "".join(map(chr, range(0x21)))
_DROPPED: Final = str.maketrans("", "", "\t\n\r")

# Whether there is a host at all: most names of sources are paths. Tabs and line ends are dropped wherever they stand.
_HOST: Final = pattern(r"[\x00-\x20]*+(?:[A-Za-z][A-Za-z0-9+.\-\t\n\r]*+:)?[\t\n\r]*+[/\\][\t\n\r]*+[/\\]")
_SCHEME: Final = pattern(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
_AUTHORITY: Final = {True: pattern(r"[^/\\?#]*+"), False: pattern(r"[^/?#]*+")}
# Up to the first colon that is in no brackets.
_NAME: Final = pattern(r"(?:[^:\[]|\[[^\]]*+(?:\]|\Z))*+")
_DRIVE: Final = pattern(r"[A-Za-z][:|]")
_HOST_FORBIDDEN: Final = pattern(r"[\x00\t\n\r #/:<>?@\[\\\]^|]")
# What is no UTF-8 decodes to U+FFFD, and so does half of a surrogate pair. IDNA makes one character of `<` and U+0338.
_DOMAIN_FORBIDDEN: Final = pattern(r"[\x00-\x20\x7f#/:?@\[\\\]^|%\ud800-\udfff\ufffd]|[<>](?!\u0338)")
_DIGITS: Final = {10: pattern(r"[0-9]*+"), 8: pattern(r"[0-7]*+"), 16: pattern(r"[0-9A-Fa-f]*+")}
# A root that ends before the host: `http:/` and the source `/a.js` make one URL.
_OPEN: Final = pattern(r"[\x00-\x20]*+(?:[A-Za-z][A-Za-z0-9+.\-\t\n\r]*+:)?[/\\\t\n\r]*+")
# A host and its end: what begins with one that parses does too.
_CLOSED: Final = pattern(r"[A-Za-z][A-Za-z0-9+.\-]*+://[^\x00-\x20/\\?#]++/")

# Characters. A host has no limit, but one that is longer is not looked at: the work stays linear.
_LONGEST: Final = 1 << 13
# Of a root that is joined with each source; a longer one is judged alone.
_ROOT: Final = 1 << 8


def fails(url: str) -> str | None:
    """What is wrong with a URL, as the end of a sentence that begins with it; None where it parses."""
    if not _HOST.match(url):
        return None
    cut = len(url) > _LONGEST
    url = url[:_LONGEST].lstrip(_TRIMMED).translate(_DROPPED)
    if not cut:
        url = url.rstrip(_TRIMMED)
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else ""
    rest = url[found.end() :] if found else url
    special = not scheme or scheme in _SPECIAL
    if not special and not rest.startswith("//"):
        return None  # backslashes are slashes where a scheme is special
    # `file:` has a host behind two slashes; other special schemes step over any number.
    start = 2 if scheme == "file" or not special else len(rest) - len(rest.lstrip("/\\"))
    authority = rest[start : _end(rest, start, special=special)]
    if cut and start + len(authority) == len(rest):
        return None
    if scheme == "file":
        return _file(authority)
    why = _authority(authority, special=special)
    if why and not scheme:
        # Beside a file, `//host/` is a share.
        share = rest[2 : _end(rest, 2, special=True)]
        return why if _file(share) else None
    return why


def broken(root: str, sources: Sequence[str | None]) -> Iterator[tuple[int, str, str, bool]]:
    """(index, URL, what is wrong with it, whether it is virtual) of each source whose URL does not parse behind `sourceRoot`.

    Virtual is one whose scheme is a bundler's own (`webpack:`, `turbopack:`), which nobody fetches or opens. The index is -1 where the root alone is at fault. An empty root is none, which is how every consumer reads it; by the
    letter of ECMA-426 (DecodeSourceMapSources) it is `/`.
    """
    prefix = root if not root or root.endswith("/") else root + "/"
    if prefix and (len(prefix) > _ROOT or not _OPEN.fullmatch(prefix)):
        # The host ends within the root, so all sources fail or none does.
        why = fails(prefix)
        if why and any(source is not None for source in sources):
            yield -1, root, why, _is_virtual(root)
        return
    # Sources have their host in common: 10 µs each are 1 s for 100,000.
    good: tuple[str, ...] = ()
    for index, source in enumerate(sources):
        if source is None:
            continue
        url = prefix + source
        if url.startswith(good):
            continue
        why = fails(url)
        if why:
            yield index, url, why, _is_virtual(url)
        elif found := _CLOSED.match(url):
            good = (found[0],)


def _is_virtual(url: str) -> bool:
    found = _SCHEME.match(url[:_LONGEST].lstrip(_TRIMMED).translate(_DROPPED))
    return found is not None and found[1].lower() not in _SPECIAL


def _end(text: str, start: int, *, special: bool) -> int:
    """Where the authority that begins at `start` ends."""
    found = _AUTHORITY[special].match(text, start)
    return found.end() if found else start


def _authority(text: str, *, special: bool) -> str | None:
    credentials, _, rest = text.rpartition("@")
    found = _NAME.match(rest)
    end = found.end() if found else 0
    host, port = rest[:end], rest[end:]
    if not host and (special or credentials or port or "@" in text):
        return "has no host"
    why = _host(host, special=special)
    if why:
        return why
    if port:
        digits = port[1:]
        if not _is(digits, 10) or len(digits.lstrip("0")) > 5 or int(digits or "0") > 0xFFFF:
            return f"has a port `{digits}`, which is no number up to 65535"
    return None


def _file(host: str) -> str | None:
    return _host(host, special=True) if host and not _DRIVE.fullmatch(host) else None


def _host(host: str, *, special: bool) -> str | None:
    if host.startswith("["):
        if host.endswith("]") and _is_ipv6(host[1:-1]):
            return None
        return f"has a host `{host}`, which is no IPv6 address"
    if not special:
        bad = _HOST_FORBIDDEN.search(host)
        return f"has a host `{host}`, with `{bad[0]}` in it" if bad else None
    if "%" in host:
        from urllib.parse import unquote_to_bytes

        name = unquote_to_bytes(host.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    else:
        name = host
    bad = _DOMAIN_FORBIDDEN.search(name)
    if bad:
        return f"has a host `{host}`, with `{bad[0]}` in it"
    if name.isascii() and _ends_in_number(name) and not _is_ipv4(name):
        return f"has a host `{host}`, which is no IPv4 address"
    return None


def _ends_in_number(name: str) -> bool:
    parts = name.split(".")
    if not parts[-1]:
        parts.pop()
    last = parts[-1] if parts else ""
    return last != "" and (_is(last, 10) or _number(last) is not None)


def _is_ipv4(name: str) -> bool:
    parts = name.removesuffix(".").split(".")
    if len(parts) > 4:
        return False
    numbers = [_number(part) for part in parts]
    return all(
        number is not None and number < (256 if at < len(numbers) - 1 else 256 ** (5 - len(numbers)))
        for at, number in enumerate(numbers)
    )


def _number(text: str) -> int | None:
    """A part of an IPv4 address: decimal, octal behind `0`, hexadecimal behind `0x`; None where it is no number."""
    base, digits = 10, text
    if text[:2] in ("0x", "0X"):
        base, digits = 16, text[2:]
    elif len(text) > 1 and text[0] == "0":
        base, digits = 8, text[1:]
    if not text or not _is(digits, base):
        return None
    # Beyond ten digits or so it is too large, whatever it is; Python refuses to convert thousands.
    return int(digits.lstrip("0")[:20] or "0", base)


def _is(digits: str, base: int) -> bool:
    return _DIGITS[base].fullmatch(digits) is not None


def _is_ipv6(text: str) -> bool:
    if text.startswith(":") and not text.startswith("::"):
        return False
    front, gap, back = text.partition("::")
    if "::" in back or (gap and back.startswith(":")):
        return False
    pieces = [piece for side in (front, back) if side for piece in side.split(":")]
    size = len(pieces)
    if pieces and "." in pieces[-1]:
        if not (back or not gap) or not _is_dotted(pieces.pop()):
            return False
        size += 1
    if not all(0 < len(piece) <= 4 and _is(piece, 16) for piece in pieces):
        return False
    return size <= 7 if gap else size == 8


def _is_dotted(text: str) -> bool:
    """The last 32 bits of an IPv6 address: four decimal numbers without zeros in front."""
    parts = text.split(".")
    return len(parts) == 4 and all(
        0 < len(part) <= 3 and _is(part, 10) and int(part) < 256 and str(int(part)) == part for part in parts
    )
