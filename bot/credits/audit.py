"""Recounts a ledger from its entries alone and says where the balances disagree. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.models import Account, EntryKind, Grant, Hold, Transfer

Balances = Counter[tuple[str, Account]]

KEPT = (Account.AVAILABLE, Account.HELD, Account.SPENT, Account.EXPIRED, Account.REVOKED)


def fold(transfers: Iterable[Transfer]) -> Balances:
    """Every account's balance, from nothing but the entries."""
    balances: Balances = Counter()
    for transfer in transfers:
        for entry in transfer.entries:
            balances[entry.grant, entry.debit] -= entry.amount
            balances[entry.grant, entry.credit] += entry.amount
    return balances


def violations(
    transfers: Sequence[Transfer], grants: Sequence[Grant], holds: Sequence[Hold]
) -> list[str]:
    """A sentence for every broken rule; empty for a sound ledger."""
    return [
        *_unsound_transfers(transfers),
        *_unsound_grants(fold(transfers), grants),
        *_unsound_holds(transfers, grants, holds),
    ]


def _unsound_transfers(transfers: Sequence[Transfer]) -> Iterator[str]:
    for transfer in transfers:
        if not transfer.entries:
            yield f"the {transfer.kind} of {transfer.person} at {transfer.at} has no entries"
        if any(entry.amount <= 0 for entry in transfer.entries):
            yield f"the {transfer.kind} of {transfer.person} at {transfer.at} moves nothing"


def _unsound_grants(folded: Balances, grants: Sequence[Grant]) -> Iterator[str]:
    if sum(folded.values()) != 0:
        yield f"all accounts together hold {sum(folded.values())}, not 0"
    for grant in grants:
        kept = {account: getattr(grant, account.value) for account in KEPT}
        if sum(kept.values()) != grant.amount:
            yield f"grant {grant.id} of {grant.amount} adds up to {sum(kept.values())}"
        if folded[grant.id, Account.TREASURY] != -grant.amount:
            yield f"grant {grant.id} of {grant.amount} was not issued so"
        for account, balance in kept.items():
            if balance < 0:
                yield f"grant {grant.id} has {balance} {account}"
            if balance != folded[grant.id, account]:
                entries = folded[grant.id, account]
                yield f"grant {grant.id} has {balance} {account}, its entries say {entries}"


def _unsound_holds(
    transfers: Sequence[Transfer], grants: Sequence[Grant], holds: Sequence[Hold]
) -> Iterator[str]:
    of_job = {(t.job, t.kind): _by_grant(t) for t in transfers if t.job is not None}
    nothing: Counter[str] = Counter()
    promised: Counter[str] = Counter()
    for hold in holds:
        parts = Counter(dict(hold.parts))
        captured = of_job.get((hold.job, EntryKind.CAPTURE), nothing)
        released = of_job.get((hold.job, EntryKind.RELEASE), nothing)
        if parts.total() != hold.quote.total:
            yield f"job {hold.job} holds {parts.total()} for {hold.quote.total}"
        if hold.settlement is None:
            promised += parts
            if captured or released:
                yield f"job {hold.job} has moved its hold and kept it open"
            continue
        if captured + released != parts:
            yield f"job {hold.job} did not give back to the grants it took from"
        if (captured.total(), released.total()) != (
            hold.settlement.captured,
            hold.settlement.released,
        ):
            yield f"job {hold.job} was settled as {hold.settlement}, its entries say otherwise"
    for grant in grants:
        if grant.held != promised[grant.id]:
            yield f"grant {grant.id} has {grant.held} held, open jobs hold {promised[grant.id]}"


def _by_grant(transfer: Transfer) -> Counter[str]:
    amounts: Counter[str] = Counter()
    for entry in transfer.entries:
        amounts[entry.grant] += entry.amount
    return amounts
