"""What a stranger's build may hold: each thing is one clear finding or one clear line, and the other files are linted."""

import base64
import faulthandler
import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smaplint.discovery import Found
from smaplint.engine import lint, lint_files
from smaplint.report import Report
from smaplint.settings import Settings
from tests.steps import assert_grows_evenly

GOOD = b'{"version":3,"sources":["a.ts"],"names":["a"],"mappings":"AAAA"}'
BAD = GOOD.replace(b"3", b"4", 1)
ALL = Settings(presets=("recommended", "strict", "spec"))
SPEC = Settings(presets=("spec",))
# Seconds after which a test tells where it stands, and ends: no measure of speed, for none here takes three.
STUCK = 900


def map_of(**fields: object) -> bytes:
    return json.dumps({"version": 3, "sources": ["a.ts"], "names": [], "mappings": "AAAA", **fields}).encode()


def sections(number: int, map: bytes = GOOD) -> bytes:
    one = b'{"offset":{"line":%d,"column":0},"map":%b}'
    return b'{"version":3,"sections":[' + b",".join(one % (line, map) for line in range(number)) + b"]}"


def nested(number: int) -> bytes:
    return b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":' * number + GOOD + b"}]}" * number


def inline(payload: bytes) -> bytes:
    return b"let a\n//# sourceMappingURL=data:application/json;base64," + payload


def linked(url: bytes) -> bytes:
    return b"let a\n//# sourceMappingURL=" + url


# name of the file, its bytes, the rules that are to speak of it
MAPS: dict[str, tuple[bytes, set[str]]] = {
    "no JSON": (b'{"version": 3, oops}', {"json-syntax"}),
    "HTML": (b"<!DOCTYPE html><title>404</title>", {"not-a-source-map"}),
    "JavaScript": (b"(function(){var a=1})()", {"not-a-source-map"}),
    "gzip": (gzip.compress(GOOD), {"not-a-source-map"}),
    "empty": (b"", {"not-a-source-map"}),
    "blanks": (b" \n\t\n", {"not-a-source-map"}),
    "NULs": (b"\0" * 100_000, {"not-a-source-map"}),
    "noise": (bytes(range(256)) * 40, {"not-a-source-map"}),
    "cut short": (GOOD[:-9], {"json-syntax"}),
    "UTF-16": (GOOD.decode().encode("utf-16"), {"text-encoding"}),
    "UTF-16 without a mark": (GOOD.decode().encode("utf-16-le"), {"text-encoding"}),
    "no UTF-8": (GOOD.replace(b"a.ts", b"\xff\xfe.ts"), {"text-encoding"}),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, {"byte-order-mark"}),
    "an XSSI line": (b")]}'\n" + GOOD, {"xssi-prefix"}),
    "NaN": (GOOD.replace(b"3", b"NaN", 1), {"json-syntax"}),
    "Infinity": (GOOD.replace(b"3", b"-Infinity", 1), {"json-syntax"}),
    "a trailing comma": (GOOD[:-1] + b",}", {"json-syntax"}),
    "two values": (GOOD + GOOD, {"json-syntax"}),
    "keys twice": (GOOD[:-1] + b',"version":3}', {"duplicate-key"}),
    "an array": (b"[]", {"not-a-source-map"}),
    "a string": (b'"map"', {"not-a-source-map"}),
    "a number": (b"3", {"not-a-source-map"}),
    "null": (b"null", {"not-a-source-map"}),
    "no map": (b"{}", {"not-a-source-map"}),
    "a lone surrogate": (map_of(sources=["\ud800.ts"]), {"lone-surrogate"}),
    "a number of 5,000 digits": (GOOD.replace(b"3", b"9" * 5000, 1), {"version-integer"}),
    "a number of 5,000 digits, elsewhere": (map_of(ignoreList=[10**4000]), {"ignore-list"}),
    "1e400": (GOOD.replace(b"3", b"1e400", 1), {"version-integer"}),
    "3 with 100,000 zeros behind the point": (GOOD.replace(b"3", b"3." + b"0" * 100_000, 1), {"version-integer"}),
    "a number of 10 million digits": (GOOD.replace(b"3", b"9" * 10_000_000, 1), {"version-integer"}),
    "0 with 100,000 zeros behind the point, for an index": (
        map_of(ignoreList=[7]).replace(b"[7]", b"[0." + b"0" * 100_000 + b"]"),
        set(),
    ),
    "1e400 for a line": (sections(1).replace(b'"line":0', b'"line":1e400'), {"index-map-sections"}),
    "-0 and 3.0": (GOOD.replace(b"3", b"-0", 1), {"version-integer"}),
    "a mapping that overflows": (map_of(mappings="gggggggggggggggggC"), {"mappings-vlq"}),
    "100,000 levels of arrays": (b"[" * 100_000 + b"]" * 100_000, {"not-a-source-map"}),
    "100,000 levels of objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, {"not-a-source-map"}),
    "100,000 levels that are not closed": (b'{"a":[' * 50_000, {"json-syntax"}),
    "100,000 levels in a field": (
        map_of(x=0).replace(b'"x": 0', b'"x":' + b"[" * 100_000 + b"]" * 100_000),
        {"json-syntax"},
    ),
    "1,000 nested sections": (nested(1000), {"json-syntax"}),
    "40 nested sections": (nested(40), {"index-map-sections"}),
    "100,000 sections": (sections(100_000, b"{}"), {"required-fields"}),
    "10,000 broken sections": (sections(10_000, BAD), {"version-integer"}),
    "100,000 sections that are none": (b'{"version":3,"sections":[' + b"1," * 99_999 + b"1]}", {"field-types"}),
    "a million nulls": (map_of(sources=[None] * 1_000_000), set()),
    "5 MB of semicolons": (map_of(mappings=";" * 5_000_000), set()),
    "a million bad segments": (map_of(mappings="A*," * 1_000_000 + "A"), {"mappings-alphabet"}),
    "a million segments of 4 out of bounds": (map_of(mappings="AEAA," * 1_000_000 + "A"), {"sources-index-bounds"}),
    "a number that does not end": (map_of(mappings="g" * 2_000_000), {"mappings-vlq"}),
    "a segment that does not end": (map_of(mappings="A" * 2_000_000), {"segment-length"}),
    "100,000 keys twice": (b'{"version":3,' + b'"a":1,' * 100_000 + b'"mappings":"","sources":[]}', {"duplicate-key"}),
    "100,000 near misses": (
        json.dumps(
            {"version": 3, "sources": [], "mappings": "", **{f"sourcesConten{n}": 1 for n in range(100_000)}}
        ).encode(),
        {"misspelled-field"},
    ),
    "a line of 8 MB that is not ASCII": (map_of(x="ä😀" * 1_000_000, y=0).replace(b"3", b"4", 1), {"version-integer"}),
    "a name like a prototype": (map_of(__proto__={}, constructor=1), set()),
}

