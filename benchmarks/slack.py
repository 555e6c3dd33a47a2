"""Slack's acknowledgements under load, beside a bare Bolt app, and the memory of an upload.

    uv run python benchmarks/slack.py [--short]

The apps run one after the other, each in a process of its own behind uvicorn; commands come from
here at a fixed rate, whatever was answered before. Ours does its whole work (`/imagine help`: the
claim, the answer, the post) against a fake Slack in a third process; the bare app only
acknowledges.
Then ours again while four loops draw 4 pictures each without a pause: with our provider, and with
the official client. Only the differences within one run mean anything. Ends with 1 where a goal is
missed; the short form prints and never fails.
"""

import argparse
import asyncio
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # in place of this folder, which has a queue.py of its own

from benchmarks.provider import PICTURE_BYTES, SHORT_PICTURE_BYTES, measured, picture, start_server  # noqa: E402

if TYPE_CHECKING:
    from starlette.applications import Starlette

RATE_PER_S = 200
SECONDS, SHORT_SECONDS = 15.0, 2.0
WARM_UP = 50
LOOPS = 4
UPLOADS = 4
UPLOAD_BYTES = 10_730_000
MS = 1000


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A figure of a run and the most it may be."""

    name: str
    value: float
    most: float


# The apps


async def bare_app() -> "Starlette":
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult
    from starlette.applications import Starlette
    from starlette.routing import Route

    from tests.fakes.slack.people import SIGNING_SECRET

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0TEAM", bot_token="xoxb-one")

    app = AsyncApp(signing_secret=SIGNING_SECRET, authorize=authorize)

    @app.command("/imagine")
    async def imagine(ack: Callable[[], Awaitable[None]]) -> None:
        await ack()

    handler = AsyncSlackRequestHandler(app)
    return Starlette(routes=[Route("/slack/events", handler.handle, methods=["POST"])])


@asynccontextmanager
async def our_app(api_base: str, folder: Path) -> AsyncIterator["Starlette"]:
    from starlette.applications import Starlette

    from adapters.slack.access import Access
    from adapters.slack.client import open_slack
    from bot.app.clock import SystemClock
    from bot.bootstrap import open_core
    from config.settings import Settings
    from tests.fakes.slack.people import SIGNING_SECRET

    settings = Settings(_env_file=None, data_dir=folder)  # type: ignore[call-arg]
    access = Access(bot_token="xoxb-one", signing_secret=SIGNING_SECRET, api_base=api_base)
    async with (
        open_core(settings) as core,
        open_slack(core.bot, core.key_value, access, clock=SystemClock()) as slack,
    ):
        yield Starlette(routes=slack.routes())


async def run_app(who: str, load: str, api_base: str, images: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loops = [
            asyncio.create_task(LOADS[load](images, folder / f"load-{number}"))
            for number in range(LOOPS)
            if load != "idle"
        ]
        if who == "bare":
            await _serve(await bare_app())
        else:
            async with our_app(api_base, folder / "data") as app:
                await _serve(app)
        await asyncio.gather(*loops)


async def _serve(app: "Starlette") -> None:
    import uvicorn

    from adapters.interpreter import tune

    tune()  # as the program does
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    await uvicorn.Server(config).serve(sockets=[listener])


async def load_with_ours(images: str, folder: Path) -> None:
    from tests.fakes.openai_bench import bench_for

    await asyncio.to_thread(folder.mkdir)
    bench = bench_for(images, folder)
    number = 0
    while True:
        number += 1
        scratch = folder / str(number)
        await asyncio.to_thread(scratch.mkdir)
        async for _ in bench.provider.draw(bench.task(count=4, scratch=scratch)):
            pass
        await asyncio.to_thread(_empty, scratch)


async def load_with_sdk(images: str, folder: Path) -> None:
    import base64

    import openai

    await asyncio.to_thread(folder.mkdir)
    client = openai.AsyncOpenAI(base_url=images, api_key="sk-secret", max_retries=0)
    while True:
        answer = await client.images.generate(prompt="a cat", model="m", n=4)
        for at, item in enumerate(answer.data or []):
            (folder / f"{at}.png").write_bytes(base64.b64decode(item.b64_json or ""))


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


LOADS: dict[str, Callable[[str, Path], Awaitable[None]]] = {
    "ours": load_with_ours,
    "sdk": load_with_sdk,
}


# The fake Slack


class Anybody(dict[str, tuple[str, int]]):
    """Every address for answers is good, as often as one likes."""

    def get(self, _: str, __: object = None) -> tuple[str, int]:  # type: ignore[override]
        """Whose it is, and how often it may be used."""
        return "U0MIA", 5


async def serve_slack() -> None:
    from adapters.slack.surface import SCOPES
    from bot.app.clock import SystemClock
    from tests.fakes.slack.server import Server
    from tests.fakes.slack.world import furnished

    server = Server(furnished(SystemClock(), set(SCOPES)))
    server.addresses = Anybody()
    await server.start()
    print(server.address, flush=True)
    await asyncio.Event().wait()


def start_slack() -> tuple[subprocess.Popen[str], str]:
    slack = subprocess.Popen(
        [sys.executable, __file__, "--slack"], stdout=subprocess.PIPE, text=True
    )
    assert slack.stdout is not None
    return slack, slack.stdout.readline().strip()


# The load


async def commands(address: str, slack: str, seconds: float) -> list[float]:
    """Send commands at the rate and return how long each acknowledgement took, in ms."""
    from tests.fakes.slack.people import signed

    waits: list[float] = []
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(base_url=address, connector=connector) as session:

        async def one(number: int) -> None:
            payload = {
                "command": "/imagine",
                "text": "help",
                "team_id": "T0TEAM",
                "channel_id": "C0GENERAL",
                "user_id": "U0MIA",
                "trigger_id": f"{number}.{address[-5:]}",
                "response_url": f"{slack}/respond/R{number}",
            }
            request = signed("slash_commands", payload, now=time.time())
            start = time.perf_counter()
            async with session.post(
                "/slack/events", data=request.body, headers=request.headers
            ) as answer:
                await answer.read()
                assert answer.status == 200
            waits.append((time.perf_counter() - start) * MS)

        for number in range(WARM_UP):
            await one(-number - 1)
        waits.clear()
        begun, tasks = time.perf_counter(), []
        for number in range(int(seconds * RATE_PER_S)):
            due = begun + number / RATE_PER_S - time.perf_counter()
            if due > 0:
                await asyncio.sleep(due)
            tasks.append(asyncio.create_task(one(number)))
        await asyncio.gather(*tasks)
    return waits


def percentiles(waits: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(waits, n=100)
    return cuts[49], cuts[98]


async def ask(who: str, load: str, slack: str, images: str, seconds: float) -> tuple[float, float]:
    command = [sys.executable, __file__, "--app", who, load, f"{slack}/api/", images]
    app = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
    try:
        assert app.stdout is not None
        address = (await asyncio.to_thread(app.stdout.readline)).strip()
        if load != "idle":
            await asyncio.sleep(2)  # until the loops are at work
        found = percentiles(await commands(address, slack, seconds))
    finally:
        app.kill()
        app.wait()
    print(f"{who:6} {load:6} p50 {found[0]:8.1f} ms   p99 {found[1]:8.1f} ms", flush=True)
    return found


# The upload


async def upload(api_base: str, size: int) -> None:
    from contextlib import asynccontextmanager

    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.slack.ids import Place
    from adapters.slack.uploads import Parcel, Uploads
    from bot.app.clock import SystemClock

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "picture.png"
        await asyncio.to_thread(path.write_bytes, picture(size))

        @asynccontextmanager
        async def lend(_: str) -> AsyncIterator[Path]:
            yield path

        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient(token="xoxb-one", base_url=api_base, session=session)
            uploads = Uploads(lend, session, SystemClock())
            parcel = Parcel(sha256="", filename="picture.png", size_bytes=size, alt="a cat")

            async def send(count: int, one: Parcel) -> None:
                files = [await uploads.send(client, one, alt=True) for _ in range(count)]
                titles = dict.fromkeys(files, one.filename)
                await uploads.share(client, titles, Place(team="T0TEAM", channel="C0GENERAL"))

            small = Path(name) / "small.png"
            await asyncio.to_thread(small.write_bytes, picture(64))
            big, path = path, small
            await send(1, replace(parcel, size_bytes=64))
            path = big
            figures = await measured(lambda: send(UPLOADS, parcel))
    print(json.dumps(figures))


async def measure_upload(slack: str, size: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--upload", f"{slack}/api/", str(size)]
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await child.communicate()
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
    fake, slack = start_slack()
    size = SHORT_PICTURE_BYTES if short else PICTURE_BYTES
    server, images = start_server(size)
    try:
        bare = await ask("bare", "idle", slack, images, seconds)
        idle = await ask("ours", "idle", slack, images, seconds)
        busy = await ask("ours", "ours", slack, images, seconds)
        theirs = await ask("ours", "sdk", slack, images, seconds)
        sent = await measure_upload(slack, SHORT_PICTURE_BYTES if short else UPLOAD_BYTES)
    finally:
        server.terminate()
        server.wait()
        fake.terminate()
        fake.wait()
    return judge(
        [
            Goal(name="ack p50 over a bare app, ms", value=idle[0] - bare[0], most=3),
            Goal(name="ack p99 / a bare app's", value=idle[1] / bare[1], most=1.3),
            Goal(name="p99 while drawing, over idle, ms", value=busy[1] - idle[1], most=60),
            Goal(name="p99 while drawing / on the SDK", value=busy[1] / theirs[1], most=0.5),
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
    parser.add_argument("--app", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--slack", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--upload", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.slack:
        asyncio.run(serve_slack())
    elif options.app:
        asyncio.run(run_app(*options.app))
    elif options.upload:
        asyncio.run(upload(options.upload[0], int(options.upload[1])))
    elif not asyncio.run(compare(short=options.short)) and not options.short:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
