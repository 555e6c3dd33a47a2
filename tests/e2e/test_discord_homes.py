"""Whose servers and whose direct messages a bot serves that anybody can add."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import Bot
from tests.fakes.discord.messages import Message
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import fake_discord
from tests.fakes.discord.studio import DiscordStudio, open_bot, open_discord_studio
from tests.fakes.discord.world import V2, Channel, Guild, User

REFUSED = "Nothing was charged"


@asynccontextmanager
async def public_bot(
    folder: Path, *, named: bool, **settings: object
) -> AsyncIterator[tuple[FakeDiscord, Bot, Guild]]:
    """Mia's team has it, and it is told so where `named`; Eve has a server of her own."""
    async with fake_discord() as discord:
        discord.public = True
        team = discord.guild("team", discord.person("mia"))
        discord.guild("elsewhere", discord.person("eve"))
        homes = {"homes": f"discord:{team.id}"} if named else {}
        async with open_bot(discord, folder, **homes, **settings) as (bot, _):
            yield discord, bot, team


def user(discord: FakeDiscord, name: str) -> User:
    return next(one for one in discord.users.values() if one.name == name)


async def said_to(discord: FakeDiscord, who: User, channel: Channel, words: str) -> Message:
    before = len(discord.shown(channel))
    await discord.say(who, channel, words)
    found: Message = await discord.until(
        lambda: next((m for m in discord.shown(channel)[before:] if m.author is discord.me), None),
        "an answer",
    )
    return found


async def test_in_private_members_of_a_home_are_served_and_strangers_are_not(
    tmp_path: Path,
) -> None:
    async with public_bot(tmp_path, named=True) as (discord, _, team):
        mia, eve = user(discord, "mia"), user(discord, "eve")
        with_mia, with_eve = discord.direct(mia), discord.direct(eve)
        await discord.command(mia, with_mia, "imagine", prompt="a red fox")
        await discord.until(lambda: discord.results(with_mia, to=mia))
        for words in ("a red fox", "a blue fox"):
            assert REFUSED in (await said_to(discord, eve, with_eve, words)).text
        asked = [
            one
            for one in discord.rest.requests
            if one.path == f"/guilds/{team.id}/members/{eve.id}"
        ]
        assert len(asked) == 1  # believed for a while


async def test_a_strangers_server_is_refused_and_a_guest_starts_with_nothing(
    tmp_path: Path,
) -> None:
    async with public_bot(tmp_path / "closed", named=True) as (discord, _, team):
        elsewhere = next(one for one in discord.guilds.values() if one is not team)
        channel = discord.channel(elsewhere)
        told = await discord.command(user(discord, "eve"), channel, "imagine", prompt="a fox")
        assert REFUSED in (await discord.answered(told)).text
    async with public_bot(tmp_path / "open", named=True, guests="own-credits") as (
        discord,
        _,
        team,
    ):
        elsewhere = next(one for one in discord.guilds.values() if one is not team)
        eve, channel = user(discord, "eve"), discord.channel(elsewhere)
        for there in (channel, discord.direct(eve)):
            told = await discord.command(eve, there, "imagine", prompt="a fox")
            assert "credits" in (await discord.answered(told)).text
            assert discord.results(there, to=eve) == []


async def test_a_public_bot_whose_homes_nobody_named_serves_nobody(tmp_path: Path) -> None:
    async with public_bot(tmp_path, named=False) as (discord, _, team):
        mia = user(discord, "mia")
        for channel in (discord.channel(team), discord.direct(mia)):
            told = await discord.command(mia, channel, "imagine", prompt="a fox")
            assert REFUSED in (await discord.answered(told)).text


async def test_a_menu_on_another_bots_copy_of_our_buttons_finds_no_picture(
    tmp_path: Path,
) -> None:
    async with open_discord_studio(tmp_path) as studio:
        result = await studio.made("a secret plan")
        copy = Message(
            channel=studio.channel,
            author=studio.discord.person("other", bot=True),
            components=result.components,
            flags=V2,
        )
        await studio.discord.show(copy)
        assert "secret" in await recipe(studio, result)
        assert "secret" not in await recipe(studio, copy)


async def recipe(studio: DiscordStudio, message: Message) -> str:
    asked = await studio.discord.menu(studio.mia, "Show recipe", message, studio.channel)
    return (await studio.discord.answered(asked)).text
