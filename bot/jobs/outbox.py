"""Delivers what is owed to chats, until the chat has it or every place has refused it.

Results of one chat arrive in order and one at a time; chats do not wait for each other.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from bot.jobs.bell import Bell, drain
from bot.jobs.delivery import Delivery
from bot.models import ChatRef, OutboxItem
from bot.ports import Books, Clock, Messenger, UnitOfWork

log = logging.getLogger(__name__)

BATCH = 200
"""Items looked at in one go."""

REST_MAX_S = 60.0
REST_MIN_S = 1.0
"""How long to rest when nothing falls due, and when something is due and its chat is busy."""

UNREAD_S = 5.0
"""How long to rest when the outbox cannot be read: a database may come back."""

GRACE_S = 10.0
"""On shutdown, how long posts under way may take: a post cut off may be shown twice."""


class Deliverer:
    """The loop over the outbox. `wake` it after anything was added."""

    def __init__(
        self,
        delivery: Delivery,
        *,
        uow: UnitOfWork,
        clock: Clock,
        messengers: Mapping[str, Messenger],
        grace_s: float = GRACE_S,
    ) -> None:
        self._delivery = delivery
        self._uow = uow
        self._clock = clock
        self._messengers = messengers
        self._grace_s = grace_s
        self._bell = Bell()
        self._lanes: dict[ChatRef, asyncio.Task[None]] = {}
        self._held: dict[ChatRef, datetime] = {}

    def wake(self) -> None:
        """Look again now."""
        self._bell.ring()

    async def run(self) -> None:
        """Deliver until cancelled; then posts under way may finish for `grace_s`."""
        try:
            while True:
                await self._bell.wait(self._clock, at_most_s=await self._round())
        finally:
            await drain(self._lanes.values(), clock=self._clock, grace_s=self._grace_s)

    async def _round(self) -> float:
        """Begin what is due; returns how long to rest."""
        try:
            await self._look()
            return await self._rest_s()
        except Exception:
            log.exception("the outbox could not be read")
            return UNREAD_S

    async def _look(self) -> None:
        now, platforms = self._clock.now(), tuple(self._messengers)
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        # Taken before the read: a lane that ends meanwhile leaves us with items it has delivered.
        busy = {*self._lanes, *self._held}
        owed = await self._uow.read(lambda books: _owed(books, now, platforms))
        for chat, pairs in groupby(sorted(owed, key=itemgetter(1)), key=itemgetter(1)):
            if chat not in busy:
                self._open_lane(chat, [item for item, _ in pairs])

    def _open_lane(self, chat: ChatRef, items: list[OutboxItem]) -> None:
        lane = self._lanes[chat] = asyncio.create_task(self._work_off(chat, items))
        lane.add_done_callback(lambda _: self._close_lane(chat))

    def _close_lane(self, chat: ChatRef) -> None:
        del self._lanes[chat]
        self.wake()

    async def _work_off(self, chat: ChatRef, items: list[OutboxItem]) -> None:
        try:
            for item in items:
                hold_until = await self._delivery.deliver(item)
                if hold_until is not None:
                    self._held[chat] = hold_until
                    return
        except Exception:
            log.exception("a chat's deliveries were interrupted", extra={"chat": chat.id})
            self._held[chat] = self._clock.now() + timedelta(seconds=REST_MAX_S)

    async def _rest_s(self) -> float:
        platforms = tuple(self._messengers)
        now = self._clock.now()
        due = await self._uow.read(lambda books: books.outbox.next_due(platforms))
        moments = [*self._held.values()] + ([due] if due else [])
        waits = [(moment - now).total_seconds() for moment in moments]
        return max(min([*waits, REST_MAX_S]), REST_MIN_S)


def _owed(
    books: Books, now: datetime, platforms: tuple[str, ...]
) -> list[tuple[OutboxItem, ChatRef]]:
    items = books.outbox.due(now, limit=BATCH, platforms=platforms)
    return [(item, _chat(books, item)) for item in items]


def _chat(books: Books, item: OutboxItem) -> ChatRef:
    """Whose turn it takes. One whose job cannot be read fails in a lane of its own."""
    try:
        job = books.jobs.get(item.job)
    except (ValueError, TypeError, LookupError):
        job = None
    return job.chat if job else ChatRef(platform=item.platform, id=f"unreadable:{item.job}")
