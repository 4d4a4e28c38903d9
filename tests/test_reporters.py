"""Each report on its own terms: text by eye (tests/golden/), JSON, SARIF and JUnit by their validators.

`SMAPLINT_GOLDEN=write pytest tests/test_reporters.py` writes the golden files anew: look at them before they are kept.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smaplint import escape, reporters
from smaplint.engine import lint
from smaplint.report import Finding, Frame, Place, RelatedPlace, Report, RuleInfo
from smaplint.reporters import json as json_report
from smaplint.reporters import sarif
from smaplint.reporters.text import Style
from smaplint.rule import ERROR, NOTE, WARNING, Severity
from smaplint.settings import Settings
from tests import accidents
from tests.places import check
from tests.test_escape import commands
from tests.validators import ghas_refusals, junit_10, junit_xsd, sarif_multitool, sarif_schema

Json = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
DOCS = "https://github.com/smaplint/smaplint/blob/main/docs/rules/"

RULES = {
    name: RuleInfo(name, family, summary, why, how, f"{summary}.\n\n{why}\n\n{how}", f"{DOCS}{name}.md", severity)
    for name, family, severity, summary, why, how in (
        (
            "mappings-alphabet",
            "mappings",
            ERROR,
            "Segments hold base64 digits only",
            "One wrong character voids every mapping of the map, and tools disagree on what then happens.",
            "Find the step that edits the file after the build, and keep it away from `.map` files.",
        ),
        (
            "public-map-exposure",
            "exposure",
            NOTE,
            "No map with source text is published against the policy",
            "Whoever opens the developer tools reads the source.",
            "State `exposure.policy`.",
        ),
        (
            "source-root-drift",
            "release",
            WARNING,
            "Maps of one build agree on `sourceRoot`",
            "Frames of one part of the build link to nothing.",
            "Set the root in one place.",
        ),
        (
            "version-integer",
            "document",
            ERROR,
            "`version` is the number 3",
            'Sentry refuses the whole map when `version` is a string ("bad json: invalid type"), browsers take it.',
            'Write `"version": 3`, without quotes.',
        ),
        (
            "internal-error",
            "engine",
            ERROR,
            "A rule of smaplint must not fail",
            "The rule did not finish on this file, so its verdict is missing.",
            "Report it with the file.",
        ),
    )
}


def finding(
    rule: str = "version-integer",
    message: str = '`version` is `"3"`; it should be the number 3',
    path: str = "dist/app.js.map",
    **more: Any,
) -> Finding:
    """A finding at the version of a one-line map, unless told otherwise."""
    given = {"place": Place(path, 1, 12, 1, 15), "severity": RULES[rule].severity, **more}
    return Finding(rule=rule, message=message, **given)


def report(*findings: Finding, **more: Any) -> Report:
    files = {one.place.path: "map" for one in findings}
    usual = {
        "files": files,
        "maps": len(files),
        "root": "/repo",
        "cwd": "/repo",
        "version": "0.1.0",
        "elapsed": 0.42,
        "rules": RULES,
    }
    return Report(findings=tuple(findings), **{**usual, **more})


VERSION = finding(
    pointer="/version",
    offset=11,
    fingerprint="1" * 32,
    frames=(Frame("dist/app.js.map", 1, 12, '{"version":', '"3"', ',"sources":["a.ts"],"names":[]', cut_after=True),),
)
ALPHABET = finding(
    "mappings-alphabet",
    "`=` at byte 1,032 of `mappings` (line 1, segment 214) is no base64 digit; a segment should consist of `A-Z a-z 0-9 + /` alone",
    "dist/main-B6GN5LNO.js.map",
    place=Place("dist/main-B6GN5LNO.js.map", 1, 2945, 1, 2946),
    pointer="/mappings",
    offset=2944,
    segment=(1032, 0, 213),
    generated=Place("dist/main-B6GN5LNO.js", 1, 2289, 1, 2290),
    fingerprint="2" * 32,
    frames=(
        Frame(
            "dist/main-B6GN5LNO.js.map",
            1,
            2945,
            "SAASC,EAASC,EAAgC,CACvD,OAAQL,EAA",
            "=",
            "B,SAASK,CAAK,CACvD,CCFA",
            True,
            True,
        ),
        Frame(
            "dist/main-B6GN5LNO.js",
            1,
            2289,
            'name="ShelfError"};',
            "f",
            "unction E(r){return m.includes(r)}",
            True,
            True,
            "the generated code there",
        ),
    ),
    notes=("`=` at line 1, segment 219", "`=` at line 2, segment 3"),
)
INLINE = finding(
    "mappings-alphabet",
    "`é` at byte 6 of `mappings` is no base64 digit",
    "dist/worker.js",
    place=Place("dist/worker.js", 3, 64, 3, 67),
    pointer="/mappings",
    inline=True,
    fingerprint="3" * 32,
    generated=Place("dist/worker.js", 1, 5, 1, 6),
    frames=(
        Frame(
            "dist/worker.js",
            1,
            58,
            '"names":[],"mappings":"AAAA,C',
            "é",
            'AA"}',
            True,
            False,
            "in the inline map, decoded",
        ),
    ),
)
WIDE = finding(
    "version-integer",
    "`version` is `3\u202e`; it should be the number 3",
    "dist/日本/e\u0301.map",
    severity=WARNING,
    place=Place("dist/日本/e\u0301.map", 2, 14, 2, 17),
    frames=(Frame("dist/日本/e\u0301.map", 2, 14, '\t"名前e\u0301":"\x1b[31m","version":', "３\t\u202e", ',"x":1'),),
)
DRIFT = finding(
    "source-root-drift",
    "`sourceRoot` is `/b/`, while 3 maps of the build have none; they should agree",
    "dist/vendor.js.map",
    place=Place("dist/vendor.js.map"),
    fingerprint="4" * 32,
    related=(RelatedPlace("a map with the usual root", Place("dist/app.js.map", 1, 1, 1, 2)),),
)
EXPOSED = finding(
    "public-map-exposure",
    "5 maps with source text lie in what this build may publish",
    place=Place("dist/app.js.map"),
    fingerprint="5" * 32,
)
AGAIN = VERSION._replace(
    place=Place("dist/b.js.map", 1, 12, 1, 15), frames=(VERSION.frames[0]._replace(path="dist/b.js.map"),)
)

FULL = report(
    *sorted((VERSION, ALPHABET, INLINE, WIDE, DRIFT, EXPOSED, AGAIN), key=lambda one: one.sort_key),
    files={
        "dist/app.js.map": "map",
        "dist/b.js.map": "map",
        "dist/clean.js": "bundle",
        "dist/main-B6GN5LNO.js.map": "map",
        "dist/vendor.js.map": "map",
        "dist/worker.js": "bundle",
        "dist/日本/e\u0301.map": "map",
    },
    maps=6,
    inline_maps=1,
    bundles=2,
    suppressed=3,
    config="smaplint.yaml",
    skipped=(("dist/pipe.map", "it is a FIFO"), ("dist/link.map", "it leads out of the folder")),
    not_run=(("orphan-map", "files were given by name"), ("source-root-drift", "files were given by name")),
)

HOSTILE = (
    "a\n::add-mask::secret\r::stop-commands::x",
    "::error file=a::b",
    "  ::set-output name=a::b",
    "##[add-mask]x",
    "x##[error]y",
    "x##vso[task.setvariable variable=a]y",
    "##teamcity[buildStop]",
    "\x1b[2J\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "]]><!--<script>alert(1)</script>&amp;",
    "lone \ud800 and \udfff",
    b"caf\xe9\xff.map".decode("utf-8", "surrogateescape"),
    "\ufffe\uffff\x00\x0b\x85",
    "\u202egnp.exe\u2066\u200b",
    "[click](https://evil.example) [a] ](1)",
    "a" * 5000,
    "C:\\x\\..\\y",
    "//host/share",
    "/etc/passwd",
    "../../outside.map",
    "a/../../b",
    "webpack://app/./src/a.ts",
    "pages/[slug] #1%?.map",
    "-",
    "",
    " ",
    "a\tb  c ",
    "\u2028\u2029",
)


def hostile(text: str) -> Report:
    """A report that says `text` wherever a stranger's text can stand."""
    place = Place(text, 1, 1, 1, 2)
    one = finding(
        message=text,
        place=place,
        case=text,
        pointer="/" + text,
        generated=place,
        related=(RelatedPlace(text, place),),
        notes=(text, text),
        inline=True,
        fingerprint="f",
        frames=(Frame(text, 1, 1, text, text, text, True, True, text), Frame(text, 1, 1, text, "", "")),
    )
    return report(
        one,
        one._replace(severity=NOTE),
        one._replace(rule="internal-error"),
        maps=0,
        files={text: "map", text + "b": "bundle"},
        not_run=((text, text),),
        skipped=((text, text),),
        config=text,
        presets=(text,),
        incomplete=text,
        crashed=True,
        suppressed=1,
    )


