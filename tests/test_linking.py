"""Which map belongs to which generated file; and that nothing outside the root is looked at to find out."""

import json
import os
from pathlib import Path

import pytest

from smaplint.discovery import File, kind_of_name, root_of
from smaplint.engine import lint, lint_files
from smaplint.linking import Unit, link
from smaplint.pairing import header
from smaplint.reader import Disk, Memory, TooLargeError
from smaplint.rule import example_code, example_mappings
from smaplint.settings import Settings

# No mapping leads to its source: nobody misses a text.
MAP = b'{"version":3,"sources":["a.ts"],"names":[],"mappings":"A"}'


def js(url: str) -> bytes:
    return f"let a\n//# sourceMappingURL={url}\n".encode()


def wasm(url: str) -> bytes:
    """A module with nothing but its link; lengths of three bytes."""
    text = url.encode()
    sizes = [bytes((size & 127 | 128, size >> 7 & 127 | 128, size >> 14)) for size in (len(text) + 20, len(text))]
    return b"\0asm\1\0\0\0\0" + sizes[0] + b"\x10sourceMappingURL" + sizes[1] + text


def units_of(files: dict[str, bytes], *names: str, root: str = ".") -> tuple[Unit, ...]:
    """Link files as a folder, or only those of them that are given by name."""
    listed = [
        File(path, kind_of_name(path) or "map", root, len(data), named=bool(names))
        for path, data in sorted(files.items())
        if not names or path in names
    ]
    return link(listed, Memory(files), 10_000_000)


def outcome(files: dict[str, bytes], path: str, *, root: str = ".") -> tuple[str, str | None]:
    """(status of the comment, path of the map) of a bundle."""
    (bundle,) = (ref for unit in units_of(files, root=root) for ref in unit.bundles if ref.path == path)
    return bundle.directive.status if bundle.directive else "none", bundle.map


FOUND = {
    "beside it": ("dist/a.js", "a.js.map", "dist/a.js.map"),
    "a query": ("dist/a.js", "a.js.map?v=1", "dist/a.js.map"),
    "a fragment": ("dist/a.js", "a.js.map#x", "dist/a.js.map"),
    "a file whose name holds the query": ("dist/a.js", "a.js.map?v=1", "dist/a.js.map?v=1"),
    "percent-encoded": ("dist/a.js", "a%20b.js.map", "dist/a b.js.map"),
    "an encoded query mark": ("dist/a.js", "a%3Fb.js.map", "dist/a?b.js.map"),
    "not encoded": ("dist/a.js", "100%.js.map", "dist/100%.js.map"),
    "a name that looks encoded": ("dist/a.js", "a%20b.js.map", "dist/a%20b.js.map"),
    "Next.js's brackets, encoded": ("p/[slug].js", "%5Bslug%5D.js.map", "p/[slug].js.map"),
    "Next.js's brackets": ("p/[slug].js", "[slug].js.map", "p/[slug].js.map"),
    "non-ASCII": ("dist/ä.js", "%C3%A4.js.map", "dist/ä.js.map"),
    "another folder": ("dist/js/a.js", "../maps/a.js.map", "dist/maps/a.js.map"),
    "dots and slashes": ("dist/a.js", ".//./a.js.map", "dist/a.js.map"),
    "Turbopack's unrelated name": ("c/0f3a.js", "9b1c~1.js.map", "c/9b1c~1.js.map"),
    "the root of the site": ("dist/js/a.js", "/js/a.js.map", "dist/js/a.js.map"),
    "a public path": ("dist/js/a.js", "https://cdn.example/js/a.js.map?x", "dist/js/a.js.map"),
    "a public path with a folder of its own": ("dist/js/a.js", "https://cdn.example/v7/a.js.map", "dist/js/a.js.map"),
    "without a protocol": ("dist/js/a.js", "//cdn.example/js/a.js.map", "dist/js/a.js.map"),
    "file:": ("dist/a.js", "file:///home/x/a.js.map", "dist/a.js.map"),
    "another name": ("dist/a.min.js", "a.js.map", "dist/a.js.map"),
    "backslashes": ("dist/a.js", "..\\dist\\a.js.map", "dist/a.js.map"),
}
KINDS = ("a.js", "a.mjs", "a.cjs", "a.jsbundle", "a.bundle", "a.d.ts", "a.d.mts", "a.d.css.ts", "a.jsx")


