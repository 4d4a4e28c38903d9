"""Patterns as npm reads them: minimatch with `matchBase`, `dot`, `nocase` and `flipNegate`.

Not `.gitignore`'s, which `smaplint.settings` matches by pathspec: npm's have braces and groups, `dist` names no folder's
content, and case does not count. Nothing is translated into regular expressions: a stranger's pattern must not backtrack.
Groups within groups, POSIX classes and ranges in braces (`{1..3}`) are read as they are written.
"""

from itertools import pairwise
from typing import Final, NamedTuple

# Beyond these a pattern is of nobody who wants to publish something, and takes its time.
_LONGEST: Final = 250
_EXPANDED: Final = 100
_BRACES: Final = 10

# One part of a pattern between slashes: what it may be, character by character.
_ANY: Final = "?"
_STAR: Final = "*"


class _Class(NamedTuple):
    """`[a-z]`: ranges of characters, or all others."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool


class _Group(NamedTuple):
    """`@(a|b)`, and with `?`, `*`, `+` or `!` for `@`."""

    kind: str
    choices: "tuple[_Part, ...]"


class _Char(NamedTuple):
    char: str


_Node = _Char | _Class | _Group | str
_Part = tuple[_Node, ...]


class Glob:
    """One pattern as npm reads it. `negated`: it began with an odd number of `!`. `any_case`: case does not count."""

    def __init__(self, text: str, *, any_case: bool = True) -> None:
        self._any_case = any_case
        plain = self._cased(text[:_LONGEST])
        self.length = len(plain)
        body = plain.lstrip("!")
        self.negated = (len(plain) - len(body)) % 2 == 1
        # A pattern with a `#` in front is a comment.
        self._sets = [] if plain.startswith("#") or not body else [_parts(one) for one in _expanded(body)]

    def is_relative(self) -> bool:
        """Whether npm holds a pattern for one without a folder (ignore-walk, filterEntry)."""
        return any(len(parts) <= (1 if parts[-1] != () else 2) for parts in self._sets)

    def match(self, path: str, *, partial: bool = False) -> bool:
        """Whether a path matches; with `partial` also one above what the pattern names."""
        parts = _split(self._cased(path))
        return any(self._match(parts, pattern, partial=partial) for pattern in self._sets)

    def _cased(self, text: str) -> str:
        return text.lower() if self._any_case else text

    @staticmethod
    def _match(path: list[str], pattern: "list[_Part | None]", *, partial: bool) -> bool:
        if len(pattern) == 1:
            path = [next((part for part in reversed(path) if part), "")]
        end = len(pattern)
        states = _skipped({0}, pattern)
        for at, part in enumerate(path):
            found: set[int] = set()
            for state in states:
                if state == end:
                    # `a/` is `a` to a pattern that says nothing of the slash.
                    if at == len(path) - 1 and not part:
                        found.add(end)
                elif (one := pattern[state]) is None:
                    found.add(state)
                    if state == end - 1:
                        found.add(end)
                elif _fits(one, part):
                    found.add(state + 1)
            states = _skipped(found, pattern)
            if not states:
                return False
        return end in states or partial


def _skipped(states: set[int], pattern: "list[_Part | None]") -> set[int]:
    """With the states behind each `**`, which may stand for nothing unless it is the last part."""
    found = set(states)
    for state in sorted(states):
        here = state
        while here < len(pattern) - 1 and pattern[here] is None:
            here += 1
            found.add(here)
    return found


def _split(text: str) -> list[str]:
    parts = text.split("/")
    # Slashes in a row are one, and one in front is a part of its own.
    return [part for at, part in enumerate(parts) if part or at == 0 or at == len(parts) - 1]


def _parts(text: str) -> "list[_Part | None]":
    kept: list[str] = []
    for part in _split(text):
        if part == "**" and kept[-1:] == ["**"]:
            continue
        if part == ".." and kept and kept[-1] not in ("", ".", "..", "**"):
            kept.pop()
        else:
            kept.append(part)
    return [None if part == "**" else _nodes(part) for part in kept or [""]]


def _expanded(text: str) -> list[str]:
    """The patterns that braces stand for: `{a,b}` is two. Ranges (`{1..3}`) are taken as they are written."""
    done: list[str] = []
    waiting = [text]
    while waiting and len(done) + len(waiting) <= _EXPANDED:
        one = waiting.pop()
        braces = _braces(one)
        if braces is None:
            done.append(one)
        else:
            start, end, choices = braces
            waiting += [one[:start] + choice + one[end:] for choice in choices]
    return done + waiting


def _braces(text: str) -> tuple[int, int, list[str]] | None:
    """The first braces with a comma: where they begin and end, and what is between the commas."""
    start = text.find("{") if text.count("{") <= _BRACES else -1
    while start >= 0:
        depth, commas = 0, [start]
        for at in range(start, len(text)):
            character = text[at]
            if at and text[at - 1] == "\\":
                continue
            if character == "{":
                depth += 1
            elif character == "," and depth == 1:
                commas.append(at)
            elif character == "}":
                depth -= 1
                if depth == 0:
                    if len(commas) > 1 and text[start - 1 : start] != "$":
                        return start, at + 1, [text[low + 1 : high] for low, high in pairwise((*commas, at))]
                    break
        start = text.find("{", start + 1)
    return None


def _nodes(text: str) -> _Part:
    nodes, _ = _read(text, 0, "")
    return nodes


def _read(text: str, at: int, until: str) -> tuple[_Part, int]:
    """The nodes of a part from `at` on, to one of the characters of `until`, and where that stands."""
    nodes: list[_Node] = []
    while at < len(text) and text[at] not in until:
        character = text[at]
        if character == "\\" and at + 1 < len(text):
            nodes.append(_Char(text[at + 1]))
            at += 2
        elif character in "?*+@!" and text[at + 1 : at + 2] == "(" and not until and (read := _group(text, at)):
            group, at = read
            nodes.append(group)
        elif character == "[" and (ranges := _class(text, at)):
            found, at = ranges
            nodes.append(found)
        else:
            if character == "*" and nodes and nodes[-1] == _STAR:
                nodes.pop()
            nodes.append(character if character in "*?" else _Char(character))
            at += 1
    return tuple(nodes), at


def _group(text: str, start: int) -> tuple[_Group, int] | None:
    choices: list[_Part] = []
    at = start + 1
    while at < len(text) and (text[at] == "|" or not choices):
        part, at = _read(text, at + 1, "|)")
        choices.append(part)
    return (_Group(text[start], tuple(choices)), at + 1) if text[at : at + 1] == ")" else None


def _class(text: str, start: int) -> tuple[_Class, int] | None:
    at = start + 1
    negated = text[at : at + 1] in ("!", "^") and bool(text[at : at + 1])
    at += negated
    first = at
    ranges: list[tuple[str, str]] = []
    while at < len(text) and (text[at] != "]" or at == first):
        if text[at] == "\\" and at + 1 < len(text):
            at += 1
        low = high = text[at]
        if text[at + 1 : at + 2] == "-" and text[at + 2 : at + 3] not in ("", "]"):
            high = text[at + 2]
            at += 2
        ranges.append((low, high))
        at += 1
    return (_Class(tuple(ranges), negated), at + 1) if at < len(text) else None


def _fits(part: _Part, text: str) -> bool:
    """Whether one part of a path fits one of a pattern. Each node is asked once for each place: no backtracking."""
    if part == (_STAR,):
        return bool(text)
    if all(isinstance(node, _Char) for node in part):
        return len(part) == len(text) and all(node.char == one for node, one in zip(part, text, strict=True))  # type: ignore[union-attr]  # asked just before
    return len(text) in _ends(part, text, {0})


def _ends(part: _Part, text: str, starts: set[int]) -> set[int]:
    """Where a part may end in a text if it begins at one of `starts`."""
    places = starts
    for number, node in enumerate(part):
        if not places:
            break
        if node == _STAR:
            places = set(range(min(places), len(text) + 1))
        elif isinstance(node, _Group) and node.kind == "!":
            return _not(node, part[number + 1 :], text, places)
        elif isinstance(node, _Group):
            places = _group_ends(node, text, places)
        else:
            places = {at + 1 for at in places if at < len(text) and _is(node, text[at])}
    return places


def _group_ends(group: _Group, text: str, starts: set[int]) -> set[int]:
    found = set(starts) if group.kind in "?*" else set()
    new = starts
    while new:
        reached = {end for choice in group.choices for end in _ends(choice, text, new)}
        new = reached - found if group.kind in "*+" else set()
        found |= reached
    return found


def _not(group: _Group, rest: _Part, text: str, starts: set[int]) -> set[int]:
    """`!(a|b)` and what is behind it: anything, unless a choice and the rest reach the end of the text."""
    found: set[int] = set()
    for start in starts:
        if not any(len(text) in _ends((*choice, *rest), text, {start}) for choice in group.choices):
            found |= _ends(rest, text, set(range(start, len(text) + 1)))
    return found


def _is(node: _Node, character: str) -> bool:
    if isinstance(node, _Char):
        return node.char == character
    if isinstance(node, _Class):
        return any(low <= character <= high for low, high in node.ranges) != node.negated
    return node == _ANY
