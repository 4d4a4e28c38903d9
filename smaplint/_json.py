"""A strict JSON scanner over bytes that keeps the place of every value.

`json.loads` cannot serve a linter: it accepts `NaN`, keeps silent on duplicate keys, and says nothing about where a
value stood. This scanner validates the whole text once, at the speed of `re` (about 250 MB/s of `sourcesContent`, near
`json.loads`), and makes Python objects only of what is asked for: a bundle's embedded sources are stepped over.
Where the compiled pass is at hand (`smaplint._fast`) it accepts what is right ten times as fast, and the scanner here
explains what it refuses.

Offsets are 0-based bytes into the text that was scanned. The grammar is RFC 8259's, which is that of `JSON.parse`
(ECMA-426, ParseJSON); lone surrogate escapes are legal in it.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from smaplint._fast import fast
from smaplint._lazy import cached_property, pattern
from smaplint._record import NamedTuple

if TYPE_CHECKING:
    from json import JSONDecoder

Kind = Literal["object", "array", "string", "number", "true", "false", "null"]

# serde_json, which reads maps for Sentry, oxc and swc, refuses more than 128 levels; Python's own parser fails at ~1000.
MAX_DEPTH: Final = 128

_STRING = rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+"'
_NUMBER = rb"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
_WS = rb"[ \t\n\r]*+"

_string = pattern(_STRING)
_number = pattern(_NUMBER + rb"(?![0-9A-Za-z.+-])")
_ws = pattern(_WS)
_null_item = pattern(rb"[\[, \t\n\r]null[, \t\n\r\]]")
# An array of strings and nulls in one match: `sources`, `names`, `sourcesContent` never cost a step per item.
_strings = pattern(
    rb"\["
    + _WS
    + rb"(?:(?:"
    + _STRING
    + rb"|null)"
    + _WS
    + rb"(?:,"
    + _WS
    + rb"(?:"
    + _STRING
    + rb"|null)"
    + _WS
    + rb")*+)?+\]",
)
_literal = pattern(rb"(?:true|false|null)(?![0-9A-Za-z_$])")
_word = pattern(rb"[-+]?[0-9A-Za-z_$.]++")
_scalar = pattern(rb"[^ \t\n\r,\]}]++")

_KINDS: Final[dict[int, Kind]] = {
    ord("{"): "object",
    ord("["): "array",
    ord('"'): "string",
    ord("t"): "true",
    ord("f"): "false",
    ord("n"): "null",
}

_NOUNS: Final[dict[Kind, str]] = {
    "object": "an object",
    "array": "an array",
    "string": "a string",
    "number": "a number",
}


class SyntaxFault(NamedTuple):
    """Where the text stops being JSON. `offset` is 0-based bytes; `message` says what is there and what should be."""

    offset: int
    message: str


class DuplicateKey(NamedTuple):
    """A second member of one name. `first` and `second` are byte offsets of the two names; the last one counts."""

    key: str
    first: int
    second: int


class Value:
    """One JSON value of a text that was found valid: where it stands, and its parts when asked for."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data = data
        self.start = start
        self.end = end

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self.data[self.start], "number")

    @property
    def raw(self) -> bytes:
        """The bytes as written, quotes included."""
        return self.data[self.start : self.end]

    @property
    def noun(self) -> str:
        """The kind as a message says it: `a string`, `an array`, `null`."""
        return _NOUNS.get(self.kind, self.kind)

    @cached_property
    def is_texts(self) -> bool:
        """Whether this is an array of nothing but strings and nulls; one match, no step per item."""
        if fast is not None:
            return self.data[self.start] == 0x5B and fast.items(self.data, self.start)[1]
        match = _strings.match(self.data, self.start) if self.data[self.start] == 0x5B else None
        return match is not None and match.end() == self.end

    @property
    def may_hold_null(self) -> bool:
        """Whether an item of an array of texts may be `null`; a text with `,null,` in it is taken for one, `nullish` is not."""
        data, start, end = self.data, self.start, self.end
        return data.find(b"null", start, end) >= 0 and _null_item.search(data, start, end) is not None

    def python(self) -> object:
        """The value as Python sees it: `json.loads`. Deep nesting reads as None rather than raising."""
        if self.data[self.start] == 0x22:
            return _text(self.data, self.start, self.end)
        try:
            return _decoder().decode(self.raw.decode("utf-8", "replace"))
        except RecursionError:
            return None

    @cached_property
    def members(self) -> dict[str, "Member"]:
        """An object's members by name, the last of duplicates, in the order of their first appearance; else empty."""
        if self.data[self.start] != 0x7B:
            return {}
        return {member.key: member for member in self.all_members()}

    def all_members(self) -> Iterator["Member"]:
        """Every member of an object in the order of the text, duplicates too."""
        data = self.data
        if fast is not None:
            places = iter(fast.parts(data, self.start, named=True))
            for name, name_end, start, end in zip(places, places, places, places, strict=True):
                yield Member(_text(data, name, name_end), name, name_end, Value(data, start, end))
            return
        at = _ws.match(data, self.start + 1).end()  # type: ignore[union-attr]  # matches the empty string
        while data[at] != 0x7D:
            name_end = _string.match(data, at).end()  # type: ignore[union-attr]  # the text was found valid
            colon = _ws.match(data, name_end).end()  # type: ignore[union-attr]
            start = _ws.match(data, colon + 1).end()  # type: ignore[union-attr]
            end = _skip(data, start)
            yield Member(_text(data, at, name_end), at, name_end, Value(data, start, end))
            at = _ws.match(data, end).end()  # type: ignore[union-attr]
            if data[at] == 0x2C:
                at = _ws.match(data, at + 1).end()  # type: ignore[union-attr]

    @cached_property
    def length(self) -> int:
        """How many items an array has; 0 for any other kind. Five times as fast as stepping over them."""
        if fast is not None:
            return fast.items(self.data, self.start)[0] if self.kind == "array" else 0
        items = self.python() if self.kind == "array" else ()
        return len(items) if isinstance(items, list) else sum(1 for _ in self.items())

    def items(self) -> Iterator["Value"]:
        """An array's items in order; nothing for any other kind."""
        data = self.data
        if data[self.start] != 0x5B:
            return
        if fast is not None:
            places = iter(fast.parts(data, self.start, named=False))
            for start, end in zip(places, places, strict=True):
                yield Value(data, start, end)
            return
        at = _ws.match(data, self.start + 1).end()  # type: ignore[union-attr]
        while data[at] != 0x5D:
            end = _skip(data, at)
            yield Value(data, at, end)
            at = _ws.match(data, end).end()  # type: ignore[union-attr]
            if data[at] == 0x2C:
                at = _ws.match(data, at + 1).end()  # type: ignore[union-attr]

    @property
    def is_three(self) -> bool:
        """Whether this is the JSON number 3, however it is written (`3`, `3.0`, `3e0`)."""
        return self.kind == "number" and float(self.raw) == 3


