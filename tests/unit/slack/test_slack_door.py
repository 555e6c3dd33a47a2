"""The door Slack posts to: the head decides what is read, and nothing signed makes a 500."""

import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request

from adapters.slack.door import (
    BODY_BYTES_MAX,
    FRESH_S,
    LARGE_AT_ONCE_MAX,
    SMALL_BYTES,
    Bodies,
    Door,
    TooLarge,
    TooMany,
)
from adapters.slack.installations import STATE_LIFE_S, States
from adapters.slack.surface import EVENTS_PATH
from bot.storage.database import Database
from bot.storage.keyvalue import DatabaseKeyValue
from tests.fakes.clock import FakeClock
from tests.fakes.databases import database, database_url, postgres, sqlite_template

__all__ = ["database", "database_url", "postgres", "sqlite_template"]

SECRET = "signing-secret"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def web(clock: FakeClock) -> AsyncIterator[httpx.AsyncClient]:
    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-one")

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    app = AsyncApp(authorize=authorize, request_verification_enabled=False)
    app.command("/imagine")(acknowledge)
    routes = Door(app, signing_secret=SECRET, clock=clock).routes()
    served = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=served, base_url="http://x") as client:
        yield client


def head(body: bytes, clock: FakeClock, *, age_s: float = 0, kind: str = JSON) -> dict[str, str]:
    stamp = str(int(clock.now().timestamp() - age_s))
    made = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {"content-type": kind, STAMP: stamp, SIGNATURE: f"v0={made.hexdigest()}"}


async def refuses_to_read(
    web: httpx.AsyncClient, headers: dict[str, str], length: int = 2000
) -> int:
    async def body() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    answer = await web.post(
        EVENTS_PATH, content=body(), headers={**headers, "content-length": str(length)}
    )
    return answer.status_code


@pytest.mark.parametrize(
    "spoilt",
    [
        {SIGNATURE: ""},
        {STAMP: ""},
        {STAMP: "soon"},
        {STAMP: "9" * 400},
        {SIGNATURE: "v1=" + "0" * 64},
        {SIGNATURE: "v0=" + "0" * 63},
    ],
    ids=str,
)
async def test_nothing_is_read_of_what_cannot_be_signed(
    web: httpx.AsyncClient, clock: FakeClock, spoilt: dict[str, str]
) -> None:
    assert await refuses_to_read(web, {**head(b"", clock), **spoilt}) == 401


@pytest.mark.parametrize("age_s", [FRESH_S + 1, -FRESH_S - 1])
async def test_nor_of_what_is_not_of_now(
    web: httpx.AsyncClient, clock: FakeClock, age_s: float
) -> None:
    assert await refuses_to_read(web, head(b"", clock, age_s=age_s)) == 401


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 401)])
async def test_a_check_of_the_certificate_is_short(
    web: httpx.AsyncClient, more: int, status: int
) -> None:
    start = b"ssl_check=1&token="
    body = start + b"x" * (1024 + more - len(start))
    answer = await web.post(EVENTS_PATH, content=body, headers={"content-type": FORM})
    assert answer.status_code == status


async def test_a_signed_body_has_a_limit(web: httpx.AsyncClient, clock: FakeClock) -> None:
    for more, status in ((0, 400), (1, 413)):
        body = b" " * (BODY_BYTES_MAX + more)
        answer = await web.post(EVENTS_PATH, content=body, headers=head(body, clock))
        assert answer.status_code == status


async def test_the_challenge_is_answered(web: httpx.AsyncClient, clock: FakeClock) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    answer = await web.post(EVENTS_PATH, content=body, headers=head(body, clock))
    assert (answer.status_code, answer.json()) == (200, {"challenge": "abc"})


def interaction(**fields: object) -> bytes:
    payload = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, **fields}
    return urlencode({"payload": json.dumps(payload)}).encode()


