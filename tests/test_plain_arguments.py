"""The command lines that are read without click, against click."""

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smaplint.cli import cli
from smaplint.command import COMMANDS
from smaplint.plain_arguments import parse

_NAMES = ("recommended", "spec", "a,b", " a , ,b", "", "-", "--quiet", "-q", "=", "a=b")
_VALUES = {
    **dict.fromkeys(("--preset", "--select", "--ignore", "--extend-select", "--exclude"), _NAMES),
    **dict.fromkeys(("--baseline", "--against", "--config", "--config-from", "--sarif-category"), _NAMES),
    **dict.fromkeys(("--jobs", "-j"), ("0", "4", "1024", "1025", "-1", "x", "", " 7", "+7", "0x7", "007", "٣", "1_0")),
    "--min-files": ("0", "99", "100", "1000000", "-1", "1.0", "9" * 5000),
    "--format": ("text", "sarif", "html", "Text", "", "xml"),
    "--fail-on": ("note", "never", "Never", ""),
    "--color": ("auto", "always", "never", "no"),
    "--sarif-anchor": ("auto", "source", "x"),
    "--shard": ("1/2", "3/2", ""),
    **dict.fromkeys(
        ("--output", "-o"), ("json=a.json", "sarif=-", "sarif", "=a", "xml=b", "json=./a.json", "text=/dev/stdout")
    ),
}
_FLAGS = (
    *("--no-config", "--quiet", "-q", "--verbose", "-v", "--statistics", "--frames", "--no-frames", "--watch"),
    *(
        "-vv",
        "-qv",
        "-vq",
        "--quiet=1",
        "--no-quiet",
        "--verb",
        "--",
        "-",
        "--version",
        "-V",
        "-h",
        "--help",
        "-x",
        "--x",
    ),
)
_PATHS = ("dist", ".", "a b", "", "*.map", "ä", "\udcff", "-", "lint", "rules", "merge", "../x", "a=b", "/")


def _written(option: str) -> st.SearchStrategy[list[str]]:
    value = st.sampled_from(_VALUES[option])
    return st.one_of(
        value.map(lambda text: [option, text]), value.map(lambda text: [f"{option}={text}"]), st.just([option])
    )


_ARGS = st.lists(
    st.one_of(
        st.sampled_from(tuple(_VALUES)).flatmap(_written),
        st.sampled_from(_FLAGS).map(lambda text: [text]),
        st.sampled_from(_PATHS).map(lambda text: [text]),
        # What the arguments of a program cannot hold: a NUL, and surrogates but for bytes that are no UTF-8.
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4).map(lambda text: [text]),
    ),
    max_size=5,
).map(lambda parts: [arg for part in parts for arg in part])


@given(_ARGS)
@example([])
@example(["dist", "--preset", "spec", "-o", "sarif=a.sarif", "--jobs=2"])
def test_what_is_taken_is_what_click_makes_of_it(args: list[str]) -> None:
    asked = parse(args)
    if asked is None:
        return
    lint = cli.commands["lint"]
    with cli.make_context("smaplint", list(args), resilient_parsing=False) as context:
        name, found, rest = cli.resolve_command(context, [*context._protected_args, *context.args])
        assert (name, found) == ("lint", lint)
        with lint.make_context("lint", rest, parent=context) as inner:
            known = dict(inner.params)
    assert (known.pop("shard"), known.pop("watch")) == (None, False)
    ours = {"paths": asked.paths, "config_file": asked.config_file, "no_config": asked.no_config, **asked.options}
    assert ours == known
    assert {name: type(value) for name, value in ours.items()} == {name: type(value) for name, value in known.items()}


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["dist"],
        ["dist", "other", "-"],
        ["--preset", "spec", "dist"],
        ["dist", "--preset=spec,npm", "-q", "--no-frames"],
        ["dist", "-v", "-v", "--statistics", "--color", "never"],
        ["dist", "--format", "json", "-o", "sarif=a.sarif", "--output=junit=a.xml"],
        ["dist", "--fail-on", "never", "--min-files=0", "-j", "2", "--config", "x.yaml", "--exclude", "*.css"],
    ],
)
def test_usual_ones_need_no_click(args: list[str]) -> None:
    assert parse(args) is not None


@pytest.mark.parametrize(
    "args",
    [
        ["lint", "dist"],
        ["rules"],
        ["dist", "--watch"],
        ["dist", "--shard", "1/2"],
        ["dist", "--help"],
        ["dist", "--version"],
        ["--", "dist"],
        ["dist", "-qv"],
        ["dist", "--preset"],
        ["dist", "--preset", "-x"],
        ["dist", "--format", "xml"],
        ["dist", "-o", "xml=a"],
        ["dist", "-o", "json=a", "-o", "junit=a"],
        ["dist", "--min-files", "9" * 5000],
    ],
)
def test_the_others_are_for_click(args: list[str]) -> None:
    assert parse(args) is None


def test_commands_are_those_of_click() -> None:
    assert set(COMMANDS) == cli.commands.keys()
    assert all(isinstance(one, click.Command) for one in cli.commands.values())
