"""Threads the bot opened: in them, a mention goes on from the last result."""

from datetime import timedelta

from adapters.discord.ids import channel_id, message_ref
from bot.app import Bot
from bot.models import Caller, ChatRef, MessageRef
from bot.ports import KeyValue

LAST = "discord:thread:"
LASTS = timedelta(days=365)
"""From the last result in a thread on. Later, a mention in it has to point at a picture."""
LATEST_MAX = 20
"""Results that are kept of a thread beside the picture it began with: some may be deleted."""


class Threads:
    """Which message a thread's conversation is about. Kept, as threads outlive processes."""

    def __init__(self, bot: Bot, store: KeyValue) -> None:
        self._bot = bot
        self._store = store

    async def opened(self, thread: int, starter: MessageRef) -> None:
        """A thread stands under a result; of one that is known already nothing changes."""
        if not await self._kept(thread):
            await self._keep(thread, [f"{starter.chat.id}:{starter.id}"])

    async def showed(self, chat: ChatRef, message: int) -> None:
        """A result was posted; in a thread of ours it is the last one now."""
        thread = channel_id(chat)
        if kept := await self._kept(thread):
            starter, *later = kept
            latest = [*later, f"{thread}:{message}"][-LATEST_MAX:]
            await self._keep(thread, [starter, *latest])

    async def last(self, chat: ChatRef, caller: Caller) -> MessageRef | None:
        """The message a mention in this thread goes on from; None outside threads of ours.

        It is the newest whose picture was not deleted; where all were, the newest.
        """
        kept = [_message(one) for one in await self._kept(channel_id(chat))]
        for message in reversed(kept):
            shown = await self._bot.shown(message, caller)
            if shown is None or not shown.deleted:
                return message
        return kept[-1] if kept else None

    async def _kept(self, thread: int) -> list[str]:
        """Oldest first; the first is what the thread began with."""
        return (await self._store.get(f"{LAST}{thread}") or "").split()

    async def _keep(self, thread: int, messages: list[str]) -> None:
        await self._store.set(f"{LAST}{thread}", " ".join(messages), lasts=LASTS)


def _message(kept: str) -> MessageRef:
    channel, _, message = kept.partition(":")
    return message_ref(int(channel), int(message))
