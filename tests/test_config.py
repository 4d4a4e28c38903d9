"""Configuration: what is found, what is refused and where, and what it means together with the command line."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Optional

import pytest
import yaml
from hypothesis import given as with_examples
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from smaplint import registry
from smaplint.config import ConfigError, Given, Origin, load
from smaplint.config_schema import config_schema
from smaplint.config_text import MAX_DEPTH, MAX_YAML, read_toml, read_yaml
from smaplint.options import Option, OptionError, options, validate
from smaplint.rule import ERROR, NOTE, OFF, WARNING, Build, Problems, Rule, RuleBody, RuleFacts
from smaplint.settings import Settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A git top level, so that no configuration above it is found."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def load_text(folder: Path, text: str | bytes, name: str = "smaplint.yaml", given: Given | None = None) -> Settings:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return load(str(folder), given=given)[0]


def faults(folder: Path, text: str | bytes, name: str = "smaplint.yaml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_text(folder, text, name)
    return str(caught.value).split("\n")


# What people write, and every line they get back.
WRONG_YAML: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "a misspelled key": ("selct: x\n", "smaplint.yaml:1:1: unknown key `selct`; did you mean `select`?"),
        "a key in snake case": (
            "min_files: 1\n",
            "smaplint.yaml:1:1: unknown key `min_files`; did you mean `min-files`?",
        ),
        "a rule at the top": (
            "\nversion-integer: off\n",
            "smaplint.yaml:2:1: unknown key `version-integer`; a rule stands under `rules`",
        ),
        "a misspelled rule": (
            "rules:\n  version-integr: off\n",
            "smaplint.yaml:2:3: unknown rule `version-integr`; did you mean `version-integer`?",
        ),
        "a rule like no other": (
            "rules: {qqqq: off}\n",
            "smaplint.yaml:1:9: unknown rule `qqqq`; `smaplint rules` lists them",
        ),
        "a misspelled level": (
            "rules:\n  version-integer: eror\n",
            (
                "smaplint.yaml:2:20: `version-integer` is `eror`; it should be `off`, `note`, `warning` or `error`;"
                " did you mean `error`?"
            ),
        ),
        "a boolean as level": (
            "rules: {version-integer: {level: false}}\n",
            (
                "smaplint.yaml:1:34: `level` is `false`; it should be `off`, `note`, `warning` or `error`;"
                " did you mean `off`?"
            ),
        ),
        "a number as rule": (
            "rules: {version-integer: 3}\n",
            (
                "smaplint.yaml:1:26: `version-integer` is `3`; it should be"
                " a level (`off`, `note`, `warning` or `error`) or a mapping of options"
            ),
        ),
        "an option of another rule": (
            "rules: {version-integer: {policy: none}}\n",
            "smaplint.yaml:1:27: `version-integer` has no option `policy`; it has none",
        ),
        "a misspelled option": (
            "rules: {public-map-exposure: {polcy: none}}\n",
            "smaplint.yaml:1:31: `public-map-exposure` has no option `polcy`; did you mean `policy`?",
        ),
        "a misspelled choice": (
            "exposure: {policy: hiden}\n",
            (
                "smaplint.yaml:1:20: `policy` is `hiden`; it should be `unstated`, `allow`, `hidden` or `none`;"
                " did you mean `hidden`?"
            ),
        ),
        "a misspelled option of a family": (
            "exposure:\n  polic: none\n",
            "smaplint.yaml:2:3: no rule of `exposure` has an option `polic`; did you mean `policy`?",
        ),
        "a number where text is due": (
            "release: {expected: 1.10}\n",
            'smaplint.yaml:1:21: `expected` is `1.10`; it should be a string or null; write it in quotes, `"1.10"`',
        ),
        "a misspelled preset": (
            "preset: recomended\n",
            (
                "smaplint.yaml:1:9: `preset` is `recomended`; it should be `recommended`, `spec`, `strict`, `private`, `sentry`, `datadog`, `bugsnag`, `rollbar` or `npm`;"
                " did you mean `recommended`?"
            ),
        ),
        "a misspelled selector in a list": (
            "select:\n  - mappings\n  - documnt\n",
            (
                "smaplint.yaml:3:5: an item of `select` is `documnt`; it should be a rule, a family, a preset or `all`;"
                " did you mean `document`?"
            ),
        ),
        "an engine rule selected": (
            "select: internal-error\n",
            "smaplint.yaml:1:9: `select` is `internal-error`; it should be a rule, a family, a preset or `all`",
        ),
        "a number in quotes": (
            'min-files: "1"\n',
            "smaplint.yaml:1:12: `min-files` is the text `1`; it should be an integer",
        ),
        "a policy in place of a level": (
            "exposure: none\n",
            "smaplint.yaml:1:11: `exposure` is `none`; it should be `off`, `note`, `warning` or `error`; did you mean `exposure: {policy: none}`?",
        ),
        "text for a number": (
            "min-files: many\n",
            "smaplint.yaml:1:12: `min-files` is the text `many`; it should be an integer",
        ),
        "a negative number": ("jobs: -1\n", "smaplint.yaml:1:7: `jobs` is `-1`; it should be at least 0"),
        "a number with zeros in front": (
            "jobs: 010\n",
            "smaplint.yaml:1:7: `jobs` is the text `010`; it should be an integer",
        ),
        "no size": (
            "max-file-size: 12 parsecs\n",
            "smaplint.yaml:1:16: `max-file-size` is `12 parsecs`; it should be a size such as `256MB`",
        ),
        "a size below one byte": (
            "max-file-size: 0.1B\n",
            "smaplint.yaml:1:16: `max-file-size` should be at least one byte",
        ),
        "a suppression without reason": (
            "suppress:\n  - rule: version-integer\n    paths: '*.map'\n",
            "smaplint.yaml:2:5: `reason` is missing here (why that is right; whoever reads the report will see it)",
        ),
        "a blank reason": (
            "suppress: [{rule: version-integer, paths: x, reason: ' '}]\n",
            "smaplint.yaml:1:54: `reason` is ` `; it should be a sentence that says why",
        ),
        "no paths in a suppression": (
            "suppress: [{rule: version-integer, paths: [], reason: because}]\n",
            "smaplint.yaml:1:43: `paths` is empty; it should name at least one",
        ),
        "an unknown rule suppressed": (
            "suppress: [{rule: [mapings-alphabet], paths: x, reason: because}]\n",
            (
                "smaplint.yaml:1:20: an item of `rule` is `mapings-alphabet`; it should be the name of a rule;"
                " did you mean `mappings-alphabet`?"
            ),
        ),
        "an unknown rule in an override": (
            "overrides:\n  - paths: x\n    rules: {version-integr: off}\n",
            "smaplint.yaml:3:13: unknown rule `version-integr`; did you mean `version-integer`?",
        ),
        "an unknown key in an override": (
            "overrides:\n  - path: x\n    paths: y\n",
            "smaplint.yaml:2:5: unknown key `path`; did you mean `paths`?",
        ),
        "a comment as glob": (
            "exclude: ['#x']\n",
            "smaplint.yaml:1:11: the glob `#x` matches nothing: `.gitignore` takes it for a blank line or a comment",
        ),
        "a glob that is none": (
            "exclude: '!'\n",
            "smaplint.yaml:1:10: the glob `!` cannot be read as a pattern of `.gitignore`",
        ),
        "a glob that takes for ever": (
            "exclude: '*a*a*a*b'\n",
            (
                "smaplint.yaml:1:10: the glob `*a*a*a*b` has too many `*`: the most are 3 in one name, 3 `**` and 6 in all"
            ),
        ),
        "a duplicate key": (
            "jobs: 1\nmin-files: 2\njobs: 2\n",
            "smaplint.yaml:3:1: `jobs` is here twice; the first is in line 1",
        ),
        "an anchor": ("paths: &a [x]\n", "smaplint.yaml:1:8: `&a` is an anchor; write the value out"),
        "an alias": ("paths: *a\n", "smaplint.yaml:1:8: `*a` is an alias; write the value out"),
        "a tag": (
            "paths: !!python/object/apply:os.system ['true']\n",
            "smaplint.yaml:1:8: `tag:yaml.org,2002:python/object/apply:os.system` is a tag; write the value without it",
        ),
        "a list as key": ("? [a, b]\n: 1\n", "smaplint.yaml:1:3: a key is a name, and not a list or a mapping"),
        "a list at the top": ("- a\n", "smaplint.yaml:1:1: a configuration is a mapping of keys to values"),
        "text at the top": ("hello\n", "smaplint.yaml:1:1: a configuration is a mapping of keys to values"),
        "two documents": (
            "jobs: 1\n---\njobs: 2\n",
            "smaplint.yaml:2:1: this is not YAML: but found another document",
        ),
        "an open bracket": (
            "jobs: 1\npaths: [a\n",
            "smaplint.yaml:3:1: this is not YAML: expected ',' or ']', but got '<stream end>'",
        ),
        "a tab": (
            "rules:\n\tversion-integer: off\n",
            "smaplint.yaml:2:1: this is not YAML: found character '\\t' that cannot start any token",
        ),
        "a control character": (
            "jobs: 1\npaths: a\x07b\n",
            "smaplint.yaml:2:9: the character U+0007 may not stand in YAML",
        ),
        "rules without any": ("rules:\n", "smaplint.yaml:1:7: `rules` is empty; it should be a mapping"),
    }
)


@pytest.mark.parametrize("case", WRONG_YAML, ids=lambda case: case.replace(" ", "-"))
def test_wrong_yaml(project: Path, case: str) -> None:
    text, line = WRONG_YAML[case]
    assert faults(project, text) == [line]


WRONG_TOML: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "a misspelled key": (
            "[project]\nname = 'x'\n\n[tool.smaplint]\nselct = 'x'\n",
            "pyproject.toml:5:1: unknown key `selct`; did you mean `select`?",
        ),
        "a wrong value": (
            "[tool.smaplint]\njobs = 'x'\n",
            "pyproject.toml:2:8: `jobs` is the text `x`; it should be an integer",
        ),
        "a rule in a table": (
            "[tool.smaplint.rules]\nversion-integr = 'off'\n",
            "pyproject.toml:2:1: unknown rule `version-integr`; did you mean `version-integer`?",
        ),
        "a rule in an inline table": (
            "[tool.smaplint]\nrules = { version-integer = 'off', foo = 'off' }\n",
            "pyproject.toml:2:36: unknown rule `foo`; `smaplint rules` lists them",
        ),
        "a dotted key": (
            "[tool]\nsmaplint.exposure.policy = 'hiden'\n",
            (
                "pyproject.toml:2:28: `policy` is `hiden`; it should be `unstated`, `allow`, `hidden` or `none`;"
                " did you mean `hidden`?"
            ),
        ),
        "the second of two tables": (
            (
                "[[tool.smaplint.suppress]]\nrule = 'version-integer'\npaths = 'x'\nreason = 'y'\n"
                "[[tool.smaplint.suppress]]\nrule = 'version-integr'\npaths = 'x'\nreason = 'y'\n"
            ),
            (
                "pyproject.toml:6:8: `rule` is `version-integr`; it should be the name of a rule;"
                " did you mean `version-integer`?"
            ),
        ),
        "an item of a long list": (
            "[tool.smaplint]\nexclude = [\n  'a',\n  '#b',\n]\n",
            "pyproject.toml:2:11: the glob `#b` matches nothing: `.gitignore` takes it for a blank line or a comment",
        ),
        "a date": (
            "[tool.smaplint]\nfail-on = 2026-11-21\n",
            "pyproject.toml:2:11: `fail-on` is `2026-11-21`; it should be `note`, `warning`, `error` or `never`",
        ),
        "a duplicate key": (
            "[tool.smaplint]\njobs = 1\njobs = 2\n",
            "pyproject.toml:3:9: this is not TOML: Cannot overwrite a value",
        ),
        "text that is no TOML": (
            "[tool.smaplint]\njobs = \n",
            "pyproject.toml:2:8: this is not TOML: Invalid value",
        ),
        "a value in place of the table": (
            "[tool]\nsmaplint = 3\n",
            "pyproject.toml:2:1: `tool.smaplint` is no table; write it as `[tool.smaplint]`",
        ),
    }
)


@pytest.mark.parametrize("case", WRONG_TOML, ids=lambda case: case.replace(" ", "-"))
def test_wrong_toml(project: Path, case: str) -> None:
    text, line = WRONG_TOML[case]
    assert faults(project, text, "pyproject.toml") == [line]


def test_all_faults_are_told_at_once_in_the_order_of_the_file(project: Path) -> None:
    told = faults(project, "jobs: x\nselct: y\nfail-on: z\n")
    assert [line.split(": ")[0] for line in told] == ["smaplint.yaml:1:7", "smaplint.yaml:2:1", "smaplint.yaml:3:10"]


def test_a_thousand_faults_are_cut(project: Path) -> None:
    told = faults(project, "".join(f"k{number}: x\n" for number in range(1000)))
    assert len(told) == 21
    assert told[-1] == "smaplint.yaml: and 980 faults more"


HOSTILE: Mapping[str, bytes] = MappingProxyType(
    {
        "deep-flow": b"[" * 30_000,
        "deep-closed": b"[" * 5_000 + b"]" * 5_000,
        "deep-mappings": b"{a: " * 5_000,
        "deep-blocks": b"\n".join(b" " * depth + b"a:" for depth in range(300)),
        "too-long": b"#" * (MAX_YAML + 1),
        "not-utf-8": b"jobs: 1\nselect: caf\xe9\n",
        "utf-16": "jobs: 1".encode("utf-16"),
        "nul": b"jobs: 1\x00",
        "no-date": b"jobs: 2024-99-99",
        "long-number": b"jobs: " + b"9" * 6_000,
        "billion-laughs": b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "merge-key": b"<<: {jobs: 1}\n",
        "null-key": b"~: 1\n",
        "directive": b"%YAML 9.9\n---\njobs: 1\n",
        "surrogate": b'fail-on: "\\ud800"\n',
        "infinity": b"jobs: .inf\n",
        "an-exponent": b"jobs: 1e99\n",
    }
)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_yaml_is_refused_in_one_way(project: Path, case: str) -> None:
    for line in faults(project, HOSTILE[case]):
        assert line.startswith("smaplint.yaml:")


@pytest.mark.parametrize("text", [b"x = " + b"[" * 20_000, b"x = " + b"9" * 6_000, b"[tool.smaplint]\nx = '\xff'\n"])
def test_hostile_toml_is_refused_in_one_way(project: Path, text: bytes) -> None:
    assert faults(project, b"[tool.smaplint]\n" + text, "pyproject.toml")[0].startswith("pyproject.toml:")


def test_a_byte_that_is_not_utf_8_is_placed(project: Path) -> None:
    assert faults(project, HOSTILE["not-utf-8"]) == ["smaplint.yaml:2:12: byte 0xe9 is not UTF-8"]


def test_the_cap_on_depth_is_exact() -> None:
    # The mapping at the top and the key's own node count too.
    fine = b"a: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)
    read_yaml(fine, "x")
    with pytest.raises(ConfigError, match="nested more than 64 levels"):
        read_yaml(b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "x")


@hypothesis_settings(max_examples=150, deadline=None)
@with_examples(st.one_of(st.binary(max_size=60), st.text("a: -[]{}'\"&*!|>\n\t#%1.~,", max_size=40).map(str.encode)))
def test_no_text_does_anything_but_parse_or_be_refused(data: bytes) -> None:
    for read in (read_yaml, read_toml):
        with suppress(ConfigError):
            text = read(b"smaplint:\n" + data, "x")
            assert text is None or isinstance(text.data, dict)


# Value → what YAML 1.2 makes of it; PyYAML alone takes all of the first line for booleans or numbers.
@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(
            (word, word)
            for word in ("on", "off", "yes", "no", "y", "n", "Off", "12:30", "010", "0x10", "1_000", "2026-11-21")
        ),
        *((word, None) for word in ("~", "null", "")),
        *((word, True) for word in ("true", "True")),
        ("0", 0),
        ("-12", -12),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ('"off"', "off"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, read: object) -> None:
    assert read_yaml(f"a: {written}".encode(), "x").data == {"a": read}


FULL = """\
preset: [recommended, spec]
ignore: legacy-comment
extend-select: [strict]
fail-on: warning
min-files: 3
paths: [dist, "packages/*/out"]
exclude: ["*.css.map", /dist/vendor/]
jobs: 2
max-file-size: 1.5MiB
exposure: {policy: hidden, public: [public]}
release: {expected: src}
rules:
  version-integer: off
  names-index-bounds: {level: warning}
  public-map-exposure: {policy: none}
  unused-suppression: error
