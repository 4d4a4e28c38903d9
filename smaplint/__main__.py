"""The entry point: `smaplint`, `python -m smaplint`. Whatever happens ends in an exit code and at most one line.

Nothing is imported at the top but what the interpreter has loaded already, so that an interrupt during the imports is
handled like any other.
"""

import os
import sys


class _Terminated(BaseException):
    """SIGTERM arrived; not an Exception, so that nothing on the way takes it for a failure of its own."""


def main() -> None:
    """Run the command line and exit: see `smaplint.command` for the codes; 130 after SIGINT, 143 after SIGTERM."""
    sys.exit(_guarded())


def leave() -> None:
    """As `main`, of a process that has nothing else to do: what is in memory is not taken apart, which is a tenth of a short run."""
    code = _guarded()
    if os.environ.get("SMAPLINT_TRACEBACK"):
        sys.exit(code)
    import atexit

    # Of coverage tools, and of the standard library's.
    atexit._run_exitfuncs()  # noqa: SLF001  # the interpreter's own call
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            pass  # `settle` has said so
    os._exit(code)


def _guarded() -> int:
    try:
        from smaplint import ahead

        ahead.begin(sys.argv[1:])
        _catch_sigterm()
        import gc

        # Nothing that imports and rules make is garbage; at the usual threshold of 700, 32 collections take 5 ms of a run
        # over one small map.
        gc.set_threshold(100_000, 50, 50)
        from smaplint import command
        from smaplint.output import settle

        code = command.run(sys.argv[1:])
        return code if settle() else max(code, 2)
    except KeyboardInterrupt:
        return _end(130, "interrupted")
    except _Terminated:
        return _end(143, "terminated")
    except MemoryError:
        return _end(2, "out of memory; `--jobs 1` needs the least, and `max-file-size` leaves the largest files out")
    except BaseException as error:  # the last line of defence: no traceback reaches a user
        if os.environ.get("SMAPLINT_TRACEBACK"):
            raise
        if isinstance(error, SystemExit):
            return error.code if isinstance(error.code, int) else 2
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return _end(
            2,
            f"this should not have happened: {text[:500]!a} (with SMAPLINT_TRACEBACK=1 there is a traceback for a report)",
        )


def _end(code: int, line: str) -> int:
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"smaplint: {line}\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        pass
    return code


def _catch_sigterm() -> None:
    import signal
    from contextlib import suppress

    owner = os.getpid()

    def terminate(_number: int, _frame: object) -> None:
        # A worker that was forked has this handler too, and has nothing to say.
        if os.getpid() != owner:
            os._exit(143)
        raise _Terminated

    # ValueError: not the main thread, so somebody has embedded us, and signals are theirs.
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, terminate)


def _forget_working_directory() -> None:
    """Undo what `python -m` does: with the working directory on the path, a `yaml.py` in the linted tree would be run."""
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    if not sys.flags.safe_path and sys.path and sys.path[0] in ("", here):
        del sys.path[0]


if __name__ == "__main__":
    _forget_working_directory()
    leave()
