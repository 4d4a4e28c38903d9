"""How long a report with 25,000 results takes to be written, in seconds: the real findings of a folder, as often as it takes.

    python -m benchmarks.sarif FOLDER

With the interpreter that `benchmarks.run` made for it, so it imports nothing of this folder.
"""

import json
import statistics
import sys
import time
from itertools import cycle, islice

from smaplint.engine import lint
from smaplint.reporters.sarif import render
from smaplint.settings import Settings

RESULTS = 25_000


def main(path: str) -> None:
    """Print what was measured, as JSON."""
    report = lint([path], Settings(select=("all",), min_files=0))
    found = len(report.findings)
    numbered = (
        finding._replace(fingerprint=f"{finding.fingerprint}:{number}")
        for number, finding in enumerate(islice(cycle(report.findings), RESULTS))
    )
    report = report._replace(findings=tuple(numbered))
    seconds, cpu = [], []
    for _ in range(3):
        started, busy = time.perf_counter(), time.process_time()
        text = render(report)
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - busy)
    results = len(json.loads(text)["runs"][0]["results"])
    middle = {"seconds": statistics.median(seconds), "cpu": statistics.median(cpu)}
    print(json.dumps({**middle, "results": results, "bytes": len(text), "findings": found}))


if __name__ == "__main__":
    main(sys.argv[1])
