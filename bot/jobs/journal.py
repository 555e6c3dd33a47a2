"""What a worker makes durable, one transaction a step.

Each transaction reads the job afresh and refuses (NotOurs) where it is no longer this worker's, so
that two workers never write for one attempt, and (Stopped) where a cancellation is wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.credits.ledger import Ledger
from bot.credits.usage import kept, summed
from bot.jobs import lifecycle
from bot.jobs.basing import BASELESS, based, on_the_one_before
from bot.jobs.endings import HANDED_BACK, Ending, NotOurs, Stopped
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.settle import Charge, as_quoted, settle
from bot.models import Attempt, Job, JobId, JobState, Picture
from bot.ports import Books, Clock, UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A worker's right to one attempt at a job. `missing` are the pictures still wanted."""

    job: Job
    missing: tuple[int, ...]
    provider: str


class Journal:
    """The transactions of the workers of one process, `runner`."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        clock: Clock,
        ledger: Ledger,
        runner: str,
        charge: Charge = as_quoted,
        failpoint: Failpoint = pass_by,
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._ledger = ledger
        self._runner = runner
        self._charge = charge
        self._failpoint = failpoint

    async def take(self, job_id: JobId, *, provider: Callable[[Job], str]) -> Turn | None:
        """Make a waiting job ours. None when it is not waiting any more, or was cancelled."""

        def work(books: Books) -> Turn | None:
            job = books.jobs.get(job_id)
            if job is None or job.state is not JobState.QUEUED:
                return None
            if job.cancel_requested:
                settle(books, job=job, ledger=self._ledger, now=self._clock.now())
                return None
            found = based(books, job)
            if found is None:
                self._settle_baseless(books, job)
                return None
            if found != job:
                books.jobs.put(found)
                books.jobs.need(found)
            job = lifecycle.taken(found, runner=self._runner, now=self._clock.now())
            return self._begin(books, job, provider(job))

        turn = await self._uow.write(work)
        self._failpoint("taken")
        return turn

    async def again(self, turn: Turn) -> Turn:
        """Begin another attempt in the same turn of the queue."""

        def work(books: Books) -> Turn:
            job = self._ours(books, turn)
            return self._begin(books, lifecycle.again(job), turn.provider)

        return await self._uow.write(work)

    async def sending(self, turn: Turn) -> None:
        """Make it durable that a request may leave now; once an attempt."""
        self._failpoint("sending")

        def work(books: Books) -> None:
            job = self._ours(books, turn)
            attempt = _attempt(books, job)
            if attempt.sent_at is None:
                books.jobs.put(lifecycle.sent(job))
                books.attempts.put(replace(attempt, sent_at=self._clock.now()))

        await self._uow.write(work)
        self._failpoint("sent")

    async def accepted(self, turn: Turn, task_id: str) -> None:
        """Keep a gateway's id: from now on the job is resumed by it."""

        def work(books: Books) -> None:
            job = self._ours(books, turn, stoppable=False)
            books.jobs.put(replace(job, task_id=task_id))

        await self._uow.write(work)
        self._failpoint("accepted")

    async def landed(self, turn: Turn, picture: Picture) -> None:
        """Record a picture whose file is stored. A second one of its index changes nothing."""

        def work(books: Books) -> None:
            self._ours(books, turn, stoppable=False)
            if all(known.ref != picture.ref for known in books.pictures.of(turn.job.id)):
                books.pictures.add(picture, at=self._clock.now())

        await self._uow.write(work)
        self._failpoint("landed")

    async def used(self, turn: Turn, usage: Mapping[str, object]) -> None:
        """Keep what the provider says it used with the attempt, as far as it is a usage."""

        def work(books: Books) -> None:
            job = self._ours(books, turn, stoppable=False)
            attempt = _attempt(books, job)
            whole = summed(attempt.usage, kept(usage))  # an attempt may take several calls
            books.attempts.put(replace(attempt, usage=whole))

        await self._uow.write(work)

    async def busy(self, turn: Turn, ending: Ending) -> None:
        """Close an attempt that proved to have drawn nothing."""

        def work(books: Books) -> None:
            job = self._ours(books, turn)
            attempt = self._close(books, job, ending)
            books.jobs.put(lifecycle.not_drawn(job, was_sent=attempt.sent_at is not None))

        await self._uow.write(work)

    async def finish(self, turn: Turn, ending: Ending) -> Job:
        """Close the attempt and settle the job."""

        def work(books: Books) -> Job:
            job = self._ours(books, turn, stoppable=False)
            self._close(books, job, ending)
            return self._settle(books, job, ending)

        job = await self._uow.write(work)
        self._failpoint("settled")
        return job

    async def hand_back(self, job_id: JobId) -> None:
        """Give up a job of ours that cannot be finished now.

        It waits again; one that has used up its re-run is settled with what has landed. A job that
        is not running here is left as it is.
        """

        def work(books: Books) -> None:
            job = books.jobs.get(job_id)
            if job is not None and job.state is JobState.RUNNING and job.runner == self._runner:
                interrupt(books, job=job, ledger=self._ledger, now=self._clock.now())

        await self._uow.write(work)

    async def let_go(self, job_id: JobId) -> None:
        """Be at work on a job of ours no more, without saying how it ended: recovery does."""

        def work(books: Books) -> None:
            job = books.jobs.get(job_id)
            if job is not None and job.state is JobState.RUNNING and job.runner == self._runner:
                books.jobs.put(replace(job, runner=""))

        await self._uow.write(work)

    def _begin(self, books: Books, job: Job, provider: str) -> Turn:
        books.jobs.put(job)
        attempt = Attempt(
            job=job.id,
            number=job.attempts,
            provider=provider,
            model=job.request.model,
            started_at=self._clock.now(),
        )
        books.attempts.put(attempt)
        have = {picture.ref.index for picture in books.pictures.of(job.id)}
        wanted = range(1, job.request.count + 1)
        missing = tuple(index for index in wanted if index not in have)
        return Turn(job=job, missing=missing, provider=provider)

    def _ours(self, books: Books, turn: Turn, *, stoppable: bool = True) -> Job:
        job = books.jobs.get(turn.job.id)
        if job is None or job.state is not JobState.RUNNING or job.runner != self._runner:
            raise NotOurs(turn.job.id)
        if stoppable and job.cancel_requested:
            raise Stopped(turn.job.id)
        return job

    def _close(self, books: Books, job: Job, ending: Ending) -> Attempt:
        attempt = _closed(_attempt(books, job), ending, self._clock.now())
        books.attempts.put(attempt)
        return attempt

    def _settle_baseless(self, books: Books, job: Job) -> None:
        again = on_the_one_before(books, job)
        books.jobs.need(again)
        settle(books, job=again, ledger=self._ledger, now=self._clock.now(), failure=BASELESS)

    def _settle(self, books: Books, job: Job, ending: Ending) -> Job:
        return settle(
            books,
            job=job,
            ledger=self._ledger,
            now=self._clock.now(),
            charge=self._charge,
            failure=ending.failure,
            failpoint=self._failpoint,
        )


def interrupt(
    books: Books, *, job: Job, ledger: Ledger, now: datetime, ending: Ending = HANDED_BACK
) -> Job:
    """Let a running job go whose worker ends, or has died: it waits again, or is settled."""
    for attempt in books.attempts.of(job.id):
        if attempt.outcome is None:
            books.attempts.put(_closed(attempt, ending, now))
    if job.cancel_requested or not lifecycle.may_run_again(job):
        return settle(books, job=job, ledger=ledger, now=now, failure=ending.failure)
    waiting = lifecycle.handed_back(job)
    books.jobs.put(waiting)
    return waiting


def _attempt(books: Books, job: Job) -> Attempt:
    return next(known for known in books.attempts.of(job.id) if known.number == job.attempts)


def _closed(attempt: Attempt, ending: Ending, now: datetime) -> Attempt:
    ended_at = max(now, attempt.started_at)  # a clock may have been set back
    return replace(attempt, ended_at=ended_at, outcome=ending.outcome, detail=ending.detail)
