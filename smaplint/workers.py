"""Processes that work batches off: forked where the system forks, spawned by the standard library elsewhere.

What was forked has units, settings and modules already: nothing goes to it but the numbers of batches, through one pipe that
all take from, and back come the results.
"""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final, NoReturn, TypeVar

# Their numbers fit into the smallest pipe that Linux gives, one page, so that writing them never waits.
MOST_BATCHES: Final = 1000
_NUMBER: Final = 4
_LENGTH: Final = 8
_PIECE: Final = 1 << 20

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class WorkerError(Exception):
    """A worker ended before its work did; the text says how: `SIGKILL`, `MemoryError`."""


def can_fork() -> bool:
    """Whether a process may go on in a copy of itself."""
    import sys

    # CPython itself does not fork on macOS: system libraries may crash in the child (bpo-33725).
    return hasattr(os, "fork") and sys.platform != "darwin"


def forked(
    work: Callable[[Batch], Result], batches: Sequence[Batch], order: Sequence[int], jobs: int
) -> Iterator[tuple[int, Result]]:
    """(index, result) of the batches as they are done; at most 1,000, taken in `order`, by `jobs` processes.

    OSError where no process can be added. WorkerError at the end, where one ended early: what others did is not lost.
    """
    import selectors

    numbers = _filled(b"".join(index.to_bytes(_NUMBER, "little") for index in order))
    workers: dict[int, _Worker] = {}
    reason = ""
    try:
        for _ in range(jobs):
            try:
                handle, pid = _fork(work, batches, numbers, tuple(workers))
            except OSError:
                if workers:
                    break
                raise
            workers[handle] = _Worker(pid)
        with selectors.DefaultSelector() as selector:
            for handle in workers:
                selector.register(handle, selectors.EVENT_READ)
            while workers:
                for key, _ in selector.select():
                    worker = workers[key.fd]
                    if piece := os.read(key.fd, _PIECE):
                        yield from worker.results(piece)
                        continue
                    selector.unregister(key.fd)
                    ended = _end(key.fd, workers.pop(key.fd))
                    reason = reason or ended
    finally:
        os.close(numbers)
        for handle, worker in workers.items():
            worker.kill()
            _end(handle, worker)
    if reason:
        raise WorkerError(reason)


class _Worker:
    """A process, and what of its next message is there: a length and a pickle."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.said: object = ""
        self._received = bytearray()

    def results(self, piece: bytes) -> Iterator[tuple[int, Result]]:
        """The results that are whole with `piece`. Last it says None, or what ended it."""
        received = self._received
        received += piece
        while len(received) >= _LENGTH:
            end = _LENGTH + int.from_bytes(received[:_LENGTH], "little")
            if len(received) < end:
                return
            message = pickle.loads(memoryview(received)[_LENGTH:end])  # noqa: S301  # a part of this program made it
            del received[:end]
            if isinstance(message, tuple):
                yield message
            else:
                self.said = message

    def kill(self) -> None:
        import signal

        # It holds nothing that it must put away, and may be in compiled code for long.
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)


def _filled(data: bytes) -> int:
    """A pipe with some bytes in it, to be read from."""
    reader, writer = os.pipe()
    try:
        os.write(writer, data)
    finally:
        os.close(writer)
    return reader


def _fork(
    work: Callable[[Batch], Result], batches: Sequence[Batch], numbers: int, others: Sequence[int]
) -> tuple[int, int]:
    """A pipe that results come from, and the process that works. OSError."""
    reader, writer = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        raise
    if pid == 0:
        # Held open here, the pipes of the others would not break when the parent ends.
        _serve(work, batches, numbers, writer, (reader, *others))
    os.close(writer)
    return reader, pid


def _serve(
    work: Callable[[Batch], Result], batches: Sequence[Batch], numbers: int, writer: int, others: Sequence[int]
) -> NoReturn:
    """The life of a worker. Nothing of the parent's is ended a second time: neither its buffers nor its handlers."""
    said: object = None
    try:
        for handle in others:
            os.close(handle)
        while number := os.read(numbers, _NUMBER):
            index = int.from_bytes(number, "little")
            _send(writer, (index, work(batches[index])))
    except BaseException as error:  # noqa: BLE001  # an interrupt reaches the parent too
        said = type(error).__name__
    finally:
        try:
            _send(writer, said)
        finally:
            os._exit(said is not None)


def _send(writer: int, message: object) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    left = memoryview(len(data).to_bytes(_LENGTH, "little") + data)
    while left:
        left = left[os.write(writer, left) :]


def _end(handle: int, worker: _Worker) -> str:
    """Wait for a worker; how it ended, or "" where its work was done."""
    import signal

    os.close(handle)
    try:
        code = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
    except ChildProcessError:  # somebody who has embedded us lets the system wait for it
        code = 0
    if worker.said is None:
        return ""
    with suppress(ValueError):
        return str(worker.said) or signal.Signals(-code).name
    return f"exit status {code}"


def spawned(
    work: Callable[[Batch], Result], batches: Sequence[Batch], order: Sequence[int], jobs: int
) -> Iterator[tuple[int, Result]]:
    """As `forked`, by processes that begin anew; `work`, batches and results are pickled."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    reason = ""
    # Raises where a sandbox has no semaphores (no /dev/shm) or where no process may be added.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = {pool.submit(work, batches[index]): index for index in order}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except (BrokenProcessPool, MemoryError) as error:
                reason = type(error).__name__
    if reason:
        raise WorkerError(reason)
