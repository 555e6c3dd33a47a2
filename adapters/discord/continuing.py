"""The entry "Continue in a thread": opens one under a result, and says how to go on in it."""

import logging

import discord

from adapters.discord.ids import message_ref
from adapters.discord.languages import Languages
from adapters.discord.permissions import OPENED_BY, TO_OPEN_THREADS, lacking, mend
from adapters.discord.talks import Talk
from adapters.discord.threads import Threads
from bot.app import Answer, Bot
from bot.models import Audience, Reply, Tone

OPENED_BEFORE = 160004
"""Discord's code for a message that has a thread already."""

log = logging.getLogger(__name__)


class Continuing:
    """Opens threads."""

    def __init__(self, bot: Bot, threads: Threads, languages: Languages) -> None:
        self._bot = bot
        self._threads = threads
        self._languages = languages

    async def open_thread(self, talk: Talk) -> Answer:
        """Under the message whose entry was chosen; what went wrong is said to the person."""
        message, locale = talk.interaction.message, talk.caller.locale
        say = self._languages.say(locale)
        missing = lacking(talk.interaction.app_permissions, TO_OPEN_THREADS)
        if missing:
            text = mend(say, missing)
            return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code="mend")
        if lacking(talk.interaction.permissions, OPENED_BY):
            return self._languages.told(locale, "thread-not-yours")
        if message is None:
            return self._languages.told(locale, "thread-failed")
        shown = await self._bot.shown(message_ref(message.channel.id, message.id), talk.caller)
        title = shown.title if shown else ""
        try:
            thread = await message.create_thread(name=title or say("thread-name"))
        except (discord.DiscordException, ValueError) as error:
            if getattr(error, "code", 0) != OPENED_BEFORE:
                return self._languages.told(locale, "thread-failed")
            await self._opened(message)
            return self._languages.told(locale, "thread-exists")
        await self._opened(message)
        await self._welcome(thread, locale)
        return None

    async def _opened(self, message: discord.Message) -> None:
        """A thread has the id of the message it is under."""
        await self._threads.opened(message.id, message_ref(message.channel.id, message.id))

    async def _welcome(self, thread: discord.Thread, locale: str) -> None:
        say, me = self._languages.say(locale), thread.guild.me.id
        try:
            await thread.send(
                say("thread-opened", me=f"<@{me}>"),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.DiscordException:
            log.warning("a thread was opened without a word", exc_info=True)
