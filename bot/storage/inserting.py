"""The two inserts that SQLite and Postgres share and SQL does not: "if new", and "or replace"."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def insert_new(connection: Connection, table: Table, row: Row) -> bool:
    """Insert; False when a row with one of its unique keys is there already."""
    # Asked back rather than counted: Postgres' driver does not count such inserts.
    key = next(iter(table.primary_key))
    statement = _insert(connection, table).on_conflict_do_nothing().returning(key)
    return connection.execute(statement, row).first() is not None


def insert_or_replace(connection: Connection, table: Table, row: Row) -> None:
    """Insert, or overwrite the row with the same primary key."""
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=changed),
        row,
    )
