"""Slack over HTTP: what is not signed by Slack, or was heard before, goes no further."""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.slack.surface import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.ports import Clock

BODY_BYTES_MAX = 1024 * 1024
"""Slack's largest requests are views, of 250 KB."""
MEMORY_S = 600
"""Slack's signatures are good for five minutes either way."""
TEAM = re.compile(r"[A-Z0-9]{1,20}")
"""Bolt puts it into the consent page's address as it comes."""
TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class TooLarge(Exception):
    """A body over BODY_BYTES_MAX."""


class Door:
    """The routes for Slack."""

    def __init__(self, app: AsyncApp, *, signing_secret: str, clock: Clock) -> None:
        self._app = app
        self._verifier = (
            SignatureVerifier(signing_secret, _SystemTime(clock)) if signing_secret else None
        )
        self._heard = Heard(clock)
        self._oauth = AsyncSlackRequestHandler(app)

    def routes(self) -> list[BaseRoute]:
        """Where Slack posts, and where a workspace installs the app."""
        routes: list[BaseRoute] = []
        if self._verifier is not None:
            routes.append(Route(EVENTS_PATH, self.events, methods=["POST"]))
        if self._app.oauth_flow is not None:
            routes += [
                Route(INSTALL_PATH, self.install, methods=["GET"]),
                Route(REDIRECT_PATH, self._oauth.handle, methods=["GET"]),
            ]
        return routes

    async def events(self, request: Request) -> Response:
        """Take one request of Slack's."""
        try:
            body = await _read(request)
        except TooLarge:
            return PlainTextResponse("too large", 413)
        signature = request.headers.get("x-slack-signature", "")
        if not self._signed(request, signature, body):
            return _unsigned(body)
        if not self._heard.first(signature):
            return PlainTextResponse("")
        answer = await self._app.async_dispatch(to_async_bolt_request(request, body))
        return to_starlette_response(answer)

    async def install(self, request: Request) -> Response:
        """The page that leads to Slack's consent page, maybe of a `team`."""
        team = request.query_params.get("team")
        if team is not None and not TEAM.fullmatch(team):
            return PlainTextResponse("not a workspace's id", 400)
        return await self._oauth.handle(request)

    def _signed(self, request: Request, signature: str, body: bytes) -> bool:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        if self._verifier is None or not (
            TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)
        ):
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


class Heard:
    """Signatures of requests that were let in: the same one again is a replay."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def first(self, signature: str) -> bool:
        """Remember it; False where it is remembered already."""
        now = self._clock.now()
        while self._until and next(iter(self._until.values())) <= now:
            del self._until[next(iter(self._until))]
        if signature in self._until:
            return False
        self._until[signature] = now + timedelta(seconds=MEMORY_S)
        return True


class _SystemTime(SignatureClock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


def _unsigned(body: bytes) -> Response:
    # Slack's own check of our certificate carries no signature and wants nothing but an answer.
    if parse_qs(body[:1000].decode(errors="replace")).get("ssl_check") == ["1"]:
        return PlainTextResponse("")
    return PlainTextResponse("invalid request", 401)


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise TooLarge
    return bytes(body)
