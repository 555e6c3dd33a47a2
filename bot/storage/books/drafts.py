"""Orders that wait for a yes."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.models import Draft, JobId, PersonId
from bot.storage.books.uses import FileUses, Use, given_to_draft
from bot.storage.tables import drafts

_NAMES = tuple(field.name for field in fields(Draft))


class Drafts:
    """Implements `bot.ports.DraftBook`."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._uses = FileUses(connection)
        self._writes = writes

    def add(self, draft: Draft) -> None:
        """See the port."""
        row = {name: getattr(draft, name) for name in _NAMES}
        self._connection.execute(insert(drafts), row)
        if draft.closed_at is None:
            self._uses.add(draft.id, Use.GIVEN, given_to_draft(draft))

    def get(self, draft: JobId) -> Draft | None:
        """See the port."""
        statement = select(drafts).where(drafts.c.id == draft)
        if self._writes:
            statement = statement.with_for_update()
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _draft(row)

    def close(self, draft: JobId, *, at: datetime) -> bool:
        """See the port."""
        still_open = drafts.c.id == draft, drafts.c.closed_at.is_(None)
        closed = self._connection.execute(update(drafts).where(*still_open).values(closed_at=at))
        if closed.rowcount != 1:
            return False
        self._uses.release(draft)
        return True

    def close_oldest(self, person: PersonId, *, keep: int, at: datetime) -> None:
        """See the port."""
        newest_first = drafts.c.created_at.desc(), drafts.c.id
        theirs = drafts.c.person == person, drafts.c.closed_at.is_(None)
        # SQLite wants a limit beside an offset.
        old = select(drafts.c.id).where(*theirs).order_by(*newest_first).limit(1000).offset(keep)
        for draft in self._connection.scalars(old).all():
            self.close(draft, at=at)

    def forget(self, person: PersonId) -> Sequence[Draft]:
        """See the port."""
        theirs = delete(drafts).where(drafts.c.person == person).returning(drafts)
        forgotten = [_draft(row) for row in self._connection.execute(theirs)]
        for draft in forgotten:
            self._uses.release(draft.id)
        return forgotten

    def purge(self, before: datetime) -> None:
        """See the port."""
        old = delete(drafts).where(drafts.c.created_at < before).returning(drafts.c.id)
        for draft in self._connection.scalars(old).all():
            self._uses.release(draft)


def _draft(row: Row[Any]) -> Draft:
    return Draft(**row._mapping)
