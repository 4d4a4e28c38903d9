"""The Python API: its surface, what it takes and gives, and that nothing in a file makes it raise."""

import inspect
import json
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import smaplint
from smaplint import engine, mappings

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "tests/builds/output"
BOOKSHELF = ROOT / "examples/bookshelf"

MAP = b'{"version":3,"sources":["a.ts"],"names":["a"],"mappings":"AAAAA,CAAC;;AAAA"}'
BROKEN = MAP.replace(b"3", b"4", 1)
LINKED = b"let a\n//# sourceMappingURL=a.js.map\n"
INDEX = b'{"version":3,"sections":[{"offset":{"line":1,"column":2},"map":%b}]}' % MAP

# What a user of the API relies on. A line that has to be changed here is a change for them.
FUNCTIONS = {
    "parse": "(data: bytes | bytearray | memoryview | str, path: str | os.PathLike[str] = '') -> SourceMap",
    "lint": (
        "(what: Mapping[str, Data] | Path | Iterable[Path], config: 'Settings | Config | None' = None, *, jobs: int = 1)"
        " -> 'Report'"
    ),
    "render": (
        "(report: 'Report', format: Literal['text', 'json', 'jsonl', 'sarif', 'junit', 'gitlab', 'github', 'markdown',"
        " 'html', 'rdjson'] = 'text') -> str"
    ),
    "load_config": "(config: Mapping[str, object] | str | os.PathLike[str]) -> 'Settings'",
    "find_config": "(paths: Path | Iterable[Path] = ()) -> 'Settings'",
    "all_rules": "() -> 'Mapping[str, Rule]'",
}
# Records, with their fields in order; more may follow.
RECORDS = {
    "ConfigFault": "file line column message",
    "Fault": "kind offset length line segment column value near",
    "Finding": (
        "rule severity message place case pointer offset segment generated frames related notes fingerprint inline"
    ),
    "Frame": "path line column before marked after cut_before cut_after caption",
    "Mapping": "generated_line generated_column original name",
    "OriginalPosition": "source line column",
    "Place": "path line column end_line end_column",
    "RelatedPlace": "message place",
    "Report": (
        "findings rules files maps bundles inline_maps suppressed not_run skipped root cwd config presets fail_on elapsed"
        " started crashed incomplete version counts min_files"
    ),
    "RuleInfo": "name family summary why how help url severity",
    "Segment": "line column source original_line original_column name offset",
    "Settings": (
        "presets select ignore extend_select levels options overrides suppressions exclude paths fail_on min_files jobs"
        " max_file_size base source"
    ),
    "Source": "name url ignored",
}
# Attributes that are not fields; there may be more.
ATTRIBUTES = {
    "Document": "data path foreign is_map map maps scan utf16 bad_utf8 has_bom",
    "Finding": "sort_key",
    "Lookup": "find generated_positions mappings original_positions sources",
    "Mappings": "counts fault_counts faults is_grammatical lines segments text",
    "Report": "count exit_code failed",
    "Rule": "name family subject function since levels good bad preview doc standard evidence how title why",
    "Section": "field map offset pointer",
    "Severity": "ERROR NOTE OFF WARNING word",
    "Source": "content",
    "SourceMap": (
        "content document field file is_index lookup mappings names path pointer sections source_root sources start"
    ),
}
ERRORS = {"ConfigError": "faults", "PathError": "", "SmaplintError": ""}


