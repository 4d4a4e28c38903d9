"""The custom sections of a WebAssembly module that name its source map.

A module is a header of eight bytes and sections; each is an id, its size in LEB128 and that many bytes, so that sections
are stepped over unread: what is asked for costs a few kilobytes of a file of any size. Section 0 is a custom one and begins
with its name (WebAssembly Core Specification, "Binary Format", Modules). ECMA-426 takes the first that is called
`sourceMappingURL` (sec-WebAssemblyExtractSourceMapURL). It says that the URL is "encoded as a WebAssembly name", its length
in LEB128 and then UTF-8; its algorithm, taken by the letter, would decode the length as text too. Binaryen, AssemblyScript
and Emscripten write a name, and V8, SpiderMonkey and JavaScriptCore read nothing else.
"""

from typing import BinaryIO, Final, Literal, NamedTuple

from smaplint.generated import Directive

_MAGIC: Final = b"\0asm"
_MODULE: Final = b"\1\0\0\0"
# The component model's binary format gives its version two bytes, and two to its layer, which is 1.
_COMPONENT_LAYER: Final = b"\1\0"
_NAME: Final = b"sourceMappingURL"
_CODE: Final = 10
# An id, two numbers of at most five bytes, and the name.
_HEAD: Final = 1 + 5 + 5 + len(_NAME)
# Bytes that are read of a URL: more than any path has; an inline map is read when it is linted.
_URL_READ: Final = 1 << 16
# A module of Emscripten with DWARF has about thirty.
_MOST_SECTIONS: Final = 100_000
# Sections of that name that are kept; all are counted.
KEPT: Final = 20


class WasmLink(NamedTuple):
    """One custom section `sourceMappingURL`.

    `directive`: `start` and `end` are the whole section with its id and size, `url_start` and `url_end` the text of the URL
    (all 0-based bytes of the file), or the content of the section where there is none to be found. `problem`: why the
    content is no WebAssembly name, or "": the URL is then what may have been meant, or "".
    """

    directive: Directive
    problem: str = ""


class WasmModule(NamedTuple):
    """What the sections of a file say. `links`: in their order, at most KEPT of `found`. `problem`: why the walk ended.

    `code`: the first byte of the code section's content and the one behind it, 0-based; None where there is none.
    `kind`: `other` is no WebAssembly at all. A component has modules inside, and no link of its own.
    """

    kind: Literal["module", "component", "other"]
    links: tuple[WasmLink, ...] = ()
    found: int = 0
    problem: str = ""
    code: tuple[int, int] | None = None

    @property
    def directive(self) -> Directive | None:
        """The link that is followed: that of the first section with a URL that browsers read, else what may be meant."""
        return next((link.directive for link in sorted(self.links, key=_rank) if _rank(link) < 2), None)


def _rank(link: WasmLink) -> int:
    if not link.problem:
        return 0
    return 1 if link.directive.url else 2


def read_module(file: BinaryIO) -> WasmModule:
    """Walk over the sections of a file that can seek. Raises OSError where it cannot be read, and nothing for its bytes."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8)
    if not head.startswith(_MAGIC) or len(head) < 8:
        return WasmModule("other", problem="it does not begin like one")
    if head[4:] != _MODULE:
        if head[6:] == _COMPONENT_LAYER:
            return WasmModule("component")
        return WasmModule("other", problem=f"its version is {int.from_bytes(head[4:], 'little')}, not 1")
    links: list[WasmLink] = []
    count = 0
    problem = ""
    code: tuple[int, int] | None = None
    start = 8
    for _ in range(_MOST_SECTIONS):
        if start >= size:
            break
        file.seek(start)
        head = file.read(_HEAD)
        length, body = number(head, 1)
        end = start + body + length
        if length < 0:
            problem = f"the section at byte {start:,} has no size that is a number of 32 bits"
            break
        if end > size:
            problem = f"the section at byte {start:,} ends at byte {end:,}, and the file has {size:,}"
            break
        if head[0] == 0:
            named, name = number(head[: body + length], body)
            if named < 0 or name + named > body + length:
                problem = f"the custom section at byte {start:,} has no name"
                break
            if head[name : name + named] == _NAME:
                count += 1
                if count <= KEPT:
                    links.append(_link(file, start, start + name + named, end))
        elif head[0] == _CODE:
            code = start + body, end
        start = end
    else:
        if start < size:
            problem = f"it has more than {_MOST_SECTIONS:,} sections"
    return WasmModule("module", tuple(links), count, problem, code)


def number(data: bytes, at: int) -> tuple[int, int]:
    """(value, byte behind it) of the unsigned LEB128 number of 32 bits at byte `at`; (-1, at) where there is none.

    Padding (`80 80 80 80 00` is 0) is allowed up to five bytes: linkers leave room that way.
    """
    value = 0
    for index, byte in enumerate(data[at : at + 5]):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return (value, at + index + 1) if value < 1 << 32 else (-1, at)
    return -1, at


def _link(file: BinaryIO, start: int, content: int, end: int) -> WasmLink:
    file.seek(content)
    data = file.read(min(end - content, _URL_READ))
    length, at = number(data, 0)
    held = end - content - at
    text = _text(data[at : at + length], cut=at + length > len(data)) if length >= 0 else None
    written = _text(data, cut=end - content > len(data))
    first, last, problem = content, end, ""
    if length == held and text is not None:
        first = content + at
    elif written and written.isprintable():
        text, problem = written, "the URL without its length"
    elif length < 0:
        text, problem = "", "no length that is a number of 32 bits" if data else "nothing"
    elif length > held:
        text, problem = "", f"a length of {length:,} before a text of length {held:,}"
    elif text is None:
        problem = "a URL that is no UTF-8"
    else:
        first, last = content + at, content + at + length
        more = held - length
        problem = f"{more:,} more {'byte' if more == 1 else 'bytes'} behind the URL"
    directive = Directive(text or "", start, end, first, last, "", "section", column=start + 1)
    return WasmLink(directive, problem)


def _text(data: bytes, *, cut: bool) -> str | None:
    """Bytes as UTF-8, None where they are not; `cut`: more follow, so that the last character may be incomplete."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        # A character has four bytes at most.
        return data[: error.start].decode() if cut and len(data) - error.start < 4 else None
