import asyncio
import sqlite3
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.ports import Books
from tests.fakes.clock import breathe
from tests.fakes.house import House, a_job

T = TypeVar("T")


class SlowReads:
    """Holds every reading until it is let through, and counts them."""

    def __init__(self, house: House) -> None:
        self.read = house.uow.read
        self.begun = 0
        self.gate = asyncio.Event()
        self.fault: Exception | None = None

    async def __call__(self, work: Callable[[Books], T]) -> T:
        self.begun += 1
        fault, self.fault = self.fault, None
        await self.gate.wait()
        if fault:
            raise fault
        return await self.read(work)


@pytest.fixture
def reads(house: House, monkeypatch: pytest.MonkeyPatch) -> SlowReads:
    slow = SlowReads(house)
    monkeypatch.setattr(house.uow, "read", slow)
    return slow


async def test_who_asks_during_a_reading_shares_the_next(house: House, reads: SlowReads) -> None:
    first = asyncio.create_task(house.board.standings())
    await breathe()
    later = [asyncio.create_task(house.board.standings()) for _ in range(20)]
    await house.submit(a_job())  # the reading under way may have missed it
    reads.gate.set()
    await first
    found = await asyncio.gather(*later)
    assert reads.begun == 2
    assert all(list(standings) == [a_job().id] for standings in found)


@pytest.mark.parametrize("how", ["fails", "is cancelled"])
async def test_a_reading_that_came_to_nothing_is_shared_by_nobody(
    house: House, reads: SlowReads, how: str
) -> None:
    await house.submit(a_job())
    reads.fault = sqlite3.OperationalError("disk I/O error") if how == "fails" else None
    first = asyncio.create_task(house.board.standings())
    await breathe()
    second = asyncio.create_task(house.board.standings())
    await breathe()
    if how == "is cancelled":
        first.cancel()
    reads.gate.set()
    await asyncio.gather(first, return_exceptions=True)
    assert list(await second) == [a_job().id]
