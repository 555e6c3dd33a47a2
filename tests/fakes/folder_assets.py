"""An AssetStore in a plain folder: no fsync, otherwise the port's contract."""

import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


class FolderAssets:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def keep(self, path: Path) -> str:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()  # noqa: ASYNC240
        shutil.copyfile(path, self.folder / sha256)
        return sha256

    @asynccontextmanager
    async def local(self, sha256: str) -> AsyncIterator[Path]:
        path = self.folder / sha256
        path.stat()
        yield path

    async def forget(self, sha256: str) -> None:
        (self.folder / sha256).unlink(missing_ok=True)
