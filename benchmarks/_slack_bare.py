"""An app that only acknowledges: `python -m benchmarks._slack_bare`. Prints its address."""

import asyncio
from collections.abc import Awaitable, Callable

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.routing import Route

from adapters.slack.surface import EVENTS_PATH
from benchmarks._slack_web import serve
from tests.fakes.slack.people import SIGNING_SECRET


async def authorize(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0TEAM", bot_token="xoxb-one")


async def main() -> None:
    app = AsyncApp(signing_secret=SIGNING_SECRET, authorize=authorize)

    @app.command("/imagine")
    async def imagine(ack: Callable[[], Awaitable[None]]) -> None:
        await ack()

    await serve([Route(EVENTS_PATH, AsyncSlackRequestHandler(app).handle, methods=["POST"])])


if __name__ == "__main__":
    asyncio.run(main())
