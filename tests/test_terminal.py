r"""What people see: cells, frames, colours, links. The widths that are expected are those of wcwidth, which knows terminals.

`wcwidth` is asked about what is written, so a character that it measures otherwise than a terminal would be a fault of
both; what terminals differ on is therefore never written (`smaplint.cells`).
"""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from smaplint import cells, escape, output, reporters
from smaplint.engine import lint
from smaplint.report import Finding, Frame, Place, Report, RuleInfo
from smaplint.reporters.text import Style
from smaplint.rule import ERROR, NOTE, WARNING, Severity
from smaplint.settings import Settings
from tests.picture import svg
from tests.test_escape import commands

ROOT = Path(__file__).parent.parent

PAGE = "https://example.com/rules/one-rule.md"
SGR = re.compile("\x1b\\[[0-9;]*m")
LINK = re.compile("\x1b]8;;([^\x1b]*)\x1b\\\\")


def finding(message: str = "this; it should be that", path: str = "dist/app.js.map", **more: Any) -> Finding:
    usual = {"rule": "one-rule", "severity": ERROR, "place": Place(path, 1, 3, 1, 4)}
    return Finding(message=message, **{**usual, **more})


def report(*findings: Finding, **more: Any) -> Report:
    rules = {
        one.rule: RuleInfo(one.rule, "document", "One rule", "It matters.", "Mend it.", url=PAGE) for one in findings
    }
    return Report(**{"findings": findings, "rules": rules, "files": {}, "maps": 1, "cwd": "/repo", **more})


def lines(given: Report, **style: Any) -> list[str]:
    return reporters.render("text", given, Style(**style)).splitlines()


# Cells.


@pytest.mark.parametrize(
    ("text", "shown", "width"),
    [
        ("plain", "plain", 5),
        ("漢字", "漢字", 4),
        ("ｶﾞ", "ｶﾞ", 2),
        ("Ａ１", "Ａ１", 4),
        ("　", "　", 2),
        ("한국어", "한국어", 6),
        (unicodedata.normalize("NFD", "한국어"), unicodedata.normalize("NFD", "한국어"), 6),
        ("\u1161\u11ab", r"\u1161\u11ab", 12),
        ("é", "é", 1),
        ("e\u0301\u0323x", "e\u0301\u0323x", 2),
        ("\u0301x", r"\u0301x", 7),
        ("Z" + "\u0301" * 6, "Z" + "\u0301" * 4 + r"\u0301" * 2, 13),
        ("שָׁלוֹם", "שָׁלוֹם", 4),
        ("مَرْحَبًا", "مَرْحَبًا", 5),
        ("ก็ กำ", "ก็ กำ", 4),
        ("की", "की", 2),
        ("🐈", "🐈", 2),
        ("🐈\u200d⬛", r"🐈\u200d⬛", 10),
        ("👩\u200d💻", r"👩\u200d💻", 10),
        ("👍🏽", r"👍\u{1f3fd}", 11),
        ("⚠\ufe0f!", "⚠!", 2),
        ("⌚\ufe0e", "⌚", 2),
        ("1\ufe0f\u20e3", "1\u20e3", 1),
        ("a\ufe0f", r"a\ufe0f", 7),
        ("葛\U000e0100", r"葛\u{e0100}", 11),
        ("🇩🇪🇫🇷", "🇩🇪🇫🇷", 4),
        ("🇩x", r"\u{1f1e9}x", 10),
        ("䷀☰", r"\u4dc0\u2630", 12),
        ("→ ① … «»", "→ ① … «»", 8),
        ("\t|", "    |", 5),
        ("\x1b[2J\x9b", r"\u001b[2J\u009b", 15),
        ("\u202eabc\u2066", r"\u202eabc\u2066", 15),
        ("\u200b\u00ad\ufeff", r"\u200b\u00ad\ufeff", 18),
        ("\ud800", r"\ud800", 6),
        ("\u0378", r"\u0378", 6),
        ("##[x ##vso[y", r"##\u005bx ##vso\u005by", 22),
    ],
    ids=ascii,
)
def test_cells(text: str, shown: str, width: int) -> None:
    found = cells.of(text)[0]
    assert "".join(cell.text for cell in found) == shown
    assert cells.width(found) == wcswidth(shown) == width


