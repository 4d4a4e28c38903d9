"""Debug IDs: found as tools write them, and never where a text only speaks of them; what file and map say of each other.

Expected values: the outputs of real tools (`debug_ids/`), read here with one plain expression and `json`.
"""

import json
import random
import re
from base64 import b64decode
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import debug_ids as module
from smaplint.debug_ids import DebugId, debug_ids, digest, key, verdicts
from smaplint.document import Document
from smaplint.engine import lint, lint_files
from smaplint.settings import Settings

OUTPUT: Final = Path(__file__).with_name("debug_ids")
FAMILY: Final = Settings(presets=(), select=("debug-ids",))

A: Final = "85314830-023f-4cf1-a267-535f4e37bb17"
B: Final = "1aad9d9e-2b50-454f-a5f2-0dd5e95c154c"
C: Final = "c9cab72a-fd08-1990-6475-6e2164756e21"


def found(text: str) -> list[tuple[str, str, bool]]:
    """(system, text, whether it is a comment) of each."""
    data = text.encode()
    ids = debug_ids(data)
    assert all(data[one.start : one.end].decode() == one.text for one in ids)
    return [(one.system, one.text, one.comment) for one in ids]


class TestKey:
    @pytest.mark.parametrize("text", [C, C.upper(), C.replace("-", ""), "C9CAB72AFD08199064756E2164756E21"])
    def test_same(self, text: str) -> None:
        assert key(text) == "c9cab72afd08199064756e2164756e21"

    @pytest.mark.parametrize(
        "text", ["", "undefined", A[:-1], A + "0", A.replace("8", "g"), "-" * 36, f"{{{A}}}", "٣" * 32]
    )
    def test_none(self, text: str) -> None:
        assert key(text) == ""


class TestStatements:
    @pytest.mark.parametrize(
        "text",
        [
            f'e._sentryDebugIds[n]="{A}"',
            f"e._sentryDebugIds[t]=`{A}`",
            f"globalObject._sentryDebugIds[stack] = '{A}';",
            f'e._sentryDebugIds[(new e.Error).stack]="{A}"',
            f'(e._debugIds|| (e._debugIds={{}}))[n]="{A}"',
            f'((e._debugIds || (e._debugIds = {{}}))[n] = "{A}");',
            f'(e._debugIds||={{}})[n]="{A}"',
            f'e._sentryDebugIds=e._sentryDebugIds||{{}},e._sentryDebugIds[n]="{A}",e.i="sentry-dbid-{A}"',
            f'e._sentryDebugIdIdentifier="sentry-dbid-{A}"',
        ],
    )
    def test_of_the_proposal(self, text: str) -> None:
        assert found(text) == [("proposal", A, False)]

    @pytest.mark.parametrize("text", [f'{{"ddDebugId":"{A}"}}', f"{{ddDebugId:`{A}`}}", f"{{ ddDebugId: '{A}' }}"])
    def test_of_datadog(self, text: str) -> None:
        assert found(text) == [("datadog", A, False)]

    def test_of_posthog(self) -> None:
        text = f'n&&(e._posthogChunkIds=e._posthogChunkIds||{{}},e._posthogChunkIds[n]="{A}")}}catch(e){{}}}}();\n//# chunkId={A}'
        assert found(text) == [("posthog", A, False), ("posthog", A, True)]

    @pytest.mark.parametrize(
        "text",
        [
            "const sentryDebugIdMap = GLOBAL_OBJ._sentryDebugIds;",
            "e._sentryDebugIds[n]=id",
            'e._sentryDebugIds[n]="${debugId}",e.i="sentry-dbid-${debugId}"',
            "globalObject._sentryDebugIds[stack] = '__SENTRY_DEBUG_ID__';",
            f'if(e._sentryDebugIds[n]=="{A}")return',
            f"'e._sentryDebugIds[n]=\\'{A}\\''",
            f'"e._sentryDebugIds[n]=\\"{A}\\""',
            f'eval("{{\\"ddDebugId\\":\\"{A}\\"}}")',
            '/"?ddDebugId"?:"([0-9a-fA-F-]{36})"/',
            "for(const f in e._debugIds)s[f]=e._debugIds[f]",
        ],
    )
    def test_that_only_read(self, text: str) -> None:
        assert found(text) == []


