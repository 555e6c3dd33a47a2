"""The state of the fake: who and what there is, and what the bot is told of it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from tests.fakes.discord.contract import Contract
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway, Session
from tests.fakes.discord.messages import File, Interaction, Message
from tests.fakes.discord.rest import API, Rest
from tests.fakes.discord.world import (
    DM,
    GROUP_DM,
    THREADS,
    Channel,
    Guild,
    Json,
    User,
    snowflake,
)

TOKEN = "fake-bot-token"
WAIT_S = 180.0
LOOK_AGAIN_S = 0.05
CONTENT_INTENT, MEMBERS_INTENT = 1 << 15, 1 << 1
CONTENT_FLAG, MEMBERS_FLAG = 1 << 18, 1 << 14
SUBCOMMANDS = {1, 2}
ATTACHMENT, USER, ROLE = 11, 6, 8


class State:
    """The world, and the services on it."""

    def __init__(self) -> None:
        self.me = User(name="imagine", bot=True)
        self.application = snowflake()
        self.users: dict[int, User] = {self.me.id: self.me}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.interactions: dict[int, Interaction] = {}
        self.files: dict[int, File] = {}
        self.commands: list[Json] = []
        self.syncs = 0
        self.token_good = True
        self.content_intent = False
        self.members_intent = False
        self.public = False
        self.installs: dict[str, Json] = {"0": {}, "1": {}}
        self.endpoint: str | None = None  # where interactions go instead of the gateway
        self.contract = Contract()
        self.faults = Faults()
        self.rest = Rest(self)
        self.gateway = Gateway(ready=self._ready, guilds=self._guilds, changed=self.changed)
        self.url = ""
        self.clock: Callable[[], float] = time.perf_counter
        self._news = asyncio.Event()

    @property
    def api_url(self) -> str:
        return f"{self.url}{API}"

    @property
    def gateway_url(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    @property
    def cdn_url(self) -> str:
        return f"{self.url}/cdn"

    def changed(self) -> None:
        self._news.set()

    async def until(self, happened: Callable[[], Any], what: str = "") -> Any:
        """Wait for something to become true, and give it."""
        await asyncio.sleep(0)  # a loop around this must not starve the bot
        try:
            async with asyncio.timeout(WAIT_S):
                while not (found := happened()):
                    self._news.clear()
                    await self._heard()
                return found
        except TimeoutError:
            raise AssertionError(f"no {what or 'such thing'} within {WAIT_S} s; {self}") from None

    async def _heard(self) -> None:
        """News of ours; what only the bot knows is looked at again shortly."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN_S):
                await self._news.wait()

    def __repr__(self) -> str:
        shown = [(one.channel.name, one.text[:80]) for one in self.messages.values()]
        return f"messages: {shown[-6:]}, wrong: {self.contract.wrong}"

    # The world

    def person(self, name: str, **more: Any) -> User:
        user = User(name=name, **more)
        self.users[user.id] = user
        return user

    def guild(self, name: str = "team", *people: User, seated: bool = True, tier: int = 0) -> Guild:
        guild = Guild(name=name, seated=seated, tier=tier)
        for user in (self.me, *people) if seated else people:
            guild.join(user)
        self.guilds[guild.id] = guild
        return guild

    def channel(self, guild: Guild, name: str = "studio", **more: Any) -> Channel:
        channel = Channel(name=name, guild=guild, **more)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    async def add_channel(self, channel: Channel) -> None:
        """One that appears while the bot is connected."""
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels.append(channel)
            event = "THREAD_CREATE" if channel.type in THREADS else "CHANNEL_CREATE"
            await self.gateway.dispatch(event, channel.json())

    async def remove_channel(self, channel: Channel) -> None:
        channel.deleted = True
        await self.gateway.dispatch("CHANNEL_DELETE", channel.json())

    def direct(self, user: User) -> Channel:
        """The direct messages between a person and the bot."""
        for channel in self.channels.values():
            if channel.type == DM and channel.people == (user,):
                return channel
        channel = Channel(type=DM, name=f"dm-{user.name}", people=(user,))
        self.channels[channel.id] = channel
        return channel

    def group(self, *people: User) -> Channel:
        """A group of people in which the bot has no seat."""
        channel = Channel(type=GROUP_DM, name="group", people=people)
        self.channels[channel.id] = channel
        return channel

    def shown(self, channel: Channel, *, to: User | None = None) -> list[Message]:
        """The messages that stand in a channel; hidden ones only for whom they are meant."""
        return [
            one
            for one in self.messages.values()
            if one.channel is channel
            and not one.deleted
            and not one.flags & (1 << 7)
            and (not one.hidden or (one.interaction is not None and one.interaction.user is to))
        ]

    def results(self, channel: Channel, *, to: User | None = None) -> list[Message]:
        """Messages of the bot with finished pictures."""
        return [
            one
            for one in self.shown(channel, to=to)
            if one.author is self.me and one.files and one.has_button("again:")
        ]

    async def show(self, message: Message) -> None:
        """A message appears, and the bot hears of it."""
        self.messages[message.id] = message
        for file in message.files:
            self.files[file.id] = file
        guild = message.channel.guild
        if (
            not message.hidden
            and (guild is None or guild.seated)
            and message.channel.type != GROUP_DM
        ):
            withheld = self._withheld(message)
            data = message.json(self.cdn_url, withheld=withheld)
            await self.gateway.dispatch("MESSAGE_CREATE", data)
        self.changed()

    def told(self, message: Message) -> Json:
        """A message as it is read again: Discord no longer says its nonce."""
        data = message.json(self.cdn_url, withheld=self._withheld(message))
        data.pop("nonce", None)
        return data

    def _withheld(self, message: Message) -> bool:
        """Whether Discord keeps a message's words from the bot."""
        session = self.gateway.session
        reads = session is not None and session.intents & CONTENT_INTENT
        own = message.author is self.me or message.channel.type == DM
        to_answer = message.reply_to is not None and message.reply_to.interaction is not None
        named = f"<@{self.me.id}>" in message.content
        pinged = self.me in message.pings and not to_answer
        return not (reads or own or named or pinged)

    def _ready(self, session: Session) -> Json:
        return {
            "v": 10,
            "user": self.me.json(),
            "guilds": [
                {"id": str(one.id), "unavailable": True}
                for one in self.guilds.values()
                if one.seated
            ],
            "session_id": session.id,
            "resume_gateway_url": self.gateway_url,
            "application": {"id": str(self.application), "flags": self._flags()},
            "shard": [0, 1],
            "private_channels": [],
        }

    def _guilds(self) -> list[Json]:
        return [one.json(self.me) for one in self.guilds.values() if one.seated]

    def _flags(self) -> int:
        content = CONTENT_FLAG if self.content_intent else 0
        return content | (MEMBERS_FLAG if self.members_intent else 0)

    def application_json(self) -> Json:
        return {
            "id": str(self.application),
            "name": "imagine",
            "icon": None,
            "description": "",
            "bot_public": self.public,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": self.me.json(),
            "team": None,
            "flags": self._flags(),
            "bot": self.me.json(),
            "install_params": None,
            "interactions_endpoint_url": self.endpoint,
            "integration_types_config": self.installs,
        }

    async def cdn(self, request: web.Request) -> web.Response:
        file = self.files.get(int(request.match_info["file"]))
        fault = self.faults.next("GET", request.path)
        if fault is not None:
            return fault.response()
        return web.Response(body=file.data) if file else web.Response(status=404)
