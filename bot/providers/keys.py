"""What providers say of keys and models, free of charge: whether they take a key, what ends."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated

import httpx
from pydantic import BaseModel, BeforeValidator, ValidationError

from bot.models import Finding, Health

log = logging.getLogger(__name__)

WAIT_S = 10.0
LISTING = frozenset({"openai"})
"""Who lists models for a key, as OpenAI does. Whatever else the others offer costs something."""
KEYS = {"fal": "FAL_KEY"}
"""Settings that are not named `<PROVIDER>_API_KEY`."""


async def try_keys(
    services: Mapping[str, tuple[str, str]], *, transport: httpx.AsyncBaseTransport | None = None
) -> list[Finding]:
    """Ask every service (its base URL and key) once. Never raises: each answer is a finding."""
    async with httpx.AsyncClient(transport=transport, timeout=WAIT_S) as client:
        tries = (_tried(client, name, *service) for name, service in services.items())
        return list(await asyncio.gather(*tries))


def _day(value: object) -> object:
    """A day, however exactly it is said: seconds since 1970, a moment, or a date."""
    if isinstance(value, int):
        return datetime.fromtimestamp(value, UTC).date()
    return value[:10] if isinstance(value, str) else value


class _Listed(BaseModel):
    id: str
    shutdown_date: Annotated[date | None, BeforeValidator(_day)] = None


class _ModelList(BaseModel):
    data: list[_Listed]


async def shutdown_dates(
    services: Mapping[str, tuple[str, str]], *, transport: httpx.AsyncBaseTransport | None = None
) -> dict[str, date]:
    """The last day of each listed model that has one. What cannot be read says nothing."""
    found: dict[str, date] = {}
    async with httpx.AsyncClient(transport=transport, timeout=WAIT_S) as client:
        for name in LISTING & services.keys():
            try:
                answer = await _list(client, *services[name])
                listed = _ModelList.model_validate_json(answer.content)
            except (httpx.HTTPError, ValidationError) as error:
                log.warning("models were not listed", extra={"why": type(error).__name__})
                continue
            found |= {one.id: one.shutdown_date for one in listed.data if one.shutdown_date}
    return found


async def _list(client: httpx.AsyncClient, base_url: str, key: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return await client.get(f"{base_url.rstrip('/')}/models", headers=headers)


async def _tried(client: httpx.AsyncClient, name: str, base_url: str, key: str) -> Finding:
    if name not in LISTING:
        return _note(name, "The key is set; it was not tried, because that would cost something.")
    try:
        answer = await _list(client, base_url, key)
    except httpx.HTTPError as error:
        return _note(
            name,
            f"It cannot be reached ({type(error).__name__}).",
            f"Check the network, and {name.upper()}_BASE_URL where it is set.",
        )
    return _answered(name, answer.status_code)


def _answered(name: str, status: int) -> Finding:
    if status == httpx.codes.OK:
        return Finding(subject=name, health=Health.GOOD, text="The key is accepted.")
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        setting = KEYS.get(name, f"{name.upper()}_API_KEY")
        return Finding(
            subject=name,
            health=Health.BROKEN,
            text=f"The key is not accepted ({status}).",
            mend=f"Set the right {setting}; no picture can be made with this one.",
        )
    return _note(name, f"It answered {status}, which does not say whether the key is accepted.")


def _note(name: str, text: str, mend: str = "") -> Finding:
    return Finding(subject=name, health=Health.WARNING, text=text, mend=mend)
