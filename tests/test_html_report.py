"""The HTML report: as a text (what it holds, what cannot get in), and in headless Chromium (what it does)."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest

from smaplint import reporters
from smaplint.engine import lint
from smaplint.report import Accepted, Breakdown, Frame, Place, RelatedPlace, Report, Share
from smaplint.reporters import html
from smaplint.rule import ERROR, NOTE, WARNING
from smaplint.settings import Settings
from tests.browser import Browser
from tests.test_escape import commands
from tests.test_reporters import FULL, HOSTILE, RULES, finding, hostile, report

ROOT: Final = Path(__file__).parent.parent
BUILDS: Final = ROOT / "tests" / "builds" / "output"

IMAGE: Final = "</script><img src=x onerror=alert(1)>"
NASTY: Final = (
    *HOSTILE,
    IMAGE,
    f"--><!--<script>{IMAGE}</style></title></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "`" + IMAGE + "`",
    "${alert(1)}`+alert(1)+`",
    "__proto__",
    "constructor",
    "\u0645\u0631\u062d\u0628\u0627\u202e\u2067",
)


class Tags(HTMLParser):
    """What a browser's tokenizer finds: (tag, attributes), and the text of each `script` and `style`."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.text.append(" " if tag in ("td", "dt", "dd", "li", "p") else "")

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if self.cdata_elem:
            self.raw.append((tag, attributes, data))
        else:
            self.text.append(data)


def tags(text: str) -> Tags:
    return Tags(text)


def data(text: str) -> Any:
    """The block of data, as the page reads it."""
    return json.loads("".join(one for tag, attributes, one in tags(text).raw if attributes.get("id") == "data"))


def said(text: str) -> str:
    """What can be read without JavaScript."""
    return " ".join("".join(tags(text).text).split())


MEASURED: Final = (
    Breakdown(
        "dist/app.js",
        "js",
        10_000,
        "dist/app.js.map",
        (
            Share("webpack://shelf/./src/app.ts", 4000, content=True),
            Share("webpack://shelf/./src/lib/a.ts", 2500, content=True),
            Share("../node_modules/preact/index.js", 1500, content=False),
        ),
        (3, 200, 100),
        unmapped=1600,
        comment=100,
    ),
    Breakdown("dist/vendor.js", "js", 5000, unmapped=5000, reason="it has no map"),
    Breakdown("dist/a.wasm", "wasm", 2500, "dist/a.wasm.map", unknown=2500, reason="the file was not read"),
    Breakdown("dist/app.d.ts", "dts", 300, unmapped=300),
    Breakdown("", "", map="dist/gone.js.map", reason="the generated file is not at hand"),
)


def many(number: int) -> Report:
    """A report of so many findings, of three rules and levels, in two hundred files."""
    kinds = (("version-integer", ERROR), ("source-root-drift", WARNING), ("public-map-exposure", NOTE))
    findings = [
        finding(
            kinds[index % 3][0],
            f"finding number {index}",
            f"dist/{index % 200:03}.js.map",
            severity=kinds[index % 3][1],
            place=Place(f"dist/{index % 200:03}.js.map", 1, index + 1, 1, index + 2),
            fingerprint=f"{index:032}",
            frames=(Frame("dist/a.map", 1, 1, "before ", "marked", " after"),),
        )
        for index in range(number)
    ]
    return report(*findings, breakdown=MEASURED)


