"""Text as Slack sends it -> the words a person typed, and whom they named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.slack.ids import user_ref
from adapters.slack.people import People
from bot.errors import DeliveryError
from bot.models import UserRef

_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|([^<>]*))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+(?:\|([^<>]*))?>")
_SPECIAL = re.compile(r"<!([a-z]+)(?:[\^|][^<>]*)?>")
_LINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>|]+)(?:\|([^<>]*))?>")
_NAME = re.compile(r"(?<![\w@])@([\w.-]+)")

SCHEMES = ("http://", "https://", "mailto:", "tel:")
"""What Slack puts before a name that it takes for a link."""
NAMES_MAX = 20
"""People looked up for one text."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A text as typed. `mentions` and `groups` are the tokens in it that stand for someone."""

    text: str
    mentions: Mapping[str, UserRef] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


def mentions(text: str, user: str) -> bool:
    """Whether a raw text names this user."""
    return any(match[1] == user for match in _USER.finditer(text))


def speaks_to_another(text: str, bot_user: str) -> bool:
    """Whether a raw text begins with the name of somebody else."""
    match = _USER.match(text.lstrip())
    return match is not None and match[1] != bot_user


def without(text: str, user: str) -> str:
    """A raw text without the name of a user."""
    bare = _USER.sub(lambda match: " " if match[1] == user else match[0], text)
    return bare.strip()


def unescape(text: str) -> str:
    """Slack's three escapes, undone once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


async def hear(people: People, team: str, raw: str) -> Heard:
    """Read a raw text; the people named in it get their names back."""
    text, groups = _without_groups(raw)
    found: dict[str, UserRef] = {}
    for user in dict.fromkeys(match[1] for match in _USER.finditer(text)):
        token = await _token(people, team, user, found)
        found[token] = user_ref(team, user)
        text = re.sub(rf"<@{user}(?:\|[^<>]*)?>", token.replace("\\", r"\\"), text)
    text = _CHANNEL.sub(lambda match: f"#{match[1] or 'channel'}", text)
    text = _SPECIAL.sub(lambda match: f"@{match[1]}", text)
    text = _LINK.sub(_link, text)
    return Heard(text=unescape(text), mentions=found, groups=groups)


async def with_plain_names(people: People, team: str, heard: Heard) -> Heard:
    """Find the people whose names were typed without Slack's help."""
    found = dict(heard.mentions)
    for match in list(_NAME.finditer(heard.text))[:NAMES_MAX]:
        if any(match[0].startswith(token) or token.startswith(match[0]) for token in found):
            continue
        try:
            user = await people.named(team, match[1].rstrip(".-"))
        except DeliveryError:
            break
        if user is not None:
            found[match[0].rstrip(".-")] = user
    return Heard(text=heard.text, mentions=found, groups=heard.groups)


def _without_groups(raw: str) -> tuple[str, dict[str, str]]:
    groups: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        label = "@" + (match[2] or match[1]).removeprefix("@")
        groups[label] = match[1]
        return label

    return _GROUP.sub(named, raw), groups


def _link(match: re.Match[str]) -> str:
    """Slack makes links of bare names like `x.test`; those are given back as they were typed."""
    address, label = match[1], match[2]
    return label if label and address in {f"{one}{label}" for one in SCHEMES} else address


async def _token(people: People, team: str, user: str, taken: Mapping[str, UserRef]) -> str:
    name = user if len(taken) >= NAMES_MAX else (await people.caller(team, user)).name
    token = f"@{' '.join(name.split())}"
    return f"{token} ({user})" if token in taken else token
