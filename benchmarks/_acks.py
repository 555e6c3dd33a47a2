"""What the two benchmarks of acknowledgements share: the load, the settings, and the goals."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from benchmarks._measuring import MB, Figures, Goal, Percentiles
from config.settings import Settings

RATE_PER_S = 200
SECONDS, SHORT_SECONDS = 15.0, 2.0
WARM_UP = 50
PEOPLE = 200
CHANNELS = 10
COUNT = 4
DRAWING_S = 2.0
"""What the model's service takes for a generation; the true one takes at least five times that."""
STARTING_CREDITS = 100_000
UPLOADS = 4


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


def settings(folder: str, images: str) -> Settings:
    """For a bot that draws at the address, for people who can pay for everything they order."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=Path(folder),
        OPENAI_BASE_URL=images,
        starting_credits=STARTING_CREDITS,
    )


def show_upload(size: int, found: Figures) -> None:
    print(f"upload {UPLOADS} x {size / MB:.1f} MB {found}")


def common_goals(idle: Percentiles, drawing: Percentiles, upload: Figures) -> Iterator[Goal]:
    """Those of both chats."""
    yield Goal(name="p99 while drawing, over idle, ms", value=drawing.p99 - idle.p99, most=60)
    yield Goal(name="upload's extra memory, MB", value=upload.peak_mb, most=3)
