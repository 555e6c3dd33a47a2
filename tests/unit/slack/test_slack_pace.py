"""How fast Slack is talked to."""

import asyncio

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
