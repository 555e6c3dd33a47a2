"""What becomes of an interaction: acknowledged at once, answered when the core has spoken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import aiohttp
import discord
from discord import ui

from adapters.discord.acknowledging import Acknowledgements
from adapters.discord.forms import modal
from adapters.discord.home_members import HomeMembers
from adapters.discord.languages import Languages
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.originals import Originals
from adapters.discord.pieces import fits
from adapters.discord.policies import Policies
from adapters.discord.sending import Sending
from adapters.discord.talks import GONE, Original, Talk, Talks
from adapters.errands import Errands
from adapters.precedence import Precedence
from bot.app import Answer, Bot
from bot.errors import DeliveryError
from bot.models import ActionKey, Audience, Form, Reply, Tone
from bot.replies import defect_card, offer_card

UNFIT = frozenset({400, 413})
"""What Discord says to a message that will not do."""

TAKE_BACK_WAITS_S = (5.0, 30.0, 120.0, 300.0)
"""After discord.py's own tries; an interaction lives for fifteen minutes."""

Ask = Callable[[Talk], Awaitable[Answer]]
Fault = (discord.DiscordException, aiohttp.ClientError, OSError, DeliveryError, RuntimeError)
"""RuntimeError: a client that has hung up since."""

log = logging.getLogger(__name__)