class TestFolder:
    @pytest.mark.parametrize(("bundle", "url", "map"), FOUND.values(), ids=FOUND)
    def test_found(self, bundle: str, url: str, map: str) -> None:
        root = bundle.split("/", maxsplit=1)[0]
        assert outcome({bundle: js(url), map: MAP}, bundle, root=root) == ("found", map)

    @pytest.mark.parametrize("name", KINDS)
    def test_kinds(self, name: str) -> None:
        assert outcome({name: js(f"{name}.map"), f"{name}.map": MAP}, name) == ("found", f"{name}.map")

    def test_css(self) -> None:
        assert outcome({"a.css": b"a{}/*# sourceMappingURL=a.css.map */", "a.css.map": MAP}, "a.css")[0] == "found"
        assert outcome({"a.css": b"a{}\n//# sourceMappingURL=a.css.map", "a.css.map": MAP}, "a.css")[0] == "none"

    @pytest.mark.parametrize(("bundle", "url", "map"), FOUND.values(), ids=FOUND)
    def test_webassembly_is_linked_alike(self, bundle: str, url: str, map: str) -> None:
        root = bundle.split("/", maxsplit=1)[0]
        bundle = bundle.replace(".js", ".wasm")
        assert outcome({bundle: wasm(url), map: MAP}, bundle, root=root) == ("found", map)

    @pytest.mark.parametrize(
        ("url", "status"),
        [
            ("gone.map", "missing"),
            ("", "missing"),
            ("a\0b.map", "missing"),
            ("..\\..\\gone.map", "missing"),
            ("A.JS.MAP", "missing"),
            ("a/" * 10_000, "missing"),
            ("https://cdn.example/gone.map", "remote"),
            ("/gone.map", "remote"),
            ("/etc/passwd", "remote"),
            ("../../gone.map", "outside"),
            ("%2e%2e/%2E%2E/gone.map", "outside"),
            ("..%2F..%2Fgone.map", "outside"),
            ("%2Fetc%2Fpasswd", "outside"),
            ("data:,x", "inline"),
        ],
    )
    def test_not_found(self, url: str, status: str) -> None:
        assert outcome({"dist/a.js": js(url), "dist/a.js.map~": MAP}, "dist/a.js")[0] == status
        assert outcome({"dist/a.wasm": wasm(url), "dist/a.js.map~": MAP}, "dist/a.wasm")[0] == status

    def test_encoded_twice_is_decoded_once(self) -> None:
        assert outcome({"d/a.js": js("a%2520b.map"), "d/a b.map": MAP}, "d/a.js")[0] == "missing"
        assert outcome({"d/a.js": js("a%2520b.map"), "d/a%20b.map": MAP}, "d/a.js")[0] == "found"

    def test_by_name_without_a_comment(self) -> None:
        assert outcome({"a.js": b"let a", "a.js.map": MAP}, "a.js") == ("none", "a.js.map")

    def test_the_comment_wins_over_the_name(self) -> None:
        units = units_of({"a.js": js("b.map"), "a.js.map": MAP, "b.map": MAP})
        assert len(units) == 1
        maps = {ref.path: (ref.linked, ref.paired) for ref in units[0].maps}
        assert maps == {"a.js.map": ((), ("a.js",)), "b.map": (("a.js",), ("a.js",))}

    def test_two_bundles_and_one_map(self) -> None:
        files = {"a.js": js("a.js.map"), "a.mjs": js("a.js.map"), "a.js.map": MAP, "b.js": b"b"}
        first, second = units_of(files)
        assert [ref.path for ref in first.bundles] == ["a.js", "a.mjs"]
        assert first.maps[0].linked == ("a.js", "a.mjs")
        assert [ref.path for ref in second.bundles] == ["b.js"]

    def test_a_renamed_copy(self) -> None:
        files = {"a.js": js("a.js.map"), "a.copy.js": js("a.js.map"), "a.js.map": MAP}
        assert outcome(files, "a.copy.js") == ("found", "a.js.map")

    def test_an_orphan_is_a_unit(self) -> None:
        assert units_of({"a.js.map": MAP}) == (Unit((), units_of({"a.js.map": MAP})[0].maps),)

    def test_the_order_of_units_is_that_of_paths(self) -> None:
        units = units_of({"z.js": js("a.map"), "a.map": MAP, "b.js": b"b", "c.js.map": MAP})
        bundles = [[ref.path for ref in unit.bundles] for unit in units]
        maps = [[ref.path for ref in unit.maps] for unit in units]
        assert (bundles, maps) == ([["z.js"], ["b.js"], []], [["a.map"], [], ["c.js.map"]])

    def test_a_debug_id_pairs_what_no_comment_does(self) -> None:
        identity = "85314830-023f-4cf1-a267-535f4e37bb17"
        map = MAP.replace(b"{", b'{"debugId":"%b",' % identity.encode(), 1)
        files = {"x/a.js": f"let a\n//# debugId={identity.upper()}\n".encode(), "maps/b.js.map": map, "c.js.map": MAP}
        report = lint_files(files, Settings())
        assert [finding.place.path for finding in report.findings if finding.rule == "orphan-map"] == ["c.js.map"]

    def test_file_pairs_what_no_comment_does(self) -> None:
        files = {"a.js": b"let a", "x.js.map": MAP.replace(b"{", b'{"file":"a.js",', 1), "y.js.map": MAP}
        report = lint_files(files, Settings())
        assert [finding.place.path for finding in report.findings if finding.rule == "orphan-map"] == ["y.js.map"]

    def test_an_inline_map_is_not_kept_while_linking(self) -> None:
        (unit,) = units_of({"a.js": js("data:application/json," + "%20" * 100_000)})
        assert unit.bundles[0].directive
        assert len(unit.bundles[0].directive.url) == 200
        assert unit.bundles[0].directive.url_end > 300_000


