"""Against last time: what a snapshot holds, what is refused as one, and what `--against` says of the next build.

The accidents that befall a build between two runs are in tests/test_accidents.py; here real tools build one small app
twice.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smaplint import cli, snapshot
from smaplint.config_error import ConfigError
from smaplint.engine import lint, lint_files, take, take_files
from smaplint.settings import Settings
from smaplint.snapshot import MACHINE, Snapshot, stable_root, styles_of
from smaplint.testing import to_bytes
from tests.npm import installed

BUILDS = Path(__file__).parent / "builds"

Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in a folder of its own: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def inner(*args: str) -> Told:
        code = cli.run(list(args))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return inner


def taken(**files: Any) -> Snapshot:
    """Facts of files that are held in memory; `_` stands for `.` in their names."""
    named = {name.replace("__", "-").replace("_", "."): data for name, data in files.items()}
    return take_files(
        {path: data if isinstance(data, bytes) else to_bytes(data) for path, data in named.items()}, Settings()
    )


# What it holds.


def test_a_snapshot_counts() -> None:
    fields = {
        "sources": ["src/a.ts", "node_modules/b/b.js", "webpack/bootstrap", "src/c.ts"],
        "sourcesContent": ["a", "b", None, None],
        "names": [],
        "mappings": "AAAA,CAAC;A,CCAA;EFAA,G",
    }
    facts = taken(app__4f2a9c1b_js=b"let a=1\n", app__4f2a9c1b_js_map=fields)
    ((key, group),) = facts.maps.items()
    assert key == ("app-[hash].js", "js")
    assert (group.maps, group.orphans, group.size, group.segments) == (1, 0, 8, 6)
    assert (group.sources, group.own, group.contents) == (4, 2, 1)
    assert (group.roots, group.styles) == (("",), (".",))
    assert list(facts.files.values()) == [("app-[hash].js", "js", 1, 1)]


def test_an_inline_map_is_no_code() -> None:
    url = b"//# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22%3A%5B%22a%22%5D%2C%22mappings%22%3A%22AAAA%22%7D"
    facts = taken(a_js=b"let a=1\n" + url)
    assert [group.size for group in facts.maps.values()] == [8]


def test_chunks_of_one_name_are_known_by_their_first_source_else_together() -> None:
    one = {"sources": ["src/one.ts"], "names": [], "mappings": "AAAA"}
    two = {"sources": ["src/two.ts"], "names": [], "mappings": "AAAA"}
    none = {"sources": [], "names": [], "mappings": "A"}
    named = {"4f2a9c1b": one, "9c1b4f2a": two, "0d1e2f3a": none, "3a0d1e2f": none}
    files = {f"{name}.js": b"f()" for name in named} | {f"{name}.js.map": to_bytes(map) for name, map in named.items()}
    facts = take_files(files, Settings())
    assert {name: group.maps for (name, _), group in facts.maps.items()} == {
        "[src/one.ts].js": 1,
        "[src/two.ts].js": 1,
        "[hash].js": 2,
    }
    assert [tuple(group) for group in facts.files.values()] == [("[hash].js", "js", 4, 4)]


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("src/a.ts", "."),
        ("./src/a.ts", "."),
        ("../src/a.ts", "../"),
        ("../../../src/a.ts", "../"),
        ("..\\src\\a.ts", "../"),
        ("/src/a.ts", "/"),
        ("/home/ann/shelf/src/a.ts", MACHINE),
        ("file:///home/ann/shelf/src/a.ts", MACHINE),
        ("C:\\Users\\ann\\shelf\\a.ts", MACHINE),
        ("webpack://shelf/./src/a.ts", "webpack://shelf/"),
        ("webpack:///./src/a.ts", "webpack:///"),
        ("https://src.example/v1.2.3/a.ts", "https://src.example/"),
        ("https://ann:hunter2@src.example/a.ts", "https://ann:***@src.example/"),
        ("app:a.ts", "app:"),
    ],
)
def test_how_a_source_begins(source: str, style: str) -> None:
    assert styles_of([source]) == (style,)


def test_styles_are_those_of_the_project_the_most_frequent_first() -> None:
    names = [None, "", "webpack/bootstrap", "../node_modules/x/x.js", "webpack://a/b.ts", "../c.ts", "../d.ts"]
    assert styles_of(names) == ("../", "webpack://a/")


@pytest.mark.parametrize(
    ("root", "stable"),
    [
        ("", ""),
        ("/app/", "/app/"),
        ("https://src.example/shelf/", "https://src.example/shelf/"),
        ("https://src.example/v1.2.3/src/", "https://src.example/[release]/src/"),
        ("https://src.example/shelf/4711/", "https://src.example/shelf/[release]/"),
        ("https://src.example/4f2a9c1b7d/", "https://src.example/[hash]/"),
        ("https://x:ghp_abcdefghijklmnop@src.example/", "https://x:***@src.example/"),
        ("/home/ann/shelf/", MACHINE),
        ("/builds/ann/shelf/", MACHINE),
    ],
)
def test_roots_are_compared_without_what_changes_with_each_build(root: str, stable: str) -> None:
    assert stable_root(root) == stable


def test_nothing_in_it_is_absolute_or_secret(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    fields = {
        "sourceRoot": "https://ann:hunter2@src.example/",
        "sources": ["/home/ann/src/a.ts"],
        "names": [],
        "mappings": "AAAA",
    }
    (tmp_path / "dist" / "4f2a9c1b.js").write_text("f()")
    (tmp_path / "dist" / "4f2a9c1b.js.map").write_bytes(to_bytes(fields))
    code, out, _ = run("snapshot", str(tmp_path / "dist"))
    assert code == 0
    assert json.loads(out)["maps"][0]["name"] == "[src/a.ts].js"
    assert not any(text in out for text in (str(tmp_path), "hunter2", "/home"))


@pytest.mark.parametrize("build", sorted(path.name for path in (BUILDS / "output").iterdir()))
def test_the_same_build_is_the_same_snapshot_and_says_nothing(build: str) -> None:
    folder = str(BUILDS / "output" / build)
    _, facts = take([folder], Settings(), jobs=1)
    _, again = take([folder], Settings(), jobs=2)
    assert snapshot.render(facts, "1") == snapshot.render(again, "1")
    usual = lint([folder], Settings(), jobs=1)
    compared = lint([folder], Settings(last=facts), jobs=1)
    assert compared.findings == usual.findings
    assert compared.not_run == usual.not_run


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    _, facts = take([str(BUILDS / "output" / "webpack-source-map")], Settings(), jobs=1)
    file = tmp_path / "base.json"
    file.write_text(snapshot.render(facts, "1"))
    assert snapshot.read(str(file)) == facts
    # As git for Windows may leave it.
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert snapshot.read(str(file)) == facts


# What is refused.

WHOLE = snapshot.render(Snapshot({}, {}), "1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "base.json:1:1: this is no snapshot: not JSON (expecting value)"),
        (b'{\n"smaplint": "snapshot",\n<<<<<<< HEAD\n', "base.json:3:1: this is no snapshot: not JSON"),
        (b"[" * 100_000, "base.json: this is no snapshot: not JSON that anyone writes"),
        (b"[" + b"9" * 5000 + b"]", "base.json: this is no snapshot: not JSON that anyone writes"),
        (b"NaN", "base.json: this is no snapshot: not JSON that anyone writes"),
        (b"\xff\xfe{}", "base.json: this is no snapshot: it is not UTF-8"),
        (b"[]", "base.json: this is no snapshot: `smaplint snapshot -o base.json` writes one"),
        (b'{"version": 3, "mappings": ""}', "base.json: this is no snapshot: `smaplint snapshot"),
        (b'{"smaplint": "baseline", "schema": 1}', "base.json: this is no snapshot: `smaplint snapshot"),
        (
            b'{"smaplint": "snapshot", "schema": 2}',
            "base.json: this snapshot is of version 2, from a newer smaplint; this one reads 1",
        ),
        (b'{"smaplint": "snapshot", "schema": true}', "base.json: the `schema` of this snapshot is not 1"),
        (b'{"smaplint": "snapshot", "schema": 1}', "base.json: `maps` of this snapshot is no list"),
        (
            WHOLE.replace('"maps": []', '"maps": [1]').encode(),
            "base.json: entry 1 of `maps` does not have the members name,",
        ),
        (
            WHOLE.replace('"files": []', '"files": [{"name": "a", "kind": "js", "files": -1, "mapped": 0}]').encode(),
            "base.json: `files` in entry 1 of `files` has a value that no snapshot has",
        ),
        (
            WHOLE.replace('"files": []', '"files": [{"name": "a", "kind": "js", "files": 1, "mapped": 0}]').encode(),
            "base.json: the entries of this snapshot are not those that were written; take it anew",
        ),
    ],
)
def test_what_is_no_snapshot_is_a_usage_error(run: Run, tmp_path: Path, text: bytes, says: str) -> None:
    (tmp_path / "base.json").write_bytes(text)
    (tmp_path / "dist").mkdir()
    code, out, err = run("--no-config", "--against", "base.json", "dist")
    assert (code, out) == (2, "")
    assert err.startswith(f"smaplint: {says}")
    assert err.count("\n") == 1


def test_a_snapshot_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, says in (("none", "no such file"), ("", "is a directory|no regular file"), ("pipe", "no regular file")):
        with pytest.raises(ConfigError, match=says):
            snapshot.read(str(tmp_path / name))


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("none",), "`none` is not there"),
        (("dist/a.js.map",), "a snapshot is of whole builds: name folders"),
        (("empty",), "no source map was found in `empty`"),
    ],
)
def test_what_no_snapshot_is_taken_of(run: Run, tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    for folder in ("dist", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "dist" / "a.js.map").write_bytes(to_bytes({}))
    code, out, err = run("snapshot", "--no-config", "-o", "base.json", *args)
    assert (code, out) == (2, "")
    assert says in err
    assert not (tmp_path / "base.json").exists()


def test_nor_of_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "a.js.map").write_bytes(to_bytes({}))
    (tmp_path / "dist" / "b.js.map").write_bytes(to_bytes({"names": ["x" * 5000]}))
    (tmp_path / "smaplint.yaml").write_text("max-file-size: 4kB\n")
    code, _, err = run("snapshot", "-o", "base.json", "dist")
    assert code == 2
    assert "dist/b.js.map: the file has" in err
    assert "nothing was written" in err


# Where it is used.


def _app(folder: Path, *, map: bool = True) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "app.js").write_text("let answer = 42;\n")
    (folder / "app.js.map").unlink(missing_ok=True)
    if map:
        (folder / "app.js.map").write_bytes(to_bytes({}))


def test_from_the_configuration_and_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "smaplint.yaml").write_text("against: base.json\nmin-files: 0\npaths: dist\n")
    _app(tmp_path / "dist")
    # What is to be compared with need not be there to be written.
    assert run("snapshot", "-o", "base.json") == (0, "", "smaplint: the facts of 1 map and 1 bundle were kept\n")
    assert run()[0] == 0
    _app(tmp_path / "dist", map=False)
    code, out, _ = run("--no-frames")
    assert code == 1
    assert "dist/app.js:1:1: error[map-lost] no map: no comment, and none beside it; the file had one" in out
    assert run("--against", "")[0] == 0
    assert "against:" in run("config")[1]


def test_the_folder_may_be_named_in_another_way(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _app(tmp_path / "web" / "dist")
    run("snapshot", "-o", "base.json", "web/dist")
    _app(tmp_path / "web" / "dist", map=False)
    base = str(tmp_path / "base.json")
    for here, path in ((".", str(tmp_path / "web" / "dist")), ("web", "dist"), ("web/dist", ".")):
        monkeypatch.chdir(tmp_path / here)
        code, out, _ = run("--no-config", "--min-files", "0", "--against", base, "--format", "json", path)
        assert code == 1
        assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["map-lost"]


def test_another_build_is_not_compared_and_the_report_says_so(run: Run, tmp_path: Path) -> None:
    _app(tmp_path / "dist")
    run("snapshot", "-o", "base.json", "dist")
    (tmp_path / "dist" / "app.js").rename(tmp_path / "dist" / "other.js")
    (tmp_path / "dist" / "app.js.map").rename(tmp_path / "dist" / "other.js.map")
    summary = json.loads(run("--against", "base.json", "--format", "json", "dist")[1])["summary"]
    reason = "no file of this build is in `base.json`, by its name below what is linted"
    assert [line for line in summary["notRun"] if line["reason"] == reason] == [
        {"rule": "map-lost", "reason": reason},
        {"rule": "map-shrunk", "reason": reason},
    ]
    assert summary["against"] == "base.json"


# Pinned coordinates.


@pytest.mark.parametrize(
    ("pins", "code", "says"),
    [
        ('["app.js:1:5 -> src/main.ts:1:5 as answer"]', 0, ""),
        ('"app.js:1:5 -> main.ts:1"', 0, ""),
        ('["*.js:1:5 -> src/main.ts:9"]', 1, "dist/app.js:1:5: error[expectation]"),
        ('["gone.js:1:5 -> src/main.ts:9"]', 1, "fits none of the files that were linted"),
        ('["app.js:1 -> src/main.ts:9"]', 2, "smaplint.yaml:1:9: `app.js:1 -> src/main.ts:9` pins no coordinate"),
        ('["app.js:0:1 -> src/main.ts:9"]', 2, "pins no coordinate"),
        ('["a*b*c*d*e:1:1 -> src/main.ts:9"]', 2, "too many `*`"),
        ("[1]", 2, "it should be a text"),
    ],
)
def test_pins_of_the_configuration(run: Run, tmp_path: Path, pins: str, code: int, says: str) -> None:
    _app(tmp_path / "dist")
    (tmp_path / "smaplint.yaml").write_text(f"expect: {pins}\n")
    told = run("dist", "--no-frames")
    assert told[0] == code
    assert says in told[1] + told[2]


# Real tools, twice.

_ESBUILD = """
import { build } from "esbuild";
const mark = { name: "mark", setup(build) { build.onLoad({ filter: /[/]src[/].*[.]js$/ }, async ({ path }) => {
  const { readFile } = await import("node:fs/promises");
  return { contents: (await readFile(path, "utf8")).replace(/^/, "/* marked */") };
}) } };
await build({ entryPoints: ["src/main.js", "src/admin.js"], outdir: "dist", bundle: true, minify: true, splitting: true,
  format: "esm", entryNames: "[name]-[hash]", chunkNames: "[hash]", sourcemap: true, ...OPTIONS });
