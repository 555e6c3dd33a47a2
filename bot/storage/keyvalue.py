"""Small texts by key, each call a transaction of its own."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from bot.ports import Clock
from bot.storage.books import SqlBooks
from bot.storage.database import Database

SECRET_BYTES = 32


async def secret(database: Database, key: str) -> str:
    """Read a random text that is made once for the whole database, whoever asks first."""

    def work(books: SqlBooks) -> str:
        found = books.keyvalue.get(key)
        if found is None:
            found = secrets.token_hex(SECRET_BYTES)
            books.keyvalue.set(key, found)
        return found

    return await database.write(work)


class DatabaseKeyValue:
    """Implements `bot.ports.KeyValue`. Keys and values hold no NUL character."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, key: str) -> str | None:
        """See the port."""
        return await self._database.read(lambda books: books.keyvalue.get(key))

    async def set(self, key: str, value: str, *, lasts: timedelta | None = None) -> None:
        """See the port."""
        expires_at = None if lasts is None else self._clock.now() + lasts
        await self._database.write(
            lambda books: books.keyvalue.set(key, value, expires_at=expires_at)
        )

    async def delete(self, key: str) -> None:
        """See the port."""
        await self._database.write(lambda books: books.keyvalue.delete(key))

    async def scan(
        self, prefix: str, *, after: str = "", limit: int = 100, newest: bool = False
    ) -> Sequence[tuple[str, str]]:
        """See the port."""
        return await self._database.read(
            lambda books: books.keyvalue.scan(prefix, after=after, limit=limit, newest=newest)
        )
