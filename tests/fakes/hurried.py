"""A clock that runs many times as fast as ours, for what must wait on real sockets meanwhile."""

import asyncio
import time
from datetime import datetime, timedelta

from tests.fakes.clock import START

TIMES = 60


class HurriedClock:
    """Implements `bot.ports.Clock`."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def now(self) -> datetime:
        return START + timedelta(seconds=(time.monotonic() - self._begun) * TIMES)

    async def sleep(self, delay_s: float) -> None:
        await asyncio.sleep(delay_s / TIMES)
