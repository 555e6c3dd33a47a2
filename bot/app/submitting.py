"""From plans to jobs: hold, queue, tell."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.parts import Parts
from bot.errors import BudgetReached, InsufficientCredits
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.progress import Progress
from bot.jobs.submit import submit
from bot.models import (
    Caller,
    ChatRef,
    Job,
    JobId,
    JobState,
    MessageRef,
    Order,
    PersonId,
    Plan,
    Press,
)
from bot.ports import Books

JOB_ID_BYTES = 6


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Who wants a job, where, and because of which event. `confirmed` asks for no second yes."""

    event_key: str
    caller: Caller
    chat: ChatRef
    in_reply_to: MessageRef | None = None
    confirmed: bool = False

    @classmethod
    def of_order(cls, order: Order) -> "Ask":
        """Ask in words."""
        return cls(
            event_key=order.event_key,
            caller=order.caller,
            chat=order.chat,
            in_reply_to=order.message or order.replied_to,
            confirmed=order.confirmed,
        )

    @classmethod
    def of_press(cls, press: Press) -> "Ask":
        """Ask by a button."""
        return cls(
            event_key=press.event_key,
            caller=press.caller,
            chat=press.chat,
            in_reply_to=press.message,
        )


def new_id() -> JobId:
    """An id for a job or a draft, short enough for any button."""
    return JobId(secrets.token_hex(JOB_ID_BYTES))


def _nothing(books: Books) -> None:
    """Claim nothing."""


class Submitting:
    """Makes jobs of plans, all or none."""

    def __init__(self, parts: Parts, *, progress: Progress, failpoint: Failpoint = pass_by) -> None:
        self._parts = parts
        self._progress = progress
        self._failpoint = failpoint

    async def start(
        self, ask: Ask, plans: Sequence[Plan], *, claim: Callable[[Books], None] = _nothing
    ) -> None:
        """Hold the prices and queue the jobs in one transaction, then post each one's status.

        `claim` runs first in it, and may refuse by raising. Raises InsufficientCredits,
        BudgetReached and TooManyJobs; then nothing was written.
        """
        now, team = self._parts.clock.now(), self._parts.people.team_of(ask.caller)

        def work(books: Books) -> list[Job]:
            claim(books)
            person = self._parts.person(books, ask.caller)
            jobs = [self._job(ask, plan, person, now) for plan in plans]
            needed = sum(job.quote.total for job in jobs)
            self._parts.budgets.require(books, team=team, amount=needed, now=now)
            self._submit_all(books, jobs, ask.event_key, now)
            return jobs

        try:
            jobs = await self._parts.uow.write(work)
        except BudgetReached as reached:
            await self._parts.budgets.tell(reached, team)
            raise
        self._failpoint("submit-committed")
        self._parts.queue.wake()
        self._progress.moved()
        for job in jobs:
            await self._progress.announce(job)
        self._failpoint("submit-announced")

    def _job(self, ask: Ask, plan: Plan, person: PersonId, now: datetime) -> Job:
        leases = self._parts.leases
        return Job(
            id=new_id(),
            person=person,
            caller=ask.caller,
            chat=ask.chat,
            request=plan.request,
            quote=self._parts.quote(plan.request),
            state=JobState.QUEUED,
            created_at=now,
            notes=plan.notes,
            runner="" if leases.leader else leases.runner,
            parent_message=ask.in_reply_to,
            team=self._parts.people.team_of(ask.caller),
        )

    def _submit_all(self, books: Books, jobs: Sequence[Job], event_key: str, now: datetime) -> None:
        """Name the price of all where it is too much: each hold knows only its own."""
        held = 0
        for job in jobs:
            try:
                self._submit(books, job, event_key, now)
            except InsufficientCredits as short:
                raise InsufficientCredits(
                    needed=sum(one.quote.total for one in jobs),
                    available=short.available + held,
                    least=self._parts.least(one.request for one in jobs),
                ) from short
            held += job.quote.total

    def _submit(self, books: Books, job: Job, event_key: str, now: datetime) -> None:
        submit(
            books,
            job=job,
            ledger=self._parts.ledger,
            queue=self._parts.queue,
            limits=self._parts.limits,
            event_key=event_key,
            now=now,
            failpoint=self._failpoint,
        )
