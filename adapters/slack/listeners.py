"""Slack's requests -> errands. Each is acknowledged first, and its work cannot undo that.

Bolt forgets an acknowledgement when its listener raises soon after. So a listener here does nothing
but acknowledge and start an errand; and what no listener wants is acknowledged too, because Slack
sends again what it thinks was not heard.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.errands import Errands
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

Body = dict[str, Any]
Work = Coroutine[Any, Any, None]
Listener = Callable[..., Awaitable[None]]

NEWS = frozenset({"message_changed", "message_deleted"})
"""What Slack calls a message about a message that its writer edited or took back."""

log = logging.getLogger(__name__)

ANYTHING = re.compile(r".*", re.DOTALL)


class Listeners:
    """Registers everything on a Bolt app."""

    def __init__(self, inbound: Inbound, modals: Modals, pages: Pages, errands: Errands) -> None:
        self._inbound = inbound
        self._modals = modals
        self._pages = pages
        self._errands = errands

    def register(self, app: AsyncApp) -> None:
        """Listen to what is ours, then to the rest."""
        for name in COMMANDS:
            app.command(name)(self._then(self._command))
        app.event("message")(self._then(self._message))
        app.event("app_mention")(self._then(self._message))
        app.event("app_home_opened")(self._then(self._home))
        app.event("assistant_thread_started")(self._then(self._pane))
        app.shortcut(CREATE_SHORTCUT)(self._then(self._create))
        app.shortcut(EDIT_SHORTCUT)(self._then(self._edit))
        app.action(REPRICE)(self._then(self._changed))
        app.action(CREATE)(self._then(self._create))
        app.action(re.compile("|".join(LINES)))(self._then(self._ask))
        app.action(ANYTHING, matchers=[_pressed])(self._then(self._press))
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

    def _then(self, work: Callable[[Body], Work]) -> Listener:
        async def listener(ack: AsyncAck, body: Body) -> None:
            await ack()
            self._errands.start(_guarded(work(body)))

        return listener

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
        await ack()
        self._errands.start(_guarded(self._sent(body)))

    async def _sent(self, body: Body) -> None:
        await self._modals.submitted(Interaction.model_validate(body))

    async def _command(self, body: Body) -> None:
        await self._inbound.command(Command.model_validate(body))

    async def _message(self, body: Body) -> None:
        if body["event"].get("subtype") in NEWS:
            await self._news(body)
            return
        try:
            message = Message.model_validate(body["event"])
        except ValidationError:
            return  # news about a message, which has no author or no text of its own
        await self._inbound.message(_team(body), message)

    async def _news(self, body: Body) -> None:
        news = MessageNews.model_validate(body["event"])
        if news.deleted_ts:
            await self._inbound.deleted(_team(body), news.channel, news.deleted_ts)
        elif (changed := news.changed) is not None:
            await self._inbound.message(_team(body), changed, edited=news.ts)

    async def _home(self, body: Body) -> None:
        opened = HomeOpened.model_validate(body["event"])
        if opened.tab == "home":
            await self._pages.home(_team(body), opened.user)
        elif opened.tab == "messages" and opened.channel:
            await self._pages.pane(
                _team(body), AssistantThread(user_id=opened.user, channel_id=opened.channel)
            )

    async def _pane(self, body: Body) -> None:
        started = AssistantStarted.model_validate(body["event"])
        await self._pages.pane(_team(body), started.assistant_thread)

    async def _create(self, body: Body) -> None:
        await self._modals.create(Interaction.model_validate(body))

    async def _edit(self, body: Body) -> None:
        await self._modals.edit(Interaction.model_validate(body))

    async def _changed(self, body: Body) -> None:
        await self._modals.changed(Interaction.model_validate(body))

    async def _ask(self, body: Body) -> None:
        interaction = Interaction.model_validate(body)
        await self._inbound.ask(interaction, LINES[interaction.actions[0].action_id])

    async def _press(self, body: Body) -> None:
        await self._inbound.press(Interaction.model_validate(body))


async def _pressed(body: Body) -> bool:
    """Whether the first action of a request is a button of ours."""
    actions = body.get("actions") or [{}]
    return is_ours(str(actions[0].get("action_id", "")))


async def _guarded(work: Work) -> None:
    try:
        await work
    except (DeliveryError, ValidationError) as error:
        # Slack's own faults, and shapes nobody foresaw: there is nothing in a traceback of them.
        why = str(error).partition("\n")[0]
        log.warning("an event could not be dealt with: %s: %s", type(error).__name__, why)
    except Exception:
        log.exception("an event could not be dealt with")


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _team(body: Body) -> str:
    """The workspace the app was installed in; in shared channels it need not be the author's."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    return str(body.get("team_id", ""))
