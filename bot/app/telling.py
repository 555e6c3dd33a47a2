"""Tells people that credits came to them, or were taken back: alone, with what they have now."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.app.letters import Letters
from bot.app.parts import Parts
from bot.errors import DeliveryError
from bot.models import Caller, TeamId, UserRef
from bot.ports import Books
from bot.replies import moved_card

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Credits that an admin gave to a person, or took back where `amount` is below zero."""

    key: str
    by: Caller
    to: UserRef
    amount: int
    reason: str = ""
    expires_at: datetime | None = None


class Telling:
    """What has been moved, until it is told; a process that ends leaves the rest untold."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._letters = Letters(parts)
        self._untold: asyncio.Queue[Moved] = asyncio.Queue()

    def tell(self, moved: Iterable[Moved]) -> None:
        """Have people told soon. Nobody is told of what they did themselves."""
        for one in moved:
            if one.to != one.by.user:
                self._untold.put_nowait(one)

    async def run(self) -> None:
        """Tell one after the other until cancelled: a large group would be too many at once."""
        while True:
            await self._told(await self._untold.get())

    async def _told(self, moved: Moved) -> None:
        try:
            team = self._parts.people.team_of(moved.by)
            available = await self._available(moved.to, team)
            await self._letters.send(
                moved.to,
                lambda say: moved_card(
                    say,
                    by=moved.by.name,
                    amount=moved.amount,
                    available=available,
                    reason=moved.reason,
                    expires_at=moved.expires_at,
                ),
                key=f"moved:{moved.key}",
                team=team,
                locale=moved.by.locale,
            )
        except DeliveryError as error:
            log.info("somebody could not be told of credits: %s", error)
        except Exception:
            log.exception("somebody could not be told of credits")

    async def _available(self, user: UserRef, team: TeamId) -> int:
        now = self._parts.clock.now()

        def work(books: Books) -> int:
            person = books.people.find(user, team)
            if person is None:
                return 0
            return self._parts.ledger.balance(books, person=person, now=now).available

        return await self._parts.uow.read(work)
