"""Draining an attachment's stream into a bounded file."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import BinaryIO

from bot.models import Attachment
from bot.references.refused import Refused

FILE_BYTES_MAX = 50 * 1024 * 1024
DOWNLOAD_S = 60.0


async def drain(attachment: Attachment, path: Path, *, bytes_max: int = FILE_BYTES_MAX) -> int:
    """Write the stream to `path` and return its length in bytes.

    Raises Refused: too-large (stops reading at the limit and closes the stream), empty,
    download-failed (the stream broke or took longer than DOWNLOAD_S). An OSError of our own disk
    is passed on: it is not the sender's fault.
    """
    if (attachment.size_bytes or 0) > bytes_max:
        raise Refused("too-large", limit_bytes=bytes_max)
    file = await asyncio.to_thread(path.open, "wb")
    try:
        async with asyncio.timeout(DOWNLOAD_S):
            length = await _copy(attachment.open(), file, bytes_max)
    except TimeoutError:
        raise Refused("download-failed") from None
    finally:
        await asyncio.to_thread(file.close)
    if length == 0:
        raise Refused("empty")
    return length


async def _copy(stream: AsyncIterator[bytes], file: BinaryIO, bytes_max: int) -> int:
    length = 0
    try:
        while chunk := await _next(stream):
            length += len(chunk)
            if length > bytes_max:
                raise Refused("too-large", limit_bytes=bytes_max)
            await asyncio.to_thread(file.write, chunk)
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
    return length


async def _next(stream: AsyncIterator[bytes]) -> bytes:
    """The next chunk that holds anything, or nothing at the end.

    Adapters' streams break in as many ways as there are SDKs; all of them are a failed download.
    """
    try:
        while not (chunk := await anext(stream, None)):
            if chunk is None:
                return b""
    except Exception as error:
        raise Refused("download-failed") from error
    return chunk
