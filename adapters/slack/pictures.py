"""Results into Slack: one message, in which Slack shows the pictures.

The files are put into Slack for nobody yet, and the message that is posted shows them: so it is
the one thing that comes, and it is what the person is notified of. A picture that Slack does not
get ready, or cannot show in a message, is shared as a file below the message.

Slack shares files in its own time and answers "ok" before; sometimes it never does. So a share
counts when the file's record shows it, is tried again without its description when it does not
come, and what was already shared is found again after a crash.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Refused, Unanswered
from adapters.slack.ids import Place, message_ref, user_ids
from adapters.slack.memory import Memory, PostRecord, RecentPicture
from adapters.slack.posting import NO_PICTURES, Poster
from adapters.slack.render import escape, render
from adapters.slack.uploads import READY_S, Parcel, Uploads, parcels
from bot.errors import DeliveryError
from bot.models import ImageFormat, MessageRef, Posted, Reply, ReplyImage, UserRef

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Show:
    """One reply with files: `place` is where it stands, `thread` where shared files go."""

    client: AsyncWebClient
    place: Place
    thread: Place
    reply: Reply
    key: str
    comment: str = ""


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
        """Show a result in one message; `card` is the `ts` of a message that is to become it."""
        if reply.job is None:
            return await self._files_alone(client, place, reply, key=key)
        show = _Show(client=client, place=place, thread=place, reply=reply, key=key)
        files = await self._ready(show)
        if files:
            try:
                card = await self._shown(show, card, files)
            except Refused as error:
                if error.code not in NO_PICTURES:
                    raise
                log.warning("Slack shows no picture in a message", extra={"job": reply.job})
                await self._uploads.discard(client, files)
                files = ()
        if files:
            await self._remember(show, card, files, to)
            return Posted(message=message_ref(place.team, place.channel, card))
        return await self._below(replace(show, key=f"{key}:files"), card, key=key, to=to)

    async def _below(self, show: _Show, card: str, *, key: str, to: UserRef | None) -> Posted:
        """Show a result whose files stand below it, each as Slack shows files."""
        place, whole = show.place, replace(show, key=key)
        if place.thread:
            files, shared = await self._shared(show)
            card = await self._shown(whole, card, ())
        else:
            head = card or await self._shown(whole, "", ())
            try:
                thread = replace(place, thread=head)
                files, shared = await self._shared(replace(show, thread=thread))
            except DeliveryError as error:
                if error.permanent and not card:
                    await self._poster.take_back(show.client, place, head, key=key)
                raise
            card = await self._shown(whole, card, ()) or head
        await self._remember(show, card, files, to)
        return Posted(
            message=message_ref(place.team, place.channel, card),
            pictures=_pictures(place, show.reply.images, shared),
        )

    async def _shown(self, show: _Show, card: str, files: Sequence[str]) -> str:
        """The `ts` of the message that shows it, or of the one that became it."""
        message = render(show.reply, dict(enumerate(files)))
        if card:
            await self._poster.replace_with(show.client, show.place, card, message)
            return card
        return await self._poster.post(show.client, show.place, message, show.reply, key=show.key)

    async def _ready(self, show: _Show) -> Sequence[str]:
        """The ids of the pictures, that a message can show; none where it can not show them all."""
        images, sent = show.reply.images, parcels(show.reply)
        if len(sent) != len(images) or any(
            image.asset.format is ImageFormat.WEBP for image in images
        ):
            return ()
        name = f"{show.key}:shown"
        record = await self._memory.post(show.place, name)
        record = record or await self._poster.begin(show.place, name)
        files = [record.files.get(str(at), "") for at in range(len(sent))]
        if not all(files):
            files = await self._sent(show, sent, alt=False)
            await self._finished(show, sent, files)
            record = replace(record, files={str(at): file for at, file in enumerate(files)})
            await self._memory.keep_post(show.place, name, record)
        for file in files:
            if not await self._uploads.ready(show.client, file, waits_s=READY_S):
                await self._uploads.discard(show.client, files)
                return ()
        return files

    async def _finished(self, show: _Show, sent: Sequence[Parcel], files: Sequence[str]) -> None:
        try:
            await self._uploads.share(show.client, dict(zip(files, sent, strict=True)), None)
        except Unanswered:  # the files' own records tell whether it was done
            log.warning("the end of an upload was not answered", extra={"job": show.reply.job})

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
        files = await self._sent(show, sent, alt=alt)
        record = replace(record, files={str(at): file for at, file in enumerate(files)})
        await self._memory.keep_post(show.place, show.key, record)
        try:
            named = dict(zip(files, sent, strict=True))
            await self._uploads.share(show.client, named, show.thread, show.comment)
        except Unanswered:
            log.warning("a share was not answered", extra={"job": show.reply.job})
        at = await self._looked_for(show, files)
        if at:
            await self._memory.keep_post(show.place, show.key, replace(record, shared=at))
        return files, at

    async def _sent(self, show: _Show, sent: Sequence[Parcel], *, alt: bool) -> list[str]:
        """The ids of files whose bytes Slack has, in their order: all of them, or none."""
        sending = [self._uploads.send(show.client, one, alt=alt) for one in sent]
        came = await asyncio.gather(*sending, return_exceptions=True)
        files = [one for one in came if isinstance(one, str)]
        fault = next((one for one in came if isinstance(one, BaseException)), None)
        if fault is not None:
            await self._uploads.discard(show.client, files)
            if isinstance(fault, FileNotFoundError):
                raise DeliveryError("a picture's file is gone", permanent=True) from fault
            raise fault
        return files

    async def _looked_for(self, show: _Show, files: Sequence[str]) -> str | None:
        return await self._uploads.shown_at(show.client, files, show.place.channel)

    async def _remember(
        self, show: _Show, card: str, files: Sequence[str], to: UserRef | None
    ) -> None:
        job = show.reply.job
        assert job is not None
        thread = show.place if show.place.thread else replace(show.place, thread=card)
        await self._memory.keep_thread(thread, job, ours=not show.place.thread)
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


def _pictures(place: Place, images: Sequence[ReplyImage], shared: str) -> Mapping[int, MessageRef]:
    """The message with the files stands for the picture, or for all of them."""
    index = images[0].index if len(images) == 1 else 0
    return {index: message_ref(place.team, place.channel, shared)}