class TestText:
    def test_nothing_but_its_own_script_and_style_may_run(self) -> None:
        text = reporters.render("html", FULL)
        found = tags(text)
        (policy,) = (
            one["content"] or "" for _, one in found.tags if one.get("http-equiv") == "Content-Security-Policy"
        )
        directives = dict(part.split(" ", 1) for part in policy.split("; "))
        assert directives["default-src"] == "'none'"
        assert directives["require-trusted-types-for"] == "'script'"
        for name in ("trusted-types", "base-uri", "form-action"):
            assert directives[name] == "'none'"
        assert "unsafe" not in policy
        assert "http" not in policy.replace("http-equiv", "")
        for tag in ("script", "style"):
            (body,) = (one for name, attributes, one in found.raw if name == tag and "id" not in attributes)
            hashed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert directives[f"{tag}-src"] == f"'sha256-{hashed}'"

    @pytest.mark.parametrize("given", [FULL, report(), *map(hostile, NASTY)])
    def test_the_page_holds_only_its_own_tags(self, given: Report) -> None:
        given = given._replace(rules=RULES, breakdown=MEASURED)
        text = reporters.render("html", given)
        found = tags(text)
        names = {tag for tag, _ in found.tags}
        assert not names & {"img", "svg", "iframe", "object", "embed", "base", "textarea"}
        assert [tag for tag, _ in found.tags].count("script") == 2
        for tag, attributes in found.tags:
            assert not any(name.startswith("on") or name in ("style", "src", "autofocus") for name in attributes)
            href = attributes.get("href")
            if href is not None and tag == "a":
                assert href.startswith(("#", "https://github.com/"))
        assert not commands(text)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", text)
        text.encode()

    @pytest.mark.parametrize("text", NASTY)
    def test_the_data_survives(self, text: str) -> None:
        given = hostile(text)
        shown = data(reporters.render("html", given))
        assert [one["level"] for one in shown["findings"]] == sorted(int(one.severity) for one in given.findings)[::-1]

    def test_an_address_that_is_none_is_no_link(self) -> None:
        rules = {name: info._replace(url="javascript:alert(1)//https://") for name, info in RULES.items()}
        text = reporters.render("html", FULL._replace(rules=rules))
        assert "javascript:" not in text.replace("javascript: ", "")
        assert {one["url"] for one in data(text)["rules"].values()} == {""}

    def test_all_of_a_finding_is_there(self) -> None:
        one = finding(
            case="missing",
            pointer="/version",
            offset=1234,
            segment=(1032, 0, 213),
            generated=Place("dist/app.js", 1, 5, 1, 6),
            notes=("a note",),
            related=(RelatedPlace("the other", Place("dist/b.js.map", 2, 3)),),
            fingerprint="f" * 32,
            frames=(
                Frame("dist/app.js.map", 1, 12, "\tbefore", "marked\t", "after", cut_before=True, cut_after=True),
                Frame("dist/app.js", 1, 5, "", "x", "()", caption="the generated code there"),
            ),
            source="../src/app.ts",
            original=Place("src/app.ts", 7, 1),
            original_frame=Frame("src/app.ts", 7, 1, "", "let", " x"),
        )
        text = reporters.render("html", report(one))
        (shown,) = data(text)["findings"]
        assert shown["frames"] == [
            ["Source map", "dist/app.js.map:1:12", "", "1", "…    before", "marked\\t", "after…"],
            ["Generated file", "dist/app.js:1:5", "the generated code there", "1", "", "x", "()"],
            ["Original source", "src/app.ts:7:1", "", "7", "", "let", " x"],
        ]
        assert dict(shown["facts"]) == {
            "Case": "missing",
            "JSON pointer": "/version",
            "Byte": "1,234",
            "Segment": "214 of generated line 1, at byte 1,032 of mappings",
            "Generated position": "dist/app.js:1:5",
            "Source": "../src/app.ts",
            "Original file": "src/app.ts:7:1",
            "Fingerprint": "f" * 32,
        }
        assert shown["notes"] == ["a note"]
        assert shown["related"] == [["dist/b.js.map:2:3", "the other"]]
        assert data(text)["rules"]["version-integer"]["how"] == 'Write `"version": 3`, without quotes.'

    def test_nothing_of_the_run_is_silent(self) -> None:
        given = FULL._replace(
            removed=("`orphan-map` is off",),
            baseline="accepted.json",
            in_baseline=7,
            stale=(Accepted("x", "y", "z", "m", 2),),
            against="last.json",
            incomplete="a worker ended",
            crashed=True,
            min_files=9,
            started=1_700_000_000.0,
        )
        words = said(reporters.render("html", given))
        for part in (
            "A rule failed",
            "The run did not finish: a worker ended",
            "6 source maps found; at least 9 should be",
            "What the configuration changes:orphan-map is off",
            "Configuration: smaplint.yaml",
            "2 rules not run",
            "files were given by name",
            "2 files skipped",
            "dist/pipe.map it is a FIFO",
            "7 files linted",
            "dist/clean.js bundle: no findings",
            "7 in the baseline",
            "3 suppressed",
            "accepted.json: 7 findings of this run in it; 2 entries fit nothing any more",
            "last.json",
            "Exit code 3",
            "2023-11-14 22:13 UTC",
        ):
            assert part in words, part

    @pytest.mark.parametrize(
        ("given", "verdict"),
        [
            (report(finding()), "Failed"),
            (report(finding(severity=WARNING)), "Passed, with findings"),
            (report(maps=1), "Passed"),
            (report(), "Too few source maps"),
            (report(maps=1, incomplete="x"), "Did not finish"),
            (report(maps=1, crashed=True), "A rule failed"),
        ],
    )
    def test_verdict(self, given: Report, verdict: str) -> None:
        text = reporters.render("html", given)
        assert f">{verdict}</strong>" in text
        assert f"<title>smaplint: {verdict.lower()}</title>" in text

    def test_the_build_adds_up(self) -> None:
        text = reporters.render("html", report(breakdown=MEASURED))
        words = said(text)
        sizes = {one["class"]: one["data-size"] for _, one in tags(text).tags if "data-size" in one}
        assert sizes == {"mapped": "6700", "bare": "1600", "unmapped": "6600", "comment": "100", "unknown": "2500"}
        assert sum(int(size or 0) for size in sizes.values()) == 17_500
        assert "Not drawn: 1 declaration file" in words
        assert "Unknown, for the generated file is not at hand: dist/gone.js.map" in words
        assert "dist/vendor.js 5.0 kB 100.0 % it has no map" in words

    def test_what_was_not_measured_is_said(self) -> None:
        assert "Not measured" in said(reporters.render("html", FULL))

    def test_only_the_largest_are_drawn_and_nothing_is_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(html, "_SOURCES", 2)
        monkeypatch.setattr(html, "_FILES", 2)
        text = reporters.render("html", report(breakdown=MEASURED))
        app, vendor = data(text)["files"]
        assert [name for name, *_ in app["sources"]] == [
            "webpack://shelf/./src/app.ts",
            "webpack://shelf/./src/lib/a.ts",
        ]
        assert app["others"] == [4, 200, 1600]
        assert vendor["path"] == "dist/vendor.js"
        assert "Not drawn: 1 smaller file, 2.5 kB in all" in said(text)

    def test_the_most_severe_are_kept_and_the_rest_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(html, "MOST", 5)
        text = reporters.render("html", many(9))
        assert [one["level"] for one in data(text)["findings"]] == [3, 3, 3, 2, 2]
        assert "4 findings of 9 are not in this page" in said(text)

    def test_a_page_of_long_messages_has_fewer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(html, "MOST_BYTES", 10_000)
        text = reporters.render("html", report(*(finding(message="x" * 1_000_000) for _ in range(9))))
        (one, *rest) = data(text)["findings"]
        assert one["message"] == "x" * 4000 + "… (1,000,000 characters)"
        assert len(rest) == 1
        assert len(text) < 150_000

    @pytest.mark.slow
    def test_25000_findings_with_all_that_one_can_have_stay_below_the_bound(self) -> None:
        frame = Frame("p" * 5000, 1, 1, "\x00" * 5000, "\x00" * 5000, "\x00" * 5000)
        big = finding(message="\x00" * 10_000, notes=("\x00" * 10_000,) * 50, frames=(frame,) * 50)
        text = reporters.render("html", report(*[big] * 300))
        assert len(text) < html.MOST_BYTES * 2

    def test_assets_hold_nothing_that_ends_their_block_and_no_line_that_a_runner_takes(self) -> None:
        for name in ("report.js", "report.css"):
            text = html.asset(name)
            assert "</" not in text
            assert "##[" not in text
            assert not re.search(r"^\s*::", text, re.MULTILINE)
            assert not re.search(r"https?://(?!\))|url\(|@import|innerHTML|insertAdjacent|document\.write|eval\(", text)


