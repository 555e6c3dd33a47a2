"""Where the bot may post, and how it is let in; asked before any money moves."""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.bounded import Bounded
from adapters.slack.calls import Refused, call
from adapters.slack.ids import Place, user_ids
from adapters.slack.people import People
from adapters.slack.workspaces import Workspaces
from bot.models import ChatLimits, UserRef
from bot.ports import Clock
from bot.replies.words import Words

FRESH_S = 300
KNOWN_MAX = 5000
"""Channels, and people's direct messages, that are remembered."""
FILE_BYTES_MAX = 50 * 1024 * 1024
"""Slack takes a gigabyte; a preview is kinder to phones above this."""
REQUEST_BYTES_MAX = 10 * FILE_BYTES_MAX
"""Every file is a request of its own."""
EDIT_INTERVAL_S = 3.0
FORMATS = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Slack's image blocks do not show WebP."""
CLOSED = frozenset({"channel_not_found", "not_in_channel", "is_archived", "no_permission"})

HERE = ChatLimits(
    file_bytes_max=FILE_BYTES_MAX,
    request_bytes_max=REQUEST_BYTES_MAX,
    formats=FORMATS,
    edit_interval_s=EDIT_INTERVAL_S,
)


class Membership:
    """Knows for some minutes which channels it is in; what keeps it out is asked each time."""

    def __init__(
        self, workspaces: Workspaces, *, people: People, words: Words, clock: Clock
    ) -> None:
        self._workspaces = workspaces
        self._people = people
        self._words = words
        self._clock = clock
        self._inside: Bounded[tuple[str, str], datetime] = Bounded(KNOWN_MAX)
        self._direct: Bounded[UserRef, str] = Bounded(KNOWN_MAX)

    async def limits(self, place: Place, user: UserRef) -> ChatLimits:
        """What the channel takes from the bot now. Raises DeliveryError."""
        await self._workspaces.client(place.team)  # gone where the app was removed
        here = replace(HERE, private_apart=not is_direct(place))
        known = self._inside.get((place.team, place.channel))
        if known is not None and known > self._clock.now():
            return here
        closed = await self._closed(place)
        if closed:
            mend = await self._mend(place, user, closed)
            return replace(here, may_post=False, mend=mend)
        until = self._clock.now() + timedelta(seconds=FRESH_S)
        self._inside[place.team, place.channel] = until
        return here

    def lost(self, place: Place) -> None:
        """A post was refused: ask again next time."""
        self._inside.pop((place.team, place.channel), None)

    async def alone_with(self, place: Place, user: UserRef) -> Place:
        """The direct messages with a person; where `place` is in them already, just there."""
        if is_direct(place):
            return place
        team, id_ = user_ids(user)
        if user not in self._direct:
            client = await self._workspaces.client(team)
            opened = await call(client.conversations_open(users=id_))
            self._direct[user] = str(opened["channel"]["id"])
        return Place(team=team, channel=self._direct[user])

    async def _closed(self, place: Place) -> str:
        """Slack's word for what keeps the bot out; empty where it may post."""
        client = await self._workspaces.client(place.team)
        try:
            answer = await call(client.conversations_info(channel=place.channel))
        except Refused as error:
            if error.code in CLOSED:
                return error.code
            raise
        channel = answer.get("channel") or {}
        if channel.get("is_archived"):
            return "is_archived"
        inside = channel.get("is_im") or channel.get("is_member", True)
        return "" if inside else "not_in_channel"

    async def _mend(self, place: Place, user: UserRef, closed: str) -> str:
        team, id_ = user_ids(user)
        say = self._words.for_locale(self._people.locale(team, id_))
        workspace = await self._workspaces.find(place.team)
        name = workspace.bot_name if workspace and workspace.bot_name else "imagine"
        if closed == "is_archived":
            return say("mend-archived")
        return say("mend-direct" if is_direct(place) else "mend-invite", bot=name)


def is_direct(place: Place) -> bool:
    """Whether a channel is a conversation between two."""
    return place.channel.startswith("D")
