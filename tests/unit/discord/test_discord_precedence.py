import asyncio

import pytest

from adapters.discord.precedence import Precedence


async def test_work_begins_when_no_acknowledgement_is_under_way() -> None:
    precedence = Precedence()
    await precedence.turn()
    with precedence.urgent(), precedence.urgent():
        waiting = asyncio.create_task(precedence.turn())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting


async def test_a_failed_acknowledgement_lets_others_go() -> None:
    precedence = Precedence()
    with pytest.raises(ValueError, match="x"), precedence.urgent():
        raise ValueError("x")
    await precedence.turn()


async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.precedence.PATIENCE_S", 0)
    precedence = Precedence()
    with precedence.urgent():
        await precedence.turn()
        await precedence.turn()
