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

    def refuse_too_many(self, books: Books, person: PersonId) -> None:
        """Raises TooManyJobs (person or queue) where one more would be too many."""
        own, everyones = books.jobs.count_unfinished(person)
        if own >= self.person_max:
            raise TooManyJobs("person", limit=self.person_max)
        if everyones >= self.queue_max:
            raise TooManyJobs("queue", limit=self.queue_max)


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
    limits.refuse_too_many(books, job.person)
    ledger.hold(books, person=job.person, job=job.id, quote=job.quote, now=now)
    books.jobs.add(job)
    queue.add(books, job)
    books.events.answer(event_key)
    failpoint("submit-held")
