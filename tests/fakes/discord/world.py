"""What there is on the fake Discord: people, servers, channels, messages, interactions."""

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH_MS = 1_420_070_400_000
V2 = 1 << 15
EPHEMERAL = 1 << 6
LOADING = 1 << 7

TEXT, DM, GROUP_DM, THREAD, PRIVATE_THREAD = 0, 1, 3, 11, 12
THREADS = frozenset({THREAD, PRIVATE_THREAD})
MB = 1024 * 1024
TIER_BYTES = {0: 10 * MB, 1: 10 * MB, 2: 50 * MB, 3: 100 * MB}

MEMBER_RIGHTS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 35) | (1 << 38)
"""See, send, embed, attach, read the history, open public threads, send in threads."""
MANAGE_GUILD = 1 << 5
MANAGE_MESSAGES = 1 << 13
ADMINISTRATOR = 1 << 3
VIEW = 1 << 10
READ_HISTORY = 1 << 16
SEND, ATTACH, SEND_IN_THREADS, OPEN_THREADS = 1 << 11, 1 << 15, 1 << 38, 1 << 35

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
            "threads": [one.json() for one in self.channels if one.type in THREADS],
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
    closed_to: "tuple[User, ...]" = ()  # who cannot see it
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
        if not user.bot:
            return granted & ~VIEW if user in (self.parent or self).closed_to else granted
        return granted & ~((self.parent or self).denied | self.denied)

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
        return told | self._thread() if self.type in THREADS else told

    def _overwrites(self) -> list[Json]:
        members = self.guild.members.values() if self.guild else ()
        bots = [user for user, _ in members if user.bot and self.denied]
        denied = [(bot, self.denied) for bot in bots] + [(user, VIEW) for user in self.closed_to]
        return [
            {"id": str(user.id), "type": 1, "allow": "0", "deny": str(deny)}
            for user, deny in denied
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
