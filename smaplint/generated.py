"""A generated file: what names its source map, and its lines. How its comments are found: `smaplint.comments`."""

import binascii
import posixpath
import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from smaplint._fast import compare
from smaplint._lazy import cached_property, pattern
from smaplint.comments import Directive, Links, is_plain, links
from smaplint.document import SourceMap

if TYPE_CHECKING:
    from smaplint.alignment import Alignment
    from smaplint.comments import Misplaced
    from smaplint.coverage import Coverage
    from smaplint.debug_ids import DebugId, Verdict
    from smaplint.tree import Tree

if TYPE_CHECKING:
    from smaplint.wasm import WasmModule

__all__ = ["Directive", "GeneratedFile", "InlineMap", "Links", "Pair", "decode_data_url"]

_LINE_END = pattern(rb"\r\n|\n|\r|\xe2\x80\xa8|\xe2\x80\xa9")
_CSS_LINE_END = pattern(rb"\r\n|\n|\r|\f")
_LINE_FEED = pattern(rb"\n")
_DATA = pattern(rb"data:([^,;]*+)([^,]*+),", re.IGNORECASE)


class InlineMap:
    """A `data:` URL taken apart. `json`: the decoded bytes; None when `problem` says what is wrong with the URL.

    `problem_at`: the byte of the generated file at which it goes wrong, or -1. `base64`: how it was encoded. `payload_start`: the byte of the generated file at which the encoded text begins.
    """

    def __init__(
        self,
        json: bytes | None,
        *,
        base64: bool,
        media_type: str,
        payload_start: int,
        problem: str = "",
        problem_at: int = -1,
    ) -> None:
        self.json = json
        self.base64 = base64
        self.media_type = media_type
        self.payload_start = payload_start
        self.problem = problem
        self.problem_at = problem_at
        # The bytes of the payload at which a percent-encoded character begins, once a place was asked for.
        self._escapes: array[int] | None = None

    def place(self, offset: int, payload: bytes) -> int:
        """The byte of the generated file that holds byte `offset` of the decoded map. `payload`: the encoded text."""
        at = offset // 3 * 4 + (0, 1, 2)[offset % 3] if self.base64 else offset
        if b"%" not in payload[: at * 3 + 3]:
            return self.payload_start + min(at, len(payload))
        if self._escapes is None:
            self._escapes = array("q", (match.start() for match in _ESCAPE.finditer(payload)))
        escapes = self._escapes
        # An escape is three bytes for one: before the escape with number n, 2 n bytes went.
        before = bisect_left(range(len(escapes)), at, key=lambda number: escapes[number] - 2 * number)
        return self.payload_start + min(at + 2 * before, len(payload))


_ESCAPE = pattern(rb"%[0-9a-fA-F]{2}")
# What may make a host, a scheme, a query or an escape of a URL, or a path of a machine.
_ODD_URL = pattern(r"^/|[^\w./@~+-]")


def _unquote(payload: bytes) -> bytes:
    # Not urllib's: on a payload that is all percent signs that one takes a list entry and an exception for each.
    return _ESCAPE.sub(_unescaped, payload) if b"%" in payload else payload


def _unescaped(match: re.Match[bytes]) -> bytes:
    return _BYTES[int(match.group()[1:], 16)]


_BYTES: Final = [bytes((byte,)) for byte in range(256)]


def decode_data_url(url: bytes, start: int) -> InlineMap:
    """Decode a `data:` URL whose first byte is byte `start` of the generated file. Never raises."""
    match = _DATA.match(url)
    if match is None:
        return InlineMap(
            None, base64=False, media_type="", payload_start=start, problem="a `data:` URL without a comma"
        )
    media_type = match.group(1).decode("utf-8", "replace")
    payload = url[match.end() :]
    at = start + match.end()
    if b"base64" in match.group(2).lower().replace(b" ", b"").split(b";"):
        text = _unquote(payload)
        try:
            json = binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
        except (binascii.Error, ValueError):
            # Padding in the middle is what two maps pasted together look like.
            bad = re.search(rb"[^A-Za-z0-9+/=]|=(?![=]*+\Z)", text)
            problem = (
                f"`{text[bad.start() : bad.end()].decode('utf-8', 'replace')}` is no base64 digit"
                if bad
                else "the base64 text is cut short"
            )
            # Percent-encoding, which nobody mixes with base64 but by accident, moves the place: then none is given.
            known = -1 if b"%" in payload else at + (bad.start() if bad else len(payload) - 1)
            return InlineMap(
                None, base64=True, media_type=media_type, payload_start=at, problem=problem, problem_at=known
            )
        return InlineMap(json, base64=True, media_type=media_type, payload_start=at)
    return InlineMap(_unquote(payload), base64=False, media_type=media_type, payload_start=at)


