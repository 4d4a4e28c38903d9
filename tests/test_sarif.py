"""SARIF as GitHub reads it: where alerts stand, what fits into an upload, and by what they are known in the next build.

The reporter's own cases are in tests/test_reporters.py; here logs come from files, a repository and real bundlers.
"""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes
from zlib import compress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smaplint.anchors import CHOICES, Anchors
from smaplint.cli import run
from smaplint.engine import lint
from smaplint.report import Finding, Place, Report
from smaplint.reporters import sarif
from smaplint.rule import ERROR, NOTE, WARNING
from smaplint.settings import Settings
from tests import accidents
from tests.npm import installed, program
from tests.test_reporters import HOSTILE, finding, report
from tests.validators import GITHUB, ghas_refusals, sarif_multitool, sarif_schema, unstable_paths

Json = dict[str, Any]

TESTS = Path(__file__).parent
pytestmark = pytest.mark.skipif(os.name != "posix", reason="paths and links of POSIX")


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def repository(folder: Path, files: dict[str, str], ignored: str = "dist") -> Path:
    """A repository in which these files are tracked; what is called `ignored` is not, wherever it lies."""
    for name, text in {**files, ".gitignore": ignored}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet", ".")
    git(folder, "add", "--all")
    return folder


def results(given: Report, choice: str = "auto") -> list[Json]:
    log = json.loads(sarif.render(given._replace(anchor=choice)))
    assert ghas_refusals(log) == []
    found: list[Json] = log["runs"][0]["results"]
    return found


def place_of(location: Json) -> str:
    """`path:line:column` of a location, its path as a person writes it."""
    physical = location["physicalLocation"]
    path = os.fsdecode(unquote_to_bytes(physical["artifactLocation"]["uri"]))
    return f"{path}:{physical['region']['startLine']}:{physical['region']['startColumn']}"


def map_of(**fields: object) -> str:
    return json.dumps({"version": 3, "sources": [], "names": [], "mappings": "", **fields})


CODE = "const a = 1;\n\nexport const total = (of) => of + a;\n"


