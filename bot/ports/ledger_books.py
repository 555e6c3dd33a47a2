"""What a transaction can read and write of money. The rules are in `bot.credits`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.models import Grant, HistoryLine, Hold, JobId, PersonId, Settlement, TeamId, Transfer


class LedgerBook(Protocol):
    """Grants and the entries that move them. The rules are in `bot.credits`, its only caller."""

    def issue(self, grant: Grant) -> Grant:
        """Write a new grant with all of it available; returns it with the id it got.

        Its `actor` and `reason` are those of the entry from the treasury.
        """
        ...

    def grant(self, grant: str) -> Grant | None:
        """Read one grant."""
        ...

    def grants(self, person: PersonId) -> Sequence[Grant]:
        """A person's grants with something available or held, in order of issue.

        In a write transaction they stay locked until its end.
        """
        ...

    def lapsed(self, now: datetime) -> Sequence[Grant]:
        """Everyone's grants that have expired and still have something available; locked too."""
        ...

    def post(self, *transfers: Transfer) -> None:
        """Append the transfers and their entries in this order, and move the balances.

        Raises LedgerError when an account has less than an entry takes from it, or when a job
        has a transfer of its kind; the transaction must then be given up.
        """
        ...


class HoldBook(Protocol):
    """What open jobs have been promised."""

    def add(self, hold: Hold) -> bool:
        """Open a hold, without its parts: they are its transfer's. False when the job has one."""
        ...

    def get(self, job: JobId) -> Hold | None:
        """Read a hold with its parts; in a write transaction it stays locked until the end."""
        ...

    def resolve(self, job: JobId, settlement: Settlement, *, at: datetime) -> bool:
        """Close an open hold. False when it is closed already."""
        ...

    def promised_since(self, since: datetime, *, team: TeamId | None = None) -> int:
        """Credits that jobs ordered since then hold or were charged; of one team, or of all."""
        ...

    def orphans(self) -> Sequence[Hold]:
        """Open holds whose job is final or missing."""
        ...


class KeyBook(Protocol):
    """Idempotency keys, made by callers before they ask."""

    def claim(self, key: str, payload: str) -> str | None:
        """None for a new key; it must be recorded in this transaction. Else the first result.

        Raises IdempotencyConflict when the key came with another payload.
        """
        ...

    def record(self, key: str, result: str) -> None:
        """Keep what came of a key claimed in this transaction."""
        ...


class AuditBook(Protocol):
    """The whole ledger, for statements and proofs. Reads only."""

    def history(self, person: PersonId, *, limit: int) -> Sequence[HistoryLine]:
        """A person's latest movements, newest first."""
        ...

    def grants(self) -> Sequence[Grant]:
        """Every grant."""
        ...

    def holds(self) -> Sequence[Hold]:
        """Every hold."""
        ...

    def transfers(self) -> Sequence[Transfer]:
        """Every transfer in the order it was posted."""
        ...
