"""Slack over HTTP: what is not signed by Slack, or was heard before, goes no further."""

import asyncio
import json
import logging
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
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


LENGTH = re.compile(r"[0-9]{1,3}|10[01][0-9]|102[0-4]")
"""Up to 1 KB: Slack's check of a certificate has no more."""
FRESH_S = 300
"""Slack's own advice, either way."""
BODY_S = 5.0
SMALL_BYTES = 64 * 1024
LARGE_AT_ONCE_MAX = 16
INTERACTIONS = frozenset(
    {
        "block_actions",
        "block_suggestion",
        "dialog_cancellation",
        "dialog_submission",
        "dialog_suggestion",
        "interactive_message",
        "message_action",
        "shortcut",
        "view_closed",
        "view_submission",
        "workflow_step_edit",
    }
)
OBJECTS = ("team", "user", "channel", "container", "view", "message", "enterprise")
CLOSE = {"Connection": "close"}

log = logging.getLogger(__name__)


class TooLarge(Exception):
    """A body over BODY_BYTES_MAX."""


class TooMany(Exception):
    """As many large bodies as may be are being read."""


class Door:
    """The routes for Slack."""

    def __init__(self, app: AsyncApp, *, signing_secret: str, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._bodies = Bodies()
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
        """Take one request of Slack's: its head first, and only what may be signed is read."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not self._may_be_signed(timestamp, signature):
            return await self._unsigned(request)
        try:
            body = await self._bodies.read(request)
        except TooLarge:
            return PlainTextResponse("too large", 413, headers=CLOSE)
        except TooMany:
            return PlainTextResponse("busy", 503, headers=CLOSE)
        except (TimeoutError, ClientDisconnect):
            return PlainTextResponse("too slow", 408, headers=CLOSE)
        if not self._signed(timestamp, signature, body):
            return PlainTextResponse("invalid request", 401)
        if not self._heard.first(signature):
            return PlainTextResponse("")
        return await self._dispatch(request, body)

    async def _dispatch(self, request: Request, body: bytes) -> Response:
        try:
            payload = read_payload(body.decode(), request.headers.get("content-type", ""))
        except (ValueError, RecursionError) as error:
            return _refused(type(error).__name__)
        if not isinstance(payload, dict):
            return _refused("not an object")
        if wrong := misshapen(payload):
            return _refused(wrong)
        if payload.get("type") == "url_verification":
            return JSONResponse({"challenge": payload["challenge"]})
        try:
            # Bolt's own reading of a body loses each command that has the word "payload" in it.
            answer = await self._app.async_dispatch(
                AsyncBoltRequest(body=payload, mode="socket_mode")
            )
        except Exception as error:  # Bolt trusts in shapes that are checked nowhere
            return _refused(type(error).__name__)
        return to_starlette_response(answer)

    async def _unsigned(self, request: Request) -> Response:
        # Slack's own check of our certificate carries no signature and wants nothing but an answer.
        length = request.headers.get("content-length", "")
        if not request.headers.get("x-slack-signature") and LENGTH.fullmatch(length):
            try:
                body = await self._bodies.read(request)
            except (TooLarge, TooMany, TimeoutError, ClientDisconnect):
                body = b""
            if parse_qs(body.decode(errors="replace")).get("ssl_check") == ["1"]:
                return PlainTextResponse("")
        return PlainTextResponse("invalid request", 401, headers=CLOSE)

    async def install(self, request: Request) -> Response:
        """The page that leads to Slack's consent page, maybe of a `team`."""
        team = request.query_params.get("team")
        if team is not None and not TEAM.fullmatch(team):
            return PlainTextResponse("not a workspace's id", 400)
        return await self._oauth.handle(request)

    def _may_be_signed(self, timestamp: str, signature: str) -> bool:
        if not (TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)):
            return False
        return abs(self._clock.now().timestamp() - int(timestamp)) <= FRESH_S

    def _signed(self, timestamp: str, signature: str, body: bytes) -> bool:
        try:
            return self._verifier is not None and self._verifier.is_valid(
                body, timestamp, signature
            )
        except UnicodeDecodeError:
            return False


class Bodies:
    """Reads bodies, few large ones at a time: a stranger can give the head of a good request."""

    def __init__(self, *, body_s: float = BODY_S) -> None:
        self._body_s = body_s
        self._large = 0

    async def read(self, request: Request) -> bytes:
        """The whole of it. Raises TooLarge, TooMany, TimeoutError, ClientDisconnect."""
        body, large = bytearray(), False
        try:
            async with asyncio.timeout(self._body_s):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > BODY_BYTES_MAX:
                        raise TooLarge
                    if len(body) > SMALL_BYTES and not large:
                        if self._large >= LARGE_AT_ONCE_MAX:
                            raise TooMany
                        self._large, large = self._large + 1, True
        finally:
            self._large -= large
        return bytes(body)


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


def _refused(why: str) -> Response:
    log.warning("a signed request of Slack was refused: %s", why)
    return PlainTextResponse("malformed request", 400)


def read_payload(text: str, content_type: str) -> object:
    """What a body says. Raises ValueError or RecursionError."""
    if content_type.startswith("application/json"):
        return json.loads(text)
    fields = dict(parse_qsl(text, keep_blank_values=True))
    return json.loads(fields["payload"]) if "payload" in fields else fields


def misshapen(payload: dict[str, Any]) -> str:
    """What is wrong with a request that Slack signed, in a word or two; empty where nothing is."""
    match payload.get("type"):
        case None | "":
            return "" if isinstance(payload.get("command"), str) else "neither type nor command"
        case "url_verification":
            return "" if isinstance(payload.get("challenge"), str) else "no challenge"
        case "event_callback":
            event, given = payload.get("event"), payload.get("authorizations") or []
            if not isinstance(event, dict) or not isinstance(event.get("type"), str):
                return "event"
            fits = isinstance(given, list) and all(isinstance(one, dict) for one in given)
            return "" if fits else "authorizations"
        case str():
            return _misshapen_interaction(payload)
        case _:
            return "type"


def _misshapen_interaction(payload: dict[str, Any]) -> str:
    if payload["type"] not in INTERACTIONS:
        return "type"
    for name in OBJECTS:
        if not isinstance(payload.get(name) or {}, dict):
            return name
    if payload["type"] == "block_actions":
        actions = payload.get("actions")
        if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
            return "actions"
    if payload["type"] in {"view_submission", "view_closed"} and not payload.get("view"):
        return "view"
    return ""
