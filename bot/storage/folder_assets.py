"""Picture files in a folder.

Keeping and dropping may meet in one file, from two processes. Who drops first puts a mark beside
the file and then looks at its age; who keeps first makes the file young and then looks for the
mark. Whichever comes second sees the other: the one who drops lets it be, or the one who keeps
waits until the mark is gone, and looks whether the file is.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.models import StoredFile
from bot.storage.asset_keys import PART_BYTES, SHA256, asset_key, file_sha256

NEW = ".new-"
LEAVING = ".leaving-"
OWNERS = ".owners"
LEAVING_MAX_S = 5.0
"""No longer does a file take to leave; a mark that stays longer is of a process that died."""
LOOK_S = 0.01


class FolderAssets:
    """Implements `bot.ports.AssetStore` on the local disk.

    Written without obstore, whose local store does not sync: nobody may be charged for a picture
    that a power cut takes back.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def keep(self, path: Path) -> str:
        """See the port. Raises OSError when the disk is full; nothing is left behind then."""
        return await asyncio.to_thread(self._keep, path)

    @asynccontextmanager
    async def local(self, sha256: str) -> AsyncIterator[Path]:
        """See the port. Lends the stored file itself, which must not be changed."""
        file = self._file(sha256)
        if not await asyncio.to_thread(file.is_file):
            raise FileNotFoundError(sha256)
        yield file

    async def forget(self, sha256: str) -> None:
        """See the port."""
        await asyncio.to_thread(self._file(sha256).unlink, missing_ok=True)

    async def stored(self) -> AsyncIterator[Sequence[StoredFile]]:
        """See the port."""
        for shelf in await asyncio.to_thread(self._shelves):
            yield await asyncio.to_thread(_on_shelf, shelf)

    async def drop(self, sha256: str, *, before: datetime) -> bool:
        """See the port."""
        return await asyncio.to_thread(_drop, self._file(sha256), before.timestamp())

    async def clean(self, *, before: datetime) -> None:
        """See the port."""
        for shelf in await asyncio.to_thread(self._shelves):
            await asyncio.to_thread(_clean, shelf, before.timestamp())

    async def sign(self, owner: str) -> Collection[str]:
        """See the port."""
        return await asyncio.to_thread(self._sign, owner)

    def _file(self, sha256: str) -> Path:
        return self.folder / asset_key(sha256)

    def _keep(self, path: Path) -> str:
        sha256 = file_sha256(path)
        file = self._file(sha256)
        if not _refreshed(file, path.stat().st_size):
            _make_folder(file.parent)
            _copy(path, file)
        if _left_alone(file) and not file.is_file():
            _copy(path, file)
        # Also for a file that was there: whoever renamed it may not have come this far yet.
        _sync(file.parent)
        return sha256

    def _shelves(self) -> Sequence[Path]:
        if not self.folder.is_dir():
            return []
        return [shelf for shelf in self.folder.iterdir() if len(shelf.name) == 2]

    def _sign(self, owner: str) -> Collection[str]:
        owners = self.folder / OWNERS
        if not (owners / owner).exists():
            _make_folder(owners)
            (owners / owner).touch()
            _sync(owners)
        return {one.name for one in owners.iterdir()}


def _refreshed(file: Path, size_bytes: int) -> bool:
    """Make the file as young as a new one. False where it is not there, or damaged."""
    try:
        if file.stat().st_size != size_bytes:
            return False
        os.utime(file)
    except FileNotFoundError:
        return False
    return True


def _left_alone(file: Path) -> bool:
    """Wait while somebody drops the file. False at once where nobody does."""
    mark = _mark(file)
    if not mark.exists():
        return False
    patience = time.monotonic() + LEAVING_MAX_S
    while mark.exists() and time.monotonic() < patience:
        time.sleep(LOOK_S)
    return True


def _drop(file: Path, before: float) -> bool:
    if not file.parent.is_dir():
        return False
    mark = _mark(file)
    mark.touch()
    try:
        if file.stat().st_mtime >= before:
            return False
        file.unlink()
    except FileNotFoundError:
        return False
    finally:
        mark.unlink(missing_ok=True)
    return True


def _mark(file: Path) -> Path:
    return file.with_name(f"{LEAVING}{file.name}")


def _on_shelf(shelf: Path) -> list[StoredFile]:
    found = []
    with os.scandir(shelf) as entries:
        for entry in entries:
            if SHA256.fullmatch(entry.name) and entry.name.startswith(shelf.name):
                found += _stored(entry)
    return found


def _stored(entry: os.DirEntry[str]) -> list[StoredFile]:
    try:
        facts = entry.stat()
    except FileNotFoundError:
        return []
    at = datetime.fromtimestamp(facts.st_mtime, UTC)
    return [StoredFile(sha256=entry.name, size_bytes=facts.st_size, kept_at=at)]


def _clean(shelf: Path, before: float) -> None:
    for file in shelf.iterdir():
        try:
            if file.name.startswith((NEW, LEAVING)) and file.stat().st_mtime < before:
                file.unlink()
        except FileNotFoundError:
            continue


def _make_folder(folder: Path) -> None:
    """Make a folder that survives a power cut: its name is its parent's content."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _copy(source: Path, target: Path) -> None:
    """Copy so that the target is whole or not there, on the disk, whenever the power goes."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=NEW)
    try:
        with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
            shutil.copyfileobj(original, copy, PART_BYTES)
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder, and syncs names with their files
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
