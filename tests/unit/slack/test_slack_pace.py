"""How fast Slack is talked to."""

import asyncio

import pytest

from adapters.slack import pace
from adapters.slack.pace import EDITS_PER_MINUTE, Turns, edit_budget
from tests.fakes.clock import FakeClock, breathe


async def test_a_channel_gets_one_post_a_second_in_order() -> None:
    clock, said = FakeClock(), []
    turns = Turns(clock)

    async def post(number: int) -> None:
        await turns.take("T1", "C1")
        said.append(number)

    tasks = [asyncio.create_task(post(number)) for number in range(3)]
    await breathe()
    assert said == [0]
    await clock.advance(0.99)
    assert said == [0]
    await clock.advance(0.01)
    assert said == [0, 1]
    await clock.advance(1)
    assert said == [0, 1, 2]
    await asyncio.gather(*tasks)


async def test_statuses_give_way_to_results() -> None:
    clock, said = FakeClock(), []
    turns = Turns(clock)

    async def post(name: str, *, status: bool) -> None:
        await turns.take("T1", "C1", status=status)
        said.append(name)

    tasks = [asyncio.create_task(post(f"status {n}", status=True)) for n in range(3)]
    await breathe()
    tasks += [asyncio.create_task(post(f"result {n}", status=False)) for n in range(2)]
    await breathe()
    tasks[1].cancel()  # who no longer waits holds up nobody
    for _ in range(3):
        await clock.advance(1)
    assert said == ["status 0", "result 0", "result 1", "status 2"]
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_channels_long_unused_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CHANNELS_MAX", 1)
    clock = FakeClock()
    turns = Turns(clock)
    for channel in ("C1", "C2"):
        await turns.take("T1", channel)
    await clock.advance(1)
    await turns.take("T1", "C3")
    assert list(turns._lines) == [("T1", "C3")]


async def test_channels_do_not_wait_for_each_other() -> None:
    clock = FakeClock()
    turns = Turns(clock)
    await turns.take("T1", "C1")
    await turns.take("T1", "C2")
    await turns.take("T2", "C1")
    assert clock.slept == []


async def test_a_workspace_has_so_many_edits_a_minute() -> None:
    clock = FakeClock()
    budget = edit_budget(clock)
    assert all(budget.spend("T1") for _ in range(EDITS_PER_MINUTE))
    assert not budget.spend("T1")
    assert budget.spend("T2")
    await clock.advance(60)
    assert budget.spend("T1")
