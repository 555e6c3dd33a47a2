"""An idle process that measures itself until its input ends: `python -m benchmarks._idle`."""

import asyncio
import sys

from benchmarks._children import report
from benchmarks._measuring import measured

if __name__ == "__main__":
    report(asyncio.run(measured(lambda: asyncio.to_thread(sys.stdin.read))))
