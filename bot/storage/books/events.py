"""Inbound events, claimed once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from bot.models import Event
from bot.storage.inserting import insert_new
from bot.storage.tables import events

_ANSWER = update(events).where(events.c.key == bindparam("event")).values(answered=True)


class Events:
    """Implements `bot.ports.EventBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, event: Event, *, debounce: str = "", within_s: float = 0) -> bool:
        """See the port. A debounced key is known from then on, but starts no window of its own."""
        repeated = bool(debounce) and self._claimed_lately(event, debounce, within_s)
        row = {
            "key": event.key,
            "caller": event.caller,
            "chat": event.chat,
            "claimed_at": event.claimed_at,
            "answered": event.answered or repeated,
            "debounce": "" if repeated else debounce,
        }
        return insert_new(self._connection, events, row) and not repeated

    def answer(self, key: str) -> None:
        """See the port."""
        self._connection.execute(_ANSWER, {"event": key})

    def unanswered(self) -> Sequence[Event]:
        """See the port."""
        statement = (
            select(events)
            .where(events.c.answered.is_(False))
            .order_by(events.c.claimed_at, events.c.key)
        )
        return [_event(row) for row in self._connection.execute(statement)]

    def purge(self, before: datetime) -> None:
        """See the port."""
        old = delete(events).where(events.c.answered.is_(True), events.c.claimed_at < before)
        self._connection.execute(old)

    def _claimed_lately(self, event: Event, debounce: str, within_s: float) -> bool:
        if self._connection.dialect.name == "postgresql":
            # Two clicks have two keys, so no row makes one wait for the other.
            self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(debounce))))
        window = timedelta(seconds=within_s)
        statement = (
            select(events.c.key)
            .where(
                events.c.debounce == debounce,
                # On both sides: a clock set back must not make every click since a double one.
                events.c.claimed_at > event.claimed_at - window,
                events.c.claimed_at < event.claimed_at + window,
                events.c.key != event.key,
            )
            .limit(1)
        )
        return self._connection.scalar(statement) is not None


def _event(row: Row[Any]) -> Event:
    return Event(
        key=row.key,
        caller=row.caller,
        chat=row.chat,
        claimed_at=row.claimed_at,
        answered=row.answered,
    )
