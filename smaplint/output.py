"""Where reports go: standard streams and files, whole or not at all, and whether they have colours and links."""

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, TextIO

_STREAMS: Final = {"/dev/stdout": 1, "/dev/stderr": 2, "/proc/self/fd/1": 1, "/proc/self/fd/2": 2}


class OutputError(Exception):
    """A report that could not be written; the text says why, for people."""


def coloured(when: str, stream: TextIO | None) -> bool:
    """Whether to colour what goes to a stream. `when`: `auto`, `always` or `never`.

    With `auto`: NO_COLOR wins, then FORCE_COLOR, CLICOLOR_FORCE and CLICOLOR, then whether it is a terminal that is not
    dumb. A variable that is empty counts as unset (no-color.org, force-color.org, bixense.com/clicolors); `FORCE_COLOR=0`
    means none, as in Node, and its levels 1 to 3 the same: 16 colours are all that is used. No CI is a terminal: where
    its log shows colours, as that of GitHub Actions does, FORCE_COLOR asks for them.
    """
    if when == "auto":
        chosen = _wish(os.environ)
        on = chosen if chosen is not None else os.environ.get("TERM") != "dumb" and is_terminal(stream)
    else:
        on = when == "always"
    return on and (not is_terminal(stream) or _understands(stream))


def _wish(env: Mapping[str, str]) -> bool | None:
    """What the environment says of colours, if anything."""
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR"):
        return env["FORCE_COLOR"] not in ("0", "false")
    if env.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return False if env.get("CLICOLOR") == "0" else None


