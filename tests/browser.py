"""Headless Chromium for tests: Debian's package, driven by puppeteer-core (tests/browser/drive.mjs)."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.npm import NpmMissing, installed, program

PROJECT = Path(__file__).with_name("browser")


def chromium() -> str:
    """The program; NpmMissing, which is a reason to skip, where there is none."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    message = "there is no Chromium: apt-get install chromium, or set CHROMIUM"
    raise NpmMissing(message)


class Browser:
    """One Chromium with one page at a time; each method is a command of drive.mjs."""

    def __init__(self) -> None:
        environment = {**os.environ, "CHROMIUM": chromium(), "SMAPLINT_BROWSER": str(installed(PROJECT))}
        command = [program("node"), str(PROJECT / "drive.mjs")]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, **command: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the browser is gone, at {command}"
        answer = json.loads(line)
        assert "error" not in answer, f"{command}: {answer['error']}"
        return answer["value"]

    def open(self, path: Path, **how: Any) -> None:
        self.ask(open=str(path), **how)

    def run(self, expression: str) -> Any:
        return self.ask(run=expression)

    def click(self, selector: str) -> None:
        self.ask(click=selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.ask(press=key)

    def type(self, text: str) -> None:
        self.ask(type=text)

    def said(self) -> dict[str, list[str]]:
        """What the page wrote, threw, refused and asked for; the page itself is the one request."""
        found: dict[str, list[str]] = self.ask(said=True)
        return found
