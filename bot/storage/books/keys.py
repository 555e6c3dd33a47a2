"""Idempotency keys of ledger commands."""

from sqlalchemy import Connection, select, update

from bot.errors import IdempotencyConflict
from bot.storage.inserting import insert_new
from bot.storage.tables import ledger_keys


class Keys:
    """Implements `bot.ports.KeyBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, key: str, payload: str) -> str | None:
        """See the port. Claiming first makes a second claimer wait for the first to commit."""
        row = {"key": key, "payload": payload, "result": ""}
        if insert_new(self._connection, ledger_keys, row):
            return None
        known = self._connection.execute(select(ledger_keys).where(ledger_keys.c.key == key)).one()
        if known.payload != payload:
            raise IdempotencyConflict(f"{key} was used for {known.payload}, now for {payload}")
        return str(known.result)

    def record(self, key: str, result: str) -> None:
        """See the port."""
        self._connection.execute(
            update(ledger_keys).where(ledger_keys.c.key == key).values(result=result)
        )
