from datetime import timedelta

import pytest

from bot.app import running
from bot.app.running import KEPT, _purge
from bot.models import Draft, JobId, PersonId
from bot.ports import Books
from bot.storage.books import SqlBooks
from bot.storage.database import Database
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
        _purge(books, NOON)
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
        _purge(books, NOON)
        return len(books.keyvalue.scan("", after="", limit=9, newest=False))

    await database.write(add)
    assert [await database.write(sweep) for _ in range(3)] == [2, 1, 1]