BUNDLES: dict[str, tuple[bytes, set[str]]] = {
    "a NUL in the URL": (linked(b"a\0b.map"), {"dangling-link"}),
    "backslashes in the URL": (linked(b"..\\..\\x.map"), {"dangling-link"}),
    "a URL that is no text": (linked(b"\xff\xfe"), {"dangling-link"}),
    "a URL with a broken escape": (linked(b"%zz%.map"), {"dangling-link"}),
    "a URL of 5 MB": (linked(b"a/" * 2_500_000), {"dangling-link"}),
    "a URL of 5 MB of dots": (linked(b"../" * 1_700_000), {"dangling-link"}),
    "an endless percent-encoding": (linked(b"%25" * 1_700_000), {"dangling-link"}),
    "base64 with a star": (inline(b"eyJ2*"), {"data-uri"}),
    "an inline map that is no map": (inline(b"QUFB"), {"not-a-source-map"}),
    "an inline map of no bytes": (inline(b""), {"not-a-source-map"}),
    "an inline map of 20 MB": (inline(base64.b64encode(map_of(x="x" * 15_000_000, version=4))), {"version-integer"}),
    "a percent-encoded map of 5 MB": (
        linked(
            b"data:application/json," + b"".join(b"%%%02X" % byte for byte in map_of(version=4)) + b"%20" * 1_700_000
        ),
        {"version-integer"},
    ),
    "5 MB of percent signs": (linked(b"data:application/json," + b"%" * 5_000_000), {"json-syntax"}),
    "5 MB of parameters": (linked(b"data:" + b";a" * 2_500_000), {"data-uri"}),
    "20 MB on one line": (b"a=1;" * 5_000_000, {"missing-map"}),
    "20 MB on one line, with strings": (b'a="";' * 4_000_000, {"missing-map"}),
    "300,000 comments": (b"//\n" * 300_000, set()),
    "300,000 comments, CR": (b"//\r" * 300_000, set()),
    "300,000 comments, U+2028": (b"//\xe2\x80\xa8" * 300_000, set()),
    "20 MB of line feeds": (b"\n" * 20_000_000, set()),
    "tabs before the key": (b"//#" + b"\t" * 3_000_000 + b"sourceMappingUR", set()),
    "no text at all": (b"\xff\xfe\0\x80" * 100_000, set()),
    "empty": (b"", set()),
}


