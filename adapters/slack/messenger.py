"""The Messenger port on Slack: a status makes way for its result, a message of its own.

A new message is what Slack notifies people of. A status that people have spoken under becomes the
result instead: it is the head of their thread.
"""

import logging
from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import GONE, Refused, call
from adapters.slack.glimpses import Glimpses
from adapters.slack.ids import Place, chat_ref, message_ref, place_of, user_ids
from adapters.slack.membership import Membership, is_direct
from adapters.slack.memory import Memory
from adapters.slack.pictures import Pictures
from adapters.slack.posting import Poster
from adapters.slack.render import render
from adapters.slack.workspaces import Workspaces
from bot.errors import DeliveryError
from bot.models import Audience, ChatLimits, ChatRef, MessageRef, Posted, Reply, UserRef

CARD_LOST = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
"""Refusals of a status' edit, beside which a new message may well stand."""

log = logging.getLogger(__name__)


class SlackMessenger:
    """Implements `bot.ports.Messenger`."""

    def __init__(
        self,
        workspaces: Workspaces,
        *,
        memory: Memory,
        membership: Membership,
        poster: Poster,
        pictures: Pictures,
        glimpses: Glimpses,
    ) -> None:
        self._workspaces = workspaces
        self._memory = memory
        self._membership = membership
        self._poster = poster
        self._pictures = pictures
        self._glimpses = glimpses

    async def post(
        self,
        chat: ChatRef,
        reply: Reply,
        *,
        key: str,
        to: UserRef | None = None,
        in_reply_to: MessageRef | None = None,
        replaces: MessageRef | None = None,
    ) -> Posted:
        """Show a reply; what is for the requester alone goes into their direct messages.

        What answers a message stands in that message's thread.
        """
        place = _answering(await self._place(chat, reply, to), in_reply_to)
        client = await self._workspaces.client(place.team)
        card = await self._head(place, replaces, key)
        if is_direct(place):
            reply = replace(reply, mention=None)  # there is nobody else to tell apart
        try:
            posted = await self._shown(client, place, reply, key=key, card=card, to=to)
        except Refused as error:
            if not card or error.code not in CARD_LOST:
                self._membership.lost(place)
                raise
            log.info("a status cannot become its result: %s", error)
            posted = await self._shown(client, place, reply, key=key, card="", to=to)
        if replaces is not None:
            await self._glimpses.forget(client, replaces)
            if posted.message != replaces and not await self._made_way(replaces):
                return replace(posted, left=replaces)
        return posted

    async def find_post(self, chat: ChatRef, *, key: str, since: datetime) -> MessageRef | None:
        """By the key that every post carries as metadata."""
        place = _parsed(chat)
        client = await self._workspaces.client(place.team)
        found = await self._poster.find(client, place, key, since.timestamp())
        return message_ref(place.team, place.channel, found) if found else None

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """Show how far a job is. Left out where the workspace's edits are used up."""
        place = _known(message)
        if not self._poster.has_room(place):
            raise DeliveryError("too many edits")
        client = await self._workspaces.client(place.team)
        files = await self._glimpses.of(client, message, reply)
        await self._poster.update(client, place, message.id, render(reply, files))

    async def delete(self, message: MessageRef) -> None:
        """Remove a message and the files it showed."""
        place = _known(message)
        client = await self._workspaces.client(place.team)
        for file in await self._memory.files(place, message.id):
            await _gladly_gone(call(client.files_delete(file=file)))
        await _gladly_gone(call(client.chat_delete(channel=place.channel, ts=message.id)))
        await self._memory.drop_files(place, message.id)

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """What a channel takes, and how to let the bot in where it takes nothing."""
        return await self._membership.limits(_parsed(chat), user)

    async def forget(self, user: UserRef) -> None:
        """Delete the list of their latest pictures, which tells what was asked for."""
        await self._memory.forget(*user_ids(user))

    async def direct(self, user: UserRef) -> ChatRef | None:
        """Their direct messages with the bot, opened where there are none yet."""
        try:
            team, _ = user_ids(user)
        except ValueError as error:
            raise DeliveryError(str(error), permanent=True) from error
        return chat_ref(await self._membership.alone_with(Place(team=team, channel=""), user))

    async def _head(self, place: Place, replaces: MessageRef | None, key: str) -> str:
        """The `ts` of a status that is to become its result; empty where it makes way for it."""
        if replaces is None or place.thread or not _same_channel(replaces, place):
            return ""
        tried = await self._memory.post(place, key)
        if tried is not None and tried.ts:
            return ""
        thread = replace(place, thread=replaces.id)
        return replaces.id if await self._memory.is_spoken_in(thread) else ""

    async def _made_way(self, status: MessageRef) -> bool:
        try:
            await self.delete(status)
        except DeliveryError as error:
            log.warning("a status stays beside its result: %s", error)
            return False
        return True

    async def _shown(
        self,
        client: AsyncWebClient,
        place: Place,
        reply: Reply,
        *,
        key: str,
        card: str,
        to: UserRef | None,
    ) -> Posted:
        if reply.images or reply.files:
            return await self._pictures.post(client, place, reply, key=key, card=card, to=to)
        return await self._words(client, place, reply, key=key, card=card)

    async def _words(
        self, client: AsyncWebClient, place: Place, reply: Reply, *, key: str, card: str
    ) -> Posted:
        message = render(reply)
        if card:
            await self._poster.replace_with(client, place, card, message)
        else:
            card = await self._poster.post(client, place, message, reply, key=key)
            await self._own_thread(place, card, reply)
        return Posted(message=message_ref(place.team, place.channel, card))

    async def _own_thread(self, place: Place, card: str, reply: Reply) -> None:
        """Replies under a new status are about its job; in a thread, the last result stays."""
        if reply.job is None:
            return
        thread = place if place.thread else replace(place, thread=card)
        if not place.thread or await self._memory.thread_job(thread) is None:
            await self._memory.keep_thread(thread, reply.job, ours=not place.thread)

    async def _place(self, chat: ChatRef, reply: Reply, to: UserRef | None) -> Place:
        place = _parsed(chat)
        if reply.audience is Audience.EVERYONE or to is None:
            return place
        return await self._membership.alone_with(place, to)


def _parsed(chat: ChatRef) -> Place:
    try:
        return place_of(chat)
    except ValueError as error:
        raise DeliveryError(str(error), permanent=True) from error


def _known(message: MessageRef) -> Place:
    return _parsed(message.chat)


def _answering(place: Place, message: MessageRef | None) -> Place:
    """A place, or the thread under the message in it that is answered."""
    if message is None or place.thread or not _same_channel(message, place):
        return place
    return replace(place, thread=message.id)


def _same_channel(message: MessageRef, place: Place) -> bool:
    there = _known(message)
    return (there.team, there.channel) == (place.team, place.channel)


async def _gladly_gone(asked: Awaitable[object]) -> None:
    try:
        await asked
    except Refused as error:
        if error.code not in GONE:
            raise
