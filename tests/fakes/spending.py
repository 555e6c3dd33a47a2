"""Processes that spend, for tests that need real ones: `python -m tests.fakes.spending ...`.

- `spend URL PROCESSES ATTEMPTS`: each holds 1 credit so often; prints how many were admitted
- `torture URL SECONDS SEED`: work, be killed, look; prints kills and acknowledged steps

They fork before they open anything, so that the libraries are imported once.
"""

import asyncio
import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import IO

from bot.credits.ledger import Ledger
from bot.errors import InsufficientCredits
from bot.models import JobId, PersonId, Quote, Settlement
from bot.ports import Books
from bot.storage.database import Database, open_database

PERSON = PersonId("mia")
NOW = datetime(2026, 3, 29, 12, tzinfo=UTC)
RIVALS = 6
KILLS_MIN = 4
ledger = Ledger()


async def spend(database: Database, name: str, attempts: int) -> int:
    """Hold one credit at a time, several at once; returns how many were admitted."""
    quote = Quote(model="sketch", unit=1, count=1, tariff="t1")

    async def one(number: int) -> bool:
        job = JobId(f"{name}-{number}")
        with suppress(InsufficientCredits):
            await database.write(
                lambda b: ledger.hold(b, person=PERSON, job=job, quote=quote, now=NOW)
            )
            return True
        return False

    return sum(await asyncio.gather(*(one(number) for number in range(attempts))))


def spend_together(url: str, processes: int, attempts: int) -> list[int]:
    """Spend in several processes at once; returns how many holds each was admitted."""
    pipes = [os.pipe() for _ in range(processes)]
    children = []
    for number, (_, writing) in enumerate(pipes):
        children.append(os.fork())
        if children[-1] == 0:
            admitted = asyncio.run(_with(url, lambda d, n=number: spend(d, f"p{n}", attempts)))
            os.write(writing, f"{admitted}".encode())
            os._exit(0)
    for child in children:
        os.waitpid(child, 0)
    return [int(os.read(reading, 99)) for reading, _ in pipes]


async def toil(database: Database, name: str, told: IO[str]) -> None:
    """Grant, hold and settle until killed; tells every step that was acknowledged."""

    def tell(step: str, job: str, pictures: int = 0) -> None:
        told.write(json.dumps([step, job, pictures]) + "\n")
        told.flush()

    async def work(rival: int) -> None:
        dice = random.Random(f"{name}-{rival}")
        for number in range(sys.maxsize):
            job = f"{name}-{rival}-{number}"
            await database.write(lambda b, key=job: _give(b, key))
            tell("grant", job)
            await database.write(lambda b, key=job: _hold(b, JobId(key)))
            tell("hold", job)
            made = dice.randint(0, 3)
            await database.write(lambda b, key=job, n=made: _settle(b, JobId(key), n))
            tell("settle", job, made)

    await asyncio.gather(*(work(rival) for rival in range(RIVALS)))


def _give(books: Books, key: str) -> None:
    ledger.grant(books, person=PERSON, amount=6, actor="ada", reason="", key=key, now=NOW)


def _hold(books: Books, job: JobId) -> None:
    quote = Quote(model="sketch", unit=2, count=3, tariff="t1")
    ledger.hold(books, person=PERSON, job=job, quote=quote, now=NOW)


def _settle(books: Books, job: JobId, pictures: int) -> Settlement:
    return ledger.settle(books, job=job, pictures=pictures, now=NOW)


async def look(database: Database, acknowledged: list[list[object]]) -> None:
    """Assert that all is sound and nothing acknowledged is lost; then recover."""
    assert await database.read(ledger.check) == []
    holds = {hold.job: hold for hold in await database.read(lambda b: b.audit.holds())}
    for step, job, pictures in acknowledged:
        hold = holds.get(JobId(str(job)))
        if step == "hold":
            assert hold is not None, f"the acknowledged hold of {job} is lost"
        if step == "settle":
            assert hold is not None
            assert hold.settlement is not None
            assert hold.settlement.captured == 2 * int(str(pictures))
    for orphan in await database.read(ledger.orphans):
        await database.write(lambda b, job=orphan.job: _settle(b, job, 0))
    balance = await database.read(lambda b: ledger.balance(b, person=PERSON, now=NOW))
    assert balance.held == 0
    assert await database.read(ledger.check) == []


def torture(url: str, seconds: float, seed: int) -> list[int]:
    """Kill a working process again and again; returns the kills and the acknowledged steps."""
    dice = random.Random(seed)
    until = time.monotonic() + seconds
    kills = steps = 0
    while kills < KILLS_MIN or time.monotonic() < until:
        acknowledged = _kill_one(url, f"life{kills}", dice.randint(1, 60), dice.random() * 0.004)
        kills, steps = kills + 1, steps + len(acknowledged)
        if kills % 4 == 0:
            asyncio.run(_with(url, lambda database, told=acknowledged: look(database, told)))
    asyncio.run(_with(url, lambda database: look(database, [])))
    return [kills, steps]


def _kill_one(url: str, name: str, steps: int, delay_s: float) -> list[list[object]]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with open(writing, "w") as told:
            asyncio.run(_with(url, lambda database: toil(database, name, told)))
        os._exit(1)
    os.close(writing)
    with open(reading) as said:
        lines = [said.readline() for _ in range(steps)]
        time.sleep(delay_s)  # dies between two statements rather than right after a commit
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += said.readlines()
    return [json.loads(line) for line in lines if line.endswith("\n")]


async def _with(url: str, use) -> int | None:  # noqa: ANN001 - a function of a database
    database = open_database(url)
    try:
        return await use(database)
    finally:
        await database.close()


def main(command: str, url: str, *arguments: str) -> None:
    """Run one of the commands."""
    if command == "spend":
        processes, attempts = arguments
        result = spend_together(url, int(processes), int(attempts))
    else:
        seconds, seed = arguments
        result = torture(url, float(seconds), int(seed))
    sys.stdout.write(" ".join(map(str, result)))


if __name__ == "__main__":
    main(*sys.argv[1:])