class TestAnchors:
    VITE = "export default {\n  build: { sourcemap: true },\n};\n"

    @pytest.mark.parametrize(
        ("tracked", "generated", "expected"),
        [
            (("package.json", "vite.config.ts"), "dist/a.js", "vite.config.ts"),
            (("package.json", "webpack.config.js", "webpack.prod.js"), "dist/a.js", "webpack.prod.js"),
            (("package.json", "webpack.config.js", "webpack.config.dev.js"), "dist/a.js", "webpack.config.js"),
            (("tsconfig.json", "next.config.mjs", "package.json"), ".next/a.js", "next.config.mjs"),
            (("svelte.config.js", "vite.config.js"), "build/a.js", "vite.config.js"),
            (("angular.json", "tsconfig.json", "package.json"), "dist/browser/a.js", "angular.json"),
            (("metro.config.js", "babel.config.js"), "android/index.map", "metro.config.js"),
            (("gulpfile.babel.js", "postcss.config.cjs"), "css/a.css", "gulpfile.babel.js"),
            ((".swcrc", "package.json"), "lib/a.js", ".swcrc"),
            ((".babelrc", "package.json"), "lib/a.js", ".babelrc"),
            (("tsconfig.build.json", "package.json"), "lib/a.js", "tsconfig.build.json"),
            (("package.json",), "a/b/c/d/a.js", "package.json"),
            # The nearest folder, whatever a folder above it has.
            (("vite.config.ts", "packages/web/package.json"), "packages/web/dist/a.js", "packages/web/package.json"),
            (("vite.config.ts", "packages/api/package.json"), "packages/web/dist/a.js", "vite.config.ts"),
            (("packages/web/rollup.config.mjs",), "packages/webb/dist/a.js", "packages/webb/dist/a.js"),
            # No configurations: what only begins like one, and what lies beside or below.
            (
                ("vite.config.ts.bak", "my-vite.config.ts", "packages.json", "dist/sub/package.json"),
                "dist/a.js",
                "dist/a.js",
            ),
            ((), "dist/a.js", "dist/a.js"),
            # A committed file is where it is; under a name that changes with each build it is not.
            (("package.json", "vendor/jquery.min.js.map"), "vendor/jquery.min.js.map", "vendor/jquery.min.js.map"),
            (("package.json", "out/app-4f2a9c1b.js.map"), "out/app-4f2a9c1b.js.map", "package.json"),
        ],
    )
    def test_nearest_configuration(
        self, tmp_path: Path, tracked: tuple[str, ...], generated: str, expected: str
    ) -> None:
        repository(tmp_path, dict.fromkeys(tracked, "x"), ignored="node_modules")
        here = str(tmp_path)
        (result,) = results(report(finding(path=generated), root=here, cwd=here))
        assert place_of(result["locations"][0]).split(":")[0] == expected

    @pytest.mark.parametrize(
        ("choice", "about_tracked", "about_untracked", "about_none"),
        [
            ("auto", "src/a.js:3:7", "vite.config.ts:2:12", "vite.config.ts:2:12"),
            ("source", "src/a.js:3:7", "gen/b.js:1:1", "vite.config.ts:2:12"),
            ("config", "vite.config.ts:2:12", "vite.config.ts:2:12", "vite.config.ts:2:12"),
            ("generated", "dist/a.js.map:1:9", "dist/a.js.map:1:9", "dist/a.js.map:1:9"),
        ],
    )
    def test_choice(
        self, tmp_path: Path, choice: str, about_tracked: str, about_untracked: str, about_none: str
    ) -> None:
        """The source, else the configuration at the option that makes maps, else the file; `source` asks no git."""
        repository(tmp_path, {"vite.config.ts": self.VITE, "src/a.js": CODE, "package.json": "{}"})
        here = str(tmp_path)
        plain = finding()._replace(place=Place("dist/a.js.map", 1, 9, 1, 12))
        tracked = plain._replace(source="../src/a.js", original=Place("src/a.js", 3, 7, 3, 8))
        untracked = plain._replace(source="../gen/b.js", original=Place("gen/b.js"))
        given = report(tracked, untracked, plain, root=here, cwd=here)
        found = results(given, choice)
        assert [place_of(one["locations"][0]) for one in found] == [about_tracked, about_untracked, about_none]
        for one in found:
            # The generated file is named in any case, with its exact region.
            elsewhere = not place_of(one["locations"][0]).startswith("dist/")
            assert one["properties"]["file"] == "dist/a.js.map"
            if elsewhere:
                related = one["relatedLocations"][0]
                assert place_of(related) == "dist/a.js.map:1:9"
                assert related["physicalLocation"]["region"]["endColumn"] == 12
                # Of an alert in a list nothing but the first sentence shows.
                first = one["message"]["text"].partition(". ")[0].removesuffix(".")
                assert first.endswith(" (in [dist/a.js.map:1:9](1))")
        (log,) = json.loads(sarif.render(given))["runs"]
        assert [one["location"]["uri"] for one in log["artifacts"]] == ["dist/a.js.map"]

    @pytest.mark.parametrize("choice", ["auto", "source"])
    def test_a_source_outside_is_no_place(self, tmp_path: Path, choice: str) -> None:
        (tmp_path / "b.js").write_text(CODE)
        here = str(repository(tmp_path / "repo", {"package.json": "{}"}))
        given = report(finding(source="../../b.js", original=Place("../b.js", 3, 7, 3, 8)), root=here, cwd=here)
        (result,) = results(given, choice)
        assert place_of(result["locations"][0]) == "package.json:1:1"

    def test_without_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No repository, no git, or none that answers: the file itself; but who asks for sources gets them."""
        for name in ("src/a.js", "package.json"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(CODE)
        here = str(tmp_path)
        given = report(finding(original=Place("src/a.js", 3, 7, 3, 8)), root=here, cwd=here)
        assert place_of(results(given)[0]["locations"][0]) == "dist/app.js.map:1:12"
        assert place_of(results(given, "source")[0]["locations"][0]) == "src/a.js:3:7"
        (tmp_path / ".git").mkdir()
        assert place_of(results(given)[0]["locations"][0]) == "dist/app.js.map:1:12"
        monkeypatch.setenv("PATH", "/nowhere")
        assert place_of(results(given)[0]["locations"][0]) == "dist/app.js.map:1:12"

    def test_git_is_asked_once_and_only_where_it_matters(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        log = tmp_path / "asked"
        fake = tmp_path / "bin" / "git"
        fake.parent.mkdir()
        fake.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\nprintf "package.json\\0"\n')
        fake.chmod(0o755)
        (tmp_path / ".git").mkdir()
        monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
        here = str(tmp_path)
        many = report(*(finding(path=f"dist/{index}.map") for index in range(20)), root=here, cwd=here)
        assert {place_of(one["locations"][0]) for one in results(many)} == {"package.json:1:1"}
        assert len(log.read_text().splitlines()) == 1
        assert log.read_text().rstrip().endswith("ls-files -z")
        results(many, "generated")
        results(report(root=here, cwd=here))
        (tmp_path / ".git").rmdir()
        results(many)
        assert len(log.read_text().splitlines()) == 1

    def test_configuration_that_is_no_file_or_large_or_not_text(self, tmp_path: Path) -> None:
        """Its first character, then: what git tracks may be gone, a link, or anything."""
        repository(
            tmp_path, {"a/package.json": "{}", "b/package.json": f"{'x' * 300_000} sourcemap", "c/package.json": "é"}
        )
        (tmp_path / "a/package.json").unlink()
        (tmp_path / "c/package.json").write_bytes(b"\xff\xfe sourcemap")
        os.mkfifo(tmp_path / "a/package.json")
        here = str(tmp_path)
        given = report(*(finding(path=f"{name}/dist/x.map") for name in "abc"), root=here, cwd=here)
        assert [place_of(one["locations"][0]) for one in results(given)] == [
            "a/package.json:1:1",
            "b/package.json:1:1",
            "c/package.json:1:4",
        ]

    def test_suppression_without_use_stays_in_the_configuration(self, tmp_path: Path) -> None:
        repository(tmp_path, {"package.json": "{}"}, ignored="smaplint.yaml")
        here = str(tmp_path)
        unused = Finding("unused-suppression", WARNING, "nothing fits it", Place("smaplint.yaml", 4, 1, 4, 2))
        (result,) = results(report(unused, root=here, cwd=here))
        assert place_of(result["locations"][0]) == "smaplint.yaml:4:1"

    def test_a_million_files(self) -> None:
        """The list is gone through once, and each folder is looked up once."""
        anchors = Anchors("/nowhere")
        names = {f"packages/p{index % 100}/src/file{index}.ts".encode() for index in range(20_000)}
        anchors.__dict__["tracked"] = frozenset({*names, b"packages/p1/vite.config.ts", b"package.json"})
        deep = b"packages/p1" + b"/d" * 1000
        assert anchors.config(deep) == b"packages/p1/vite.config.ts"
        assert anchors.config(b"packages/p2/dist") == b"package.json"
        assert anchors.config(b"") == b"package.json"


class TestPaths:
    """What a place is relative to: the top of the repository, with links resolved, whatever the working directory."""

    FILES = {"packages/web/package.json": "{}", "packages/web/src/a.js": CODE, "package.json": "{}"}  # noqa: RUF012

    SETTINGS = Settings(select=("version-integer", "names-index-bounds", "stale-sources-content"))

    def lint(self, folder: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> list[Json]:
        monkeypatch.chdir(folder)
        return results(lint([target], self.SETTINGS, jobs=1))

    def build(self, dist: Path, source: str = "../src/a.js", name: str = "app.js") -> None:
        """A map with an old text, a name too few and a wrong version: about a source, about a segment, and about neither."""
        dist.mkdir(parents=True, exist_ok=True)
        fields = {"sources": [source], "sourcesContent": [f"{CODE}// old\n"], "mappings": "AAEAA"}
        (dist / f"{name}.map").write_text(map_of(**fields, version="3"))
        (dist / name).write_text(f"total();\n//# sourceMappingURL={name}.map\n")

    EXPECTED = {  # noqa: RUF012
        "stale-sources-content": "packages/web/src/a.js:1:1",
        "names-index-bounds": "packages/web/src/a.js:3:1",
        "version-integer": "packages/web/package.json:1:1",
    }

    def check(self, found: list[Json], dist: str = "packages/web/dist/app.js.map") -> None:
        assert {one["ruleId"]: place_of(one["locations"][0]) for one in found} == self.EXPECTED
        assert {place_of(one["relatedLocations"][0]).partition(":")[0] for one in found} == {dist}

    @pytest.mark.parametrize(
        ("cwd", "target"),
        [
            (".", "packages/web/dist"),
            ("packages/web", "dist"),
            ("packages/web/dist", "."),
            ("packages/web/src", "../dist"),
            ("packages", "web/dist/app.js.map"),
        ],
    )
    def test_from_any_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cwd: str, target: str) -> None:
        repository(tmp_path, self.FILES)
        self.build(tmp_path / "packages/web/dist")
        self.check(self.lint(tmp_path / cwd, target, monkeypatch))

    def test_from_outside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repository(tmp_path / "repo", self.FILES)
        self.build(tmp_path / "repo/packages/web/dist")
        self.check(self.lint(tmp_path, "repo/packages/web/dist", monkeypatch))

    def test_linked_root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repository(tmp_path / "real", self.FILES)
        self.build(tmp_path / "real/packages/web/dist")
        (tmp_path / "link").symlink_to("real")
        self.check(self.lint(tmp_path / "link/packages/web", "dist", monkeypatch))
        # Through a link above the repository, sources are not looked for; what is tracked is still found.
        found = self.lint(tmp_path, "link/packages/web/dist", monkeypatch)
        assert {place_of(one["locations"][0]) for one in found} == {"packages/web/package.json:1:1"}
        assert {place_of(one["relatedLocations"][0]).partition(":")[0] for one in found} == {
            "packages/web/dist/app.js.map"
        }

    def test_linked_build_inside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The URI is that of the file, the configuration that of the folder in which the link lies."""
        repository(tmp_path, self.FILES)
        self.build(tmp_path / "dist/web", "../../packages/web/src/a.js")
        (tmp_path / "packages/web/out").symlink_to("../../dist/web")
        found = self.lint(tmp_path, "packages/web/out", monkeypatch)
        assert {one["ruleId"]: place_of(one["locations"][0]) for one in found}["version-integer"] == (
            self.EXPECTED["version-integer"]
        )
        assert {place_of(one["relatedLocations"][0]).partition(":")[0] for one in found} == {"dist/web/app.js.map"}

    def test_linked_build_outside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repo = repository(tmp_path / "repo", self.FILES, ignored="out")
        self.build(tmp_path / "elsewhere")
        (repo / "packages/web/out").symlink_to(tmp_path / "elsewhere")
        found = self.lint(repo, "packages/web/out", monkeypatch)
        (version,) = [one for one in found if one["ruleId"] == "version-integer"]
        assert place_of(version["locations"][0]) == "packages/web/package.json:1:1"
        assert place_of(version["relatedLocations"][0]).startswith("outside-of-root/_/elsewhere/")

    @pytest.mark.parametrize("inner", ["packages/web", "packages/web/dist"])
    def test_repository_in_the_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
        """A submodule, or the branch of the pages in `dist`: what is uploaded is the checkout that the run was in."""
        repository(tmp_path, {"package.json": "{}", "packages/package.json": "{}"}, ignored="web")
        repository(tmp_path / inner, {} if inner.endswith("dist") else {"src/a.js": CODE})
        self.build(tmp_path / "packages/web/dist")
        for cwd, target in ((".", "packages/web/dist"), ("packages", "web/dist")):
            found = self.lint(tmp_path / cwd, target, monkeypatch)
            assert {place_of(one["locations"][0]) for one in found} == {"packages/package.json:1:1"}
            assert {place_of(one["relatedLocations"][0]).partition(":")[0] for one in found} == {
                "packages/web/dist/app.js.map"
            }

    @pytest.mark.parametrize("folder", [".", "packages/web"])
    def test_worktree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
        """`.git` is a file there."""
        main = repository(tmp_path / "main", self.FILES)
        git(main, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--message", "x")
        git(main, "worktree", "add", "--quiet", str(tmp_path / "tree"))
        self.build(tmp_path / "tree/packages/web/dist")
        self.check(self.lint(tmp_path / "tree" / folder, "dist" if folder != "." else "packages/web/dist", monkeypatch))

    @pytest.mark.parametrize(
        "name",
        ["a b", "[slug]", "#1", "100%", "%41", "é", "日本", "a:b", "c\\d", "?q", "a\nb", "::error", b"caf\xe9"],
        ids=ascii,
    )
    def test_names(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | bytes) -> None:
        """Whoever reads a URI gets the file, of the source and of the map."""
        folder = os.fsdecode(name)
        try:
            (tmp_path / folder / "src").mkdir(parents=True)
        except OSError:
            pytest.skip("no such name can be on this file system")
        (tmp_path / folder / "src/a.js").write_text(CODE)
        (tmp_path / folder / "package.json").write_text("{}")
        self.build(tmp_path / folder / "dist")
        repository(tmp_path, {})
        found = self.lint(tmp_path, folder, monkeypatch)
        assert {one["ruleId"]: place_of(one["locations"][0]) for one in found} == {
            rule: place.replace("packages/web", folder) for rule, place in self.EXPECTED.items()
        }
        for one in found:
            assert place_of(one["relatedLocations"][0]).startswith(f"{folder}/dist/app.js.map:")


class TestSources:
    """Which file a finding is about, by the name that the map has for it."""

    def original(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, *, dist: str = "dist", **fields: object
    ) -> Finding:
        """The finding about a segment at line 3, column 1 of a source."""
        (folder / dist).mkdir(parents=True, exist_ok=True)
        (folder / ".git").mkdir(exist_ok=True)
        usual = {"sources": [source], "sourcesContent": [CODE], "mappings": "AAEAA"}
        (folder / dist / "app.js.map").write_text(map_of(**{**usual, **fields}))
        monkeypatch.chdir(folder)
        (found,) = lint([dist], Settings(select=("names-index-bounds",)), jobs=1).findings
        return found

    def write(self, folder: Path, *names: str, text: str = CODE) -> None:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("../src/a.js", "src/a.js"),
            ("../src/./a.js", "src/a.js"),
            ("../src/a%2Ejs", "src/a.js"),
            ("../src/a.js?used", "src/a.js"),
            ("webpack://app/./src/a.js", "src/a.js"),
            ("webpack:///./src/a.js", "src/a.js"),
            ("webpack:///src/a.js", "src/a.js"),
            ("webpack://app/./src/a.js?4f2a", "src/a.js"),
            ("webpack://@scope/app/./src/a.js", ""),
            ("webpack:///./node_modules/loader/index.js!./src/a.js", "src/a.js"),
            ("webpack-internal:///(rsc)/./src/a.js", "src/a.js"),
            ("turbopack:///[project]/src/a.js", "src/a.js"),
            ("rspack://app/./src/a.js", "src/a.js"),
            ("src/a.js", "src/a.js"),
            ("./src/a.js", "src/a.js"),
            # Too little to go by, another place, and what is no file.
            ("a.js", ""),
            ("src/b.js", ""),
            ("https://example.com/src/a.js", ""),
            ("app:///src/a.js", ""),
            ("webpack/runtime/a.js", ""),
            ("webpack://app/webpack/bootstrap", ""),
            ("/src/a.js", ""),
            ("../../src/a.js", ""),
            ("webpack://app/../../../../../../../../etc/passwd", ""),
            ("../../../../../../../../../../../etc/passwd", ""),
            ("file:///etc/passwd", ""),
        ],
    )
    def test_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, expected: str) -> None:
        self.write(tmp_path, "src/a.js")
        found = self.original(tmp_path, monkeypatch, source)
        assert found.source == source
        assert (found.original.path if found.original else "") == expected
        if found.original:
            assert found.original[1:] == (3, 1, 3, 2)
        assert found.original_frame
        assert found.original_frame.path == (expected or source)
        assert (found.original_frame.line, found.original_frame.marked) == (3, "e")

    def test_nearest_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write(tmp_path, "src/a.js", "packages/web/src/a.js")
        found = self.original(tmp_path, monkeypatch, "webpack://web/./src/a.js", dist="packages/web/dist/js")
        assert found.original
        assert found.original.path == "packages/web/src/a.js"

    def test_source_root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write(tmp_path, "src/a.js")
        found = self.original(tmp_path, monkeypatch, "a.js", sourceRoot="../src")
        assert found.source == "a.js"
        assert found.original == Place("src/a.js", 3, 1, 3, 2)

    def test_another_file_of_that_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A library's `./src/index.js` is not ours; an edited file is still the same."""
        self.write(tmp_path, "src/a.js", text="import x from 'y';\nx();\nx.more();\n")
        assert self.original(tmp_path, monkeypatch, "webpack://lib/./src/a.js").original is None
        assert self.original(tmp_path, monkeypatch, "src/a.js").original is None
        # A line that many files have.
        third = ["import x from 'y';\nx(1);\n'third';\n"]
        assert self.original(tmp_path, monkeypatch, "src/a.js", sourcesContent=third).original is None
        self.write(tmp_path, "src/a.js", text=f"{CODE}// edited\n// twice\n")
        found = self.original(tmp_path, monkeypatch, "webpack://lib/./src/a.js").original
        assert found
        assert found.path == "src/a.js"

    def test_without_texts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """One package's names are taken at their word; of several nobody knows whose it is."""
        self.write(tmp_path, "src/a.js")
        alone = self.original(tmp_path, monkeypatch, "webpack://app/./src/a.js", sourcesContent=None)
        assert alone.original == Place("src/a.js", 3, 1, 3, 2)
        # The text is then the file's.
        assert alone.original_frame
        assert alone.original_frame.after.startswith("xport const total")
        names = ["webpack://app/./src/a.js", "webpack://lib/./src/b.js"]
        assert self.original(tmp_path, monkeypatch, "", sources=names, sourcesContent=None).original is None

    @pytest.mark.parametrize(
        ("mappings", "expected"),
        [
            ("AAEAA", (3, 1, 3, 2)),
            ("AAEOA", (3, 8, 3, 9)),
            # Behind the end of the line, and of the text.
            ("AAEgkxBA", (3, 1, 3, 2)),
            ("AAgkxBAA", (1, 1, 1, 1)),
        ],
    )
    def test_position(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mappings: str, expected: tuple[int, ...]
    ) -> None:
        self.write(tmp_path, "src/a.js")
        found = self.original(tmp_path, monkeypatch, "../src/a.js", mappings=mappings)
        assert found.original
        assert found.original[1:] == expected

    def test_links_are_not_followed_out(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write(tmp_path, "secret/a.js")
        (tmp_path / "repo").mkdir()
        (tmp_path / "repo/src").symlink_to("../secret")
        for name in ("../src/a.js", "webpack://app/./src/a.js"):
            assert self.original(tmp_path / "repo", monkeypatch, name).original is None

    def test_secret(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An alert stands at the line that holds the key, and no report shows it."""
        key = "ghp_Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdo"[:34]
        checked = key + _github_checksum(key[4:])
        text = f"// a\nconst token = '{checked}';\n"
        repository(tmp_path, {"src/a.js": text, "package.json": "{}"})
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist/a.js.map").write_text(map_of(sources=["../src/a.js"], sourcesContent=[text]))
        monkeypatch.chdir(tmp_path)
        found = lint(["dist"], Settings(select=("secret-in-sources",)), jobs=1)
        (result,) = results(found)
        assert place_of(result["locations"][0]).startswith("src/a.js:2:")
        (secret,) = found.findings
        assert secret.original_frame
        assert secret.original_frame.line == 2
        assert checked not in str(secret)
        assert checked not in sarif.render(found)

    def test_masked_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.original(tmp_path, monkeypatch, "https://ann:hunter2@example.com/a.js")
        assert found.source == "https://ann:***@example.com/a.js"

    def test_work_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Texts and files beyond a limit are neither compared nor shown; their names are still told."""
        from smaplint import source_places

        monkeypatch.setattr(source_places, "_BUDGET", 3 * len(CODE) + 8)
        names = [f"src/{letter}.js" for letter in "abcd"]
        self.write(tmp_path, *names)
        sections = [
            {
                "offset": {"line": line, "column": 0},
                "map": json.loads(map_of(sources=[f"webpack://x/./{name}"], sourcesContent=[CODE], mappings="AAEAA")),
            }
            for line, name in enumerate(names)
        ]
        (tmp_path / "dist").mkdir()
        (tmp_path / ".git").mkdir()
        (tmp_path / "dist/app.js.map").write_text(json.dumps({"version": 3, "sections": sections}))
        monkeypatch.chdir(tmp_path)
        found = lint(["dist"], Settings(select=("names-index-bounds",)), jobs=1).findings
        assert [one.source for one in found] == [f"webpack://x/./{name}" for name in names]
        assert found[0].original == Place("src/a.js", 3, 1, 3, 2)
        # Of the second neither text could be read; its name alone is no proof.
        assert found[-1].original_frame is None

    def test_a_file_of_line_feeds(self) -> None:
        """A line is found by counting, not one by one."""
        from smaplint.place import offset_at
        from tests.steps import steps

        data = b"\n" * 1_000_000
        assert offset_at(data, 900_000, 1) == 899_999
        assert offset_at(data, 1_000_002, 1) is None
        assert steps(lambda: offset_at(data, 900_000, 1)) < 20_000

    def test_without_files(self) -> None:
        from smaplint.engine import lint_files

        data = map_of(sources=["a.js"], sourcesContent=[CODE], mappings="AAEAA").encode()
        (found,) = lint_files({"a.js.map": data}, Settings(select=("names-index-bounds",))).findings
        assert (found.source, found.original) == ("a.js", None)
        assert found.original_frame

    @pytest.mark.parametrize("kind", ["A,D", "AAEA,DAAAA"])
    def test_order(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
        """A segment without a source has none; one that has, has its own."""
        self.write(tmp_path, "src/a.js")
        (tmp_path / "dist").mkdir()
        (tmp_path / ".git").mkdir()
        (tmp_path / "dist/a.js.map").write_text(
            map_of(sources=["../src/a.js"], sourcesContent=[CODE], mappings=f"GAAA,{kind}")
        )
        monkeypatch.chdir(tmp_path)
        (found,) = lint(["dist"], Settings(select=("unsorted-columns",)), jobs=1).findings
        assert (found.source == "../src/a.js") == (kind != "A,D")


def _github_checksum(body: str) -> str:
    import zlib

    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    number = zlib.crc32(body.encode())
    found = ""
    while number:
        number, digit = divmod(number, 62)
        found = digits[digit] + found
    return found.rjust(6, "0")


class TestCategory:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("web", "web/"),
            ("web/", "web/"),
            ("web/nightly", "web/nightly/"),
            ("a\n::error::b", "a\\n::error::b/"),
            ("/", "/"),
            ("", None),
        ],
    )
    def test_id(self, given: str, expected: str | None) -> None:
        """All before the last slash is the category, so there is one at the end, as `upload-sarif` writes it."""
        (found,) = json.loads(sarif.render(report(category=given)))["runs"]
        assert found.get("automationDetails", {}).get("id") == expected

    def test_flags_and_configuration(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        repository(tmp_path, {"package.json": "{}", "smaplint.yaml": "sarif-anchor: generated\nsarif-category: web\n"})
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist/a.js.map").write_text(map_of(version="3"))
        monkeypatch.chdir(tmp_path)

        def told(*arguments: str) -> tuple[str, str]:
            assert run(["--format", "sarif", "dist", *arguments]) == 1
            (log,) = json.loads(capsys.readouterr().out)["runs"]
            return place_of(log["results"][0]["locations"][0]).split(":")[0], log["automationDetails"]["id"]

        assert told() == ("dist/a.js.map", "web/")
        assert told("--sarif-anchor", "auto", "--sarif-category", "api") == ("package.json", "api/")
        assert run(["config"]) == 0
        shown = capsys.readouterr().out
        assert "sarif-category:" in shown
        assert "smaplint.yaml:2" in shown
        (tmp_path / "smaplint.yaml").write_text("sarif-anchor: sources\n")
        assert run(["dist"]) == 2
        assert "did you mean `source`" in capsys.readouterr().err


class TestLimits:
    def many(self, number: int, message: Callable[[int], str] = str) -> Report:
        levels = (NOTE, ERROR, WARNING)
        return report(
            *(
                finding(path=f"dist/{index % 50}.map", message=message(index), severity=levels[index % 3])
                for index in range(number)
            )
        )

    def test_what_github_shows_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MAX_RESULTS", 30)
        monkeypatch.setattr(sarif, "SHOWN_RESULTS", 20)
        written = sarif.write(self.many(40))
        assert written.notices == (
            "10 results of 40 left out, the least severe: GitHub takes 30 in a run",
            "GitHub shows the 20 most severe of the 30 results of a run",
        )
        (log,) = json.loads(written.text)["runs"]
        notices = log["invocations"][0]["toolExecutionNotifications"]
        assert [one["message"]["text"] for one in notices] == [f"{text}." for text in written.notices]
        assert log["properties"]["leftOut"] == 10
        assert sorted(one["level"] for one in log["results"]).count("note") == 30 - 26

    def test_nothing_is_said_where_all_is_there(self) -> None:
        written = sarif.write(self.many(40))
        assert written.notices == ()
        assert "leftOut" not in json.loads(written.text)["runs"][0]["properties"]

    def test_compressed_size(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The least severe go until the rest fits; the order and the numbers of the rest do not change."""
        monkeypatch.setattr(sarif, "MAX_COMPRESSED", 150_000)
        noise = random.Random(1)  # noqa: S311  # text that packs badly
        whole = self.many(600, lambda _: "".join(noise.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=400)))
        written = sarif.write(whole)
        packed = len(compress(written.text.encode(), 6))
        assert 75_000 < packed <= 150_000
        (log,) = json.loads(written.text)["runs"]
        kept = [one["level"] for one in log["results"]]
        assert set(kept) == {"error", "warning"}
        assert kept.count("error") == 200
        assert written.notices == (
            f"{600 - len(kept)} results of 600 left out, the least severe: GitHub takes 10 MB, compressed",
        )
        texts = [one["message"]["text"] for one in log["results"]]
        assert texts == [f"{one.message}." for one in whole.findings if f"{one.message}." in set(texts)]

    def test_what_is_unpacked_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A text that packs to nothing fills the memory of who reads it."""
        monkeypatch.setattr(sarif, "MAX_COMPRESSED", 900_000)
        given = self.many(2_000, lambda _: "a" * 1_000)
        written = sarif.write(given)
        assert len(written.text) > 2_000_000
        assert not written.notices
        monkeypatch.setattr(sarif, "MAX_TEXT", 500_000)
        written = sarif.write(given)
        assert len(written.text) < 600_000
        assert written.notices

    def test_a_number_does_not_depend_on_what_is_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        same = [finding(fingerprint="f", severity=level) for level in (NOTE, ERROR, WARNING, ERROR)]
        hashes = [one["partialFingerprints"]["smaplint/v1"] for one in results(report(*same))]
        assert hashes == ["f", "f:2", "f:3", "f:4"]
        monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
        assert [one["partialFingerprints"]["smaplint/v1"] for one in results(report(*same))] == ["f:2", "f:4"]

    def test_command_line_says_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sarif, "MAX_RESULTS", 1)
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.js.map").write_text(map_of(version="3", mappings="!", sources=["a.js"], sourcesContent=["a"]))
        assert run(["--output", "sarif=log.sarif", "a.js.map"]) == 1
        assert "smaplint: the sarif report: 1 result of 2 left out" in capsys.readouterr().err
        assert run(["--quiet", "--output", "sarif=log.sarif", "a.js.map"]) == 1
        assert capsys.readouterr().err == ""

    def test_names_of_files_are_bounded(self) -> None:
        """What is listed beside the results must not fill an upload by itself."""
        long = [f"{index:05}{'é' * 900}.map" for index in range(1_200)]
        given = report(*(finding(path=path) for path in long), skipped=tuple((path, "a FIFO") for path in long))
        (log,) = json.loads(sarif.render(given))["runs"]
        assert len(json.dumps(log["artifacts"])) < 1_500_000
        assert len(json.dumps(log["invocations"], ensure_ascii=False)) < 3_000_000

    def test_what_the_configuration_took_out_is_said(self) -> None:
        (log,) = json.loads(sarif.render(report(removed=("`version-integer` is off", "`dist/a` is excluded"))))["runs"]
        assert log["properties"]["removed"] == ["`version-integer` is off", "`dist/a` is excluded"]
        told = [one["message"]["text"] for one in log["invocations"][0]["toolConfigurationNotifications"]]
        assert told == ["`version-integer` is off.", "`dist/a` is excluded."]

    @pytest.mark.slow
    def test_at_the_limit(self) -> None:
        """25,000 results of 26,000, and a log that GitHub takes whole but for what it says itself."""
        written = sarif.write(self.many(26_000))
        log = json.loads(written.text)
        assert ghas_refusals(log, replace(GITHUB, results_kept=25_000)) == []
        assert len(log["runs"][0]["results"]) == 25_000


NAMES = st.one_of(
    st.sampled_from([name for name in HOSTILE if "\0" not in name]),
    st.builds(
        str.__add__,
        st.sampled_from(
            ["webpack://", "webpack:///./", "webpack://a/", "file:///", "https://", "s3://", "../", "", "//", "C:\\"]
        ),
        st.text(st.characters(codec="utf-8"), max_size=12),
    ),
)


class TestHostile:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(NAMES, min_size=1, max_size=4), NAMES, st.sampled_from(CHOICES))
    def test_no_name_is_a_uri(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], root: str, choice: str
    ) -> None:
        """Whatever a map calls its sources, each place is below the root, and percent-encoded."""
        if not (tmp_path / ".git").exists():
            repository(tmp_path, {"package.json": "{}", "src/a.js": CODE})
            (tmp_path / "dist").mkdir()
        fields = {"sources": names, "sourceRoot": root, "names": ["n"]}
        (tmp_path / "dist/a.js.map").write_text(map_of(**fields, mappings="AAEAA,DAAAC,AAAAD"))
        monkeypatch.chdir(tmp_path)
        found = lint(["dist"], Settings(presets=("strict",)), jobs=1)
        assert not found.crashed
        # `ghas_refusals` looks at each URI, wherever it stands.
        assert results(found, choice) is not None

    @pytest.mark.parametrize("choice", CHOICES)
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_any_text_in_any_place(self, tmp_path: Path, text: str, choice: str) -> None:
        repository(tmp_path, {"package.json": "{}", "src/a.js": CODE})
        here = str(tmp_path)
        place = Place(text, 1, 1, 1, 2)
        one = finding(path=text, source=text, original=place, generated=place, pointer=text, message=text)
        given = report(
            one, one._replace(original=Place("src/a.js")), root=here, cwd=here, category=text, removed=(text,)
        )
        assert len(results(given, choice)) == 2