browser_tests = (pytest.mark.slow, pytest.mark.node)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser() as found:
        yield found


def write(path: Path, given: Report) -> Path:
    path.write_text(reporters.render("html", given), encoding="utf-8")
    return path


def texts(browser: Browser, selector: str) -> list[str]:
    """The texts of elements. Not `innerText`: what the browser need not draw yet (content-visibility) has none."""
    every = f"[...document.querySelectorAll({json.dumps(selector)})]"
    found: list[str] = browser.run(every + r".map(e => e.textContent.replace(/\s+/g, ' ').trim())")
    return found


def is_quiet(browser: Browser, path: Path) -> None:
    """Nothing was logged, thrown or refused, and nothing asked for but the page."""
    assert browser.said() == {"console": [], "thrown": [], "refused": [], "requests": [path.as_uri()]}


SHOWN: Final = "#list .finding"


@pytest.mark.slow
@pytest.mark.node
class TestPage:
    @pytest.fixture
    def page(self, chromium: Browser, tmp_path: Path) -> Iterator[Browser]:
        """A page of three findings in two files, and a build."""
        given = report(
            finding(
                fingerprint="1" * 32,
                notes=("a note",),
                frames=(Frame("dist/app.js.map", 1, 12, "{", '"3"', "}"),),
                original_frame=Frame("src/app.ts", 7, 1, "", "let", " x"),
            ),
            finding("source-root-drift", "`sourceRoot` differs", "dist/app.js.map", place=Place("dist/app.js.map", 2)),
            finding("public-map-exposure", "published", "dist/vendor.js"),
            breakdown=MEASURED,
        )
        path = write(tmp_path / "report.html", given)
        chromium.open(path)
        yield chromium
        is_quiet(chromium, path)

    def test_levels(self, page: Browser) -> None:
        assert texts(page, "#filters .levels .facet") == ["errors1", "warnings1", "notes1"]
        page.click("#filters .facet.error")
        assert len(texts(page, SHOWN)) == 2
        assert texts(page, "#shown") == ["2 of 3"]
        page.press("1")
        assert len(texts(page, SHOWN)) == 3
        page.press("2", "3")
        assert texts(page, ".finding .level") == ["error"]

    def test_rules_and_files_and_their_counts(self, page: Browser) -> None:
        counted = "[...document.querySelectorAll('#filters .long .facet')].map(e => [e.title, e.lastChild.textContent])"
        page.click('#filters .facet[title="dist/app.js.map"]')
        assert texts(page, "#shown") == ["2 of 3"]
        assert page.run(counted) == [
            ["public-map-exposure", "0"],
            ["source-root-drift", "1"],
            ["version-integer", "1"],
            ["dist/app.js.map", "2"],
            ["dist/vendor.js", "1"],
        ]
        page.click('#filters .facet[title="source-root-drift"]')
        assert texts(page, ".finding .message") == ["sourceRoot differs"]
        page.click('#filters .facet[title="dist/app.js.map"]')
        page.click('#filters .facet[title="dist/vendor.js"]')
        assert texts(page, SHOWN) == []
        page.click("#reset")
        assert len(texts(page, SHOWN)) == 3

    def test_search(self, page: Browser) -> None:
        page.press("/")
        page.type("VENDOR")
        assert texts(page, ".finding .where") == ["dist/vendor.js:1:12"]
        page.press("Escape")
        assert len(texts(page, SHOWN)) == 3

    def test_keys_walk_open_and_close(self, page: Browser) -> None:
        focused = "document.activeElement.closest('.finding')?.querySelector('.message').textContent"
        page.press("j")
        assert page.run(focused) == 'version is "3"; it should be the number 3'
        page.press("j", "j", "j")
        assert page.run(focused) == "published"
        page.press("k")
        assert page.run(focused) == "sourceRoot differs"
        is_open = "document.activeElement.getAttribute('aria-expanded')"
        before = page.run(is_open)
        page.press("Enter")
        assert {before, page.run(is_open)} == {"true", "false"}
        page.press("e")
        page.press("e")
        assert page.run("document.querySelectorAll('.finding .body').length") in (0, 3)
        # The ring is that of the card, whose box would cut one around the button.
        page.press("j")
        assert page.run("getComputedStyle(document.activeElement.closest('.finding')).outlineStyle") == "solid"

    def test_the_help_is_a_dialog(self, page: Browser) -> None:
        page.press("?")
        assert page.run("document.getElementById('keys').open")
        page.press("j")
        assert page.run("document.activeElement.closest('.finding')") is None
        page.press("Escape")
        assert not page.run("document.getElementById('keys').open")

    def test_frames_stand_side_by_side(self, page: Browser) -> None:
        assert texts(page, ".finding:first-of-type figcaption b")[:2] == ["Source map", "Original source"]
        tops = page.run("[...document.querySelector('.frames').children].map(e => e.getBoundingClientRect().top)")
        assert len(tops) == 2
        assert len(set(tops)) == 1
        page.ask(size=[400, 900])
        tops = page.run("[...document.querySelector('.frames').children].map(e => e.getBoundingClientRect().top)")
        assert len(set(tops)) == 2

    def test_generated_and_original_stand_side_by_side_below_the_map(self, chromium: Browser, tmp_path: Path) -> None:
        frame = Frame("dist/app.js.map", 1, 1, "a", "b", "c")
        frames = frame, frame._replace(path="dist/app.js")
        path = write(tmp_path / "report.html", report(finding(frames=frames, original_frame=frame)))
        chromium.open(path)
        assert texts(chromium, "figcaption b") == ["Source map", "Generated file", "Original source"]
        tops = chromium.run("[...document.querySelectorAll('figure')].map(e => e.getBoundingClientRect().top)")
        assert tops[0] < tops[1] == tops[2]

    def test_grouped_by_file(self, page: Browser) -> None:
        assert texts(page, ".group h3") == [
            "version-integer 1 finding",
            "source-root-drift 1 finding",
            "public-map-exposure 1 finding",
        ]
        page.press("g")
        assert texts(page, ".group h3") == ["dist/app.js.map 2 findings", "dist/vendor.js 1 finding"]

    def test_zoom_to_a_source_and_back(self, page: Browser) -> None:
        assert texts(page, "#crumbs li") == ["The build", "dist"]
        labels = "[...document.querySelectorAll('.tile')].map(e => e.getAttribute('aria-label'))"
        assert page.run(labels) == [
            "dist/app.js · 10.0 kB · 57.1 % · mapped 67.0 % · mapped, without content 16.0 % · unmapped 16.0 % · source map comment 1.0 % · 2 findings",
            "dist/vendor.js · 5.0 kB · 28.6 % · unmapped · 1 finding",
            "dist/a.wasm · 2.5 kB · 14.3 % · unknown",
        ]
        page.click(".tile")
        assert texts(page, "#crumbs li") == ["The build", "dist", "app.js", "Show 2 findings"]
        page.click(".tile")
        assert texts(page, "#crumbs li") == ["The build", "dist", "app.js", "webpack://shelf/src", "Show 2 findings"]
        assert "webpack://shelf/./src/app.ts · 4.0 kB" in page.run(labels)[0]
        page.click(".tile")
        assert texts(page, "#info")[0].startswith("webpack://shelf/./src/app.ts · 4.0 kB · 22.9 % · mapped")
        page.press("Escape", "Backspace")
        assert texts(page, "#crumbs li") == ["The build", "dist"]
        page.press("Escape", "Escape")
        assert texts(page, "#crumbs li") == ["The build"]

    def test_areas_are_in_proportion(self, page: Browser) -> None:
        boxes = page.run(
            "[...document.querySelectorAll('.tile')].map(e => [parseFloat(e.style.width)+2, parseFloat(e.style.height)+2])"
        )
        areas = [wide * high for wide, high in boxes]
        assert page.run(_OUTSIDE) == 0
        assert [round(area / sum(areas), 2) for area in areas] == [0.57, 0.29, 0.14]

    def test_the_map_by_keys(self, page: Browser) -> None:
        label = "document.activeElement.getAttribute('aria-label').split(' ')[0]"
        page.press("m")
        assert page.run(label) == "dist/app.js"
        page.press("ArrowRight")
        assert page.run(label) in ("dist/vendor.js", "dist/a.wasm")
        page.press("Home", "Enter")
        assert texts(page, "#crumbs li")[2] == "app.js"
        assert page.run("document.activeElement.classList.contains('tile')")
        assert texts(page, "#info")[0].startswith("webpack://shelf/src")

    def test_the_table_says_the_same(self, page: Browser) -> None:
        page.click("#table summary")
        row = texts(page, "#rows tbody tr:nth-child(2) td")
        assert row == ["vendor.js", "5.0 kB", "28.6 %", "", "", "100.0 %", "", ""]
        page.click("#rows button")
        assert texts(page, "#crumbs li")[2] == "app.js"
        assert texts(page, "#rows caption") == ["The build › dist › app.js"]

    def test_findings_of_a_file(self, page: Browser) -> None:
        page.click(".tile:nth-child(2)")
        page.click("#crumbs .action button")
        assert texts(page, ".finding .where") == ["dist/vendor.js:1:12"]
        assert page.run("document.getElementById('search').value") == "dist/vendor.js"

    def test_faces(self, page: Browser) -> None:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.run(ground)
        page.ask(dark=True)
        dark = page.run(ground)
        assert dark != light
        page.press("t")
        assert (page.run(ground), texts(page, "#theme")) == (dark, ["Theme: dark"])
        page.click("#theme")
        assert (page.run(ground), texts(page, "#theme")) == (light, ["Theme: light"])
        page.ask(dark=False)
        page.press("t", "t")
        assert page.run(ground) == dark

    @pytest.mark.parametrize("dark", [False, True])
    def test_text_is_told_from_its_ground(self, page: Browser, *, dark: bool) -> None:
        """WCAG 2.2, contrast (minimum): 4.5 to 1."""
        page.ask(dark=dark)
        assert page.run(_CONTRAST) == []

    def test_nothing_is_wider_than_a_telephone(self, page: Browser) -> None:
        page.ask(size=[400, 900])
        assert page.run("document.documentElement.scrollWidth") == 400


