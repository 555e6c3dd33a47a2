"""What only SQLite does: transactions that share a sync, and a disk under its feet."""

import asyncio
import errno
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.storage.books import SqlBooks
from bot.storage.database import database_url
from bot.storage.sqlite import SqliteDatabase
from tests.fakes.databases import sqlite_template
from tests.fakes.samples import make_event

__all__ = ["sqlite_template"]


@pytest.fixture
async def database(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[SqliteDatabase]:
    file = shutil.copy(sqlite_template, tmp_path / "test.db")
    opened = SqliteDatabase(database_url(f"sqlite:///{file}"))
    yield opened
    await opened.close()


def claim(key: str, size: int = 0) -> Callable[[SqlBooks], bool]:
    return lambda books: books.events.claim(make_event(key), debounce="x" * size)


async def together(database: SqliteDatabase, *works: Callable[[SqlBooks], Any]) -> list[Any]:
    """Queue the works while another holds the writer, so that they share a transaction."""
    go_on = threading.Event()
    first = asyncio.create_task(database.write(lambda _: go_on.wait(10)))
    rest = [asyncio.create_task(database.write(work)) for work in works]
    await asyncio.wait(rest, timeout=0)
    go_on.set()
    await first
    return await asyncio.gather(*rest, return_exceptions=True)


async def begun(database: SqliteDatabase, go_on: threading.Event) -> "asyncio.Task[bool]":
    """A transaction that is at work until it may go on."""
    at_work = threading.Event()

    def hold(_: SqlBooks) -> bool:
        at_work.set()
        return go_on.wait(10)

    held = asyncio.create_task(database.write(hold))
    await asyncio.to_thread(at_work.wait, 10)
    return held


async def keys(database: SqliteDatabase) -> list[str]:
    return [event.key for event in await database.read(lambda b: b.events.unanswered())]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
async def test_the_writer_keeps_its_promises_on_the_disk(
    database: SqliteDatabase, pragma: str, value: object
) -> None:
    def ask(books: SqlBooks) -> object:
        return books._connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()

    assert await database.write(ask) == value


async def test_queued_transactions_share_one(database: SqliteDatabase) -> None:
    def busy(books: SqlBooks) -> object:
        return books._connection.get_transaction()

    shared = await together(database, busy, busy)
    assert shared[0] is shared[1] is not None


async def test_what_goes_first_overtakes_all_that_waits(database: SqliteDatabase) -> None:
    go_on, order = threading.Event(), list[str]()
    held = await begun(database, go_on)
    usual = [asyncio.create_task(database.write(lambda _: order.append("usual"))) for _ in "ab"]
    await asyncio.sleep(0)
    first = asyncio.create_task(database.write(lambda _: order.append("first"), first=True))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(held, first, *usual)
    assert order == ["first", "usual", "usual"]


async def test_a_group_ends_where_one_arrives_that_goes_first(database: SqliteDatabase) -> None:
    """Else an acknowledgement would wait for all of a burst that was there before it."""
    begun_group, go_on, order = threading.Event(), threading.Event(), list[str]()

    def usual(name: str) -> Callable[[SqlBooks], None]:
        def work(_: SqlBooks) -> None:
            begun_group.set()
            go_on.wait(10)
            order.append(name)

        return work

    held_back = threading.Event()
    held = await begun(database, held_back)
    group = [asyncio.create_task(database.write(usual(name))) for name in "abc"]
    await asyncio.sleep(0)
    held_back.set()
    await asyncio.to_thread(begun_group.wait, 10)
    first = asyncio.create_task(database.write(lambda _: order.append("first"), first=True))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(held, first, *group)
    assert order == ["a", "first", "b", "c"]


async def test_closing_ends_what_goes_first_too(database: SqliteDatabase) -> None:
    go_on, order = threading.Event(), list[str]()
    held = await begun(database, go_on)
    works = [
        asyncio.create_task(database.write(lambda _: order.append("x"), first=first))
        for first in (False, True, True)
    ]
    await asyncio.sleep(0)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(held, *works, closing)
    assert order == ["x", "x", "x"]


async def test_when_one_breaks_the_shared_transaction_the_others_are_run_again(
    database: SqliteDatabase,
) -> None:
    def sabotage(books: SqlBooks) -> None:
        books._connection.exec_driver_sql("ROLLBACK")

    results = await together(database, claim("a"), sabotage, claim("b"))
    assert [results[0], results[2]] == [True, True]
    assert isinstance(results[1], Exception)
    with pytest.raises(RuntimeError, match="rolled back"):
        await database.write(sabotage)
    assert await keys(database) == ["a", "b"]


async def test_a_full_disk_is_an_oserror_and_costs_nobody_else(database: SqliteDatabase) -> None:
    def fill(books: SqlBooks) -> None:
        pages = books._connection.exec_driver_sql("PRAGMA page_count").scalar()
        books._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    await database.write(fill)
    results = await together(database, claim("a"), claim("huge", 1_000_000), claim("b"))
    assert isinstance(results[1], OSError)
    assert results[1].errno == errno.ENOSPC
    assert [results[0], results[2]] == [True, True]
    with pytest.raises(OSError, match="No space left"):
        await database.write(claim("huge", 1_000_000))
    assert await keys(database) == ["a", "b"]


async def test_an_error_in_one_of_many_does_not_reach_the_others(database: SqliteDatabase) -> None:
    def fail(books: SqlBooks) -> None:
        claim("lost")(books)
        raise GeneratorExit

    results = await together(database, *(claim(f"{n}") for n in range(50)), fail)
    assert results[:-1] == [True] * 50
    assert isinstance(results[-1], GeneratorExit)
    assert "lost" not in await keys(database)
