"""From an order to a job: the hold, the job and its place in the queue, all or nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.credits.ledger import Ledger
from bot.errors import TooManyJobs
from bot.jobs.failpoints import Failpoint, pass_by
from bot.models import Job, PersonId
from bot.ports import Books, JobQueue


@dataclass(frozen=True, kw_only=True)
class SubmitLimits:
    """How many jobs may be open (waiting or running): of one person, and of all."""

    person_max: int = 10
    queue_max: int = 200


def submit(
    books: Books,
    *,
    job: Job,
    ledger: Ledger,
    queue: JobQueue,
    limits: SubmitLimits,
    event_key: str,
    now: datetime,
    failpoint: Failpoint = pass_by,
) -> None:
    """Write a new job and all that goes with it, inside one write transaction.

    Raises TooManyJobs (person or queue) and InsufficientCredits; then nothing is written. After
    the commit the caller wakes the queue.
    """
    _refuse_too_many(books, job.person, limits)
    ledger.hold(books, person=job.person, job=job.id, quote=job.quote, now=now)
    books.jobs.add(job)
    queue.add(books, job)
    books.events.answer(event_key)
    failpoint("submit-held")


def _refuse_too_many(books: Books, person: PersonId, limits: SubmitLimits) -> None:
    own, everyones = books.jobs.count_unfinished(person)
    if own >= limits.person_max:
        raise TooManyJobs("person", limit=limits.person_max)
    if everyones >= limits.queue_max:
        raise TooManyJobs("queue", limit=limits.queue_max)
