"""A request of the page -> one call of Bot -> what it answers, put into the log."""

import asyncio
import base64
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial

from starlette.datastructures import FormData

from adapters.errands import Errands
from adapters.web.chat import LocalChat
from adapters.web.entries import SAID, AttachedFile, Entry
from adapters.web.ids import STUDIO, message_ref, person_id, user_ref
from adapters.web.people import BY_ID
from adapters.web.uploads import Upload, text_of, uploads
from bot.app import Answer, Bot
from bot.models import (
    ActionKey,
    Addressed,
    Attachment,
    Caller,
    Form,
    Order,
    PictureRef,
    Press,
    PricePreview,
    Reply,
    ReplyImage,
    UserRef,
    Verb,
)
from bot.replies import defect_card, offer_card
from bot.replies.words import Words

COMMAND_SIGNS = ("/", "!", "／", "！")
THUMB_BYTES_MAX = 64 * 1024
MENTION = re.compile(r"@(\w+)")
COPIES = frozenset({Verb.AS_PNG, Verb.AS_JPEG, Verb.AS_WEBP})
HANDED_OUT = COPIES | {Verb.RECIPE, Verb.WHY}
"""What these bring is for whoever pressed, where they pressed: no message in the log."""
ASIDES = frozenset({"welcome", "proposal"})
"""What the bot's answer is called where a line may have been meant for people."""
BOT_NAMED = re.compile(r"\s*@imagine\b[,:]?\s*", re.IGNORECASE)
"""Everything here is said to the bot; some name it all the same."""

log = logging.getLogger(__name__)


