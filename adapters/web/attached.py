"""The files people attached, kept beside the log as any chat keeps them.

A line that was refused can be sent again with its files, and whoever sees a photo can reply to it.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.datastructures import UploadFile

KEPT_BYTES_MAX = 1024**3
"""All of them together; the oldest go first."""
CHUNK_BYTES = 64 * 1024


class KeptFiles:
    """A folder of files, each by its key: letters, digits and dashes, given by whoever keeps it."""

    def __init__(self, folder: Path, *, bytes_max: int = KEPT_BYTES_MAX) -> None:
        self._folder = folder
        self._bytes_max = bytes_max

    async def keep(self, key: str, upload: UploadFile) -> None:
        """Keep a copy of what was sent. Raises OSError where there is no room."""
        await upload.seek(0)
        await asyncio.to_thread(self._keep, key, upload)

    async def path(self, key: str) -> Path | None:
        """The file, unless it has had to go; a file without a key was never kept."""
        path = self._folder / key
        there = await asyncio.to_thread(path.is_file)
        return path if key and there else None

    async def read(self, key: str) -> AsyncIterator[bytes]:
        """The file's bytes. Raises FileNotFoundError where it has had to go."""
        file = await asyncio.to_thread((self._folder / key).open, "rb")
        with file:
            while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
                yield chunk

    async def drop(self, key: str) -> None:
        """Forget a file; one without a key was never kept."""
        if key:
            await asyncio.to_thread((self._folder / key).unlink, missing_ok=True)

    def _keep(self, key: str, upload: UploadFile) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{key}.part"
        try:
            with part.open("wb") as file:
                shutil.copyfileobj(upload.file, file, CHUNK_BYTES)
            part.replace(self._folder / key)
        finally:
            part.unlink(missing_ok=True)
        self._make_room()

    def _make_room(self) -> None:
        kept = [(path, path.stat()) for path in self._folder.iterdir()]
        total = sum(facts.st_size for _, facts in kept)
        for path, facts in sorted(kept, key=lambda one: one[1].st_mtime_ns):
            if total <= self._bytes_max:
                return
            path.unlink(missing_ok=True)
            total -= facts.st_size
