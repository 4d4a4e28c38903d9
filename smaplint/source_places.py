"""The original source that a finding is about, as people have it: a file of the project, a place in it, and the text there.

Names are resolved as the standard has it first. What bundlers call their sources (`webpack://app/./src/a.ts`, `src/a.ts`
from the top of the project) is looked for in the folders above the map, the nearest first, and taken only where the file
resembles the embedded text. Nothing outside of the root is asked for, and the work of one map is bounded.
"""

import posixpath
import re
from typing import Final, NamedTuple

from smaplint._lazy import pattern
from smaplint.document import SourceMap
from smaplint.escape import cut
from smaplint.place import frame, offset_at, units
from smaplint.redact import masked_text, masked_url
from smaplint.report import Frame, Place
from smaplint.source_names import is_runtime, joined, scheme
from smaplint.tree import Tree

# Schemes behind which bundlers write paths of the project, with a name of theirs as the host.
_BUNDLED: Final = pattern(r"(?:webpack|webpack-internal|rspack|turbopack|ng)://([^/]*+)/++(.*)", re.DOTALL)
_LAYER: Final = pattern(r"^(?:\([\w-]{1,40}\)|\[project\])/")
# Folders above the map in which a name is looked for; a path of PATH_MAX may have 2,048.
_ABOVE: Final = 40
# A larger file is no source that a person edits; it is neither compared nor shown.
_LARGEST: Final = 2_000_000
# Bytes of texts and files that are read for the findings of one map file: two seconds where they are nothing but
# line feeds.
_BUDGET: Final = 16_000_000
_LINES: Final = 5_000
_NAME: Final = 1_000


class Original(NamedTuple):
    """What is known of a source: its name, masked and cut; the file, and the text at the place, where there are any."""

    source: str = ""
    place: Place | None = None
    frame: Frame | None = None


