"""What the log has to remember of files: their media types, and small pictures of attachments."""

from collections.abc import Iterable

from bot.models import ReplyFile, ReplyImage
from bot.ports import KeyValue

FILES = "web:file:"
THUMBS = "web:thumb:"
FRESH_MAX = 2000
"""Media types remembered of pictures that were shown only for a moment."""


class Shelf:
    """Records beside the log, in the same store."""

    def __init__(self, store: KeyValue) -> None:
        self._store = store
        self._fresh: dict[str, str] = {}

    async def keep(self, images: Iterable[ReplyImage], files: Iterable[ReplyFile] = ()) -> None:
        """Remember what these files are, for good."""
        for image in images:
            await self._store.set(FILES + image.asset.sha256, image.asset.format.media_type)
        for file in files:
            await self._store.set(FILES + file.sha256, file.media_type)

    def glimpse(self, images: Iterable[ReplyImage]) -> None:
        """Remember it while it matters: partial pictures are not worth a durable write."""
        for image in images:
            self._fresh[image.asset.sha256] = image.asset.format.media_type
        while len(self._fresh) > FRESH_MAX:
            del self._fresh[next(iter(self._fresh))]

    async def media_type(self, sha256: str) -> str | None:
        """What a picture shown in this chat is; None for a file that never was."""
        return self._fresh.get(sha256) or await self._store.get(FILES + sha256)

    async def keep_thumb(self, key: str, base64: str) -> None:
        """Keep the small picture of an attachment."""
        await self._store.set(THUMBS + key, base64)

    async def drop_thumb(self, key: str) -> None:
        """Forget the small picture of an attachment; one without a key never had any."""
        if key:
            await self._store.delete(THUMBS + key)

    async def thumb(self, key: str) -> str | None:
        """The small picture of an attachment, base64."""
        return await self._store.get(THUMBS + key)
