"""A disk that is stuck keeps no acknowledgement back, and no order is lost by it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters import precedence
from bot.app import Bot
from bot.ports import Books
from tests.fakes.discord.studio import open_discord_studio
from tests.fakes.slack.house import HTTP, SOCKET, open_house


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "CLAIM_WAIT_S", 0)


@contextmanager
def stuck(bot: Bot) -> Iterator[asyncio.Event]:
    """While this lasts, no transaction ends. The event is set once one has begun."""
    uow, begun, gate = bot._parts.uow, asyncio.Event(), asyncio.Event()
    write = uow.write

    async def held(work: Callable[[Books], Any], *, first: bool = False) -> Any:
        begun.set()
        await gate.wait()
        return await write(work, first=first)

    uow.write = held  # type: ignore[method-assign]
    try:
        yield begun
    finally:
        uow.write = write  # type: ignore[method-assign]
        gate.set()


async def test_discord_is_answered_while_the_disk_is_stuck(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path) as studio:
        with stuck(studio.bot):
            asked = await studio.discord.command(
                studio.mia, studio.channel, "imagine", prompt="a red fox"
            )
            await studio.discord.acknowledged(asked)
            assert not studio.discord.results(studio.channel, to=studio.mia)
        await studio.result()


@pytest.mark.parametrize("mode", [SOCKET, HTTP])
async def test_slack_is_answered_while_the_disk_is_stuck(tmp_path: Path, mode: str) -> None:
    async with open_house(tmp_path, mode) as house:
        with stuck(house.bot):
            await house.people.command("a red fox")
            assert not house.world.cards()
        await house.world.until(house.world.cards)
