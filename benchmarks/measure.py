"""Whole commands, run in turn, and what each of them took."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Command(NamedTuple):
    """What is run; `env`: what differs from the usual environment. `once`: too long for every round."""

    arguments: Sequence[str]
    env: Mapping[str, str] = {}
    once: bool = False


class Run(NamedTuple):
    """Wall and CPU seconds, those of workers included, MiB of the largest process, its status and its last line."""

    wall: float
    cpu: float
    peak: float
    status: int
    said: str


class Ratio(NamedTuple):
    """The median of the ratios of each round, and the ends."""

    middle: float
    least: float
    most: float


Rows = dict[str, list[Run]]


def environment(**more: str) -> dict[str, str]:
    """The environment of a user's shell: bytecode is kept, and nothing asks the network for news."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "SMAPLINT_PURE", "NODE_OPTIONS")
    }
    return {**kept, "SENTRY_DISABLE_UPDATE_CHECK": "1", "NO_COLOR": "1", **more}


def run(command: Command, env: Mapping[str, str]) -> Run:
    """Run a command to its end. The peak is never less than that of this process, which is some 25 MiB."""
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        child = subprocess.Popen(
            command.arguments,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**env, **command.env},
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(max(0, out.tell() - 2000))
        lines = out.read().decode("utf-8", "replace").split("\n")
    said = next((line for line in reversed(lines) if line.strip()), "")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode, said)


def compared(commands: Mapping[str, Command], env: Mapping[str, str], times: int) -> Rows:
    """Run all commands, one after the other, `times` times: what else the machine does falls on all alike."""
    rows: Rows = {name: [] for name in commands}
    for round in range(times):
        for name, command in commands.items():
            if round == 0 or not command.once:
                rows[name].append(run(command, env))
    return rows


def ratio(of: Sequence[Run], to: Sequence[Run]) -> Ratio:
    """Wall time of one as a multiple of another's, round by round."""
    each = [one.wall / other.wall for one, other in zip(of, to, strict=False)]
    return Ratio(statistics.median(each), min(each), max(each))


def wall(runs: Sequence[Run]) -> float:
    """The median of the wall times."""
    return statistics.median(one.wall for one in runs)


def cpu(runs: Sequence[Run]) -> float:
    """The median of the CPU times."""
    return statistics.median(one.cpu for one in runs)


def peak(runs: Sequence[Run]) -> float:
    """The highest peak."""
    return max(one.peak for one in runs)
