"""The custom sections of WebAssembly that name a map: read by hand-made modules, by V8, and linted as AssemblyScript writes."""

import base64
import io
import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import reporters
from smaplint.engine import lint, lint_files
from smaplint.mappings import Mappings
from smaplint.reader import Disk, Memory, UnreadableError
from smaplint.report import Frame, Report
from smaplint.rule import ERROR, NOTE, WARNING
from smaplint.settings import Settings
from smaplint.wasm import KEPT, WasmModule, number, read_module
from tests.npm import installed, program
from tests.test_mappings import encode, fields_of
from tests.validators import ghas_refusals, junit_10, sarif_multitool, sarif_schema

PEERS: Final = Path(__file__).with_name("peers")
HEAD: Final = b"\0asm\1\0\0\0"
# No mapping leads to its source: nobody misses a text.
MAP: Final = b'{"version":3,"sources":["a.ts"],"names":[],"mappings":"A"}'
ALLOW: Final = {"public-map-exposure": {"policy": "allow"}}


def leb(value: int, size: int = 0) -> bytes:
    """Unsigned LEB128, padded to `size` bytes."""
    found = bytearray()
    while value > 127 or len(found) + 1 < size:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes(found) + bytes((value,))


def section(content: bytes, name: bytes = b"sourceMappingURL", number: int = 0) -> bytes:
    body = leb(len(name)) + name + content if number == 0 else content
    return bytes((number,)) + leb(len(body)) + body


def link(url: str) -> bytes:
    return section(leb(len(url.encode())) + url.encode())


def read(data: bytes) -> WasmModule:
    return read_module(io.BytesIO(data))


def urls(data: bytes) -> list[str]:
    """Of each section: the URL as the bytes of its span give it."""
    module = read(data)
    for one in module.links:
        directive = one.directive
        assert 8 <= directive.start < directive.url_start <= directive.url_end <= directive.end <= len(data)
        assert (directive.style, directive.mark, directive.line) == ("section", "", 1)
        assert directive.column == directive.start + 1
        assert not directive.url or data[directive.url_start : directive.url_end].decode() == directive.url
    return [one.directive.url for one in module.links]


class TestNumber:
    """WebAssembly Core Specification, "Integers": at most five bytes, and no bit above the thirty-second."""

    @pytest.mark.parametrize(
        ("data", "value", "end"),
        [
            (b"\0", 0, 1),
            (b"\x7f", 127, 1),
            (b"\x80\1", 128, 2),
            (b"\xe5\x8e\x26", 624485, 3),
            (b"\xff\xff\xff\xff\x0f", 2**32 - 1, 5),
            (b"\x83\x80\x80\x80\0", 3, 5),
            (b"\xff\xff\xff\xff\x10", -1, 0),
            (b"\xff\xff\xff\xff\x7f", -1, 0),
            (b"\x80\x80\x80\x80\x80\0", -1, 0),
            (b"\x80", -1, 0),
            (b"", -1, 0),
        ],
    )
    def test_unsigned(self, data: bytes, value: int, end: int) -> None:
        assert number(data, 0) == (value, end)
        assert number(b"\xff" + data, 1) == (value, end + 1)


