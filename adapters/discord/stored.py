"""Pictures of ours as attachments: what was made can be used for what comes next."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

from adapters.discord.downloads import CHUNK_BYTES
from bot.app import Bot
from bot.models import Attachment, Caller, PictureRef


async def stored(bot: Bot, pictures: Sequence[PictureRef], caller: Caller) -> list[Attachment]:
    """The originals. Raises SourceNotFound, or NotAllowed for another's private picture."""
    found = [await bot.original(picture, caller) for picture in pictures]
    return [
        Attachment(
            name=one.filename,
            open=partial(_read, bot, one.sha256),
            size_bytes=one.size_bytes,
            media_type=one.media_type,
        )
        for one in found
    ]


async def _read(bot: Bot, sha256: str) -> AsyncIterator[bytes]:
    async with bot.file(sha256) as path:
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
                yield chunk
