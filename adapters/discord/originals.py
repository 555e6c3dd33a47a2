"""Handing out a file that is too large for where it was asked for."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace

import aiohttp
import discord

from adapters.discord.languages import Languages
from adapters.discord.limits import FILE_BYTES_MAX, REQUEST_BYTES_MAX
from adapters.discord.pieces import fits, messages_of, pieces
from adapters.discord.sending import Sending
from adapters.discord.talks import Talk
from adapters.links import Links
from bot.app import Bot
from bot.models import Audience, Link, Reply, ReplyImage
from bot.replies import Phrases

FOLLOWUPS_MAX = 20
FOLLOWUPS_OUTSIDE_MAX = 5
"""Of one interaction where the bot has no seat; Discord's rule for apps people bring along."""

Speak = Callable[[Reply], Awaitable[object]]
"""Gives the answer that was promised."""

log = logging.getLogger(__name__)


class Originals:
    """Untouched bytes: by a link, else a direct message, else in parts, where all can be sent."""

    def __init__(
        self, bot: Bot, sending: Sending, languages: Languages, links: Links | None = None
    ) -> None:
        self._bot = bot
        self._sending = sending
        self._languages = languages
        self._links = links

    async def hand_out(self, talk: Talk, reply: Reply, image: ReplyImage, speak: Speak) -> None:
        """Answer with the reply's one picture by whatever way takes it."""
        say = self._languages.say(talk.caller.locale)
        bare = replace(reply, images=(), actions=(), audience=Audience.REQUESTER)
        if self._links is not None:
            await speak(self._linked(say, bare, image))
        elif await self._sent_directly(talk, reply, image):
            await speak(replace(bare, text=say("sent-directly")))
        else:
            await self._in_pieces(talk, say, bare, image, speak)

    def _linked(self, say: Phrases, reply: Reply, image: ReplyImage) -> Reply:
        assert self._links is not None
        asset = image.asset
        url = self._links.url(
            asset.sha256, filename=image.filename, media_type=asset.format.media_type
        )
        text = say("linked", name=image.filename, size_bytes=asset.size_bytes)
        return replace(reply, text=text, links=(Link(label=say("download"), url=url),))

    async def _sent_directly(self, talk: Talk, reply: Reply, image: ReplyImage) -> bool:
        if not fits(image, FILE_BYTES_MAX):
            return False
        try:
            await self._sending.to_person(
                talk.interaction.user.id, reply, key=f"original:{talk.event_key}"
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            log.info("a file did not go to a person directly", exc_info=True)
            return False
        return True

    async def _in_pieces(
        self, talk: Talk, say: Phrases, reply: Reply, image: ReplyImage, speak: Speak
    ) -> None:
        most = FOLLOWUPS_MAX if talk.seated else FOLLOWUPS_OUTSIDE_MAX
        name, size_bytes = image.filename, image.asset.size_bytes
        async with AsyncExitStack() as stack:
            path = await stack.enter_async_context(self._bot.file(image.asset.sha256))
            parts = pieces(path, image, talk.interaction.filesize_limit)
            for part in parts:
                stack.callback(part.close)
            messages = messages_of(parts, talk.interaction.filesize_limit, REQUEST_BYTES_MAX)
            if len(messages) > most:
                await speak(replace(reply, text=say("too-large", name=name, size_bytes=size_bytes)))
                return
            await speak(replace(reply, text=say("parts", count=len(parts))))
            for files in messages:
                await talk.interaction.followup.send(files=files, ephemeral=True, wait=True)
