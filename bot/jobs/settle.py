"""The end of a job: money, state and the message about it, in one transaction.

A person pays for a picture if and only if it is stored and in the outbox. This is the only place
that makes a job final.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.credits.ledger import Ledger
from bot.credits.usage import TokensUsed, tokens_used
from bot.jobs.failpoints import Failpoint, pass_by
from bot.models import Failure, ImageRequest, Job, JobId, JobState, OutboxItem, Quote
from bot.ports import Books

Charge = Callable[[ImageRequest, Quote, TokensUsed | None], int]
"""What all pictures of a quote cost, by what the provider says it used; at most the quote."""


def as_quoted(request: ImageRequest, quote: Quote, used: TokensUsed | None) -> int:
    """Whatever was used."""
    return quote.total


def result_key(job: JobId) -> str:
    """The outbox key of a job's last message."""
    return f"result:{job}"


def settle(
    books: Books,
    *,
    job: Job,
    ledger: Ledger,
    now: datetime,
    charge: Charge = as_quoted,
    failure: Failure | None = None,
    failpoint: Failpoint = pass_by,
) -> Job:
    """Capture what has landed, release the rest, owe the chat a message.

    `job` was read in this transaction. `failure` says why pictures are missing; it is dropped when
    none is. A job that is final already stays as it is. One that was deleted before its end is
    shown to nobody, so it costs nothing, whatever has landed.
    """
    if job.state.final:
        return job
    landed = 0 if job.deleted else len(books.pictures.of(job.id))
    charged = _owed(books, job, landed, charge)
    ledger.settle(books, job=job.id, pictures=landed, charged=charged, now=now)
    ended_at = max(now, job.started_at or now)  # a clock may have been set back
    settled = replace(
        _ended(job, landed, failure), captured=landed, charged=charged, finished_at=ended_at
    )
    books.jobs.put(settled)
    books.outbox.add(_result_of(job, due_at=now))
    failpoint("settling")
    return settled


def _owed(books: Books, job: Job, landed: int, charge: Charge) -> int:
    if not landed:
        return 0
    attempts = [one for one in books.attempts.of(job.id) if one.sent_at is not None]
    # What drew nothing, or was cut off, says nothing of what it used.
    drew = [one.usage for one in attempts if one.usage]
    whole = bool(attempts) and bool(attempts[-1].usage)
    used = tokens_used(drew) if whole else None
    return charge(job.request, replace(job.quote, count=landed), used)


def _result_of(job: Job, *, due_at: datetime) -> OutboxItem:
    key, platform = result_key(job.id), job.chat.platform
    return OutboxItem(key=key, job=job.id, platform=platform, due_at=due_at)


def _ended(job: Job, landed: int, failure: Failure | None) -> Job:
    if landed >= job.request.count:
        return replace(job, state=JobState.DONE, failure=None)
    if job.cancel_requested or job.deleted:
        return replace(job, state=JobState.CANCELLED, failure=Failure(code="cancelled"))
    state = JobState.DONE if landed else JobState.FAILED
    return replace(job, state=state, failure=failure or Failure(code="internal"))
