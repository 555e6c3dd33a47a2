"""What the two benchmarks of acknowledgements share: the load, the settings, and the goals."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks._measuring import MB, Figures, Goal, Percentiles, cpu_s
from config.settings import Settings

RATE_PER_S = 50
SECONDS, SHORT_SECONDS = 15.0, 4.0
WARM_UP = 50
PEOPLE = 200
CHANNELS = 10
COUNT = 4
DRAWING_S = 2.0
"""What the model's service takes for a generation; the true one takes at least five times that."""
STARTING_CREDITS = 100_000
UPLOADS = 4
OPEN_MAX = 10_000
"""Every order becomes a job: a refusal costs less."""
QUIET_S = 0.5
QUIET = 0.05
"""A process that takes less of a processor than this has done what it had to do."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What became of a load: the waits for acknowledgements, and what an order took, in ms."""

    waits_ms: list[float]
    order_ms: float


def prompt(number: int) -> str:
    return f"lantern number {number} on the quayside"


async def paced(*, short: bool) -> AsyncIterator[int]:
    """Number the commands of a run, each when it is due, whatever became of those before."""
    begun = time.perf_counter()
    for number in range(int((SHORT_SECONDS if short else SECONDS) * RATE_PER_S)):
        due_s = begun + number / RATE_PER_S - time.perf_counter()
        if due_s > 0:
            await asyncio.sleep(due_s)
        yield number


async def cpu_until_quiet_s(pid: int) -> float:
    """What a process has taken of the processors once it is done with what it was asked."""
    taken_s = cpu_s(pid)
    while True:
        await asyncio.sleep(QUIET_S)
        before_s, taken_s = taken_s, cpu_s(pid)
        if taken_s - before_s < QUIET * QUIET_S:
            return taken_s


def settings(folder: str, images: str) -> Settings:
    """For a bot that draws at the address, for people who can pay for everything they order."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=Path(folder),
        OPENAI_BASE_URL=images,
        starting_credits=STARTING_CREDITS,
        jobs_open_max=OPEN_MAX,
        jobs_open_per_person_max=OPEN_MAX,
        events_at_once=OPEN_MAX,
    )


def show_upload(size: int, found: Figures) -> None:
    print(f"upload {UPLOADS} x {size / MB:.1f} MB {found}")


def common_goals(
    bare: Percentiles, idle: Percentiles, drawing: Percentiles, order_ms: float, upload: Figures
) -> Iterator[Goal]:
    """Those of both chats."""
    yield Goal(name="ack p99 / a bare bot's", value=idle.p99 / bare.p99, most=4)
    yield Goal(name="ack p99, ms", value=idle.p99, most=100)
    yield Goal(name="an order's processor time, ms", value=order_ms, most=10)
    yield Goal(name="p99 while drawing, over idle, ms", value=drawing.p99 - idle.p99, most=60)
    yield Goal(name="upload's extra memory, MB", value=upload.peak_mb, most=3)
