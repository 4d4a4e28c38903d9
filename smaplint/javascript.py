"""The comments of JavaScript: as much of a tokeniser as they take, and no more.

The lexical grammar of ECMA-262 cannot be read without the syntactic one, for a `/` begins a regular expression or
divides. But only there: strings, templates and comments explain themselves. So one compiled expression runs over code,
strings and small groups of brackets, and stops at what is left: a slash, a template, a larger bracket. What stands
before a slash that begins no comment is looked at only then (`smaplint._slash`).

Linear in any text, on one line too. The expression visits a byte at most once for each of its levels of brackets and
once more; each stop moves on; and a literal that does not end ends the run, so that nothing is tried twice.

`smaplint._tokens` is this, compiled, and twelve times as fast (900 MB a second); it is taken where it was built.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from smaplint._fast import load_tokens
from smaplint._lazy import pattern
from smaplint._slash import STRING, Bracket, Lookback

tokens: Final = load_tokens()

Style = Literal["//", "/*", "#!", "<!--", "-->"]


class Comment(NamedTuple):
    """Bytes `start` to `end` (0-based, end exclusive) of the text, marks included; `style` is how it begins.

    `#!` is the first line of a script for Unix; `<!--` and `-->` begin single-line comments of scripts (ECMA-262, Annex
    B), never of modules.
    """

    start: int
    end: int
    style: Style


class Comments:
    """All comments of a text, in their order. `broken` is the byte at which it stops being JavaScript, or -1.

    There a string, template, regular expression or comment begins that has no end, or a bracket stands that closes no
    other or lies within more brackets than an engine parses. What follows was not looked at.
    """

    def __init__(self, data: bytes, starts: "array[int]", ends: "array[int]", broken: int) -> None:
        self._data = data
        # Two arrays, for a hostile text of 50 MB has 12 million comments.
        self._starts = starts
        self._ends = ends
        self.broken = broken

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Comment:
        start = self._starts[index]
        return Comment(start, self._ends[index], _STYLES[self._data[start : start + 2]])

    def __iter__(self) -> Iterator[Comment]:
        return map(self.__getitem__, range(len(self)))

    def at(self, offset: int) -> Comment | None:
        """The comment that holds that byte."""
        index = bisect_left(self._ends, offset + 1)
        return self[index] if index < len(self) and self._starts[index] <= offset else None


_STYLES: Final[dict[bytes, Style]] = {b"//": "//", b"/*": "/*", b"#!": "#!", b"<!": "<!--", b"--": "-->"}

# V8 overflows its stack at some 8,000.
_DEEPEST: Final = 1 << 16
_LEVELS: Final = 3


def _code(plain: bytes) -> bytes:
    """An expression for code with balanced brackets and no slashes or templates. `plain`: its bytes but strings."""
    parts = plain + b"|" + STRING
    code = parts
    for _ in range(_LEVELS):
        code = parts + rb"|\((?:" + code + rb")*+\)|\{(?:" + code + rb")*+\}"
    return rb"(?:" + code + rb")*+"


_CODE = pattern(_code(rb"""[^"'`/(){}]++"""))
_CODE_OF_SCRIPT = pattern(_code(rb"""[^"'`/(){}<\-]++|<(?!!--)|-(?!->)"""))
_LINE = pattern(rb"[^\r\n\xe2]*+(?:\xe2(?!\x80[\xa8\xa9])[^\r\n\xe2]*+)*+")
_TEMPLATE = pattern(rb"[^`\\$]*+(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*+)*+(?:`|\$\{)")
# U+2028 and U+2029 end a line, and begin with the byte of many another character.
_NO_LINE_END: Final = rb"[^\r\n\xe2]|\xe2(?!\x80[\xa8\xa9])"
_REGEX_PART: Final = rb"\xe2(?!\x80[\xa8\xa9])|\\(?:" + _NO_LINE_END + rb")"
_REGEX = pattern(rb"/(?:[^/\\\[\r\n\xe2]++|%b|\[(?:[^\]\\\r\n\xe2]++|%b)*+\])++/[\w$]*+" % (_REGEX_PART, _REGEX_PART))
# What only a module has, in code that may hold strings: `import` and `export`, but `import(…)` and `import.meta`.
_MODULE = pattern(STRING + rb"""|(?<![\w$.#\\\x80-\xff])(?:import\s*+[\w${*"']|export\s*+[\w${*])""")


