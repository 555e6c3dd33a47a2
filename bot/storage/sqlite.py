"""SQLite: one thread writes over one connection, a few read snapshots beside it.

Transactions that queue up while one is synced to disk share the next sync, each within a savepoint
of its own: one may fail without the others, and all are answered only after the shared commit.
Those that go first, for which an acknowledgement waits, share theirs with nobody else; a group ends
where one of them arrives.
"""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from bot.storage.books import OpenJobs, SqlBooks
from bot.storage.waiting import outlive

T = TypeVar("T")

BUSY_TIMEOUT_S = 30.0
"""How long a transaction waits for another process. Ours are short, but its disk may be slow."""
READERS = 2
GROUP_MAX = 32
"""Transactions that share a sync; at about 1 ms each, the first of them waits 30 ms at most."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # else INSERT OR REPLACE deletes without asking the triggers
    "secure_delete=FAST",  # what was deleted is not left to be read in the pages written anyway
)
DISK_ERRORS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}

Outcome = tuple[Any, BaseException | None]


@dataclass(frozen=True, kw_only=True)
class _Task:
    work: Callable[[SqlBooks], Any]
    future: Future[Any]


class SqliteDatabase:
    """Implements `bot.ports.UnitOfWork`."""

    def __init__(self, url: URL, *, group_max: int = GROUP_MAX) -> None:
        self._group_max = group_max
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._first: SimpleQueue[_Task] = SimpleQueue()
        self._owed = Semaphore(0)
        self._closed = False
        self._open_jobs = OpenJobs()
        self._writing = sqlite_engine(url)
        self._reading = sqlite_engine(url, readers=READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="database-reader")
        self._writer = Thread(target=self._serve, name="database-writer", daemon=True)
        self._writer.start()

    async def write(self, work: Callable[[SqlBooks], T], *, first: bool = False) -> T:
        """See the port."""
        if self._closed:
            raise RuntimeError("the database is closed")
        future: Future[T] = Future()
        (self._first if first else self._tasks).put(_Task(work=work, future=future))
        self._owed.release()
        return await outlive(future)

    async def read(self, work: Callable[[SqlBooks], T]) -> T:
        """See the port."""
        return await outlive(self._readers.submit(self._read, work))

    async def close(self) -> None:
        """End what has begun, then let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._tasks.put(None)
        self._owed.release()
        with ThreadPoolExecutor(1) as closer:
            await outlive(closer.submit(self._stop))

    def _stop(self) -> None:
        self._writer.join()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()

    def _read(self, work: Callable[[SqlBooks], T]) -> T:
        with self._reading.connect() as connection:
            return work(self._books(connection, writes=False))

    def _serve(self) -> None:
        while self._serve_some():
            pass  # nothing of what was written is held while waiting for the next

    def _serve_some(self) -> bool:
        self._owed.acquire()
        with contextlib.suppress(Empty):
            self._commit_alone(self._first.get_nowait())
            return True
        task = self._tasks.get_nowait()
        if task is None:
            return False
        if self._tasks.empty():
            self._commit_alone(task)
        else:
            self._commit_group(task)
        return True

    def _commit_alone(self, task: _Task) -> None:
        try:
            with self._transaction() as connection:
                result = task.work(self._books(connection, writes=True))
                _check_open(connection)
        except BaseException as error:  # whatever it was belongs to the caller, not to this thread
            task.future.set_exception(_as_disk_error(error))
        else:
            task.future.set_result(result)

    def _commit_group(self, task: _Task) -> None:
        """Commit a task and those that wait behind it, up to one that goes first."""
        done: list[tuple[_Task, Outcome]] = []
        begun = [task]
        try:
            with self._transaction() as connection:
                done.append((task, self._apart(connection, task)))
                while len(begun) < self._group_max and (next_ := self._next_of_group()):
                    begun.append(next_)
                    done.append((next_, self._apart(connection, next_)))
        except BaseException:
            # The shared transaction is gone, and which of them broke it is not known.
            for one in begun:
                self._commit_alone(one)
            return
        for one, (result, error) in done:
            if error is None:
                one.future.set_result(result)
            else:
                one.future.set_exception(_as_disk_error(error))

    def _next_of_group(self) -> _Task | None:
        if not self._first.empty():
            return None
        try:
            task = self._tasks.get_nowait()
        except Empty:
            return None
        if task is None:
            self._tasks.put(None)  # it ends the thread, once this group is safe
            return None
        self._owed.acquire()
        return task

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._writing.connect() as connection, connection.begin():
            yield connection

    def _apart(self, connection: Connection, task: _Task) -> Outcome:
        driver = _driver(connection)
        driver.execute("SAVEPOINT task")
        try:
            result = task.work(self._books(connection, writes=True))
            driver.execute("RELEASE task")
        except BaseException as error:  # passed on once the others' work is safe
            # Fails where a full disk ended the whole transaction by itself.
            driver.execute("ROLLBACK TO task")
            driver.execute("RELEASE task")
            return None, error
        return result, None

    def _books(self, connection: Connection, *, writes: bool) -> SqlBooks:
        return SqlBooks(connection, writes=writes, open_jobs=self._open_jobs)


def _check_open(connection: Connection) -> None:
    # A full disk may end the whole transaction by itself; committing nothing would then succeed.
    if not _driver(connection).in_transaction:
        raise RuntimeError("the transaction was rolled back under its work")


def _driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def _as_disk_error(error: BaseException) -> BaseException:
    """What the disk did is an OSError, as it is for every other file."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", sqlite3.SQLITE_OK)
    number = DISK_ERRORS.get(code & 0xFF)  # the rest of a code says where it happened
    return error if number is None else OSError(number, f"{os.strerror(number)}: {error}")


def sqlite_engine(url: URL, *, readers: int = 0) -> Engine:
    """An engine of one connection that writes, or of so many that only read."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=readers or 1,
        max_overflow=0,
        hide_parameters=True,  # errors are logged, and rows hold what people wrote
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_S},
    )
    # A writer locks before it reads: one that began by reading could not go on after another wrote.
    begin = "BEGIN" if readers else "BEGIN IMMEDIATE"
    pragmas = (*PRAGMAS, "query_only=ON") if readers else PRAGMAS
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, pragmas))
    # Not by a listener: an engine that has one asks all kinds of them at every statement.
    engine.dialect.do_begin = partial(_begin, begin)  # type: ignore[method-assign]
    return engine


def _begin(statement: str, connection: PoolProxiedConnection) -> None:
    connection.driver_connection.execute(statement)  # type: ignore[union-attr]


def _prepare(connection: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    connection.isolation_level = None  # we alone say when a transaction starts
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
