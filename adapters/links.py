"""Links that hand out one file for a day, to whoever has them.

A link carries all it says, signed: nothing is kept of it, and nothing can be listed or guessed.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.lending import Lent
from bot.app import Bot
from bot.ports import KeyValue

LIFE_S = 24 * 60 * 60
PATH = "/files"
SECRET_KEY = "links:secret"  # noqa: S105 - where it is kept
SECRET_BYTES = 32
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
    media_type: str
    until: int


class Links:
    """Makes links below `public_url`, and answers them."""

    def __init__(
        self, public_url: str, secret: bytes, *, now: Callable[[], float] = time.time
    ) -> None:
        self._public_url = public_url.rstrip("/")
        self._secret = secret
        self._now = now

    @classmethod
    async def open(cls, store: KeyValue, public_url: str) -> Self | None:
        """With the secret of the installation, made once; None where there is no public address."""
        if not public_url:
            return None
        if await store.get(SECRET_KEY) is None:
            await store.set(SECRET_KEY, secrets.token_hex(SECRET_BYTES))
        return cls(public_url, bytes.fromhex(await store.get(SECRET_KEY) or ""))

    def url(self, sha256: str, *, filename: str, media_type: str) -> str:
        """The address of a file."""
        said = [sha256, filename[-NAME_CHARS_MAX:], media_type, int(self._now()) + LIFE_S]
        words = json.dumps(said, separators=(",", ":")).encode()
        return f"{self._public_url}{PATH}/{_text(words)}.{_text(self._signed(words))}"

    def read(self, token: str) -> Ticket | None:
        """What a link hands out; None where it is over or not ours."""
        said, _, signature = token[:TOKEN_CHARS_MAX].partition(".")
        try:
            words, proof = _bytes(said), _bytes(signature)
        except (binascii.Error, ValueError):
            return None
        if not hmac.compare_digest(proof, self._signed(words)):
            return None
        sha256, filename, media_type, until = json.loads(words)
        ticket = Ticket(sha256=sha256, filename=filename, media_type=media_type, until=until)
        return ticket if self._now() < ticket.until else None

    def route(self, bot: Bot) -> Route:
        """What to serve."""

        async def answer(request: Request) -> Response:
            ticket = self.read(request.path_params["token"])
            if ticket is None:
                return PlainTextResponse("This link is over.\n", 404, headers=HEADERS)
            return Lent(
                bot.file(ticket.sha256),
                media_type=ticket.media_type,
                filename=ticket.filename,
                headers=HEADERS,
            )

        return Route(f"{PATH}/{{token}}", answer)

    def _signed(self, words: bytes) -> bytes:
        return hmac.digest(self._secret, words, hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