class TestSurface:
    def test_is_all_that_is_named(self) -> None:
        assert {*FUNCTIONS, *RECORDS, *ATTRIBUTES, *ERRORS, "__version__"} == set(smaplint.__all__)
        assert len(set(smaplint.__all__)) == len(smaplint.__all__)

    @pytest.mark.parametrize("name", FUNCTIONS)
    def test_functions(self, name: str) -> None:
        aliases = {
            "bytes | bytearray | memoryview | str": "Data",
            "str | os.PathLike[str]": "Path",
            "collections.abc.": "",
            "typing.": "",
            "smaplint.document.": "",
        }
        said, expected = str(inspect.signature(getattr(smaplint, name))), FUNCTIONS[name]
        for long, short in aliases.items():
            said, expected = said.replace(long, short), expected.replace(long, short)
        assert said == expected

    @pytest.mark.parametrize("name", RECORDS)
    def test_records(self, name: str) -> None:
        record = getattr(smaplint, name)
        named = [one.name for one in fields(record)] if is_dataclass(record) else record._fields
        known = RECORDS[name].split()
        assert [field for field in named if not field.startswith("_")][: len(known)] == known

    @pytest.mark.parametrize("name", ATTRIBUTES)
    def test_attributes(self, name: str) -> None:
        map = smaplint.parse(INDEX)
        rule = smaplint.all_rules()["version-integer"]
        made = (rule, map, map.document, map.sections[0], map.mappings, map.lookup, smaplint.Severity.ERROR)
        known = next((dir(one) for one in made if type(one).__name__ == name), dir(getattr(smaplint, name)))
        assert [one for one in ATTRIBUTES[name].split() if one not in known] == []

    @pytest.mark.parametrize("name", ERRORS)
    def test_errors(self, name: str) -> None:
        assert issubclass(getattr(smaplint, name), smaplint.SmaplintError)

    def test_everything_public_says_what_it_is(self) -> None:
        bare = [name for name in smaplint.__all__ if name != "__version__" and not getattr(smaplint, name).__doc__]
        assert bare == []

    def test_names_can_be_listed_and_others_are_refused(self) -> None:
        assert set(smaplint.__all__) <= set(dir(smaplint))
        with pytest.raises(AttributeError, match="module `smaplint` has no attribute `parze`"):
            smaplint.parze  # type: ignore[attr-defined]  # noqa: B018  # the attribute is the test

    def test_no_name_is_a_module(self) -> None:
        """An imported submodule takes its name in the package."""
        modules = {path.stem for path in (ROOT / "smaplint").iterdir()} | {"rules"}
        assert modules.isdisjoint(smaplint.__all__)


def python(code: str, cwd: Path = ROOT) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


_LOADED = "import sys; print(*sorted(name for name in sys.modules if name.split('.')[0] in %r))"
_OURS_AND_THEIRS = ("smaplint", "click", "jsonschema", "junit_xml", "pathspec", "yaml", "multiprocessing")


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import smaplint; smaplint.__version__; dir(smaplint); smaplint.SmaplintError", "smaplint"),
        (
            "import smaplint; smaplint.parse(b'{}').sources",
            "smaplint smaplint._json smaplint._lazy smaplint.api smaplint.document smaplint.mappings",
        ),
    ],
)
def test_what_is_not_used_is_not_imported(code: str, loaded: str) -> None:
    said = python(f"{code}; {_LOADED % (_OURS_AND_THEIRS,)}").split()
    assert set(loaded.split()) <= set(said)
    assert not {"click", "yaml", "smaplint.engine", "smaplint.registry", "smaplint.config"} & set(said)
    if loaded == "smaplint":
        assert said == ["smaplint"]


def test_linting_without_a_configuration_needs_no_yaml_and_no_processes() -> None:
    code = f"import smaplint; smaplint.lint({{'a.js.map': {MAP!r}}}); {_LOADED % (_OURS_AND_THEIRS,)}"
    modules = {name.split(".")[0] for name in python(code).split()}
    assert modules == {"smaplint"}


