"""Prepare the inputs of the benchmarks, and print what they are: `python -m benchmarks.prepare`.

All of them are made from the maps of pinned npm packages (`benchmarks/inputs`), once, in the cache of the tests, and are the
same bytes on every machine. Nothing of smaplint is used: what is joined here is what the peers judge too.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.npm import cache, installed

# One more when what is made of the packages changes.
RECIPE: Final = 1
PROJECT: Final = Path(__file__).parent / "inputs"
TINY: Final = b'{"version":3,"file":"a.js","sources":["a.ts"],"sourcesContent":["let a = 1\\n"],"names":["a"],"mappings":"AAAA,IAAIA"}'
LARGE: Final = 100_000_000
HUGE: Final = 400_000_000
SMALL: Final = 10_000
# Maps of up to 16 kB: nine of ten of the corpus.
SMALL_SIZE: Final = 16_000
BAD: Final = 1_000_000

_SEGMENT: Final = re.compile(rb"[^,;]+")
_DIGITS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Input(NamedTuple):
    """What is linted: a file, or a folder with `maps` maps. `size`: bytes of them all. `sha256`: the start of their hash."""

    path: str
    maps: int
    size: int
    sha256: str
    note: str


def inputs() -> dict[str, Input]:
    """All inputs by name, prepared where they are not."""
    target = _folder()
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        _prepare(partial)
        known = {name: _described(partial, path, note) for name, (path, note) in _NOTES.items()}
        text = json.dumps({name: one._asdict() for name, one in known.items()}, indent=2)
        (partial / "inputs.json").write_text(text, encoding="utf-8")
        partial.rename(target)
    stored = json.loads((target / "inputs.json").read_bytes())
    found = {name: Input(**fields) for name, fields in stored.items()}
    return {name: one._replace(path=str(target / one.path)) for name, one in found.items()}


def grown(number: int) -> Path:
    """A folder of so many small maps with their files: links to those of `small`, again and again."""
    small = Path(inputs()["small"].path)
    target = small.parent / f"grown-{number}"
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        maps = sorted(small.rglob("*.map"))
        for index in range(number):
            again, at = divmod(index, len(maps))
            for path in (maps[at], maps[at].with_suffix("")):
                if path.is_file():
                    to = partial / str(again) / path.relative_to(small)
                    to.parent.mkdir(parents=True, exist_ok=True)
                    os.link(path, to)
        partial.rename(target)
    return target


# The path below the folder of inputs, and what it is.
_NOTES: Final = {
    "corpus": ("corpus", "the maps of pinned npm packages, with their generated files"),
    "small": ("small", "small maps of the corpus, with their generated files"),
    "large": ("large.js.map", "maps of the corpus joined"),
    "huge": ("huge.js.map", "maps of the corpus joined"),
    "tiny": ("tiny.js.map", "one source, two segments"),
    "one-bad": ("one-bad.js.map", "the large one with one bad segment in the middle"),
    "many-bad": ("many-bad.js.map", f"the large one with {BAD:,} bad segments"),
}


def _folder() -> Path:
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()
    return cache() / f"benchmark-{lock[:16]}-{RECIPE}"


def _prepare(target: Path) -> None:
    _corpus(target / "corpus")
    maps = [path for path in sorted((target / "corpus").rglob("*.map")) if path.is_file()]
    _small(maps, target / "corpus", target / "small")
    (target / "tiny.js.map").write_bytes(TINY)
    # In an order that no package decides: the parts of a bundle are of all sizes.
    mixed = sorted(maps, key=lambda path: hashlib.sha256(path.relative_to(target).as_posix().encode()).digest())
    (target / "large.js.map").write_bytes(joined(mixed, LARGE, "large.js"))
    large = (target / "large.js.map").read_bytes()
    (target / "one-bad.js.map").write_bytes(spoilt(large, 1))
    (target / "many-bad.js.map").write_bytes(spoilt(large, BAD))
    del large
    (target / "huge.js.map").write_bytes(joined(mixed, HUGE, "huge.js"))


def _corpus(target: Path) -> None:
    modules = installed(PROJECT) / "node_modules"
    for path in sorted(modules.rglob("*.map")):
        for one in (path, path.with_suffix("")):
            if path.is_file() and one.is_file():
                # Linters skip a folder of this name.
                parts = ["modules" if part == "node_modules" else part for part in one.relative_to(modules).parts]
                to = target.joinpath(*parts)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(one, to)


def _small(maps: list[Path], corpus: Path, target: Path) -> None:
    chosen = [path for path in maps if path.stat().st_size <= SMALL_SIZE]
    for index in range(SMALL):
        again, at = divmod(index, len(chosen))
        for path in (chosen[at], chosen[at].with_suffix("")):
            if path.is_file():
                to = target / str(again) / path.relative_to(corpus)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)


def joined(maps: list[Path], size: int, file: str) -> bytes:
    """One map of at least `size` bytes: the maps one after the other, again from the first where they do not suffice.

    Each begins a line of the generated file, and its first segments lead from where the last one ended to its own sources
    and names, as a bundler would write them.
    """
    sources, contents, names, mappings = bytearray(), bytearray(), bytearray(), bytearray()
    source_count = name_count = 0
    # Where the running numbers stand: index of the source, line, column, index of the name.
    at = [0, 0, 0, 0]
    for again, path in _rounds(maps):
        if len(sources) + len(contents) + len(names) + len(mappings) >= size:
            break
        fields = json.loads(path.read_bytes())
        if not fields["sources"] or not fields["mappings"]:
            continue
        for name in fields["sources"]:
            sources += _dumped(f"{again}/{path.parent.name}/{name}") + b","
        texts = fields.get("sourcesContent") or [None] * len(fields["sources"])
        for text in texts:
            contents += _dumped(text) + b","
        for name in fields.get("names") or ():
            names += _dumped(name) + b","
        text = fields["mappings"].encode()
        ends = _ends(text)
        # Relative to the part: the running numbers begin at 0 there, and at `at` here.
        starts = [source_count - at[0], -at[1], -at[2], name_count - at[3]]
        mappings += _moved(text, starts) + b";"
        at = [
            *((source_count, 0, 0)[i] + ends[i] if ends[4] else at[i] for i in range(3)),
            name_count + ends[3] if ends[5] else at[3],
        ]
        source_count += len(fields["sources"])
        name_count += len(fields.get("names") or ())
    whole = b'{"version":3,"file":%b,"sources":[%b],"sourcesContent":[%b],"names":[%b],"mappings":"%b"}'
    return whole % (_dumped(file), sources[:-1], contents[:-1], names[:-1], mappings)


def _rounds(maps: list[Path]) -> Iterator[tuple[int, Path]]:
    again = 0
    while True:
        yield from ((again, path) for path in maps)
        again += 1


def _dumped(value: object) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _ends(mappings: bytes) -> list[int]:
    """The sums of a field's second to fifth numbers, and how many segments have four and five of them."""
    ends = [0] * 6
    for segment, times in Counter(_SEGMENT.findall(mappings)).items():
        numbers = _numbers(segment)
        for index, number in enumerate(numbers[1:]):
            ends[index] += number * times
        ends[4] += times * (len(numbers) >= 4)
        ends[5] += times * (len(numbers) == 5)
    return ends


