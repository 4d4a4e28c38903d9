"""Run the real builds of the corpus: ``python tests/builds/build.py [--out DIR] [NAME ...]``.

Every build of ``builds.json`` runs in a subprocess, in a copy of ``app/``, and its
JavaScript, CSS, HTML and map files end up in ``DIR/<name>/``.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

HERE = Path(__file__).resolve().parent
OUTPUT = HERE / "output"
KEPT = (".js", ".mjs", ".cjs", ".css", ".html", ".map", ".d.ts")
TIME_LIMIT = 240
BASE64 = re.compile(rb";base64,([A-Za-z0-9+/]+)")


@dataclass(frozen=True)
class BuildResult:
    """How one build went; ``log`` holds what its commands printed."""

    name: str
    ok: bool
    seconds: float
    log: str
    files: tuple[Path, ...] = ()


def load_builds() -> dict[str, dict[str, Any]]:
    """Return the entries of ``builds.json`` by name."""
    entries = json.loads((HERE / "builds.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in entries}


def build(names: Sequence[str] | None, out: Path) -> list[BuildResult]:
    """Run the named builds (all when None) and copy what they make to ``out``/<name>.

    Maps point at their sources as ``../../app/src/…``, seen from ``out``/<name>.
    """
    builds = load_builds()
    unknown = sorted(set(names or ()) - set(builds))
    if unknown:
        raise ValueError(f"unknown builds: {', '.join(unknown)}")
    node_modules = _install()
    with _workspace() as root:
        _fill(root, node_modules)
        with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
            chosen = [builds[name] for name in dict.fromkeys(names or builds)]
            return list(pool.map(lambda entry: _run(entry, root, out), chosen))


def _install() -> Path:
    """Return the node_modules of the lock file, installed when it is new."""
    sys.path.insert(0, str(HERE.parents[1]))
    from tests.npm import installed

    return installed(HERE) / "node_modules"


@contextmanager
def _workspace() -> Iterator[Path]:
    """Yield a new folder, gone afterwards: always the same one when it is free.

    Some tools hash the path of the project into names: one path, one result.
    """
    root = Path(tempfile.gettempdir()).resolve() / "shelf"
    try:
        root.mkdir(mode=0o700)
    except FileExistsError:
        root = Path(tempfile.mkdtemp(prefix="shelf-")).resolve()
    try:
        yield root
    finally:
        shutil.rmtree(root)


def _fill(root: Path, node_modules: Path) -> None:
    """Lay out ``root``: the app with configs and node_modules, beside it ``output``."""
    app = root / "app"
    shutil.copytree(HERE / "app", app)
    shutil.copytree(HERE / "configs", app / "configs")
    shutil.copy(HERE / "package.json", app)
    shutil.copytree(node_modules, app / "node_modules", symlinks=True, copy_function=_link_or_copy)
    (root / "home").mkdir()


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _run(entry: dict[str, Any], root: Path, out: Path) -> BuildResult:
    """Run the commands of one build and copy its files when all went well."""
    name, app, start = entry["name"], root / "app", time.monotonic()
    made = root / "output" / name
    made.mkdir(parents=True)
    places = {"out": f"../output/{name}", "tmp": f"../tmp/{name}"}
    env = {
        "PATH": os.pathsep.join([str(app / "node_modules" / ".bin"), os.environ["PATH"]]),
        "HOME": str(root / "home"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "BROWSERSLIST_IGNORE_OLD_DATA": "1",
    }
    log = ""
    problem: str | None = None
    for command in entry["run"]:
        args = shlex.split(command.format(**places))
        log += f"$ {shlex.join(args)}\n"
        try:
            done = subprocess.run(
                args,
                cwd=app,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=TIME_LIMIT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            problem = str(error)
            break
        log += done.stdout.decode(errors="replace")
        if done.returncode != 0:
            problem = f"exit status {done.returncode}"
            break
    files = sorted(path for path in made.rglob("*") if path.is_file() and path.name.endswith(KEPT))
    problem = problem or _find_problem(entry, root, files)
    seconds = time.monotonic() - start
    if problem is not None:
        return BuildResult(name, False, seconds, f"{log}{problem}\n")
    target = out / name
    shutil.rmtree(target, ignore_errors=True)
    copies = []
    for path in files:
        copy = target / path.relative_to(made)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copies.append(copy)
    return BuildResult(name, True, seconds, log, tuple(copies))


def _find_problem(entry: dict[str, Any], root: Path, files: Sequence[Path]) -> str | None:
    """Say what is wrong with the result of a build whose commands succeeded."""
    package = root / "app" / "node_modules" / entry["tool"] / "package.json"
    version = json.loads(package.read_bytes())["version"]
    if version != entry["version"]:
        return f"builds.json says {entry['tool']} {entry['version']}, installed is {version}"
    if not files:
        return "the build made no files"
    private = [os.fsencode(path) for path in (root, HERE.parents[1], Path.home()) if path.name]
    for path in files:
        data = path.read_bytes()
        texts = [data, unquote_to_bytes(data), *map(_decode, BASE64.findall(data))]
        for word in private:
            if any(word in text for text in texts):
                return f"{path.relative_to(root)} names a folder of this machine: {word!r}"
    return None


def _decode(body: bytes) -> bytes:
    return base64.b64decode(body[: len(body) // 4 * 4])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; 1 when a build failed."""
    parser = argparse.ArgumentParser(description="Run the real builds of the test corpus.")
    parser.add_argument("--out", type=Path, default=OUTPUT, help="folder of the results")
    parser.add_argument("names", nargs="*", metavar="NAME", help="builds to run (default: all)")
    options = parser.parse_args(argv)
    try:
        results = build(options.names or None, options.out)
    except ValueError as error:
        parser.error(str(error))
    except RuntimeError as error:  # npm is missing or failed
        parser.exit(1, f"{error}\n")
    for result in results:
        size = sum(path.stat().st_size for path in result.files)
        sys.stdout.write(f"{result.name:24} {len(result.files):3} files {size:7} bytes {result.seconds:5.1f} s\n")
        if not result.ok:
            sys.stderr.write(result.log)
    failed = [result.name for result in results if not result.ok]
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
