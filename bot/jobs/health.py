"""How providers are doing, from our own calls. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from bot.models import AttemptOutcome

ANSWERED = frozenset({AttemptOutcome.OK, AttemptOutcome.REJECTED})
"""A refusal on grounds of safety is an answer, and proves that the service is there."""

MISSED = frozenset({AttemptOutcome.BUSY, AttemptOutcome.REFUSED, AttemptOutcome.UNKNOWN})
"""What is neither, was ended by us and says nothing of the provider."""


@dataclass(frozen=True, kw_only=True)
class ProviderHealth:
    """`uptime` is the share of `calls` that were answered, 0 to 1; `seconds` what a picture took.

    Either is None where there was no such call.
    """

    provider: str
    calls: int = 0
    uptime: float | None = None
    seconds: float | None = None


def health(
    providers: Iterable[str], ended: Iterable[tuple[str, AttemptOutcome, float]]
) -> list[ProviderHealth]:
    """Each provider's health, in their order, from (provider, outcome, seconds) of attempts."""
    by_provider: dict[str, list[tuple[AttemptOutcome, float]]] = defaultdict(list)
    for provider, outcome, seconds in ended:
        if outcome in ANSWERED | MISSED:
            by_provider[provider].append((outcome, seconds))
    return [_health(provider, by_provider[provider]) for provider in dict.fromkeys(providers)]


def _health(provider: str, calls: list[tuple[AttemptOutcome, float]]) -> ProviderHealth:
    if not calls:
        return ProviderHealth(provider=provider)
    drawn = [seconds for outcome, seconds in calls if outcome is AttemptOutcome.OK]
    return ProviderHealth(
        provider=provider,
        calls=len(calls),
        uptime=sum(outcome in ANSWERED for outcome, _ in calls) / len(calls),
        seconds=fmean(drawn) if drawn else None,
    )
