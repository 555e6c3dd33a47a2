"""A reply ready to be sent: its view, its files lent and open, and whom it may ping."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord.languages import Languages
from adapters.discord.render import GALLERY_MAX, Labels, mentioned, render
from bot.app import Bot
from bot.models import Reply
from bot.replies import Phrases


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What goes over the wire. Files stream from disk; they are closed by whoever sends them."""

    view: ui.LayoutView
    files: list[discord.File]
    pings: discord.AllowedMentions


class Packing:
    """Makes parcels. Its words are in the locale of the person who is answered."""

    def __init__(self, bot: Bot, languages: Languages) -> None:
        self._bot = bot
        self._languages = languages

    @asynccontextmanager
    async def parcel(
        self, reply: Reply, *, locale: str = "en", threads: bool = False, spoiler: bool = False
    ) -> AsyncIterator[Parcel]:
        """Lend the reply's files and render it. `threads` offers to go on in a thread."""
        async with AsyncExitStack() as stack:
            files = []
            for image in reply.images[:GALLERY_MAX]:
                path = await stack.enter_async_context(self._bot.file(image.asset.sha256))
                file = discord.File(path, filename=image.filename, description=image.alt or None)
                stack.callback(file.close)
                files.append(file)
            labels = _labels(self._languages.say(locale), threads=threads)
            yield Parcel(
                view=render(reply, labels, spoiler=spoiler), files=files, pings=_pings(reply)
            )


def _labels(say: Phrases, *, threads: bool) -> Labels:
    return Labels(more=say("more"), thread=say("thread") if threads else "")


def _pings(reply: Reply) -> discord.AllowedMentions:
    user = mentioned(reply)
    users = [discord.Object(user)] if user else []
    return discord.AllowedMentions(
        everyone=False, roles=False, replied_user=False, users=users or False
    )