STYLES = {
    "frames": Style(),
    "lines": Style(frames=False),
    "verbose": Style(verbose=1, statistics=True),
    "quiet": Style(quiet=True, frames=False),
    "narrow": Style(width=48),
    "color": Style(color=True, statistics=True),
}


def golden(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("SMAPLINT_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", STYLES)
def test_golden_text(name: str) -> None:
    golden(f"report-{name}.txt", reporters.render("text", FULL, STYLES[name]))


@pytest.mark.parametrize(
    ("format", "name"), [("json", "report.json"), ("sarif", "report.sarif"), ("junit", "report.xml")]
)
def test_golden_machines(format: str, name: str) -> None:
    golden(name, reporters.render(format, FULL))


@pytest.mark.parametrize("format", reporters.FORMATS)
def test_rendering_is_deterministic_and_ends_with_a_line_feed(format: str) -> None:
    text = reporters.render(format, FULL)
    assert text == reporters.render(format, FULL)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="no format `pdf`; there are text, json, jsonl, sarif, junit"):
        reporters.render("pdf", FULL)


@pytest.mark.parametrize(
    ("format", "absent"),
    [
        ("text", ("json", "xml", "hashlib", "junit_xml", "unicodedata", "datetime", "urllib")),
        ("json", ("xml", "hashlib", "junit_xml", "smaplint.reporters.sarif")),
        ("sarif", ("xml", "junit_xml", "urllib")),
    ],
)
def test_imports_are_late(format: str, absent: tuple[str, ...]) -> None:
    """Start-up counts: a format brings only what it needs, beside what a report needs anyway."""
    code = (
        "import sys, smaplint.report, smaplint.reporters\n"
        "before = set(sys.modules)\n"
        "report = smaplint.report.Report((), {}, {})\n"
        f"smaplint.reporters.render({format!r}, report)\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(absent)


class TestText:
    def lines(self, given: Report, **style: Any) -> list[str]:
        text = reporters.render("text", given, Style(**style))
        assert text.endswith("\n")
        return text[:-1].split("\n")

    def test_without_frames_is_one_line_per_finding(self) -> None:
        lines = self.lines(FULL, frames=False, quiet=True)
        assert len(lines) == len([one for one in FULL.findings if one.severity > NOTE]) + 1
        assert lines[0] == 'dist/app.js.map:1:12: error[version-integer] `version` is `"3"`; it should be the number 3'

    @pytest.mark.parametrize(
        ("given", "last"),
        [
            (report(), "Linted 0 maps and 0 bundles in 0.42 s: no findings."),
            (
                report(maps=12, inline_maps=2, bundles=14),
                "Linted 12 maps (2 inline) and 14 bundles in 0.42 s: no findings.",
            ),
            (report(VERSION, bundles=1), "Linted 1 map and 1 bundle in 0.42 s: 1 error."),
            (report(maps=100_000, elapsed=63.0), "Linted 100,000 maps and 0 bundles in 63.00 s: no findings."),
            (FULL, "Linted 6 maps (1 inline) and 2 bundles in 0.42 s: 4 errors, 2 warnings, 1 note."),
        ],
    )
    @pytest.mark.parametrize("quiet", [False, True])
    def test_last_line(self, given: Report, last: str, quiet: bool) -> None:
        assert self.lines(given, quiet=quiet)[-1] == last

    def test_why_and_fix_once_per_rule(self) -> None:
        text = reporters.render("text", FULL, Style())
        assert text.count("error[version-integer]") == 2
        assert text.count("Sentry refuses") == 1
        assert text.count("docs/rules/version-integer.md") == 1

    @pytest.mark.parametrize(
        ("fail_on", "verbose", "shown"), [(ERROR, 0, False), (ERROR, 1, True), (NOTE, 0, True), (None, 0, False)]
    )
    def test_notes_are_hidden_and_counted(self, fail_on: Severity | None, verbose: int, shown: bool) -> None:
        lines = self.lines(report(EXPOSED, fail_on=fail_on), verbose=verbose)
        assert any("note[public-map-exposure]" in line for line in lines) is shown
        assert any(line == "Not shown: 1 note (`--verbose` shows it)" for line in lines) is not shown
        assert lines[-1].endswith(": 1 note.")

    def test_nothing_found_is_said(self) -> None:
        assert self.lines(report())[0] == "No source map was found"

    def test_long_lists_are_cut_and_verbose_tells_all(self) -> None:
        many = report(
            maps=1,
            skipped=tuple((f"{index}.map", "a FIFO") for index in range(30)),
            not_run=tuple((f"rule-{index}", "no folder") for index in range(6)),
        )
        lines = self.lines(many)
        assert "Skipped: 20 more files (`--verbose` shows all)" in lines
        assert "Not run: rule-0, rule-1, rule-2, rule-3 and 2 more (`--verbose` says why)" in lines
        lines = self.lines(many, verbose=1)
        assert len([line for line in lines if line.startswith("Skipped: ")]) == 30
        assert "Not run: rule-0, rule-1, rule-2, rule-3, rule-4, rule-5: no folder" in lines
        assert "Configuration: defaults; preset recommended; fail on error" in lines

    @pytest.mark.parametrize("quiet", [False, True])
    def test_a_run_that_failed_says_so_also_when_quiet(self, quiet: bool) -> None:
        lines = self.lines(report(maps=1, incomplete="a worker was killed", crashed=True), quiet=quiet)
        assert "The run did not finish: a worker was killed" in lines
        assert any(line.startswith("A rule failed") for line in lines)

    @pytest.mark.parametrize(
        ("frame", "code", "marks"),
        [
            (Frame("a", 1, 1, "ab", "c", "d"), "abcd", "  ^"),
            (Frame("a", 1, 1, "ab", "", ""), "ab", "  ^"),
            (Frame("a", 1, 1, "漢字", "é", ""), "漢字é", "    ^"),
            (Frame("a", 1, 1, "e\u0301", "漢", ""), "e\u0301漢", " ^^"),
            (Frame("a", 1, 1, "\t", "x", ""), "    x", "    ^"),
            (Frame("a", 1, 1, "", "\t", "x"), r"\tx", "^^"),
            (Frame("a", 1, 1, "\x1b", "\x00", ""), r"\u001b\u0000", "      ^^^^^^"),
            (Frame("a", 1, 1, "\ud800", "x", ""), r"\ud800x", "      ^"),
            (Frame("a", 1, 1, "##", "[x]", ""), r"##\u005bx]", "  ^^^^^^^^"),
            (Frame("a", 1, 1, "b", "c", "d", True, True), "…bcd…", "  ^"),
            (Frame("a", 1, 1, "b" * 90, "c", "d" * 90), f"…{'b' * 20}c{'d' * 21}…", " " * 21 + "^"),
            (Frame("a", 1, 1, "b", "c", "d" * 90), f"bc{'d' * 40}…", " ^"),
            (Frame("a", 1, 1, "b" * 90, "c", "d"), f"…{'b' * 40}cd", " " * 41 + "^"),
            (Frame("a", 1, 1, "b", "c" * 90, "d"), f"…{'c' * 42}…", " " + "^" * 42),
        ],
    )
    def test_frame(self, frame: Frame, code: str, marks: str) -> None:
        """Marks stand under what they mark, whatever the widths."""
        frame = frame._replace(path="dist/app.js.map", column=12)
        lines = self.lines(report(finding(message="wrong", frames=(frame,))), width=50)
        assert lines[1] == f"  1 | {code}"
        assert lines[2] == f"    | {marks}"

    def test_frames_keep_to_the_width(self) -> None:
        frame = Frame("a", 123456, 1, "漢\x00" * 50, "\x1b" * 50, "é" * 50, True, True)
        for width in (40, 60, 81, 200):
            lines = self.lines(report(finding(frames=(frame,))), width=width)
            code = next(line for line in lines if line.startswith("123456 |"))
            assert len(code) + code.count("漢") <= width

    def test_colour_only_when_asked_for(self) -> None:
        assert "\x1b" not in reporters.render("text", hostile(HOSTILE[5]), Style())
        coloured = reporters.render("text", FULL, Style(color=True, statistics=True))
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == reporters.render("text", FULL, Style(statistics=True))
        assert set(re.findall("\x1b[^m]*m", coloured)) <= {
            f"\x1b[{code}m" for code in ("0", "1", "2", *(f"1;3{n}" for n in range(1, 7)))
        }

    @pytest.mark.parametrize("style", STYLES)
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str, style: str) -> None:
        """Nothing of a stranger's is a command of a runner or of a terminal, nor a line of its own."""
        given = hostile(text)
        written = reporters.render("text", given, STYLES[style])
        assert not commands(written)
        plain = re.sub("\x1b\\[[0-9;]*m", "", written) if STYLES[style].color else written
        assert all(escape.shows(one) for one in plain if one != "\n")
        harmless = reporters.render("text", hostile("x"), STYLES[style])
        if not STYLES[style].frames and text:
            assert written.count("\n") == harmless.count("\n")
        assert written.encode()