class Project(NamedTuple):
    """A repository with the sources and configurations of the corpus, and broken builds of it beside them."""

    root: Path
    report: Report


# Accidents, the build and the files that each befalls; the sources of all but the first are found below `app`.
ACCIDENTS: list[tuple[Callable[[Path], None], str, str]] = [
    (accidents.killed_build, "esbuild", "main.js.map"),
    (accidents.texts_dropped, "esbuild", "main.css.map"),
    (accidents.host_by_sed, "rollup", "main.js.map"),
    (accidents.names_pruned, "esbuild-min-split", "main*.js.map"),
    (accidents.version_by_template, "vite-sourcemap", "assets/*.js.map"),
    (accidents.texts_blanked, "webpack-source-map", "main*.js.map"),
    (accidents.inline_map_cut, "webpack-inline", "main*.js"),
    (accidents.version_by_template, "tsc", "[ms]*.js.map"),
    (accidents.emoji_cut_in_half, "rollup-nominify", "main.js.map"),
    (accidents.sections_overlapping, "rspack-source-map", "main*.js.map"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("top") / "é [repo] #1%"
    shutil.copytree(TESTS / "builds/app", folder / "app")
    (folder / "app/webpack.config.js").write_text("module.exports = { devtool: 'source-map' };\n")
    repository(folder, {"package.json": "{}", "output/vite-sourcemap/vite.config.ts": "// sourcemap"}, "*.map\n*.js")
    git(folder, "add", "--force", "app/webpack.config.js", "output/vite-sourcemap/vite.config.ts")
    for accident, build, files in ACCIDENTS:
        # Those with names of webpack beside their sources, where a project has them.
        target = folder / ("app/dist" if "pack" in build else "output") / build
        if not any(target.glob(files)):
            shutil.copytree(accidents.BUILDS / build, target, dirs_exist_ok=True)
        befallen = sorted(target.glob(files))
        assert befallen
        for path in befallen:
            accident(path)
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield Project(folder, lint(["."], Settings(presets=("recommended", "strict")), jobs=1))
    finally:
        os.chdir(before)


class TestRealLogs:
    @pytest.mark.parametrize("choice", CHOICES)
    def test_nothing_to_refuse(self, project: Project, choice: str) -> None:
        found = results(project.report, choice)
        assert not project.report.crashed
        assert len(found) == len(project.report.findings) > 40
        for one in found:
            for location in (*one["locations"], *one.get("relatedLocations", ())):
                path = place_of(location).rsplit(":", 2)[0]
                assert (project.root / path).is_file(), path
        # No two fold into one.
        known = [
            (one["ruleId"], place_of(one["locations"][0]), json.dumps(one["partialFingerprints"])) for one in found
        ]
        assert len(set(known)) == len(known)

    def test_places_are_in_git(self, project: Project) -> None:
        """With `auto` every alert stands at a tracked file, and no path is new in the next build."""
        done = subprocess.run(["git", "ls-files", "-z"], cwd=project.root, capture_output=True, check=True)
        tracked = {os.fsdecode(name) for name in done.stdout.split(b"\0")}
        found = results(project.report)
        paths = {place_of(one["locations"][0]).rsplit(":", 2)[0] for one in found}
        assert paths <= tracked
        assert {"package.json", "app/webpack.config.js", "output/vite-sourcemap/vite.config.ts"} <= paths
        assert any(path.startswith("app/src/") for path in paths)
        log = json.loads(sarif.render(project.report))
        assert unstable_paths(log) == []
        assert unstable_paths(json.loads(sarif.render(project.report._replace(anchor="generated")))) != []

    def test_webpack_is_in_no_uri(self, project: Project) -> None:
        """It is told in messages and properties: some of these sources are called so."""
        text = sarif.render(project.report)
        assert "webpack://" in text
        found = results(project.report)
        assert any(one["properties"].get("source", "").startswith("webpack://") for one in found)
        for one in found:
            assert "webpack:" not in json.dumps([place["physicalLocation"] for place in one["locations"]])

    def test_original_places_are_places(self, project: Project) -> None:
        """Each line is there, and the frame is of the text that the map or the file has there."""
        with_place = [one for one in project.report.findings if one.original]
        assert len(with_place) >= 5
        for one in with_place:
            assert one.original
            lines = (project.root / one.original.path).read_text("utf-8").split("\n")
            assert 1 <= one.original.line <= len(lines)
            assert one.source
            if one.original_frame and one.original.line > 1:
                shown = one.original_frame
                assert shown.before + shown.marked + shown.after in lines[shown.line - 1]

    @pytest.mark.node
    @pytest.mark.slow
    @pytest.mark.parametrize("choice", CHOICES)
    def test_validators_of_others(self, project: Project, tmp_path: Path, choice: str) -> None:
        log = tmp_path / "log.sarif"
        given = project.report._replace(anchor=choice, category="web")
        log.write_text(sarif.render(given), encoding="utf-8")
        assert sarif_schema(log) == []
        assert sarif_multitool(log) == []


SOURCES = {
    "src/main.js": 'import { total } from "./cart.js";\nimport { greet } from "./greet.js";\nconsole.log(total([1, 2]), greet("Ann"));\n'
    'import("./panel.js").then((panel) => panel.draw(document.body));\n',
    "src/cart.js": "export function total(items) {\n  return items.reduce((sum, item) => sum + item, 0);\n}\n",
    "src/greet.js": "export const greet = (name) => {\n  const text = `hello ${name}`;\n  return text.trim();\n};\n",
    "src/panel.js": 'import { total } from "./cart.js";\nexport function draw(into) {\n  into.append(String(total([3, 4])));\n}\n',
    "index.html": '<!doctype html><script type="module" src="/src/main.js"></script>\n',
    "package.json": '{"name": "shop", "type": "module"}\n',
}
BUILDERS = {
    "esbuild": """
import * as esbuild from "esbuild";
await esbuild.build({ entryPoints: ["src/main.js"], bundle: true, format: "esm", splitting: true, minify: true,
  sourcemap: true, outdir: "dist", entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]" });
""",
    "vite": """
import { build } from "vite";
await build({ configFile: false, logLevel: "warn", build: { sourcemap: true, outDir: "dist" } });
""",
    "webpack": """
import webpack from "webpack";
webpack({ mode: "production", devtool: "source-map", entry: { main: "./src/main.js" },
  output: { filename: "[name].[contenthash:8].js", chunkFilename: "[name].[contenthash:8].js" } },
  (error, stats) => { if (error || stats.hasErrors()) { console.error(error || stats.toString()); process.exit(1); } });
""",
}


def plant(dist: Path) -> None:
    """Break each map of a build: its version, the texts of two sources, and its last name."""
    maps = sorted(dist.rglob("*.js.map"))
    assert len(maps) >= 2
    for file in maps:
        fields = json.loads(file.read_bytes())
        fields["version"] = "3"
        for index, source in enumerate(fields["sources"]):
            if source.endswith("cart.js"):
                fields["sourcesContent"][index] = ""
            if source.endswith("panel.js"):
                fields["sourcesContent"][index] = None
        fields["names"] = fields["names"][:-1]
        file.write_text(json.dumps(fields))


@pytest.mark.node
@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS)
def test_alerts_are_known_in_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """One source is edited and one is new, so that names and order differ: every alert of the first build is in the second."""
    repository(tmp_path, {**SOURCES, f"{builder}.config.js": BUILDERS[builder]}, "dist\nnode_modules")
    (tmp_path / "node_modules").symlink_to(installed(TESTS / "builds") / "node_modules")
    monkeypatch.chdir(tmp_path)

    def built() -> tuple[set[str], Report]:
        shutil.rmtree("dist", ignore_errors=True)
        subprocess.run([program("node"), f"{builder}.config.js"], check=True, capture_output=True)
        plant(Path("dist"))
        names = {str(path) for path in Path("dist").rglob("*.js.map")}
        return names, lint(["dist"], Settings(), jobs=1)

    def alerts(given: Report, choice: str) -> dict[tuple[str, ...], str]:
        """What GitHub knows an alert by: rule, path and hash; its path is none of a build's where git has one."""
        return {
            (
                one["ruleId"],
                "" if choice == "generated" else path,
                one["partialFingerprints"]["primaryLocationLineHash"],
            ): (one["properties"]["file"])
            for one in results(given, choice)
            for path in [place_of(one["locations"][0]).partition(":")[0]]
        }

    names, first = built()
    Path("src/greet.js").write_text(SOURCES["src/greet.js"].replace("hello", "good morning,"))
    Path("src/about.js").write_text('export const about = () => "a shop of things";\n')
    Path("src/main.js").write_text(f'import("./about.js").then((it) => it.about());\n{SOURCES["src/main.js"]}')
    later_names, second = built()
    assert len(later_names) > len(names)
    assert names - later_names
    for choice in CHOICES:
        known, later = alerts(first, choice), alerts(second, choice)
        assert len(known) == len(first.findings) >= 5
        assert known.keys() <= later.keys()
        # The files are other ones.
        assert any(known[one] != later[one] for one in known)
    paths = {path for _, path, _ in alerts(first, "auto")}
    assert f"{builder}.config.js" in paths
    assert paths & {"src/cart.js", "src/main.js", "src/panel.js"}
