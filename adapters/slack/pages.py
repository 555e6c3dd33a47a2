"""Slack's surfaces that are no messages: the home page and the assistant pane."""

import logging
from collections.abc import Sequence
from typing import Any

from adapters.slack.answering import Tools
from adapters.slack.calls import Refused, call
from adapters.slack.home import render_home
from adapters.slack.ids import Place
from adapters.slack.memory import RecentPicture
from adapters.slack.payloads import AssistantThread
from adapters.slack.speaking import Scene
from bot.errors import DeliveryError

PROMPTS = ("poster", "logo", "photo")

log = logging.getLogger(__name__)


class Pages:
    """Shows them anew; a page that fails is logged and left as it was."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def home(self, team: str, user: str) -> None:
        """Show a person's page."""
        tools = self._tools
        caller = await tools.people.caller(team, user)
        recent = await tools.memory.recent(team, user)
        balance = await tools.bot.balance(caller)
        queue = await tools.bot.queue(caller)
        say = tools.words.for_locale(caller.locale)
        client = await tools.workspaces.client(team)
        try:
            view = render_home(say, balance=balance, queue=queue, recent=recent)
            await call(client.views_publish(user_id=user, view=view))
        except Refused:
            recent = await self._still_there(team, user, recent)
            view = render_home(say, balance=balance, queue=queue, recent=recent)
            await call(client.views_publish(user_id=user, view=view))

    async def _still_there(
        self, team: str, user: str, recent: Sequence[RecentPicture]
    ) -> Sequence[RecentPicture]:
        """Without the pictures that were deleted: Slack refuses a page that shows one."""
        client = await self._tools.workspaces.client(team)
        kept = []
        for picture in recent:
            try:
                await call(client.files_info(file=picture.file))
            except Refused:
                await self._tools.memory.forget_recent(team, user, picture.file)
            else:
                kept.append(picture)
        return kept

    async def pane(self, team: str, thread: AssistantThread) -> None:
        """Say in a fresh assistant pane what can be asked for."""
        caller = await self._tools.people.caller(team, thread.user_id)
        say = self._tools.words.for_locale(caller.locale)
        prompts: list[dict[str, Any]] = [
            {"title": say(f"pane-{name}"), "message": say(f"pane-{name}-words")} for name in PROMPTS
        ]
        client = await self._tools.workspaces.client(team)
        await call(
            client.assistant_threads_setSuggestedPrompts(
                channel_id=thread.channel_id,
                thread_ts=thread.thread_ts or None,
                title=say("pane-title"),
                prompts=prompts,
            )
        )

    async def think(self, scene: Scene) -> None:
        """Say in the pane that something goes on; Slack takes it back when a message comes."""
        say = self._tools.words.for_locale(scene.caller.locale)
        place: Place = scene.place
        try:
            client = await self._tools.workspaces.client(place.team)
            await call(
                client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=place.thread, status=say("pane-thinking")
                )
            )
        except DeliveryError:
            log.debug("a pane's status was not set", exc_info=True)
