"""Seconds from start to the first page, and what an idle server holds in memory.

    uv run python -m benchmarks.startup [--short]

Starts the real program on an empty data folder.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable

from benchmarks._children import ROOT
from benchmarks._measuring import Goal, memory_kb, run

ROUNDS = 5
START_MAX_S = 30.0
SETTLE_S = 2.0
ADDRESS = re.compile(r"http://[\w.:]+")


def measure(short: bool) -> Iterable[Goal]:
    starts = [start() for _ in range(1 if short else ROUNDS)]
    pages = [page_s for page_s, _ in starts]
    memory = [idle_mb for _, idle_mb in starts]
    print(f"start to first page  {statistics.median(pages):.2f} s, worst {max(pages):.2f} s")
    print(f"idle memory          {statistics.median(memory):.0f} MB, all processes")
    return []


def start() -> tuple[float, float]:
    """Start the program once: seconds to its first page, MB when idle."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "IMAGINE_DATA_DIR": folder, "PORT": "0"}
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "adapters.main"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            with urllib.request.urlopen(address_of(process), timeout=START_MAX_S) as page:
                page.read()
            page_s = time.perf_counter() - started
            time.sleep(SETTLE_S)
            return page_s, memory_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=START_MAX_S)


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := ADDRESS.search(line):
            return found[0]
    raise SystemExit("the server did not start")


def memory_mb(pid: int) -> float:
    """With its child processes'."""
    children = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return sum(memory_kb("VmRSS", one) for one in (str(pid), *children)) / 1024


if __name__ == "__main__":
    run(measure, __doc__)
