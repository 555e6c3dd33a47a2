"""Small texts by key."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from bot.storage.inserting import insert_or_replace
from bot.storage.tables import keyvalue

LAST = "\U0010ffff"
"""Sorts after every text that people write."""


class KeyValues:
    """What `bot.storage.keyvalue.DatabaseKeyValue` does, inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """See the port."""
        statement = select(keyvalue.c.value).where(keyvalue.c.key == key)
        return self._connection.execute(statement).scalar_one_or_none()

    def set(self, key: str, value: str) -> None:
        """See the port."""
        insert_or_replace(self._connection, keyvalue, {"key": key, "value": value})

    def delete(self, key: str) -> None:
        """See the port."""
        self._connection.execute(delete(keyvalue).where(keyvalue.c.key == key))

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