class Inbound:
    """What people do on the page."""

    def __init__(self, bot: Bot, chat: LocalChat, core: Words) -> None:
        self._bot = bot
        self._chat = chat
        self._core = core
        self.errands = Errands()

    async def say(self, who: Caller, event: str, form: FormData) -> None:
        """Put a person's message into the log and let the bot answer it in its own time.

        Others see it once they see what came of it, or once it proves to be mere talk. The form is
        closed when the bot has read its files.
        """
        files = uploads(form, "files")
        text = text_of(form, "text")
        replied_to = await self._entry(text_of(form, "reply_to"))
        quoted = await self._quoted(who, replied_to)
        picture = _number(text_of(form, "picture"))
        own = await self._chat.post(
            Entry.of_person(
                person_id(who.user),
                key=SAID + event,
                text=text,
                files=await self._kept(event, files, form),
                answers=replied_to.number if replied_to else None,
                picture=picture,
                pending=True,
            )
        )
        order = Order(
            event_key=f"web:{event}",
            caller=who,
            chat=STUDIO,
            text=spoken(text),
            message=message_ref(own.number),
            attachments=(*quoted, *(file.attachment() for file in files)),
            replied_to=message_ref(replied_to.number) if replied_to and not quoted else None,
            source=_source(replied_to, picture),
            edits_attachment=bool(quoted),
            mentions=mentions(text),
            addressed=Addressed.SPOKEN,
        )
        aside = replied_to is not None and not replied_to.public

        async def said() -> Answer:
            edits = order.replied_to is not None and not order.text.startswith(COMMAND_SIGNS)
            answer = await (self._bot.edit(order) if edits else self._bot.say(order))
            aside_only = isinstance(answer, Reply) and answer.code in ASIDES
            if aside_only or (answer is None and self._bot.is_talk(order)):
                await self._chat.settle(own.number, private=aside)
            return answer

        self.errands.start(self._talk(said, own, who, event, form))

    async def line(self, who: Caller, event: str) -> Entry | None:
        """A line of the caller's own, by the event it was sent with."""
        entry = await self._chat.said(event)
        return entry if entry is not None and entry.author == person_id(who.user) else None

    async def press(self, who: Caller, event: str, key: str, message: str) -> Form | Reply | None:
        """Press a button. Raises ValueError where the key is none.

        A Form is to be filled, a Reply to be shown where the button is; else the log has it.
        """
        press = Press(
            event_key=f"web:{event}",
            caller=who,
            chat=STUDIO,
            action=ActionKey.parse(key),
            message=message_ref(number) if (number := _number(message)) else None,
        )
        entry = await self._entry(message)
        if press.action.verb in HANDED_OUT:
            answer = await asyncio.shield(self.errands.start(self._bot.press(press)))
            if isinstance(answer, Reply) and answer.code == "ok":
                self._chat.shelf.glimpse(answer.images)
                return answer
            return await self._answered(partial(_said, answer), entry, who, event)
        # A tab that closes must not stop what was begun.
        return await asyncio.shield(
            self.errands.start(self._answered(lambda: self._bot.press(press), entry, who, event))
        )

    async def image(self, key: str, message: str) -> ReplyImage | None:
        """The picture that a button of a message is about, the first where it is about all.

        Raises ValueError where the key is none.
        """
        action, entry = ActionKey.parse(key), await self._entry(message)
        images = entry.reply.images if entry is not None and entry.reply is not None else ()
        return next((one for one in images if one.index and one.index == (action.index or 1)), None)

    async def submit(self, who: Caller, event: str, form: FormData) -> None:
        """Send a filled form of the bot back to it. Raises ValueError where it names no action."""
        action = ActionKey.parse(text_of(form, "key"))
        own = await self._entry(text_of(form, "message"))
        order = Order(
            event_key=f"web:{event}",
            caller=who,
            chat=STUDIO,
            options=_options(form),
            attachments=tuple(file.attachment() for file in _all_files(form)),
            replied_to=message_ref(own.number) if own else None,
            form=action,
        )
        self.errands.start(self._talk(lambda: self._bot.edit(order), own, who, event, form))

    async def preview(self, who: Caller, fields: FormData) -> PricePreview:
        """What a line would cost; of its files only the names are known yet."""
        entry = await self._entry(text_of(fields, "reply_to"))
        text = text_of(fields, "text")
        names = [name for name in fields.getlist("file") if isinstance(name, str)]
        quoted = await self._quoted(who, entry)
        return await self._bot.preview(
            Order(
                event_key="",
                caller=who,
                chat=STUDIO,
                text=spoken(text),
                attachments=(*quoted, *(Attachment(name=name, open=_unread) for name in names)),
                replied_to=message_ref(entry.number) if entry and not quoted else None,
                edits_attachment=bool(quoted),
                source=_source(entry, _number(text_of(fields, "picture"))),
                mentions=mentions(text),
                addressed=Addressed.SPOKEN,
            )
        )

    async def _talk(
        self,
        ask: Callable[[], Awaitable[Answer]],
        about: Entry | None,
        who: Caller,
        event: str,
        form: FormData,
    ) -> None:
        try:
            asked = await self._answered(ask, about, who, event)
            if asked is not None:
                await self._speak(offer_card(asked), about, who, event)
        finally:
            await form.close()

    async def _answered(
        self, ask: Callable[[], Awaitable[Answer]], about: Entry | None, who: Caller, event: str
    ) -> Form | None:
        try:
            answer = await ask()
        except Exception:
            log.exception("an answer in the local chat failed")
            answer = defect_card(self._core.for_locale(who.locale))
        match answer:
            case Reply():
                await self._speak(answer, about, who, event)
                return None
            case Form():
                return answer
            case None:
                return None

    async def _speak(self, reply: Reply, about: Entry | None, who: Caller, event: str) -> None:
        await self._chat.post(
            Entry.of_bot(
                reply,
                key=f"answer:{event}",
                to=person_id(who.user),
                answers=about.number if about else None,
                private=about.private if about else False,
            )
        )

    async def _entry(self, number: str) -> Entry | None:
        return await self._chat.entry(_number(number))

    async def _quoted(self, who: Caller, entry: Entry | None) -> tuple[Attachment, ...]:
        """The files of a person's line that is replied to: the first is what is to be changed."""
        if entry is None or not entry.visible_to(person_id(who.user)):
            return ()
        attached = self._chat.attached
        there = [file for file in entry.files if await attached.path(file.kept)]
        return tuple(
            Attachment(
                name=file.name,
                open=partial(attached.read, file.kept),
                size_bytes=file.size_bytes,
                media_type=file.media_type,
            )
            for file in there
        )

    async def _kept(
        self, event: str, files: Sequence[Upload], form: FormData
    ) -> tuple[AttachedFile, ...]:
        thumbs = [await _small(thumb) for thumb in uploads(form, "thumbs")]
        thumbs += [b""] * (len(files) - len(thumbs))
        kept = []
        for index, (file, thumb) in enumerate(zip(files, thumbs, strict=False)):
            key = f"{event}-{index}"
            if thumb:
                await self._chat.shelf.keep_thumb(key, base64.b64encode(thumb).decode())
            await self._chat.attached.keep(key, file.file)
            kept.append(
                AttachedFile(
                    name=file.name,
                    thumb=key if thumb else "",
                    kept=key,
                    media_type=file.file.content_type,
                    size_bytes=file.size_bytes,
                )
            )
        return tuple(kept)


def spoken(text: str) -> str:
    """A line without the bot's own name before it."""
    return BOT_NAMED.sub("", text, count=1) if BOT_NAMED.match(text) else text


def mentions(text: str) -> Mapping[str, UserRef]:
    """The people of this chat that a text names, by the token as typed."""
    found = MENTION.finditer(text)
    return {match[0]: user_ref(match[1].lower()) for match in found if match[1].lower() in BY_ID}


async def _said(answer: Answer) -> Answer:
    return answer


async def _unread() -> AsyncIterator[bytes]:
    raise RuntimeError("a preview reads no file")
    yield b""


def _source(entry: Entry | None, picture: int) -> PictureRef | None:
    job = entry.reply.job if entry is not None and entry.reply is not None else None
    return PictureRef(job=job, index=picture) if job is not None and picture else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


def _options(form: FormData) -> Mapping[str, str]:
    names = [name for name in form if name.startswith("option.")]
    return {name.removeprefix("option."): text_of(form, name) for name in names}


def _all_files(form: FormData) -> tuple[Upload, ...]:
    names = [name for name in form if name.startswith("file.")]
    return tuple(upload for name in names for upload in uploads(form, name))


async def _small(thumb: Upload) -> bytes:
    return await thumb.file.read() if thumb.size_bytes <= THUMB_BYTES_MAX else b""
