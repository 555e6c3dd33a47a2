"""Messages that were deleted or edited before the job they ordered began."""

from collections.abc import Callable

from bot.app.events import Answer
from bot.app.parts import Parts
from bot.app.routing import Routing
from bot.app.sources import wants_edit
from bot.jobs.cancel import withdraw
from bot.models import MessageRef, Order
from bot.ports import Books


class Corrections:
    """Follows what people do to their own words; what is being drawn already goes on."""

    def __init__(
        self, parts: Parts, *, routing: Routing, wake_deliverer: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._routing = routing
        self._wake_deliverer = wake_deliverer

    async def deleted(self, message: MessageRef) -> bool:
        """Cancel, for free, what the message ordered and is still waiting; whether anything was."""
        ledger, now = self._parts.ledger, self._parts.clock.now()

        def work(books: Books) -> int:
            return len(withdraw(books, message, ledger=ledger, now=now))

        if not await self._parts.uow.read(lambda books: _waits(books, message)):
            return False  # nearly all of what people delete or edit is no order
        if not await self._parts.uow.write(work):
            return False
        self._wake_deliverer()
        self._parts.queue.wake()
        return True

    async def edited(self, order: Order) -> Answer:
        """Take the new words in place of the old, where these still waited; else do nothing."""
        if order.message is None or not await self.deleted(order.message):
            return None
        if wants_edit(order):
            return await self._routing.edit(order)
        return await self._routing.said(order)


def _waits(books: Books, message: MessageRef) -> bool:
    return any(job.parent_message == message for job in books.jobs.unfinished())
