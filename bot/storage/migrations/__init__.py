"""Brings a database to the schema of this program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseTooNew, StartError
from bot.storage.database import database_url
from bot.storage.sqlite import sqlite_engine

FOLDER = str(Path(__file__).parent)
ADVISORY_LOCK = 0x1_4A61_6769
"""Any number, the same for every process that migrates."""


def migrate(url: str) -> None:
    """Create or upgrade the schema. Blocks; a second process waits for the first and does nothing.

    Raises StartError for an address that cannot be opened, DatabaseTooNew for a schema from a later
    version.
    """
    with _opened(url) as connection:
        if not _current(connection):
            command.upgrade(_config(connection), "head")


def _current(connection: Connection) -> bool:
    scripts = ScriptDirectory(FOLDER)
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {s.revision for s in scripts.walk_revisions()}:
        raise DatabaseTooNew(
            f"The database is of revision {revision}, which this version does not know: a newer"
            " version has used it. Start that version, or put back the backup from before it."
        )
    return revision == scripts.get_current_head()


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    # One transaction from looking to upgrading, which a second process has to wait for.
    address = database_url(url)
    engine = _engine(address)
    try:
        with _connect(engine, address) as connection, connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            yield connection
    finally:
        engine.dispose()


def _engine(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    assert address.database is not None
    try:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"The folder of the database cannot be made: {error}.") from error
    return sqlite_engine(address)


def _connect(engine: Engine, address: URL) -> Connection:
    try:
        return engine.connect()
    except DBAPIError as error:
        raise StartError(f"The database {address!r} cannot be opened: {error.orig}.") from error


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", FOLDER)
    config.set_main_option("path_separator", "os")
    return config
