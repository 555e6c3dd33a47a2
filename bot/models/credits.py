"""Prices and balances. All amounts are whole credits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.models.refs import JobId, PersonId


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A price, frozen on the hold: `unit` credits for each of `count` pictures.

    `tariff` names the version of the price table it came from.
    """

    model: str
    unit: int
    count: int
    tariff: str

    @property
    def total(self) -> int:
        """What the hold takes."""
        return self.unit * self.count


@dataclass(frozen=True, kw_only=True)
class PriceParts:
    """What one picture's price is made of, in credits.

    The whole is rounded up once, so a later part is what it adds to those before it.
    """

    picture: int
    references: int = 0
    words: int = 0

    @property
    def unit(self) -> int:
        """The price of one picture."""
        return self.picture + self.references + self.words


class EntryKind(StrEnum):
    """Why credits moved."""

    GRANT = "grant"
    HOLD = "hold"
    CAPTURE = "capture"
    RELEASE = "release"
    EXPIRE = "expire"
    REVOKE = "revoke"


class Account(StrEnum):
    """Where a granted credit can be. Every grant has one account of each kind."""

    TREASURY = "treasury"  # where credits come from; stands at minus what was issued
    AVAILABLE = "available"  # can be spent
    HELD = "held"  # promised to an open job
    SPENT = "spent"  # paid for pictures
    EXPIRED = "expired"  # lapsed before it was spent
    REVOKED = "revoked"  # taken back before it was spent


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`amount` credits of one grant leave `debit` and arrive in `credit`: it sums to zero."""

    grant: str
    debit: Account
    credit: Account
    amount: int


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """One movement of a person's credits and why; immutable once posted.

    A job has at most one transfer of each kind.
    """

    kind: EntryKind
    person: PersonId
    entries: tuple[Entry, ...]
    at: datetime
    actor: str
    reason: str
    job: JobId | None = None

    @property
    def amount(self) -> int:
        """What moved, over all its entries."""
        return sum(entry.amount for entry in self.entries)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Credits given to a person, and what became of them.

    `available + held + spent + expired + revoked == amount` after every commit. Holds burn lower
    `priority` first. From `expires_at` on it cannot be spent.
    """

    id: str
    person: PersonId
    amount: int
    available: int
    held: int
    priority: int
    reason: str
    actor: str
    created_at: datetime
    expires_at: datetime | None = None
    spent: int = 0
    expired: int = 0
    revoked: int = 0


@dataclass(frozen=True, kw_only=True)
class Expiring:
    """Part of a balance that ends at a moment."""

    amount: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What a person can spend now, what open jobs hold, and what expires when (soonest first)."""

    available: int
    held: int
    expiring: tuple[Expiring, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """How a hold was resolved; `captured + released` is what it held."""

    captured: int
    released: int


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Credits promised to a job. `parts` are what each grant gave, in the order of burning."""

    job: JobId
    person: PersonId
    quote: Quote
    created_at: datetime
    parts: tuple[tuple[str, int], ...] = ()
    settlement: Settlement | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One movement of a person's credits, newest first in lists.

    `amount` is signed as the person sees it: what they can spend after minus before. A capture
    moves nothing they could still spend, so its line carries the price as a negative `amount` and
    holds and releases are left out where their job has been settled.
    """

    at: datetime
    kind: EntryKind
    amount: int
    available_after: int | None
    actor: str
    reason: str
    job: JobId | None = None
