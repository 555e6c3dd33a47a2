"""The Messenger port on Discord."""

import asyncio
import logging
import time
from dataclasses import replace
from datetime import datetime

import aiohttp
import discord

from adapters.bounded import Bounded
from adapters.budgets import EditBudget
from adapters.discord.away import Away
from adapters.discord.connection import Connection
from adapters.discord.faults import told
from adapters.discord.ids import channel_id, chat_ref, message_id, message_ref, user_id, user_ref
from adapters.discord.languages import Languages
from adapters.discord.limits import (
    EDITS_MAX,
    EDITS_SPARED,
    EDITS_WITHIN_S,
    FILE_BYTES_MAX,
    chat_limits,
)
from adapters.discord.once import Once
from adapters.discord.permissions import Place, mend, missing, missing_in
from adapters.discord.policies import Policies
from adapters.discord.sending import Sending
from adapters.discord.talks import GONE, Original, Talk, Talks
from adapters.discord.threads import Threads
from adapters.errands import Errands
from bot.errors import DeliveryError
from bot.models import (
    Audience,
    ChatLimits,
    ChatRef,
    MessageRef,
    Posted,
    Reply,
    Tone,
    UserRef,
)
from bot.ports.chat import PUBLISHING
from bot.replies import elsewhere_card

EDIT_WAIT_S = 5.0
"""An edit that a rate limit holds up for longer goes on alone; the next ones are dropped."""

READERS_MAX = 10_000
"""Messages of which it is remembered for whom they are, and so in what language."""

log = logging.getLogger(__name__)


