"""The quick pass changes nothing that is found: the same report with it and without, whatever a folder holds."""

import json
import os
import random
import resource
import shutil
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from smaplint import _fast, ahead, discovery, engine, quick, registry
from smaplint.engine import lint_files
from smaplint.report import Report
from smaplint.rule import ERROR, OFF, WARNING, Bad, Build, Good
from smaplint.settings import Override, Settings, Suppression
from smaplint.testing import DEFAULT, files_of, to_bytes
from tests.mutants import mutants

pytestmark = pytest.mark.skipif(
    _fast.fast is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it"
)

OUTPUT = Path(__file__).parent / "builds/output"
MAP = json.dumps(DEFAULT).encode()
CODE = b"let answer=42;\nexport{};\n"
COMMENT = b"//# sourceMappingURL="
LINKED = CODE + COMMENT + b"app.js.map\n"
CLEAN = {"app.js": LINKED, "app.js.map": MAP}
# With a finding by any preset.
BROKEN = MAP.replace(b'"version": 3', b'"version": 4')

# All that the pass may be certain of.
JUDGED = Settings(
    select=("all",),
    ignore=tuple(
        rule.name
        for rule in registry.rules().values()
        if rule.name in quick.SCANNED or rule.name == "expectation" or quick.waits_for(rule) & quick.ALWAYS
    ),
)
SETTINGS = {
    "spec": Settings(presets=("spec",)),
    "recommended": Settings(),
    "private": Settings(presets=("recommended", "private")),
    "strict": Settings(presets=("strict",)),
    "npm": Settings(presets=("recommended", "npm")),
    "sentry": Settings(presets=("recommended", "sentry")),
    "judged": JUDGED,
}


def plainly(patched: pytest.MonkeyPatch) -> None:
    """Without the pass, over folders and in memory."""
    patched.setattr(engine, "begin", lambda *_: None)
    patched.setattr(quick, "judge_map", lambda *_: quick.EVERYTHING)
    patched.setattr(quick, "judge_pair", lambda *_: quick.EVERYTHING)


def run(paths: Sequence[str], settings: Settings, jobs: int) -> tuple[Report, Build | None]:
    report, build = engine._run(paths, engine._with_last(settings), jobs, None, None, None)
    # Their texts take the modules of all rules.
    return report._replace(rules={}), build if settings.has_build_rules else None


def assert_same(paths: Sequence[str], settings: Settings, jobs: int = 1) -> Report:
    """One report, and one build, with the pass and without; it is given back."""
    report, build = run(paths, settings, jobs)
    with pytest.MonkeyPatch.context() as patched:
        plainly(patched)
        exact, known = run(paths, settings, jobs)
    assert [(one.rule, one.place, one.message) for one in report.findings] == [
        (one.rule, one.place, one.message) for one in exact.findings
    ]
    assert report == exact
    assert build == known
    return report


def assert_same_in_memory(files: Mapping[str, bytes], settings: Settings = JUDGED) -> None:
    report = lint_files(files, settings)
    with pytest.MonkeyPatch.context() as patched:
        plainly(patched)
        exact = lint_files(files, settings)
    assert [(one.rule, one.message) for one in report.findings] == [(one.rule, one.message) for one in exact.findings]
    assert report._replace(elapsed=0, started=0, rules={}) == exact._replace(elapsed=0, started=0, rules={})


def write(files: Mapping[str, bytes], folder: Path = Path()) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of(**fields: object) -> bytes:
    """The usual map with other fields."""
    return json.dumps({**DEFAULT, **fields}).encode()


def with_text(text: str) -> bytes:
    return of(sourcesContent=["let answer = 42;\n", text])


NOT_JUDGED = quick.UNSURE | quick.UNSURE_CODE


def judged(folder: Path, wanted: int = (1 << 40) - 1) -> dict[str, int]:
    """The bits of each script or map of a folder, by its name; `wanted`: those of all triggers."""
    tree = ahead.new()
    ahead.put(tree, str(folder), 0)
    tree.ask(quick._FLAGS, 1 << 30, wanted)
    while tree.serve():
        pass
    tree.close()
    _, found = tree.results(lambda _, below: below and f"{below}/", wanted, True)
    return {code or map or "": bits for _, code, map, bits, *_ in found}


