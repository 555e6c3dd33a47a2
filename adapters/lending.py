"""Files handed out while the core lends them."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOREVER = "private, max-age=31536000, immutable"
"""A file is named by its bytes, so it never changes; "private" keeps it out of shared caches."""

HEAD_BYTES = 12
UNKNOWN = "application/octet-stream"


class Lent(Response):
    """Streams a lent file and gives it back when the last byte left, or the browser did.

    Without a `media_type`, the file's first bytes tell which picture it is.
    """

    def __init__(
        self,
        loan: AbstractAsyncContextManager[Path],
        *,
        media_type: str | None,
        filename: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._loan = loan
        self._extra = {"Cache-Control": FOREVER} if headers is None else headers
        self._media_type = media_type
        self._filename = filename

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 where the file is gone."""
        try:
            async with self._loan as path:
                media_type = self._media_type
                if media_type is None:
                    media_type = await asyncio.to_thread(_picture_type, path)
                await self._file(path, media_type)(scope, receive, send)
        except FileNotFoundError:
            await PlainTextResponse("This file is gone.\n", 404)(scope, receive, send)

    def _file(self, path: Path, media_type: str) -> FileResponse:
        return FileResponse(
            path,
            media_type=media_type,
            filename=self._filename,
            content_disposition_type="attachment" if self._filename else "inline",
            headers=self._extra,
        )


def _picture_type(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"GIF8"):
        return "image/gif"
    return "image/webp" if head[:4] == b"RIFF" and head[8:] == b"WEBP" else UNKNOWN
