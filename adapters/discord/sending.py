"""The ways a message leaves: into a channel, to a person, and as answers to an interaction."""

from datetime import datetime
from typing import Any

import discord

from adapters.discord.connection import Connection
from adapters.discord.earlier import EarlierPosts, mark_of
from adapters.discord.ids import channel_id, message_id, message_ref, nonce
from adapters.discord.languages import Languages
from adapters.discord.parcels import Packing
from adapters.discord.talks import Original, Talk
from bot.models import ChatRef, MessageRef, Reply, Tone

Channel = discord.PartialMessageable | discord.DMChannel

REFUSED = range(400, 500)
DOUBTFUL = frozenset({408})
"""Of those, what a way station says when it gave up waiting for Discord."""


class Sending:
    """Raises discord.py's errors. What stands in a channel already is not posted again."""

    def __init__(
        self,
        connection: Connection,
        packing: Packing,
        languages: Languages,
        earlier: EarlierPosts,
    ) -> None:
        self._connection = connection
        self._packing = packing
        self._languages = languages
        self._earlier = earlier

    async def to_channel(
        self,
        chat: ChatRef,
        reply: Reply,
        *,
        key: str,
        user: int,
        in_reply_to: MessageRef | None = None,
        spoiler: bool = False,
    ) -> discord.Message:
        """A message of its own: replies to it can be read, and it needs no token."""
        client = await self._connection.client()
        channel = client.get_partial_messageable(channel_id(chat))
        threads = isinstance(client.get_channel(channel_id(chat)), discord.TextChannel)
        return await self._send(
            channel,
            reply,
            key=key,
            user=user,
            in_reply_to=in_reply_to,
            threads=threads,
            spoiler=spoiler,
        )

    async def to_person(
        self, user: int, reply: Reply, *, key: str, spoiler: bool = False
    ) -> discord.Message:
        """A direct message."""
        client = await self._connection.client()
        channel = await client.create_dm(discord.Object(user))
        return await self._send(channel, reply, key=key, user=user, spoiler=spoiler)

    async def as_original(self, talk: Talk, reply: Reply, *, spoiler: bool = False) -> int:
        """The answer that was promised, seen by the person alone. Returns its message's id."""
        locale = talk.caller.locale
        async with self._packing.parcel(reply, locale=locale, spoiler=spoiler) as parcel:
            message = await talk.interaction.edit_original_response(
                view=parcel.view, attachments=parcel.files, allowed_mentions=parcel.pings
            )
        talk.original, talk.original_id = Original.SPOKEN, message.id
        return message.id

    async def as_followup(
        self, talk: Talk, reply: Reply, *, hidden: bool, spoiler: bool = False
    ) -> int:
        """One more answer. Returns its message's id.

        While a promise stands, Discord would put it there, hidden: the promise is taken back first.
        """
        if talk.original is Original.LOADING:
            await self.drop_original(talk)
        locale = talk.caller.locale
        async with self._packing.parcel(reply, locale=locale, spoiler=spoiler) as parcel:
            message = await talk.interaction.followup.send(
                view=parcel.view,
                files=parcel.files,
                allowed_mentions=parcel.pings,
                ephemeral=hidden,
                wait=True,
            )
        return message.id

    async def edit(
        self, message: MessageRef, reply: Reply, *, locale: str, spoiler: bool = False
    ) -> None:
        """Replace a message that stands in a channel."""
        client = await self._connection.client()
        there = client.get_partial_messageable(channel_id(message.chat))
        async with self._packing.parcel(reply, locale=locale, spoiler=spoiler) as parcel:
            await there.get_partial_message(message_id(message)).edit(
                view=parcel.view, attachments=parcel.files, allowed_mentions=parcel.pings
            )

    async def edit_answer(
        self, talk: Talk, message: int, reply: Reply, *, spoiler: bool = False
    ) -> None:
        """Replace an answer to an interaction."""
        if message == talk.original_id:
            await self.as_original(talk, reply, spoiler=spoiler)
            return
        locale = talk.caller.locale
        async with self._packing.parcel(reply, locale=locale, spoiler=spoiler) as parcel:
            await talk.interaction.followup.edit_message(
                message,
                view=parcel.view,
                attachments=parcel.files,
                allowed_mentions=parcel.pings,
            )

    async def delete_answer(self, talk: Talk, message: int) -> None:
        """Remove an answer to an interaction."""
        if message == talk.original_id:
            await self.drop_original(talk)
        else:
            await talk.interaction.followup.delete_message(message)

    async def drop_original(self, talk: Talk) -> None:
        """Take the promise back."""
        await talk.interaction.delete_original_response()
        talk.original = Original.GONE

    async def delete(self, message: MessageRef) -> None:
        """Remove a message that stands in a channel."""
        client = await self._connection.client()
        there = client.get_partial_messageable(channel_id(message.chat))
        await there.get_partial_message(message_id(message)).delete()

    async def find(self, chat: ChatRef, key: str, since: datetime) -> MessageRef | None:
        """Our message in a chat that was posted under a key; None where there is none."""
        client = await self._connection.client()
        channel = client.get_partial_messageable(channel_id(chat))
        me = client.user.id if client.user else 0
        found = await self._earlier.find(channel, me, key, since)
        return None if found is None else message_ref(channel.id, found.id)

    async def _send(
        self,
        channel: Channel,
        reply: Reply,
        *,
        key: str,
        user: int,
        in_reply_to: MessageRef | None = None,
        threads: bool = False,
        spoiler: bool = False,
    ) -> discord.Message:
        """Post, unless a try that was cut off left it there. A status is not worth the look."""
        if reply.tone is Tone.PROGRESS:
            return await self._posted(channel, reply, key, user, in_reply_to, threads, spoiler)
        begun_at = await self._earlier.begin(channel.id, key)
        if begun_at is not None:
            me = (await self._connection.client()).user
            found = await self._earlier.find(channel, me.id if me else 0, key, begun_at)
            if found is not None:
                return found
        try:
            return await self._posted(channel, reply, key, user, in_reply_to, threads, spoiler)
        except discord.HTTPException as error:
            if error.status in REFUSED and error.status not in DOUBTFUL:
                await self._earlier.refused(channel.id, key)
            raise

    async def _posted(
        self,
        channel: Channel,
        reply: Reply,
        key: str,
        user: int,
        in_reply_to: MessageRef | None,
        threads: bool,
        spoiler: bool,
    ) -> discord.Message:
        more: dict[str, Any] = {}
        if in_reply_to is not None:
            more["reference"] = discord.MessageReference(
                message_id=message_id(in_reply_to),
                channel_id=channel_id(in_reply_to.chat),
                fail_if_not_exists=False,
            )
        locale = await self._languages.recall(user)
        async with self._packing.parcel(
            reply, locale=locale, threads=threads, spoiler=spoiler, mark=mark_of(key)
        ) as parcel:
            return await channel.send(
                view=parcel.view,
                files=parcel.files,
                allowed_mentions=parcel.pings,
                nonce=nonce(key),
                **more,
            )
