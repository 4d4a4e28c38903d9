"""What git says of a checkout that may be a stranger's: asked with nothing of it run."""

import os
import subprocess
from typing import Final

# The checkout's own configuration may name programs (a file system monitor, a pager, a filter), and a bare repository may
# lie among its files. Prompts would wait for an answer that never comes.
_SAFE: Final = (
    "--no-optional-locks",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "safe.bareRepository=explicit",
)
_SECONDS: Final = 30


def git(folder: str, *arguments: str) -> bytes | None:
    """What `git ARGUMENTS` prints in a folder; None where there is no git, no repository, or it fails."""
    # No protocol is allowed: a partial clone would fetch what it lacks.
    environment = {
        **os.environ,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder or ".",
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
