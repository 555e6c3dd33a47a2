"""The schema that migrations make is the one the tables describe."""

import concurrent.futures
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot.errors import DatabaseTooNew, StartError
from bot.storage.database import database_url as read_url
from bot.storage.migrations import migrate
from bot.storage.tables import metadata


def test_migrated_schema_is_that_of_the_tables(database_url: str) -> None:
    engine = create_engine(read_url(database_url))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_migrated_checks_are_those_of_the_tables(database_url: str) -> None:
    engine = create_engine(read_url(database_url))
    for table in metadata.tables.values():
        wanted = {c.name for c in table.constraints if "CheckConstraint" in type(c).__name__}
        assert {c["name"] for c in inspect(engine).get_check_constraints(table.name)} == wanted
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)


def test_newer_database_is_refused_in_plain_words(database_url: str) -> None:
    engine = create_engine(read_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseTooNew, match=r"9999.*newer version"):
        migrate(database_url)


def test_two_processes_migrate_one_new_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/folder/new.db"
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(migrate, url) for _ in range(4)]:
            done.result()


@pytest.mark.parametrize("url", ["", "imagine.db", "sqlite://", "sqlite:///:memory:", "mysql://x"])
def test_other_addresses_are_refused_in_plain_words(url: str) -> None:
    with pytest.raises(StartError, match="DATABASE_URL should be"):
        migrate(url)


def test_what_cannot_be_opened_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a database, but long enough to be looked at" * 99)
    for url in (
        f"sqlite:///{tmp_path}/file",
        f"sqlite:///{tmp_path}/file/below/a/file.db",
        f"postgresql://me:secret@/name?host={tmp_path}",
    ):
        with pytest.raises(StartError, match=r"cannot be (opened|made)") as caught:
            migrate(url)
        assert "secret" not in str(caught.value)