class SourcePlaces:
    """The sources of the maps of one document. `tree`: the files that they may name; None where none are at hand."""

    def __init__(self, tree: Tree | None) -> None:
        self._tree = tree
        self._left = _BUDGET
        self._files: dict[tuple[str, int], str] = {}
        self._names: dict[str, dict[str, int]] = {}
        self._hosts: dict[str, int] = {}
        # Findings about one source follow each other: the last text is kept.
        self._last: tuple[object, bytes | None] = (None, None)

    def index(self, map: SourceMap, name: str) -> int:
        """The first source of that name, or -1."""
        if map.pointer not in self._names:
            known = self._names[map.pointer] = {}
            for index, source in enumerate(map.sources):
                if source:
                    known.setdefault(source, index)
        return self._names[map.pointer].get(name, -1)

    def find(
        self, map: SourceMap, index: int, line: int = -1, column: int = -1, secrets: tuple[str, ...] = ()
    ) -> Original:
        """What is known of the source with that index. `line`, `column`: the original position, 0-based; -1: none is known.

        `secrets`: texts that no frame may show.
        """
        name = (map.sources[index] or "") if 0 <= index < len(map.sources) else ""
        if not name:
            return Original()
        path = self._file(map, index, name)
        shown = masked_text(masked_url(cut(name, _NAME)), secrets)
        if line < 0:
            return Original(shown, Place(path) if path else None)
        text = self._embedded(map, index)
        here = self._read(path) if path else None
        code = here if text is None else text
        offset = offset_at(code, line + 1, max(column, 0) + 1) if code is not None else None
        window = None
        if code is not None and offset is not None and offset < len(code):
            window = frame(path or shown, code, offset, offset + 1, "the original text there", secrets=secrets)
        return Original(shown, _place_in(path, here, line, max(column, 0)) if path else None, window)

    def _file(self, map: SourceMap, index: int, name: str) -> str:
        """The path of the file, as findings show paths; empty where it is not found."""
        known = self._files.get((map.pointer, index))
        if known is None:
            known = self._files[map.pointer, index] = self._located(map, index, name)
        return known

    def _located(self, map: SourceMap, index: int, name: str) -> str:
        tree = self._tree
        if tree is None:
            return ""
        located = tree.locate(map.source_root, name)
        if located.state == "found":
            return located.path
        local = self._local(map, joined(map.source_root, name), index)
        folder = posixpath.dirname(map.path)
        for _ in range(_ABOVE if local else 0):
            path = posixpath.normpath(posixpath.join(folder, local))
            state = tree.look(path)
            if state == "found" and self._resembles(map, index, path):
                return path
            # As long as the folder itself is inside: a name that climbs may come back.
            if state == "unknown" or tree.look(posixpath.join(folder, "x")) == "outside":
                break
            above = posixpath.normpath(posixpath.join(folder, ".."))
            if above == folder:
                break
            folder = above
        return ""

    def _local(self, map: SourceMap, name: str, index: int) -> str:
        """The path in the project that a name stands for, or "" where no file can be told from it."""
        if is_runtime(name) or len(name) > 4096:
            return ""
        match = _BUNDLED.match(name)
        if match is None:
            # A bare name without a folder is too little to go looking by.
            plain = name.removeprefix("./")
            relative = not scheme(plain) and not plain.startswith((".", "/")) and "\\" not in plain
            return plain.partition("?")[0] if relative and "/" in plain else ""
        # Without a text nothing tells one package's `./src/index.js` from that of another.
        if map.content(index) is None and self._many_hosts(map):
            return ""
        # Without loaders (`css-loader!./a.css`), the layer of Next.js (`(rsc)/./a.ts`) and the mark of Turbopack.
        local = match[2].rpartition("!")[2].partition("?")[0]
        return _LAYER.sub("", local, 1).removeprefix("./")

    def _many_hosts(self, map: SourceMap) -> bool:
        if map.pointer not in self._hosts:
            found = {match[1] for source in map.sources if source and (match := _BUNDLED.match(source[:4096]))}
            self._hosts[map.pointer] = len(found)
        return self._hosts[map.pointer] > 1

    def _resembles(self, map: SourceMap, index: int, path: str) -> bool:
        """Whether half of the lines of the embedded text are in the file; the file may have been edited since."""
        text = self._embedded(map, index)
        if text is None:
            return True
        here = self._read(path)
        if here is None:
            return False
        lines = {line.strip() for line in text.split(b"\n", _LINES)[:_LINES]} - {b""}
        return 2 * len(lines & {line.strip() for line in here.split(b"\n")}) >= len(lines)

    def _embedded(self, map: SourceMap, index: int) -> bytes | None:
        """The embedded text as UTF-8, or None where there is none, or too much was read already."""
        if index >= len(map.contents):
            return None
        value = map.contents[index]
        if value.kind != "string":
            return None
        key = map.pointer, index
        if self._last[0] != key:
            size = value.end - value.start
            if size > min(_LARGEST, self._left):
                return None
            self._left -= size
            text = map.content(index)
            self._last = key, None if text is None else text.encode("utf-8", "surrogatepass")
        return self._last[1]

    def _read(self, path: str) -> bytes | None:
        limit = min(_LARGEST, self._left)
        data = self._tree.read(path, limit) if self._tree and limit > 0 else None
        self._left -= len(data) if data else 4096
        return data


def _place_in(path: str, data: bytes | None, line: int, column: int) -> Place:
    """The place of a 0-based position in a file; its start where the file has no such line, its line where no such column."""
    if data is None or offset_at(data, line + 1, 1) is None:
        return Place(path)
    offset = offset_at(data, line + 1, column + 1)
    if offset is None:
        column = 0
        offset = offset_at(data, line + 1, 1) or 0
    width = max(1, units(data[offset : _character(data, offset)]))
    return Place(path, line + 1, column + 1, line + 1, column + 1 + width)


def _character(data: bytes, offset: int) -> int:
    """The end of the character that begins at a byte."""
    end = offset + 1
    while end < min(len(data), offset + 4) and data[end] & 0xC0 == 0x80:
        end += 1
    return end
