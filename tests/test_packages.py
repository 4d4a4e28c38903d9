"""What goes out with an npm package: the file list, as npm itself makes it, and the archive, as npm and `tar` write it."""

import gzip
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from smaplint.archives import read_archive
from smaplint.engine import lint
from smaplint.globs import Glob
from smaplint.packages import publishers
from smaplint.reader import Disk, Memory, UnreadableError
from smaplint.rule import Severity
from smaplint.settings import Settings
from smaplint.testing import to_bytes

MAP = to_bytes({})
# The files that most layouts have.
TREE = (
    "index.js",
    "index.js.map",
    "src/app.ts",
    "dist/index.js",
    "dist/index.js.map",
    "dist/lib/a.js",
    "dist/lib/a.js.map",
    "dist/lib/a.test.js.map",
    "dist/css/a.css.map",
    "docs/site.js.map",
    "build.js.map",
)

# (what package.json says, ignore files, more files); what goes out npm is asked in `test_npm`.
LAYOUTS: dict[str, tuple[dict[str, object], dict[str, str], tuple[str, ...]]] = {
    "nothing is said": ({}, {}, ()),
    "a folder": ({"files": ["dist"]}, {}, ()),
    "a folder with a slash": ({"files": ["dist/"]}, {}, ()),
    "a folder from the root": ({"files": ["/dist", "./docs"]}, {}, ()),
    "no maps": ({"files": ["dist", "!**/*.map"]}, {}, ()),
    "no maps by their name alone": ({"files": ["dist", "!*.map"]}, {}, ()),
    "maps first": ({"files": ["!**/*.map", "dist"]}, {}, ()),
    "a pattern": ({"files": ["dist/**/*.js"]}, {}, ()),
    "a pattern of one level": ({"files": ["dist/*"]}, {}, ()),
    "a pattern of one level of scripts": ({"files": ["dist/*.js"]}, {}, ()),
    "braces": ({"files": ["dist/**/*.{js,css.map}"]}, {}, ()),
    "nested braces": ({"files": ["{dist,docs}/**/*.{js{,.map},css}"]}, {}, ()),
    "all but": ({"files": ["dist/**/!(*.map)"]}, {}, ()),
    "all but tests": ({"files": ["dist/**/!(*.test).js.map"]}, {}, ()),
    "one of": ({"files": ["@(dist|docs)/**"]}, {}, ()),
    "a class": ({"files": ["d[a-i]*/**"]}, {}, ()),
    "not a class": ({"files": ["d[!o]*/**"]}, {}, ()),
    "one character": ({"files": ["dist/lib/?.js.map"]}, {}, ()),
    "a file": ({"files": ["dist/index.js.map"]}, {}, ()),
    "a file that is ignored there": ({"files": ["dist/lib/a.js.map", "dist"]}, {"dist/lib/.npmignore": "*.map\n"}, ()),
    "a folder with its own ignore file": ({"files": ["dist"]}, {"dist/.npmignore": "lib\n"}, ()),
    "a folder with git's ignore file": ({"files": ["dist"]}, {"dist/.gitignore": "*.js.map\n"}, ()),
    "files before the ignore file": ({"files": ["dist"]}, {".npmignore": "dist\n"}, ()),
    "an ignore file": ({}, {".npmignore": "# maps\n\n*.map\n"}, ()),
    "an ignore file with exceptions": ({}, {".npmignore": "*.map\n!dist/lib/*.map\n"}, ()),
    "an ignore file of a folder": ({}, {".npmignore": "docs/\r\nsrc\r\n"}, ()),
    "an ignore file from the root": ({}, {".npmignore": "/index.js.map\n/dist/lib\n"}, ()),
    "git's ignore file": ({}, {".gitignore": "dist\n"}, ()),
    "git's ignore file with an exception": ({}, {".gitignore": "dist/*\n!dist/lib\n"}, ()),
    "npm's before git's": ({}, {".gitignore": "dist\n", ".npmignore": "docs\n"}, ()),
    "an empty npm's before git's": ({}, {".gitignore": "dist\n", ".npmignore": ""}, ()),
    "case": ({"files": ["DIST"]}, {}, ()),
    "case of an ignore file": ({}, {".npmignore": "*.MAP\n"}, ()),
    "main": ({"files": ["docs"], "main": "dist/index.js"}, {}, ()),
    "main with a dot": ({"files": ["docs"], "main": "./dist/index.js"}, {}, ()),
    "bin": ({"files": ["docs"], "bin": "./dist/lib/a.js"}, {}, ()),
    "bins": ({"files": ["docs"], "bin": {"a": "dist/lib/a.js"}}, {}, ()),
    "browser": ({"files": [], "browser": "dist/index.js"}, {}, ()),
    "nothing": ({"files": []}, {}, ()),
    "everything": ({"files": ["**"]}, {}, ()),
    "a star": ({"files": ["*"]}, {}, ()),
    "dependencies": ({"files": ["**"]}, {}, ("node_modules/x/a.js.map", "dist/node_modules/x/a.js.map")),
    "crumbs": (
        {},
        {},
        ("dist/._a.js.map", "dist/a.js.map.orig", "archived-packages/a.js.map", "dist/.hidden/a.js.map"),
    ),
    "a package within": ({"files": ["dist"]}, {"dist/package.json": '{"type":"module"}'}, ()),
    "the folder itself": ({"files": ["."]}, {}, ()),
    "the folder itself with a slash": ({"files": ["./"]}, {}, ()),
    "not a folder": ({"files": ["dist", "!dist/lib"]}, {}, ()),
    "not a file": ({"files": ["dist", "!dist/index.js.map"]}, {}, ()),
}