class TestParse:
    @pytest.mark.parametrize("make", [bytes, bytearray, memoryview, bytes.decode])
    def test_takes(self, make: Callable[[bytes], Any]) -> None:
        map = smaplint.parse(make(MAP), "dist/a.js.map")
        assert map.sources == ("a.ts",)
        assert map.names == ("a",)
        assert map.path == "dist/a.js.map"
        assert [tuple(one) for one in map.mappings.segments()] == [
            (0, 0, 0, 0, 0, 0, 0),
            (0, 1, 0, 0, 1, -1, 6),
            (2, 0, 0, 0, 1, -1, 12),
        ]

    def test_part_of_a_buffer(self) -> None:
        assert smaplint.parse(memoryview(b"xx" + MAP + b"yy")[2:-2]).sources == ("a.ts",)

    def test_a_path_object(self) -> None:
        assert smaplint.parse(MAP, Path("a.d.ts.map")).is_declaration

    @pytest.mark.parametrize("data", [None, 3, [MAP], {"version": 3}, Path("a.map")])
    def test_refuses_other_types(self, data: object) -> None:
        with pytest.raises(TypeError, match="a source map is bytes or str, not"):
            smaplint.parse(data)  # type: ignore[arg-type]

    def test_text_is_utf_8_and_half_a_character_is_kept(self) -> None:
        assert smaplint.parse('{"sources":["Σ"]}').sources == ("Σ",)
        map = smaplint.parse('{"sources":["\ud83d"]}')
        assert map.document.is_map
        assert map.document.bad_utf8 == (13, 1)
        assert smaplint.parse('\ufeff{"sources":["a"]}').document.has_bom

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", "an empty file"),
            (b"<!doctype html>", "an HTML page"),
            (b"\x1f\x8b\x08\x00", "gzip data"),
            ('{"version":3}'.encode("utf-16"), "UTF-16 (little-endian)"),
            (b'{"version":3,', "cut short"),
            (b"[]", "array"),
            (b"null", "null"),
            (b"{}", "object"),
            (b'{"name":"x"}', "object"),
        ],
    )
    def test_what_is_no_map_reads_as_an_empty_one_and_says_why(self, data: bytes, why: str) -> None:
        map = smaplint.parse(data)
        document = map.document
        assert (map.sources, map.names, map.file, map.source_root, map.is_index) == ((), (), "", "", False)
        assert not [*map.mappings.segments(), *map.lookup.mappings()]
        assert not document.is_map
        fault = document.scan.fault.message if document.scan.fault else ""
        kind = document.root.kind if document.root else ""
        assert why in (document.foreign or document.utf16 or fault or kind)

    def test_an_index_map(self) -> None:
        map = smaplint.parse(INDEX)
        assert map.is_index
        assert map.sources == ()
        (section,) = map.sections
        assert section.map
        assert section.map.sources == ("a.ts",)
        assert (section.offset("line"), section.offset("column")) == (1, 2)
        assert [(one.generated_line, one.generated_column) for one in map.lookup.mappings()] == [(1, 2), (1, 3), (3, 0)]

    @pytest.mark.parametrize("path", sorted(OUTPUT.rglob("*.map")), ids=lambda path: str(path.relative_to(OUTPUT)))
    def test_real_maps(self, path: Path) -> None:
        """Against `json`, and a count of what stands between the separators."""
        data = path.read_bytes()
        map, known = smaplint.parse(data, path), json.loads(data)
        assert map.document.is_map
        maps = [section.map for section in map.sections] if map.is_index else [map]
        plain = [section["map"] for section in known["sections"]] if "sections" in known else [known]
        for one, value in zip(maps, plain, strict=True):
            assert one is not None
            assert one.sources == tuple(value["sources"])
            assert one.names == tuple(value.get("names") or ())
            contents = value.get("sourcesContent") or []
            assert [one.content(index) for index in range(len(contents))] == contents
            assert one.mappings.faults == ()
            segments = sum(1 for _ in one.mappings.segments())
            assert segments == sum(1 for text in re.split("[,;]", value["mappings"]) if text)


