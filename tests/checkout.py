"""Copies of this checkout, git repositories made from them, and virtual environments that a test may fill.

What the copy holds is what `git add --all` would take: committed files, changes and new files, nothing ignored.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What git ignores, for a tree that came without `.git` (an archive).
_IGNORED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "build", "dist", "__pycache__", "*.egg-info", "*.pyc", ".*_cache", ".hypothesis"
)


def run(
    command: Sequence[str | Path], cwd: Path, *, env: Mapping[str, str] | None = None, status: int | None = 0
) -> str:
    """Run a program without stdin and return what it printed, stderr too; AssertionError for another exit status."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env) if env is not None else environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert status is None or done.returncode == status, f"{command} exited {done.returncode}:\n{done.stdout}"
    return done.stdout


def environment(**more: str) -> dict[str, str]:
    """The environment of a plain shell: nothing of git's or pytest's own, no colour, and a committer's name."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTEST_", "GITHUB_", "PRE_COMMIT", "COV_"))
        and name not in {"PYTHONPATH", "VIRTUAL_ENV", "FORCE_COLOR", "SKIP"}
    }
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        git |= {f"GIT_{role}_NAME": "a tester", f"GIT_{role}_EMAIL": "tester@example.com"}
    return {**kept, **git, "NO_COLOR": "1", **more}


def tool(name: str) -> str:
    """A program that is installed where the tests run, whatever is on PATH."""
    return shutil.which(name, path=sysconfig.get_path("scripts")) or name


def listed() -> list[str]:
    """The paths of the checkout's files, with `/`, sorted."""
    if (ROOT / ".git").exists():
        # A checkout of another user is dubious to git unless it is told otherwise; here it only lists.
        command = [
            "git",
            "-c",
            f"safe.directory={ROOT}",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]
        names = run(command, ROOT).split("\0")
        return sorted({name for name in names if name and (ROOT / name).is_file()})
    found: list[str] = []
    for folder, folders, files in os.walk(ROOT):
        ignored = _IGNORED(folder, [*folders, *files])
        folders[:] = [name for name in folders if name not in ignored]
        found += (Path(folder, name).relative_to(ROOT).as_posix() for name in files if name not in ignored)
    return sorted(found)


def copy(target: Path, leave_out: str = "tests/builds/output/") -> Path:
    """Copy the checkout's files to `target`; without the 5 MB of real builds unless asked for them."""
    for name in listed():
        if leave_out and name.startswith(leave_out):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    return target


def commit(folder: Path) -> str:
    """Commit all files of a folder, as a git repository of its own; return the commit."""
    if not (folder / ".git").exists():
        run(["git", "init", "--quiet", "--initial-branch=main"], folder)
    run(["git", "add", "--all"], folder)
    run(["git", "commit", "--quiet", "--message=as it stands"], folder)
    return run(["git", "rev-parse", "HEAD"], folder).strip()


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in `folder`."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def site(self) -> Path:
        """Its site-packages."""
        line = "import sysconfig; print(sysconfig.get_path('purelib'))"
        return Path(run([self.bin / "python", "-I", "-c", line], self.folder).strip())

    def pip(self, *arguments: str | Path) -> str:
        """Run its pip, away from any checkout."""
        return run([self.bin / "python", "-I", "-m", "pip", *arguments], self.folder)

    def python(self, *arguments: str | Path, cwd: Path | None = None, status: int | None = 0) -> str:
        """Run its Python; `-I`, so that nothing but what is installed there can be imported."""
        return run([self.bin / "python", "-I", *arguments], cwd or self.folder, status=status)

    def smaplint(self, *arguments: str | Path, cwd: Path | None = None, status: int | None = 0) -> str:
        """Run its `smaplint` script."""
        return run([self.bin / "smaplint", *arguments], cwd or self.folder, status=status)


def new_environment(folder: Path, *, borrow: bool = False) -> Environment:
    """Make a virtual environment with pip.

    `borrow`: what is installed where the tests run can be imported there too, behind its own packages. A `.pth` line
    adds that folder without reading the `.pth` files in it, so an editable install of this checkout stays away.
    """
    run([sys.executable, "-m", "venv", folder], folder.parent)
    made = Environment(folder)
    if borrow:
        paths = [path for path in sys.path if path.endswith("site-packages")]
        (made.site / "borrowed.pth").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return made
