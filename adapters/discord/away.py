"""What people said while nobody was connected: read in the channels that hold results, on return.

A session that can be resumed brings what was missed; a new one does not. Every event is claimed by
its message, so what was heard already has no second effect.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import discord

from adapters.bounded import Bounded
from bot.ports import KeyValue

HEARD = "discord:heard"
"""The newest message that was seen anywhere, as far as it was written down."""
ACTIVE = "discord:active:"
ACTIVE_LASTS = timedelta(days=3)
"""How long after its last result a channel is looked at."""
ACTIVE_AGAIN = timedelta(hours=1)
CHANNELS_MAX = 50
MESSAGES_MAX = 100
"""Of each channel, the first that were missed."""
AWAY_MAX = timedelta(hours=6)
"""What was said earlier nobody waits for any more."""
NOTED_EVERY_S = 15.0

Hear = Callable[[discord.Message], Awaitable[None]]

log = logging.getLogger(__name__)


class Away:
    """Remembers how far was heard, and reads on from there."""

    def __init__(
        self, store: KeyValue, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._now = now
        self._noted_at: datetime | None = None
        self._active: Bounded[int, datetime] = Bounded(CHANNELS_MAX)
        self._reading = asyncio.Lock()

    async def showed(self, channel: int) -> None:
        """A result was posted: replies to it may come at any time."""
        now = self._now()
        noted_at = self._active.get(channel)
        if noted_at is None or now - noted_at > ACTIVE_AGAIN:
            self._active[channel] = now
            await self._store.set(f"{ACTIVE}{channel}", "1", lasts=ACTIVE_LASTS)
        await self.heard(discord.utils.time_snowflake(now))

    async def heard(self, message: int) -> None:
        """Note now and then how far was heard."""
        now = self._now()
        if self._noted_at and (now - self._noted_at).total_seconds() < NOTED_EVERY_S:
            return
        self._noted_at = now
        await self._store.set(HEARD, str(message))

    async def catch_up(self, client: discord.Client, hear: Hear) -> None:
        """Hear what was said in the active channels since then, the oldest first."""
        async with self._reading:
            noted = await self._store.get(HEARD)
            if noted is None:
                return
            since = max(int(noted), discord.utils.time_snowflake(self._now() - AWAY_MAX))
            active = await self._store.scan(ACTIVE, limit=CHANNELS_MAX)
            for key, _ in active:
                await self._read(client, int(key.removeprefix(ACTIVE)), since, hear)

    async def _read(self, client: discord.Client, channel: int, since: int, hear: Hear) -> None:
        try:
            there = client.get_channel(channel) or await client.fetch_channel(channel)
            if not isinstance(there, discord.abc.Messageable):
                return
            missed = there.history(
                limit=MESSAGES_MAX, after=discord.Object(since), oldest_first=True
            )
            async for message in missed:
                await hear(message)
        except discord.DiscordException:
            log.info("a channel could not be read on return", exc_info=True)
