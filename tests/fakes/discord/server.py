"""FakeDiscord: REST, gateway and files on one loopback port, and the people who use it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web

from tests.fakes.discord.contract import Contract
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway, Session
from tests.fakes.discord.rest import API, Rest
from tests.fakes.discord.world import (
    DM,
    GROUP_DM,
    MB,
    THREAD,
    Channel,
    File,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
    User,
    snowflake,
    walk,
)

TOKEN = "fake-bot-token"
WAIT_S = 30.0
LOOK_AGAIN_S = 0.01
CONTENT_INTENT, MEMBERS_INTENT = 1 << 15, 1 << 1
CONTENT_FLAG, MEMBERS_FLAG = 1 << 18, 1 << 14
SUBCOMMANDS = {1, 2}
ATTACHMENT, USER, ROLE = 11, 6, 8


class FakeDiscord:
    """The world, and what people do in it. Start it with `fake_discord`."""

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
            event = "THREAD_CREATE" if channel.type == THREAD else "CHANNEL_CREATE"
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

    # What people do

    async def command(
        self,
        user: User,
        channel: Channel,
        name: str,
        *,
        outside: bool = False,
        kind: int = 2,
        focused: str = "",
        bytes_max: int | None = None,
        **options: Any,
    ) -> Interaction:
        """Use a slash command; `outside` by the person's own installation of the app."""
        words = name.split()
        definition = next(one for one in self.commands if one["name"] == words[0])
        told: Json = {"resolved": {}}
        leaf = definition
        for word in words[1:]:
            leaf = next(one for one in leaf["options"] if one["name"] == word)
        given = [
            self._option(leaf, option, value, told["resolved"], focused=focused)
            for option, value in options.items()
            if value is not None
        ]
        for word in reversed(words[1:]):
            given = [{"name": word, "type": 1, "options": given}]
        data = {"id": str(snowflake()), "name": words[0], "type": 1, "options": given, **told}
        return await self._interact(kind, user, channel, data, outside=outside, bytes_max=bytes_max)

    async def menu(
        self, user: User, name: str, target: Message | User, channel: Channel
    ) -> Interaction:
        """Use a command of a message's or a person's menu."""
        kind = 3 if isinstance(target, Message) else 2
        resolved: Json = {}
        if isinstance(target, Message):
            resolved["messages"] = {str(target.id): target.json(self.cdn_url)}
        else:
            resolved["users"] = {str(target.id): target.json()}
            if channel.guild is not None:
                member = channel.guild.member(target, channel.rights(target))
                member.pop("user")
                resolved["members"] = {str(target.id): member}
        data = {
            "id": str(snowflake()),
            "name": name,
            "type": kind,
            "target_id": str(target.id),
            "resolved": resolved,
        }
        return await self._interact(2, user, channel, data)

    async def press(self, user: User, message: Message, button: str) -> Interaction:
        """Press the first button whose id begins so."""
        data = {"component_type": 2, "custom_id": message.button(button)["custom_id"]}
        return await self._component(user, message, data)

    async def choose(self, user: User, message: Message, option: str) -> Interaction:
        """Pick the first entry of a select whose value begins so."""
        select = next(one for one in walk(message.components) if one.get("type") == 3)
        value = next(o["value"] for o in select["options"] if o["value"].startswith(option))
        data = {"component_type": 3, "custom_id": select["custom_id"], "values": [value]}
        return await self._component(user, message, data)

    async def submit(
        self,
        user: User,
        opened: Interaction,
        files: Mapping[str, Sequence[File]] | None = None,
        **values: str,
    ) -> Interaction:
        """Send a form that an interaction was answered with."""
        attached = {str(file.id): file for some in (files or {}).values() for file in some}
        self.files |= {file.id: file for file in attached.values()}
        components = [
            {"type": 18, "id": number, "component": _filled(one["component"], values, files or {})}
            for number, one in enumerate(opened.modal["components"])
        ]
        data = {
            "custom_id": opened.modal["custom_id"],
            "components": components,
            "resolved": {
                "attachments": {key: one.json(self.cdn_url) for key, one in attached.items()}
            },
        }
        return await self._interact(5, user, opened.channel, data, message=opened.message)

    async def say(
        self,
        user: User,
        channel: Channel,
        content: str = "",
        *,
        reply_to: Message | None = None,
        files: Sequence[File] = (),
        ping: bool = True,
    ) -> Message:
        """Write a message."""
        message = Message(
            channel=channel, author=user, content=content, reply_to=reply_to, files=list(files)
        )
        if f"<@{self.me.id}>" in content or (ping and reply_to and reply_to.author is self.me):
            message.pings.append(self.me)
        await self.show(message)
        return message

    async def again(self, interaction: Interaction) -> None:
        """Deliver an interaction once more."""
        await self.gateway.dispatch("INTERACTION_CREATE", interaction.json(self.me, self.cdn_url))

    def expire_tokens(self) -> None:
        """A quarter of an hour goes by."""
        for interaction in self.interactions.values():
            interaction.expired = True

    async def answered(self, interaction: Interaction) -> Message:
        """The hidden answer to an interaction, once it says something."""

        def told() -> Message | None:
            original = interaction.original
            spoken = original and not original.deleted and not original.flags & (1 << 7)
            return original if spoken else None

        found: Message = await self.until(told, "an answer")
        return found

    async def acknowledged(self, interaction: Interaction) -> Interaction:
        await self.until(lambda: interaction.callback, "an acknowledgement")
        return interaction

    async def _component(self, user: User, message: Message, data: Json) -> Interaction:
        return await self._interact(
            3,
            user,
            message.channel,
            data,
            message=message,
            outside=message.channel.type == GROUP_DM,
        )

    async def _interact(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        outside: bool = False,
        bytes_max: int | None = None,
    ) -> Interaction:
        guild = channel.guild
        owners = {"1": str(user.id)} if outside else {"0": str(guild.id if guild else 0)}
        interaction = Interaction(
            kind=kind,
            user=user,
            channel=channel,
            data=data,
            application=self.application,
            owners=owners,
            message=message,
            bytes_max=bytes_max or (guild.bytes_max if guild else 10 * MB),
        )
        self.interactions[interaction.id] = interaction
        await self.again(interaction)
        return interaction

    def _option(self, leaf: Json, name: str, value: Any, resolved: Json, *, focused: str) -> Json:
        kind = next(one["type"] for one in leaf["options"] if one["name"] == name)
        if isinstance(value, File):
            self.files[value.id] = value
            resolved.setdefault("attachments", {})[str(value.id)] = value.json(self.cdn_url)
            value = str(value.id)
        elif isinstance(value, User):
            resolved.setdefault("users", {})[str(value.id)] = value.json()
            value = str(value.id)
        elif isinstance(value, Role):
            resolved.setdefault("roles", {})[str(value.id)] = value.json()
            value = str(value.id)
        told = {"name": name, "type": kind, "value": value}
        return told | {"focused": True} if name == focused else told

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
            "bot_public": False,
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


def _filled(
    component: Json, values: Mapping[str, str], files: Mapping[str, Sequence[File]]
) -> Json:
    name, kind = component["custom_id"], component["type"]
    told = {"type": kind, "custom_id": name, "id": 1}
    if kind == 19:
        return told | {"values": [str(file.id) for file in files.get(name, ())]}
    if kind == 3:
        return told | {"values": [values[name]] if values.get(name) else []}
    return told | {"value": values.get(name, component.get("value", ""))}


@asynccontextmanager
async def serve(discord: FakeDiscord) -> AsyncIterator[None]:
    """Serve a world on a free port of loopback; it can be served again later."""
    app = web.Application(client_max_size=200 * MB)
    app.router.add_get("/gateway", discord.gateway.serve)
    app.router.add_get("/cdn/attachments/{file}/{name}", discord.cdn)
    app.router.add_route("*", API + "/{rest:.*}", discord.rest.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    discord.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def fake_discord() -> AsyncIterator[FakeDiscord]:
    """A fresh world, served."""
    discord = FakeDiscord()
    async with serve(discord):
        yield discord
