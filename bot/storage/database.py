"""Opens a database by its address: SQLite in a file, or Postgres."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import URL, make_url

from bot.errors import StartError
from bot.storage.books import SqlBooks
from bot.storage.postgres import PostgresDatabase
from bot.storage.sqlite import SqliteDatabase

T = TypeVar("T")

NO_FILE = frozenset({None, "", ":memory:"})
"""Names that SQLite takes for a database which ends with its connection."""


class Database(Protocol):
    """A unit of work that can be closed."""

    async def write(self, work: Callable[[SqlBooks], T], *, first: bool = False) -> T:
        """As `bot.ports.UnitOfWork`."""
        ...

    async def read(self, work: Callable[[SqlBooks], T]) -> T:
        """As `bot.ports.UnitOfWork`."""
        ...

    async def close(self) -> None:
        """End what has begun and let go of every connection."""
        ...


def open_database(url: str) -> Database:
    """Open a database whose schema is current (see `migrations.migrate`).

    `url` is `sqlite:///path` or `postgresql://...`. Raises StartError for any other.
    """
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        return SqliteDatabase(address)
    return PostgresDatabase(address)


def database_url(url: str) -> URL:
    """Read an address and name the driver in it. Raises StartError."""
    scheme, found, rest = url.partition("://")
    match scheme.partition("+")[0]:
        case "sqlite" if found and make_url(f"sqlite://{rest}").database not in NO_FILE:
            return make_url(f"sqlite+pysqlite://{rest}")
        case "postgresql" | "postgres" if found:
            return make_url(f"postgresql+psycopg://{rest}")
    raise StartError(
        "DATABASE_URL should be sqlite:///a/file.db or postgresql://user:password@host/name."
    )