# Modules, the URLs of their sections, and what is wrong with the content of each.
MODULES: Final[dict[str, tuple[bytes, list[str], list[str]]]] = {
    "empty": (b"", [], []),
    "no such section": (section(b"\1\2", b"producers"), [], []),
    "one": (link("a.wasm.map"), ["a.wasm.map"], [""]),
    "between others": (section(b"", b"name") + link("a.map") + section(b"x", b"dylink.0"), ["a.map"], [""]),
    "behind one of another kind": (section(b"\0", number=1) + link("a.map"), ["a.map"], [""]),
    "its bytes inside of another": (section(link("a.map"), b"other"), [], []),
    "another name": (section(b"\1a", b"sourceMappingURLs") + section(b"\1a", b"sourcemappingurl"), [], []),
    "not ASCII": (link("bücher 😀.map"), ["bücher 😀.map"], [""]),
    "an empty URL": (link(""), [""], [""]),
    "an inline map": (link("data:application/json,{}"), ["data:application/json,{}"], [""]),
    "a long URL": (link("a" * 5000), ["a" * 5000], [""]),
    "lengths with padding": (
        b"\0" + leb(34, 5) + leb(16, 5) + b"sourceMappingURL" + leb(8, 5) + b"abcd.map",
        ["abcd.map"],
        [""],
    ),
    "two": (link("a.map") + link("b.map"), ["a.map", "b.map"], ["", ""]),
    "without a length": (section(b"a.wasm.map"), ["a.wasm.map"], ["the URL without its length"]),
    "without a length, and long": (section(b"./" + b"a" * 300), ["./" + "a" * 300], ["the URL without its length"]),
    "nothing in it": (section(b""), [""], ["nothing"]),
    "more behind it": (section(b"\5a.map\0\0"), ["a.map"], ["2 more bytes behind the URL"]),
    "one more byte": (section(b"\5a.map\0"), ["a.map"], ["1 more byte behind the URL"]),
    "less than there is to be": (section(b"\x09a.map"), [""], ["a length of 9 before a text of length 5"]),
    "a length of 2^32": (section(b"\x80\x80\x80\x80\x10a"), [""], ["no length that is a number of 32 bits"]),
    "no UTF-8": (section(b"\3a\xffb"), [""], ["a URL that is no UTF-8"]),
    "a broken one and a whole one": (
        section(b"\3") + link("a"),
        ["", "a"],
        ["a length of 3 before a text of length 0", ""],
    ),
}
# What is no whole module, and what is said of it.
BROKEN: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "it does not begin like one"),
    "text": (b"<!doctype html>", "it does not begin like one"),
    "half a head": (HEAD[:7], "it does not begin like one"),
    "version 2": (b"\0asm\2\0\0\0", "its version is 2, not 1"),
    "an id alone": (HEAD + b"\0", "the section at byte 8 has no size that is a number of 32 bits"),
    "half a size": (HEAD + b"\0\x80", "the section at byte 8 has no size that is a number of 32 bits"),
    "a size of 2^32": (
        HEAD + b"\0\x80\x80\x80\x80\x10",
        "the section at byte 8 has no size that is a number of 32 bits",
    ),
    "a size of six bytes": (
        HEAD + b"\0\x81\x80\x80\x80\x80\0a",
        "the section at byte 8 has no size that is a number of 32 bits",
    ),
    "a huge size": (
        HEAD + b"\1\xff\xff\xff\xff\x0f",
        "the section at byte 8 ends at byte 4,294,967,309, and the file has 14",
    ),
    "one byte short": (HEAD + link("a.map")[:-1], "the section at byte 8 ends at byte 33, and the file has 32"),
    "no name": (HEAD + b"\0\0", "the custom section at byte 8 has no name"),
    "a name beyond its section": (HEAD + b"\0\4\x10sou" + b"x" * 20, "the custom section at byte 8 has no name"),
    "a name beyond numbers": (HEAD + b"\0\5\xff\xff\xff\xff\xff", "the custom section at byte 8 has no name"),
}


