"""A Slack without a screen: workspaces, people, channels, messages, files and views."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.ports import Clock

WAIT_S = 120.0
TEAM = "T0TEAM"
GENERAL = "C0GENERAL"
MIA, BEN, ADA = "U0MIA", "U0BEN", "U0ADA"
BOT_USER, BOT_ID = "U0BOT", "B0BOT"


@dataclass(kw_only=True)
class Team:
    id: str
    token: str
    scopes: set[str]
    bot_user: str = BOT_USER
    bot_id: str = BOT_ID
    bot_name: str = "imagine"


@dataclass(kw_only=True)
class User:
    id: str
    name: str
    display_name: str
    locale: str = "en-US"
    is_admin: bool = False
    team: str = TEAM
    is_bot: bool = False

    def record(self) -> dict[str, Any]:
        return {
            "is_bot": self.is_bot,
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "locale": self.locale,
            "is_admin": self.is_admin,
            "profile": {"display_name": self.display_name, "real_name": self.display_name},
        }


@dataclass(kw_only=True)
class Channel:
    id: str
    team: str = TEAM
    kind: str = "public"
    members: set[str] = field(default_factory=set)
    archived: bool = False


@dataclass(kw_only=True)
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str = ""
    metadata: dict[str, Any] | None = None
    files: list[str] = field(default_factory=list)
    only_for: str = ""
    edits: int = 0
    by_bot: bool = False

    @property
    def root(self) -> str:
        return self.thread_ts or self.ts

    def elements(self) -> Iterator[dict[str, Any]]:
        for block in self.blocks:
            if block["type"] == "actions":
                yield from block["elements"]

    def buttons(self) -> dict[str, str]:
        """What each button or menu entry says, by the key it carries."""
        found: dict[str, str] = {}
        for element in self.elements():
            for option in element.get("options", ()):
                found[option["value"]] = option["text"]["text"]
            if element["type"] == "button":
                found[element.get("value", element["action_id"])] = element["text"]["text"]
        return found

    def pictures(self) -> list[str]:
        return [block["slack_file"]["id"] for block in self.blocks if block["type"] == "image"]

    def words(self) -> str:
        """Everything a person would read."""
        return "\n".join(_texts(self.blocks)) or self.text


@dataclass(kw_only=True)
class File:
    id: str
    name: str
    length: int
    team: str
    alt: str = ""
    data: bytes = b""
    title: str = ""
    mimetype: str = ""
    looks_left: int = 0
    finished: bool = True
    shares: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    by: str = ""


@dataclass(kw_only=True)
class Call:
    method: str
    team: str
    arguments: Mapping[str, Any]


@dataclass(kw_only=True)
class World:
    """Everything there is. A method's next calls meet its `faults`, one each; None is none."""

    clock: Clock
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    opened: list[dict[str, Any]] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: dict[str, deque[Any]] = field(default_factory=lambda: defaultdict(deque))
    responses: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    lost_shares: int = 0
    dismissed: int = 0
    looks: int = 1
    blocks_max: int = 50
    triggers: set[str] = field(default_factory=set)
    scopes_used: set[str] = field(default_factory=set)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    _last: float = 0.0

    def ts(self) -> str:
        now = max(self.clock.now().timestamp(), self._last + 0.000002)
        self._last = now
        return f"{now:.6f}"

    def id(self, prefix: str) -> str:
        return f"{prefix}{next(self.numbers):09d}"

    def trigger(self) -> str:
        found = f"{next(self.numbers)}.trigger"
        self.triggers.add(found)
        return found

    def add(self, message: Message) -> Message:
        self.messages.append(message)
        self.changed.set()
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        return next((one for one in self.messages if one.channel == channel and one.ts == ts), None)

    def direct(self, user: str, team: str = TEAM) -> Channel:
        """The direct messages between a person and the bot."""
        id_ = f"D{user}" if team == TEAM else f"D{team}{user}"
        members = {user, self.teams[team].bot_user}
        return self.channels.setdefault(id_, Channel(id=id_, team=team, kind="im", members=members))

    def posts(self, channel: str | None = None) -> list[Message]:
        """What the bot said that stays, oldest first."""
        return [
            one
            for one in self.messages
            if one.by_bot and not one.only_for and channel in {None, one.channel}
        ]

    def cards(self, channel: str | None = None) -> list[Message]:
        """Finished results: messages with a button to do it again."""
        return [
            one
            for one in self.posts(channel)
            if any(key.startswith("again:") for key in one.buttons())
        ]

    def shares(self, channel: str | None = None) -> list[Message]:
        """Messages that carry files of the bot."""
        return [one for one in self.posts(channel) if one.files]

    def whispers(self, user: str) -> list[str]:
        """What was said to one person alone, in the places that do not stay."""
        seen = [one.words() for one in self.messages if one.only_for == user]
        seen += ["\n".join(_texts(body["blocks"])) for to, body in self.responses if to == user]
        return seen

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until(self, happened: Callable[[], object]) -> None:
        async with asyncio.timeout(WAIT_S):
            while not happened():
                await self.changed.wait()
                self.changed.clear()


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if node.get("type") in {"text", "plain_text", "mrkdwn"}:
            yield str(node["text"])
        if node.get("type") == "user":
            yield f"<@{node['user_id']}>"
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            yield from _texts(value)


def at(moment: datetime) -> float:
    return moment.timestamp()


def furnished(clock: Clock, scopes: set[str]) -> World:
    """One workspace with three people and a channel that the bot is in."""
    world = World(clock=clock)
    world.teams[TEAM] = Team(id=TEAM, token="xoxb-one", scopes=set(scopes))
    for user in (
        User(id=MIA, name="mia", display_name="Mia"),
        User(id=BEN, name="ben", display_name="Ben"),
        User(id=ADA, name="ada", display_name="Ada", is_admin=True),
        User(id=BOT_USER, name="imagine", display_name="imagine"),
    ):
        world.users[user.id] = user
    world.channels[GENERAL] = Channel(id=GENERAL, members={MIA, BEN, ADA, BOT_USER})
    return world
