"""A clock on which waiting takes no time."""

import asyncio
from datetime import UTC, datetime, timedelta


class QuickClock:
    """Implements `bot.ports.Clock`: the real time, and what was slept on top of it."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep(self, delay_s: float) -> None:
        self.slept.append(delay_s)
        self._ahead += timedelta(seconds=delay_s)
        await asyncio.sleep(0)
