"""From PATHs to files: what is found, what is passed over in so many words, and where the root is."""

import os
import socket
from pathlib import Path

import pytest

from smaplint.discovery import Found, PathError, discover, kind_of_name, map_kind, plain, root_of, shown
from smaplint.settings import Settings

MAP = b'{"version":3,"sources":["a.ts"],"names":[],"mappings":"AAAA"}'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*paths: str, data: bytes = MAP) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)


def paths_of(found: Found) -> list[str]:
    return [file.path for file in found.files]


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a.js", "js"),
            ("a.MJS", "js"),
            ("a.cjs", "js"),
            ("a.jsx", "js"),
            ("main.jsbundle", "js"),
            ("index.android.bundle", "js"),
            ("a.css", "css"),
            ("a.wasm", "wasm"),
            ("A.WASM", "wasm"),
            ("a.wasm.map", "map"),
            ("a.wasm.js", "js"),
            ("a.wat", None),
            ("a.d.ts", "dts"),
            ("a.d.mts", "dts"),
            ("a.d.cts", "dts"),
            ("a.d.json.ts", "dts"),
            ("a.js.map", "map"),
            ("a.MAP", "map"),
            ("a.map", "map"),
            ("a.ts", None),
            ("map", None),
            (".map", "map"),
            ("a.map.js", "js"),
            ("a.json", None),
            ("a.html", None),
            ("", None),
        ],
    )
    def test_by_name(self, name: str, kind: str | None) -> None:
        assert kind_of_name(name) == kind
        assert kind_of_name(f"folder.css/{name}") == kind

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a.js.map", "js"),
            ("a.css.map", "css"),
            ("a.d.ts.map", "dts"),
            ("a.d.mts.map", "dts"),
            ("a.wasm.map", "wasm"),
            ("a_bg.Wasm.Map", "wasm"),
            ("wasm.map", "js"),
            ("a.map", "js"),
        ],
    )
    def test_of_maps(self, name: str, kind: str) -> None:
        assert map_kind(name) == kind


