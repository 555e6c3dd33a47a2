import asyncio
import sqlite3
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.jobs.standing import PAUSE_PER_JOB_S, PAUSES_FROM
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


async def test_what_was_read_is_kept_for_nobody_who_does_not_wait(
    house: House, reads: SlowReads
) -> None:
    reads.gate.set()
    await house.submit(a_job())
    assert len(await house.board.standings()) == 1
    assert house.board._read == {}


async def queue_up(house: House, length: int) -> None:
    def work(books: Books) -> None:
        for number in range(length):
            books.jobs.add(a_job(f"{number}"))

    await house.uow.write(work)


async def test_a_long_queue_is_not_read_again_for_each_new_order(
    house: House, reads: SlowReads
) -> None:
    reads.gate.set()
    await queue_up(house, PAUSES_FROM)
    await house.board.standings()
    begun = reads.begun

    asked = [asyncio.create_task(house.board.standings())]
    await breathe()
    asked += [asyncio.create_task(house.board.standings()) for _ in range(20)]
    await breathe()
    assert reads.begun == begun

    await house.clock.advance(PAUSES_FROM * PAUSE_PER_JOB_S)
    await asyncio.gather(*asked)
    assert reads.begun <= begun + 2


async def test_a_short_queue_is_read_at_once(house: House, reads: SlowReads) -> None:
    reads.gate.set()
    await queue_up(house, PAUSES_FROM - 1)
    for _ in range(3):
        assert len(await house.board.standings()) == PAUSES_FROM - 1
    assert not house.clock.slept
