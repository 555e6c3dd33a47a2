"""Threads the bot opened: in them, a mention goes on from the last result."""

from adapters.discord.ids import channel_id, message_ref
from bot.models import ChatRef, MessageRef
from bot.ports import KeyValue

LAST = "discord:thread:"


class Threads:
    """Which message a thread's conversation is about. Kept, as threads outlive processes."""

    def __init__(self, store: KeyValue) -> None:
        self._store = store
        self._known: set[int] = set()

    async def opened(self, thread: int, starter: MessageRef) -> None:
        """A thread was opened under a result."""
        self._known.add(thread)
        await self._store.set(f"{LAST}{thread}", f"{starter.chat.id}:{starter.id}")

    async def showed(self, chat: ChatRef, message: int) -> None:
        """A result was posted; in a thread of ours it is the last one now."""
        thread = channel_id(chat)
        if thread in self._known or await self._store.get(f"{LAST}{thread}"):
            self._known.add(thread)
            await self._store.set(f"{LAST}{thread}", f"{thread}:{message}")

    async def last(self, chat: ChatRef) -> MessageRef | None:
        """The message a mention in this thread goes on from; None outside threads of ours."""
        kept = await self._store.get(f"{LAST}{channel_id(chat)}")
        if kept is None:
            return None
        channel, _, message = kept.partition(":")
        return message_ref(int(channel), int(message))