class Member(NamedTuple):
    """A name and its value. `start`, `end`: the name's bytes with its quotes."""

    key: str
    start: int
    end: int
    value: Value


class Scan(NamedTuple):
    r"""What one pass found: the root value, or where the text breaks; duplicate names; the first place that is too deep.

    `surrogates`: False where it is known that no escape stands for half of a character (`\ud83d`).
    """

    root: Value | None
    fault: SyntaxFault | None
    duplicates: tuple[DuplicateKey, ...]
    too_deep: int | None
    surrogates: bool = True


def _whole(digits: str) -> int | float:
    # int() refuses more than 4,300 digits (CVE-2020-10735); no field of a map holds such a number.
    return int(digits) if len(digits) < 400 else float(digits)


# `json.loads` with an argument makes one for each call.
@cache
def _decoder() -> "JSONDecoder":
    from json import JSONDecoder  # 2 ms, and few maps have a field that needs it

    return JSONDecoder(parse_int=_whole)


def _text(data: bytes, start: int, end: int) -> str:
    raw = data[start + 1 : end - 1]
    if b"\\" not in raw:
        return raw.decode("utf-8", "replace")
    return str(_decoder().decode(data[start:end].decode("utf-8", "replace")))


def _skip(data: bytes, at: int) -> int:
    """The end of the value that starts at `at`, in a text that was found valid."""
    first = data[at]
    if first == 0x22:
        return _string.match(data, at).end()  # type: ignore[union-attr]
    if first not in b"[{":
        return _scalar.match(data, at).end()  # type: ignore[union-attr]
    if first == 0x5B and (match := _strings.match(data, at)):
        return match.end()
    depth = 0
    while True:
        token = _structure.search(data, at)
        if token is None:  # cannot happen in a valid text
            return len(data)
        at = token.end()
        byte = data[token.start()]
        if byte in b"[{":
            depth += 1
        elif byte in b"]}":
            depth -= 1
            if depth == 0:
                return at


