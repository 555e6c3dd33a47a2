"""Picture files in an object store. Keeping and dropping meet as in `bot.storage.folder_assets`."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.store import ObjectStore

from bot.models import StoredFile
from bot.storage.asset_keys import PART_BYTES, SHA256, asset_key, file_sha256

if TYPE_CHECKING:
    from obstore import ObjectMeta  # there for type checkers alone

LEAVING = "leaving"
OWNERS = "owners"
YOUNG = timedelta(hours=12)
"""An object this young need not be stored again to be safe from `drop`."""
LOOK_S = 0.1
LOOKS_MAX = 100
"""An object leaves in less; a mark that is there even then is of a process that died."""
LISTED = 1000


class RemoteAssets:
    """Implements `bot.ports.AssetStore` on an object store, which syncs before it answers.

    `scratch` is for local copies; the system's folder for such if there is none.
    """

    def __init__(self, store: ObjectStore, scratch: Path | None = None) -> None:
        self._store = store
        self._scratch = scratch
        self._copies: dict[str, _Copy] = {}

    async def keep(self, path: Path) -> str:
        """See the port."""
        sha256 = await asyncio.to_thread(file_sha256, path)
        key = asset_key(sha256)
        found = await self._head(key)
        if found is None or found["last_modified"] <= datetime.now(UTC) - YOUNG:
            await obstore.put_async(self._store, key, path)
        if await self._left_alone(sha256) and await self._head(key) is None:
            await obstore.put_async(self._store, key, path)
        return sha256

    def local(self, sha256: str) -> AbstractAsyncContextManager[Path]:
        """See the port. Lends a copy, one to all who read at a time; it is removed afterwards."""
        return self._copy_of(sha256)

    async def forget(self, sha256: str) -> None:
        """See the port."""
        await self._delete(asset_key(sha256))
        self._copies.pop(sha256, None)

    async def stored(self) -> AsyncIterator[Sequence[StoredFile]]:
        """See the port."""
        async for bunch in obstore.list(self._store, chunk_size=LISTED):
            yield [file for one in bunch for file in _stored(one)]

    async def drop(self, sha256: str, *, before: datetime) -> bool:
        """See the port."""
        key, mark = asset_key(sha256), f"{LEAVING}/{sha256}"
        await obstore.put_async(self._store, mark, b"")
        try:
            found = await self._head(key)
            if found is None or found["last_modified"] >= before:
                return False
            await self._delete(key)
        finally:
            await self._delete(mark)
        return True

    async def clean(self, *, before: datetime) -> None:
        """See the port."""
        async for bunch in obstore.list(self._store, LEAVING, chunk_size=LISTED):
            for one in bunch:
                if one["last_modified"] < before:
                    await self._delete(one["path"])

    async def sign(self, owner: str) -> Collection[str]:
        """See the port."""
        if await self._head(f"{OWNERS}/{owner}") is None:
            await obstore.put_async(self._store, f"{OWNERS}/{owner}", b"")
        marks = await obstore.list(self._store, OWNERS).collect_async()
        return {mark["path"].removeprefix(f"{OWNERS}/") for mark in marks}

    async def _left_alone(self, sha256: str) -> bool:
        """Wait while somebody drops the object. False at once where nobody does."""
        mark = f"{LEAVING}/{sha256}"
        if await self._head(mark) is None:
            return False
        for _ in range(LOOKS_MAX):
            await asyncio.sleep(LOOK_S)
            if await self._head(mark) is None:
                break
        return True

    async def _head(self, key: str) -> "ObjectMeta | None":
        try:
            return await obstore.head_async(self._store, key)
        except FileNotFoundError:
            return None

    async def _delete(self, key: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self._store, key)

    @asynccontextmanager
    async def _copy_of(self, sha256: str) -> AsyncIterator[Path]:
        copy = self._copies.get(sha256)
        if copy is None:
            folder = tempfile.TemporaryDirectory(prefix="asset-", dir=self._scratch)
            copy = _Copy(folder=folder, fetching=asyncio.create_task(self._fetch(sha256, folder)))
            self._copies[sha256] = copy
        copy.readers += 1
        try:
            # Whoever came first may go first, and the others still wait for it.
            yield await asyncio.shield(copy.fetching)
        finally:
            copy.readers -= 1
            if not copy.readers:
                if self._copies.get(sha256) is copy:
                    del self._copies[sha256]
                copy.fetching.cancel()
                await asyncio.wait([copy.fetching])
                copy.folder.cleanup()

    async def _fetch(self, sha256: str, folder: tempfile.TemporaryDirectory[str]) -> Path:
        found = await obstore.get_async(self._store, asset_key(sha256))
        file = Path(folder.name, sha256)
        with await asyncio.to_thread(file.open, "wb") as copy:
            async for part in found.stream(min_chunk_size=PART_BYTES):
                await asyncio.to_thread(copy.write, part)
        return file


@dataclass(kw_only=True)
class _Copy:
    folder: tempfile.TemporaryDirectory[str]
    fetching: asyncio.Task[Path]
    readers: int = 0


def _stored(one: "ObjectMeta") -> list[StoredFile]:
    sha256 = one["path"].rpartition("/")[2]
    if SHA256.fullmatch(sha256) is None or one["path"] != asset_key(sha256):
        return []
    return [StoredFile(sha256=sha256, size_bytes=one["size"], kept_at=one["last_modified"])]
