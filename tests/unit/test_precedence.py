import asyncio

import pytest

from adapters.precedence import AT_ONCE, AT_WORK_MAX, CLAIM_WAIT_S, Precedence
from tests.fakes.clock import FakeClock, breathe


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


async def test_a_claim_is_waited_for_and_not_for_ever() -> None:
    clock, gate = FakeClock(), asyncio.Event()
    precedence = Precedence(sleep=clock.sleep)
    claim = asyncio.create_task(gate.wait())

    waiting = asyncio.create_task(precedence.wait_for_claim(claim))
    await breathe()
    await clock.advance(CLAIM_WAIT_S - 0.1)
    assert not waiting.done()
    await clock.advance(0.1)
    assert waiting.done()
    assert not claim.done()

    waiting = asyncio.create_task(precedence.wait_for_claim(claim))
    await breathe()
    assert not waiting.done()
    gate.set()
    await breathe()
    assert waiting.done()
    assert clock.sleepers == 0


async def test_no_more_orders_are_begun_than_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.precedence.COUNTED_S", 0)
    precedence, gate, begun = Precedence(), asyncio.Event(), []

    async def work(number: int) -> None:
        async with precedence.turn():
            begun.append(number)
            await gate.wait()

    works = [asyncio.create_task(work(number)) for number in range(AT_WORK_MAX + 1)]
    while len(begun) < AT_WORK_MAX:
        await breathe()
    await breathe()
    assert len(begun) == AT_WORK_MAX
    gate.set()
    await asyncio.gather(*works)
    assert len(begun) == AT_WORK_MAX + 1
