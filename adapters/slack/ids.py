"""Platform-neutral addresses <-> what Slack calls workspaces, people, channels and messages.

A user is `T1:U2`. A chat is `T1:C3`, or `T1:C3:1700.1` for a thread in it; a message is known
by its channel and its `ts` alone, whichever thread it stands in.
"""

from dataclasses import dataclass

from bot.models import ChatRef, MessageRef, UserRef

PLATFORM = "slack"
SEPARATOR = ":"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something can be posted: a channel, or a thread in it by the `ts` of its root."""

    team: str
    channel: str
    thread: str = ""


def team_place(team: str) -> str:
    """A workspace, as `IMAGINE_HOMES` spells it."""
    return f"{PLATFORM}:{team}"


def user_ref(team: str, user: str) -> UserRef:
    """The core's address of a person."""
    return UserRef(platform=PLATFORM, id=f"{team}{SEPARATOR}{user}")


def user_ids(user: UserRef) -> tuple[str, str]:
    """Workspace and user. Raises ValueError for someone of another platform."""
    team, found, id_ = user.id.partition(SEPARATOR)
    if user.platform != PLATFORM or not (team and found and id_):
        raise ValueError(f"{user} is not of Slack")
    return team, id_


def chat_ref(place: Place) -> ChatRef:
    """The core's address of a channel or thread."""
    parts = (place.team, place.channel, *((place.thread,) if place.thread else ()))
    return ChatRef(platform=PLATFORM, id=SEPARATOR.join(parts))


def channel_ref(place: Place) -> ChatRef:
    """The core's address of the channel that a place is, or is a thread of."""
    return chat_ref(Place(team=place.team, channel=place.channel))


def place_of(chat: ChatRef) -> Place:
    """The channel or thread of a chat. Raises ValueError for one of another platform."""
    parts = chat.id.split(SEPARATOR)
    if chat.platform != PLATFORM or not 2 <= len(parts) <= 3 or not all(parts):
        raise ValueError(f"{chat} is not of Slack")
    return Place(team=parts[0], channel=parts[1], thread="".join(parts[2:]))


def message_ref(team: str, channel: str, ts: str) -> MessageRef:
    """The core's address of a message."""
    return MessageRef(chat=chat_ref(Place(team=team, channel=channel)), id=ts)
