"""How often the rules about pairs find what was done to a pair on purpose, and what they say of the pairs as they are.

    python -m benchmarks.rates FOLDER…

Each pair of the folders is changed in one way at a time, and counted where the rule that owns the damage says so. Pairs on which
the damage is none (a file of one line that is cut, a map without texts) are not counted. Without a folder: the corpus of builds.
Shifts have a benchmark of their own: `benchmarks.shifts`.
"""

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.shifts import pairs
from smaplint.engine import lint_files
from smaplint.settings import Settings
from tests.accidents import _lines, _mappings

RULES: Final = (
    "mappings-outside-file",
    "stale-map",
    "mappings-shifted",
    "original-outside-source",
    "mismatched-source",
    "byte-columns",
    "line-only-mappings",
    "empty-mappings",
)
SETTINGS: Final = Settings(select=RULES)

Fields = dict[str, Any]
# (generated file, fields) → the same, damaged; None where nothing can be damaged in this way.
Damage = Callable[[bytes, Fields], tuple[bytes, Fields] | None]


def cut(data: bytes, fields: Fields) -> tuple[bytes, Fields] | None:
    """The second half of the file is lost."""
    return (data[: len(data) // 2] + b"\n", fields) if len(fields["mappings"]) > 1000 else None


def texts_cut(data: bytes, fields: Fields) -> tuple[bytes, Fields] | None:
    """Of each text the second half of the lines is lost."""
    texts = fields.get("sourcesContent") or []
    if len(fields["mappings"]) < 1000 or sum(len(text or "") for text in texts) < 2000:
        return None
    halves = [text and "\n".join((lines := text.split("\n"))[: len(lines) // 2 or 1]) for text in texts]
    return data, {**fields, "sourcesContent": halves}


def in_bytes(data: bytes, fields: Fields) -> tuple[bytes, Fields] | None:
    """Columns count bytes, in a file with an `é` in each string."""
    text = data.decode("utf-8", "replace")
    if text.count('"') < 60 or not text.isascii():
        return None
    text, moved = text.replace('"', '"é'), []
    lines = _lines(fields["mappings"])
    old = data.decode().split("\n")
    for line, before in zip(lines, old, strict=False):
        columns = list(itertools.accumulate(segment[0] for segment in line))
        # One character more behind each quote, and two bytes.
        now = [column + 2 * before.count('"', 0, column) for column in columns]
        steps = [behind - ahead for ahead, behind in itertools.pairwise([0, *now])]
        moved.append([[step, *segment[1:]] for step, segment in zip(steps, line, strict=True)])
    return text.encode(), {**fields, "mappings": _mappings([*moved, *lines[len(old) :]])}


def lines_only(data: bytes, fields: Fields) -> tuple[bytes, Fields] | None:
    """One mapping is left of each line of a minified file."""
    if max(map(len, data.split(b"\n"))) < 6000:
        return None
    return data, {**fields, "mappings": _mappings([line[:1] for line in _lines(fields["mappings"])])}


def emptied(data: bytes, fields: Fields) -> tuple[bytes, Fields] | None:
    """A plugin gave back a map without mappings."""
    return (data, {**fields, "mappings": ""}) if len(fields["mappings"]) > 2000 else None


DAMAGES: Final[dict[str, tuple[Damage, tuple[str, ...]]]] = {
    "the file is cut": (cut, ("mappings-outside-file",)),
    "the texts are cut": (texts_cut, ("original-outside-source", "mismatched-source")),
    "columns in bytes": (in_bytes, ("byte-columns",)),
    "one mapping a line": (lines_only, ("line-only-mappings",)),
    "no mapping": (emptied, ("empty-mappings",)),
}


def said(name: str, data: bytes, fields: Fields) -> set[str]:
    """The rules that warn of a pair."""
    map = json.dumps(fields).encode()
    report = lint_files({name: data, f"{name}.map": map}, SETTINGS)
    return {finding.rule for finding in report.findings if finding.severity >= 2 or finding.case == "css"}


def main(folders: list[str]) -> None:
    """Print the counts."""
    seen = 0
    as_is: list[str] = []
    found = {name: [0, 0] for name in DAMAGES}
    for path, _, data, _ in pairs(folders or ["tests/builds/output"]):
        fields = json.loads(Path(path).read_bytes().decode("utf-8", "replace"))
        if not isinstance(fields.get("mappings"), str):
            continue
        name = Path(path).name.removesuffix(".map")
        seen += 1
        if rules := said(name, data, fields):
            as_is.append(f"{path}: {', '.join(sorted(rules))}")
            continue
        for title, (damage, owners) in DAMAGES.items():
            if damaged := damage(data, fields):
                found[title][1] += 1
                found[title][0] += not said(name, *damaged).isdisjoint(owners)
    print(f"{len(as_is)} of {seen:,} pairs are spoken of as they are")
    print("\n".join(as_is))
    for title, (number, of) in found.items():
        print(f"{title}: {number:,} of {of:,} found ({number / max(of, 1):.1%})")


if __name__ == "__main__":
    main(sys.argv[1:])