class TestComments:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (f"a\n//# debugId={A}", A),
            (f"a\n//@ debugId={A}  \r\n", A),
            (f"a\r//# debugId={A}\r", A),
            (f"a\n//# debugId={A}\n//# sourceMappingURL=a.map", A),
            (f"a\n//# sourceMappingURL=a.map\n\n//# debugId={A}\n", A),
            (f"//# debugId={B}\nlet a\n//# debugId={A}\n", A),
            (f"//# debugId={A}\nlet a='x'\n//# sourceMappingURL=a.map\n", A),
            (f"let a='//# debugId={B}'\n//# debugId={A}", A),
            (f"a//# debugId={A}", A),
            ("a\n//# debugId=undefined\n", "undefined"),
            (f"//# debugId={A}\nlet a=`\n//# debugId={B}\n`", A),
        ],
    )
    def test_last(self, text: str, expected: str) -> None:
        assert found(text) == [("proposal", expected, True)]

    @pytest.mark.parametrize(
        "text",
        [
            f"let a=`\n//# debugId={A}\n`",
            f"let a=`\n//# debugId={A}\n`\n//# sourceMappingURL=a.map\n",
            f"let a='//# debugId={A}'",
            f"/*\n//# debugId={A}\n*/",
            f"// see //# debugId={A}\nlet a",
            f"/* # debugId={A} */",
            f"let a=/\\/\\/# debugId={A}/",
            f"// debugId={A}",
        ],
    )
    def test_none(self, text: str) -> None:
        assert found(text) == []

    @pytest.mark.parametrize(
        ("text", "below", "alone", "read"),
        [
            (f"a\n//# debugId={A}", 0, True, True),
            (f"a\n//# debugId={A}\n\n\n", 0, True, True),
            (f"a\n//# debugId={A}\n//\n//\n//\n//\n", 4, True, True),
            (f"a\n//# debugId={A}\n//\n//\n//\n//\n//", 5, True, False),
            (f"a;//# debugId={A}", 0, False, False),
            (f"a\n  //# debugId={A}", 0, False, False),
        ],
    )
    def test_where(self, text: str, below: int, alone: bool, read: bool) -> None:
        (one,) = debug_ids(text.encode())
        assert (one.lines_below, one.alone, one.is_read) == (below, alone, read)


def of(files: str, **fields: Any) -> list[tuple[str, str]]:
    """(state, system) of a file with a map that has these fields."""
    map = {"version": 3, "sources": ["a"], "names": [], "mappings": "AAAA", **fields}
    return [
        (one.state, one.system)
        for one in verdicts(debug_ids(files.encode()), Document(json.dumps(map).encode(), "a.map").map)
    ]


COMMENT: Final = f"\n//# debugId={A}\n"
NOTED: Final = f'e._sentryDebugIds[n]="{A}";'
PLUGIN: Final = f'e._sentryDebugIds[n]="{B}",e.i="sentry-dbid-{B}";'
DATADOG: Final = f'm[s]={{ddDebugId:"{C}"}};'


class TestVerdicts:
    @pytest.mark.parametrize(
        ("text", "fields", "expected"),
        [
            ("", {}, []),
            (COMMENT, {"debugId": A}, []),
            (COMMENT, {"debug_id": A.upper()}, []),
            (NOTED + COMMENT, {"debugId": A}, []),
            (NOTED, {"debugId": A}, []),
            (PLUGIN, {}, []),
            (PLUGIN, {"debugId": A}, []),
            (PLUGIN + COMMENT, {"debugId": A}, [("replaced", "proposal")]),
            (PLUGIN + COMMENT, {"debugId": B}, [("double", "proposal")]),
            (PLUGIN + NOTED + COMMENT, {"debugId": A}, [("double", "proposal")]),
            (PLUGIN + NOTED, {}, [("double", "proposal")]),
            (COMMENT, {"debugId": B}, [("mismatch", "proposal")]),
            (COMMENT, {"debugId": B, "debug_id": A}, []),
            (COMMENT, {}, [("bundle-only", "proposal")]),
            (COMMENT, {"debugId": None}, [("bundle-only", "proposal")]),
            (NOTED, {}, [("bundle-only", "proposal")]),
            ("", {"debugId": A}, [("map-only", "proposal")]),
            ("\n//# debugId=x\n", {"debugId": A}, [("map-only", "proposal")]),
            ("\n//# debugId=x\n", {}, [("bundle-only", "proposal")]),
            (COMMENT, {"debugId": "x"}, []),
            (COMMENT, {"debugId": 3}, []),
            ("", {"debugId": "x"}, []),
            (COMMENT + "a\n" * 5, {}, []),
            (DATADOG, {}, []),
            (DATADOG, {"debug_id": C}, []),
            (DATADOG, {"debug_id": B}, [("mismatch", "datadog")]),
            (DATADOG + COMMENT, {"debugId": A, "debug_id": C}, []),
            (DATADOG + COMMENT, {"debugId": B, "debug_id": C}, [("mismatch", "proposal")]),
            (DATADOG + COMMENT, {"debugId": A, "debug_id": A}, []),
            (DATADOG + PLUGIN, {}, []),
            (DATADOG + DATADOG.replace(C, B), {}, [("double", "datadog")]),
            (f"\n//# chunkId={A}\n", {}, []),
            (f"\n//# chunkId={A}\n", {"chunk_id": A}, []),
            (f"\n//# chunkId={A}\n", {"chunkId": B}, [("mismatch", "posthog")]),
            (f'e._posthogChunkIds[n]="{B}"\n//# chunkId={A}\n', {}, [("double", "posthog")]),
            (f'e._posthogChunkIds[n]="{B}"{COMMENT}', {"debugId": A, "chunk_id": B}, []),
        ],
    )
    def test_table(self, text: str, fields: dict[str, object], expected: list[tuple[str, str]]) -> None:
        assert of(text, **fields) == expected

    def test_without_a_map(self) -> None:
        assert verdicts(debug_ids(COMMENT.encode()), None) == ()
        assert [one.state for one in verdicts(debug_ids((NOTED + PLUGIN).encode()), None)] == ["double"]


