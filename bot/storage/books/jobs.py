"""Jobs."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Row,
    Text,
    bindparam,
    case,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from bot.models import Job, JobId, JobState, MessageRef, PersonId
from bot.storage.books.uses import FileUses, Use, given_to
from bot.storage.columns import JsonOf, UtcTime, read_moment
from bot.storage.tables import jobs

_NAMES = tuple(field.name for field in fields(Job))
_OPEN = [state.value for state in JobState if not state.final]
_COLUMNS = tuple(jobs.c.keys())
_JSON = {column.name: column.type for column in jobs.c if isinstance(column.type, JsonOf)}
_MOMENTS = tuple(column.name for column in jobs.c if isinstance(column.type, UtcTime))
_FLAGS = tuple(column.name for column in jobs.c if isinstance(column.type, Boolean))

_ADD = insert(jobs)
_GET = select(jobs).where(jobs.c.id == bindparam("job"))
_GET_LOCKED = _GET.with_for_update(key_share=True)
_PUT = (
    update(jobs)
    .where(jobs.c.id == bindparam("job"))
    .values({name: bindparam(name) for name in _NAMES if name != "id"})
)
_NOTE_STATUS = update(jobs).where(jobs.c.id == bindparam("job")).values(status=bindparam("message"))
_UNFINISHED = (
    select(*(type_coerce(one, Text).label(one.name) for one in jobs.c))  # as the driver gives it
    .where(jobs.c.state.in_(_OPEN))
    .order_by(jobs.c.created_at, jobs.c.id)
)
_COUNT = select(func.count(case((jobs.c.person == bindparam("person"), 1))), func.count()).where(
    jobs.c.state.in_(_OPEN)
)
_RECENT = (
    select(jobs)
    .where(jobs.c.person == bindparam("person"))
    .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    .limit(bindparam("limit"))
)
_OF = (
    select(jobs.c.id)
    .where(jobs.c.person == bindparam("person"))
    .order_by(jobs.c.created_at, jobs.c.id)
)


class OpenJobs:
    """Open jobs as they were last read: each new order reads them all, and few have changed.

    Shared by a database's threads. What is no longer open is forgotten at the next reading.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Any, ...], Job]] = {}

    def read(self, rows: Iterable[Iterable[Any]]) -> list[Job]:
        """Make jobs of all rows of `_UNFINISHED`, anew where a row has changed."""
        before, now = self._known, dict[str, tuple[tuple[Any, ...], Job]]()
        for row in map(tuple, rows):
            known = before.get(row[0])
            now[row[0]] = known if known and known[0] == row else (row, _open_job(row))
        self._known = now
        return [job for _, job in now.values()]


class Jobs:
    """Implements `bot.ports.JobBook`."""

    def __init__(
        self, connection: Connection, *, writes: bool, open_jobs: OpenJobs | None = None
    ) -> None:
        self._connection = connection
        self._open_jobs = open_jobs or OpenJobs()
        self._uses = FileUses(connection)
        self._get = _GET_LOCKED if writes else _GET

    def add(self, job: Job) -> None:
        """See the port."""
        self._connection.execute(_ADD, _row(job))
        if not job.deleted:
            self._uses.add(job.id, Use.GIVEN, given_to(job.request))

    def get(self, job: JobId) -> Job | None:
        """See the port."""
        row = self._connection.execute(self._get, {"job": job}).one_or_none()
        return None if row is None else _job(row)

    def put(self, job: Job) -> None:
        """See the port. Raises LookupError for a job that was never added."""
        row = _row(job)
        row["job"] = row.pop("id")
        if self._connection.execute(_PUT, row).rowcount != 1:
            raise LookupError(job.id)
        if job.deleted:
            self._uses.release(job.id)

    def note_status(self, job: JobId, message: MessageRef) -> bool:
        """See the port."""
        named = {"job": job, "message": message}
        return self._connection.execute(_NOTE_STATUS, named).rowcount == 1

    def need(self, job: Job) -> None:
        """See the port."""
        self._uses.add(job.id, Use.GIVEN, given_to(job.request))

    def unfinished(self) -> Sequence[Job]:
        """See the port."""
        return self._open_jobs.read(self._connection.execute(_UNFINISHED).all())

    def count_unfinished(self, person: PersonId) -> tuple[int, int]:
        """See the port."""
        own, all_ = self._connection.execute(_COUNT, {"person": person}).one()
        return own, all_

    def recent(self, person: PersonId, *, limit: int) -> Sequence[Job]:
        """See the port."""
        rows = self._connection.execute(_RECENT, {"person": person, "limit": limit})
        return [_job(row) for row in rows]

    def of(self, person: PersonId) -> Sequence[JobId]:
        """See the port."""
        return [JobId(job) for job in self._connection.scalars(_OF, {"person": person})]


def _row(job: Job) -> dict[str, Any]:
    return {name: getattr(job, name) for name in _NAMES} | {"state": job.state.value}


def _open_job(row: tuple[Any, ...]) -> Job:
    told = dict(zip(_COLUMNS, row, strict=True))
    told |= {name: kind.read(told[name]) for name, kind in _JSON.items()}
    told |= {name: read_moment(told[name]) for name in _MOMENTS}
    told |= {name: bool(told[name]) for name in _FLAGS}
    return Job(**{**told, "state": JobState(told["state"])})


def _job(row: Row[Any]) -> Job:
    return Job(**{**row._mapping, "state": JobState(row.state)})