class TestJson:
    def test_is_what_its_schema_says(self) -> None:
        schema = json_report.schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        for one in (FULL, report(), report(fail_on=None), *map(hostile, HOSTILE)):
            jsonschema.validate(json.loads(reporters.render("json", one)), schema)

    def test_content(self) -> None:
        log = json.loads(reporters.render("json", FULL))
        assert log["schema"] == 1
        alphabet = next(one for one in log["findings"] if one["segment"])
        assert alphabet["segment"] == {"byte": 1032, "line": 0, "segment": 213}
        assert alphabet["generated"]["column"] == 2289
        assert alphabet["help"] == f"{DOCS}mappings-alphabet.md"
        assert (log["summary"]["errors"], log["summary"]["warnings"], log["summary"]["notes"]) == (4, 2, 1)
        assert log["summary"]["failed"] is True

    @pytest.mark.parametrize("elapsed", [float("nan"), float("inf")])
    def test_no_nan(self, elapsed: float) -> None:
        assert json.loads(reporters.render("json", report(elapsed=elapsed)))["summary"]["elapsed"] == 0

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str) -> None:
        written = reporters.render("json", hostile(text))
        assert written.isascii()
        assert not commands(written)
        assert json.loads(written)["findings"][0]["message"] == escape.json_text(text)


