"""What goes on while nobody asks: recovery, the queue, delivery, status, and keeping house."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.leftovers import Leftovers
from bot.app.operators import Operators
from bot.app.parts import Parts
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
"""Of adapters' records that are over; so few that nobody waits for the rest."""

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
    leftovers: Leftovers

    async def run(self) -> None:
        """Recover, then run every loop until cancelled or until one of them breaks.

        Stopped in the order of the work: no new job is taken and those at work end or are handed
        back, then what they owe is delivered, then status messages fall silent.
        """
        await self.recovery.run()
        queue = asyncio.create_task(self.parts.queue.run(self.worker.handle), name="queue")
        loops = [
            queue,
            asyncio.create_task(self.deliverer.run(), name="deliverer"),
            asyncio.create_task(self.progress.run(), name="progress"),
            asyncio.create_task(self._keep_house(), name="housekeeping"),
            asyncio.create_task(self.operators.run(), name="operators"),
            asyncio.create_task(self.leftovers.run(), name="leftovers"),
            asyncio.create_task(self.parts.leases.watch(), name="leases"),
        ]
        try:
            done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for loop in loops:
                await stop(loop)
        for loop in done:
            loop.result()

    async def _keep_house(self) -> None:
        while True:
            await self.parts.clock.sleep(HOUSEKEEPING_S)
            if not self.parts.leases.leader:
                continue
            try:
                await self._sweep()
            except Exception:
                log.exception("keeping house failed")

    async def _sweep(self) -> None:
        now = self.parts.clock.now()
        await self.parts.uow.write(lambda books: self.parts.ledger.expire(books, now))
        await self.parts.uow.write(lambda books: _purge(books, now))
        await self.recovery.jobs()
        self.parts.queue.wake()
        self.deliverer.wake()


def _purge(books: Books, now: datetime) -> None:
    books.drafts.purge(now - KEPT)
    books.events.purge(now - KEPT)
    books.keyvalue.purge(now, limit=RECORDS_A_SWEEP_MAX)
