"""Break maps at random and compare what the compiled and the plain path read: `python -m benchmarks.fuzz_scan`.

Prints each map that they read differently, and ends with 1 where there is one.
"""

import argparse
import sys
import time
from pathlib import Path

from smaplint._fast import fast
from tests.mutants import difference, mutants


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="how many maps are broken")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of real maps, each also compared as it is")
    options = parser.parse_args()
    if fast is None:
        print("there is no compiled pass: `pip install -e .` with a C compiler builds it")
        return 2
    maps = [path.read_bytes() for folder in options.folders for path in sorted(folder.rglob("*.map")) if path.is_file()]
    started = time.monotonic()
    wrong = 0
    small = [data for data in maps if len(data) < 20_000]
    for number, data in enumerate((*maps, *mutants(options.seed, options.count, small)), 1):
        if said := difference(data):
            wrong += 1
            print(f"map {number}: {data[:2000]!r}\n  {said[:4000]}")
        if number % 20_000 == 0:
            print(f"{number:,} maps, {wrong} differences, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{len(maps):,} real maps and {options.count:,} broken ones: {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