class TestLint:
    @pytest.fixture
    def build(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / ".git").mkdir()
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist/a.js").write_bytes(LINKED)
        (tmp_path / "dist/a.js.map").write_bytes(BROKEN)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    @pytest.mark.usefixtures("build")
    @pytest.mark.parametrize(
        "what",
        ["dist", Path("dist"), ["dist"], (Path("dist"),), iter(["dist/a.js", Path("dist/a.js.map")]), "dist/*.map"],
    )
    def test_paths(self, what: Any) -> None:
        report = smaplint.lint(what, {"preset": "spec"})
        (finding,) = report.findings
        assert (finding.rule, finding.place.path, report.exit_code) == ("version-integer", "dist/a.js.map", 1)

    def test_an_absolute_path_is_shown_from_the_working_directory(self, build: Path) -> None:
        assert "dist/a.js.map" in smaplint.lint(build / "dist").files

    @pytest.mark.parametrize("make", [bytes, bytearray, memoryview, bytes.decode])
    @pytest.mark.parametrize("name", ["dist/a.js.map", "./dist//a.js.map", "x/../dist/a.js.map", Path("dist/a.js.map")])
    def test_memory(self, name: Any, make: Callable[[bytes], Any]) -> None:
        report = smaplint.lint({"dist/a.js": make(LINKED), name: make(BROKEN)}, {"preset": "spec"})
        (finding,) = report.findings
        assert (finding.rule, finding.place.path, report.exit_code) == ("version-integer", "dist/a.js.map", 1)
        assert report.files == {"dist/a.js": "bundle", "dist/a.js.map": "map"}

    @pytest.mark.usefixtures("build")
    def test_disk_and_memory_agree(self) -> None:
        files = {str(path): path.read_bytes() for path in Path("dist").iterdir()}
        # In memory it does not look for files that an uploader could take.
        config = smaplint.load_config({"ignore": ["missing-sources-content"]})
        assert smaplint.lint(files, config=config).findings == smaplint.lint("dist", config=config).findings

    @pytest.mark.usefixtures("build")
    def test_memory_is_not_disk(self) -> None:
        """`dist/a.js.map` is there, but not among the files."""
        report = smaplint.lint({"dist/a.js": LINKED})
        assert [finding.rule for finding in report.findings if finding.severity > 1] == ["dangling-link"]

    def test_what_memory_passes_over_is_told(self) -> None:
        report = smaplint.lint({"a.js.map": MAP, "index.html": "", "b.js.map": MAP}, {"exclude": "b.*"})
        assert report.files == {"a.js.map": "map"}
        assert report.skipped == (
            ("b.js.map", "excluded"),
            ("index.html", "is neither a source map nor a generated file, by its name"),
        )

    @pytest.mark.parametrize("what", [{}, [], (), iter(())])
    def test_nothing_is_no_success(self, what: Any) -> None:
        assert smaplint.lint(what).exit_code == 2
        assert smaplint.lint(what, {"min-files": 0}).exit_code == 0

    @pytest.mark.parametrize(
        "what", [None, 3, b"dist", [b"dist"], [["dist"]], MAP, {3: MAP}, {"a.js.map": None}, {b"a.js.map": MAP}]
    )
    def test_refuses_other_types(self, what: Any) -> None:
        with pytest.raises(TypeError):
            smaplint.lint(what)

    def test_one_file_twice(self) -> None:
        with pytest.raises(ValueError, match=r"two of the files are called `a\.js\.map`"):
            smaplint.lint({"a.js.map": MAP, "./a.js.map": MAP})

    @pytest.mark.usefixtures("build")
    @pytest.mark.parametrize("path", ["gone", "", "dist/gone.js.map", "a\0b", "-"])
    def test_a_path_that_is_not_there(self, path: str) -> None:
        with pytest.raises(smaplint.PathError):
            smaplint.lint(path)

    @pytest.mark.usefixtures("build")
    def test_a_file_called_minus(self) -> None:
        Path("-").write_bytes(BROKEN)
        assert smaplint.lint("-").files == {"-": "map"}

    @pytest.mark.parametrize(
        "name", ["\ud800.js.map", "a\nb.js.map", "../a.js.map", "/a.js.map", "C:\\a.js.map", "a\0.map"]
    )
    def test_odd_names_in_memory(self, name: str) -> None:
        report = smaplint.lint({name: BROKEN, "b.js": b"//# sourceMappingURL=" + name.encode("utf-8", "replace")})
        assert "version-integer" in {finding.rule for finding in report.findings}
        assert not report.crashed
        for format in ("text", "json", "sarif", "junit"):
            smaplint.render(report, format).encode()

    def test_nothing_is_said_and_nothing_changed(self, build: Path) -> None:
        """No output, no signal handler, no thread, no setting of the collector; and no file."""
        code = f"""
import gc, os, signal, threading
before = [signal.getsignal(one) for one in signal.valid_signals()], gc.get_threshold(), dict(os.environ), os.getcwd()
import smaplint
assert smaplint.lint("dist").exit_code == 1
assert smaplint.lint({{"a.js.map": {BROKEN!r}}}, {{"preset": "strict"}}).exit_code == 1
assert smaplint.render(smaplint.lint("dist"), "sarif")
after = [signal.getsignal(one) for one in signal.valid_signals()], gc.get_threshold(), dict(os.environ), os.getcwd()
assert before == after
assert threading.active_count() == 1
"""
        listed = sorted(build.rglob("*"))
        assert python(code, build) == ""
        assert sorted(build.rglob("*")) == listed

    def test_jobs_change_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "_WORTH_WORKERS", 0)
        one, two = (smaplint.lint(BOOKSHELF / "dist", jobs=jobs) for jobs in (1, 2))
        assert one.findings == two.findings
        assert one.files == two.files


