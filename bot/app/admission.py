"""Whether an order may go on, asked before any of its files is read or its person is asked."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.app.parts import Parts
from bot.errors import BudgetReached, InsufficientCredits, NoRoom, UserError
from bot.models import Caller, ImageRequest
from bot.ports import Books


class Admission:
    """Refuses for free what could not be paid, queued or kept in the end.

    With less than `free_min_bytes` on the disk of `folder`, nothing that has files is taken in.
    """

    def __init__(self, parts: Parts, *, folder: Path, free_min_bytes: int) -> None:
        self._parts = parts
        self._folder = folder
        self._free_min_bytes = free_min_bytes

    async def check(self, caller: Caller, requests: Sequence[ImageRequest]) -> None:
        """Raises TooManyJobs, BudgetReached and InsufficientCredits.

        `requests` are the least that an order may come to; none where that is not known yet.
        """
        needed, least = self._prices(requests)
        now, team = self._parts.clock.now(), self._parts.people.team_of(caller)

        def work(books: Books) -> int:
            self._parts.budgets.require(books, team=team, amount=least, now=now)
            person = self._parts.found(books, caller)
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

    async def require_room(self) -> None:
        """Raises NoRoom where the disk takes no more files."""
        free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
        if free < self._free_min_bytes:
            raise NoRoom()

    def _prices(self, requests: Sequence[ImageRequest]) -> tuple[int, int]:
        """What they cost, and what their cheapest forms do."""
        try:
            needed = sum(self._parts.quote(request).total for request in requests)
            return (needed, self._parts.least(requests)) if requests else (1, 1)
        except UserError:
            return 1, 1  # what its own model cannot do is told once its files are known
