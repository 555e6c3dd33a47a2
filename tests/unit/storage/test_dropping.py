"""Files that are dropped while somebody keeps them."""

import asyncio
import hashlib
import os
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore

from bot.ports import AssetStore
from bot.storage import remote_assets
from bot.storage.assets import FolderAssets, RemoteAssets

BYTES = b"a picture"
SHA256 = hashlib.sha256(BYTES).hexdigest()
MISSING = "0" * 64
SOON = timedelta(seconds=60)
PATIENCE_S = 180.0


@pytest.fixture(params=["folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> AssetStore:
    if request.param == "folder":
        return FolderAssets(tmp_path / "assets")
    return RemoteAssets(MemoryStore())


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "picture.png"
    file.write_bytes(BYTES)
    return file


async def there(store: AssetStore, sha256: str = SHA256) -> bool:
    try:
        async with store.local(sha256) as file:
            return hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


async def stored(store: AssetStore) -> list[tuple[str, int]]:
    return [(one.sha256, one.size_bytes) async for files in store.stored() for one in files]


async def test_all_that_is_kept_is_told_and_nothing_else(
    store: AssetStore, picture: Path, tmp_path: Path
) -> None:
    assert await stored(store) == []
    await store.sign("0" * 64)
    await store.keep(picture)
    other = tmp_path / "other"
    other.write_bytes(b"another")
    second = await store.keep(other)
    assert sorted(await stored(store)) == sorted([(SHA256, len(BYTES)), (second, 7)])


async def test_only_what_is_old_is_dropped(store: AssetStore, picture: Path) -> None:
    await store.keep(picture)
    ((file,),) = [files async for files in store.stored()]
    assert file.kept_at > datetime.now(UTC) - SOON
    assert not await store.drop(SHA256, before=file.kept_at - timedelta(milliseconds=1))
    assert await there(store)
    assert await store.drop(SHA256, before=file.kept_at + timedelta(milliseconds=1))
    assert not await there(store)
    assert await stored(store) == []
    assert not await store.drop(SHA256, before=file.kept_at + SOON)
    assert not await store.drop(MISSING, before=file.kept_at + SOON)


async def test_owners_sign_once(store: AssetStore, picture: Path) -> None:
    assert set(await store.sign("ours")) == {"ours"}
    assert set(await store.sign("ours")) == {"ours"}
    assert set(await store.sign("theirs")) == {"ours", "theirs"}


async def test_a_kept_file_is_young_again(tmp_path: Path, picture: Path) -> None:
    store = FolderAssets(tmp_path / "assets")
    await store.keep(picture)
    os.utime(tmp_path / "assets" / SHA256[:2] / SHA256, (0, 0))
    await store.keep(picture)
    assert not await store.drop(SHA256, before=datetime.now(UTC) - SOON)


async def test_a_kept_object_is_young_again(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RemoteAssets(MemoryStore())
    await store.keep(picture)
    monkeypatch.setattr(remote_assets, "YOUNG", timedelta(0))
    between = datetime.now(UTC)
    await store.keep(picture)
    assert not await store.drop(SHA256, before=between)


async def test_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    shelf = tmp_path / "assets" / SHA256[:2]
    shelf.mkdir(parents=True)
    now = datetime.now(UTC)
    for name, at in (
        (".new-old", now - SOON),
        (f".leaving-{SHA256}", now - SOON),
        (".new-young", now + SOON),
        (SHA256, now - SOON),
    ):
        (shelf / name).touch()
        os.utime(shelf / name, (at.timestamp(), at.timestamp()))
    await FolderAssets(tmp_path / "assets").clean(before=now)
    assert {file.name for file in shelf.iterdir()} == {".new-young", SHA256}


class Pause:
    """Stops a thread before or after a call, until it is told to go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def stop(self) -> None:
        if not self.reached.is_set():
            self.reached.set()
            assert self.go_on.wait(PATIENCE_S)


def around(
    call: Callable[..., object], pause: Pause, *, after: bool, only: Callable[..., bool]
) -> Callable[..., object]:
    def paused(*args: object, **kwargs: object) -> object:
        mine = only(*args)
        if mine and not after:
            pause.stop()
        result = call(*args, **kwargs)
        if mine and after:
            pause.stop()
        return result

    return paused


def is_file(path: object, *_: object) -> bool:
    return isinstance(path, Path) and path.name == SHA256


def is_mark(path: object, *_: object) -> bool:
    return isinstance(path, Path) and path.name == f".leaving-{SHA256}"


STEPS_OF_DROPPING = [
    (Path, "touch", is_mark, False),
    (Path, "touch", is_mark, True),
    (Path, "stat", is_file, True),
    (Path, "unlink", is_file, False),
    (Path, "unlink", is_file, True),
    (Path, "unlink", is_mark, True),
]


@pytest.mark.parametrize("step", STEPS_OF_DROPPING, ids=lambda step: f"{step[1]}-{step[3]}")
async def test_what_is_kept_while_it_is_dropped_is_there(
    tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, ...]
) -> None:
    """At every step of dropping, keeping begins; it has to wait or to be waited for."""
    owner, name, only, after = step
    store = FolderAssets(tmp_path / "assets")
    await store.keep(picture)
    os.utime(tmp_path / "assets" / SHA256[:2] / SHA256, (0, 0))
    pause = Pause()
    before = datetime.now(UTC) - SOON
    with monkeypatch.context() as patch:
        whole = getattr(owner, str(name))
        patch.setattr(owner, str(name), around(whole, pause, after=bool(after), only=only))  # type: ignore[arg-type]
        dropping = asyncio.create_task(store.drop(SHA256, before=before))
        assert await asyncio.to_thread(pause.reached.wait, PATIENCE_S)
    waits = threading.Event()
    monkeypatch.setattr(time, "sleep", lambda _: waits.set())
    keeping = asyncio.create_task(store.keep(picture))
    while not (keeping.done() or waits.is_set()):  # noqa: ASYNC110 - either may be first
        await asyncio.sleep(0)
    if keeping.done():
        assert await there(store)
    pause.go_on.set()
    await asyncio.gather(dropping, keeping)
    assert await there(store)
    assert [file.name for file in (tmp_path / "assets" / SHA256[:2]).iterdir()] == [SHA256]


@pytest.mark.parametrize("after", [False, True])
async def test_what_is_dropped_while_it_is_kept_is_there(
    tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    store = FolderAssets(tmp_path / "assets")
    await store.keep(picture)
    os.utime(tmp_path / "assets" / SHA256[:2] / SHA256, (0, 0))
    pause = Pause()
    with monkeypatch.context() as patch:
        patch.setattr(os, "utime", around(os.utime, pause, after=after, only=is_file))
        keeping = asyncio.create_task(store.keep(picture))
        assert await asyncio.to_thread(pause.reached.wait, PATIENCE_S)
    gone = await store.drop(SHA256, before=datetime.now(UTC) - SOON)
    assert gone is not after
    pause.go_on.set()
    await keeping
    assert await there(store)


class Meeting:
    """Has somebody else keep a picture at one step of dropping it from an object store."""

    def __init__(self, store: AssetStore, picture: Path, step: int) -> None:
        self.keeping: asyncio.Task[str] | None = None
        self._store, self._picture, self._step = store, picture, step
        self._dropper = asyncio.current_task()
        self._calls = 0
        self._waits = False

    def met(self, call: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def called(store: object, key: str, *rest: object) -> object:
            if asyncio.current_task() is self._dropper:
                await self._meet()
                return await call(store, key, *rest)
            found = await call(store, key, *rest)
            self._waits |= key.startswith("leaving/") and found is not None
            return found

        return called

    async def _meet(self) -> None:
        if self._calls == self._step:
            self.keeping = asyncio.create_task(self._store.keep(self._picture))
            while not (self.keeping.done() or self._waits):  # noqa: ASYNC110
                await asyncio.sleep(0)
        self._calls += 1


@pytest.mark.parametrize("step", range(4))
async def test_an_object_kept_while_it_is_dropped_is_there(
    picture: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(remote_assets, "YOUNG", timedelta(0))
    monkeypatch.setattr(remote_assets, "LOOK_S", 0.0)
    monkeypatch.setattr(remote_assets, "LOOKS_MAX", 10**9)
    store = RemoteAssets(MemoryStore())
    await store.keep(picture)
    before = datetime.now(UTC)
    meeting = Meeting(store, picture, step)
    for name in ("head_async", "put_async", "delete_async"):
        monkeypatch.setattr(obstore, name, meeting.met(getattr(obstore, name)))
    await store.drop(SHA256, before=before)
    assert meeting.keeping is not None
    assert await meeting.keeping == SHA256
    assert await there(store)
