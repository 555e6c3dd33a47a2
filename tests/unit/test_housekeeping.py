import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import running
from bot.app.export_files import ExportFiles
from bot.app.running import HOUSEKEEPING_S, KEPT, STEADY_LOOKS, Engine, purge
from bot.models import Draft, JobId, PersonId
from bot.ports import Books
from bot.storage.books import SqlBooks
from bot.storage.database import Database
from tests.fakes.clock import FakeClock, breathe
from tests.fakes.databases import database, database_url, postgres, sqlite_template
from tests.fakes.samples import NOON, make_event

__all__ = ["database", "database_url", "postgres", "sqlite_template"]


async def test_what_is_old_and_done_is_swept(database: Database) -> None:
    before = NOON - KEPT
    moments = {"old": before - timedelta(seconds=1), "kept": before}

    def work(books: Books) -> None:
        for name, at in moments.items():
            books.drafts.add(Draft(id=JobId(name), person=PersonId("p"), created_at=at))
            books.events.claim(make_event(name, claimed_at=at, answered=True))
        purge(books, NOON)
        assert [books.drafts.get(JobId(name)) is None for name in moments] == [True, False]
        assert [books.events.claim(make_event(name)) for name in moments] == [True, False]

    await database.write(work)


async def test_records_that_are_over_are_swept_a_few_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "RECORDS_A_SWEEP_MAX", 2)

    def add(books: SqlBooks) -> None:
        for number in range(3):
            books.keyvalue.set(f"over {number}", "", expires_at=NOON)
        books.keyvalue.set("not yet", "", expires_at=NOON + timedelta(seconds=1))

    def sweep(books: SqlBooks) -> int:
        purge(books, NOON)
        return len(books.keyvalue.scan("", after="", limit=9, newest=False))

    await database.write(add)
    assert [await database.write(sweep) for _ in range(3)] == [2, 1, 1]


async def test_nothing_ends_for_good_by_a_clock_that_jumps_and_comes_back() -> None:
    clock, swept = FakeClock(), list[datetime]()

    async def write(work: Callable[[Any], object]) -> object:
        return work(Recorder())

    parts: Any = SimpleNamespace(
        clock=clock,
        leases=SimpleNamespace(leader=True),
        uow=SimpleNamespace(write=write),
        ledger=SimpleNamespace(expire=lambda _, now: swept.append(now)),
        queue=SimpleNamespace(wake=lambda: None),
        records_kept=timedelta(days=400),
        exports=ExportFiles(),
        partials=None,
    )
    unused: Any = None
    engine = Engine(
        parts=parts,
        worker=unused,
        deliverer=SimpleNamespace(wake=lambda: None),  # type: ignore[arg-type]
        progress=unused,
        recovery=SimpleNamespace(jobs=nothing),  # type: ignore[arg-type]
        operators=unused,
        telling=unused,
        leftovers=unused,
        foresight=unused,
    )
    house = asyncio.create_task(engine._keep_house())
    await breathe()
    for _ in range(STEADY_LOOKS - 1):
        await clock.advance(HOUSEKEEPING_S)
    assert swept == []
    await clock.advance(HOUSEKEEPING_S)
    assert len(swept) == 1
    right = clock.now()
    for year in (right.replace(year=right.year + 5), right + timedelta(minutes=1)):
        clock.set(year)
        for _ in range(STEADY_LOOKS):
            await clock.advance(HOUSEKEEPING_S)
    house.cancel()
    assert max(swept).year == right.year
    assert len(swept) == 1


class Recorder:
    """Books in which nothing is old."""

    def __init__(self) -> None:
        for name in ("drafts", "events", "keyvalue", "attempts", "outbox", "messages"):
            setattr(self, name, SimpleNamespace(purge=lambda *_, **__: 0))


async def nothing() -> None:
    """Recovers nobody's jobs."""


async def test_the_sweep_goes_on_while_it_finds_as_many_as_it_may() -> None:
    left, batch = [2 * running.RECORDS_A_SWEEP_MAX + 1], running.RECORDS_A_SWEEP_MAX
    transactions = list[int]()

    def purge_some(_: datetime, *, limit: int) -> int:
        gone = min(limit, left[0])
        left[0] -= gone
        transactions.append(gone)
        return gone

    books: Any = Recorder()
    books.keyvalue = SimpleNamespace(purge=purge_some)

    async def write(work: Callable[[Any], object]) -> object:
        return work(books)

    parts: Any = SimpleNamespace(
        clock=FakeClock(),
        uow=SimpleNamespace(write=write),
        ledger=SimpleNamespace(expire=lambda *_: None),
    )
    unused: Any = None
    engine = Engine(
        parts=parts,
        worker=unused,
        deliverer=unused,
        progress=unused,
        recovery=unused,
        operators=unused,
        telling=unused,
        leftovers=unused,
        foresight=unused,
    )
    await engine._sweep(old=False)
    assert transactions == [batch, batch, 1]
