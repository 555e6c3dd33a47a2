"""Two processes on one database, each with a data folder of its own."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.bootstrap import open_core
from bot.errors import LeaseLost
from bot.storage import postgres_leases
from config.settings import Settings
from tests.fakes.databases import database_url, postgres, sqlite_template

__all__ = ["database_url", "postgres", "sqlite_template"]


def settings(folder: Path, url: str) -> Settings:
    values = {"data_dir": folder, "DATABASE_URL": url, "drawing_processes": 1}
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


async def test_only_one_process_leads_on_a_database(tmp_path: Path, database_url: str) -> None:
    async with open_core(settings(tmp_path / "a", database_url)) as first:
        assert first.leads
        async with open_core(settings(tmp_path / "b", database_url)) as second:
            assert not second.leads
    async with open_core(settings(tmp_path / "b", database_url)) as after:
        assert after.leads


async def test_only_one_process_leads_on_a_folder(tmp_path: Path, database_url: str) -> None:
    other = f"sqlite:///{tmp_path}/other.db"
    async with (
        open_core(settings(tmp_path, database_url)) as first,
        open_core(settings(tmp_path, other)) as second,
    ):
        assert (first.leads, second.leads) == (True, False)


async def test_who_loses_the_lead_ends(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if make_url(database_url).get_backend_name() == "sqlite":
        pytest.skip("a file's lock has no connection to lose")
    monkeypatch.setattr(postgres_leases, "HEARTBEAT_S", 0.05)
    async with open_core(settings(tmp_path, database_url)) as core:
        work = asyncio.create_task(core.bot.run())
        engine = create_engine(database_url)
        with engine.begin() as connection:
            name = {"name": "imagine leases"}
            found = "FROM pg_stat_activity WHERE application_name = :name"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {found}"), name)
        engine.dispose()
        with pytest.raises(LeaseLost):
            await work
