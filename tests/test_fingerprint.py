"""A finding is known again in the next build: hashes in names do not count, words do."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint.engine import lint_files
from smaplint.fingerprint import fingerprint, is_hash, stable_path
from smaplint.settings import Settings

OUTPUT = Path(__file__).parent / "builds/output"

HASHED = {
    "webpack [contenthash:8]": ("js/main.131c5f06.js", "js/main.[hash].js"),
    "webpack, no letter in it": ("js/main.83114606.js", "js/main.[hash].js"),
    "webpack [contenthash]": ("main.0f7d1c9c8bd2a3b5e6f0.js", "main.[hash].js"),
    "webpack, a numbered chunk": ("464.be20ca7e.js", "[src/export.ts].js"),
    "webpack, the map": ("main.131c5f06.js.map", "main.[hash].js.map"),
    "webpack, .chunk": ("static/js/453.e2a1f0b9.chunk.js", "static/js/[src/export.ts].chunk.js"),
    "vite": ("assets/index-DIcQyT_i.js", "assets/index-[hash].js"),
    "vite, a dash in the hash": ("assets/index-B5M-IBvi.css", "assets/index-[hash].css"),
    "vite, a dash at its front": ("assets/index--qJy5XQI.js", "assets/index-[hash].js"),
    "vite, no figure in it": ("assets/export-DrbLMKKA.js", "assets/export-[hash].js"),
    "vite, a component": ("assets/StatsPanel-HRheVpmH.js", "assets/StatsPanel-[hash].js"),
    "vite, a long component": ("assets/UserProfilePage-BWvKI6-n.js", "assets/UserProfilePage-[hash].js"),
    "rollup": ("chunks/shared-C9k8cpKZ.mjs", "chunks/shared-[hash].mjs"),
    "SvelteKit": ("_app/immutable/nodes/page.D0GhEC13.js", "_app/immutable/nodes/page.[hash].js"),
    "esbuild": ("main-B6GN5LNO.js", "main-[hash].js"),
    "esbuild, no figure in it": ("main-AYKXUOKA.css", "main-[hash].css"),
    "esbuild, a chunk": ("chunk-RZ5M7UYC.mjs", "[src/export.ts].mjs"),
    "Angular": ("browser/polyfills-NEVHZPLN.js", "browser/polyfills-[hash].js"),
    "Angular 8": ("main-es2015.4a7b2c9f0d1e3a5b6c7d.js", "main-es2015.[hash].js"),
    "Parcel": ("StatsPanel.11fa5567.js", "StatsPanel.[hash].js"),
    "rspack": ("static/js/index.b645f4b4.js", "static/js/index.[hash].js"),
    "Bun": ("chunk-p4n82zkq.js", "[src/export.ts].js"),
    "Next.js, the folder of the build": (
        "_next/static/2LuEcaa_rW8RQBpZ_UOC5/_buildManifest.js",
        "_next/static/[hash]/_buildManifest.js",
    ),
    "Next.js, a page": (
        "_next/static/chunks/pages/index-4ae6e0f3a8b6cb1b.js",
        "_next/static/chunks/pages/index-[hash].js",
    ),
    "Turbopack": ("_next/static/chunks/0b3f6c2a9d81e7f4.js", "_next/static/chunks/[src/export.ts].js"),
    "nothing but a hash": ("e4d909c290d0fb1ca068ffaddf22cbd0.js", "[src/export.ts].js"),
}
WORDS = [
    "settings",
    "polyfills",
    "index-1",
    "v2",
    "chunk-vendors",
    "jquery-3.7.1.min",
    "es2015",
    "main-es2015",
    "polyfills-es2015",
    "react-dom.production.min",
    "UserProfilePage",
    "OrderHistoryList",
    "BookCardList",
    "StatsPanel",
    "DataGrid2",
    "HTMLViewer",
    "PDFViewerPage",
    "FAQPage",
    "i18nMessages",
    "utf8decoder",
    "base64url",
    "web3modal",
    "auth0client",
    "polyfills2",
    "chunk01",
    "pdf.worker",
    "LICENSE",
    "README",
    "index-legacy",
    "d3-array",
    "tslib.es6",
    "core-js3",
    "node18",
    "2024-01-01",
    "release.20240101",
    "en-US",
    "zh-Hans",
    "month_names",
    "myComponentTest",
    "app-Calendar",
    "app-Messages",
    "app-UserCard",
    "app-DataGrid",
    "app-Settings",
    "app-settings",
    "app-template",
    "app-Explorer",
    "app-NotFound",
    "my-checkout",
    "src-pages-index-js",
    "vendor-d3-array",
    "vendor-core-js3",
    "service-worker",
    "bootstrap-5.3.3.bundle",
    "webpack-runtime",
    "ipv6Address",
    "vendors~main",
    "framework",
    "facade",
    "deadline",
    "[slug]",
    "_app",
]


class TestStablePath:
    @pytest.mark.parametrize(("path", "stable"), HASHED.values(), ids=HASHED)
    def test_hashes_go(self, path: str, stable: str) -> None:
        assert stable_path(path, "src/export.ts") == stable

    @pytest.mark.parametrize("word", WORDS)
    def test_words_stay(self, word: str) -> None:
        for path in (f"dist/{word}.js", f"dist/{word}.min.js.map", f"{word}/a.css"):
            assert stable_path(path, "src/a.ts") == path

    @pytest.mark.parametrize("word", WORDS)
    def test_a_word_before_a_hash_stays(self, word: str) -> None:
        assert stable_path(f"dist/{word}-B6GN5LNO.js") == f"dist/{word}-[hash].js"

    def test_two_components_are_two(self) -> None:
        first, second = (stable_path(f"assets/{name}-BWvKI6-n.js") for name in ("UserProfilePage", "OrderHistoryList"))
        assert first != second

    def test_without_a_source_a_hash_is_a_hash(self) -> None:
        assert stable_path("464.be20ca7e.js") == "464.[hash].js"

    @given(st.text(max_size=60), st.text(max_size=10))
    def test_any_name(self, path: str, source: str) -> None:
        assert stable_path(stable_path(path)) == stable_path(path)
        stable_path(path, source)
        is_hash(path)

    def test_every_hashed_name_of_the_builds(self) -> None:
        """What the names are once the hash is gone is known from the app: no hash is left, and no word is lost."""
        names = {path.name for path in OUTPUT.rglob("*") if path.suffix in (".js", ".mjs", ".css", ".map")}
        words = {"main", "app", "index", "runtime", "chunk", "shelf", "export", "StatsPanel"}
        words |= {"Statistics", "_plugin-vue_export-helper"}
        hashed = 0
        for name in names:
            if re.search(r"[-.](?!StatsPanel)(?=[^.]*[A-Z0-9])[A-Za-z0-9_-]{8}\.", name) or re.match(r"\d", name):
                stable = stable_path(name)
                assert "[hash]" in stable, name
                assert re.split(r"[-.]\[hash\]", stable)[0] in words or stable[0].isdigit(), name
                hashed += 1
            else:
                assert "[hash]" not in stable_path(name), name
        assert hashed > 100


class TestFingerprint:
    def test_indices_do_not_count(self) -> None:
        one = fingerprint("r", "", "a.js", "/sections/3/map/sources/14")
        assert one == fingerprint("r", "", "a.js", "/sections/0/map/sources/2")
        assert one != fingerprint("r", "", "a.js", "/sections/0/map/names/2")
        assert fingerprint("r", "", "a.js", "/x/3b") != fingerprint("r", "", "a.js", "/x/4b")

    def test_everything_else_does(self) -> None:
        parts = [
            ("r", "c", "p", "a"),
            ("s", "c", "p", "a"),
            ("r", "d", "p", "a"),
            ("r", "c", "q", "a"),
            ("r", "c", "p", "b"),
        ]
        assert len({fingerprint(*part) for part in parts}) == len(parts)
        assert fingerprint("r", "", "ab", "") != fingerprint("r", "", "a", "b")

    def test_names_that_are_no_text(self) -> None:
        assert re.fullmatch(r"[0-9a-f]{32}", fingerprint("r", "", "\udcff\n.js", "\ud800"))

    def test_the_same_twice_has_a_number(self) -> None:
        bad = b'{"version":3,"sources":["a",1,2],"names":[],"mappings":""}'
        report = lint_files({"b.js.map": bad, "a.js.map": bad}, Settings(presets=("spec",)))
        prints = [finding.fingerprint for finding in report.findings]
        assert len(set(prints)) == len(prints)


HASH = re.compile(r"(?<=[-.])([A-Za-z0-9_-]{8})(?=\.)")


def rebuilt(name: str) -> str:
    """The same name with another hash of the same form."""

    def other(match: re.Match[str]) -> str:
        old = match.group()
        new = hashlib.sha256(old.encode()).digest()
        if re.fullmatch("[0-9a-f]+", old):
            return new.hex()[:8]
        return (base64.b32encode(new) if re.fullmatch("[A-Z0-9]+", old) else base64.urlsafe_b64encode(new)).decode()[:8]

    return HASH.sub(other, name)


@pytest.mark.parametrize(
    "name",
    ["webpack-source-map", "rspack-source-map", "vite-sourcemap", "rolldown", "esbuild-min-split", "parcel", "tsup"],
)
def test_a_rebuilt_build_keeps_its_fingerprints(name: str) -> None:
    """Every map of the build is broken; then all hashes change, in names and in comments."""
    files: dict[str, bytes] = {}
    for path in sorted((OUTPUT / name).rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".map":
                data = json.dumps({**json.loads(data), "version": 4, "names": None}).encode()
            files[f"dist/{path.relative_to(OUTPUT / name).as_posix()}"] = data
    again = {
        rebuilt(path): re.sub(
            rb"(?<=sourceMappingURL=)\S+", lambda match: rebuilt(match.group().decode()).encode(), data
        )
        for path, data in files.items()
    }
    assert files.keys() != again.keys()
    settings = Settings(presets=("recommended", "private"))
    first, second = lint_files(files, settings), lint_files(again, settings)
    assert len(first.findings) >= 2
    assert {finding.fingerprint for finding in first.findings} == {finding.fingerprint for finding in second.findings}


FIELDS = {"version": 3, "sourcesContent": ["let a"], "names": ["n"], "mappings": "AAAA"}
# The same five chunks in two builds; by name, those of the second stand in another order.
HASHES = (
    ("11111aaa", "22222bbb", "33333ccc", "44444ddd", "55555eee"),
    ("92222bbb", "71111aaa", "63333ccc", "24444ddd", "15555eee"),
)
LARGE = (b"a=1;" * 2000 + b"\n") * 70


def _map(number: int, **fields: object) -> bytes:
    return json.dumps({**FIELDS, "sources": [f"src/s{number}.ts"], **fields}).encode()


def _chunks(hashes: Sequence[str], comment: str = "", **fields: object) -> dict[str, bytes]:
    """Chunks with maps. The first two maps have the fields."""
    files = {}
    for number, one in enumerate(hashes):
        files[f"dist/chunk-{one}.js.map"] = _map(number, **(fields if number < 2 else {}))
        files[f"dist/chunk-{one}.js"] = f"a\n{comment.format(one)}".encode()
    return files


# What is built of five hashes, the options, and the rule that is to find something.
FLIPPED: dict[str, tuple[Callable[[Sequence[str]], dict[str, bytes]], dict[str, dict[str, object]], str]] = {
    "drift of two chunks": (lambda hashes: _chunks(hashes, sourceRoot="/x/"), {}, "source-root-drift"),
    "an expected root": (
        lambda hashes: _chunks(hashes, sourceRoot="/x/"),
        {"source-root-drift": {"expected": ""}},
        "source-root-drift",
    ),
    "the note of exposure": (_chunks, {}, "public-map-exposure"),
    "policy none": (_chunks, {"public-map-exposure": {"policy": "none"}}, "public-map-exposure"),
    "policy hidden": (
        lambda hashes: _chunks(hashes, "//# sourceMappingURL=chunk-{}.js.map"),
        {"public-map-exposure": {"policy": "hidden"}},
        "public-map-exposure",
    ),
    "a glob that matches nothing": (
        _chunks,
        {"public-map-exposure": {"policy": "none", "public": ("www/**",)}},
        "public-map-exposure",
    ),
    "large chunks without maps": (
        lambda hashes: {**{f"dist/{one}.js": LARGE for one in hashes[:2]}, "dist/a.js": b"a", "dist/a.js.map": _map(0)},
        {},
        "missing-map",
    ),
    "no maps at all": (lambda hashes: {f"dist/{one}.js": LARGE for one in hashes[:2]}, {}, "missing-map"),
    "dangling links": (
        lambda hashes: {
            f"dist/chunk-{one}.js": b"a\n//# sourceMappingURL=chunk-%b.js.map" % one.encode() for one in hashes
        },
        {},
        "dangling-link",
    ),
    "orphans": (
        lambda hashes: {f"dist/chunk-{one}.js.map": _map(number) for number, one in enumerate(hashes)},
        {},
        "orphan-map",
    ),
    "inline maps": (
        lambda hashes: {
            f"dist/chunk-{one}.js": b"a\n//# sourceMappingURL=data:application/json;base64,"
            + base64.b64encode(_map(number, version="3"))
            for number, one in enumerate(hashes)
        },
        {},
        "version-integer",
    ),
}


@pytest.mark.parametrize(("build", "options", "rule"), FLIPPED.values(), ids=FLIPPED)
def test_another_order_of_hashes(
    build: Callable[[Sequence[str]], dict[str, bytes]], options: dict[str, dict[str, object]], rule: str
) -> None:
    """Which file a finding about many stands at changes with the hashes; what it is known by does not."""
    first, second = (lint_files(build(hashes), Settings(options=options)) for hashes in HASHES)
    assert rule in {finding.rule for finding in first.findings}
    known = [{(one.rule, one.fingerprint) for one in report.findings} for report in (first, second)]
    assert known[0] == known[1]
    assert len(known[0]) == len(first.findings)
