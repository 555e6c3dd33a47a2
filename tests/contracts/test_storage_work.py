"""What every unit of work promises."""

import asyncio
import threading

import pytest

from bot.models import HOME_TEAM
from bot.ports import Books
from bot.storage.database import Database, open_database
from tests.fakes.samples import MIA, NOON, make_event, make_job


class Oops(Exception):
    pass


async def known(database: Database) -> bool:
    return await database.read(lambda books: books.people.find(MIA, HOME_TEAM)) is not None


def add_mia(books: Books) -> None:
    books.people.add(MIA, team=HOME_TEAM, name="Mia", at=NOON)


async def test_returns_what_the_work_returns(database: Database) -> None:
    assert await database.write(lambda _: 7) == 7
    assert await database.read(lambda _: 8) == 8


async def test_committed_work_survives_closing(database_url: str) -> None:
    first = open_database(database_url)
    await first.write(add_mia)
    await first.close()
    second = open_database(database_url)
    assert await known(second)
    await second.close()


@pytest.mark.parametrize("error", [Oops, KeyboardInterrupt, GeneratorExit])
async def test_any_raise_rolls_back_and_is_passed_on(
    database: Database, error: type[BaseException]
) -> None:
    def fail(books: Books) -> None:
        add_mia(books)
        raise error

    with pytest.raises(error):
        await database.write(fail)
    assert not await known(database)
    await database.write(add_mia)
    assert await known(database)


async def test_cancelled_caller_waits_for_the_end_of_its_transaction(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(books: Books) -> None:
        add_mia(books)
        begun.set()
        go_on.wait(10)

    task = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(3):
        task.cancel()
        await asyncio.wait({task}, timeout=0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await known(database)


async def test_cancelled_caller_of_a_failing_transaction_is_cancelled(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def fail(books: Books) -> None:
        add_mia(books)
        begun.set()
        go_on.wait(10)
        raise Oops

    task = asyncio.create_task(database.write(fail))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    await asyncio.wait({task}, timeout=0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await known(database)


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        await database.read(add_mia)
    assert not await known(database)


async def test_a_read_is_one_snapshot(database: Database) -> None:
    looked, written = threading.Event(), threading.Event()

    def look_twice(books: Books) -> tuple[object, object]:
        before = books.people.find(MIA, HOME_TEAM)
        looked.set()
        written.wait(10)
        return before, books.people.find(MIA, HOME_TEAM)

    reading = asyncio.create_task(database.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await database.write(add_mia)
    written.set()
    assert await reading == (None, None)


async def test_one_failure_among_many_fails_alone(database: Database) -> None:
    blocked = threading.Event()
    first = asyncio.create_task(database.write(lambda _: blocked.wait(10)))

    def fail(books: Books) -> None:
        books.events.claim(make_event("bad"))
        raise Oops

    def claim(key: str) -> asyncio.Task[bool]:
        return asyncio.create_task(database.write(lambda b: b.events.claim(make_event(key))))

    tasks = [claim("a"), asyncio.create_task(database.write(fail)), claim("b"), claim("a")]
    await asyncio.wait(tasks, timeout=0)
    blocked.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(results[1], Oops)
    assert [results[0], results[3]].count(True) == 1
    assert results[2] is True
    assert await first
    events = await database.read(lambda books: books.events.unanswered())
    assert [event.key for event in events] == ["a", "b"]


async def test_a_row_read_for_writing_is_not_overwritten_by_another(database: Database) -> None:
    await database.write(lambda books: books.jobs.add(make_job()))

    def attempt(books: Books) -> None:
        job = books.jobs.get(make_job().id)
        assert job is not None
        books.jobs.put(make_job(attempts=job.attempts + 1))

    await asyncio.gather(*(database.write(attempt) for _ in range(20)))
    job = await database.read(lambda books: books.jobs.get(make_job().id))
    assert job is not None
    assert job.attempts == 20


async def test_closed_database_refuses_and_closes_again_quietly(database: Database) -> None:
    await database.write(add_mia)
    await database.close()
    await database.close()
    with pytest.raises(RuntimeError):
        await database.write(add_mia)


async def test_closing_ends_what_was_asked_before(database_url: str) -> None:
    database = open_database(database_url)
    writes = [
        asyncio.create_task(database.write(lambda b, key=str(n): b.events.claim(make_event(key))))
        for n in range(40)
    ]
    await asyncio.wait(writes, timeout=0)
    await database.close()
    assert all(await asyncio.gather(*writes))
