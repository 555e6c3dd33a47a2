"""The pictures that a message shows, whoever posted it and by whichever means."""

from collections.abc import Iterator, Sequence

import discord
from discord.components import Component, Container, MediaGalleryComponent

from adapters.discord.downloads import Downloads
from bot.models import Attachment


def shown_in(message: discord.Message, downloads: Downloads) -> tuple[Attachment, ...]:
    """The files of a message, and its galleries' pictures: Discord lists those nowhere else."""
    media = (downloads.of_media(one) for one in _media(message.components))
    files = map(downloads.of, message.attachments)
    embedded = (downloads.of_embed(one) for one in message.embeds)
    return (*files, *(one for one in (*media, *embedded) if one is not None))


def _media(components: Sequence[Component]) -> Iterator[discord.UnfurledMediaItem]:
    for component in components:
        if isinstance(component, MediaGalleryComponent):
            yield from (item.media for item in component.items)
        elif isinstance(component, Container):
            yield from _media(component.children)