def log_of(given: Report) -> Json:
    log: Json = json.loads(reporters.render("sarif", given))
    return log


def results(given: Report) -> list[Json]:
    found: list[Json] = log_of(given)["runs"][0]["results"]
    return found


def uri_of(result: Json) -> str:
    uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return uri


class TestSarif:
    @pytest.mark.parametrize("given", [FULL, report(), report(rules={}), report(finding(), rules={})])
    def test_nothing_to_refuse(self, given: Report) -> None:
        assert ghas_refusals(log_of(given)) == []

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str) -> None:
        written = reporters.render("sarif", hostile(text))
        assert written.isascii()
        assert not commands(written)
        log = json.loads(written)
        assert ghas_refusals(log) == []
        assert json.dumps(log, ensure_ascii=False).encode()

    @pytest.mark.parametrize(
        ("path", "cwd", "expected"),
        [
            ("dist/a.map", "/repo", "dist/a.map"),
            ("dist/a.map", "/repo/web", "web/dist/a.map"),
            ("../dist/a.map", "/repo/web", "dist/a.map"),
            ("/repo/dist/a.map", "/elsewhere", "dist/a.map"),
            ("./dist//a.map", "/repo", "dist/a.map"),
            ("../a.map", "/repo", "outside-of-root/_/a.map"),
            ("/var/x/a.map", "/repo", "outside-of-root/_/var/x/a.map"),
            ("pages/[slug] a#b%c?d.map", "/repo", "pages/%5Bslug%5D%20a%23b%25c%3Fd.map"),
            ("a:b.map", "/repo", "a%3Ab.map"),
            ("..a/b..map", "/repo", "..a/b..map"),
            (b"caf\xe9.map".decode("utf-8", "surrogateescape"), "/repo", "caf%E9.map"),
            ("", "/repo", "."),
        ],
    )
    @pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
    def test_uri(self, path: str, cwd: str, expected: str) -> None:
        (result,) = results(report(finding(path=path), cwd=cwd))
        assert uri_of(result) == expected
        assert ("outside of the root folder" in result["message"]["text"]) is expected.startswith("outside")

    def test_uri_of_a_link_is_that_of_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "real" / "dist").mkdir(parents=True)
        (tmp_path / "real" / "dist" / "a.map").touch()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        (tmp_path / "real" / "now").symlink_to("dist")
        here = report(finding(path="now/a.map"), root=str(tmp_path / "link"), cwd=str(tmp_path / "link"))
        (result,) = results(here)
        assert uri_of(result) == "dist/a.map"

    def test_without_root_and_cwd(self) -> None:
        (result,) = results(report(finding(), root="", cwd=""))
        assert uri_of(result) == "dist/app.js.map"

    @pytest.mark.parametrize(
        ("place", "expected"),
        [
            (Place("a", 2, 3, 2, 5), (2, 3, 2, 5)),
            (Place("a", 2, 3, 3, 1), (2, 3, 3, 1)),
            (Place("a", 2, 3, 2, 1), (2, 3, 2, 3)),
            (Place("a", 2, 3, 1, 9), (2, 3, 2, 9)),
            (Place("a", 0, 0, 0, 0), (1, 1, 1, 1)),
        ],
    )
    def test_region(self, place: Place, expected: tuple[int, ...]) -> None:
        (result,) = results(report(finding(place=place)))
        region = result["locations"][0]["physicalLocation"]["region"]
        assert tuple(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")) == expected

    def test_message_and_related_places(self) -> None:
        by_rule = {one["ruleId"]: one for one in results(report(ALPHABET, DRIFT, EXPOSED))}
        alphabet = by_rule["mappings-alphabet"]
        assert alphabet["message"]["text"] == (
            f"{ALPHABET.message}. Generated code: [dist/main-B6GN5LNO.js:1:2289](1). "
            "`=` at line 1, segment 219. `=` at line 2, segment 3."
        )
        (related,) = alphabet["relatedLocations"]
        assert related["id"] == 1
        assert related["physicalLocation"]["artifactLocation"]["uri"] == "dist/main-B6GN5LNO.js"
        assert alphabet["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/mappings", "kind": "value"}]
        assert alphabet["properties"]["generated"] == "dist/main-B6GN5LNO.js:1:2289"
        assert "[dist/app.js.map:1:1](1)" in by_rule["source-root-drift"]["message"]["text"]
        assert by_rule["public-map-exposure"]["level"] == "note"

    @pytest.mark.parametrize(
        ("message", "expected"),
        [
            ("see [here](https://evil.example)", r"see \[here\](https://evil.example)."),
            ("`sources[3]` is null", "`sources[3]` is null."),
            ("`a[` and", r"`a\[` and."),
        ],
    )
    def test_no_link_comes_from_data(self, message: str, expected: str) -> None:
        (result,) = results(report(finding(message=message)))
        assert result["message"]["text"] == expected

    def test_rules(self) -> None:
        rules = {rule["id"]: rule for rule in log_of(FULL)["runs"][0]["tool"]["driver"]["rules"]}
        assert list(rules) == sorted(RULES)
        version = rules["version-integer"]
        assert version["name"] == "VersionInteger"
        assert version["defaultConfiguration"]["level"] == "error"
        assert version["properties"]["problem.severity"] == "error"
        with_severity = [name for name, rule in rules.items() if "security-severity" in rule["properties"]]
        assert with_severity == ["public-map-exposure"]
        assert float(rules["public-map-exposure"]["properties"]["security-severity"]) == 5.3
        assert "security" in rules["public-map-exposure"]["properties"]["tags"]

    def test_long_texts_of_rules_are_cut(self) -> None:
        info = RuleInfo("n" * 300, "document", "s" * 2000, "w" * 2000)
        assert ghas_refusals(log_of(report(rules={info.name: info}))) == []

    def test_fingerprints(self) -> None:
        """Ours are kept; equal ones in a file do not fold into one alert, and one is made where there is none."""
        twice = results(report(VERSION, VERSION, finding()))
        hashes = [one["partialFingerprints"]["primaryLocationLineHash"] for one in twice]
        assert hashes[:2] == [f"{'1' * 32}:1", f"{'1' * 32}:2"]
        assert re.fullmatch("[0-9a-f]{32}:1", hashes[2])
        (numbered,) = results(report(VERSION._replace(fingerprint="abc:2")))
        assert numbered["partialFingerprints"] == {"primaryLocationLineHash": "abc:2", "smaplint/v1": "abc:2"}

    @pytest.mark.parametrize(
        ("version", "expected"), [("0.1.0", "0.1.0"), ("1.2.3-rc.1", "1.2.3-rc.1"), ("0.1.0.dev1", None)]
    )
    def test_semantic_version(self, version: str, expected: str | None) -> None:
        assert log_of(report(version=version))["runs"][0]["tool"]["driver"].get("semanticVersion") == expected

    def test_invocation(self) -> None:
        def invocation(given: Report) -> Json:
            found: Json = log_of(given)["runs"][0]["invocations"][0]
            return found

        assert invocation(report()) == {"executionSuccessful": True}
        assert invocation(report(started=1_800_000_000.0))["startTimeUtc"] == "2027-01-15T08:00:00Z"
        failed = invocation(report(crashed=True, incomplete="out of memory"))
        assert failed["executionSuccessful"] is False
        assert [one["level"] for one in failed["toolExecutionNotifications"]] == ["error", "error"]
        full = invocation(FULL)
        assert [one["descriptor"]["id"] for one in full["toolExecutionNotifications"]] == ["skipped-file"] * 2
        assert [one["descriptor"]["id"] for one in full["toolConfigurationNotifications"]] == ["not-run"] * 2
        many = invocation(report(skipped=tuple((f"{index}.map", "a FIFO") for index in range(2000))))
        assert len(many["toolExecutionNotifications"]) == 1001
        assert many["toolExecutionNotifications"][-1]["message"]["text"] == "1,000 more notifications."

    def test_limits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The most severe are kept, in their order, and the rest is counted."""
        monkeypatch.setattr(sarif, "MAX_RESULTS", 3)
        levels = (NOTE, ERROR, WARNING, ERROR, WARNING)
        many = report(*(finding(path=f"{index}.map", severity=level) for index, level in enumerate(levels)))
        run = log_of(many)["runs"][0]
        assert [uri_of(one) for one in run["results"]] == ["1.map", "2.map", "3.map"]
        (notice,) = run["invocations"][0]["toolExecutionNotifications"]
        assert notice["message"]["text"] == "2 results of 5 left out, the least severe: GitHub takes 3 in a run."

    def test_limit_of_places(self) -> None:
        related = tuple(RelatedPlace(f"place {index}", Place(f"{index}.map")) for index in range(2000))
        log = log_of(report(finding(related=related)))
        assert ghas_refusals(log) == []
        (result,) = log["runs"][0]["results"]
        assert len(result["relatedLocations"]) == 99
        assert "And 1,995 more places." in result["message"]["text"]

    def test_long_message(self) -> None:
        (result,) = results(report(finding(message="m" * 9000, notes=("n" * 9000,) * 50)))
        assert len(result["message"]["text"]) <= 2002


def cases(given: Report) -> dict[tuple[str, str], ET.Element]:
    root = ET.fromstring(reporters.render("junit", given))  # noqa: S314 - ours
    return {(case.attrib["classname"], case.attrib["name"]): case for case in root.iter("testcase")}


def outcome(case: ET.Element) -> str:
    return case[0].tag if len(case) else "passed"


class TestJunit:
    @pytest.mark.parametrize(
        "given",
        [
            FULL,
            report(),
            report(fail_on=None),
            report(finding("internal-error", "x")),
            report(incomplete="x"),
            report(elapsed=12345.6789),
        ],
    )
    def test_valid(self, given: Report, tmp_path: Path) -> None:
        file = tmp_path / "junit.xml"
        file.write_text(reporters.render("junit", given), encoding="utf-8")
        assert junit_10(file) == []

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
    def test_hostile(self, text: str, tmp_path: Path) -> None:
        written = reporters.render("junit", hostile(text))
        assert written.isascii()
        assert not commands(written)
        file = tmp_path / "junit.xml"
        file.write_text(written, encoding="utf-8")
        assert junit_10(file) == []
        root = ET.fromstring(written)  # noqa: S314 - ours
        assert escape.terminal(text).strip() in "".join(root.itertext())

    @pytest.mark.parametrize(
        ("severity", "fail_on", "expected"),
        [
            (ERROR, ERROR, "failure"),
            (WARNING, ERROR, "passed"),
            (WARNING, WARNING, "failure"),
            (NOTE, WARNING, "passed"),
            (NOTE, NOTE, "failure"),
            (ERROR, None, "passed"),
        ],
    )
    def test_threshold(self, severity: Severity, fail_on: Severity | None, expected: str) -> None:
        given = report(finding(severity=severity), fail_on=fail_on)
        assert outcome(cases(given)["dist/app.js.map", "version-integer"]) == expected
        root = ET.fromstring(reporters.render("junit", given))  # noqa: S314 - ours
        told = root.findtext("testsuite/system-out") or ""
        assert (f"{severity.word}[version-integer]" in told) is (expected == "passed")

    def test_cases(self) -> None:
        """One per file and rule that fired, one per clean file, an error for a rule that failed, and one for the run."""
        found = cases(
            FULL._replace(findings=(*FULL.findings, finding("internal-error", "it fell")), incomplete="out of memory")
        )
        assert {key: outcome(case) for key, case in found.items()} == {
            ("smaplint", "run"): "error",
            ("dist/app.js.map", "public-map-exposure"): "passed",
            ("dist/app.js.map", "version-integer"): "failure",
            ("dist/app.js.map", "internal-error"): "error",
            ("dist/b.js.map", "version-integer"): "failure",
            ("dist/clean.js", "no findings"): "passed",
            ("dist/main-B6GN5LNO.js.map", "mappings-alphabet"): "failure",
            ("dist/vendor.js.map", "source-root-drift"): "passed",
            ("dist/worker.js", "mappings-alphabet"): "failure",
            ("dist/日本/e\u0301.map", "version-integer"): "passed",
        }

    def test_all_findings_of_a_rule_are_in_the_text(self) -> None:
        (case,) = cases(report(*(finding(message=f"number {index}") for index in range(3)))).values()
        assert case[0].attrib["message"] == "number 0 (and 2 more)"
        assert all(f"error: number {index}" in (case[0].text or "") for index in range(3))

    def test_counts_are_those_of_the_elements(self) -> None:
        root = ET.fromstring(reporters.render("junit", FULL))  # noqa: S314 - ours
        suite = root[0]
        assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
        assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
        assert int(suite.attrib["errors"]) == len(list(suite.iter("error")))


ANY = st.text(st.characters(), max_size=20) | st.sampled_from(HOSTILE)
NUMBERS = st.integers(0, 1 << 31)
ORDINALS = st.integers(1, 1 << 31)
PLACES = st.builds(Place, ANY, ORDINALS, ORDINALS, ORDINALS, ORDINALS)
FRAMES = st.builds(Frame, ANY, ORDINALS, ORDINALS, ANY, ANY, ANY, st.booleans(), st.booleans(), ANY)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from([*sorted(RULES), "a-rule-without-page"]),
    severity=st.sampled_from([NOTE, WARNING, ERROR]),
    message=ANY,
    place=PLACES,
    case=ANY,
    pointer=st.none() | ANY,
    offset=st.none() | NUMBERS,
    segment=st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS),
    generated=st.none() | PLACES,
    frames=st.lists(FRAMES, max_size=2).map(tuple),
    related=st.lists(st.builds(RelatedPlace, ANY, PLACES), max_size=3).map(tuple),
    notes=st.lists(ANY, max_size=3).map(tuple),
    fingerprint=st.sampled_from(["", "abc", "abc:2"]),
    inline=st.booleans(),
    source=ANY,
    original=st.none() | PLACES,
    original_frame=st.none() | FRAMES,
)
PAIRS = st.lists(st.tuples(ANY, ANY), max_size=3).map(tuple)
REPORTS = st.builds(
    Report,
    findings=st.lists(FINDINGS, max_size=8).map(tuple),
    rules=st.just(RULES),
    files=st.dictionaries(ANY, st.sampled_from(["map", "bundle"]), max_size=4),
    maps=NUMBERS,
    bundles=NUMBERS,
    suppressed=NUMBERS,
    not_run=PAIRS,
    skipped=PAIRS,
    root=st.sampled_from(["/repo", "", "/"]),
    cwd=st.sampled_from(["/repo/web", "", "/tmp"]),  # noqa: S108 - a name
    config=ANY,
    presets=st.lists(ANY, max_size=2).map(tuple),
    fail_on=st.none() | st.sampled_from([NOTE, WARNING, ERROR]),
    elapsed=st.floats(0, 1e6),
    crashed=st.booleans(),
    incomplete=ANY,
    version=ANY,
    removed=st.lists(ANY, max_size=2).map(tuple),
    anchor=st.sampled_from(["auto", "source", "config", "generated"]),
    category=ANY,
)


@settings(max_examples=60, deadline=None)
@given(REPORTS, st.sampled_from(sorted(STYLES)), st.integers(0, 300))
def test_any_report_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, given: Report, style: str, width: int
) -> None:
    text = reporters.render("text", given, STYLES[style]._replace(width=width))
    assert not commands(text)
    assert text.encode()
    jsonschema.validate(json.loads(reporters.render("json", given)), json_report.schema())
    assert ghas_refusals(log_of(given)) == []
    file = tmp_path_factory.getbasetemp() / "any.xml"
    file.write_text(reporters.render("junit", given), encoding="utf-8")
    assert junit_10(file) == []


@pytest.mark.node
@pytest.mark.parametrize(
    "given", [FULL, report(), *map(hostile, HOSTILE[:14:3])], ids=["full", "empty", *(f"hostile {n}" for n in range(5))]
)
def test_validators_of_others(given: Report, tmp_path: Path) -> None:
    """The official schemas, GitHub's rules in Microsoft's validator, and the three XSDs."""
    log = tmp_path / "log.sarif"
    log.write_text(reporters.render("sarif", given), encoding="utf-8")
    assert sarif_schema(log) == []
    assert sarif_multitool(log) == []
    xml = tmp_path / "junit.xml"
    xml.write_text(reporters.render("junit", given), encoding="utf-8")
    assert junit_xsd(xml) == []


# A name that is an expression, a pattern, an escape and a fragment somewhere.
HOSTILE_FOLDER = "dist é [slug] %41#x"
# Accidents, the build and the files that each befalls.
ACCIDENTS: list[tuple[Callable[[Path], None], str, str]] = [
    (accidents.killed_build, "esbuild", "main.js.map"),
    (accidents.gzip_in_place, "esbuild", "main.css.map"),
    (accidents.host_by_sed, "rollup", "main.js.map"),
    (accidents.names_pruned, "esbuild-min-split", "main*.js.map"),
    (accidents.version_by_template, "tsc", "[ms]*.js.map"),
    (accidents.root_in_one_package, "babel", "lib/*.map"),
    (accidents.inline_version_by_template, "babel-inline", "main.js"),
    (accidents.inline_map_cut, "webpack-inline", "main*.js"),
    (accidents.inline_map_through_a_form, "postcss-inline", "base.css"),
    (accidents.deleted_after_upload, "sass", "*.map"),
    (accidents.emoji_cut_in_half, "rollup-nominify", "main.js.map"),
    (accidents.sections_overlapping, "rspack-source-map", "main*.js.map"),
]


@pytest.fixture
def disaster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Real builds with all these accidents, in a repository, in a folder of a hostile name, by three presets."""
    folder = tmp_path / HOSTILE_FOLDER
    for accident, build, files in ACCIDENTS:
        shutil.copytree(accidents.BUILDS / build, folder / build, dirs_exist_ok=True)
        befallen = sorted((folder / build).glob(files))
        assert befallen
        for path in befallen:
            accident(path)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    found = lint([HOSTILE_FOLDER], Settings(presets=("recommended", "strict", "private")), jobs=1)
    assert not found.crashed
    assert len({finding.rule for finding in found.findings}) >= 12
    assert any(finding.inline for finding in found.findings)
    for finding in found.findings:
        check(finding, lambda path: Path(path).read_bytes())
    return found


