"""The way of a picture on Discord, from the command to the edit."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.studio import DiscordStudio, open_discord_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def test_a_command_becomes_a_message_with_the_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made('a poster that says "OPEN LATE" in neon', ratio="4:5", count=2)

    assert result.channel is studio.channel
    assert not result.hidden
    assert [file.name for file in result.files] == [
        "poster-says-open-late-neon-1.png",
        "poster-says-open-late-neon-2.png",
    ]
    assert all(file.alt and "OPEN LATE" in file.alt for file in result.files)
    assert result.named == [studio.mia.id]
    await discord.until(lambda: discord.shown(studio.channel, to=studio.mia) == [result])
    assert await studio.balance() == 98


async def test_a_reply_to_the_second_picture_edits_it(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", count=2)
    message = await discord.say(studio.ben, studio.channel, "#2 make it blue", reply_to=result)

    edited = await studio.result(before=1)
    assert edited.reply_to is message
    assert edited.named == [studio.ben.id]
    assert await studio.balance(studio.ben) < 100
