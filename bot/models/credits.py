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


class EntryKind(StrEnum):
    """Why credits moved."""

    GRANT = "grant"
    HOLD = "hold"
    CAPTURE = "capture"
    RELEASE = "release"
    EXPIRE = "expire"
    REVOKE = "revoke"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Credits given to a person, and what is left of them.

    `available + held + spent + expired + revoked == amount` after every commit.
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
