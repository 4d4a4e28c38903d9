"""A source map as it stands in its bytes: the document, its fields, and where each of them is.

Nothing here raises on bad input and nothing repairs it: a field of a wrong type reads as empty, and one rule says so.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from smaplint._fast import fast, sieve
from smaplint._json import Kind, Member, Scan, Value, scan
from smaplint._lazy import cached_property, pattern
from smaplint.mappings import Mappings

if TYPE_CHECKING:
    from smaplint.exposure import SourceSecret
    from smaplint.lookup import Lookup
    from smaplint.originals import Originals
    from smaplint.tree import Tree
    from smaplint.vlq import TextFault

# How each kind of file that is found under a map's name begins; the first that fits is taken. None of them fits a text
# that is JSON. A text that goes on like a map (a stray prefix, a comment in front) is a broken map, not another file.
_NO_MAP: Final = rb"""(?![\s\S]{0,400}?"(?:version"\s*:\s*"?3\b|mappings"\s*:))"""
_FOREIGN: Final = (
    (pattern(rb"\x1f\x8b"), "gzip data"),
    (pattern(rb"PK\x03\x04"), "a zip archive"),
    (pattern(rb"\x28\xb5\x2f\xfd"), "zstd data"),
    (pattern(rb"BZh[1-9]1AY|\xfd7zXZ"), "compressed data"),
    (pattern(rb"\x7fELF|MZ|\xca\xfe\xba\xbe|\x00asm|\x89PNG|\xff\xd8\xff|GIF8|%PDF|wOF[F2]"), "a binary file"),
    (pattern(rb"<{7} "), "a file with Git conflict markers"),
    (
        pattern(rb"\s*<(?:!doctype|!--|(?:html|head|body|title|meta|script|div|pre|h1)\b)", re.IGNORECASE),
        "an HTML page",
    ),
    (pattern(rb"\s*<[?!a-zA-Z]"), "an XML document"),
    (pattern(rb"version https://git-lfs"), "a Git LFS pointer"),
    (
        pattern(
            rb"\s*"
            + _NO_MAP
            + rb"""(?:(?:"use strict"|'use strict')\s*[^\s]|/[/*]|\#!|[!;(]*function\b|\(\(?\)?\s*=>|\(\(\)|\((?:self|this|window|globalThis)\b"""
            + rb"""|(?:var|let|const|import|export|class|async|throw)\b|[@:](?:charset|import|media|font-face|root)\b"""
            + rb"""|[A-Za-z_$][\w$.]*\s*[=(\[]|[.#]?[a-zA-Z][\w-]*\s*\{)"""
        ),
        "JavaScript or CSS",
    ),
    (
        pattern(rb"\s*" + _NO_MAP + rb"(?:\#|[1-5]\d\d[: ]\s*[A-Za-z]|(?!true\b|false\b|null\b)[A-Za-z])"),
        "plain text",
    ),
)
# No JSON text holds one of these anywhere; in compressed data they are one byte in nine.
_CONTROL: Final = bytes({*range(0x20)} - {9, 10, 13})
# How deep in sections maps with sections are read. The standard reads none of them, and no tool nests its own.
_NESTED: Final = 4
_BLANK: Final = b" \t\r\n\x00\xef\xbb\xbf"

_XSSI = pattern(rb"\)\]\}'[^\r\n]*(?:\r\n|\r|\n|$)")
_SURROGATE = pattern(rb"\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
_ESCAPE = pattern(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_BOMS: Final = ((b"\xff\xfe", "UTF-16 (little-endian)"), (b"\xfe\xff", "UTF-16 (big-endian)"))


# The fields of regular maps and what they should be; without those that are always looked at where they are.
_USUAL: Final[dict[str, Kind]] = {
    "version": "number",
    "file": "string",
    "sourceRoot": "string",
    "sources": "array",
    "sourcesContent": "array",
    "names": "array",
    "mappings": "string",
    "ignoreList": "array",
    "x_google_ignoreList": "array",
    "debugId": "string",
    "debug_id": "string",
}
_ODD_NAME = pattern(
    r"[\\:|?=\x00-\x09\x0b-\x1f]|//|^[/@]|/\.vite/|/webpack|\[turbopack|^(?:\.\./){4,}+(?:users|home)/",
    re.IGNORECASE | re.MULTILINE,
)
# Before a host stand two slashes, or blanks; that of a scheme which the URL standard does not know needs no more than letters.
_WITH_HOST = pattern(
    r"^(?!(?!(?:https?|wss?|ftp|file):)[a-z][a-z0-9+.\-]*+:(?://[A-Za-z0-9_.\-]*+/|[^/\\\x00-\x20]))"
    r"(?:[\x00-\x09\x0b-\x20/\\]|[A-Za-z][A-Za-z0-9+.\-]*+:)|[\x00-\x09\x0b-\x1f]",
    re.MULTILINE,
)
# In lower case; `smaplint._sieve` has them too.
_SENSITIVE: Final = (
    *(".env", ".npmrc", ".netrc", ".pgpass", ".htpasswd", ".git-credentials", ".aws", ".p12", ".pfx", ".jks"),
    *(
        ".keystore",
        ".kdbx",
        ".ppk",
        ".tfstate",
        ".tfvars",
        ".pem",
        ".key",
        "id_rsa",
        "id_dsa",
        "id_ecdsa",
        "id_ed25519",
    ),
    *("serviceaccount", "service-account", "service_account"),
)


class Document:
    """The bytes of one source map file, or of one `data:` map after decoding.

    `path`: as it is shown; only its ending is looked at (`.d.ts.map`). Offsets are 0-based bytes of `data`.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        self.data = data
        self.path = path
        # The files that its sources may name, where there are any at hand; examining sets it.
        self.tree: Tree | None = None

    @cached_property
    def utf16(self) -> str | None:
        """`UTF-16 (…)` when the bytes are that, else None. JSON never begins with a NUL, so one tells the byte order."""
        for mark, name in _BOMS:
            if self.data.startswith(mark):
                return name
        head = self.data[:4]
        if len(head) == 4 and head[1] == 0 and head[3] == 0 and head[0]:
            return _BOMS[0][1]
        if len(head) == 4 and head[0] == 0 and head[2] == 0 and head[1]:
            return _BOMS[1][1]
        return None

    @property
    def has_bom(self) -> bool:
        """Whether a UTF-8 byte order mark stands in front."""
        return self.data.startswith(b"\xef\xbb\xbf")

    @cached_property
    def bad_utf8(self) -> tuple[int, int] | None:
        """(offset, length) of the first bytes that are not UTF-8, or None. In pieces: a copy as text can weigh fourfold."""
        data = self.data
        if data.isascii() if fast is None else fast.utf8(data):
            return None
        start = 0
        while start < len(data):
            end = min(start + (1 << 16), len(data))
            # Do not cut inside a character.
            while end < len(data) and data[end] & 0xC0 == 0x80 and end - start > 4:
                end -= 1
            try:
                data[start:end].decode("utf-8")
            except UnicodeDecodeError as error:
                return start + error.start, error.end - error.start
            start = end
        return None

    @cached_property
    def xssi_end(self) -> int:
        """The offset behind a first line that begins with `)]}'`, or 0."""
        start = 3 if self.has_bom else 0
        match = _XSSI.match(self.data, start) if self.data.startswith(b")]}'", start) else None
        return match.end() if match else 0

    @cached_property
    def foreign(self) -> str | None:
        """What the file is instead of JSON (`an HTML page`, `gzip data`, `an empty file`), or None where it may be JSON."""
        data = self.data
        # The first bytes tell for nearly every file: stripping a map of 50 MB of its last line feed is a copy.
        if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
            if not data.removeprefix(b"\xef\xbb\xbf"):
                return "an empty file"
            return "a file of nothing but NUL bytes" if data.count(0) == len(data) else "a file of nothing but blanks"
        if self.utf16:
            return None
        head = data[:512].removeprefix(b"\xef\xbb\xbf")
        # None of them begins with a brace; they cost 1 ms to compile.
        for beginning, name in () if head.lstrip().startswith(b"{") else _FOREIGN:
            if beginning.match(head):
                return name
        # brotli has no magic number, and may well begin with `[`.
        return "binary data" if len(head) - len(head.translate(None, _CONTROL)) > len(head) / 20 else None

    @cached_property
    def scan(self) -> Scan:
        """The strict scan of the JSON text, behind a byte order mark and an XSSI line."""
        return scan(self.data, self.xssi_end or (3 if self.has_bom else 0))

    @cached_property
    def root(self) -> Value | None:
        """The JSON value, or None where the text is not JSON."""
        return None if self.foreign or self.utf16 else self.scan.root

    @cached_property
    def is_map(self) -> bool:
        """Whether the JSON value is an object with at least one field that only a source map has."""
        return (
            self.root is not None
            and self.root.kind == "object"
            and not self.root.members.keys().isdisjoint(("version", "sources", "mappings", "sections"))
        )

    @cached_property
    def lone_surrogates(self) -> tuple[tuple[int, str], ...]:
        r"""(offset, escape) of each unpaired `\udXXX`, at most 100. Only for a text that is JSON."""
        data = self.data
        if self.root and not self.scan.surrogates and b"\\" not in data[: self.root.start]:
            return ()
        found: list[tuple[int, str]] = []
        high_end = -1
        pending: tuple[int, str] | None = None
        for match in _SURROGATE.finditer(data):
            at = match.start()
            back = at
            while back and data[back - 1] == 0x5C:
                back -= 1
            if (at - back) % 2:
                continue  # `\\ud800`: an escaped backslash, then text
            code = int(match.group(1), 16)
            if code < 0xDC00:
                if pending:
                    found.append(pending)
                pending = (at, match.group().decode())
                high_end = match.end()
            elif pending and at == high_end:
                pending = None
            else:
                found.append((at, match.group().decode()))
            if len(found) >= 100:
                break
        if pending:
            found.append(pending)
        return tuple(sorted(found))

    @cached_property
    def map(self) -> "SourceMap | None":
        """The map at the top, or None where there is none."""
        return SourceMap(self, "", self.root) if self.is_map and self.root else None

    def release(self) -> None:
        """Let go of the map, which holds the document in turn.

        A cycle would keep the bytes until the collector comes by: 110 MB over 1,516 maps of at most 7 MB.
        """
        self.__dict__.pop("map", None)

    def maps(self) -> Iterator["SourceMap"]:
        """The map at the top and, depth first, the maps of its sections."""
        if self.map:
            yield from _with_inner(self.map)

    def find(self, pointer: str) -> Member | Value | None:
        """The member or array item that a JSON pointer names (RFC 6901), or None; `""` is the root."""
        return find(self.root, pointer) if self.root else None


def find(value: Value, pointer: str) -> Member | Value | None:
    """The member or array item that a JSON pointer names below a value, or None; `""` is the value itself."""
    here: Member | Value = value
    for token in pointer.split("/")[1:]:
        inside = here.value if isinstance(here, Member) else here
        name = token.replace("~1", "/").replace("~0", "~")
        found: Member | Value | None = None
        if inside.kind == "object":
            found = inside.members.get(name)
        elif inside.kind == "array" and name.isdecimal() and len(name) < 19:
            found = next(islice(inside.items(), int(name), None), None)
        if found is None:
            return None
        here = found
    return here


def _with_inner(map: "SourceMap") -> Iterator["SourceMap"]:
    yield map
    for section in map.sections:
        if section.map:
            yield from _with_inner(section.map)


@lru_cache
def _unescaped(escape: bytes) -> bytes:
    import json

    return str(json.loads(b'"' + escape + b'"')).encode("utf-8", "surrogatepass")


def escape_pointer(name: str) -> str:
    """A name as one token of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


class Section:
    """One item of an index map's `sections`. `pointer`: from the root of the document."""

    def __init__(self, document: Document, pointer: str, value: Value, start: tuple[int, int] = (0, 0)) -> None:
        self.pointer = pointer
        self.value = value
        member = value.members.get("map")
        line, column = max(self.offset("line") or 0, 0), max(self.offset("column") or 0, 0)
        # Columns count from the section's on its first line alone (ECMA-426, DecodeIndexSourceMap).
        begin = (start[0] + line, column if line else start[1] + column)
        self.map = (
            SourceMap(document, f"{pointer}/map", member.value, begin)
            if member and member.value.kind == "object"
            else None
        )

    def field(self, name: str) -> Value | None:
        member = self.value.members.get(name)
        return member.value if member else None

    @property
    def is_whole(self) -> bool:
        """Whether `offset` and `map` are objects: without them the whole index map must fail (DecodeIndexSourceMap)."""
        offset = self.field("offset")
        return self.map is not None and offset is not None and offset.kind == "object"

    def offset(self, name: str) -> int | None:
        """`line` or `column` (0-based) of its offset; None where it is missing or no integer."""
        offset = self.field("offset")
        member = offset.members.get(name) if offset else None
        return whole(member.value) if member else None


def whole(value: Value) -> int | None:
    """The integer that a JSON number is, `1.0` and `1e2` too; None for anything else."""
    if value.kind != "number":
        return None
    number = float(value.raw)
    return int(number) if number.is_integer() else None


class SourceMap:
    """One map: the document's, or that of a section; regular, or an index map (one with `sections`).

    Accessors never raise: what is missing or of the wrong type reads as empty. `pointer` is where it stands in the
    document (`""` at the top); rules give places relative to it and need not know. `start`: the generated line and column,
    0-based, at which it begins: those of its section.
    """

    def __init__(self, document: Document, pointer: str, value: Value, start: tuple[int, int] = (0, 0)) -> None:
        self.document = document
        self.pointer = pointer
        self.value = value
        self.start = start

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def tree(self) -> "Tree | None":
        """The files that its sources may name; None where none are at hand: on standard input, in memory."""
        return self.document.tree

    @property
    def is_declaration(self) -> bool:
        """Whether it is a `.d.ts.map`: TypeScript's editor aid, which no stack trace ever uses."""
        return self.path.endswith((".d.ts.map", ".d.cts.map", ".d.mts.map"))

    @property
    def fields(self) -> dict[str, Member]:
        """The members by name; the last of duplicates."""
        return self.value.members

    def field(self, name: str) -> Value | None:
        member = self.value.members.get(name)
        return member.value if member else None

    @property
    def is_index(self) -> bool:
        """Whether `sections` is present, whatever it holds (ECMA-426, DecodeSourceMap)."""
        return "sections" in self.value.members

    def _texts(self, name: str) -> tuple[str | None, ...]:
        value = self.field(name)
        if value is None or value.kind != "array" or self.is_index:
            return ()
        items = value.python()
        return tuple(item if isinstance(item, str) else None for item in items) if isinstance(items, list) else ()

    @cached_property
    def sources(self) -> tuple[str | None, ...]:
        """`sources` as written; an item that is no string reads as None. Empty in an index map."""
        return self._texts("sources")

    def source_name(self, index: int) -> str:
        """What a message calls one source: its name, or `sources[3]` where it has none."""
        return (self.sources[index] if index < len(self.sources) else None) or f"sources[{index}]"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """`names`; an item that is no string reads as `""`. Empty in an index map."""
        return tuple(name or "" for name in self._texts("names"))

    @cached_property
    def source_root(self) -> str:
        """`sourceRoot`; missing, null and `""` are one (tsc always writes `""`)."""
        value = self.field("sourceRoot")
        root = value.python() if value and value.kind == "string" else ""
        return str(root)

    @cached_property
    def file(self) -> str:
        value = self.field("file")
        return str(value.python()) if value and value.kind == "string" else ""

    @cached_property
    def contents(self) -> tuple[Value, ...]:
        """The items of `sourcesContent`, not decoded: see `content`. Empty in an index map."""
        value = self.field("sourcesContent")
        return tuple(value.items()) if value and not self.is_index else ()

    def content(self, index: int) -> str | None:
        """The embedded text of one source, or None. A copy is made on each call."""
        if index >= len(self.contents) or self.contents[index].kind != "string":
            return None
        return str(self.contents[index].python())

    @property
    def content_count(self) -> int:
        """How many sources have a text that is not empty."""
        return sum(1 for value in self.contents if value.kind == "string" and value.end - value.start > 2)

    @cached_property
    def is_unusual(self) -> bool:
        """Whether a field of the standard is missing that must be there, or of another form than it should, or another is there."""
        if self.is_index or not {"version", "sources", "mappings"} <= self.fields.keys():
            return True
        if any(_USUAL.get(name) != member.value.kind for name, member in self.fields.items()):
            return True
        texts = [value for name in ("sources", "sourcesContent", "names") if (value := self.field(name))]
        names = self.field("names")
        null = names is not None and names.may_hold_null
        return null or self.fields["version"].value.raw != b"3" or not all(value.is_texts for value in texts)

    @property
    def has_other_fields(self) -> bool:
        """Whether there is a field that no regular map has."""
        return not self.fields.keys() <= _USUAL.keys()

    @cached_property
    def has_backslashes(self) -> bool:
        """Whether there is a backslash in `sourceRoot` or in a source."""
        return "\\" in self.source_root or any(name is not None and "\\" in name for name in self.sources)

    @cached_property
    def has_odd_names(self) -> bool:
        """Whether `sourceRoot` or a source is more than a plain relative path: a URL, a path of a machine or of a bundler."""
        return _ODD_NAME.search("\n".join((self.source_root, *(name or "" for name in self.sources)))) is not None

    @cached_property
    def has_hosts(self) -> bool:
        """Whether the URL of a source may have a host, but for a plain one behind a bundler's own scheme (`webpack://app/`)."""
        names = (self.source_root, *(name or "" for name in self.sources))
        text = "\n".join(names)
        return text.count("\n") >= len(names) or _WITH_HOST.search(text) is not None

    @cached_property
    def has_sensitive_names(self) -> bool:
        """Whether a source may be a file that must stay inside, by its name, or one for the server in a map that is published."""
        names = "\n".join(name or "" for name in self.sources).lower()
        if not names.isascii():
            # What the rule's patterns take for an `i` or an `s`, beside those; the dot is that of `İ`.
            names = names.replace("ı", "i").replace("\u0307", "").replace("ſ", "s")
        if any(mark in names for mark in _SENSITIVE):
            return True
        if "server" not in names:
            return False
        from smaplint.exposure import public_folder

        return bool(public_folder(self.path))

    @cached_property
    def is_complete(self) -> bool:
        """Whether each source has a name of its own and a text that is not empty, and there are no more texts.

        Of a declaration's map nobody asks for texts.
        """
        names = {name.removeprefix("./") for name in self.sources if name}
        if len(names) != len(self.sources):
            return False
        return self.is_declaration or len(self.sources) == len(self.contents) == self.content_count

    @cached_property
    def mappings(self) -> Mappings:
        """The decoded `mappings`; those of an empty string where there are none to decode."""
        value = self.field("mappings")
        sources, names = self.field("sources"), self.field("names")
        lengths = sources.length if value and sources else 0, names.length if value and names else 0
        if (
            value
            and value.kind == "string"
            and not self.is_index
            and value.data.find(b"\\", value.start, value.end) < 0
        ):
            return Mappings(value.data, *lengths, self.start, (value.start + 1, value.end - 1))
        return Mappings(self.mappings_text, *lengths, self.start)

    @cached_property
    def mapped_lines(self) -> dict[int, int]:
        """The last line (0-based) that a mapping names, by the index of its source; {} where `mappings` is at fault."""
        if not self.mappings.is_clean:
            return {}
        return self.mappings.last_lines()

    @cached_property
    def is_whole(self) -> bool:
        """Whether all is there without which decoding must fail (DecodeSourceMap, DecodeIndexSourceMap)."""
        if self.is_index:
            listed = self.field("sections")
            return listed is not None and listed.kind == "array" and all(section.is_whole for section in self.sections)
        mappings, sources = self.field("mappings"), self.field("sources")
        return bool(mappings and mappings.kind == "string" and sources and sources.kind == "array")

    @cached_property
    def mappings_text(self) -> bytes:
        return self.text("mappings")

    def text(self, name: str) -> bytes:
        """The bytes of a string field between its quotes, unescaped; b"" where there is none, and in an index map."""
        value = self.field(name)
        if value is None or value.kind != "string" or self.is_index:
            return b""
        raw = value.data[value.start + 1 : value.end - 1]
        # Byte by byte: what is no UTF-8 stays as it is, and is found where it stands.
        return _ESCAPE.sub(lambda match: _unescaped(match.group()), raw) if b"\\" in raw else raw

    @cached_property
    def originals(self) -> "Originals":
        """How the original positions lie on the embedded texts, which are read when this is first asked; not of declarations."""
        from smaplint.originals import Originals, measure

        return Originals(()) if self.is_declaration else measure(self)

    @cached_property
    def lookup(self) -> "Lookup":
        """What the map says of positions, either way; decoded when it is first asked. Of a section: as if it stood alone."""
        from smaplint.lookup import Lookup

        return Lookup(self)

    @cached_property
    def secrets(self) -> "tuple[SourceSecret, ...]":
        """Keys and tokens in the embedded texts, found when first asked for (`smaplint.exposure.source_secrets`)."""
        value = self.field("sourcesContent")
        if value is None or (sieve is not None and not sieve.marks(value.data, value.start, value.end)):
            return ()
        from smaplint.exposure import source_secrets

        return source_secrets(self)

    @cached_property
    def scope_faults(self) -> "tuple[TextFault, ...]":
        """What is wrong with `scopes`, one fault of each kind (`smaplint.scopes.check`)."""
        from smaplint.scopes import check

        names, sources = self.field("names"), self.field("sources")
        return check(
            self.text("scopes"),
            # A field of another type is another rule's business.
            (names.length if names.kind == "array" else None) if names else 0,
            sources.length if sources and sources.kind == "array" else None,
        )

    @cached_property
    def range_faults(self) -> "tuple[TextFault, ...]":
        """What is wrong with `rangeMappings`, one fault of each kind (`smaplint.ranges.check`)."""
        from smaplint.ranges import check

        value, text = self.field("mappings"), self.text("rangeMappings")
        # Where consumers drop segments or differ on their number, an index names no mapping.
        counted = text and value and value.kind == "string" and not self.mappings.fault_counts.keys() - {"unsorted"}
        return check(text, self.mappings if counted else None)

    def mappings_offset(self, offset: int) -> int:
        """The byte of the document at which byte `offset` of the decoded `mappings` stands."""
        return self.text_offset("mappings", offset)

    def text_offset(self, name: str, offset: int) -> int:
        """The byte of the document at which byte `offset` of the `text` of a field stands."""
        value = self.field(name)
        if value is None:
            return self.value.start
        behind, behind_escaped = self._escapes(name)
        before = bisect_right(behind, offset)
        at = value.start + 1 + offset
        if before:
            at += behind_escaped[before - 1] - behind[before - 1]
        if before < len(behind):
            # Inside a character that is escaped: where the escape begins.
            end = value.start + 1 + behind_escaped[before]
            at = min(at, value.data.rfind(b"\\", value.start, end))
        return min(at, value.end - 1)

    def _escapes(self, name: str) -> "tuple[array[int], array[int]]":
        """Where each escape of a field ends: in the text, and as written, both from the first byte behind the quote."""
        known = self._known_escapes.get(name)
        if known:
            return known
        found = self._known_escapes[name] = array("q"), array("q")
        value = self.field(name)
        if value and value.data.find(b"\\", value.start, value.end) >= 0:
            shorter = 0
            for match in _ESCAPE.finditer(value.data, value.start + 1, value.end - 1):
                shorter += match.end() - match.start() - len(_unescaped(match.group()))
                end = match.end() - value.start - 1
                found[0].append(end - shorter)
                found[1].append(end)
        return found

    @cached_property
    def _known_escapes(self) -> "dict[str, tuple[array[int], array[int]]]":
        return {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of an index map; items that are no objects are left out, and so are those nested too deep."""
        value = self.field("sections")
        # Each level is read through once more, several times: at 40 levels 1 MB of hostile text takes 40 s.
        if value is None or self.pointer.count("/sections/") >= _NESTED:
            return ()
        return tuple(
            Section(self.document, f"{self.pointer}/sections/{index}", item, self.start)
            for index, item in enumerate(value.items())
            if item.kind == "object"
        )
