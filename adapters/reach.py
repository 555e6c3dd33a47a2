"""Whether the address that people are sent to leads here."""

from urllib.parse import urlsplit

import aiohttp

from adapters.serving import HEALTH_PATH
from bot.errors import StartError
from bot.models import Finding, Health

TIMEOUT_S = 5.0
ANSWER_BYTES_MAX = 100
MEND = "Put a proxy with TLS before PORT, and set PUBLIC_URL to its https address."


def check_encryption(public_url: str) -> list[Finding]:
    """A finding where what goes to the public address can be read on its way."""
    address = urlsplit(public_url)
    if address.scheme == "https" or address.hostname in {"localhost", "127.0.0.1", "::1"}:
        return []
    text = (
        f"PUBLIC_URL is {public_url}: links to private pictures, and the codes with which "
        "workspaces install the app, would be readable on their way."
    )
    return [Finding(subject="address", health=Health.BROKEN, text=text, mend=MEND)]


def require_encryption(public_url: str) -> None:
    """Raise StartError where `check_encryption` finds something."""
    for finding in check_encryption(public_url):
        raise StartError(f"{finding.text} {finding.mend}")


async def check_address(public_url: str) -> Finding:
    """Ask the public address whether the bot answers there."""
    address = public_url.rstrip("/") + HEALTH_PATH
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session,
            session.get(address) as answer,
        ):
            said = await answer.content.read(ANSWER_BYTES_MAX)
    except (aiohttp.ClientError, ValueError, OSError) as error:
        return _unreached(address, type(error).__name__)
    if answer.status != 200 or said.strip() != b"ok":
        return _unreached(address, f"it answers {answer.status}")
    return Finding(subject="address", health=Health.GOOD, text=f"{public_url} leads here.")


def _unreached(address: str, why: str) -> Finding:
    return Finding(
        subject="address",
        health=Health.WARNING,
        text=f"PUBLIC_URL does not lead to the bot now ({why}).",
        mend=f"While the bot runs, {address} has to say ok.",
    )
