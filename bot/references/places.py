"""Places that several people share in turns."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class FairPlaces:
    """At most `total` at a time, and `each` of one person; who waits is let in person by person."""

    def __init__(self, *, total: int, each: int) -> None:
        self._free = total
        self._each = each
        self._inside: Counter[Hashable] = Counter()
        self._waiting: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, person: Hashable) -> AsyncIterator[None]:
        """Hold one place; waits for it. A cancelled wait leaves the line."""
        await self._enter(person)
        try:
            yield
        finally:
            self._leave(person)

    async def _enter(self, person: Hashable) -> None:
        if self._free and self._inside[person] < self._each:
            self._take(person)
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave(person)  # it had been let in already
            else:
                self._forget(person, turn)
            raise

    def _take(self, person: Hashable) -> None:
        self._free -= 1
        self._inside[person] += 1

    def _leave(self, person: Hashable) -> None:
        self._free += 1
        self._inside[person] -= 1
        if not self._inside[person]:
            del self._inside[person]
        self._let_in()

    def _let_in(self) -> None:
        for person in list(self._waiting):
            if not self._free:
                return
            if self._inside[person] < self._each:
                turn = self._waiting[person][0]
                self._forget(person, turn)
                if person in self._waiting:
                    self._waiting.move_to_end(person)
                self._take(person)
                turn.set_result(None)

    def _forget(self, person: Hashable, turn: asyncio.Future[None]) -> None:
        line = self._waiting[person]
        line.remove(turn)
        if not line:
            del self._waiting[person]
