"""Where each open job stands: its place in the queue, and when it should be done."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs import eta, fairness
from bot.models import (
    Asset,
    ImageRequest,
    Job,
    JobId,
    JobState,
    PersonId,
    Quality,
    Resolution,
)
from bot.ports import Books, Clock, UnitOfWork
from bot.replies import Stage

PAUSE_PER_JOB_S = 0.0005
PAUSES_FROM = 40
"""Between two readings of a queue longer than this there is a pause, by its length: in a burst,
each order would else read the whole of it, and takes longer the longer it is."""

PAUSE_MAX_S = 1.0
"""However long the queue is, and whatever becomes of the clock."""

TIMINGS_MAX = 100
"""How many of a model's latest timings say what is typical."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a status message tells.

    `position` counts from 1 and is None once the job is drawn; `ahead` is how many jobs come
    before it, `eta_s` when its pictures should be there. `fraction` is of the whole job, 0 to 1;
    `partial` what a picture looks like so far.
    """

    stage: Stage = Stage.QUEUED
    position: int | None = None
    ahead: int = 0
    eta_s: float | None = None
    fraction: float | None = None
    partial: Asset | None = None


Standings = Mapping[JobId, tuple[Job, Standing]]
"""Every open job by its id."""


class Board:
    """Reads the standings; `slots` is how many jobs are drawn at once.

    `served` is the queue's own memory of who got a turn, so that both tell the same order. All who
    ask while a reading is under way share the next one: in a burst, each order would else read the
    whole queue for itself. What was read is kept for nobody else: prompts stand in it.
    """

    def __init__(
        self, *, uow: UnitOfWork, clock: Clock, slots: int, served: Mapping[PersonId, int]
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._slots = slots
        self._served = served
        self._reading = asyncio.Lock()
        self._begun = self._done = 0
        self._next_at = clock.now()
        self._read: Standings = {}
        self._asking = 0

    async def standings(self) -> Standings:
        """All open jobs and where they stand, read after the call."""
        self._asking += 1
        try:
            return await self._shared(self._begun)
        finally:
            self._asking -= 1
            if not self._asking:
                self._read = {}

    async def _shared(self, before: int) -> Standings:
        async with self._reading:
            if self._done <= before:
                await self._pause()
                self._begun += 1
                self._read = await self._now()
                self._done = self._begun
                self._next_at = self._clock.now() + _pause(len(self._read))
            return self._read

    async def _pause(self) -> None:
        wait_s = (self._next_at - self._clock.now()).total_seconds()
        if wait_s > 0:
            await self._clock.sleep(min(wait_s, PAUSE_MAX_S))

    async def _now(self) -> Standings:
        served, now = dict(self._served), self._clock.now()
        return await self._uow.read(
            lambda books: _standings(books, slots=self._slots, served=served, now=now)
        )

    async def of(self, job: Job) -> Standing:
        """Where one job stands; a job that is not open stands nowhere in particular."""
        known = (await self.standings()).get(job.id)
        return known[1] if known else Standing(stage=Stage.UPLOADING)


def _pause(length: int) -> timedelta:
    return timedelta(seconds=length * PAUSE_PER_JOB_S if length >= PAUSES_FROM else 0)


def _standings(
    books: Books, *, slots: int, served: Mapping[PersonId, int], now: datetime
) -> Standings:
    jobs = books.jobs.unfinished()
    needs = _needs(books, jobs)
    running = [job for job in jobs if job.state is JobState.RUNNING]
    waiting = fairness.order(
        (job for job in jobs if job.state is JobState.QUEUED),
        running=[job.person for job in running],
        served=served,
    )
    left = {job.id: eta.remaining_s(needs[job.id], _elapsed_s(job, now)) for job in running}
    ends = eta.forecast(
        running=list(left.values()), waiting=[needs[job.id] for job in waiting], slots=slots
    )
    drawn = {job.id: (job, Standing(stage=Stage.DRAWING, eta_s=left[job.id])) for job in running}
    return drawn | dict(_places(waiting, ends, ahead=len(running)))


def _places(
    waiting: Sequence[Job], ends: Sequence[float], *, ahead: int
) -> Iterable[tuple[JobId, tuple[Job, Standing]]]:
    for place, (job, eta_s) in enumerate(zip(waiting, ends, strict=True), start=1):
        yield job.id, (job, Standing(position=place, ahead=ahead + place - 1, eta_s=eta_s))


def _needs(books: Books, jobs: Sequence[Job]) -> dict[JobId, float]:
    kinds = {_kind(job.request): job.request for job in jobs}
    samples = {
        model: books.attempts.seconds(model, limit=TIMINGS_MAX)
        for model in {request.model for request in kinds.values()}
    }
    typical_s = {
        kind: eta.typical_s(request, samples[request.model]) for kind, request in kinds.items()
    }
    return {job.id: typical_s[_kind(job.request)] for job in jobs}


def _kind(request: ImageRequest) -> tuple[str, Quality, Resolution]:
    """All that a request's typical time depends on."""
    return request.model, request.quality, request.resolution


def _elapsed_s(job: Job, now: datetime) -> float:
    return (now - job.started_at).total_seconds() if job.started_at else 0.0
