"""Lint 104 npm packages as they are published, and compare what is found with the committed summary.

    python -m benchmarks.ecosystem [--check | --write] [PACKAGE…]

The packages are those of `benchmarks/ecosystem/package.json`: 5,100 maps of some twenty tools, each pinned by the hash in
the lock, and without its dependencies. `--write` renews `benchmarks/ecosystem/summary.md`; `--check`, which is what CI does,
ends with 1 and a diff where a rule has come to say something else. Without either the summary is printed, of all packages
or of the named ones. What `recommended` has at warning or above is explained in `benchmarks/ecosystem/explained.toml`,
package by package: each was looked at by hand, and a new one has to be. Needs npm (255 MB, cached).
"""

import argparse
import difflib
import json
import os
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from smaplint import registry
from smaplint.engine import lint
from smaplint.rule import OFF, WARNING, Severity
from smaplint.settings import Settings
from tests.npm import installed

PROJECT: Final = Path(__file__).parent / "ecosystem"
SUMMARY: Final = PROJECT / "summary.md"
EXPLAINED: Final = PROJECT / "explained.toml"

# One run with all rules gives the verdict of each preset that is levels alone.
PRESETS: Final = tuple(preset for preset in registry.PRESETS if preset not in registry.PRESET_OPTIONS)

Kind = tuple[str, str]


class Linted(NamedTuple):
    """What was found in a package: how often each kind of finding, which is a rule and a case."""

    package: str
    version: str
    maps: int
    bundles: int
    found: Counter[Kind]


def packages() -> list[str]:
    """The names of the packages."""
    names: dict[str, str] = json.loads((PROJECT / "package.json").read_bytes())["dependencies"]
    return sorted(names)


def linted(names: Collection[str], jobs: int) -> list[Linted]:
    """What all rules find in the packages, by name. `jobs`: packages at a time."""
    modules = installed(PROJECT) / "node_modules"
    # The largest first: no worker is then left with it alone.
    order = sorted(names, key=lambda name: -sum(path.stat().st_size for path in (modules / name).rglob("*.map")))
    with ProcessPoolExecutor(max_workers=jobs, initializer=os.chdir, initargs=(modules,)) as pool:
        return sorted(pool.map(_lint, order))


def _lint(name: str) -> Linted:
    version: str = json.loads(Path(name, "package.json").read_bytes())["version"]
    report = lint([name], Settings(select=("all",), min_files=0), jobs=1)
    wrong = report.incomplete or [
        finding.message for finding in report.findings if finding.rule not in registry.rules()
    ]
    if wrong:
        message = f"{name} was not linted: {wrong}"
        raise RuntimeError(message)
    found = Counter((finding.rule, finding.case) for finding in report.findings)
    return Linted(name, version, report.maps, report.bundles, found)


def level(kind: Kind, preset: str) -> Severity:
    """How bad a preset has a kind of finding."""
    return registry.level(registry.rule(kind[0]), preset, kind[1])


def summary(results: Sequence[Linted]) -> str:
    """The summary, a line for each thing that a change of a rule could change."""
    maps, bundles = sum(one.maps for one in results), sum(one.bundles for one in results)
    lines = [
        f"# What is found in {len(results)} npm packages, with {maps:,} maps and {bundles:,} generated files",
        "",
        "Written by `python -m benchmarks.ecosystem --write`. `explained.toml` says why an error or a warning is right.",
        "",
        "## Each package, by `recommended`",
        "",
        "| package | version | maps | files | level | rule | findings |",
        "|---|---|--:|--:|---|---|--:|",
    ]
    for one in results:
        start = f"| {one.package} | {one.version} | {one.maps} | {one.bundles} |"
        rows = [
            (-severity, f"{start} {severity.word} | {_shown(kind)} | {count} |")
            for kind, count in one.found.items()
            if (severity := level(kind, "recommended")) > OFF
        ]
        lines += [row for _, row in sorted(rows)] or [f"{start} | | |"]
    lines += [
        "",
        "## Each rule, by every preset",
        "",
        "A case whose name is not there is at the level of its rule.",
        "",
        f"| rule | packages | findings | {' | '.join(PRESETS)} |",
        f"|---|--:|--:|{'---|' * len(PRESETS)}",
    ]
    for kind in sorted({kind for one in results for kind in one.found}):
        counts = [one.found[kind] for one in results if one.found[kind]]
        levels = " | ".join(word if (word := level(kind, preset).word) != "off" else "" for preset in PRESETS)
        lines.append(f"| {_shown(kind)} | {len(counts)} | {sum(counts)} | {levels} |")
    return "\n".join(lines) + "\n"


def _shown(kind: Kind) -> str:
    rule, case = kind
    return f"{rule} ({case})" if case else rule


def unexplained(results: Sequence[Linted]) -> list[str]:
    """What `recommended` has at warning or above without a line that says why, and such lines that nothing needs."""
    explained = {
        (package, rule)
        for package, rules in tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).items()
        for rule in rules
    }
    found = {(one.package, kind[0]) for one in results for kind in one.found if level(kind, "recommended") >= WARNING}
    return [f"{package}: {rule} is found, and not explained" for package, rule in sorted(found - explained)] + [
        f"{package}: {rule} is explained, and not found" for package, rule in sorted(explained - found)
    ]


def changes(results: Sequence[Linted]) -> list[str]:
    """How the findings differ from the committed summary, as lines for people; none where they do not."""
    was, now = SUMMARY.read_text(encoding="utf-8"), summary(results)
    diff = difflib.unified_diff(was.splitlines(), now.splitlines(), "committed", "found", lineterm="", n=0)
    return [*diff, *unexplained(results)]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="compare with the committed summary")
    mode.add_argument("--write", action="store_true", help="renew the committed summary")
    parser.add_argument("--jobs", type=int, default=2, help="packages at a time")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help="these alone, to be printed")
    options = parser.parse_args()
    if options.packages and (options.check or options.write):
        parser.error("the summary is of all packages")
    results = linted(options.packages or packages(), options.jobs)
    if options.write:
        SUMMARY.write_text(summary(results), encoding="utf-8", newline="\n")
        lines = unexplained(results)
    elif options.check:
        lines = changes(results)
    else:
        sys.stdout.write(summary(results))
        return 0
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