class TestConfig:
    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A configuration that turns everything off, and another one."""
        (tmp_path / ".git").mkdir()
        (tmp_path / "web/dist").mkdir(parents=True)
        (tmp_path / "web/dist/a.js.map").write_bytes(BROKEN)
        (tmp_path / "web/smaplint.yaml").write_text("ignore: version-integer\n")
        (tmp_path / "other.yaml").write_text("rules: {version-integer: warning}\n")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    @staticmethod
    def level(config: Any) -> smaplint.Severity:
        found = smaplint.lint("web/dist", config).findings
        return next((one.severity for one in found if one.rule == "version-integer"), smaplint.Severity.OFF)

    @pytest.mark.usefixtures("project")
    def test_none_is_the_defaults(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.level(None) is smaplint.Severity.ERROR
        monkeypatch.chdir("web")
        assert smaplint.lint("dist").exit_code == 1

    @pytest.mark.usefixtures("project")
    @pytest.mark.parametrize(
        ("config", "level"),
        [
            ("other.yaml", "warning"),
            (Path("other.yaml"), "warning"),
            ("web/smaplint.yaml", "off"),
            ({"rules": {"version-integer": "warning"}}, "warning"),
            ({"rules": {"version-integer": {"level": "note"}}}, "note"),
            ({"overrides": ({"paths": ("web/**",), "rules": {"version-integer": "off"}},)}, "off"),
            ({"overrides": [{"paths": "dist/*.css.map", "rules": {"version-integer": "off"}}]}, "error"),
            ({"ignore": ["document"]}, "off"),
            ({}, "error"),
            (smaplint.Settings(levels={"version-integer": smaplint.Severity.NOTE}), "note"),
        ],
    )
    def test_forms(self, config: Any, level: str) -> None:
        assert self.level(config).word == level
        if not isinstance(config, smaplint.Settings):
            assert self.level(smaplint.load_config(config)).word == level

    @pytest.mark.usefixtures("project")
    @pytest.mark.parametrize("paths", ["web/dist", Path("web/dist"), ["web/dist"]])
    def test_find(self, paths: Any) -> None:
        assert smaplint.find_config().source == "defaults"
        found = smaplint.find_config(paths)
        assert found.source == "web/smaplint.yaml"
        assert self.level(found) is smaplint.Severity.OFF

    @pytest.mark.parametrize(
        ("config", "says"),
        [
            ({"presett": "spec"}, ["config['presett']: unknown key `presett`; did you mean `preset`?"]),
            (
                {"rules": {"orphan-mapp": "off"}},
                ["config['rules']['orphan-mapp']: unknown rule `orphan-mapp`; did you"],
            ),
            (
                {"preset": "spek", "jobs": -1},
                ["config['jobs']: `jobs` is `-1`", "config['preset']: `preset` is `spek`"],
            ),
            ({"rules": {"missing-map": {"min-size": "x"}}}, ["config['rules']['missing-map']['min-size']: "]),
            ({"exclude": ["a", "#b"]}, ["config['exclude'][1]: the glob `#b` matches nothing"]),
            ({3: "spec"}, ["config: a key is a name, and not `3`"]),
            ({"ignore": ["all"]}, ["no rule is on"]),
            (smaplint.Settings(presets=("spek",)), ["Settings.presets: `spek` is no preset; did you mean `spec`?"]),
            (smaplint.Settings(ignore=("orphan",)), ["Settings.ignore: `orphan` is no rule, family or preset"]),
            (
                smaplint.Settings(levels={"orphan-mapp": smaplint.Severity.OFF}),
                ["Settings.levels: `orphan-mapp` is no rule; did you mean `orphan-map`?"],
            ),
            ("gone.yaml", ["gone.yaml: the configuration cannot be read"]),
            ("", [": the configuration cannot be read"]),
        ],
    )
    def test_what_is_wrong_is_said(self, config: Any, says: list[str]) -> None:
        with pytest.raises(smaplint.ConfigError) as caught:
            smaplint.lint({"a.js.map": MAP}, config)
        for fault, part in zip(caught.value.faults, says, strict=True):
            assert part in str(fault)
        assert str(caught.value) == "\n".join(map(str, caught.value.faults))

    def test_endless(self) -> None:
        config: dict[str, object] = {}
        config["rules"] = config
        with pytest.raises(smaplint.ConfigError, match="nested more than 64 levels deep"):
            smaplint.load_config(config)

    @pytest.mark.parametrize("config", [3, b"smaplint.yaml", ["spec"]])
    def test_refuses_other_types(self, config: Any) -> None:
        with pytest.raises(TypeError):
            smaplint.lint({}, config)

    def test_an_unused_suppression_has_a_place(self) -> None:
        accepted = {"rule": "version-integer", "paths": "*.map", "reason": "old"}
        report = smaplint.lint({"a.js.map": MAP}, {"suppress": [accepted]})
        (finding,) = (one for one in report.findings if one.rule == "unused-suppression")
        assert finding.place == smaplint.Place("<config>", 1, 1, 1, 2)
        assert json.loads(smaplint.render(report, "sarif"))["version"] == "2.1.0"

    def test_rules(self) -> None:
        rules = smaplint.all_rules()
        assert list(rules) == sorted(rules)
        assert rules["version-integer"].family == "document"
        with pytest.raises(TypeError):
            rules["x"] = rules["version-integer"]  # type: ignore[index]  # it is read only


@pytest.fixture(scope="module")
def report() -> smaplint.Report:
    files = {path.name: path.read_bytes() for path in (BOOKSHELF / "dist").iterdir()}
    return smaplint.lint(files, {"exposure": {"policy": "hidden"}})


class TestReport:
    def test_can_be_pickled(self, report: smaplint.Report) -> None:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            for one in (report, report.findings[0]):
                assert pickle.loads(pickle.dumps(one, protocol)) == one  # noqa: S301  # it is our own

    @pytest.mark.parametrize(
        "error",
        [
            smaplint.ConfigError(
                smaplint.ConfigFault("a.yaml", 1, 2, "no"), smaplint.ConfigFault("a.yaml", 3, 1, "na")
            ),
            smaplint.PathError("`x` is not there"),
        ],
    )
    def test_errors_can_be_pickled(self, error: smaplint.SmaplintError) -> None:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301  # it is our own
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))

    def test_counts(self, report: smaplint.Report) -> None:
        for severity in (smaplint.Severity.NOTE, smaplint.Severity.WARNING, smaplint.Severity.ERROR):
            assert report.counts[severity] == report.count(severity)
            assert report.count(severity) == sum(one.severity is severity for one in report.findings)
        assert (report.maps, report.bundles, report.failed) == (5, 5, True)

    def test_formats(self, report: smaplint.Report) -> None:
        rules = [finding.rule for finding in report.findings]
        found = json.loads(smaplint.render(report, "json"))["findings"]
        assert [one["rule"] for one in found] == rules
        results = json.loads(smaplint.render(report, "sarif"))["runs"][0]["results"]
        assert sorted(one["ruleId"] for one in results) == sorted(rules)
        assert smaplint.render(report, "junit").startswith("<?xml")
        assert "error[version-integer]" in smaplint.render(report)
        assert "\x1b" not in smaplint.render(report)

    def test_another_format(self, report: smaplint.Report) -> None:
        with pytest.raises(ValueError, match="no format `pdf`; there are text, json, jsonl, sarif, junit"):
            smaplint.render(report, "pdf")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("files", "config", "code"),
        [
            ({"a.js.map": MAP}, {}, 0),
            ({"a.js.map": BROKEN}, {}, 1),
            ({"a.js.map": BROKEN}, {"fail-on": "never"}, 0),
            ({"a.js.map": BROKEN}, {"rules": {"version-integer": "warning"}}, 0),
            ({"a.js.map": BROKEN}, {"rules": {"version-integer": "warning"}, "fail-on": "warning"}, 1),
            ({"a.js": b""}, {}, 2),
            ({"a.js.map": BROKEN}, {"min-files": 2}, 2),
        ],
    )
    def test_exit_code(self, files: Mapping[str, bytes], config: dict[str, object], code: int) -> None:
        assert smaplint.lint(files, config).exit_code == code


class TestThreads:
    def test_several_at_once(self) -> None:
        """Each sees what it would alone, whatever the others lint."""
        files = {path.name: path.read_bytes() for path in (BOOKSHELF / "dist").iterdir()}
        jobs: list[tuple[dict[str, bytes], dict[str, object]]] = [
            (files, {}),
            (files, {"preset": "spec"}),
            ({"a.js.map": BROKEN}, {"preset": "strict"}),
        ]
        alone = [smaplint.lint(*job).findings for job in jobs]
        seen: list[bool] = []

        def work(number: int) -> None:
            for at in range(6):
                job = (number + at) % len(jobs)
                seen.append(smaplint.lint(*jobs[job]).findings == alone[job])

        threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [True] * 18

    def test_no_fault_is_lost_to_another_thread(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A small memo of segments is renewed at once; here by another thread, at the worst moment."""
        digits = b"ACEGIKMO"
        other = smaplint.parse(
            b'{"sources":["a"],"mappings":"%b"}' % b",".join(b"%cAA%c" % (one, two) for one in digits for two in digits)
        )
        ask = mappings._Memo.may_be_odd

        def interrupted(memo: mappings._Memo, texts: list[bytes]) -> bool:
            for _ in range(2):
                thread = threading.Thread(target=lambda: list(other.mappings.segments()))
                thread.start()
                thread.join()
            return ask(memo, texts)

        monkeypatch.setattr(mappings._Memo, "_FULL", 8)
        monkeypatch.setattr(mappings._Memo, "may_be_odd", interrupted)
        odd = smaplint.parse(b'{"sources":["a"],"mappings":"gCAAA,DAAA"}')
        assert odd.mappings.fault_counts == {"unsorted": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "version",
    "file",
    "sourceRoot",
    "sources",
    "sourcesContent",
    "names",
    "mappings",
    "ignoreList",
    "x_google_ignoreList",
    "sections",
    "debugId",
    "offset",
    "map",
    "line",
    "column",
    "scopes",
    "rangeMappings",
)
MAPPINGS = st.text("ACDEFgz/+;,* ", max_size=30)
# A map whose fields hold anything, most of the time what they should.
FIELD_VALUES = {
    "version": st.just(3),
    "mappings": MAPPINGS,
    "sources": st.lists(st.none() | st.text(max_size=4), max_size=3),
    "names": st.lists(st.text(max_size=3), max_size=3),
}


