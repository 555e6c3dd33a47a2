"""The rules of the ledger. README.md beside this file says them in words.

Every method runs inside a transaction of its caller and commits nothing itself.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.credits.audit import violations
from bot.credits.burning import Part, rest, spendable, take
from bot.errors import HoldResolved, IdempotencyConflict, InsufficientCredits, LedgerError
from bot.models import (
    Account,
    Balance,
    Entry,
    EntryKind,
    Expiring,
    Grant,
    HistoryLine,
    Hold,
    JobId,
    PersonId,
    Quote,
    Settlement,
    Transfer,
)
from bot.ports import Books

AMOUNT_MAX = 2**53
"""The most credits of one grant, one hold, or one person."""
PRIORITY = 100
"""Of a grant that does not say: lower ones burn before it."""
SYSTEM = "system"
"""The actor of what the program does by itself."""


class Ledger:
    """Grants, holds and what becomes of them. Amounts are whole credits."""

    def grant(
        self,
        books: Books,
        *,
        person: PersonId,
        amount: int,
        actor: str,
        reason: str,
        key: str,
        now: datetime,
        expires_at: datetime | None = None,
        priority: int = PRIORITY,
    ) -> Grant:
        """Give credits. The same key gives them once, and returns the same grant.

        Raises IdempotencyConflict for a key used for something else (`now` may differ), LedgerError
        for an amount out of bounds.
        """
        _check_amount(amount)
        end = None if expires_at is None else expires_at.timestamp()
        payload = json.dumps(["grant", person, amount, actor, reason, end, priority])
        known = books.keys.claim(key, payload)
        if known is not None:
            return _found(books.ledger.grant(known))
        _check_total(books.ledger.grants(person), amount)
        issued = books.ledger.issue(
            Grant(
                id="",
                person=person,
                amount=amount,
                available=amount,
                held=0,
                priority=priority,
                reason=reason,
                actor=actor,
                created_at=now,
                expires_at=expires_at,
            )
        )
        books.keys.record(key, issued.id)
        return issued

    def hold(
        self, books: Books, *, person: PersonId, job: JobId, quote: Quote, now: datetime
    ) -> None:
        """Promise the quote's total to a job. Holding the same again changes nothing.

        Raises InsufficientCredits, and IdempotencyConflict for a job that holds something else.
        """
        if quote.unit < 0 or quote.count < 0 or quote.total > AMOUNT_MAX:
            raise LedgerError(f"{quote} cannot be held")
        if not books.holds.add(Hold(job=job, person=person, quote=quote, created_at=now)):
            _check_same(books.holds.get(job), person, quote)
            return
        grants = spendable(books.ledger.grants(person), now)
        available = sum(grant.available for grant in grants)
        if available < quote.total:
            raise InsufficientCredits(needed=quote.total, available=available)
        parts = take(((grant.id, grant.available) for grant in grants), quote.total)
        _post(
            books,
            _transfer(EntryKind.HOLD, person, parts, now, actor=person, job=job, why=quote.model),
        )

    def settle(
        self,
        books: Books,
        *,
        job: JobId,
        pictures: int,
        now: datetime,
        charged: int | None = None,
    ) -> Settlement:
        """Resolve a job's hold: take the price of `pictures`, give the rest back where it was.

        `charged` is what they cost where that is less than was quoted for them. Settling the same
        again returns the same. Raises HoldResolved when it was settled otherwise, LedgerError for a
        job without a hold, and for more pictures, or a higher price of them, than were quoted.
        """
        hold = books.holds.get(job)
        if hold is None:
            raise LedgerError(f"job {job} holds nothing")
        if not 0 <= pictures <= hold.quote.count:
            raise LedgerError(f"job {job} holds {hold.quote.count} pictures, not {pictures}")
        quoted = pictures * hold.quote.unit
        captured = quoted if charged is None else charged
        if not 0 <= captured <= quoted:
            raise LedgerError(f"job {job} owes at most {quoted} for {pictures}, not {captured}")
        settlement = Settlement(captured=captured, released=hold.quote.total - captured)
        if hold.settlement is None and not books.holds.resolve(job, settlement, at=now):
            raise HoldResolved(f"the hold of job {job} is being settled by another")
        if hold.settlement is not None and hold.settlement != settlement:
            raise HoldResolved(f"job {job} was settled as {hold.settlement}, not {settlement}")
        if hold.settlement is None:
            self._pay_out(books, hold, captured, now)
        return settlement

    def _pay_out(self, books: Books, hold: Hold, captured: int, now: datetime) -> None:
        paid = take(hold.parts, captured)
        # Released first, so that the statement's line of the capture shows what is left after both.
        ends = ((EntryKind.RELEASE, rest(hold.parts, paid)), (EntryKind.CAPTURE, paid))
        _post(
            books,
            *(
                _transfer(
                    kind, hold.person, parts, now, actor=SYSTEM, job=hold.job, why=hold.quote.model
                )
                for kind, parts in ends
            ),
        )

    def balance(self, books: Books, *, person: PersonId, now: datetime) -> Balance:
        """What a person can spend now, what is held, and what ends when."""
        grants = books.ledger.grants(person)
        usable = spendable(grants, now)
        ends: dict[datetime, int] = defaultdict(int)
        for grant in usable:
            if grant.expires_at is not None:
                ends[grant.expires_at] += grant.available
        return Balance(
            available=sum(grant.available for grant in usable),
            held=sum(grant.held for grant in grants),
            expiring=tuple(Expiring(amount=ends[at], at=at) for at in sorted(ends)),
        )

    def history(self, books: Books, *, person: PersonId, limit: int) -> Sequence[HistoryLine]:
        """A person's latest movements, newest first."""
        return books.audit.history(person, limit=limit)

    def revoke(
        self,
        books: Books,
        *,
        person: PersonId,
        amount: int,
        actor: str,
        reason: str,
        key: str,
        now: datetime,
    ) -> int:
        """Take back what is unspent and not held, up to `amount`; returns how much that was.

        The same key takes once and returns the same, also when that was nothing. Raises
        IdempotencyConflict for a key used for something else, LedgerError for a bad amount.
        """
        _check_amount(amount)
        payload = json.dumps(["revoke", person, amount, actor, reason])
        known = books.keys.claim(key, payload)
        if known is not None:
            return int(known)
        grants = spendable(books.ledger.grants(person), now)
        parts = take(((grant.id, grant.available) for grant in grants), amount)
        transfer = _transfer(EntryKind.REVOKE, person, parts, now, actor=actor, why=reason)
        _post(books, transfer)
        books.keys.record(key, str(transfer.amount))
        return transfer.amount

    def expire(self, books: Books, now: datetime) -> int:
        """Sweep what is left of expired grants; returns how much that was.

        Held credit stays with its job; released into an expired grant, it goes with the next sweep.
        """
        swept = 0
        for grant in books.ledger.lapsed(now):
            parts = ((grant.id, grant.available),)
            transfer = _transfer(
                EntryKind.EXPIRE, grant.person, parts, now, actor=SYSTEM, why=grant.reason
            )
            _post(books, transfer)
            swept += transfer.amount
        return swept

    def orphans(self, books: Books) -> Sequence[Hold]:
        """Open holds whose job is final or missing: recovery settles them with 0 pictures."""
        return books.holds.orphans()

    def check(self, books: Books) -> list[str]:
        """Recount the whole ledger from its entries; returns a sentence for all that is wrong."""
        return violations(books.audit.transfers(), books.audit.grants(), books.audit.holds())


