"""Hold-and-settle pairs per second through the real unit of work: SQLite, synced in full.

    uv run python -m benchmarks.ledger [--short]

50 people at once, each with jobs of one picture, one after another: a transaction for the hold, a
transaction for the settlement. It is run once with every transaction synced by itself and once as
it is, where those that queue share a sync. An error, such as "database is locked", ends the run.
BENCHMARK_FOLDER names a folder on the disk to measure; else it is the system's temporary one.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks._measuring import MS, Goal, Ticker, percentiles, run
from bot.credits.ledger import Ledger
from bot.models import JobId, PersonId, Quote
from bot.ports import Books
from bot.storage.database import database_url
from bot.storage.migrations import migrate
from bot.storage.sqlite import GROUP_MAX, SqliteDatabase

PEOPLE = 50
JOBS, SHORT_JOBS = 40, 4
PAIRS_PER_S = 300
NOW = datetime(2026, 11, 20, tzinfo=UTC)
QUOTE = Quote(model="sketch", unit=3, count=1, tariff="t1")
LEDGER = Ledger()


def grant(person: PersonId, books: Books) -> None:
    LEDGER.grant(books, person=person, amount=10**6, actor="a", reason="", key=person, now=NOW)


def hold(person: PersonId, job: JobId, books: Books) -> None:
    LEDGER.hold(books, person=person, job=job, quote=QUOTE, now=NOW)


def settle(job: JobId, books: Books) -> None:
    LEDGER.settle(books, job=job, pictures=1, now=NOW)


async def one_person(database: SqliteDatabase, person: PersonId, jobs: int) -> list[float]:
    """Milliseconds of each pair."""
    waits = []
    for number in range(jobs):
        job = JobId(f"{person}-{number}")
        begun = time.perf_counter()
        await database.write(partial(hold, person, job))
        await database.write(partial(settle, job))
        waits.append((time.perf_counter() - begun) * MS)
    return waits


async def pairs(database: SqliteDatabase, name: str, jobs: int) -> tuple[float, int]:
    """Pairs per second, and violations of the ledger's rules."""
    people = [PersonId(f"p{number}") for number in range(PEOPLE)]
    for person in people:
        await database.write(partial(grant, person))
    async with Ticker() as ticker:
        begun = time.perf_counter()
        waits = await asyncio.gather(*(one_person(database, one, jobs) for one in people))
        rate = PEOPLE * jobs / (time.perf_counter() - begun)
    wrong = await database.read(LEDGER.check)
    print(
        f"{name:>6} sync: {rate:7.0f} pairs/s, {percentiles([w for one in waits for w in one])},"
        f" loop stalled {ticker.stall_ms:.1f} ms at most, {len(wrong)} violations"
    )
    return rate, len(wrong)


async def measure(url: str, name: str, group_max: int, jobs: int) -> tuple[float, int]:
    migrate(url)
    database = SqliteDatabase(database_url(url), group_max=group_max)
    try:
        return await pairs(database, name, jobs)
    finally:
        await database.close()


def compare(short: bool) -> Iterable[Goal]:
    jobs = SHORT_JOBS if short else JOBS
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as folder:
        (_, own_wrong), (rate, wrong) = (
            asyncio.run(measure(f"sqlite:///{Path(folder, name)}.db", name, group_max, jobs))
            for name, group_max in (("own", 1), ("shared", GROUP_MAX))
        )
    return [
        Goal(name="pairs/s", value=rate, least=PAIRS_PER_S),
        Goal(name="violations", value=own_wrong + wrong, most=0),
    ]


if __name__ == "__main__":
    run(compare, __doc__)
