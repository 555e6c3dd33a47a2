"""The two inserts that SQLite and Postgres share and SQL does not: "if new", and "or replace"."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert

STATEMENTS_MAX = 64
"""One for each table, dialect and set of columns; building one takes longer than running it."""


def insert_new(connection: Connection, table: Table, row: Row) -> bool:
    """Insert; False when a row with one of its unique keys is there already."""
    # Asked back rather than counted: Postgres' driver does not count such inserts.
    return connection.execute(_if_new(connection.dialect.name, table), row).first() is not None


def insert_or_replace(connection: Connection, table: Table, row: Row) -> None:
    """Insert, or overwrite the row with the same primary key."""
    connection.execute(_or_replace(connection.dialect.name, table, tuple(row)), row)


def _insert(dialect: str, table: Table) -> Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@lru_cache(STATEMENTS_MAX)
def _if_new(dialect: str, table: Table) -> Executable:
    key = next(iter(table.primary_key))
    return _insert(dialect, table).on_conflict_do_nothing().returning(key)


@lru_cache(STATEMENTS_MAX)
def _or_replace(dialect: str, table: Table, names: tuple[str, ...]) -> Executable:
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
