"""Seconds from start to the first page, and what an idle server holds in memory.

Run as `python -m benchmarks.startup [--short]`. Starts the real program on an empty data folder.
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
from pathlib import Path

ROUNDS = 5
START_MAX_S = 30.0
SETTLE_S = 2.0
ADDRESS = re.compile(r"http://[\w.:]+")


def main() -> None:
    rounds = 1 if "--short" in sys.argv else ROUNDS
    measured = [_measure() for _ in range(rounds)]
    pages = [page_s for page_s, _ in measured]
    memory = [idle_mb for _, idle_mb in measured]
    print(f"start to first page  {statistics.median(pages):.2f} s, worst {max(pages):.2f} s")
    print(f"idle memory          {statistics.median(memory):.0f} MB, all processes")


def _measure() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "IMAGINE_DATA_DIR": folder, "PORT": "0"}
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "adapters.main"],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            address = _address(process)
            with urllib.request.urlopen(address, timeout=START_MAX_S) as page:
                page.read()
            page_s = time.perf_counter() - started
            time.sleep(SETTLE_S)
            return page_s, _memory_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(START_MAX_S)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := ADDRESS.search(line):
            return found[0]
    raise SystemExit("the server did not start")


def _memory_mb(pid: int) -> float:
    children = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return sum(_resident_kb(one) for one in (str(pid), *children)) / 1024


def _resident_kb(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]


if __name__ == "__main__":
    main()