# Not the scripts of India and South East Asia: how many cells a conjunct takes, wcwidth and terminals differ on.
_MANY_SCRIPTS = st.text(
    st.one_of(
        *(
            st.characters(min_codepoint=first, max_codepoint=last, exclude_categories=["Mc"])
            for first, last in (
                (0x0000, 0x08FF),
                (0x1100, 0x11FF),
                (0x1E00, 0x30FF),
                (0x3130, 0xA4CF),
                (0xA960, 0xA97F),
                (0xAC00, 0xFFFF),
                (0x1D000, 0x1FAFF),
                (0x20000, 0x2FFFF),
                (0xE0000, 0xE01FF),
            )
        ),
        st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF, categories=["Cs"]),
        st.sampled_from("e\u0301\u20e3\ufe0e\ufe0f\u200d\u1112\u1161\u11ab🐈⚠👍🏽🇩🇪漢#[1"),
    )
)


@given(_MANY_SCRIPTS)
def test_the_width_is_that_of_what_is_written(text: str) -> None:
    found = cells.of(text)[0]
    assert sum(wcswidth(cell.text) for cell in found) == cells.width(found)
    assert all(cell.width == wcswidth(cell.text) > 0 for cell in found)
    assert wcswidth("".join(cell.text for cell in found)) == cells.width(found)


@given(_MANY_SCRIPTS, _MANY_SCRIPTS, _MANY_SCRIPTS)
def test_the_parts_of_a_line_are_the_line(before: str, marked: str, after: str) -> None:
    """Where the ends of the mark cut a letter from its accent, the whole letter is marked."""
    parts = cells.of(before, marked.replace("\t", ""), after)
    whole = cells.of(before + marked.replace("\t", "") + after)[0]
    assert [cell for part in parts for cell in part] == whole
    assert bool(parts[1]) or not marked.strip("\t\ufe0e\ufe0f")


def test_an_accent_marks_its_letter() -> None:
    assert [len(part) for part in cells.of("ae", "\u0301", "b")] == [1, 1, 1]
    assert [len(part) for part in cells.of("a", "e", "\u0301b")] == [1, 1, 1]


# Frames.

BUNDLE = Frame("dist/app.js", 7, 176, "async download(t,", "n", "=`shelf`)", caption="the generated code there")
MAP = Frame("dist/app.js.map", 1, 3, "AA", "!", "A", cut_after=True)


def test_frames_below_one_another() -> None:
    original = Frame("src/books.ts", 1234, 5, "  download(format, ", "name", " = `shelf`)")
    said = lines(report(finding(frames=(MAP, BUNDLE), original_frame=original, notes=("one more",))))
    assert said[:15] == [
        "dist/app.js.map:1:3: error[one-rule] this; it should be that",
        "   1 | AA!A…",
        "     |   ^ should be that",
        "   --> dist/app.js:7:176",
        "   7 | async download(t,n=`shelf`)",
        "     |                  ^ the generated code there",
        "   --> src/books.ts:1234:5",
        "1234 |   download(format, name = `shelf`)",
        "     |                    ^^^^ the original text",
        "     = note: one more",
        "     = why:  It matters.",
        "     = fix:  Mend it.",
        f"     = help: {PAGE}",
        "",
        "Linted 1 map and 0 bundles in 0.00 s: 1 error.",
    ]


@pytest.mark.parametrize(
    ("message", "label"),
    [
        ("`a` is b; it should be `c`", "should be `c`"),
        ("`a` is b; they should agree; 3 more", "should agree"),
        ("`a` is b; a segment should be d", "a segment should be d"),
        ("`a` should be b", ""),
        ("`a` is b", ""),
        (f"`a` is b; it should be {'c' * 80}", ""),
        ("a; it should be \x1b[31m::error::\n", r"should be \u001b[31m::error::\n"),
    ],
)
def test_the_marks_say_what_should_be_there(message: str, label: str) -> None:
    said = lines(report(finding(message, frames=(MAP,))), width=80)
    assert said[2] == f"    |   ^ {label}".rstrip()


