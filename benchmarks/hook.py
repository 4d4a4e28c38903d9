"""What the pre-commit hook costs: the first run, with its install from git, and the runs after it.

    python -m benchmarks.hook [ROUNDS]

For pre-commit and prek, each with a home and a cache of packages that are empty: a clone of this checkout is installed from
git with its dependencies from the registry, and lints a map that is committed. Then the same again, ROUNDS times (9), with
nothing to install, for both hooks. Wall time; a shared machine makes it longer.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.checkout import commit, copy, environment, run, tool

_MAP = '{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA"}\n'


def once(runner: str, hook: str, folder: Path, env: Mapping[str, str]) -> float:
    """Seconds that one run of a hook takes. AssertionError where it does not pass."""
    started = time.perf_counter()
    done = subprocess.run([tool(runner), "run", hook], cwd=folder, env=env, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - started
    assert done.returncode == 0, done.stdout + done.stderr
    return taken


def main(rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        source = copy(top / "smaplint")
        hooks = [{"id": "smaplint"}, {"id": "smaplint-dist"}]
        stated = {"repos": [{"repo": source.as_uri(), "rev": commit(source), "hooks": hooks}]}
        project = top / "project"
        for name, text in (
            (".gitignore", "dist/\n"),
            (".pre-commit-config.yaml", yaml.safe_dump(stated)),
            ("lib/app.js.map", _MAP),
            ("dist/app.js.map", _MAP),
        ):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text, encoding="utf-8")
        commit(project)
        # What is staged is what is linted.
        (project / "lib/app.js.map").write_text(_MAP + "\n", encoding="utf-8")
        run(["git", "add", "--all"], project)
        print("| | first run, with the install | later runs: `smaplint` | `smaplint-dist` |\n|---|--:|--:|--:|")
        for runner in ("pre-commit", "prek"):
            home = str(top / runner)
            env = environment(
                PRE_COMMIT_HOME=home, PREK_HOME=home, PIP_CACHE_DIR=f"{home}-pip", UV_CACHE_DIR=f"{home}-uv"
            )
            first = once(runner, "smaplint", project, env)
            later = [
                statistics.median(once(runner, hook, project, env) for _ in range(rounds))
                for hook in ("smaplint", "smaplint-dist")
            ]
            print(f"| {runner} | {first:.1f} s | {later[0]:.2f} s | {later[1]:.2f} s |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
