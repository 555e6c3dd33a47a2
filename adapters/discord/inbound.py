"""An interaction -> one call of Bot. Nothing is decided here but which call it is."""

import logging
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import app_commands

from adapters.discord.answering import Answering
from adapters.discord.downloads import Downloads
from adapters.discord.forms import Submitted, submitted
from adapters.discord.granting import Granting
from adapters.discord.ids import message_ref
from adapters.discord.languages import Languages
from adapters.discord.menus import credits_form, edit_form_for, key_in, use_form
from adapters.discord.render import THREAD
from adapters.discord.talks import Talk
from adapters.discord.threads import Threads
from bot.app import Answer, Bot
from bot.models import (
    ActionKey,
    Attachment,
    Audience,
    Form,
    MessageRef,
    Order,
    PictureRef,
    Press,
    Reply,
    Tone,
    Verb,
)
from bot.replies import Phrases

IMAGES = ("image1", "image2", "image3", "image4")
FORM_VERBS = frozenset({Verb.EDIT})
OPENINGS_MAX = 1000
AUTOCOMPLETE = discord.InteractionType.autocomplete
LINK = re.compile(r"/channels/(?:\d+|@me)/(\d+)/(\d+)")


log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a form was opened about, where its key cannot say it."""

    attachments: tuple[Attachment, ...] = ()
    target: discord.User | discord.Member | None = None


class Inbound:
    """What people do with commands, menus, buttons and forms."""

    def __init__(
        self,
        *,
        bot: Bot,
        answering: Answering,
        granting: Granting,
        threads: Threads,
        downloads: Downloads,
        languages: Languages,
    ) -> None:
        self._bot = bot
        self._answering = answering
        self._granting = granting
        self._threads = threads
        self._downloads = downloads
        self._languages = languages
        self._openings: OrderedDict[str, Opening] = OrderedDict()

    async def imagine(self, interaction: discord.Interaction) -> None:
        """`/imagine`: every option that was given is one of the grammar's."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction,
            lambda talk: self._bot.imagine(self._order(talk, given)),
            private=bool(given.get("private")),
            spoiler=bool(given.get("spoiler")),
        )

    async def edit(self, interaction: discord.Interaction) -> None:
        """`/edit`: of a message's picture by its link, or of an attached one."""
        given = dict(iter(interaction.namespace))

        async def ask(talk: Talk) -> Answer:
            order = self._order(talk, given)
            if order.replied_to is None and order.attachments:
                return await self._bot.imagine(replace(order, edits_attachment=True))
            return await self._bot.edit(order)

        await self._answering.answer(
            interaction,
            ask,
            private=bool(given.get("private")),
            spoiler=bool(given.get("spoiler")),
        )

    async def press(self, interaction: discord.Interaction, key: str) -> None:
        """A button, or an entry of the select of further actions."""
        if key.startswith(f"{THREAD}:"):
            await self._answering.answer(interaction, self._open_thread)
            return
        action = ActionKey.parse(key)
        if action.verb in FORM_VERBS:
            await self._answering.answer_with_form(
                interaction, lambda talk: self._press(talk, action)
            )
        else:
            await self._answering.answer(interaction, lambda talk: self._press(talk, action))

    async def submit(self, interaction: discord.Interaction) -> None:
        """A form came back, opened by whatever process."""
        form = submitted(_data(interaction))
        opening = self._openings.pop(form.opening, None)
        await self._answering.answer(interaction, lambda talk: self._submitted(talk, form, opening))

    async def edit_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """The menu "Edit image": of a result of ours as its button; of any other picture too."""
        if key := key_in(message, Verb.EDIT):
            await self.press(interaction, key)
            return
        core = self._languages.core(interaction.locale.value)
        await self._about_pictures(
            interaction, message, edit_form_for(self._say(interaction), core)
        )

    async def use_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The menu "Use as reference"."""
        await self._about_pictures(interaction, message, use_form(self._say(interaction)))

    async def vary_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """The menu "Vary"."""
        if key := key_in(message, Verb.VARY):
            await self.press(interaction, key)
        else:
            await self._answering.answer(interaction, self._no_picture)

    async def credits_of(
        self, interaction: discord.Interaction, user: discord.User | discord.Member
    ) -> None:
        """The menu "Credits" on a person; who may use it is checked when it is submitted."""
        form = credits_form(self._say(interaction), user.display_name)
        await self._open(interaction, form, Opening(target=user))

    async def grant(self, interaction: discord.Interaction, *, back: bool) -> None:
        """`/credits grant` and `/credits revoke`, for a person or everyone with a role."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction,
            lambda talk: self._granting.move(
                talk,
                given["target"],
                int(given["amount"]),
                reason=str(given.get("reason") or ""),
                expires=str(given.get("expires") or ""),
                back=back,
            ),
        )

    async def show(self, interaction: discord.Interaction, what: str) -> None:
        """Commands without options: help, models, queue, balance, history and the like."""
        await self._answering.answer(
            interaction, lambda talk: getattr(self._bot, what)(talk.caller)
        )

    async def enhance(self, interaction: discord.Interaction) -> None:
        """`/enhance`: better words for a picture."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction, lambda talk: self._bot.enhance(self._order(talk, given))
        )

    async def compare(self, interaction: discord.Interaction) -> None:
        """`/compare`: the same words for several models."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction, lambda talk: self._bot.compare(self._order(talk, given))
        )

    async def settings(self, interaction: discord.Interaction) -> None:
        """`/settings`: the core reads what is to hold for whom."""
        given = dict(iter(interaction.namespace))

        async def ask(talk: Talk) -> Answer:
            order = self._plain_order(talk, str(given.get("setting") or ""))
            options = {"scope": str(given["scope"])} if given.get("scope") else {}
            return await self._bot.settings(replace(order, options=options))

        await self._answering.answer(interaction, ask)

    async def privacy(self, interaction: discord.Interaction) -> None:
        """`/privacy`: what is kept, handed out or deleted."""
        action = str(dict(iter(interaction.namespace)).get("action") or "")
        await self._answering.answer(
            interaction, lambda talk: self._bot.privacy(self._plain_order(talk, action))
        )

    async def stale(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """A command as it was before an update, or a defect of ours."""
        changed = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
        key = "command-changed" if isinstance(error, changed) else "broken"
        if key == "broken":
            log.error("a command failed", exc_info=error)
        if interaction.response.is_done() or interaction.type is AUTOCOMPLETE:
            return

        async def ask(talk: Talk) -> Answer:
            return self._told(talk, key)

        await self._answering.answer(interaction, ask)

    async def complete(
        self, interaction: discord.Interaction, flag: str, typed: str
    ) -> Sequence[tuple[str, str]]:
        """Names and values for an option while it is typed; the names show prices."""
        talk = Talk(interaction=interaction, seated=False)
        found = await self._bot.complete(f"--{flag} {typed}", talk.caller)
        return [
            (" · ".join(filter(None, (one.label, one.hint))), one.insert.strip()) for one in found
        ]

    def _order(self, talk: Talk, given: Mapping[str, Any]) -> Order:
        files = (given[name] for name in IMAGES if given.get(name) is not None)
        picture = given.get("picture")
        first = (picture,) if picture is not None else ()
        mask = given.get("mask")
        return Order(
            event_key=talk.event_key,
            caller=talk.caller,
            chat=talk.chat,
            text=str(given.get("prompt") or given.get("change") or ""),
            server=talk.server,
            options=_options(given),
            attachments=tuple(self._downloads.of(file) for file in (*first, *files)),
            mask=self._downloads.of(mask) if mask is not None else None,
            replied_to=_linked(str(given.get("link") or "")),
        )

    def _plain_order(self, talk: Talk, text: str) -> Order:
        return Order(
            event_key=talk.event_key,
            caller=talk.caller,
            chat=talk.chat,
            server=talk.server,
            text=text,
        )

    async def _press(self, talk: Talk, action: ActionKey) -> Answer:
        message = talk.interaction.message
        return await self._bot.press(
            Press(
                event_key=talk.event_key,
                caller=talk.caller,
                chat=talk.chat,
                action=action,
                message=message_ref(message.channel.id, message.id) if message else None,
            )
        )

    async def _submitted(self, talk: Talk, form: Submitted, opening: Opening | None) -> Answer:
        files = tuple(map(self._downloads.of_payload, form.files))
        match form.key:
            case "use" | "change" | "credits" if opening is None:
                return self._told(talk, "form-expired")
            case "use" | "change":
                assert opening is not None
                return await self._bot.imagine(
                    _from_menu(self._plain_order(talk, ""), form, opening, files)
                )
            case "credits":
                assert opening is not None
                return await self._granting.by_form(talk, opening.target, form.options)
            case _:
                return await self._bot.edit(self._from_form(talk, form, files))

    def _from_form(self, talk: Talk, form: Submitted, files: tuple[Attachment, ...]) -> Order:
        action, message = ActionKey.parse(form.key), talk.interaction.message
        return Order(
            event_key=talk.event_key,
            caller=talk.caller,
            chat=talk.chat,
            server=talk.server,
            options=form.options,
            attachments=files,
            replied_to=message_ref(message.channel.id, message.id) if message else None,
            source=PictureRef(job=action.job, index=action.index),
        )

    async def _about_pictures(
        self, interaction: discord.Interaction, message: discord.Message, form: Form
    ) -> None:
        pictures = tuple(self._downloads.of(one) for one in message.attachments)
        if pictures:
            await self._open(interaction, form, Opening(attachments=pictures))
        else:
            await self._answering.answer(interaction, self._no_picture)

    async def _open(self, interaction: discord.Interaction, form: Form, opening: Opening) -> None:
        opened = await self._answering.show_form(interaction, form)
        if opened is None:
            return
        self._openings[opened.custom_id] = opening
        while len(self._openings) > OPENINGS_MAX:
            self._openings.popitem(last=False)

    async def _no_picture(self, talk: Talk) -> Answer:
        return self._told(talk, "no-picture")

    async def _open_thread(self, talk: Talk) -> Answer:
        message = talk.interaction.message
        say = self._languages.say(talk.caller.locale)
        if message is None:
            return self._told(talk, "thread-failed")
        try:
            thread = await message.create_thread(name=say("thread-name"))
        except (discord.DiscordException, ValueError):
            return self._told(talk, "thread-failed")
        await self._threads.opened(thread.id, message_ref(message.channel.id, message.id))
        return None

    def _told(self, talk: Talk, key: str) -> Reply:
        text = self._languages.say(talk.caller.locale)(key)
        return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code=key)

    def _say(self, interaction: discord.Interaction) -> Phrases:
        return self._languages.say(interaction.locale.value)