@pytest.mark.parametrize("width", [1, 20, 27, 33, 40, 60, 81, 100, 300])
@pytest.mark.parametrize("text", ["a", "漢", "e\u0301", "\x1b", "🐈\u200d", "\t", "한", "##["], ids=ascii)
@pytest.mark.parametrize("sizes", [(0, 0, 0), (90, 1, 90), (3, 90, 3), (90, 0, 0), (0, 1, 400)])
def test_no_line_of_a_frame_is_wider_than_asked_for(width: int, text: str, sizes: tuple[int, int, int]) -> None:
    before, marked, after = (text * size for size in sizes)
    frames = (Frame("dist/app.js.map", 123, 3, before, marked, after, True, True),)
    said = lines(report(finding(frames=frames, path="dist/app.js.map")), width=width)
    frame = [line for line in said if re.match("[ 0-9]* [|]", line)]
    assert len(frame) == 2
    assert all(wcswidth(line) <= max(width, 20) for line in frame)
    code, marks = frame
    # The marks stand below code, and below the marked text: nothing of it is left of them.
    assert 0 <= marks.index("^") <= wcswidth(code) + 1


@pytest.mark.parametrize(
    ("encoding", "code", "blanks", "marks"),
    [
        ("utf-8", "…é漢x: 漢…", 7, 2),
        ("latin-1", r"...é\u6f22x: \u6f22...", 13, 6),
        ("cp1252", r"…é\u6f22x: \u6f22…", 11, 6),
        ("ascii", r"...\u00e9\u6f22x: \u6f22...", 18, 6),
        ("no-such", r"...\u00e9\u6f22x: \u6f22...", 18, 6),
    ],
)
def test_the_marks_stand_below_what_a_stream_can_hold(encoding: str, code: str, blanks: int, marks: int) -> None:
    frame = Frame("dist/app.js.map", 1, 3, "é漢x: ", "漢", "", True, True)
    said = lines(report(finding(frames=(frame,))), encoding=encoding)
    assert said[1:3] == [f"  1 | {code}", f"    | {' ' * blanks}{'^' * marks} should be that"]


