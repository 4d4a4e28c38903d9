"""npm packages as they are sent: a `.tgz`, read in one pass and held in memory.

Nothing is written to disk, no name in it is used as a path, and no link is followed. `tarfile` is not asked: in Python 3.11
to 3.13 a hostile header makes it loop for ever (CVE-2025-8194) or take the square of its length (CVE-2024-6232).
"""

import os
import posixpath
from collections.abc import Mapping
from typing import BinaryIO, Final, NamedTuple

from smaplint.discovery import File, Found, kind_of_name
from smaplint.reader import Files, Memory, UnreadableError
from smaplint.settings import Settings

_BLOCK: Final = 512
_PIECE: Final = 1 << 16
_MEMBERS: Final = 100_000
# Of all archives of a run together, for they are held in memory. The largest of npm's 100 most used packages has 60 MB.
_KEPT: Final = 512 * 1024 * 1024
# Text of source maps is packed to a fifth, seldom to a fiftieth; a file of zeros to a thousandth.
_RATIO: Final = 200
_RATIO_FROM: Final = 64 * 1024 * 1024
# A name is an extended header's whole content.
_NAME: Final = 1 << 16


class _Stream:
    """What a gzip file unpacks to, counted."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        import gzip

        self._packed = file
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._limit = limit
        self._count = 0

    def read(self, size: int) -> bytes:
        """Exactly so many bytes, or fewer at the end. Raises UnreadableError beyond the limits."""
        pieces = []
        while size > 0 and (piece := self._file.read(min(size, _PIECE))):
            pieces.append(piece)
            size -= len(piece)
            self._count += len(piece)
            if self._count > self._limit:
                raise UnreadableError(f"it unpacks to more than {self._limit:,} bytes")
            if self._count > _RATIO_FROM and self._count > _RATIO * max(self._packed.tell(), 1):
                raise UnreadableError(f"it unpacks to more than {_RATIO} times its size, as no package does")
        return b"".join(pieces)

    def skip(self, size: int) -> None:
        while size > 0:
            step = min(size, _PIECE)
            if len(self.read(step)) < step:
                raise UnreadableError("it is cut short")
            size -= step


class Archive(NamedTuple):
    """The regular files of a `.tgz`, by their name in it, and what was passed over, and why."""

    files: Mapping[str, bytes]
    skipped: tuple[tuple[str, str], ...]


def read_archive(file: BinaryIO, limit: int = _KEPT) -> Archive:
    """Read a gzipped tar file: ustar, with the long names of pax and GNU. Raises UnreadableError for anything else."""
    import zlib

    try:
        return _read_members(_Stream(file, limit))
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"it is no gzip file, or damaged: {str(error)[:80].lower()}") from error


def _read_members(stream: _Stream) -> Archive:
    files: dict[str, bytes] = {}
    skipped: list[tuple[str, str]] = []
    long_name = ""
    for number in range(_MEMBERS + 1):
        header = stream.read(_BLOCK)
        if not header.strip(b"\0"):
            return Archive(files, tuple(skipped))
        if number == _MEMBERS:
            raise UnreadableError(f"it has more than {_MEMBERS:,} members")
        _check(header)
        size = _number(header[124:136])
        kind = header[156:157]
        if kind in (b"x", b"L"):
            if size > _NAME:
                raise UnreadableError("it has a name of more than 65,536 bytes")
            data = stream.read(size)
            long_name = (_pax_path(data) if kind == b"x" else _text(data)) or long_name
        elif kind in (b"0", b"\0", b"7"):
            prefix = _text(header[345:500]) if header[257:262] == b"ustar" else ""
            name = long_name or posixpath.join(prefix, _text(header[:100]))
            long_name = ""
            plain = _plain(name)
            data = stream.read(size)
            if len(data) < size:
                raise UnreadableError("it is cut short")
            if plain:
                files[plain] = data
            else:
                skipped.append((name, "has a name that leads out of the package"))
        else:
            if kind in (b"1", b"2"):
                skipped.append((long_name or _text(header[:100]), "is a link, which is not followed"))
            if kind not in (b"g", b"K"):
                long_name = ""
            # Links and folders have no content, whatever their header says of a size.
            stream.skip(size if kind not in (b"1", b"2", b"3", b"4", b"5", b"6") else 0)
            size = size if kind not in (b"1", b"2", b"3", b"4", b"5", b"6") else 0
        stream.skip(-size % _BLOCK)
    raise AssertionError  # the loop returns or raises


def _check(header: bytes) -> None:
    if len(header) < _BLOCK:
        raise UnreadableError("it is cut short")
    if _number(header[148:156]) != sum(header) - sum(header[148:156]) + 8 * 0x20:
        raise UnreadableError("what it unpacks to is no tar file")


def _number(field: bytes) -> int:
    """An octal number; base 256, for 8 GB and more, is beyond every limit."""
    digits = field.strip(b" \0")
    if not digits:
        return 0
    if not digits.isdigit() or max(digits) > 0x37:
        raise UnreadableError("what it unpacks to is no tar file")
    return int(digits, 8)


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")


def _pax_path(data: bytes) -> str:
    """`path` of an extended header: records of length, blank, key, `=`, value and line feed."""
    path = ""
    at = 0
    while at < len(data):
        blank = data.find(b" ", at, at + 8)
        digits = data[at:blank] if blank > at else b""
        if not digits.isdigit() or int(digits) <= blank - at:
            break
        record = data[blank + 1 : at + int(digits) - 1]
        if record.startswith(b"path="):
            path = record[5:].decode("utf-8", "replace")
        at += int(digits)
    return path


def _plain(name: str) -> str:
    """A name as a path below the archive; "" for one that leads out of it, or is none."""
    normal = posixpath.normpath(name.replace("\\", "/"))
    if "\0" in name or normal.startswith(("/", "../")) or normal in (".", "..") or normal[1:2] == ":":
        return ""
    return normal


class Packed:
    """Files on disk, and those in archives, whose paths begin with the archive's: `app-1.0.0.tgz/package/dist/app.js`."""

    def __init__(self, outside: Files, archives: Mapping[str, Mapping[str, bytes]]) -> None:
        self.outside = outside
        self.has_tree = outside.has_tree
        self.tops = tuple(f"{path}/" for path in archives)
        self.inside = Memory(
            {f"{path}/{name}": data for path, files in archives.items() for name, data in files.items()}
        )

    def _of(self, path: str) -> tuple[Files, str]:
        normal = posixpath.normpath(path.replace(os.sep, "/"))
        return (self.inside, normal) if normal.startswith(self.tops) else (self.outside, path)

    def read(self, path: str, limit: int) -> bytes:
        files, path = self._of(path)
        return files.read(path, limit)

    def tail(self, path: str, length: int) -> tuple[bytes, int]:
        files, path = self._of(path)
        return files.tail(path, length)

    def open(self, path: str) -> BinaryIO:
        files, path = self._of(path)
        return files.open(path)

    def is_file(self, path: str) -> bool:
        files, path = self._of(path)
        return files.is_file(path)

    def is_inside(self, path: str) -> bool:
        files, path = self._of(path)
        return files is self.inside or files.is_inside(path)

    def followed(self, path: str) -> str | None:
        files, path = self._of(path)
        return files.followed(path)