class TestDigest:
    def test_comments_do_not_count(self) -> None:
        def of(text: str) -> str:
            data = text.encode()
            at = data.find(b"//# sourceMappingURL")
            link = (at, len(data.rstrip())) if at >= 0 else None
            return digest(data, debug_ids(data), link)

        same = [f"a\n//# debugId={A}", f"a\n\n//# debugId={B}\n", f"a\n//# debugId={A}\n//# sourceMappingURL=a.map\n"]
        assert len({of(text) for text in same}) == 1
        assert of(f"b\n//# debugId={A}") != of(same[0])


# What is found in each output: (severity, rule, case) → how often.
SAID: Final[dict[str, dict[tuple[str, str, str], int]]] = {
    "bun-inline": {("note", "debug-id-format", "form"): 2},
    "bun-linked": {("note", "debug-id-format", "form"): 2},
    "datadog-ci-rollup-ids": {("note", "debug-id-conflict", "datadog"): 2},
    "esbuild-sentry": {("warning", "debug-id-incomplete", ""): 1},
    "rollup-sentry-ids": {("note", "debug-id-double", "comment"): 2},
    "rspack-hidden-ids": {("note", "debug-id-one-sided", "hidden"): 2},
    "sentry-cli-webpack-sentry": {("error", "debug-id-double", ""): 2},
}
BUILDS: Final = sorted(path.name for path in OUTPUT.iterdir() if path.is_dir())


