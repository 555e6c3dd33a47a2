"""From a file that a provider has finished to a picture that is ours for good."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.errors import BotError
from bot.jobs.failpoints import Failpoint, pass_by
from bot.models import Asset, Drawn, ImageFormat, Picture, PictureRef, Provenance, Size
from bot.ports import AssetStore

REVISED_PROMPT_MAX_CHARS = 2500
"""Of a provider's own words for a picture; at four bytes each, 10 kB."""

log = logging.getLogger(__name__)


class Damaged(BotError):
    """The file is no picture that can be shown."""


class Darkroom(Protocol):
    """The pool that looks at pictures."""

    async def measure(self, path: Path) -> tuple[ImageFormat, Size]:
        """Decode the whole file. Raises Damaged."""
        ...

    async def preview(self, path: Path, folder: Path, *, provenance: Provenance) -> Path:
        """Write a small copy of the picture into the folder, which says how it came about."""
        ...


@dataclass(frozen=True, kw_only=True)
class Landed:
    """A picture that is stored, and the files it was stored from."""

    picture: Picture
    files: tuple[Path, ...]


class Landing:
    """Keeps originals untouched, with a preview beside each."""

    def __init__(
        self, *, store: AssetStore, darkroom: Darkroom, failpoint: Failpoint = pass_by
    ) -> None:
        self._store = store
        self._darkroom = darkroom
        self._failpoint = failpoint

    async def land(self, ref: PictureRef, drawn: Drawn, provenance: Provenance) -> Landed:
        """Store a finished picture durably. Raises Damaged, and OSError when the disk is full."""
        original = await keep(drawn.path, store=self._store, darkroom=self._darkroom)
        self._failpoint("kept")
        preview, files = await self._preview(drawn.path, ref, provenance)
        words = drawn.revised_prompt and drawn.revised_prompt[:REVISED_PROMPT_MAX_CHARS]
        picture = Picture(ref=ref, asset=original, preview=preview, revised_prompt=words)
        return Landed(picture=picture, files=(drawn.path, *files))

    async def secure(self, landed: Landed) -> None:
        """Store the files again, if they are gone. Called once the picture is recorded.

        Equal bytes are one file: until the record was there, a job with the same picture could be
        deleted and take it along.
        """
        for file in landed.files:
            await self._store.keep(file)

    async def _preview(
        self, path: Path, ref: PictureRef, provenance: Provenance
    ) -> tuple[Asset | None, tuple[Path, ...]]:
        try:
            small = await self._darkroom.preview(path, path.parent, provenance=provenance)
            return await keep(small, store=self._store, darkroom=self._darkroom), (small,)
        except Exception:
            # The picture is whole and worth more than its preview.
            log.exception("a picture has no preview", extra={"job": ref.job, "index": ref.index})
            return None, ()


async def keep(path: Path, *, store: AssetStore, darkroom: Darkroom) -> Asset:
    """Look at a picture file and store it. Raises Damaged."""
    file_format, size = await darkroom.measure(path)
    size_bytes = (await asyncio.to_thread(path.stat)).st_size
    return Asset(
        sha256=await store.keep(path),
        format=file_format,
        width=size.width,
        height=size.height,
        size_bytes=size_bytes,
    )
