"""How an attempt can end, and what each way means for the job. Pure."""

import errno
from dataclasses import dataclass

from bot.errors import (
    BotError,
    ContentRejected,
    OutcomeUnknown,
    ProviderBusy,
    ProviderRefused,
    UnknownModel,
)
from bot.models import AttemptOutcome, Failure, Withheld
from bot.models.drawing import MISSING, UNREADABLE

DETAIL_CHARS_MAX = 2000
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class NotOurs(BotError):
    """The job was settled, or taken by another process, while we ran it."""


class Stopped(BotError):
    """Someone asked for the job to be cancelled."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """`outcome` is the operator's record, `failure` what the person is told where pictures miss."""

    outcome: AttemptOutcome
    failure: Failure | None = None
    detail: str = ""


WELL = Ending(outcome=AttemptOutcome.OK)
CANCELLED = Ending(outcome=AttemptOutcome.CANCELLED, failure=Failure(code="cancelled"))
CRASHED = Ending(outcome=AttemptOutcome.CRASHED, failure=Failure(code="crashed"))
HANDED_BACK = Ending(
    outcome=AttemptOutcome.CANCELLED, failure=Failure(code="crashed"), detail="handed back"
)
BROKEN_PROMISE = Ending(
    outcome=AttemptOutcome.CRASHED,
    failure=Failure(code="internal"),
    detail="the provider ended without a word about some pictures",
)


def out_of_time(*, was_sent: bool) -> Ending:
    """The job's deadline passed. A request that may have left is of unknown outcome."""
    if was_sent:
        unknown = Failure(code="outcome_unknown")
        return Ending(outcome=AttemptOutcome.UNKNOWN, failure=unknown, detail="deadline")
    return Ending(outcome=AttemptOutcome.BUSY, failure=Failure(code="busy"), detail="deadline")


def withheld(events: list[Withheld]) -> Ending:
    """The provider answered, and some pictures did not come.

    Where only its safety kept them back, that is the reason. Else what was missing or broken is,
    and `withheld` counts those that safety kept back.
    """
    reasons = {event.reason for event in events}
    refused = [event for event in events if event.reason not in {MISSING, UNREADABLE}]
    detail = "; ".join(sorted(reasons))
    if len(refused) < len(events):
        code = UNREADABLE if UNREADABLE in reasons else MISSING
        outcome = AttemptOutcome.UNKNOWN if code == UNREADABLE else AttemptOutcome.OK
        failure = Failure(code=code, facts={"withheld": len(refused)})
        return Ending(outcome=outcome, failure=failure, detail=detail)
    categories = sorted({category for event in refused for category in event.categories})
    failure = Failure(code="rejected", facts={"stage": "output", "categories": categories})
    return Ending(outcome=AttemptOutcome.OK, failure=failure, detail=detail)


def of_error(error: Exception) -> Ending:
    """What an error that ended an attempt means for the job."""
    match error:
        case Stopped():
            return CANCELLED
        case ContentRejected():
            return _rejected(error)
        case ProviderBusy():
            return _failed(AttemptOutcome.BUSY, "busy", error.detail)
        case ProviderRefused():
            return _failed(AttemptOutcome.REFUSED, error.reason, error.detail)
        case UnknownModel():
            return _failed(AttemptOutcome.REFUSED, "model", str(error))
        case OutcomeUnknown():
            return _failed(AttemptOutcome.UNKNOWN, "outcome_unknown", error.detail)
        case OSError() if error.errno in DISK_FULL:
            return _failed(AttemptOutcome.CRASHED, "storage", "no space left")
        case _:
            return _failed(AttemptOutcome.CRASHED, "internal", type(error).__name__)


def is_defect(ending: Ending) -> bool:
    """Whether it ended by something that nobody foresaw."""
    return ending.failure is not None and ending.failure.code == "internal"


def _rejected(error: ContentRejected) -> Ending:
    facts: dict[str, str | int | list[str]] = {"categories": list(error.categories)}
    if error.stage:
        facts["stage"] = error.stage
    failure = Failure(code="rejected", facts=facts)
    return Ending(outcome=AttemptOutcome.REJECTED, failure=failure, detail=_cut(error.detail))


def _failed(outcome: AttemptOutcome, code: str, detail: str) -> Ending:
    return Ending(outcome=outcome, failure=Failure(code=code), detail=_cut(detail))


def _cut(detail: str) -> str:
    return detail[:DETAIL_CHARS_MAX]
