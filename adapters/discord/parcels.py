"""A reply ready to be sent: its view, its files lent and open, and whom it may ping."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

import discord
from discord import ui

from adapters.discord.languages import Languages
from adapters.discord.render import FILES_MAX, GALLERY_MAX, WHOLE, Labels, render, whole_text
from adapters.discord.texts import mentioned
from bot.app import Bot
from bot.models import Reply, ReplyFile, ReplyImage
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
        self,
        reply: Reply,
        *,
        locale: str = "en",
        threads: bool = False,
        spoiler: bool = False,
        mark: int | None = None,
    ) -> AsyncIterator[Parcel]:
        """Lend the reply's files and render it. `threads` offers to go on in a thread.

        `mark` is the card's number, by which it can be found again.
        """
        async with AsyncExitStack() as stack:
            files = [await self._lent(stack, one) for one in reply.images[:GALLERY_MAX]]
            files += [await self._lent(stack, one) for one in reply.files[:FILES_MAX]]
            labels = _labels(self._languages.say(locale), threads=threads)
            if text := whole_text(reply, labels):
                files.append(discord.File(BytesIO(text.encode()), filename=WHOLE))
            yield Parcel(
                view=render(reply, labels, spoiler=spoiler, mark=mark),
                files=files,
                pings=_pings(reply),
            )

    async def _lent(self, stack: AsyncExitStack, given: ReplyImage | ReplyFile) -> discord.File:
        sha256 = given.asset.sha256 if isinstance(given, ReplyImage) else given.sha256
        alt = given.alt if isinstance(given, ReplyImage) else ""
        path = await stack.enter_async_context(self._bot.file(sha256))
        file = discord.File(path, filename=given.filename, description=alt or None)
        stack.callback(file.close)
        return file


def _labels(say: Phrases, *, threads: bool) -> Labels:
    return Labels(
        more=say("more"),
        thread=say("thread") if threads else "",
        rest=lambda count: say("rest", count=count),
    )


def _pings(reply: Reply) -> discord.AllowedMentions:
    user = mentioned(reply)
    users = [discord.Object(user)] if user and not reply.quiet else []
    return discord.AllowedMentions(
        everyone=False, roles=False, replied_user=False, users=users or False
    )