overrides:
  - paths: ["dist/legacy/**"]
    rules: {mappings-alphabet: note}
    release: {expected: null}
suppress:
  - rule: [version-integer, mappings-alphabet]
    paths: ["dist/old.js.map"]
    reason: vendor ships it so
"""


def test_everything_at_once(project: Path) -> None:
    settings = load_text(project, FULL)
    assert settings.presets == ("recommended", "spec")
    assert (settings.ignore, settings.extend_select) == (("legacy-comment",), ("strict",))
    assert settings.fail_on is WARNING
    assert (settings.min_files, settings.jobs, settings.max_file_size) == (3, 2, 1_572_864)
    assert settings.paths == ("dist", "packages/*/out")
    assert settings.exclude == ("*.css.map", "/dist/vendor/")
    assert settings.levels == {"version-integer": OFF, "names-index-bounds": WARNING, "unused-suppression": ERROR}
    # A rule's own entry wins over that of its family.
    assert settings.options["public-map-exposure"] == {"policy": "none", "public": ("public",)}
    assert settings.options["source-root-drift"] == {"expected": "src"}
    (override,) = settings.overrides
    assert override.paths == ("dist/legacy/**",)
    assert override.levels == {"mappings-alphabet": NOTE}
    assert override.options == {"source-root-drift": {"expected": None}}
    (suppression,) = settings.suppressions
    assert suppression.rules == ("version-integer", "mappings-alphabet")
    assert (suppression.file, suppression.line, suppression.reason) == ("smaplint.yaml", 22, "vendor ships it so")
    assert settings.base == str(project)
    assert settings.source == "smaplint.yaml"


def test_toml_says_the_same(project: Path) -> None:
    data = yaml.safe_load(FULL.replace(": off", ": 'off'").replace("expected: null", "expected: ''"))

    def written(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return json.dumps(value)

    toml = "[tool.smaplint]\n" + "".join(f"{key} = {written(value)}\n" for key, value in data.items())
    assert tomllib.loads(toml)["tool"]["smaplint"] == data
    one = load_text(project, FULL.replace("expected: null", "expected: ''"))
    (project / "smaplint.yaml").unlink()
    other = load_text(project, toml, "pyproject.toml")
    for field in (
        "presets",
        "ignore",
        "levels",
        "options",
        "overrides",
        "exclude",
        "paths",
        "fail_on",
        "max_file_size",
    ):
        assert getattr(one, field) == getattr(other, field)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}\n", "\ufeffjobs: 0\n"])
def test_an_empty_file_is_a_configuration(project: Path, text: str) -> None:
    settings = load_text(project, text)
    assert settings.presets == ("recommended",)
    assert settings.source == "smaplint.yaml"


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("1", 1),
        ("256MB", 256_000_000),
        ("1kB", 1000),
        ("1 KB", 1000),
        ("2KiB", 2048),
        ("1GB", 10**9),
        ("0.5MB", 500_000),
    ],
)
def test_sizes(project: Path, written: str, size: int) -> None:
    assert load_text(project, f"max-file-size: {written}").max_file_size == size


@pytest.mark.parametrize("glob", ["**/*a*a*ab/**/x", "**/*a*a*a/**/*b", "*a*a*ab", "**/a/**/a/**/b", "*" * 200])
def test_the_worst_glob_is_matched_at_once(project: Path, glob: str) -> None:
    settings = load_text(project, f"exclude: '{glob}'\n")
    path = str(project / "/".join(["a" * 20] * 60) / ("a" * 255))
    # With one `*` more in a name this takes minutes.
    assert settings.matches(settings.exclude, path) is (set(glob) == {"*"})


def test_the_level_of_a_family_turns_nothing_on(project: Path) -> None:
    settings = load_text(project, "mappings: warning\n")
    on = {active.rule.name for active in Settings(base=str(project)).plan() if active.rule.family == "mappings"}
    assert on
    assert set(settings.levels) == on
    assert set(settings.levels.values()) == {WARNING}


def test_the_level_of_a_family_reaches_what_the_command_line_turns_on(project: Path) -> None:
    off = [rule.name for rule in registry.rules().values() if not registry.level(rule, "recommended", "")]
    for name in off:
        family = registry.rule(name).family
        settings = load_text(project, f"{family}: error\n", given=Given(extend_select=(name,)))
        assert settings.levels[name] is ERROR


def test_families_and_keys_have_different_names() -> None:
    keys = ("preset", "select", "ignore", "extend-select", "fail-on", "min-files", "paths", "exclude", "jobs", "rules")
    assert not {*keys, "max-file-size", "overrides", "suppress", "level", "all"} & {*registry.families()}


# Where it is found.


def test_the_nearest_file_upwards_is_taken(project: Path) -> None:
    (project / "smaplint.yaml").write_text("jobs: 1\n")
    deep = project / "a" / "b"
    deep.mkdir(parents=True)
    settings, origin = load(str(deep))
    assert (settings.jobs, settings.base) == (1, str(project))
    assert (settings.source, origin.of("jobs")) == ("../../smaplint.yaml", "../../smaplint.yaml:1")
    (project / "a" / "pyproject.toml").write_text("[tool.smaplint]\njobs = 2\n")
    assert load(str(deep))[0].jobs == 2
    (deep / ".smaplint.yaml").write_text("jobs: 3\n")
    assert load(str(deep))[0].jobs == 3


def test_the_search_ends_at_the_git_top_level(project: Path) -> None:
    (project / "smaplint.yaml").write_text("jobs: 1\n")
    inner = project / "inner"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert load(str(inner))[0].source == "defaults"


def test_paths_are_relative_to_the_folder_of_the_file(project: Path) -> None:
    (project / "smaplint.yaml").write_text("paths: [dist, a/out, '-']\n")
    (project / "a").mkdir()
    assert load(str(project / "a"))[0].paths == ("../dist", "out", "../-")
    assert load(str(project))[0].paths == ("dist", "a/out", "./-")


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (
            (".smaplint.yaml", "smaplint.yaml"),
            ".smaplint.yaml: `smaplint.yaml` configures smaplint in the same folder; there should be one of them",
        ),
        (
            ("smaplint.yaml", "pyproject.toml"),
            "smaplint.yaml: `pyproject.toml` configures smaplint in the same folder; there should be one of them",
        ),
        (("smaplint.yml",), "smaplint.yml: this file is never read; its name should be `smaplint.yaml`"),
    ],
)
def test_two_files_or_a_wrong_name(project: Path, files: tuple[str, ...], line: str) -> None:
    for name in files:
        (project / name).write_text("[tool.smaplint]\n" if name.endswith("toml") else "")
    with pytest.raises(ConfigError) as caught:
        load(str(project))
    assert str(caught.value) == line


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'x'\n",
        "[project]\ndependencies = ['smaplint']\n",
        "dependencies = ['smaplint'\n[broken",
        "",
        "\xff",
    ],
)
def test_a_pyproject_of_others_is_passed_over(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_text(text, encoding="latin-1")
    assert load(str(project))[0].source == "defaults"


def test_what_is_found_has_to_be_a_file(project: Path) -> None:
    os.mkfifo(project / "smaplint.yaml")
    with pytest.raises(ConfigError, match=r"^smaplint\.yaml: the configuration is no regular file$"):
        load(str(project))
    (project / "smaplint.yaml").unlink()
    (project / "smaplint.yaml").mkdir()
    with pytest.raises(ConfigError, match=r"^smaplint\.yaml: the configuration (is no regular file|cannot be read)"):
        load(str(project))
    (project / "smaplint.yaml").rmdir()
    (project / "smaplint.yaml").symlink_to("nowhere")
    with pytest.raises(ConfigError, match=r"^smaplint\.yaml: the configuration cannot be read: no such file"):
        load(str(project))


def test_a_named_file_is_relative_to_the_working_directory(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trusted = tmp_path_factory.mktemp("trusted") / "policy.yaml"
    trusted.write_text("exclude: /dist\n")
    settings, origin = load(str(project), str(trusted))
    assert settings.base == str(project)
    assert origin.of("exclude") == f"{trusted}:1"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("absent.yaml", None, "the configuration cannot be read: no such file or directory"),
        ("x.toml", "[tool.other]\n", r"there is no `\[tool.smaplint\]` in this file"),
        ("x.yaml", "jbos: 1\n", "unknown key `jbos`; did you mean `jobs`?"),
        ("nul\0.yaml", None, "the configuration cannot be read: embedded null byte"),
    ],
)
def test_a_named_file_that_cannot_be_used(project: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        (project / name).write_text(text)
    with pytest.raises(ConfigError, match=says):
        load(str(project), str(project / name))


def test_no_search_is_no_file(project: Path) -> None:
    (project / "smaplint.yaml").write_text("not: [valid\n")
    settings, origin = load(str(project), search=False)
    assert (settings, origin) == (Settings(base=str(project)), Origin())


# With the command line.

CONFIG = "preset: spec\nselect: mappings\nignore: names-index-bounds\nextend-select: legacy-comment\njobs: 2\nfail-on: note\n"


def test_the_command_line_wins(project: Path) -> None:
    given = Given(presets=("strict",), fail_on="never", min_files=7, jobs=3)
    settings = load_text(project, CONFIG, given=given)
    assert (settings.presets, settings.fail_on, settings.min_files, settings.jobs) == (("strict",), None, 7, 3)
    # Who asks for a preset wants all of it, not what the configuration selected.
    assert settings.select == ()
    assert settings.ignore == ("names-index-bounds",)


def test_select_on_the_command_line_is_exact(project: Path) -> None:
    settings = load_text(project, CONFIG, given=Given(select=("names-index-bounds",)))
    assert [active.rule.name for active in settings.plan()] == ["names-index-bounds"]
    settings = load_text(project, "rules: {names-index-bounds: off}", given=Given(select=("names-index-bounds",)))
    assert [active.rule.name for active in settings.plan()] == ["names-index-bounds"]


def test_ignore_and_extend_select_add(project: Path) -> None:
    given = Given(ignore=("version-integer",), extend_select=("document",))
    settings = load_text(project, CONFIG, given=given)
    assert settings.ignore == ("names-index-bounds", "version-integer")
    assert settings.extend_select == ("legacy-comment", "document")
    names = {active.rule.name for active in settings.plan()}
    assert "mappings-alphabet" in names
    assert not {"names-index-bounds", "version-integer"} & names


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            Given(select=("versoin-integer",)),
            "--select: `versoin-integer` is no rule, family or preset; did you mean `version-integer`?",
        ),
        (Given(ignore=("mapings",)), "--ignore: `mapings` is no rule, family or preset; did you mean `mappings`?"),
        (Given(presets=("qqq",)), "--preset: `qqq` is no preset; `smaplint rules` lists them"),
        (
            Given(exclude=("#x",)),
            "--exclude: the glob `#x` matches nothing: `.gitignore` takes it for a blank line or a comment",
        ),
        (
            Given(ignore=("all",)),
            "command line: no rule is on, so nothing would be checked; select one, or ignore less",
        ),
    ],
)
def test_names_on_the_command_line_are_checked(project: Path, given: Given, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(str(project), given=given)
    assert str(caught.value) == says


def test_no_rule_left_is_an_error_with_its_place(project: Path) -> None:
    told = faults(project, "jobs: 1\nignore: all\n")
    assert told == ["smaplint.yaml:2: no rule is on, so nothing would be checked; select one, or ignore less"]


def test_origins(project: Path) -> None:
    (project / "smaplint.yaml").write_text(CONFIG + "rules:\n  mappings-alphabet: note\n")
    _, origin = load(str(project), given=Given(ignore=("document",), jobs=1, presets=("strict",)))
    assert origin.of("jobs") == "command line"
    assert origin.of("fail-on") == "smaplint.yaml:6"
    assert origin.of("ignore") == "smaplint.yaml:3 and command line"
    assert origin.of("select") == "command line, `--preset`"
    assert origin.of("min-files") == "default"
    assert origin.rules == {"mappings-alphabet": "smaplint.yaml:8"}


@pytest.mark.parametrize(
    ("glob", "matched", "spared"),
    [
        ("*.css.map", ["a/x.css.map", "a/b/x.css.map"], ["a/x.js.map"]),
        ("dist/x.map", ["a/dist/x.map"], ["dist/x.map", "a/b/dist/x.map"]),
        ("./dist/", ["a/b/dist/x.map", "a/dist/x.map"], []),
        ("/x.map", ["a/x.map"], ["x.map", "a/b/x.map"]),
    ],
)
def test_exclude_on_the_command_line_is_relative_to_the_working_directory(
    project: Path, monkeypatch: pytest.MonkeyPatch, glob: str, matched: list[str], spared: list[str]
) -> None:
    (project / "smaplint.yaml").write_text("")
    (project / "a").mkdir()
    monkeypatch.chdir(project / "a")
    settings, _ = load(str(project / "a"), given=Given(exclude=(glob,)))
    for path in matched:
        assert settings.matches(settings.exclude, str(project / path)), path
    for path in spared:
        assert not settings.matches(settings.exclude, str(project / path)), path


def test_a_working_directory_of_odd_name_is_no_glob(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "smaplint.yaml").write_text("")
    odd = project / "[a]*"
    odd.mkdir()
    monkeypatch.chdir(odd)
    settings, _ = load(str(odd), given=Given(exclude=("d/x.map",)))
    assert settings.matches(settings.exclude, "d/x.map")
    assert not settings.matches(settings.exclude, str(project / "ab" / "d" / "x.map"))


# The schema that ships, and the checker of ours.


def test_the_schema_is_one() -> None:
    schema = config_schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


# What the schema cannot say: the text itself, and whether a glob can match.
BEYOND = (
    "a size below one byte",
    "a comment as glob",
    "a glob that is none",
    "a glob that takes for ever",
    "a duplicate key",
    "an anchor",
    "an alias",
    "a tag",
    "a list as key",
    "two documents",
    "an open bracket",
    "a tab",
    "a control character",
)


def valid(text: str) -> bool:
    """By the schema alone, over the values as an editor that reads YAML 1.2 has them."""
    return Draft202012Validator(config_schema()).is_valid(read_yaml(text.encode(), "x").data)


@pytest.mark.parametrize(
    "case", [case for case in WRONG_YAML if case not in BEYOND and not case.endswith("at the top")]
)
def test_schema_and_checker_agree_on_what_is_wrong(case: str) -> None:
    assert not valid(WRONG_YAML[case][0])


@pytest.mark.parametrize("text", [*re.split(r"^(?=\w)", FULL, flags=re.MULTILINE)[1:], FULL, CONFIG])
def test_schema_and_checker_agree_on_what_is_right(project: Path, text: str) -> None:
    assert valid(text)
    load_text(project, text)


# Options.


def example_rule(
    build: Build,
    *,
    switch: bool = False,
    least: int = 3,
    word: str = "a",
    maybe: str | None = None,
    other: Optional[str] = None,  # noqa: UP045  # the old spelling is meant
    many: tuple[str, ...] = (),
    min_choice: Literal["one", "two"] = "one",
) -> Problems:
    yield from ()


def rule_of(name: str, function: Callable[..., Problems]) -> Rule:
    facts = RuleFacts(name, "f", "build", "0.1.0", {}, ("",), (), (), preview=False, title="")
    return Rule(facts, lambda: RuleBody(function, (), (), "", (), ""))


RULE = rule_of("example-rule", example_rule)


def test_options_are_read_off_the_signature() -> None:
    found = {option.key: (option.takes, option.default) for option in options(RULE)}
    assert found == {
        "switch": ("true or false", False),
        "least": ("an integer", 3),
        "word": ("a string", "a"),
        "maybe": ("a string or null", None),
        "other": ("a string or null", None),
        "many": ("a string or a list of strings", ()),
        "min-choice": ("`one` or `two`", "one"),
    }


@pytest.mark.parametrize(
    ("name", "value", "checked"),
    [
        ("switch", True, True),
        ("least", 4, 4),
        ("least", 4.0, 4),
        ("least", -1, -1),
        ("word", "", ""),
        ("maybe", None, None),
        ("maybe", "x", "x"),
        ("many", ["a", "b"], ("a", "b")),
        ("many", ("a",), ("a",)),
        ("many", "a", ("a",)),
        ("many", [], ()),
        ("min-choice", "two", "two"),
        ("min_choice", "two", "two"),
    ],
)
def test_values_that_fit(name: str, value: object, checked: object) -> None:
    result = validate(RULE, name, value)
    assert result == checked
    assert type(result) is type(checked)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("switch", "true", "`switch` is `true`; it should be true or false"),
        ("switch", 1, "`switch` is `1`; it should be true or false"),
        ("least", True, "`least` is `true`; it should be an integer"),
        ("least", "3", "`least` is `3`; it should be an integer"),
        ("least", 3.5, "`least` is `3.5`; it should be an integer"),
        ("least", float("inf"), "`least` is `inf`; it should be an integer"),
        ("word", None, "`word` is `null`; it should be a string"),
        ("word", ["a"], "`word` is `[a]`; it should be a string"),
        ("maybe", 3, "`maybe` is `3`; it should be a string or null"),
        ("many", [1], "`many` is `[1]`; it should be a string or a list of strings"),
        ("many", {"a": 1}, "`many` is a mapping; it should be a string or a list of strings"),
        ("min-choice", "tow", "`min-choice` is `tow`; it should be `one` or `two`; did you mean `two`?"),
        ("min-choice", None, "`min-choice` is `null`; it should be `one` or `two`"),
        ("lest", 3, "`example-rule` has no option `lest`; did you mean `least`?"),
    ],
)
def test_values_that_do_not_fit(name: str, value: object, says: str) -> None:
    with pytest.raises(OptionError) as caught:
        validate(RULE, name, value)
    assert str(caught.value) == says


@hypothesis_settings(max_examples=300)
@with_examples(
    st.sampled_from(options(RULE)),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.sampled_from(["one", "two"]),
        st.text(),
        st.lists(st.text() | st.integers()),
        st.just("x" * 1001),
    ),
)
def test_schema_and_check_of_an_option_agree(option: Option, value: object) -> None:
    try:
        option.check(value)
    except OptionError:
        fits = False
    else:
        fits = True
    assert Draft202012Validator(option.schema).is_valid(value) is fits


def test_an_option_that_cannot_be_checked_is_the_author_s_mistake() -> None:
    def bad(build: Build, *, ratio: float = 0.1) -> Problems:
        yield from ()

    with pytest.raises(TypeError, match="`ratio` is annotated"):
        options(rule_of("bad", bad))


@pytest.mark.parametrize("rule", registry.rules().values(), ids=lambda rule: rule.name)
def test_each_rule_takes_its_own_defaults(rule: Rule) -> None:
    for option in options(rule):
        assert option.check(option.default) == option.default
        assert Draft202012Validator(option.schema).is_valid(option.schema["default"])


class TestAboveThePaths:
    """Where nothing stands upwards of the working directory, the project that the folders lie in is asked."""

    @pytest.mark.parametrize(
        ("file", "paths", "found"),
        [
            ("web/smaplint.yaml", ["web/dist"], "web/smaplint.yaml"),
            ("web/smaplint.yaml", ["web/dist", "web/build"], "web/smaplint.yaml"),
            ("web/dist/smaplint.yaml", ["web/dist"], ""),
            ("web/smaplint.yaml", ["web/dist/a.js.map"], ""),
            ("web/node_modules/x/smaplint.yaml", ["web/node_modules/x/dist"], ""),
            ("web/smaplint.yaml", ["web/dist", "api/dist"], ""),
        ],
    )
    def test_search(
        self, file: str, paths: list[str], found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / ".git").mkdir()
        for path in paths:
            folder = tmp_path / (path if "." not in path else Path(path).parent)
            folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("min-files: 7\n")

        settings, origin = load(str(tmp_path), paths=paths)

        assert origin.file == found
        assert settings.min_files == (7 if found else 1)