def _moved(mappings: bytes, by: list[int]) -> bytes:
    """The field with `by` added to the first source, line and column, and to the first name."""
    out = bytearray()
    done = 0
    named = False
    placed = False
    for match in _SEGMENT.finditer(mappings):
        numbers = _numbers(match[0])
        before = list(numbers)
        if len(numbers) >= 4 and not placed:
            numbers[1:4] = [number + more for number, more in zip(numbers[1:4], by, strict=False)]
            placed = True
        if len(numbers) == 5 and not named:
            numbers[4] += by[3]
            named = True
        if numbers != before:
            out += mappings[done : match.start()] + b"".join(map(_vlq, numbers))
            done = match.end()
        if named:
            break
    return bytes(out) + mappings[done:]


def _numbers(segment: bytes) -> list[int]:
    numbers, shift, value = [], 0, 0
    for digit in (_DIGITS.index(byte) for byte in segment):
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            shift = value = 0
    return numbers


def _vlq(value: int) -> bytes:
    rest = -value << 1 | 1 if value < 0 else value << 1
    out = bytearray()
    while True:
        digit, rest = rest & 31, rest >> 5
        out.append(_DIGITS[digit | 32 if rest else digit])
        if not rest:
            return bytes(out)


def spoilt(map: bytes, times: int) -> bytes:
    """The map with segments of two numbers, which the standard has not, put in; the others stay as they are."""
    start = map.rindex(b'"mappings":"') + len(b'"mappings":"')
    places = [match.end() for match in _SEGMENT.finditer(map, start, len(map) - 2)]
    step = len(places) // times
    chosen = [places[len(places) // 2]] if times == 1 else places[: times * step : step]
    pieces = [map[begin:end] for begin, end in zip([0, *chosen], [*chosen, len(map)], strict=True)]
    return b",AA".join(pieces)


def _described(folder: Path, path: str, note: str) -> Input:
    whole = folder / path
    files = sorted(whole.rglob("*.map")) if whole.is_dir() else [whole]
    known = hashlib.sha256()
    size = 0
    for file in files:
        data = file.read_bytes()
        size += len(data)
        known.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        known.update(data)
    return Input(path, len(files), size, known.hexdigest()[:16], note)


def main() -> None:
    """Prepare, and print the table, or what `inputs` gives as JSON."""
    if "--json" in sys.argv:
        print(json.dumps({name: one._asdict() for name, one in inputs().items()}))
        return
    print("| input | maps | bytes | SHA-256 | what it is |\n|---|--:|--:|---|---|")
    for name, one in inputs().items():
        print(f"| {name} | {one.maps:,} | {one.size:,} | `{one.sha256}` | {one.note} |")


if __name__ == "__main__":
    main()
