"""What the doctor finds out about keys, free of charge."""

from datetime import date

import httpx
import pytest

from bot.models import Finding, Health
from bot.providers.keys import shutdown_dates, try_keys

ADDRESS = "http://127.0.0.1:4000/v1"


async def tried(
    answer: httpx.Response | Exception, name: str = "openai"
) -> tuple[Finding, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def answered(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    found = await try_keys({name: (ADDRESS, "sk-secret")}, transport=httpx.MockTransport(answered))
    assert len(found) == 1
    assert "sk-secret" not in str(found)
    return found[0], asked


async def test_a_key_that_is_taken_is_good() -> None:
    found, (asked,) = await tried(httpx.Response(200, json={"data": []}))
    assert (found.subject, found.health) == ("openai", Health.GOOD)
    assert (asked.method, str(asked.url)) == ("GET", f"{ADDRESS}/models")
    assert asked.headers["authorization"] == "Bearer sk-secret"


@pytest.mark.parametrize("status", [401, 403])
async def test_a_key_that_is_not_taken_is_broken(status: int) -> None:
    found, _ = await tried(httpx.Response(status))
    assert found.health is Health.BROKEN
    assert "OPENAI_API_KEY" in found.mend


@pytest.mark.parametrize("status", [302, 404, 405, 429, 500, 503])
async def test_an_answer_that_says_nothing_of_the_key_is_a_note(status: int) -> None:
    found, _ = await tried(httpx.Response(status, headers={"location": "http://elsewhere.test"}))
    assert found.health is Health.WARNING
    assert str(status) in found.text


@pytest.mark.parametrize("error", [httpx.ConnectError("no"), httpx.ReadTimeout("slow")])
async def test_a_service_that_cannot_be_reached_is_a_note(error: Exception) -> None:
    found, _ = await tried(error)
    assert found.health is Health.WARNING
    assert type(error).__name__ in found.text
    assert "OPENAI_BASE_URL" in found.mend


@pytest.mark.parametrize("name", ["fal", "bfl", "apimart"])
async def test_where_nothing_is_free_to_ask_it_is_said_that_the_key_was_not_tried(
    name: str,
) -> None:
    found, asked = await tried(httpx.Response(200), name)
    assert (found.subject, found.health, asked) == (name, Health.WARNING, [])
    assert "not tried" in found.text


async def test_a_server_without_a_key_is_asked_without_one() -> None:
    asked: list[httpx.Request] = []

    def answered(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={})

    await try_keys({"openai": (ADDRESS + "/", "")}, transport=httpx.MockTransport(answered))
    assert "authorization" not in asked[0].headers
    assert asked[0].url.path == "/v1/models"


async def test_the_last_days_of_models_are_read_however_they_are_written() -> None:
    listed = [
        {"id": "a", "shutdown_date": "2026-12-01"},
        {"id": "b", "shutdown_date": None},
        {"id": "c"},
        {"id": "d", "shutdown_date": "2027-03-01T00:00:00Z", "object": "model"},
        {"id": "e", "shutdown_date": 1803859200},
    ]

    def answered(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"object": "list", "data": listed})

    found = await shutdown_dates(SERVICES, transport=httpx.MockTransport(answered))
    assert found == {"a": date(2026, 12, 1), "d": date(2027, 3, 1), "e": date(2027, 3, 1)}


@pytest.mark.parametrize(
    "answer", [httpx.Response(500, text="no"), httpx.Response(200, json=[]), httpx.ReadTimeout("x")]
)
async def test_a_list_that_cannot_be_read_says_nothing(answer: httpx.Response | Exception) -> None:
    def answered(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert await shutdown_dates(SERVICES, transport=httpx.MockTransport(answered)) == {}


SERVICES = {"openai": (ADDRESS, "sk-secret"), "fal": (ADDRESS, "k")}
