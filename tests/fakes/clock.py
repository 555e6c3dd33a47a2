"""A clock that is moved by hand."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class FakeClock:
    """Implements `bot.ports.Clock`. Who sleeps wakes when the time is moved past their alarm."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._alarms: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._ids = count()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        """Somebody sets the time of day: who sleeps goes on sleeping as long as they wanted."""
        moved, self._now = moment - self._now, moment
        self._alarms = [(wakes + moved, *rest) for wakes, *rest in self._alarms]  # type: ignore[misc]

    async def sleep(self, delay_s: float) -> None:
        self.slept.append(delay_s)
        if delay_s <= 0:
            await asyncio.sleep(0)
            return
        alarm: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        wakes = self._now + timedelta(seconds=delay_s)
        heapq.heappush(self._alarms, (wakes, next(self._ids), alarm))
        await alarm

    @property
    def sleepers(self) -> int:
        return sum(not alarm.done() for _, _, alarm in self._alarms)

    async def advance(self, delay_s: float) -> None:
        """Move on, waking sleepers in order; each gets to run before the next moment comes."""
        end = self._now + timedelta(seconds=delay_s)
        while self._alarms and self._alarms[0][0] <= end:
            moment, _, alarm = heapq.heappop(self._alarms)
            self._now = max(self._now, moment)
            if not alarm.done():
                alarm.set_result(None)
                await breathe()
        self._now = end
        await breathe()


async def breathe() -> None:
    """Let every task that is ready run until it waits for something real."""
    for _ in range(20):
        await asyncio.sleep(0)
