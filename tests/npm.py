"""Installs npm projects for tests, once for each lock file.

The folder is cached outside the checkout, so that a fresh clone on the same machine
does not download 100 MB again, and under the lock's hash, so that it is never stale.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_COPIED = ("package.json", "package-lock.json", ".npmrc")


class NpmMissing(RuntimeError):  # noqa: N818 - a state, not a fault
    """node or npm is not on PATH: a reason to skip a test, not to fail it."""


class NpmFailed(RuntimeError):  # noqa: N818 - the pair of the above
    """npm ran and could not install: its message says why."""


def cache() -> Path:
    """Return the folder for downloads that outlive a test run, made if needed."""
    given = os.environ.get("SMAPLINT_TEST_CACHE")
    folder = Path(given).absolute() if given else Path.home() / ".cache" / "smaplint-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def program(name: str) -> str:
    """Return the path of node or npm (npm.cmd on Windows), or raise NpmMissing."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not on PATH"
        raise NpmMissing(message)
    return found


def installed(project: Path) -> Path:
    """Return a folder with node_modules as the package-lock.json in project says."""
    program("node")
    npm = program("npm")
    lock = (project / "package-lock.json").read_bytes()
    target = cache() / hashlib.sha256(lock).hexdigest()[:16]
    if target.is_dir():
        return target
    with tempfile.TemporaryDirectory(dir=cache(), prefix="installing-") as temporary:
        tree = Path(temporary) / "tree"
        tree.mkdir()
        for name in _COPIED:
            if (project / name).exists():
                shutil.copyfile(project / name, tree / name)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=tree,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            message = f"npm ci in {project}: {done.stderr.strip()[-2000:]}"
            raise NpmFailed(message)
        try:
            # A folder is renamed whole or not at all, and never over one that has files.
            tree.rename(target)
        except OSError:
            if not target.is_dir():
                raise
            # Another process was first with the same lock: its tree is as good.
    return target