def _layout(folder: Path, layout: tuple[dict[str, object], dict[str, str], tuple[str, ...]]) -> list[str]:
    fields, ignores, more = layout
    for name in (*TREE, *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(MAP if name.endswith(".map") else b"let a\n")
    for name, text in ignores.items():
        (folder / name).write_text(text)
    (folder / "package.json").write_text(json.dumps({"name": "shelf", "version": "1.0.0", **fields}))
    return [name for name in (*TREE, *more) if name.endswith((".js", ".map"))]


@pytest.mark.node
@pytest.mark.parametrize("name", LAYOUTS)
def test_npm(name: str, tmp_path: Path) -> None:
    """Every file of the layout, by `npm pack` and by us."""
    asked = _layout(tmp_path, LAYOUTS[name])
    command = ["npm", "pack", "--dry-run", "--json", "--ignore-scripts"]
    text = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    (answer,) = json.loads(text) if isinstance(json.loads(text), list) else json.loads(text).values()
    listed = {one["path"] for one in answer["files"]}
    access = Disk(str(tmp_path))
    found, unknown = publishers([f"{tmp_path}/{one}" for one in asked], access)
    assert {os.path.relpath(path, tmp_path) for path in found} == listed & set(asked)
    assert not unknown


# (pattern, path, whether npm's minimatch 10.2.5 says that it matches: `dot`, `matchBase`, `nocase`, `flipNegate`)
MATCHES = [
    ("*.map", "a/b/c.js.map", True),
    ("*.MAP", "c.js.map", True),
    ("/*.map", "/c.map", True),
    ("/*.map", "c.map", False),
    ("dist", "a/dist", True),
    ("dist", "dist/a", False),
    ("dist/", "dist/", True),
    ("dist/", "dist", False),
    ("dist/**", "dist/a/b", True),
    ("dist/**", "dist", False),
    ("dist/**", "dist/", True),
    ("**/a", "a", True),
    ("**/a", "x/y/a", True),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b", True),
    ("a/**/b", "a/x/y/c", False),
    ("a/*/b", "a/b", False),
    ("*", ".hidden", True),
    ("?.js", "a.js", True),
    ("?.js", "ab.js", False),
    ("[ab].js", "b.js", True),
    ("[!ab].js", "b.js", False),
    ("[a-c]x", "bx", True),
    ("{a,b}.js", "b.js", True),
    ("{a,b/c}.js", "b/c.js", True),
    ("a{.min,}.js", "a.js", True),
    ("a{1}.js", "a{1}.js", True),
    ("x/!(a|b).js", "x/c.js", True),
    ("x/!(a|b).js", "x/a.js", False),
    ("x/!(*.test).js", "x/a.test.js", False),
    ("x/!(*.test).js", "x/a.js", True),
    ("x/!(a)b", "x/cb", True),
    ("x/!(a)b", "x/ab", False),
    ("!x", "x", True),
    ("!!x", "x", True),
    ("+(ab).js", "abab.js", True),
    ("?(ab)c", "c", True),
    ("*(a|b)c", "abbac", True),
    ("@(a|b)c", "abc", False),
    ("\\*.js", "*.js", True),
    ("\\*.js", "a.js", False),
    ("a//b", "a/b", True),
    ("a/../b", "b", True),
    ("#a", "#a", False),
    ("\\#a", "#a", True),
]


@pytest.mark.parametrize(("pattern", "path", "matches"), MATCHES)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert Glob(pattern).match(path) is matches


def test_negation() -> None:
    assert [Glob(pattern).negated for pattern in ("x", "!x", "!!x", "!!!x")] == [False, True, False, True]


@pytest.mark.node
def test_minimatch_says_so() -> None:
    script = """
const { Minimatch } = require(process.argv[1] + "/npm/node_modules/minimatch");
const options = { matchBase: true, dot: true, flipNegate: true, nocase: true };
const rows = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(rows.map(([pattern, path]) => new Minimatch(pattern, options).match(path))));
"""
    root = subprocess.run(["npm", "root", "-g"], capture_output=True, check=True, text=True).stdout.strip()
    rows = json.dumps([row[:2] for row in MATCHES])
    said = subprocess.run(["node", "-e", script, root], input=rows, capture_output=True, check=True, text=True).stdout
    assert json.loads(said) == [matches for _, _, matches in MATCHES]


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 120 + "b",
        "**/" * 80 + "b",
        "{a,b}" * 50,
        "{" * 250,
        "*(a|aa)" * 30 + "b",
        "+(*a|*b)" * 30,
        "[" * 250,
        "!(*a)" * 40,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_patterns_end(pattern: str) -> None:
    assert not Glob(pattern).match("/".join(["a" * 60] * 30) + "c")


@pytest.mark.parametrize(
    ("files", "path", "package"),
    [
        ({"package.json": b'{"name":"a","version":"1.0.0"}'}, "dist/a.js.map", "a@1.0.0"),
        ({"package.json": b'\xef\xbb\xbf{"name":"a","version":"1.0.0"}'}, "dist/a.js.map", "a@1.0.0"),
        ({"package.json": b'{"name":"a","version":"1.0.0","private":true}'}, "dist/a.js.map", ""),
        ({"package.json": b'{"name":"a"}'}, "dist/a.js.map", ""),
        ({"package.json": b'{"name":"a","version":'}, "dist/a.js.map", ""),
        ({"package.json": b"[" * 100_000}, "dist/a.js.map", ""),
        ({"package.json": b"\xff\xfe"}, "dist/a.js.map", ""),
        ({"package.json": b'{"name":"a","version":"1.0.0","files":"dist","bin":7,"main":[]}'}, "a.js.map", "a@1.0.0"),
        ({"package.json": b'{"name":"a","version":"1","files":[null,7,"../../etc","\\u0000"]}'}, "a.js.map", ""),
        (
            {
                "package.json": b'{"name":"root","version":"1","private":true}',
                "b/package.json": b'{"name":"b","version":"2"}',
            },
            "b/dist/a.js.map",
            "b@2",
        ),
        (
            {
                "package.json": b'{"name":"a","version":"1"}',
                "b/package.json": b'{"name":"b","version":"2","private":true}',
            },
            "b/a.js.map",
            "a@1",
        ),
        ({"other/package.json": b'{"name":"a","version":"1"}'}, "dist/a.js.map", ""),
    ],
)
def test_the_package_of_a_file(files: Mapping[str, bytes], path: str, package: str) -> None:
    found, unknown = publishers([path], Memory(files))
    assert found.get(path, "") == package
    assert not unknown


def test_a_list_that_is_too_long_is_given_up_and_said() -> None:
    fields = {"name": "a", "version": "1", "files": ["x" * 240 + str(number) for number in range(300)]}
    paths = [f"{'d' * 200}/{number}.js.map" for number in range(1000)]
    found, unknown = publishers(paths, Memory({"package.json": json.dumps(fields).encode()}))
    assert not found
    assert "`a@1` is too long" in unknown


def test_nothing_above_the_root_is_read(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name":"above","version":"1.0.0"}')
    (tmp_path / "root" / "dist").mkdir(parents=True)
    (tmp_path / "root" / "dist" / "a.js.map").write_bytes(MAP)
    found, _ = publishers([f"{tmp_path}/root/dist/a.js.map"], Disk(f"{tmp_path}/root"))
    assert found == {}


def test_the_root_of_the_system_ends_the_way_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATHs that have nothing else in common: `..` above it is the same folder again."""
    monkeypatch.chdir(tmp_path)
    found, _ = publishers(["dist/a.js.map"], Disk("/"))
    assert found == {}


# --- archives

Member = tuple[str, bytes]
PACKAGE: list[Member] = [
    ("package/package.json", b'{"name":"shelf","version":"1.0.0"}'),
    ("package/dist/a.js", b"let a\n//# sourceMappingURL=a.js.map\n"),
    ("package/dist/a.js.map", MAP),
    ("package/README.md", b"# Shelf\n"),
]


def _tgz(members: list[Member], format_: int = tarfile.PAX_FORMAT, links: Mapping[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=format_) as tar:
        for name, data in members:
            one = tarfile.TarInfo(name)
            one.size = len(data)
            tar.addfile(one, io.BytesIO(data))
        for name, target in (links or {}).items():
            one = tarfile.TarInfo(name)
            one.type = tarfile.SYMTYPE
            one.linkname = target
            tar.addfile(one)
    return out.getvalue()


LONG = "package/" + "/".join(["a-folder-with-a-long-name"] * 12) + "/ä.js.map"


@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_archives_as_python_writes_them(format_: int) -> None:
    members = [*PACKAGE, ("package/empty.js", b"")]
    members += [(LONG, MAP)] if format_ != tarfile.USTAR_FORMAT else [(LONG[:150] + ".map", MAP)]
    archive = read_archive(io.BytesIO(_tgz(members, format_)))
    assert archive.files == dict(members)
    assert archive.skipped == ()


@pytest.mark.node
def test_archives_as_npm_writes_them(tmp_path: Path) -> None:
    (tmp_path / LONG).parent.mkdir(parents=True)
    (tmp_path / LONG).write_bytes(MAP)
    (tmp_path / "package.json").write_text('{"name":"shelf","version":"1.0.0"}')
    subprocess.run(["npm", "pack", "--ignore-scripts"], cwd=tmp_path, capture_output=True, check=True)
    archive = read_archive(io.BytesIO((tmp_path / "shelf-1.0.0.tgz").read_bytes()))
    assert archive.files[f"package/{LONG}"] == MAP
    assert set(archive.files) == {f"package/{LONG}", "package/package.json"}


def test_links_and_names_that_lead_out_are_passed_over() -> None:
    names = ["../evil.js.map", "/etc/evil.js.map", "package/../../evil.js.map", "C:/evil.js.map", "..\\evil.js.map"]
    archive = read_archive(
        io.BytesIO(_tgz([*PACKAGE, *((name, MAP) for name in names)], links={"package/a.map": "/etc/passwd"}))
    )
    assert archive.files == dict(PACKAGE)
    assert sorted(name for name, _ in archive.skipped) == sorted([*names, "package/a.map"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", ""),
        (b"PK\x03\x04", "no gzip file"),
        (gzip.compress(b"no tar file at all" * 100), "no tar file"),
        (_tgz(PACKAGE)[:-40], "damaged"),
        (gzip.compress(gzip.decompress(_tgz(PACKAGE))[:700]), "cut short"),
        (gzip.compress(gzip.decompress(_tgz(PACKAGE)).replace(b"package/dist", b"package/disk", 1)), "no tar file"),
        (_tgz([("a.js", bytes(80_000_000))]), "200 times"),
    ],
    ids=["empty", "zip", "text", "cut", "cut inside", "checksum", "bomb"],
)
def test_what_is_no_package_is_said(data: bytes, reason: str) -> None:
    if not reason:
        assert read_archive(io.BytesIO(data)).files == {}
        return
    with pytest.raises(UnreadableError, match=reason):
        read_archive(io.BytesIO(data))


def test_limits() -> None:
    with pytest.raises(UnreadableError, match="more than 2,000 bytes"):
        read_archive(io.BytesIO(_tgz(PACKAGE)), 2000)
    with pytest.raises(UnreadableError, match="name of more than"):
        read_archive(io.BytesIO(_tgz([("a" * 70_000, b"")], tarfile.GNU_FORMAT)))


def test_headers_are_read_one_by_one() -> None:
    """A chain of long names, each for the next, which `tarfile` follows by recursion."""
    link = tarfile.TarInfo("././@LongLink")
    link.type = tarfile.GNUTYPE_LONGNAME
    link.size = 5
    chain = (link.tobuf(tarfile.GNU_FORMAT) + b"a.map".ljust(512, b"\0")) * 5000
    plain = gzip.decompress(_tgz([("b.js", b"b")], tarfile.GNU_FORMAT))
    assert read_archive(io.BytesIO(gzip.compress(chain + plain))).files == {"a.map": b"b"}


def _errors(*paths: str, preset: str = "recommended") -> list[str]:
    report = lint(list(paths), Settings(presets=(preset,)), jobs=2)
    assert not report.crashed
    return sorted(f"{one.rule} {one.place.path}" for one in report.findings if one.severity == Severity.ERROR)


def test_a_package_is_linted_as_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    broken = MAP.replace(b'"version": 3', b'"version": "3"')
    members = [*PACKAGE, ("package/b.js", b"b\n//# sourceMappingURL=gone.js.map"), ("package/c.js.map", broken)]
    members += [
        ("package/node_modules/x/d.js.map", broken),
        ("package/e.js", b"e\n//# sourceMappingURL=../../../f.js.map"),
    ]
    Path("shelf-1.0.0.tgz").write_bytes(_tgz(members))
    Path("f.js.map").write_bytes(broken)
    assert _errors("shelf-1.0.0.tgz") == [
        "dangling-link shelf-1.0.0.tgz/package/b.js",
        "version-integer shelf-1.0.0.tgz/package/c.js.map",
    ]
    # Nothing was unpacked to disk.
    assert sorted(os.listdir()) == ["f.js.map", "shelf-1.0.0.tgz"]
    report = lint(["shelf-1.0.0.tgz"], Settings(), jobs=1)
    assert report.files["shelf-1.0.0.tgz/package/dist/a.js.map"] == "map"
    assert report.maps == 2


def test_by_the_policy_of_a_closed_source_it_takes_no_text_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shelf-1.0.0.tgz").write_bytes(_tgz(PACKAGE))
    assert _errors("shelf-1.0.0.tgz", preset="private") == ["packaged-map shelf-1.0.0.tgz/package/dist/a.js.map"]
    assert _errors("*.tgz", preset="private") == _errors("shelf-1.0.0.tgz", preset="private")


def test_one_in_a_folder_is_passed_over_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shelf-1.0.0.tgz").write_bytes(_tgz(PACKAGE))
    report = lint(["."], Settings(), jobs=1)
    assert report.files == {}
    assert report.skipped == (("shelf-1.0.0.tgz", "is a package; what is in it is linted where it is named"),)


def test_one_that_cannot_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shelf.tgz").write_bytes(b"no package")
    os.symlink("/etc/hostname", "out.tgz")
    assert _errors("shelf.tgz", "out.tgz") == [
        "unreadable-file out.tgz",
        "unreadable-file shelf.tgz",
    ]
