from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from tests.fakes.house import ANN, BOB, House, opened


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(tmp_path) as database:
        yield database


@pytest.fixture
async def house(tmp_path: Path, database: Database) -> House:
    house = House(tmp_path, database)
    await house.grant(ANN, 100)
    await house.grant(BOB, 100)
    return house
