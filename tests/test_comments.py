"""The comments of CSS, compiled and in plain Python: one answer. What it has to be, `tests/test_generated.py` says."""

import random
from typing import Final

import pytest

from smaplint import comments
from smaplint._fast import load_tokens

PIECES: Final = (
    *("/*", "*/", "/", "*", "'", '"', "\\", "(", ")", " ", "\t", "\n", "\r", "\r\n", "\f", "\x0b", "#", "@", "-", "_"),
    *("url(", "URL(", "u", "r", "l", "\\75 ", "\\75", "\\55", "\\000072", "\\0000072", "\\6c\n", "\\4C\r\n", "\\52\t"),
    *("\\u", "\\R", "\\l", "\\\n", "\\\r\n", "\\\f", "\\61 ", "\\123456", "\\1234567", "a", "ä", "0", "1f", "a{b:c}"),
    *("/*c*/", "/*'*/", "'d'", '"/*d*/"', "'\\\n/**/'", 'url("e")', "url( /*f*/ )", "url(\\))"),
)


@pytest.mark.skipif(load_tokens() is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it")
def test_both_ways_agree() -> None:
    order = random.Random(0)  # noqa: S311 - texts, no secrets
    tokens = load_tokens()
    assert tokens
    for _ in range(20_000):
        data = bytearray("".join(order.choices(PIECES, k=order.randrange(1, 25))).encode())
        for _ in range(order.randrange(2)):
            data[order.randrange(len(data))] = order.randrange(256)
        found = tokens.css_comments(bytes(data))
        assert found
        assert list(zip(*found, strict=True)) == list(comments._css_comments(bytes(data))), bytes(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a/*b*/", [(1, 6)]),
        ("/*/*/", [(0, 5)]),
        ("/*a*/ '/*b*/' /*c", [(0, 5)]),
        ("url(/*a*/) url('b')/*c*/", [(19, 24)]),
        ("\\'/*a*/'/*b*/", [(2, 7)]),
    ],
)
def test_without_a_compiler(text: str, expected: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    data = text.encode()
    assert list(comments.css_comments(data)) == expected
    monkeypatch.setattr(comments, "load_tokens", lambda: None)
    assert list(comments.css_comments(data)) == expected