def _understands(stream: TextIO | None) -> bool:
    """Whether a terminal takes escape sequences. The console of Windows 10 does once it is told (not tried out yet)."""
    if sys.platform != "win32" or stream is None:
        return True
    import ctypes
    import msvcrt

    kernel = ctypes.windll.kernel32
    handle = msvcrt.get_osfhandle(stream.fileno())
    mode = ctypes.c_ulong()
    # No console, but a terminal for Python: mintty of Git Bash is a pipe, and needs no telling.
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return True
    return bool(kernel.SetConsoleMode(handle, mode.value | 0x0004))  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def links(stream: TextIO | None, *, colour: bool, env: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal shows links (OSC 8), by what it says of itself; FORCE_HYPERLINK says so for any, `0` for none.

    There is no way to ask. The list is that of supports-hyperlinks (npm), and foot: a terminal that is not on it may
    print the escape. Who wants no colours wants no links, and in CI nobody clicks.
    """
    forced = env.get("FORCE_HYPERLINK", "")
    if forced:
        return forced not in ("0", "false")
    if not colour or not is_terminal(stream) or env.get("TERM") == "dumb":
        return False
    if "WT_SESSION" in env:
        return True
    # tmux and screen pass the variables of the terminal outside on, and its links only of late.
    if sys.platform == "win32" or env.get("CI") or env.get("TEAMCITY_VERSION") or env.get("TMUX") or env.get("STY"):
        return False
    program = env.get("TERM_PROGRAM", "")
    if program in _LINKING and _version(env.get("TERM_PROGRAM_VERSION", "")) >= _LINKING[program]:
        return True
    if program == "vscode" and "CURSOR_TRACE_ID" in env:  # which counts its own releases
        return True
    # VTE 0.50.0 crashed upon a link.
    vte = env.get("VTE_VERSION", "")
    if vte.isascii() and vte.isdigit() and int(vte[:9]) > 5000:
        return True
    return env.get("TERM") in ("xterm-kitty", "xterm-ghostty", "alacritty", "foot")


# By TERM_PROGRAM, since when. That of WezTerm is a date; that of VS Code is its release.
_LINKING: Final[Mapping[str, tuple[int, ...]]] = {
    "iTerm.app": (3, 1),
    "WezTerm": (20200620,),
    "vscode": (1, 72),
    "ghostty": (),
    "zed": (),
}


def _version(text: str) -> tuple[int, ...]:
    numbers = text.replace("-", ".").split(".")[:2]
    return tuple(int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 10)


def link_host(env: Mapping[str, str] = os.environ) -> str | None:
    """The machine's name for links to files, without which a terminal over SSH opens those of another machine.

    None: no links. VS Code (and Zed) find `path:line:column` themselves, and open the line too, which no `file:` URL says.
    """
    if env.get("TERM_PROGRAM") in ("vscode", "zed"):
        return None
    name = os.uname().nodename if hasattr(os, "uname") else ""
    return name if all(one.isalnum() or one in "-._" for one in name) and name.isascii() else ""


def is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def width_of(stream: TextIO | None) -> int:
    """The columns of a terminal; 80 where there is none. COLUMNS wins, as for other programs."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdigit() and 0 < int(stated[:6]) <= 1000:
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80 if stream else 80
    except (OSError, ValueError):
        return 80


def say(line: str) -> None:
    """One line for people on standard error; lost without a word where nobody can read it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence(2, "stderr")


def write_stdout(text: str, *, utf8: bool = False) -> bool:
    """Write a whole report; False where the reader has gone away (`| head`): it has seen enough. Else OutputError.

    `utf8`: whatever the locale, for a report that states its encoding.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("standard output: it is closed")
    try:
        if utf8 and hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(1, "stdout")
        return False
    except (OSError, ValueError) as error:
        _silence(1, "stdout")
        raise OutputError(f"standard output: {_reason(error)}") from error
    return True


def settle() -> bool:
    """Flush what others wrote to standard output, before the interpreter does and complains; False when it is lost."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence(1, "stdout")
    except (OSError, ValueError):
        _silence(1, "stdout")
        return False
    return True


def _silence(descriptor: int, name: str) -> None:
    """Point a broken stream at nothing: the interpreter flushes once more when it ends, and would say what it met."""
    try:
        if getattr(sys, name).fileno() == descriptor:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, descriptor)
            os.close(null)
    except (OSError, ValueError, AttributeError):
        setattr(sys, name, None)


def write_file(path: str, text: str) -> None:
    """Write a report to a file, whole or not at all; OutputError when it cannot be.

    A regular file is replaced by a new one with its mode, never opened and cut: who reads it meanwhile, or after a
    crash, has the old or the new one. A link is replaced and not followed: the tree may be a stranger's. A device, a
    pipe and `/dev/stdout` are written to.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if not _written_to_stream(path, data):
            _replace(path, data)
    except (OSError, ValueError) as error:
        raise OutputError(f"`{path}`: {_reason(error)}") from error


def _written_to_stream(path: str, data: bytes) -> bool:
    """Write to what is no regular file; False where that is for `_replace`."""
    descriptor = _STREAMS.get(path)
    prefix = next((prefix for prefix in ("/dev/fd/", "/proc/self/fd/") if path.startswith(prefix)), None)
    if descriptor is None and prefix and path[len(prefix) :].isdigit():
        descriptor = int(path[len(prefix) :])
    if descriptor is not None and os.name == "posix":
        # Opened by its name, a redirected file would be a second, independent place in it.
        handle = os.dup(descriptor)
    else:
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISREG(mode):
            return False
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "it is a folder")
        handle = os.open(path, os.O_WRONLY)
    try:
        with os.fdopen(handle, "wb", closefd=True) as file:
            file.write(data)
    except BrokenPipeError:
        pass  # as on standard output
    return True


def _replace(path: str, data: bytes) -> None:
    folder = os.path.dirname(path) or "."
    mode = None
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISREG(status.st_mode):
            mode = stat.S_IMODE(status.st_mode)
            if not os.access(path, os.W_OK):
                raise PermissionError(13, "it is write-protected")
    if not os.path.isdir(folder):
        raise FileNotFoundError(2, f"there is no folder `{folder}`")
    temporary = os.path.join(folder, f".smaplint-{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _reason(error: OSError | ValueError) -> str:
    """Why, as the system says it, without the path that the message names already."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]