class TestReader:
    @pytest.mark.parametrize(("body", "expected", "problems"), MODULES.values(), ids=MODULES)
    def test_modules(self, body: bytes, expected: list[str], problems: list[str]) -> None:
        module = read(HEAD + body)
        assert (module.kind, module.problem, module.found) == ("module", "", len(expected))
        assert urls(HEAD + body) == expected
        assert [one.problem for one in module.links] == problems

    @pytest.mark.parametrize(("data", "said"), BROKEN.values(), ids=BROKEN)
    def test_no_whole_module(self, data: bytes, said: str) -> None:
        assert read(data).problem == said
        assert read(data).directive is None

    def test_spans(self) -> None:
        data = HEAD + section(b"", b"name") + link("a.map") + link("b")
        first, second = (one.directive for one in read(data).links)
        assert data[first.start : first.end] == link("a.map")
        assert data[second.start : second.end] == link("b")
        assert (data[first.url_start : first.url_end], data[second.url_start : second.url_end]) == (b"a.map", b"b")

    def test_the_code_section(self) -> None:
        data = HEAD + section(b"", b"name") + section(b"\0code", number=10) + link("a.map")
        start, end = read(data).code or (0, 0)
        assert data[start:end] == b"\0code"
        assert read(HEAD + section(b"", b"name")).code is None

    def test_what_was_found_before_the_end_is_kept(self) -> None:
        module = read(HEAD + link("a.map") + b"\0\x7f")
        assert module.directive is not None
        assert (module.directive.url, module.problem) == (
            "a.map",
            "the section at byte 33 ends at byte 162, and the file has 35",
        )

    @pytest.mark.parametrize(
        ("body", "followed"),
        [
            (link("a") + link("b"), "a"),
            (section(b"raw.map") + link("b"), "b"),
            (section(b"raw.map") + section(b"two.map"), "raw.map"),
            (section(b"\7") + section(b"raw.map"), "raw.map"),
            (section(b"\7"), None),
            (link(""), ""),
        ],
    )
    def test_the_first_that_is_read_is_followed(self, body: bytes, followed: str | None) -> None:
        directive = read(HEAD + body).directive
        assert (directive.url if directive else None) == followed

    @pytest.mark.parametrize("version", [b"\x0d\0\1\0", b"\x0a\0\1\0"])
    def test_a_component_is_no_module(self, version: bytes) -> None:
        assert read(b"\0asm" + version + link("a.map")) == WasmModule("component")

    def test_a_section_of_any_size_is_stepped_over(self) -> None:
        class Spy(io.BytesIO):
            taken = 0

            def read(self, size: int | None = -1, /) -> bytes:
                data = super().read(size)
                self.taken += len(data)
                return data

        file = Spy(HEAD + section(bytes(5_000_000), number=10) + link("data:," + "a" * 1_000_000))
        module = read_module(file)
        assert module.directive is not None
        assert module.directive.url_end - module.directive.url_start == 1_000_006
        assert file.taken < 100_000

    def test_many_sections(self) -> None:
        module = read(HEAD + link("a") * 1000)
        assert (module.found, len(module.links), module.problem) == (1000, KEPT, "")
        assert read(HEAD + b"\1\0" * 100_000).problem == ""
        assert read(HEAD + b"\1\0" * 100_001).problem == "it has more than 100,000 sections"

    @pytest.mark.parametrize("before", range(4))
    def test_a_long_url_that_is_cut_inside_a_character(self, before: int) -> None:
        url = "a" * before + "😀" * 20_000
        (one,) = read(HEAD + link(url)).links
        assert one.problem == ""
        assert url.startswith(one.directive.url)
        assert one.directive.url_end - one.directive.url_start == len(url.encode())

    @given(st.binary(max_size=120) | st.binary(max_size=60).map(section))
    def test_anything(self, body: bytes) -> None:
        urls(HEAD + body)
        read(body)

    def test_a_file_that_shrinks(self) -> None:
        class Shrinking(io.BytesIO):
            def seek(self, offset: int, whence: int = 0, /) -> int:
                end = super().seek(offset, whence)
                return end + 50 if whence == 2 else end

        assert read_module(Shrinking(HEAD)).problem == "the section at byte 8 has no size that is a number of 32 bits"


