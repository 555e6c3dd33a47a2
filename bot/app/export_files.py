"""The files of privacy exports: handed out, and gone soon after."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.models import UserRef
from bot.ports import AssetStore

KEPT = timedelta(minutes=10)
"""Long enough for a chat to fetch it."""


@dataclass(frozen=True, kw_only=True)
class ExportFiles:
    """Which exports this process still holds, and whose they are."""

    _held: dict[str, tuple[UserRef, datetime]] = field(default_factory=dict)

    def note(self, sha256: str, user: UserRef, *, now: datetime) -> None:
        """Remember a file that was just handed out."""
        self._held[sha256] = user, now

    async def forget_old(self, store: AssetStore, *, now: datetime) -> None:
        """Delete those that are older than KEPT."""
        await self._forget(store, {sha for sha, (_, at) in self._held.items() if now - at >= KEPT})

    async def forget_of(self, store: AssetStore, user: UserRef) -> None:
        """Delete one person's."""
        await self._forget(store, {sha for sha, (whose, _) in self._held.items() if whose == user})

    async def _forget(self, store: AssetStore, files: set[str]) -> None:
        for sha256 in files:
            await store.forget(sha256)
            self._held.pop(sha256, None)
