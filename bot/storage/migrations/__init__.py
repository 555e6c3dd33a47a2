"""Brings a database to the schema of this program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from bot.errors import DatabaseTooNew
from bot.storage.database import database_url
from bot.storage.sqlite import sqlite_engine

ADVISORY_LOCK = 0x1_4A61_6769
"""Any number, the same for every process that migrates."""


def migrate(url: str) -> None:
    """Create or upgrade the schema. Blocks; a second process waits for the first and does nothing.

    Raises StartError for an address that is none, DatabaseTooNew for a schema from a later version.
    """
    with _alone(url) as connection:
        scripts = ScriptDirectory(str(Path(__file__).parent))
        current = MigrationContext.configure(connection).get_current_revision()
        if current == scripts.get_current_head():
            return
        if current is not None and current not in {s.revision for s in scripts.walk_revisions()}:
            raise DatabaseTooNew(
                f"The database is of revision {current}, which this version does not know: a newer"
                " version has used it. Start that version, or put back the backup from before it."
            )
        command.upgrade(_config(connection), "head")


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    # One transaction from looking to upgrading, which a second process has to wait for.
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        assert address.database is not None
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sqlite_engine(address)
    else:
        engine = create_engine(address)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            yield connection
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