class TestWalk:
    def test_finds_each_file_once(self) -> None:
        write("dist/a.js", "dist/a.js.map", "dist/sub/b.css", "dist/sub/c.wasm")
        found = discover(["dist", "dist/sub", "dist/a.js", "./dist/"], Settings())
        assert paths_of(found) == ["dist/a.js", "dist/a.js.map", "dist/sub/b.css", "dist/sub/c.wasm"]
        assert [file.named for file in found.files] == [True, False, False, False]

    def test_skips_and_enters(self) -> None:
        write(".git/a.js", "node_modules/x/a.js", "deep/node_modules/x/a.js", ".next/static/a.js", "build/.hidden/b.js")
        assert paths_of(discover(["."], Settings())) == [".next/static/a.js", "build/.hidden/b.js"]
        assert paths_of(discover(["node_modules"], Settings())) == ["node_modules/x/a.js"]

    def test_gitignore_is_not_obeyed(self) -> None:
        write("dist/a.js")
        write(".gitignore", data=b"dist\n")
        assert paths_of(discover(["."], Settings())) == ["dist/a.js"]

    def test_other_kinds_are_no_business_of_ours(self) -> None:
        write("dist/index.html", "dist/logo.svg", "dist/a.ts", "dist/a.json")
        found = discover(["dist"], Settings())
        assert (found.files, found.skipped) == ((), ())

    def test_maps_of_other_trades(self) -> None:
        write("d/linker.map", data=b"Memory Configuration\n")
        write("d/level.map", data=b"\x00\x01\x02")
        write("d/empty.map", data=b"")
        write("d/mine.map", data=b"\xef\xbb\xbf \n{")
        write("d/broken.js.map", data=b"<html>")
        found = discover(["d"], Settings())
        assert paths_of(found) == ["d/broken.js.map", "d/mine.map"]
        assert [path for path, _ in found.skipped] == ["d/empty.map", "d/level.map", "d/linker.map"]

    def test_a_map_with_a_bare_name_beside_its_bundle(self) -> None:
        write("d/a.js.MAP", data=b"<html>")
        write("d/a.js")
        assert "d/a.js.MAP" in paths_of(discover(["d"], Settings()))

    def test_a_folder_under_a_maps_name(self) -> None:
        write("dist/a.js.map/b.js")
        found = discover(["dist"], Settings())
        assert paths_of(found) == ["dist/a.js.map/b.js"]
        assert found.skipped == (("dist/a.js.map", "is a folder under a map's name; what is in it is linted"),)

    def test_links_and_other_kinds_of_files(self) -> None:
        write("real/a.js", "dist/b.js")
        os.symlink("../real", "dist/folder")
        os.symlink("../real/a.js", "dist/link.js")
        os.symlink("loop.js", "dist/loop.js")
        os.symlink(".", "dist/self")
        os.symlink("/dev/zero", "dist/zero.js")
        os.mkfifo("dist/pipe.js.map")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("dist/socket.js")
            found = discover(["dist"], Settings())
        assert paths_of(found) == ["dist/b.js"]
        assert dict(found.skipped) == {
            "dist/folder": "is a symbolic link",
            "dist/link.js": "is a symbolic link",
            "dist/loop.js": "is a symbolic link",
            "dist/self": "is a symbolic link",
            "dist/zero.js": "is a symbolic link",
            "dist/pipe.js.map": "is a named pipe",
            "dist/socket.js": "is a socket",
        }

    def test_a_bare_map_that_links_to_a_file_outside_is_not_told_from_others(self) -> None:
        """Whether `secret` is there must not show: nothing outside is looked at."""
        write("dist/secret.map", data=b"no JSON")
        before = discover(["dist"], Settings()).skipped
        os.symlink("/etc/passwd", "dist/secret")
        assert set(discover(["dist"], Settings()).skipped) >= set(before)

    def test_names_of_every_kind(self, here: Path) -> None:
        names = [
            b"\xff\xfe.js",
            b"a\nb.js",
            b"::add-mask::x.js",
            b"a b.js",
            b"\x1b[31m.js",
            "ä😀.js".encode(),
            b"-x.js",
        ]
        folder = os.fsencode(here) + b"/dist/"
        os.mkdir(folder)
        for name in names:
            Path(os.fsdecode(folder + name)).write_bytes(b"a")
        found = discover(["dist"], Settings())
        assert sorted(os.fsencode(file.path) for file in found.files) == sorted(b"dist/" + name for name in names)

    def test_deep_folders(self) -> None:
        path = "d"
        os.mkdir(path)
        folder = os.open(path, os.O_RDONLY)
        try:
            for _ in range(600):
                os.mkdir("x" * 10, dir_fd=folder)
                inner = os.open("x" * 10, os.O_RDONLY, dir_fd=folder)
                os.close(folder)
                folder = inner
        finally:
            os.close(folder)
        found = discover(["d"], Settings())
        assert found.unreadable
        assert "file name too long" in found.unreadable[0][1]

    def test_exclude(self) -> None:
        write("dist/a.js", "dist/vendor/b.js")
        settings = Settings(exclude=("**/vendor/**",), base=os.getcwd())
        for given in (["dist"], ["dist/a.js", "dist/vendor/b.js"]):
            found = discover(given, settings)
            assert paths_of(found) == ["dist/a.js"]
            assert found.skipped == (("dist/vendor/b.js", "excluded"),)


class TestGiven:
    def test_what_is_not_there(self) -> None:
        with pytest.raises(PathError, match="`gone` is not there"):
            discover(["gone"], Settings())
        assert discover(["gone"], Settings(min_files=0)).skipped == (("gone", "is not there; nothing was built"),)

    def test_a_nul(self) -> None:
        with pytest.raises(PathError, match="NUL"):
            discover(["a\0b"], Settings())

    def test_a_file_of_any_name_is_a_map(self) -> None:
        write("report.json")
        (file,) = discover(["report.json"], Settings()).files
        assert (file.kind, file.named) == ("map", True)

    @pytest.mark.parametrize(
        ("kind", "said"),
        [("fifo", "a named pipe"), ("loop", "too many levels of symbolic links"), ("dangling", "no such")],
    )
    def test_what_cannot_be_read(self, kind: str, said: str) -> None:
        if kind == "fifo":
            os.mkfifo("x.map")
        else:
            os.symlink("x.map" if kind == "loop" else "gone", "x.map")
        found = discover(["x.map"], Settings())
        assert not found.files
        assert said in found.unreadable[0][1]

    def test_a_device(self) -> None:
        assert discover(["/dev/zero"], Settings()).unreadable == (("/dev/zero", "it is a device, not a regular file"),)


