"""One end for a job that was asked for in several calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderRefused
from bot.models import Withheld
from bot.models.drawing import MODERATION

# The gravest first: what may have been billed must not be hidden behind what was only refused.
_GRAVITY = (OutcomeUnknown, ProviderRefused, ProviderBusy)


@dataclass(frozen=True, kw_only=True)
class Over:
    """The call for these pictures has ended, perhaps badly."""

    indexes: tuple[int, ...]
    error: Exception | None = None


def withheld(over: Sequence[Over]) -> list[Withheld]:
    """What the refused ones among several calls did not bring; none where all were refused."""
    if _all_rejected(over):
        return []
    return [
        Withheld(index=index, reason=MODERATION, categories=end.error.categories)
        for end in over
        if isinstance(end.error, ContentRejected)
        for index in end.indexes
    ]


def gravest(over: Sequence[Over]) -> Exception | None:
    """The error that the whole job ends with."""
    if _all_rejected(over):
        return over[0].error
    errors = [end.error for end in over if end.error is not None]
    for kind in _GRAVITY:
        for error in errors:
            if isinstance(error, kind):
                return error
    return next((error for error in errors if not isinstance(error, ContentRejected)), None)


def added(usages: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Add up the counts of several calls; what is no number is the last call's."""
    total: dict[str, object] = {}
    for usage in usages:
        for name, value in usage.items():
            known = total.get(name)
            if isinstance(value, dict):
                total[name] = added([known, value] if isinstance(known, dict) else [value])
            elif isinstance(value, int | float) and isinstance(known, int | float):
                total[name] = known + value
            else:
                total[name] = value
    return total


def _all_rejected(over: Sequence[Over]) -> bool:
    return bool(over) and all(isinstance(end.error, ContentRejected) for end in over)