ID = "85314830-023f-4cf1-a267-535f4e37bb17"


def of(file: str, **fields: str) -> bytes:
    """A map that says which file it was made for."""
    return MAP.replace(b"{", json.dumps({"file": file, **fields})[:-1].encode() + b",", 1)


# What the files of a build say, and then the pairs: file → map.
PAIRED: dict[str, tuple[dict[str, bytes], dict[str, str | None]]] = {
    "x.min.map, as jQuery has it": (
        {"x.min.js": b"x", "x.min.map": of("x.min.js"), "x.js": b"x"},
        {"x.min.js": "x.min.map", "x.js": None},
    ),
    "a bare name proves nothing": (
        {"x.css": b"x", "x.js": b"x", "x.map": MAP},
        {"x.css": None, "x.js": None},
    ),
    "Metro's map": (
        {"index.android.bundle": b"x", "index.android.bundle.map": MAP, "index.android.bundle.packager.map": MAP},
        {"index.android.bundle": "index.android.bundle.map"},
    ),
    "Metro's map before Hermes": (
        {"index.android.bundle": b"x", "index.android.bundle.packager.map": MAP},
        {"index.android.bundle": "index.android.bundle.packager.map"},
    ),
    "a copy shares the comment": (
        {"app.js": js("app.js.map"), "app.mjs": js("app.js.map"), "app.cjs": js("app.js.map"), "app.js.map": MAP},
        {"app.js": "app.js.map", "app.mjs": "app.js.map", "app.cjs": "app.js.map"},
    ),
    "a folder of maps, with a path": (
        {"d/app.js": b"x", "d/maps/app.js.map": of("../app.js")},
        {"d/app.js": "d/maps/app.js.map"},
    ),
    "a folder of maps, with a bare name": (
        {"d/js/app.js": b"x", "d/maps/app.js.map": of("app.js")},
        {"d/js/app.js": "d/maps/app.js.map"},
    ),
    "that of another package": (
        {"b/app.js": b"x", "a/maps/app.js.map": of("app.js")},
        {"b/app.js": None},
    ),
    "a script that is no output": (
        {"src/index.js": b"x", "dist/index.js.map": of("index.js")},
        {"src/index.js": None},
    ),
    "two files of that name": (
        {"d/a/app.js": b"x", "d/b/app.js": b"x", "d/maps/app.js.map": of("app.js")},
        {"d/a/app.js": None, "d/b/app.js": None},
    ),
    "two maps of that file": (
        {"app.js": b"x", "1.js.map": of("app.js"), "2.js.map": of("app.js")},
        {"app.js": None},
    ),
    "an unrelated name and a debug ID": (
        {"c/1.js": f"x\n//# debugId={ID.upper()}\n".encode(), "c/2.js.map": of("other.js", debugId=ID)},
        {"c/1.js": "c/2.js.map"},
    ),
    "the debug ID before `file`": (
        {"1.js": f"x\n//# debugId={ID}\n".encode(), "2.js": b"x", "3.js.map": of("2.js", debug_id=ID)},
        {"1.js": "3.js.map", "2.js": None},
    ),
    "a dangling comment": (
        {"app.js": js("gone.js.map"), "maps/x.map": of("../app.js")},
        {"app.js": "maps/x.map"},
    ),
    "a file with an inline map": (
        {"app.js": js("data:application/json,%7B%7D"), "x.js.map": of("app.js")},
        {"app.js": None},
    ),
    "a file with a map": (
        {"app.js": js("app.js.map"), "app.js.map": MAP, "x.js.map": of("app.js")},
        {"app.js": "app.js.map"},
    ),
    "`file` behind a long text": (
        {
            "app.js": b"x",
            "x.js.map": MAP[:-1] + b',"y":"' + b"y" * 9000 + b'","file":"app.js","z":"' + b"z" * 9000 + b'"}',
        },
        {"app.js": "x.js.map"},
    ),
    "`file` in a text": (
        {"app.js": b"x", "x.js.map": MAP.replace(b"a.ts", rb"\"file\":\"app.js\"")},
        {"app.js": None},
    ),
    "`file` of a section": (
        {
            "app.js": b"x",
            "x.js.map": b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":' + of("app.js") + b"}]}",
        },
        {"app.js": None},
    ),
    "a URL": (
        {"app.js": b"x", "x.js.map": of("webpack:///app.js?1f")},
        {"app.js": "x.js.map"},
    ),
    "a path of Windows": ({"js/app.js": b"x", "x.js.map": of(r"js\app.js")}, {"js/app.js": "x.js.map"}),
}


