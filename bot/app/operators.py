"""Tells the people who run the bot what only they can mend, where they can be written to alone."""

import asyncio
import logging

from bot.app.parts import Parts
from bot.errors import DeliveryError
from bot.models import HOME_TEAM, Outage, Reply, UserRef
from bot.ports import Books, DirectLine
from bot.replies import Phrases, outage_card

PAUSES_S = (2.0, 20.0, 120.0)
"""Before each further try to reach someone; a platform may ask for more."""

log = logging.getLogger(__name__)


class Outages:
    """What this process has heard, until it is told; the log has it at once, at ERROR."""

    def __init__(self) -> None:
        self._heard: asyncio.Queue[Outage] = asyncio.Queue()

    async def hear(self, outage: Outage) -> None:
        """Called once an outage. Waits for nobody: a job is still to be settled."""
        log.error(
            "%s refuses us (%s) until someone mends it: %s",
            outage.provider,
            outage.reason,
            outage.detail,
            extra={"model": outage.model},
        )
        self._heard.put_nowait(outage)

    async def next(self) -> Outage:
        """The oldest that is not told; waits for one."""
        return await self._heard.get()


class Operators:
    """Writes each outage once to every admin on the operator's list.

    Those on a platform that is not connected in this process, or has no way to write to one person,
    have the log.
    """

    def __init__(self, parts: Parts, outages: Outages) -> None:
        self._parts = parts
        self._outages = outages

    async def run(self) -> None:
        """Tell what is heard until cancelled."""
        while True:
            outage = await self._outages.next()
            key = f"outage:{outage.provider}:{outage.model}:{self._parts.clock.now().timestamp()}"
            async with asyncio.TaskGroup() as group:
                for user in sorted(self._parts.people.admins):
                    group.create_task(self._tell(user, outage, key=f"{key}:{user}"))

    async def _tell(self, user: UserRef, outage: Outage, *, key: str) -> None:
        messenger = self._parts.messengers.get(user.platform)
        if not isinstance(messenger, DirectLine):
            return
        try:
            reply = outage_card(await self._phrases(user), outage)
            await self._patiently(messenger, user, reply, key=key)
        except Exception:
            log.exception("an operator could not be told of an outage", extra={"user": str(user)})

    async def _patiently(self, line: DirectLine, user: UserRef, reply: Reply, *, key: str) -> None:
        for pause_s in PAUSES_S:
            try:
                return await self._post(line, user, reply, key=key)
            except DeliveryError as error:
                if error.permanent:
                    raise
                await self._parts.clock.sleep(max(pause_s, error.retry_after_s or 0))
        return await self._post(line, user, reply, key=key)

    async def _post(self, line: DirectLine, user: UserRef, reply: Reply, *, key: str) -> None:
        chat = await line.direct(user)
        if chat is None:
            log.warning("an operator is not known on their platform", extra={"user": str(user)})
            return
        await line.post(chat, reply, key=key, to=user)

    async def _phrases(self, user: UserRef) -> Phrases:
        """Their language, as far as their last picture tells it."""

        def work(books: Books) -> str:
            person = books.people.find(user, HOME_TEAM)
            latest = books.jobs.recent(person, limit=1) if person else ()
            return next((job.caller.locale for job in latest), "")

        return self._parts.words.for_locale(await self._parts.uow.read(work))
