"""The whole ledger, for statements and proofs."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, func, or_, select

from bot.models import (
    Account,
    Entry,
    EntryKind,
    Grant,
    HistoryLine,
    Hold,
    JobId,
    PersonId,
    Transfer,
)
from bot.storage.books.holds import read_hold
from bot.storage.books.ledger import read_grant
from bot.storage.tables import entries, grants, holds, transfers

# A settled job is told as its price alone. What is left after a line is the sum of the lines told
# up to it, so that a statement adds up and its newest line is what can be spent now.
_TOLD = case(
    (transfers.c.kind == EntryKind.GRANT.value, transfers.c.amount), else_=-transfers.c.amount
)
_HISTORY = (
    select(
        transfers,
        _TOLD.label("change"),
        func.sum(_TOLD).over(order_by=transfers.c.id).label("available_after"),
    )
    .join(holds, holds.c.job == transfers.c.job, isouter=True)
    .where(
        transfers.c.person == bindparam("person"),
        or_(
            transfers.c.kind.not_in([EntryKind.HOLD.value, EntryKind.RELEASE.value]),
            and_(transfers.c.kind == EntryKind.HOLD.value, holds.c.resolved_at.is_(None)),
        ),
    )
    .order_by(transfers.c.id.desc())
    .limit(bindparam("limit"))
)
_ENTRIES = (
    select(transfers, entries.c.grant, entries.c.debit, entries.c.credit, entries.c.amount)
    .join(entries, entries.c.transfer == transfers.c.id, isouter=True)
    .order_by(transfers.c.id, entries.c.line)
)


class Audit:
    """Implements `bot.ports.AuditBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def history(self, person: PersonId, *, limit: int) -> Sequence[HistoryLine]:
        """See the port."""
        rows = self._connection.execute(_HISTORY, {"person": person, "limit": limit})
        return [_line(row) for row in rows]

    def grants(self) -> Sequence[Grant]:
        """See the port."""
        statement = select(grants).order_by(grants.c.id)
        return [read_grant(row) for row in self._connection.execute(statement)]

    def holds(self) -> Sequence[Hold]:
        """See the port."""
        parts = {t.job: t.entries for t in self.transfers() if t.kind is EntryKind.HOLD}
        statement = select(holds).order_by(holds.c.created_at, holds.c.job)
        return [
            read_hold(row, tuple((e.grant, e.amount) for e in parts.get(JobId(row.job), ())))
            for row in self._connection.execute(statement)
        ]

    def transfers(self) -> Sequence[Transfer]:
        """See the port."""
        rows = self._connection.execute(_ENTRIES)
        return [_transfer(list(group)) for _, group in groupby(rows, key=lambda row: row.id)]


def _line(row: Row[Any]) -> HistoryLine:
    return HistoryLine(
        at=row.at,
        kind=EntryKind(row.kind),
        amount=row.change,
        available_after=int(row.available_after),
        actor=row.actor,
        reason=row.reason,
        job=None if row.job is None else JobId(row.job),
    )


def _transfer(rows: list[Row[Any]]) -> Transfer:
    head = rows[0]
    return Transfer(
        kind=EntryKind(head.kind),
        person=PersonId(head.person),
        entries=tuple(_entry(row) for row in rows if row.grant is not None),
        at=head.at,
        actor=head.actor,
        reason=head.reason,
        job=None if head.job is None else JobId(head.job),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        grant=str(row.grant),
        debit=Account(row.debit),
        credit=Account(row.credit),
        amount=row._mapping[entries.c.amount],
    )