class TestFiles:
    def test_disk_and_memory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.wasm").write_bytes(b"0123456789")
        (tmp_path / "b.wasm").symlink_to("/etc/passwd")
        for access in (Disk(str(tmp_path)), Memory({"a.wasm": b"0123456789"})):
            with access.open("a.wasm") as file:
                assert (file.seek(4), file.read(2), file.seek(0, 2)) == (4, b"45", 10)
            with pytest.raises(UnreadableError):
                access.open("b.wasm")

    def test_a_disk_that_fails(self) -> None:
        class Failing(Memory):
            def open(self, path: str) -> BinaryIO:
                raise OSError(5, "Input/output error") if path == "a.wasm" else UnreadableError("it is a folder")

        from smaplint.discovery import File
        from smaplint.linking import link as link_files

        files = [File("a.wasm", "wasm", ".", 1), File("b.wasm", "wasm", ".", 1)]
        units = link_files(files, Failing({}), 100)
        assert [ref.unreadable for unit in units for ref in unit.bundles] == ["input/output error", "it is a folder"]


def found(report: Report) -> list[tuple[str, str, int, int]]:
    return [(one.rule, one.place.path, one.place.line, one.place.column) for one in report.findings]


class TestLinted:
    """Whole runs over modules made by hand."""

    SETTINGS = Settings(options=ALLOW)

    def test_a_module_without_a_map(self) -> None:
        """Rust's and most others: no finding, whatever its size, and no map that `min-files` could count."""
        report = lint_files(
            {"a.wasm": HEAD + section(bytes(600_000), number=10), "c.wasm": b"\0asm\x0d\0\1\0"},
            Settings(presets=("strict", "private", "spec")),
        )
        assert (report.findings, report.skipped, report.maps, report.bundles) == ((), (), 0, 2)

    def test_what_is_no_module_is_passed_over_with_a_line(self) -> None:
        report = lint_files({"a.wasm": b"version https://git-lfs", "b.wasm": HEAD + b"\0"}, self.SETTINGS)
        assert not report.findings
        assert report.skipped == (
            ("a.wasm", "is no whole WebAssembly module: it does not begin like one"),
            (
                "b.wasm",
                "is no whole WebAssembly module: the section at byte 8 has no size that is a number of 32 bits",
            ),
        )

    @pytest.mark.parametrize(
        "url", ["a.wasm.map", "./a.wasm.map?v=1", "https://cdn.example/a.wasm.map", "%61.wasm.map", "/a.wasm.map"]
    )
    def test_linked(self, url: str) -> None:
        report = lint_files({"dist/a.wasm": HEAD + link(url), "dist/a.wasm.map": MAP}, self.SETTINGS)
        assert (report.findings, report.maps, report.bundles) == ((), 1, 1)

    def test_by_name(self) -> None:
        assert not lint_files({"a.wasm": HEAD, "a.wasm.map": MAP}, self.SETTINGS).findings

    def test_elsewhere(self) -> None:
        assert not lint_files({"a.wasm": HEAD + link("https://cdn.example/a.wasm.map")}, self.SETTINGS).findings

    def test_dangling(self) -> None:
        report = lint_files({"d/a.wasm": HEAD + section(b"", b"name") + link("ä.map")}, self.SETTINGS)
        (finding,) = report.findings
        assert (finding.rule, finding.severity, finding.offset) == ("dangling-link", ERROR, 35)
        assert finding.message.startswith("the custom section names `ä.map`, but there is no `d/ä.map`")
        assert finding.place == ("d/a.wasm", 1, 36, 1, 42)
        assert finding.frames == (Frame("d/a.wasm", 1, 36, "", "ä.map", ""),)

    def test_reports_give_bytes(self, tmp_path: Path) -> None:
        report = lint_files({"d/a.wasm": HEAD + section(b"", b"name") + link("ä.map")}, self.SETTINGS)
        log = json.loads(reporters.render("sarif", report))
        (run,) = log["runs"]
        (result,) = run["results"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"] == {
            "startLine": 1,
            "startColumn": 36,
            "endLine": 1,
            "endColumn": 42,
            "byteOffset": 35,
            "byteLength": 6,
        }
        assert run["artifacts"] == [
            {"location": {"uri": "d/a.wasm"}, "mimeType": "application/wasm", "roles": ["analysisTarget"]}
        ]
        assert ghas_refusals(log) == []
        (finding,) = json.loads(reporters.render("json", report))["findings"]
        assert [finding[key] for key in ("line", "column", "endColumn", "offset")] == [1, 36, 42, 35]
        text = reporters.render("text", report)
        assert "d/a.wasm:1:36: error[dangling-link]" in text
        assert "  1 | ä.map\n    | ^^^^^\n" in text
        file = tmp_path / "junit.xml"
        file.write_text(reporters.render("junit", report), encoding="utf-8")
        assert junit_10(file) == []

    @pytest.mark.node
    def test_sarif_validators_take_the_bytes(self, tmp_path: Path) -> None:
        report = lint_files({"d/a.wasm": HEAD + link("a.map") + link("b.map")}, self.SETTINGS)
        log = tmp_path / "log.sarif"
        log.write_text(reporters.render("sarif", report), encoding="utf-8")
        assert sarif_schema(log) == []
        assert sarif_multitool(log) == []

    def test_an_orphan(self) -> None:
        report = lint_files({"a.wasm": HEAD, "old.wasm.map": MAP}, self.SETTINGS)
        assert [(one.rule, one.severity) for one in report.findings] == [("orphan-map", NOTE)]

    def test_an_inline_map_and_a_fault_in_it(self) -> None:
        """Places are bytes of the module, and nothing binary is shown."""
        good = b"data:application/json;base64," + base64.b64encode(MAP)
        bad = b"data:application/json;base64," + base64.b64encode(MAP.replace(b"3", b"4"))
        before = HEAD + section(b"\n\n\xff" * 2000, number=11)
        for url, rules in ((good, ["inline-map"]), (bad, ["inline-map", "version-integer"])):
            data = before + section(leb(len(url)) + url)
            report = lint_files({"a.wasm": data}, Settings(options=ALLOW, presets=("recommended",)))
            assert sorted(one.rule for one in report.findings) == rules
            assert {one.place.line for one in report.findings} == {1}
            for one in report.findings:
                assert not any("\ufffd" in frame.before + frame.marked + frame.after for frame in one.frames)
        (version,) = (one for one in report.findings if one.rule == "version-integer")
        # Byte 11 of the map is in the fourth group of base64, whose last digits hold it.
        at = data.index(b"base64,") + len(b"base64,") + 11 // 3 * 4 + 2
        assert (version.place.column, version.inline) == (at + 1, True)

    def test_an_inline_map_that_does_not_decode(self) -> None:
        data = HEAD + link("data:application/json;base64,eyJ2*XJz")
        report = lint_files({"a.wasm": data}, self.SETTINGS)
        assert [(one.rule, one.place.column) for one in report.findings if one.severity == ERROR] == [
            ("data-uri", data.index(b"*") + 1)
        ]

    def test_a_fault_of_mappings(self) -> None:
        """The generated place is a byte of the module, without a look at its code."""
        map = MAP.replace(b'"A"', b'"AAAA,4BAAAA,A!"')
        module = HEAD + section(bytes(200), number=10) + link("a.wasm.map")
        report = lint_files({"a.wasm": module, "a.wasm.map": map}, Settings())
        places = {one.rule: one.generated for one in report.findings}
        assert places["names-index-bounds"] == ("a.wasm", 1, 29, 1, 30)
        assert all(frame.path == "a.wasm.map" for one in report.findings for frame in one.frames)

    def test_a_url_out_of_the_root_is_not_looked_at(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "dist").mkdir()
        (tmp_path / "a.wasm.map").write_bytes(MAP.replace(b"3", b"4"))
        (tmp_path / "dist/a.wasm").write_bytes(HEAD + link("../a.wasm.map"))
        monkeypatch.chdir(tmp_path)
        for paths in (["dist"], ["dist/a.wasm"]):
            report = lint(paths, Settings())
            assert (report.maps, [finding.rule for finding in report.findings]) == (0, ["link-traversal"])

    def test_by_name_the_map_is_looked_up_and_the_other_way_round(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.wasm").write_bytes(HEAD + link("m/x.map"))
        (tmp_path / "m").mkdir()
        (tmp_path / "m/x.map").write_bytes(MAP)
        (tmp_path / "b.wasm.map").write_bytes(MAP.replace(b'"A"', b'"A!"'))
        (tmp_path / "b.wasm").write_bytes(HEAD)
        monkeypatch.chdir(tmp_path)
        assert lint(["a.wasm"], Settings()).files == {"a.wasm": "bundle", "m/x.map": "map"}
        (finding,) = lint(["b.wasm.map"], Settings()).findings
        assert finding.generated is not None
        assert finding.generated.path == "b.wasm"

    def test_two_inline_maps_that_begin_alike(self) -> None:
        urls = [
            "data:application/json;base64," + base64.b64encode(b" " * 300 + MAP + end).decode() for end in (b"", b"   ")
        ]
        report = lint_files({"a.wasm": HEAD + link(urls[0]) + link(urls[1])}, self.SETTINGS)
        (finding,) = (one for one in report.findings if one.rule == "wasm-link")
        assert "`data:application/json;base64," in finding.message

    def test_a_policy_is_kept_without_showing_binary(self) -> None:
        map = MAP.replace(b'"names"', b'"sourcesContent":["let a"],"names"')
        options = {"public-map-exposure": {"policy": "hidden"}}
        report = lint_files({"a.wasm": HEAD + link("a.wasm.map"), "a.wasm.map": map}, Settings(options=options))
        (finding,) = report.findings
        assert (finding.rule, finding.place.path, finding.frames) == ("public-map-exposure", "a.wasm", ())

    @given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from([b"", b"data:,", b"a.wasm.map", b"../"]))
    def test_anything(self, before: bytes, after: bytes, url: bytes) -> None:
        """No rule fails, and no place is outside of the file."""
        for content in (leb(len(url + after)) + url + after, url + after):
            data = HEAD + section(before, b"name") + section(content) + after
            report = lint_files({"a.wasm": data, "b.wasm": before}, Settings(presets=("strict", "private", "spec")))
            assert not report.crashed
            for finding in report.findings:
                assert finding.place.line == 1
                assert finding.place.column <= finding.place.end_column <= len(data) + 1

    def test_no_limit_for_what_is_not_read(self) -> None:
        files = {"a.wasm": HEAD + section(bytes(5000), number=10) + link("a.wasm.map"), "a.wasm.map": MAP}
        assert not lint_files(files, Settings(options=ALLOW, max_file_size=1000)).findings
        inline = {"a.wasm": HEAD + section(bytes(5000), number=10) + link("data:application/json,{}")}
        assert "file-too-large" in {one.rule for one in lint_files(inline, Settings(max_file_size=1000)).findings}


