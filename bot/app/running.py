"""What goes on while nobody asks: recovery, the queue, delivery, status, and keeping house."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.app.clock import keeps_pace
from bot.app.foresight import Foresight
from bot.app.leftovers import Leftovers
from bot.app.operators import Operators
from bot.app.parts import Parts
from bot.app.telling import Telling
from bot.jobs.bell import stop
from bot.jobs.outbox import Deliverer
from bot.jobs.progress import Progress
from bot.jobs.recovery import Recovery
from bot.jobs.worker import Worker
from bot.ports import Books

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""Drafts nobody answered, and answered events: no platform sends one again so late."""

RECORDS_A_SWEEP_MAX = 1000
"""Of each kind of records that are over; so few that nobody waits for the rest."""

STEADY_LOOKS = 3
"""What ends for good waits until the time of day has kept pace with so many sleeps in a row: a
clock that jumps and comes back must not end credits that are still good."""
RECORDS_EVERY = 60
"""Old records are looked for at every so many looks: nothing waits for that."""

HOUSEKEEPING_S = 60.0
"""Expired credits are swept, and dead processes' jobs looked for, this often."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """The loops of one process."""

    parts: Parts
    worker: Worker
    deliverer: Deliverer
    progress: Progress
    recovery: Recovery
    operators: Operators
    telling: Telling
    leftovers: Leftovers
    foresight: Foresight

    async def run(self) -> None:
        """Recover, then run every loop until cancelled or until one of them breaks.

        Stopped in the order of the work: no new job is taken and those at work end or are handed
        back, then what they owe is delivered, then status messages fall silent.
        """
        await self.recovery.run()
        apologies = asyncio.create_task(self._apologise(), name="apologies")
        queue = asyncio.create_task(self.parts.queue.run(self.worker.handle), name="queue")
        loops = [
            queue,
            asyncio.create_task(self.deliverer.run(), name="deliverer"),
            asyncio.create_task(self.progress.run(), name="progress"),
            asyncio.create_task(self._keep_house(), name="housekeeping"),
            asyncio.create_task(self.operators.run(), name="operators"),
            asyncio.create_task(self.telling.run(), name="telling"),
            asyncio.create_task(self.leftovers.run(), name="leftovers"),
            asyncio.create_task(self.foresight.run(), name="foresight"),
            asyncio.create_task(self.parts.leases.watch(), name="leases"),
        ]
        try:
            done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for loop in loops:
                await stop(loop)
            await stop(apologies)
        for loop in done:
            loop.result()

    async def _apologise(self) -> None:
        try:
            await self.recovery.events()
        except Exception:
            log.exception("lost events were not answered")

    async def _keep_house(self) -> None:
        steady = 0
        for look in count():
            steady = steady + 1 if await keeps_pace(self.parts.clock, HOUSEKEEPING_S) else 0
            try:
                now = self.parts.clock.now()
                await self.parts.exports.forget_old(self.parts.partials, now=now)
                if not self.parts.leases.leader:
                    continue
                if steady >= STEADY_LOOKS:
                    await self._sweep(old=look % RECORDS_EVERY == STEADY_LOOKS)
                await self.recovery.jobs()
                await self.parts.removals.again()
                self.parts.queue.wake()
                self.deliverer.wake()
            except Exception:
                log.exception("keeping house failed")

    async def _sweep(self, *, old: bool) -> None:
        now = self.parts.clock.now()
        await self.parts.uow.write(lambda books: self.parts.ledger.expire(books, now))
        while await self.parts.uow.write(lambda books: purge(books, now)):
            pass  # one transaction after the other, so that others' work comes between
        if old:
            before = now - self.parts.records_kept
            await self.parts.uow.write(lambda books: purge_records(books, before))


def purge(books: Books, now: datetime) -> bool:
    """Remove what is over and would only be in the way. True where there may be more of it."""
    books.drafts.purge(now - KEPT)
    books.events.purge(now - KEPT)
    return books.keyvalue.purge(now, limit=RECORDS_A_SWEEP_MAX) >= RECORDS_A_SWEEP_MAX


def purge_records(books: Books, before: datetime) -> None:
    """Remove what nobody but an operator looks at again. Jobs and the ledger stay."""
    books.attempts.purge(before, limit=RECORDS_A_SWEEP_MAX)
    books.outbox.purge(before, limit=RECORDS_A_SWEEP_MAX)
    books.messages.purge(before, limit=RECORDS_A_SWEEP_MAX)
