"""Runs vendors' uploaders on a folder, without a network, and reads what they did with it."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

# Package and command of each tool that npm has.
PACKAGES = {
    "datadog-ci": "@datadog/datadog-ci",
    "rollbar-cli": "rollbar-cli",
    "sentry-cli": "@sentry/cli",
    "bugsnag-source-maps": "@bugsnag/source-maps",
}


class Ran(NamedTuple):
    """How a tool ended and what it wrote."""

    code: int
    output: str


def installed_version(project: Path, tool: str) -> str:
    """The version of a tool as it is installed."""
    return str(json.loads((project / "node_modules" / PACKAGES[tool] / "package.json").read_bytes())["version"])


def run(project: Path, command: str, *arguments: str, cwd: Path) -> Ran:
    """Run a command of the project's node_modules. No credentials, no updates, no statistics."""
    done = subprocess.run(
        [project / "node_modules" / ".bin" / command, *arguments],
        cwd=cwd,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(cwd),
            "NO_COLOR": "1",
            "DATADOG_API_KEY": "0" * 32,
            # Statistics are sent by a dry run too: to a name that no server ever has (RFC 6761).
            "DATADOG_SITE": "smaplint.invalid",
            "DD_CI_BYPASS_SITE_VALIDATION": "1",
            "SENTRY_DISABLE_UPDATE_CHECK": "1",
            "SENTRY_LOAD_DOTENV": "0",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout)


def datadog_output(project: Path, tree: Path, prefix: str = "/") -> str:
    """What `datadog-ci sourcemaps upload --dry-run` writes."""
    options = [
        "--dry-run",
        "--disable-git",
        "--service",
        "s",
        "--release-version",
        "1",
        "--minified-path-prefix",
        prefix,
    ]
    done = run(project, "datadog-ci", "sourcemaps", "upload", ".", *options, cwd=tree)
    assert done.code == 0, done.output
    return done.output


def datadog(project: Path, tree: Path) -> dict[str, str]:
    """Generated file → the map that `datadog-ci sourcemaps upload --dry-run` would send with it."""
    output = datadog_output(project, tree)
    found = re.findall(r"\[DRYRUN\] Uploading sourcemap (.+?) for JS file available at (.+)", output)
    return {js.lstrip("/"): os.path.normpath(path) for path, js in found}


def rollbar(project: Path, tree: Path) -> dict[str, str]:
    """Generated file → the map that `rollbar-cli upload-sourcemaps --dry-run` reads and finds valid."""
    options = ["--access-token", "0", "--url-prefix", "https://app.example/", "--code-version", "1", "--dry-run"]
    done = run(project, "rollbar-cli", "upload-sourcemaps", ".", *options, cwd=tree)
    assert done.code == 0, done.output
    taken = {}
    for part in done.output.split("[Found ] ")[1:]:
        js, *lines = part.split("\n")
        if lines[1].strip() == "valid":
            taken[js] = os.path.normpath(Path(js).parent / lines[0][9:])
    return taken


def sentry(project: Path, tree: Path) -> dict[str, str]:
    """Generated file → the map into which `sentry-cli sourcemaps inject` puts the same debug ID, itself for an inline one.

    It changes the files.
    """
    before = {path: path.read_bytes() for path in tree.rglob("*.?js") if path.is_file()}
    before |= {path: path.read_bytes() for path in tree.rglob("*.js")}
    done = run(project, "sentry-cli", "sourcemaps", "inject", ".", cwd=tree)
    assert done.code == 0, done.output
    found = {
        os.path.normpath(path): one
        for one, path in re.findall(r"^    ([0-9a-f-]{36}) - (.+)$", done.output, re.MULTILINE)
    }
    maps = {one: path for path, one in found.items() if path.endswith(".map")}
    taken = {path: maps[one] for path, one in found.items() if not path.endswith(".map") and one in maps}
    for path, data in before.items():
        comment, changed = _inline(data), _inline(path.read_bytes())
        if comment and comment != changed:
            name = path.relative_to(tree).as_posix()
            taken[name] = name
    return taken


def _inline(data: bytes) -> bytes:
    match = re.search(rb"sourceMappingURL=data:\S+", data)
    return match.group() if match else b""


def sentry_reads(project: Path, folder: Path, maps: Mapping[str, bytes]) -> set[str]:
    """The maps that sentry-cli's parser reads; it is that of the server."""
    names = set()
    for name, data in maps.items():
        (folder / "a.map").write_bytes(data)
        done = run(project, "sentry-cli", "sourcemaps", "resolve", "a.map", "--line", "1", "--column", "1", cwd=folder)
        assert (done.code == 0) is ("source map type:" in done.output), done.output
        if done.code == 0:
            names.add(name)
    return names


def rollbar_reads(project: Path, folder: Path, maps: Mapping[str, bytes]) -> set[str]:
    """The maps that rollbar-cli finds valid."""
    for name, data in maps.items():
        (folder / f"{name}.js").write_text(f"a\n//# sourceMappingURL={name}.js.map\n")
        (folder / f"{name}.js.map").write_bytes(data)
    return {js.removesuffix(".js") for js in rollbar(project, folder)}


def bugsnag_reads(project: Path, folder: Path, maps: Mapping[str, bytes]) -> set[str]:
    """The maps that bugsnag-source-maps sends. The first that it cannot read ends the run: then on without that one."""
    left = sorted(maps)
    names = set()
    with stub() as (address, requests):
        options = ["--base-url", "https://app.example/", "--endpoint", address, "--app-version", "1"]
        while left:
            tree = folder / str(len(left))
            tree.mkdir()
            for name in left:
                (tree / f"{name}.js.map").write_bytes(maps[name])
            requests.clear()
            done = run(
                project,
                "bugsnag-source-maps",
                "upload-browser",
                "--api-key",
                "0",
                "--directory",
                ".",
                *options,
                cwd=tree,
            )
            sent = {Path(parts["sourceMap"][0]).name.removesuffix(".js.map") for parts in requests}
            names |= sent
            left = [name for name in left if name not in sent]
            assert (done.code == 0) is (not left), done.output
            left = left[1:]
    return names


def bugsnag(project: Path, tree: Path) -> dict[str, str]:
    """Generated file → the map that `bugsnag-source-maps upload-browser` sends under its URL."""
    with stub() as (address, requests):
        options = [
            "--directory",
            ".",
            "--base-url",
            "https://app.example/",
            "--endpoint",
            address,
            "--app-version",
            "1",
        ]
        done = run(project, "bugsnag-source-maps", "upload-browser", "--api-key", "0", *options, cwd=tree)
    assert done.code == 0, done.output
    taken = {}
    for parts in requests:
        url, path = parts["minifiedUrl"][1].decode(), Path(parts["sourceMap"][0])
        taken[url.removeprefix("https://app.example/")] = path.relative_to(tree).as_posix()
    return taken


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


@contextmanager
def stub() -> Iterator[tuple[str, list[dict[str, tuple[str, bytes]]]]]:
    """A server on loopback that takes every upload: its address, and of each request the parts (file name, content)."""
    requests: list[dict[str, tuple[str, bytes]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            length = self.headers["Content-Length"]
            message = message_from_bytes(head + (self.rfile.read(int(length)) if length else self._chunks()))
            parts = [part for part in message.walk() if not part.is_multipart()]
            requests.append({_name(part): (part.get_filename() or "", _content(part)) for part in parts})
            self.send_response(202)
            self.end_headers()

        def _chunks(self) -> bytes:
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