def _options(given: Mapping[str, Any]) -> dict[str, str]:
    """The grammar's options among a command's: plain values under the flags' own names."""
    plain = (
        "ratio",
        "resolution",
        "quality",
        "count",
        "model",
        "models",
        "style",
        "size",
        "format",
    )
    options = {name: str(given[name]) for name in plain if given.get(name) is not None}
    if given.get("private"):
        options["private"] = "yes"
    return options


def _linked(link: str) -> MessageRef | None:
    found = LINK.search(link)
    return message_ref(int(found[1]), int(found[2])) if found else None


def _from_menu(
    order: Order, form: Submitted, opening: Opening, files: tuple[Attachment, ...]
) -> Order:
    """A new picture from a message's pictures; to change one, the first is the source."""
    keep = form.options.get("keep", "")
    words = [form.options.get("prompt") or form.options.get("change", "")]
    words += [f"Keep unchanged: {keep}"] if keep else []
    ratio = form.options.get("ratio", "")
    return replace(
        order,
        text="\n".join(words),
        options={"ratio": ratio} if ratio else {},
        attachments=(*opening.attachments, *files),
        edits_attachment=form.key == "change",
    )


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    data: Any = interaction.data
    return data  # type: ignore[no-any-return]  # a TypedDict of many shapes
