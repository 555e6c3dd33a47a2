"""In whose name a person speaks where there is no server: in direct messages."""

import time
from collections.abc import Callable, Collection

import discord

from adapters.bounded import Bounded
from adapters.discord.connection import Connection
from adapters.discord.ids import PLATFORM, place, user_ref
from bot.app import Bot
from bot.models import HOME_TEAM

FRESH_S = 3600.0
"""How long a membership is believed. Who leaves a server is a stranger after that."""
KNOWN_MAX = 10_000


class HomeMembers:
    """Tells members of the operator's servers from strangers who found the bot."""

    def __init__(
        self, bot: Bot, connection: Connection, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._connection = connection
        self._now = now
        self._known: Bounded[int, tuple[float, bool]] = Bounded(KNOWN_MAX)

    async def place_of(self, user: int) -> str:
        """The place whose team a person speaks in, as `Caller.place` spells it.

        Empty for members of the operator's own servers, and for everyone where all are. Who is
        known in one guest server speaks for that; anybody else is a place of their own.
        """
        homes = self._bot.homes(PLATFORM)
        if homes is None or await self._is_member(user, homes):
            return ""
        guest = [team for team in await self._bot.teams_of(user_ref(user)) if team != HOME_TEAM]
        return guest[0] if len(guest) == 1 else f"{PLATFORM}:@{user}"

    async def _is_member(self, user: int, homes: Collection[str]) -> bool:
        until, known = self._known.get(user, (0.0, False))
        if until > self._now():
            return known
        found = await self._asked(user, homes)
        if found is None:  # Discord does not say: what was so before is believed
            return HOME_TEAM in await self._bot.teams_of(user_ref(user))
        self._known[user] = (self._now() + FRESH_S, found)
        return found

    async def _asked(self, user: int, homes: Collection[str]) -> bool | None:
        client = self._connection.now
        if client is None:
            return None
        for guild in client.guilds:
            if place(guild.id) not in homes:
                continue
            try:
                await client.http.get_member(guild.id, user)
            except discord.NotFound:
                continue
            except discord.DiscordException:
                return None
            return True
        return False
