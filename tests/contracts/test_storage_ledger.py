"""What every database's ledger promises when many ask at once, or somebody goes around it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.credits.ledger import Ledger
from bot.errors import HoldResolved, IdempotencyConflict, InsufficientCredits, LedgerError
from bot.models import (
    Account,
    Entry,
    EntryKind,
    Grant,
    JobId,
    PersonId,
    Quote,
    Settlement,
    Transfer,
)
from bot.ports import Books
from bot.storage.database import Database
from bot.storage.database import database_url as read_url
from tests.fakes.samples import NOON

MIA = PersonId("mia")
MANY = 50
ledger = Ledger()


def give(books: Books, amount: int, key: str = "k1") -> Grant:
    return ledger.grant(
        books, person=MIA, amount=amount, actor="ada", reason="welcome", key=key, now=NOON
    )


def hold(books: Books, job: str, unit: int = 1) -> None:
    quote = Quote(model="sketch", unit=unit, count=1, tariff="t1")
    ledger.hold(books, person=MIA, job=JobId(job), quote=quote, now=NOON)


async def balance(database: Database) -> tuple[int, int]:
    found = await database.read(lambda b: ledger.balance(b, person=MIA, now=NOON))
    return found.available, found.held


async def sound(database: Database) -> bool:
    return await database.read(ledger.check) == []


async def test_concurrent_holds_never_overspend(database: Database) -> None:
    await database.write(lambda b: give(b, 7, "k1"))
    await database.write(lambda b: give(b, 6, "k2"))
    results = await asyncio.gather(
        *(database.write(lambda b, n=n: hold(b, f"job{n}")) for n in range(MANY)),
        return_exceptions=True,
    )
    assert results.count(None) == 13
    assert sum(isinstance(result, InsufficientCredits) for result in results) == MANY - 13
    assert await balance(database) == (0, 13)
    assert await sound(database)


async def test_the_same_grant_asked_often_at_once_is_one(database: Database) -> None:
    grants = await asyncio.gather(*(database.write(lambda b: give(b, 5)) for _ in range(MANY)))
    assert len({grant.id for grant in grants}) == 1
    assert await balance(database) == (5, 0)


async def test_one_key_with_two_payloads_has_one_effect(database: Database) -> None:
    results = await asyncio.gather(
        *(database.write(lambda b, n=n: give(b, 5 + n % 2)) for n in range(MANY)),
        return_exceptions=True,
    )
    refused = sum(isinstance(result, IdempotencyConflict) for result in results)
    assert refused == MANY // 2
    assert (await balance(database))[0] in {5, 6}


async def test_racing_settlements_resolve_a_hold_once(database: Database) -> None:
    await database.write(lambda b: give(b, 5))
    await database.write(lambda b: hold(b, "job1", unit=5))
    results = await asyncio.gather(
        *(
            database.write(lambda b, n=n: ledger.settle(b, job=JobId("job1"), pictures=n, now=NOON))
            for n in [0, 1] * (MANY // 2)
        ),
        return_exceptions=True,
    )
    settled = {result for result in results if isinstance(result, Settlement)}
    assert len(settled) == 1
    assert sum(isinstance(result, HoldResolved) for result in results) == MANY // 2
    assert await balance(database) == (settled.pop().released, 0)
    assert await sound(database)


async def test_holds_settlements_sweeps_and_revocations_cross_safely(database: Database) -> None:
    def give_some(books: Books) -> None:
        for number in range(6):
            ledger.grant(
                books,
                person=MIA,
                amount=5,
                actor="ada",
                reason="",
                key=f"k{number}",
                now=NOON,
                expires_at=NOON + timedelta(hours=1) if number % 2 else None,
            )

    async def one_job(number: int) -> None:
        job = JobId(f"job{number}")
        await database.write(lambda b: hold(b, job, unit=2))
        await database.write(lambda b: ledger.settle(b, job=job, pictures=number % 2, now=NOON))

    def revoke(books: Books) -> int:
        return ledger.revoke(
            books, person=MIA, amount=7, actor="ada", reason="", key="r1", now=NOON
        )

    await database.write(give_some)
    late = NOON + timedelta(hours=2)
    results = await asyncio.gather(
        *(one_job(number) for number in range(20)),
        database.write(revoke),
        *(database.write(lambda b: ledger.expire(b, late)) for _ in range(3)),
        return_exceptions=True,
    )
    failed = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(error, InsufficientCredits) for error in failed)
    assert await sound(database)
    assert (await balance(database))[1] == 0


async def test_a_failing_transaction_leaves_no_half_hold(database: Database) -> None:
    await database.write(lambda b: give(b, 5))

    def hold_and_fail(books: Books) -> None:
        hold(books, "job1")
        raise RuntimeError("the job could not be written")

    with pytest.raises(RuntimeError):
        await database.write(hold_and_fail)
    assert await balance(database) == (5, 0)
    assert await sound(database)


@pytest.mark.parametrize(
    ("debit", "credit", "amount"),
    [
        (Account.AVAILABLE, Account.HELD, 6),
        (Account.HELD, Account.SPENT, 1),
        (Account.TREASURY, Account.AVAILABLE, 1),
        (Account.SPENT, Account.AVAILABLE, 1),
    ],
)
async def test_a_movement_that_may_not_be_is_refused(
    database: Database, debit: Account, credit: Account, amount: int
) -> None:
    grant = await database.write(lambda b: give(b, 5))
    entry = Entry(grant=grant.id, debit=debit, credit=credit, amount=amount)
    transfer = Transfer(
        kind=EntryKind.HOLD, person=MIA, entries=(entry,), at=NOON, actor="", reason=""
    )
    with pytest.raises(LedgerError):
        await database.write(lambda b: b.ledger.post(transfer))
    assert await sound(database)


async def test_a_job_has_one_transfer_of_a_kind(database: Database) -> None:
    grant = await database.write(lambda b: give(b, 5))
    entry = Entry(grant=grant.id, debit=Account.AVAILABLE, credit=Account.HELD, amount=1)
    transfer = Transfer(
        kind=EntryKind.HOLD,
        person=MIA,
        entries=(entry,),
        at=NOON,
        actor="",
        reason="",
        job=JobId("job1"),
    )
    await database.write(lambda b: b.ledger.post(transfer))
    with pytest.raises(LedgerError):
        await database.write(lambda b: b.ledger.post(transfer))
    assert await balance(database) == (4, 1)


FORBIDDEN = [
    "UPDATE entries SET amount = 1",
    "UPDATE transfers SET reason = 'x'",
    "DELETE FROM entries",
    "DELETE FROM transfers",
    "DELETE FROM grants",
    "UPDATE grants SET available = available + 1",
    "UPDATE grants SET available = -1, spent = spent + available + 1",
    "UPDATE grants SET amount = 0, available = 0, held = 0",
    "UPDATE holds SET captured = 1",
    "UPDATE holds SET resolved_at = created_at, captured = unit * count + 1, released = -1",
    'INSERT INTO entries (transfer, line, "grant", debit, credit, amount)'
    " SELECT id, 9, 1, 'held', 'spent', 0 FROM transfers",
    'INSERT INTO entries (transfer, line, "grant", debit, credit, amount)'
    " SELECT id, 9, 1, 'held', 'held', 1 FROM transfers",
]
ONLY_SQLITE = [
    'INSERT OR REPLACE INTO entries SELECT transfer, line, "grant", debit, credit, 9 FROM entries',
    "REPLACE INTO transfers SELECT id, kind, person, 9, job, actor, reason, at FROM transfers",
]
ONLY_POSTGRES = ["TRUNCATE entries", "TRUNCATE transfers CASCADE"]


async def test_going_around_the_ledger_is_refused(database: Database, database_url: str) -> None:
    await database.write(lambda b: give(b, 5))
    await database.write(lambda b: hold(b, "job1"))
    engine = create_engine(read_url(database_url))
    sqlite = engine.dialect.name == "sqlite"
    for statement in FORBIDDEN + (ONLY_SQLITE if sqlite else ONLY_POSTGRES):
        with engine.connect() as connection:
            if sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")
                connection.exec_driver_sql("PRAGMA recursive_triggers=ON")
            with pytest.raises(DBAPIError):
                connection.execute(text(statement))
            connection.rollback()
    engine.dispose()
    assert await balance(database) == (4, 1)
    assert await sound(database)
