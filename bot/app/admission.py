"""Whether an order may go on, asked before any of its files is read."""

import asyncio
import shutil
from pathlib import Path

from bot.app.parts import Parts
from bot.errors import BudgetReached, InsufficientCredits, NoRoom, UserError
from bot.models import ImageRequest, Order
from bot.ports import Books


class Admission:
    """Refuses for free what could not be paid, queued or kept in the end.

    With less than `free_min_bytes` on the disk of `folder`, nothing that has files is taken in.
    """

    def __init__(self, parts: Parts, *, folder: Path, free_min_bytes: int) -> None:
        self._parts = parts
        self._folder = folder
        self._free_min_bytes = free_min_bytes

    async def check(self, order: Order, request: ImageRequest | None) -> None:
        """Raises TooManyJobs, BudgetReached, InsufficientCredits and NoRoom.

        `request` is the least that the order may come to; None where that is not known yet.
        """
        needed, least = self._prices(request)
        now, team = self._parts.clock.now(), self._parts.people.team_of(order.caller)

        def work(books: Books) -> int:
            self._parts.budgets.require(books, team=team, amount=least, now=now)
            person = self._parts.found(books, order.caller)
            if person is None:  # written down with the job, not for a question
                return self._parts.people.starting_in(team)
            self._parts.limits.refuse_too_many(books, person)
            return self._parts.ledger.balance(books, person=person, now=now).available

        try:
            available = await self._parts.uow.read(work)
        except BudgetReached as reached:
            await self._parts.budgets.tell(reached, team)
            raise
        if available < least:
            raise InsufficientCredits(needed=needed, available=available, least=least)
        if order.attachments or order.mask:
            free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
            if free < self._free_min_bytes:
                raise NoRoom()

    def _prices(self, request: ImageRequest | None) -> tuple[int, int]:
        """What it costs, and what its cheapest form does."""
        if request is None:
            return 1, 1
        try:
            return self._parts.quote(request).total, self._parts.least([request])
        except UserError:
            return 1, 1  # what its own model cannot do is told once its files are known
