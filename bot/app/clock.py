"""The time of this machine."""

import asyncio
from datetime import UTC, datetime

from bot.ports import Clock

DRIFT_S = 5.0


class SystemClock:
    """Implements `bot.ports.Clock`."""

    def now(self) -> datetime:
        """See the port."""
        return datetime.now(UTC)

    async def sleep(self, delay_s: float) -> None:
        """See the port."""
        await asyncio.sleep(delay_s)


async def keeps_pace(clock: Clock, delay_s: float) -> bool:
    """Sleep, and say whether the time of day went on by as much: if not, somebody has set it."""
    before = clock.now()
    await clock.sleep(delay_s)
    passed_s = (clock.now() - before).total_seconds()
    return abs(passed_s - delay_s) <= DRIFT_S
