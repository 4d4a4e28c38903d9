"""How a map lies on its file: each state on a real build, and what must not be said."""

import random
from pathlib import Path
from typing import Final

import pytest

from smaplint.alignment import Alignment, measure
from smaplint.comments import css_tail, javascript_tail
from smaplint.document import Document
from smaplint.generated import GeneratedFile

BUILDS: Final = Path(__file__).with_name("builds") / "output"
PAIRS: Final = sorted(
    path
    for path in BUILDS.rglob("*.map")
    if path.name.endswith((".js.map", ".css.map")) and path.with_suffix("").is_file()
)


def aligned(path: Path, data: bytes, map: bytes | None = None) -> Alignment:
    """How the map of a build lies on other bytes of its file."""
    found = Document(map or path.read_bytes(), str(path)).map
    assert found
    kind = "css" if path.name.endswith(".css.map") else "js"
    tail = (css_tail if kind == "css" else javascript_tail)(data)
    return measure(found, GeneratedFile(str(path)[:-4], kind, data, len(data), tail.directive))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: str(path.relative_to(BUILDS)))
def test_what_tools_write_lies_well(path: Path) -> None:
    found = aligned(path, path.with_suffix("").read_bytes())
    if path.relative_to(BUILDS) == Path("ncc-register/index.js.map"):
        # vercel/ncc puts `require('./sourcemap-register.js');` in front and leaves the map as it was.
        assert (found.state, found.lines_by, found.columns_by) == ("shifted", 0, 35)
    elif found.state == "bytes":
        # lightningcss counts bytes, and rspack and Parcel carry it.
        assert path.name.endswith(".css.map")
        assert path.relative_to(BUILDS).parts[0].startswith(("lightningcss", "rspack", "parcel"))
    else:
        reasons = ("tools disagree", "nothing is mapped", "too few columns tell bytes")
        assert found.state == "aligned" or found.reason.startswith(reasons)
        assert found.inside + found.outside <= 0.01 * max(found.compared, 100) or "lightningcss" in str(path)


ONE_LINE: Final = BUILDS / "rollup" / "main.js.map"
MANY_LINES: Final = BUILDS / "esbuild" / "main.js.map"


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        (MANY_LINES, b"// x\n", (1, 0)),
        (MANY_LINES, b"\n" * 120, (120, 0)),
        (ONE_LINE, b"/*! shelf\n * MIT */\n", (2, 0)),
        (ONE_LINE, b"(0,eval)('');", (0, 13)),
        (ONE_LINE, b"/*! shelf\n * MIT */", (1, 9)),
    ],
)
def test_a_shift_is_proven_with_its_size(path: Path, front: bytes, expected: tuple[int, int]) -> None:
    found = aligned(path, front + path.with_suffix("").read_bytes())
    assert (found.state, found.lines_by, found.columns_by) == ("shifted", *expected)
    assert found.fit < 0.9
    assert found.fit_after > 0.99


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xef\xbb\xbfcall();\n", "tools disagree"),
        (b"a();\rb();\n", "tools disagree"),
        ("'\u2028';\n".encode(), "tools disagree"),
        (b"", "no generated file"),
    ],
)
def test_what_cannot_be_compared_says_so(data: bytes, reason: str) -> None:
    found = aligned(MANY_LINES, data)
    assert found.state == "unknown"
    assert reason in found.reason


@pytest.mark.parametrize(
    ("map", "reason"),
    [
        (b'{"version":3,"sources":["a"],"mappings":"AA"}', "at fault"),
        (b'{"version":3,"sources":["a"],"mappings":";;A"}', "nothing is mapped"),
        (b'{"version":3,"sections":[]}', "nothing is mapped"),
    ],
)
def test_a_map_that_cannot_be_compared_says_so(map: bytes, reason: str) -> None:
    found = aligned(MANY_LINES, b"call();\n", map)
    assert found.state == "unknown"
    assert reason in found.reason


def test_far_lines_and_columns_are_outside() -> None:
    far = b'{"version":3,"sources":["a"],"mappings":"' + b";" * 100_000 + b"+//////DAAA" + b",CAAA" * 40 + b'"}'
    found = aligned(MANY_LINES, b"call();\n", far)
    assert found.state in ("outside", "unknown")


@pytest.mark.parametrize("front", [b"", b"abc", b"(0,eval)('');"])
def test_one_line_among_others_is_moved(front: bytes) -> None:
    """4,000 short lines, and one of 200 words before which a snippet was put."""
    chance = random.Random(1)  # noqa: S311  # no secret
    words = [chance.randrange(2, 12) for _ in range(200)]
    steps = ",".join(["AAAA", *(f"{_DIGITS[2 * (word + 1)]}AAA" for word in words[:-1])])
    map = '{"version":3,"sources":["a"],"mappings":"' + "AAAA;" * 4000 + steps + '"}'
    data = b"call();\n" * 4000 + front + b"".join(b"w" * word + b";" for word in words)
    found = aligned(MANY_LINES, data, map.encode())
    if not front:
        assert (found.state, found.inside) == ("aligned", 0)
        return
    assert (found.state, found.lines_by, found.columns_by, found.line) == ("shifted", 0, len(front), 4000)
    assert found.compared == 200
    if front == b"abc":
        # The first one begins the word that `abc` is part of now; it is right where the second one was put.
        assert found.inside_at == (4000, words[0] + 1)


_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