_structure = pattern(rb"[\[\]{}]|" + _STRING)


def scan(data: bytes, start: int = 0) -> Scan:
    """Validate `data` from byte `start` to its end as one JSON text.

    Never raises. On a fault `root` is None and `fault` says where; duplicates found before it are kept.
    """
    if fast is not None and (found := fast.scan(data, start)):
        root, end, surrogates, places = found
        return Scan(_root(data, root, end, places), None, (), None, surrogates)
    duplicates: list[DuplicateKey] = []
    too_deep: int | None = None
    stack: list[dict[bytes, int] | None] = []  # an object's names so far, or None for an array
    skip = _ws.match
    at = skip(data, start).end()  # type: ignore[union-attr]
    root = at
    size = len(data)

    def stop(offset: int, message: str) -> Scan:
        return Scan(None, SyntaxFault(offset, message), tuple(duplicates), too_deep)

    while True:
        # A value is expected at `at`.
        if at >= size:
            return stop(size, "the text ends where a value should be" if size > root else "there is no JSON text")
        byte = data[at]
        if byte == 0x22:
            match = _string.match(data, at)
            if match is None:
                return stop(*_string_fault(data, at))
            at = match.end()
        elif byte == 0x7B or byte == 0x5B:  # noqa: PLR1714  # two comparisons beat a container here
            if len(stack) == MAX_DEPTH and too_deep is None:
                too_deep = at
            if byte == 0x5B and (match := _strings.match(data, at)):
                at = match.end()
            else:
                inside = skip(data, at + 1).end()  # type: ignore[union-attr]
                if inside < size and data[inside] == byte + 2:
                    at = inside + 1
                elif byte == 0x5B:
                    stack.append(None)
                    at = inside
                    continue
                else:
                    names: dict[bytes, int] = {}
                    stack.append(names)
                    name = _name(data, inside, names, duplicates)
                    if isinstance(name, SyntaxFault):
                        return stop(name.offset, name.message)
                    at = name
                    continue
        else:
            match = _number.match(data, at) or _literal.match(data, at)
            if match is None:
                return stop(*_value_fault(data, at))
            at = match.end()
        # A value ended at `at`.
        while True:
            at = skip(data, at).end()  # type: ignore[union-attr]
            if not stack:
                if at < size:
                    return stop(at, f"{_shown(data, at)} after the end of the JSON text")
                return Scan(Value(data, root, _rstrip(data, root)), None, tuple(duplicates), too_deep)
            names_or_array = stack[-1]
            if at >= size:
                return stop(
                    size,
                    f"the text ends inside {'an array' if names_or_array is None else 'an object'}; the file is cut short",
                )
            byte = data[at]
            if byte == 0x2C:
                at = skip(data, at + 1).end()  # type: ignore[union-attr]
                if names_or_array is None:
                    if at < size and data[at] == 0x5D:
                        return stop(
                            at - 1 if data[at - 1] == 0x2C else data.rfind(b",", 0, at), "a trailing comma before `]`"
                        )
                    break
                if at < size and data[at] == 0x7D:
                    return stop(data.rfind(b",", 0, at), "a trailing comma before `}`")
                name = _name(data, at, names_or_array, duplicates)
                if isinstance(name, SyntaxFault):
                    return stop(name.offset, name.message)
                at = name
                break
            if byte == (0x5D if names_or_array is None else 0x7D):
                stack.pop()
                at += 1
                continue
            return stop(at, f"{_shown(data, at)} where `,` or `{']' if names_or_array is None else '}'}` should be")


def _root(data: bytes, start: int, end: int, places: list[int]) -> Value:
    """The root with its members, of which the compiled pass has seen what is asked first."""
    root = Value(data, start, end)
    if data[start] == 0x7B:
        members = root.__dict__["members"] = {}
        numbers = iter(places)
        for name, name_end, first, last, items, texts in zip(*[numbers] * 6, strict=True):
            value = Value(data, first, last)
            value.__dict__.update(length=max(items, 0), is_texts=bool(texts))
            member = Member(_text(data, name, name_end), name, name_end, value)
            members[member.key] = member
    return root


