"""Run smaplint and its peers side by side over pinned inputs, and print ratios: `python -m benchmarks.run`.

Inputs are made once from npm packages (`benchmarks.prepare`), smaplint is this checkout installed afresh
(`benchmarks.environment`), and each peer is one process over all files, in the language that it is used in, that parses each
map, decodes all its mappings and compares their indices with the sources and names (`benchmarks/peers`). Commands take turns;
wall times and CPU seconds are medians, `×` is a command's time as a multiple of smaplint's (`--preset spec`, text report) in
the same round, with the least and the most. Memory is the largest resident set of any process of the command (Linux). Needs
Node.js and npm, 4 GB of disk, and 6 GB of memory for what the libraries of JavaScript make of 400 MB.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import environment as venv
from benchmarks import growth
from benchmarks.measure import Command, Rows, Run, compared, cpu, environment, peak, ratio, wall
from benchmarks.prepare import Input
from tests.npm import cache as cache_folder
from tests.npm import installed, program

HERE: Final = Path(__file__).parent
SPEC: Final = "smaplint --preset spec"
RECOMMENDED: Final = "smaplint --preset recommended"
ONE_JOB: Final = "smaplint --preset spec --jobs 1"
PLAIN: Final = "smaplint --preset spec, plain Python"
SYMBOLIC: Final = "symbolic (Rust, from Python)"
RECIPE: Final = "source-map 0.7 + AJV"
READING: Final = "reading the bytes"
NODE: Final = "node -e 0"
_JAVASCRIPT: Final = {
    RECIPE: "source-map-ajv.mjs",
    "@jridgewell/trace-mapping": "trace-mapping.mjs",
    "@jridgewell/sourcemap-codec": "sourcemap-codec.mjs",
    "source-map-js": "source-map-js.mjs",
}


class Section(NamedTuple):
    """What is compared on one input."""

    input: Input
    rows: Rows


class Floor(NamedTuple):
    """What has to be reached. `reached`: None where it was not measured."""

    what: str
    wanted: str
    reached: float | None
    holds: bool


@cache
def _environment() -> Path:
    return venv.environment()


@cache
def _peers() -> Path:
    return installed(HERE / "peers")


@cache
def _reader() -> tuple[list[str], str]:
    """The command that reads bytes, and the language that it is in."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    target = cache_folder() / "benchmark-read-bytes"
    source = HERE / "peers" / "read_bytes.c"
    if compiler:
        subprocess.run([compiler, "-O2", "-o", target, source], check=True)
        return [str(target)], "C"
    return [sys.executable, "-I", str(source.with_suffix(".py"))], "Python"


def ours(*arguments: str, plain: bool = False, once: bool = False) -> Command:
    """smaplint, with a text report; findings do not fail it."""
    base = [venv.smaplint(_environment()), "--no-config", "--fail-on", "never"]
    return Command([*base, *arguments], {"SMAPLINT_PURE": "1"} if plain else {}, once)


def peers(*, once: bool = False) -> dict[str, Command]:
    """The peers that judge all maps of a folder."""
    symbolic = [venv.python(_environment()), "-I", str(HERE / "peers" / "symbolic_parse.py")]
    return {SYMBOLIC: Command(symbolic), **javascript_peers(once=once)}


def javascript_peers(*, once: bool = False) -> dict[str, Command]:
    """Those of npm. `once`: the recipe alone is run in every round."""
    node, env = program("node"), {"SMAPLINT_PEERS": str(_peers())}
    return {
        name: Command([node, str(HERE / "peers" / script)], env, once and name != RECIPE)
        for name, script in _JAVASCRIPT.items()
    }