# By trigger: a build in which it holds, and nothing else of what rules wait for.
TRIGGERS: tuple[tuple[str, dict[str, bytes]], ...] = (
    ("is_unusual", {"app.js.map": of(names=["answer", None])}),
    ("is_unusual", {"app.js.map": of(version="3")}),
    ("has_other_fields", {"app.js.map": of(sourceContent=3)}),
    ("/rangeMappings", {"app.js.map": of(rangeMappings="")}),
    ("/scopes", {"app.js.map": of(scopes="")}),
    ("mappings.fault_counts", {"app.js.map": of(mappings="AAAA,IAAIA;ACAJB")}),
    ("mappings.fault_counts", {"app.js.map": of(mappings="AAAA,,IAAIA;ACAJ")}),
    ("mappings.fault_counts", {"app.js.map": of(mappings="AAAA,D;ACAJ")}),
    ("mappings.fault_counts", {"app.js.map": of(mappings="AAAA,I!AI")}),
    ("has_odd_names", {"app.js.map": of(sources=["@fs/src/main.ts", "src/util.ts"])}),
    ("not is_complete", {"app.js.map": of(sources=["src/main.ts", "src/main.ts"])}),
    ("not is_complete", {"app.js.map": of(sources=["src/main.ts", "./src/main.ts"])}),
    ("not is_complete", {"app.js.map": of(sourcesContent=["let answer = 42;\n", ""])}),
    ("not is_complete", {"app.js.map": of(sourcesContent=["let answer = 42;\n", None])}),
    ("not is_complete", {"app.js.map": of(sourcesContent=["let answer = 42;\n"])}),
    ("not is_complete", {"app.js.map": of(sources=["src/main.ts", None])}),
    ("not is_complete", {"app.js.map": of(sources=["src/main.ts", ""])}),
    ("/ignoreList", {"app.js.map": of(ignoreList=[1, 2])}),
    ("/x_google_ignoreList", {"app.js.map": of(x_google_ignoreList=[2])}),
    ("source_root", {"app.js.map": of(sourceRoot="..")}),
    ("/debugId", {"app.js.map": of(debugId="85314830-023f-4cf1-a267-535f4e37bb17")}),
    ("/debug_id", {"app.js.map": of(debug_id="85314830-023f-4cf1-a267-535f4e37bb17")}),
    ("lone_surrogates", {"app.js.map": with_text("export {'\ud800'};\n")}),
    ("secrets", {"app.js.map": with_text("export {};\n// " + "ghp_" + "aB3" * 12 + "\n")}),
    ("has_sensitive_names", {"app.js.map": of(sources=["src/main.ts", ".env"])}),
    ("originals.outlying", {"app.js.map": of(mappings="AAAA" + ",AACA" * 24)}),
    ("generated.has_modules_as_text", {"app.js": CODE + b"//# sourceURL=webpack://a/./b.js\n" + LINKED}),
    ("may_name_itself", {"app.js.map": of(sources=["src/main.ts", "dist/app.js"])}),
    ("has_hosts", {"app.js.map": of(sources=[" src/main.ts", "src/util.ts"])}),
    (
        "generated.debug_ids",
        {"app.js": CODE + b"//# debugId=85314830-023f-4cf1-a267-535f4e37bb17\n" + COMMENT + b"app.js.map\n"},
    ),
    ("alignment.outside", {"app.js.map": of(mappings="AAAA,IAAIA;ACAJ;;;;;;;;;AAAA")}),
)


