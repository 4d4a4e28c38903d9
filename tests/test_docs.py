"""The documentation is tried: its commands are run, its outputs compared, its links followed."""

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smaplint import docs, registry, standard
from smaplint.engine import lint_files
from smaplint.reporters import sarif
from smaplint.rule import Clause, Rule
from smaplint.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    # The rules' pages are written from the rules, which have tests of their own.
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "rules"),
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
]
RUN = re.compile(r"<!-- run: (?P<folder>\S+) -->\n```console\n(?P<text>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
BLOCKS = [
    pytest.param(page, match["folder"], match["text"], id=f"{page.parent.name}/{page.name}-{number}")
    for page in PAGES
    for number, match in enumerate(RUN.finditer(page.read_text("utf-8")))
]


@pytest.mark.parametrize(("page", "folder", "text"), BLOCKS)
def test_block(page: Path, folder: str, text: str) -> None:
    """Each `$ smaplint …` prints, somewhere, the lines that the page shows under it, in their order."""
    for command, shown in re.findall(r"^\$ smaplint (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        done = subprocess.run(  # noqa: S602  # the page's own commands
            f'"{sys.executable}" -m smaplint {command}',
            shell=True,  # as a reader's shell does
            cwd=ROOT / folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = iter(_still(done.stdout + done.stderr).splitlines())
        for line in _still(shown).splitlines():
            if line != "…":
                assert line in said, f"`smaplint {command}` does not print {line!r}"


def _still(text: str) -> str:
    return re.sub(r"\b\d+\.\d\d s\b", "0.00 s", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not missing


def test_rule_pages_are_up_to_date() -> None:
    assert docs.main(["--check"]) == 0


def test_readme_is_one_screen() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 80


SESSION = re.compile(r"<!-- pycon: (?P<folder>\S+) -->")
PYTHON = re.compile(r"^```py(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
SESSIONS = [page for page in PAGES if SESSION.search(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.name)
def test_session(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `pycon` blocks of a page are one session, in the folder that the page names; there is no Python beside them."""
    text = page.read_text("utf-8")
    folder = SESSION.search(text)
    blocks = list(PYTHON.finditer(text))
    assert folder
    assert {block["kind"] for block in blocks} == {"con"}
    session = doctest.DocTestParser().get_doctest(
        "".join(block["text"] for block in blocks), {}, page.name, str(page), 0
    )
    said: list[str] = []
    monkeypatch.chdir(ROOT / folder[1])
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=said.append)
    assert results.attempted
    assert not results.failed, "".join(said)


# The ids of the sections of ECMA-426, as they stand in its source (tc39/ecma426, spec.emu).
NAMES = """
intro scope conformance references references-normative references-informative notational-conventions
algorithm-conventions implicit-completions optional-errors grammar-notation terms-and-definitions base64-vlq
VLQSignedValue VLQUnsignedValue json-values-utilities ParseJSON JSONObjectGet JSONArrayIterate StringSplit
position-types position-record-type original-position-record-type ComparePositions source-map-format
decoding-source-maps ParseSourceMap DecodeSourceMap GetOptionalString GetOptionalListOfStrings
GetOptionalListOfOptionalStrings GetOptionalListOfArrayIndexes mappings mappings-grammar DecodeMappingsField
DecodeMappings mappings-for-generated-javascript-code names-for-generated-javascript-code sources
DecodeSourceMapSources extensions index-source-map DecodeIndexSourceMap retrieving-source-maps
linking-generated-code linking-http-header linking-inline JavaScriptExtractSourceMapURL MatchSourceMapURL
CSSExtractSourceMapURL WebAssemblyExtractSourceMapURL fetching-source-maps FetchSourceMap
operations-on-source-map-records GetOriginalPositions conventions source-map-naming linking-eval notes
language-neutral-mapping multi-level-mapping external-definitions bibliography colophon
"""
IDS = frozenset(f"sec-{name}" for name in NAMES.split())
CLAUSES = [
    pytest.param(rule, clause, id=f"{rule.name}-{number}")
    for rule in registry.rules().values()
    for number, clause in enumerate(rule.standard)
]


@pytest.mark.parametrize(("rule", "clause"), CLAUSES)
def test_clause_names_what_there_is(rule: Rule, clause: Clause) -> None:
    """A section of the standard, or the page of a proposal; a level; a case of the rule."""
    if clause.section.startswith("https://"):
        assert clause.section.startswith(("https://tc39.es/ecma426/", "https://github.com/tc39/"))
    else:
        assert clause.section in IDS
        assert clause.section in standard.SECTIONS
    assert clause.level in standard.LEGEND
    assert clause.case in registry.cases(rule)
    assert clause.says
    assert not clause.says.endswith(".")


def test_sections_are_those_of_the_standard() -> None:
    assert standard.SECTIONS.keys() <= IDS


@pytest.mark.parametrize(
    "rule", [rule for rule in registry.rules().values() if rule.standard], ids=lambda rule: rule.name
)
def test_page_has_every_clause(rule: Rule) -> None:
    page = docs.page(rule)
    for clause in rule.standard:
        case = f" `{clause.case}` |" if clause.case else ""
        assert f"| {clause.level} | {clause.says} | [{standard.title(clause)}]({standard.url(clause)}) |{case}" in page


def test_clauses_as_they_are_shown() -> None:
    clauses = (
        Clause("throw", "sec-ParseJSON", "the text is JSON"),
        Clause("practice", "sec-extensions", "it is ignored", "other"),
        Clause("proposal", "https://tc39.es/ecma426/branch/proposal-scopes/#sec-scopes", "it parses"),
    )
    assert list(standard.lines(clauses)) == [
        "throw, ParseJSON: the text is JSON",
        "practice, Extensions [other]: it is ignored",
        "proposal, scopes: it parses",
    ]
    assert standard.table(clauses) == [
        "| level | what holds | section | case |",
        "|---|---|---|---|",
        "| throw | the text is JSON | [ParseJSON](https://tc39.es/ecma426/#sec-ParseJSON) |  |",
        "| practice | it is ignored | [Extensions](https://tc39.es/ecma426/#sec-extensions) | `other` |",
        "| proposal | it parses | [scopes](https://tc39.es/ecma426/branch/proposal-scopes/#sec-scopes) |  |",
        "",
        "- *throw*: decoding fails",
        "- *practice*: the standard takes it, consumers may not",
        "- *proposal*: a text that is not in the standard yet",
    ]
    assert standard.table(clauses[:1])[0] == "| level | what holds | section |"
    assert standard.table(()) == []


def test_sarif_helps_with_the_standard() -> None:
    report = lint_files({"a.js.map": b"{"}, Settings(presets=("spec",)))
    rules = {rule["id"]: rule for rule in json.loads(sarif.render(report))["runs"][0]["tool"]["driver"]["rules"]}
    help = rules["json-syntax"]["help"]
    assert "In ECMA-426: throw, ParseJSON: the text is JSON, as `JSON.parse` reads it; practice" in help["text"]
    assert (
        "| throw | the text is JSON, as `JSON.parse` reads it | [ParseJSON](https://tc39.es/ecma426/#sec-ParseJSON) |"
        in (help["markdown"])
    )


def test_explain_tells_the_standard() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "smaplint", "explain", "xssi-prefix"], capture_output=True, text=True, check=True
    )
    assert "In the standard (ECMA-426)\n  throw, ParseJSON: the text is JSON" in done.stdout
    facts = subprocess.run(
        [sys.executable, "-m", "smaplint", "rules", "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    every = {rule["name"]: rule for rule in json.loads(facts.stdout)["rules"]}
    assert every["empty-segment"]["standard"] == [
        {
            "level": "optional",
            "section": "Mappings grammar",
            "url": "https://tc39.es/ecma426/#sec-mappings-grammar",
            "says": "a comma stands between two segments; where it does not, all mappings are dropped",
            "case": "",
        }
    ]
