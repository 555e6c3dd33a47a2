"""Acknowledgements first: a platform waits three seconds for one, and for nothing else.

An event is claimed, which is durable, then acknowledged, then worked on. Works are bounded, so that
no acknowledgement of a new event comes behind the work on old ones.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import Any

CLAIM_WAIT_S = 1.5
"""A disk that is stuck for longer keeps no acknowledgement back; the work still waits for it."""
AT_ONCE = 2
"""Orders that take this machine's time; the others have been acknowledged and wait."""
COUNTED_S = 0.05
"""What an order takes of this machine; one that is at it for longer waits for somebody else."""
AT_WORK_MAX = 100
"""Orders that have begun, most of which wait for a network."""
CALM_S = 0.001
"""The event loop is calm when it comes round within this time."""
PAUSE_S = 0.005
LOOKS = 20
"""An order waits for a calm loop this many pauses, and then begins all the same."""


class Precedence:
    """Keeps a burst of orders from the processor, which acknowledgements need."""

    def __init__(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._works = asyncio.Semaphore(AT_WORK_MAX)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._next = asyncio.Lock()

    async def wait_for_claim(self, claim: "asyncio.Task[Any]") -> None:
        """Wait until an event is claimed, or for `CLAIM_WAIT_S`; then it is to be acknowledged."""
        waited = asyncio.ensure_future(self._sleep(CLAIM_WAIT_S))
        try:
            await asyncio.wait({claim, waited}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waited.cancel()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and a calm moment; the place is held for at most `COUNTED_S`."""
        async with self._works:
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