def fields_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, object]]:
    offset = st.fixed_dictionaries({"line": st.integers(-1, 4) | JSON, "column": st.integers(-1, 4) | JSON})
    section = st.fixed_dictionaries({"map": inner, "offset": offset | JSON})
    values = {**FIELD_VALUES, "sections": st.lists(section, max_size=2)}
    return st.fixed_dictionaries({}, optional={name: values.get(name, JSON) | JSON for name in FIELDS})


MAPS = st.recursive(fields_of(JSON), fields_of, max_leaves=3)


def every_answer(map: smaplint.SourceMap) -> None:
    """Ask for everything that is there."""
    lookup = map.lookup
    assert all(one.generated_line >= 0 or map.is_index for one in lookup.mappings())
    for line, column in ((0, 0), (3, 7), (1 << 40, 0), (-1, -1)):
        lookup.find(line, column)
        lookup.original_positions(line, column)
        lookup.generated_positions(0, line, column, bias="lower")
        lookup.generated_positions(column, line)
    for source in lookup.sources:
        assert source.content is None or isinstance(source.content, str)
    for one in (map, *(section.map for section in map.sections if section.map)):
        # Those with a column below 0 are counted, and left out.
        assert sum(one.mappings.counts) >= sum(1 for _ in one.mappings.segments())
        assert one.mappings.lines >= 1
        assert one.mappings.is_grammatical in (True, False)
        assert isinstance(one.file + one.source_root + "".join(one.names), str)
        assert one.content(0) is None or isinstance(one.content(0), str)
    document = map.document
    assert document.is_map is (document.map is not None)
    assert document.scan
    assert document.lone_surrogates is not None


