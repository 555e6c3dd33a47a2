"""After a crash: every job, hold and event that a dead process left behind.

Only the leader of the data folder recovers, and never what belongs to a process that lives.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.credits.ledger import Ledger
from bot.errors import DeliveryError
from bot.jobs.endings import CRASHED
from bot.jobs.journal import interrupt
from bot.models import Audience, ChatRef, Event, Job, JobId, JobState, Reply, UserRef
from bot.ports import Books, Clock, Leases, Messenger, UnitOfWork

log = logging.getLogger(__name__)

TOLD_S = 60.0
"""How long a chat has for one apology; the next start tries again."""


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """What was found: jobs put back into the queue, and jobs and holds settled."""

    requeued: int = 0
    settled: int = 0
    released: int = 0


class Recovery:
    """Run before the queue and the adapters start. `apologise` words the answer to a lost event."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        clock: Clock,
        ledger: Ledger,
        leases: Leases,
        messengers: Mapping[str, Messenger],
        apologise: Callable[[Event], Awaitable[Reply]],
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._ledger = ledger
        self._leases = leases
        self._messengers = messengers
        self._apologise = apologise
        # Adapters may be at work before `run`: what they claim from now on is not lost.
        self._since = clock.now()

    async def run(self) -> Recovered:
        """Recover all. A process that does not lead touches nothing."""
        if not self._leases.leader:
            return Recovered()
        return await self.jobs()

    async def jobs(self) -> Recovered:
        """Resolve what dead processes left. Safe to call at any time.

        Each job in a transaction of its own: one that cannot be resolved is logged, and holds up no
        other.
        """
        left = [job.id for job in await self._uow.read(self._left)]
        states = [await self._resolve(job) for job in left]
        found = Recovered(
            requeued=states.count(JobState.QUEUED),
            settled=sum(state is not None and state.final for state in states),
            released=await self._uow.write(self._reap),
        )
        if found != Recovered():
            log.warning("recovered what a dead process left", extra={"found": repr(found)})
        return found

    async def events(self) -> int:
        """Answer events that were claimed before we started and never became anything.

        Nothing waits for it: a chat that hangs holds up nobody's pictures.
        """
        if not self._leases.leader:
            return 0
        events = await self._uow.read(lambda books: books.events.unanswered())
        lost: dict[tuple[ChatRef, UserRef], list[Event]] = {}
        for event in events:
            if event.claimed_at <= self._since:
                lost.setdefault((event.chat, event.caller.user), []).append(event)
        return sum([await self._answer(together) for together in lost.values()])

    def _left(self, books: Books) -> Sequence[Job]:
        """Jobs that nobody alive is at work on, and that are not just waiting."""
        return [job for job in books.jobs.unfinished() if self._is_left(job)]

    def _is_left(self, job: Job) -> bool:
        if job.runner and self._leases.alive(job.runner):
            return False
        return job.state is JobState.RUNNING or bool(job.runner and not job.state.final)

    async def _resolve(self, job_id: JobId) -> JobState | None:
        def work(books: Books) -> JobState | None:
            job = books.jobs.get(job_id)
            return self._recover(books, job) if job and self._is_left(job) else None

        try:
            return await self._uow.write(work)
        except Exception:
            log.exception("a job could not be recovered", extra={"job": job_id})
            return None

    def _recover(self, books: Books, job: Job) -> JobState | None:
        """The state that a job at work was put into; None for one that only waited."""
        if job.state is JobState.RUNNING:
            now = self._clock.now()
            return interrupt(books, job=job, ledger=self._ledger, now=now, ending=CRASHED).state
        books.jobs.put(replace(job, runner=""))
        return None

    def _reap(self, books: Books) -> int:
        orphans = self._ledger.orphans(books)
        for hold in orphans:
            job = books.jobs.get(hold.job)
            self._ledger.settle(
                books,
                job=hold.job,
                pictures=job.captured if job else 0,
                charged=job.charged if job else 0,
                now=self._clock.now(),
            )
        return len(orphans)

    async def _answer(self, events: Sequence[Event]) -> int:
        """Apologise once for all that one person said in one chat; returns how many these are."""
        event = events[0]
        messenger = self._messengers.get(event.chat.platform)
        if messenger is None:
            return 0
        try:
            async with asyncio.timeout(TOLD_S):
                await self._tell(messenger, event)
        except TimeoutError:
            log.warning("a lost event was not answered in time")
            return 0
        except DeliveryError as error:
            log.warning("a lost event was not answered", exc_info=True)
            if not error.permanent:
                return 0

        def work(books: Books) -> None:
            for one in events:
                books.events.answer(one.key)

        await self._uow.write(work)
        return len(events)

    async def _tell(self, messenger: Messenger, event: Event) -> None:
        """Tell the person alone, or, where their messages are closed, in the chat."""
        reply, user = await self._apologise(event), event.caller.user
        key = f"lost:{event.key}"
        try:
            await messenger.post(event.chat, reply, key=key, to=user)
        except DeliveryError as error:
            if not error.permanent or reply.audience is Audience.EVERYONE:
                raise
            openly = replace(reply, audience=Audience.EVERYONE, mention=user)
            await messenger.post(event.chat, openly, key=key, to=user)
