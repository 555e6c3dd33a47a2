"""Files handed out while the core lends them."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOREVER = "private, max-age=31536000, immutable"
"""A file is named by its bytes, so it never changes; "private" keeps it out of shared caches."""


class Lent(Response):
    """Streams a lent file and gives it back when the last byte left, or the browser did."""

    def __init__(
        self,
        loan: AbstractAsyncContextManager[Path],
        *,
        media_type: str,
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
                await self._file(path)(scope, receive, send)
        except FileNotFoundError:
            await PlainTextResponse("This file is gone.\n", 404)(scope, receive, send)

    def _file(self, path: Path) -> FileResponse:
        return FileResponse(
            path,
            media_type=self._media_type,
            filename=self._filename,
            content_disposition_type="attachment" if self._filename else "inline",
            headers=self._extra,
        )
