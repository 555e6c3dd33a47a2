import asyncio

import pytest

from adapters.discord import client
from tests.fakes.clock import breathe


async def test_a_task_that_loses_a_cancellation_is_cancelled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "CANCEL_S", 0)
    lost = 0

    async def connect() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if lost:
                    raise
                lost += 1

    task = asyncio.create_task(connect())
    await breathe()
    await client._end(task)
    assert task.cancelled()
    assert lost == 1