class TestRealOutput:
    def test_all_are_there(self) -> None:
        assert len(BUILDS) == 18
        assert set(SAID) < set(BUILDS)

    @pytest.mark.parametrize("build", BUILDS)
    def test_every_id_is_found(self, build: str) -> None:
        for path in OUTPUT.joinpath(build).glob("*.js"):
            data = path.read_bytes()
            # In so small a file each UUID is an ID.
            written = set(
                re.findall(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|=([0-9A-F]{32})\n", data)
            )
            there = {one.text.encode() for one in debug_ids(data)}
            texts = {text or b"" for text in written}
            assert there >= texts - {b""}
            assert bool(there) == (b"ebugId" in data)

    @pytest.mark.parametrize("build", BUILDS)
    def test_recommended(self, build: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(OUTPUT / build)
        report = lint(["."], Settings(), jobs=1)
        counts: dict[tuple[str, str, str], int] = {}
        for one in report.findings:
            if one.rule.startswith("debug-id"):
                said = (one.severity.word, one.rule, one.case)
                counts[said] = counts.get(said, 0) + 1
        assert counts == SAID.get(build, {})

    @pytest.mark.parametrize("build", BUILDS)
    def test_file_and_map_agree_as_json_says(self, build: str) -> None:
        for path in OUTPUT.joinpath(build).glob("*.js"):
            text = path.read_text("utf-8")
            beside = Path(f"{path}.map")
            inline = re.search(r"base64,(\S+)", text)
            map = json.loads(beside.read_bytes() if inline is None else b64decode(inline.group(1)))
            ids = [one for one in debug_ids(text.encode()) if one.comment]
            assert [one.text for one in ids] == [map.get("debugId")] * len(ids) or build == "sentry-cli-webpack-sentry"


class TestSettings:
    def test_facts_are_there_for_a_build_rule_alone(self) -> None:
        # The file has no comment that names its map: it is read for this rule only.
        files = {
            "a.js": f"let a{COMMENT}".encode(),
            "b.js": f"let b=2{COMMENT}".encode(),
            "a.js.map": b'{"version":3,"sources":[],"names":[],"mappings":""}',
            "b.js.map": b'{"version":3,"sources":[],"names":[],"mappings":""}',
        }
        report = lint_files(files, Settings(presets=(), select=("debug-id-collision",)))
        assert [(one.rule, one.place.path) for one in report.findings] == [("debug-id-collision", "b.js")]

    def test_a_file_that_is_too_large_has_no_verdict(self) -> None:
        map = json.dumps({"version": 3, "sources": [], "names": [], "mappings": "", "debugId": A}).encode()
        files = {"a.js": b"let a;" * 100 + COMMENT.encode(), "a.js.map": map}
        report = lint_files(files, Settings(presets=(), select=("debug-ids",), max_file_size=400))
        assert {one.rule for one in report.findings} == {"file-too-large"}

    def test_two_paths_are_two_builds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for folder, code in (("one", "let a"), ("two", "let b=2")):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / f"{folder}.js").write_text(code + COMMENT)
        assert lint(["one", "two"], FAMILY, jobs=1).findings == ()
        assert [one.rule for one in lint(["."], FAMILY, jobs=1).findings] == ["debug-id-collision"]


PIECES: Final = (
    *(
        "_sentryDebugIds",
        "_debugIds",
        "ddDebugId",
        "_posthogChunkIds",
        "sentry-dbid-",
        "debugId=",
        "chunkId=",
        "//# ",
        "//@ ",
    ),
    *(
        "[n]",
        "[",
        "]",
        "=",
        '"',
        "'",
        "`",
        ":",
        "{}",
        "||",
        "(",
        ")",
        "\n",
        "\r",
        " ",
        "//",
        "/*",
        "*/",
        "\\",
        "\u2028",
        "é",
    ),
    *(A, B, C.replace("-", "").upper(), "undefined", "-" * 36, "a" * 200),
)


class TestHostile:
    @given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
    def test_places_hold_what_is_said(self, text: str) -> None:
        data = text.encode()
        ids = debug_ids(data)
        for one in ids:
            assert data[one.start : one.end].decode("utf-8", "replace") == one.text
            assert one.key == key(one.text)
        assert [one.start for one in ids] == sorted(one.start for one in ids)
        digest(data, ids, None)

    @given(st.binary(max_size=300))
    def test_bytes(self, data: bytes) -> None:
        debug_ids(b"//# debugId=" + data + b"_debugIds[n]=" + data)

    @given(
        st.lists(st.sampled_from([COMMENT, NOTED, PLUGIN, DATADOG, f"\n//# chunkId={B}\n"]), max_size=4),
        st.dictionaries(
            st.sampled_from(["debugId", "debug_id", "chunk_id", "chunkId"]),
            st.sampled_from([A, B, C, "x", "", None, 3, []]),
        ),
    )
    def test_one_verdict_for_a_system(self, parts: list[str], fields: dict[str, object]) -> None:
        said = of("".join(parts), **fields)
        assert len({system for _, system in said}) == len(said)

    @pytest.mark.parametrize(
        "text",
        [
            "`" + "//# debugId=x\n" * 20_000 + "`",
            "//# debugId=x\n" * 20_000 + "'",
            "debugId=" * 20_000,
            "_sentryDebugIds[" * 20_000,
            f'_sentryDebugIds[n]="{A}";' * 20_000,
            "//# debugId=x" + "\n" * 200_000,
            "//# debugId=x" + " " * 200_000 + "x",
            f"//# debugId={A}\n" + "//\n" * 100_000 + "'",
        ],
    )
    def test_long(self, text: str) -> None:
        # A search that began anew at each of them would take minutes.
        assert len(debug_ids(text.encode())) <= module._LOOKED_AT + 1

    def test_many_ids_are_one_finding(self) -> None:
        ids = random.Random(7)  # noqa: S311  # a table, no secret
        text = "".join(f'e._sentryDebugIds[n]="{ids.randbytes(16).hex()}";' for _ in range(3000))
        report = lint_files({"a.js": text.encode()}, FAMILY)
        assert [one.rule for one in report.findings] == ["debug-id-double"]


def test_id_is_a_record() -> None:
    assert DebugId("proposal", A, key(A), 0, 36).is_read
