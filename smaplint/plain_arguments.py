"""The usual command lines, read without click, whose import takes longer than the lint of a small build.

Only what can be taken as it stands is taken. Another command, a value that is refused, options in a cluster: all of that is
for click, which knows what to say. What both take they take alike (tests/test_plain_arguments.py).
"""

from collections.abc import Sequence
from typing import Any, Final, cast

from smaplint._record import NamedTuple
from smaplint.command import COLOURS, COMMANDS, FAIL_ON, FORMATS, Shown, UsageError, outputs_of, words

# Option → name of its parameter.
_LISTS: Final = {
    "--preset": "presets",
    "--select": "select",
    "--ignore": "ignore",
    "--extend-select": "extend_select",
    "--exclude": "exclude",
    "--output": "outputs",
    "-o": "outputs",
}
_TEXTS: Final = {
    "--baseline": "baseline",
    "--against": "against",
    "--config": "config_file",
    "--sarif-category": "sarif_category",
}
_NUMBERS: Final = {"--jobs": "jobs", "-j": "jobs", "--min-files": "min_files"}
_SMALL: Final = frozenset(map(str, range(100)))
_CHOICES: Final = {"--format": ("format_", FORMATS), "--fail-on": ("fail_on", FAIL_ON), "--color": ("color", COLOURS)}
_FLAGS: Final = {
    "--no-config": ("no_config", True),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
    "--statistics": ("statistics", True),
    "--frames": ("frames", True),
    "--no-frames": ("frames", False),
}


class Asked(NamedTuple):
    """The arguments of `smaplint.command.lint`."""

    paths: tuple[str, ...]
    config_file: str | None
    no_config: bool
    options: Shown


def parse(args: Sequence[str]) -> Asked | None:
    """What `smaplint [OPTIONS] [PATHS]…` asks for; None for what click is to read."""
    if args and args[0] in COMMANDS:
        return None
    lists: dict[str, list[str]] = {name: [] for name in _LISTS.values()}
    single: dict[str, Any] = dict.fromkeys(_TEXTS.values())
    single |= {"jobs": None, "min_files": None, "format_": None, "fail_on": None, "color": "auto", "verbose": 0}
    single |= {"no_config": False, "quiet": False, "statistics": False, "frames": True}
    paths = []
    left = iter(args)
    for arg in left:
        if not arg.startswith("-") or arg == "-":
            paths.append(arg)
        elif arg in _FLAGS:
            name, single[name] = _FLAGS[arg]
        elif arg in ("-v", "--verbose"):
            single["verbose"] += 1
        else:
            option, equals, value = arg.partition("=") if arg.startswith("--") else (arg, "", "")
            value = value if equals else next(left, "-")
            if value.startswith("-"):
                return None
            if option in _LISTS:
                lists[_LISTS[option]].append(value)
            elif option in _TEXTS:
                single[_TEXTS[option]] = value
            elif option in _NUMBERS and value in _SMALL:
                single[_NUMBERS[option]] = int(value)
            elif option in _CHOICES and value in _CHOICES[option][1]:
                single[_CHOICES[option][0]] = value
            else:
                return None
    try:
        outputs = outputs_of(lists["outputs"])
    except UsageError:
        return None
    config_file, no_config = single.pop("config_file"), single.pop("no_config")
    several = {name: tuple(values) if name == "exclude" else words(values) for name, values in lists.items()}
    options = {**single, **several, "outputs": outputs, "config_from": None, "sarif_anchor": None}
    return Asked(tuple(paths), config_file, no_config, cast("Shown", options))
