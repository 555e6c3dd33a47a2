"""Which providers are opened, by what the operator has set."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.app.operators import OperatorNotices
from bot.catalog import load_catalog
from bot.errors import StartError
from bot.imaging.pool import PicturePool
from bot.ports import TaskKeeper
from bot.providers.connect import Lent, connect_providers
from config.settings import Settings
from tests.fakes.openai_bench import HandClock

CONFIG = Path(__file__).resolve().parents[3] / "config"


def settings(**values: str) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[call-arg, arg-type]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "APIMART_API_KEY", "FAL_KEY", "BFL_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, set()),
        ({"OPENAI_API_KEY": "k"}, {"openai"}),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, {"openai"}),
        ({"FAL_KEY": "k", "BFL_API_KEY": "k"}, {"fal", "bfl"}),
        ({"APIMART_API_KEY": "k"}, {"apimart"}),
        ({"FAL_BASE_URL": "http://127.0.0.1:1"}, set()),
    ],
)
def test_a_key_connects_a_service(values: dict[str, str], names: set[str]) -> None:
    assert set(settings(**values).services) == names


def test_no_key_is_shown_with_the_settings() -> None:
    shown = repr(
        settings(OPENAI_API_KEY="kee", FAL_KEY="kee", BFL_API_KEY="kee", APIMART_API_KEY="kee")
    )
    assert "kee" not in shown


def lent(**changes: Any) -> Lent:
    values = {
        "catalog": load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml"),
        "pool": PicturePool(1),
        "clock": HandClock(),
        "alert": OperatorNotices().hear,
        "openai_dialect": "openai",
        "idle_timeout_s": 1.0,
        "deadline_s": 1.0,
        "sketch_pace_s": 0.0,
        **changes,
    }
    return Lent(**values)


async def test_every_service_is_opened_and_closed() -> None:
    services = {
        name: ("http://127.0.0.1:1/v1", "k") for name in ("openai", "apimart", "fal", "bfl")
    }
    async with AsyncExitStack() as stack:
        providers = connect_providers(services, lent(), stack)
        assert set(providers) == {"sketch", *services}
        keepers = {name for name, one in providers.items() if isinstance(one, TaskKeeper)}
        assert keepers == {"apimart", "fal", "bfl"}


async def test_without_a_service_there_is_the_sketch() -> None:
    async with AsyncExitStack() as stack:
        assert set(connect_providers({}, lent(), stack)) == {"sketch"}


async def test_an_unknown_dialect_is_told_with_those_there_are() -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises(StartError, match="litellm"):
            connect_providers({"openai": ("http://x/v1", "k")}, lent(openai_dialect="x"), stack)


@pytest.mark.parametrize(
    ("base_url", "key", "words"),
    [
        ("127.0.0.1:4000/v1", "k", "OPENAI_BASE_URL is '127.0.0.1:4000/v1'"),
        ("http://[::1/v1", "k", "OPENAI_BASE_URL"),
        ("ftp://x/v1", "k", "OPENAI_BASE_URL"),
        ("http:///v1", "k", "OPENAI_BASE_URL"),
        ("ftp://team:hunter2@x/v1", "k", "OPENAI_BASE_URL is 'ftp://...@x/v1'"),
        ("team:hunter2@x:4000/v1", "k", "OPENAI_BASE_URL is '...@x:4000/v1'"),
        ("http://x/v1", "schlüssel", "The key of openai"),
        ("http://x/v1", "a\nb", "The key of openai"),
    ],
)
async def test_what_would_fail_every_request_is_told_at_the_start(
    base_url: str, key: str, words: str
) -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises(StartError) as caught:
            connect_providers({"openai": (base_url, key)}, lent(), stack)
    assert words in str(caught.value)
    assert key == "k" or key not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_what_stands_around_a_pasted_key_is_no_part_of_it() -> None:
    assert settings(OPENAI_API_KEY=" kee\n").openai_api_key == "kee"
