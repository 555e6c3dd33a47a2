"""The queue of one process: the jobs table, an event, and as many tasks as there are slots."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.jobs import fairness, lifecycle
from bot.jobs.basing import without_held_up
from bot.jobs.bell import Bell, drain
from bot.jobs.fairness import Served
from bot.models import Job, JobId, PersonId
from bot.ports import Books, Clock, Leases, UnitOfWork

log = logging.getLogger(__name__)

Handle = Callable[[JobId], Awaitable[None]]

POLL_S = 30.0
"""Jobs that another process left are looked for this often; all others are rung for."""

REST_S = 5.0
"""A job whose handler failed is not handed out again for this long."""

GRACE_S = 20.0
"""On shutdown, how long jobs at work may take to finish before they are handed back."""


class EmbeddedQueue:
    """Implements `bot.ports.JobQueue` in memory over the jobs table.

    `slots` jobs run at once, `person_max` of them for one person. `served` remembers who got a
    turn; a Board that shares it tells the same order.
    """

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        clock: Clock,
        leases: Leases,
        slots: int = 4,
        person_max: int = 2,
        served: Served | None = None,
        grace_s: float = GRACE_S,
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._leases = leases
        self._slots = slots
        self._person_max = person_max
        self._served: Served = {} if served is None else served
        self._grace_s = grace_s
        self._bell = Bell()
        self._running: dict[JobId, tuple[PersonId, asyncio.Task[None]]] = {}
        self._resting: dict[JobId, datetime] = {}

    def add(self, books: Books, job: Job) -> None:
        """Nothing to write: the job's row is its place in this queue."""

    def wake(self) -> None:
        """See the port."""
        self._bell.ring()

    async def run(self, handle: Handle) -> None:
        """See the port. On cancellation, jobs at work get `grace_s` to finish by themselves."""
        try:
            while True:
                await self._fill(handle)
                await self._bell.wait(self._clock, at_most_s=self._rest_s())
        finally:
            tasks = [task for _, task in self._running.values()]
            await drain(tasks, clock=self._clock, grace_s=self._grace_s)

    async def _fill(self, handle: Handle) -> None:
        if len(self._running) >= self._slots:
            return
        for job in await self._waiting():
            if len(self._running) >= self._slots:
                return
            if self._busy(job.person) < self._person_max:
                self._start(job, handle)

    async def _waiting(self) -> list[Job]:
        try:
            jobs = await self._uow.read(self._runnable)
        except Exception:
            log.exception("the queue could not be read")
            return []
        now = self._clock.now()
        self._resting = {job: until for job, until in self._resting.items() if until > now}
        return fairness.order(
            (job for job in jobs if job.id not in self._running and job.id not in self._resting),
            running=[person for person, _ in self._running.values()],
            served=self._served,
        )

    def _runnable(self, books: Books) -> Sequence[Job]:
        """Asked on the database's thread: another process' lease may take a round trip."""
        jobs, leases = without_held_up(books.jobs.unfinished()), self._leases
        return [job for job in jobs if lifecycle.runnable(job, leases=leases)]

    def _busy(self, person: PersonId) -> int:
        return sum(person == other for other, _ in self._running.values())

    def _start(self, job: Job, handle: Handle) -> None:
        task = asyncio.create_task(self._run(job.id, handle))
        self._running[job.id] = job.person, task
        fairness.serve(self._served, job.person)

    async def _run(self, job_id: JobId, handle: Handle) -> None:
        try:
            await handle(job_id)
        except Exception:
            log.exception("a job's handler failed", extra={"job": job_id})
            self._resting[job_id] = self._clock.now() + timedelta(seconds=REST_S)
        finally:
            del self._running[job_id]
            self.wake()

    def _rest_s(self) -> float:
        return REST_S if self._resting else POLL_S
