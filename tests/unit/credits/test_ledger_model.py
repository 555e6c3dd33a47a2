"""The ledger against a model that knows nothing of entries: every single credit is a counter."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import make_url

from bot.credits.ledger import Ledger
from bot.errors import HoldResolved, IdempotencyConflict, InsufficientCredits
from bot.models import JobId, PersonId, Quote, Settlement
from bot.storage.books import SqlBooks
from bot.storage.sqlite import sqlite_engine
from tests.fakes.migrated import quick_migrate
from tests.fakes.samples import NOON

T = TypeVar("T")
PEOPLE = [PersonId("mia"), PersonId("ben")]
STATES = ("available", "held", "spent", "expired", "revoked")
people = st.sampled_from(PEOPLE)


@dataclass
class Credit:
    """One single credit, and where it is."""

    person: PersonId
    order: tuple[int, float, datetime, int]
    ends: datetime | None
    state: str = "available"
    job: str = ""


@dataclass
class Model:
    now: datetime = NOON
    grants: list[list[Credit]] = field(default_factory=list)
    keys: dict[str, tuple[object, ...]] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)

    def credits(self, *wanted: str, person: PersonId | None = None, job: str = "") -> list[Credit]:
        every = (credit for grant in self.grants for credit in grant)
        return [
            credit
            for credit in every
            if credit.state in wanted
            and person in {None, credit.person}
            and job in {"", credit.job}
        ]

    def burnable(self, person: PersonId) -> list[Credit]:
        mine = self.credits("available", person=person)
        return sorted(
            (credit for credit in mine if not self.over(credit)), key=lambda credit: credit.order
        )

    def over(self, credit: Credit) -> bool:
        return credit.ends is not None and credit.ends <= self.now


class LedgerMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name, 'model.db')}"
        quick_migrate(url)
        self.engine = sqlite_engine(make_url(url))
        self.connection = self.engine.connect()
        self.connection.begin()
        self.books = SqlBooks(self.connection, writes=True)
        self.ledger = Ledger()
        self.model = Model()

    def teardown(self) -> None:
        self.connection.close()
        self.engine.dispose()
        self.folder.cleanup()

    def attempt(self, work: Callable[[], T]) -> T:
        """As a transaction: all of it or, when it raises, nothing."""
        with self.connection.begin_nested():
            return work()

    @initialize(amount=st.integers(1, 30))
    def start(self, amount: int) -> None:
        self.grant(PEOPLE[0], amount, None, 100)

    @rule(
        person=people,
        amount=st.integers(1, 20),
        hours=st.none() | st.integers(1, 9),
        priority=st.sampled_from([1, 100]),
    )
    def grant(self, person: PersonId, amount: int, hours: int | None, priority: int) -> None:
        number = len(self.model.grants)
        ends = None if hours is None else self.model.now + timedelta(hours=hours)
        payload = (person, amount, ends, priority)
        self.model.keys[f"grant{number}"] = payload
        grant = self.attempt(lambda: self.give(f"grant{number}", *payload))
        assert grant == str(number + 1)
        order = (priority, ends.timestamp() if ends else float("inf"), self.model.now, number)
        self.model.grants.append([Credit(person, order, ends) for _ in range(amount)])

    def give(
        self, key: str, person: PersonId, amount: int, ends: datetime | None, priority: int
    ) -> str:
        return self.ledger.grant(
            self.books,
            person=person,
            amount=amount,
            actor="ada",
            reason="",
            key=key,
            now=self.model.now,
            expires_at=ends,
            priority=priority,
        ).id

    @rule(data=st.data(), other=st.booleans())
    def grant_again(self, data: st.DataObject, other: bool) -> None:
        number = data.draw(st.integers(0, len(self.model.grants) - 1))
        person, amount, ends, priority = self.model.keys[f"grant{number}"]
        if other:
            with pytest.raises(IdempotencyConflict):
                self.attempt(
                    lambda: self.give(f"grant{number}", person, amount + 1, ends, priority)
                )
        else:
            again = self.attempt(
                lambda: self.give(f"grant{number}", person, amount, ends, priority)
            )
            assert again == str(number + 1)

    @rule(person=people, unit=st.integers(0, 6), count=st.integers(1, 4))
    def hold(self, person: PersonId, unit: int, count: int) -> None:
        job = JobId(f"job{len(self.model.quotes)}")
        quote = Quote(model="sketch", unit=unit, count=count, tariff="t1")
        burnable = self.model.burnable(person)

        def work() -> None:
            self.ledger.hold(self.books, person=person, job=job, quote=quote, now=self.model.now)

        if len(burnable) < quote.total:
            with pytest.raises(InsufficientCredits) as caught:
                self.attempt(work)
            assert caught.value.available == len(burnable)
            return
        self.attempt(work)
        self.model.quotes[job] = quote
        for credit in burnable[: quote.total]:
            credit.state, credit.job = "held", job

    @precondition(lambda self: self.model.quotes)
    @rule(data=st.data(), pictures=st.integers(0, 4))
    def settle(self, data: st.DataObject, pictures: int) -> None:
        job = data.draw(st.sampled_from(sorted(self.model.quotes)))
        quote = self.model.quotes[job]
        pictures = min(pictures, quote.count)
        before = self.model.settled.setdefault(job, pictures)

        def work() -> Settlement:
            return self.ledger.settle(
                self.books, job=JobId(job), pictures=pictures, now=self.model.now
            )

        if before * quote.unit != pictures * quote.unit:
            with pytest.raises(HoldResolved):
                self.attempt(work)
            return
        captured = pictures * quote.unit
        assert self.attempt(work) == Settlement(captured=captured, released=quote.total - captured)
        held = sorted(self.model.credits("held", job=job), key=lambda credit: credit.order)
        for number, credit in enumerate(held):
            credit.state = "spent" if number < captured else "available"

    @rule(person=people, amount=st.integers(1, 20))
    def revoke(self, person: PersonId, amount: int) -> None:
        key = f"revoke{len(self.model.keys)}"
        taken = self.model.burnable(person)[:amount]
        self.model.keys[key] = ()
        for _ in range(2):
            assert len(taken) == self.attempt(
                lambda: self.ledger.revoke(
                    self.books,
                    person=person,
                    amount=amount,
                    actor="ada",
                    reason="",
                    key=key,
                    now=self.model.now,
                )
            )
        for credit in taken:
            credit.state = "revoked"

    @rule()
    def expire(self) -> None:
        over = [credit for credit in self.model.credits("available") if self.model.over(credit)]
        assert self.attempt(lambda: self.ledger.expire(self.books, self.model.now)) == len(over)
        for credit in over:
            credit.state = "expired"

    @rule(hours=st.integers(1, 5))
    def wait(self, hours: int) -> None:
        self.model.now += timedelta(hours=hours)

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert self.ledger.check(self.books) == []

    @invariant()
    def every_credit_is_where_the_model_has_it(self) -> None:
        stored = [
            {state: getattr(grant, state) for state in STATES}
            for grant in self.books.audit.grants()
        ]
        counted = [Counter(credit.state for credit in grant) for grant in self.model.grants]
        assert stored == [{state: count[state] for state in STATES} for count in counted]

    @invariant()
    def balances_are_what_can_be_spent(self) -> None:
        for person in PEOPLE:
            balance = self.ledger.balance(self.books, person=person, now=self.model.now)
            assert balance.available == len(self.model.burnable(person))
            assert balance.held == len(self.model.credits("held", person=person))
            lines = self.ledger.history(self.books, person=person, limit=1)
            available = len(self.model.credits("available", person=person))
            assert not lines or lines[0].available_after == available


TestLedgerModel = LedgerMachine.TestCase
TestLedgerModel.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
