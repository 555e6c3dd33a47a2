"""One message into a chat: where it may go, and what becomes of it when it cannot."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import DeliveryError
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.removals import Removals
from bot.jobs.told import is_first
from bot.jobs.traces import Traces
from bot.models import (
    ChatLimits,
    FilesRefused,
    Job,
    JobId,
    OutboxItem,
    Picture,
    PictureRef,
    Posted,
    Reply,
)
from bot.ports import Books, Clock, DirectLine, Messenger, UnitOfWork
from bot.ports.chat import PUBLISHING

log = logging.getLogger(__name__)

BACKOFF_S = (1, 5, 30, 120, 600, 3600)
"""After each failed try; the last repeats."""

TRIES_MAX = 30
"""About a day. Then the result stays where people find their own jobs."""

LIMITED_TRIES = 3
"""A platform that is only busy, and says until when, counts no further: it is asked again then,
or after 30 s, for as long as it takes."""

HOLDING_TRIES = 3
"""A chat keeps its order over this many quick retries; after them later results go ahead."""

LATE_TRIES = HOLDING_TRIES + 1
"""Then, about 40 s after the first, the status says that it takes long, and the inbox has it."""

POST_TIMEOUT_S = 180.0

ERROR_CHARS_MAX = 500

Present = Callable[[Job, Sequence[Picture], ChatLimits], Awaitable[Reply]]
"""Builds the last message of a job for a chat with these limits."""


TOLD_LASTS = timedelta(days=1)
"""Operators hear again after so long that a place takes no files."""


async def _unheard(refused: FilesRefused) -> None:
    pass


class Place(StrEnum):
    """Where a result is tried, in this order; a place that refuses for good is passed over."""

    ANSWER = "answer"  # in reply to the person, in place of the status
    CHAT = "chat"  # the same chat: what was to be answered or replaced may be gone
    PERSON = "person"  # to the person alone, as the platform can


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What a delivery needs. `close_status` ends the edits of the job's status message.

    `redirected` makes of a job's last message one for its person alone; `waiting` says that nothing
    took a job's pictures, `late` that the chat does not take them yet. `hear` tells the operators
    what only they can end.
    """

    uow: UnitOfWork
    clock: Clock
    messengers: Mapping[str, Messenger]
    removals: Removals
    present: Present
    redirected: Callable[[Job, Reply], Reply]
    waiting: Callable[[Job], Reply]
    late: Callable[[Job], Reply]
    close_status: Callable[[JobId], Awaitable[None]]
    hear: Callable[[FilesRefused], Awaitable[None]] = _unheard
    failpoint: Failpoint = pass_by


