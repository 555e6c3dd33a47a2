"""Slack's acknowledgements under load, beside a bare Bolt app, and the memory of an upload.

    uv run python -m benchmarks.slack_acks [--short]

The apps run one after the other, each in a process of its own behind uvicorn, against a fake Slack
in another. Two hundred people, each in a channel of their own, order pictures with `/imagine` at a
fixed rate, whatever was answered before. The bare app acknowledges and does nothing else. Ours does
its whole work: it claims, holds and queues each order, posts its status message and edits it. What
an order takes is the processor time of the whole process until it is quiet again. While `idle`, the
model's service keeps the jobs that are drawn waiting for ever; while `drawing`, it answers each
with four pictures, so that four generations of four run at any time, from the request to the post.
`sdk` is the idle app with four loops in its process that ask the drawing service with the official
client and write the files; none of what they draw is kept or posted. Only what is compared within
one run means anything.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack

import aiohttp

from adapters.slack.surface import EVENTS_PATH
from benchmarks._acks import (
    COUNT,
    DRAWING_S,
    PEOPLE,
    WARM_UP,
    Load,
    common_goals,
    cpu_until_quiet_s,
    paced,
    prompt,
    show_upload,
)
from benchmarks._children import figures, numbered_server, server
from benchmarks._image_server import NEVER
from benchmarks._measuring import MS, Figures, Goal, Percentiles, percentiles, run
from benchmarks._pictures import picture_bytes
from benchmarks._slack_server import channel, person
from tests.fakes.slack.people import Signed, signed
from tests.fakes.slack.world import TEAM

APPS = ("bare", "idle", "drawing", "sdk")


def ask(who: str, size: int, *, short: bool) -> tuple[Percentiles, float]:
    """Start an app and send it commands: its waits, and what an order took, in ms."""
    with ExitStack() as running:
        enter = running.enter_context
        slack = enter(server("_slack_server"))
        if who == "bare":
            app, pid = enter(numbered_server("_slack_bare"))
        else:
            never = enter(server("_image_server", size, NEVER))
            drawing = enter(server("_image_server", size, DRAWING_S))
            addresses = {"idle": [never], "drawing": [drawing], "sdk": [never, drawing]}[who]
            app, pid = enter(numbered_server("_slack_ours", slack, *addresses))
        # With the official client at work in it the process is never quiet.
        load = asyncio.run(commands(app, slack, 0 if who == "sdk" else pid, short=short))
    found = percentiles(load.waits_ms)
    print(f"{who:7} {found}   {load.order_ms:6.2f} ms an order", flush=True)
    return found, load.order_ms


async def commands(app: str, slack: str, pid: int, *, short: bool) -> Load:
    waits: list[float] = []
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(base_url=app, connector=connector) as session:

        async def one(number: int) -> None:
            request = order(number, slack)
            start = time.perf_counter()
            async with session.post(
                EVENTS_PATH, data=request.body, headers=request.headers
            ) as answer:
                await answer.read()
                assert answer.status == 200
            waits.append((time.perf_counter() - start) * MS)

        for number in range(WARM_UP):
            await one(-number - 1)
        waits.clear()
        before_s = await cpu_until_quiet_s(pid) if pid else 0.0
        async with asyncio.TaskGroup() as tasks:
            async for number in paced(short=short):
                tasks.create_task(one(number))
    taken_s = await cpu_until_quiet_s(pid) - before_s if pid else 0.0
    return Load(waits_ms=waits, order_ms=taken_s * MS / len(waits))


def order(number: int, slack: str) -> Signed:
    payload = {
        "command": "/imagine",
        "text": f"{prompt(number)} -n {COUNT}",
        "team_id": TEAM,
        "channel_id": channel(number % PEOPLE),
        "user_id": person(number % PEOPLE),
        "trigger_id": f"{number}.trigger",
        "response_url": f"{slack}/respond/R{number}",
    }
    return signed("slash_commands", payload, now=time.time())


def measure_upload(size: int) -> Figures:
    with server("_slack_server") as slack:
        return asyncio.run(figures("_slack_upload", slack, channel(0), size))


def compare(short: bool) -> Iterator[Goal]:
    size = picture_bytes(short=short)
    asked = {who: ask(who, size, short=short) for who in APPS}
    bare, idle, drawing, sdk = (found for found, _ in asked.values())
    sent = measure_upload(size)
    show_upload(size, sent)
    yield Goal(name="ack p50 over a bare app, ms", value=idle.p50 - bare.p50, most=3)
    yield Goal(name="p99 while drawing / on the SDK", value=drawing.p99 / sdk.p99, most=0.5)
    yield from common_goals(bare, idle, drawing, asked["idle"][1], sent)


if __name__ == "__main__":
    run(compare, __doc__)
