"""Postgres: a small pool of threads, each transaction over a connection of its own.

Writers run at READ COMMITTED: what they decide on is locked when it is read, or decided by the
statement itself. Where two writers still cross, one of them is run again.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError

from bot.storage.books import OpenJobs, SqlBooks
from bot.storage.waiting import outlive

T = TypeVar("T")

CONNECTIONS = 8
TRIES_MAX = 8
PAUSE_S = 0.01
CROSSED = frozenset(
    {
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        "23505",  # unique_violation: the row that was looked for in vain came meanwhile
    }
)


class PostgresDatabase:
    """Implements `bot.ports.UnitOfWork`."""

    def __init__(self, url: URL, *, connections: int = CONNECTIONS) -> None:
        self._closed = False
        self._open_jobs = OpenJobs()
        self._engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # errors are logged, and rows hold what people wrote
        )
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="database")

    async def write(self, work: Callable[[SqlBooks], T], *, first: bool = False) -> T:
        """See the port. Writers do not wait for each other here, so none needs to go first."""
        return await outlive(self._threads.submit(self._write, work))

    async def read(self, work: Callable[[SqlBooks], T]) -> T:
        """See the port."""
        return await outlive(self._threads.submit(self._read, work))

    async def close(self) -> None:
        """End what has begun, then let go of every connection."""
        if self._closed:
            return
        self._closed = True
        with ThreadPoolExecutor(1) as closer:
            await outlive(closer.submit(self._stop))

    def _stop(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    def _write(self, work: Callable[[SqlBooks], T]) -> T:
        for tries in range(1, TRIES_MAX):
            try:
                return self._once(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in CROSSED:
                    raise
            time.sleep(PAUSE_S * tries * random.random())  # noqa: S311 - spreads two rivals
        return self._once(work)

    def _once(self, work: Callable[[SqlBooks], T]) -> T:
        with self._engine.begin() as connection:
            return work(self._books(connection, writes=True))

    def _read(self, work: Callable[[SqlBooks], T]) -> T:
        with self._snapshots.begin() as connection:
            return work(self._books(connection, writes=False))

    def _books(self, connection: Connection, *, writes: bool) -> SqlBooks:
        return SqlBooks(connection, writes=writes, open_jobs=self._open_jobs)
