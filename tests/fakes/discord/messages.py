"""Messages, their files, and interactions on the fake Discord."""

import itertools
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.fakes.discord.world import (
    EPHEMERAL,
    GROUP_DM,
    MB,
    V2,
    Channel,
    Json,
    User,
    now,
    snowflake,
)


@dataclass(eq=False, kw_only=True)
class File:
    name: str
    data: bytes
    alt: str | None = None
    id: int = field(default_factory=snowflake)

    def json(self, cdn: str) -> Json:
        url = f"{cdn}/attachments/{self.id}/{self.name}?ex=1&is=1&hm=1"
        told: Json = {
            "id": str(self.id),
            "filename": self.name,
            "size": len(self.data),
            "url": url,
            "proxy_url": url,
            "content_type": "application/octet-stream",
        }
        return told | ({"description": self.alt} if self.alt else {})


@dataclass(eq=False, kw_only=True)
class Message:
    channel: Channel
    author: User
    content: str = ""
    components: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    flags: int = 0
    reply_to: "Message | None" = None
    looked_up: bool = True  # whether Discord sends the message it replies to along
    pings: list[User] = field(default_factory=list)
    nonce: str | None = None
    interaction: "Interaction | None" = None  # the one it answers
    deleted: bool = False
    edits: int = 0
    id: int = field(default_factory=snowflake)

    @property
    def hidden(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def text(self) -> str:
        """All that can be read in it."""
        shown = (one["content"] for one in walk(self.components) if one.get("type") == 10)
        return "\n".join((self.content, *shown)).strip()

    @property
    def named(self) -> list[int]:
        """The ids of the people it mentions, whether or not they are notified."""
        return [int(one) for one in re.findall(r"(?<!\\)<@!?(\d+)>", self.text)]

    @property
    def buttons(self) -> list[Json]:
        return [one for one in walk(self.components) if one.get("type") == 2]

    @property
    def options(self) -> list[Json]:
        selects = (one for one in walk(self.components) if one.get("type") == 3)
        return [option for select in selects for option in select["options"]]

    def has_button(self, start: str) -> bool:
        return any(one["custom_id"].startswith(start) for one in self.buttons)

    def button(self, start: str) -> Json:
        """The first button whose id begins so."""
        return next(one for one in self.buttons if one["custom_id"].startswith(start))

    def json(self, cdn: str, *, withheld: bool = False) -> Json:
        guild = self.channel.guild
        attachments = [file.json(cdn) for file in self.files]
        told: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.json(),
            "content": "" if withheld else self.content,
            "timestamp": now(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [self._mention(user) for user in self.pings],
            "mention_roles": [],
            "attachments": [] if withheld or self.flags & V2 else attachments,
            "embeds": [],
            "pinned": False,
            "type": 19 if self.reply_to else 0,
            "flags": self.flags,
            "components": [] if withheld else resolved(self.components, attachments),
        }
        if self.nonce:
            told["nonce"] = self.nonce
        if guild is not None:
            told |= {"guild_id": str(guild.id), "member": guild.member(self.author)}
        if self.interaction is not None:
            told["webhook_id"] = told["application_id"] = str(self.interaction.application)
        if self.reply_to is not None:
            told["message_reference"] = {
                "type": 0,
                "channel_id": str(self.channel.id),
                "message_id": str(self.reply_to.id),
            }
            told |= self._referenced(cdn) if self.looked_up else {}
        return told

    def _referenced(self, cdn: str) -> Json:
        assert self.reply_to is not None
        there = None if self.reply_to.deleted else self.reply_to.json(cdn)
        if there is not None:
            there.pop("nonce", None)
        return {"referenced_message": there}

    def _mention(self, user: User) -> Json:
        guild = self.channel.guild
        return user.json() | ({"member": guild.member(user)} if guild else {})


@dataclass(eq=False, kw_only=True)
class Interaction:
    kind: int
    user: User
    channel: Channel
    data: Json
    application: int
    owners: Mapping[str, str]
    message: Message | None = None
    bytes_max: int = 10 * MB
    token: str = field(default_factory=lambda: f"token-{snowflake()}")
    id: int = field(default_factory=snowflake)
    callback: Json | None = None  # the first acknowledgement
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    expired: bool = False
    created: float = field(default_factory=time.perf_counter)
    acked: float | None = None

    @property
    def modal(self) -> Json:
        """The form that answered it."""
        assert self.callback is not None
        assert self.callback["type"] == 9, self.callback
        found: Json = self.callback["data"]
        return found

    @property
    def choices(self) -> list[Json]:
        assert self.callback is not None
        found: list[Json] = self.callback["data"]["choices"]
        return found

    def json(self, me: User, cdn: str) -> Json:
        guild = self.channel.guild
        told: Json = {
            "id": str(self.id),
            "application_id": str(self.application),
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel": self.channel.json(me),
            "channel_id": str(self.channel.id),
            "locale": self.user.locale,
            "app_permissions": str(self.channel.rights(me)),
            "attachment_size_limit": self.bytes_max,
            "entitlements": [],
            "authorizing_integration_owners": dict(self.owners),
            "context": 0 if guild else (2 if self.channel.type == GROUP_DM else 1),
        }
        if guild is not None:
            rights = self.channel.rights(self.user)
            told |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
                "guild_locale": "en-US",
                "member": guild.member(self.user, rights),
            }
        else:
            told["user"] = self.user.json()
        if self.message is not None:
            told["message"] = self.message.json(cdn)
        return told


def walk(components: Sequence[Json]) -> "itertools.chain[Json]":
    return itertools.chain.from_iterable(
        itertools.chain([one], walk(one.get("components") or ())) for one in components
    )


def resolved(components: Sequence[Json], attachments: Sequence[Json]) -> list[Json]:
    """Components as Discord gives them back: numbered, and files with their addresses."""
    urls = {f"attachment://{one['filename']}": one["url"] for one in attachments}
    numbers = itertools.count(1)

    def media(item: Json) -> Json:
        url = urls.get(item["media"]["url"], item["media"]["url"])
        return item | {"media": {"url": url, "proxy_url": url, "loading_state": 2}}

    def one(component: Json) -> Json:
        told = {**component, "id": component.get("id") or next(numbers)}
        if "components" in told:
            told["components"] = [one(child) for child in told["components"]]
        if "items" in told:
            told["items"] = [media(item) for item in told["items"]]
        return told

    return [one(component) for component in components]
