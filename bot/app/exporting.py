"""Pictures handed out in another format than they were made in. Free, and for who asks alone."""

import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.app.darkroom import PictureDarkroom
from bot.app.parts import Parts
from bot.app.sources import Source, find_source
from bot.errors import UserError
from bot.models import (
    Asset,
    Audience,
    ImageFormat,
    Job,
    PictureRef,
    Press,
    Provenance,
    Reply,
    ReplyImage,
    Verb,
)
from bot.ports import Books
from bot.references.places import FairPlaces
from bot.replies import alt_text, file_name, notice

KINDS: Mapping[Verb, ImageFormat] = {
    Verb.AS_PNG: ImageFormat.PNG,
    Verb.AS_JPEG: ImageFormat.JPEG,
    Verb.AS_WEBP: ImageFormat.WEBP,
}

AT_ONCE_MAX = 2
"""One picture process is then left for results, of two; one person has one copy made at a time."""
COPIES_MAX = 1000
"""Copies remembered, so that none is made twice; the oldest is forgotten first."""


class Exporting:
    """Re-encodes in the picture processes. The original stays as it is."""

    def __init__(self, parts: Parts, darkroom: PictureDarkroom) -> None:
        self._parts = parts
        self._darkroom = darkroom
        self._places = FairPlaces(total=AT_ONCE_MAX, each=1)
        self._made: OrderedDict[tuple[PictureRef, ImageFormat], Asset] = OrderedDict()

    async def export(self, press: Press) -> Reply:
        """The picture in the format the button names. Raises SourceNotFound and NotAllowed."""
        kind, ref = KINDS[press.action.verb], _ref(press)
        source = await self._parts.view(
            press.caller, lambda books, viewer: find_source(books, ref, viewer)
        )
        made = source.picture.asset
        if made.format is kind:
            asset = made
        else:
            async with self._places.place(press.caller.user):
                asset = await self._copy(press, source, kind)
        say, name = self._parts.say(press.caller), file_name(source.job, ref.index, kind)
        clear = source.job.request.transparent and kind is not ImageFormat.JPEG
        shown = replace(source.job.request, transparent=clear)
        alt = alt_text(say, shown, ref.index)
        image = ReplyImage(asset=asset, filename=name, alt=alt, clear=clear)
        told = notice(say, "exported", name=name, size_bytes=asset.size_bytes)
        return replace(told, images=(image,), audience=Audience.REQUESTER)

    async def _copy(self, press: Press, source: Source, kind: ImageFormat) -> Asset:
        """The copy that was made before, if it is still kept, else a new one."""
        made_before = self._made.get((source.picture.ref, kind))
        if made_before is not None:
            sha256 = made_before.sha256
            if await self._parts.uow.read(lambda books: books.pictures.in_use(sha256)):
                return made_before
        asset = await self._exported(press, source, kind)
        self._made[source.picture.ref, kind] = asset
        if len(self._made) > COPIES_MAX:
            self._made.popitem(last=False)
        return asset

    async def _exported(self, press: Press, source: Source, kind: ImageFormat) -> Asset:
        with tempfile.TemporaryDirectory(prefix="export-", dir=self._darkroom.scratch) as folder:
            async with self._parts.assets.local(source.picture.asset.sha256) as path:
                made = await self._darkroom.export(
                    path,
                    Path(folder),
                    kind=kind,
                    provenance=self._provenance(source.job),
                )
            asset = made.asset(await self._parts.assets.keep(made.path))
        await self._note(press, source, asset.sha256)
        return asset

    async def _note(self, press: Press, source: Source, sha256: str) -> None:
        """Note the copy, unless its picture was deleted since: then it goes as well."""

        def work(books: Books) -> None:
            find_source(books, source.picture.ref, self._parts.viewer(books, press.caller))
            books.pictures.note_copy(source.job.id, sha256)

        try:
            await self._parts.uow.write(work)
        except UserError:
            await self._parts.forget_unused([sha256])
            raise

    def _provenance(self, job: Job) -> Provenance:
        request = job.request
        trained = self._parts.trained(request.model)
        return Provenance.of(trained=trained, references=bool(request.references))


def _ref(press: Press) -> PictureRef:
    return PictureRef(job=press.action.job, index=press.action.index or 1)
