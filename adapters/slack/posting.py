"""Messages into channels, each at most once: Slack has no nonce, so an unknown post is looked for.

Every post carries its key as metadata. Before a key is posted again - because the answer was lost,
or the process died - the channel is searched for it.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.budgets import EditBudget
from adapters.slack.calls import Refused, Unanswered, call
from adapters.slack.ids import Place
from adapters.slack.memory import Memory, PostRecord
from adapters.slack.pace import Turns
from adapters.slack.render import Message
from bot.errors import DeliveryError
from bot.models import Reply, Tone
from bot.ports import Clock

EVENT_TYPE = "imagine_post"
LOOK_BACK = 100
"""Messages searched; between two tries of one post there are hardly so many."""
SKEW_S = 60.0
"""How far Slack's clock may be behind ours."""
NO_PICTURES = frozenset({"invalid_blocks", "invalid_blocks_format", "slack_file_not_found"})

log = logging.getLogger(__name__)


class Poster:
    """Posts and updates. All methods raise DeliveryError only."""

    def __init__(self, memory: Memory, turns: Turns, budget: EditBudget, clock: Clock) -> None:
        self._memory = memory
        self._turns = turns
        self._budget = budget
        self._clock = clock

    async def post(
        self, client: AsyncWebClient, place: Place, message: Message, reply: Reply, *, key: str
    ) -> str:
        """Put a message into a place, once for each key, and return its `ts`."""
        record = await self._memory.post(place, key)
        if record is None:
            record = await self.begin(place, key)
        elif not record.ts:
            record = replace(record, ts=await self.find(client, place, key, record.since))
        if not record.ts:
            record = replace(
                record, ts=await self._send(client, place, message, reply, key, record)
            )
        await self._memory.keep_post(place, key, record)
        return record.ts

    async def begin(self, place: Place, key: str) -> PostRecord:
        """Note that a key is about to be posted."""
        record = PostRecord(since=self._clock.now().timestamp())
        await self._memory.keep_post(place, key, record)
        return record

    async def find(self, client: AsyncWebClient, place: Place, key: str, since: float) -> str:
        """The `ts` of the message with this key; empty where it is not there or cannot be read."""
        asked: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{since - SKEW_S:.6f}",
            "limit": LOOK_BACK,
            "include_all_metadata": True,
        }
        try:
            if place.thread:
                answer = await call(client.conversations_replies(ts=place.thread, **asked))
            else:
                answer = await call(client.conversations_history(**asked))
        except Refused as error:
            if error.passes:
                raise
            log.warning("a channel cannot be searched for an unknown post", exc_info=True)
            return ""
        found = (one for one in answer.get("messages") or () if _key(one) == key)
        return next((str(one["ts"]) for one in found), "")

    async def take_back(self, client: AsyncWebClient, place: Place, ts: str, *, key: str) -> None:
        """Delete a message that came to nothing, as far as Slack lets us, and forget its key."""
        try:
            await call(client.chat_delete(channel=place.channel, ts=ts))
        except (Refused, Unanswered) as error:
            log.warning("a message that came to nothing stays: %s", error)
        else:
            await self._memory.forget_post(place, key)

    def has_room(self, place: Place) -> bool:
        """Whether a status may be edited: not where the workspace's edits are used up."""
        return self._budget.has_room(place.team)

    async def update(self, client: AsyncWebClient, place: Place, ts: str, message: Message) -> None:
        """Replace a status; where Slack cannot show a picture in it, without pictures.

        Raises DeliveryError where the workspace's edits are used up: a status can wait.
        """
        if not self._budget.spend(place.team):
            raise DeliveryError("too many edits")
        try:
            await self._replace(client, place, ts, message)
        except Refused as error:
            bare = [block for block in message.blocks if block["type"] != "image"]
            if error.code not in NO_PICTURES or len(bare) == len(message.blocks):
                raise
            await self.replace_with(client, place, ts, replace(message, blocks=bare))

    async def replace_with(
        self, client: AsyncWebClient, place: Place, ts: str, message: Message
    ) -> None:
        """Replace a message by what has to be shown, whatever was edited before.

        Raises Refused, one of NO_PICTURES, where Slack cannot show a picture.
        """
        self._budget.count(place.team)
        await self._replace(client, place, ts, message)

    async def _replace(
        self, client: AsyncWebClient, place: Place, ts: str, message: Message
    ) -> None:
        await call(
            client.chat_update(
                channel=place.channel,
                ts=ts,
                text=message.text,
                blocks=message.blocks,
                link_names=False,
                parse="none",
            )
        )

    async def _send(
        self,
        client: AsyncWebClient,
        place: Place,
        message: Message,
        reply: Reply,
        key: str,
        record: PostRecord,
    ) -> str:
        try:
            return await self._say(client, place, message, reply, key)
        except Unanswered:
            found = await self.find(client, place, key, record.since)
            return found or await self._say(client, place, message, reply, key)

    async def _say(
        self, client: AsyncWebClient, place: Place, message: Message, reply: Reply, key: str
    ) -> str:
        waits = reply.tone is Tone.PROGRESS
        await self._turns.take(place.team, place.channel, status=waits)
        answer = await call(
            client.chat_postMessage(
                channel=place.channel,
                text=message.text,
                blocks=message.blocks,
                thread_ts=place.thread or None,
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                parse="none",
                metadata={
                    "event_type": EVENT_TYPE,
                    "event_payload": {"key": key, "picture": f"{reply.job or ''}:0"},
                },
            )
        )
        return str(answer["ts"])


def _key(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return str(payload.get("key", "")) if metadata.get("event_type") == EVENT_TYPE else ""
