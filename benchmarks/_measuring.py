"""What every benchmark shares: how it starts, what it measures with, and how goals are judged."""

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Self

MB = 1_000_000
MS = 1000
TICK_S = 0.001
SETTLE_S = 0.01
"""The ticker ticks for so long before and after, so that it sees the whole of what it is beside."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A figure of a run, and the bounds it is to keep."""

    name: str
    value: float
    most: float = inf
    least: float = -inf

    @property
    def met(self) -> bool:
        """Whether it keeps them."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        bound = f">= {self.least:g}" if self.most == inf else f"<= {self.most:.4g}"
        return f"{'met' if self.met else 'MISSED':7} {self.name:40} {self.value:9.3f} {bound}"


def run(measure: Callable[[bool], Iterable[Goal]], about: str | None) -> None:
    """Be a benchmark: measure, in the `--short` form if asked, then print how the goals stand.

    Ends with 1 where a goal is missed; the short form is too short for goals and only prints them.
    """
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="a small run; its goals bind nobody")
    short = parser.parse_args().short
    goals = list(measure(short))
    for goal in goals:
        print(goal)
    if not short and not all(goal.met for goal in goals):
        raise SystemExit(1)


@dataclass(frozen=True, kw_only=True)
class Percentiles:
    """The median, and what one in a hundred is over."""

    p50: float
    p99: float

    def __str__(self) -> str:
        return f"p50 {self.p50:8.2f} ms   p99 {self.p99:8.2f} ms"


def percentiles(values: Sequence[float]) -> Percentiles:
    """Of at least two values."""
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return Percentiles(p50=cuts[49], p99=cuts[98])


class Ticker:
    """A task that asks to run every millisecond; the longest it was kept waiting is the stall."""

    def __init__(self) -> None:
        self.longest_s = 0.0

    @property
    def stall_ms(self) -> float:
        """The longest the event loop was held."""
        return self.longest_s * MS

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        await asyncio.sleep(SETTLE_S)
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.sleep(SETTLE_S)
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(TICK_S)
            now = time.perf_counter()
            self.longest_s = max(self.longest_s, now - last - TICK_S)
            last = now


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a piece of work took. `peak_mb` is above what the process held when it began."""

    wall_ms: float
    cpu_ms: float
    peak_mb: float
    stall_ms: float

    def __str__(self) -> str:
        return (
            f"{self.wall_ms:8.0f} ms {self.cpu_ms:8.0f} ms cpu"
            f" {self.peak_mb:8.1f} MB {self.stall_ms:8.1f} ms stall"
        )


async def measured(work: Callable[[], Awaitable[object]]) -> Figures:
    """Do it and say what it took of this process."""
    before_kb = _reset_high_water()
    async with Ticker() as ticker:
        cpu, start = time.process_time(), time.perf_counter()
        await work()
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    return Figures(
        wall_ms=wall * MS,
        cpu_ms=cpu * MS,
        peak_mb=(memory_kb("VmHWM") - before_kb) * 1024 / MB,
        stall_ms=ticker.stall_ms,
    )


def memory_kb(name: str, pid: str = "self") -> int:
    """One of Linux's figures of a process: VmRSS is held now, VmHWM is the most it held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise RuntimeError(name)


def cpu_s(pid: int) -> float:
    """What a process has taken of the processors, by Linux's own count."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")


def _reset_high_water() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return memory_kb("VmRSS")
