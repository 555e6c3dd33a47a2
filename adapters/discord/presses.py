"""Buttons, menus and forms -> calls of Bot. A button's id tells all; so does a form's, mostly."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord

from adapters.discord.answering import Answering
from adapters.discord.continuing import Continuing
from adapters.discord.downloads import Downloads
from adapters.discord.forms import Submitted, submitted
from adapters.discord.granting import Granting
from adapters.discord.ids import message_ref
from adapters.discord.languages import Languages
from adapters.discord.menus import credits_form, edit_form_for, job_in, key_in, use_form
from adapters.discord.orders import plain_order
from adapters.discord.render import THREAD
from adapters.discord.talks import Talk
from bot.app import Answer, Bot
from bot.models import (
    ActionKey,
    Attachment,
    Form,
    Order,
    PictureRef,
    Press,
    Verb,
)
from bot.replies import Phrases

FORM_VERBS = frozenset({Verb.EDIT})
OPENINGS_MAX = 1000


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a form was opened about, where its key cannot say it."""

    attachments: tuple[Attachment, ...] = ()
    target: discord.User | discord.Member | None = None


class Presses:
    """What people do with the mouse."""

    def __init__(
        self,
        *,
        bot: Bot,
        answering: Answering,
        granting: Granting,
        continuing: Continuing,
        downloads: Downloads,
        languages: Languages,
    ) -> None:
        self._bot = bot
        self._answering = answering
        self._granting = granting
        self._continuing = continuing
        self._downloads = downloads
        self._languages = languages
        self._openings: OrderedDict[str, Opening] = OrderedDict()

    async def press(self, interaction: discord.Interaction, key: str) -> None:
        """A button, or an entry of the select of further actions."""
        if key.startswith(f"{THREAD}:"):
            await self._answering.answer(interaction, self._continuing.open_thread)
            return
        try:
            action = ActionKey.parse(key)
        except ValueError:
            await self._answering.answer(interaction, self._unknown)
            return
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

    async def recipe_of(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The menu "Show recipe"."""
        job = job_in(message)
        if job is None:
            await self._answering.answer(interaction, self._no_picture)
        else:
            await self._answering.answer(
                interaction, lambda talk: self._bot.recipe(job, talk.caller)
            )

    async def credits_of(
        self, interaction: discord.Interaction, user: discord.User | discord.Member
    ) -> None:
        """The menu "Credits" on a person; who may use it is checked when it is submitted."""
        form = credits_form(self._say(interaction), user.display_name)
        await self._open(interaction, form, Opening(target=user))

    async def _press(self, talk: Talk, action: ActionKey) -> Answer:
        message = talk.interaction.message
        answer = await self._bot.press(
            Press(
                event_key=talk.event_key,
                caller=talk.caller,
                chat=talk.chat,
                action=action,
                message=message_ref(message.channel.id, message.id) if message else None,
            )
        )
        if action.verb is Verb.FORGET:
            await self._languages.forget(talk.interaction.user.id)
        return answer

    async def _submitted(self, talk: Talk, form: Submitted, opening: Opening | None) -> Answer:
        files = tuple(map(self._downloads.of_payload, form.files))
        match form.key:
            case "use" | "change" | "credits" if opening is None:
                return self._languages.told(talk.caller.locale, "form-expired")
            case "use" | "change":
                assert opening is not None
                return await self._bot.imagine(_from_menu(plain_order(talk), form, opening, files))
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
            channel=talk.channel,
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
        return self._languages.told(talk.caller.locale, "no-picture")

    async def _unknown(self, talk: Talk) -> Answer:
        return self._languages.told(talk.caller.locale, "command-changed")

    def _say(self, interaction: discord.Interaction) -> Phrases:
        return self._languages.say(interaction.locale.value)


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