class Delivery:
    """Delivers single items."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._uow = tools.uow
        self._traces = Traces(tools.messengers, tools.removals)

    async def deliver(self, item: OutboxItem) -> datetime | None:
        """Post the item and record where it went, or when to try again.

        Returns None when the chat's next item may follow, else until when its chat should wait.
        """
        try:
            await self._tools.close_status(item.job)
            job, pictures = await self._uow.read(lambda books: _load(books, item.job))
        except Exception as error:
            # It counts as a try: else nothing behind it would ever be delivered.
            log.exception("a result could not be read", extra={"job": item.job})
            return await self._failed(item, None, (), DeliveryError(type(error).__name__))
        if job.deleted:
            await self._uow.write(lambda books: books.outbox.done(item.key))
            return None
        self._tools.failpoint("delivering")
        try:
            async with asyncio.timeout(POST_TIMEOUT_S):
                place, posted = await self._post(item, job, pictures)
        except DeliveryError as error:
            return await self._failed(item, job, pictures, error)
        except Exception as error:
            log.exception("a result could not be posted", extra={"job": job.id})
            return await self._failed(item, job, pictures, DeliveryError(type(error).__name__))
        self._tools.failpoint("posted")
        wanted = await self._uow.write(lambda books: _record(books, item, posted, pictures))
        self._tools.failpoint("delivered")
        if not wanted:
            await self._traces.remove(job, posted)
        if place is not Place.ANSWER and not _publishes(item):
            await self._traces.clear_status(job, posted)
        await self._traces.clear_replaced(posted)
        await self._traces.clear_lost_status(job)
        return None

    async def _post(
        self, item: OutboxItem, job: Job, pictures: Sequence[Picture]
    ) -> tuple[Place, Posted]:
        messenger = self._tools.messengers[job.chat.platform]
        limits = await messenger.limits(job.chat, job.caller.user)
        refused = DeliveryError("the chat takes no messages", permanent=True)
        for place in _places(item, job, limits):
            try:
                if place is Place.PERSON:
                    limits = await _alone(messenger, job)
                return place, await self._post_to(place, item, job, pictures, limits)
            except DeliveryError as error:
                if not error.permanent:
                    raise
                refused = error
        raise refused

    async def _post_to(
        self,
        place: Place,
        item: OutboxItem,
        job: Job,
        pictures: Sequence[Picture],
        limits: ChatLimits,
    ) -> Posted:
        """Post it as it fits by the chat's word; where the chat takes less than that, smaller."""
        try:
            return await self._show(place, item, job, pictures, limits)
        except DeliveryError as error:
            if not error.too_large:
                raise
        previews = replace(limits, file_bytes_max=0)
        return await self._show(place, item, job, pictures, previews)

    async def _show(
        self,
        place: Place,
        item: OutboxItem,
        job: Job,
        pictures: Sequence[Picture],
        limits: ChatLimits,
    ) -> Posted:
        reply = await self._tools.present(job, pictures, limits)
        if place is Place.PERSON and not job.request.private:
            reply = self._tools.redirected(job, reply)
        answers = place is Place.ANSWER
        return await self._tools.messengers[job.chat.platform].post(
            job.chat,
            reply,
            key=item.key,
            to=job.caller.user,
            in_reply_to=job.parent_message if answers else None,
            replaces=job.status if answers else None,
        )

    async def _failed(
        self, item: OutboxItem, job: Job | None, pictures: Sequence[Picture], error: DeliveryError
    ) -> datetime | None:
        tries, wait_s = _next_try(item, error)
        due_at = self._tools.clock.now() + timedelta(seconds=wait_s)
        tried = replace(item, tries=tries, due_at=due_at, last_error=_text(error))
        over = error.permanent or tries >= TRIES_MAX
        late = not over and tries >= LATE_TRIES and bool(pictures) and not _publishes(item)
        log.warning(
            "a result was not delivered",
            extra={"job": item.job, "tries": tries, "given_up": over, "error": _text(error)},
        )

        def work(books: Books) -> None:
            books.outbox.put(tried)
            if over:
                _give_up(books, item, publishing=job is not None and _publishes(item))
            if late:
                books.outbox.shelve(item.key)

        await self._uow.write(work)
        if error.no_files and (over or late) and job is not None:
            await self._tell_operators(job, error)
        if late and job is not None and job.status is not None:
            await self._traces.say_in(job.status, self._tools.late(job))
        if over and job is not None:
            await self._say_so(item, job, pictures)
        return due_at if not over and tries <= HOLDING_TRIES else None

    async def _tell_operators(self, job: Job, error: DeliveryError) -> None:
        """Once a day for each place: until they act, nothing can be delivered there."""
        place = job.caller.place or job.chat.platform
        key = f"files:{place}:{error}"
        if await is_first(self._uow, self._tools.clock, key=key, lasts=TOLD_LASTS):
            platform = job.chat.platform
            await self._tools.hear(
                FilesRefused(platform=platform, place=place, code=str(error), reason=error.no_files)
            )

    async def _say_so(self, item: OutboxItem, job: Job, pictures: Sequence[Picture]) -> None:
        """Tell the chat that nothing took the result: its pictures are kept, a failure is short."""
        status = None if _publishes(item) else job.status
        try:
            if pictures:
                word = self._tools.waiting(job)
                await self._traces.leave_word(job, word, key=f"word:{item.key}", status=status)
            elif status is not None:
                reply = await self._tools.present(job, pictures, ChatLimits())
                await self._traces.say_in(status, reply)
        except Exception:
            log.exception("nobody was told of a lost result", extra={"job": job.id})


def _next_try(item: OutboxItem, error: DeliveryError) -> tuple[int, float]:
    """How many tries there were by now, and the seconds until the next."""
    if error.retry_after_s is None:
        tries = item.tries + 1
        return tries, BACKOFF_S[min(tries, len(BACKOFF_S)) - 1]
    tries = min(item.tries + 1, LIMITED_TRIES)
    return max(tries, item.tries), max(BACKOFF_S[tries - 1], error.retry_after_s)


def _publishes(item: OutboxItem) -> bool:
    return item.key.startswith(PUBLISHING)


def _give_up(books: Books, item: OutboxItem, *, publishing: bool) -> None:
    """Owe it no more; what nobody was shown is its person's alone again."""
    books.outbox.give_up(item.key)
    job = books.jobs.get(item.job) if publishing else None
    if job is not None:
        books.jobs.put(replace(job, request=replace(job.request, private=True)))


def _places(item: OutboxItem, job: Job, limits: ChatLimits) -> Sequence[Place]:
    """Where to try. What is private never goes into the chat, so the chat has no say in it."""
    if job.request.private:
        return (Place.ANSWER, Place.PERSON)
    places = tuple(Place) if limits.may_post else (Place.PERSON,)
    return tuple(one for one in places if one is not Place.PERSON or not _publishes(item))


async def _alone(messenger: Messenger, job: Job) -> ChatLimits:
    """What the person's own messages take, which may be less than the chat did."""
    if not isinstance(messenger, DirectLine):
        return ChatLimits()
    direct = await messenger.direct(job.caller.user)
    return ChatLimits() if direct is None else await messenger.limits(direct, job.caller.user)


def _load(books: Books, job_id: JobId) -> tuple[Job, Sequence[Picture]]:
    job = books.jobs.get(job_id)
    if job is None:
        raise LookupError(job_id)
    return job, books.pictures.of(job_id)


def _record(books: Books, item: OutboxItem, posted: Posted, pictures: Sequence[Picture]) -> bool:
    """Write down where the result is. False when it was deleted, or sent elsewhere, meanwhile."""
    if not books.outbox.done(item.key):
        return False
    job = books.jobs.get(item.job)
    if job is None or job.deleted:
        return False
    for index, message in posted.pictures.items():
        books.messages.remember(message, PictureRef(job=item.job, index=index))
    whole = pictures[0].ref.index if len(pictures) == 1 else 0
    books.messages.remember(posted.message, PictureRef(job=item.job, index=whole))
    return True


def _text(error: DeliveryError) -> str:
    return str(error)[:ERROR_CHARS_MAX]
