"""The schema that migrations make is the one the tables describe."""

import concurrent.futures
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Table, create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from bot.errors import DatabaseTooNew, StartError
from bot.models import HOME_TEAM
from bot.storage.database import database_url as read_url
from bot.storage.migrations import FOLDER, migrate
from bot.storage.tables import metadata

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


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


def at_revision(url: str, revision: str) -> Engine:
    """An empty database, brought to an older schema."""
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        else:
            Path(str(engine.url.database)).write_bytes(b"")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", FOLDER)
        config.set_main_option("path_separator", "os")
        command.upgrade(config, revision)
    return engine


def test_old_records_get_an_end_and_settings_do_not(database_url: str) -> None:
    old = {
        "slack:thread:T1:C1:1.0": "job1",
        "slack:post:T1:C1:key": "{}",
        "slack:recent:T1:U1": "[]",
        "slack:state:abc": "1.0",
        "slack:installed:-:T1": "{}",
        "slack:files:T1:C1:1.0": "[]",
        "discord:thread:12": "1:2",
        "discord:home:77": "5:77",
        "discord:home:78": ":78",
        "assets:owner": "ours",
    }
    engine = at_revision(database_url, "0002")
    with engine.begin() as connection:
        for key, value in old.items():
            connection.execute(text("INSERT INTO keyvalue VALUES (:k, :v)"), {"k": key, "v": value})
    before = datetime.now(UTC)
    migrate(database_url)
    with engine.connect() as connection:
        kept = {row.key: row for row in connection.execute(select(metadata.tables["keyvalue"]))}
    engine.dispose()
    assert {key: row.value for key, row in kept.items()} == {
        key: value for key, value in old.items() if key != "discord:home:78"
    }
    ends = {key: row.expires_at for key, row in kept.items() if row.expires_at is not None}
    assert set(ends) == {
        "slack:thread:T1:C1:1.0",
        "slack:post:T1:C1:key",
        "slack:recent:T1:U1",
        "slack:state:abc",
        "discord:thread:12",
        "discord:home:77",
        "slack:files:T1:C1:1.0",
    }
    three = timedelta(days=3 * 365)
    assert before + three <= ends.pop("slack:files:T1:C1:1.0") <= datetime.now(UTC) + three
    assert before <= ends.pop("slack:state:abc") <= datetime.now(UTC)
    year = timedelta(days=365)
    assert all(before + year <= end <= datetime.now(UTC) + year for end in ends.values())


def test_the_uses_of_files_are_read_out_of_what_is_there(database_url: str) -> None:
    engine = at_revision(database_url, "0003")
    given, made, small, asked, gone, copy = (letter * 64 for letter in "abcdef")
    job = {"person": "p", "caller": "{}", "chat": "{}", "quote": "{}", "state": "done"} | {
        "created_at": NOON, "notes": "[]", "runner": "", "attempts": 1, "sent": 1, "captured": 1,
        "cancel_requested": False,
    }  # fmt: skip
    rows = {
        "jobs": [
            job | {"id": "kept", "request": f'{{"references":["{given}"]}}', "deleted": False},
            job | {"id": "gone", "request": f'{{"references":["{gone}"]}}', "deleted": True},
        ],
        "pictures": [
            {"job": "kept", "index": 1, "asset": f'"{made}"', "preview": f'"{small}"', "at": NOON},
            {"job": "gone", "index": 1, "asset": f'"{gone}"', "preview": None, "at": NOON},
        ],
        "drafts": [
            {"id": "open", "offers": f'"{asked}"', "closed_at": None},
            {"id": "closed", "offers": f'"{gone}"', "closed_at": NOON},
        ],
        "keyvalue": [{"key": f"copy:kept:{copy}", "value": ""}, {"key": "other", "value": ""}],
    }
    rows["drafts"] = [one | {"person": "p", "created_at": NOON} for one in rows["drafts"]]
    with engine.begin() as connection:
        for name, told in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert(), told)
    migrate(database_url)
    with engine.connect() as connection:
        uses = connection.execute(select(metadata.tables["file_uses"]))
        found = {(one.sha256, one.holder, one.use) for one in uses}
        kept = connection.scalars(select(metadata.tables["keyvalue"].c.key)).all()
    engine.dispose()
    assert found == {
        (given, "kept", "given"),
        (made, "kept", "shown"),
        (small, "kept", "shown"),
        (asked, "open", "given"),
        (copy, "kept", "copy"),
    }
    assert kept == ["other"]


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


def test_what_was_there_is_the_home_teams(database_url: str) -> None:
    engine = at_revision(database_url, "0005")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO people VALUES ('p1', '2026-11-20 12:00:00')"))
        connection.execute(
            text("INSERT INTO identities VALUES ('discord', '77', 'p1', 'Mia')"),
        )
    migrate(database_url)
    identities = metadata.tables["identities"]
    with engine.begin() as connection:
        kept = connection.execute(select(identities)).one()
        assert (kept.user, kept.person, kept.name, kept.team) == ("77", "p1", "Mia", HOME_TEAM)
        people = metadata.tables["people"]
        connection.execute(people.insert(), {"id": "p2", "team": "slack:T2", "created_at": NOON})
        again = {"platform": "discord", "user": "77", "person": "p2", "name": "Mia"}
        connection.execute(identities.insert(), {**again, "team": "slack:T2"})
        with pytest.raises(IntegrityError):
            connection.execute(identities.insert(), {**again, "team": HOME_TEAM})
    engine.dispose()
