"""Work that goes on after its request was acknowledged, and is waited for at the end."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

GRACE_S = 10.0
"""How long the end of the program waits for errands before it cancels them."""

log = logging.getLogger(__name__)


class Errands:
    """Keeps every task until it is done; what one raises is logged and goes no further."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin."""
        task = asyncio.create_task(_guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, *, grace_s: float = GRACE_S) -> None:
        """Wait for all of it, then cancel what is left."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(tuple(self._tasks), timeout=grace_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _guarded(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("an event could not be dealt with")
