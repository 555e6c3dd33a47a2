from datetime import timedelta

from bot.app.running import KEPT, _purge
from bot.models import Draft, JobId, PersonId
from bot.ports import Books
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
        _purge(books, before)
        assert [books.drafts.get(JobId(name)) is None for name in moments] == [True, False]
        assert [books.events.claim(make_event(name)) for name in moments] == [True, False]

    await database.write(work)
