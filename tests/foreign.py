"""Decodes mappings with implementations that share no code with smaplint.

Both put the segments of a line in order of their column where the map has them
out of order, so their answer says nothing about the order that was written.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.npm import installed, program

PEERS = Path(__file__).with_name("peers")

# Generated line (from 1) and column, source, original line and column, name.
Row = tuple[int, int, str | None, int | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an implementation said instead of decoding."""

    error: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """One map as each implementation reads it; None for one that was not asked."""

    id: str
    codec: list[list[list[int]]] | Refusal | None
    mozilla: list[Row] | Refusal | None


def decode(
    maps: Iterable[tuple[str, str | Path]],
    only: Literal["codec", "mozilla"] | None = None,
) -> Iterator[Decoded]:
    """Decode (id, mappings) and (id, path of a map) pairs in one run of node, in order.

    Bare mappings get sources s0, s1, ... and names n0, n1, ... as far as they use them.
    """
    command = [program("node"), str(PEERS / "decode.mjs")]
    if only is not None:
        command += ["--only", only]
    environment = {**os.environ, "SMAPLINT_PEERS": str(installed(PEERS))}
    # Through files: with two pipes, node and we could each wait for the other to read.
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as requests,
        tempfile.TemporaryFile() as log,
    ):
        for key, value in maps:
            named = {"path": str(value.absolute())} if isinstance(value, Path) else {"mappings": value}
            requests.write(json.dumps({"id": key, **named}) + "\n")
        requests.seek(0)
        with subprocess.Popen(command, stdin=requests, stdout=subprocess.PIPE, stderr=log, env=environment) as node:
            if node.stdout is None:  # pragma: no cover - it is a pipe
                message = "node has no output"
                raise RuntimeError(message)
            try:
                yield from (_decoded(line) for line in node.stdout)
            finally:
                node.stdout.close()
                status = node.wait()
        if status != 0:
            log.seek(0)
            message = f"decode.mjs exited {status}: {log.read().decode(errors='replace')[-2000:]}"
            raise RuntimeError(message)


def _decoded(line: bytes) -> Decoded:
    answer = json.loads(line)
    codec, mozilla = answer.get("codec"), answer.get("mozilla")
    if isinstance(codec, dict):
        codec = Refusal(codec["error"])
    if isinstance(mozilla, dict):
        mozilla = Refusal(mozilla["error"])
    elif mozilla is not None:
        mozilla = [tuple(row) for row in mozilla]
    return Decoded(answer["id"], codec, mozilla)
