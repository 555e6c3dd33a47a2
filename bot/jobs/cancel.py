"""Cancelling a job: at once while it waits, as soon as the provider lets go while it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.credits.ledger import Ledger
from bot.errors import JobNotFound
from bot.jobs.settle import settle
from bot.models import Job, JobId, JobState, MessageRef
from bot.ports import Books, Clock, UnitOfWork


class Cancelled(StrEnum):
    """What became of a request to cancel."""

    AT_ONCE = "at-once"  # it was waiting; the hold is released and the chat will be told
    STOPPING = "stopping"  # it is being drawn; what has landed is delivered, the rest released
    TOO_LATE = "too-late"  # it had ended before


async def cancel(
    job_id: JobId,
    *,
    allowed: Callable[[Books, Job], None],
    uow: UnitOfWork,
    ledger: Ledger,
    clock: Clock,
    stop: Callable[[JobId], None],
) -> tuple[Job, Cancelled]:
    """Cancel, and say how it went.

    `allowed` raises for who may not; `stop` is Worker.stop. Raises JobNotFound and what it raises.
    After AT_ONCE the caller wakes the deliverer and the queue.
    """

    def work(books: Books) -> tuple[Job, Cancelled]:
        job = books.jobs.get(job_id)
        if job is None:
            raise JobNotFound
        allowed(books, job)
        return _cancel(books, job, ledger, clock.now())

    job, cancelled = await uow.write(work)
    if cancelled is Cancelled.STOPPING:
        stop(job_id)
    return job, cancelled


def _cancel(books: Books, job: Job, ledger: Ledger, now: datetime) -> tuple[Job, Cancelled]:
    if job.state.final:
        return job, Cancelled.TOO_LATE
    wanted = replace(job, cancel_requested=True)
    if job.state is JobState.QUEUED:
        return settle(books, job=wanted, ledger=ledger, now=now), Cancelled.AT_ONCE
    books.jobs.put(wanted)
    return wanted, Cancelled.STOPPING


def withdraw(books: Books, message: MessageRef, *, ledger: Ledger, now: datetime) -> Sequence[Job]:
    """Cancel each job that a person's message ordered and that has not begun."""
    waiting = [
        job
        for job in books.jobs.unfinished()
        if job.parent_message == message and job.state is JobState.QUEUED
    ]
    return [_cancel(books, job, ledger, now)[0] for job in waiting]
