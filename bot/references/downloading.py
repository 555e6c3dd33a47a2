"""Draining an attachment's stream into a bounded file."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import BinaryIO

import stamina

from bot.models import Attachment
from bot.references.refused import Refused

FILE_BYTES_MAX = 50 * 1024 * 1024
DOWNLOAD_S = 60.0
TRIES = 3
"""A file server's bad moment, or a line that breaks, is over at the next try or the one after."""
PAUSE_S = 0.3
"""Before the second try; twice that before the third."""


async def drain(attachment: Attachment, path: Path, *, bytes_max: int = FILE_BYTES_MAX) -> int:
    """Write the stream to `path` and return its length in bytes.

    A stream that breaks, or ends before the size that was named, is opened anew, TRIES times in
    all. Raises Refused: too-large (stops reading at the limit and closes the stream), empty,
    download-failed (the stream broke again, or took longer than DOWNLOAD_S). An OSError of our own
    disk is passed on: it is not the sender's fault.
    """
    if (attachment.size_bytes or 0) > bytes_max:
        raise Refused("too-large", limit_bytes=bytes_max)
    file = await asyncio.to_thread(path.open, "wb")
    try:
        async with asyncio.timeout(DOWNLOAD_S):
            length = await _tried(attachment, file, bytes_max)
    except TimeoutError:
        raise Refused("download-failed") from None
    finally:
        await asyncio.to_thread(file.close)
    if length == 0:
        raise Refused("empty")
    return length


async def _tried(attachment: Attachment, file: BinaryIO, bytes_max: int) -> int:
    retrying = stamina.retry_context(
        on=_Broken, attempts=TRIES, wait_initial=PAUSE_S, wait_jitter=0, timeout=None
    )
    try:
        async for attempt in retrying:
            with attempt:
                await asyncio.to_thread(_empty, file)
                length = await _copy(attachment.open(), file, bytes_max)
                # Who names a size may be wrong about it: what comes the last time is taken.
                if attempt.num < TRIES and length < (attachment.size_bytes or 0):
                    raise _Broken
    except _Broken as error:
        raise Refused("download-failed") from error
    return length


def _empty(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate()


class _Broken(Exception):
    """A stream that did not come whole."""


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
        raise _Broken from error
    return chunk
