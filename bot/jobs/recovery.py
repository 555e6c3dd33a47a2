"""After a crash: every job, hold and event that a dead process left behind.

Only the leader of the data folder recovers, and never what belongs to a process that lives.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.credits.ledger import Ledger
from bot.errors import DeliveryError
from bot.jobs.endings import CRASHED
from bot.jobs.journal import interrupt
from bot.models import Audience, ChatRef, Event, Job, JobState, Reply, UserRef
from bot.ports import Books, Clock, Leases, Messenger, UnitOfWork

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """What was found: jobs put back into the queue, jobs and holds settled, events answered."""

    requeued: int = 0
    settled: int = 0
    released: int = 0
    answered: int = 0


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
        found = await self.jobs()
        return replace(found, answered=await self.events())

    async def jobs(self) -> Recovered:
        """Resolve what dead processes left, in one transaction. Safe to call at any time."""
        found = await self._uow.write(self._jobs)
        if found != Recovered():
            log.warning("recovered what a dead process left", extra={"found": repr(found)})
        return found

    async def events(self) -> int:
        """Answer events that were claimed before we started and never became anything."""
        events = await self._uow.read(lambda books: books.events.unanswered())
        lost: dict[tuple[ChatRef, UserRef], list[Event]] = {}
        for event in events:
            if event.claimed_at <= self._since:
                lost.setdefault((event.chat, event.caller.user), []).append(event)
        return sum([await self._answer(together) for together in lost.values()])

    def _jobs(self, books: Books) -> Recovered:
        requeued = settled = 0
        for job in books.jobs.unfinished():
            if job.runner and self._leases.alive(job.runner):
                continue
            after = self._recover(books, job)
            settled += after.state.final
            requeued += after.state is JobState.QUEUED and job.state is JobState.RUNNING
        return Recovered(requeued=requeued, settled=settled, released=self._reap(books))

    def _recover(self, books: Books, job: Job) -> Job:
        if job.state is JobState.RUNNING:
            return interrupt(
                books, job=job, ledger=self._ledger, now=self._clock.now(), ending=CRASHED
            )
        if job.runner:
            books.jobs.put(replace(job, runner=""))
        return job

    def _reap(self, books: Books) -> int:
        orphans = self._ledger.orphans(books)
        for hold in orphans:
            job = books.jobs.get(hold.job)
            self._ledger.settle(
                books,
                job=hold.job,
                pictures=job.captured if job else 0,
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
            await self._tell(messenger, event)
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
