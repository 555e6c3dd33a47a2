"""Files that nothing names are removed, and no others."""

import asyncio
import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import leftovers
from bot.app.leftovers import DOUBT_S, EVERY_S, FIRST_S, UNNAMED_KEPT, Leftovers, Swept
from bot.models import (
    Asset,
    Draft,
    ImageRequest,
    JobId,
    Offer,
    PersonId,
    Picture,
    PictureRef,
    Plan,
    Reference,
)
from bot.ports import Books
from bot.storage.assets import FolderAssets
from bot.storage.database import Database, open_database
from tests.fakes.clock import FakeClock
from tests.fakes.databases import database, database_url, postgres, sqlite_template
from tests.fakes.house import FakeLeases
from tests.fakes.samples import ASSET, NOON, make_job

__all__ = ["database", "database_url", "postgres", "sqlite_template"]

Happening = Sequence[Sequence[tuple[str, int]]]
T = TypeVar("T")
CONTENTS = 3
"""So few that equal files meet."""


class Hurried(FakeClock):
    """Nobody waits: to sleep is to be later."""

    async def sleep(self, delay_s: float) -> None:
        self.slept.append(delay_s)
        self._now += timedelta(seconds=delay_s)


@dataclass
class World:
    """Orders as they come and go: a file is kept, then named, then deleted."""

    folder: Path
    database: Database
    store: FolderAssets
    clock: Hurried = field(default_factory=lambda: Hurried(datetime.now(UTC)))
    jobs: dict[str, set[str]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def sweeper(self, **changes: object) -> Leftovers:
        parts: dict[str, object] = {
            "uow": self.database,
            "assets": self.store,
            "clock": self.clock,
            "leases": FakeLeases(),
            "owner": "ours",
        }
        return Leftovers(**(parts | changes))  # type: ignore[arg-type]

    async def keep(self, content: int) -> str:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"content %d" % content)
            file.flush()
            return await self.store.keep(Path(file.name))

    async def has(self, sha256: str) -> bool:
        with contextlib.suppress(FileNotFoundError):
            async with self.store.local(sha256):
                return True
        return False

    def grow_old(self, age: timedelta = UNNAMED_KEPT + timedelta(hours=1)) -> None:
        at = (self.clock.now() - age).timestamp()
        for file in self.folder.rglob("*"):
            if file.is_file():
                os.utime(file, (at, at))

    async def begin(self, content: int) -> None:
        """An order comes, and its file is kept; nothing names it yet."""
        self.count += 1
        self.read[f"job{self.count}"] = await self.keep(content)

    async def commit(self, _: int) -> None:
        """The orders being read become jobs or drafts, pictures or references."""
        for number, (name, sha256) in enumerate(self.read.items()):
            await self.database.write(NAMING[number % len(NAMING)](name, sha256))
            self.jobs[name] = {sha256}
        self.read.clear()

    async def delete(self, _: int) -> None:
        """The oldest job is deleted, or its draft closed; its files stay where they are."""
        if self.jobs:
            name = next(iter(self.jobs))
            await self.database.write(lambda books: forget(books, name))
            del self.jobs[name]

    async def refuse(self, _: int) -> None:
        self.read.clear()

    async def wait(self, _: int) -> None:
        """A day goes by for every file, but not for an order that is being read."""
        if not self.read:
            self.grow_old()

    async def check(self) -> None:
        needed = set(self.read.values()).union(*self.jobs.values())
        missing = {sha256 for sha256 in needed if not await self.has(sha256)}
        assert not missing


def asset(sha256: str) -> Asset:
    return replace(ASSET, sha256=sha256)


def as_reference(name: str, sha256: str) -> Callable[[Books], None]:
    reference = Reference(asset=asset(sha256), name="given.png")
    request = ImageRequest(prompt="", model="sketch", references=(reference,))
    return lambda books: books.jobs.add(make_job(name, request=request))


def as_mask(name: str, sha256: str) -> Callable[[Books], None]:
    request = ImageRequest(prompt="", model="sketch", mask=asset(sha256))
    return lambda books: books.jobs.add(make_job(name, request=request))


def as_picture(name: str, sha256: str) -> Callable[[Books], None]:
    picture = Picture(ref=PictureRef(job=JobId(name), index=1), asset=asset(sha256))
    return lambda books: _shown(books, name, picture)


def as_preview(name: str, sha256: str) -> Callable[[Books], None]:
    ref = PictureRef(job=JobId(name), index=1)
    picture = Picture(ref=ref, asset=asset("f" * 64), preview=asset(sha256))
    return lambda books: _shown(books, name, picture)


def as_draft(name: str, sha256: str) -> Callable[[Books], None]:
    request = ImageRequest(prompt="", model="sketch", mask=asset(sha256))
    offers = (Offer(plans=(Plan(request=request),), total=1),)
    draft = Draft(id=JobId(name), person=PersonId("p1"), created_at=NOON, offers=offers)
    return lambda books: books.drafts.add(draft)


NAMING = (as_reference, as_mask, as_picture, as_preview, as_draft)


def _shown(books: Books, name: str, picture: Picture) -> None:
    books.jobs.add(make_job(name))
    books.pictures.add(picture, at=NOON)


def forget(books: Books, name: str) -> None:
    job = books.jobs.get(JobId(name))
    if job is None:
        books.drafts.close(JobId(name), at=NOON)
    else:
        books.jobs.put(replace(job, deleted=True))


class Between:
    """Lets orders happen before and after each step of the sweep."""

    def __init__(self, world: World, *, looking: Happening, dropping: Happening) -> None:
        self.world = world
        self._happens = {"looking": iter(looking), "dropping": iter(dropping)}

    async def turn(self, step: str) -> None:
        for what, content in next(self._happens[step], ()):
            await getattr(self.world, what)(content)