class TestUnclaimed:
    @pytest.mark.parametrize(("files", "pairs"), PAIRED.values(), ids=PAIRED)
    def test_paired(self, files: dict[str, bytes], pairs: dict[str, str | None]) -> None:
        found = {bundle.path: bundle.map for unit in units_of(files) for bundle in unit.bundles}
        assert found == pairs
        # The same where all are given by name.
        assert units_of(files, *files) == units_of(files)

    def test_pair_rules_run(self) -> None:
        map = of("app.js").replace(b'"A"', json.dumps(example_mappings(60)).encode())
        files = {"js/app.js": b"// a banner\n" + example_code(60).encode(), "maps/app.js.map": map}
        report = lint_files(files, Settings(select=("mappings-shifted",)))
        assert [(one.rule, one.place.path) for one in report.findings] == [("mappings-shifted", "js/app.js")]

    @pytest.mark.parametrize("named", [("x.min.js",), ("x.min.map",)])
    def test_named(self, named: tuple[str, ...]) -> None:
        files = {"x.min.js": b"x", "x.min.map": of("x.min.js"), "x.min.css": b"x"}
        (unit,) = units_of(files, *named)
        assert [ref.path for ref in unit.maps] == ["x.min.map"]
        assert [(ref.path, ref.map) for ref in unit.bundles] == [("x.min.js", "x.min.map")]

    def test_a_style_sheet_that_is_named_takes_no_map_of_a_script(self) -> None:
        (unit,) = units_of({"x.min.js": b"x", "x.min.map": of("x.min.js"), "x.min.css": b"x"}, "x.min.css")
        assert unit.maps == ()

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"", ("", "")),
            (b'{"file":7,"debugId":null}', ("", "")),
            (b'{"file":"\\u0000"}', ("", "")),
            (b'{"file":"a\\u002ejs"}', ("a.js", "")),
            (b'{"file" : "a.js" , "debugId" :"' + ID.upper().encode() + b'"}', ("a.js", ID)),
            (b'{"file":"' + b"a" * 5000 + b'"}', ("", "")),
            (b'{"file":"https://cdn.example/js/a.js"}', ("js/a.js", "")),
            (b'"file":"' * 100_000, ("", "")),
            (b'"debug' * 100_000, ("", "")),
        ],
    )
    def test_header(self, data: bytes, expected: tuple[str, str]) -> None:
        assert header(data) == expected


