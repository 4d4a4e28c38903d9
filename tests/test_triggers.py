"""A trigger (`when`) keeps a rule from being imported where it has nothing to say: it changes nothing that is found."""

import ast
import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import quick, registry, testing
from smaplint.engine import lint, lint_files
from smaplint.report import Report
from smaplint.rule import Bad, Good, Rule
from smaplint.settings import Settings

RULES = registry.looked_up()
ALL = Settings(
    select=("all",),
    options={
        "expectation": {"expect": ("*.js:1:1 -> src/main.ts:1:1",)},
        "leftover-map": {"policy": "none"},
        "public-map-exposure": {"policy": "none"},
    },
)


def without(report: Report) -> Report:
    return report._replace(elapsed=0.0, started=0.0)


def assert_same(files: Mapping[str, bytes], settings: Settings) -> Report:
    """One report with triggers and without; it is given back."""
    report = lint_files(files, settings, has_tree=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rule, "concerns", lambda *_: True)
        patched.setattr(quick, "judge_map", lambda *_: quick.EVERYTHING)
        patched.setattr(quick, "judge_pair", lambda *_: quick.EVERYTHING)
        every = lint_files(files, settings, has_tree=True)
    assert [(one.rule, one.message) for one in report.findings] == [(one.rule, one.message) for one in every.findings]
    assert without(report) == without(every)
    return report


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_examples(rule: Rule) -> None:
    """Each example of each rule, under every rule: the ones near to what a rule finds are those of its neighbours."""
    examples: tuple[Good | Bad, ...] = (*rule.good, *rule.bad)
    for example in examples:
        stated = {**ALL.options, rule.name: dict(example.options or {})}
        assert_same(testing.files_of(example), testing.with_last(ALL._replace(options=stated), example))


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.facts.when], ids=lambda rule: rule.name)
def test_options_of_a_trigger_are_of_the_rule(rule: Rule) -> None:
    named = {text.removeprefix("option ") for text in rule.facts.when if text.startswith("option ")}
    assert named <= set(rule.parameters)


def test_triggers_pay() -> None:
    """What a small build without a fault needs is a handful of rules."""
    files = {
        "app.js": b"let answer=42;\n//# sourceMappingURL=app.js.map\n",
        "app.js.map": json.dumps(testing.DEFAULT).encode(),
    }
    called: set[str] = set()
    with pytest.MonkeyPatch.context() as patched:
        usual = Rule.concerns

        def concerns(rule: Rule, subject: object, options: Mapping[str, object]) -> bool:
            holds = usual(rule, subject, options)
            called.update([rule.name] if holds else [])
            return holds

        patched.setattr(Rule, "concerns", concerns)
        assert not [one.rule for one in lint_files(files, Settings()).findings if one.severity > 1]
    assert called <= {"public-map-exposure", "source-root-drift", "upload-size"}


_NAMES = st.one_of(
    st.sampled_from(
        (
            *(
                "a.js",
                "src/a.ts",
                "./src/a.ts",
                "a.js.map",
                "",
                "/src/a.ts",
                "/home/ann/a.ts",
                "C:\\a\\b.ts",
                "C|/a.ts",
            ),
            *(
                "webpack://a/./b.js",
                "webpack:///C:/Users/ann/a.ts",
                "file:///Users/ann/a.ts",
                "//host:99999/a",
                "http://[/",
            ),
            *(
                "../../../../home/ann/a.ts",
                "../../../../src/a.ts",
                "a.ts?x=/home/ann/a",
                "a\\b.ts",
                "@fs/home/a",
                "@scope/a.js",
            ),
            *(
                "/node_modules/.vite/deps/a.js",
                "x/webpack/hot/poll.js",
                "[turbopack]/browser/dev/a.ts",
                "webpack-internal:///a",
            ),
            *("https://ann:secretpassword@example.com/a.ts", "a.ts?token=abcdefghijklmnop", "a&token=abcdefghijklmnop"),
            *(
                "\n//host:99999/a",
                "\t/\t/host:99999/a",
                "webpack/runtime/x",
                "\0virtual",
                "(ignored)",
                ".env",
                "id_rsa",
            ),
        )
    ),
    st.text(st.sampled_from("a./\\:@?=%|#&; \n\t\0~[]C"), max_size=12),
)
_TEXTS = st.one_of(st.none(), st.sampled_from(("", "let a = 1\n", "a", "DB_PASSWORD=hunter2hunter2\n")), st.integers())
_ODD: st.SearchStrategy[Any] = st.sampled_from((None, 3, "", "a", [], ["a"], [None], [1], {}, True, 3.0, "3"))
_MAPPINGS = st.one_of(
    st.sampled_from(("AAAA", "AAAA,IAAIA;ACAJ", "", ";;;", "AAAAA", "A,,A", "AAAD", "AAgA", "g", "!", "ICAA,D", "AAA")),
    st.text(st.sampled_from("ACDEIgh;,!"), max_size=12),
)
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "version": st.sampled_from((3, 3, 3, "3", 4, None, 3.0)),
    "sources": st.lists(st.one_of(_NAMES, _NAMES, _NAMES, _ODD), max_size=4),
    "sourcesContent": st.lists(_TEXTS, max_size=4),
    "names": st.lists(st.one_of(st.sampled_from(("a", "null", "")), _ODD), max_size=3),
    "mappings": _MAPPINGS,
    "sourceRoot": st.one_of(st.just(""), _NAMES, _ODD),
    "file": st.one_of(_NAMES, _ODD),
    **dict.fromkeys(("ignoreList", "x_google_ignoreList"), st.one_of(st.lists(st.integers(-1, 3), max_size=2), _ODD)),
    **dict.fromkeys(("debugId", "debug_id"), st.sampled_from(("85314830-023f-4cf1-a267-535f4e37bb17", "x", None, 1))),
    **dict.fromkeys(("sourceContent", "mapping", "Names", "x_facebook_sources", "sources_content"), _ODD),
    **dict.fromkeys(("scopes", "rangeMappings", "sourcesHash", "sections"), _ODD),
}