class TestRealReport:
    def test_sarif(self, disaster: Report, tmp_path: Path) -> None:
        log = log_of(disaster)
        assert ghas_refusals(log) == []
        run = log["runs"][0]
        assert len(run["results"]) == len(disaster.findings)
        for result in run["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            # Whoever reads the URI gets the file.
            assert (tmp_path / unquote(uri)).is_file(), uri
            assert uri.startswith("dist%20%C3%A9%20%5Bslug%5D%20%2541%23x/")
        known = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
        assert len(known) == len(set(known))

    def test_junit(self, disaster: Report, tmp_path: Path) -> None:
        file = tmp_path / "junit.xml"
        file.write_text(reporters.render("junit", disaster), encoding="utf-8")
        assert junit_10(file) == []
        said = "".join(ET.fromstring(file.read_text("utf-8")).itertext())  # noqa: S314 - our own
        for finding in disaster.findings:
            if finding.severity >= ERROR:
                assert f"{finding.place.line}:{finding.place.column}" in said

    def test_json_and_text(self, disaster: Report) -> None:
        jsonschema.validate(json.loads(reporters.render("json", disaster)), json_report.schema())
        for style in STYLES.values():
            assert not commands(reporters.render("text", disaster, style))

    @pytest.mark.node
    def test_validators_of_others(self, disaster: Report, tmp_path: Path) -> None:
        log, xml = tmp_path / "log.sarif", tmp_path / "junit.xml"
        log.write_text(reporters.render("sarif", disaster), encoding="utf-8")
        xml.write_text(reporters.render("junit", disaster), encoding="utf-8")
        assert sarif_schema(log) == []
        assert sarif_multitool(log) == []
        assert junit_xsd(xml) == []
