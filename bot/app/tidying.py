"""What becomes of results afterwards: deleted, published, handed out as they were made."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.app.parts import Parts
from bot.app.rights import Viewer
from bot.app.sources import Source, find_source, known_job
from bot.errors import SourceNotFound
from bot.models import (
    Audience,
    Caller,
    Download,
    Job,
    MessageRef,
    OutboxItem,
    PictureRef,
    Press,
    Reply,
    ReplyImage,
)
from bot.ports import Books
from bot.ports.chat import PUBLISHING
from bot.replies import alt_text, file_name, notice


class Tidying:
    """`wake_deliverer` has the outbox looked at after something was added to the outbox."""

    def __init__(self, parts: Parts, *, wake_deliverer: Callable[[], None]) -> None:
        self._parts = parts
        self._wake_deliverer = wake_deliverer

    async def delete(self, press: Press) -> Reply:
        """Take a result out of the chat and its files out of the store. Owner or moderator."""

        def work(books: Books) -> tuple[Sequence[MessageRef], set[str]]:
            job = known_job(books, press.action.job)
            self._parts.viewer(books, press.caller).require_end(job)
            _require_ended(job)
            books.jobs.put(replace(job, deleted=True))
            return books.messages.of(job.id), _files(books, job) | set(
                books.pictures.take_copies(job.id)
            )

        messages, files = await self._parts.uow.write(work)
        for message in messages:
            await self._parts.unpost(message)
        await self._parts.forget_unused(files)
        return notice(self._parts.say(press.caller), "deleted")

    async def publish(self, press: Press) -> Reply:
        """Show a private result to everyone in the chat where it was asked for. Its owner alone.

        Raises CannotPostHere, and the result stays private, where that chat takes no pictures. Done
        again, it does nothing, unless the chat took no pictures in the end.
        """
        now = self._parts.clock.now()

        def owned(books: Books, viewer: Viewer) -> Job:
            job = known_job(books, press.action.job)
            viewer.require_own(job)
            _require_ended(job)
            return job

        def work(books: Books) -> None:
            job = owned(books, self._parts.viewer(books, press.caller))
            taken_back = books.outbox.take_back(job.id)
            if not (job.request.private or taken_back):
                return
            books.jobs.put(replace(job, request=replace(job.request, private=False)))
            books.outbox.add(
                OutboxItem(
                    key=f"{PUBLISHING}{job.id}:{press.event_key}",
                    job=job.id,
                    platform=job.chat.platform,
                    due_at=now,
                )
            )

        job = await self._parts.view(press.caller, owned)
        await self._parts.preflight(job.chat, press.caller)
        await self._parts.uow.write(work)
        self._wake_deliverer()
        return notice(self._parts.say(press.caller), "published")

    async def original(self, press: Press) -> Reply:
        """The untouched file, as a message for the one who asked."""
        ref = PictureRef(job=press.action.job, index=press.action.index or 1)
        source = await self._source(ref, press.caller)
        say, asset = self._parts.say(press.caller), source.picture.asset
        name = file_name(source.job, ref.index, asset.format)
        image = ReplyImage(
            asset=asset,
            filename=name,
            alt=alt_text(say, source.job.request, ref.index),
            clear=source.job.request.transparent,
        )
        reply = notice(say, "original", name=name)
        return replace(reply, images=(image,), audience=Audience.REQUESTER)

    async def download(self, ref: PictureRef, caller: Caller) -> Download:
        """The untouched bytes, for surfaces that link."""
        source = await self._source(ref, caller)
        asset = source.picture.asset
        return Download(
            sha256=asset.sha256,
            filename=file_name(source.job, ref.index, asset.format),
            media_type=asset.format.media_type,
            size_bytes=asset.size_bytes,
        )

    async def _source(self, ref: PictureRef, caller: Caller) -> Source:
        return await self._parts.view(caller, lambda books, viewer: find_source(books, ref, viewer))


def _files(books: Books, job: Job) -> set[str]:
    """The files of pictures whose bytes no other job shows or started from."""
    own = (one for one in books.pictures.of(job.id) if not books.pictures.used_elsewhere(one))
    return {asset.sha256 for one in own for asset in (one.asset, one.preview) if asset}


def _require_ended(job: Job) -> None:
    """Raise SourceNotFound for a job still being drawn: it is cancelled, not deleted."""
    if not job.state.final:
        raise SourceNotFound("unfinished")
