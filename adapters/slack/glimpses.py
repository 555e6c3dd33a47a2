"""Partial pictures in a status message: few, late rather than often, and cleaned up after."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.uploads import Uploads, parcels
from bot.errors import DeliveryError
from bot.models import MessageRef, Reply
from bot.ports import Clock

INTERVAL_S = 8.0
"""A glimpse costs four calls: each job shows one this often at most."""
MESSAGES_MAX = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Glimpse:
    sha256: str
    file: str
    at: datetime


class Glimpses:
    """The file of the latest partial picture of each status message."""

    def __init__(self, uploads: Uploads, clock: Clock) -> None:
        self._uploads = uploads
        self._clock = clock
        self._shown: dict[MessageRef, _Glimpse] = {}

    async def of(
        self, client: AsyncWebClient, message: MessageRef, reply: Reply
    ) -> Mapping[int, str]:
        """What the message can show of its picture now; a glimpse that fails is left out."""
        if not reply.images:
            return {}
        last = self._shown.get(message)
        if last is None or self._due(last, reply.images[0].asset.sha256):
            last = await self._fresh(client, message, reply, last) or last
        return {0: last.file} if last else {}

    async def forget(self, client: AsyncWebClient, message: MessageRef) -> None:
        """Delete the partial picture: the real one is there."""
        last = self._shown.pop(message, None)
        if last is not None:
            await self._remove(client, last)

    def _due(self, last: _Glimpse, sha256: str) -> bool:
        return sha256 != last.sha256 and self._clock.now() >= last.at + timedelta(
            seconds=INTERVAL_S
        )

    async def _fresh(
        self, client: AsyncWebClient, message: MessageRef, reply: Reply, last: _Glimpse | None
    ) -> _Glimpse | None:
        image, parcel = reply.images[0], parcels(reply)[0]
        try:
            file = await self._uploads.send(client, parcel, alt=False)
            await self._uploads.share(client, {file: parcel}, None)
            if not await self._uploads.ready(client, file):
                return None
        except (DeliveryError, FileNotFoundError):
            log.debug("a partial picture was left out", exc_info=True)
            return None
        if last is not None:
            await self._remove(client, last)
        fresh = _Glimpse(sha256=image.asset.sha256, file=file, at=self._clock.now())
        self._shown[message] = fresh
        if len(self._shown) > MESSAGES_MAX:
            del self._shown[next(iter(self._shown))]
        return fresh

    async def _remove(self, client: AsyncWebClient, glimpse: _Glimpse) -> None:
        try:
            await call(client.files_delete(file=glimpse.file))
        except DeliveryError:
            log.debug("a partial picture stays", exc_info=True)
