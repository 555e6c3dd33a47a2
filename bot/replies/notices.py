"""Short answers: what went wrong, and what was done."""

from bot.errors import (
    CannotPostHere,
    InsufficientCredits,
    InvalidPrompt,
    InvalidReference,
    PictureFailed,
    SourceNotFound,
    TooManyJobs,
    UnknownModel,
    Unsupported,
    UserError,
)
from bot.models import (
    Audience,
    BudgetSpent,
    FilesRefused,
    ModelEnding,
    OperatorNotice,
    Outage,
    PriceDrift,
    Reply,
    Tone,
)
from bot.replies.facts import FactValue, calendar_day
from bot.replies.words import Phrases

BEFORE_MONEY = (
    CannotPostHere,
    InsufficientCredits,
    InvalidPrompt,
    InvalidReference,
    PictureFailed,
    SourceNotFound,
    TooManyJobs,
    UnknownModel,
    Unsupported,
)
"""Errors after which a person may wonder whether they paid."""


def error_reply(say: Phrases, error: UserError) -> Reply:
    """Tell the requester alone what was wrong and what to do."""
    may_wonder = error.about_order and isinstance(error, BEFORE_MONEY)
    return Reply(
        text=say.error(error),
        tone=Tone.ERROR,
        audience=Audience.REQUESTER,
        footer=say("nothing-charged") if may_wonder else "",
        code=error.key.replace("_", "-"),
    )


def notice(say: Phrases, key: str, /, **facts: FactValue) -> Reply:
    """Tell the requester alone one sentence of the wording."""
    return Reply(text=say(f"notice-{key}", **facts), audience=Audience.REQUESTER)


def sketch_notice(say: Phrases, *, is_admin: bool) -> str:
    """Say that no model is connected, and what to do about it: an admin can, others can ask."""
    return say("sketch-footer-admin" if is_admin else "sketch-footer")


def defect_card(say: Phrases) -> Reply:
    """Tell the requester alone that we failed them; the log knows how."""
    return Reply(text=say("defect"), tone=Tone.ERROR, audience=Audience.REQUESTER, code="internal")


def platform_fault_card(say: Phrases, fault: str) -> Reply:
    """Tell the requester alone what the chat did not let us do; `fault` is its word for it."""
    return Reply(
        text=say("platform-fault", fault=fault or None),
        tone=Tone.ERROR,
        audience=Audience.REQUESTER,
        footer=say("nothing-charged"),
        code="platform-fault",
    )


def lost_event_card(say: Phrases) -> Reply:
    """Answer an event that was claimed by a process that died before it became a job."""
    return Reply(
        text=say("lost-event"), tone=Tone.WARNING, audience=Audience.REQUESTER, code="lost-event"
    )


def notice_card(say: Phrases, told: OperatorNotice) -> Reply:
    """What an operator is written to about."""
    match told:
        case Outage():
            return outage_card(say, told)
        case BudgetSpent():
            return budget_card(say, told)
        case PriceDrift():
            return drift_card(say, told)
        case ModelEnding():
            return ending_card(say, told)
        case FilesRefused():
            return files_refused_card(say, told)


def budget_card(say: Phrases, spent: BudgetSpent) -> Reply:
    """Tell an operator that a day's budget is reached, and how to raise it."""
    which = "budget-spent-team" if spent.team else "budget-spent-all"
    return Reply(
        text=say(which, limit=spent.limit, team=spent.team),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="budget-spent",
    )


def drift_card(say: Phrases, drift: PriceDrift) -> Reply:
    """Tell an operator that a model takes other tokens than the table says, and what to write."""
    which = "price-drift-more" if drift.percent > 0 else "price-drift-less"
    return Reply(
        text=say(
            which,
            model=drift.model,
            quality=say(f"quality-{drift.quality}"),
            orders=drift.orders,
            percent=abs(drift.percent),
            line=f"{drift.quality} = {drift.suggested}",
            row=f'[prices."{drift.row}"]',
        ),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="price-drift",
    )


def files_refused_card(say: Phrases, refused: FilesRefused) -> Reply:
    """Tell an operator that results wait, because a place takes none of our files."""
    facts: dict[str, FactValue] = {"platform": refused.platform.title(), "code": refused.code}
    return Reply(
        text=say.join(
            say("files-refused", **facts),
            say.best(f"files-refused-{refused.reason}", "files-refused-why", facts=facts),
        ),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        footer=say("files-refused-meanwhile"),
        code="files-refused",
    )


def ending_card(say: Phrases, ending: ModelEnding) -> Reply:
    """Tell an operator that a model ends, and how to name its successor."""
    return Reply(
        text=say("model-ending", model=ending.title, at=calendar_day(ending.on, say.babel)),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="model-ending",
    )


def outage_card(say: Phrases, outage: Outage) -> Reply:
    """Tell an operator what a provider refuses, and how to mend it."""
    facts: dict[str, FactValue] = {"service": outage.provider, "model": outage.model}
    return Reply(
        text=say.best(f"outage-{outage.reason}", "outage", facts=facts),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        footer=say("outage-meanwhile"),
        code="outage",
    )