_MOVES = {
    EntryKind.HOLD: (Account.AVAILABLE, Account.HELD),
    EntryKind.CAPTURE: (Account.HELD, Account.SPENT),
    EntryKind.RELEASE: (Account.HELD, Account.AVAILABLE),
    EntryKind.EXPIRE: (Account.AVAILABLE, Account.EXPIRED),
    EntryKind.REVOKE: (Account.AVAILABLE, Account.REVOKED),
}


def _transfer(
    kind: EntryKind,
    person: PersonId,
    parts: Iterable[Part],
    at: datetime,
    *,
    actor: str,
    why: str,
    job: JobId | None = None,
) -> Transfer:
    debit, credit = _MOVES[kind]
    entries = tuple(
        Entry(grant=grant, debit=debit, credit=credit, amount=amount) for grant, amount in parts
    )
    return Transfer(
        kind=kind, person=person, entries=entries, at=at, actor=actor, reason=why, job=job
    )


def _post(books: Books, *transfers: Transfer) -> None:
    """Post those that move anything."""
    books.ledger.post(*(transfer for transfer in transfers if transfer.entries))


def _check_amount(amount: int) -> None:
    if not 1 <= amount <= AMOUNT_MAX:
        raise LedgerError(f"an amount is from 1 to {AMOUNT_MAX}, not {amount}")


def _check_total(grants: Iterable[Grant], amount: int) -> None:
    if sum(grant.available + grant.held for grant in grants) + amount > AMOUNT_MAX:
        raise LedgerError(f"a person has at most {AMOUNT_MAX} credits")


def _check_same(hold: Hold | None, person: PersonId, quote: Quote) -> None:
    if hold is None or (hold.person, hold.quote) != (person, quote):
        raise IdempotencyConflict(f"the job holds {hold}, not {quote} of {person}")


def _found(grant: Grant | None) -> Grant:
    if grant is None:
        raise LedgerError("a recorded key names a grant that is not there")
    return grant
