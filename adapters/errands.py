"""Work that goes on while its caller no longer waits, and is waited for at the end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
GRACE_S = 10.0
"""How long the end of the program waits for errands before it cancels them."""


class Errands:
    """Keeps every task until it is done."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin; the one who starts it, or the work itself, deals with its errors."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def unhurried(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for the work, which goes on when the wait is cancelled."""
        return await asyncio.shield(self.start(work))

    async def finish(self, *, grace_s: float = GRACE_S) -> None:
        """Wait for all of it, then cancel what is left."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(tuple(self._tasks), timeout=grace_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
