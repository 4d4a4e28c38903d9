"""Finds comments with acorn and @csstools/css-tokenizer, which share no code with smaplint."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.npm import installed, program

PEERS = Path(__file__).with_name("peers")


@dataclass(frozen=True, slots=True)
class Asked:
    """A text or a file. `module`: None to try it as a module, then as a script."""

    id: str
    text: str | None = None
    path: Path | None = None
    module: bool | None = None
    kind: Literal["js", "css"] = "js"


@dataclass(frozen=True, slots=True)
class Script:
    """JavaScript as acorn reads it: the spans of its comments in bytes, and the URL both ways of ECMA-426."""

    id: str
    module: bool
    comments: list[tuple[int, int]]
    tokens: str | None
    plain: str | None


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """CSS as css-tokenizer reads it: the spans of its closed comments in bytes, and the URLs of those that match."""

    id: str
    comments: list[tuple[int, int]]
    urls: list[str]


@dataclass(frozen=True, slots=True)
class Refused:
    """What the parser said instead."""

    id: str
    error: str


def ask(asked: Iterable[Asked]) -> Iterator[Script | Stylesheet | Refused]:
    """Ask for all of them in one run of node, in order."""
    environment = {**os.environ, "SMAPLINT_PEERS": str(installed(PEERS))}
    # Through a file: with two pipes, node and we could each wait for the other to read.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as requests:
        for one in asked:
            given: dict[str, Any] = {"id": one.id, "kind": one.kind}
            if one.text is not None:
                given["text"] = one.text
            if one.path is not None:
                given["path"] = str(one.path.absolute())
            if one.module is not None:
                given["module"] = one.module
            requests.write(json.dumps(given) + "\n")
        requests.seek(0)
        command = [program("node"), str(PEERS / "comments.mjs")]
        with subprocess.Popen(command, stdin=requests, stdout=subprocess.PIPE, env=environment) as node:
            for line in node.stdout or ():
                yield _answer(json.loads(line))
        if node.returncode != 0:
            message = f"comments.mjs exited {node.returncode}"
            raise RuntimeError(message)


def _answer(answer: dict[str, Any]) -> Script | Stylesheet | Refused:
    if "error" in answer:
        return Refused(answer["id"], answer["error"])
    comments = [(start, end) for start, end in answer["comments"]]
    if "urls" in answer:
        return Stylesheet(answer["id"], comments, answer["urls"])
    return Script(answer["id"], answer["module"], comments, answer["tokens"], answer["plain"])
