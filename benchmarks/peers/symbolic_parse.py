"""Sentry's parser in Rust, as its service calls it from Python: `from_json_bytes` decodes all mappings and refuses indices out of bounds."""

import os
import sys
from collections.abc import Iterator

from symbolic.sourcemap import SourceMapView


def maps(path: str) -> Iterator[str]:
    """The maps in a folder, or the file itself."""
    if not os.path.isdir(path):
        yield path
        return
    for top, _, names in os.walk(path):
        yield from (f"{top}/{name}" for name in names if name.endswith(".map"))


def main(paths: list[str]) -> None:
    """Parse them, and print how many."""
    files = refused = 0
    for top in paths:
        for path in maps(top):
            files += 1
            with open(path, "rb") as file:
                data = file.read()
            try:
                SourceMapView.from_json_bytes(data)
            except Exception as error:  # noqa: BLE001  # one class for each error of the Rust side
                refused += 1
                if os.environ.get("SMAPLINT_VERBOSE"):
                    print(f"{path}: {error}", file=sys.stderr)
    print(f"{files} maps, {refused} refused")


if __name__ == "__main__":
    main(sys.argv[1:])
