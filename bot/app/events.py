"""Every inbound event has one effect, and an answer."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.app.parts import Parts
from bot.app.rates import RateLimit
from bot.errors import DeliveryError, UserError
from bot.models import Caller, ChatRef, Event, Form, Reply, Tone
from bot.replies import error_reply, notice, platform_fault_card

Answer = Reply | Form | None
"""What an adapter renders; None when the core has already spoken in the chat itself."""

DOUBLE_CLICK_S = 2.0
KEYS_MAX = 10_000
"""Events remembered: a platform delivers one again within minutes. The books know the others."""

log = logging.getLogger(__name__)


class Events:
    """Claims events, runs what they ask for, and turns what a person did wrong into words."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rate = RateLimit(parts.event_rate)
        self._claimed: OrderedDict[str, None] = OrderedDict()
        self._ahead: set[str] = set()

    async def claim_ahead(
        self, key: str, caller: Caller, chat: ChatRef, *, debounce: str = ""
    ) -> bool:
        """Claim an event before it is acknowledged; `once` then goes on with it.

        False for one that was delivered before: nobody has to go on. What is wrong with the event
        or the disk, `once` finds again, and says it. Whoever calls this calls `note_answered` in
        the end.
        """
        try:
            fresh = await self._claim(key, caller, chat, debounce=debounce)
        except Exception:
            return True
        if fresh:
            self._ahead.add(key)
        return fresh

    async def note_answered(self, key: str) -> None:
        """An event claimed ahead has its answer: recovery need not speak for it."""
        if key in self._ahead:
            self._ahead.discard(key)
            await self._note(key)

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
        event is answered, recovery tells the person that nothing was charged. What was claimed
        ahead and refused counts as answered only once it is shown.

        `silent_for_job`: `act` answers None only for what became a job, and the transaction that
        made the job has noted the event as answered.
        """

        async def claimed() -> Answer:
            if key in self._ahead:
                # Who it is may not have been known when there was an acknowledgement to give.
                self._parts.people.require_place(caller)
            elif not await self._claim(key, caller, chat, debounce=debounce):
                return None
            acted, answer = await self._tried(caller, act)
            if not acted and key in self._ahead:
                return answer
            self._ahead.discard(key)
            if answer is not None or not silent_for_job:
                await self._note(key)
            return answer

        return await self.answered(caller, claimed)

    async def _claim(self, key: str, caller: Caller, chat: ChatRef, *, debounce: str) -> bool:
        if key in self._claimed:
            return False
        self._claimed[key] = None
        if len(self._claimed) > KEYS_MAX:
            self._claimed.popitem(last=False)
        try:
            self._parts.people.require_place(caller)
            self._rate.take(caller.user, now=self._parts.clock.now(), what="events")
            event = Event(key=key, caller=caller, chat=chat, claimed_at=self._parts.clock.now())
            return await self._parts.uow.write(
                lambda books: books.events.claim(event, debounce=debounce, within_s=DOUBLE_CLICK_S),
                first=True,
            )
        except BaseException:
            self._claimed.pop(key, None)
            raise

    async def _note(self, key: str) -> None:
        try:
            await self._parts.uow.write(lambda books: books.events.answer(key))
        except Exception:
            # The person gets their answer all the same; recovery may say one thing too much.
            log.exception("an answered event could not be noted")

    async def answered(self, caller: Caller, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """Run `act`; a mistake or a defect becomes a reply, never an exception."""
        return (await self._tried(caller, act))[1]

    async def _tried(
        self, caller: Caller, act: Callable[[], Awaitable[Answer]]
    ) -> tuple[bool, Answer]:
        """The answer, and whether it is the act's own: a refusal is none."""
        say = self._parts.say(caller)
        try:
            return True, await act()
        except UserError as error:
            return False, error_reply(say, error)
        except DeliveryError as error:
            log.warning("a chat refused: %s", error, extra={"user": str(caller.user)})
            return False, platform_fault_card(say, str(error))
        except Exception:
            log.exception("a request failed", extra={"user": str(caller.user)})
            return False, replace(notice(say, "internal"), tone=Tone.ERROR, code="internal")
