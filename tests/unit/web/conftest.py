from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from adapters.web.app import closing, web_app
from adapters.web.chat import LocalChat
from bot.storage.database import database_url
from bot.storage.keyvalue import DatabaseKeyValue
from bot.storage.sqlite import SqliteDatabase
from tests.fakes.clock import FakeClock
from tests.fakes.migrated import quick_migrate
from tests.fakes.web_bot import StubBot

ORIGIN = "http://127.0.0.1:8080"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[DatabaseKeyValue]:
    url = f"sqlite:///{tmp_path / 'chat.db'}"
    quick_migrate(url)
    database = SqliteDatabase(database_url(url))
    yield DatabaseKeyValue(database, FakeClock())
    await database.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def chat(store: DatabaseKeyValue, clock: FakeClock, tmp_path: Path) -> LocalChat:
    return await LocalChat.open(store, clock.now, tmp_path / "attached")


@pytest.fixture
def bot() -> StubBot:
    return StubBot()


@pytest.fixture
async def app(bot: StubBot, chat: LocalChat) -> AsyncIterator[Starlette]:
    app = web_app(bot, chat)
    yield app
    await closing(app)


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    """Makes a tab of a person: same origin, and a fresh event id for each request."""
    tabs: list[httpx.AsyncClient] = []
    count = iter(range(10_000))

    async def name_event(request: httpx.Request) -> None:
        request.headers.setdefault("X-Event", f"event-{next(count):06d}")

    def tab(person: str = "mia", **headers: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        tabs.append(
            httpx.AsyncClient(
                transport=transport,
                base_url=ORIGIN,
                headers={"Origin": ORIGIN, "X-Person": person, **headers},
                event_hooks={"request": [name_event]},
            )
        )
        return tabs[-1]

    yield tab
    for one in tabs:
        await one.aclose()
