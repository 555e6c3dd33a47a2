"""Waiting for a thread without being torn from it."""

import asyncio
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def outlive(future: Future[T]) -> T:
    """Wait for the future to end even when cancelled; only then let CancelledError pass."""
    waiting = asyncio.wrap_future(future)
    cancelled: asyncio.CancelledError | None = None
    while not waiting.done():
        try:
            await asyncio.wait({waiting})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        waiting.exception()  # it was seen: asyncio need not warn of it
        raise cancelled
    return waiting.result()
