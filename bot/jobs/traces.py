"""What a job leaves in its chat beside its result: taken away, or made to say what became of it."""

import asyncio
import logging
from collections.abc import Mapping

from bot.errors import DeliveryError
from bot.jobs.removals import Removals
from bot.models import Job, JobId, MessageRef, Posted, Reply
from bot.ports import FindsPosts, Messenger

log = logging.getLogger(__name__)

PATIENCE_S = 20.0
"""How long the next result waits for such a courtesy."""


def status_key(job: JobId) -> str:
    """The key under which a job's status message is posted."""
    return f"status:{job}"


class Traces:
    """A chat that takes no results may take these or not: nothing is raised."""

    def __init__(self, messengers: Mapping[str, Messenger], removals: Removals) -> None:
        self._messengers = messengers
        self._removals = removals

    async def remove(self, job: Job, posted: Posted) -> None:
        """Remove what was posted while its owner deleted it: who deleted could not see it yet."""
        for message in {posted.message, *posted.pictures.values()}:
            await self._removals.remove(message)

    async def clear_status(self, job: Job, posted: Posted) -> None:
        """Remove a status that its result, posted elsewhere, could not replace."""
        if job.status is not None and job.status != posted.message:
            await self._removals.remove(job.status)

    async def clear_replaced(self, posted: Posted) -> None:
        """See that what a post replaces goes, where the platform could not remove it just now."""
        if posted.left is not None:
            await self._removals.owe(posted.left)

    async def clear_lost_status(self, job: Job) -> None:
        """Remove a status that is in the chat though nobody heard of it: its answer was lost."""
        messenger = self._messengers[job.chat.platform]
        if job.status is not None or not isinstance(messenger, FindsPosts):
            return
        try:
            async with asyncio.timeout(PATIENCE_S):
                found = await messenger.find_post(
                    job.chat, key=status_key(job.id), since=job.created_at
                )
        except (DeliveryError, TimeoutError) as error:
            log.info("a chat cannot be searched: %s", error, extra={"job": job.id})
            return
        if found is not None:
            await self._removals.remove(found)

    async def leave_word(
        self, job: Job, word: Reply, *, key: str, status: MessageRef | None
    ) -> None:
        """Tell the person in the chat, in place of the status; else in the status itself."""
        messenger = self._messengers[job.chat.platform]
        try:
            async with asyncio.timeout(PATIENCE_S):
                await messenger.post(job.chat, word, key=key, to=job.caller.user, replaces=status)
        except (DeliveryError, TimeoutError):
            log.info("a chat takes no word of a result", exc_info=True, extra={"job": job.id})
            if status is not None:
                await self.say_in(status, word)

    async def say_in(self, status: MessageRef, reply: Reply) -> None:
        """Let the status say it."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._messengers[status.chat.platform].edit(status, reply)
        except (DeliveryError, TimeoutError):
            log.warning("a status message stays as it was", exc_info=True)
