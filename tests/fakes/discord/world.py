"""What there is on the fake Discord: people, servers, channels, messages, interactions."""

import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH_MS = 1_420_070_400_000
V2 = 1 << 15
EPHEMERAL = 1 << 6
LOADING = 1 << 7

TEXT, DM, GROUP_DM, THREAD = 0, 1, 3, 11
MB = 1024 * 1024
TIER_BYTES = {0: 10 * MB, 1: 10 * MB, 2: 50 * MB, 3: 100 * MB}

MEMBER_RIGHTS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 35) | (1 << 38)
"""See, send, embed, attach, read the history, open public threads, send in threads."""
MANAGE_GUILD = 1 << 5
MANAGE_MESSAGES = 1 << 13
ADMINISTRATOR = 1 << 3
SEND, ATTACH, SEND_IN_THREADS = 1 << 11, 1 << 15, 1 << 38

_numbers = itertools.count(1)

Json = dict[str, Any]


def snowflake() -> int:
    """A fresh id of this moment."""
    moment = int(time.time() * 1000) - EPOCH_MS
    return (moment << 22) | (next(_numbers) & 0x3FFFFF)


def now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(eq=False, kw_only=True)
class User:
    name: str
    locale: str = "en-US"
    bot: bool = False
    closed: bool = False  # takes no direct messages
    id: int = field(default_factory=snowflake)

    def json(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": self.name.title(),
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False, kw_only=True)
class Role:
    name: str
    permissions: int = 0
    id: int = field(default_factory=snowflake)

    def json(self) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 1,
            "permissions": str(self.permissions),
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(eq=False, kw_only=True)
class Guild:
    name: str
    tier: int = 0
    id: int = field(default_factory=snowflake)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, tuple[User, list[Role]]] = field(default_factory=dict)
    channels: list["Channel"] = field(default_factory=list)
    seated: bool = True  # whether the bot is a member

    def __post_init__(self) -> None:
        self.roles[self.id] = Role(name="@everyone", permissions=MEMBER_RIGHTS, id=self.id)

    @property
    def bytes_max(self) -> int:
        return TIER_BYTES[self.tier]

    def join(self, user: User, *roles: Role) -> None:
        self.members[user.id] = (user, list(roles))
        self.roles |= {role.id: role for role in roles}

    def rights(self, user: User) -> int:
        """What a person may do in the server, channels aside."""
        _, roles = self.members.get(user.id, (user, []))
        granted = self.roles[self.id].permissions
        for role in roles:
            granted |= role.permissions
        return (1 << 53) - 1 if granted & ADMINISTRATOR else granted

    def member(self, user: User, permissions: int | None = None) -> Json:
        _, roles = self.members.get(user.id, (user, []))
        told: Json = {
            "user": user.json(),
            "nick": None,
            "roles": [str(role.id) for role in roles],
            "joined_at": now(),
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }
        return told if permissions is None else told | {"permissions": str(permissions)}

    def json(self, me: User) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": "1",
            "roles": [role.json() for role in self.roles.values()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "member_count": len(self.members),
            "members": [self.member(me)],
            "channels": [one.json() for one in self.channels if one.type == TEXT],
            "threads": [one.json() for one in self.channels if one.type == THREAD],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "premium_tier": self.tier,
            "preferred_locale": "en-US",
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_progress_bar_enabled": False,
            "system_channel_flags": 0,
            "joined_at": now(),
            "large": False,
            "unavailable": False,
        }


@dataclass(eq=False, kw_only=True)
class Channel:
    type: int = TEXT
    name: str = "studio"
    guild: Guild | None = None
    people: tuple[User, ...] = ()
    denied: int = 0  # of the bot, in this channel
    parent: "Channel | None" = None
    owner: int = 0
    locked: bool = False
    deleted: bool = False
    id: int = field(default_factory=snowflake)

    def rights(self, user: User) -> int:
        if self.guild is None:
            return MEMBER_RIGHTS
        granted = self.guild.rights(user)
        if granted & ADMINISTRATOR:
            return granted
        denied = (self.parent or self).denied | self.denied
        return granted & ~denied if user.bot else granted

    def json(self, me: User | None = None) -> Json:
        if self.guild is None:
            people = [one.json() for one in self.people]
            return {"id": str(self.id), "type": self.type, "recipients": people, "flags": 0}
        told: Json = {
            "id": str(self.id),
            "type": self.type,
            "name": self.name,
            "guild_id": str(self.guild.id),
            "position": 0,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "topic": None,
            "flags": 0,
            "parent_id": str(self.parent.id) if self.parent else None,
            "last_message_id": None,
            "permission_overwrites": self._overwrites(),
        }
        return told | self._thread() if self.type == THREAD else told

    def _overwrites(self) -> list[Json]:
        if not self.denied or self.guild is None:
            return []
        bots = [user for user, _ in self.guild.members.values() if user.bot]
        return [
            {"id": str(bot.id), "type": 1, "allow": "0", "deny": str(self.denied)} for bot in bots
        ]

    def _thread(self) -> Json:
        return {
            "owner_id": str(self.owner),
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": self.locked,
                "locked": self.locked,
                "auto_archive_duration": 1440,
                "archive_timestamp": now(),
            },
        }


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
            "attachments": [] if withheld else attachments,
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
            gone = self.reply_to.deleted
            told["referenced_message"] = None if gone else self.reply_to.json(cdn)
            told.get("referenced_message") and told["referenced_message"].pop("nonce", None)
        return told

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
        told = {**component, "id": next(numbers)}
        if "components" in told:
            told["components"] = [one(child) for child in told["components"]]
        if "items" in told:
            told["items"] = [media(item) for item in told["items"]]
        return told

    return [one(component) for component in components]
