"""Acknowledgements first: Discord waits three seconds for one, and for nothing else."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 0.1
"""Other work waits no longer than this, however many acknowledgements are under way."""


class Precedence:
    """Other work begins one at a time, in moments without an acknowledgement under way."""

    def __init__(self) -> None:
        self._urgent = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._next = asyncio.Lock()

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

    async def turn(self) -> None:
        """Wait for one's turn."""
        async with self._next:
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await self._calm.wait()
            except TimeoutError:
                return
