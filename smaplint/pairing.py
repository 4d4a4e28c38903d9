"""Whose is a map that no comment names, and that is not called like a file? By its debug ID, its `file`, and other names.

Only the beginning and the end of such a map are read for that, and the rest where they do not say. A file gets a map only
where nothing else could be meant: a pair that is none would be found wrong by every rule that compares the two.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from smaplint._lazy import pattern
from smaplint.reader import Files, TooLargeError, UnreadableError

# Bytes from either end: generators write `file` and `debugId` near one of them.
_LOOKED_AT: Final = 4096
# PATH_MAX is 4,096 bytes on Linux.
_FILE = pattern(rb'"file"[ \t\r\n]*+:[ \t\r\n]*+("(?:[^"\\\r\n]|\\.){1,4096}+")')
_DEBUG_ID = pattern(rb'"debug(?:Id|_id)"[ \t\r\n]*+:[ \t\r\n]*+"([0-9a-fA-F-]{32,36})"')
_SECTIONS: Final = b'"sections"'
# A name in quotes is no text of a source, where quotes are escaped; but an extension may have hundreds of them.
_NAMES_TRIED: Final = 100
_BUNDLES: Final = (".js", ".mjs", ".cjs", ".css", ".jsbundle", ".bundle")
_PACKAGER: Final = ".packager.map"
# A bare name proves little: `dist/index.js.map` is not the map of `src/index.js`.
_MAPS = pattern(r"\.?(?:source[-_]?)?maps?", re.IGNORECASE)


class Header(NamedTuple):
    """What a map says of the file that it was made for. `file`: a path, or ""; `debug_id`: in lower case, or ""."""

    file: str = ""
    debug_id: str = ""


def read_header(path: str, access: Files, limit: int) -> Header:
    """The header of a map, without parsing it; an empty one of what cannot be read or is longer than `limit` bytes."""
    try:
        with access.open(path) as opened:
            head = opened.read(_LOOKED_AT)
        tail, offset = access.tail(path, _LOOKED_AT)
        found = header(head if offset <= len(head) else head + b"\n" + tail)
        if found == Header() and offset > len(head):
            found = header(access.read(path, limit))
    except (OSError, UnreadableError, TooLargeError):
        return Header()
    return found


def header(data: bytes) -> Header:
    """What stands in a map's text, or in its beginning and end: those of sections are not the map's."""
    sections = data.find(_SECTIONS)
    if sections >= 0:
        data = data[:sections] + data[max(sections, data.rfind(b"]")) :]
    file = next(_values(data, b'"file"', _FILE), b"")
    debug_id = next(_values(data, b'"debug', _DEBUG_ID), b"")
    return Header(_path(file), debug_id.decode().lower())


def _values(data: bytes, name: bytes, form: re.Pattern[bytes]) -> Iterator[bytes]:
    at = data.find(name)
    for _ in range(_NAMES_TRIED):
        if at < 0:
            return
        match = form.match(data, at) if data[at - 1 : at] != b"\\" else None
        if match:
            yield match.group(1)
        at = data.find(name, at + 1)


def _path(text: bytes) -> str:
    """The path that a `file` means: without a scheme and a host, a query, and backslashes."""
    import json

    try:
        path = str(json.loads(text)) if text else ""
    except ValueError:
        return ""
    path = _SCHEME.sub("", path.replace("\\", "/")).split("?", 1)[0]
    return "" if "\0" in path else path


_SCHEME = pattern(r"\A[a-zA-Z][a-zA-Z0-9+.\-]*+:(?://[^/]*+)?/?")


def names_of(bundle: str) -> tuple[str, ...]:
    """Other names that the map of a file may have beside it: `x.min.map` of `x.min.js`, `x.bundle.packager.map` of Metro."""
    stem, extension = posixpath.splitext(bundle)
    names = (f"{bundle}{_PACKAGER}",) if extension in (".bundle", ".jsbundle") else ()
    return (*names, f"{stem}.map") if extension in _BUNDLES else names


def candidate(map: str, header: Header) -> str:
    """The path at which the file of a map stands, as the map says itself, or as Metro calls the two."""
    if header.file:
        return posixpath.normpath(posixpath.join(posixpath.dirname(map), header.file))
    return map.removesuffix(_PACKAGER) if map.endswith(_PACKAGER) else ""


def _elsewhere(map: str, header: Header, named: Mapping[str, str]) -> str:
    """The file below the folder that a folder of maps is in; there `file` is often a bare name."""
    folder = posixpath.dirname(map)
    path = named.get(posixpath.basename(header.file), "")
    above = posixpath.dirname(folder)
    return path if _MAPS.fullmatch(posixpath.basename(folder)) and path.startswith(f"{above}/" if above else "") else ""


def pairs(headers: Mapping[str, Header], debug_ids: Mapping[str, str], bundles: Iterable[str]) -> dict[str, str]:
    """Map → file, for those that can only be each other's.

    `headers`: of maps that no file has; `debug_ids`: path → debug ID, and `bundles`: paths, of files without a map.
    """
    free = dict.fromkeys(sorted(bundles))
    left = dict(sorted(headers.items()))
    found: dict[str, str] = {}

    def take(wanted: Mapping[str, str]) -> None:
        """Pair those that want each other alone: (map → file)."""
        times: dict[str, int] = {}
        for bundle in wanted.values():
            times[bundle] = times.get(bundle, 0) + 1
        for map, bundle in wanted.items():
            if times[bundle] == 1 and bundle in free:
                found[map] = bundle
                del free[bundle], left[map]

    identified = _unique((debug_ids[path].lower(), path) for path in free if debug_ids.get(path))
    take({map: identified[one.debug_id] for map, one in left.items() if one.debug_id in identified})
    take({map: path for map, one in left.items() if (path := candidate(map, one)) in free})
    named = _unique((posixpath.basename(path), path) for path in free)
    take({map: path for map, one in left.items() if (path := _elsewhere(map, one, named)) in free})
    return found


def _unique(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key → value, of keys that occur once."""
    values: dict[str, str] = {}
    twice = set()
    for key, value in items:
        if key in values:
            twice.add(key)
        values[key] = value
    return {key: value for key, value in values.items() if key not in twice}
