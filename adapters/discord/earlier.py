"""Posts that may have arrived although nobody heard of it, found again where they stand.

Discord knows a nonce for a few minutes only, and its history does not tell nonces. So every post
carries a mark of its key: the number of its card, which Discord gives back.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import discord

from bot.ports import KeyValue

BEGUN = "discord:begun:"
LASTS = timedelta(days=2)
"""How long it is remembered that a post was begun: results are tried for about a day."""
SKEW = timedelta(minutes=10)
"""So far our clock and Discord's may differ."""
LOOKED_AT_MAX = 500
"""Messages since then among which a post is looked for."""
MARK_MIN = 1_000
MARK_BITS = 31
"""Discord numbers cards with 32 bits, and those without a number from 1 on."""

log = logging.getLogger(__name__)


def mark_of(key: str) -> int:
    """The number of a card that is posted under this key."""
    digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return MARK_MIN + digest % ((1 << MARK_BITS) - MARK_MIN)


def bears(message: discord.Message, mark: int) -> bool:
    """Whether a message's card has this number."""
    return any(getattr(one, "id", None) == mark for one in message.components)


class EarlierPosts:
    """Remembers which posts were begun; durably, for it is a crash that makes them doubtful."""

    def __init__(
        self, store: KeyValue, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._now = now

    async def begin(self, channel: int, key: str) -> datetime | None:
        """Note that a post begins; returns when it first did, if that was before."""
        name = _name(channel, key)
        kept = await self._store.get(name)
        if kept is not None:
            return datetime.fromisoformat(kept)
        await self._store.set(name, self._now().isoformat(), lasts=LASTS)
        return None

    async def refused(self, channel: int, key: str) -> None:
        """Discord took nothing: next time there is nothing to look for."""
        await self._store.delete(_name(channel, key))

    async def find(
        self, channel: discord.abc.Messageable, me: int, key: str, since: datetime
    ) -> discord.Message | None:
        """Our message of that key in a channel; None where it is not, or may not be looked for."""
        mark = mark_of(key)
        try:
            async for message in channel.history(
                limit=LOOKED_AT_MAX, after=since - SKEW, oldest_first=True
            ):
                if message.author.id == me and bears(message, mark):
                    return message
        except (discord.NotFound, discord.Forbidden):
            log.info("a channel's history cannot be read")
        return None


def _name(channel: int, key: str) -> str:
    return f"{BEGUN}{channel}:{key}"
