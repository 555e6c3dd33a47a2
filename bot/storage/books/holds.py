"""What open jobs have been promised. The parts of a hold are the entries of its transfer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, or_, select, update

from bot.models import EntryKind, Hold, JobId, JobState, PersonId, Quote, Settlement, TeamId
from bot.storage.inserting import insert_new
from bot.storage.tables import entries, holds, jobs, transfers

_FINAL = [state.value for state in JobState if state.final]

_GET = select(holds).where(holds.c.job == bindparam("job_id"))
_GET_LOCKED = _GET.with_for_update(key_share=True)
_PARTS = (
    select(entries.c.grant, entries.c.amount)
    .join(transfers, transfers.c.id == entries.c.transfer)
    .where(
        transfers.c.job == bindparam("job_id"),
        transfers.c.kind == EntryKind.HOLD.value,
    )
    .order_by(entries.c.line)
)
_RESOLVE = (
    update(holds)
    .where(holds.c.job == bindparam("job_id"), holds.c.resolved_at.is_(None))
    .values(
        resolved_at=bindparam("at"),
        captured=bindparam("captured_now"),
        released=bindparam("released_now"),
    )
)
_PROMISED = select(
    func.coalesce(
        func.sum(
            case(
                (holds.c.resolved_at.is_(None), holds.c.unit * holds.c.count),
                else_=holds.c.captured,
            )
        ),
        0,
    )
).where(holds.c.created_at >= bindparam("since"))
_PROMISED_OF_TEAM = _PROMISED.join_from(holds, jobs, jobs.c.id == holds.c.job).where(
    jobs.c.team == bindparam("of_team")
)
_ORPHANS = (
    select(holds)
    .join(jobs, jobs.c.id == holds.c.job, isouter=True)
    .where(
        holds.c.resolved_at.is_(None),
        or_(jobs.c.id.is_(None), jobs.c.state.in_(_FINAL)),
    )
    .order_by(holds.c.created_at, holds.c.job)
)


class Holds:
    """Implements `bot.ports.HoldBook`."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._get = _GET_LOCKED if writes else _GET

    def add(self, hold: Hold) -> bool:
        """See the port."""
        return insert_new(self._connection, holds, _row(hold))

    def get(self, job: JobId) -> Hold | None:
        """See the port."""
        row = self._connection.execute(self._get, {"job_id": job}).one_or_none()
        return None if row is None else self._hold(row)

    def resolve(self, job: JobId, settlement: Settlement, *, at: datetime) -> bool:
        """See the port."""
        values = {
            "job_id": job,
            "at": at,
            "captured_now": settlement.captured,
            "released_now": settlement.released,
        }
        return self._connection.execute(_RESOLVE, values).rowcount == 1

    def promised_since(self, since: datetime, *, team: TeamId | None = None) -> int:
        """See the port."""
        if team is None:
            return int(self._connection.scalar(_PROMISED, {"since": since}) or 0)
        named = {"since": since, "of_team": team}
        return int(self._connection.scalar(_PROMISED_OF_TEAM, named) or 0)

    def orphans(self) -> Sequence[Hold]:
        """See the port."""
        return [self._hold(row) for row in self._connection.execute(_ORPHANS).all()]

    def _hold(self, row: Row[Any]) -> Hold:
        parts = self._connection.execute(_PARTS, {"job_id": row.job})
        return read_hold(row, tuple((str(part.grant), part.amount) for part in parts))


def read_hold(row: Row[Any], parts: tuple[tuple[str, int], ...]) -> Hold:
    """Read a hold."""
    count: int = row._mapping["count"]  # a row is a tuple, whose own `count` is a method
    settled = row.resolved_at is not None
    return Hold(
        job=JobId(row.job),
        person=PersonId(row.person),
        quote=Quote(model=row.model, unit=row.unit, count=count, tariff=row.tariff),
        created_at=row.created_at,
        parts=parts,
        settlement=Settlement(captured=row.captured, released=row.released) if settled else None,
    )


def _row(hold: Hold) -> dict[str, Any]:
    return {
        "job": hold.job,
        "person": hold.person,
        "model": hold.quote.model,
        "unit": hold.quote.unit,
        "count": hold.quote.count,
        "tariff": hold.quote.tariff,
        "created_at": hold.created_at,
    }