"""
_ROLLUP = """
import { rollup } from "rollup";
const OPTIONS_ = OPTIONS;
const bundle = await rollup({ input: ["src/main.js", "src/admin.js"], plugins: OPTIONS_.plugins ?? [] });
await bundle.write({ dir: "dist", sourcemap: true, entryFileNames: "[name]-[hash].js", chunkFileNames: "[hash].js",
  ...OPTIONS_.output });
"""
_VITE = """
import { build } from "vite";
await build({ logLevel: "silent", build: { sourcemap: true, rollupOptions: { input: ["src/main.js", "src/admin.js"] } },
  ...OPTIONS });
"""
_WEBPACK = """
import webpack from "webpack";
const OPTIONS_ = OPTIONS;
await new Promise((done, fail) => webpack({ mode: "production", devtool: "source-map", context: process.cwd(),
  entry: { main: "./src/main.js", admin: "./src/admin.js" }, ...OPTIONS_,
  output: { path: process.cwd() + "/dist", filename: "[name].[contenthash:8].js", clean: true, ...OPTIONS_.output } },
  (error, stats) => error || stats.hasErrors() ? fail(error ?? stats.toString()) : done()));
"""
_SHARED = (
    "export const shelf = [%s];\nexport function find(name) {\n  return shelf.filter((one) => one.name === name);\n}\n"
)
_LOUD = "{ name: 'loud', renderChunk: (code) => ({ code, map: { version: 3, sources: ['bundle.js'], names: [], mappings: 'AAAA' } }) }"

# (the tool, what its second run is told, the rules that speak)
AGAIN: list[tuple[str, str, str, list[str]]] = [
    ("the same", _ESBUILD, "{}", []),
    ("the same", _ROLLUP, "{}", []),
    ("the same", _VITE, "{}", []),
    ("the same", _WEBPACK, "{}", []),
    ("a public path", _WEBPACK, "{ output: { publicPath: 'https://cdn.example/' } }", []),
    ("a minifier", _ROLLUP, "{ output: { compact: true } }", []),
    ("a root", _ESBUILD, "{ sourceRoot: 'https://src.example/' }", ["source-root-drift"]),
    ("no maps", _ESBUILD, "{ sourcemap: false }", ["map-lost", "map-lost", "map-lost"]),
    (
        "no maps",
        _VITE,
        "{ build: { sourcemap: false, rollupOptions: { input: ['src/main.js', 'src/admin.js'] } } }",
        ["map-lost"] * 3,
    ),
    ("no maps", _WEBPACK, "{ devtool: false }", ["map-lost", "map-lost"]),
    ("a plugin with a poor map", _ROLLUP, f"{{ plugins: [{_LOUD}] }}", ["map-shrunk"] * 3),
    ("no texts", _ESBUILD, "{ sourcesContent: false }", ["map-shrunk", "map-shrunk", "map-shrunk"]),
    (
        "other names",
        _WEBPACK,
        "{ output: { devtoolModuleFilenameTemplate: '[absolute-resource-path]' } }",
        ["source-root-drift"],
    ),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small app of two entries and a chunk that they share."""
    (tmp_path / "node_modules").symlink_to(installed(BUILDS) / "node_modules")
    (tmp_path / "package.json").write_text('{"name": "shelf", "type": "module"}')
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "shared.js").write_text(
        _SHARED % ", ".join(f"{{ name: 'book {n}', of: {n} }}" for n in range(40))
    )
    for name in ("main", "admin"):
        lines = [f"  console.log('{name}', find('book {n}'), {n} + 1);\n" for n in range(40)]
        (tmp_path / "src" / f"{name}.js").write_text(
            f"import {{ find }} from './shared.js';\nexport function {name}() {{\n{''.join(lines)}}}\n{name}();\n"
        )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _build(project: Path, tool: str, options: str) -> None:
    shutil.rmtree(project / "dist", ignore_errors=True)
    (project / "build.mjs").write_text(tool.replace("OPTIONS;", f"{options};").replace("...OPTIONS ", f"...{options} "))
    done = subprocess.run(["node", "build.mjs"], cwd=project, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.node
@pytest.mark.slow
@pytest.mark.parametrize(
    ("tool", "options", "rules"),
    [pytest.param(*row[1:], id=f"{row[1].partition('from')[2].split()[0]}-{row[0]}") for row in AGAIN],
)
def test_the_next_build(project: Path, tool: str, options: str, rules: list[str]) -> None:
    _build(project, tool, "{}")
    _, facts = take(["dist"], Settings(), jobs=1)
    first = sorted(path.name for path in (project / "dist").rglob("*.js"))
    main = project / "src" / "main.js"
    main.write_text(main.read_text().replace("+ 1", "+ 2") + "console.log('one line more');\n")
    _build(project, tool, options)
    assert sorted(path.name for path in (project / "dist").rglob("*.js")) != first, "no new hash"
    report = lint(["dist"], Settings(last=facts, ignore=("missing-sources-content",)), jobs=1)
    assert [finding.rule for finding in report.findings if finding.severity > 1] == rules
    assert not any(rule == "map-lost" for rule, _ in report.not_run)


def test_one_cause_is_one_finding() -> None:
    """A large minified file that lost its map is `map-lost`'s, and not `missing-map`'s too."""
    code = (b"a=1;" * 2000 + b"\n") * 63
    other = {"b.js": b"let answer = 42;\n", "b.js.map": to_bytes({})}
    mapped = {"app.js": code, "app.js.map": to_bytes({"mappings": ";".join(["AAAA,IAAA"] * 63)})}
    now = {"app.js": code, **other}
    last = take_files({**mapped, **other}, Settings())
    for settings, rule in ((Settings(), "missing-map"), (Settings(last=last), "map-lost")):
        assert [one.rule for one in lint_files(now, settings).findings if one.severity > 1] == [rule]
