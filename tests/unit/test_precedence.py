import asyncio

import pytest

from adapters.precedence import AT_ONCE, Precedence
from tests.fakes.clock import breathe


async def test_few_orders_are_worked_on_at_the_same_time() -> None:
    precedence, gate, begun = Precedence(), asyncio.Event(), []

    async def work(number: int) -> None:
        async with precedence.turn():
            begun.append(number)
            await gate.wait()

    works = [asyncio.create_task(work(number)) for number in range(AT_ONCE + 1)]
    await breathe()
    assert begun == list(range(AT_ONCE))
    gate.set()
    await asyncio.gather(*works)
    assert begun == list(range(AT_ONCE + 1))


async def test_slow_orders_hold_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.precedence.COUNTED_S", 0)
    precedence, gate = Precedence(), asyncio.Event()

    async def slow() -> None:
        async with precedence.turn():
            await gate.wait()

    works = [asyncio.create_task(slow()) for _ in range(AT_ONCE)]
    await breathe()
    async with precedence.turn():
        gate.set()
    await asyncio.gather(*works)
    monkeypatch.undo()
    gate.clear()
    works = [asyncio.create_task(slow()) for _ in range(AT_ONCE)]
    await breathe()
    assert precedence._places.locked()  # no place was given back twice
    gate.set()
    await asyncio.gather(*works)


async def test_a_work_that_fails_gives_its_place_back() -> None:
    precedence = Precedence()
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError, match="x"):
            async with precedence.turn():
                raise ValueError("x")
