"""Files by the sha256 of their bytes, in every kind of store."""

import asyncio
import errno
import hashlib
import os
import random
import shutil
import traceback
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from bot.errors import StartError
from bot.ports import AssetStore
from bot.storage.assets import FolderAssets, RemoteAssets, open_assets

BYTES = random.Random(1).randbytes(3 * 1024 * 1024 + 1)
SHA256 = hashlib.sha256(BYTES).hexdigest()
MISSING = "0" * 64


@pytest.fixture(params=["folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> AssetStore:
    if request.param == "folder":
        return open_assets(tmp_path / "deep" / "assets")
    return RemoteAssets(MemoryStore())


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "picture.png"
    file.write_bytes(BYTES)
    return file


async def test_bytes_come_back_untouched(store: AssetStore, picture: Path) -> None:
    assert await store.keep(picture) == SHA256
    picture.write_bytes(b"the original may change")  # noqa: ASYNC240 - nothing else runs
    async with store.local(SHA256) as file:
        assert file.read_bytes() == BYTES


async def test_keeping_the_same_bytes_again_and_at_once_is_fine(
    store: AssetStore, picture: Path
) -> None:
    assert set(await asyncio.gather(*(store.keep(picture) for _ in range(8)))) == {SHA256}
    assert await store.keep(picture) == SHA256


async def test_forgotten_files_are_gone_and_forgetting_again_is_fine(
    store: AssetStore, picture: Path
) -> None:
    await store.keep(picture)
    await store.forget(SHA256)
    await store.forget(SHA256)
    with pytest.raises(FileNotFoundError):
        async with store.local(SHA256):
            pass


@pytest.mark.parametrize("sha256", [MISSING, "", "../../etc/passwd", SHA256.upper(), SHA256 + "\n"])
async def test_what_is_not_kept_is_not_found(store: AssetStore, sha256: str) -> None:
    with pytest.raises(FileNotFoundError):
        async with store.local(sha256):
            pass


async def test_an_empty_file_can_be_kept(store: AssetStore, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    sha256 = await store.keep(empty)
    async with store.local(sha256) as file:
        assert file.read_bytes() == b""


async def test_a_remote_copy_is_removed_afterwards(picture: Path) -> None:
    store = RemoteAssets(MemoryStore())
    await store.keep(picture)
    async with store.local(SHA256) as file:
        pass
    assert not file.exists()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="/proc names what is synced")
async def test_a_file_and_every_new_folder_are_synced_before_keep_returns(
    tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    root = tmp_path / "data" / "assets"
    await FolderAssets(root).keep(picture)
    home = root / SHA256[:2]
    *folders, file, last = synced
    assert folders == [tmp_path, tmp_path / "data", root]
    assert file.parent == last == home
    synced.clear()
    await FolderAssets(root).keep(picture)
    assert synced == [home], "another may have renamed it and not have synced yet"


async def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = FolderAssets(tmp_path / "assets")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", full)
        with pytest.raises(OSError, match="No space left"):
            await store.keep(picture)
    assert [file for file in (tmp_path / "assets").rglob("*") if file.is_file()] == []
    assert await store.keep(picture) == SHA256


async def test_a_damaged_file_is_replaced(tmp_path: Path, picture: Path) -> None:
    store = FolderAssets(tmp_path / "assets")
    await store.keep(picture)
    async with store.local(SHA256) as file:
        file.write_bytes(BYTES[:100])
    await store.keep(picture)
    async with store.local(SHA256) as file:
        assert file.read_bytes() == BYTES


async def test_addresses_name_the_kind_of_store(tmp_path: Path, picture: Path) -> None:
    sha256 = await open_assets(f"file://{tmp_path}/with%20space").keep(picture)
    assert (tmp_path / "with space" / sha256[:2] / sha256).exists()
    assert isinstance(open_assets("memory:///"), RemoteAssets)
    assert isinstance(open_assets(str(tmp_path)), FolderAssets)


@pytest.mark.parametrize("address", ["foo://key:hunter2@bucket", "s3://key:hunter2@/"])
def test_an_address_that_is_no_store_is_refused_without_showing_its_keys(address: str) -> None:
    with pytest.raises(StartError, match="ASSETS_URL") as refused:
        open_assets(address)
    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


async def test_all_who_read_an_object_at_a_time_share_a_copy(tmp_path: Path) -> None:
    assets = RemoteAssets(MemoryStore(), tmp_path)
    file = tmp_path / "a.png"
    file.write_bytes(b"bytes")
    sha256 = await assets.keep(file)
    async with assets.local(sha256) as first, assets.local(sha256) as second:
        assert first == second
        assert first.read_bytes() == b"bytes"
    assert not first.exists()
    async with assets.local(sha256) as kept:
        await assets.forget(sha256)
        with pytest.raises(FileNotFoundError):
            async with assets.local(sha256):
                pass
        assert kept.exists()
    assert os.listdir(tmp_path) == ["a.png"]


async def test_who_waits_for_a_copy_gets_it_though_the_first_went_away(tmp_path: Path) -> None:
    assets = RemoteAssets(MemoryStore(), tmp_path)
    file = tmp_path / "a.png"
    file.write_bytes(b"bytes")
    sha256 = await assets.keep(file)

    async def read() -> bytes:
        async with assets.local(sha256) as path:
            return path.read_bytes()

    readers = [asyncio.create_task(read()) for _ in range(2)]
    await asyncio.sleep(0)
    readers[0].cancel()
    assert await readers[1] == b"bytes"
    assert os.listdir(tmp_path) == ["a.png"]
