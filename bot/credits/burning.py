"""Which credit is used first, and how much of it. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.models import Grant

Part = tuple[str, int]
"""A grant's id and an amount of it."""

NEVER = datetime.max.replace(tzinfo=UTC)


def spendable(grants: Iterable[Grant], now: datetime) -> list[Grant]:
    """The grants that can be spent, in the order they burn; `grants` come in order of issue.

    Lower priority first, then earlier expiry (dated before undated), then older, then issued first.
    """
    usable = [grant for grant in grants if grant.available > 0 and not lapsed(grant, now)]
    return sorted(usable, key=lambda g: (g.priority, g.expires_at or NEVER, g.created_at))


def lapsed(grant: Grant, now: datetime) -> bool:
    """Whether its last moment is over. At `expires_at` itself it is."""
    return grant.expires_at is not None and grant.expires_at <= now


def take(parts: Iterable[Part], amount: int) -> tuple[Part, ...]:
    """The first `amount` of the parts, in their order; less where they hold less."""
    taken: list[Part] = []
    for grant, size in parts:
        piece = min(size, amount)
        if piece > 0:
            taken.append((grant, piece))
            amount -= piece
    return tuple(taken)


def rest(parts: Iterable[Part], taken: Iterable[Part]) -> tuple[Part, ...]:
    """What is left of the parts."""
    gone = dict(taken)
    left = ((grant, size - gone.get(grant, 0)) for grant, size in parts)
    return tuple((grant, size) for grant, size in left if size > 0)
