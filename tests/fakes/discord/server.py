"""REST, gateway and files on one loopback port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.rest import API
from tests.fakes.discord.world import MB

TOKEN = "fake-bot-token"


@asynccontextmanager
async def serve(discord: FakeDiscord) -> AsyncIterator[None]:
    """Serve a world on a free port of loopback; it can be served again later."""
    app = web.Application(client_max_size=200 * MB)
    app.router.add_get("/gateway", discord.gateway.serve)
    app.router.add_get("/cdn/attachments/{file}/{name}", discord.cdn)
    app.router.add_route("*", API + "/{rest:.*}", discord.rest.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    discord.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def fake_discord() -> AsyncIterator[FakeDiscord]:
    """A fresh world, served."""
    discord = FakeDiscord()
    async with serve(discord):
        yield discord
