"""The checkout as a user has it: installed, not editable, in an environment of its own, with the peer that is in Python."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.checkout import ROOT, copy, listed
from tests.npm import cache

_INSTALLED: Final = ("smaplint/", "rules/", "pyproject.toml", "setup.py")
# Environments of sources that have changed since are of no use for longer.
_KEPT: Final = 86_400


def environment() -> Path:
    """A virtual environment with this checkout, made where there is none of these sources."""
    known = hashlib.sha256(sys.version.encode())
    for name in listed():
        if name.startswith(_INSTALLED):
            known.update(f"{name}\0".encode() + (ROOT / name).read_bytes())
    target = cache() / f"benchmark-venv-{known.hexdigest()[:16]}"
    if not (target / "ready").exists():
        _remove_old()
        shutil.rmtree(target, ignore_errors=True)
        with tempfile.TemporaryDirectory() as temporary:
            # A build leaves files in the tree that it is made from.
            source = copy(Path(temporary) / "smaplint")
            subprocess.run([sys.executable, "-m", "venv", target], check=True)
            pip = [python(target), "-m", "pip", "--disable-pip-version-check", "--quiet"]
            done = subprocess.run(
                [*pip, "install", f"{source}[bench]"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            if done.returncode:
                raise SystemExit(done.stdout.decode("utf-8", "replace"))
        (target / "ready").touch()
    return target


def _remove_old() -> None:
    for one in cache().glob("benchmark-venv-*"):
        if time.time() - one.stat().st_mtime > _KEPT:
            shutil.rmtree(one, ignore_errors=True)


def python(venv: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(venv / ("Scripts" if os.name == "nt" else "bin") / "python")


def smaplint(venv: Path) -> str:
    """The command of a virtual environment."""
    return str(venv / ("Scripts" if os.name == "nt" else "bin") / "smaplint")


def is_compiled(venv: Path) -> bool:
    """Whether the compiled pass was built and is taken."""
    code = "from smaplint._fast import fast; raise SystemExit(fast is None)"
    done = subprocess.run([python(venv), "-I", "-c", code], capture_output=True, check=False)
    return done.returncode == 0
