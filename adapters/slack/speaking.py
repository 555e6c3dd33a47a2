"""Answers to the one who asked, on the way that reaches them where they are."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

import aiohttp

from adapters.slack.calls import call
from adapters.slack.ids import Place, chat_ref, user_ids
from adapters.slack.membership import is_direct
from adapters.slack.messenger import SlackMessenger
from adapters.slack.render import Message, render
from adapters.slack.workspaces import Workspaces
from bot.errors import DeliveryError
from bot.models import Audience, Caller, Reply

ANSWER_S = 10.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who asked, and where. `response_url` is Slack's way back into a place we may not be in.

    `place` is where they look. `root` is the message that what they asked for is to stand under,
    where that place is no thread.
    """

    caller: Caller
    place: Place
    response_url: str = ""
    root: str = ""

    @property
    def results(self) -> Place:
        """Where to put what they asked for."""
        return self.place if self.place.thread else replace(self.place, thread=self.root)


class Speaker:
    """Says what Bot answers."""

    def __init__(
        self,
        workspaces: Workspaces,
        messenger: SlackMessenger,
        session: aiohttp.ClientSession,
    ) -> None:
        self._workspaces = workspaces
        self._messenger = messenger
        self._session = session

    async def speak(self, scene: Scene, reply: Reply, *, key: str) -> None:
        """Say it; what finds no way is said in direct messages. Raises DeliveryError."""
        alone = reply.audience is Audience.REQUESTER
        if reply.images or reply.files:
            await self._post(scene, reply, key)
        elif scene.response_url and not scene.place.thread:
            if not await self._respond(scene, render(reply), alone=alone):
                await self._post(scene, reply, key)
        elif alone and not is_direct(scene.place):
            await self._whisper(scene, reply, key)
        else:
            await self._post(scene, reply, key)

    async def dismiss(self, scene: Scene) -> None:
        """Take away what only this person saw, where Slack still lets us."""
        if scene.response_url:
            await self._send(scene.response_url, {"delete_original": True})

    async def _post(self, scene: Scene, reply: Reply, key: str) -> None:
        chat, to = chat_ref(scene.results), scene.caller.user
        try:
            await self._messenger.post(chat, reply, key=f"answer:{key}", to=to)
        except DeliveryError as error:
            if reply.audience is Audience.REQUESTER or not error.permanent:
                raise
            log.info("a place takes no answer; it goes into direct messages", exc_info=True)
            alone = replace(reply, audience=Audience.REQUESTER)
            await self._messenger.post(chat, alone, key=f"answer:{key}", to=to)

    async def _whisper(self, scene: Scene, reply: Reply, key: str) -> None:
        message = render(reply)
        try:
            client = await self._workspaces.client(scene.place.team)
            await call(
                client.chat_postEphemeral(
                    channel=scene.place.channel,
                    user=user_ids(scene.caller.user)[1],
                    thread_ts=scene.place.thread or None,
                    text=message.text,
                    blocks=message.blocks,
                    link_names=False,
                    parse="none",
                )
            )
        except DeliveryError:
            log.info("a whisper was refused; it goes into direct messages", exc_info=True)
            await self._post(scene, reply, key)

    async def _respond(self, scene: Scene, message: Message, *, alone: bool) -> bool:
        """Answer through Slack's own address for it; False where that is used up or broken."""
        body = {
            "response_type": "ephemeral" if alone else "in_channel",
            "replace_original": False,
            "text": message.text,
            "blocks": message.blocks,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        return await self._send(scene.response_url, body)

    async def _send(self, url: str, body: Mapping[str, object]) -> bool:
        try:
            async with self._session.post(
                url,
                json=body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=ANSWER_S),
            ) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
