"""Tells the people who run the bot what only they can mend, where they can be written to alone."""

import asyncio
import logging

from bot.app.letters import Letters
from bot.app.parts import Parts
from bot.models import Outage, UserRef
from bot.replies import outage_card

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
        self._letters = Letters(parts)

    async def run(self) -> None:
        """Tell what is heard until cancelled."""
        while True:
            outage = await self._outages.next()
            key = f"outage:{outage.provider}:{outage.model}:{self._parts.clock.now().timestamp()}"
            async with asyncio.TaskGroup() as group:
                for user in sorted(self._parts.people.admins):
                    group.create_task(self._tell(user, outage, key=f"{key}:{user}"))

    async def _tell(self, user: UserRef, outage: Outage, *, key: str) -> None:
        try:
            await self._letters.send(user, lambda say: outage_card(say, outage), key=key)
        except Exception:
            log.exception("an operator could not be told of an outage", extra={"user": str(user)})
