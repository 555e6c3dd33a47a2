"""What this room remembers, and for how long."""

from datetime import timedelta

import pytest

from adapters.slack.ids import Place
from adapters.slack.installations import STATE_LIFE_S, States
from adapters.slack.memory import (
    FILES_LASTS,
    POST_LASTS,
    RECENT_LASTS,
    THREAD_LASTS,
    Memory,
    PostRecord,
    RecentPicture,
)
from bot.models import JobId
from bot.storage.database import Database
from bot.storage.keyvalue import DatabaseKeyValue
from tests.fakes.clock import FakeClock
from tests.fakes.databases import database, database_url, postgres, sqlite_template

__all__ = ["database", "database_url", "postgres", "sqlite_template"]

THREAD = Place(team="T1", channel="C1", thread="1.0")
DAY = timedelta(days=1)


class Years:
    """A memory over a real database, and a clock for it."""

    def __init__(self, database: Database) -> None:
        self.clock = FakeClock()
        self.store = DatabaseKeyValue(database, self.clock)
        self.memory = Memory(self.store)
        self._database = database

    async def later(self, after: timedelta) -> set[str]:
        """Which kinds of records are left then."""
        await self.clock.advance(after.total_seconds())
        now = self.clock.now()
        await self._database.write(lambda books: books.keyvalue.purge(now, limit=100))
        return {":".join(key.split(":")[:2]) for key, _ in await self.store.scan("")}


@pytest.fixture
def years(database: Database) -> Years:
    return Years(database)


async def test_records_end_but_not_before_they_are_of_no_use(years: Years) -> None:
    memory = years.memory
    states = States(years.store, years.clock, [b"key"])
    assert await states.async_consume(await states.async_issue())
    await memory.keep_post(THREAD, "key", PostRecord(since=1.0))
    await memory.keep_thread(THREAD, JobId("job1"), ours=True)
    await memory.keep_recent("T1", "U1", [RecentPicture(job="job1", index=1, file="F", alt="a")])
    await memory.keep_files(THREAD, "1.0", ["F"])
    state, post, files = {"slack:state"}, {"slack:post"}, {"slack:files"}
    year = {"slack:thread", "slack:ours", "slack:recent"}
    minute = timedelta(minutes=1)
    assert POST_LASTS < THREAD_LASTS == RECENT_LASTS
    life = timedelta(seconds=STATE_LIFE_S)
    assert await years.later(life - minute) == state | post | year | files
    assert await years.later(minute) == post | year | files
    assert await years.later(POST_LASTS - life - minute) == post | year | files
    assert await years.later(minute) == year | files
    assert await years.later(THREAD_LASTS - POST_LASTS - minute) == year | files
    assert await years.later(minute) == files
    assert await years.later(FILES_LASTS - THREAD_LASTS - minute) == files
    assert await years.later(minute) == set()


async def test_a_thread_that_goes_on_stays_ours(years: Years) -> None:
    await years.memory.keep_thread(THREAD, JobId("job1"), ours=True)
    await years.later(THREAD_LASTS - DAY)
    await years.memory.keep_thread(THREAD, JobId("job2"), ours=False)
    await years.later(THREAD_LASTS - DAY)
    assert await years.memory.thread_job(THREAD) == "job2"
    assert await years.memory.is_ours(THREAD)


async def test_files_are_remembered_until_their_message_is_gone(years: Years) -> None:
    await years.memory.keep_files(THREAD, "1.0", ["F"])
    await years.later(FILES_LASTS - DAY)
    assert await years.memory.files(THREAD, "1.0") == ("F",)
    await years.memory.drop_files(THREAD, "1.0")
    assert await years.memory.files(THREAD, "1.0") == ()
