"""Where a chat belongs: its server, and the channel whose rules hold in it.

A thread keeps to the rules of its channel. The gateway does not tell of every thread, nor of
anything before it is connected, so a home once seen is kept.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

import discord

from adapters.discord.connection import Connection
from adapters.discord.ids import channel_id, chat_ref
from adapters.discord.talks import Talk
from bot.models import ChatRef
from bot.ports import KeyValue

HOME = "discord:home:"
LASTS = timedelta(days=365)
"""Later, Discord is asked again."""
KNOWN_MAX = 10_000
TOLD = discord.abc.GuildChannel | discord.Thread
"""What says of itself where it belongs."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Home:
    """A chat's `channel`, and the id of its server; that is empty in direct messages."""

    channel: ChatRef
    server: str = ""


class Homes:
    """Finds the home of a chat. Never raises for Discord's sake: a chat may be its own home."""

    def __init__(self, connection: Connection, store: KeyValue) -> None:
        self._connection = connection
        self._store = store
        self._known: OrderedDict[ChatRef, Home] = OrderedDict()

    async def of(self, chat: ChatRef, talk: Talk | None = None, channel: object = None) -> Home:
        """The home of a chat. `talk` is an interaction that may be from there.

        `channel` is the chat as Discord told of it, where it did.
        """
        found = self._known.get(chat) or await self._found(chat, talk, channel)
        if found is None:
            return Home(channel=chat)  # for now: the next one who asks may be told
        self._known[chat] = found
        if len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)
        return found

    async def _found(self, chat: ChatRef, talk: Talk | None, channel: object) -> Home | None:
        kept = await self._store.get(f"{HOME}{chat.id}")
        if kept is not None:
            server, _, channel = kept.partition(":")
            return Home(channel=chat_ref(int(channel)), server=server)
        home = home_of(channel) if isinstance(channel, TOLD) else _spoken_from(chat, talk)
        home = home or await self._told(chat)
        if home is None or home == Home(channel=chat):
            return home  # nothing to keep, least of all of direct messages
        kept = f"{home.server}:{home.channel.id}"
        await self._store.set(f"{HOME}{chat.id}", kept, lasts=LASTS)
        return home

    async def _told(self, chat: ChatRef) -> Home | None:
        client = self._connection.now
        if client is None:
            return None
        channel = client.get_channel(channel_id(chat))
        try:
            return home_of(channel or await client.fetch_channel(channel_id(chat)))
        except discord.DiscordException:
            log.debug("a chat's home is not known", exc_info=True)
            return None


def _spoken_from(chat: ChatRef, talk: Talk | None) -> Home | None:
    if talk is None or talk.chat != chat:
        return None
    return Home(channel=talk.channel, server=talk.server)


def home_of(channel: object) -> Home:
    """The home of one of Discord's channels."""
    guild = getattr(channel, "guild", None)
    id_ = channel.parent_id if isinstance(channel, discord.Thread) else getattr(channel, "id", 0)
    return Home(channel=chat_ref(id_), server=str(guild.id) if guild else "")
