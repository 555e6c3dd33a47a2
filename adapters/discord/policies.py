"""What a channel's or server's admins decided on what may be seen there, and where."""

import time
from collections.abc import Callable
from datetime import timedelta

import discord

from adapters.discord.homes import Home, Homes, home_of
from adapters.discord.ids import user_ref
from adapters.discord.talks import Talk
from bot.app import Bot
from bot.models import AgeRestricted, Caller, ChatRef, Order, Preferences, Reply, Spoiler
from bot.ports import KeyValue

SPOILED = "discord:spoiler:"
SPOILED_LASTS = timedelta(days=365)
"""From the order on. Later, only the rules of the chat hide its pictures."""
FRESH_S = 10.0
"""How long a chat's rules are not read again; a change made here counts at once."""
KNOWN_MAX = 10_000
Room = discord.abc.GuildChannel | discord.Thread


class Policies:
    """Reads the core's settings of a chat; keeps which jobs were asked for behind a spoiler."""

    def __init__(
        self,
        bot: Bot,
        store: KeyValue,
        homes: Homes,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._store = store
        self._homes = homes
        self._now = now
        self._known: dict[Home, tuple[float, Preferences]] = {}

    async def spoils(self, chat: ChatRef, reply: Reply, talk: Talk | None) -> bool:
        """Whether a reply's pictures are hidden until they are tapped.

        `talk` is the interaction at hand: what it asks for is remembered with its job.
        """
        job = reply.job
        if talk is not None and talk.spoiler and job is not None:
            await self._store.set(f"{SPOILED}{job}", "yes", lasts=SPOILED_LASTS)
        if not reply.images and talk is None:
            return False
        home = await self._homes.of(chat, talk)
        if not reply.images:
            return False
        policy = (await self._of(home)).spoiler
        if policy is Spoiler.ALWAYS or policy is Spoiler.NEVER or job is None:
            return policy is Spoiler.ALWAYS
        return await self._store.get(f"{SPOILED}{job}") is not None

    async def closes(self, channel: Room) -> str | None:
        """The wording's key of why nothing is drawn in a channel; None where it may be."""
        policy = await self._of(home_of(channel))
        for_adults = _for_adults(channel)
        if policy.age_restricted is AgeRestricted.ONLY and not for_adults:
            return "age-only"
        if policy.age_restricted is AgeRestricted.NEVER and for_adults:
            return "age-never"
        return None

    async def is_direct(self, chat: ChatRef, talk: Talk | None) -> bool:
        """Whether a chat is of one person, or of friends: outside all servers."""
        return not (await self._homes.of(chat, talk)).server

    def forget(self) -> None:
        """Somebody changes settings: read them anew."""
        self._known.clear()

    async def _of(self, home: Home) -> Preferences:
        until, known = self._known.get(home, (0.0, Preferences()))
        if until > self._now():
            return known
        nobody = Caller(user=user_ref(0), name="")
        asked = Order(event_key="", caller=nobody, chat=home.channel, server=home.server)
        found = await self._bot.policy(asked)
        if len(self._known) >= KNOWN_MAX:
            self._known.clear()
        self._known[home] = (self._now() + FRESH_S, found)
        return found


def _for_adults(channel: Room) -> bool:
    marked = getattr(channel, "is_nsfw", None)
    return bool(marked is not None and marked())
