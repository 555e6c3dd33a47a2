"""Discord's acknowledgements under load, beside a bare discord.py bot, and an upload's memory.

    uv run python benchmarks/discord_acks.py [--short]

The bots run by turns, each in a process of its own, connected to a fake Discord in this one. Two
hundred people order pictures with `/imagine` at a fixed rate, whatever was answered before. The
bare bot acknowledges and does nothing else. Ours does its whole work: it claims, holds and queues
the first orders, posts and edits their status messages, and refuses those of a full queue. While
`idle`, the model's service keeps the jobs that are drawn waiting for ever; while `drawing`, it
answers each with four pictures, so that four generations of four run at any time, from the
request to the post. Only what is compared within one run means anything. Ends with 1 where a goal
is missed; the short form prints and never fails.
"""

import argparse
import asyncio
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # in place of this folder: its names are not to shadow packages

from benchmarks.provider import (  # noqa: E402
    PICTURE_BYTES,
    SHORT_PICTURE_BYTES,
    measured,
    picture,
)

if TYPE_CHECKING:
    from adapters.discord.application import Options
    from tests.fakes.discord.people import FakeDiscord

RATE_PER_S = 200
SECONDS, SHORT_SECONDS = 15.0, 2.0
WARM_UP = 50
PEOPLE = 200
DRAWING_S = 2.0
"""What the model's service takes for a generation; the true one takes at least five times that."""
COUNT = 4
PIECE_BYTES = 256 * 1024
UPLOADS = 4
UPLOAD_BYTES = 10_480_000
ROUNDS = 2
MS = 1000


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A figure of a run and the most it may be."""

    name: str
    value: float
    most: float


@dataclass(kw_only=True)
class Waits:
    """How long acknowledgements took, in ms, over all rounds of one kind."""

    name: str
    ms: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.quantiles(self.ms, n=100)[49]

    @property
    def p99(self) -> float:
        """What one in a hundred is over."""
        return statistics.quantiles(self.ms, n=100)[98]


# The bots


def options_for(url: str) -> "Options":
    from adapters.discord.application import Options
    from tests.fakes.discord.rest import API
    from tests.fakes.discord.server import TOKEN

    gateway = f"{url.replace('http', 'ws', 1)}/gateway"
    return Options(token=TOKEN, api_base=url + API, gateway_url=gateway, cdn_base=f"{url}/cdn")


async def run_bare(url: str) -> None:
    import discord
    from discord import app_commands

    from adapters.discord.application import point_at

    options = options_for(url)
    point_at(options)
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(name="imagine", description="bare")
    async def imagine(interaction: discord.Interaction, prompt: str, count: int) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)

    await client.login(options.token)
    await tree.sync()
    await client.connect()


async def run_ours(url: str, images: str, folder: Path) -> None:
    from adapters.discord.client import open_discord
    from adapters.interpreter import tune
    from bot.bootstrap import open_core
    from config.settings import Settings

    settings = Settings.model_construct(
        **Settings(_env_file=None).model_dump()  # type: ignore[call-arg]
        | {"data_dir": folder, "openai_base_url": images, "starting_credits": 100_000}
    )
    async with (
        open_core(settings) as core,
        open_discord(core.bot, core.key_value, options_for(url)) as room,
    ):
        core.bot.connect("discord", room.messenger)
        tune()  # as the program does
        await asyncio.gather(room.run(), core.bot.run())


async def run_bot(who: str, url: str, images: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        await (run_bare(url) if who == "bare" else run_ours(url, images, Path(name)))


# The model's service


def true_picture(size: int) -> bytes:
    """A PNG of about so many bytes that decodes to noise."""
    import io

    from PIL import Image

    width = height = int((size / 3) ** 0.5)
    out = io.BytesIO()
    noise = Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))
    noise.save(out, "png", compress_level=0)
    return out.getvalue()


async def serve(size: int) -> None:
    from tests.fakes.openai_server import Answer, OpenAIServer, Received

    item = b'{"b64_json": "' + base64.b64encode(true_picture(size or 1000)) + b'"}'
    body = b'{"created": 1, "data": [' + b", ".join([item] * COUNT) + b"]}"

    async def pieces() -> AsyncIterator[bytes]:
        await asyncio.sleep(DRAWING_S)
        view = memoryview(body)
        for at in range(0, len(body), PIECE_BYTES):
            yield view[at : at + PIECE_BYTES]

    class Server(OpenAIServer):
        def draw(self, request: Received) -> Answer:
            self.received.clear()
            if not size:
                return Answer(stall=True)
            headers = {"content-type": "application/json", "content-length": str(len(body))}
            return Answer(headers=headers, stream=pieces)

    async with Server() as server:
        print(server.base_url, flush=True)
        await asyncio.Event().wait()


@contextmanager
def model_service(size: int) -> Iterator[str]:
    """Its address; with a size of 0 it never answers."""
    command = [sys.executable, __file__, "--serve", str(size)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()


# The load


async def ask(waits: Waits, size: int, seconds: float) -> None:
    """Start a bot, send it commands at the rate, and add its waits."""
    from tests.fakes.discord.server import fake_discord

    with model_service(size if waits.name == "drawing" else 0) as images:
        async with fake_discord() as discord, bot_process(waits.name, discord, images):
            await discord.until(lambda: discord.gateway.connected and discord.commands, "a bot")
            waits.ms += await commands(discord, seconds)


@asynccontextmanager
async def bot_process(who: str, discord: "FakeDiscord", images: str) -> AsyncIterator[None]:
    discord.contract.check = lambda *_: []  # type: ignore[method-assign]  # it takes longer than a bot
    command = [sys.executable, __file__, "--bot", who, discord.url, images]
    bot = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: ASYNC220
    try:
        yield
    finally:
        bot.kill()
        bot.wait()


async def commands(discord: "FakeDiscord", seconds: float) -> list[float]:
    people = [discord.person(f"p{number}") for number in range(PEOPLE)]
    channels = [discord.channel(discord.guild(f"g{n}", *people), f"c{n}") for n in range(10)]
    for guild in discord.guilds.values():
        await discord.gateway.dispatch("GUILD_CREATE", guild.json(discord.me))
    asked = []

    async def one(number: int) -> None:
        user, channel = people[number % PEOPLE], channels[number % len(channels)]
        prompt = f"lantern number {number} on the quayside"
        asked.append(await discord.command(user, channel, "imagine", prompt=prompt, count=COUNT))

    for number in range(WARM_UP):
        await one(number)
    await discord.until(lambda: all(one.acked for one in asked), "acknowledgements")
    asked.clear()
    begun = time.perf_counter()
    for number in range(int(seconds * RATE_PER_S)):
        due = begun + number / RATE_PER_S - time.perf_counter()
        if due > 0:
            await asyncio.sleep(due)
        await one(number)
    await discord.until(lambda: all(one.acked for one in asked), "acknowledgements")
    return [((one.acked or 0) - one.created) * MS for one in asked]


# The upload


async def upload(url: str, size: int) -> None:
    """Post a result with four pictures, as the outbox does, and measure this process."""
    import discord

    from adapters.discord.application import point_at
    from adapters.discord.ids import chat_ref
    from adapters.discord.languages import Languages
    from adapters.discord.link import Link
    from adapters.discord.parcels import Packing
    from adapters.discord.sending import Sending
    from bot.models import Asset, ImageFormat, Reply, ReplyImage

    class Files:
        def __init__(self, path: Path) -> None:
            self.path = path

        @asynccontextmanager
        async def file(self, sha256: str) -> AsyncIterator[Path]:
            yield self.path

    def reply(bytes_: int, count: int) -> Reply:
        asset = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=1, height=1, size_bytes=bytes_)
        images = (ReplyImage(asset=asset, filename=f"{n}.png", alt="") for n in range(count))
        return Reply(text="Done", images=tuple(images))

    options = options_for(url)
    point_at(options)
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name) / "small.png", Path(name) / "large.png"
        await asyncio.to_thread(small.write_bytes, picture(64))
        await asyncio.to_thread(large.write_bytes, picture(size))
        files, link, languages = Files(small), Link(), Languages()
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            await client.login(options.token)
            link.set(client)
            sending = Sending(link, Packing(files, languages), languages)  # type: ignore[arg-type]
            there = chat_ref(int((await asyncio.to_thread(sys.stdin.readline)).strip()))

            async def send(key: str, bytes_: int, count: int) -> None:
                await sending.to_channel(there, reply(bytes_, count), key=key, user=1)

            await send("small", 64, 1)
            files.path = large
            figures = await measured(lambda: send("large", size, UPLOADS))
    print(json.dumps(figures))


async def measure_upload(size: int) -> dict[str, float]:
    from tests.fakes.discord import rest
    from tests.fakes.discord.server import fake_discord
    from tests.fakes.discord.world import Guild

    rest.REQUEST_BYTES_MAX = UPLOADS * 2 * UPLOAD_BYTES  # more than Discord takes in one request
    Guild.bytes_max = UPLOAD_BYTES * 2  # type: ignore[assignment, method-assign]
    async with fake_discord() as discord:
        channel = discord.channel(discord.guild())
        command = [sys.executable, __file__, "--upload", discord.url, str(size)]
        child = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await child.communicate(f"{channel.id}\n".encode())
        assert child.returncode == 0
    figures: dict[str, float] = json.loads(out)
    print(
        f"upload {UPLOADS} x {size / 1e6:.1f} MB {figures['wall_ms']:8.0f} ms"
        f" {figures['peak_mb']:6.1f} MB {figures['stall_ms']:6.1f} ms stall"
    )
    return figures


# The run


async def compare(*, short: bool) -> bool:
    seconds = SHORT_SECONDS if short else SECONDS
    size = SHORT_PICTURE_BYTES if short else PICTURE_BYTES
    bare, idle, drawing = (Waits(name=name) for name in ("bare", "idle", "drawing"))
    for _ in range(1 if short else ROUNDS):
        for waits in (bare, idle, drawing):
            await ask(waits, size, seconds)
    sent = await measure_upload(SHORT_PICTURE_BYTES if short else UPLOAD_BYTES)
    for waits in (bare, idle, drawing):
        print(f"{waits.name:7} p50 {waits.p50:8.2f} ms   p99 {waits.p99:8.2f} ms")
    return judge(
        [
            Goal(name="ack p99 / a bare bot's", value=idle.p99 / bare.p99, most=2),
            Goal(name="p99 while drawing, over idle, ms", value=drawing.p99 - idle.p99, most=60),
            Goal(name="upload's extra memory, MB", value=sent["peak_mb"], most=3),
        ]
    )


def judge(goals: list[Goal]) -> bool:
    for goal in goals:
        good = "met" if goal.value <= goal.most else "MISSED"
        print(f"{good:7} {goal.name:36} {goal.value:8.2f} <= {goal.most}")
    return all(goal.value <= goal.most for goal in goals)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="two seconds, small pictures")
    parser.add_argument("--bot", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--upload", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bot:
        asyncio.run(run_bot(*options.bot))
    elif options.serve is not None:
        asyncio.run(serve(options.serve))
    elif options.upload:
        asyncio.run(upload(options.upload[0], int(options.upload[1])))
    elif not asyncio.run(compare(short=options.short)) and not options.short:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
