"""What may become of a job: every change of state outside settling is made here."""

from dataclasses import replace
from datetime import datetime

from bot.models import Job, JobState
from bot.ports import Leases

SENDS_MAX = 2
"""A job whose process died is sent again at most once."""

ATTEMPTS_MAX = 20
"""A job that takes its process down before it is ever sent must not do so for ever."""


def taken(job: Job, *, runner: str, now: datetime) -> Job:
    """A worker of `runner` has it, for one more attempt."""
    return replace(
        job, state=JobState.RUNNING, runner=runner, attempts=job.attempts + 1, started_at=now
    )


def again(job: Job) -> Job:
    """The same worker tries once more."""
    return replace(job, attempts=job.attempts + 1)


def sent(job: Job) -> Job:
    """A request may have left. Made durable before it does."""
    return replace(job, sent=job.sent + 1)


def not_drawn(job: Job, *, was_sent: bool) -> Job:
    """The provider proved that it drew nothing: that request does not count."""
    return replace(job, sent=job.sent - 1) if was_sent else job


def may_run_again(job: Job) -> bool:
    """Whether a job that lost its worker can have another.

    A job that a gateway has taken is resumed by its id, which sends nothing.
    """
    if job.attempts >= ATTEMPTS_MAX:
        return False
    return job.sent < SENDS_MAX or job.task_id is not None


def handed_back(job: Job) -> Job:
    """Waiting again, for any process."""
    return replace(job, state=JobState.QUEUED, runner="", started_at=None)


def runnable(job: Job, *, leases: Leases) -> bool:
    """Whether this process may take the job.

    A job submitted beside a running server names its own process as runner while it waits. It is
    run there, or by the leader once that process is gone.
    """
    if job.state is not JobState.QUEUED:
        return False
    if job.runner == leases.runner:
        return True
    return leases.leader and not (job.runner and leases.alive(job.runner))
