"""The one way to bytes: regular files below the root, opened without following links, and never more than the limit.

Build output of a stranger's pull request is linted: a FIFO named `x.map` must not hang the run, a link must not lead out
of the project, a file that grows must not fill the memory.
"""

import errno
import os
import stat
from collections.abc import Mapping
from typing import Protocol


class UnreadableError(Exception):
    """A file that cannot be read; the text says why, for people."""


class TooLargeError(Exception):
    """A file above the limit; `size` in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Files(Protocol):
    """Where the bytes come from: the disk, or a dict for examples and tests. Paths are as shown (see `discovery`)."""

    def read(self, path: str, limit: int) -> bytes:
        """The whole file. Raises UnreadableError or TooLargeError."""

    def tail(self, path: str, length: int) -> tuple[bytes, int]:
        """The last `length` bytes and the offset at which they begin. Raises UnreadableError."""

    def is_file(self, path: str) -> bool:
        """Whether a regular file stands there, without following a link at its end."""

    def is_inside(self, path: str) -> bool:
        """Whether the path, with every link in it resolved, lies below the root."""


class Disk:
    """Files below `root`, an absolute path. `named`: paths that the user gave, where a link is followed once."""

    def __init__(self, root: str, named: frozenset[str] = frozenset()) -> None:
        self.root = root
        self.named = named

    def _open(self, path: str) -> tuple[int, int]:
        if "\0" in path:
            raise UnreadableError("its name holds a NUL byte")
        target = path
        if path in self.named and os.path.islink(path):
            target = os.path.realpath(path)
            if not self._below(target):
                raise UnreadableError("it is a link that leads out of the project")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(target, flags)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise UnreadableError("it is a symbolic link, which is not followed") from error
            raise UnreadableError((error.strerror or "it cannot be opened").lower()) from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"it is {kind_of(status.st_mode)}, not a regular file")
        except BaseException:
            os.close(handle)
            raise
        return handle, status.st_size

    def read(self, path: str, limit: int) -> bytes:
        handle, size = self._open(path)
        with os.fdopen(handle, "rb") as file:
            if size > limit:
                raise TooLargeError(size)
            try:
                data = file.read(limit + 1)
            except OSError as error:
                raise UnreadableError((error.strerror or "it cannot be read").lower()) from error
        if len(data) > limit:
            raise TooLargeError(len(data))
        return data

    def tail(self, path: str, length: int) -> tuple[bytes, int]:
        handle, size = self._open(path)
        with os.fdopen(handle, "rb") as file:
            offset = max(0, size - length)
            try:
                file.seek(offset)
                return file.read(length), offset
            except OSError as error:
                raise UnreadableError((error.strerror or "it cannot be read").lower()) from error

    def is_file(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.lstat(path).st_mode)
        except (OSError, ValueError):
            return False

    def is_inside(self, path: str) -> bool:
        try:
            return self._below(os.path.realpath(os.path.dirname(os.path.abspath(path))))
        except (OSError, ValueError):
            return False

    def _below(self, real: str) -> bool:
        root = os.path.realpath(self.root)
        return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


class Memory:
    """Files of an example: path → bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def read(self, path: str, limit: int) -> bytes:
        if path not in self.files:
            raise UnreadableError("no such file or directory")
        data = self.files[path]
        if len(data) > limit:
            raise TooLargeError(len(data))
        return data

    def tail(self, path: str, length: int) -> tuple[bytes, int]:
        data = self.read(path, 1 << 62)
        offset = max(0, len(data) - length)
        return data[offset:], offset

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_inside(self, path: str) -> bool:
        return not os.path.normpath(path).startswith("..")


def kind_of(mode: int) -> str:
    """What a file is that is not regular, for people."""
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "something else"