class TestWhoseMap:
    """One cause, one finding: what a pair alone would be said to be is not said too."""

    CODE = example_code(60).encode() + b"//# sourceMappingURL=a.js.map\n"
    OTHER = b"".join(b"value%03d = other%d + 1;\n" % (n, n % 7) for n in range(60)) + b"//# sourceMappingURL=a.js.map\n"

    def said(self, files: dict[str, bytes], **settings: tuple[str, ...]) -> list[tuple[str, str, str]]:
        map = MAP.replace(b'"A"', json.dumps(example_mappings(60)).encode())
        report = lint_files({**files, "a.js.map": map}, Settings(**settings))  # type: ignore[arg-type]
        return [(one.rule, one.case, one.place.path) for one in report.findings if one.severity > 1]

    def test_one_is_of_the_other(self) -> None:
        assert self.said({"a.js": self.CODE, "a.cjs": self.OTHER}) == [("wrong-target", "", "a.cjs")]

    def test_by_name_alone(self) -> None:
        bare = self.OTHER.rpartition(b"//#")[0]
        assert self.said({"a.js": bare, "b.js": self.CODE}) == []

    def test_neither(self) -> None:
        other = self.OTHER.replace(b"value", b"count")
        assert self.said({"a.js": self.OTHER, "b.js": other}) == [("shared-map", "", "b.js")]

    def test_copies(self) -> None:
        assert self.said({"a.js": self.CODE, "b.js": self.CODE.replace(b"\n//#", b"\n\n//#")}) == []
        assert self.said({"a.js": self.OTHER, "b.js": self.OTHER}) == [
            ("stale-map", "", "a.js"),
            ("stale-map", "", "b.js"),
        ]

    def test_edited_afterwards(self) -> None:
        assert self.said({"a.js": self.CODE, "b.js": b"// 1\n" + self.CODE}) == [("mappings-shifted", "", "b.js")]

    def test_the_other_rules_speak_where_it_is_off(self) -> None:
        files = {"a.js": self.CODE, "a.cjs": self.OTHER}
        assert self.said(files, ignore=("wrong-target",)) == [("stale-map", "", "a.cjs")]


