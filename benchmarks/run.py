"""Prepare pinned inputs, run smaplint and its peer side by side, and print ratios: `python -m benchmarks.run`.

Wall times are medians of whole commands, run in turn so that what else the machine does falls on both alike. Memory is
the largest resident set of any process of the command (Linux). Needs Node and npm; the inputs are npm packages.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from smaplint.document import Document
from smaplint.mappings import Mappings
from tests.npm import cache, installed

HERE = Path(__file__).parent
TINY = b'{"version":3,"file":"a.js","sources":["a.ts"],"sourcesContent":["let a = 1\\n"],"names":["a"],"mappings":"AAAA,IAAIA"}'


def corpus() -> Path:
    """The maps and generated files of the pinned packages, in a folder without `node_modules` in its name."""
    modules = installed(HERE / "inputs") / "node_modules"
    target = cache() / f"corpus-{modules.parent.name}"
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for path in sorted(modules.rglob("*.map")):
            if path.is_file():
                for one in (path, path.with_suffix("")):
                    if one.is_file():
                        to = partial / one.relative_to(modules)
                        to.parent.mkdir(parents=True, exist_ok=True)
                        shutil.copyfile(one, to)
        partial.rename(target)
    return target


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall seconds and MiB of the largest process of one run."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def compare(title: str, commands: dict[str, list[str]], environment: dict[str, str], times: int) -> None:
    walls: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = {}
    for _ in range(times):
        for name, command in commands.items():
            wall, peak = timed(command, environment)
            walls[name].append(wall)
            memory[name] = max(memory.get(name, 0), peak)
    base = statistics.median(next(iter(walls.values())))
    print(f"\n{title}")
    for name, values in walls.items():
        middle = statistics.median(values)
        print(f"  {name:42} {middle * 1000:10.0f} ms   × {middle / base:5.2f}   {memory[name]:7.0f} MiB")


def decoder(folder: Path) -> None:
    """MB/s of `mappings` on one core, over the corpus: nothing but the decoder.

    Run in a process of its own: a child's peak memory begins with what its parent had.
    """
    fields: list[Mappings] = []
    for path in sorted(folder.rglob("*.map")):
        map = Document(path.read_bytes(), path.name).map
        if map:
            fields.append(map.mappings)
    size = sum(len(field.text) for field in fields)
    rounds = []
    for _ in range(3):
        fresh = [Mappings(field.text, field.sources, field.names) for field in fields]
        started = time.process_time()
        faults = sum(len(field.faults) for field in fresh)
        rounds.append(time.process_time() - started)
    print(
        f"decoder: {size / 1e6:.1f} MB of mappings in {len(fields)} maps, {size / 1e6 / min(rounds):.1f} MB/s, {faults} faults"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs of each command")
    parser.add_argument("--decoder", action="store_true", help="the decoder alone")
    options = parser.parse_args()
    times: int = options.times
    if options.decoder:
        decoder(corpus())
        return
    smaplint = str(Path(sys.executable).with_name("smaplint"))
    node = shutil.which("node") or "node"
    folder = corpus()
    work = cache() / "benchmark"
    work.mkdir(exist_ok=True)
    tiny = work / "tiny.js.map"
    tiny.write_bytes(TINY)
    largest = max(folder.rglob("*.map"), key=lambda path: path.stat().st_size)
    grown = work / "large.js.map"
    if not grown.exists():
        # Apart, for the same reason.
        subprocess.run(
            [sys.executable, "-c", f"from benchmarks.run import *; grow(Path({str(largest)!r}), Path({str(grown)!r}))"],
            check=True,
        )
    environment = {**os.environ, "SMAPLINT_PEERS": str(installed(HERE.parent / "tests" / "peers"))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    recipe = [node, str(HERE / "recipe.mjs")]
    base = [smaplint, "--no-config", "--quiet", "--fail-on", "never"]
    total = sum(path.stat().st_size for path in folder.rglob("*.map"))
    number = sum(1 for _ in folder.rglob("*.map"))
    print(f"corpus: {number} maps, {total / 1e6:.0f} MB; largest {largest.stat().st_size / 1e6:.1f} MB")
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "benchmarks.run", "--decoder"], check=True)
    for title, target in (
        (f"{number} maps, {total / 1e6:.0f} MB", folder),
        (f"one map of {grown.stat().st_size / 1e6:.0f} MB", grown),
    ):
        compare(
            title,
            {
                "smaplint --preset spec": [*base, "--preset", "spec", str(target)],
                "smaplint --preset spec --jobs 1": [*base, "--preset", "spec", "--jobs", "1", str(target)],
                "smaplint": [*base, str(target)],
                "source-map + AJV (node)": [*recipe, str(target)],
            },
            environment,
            times,
        )
    compare(
        "one tiny map",
        {
            "node -e 0": [node, "-e", "0"],
            "smaplint tiny.js.map": [*base, str(tiny)],
            "source-map + AJV (node)": [*recipe, str(tiny)],
        },
        environment,
        max(times, 15),
    )


def grow(source: Path, target: Path) -> None:
    """A map of at least 100 MB: the sources and mappings of a real one, again and again."""
    map = json.loads(source.read_bytes())
    again = max(2, 100_000_000 // source.stat().st_size + 1)
    map["sources"] = [f"{number}/{name}" for number in range(again) for name in map["sources"]]
    map["sourcesContent"] = (map.get("sourcesContent") or []) * again
    # One line break between the copies: positions go on, so indices stay where they are.
    map["mappings"] = ";".join(_restart(map["mappings"]) for _ in range(again))
    target.write_text(json.dumps(map))


def _restart(mappings: str) -> str:
    """The field with a last segment that takes every running number back to 0, so that a copy can follow."""
    field = Mappings(mappings.encode(), 1 << 30, 1 << 30)
    source = line = column = name = 0
    for segment in field.segments():
        if segment.source >= 0:
            source, line, column = segment.source, segment.original_line, segment.original_column
            name = segment.name if segment.name >= 0 else name
    return f"{mappings};{''.join(_vlq(value) for value in (0, -source, -line, -column, -name))}"


def _vlq(value: int) -> str:
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    rest = -value << 1 | 1 if value < 0 else value << 1
    text = ""
    while True:
        digit, rest = rest & 31, rest >> 5
        text += digits[digit | 32 if rest else digit]
        if not rest:
            return text


if __name__ == "__main__":
    main()
