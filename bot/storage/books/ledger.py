"""Grants, and the entries that move their credits."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Update,
    bindparam,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.errors import LedgerError
from bot.models import Account, Entry, EntryKind, Grant, PersonId, Transfer
from bot.storage.tables import entries, grants, transfers

_ISSUE = insert(grants)
_GRANT = select(grants).where(grants.c.id == bindparam("grant"))
_GRANTS = (
    select(grants)
    .where(
        grants.c.person == bindparam("person"),
        or_(grants.c.available > 0, grants.c.held > 0),
    )
    .order_by(grants.c.id)
)
_LAPSED = (
    select(grants)
    .where(grants.c.expires_at <= bindparam("now"), grants.c.available > 0)
    .order_by(grants.c.id)
)
_GRANTS_LOCKED = _GRANTS.with_for_update(key_share=True)
_LAPSED_LOCKED = _LAPSED.with_for_update(key_share=True)
_TRANSFER = insert(transfers)
_ENTRY = insert(entries)


def _move(debit: Account, credit: Account) -> Update:
    # The condition stands in the statement itself: what was read before may be old.
    source, target = grants.c[debit.value], grants.c[credit.value]
    amount: BindParameter[int] = bindparam("amount_moved")
    return (
        update(grants)
        .where(grants.c.id == bindparam("grant"), source >= amount)
        .values({source: source - amount, target: target + amount})
    )


_MOVES = {
    pair: _move(*pair)
    for pair in (
        (Account.AVAILABLE, Account.HELD),
        (Account.HELD, Account.SPENT),
        (Account.HELD, Account.AVAILABLE),
        (Account.AVAILABLE, Account.EXPIRED),
        (Account.AVAILABLE, Account.REVOKED),
    )
}


class LedgerAccounts:
    """Implements `bot.ports.LedgerBook`. A grant's row carries its accounts' balances."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes

    def issue(self, grant: Grant) -> Grant:
        """See the port."""
        row = grant_row(grant)
        del row["id"]
        result = self._connection.execute(_ISSUE, row)
        issued = Account.TREASURY, Account.AVAILABLE
        key = result.inserted_primary_key
        assert key is not None
        entry = Entry(grant=str(key[0]), debit=issued[0], credit=issued[1], amount=grant.amount)
        self._append(
            Transfer(
                kind=EntryKind.GRANT,
                person=grant.person,
                entries=(entry,),
                at=grant.created_at,
                actor=grant.actor,
                reason=grant.reason,
            )
        )
        found = self.grant(entry.grant)
        assert found is not None
        return found

    def grant(self, grant: str) -> Grant | None:
        """See the port."""
        row = self._connection.execute(_GRANT, {"grant": int(grant)}).one_or_none()
        return None if row is None else read_grant(row)

    def grants(self, person: PersonId) -> Sequence[Grant]:
        """See the port."""
        statement = _GRANTS_LOCKED if self._writes else _GRANTS
        return [read_grant(r) for r in self._connection.execute(statement, {"person": person})]

    def lapsed(self, now: datetime) -> Sequence[Grant]:
        """See the port."""
        statement = _LAPSED_LOCKED if self._writes else _LAPSED
        return [read_grant(row) for row in self._connection.execute(statement, {"now": now})]

    def post(self, *transfers: Transfer) -> None:
        """See the port. Grants are moved in the order they are locked in by `grants`.

        Otherwise two writers that need the same two could each wait for the other.
        """
        moved = chain.from_iterable(transfer.entries for transfer in transfers)
        for entry in sorted(moved, key=lambda entry: int(entry.grant)):
            self._apply(entry)
        for transfer in transfers:
            try:
                self._append(transfer)
            except IntegrityError as error:
                raise LedgerError(f"{transfer.kind} of {transfer.job} cannot be posted") from error

    def _apply(self, entry: Entry) -> None:
        move = _MOVES.get((entry.debit, entry.credit))
        if move is None:
            raise LedgerError(f"no credit goes from {entry.debit} to {entry.credit}")
        values = {"grant": int(entry.grant), "amount_moved": entry.amount}
        if self._connection.execute(move, values).rowcount != 1:
            raise LedgerError(f"grant {entry.grant} has less than {entry.amount} {entry.debit}")

    def _append(self, transfer: Transfer) -> None:
        result = self._connection.execute(_TRANSFER, _transfer_row(transfer))
        key = result.inserted_primary_key
        assert key is not None
        rows = [_entry_row(key[0], line, e) for line, e in enumerate(transfer.entries, start=1)]
        self._connection.execute(_ENTRY, rows if len(rows) > 1 else rows[0])


def grant_row(grant: Grant) -> dict[str, Any]:
    """Write a new grant: all of it is available."""
    return {
        "id": grant.id,
        "person": grant.person,
        "amount": grant.amount,
        "priority": grant.priority,
        "reason": grant.reason,
        "actor": grant.actor,
        "created_at": grant.created_at,
        "expires_at": grant.expires_at,
        "available": grant.amount,
        "held": 0,
        "spent": 0,
        "expired": 0,
        "revoked": 0,
    }


def read_grant(row: Row[Any]) -> Grant:
    """Read a grant."""
    return Grant(**{**row._mapping, "id": str(row.id)})


def _transfer_row(transfer: Transfer) -> dict[str, Any]:
    return {
        "kind": transfer.kind.value,
        "person": transfer.person,
        "amount": transfer.amount,
        "job": transfer.job,
        "actor": transfer.actor,
        "reason": transfer.reason,
        "at": transfer.at,
    }


def _entry_row(transfer: int, line: int, entry: Entry) -> dict[str, Any]:
    return {
        "transfer": transfer,
        "line": line,
        "grant": int(entry.grant),
        "debit": entry.debit.value,
        "credit": entry.credit.value,
        "amount": entry.amount,
    }
