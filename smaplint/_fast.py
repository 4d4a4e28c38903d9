"""The compiled modules (`smaplint._scan` and others), or None where they were not built or are not wanted.

`SMAPLINT_PURE=1` in the environment leaves it out, at run time as when installing. What asks for it does
`if fast is not None`, and has the same answer from plain Python.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from typing import Any, Final, Protocol

    # Segments of one, four and five fields, and a number that none of the field's is farther from 0 than.
    Sums = tuple[int, int, int, int]

    class Fast(Protocol):
        """What `_scan.py` offers once it is compiled; its functions say what they give."""

        def faults(
            self, data: bytes, start: int, end: int, sources: int, names: int, kept: int
        ) -> tuple[list[tuple[int, int, int, int, int, int, int, int]], list[int], Sums]: ...

        def rows(self, data: bytes, start: int, end: int, at: array[int], size: int) -> list[array[int]]: ...

        def generated(self, data: bytes, start: int, end: int, line: int, column: int, size: int) -> array[int]: ...

        def originals(self, data: bytes, start: int, end: int, sources: int, size: int) -> dict[int, array[int]]: ...

        def last_lines(self, data: bytes, start: int, end: int, sources: int) -> array[int]: ...

        def furthest(self, text: bytes, start: int, end: int) -> int: ...

        def scan(self, data: bytes, start: int) -> tuple[int, int, bool, list[int]] | None: ...

        def parts(self, data: bytes, start: int, named: bool) -> array[int]: ...

        def items(self, data: bytes, start: int) -> tuple[int, bool]: ...

        def utf8(self, data: bytes) -> bool: ...

        def string(self, data: bytes, start: int) -> tuple[int, int]: ...

        def clean(self, data: bytes, start: int, end: int, sources: int, names: int) -> Sums | None: ...

        def count(self, data: bytes, byte: int, start: int = 0, end: int = -1) -> int: ...

        def units(self, data: bytes, start: int, end: int) -> int: ...

        def find(self, data: bytes, needle: bytes) -> int: ...

    class Compare(Protocol):
        """What `_compare.py` offers once it is compiled; its functions say what they give."""

        def compare(self, positions: array[int], units: bytes, holes: bool) -> tuple[int, int, int, int, int, int]: ...

        def units(self, data: bytes, points: bool) -> bytes | None: ...

        def ambiguous(self, data: bytes) -> bool: ...

        def lines(self, units: bytes) -> tuple[array[int], array[int]]: ...

        def fullest(self, positions: array[int], most: int) -> list[tuple[int, int, int]] | None: ...

        def fitting(
            self,
            positions: array[int],
            starts: array[int],
            ends: array[int],
            units: bytes,
            moves: array[int] | range,
            line: int,
            least: int,
            begins: bool,
        ) -> tuple[array[int], array[int]]: ...

        def misplaced(self, positions: array[int], units: bytes) -> tuple[int, int]: ...

        def behind_wide(self, positions: array[int], data: bytes) -> array[int]: ...

    class Sieve(Protocol):
        """What `_sieve.py` offers once it is compiled; its functions say what they give."""

        def marks(self, data: bytes, start: int, end: int) -> int: ...

        def names(self, data: bytes, start: int, end: int) -> int: ...

    class Tokens(Protocol):
        """What `_tokens.py` offers once it is compiled; its functions say what they give."""

        def comments(self, data: bytes, module: bool | None) -> tuple[array[int], array[int], int] | None: ...

        def css_comments(self, data: bytes) -> tuple[array[int], array[int]] | None: ...

    fast: Fast | None
    compare: Compare | None
    sieve: Sieve | None
    # `smaplint.quick` says what it offers.
    quick: Any
    # What `--version -v` says.
    PATH: str


def _module(name: str) -> Any:
    if os.environ.get("SMAPLINT_PURE", "0") not in ("", "0"):
        return None
    import importlib

    try:
        return importlib.import_module(f"smaplint.{name}")
    except ImportError:
        return None


def load_tokens() -> Tokens | None:
    """The compiled reader of comments; loaded where it is asked for, for few files need it."""
    found: Tokens | None = __getattr__("tokens")
    return found


_NAMES: Final = {"fast": "_scan", "compare": "_compare", "sieve": "_sieve", "tokens": "_tokens", "quick": "_quick"}


def __getattr__(name: str) -> Any:
    """The modules and `PATH`, when they are first asked for: a run in which all is clean needs the quick pass alone."""
    if name in _NAMES:
        found = globals()[name] = _module(_NAMES[name])
        return found
    if name == "PATH":
        compiled = _module("_scan") is not None
        return "compiled decoder" if compiled else "plain Python decoder (no compiled pass): slower"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
