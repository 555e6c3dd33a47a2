"""The program itself, started as people start it, on a fake Slack."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from adapters.slack.surface import SCOPES
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.people import SIGNING_SECRET, Payload, People, signed
from tests.fakes.slack.server import Server
from tests.fakes.slack.world import BOT_USER, furnished

START_S = 180.0


@asynccontextmanager
async def program(
    folder: Path, settings: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `imagine`; closing it sends SIGTERM and wants exit code 0."""
    started = {"IMAGINE_DATA_DIR": str(folder), "IMAGINE_SKETCH_PACE_S": "0", "PORT": "0"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from adapters.main import main; main()",
        env={**clean, **started, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(START_S):
            await process.communicate()
    assert process.returncode == 0


async def test_socket_mode_from_the_command_line(tmp_path: Path) -> None:
    world = furnished(QuickClock(), set(SCOPES))
    server = Server(world)
    await server.start()

    async def deliver(kind: str, payload: Payload) -> Payload:
        envelope = {"type": kind, "envelope_id": world.id("e"), "payload": payload}
        return await server.send(envelope)

    settings = {
        "SLACK_BOT_TOKEN": "xoxb-one",
        "SLACK_APP_TOKEN": "xapp-one",
        "SLACK_API_BASE": server.api_base,
    }
    try:
        async with program(tmp_path, settings):
            await asyncio.wait_for(server.connected.wait(), START_S)
            await People(world, server, deliver).says(f"<@{BOT_USER}> a fox")
            await world.until(world.cards)
    finally:
        await server.stop()
    assert not world.complaints


async def test_http_mode_listens_at_the_port_and_shows_no_local_chat(tmp_path: Path) -> None:
    world = furnished(QuickClock(), set(SCOPES))
    server = Server(world)
    await server.start()
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-one",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_BASE": server.api_base,
    }
    try:
        async with program(tmp_path, settings) as process:
            address = await _address(process)
            async with httpx.AsyncClient(base_url=address) as web:
                assert (await web.get("/")).status_code == 404
                assert (await web.get("/healthz")).text == "ok"
                assert (await web.post("/slack/events", content=b"x")).status_code == 401

                async def deliver(kind: str, payload: Payload) -> Payload:
                    request = signed(kind, payload, now=world.clock.now().timestamp())
                    answer = await web.post(
                        "/slack/events", content=request.body, headers=request.headers
                    )
                    assert answer.status_code == 200
                    return {}

                await People(world, server, deliver).command("a fox")
                await world.until(world.cards)
    finally:
        await server.stop()
    assert not world.complaints


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async with asyncio.timeout(START_S):
        async for line in process.stderr:
            if b"http://" in line:
                return "http://" + line.decode().split("http://")[1].split()[0]
    raise AssertionError("the program ended")
