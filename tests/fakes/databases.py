"""Databases for tests: real ones, fresh for each test."""

import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate
from tests.fakes.postgres import postgres_database, postgres_server

BACKENDS = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    run = getattr(request.config, "workerinput", {}).get("testrunuid")
    with postgres_server(run or tmp_path_factory.getbasetemp().name) as server:
        yield server.render_as_string(hide_password=False)


@pytest.fixture(params=BACKENDS)
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> Iterator[str]:
    """The address of a fresh, migrated database; each test runs on every backend."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            file = shutil.copy(sqlite_template, tmp_path / "test.db")
            yield f"sqlite:///{file}"
        else:
            server = make_url(request.getfixturevalue("postgres"))
            yield stack.enter_context(postgres_database(server))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = open_database(database_url)
    yield opened
    await opened.close()
