"""Source maps broken at random, and all that smaplint reads off one: what the compiled and the plain path are compared by."""

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from json import JSONDecodeError, JSONDecoder

import pytest

from smaplint import _fast, _json, mappings
from smaplint._json import Value
from smaplint.document import Document
from smaplint.mappings import Mappings

# Beside single bytes, what a slip of a tool would put in: every kind of segment that is odd, and every part of JSON.
_SEGMENTS = (
    *(b"AAAA", b"IAAI", b"CAACA", b"EACDC", b"A", b"D", b"AEAA", b"ADAA", b"AADA", b"AAAJ", b"AAAAD", b"AAA"),
    *(b"AA", b"g", b"B", b"hA", b"=", b"", b";", b";;", b",", b",,", b"AAAAAA", b"\xc3\xa9", b"AAgBC", b"oBAqCC"),
    *(b"+/////D", b"//////D", b"+/////H", b"gggggggE", b"ggggggggggggA", b"ggggggggggB", b"hgggggggggggA"),
)
_TOKENS = (
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b'"a"', b'"a":1', b'"a":1,"a":2', b"[]", b"{}", b"null", b"true"),
    *(b"-", b"0", b"01", b"1.", b"-0.5e+3", b"1e", b" ", b"\n", b"\t", b"\x00", b"\x0b", b"\\", b'\\"', b"\\u00e9"),
    *(b"\\ud83d", b"\\udE00", b"\\u12", b"\xff", b"\xc3\xa9", b"[null,", b'{"b":[', b'"sections":', b"nul", b"\\/"),
)
_SKELETON = (
    b'{"version":3,"sources":["a.js",null],"names":["x","y"],"sourcesContent":["a\\n",null],"mappings":"%b"}',
    b'{ "mappings" : "%b" , "names" : [ ] , "sources" : [ "\xc3\xa9" ] , "x" : { "a" : [ 1 , { } ] } }\n',
    b'{"version":3,"sections":[{"offset":{"line":1,"column":2},"map":{"sources":["a"],"names":["n"],"mappings":"%b"}}]}',
)


def mutants(seed: int, count: int, maps: Sequence[bytes] = ()) -> Iterator[bytes]:
    """As many broken maps: of `maps` with some bytes changed, and of small ones put together from what is odd."""
    chance = random.Random(seed)  # noqa: S311  # the same ones each time
    for _ in range(count):
        if maps and chance.random() < 0.3:
            yield _changed(chance, chance.choice(maps))
        else:
            pieces = (
                chance.choice(_SEGMENTS) + chance.choice((b",", b",", b";", b"")) for _ in range(chance.randrange(12))
            )
            made = chance.choice(_SKELETON) % b"".join(pieces)
            yield _changed(chance, made) if chance.random() < 0.5 else made


def _changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(changed) + 1)
        put: bytes = chance.choice((*_SEGMENTS, *_TOKENS, bytes([chance.randrange(256)])))
        changed[at : at + chance.choice((0, 0, 1, len(put), 9))] = put
    return bytes(changed)


@contextmanager
def plain() -> Iterator[None]:
    """Without the compiled pass, as if it had not been built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mappings, "fast", None)
        patch.setattr(_json, "fast", None)
        yield


def readings(data: bytes) -> dict[str, object]:
    """All that is read off the bytes of a map."""
    document = Document(data)
    found: dict[str, object] = {
        "scan": document.scan._replace(root=None, surrogates=True),
        "root": document.scan.root and (document.scan.root.start, document.scan.root.end),
        "lone surrogates": document.lone_surrogates if document.root else (),
        "tree": [*_tree(document.root, 0)] if document.root else (),
    }
    for map in document.maps():
        found[f"mappings of {map.pointer}"] = decoded(map.mappings)
        found[f"lookup of {map.pointer}"] = [*map.lookup.mappings()]
    return found


def _tree(value: Value, depth: int) -> Iterator[object]:
    yield value.start, value.end, value.kind, value.length, value.is_texts
    if depth < 9:
        for key, member in value.members.items():
            yield key, member.key, member.start, member.end
        for one in value.all_members() if value.kind == "object" else ():
            yield one.key, one.start, one.end
            yield from _tree(one.value, depth + 1)
        for item in value.items():
            yield from _tree(item, depth + 1)


def decoded(field: Mappings) -> dict[str, object]:
    """All that is read off a field."""
    found: dict[str, object] = {
        "faults": field.faults,
        "counts of faults": [*field.fault_counts.items()],
        "counts": field.counts,
        "segments": [*field.segments()],
        "last": field.last,
    }
    if field.is_clean:
        found["generated"] = field.generated()
        found["originals"] = field.originals()
        found["last lines"] = field.last_lines()
    if field.fault_counts.keys() <= {"unsorted"}:
        for begin in ((0, 0), (3, 5), (-1, -2), (1 << 31, 0)):
            columns: list[list[int]] = [[], [], [], [], [], []]
            for batch in field.batches(begin, 7, 9):
                for column, numbers in zip(columns, batch, strict=True):
                    column.extend(numbers)
            found[f"batches at {begin}"] = columns
    return found


def loops(data: bytes) -> dict[str, object]:
    """What each loop of `_vector.h` says of these bytes, where there are any."""
    fast = _fast.fast
    if fast is None:
        return {}
    return {
        "is UTF-8": fast.utf8(data),
        "strings": [fast.string(data, at) for at in _quotes(data)],
        "counts": [fast.count(data, byte) for byte in b'",;\\'],
        "found": [fast.find(data, needle) for needle in _NEEDLES],
    }


def plain_loops(data: bytes) -> dict[str, object]:
    """The same from Python's own: `decode`, `json`, `count` and `find`."""
    try:
        data.decode()
        valid = True
    except UnicodeDecodeError:
        valid = False
    return {
        "is UTF-8": valid,
        "strings": [string(data, at) for at in _quotes(data)],
        "counts": [data.count(byte) for byte in b'",;\\'],
        "found": [data.find(needle) for needle in _NEEDLES],
    }


_NEEDLES = (
    b'"',
    b"AA",
    b'"mappings"',
    b"sourcesContent",
    b"AAAA,IAAI",
    b"],",
    b"ebugId",
    b"//# sourceMappingURL=data:",
)


def _quotes(data: bytes) -> list[int]:
    """Behind some of the quotes, within strings and not."""
    return [at.end() for at in islice(re.finditer(b'"', data), 40)]


def string(data: bytes, start: int) -> tuple[int, int]:
    """What `_scan.string` says, from Python's scanner of JSON strings."""
    try:
        _, end = JSONDecoder().raw_decode('"' + data[start:].decode("latin-1"))
    except JSONDecodeError:
        return -1, 0
    text = data[start : start + end - 1]
    escapes = re.findall(rb"\\(u..|.)", text)
    halves = [one for one in escapes if re.fullmatch(rb"u[dD][89a-fA-F]", one)]
    return start + end - 1, bool(escapes) | bool(halves) << 1 | (not text.isascii()) << 2


def difference(data: bytes) -> str:
    """What the two paths read differently; nothing where they agree."""
    fast = readings(data) | loops(data)
    with plain():
        slow = readings(data) | (plain_loops(data) if _fast.fast else {})
    return "; ".join(
        f"{key}: {fast.get(key)!r} compiled, {slow.get(key)!r} plain" for key in slow if fast.get(key) != slow[key]
    )
