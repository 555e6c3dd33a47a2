"""Pictures that no chat would take: their owner finds them here, and posts them where they are."""

from collections.abc import Callable
from dataclasses import replace

from bot.app.parts import Parts
from bot.app.sources import known_job
from bot.errors import JobNotFound
from bot.models import Caller, Job, OutboxItem, PersonId, Press, Reply
from bot.ports import Books
from bot.replies import inbox_card

SHOWN_MAX = 10


COUNTED_MAX = 100
"""More are waiting than anyone reads; counting further tells nobody anything."""


def waiting(books: Books, person: PersonId) -> int:
    """How many results of a person could not be delivered, up to `COUNTED_MAX`."""
    return len(books.outbox.given_up(person, limit=COUNTED_MAX))


class Inbox:
    """`wake_deliverer` has the outbox looked at."""

    def __init__(self, parts: Parts, *, wake_deliverer: Callable[[], None]) -> None:
        self._parts = parts
        self._wake_deliverer = wake_deliverer

    async def inbox(self, caller: Caller) -> Reply:
        """The caller's latest results that could not be delivered, each with a way to post it."""

        def work(books: Books, person: PersonId) -> list[Job]:
            waiting = books.outbox.given_up(person, limit=SHOWN_MAX)
            return [job for job_id in waiting if (job := books.jobs.get(job_id)) is not None]

        return inbox_card(self._parts.say(caller), await self._parts.read_as(caller, work))

    async def repost(self, press: Press) -> None:
        """Post a result here after all. Its owner alone; it costs nothing, and happens once."""
        await self._parts.preflight(press.chat, press.caller)
        now = self._parts.clock.now()

        def work(books: Books) -> None:
            job = known_job(books, press.action.job)
            self._parts.viewer(books, press.caller).require_own(job)
            if not books.outbox.take_back(job.id):
                raise JobNotFound("answered")
            books.jobs.put(
                replace(job, caller=press.caller, chat=press.chat, status=None, parent_message=None)
            )
            books.outbox.add(
                OutboxItem(
                    key=f"repost:{job.id}:{press.event_key}",
                    job=job.id,
                    platform=press.chat.platform,
                    due_at=now,
                )
            )

        await self._parts.uow.write(work)
        self._wake_deliverer()
