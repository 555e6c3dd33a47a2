"""How long a person waits for an answer, and a job for its worker, with 50 people at once.

    uv run python -m benchmarks.jobs [--short]

The whole bot on SQLite in a temporary folder, with a chat that takes messages instantly and the
built-in sketch drawing beside it on the same processors. Every person sends an order, waits for its
result and sends the next.

- submit -> acknowledgement: from handing the order to the bot until its status message is posted
  (event claimed, price held, job written, synced to disk twice).
- queue -> start: from the job's creation until a worker has made it its own, with a slot free.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks._measuring import MS, Goal, percentiles, run
from bot.app import Bot
from bot.bootstrap import open_core
from bot.models import (
    Caller,
    ChatLimits,
    ChatRef,
    JobId,
    MessageRef,
    Order,
    Posted,
    Reply,
    UserRef,
)
from config.settings import Settings

PEOPLE = 50
ROUNDS, SHORT_ROUNDS = 4, 1
PLATFORM = "bench"


class InstantChat:
    """Implements `bot.ports.Messenger`: notes when each chat got its status and its result."""

    def __init__(self) -> None:
        self.statuses: dict[str, float] = {}
        self.results: dict[str, asyncio.Event] = {}
        self.jobs: list[str] = []

    async def post(
        self,
        chat: ChatRef,
        reply: Reply,
        *,
        key: str,
        to: UserRef | None = None,
        in_reply_to: MessageRef | None = None,
        replaces: MessageRef | None = None,
    ) -> Posted:
        """See the port."""
        if key.startswith("status:"):
            self.statuses[chat.id] = time.perf_counter()
        elif key.startswith("result:"):
            self.jobs.append(key.removeprefix("result:"))
            self.results[chat.id].set()
        return Posted(message=MessageRef(chat=chat, id=key))

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """See the port."""

    async def delete(self, message: MessageRef) -> None:
        """See the port."""

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """See the port."""
        return ChatLimits()


async def person(bot: Bot, chat: InstantChat, number: int, rounds: int) -> list[float]:
    """Order, wait, order again; returns the seconds until each acknowledgement."""
    waits = []
    user = UserRef(platform=PLATFORM, id=f"u{number}")
    for n in range(rounds):
        where = ChatRef(platform=PLATFORM, id=f"c{number}-{n}")
        shown = chat.results[where.id] = asyncio.Event()
        order = Order(
            event_key=where.id,
            caller=Caller(user=user, name=user.id),
            chat=where,
            text=f"a red fox by the sea, number {number}",
        )
        start = time.perf_counter()
        answer = await bot.imagine(order)
        assert answer is None, answer
        waits.append(chat.statuses[where.id] - start)
        await shown.wait()
    return waits


async def started(bot: Bot, jobs: Sequence[str]) -> list[float]:
    """Seconds from each job's creation to its worker."""
    reports = [await bot.report(JobId(job)) for job in jobs]
    return [
        (report.job.started_at - report.job.created_at).total_seconds()
        for report in reports
        if report and report.job.started_at
    ]


def told(what: str, waits: Sequence[float]) -> None:
    print(f"{what:28} n={len(waits):4}  {percentiles([wait * MS for wait in waits])}")


async def everybody(folder: Path, rounds: int) -> None:
    chat = InstantChat()
    settings = Settings(
        data_dir=folder,
        jobs_running_max=PEOPLE,
        starting_credits=1000,
        sketch_pace_s=0,
        _env_file=None,  # type: ignore[call-arg]
    )
    async with open_core(settings) as core:
        core.bot.connect(PLATFORM, chat)
        running = asyncio.create_task(core.bot.run())
        people = [person(core.bot, chat, number, rounds) for number in range(PEOPLE)]
        waits = await asyncio.gather(*people)
        starts = await started(core.bot, chat.jobs)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    print(f"{PEOPLE} people, {rounds} orders each, one after the other")
    told("submit -> acknowledgement", [wait for one in waits for wait in one])
    told("queue -> start", starts)


def measure(short: bool) -> Iterable[Goal]:
    with tempfile.TemporaryDirectory(prefix="bench-jobs-") as name:
        asyncio.run(everybody(Path(name), SHORT_ROUNDS if short else ROUNDS))
    return []


if __name__ == "__main__":
    run(measure, __doc__)
