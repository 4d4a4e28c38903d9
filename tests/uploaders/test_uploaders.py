"""The simulations of vendors' uploaders against the tools themselves, over tables of forms."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from smaplint import registry, uploaders
from smaplint.discovery import File, kind_of_name
from smaplint.engine import lint, lint_files
from smaplint.examine import examine
from smaplint.judge import build_of
from smaplint.linking import link
from smaplint.reader import Memory
from smaplint.rule import Build
from smaplint.settings import Settings
from smaplint.uploaders import Tool
from tests.npm import installed
from tests.uploaders import tools
from tests.uploaders.forms import FORMS, TOOLS, files_of, verdicts
from tests.uploaders.maps import MAPS

PROJECT = Path(__file__).parent
VERDICTS = verdicts()
TREE = {path: data for name in FORMS for path, data in files_of(name).items()}
# The generated file of each form.
GENERATED = {name: next(iter(files_of(name))) for name in FORMS}
PRESETS: Mapping[Tool, str] = {
    "datadog-ci": "datadog",
    "rollbar-cli": "rollbar",
    "sentry-cli": "sentry",
    "bugsnag-cli": "bugsnag",
}


def the_build(files: Mapping[str, bytes], root: str = ".") -> Build:
    """The facts of files in memory, with what uploaders read in them."""
    settings = Settings(presets=("datadog",))
    memory = Memory(files)
    kinds = {path: kind_of_name(path) for path in sorted(files)}
    listed = [File(path, kind, root, len(files[path])) for path, kind in kinds.items() if kind]
    examined = [examine(unit, settings, memory) for unit in link(listed, memory, 1_000_000)]
    return build_of([one for unit in examined for one in unit.maps], [one for unit in examined for one in unit.bundles])


def simulated(tool: Tool, files: Mapping[str, bytes]) -> dict[str, str]:
    """Generated file → the map that a tool takes for it, by the simulation."""
    return {one.bundle.path: one.map or one.bundle.path for one in the_build(files).uploads(tool) if not one.reason}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def project() -> Path:
    return installed(PROJECT)


def test_table_is_whole() -> None:
    assert len(FORMS) >= 60
    assert all(row.keys() == FORMS.keys() for row in VERDICTS.values())
    assert set(TOOLS) == uploaders.CHECKED.keys()


@pytest.mark.parametrize("tool", TOOLS)
def test_simulation_is_the_table(tool: Tool) -> None:
    found = {one.bundle.path: one.reason or "+" for one in the_build(TREE).uploads(tool)}
    expected = {
        GENERATED[name]: "+" if verdict == "server" else verdict
        for name, verdict in VERDICTS[tool].items()
        if verdict not in ("-", "(+)")
    }
    assert found == expected


@pytest.mark.parametrize("tool", PRESETS)
def test_preset_reports_what_is_not_taken(tool: Tool) -> None:
    report = lint_files(TREE, Settings(presets=(PRESETS[tool],)))
    rule = f"{PRESETS[tool]}-not-scanned"
    found = {one.place.path: one.case for one in report.findings if one.rule == rule and one.severity.word == "error"}
    expected = {
        GENERATED[name]: verdict
        for name, verdict in VERDICTS[tool].items()
        if verdict not in ("-", "(+)", "+", "server")
    }
    assert found == expected


@pytest.mark.parametrize("name", MAPS)
def test_presets_report_what_is_refused(name: str) -> None:
    data, verdict = MAPS[name]
    files = {"a.js.map": data, "a.js": b"let a\n//# sourceMappingURL=a.js.map\n"}
    for preset, read in zip(("sentry", "rollbar", "bugsnag"), verdict.split(), strict=True):
        report = lint_files(files, Settings(presets=(preset,)))
        found = {(one.rule, one.severity.word) for one in report.findings}
        if (preset, name) == ("bugsnag", "sources-with-null"):
            assert ("empty-source", "warning") in found  # bugsnag-cli, the newer of the two, reads it
        elif read == "-":
            assert any(severity == "error" for _, severity in found), (preset, found)
        else:
            assert not {rule for rule, _ in found} & {"sentry-unreadable"}, preset


@pytest.mark.parametrize("tool", uploaders.CHECKED)
def test_pages_name_the_versions(tool: Tool) -> None:
    name = {"bugsnag-source-maps": "bugsnag", "bugsnag-cli": "bugsnag"}.get(tool, tool.partition("-")[0])
    page = registry.rule(f"{name}-not-scanned").doc
    table = (PROJECT.parents[1] / "docs" / "uploaders.md").read_text()
    for text in (page, table):
        assert tool in text
        assert uploaders.CHECKED[tool] in text


def test_datadog_goes_by_names_where_no_file_has_a_comment() -> None:
    names = ("hidden", "hidden-mjs", "comment-after", "at", "inline", "jsx")
    files = {path: data for name in names for path, data in files_of(name).items()}
    assert simulated("datadog-ci", files) == {
        "hidden.js": "hidden.js.map",
        "hidden-mjs.mjs": "hidden-mjs.mjs.map",
        "comment-after.js": "comment-after.js.map",
        "at.js": "at.js.map",
    }


def test_a_map_outside_of_what_is_uploaded(tmp_path: Path) -> None:
    write(tmp_path, {".git/x": b"", **files_of("up")})
    (found,) = [
        one
        for one in lint([str(tmp_path / "js")], Settings(presets=("datadog",))).findings
        if one.rule == "datadog-not-scanned"
    ]
    assert found.case == "outside"


HOSTILE = {
    "marks": b"sourceMappingURL=" * 60_000,
    "comments": b"//# sourceMappingURL=" * 50_000,
    "lines of comments": b"//# sourceMappingURL = \r\n" * 40_000,
    "blanks": b"//# sourceMappingURL=" + b" " * 1_000_000 + b"\r.",
    "blank lines": b"\n\xe3\x80\x80" * 1_50_000,
    "broken blanks": b"\xe3\x80" * 500_000,
    "no text": bytes(range(256)) * 4_000,
    "long URL": b"//# sourceMappingURL=" + b"a/" * 500_000 + b".map",
    "hashes": b"#" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_once(name: str) -> None:
    """None raises; a way of reading that is quadratic would not come back from 1 MB."""
    scans = uploaders.scan("app.js", HOSTILE[name])
    assert scans.datadog.target == ""
    for one in scans:
        assert len(one.target) < 20_000


def test_no_text_is_out_of_reach() -> None:
    assert uploaders.scan("a.js", b"") == uploaders.Scans(
        uploaders.Scan("", "none"),
        uploaders.Scan("", "none"),
        uploaders.Scan("a.js.map", by_name=True),
        uploaders.Scan("", "none", by_name=True),
    )


PREFIXES = {
    "https://app.example/static/js": "js",
    "https://app.example/static/js/": "js",
    "https://app.example/a/js/x": "js/x",
    "https://app.example/static": "",
    "/js": "js",
    "/": "",
    "/static/j": "j",
}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_repeated_prefix(prefix: str) -> None:
    assert uploaders.repeated_path(prefix, "js/x/app.js") == PREFIXES[prefix]


@pytest.mark.node
@pytest.mark.slow
class TestTools:
    """Each tool over the whole tree at once; the versions are those that the pages name."""

    @pytest.mark.parametrize("tool", tools.PACKAGES)
    def test_version(self, project: Path, tool: Tool) -> None:
        assert tools.installed_version(project, tool) == uploaders.CHECKED[tool]

    def expected(self, tool: Tool) -> dict[str, str]:
        taken = {}
        for name, verdict in VERDICTS[tool].items():
            if verdict in ("+", "(+)"):
                generated, *maps = files_of(name)
                is_inline = not maps or (name == "inline-and-beside" and tool == "sentry-cli")
                taken[generated] = generated if is_inline else maps[0]
        return taken

    def test_datadog(self, project: Path, tmp_path: Path) -> None:
        assert tools.datadog(project, write(tmp_path, TREE)) == self.expected("datadog-ci")

    def test_datadog_by_name(self, project: Path, tmp_path: Path) -> None:
        names = ("hidden", "hidden-mjs", "comment-after", "at", "inline", "jsx")
        files = {path: data for name in names for path, data in files_of(name).items()}
        assert tools.datadog(project, write(tmp_path, files)) == simulated("datadog-ci", files)

    def test_datadog_outside(self, project: Path, tmp_path: Path) -> None:
        write(tmp_path, files_of("up"))
        assert tools.datadog(project, tmp_path / "js") == {}

    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_datadog_prefix(self, project: Path, tmp_path: Path, prefix: str) -> None:
        write(tmp_path, {"js/x/app.js": b"a\n//# sourceMappingURL=app.js.map\n", "js/x/app.js.map": b"{}"})
        output = tools.datadog_output(project, tmp_path, prefix)
        repeated = re.search(r'seems to repeat "(.+?)"', output)
        assert (repeated.group(1) if repeated else "") == PREFIXES[prefix]

    def test_rollbar(self, project: Path, tmp_path: Path) -> None:
        assert tools.rollbar(project, write(tmp_path, TREE)) == self.expected("rollbar-cli")

    def test_sentry(self, project: Path, tmp_path: Path) -> None:
        # One file that is not UTF-8 ends the run; those that have an ID are passed over.
        left = [path for name in FORMS if name.startswith(("not-utf-8", "debug-id")) for path in files_of(name)]
        tree = write(tmp_path, {path: data for path, data in TREE.items() if path not in left})
        expected = {path: map for path, map in self.expected("sentry-cli").items() if path not in left}
        assert tools.sentry(project, tree) == expected

    def test_sentry_ends_at_what_is_not_utf_8(self, project: Path, tmp_path: Path) -> None:
        write(tmp_path, files_of("not-utf-8"))
        done = tools.run(project, "sentry-cli", "sourcemaps", "inject", ".", cwd=tmp_path)
        assert done.code == 1
        assert "Failed to process ./not-utf-8.js" in done.output

    def test_bugsnag(self, project: Path, tmp_path: Path) -> None:
        # It sends each map, that of another name as that of a file that is not there.
        taken = tools.bugsnag(project, write(tmp_path, TREE))
        assert len(taken) == len([path for path in TREE if path.endswith(".map")])
        assert {path: map for path, map in taken.items() if path in TREE} == self.expected("bugsnag-source-maps")

    @pytest.mark.parametrize(
        ("column", "read"), list(enumerate((tools.sentry_reads, tools.rollbar_reads, tools.bugsnag_reads)))
    )
    def test_parsers(
        self, project: Path, tmp_path: Path, column: int, read: Callable[[Path, Path, Mapping[str, bytes]], set[str]]
    ) -> None:
        found = read(project, tmp_path, {name: data for name, (data, _) in MAPS.items()})
        assert found == {name for name, (_, verdict) in MAPS.items() if verdict.split()[column] == "+"}
