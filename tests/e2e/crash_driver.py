"""Lives of a process, for test_crashes.py: each recovers, drains, reports, works and is killed.

Run as `python -m tests.e2e.crash_driver FOLDER` with a JSON object a line on stdin: `again`, where
to die while recovering (or null); `job`, what to submit then (or null); `point`, where to die then.
Each line is one life, in a process forked for it, which saves the imports and nothing else.
Answers a JSON object a line: `exit` as in waitstatus, and the life's `report` before its order.
"""

import asyncio
import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

from bot.app.clock import SystemClock
from bot.jobs.failpoints import Failpoint
from bot.models import DrawEvent, DrawTask, Event, Job, JobId, Sending, TaskAccepted
from bot.ports import Books
from bot.storage.leases import FolderLeases
from tests.fakes.clock import FakeClock
from tests.fakes.house import ANN, CHAT, House, a_job, opened
from tests.fakes.messenger import FakeMessenger, Post
from tests.fakes.provider import FakeProvider, drawn

COUNT = 2
CREDITS = 1000
GATEWAY = "gateway"
POLL_S = 0.005
REPORT = "report.json"


class Log:
    """Lines that outlive the process: they are in the system's hands once written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, *words: str) -> None:
        with self._path.open("a") as file:
            file.write(" ".join(words) + "\n")

    def read(self) -> list[list[str]]:
        return [line.split() for line in self._path.read_text().splitlines()]


class LoggingMessenger(FakeMessenger):
    """A platform that outlives the bot, and shows one message a key."""

    log: Log

    def _shown(self, post: Post) -> Any:
        self.log.write(post.key, str(len(post.reply.images)))
        return super()._shown(post)


class LoggingProvider(FakeProvider):
    """Counts requests as they leave; a gateway's task is polled by its id."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
        if task.task_id is None:
            yield Sending()
            self._log.write(task.job)
        if GATEWAY in task.request.prompt and task.task_id is None:
            yield TaskAccepted(task_id="t-1")
        for index in task.indexes:
            yield drawn(task, index)


class Mine:
    """A failpoint that kills, once it is armed for a point."""

    point: str | None = None

    def __call__(self, point: str) -> None:
        if point == self.point:
            os.kill(os.getpid(), signal.SIGKILL)


async def live(folder: Path, orders: dict[str, Any]) -> None:
    mine = Mine()
    mine.point = orders["again"]
    async with opened(folder) as database:
        house = _house(folder, database, mine)
        await house.grant(ANN, CREDITS)
        await house.recovery.run()
        await house.recovery.events()
        async with house.running():
            await _drained(house)
            report = json.dumps(await _report(house, folder))
            await asyncio.to_thread((folder / REPORT).write_text, report)
            if orders["job"]:
                mine.point = orders["point"]
                await _order(house, orders["job"])
                await _drained(house)


def _house(folder: Path, database: Any, mine: Failpoint) -> House:
    messenger = LoggingMessenger()
    messenger.log = Log(folder / "chat.log")
    return House(
        folder,
        database,
        clock=cast(FakeClock, SystemClock()),
        leases=FolderLeases(folder / "leases"),
        messenger=messenger,
        provider=LoggingProvider(Log(folder / "provider.log")),
        failpoint=mine,
    )


async def _order(house: House, name: str) -> None:
    job = a_job(name, count=COUNT)
    event = Event(key=f"event:{name}", caller=job.caller, chat=CHAT, claimed_at=house.clock.now())
    await house.claim(event)
    await house.submit(job)
    await house.progress.announce(job)


async def _drained(house: House) -> None:
    def work(books: Books) -> bool:
        return not books.jobs.unfinished() and books.outbox.next_due(["fake"]) is None

    while not await house.uow.read(work):  # noqa: ASYNC110 - nobody tells when all is quiet
        await asyncio.sleep(POLL_S)


async def _report(house: House, folder: Path) -> dict[str, Any]:
    (folder / "provider.log").touch()
    (folder / "chat.log").touch()
    chat = Log(folder / "chat.log").read()
    requests = Counter(job for (job,) in Log(folder / "provider.log").read())
    known = await house.uow.read(lambda books: books.jobs.recent(ANN, limit=99))
    return {
        "violations": await house.violations(),
        "available": await house.available(),
        "unanswered": len(await house.uow.read(lambda books: books.events.unanswered())),
        "chat": Counter(key for key, _ in chat),
        "shown": {key: int(images) for key, images in chat},
        "jobs": {job.id: await _job(house, job, requests) for job in known},
    }


async def _job(house: House, job: Job, requests: Counter[JobId]) -> dict[str, Any]:
    pictures = await house.uow.read(lambda books: books.pictures.of(job.id))
    for picture in pictures:
        async with house.store.local(picture.asset.sha256) as file:
            assert file.stat().st_size == picture.asset.size_bytes
    return {
        "state": job.state,
        "code": job.failure.code if job.failure else None,
        "captured": job.captured,
        "stored": len(pictures),
        "requests": requests[job.id],
        "sent": job.sent,
    }


def one_life(folder: Path, orders: dict[str, Any]) -> dict[str, Any]:
    (folder / REPORT).unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            asyncio.run(live(folder, orders))
            status = 0
        except BaseException:
            traceback.print_exc()
        os._exit(status)
    _, status = os.waitpid(child, 0)
    told = (folder / REPORT).exists()
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "report": json.loads((folder / REPORT).read_text()) if told else None,
    }


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(one_life(Path(sys.argv[1]), json.loads(line))) + "\n")
        sys.stdout.flush()
