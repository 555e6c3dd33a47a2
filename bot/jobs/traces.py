"""What a job leaves in its chat beside its result: taken away, or made to say what became of it."""

import asyncio
import logging
from collections.abc import Mapping

from bot.errors import DeliveryError
from bot.models import Job, MessageRef, Posted, Reply
from bot.ports import Messenger

log = logging.getLogger(__name__)

PATIENCE_S = 20.0
"""How long the next result waits for such a courtesy."""


class Traces:
    """A chat that takes no results may take these or not: nothing is raised, or tried again."""

    def __init__(self, messengers: Mapping[str, Messenger]) -> None:
        self._messengers = messengers

    async def remove(self, job: Job, posted: Posted) -> None:
        """Remove what was posted while its owner deleted it: who deleted could not see it yet."""
        for message in {posted.message, *posted.pictures.values()}:
            await self._delete(job, message)

    async def clear_status(self, job: Job, posted: Posted) -> None:
        """Remove a status that its result, posted elsewhere, could not replace."""
        if job.status is not None and job.status != posted.message:
            await self._delete(job, job.status)

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

    async def _delete(self, job: Job, message: MessageRef) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._messengers[message.chat.platform].delete(message)
        except (DeliveryError, TimeoutError):
            log.warning("a message stays", exc_info=True, extra={"job": job.id})
