"""Reading the folder of a run before anything else is known of it.

Until a run has its settings one core has nothing to do, which is a sixth of the time of one over 10,000 small maps. So nothing
is imported here that takes long. Nothing is judged before `smaplint.quick` asks for it.
"""

from __future__ import annotations

import os

from smaplint import _fast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Final, Protocol

    class Tree(Protocol):
        """Folders and what is in them, as `smaplint._quick` has it."""

        def add(self, folder: bytes, top: int, longest: int) -> None: ...

        def ask(self, flags: int, limit: int, wanted: int) -> None: ...

        def begin(self, threads: int) -> None: ...

        def serve(self) -> bool: ...

        def is_read(self) -> bool: ...

        def bits(self) -> int: ...

        def close(self) -> None: ...

        def left_over(self) -> list[tuple[int, str, list[str] | None]]: ...

        def tops(self) -> set[int]: ...

        def results(
            self, prefix: Callable[[int, str], str], wanted: int, apart: bool
        ) -> tuple[int, list[tuple[int, str | None, str | None, int, int, int, Any]]]: ...

        def clean(
            self, prefix: Callable[[int, str], str], roots: Sequence[str], wanted: int, folder: int
        ) -> list[Any] | None: ...


# Folders that are not entered, unless they are named.
SKIPPED: Final = frozenset((".git", "node_modules", ".hg", ".svn"))
_FLAGS: Final = frozenset(("--", "--no-config", "--quiet", "-q", "--statistics", "--frames", "--no-frames"))
# PATH_MAX of macOS, with the NUL behind it, and the longest name; on Linux it is 4,096.
_LONGEST: Final = 1024 - 257


# The folder that is being read, and its tree, if there is one.
_begun: Final[list[tuple[str, Tree]]] = []


def new() -> Tree:
    """A tree without a folder; only where `smaplint._quick` is compiled."""
    tree: Tree = _fast.quick.Tree([os.fsencode(name) for name in SKIPPED])
    return tree


def put(tree: Tree, folder: str, number: int) -> None:
    """Have a folder and all below it read."""
    # What is opened in a folder has a name of up to 255 bytes; by a path that is too long nothing is read elsewhere. As paths
    # are shown they may be absolute.
    where = os.fsencode(folder)
    tree.add(where, number, _LONGEST - max(len(os.fsencode(os.path.abspath(folder))) - len(where), 0))


def begin(args: Sequence[str]) -> None:
    """Begin to read what a command line seems to name: one folder, behind all options."""
    # Behind another option it may be its value.
    if len(args) > 1 and args[-2].startswith("-") and args[-2] not in _FLAGS:
        return
    if not args or not os.path.isdir(args[-1]) or _fast.quick is None:
        return
    try:
        tree = new()
        put(tree, args[-1], 0)
        tree.begin(1)
        _begun.append((args[-1], tree))
    except (OSError, ValueError, MemoryError):
        pass  # the walk says what there is to say


def take(paths: Sequence[str]) -> Tree | None:
    """What was begun with, if it is what a run is about; else nothing of it goes on."""
    while _begun:
        folder, tree = _begun.pop()
        if list(paths) == [folder]:
            return tree
        tree.close()
    return None
