"""A job's life, as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.models.credits import Quote
from bot.models.pictures import ImageRequest, Note
from bot.models.refs import HOME_TEAM, ChatRef, JobId, MessageRef, PersonId, TeamId, UserRef


class JobState(StrEnum):
    """Where a job stands. The last three are final; nothing leaves them."""

    QUEUED = "queued"  # held and waiting for a worker
    RUNNING = "running"  # a worker has it; pictures are recorded as they land
    DONE = "done"  # at least one picture was captured; the outbox has the rest
    FAILED = "failed"  # nothing was made; the hold is released
    CANCELLED = "cancelled"  # the person stopped it; only landed pictures were captured

    @property
    def final(self) -> bool:
        """Whether money has settled."""
        return self not in {JobState.QUEUED, JobState.RUNNING}


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why pictures are missing: a code of the wording `picture-failed-*` and its facts."""

    code: str
    facts: Mapping[str, str | int | list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks. `is_admin` and `may_moderate` are what the platform says; the core adds its own.

    `place` is the server or workspace whose rights those are, `platform:id`; empty in direct
    messages and where there are no such places. Its team follows from it: `People.team_of`.
    """

    user: UserRef
    name: str
    locale: str = "en"
    is_admin: bool = False
    may_moderate: bool = False
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One `/imagine` and everything needed to finish it after a restart.

    `sent` counts the attempts whose request may have left; a job whose process died is sent again
    at most once. `runner` names the process that has a RUNNING job, or the only one that may take a
    QUEUED job while it lives; empty is whoever leads. `captured` counts the pictures paid for,
    with `charged` credits.
    `parent_message` is what the person replied to; `team` is who may see the result.
    """

    id: JobId
    person: PersonId
    caller: Caller
    chat: ChatRef
    request: ImageRequest
    quote: Quote
    state: JobState
    created_at: datetime
    notes: tuple[Note, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    runner: str = ""
    attempts: int = 0
    sent: int = 0
    task_id: str | None = None
    cancel_requested: bool = False
    deleted: bool = False
    failure: Failure | None = None
    captured: int = 0
    charged: int = 0
    status: MessageRef | None = None
    parent_message: MessageRef | None = None
    team: TeamId = HOME_TEAM


class AttemptOutcome(StrEnum):
    """How a call to a provider ended."""

    OK = "ok"
    REJECTED = "rejected"
    BUSY = "busy"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    CRASHED = "crashed"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One call to a provider: the operator's record, kept whatever came of it."""

    job: JobId
    number: int
    provider: str
    model: str
    started_at: datetime
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: AttemptOutcome | None = None
    detail: str = ""
    usage: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OutboxItem:
    """A message owed to a chat of `platform`.

    `key` makes the post idempotent where the platform can.
    """

    key: str
    job: JobId
    platform: str
    tries: int = 0
    due_at: datetime
    last_error: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """An inbound event that was claimed. Without an answer at the next start, one is sent."""

    key: str
    caller: Caller
    chat: ChatRef
    claimed_at: datetime
    answered: bool = False
