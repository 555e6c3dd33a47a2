"""A message in a chat -> one call of Bot: replies to pictures, mentions, direct messages."""

import logging
import re
from dataclasses import dataclass, replace

import discord

from adapters.discord.downloads import Downloads
from adapters.discord.home_members import HomeMembers
from adapters.discord.homes import Homes
from adapters.discord.ids import chat_ref, event_key, message_ref, place, user_ref
from adapters.discord.languages import Languages
from adapters.discord.menus import job_in
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.once import CANNOT_READ, Once
from adapters.discord.pictures import shown_in
from adapters.discord.threads import Threads
from adapters.discord.typed import as_seen
from adapters.errands import Errands
from adapters.precedence import Precedence
from bot.app import Answer, Bot
from bot.errors import DeliveryError
from bot.models import Addressed, Audience, Caller, Form, Order, Reply
from bot.replies import defect_card

COMMAND_SIGNS = ("/", "!", "／", "！")
SPOKEN = frozenset({discord.MessageType.default, discord.MessageType.reply})

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message that is meant for the bot, without the mention of it.

    `pointed_at` is the message of ours it replies to, or one that Discord no longer shows: the
    books know whose it was. `quoted` is somebody else's. `named` says that the text itself
    mentions the bot. `legible` is False where Discord withheld what it says, `addressed` where it
    replies to a picture without a ping: people may be talking to each other.
    """

    message: discord.Message
    text: str
    pointed_at: discord.MessageReference | None = None
    quoted: discord.Message | None = None
    named: bool = False
    legible: bool = True
    addressed: bool = True


def understand(message: discord.Message, me: int, *, reads_all: bool) -> Heard | None:
    """Whether a message is meant for the bot, and what it says. Pure.

    `reads_all` is whether Discord shows us messages that do not mention us.
    """
    if message.author.bot or message.webhook_id or message.type not in SPOKEN:
        return None
    text, named = _without_mention(message.content, me)
    pointed_at, quoted = _replied_to(message, me)
    direct = message.guild is None
    pinged = any(user.id == me for user in message.mentions)
    ours = pointed_at is not None and (pinged or _is_shown(pointed_at))
    if not (direct or named or ours):
        return None
    empty = not message.content and not message.attachments
    return Heard(
        message=message,
        text=text,
        pointed_at=pointed_at,
        quoted=quoted,
        named=named,
        legible=reads_all or direct or pinged or not empty,
        addressed=direct or named or pinged,
    )


class Hearing:
    """What people do with messages."""

    def __init__(
        self,
        *,
        bot: Bot,
        messenger: DiscordMessenger,
        threads: Threads,
        homes: Homes,
        downloads: Downloads,
        languages: Languages,
        once: Once,
        errands: Errands,
        precedence: Precedence,
        members: HomeMembers,
    ) -> None:
        self._bot = bot
        self._once = once
        self._messenger = messenger
        self._threads = threads
        self._homes = homes
        self._downloads = downloads
        self._languages = languages
        self._errands = errands
        self._precedence = precedence
        self._members = members

    async def hear(self, message: discord.Message, me: int, *, reads_all: bool) -> None:
        """Answer a message that is meant for the bot."""
        heard = understand(message, me, reads_all=reads_all)
        if heard is not None:
            await self._errands.start(self._answered(heard))

    async def hear_again(self, message: discord.Message, me: int, *, reads_all: bool) -> None:
        """Take the new words of a message whose order has not begun."""
        heard = understand(message, me, reads_all=reads_all)
        if heard is not None and heard.legible:
            await self._errands.start(self._answered(heard, edited=True))

    async def forget(self, channel: int, message: int) -> None:
        """Cancel what a deleted message ordered, where it has not begun."""
        await self._errands.start(self._bot.message_deleted(message_ref(channel, message)))

    async def _answered(self, heard: Heard, *, edited: bool = False) -> None:
        caller = await self._caller(heard.message)
        key, chat = event_key(heard.message.id), chat_ref(heard.message.channel.id)
        # Who may be talking to somebody else is not owed a word when the process dies.
        ahead = heard.addressed and not edited
        if ahead and not await self._bot.claim_event(key, caller, chat):
            return
        async with self._precedence.turn():
            await self._worked(heard, caller, edited=edited)
        if ahead:
            await self._bot.event_answered(key)

    async def _worked(self, heard: Heard, caller: Caller, *, edited: bool) -> None:
        try:
            answer = await (self._ask_again if edited else self._ask)(heard, caller)
        except Exception:
            log.exception("an answer to a message on Discord failed")
            answer = defect_card(self._languages.core(caller.locale))
        match answer:
            case Reply():
                await self._say(heard.message, caller, answer)
            case Form():
                await self._say(heard.message, caller, Reply(text=answer.title))
            case None:
                pass

    async def _ask(self, heard: Heard, caller: Caller) -> Answer:
        of_words = await self._of_words(heard, caller)
        if not heard.legible:
            told = not of_words and await self._once.first(CANNOT_READ, caller.user)
            return self._languages.told(caller.locale, CANNOT_READ) if told else None
        there = heard.message.channel
        home = await self._homes.of(chat_ref(there.id), channel=there)
        order = replace(self._order(heard, caller), channel=home.channel)
        if heard.text.startswith(COMMAND_SIGNS):
            return await self._bot.say(order)
        if of_words or (heard.named and heard.pointed_at is None and heard.quoted is None):
            last = await self._threads.last(order.chat, caller)
            if last is not None:
                return await self._bot.edit(replace(order, replied_to=last))
        if of_words and not (heard.named or heard.message.guild is None):
            return None  # people thank a bot, too
        if order.replied_to is not None:
            return await self._bot.edit(order)
        if heard.quoted is not None and not order.attachments:
            return self._languages.told(caller.locale, "point-by-menu")
        if heard.named and not (order.text or order.attachments):
            return await self._bot.help(caller)
        return await self._bot.say(order)

    async def _ask_again(self, heard: Heard, caller: Caller) -> Answer:
        there = heard.message.channel
        home = await self._homes.of(chat_ref(there.id), channel=there)
        order = replace(self._order(heard, caller), channel=home.channel)
        if order.replied_to is None and heard.named and heard.quoted is None:
            order = replace(order, replied_to=await self._threads.last(order.chat, caller))
        key = f"{order.event_key}:{heard.message.edited_at}"
        return await self._bot.message_edited(replace(order, event_key=key))

    async def _of_words(self, heard: Heard, caller: Caller) -> bool:
        """Whether it replies to a message of ours that is about no picture."""
        there = heard.pointed_at.resolved if heard.pointed_at else None
        if not isinstance(there, discord.Message) or job_in(there) is not None:
            return False
        return await self._bot.shown(message_ref(there.channel.id, there.id), caller) is None

    def _order(self, heard: Heard, caller: Caller) -> Order:
        message = heard.message
        text, mentions = as_seen(heard.text, (user for user in message.mentions if not user.bot))
        quoted = shown_in(heard.quoted, self._downloads) if heard.quoted else ()
        there = heard.pointed_at
        return Order(
            event_key=event_key(message.id),
            caller=caller,
            chat=chat_ref(message.channel.id),
            server=str(message.guild.id) if message.guild else "",
            text=text,
            attachments=(*quoted, *map(self._downloads.of, message.attachments)),
            edits_attachment=heard.quoted is not None,
            addressed=(Addressed.SPOKEN if heard.addressed else Addressed.OVERHEARD),
            message=message_ref(message.channel.id, message.id),
            replied_to=(
                message_ref(there.channel_id, there.message_id)
                if there and there.message_id
                else None
            ),
            mentions=mentions,
        )

    async def _caller(self, message: discord.Message) -> Caller:
        author = message.author
        fallback = message.guild.preferred_locale.value if message.guild else "en"
        rights = discord.Permissions.none()
        if isinstance(author, discord.Member):
            rights = message.channel.permissions_for(author)
        return Caller(
            user=user_ref(author.id),
            name=author.display_name,
            locale=await self._languages.recall(author.id, fallback),
            is_admin=rights.manage_guild,
            may_moderate=rights.manage_messages,
            place=(
                place(message.guild.id)
                if message.guild
                else await self._members.place_of(author.id)
            ),
        )

    async def _say(self, message: discord.Message, caller: Caller, reply: Reply) -> None:
        """A card about one's own account goes to the person; what went wrong is said in place."""
        own = reply.audience is Audience.REQUESTER and bool(reply.fields or reply.images)
        openly = replace(reply, audience=Audience.EVERYONE)
        shown = await self._shown(message, caller, reply if own else openly, "answer")
        if not shown and not own and message.guild is not None:
            # Where the bot may not write, who named it would hear nothing at all.
            alone = replace(reply, audience=Audience.REQUESTER)
            await self._shown(message, caller, alone, "alone")
        if own and not shown and message.guild is not None:
            shut = self._languages.told(caller.locale, "cannot-write")
            await self._shown(message, caller, replace(shut, audience=Audience.EVERYONE), "shut")

    async def _shown(
        self, message: discord.Message, caller: Caller, reply: Reply, kind: str
    ) -> bool:
        try:
            await self._messenger.post(
                chat_ref(message.channel.id),
                reply,
                key=f"{kind}:{event_key(message.id)}",
                to=caller.user,
                in_reply_to=message_ref(message.channel.id, message.id),
            )
        except DeliveryError:
            log.warning("an answer was not shown", exc_info=True)
            return False
        return True


def _without_mention(content: str, me: int) -> tuple[str, bool]:
    text, times = re.subn(rf"<@!?{me}>", " ", content)
    return text.strip(), times > 0


def _replied_to(
    message: discord.Message, me: int
) -> tuple[discord.MessageReference | None, discord.Message | None]:
    reference = message.reference
    if reference is None or message.type is not discord.MessageType.reply:
        return None, None
    there = reference.resolved
    if isinstance(there, discord.Message) and there.author.id != me:
        return None, there
    return reference, None


def _is_shown(reference: discord.MessageReference) -> bool:
    """Whether Discord sent the message along, rather than only where it was."""
    return isinstance(reference.resolved, discord.Message)
