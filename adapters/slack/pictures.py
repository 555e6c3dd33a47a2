"""Results into Slack: files in the job's thread, and the card that shows them above it.

Slack shares files in its own time and answers "ok" before; sometimes it never does. So a share
counts when the file's record shows it, is tried again without its description when it does not
come, and what was already shared is found again after a crash.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Unanswered
from adapters.slack.ids import Place, message_ref, user_ids
from adapters.slack.membership import is_direct
from adapters.slack.memory import Memory, PostRecord, RecentPicture
from adapters.slack.posting import Poster
from adapters.slack.render import escape, fallback, ping, render
from adapters.slack.uploads import Uploads, parcels
from bot.errors import DeliveryError
from bot.models import ImageFormat, MessageRef, Posted, Reply, ReplyImage, UserRef

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Show:
    """One reply with pictures: `place` is where it stands, `thread` where its files go."""

    client: AsyncWebClient
    place: Place
    thread: Place
    reply: Reply
    key: str
    comment: str


class Pictures:
    """Posts replies with pictures or other files. All methods raise DeliveryError only."""

    def __init__(self, memory: Memory, poster: Poster, uploads: Uploads) -> None:
        self._memory = memory
        self._poster = poster
        self._uploads = uploads

    async def post(
        self,
        client: AsyncWebClient,
        place: Place,
        reply: Reply,
        *,
        key: str,
        card: str,
        to: UserRef | None,
    ) -> Posted:
        """Share the pictures and show the card; `card` is the `ts` of a message to become it."""
        if reply.job is None:
            return await self._files_alone(client, place, reply, key=key)
        bare = render(replace(reply, images=(), actions=(), files=()))
        card = card or await self._poster.post(client, place, bare, reply, key=key)
        show = _Show(
            client=client,
            place=place,
            thread=place if place.thread else replace(place, thread=card),
            reply=reply,
            key=f"{key}:files",
            comment=_notice(reply) if reply.mention and not is_direct(place) else "",
        )
        files, shared = await self._shared(show)
        # In a thread the files stand right beside the card; above one, the card shows them itself.
        shown = {} if place.thread else _showable(reply.images, files)
        await self._poster.update(client, place, card, render(reply, shown))
        await self._remember(show, card, files, to)
        return Posted(
            message=message_ref(place.team, place.channel, card),
            pictures=_pictures(place, reply.images, shared),
        )

    async def _files_alone(
        self, client: AsyncWebClient, place: Place, reply: Reply, *, key: str
    ) -> Posted:
        """Files that are no result: one message with the files and a line above them."""
        show = _Show(
            client=client,
            place=place,
            thread=place,
            reply=reply,
            key=f"{key}:files",
            comment=escape(reply.text),
        )
        files, shared = await self._shared(show)
        await self._memory.keep_files(place, shared, files)
        return Posted(message=message_ref(place.team, place.channel, shared))

    async def _shared(self, show: _Show) -> tuple[Sequence[str], str]:
        """File ids in the order of the images, and the `ts` of the message that shows them."""
        record = await self._memory.post(show.place, show.key)
        record = record or await self._poster.begin(show.place, show.key)
        files = [record.files.get(str(at), "") for at in range(len(parcels(show.reply)))]
        if all(files):  # an earlier try got this far
            at = record.shared or await self._looked_for(show, files)
            if at:
                return files, at
        for alt in (True, False):
            await self._uploads.discard(show.client, [file for file in files if file])
            files, at = await self._try(show, record, alt=alt)
            if at:
                return files, at
            log.warning("Slack did not share a file", extra={"job": show.reply.job, "alt": alt})
        raise DeliveryError("Slack accepted the files and did not show them")

    async def _try(
        self, show: _Show, record: PostRecord, *, alt: bool
    ) -> tuple[list[str], str | None]:
        sent = parcels(show.reply)
        sending = [self._uploads.send(show.client, one, alt=alt) for one in sent]
        came = await asyncio.gather(*sending, return_exceptions=True)
        files = [one for one in came if isinstance(one, str)]
        fault = next((one for one in came if isinstance(one, BaseException)), None)
        if fault is not None:
            await self._uploads.discard(show.client, files)
            if isinstance(fault, FileNotFoundError):
                raise DeliveryError("a picture's file is gone", permanent=True) from fault
            raise fault
        record = replace(record, files={str(at): file for at, file in enumerate(files)})
        await self._memory.keep_post(show.place, show.key, record)
        titles = {file: parcel.filename for file, parcel in zip(files, sent, strict=True)}
        try:
            await self._uploads.share(show.client, titles, show.thread, show.comment)
        except Unanswered:
            log.warning("a share was not answered", extra={"job": show.reply.job})
        at = await self._looked_for(show, files)
        if at:
            await self._memory.keep_post(show.place, show.key, replace(record, shared=at))
        return files, at

    async def _looked_for(self, show: _Show, files: Sequence[str]) -> str | None:
        return await self._uploads.shown_at(show.client, files, show.place.channel)

    async def _remember(
        self, show: _Show, card: str, files: Sequence[str], to: UserRef | None
    ) -> None:
        job = show.reply.job
        assert job is not None
        await self._memory.keep_thread(show.thread, job, ours=not show.place.thread)
        await self._memory.keep_files(show.place, card, files)
        if to is None:
            return
        team, user = user_ids(to)
        recent = [
            RecentPicture(job=job, index=image.index, file=file, alt=image.alt)
            for image, file in zip(show.reply.images, files, strict=False)
            if image.index and image.asset.format is not ImageFormat.WEBP
        ]
        await self._memory.keep_recent(team, user, recent)


def _notice(reply: Reply) -> str:
    """What the person's notification says: whom it is for, and what is ready."""
    assert reply.mention is not None
    return f"{ping(reply.mention)} {fallback(replace(reply, quote=''))}"


def _showable(images: Sequence[ReplyImage], files: Sequence[str]) -> Mapping[int, str]:
    return {
        at: file
        for at, (image, file) in enumerate(zip(images, files, strict=False))
        if image.asset.format is not ImageFormat.WEBP
    }


def _pictures(place: Place, images: Sequence[ReplyImage], shared: str) -> Mapping[int, MessageRef]:
    """The message with the files stands for the picture, or for all of them."""
    index = images[0].index if len(images) == 1 else 0
    return {index: message_ref(place.team, place.channel, shared)}