def comments(data: bytes, *, module: bool | None = None) -> Comments:
    """Find all comments of JavaScript in UTF-8. Never raises.

    `module`: whether it is a module, in which `<!--` and `-->` begin no comments and `await` is no name; None to find
    out, which takes a second run where it matters.
    """
    found = None if tokens is None else tokens.comments(data, module)
    return Comments(data, *found) if found else _comments(data, module=module)


def _comments(data: bytes, *, module: bool | None) -> Comments:
    if module is None and (b"<!--" in data or b"-->" in data):
        run = _Run(data, module=True, seek=True)
        found = run.run()
        if found.broken < 0 and run.is_module:
            return found
        module = False
    return _Run(data, module=module).run()


class _Run:
    """`seek`: look for what makes it a module."""

    def __init__(self, data: bytes, *, module: bool | None, seek: bool = False) -> None:
        self.is_module = False
        self._seek = seek
        self._data = data
        # Annex B is looked for only where it can be: the expression is slower with it.
        self._annex = module is False and (b"<!--" in data or b"-->" in data)
        self._starts = array("q")
        self._ends = array("q")
        self._back = Lookback(data, self._starts, self._ends, module=module)

    def run(self) -> Comments:
        data = self._data
        size = len(data)
        back = self._back
        opened = back.open
        code = (_CODE_OF_SCRIPT if self._annex else _CODE).match
        at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        if data.startswith(b"#!", at):
            at = self._line(at)
        broken = -1
        while True:
            start = at
            at = code(data, at).end()  # type: ignore[union-attr]  # matches the empty string
            if self._seek and not opened:
                self._look_for_module(start, at)
            if at >= size:
                break
            byte = data[at]
            if byte in b"({":
                if len(opened) >= _DEEPEST:
                    broken = at
                    break
                opened.append(Bracket(at, back.since, back.closed, back.opened))
                at += 1
                back.since = at
            elif byte in b")}":
                start = opened[-1].at if opened else at
                pair = data[start], byte
                if pair == (0x24, 0x7D):
                    # `${` and `}`: the template goes on behind its substitution.
                    back.pop()
                    at = self._template(at + 1)
                    if at < 0:
                        broken = start
                        break
                elif pair in _PAIRS:
                    back.close(at)
                    at += 1
                else:
                    broken = at
                    break
            elif byte == 0x2F:
                following = data[at + 1 : at + 2]
                if following == b"/":
                    at = self._line(at)
                elif following == b"*":
                    end = data.find(b"*/", at + 2) + 2
                    if end < 2:
                        broken = at
                        break
                    self._add(at, end)
                    at = end
                elif back.divides(at):
                    at += 1
                    back.since = at
                else:
                    match = _REGEX.match(data, at)
                    if match is None:
                        broken = at
                        break
                    at = match.end()
                    back.since = at
                    back.regexes.append(at)
            elif byte == 0x60:
                start = at
                at = self._template(at + 1)
                if at < 0:
                    broken = start
                    break
            elif byte == 0x3C or (byte == 0x2D and back.is_first_of_line(at)):
                at = self._line(at)
            elif byte == 0x2D:
                # `--` and `>` are two operators.
                at += 2
            else:
                # A quote that no other one ends on its line.
                broken = at
                break
        return Comments(data, self._starts, self._ends, broken)

    def _add(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def _line(self, at: int) -> int:
        end = _LINE.match(self._data, at).end()  # type: ignore[union-attr]  # matches the empty string
        self._add(at, end)
        return end

    def _template(self, at: int) -> int:
        """Go on in the text of a template: to behind its end, or into its next substitution. -1 where neither comes."""
        match = _TEMPLATE.match(self._data, at)
        if match is None:
            return -1
        end = match.end()
        if self._data[end - 1] == 0x7B:
            if len(self._back.open) >= _DEEPEST:
                return -1
            self._back.open.append(Bracket(end - 2, end, -1, -1))
        self._back.since = end
        return end

    def _look_for_module(self, start: int, end: int) -> None:
        for match in _MODULE.finditer(self._data, start, end):
            if match.group()[0] not in b"\"'":
                self.is_module = True
                self._seek = False
                return


_PAIRS: Final = frozenset(((0x28, 0x29), (0x7B, 0x7D)))