def unpack(found: Found, access: Files, settings: Settings) -> tuple[Found, Files]:
    """What is in the archives that were found, as files of theirs; each is judged as one whole folder."""
    archives: dict[str, Mapping[str, bytes]] = {}
    files, skipped, unreadable = list(found.files), list(found.skipped), list(found.unreadable)
    left = _KEPT
    for path in found.packages:
        try:
            with access.open(path) as opened:
                archive = read_archive(opened, left)
        except UnreadableError as error:
            unreadable.append((path, f"as a package: {error}"))
            continue
        archives[path] = archive.files
        left -= sum(map(len, archive.files.values()))
        skipped += [(f"{path}/{name}", reason) for name, reason in archive.skipped]
        for name, data in archive.files.items():
            member = f"{path}/{name}"
            kind = kind_of_name(name)
            if kind is None or "node_modules" in name.split("/")[:-1]:
                continue
            if settings.matches(settings.exclude, member):
                skipped.append((member, "excluded"))
            else:
                files.append(File(member, kind, path, len(data)))
    files.sort(key=lambda file: file.path)
    found = found._replace(
        files=tuple(files),
        skipped=tuple(sorted(skipped)),
        unreadable=tuple(sorted(unreadable)),
        has_folder=found.has_folder or bool(archives),
    )
    return found, Packed(access, archives)
