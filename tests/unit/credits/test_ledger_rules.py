"""The rules of the ledger, one by one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.credits.audit import violations
from bot.credits.ledger import AMOUNT_MAX, Ledger
from bot.errors import HoldResolved, IdempotencyConflict, InsufficientCredits, LedgerError
from bot.models import (
    Balance,
    EntryKind,
    Expiring,
    Grant,
    HistoryLine,
    JobId,
    JobState,
    PersonId,
    Quote,
    Settlement,
)
from bot.ports import Books
from tests.fakes.samples import NOON, make_job

MIA, BEN = PersonId("mia"), PersonId("ben")
JOB = JobId("job1")
DAY = timedelta(days=1)
ledger = Ledger()


def give(
    books: Books,
    amount: int,
    *,
    key: str = "k1",
    person: PersonId = MIA,
    reason: str = "welcome",
    expires_at: datetime | None = None,
    priority: int = 100,
    now: datetime = NOON,
) -> Grant:
    return ledger.grant(
        books,
        person=person,
        amount=amount,
        actor="ada",
        reason=reason,
        key=key,
        now=now,
        expires_at=expires_at,
        priority=priority,
    )


def hold(
    books: Books, job: str = JOB, *, unit: int = 3, count: int = 2, now: datetime = NOON
) -> None:
    quote = Quote(model="sketch", unit=unit, count=count, tariff="t1")
    ledger.hold(books, person=MIA, job=JobId(job), quote=quote, now=now)


def settle(books: Books, pictures: int, job: str = JOB, now: datetime = NOON) -> Settlement:
    return ledger.settle(books, job=JobId(job), pictures=pictures, now=now)


def revoke(books: Books, amount: int, *, key: str = "r1", now: datetime = NOON) -> int:
    return ledger.revoke(
        books, person=MIA, amount=amount, actor="ada", reason="oops", key=key, now=now
    )


def balance(books: Books, now: datetime = NOON) -> tuple[int, int]:
    found = ledger.balance(books, person=MIA, now=now)
    return found.available, found.held


def left(books: Books) -> list[int]:
    return [grant.available for grant in books.audit.grants()]


def test_a_new_person_has_nothing(books: Books) -> None:
    assert ledger.balance(books, person=MIA, now=NOON) == Balance(available=0, held=0)
    assert list(ledger.history(books, person=MIA, limit=9)) == []


def test_hold_captures_what_was_made_and_releases_the_rest(books: Books) -> None:
    give(books, 10)
    hold(books)
    assert balance(books) == (4, 6)
    assert settle(books, 1) == Settlement(captured=3, released=3)
    assert balance(books) == (7, 0)
    assert ledger.check(books) == []


@pytest.mark.parametrize(("pictures", "after"), [(0, 10), (1, 7), (2, 4)])
def test_k_of_n_pictures_cost_k_prices(books: Books, pictures: int, after: int) -> None:
    give(books, 10)
    hold(books)
    settle(books, pictures)
    assert balance(books) == (after, 0)


def test_the_last_credit_can_be_held_and_one_more_cannot(books: Books) -> None:
    give(books, 6)
    with pytest.raises(InsufficientCredits) as caught:
        hold(books, "dear", unit=7, count=1)
    assert (caught.value.needed, caught.value.available) == (7, 6)


def test_exactly_all_credit_can_be_held(books: Books) -> None:
    give(books, 6)
    hold(books)
    assert balance(books) == (0, 6)


def test_one_persons_credit_is_not_anothers(books: Books) -> None:
    give(books, 10, person=BEN)
    with pytest.raises(InsufficientCredits):
        hold(books)


def test_a_hold_takes_in_order_and_gives_back_to_the_same_grants(books: Books) -> None:
    give(books, 4, key="never")
    give(books, 4, key="later", expires_at=NOON + 2 * DAY)
    give(books, 4, key="soon", expires_at=NOON + DAY)
    give(books, 1, key="first", priority=1)
    hold(books, unit=4, count=2)
    assert left(books) == [4, 1, 0, 0]
    settle(books, 1)
    assert left(books) == [4, 4, 1, 0], "1 of `first` and 3 of `soon` were spent"
    assert ledger.check(books) == []


def test_expired_credit_is_not_spendable_even_before_it_is_swept(books: Books) -> None:
    give(books, 10, expires_at=NOON + DAY)
    with pytest.raises(InsufficientCredits) as caught:
        hold(books, now=NOON + DAY)
    assert caught.value.available == 0
    assert balance(books, NOON + DAY) == (0, 0)


def test_held_credit_outlives_its_expiry_and_the_rest_is_swept(books: Books) -> None:
    give(books, 10, expires_at=NOON + DAY)
    hold(books)
    assert ledger.expire(books, NOON + DAY) == 4
    assert settle(books, 1, now=NOON + DAY) == Settlement(captured=3, released=3)
    assert balance(books, NOON + DAY) == (0, 0)
    assert ledger.expire(books, NOON + DAY) == 3
    assert ledger.expire(books, NOON + DAY) == 0
    assert ledger.check(books) == []


def test_nothing_expires_before_its_time(books: Books) -> None:
    give(books, 10, expires_at=NOON + DAY)
    give(books, 10, key="never")
    assert ledger.expire(books, NOON + DAY - timedelta(microseconds=1)) == 0
    assert balance(books) == (20, 0)


def test_the_balance_says_what_ends_when(books: Books) -> None:
    give(books, 1, key="a", expires_at=NOON + 2 * DAY)
    give(books, 2, key="b", expires_at=NOON + DAY)
    give(books, 4, key="c", expires_at=NOON + DAY)
    give(books, 8, key="d")
    assert ledger.balance(books, person=MIA, now=NOON) == Balance(
        available=15,
        held=0,
        expiring=(Expiring(amount=6, at=NOON + DAY), Expiring(amount=1, at=NOON + 2 * DAY)),
    )


def test_the_same_grant_twice_is_one(books: Books) -> None:
    first = give(books, 10)
    hold(books)
    again = give(books, 10, now=NOON + DAY)
    assert again.id == first.id
    assert balance(books) == (4, 6)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 11},
        {"person": BEN},
        {"reason": "other"},
        {"expires_at": NOON + DAY},
        {"priority": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_key_with_another_payload_is_refused(books: Books, change: dict[str, object]) -> None:
    give(books, 10)
    with pytest.raises(IdempotencyConflict):
        give(books, **({"amount": 10} | change))  # type: ignore[arg-type]
    with pytest.raises(IdempotencyConflict):
        revoke(books, 10, key="k1")
    assert balance(books) == (10, 0)


def test_holding_the_same_again_changes_nothing(books: Books) -> None:
    give(books, 10)
    hold(books)
    hold(books)
    assert balance(books) == (4, 6)
    with pytest.raises(IdempotencyConflict):
        hold(books, count=1)
    settle(books, 2)
    hold(books)
    assert balance(books) == (4, 0)


def test_a_hold_is_settled_once(books: Books) -> None:
    give(books, 10)
    hold(books)
    assert settle(books, 1) == settle(books, 1, now=NOON + DAY)
    for other in (0, 2):
        with pytest.raises(HoldResolved):
            settle(books, other)
    assert balance(books) == (7, 0)


@pytest.mark.parametrize("pictures", [-1, 3])
def test_no_more_is_captured_than_was_held(books: Books, pictures: int) -> None:
    give(books, 10)
    hold(books)
    with pytest.raises(LedgerError):
        settle(books, pictures)
    assert balance(books) == (4, 6)


def test_a_job_without_a_hold_cannot_be_settled(books: Books) -> None:
    with pytest.raises(LedgerError):
        settle(books, 0)


def test_a_free_job_holds_and_settles_nothing(books: Books) -> None:
    hold(books, unit=0)
    assert settle(books, 2) == Settlement(captured=0, released=0)
    assert ledger.check(books) == []


@pytest.mark.parametrize("amount", [1, AMOUNT_MAX])
def test_amounts_within_bounds(books: Books, amount: int) -> None:
    assert give(books, amount).available == amount


@pytest.mark.parametrize("amount", [-1, 0, AMOUNT_MAX + 1])
def test_amounts_out_of_bounds(books: Books, amount: int) -> None:
    with pytest.raises(LedgerError):
        give(books, amount)
    with pytest.raises(LedgerError):
        revoke(books, amount)


def test_a_person_has_at_most_the_largest_amount(books: Books) -> None:
    give(books, AMOUNT_MAX - 1)
    give(books, 1, key="k2")
    with pytest.raises(LedgerError):
        give(books, 1, key="k3")


@pytest.mark.parametrize(("unit", "count"), [(-1, 1), (1, -1), (AMOUNT_MAX, 2)])
def test_impossible_quotes_are_not_held(books: Books, unit: int, count: int) -> None:
    with pytest.raises(LedgerError):
        hold(books, unit=unit, count=count)


def test_only_what_is_available_can_be_revoked_in_the_order_of_burning(books: Books) -> None:
    give(books, 4, key="never")
    give(books, 4, key="soon", expires_at=NOON + DAY)
    hold(books, unit=1)
    assert revoke(books, 3) == 3
    assert left(books) == [3, 0]
    assert revoke(books, 99, key="r2") == 3
    assert balance(books) == (0, 2)
    assert ledger.check(books) == []


def test_revoking_again_takes_nothing_even_where_there_was_nothing(books: Books) -> None:
    assert revoke(books, 5) == 0
    give(books, 10)
    assert revoke(books, 5) == 0
    assert balance(books) == (10, 0)
    assert revoke(books, 5, key="r2") == 5
    assert revoke(books, 5, key="r2") == 5
    assert balance(books) == (5, 0)


def test_orphans_are_open_holds_without_a_live_job(books: Books) -> None:
    give(books, 100)
    for job in ("live", "ended", "missing", "settled"):
        hold(books, job)
    books.jobs.add(make_job("live", state=JobState.RUNNING))
    books.jobs.add(make_job("ended", state=JobState.FAILED))
    books.jobs.add(make_job("settled", state=JobState.DONE))
    settle(books, 2, "settled")
    orphans = ledger.orphans(books)
    assert [orphan.job for orphan in orphans] == ["ended", "missing"]
    for orphan in orphans:
        settle(books, 0, orphan.job)
    assert list(ledger.orphans(books)) == []
    assert balance(books) == (88, 6)


def line(kind: EntryKind, amount: int, after: int, **more: object) -> HistoryLine:
    base = HistoryLine(
        at=NOON, kind=kind, amount=amount, available_after=after, actor="ada", reason="welcome"
    )
    return replace(base, **more)


def test_history_tells_a_settled_job_as_its_price(books: Books) -> None:
    give(books, 20, expires_at=NOON + DAY)
    hold(books)
    settle(books, 1)
    hold(books, "open", unit=2)
    hold(books, "failed")
    settle(books, 0, "failed")
    revoke(books, 2)
    ledger.expire(books, NOON + DAY)
    job = {"reason": "sketch", "job": JOB}
    assert list(ledger.history(books, person=MIA, limit=9)) == [
        line(EntryKind.EXPIRE, -11, 0, actor="system", at=NOON + DAY),
        line(EntryKind.REVOKE, -2, 11, reason="oops"),
        line(EntryKind.HOLD, -4, 13, actor="mia", **(job | {"job": JobId("open")})),
        line(EntryKind.CAPTURE, -3, 17, actor="system", **job),
        line(EntryKind.GRANT, 20, 20),
    ]
    assert len(ledger.history(books, person=MIA, limit=2)) == 2


def test_history_adds_up_when_a_job_outlives_a_later_grant(books: Books) -> None:
    give(books, 3)
    hold(books, "slow", unit=1)
    give(books, 1, key="later")
    settle(books, 0, "slow")
    lines = ledger.history(books, person=MIA, limit=9)
    assert [(one.amount, one.available_after) for one in lines] == [(1, 4), (3, 3)]


def test_checking_sees_every_kind_of_tampering(books: Books) -> None:
    give(books, 10)
    hold(books)
    settle(books, 1)
    hold(books, "open", unit=1)
    transfers, grants, holds = books.audit.transfers(), books.audit.grants(), books.audit.holds()
    assert violations(transfers, grants, holds) == []
    for number in range(len(transfers)):
        missing = [*transfers[:number], *transfers[number + 1 :]]
        assert violations(missing, grants, holds), f"without {transfers[number].kind}"
        assert violations([*transfers, transfers[number]], grants, holds)
    for account in ("available", "held", "spent"):
        cooked = replace(grants[0], **{account: getattr(grants[0], account) + 1})
        assert violations(transfers, [cooked], holds), account
    shifted = replace(grants[0], available=grants[0].available - 1, spent=grants[0].spent + 1)
    assert violations(transfers, [shifted], holds)
    resettled = replace(holds[0], settlement=Settlement(captured=6, released=0))
    assert violations(transfers, grants, [resettled, holds[1]])
    assert violations(transfers, grants, [replace(holds[0], settlement=None), holds[1]])
    assert violations(transfers, grants, holds[:1])
