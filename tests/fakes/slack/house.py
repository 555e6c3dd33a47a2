"""The whole product on a fake Slack: real core, real SQLite, real slack-bolt, in either mode."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from adapters.slack.access import Access
from adapters.slack.client import Slack, open_slack
from adapters.slack.ids import user_ref
from adapters.slack.surface import EVENTS_PATH, SCOPES
from bot.app import Bot
from bot.bootstrap import new_key, open_core
from bot.models import Caller, JobId, Posted
from bot.ports import Clock, KeyValue
from config.settings import Settings
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.people import SIGNING_SECRET, Payload, People, Signed, signed
from tests.fakes.slack.server import Server
from tests.fakes.slack.world import MIA, TEAM, Message, World, furnished

SOCKET, HTTP = "socket", "http"
PING_S = 10.0


@dataclass(kw_only=True)
class House:
    """Everything at hand."""

    bot: Bot
    slack: Slack
    store: KeyValue
    world: World
    server: Server
    clock: QuickClock
    people: People = field(init=False)
    web: httpx.AsyncClient
    mode: str
    sent: list[tuple[str, Payload]] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = People(self.world, self.server, self.deliver)
        self._watch()

    async def deliver(self, kind: str, payload: Payload) -> Payload:
        """Bring a request to the app and return what it was acknowledged with."""
        self.sent.append((kind, payload))
        if self.mode == SOCKET:
            return await self.server.send(
                {
                    "type": kind,
                    "envelope_id": self.world.id("env"),
                    "payload": payload,
                    "accepts_response_payload": kind != "events_api",
                }
            )
        answer = await self.post(signed(kind, payload, now=self.clock.now().timestamp()))
        assert answer.status_code == 200, answer.text
        return answer.json() if answer.text.startswith("{") else {}

    async def again(self) -> Payload:
        """Deliver the last request once more."""
        return await self.deliver(*self.sent[-1])

    async def post(self, request: Signed) -> httpx.Response:
        return await self.web.post(EVENTS_PATH, content=request.body, headers=request.headers)

    async def made(self, act: Awaitable[object], *, channel: str | None = None) -> Message:
        """Do it and wait for one more finished result."""
        before = {(one.channel, one.ts) for one in self.world.cards(channel)}

        def fresh() -> list[Message]:
            return [one for one in self.world.cards(channel) if (one.channel, one.ts) not in before]

        await act
        await self.world.until(fresh)
        card = fresh()[0]
        await self.settled(f"result:{job_of(card)}")
        return card

    async def settled(self, key: str) -> None:
        """Wait until a post of the core's is done and recorded; `key` begins like its own."""
        await self.world.until(lambda: any(one.startswith(key) for one in self.posted))
        # Its record is written next: one more transaction comes back after that one.
        await self.bot._parts.uow.write(lambda _: None)

    def _watch(self) -> None:
        post = self.slack.messenger.post

        async def watched(*args: Any, **named: Any) -> Posted:
            posted = await post(*args, **named)
            self.posted.append(named["key"])
            self.world.changed.set()
            return posted

        self.slack.messenger.post = watched  # type: ignore[method-assign]

    async def balance(self, user: str = MIA, team: str = TEAM) -> int:
        return await self.bot.available(Caller(user=user_ref(team, user), name=user))

    async def quiet(self) -> None:
        """Until every errand that was begun is done."""
        await self.slack.errands.finish()


def job_of(card: Message) -> JobId:
    key = next(iter(card.buttons()))
    return JobId(key.split(":")[1])


def button(card: Message, verb: str, index: int | None = None) -> str:
    for key in card.buttons():
        found, _, number = key.split(":")
        if found == verb and index in {None, int(number)}:
            return key
    raise AssertionError(f"no {verb} on {list(card.buttons())}")


HOMES = f"slack:{TEAM},slack:T0OTHER"
"""Of those stories in which workspaces install the app."""


@asynccontextmanager
async def open_house(
    folder: Path,
    mode: str = SOCKET,
    *,
    world: World | None = None,
    furnish: Callable[[World], None] = lambda _: None,
    installable: bool = False,
    core_clock: Clock | None = None,
    ping_s: float = PING_S,
    **settings: object,
) -> AsyncIterator[House]:
    """Build it all; closing it stops it as SIGTERM would. A given world is moved into again."""
    clock = world.clock if world is not None else QuickClock()
    assert isinstance(clock, QuickClock)
    if world is None:
        world = furnished(clock, set(SCOPES))
        furnish(world)
    server = Server(world)
    await server.start()
    access = Access(
        bot_token="" if installable else world.teams[TEAM].token,
        app_token=server.app_token if mode == SOCKET else "",
        signing_secret=SIGNING_SECRET,
        api_base=server.api_base,
        client_id="client" if installable else "",
        client_secret="secret" if installable else "",
    )
    keys = {"secret_keys": new_key(), "homes": HOMES} if installable else {}
    values: dict[str, Any] = {
        "sketch_pace_s": 0,
        "drawing_processes": 1,
        "events_at_once": 10_000,
        **keys,
        **settings,
    }
    options = Settings(_env_file=None, data_dir=folder, **values)  # type: ignore[call-arg]
    try:
        async with (
            open_core(options, clock=core_clock) as core,
            open_slack(
                core.bot,
                core.key_value,
                access,
                clock=clock,
                sealed=core.sealed,
                page_secrets=core.page_secrets,
            ) as slack,
        ):
            tasks = [asyncio.create_task(core.bot.run())]
            if mode == SOCKET:
                tasks.append(asyncio.create_task(slack.run(ping_s=ping_s)))
                await asyncio.wait_for(server.connected.wait(), 180)
            web = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=Starlette(routes=slack.routes())),
                base_url="http://app.test",
            )
            try:
                yield House(
                    bot=core.bot,
                    slack=slack,
                    store=core.key_value,
                    world=world,
                    server=server,
                    clock=clock,
                    web=web,
                    mode=mode,
                )
            finally:
                await web.aclose()
                for task in reversed(tasks):
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        await server.stop()
    assert not world.complaints, world.complaints
    assert not server.astray, server.astray
