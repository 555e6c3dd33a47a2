"""A wait that ends early when someone rings."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

from bot.ports import Clock


class Bell:
    """Rung any number of times, heard once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """End the present wait, or the next one at once."""
        self._rung.set()

    async def wait(self, clock: Clock, *, at_most_s: float) -> None:
        """Wait for a ring, or until `at_most_s` have passed by the clock."""
        await first_of(self._rung.wait(), clock.sleep(at_most_s))
        self._rung.clear()


async def first_of(*waits: Coroutine[Any, Any, object]) -> None:
    """Wait until one of the coroutines has ended; the others are cancelled and awaited."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await stop(*tasks)


async def stop(*tasks: asyncio.Task[Any]) -> None:
    """Cancel the tasks that still run and wait until none does; how they ended is not told."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def drain(tasks: Iterable[asyncio.Task[None]], *, clock: Clock, grace_s: float) -> None:
    """Let the tasks end by themselves for `grace_s`, then cancel them; returns when none runs."""
    running = [task for task in tasks if not task.done()]
    try:
        if running:
            await first_of(asyncio.wait(running), clock.sleep(grace_s))
    finally:
        await stop(*running)
