"""Links that hand out one file for a day, to whoever has them.

A link carries all it says, signed: nothing is kept of it, and nothing can be listed or guessed.
"""

import asyncio
import base64
import binascii
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from adapters.lending import Lent
from bot.app import Bot

LIFE_S = 24 * 60 * 60
PATH = "/files"
READERS_MAX = 50
"""Of the server's connections, so many hand out files; each may hold a copy of one."""
READ_S = 600
RETRY_S = 5
TOKEN_CHARS_MAX = 1024
NAME_CHARS_MAX = 100
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """One file, under a name, until a moment (seconds since 1970)."""

    sha256: str
    filename: str
    until: int


class Links:
    """Makes links below `public_url`, and answers them.

    The first of the secrets signs; links signed with any of them are taken.
    """

    def __init__(
        self, public_url: str, secrets: Sequence[bytes], *, now: Callable[[], float] = time.time
    ) -> None:
        self._public_url = public_url.rstrip("/")
        self._secrets = secrets
        self._now = now
        self._reading = asyncio.BoundedSemaphore(READERS_MAX)

    def url(self, sha256: str, *, filename: str) -> str:
        """The address of a file."""
        said = [sha256, filename[-NAME_CHARS_MAX:], int(self._now()) + LIFE_S]
        words = json.dumps(said, separators=(",", ":")).encode()
        signature = _signed(words, self._secrets[0])
        return f"{self._public_url}{PATH}/{_text(words)}.{_text(signature)}"

    def read(self, token: str) -> Ticket | None:
        """What a link hands out; None where it is over or not ours."""
        said, _, signature = token[:TOKEN_CHARS_MAX].partition(".")
        try:
            words, proof = _bytes(said), _bytes(signature)
        except (binascii.Error, ValueError):
            return None
        if not any(hmac.compare_digest(proof, _signed(words, one)) for one in self._secrets):
            return None
        sha256, filename, until = json.loads(words)
        ticket = Ticket(sha256=sha256, filename=filename, until=until)
        # Nobody makes a link that lasts longer, not even who got hold of a secret for a moment.
        return ticket if 0 < ticket.until - self._now() <= LIFE_S else None

    def route(self, bot: Bot) -> Route:
        """What to serve."""

        async def answer(request: Request) -> Response:
            ticket = self.read(request.path_params["token"])
            if ticket is None:
                return PlainTextResponse("This link is over.\n", 404, headers=HEADERS)
            file = Lent(
                bot.file(ticket.sha256),
                media_type=None,
                filename=ticket.filename,
                headers=HEADERS,
            )
            return _Rationed(file, self._reading)

        return Route(f"{PATH}/{{token}}", answer)


class _Rationed(Response):
    """Answers where few enough read at a time; else says when to come again."""

    def __init__(self, file: Lent, reading: asyncio.BoundedSemaphore) -> None:
        self._file = file
        self._reading = reading

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._reading.locked():
            headers = {**HEADERS, "Retry-After": str(RETRY_S)}
            busy = PlainTextResponse("Many are reading. Try again soon.\n", 503, headers=headers)
            await busy(scope, receive, send)
            return
        async with self._reading:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(READ_S):
                    await self._file(scope, receive, send)


def _signed(words: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, words, hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
