"""Debug IDs: what a generated file and its map say of themselves, and whether the two belong together.

The proposal (TC39, proposals/debug-id.md) has a comment at the end of JavaScript, `//# debugId=UUID`, and the field `debugId`
of the map. What runs cannot read its own comments, so tools put a statement in front that notes the ID under the stack of
the file that runs. Forms as sentry-cli 3.8, Sentry's bundler plugins 5.3 to 11.8, Turbopack 16, datadog-ci 5.25, Datadog's
build plugins 3.3 and PostHog's CLI 0.18 write them, before and after minifiers. The IDs of Datadog and of PostHog are
their own: that one file has one of each, and all differ, is right.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from smaplint._lazy import pattern
from smaplint._record import NamedTuple

if TYPE_CHECKING:
    import re

    from smaplint.document import SourceMap
    from smaplint.javascript import Comments

# Who reads an ID: everyone who follows the proposal, or one vendor.
System = Literal["proposal", "datadog", "posthog"]

SYSTEMS: Final[tuple[System, ...]] = ("proposal", "datadog", "posthog")

_ID: Final = rb"([\"'`])([0-9a-fA-F-]{32,36})\1"
# `e._sentryDebugIds[n]="…"` and `(e._debugIds||(e._debugIds={}))[n]="…"`, from behind the name.
_NOTED = pattern(rb"(?:\s?\|?\|?=\s?\{\}[\s)]{0,4})?\[[^\[\]\r\n]{1,64}\]\s{0,4}=\s{0,4}" + _ID)
_IN_OBJECT = pattern(rb"[\"']?\s{0,4}:\s{0,4}" + _ID)
_MARKED = pattern(rb"([0-9a-fA-F-]{36})")
_COMMENT = pattern(rb"(//[@#][ \t]{0,8})((?:debug|chunk)Id=)([^\r\n]{0,200})")
# What may follow a comment for it to be one for certain: further ones, without a mark that may end a string or a template.
_MARKS = pattern(rb"[\"'`*]")
_ONLY_COMMENTS = pattern(rb"(?:[ \t]*+(?://[^\r\n\"'`*]*+)?(?:\r\n?|\n|\Z))*+\Z")

_SNIPPETS: Final[tuple[tuple[bytes, System], ...]] = (
    (b"_sentryDebugIds", "proposal"),
    (b"_debugIds", "proposal"),
    (b"ddDebugId", "datadog"),
    (b"_posthogChunkIds", "posthog"),
)
# The plugins' own mark, by which they know the file again when they upload it.
_PLUGIN: Final = b"sentry-dbid-"
# Snippets that are looked at: a file has one, and with all that is bundled into it a few.
_LOOKED_AT: Final = 1000
# In the proposal a reader looks at this many lines from the end.
LINES_READ: Final = 5


class DebugId(NamedTuple):
    """An ID in a generated file: bytes `start` to `end` (0-based, end exclusive) of it hold `text`.

    `key`: its 32 hexadecimal digits in lower case, by which IDs are the same; empty where it is none. `comment`: whether a
    comment has it, else a statement that runs. `plugin`: one of Sentry's bundler plugins has marked it, and writes it into
    copies of the file and of the map when it uploads them. `lines_below`: of a comment, how many lines of the file come
    after its own; `alone`: it begins its line.
    """

    system: System
    text: str
    key: str
    start: int
    end: int
    comment: bool = False
    plugin: bool = False
    lines_below: int = 0
    alone: bool = True

    @property
    def is_read(self) -> bool:
        """Whether it stands where a reader of the proposal looks for it."""
        return not self.comment or (self.alone and self.lines_below < LINES_READ)


def key(text: str) -> str:
    """The 32 hexadecimal digits of a UUID in lower case, with or without dashes; empty for any other text."""
    digits = text.replace("-", "").lower() if 32 <= len(text) <= 36 else ""
    return digits if len(digits) == 32 and not digits.strip("0123456789abcdef") else ""


def debug_ids(data: bytes) -> tuple[DebugId, ...]:
    """The IDs of a JavaScript file in UTF-8, in their order: all that run, and of each kind of comment the last.

    A library that reads IDs has no literal one, and what a string or a template holds of a comment is none.
    """
    if b"ebugId" not in data and b"hunkId" not in data:
        return ()
    found = _snippets(data)
    found.extend(_comments(data))
    return tuple(sorted(found, key=lambda one: one.start))


def _snippets(data: bytes) -> list[DebugId]:
    found: list[DebugId] = []
    marked: dict[str, tuple[int, int]] = {}
    at = data.find(_PLUGIN)
    while at >= 0 and len(marked) < _LOOKED_AT:
        at += len(_PLUGIN)
        if match := _MARKED.match(data, at):
            marked.setdefault(key(match.group(1).decode()), match.span(1))
        at = data.find(_PLUGIN, at)
    marked.pop("", None)
    for name, system in _SNIPPETS:
        form = (_IN_OBJECT if system == "datadog" else _NOTED).match
        number = 0
        at = data.find(name)
        while at >= 0 and number < _LOOKED_AT:
            at += len(name)
            if (match := form(data, at)) and (digits := key(text := match.group(2).decode())):
                number += 1
                plugin = digits in marked and system == "proposal"
                found.append(DebugId(system, text, digits, *match.span(2), plugin=plugin))
            at = data.find(name, at)
    noted = {one.key for one in found if one.system == "proposal"}
    found.extend(
        DebugId("proposal", data[start:end].decode(), digits, start, end, plugin=True)
        for digits, (start, end) in marked.items()
        if digits not in noted
    )
    return found


def _comments(data: bytes) -> list[DebugId]:
    found: list[DebugId] = []
    tokens: Comments | None = None
    names: tuple[tuple[bytes, System], ...] = ((b"debugId=", "proposal"), (b"chunkId=", "posthog"))
    for name, system in names:
        at = data.rfind(name)
        while at >= 0:
            limit = at
            mark = data.rfind(b"//", max(0, at - 16), at)
            match = _COMMENT.match(data, mark) if mark >= 0 else None
            if match and match.start(2) == at:
                # Once it has been read as tokens, for each search to the end of the file is as long as that is.
                if tokens is None and not _is_certain(data, match):
                    tokens = _tokens(data)
                comment = tokens.at(mark) if tokens else None
                if tokens is None or (comment and comment.style == "//" and comment.start == mark):
                    found.append(_comment(data, match, system))
                    break
                if comment:  # what else it holds is no comment of its own; only its head may be
                    limit = min(at, comment.start + 24)
            at = data.rfind(name, 0, limit)
    return found


def _is_certain(data: bytes, match: "re.Match[bytes]") -> bool:
    """Whether a comment is one without reading what stands before: it begins its line, and comments alone follow."""
    before = data[max(0, match.start() - 1) : match.start()]
    return before in {b"", b"\n", b"\r"} and bool(
        not _MARKS.search(match.group(3)) and _ONLY_COMMENTS.match(data, match.end())
    )


def _comment(data: bytes, match: "re.Match[bytes]", system: System) -> DebugId:
    written = match.group(3).rstrip()
    text = written.decode("utf-8", "replace")
    mark, start = match.start(), match.start(3)
    end = start + len(written)
    return DebugId(
        system,
        text,
        key(text),
        start,
        end,
        comment=True,
        lines_below=data.count(b"\n", end, max(end, len(data.rstrip()))),
        alone=data[max(0, mark - 1) : mark] in {b"", b"\n", b"\r"},
    )


def _tokens(data: bytes) -> "Comments":
    from smaplint.javascript import comments

    return comments(data)


def digest(data: bytes, ids: tuple[DebugId, ...], link: tuple[int, int] | None) -> str:
    """What two files share that are the same but for their comments. `link`: the bytes of the one that names the map."""
    from hashlib import blake2b

    spans = [(max(0, data.rfind(b"//", 0, one.start)), one.end) for one in ids if one.comment]
    spans += [link] if link else []
    hashed = blake2b(digest_size=16)
    at = 0
    for start, end in sorted(spans):
        hashed.update(data[at:start].rstrip())
        at = max(at, end)
    hashed.update(data[at:].strip())
    return hashed.hexdigest()


State = Literal["double", "replaced", "mismatch", "map-only", "bundle-only"]


class Verdict(NamedTuple):
    """What is wrong with the IDs of a generated file and its map, by one system.

    `double`: two IDs in the file. `replaced`: a plugin of Sentry runs with another ID than the bundler wrote, and uploads
    copies with its own. `mismatch`: file and map have different IDs. `map-only` and `bundle-only`: one side has none.
    `id`: the one in the file that the problem is about; `other`: what it differs from there; `field`: the map's field.
    """

    state: State
    system: System
    id: DebugId | None = None
    other: DebugId | None = None
    field: str = ""
    value: str = ""


def verdicts(ids: tuple[DebugId, ...], map: "SourceMap | None") -> tuple[Verdict, ...]:
    """At most one for each system. `ids`: what `debug_ids` found."""
    texts = _fields(map)
    theirs = {one.key for one in ids if one.system == "datadog"}
    mine = {one.key for one in ids if one.system == "proposal"}
    older = key(texts.get("debug_id", ""))
    # datadog-ci notes its ID in `debug_id`, beside or in the place of another tool's.
    datadog_field = bool(older) and older not in mine and (older in theirs or (bool(theirs) and not mine))
    datadog_field = datadog_field and texts.get("debugId", "").lower() != texts["debug_id"].lower()
    proposal: dict[str, str] = {name: texts[name] for name in ("debugId", "debug_id") if name in texts}
    datadog: dict[str, str] = {}
    if datadog_field:
        datadog["debug_id"] = proposal.pop("debug_id")
    posthog: dict[str, str] = {name: texts[name] for name in ("chunk_id", "chunkId") if name in texts}
    fields: dict[System, Mapping[str, str]] = {"proposal": proposal, "datadog": datadog, "posthog": posthog}
    found = (_verdict(system, [one for one in ids if one.system == system], fields[system], map) for system in SYSTEMS)
    return tuple(one for one in found if one)


def _verdict(system: System, ids: list[DebugId], fields: Mapping[str, str], map: "SourceMap | None") -> Verdict | None:
    keys = {key(text) for text in fields.values()}
    if "" in keys:  # what the map says is no ID: that is a matter of its own
        keys, map = set(), None
    field, value = next(iter(fields.items()), ("", ""))
    comment = next((one for one in ids if one.comment), None)
    written = comment if comment and comment.key else None
    by_key: dict[str, DebugId] = {}
    for one in ids:
        if not one.comment:
            by_key.setdefault(one.key, one)
    snippets = list(by_key.values())
    if len(snippets) > 1:
        known = {written.key} if written else keys or {snippets[0].key}
        odd = next((one for one in snippets if one.key not in known), snippets[-1])
        other = written or next(one for one in snippets if one is not odd)
        return Verdict("double", system, odd, other, field, value)
    if snippets and written and snippets[0].key != written.key:
        replaced = snippets[0].plugin and snippets[0].key not in keys
        return Verdict("replaced" if replaced else "double", system, snippets[0], written, field, value)
    chosen = written or (snippets[0] if snippets else None)
    if map is None:
        return None
    if chosen is None:
        read = comment if comment and comment.is_read else None
        if keys and system == "proposal":
            return Verdict("map-only", system, read, None, field, value)
        return Verdict("bundle-only", system, read) if read and system == "proposal" else None
    if keys and chosen.key not in keys:
        return Verdict("mismatch", system, chosen, None, field, value) if chosen.comment or not chosen.plugin else None
    if not keys and system == "proposal" and chosen.is_read and not chosen.plugin:
        return Verdict("bundle-only", system, chosen)
    return None


def _fields(map: "SourceMap | None") -> dict[str, str]:
    """The fields of a map that hold an ID, with what they hold: no text where it is null, `?` where it is no string."""
    found: dict[str, str] = {}
    for name in ("debugId", "debug_id", "chunk_id", "chunkId"):
        value = map.field(name) if map else None
        if value and value.kind != "null":
            found[name] = str(value.python()) if value.kind == "string" else "?"
    return found
