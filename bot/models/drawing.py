"""The conversation between the worker and an image provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.models.pictures import ImageRequest

MODERATION = "moderation"
MISSING = "missing"
UNREADABLE = "unreadable"


PARTIALS_MAX = 3
"""The most partial pictures that any model sends of one."""


@dataclass(frozen=True, kw_only=True)
class DrawTask:
    """One attempt at the missing pictures of a job.

    `indexes` are the pictures still wanted (from 1). `references` and `mask` are local files in the
    request's order; `scratch` is an empty folder for the provider's files, removed afterwards.
    `task_id` is a gateway's id from an earlier attempt, to be resumed instead of submitted.
    `person_hash` identifies the requester to the provider without naming them. Of partial pictures,
    which the provider bills, at most `partials` a picture are asked for.
    """

    job: str
    attempt: int
    request: ImageRequest
    indexes: tuple[int, ...]
    references: tuple[Path, ...] = ()
    mask: Path | None = None
    scratch: Path
    person_hash: str = ""
    task_id: str | None = None
    partials: int = PARTIALS_MAX


@dataclass(frozen=True, kw_only=True)
class Sending:
    """Yielded before the first byte leaves. The worker makes it durable before it goes on."""


@dataclass(frozen=True, kw_only=True)
class TaskAccepted:
    """A gateway took the job; from now on it is polled by this id and never submitted again."""

    task_id: str


@dataclass(frozen=True, kw_only=True)
class Progressed:
    """How far all of this task's pictures are, 0 to 1.

    `partial` is a JPEG or PNG of what picture `index` shows.
    """

    fraction: float
    index: int = 1
    partial: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Picture `index` lies whole at `path`, in the bytes the provider made."""

    index: int
    path: Path
    revised_prompt: str | None = None


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """Picture `index` will not come; the others may.

    `reason` is MISSING where the provider sent none, UNREADABLE where it sent something else, and
    otherwise what its safety check calls itself.
    """

    index: int
    reason: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Used:
    """What the provider says it used, as it said it; kept with the attempt."""

    usage: Mapping[str, object] = field(default_factory=dict)


DrawEvent = Sending | TaskAccepted | Progressed | Drawn | Withheld | Used