def fine(report: Report, path: str, rules: set[str]) -> None:
    """No crash; every finding can be shown; and it says of `path` what it should."""
    assert not report.crashed, [finding.message for finding in report.findings if finding.rule == "internal-error"]
    said = {finding.rule for finding in report.findings if finding.place.path == path}
    assert rules <= said, said
    for finding in report.findings:
        assert len(finding.message) < 1000
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        for shown in finding.frames:
            assert len(shown.before) + len(shown.marked) + len(shown.after) < 200


def table(cases: dict[str, tuple[bytes, set[str]]]) -> list[object]:
    slow = {"100,000 sections"}
    return [
        pytest.param(*case, id=name, marks=[pytest.mark.slow] if name in slow else []) for name, case in cases.items()
    ]


@pytest.fixture(autouse=True)
def _guard() -> Iterator[None]:
    faulthandler.dump_traceback_later(STUCK, exit=True, file=2)
    yield
    faulthandler.cancel_dump_traceback_later()


# Inputs that grow: a size → the file `x.js.map` or `x.js`.
GROWING: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "levels": ("x.js.map", lambda size: b"[" * size + b"]" * size),
    "levels that are not closed": ("x.js.map", lambda size: b'{"a":[' * size),
    "levels in a field": ("x.js.map", lambda size: map_of(x=0).replace(b'"x": 0', b'"x":' + b"[" * size + b"]" * size)),
    "sections": ("x.js.map", lambda size: sections(size // 4, b"{}")),
    "broken sections": ("x.js.map", lambda size: sections(size // 4, BAD)),
    "sections with bad mappings": ("x.js.map", lambda size: sections(size // 4, GOOD.replace(b"AAAA", b"A*"))),
    "sections that are none": ("x.js.map", lambda size: b'{"version":3,"sections":[' + b"1," * size + b"1]}"),
    "nulls": ("x.js.map", lambda size: map_of(sources=[None] * size, sourcesContent=[None] * size)),
    "wrong sources": ("x.js.map", lambda size: map_of(sources=[3] * size, names=[{}] * size)),
    "ignored": ("x.js.map", lambda size: map_of(ignoreList=[*range(size)])),
    "semicolons": ("x.js.map", lambda size: map_of(mappings=";" * size)),
    "bad segments": ("x.js.map", lambda size: map_of(mappings="A*," * size + "A")),
    "bad segments, all different": (
        "x.js.map",
        lambda size: map_of(mappings=",".join(f"A{number}*" for number in range(size))),
    ),
    "segments out of bounds": ("x.js.map", lambda size: map_of(mappings="AEAA," * size + "A")),
    "segments out of order": ("x.js.map", lambda size: map_of(mappings="EAAA,DAAA," * size + "A")),
    "empty segments": ("x.js.map", lambda size: map_of(mappings="," * size)),
    "a number that does not end": ("x.js.map", lambda size: map_of(mappings="g" * size)),
    "a segment that does not end": ("x.js.map", lambda size: map_of(mappings="A" * size)),
    "digits": ("x.js.map", lambda size: GOOD.replace(b"3", b"9" * size, 1)),
    "digits of an index": ("x.js.map", lambda size: map_of(ignoreList=[7]).replace(b"[7]", b"[%b]" % (b"9" * size))),
    "keys twice": ("x.js.map", lambda size: b'{"version":3,' + b'"a":1,' * size + b'"mappings":"","sources":[]}'),
    "near misses": ("x.js.map", lambda size: map_of(**{f"sourcesConten{number}": 1 for number in range(size)})),
    "lone surrogates": ("x.js.map", lambda size: map_of(sources=["\ud800"] * size)),
    "bytes that are no UTF-8": ("x.js.map", lambda size: GOOD.replace(b"a.ts", b"\xff\x80" * size)),
    "dots": ("x.js", lambda size: linked(b"../" * size)),
    "percent signs": ("x.js", lambda size: linked(b"data:application/json," + b"%" * size)),
    "parameters": ("x.js", lambda size: linked(b"data:" + b";a" * size)),
    "sections of a module": ("x.wasm", lambda size: b"\0asm\1\0\0\0" + b"\0\0" * size),
    "links of a module": ("x.wasm", lambda size: b"\0asm\1\0\0\0" + b"\0\x17\x10sourceMappingURL\5a.map" * size),
    "strings": ("x.js", lambda size: b'a="";' * size),
    "templates": ("x.js", lambda size: b"a=`${`" * size),
    # Below 64 kB a file without a map is not looked at any further.
    "comments": ("x.js", lambda size: b"//# sourceMappingURL\n" * (4 * size)),
    "comments that are links": ("x.js", lambda size: linked(b"a.map\n") * size),
    "comments that are not closed": ("x.js", lambda size: b"/*# sourceMappingURL=a " * size),
    "blanks before the key": ("x.js", lambda size: b"//#" + b"\t" * size + b"sourceMappingUR"),
}


class TestGrowth:
    @pytest.mark.parametrize(("path", "data"), GROWING.values(), ids=GROWING)
    def test_is_even(self, path: str, data: Callable[[int], bytes]) -> None:
        def work(size: int) -> Callable[[], object]:
            files = {"x.js": linked(b"x.js.map"), path: data(size)}
            return lambda: lint_files(files, ALL)

        assert_grows_evenly(work, 1000)

    @pytest.mark.parametrize("field", ["names", "sources", "ignoreList"])
    def test_items_of_another_type_are_counted_and_not_kept(self, field: str) -> None:
        """A list of what is wrong with each weighed 140 bytes for every byte of the map."""
        data = b'{"version":3,"sources":[],"mappings":"","%b":[%b1]}' % (field.encode(), b"1," * 30_000)
        lint_files({"x.js.map": data}, SPEC)
        tracemalloc.start()
        try:
            report = lint_files({"x.js.map": data}, SPEC)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert report.failed
        assert "30,001 items" in report.findings[0].message
        assert peak < 30 * len(data), f"{peak / len(data):.0f} bytes for each byte"


class TestContents:
    @pytest.mark.parametrize(("data", "rules"), table(MAPS))
    def test_a_map(self, data: bytes, rules: set[str]) -> None:
        report = lint_files({"a.js": linked(b"x.js.map"), "x.js.map": data, "z.js.map": BAD}, ALL)
        fine(report, "x.js.map", rules)
        assert ("z.js.map", "version-integer") in {(finding.place.path, finding.rule) for finding in report.findings}
        assert len(report.findings) < 2000

    @pytest.mark.parametrize(("data", "rules"), table(BUNDLES))
    def test_a_bundle(self, data: bytes, rules: set[str]) -> None:
        report = lint_files({"x.js": data, "z.js.map": BAD}, Settings())
        fine(report, "x.js", rules)
        assert ("z.js.map", "version-integer") in {(finding.place.path, finding.rule) for finding in report.findings}

    @pytest.mark.parametrize(("data", "rules"), table(MAPS))
    def test_a_map_inside_a_bundle(self, data: bytes, rules: set[str]) -> None:
        if len(data) > 1_000_000:
            pytest.skip("once as a file is enough")
        report = lint_files({"x.js": inline(base64.b64encode(data))}, ALL)
        fine(report, "x.js", rules)
        for finding in report.findings:
            # What is said of the bundle, and not of its map, may stand at its beginning.
            assert finding.place.line == 2 or (finding.place.line == 1 and not finding.inline)


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a map that has a finding, so that it shows whether the run went on; the canary lies beside it."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "dist").mkdir()
    (project / "dist/z.js.map").write_bytes(BAD)
    (tmp_path / "canary.map").write_bytes(BAD.replace(b"a.ts", b"CANARY"))
    (tmp_path / "canary").mkdir()
    shutil.copy(tmp_path / "canary.map", tmp_path / "canary/x.js.map")
    monkeypatch.chdir(project)
    return project / "dist"


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


# What stands at dist/x.js.map, and what the report says: of a folder, and of the file by name.
FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a FIFO": (os.mkfifo, "is a named pipe", "a named pipe, not a regular file"),
    "a socket": (make_socket, "is a socket", "a socket, not a regular file"),
    "a link to a device": (
        lambda path: path.symlink_to("/dev/zero"),
        "is a symbolic link",
        "a device, not a regular file",
    ),
    "a link to itself": (
        lambda path: path.symlink_to(path.name),
        "is a symbolic link",
        "too many levels of symbolic links",
    ),
    "a link to nothing": (lambda path: path.symlink_to("gone"), "is a symbolic link", "no such file or directory"),
    "a link out of the root": (
        lambda path: path.symlink_to("../../canary.map"),
        "is a symbolic link",
        "a link that leads out of the project",
    ),
    "an absolute link out": (
        lambda path: path.symlink_to("/etc/passwd"),
        "is a symbolic link",
        "leads out of the project",
    ),
    "a link to a file inside": (lambda path: path.symlink_to("z.js.map"), "is a symbolic link", ""),
    "a folder": (Path.mkdir, "is a folder under a map's name; what is in it is linted", ""),
}


class TestFiles:
    @pytest.mark.parametrize(("make", "skipped", "unreadable"), FILES.values(), ids=FILES)
    def test_in_a_folder_and_by_name(
        self, dist: Path, make: Callable[[Path], object], skipped: str, unreadable: str
    ) -> None:
        make(dist / "x.js.map")
        report = lint(["dist"], Settings())
        assert report.skipped == (("dist/x.js.map", skipped),)
        assert [finding.rule for finding in report.findings if finding.severity > 1] == ["version-integer"]
        named = lint(["dist/x.js.map", "dist/z.js.map"], Settings())
        messages = {finding.place.path: (finding.rule, finding.message) for finding in named.findings}
        assert messages["dist/z.js.map"][0] == "version-integer"
        if unreadable:
            assert messages["dist/x.js.map"][0] == "unreadable-file"
            assert unreadable in messages["dist/x.js.map"][1]
        assert "CANARY" not in repr((report, named))
        assert "root:" not in repr((report, named))

    def test_one_that_vanishes_after_the_walk(self, dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from smaplint import engine

        (dist / "x.js.map").write_bytes(GOOD)
        (dist / "y.js").write_bytes(linked(b"x.js.map"))
        real: Any = engine.__dict__["discover"]

        def discover(*arguments: Any) -> Found:
            found: Found = real(*arguments)
            (dist / "x.js.map").unlink()
            (dist / "y.js").unlink()
            return found

        monkeypatch.setattr(engine, "discover", discover)
        report = lint(["dist"], Settings())
        unreadable = [finding for finding in report.findings if finding.rule == "unreadable-file"]
        assert [finding.place.path for finding in unreadable] == ["dist/x.js.map", "dist/y.js"]
        assert "no such file or directory" in unreadable[0].message
        assert "version-integer" in {finding.rule for finding in report.findings}

    def test_a_sparse_file_of_a_terabyte(self, dist: Path) -> None:
        for name in ("x.js.map", "y.js", "y.css"):
            with (dist / name).open("wb") as file:
                try:
                    file.truncate(1 << 40)
                except OSError:
                    pytest.skip("the file system has no such files")
        report = lint(["dist"], Settings(max_file_size=10_000_000))
        large = [finding.place.path for finding in report.findings if finding.rule == "file-too-large"]
        assert large == ["dist/x.js.map", "dist/y.css", "dist/y.js"]
        assert "version-integer" in {finding.rule for finding in report.findings}

    def test_names_of_every_kind(self, dist: Path) -> None:
        names = [
            b"\xff\xfe.js.map",
            b"a\nb.js.map",
            b"\r::add-mask::x.js.map",
            b"\x1b[31m.js.map",
            b"##[error]x.js.map",
        ]
        for name in names:
            Path(os.fsdecode(os.fsencode(dist) + b"/" + name)).write_bytes(BAD)
        report = lint(["dist"], Settings())
        broken = {finding.place.path for finding in report.findings if finding.rule == "version-integer"}
        assert {os.fsencode(path) for path in broken} == {b"dist/" + name for name in (*names, b"z.js.map")}
        assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)

    def test_a_file_that_may_not_be_read(self, dist: Path) -> None:
        (dist / "x.js.map").write_bytes(GOOD)
        (dist / "x.js.map").chmod(0)
        (dist / "closed").mkdir(mode=0)
        dist.chmod(0o755)
        command = [sys.executable, "-c", SCRIPT, "dist"]
        said = json.loads(
            subprocess.run(
                command, capture_output=True, check=True, text=True, env={**os.environ, "AS_NOBODY": "1"}
            ).stdout
        )
        (dist / "closed").chmod(0o700)
        findings = {(path, rule): message for path, rule, message in said["findings"]}
        for path in ("dist/x.js.map", "dist/closed"):
            assert findings[path, "unreadable-file"] == "the file cannot be read: permission denied"
        assert ("dist/z.js.map", "version-integer") in findings


# Lints, and tells what was opened and listed on the way: an audit hook cannot be taken off, hence a process of its own.
SCRIPT = dedent("""
    import json, os, sys
    from smaplint.engine import lint
    from smaplint.settings import Settings
    from smaplint import registry
    import pathspec
    registry.rules()
    seen = []
    sys.addaudithook(lambda event, arguments: seen.append(os.path.abspath(os.fsdecode(arguments[0])))
        if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)) else None)
    looked = {"lstat": os.lstat, "stat": os.stat, "readlink": os.readlink}
    def spy(real):
        def call(path, *rest, **more):
            seen.append(os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else "")
            return real(path, *rest, **more)
        return call
    for name, real in looked.items():
        setattr(os, name, spy(real))
    if os.environ.get("AS_NOBODY") and os.geteuid() == 0:
        # Root may read everything. Once before, for what is imported late may lie where nobody else may look.
        lint(sys.argv[1:], Settings(jobs=1))
        seen.clear()
        os.setgroups([])
        os.setresuid(65534, 65534, 65534)
    report = lint(sys.argv[1:], Settings(jobs=1))
    print(json.dumps({"seen": sorted(set(seen)), "all": repr(report), "findings":
        [(one.place.path, one.rule, one.message) for one in report.findings]}))
""")

ESCAPES = (
    "../../canary.map",
    "../../canary/x.js.map",
    "%2e%2e/%2e%2e/canary.map",
    "..%2f..%2fcanary.map",
    "..%252f..%252fcanary.map",
    "/etc/passwd",
    "%2Fetc%2Fpasswd",
    "//etc/passwd",
    "file:///etc/passwd",
    "file:../../canary.map",
    "https://host/../../canary.map",
    "https://host/%2e%2e/%2e%2e/canary.map",
    "out/x.js.map",
    "out/../canary.map",
    "chain/x.js.map",
    "deep/" + "../" * 40 + "etc/passwd",
    "..\\..\\canary.map",
    "?/../../canary.map",
    "#/../../../canary.map",
)


class TestNothingOutside:
    """Neither opened nor asked for: a look may mount a share, and tells by its time what is there."""

    @pytest.mark.parametrize("named", [False, True], ids=["in a folder", "by name"])
    def test_is_touched(self, dist: Path, *, named: bool) -> None:
        outside = dist.parent.parent
        (dist / "out").symlink_to("../../canary")
        (dist / "chain").symlink_to("chain2")
        (dist / "chain2").symlink_to(outside / "canary")
        (dist / "x.js.map").symlink_to("../../canary.map")
        (dist / "w.map").write_bytes(b"no JSON")
        (dist / "w").symlink_to("/etc/hostname")
        for number, url in enumerate(ESCAPES):
            (dist / f"{number}.js").write_bytes(linked(os.fsencode(url)))
            (dist / f"{number}.css").write_bytes(b"a{}/*# sourceMappingURL=%b */" % os.fsencode(url))
        given = sorted(str(path) for path in dist.glob("*.[jc]s*") if "map" not in path.name) if named else ["dist"]
        run = subprocess.run([sys.executable, "-c", SCRIPT, *given], capture_output=True, check=True, text=True)
        said = json.loads(run.stdout)
        assert "CANARY" not in run.stdout
        assert "root:" not in said["all"]
        assert {f"{dist}/0.js", f"{dist}/0.css", f"{dist}/out"} <= {*said["seen"]}, "the hook does not see"
        project = str(dist.parent)
        # Upwards the search for `.git`, and the links of the way to here, which is the user's own.
        above = {project, *map(str, dist.parent.parents), *(f"{folder}/.git" for folder in dist.parents)}
        library = (sys.prefix, sys.base_prefix, str(Path(__file__).parent.parent))
        strange = [
            path
            for path in said["seen"]
            if path and not path.startswith((project + "/", *library)) and path not in above
        ]
        assert strange == []


KEYS = st.sampled_from(
    [
        *(
            "version",
            "sources",
            "names",
            "mappings",
            "sourcesContent",
            "sourceRoot",
            "file",
            "sections",
            "offset",
            "line",
        ),
        *(
            "map",
            "column",
            "ignoreList",
            "x_google_ignoreList",
            "debugId",
            "debug_id",
            "url",
            "Sources",
            "mapping",
            "a/~b",
        ),
    ]
) | st.text(max_size=4)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["AAAA", "AAAA,IAAIA;ACAJ", ";;*,gB", "a.ts", "../x", "webpack:///a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "version": st.just(3) | VALUES,
        "sources": st.lists(st.text(max_size=4) | VALUES, max_size=4) | VALUES,
        "names": st.lists(st.text(max_size=4) | VALUES, max_size=4) | VALUES,
        "mappings": st.text(st.sampled_from("ABCDEgh/+,;*= \n\u00e9"), max_size=30) | VALUES,
        "sourcesContent": st.lists(st.text(max_size=9) | VALUES, max_size=4) | VALUES,
        "sections": st.lists(
            st.fixed_dictionaries({"offset": VALUES, "map": st.just(json.loads(BAD)) | VALUES}), max_size=3
        )
        | VALUES,
        "ignoreList": VALUES,
        "sourceRoot": VALUES,
        "file": VALUES,
        "debugId": VALUES,
    },
)
QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


class TestAnything:
    """For any JSON and any bytes there is a report, and no rule fails."""

    @staticmethod
    def check(data: bytes) -> None:
        payload = base64.b64encode(data)
        files = {
            "a.js": linked(b"a.js.map"),
            "a.js.map": data,
            "b.js": inline(payload),
            "c.css": b"c{}\n/*# sourceMappingURL=data:application/json;base64,%b */" % payload,
            "d.js": b"let \xc3\xa4\n//# sourceMappingURL=data:application/json,"
            + b"".join(b"%%%02x" % byte for byte in data),
        }
        report = lint_files(files, ALL)
        fine(report, "a.js.map", set())
        of_map = [
            (one.rule, one.case, one.pointer) for one in report.findings if one.place.path == "a.js.map" and one.pointer
        ]
        # An inline map is examined like a file.
        for path in ("b.js", "c.css", "d.js"):
            own = [
                (one.rule, one.case, one.pointer) for one in report.findings if one.place.path == path and one.inline
            ]
            assert {key for key in own if key[2]} <= {*of_map}

    @QUICK
    @given(VALUES | FIELDS)
    def test_json(self, value: object) -> None:
        self.check(json.dumps(value).encode())

    @QUICK
    @given(FIELDS, st.integers(0, 300), st.binary(max_size=4))
    def test_json_with_a_fault(self, fields: dict[str, object], at: int, fault: bytes) -> None:
        data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        at = min(at, len(data))
        self.check(data[:at] + fault + data[at + len(fault) :])

    @QUICK
    @given(st.binary(max_size=200))
    def test_bytes(self, data: bytes) -> None:
        self.check(data)

    @QUICK
    @given(st.binary(max_size=100), st.sampled_from(["a.js", "a.css", "a.d.ts", "a.mjs"]), st.binary(max_size=30))
    def test_bytes_as_a_bundle(self, data: bytes, name: str, url: bytes) -> None:
        comment = b"/*# sourceMappingURL=%b */" if name == "a.css" else b"\n//# sourceMappingURL=%b"
        report = lint_files({name: data + comment % url, f"{name}.map": GOOD}, ALL)
        assert not report.crashed
