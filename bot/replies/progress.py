"""What is said while a job waits and while it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.models import Audience, Field, Job, Reply, ReplyImage, Tone, Verb
from bot.replies.buttons import button
from bot.replies.describing import (
    audience_of,
    price_line,
    price_words,
    prompt_quote,
    request_fields,
)
from bot.replies.hints import inbox_hint
from bot.replies.plain import one_line
from bot.replies.words import Phrases

ROW_CHARS_MAX = 80


class Stage(StrEnum):
    """How far a job is, for the person who waits."""

    QUEUED = "queued"
    DRAWING = "drawing"
    UPLOADING = "uploading"


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """An open job; `position` counts from 1 and is None once it is being drawn."""

    job: Job
    position: int | None
    eta_s: float | None


def status_card(
    say: Phrases,
    *,
    job: Job,
    position: int | None,
    ahead: int,
    eta_s: float | None,
    fraction: float | None = None,
    partial: ReplyImage | None = None,
    stage: Stage = Stage.QUEUED,
    model_title: str = "",
) -> Reply:
    """Say what a job will make, what it costs and where it stands.

    `position` counts from 1 (None: not known), `ahead` the jobs before it, `eta_s` the seconds
    until its pictures should be there. `fraction` is 0 to 1.
    """
    request = job.request
    making = say(
        f"status-{request.operation}",
        count=job.quote.count,
        price=price_words(say, job.quote.total),
    )
    standing = _standing(say, stage, ahead=ahead if position else None, eta_s=eta_s)
    return Reply(
        text="\n".join((say.join(making, standing), *say.notes(job.notes))),
        quote=prompt_quote(request),
        fields=request_fields(say, request=request, model_title=model_title or request.model),
        images=(partial,) if partial else (),
        actions=() if stage is Stage.UPLOADING else (button(say, Verb.CANCEL, job.id),),
        tone=Tone.PROGRESS,
        audience=audience_of(request),
        progress=fraction,
        job=job.id,
    )


def queue_card(say: Phrases, rows: Sequence[QueueRow], *, undelivered: int = 0) -> Reply:
    """A person's open jobs, each with a Cancel button; how many results wait in the inbox."""
    numbered = tuple(enumerate(rows, start=1))
    several = len(rows) > 1
    return Reply(
        text=say("queue-text", count=len(rows)) if rows else say("queue-empty"),
        fields=tuple(
            Field(name=_row_name(number, row), value=_row_value(say, row))
            for number, row in numbered
        ),
        actions=tuple(
            button(say, Verb.CANCEL, row.job.id, number=number if several else None)
            for number, row in numbered
        ),
        footer=inbox_hint(say, undelivered),
        audience=Audience.REQUESTER,
    )


def _standing(say: Phrases, stage: Stage, *, ahead: int | None, eta_s: float | None) -> str:
    if stage is Stage.UPLOADING:
        return say("stage-uploading")
    if stage is Stage.DRAWING:
        if eta_s is None:
            return say("stage-drawing")
        return say("stage-drawing-eta", eta_s=eta_s)
    place = say("stage-queued-unplaced") if ahead is None else say("stage-queued", ahead=ahead)
    return say.join(place, "" if eta_s is None else say("stage-queued-eta", eta_s=eta_s))


def _row_name(number: int, row: QueueRow) -> str:
    return f"{number}. {one_line(row.job.request.prompt, most=ROW_CHARS_MAX)}"


def _row_value(say: Phrases, row: QueueRow) -> str:
    place = (
        say("queue-running") if row.position is None else say("queue-place", position=row.position)
    )
    eta = () if row.eta_s is None else (say("queue-eta", eta_s=row.eta_s),)
    what = price_line(say, request=row.job.request, quote=row.job.quote)
    return " · ".join((place, *eta, what))