def sentry(*arguments: str) -> dict[str, Command]:
    """Sentry's own command, where npm has it for this machine."""
    found = sorted(_peers().glob("node_modules/@sentry/cli-*/bin/sentry-cli*"))
    name = f"sentry-cli sourcemaps {' '.join(one for one in arguments if not one.isdigit())}"
    # Of its own home: whose token is there is nobody's business.
    home = {"HOME": str(_peers()), "SENTRY_LOG_LEVEL": "error"}
    return {name: Command([str(found[0]), "sourcemaps", *arguments], home, once=True)} if found else {}


def _reading() -> dict[str, Command]:
    return {READING: Command(_reader()[0])}


def _all(*, quick: bool) -> dict[str, Command]:
    """The commands over many maps, or over a large one."""
    return {
        SPEC: ours("--preset", "spec"),
        ONE_JOB: ours("--preset", "spec", "--jobs", "1"),
        **({} if quick else {PLAIN: ours("--preset", "spec", plain=True, once=True)}),
        RECOMMENDED: ours("--preset", "recommended"),
        **peers(),
        **_reading(),
    }


def _on(commands: Mapping[str, Command], path: str) -> dict[str, Command]:
    return {name: one._replace(arguments=[*one.arguments, path]) for name, one in commands.items()}


def corpus(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:
    """Packages as they are."""
    return _on(_all(quick=quick), inputs["corpus"].path)


def small(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:
    """10,000 small maps."""
    more = {} if quick else sentry("inject", "--dry-run")
    return _on({**_all(quick=quick), **more}, inputs["small"].path)


def large(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:
    """One map of 100 MB."""
    return _on(
        {**_all(quick=quick), **sentry("resolve", "--line", "1", "--column", "0")},
        inputs["large"].path,
    )


def huge(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:  # noqa: ARG001  # as the others
    """One map of 400 MB, which the usual limit of 256 MB leaves out."""
    config = cache_folder() / "benchmark-limit.yaml"
    config.write_text("max-file-size: 1 GB\n", encoding="utf-8")
    command = ours("--preset", "spec")
    ours_ = command._replace(
        arguments=[command.arguments[0], "--config", str(config), *command.arguments[2:]],
    )
    one_job = ours_._replace(arguments=[*ours_.arguments, "--jobs", "1"])
    return _on({SPEC: ours_, ONE_JOB: one_job, **peers(once=True), **_reading()}, inputs["huge"].path)


def tiny(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:  # noqa: ARG001  # as the others
    """From cold: what a start costs."""
    resolve = {
        name: one._replace(once=False) for name, one in sentry("resolve", "--line", "1", "--column", "0").items()
    }
    rows = {
        SPEC: ours("--preset", "spec"),
        RECOMMENDED: ours("--preset", "recommended"),
        **peers(),
        **resolve,
        **_reading(),
    }
    return {NODE: Command([program("node"), "-e", "0"]), **_on(rows, inputs["tiny"].path)}


def invalid(inputs: Mapping[str, Input], *, quick: bool) -> dict[str, Command]:
    """The map of 100 MB, with and without faults."""
    spec = ours("--preset", "spec")
    found = {
        SPEC: _on({SPEC: spec}, inputs["large"].path)[SPEC],
        "one bad segment": _on({"": spec}, inputs["one-bad"].path)[""],
        "1,000,000 bad segments": _on({"": spec}, inputs["many-bad"].path)[""],
    }
    if not quick:
        plain = ours("--preset", "spec", plain=True, once=True)
        found["one bad segment, plain Python"] = _on({"": plain}, inputs["one-bad"].path)[""]
    return found


SECTIONS: Final[dict[str, Callable[..., dict[str, Command]]]] = {
    "corpus": corpus,
    "small": small,
    "large": large,
    "huge": huge,
    "tiny": tiny,
    "invalid": invalid,
}
_INPUTS: Final = {"invalid": "large"}
# Beside the sections: what is measured in another way.
OTHERS: Final = ("sarif", "growth")
_TAKES_LONG: Final = ("huge", "growth")


def commands_of_growth() -> dict[str, Command]:
    """What the plot of growth shows."""
    chosen = {SPEC: ours("--preset", "spec"), RECOMMENDED: ours("--preset", "recommended"), **peers()}
    return {name: chosen[name] for name in (SPEC, RECOMMENDED, SYMBOLIC, RECIPE)}


def sarif(inputs: Mapping[str, Input]) -> dict[str, Any]:
    """Seconds to write 25,000 results."""
    command = [venv.python(_environment()), "-I", str(HERE / "sarif.py"), inputs["small"].path]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(name: str, section: Section) -> str:
    """A section as a Markdown table."""
    one = section.input
    kind = f"{one.maps:,} maps" if one.maps > 1 else "one map"
    lines = [
        f"\n### {name}: {kind}, {one.size / 1e6:,.1f} MB"
        if one.size > 1e5
        else f"\n### {name}: {kind}, {one.size} bytes",
        "",
        "| | wall | × (least to most) | CPU | peak memory | |",
        "|---|--:|--:|--:|--:|---|",
    ]
    base = section.rows[SPEC]
    for label, runs in section.rows.items():
        times = ratio(runs, base)
        spread = f" ({times.least:.2f} to {times.most:.2f})" if len(runs) > 1 and label != SPEC else ""
        seconds = wall(runs)
        shown = f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.1f} s"
        lines.append(
            f"| {label} | {shown} | {times.middle:.2f}{spread} | {cpu(runs):.2f} s | {peak(runs):,.0f} MiB | {_remark(runs, one.maps)} |"
        )
    return "\n".join(lines)


def _remark(runs: Sequence[Run], maps: int) -> str:
    """What is not as it should be: a command that failed, that refuses maps, or that saw another number of them."""
    failed = [one.status for one in runs if one.status]
    if failed:
        return f"ended with {failed[0]}"
    said = runs[0].said
    seen = re.match(r"(?:Linted )?([\d,]+) maps?\b", said)
    if seen and int(seen[1].replace(",", "")) != maps:
        return said
    return said if " refused" in said and " 0 refused" not in said else ""


def floors(sections: Mapping[str, Section], written: Mapping[str, Any] | None, line: growth.Line | None) -> list[Floor]:
    """What the measured reaches of what is wanted."""

    def times(section: str, slow: str, fast: str) -> float | None:
        rows = sections[section].rows if section in sections else {}
        if slow not in rows or fast not in rows or any(run.status for run in (*rows[slow], *rows[fast])):
            return None
        return ratio(rows[slow], rows[fast]).middle

    def weight(section: str) -> float | None:
        one = sections.get(section)
        return peak(one.rows[SPEC]) * 1024 * 1024 / one.input.size if one else None

    def at_least(what: str, wanted: float, reached: float | None) -> Floor:
        return Floor(what, f"≥ {wanted:g}", reached, reached is not None and reached >= wanted)

    def at_most(what: str, wanted: float, reached: float | None) -> Floor:
        return Floor(what, f"≤ {wanted:g}", reached, reached is not None and reached <= wanted)

    return [
        at_least("corpus: faster than symbolic", 2.5, times("corpus", SYMBOLIC, SPEC)),
        at_least("small: faster than symbolic", 2, times("small", SYMBOLIC, SPEC)),
        at_least("large: faster than symbolic", 4, times("large", SYMBOLIC, SPEC)),
        *(
            at_least(f"{name}: faster than source-map + AJV", 5, times(name, RECIPE, SPEC))
            for name in ("corpus", "small", "large")
        ),
        at_most("large: peak memory by the size of the file", 1.5, weight("large")),
        at_most("huge: peak memory by the size of the file", 1.5, weight("huge")),
        at_most("corpus: by reading the bytes", 3, times("corpus", SPEC, READING)),
        at_least("tiny: faster than `node -e 0`", 1, times("tiny", NODE, SPEC)),
        at_least("corpus: `recommended` faster than source-map + AJV", 3, times("corpus", RECIPE, RECOMMENDED)),
        at_most("SARIF with 25,000 results, seconds", 2, written["seconds"] if written else None),
        at_most("growth from 1,000 to 100,000 maps, exponent", 1.05, line.slope if line else None),
        at_most("invalid: one bad segment, by the valid map", 3, times("invalid", "one bad segment", SPEC)),
        at_most("invalid: a million, by the valid map", 3, times("invalid", "1,000,000 bad segments", SPEC)),
    ]


def floors_table(found: Sequence[Floor]) -> str:
    """The floors as a Markdown table."""
    lines = ["\n### floors", "", "| | wanted | reached | |", "|---|--:|--:|---|"]
    for one in found:
        reached = "not measured" if one.reached is None else f"{one.reached:.2f}"
        answer = "" if one.reached is None else "yes" if one.holds else "**no**"
        lines.append(f"| {one.what} | {one.wanted} | {reached} | {answer} |")
    return "\n".join(lines)


def machine() -> str:
    """What it ran on."""
    node = subprocess.run([program("node"), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    compiled = "compiled pass" if venv.is_compiled(_environment()) else "no compiled pass"
    return f"{cores} cores (load {load}), Python {platform.python_version()} ({compiled}), Node.js {node}; bytes are read in {_reader()[1]}"


def main() -> None:
    """Prepare, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", action="append", choices=(*SECTIONS, *OTHERS), default=[], help="these alone; repeatable"
    )
    parser.add_argument("--times", type=int, default=5, help="rounds; of what takes seconds, one is all")
    parser.add_argument("--quick", action="store_true", help="one round, without what takes minutes")
    parser.add_argument("--json", metavar="FILE", help="every run, for a program")
    options = parser.parse_args()
    times = 1 if options.quick else options.times
    chosen = options.only or [name for name in (*SECTIONS, *OTHERS) if not (options.quick and name in _TAKES_LONG)]
    # Apart: a child's peak memory begins with that of its parent.
    prepared = subprocess.run(
        [sys.executable, "-m", "benchmarks.prepare", "--json"],
        cwd=HERE.parent,
        stdout=subprocess.PIPE,
        check=True,
    )
    inputs = {name: Input(**fields) for name, fields in json.loads(prepared.stdout).items()}
    print(f"{machine()}\n")
    subprocess.run([sys.executable, "-m", "benchmarks.prepare"], cwd=HERE.parent, check=True)
    env = environment()
    sections: dict[str, Section] = {}
    for name in SECTIONS:
        if name in chosen:
            one = inputs[_INPUTS.get(name, name)]
            commands = SECTIONS[name](inputs, quick=options.quick)
            # What is not in the page cache would fall on the first command alone.
            compared(_on(_reading(), one.path), env, 1)
            sections[name] = Section(one, compared(commands, env, times * 4 if name == "tiny" else times))
            print(table(name, sections[name]), flush=True)
    written = sarif(inputs) if "sarif" in chosen else None
    if written:
        print(
            f"\n### sarif\n\n{written['results']:,} results, {written['bytes'] / 1e6:.0f} MB: {written['seconds']:.2f} s (CPU {written['cpu']:.2f} s)"
        )
    lines = growth.measured(commands_of_growth(), env, 1) if "growth" in chosen else []
    if lines:
        print(f"\n### growth, CPU seconds\n\n{growth.table(lines)}")
    found = floors(sections, written, lines[0] if lines else None)
    print(floors_table(found))
    if options.json:
        whole = {
            "machine": machine(),
            "inputs": {name: one._asdict() for name, one in inputs.items()},
            "sections": {
                name: {label: [run._asdict() for run in runs] for label, runs in section.rows.items()}
                for name, section in sections.items()
            },
            "sarif": written,
            "growth": {line.name: line.points for line in lines},
            "floors": [one._asdict() for one in found],
        }
        Path(options.json).write_text(json.dumps(whole, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