class GeneratedFile:
    """A generated file: `kind` is `js`, `css`, `dts` or `wasm`. `data` may be absent (b"") where no rule asked for the bytes.

    `module`: the sections of WebAssembly; its bytes are read for an inline map alone, and its columns count them (0-based,
    in line 0).
    """

    def __init__(
        self,
        path: str,
        kind: str,
        data: bytes,
        size: int,
        directive: Directive | None,
        module: "WasmModule | None" = None,
    ) -> None:
        self.path = path
        self.kind = kind
        self.data = data
        self.size = size
        self.directive = directive
        self.module = module
        # What its folder holds; None where files are given without one.
        self.tree: Tree | None = None

    @property
    def is_bytecode(self) -> bool:
        """Whether it is Hermes bytecode under a bundle's name: its map counts bytes, and it has no lines."""
        return self.data.startswith(b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1f")

    @cached_property
    def line_starts(self) -> "array[int]":
        """The byte at which each line begins, by the line ends of JavaScript (CSS: without U+2028 and U+2029).

        Eight bytes a line: a file may be nothing but line feeds.
        """
        if self.kind == "wasm":
            return array("q", (0,))
        if compare is not None and not (b"\r" in self.data or b"\f" in self.data or b"\xe2\x80" in self.data):
            # Line feeds alone: nearly every file, in a tenth of the time.
            return compare.lines(self.data)[0]
        pattern = {"css": _CSS_LINE_END, "": _LINE_FEED}.get(self.kind, _LINE_END)
        starts = array("q", (0,))
        starts.extend(match.end() for match in pattern.finditer(self.data))
        return starts

    @cached_property
    def links(self) -> Links:
        """All comments that name a map, and what each way of the standard makes of them; found when first asked for."""
        return links(self.data, self.kind)

    @cached_property
    def misplaced(self) -> "Misplaced":
        """What was meant as the comment that names a map, in a file that has none."""
        from smaplint.comments import Misplaced, misplaced

        known = self.kind in ("js", "css") and self.directive is None
        return misplaced(self.data, self.links, self.kind) if known else Misplaced()

    @cached_property
    def rival(self) -> Directive | None:
        """The comment that tools take which look for the first one, where it leads to another map, and that is there."""
        first, last = self.links.first, self.links.through_tokens
        if first is None or last is None or first.url == last.url or self.tree is None:
            return None
        other = self.tree.locate("", first.url)
        return first if other.state == "found" and other.path != self.tree.locate("", last.url).path else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the ways of the standard, and tools, may take different comments, or none, of a file that names a map."""
        if self.directive is None or self.kind == "css" or is_plain(self.data) or self.links.through_tokens is None:
            return False
        return self.links.without_parsing is None or self.rival is not None

    @property
    def has_odd_link(self) -> bool:
        """Whether what names the map is anything but a comment of today's form with a plain name, where the map is."""
        link = self.directive
        return link is not None and (
            link.status != "found" or link.mark == "@" or _ODD_URL.search(link.url) is not None
        )

    @property
    def has_modules_as_text(self) -> bool:
        """Whether a script may hold modules for `eval`, as development builds of webpack do."""
        return self.kind == "js" and b"//# sourceURL=webpack" in self.data

    @cached_property
    def debug_ids(self) -> "tuple[DebugId, ...]":
        """The debug IDs of JavaScript, in their order; of any other kind there are none."""
        from smaplint.debug_ids import debug_ids

        return debug_ids(self.data) if self.kind == "js" else ()

    def offset_of(self, line: int, column: int) -> int | None:
        """The byte at a 0-based line and a 0-based column in UTF-16 units; None where there is no such place."""
        if self.kind == "wasm":
            return column if line == 0 and 0 <= column <= self.size else None
        starts = self.line_starts
        if not 0 <= line < len(starts):
            return None
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(self.data)
        if column < 0:
            return None
        text = self.data[start : min(end, start + column * 3 + 3)]
        if text.isascii():
            return start + column if start + column <= end else None
        units = 0
        for index, character in enumerate(decoded := text.decode("utf-8", "replace")):
            if units >= column:
                return start + len(decoded[:index].encode())
            units += 2 if ord(character) > 0xFFFF else 1
        return start + len(decoded.encode()) if units >= column else None


class Pair:
    """A generated file and its map: the one that its comment names, or that belongs to it by name. `map` may be None.

    `inline`: the `data:` URL of its comment, taken apart, where it is one.
    """

    def __init__(
        self, generated: GeneratedFile, map: SourceMap | None, map_path: str = "", inline: InlineMap | None = None
    ) -> None:
        self.generated = generated
        self.map = map
        self.map_path = map_path
        self.inline = inline

    @cached_property
    def alignment(self) -> "Alignment":
        """How the map lies on the file; decided once, for each state belongs to one rule."""
        from smaplint.alignment import Alignment, measure

        return measure(self.map, self.generated) if self.map else Alignment("unknown", "no map")

    @property
    def may_name_itself(self) -> bool:
        """Whether a source of the map is called like the generated file."""
        own = posixpath.basename(self.generated.path)
        return self.map is not None and any(name and name.endswith(own) for name in self.map.sources)

    @property
    def covered(self) -> tuple[float, int]:
        """(share, bytes) of the minified lines that lies behind a segment with a source."""
        from smaplint.coverage import share

        return share(self.map, self.generated) if self.map else (1.0, 0)

    @cached_property
    def coverage(self) -> "Coverage":
        """How much of the file the map covers."""
        from smaplint.coverage import Coverage, measure

        return measure(self.map, self.generated) if self.map else Coverage()

    @cached_property
    def debug_id_verdicts(self) -> "tuple[Verdict, ...]":
        """What is wrong between the debug IDs of the file and those of the map; each state belongs to one rule."""
        from smaplint.debug_ids import verdicts

        known = self.generated.kind == "js" and self.generated.data
        return verdicts(self.generated.debug_ids, self.map) if known else ()
