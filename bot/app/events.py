"""Every inbound event has one effect, and an answer."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.app.parts import Parts
from bot.app.rates import RateLimit
from bot.errors import UserError
from bot.models import Caller, ChatRef, Event, Form, Reply, Tone
from bot.replies import error_reply, notice

Answer = Reply | Form | None
"""What an adapter renders; None when the core has already spoken in the chat itself."""

DOUBLE_CLICK_S = 2.0

log = logging.getLogger(__name__)


class Events:
    """Claims events, runs what they ask for, and turns what a person did wrong into words."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rate = RateLimit(parts.event_rate)

    async def once(
        self,
        key: str,
        caller: Caller,
        chat: ChatRef,
        act: Callable[[], Awaitable[Answer]],
        *,
        debounce: str = "",
        silent_for_job: bool = False,
    ) -> Answer:
        """Run `act` for the first delivery of an event; a repeated one does nothing.

        The claim commits on its own before anything is said. When the process dies before the
        event is answered, recovery tells the person that nothing was charged.

        `silent_for_job`: `act` answers None only for what became a job, and the transaction that
        made the job has noted the event as answered.
        """

        async def claimed() -> Answer:
            self._parts.people.require_place(caller)
            self._rate.take(caller.user, now=self._parts.clock.now(), what="events")
            event = Event(key=key, caller=caller, chat=chat, claimed_at=self._parts.clock.now())
            fresh = await self._parts.uow.write(
                lambda books: books.events.claim(event, debounce=debounce, within_s=DOUBLE_CLICK_S)
            )
            if not fresh:
                return None
            answer = await self.answered(caller, act)
            if answer is None and silent_for_job:
                return None
            return await self._and_note(key, answer)

        return await self.answered(caller, claimed)

    async def _and_note(self, key: str, answer: Answer) -> Answer:
        try:
            await self._parts.uow.write(lambda books: books.events.answer(key))
        except Exception:
            # The person gets their answer all the same; recovery may say one thing too much.
            log.exception("an answered event could not be noted")
        return answer

    async def answered(self, caller: Caller, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """Run `act`; a mistake or a defect becomes a reply, never an exception."""
        say = self._parts.say(caller)
        try:
            return await act()
        except UserError as error:
            return error_reply(say, error)
        except Exception:
            log.exception("a request failed", extra={"user": str(caller.user)})
            return replace(notice(say, "internal"), tone=Tone.ERROR, code="internal")
