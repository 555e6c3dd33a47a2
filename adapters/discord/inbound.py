"""A slash command -> one call of Bot. Nothing is decided here but which call it is."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from adapters.discord.answering import Answering
from adapters.discord.downloads import Downloads
from adapters.discord.granting import Granting
from adapters.discord.ids import channel_id
from adapters.discord.languages import Languages
from adapters.discord.message_links import linked
from adapters.discord.orders import chosen, order_of, plain_order
from adapters.discord.pictures import shown_in
from adapters.discord.policies import Policies
from adapters.discord.talks import Talk
from adapters.discord.threads import Threads
from bot.app import Answer, Bot
from bot.models import MessageRef, Order
from bot.replies import defect_card

AUTOCOMPLETE = discord.InteractionType.autocomplete

log = logging.getLogger(__name__)


class Inbound:
    """What people do with slash commands."""

    def __init__(
        self,
        *,
        bot: Bot,
        answering: Answering,
        granting: Granting,
        policies: Policies,
        threads: Threads,
        downloads: Downloads,
        languages: Languages,
    ) -> None:
        self._bot = bot
        self._answering = answering
        self._granting = granting
        self._policies = policies
        self._threads = threads
        self._downloads = downloads
        self._languages = languages

    async def imagine(self, interaction: discord.Interaction) -> None:
        """`/imagine`: every option that was given is one of the grammar's."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction,
            lambda talk: self._bot.imagine(order_of(talk, given, self._downloads)),
            private=bool(given.get("private")),
            spoiler=bool(given.get("spoiler")),
        )

    async def edit(self, interaction: discord.Interaction) -> None:
        """`/edit`: a message's picture by its link, an attached one, or our thread's last."""
        given = dict(iter(interaction.namespace))

        async def ask(talk: Talk) -> Answer:
            order, link = order_of(talk, given, self._downloads), given.get("link")
            there = await self._pointed_at(talk, given)
            if link and there is not None and await self._bot.shown(there, talk.caller) is None:
                return await self._edit_photo_of(talk, order, there)
            if link and there is None:
                order = replace(order, attachments=())  # it was to be put into what the link names
            return await self._bot.edit(replace(order, replied_to=there))

        await self._answering.answer(
            interaction,
            ask,
            private=bool(given.get("private")),
            spoiler=bool(given.get("spoiler")),
        )

    async def _edit_photo_of(self, talk: Talk, order: Order, there: MessageRef) -> Answer:
        """Edit what a person's message shows; where Discord hides it, say which menu does."""
        try:
            channel = await talk.interaction.client.fetch_channel(channel_id(there.chat))
            message = await channel.fetch_message(int(there.id))  # type: ignore[union-attr]
        except (discord.DiscordException, AttributeError):
            return self._languages.told(talk.caller.locale, "point-by-menu")
        photos = shown_in(message, self._downloads)
        if not photos:
            return self._languages.told(talk.caller.locale, "point-by-menu")
        attached = (*photos, *order.attachments)
        return await self._bot.edit(replace(order, attachments=attached, edits_attachment=True))

    async def _pointed_at(self, talk: Talk, given: Mapping[str, Any]) -> MessageRef | None:
        if link := given.get("link"):
            return await linked(str(link), talk, self._bot)
        if given.get("picture") is not None:
            return None
        return await self._threads.last(talk.chat, talk.caller)

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
            interaction, lambda talk: self._bot.enhance(order_of(talk, given, self._downloads))
        )

    async def compare(self, interaction: discord.Interaction) -> None:
        """`/compare`: the same words for several models."""
        given = dict(iter(interaction.namespace))
        await self._answering.answer(
            interaction, lambda talk: self._bot.compare(order_of(talk, given, self._downloads))
        )

    async def settings(self, interaction: discord.Interaction) -> None:
        """`/settings`: the core reads what is to hold for whom."""
        given = dict(iter(interaction.namespace))

        async def ask(talk: Talk) -> Answer:
            order = plain_order(talk, str(given.get("setting") or ""))
            options = {"scope": str(given["scope"])} if given.get("scope") else {}
            answer = await self._bot.settings(replace(order, options=options))
            self._policies.forget()
            return answer

        await self._answering.answer(interaction, ask)

    async def privacy(self, interaction: discord.Interaction) -> None:
        """`/privacy`: what is kept, handed out or deleted."""
        action = str(dict(iter(interaction.namespace)).get("action") or "")
        await self._answering.answer(
            interaction, lambda talk: self._bot.privacy(plain_order(talk, action))
        )

    async def stale(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """A command as it was before an update, or a defect of ours."""
        changed = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
        defect = not isinstance(error, changed)
        if defect:
            # What discord.py wraps is ours: as a fault of Discord's it would be told in a line.
            log.error("a command failed", exc_info=error.__cause__ or error)
        if interaction.response.is_done() or interaction.type is AUTOCOMPLETE:
            return

        async def ask(talk: Talk) -> Answer:
            locale = talk.caller.locale
            if defect:
                return defect_card(self._languages.core(locale))
            return self._languages.told(locale, "command-changed")

        await self._answering.answer(interaction, ask)

    async def complete(
        self, interaction: discord.Interaction, flag: str, typed: str
    ) -> Sequence[tuple[str, str]]:
        """Names and values for an option while it is typed; the names show prices."""
        talk = Talk(interaction=interaction, seated=False)
        given = chosen(dict(iter(interaction.namespace)), besides=flag)
        order = replace(plain_order(talk, f"--{flag} {typed}"), options=given)
        found = await self._bot.complete(order)
        return [
            (" · ".join(filter(None, (one.label, one.hint))), one.insert.strip()) for one in found
        ]