class Watched:
    """The store, the database and the clock of a sweep, with orders in between."""

    def __init__(self, between: Between) -> None:
        self._between = between
        self._store, self._database = between.world.store, between.world.database

    async def read(self, work: Callable[[Books], T]) -> T:
        await self._between.turn("looking")
        found = await self._database.read(work)
        await self._between.turn("looking")
        return found

    async def write(self, work: Callable[[Books], T], *, first: bool = False) -> T:
        return await self._database.write(work, first=first)

    async def drop(self, sha256: str, *, before: datetime) -> bool:
        await self._between.turn("dropping")
        gone = await self._store.drop(sha256, before=before)
        await self._between.world.check()
        return gone

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def acts(*names: str) -> st.SearchStrategy[tuple[str, int]]:
    return st.tuples(st.sampled_from(names), st.integers(0, CONTENTS - 1))


ORDERS = ("begin", "commit", "delete", "refuse")


@contextlib.asynccontextmanager
async def opened(template: Path) -> AsyncIterator[World]:
    with tempfile.TemporaryDirectory() as name:
        file = shutil.copy(template, Path(name) / "test.db")
        database = open_database(f"sqlite:///{file}")
        folder = Path(name) / "assets"
        try:
            yield World(folder=folder, database=database, store=FolderAssets(folder))
        finally:
            await database.close()


HAPPENINGS = st.lists(st.lists(acts(*ORDERS), max_size=4), max_size=4)
"""During a sweep: its day ended before it began, so what is kept meanwhile is always young."""


@given(before=st.lists(acts(*ORDERS, "wait"), max_size=8), looking=HAPPENINGS, dropping=HAPPENINGS)
def test_whatever_happens_no_file_that_is_used_goes_and_the_others_do(
    sqlite_template: Path,
    before: list[tuple[str, int]],
    looking: list[list[tuple[str, int]]],
    dropping: list[list[tuple[str, int]]],
) -> None:
    async def play() -> None:
        async with opened(sqlite_template) as world:
            for content in range(CONTENTS):
                await world.keep(content)
            world.grow_old()
            for what, content in before:
                await getattr(world, what)(content)
            watched = Watched(Between(world, looking=looking, dropping=dropping))
            await world.sweeper(uow=watched, assets=watched).sweep()
            await world.check()
            await world.refuse(0)
            world.grow_old()
            await world.sweeper().sweep()
            await world.check()
            named = set[str]().union(*world.jobs.values())
            left = {one.sha256 async for files in world.store.stored() for one in files}
            assert left == named

    asyncio.run(play())


@pytest.fixture
def world(tmp_path: Path, database: Database) -> World:
    folder = tmp_path / "assets"
    return World(folder=folder, database=database, store=FolderAssets(folder))


async def test_what_a_refused_order_left_goes_after_a_day(world: World) -> None:
    for content, name in enumerate(NAMING):
        sha256 = await world.keep(content)
        await world.database.write(name(f"job{content}", sha256))
    left = [await world.keep(content) for content in (98, 99)]
    assert await world.sweeper().sweep() == Swept()
    world.grow_old(UNNAMED_KEPT - timedelta(minutes=1))
    assert await world.sweeper().sweep() == Swept()
    world.grow_old(UNNAMED_KEPT + timedelta(minutes=1))
    swept = await world.sweeper().sweep()
    assert swept == Swept(files=2, size_bytes=2 * len(b"content 98"))
    assert [await world.has(sha256) for sha256 in left] == [False, False]
    for content in range(len(NAMING)):
        assert await world.has(hashlib.sha256(b"content %d" % content).hexdigest())


async def test_a_picture_deleted_while_an_order_takes_it_up_stays(world: World) -> None:
    """The order read where the picture is, and does not keep it again: the second look sees it."""
    sha256 = await world.keep(1)
    world.grow_old()
    sleep = world.clock.sleep

    async def meanwhile(delay_s: float) -> None:
        await world.database.write(as_draft("draft", sha256))
        await sleep(delay_s)

    world.clock.sleep = meanwhile  # type: ignore[method-assign]
    assert await world.sweeper().sweep() == Swept()
    assert world.clock.slept == [DOUBT_S]
    assert await world.has(sha256)


async def test_a_store_that_others_use_too_is_left_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    sha256 = await world.keep(1)
    world.grow_old()
    await world.store.sign("theirs")
    assert await world.sweeper().sweep() == Swept()
    assert await world.has(sha256)
    assert "2 databases" in caplog.text
    assert await world.sweeper(owner="theirs").sweep() == Swept()


async def test_a_round_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "ROUND_MAX", 3)
    monkeypatch.setattr(leftovers, "BUNCH", 2)
    for content in range(7):
        await world.keep(content)
    world.grow_old()
    rounds = [(await world.sweeper().sweep()).files for _ in range(4)]
    assert rounds == [3, 3, 1, 0]


async def test_it_happens_once_a_day_where_this_process_leads(world: World) -> None:
    clock, leases = FakeClock(datetime.now(UTC)), FakeLeases(leader=False)
    swept: list[datetime] = []

    class Counting(Leftovers):
        async def sweep(self) -> Swept:
            swept.append(clock.now())
            raise OSError("and a fault stops nothing")

    sweeper = Counting(
        uow=world.database, assets=world.store, clock=clock, leases=leases, owner="ours"
    )
    running = asyncio.create_task(sweeper.run())
    await asyncio.sleep(0)
    await clock.advance(FIRST_S)
    assert swept == []
    leases.leader = True
    start = clock.now()
    await clock.advance(2 * EVERY_S)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert swept == [start + timedelta(seconds=EVERY_S * day) for day in (1, 2)]
