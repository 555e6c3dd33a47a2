"""Messages owed to chats. What is done stays known, so that it cannot be owed again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select, update

from bot.models import JobId, OutboxItem, PersonId
from bot.storage.inserting import insert_new
from bot.storage.tables import jobs, outbox

_OWED = outbox.c.done.is_(False)


class Outbox:
    """Implements `bot.ports.OutboxBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, item: OutboxItem) -> None:
        """See the port."""
        insert_new(self._connection, outbox, {**_row(item), "done": False})

    def due(
        self, now: datetime, *, limit: int, platforms: Collection[str] | None
    ) -> Sequence[OutboxItem]:
        """See the port."""
        late = select(outbox).where(_OWED, outbox.c.due_at <= now)
        if platforms is not None:
            late = late.where(outbox.c.platform.in_(platforms))
        statement = late.order_by(outbox.c.id).limit(limit)
        return [_item(row) for row in self._connection.execute(statement)]

    def put(self, item: OutboxItem) -> None:
        """See the port."""
        self._connection.execute(update(outbox).where(outbox.c.key == item.key).values(_row(item)))

    def done(self, key: str) -> bool:
        """See the port."""
        owed = update(outbox).where(outbox.c.key == key, _OWED)
        return self._connection.execute(owed.values(done=True, given_up=False)).rowcount > 0

    def give_up(self, key: str) -> None:
        """See the port."""
        statement = update(outbox).where(outbox.c.key == key)
        self._connection.execute(statement.values(done=True, given_up=True))

    def shelve(self, key: str) -> None:
        """See the port."""
        owed = update(outbox).where(outbox.c.key == key, _OWED)
        self._connection.execute(owed.values(given_up=True))

    def given_up(self, person: PersonId, *, limit: int) -> Sequence[JobId]:
        """See the port."""
        theirs = select(jobs.c.id).where(
            jobs.c.person == person,
            jobs.c.deleted.is_(False),
            jobs.c.captured > 0,
            exists().where(outbox.c.job == jobs.c.id, outbox.c.given_up.is_(True)),
        )
        latest = theirs.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit)
        return [JobId(job) for job in self._connection.scalars(latest)]

    def take_back(self, job: JobId) -> bool:
        """See the port."""
        owed = outbox.c.job == job, outbox.c.given_up.is_(True)
        taking = update(outbox).where(*owed).values(given_up=False, done=True)
        taken = self._connection.execute(taking)
        return taken.rowcount > 0

    def purge(self, before: datetime, *, limit: int) -> None:
        """See the port."""
        over = outbox.c.done.is_(True), outbox.c.given_up.is_(False), outbox.c.due_at < before
        some = select(outbox.c.id).where(*over).limit(limit)
        self._connection.execute(delete(outbox).where(outbox.c.id.in_(some)))

    def next_due(self, platforms: Collection[str]) -> datetime | None:
        """See the port."""
        theirs = outbox.c.platform.in_(platforms)
        first = select(outbox.c.due_at).where(_OWED, theirs).order_by(outbox.c.due_at).limit(1)
        return self._connection.execute(first).scalar_one_or_none()


def _row(item: OutboxItem) -> dict[str, Any]:
    return {
        "key": item.key,
        "job": item.job,
        "platform": item.platform,
        "tries": item.tries,
        "due_at": item.due_at,
        "last_error": item.last_error.replace("\0", ""),  # Postgres has no text with NUL
    }


def _item(row: Row[Any]) -> OutboxItem:
    return OutboxItem(
        key=row.key,
        job=JobId(row.job),
        platform=row.platform,
        tries=row.tries,
        due_at=row.due_at,
        last_error=row.last_error,
    )
