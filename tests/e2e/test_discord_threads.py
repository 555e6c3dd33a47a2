"""What holds in a channel or server holds in its threads, also in those never heard of."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.messages import Message, walk
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import MANAGE_GUILD, THREAD, Channel, Role


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


def hidden_behind_a_tap(message: Message) -> bool:
    items = [item for one in walk(message.components) for item in one.get("items", ())]
    return bool(items) and all(item["spoiler"] for item in items)


async def set_for(studio: DiscordStudio, setting: str, scope: str, channel: Channel) -> None:
    boss = studio.discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    asked = await studio.discord.command(boss, channel, "settings", setting=setting, scope=scope)
    assert "Saved" in (await studio.discord.answered(asked)).text


async def thread_of(studio: DiscordStudio, *, told: bool = True) -> Channel:
    """A thread of the channel; one that is not told of is an old one, woken by a message."""
    there = studio.channel
    thread = Channel(type=THREAD, name="talk", guild=studio.guild, parent=there)
    if told:
        await studio.discord.add_channel(thread)
    else:
        studio.discord.channels[thread.id] = thread
    return thread


def wide(message: Message) -> bool:
    found = re.search(r"(\d{3,4})x(\d{3,4})", message.text)
    assert found is not None, message.text
    return int(found[1]) > int(found[2])


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("scope", ["channel", "server"])
async def test_pictures_in_a_thread_hide_as_its_channel_says(
    studio: DiscordStudio, scope: str, told: bool
) -> None:
    await set_for(studio, "spoiler always", scope, studio.channel)
    thread = await thread_of(studio, told=told)
    assert hidden_behind_a_tap(await studio.made("a red fox", channel=thread))


@pytest.mark.parametrize("told", [True, False])
async def test_a_mention_in_a_thread_keeps_to_its_channel(
    studio: DiscordStudio, told: bool
) -> None:
    discord = studio.discord
    await set_for(studio, "spoiler always", "channel", studio.channel)
    await set_for(studio, "ratio 16:9", "channel", studio.channel)
    thread = await thread_of(studio, told=told)
    await discord.say(studio.mia, thread, f"<@{discord.me.id}> a paper boat")
    result = await studio.result(thread)
    assert hidden_behind_a_tap(result)
    assert wide(result)


async def test_the_shape_of_a_channel_holds_in_its_threads(studio: DiscordStudio) -> None:
    await set_for(studio, "ratio 16:9", "channel", studio.channel)
    assert wide(await studio.made("a red fox", channel=await thread_of(studio)))


async def test_a_channels_setting_made_in_a_thread_is_the_channels(studio: DiscordStudio) -> None:
    await set_for(studio, "ratio 16:9", "channel", await thread_of(studio))
    assert wide(await studio.made("a red fox"))


async def test_a_closed_channel_closes_its_threads(studio: DiscordStudio) -> None:
    await set_for(studio, "age-restricted only", "channel", studio.channel)
    thread = await thread_of(studio)
    asked = await studio.discord.command(studio.mia, thread, "imagine", prompt="a fox")
    assert "age-restricted" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_a_spoiler_goes_along_to_the_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        await discord.command(
            studio.mia, studio.channel, "imagine", prompt="a red fox", spoiler=True
        )
        await discord.until(lambda: discord.shown(studio.channel))
        await discord.remove_channel(studio.channel)
        assert hidden_behind_a_tap(await studio.result(discord.direct(studio.mia)))


async def test_a_private_picture_hides_too(studio: DiscordStudio) -> None:
    discord = studio.discord
    await set_for(studio, "spoiler always", "server", studio.channel)
    asked = await discord.command(
        studio.mia, studio.channel, "imagine", prompt="a secret", private=True
    )
    await discord.until(lambda: asked.original and asked.original.has_button("again:"))
    assert asked.original is not None
    assert hidden_behind_a_tap(asked.original)
