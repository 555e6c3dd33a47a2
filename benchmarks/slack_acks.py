"""Slack's acknowledgements under load, beside a bare Bolt app, and the memory of an upload.

    uv run python -m benchmarks.slack_acks [--short]

The apps run one after the other, each in a process of its own behind uvicorn, against a fake Slack
in another. Two hundred people, each in a channel of their own, order pictures with `/imagine` at a
fixed rate, whatever was answered before. The bare app acknowledges and does nothing else. Ours does
its whole work: it claims, holds and queues the first orders, posts and edits their status messages,
and refuses those of a full queue. While `idle`, the model's service keeps the jobs that are drawn
waiting for ever; while `drawing`, it answers each with four pictures, so that four generations of
four run at any time, from the request to the post. `sdk` is the idle app with four loops in its
process that ask the drawing service with the official client and write the files; none of what they
draw is kept or posted. Only what is compared within one run means anything.
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
    common_goals,
    paced,
    prompt,
    show_upload,
)
from benchmarks._children import figures, server
from benchmarks._image_server import NEVER
from benchmarks._measuring import MS, Figures, Goal, Percentiles, percentiles, run
from benchmarks._pictures import picture_bytes
from benchmarks._slack_server import channel, person
from tests.fakes.slack.people import Signed, signed
from tests.fakes.slack.world import TEAM

APPS = ("bare", "idle", "drawing", "sdk")


def ask(who: str, size: int, *, short: bool) -> Percentiles:
    """Start an app, send it commands, and return its waits in ms."""
    with ExitStack() as running:
        enter = running.enter_context
        slack = enter(server("_slack_server"))
        if who == "bare":
            app = enter(server("_slack_bare"))
        else:
            never = enter(server("_image_server", size, NEVER))
            drawing = enter(server("_image_server", size, DRAWING_S))
            addresses = {"idle": [never], "drawing": [drawing], "sdk": [never, drawing]}[who]
            app = enter(server("_slack_ours", slack, *addresses))
        found = percentiles(asyncio.run(commands(app, slack, short=short)))
    print(f"{who:7} {found}", flush=True)
    return found


async def commands(app: str, slack: str, *, short: bool) -> list[float]:
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
        async with asyncio.TaskGroup() as tasks:
            async for number in paced(short=short):
                tasks.create_task(one(number))
    return waits


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
    bare, idle, drawing, sdk = (ask(who, size, short=short) for who in APPS)
    sent = measure_upload(size)
    show_upload(size, sent)
    yield Goal(name="ack p50 over a bare app, ms", value=idle.p50 - bare.p50, most=3)
    yield Goal(name="ack p99 / a bare app's", value=idle.p99 / bare.p99, most=1.3)
    yield Goal(name="p99 while drawing / on the SDK", value=drawing.p99 / sdk.p99, most=0.5)
    yield from common_goals(idle, drawing, sent)


if __name__ == "__main__":
    run(compare, __doc__)
