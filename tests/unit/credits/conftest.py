"""The ledger's rules run on a real database, within one transaction that is thrown away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.ports import Books
from bot.storage.books import SqlBooks
from bot.storage.sqlite import sqlite_engine
from tests.fakes.databases import sqlite_template

__all__ = ["books", "sqlite_template"]


@pytest.fixture
def books(sqlite_template: Path) -> Iterator[Books]:
    engine = sqlite_engine(make_url(f"sqlite:///{sqlite_template}"))
    with engine.connect() as connection:
        connection.begin()
        yield SqlBooks(connection, writes=True)
    engine.dispose()
