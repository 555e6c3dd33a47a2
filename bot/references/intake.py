"""Intake: the way of a stranger's file into a job."""

import asyncio
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable, Sequence
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
        self._shelving = asyncio.Lock()
        self._in_hand: Counter[str] = Counter()
        self._decoding = FairPlaces(total=WORKERS, each=max(1, WORKERS - 1))

    @asynccontextmanager
    async def batch(self, of: Hashable) -> AsyncIterator["Batch"]:
        """Take in the files of one order; `of` is whose they are: people take turns.

        Until the batch is closed nobody else's `forget` deletes what it stored.
        """
        batch = Batch(self, of)
        try:
            yield batch
        finally:
            self._in_hand -= Counter(batch.files)

    async def forget(self, sha256: str, *, needed: Callable[[str], Awaitable[bool]]) -> None:
        """Delete a file unless it is `needed`, or was stored by a batch that is still open."""
        async with self._shelving:
            if self._in_hand[sha256] == 0 and not await needed(sha256):
                await self._store.forget(sha256)

    async def inspect(self, path: Path) -> Inspection:
        """Judge a local file as if it had been attached as a picture; nothing is kept."""
        started = time.perf_counter()
        async with self.folder(path) as folder:
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

    async def keep(self, path: Path) -> str:
        """Store a file for an open batch."""
        async with self._shelving:  # a file that is being forgotten is not taken for one that stays
            sha256 = await self._store.keep(path)
            self._in_hand[sha256] += 1
        return sha256

    async def judge(self, path: Path, stem: Path, mask_size: Size | None, of: Hashable) -> Verdict:
        """Have the decoder judge a file, once it is this person's turn."""
        async with self._decoding.place(of):
            return await self._decoder.judge(path, stem=stem, mask_size=mask_size)

    @asynccontextmanager
    async def folder(self, of: Hashable) -> AsyncIterator[Path]:
        """A folder for one file, once there is room for one of theirs."""
        async with self._room.place(of):
            folder = await asyncio.to_thread(
                tempfile.TemporaryDirectory, dir=self._scratch, ignore_cleanup_errors=True
            )
            try:
                yield Path(folder.name)
            finally:
                await asyncio.to_thread(folder.cleanup)


class Batch:
    """The files of one order on their way in; `files` are the hashes of what was stored so far."""

    def __init__(self, intake: Intake, of: Hashable) -> None:
        self.files: list[str] = []
        self._intake = intake
        self._of = of

    async def take_all(
        self, attachments: Sequence[Attachment], roles: Sequence[Role | None] = ()
    ) -> Taken:
        """Take every attachment; those refused come back beside the others.

        `roles` go with the attachments by position; missing ones are None. Raises only for faults
        of ours, a full disk for one.
        """
        pairs = list(zip_longest(attachments, roles[: len(attachments)]))
        outcomes = await _all([self._outcome(attachment, role) for attachment, role in pairs])
        return Taken(
            references=tuple(o for o in outcomes if isinstance(o, Reference)),
            texts=tuple(o for o in outcomes if isinstance(o, TextPrompt)),
            refused=tuple(o for o in outcomes if isinstance(o, InvalidReference)),
        )

    async def take_mask(self, attachment: Attachment, size: Size) -> Asset:
        """Take a mask for a picture of `size`: mode L, 255 = edit, exactly that size.

        Read from transparency (alpha 0 = edit), else from black and white (white = edit). Raises
        InvalidReference, beside the usual reasons: mask-size (facts mask, source; the ratios
        differ), mask-kind (neither transparent nor black and white), mask-empty (marks nothing).
        """
        return await self._take_picture(attachment, clean_name(attachment.name), mask_size=size)

    async def _outcome(
        self, attachment: Attachment, role: Role | None
    ) -> Reference | TextPrompt | InvalidReference:
        name = clean_name(attachment.name)
        try:
            if is_text(attachment.name, attachment.media_type):
                return await self._take_text(attachment, name)
            asset = await self._take_picture(attachment, name)
        except InvalidReference as refused:
            return refused
        return Reference(asset=asset, name=name, role=role)

    async def _take_text(self, attachment: Attachment, name: str) -> TextPrompt:
        async with _worded(name), self._intake.folder(self._of) as folder:
            path = folder / "given"
            await drain(attachment, path, bytes_max=TEXT_BYTES_MAX)
            return TextPrompt(text=await asyncio.to_thread(read_text, path), name=name)

    async def _take_picture(
        self, attachment: Attachment, name: str, *, mask_size: Size | None = None
    ) -> Asset:
        async with _worded(name), self._intake.folder(self._of) as folder:
            given, stem = folder / "given", folder / "clean"
            await drain(attachment, given)
            verdict = await self._intake.judge(given, stem, mask_size, self._of)
            if verdict.kept is None:
                raise Refused(verdict.reason or "damaged", **verdict.facts)
            return await self._keep(stem, verdict.kept)

    async def _keep(self, stem: Path, kept: Kept) -> Asset:
        path = stem.with_suffix(kept.format.suffix)
        size_bytes = (await asyncio.to_thread(path.stat)).st_size
        sha256 = await self._intake.keep(path)
        self.files.append(sha256)
        return Asset(
            sha256=sha256,
            format=kept.format,
            width=kept.width,
            height=kept.height,
            size_bytes=size_bytes,
        )


@asynccontextmanager
async def _worded(name: str) -> AsyncIterator[None]:
    """Turn a refusal into the error that names the file."""
    try:
        yield
    except Refused as refused:
        facts = {**refused.facts, "name": name}
        raise InvalidReference(refused.reason, **facts) from refused


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
