"""Modals: opened by a command, a button or a shortcut; priced while they are filled; sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from adapters.slack.answering import Answering, OpensForm, Tools
from adapters.slack.calls import call
from adapters.slack.forms import Filled, FormContext, read_form, repriced, text_block
from adapters.slack.ids import Place, channel_ref, chat_ref, message_ref
from adapters.slack.pages import Pages
from adapters.slack.payloads import Interaction, Message
from adapters.slack.routing import as_typed_here
from adapters.slack.speaking import Scene
from bot.app import Answer
from bot.errors import DeliveryError, InvalidPrompt
from bot.models import ActionKey, Attachment, Caller, Form, Order, PricePreview, Reply

IMAGINE = "imagine"
"""The key of the core's form for a new picture; the other forms are keyed by their button."""
CHECK_S = 1.2
"""A form is checked and claimed before Slack is answered, and Slack waits three seconds."""

log = logging.getLogger(__name__)


class Modals:
    """Everything about forms."""

    def __init__(self, tools: Tools, answering: Answering, pages: Pages) -> None:
        self._tools = tools
        self._answering = answering
        self.pages = pages

    def opener(self, scene: Scene, trigger_id: str) -> OpensForm:
        """How a form that answers a press is opened."""

        async def open_form(form: Form) -> None:
            about = FormContext(
                key=form.key,
                team=scene.place.team,
                channel=scene.place.channel,
                thread=scene.place.thread,
                root=scene.root,
            )
            await self._open(scene, trigger_id, form, about)

        return open_form

    async def open_new(self, scene: Scene, trigger_id: str, files: tuple[str, ...] = ()) -> None:
        """The form for a new picture; `files` are references given beforehand."""

        async def open_form(form: Form) -> None:
            about = FormContext(
                key=form.key,
                team=scene.place.team,
                channel=scene.place.channel,
                thread=scene.place.thread,
                root=scene.root,
                files=files,
                response_url=scene.response_url,
            )
            await self._open(scene, trigger_id, form, about)

        order = _blank(scene)
        await self._answering.answer(
            scene, trigger_id, lambda: self._tools.bot.form(order), opens=open_form
        )

    async def create(self, interaction: Interaction) -> None:
        """The global shortcut, or the home page's button: the picture goes to the person."""
        scene = await self._alone(interaction)
        await self.open_new(scene, interaction.trigger_id)

    async def edit(self, interaction: Interaction) -> None:
        """The message shortcut: one of our pictures is edited, another's becomes a reference."""
        message = Message.model_validate(
            {**interaction.message, "channel": interaction.channel.id, "text": ""}
        )
        team = interaction.team_id
        place = Place(team=team, channel=message.channel, thread=message.thread)
        scene = Scene(
            caller=await self._tools.people.caller(team, interaction.user.id),
            place=place,
            response_url=interaction.response_url,
            root=message.root,
        )
        order = Order(
            event_key="",
            caller=scene.caller,
            chat=chat_ref(scene.results),
            replied_to=message_ref(team, message.channel, message.ts),
        )
        answer = await self._tools.bot.form(order)
        pictures = tuple(file.id for file in message.files if file.mimetype.startswith("image/"))
        if isinstance(answer, Reply) and answer.code == "source-not-found" and pictures:
            await self.open_new(scene, interaction.trigger_id, pictures)
            return
        opens = self.opener(scene, interaction.trigger_id)
        await self._answering.answer(scene, interaction.trigger_id, _given(answer), opens=opens)

    async def changed(self, interaction: Interaction) -> None:
        """Show the price of what is chosen now; one that comes late is dropped by Slack."""
        view = interaction.view
        order = await self._order(interaction)
        preview = await self._tools.bot.preview(_typed(order))
        line = preview.problem or preview.summary
        client = await self._tools.workspaces.client(interaction.team_id)
        try:
            await call(
                client.views_update(view_id=view.id, hash=view.hash, view=repriced(view, line))
            )
        except DeliveryError:
            log.debug("a price was not shown", exc_info=True)

    async def mistakes(self, interaction: Interaction) -> Mapping[str, str]:
        """What is wrong with a filled form, by block; told before it is sent.

        Nothing, where that cannot be said in time: then it is told in the chat.
        """
        block = text_block(interaction.view)
        if not block:
            return {}
        try:
            async with asyncio.timeout(CHECK_S):
                order = await self._order(interaction)
                preview = await self._tools.bot.preview(_finished(order))
        except TimeoutError:
            return {}
        if preview.problem:
            return {block: as_typed_here(preview.problem)}
        if _says_nothing(order, preview):
            say = self._tools.core.for_locale(order.caller.locale)
            return {block: say.error(InvalidPrompt("empty"))}
        return {}

    async def claim(self, interaction: Interaction) -> str | None:
        """Claim a filled form. Its key; None where it came before."""
        place = FormContext.load(interaction.view.private_metadata).place
        key, team = _form_key(interaction), interaction.team_id
        caller = self._tools.people.known(team, interaction.user.id)
        return key if await self._tools.bot.claim_event(key, caller, chat_ref(place)) else None

    async def submitted(self, interaction: Interaction) -> None:
        """Do what the form asks."""
        about = FormContext.load(interaction.view.private_metadata)
        order = await self._order(interaction)
        scene = _scene(order.caller, about)
        bot = self._tools.bot
        try:
            order = await self._with_files(order, interaction, about)
        except DeliveryError:
            log.warning("a form's files could not be found", exc_info=True)
            await self._tools.speaker.speak(
                scene, self._answering.broken(scene), key=order.event_key
            )
            return
        act = bot.imagine if about.key == IMAGINE else bot.edit
        await self._answering.answer(scene, order.event_key, lambda: act(order))

    async def _open(self, scene: Scene, trigger_id: str, form: Form, about: FormContext) -> None:
        price = ""
        if form.key == IMAGINE:
            price = (await self._tools.bot.preview(_typed(_blank(scene)))).summary
        await self._answering.open(scene, trigger_id, form, about, price=price)

    async def _alone(self, interaction: Interaction) -> Scene:
        caller = await self._tools.people.caller(interaction.team_id, interaction.user.id)
        anywhere = Place(team=interaction.team_id, channel="")
        place = await self._tools.membership.alone_with(anywhere, caller.user)
        return Scene(caller=caller, place=place)

    async def _order(self, interaction: Interaction) -> Order:
        """The order a form stands for, without its files."""
        about = FormContext.load(interaction.view.private_metadata)
        team, view = interaction.team_id, interaction.view
        options = dict(read_form(view).options)
        if about.key == IMAGINE:
            text, action = options.pop("prompt", ""), None
        else:
            text, action = "", ActionKey.parse(about.key)
        caller = await self._tools.people.caller(team, interaction.user.id)
        return Order(
            event_key=_form_key(interaction),
            caller=caller,
            chat=chat_ref(_scene(caller, about).results),
            channel=channel_ref(about.place),
            server=team,
            text=text,
            options=options,
            form=action,
        )

    async def _with_files(
        self, order: Order, interaction: Interaction, about: FormContext
    ) -> Order:
        filled: Filled = read_form(interaction.view)
        downloads, team = self._tools.downloads, interaction.team_id
        masks = downloads.attachments(team, filled.files.get("mask", ()))
        given: list[Attachment] = list(await downloads.by_id(team, about.files))
        for name, files in filled.files.items():
            if name != "mask":
                given += downloads.attachments(team, files)
        return replace(
            order,
            attachments=tuple(given),
            mask=masks[0] if masks else None,
            edits_attachment=bool(about.files),
        )


def _scene(caller: Caller, about: FormContext) -> Scene:
    """Where a form was opened."""
    return Scene(caller=caller, place=about.place, response_url=about.response_url, root=about.root)


def _form_key(interaction: Interaction) -> str:
    return f"slack:{interaction.team_id}:view:{interaction.view.id}"


def _blank(scene: Scene) -> Order:
    """An order still to be filled in."""
    chat = chat_ref(scene.results)
    return Order(
        event_key="",
        caller=scene.caller,
        chat=chat,
        channel=channel_ref(scene.place),
        server=scene.place.team,
    )


def _typed(order: Order) -> Order:
    """As a line that can be priced; no words yet cost what any words do."""
    if order.form is not None:
        return order
    return replace(order, text=f"/imagine {order.text.strip() or 'picture'}")


def _finished(order: Order) -> Order:
    """As a line that is typed to its end: a mistake in its last word counts."""
    line = _typed(order)
    return replace(line, text=f"{line.text} ")


def _says_nothing(order: Order, preview: PricePreview) -> bool:
    return order.form is None and not order.text.strip() and not preview.problem


def _given(answer: Answer) -> Callable[[], Awaitable[Answer]]:
    async def ask() -> Answer:
        return answer

    return ask
