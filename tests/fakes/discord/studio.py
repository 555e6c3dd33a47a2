"""The whole bot on the fake Discord: real core, real sketch, real discord.py."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import discord.backoff
import discord.client
import discord.http
import discord.shard
import discord.state
import discord.webhook.async_
import pytest

from adapters.discord.application import Options
from adapters.discord.client import Room, open_discord
from adapters.discord.ids import message_ref, user_ref
from adapters.links import Links
from bot.app import Bot
from bot.bootstrap import open_core
from bot.models import Caller, Form, Order
from bot.ports import Clock
from config.settings import Settings
from tests.fakes.discord.messages import Interaction, Message
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import TOKEN, fake_discord
from tests.fakes.discord.world import Channel, Guild, User

RECORD_S = 180.0


@dataclass(kw_only=True)
class DiscordStudio:
    """Two people and a channel, and the bot among them."""

    discord: FakeDiscord
    bot: Bot
    room: Room
    guild: Guild
    channel: Channel
    mia: User
    ben: User

    async def made(self, prompt: str, *, channel: Channel | None = None, **more: Any) -> Message:
        """Have Mia make a picture, and give the message that shows it."""
        there = channel or self.channel
        before = len(self.discord.results(there, to=self.mia))
        await self.discord.command(self.mia, there, "imagine", prompt=prompt, **more)
        return await self.result(there, before)

    async def result(self, channel: Channel | None = None, before: int = 0) -> Message:
        """The newest result of a channel, once there are more than `before`."""
        there = channel or self.channel
        found: list[Message] = await self.discord.until(
            lambda: self.discord.results(there, to=self.mia)[before:], "a result"
        )
        await recorded(self.bot, self.mia, found[-1])
        return found[-1]

    async def balance(self, user: User | None = None) -> int:
        return await self.bot.available(caller(user or self.mia))

    async def refusal(self, interaction: Interaction) -> str:
        """The hidden answer's text."""
        return (await self.discord.answered(interaction)).text


def caller(user: User) -> Caller:
    return Caller(user=user_ref(user.id), name=user.name)


async def recorded(bot: Bot, user: User, result: Message) -> None:
    """Wait until the bot knows which message shows the result: it is written after the post."""
    shown = message_ref(result.channel.id, result.id)
    order = Order(event_key="", caller=caller(user), chat=shown.chat, replied_to=shown)
    async with asyncio.timeout(RECORD_S):
        while not isinstance(await bot.form(order), Form):
            pass  # each look is a read of the database


def hurry(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let discord.py's own waits pass at once; give what they would have been."""
    waits: list[float] = []

    async def sleep(delay: float, result: Any = None) -> Any:
        waits.append(delay)
        await asyncio.sleep(0)
        return result

    quick = ModuleType("asyncio")
    quick.__dict__.update({**asyncio.__dict__, "sleep": sleep})
    for module in (
        discord.client,
        discord.http,
        discord.shard,
        discord.state,
        discord.webhook.async_,
    ):
        monkeypatch.setattr(module, "asyncio", quick)
    return waits


@asynccontextmanager
async def open_bot(
    discord: FakeDiscord,
    folder: Path,
    *,
    clock: Clock | None = None,
    links: Links | None = None,
    synced: bool = True,
    **settings: object,
) -> AsyncIterator[tuple[Bot, Room]]:
    """Run the bot against a Discord that stays; leaving stops it as SIGTERM would.

    Waits for the connection and, where `synced`, until the commands are known.
    """
    values: Mapping[str, object] = {
        "sketch_pace_s": 0,
        "drawing_processes": 1,
        "events_at_once": 10_000,
        **settings,
    }
    options = Settings(_env_file=None, data_dir=folder, **values)  # type: ignore[call-arg, arg-type]
    where = Options(
        token=TOKEN,
        api_base=discord.api_url,
        gateway_url=discord.gateway_url,
        cdn_base=discord.cdn_url,
    )
    async with AsyncExitStack() as stack:
        core = await stack.enter_async_context(open_core(options, clock=clock))
        room = await stack.enter_async_context(
            open_discord(core.bot, core.key_value, where, links=links, sleep=_at_once)
        )
        core.bot.connect("discord", room.messenger)
        work = [asyncio.create_task(room.run()), asyncio.create_task(core.bot.run())]
        try:
            ended = await discord.until(
                lambda: (
                    [task for task in work if task.done()]
                    or (_connected(discord, room) and (not synced or bool(discord.commands)))
                ),
                "a connection",
            )
            if isinstance(ended, list):
                ended[0].result()
            yield core.bot, room
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)


async def _at_once(delay_s: float) -> None:
    await asyncio.sleep(0)


def _connected(discord: FakeDiscord, room: Room) -> bool:
    if not discord.gateway.connected or room.client is None:
        return False
    known = {guild.id for guild in room.client.guilds if not guild.unavailable}
    return known == {guild.id for guild in discord.guilds.values() if guild.seated}


@asynccontextmanager
async def open_discord_studio(
    folder: Path, *, content_intent: bool = False, members_intent: bool = False, **settings: Any
) -> AsyncIterator[DiscordStudio]:
    """Everything, with Mia and Ben in #studio."""
    async with fake_discord() as discord:
        discord.content_intent, discord.members_intent = content_intent, members_intent
        mia, ben = discord.person("mia"), discord.person("ben", locale="de")
        guild = discord.guild("team", mia, ben)
        channel = discord.channel(guild)
        async with open_bot(discord, folder, **settings) as (bot, room):
            yield DiscordStudio(
                discord=discord,
                bot=bot,
                room=room,
                guild=guild,
                channel=channel,
                mia=mia,
                ben=ben,
            )
        assert not discord.contract.wrong, discord.contract.wrong
