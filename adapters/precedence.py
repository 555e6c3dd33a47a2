"""Acknowledgements first: a platform waits three seconds for one, and for nothing else."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager

AT_ONCE = 4
"""Orders that are worked on at the same time; the others have been acknowledged and wait."""
COUNTED_S = 1.0
"""An order that takes longer, as when its references arrive slowly, no longer holds up others."""
PATIENCE_S = 0.1
"""Other work waits no longer than this, however many acknowledgements are under way."""


class Precedence:
    """Other work begins one at a time, in moments without an acknowledgement under way."""

    def __init__(self) -> None:
        self._urgent = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._next = asyncio.Lock()
        self._places = asyncio.Semaphore(AT_ONCE)

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """While this lasts, other work does not begin."""
        self._urgent += 1
        self._calm.clear()
        try:
            yield
        finally:
            self._urgent -= 1
            if not self._urgent:
                self._calm.set()

    @asynccontextmanager
    async def ordinary(self) -> AsyncIterator[None]:
        """Wait for a place and one's turn; the place is held to the end, or for `COUNTED_S`."""
        await self._places.acquire()
        with ExitStack() as place:
            place.callback(self._places.release)
            over = asyncio.get_running_loop().call_later(COUNTED_S, place.close)
            try:
                await self.turn()
                yield
            finally:
                over.cancel()

    async def turn(self) -> None:
        """Let acknowledgements pass between two steps of a work."""
        async with self._next:
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await self._calm.wait()
            except TimeoutError:
                return
