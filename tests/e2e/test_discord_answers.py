"""Answers on Discord that do not arrive at the first try, or not where they were meant to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.discord.ids import chat_ref, event_key
from bot.models import Event
from bot.storage.database import open_database
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import fake_discord
from tests.fakes.discord.studio import (
    DiscordStudio,
    caller,
    hurry,
    open_bot,
    open_discord_studio,
)

ORIGINAL = "/messages/@original$"
LIBRARY_TRIES = 5
"""How often discord.py itself sends an answer that meets a 503."""
POST = r"/channels/\d+/messages$"


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


@pytest.fixture
async def lonely() -> AsyncIterator[FakeDiscord]:
    async with fake_discord() as discord:
        yield discord


async def test_an_answer_that_the_library_gives_up_is_tried_again(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    fault = studio.discord.faults.plan("PATCH", ORIGINAL, 503, times=LIBRARY_TRIES)
    asked = await studio.discord.command(studio.mia, studio.channel, "credits balance")
    assert "100 credits" in await studio.refusal(asked)
    assert fault.met == LIBRARY_TRIES


async def test_an_answer_that_discord_does_not_take_becomes_a_sentence(
    studio: DiscordStudio,
) -> None:
    studio.discord.faults.plan("PATCH", ORIGINAL, 400)
    asked = await studio.discord.command(studio.mia, studio.channel, "models")
    assert "Something broke" in await studio.refusal(asked)


async def test_an_order_whose_status_does_not_arrive_says_that_it_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        fault = studio.discord.faults.plan("POST", POST, 503)
        asked = await studio.discord.command(
            studio.mia, studio.channel, "imagine", prompt="a red fox"
        )
        assert "Your order is in" in await studio.refusal(asked)
        assert fault.met == 1
        await studio.result()
        assert await studio.balance() == 99


async def test_lost_commands_are_answered_once_and_not_as_if_a_picture_were_ready(
    lonely: FakeDiscord, tmp_path: Path
) -> None:
    mia = lonely.person("mia", closed=True)
    channel = lonely.channel(lonely.guild("team", mia))
    async with open_bot(lonely, tmp_path) as (bot, _):
        await bot.available(caller(mia))

    lost = [
        Event(
            key=event_key(number),
            caller=caller(mia),
            chat=chat_ref(channel.id),
            claimed_at=datetime.now(UTC),
        )
        for number in range(3)
    ]
    database = open_database(f"sqlite:///{tmp_path / 'imagine.db'}")
    await database.write(lambda books: [books.events.claim(event) for event in lost])
    await database.close()
    async with open_bot(lonely, tmp_path):
        told = await lonely.until(lambda: lonely.shown(channel), "an answer")
    assert [one.pings for one in told] == [[mia]]
    assert "Nothing was charged" in told[0].text
    assert "/inbox" not in told[0].text
