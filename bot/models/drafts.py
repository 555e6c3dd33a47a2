"""Orders that wait for a yes. Nothing is held for them."""

from dataclasses import dataclass
from datetime import datetime

from bot.models.pictures import ImageRequest, Note
from bot.models.refs import HOME_TEAM, JobId, MessageRef, PersonId, TeamId


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A job to be: what will be asked of the model, and what to tell the person beside it."""

    request: ImageRequest
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One button of a draft: the jobs it makes, and `total`, the credits its label says."""

    plans: tuple[Plan, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What was asked and not yet agreed to; its id stands where buttons carry a job's.

    Buttons count its `offers` from 1. It is answered once: `closed_at` says when. Only its
    `team` may agree.
    """

    id: JobId
    person: PersonId
    created_at: datetime
    offers: tuple[Offer, ...] = ()
    in_reply_to: MessageRef | None = None
    closed_at: datetime | None = None
    team: TeamId = HOME_TEAM
