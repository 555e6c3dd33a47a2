"""Messages that are to go: taken out of their chats, now or as soon as a chat lets us."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from pydantic import TypeAdapter

from bot.errors import DeliveryError
from bot.models import MessageRef
from bot.ports import Books, Clock, Messenger, UnitOfWork

log = logging.getLogger(__name__)

OWED = "removal:"
LASTS = timedelta(days=1)
"""A chat that has not let us for so long keeps the message."""
PATIENCE_S = 20.0
"""How long whoever has a message removed waits for the platform."""
AT_ONCE_MAX = 50
"""Owed removals that are tried in one round."""

_MESSAGE = TypeAdapter(MessageRef)


class Removals:
    """Deletes messages of ours. Never raises: what fails is noted, durably, and tried again."""

    def __init__(
        self, *, uow: UnitOfWork, clock: Clock, messengers: Mapping[str, Messenger]
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._messengers = messengers

    async def remove(self, message: MessageRef) -> None:
        """Take a message out of its chat."""
        if not await self._removed(message):
            await self.owe(message)

    async def owe(self, message: MessageRef) -> None:
        """Note that a message is to go; `again` tries it."""
        value = _MESSAGE.dump_json(message).decode()
        ends_at = self._clock.now() + LASTS
        await self._uow.write(
            lambda books: books.keyvalue.set(_key(message), value, expires_at=ends_at)
        )

    async def again(self) -> None:
        """Try what is owed on the platforms that are connected here."""
        for platform in list(self._messengers):
            for message in await self._uow.read(partial(_owed, platform=platform)):
                if await self._removed(message):
                    await self._uow.write(partial(_forget, message=message))

    async def _removed(self, message: MessageRef) -> bool:
        """Whether it is gone, or for ever out of our reach."""
        messenger = self._messengers.get(message.chat.platform)
        if messenger is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE_S):
                await messenger.delete(message)
        except (DeliveryError, TimeoutError) as error:
            log.warning("a message stays: %s", error or type(error).__name__)
            return isinstance(error, DeliveryError) and error.permanent
        return True


def _key(message: MessageRef) -> str:
    return f"{OWED}{message.chat.platform}:{message.chat.id}:{message.id}"


def _forget(books: Books, *, message: MessageRef) -> None:
    books.keyvalue.delete(_key(message))


def _owed(books: Books, *, platform: str) -> list[MessageRef]:
    found = books.keyvalue.scan(f"{OWED}{platform}:", after="", limit=AT_ONCE_MAX, newest=False)
    return [_MESSAGE.validate_json(value) for _, value in found]
