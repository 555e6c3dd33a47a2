"""Picture files by the sha256 of their bytes: in a folder, or in an object store."""

import asyncio
import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from bot.errors import StartError
from bot.ports import AssetStore

SHA256 = re.compile(r"[0-9a-f]{64}")
PART_BYTES = 1024 * 1024


def open_assets(address: str | Path) -> AssetStore:
    """Open a store: a folder's path or file:// address, or s3://, gs://, az:// and their kin.

    Raises StartError for an address that names no store.
    """
    if isinstance(address, Path) or "://" not in address:
        return FolderAssets(Path(address))
    if address.startswith("file://"):
        return FolderAssets(Path(unquote(urlsplit(address).path)))
    try:
        return RemoteAssets(from_url(address))
    except (BaseError, ValueError) as error:
        why = str(error).partition("\n")[0].rstrip(".")
        raise StartError(
            f"ASSETS_URL cannot be used: {why}. It should be a folder, or s3://bucket, gs://bucket "
            "or az://container."
        ) from error


class FolderAssets:
    """Implements `bot.ports.AssetStore` on the local disk.

    Written without obstore, whose local store does not sync: nobody may be charged for a picture
    that a power cut takes back.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, path: Path) -> str:
        """See the port. Raises OSError when the disk is full; nothing is left behind then."""
        return await asyncio.to_thread(self._keep, path)

    @asynccontextmanager
    async def local(self, sha256: str) -> AsyncIterator[Path]:
        """See the port. Lends the stored file itself, which must not be changed."""
        file = self._folder / _key(sha256)
        if not await asyncio.to_thread(file.is_file):
            raise FileNotFoundError(sha256)
        yield file

    async def forget(self, sha256: str) -> None:
        """See the port."""
        await asyncio.to_thread((self._folder / _key(sha256)).unlink, missing_ok=True)

    def _keep(self, path: Path) -> str:
        sha256 = _sha256(path)
        file = self._folder / _key(sha256)
        if not file.is_file() or file.stat().st_size != path.stat().st_size:
            _make_folder(file.parent)
            _copy(path, file)
        # Also for a file that was there: whoever renamed it may not have come this far yet.
        _sync(file.parent)
        return sha256


class RemoteAssets:
    """Implements `bot.ports.AssetStore` on an object store, which syncs before it answers."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def keep(self, path: Path) -> str:
        """See the port."""
        sha256 = await asyncio.to_thread(_sha256, path)
        try:
            await obstore.head_async(self._store, _key(sha256))
        except FileNotFoundError:
            await obstore.put_async(self._store, _key(sha256), path)
        return sha256

    def local(self, sha256: str) -> AbstractAsyncContextManager[Path]:
        """See the port. Lends a copy, which is removed afterwards."""
        return self._copy_of(sha256)

    async def forget(self, sha256: str) -> None:
        """See the port."""
        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self._store, _key(sha256))

    @asynccontextmanager
    async def _copy_of(self, sha256: str) -> AsyncIterator[Path]:
        found = await obstore.get_async(self._store, _key(sha256))
        with tempfile.TemporaryDirectory(prefix="asset-") as folder:
            file = Path(folder, sha256)
            with await asyncio.to_thread(file.open, "wb") as copy:
                async for part in found.stream(min_chunk_size=PART_BYTES):
                    await asyncio.to_thread(copy.write, part)
            yield file


def _key(sha256: str) -> str:
    if SHA256.fullmatch(sha256) is None:
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make_folder(folder: Path) -> None:
    """Make a folder that survives a power cut: its name is its parent's content."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _copy(source: Path, target: Path) -> None:
    """Copy so that the target is whole or not there, on the disk, whenever the power goes."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
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
