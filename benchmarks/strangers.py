"""What strangers at the public port cost: a thousand silent and a thousand slow connections.

    uv run python -m benchmarks.strangers [--short]

Our app stands behind the program's own server in a process of its own, against a fake Slack in
another. People order pictures at a fixed rate, alone before and after, and beside a crowd that
keeps a thousand connections open without a word, and a thousand that send a request's head or its
body a byte at a time: whoever is put out comes back ten seconds later. Each command has a
connection of its own, as behind a proxy that keeps none, and health is asked meanwhile. Memory is
the app's highest above what it held when the crowd came; its descriptors are counted too.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from adapters.connections import raise_file_limit
from adapters.serving import HEALTH_PATH
from adapters.slack.surface import EVENTS_PATH
from benchmarks._children import process, server
from benchmarks._image_server import NEVER
from benchmarks._measuring import MB, MS, Goal, memory_kb, percentiles, run
from benchmarks._pictures import picture_bytes
from benchmarks._strangers import PAUSE_S
from benchmarks.slack_acks import order

OF_EACH = 1000
SECONDS, SHORT_SECONDS = 60.0, 4.0
SHORT_CROWD = 100
RATE_PER_S = 5
SAMPLE_S = 0.2


class App:
    """The process that is measured, found by the port it listens at."""

    def __init__(self, port: int) -> None:
        self.pid = _listener(port)
        self.start_kb = memory_kb("VmRSS", self.pid)
        self.most_kb = self.start_kb
        self.most_files = 0

    async def watch(self) -> None:
        """Note the most it holds, until cancelled."""
        while True:
            self.most_kb = max(self.most_kb, memory_kb("VmRSS", self.pid))
            self.most_files = max(self.most_files, len(_descriptors(self.pid)))
            await asyncio.sleep(SAMPLE_S)


def _descriptors(pid: str) -> list[str]:
    return os.listdir(f"/proc/{pid}/fd")


def _listener(port: int) -> str:
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inode = next(row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A")
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if str(link.readlink()) == f"socket:[{inode}]":
                return link.parts[2]
    raise RuntimeError(f"nobody listens at {port}")


class Work:
    """Orders and questions of health, and how they were answered."""

    def __init__(self, app: str, slack: str) -> None:
        self._app, self._slack = app, slack
        self._numbers = count()
        self.failed = 0

    async def for_(self, seconds: float) -> tuple[list[float], list[float]]:
        """Work so long; returns the waits for acknowledgements and for health, in ms."""
        acks, health = list[float](), list[float]()
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for number in range(int(seconds * RATE_PER_S)):
                await asyncio.sleep(begun + number / RATE_PER_S - time.perf_counter())
                tasks.create_task(self._order(acks))
                tasks.create_task(self._ask(health))
        return acks, health

    async def _order(self, waits: list[float]) -> None:
        request = order(next(self._numbers), self._slack)
        await self._timed("POST", EVENTS_PATH, waits, data=request.body, headers=request.headers)

    async def _ask(self, waits: list[float]) -> None:
        await self._timed("GET", HEALTH_PATH, waits)

    async def _timed(self, method: str, path: str, waits: list[float], **named: object) -> None:
        start = time.perf_counter()
        try:
            async with (
                aiohttp.ClientSession(base_url=self._app) as session,
                session.request(method, path, **named) as answer,  # type: ignore[arg-type]
            ):
                await answer.read()
                self.failed += answer.status != 200
        except aiohttp.ClientError:
            self.failed += 1
        waits.append((time.perf_counter() - start) * MS)


async def besieged(app: str, slack: str, *, short: bool) -> Iterator[Goal]:
    seconds = SHORT_SECONDS if short else SECONDS
    host, port = urlsplit(app).hostname or "", urlsplit(app).port or 0
    work = Work(app, slack)
    await work.for_(2)
    before, health_before = await work.for_(seconds / 4)
    measured = App(port)
    watching = asyncio.create_task(measured.watch())
    many = SHORT_CROWD if short else OF_EACH
    with process("_strangers", host, port, many):
        await asyncio.sleep(1 if short else PAUSE_S)
        among, health_among = await work.for_(seconds)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    after, health_after = await work.for_(seconds / 4)
    alone, beside = percentiles(before + after), percentiles(among)
    print(f"alone    acks {alone}   health {percentiles(health_before + health_after)}", flush=True)
    print(f"besieged acks {beside}   health {percentiles(health_among)}", flush=True)
    print(f"at most {measured.most_files} descriptors", flush=True)
    grown_mb = (measured.most_kb - measured.start_kb) * 1024 / MB
    return iter(
        [
            Goal(name="ack p50 / alone", value=beside.p50 / alone.p50, most=3),
            Goal(name="ack p99 / alone", value=beside.p99 / alone.p99, most=3),
            Goal(name="memory, MB", value=grown_mb, most=64),
            Goal(name="requests that failed", value=work.failed, most=0),
        ]
    )


def compare(short: bool) -> Iterator[Goal]:
    raise_file_limit()
    with ExitStack() as running:
        slack = running.enter_context(server("_slack_server"))
        never = running.enter_context(server("_image_server", picture_bytes(short=True), NEVER))
        app = running.enter_context(server("_slack_guarded", slack, never))
        yield from asyncio.run(besieged(app, slack, short=short))


if __name__ == "__main__":
    run(compare, __doc__)