# How many coloured parts stick out of their tiles.
_OUTSIDE: Final = """[...document.querySelectorAll('.tile .fill')].filter((fill) => {
  const [inner, outer] = [fill.getBoundingClientRect(), fill.parentElement.getBoundingClientRect()];
  return inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1;
}).length"""

# What of the page has less contrast than it should: (text, ratio). The ground is the first that is not transparent.
_CONTRAST: Final = """(() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const [r, g, b] = channels(text).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility({ visibilityProperty: true }) || e.closest(".tile, script, .empty")) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push([e.className, e.textContent.slice(0, 40), Math.round(ratio * 100) / 100]);
  }
  return poor;
})()"""


@pytest.mark.slow
@pytest.mark.node
class TestOther:
    def test_5000_findings_are_drawn_in_parts(self, chromium: Browser, tmp_path: Path) -> None:
        path = write(tmp_path / "report.html", many(5000))
        chromium.open(path)
        drawn = "document.querySelectorAll('#list .finding').length"
        assert texts(chromium, "#shown") == ["5,000"]
        assert chromium.run(drawn) <= 120
        chromium.press("/")
        chromium.type("number 4999")
        assert texts(chromium, ".finding .message") == ["finding number 4999"]
        chromium.press("Escape", "Escape")
        assert texts(chromium, "#shown") == ["5,000"]
        assert chromium.run("document.querySelectorAll('*').length") < 4000
        for _ in range(30):
            chromium.run("scrollTo(0, document.body.scrollHeight)")
            chromium.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        # What stands below the list can be reached.
        assert 120 < chromium.run(drawn) <= 660
        assert texts(chromium, "#more")[0].startswith("Show more (4,")
        is_quiet(chromium, path)

    @pytest.mark.parametrize("index", range(len(NASTY)))
    def test_what_strangers_wrote_stays_text(self, chromium: Browser, tmp_path: Path, index: int) -> None:
        text = NASTY[index]
        given = hostile(text)
        one = given.findings[0]
        build = Breakdown(text, "js", 30, text, (Share(text, 10, content=True), Share(text + "/x", 20, content=False)))
        rules = {
            **RULES,
            text: RULES["version-integer"]._replace(name=text, summary=text, why=text, how=text, url=text),
        }
        findings = (*given.findings, one._replace(rule=text, original_frame=Frame(text, 1, 1, text, text, text)))
        path = write(tmp_path / "report.html", given._replace(findings=findings, breakdown=(build,), rules=rules))
        chromium.open(path)
        chromium.press("e", "g", "e", "m", "Enter")
        chromium.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        tags = "new Set([...document.querySelectorAll('body *')].map(e => e.localName))"
        assert not set(chromium.run(f"[...{tags}]")) & {"img", "svg", "iframe", "textarea"}
        hrefs = chromium.run("[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))")
        assert all(href.startswith(("#", "https://github.com/", "data:image/svg+xml,")) for href in hrefs)
        assert chromium.run("document.scripts.length") == 2
        assert len(texts(chromium, SHOWN)) == len(findings)
        is_quiet(chromium, path)

    def test_a_rule_of_a_hostile_name_is_known_by_it(self, chromium: Browser, tmp_path: Path) -> None:
        path = write(tmp_path / "report.html", report(finding()._replace(rule="__proto__"), finding()))
        chromium.open(path)
        chromium.click('#filters .facet[title="__proto__"]')
        assert texts(chromium, "#shown") == ["1 of 2"]
        is_quiet(chromium, path)

    def test_without_a_script_it_can_be_read(self, chromium: Browser, tmp_path: Path) -> None:
        path = write(tmp_path / "report.html", many(150)._replace(config="smaplint.yaml"))
        chromium.open(path, script=False)
        words = chromium.run("document.body.innerText")
        assert len(texts(chromium, SHOWN)) == 100
        for part in (
            "Failed",
            "50\nerrors",
            "Configuration: smaplint.yaml",
            "50 more findings can be seen with JavaScript",
        ):
            assert part in words
        visible = "[...document.querySelectorAll('#filters, #tools, #map, #more, #none')].map(e => e.checkVisibility())"
        assert chromium.run(visible) == [False] * 5
        assert texts(chromium, SHOWN)[0].startswith("error finding number 0 dist/000.js.map:1:1")

    def test_on_paper_there_are_all_findings(self, chromium: Browser, tmp_path: Path) -> None:
        path = write(tmp_path / "report.html", many(300))
        chromium.open(path)
        chromium.ask(paper=str(tmp_path / "report.pdf"))
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
        assert len(texts(chromium, SHOWN)) == 300

    def test_a_clean_report_of_nothing(self, chromium: Browser, tmp_path: Path) -> None:
        path = write(tmp_path / "report.html", report(maps=1))
        chromium.open(path)
        chromium.press("j", "k", "g", "e", "m", "t", "/", "1", "Escape", "?", "Escape")
        assert "There are none." in texts(chromium, "#findings")[0]
        is_quiet(chromium, path)

    def test_a_real_build(self, chromium: Browser, tmp_path: Path) -> None:
        found = lint([str(BUILDS)], Settings(presets=("strict", "private"), breakdown=True), jobs=2)
        path = write(tmp_path / "report.html", found)
        chromium.open(path)
        sizes = chromium.run("document.querySelector('#info').innerText")
        assert f"{len(found.findings):,}" in texts(chromium, "#shown")[0]
        assert len(found.breakdown) > 250
        assert "100.0 %" in sizes
        assert chromium.run("document.querySelectorAll('.tile').length") > 30
        assert chromium.run(_OUTSIDE) == 0
        assert chromium.run("document.querySelectorAll('.fill').length") < 6000
        chromium.press("m", "Enter", "Enter")
        is_quiet(chromium, path)
