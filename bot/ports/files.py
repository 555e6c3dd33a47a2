"""Bytes and small values that outlive the process."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.models import StoredFile


class AssetStore(Protocol):
    """Picture files by the sha256 of their bytes."""

    async def keep(self, path: Path) -> str:
        """Copy the file in durably (file and folder synced) and return its sha256 in hex.

        Called before the picture is recorded. Keeping the same bytes twice is one file, which is
        as good as new from then on: `drop` leaves it for hours.
        """
        ...

    def local(self, sha256: str) -> AbstractAsyncContextManager[Path]:
        """Lend a readable file with these bytes. Raises FileNotFoundError."""
        ...

    async def forget(self, sha256: str) -> None:
        """Delete the file; one that is gone already is no error."""
        ...

    def stored(self) -> AsyncIterator[Sequence[StoredFile]]:
        """All files, some thousand at a time, in no order.

        Those that come or go meanwhile may be missing.
        """
        ...

    async def drop(self, sha256: str, *, before: datetime) -> bool:
        """Delete the file unless it was kept at or after a moment; False where it was, or is gone.

        Whoever keeps these bytes meanwhile, in any process, has them once their `keep` returns.
        `before` is at least a day ago.
        """
        ...

    async def clean(self, *, before: datetime) -> None:
        """Remove what processes that died in the middle of something left before a moment."""
        ...

    async def sign(self, owner: str) -> Collection[str]:
        """Note durably that `owner` keeps files here; returns all who ever noted it."""
        ...


class KeyValue(Protocol):
    """Small JSON texts by key, for adapters' own records and settings."""

    async def get(self, key: str) -> str | None:
        """The value, or None."""
        ...

    async def set(self, key: str, value: str, *, lasts: timedelta | None = None) -> None:
        """Store durably, replacing. For ever, or at least as long as it `lasts` from now."""
        ...

    async def delete(self, key: str) -> None:
        """Remove; a key that is gone already is no error."""
        ...

    async def scan(
        self, prefix: str, *, after: str = "", limit: int = 100, newest: bool = False
    ) -> Sequence[tuple[str, str]]:
        """Keys with the prefix and greater than `after`, in key order, with their values.

        With `newest`, the last `limit` of them (still in key order).
        """
        ...