def test_the_encoding_of_the_stream_reaches_the_report(tmp_path: Path) -> None:
    (tmp_path / "漢.js.map").write_text(json.dumps({"version": "3", "file": "漢" * 90, "sources": [], "names": []}))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "60"}
    command = [sys.executable, "-m", "smaplint", "--select", "version-integer", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    head, code, marks, *_ = done.stdout.decode("ascii").splitlines()
    assert head.endswith("it should be the number 3")
    assert code.endswith("...")
    assert code[marks.index("^") : marks.rindex("^") + 1] == '"3"'


def test_a_narrow_terminal_can_still_be_read() -> None:
    said = lines(report(finding(frames=(MAP, BUNDLE), notes=("a longer sentence about it",))), width=30)
    assert said[1:] == [
        "  1 | AA!A…",
        "    |   ^ should be that",
        "  --> dist/app.js:7:176: the generated code there",
        "  7 | … download(t,n=`shelf`)",
        "    |              ^",
        "    = note: a longer sentence",
        "      about it",
        "    = why: It matters.",
        "    = fix: Mend it.",
        f"    = help: {PAGE}",
        "",
        "Linted 1 map and 0 bundles in 0.00 s: 1 error.",
    ]


def test_a_wide_one_has_no_wide_paragraphs() -> None:
    said = lines(report(finding(notes=("word " * 100,))), width=300)
    assert max(map(len, said)) <= 100


def test_what_is_not_in_the_file_is_dim() -> None:
    frame = Frame("dist/app.js.map", 1, 3, "a\u202eb", "\x00!", "c", cut_after=True)
    code = lines(report(finding(frames=(frame,))), color=True)[1]
    assert code == ("\x1b[1;34m  1 |\x1b[0m a\x1b[2m\\u202e\x1b[0mb\x1b[1;31m\\u0000!\x1b[0mc\x1b[2m…\x1b[0m")


# The end of the report.


def many(number: int, severity: Severity = ERROR) -> list[Finding]:
    return [
        finding(path=f"dist/{at % 3}.js.map", rule=f"rule-{at % 2}", severity=severity if at % 2 else WARNING)
        for at in range(number)
    ]


def test_many_findings_are_summed_up_by_rule() -> None:
    said = lines(report(*many(11)), frames=False)
    assert said[-5:] == [
        "rule    errors  warnings  notes  files  first",
        "rule-1       5         -      -      3  dist/1.js.map:1:3",
        "rule-0       -         6      -      3  dist/0.js.map:1:3",
        "",
        "Linted 1 map and 0 bundles in 0.00 s: 5 errors, 6 warnings.",
    ]
    assert sum("[rule-" in line for line in said) == 11, "all are shown all the same"


@pytest.mark.parametrize(
    ("number", "style", "is_there"),
    [
        (10, {}, False),
        (11, {}, True),
        (11, {"quiet": True}, False),
        (11, {"quiet": True, "statistics": True}, True),
        (1, {"statistics": True}, True),
        (0, {"statistics": True}, False),
    ],
)
def test_when_there_is_a_summary(number: int, style: Mapping[str, bool], is_there: bool) -> None:
    said = lines(report(*many(number)), frames=False, **style)
    assert any(line.startswith("rule ") for line in said) is is_there


@pytest.mark.parametrize("path", ["dist/" + "a" * 100 + "/main.js.map", "dist/" + "漢" * 100 + "/main.js.map"])
def test_the_summary_keeps_to_the_width(path: str) -> None:
    said = lines(report(finding(path=path)), statistics=True, width=80)
    head, row = said[said.index("") + 1 :][:2]
    assert head.endswith("  first")
    assert "…" in row
    assert row.endswith("/main.js.map:1:3")
    assert wcswidth(row) <= 80
    narrow = lines(report(finding(path=path)), statistics=True, width=40)
    assert any(line.endswith("notes  files") for line in narrow)


@pytest.mark.parametrize(
    ("config", "removed", "style", "line"),
    [
        ("defaults", (), {}, None),
        ("smaplint.yaml", (), {}, "Configuration: smaplint.yaml"),
        ("smaplint.yaml", (), {"quiet": True}, None),
        ("smaplint.yaml", ("a is off.",), {"quiet": True}, "Configuration: smaplint.yaml; a is off"),
        ("x", ("a", "b", "c", "d"), {}, "Configuration: x; a; b; c; d"),
        ("x", ("a", "b", "c", "d", "e"), {}, "Configuration: x; a; b; c; 2 more (`--verbose` shows all)"),
        (
            "x",
            ("a", "b", "c", "d", "e"),
            {"verbose": 1},
            "Configuration: x; preset recommended; fail on error; a; b; c; d; e",
        ),
        ("x\n::error::", ("\x1b[2J\n::error::",), {}, r"Configuration: x\n::error::; \u001b[2J\n::error::"),
    ],
)
def test_the_configuration_and_what_it_took_out(
    config: str, removed: tuple[str, ...], style: Mapping[str, Any], line: str | None
) -> None:
    said = lines(report(config=config, removed=removed), **style)
    assert [one for one in said if one.startswith("Configuration")] == ([line] if line else [])


@pytest.mark.parametrize(
    "name", ["::error file=a::b", "  ::add-mask::x", "\t::x::y", "\u3000::x::y", "\n::x::y", "##[x]"]
)
@pytest.mark.parametrize("style", [{}, {"frames": False}, {"width": 20}, {"statistics": True}, {"verbose": 1}], ids=str)
def test_no_line_is_an_order_to_a_runner(name: str, style: Mapping[str, Any]) -> None:
    frame = Frame(name, 1, 1, name, name, name, caption=name)
    one = finding(name, name, frames=(frame, frame), original_frame=frame, notes=(name, f"x {name}"), rule=name)
    given = report(one, config=name, removed=(name,), skipped=((name, name),), not_run=((name, name),), incomplete=name)
    assert not commands(reporters.render("text", given, Style(**style)))


# Colours and links.


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    master, slave = pty.openpty()
    with os.fdopen(slave, "w") as stream:
        yield stream
    os.close(master)


@pytest.fixture
def pipe() -> Iterator[TextIO]:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as stream:
        yield stream
    os.close(reader)


@pytest.mark.parametrize(
    ("env", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "2"}, True, True),
        ({"FORCE_COLOR": "3"}, True, True),
        ({"FORCE_COLOR": "true"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "false"}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"CLICOLOR_FORCE": "0"}, True, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, True, True),
        ({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, False, False),
        ({"CLICOLOR": "0"}, False, False),
        ({"CLICOLOR": "1"}, True, False),
        ({"CLICOLOR": "0", "FORCE_COLOR": "1"}, True, True),
        ({"CI": "true", "GITHUB_ACTIONS": "true"}, True, False),
    ],
    ids=str,
)
def test_when_there_are_colours(
    env: Mapping[str, str],
    on_terminal: bool,
    in_pipe: bool,
    terminal: TextIO,
    pipe: TextIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **env}.items():
        monkeypatch.setenv(name, value)
    assert output.coloured("auto", terminal) is on_terminal
    assert output.coloured("auto", pipe) is in_pipe
    assert output.coloured("always", pipe)
    assert not output.coloured("never", terminal)


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.1.0"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0.15"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "4.0"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, False),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20200620-160318-e00b076c"}, True),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20200608-110940-3fb3a61"}, False),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.72.0"}, True),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.71.2"}, False),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "0.44.0", "CURSOR_TRACE_ID": "x"}, True),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "what\ud800"}, False),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}, True),
        ({"TERM_PROGRAM": "zed"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455"}, False),
        ({"VTE_VERSION": "4601"}, False),
        ({"VTE_VERSION": "5000"}, False),
        ({"VTE_VERSION": "0.50.0"}, False),
        ({"VTE_VERSION": "5001"}, True),
        ({"VTE_VERSION": "7802"}, True),
        ({"VTE_VERSION": "9" * 5000}, True),
        ({"VTE_VERSION": "7802", "TMUX": "/tmp/tmux-1000/default,1,0"}, False),  # noqa: S108  # a value
        ({"VTE_VERSION": "7802", "STY": "1.pts-0"}, False),
        ({"VTE_VERSION": "7802", "CI": "true"}, False),
        ({"VTE_VERSION": "7802", "TERM": "dumb"}, False),
        ({"VTE_VERSION": "7802", "TEAMCITY_VERSION": "2025.1"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "alacritty"}, True),
        ({"TERM": "foot"}, True),
        ({"WT_SESSION": "x"}, True),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"FORCE_HYPERLINK": "1", "CI": "true", "TERM": "dumb"}, True),
        ({"FORCE_HYPERLINK": "0", "WT_SESSION": "x"}, False),
        ({"FORCE_HYPERLINK": "", "WT_SESSION": "x"}, True),
    ],
    ids=lambda value: ascii(value)[:80],
)
def test_when_there_are_links(env: Mapping[str, str], expected: bool, terminal: TextIO, pipe: TextIO) -> None:
    assert output.links(terminal, colour=True, env=env) is expected
    forced = bool(env.get("FORCE_HYPERLINK"))
    assert output.links(terminal, colour=False, env=env) is (expected and forced)
    assert output.links(pipe, colour=True, env=env) is (expected and forced)


