"""Slack's requests -> errands. Each is claimed, then acknowledged, then worked on.

Bolt acknowledges an event before its listener runs, and anything else up to 10 ms after it was told
to; and it forgets an acknowledgement when its listener raises. So what is done here is middleware
of the listeners, which answers itself and leaves the work to an errand. What no listener wants is
acknowledged too, because Slack sends again what it thinks was not heard.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from adapters.errands import Errands
from adapters.precedence import Precedence
from adapters.slack.forms import CALLBACK, REPRICE
from adapters.slack.home import CREATE, LINES
from adapters.slack.inbound import Inbound, is_ours
from adapters.slack.modals import Modals
from adapters.slack.pages import Pages
from adapters.slack.payloads import (
    AssistantStarted,
    AssistantThread,
    Command,
    HomeOpened,
    Interaction,
    Message,
    MessageNews,
)
from adapters.slack.surface import COMMANDS, CREATE_SHORTCUT, EDIT_SHORTCUT
from bot.errors import DeliveryError

T = TypeVar("T")
Body = dict[str, Any]
Work = Coroutine[Any, Any, None]

NEWS = frozenset({"message_changed", "message_deleted"})
"""What Slack calls a message about a message that its writer edited or took back."""

log = logging.getLogger(__name__)

ANYTHING = re.compile(r".*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """What is to be done once Slack has its acknowledgement.

    `key` is what the request was claimed by, empty for one that nobody is owed a word for. What is
    `urgent` may have to open a form within three seconds, and waits for no order.
    """

    work: Callable[[], Work]
    key: str = ""
    urgent: bool = False


class Listeners:
    """Registers everything on a Bolt app."""

    def __init__(
        self,
        inbound: Inbound,
        modals: Modals,
        pages: Pages,
        errands: Errands,
        precedence: Precedence,
    ) -> None:
        self._inbound = inbound
        self._modals = modals
        self._pages = pages
        self._errands = errands
        self._precedence = precedence

    def register(self, app: AsyncApp) -> None:
        """Listen to what is ours, then to the rest."""
        for name in COMMANDS:
            app.command(name, middleware=[self._then(self._command)])(_acknowledge)
        app.event("message", middleware=[self._then(self._message)])(_acknowledge)
        app.event("app_mention", middleware=[self._then(self._message)])(_acknowledge)
        app.event("app_home_opened", middleware=[self._then(self._home)])(_acknowledge)
        app.event("assistant_thread_started", middleware=[self._then(self._pane)])(_acknowledge)
        app.shortcut(CREATE_SHORTCUT, middleware=[self._then(self._create)])(_acknowledge)
        app.shortcut(EDIT_SHORTCUT, middleware=[self._then(self._edit)])(_acknowledge)
        app.action(REPRICE, middleware=[self._then(self._changed)])(_acknowledge)
        app.action(CREATE, middleware=[self._then(self._create)])(_acknowledge)
        lines = re.compile("|".join(LINES))
        app.action(lines, middleware=[self._then(self._ask)])(_acknowledge)
        pressed = [self._then(self._press)]
        app.action(ANYTHING, matchers=[_pressed], middleware=pressed)(_acknowledge)
        app.view(CALLBACK)(self._submit)
        self._register_rest(app)

    def _register_rest(self, app: AsyncApp) -> None:
        app.command(ANYTHING)(_acknowledge)
        app.event(ANYTHING)(_acknowledge)
        app.shortcut(ANYTHING)(_acknowledge)
        app.action(ANYTHING)(_acknowledge)
        app.view(ANYTHING)(_acknowledge)
        app.view_closed(ANYTHING)(_acknowledge)
        app.options(ANYTHING)(_acknowledge)

    def _then(
        self, claim: Callable[[Body], Awaitable[Claimed | None]]
    ) -> Callable[..., Awaitable[BoltResponse]]:
        async def first(ack: AsyncAck, body: Body) -> BoltResponse:
            claiming = self._errands.start(_guarded(claim(body)))
            await self._precedence.wait_for_claim(claiming)
            self._errands.start(self._worked(claiming))
            return await ack()

        return first

    async def _worked(self, claiming: "asyncio.Task[Claimed | None]") -> None:
        claimed = await claiming
        if claimed is None:
            return
        if claimed.urgent:
            await _guarded(claimed.work())
        else:
            async with self._precedence.turn():
                await _guarded(claimed.work())
        if claimed.key:
            await self._inbound.answered(claimed.key)

    async def _submit(self, ack: AsyncAck, body: Body) -> None:
        """A form: the one request whose answer says what is wrong with it."""
        mistakes: Mapping[str, str] = {}
        try:
            mistakes = await self._modals.mistakes(Interaction.model_validate(body))
        except Exception:
            log.exception("a form could not be checked")
        if mistakes:
            await ack(response_action="errors", errors=dict(mistakes))
            return
        claiming = self._errands.start(_guarded(self._sent(body)))
        await self._precedence.wait_for_claim(claiming)
        await ack()
        self._errands.start(self._worked(claiming))

    async def _sent(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        key = await self._modals.claim(interaction)
        return _claimed(key, lambda: self._modals.submitted(interaction))

    async def _command(self, body: Body) -> Claimed | None:
        command = Command.model_validate(body)
        key = await self._inbound.claim_command(command)
        # A command without words opens a form.
        urgent = not command.text.strip()
        return _claimed(key, lambda: self._inbound.command(command), urgent=urgent)

    async def _message(self, body: Body) -> Claimed | None:
        if body["event"].get("subtype") in NEWS:
            return await self._news(body)
        try:
            message = Message.model_validate(body["event"])
        except ValidationError:
            return None  # news about a message, which has no author or no text of its own
        return await self._called(_team(body), message)

    async def _news(self, body: Body) -> Claimed | None:
        news, team = MessageNews.model_validate(body["event"]), _team(body)
        if news.deleted_ts:
            return Claimed(work=lambda: self._inbound.deleted(team, news.channel, news.deleted_ts))
        if (changed := news.changed) is not None:
            return await self._called(team, changed, edited=news.ts)
        return None

    async def _called(self, team: str, message: Message, *, edited: str = "") -> Claimed | None:
        call = await self._inbound.call_of(team, message, edited=edited)
        if call is None:
            return None
        key = await self._inbound.claim_call(call)
        return _claimed(key, lambda: self._inbound.message(call))

    async def _home(self, body: Body) -> Claimed | None:
        opened, team = HomeOpened.model_validate(body["event"]), _team(body)
        if opened.tab == "home":
            return Claimed(work=lambda: self._pages.home(team, opened.user))
        if opened.tab == "messages" and opened.channel:
            thread = AssistantThread(user_id=opened.user, channel_id=opened.channel)
            return Claimed(work=lambda: self._pages.pane(team, thread))
        return None

    async def _pane(self, body: Body) -> Claimed | None:
        started = AssistantStarted.model_validate(body["event"])
        return Claimed(work=lambda: self._pages.pane(_team(body), started.assistant_thread))

    async def _create(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        return Claimed(work=lambda: self._modals.create(interaction), urgent=True)

    async def _edit(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        return Claimed(work=lambda: self._modals.edit(interaction), urgent=True)

    async def _changed(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        return Claimed(work=lambda: self._modals.changed(interaction), urgent=True)

    async def _ask(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        line = LINES[interaction.actions[0].action_id]
        key = await self._inbound.claim_press(interaction)
        return _claimed(key, lambda: self._inbound.ask(interaction, line))

    async def _press(self, body: Body) -> Claimed | None:
        interaction = Interaction.model_validate(body)
        key = await self._inbound.claim_press(interaction)
        return _claimed(key, lambda: self._inbound.press(interaction), urgent=True)


def _claimed(key: str | None, work: Callable[[], Work], *, urgent: bool = False) -> Claimed | None:
    """None for what came before: it is acknowledged, and no more."""
    return None if key is None else Claimed(key=key, work=work, urgent=urgent)


async def _pressed(body: Body) -> bool:
    """Whether the first action of a request is a button of ours."""
    actions = body.get("actions") or [{}]
    return is_ours(str(actions[0].get("action_id", "")))


async def _guarded(work: Awaitable[T]) -> T | None:
    try:
        return await work
    except (DeliveryError, ValidationError) as error:
        # Slack's own faults, and shapes nobody foresaw: there is nothing in a traceback of them.
        why = str(error).partition("\n")[0]
        log.warning("an event could not be dealt with: %s: %s", type(error).__name__, why)
    except Exception:
        log.exception("an event could not be dealt with")
    return None


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _team(body: Body) -> str:
    """The workspace the app was installed in; in shared channels it need not be the author's."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    return str(body.get("team_id", ""))
