"""Calls to providers."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    RowMapping,
    Text,
    bindparam,
    delete,
    select,
    tuple_,
    type_coerce,
)

from bot.models import Attempt, AttemptOutcome, ImageRequest, JobId
from bot.storage.inserting import insert_or_replace
from bot.storage.tables import attempts, jobs

_NAMES = tuple(field.name for field in fields(Attempt))
_OF = select(attempts).where(attempts.c.job == bindparam("job")).order_by(attempts.c.number)
_LATEST = (
    select(jobs.c.request, attempts.c.started_at, attempts.c.ended_at)
    .join(jobs, jobs.c.id == attempts.c.job)
    .where(
        attempts.c.model == bindparam("model"),
        attempts.c.outcome == AttemptOutcome.OK.value,
        attempts.c.ended_at.is_not(None),
    )
    .order_by(attempts.c.ended_at.desc())
    .limit(bindparam("limit"))
)
_USED = (
    select(jobs.c.request, attempts.c.usage)
    .join(jobs, jobs.c.id == attempts.c.job)
    .where(
        attempts.c.model == bindparam("model"),
        attempts.c.outcome == AttemptOutcome.OK.value,
        attempts.c.number == 1,
        attempts.c.ended_at.is_not(None),
        type_coerce(attempts.c.usage, Text) != "{}",
    )
    .order_by(attempts.c.ended_at.desc())
    .limit(bindparam("limit"))
)
_ENDED = (
    select(attempts.c.provider, attempts.c.outcome, attempts.c.started_at, attempts.c.ended_at)
    .where(attempts.c.ended_at >= bindparam("since"), attempts.c.outcome.is_not(None))
    .order_by(attempts.c.ended_at.desc())
    .limit(bindparam("limit"))
)


class Attempts:
    """Implements `bot.ports.AttemptBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, attempt: Attempt) -> None:
        """See the port."""
        insert_or_replace(self._connection, attempts, _row(attempt))

    def of(self, job: JobId) -> Sequence[Attempt]:
        """See the port."""
        return [_attempt(row) for row in self._connection.execute(_OF, {"job": job})]

    def purge(self, before: datetime, *, limit: int) -> None:
        """See the port."""
        key = attempts.c.job, attempts.c.number
        some = select(*key).where(attempts.c.ended_at < before).limit(limit)
        self._connection.execute(delete(attempts).where(tuple_(*key).in_(some)))

    def seconds(self, model: str, *, limit: int) -> Sequence[tuple[str, str, float]]:
        """See the port."""
        rows = self._connection.execute(_LATEST, {"model": model, "limit": limit})
        return [_timing(row) for row in rows.mappings()]

    def used(
        self, model: str, *, limit: int
    ) -> Sequence[tuple[ImageRequest, Mapping[str, object]]]:
        """See the port."""
        rows = self._connection.execute(_USED, {"model": model, "limit": limit})
        return [(row.request, row.usage) for row in rows]

    def ended(self, since: datetime, *, limit: int) -> Sequence[tuple[str, AttemptOutcome, float]]:
        """See the port."""
        rows = self._connection.execute(_ENDED, {"since": since, "limit": limit})
        return [
            (row.provider, AttemptOutcome(row.outcome), _seconds(row.started_at, row.ended_at))
            for row in rows
        ]


def _row(attempt: Attempt) -> dict[str, Any]:
    outcome = None if attempt.outcome is None else attempt.outcome.value
    return {name: getattr(attempt, name) for name in _NAMES} | {
        "outcome": outcome,
        "detail": attempt.detail.replace("\0", ""),  # Postgres has no text with NUL
    }


def _attempt(row: Row[Any]) -> Attempt:
    outcome = None if row.outcome is None else AttemptOutcome(row.outcome)
    return Attempt(**{**row._mapping, "outcome": outcome})


def _timing(row: RowMapping) -> tuple[str, str, float]:
    request: ImageRequest = row["request"]
    seconds = _seconds(row["started_at"], row["ended_at"])
    return request.quality.value, request.resolution.value, seconds


def _seconds(started_at: datetime, ended_at: datetime) -> float:
    return (ended_at - started_at).total_seconds()