GLOBS = {
    "dist/*.map": ["dist/a.js.map", "dist/c.css.map"],
    "dist/*": ["dist/a.js", "dist/a.js.map", "dist/c.css.map", "dist/sub/b.js.map"],
    "dist/**/*.map": ["dist/a.js.map", "dist/c.css.map", "dist/sub/b.js.map"],
    "**/*.js.map": ["dist/a.js.map", "dist/sub/b.js.map"],
    "**/**/b.*": ["dist/sub/b.js.map"],
    "dist/**": ["dist/a.js", "dist/a.js.map", "dist/c.css.map", "dist/sub/b.js.map"],
    "d?st/[ab].js": ["dist/a.js"],
    "./dist/*.js": ["dist/a.js"],
    "*/sub/": ["dist/sub/b.js.map"],
    "*/../dist/a.js": ["dist/a.js"],
    "dist/*.nope": [],
    "nope/*": [],
    "dist/a.js/*": [],
}


class TestGlobs:
    @pytest.mark.parametrize("pattern", GLOBS)
    def test_matches(self, pattern: str, here: Path) -> None:
        write("dist/a.js", "dist/a.js.map", "dist/c.css.map", "dist/index.html", "dist/sub/b.js.map", "dist/README")
        write("dist/node_modules/x/x.js.map")
        found = discover([pattern], Settings())
        assert [path for path in paths_of(found) if "node_modules" not in path] == GLOBS[pattern]
        if not GLOBS[pattern]:
            assert found.skipped == ((pattern, "matches no file"),)
        absolute = discover([f"{here}/{pattern}"], Settings())
        assert paths_of(absolute) == paths_of(found)

    def test_a_name_with_marks_is_a_name(self) -> None:
        write("p/[slug].js", "p/s.js")
        assert paths_of(discover(["p/[slug].js"], Settings())) == ["p/[slug].js"]

    def test_two_links_to_their_own_folder(self) -> None:
        """`glob.glob` follows links under `**`: two of these are 2^40 paths."""
        write("dist/a.js.map")
        os.symlink(".", "dist/x")
        os.symlink(".", "dist/y")
        assert paths_of(discover(["dist/**/*.map"], Settings())) == ["dist/a.js.map"]


class TestRoot:
    def test_the_git_top_level(self, here: Path) -> None:
        write("p/.git/config", "p/dist/a.js")
        assert root_of(["p/dist"]) == root_of(["p/dist/a.js"]) == str(here.resolve() / "p")

    def test_a_worktree(self, here: Path) -> None:
        write("p/.git", "p/dist/a.js")
        assert root_of(["p/dist"]) == str(here.resolve() / "p")

    def test_the_common_folder(self, here: Path) -> None:
        write("p/x/a.js", "p/y/a.js")
        assert root_of(["p/x", "p/y/a.js"]) == str(here.resolve() / "p")
        assert root_of(["p/x/a.js"]) == str(here.resolve() / "p/x")
        assert root_of([]) == str(here.resolve())

    def test_a_link_does_not_move_it(self, here: Path) -> None:
        write("p/a.js")
        os.symlink("/etc/passwd", "p/b.js")
        assert root_of(["p/a.js", "p/b.js"]) == str(here.resolve() / "p")


class TestShown:
    def test_relative_below_and_absolute_above(self, here: Path) -> None:
        assert shown("./a/../b.js") == "b.js"
        assert shown(str(here / "b.js")) == "b.js"
        assert shown("../b.js") == str(here.parent / "b.js")
        assert shown(f"{here}-2/b.js") == f"{here}-2/b.js"


class TestNamed:
    """What a shell spells out of `dist/*`."""

    def test_pages_and_images_are_passed_over_with_a_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for name, data in {
            "index.html": b"<!doctype html>",
            "logo.png": b"\x89PNG",
            "app.json": b'{"version":3}',
        }.items():
            (tmp_path / name).write_bytes(data)

        found = discover(["app.json", "index.html", "logo.png"], Settings())

        assert [(file.path, file.kind) for file in found.files] == [("app.json", "map")]
        assert [path for path, _ in found.skipped] == ["index.html", "logo.png"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("dist", "dist"),
        ("../here/dist", "../here/dist"),
        ("real/..", "real/.."),
        ("a..b/c", "a..b/c"),
        # The folder above where the link leads.
        ("link/..", "{tmp}/far"),
        ("link/../app.js", "{tmp}/far/app.js"),
        ("gone/../x", "gone/../x"),
        ("..\0", "..\0"),
    ],
)
def test_dots_behind_a_link_lead_elsewhere_than_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, told: str
) -> None:
    (tmp_path / "far/away").mkdir(parents=True)
    (tmp_path / "here/real").mkdir(parents=True)
    (tmp_path / "here/link").symlink_to("../far/away")
    monkeypatch.chdir(tmp_path / "here")
    assert plain(path) == told.format(tmp=os.path.realpath(tmp_path))
