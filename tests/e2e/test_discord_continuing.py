"""Going on in a thread of a result, in the person's language, also after a restart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.messages import Message
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
    return found


async def test_a_thread_opens_with_a_word_on_how_to_go_on(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    said = await studio.discord.until(lambda: studio.discord.shown(thread))
    assert f"Mention <@{studio.discord.me.id}> here" in said[0].text
    assert said[0].pings == []


async def test_an_edit_in_a_thread_needs_no_link(studio: DiscordStudio) -> None:
    thread = await opened(studio, await studio.made("a red fox"))
    await studio.discord.command(studio.mia, thread, "edit", change="make it blue")
    assert "make it blue" in (await studio.result(thread)).text
    await studio.discord.command(studio.mia, thread, "edit", change="and add a hat")
    assert "and add a hat" in (await studio.result(thread, before=1)).text


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
