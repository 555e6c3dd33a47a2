"""A first walk: a command becomes a picture in Slack, in both modes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.slack.house import HTTP, SOCKET, House, button, open_house
from tests.fakes.slack.world import GENERAL, MIA


@pytest.fixture(params=[SOCKET, HTTP])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with open_house(tmp_path, request.param) as house:
        yield house


async def test_a_command_becomes_a_picture_and_a_reply_edits_it(house: House) -> None:
    card = await house.made(house.people.command('a poster that says "OPEN LATE" --ratio 4:5 -n 2'))
    assert card.channel == GENERAL
    assert not card.thread_ts
    assert len(card.pictures()) == 2
    assert card.text.startswith(f"<@{MIA}> ")
    await house.quiet()
    assert [one.ts for one in house.world.posts()] == [card.ts]
    assert await house.balance() == 98
    edit = await house.made(house.people.says("#2 make it blue", thread=card.ts))
    assert edit.thread_ts == card.ts
    assert button(edit, "vary")
    assert " left" not in edit.words(), "a balance is for its owner alone"
