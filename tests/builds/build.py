"""Run the real builds of the corpus: ``python tests/builds/build.py [--out DIR] [NAME ...]``.

Every build of ``builds.json`` runs in a subprocess, in a copy of its project (``app/`` or ``frameworks/``), and its
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
TIME_LIMIT = 600
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

    Maps point at their sources as ``../../app/src/…`` or ``../../frameworks/…``, seen from ``out``/<name>.
    """
    builds = load_builds()
    unknown = sorted(set(names or ()) - set(builds))
    if unknown:
        raise ValueError(f"unknown builds: {', '.join(unknown)}")
    chosen = [builds[name] for name in dict.fromkeys(names or builds)]
    # `app` is there for all: the frameworks' tools build its library too.
    projects = {"app": _install(HERE)}
    if any(_project(entry) == "frameworks" for entry in chosen):
        projects["frameworks"] = _install(HERE / "frameworks")
    with _workspace() as root:
        _fill(root, projects)
        with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
            return list(pool.map(lambda entry: _run(entry, root, out), chosen))


def _project(entry: dict[str, Any]) -> str:
    """Return the folder that a build runs in."""
    project: str = entry.get("project", "app")
    return project


def _install(folder: Path) -> Path:
    """Return the node_modules of a folder's lock file, installed when it is new."""
    sys.path.insert(0, str(HERE.parents[1]))
    from tests.npm import installed

    return installed(folder) / "node_modules"


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


def _fill(root: Path, projects: dict[str, Path]) -> None:
    """Lay out ``root``: each project with its node_modules, the app with its configs too, beside it ``output``."""
    for project, node_modules in projects.items():
        shutil.copytree(HERE / project, root / project)
        shutil.copytree(node_modules, root / project / "node_modules", symlinks=True, copy_function=_link_or_copy)
    shutil.copytree(HERE / "configs", root / "app" / "configs")
    shutil.copy(HERE / "package.json", root / "app")
    (root / "home").mkdir()


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _run(entry: dict[str, Any], root: Path, out: Path) -> BuildResult:
    """Run the commands of one build and copy its files when all went well."""
    name, folder, start = entry["name"], root / _project(entry), time.monotonic()
    made = root / "output" / name
    made.mkdir(parents=True)
    places = {"out": f"../output/{name}", "tmp": f"../tmp/{name}"}
    env = {
        "PATH": os.pathsep.join([str(folder / "node_modules" / ".bin"), os.environ["PATH"]]),
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
                cwd=folder,
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
    # A pattern where a tool has a package for each system.
    packages = (root / _project(entry) / "node_modules").glob(f"{entry['tool']}/package.json")
    versions = [json.loads(package.read_bytes())["version"] for package in packages]
    if versions != [entry["version"]]:
        return f"builds.json says {entry['tool']} {entry['version']}, installed is {', '.join(versions) or 'none'}"
    if not files:
        return "the build made no files"
    if not entry.get("committed", True):
        return None
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
    parser.add_argument("names", nargs="*", metavar="NAME", help="builds to run (default: those that are committed)")
    options = parser.parse_args(argv)
    try:
        committed = [name for name, entry in load_builds().items() if entry.get("committed", True)]
        results = build(options.names or committed, options.out)
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
