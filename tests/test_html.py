"""`integrity` in pages: which elements have it, which files they mean, and what is compared."""

import base64
import hashlib
from pathlib import Path

import pytest

from smaplint.engine import lint, lint_files
from smaplint.html import mismatches, resources, strongest
from smaplint.reader import Memory
from smaplint.settings import Settings

# (page, what is read: base, and URLs with their `integrity`), as the tokenizer of HTML has it.
PAGES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("", "", []),
    ('<script src="a.js" integrity="x"></script>', "", [("a.js", "x")]),
    ("<SCRIPT SRC='a.js' INTEGRITY='x'>", "", [("a.js", "x")]),
    ("<script integrity=x src=a.js>", "", [("a.js", "x")]),
    ("<script\n\tsrc = a.js\n/ integrity = x async>", "", [("a.js", "x")]),
    ('<script src="a.js?a=1&amp;b=2" integrity="x">', "", [("a.js?a=1&b=2", "x")]),
    ('<script title=">" src=a.js integrity=x>', "", [("a.js", "x")]),
    ('<script src="a.js" src="b.js" integrity="x">', "", [("a.js", "x")]),
    ("<script src=a.js>", "", []),
    ("<script integrity=x>", "", []),
    ("<script data-src=a.js integrity=x>", "", []),
    ("<img src=a.png integrity=x>", "", []),
    ("<link rel=stylesheet href=a.css integrity=x>", "", [("a.css", "x")]),
    ("<link rel='preload ModulePreload' href=a.js integrity=x>", "", [("a.js", "x")]),
    ("<link rel=icon href=a.png integrity=x>", "", []),
    ("<link href=a.css integrity=x>", "", []),
    ("<base href=/app/><base href=/b/><script src=a.js integrity=x>", "/app/", [("a.js", "x")]),
    ("<!-- <script src=a.js integrity=x> -->", "", []),
    ("<!--><script src=a.js integrity=x>", "", [("a.js", "x")]),
    ("<!-- --!><script src=a.js integrity=x>", "", [("a.js", "x")]),
    ("<!-- <script src=a.js integrity=x>", "", []),
    ("<script>'<script src=a.js integrity=x>'</script><script src=b.js integrity=y>", "", [("b.js", "y")]),
    ("<title><script src=a.js integrity=x></TITLE ><script src=b.js integrity=y>", "", [("b.js", "y")]),
    ("<script src=a.js integrity=x", "", []),
    ('<script src=a.js integrity="x>', "", []),
    ("a < b <script src=a.js integrity=x>", "", [("a.js", "x")]),
]
HOSTILE = ["<a", "<a ", "<!--", '<a "', "<a b='", "<script>", "<script integrity", "< ", "<a =", "</script", "<title><"]
CODE = b"let a=1\n"
PATHS: list[tuple[str, str, str, bool]] = [
    # (page, base, URL, whether `d/js/a.js` is meant), the folder `d` being linted
    ("d/index.html", "", "js/a.js", True),
    ("d/index.html", "", "/js/a.js", True),
    ("d/index.html", "", "./js/a.js?v=1#x", True),
    ("d/index.html", "", "js/%61.js", True),
    ("d/en/x/index.html", "", "/js/a.js", True),
    ("d/en/x/index.html", "", "../../js/a.js", True),
    ("d/en/x/index.html", "", "js/a.js", False),
    ("d/en/x/index.html", "/js/", "a.js", True),
    ("d/index.html", "/app/", "/js/a.js", True),
    ("d/index.html", "js/", "a.js", True),
    ("d/index.html", "https://cdn.example/", "js/a.js", False),
    ("d/index.html", "", "https://cdn.example/js/a.js", False),
    ("d/index.html", "", "//cdn.example/js/a.js", False),
    ("d/index.html", "", "../../d/js/a.js", False),
    ("d/index.html", "", "/d/js/a.js", False),
    ("d/index.html", "", "", False),
    ("d/index.html", "", "data:,x", False),
]


def sri(algorithm: str, data: bytes) -> str:
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


@pytest.mark.parametrize(("page", "base", "expected"), PAGES)
def test_elements(page: str, base: str, expected: list[tuple[str, str]]) -> None:
    found = resources(page.encode())
    assert (found[0], [(one.url, one.integrity) for one in found[1]]) == (base, expected)
    for one in found[1]:
        assert page.encode()[one.start : one.end].decode() == one.integrity


@pytest.mark.parametrize("part", HOSTILE)
def test_broken_pages_take_no_square_of_time(part: str) -> None:
    """A million bytes each; with the square of it none would end."""
    assert resources(part.encode() * (1_000_000 // len(part))) == ("", [])


@pytest.mark.parametrize(("page", "base", "url", "meant"), PATHS)
def test_file_that_is_meant(page: str, base: str, url: str, *, meant: bool) -> None:
    text = f'<base href="{base}">\n<script src="{url}" integrity="sha256-AAAA">' if base else ""
    text = text or f'<script src="{url}" integrity="sha256-AAAA">'
    found = list(mismatches([(page, "d")], Memory({page: text.encode(), "d/js/a.js": CODE}), 1000))
    assert [one.path for one in found] == (["d/js/a.js"] if meant else [])


@pytest.mark.parametrize(
    ("integrity", "expected"),
    [
        ("sha256-a", ("sha256", ["a"])),
        ("sha384-a sha256-b\nsha384-c?x", ("sha384", ["a", "c"])),
        ("SHA512-a sha384-b", ("sha512", ["a"])),
        ("md5-a", ("", [])),
        ("a", ("", [])),
        ("", ("", [])),
    ],
)
def test_strongest(integrity: str, expected: tuple[str, list[str]]) -> None:
    assert strongest(integrity) == expected


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize("edited", [b"", b"//\n"])
def test_hash(algorithm: str, edited: bytes) -> None:
    page = f"<script src=/a.js integrity='{sri(algorithm, CODE)}'></script>".encode()
    report = lint_files({"index.html": page, "a.js": CODE + edited}, Settings(select=("integrity-mismatch",)))
    assert [finding.place.path for finding in report.findings] == (["index.html"] if edited else [])


def test_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are not followed, what is excluded is not judged, and pages count as no file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "out.js").write_bytes(CODE)
    (tmp_path / "d/a.js").write_bytes(CODE)
    (tmp_path / "d/link.js").symlink_to("../out.js")
    page = "".join(f"<script src={url} integrity=sha256-AAAA></script>\n" for url in ("link.js", "../out.js", "a.js"))
    (tmp_path / "d/index.html").write_text(page)
    (tmp_path / "d/other.html").symlink_to("index.html")
    report = lint(["d"], Settings(select=("integrity-mismatch",), min_files=0))
    assert [(one.place.path, one.place.line) for one in report.findings] == [("d/index.html", 3)]
    assert list(report.files) == ["d/a.js"]
    for exclude in ("a.js", "*.html"):
        assert not lint(["d"], Settings(select=("integrity-mismatch",), exclude=(exclude,), min_files=0)).findings