@st.composite
def _maps(draw: st.DrawFn) -> bytes:
    names = draw(st.lists(st.sampled_from(tuple(_FIELDS)[5:]), max_size=2, unique=True))
    usual = draw(st.lists(st.sampled_from(tuple(_FIELDS)[:5]), min_size=4, max_size=5, unique=True))
    map = {name: draw(_FIELDS[name]) for name in (*usual, *names)}
    if "sections" in map and draw(st.booleans()):
        map["sections"] = [
            {"offset": {"line": 0, "column": 0}, "map": {"version": 3, "sources": ["/home/a"], "mappings": "D"}}
        ]
    data = json.dumps(map, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    return (
        draw(st.sampled_from((b"", b"", b"", b"\xef\xbb\xbf", b")]}'\n", b"<", b"\xff\xfe")))
        + data
        + draw(st.sampled_from((b"", b"", b"}")))
    )


_URLS = st.one_of(
    st.sampled_from(
        (
            *(
                b"a.js.map",
                b"a.js.map",
                b"a%2Ejs.map",
                b"/a.js.map",
                b"../a.js.map",
                b"../../a.js.map",
                b"b.js.map",
                b"",
            ),
            *(
                b"http://localhost/a.js.map",
                b"//x/a.js.map",
                b"C:\\a.js.map",
                b"/Users/ann/a.js.map",
                b"a.js.map?x#y",
                b"a b.map",
            ),
            *(b"data:application/json,{}", b"DATA:application/json;base64,e30", b"data:x"),
        )
    ),
    st.binary(max_size=6),
)
_CODE = st.sampled_from(
    (
        *(
            b"let a=1;\n",
            b"call(a);\nb()\n",
            b"",
            b"\xc3\xa9\xc3\xa9;a()\n",
            b"x" * 6000 + b"\n",
            b"let a='//# sourceMappingURL=b'\n",
        ),
        *(
            b'eval("a\\n//# sourceURL=webpack://a/./b.js")\n',
            b"//# debugId=85314830-023f-4cf1-a267-535f4e37bb17\n",
            b"`\n",
        ),
        b"/* sourceMappingURL=a.js.map */\n",
    )
)
_MARKS = st.sampled_from(
    (
        b"//# sourceMappingURL=%b\n",
        b"//@ sourceMappingURL=%b",
        b"/*# sourceMappingURL=%b */",
        b"x;//# sourceMappingURL=%b\n",
    )
)


@st.composite
def _builds(draw: st.DrawFn) -> dict[str, bytes]:
    files = {"a.js.map": draw(_maps())}
    for name in draw(st.lists(st.sampled_from(("a.js", "b.js", "a.css", "a.d.ts")), max_size=2, unique=True)):
        parts = [
            draw(_CODE),
            *(draw(_MARKS) % draw(_URLS) for _ in range(draw(st.integers(0, 2)))),
            draw(st.sampled_from((b"", b"a()\n"))),
        ]
        files[name] = b"".join(parts)
    return files


@given(_builds())
def test_any_build(files: dict[str, bytes]) -> None:
    assert_same(files, ALL)


def test_real_builds() -> None:
    """Beside the findings, for which tests/test_builds.py has a list."""
    for folder in sorted((Path(__file__).parent / "builds/output").glob("esbuild*")):
        report = lint([str(folder)], ALL, jobs=1)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Rule, "concerns", lambda *_: True)
            assert without(report) == without(lint([str(folder)], ALL, jobs=1))


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.facts.when], ids=lambda rule: rule.name)
def test_says_its_trigger_in_one_place(rule: Rule) -> None:
    """A trigger is data, so that the index has it: a constant of the decorator."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(rule.function)))  # type: ignore[arg-type]
    (when,) = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "when"]
    stated = ast.literal_eval(when)
    assert rule.facts.when == ((stated,) if isinstance(stated, str) else stated)