class Answering:
    """Runs one call of the bot for one interaction."""

    def __init__(
        self,
        *,
        bot: Bot,
        originals: Originals,
        sending: Sending,
        messenger: DiscordMessenger,
        policies: Policies,
        talks: Talks,
        languages: Languages,
        errands: Errands,
        precedence: Precedence,
        members: HomeMembers,
    ) -> None:
        self._bot = bot
        self._originals = originals
        self._sending = sending
        self._messenger = messenger
        self._policies = policies
        self._talks = talks
        self._languages = languages
        self._errands = errands
        self._acknowledgements = Acknowledgements()
        self._precedence = precedence
        self._members = members

    async def answer(
        self,
        interaction: discord.Interaction,
        ask: Ask,
        *,
        private: bool = False,
        spoiler: bool = False,
        action: ActionKey | None = None,
    ) -> None:
        """Claim, acknowledge, ask the bot, and say what it answers.

        `action` is the button's, of a press.
        """
        if not self._acknowledgements.first(interaction.id):
            return
        talk = self._opened(interaction, private=private, spoiler=spoiler)
        claim = self._errands.start(
            self._bot.claim_event(talk.event_key, talk.caller, talk.chat, action=action)
        )
        await self._precedence.wait_for_claim(claim)
        if await self._acknowledgements.give(interaction):
            await self._errands.start(self._finished(talk, ask, claim))
        else:  # Discord itself told the person that the bot did not answer
            await self._errands.start(self._given_up(talk, claim))

    async def answer_with_form(self, interaction: discord.Interaction, ask: Ask) -> None:
        """Ask first: a form has to be the acknowledgement, within three seconds.

        Later a button offers it.
        """
        if not self._acknowledgements.first(interaction.id):
            return
        talk = self._opened(interaction)
        asked = self._errands.start(self._asked(talk, ask))
        await self._precedence.wait_for_claim(asked)
        if asked.done() and isinstance(form := await asked, Form):
            await self.show_form(interaction, form)
        elif await self._acknowledgements.give(interaction):
            await self._tell(talk, await asked)

    async def show_form(self, interaction: discord.Interaction, form: Form) -> ui.Modal | None:
        """Open a form. None where Discord no longer takes it."""
        opened = modal(form)
        try:
            await interaction.response.send_modal(opened)
        except Fault:
            log.warning("a form was not opened", exc_info=True)
            return None
        return opened

    def _opened(
        self, interaction: discord.Interaction, *, private: bool = False, spoiler: bool = False
    ) -> Talk:
        self._languages.learn(interaction.user.id, interaction.locale.value)
        return Talk(
            interaction=interaction,
            seated=is_seated(interaction),
            private=private,
            spoiler=spoiler,
        )

    async def _finished(self, talk: Talk, ask: Ask, claim: "asyncio.Task[bool]") -> None:
        fresh = await claim
        async with self._precedence.turn():
            answer = await self._asked(talk, ask) if fresh else None
            await self._tell(talk, answer)
        await self._bot.event_answered(talk.event_key)

    async def _given_up(self, talk: Talk, claim: "asyncio.Task[bool]") -> None:
        await claim
        await self._bot.event_answered(talk.event_key)

    async def _asked(self, talk: Talk, ask: Ask) -> Answer:
        with self._talks.handling(talk):
            try:
                if talk.interaction.guild_id is None:
                    talk.direct_place = await self._members.place_of(talk.interaction.user.id)
                return await ask(talk)
            except Exception:
                log.exception("an answer on Discord failed")
                return self._broken(talk)

    async def _tell(self, talk: Talk, answer: Answer) -> None:
        try:
            match answer:
                case Reply():
                    await self._say(talk, answer)
                case Form():
                    await self._say(talk, offer_card(answer))
                case None if talk.unheard and talk.original is Original.LOADING:
                    await self._original(talk, self._accepted(talk))
                case None:
                    pass
            if talk.original is Original.LOADING and not await self._taken_back(talk):
                self._errands.start(self._take_back_later(talk))
        except Fault:
            log.warning("an answer was not shown", exc_info=True)
        finally:
            talk.answered.set()

    async def _taken_back(self, talk: Talk) -> bool:
        """Whether nothing stands there any more that promises an answer."""
        try:
            await self._sending.drop_original(talk)
        except discord.HTTPException as error:
            log.info("a promise of an answer is not taken back", exc_info=True)
            return error.code in GONE or error.status == 404  # or somebody removed it
        except Fault:
            log.info("a promise of an answer is not taken back", exc_info=True)
            return False
        return True

    async def _take_back_later(self, talk: Talk) -> None:
        """Else it would say "thinking" for as long as the interaction lives."""
        for wait_s in TAKE_BACK_WAITS_S:
            await asyncio.sleep(wait_s)
            if talk.original is not Original.LOADING or await self._taken_back(talk):
                return

    async def _say(self, talk: Talk, reply: Reply) -> None:
        if reply.audience is Audience.EVERYONE and reply.tone is not Tone.ERROR:
            await self._say_to_all(talk, reply)
            return
        limit = talk.interaction.filesize_limit
        large = next((one for one in reply.images if not fits(one, limit)), None)
        if large is not None:
            await self._originals.hand_out(
                talk, reply, large, lambda told: self._original(talk, told)
            )
            return
        message = await self._original(talk, reply)
        if reply.actions:
            self._talks.remember(talk, message=message, job=None)

    async def _say_to_all(self, talk: Talk, reply: Reply) -> None:
        with self._talks.handling(talk):
            try:
                await self._posted(talk, reply)
            except DeliveryError:
                await self._original(talk, reply)

    async def _posted(self, talk: Talk, reply: Reply) -> None:
        """What may have arrived is tried once more, which finds it: it is not said twice."""
        key = f"answer:{talk.event_key}"
        try:
            await self._messenger.post(talk.chat, reply, key=key, to=talk.caller.user)
        except DeliveryError as error:
            if error.permanent:
                raise
            await self._messenger.post(talk.chat, reply, key=key, to=talk.caller.user)

    async def _original(self, talk: Talk, reply: Reply) -> int:
        """Say it where it was promised: tried twice, for "thinking" would stand there long.

        What Discord does not take as it is becomes a sentence.
        """
        spoiler = await self._spoils(talk, reply)
        try:
            return await self._sending.as_original(talk, reply, spoiler=spoiler)
        except discord.HTTPException as error:
            if error.code in GONE:
                raise
            log.info("an answer is tried again", exc_info=True)
            if error.status in UNFIT:
                reply = self._broken(talk)
        except Fault:
            log.info("an answer is tried again", exc_info=True)
        return await self._sending.as_original(talk, reply, spoiler=spoiler)

    async def _spoils(self, talk: Talk, reply: Reply) -> bool:
        """A file handed out keeps to the rules of the chat, and to the wish for its job."""
        job = talk.pressed.job if talk.pressed else reply.job
        return await self._policies.spoils(talk.chat, replace(reply, job=job), talk)

    def _accepted(self, talk: Talk) -> Reply:
        """The core took an order and could not say so in the chat."""
        return Reply(text=self._languages.say(talk.caller.locale)("accepted"))

    def _broken(self, talk: Talk) -> Reply:
        return defect_card(self._languages.core(talk.caller.locale))


def is_seated(interaction: discord.Interaction) -> bool:
    """Whether the bot is in the chat itself, rather than brought along by the person."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel is True
    return (
        interaction.is_guild_integration()
        and interaction.client.get_guild(interaction.guild_id) is not None
    )