def test_links_to_files_name_the_machine() -> None:
    assert output.link_host({}) == os.uname().nodename
    assert output.link_host({"TERM_PROGRAM": "vscode"}) is None


def test_links() -> None:
    """A rule links to its page, a file to itself, an original source only where it is a file; the text is the same."""
    there = Frame("src/b.ts", 1, 1, "", "x", "")
    one = finding(path="dist/a b.js.map", frames=(MAP, BUNDLE), original=Place("src/b.ts"), original_frame=there)
    two = finding(path="/else/c.map", original_frame=there._replace(path="../b.ts"))
    given = report(one, two)
    text = reporters.render("text", given, Style(hyperlinks=True, host="box", statistics=True))
    assert LINK.sub("", text) == reporters.render("text", given, Style(statistics=True))
    found = LINK.findall(text)
    assert found[1::2] == [""] * (len(found) // 2), "each link ends"
    assert found[::2] == [
        "file://box/repo/dist/a%20b.js.map",
        PAGE,
        "file://box/repo/dist/app.js.map",
        "file://box/repo/dist/app.js",
        "file://box/repo/src/b.ts",
        "file://box/else/c.map",
        PAGE,
        PAGE,
    ]
    without_files = reporters.render("text", given, Style(hyperlinks=True))
    assert set(LINK.findall(without_files)) == {PAGE, ""}


@pytest.mark.parametrize(
    "name", ["\x1b\\x", "\x07", "a\x1b]8;;http://evil.example\x1b\\b", "\ud800", "é", "a;b", "\x9c"]
)
def test_no_name_ends_a_link(name: str) -> None:
    given = report(finding(path=name, frames=(MAP._replace(path=name),)))
    info = given.rules["one-rule"]._replace(url=f"https://example.com/{name}")
    text = reporters.render("text", given._replace(rules={"one-rule": info}), Style(hyperlinks=True, host=""))
    left = LINK.sub("", text)
    assert all(escape.shows(one) for one in left if one != "\n")
    assert all(uri.isascii() and uri.isprintable() for uri in LINK.findall(text))
    assert text.count("\x1b") == 2 * len(LINK.findall(text))


@pytest.mark.parametrize("severity", [ERROR, WARNING, NOTE])
def test_sixteen_colours_are_enough(severity: Severity) -> None:
    one = finding(severity=severity, frames=(MAP, BUNDLE), notes=("n",))
    text = reporters.render("text", report(one), Style(color=True, statistics=True, verbose=1))
    codes = {code for found in re.findall("\x1b\\[([0-9;]*)m", text) for code in found.split(";")}
    assert codes <= {"0", "1", "2", *(str(30 + n) for n in range(8))}
    assert SGR.sub("", text) == reporters.render("text", report(one), Style(statistics=True, verbose=1))


# All of it, as a process.


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("100", 100),
        ("20", 20),
        ("", 132),
        ("0", 132),
        ("-5", 132),
        ("１００", 132),
        ("x", 132),
        ("9" * 5000, 132),
        ("1000", 1000),
    ],
)
def test_the_width(columns: str, width: int, terminal: TextIO, pipe: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS, where it is a sensible number; else that of the terminal; else 80."""
    monkeypatch.setenv("COLUMNS", columns)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 43, 132, 0, 0))
    assert output.width_of(terminal) == width
    assert output.width_of(pipe) == (width if width != 132 else 80)
    assert output.width_of(None) == (width if width != 132 else 80)


def test_the_environment_reaches_the_report(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    folder.mkdir()
    (folder / "app.js.map").write_text('{"version":"3","sources":["a.ts"],"names":[],"mappings":"AAAA"}')
    env = {"PATH": os.environ["PATH"], "FORCE_COLOR": "1", "FORCE_HYPERLINK": "1", "COLUMNS": "30"}
    done = subprocess.run(
        [sys.executable, "-m", "smaplint", folder.name], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    text = done.stdout.decode()
    first = text.splitlines()[0]
    host, url = os.uname().nodename, "https://github.com/smaplint/smaplint/blob/main/docs/rules/version-integer.md"
    assert LINK.findall(first) == [f"file://{host}{tmp_path}/a%20b/app.js.map", "", url, ""]
    plain = SGR.sub("", LINK.sub("", text)).splitlines()
    assert plain[0].startswith("a b/app.js.map:1:12: error[version-integer] ")
    assert plain[1] == '  1 | …version":"3","sources"…'
    assert plain[2] == "    |           ^^^"


# The picture in the documentation.


def test_the_picture_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """`SMAPLINT_GOLDEN=write pytest tests/test_terminal.py` draws it anew: look at it before it is kept."""
    monkeypatch.chdir(ROOT / "examples" / "bookshelf")
    settings = Settings(select=("names-index-bounds",))
    finding, _, _ = reporters.render("text", lint(["dist"], settings), Style(color=True)).partition("\n\n")
    picture = svg(f"$ smaplint --select names-index-bounds dist\n{finding}", 100)
    file = ROOT / "docs" / "images" / "frame.svg"
    if os.environ.get("SMAPLINT_GOLDEN") == "write":
        file.write_text(picture, encoding="utf-8")
    assert picture == file.read_text(encoding="utf-8")
    assert set(ET.fromstring(picture).itertext()) > {"error[names-index-bounds]", "^ the generated code there"}  # noqa: S314  # ours
