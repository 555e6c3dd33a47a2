"""Attachments as streams. Only Discord's own file servers are asked, and they may not redirect."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import discord
from yarl import URL

from bot.models import Attachment

CHUNK_BYTES = 64 * 1024
HOSTS = frozenset(
    {
        "cdn.discordapp.com",
        "media.discordapp.net",
        "images-ext-1.discordapp.net",  # mirrors of pictures from elsewhere
        "images-ext-2.discordapp.net",
    }
)
CONNECT_S = 10.0
READ_S = 10.0
"""A file server that says nothing for so long is asked anew."""


class Downloads:
    """Makes attachments readable. `cdn_base` is trusted beside Discord's own hosts."""

    def __init__(self, session: aiohttp.ClientSession, cdn_base: str) -> None:
        self._session = session
        self._base = URL(cdn_base)

    def of(self, attachment: discord.Attachment) -> Attachment:
        """An attachment that discord.py has read."""
        return self._attachment(
            attachment.filename, attachment.url, attachment.size, attachment.content_type
        )

    def of_payload(self, data: Mapping[str, Any]) -> Attachment:
        """An attachment as Discord sends it."""
        return self._attachment(
            data["filename"], data["url"], data.get("size"), data.get("content_type")
        )

    def of_media(self, media: discord.UnfurledMediaItem) -> Attachment | None:
        """A picture of a component; None where it is kept outside Discord and not mirrored."""
        urls = (url for url in (media.url, media.proxy_url) if url and self._trusted(URL(url)))
        url = next(urls, None)
        if url is None:
            return None
        return self._attachment(URL(url).name, url, None, media.content_type)

    def of_embed(self, embed: discord.Embed) -> Attachment | None:
        """The large picture of an embed, as another bot shows one; None where it has none."""
        urls = (embed.image.url, embed.image.proxy_url)
        url = next((url for url in urls if url and self._trusted(URL(url))), None)
        return None if url is None else self._attachment(URL(url).name, url, None, None)

    def _attachment(
        self, name: str, url: str, size_bytes: int | None, media_type: str | None
    ) -> Attachment:
        return Attachment(
            name=name,
            open=lambda: self._stream(URL(url)),
            size_bytes=size_bytes,
            media_type=media_type,
        )

    async def _stream(self, url: URL) -> AsyncIterator[bytes]:
        if not self._trusted(url):
            raise ValueError(f"{url.host} is not a file server of Discord")
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_S, sock_read=READ_S)
        async with self._session.get(url, allow_redirects=False, timeout=timeout) as response:
            if response.status != 200:
                raise aiohttp.ClientError(f"a download was answered with {response.status}")
            async for chunk in response.content.iter_chunked(CHUNK_BYTES):
                yield chunk

    def _trusted(self, url: URL) -> bool:
        if url.origin() == self._base.origin():
            return True
        return url.scheme == "https" and url.host in HOSTS and url.port == 443
