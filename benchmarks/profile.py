"""Where the time of a run goes, by stage and by rule: `python -m benchmarks.profile [--preset NAME] PATH…`.

One process, one job, a text report. The functions of each stage are timed where they are entered from another stage, and what a
stage spends in the next one is the next one's. The last lines say what the timers cost: the same run without them.
"""

import argparse
import contextlib
import functools
import importlib
import inspect
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Final

BEGUN: Final = time.perf_counter()

# The modules of each stage. What is in none of them belongs to the stage that calls it.
STAGES: Final = {
    "settings": ("settings", "config", "registry"),
    "discover": ("discovery", "globs"),
    "quick pass": ("quick", "quick_facts"),
    "link": ("linking", "pairing"),
    "read": ("reader",),
    "scan": ("_json", "document"),
    "decode": ("mappings", "vlq", "ranges", "scopes"),
    "comments and tokens": ("generated", "comments", "javascript", "wasm"),
    "compare": ("alignment", "coverage", "originals", "lookup"),
    "secrets and exposure": ("exposure", "redact"),
    "debug IDs": ("debug_ids",),
    "examine": ("examine", "fingerprint", "place", "tree"),
    "judge": ("judge", "suppress", "packages"),
    "report": ("reporters", "reporters.text", "output"),
    "gather": ("engine",),
}
_COMPILED: Final = ("_scan", "_compare", "_quick", "_sieve", "_tokens")


class Clock:
    """Time by stage: each moment belongs to the stage that was entered last."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.entered: dict[str, int] = {}
        self._stages: list[str] = ["start"]
        self._since = BEGUN

    def _charge(self) -> None:
        now = time.perf_counter()
        stage = self._stages[-1]
        self.spent[stage] = self.spent.get(stage, 0) + now - self._since
        self._since = now

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """The time until it ends is that stage's."""
        self._charge()
        self._stages.append(name)
        self.entered[name] = self.entered.get(name, 0) + 1
        try:
            yield
        finally:
            self._charge()
            self._stages.pop()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed where another stage calls it."""
        stages, charge, entered = self._stages, self._charge, self.entered

        @functools.wraps(function)
        def wrapper(*arguments: Any, **options: Any) -> Any:
            if stages[-1] == name:
                return function(*arguments, **options)
            charge()
            stages.append(name)
            entered[name] = entered.get(name, 0) + 1
            try:
                return function(*arguments, **options)
            finally:
                charge()
                stages.pop()

        return wrapper

    def end(self) -> None:
        """Charge what is left."""
        self._charge()


def instrument(clock: Clock) -> None:
    """Put timers around the functions of each stage, wherever they were imported to, and around every rule."""
    replaced: dict[int, Any] = {}
    kept: list[Any] = []
    for stage, names in STAGES.items():
        for name in names:
            module = importlib.import_module(f"smaplint.{name}")
            for label, member in list(vars(module).items()):
                if getattr(member, "__module__", None) != module.__name__:
                    continue
                if inspect.isfunction(member) and not inspect.isgeneratorfunction(member):
                    kept.append(member)
                    replaced[id(member)] = clock.timed(stage, member)
                elif inspect.isclass(member) and not issubclass(member, tuple | BaseException):
                    _instrument_class(clock, stage, label, member)
    for name in _COMPILED:
        # None of them where nothing was compiled.
        with contextlib.suppress(ImportError):
            module = importlib.import_module(f"smaplint.{name}")
            for label, member in list(vars(module).items()):
                if callable(member) and not inspect.isclass(member) and not label.startswith("_"):
                    setattr(module, label, clock.timed(f"compiled: {label}", member))
    for module in [one for name, one in sys.modules.items() if name.startswith("smaplint")]:
        _rebind(module, replaced)


def _instrument_class(clock: Clock, stage: str, label: str, owner: type) -> None:
    for name, member in list(vars(owner).items()):
        if isinstance(member, functools.cached_property):
            member.func = clock.timed(stage, member.func)
        elif label == "_Unit" and name == "_run":
            setattr(owner, name, _rule(clock, member))
        elif inspect.isfunction(member) and not inspect.isgeneratorfunction(member) and not name.startswith("__"):
            setattr(owner, name, clock.timed(stage, member))


def _rule(clock: Clock, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(self: object, rule: Any, path: str, subject: object) -> Any:
        with clock.stage(f"rule {rule.rule.name}"):
            return iter(list(function(self, rule, path, subject)))

    return run


def _rebind(module: ModuleType, replaced: dict[int, Any]) -> None:
    for name, member in list(vars(module).items()):
        if id(member) in replaced:
            setattr(module, name, replaced[id(member)])


def profiled(arguments: list[str], *, timers: bool) -> tuple[float, Clock]:
    """Seconds of a run of the command line, and its clock."""
    clock = Clock()
    from smaplint import cli, registry

    registry.rules()
    if timers:
        instrument(clock)
    with contextlib.redirect_stdout(io.TextIOWrapper(open(os.devnull, "wb"))):
        cli.run(arguments)
    clock.end()
    return time.perf_counter() - BEGUN, clock


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="recommended")
    parser.add_argument("--inside", choices=("bare", "timed"), help=argparse.SUPPRESS)
    parser.add_argument("--least", type=float, default=0.5, help="per cent below which a stage is not listed")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    if not options.inside:
        _with_an_install(options)
        return
    arguments = ["--no-config", "--fail-on", "never", "--jobs", "1", "--preset", options.preset, *options.paths]
    seconds, clock = profiled(arguments, timers=options.inside == "timed")
    if options.inside == "bare":
        print(f"\n{seconds:.2f} s without the timers")
        return
    print("| stage | seconds | of all | entered |\n|---|--:|--:|--:|")
    left = 0.0
    for name, spent in sorted(clock.spent.items(), key=lambda pair: -pair[1]):
        if spent * 100 < options.least * seconds:
            left += spent
            continue
        print(f"| {name} | {spent:.3f} | {spent / seconds:.1%} | {clock.entered.get(name, 1):,} |")
    print(f"| everything below {options.least:g} % | {left:.3f} | {left / seconds:.1%} | |")
    print(f"\n{seconds:.2f} s with the timers")


def _with_an_install(options: argparse.Namespace) -> None:
    """Again with the interpreter that has this checkout as users have it: the working directory has no compiled pass."""
    from benchmarks.environment import environment, python
    from benchmarks.measure import environment as shell

    command = [python(environment()), "-I", __file__, "--preset", options.preset, "--least", str(options.least)]
    for inside in ("timed", "bare"):
        subprocess.run([*command, "--inside", inside, *options.paths], env=shell(), check=True)


if __name__ == "__main__":
    main()