class TestNothingRaises:
    @staticmethod
    def judged(data: bytes | str) -> None:
        every_answer(smaplint.parse(data))
        report = smaplint.lint({"a.js.map": data, "a.js": b"//# sourceMappingURL=a.js.map"}, EVERYTHING)
        assert not report.crashed, report.findings
        assert report.maps == 1
        smaplint.render(report, "json")

    @settings(max_examples=100)
    @given(st.binary(max_size=60))
    def test_bytes(self, data: bytes) -> None:
        self.judged(data)

    @settings(max_examples=100)
    @given(st.text(max_size=60) | st.text('{}[]":,\\u0d8 \ufeff\ud800', max_size=40))
    def test_text(self, text: str) -> None:
        self.judged(text)

    @settings(max_examples=100)
    @given(JSON | MAPS, st.booleans())
    def test_json(self, value: object, ascii: bool) -> None:
        self.judged(json.dumps(value, ensure_ascii=ascii))

    @settings(max_examples=100)
    @given(MAPS, st.data())
    def test_maps_that_were_cut_or_hit(self, value: object, data: st.DataObject) -> None:
        text = bytearray(json.dumps(value).encode())
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        self.judged(bytes(text))

    @pytest.mark.parametrize("levels", [1_000, 20_000])
    @pytest.mark.parametrize(
        ("opens", "closes"), [(b"[", b"]"), (b'{"a":', b"}"), (b'{"sections":[{"map":', b"}]}"), (b'{"sources":[', b"")]
    )
    def test_depth(self, opens: bytes, closes: bytes, levels: int) -> None:
        self.judged(opens * levels + b"1" + closes * levels)


EVERYTHING = smaplint.load_config({"preset": ["recommended", "spec", "strict", "private"], "fail-on": "note"})