class TestTriggers:
    def test_nothing(self, tmp_path: Path) -> None:
        write(CLEAN, tmp_path)
        assert judged(tmp_path) == {"app.js": quick.LINKED}

    @pytest.mark.parametrize(("trigger", "files"), TRIGGERS)
    def test_one(self, tmp_path: Path, trigger: str, files: Mapping[str, bytes]) -> None:
        write({**CLEAN, **files}, tmp_path)
        found = judged(tmp_path)["app.js"]
        assert found & (quick.BITS[trigger] | NOT_JUDGED)
        # Where mappings are at fault nothing is compared.
        if trigger != "mappings.fault_counts":
            known = quick.BITS[trigger] | quick.LINKED | NOT_JUDGED
            # Of a name that is odd in another way backslashes are not looked for.
            known |= quick.BITS["has_backslashes"] if trigger == "has_odd_names" else 0
            assert not found & ~known

    @pytest.mark.parametrize("name", [rule.name for rule in registry.rules().values() if rule.facts.when])
    def test_bad_examples(self, tmp_path: Path, name: str) -> None:
        """Of the files of each, one is not judged here, or may hold what the rule waits for."""
        rule = registry.looked_up()[name]
        for number, bad in enumerate(rule.bad if rule.subject != "build" else ()):
            folder = tmp_path / str(number)
            files = files_of(bad)
            write(files, folder)
            found = [judged(one, quick.waits_for(rule)) for one in {(folder / path).parent for path in files}]
            known = {name.removesuffix(".map") for bits in found for name in bits}
            others = {path for path in files if Path(path).name.removesuffix(".map") not in known}
            waits = quick.waits_for(rule)
            assert (
                others
                or waits & quick.ALWAYS
                or any(bits & (waits | NOT_JUDGED) for one in found for bits in one.values())
            ), number

    def test_all_are_known(self) -> None:
        """Each has a build above, or is of a script that is not judged at all, or in which most rules find something."""
        tried = {trigger for trigger, _ in TRIGGERS}
        bits = {bit for trigger, bit in quick.BITS.items() if trigger in tried}
        left = {trigger for trigger, bit in quick.BITS.items() if bit and not any(bit & one for one in bits)}
        of_comments = {trigger for trigger, bit in quick.BITS.items() if bit == quick.COMMENTS}
        # A backslash is an escape in JSON, and leaves more than that unsure.
        assert left == of_comments | {"coverage.is_empty", "coverage.bare", "has_backslashes"}

    def test_a_backslash(self, tmp_path: Path) -> None:
        write({**CLEAN, "app.js.map": of(sources=["src\\main.ts", "src/util.ts"])}, tmp_path)
        assert judged(tmp_path)["app.js"] & quick.BITS["has_backslashes"]

    @pytest.mark.parametrize(
        "files",
        [
            {"app.js": CODE + b"//@ sourceMappingURL=app.js.map\n"},
            {"app.js": CODE + b"/*# sourceMappingURL=app.js.map */\n"},
            {"app.js": CODE.rstrip() + COMMENT + b"app.js.map\n"},
            {"app.js": CODE + COMMENT + b"./app.js.map\n"},
            {"app.js": CODE + COMMENT + b"app%2Ejs.map\n"},
            {"app.js": CODE + COMMENT + b"app.js.map?x\n"},
            {"app.js": CODE + COMMENT + b"app.js.maps\n"},
            {"app.js": CODE + COMMENT + b"app.js.map\xc2\xa0\n"},
            {"app.js": LINKED + LINKED},
            {"app.js": LINKED + b"let b\n"},
            {"app.js": b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1f" + CODE},
            {"app.js": b""},
            {"app.js.map": b""},
            {"app.js.map": b" \n"},
            {"app.js.map": b"\xef\xbb\xbf" + MAP},
            {"app.js.map": b")]}'\n" + MAP},
            {"app.js.map": MAP + b"}"},
            {"app.js.map": MAP[:-1]},
            {"app.js.map": MAP[:-1] + b',"version":3}'},
            {"app.js.map": MAP[:-1] + b',"a":1,"a":1}'},
            {"app.js.map": MAP[:-1] + b',"\\u0061":1}'},
            {"app.js.map": MAP[:-1] + b',"a":{}}'},
            {"app.js.map": MAP[:-1] + b',"a":01}'},
            {"app.js.map": MAP[:-1] + b',"ignoreList":[-1]}'},
            {"app.js.map": MAP[:-1] + b',"ignoreList":[1.0]}'},
            {"app.js.map": MAP[:-1] + b',"ignoreList":null}'},
            {"app.js.map": MAP[:-1] + b',"sourceRoot":null}'},
            {"app.js.map": MAP[:-1] + b',"sections":[]}'},
            {"app.js.map": MAP[:-1] + b',"x":"\xff"}'},
            {"app.js.map": MAP[:-1] + b',"x":"\xed\xa0\x80"}'},
            {"app.js.map": MAP[:-1] + b',"x":"\n"}'},
            {"app.js.map": MAP[:-1] + b',"x":"\\x"}'},
            {"app.js.map": MAP.replace(b'"version": 3', b'"version": 3.0')},
            {"app.js.map": MAP.replace(b'"version": 3', b'"version": [3]')},
            {"app.js.map": b'{"version":3,"sources":[]}'},
            {"app.js.map": b"[]"},
            {"app.js.map": MAP.decode().encode("utf-16")},
        ],
    )
    def test_unsure(self, tmp_path: Path, files: Mapping[str, bytes]) -> None:
        write({**CLEAN, **files}, tmp_path)
        assert judged(tmp_path)["app.js"] & NOT_JUDGED


def examples() -> Iterator[tuple[str, Good | Bad]]:
    for rule in registry.looked_up().values():
        every: tuple[Good | Bad, ...] = (*rule.good, *rule.bad)
        for example in every:
            yield rule.name, example


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each example of each rule in a folder of its own, those of a family below one; and a few builds."""
    top = tmp_path_factory.mktemp("tree")
    for number, (name, example) in enumerate(examples()):
        write(files_of(example), top / registry.rules()[name].family / f"{name}-{number}")
        if number % 5 == 0 and example.files is None and isinstance(example.subject, dict | bytes):
            # As of a file that is there.
            write({"app.js": LINKED, "app.js.map": to_bytes(example.subject)}, top / "maps" / f"{name}-{number}")
    write(CLEAN, top / "clean")
    write(CLEAN, top / "clean/inner")
    return top


class TestTrees:
    @pytest.mark.parametrize(
        "name", [name if name == "spec" else pytest.param(name, marks=pytest.mark.slow) for name in SETTINGS]
    )
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_examples(self, tree: Path, name: str, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tree)
        report = assert_same(["."], SETTINGS[name], jobs)
        assert len({finding.rule for finding in report.findings}) > 10

    @pytest.mark.parametrize("rule", [rule.name for rule in registry.rules().values() if rule.subject == "build"])
    def test_one_rule_about_the_build(self, tree: Path, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """What it asks of each file is the same, though no rule about files waits for anything."""
        monkeypatch.chdir(tree)
        assert_same([registry.rules()[rule].family, "clean"], Settings(select=(rule,)))

    @pytest.mark.slow
    @pytest.mark.parametrize("rule", [rule.name for rule in registry.rules().values() if rule.subject != "build"])
    def test_one_rule(self, tree: Path, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tree)
        assert_same(["."], Settings(select=(rule, "missing-map", "orphan-map")))

    @pytest.mark.parametrize(
        "settings",
        [
            Settings(exclude=("clean/**", "maps/*1/app.js", "maps/*2/app.js.map", "linking/**/*.js")),
            Settings(exclude=("**",)),
            Settings(overrides=(Override(("maps/**",), {"version-integer": OFF, "missing-sources-content": ERROR}),)),
            Settings(
                presets=("spec",), overrides=(Override(("maps/**",), {"low-coverage": ERROR, "file-name": ERROR}),)
            ),
            Settings(presets=("strict",), overrides=(Override(("maps/**",), {"low-coverage": OFF}),)),
            Settings(select=("version-integer",), extend_select=("empty-source",)),
            Settings(
                suppressions=(
                    Suppression(("mappings",), ("maps/**",), "known", "s.yaml", 1),
                    Suppression(("version-integer",), ("clean/app.js.map",), "nothing", "s.yaml", 2),
                )
            ),
            Settings(levels={"version-integer": WARNING}, ignore=("mappings",)),
            Settings(max_file_size=300),
            Settings(min_files=10**6),
        ],
        ids=(
            *("exclude", "exclude all", "override", "override of spec", "override of strict", "select", "suppressions"),
            *("levels", "max-file-size", "min-files"),
        ),
    )
    def test_settings(self, tree: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tree)
        assert_same(["maps", "linking", "clean"], settings._replace(base=str(tree)))

    @pytest.mark.parametrize(
        ("cwd", "paths"),
        [
            (".", ["clean"]),
            (".", ["clean/"]),
            (".", ["./clean/../clean"]),
            (".", ["clean", "proposals"]),
            (".", ["proposals", "clean"]),
            (".", ["clean", "clean"]),
            (".", ["clean", "clean/inner"]),
            (".", ["clean", "{top}/clean"]),
            (".", ["clean/app.js"]),
            (".", ["clean/app.js.map", "linking"]),
            (".", ["l*"]),
            (".", ["clean/**/app.js"]),
            (".", ["{top}/linking"]),
            ("linking", ["."]),
            ("clean/inner", [".."]),
            ("linking", ["../clean", "../document"]),
            ("/", ["{top}/linking", "{top}/clean"]),
        ],
    )
    def test_paths(self, tree: Path, cwd: str, paths: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tree / cwd)
        assert_same([path.format(top=tree) for path in paths], SETTINGS["private"], 2)

    @pytest.mark.parametrize("name", ["spec", "private", "judged"])
    def test_real_builds(self, name: str) -> None:
        assert_same([str(OUTPUT)], SETTINGS[name], 2)


NAMES = ("a\nb", "a b", "a%41", "é", "e\u0301", "a\\b", '"', "\x01", "?", "#", "a;b", "😀", "\udcff", "-")
# By what is odd: the files, and links as (name, target).
BUILDS: dict[str, tuple[dict[str, bytes], tuple[tuple[str, str], ...]]] = {
    "a file and its map that are in different folders, by `file`": (
        {"dist/app.js": CODE, "maps/x.js.map": of(file="../dist/app.js")},
        (),
    ),
    "the same, where the map is looked at": (
        {"dist/app.js": CODE, "maps/x.js.map": of(file="../dist/app.js", sourceRoot="x")},
        (),
    ),
    "the same, where the map is broken": (
        {"dist/app.js": CODE, "maps/x.js.map": of(file="../dist/app.js", mappings="AAAAA!")},
        (),
    ),
    "the same, where the file is looked at": (
        {"dist/app.js": CODE + b"eval('//# sourceURL=webpack')", "maps/x.js.map": of(file="../dist/app.js")},
        (),
    ),
    "the same, by debug ID": (
        {
            "dist/app.js": CODE + b"//# debugId=85314830-023f-4cf1-a267-535f4e37bb17\n",
            "x/x.js.map": of(file="", debugId="85314830-023f-4cf1-a267-535f4e37bb17"),
        },
        (),
    ),
    "two files that name one map": ({**CLEAN, "b.js": LINKED}, ()),
    "two files that name one map, one from elsewhere": ({**CLEAN, "b/b.js": CODE + COMMENT + b"../app.js.map"}, ()),
    "two files of one map, which is called like neither": (
        {"a.js": CODE + COMMENT + b"x.js.map", "b.js": CODE + COMMENT + b"x.js.map", "x.js.map": of(sources=["b.js"])},
        (),
    ),
    "the same, whose sources are called like the second": (
        {
            "a.js": CODE + COMMENT + b"x.js.map",
            "b.js": CODE + COMMENT + b"x.js.map",
            "x.js.map": json.dumps({"version": 3, "sources": ["b.js"], "names": [], "mappings": "AAAA,IAAI"}).encode(),
        },
        (),
    ),
    "a file that names the map of another, and has one": (
        {**CLEAN, "b.js": LINKED, "b.js.map": MAP, "c.js": CODE + COMMENT + b"b.js.map\n"},
        (),
    ),
    "a file that names a link to the map of another": (
        {**CLEAN, "b.js": CODE + COMMENT + b"link.js.map\n"},
        (("link.js.map", "app.js.map"),),
    ),
    "a file that names a link from elsewhere": (
        {**CLEAN, "b/b.js": CODE + COMMENT + b"link.js.map\n"},
        (("b/link.js.map", "../app.js.map"),),
    ),
    "a file that names a map at a URL": (
        {
            "static/app.js": LINKED,
            "static/app.js.map": MAP,
            "b.js": CODE + COMMENT + b"https://x.org/static/app.js.map",
        },
        (),
    ),
    "a file that names a map without a file": ({"b.js": CODE + COMMENT + b"x.js.map", "x.js.map": MAP}, ()),
    "a file that names a file that is no map": ({"b.js": CODE + COMMENT + b"x.txt", "x.txt": MAP}, ()),
    "a map of no file": ({"x.js.map": MAP}, ()),
    "a file without a map": ({"x.js": CODE}, ()),
    "a large file without a map": ({"x.js": b"a();" * 40_000}, ()),
    "a large file and its map, without a comment": ({"x.js": b"a();" * 40_000, "x.js.map": MAP}, ()),
    "a large declaration without a map": ({"x.d.ts": b"let a;" * 40_000}, ()),
    "a declaration and its map": ({"x.d.ts": CODE + COMMENT + b"x.d.ts.map", "x.d.ts.map": MAP}, ()),
    "a declaration and its map, without texts": (
        {"x.d.mts": CODE + COMMENT + b"x.d.mts.map", "x.d.mts.map": of(sourcesContent=[], mappings="AAAAwB;AAA//B")},
        (),
    ),
    "a source of TypeScript with a map": ({"x.ts": CODE + COMMENT + b"x.ts.map", "x.ts.map": MAP}, ()),
    "a declaration of something else": ({"x.d.css.ts": CODE + COMMENT + b"x.d.css.ts.map", "x.d.css.ts.map": MAP}, ()),
    "a name that is nothing but a kind": ({".js": LINKED, ".js.map": MAP}, ()),
    "a name that is nothing but a kind, without a map": ({".js": CODE, ".mjs": CODE, "..cjs": CODE, "...js": CODE}, ()),
    "a name that is nothing but a kind, of declarations": ({".d.ts": CODE, ".d.ts.map": MAP, ".ts.map": MAP}, ()),
    "a hidden name": ({".app.js": CODE + COMMENT + b".app.js.map", ".app.js.map": MAP}, ()),
    "a bare map": ({".map": MAP, "app.map": MAP, "x.map": b"\0", "y.map": b"", "y": b""}, ()),
    "a bare map beside its file": ({"app.js": LINKED, "app.map": MAP}, ()),
    "other cases": (
        {"A.JS": LINKED, "A.JS.MAP": MAP, "b.Js": CODE, "b.js.Map": MAP, "C.D.TS": CODE, "d.D.ts": CODE},
        (),
    ),
    "other kinds": (
        {
            "a.css": b"a{}\n/*# sourceMappingURL=a.css.map */\n",
            "a.css.map": MAP,
            "b.jsx": LINKED,
            "b.jsx.map": MAP,
            "c.wasm": b"\0asm\1\0\0\0",
            "d.bundle": CODE,
            "e.jsbundle": CODE,
            "f.html": b"<script src=app.js integrity=sha384-x></script>",
            "g.HTM": b"",
            "h.xhtml": b"",
            "i.tgz": b"",
            "j.hbc.map": MAP,
            "k.json": MAP,
        },
        (),
    ),
    "folders that are skipped": (
        {"node_modules/app.js.map": BROKEN, ".git/app.js.map": BROKEN, "a/node_modules/app.js.map": BROKEN, **CLEAN},
        (),
    ),
    "folders that are hidden": ({".next/app.js.map": BROKEN, ".next/.x/app.js.map": BROKEN}, ()),
    "folders called like files": (
        {
            "app.js/app.js.map": BROKEN,
            "app.js.map/app.js": CODE,
            "a.map/x.js": CODE,
            "B.MAP/x.js.map": MAP,
            "c.css/x.js": b"",
        },
        (),
    ),
    "links": (
        {**CLEAN, "other/b.js.map": BROKEN},
        (
            ("link.js", "app.js"),
            ("link.js.map", "app.js.map"),
            ("gone.js.map", "nowhere"),
            ("folder", "other"),
            ("folder.map", "other"),
            ("loop", "."),
            ("self.js", "self.js"),
            ("root", "/"),
            ("outside.js.map", "/etc/hostname"),
        ),
    ),
    "a map that is a link": ({"app.js": LINKED, "real.map": MAP}, (("app.js.map", "real.map"),)),
    "a file that is a link": ({"real": LINKED, "app.js.map": MAP}, (("app.js", "real"),)),
    "names with all that a name may hold": (
        {
            f"{name}{end}": data
            for name in NAMES
            for end, data in ((".js", CODE + COMMENT + os.fsencode(f"{name}.js.map\n")), (".js.map", MAP))
        },
        (),
    ),
    "sources called like names with all that a name may hold": (
        {
            f"{name}{end}": data
            for name in NAMES
            for end, data in ((".js", CODE), (".js.map", of(sources=["src/main.ts", f"{name}.js"])))
        },
        (),
    ),
    "a name as long as may be": (
        {
            f"{'a' * 248}.js": CODE + COMMENT + b"a" * 248 + b".js.map",
            f"{'a' * 248}.js.map": MAP,
            f"{'b' * 252}.js": CODE,
        },
        (),
    ),
    "blanks behind the comment": ({"app.js": LINKED + b" \t\r\n" * 40_000, "app.js.map": MAP}, ()),
    "nothing but a comment": ({"app.js": b"\n" + COMMENT + b"app.js.map", "app.js.map": MAP}, ()),
    "line ends of every kind": (
        {
            "app.js": b"a\rb\r\nc\xe2\x80\xa8d\xe2\x80\xa9e\n" + COMMENT + b"app.js.map\r\n",
            "app.js.map": MAP.replace(b", ", b",\r").replace(b"file", b"sourceRoot"),
        },
        (),
    ),
    "lines behind a root": (
        {
            "app.js": LINKED,
            "app.js.map": b'{"x":"\xe2\x80\xa8","version":3,\r\n\r"names":[],\n "sourceRoot":"\xc3\xa9","sources":["a"],'
            b'"mappings":""}',
        },
        (),
    ),
    "no UTF-8 in front of the comment": (
        {"app.js": b"'\xff\xed\xa0\x80'\n" + COMMENT + b"app.js.map\n", "app.js.map": MAP},
        (),
    ),
    "a comment in a template": ({"app.js": b"let a=`\n" + COMMENT + b"app.js.map\n", "app.js.map": MAP}, ()),
    "a comment in a comment": ({"app.js": b"/*\n" + COMMENT + b"app.js.map\n", "app.js.map": MAP}, ()),
    "slashes that are escaped": (
        {"app.js": LINKED, "app.js.map": of(sources=["webpack://h:99999/a.ts", "x"]).replace(b"/", b"\\/")},
        (),
    ),
    "a secret in a root": (
        {"app.js": LINKED, "app.js.map": of(sourceRoot="a/;token=abcdefghijklmnop", sources=["a", "b///"])},
        (),
    ),
    "a root, a file, and names for patterns": (
        {
            "app.js": LINKED,
            "app.js.map": of(sourceRoot="a/é", file="\\u0041\n", sources=["node_modules/a.js", "external x"]),
        },
        (),
    ),
    "an empty root": ({"app.js": LINKED, "app.js.map": of(sourceRoot="")}, ()),
    "a debug ID in a map alone": ({"app.js.map": of(debugId="85314830-023f-4cf1-a267-535f4e37bb17")}, ()),
    "two debug IDs": (
        {
            "app.js": LINKED,
            "app.js.map": of(
                debugId="85314830-023f-4cf1-a267-535f4e37bb17", debug_id="95314830-023f-4cf1-a267-535f4e37bb17"
            ),
        },
        (),
    ),
    "one debug ID of two maps": (
        {f"{name}.js.map": of(debugId="85314830-023f-4cf1-a267-535f4e37bb17") for name in "ab"},
        (),
    ),
    "a text that is a number, and an empty map": (
        {"a.js.map": of(sourcesContent=[1]), "b.js.map": of(sources=[], sourcesContent=[], names=[], mappings="")},
        (),
    ),
    "a package": (
        {
            "package.json": b'{"name":"a","version":"1.0.0","files":["dist"]}',
            "dist/app.js": LINKED,
            "dist/app.js.map": MAP,
            "package-lock.json": b"{}",
        },
        (),
    ),
}


@pytest.mark.parametrize("odd", BUILDS)
@pytest.mark.usefixtures("here")
class TestBuilds:
    @pytest.mark.parametrize("name", ["recommended", "judged", "missing-map", "debug-ids"])
    def test_same(self, odd: str, name: str) -> None:
        files, links = BUILDS[odd]
        write(files, Path("dist"))
        for link, target in links:
            Path("dist", link).symlink_to(target)
        assert_same(["dist"], SETTINGS.get(name) or Settings(select=(name,)))


@pytest.mark.usefixtures("here")
class TestSettings:
    def test_rules_that_are_never_certain_in_one_folder(self) -> None:
        for folder in ("a", "b"):
            write({"app.js": LINKED, "app.js.map": of(file="x.js")}, Path("dist", folder))
        assert quick.waits_for(registry.rule("file-name")) & quick.ALWAYS
        on = Settings(presets=("spec",), overrides=(Override(("dist/a/**",), {"file-name": ERROR}),), base=os.getcwd())
        assert [one.place.path for one in assert_same(["dist"], on).findings] == ["dist/a/app.js"]
        off = Settings(
            presets=("spec",),
            levels={"file-name": ERROR},
            overrides=(Override(("dist/a/**",), {"file-name": OFF}),),
            base=os.getcwd(),
        )
        assert [one.place.path for one in assert_same(["dist"], off).findings] == ["dist/b/app.js"]

    def test_rules_that_are_on_for_a_file_and_not_for_its_map(self) -> None:
        write({"app.js": LINKED, "app.js.map": of(sources=["app.js"], sourcesContent=[None], mappings="AAAA,IAAI")})
        settings = Settings(overrides=(Override(("**/*.map",), {"self-source": OFF}),), base=os.getcwd())
        assert "self-source" in {one.rule for one in assert_same(["."], settings).findings}

    def test_map_of_a_file_that_is_excluded(self) -> None:
        """It may be that of another one."""
        write({"app.js": CODE, "app.js.map": of(file="b.js", sourceRoot="x"), "b.js": CODE}, Path("dist"))
        for exclude in ("dist/app.js", "dist/app.js.map", "dist/b.js"):
            assert_same(["dist"], Settings(exclude=(exclude,), base=os.getcwd()))

    def test_file_that_is_too_large(self) -> None:
        write(
            {
                "a/app.js": LINKED + b" " * 3000,
                "b/app.js.map": MAP + b" " * 3000,
                "a/app.js.map": MAP,
                "b/app.js": LINKED,
            }
        )
        report = assert_same(["."], Settings(max_file_size=3000))
        assert [one.rule for one in report.findings if one.rule == "file-too-large"] == ["file-too-large"] * 2

    def test_path_that_is_not_there(self) -> None:
        write(CLEAN, Path("dist"))
        with pytest.raises(engine.PathError):
            run(["dist", "nowhere"], SETTINGS["spec"], 2)


@pytest.mark.usefixtures("here")
class TestDisk:
    def test_what_is_no_file(self) -> None:
        write(CLEAN, Path("dist"))
        os.mkfifo("dist/pipe.js")
        os.mkfifo("dist/pipe.js.map")
        os.mkfifo("dist/b.js.map")
        write({"dist/b.js": CODE + COMMENT + b"b.js.map"})
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("dist/socket.js")
            assert_same(["dist"], SETTINGS["spec"])
            assert_same(["dist"], SETTINGS["judged"])

    def test_deep_folders(self) -> None:
        """Longer than a path may be, which is found out where a folder is opened, or a file."""
        handle = os.open(".", os.O_RDONLY)
        for _ in range(18):
            for name, data in CLEAN.items():
                with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=handle), "wb") as file:
                    file.write(data)
            os.mkdir("d" * 250, dir_fd=handle)
            inner = os.open("d" * 250, os.O_RDONLY, dir_fd=handle)
            os.close(handle)
            handle = inner
        os.close(handle)
        report = assert_same(["."], SETTINGS["spec"])
        assert len(report.findings) == 1
        os.chdir("d" * 250)
        assert_same([".."], SETTINGS["spec"])

    @pytest.mark.parametrize("length", range(4070, 4100, 3))
    def test_path_as_long_as_may_be(self, length: int, tmp_path: Path) -> None:
        """A folder that can be read, in which the names of some files are too long, as paths are shown or as they are opened."""
        length -= len(str(tmp_path)) + 10
        here = os.open(".", os.O_RDONLY)
        while length > 0:
            name = "d" * min(length, 200)
            length -= len(name) + 1
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        for name, data in CLEAN.items():
            with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=here), "wb") as file:
                file.write(data)
        os.close(here)
        for path in (".", str(tmp_path)):
            for name in ("spec", "recommended"):
                assert_same([path], SETTINGS[name])

    def test_what_may_not_be_read(self) -> None:
        with TemporaryDirectory() as top:
            Path(top).chmod(0o711)
            os.chdir(top)
            for name in ("a", "b", "c", "d"):
                write(CLEAN, Path("dist", name))
            write({"dist/a/app.js.map": BROKEN, "dist/b/app.js": CODE})
            for path, mode in (("a/app.js", 0), ("b/app.js.map", 0), ("c", 0), ("d", 0o444)):
                Path("dist", path).chmod(mode)
            # Root may read everything.
            user = os.geteuid()
            os.seteuid(user or 65534)
            try:
                for name in ("spec", "judged"):
                    report = assert_same(["dist"], SETTINGS[name])
                    unread = {one.place.path for one in report.findings if one.rule == "unreadable-file"}
                    assert unread >= {"dist/a/app.js", "dist/b/app.js.map", "dist/c"}
            finally:
                os.seteuid(user)
                Path("dist/c").chmod(0o700)
                Path("dist/d").chmod(0o700)
                os.chdir("/")

    @pytest.mark.parametrize("limit", [1, 100, (1 << 63) - 1, 1 << 63, 10**30])
    def test_limits_of_size(self, limit: int) -> None:
        write({**CLEAN, "broken.js": LINKED, "broken.js.map": BROKEN})
        assert_same(["."], SETTINGS["spec"]._replace(max_file_size=limit))

    def test_dots_behind_a_link(self) -> None:
        write({**CLEAN, "broken.js.map": BROKEN}, Path("far"))
        Path("far/away").mkdir()
        Path("link").symlink_to("far/away")
        report = assert_same(["link/.."], SETTINGS["spec"])
        assert {one.place.path for one in report.findings} == {"far/broken.js.map"}

    @pytest.mark.parametrize("files", [40, 100])
    def test_many_threads_and_few_files(self, files: int) -> None:
        """Threads that have all files open that there may be leave none for what has to be looked at one by one."""
        for number in range(60):
            write(CLEAN, Path("dist", str(number)))
            write({"style.css": b"a{}\n", "x.map/app.js": CODE}, Path("dist", str(number)))
        used = len(os.listdir("/dev/fd"))
        usual = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (used + files, usual[1]))
        try:
            report = assert_same(["dist"], SETTINGS["spec"], 64)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, usual)
        assert (report.maps, report.bundles) == (60, 180)

    def test_many_files(self) -> None:
        for number in range(300):
            write({f"{number}.js": LINKED.replace(b"app", b"%d" % number), f"{number}.js.map": MAP})
        write({"7.js.map": BROKEN, "sub/app.js": CODE + COMMENT + b"../9.js.map"})
        for jobs in (1, 2, 5):
            report = assert_same(["."], SETTINGS["spec"], jobs)
            assert (report.maps, report.bundles) == (300, 301)

    def test_files_that_vanish_while_it_runs(self) -> None:
        """What was there, and what was not, is judged as it was found, and nothing is raised."""
        for number in range(40):
            write(CLEAN, Path("dist", str(number)))
        ahead.begin(["dist"])
        _wait_until_read()
        Path("dist/3/app.js").unlink()
        Path("dist/4/app.js.map").unlink()
        Path("dist/5/app.js.map").write_bytes(BROKEN)
        Path("dist/6/app.js").unlink()
        os.mkfifo("dist/6/app.js")
        Path("dist/7").rename("gone")
        judging = quick.begin(["dist"], SETTINGS["spec"], 2, lambda: None)
        assert judging
        found = discovery.discover(["dist"], SETTINGS["spec"], judging)
        left = [file.path for file in judging.result(found.files).left]
        assert left == [f"dist/{number}/{name}" for number in (3, 4, 5, 6, 7) for name in ("app.js", "app.js.map")]


def _wait_until_read() -> None:
    ((_, tree),) = ahead._begun
    while not tree.is_read():
        time.sleep(0.001)


@pytest.mark.usefixtures("here")
class TestAhead:
    """A folder is read before the settings are known (`smaplint.ahead`); what is found is the same."""

    @pytest.mark.parametrize(
        ("args", "paths", "is_taken"),
        [
            (["dist"], ["dist"], True),
            (["--preset", "spec", "dist"], ["dist"], True),
            # It is another folder, or one of two, or an option's value.
            (["dist"], ["other"], False),
            (["other", "dist"], ["other", "dist"], False),
            (["--exclude", "dist"], ["other"], False),
            (["--exclude", "dist"], ["dist"], False),
            (["-q", "dist"], ["dist"], True),
            (["--", "dist"], ["dist"], True),
            (["dist", "--no-config"], ["dist"], False),
            (["-"], ["-"], False),
            ([], ["dist"], False),
            (["not\0there"], ["dist"], False),
        ],
    )
    def test_what_is_taken(self, args: list[str], paths: list[str], is_taken: bool) -> None:
        for folder in ("dist", "other"):
            write(CLEAN, Path(folder))
        ahead.begin(args)
        assert (ahead.take(paths) is not None) == is_taken
        assert not ahead._begun

    @pytest.mark.parametrize("jobs", [1, 2, 5])
    @pytest.mark.parametrize("is_read", [True, False])
    def test_same_report(self, jobs: int, is_read: bool) -> None:
        for number in range(60):
            write({**CLEAN, "broken.js": LINKED, "broken.js.map": BROKEN}, Path("dist", str(number)))
            write(CLEAN, Path("dist", str(number), "node_modules", "a"))
        without, _ = run(["dist"], SETTINGS["spec"], 1)
        assert (without.maps, len(without.findings)) == (120, 60)
        ahead.begin(["dist"])
        if is_read:
            _wait_until_read()
        assert run(["dist"], SETTINGS["spec"], jobs)[0] == without

    def test_what_is_gone_when_it_is_its_turn(self) -> None:
        write(CLEAN, Path("dist"))
        ahead.begin(["dist"])
        _wait_until_read()
        settings = SETTINGS["spec"]._replace(min_files=0)
        judging = quick.begin(["dist"], settings, 2, lambda: None)
        assert judging
        shutil.rmtree("dist")
        left = judging.result(discovery.discover(["dist"], settings, judging).files)
        assert not left.clean
        assert not left.left
        assert judging.roots == set()

    @pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux says how many threads there are")
    def test_one_that_is_not_asked_for_goes_on_no_more(self) -> None:
        for number in range(500):
            Path(str(number)).mkdir()
        before = len(os.listdir("/proc/self/task"))
        ahead.begin(["."])
        assert len(os.listdir("/proc/self/task")) == before + 1
        assert ahead.take(["dist"]) is None
        assert len(os.listdir("/proc/self/task")) == before


# Bytes that stand where they should not: of each what a slip, or a stranger, would put.
ODD = (
    *(b"", b'"', b"\\", b",", b":", b"{", b"}", b"[", b"]", b"0", b"null", b'"":"",', b"[]", b"\\ud800", b"\\u0000"),
    *(
        b"\x00",
        b"\x7f",
        b"\x80",
        b"\xff",
        b"\xc3",
        b"\xc3\xa9",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\n",
    ),
)
SMALL = (
    b'{"version":3,"file":"a","names":["b"],"sources":["c",null],"x":"","sourcesContent":["d",""],"mappings":"AAAAA;A"}'
)
FRAGMENTS = (
    *(
        b"let a;",
        b"\n",
        b"\r\n",
        b"\r",
        b"\xe2\x80\xa8",
        b"`",
        b"'",
        b'"',
        b"/*",
        b"*/",
        b"//",
        b" ",
        b"\t",
        b"\xff",
        b"${",
        b"}",
    ),
    *(
        COMMENT,
        b"//@ sourceMappingURL=",
        b"/*# sourceMappingURL=",
        b"\n" + COMMENT + b"app.js.map\n",
        b"app.js.map",
        b"x.map",
    ),
    *(
        b"\n//# debugId=85314830-023f-4cf1-a267-535f4e37bb17\n",
        b"debugId=",
        b"//# sourceURL=webpack://a",
        b"sourceURL",
        b"\0",
    ),
    *(
        b"e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]=",
        b'"85314830-023f-4cf1-a267-535f4e37bb17"',
        b"x" * 600,
    ),
)


@pytest.mark.usefixtures("here")
class TestMutants:
    def test_json(self) -> None:
        """What is odd at each place of a small map, put there and in the place of what was."""
        for at in range(0, len(SMALL), 2):
            for number, odd in enumerate(ODD):
                write({f"dist/{at}-{number}.js.map": SMALL[:at] + odd + SMALL[at + at // 2 % 2 :]})
        assert len(assert_same(["dist"], SETTINGS["spec"]).findings) > 500

    @pytest.mark.parametrize("name", ["spec", "judged"])
    def test_maps(self, name: str) -> None:
        for number, data in enumerate(mutants(6, 300, (MAP, SMALL))):
            write({"app.js": LINKED, "app.js.map": data}, Path("dist", str(number)))
        assert_same(["dist"], SETTINGS[name])

    @pytest.mark.parametrize("name", ["spec", "judged"])
    def test_generated_files(self, name: str) -> None:
        chance = random.Random(6)  # noqa: S311  # the same ones each time
        for number in range(300):
            data = b"".join(chance.choices(FRAGMENTS, k=chance.randrange(1, 9)))
            data += chance.choice((b"", b"", b"\n" + COMMENT + b"app.js.map\n"))
            write({"app.js": data, "app.js.map": MAP}, Path("dist", str(number)))
        assert_same(["dist"], SETTINGS[name])

    @pytest.mark.parametrize(
        "data",
        [
            of(names=["n"] * 100_000),
            of(sources=["s"] * 100_000),
            of(sources=[f"s{number}" for number in range(100_000)], sourcesContent=[]),
            of(**{f"x{number}": 1 for number in range(9_000)}),
            of(ignoreList=[0] * 100_000),
            of(ignoreList=[10**18]),
            of(x=10**4000),
            of(mappings=";" * 100_000 + "AAAA"),
            of(mappings="AAAA," * 100_000),
            of(mappings="g" * 100_000),
            of(mappings="A" + "g" * 100_000 + "AAAA"),
            of(mappings="+/////D"),
            of(mappings="//////D,D"),
            of(sourcesContent=["\\" * 100_000, '"' * 100_001]),
            MAP.replace(b" ", b" " * 50_000),
            b" " * 100_000 + MAP,
            b"[" * 100_000,
            b'{"version":3,"sources":[],"mappings":"","x":' + b"[" * 100_000,
            b'{"version":3,"sources":' + b'["' * 50_000,
        ],
        ids=range(19),
    )
    def test_much_of_one_thing(self, data: bytes) -> None:
        write({"app.js": LINKED, "app.js.map": data})
        for name in ("spec", "judged"):
            assert_same(["."], SETTINGS[name])

    def test_names_that_fall_together(self) -> None:
        """Names chosen so that all look for one place among those that came before: that is left to others, and soon."""
        names = []
        for number in range(10**6):
            hashed = 14695981039346656037
            for byte in b"%d.ts" % number:
                hashed = (hashed ^ byte) * 1099511628211 & quick.EVERYTHING
            if (hashed ^ hashed >> 32) & 255 == 0:
                names.append(f"{number}.ts")
                if len(names) == 100:
                    break
        write({"app.js": LINKED, "app.js.map": of(sources=names, sourcesContent=["let answer = 42;\n"] * 100)})
        assert judged(Path(), quick.BITS["not is_complete"])["app.js"] == quick.LINKED | quick.BITS["not is_complete"]
        assert assert_same(["."], SETTINGS["spec"]).findings == ()
        assert_same(["."], SETTINGS["judged"])
