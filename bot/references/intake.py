"""Intake: the way of a stranger's file into a job."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from bot.errors import Fact, InvalidReference
from bot.models import Asset, Attachment, Reference, Role, Size
from bot.ports import AssetStore
from bot.references.decoder import WORKERS, Decoder
from bot.references.downloading import FILE_BYTES_MAX, drain
from bot.references.names import clean_name
from bot.references.places import FairPlaces
from bot.references.refused import Refused
from bot.references.texts import TEXT_BYTES_MAX, TextPrompt, is_text, read_text
from bot.references.verdict import Kept, Verdict

T = TypeVar("T")

AT_ONCE_MAX = 4
"""Files in hand at the same time, over all jobs: bounds scratch space to 4 x 50 MB and copies."""
OF_ONE_PERSON_MAX = 2
"""Of them, those of one person; of the decoder's processes one person has one."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a message's attachments, each group in the order they were attached."""

    references: tuple[Reference, ...] = ()
    texts: tuple[TextPrompt, ...] = ()
    refused: tuple[InvalidReference, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The hashes of what was stored."""
        return tuple(reference.asset.sha256 for reference in self.references)


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What the intake makes of one file. `width` and `height` as a person sees the picture.

    `reason` and `facts` are those of the InvalidReference it would be refused with. `cpu_s` and
    `memory_bytes` are the decoder's.
    """

    accepted: bool
    reason: str | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    format: str | None = None
    width: int | None = None
    height: int | None = None
    seconds: float = 0.0
    cpu_s: float = 0.0
    memory_bytes: int = 0


class Intake:
    """Takes attachments in. `scratch` is an existing folder for files in flight.

    The decoder is lent: whoever made it closes it, after the last call.
    """

    def __init__(self, *, store: AssetStore, decoder: Decoder, scratch: Path) -> None:
        self._store = store
        self._decoder = decoder
        self._scratch = scratch
        self._room = FairPlaces(total=AT_ONCE_MAX, each=OF_ONE_PERSON_MAX)
        self._decoding = FairPlaces(total=WORKERS, each=max(1, WORKERS - 1))

    async def take_all(
        self,
        attachments: Sequence[Attachment],
        roles: Sequence[Role | None] = (),
        *,
        of: Hashable = None,
    ) -> Taken:
        """Take every attachment; those refused come back beside the others.

        `roles` go with the attachments by position; missing ones are None. `of` is whose they are:
        people take turns. Raises only for faults of ours, a full disk for one.
        """
        pairs = list(zip_longest(attachments, roles[: len(attachments)]))
        outcomes = await _all([self._outcome(attachment, role, of) for attachment, role in pairs])
        return Taken(
            references=tuple(o for o in outcomes if isinstance(o, Reference)),
            texts=tuple(o for o in outcomes if isinstance(o, TextPrompt)),
            refused=tuple(o for o in outcomes if isinstance(o, InvalidReference)),
        )

    async def take(
        self, attachment: Attachment, role: Role | None = None, *, of: Hashable = None
    ) -> Reference | TextPrompt:
        """Drain, check, clean and keep one attachment. Raises InvalidReference."""
        name = clean_name(attachment.name)
        if is_text(attachment.name, attachment.media_type):
            return await self._take_text(attachment, name, of)
        asset = await self._take_picture(attachment, name, of)
        return Reference(asset=asset, name=name, role=role)

    async def take_mask(self, attachment: Attachment, size: Size, *, of: Hashable = None) -> Asset:
        """Take a mask for a picture of `size`: mode L, 255 = edit, exactly that size.

        Read from transparency (alpha 0 = edit), else from black and white (white = edit). Raises
        InvalidReference, beside the usual reasons: mask-size (facts mask, source; the ratios
        differ), mask-kind (neither transparent nor black and white), mask-empty (marks nothing).
        """
        return await self._take_picture(attachment, clean_name(attachment.name), of, mask_size=size)

    async def inspect(self, path: Path) -> Inspection:
        """Judge a local file as if it had been attached as a picture; nothing is kept."""
        started = time.perf_counter()
        async with self._folder(path) as folder:
            verdict = await self._inspected(path, folder)
        return Inspection(
            accepted=verdict.reason is None,
            reason=verdict.reason,
            facts=dict(verdict.facts),
            format=verdict.format,
            width=verdict.width,
            height=verdict.height,
            seconds=time.perf_counter() - started,
            cpu_s=verdict.cpu_s,
            memory_bytes=verdict.memory_bytes,
        )

    async def _inspected(self, path: Path, folder: Path) -> Verdict:
        try:
            given = await asyncio.to_thread(_copy_of, path, folder / "given")
        except Refused as refused:
            return Verdict(reason=refused.reason, facts=refused.facts)
        return await self._decoder.judge(given, stem=folder / "clean")

    async def _outcome(
        self, attachment: Attachment, role: Role | None, of: Hashable
    ) -> Reference | TextPrompt | InvalidReference:
        try:
            return await self.take(attachment, role, of=of)
        except InvalidReference as refused:
            return refused

    async def _take_text(self, attachment: Attachment, name: str, of: Hashable) -> TextPrompt:
        async with self._worded(name), self._folder(of) as folder:
            path = folder / "given"
            await drain(attachment, path, bytes_max=TEXT_BYTES_MAX)
            return TextPrompt(text=await asyncio.to_thread(read_text, path), name=name)

    async def _take_picture(
        self, attachment: Attachment, name: str, of: Hashable, *, mask_size: Size | None = None
    ) -> Asset:
        async with self._worded(name), self._folder(of) as folder:
            given, stem = folder / "given", folder / "clean"
            await drain(attachment, given)
            async with self._decoding.place(of):
                verdict = await self._decoder.judge(given, stem=stem, mask_size=mask_size)
            if verdict.kept is None:
                raise Refused(verdict.reason or "damaged", **verdict.facts)
            return await self._keep(stem, verdict.kept)

    async def _keep(self, stem: Path, kept: Kept) -> Asset:
        path = stem.with_suffix(kept.format.suffix)
        size_bytes = (await asyncio.to_thread(path.stat)).st_size
        return Asset(
            sha256=await self._store.keep(path),
            format=kept.format,
            width=kept.width,
            height=kept.height,
            size_bytes=size_bytes,
        )

    @asynccontextmanager
    async def _worded(self, name: str) -> AsyncIterator[None]:
        """Turn a refusal into the error that names the file."""
        try:
            yield
        except Refused as refused:
            facts = {**refused.facts, "name": name}
            raise InvalidReference(refused.reason, **facts) from refused

    @asynccontextmanager
    async def _folder(self, of: Hashable) -> AsyncIterator[Path]:
        """A folder for one file, once there is room for one of theirs."""
        async with self._room.place(of):
            folder = await asyncio.to_thread(
                tempfile.TemporaryDirectory, dir=self._scratch, ignore_cleanup_errors=True
            )
            try:
                yield Path(folder.name)
            finally:
                await asyncio.to_thread(folder.cleanup)


async def _all(calls: Sequence[Coroutine[None, None, T]]) -> list[T]:
    """Run all at once; the first fault cancels the others and is raised as itself."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(call) for call in calls]
    except ExceptionGroup as faults:
        raise faults.exceptions[0] from None
    return [task.result() for task in tasks]


def _copy_of(path: Path, copy: Path) -> Path:
    """A copy where the decoder may read, after what `drain` checks of a stream. Raises Refused."""
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise Refused("too-large", limit_bytes=FILE_BYTES_MAX)
        given = path.open("rb")
    except OSError:
        raise Refused("unreadable") from None
    with given, copy.open("wb") as target:
        shutil.copyfileobj(given, target)
    return copy