class TestNamed:
    def test_a_map_finds_its_bundle(self) -> None:
        (unit,) = units_of({"a.js": js("a.js.map"), "a.js.map": MAP}, "a.js.map")
        assert [(ref.path, ref.partner) for ref in unit.bundles] == [("a.js", True)]
        assert unit.maps[0].linked == ("a.js",)

    def test_a_bundle_finds_its_map(self) -> None:
        (unit,) = units_of({"d/a.js": js("../m/a.map"), "m/a.map": MAP}, "d/a.js")
        assert [ref.path for ref in unit.maps] == ["m/a.map"]

    def test_a_bundle_without_a_comment_finds_the_map_beside_it(self) -> None:
        (unit,) = units_of({"a.js": b"let a", "a.js.map": MAP}, "a.js")
        assert [ref.path for ref in unit.maps] == ["a.js.map"]

    def test_both_are_one_unit(self) -> None:
        (unit,) = units_of({"a.js": js("a.js.map"), "a.js.map": MAP}, "a.js", "a.js.map")
        assert [(ref.path, ref.partner) for ref in unit.bundles] == [("a.js", False)]

    def test_a_dangling_link(self) -> None:
        report = lint_files({"a.js": js("a.js.map")}, Settings(), named=True)
        assert [finding.rule for finding in report.findings] == ["dangling-link"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a canary beside it, and the working directory in the project."""
    (tmp_path / "canary.map").write_bytes(MAP.replace(b"a.ts", b"CANARY"))
    inside = tmp_path / "project"
    (inside / ".git").mkdir(parents=True)
    (inside / "dist").mkdir()
    monkeypatch.chdir(inside)
    return inside


class TestOutside:
    @pytest.mark.parametrize(
        "url",
        [
            "../../canary.map",
            "%2e%2e/..%2Fcanary.map",
            "out/canary.map",
            "out%2Fcanary.map",
            "loop/canary.map",
            "canary-link.map",
            "../dist/../../canary.map",
        ],
    )
    @pytest.mark.parametrize("named", [True, False])
    def test_no_way_out(self, project: Path, url: str, *, named: bool) -> None:
        dist = project / "dist"
        (dist / "out").symlink_to("../..")
        (dist / "loop").symlink_to("loop")
        (dist / "canary-link.map").symlink_to("../../canary.map")
        (dist / "a.js").write_bytes(js(url))
        report = lint(["dist/a.js" if named else "dist"], Settings(presets=("recommended", "strict")))
        assert "CANARY" not in repr(report)
        assert report.files == {"dist/a.js": "bundle"}
        said = [finding.rule for finding in report.findings] + [path for path, _ in report.skipped]
        assert {"dangling-link", "link-traversal"} & set(said)

    def test_a_named_link_out(self, project: Path) -> None:
        (project / "dist/x.js.map").symlink_to("../../canary.map")
        report = lint(["dist/x.js.map"], Settings())
        assert report.root == str(project)
        assert [(finding.rule, finding.message) for finding in report.findings] == [
            ("unreadable-file", "the file cannot be read: it is a link that leads out of the project")
        ]

    def test_a_named_link_out_does_not_widen_the_root(self, project: Path) -> None:
        (project / ".git").rmdir()
        (project / "dist/x.js.map").symlink_to("../../canary.map")
        (project / "dist/y.js.map").write_bytes(MAP)
        report = lint(["dist/x.js.map", "dist/y.js.map"], Settings())
        assert root_of(["dist/x.js.map", "dist/y.js.map"]) == str(project / "dist")
        assert "CANARY" not in repr(report)

    def test_a_named_link_inside(self, project: Path) -> None:
        (project / "real.js.map").write_bytes(MAP.replace(b"3", b"4"))
        (project / "dist/x.js.map").symlink_to("../real.js.map")
        report = lint(["dist/x.js.map"], Settings())
        assert [(finding.rule, finding.place.path) for finding in report.findings] == [
            ("version-integer", "dist/x.js.map")
        ]

    def test_a_folder_that_is_reached_by_a_link_is_linted(self, project: Path) -> None:
        """`bazel-bin` is a link out of the project; the user named it."""
        (project.parent / "cache/js").mkdir(parents=True)
        (project.parent / "cache/js/a.js").write_bytes(js("../a.js.map"))
        (project.parent / "cache/a.js.map").write_bytes(MAP)
        (project / "bin").symlink_to("../cache")
        report = lint(["bin"], Settings())
        assert report.files == {"bin/a.js.map": "map", "bin/js/a.js": "bundle"}
        assert not [finding for finding in report.findings if finding.rule == "dangling-link"]

    def test_a_link_inside_to_a_folder_inside(self, project: Path) -> None:
        (project / "maps").mkdir()
        (project / "maps/a.js.map").write_bytes(MAP)
        (project / "dist/m").symlink_to("../maps")
        (project / "dist/a.js").write_bytes(js("m/a.js.map"))
        disk = Disk(str(project))
        assert disk.is_inside("dist/m/a.js.map")
        report = lint(["dist/a.js"], Settings())
        assert report.files == {"dist/a.js": "bundle", "dist/m/a.js.map": "map"}

    @pytest.mark.parametrize(
        ("path", "inside"),
        [
            ("dist/a.map", True),
            ("dist/no/such/folder/a.map", True),
            (".", False),
            ("..", False),
            ("../canary.map", False),
            ("../project-2/a.map", False),
            ("/etc/passwd", False),
            ("dist/" + "x" * 300 + "/a.map", True),
            ("dist/" + "x/" * 5000 + "a.map", True),
        ],
    )
    def test_inside(self, project: Path, path: str, *, inside: bool) -> None:
        assert Disk(str(project)).is_inside(path) is inside
        assert Disk(os.path.join(str(project), ".")).is_inside(path) is inside


class TestDisk:
    @pytest.mark.parametrize("size", [0, 1, 9, 10])
    def test_up_to_the_limit(self, tmp_path: Path, size: int) -> None:
        (tmp_path / "a").write_bytes(b"x" * size)
        assert Disk(str(tmp_path)).read(str(tmp_path / "a"), 10) == b"x" * size

    def test_beyond_the_limit(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"x" * 11)
        with pytest.raises(TooLargeError) as raised:
            Disk(str(tmp_path)).read(str(tmp_path / "a"), 10)
        assert raised.value.size == 11

    @pytest.mark.parametrize(("limit", "is_whole"), [(1_000_000, True), (30, False)])
    def test_a_file_that_says_a_wrong_size(
        self, monkeypatch: pytest.MonkeyPatch, limit: int, *, is_whole: bool
    ) -> None:
        """It grows while it is read, or is of a kind that has no size before (`/proc`)."""
        path = os.path.realpath(__file__)
        with open(path, "rb") as file:
            data = file.read()
        disk = Disk(os.path.dirname(path))
        for said in (0, 7):
            real = Disk._open
            monkeypatch.setattr(Disk, "_open", lambda self, name, real=real, said=said: (real(self, name)[0], said))
            if is_whole:
                assert disk.read(path, limit) == data
            else:
                with pytest.raises(TooLargeError):
                    disk.read(path, limit)
            monkeypatch.undo()

    def test_the_end_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"0123456789")
        disk = Disk(str(tmp_path))
        ends = {length: disk.tail(str(tmp_path / "a"), length) for length in (1, 4, 10, 11)}
        assert ends == {1: (b"9", 9), 4: (b"6789", 6), 10: (b"0123456789", 0), 11: (b"0123456789", 0)}
