"""A select shown anew holds no choice, so that its entries can be chosen again.

Discord's apps keep showing what was chosen, and say nothing when it is chosen once more.
"""

import logging
from urllib.parse import unquote, urlsplit

import aiohttp
import discord
from discord import ui

from adapters.discord.answering import is_seated
from bot.models import Verb

log = logging.getLogger(__name__)


async def show_afresh(interaction: discord.Interaction, chosen: str) -> None:
    """Send the message again as it stands, where the bot can, and where it is to stay."""
    message = interaction.message
    if message is None or message.flags.ephemeral or not is_seated(interaction):
        return
    if chosen.startswith(f"{Verb.DELETE}:"):
        return
    try:
        await message.edit(view=_same(message))
    except (discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError):
        log.debug("a select keeps its choice", exc_info=True)


def _same(message: discord.Message) -> ui.LayoutView:
    """Its card. Files are named as when they were posted, for their addresses will lapse."""
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, ui.MediaGallery):
            item.items = [
                discord.MediaGalleryItem(
                    _posted(one.media), description=one.description, spoiler=one.spoiler
                )
                for one in item.items
            ]
        elif isinstance(item, ui.File):
            item.media = _posted(item.media)
    view.stop()
    return view


def _posted(media: discord.UnfurledMediaItem) -> discord.UnfurledMediaItem:
    name = unquote(urlsplit(media.url).path.rpartition("/")[2])
    return discord.UnfurledMediaItem(f"attachment://{name}")