MALFORMED = {
    "empty": (b"", JSON),
    "no JSON": (b"{", JSON),
    "no object": (b"[]", JSON),
    "a list": (b'[{"type": "event_callback"}]', JSON),
    "null": (b"null", JSON),
    "a word": (b'"x"', JSON),
    "a number too long": (b'{"type": ' + b"1" * 5000 + b"}", JSON),
    "deep": (b"[" * 100_000, JSON),
    "deep objects": (b'{"a":' * 100_000, JSON),
    "no type": (b"{}", JSON),
    "type no word": (b'{"type": []}', JSON),
    "no challenge": (b'{"type": "url_verification"}', JSON),
    "challenge no word": (b'{"type": "url_verification", "challenge": {}}', JSON),
    "no event": (b'{"type": "event_callback"}', JSON),
    "event null": (b'{"type": "event_callback", "event": null}', JSON),
    "event a list": (b'{"type": "event_callback", "event": []}', JSON),
    "event without type": (b'{"type": "event_callback", "event": {}}', JSON),
    "authorizations": (
        b'{"type": "event_callback", "event": {"type": "x"}, "authorizations": [null]}',
        JSON,
    ),
    "payload empty": (b"payload=", FORM),
    "payload no JSON": (b"payload=x", FORM),
    "payload null": (b"payload=null", FORM),
    "payload a list": (b"payload=[]", FORM),
    "payload twice": (b"payload_=x", FORM),
    "no command": (b"text=x", FORM),
    "no actions": (interaction(), FORM),
    "empty actions": (interaction(actions=[]), FORM),
    "actions null": (interaction(actions=None), FORM),
    "an action null": (interaction(actions=[None]), FORM),
    "team a word": (interaction(team="T1", actions=[{}]), FORM),
    "user a word": (interaction(user="U1", actions=[{}]), FORM),
    "channel a list": (interaction(channel=["C"], actions=[{}]), FORM),
    "form without view": (interaction(type="view_submission"), FORM),
    "view a word": (interaction(type="view_submission", view="V"), FORM),
    "another type": (interaction(type="x", view=3), FORM),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_what_is_signed_and_malformed_is_a_400_and_one_line(
    web: httpx.AsyncClient, clock: FakeClock, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    body, kind = MALFORMED[name]
    with caplog.at_level(logging.WARNING):
        answer = await web.post(EVENTS_PATH, content=body, headers=head(body, clock, kind=kind))
    assert answer.status_code == 400
    assert len(caplog.records) == 1
    assert caplog.records[0].exc_info is None


async def test_a_command_goes_through(web: httpx.AsyncClient, clock: FakeClock) -> None:
    fields = {"command": "/imagine", "text": "payload", "team_id": "T1", "user_id": "U1"}
    for text in ("a fox", "the payload of a rocket"):
        body = urlencode({**fields, "text": text}).encode()
        answer = await web.post(EVENTS_PATH, content=body, headers=head(body, clock, kind=FORM))
        assert answer.status_code == 200


class Sender:
    """A body that comes piece by piece, or never ends."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)

    def request(self) -> Request:
        return Request({"type": "http", "headers": []}, self._receive)

    async def _receive(self) -> dict[str, object]:
        if not self._pieces:
            return {"type": "http.disconnect"}
        piece = self._pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": True}


async def test_few_large_bodies_are_read_at_a_time() -> None:
    bodies = Bodies()
    bodies._large = LARGE_AT_ONCE_MAX
    with pytest.raises(ClientDisconnect):
        await bodies.read(Sender(b"x" * SMALL_BYTES).request())
    with pytest.raises(TooMany):
        await bodies.read(Sender(b"x" * SMALL_BYTES, b"x").request())
    bodies._large = LARGE_AT_ONCE_MAX - 1
    with pytest.raises(TooLarge):
        await bodies.read(Sender(b"x" * SMALL_BYTES, b"x" * BODY_BYTES_MAX).request())
    assert bodies._large == LARGE_AT_ONCE_MAX - 1


async def test_a_body_has_its_time() -> None:
    async def never() -> dict[str, object]:
        from asyncio import Event

        await Event().wait()
        return {}

    with pytest.raises(TimeoutError):
        await Bodies(body_s=0).read(Request({"type": "http", "headers": []}, never))


async def test_a_state_is_kept_only_once_used(database: Database, clock: FakeClock) -> None:
    store = DatabaseKeyValue(database, clock)
    states = States(store, clock, [b"new", b"old"])
    issued = [await states.async_issue() for _ in range(20)]
    assert len(set(issued)) == 20
    assert not await store.scan("")
    assert await states.async_consume(issued[0])
    assert not await states.async_consume(issued[0])
    assert len(await store.scan("")) == 1
    old = await States(store, clock, [b"old"]).async_issue()
    assert await states.async_consume(old)
    for forged in ("", "x", issued[1][:-1], issued[1][:-1] + "é", "9" + issued[1], old + "\n"):
        assert not await states.async_consume(forged)
    assert not await states.async_consume(await States(store, clock, [b"other"]).async_issue())
    await clock.advance(STATE_LIFE_S)
    assert not await states.async_consume(issued[1])
