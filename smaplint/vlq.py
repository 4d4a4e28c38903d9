"""Base64 VLQs one by one, for the fields that proposals add; `mappings` has a decoder of its own, made for speed.

Offsets are 0-based bytes into the text of a field.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from smaplint._lazy import pattern

_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGITS: Final = bytes(value if (value := _ALPHABET.find(byte)) >= 0 else 255 for byte in range(256))
_NO_DIGITS = pattern(rb"[^A-Za-z0-9+/]++")
# Bytes that are translated at once: an item may be as long as the field.
_PIECE: Final = 1 << 16
# Bytes of the text that a message quotes.
_SHOWN: Final = 40
# Further faults of a kind that are told beside the first.
_OTHERS: Final = 3


class VlqError(Exception):
    """A run of VLQs is none. `offset`, `length`: the bytes at fault; `says`: what is there, then what should be."""

    def __init__(self, offset: int, length: int, says: str) -> None:
        super().__init__(says)
        self.offset = offset
        self.length = length
        self.says = says


class TextFault(NamedTuple):
    """The first fault of its kind in a field. `offset`, `length`: its bytes in the unescaped text.

    `says`: what is there, then what should be. `total`: how many of the kind there are; `others`: what the next
    of them say, at most three.
    """

    kind: str
    offset: int
    length: int
    says: str
    total: int = 1
    others: tuple[str, ...] = ()


class TextFaults:
    """Gathers faults: of each kind the first with its place, what some more say, and how many there are."""

    def __init__(self) -> None:
        self._found: dict[str, TextFault] = {}
        self._totals: dict[str, int] = {}

    def tells(self, kind: str) -> bool:
        """Count a fault; whether it is one of the few that are told. A text may hold millions: only those are worded."""
        total = self._totals[kind] = self._totals.get(kind, 0) + 1
        return total <= 1 + _OTHERS

    def tell(self, kind: str, offset: int, length: int, says: str) -> None:
        """Word a fault that was counted."""
        first = self._found.get(kind)
        if first is None:
            self._found[kind] = TextFault(kind, offset, length, says)
        else:
            self._found[kind] = first._replace(others=(*first.others, says))

    @property
    def all(self) -> tuple[TextFault, ...]:
        """One for each kind, in the order in which they were met."""
        return tuple(first._replace(total=self._totals[kind]) for kind, first in self._found.items())


def shown(text: bytes, start: int, end: int) -> str:
    """Bytes of a field as a message quotes them."""
    cut = text[start : min(end, start + _SHOWN)].decode("utf-8", "replace")
    return f"`{cut}…`" if end - start > _SHOWN else f"`{cut}`"


def unsigned(text: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers of a run of VLQs without separators, each with the byte at which it begins: (offset, value).

    Values are below 2**32, in any number of digits (ECMA-426, VLQUnsignedValue).
    Raises VlqError at the first that is none.
    """
    value = shift = 0
    begin = start
    for piece in range(start, end, _PIECE):
        for at, digit in enumerate(text[piece : min(piece + _PIECE, end)].translate(_DIGITS), piece):
            if digit < 32:
                if shift < 40:
                    value |= digit << shift
                elif digit:
                    value = 1 << 40
                if value >> 32:
                    message = (
                        f"the number {shown(text, begin, at + 1)} is beyond 32 bits; it should be below 4,294,967,296"
                    )
                    raise VlqError(begin, at + 1 - begin, message)
                yield begin, value
                value = shift = 0
                begin = at + 1
            elif digit < 64:
                if shift < 40:
                    value |= (digit & 31) << shift
                    shift += 5
                elif digit & 31:
                    value = 1 << 40
            else:
                stop = _NO_DIGITS.match(text, at, end).end()  # type: ignore[union-attr]  # one is there
                message = f"{shown(text, at, stop)} is no base64 digit; those are `A-Z a-z 0-9 + /`"
                raise VlqError(at, stop - at, message)
    if begin < end:
        message = f"the number {shown(text, begin, end)} breaks off; its last digit should be one of `A-Z a-f`"
        raise VlqError(begin, end - begin, message)


def signed(value: int) -> int:
    """The VLQSignedValue of a number that was read as unsigned; a negative zero is -2**31 (ECMA-426)."""
    if value & 1:
        return -(value >> 1) or -(1 << 31)
    return value >> 1
