"""Hold-and-settle pairs per second through the real unit of work: SQLite, synced in full.

    python -m benchmarks.ledger [--short]

50 people at once, each with jobs of one picture, one after another: a transaction for the hold, a
transaction for the settlement. It is run once with every transaction synced by itself and once as
it is, where those that queue share a sync. Goal: 300 pairs a second. An error, such as
"database is locked", ends the run.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.credits.ledger import Ledger
from bot.models import JobId, PersonId, Quote
from bot.storage.database import database_url
from bot.storage.migrations import migrate
from bot.storage.sqlite import GROUP_MAX, SqliteDatabase

PEOPLE = 50
JOBS = 40
JOBS_SHORT = 4
NOW = datetime(2026, 11, 20, tzinfo=UTC)
QUOTE = Quote(model="sketch", unit=3, count=1, tariff="t1")
LEDGER = Ledger()


async def one_person(database: SqliteDatabase, name: str, jobs: int, waits: list[float]) -> None:
    person = PersonId(name)
    for number in range(jobs):
        job = JobId(f"{name}-{number}")
        begun = time.perf_counter()
        await database.write(
            lambda b, j=job: LEDGER.hold(b, person=person, job=j, quote=QUOTE, now=NOW)
        )
        await database.write(lambda b, j=job: LEDGER.settle(b, job=j, pictures=1, now=NOW))
        waits.append(time.perf_counter() - begun)


async def longest_stall(until: asyncio.Event) -> float:
    longest = 0.0
    while not until.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - begun - 0.001)
    return longest


async def measure(url: str, group_max: int, jobs: int) -> None:
    migrate(url)
    database = SqliteDatabase(database_url(url), group_max=group_max)
    names = [f"p{number}" for number in range(PEOPLE)]
    for name in names:
        await database.write(
            lambda b, n=name: LEDGER.grant(
                b, person=PersonId(n), amount=10**6, actor="a", reason="", key=n, now=NOW
            )
        )
    waits: list[float] = []
    ended = asyncio.Event()
    stall = asyncio.create_task(longest_stall(ended))
    begun = time.perf_counter()
    await asyncio.gather(*(one_person(database, name, jobs, waits) for name in names))
    seconds = time.perf_counter() - begun
    ended.set()
    wrong = await database.read(LEDGER.check)
    await database.close()
    p50, p99 = (statistics.quantiles(waits, n=100)[at] * 1000 for at in (49, 98))
    print(
        f"{'shared' if group_max > 1 else 'own':>6} sync: {len(waits) / seconds:7.0f} pairs/s,"
        f" pair p50 {p50:.0f} ms, p99 {p99:.0f} ms,"
        f" loop stalled {await stall * 1000:.1f} ms at most, {len(wrong)} violations"
    )


def main() -> None:
    jobs = JOBS_SHORT if "--short" in sys.argv else JOBS
    with tempfile.TemporaryDirectory() as folder:
        disk = os.environ.get("BENCHMARK_FOLDER", folder)
        for group_max in (1, GROUP_MAX):
            file = Path(disk, f"ledger-{os.getpid()}-{group_max}.db")
            asyncio.run(measure(f"sqlite:///{file}", group_max, jobs))
            for left in file.parent.glob(f"{file.name}*"):
                left.unlink()


if __name__ == "__main__":
    main()
