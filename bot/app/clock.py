"""The time of this machine."""

import asyncio
from datetime import UTC, datetime


class SystemClock:
    """Implements `bot.ports.Clock`."""

    def now(self) -> datetime:
        """See the port."""
        return datetime.now(UTC)

    async def sleep(self, delay_s: float) -> None:
        """See the port."""
        await asyncio.sleep(delay_s)
