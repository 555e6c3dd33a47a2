"""What is told to a person once and never again: a hint that would be a nuisance."""

from bot.models import UserRef
from bot.ports import KeyValue

TOLD = "discord:told:"
CANNOT_READ = "cannot-read"
HINTS = (CANNOT_READ,)
"""All that is told once."""


class Once:
    """Remembers who was told what."""

    def __init__(self, store: KeyValue) -> None:
        self._store = store

    async def first(self, what: str, user: UserRef) -> bool:
        """Whether the person is to be told now."""
        key = f"{TOLD}{what}:{user.id}"
        if await self._store.get(key) is not None:
            return False
        await self._store.set(key, "yes")
        return True

    async def forget(self, user: UserRef) -> None:
        """Forget what a person was told."""
        for what in HINTS:
            await self._store.delete(f"{TOLD}{what}:{user.id}")