def _rstrip(data: bytes, root: int) -> int:
    end = len(data)
    while end > root and data[end - 1] in b" \t\r\n":
        end -= 1
    return end


def _name(data: bytes, at: int, names: dict[bytes, int], duplicates: list[DuplicateKey]) -> int | SyntaxFault:
    """Read `"name" :` at `at`; the offset of the value that follows."""
    if at >= len(data):
        return SyntaxFault(len(data), "the text ends inside an object; the file is cut short")
    match = _string.match(data, at)
    if match is None:
        if data[at] == 0x22:
            return SyntaxFault(*_string_fault(data, at))
        return SyntaxFault(at, f"{_shown(data, at)} where a name in double quotes should be")
    raw = match.group()
    if b"\\" in raw:
        raw = b'"' + _text(data, at, match.end()).encode("utf-8", "surrogatepass") + b'"'
    first = names.get(raw)
    if first is not None:
        duplicates.append(DuplicateKey(raw[1:-1].decode("utf-8", "replace"), first, at))
    else:
        names[raw] = at
    at = _ws.match(data, match.end()).end()  # type: ignore[union-attr]
    if at >= len(data):
        return SyntaxFault(len(data), "the text ends inside an object; the file is cut short")
    if data[at] != 0x3A:
        return SyntaxFault(at, f"{_shown(data, at)} where `:` should be")
    return _ws.match(data, at + 1).end()  # type: ignore[union-attr]


_string_body = pattern(_STRING[:-1])
_part_of_escape = pattern(rb"\\(?:u[0-9A-Fa-f]{0,3})?")
_part_of_value = pattern(rb"t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|-|-?(?:0|[1-9][0-9]*+)(?:\.|(?:\.[0-9]++)?[eE][+-]?)")


def _string_fault(data: bytes, at: int) -> tuple[int, str]:
    """Why the string that opens at `at` is none."""
    match = _string_body.match(data, at)
    stop = match.end() if match else at + 1
    if stop >= len(data):
        return len(data), "the text ends inside a string; the file is cut short"
    if data[stop] == 0x5C:
        escape = data[stop : stop + (6 if data[stop + 1 : stop + 2] == b"u" else 2)]
        if stop + len(escape) == len(data) and _part_of_escape.fullmatch(escape):
            return len(data), "the text ends inside a string; the file is cut short"
        if len(escape) > 2:
            escape = escape.split(b'"')[0]
        return stop, f"`{escape.decode('utf-8', 'replace')}` is no JSON escape"
    return stop, f"{_shown(data, stop)} inside a string; JSON wants it escaped"


def _value_fault(data: bytes, at: int) -> tuple[int, str]:
    match = _word.match(data, at)
    if _part_of_value.fullmatch(data, at):
        return len(data), "the text ends inside a value; the file is cut short"
    word = match.group()[:40].decode("utf-8", "replace") if match else ""
    if word in ("NaN", "Infinity", "-Infinity", "undefined"):
        return at, f"`{word}` is no JSON value"
    if data[at] == 0x2C:
        return at, "`,` where a value should be"
    if data[at] in b"]}":
        before = data[:at].rstrip()
        if before.endswith(b","):
            return len(before) - 1, f"a trailing comma before `{chr(data[at])}`"
    if data[at] == 0x27:
        return at, "a string in single quotes; JSON wants double quotes"
    if data.startswith((b"//", b"/*"), at):
        return at, "a comment; JSON has none"
    if word and (word[0].isdigit() or word[0] in "-+."):
        return at, f"`{word}` is no JSON number"
    return at, f"{_shown(data, at)} where a value should be"


_NAMED: Final = {0: "a NUL byte", 9: "a raw tab", 10: "a raw line feed", 13: "a raw carriage return"}


def _shown(data: bytes, at: int) -> str:
    byte = data[at]
    if byte in _NAMED:
        return _NAMED[byte]
    if byte < 0x20:
        return f"the control character U+{byte:04X}"
    end = at + 1
    while end < len(data) and end < at + 4 and data[end] & 0xC0 == 0x80:
        end += 1
    return f"`{data[at:end].decode('utf-8', 'replace')}`"
