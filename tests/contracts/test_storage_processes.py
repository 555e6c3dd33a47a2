"""Several processes on one ledger, and processes that die."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.credits.ledger import Ledger
from bot.storage.database import Database
from tests.fakes.samples import NOON
from tests.fakes.spending import PERSON

ROOT = Path(__file__).parents[2]
PROCESSES = 8
ATTEMPTS = 25
CREDITS = 100
TORTURE_S = 4


def run(*arguments: object) -> list[int]:
    command = [sys.executable, "-W", "error", "-m", "tests.fakes.spending", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=180)
    return [int(number) for number in done.stdout.split()]


async def test_processes_together_never_overspend(database: Database, database_url: str) -> None:
    ledger = Ledger()
    await database.write(
        lambda b: ledger.grant(
            b, person=PERSON, amount=CREDITS, actor="ada", reason="", key="k1", now=NOON
        )
    )
    admitted = await asyncio.to_thread(run, "spend", database_url, PROCESSES, ATTEMPTS)
    assert len(admitted) == PROCESSES
    assert sum(admitted) == CREDITS
    balance = await database.read(lambda b: ledger.balance(b, person=PERSON, now=NOON))
    assert (balance.available, balance.held) == (0, CREDITS)
    assert await database.read(ledger.check) == []


@pytest.mark.parametrize("seed", [1])
def test_killed_processes_lose_nothing_they_acknowledged(database_url: str, seed: int) -> None:
    kills, steps = run("torture", database_url, TORTURE_S, seed)
    assert kills >= 4
    assert steps > kills
