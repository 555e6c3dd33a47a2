"""Whether the providers take the keys they were given: one question each that costs nothing."""

import asyncio
from collections.abc import Mapping

import httpx

from bot.models import Finding, Health

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


async def _tried(client: httpx.AsyncClient, name: str, base_url: str, key: str) -> Finding:
    if name not in LISTING:
        return _note(name, "The key is set; it was not tried, because that would cost something.")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        answer = await client.get(f"{base_url.rstrip('/')}/models", headers=headers)
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
