"""The chat stories of tests/contracts, told on Discord."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import serve
from tests.fakes.discord.studio import caller, open_bot, recorded
from tests.fakes.discord.world import Channel, User

MENTION = re.compile(r"(?<!\\)<[@#/:t]")
LINK = re.compile(r"https?://")


@dataclass(kw_only=True)
class Place:
    """Mia in her channel; it outlives the bot."""

    discord: FakeDiscord
    mia: User
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class Told:
    """A result as the stories look at it."""

    words: str
    pictures: tuple[bytes, ...]
    buttons: Mapping[str, str]
    private: bool
    handle: Any


class DiscordChat:
    """What the stories need of a platform."""

    def __init__(self, place: Place, bot: Any) -> None:
        self._place = place
        self._bot = bot

    async def imagine(self, text: str, files: Sequence[tuple[str, bytes]] = ()) -> Told:
        given = {
            f"image{number}": File(name=name, data=data)
            for number, (name, data) in enumerate(files, 1)
        }
        return await self._made(self._command, text, **given)

    async def reply(self, to: Told, text: str, files: Sequence[tuple[str, bytes]] = ()) -> Told:
        attached = [File(name=name, data=data) for name, data in files]
        return await self._made(
            self._place.discord.say,
            self._place.mia,
            self._place.channel,
            text,
            reply_to=to.handle,
            files=attached,
        )

    async def press(self, on: Told, button: str) -> Told:
        verb, index = button.split(":")
        key = next(
            one["custom_id"]
            for one in on.handle.buttons
            if one["custom_id"].startswith(f"{verb}:") and one["custom_id"].endswith(f":{index}")
        )
        return await self._made(self._place.discord.press, self._place.mia, on.handle, key)

    async def told(self, text: str) -> str:
        asked = await self._command(text)
        return (await self._place.discord.answered(asked)).text

    async def twice(self, text: str) -> int:
        before = len(self._results())
        asked = await self._command(text)
        await self._place.discord.again(asked)
        await self._place.discord.until(lambda: len(self._results()) > before)
        await self._place.discord.again(asked)
        await self.balance()
        return len(self._results()) - before

    async def balance(self) -> int:
        available: int = await self._bot.available(caller(self._place.mia))
        return available

    def alarms(self) -> list[str]:
        discord = self._place.discord
        said = [one.text for one in discord.messages.values() if one.author is discord.me]
        mine = f"<@{self._place.mia.id}>"
        found = [text for text in said if MENTION.search(text.replace(mine, ""))]
        found += [text for text in said if LINK.search(text) or "@everyone" in text]
        pings = [one.pings for one in discord.messages.values() if one.author is discord.me]
        return found + [user.name for users in pings for user in users if user.name != "mia"]

    async def _command(self, text: str, **files: File) -> Any:
        place = self._place
        return await place.discord.command(
            place.mia, place.channel, "imagine", prompt=text, **files
        )

    async def _made(self, act: Any, *args: Any, **more: Any) -> Told:
        before = len(self._results())
        await act(*args, **more)
        discord = self._place.discord
        await discord.until(lambda: len(self._results()) > before, "a result")
        await recorded(self._bot, self._place.mia, self._results()[-1])
        return _told(self._results()[-1])

    def _results(self) -> list[Message]:
        return self._place.discord.results(self._place.channel, to=self._place.mia)


def _told(message: Message) -> Told:
    options = {one["value"]: one["label"] for one in message.options}
    labels = {one["custom_id"]: one["label"] for one in message.buttons} | options
    names = " ".join(file.name for file in message.files)
    return Told(
        words=f"{message.text} {names}",
        pictures=tuple(file.data for file in message.files),
        buttons={f"{k.split(':')[0]}:{k.split(':')[2]}": v for k, v in labels.items()},
        private=message.hidden,
        handle=message,
    )


@asynccontextmanager
async def open_discord(
    folder: Path, world: Any = None, **settings: object
) -> AsyncIterator[tuple[DiscordChat, Place]]:
    """The bot among people; the place of an earlier visit is where it goes on."""
    place: Place = world or _place()
    async with serve(place.discord), open_bot(place.discord, folder, **settings) as (bot, _):
        yield DiscordChat(place, bot), place
    assert not place.discord.contract.wrong, place.discord.contract.wrong


def _place() -> Place:
    discord = FakeDiscord()
    mia = discord.person("mia")
    return Place(discord=discord, mia=mia, channel=discord.channel(discord.guild("team", mia)))