class DiscordMessenger:
    """Implements `bot.ports.DirectLine`.

    discord.py must not be cancelled in a request: inside a global rate limit that would leave its
    gate shut for good. So requests go on unhurried; a post that goes on alone is not shown twice,
    thanks to its nonce.
    """

    def __init__(
        self,
        *,
        connection: Connection,
        sending: Sending,
        talks: Talks,
        threads: Threads,
        policies: Policies,
        languages: Languages,
        once: Once,
        away: Away,
        errands: Errands,
    ) -> None:
        self._connection = connection
        self._sending = sending
        self._talks = talks
        self._threads = threads
        self._policies = policies
        self._languages = languages
        self._once = once
        self._away = away
        self._errands = errands
        self._budget = EditBudget(most=EDITS_MAX, within_s=EDITS_WITHIN_S, now=time.monotonic)
        self._edits: dict[MessageRef, asyncio.Task[None]] = {}
        self._readers: Bounded[int, int] = Bounded(READERS_MAX)

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
        """A result is a message of its own, so that replies to it can be read.

        What is for one person goes through their interaction while its token lives, then to them
        directly; so does a result in a chat in which the bot has no seat.
        """
        with self._talks.noting(), told():
            user = user_id(to) if to else 0
            talk = self._talks.of_job(reply.job)
            if (to and reply.audience is Audience.REQUESTER) or (talk and not talk.seated):
                work = self._aside(chat, reply, key, user, talk, replaces)
            else:
                work = self._openly(chat, reply, key, user, in_reply_to, replaces)
            return await self._errands.unhurried(work)

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """Dropped while an earlier edit of the message is still held up."""
        running = self._edits.get(message)
        if running is not None:
            raise DeliveryError("an earlier edit is under way")
        edit = self._edits[message] = self._errands.start(self._edit(message, reply))
        edit.add_done_callback(lambda done: self._edited(message, done))
        finished, _ = await asyncio.wait({edit}, timeout=EDIT_WAIT_S)
        if not finished:
            raise DeliveryError("an edit is held up")
        with told():
            edit.result()

    async def delete(self, message: MessageRef) -> None:
        """Through the interaction where only that reaches it."""
        with told():
            await self._errands.unhurried(self._delete(message))

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """By the interaction there, else by what the gateway has told of the channel.

        Of a thread that slept it has not: then the interaction tells.

        What is private needs no right to post, but keeps to the channel's rules.
        """
        talk = self._talks.present or self._talks.outside(chat, user)
        if talk is not None and talk.chat != chat:
            talk = None
        alone = talk is not None and (talk.private or not talk.seated)
        most = talk.interaction.filesize_limit if talk and alone else FILE_BYTES_MAX
        client = self._connection.now
        known = client.get_channel(channel_id(chat)) if client else None
        channel = known or (talk.interaction.channel if talk else None)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return chat_limits(most)
        lacking = () if alone else _missing(talk, channel)
        say = self._languages.say(await self._languages.recall(user_id(user)))
        refused = mend(say, lacking) if lacking else ""
        if not refused and (closed := await self._policies.closes(channel)):
            refused = say(closed)
        most = most if alone else channel.guild.filesize_limit
        return chat_limits(most, may_post=not refused, mend=refused)

    async def forget(self, user: UserRef) -> None:
        """Forget their language, and which hints they had."""
        await self._languages.forget(user_id(user))
        await self._once.forget(user)

    async def find_post(self, chat: ChatRef, *, key: str, since: datetime) -> MessageRef | None:
        """By the number of its card, which is made of the key."""
        with told():
            return await self._errands.unhurried(self._sending.find(chat, key, since))

    async def direct(self, user: UserRef) -> ChatRef | None:
        """Their direct messages with the bot; None where Discord knows no such user."""
        with told():
            client = await self._connection.client()
            try:
                channel = await client.create_dm(discord.Object(user_id(user)))
            except (discord.NotFound, discord.Forbidden):
                return None
            return chat_ref(channel.id)

    async def _openly(
        self,
        chat: ChatRef,
        reply: Reply,
        key: str,
        user: int,
        in_reply_to: MessageRef | None,
        replaces: MessageRef | None,
    ) -> Posted:
        here = in_reply_to if in_reply_to and in_reply_to.chat == chat else None
        if reply.mention and await self._policies.is_direct(chat, self._talks.present):
            reply = replace(reply, mention=None)  # they hear of it anyway
        sent = await self._sending.to_channel(
            chat,
            reply,
            key=key,
            user=user,
            in_reply_to=here,
            spoiler=await self._spoils(chat, reply),
        )
        if reply.images and reply.tone is not Tone.PROGRESS:
            await self._threads.showed(chat, sent.id)
            await self._away.showed(sent.channel.id)
        self._readers[sent.id] = user
        return Posted(
            message=message_ref(sent.channel.id, sent.id), left=await self._dropped(replaces)
        )

    async def _aside(
        self,
        chat: ChatRef,
        reply: Reply,
        key: str,
        user: int,
        talk: Talk | None,
        replaces: MessageRef | None,
    ) -> Posted:
        if talk is not None and talk.alive:
            try:
                return await self._through(talk, reply, replaces)
            except discord.HTTPException as error:
                if error.code not in GONE:
                    raise
                talk.ended = True
            except RuntimeError:  # its client has hung up since
                talk.ended = True
        if key.startswith(PUBLISHING):
            raise DeliveryError("only its person would see it", permanent=True)
        spoiler = await self._spoils(chat, reply)
        reply = replace(await self._explained(chat, reply, user, replaces), mention=None)
        sent = await self._sending.to_person(user, reply, key=key, spoiler=spoiler)
        return Posted(
            message=message_ref(sent.channel.id, sent.id), left=await self._dropped(replaces)
        )

    async def _explained(
        self, chat: ChatRef, reply: Reply, user: int, replaces: MessageRef | None
    ) -> Reply:
        """Say why it comes to the person directly, where its status stands in another chat."""
        if replaces is None or replaces.chat != chat or await self.direct(user_ref(user)) == chat:
            return reply
        return elsewhere_card(self._languages.core(await self._languages.recall(user)), reply)

    async def _through(self, talk: Talk, reply: Reply, replaces: MessageRef | None) -> Posted:
        """What is hidden takes the place of the promised answer; a result for all is a new one."""
        hidden = reply.audience is Audience.REQUESTER
        reply = replace(reply, mention=None) if hidden else reply
        moving = reply.tone is Tone.PROGRESS
        if self._talks.present is not talk:
            await talk.wait_until_answered()
        if replaces is not None:
            await self._settled(replaces)
        spoiler = await self._spoils(talk.chat, reply)
        left = None
        if (hidden or moving) and (talk.original is Original.LOADING or replaces is not None):
            sent = await self._sending.as_original(talk, reply, spoiler=spoiler)
        else:
            sent = await self._sending.as_followup(talk, reply, hidden=hidden, spoiler=spoiler)
            left = await self._dropped(replaces)
        self._talks.remember(talk, message=sent, job=reply.job)
        return Posted(message=message_ref(channel_id(talk.chat), sent), left=left)

    async def _edit(self, message: MessageRef, reply: Reply) -> None:
        talk = self._talks.of_message(message_id(message))
        if talk is None:
            self._spend(message.chat, reply)
            spoiler = await self._spoils(message.chat, reply)
            reader = self._readers.get(message_id(message), 0)
            locale = await self._languages.recall(reader)
            await self._sending.edit(message, reply, locale=locale, spoiler=spoiler)
        elif not talk.alive:
            raise DeliveryError("the interaction is over", permanent=True)
        else:
            spoiler = await self._spoils(talk.chat, reply)
            await self._sending.edit_answer(talk, message_id(message), reply, spoiler=spoiler)

    def _spend(self, chat: ChatRef, reply: Reply) -> None:
        """Leave edits to jobs at work: a waiting one may tell its place later."""
        if reply.tone is not Tone.PROGRESS:
            self._budget.count(chat.id)
            return
        spare = EDITS_SPARED if reply.progress is None else 0
        if not self._budget.spend(chat.id, spare=spare):
            raise DeliveryError("the channel's edits are used up", retry_after_s=EDITS_WITHIN_S)

    def _edited(self, message: MessageRef, done: "asyncio.Task[None]") -> None:
        del self._edits[message]
        if not done.cancelled() and done.exception() is not None:
            log.debug("an edit failed", exc_info=done.exception())

    async def _spoils(self, chat: ChatRef, reply: Reply) -> bool:
        return await self._policies.spoils(chat, reply, self._talks.present)

    async def _settled(self, message: MessageRef) -> None:
        """Wait for an edit under way, so that it cannot overwrite what comes next."""
        if running := self._edits.get(message):
            await asyncio.wait({running})

    async def _dropped(self, message: MessageRef | None) -> MessageRef | None:
        """Delete a status message; returns it where it stays."""
        if message is None:
            return None
        try:
            await self._delete(message)
        except (discord.DiscordException, DeliveryError, aiohttp.ClientError, OSError):
            log.info("a status message stays for now", exc_info=True)
            return message
        return None

    async def _delete(self, message: MessageRef) -> None:
        talk = self._talks.of_message(message_id(message))
        try:
            if talk is None:
                await self._sending.delete(message)
            elif talk.alive:
                await self._sending.delete_answer(talk, message_id(message))
        except discord.NotFound:
            log.debug("a message was gone already")


def _missing(talk: Talk | None, channel: Place) -> tuple[str, ...]:
    """An interaction says what the bot may do in its channel; else the gateway has."""
    if talk is None:
        return missing_in(channel)
    thread = isinstance(channel, discord.Thread)
    return missing(talk.interaction.app_permissions, thread=thread)
