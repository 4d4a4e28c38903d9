"""How often a shift is found with its exact size, and how often a pair that is right is flagged.

    python -m benchmarks.shifts FOLDER…

Takes every pair in the folders whose map lies well on its file and has at least 100 mapped segments, puts banners in front
of the generated file without touching the map, and counts the states that `smaplint.alignment` finds. Without a folder:
the corpus of builds in `tests/builds/output`.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from smaplint.alignment import CERTAIN_LEAST, Alignment, measure
from smaplint.comments import css_tail, javascript_tail
from smaplint.document import Document, SourceMap
from smaplint.generated import GeneratedFile

# What is put in front, and by how many lines and columns the map is then off.
BANNERS: Final = {
    "1 line": (b"/*! shelf 1.2.3 */\n", (1, 0)),
    "5 lines": (b"/*!\n * shelf 1.2.3\n * (c) the authors\n * MIT\n */\n", (5, 0)),
    "40 lines": (b"// licence, line by line\n" * 40, (40, 0)),
    "a snippet in the line": (b"/*! shelf 1.2.3 | MIT */", (0, 24)),
}


def pairs(folders: list[str]) -> Iterator[tuple[str, str, bytes, SourceMap]]:
    """(path, kind, bytes of the generated file, map) of every map that stands beside its file."""
    for folder in folders:
        for top, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                if not name.endswith((".js.map", ".mjs.map", ".cjs.map", ".css.map")):
                    continue
                path = os.path.join(top, name)
                generated = Path(path[:-4])
                document = Document(Path(path).read_bytes(), path)
                if document.map and generated.is_file():
                    yield path, "css" if name.endswith(".css.map") else "js", generated.read_bytes(), document.map
                document.release()


def state(path: str, kind: str, data: bytes, map: SourceMap) -> Alignment:
    """How a map lies on these bytes."""
    tail = (css_tail if kind == "css" else javascript_tail)(data)
    return measure(map, GeneratedFile(path[:-4], kind, data, len(data), tail.directive))


def first_line(map: SourceMap) -> int:
    """How many segments the first generated line has."""
    return sum(1 for position in map.mappings.generated() if position < 1 << 32)


def main(folders: list[str]) -> None:
    """Print the counts."""
    as_is: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {name: Counter() for name in BANNERS}
    for path, kind, data, map in pairs(folders or ["tests/builds/output"]):
        right = state(path, kind, data, map)
        as_is[right.state] += 1
        if right.state not in ("aligned", "unknown"):
            print(f"{right.state}: {path}")
        if right.state != "aligned" or right.compared < CERTAIN_LEAST:
            continue
        as_is["simulated"] += 1
        for name, (banner, (lines, columns)) in BANNERS.items():
            if columns and not first_line(map) >= CERTAIN_LEAST:
                continue  # the line of the snippet tells too little
            found[name]["tried"] += 1
            edited = state(path, kind, banner + data, map)
            exact = edited.state == "shifted" and (edited.lines_by, edited.columns_by) == (lines, columns)
            found[name]["exact" if exact else f"{edited.state}"] += 1
            if edited.state == "shifted" and not exact:
                found[name]["wrong size"] += 1
    print("\nas they are:", dict(as_is.most_common()))
    for name, counts in found.items():
        tried = counts.pop("tried", 0)
        print(f"{name}: exact {counts['exact'] / max(1, tried):.1%} of {tried:,}", dict(counts.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
