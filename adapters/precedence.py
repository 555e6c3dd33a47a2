"""Acknowledgements first: a platform waits three seconds for one, and for nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

AT_ONCE = 2
"""Orders that are worked on at the same time; the others have been acknowledged and wait."""
COUNTED_S = 0.05
"""What an order takes of this machine; one that is at it for longer waits for somebody else."""
CALM_S = 0.001
"""The event loop is calm when it comes round within this time."""
PAUSE_S = 0.005
LOOKS = 20
"""An order waits for a calm loop this many pauses, and then begins all the same."""


class Precedence:
    """Keeps a burst of orders from the processor, which acknowledgements need."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._next = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and a calm moment; the place is held for at most `COUNTED_S`."""
        await self._places.acquire()
        with ExitStack() as place:
            place.callback(self._places.release)
            over = asyncio.get_running_loop().call_later(COUNTED_S, place.close)
            try:
                await self._calm()
                yield
            finally:
                over.cancel()

    async def _calm(self) -> None:
        async with self._next:
            for _ in range(LOOKS):
                before = time.perf_counter()
                await asyncio.sleep(0)
                if time.perf_counter() - before < CALM_S:
                    return
                await asyncio.sleep(PAUSE_S)