# Built from this, with names and text that are not ASCII.
SOURCE: Final = """\
export function add(a: i32, b: i32): i32 { return a + b; }
class Bücher {
  titel: string = "x😀";
  constructor(public n: i32) {}
  sum(): i32 { let s = 0; for (let i = 0; i < this.n; i++) { s += i; } return s; }
}
export function go(n: i32): i32 { return new Bücher(n).sum(); }
"""
BUILDS: Final = {
    "debug": ["--sourceMap", "--debug"],
    "default": ["--sourceMap"],
    "optimized": ["--sourceMap", "-O3"],
    "elsewhere": ["--sourceMap", "https://cdn.example/maps/lib.wasm.map"],
    "none": [],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each of BUILDS, as AssemblyScript writes it."""
    folder = tmp_path_factory.mktemp("assemblyscript")
    (folder / "lib.ts").write_text(SOURCE, encoding="utf-8")
    compiler = installed(PEERS) / "node_modules/assemblyscript/bin/asc.js"
    for name, options in BUILDS.items():
        command = [program("node"), str(compiler), "lib.ts", "--outFile", f"{name}/lib.wasm", *options]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def v8(modules: Sequence[bytes]) -> Iterator[list[bytes] | None]:
    """The content of the custom sections `sourceMappingURL` of each module; None for what V8 does not compile."""
    asked = "".join(json.dumps({"base64": base64.b64encode(data).decode()}) + "\n" for data in modules)
    done = subprocess.run(
        [program("node"), str(PEERS / "custom_sections.mjs")], input=asked.encode(), check=True, capture_output=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(modules)
    for answer in answers:
        yield None if answer is None else [bytes.fromhex(one) for one in answer]


def contents(data: bytes, module: WasmModule) -> list[bytes]:
    """The content of each section, without our reading of it."""
    name = b"sourceMappingURL"
    whole = [data[one.directive.start : one.directive.end] for one in module.links]
    return [one[one.index(name) + len(name) :] for one in whole]


@pytest.mark.node
class TestAssemblyScript:
    @pytest.mark.parametrize("preset", ["recommended", "spec", "strict"])
    @pytest.mark.parametrize("name", BUILDS)
    def test_a_build_is_clean(self, built: Path, name: str, preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(built)
        report = lint([name], Settings(presets=(preset,), options=ALLOW))
        # What AssemblyScript writes, and `strict` alone remarks upon.
        remarks = {"absolute-link", "unreferenced-source", "source-root-slash"} if preset == "strict" else set()
        assert {finding.rule for finding in report.findings} <= remarks
        assert report.skipped == ()
        assert (report.maps, report.bundles) == (0 if name == "none" else 1, 1)

    def test_its_url_is_read(self, built: Path) -> None:
        for name, expected in {
            "debug": ["./lib.wasm.map"],
            "elsewhere": ["https://cdn.example/maps/lib.wasm.map"],
            "none": [],
        }.items():
            data = (built / name / "lib.wasm").read_bytes()
            assert urls(data) == expected
            assert [one.problem for one in read(data).links] == [""] * len(expected)

    @pytest.fixture
    def dist(self, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "dist"
        folder.mkdir()
        for file in (built / "default").iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        monkeypatch.chdir(tmp_path)
        return folder

    def lint(self) -> list[tuple[str, str, int, int]]:
        return found(lint(["dist"], Settings(options=ALLOW)))

    def test_its_map_was_deleted(self, dist: Path) -> None:
        (dist / "lib.wasm.map").unlink()
        at = (dist / "lib.wasm").read_bytes().index(b"./lib.wasm.map")
        assert self.lint() == [("dangling-link", "dist/lib.wasm", 1, at + 1)]

    def test_it_was_renamed(self, dist: Path) -> None:
        (dist / "lib.wasm.map").rename(dist / "lib-4f2a9c1b.wasm.map")
        at = (dist / "lib.wasm").read_bytes().index(b"./lib.wasm.map")
        assert self.lint() == [
            ("orphan-map", "dist/lib-4f2a9c1b.wasm.map", 1, 1),
            ("dangling-link", "dist/lib.wasm", 1, at + 1),
        ]

    @pytest.mark.parametrize(("url", "says"), [("./lib.wasm.map", "the same map once more"), ("b.map", "`b.map`")])
    def test_a_second_section_was_appended(self, dist: Path, url: str, says: str) -> None:
        file = dist / "lib.wasm"
        data = file.read_bytes() + link(url)
        file.write_bytes(data)
        for preset in ("recommended", "spec"):
            (finding,) = lint(["dist"], Settings(presets=(preset,), options=ALLOW)).findings
            assert (finding.rule, finding.severity, finding.case) == ("wasm-link", WARNING, "")
            assert says in finding.message
            assert data[finding.place.column - 1 : finding.place.end_column - 1].decode() == url
            (first,) = finding.related
            assert data[first.place.column - 1 : first.place.end_column - 1] == b"./lib.wasm.map"

    def test_a_url_out_of_the_root(self, dist: Path) -> None:
        file = dist / "lib.wasm"
        data = file.read_bytes()
        file.write_bytes(data[: data.index(b"./lib.wasm.map") - 19] + link("../../lib.wasm.map"))
        report = lint(["dist"], Settings(options=ALLOW))
        assert found(report) == []
        assert [path for path, _ in report.skipped] == ["dist/lib.wasm"]

    @pytest.mark.parametrize(("module", "map"), [("optimized", "default"), ("optimized", "debug")])
    def test_the_map_of_another_build(self, built: Path, dist: Path, module: str, map: str) -> None:
        (dist / "lib.wasm").write_bytes((built / module / "lib.wasm").read_bytes())
        (dist / "lib.wasm.map").write_bytes((built / map / "lib.wasm.map").read_bytes())
        (finding,) = lint(["dist"], Settings(options=ALLOW)).findings
        assert (finding.rule, finding.severity, finding.frames) == ("mappings-outside-code", WARNING, ())

    def test_columns_that_count_from_the_code_section(self, dist: Path) -> None:
        """What a tool writes that takes DWARF's addresses as they are."""
        data = (dist / "lib.wasm").read_bytes()
        code = read(data).code
        assert code is not None
        map = json.loads((dist / "lib.wasm.map").read_bytes())
        first, _, rest = map["mappings"].partition(",")
        column, *others = fields_of(next(Mappings(first.encode(), 99, 99).segments()))
        map["mappings"] = f"{encode([[(column - code[0], *others)]]).decode()},{rest}"
        (dist / "lib.wasm.map").write_text(json.dumps(map))
        assert [rule for rule, *_ in self.lint()] == ["mappings-outside-code"]

    def test_the_map_is_html(self, dist: Path) -> None:
        (dist / "lib.wasm.map").write_bytes(b"<!doctype html><title>404</title>")
        assert self.lint() == [("not-a-source-map", "dist/lib.wasm.map", 1, 1)]


@pytest.mark.node
class TestAgainstV8:
    """`WebAssembly.Module.customSections` of Node.js."""

    def compare(self, modules: Sequence[bytes]) -> int:
        """How many V8 compiled. What V8 compiles is whole for us, with the same sections."""
        compiled = 0
        for data, theirs in zip(modules, v8(modules), strict=True):
            ours = read(data)
            if theirs is None:
                continue
            compiled += 1
            assert (ours.kind, ours.problem) == ("module", "")
            assert contents(data, ours) == theirs
        return compiled

    def test_built(self, built: Path) -> None:
        modules = [(built / name / "lib.wasm").read_bytes() for name in BUILDS]
        assert self.compare(modules) == len(modules)

    def test_of_packages(self) -> None:
        modules = [path.read_bytes() for path in sorted(installed(PEERS).rglob("*.wasm"))]
        assert self.compare(modules) == len(modules) >= 1

    def test_made_by_hand(self) -> None:
        # V8 wants more of the sections that it knows than a size.
        modules = {name: HEAD + body for name, (body, _, _) in MODULES.items() if not name.startswith("behind")}
        assert self.compare([*modules.values()]) == len(modules)
        for name, theirs in zip(BROKEN, v8([data for data, _ in BROKEN.values()]), strict=True):
            assert theirs is None, name

    def test_changed_by_chance(self, built: Path) -> None:
        """A byte changed, put in or taken out in the part that holds the sections; hundreds of them still compile."""
        chance = random.Random(426)  # noqa: S311  # the same bytes in every run
        whole = (built / "optimized" / "lib.wasm").read_bytes()
        small = HEAD + section(b"", b"name") + link("a.wasm.map") + section(b"\1\0", b"x") + link("b") + b"\1\1\0"
        modules = []
        for data in (whole, small):
            for _ in range(1500):
                at = chance.randrange(max(8, len(data) - 120), len(data))
                new = bytes((chance.randrange(256),)) * chance.randrange(2)
                modules.append(data[:at] + new + data[at + chance.randrange(2) :])
        assert self.compare(modules) > 1000
