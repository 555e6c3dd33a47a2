"""The program, killed between an acknowledgement and any work on what it acknowledged."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.slack.surface import SCOPES
from tests.e2e.test_discord_process import environment
from tests.fakes.discord.server import fake_discord
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.people import Payload, People
from tests.fakes.slack.server import Server
from tests.fakes.slack.world import furnished

SORRY = "The bot was restarted before it could answer you. Nothing was charged"
CALLBACK = r"/interactions/\d+/[^/]+/callback"
WAIT_S = 180.0


@asynccontextmanager
async def program(values: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `imagine`; leaving kills it, as a power cut does."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from adapters.main import main; main()"),
        env=values,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(WAIT_S):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_who_was_acknowledged_on_discord_hears_of_it_after_a_kill(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        mia = discord.person("mia")
        channel = discord.channel(discord.guild("team", mia))
        values = environment(discord.url, discord.api_url, discord.gateway_url, tmp_path)
        held = discord.faults.plan("POST", CALLBACK, 200, hang=True)
        async with program(values):
            await discord.until(lambda: discord.gateway.connected and discord.commands)
            # Drawn or only asked about: whoever was told "thinking" is owed a word.
            await discord.command(mia, channel, "help")
            await discord.until(lambda: held.met, "an acknowledgement")
        held.gate.set()
        async with program(values):
            await discord.until(
                lambda: [m for m in discord.messages.values() if SORRY in m.text], "a word"
            )


async def test_who_was_acknowledged_on_slack_hears_of_it_after_a_kill(tmp_path: Path) -> None:
    world = furnished(QuickClock(), set(SCOPES))
    server = Server(world)
    await server.start()

    async def deliver(kind: str, payload: Payload) -> Payload:
        envelope = {"type": kind, "envelope_id": world.id("e"), "payload": payload}
        return await server.send(envelope)

    values = environment("", "", "", tmp_path) | {
        "SLACK_BOT_TOKEN": "xoxb-one",
        "SLACK_APP_TOKEN": "xapp-one",
        "SLACK_API_BASE": server.api_base,
    }
    values = {name: value for name, value in values.items() if not name.startswith("DISCORD")}
    try:
        async with program(values) as process:
            await asyncio.wait_for(server.connected.wait(), WAIT_S)
            await People(world, server, deliver).command("a fox")
            process.kill()
        server.connected.clear()
        assert not world.cards()
        async with program(values):
            await world.until(lambda: [m for m in world.posts() if SORRY in m.words()])
    finally:
        await server.stop()
    assert not world.complaints
