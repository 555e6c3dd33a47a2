"""Looks at finished pictures in the process pool."""

from pathlib import Path

from bot.imaging.export import export
from bot.imaging.made import Made
from bot.imaging.pool import PicturePool
from bot.imaging.preview import make_preview
from bot.imaging.probe import NotWhole, probe
from bot.jobs.landing import Damaged
from bot.models import ImageFormat, Provenance, Size

PREVIEW_EDGE_MAX = 2048
PREVIEW_BYTES_MAX = 2 * 1024 * 1024
"""Ten of them, the most a message shows, fit into any chat's request."""


class PictureDarkroom:
    """Implements `bot.jobs.landing.Darkroom`."""

    def __init__(self, pool: PicturePool, scratch: Path) -> None:
        self.scratch = scratch
        """Where folders for what is made belong: the processes can write nowhere else."""
        self._pool = pool

    async def measure(self, path: Path) -> tuple[ImageFormat, Size]:
        """See the port."""
        try:
            made = await self._pool.run(probe, path)
        except NotWhole as error:
            raise Damaged(str(error)) from error
        return made.format, Size(width=made.width, height=made.height)

    async def preview(self, path: Path, folder: Path, *, provenance: Provenance) -> Path:
        """See the port."""
        made = await self._pool.run(
            make_preview,
            path,
            folder,
            max_edge=PREVIEW_EDGE_MAX,
            bytes_max=PREVIEW_BYTES_MAX,
            provenance=provenance,
        )
        return made.path

    async def export(
        self,
        path: Path,
        folder: Path,
        *,
        kind: ImageFormat,
        provenance: Provenance,
    ) -> Made:
        """Write the picture into the folder in another format. Raises OSError, and WorkerLost."""
        return await self._pool.run(export, path, folder, kind=kind, provenance=provenance)
