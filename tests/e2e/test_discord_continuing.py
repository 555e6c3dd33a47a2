"""Going on in a thread of a result, in the person's language, also after a restart."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.messages import Message
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.server import fake_discord
from tests.fakes.discord.studio import DiscordStudio, open_bot, open_discord_studio
from tests.fakes.discord.world import OPEN_THREADS, THREAD, Channel


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def opened(studio: DiscordStudio, result: Message) -> Channel:
    discord = studio.discord
    await discord.choose(studio.mia, result, "thread:")
    found: Channel = await discord.until(
        lambda: next((c for c in discord.channels.values() if c.type == THREAD), None)
    )
    await discord.until(lambda: discord.shown(found), "a first word")
    return found


def source_of(result: Message) -> str:
    """The words of the picture that an edit began with, from its file's name."""
    found = re.search(r"([a-z-]+)-\d\.png \(the picture to change\)", result.text)
    assert found is not None, result.text
    return found[1].replace("-", " ")


async def test_a_thread_opens_with_a_word_on_how_to_go_on(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    assert thread.name == "a red fox"
    said = await studio.discord.until(lambda: studio.discord.shown(thread))
    assert f"Mention <@{studio.discord.me.id}> here" in said[0].text
    assert said[0].pings == []


async def test_an_edit_in_a_thread_needs_no_link(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    await studio.discord.command(studio.mia, thread, "edit", change="make it blue")
    assert "make it blue" in (await studio.result(thread)).text
    await studio.discord.command(studio.mia, thread, "edit", change="and add a hat")
    assert "and add a hat" in (await studio.result(thread, before=1)).text


async def test_a_file_given_to_an_edit_in_a_thread_is_not_what_it_changes(
    studio: DiscordStudio,
) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    logo = photo("logo.png")
    await studio.discord.command(studio.mia, thread, "edit", change="put this in", image1=logo)
    put = await studio.result(thread)
    assert source_of(put) == "red fox"
    assert "logo.png" in put.text


async def test_the_picture_option_wins_over_a_threads_last(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    await studio.discord.command(
        studio.mia, thread, "edit", change="at night", picture=photo("beach.png")
    )
    assert "a red fox" not in (await studio.result(thread)).text


async def test_a_reply_to_the_first_word_of_a_thread_goes_on(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    word = (await studio.discord.until(lambda: studio.discord.shown(thread)))[0]
    await studio.discord.say(studio.mia, thread, "make it blue", reply_to=word)
    assert "make it blue" in (await studio.result(thread)).text


async def test_a_thread_goes_on_from_the_newest_that_is_not_deleted(
    studio: DiscordStudio,
) -> None:
    discord = studio.discord
    thread = await opened(studio, await studio.made("a red fox"))

    async def gone(result: Message) -> None:
        chosen = await discord.choose(studio.mia, result, "delete:")
        await discord.answered(chosen)
        assert result.deleted

    async def asked(change: str, *, before: int) -> Message:
        await discord.say(studio.mia, thread, f"<@{discord.me.id}> {change}")
        return await studio.result(thread, before=before)

    blue = await asked("make it blue", before=0)
    hat = await asked("and add a hat", before=1)
    await gone(hat)
    wall = await asked("put it before a wall", before=1)
    assert source_of(wall) == "make it blue"
    await gone(wall)
    await gone(blue)
    assert source_of(await asked("at night", before=0)) == "red fox"


async def test_a_thread_known_to_discord_alone_becomes_ours(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    thread = Channel(
        type=THREAD, name="Picture", guild=studio.guild, parent=studio.channel, id=result.id
    )
    await studio.discord.add_channel(thread)
    chosen = await studio.discord.choose(studio.mia, result, "thread:")
    assert "thread" in await studio.refusal(chosen)
    await studio.discord.command(studio.mia, thread, "edit", change="make it blue")
    assert "make it blue" in (await studio.result(thread)).text


async def test_opening_a_thread_twice_does_not_take_it_back_to_its_start(
    studio: DiscordStudio,
) -> None:
    result = await studio.made("a red fox")
    thread = await opened(studio, result)
    await studio.discord.command(studio.mia, thread, "edit", change="make it blue")
    await studio.result(thread)
    await studio.refusal(await studio.discord.choose(studio.mia, result, "thread:"))
    await studio.discord.command(studio.mia, thread, "edit", change="and add a hat")
    assert source_of(await studio.result(thread, before=1)) == "make it blue"


async def test_an_edit_elsewhere_needs_a_link(studio: DiscordStudio) -> None:
    await studio.made("a red fox")
    asked = await studio.discord.command(studio.mia, studio.channel, "edit", change="make it blue")
    assert "cannot find the picture" in await studio.refusal(asked)


async def test_a_thread_that_may_not_be_opened_says_what_is_missing(
    studio: DiscordStudio,
) -> None:
    result = await studio.made("a red fox")
    studio.channel.denied = OPEN_THREADS
    chosen = await studio.discord.choose(studio.mia, result, "thread:")
    assert "Create Public Threads" in await studio.refusal(chosen)


async def test_a_thread_that_is_there_already_is_said(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    await opened(studio, result)
    chosen = await studio.discord.choose(studio.ben, result, "thread:")
    assert "schon einen Thread" in await studio.refusal(chosen)


async def test_a_language_is_not_forgotten_at_a_restart(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        ben = discord.person("ben", locale="de")
        channel = discord.channel(discord.guild("team", ben))
        async with open_bot(discord, tmp_path):
            await discord.answered(await discord.command(ben, channel, "credits balance"))
        async with open_bot(discord, tmp_path):
            said = await discord.say(ben, channel, f"<@{discord.me.id}> /imagine")
            answer: Message = await discord.until(
                lambda: next((m for m in discord.shown(channel) if m.reply_to is said), None)
            )
            assert "Wörter" in answer.text or "Worte" in answer.text
            await discord.say(ben, channel, f"<@{discord.me.id}> ein roter Fuchs")
            result = (await discord.until(lambda: discord.results(channel)))[0]
            assert "In einem Thread weitermachen" in [one["label"] for one in result.options]
