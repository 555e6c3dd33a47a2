"""Small texts by key."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.storage.inserting import insert_or_replace
from bot.storage.tables import keyvalue

LAST = "\U0010ffff"
"""Sorts after every text that people write."""

_GET = select(keyvalue.c.value).where(keyvalue.c.key == bindparam("of_key"))


class KeyValues:
    """What `bot.storage.keyvalue.DatabaseKeyValue` does, inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """See the port."""
        return self._connection.execute(_GET, {"of_key": key}).scalar_one_or_none()

    def set(self, key: str, value: str, *, expires_at: datetime | None = None) -> None:
        """See the port. `expires_at` is when it may be removed."""
        row = {"key": key, "value": value, "expires_at": expires_at}
        insert_or_replace(self._connection, keyvalue, row)

    def delete(self, key: str) -> None:
        """See the port."""
        self._connection.execute(delete(keyvalue).where(keyvalue.c.key == key))

    def purge(self, now: datetime, *, limit: int) -> int:
        """See `bot.ports.KeyValueBook`."""
        over = select(keyvalue.c.key).where(keyvalue.c.expires_at <= now).limit(limit)
        statement = delete(keyvalue).where(keyvalue.c.key.in_(over))
        return self._connection.execute(statement).rowcount

    def scan(
        self, prefix: str, *, after: str, limit: int, newest: bool
    ) -> Sequence[tuple[str, str]]:
        """See the port."""
        key = keyvalue.c.key
        statement = (
            select(key, keyvalue.c.value)
            .where(key >= prefix, key < prefix + LAST, key > after)
            .order_by(key.desc() if newest else key)
            .limit(limit)
        )
        rows = [(row.key, row.value) for row in self._connection.execute(statement)]
        return rows[::-1] if newest else rows
