"""Buttons, menus and forms -> calls of Bot. A button's id tells all; so does a form's, mostly."""

from collections.abc import Mapping
from typing import Any

import discord

from adapters.discord.answering import Answering
from adapters.discord.continuing import Continuing
from adapters.discord.downloads import Downloads
from adapters.discord.forms import Submitted, submitted
from adapters.discord.granting import Granting, asks_about_role
from adapters.discord.ids import message_ref
from adapters.discord.languages import Languages
from adapters.discord.menus import (
    actions_in,
    credits_form,
    edit_form_for,
    is_ours,
    job_in,
    key_in,
    pictures_in,
    use_form,
)
from adapters.discord.openings import Opening, Openings, filled, typed
from adapters.discord.orders import plain_order
from adapters.discord.pictures import shown_in
from adapters.discord.render import THREAD
from adapters.discord.stored import stored
from adapters.discord.talks import Talk, Talks
from bot.app import Answer, Bot
from bot.errors import UserError
from bot.models import (
    Action,
    ActionKey,
    Attachment,
    Audience,
    Form,
    Order,
    Press,
    Reply,
    Verb,
)
from bot.replies import Phrases, error_reply

FORM_VERBS = frozenset({Verb.EDIT, Verb.QUICK})
SHOWING = frozenset({Verb.PUBLISH, Verb.REPOST})
"""Where the bot has no seat, the press itself is the way to show it there."""


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
        talks: Talks,
    ) -> None:
        self._bot = bot
        self._answering = answering
        self._granting = granting
        self._continuing = continuing
        self._downloads = downloads
        self._languages = languages
        self._talks = talks
        self._openings = Openings()

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
        if asks_about_role(action):
            await self._answering.answer(
                interaction, lambda talk: self._granting.answer(talk, action)
            )
        elif action.verb in FORM_VERBS:
            await self._answering.answer_with_form(
                interaction, lambda talk: self._press(talk, action)
            )
        else:
            await self._answering.answer(
                interaction, lambda talk: self._press(talk, action), action=action
            )

    async def submit(self, interaction: discord.Interaction) -> None:
        """A form came back, opened by whatever process."""
        form = submitted(_data(interaction))
        opening = self._openings.submitted(form.opening)
        await self._answering.answer(
            interaction,
            lambda talk: self._submitted(talk, form, opening),
            private=opening is not None and opening.private,
        )

    async def edit_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """The menu "Edit image": of a result of ours as its button; of any other picture too."""
        ours = is_ours(message, interaction.client)
        if ours and (key := key_in(message, Verb.EDIT)):
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
        """The menu "Vary": of several pictures, the person says which."""
        ours = is_ours(message, interaction.client)
        found = actions_in(message, Verb.VARY) if ours else ()
        if len(found) == 1:
            await self.press(interaction, found[0].key)
        elif found:
            await self._answering.answer(interaction, lambda talk: self._which(talk, found))
        else:
            await self._answering.answer(interaction, self._no_picture)

    async def recipe_of(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The menu "Show recipe"."""
        job = job_in(message) if is_ours(message, interaction.client) else None
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
        message, talk.pressed = talk.interaction.message, action
        shows = action.verb in SHOWING and not talk.seated
        if shows and await self._bot.owns(action.job, talk.caller):
            self._talks.adopt(talk, action.job)  # before the press: what it posts comes at once
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
                return self._expired(talk, form)
            case "use" | "change":
                assert opening is not None
                return await self._from_menu(talk, form, opening, files)
            case "credits":
                assert opening is not None
                return await self._granting.by_form(talk, opening.target, form.options)
            case _:
                return await self._bot.edit(self._from_form(talk, form, files))

    async def _from_menu(
        self, talk: Talk, form: Submitted, opening: Opening, files: tuple[Attachment, ...]
    ) -> Answer:
        try:
            ours = await stored(self._bot, opening.pictures, talk.caller)
        except UserError as error:
            return error_reply(self._languages.core(talk.caller.locale), error)
        pictures = (*ours, *opening.attachments, *files)
        return await self._bot.imagine(filled(plain_order(talk), form, opening, pictures))

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
            form=action,
        )

    async def _about_pictures(
        self, interaction: discord.Interaction, message: discord.Message, form: Form
    ) -> None:
        hidden, ours = message.flags.ephemeral, is_ours(message, interaction.client)
        if ours and (pictures := pictures_in(message)):
            await self._open(interaction, form, Opening(pictures=pictures, private=hidden))
        elif not (ours and job_in(message)) and (files := shown_in(message, self._downloads)):
            await self._open(interaction, form, Opening(attachments=files, private=hidden))
        else:
            await self._answering.answer(interaction, self._no_picture)

    async def _open(self, interaction: discord.Interaction, form: Form, opening: Opening) -> None:
        opened = await self._answering.show_form(interaction, form)
        if opened is not None:
            self._openings.opened(opened.custom_id, opening)

    async def _which(self, talk: Talk, found: tuple[Action, ...]) -> Answer:
        say = self._languages.say(talk.caller.locale)
        return Reply(text=say("menu-which"), actions=found, audience=Audience.REQUESTER)

    def _expired(self, talk: Talk, form: Submitted) -> Reply:
        """What was typed is handed back, in a file where it is long."""
        text = self._languages.say(talk.caller.locale)("form-expired")
        return Reply(text=text, quote=typed(form), audience=Audience.REQUESTER, code="form-expired")

    async def _no_picture(self, talk: Talk) -> Answer:
        return self._languages.told(talk.caller.locale, "no-picture")

    async def _unknown(self, talk: Talk) -> Answer:
        return self._languages.told(talk.caller.locale, "command-changed")

    def _say(self, interaction: discord.Interaction) -> Phrases:
        return self._languages.say(interaction.locale.value)


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    data: Any = interaction.data
    return data  # type: ignore[no-any-return]  # a TypedDict of many shapes
