"""What names of sources say, the tree that they name files of, and what no report shows of them."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from smaplint import registry
from smaplint.cli import cli
from smaplint.engine import lint, lint_files
from smaplint.place import frame
from smaplint.reader import Disk, Memory
from smaplint.redact import MASK, masked_bytes, masked_text, masked_url
from smaplint.report import Report
from smaplint.reporters import FORMATS, render
from smaplint.rule import OFF, WARNING
from smaplint.settings import Settings
from smaplint.source_names import is_runtime, is_virtual, joined, machine_path, person
from smaplint.tree import LOOK_UPS, Tree
from tests.test_bad_input import ESCAPES, SCRIPT

TEXT = b"let a;\n"
SOURCES = Settings(select=("sources",))


def map_of(*sources: str | None, **fields: object) -> bytes:
    """A map with a mapping into each source, and without their texts."""
    mappings = ",".join(["AAAA", *["CCAA"] * (len(sources) - 1)])
    return json.dumps({"version": 3, "sources": sources, "names": [], "mappings": mappings, **fields}).encode()


def told(report: Report) -> list[tuple[str, str, str | None]]:
    return [(one.rule, one.case, one.pointer) for one in report.findings]


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "webpack/runtime/define property getters",
            "webpack/bootstrap",
            "webpack://app/webpack/runtime/global",
            "webpack://app/webpack/startup",
            "webpack:///(webpack)/buildin/module.js",
            "(webpack)/buildin/global.js",
            'webpack://app/external "react"',
            'external commonjs "fs"',
            "webpack:///./locale sync ^\\.\\/.*$",
            "webpack://dashjs/ignored|/home/runner/work/dash.js/node_modules/stream|util",
            "\0commonjsHelpers.js",
            "../\0vite/preload-helper.js",
            "<anon>",
            "<stdin>",
            "vite/preload-helper.js",
            "vite:react-babel",
            "virtual:pwa-register",
            "rolldown:runtime",
            "node:fs",
            "turbopack:///[turbopack]/browser/runtime/base.ts",
            "umd:@jridgewell/sourcemap-codec",
        ],
    )
    def test_no_module_with_a_text(self, name: str) -> None:
        assert is_runtime(name)
        assert is_virtual(name)

    @pytest.mark.parametrize(
        ("name", "virtual"),
        [
            ("webpack:///./src/main.ts", True),
            ("webpack://@scope/app/./src/main.ts", True),
            ("ng://app/main.ts", True),
            ("turbopack:///[project]/src/main.ts", True),
            ("https://example.com/main.ts", True),
            ("src/main.ts", False),
            ("../node_modules/vite/dist/client.js", False),
            ("src/webpack/config.ts", False),
            ("../lib/external/a.ts", False),
            ("C:/src/main.ts", False),
            ("file:///src/main.ts", False),
            ("/src/main.ts", False),
            ("src/sync/lazy.ts", False),
            ("src/<b>.ts", False),
            ("node/a.ts", False),
            ("data/seed.ts", False),
            ("virtual/list.ts", False),
        ],
    )
    def test_a_module(self, name: str, *, virtual: bool) -> None:
        assert not is_runtime(name)
        assert is_virtual(name) is virtual

    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("/home/ann/app/a.ts", "/home/ann/app/a.ts"),
            ("/Users/ann/a.ts", "/Users/ann/a.ts"),
            ("C:\\app\\a.ts", "C:/app/a.ts"),
            ("d:/app/a.ts", "d:/app/a.ts"),
            ("\\\\server\\share\\a.ts", "//server/share/a.ts"),
            ("file:///app/a.ts", "/app/a.ts"),
            ("FILE:///C:/app/a.ts", "C:/app/a.ts"),
            ("webpack:////home/ann/a.ts", "/home/ann/a.ts"),
            ("webpack:///C:/app/a.ts", "C:/app/a.ts"),
            ("webpack-internal:///home/ann/a.ts", "/home/ann/a.ts"),
            ("/usr/src/app/a.ts", "/usr/src/app/a.ts"),
            ("/builds/group/app/a.ts", "/builds/group/app/a.ts"),
            ("/src/a.ts", None),
            ("/app/a.ts", None),
            ("/a.ts", None),
            ("//cdn.example/home/ann/a.ts", None),
            ("https://example.com/home/ann/a.ts", None),
            ("webpack://home/ann/a.ts", None),
            ("webpack:///./home/ann/a.ts", None),
            ("../home/ann/a.ts", None),
            ("home/ann/a.ts", None),
            ("/homepage/a.ts", None),
            ("", None),
        ],
    )
    def test_a_path_of_a_machine(self, name: str, path: str | None) -> None:
        assert machine_path(name) == path

    @pytest.mark.parametrize(
        ("name", "climbs", "user"),
        [
            ("/home/ann/app/a.ts", False, "ann"),
            ("/Users/Ann Lee/app/a.ts", False, "Ann Lee"),
            ("C:\\Users\\ann\\a.ts", False, "ann"),
            ("/mnt/c/Users/ann/a.ts", False, "ann"),
            ("/c/Users/ann/a.ts", False, "ann"),
            ("C:/Documents and Settings/ann/a.ts", False, "ann"),
            ("file:///home/ann/a.ts", False, "ann"),
            ("a.vue?importer=%2FUsers%2Fann%2Fapp%2Fa.vue", False, "ann"),
            ("a.vue?importer=/home/ann/a.vue", False, "ann"),
            ("../../../../home/ann/app/a.ts", True, "ann"),
            ("../../../../home/ann/app/a.ts", False, None),
            ("../../../home/ann/app/a.ts", True, None),
            ("/home/runner/work/a.ts", False, None),
            ("/Users/Shared/a.ts", False, None),
            ("/home/a.ts", False, None),
            ("/var/lib/jenkins/home/ann/a.ts", False, None),
            ("src/home/ann/a.ts", False, None),
        ],
    )
    def test_a_person(self, name: str, user: str | None, *, climbs: bool) -> None:
        assert person(name, climbs=climbs) == user

    @pytest.mark.parametrize(
        ("root", "name"), [("", "a.ts"), ("src", "src/a.ts"), ("src/", "src/a.ts"), ("/", "/a.ts"), ("x:", "x:/a.ts")]
    )
    def test_behind_a_root(self, root: str, name: str) -> None:
        assert joined(root, "a.ts") == name


class TestTree:
    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        project = tmp_path / "project"
        for path in ("dist/app.js.map", "src/main.ts", "src/a b.ts", "src/käse.ts", "real/deep/x.ts"):
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_bytes(TEXT)
        (tmp_path / "outside.ts").write_bytes(b"CANARY")
        (project / "linked").symlink_to("real")
        (project / "src/link.ts").symlink_to("../real/deep/x.ts")
        (project / "src/away.ts").symlink_to("../../outside.ts")
        (project / "away").symlink_to("..")
        monkeypatch.chdir(project)
        return project

    def tree(self) -> Tree:
        return Tree("dist/app.js.map", Disk(os.getcwd()))

    @pytest.mark.parametrize(
        ("root", "source", "state", "path"),
        [
            ("", "../src/main.ts", "found", "src/main.ts"),
            ("../src", "main.ts", "found", "src/main.ts"),
            ("..", "src/main.ts?v=1", "found", "src/main.ts"),
            ("", "../src/a%20b.ts", "found", "src/a b.ts"),
            ("", "../src/a b.ts#x", "found", "src/a b.ts"),
            ("", "../src/k%C3%A4se.ts", "found", "src/käse.ts"),
            ("", "..\\src\\main.ts", "found", "src/main.ts"),
            ("", "../linked/deep/x.ts", "found", "linked/deep/x.ts"),
            ("", "../src/link.ts", "found", "src/link.ts"),
            ("", "../src/gone.ts", "missing", "src/gone.ts"),
            ("", "../src", "missing", "src"),
            ("../src", "../src/main.ts", "found", "src/main.ts"),
            ("", "../src/away.ts", "missing", "src/away.ts"),
            ("", "../away/outside.ts", "outside", "away/outside.ts"),
            ("", "../../outside.ts", "outside", "../outside.ts"),
            ("", "%2e%2e/%2e%2e/outside.ts", "outside", "../outside.ts"),
            ("", "/etc/passwd", "outside", "/etc/passwd"),
            ("", "file:///etc/passwd", "outside", "/etc/passwd"),
            ("", "webpack:///../src/main.ts", "virtual", ""),
            ("https://example.com/", "../src/main.ts", "virtual", ""),
            ("", "<stdin>", "virtual", ""),
            ("", "a\0b", "virtual", ""),
            ("", "", "virtual", ""),
            ("", "x" * 20_000, "missing", ""),
            ("", "x" * 5_000, "missing", "dist/" + "x" * 5_000),
            ("", "\ud800.ts", "missing", "dist/\ud800.ts"),
        ],
    )
    def test_where_a_source_is(self, root: str, source: str, state: str, path: str) -> None:
        assert self.tree().locate(root, source) == (state, path)

    @pytest.mark.parametrize("source", [".git/config", ".GIT/config", ".git./config", "git~1/config", "x/.git/config"])
    def test_git_s_own_is_out_of_reach(self, project: Path, source: str) -> None:
        """`actions/checkout` leaves a token there, and reports quote the text of sources."""
        (project / source).parent.mkdir(parents=True, exist_ok=True)
        (project / source).write_bytes(b"CANARY")
        (project / "src/config.ts").symlink_to(project / source)
        (project / "src/folder").symlink_to((project / source).parent)
        tree = self.tree()
        assert tree.locate("", f"../{source}").state == "outside"
        assert tree.locate("", "../src/config.ts").state == "missing"
        assert tree.locate("", "../src/folder/config").state == "outside"
        assert tree.read("src/config.ts", 100) is None

    @pytest.mark.parametrize("name", [".env", ".env.local", ".npmrc"])
    def test_hidden_files_are_no_sources(self, project: Path, name: str) -> None:
        (project / name).write_bytes(b"CANARY")
        (project / "src/settings.ts").symlink_to(f"../{name}")
        (project / ".nuxt").mkdir()
        (project / ".nuxt/app.ts").write_bytes(TEXT)
        tree = self.tree()
        assert tree.locate("", f"../{name}").state == "virtual"
        assert tree.locate("", "../src/settings.ts").state == "missing"
        assert tree.read("src/settings.ts", 100) is None
        assert tree.locate("", "../.nuxt/app.ts").state == "found"

    def test_an_absolute_path_inside(self, project: Path) -> None:
        assert self.tree().locate("", f"{project}/src/main.ts").state == "found"
        assert self.tree().locate("", f"file://{project}/src/main.ts").state == "found"

    def test_what_is_read(self) -> None:
        tree = self.tree()
        assert tree.read("src/main.ts", 7) == TEXT
        assert tree.read("src/link.ts", 7) == TEXT
        assert tree.read("src/main.ts", 6) is None
        assert tree.read("src/away.ts", 100) is None
        assert tree.read("src/gone.ts", 100) is None

    def test_look_ups_are_bounded(self) -> None:
        tree = Tree("a.js.map", Memory({}, has_tree=True))
        states = [tree.locate("", f"{number}.ts").state for number in range(LOOK_UPS + 10)]
        assert states.count("missing") == LOOK_UPS
        assert states[-1] == "unknown"
        assert tree.locate("", "0.ts").state == "missing", "what was found out stays known"

    @pytest.mark.parametrize(
        ("files", "published"),
        [
            ({"package.json": b'{"name":"a","version":"1.0.0"}'}, {"src/main.ts"}),
            ({"package.json": b'{"name":"a","version":"1.0.0","files":["dist"]}'}, set()),
            ({"package.json": b'{"name":"a","version":"1.0.0","files":["dist","src/*.ts"]}'}, {"src/main.ts"}),
            ({"package.json": b'{"name":"a","version":"1.0.0","files":["src"]}'}, None),
            (
                {"package.json": b'{"name":"a","version":"1.0.0"}', "dist/package.json": b'{"type":"module"}'},
                {"src/main.ts"},
            ),
            (
                {
                    "package.json": b'{"name":"a","version":"1.0.0"}',
                    "dist/package.json": b'{"name":"b","version":"1.0.0"}',
                },
                set(),
            ),
            ({"package.json": b'{"name":"a","version":"1.0.0","private":true}'}, None),
            ({"package.json": b"[" * 100_000}, None),
            ({"../package.json": b'{"name":"a","version":"1.0.0"}'}, None),
            ({}, None),
        ],
    )
    def test_what_goes_out_with_the_map(self, files: dict[str, bytes], published: set[str] | None) -> None:
        """As `npm pack` has it; None where the map goes out with no package."""
        for path, data in files.items():
            Path(path).write_bytes(data)
        assert self.tree().published(["src/main.ts"]) == published

    @pytest.mark.parametrize("named", [False, True])
    def test_nothing_outside_is_looked_at(self, project: Path, *, named: bool) -> None:
        dist = project / "dist"
        texts = map_of(*ESCAPES, "../src/away.ts", sourcesContent=["x"] * (len(ESCAPES) + 1))
        (dist / "app.js.map").write_bytes(map_of(*ESCAPES, "../src/away.ts", "../away/outside.ts"))
        (dist / "texts.js.map").write_bytes(texts)
        (dist / "out").symlink_to("../../canary")
        script = SCRIPT.replace("Settings(jobs=1)", 'Settings(jobs=1, select=("sources",), presets=("npm",))')
        assert script != SCRIPT
        given = [str(dist / "app.js.map"), str(dist / "texts.js.map")] if named else [str(project)]
        run = subprocess.run([sys.executable, "-c", script, *given], capture_output=True, check=True, text=True)
        said = json.loads(run.stdout)
        assert "CANARY" not in run.stdout
        assert "root:" not in said["all"]
        assert f"{dist}/app.js.map" in said["seen"], "the hook does not see"
        above = {str(project), *map(str, project.parents), *(str(folder / ".git") for folder in dist.parents)}
        library = (sys.prefix, sys.base_prefix, str(Path(__file__).parent.parent))
        assert [
            path
            for path in said["seen"]
            if path and not path.startswith((f"{project}/", *library)) and path not in above
        ] == []


class TestWithoutATree:
    """What asks for files is not run where there are none at hand, and the report says so once."""

    FILES: Mapping[str, bytes] = {f"{number}.js.map": map_of("a.ts") for number in range(3)}

    def test_in_memory(self) -> None:
        report = lint_files(self.FILES, SOURCES)
        assert [rule for rule, _ in report.not_run] == ["source-outside-root", "unresolvable-source"]
        assert {one.rule for one in report.findings} == {"missing-sources-content"}
        texts = {"a.js.map": map_of("a.ts", sourcesContent=["let a"])}
        assert [rule for rule, _ in lint_files(texts, SOURCES).not_run] == [
            "source-outside-root",
            "stale-sources-content",
        ]

    def test_on_standard_input(self) -> None:
        report = lint(["-"], SOURCES, stdin=map_of("a.ts"))
        assert {rule for rule, _ in report.not_run} >= {"source-outside-root", "unresolvable-source"}

    def test_with_one(self) -> None:
        report = lint_files(self.FILES, SOURCES, has_tree=True)
        assert report.not_run == ()
        assert {one.rule for one in report.findings} == {"missing-sources-content", "unresolvable-source"}

    def test_no_package(self) -> None:
        files = {"dist/a.js.map": map_of("../../a.ts")}
        report = lint_files(files, Settings(presets=("npm",)), has_tree=True)
        assert "unresolvable-source" not in {one.rule for one in report.findings}
        ((rule, reason),) = report.not_run
        assert rule == "unresolvable-source"
        assert "`package.json`" in reason
        assert lint_files(files, Settings(presets=("strict",)), has_tree=True).not_run == ()


SECRETS = (
    "https://ann:hunter2hunter2@example.com/src/a.ts",
    "https://x-access-token:ghs_hunter2hunter2@github.com/a/b.ts",
    "git+ssh://git:hunter2hunter2@example.com/a.ts",
    "https://ghp_hunter2hunter2hunter2hunter2@github.com/a/b.ts",
    "https://example.com/a.ts?access_token=hunter2hunter2",
    "https://s3.example.com/a.ts?X-Amz-Date=1&X-Amz-Signature=hunter2hunter2&x=1",
)


class TestSecrets:
    @pytest.mark.parametrize("url", SECRETS)
    @pytest.mark.parametrize("form", FORMATS)
    def test_in_no_report(self, url: str, form: str) -> None:
        """Also not where another rule says something about a source beside it, or about that one."""
        spoilt = map_of(
            "..\\a.ts", url, "", url.replace("a.ts", "b.ts"), sourceRoot="", names=7, sourcesContent=["", 5]
        )
        inline = b"//# sourceMappingURL=data:application/json;base64," + base64.b64encode(map_of("a.ts", url))
        files = {
            "a.js.map": map_of("a.ts", url),
            "b.js.map": map_of("a.ts", sourceRoot=url + "/"),
            "c.js.map": spoilt,
            "d.js": b"let a\n" + inline,
            "e.js.map": map_of("a.ts", url).replace(b"/", b"\\/"),
        }
        report = lint_files(files, Settings(presets=("strict", "private", "sentry")), has_tree=True)
        found = [one.place.path for one in report.findings if one.rule == "source-credentials"]
        assert found == ["a.js.map", "b.js.map", "c.js.map", "d.js", "e.js.map"]
        text = render(form, report)
        assert "hunter2" not in text
        assert "hunter2" not in repr(report)

    @pytest.mark.parametrize("cut", range(30, 75))
    def test_in_no_frame_that_cuts_it(self, cut: int) -> None:
        data = b'["https://ann:' + b"hunter2" * 20 + b'@example.com/a.ts", "' + b"x" * 100 + b'"]'
        shown = frame("a", data, len(data) - cut, len(data) - cut + 1)
        assert "hunter2" not in shown.before + shown.marked + shown.after
        shown = frame("a", data, cut, cut + 1)
        assert "hun" not in shown.before + shown.marked + shown.after
        assert len(shown.marked) == 1, "columns stay"

    @pytest.mark.parametrize(
        "text",
        [
            "https://example.com/@scope/a.ts",
            "webpack://app@1.0.0/./a.ts",
            "git+ssh://git@github.com/a.ts",
            "https://example.com:8080/@a/b.ts",
            "https://example.com/a.ts?v=0123456789abcdef",
            "src/token=0123456789abcdef.ts",
            "ann:hunter2@example.com",
            "",
        ],
    )
    def test_what_is_none(self, text: str) -> None:
        assert masked_url(text) == text
        assert masked_bytes(text.encode(), 0, len(text)) == text.encode()

    @pytest.mark.parametrize(
        ("data", "shown"),
        [
            (b"key=abc/def;", b"key=*******;"),
            (b"key=abc\\/def;", b"key=********;"),
            (b"abc/defabc/def", b"*" * 14),
            (b"key=\\u0061bc;", b"*" * 13),
        ],
    )
    def test_what_a_problem_names(self, data: bytes, shown: bytes) -> None:
        """In the forms in which JSON writes it; where it is in no known form nothing is shown."""
        assert masked_bytes(data, 0, len(data), ("abc/def",)) == shown

    def test_what_is_longer_than_the_frame(self) -> None:
        key = "0123456789" * 2000
        data = b"x" * 100 + key.encode() + b"y" * 100
        assert masked_bytes(data, 10_000, 10_050, (key,)) == b"*" * 50
        assert masked_bytes(data, 90, 110, (key,)) == b"x" * 10 + b"*" * 10
        assert masked_text(f"a {key} b", (key, "")) == f"a {MASK} b"


class TestHostile:
    @pytest.mark.parametrize(
        "name",
        [
            "../" * 300_000 + "home/ann/a.ts",
            "https://" + "a:" * 500_000 + "@x",
            "https://" * 120_000,
            "?token=" * 140_000,
            "&" + "token" * 200_000,
            "\\" * 1_000_000,
            "C:\\" * 330_000,
            "/home/" * 160_000,
            "?importer=%2FUsers" * 50_000,
            "webpack:///" * 90_000,
            "a sync " * 140_000,
            "%25" * 330_000,
            ":" * 1_000_000,
            "[turbopack" * 100_000,
        ],
        ids=lambda name: name[:12],
    )
    def test_a_name_of_a_megabyte(self, name: str) -> None:
        files = {"a.js.map": map_of(name), "b.js.map": map_of("a.ts", sourceRoot=name), "a.js": TEXT}
        report = lint_files(files, Settings(select=("sources", "file-name")), has_tree=True)
        assert not report.crashed

    def test_many_sources(self) -> None:
        names = [f"a{number}.ts" for number in range(100_000)]
        report = lint_files({"a.js.map": map_of(*names)}, Settings(select=("sources",)), has_tree=True)
        assert told(report) == [
            ("missing-sources-content", "gone", ""),
            ("unresolvable-source", "", "/sources/0"),
        ]


class TestPresets:
    def test_a_source_without_a_name_has_an_index(self) -> None:
        """`empty-source` says that it has no name; the index itself is right."""
        settings = Settings(ignore=("linking",))
        assert told(lint_files({"a.js.map": map_of(None)}, settings)) == [("empty-source", "", "/sources/0")]

    @pytest.mark.parametrize("preset", ["sentry", "datadog", "bugsnag", "rollbar", "npm"])
    def test_vendors_have_all_of_recommended(self, preset: str) -> None:
        for rule in registry.rules().values():
            for case in registry.cases(rule):
                assert (registry.level(rule, preset, case) >= WARNING) or (
                    registry.level(rule, "recommended", case) < WARNING
                ), (rule.name, case)

    def test_what_is_on_and_why(self) -> None:
        run = CliRunner().invoke(cli, ["rules", "--preset", "npm", "--preset", "private"])
        lines = run.stdout.splitlines()
        assert lines[0].startswith("npm: recommended, and")
        assert lines[0].endswith("(sources.package: true)")
        assert lines[1].endswith("(exposure.policy: none, exposure.inline: false)")
        assert lines[3].split() == ["npm", "private", "in", "force"]
        rows = {words[0]: words[1:4] for line in lines if len(words := line.split()) > 3}
        assert rows["unresolvable-source"] == ["error", "-", "error"]
        assert rows["personal-path"] == ["warning", "error", "error"]
        assert "source-query" not in rows

    def test_the_table_names_vendors_where_they_differ(self) -> None:
        run = CliRunner().invoke(cli, ["rules"])
        (row,) = [line for line in run.stdout.splitlines() if line.startswith("  missing-sources-content ")]
        assert row.endswith("[sentry: error+, datadog: error]")

    def test_differing(self) -> None:
        rule = registry.rule("missing-sources-content")
        assert registry.differing(rule) == ("sentry", "datadog")
        assert registry.differing(rule, "") == ("datadog",)
        assert registry.level(rule, "spec", "") == OFF
