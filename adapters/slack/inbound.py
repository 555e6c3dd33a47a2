"""An event of Slack -> one call of Bot.

What is named `claim` runs before Slack has its acknowledgement and asks Slack nothing; the rest
runs after.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack.answering import Answering, Tools
from adapters.slack.calls import call
from adapters.slack.grants import grant_to_group
from adapters.slack.ids import Place, channel_ref, chat_ref, message_ref, user_ids
from adapters.slack.membership import is_direct
from adapters.slack.modals import Modals
from adapters.slack.payloads import Command, File, Interaction, Message
from adapters.slack.render import MORE
from adapters.slack.routing import command_line
from adapters.slack.speaking import Scene
from adapters.slack.texts import (
    Heard,
    hear,
    mentions,
    speaks_to_another,
    with_plain_names,
    without,
)
from adapters.slack.workspaces import Workspace
from bot.errors import DeliveryError
from bot.models import ActionKey, Addressed, JobId, Order, PictureRef, Press, Verb

log = logging.getLogger(__name__)

HEARD_SUBTYPES = frozenset({"", "file_share", "thread_broadcast"})
"""Messages of people; every other subtype is Slack's own news about a message."""
IMAGINE = "/imagine"
CREDITS = "/credits"
GRANT = re.compile(r"/credits\s+grant\b", re.IGNORECASE)
HELP = "/help"
ANSWERS = frozenset({Verb.CONFIRM, Verb.REFUSE, Verb.FORGET})
"""Buttons that answer a question; once answered it goes away."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """A message that is for the bot. `job` is what its thread is about.

    `named` says that it mentions the bot, `called` that it is meant for nobody else. `edited` is
    the event that told of its new words: they count if its order has not begun.
    """

    team: str
    message: Message
    place: Place
    bot_user: str
    job: JobId | None = None
    named: bool = False
    called: bool = False
    edited: str = ""

    @property
    def key(self) -> str:
        """What it is claimed by, whichever of its events came first."""
        key = f"slack:{self.team}:{self.message.channel}:{self.message.ts}"
        return f"{key}:{self.edited}" if self.edited else key


class Inbound:
    """Commands, messages and buttons."""

    def __init__(self, tools: Tools, answering: Answering, modals: Modals) -> None:
        self._tools = tools
        self._answering = answering
        self._modals = modals

    async def claim_command(self, command: Command) -> str | None:
        """Claim a command. Its key; None where it came before."""
        place = Place(team=command.team_id, channel=command.channel_id)
        key = _command_key(command)
        return key if await self._claim(key, place, command.user_id) else None

    async def claim_press(self, interaction: Interaction) -> str | None:
        """Claim a press. Its key; None where it came before, or twice within a moment."""
        key, where = _press_key(interaction), interaction.container
        try:
            action = ActionKey.parse(interaction.actions[0].chosen)
        except ValueError:
            action = None
        channel = where.channel_id or interaction.channel.id or interaction.user.id
        place = Place(team=interaction.team_id, channel=channel)
        fresh = await self._claim(key, place, interaction.user.id, action)
        return key if fresh else None

    async def claim_call(self, call: Call) -> str | None:
        """Claim a message. Its key; None where it came before, also by another of its events.

        The key is empty for a message whose writer is owed no word: what may be talk, and new
        words for an old message.
        """
        said = Order(
            event_key=call.key,
            caller=self._tools.people.known(call.team, call.message.user),
            chat=chat_ref(call.place),
            text=without(call.message.text, call.bot_user),
            addressed=Addressed.SPOKEN if call.called else Addressed.OVERHEARD,
        )
        if call.edited or self._tools.bot.is_talk(said):
            return ""
        return call.key if await self._claim(call.key, call.place, call.message.user) else None

    async def answered(self, key: str) -> None:
        """What was claimed is dealt with."""
        await self._tools.bot.event_answered(key)

    async def _claim(
        self, key: str, place: Place, user: str, action: ActionKey | None = None
    ) -> bool:
        caller = self._tools.people.known(place.team, user)
        return await self._tools.bot.claim_event(key, caller, chat_ref(place), action=action)

    async def command(self, command: Command) -> None:
        """A slash command; `/imagine` alone opens the modal."""
        team = command.team_id
        scene = Scene(
            caller=await self._tools.people.caller(team, command.user_id),
            place=Place(team=team, channel=command.channel_id),
            response_url=command.response_url,
        )
        if command.command != CREDITS and not command.text.strip():
            await self._modals.open_new(scene, command.trigger_id)
            return
        text = f"{CREDITS} {command.text}" if command.command == CREDITS else command.text
        heard = await hear(self._tools.people, team, text)
        order = Order(
            event_key=_command_key(command),
            caller=scene.caller,
            chat=chat_ref(scene.place),
            server=team,
            text=heard.text,
            mentions=heard.mentions,
        )
        await self._said(scene, order, heard)

    async def deleted(self, team: str, channel: str, ts: str) -> None:
        """Cancel what a deleted message ordered, where it has not begun."""
        await self._tools.bot.message_deleted(message_ref(team, channel, ts))

    async def call_of(self, team: str, message: Message, *, edited: str = "") -> Call | None:
        """What a message is to the bot. None for most: they are none of our business."""
        workspace = await self._tools.workspaces.find(team)
        if workspace is None or not _from_a_person(message, workspace.bot_user):
            return None
        place = Place(team=team, channel=message.channel, thread=message.thread)
        if is_direct(place):
            place = replace(place, thread=message.root)  # each message there has its own thread
        job = await self._tools.memory.thread_job(place) if place.thread else None
        named = mentions(message.text, workspace.bot_user)
        if job and place.thread != message.ts:
            await self._tools.memory.note_spoken(place)
        called = named or is_direct(place) or message.text.lstrip().startswith("!imagine")
        if not (called or (job and await self._overhears(place, message.text, workspace))):
            return None
        return Call(
            team=team,
            message=message,
            place=place,
            bot_user=workspace.bot_user,
            job=job,
            named=named,
            called=called,
            edited=edited,
        )

    async def message(self, call: Call) -> None:
        """Do what a message says."""
        team, message, place, job = call.team, call.message, call.place, call.job
        caller = await self._tools.people.caller(team, message.user)
        scene = Scene(caller=caller, place=place, root=message.root)
        raw = without(message.text, call.bot_user)
        heard = await hear(self._tools.people, team, raw)
        root = await self._root_photos(place) if call.named and job is None else ()
        order = Order(
            event_key=call.key,
            caller=scene.caller,
            chat=chat_ref(scene.results),
            channel=channel_ref(place),
            server=team,
            text=heard.text,
            mentions=heard.mentions,
            attachments=self._tools.downloads.attachments(team, (*root, *message.files)),
            edits_attachment=bool(root),
            message=message_ref(team, message.channel, message.ts),
            source=PictureRef(job=job, index=0) if job else None,
            addressed=Addressed.SPOKEN if call.called else Addressed.OVERHEARD,
        )
        if call.edited:
            act = self._tools.bot.message_edited
            await self._answering.answer(scene, order.event_key, lambda: act(order))
            return
        if is_direct(place) and place.thread and not self._tools.bot.is_talk(order):
            await self._modals.pages.think(scene)
        await self._said(scene, order, heard)

    async def press(self, interaction: Interaction) -> None:
        """A button of a message, of a menu, or of the home page."""
        scene = await self._scene(interaction)
        pressed = interaction.actions[0]
        try:
            action = ActionKey.parse(pressed.chosen)
        except ValueError:
            return  # a button of another app's making, or of a time before buttons
        where = interaction.container
        on_card = where.type == "message" and not where.is_ephemeral
        key = _press_key(interaction)
        press = Press(
            event_key=key,
            caller=scene.caller,
            chat=chat_ref(scene.results),
            action=action,
            message=message_ref(scene.place.team, scene.place.channel, where.message_ts)
            if on_card
            else None,
        )
        await self._answering.answer(
            scene,
            key,
            lambda: self._tools.bot.press(press),
            opens=self._modals.opener(scene, interaction.trigger_id),
        )
        if where.is_ephemeral and action.verb in ANSWERS:
            await self._tools.speaker.dismiss(scene)
        if where.type == "view" and action.verb is Verb.CANCEL:
            await self._modals.pages.home(scene.place.team, interaction.user.id)

    async def ask(self, interaction: Interaction, line: str) -> None:
        """A button of the home page that stands for a typed line."""
        scene = await self._scene(interaction)
        order = Order(
            event_key=_press_key(interaction),
            caller=scene.caller,
            chat=chat_ref(scene.place),
            server=scene.place.team,
            text=line,
        )
        await self._answering.answer(scene, order.event_key, lambda: self._tools.bot.say(order))

    async def _said(self, scene: Scene, order: Order, heard: Heard) -> None:
        line = command_line(order.text)
        bot = self._tools.bot
        if line is None and not order.text.strip() and not order.attachments:
            line = HELP
        if line is None:
            spoken = order.addressed is not Addressed.COMMAND
            act = bot.edit if order.source else bot.say if spoken else bot.imagine
            await self._answering.answer(scene, order.event_key, lambda: act(order))
            return
        heard = await with_plain_names(self._tools.people, scene.place.team, heard)
        named = heard.mentions
        if GRANT.match(line):
            # An id that nobody has would keep what it is given for ever.
            people = self._tools.people
            named = {
                token: user
                for token, user in named.items()
                if await people.may_hold_credits(*user_ids(user))
            }
        order = replace(order, text=line, mentions=named, source=None)
        if heard.groups:
            say = self._tools.words.for_locale(scene.caller.locale)
            await self._answering.answer(
                scene,
                order.event_key,
                lambda: grant_to_group(bot, self._tools.people, order, heard.groups, say),
            )
            return
        await self._answering.answer(scene, order.event_key, lambda: bot.say(order))

    async def _root_photos(self, place: Place) -> Sequence[File]:
        """The pictures of the message that a thread hangs under, whoever posted it."""
        if not place.thread:
            return ()
        client = await self._tools.workspaces.client(place.team)
        try:
            answer = await call(
                client.conversations_replies(channel=place.channel, ts=place.thread, limit=1)
            )
        except DeliveryError:
            log.warning("the beginning of a thread could not be read", exc_info=True)
            return ()
        first: Mapping[str, Any] = next(iter(answer.get("messages") or ()), {})
        if first.get("ts") != place.thread:
            return ()
        files = [File.model_validate(file) for file in first.get("files") or ()]
        return [file for file in files if file.mimetype.startswith("image/")]

    async def _overhears(self, place: Place, text: str, workspace: Workspace) -> bool:
        # In a thread that people began they talk to each other: there we wait to be named.
        to_another = speaks_to_another(text, workspace.bot_user)
        return not to_another and await self._tools.memory.is_ours(place)

    async def _scene(self, interaction: Interaction) -> Scene:
        team, user = interaction.team_id, interaction.user.id
        caller = await self._tools.people.caller(team, user)
        where = interaction.container
        channel = where.channel_id or interaction.channel.id
        if not channel:
            anywhere = Place(team=team, channel="")
            place = await self._tools.membership.alone_with(anywhere, caller.user)
            return Scene(caller=caller, place=place)
        thread = where.thread_ts if where.thread_ts != where.message_ts else ""
        return Scene(
            caller=caller,
            place=Place(team=team, channel=channel, thread=thread),
            response_url=interaction.response_url,
            root="" if where.is_ephemeral else where.message_ts,
        )


def _command_key(command: Command) -> str:
    return f"slack:{command.team_id}:command:{command.trigger_id}"


def _press_key(interaction: Interaction) -> str:
    return f"slack:{interaction.team_id}:press:{interaction.trigger_id}"


def is_ours(action_id: str) -> bool:
    """Whether a button carries `verb:job:index`, or is a menu of such."""
    head = action_id.partition(":")[0]
    return head == MORE or head in frozenset(Verb)


def _from_a_person(message: Message, bot_user: str) -> bool:
    if message.bot_id or not message.user or message.user == bot_user:
        return False
    return message.subtype in HEARD_SUBTYPES
